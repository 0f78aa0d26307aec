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

/// How many places of each mutator are tried: `PLACES` asks for another number.
fn most_places() -> usize {
    std::env::var("PLACES").map_or(8, |places| places.parse().expect("PLACES is a number"))
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
        places.truncate(most_places());
        let Mutator { rule, plants, .. } = *mutator;
        let mut outcome = Outcome { rule, plants, planted: places.len(), found: 0, right: 0, extra: 0, problems: Vec::new() };
        if places.is_empty() {
            outcome.problems.push(format!("{rule}: no place to plant {plants}"));
        }
        let mut declared: BTreeMap<&str, bool> = BTreeMap::new();
        for batch in batches(&places) {
            let tried = self.plant(mutator, &batch);
            let spoke: BTreeSet<String> = if tried.is_clean() {
                (outcome.found, outcome.right) = (outcome.found + batch.len(), outcome.right + batch.len());
                tried.spoke().collect()
            } else {
                batch.iter().flat_map(|place| self.plant_alone(mutator, place, &mut outcome)).collect()
            };
            for rule in batch.iter().flat_map(|place| &place.also) {
                *declared.entry(rule).or_default() |= spoke.contains(*rule);
            }
        }
        let silent: Vec<&str> = declared.iter().filter(|(_, spoke)| !**spoke).map(|(rule, _)| *rule).collect();
        if !silent.is_empty() {
            outcome.problems.push(format!("{rule} ({plants}): declared besides, but never said: {silent:?}"));
        }
        outcome
    }

    /// Plants one fault and counts what came of it; the rules that spoke anew.
    fn plant_alone(&mut self, mutator: &Mutator, place: &Mutation, outcome: &mut Outcome) -> Vec<String> {
        let tried = self.plant(mutator, &[place]);
        outcome.found += usize::from(tried.fresh.iter().any(|(said, _)| said.0 == mutator.rule));
        outcome.right += usize::from(tried.missing == 0);
        outcome.extra += tried.extra;
        if !tried.is_clean() {
            let line = |((rule, path, message), at): &(Said, At)| format!("  {rule} {path}:{} {:?} {message}", at.line, at.span);
            let said: Vec<String> = tried.fresh.iter().map(line).collect();
            let problem = if tried.missing > 0 { "not found at its place" } else { "something else speaks" };
            let header = format!("{} ({}): {problem}; wanted {:?}, besides {:?}", mutator.rule, mutator.plants, tried.wanted, place.also);
            outcome.problems.push(format!("{header}\n{}\n{}", changed(self.ground, place), said.join("\n")));
        }
        tried.spoke().collect()
    }

    /// Plants faults that touch different files, all at once.
    fn plant(&mut self, mutator: &Mutator, places: &[&Mutation]) -> Tried {
        let request = request(mutator);
        let key = format!("{:?} {:?}", request.as_of, request.flags);
        if !self.quiet.contains_key(&key) {
            let checked = check(&Settled(self.ground.world.clone()), &request, &mut self.caches).unwrap();
            let said = said(&checked).into_iter().map(|(said, _)| said).collect();
            self.quiet.insert(key.clone(), said);
        }
        let mut world = self.ground.world.clone();
        let (mut wanted, mut missing) = (Vec::new(), 0);
        for place in places {
            let mut wants: Vec<(String, Want)> = place.whole.iter().map(|path| (path.clone(), Want::Bytes(Span::default()))).collect();
            wants.extend(place.lines.iter().map(|(path, line)| (path.clone(), Want::LineNumber(*line))));
            for (path, marked) in place.marked(self.ground) {
                let (text, marks) = unmark(&marked);
                wants.extend(marks.into_iter().map(|want| (path.clone(), want)));
                world.files.insert(path, text.into_bytes());
            }
            for (path, bytes) in &place.files {
                match bytes {
                    Some(bytes) => world.files.insert(path.clone(), bytes.clone()),
                    None => world.files.remove(path),
                };
            }
            // A planting that wants nothing, or only what another wants too, is not seen to be found.
            missing += usize::from(wants.is_empty() || wants.iter().any(|want| wanted.contains(want)));
            wanted.extend(wants);
        }
        let checked = check(&Settled(world), &request, &mut self.caches).unwrap();
        let mut before = self.quiet[&key].clone();
        let mut fresh = said(&checked);
        fresh.retain(|(said, ..)| before.iter().position(|old| old == said).map(|n| before.swap_remove(n)).is_none());

        let fits = |(said, at): &(Said, At), (path, want): &(String, Want)| said.0 == mutator.rule && said.1 == *path && want.fits(*at);
        missing += wanted.iter().filter(|want| !fresh.iter().any(|one| fits(one, want))).count();
        let is_caused = |one: &(Said, At)| {
            wanted.iter().any(|want| fits(one, want)) || places.iter().any(|place| place.also.contains(&one.0.0.as_str()))
        };
        let extra = fresh.iter().filter(|one| !is_caused(one)).count();
        Tried { wanted, fresh, missing, extra }
    }
}

/// Plantings that can be tried together: they touch different files, and cause the same besides. A batch in which anything is amiss
/// is tried again one by one, so that being together can only cost time. `ALONE=1` tries each alone from the start.
fn batches(places: &[Mutation]) -> Vec<Vec<&Mutation>> {
    let alone = std::env::var_os("ALONE").is_some();
    let mut batches: Vec<(BTreeSet<&String>, Vec<&Mutation>)> = Vec::new();
    for place in places {
        let fits = |(touched, batch): &&mut (BTreeSet<&String>, Vec<&Mutation>)| {
            !alone && batch.iter().all(|other| other.also == place.also) && place.touched().all(|path| !touched.contains(path))
        };
        match batches.iter_mut().find(fits) {
            Some((touched, batch)) => {
                touched.extend(place.touched());
                batch.push(place);
            }
            None => batches.push((place.touched().collect(), vec![place])),
        }
    }
    batches.into_iter().map(|(_, batch)| batch).collect()
}

/// What was said of one planting, or of several at once.
struct Tried {
    wanted: Vec<(String, Want)>,
    /// What the untouched content is not told.
    fresh: Vec<(Said, At)>,
    /// How much of what was wanted was not said.
    missing: usize,
    /// How much was said that no planting causes.
    extra: usize,
}

impl Tried {
    fn is_clean(&self) -> bool {
        self.missing == 0 && self.extra == 0
    }

    /// The rules that spoke anew.
    fn spoke(&self) -> impl Iterator<Item = String> + '_ {
        self.fresh.iter().map(|(said, _)| said.0.clone())
    }
}

/// A place that must be found.
#[derive(Debug, PartialEq, Eq)]
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
