//! From a site's folder to what the index is built from: list, read, parse, inspect.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use super::kept::Parsed;
use super::theme::{self, Dress};
use super::{Caches, Done, Phase, Request, name, remembered};
use crate::config::{self, Audience, Config, ExemptAs};
use crate::diagnostic::{Fault, FaultKind, Limit};
use crate::index::Inputs;
use crate::model::{Access, Document, Inspection, RegisterFile, RegisterKind};
use crate::output::name::last;
use crate::parse::{self, Inspector};
use crate::source::{Decoding, Source, SourceId, Sources, Span, windows_1252};
use crate::work::{self, Key};
use crate::world::{Action, Failure, FileEntry, World};

/// Bytes of a text file that are looked at: twice what the readers of front matter and Markdown take together.
const LARGEST_TEXT: u64 = 16 << 20;

/// Reads a site.
pub fn load(world: &dyn World, request: &Request, caches: &Caches) -> Result<(Inputs, Dress, Done), Failure> {
    let mut sources = Sources::default();
    let config = config(world, &mut sources)?;
    let (dress, mut file_faults) = theme::read(world, &config, &mut sources, &caches.kept)?;
    let permalinks = permalinks(world, &mut sources)?.map(|(id, fault)| {
        file_faults.extend(fault.map(|fault| (id, fault)));
        id
    });
    let now = world.now();
    let listed: Vec<FileEntry> = world.list("content")?.into_iter().filter(|entry| !is_ignored(&entry.path)).collect();
    let (texts, files): (Vec<_>, Vec<_>) =
        listed.into_iter().partition(|entry| !entry.leads_outside && is_text(&entry.path) && name::is_whole(&entry.path));

    request.progress.begin(Phase::Load, texts.len());
    let reading = |entry: &FileEntry| {
        let kept = caches.kept.find(entry).map(|(source, parsed)| Ok(Some((source, parsed, false))));
        let read = kept.unwrap_or_else(|| read(world, entry, caches));
        request.progress.step();
        read
    };
    let read = work::map(&texts, reading).into_iter().collect::<Result<Vec<_>, _>>()?;
    let whole = texts.iter().zip(&read).filter_map(|(entry, read)| read.as_ref().map(|(source, parsed, _)| (entry, source, parsed)));
    caches.kept.replace(whole, now);
    let (mut documents, mut registers, mut parsed) = (Vec::new(), Vec::new(), 0);
    sources.reserve(texts.len() + files.len());
    for (source, value, made) in read.into_iter().flatten() {
        let id = sources.add(source);
        parsed += usize::from(made);
        match value {
            Parsed::Document(key, document) => documents.push((id, key, document)),
            Parsed::Register(register) => registers.push((id, register)),
        }
    }

    let inspected = work::map(&files, |entry| inspect(world, entry, now, caches));
    let opened = inspected.iter().filter(|(_, made)| *made).count();
    for entry in &files {
        let id = sources.add(Source::binary(&entry.path));
        file_faults.extend(name::faults(&entry.path).into_iter().map(|fault| (id, fault)));
    }
    let files = files.into_iter().zip(inspected).map(|(entry, (inspection, _))| (entry, inspection)).collect();

    let named: Vec<(SourceId, &str)> = sources.iter().map(|(source, file)| (source, file.path.as_str())).collect();
    let found = work::map(&named, |(_, name)| parse::personal::find(name));
    let name_personal =
        named.into_iter().zip(found).flat_map(|((source, _), found)| found.into_iter().map(move |one| (source, one))).collect();
    let as_of = request.as_of.unwrap_or_else(|| world.today(&config.timezone));
    let audience = audience(&config, request);
    let built_in = parse::built_in_statutes();
    let done = Done { parsed, inspected: opened, ..Done::default() };
    Ok((
        Inputs {
            config,
            sources,
            documents,
            registers,
            built_in,
            files,
            file_faults,
            name_personal,
            permalinks,
            as_of,
            audience,
            drafts: request.drafts,
            commits: Arc::clone(&request.commits),
        },
        dress,
        done,
    ))
}

/// site.toml; a site without one is a site with every default.
fn config(world: &dyn World, sources: &mut Sources) -> Result<Config, Failure> {
    match beginning(world, "site.toml", 0) {
        Ok(bytes) => {
            let source = Source::decode("site.toml", &bytes);
            let id = sources.add(source.clone());
            let mut config = config::read(id, &source);
            config.faults.extend(encoding_fault(&source));
            Ok(config)
        }
        Err(failure) if failure.is_absent() => Ok(Config::default()),
        Err(failure) => Err(failure),
    }
}

/// The list of addresses that must never be gone, where the site keeps one.
fn permalinks(world: &dyn World, sources: &mut Sources) -> Result<Option<(SourceId, Option<Fault>)>, Failure> {
    match beginning(world, "permalinks.txt", 0) {
        Ok(bytes) => {
            let too_large = bytes.len() as u64 > LARGEST_TEXT;
            let id = sources.add(Source::decode("permalinks.txt", &bytes));
            Ok(Some((id, too_large.then(|| Fault { span: Span::new(0, 0), kind: FaultKind::Limit { limit: Limit::Bytes(LARGEST_TEXT) } }))))
        }
        Err(failure) if failure.is_absent() => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Who the site is for. A name that is not there must never show more than it should, so it sees what is open.
fn audience(config: &Config, request: &Request) -> Audience {
    let name = request.audience.as_deref().unwrap_or(&config.audience);
    let strictest = || Audience { name: name.to_owned(), access: vec![Access::Open], exempt: ExemptAs::Nothing };
    config.audience(name).cloned().unwrap_or_else(strictest)
}

/// What editors and systems leave lying about: never content.
fn is_ignored(path: &str) -> bool {
    let below = path.strip_prefix("content/").unwrap_or(path);
    below.split('/').any(|part| part.starts_with('.') || part.starts_with("~$"))
        || matches!(last(below), "Thumbs.db" | "desktop.ini")
        || below.ends_with(".bak")
}

fn is_text(path: &str) -> bool {
    path.ends_with(".md") || parse::register::kind_of(path).is_some()
}

/// Reads and parses one text file; none where it went away since it was listed. Tells whether it had to be parsed.
fn read(world: &dyn World, entry: &FileEntry, caches: &Caches) -> Result<Option<(Arc<Source>, Parsed, bool)>, Failure> {
    let bytes = match beginning(world, &entry.path, entry.size) {
        Ok(bytes) => bytes,
        Err(failure) if failure.is_absent() => return Ok(None),
        Err(failure) => return Err(failure),
    };
    let source = Source::decode(&entry.path, &bytes);
    let key = Key::of(&[entry.path.as_bytes(), &bytes]);
    let (parsed, made) = match parse::register::kind_of(&entry.path) {
        Some(kind) => {
            let (value, made) = remembered::or_make(caches.parsed.of(&key), key, || register(&source, kind));
            (Parsed::Register(Arc::new(value)), made)
        }
        None => {
            let (value, made) = remembered::or_make(caches.parsed.of(&key), key, || document(&source));
            (Parsed::Document(key, Arc::new(value)), made)
        }
    };
    Ok(Some((Arc::new(source), parsed, made)))
}

/// Reads and parses one document anew; none where there is no such file, or it is no document.
pub fn again(world: &dyn World, path: &str) -> Result<Option<(Source, Key, Document)>, Failure> {
    if !path.ends_with(".md") {
        return Ok(None);
    }
    match world.read(path) {
        Ok(bytes) => {
            let source = Source::decode(path, &bytes);
            let document = document(&source);
            Ok(Some((source, Key::of(&[path.as_bytes(), &bytes]), document)))
        }
        Err(failure) if failure.is_absent() => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// The bytes of a text file; of one far beyond what is read only the beginning, which the limits of the readers then tell of. `size` is
/// how many are expected: with room for them and one more the file is read at once.
fn beginning(world: &dyn World, path: &str, size: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(LARGEST_TEXT)).unwrap_or(0) + 1);
    let read = world.open(path)?.take(LARGEST_TEXT + 1).read_to_end(&mut bytes);
    read.map_err(|cause| Failure { action: Action::Read, path: path.to_owned(), cause })?;
    if bytes.len() as u64 > LARGEST_TEXT {
        // Not in the middle of a letter, which would look like another encoding.
        let whole = std::str::from_utf8(&bytes)
            .map_or_else(|wrong| if wrong.error_len().is_none() { wrong.valid_up_to() } else { bytes.len() }, str::len);
        bytes.truncate(whole);
    }
    Ok(bytes)
}

fn document(source: &Source) -> Document {
    let mut document = parse::document(&interpreted(source));
    if let Some(fault) = encoding_fault(source) {
        // A wrong letter is one fault, whatever the word it stands in has become.
        document.faults = vec![fault];
        document.personal = parse::personal::find(&source.text);
    }
    // Faults are in the order of their places, and a name's come first.
    document.faults.splice(0..0, name::faults(&source.path));
    document
}

fn register(source: &Source, kind: RegisterKind) -> RegisterFile {
    match encoding_fault(source) {
        Some(fault) => RegisterFile {
            faults: vec![fault],
            personal: parse::personal::find(&source.text),
            ..parse::register(&interpreted(source), kind)
        },
        None => parse::register(source, kind),
    }
}

/// What of a file is read for its meaning: nothing where it is not UTF-8 and has zero bytes, as UTF-16 has.
fn interpreted(source: &Source) -> Cow<'_, Source> {
    match source.decoding {
        Decoding::Windows1252 { .. } if source.text.contains('\0') => Cow::Owned(Source { text: "".into(), ..source.clone() }),
        _ => Cow::Borrowed(source),
    }
}

/// The first byte that is not UTF-8, at its letter in the text as it is shown.
fn encoding_fault(source: &Source) -> Option<Fault> {
    let Decoding::Windows1252 { offset, byte } = source.decoding else { return None };
    // Up to the first such byte, the text is the bytes on disk.
    let letter = source.text.get(offset..)?.chars().next()?;
    let kind = FaultKind::Encoding { offset: offset as u64, byte, likely: windows_1252(byte) };
    Some(Fault { span: Span::new(offset, offset + letter.len_utf8()), kind })
}

/// Looks inside an attachment. What cannot be opened stays uninspected; the listing says that it is there.
fn inspect(world: &dyn World, entry: &FileEntry, now: i128, caches: &Caches) -> (Option<Arc<Inspection>>, bool) {
    if entry.leads_outside {
        return (None, false);
    }
    if !entry.is_settled(now) {
        return (look_inside(world, entry).map(Arc::new), true);
    }
    let (found, made) = remembered::or_make(&caches.inspected, entry.key(), || look_inside(world, entry));
    (found.map(Arc::new), made)
}

fn look_inside(world: &dyn World, entry: &FileEntry) -> Option<Inspection> {
    let mut file = world.open(&entry.path).ok()?;
    let mut inspector = Inspector::default();
    // Most attachments are small, and room is cleared before it is used.
    let mut buffer = vec![0; usize::try_from(entry.size).unwrap_or(usize::MAX).clamp(1, 64 << 10)];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Some(inspector.finish()),
            Ok(count) => inspector.feed(buffer.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    fn load_all(world: &Memory, caches: &mut Caches) -> (Inputs, Done) {
        let (inputs, _, done) = load(world, &Request::default(), caches).unwrap();
        caches.remember(world);
        (inputs, done)
    }

    #[test]
    fn every_file_becomes_what_it_is() {
        let world = Memory::default()
            .with("content/a.md", "---\ntype: side\n---\n")
            .with("content/register/organer.yaml", "")
            .with("content/a/plan.pdf", "%PDF-1.7")
            .with("content/a/.skjult.md", "x")
            .with("content/~$plan.docx", "x")
            .with("content/Thumbs.db", "x")
            .with("content/a.md.bak", "x")
            .with_link_outside("content/ute.md");
        let (inputs, _) = load_all(&world, &mut Caches::default());
        assert_eq!(inputs.documents.iter().map(|(.., document)| document.path.as_str()).collect::<Vec<_>>(), ["content/a.md"]);
        assert_eq!(inputs.registers.len(), 1);
        let files: Vec<_> = inputs.files.iter().map(|(entry, inspection)| (entry.path.as_str(), inspection.is_some())).collect();
        assert_eq!(files, [("content/a/plan.pdf", true), ("content/ute.md", false)]);
        assert!(inputs.sources.find("content/a/plan.pdf").is_some(), "a finding can point at it");
    }

    #[test]
    fn a_second_run_parses_only_what_changed() {
        let mut world = Memory::default().with("content/a.md", "a").with("content/b.md", "b");
        let mut caches = Caches::default();
        assert_eq!(load_all(&world, &mut caches).1.parsed, 2);
        assert_eq!(load_all(&world, &mut caches).1.parsed, 0);
        world = world.with("content/b.md", "c");
        let mut stored = Caches::recall(&world);
        assert_eq!(load_all(&world, &mut stored).1.parsed, 1, "another process knows a.md");
    }

    #[test]
    fn what_is_not_utf_8_is_one_fault_at_its_letter() {
        let world = Memory::default().with("content/a.md", b"---\ntype: m\xf8te\nx: y".to_vec());
        let (inputs, _) = load_all(&world, &mut Caches::default());
        let (id, _, document) = &inputs.documents[0];
        assert_eq!(document.faults.len(), 1);
        assert_eq!(document.faults[0].kind, FaultKind::Encoding { offset: 11, byte: 0xf8, likely: 'ø' });
        assert_eq!(inputs.sources.get(*id).unwrap().slice(document.faults[0].span), "ø");
    }

    #[test]
    fn of_an_enormous_text_the_beginning_is_read_and_its_limit_told() {
        let mut text = "---\ntype: side\ntittel: Stor\n---\n".to_owned();
        while text.len() as u64 <= LARGEST_TEXT {
            text.push_str(&"ø".repeat(1 << 20));
        }
        let world = Memory::default().with("content/a.md", text);
        let (inputs, _) = load_all(&world, &mut Caches::default());
        let (id, _, document) = &inputs.documents[0];
        assert!(
            matches!(&document.faults[..], [Fault { kind: FaultKind::Limit { limit }, .. }] if *limit == Limit::Bytes(4 << 20)),
            "{:?}",
            document.faults
        );
        assert!(inputs.sources.get(*id).unwrap().text.len() as u64 <= LARGEST_TEXT + 1);
        assert_eq!(document.front.title.as_ref().map(|title| title.value.as_str()), Some("Stor"));
    }

    #[test]
    fn an_unknown_audience_sees_what_is_open() {
        let request = Request { audience: Some("offentilg".to_owned()), ..Request::default() };
        let (inputs, ..) = load(&Memory::default(), &request, &Caches::default()).unwrap();
        assert_eq!((inputs.audience.access.as_slice(), inputs.audience.exempt), ([Access::Open].as_slice(), ExemptAs::Nothing));
    }
}
