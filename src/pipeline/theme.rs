//! A site's theme: its own files over the built-in ones, and what is wrong with them as faults in sources that people can look at.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::Kept;
use crate::config::Config;
use crate::diagnostic::{Fault, FaultKind, Finding, ThemeWrong};
use crate::rules::theme_broken;
use crate::source::{Decoding, Place, Source, SourceId, Sources, Span};
use crate::theme::{BUILT_IN, Theme, ThemeFault, unused};
use crate::work::Key;
use crate::world::{Failure, World};

/// The theme that is part of the program.
const DEFAULT: &str = "navet";

/// The theme of a run.
#[derive(Default)]
pub struct Dress {
    theme: Loaded,
}

/// The theme, or that it is broken; the built-in one is read with the first page that is made, once for all runs that share it.
pub type Loaded = Arc<OnceLock<Option<Theme>>>;

/// Reads the site's own theme, if it has one. The built-in one has been tried and is only read when pages are made.
pub fn read(world: &dyn World, config: &Config, sources: &mut Sources, kept: &Kept) -> Result<(Dress, Vec<(SourceId, Fault)>), Failure> {
    let own = own_files(world, &config.theme.value)?;
    if own.is_empty() {
        let absent = config.theme.value != DEFAULT;
        let kind = FaultKind::Theme { wrong: ThemeWrong::Absent, message: config.theme.value.clone(), page: None };
        let faults = config.source.filter(|_| absent).map(|source| (source, Fault { span: config.theme.span, kind }));
        return Ok((
            if absent { Dress::broken() } else { Dress { theme: kept.built_in_theme(&config.language) } },
            faults.into_iter().collect(),
        ));
    }
    for (path, bytes) in own.iter().filter(|(path, _)| !path.starts_with("static/")) {
        sources.add(Source::decode(in_site(config, path), bytes));
    }
    let unused = unused(&own, &config.language).into_iter().map(|one| {
        let path = in_site(config, &one.file);
        let source = sources.find(&path).unwrap_or_else(|| sources.add(Source::binary(path)));
        (source, Fault { span: one.span, kind: FaultKind::ThemeUnused { name: one.name, meant: one.meant } })
    });
    let unused: Vec<_> = unused.collect();
    match Theme::load(&own, &config.language) {
        Ok(theme) => Ok((Dress { theme: Arc::new(OnceLock::from(Some(theme))) }, unused)),
        Err(faults) => {
            let placed = faults.into_iter().map(|fault| place(fault, None, config, sources));
            Ok((Dress::broken(), placed.chain(unused).collect()))
        }
    }
}

impl Dress {
    fn broken() -> Self {
        Self { theme: Arc::new(OnceLock::from(None)) }
    }

    /// The theme to make pages with; none when it is broken.
    pub fn theme(&self, config: &Config) -> Option<&Theme> {
        self.theme.get_or_init(|| Theme::load(&BTreeMap::new(), &config.language).ok()).as_ref()
    }

    /// The key of that theme, without reading the built-in one for it.
    pub fn key(&self, config: &Config) -> Option<Key> {
        match self.theme.get() {
            Some(theme) => theme.as_ref().map(|theme| theme.key),
            None => Some(Theme::default_key(&config.language)),
        }
    }
}

/// A fault of the theme at its place in the sources. A template that the site does not have itself is shown as the program has it.
pub fn place(fault: ThemeFault, page: Option<&str>, config: &Config, sources: &mut Sources) -> (SourceId, Fault) {
    let ThemeFault { file, span, wrong, message } = fault;
    let path = in_site(config, &file);
    let own = sources.find(&path);
    let source = own.unwrap_or_else(|| {
        let built_in = BUILT_IN.iter().find(|(name, _)| *name == file).map_or(b"".as_slice(), |(_, bytes)| bytes);
        sources.add(Source::decode(path, built_in))
    });
    let wrong = match wrong {
        ThemeWrong::Page | ThemeWrong::Template if own.is_none() => ThemeWrong::BuiltIn,
        wrong => wrong,
    };
    // A range that does not fit, or of a text that was read otherwise than the engine read it, speaks of the whole file.
    let fits = sources.get(source).is_some_and(|source| source.decoding == Decoding::Utf8 && source.text.get(span.range()).is_some());
    let kind = FaultKind::Theme { wrong, message, page: page.map(str::to_owned) };
    (source, Fault { span: if fits { span } else { Span::default() }, kind })
}

/// What templates failed at, with the first page that each could not make.
pub fn findings(faults: Vec<(String, ThemeFault)>, config: &Config, sources: &mut Sources) -> Vec<Finding> {
    let finding = |(page, fault): (String, ThemeFault)| {
        let (source, fault) = place(fault, Some(&page), config, sources);
        theme_broken::finding(Place::new(source, fault.span), &fault.kind)
    };
    faults.into_iter().map(finding).collect()
}

/// A file of the theme as the site has it.
fn in_site(config: &Config, path: &str) -> String {
    format!("themes/{}/{path}", config.theme.value)
}

/// The files of the site's own theme, by their path below its folder.
fn own_files(world: &dyn World, name: &str) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    if name.is_empty() || name.contains(['/', '\\']) || name.starts_with('.') {
        return Ok(BTreeMap::new());
    }
    let folder = format!("themes/{name}");
    let prefix = format!("{folder}/");
    let mut files = BTreeMap::new();
    for entry in world.list(&folder)?.into_iter().filter(|entry| !entry.leads_outside) {
        if let Some(path) = entry.path.strip_prefix(&prefix).filter(|path| !path.split('/').any(|part| part.starts_with('.'))) {
            files.insert(path.to_owned(), world.read(&entry.path)?);
        }
    }
    Ok(files)
}
