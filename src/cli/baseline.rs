//! `saksgang baseline`: today's findings accepted as they are; and reading such a file for the commands that use it.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::site::{SiteFolder, SiteOptions, answerable};
use super::{Exit, Stop, Terminal};
use crate::diagnostic::Bilingual;
use crate::judge::Baseline;
use crate::pipeline::{self, Caches, Request};
use crate::world::{Action, Failure, shown};

/// The file's name when none is given.
const NAME: &str = "saksgang-baseline.toml";

/// Accept today's findings as they are, in a file that --baseline uses; what is new stands out.
#[derive(clap::Args)]
pub struct WriteBaseline {
    /// The file; else saksgang-baseline.toml in the site's folder.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    site: SiteOptions,
}

impl WriteBaseline {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        let (world, request) = (folder.disk()?, self.site.request()?);
        let file = self.file.clone().unwrap_or_else(|| world.root().join(NAME));
        // What another file holds is not ours to write over.
        if file.exists() {
            read(&file)?;
        }
        // Everything is accepted anew, so what an older baseline accepted is looked at again.
        let request = Request { baseline: None, ..request };
        let working = terminal.working(&Bilingual::new("Kontrollerer", "Checking"), &request.progress);
        let mut caches = Caches::recall(&world);
        let checked = pipeline::check(&world, &request, &mut caches)?;
        caches.remember(&world);
        drop(working);
        answerable(&request, &checked.site)?;
        let baseline = Baseline::accepting(&checked.diagnostics, &checked.site.sources);
        write(&file, &baseline.to_toml()).map_err(|cause| Failure { action: Action::Write, path: shown(&file), cause })?;
        let (file, many) = (shown(&file), baseline.len());
        terminal.say(&Bilingual::new(
            format!("{file} godtar {many} funn. Bruk den slik: saksgang check --baseline {file}"),
            format!("{file} accepts {many} findings. Use it like this: saksgang check --baseline {file}"),
        ));
        Ok(Exit::Clean)
    }
}

/// Reads a baseline.
pub fn read(file: &Path) -> Result<Baseline, Stop> {
    let text = match fs::read_to_string(file) {
        Err(cause) if cause.kind() == ErrorKind::InvalidData => String::from("\0"),
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            let file = shown(file);
            return Err(Stop::wrong_use(
                Bilingual::new(format!("fila «{file}» finnes ikke"), format!("there is no file “{file}”")),
                Bilingual::new(
                    "rett navnet, eller skriv den først med «saksgang baseline»",
                    "mend the name, or write it first with “saksgang baseline”",
                ),
            ));
        }
        read => read.map_err(|cause| Failure { action: Action::Read, path: shown(file), cause })?,
    };
    Baseline::from_toml(&text).map_err(|wrong| {
        let file = shown(file);
        let message = Bilingual::new(format!("«{file}» kan ikke brukes: {}", wrong.nb), format!("“{file}” cannot be used: {}", wrong.en));
        let help = Bilingual::new(
            "pek på en fil som «saksgang baseline» har skrevet, eller velg et annet navn",
            "point at a file that “saksgang baseline” wrote, or choose another name",
        );
        Stop::wrong_use(message, help)
    })
}

/// Writes beside the place and moves there: a run that is stopped leaves the old file whole.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    beside.write_all(text.as_bytes())?;
    #[cfg(unix)]
    {
        // It is shared with everybody who works on the site, unlike a temporary file.
        use std::os::unix::fs::PermissionsExt;
        let rights = fs::metadata(file).map_or_else(|_| fs::Permissions::from_mode(0o644), |known| known.permissions());
        beside.as_file().set_permissions(rights)?;
    }
    beside.persist(file)?;
    Ok(())
}
