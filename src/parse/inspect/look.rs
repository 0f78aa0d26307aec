//! Into a file, and into the files packed in it: what to look for by what the content is.

use super::archive::Archive;
use super::budget::{Budget, DEPTH};
use super::inflate::{self, Unpacked};
use super::{HEAD, TAIL, compound, content_types, office, pdf, svg, xml};
use crate::model::{Danger, Inside, Unread};
use crate::output::name;
use crate::parse::personal;

/// Extensions of programs and scripts that a double click runs.
const PROGRAMS: &[&str] = &[
    "exe", "dll", "com", "scr", "msi", "msp", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "jar", "lnk", "reg",
    "pif", "cpl", "app", "sh",
];

/// Looks into a file and gathers what it finds.
#[derive(Default)]
pub struct Look {
    /// What may still be spent.
    pub budget: Budget,
    /// What was found.
    pub inside: Inside,
    /// Whether the file is a modern office file behind a password.
    pub locked_office: bool,
}

impl Look {
    /// Looks into a file; `depth` counts the archives around it.
    pub fn file(&mut self, bytes: &[u8], depth: u32) {
        if depth > DEPTH {
            return self.unread(Unread::Depth);
        }
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
        let kinds = content_types(head, tail);
        match kinds.first().copied() {
            Some("exe" | "elf" | "mach" | "class" | "wasm" | "dex" | "dll" | "sh" | "jar") => self.danger(Danger::Program),
            Some("doc") => self.locked_office |= compound::look(bytes, &mut self.inside) && depth == 0,
            Some("pdf") => pdf::look(bytes, self),
            Some("svg") => self.drawing(bytes),
            Some("gz") => {
                let unpacked = inflate::gzip(bytes, &mut self.budget);
                self.packed(&unpacked, depth);
            }
            _ if bytes.starts_with(b"PK") => self.archive(bytes, depth),
            Some("txt" | "rtf" | "xml" | "html") => self.words(&xml::decode(bytes)),
            _ => {}
        }
    }

    /// Notes something that could run.
    pub fn danger(&mut self, danger: Danger) {
        if !self.inside.dangers.contains(&danger) {
            self.inside.dangers.push(danger);
        }
    }

    /// Notes that something was not looked into.
    pub fn unread(&mut self, why: Unread) {
        if !self.inside.unread.contains(&why) {
            self.inside.unread.push(why);
        }
    }

    /// Looks through words.
    pub fn words(&mut self, words: &str) {
        for one in personal::find(words) {
            match self.inside.personal.iter_mut().find(|(kind, _)| *kind == one.kind) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => self.inside.personal.push((one.kind, 1)),
            }
        }
        self.inside.personal.sort_unstable();
    }

    fn drawing(&mut self, bytes: &[u8]) {
        let text = xml::decode(bytes);
        if svg::has_script(&text) {
            self.danger(Danger::Script);
        }
        self.words(&text);
    }

    fn archive(&mut self, bytes: &[u8], depth: u32) {
        let Some(archive) = Archive::open(bytes, &mut self.budget) else { return self.unread(Unread::Damaged) };
        if let Some(why) = archive.stopped {
            self.unread(why);
        }
        let is_office = archive.entries.iter().any(|entry| matches!(entry.name().as_str(), "[Content_Types].xml" | "mimetype"));
        if is_office {
            return office::look(&archive, self, depth);
        }
        for entry in &archive.entries {
            let name = entry.name().to_lowercase();
            if name::extension(&name).is_some_and(|extension| PROGRAMS.contains(&extension)) {
                self.danger(Danger::Program);
            }
            if entry.is_encrypted() {
                self.inside.encrypted = true;
            } else if !name.ends_with('/') {
                let unpacked = archive.unpack(entry, &mut self.budget);
                self.packed(&unpacked, depth);
            }
        }
    }

    fn packed(&mut self, unpacked: &Unpacked, depth: u32) {
        if let Some(why) = unpacked.stopped {
            self.unread(why);
        }
        self.file(&unpacked.bytes, depth + 1);
    }
}
