//! Failures in words: what could not be done, why, and what to do about it.

use std::io::ErrorKind;

use super::{Action, Failure, OWN_FOLDER};
use crate::diagnostic::Bilingual;

impl Failure {
    /// Whether what was asked for is not there at all, which is often no failure but an answer.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.cause.kind() == ErrorKind::NotFound
    }

    /// What could not be done, and why.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let (nb, en) = match self.action {
            Action::Read => ("lese", "read"),
            Action::List => ("liste", "list"),
            Action::Write => ("skrive", "write"),
            Action::Remove => ("fjerne", "remove"),
            Action::Swap => ("flytte på plass", "move into place"),
            Action::Lock => ("låse", "lock"),
            Action::Listen => ("lytte på", "listen on"),
            Action::Watch => ("følge med på", "watch"),
        };
        let cause = self.cause();
        let path = &self.path;
        Bilingual::new(format!("kunne ikke {nb} «{path}»: {}", cause.nb), format!("could not {en} “{path}”: {}", cause.en))
    }

    /// What to do about it, where that can be said.
    #[must_use]
    pub fn help(&self) -> Option<Bilingual> {
        let (nb, en) = match (self.action, self.cause.kind()) {
            (Action::Listen, ErrorKind::AddrInUse) => (
                "velg en annen port med --port, eller --port 0 for en som er ledig",
                "choose another port with --port, or --port 0 for a free one",
            ),
            (Action::Listen, ErrorKind::PermissionDenied) => ("velg en port over 1023 med --port", "choose a port above 1023 with --port"),
            (Action::Read | Action::List, ErrorKind::PermissionDenied) if self.path.starts_with("content/") => (
                "gi deg selv tilgang til å lese den, eller flytt den ut av content/",
                "give yourself access to read it, or move it out of content/",
            ),
            (Action::Read | Action::List, ErrorKind::PermissionDenied) => {
                ("gi deg selv tilgang til å lese den", "give yourself access to read it")
            }
            (Action::Write | Action::Swap | Action::Remove, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => (
                "gi deg selv tilgang til å skrive der, eller velg en annen mappe med --output",
                "give yourself access to write there, or choose another folder with --output",
            ),
            (Action::Swap, ErrorKind::ResourceBusy | ErrorKind::CrossesDevices) => (
                "velg en mappe inne i den tilkoblede disken, ikke disken selv, med --output",
                "choose a folder inside the mounted disk, not the disk itself, with --output",
            ),
            (Action::Write, ErrorKind::NotFound) => ("lag mappa først, eller rett navnet", "make the folder first, or mend its name"),
            (Action::List, ErrorKind::NotFound) => ("pek på en mappe som finnes", "point at a folder that is there"),
            (Action::Write, ErrorKind::NotADirectory) if self.path == OWN_FOLDER => (
                "flytt bort fila, og prøv igjen; saksgang lager en mappe med det navnet",
                "move the file away and try again; saksgang makes a folder of that name",
            ),
            (Action::Lock, ErrorKind::IsADirectory) => (
                "flytt bort mappa, og prøv igjen; saksgang lager en fil med det navnet",
                "move the folder away and try again; saksgang makes a file of that name",
            ),
            (Action::Write | Action::Swap | Action::List, ErrorKind::NotADirectory) => ("pek på en mappe", "point at a folder"),
            (Action::Remove, ErrorKind::DirectoryNotEmpty) => {
                ("se om noe der er ditt, flytt det, og fjern mappa", "see whether anything there is yours, move it, and remove the folder")
            }
            (Action::Read, ErrorKind::NotFound) => (
                "se om den ble flyttet eller slettet mens nettstedet ble laget, og prøv igjen",
                "see whether it was moved or deleted while the site was made, and try again",
            ),
            (_, ErrorKind::InvalidFilename) => ("velg kortere navn på mapper og filer", "choose shorter names of folders and files"),
            (_, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                ("gjør plass på disken, og prøv igjen", "make room on the disk and try again")
            }
            _ => return None,
        };
        Some(Bilingual::new(nb, en))
    }

    fn cause(&self) -> Bilingual {
        let (nb, en) = match self.cause.kind() {
            ErrorKind::NotFound if self.action == Action::Write => {
                ("mappa den skal ligge i, finnes ikke", "there is no folder for it to lie in")
            }
            ErrorKind::NotFound => ("den finnes ikke", "it does not exist"),
            ErrorKind::NotADirectory => ("det er ikke en mappe, eller den ligger i en fil", "it is no folder, or it lies in a file"),
            ErrorKind::IsADirectory => ("det er en mappe", "it is a folder"),
            ErrorKind::PermissionDenied => ("ingen tilgang", "no access"),
            ErrorKind::AddrInUse => ("porten er i bruk", "the port is in use"),
            ErrorKind::AlreadyExists => ("den finnes fra før", "it exists already"),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("disken er full", "the disk is full"),
            ErrorKind::DirectoryNotEmpty => ("mappa er ikke tom", "the folder is not empty"),
            ErrorKind::ReadOnlyFilesystem => ("disken kan bare leses", "the disk is read-only"),
            ErrorKind::InvalidFilename => ("navnet er for langt", "the name is too long"),
            ErrorKind::InvalidInput => ("stien kan ikke brukes", "the path cannot be used"),
            _ => return Bilingual::new(self.cause.to_string(), self.cause.to_string()),
        };
        Bilingual::new(nb, en)
    }
}
