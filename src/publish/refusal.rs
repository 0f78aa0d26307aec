//! Why nothing was published.

use super::MANIFEST;
use crate::diagnostic::Bilingual;
use crate::world::Failure;

/// Why nothing was published; the folder is as it was.
#[derive(Debug)]
pub enum Refusal {
    /// The disk failed.
    World(Failure),
    /// Something lies there, and no manifest of ours with it.
    NotOurs {
        /// The folder.
        folder: String,
    },
    /// Files that no publication of ours made lie there.
    Foreign {
        /// The folder.
        folder: String,
        /// The files, sorted, relative to it.
        files: Vec<String>,
    },
    /// A file to be carried over lies where the site has one of its own.
    InTheWay {
        /// The folder.
        folder: String,
        /// The file, relative to it.
        path: String,
    },
    /// Asked to verify a folder that no publication made.
    NotPublished {
        /// The folder.
        folder: String,
    },
    /// The folder lies in the site's content, or the site in the folder.
    Entangled {
        /// The folder.
        folder: String,
    },
    /// The site has a file whose path leads out of it, or through another file.
    Unsafe {
        /// The path.
        path: String,
    },
    /// Another publication of the site, or to the folder, is running.
    Busy {
        /// Its process, where it could be read.
        process: Option<u32>,
    },
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::World(failure)
    }
}

impl Refusal {
    /// What is the matter, and what to do.
    #[must_use]
    pub fn message(&self) -> (Bilingual, Bilingual) {
        let (message, help) = match self {
            Self::World(failure) => {
                let help = failure.help().unwrap_or_else(|| Bilingual::new("prøv igjen når det er rettet", "try again when it is mended"));
                return (failure.message(), help);
            }
            Self::NotOurs { folder } => (
                (
                    format!("mappa «{folder}» er ikke tom, og saksgang har ikke laget den"),
                    format!("the folder “{folder}” is not empty, and saksgang did not make it"),
                ),
                (
                    "velg en annen mappe med --output, eller flytt bort det som ligger der".into(),
                    "choose another folder with --output, or move away what lies there".into(),
                ),
            ),
            Self::Foreign { folder, files } => {
                let named = named(files);
                (
                    (
                        format!("mappa «{folder}» har filer som saksgang ikke har laget: {}", named.0),
                        format!("the folder “{folder}” has files that saksgang did not make: {}", named.1),
                    ),
                    (
                        "flytt dem bort, eller la dem ligge med --keep-foreign; filer som skal publiseres, hører hjemme i content/ eller i temaet"
                            .into(),
                        "move them away, or leave them there with --keep-foreign; files to be published belong in content/ or in the theme"
                            .into(),
                    ),
                )
            }
            Self::InTheWay { folder, path } => (
                (
                    format!("«{path}» i mappa «{folder}» ligger der nettstedet selv skal ha en fil"),
                    format!("“{path}” in the folder “{folder}” lies where the site has a file of its own"),
                ),
                ("flytt den bort, eller gi den et annet navn".into(), "move it away, or give it another name".into()),
            ),
            Self::NotPublished { folder } => (
                (
                    format!("mappa «{folder}» har ingen liste over publiserte filer ({MANIFEST})"),
                    format!("the folder “{folder}” has no list of published files ({MANIFEST})"),
                ),
                ("pek på mappa som «saksgang build» skrev".into(), "point at the folder that “saksgang build” wrote".into()),
            ),
            Self::Entangled { folder } => (
                (
                    format!("mappa «{folder}» og nettstedets egne filer ligger i hverandre"),
                    format!("the folder “{folder}” and the site's own files lie in each other"),
                ),
                (
                    "velg en mappe som verken holder eller ligger i content/ og themes/, med --output".into(),
                    "choose a folder that neither holds nor lies in content/ and themes/, with --output".into(),
                ),
            ),
            Self::Unsafe { path } => (
                (
                    format!("«{path}» kan ikke skrives: stien fører ut av nettstedet eller gjennom en annen fil"),
                    format!("“{path}” cannot be written: the path leads out of the site or through another file"),
                ),
                ("gi dokumentet eller vedlegget et annet navn".into(), "give the document or attachment another name".into()),
            ),
            Self::Busy { process } => (
                match process {
                    Some(process) => (
                        format!("nettstedet publiseres allerede av en annen prosess (nummer {process})"),
                        format!("another process is publishing this site (number {process})"),
                    ),
                    None => ("nettstedet publiseres allerede av en annen prosess".into(), "another process is publishing this site".into()),
                },
                ("vent til den er ferdig, og prøv igjen".into(), "wait until it is done and try again".into()),
            ),
        };
        (Bilingual { nb: message.0, en: message.1 }, Bilingual { nb: help.0, en: help.1 })
    }
}

/// The first few, and how many more.
fn named(files: &[String]) -> (String, String) {
    const SHOWN: usize = 5;
    let first = files.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match files.len().saturating_sub(SHOWN) {
        0 => (first.clone(), first),
        more => (format!("{first} og {more} til"), format!("{first} and {more} more")),
    }
}
