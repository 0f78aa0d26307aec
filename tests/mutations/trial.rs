//! The trial: lays a planting over the content, checks the site, and holds what was said against what had to be.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use saksgang::diagnostic::{Diagnostic, Level};
use saksgang::judge::Flag;
use saksgang::model::Date;
use saksgang::pipeline::{Caches, Checked, Request, check};
use saksgang::rules;
use saksgang::source::Span;
use saksgang::world::{Failure, FileEntry, Memory, World};

use super::ground::Ground;
use super::planting::{Mutation, Mutator};

/// How many places of each mutator are tried.
const PLACES: usize = 8;
/// The day the content is checked on; the content is quiet on it.
const TODAY: &str = "2026-01-01";

/// What became of a mutator's plantings.
pub struct Outcome {
    pub rule: &'static str,
    pub plants: &'static str,
    pub planted: usize,
    pub found: usize,
    pub right: usize,
    pub extra: usize,
    /// What was wrong, with the planting it was wrong in.
    pub problems: Vec<String>,
}

/// A finding without its offsets, which a planting may shift: rule, path, message.
type Said = (String, String, String);

/// Tries every mutator, on as many threads as there are cores, in the order given.
pub fn try_all(ground: &Ground, mutators: &[Mutator]) -> Vec<Outcome> {
    let (next, outcomes) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                let mut bench = Bench { ground, caches: Caches::default(), quiet: BTreeMap::new() };
                while let Some((n, mutator)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|n| Some((n, mutators.get(n)?))) {
                    let outcome = bench.try_one(mutator);
                    outcomes.lock().unwrap().push((n, outcome));
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap();
    outcomes.sort_by_key(|(n, _)| *n);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// A memory whose files count as unchanged since they were last looked into, so that attachments are remembered too. Their inode
/// is told from their bytes, as another file of the same size would have another.
struct Settled(Memory);

impl World for Settled {
    fn list(&self, folder: &str) -> Result<Vec<FileEntry>, Failure> {
        let mut entries = self.0.list(folder)?;
        for entry in &mut entries {
            let mut hasher = DefaultHasher::new();
            self.0.files.get(&entry.path).hash(&mut hasher);
            (entry.modified, entry.inode) = (1, hasher.finish());
        }
        Ok(entries)
    }

    fn open(&self, path: &str) -> Result<Box<dyn Read>, Failure> {
        self.0.open(path)
    }

    fn replace(&mut self, path: &str, before: &[u8], after: &[u8]) -> Result<bool, Failure> {
        self.0.replace(path, before, after)
    }

    fn today(&self, timezone: &str) -> Date {
        self.0.today(timezone)
    }

    fn now(&self) -> i128 {
        i128::MAX
    }

    fn recall(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }

    fn remember(&self, _name: &str, _bytes: &[u8]) {}
}

/// One thread's place to work, with warm caches.
struct Bench<'g> {
    ground: &'g Ground,
    caches: Caches,
    /// What the untouched content is told, by what it was asked.
    quiet: BTreeMap<String, Vec<Said>>,
}

impl Bench<'_> {
    fn try_one(&mut self, mutator: &Mutator) -> Outcome {
        let mut places = (mutator.places)(self.ground);
        shuffle(&mut places, mutator);
        places.truncate(PLACES);
        let Mutator { rule, plants, .. } = *mutator;
        let mut outcome = Outcome { rule, plants, planted: places.len(), found: 0, right: 0, extra: 0, problems: Vec::new() };
        if places.is_empty() {
            outcome.problems.push(format!("{rule}: no place to plant {plants}"));
        }
        let mut declared: BTreeMap<&str, bool> = BTreeMap::new();
        for place in &places {
            let spoke = self.plant(mutator, place, &mut outcome);
            for rule in &place.also {
                *declared.entry(rule).or_default() |= spoke.iter().any(|said| said == rule);
            }
        }
        let silent: Vec<&str> = declared.iter().filter(|(_, spoke)| !**spoke).map(|(rule, _)| *rule).collect();
        if !silent.is_empty() {
            outcome.problems.push(format!("{rule} ({plants}): declared besides, but never said: {silent:?}"));
        }
        outcome
    }

    /// Plants one fault; the rules that spoke anew.
    fn plant(&mut self, mutator: &Mutator, place: &Mutation, outcome: &mut Outcome) -> Vec<String> {
        let request = request(mutator);
        let key = format!("{:?} {:?}", request.as_of, request.flags);
        if !self.quiet.contains_key(&key) {
            let checked = check(&Settled(self.ground.world.clone()), &request, &mut self.caches).unwrap();
            let said = said(&checked).into_iter().map(|(said, _)| said).collect();
            self.quiet.insert(key.clone(), said);
        }
        let mut world = self.ground.world.clone();
        let mut wanted: Vec<(String, Want)> = place.whole.iter().map(|path| (path.clone(), Want::Bytes(Span::default()))).collect();
        wanted.extend(place.lines.iter().map(|(path, line)| (path.clone(), Want::LineNumber(*line))));
        for (path, marked) in place.marked(self.ground) {
            let (text, marks) = unmark(&marked);
            wanted.extend(marks.into_iter().map(|want| (path.clone(), want)));
            world.files.insert(path, text.into_bytes());
        }
        for (path, bytes) in &place.files {
            match bytes {
                Some(bytes) => world.files.insert(path.clone(), bytes.clone()),
                None => world.files.remove(path),
            };
        }
        let checked = check(&Settled(world), &request, &mut self.caches).unwrap();
        let mut before = self.quiet[&key].clone();
        let mut fresh = said(&checked);
        fresh.retain(|(said, ..)| before.iter().position(|old| old == said).map(|n| before.swap_remove(n)).is_none());

        let own = |said: &Said| said.0 == mutator.rule;
        let fits = |(said, at): &(Said, At), (path, want): &(String, Want)| own(said) && said.1 == *path && want.fits(*at);
        let missing = wanted.iter().filter(|want| !fresh.iter().any(|one| fits(one, want))).count();
        let extra: Vec<_> =
            fresh.iter().filter(|one| !wanted.iter().any(|want| fits(one, want)) && !place.also.contains(&one.0.0.as_str())).collect();
        outcome.found += usize::from(fresh.iter().any(|(said, _)| own(said)));
        outcome.right += usize::from(missing == 0 && !wanted.is_empty());
        outcome.extra += extra.len();
        if missing > 0 || wanted.is_empty() || !extra.is_empty() {
            let said = fresh
                .iter()
                .map(|((rule, path, message), at)| format!("  {rule} {path}:{} {:?} {message}", at.line, at.span))
                .collect::<Vec<_>>();
            let problem = if missing > 0 || wanted.is_empty() { "not found at its place" } else { "something else speaks" };
            let header = format!("{} ({}): {problem}; wanted {wanted:?}, besides {:?}", mutator.rule, mutator.plants, place.also);
            outcome.problems.push(format!("{header}\n{}\n{}", changed(self.ground, place), said.join("\n")));
        }
        fresh.into_iter().map(|(said, _)| said.0).collect()
    }
}

/// A place that must be found.
#[derive(Debug)]
enum Want {
    /// Exactly these bytes.
    Bytes(Span),
    /// Something that begins on the line with these bytes.
    Line(Span),
    /// Something on this line, counted from 1.
    LineNumber(usize),
}

/// Where a finding stands.
#[derive(Debug, Clone, Copy)]
struct At {
    span: Span,
    line: usize,
}

impl Want {
    fn fits(&self, at: At) -> bool {
        match self {
            Self::Bytes(bytes) => *bytes == at.span,
            Self::Line(line) => line.start <= at.span.start && at.span.start <= line.end,
            Self::LineNumber(line) => *line == at.line,
        }
    }
}

/// What a rule that is off by default needs to be heard, and the day.
fn request(mutator: &Mutator) -> Request {
    let off = rules::find(mutator.rule).is_some_and(|rule| rule.levels.iter().all(|(_, level)| *level == Level::Off));
    let flags = if off {
        vec![Flag { name: mutator.rule.to_owned(), level: Level::Warning, written: format!("-W {}", mutator.rule) }]
    } else {
        Vec::new()
    };
    Request { as_of: TODAY.parse().ok(), flags, ..Request::default() }
}

fn said(checked: &Checked) -> Vec<(Said, At)> {
    let one = |diagnostic: &Diagnostic| {
        let (finding, span) = (&diagnostic.finding, diagnostic.finding.place.span);
        let source = checked.site.sources.get(finding.place.source);
        let (path, text) = source.map_or(("", ""), |source| (source.path.as_str(), &source.text));
        let line = 1 + text.bytes().take(span.start as usize).filter(|byte| *byte == b'\n').count();
        ((finding.rule.to_owned(), path.to_owned(), finding.message.en.clone()), At { span, line })
    };
    checked.diagnostics.iter().map(one).collect()
}

/// Takes the marks out.
fn unmark(marked: &str) -> (String, Vec<Want>) {
    let (mut text, mut open, mut wants) = (String::new(), Vec::new(), Vec::new());
    for c in marked.chars() {
        match c {
            '⟦' => open.push(text.len()),
            '⟧' => wants.push(Want::Bytes(Span::new(open.pop().expect("an opening mark"), text.len()))),
            '⟪' => wants.push(Want::Line(Span::new(text.len(), text.len()))),
            _ => text.push(c),
        }
    }
    for want in &mut wants {
        if let Want::Line(span) = want {
            let at = span.start as usize;
            let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
            let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
            *span = Span::new(start, end);
        }
    }
    (text, wants)
}

/// The changed lines, for people.
fn changed(ground: &Ground, place: &Mutation) -> String {
    let mut shown = Vec::new();
    for (path, text) in place.marked(ground) {
        let before = ground.find(&path).map_or("", |file| &file.text);
        let old: BTreeSet<&str> = before.lines().collect();
        shown.extend(
            text.lines().filter(|line| !old.contains(line)).map(|line| format!("  {path}: {}", line.chars().take(300).collect::<String>())),
        );
    }
    shown.extend(place.files.iter().map(|(path, bytes)| format!("  {path}: {:?} bytes", bytes.as_ref().map(Vec::len))));
    shown.join("\n")
}

/// Fisher–Yates with a generator of our own, seeded with the mutator's words.
fn shuffle<T>(places: &mut [T], mutator: &Mutator) {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in mutator.rule.bytes().chain(mutator.plants.bytes()) {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    for n in (1..places.len()).rev() {
        let other = usize::try_from(next() % (n as u64 + 1)).unwrap();
        places.swap(n, other);
    }
}
