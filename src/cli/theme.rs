//! `saksgang theme`: the files of the theme that comes with the program, and one of them as the site's own.

use super::site::{SiteFolder, write_new};
use super::{Exit, Stop, Terminal};
use crate::config;
use crate::diagnostic::{Bilingual, nearest};
use crate::output::name::last;
use crate::source::{Source, SourceId};
use crate::theme::BUILT_IN;
use crate::world::{Disk, World};

/// See the theme's files, and write one out to change it.
#[derive(clap::Args)]
#[command(arg_required_else_help = false)]
pub struct Theme {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// List the theme's files; a star marks those that the site has of its own.
    List,
    /// Write one of the theme's files into the site, where it is used instead; never overwrites.
    Eject(Eject),
}

#[derive(clap::Args)]
struct Eject {
    /// The file: templates/minutes.html, or just minutes.html or minutes.
    #[arg(value_name = "NAME")]
    name: String,
}

impl Theme {
    pub fn run(&self, folder: &SiteFolder, terminal: &Terminal) -> Result<Exit, Stop> {
        let world = folder.disk()?;
        let own = format!("themes/{}", config::read(SourceId(0), &Source::decode("site.toml", &world.read("site.toml")?)).theme.value);
        match &self.action {
            Action::List => terminal.result(&list(&world, &own)?),
            Action::Eject(eject) => eject.run(&world, &own, terminal)?,
        }
        Ok(Exit::Clean)
    }
}

/// The files, one a line, with a star before the site's own.
fn list(world: &Disk, own: &str) -> Result<String, Stop> {
    let there: Vec<String> = world.list(own)?.into_iter().map(|entry| entry.path).collect();
    let line = |(path, _): &(&str, &[u8])| {
        let star = if there.contains(&format!("{own}/{path}")) { '*' } else { ' ' };
        format!("{star} {path}\n")
    };
    Ok(BUILT_IN.iter().map(line).collect())
}

impl Eject {
    fn run(&self, world: &Disk, own: &str, terminal: &Terminal) -> Result<(), Stop> {
        let (file, bytes) = find(&self.name)?;
        let path = format!("{own}/{file}");
        if !write_new(world, &path, bytes)? {
            return Err(Stop::wrong_use(
                Bilingual::new(format!("«{path}» finnes fra før og er urørt"), format!("“{path}” is there already and was left alone")),
                Bilingual::new(
                    "rediger den, eller slett den for å bruke den som følger med",
                    "edit it, or delete it to use the one that comes with the program",
                ),
            ));
        }
        terminal.result(&format!("{path}\n"));
        terminal.say(&Bilingual::new(
            "Nettstedet bruker den i stedet for den som følger med. Slett den for å gå tilbake.",
            "The site uses it instead of the one that comes with the program. Delete it to go back.",
        ));
        Ok(())
    }
}

/// The file that a name means: its path, or the end of its path where only one ends so, with or without what follows the point.
fn find(name: &str) -> Result<(&'static str, &'static [u8]), Stop> {
    let name = name.trim_start_matches("./");
    let ends = |path: &str| {
        let short = last(path);
        path == name || short == name || short.rsplit_once('.').is_some_and(|(stem, _)| stem == name)
    };
    let meant: Vec<_> = BUILT_IN.iter().filter(|(path, _)| ends(path)).collect();
    let exact = meant.iter().find(|(path, _)| *path == name || meant.len() == 1);
    if let Some((path, bytes)) = exact {
        return Ok((path, bytes));
    }
    let names = |paths: Vec<&str>| paths.join(", ");
    let help = match nearest_file(name) {
        _ if !meant.is_empty() => {
            let all = names(meant.iter().map(|(path, _)| *path).collect());
            Bilingual::new(format!("skriv hvilken: {all}"), format!("say which: {all}"))
        }
        Some(meant) => Bilingual::new(format!("mente du «{meant}»?"), format!("did you mean “{meant}”?")),
        None => {
            let all = names(BUILT_IN.iter().map(|(path, _)| *path).collect());
            Bilingual::new(format!("velg en av: {all}"), format!("choose one of: {all}"))
        }
    };
    Err(Stop::wrong_use(Bilingual::new(format!("temaet har ingen fil «{name}»"), format!("the theme has no file “{name}”")), help))
}

/// The file that was probably meant, by its path or its last part.
fn nearest_file(name: &str) -> Option<&'static str> {
    let candidates = || BUILT_IN.iter().map(|(path, _)| *path);
    let stem = |path: &'static str| last(path).rsplit_once('.').map_or(path, |(stem, _)| stem);
    let by = |short: &dyn Fn(&'static str) -> &'static str| {
        let meant = nearest(name, candidates().map(short))?;
        candidates().find(|path| short(path) == meant)
    };
    by(&|path| path).or_else(|| by(&last)).or_else(|| by(&stem))
}
