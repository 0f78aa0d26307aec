//! An index that remembers the last one is the index of a new memory, and takes work for what was edited alone.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what failed by failing")]

mod common;
#[path = "common/drawn.rs"]
mod drawn;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use common::base;
use proptest::prelude::*;
use saksgang::output::{Artifact, Output};
use saksgang::pages::search::{self, Done, START, STORED};
use saksgang::pipeline::{Caches, Checked, Request, check};
use saksgang::work::{Key, Make, Store};
use saksgang::world::Memory;

/// So many notes make a site whose search is in many files.
const NOTES: usize = 220;
/// Different words in them.
const WORDS: usize = 6000;

fn word(n: usize) -> String {
    const SYLLABLES: [&str; 19] =
        ["ba", "del", "fir", "gom", "hus", "jol", "ka", "lur", "mi", "nyt", "opp", "ren", "sol", "tog", "vik", "yr", "æl", "ød", "ås"];
    [n % 19, n / 19 % 19, n / 361 % 19].map(|place| SYLLABLES[place]).concat()
}

fn text(seed: usize, words: usize) -> String {
    let numbers = (0..words).scan(seed * 7919 + 1, |state, _| {
        *state = (*state * 1_103_515_245 + 12345) % 2_147_483_648;
        // A few words are common, most are rare.
        Some(if *state % 3 == 0 { *state / 64 % 40 } else { *state / 64 % WORDS })
    });
    numbers.map(word).collect::<Vec<_>>().join(" ")
}

fn path(n: usize) -> String {
    format!("content/notat/notat-{n}.md")
}

fn note(n: usize, body: &str) -> String {
    format!("---\ntype: notat\ntittel: Notat {n} om {}\ndato: 2019-01-10\n---\n\n## Om saken\n\n{body}.\n", word(n % 50))
}

fn large() -> Memory {
    (0..NOTES).fold(base(), |world, n| world.with(&path(n), note(n, &text(n, 150 + n % 30))))
}

fn checked(world: &Memory, caches: &mut Caches) -> Checked {
    let request = Request { as_of: "2020-01-01".parse().ok(), ..Request::default() };
    check(world, &request, caches).expect("memory never fails")
}

/// What may become of a site.
#[derive(Debug, Clone)]
enum Edit {
    Word(usize, usize),
    Text(usize, usize),
    Mention(usize),
    Title(usize),
    Exempt(usize),
    Add(usize),
    Remove(usize),
    Rename,
    Minutes,
}

fn edit() -> impl Strategy<Value = Edit> {
    let n = 0..NOTES;
    prop_oneof![
        (n.clone(), 0..WORDS).prop_map(|(n, word)| Edit::Word(n, word)),
        (n.clone(), 1..600_usize).prop_map(|(n, words)| Edit::Text(n, words)),
        n.clone().prop_map(Edit::Mention),
        n.clone().prop_map(Edit::Title),
        n.clone().prop_map(Edit::Exempt),
        n.clone().prop_map(|n| Edit::Add(NOTES + n)),
        n.prop_map(Edit::Remove),
        Just(Edit::Rename),
        Just(Edit::Minutes),
    ]
}

fn replace(world: &mut Memory, path: &str, from: &str, to: &str) {
    if let Some(bytes) = world.files.get_mut(path) {
        let text = String::from_utf8_lossy(bytes).replacen(from, to, 1);
        *bytes = text.into_bytes();
    }
}

fn apply(world: &mut Memory, edit: &Edit) {
    match *edit {
        Edit::Word(n, other) => replace(world, &path(n), "## Om saken\n\n", &format!("## Om saken\n\n{} ", word(other))),
        Edit::Text(n, words) => drop(world.files.insert(path(n), note(n, &text(words, words)).into_bytes())),
        Edit::Mention(n) => replace(world, &path(n), "## Om saken\n\n", "## Om saken\n\nSpør @medlem-a om det. "),
        Edit::Title(n) => replace(world, &path(n), " om ", " også om "),
        Edit::Exempt(n) => replace(world, &path(n), "dato:", "tilgang: unntatt\nhjemmel: offl. § 13\ndato:"),
        Edit::Add(n) => drop(world.files.insert(path(n), note(n, &text(n, 90)).into_bytes())),
        Edit::Remove(n) => drop(world.files.remove(&path(n))),
        Edit::Rename => replace(world, "content/register/personer.yaml", "medlem-a:\n  navn: ", "medlem-a:\n  navn: Ny "),
        Edit::Minutes => replace(world, "content/referat/styret/2019-01-10.md", "## Sak 2", "Mer om rammen.\n\n## Sak 2"),
    }
}

/// Edits a site step by step; after each the remembering index is the one that remembers nothing, in one process and from one to the next.
fn remembered_is_new(mut world: Memory, edits: &[Edit]) {
    let (mut memory, mut caches, mut shelf) = (search::Memory::default(), Caches::default(), Shelf::default());
    let Checked { site, interface, .. } = checked(&world, &mut caches);
    assert!(memory.files(&site, interface).bytes(START).is_some() && interface.is_some());
    shelf.publish(search::laid(&site, interface, &shelf, None));
    for (n, edit) in edits.iter().enumerate() {
        apply(&mut world, edit);
        let Checked { site, interface, .. } = checked(&world, &mut caches);
        let cold = search::files(&site);
        // One that is not told the interface now and then, as of files that were changed a moment ago, is no other.
        same(&memory.files(&site, interface.filter(|_| n % 3 != 2)), &cold, edit);
        let ahead = shelf.recall(STORED).and_then(search::Memory::from_bytes).filter(|_| n % 2 == 0);
        let laid = search::laid(&site, interface, &shelf, ahead);
        same(&laid, &cold, edit);
        shelf.publish(laid);
    }
}

fn same(warm: &Output, cold: &Output, why: &dyn std::fmt::Debug) {
    let names = |output: &Output| output.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(warm), names(cold), "{why:?}");
    for (path, cold) in &cold.files {
        assert!(warm.files.get(path) == Some(cold), "{why:?}: {path}");
    }
}

/// What was published, with what was remembered beside it.
#[derive(Default)]
struct Shelf {
    /// By path, with the keys of those that came by one.
    lies: BTreeMap<String, (Option<Key>, Artifact)>,
    keys: Mutex<BTreeMap<String, Key>>,
    memory: Mutex<Option<Vec<u8>>>,
    put: AtomicUsize,
    remembered: AtomicUsize,
}

impl Shelf {
    fn publish(&mut self, output: Output) {
        let keys = std::mem::take(&mut *self.keys.lock().expect("whole"));
        self.lies = output.files.into_iter().map(|(path, file)| (path.clone(), (keys.get(&path).copied(), file))).collect();
    }

    /// How many files were put and how many memories left since the last call.
    fn taken(&self) -> (usize, usize) {
        (self.put.swap(0, Ordering::Relaxed), self.remembered.swap(0, Ordering::Relaxed))
    }

    fn change(&self, memory: impl FnOnce(&mut Vec<u8>)) {
        memory(self.memory.lock().expect("whole").as_mut().expect("there is one"));
    }
}

impl Store for Shelf {
    fn find(&self, path: &str, key: &Key) -> Option<Artifact> {
        let (known, file) = self.lies.get(path)?;
        (known.as_ref() == Some(key)).then(|| {
            self.keys.lock().expect("whole").insert(path.to_owned(), *key);
            file.clone()
        })
    }

    fn put(&self, path: &str, key: Option<Key>, bytes: Vec<u8>) -> Artifact {
        self.put.fetch_add(1, Ordering::Relaxed);
        let twice = key.and_then(|key| self.keys.lock().expect("whole").insert(path.to_owned(), key));
        assert!(twice.is_none(), "{path} is put twice");
        Artifact::Bytes(bytes.into())
    }

    fn bytes(&self, path: &str, key: &Key) -> Option<Vec<u8>> {
        match self.lies.get(path)? {
            (Some(known), Artifact::Bytes(bytes)) if known == key => Some(bytes.to_vec()),
            _ => None,
        }
    }

    fn keep(&self, _key: Key, _bytes: &Arc<[u8]>) {}

    fn noted(&self, _key: &Key) -> Option<Arc<[u8]>> {
        None
    }

    fn note(&self, _key: Key, _bytes: Vec<u8>) {}

    fn recall(&self, _name: &str) -> Option<Vec<u8>> {
        self.memory.lock().expect("whole").clone()
    }

    fn leave(&self, _name: &'static str, make: Make) {
        self.remembered.fetch_add(1, Ordering::Relaxed);
        *self.memory.lock().expect("whole") = Some(make());
    }
}

proptest! {
    #![proptest_config(drawn::cases(6))]

    #[test]
    fn a_remembering_index_of_many_files_is_a_new_one(edits in prop::collection::vec(edit(), 1..6)) {
        remembered_is_new(large(), &edits);
    }

    #[test]
    fn a_remembering_index_of_one_file_is_a_new_one(edits in prop::collection::vec(edit(), 1..6)) {
        remembered_is_new(base(), &edits);
    }
}

#[test]
fn the_names_that_a_text_shows_are_part_of_it() {
    remembered_is_new(large(), &[Edit::Mention(3), Edit::Rename, Edit::Exempt(4), Edit::Remove(5), Edit::Add(NOTES)]);
}

#[test]
fn one_edit_reads_one_document_writes_the_shards_of_its_words_and_renames_few() {
    let (mut world, mut memory, mut caches) = (large(), search::Memory::default(), Caches::default());
    let mut index = |world: &Memory| {
        let Checked { site, interface, .. } = checked(world, &mut caches);
        let files = memory.files(&site, interface).files;
        (memory.done, files)
    };
    let (first, before) = index(&world);
    assert!(first.read > NOTES && first.written > 8, "{first:?}");
    assert_eq!(index(&world).0, Done { read: 0, written: 0 });
    // The last word of the text: no other moves, and the text is about as long as it was.
    let bytes = world.files.get_mut(&path(7)).expect("a note");
    bytes.truncate(bytes.len() - 2);
    bytes.extend(format!(" {}.\n", word(4321)).into_bytes());
    let (edited, after) = index(&world);
    assert_eq!(edited.read, 1);
    assert_eq!(edited.written, 1, "of {}", first.written);
    // The start file, the lengths, the shard with its positions and its neighbour's, which share a mark; perhaps what misspelt words may
    // have meant.
    let other: Vec<_> = after.iter().filter(|file| before.get(file.0) != Some(file.1)).map(|(path, _)| path).collect();
    assert!((4..=7).contains(&other.len()) && before.len() > 50, "{other:?} of {}", before.len());
    let few = |path: &str| ["x", "l-", "w-"].iter().any(|kind| path.starts_with(&format!("sok/data/{kind}")));
    assert!(other.iter().all(|path| *path == START || few(path)), "{other:?}");
    apply(&mut world, &Edit::Add(NOTES));
    let (added, _) = index(&world);
    assert_eq!(added.read, 1, "what is new moves the others, and none is read again");
}

#[test]
fn another_process_puts_what_an_edit_changed_and_remembers_only_what_is_other() {
    let (mut world, mut shelf, mut caches) = (large(), Shelf::default(), Caches::default());
    let mut index = |world: &Memory| {
        let Checked { site, interface, .. } = checked(world, &mut caches);
        let laid = search::laid(&site, interface, &shelf, None);
        same(&laid, &search::files(&site), &"laid");
        shelf.publish(laid);
        shelf.taken()
    };
    let (first, remembered) = index(&world);
    assert!(first > 50 && remembered == 1, "{first}");
    assert_eq!(index(&world), (0, 0), "all lies there");
    let bytes = world.files.get_mut(&path(7)).expect("a note");
    bytes.truncate(bytes.len() - 2);
    bytes.extend(format!(" {}.\n", word(4321)).into_bytes());
    let (edited, remembered) = index(&world);
    assert!((2..=6).contains(&edited) && remembered == 1, "{edited} of {first}");
    assert_eq!(index(&world), (0, 0));
    apply(&mut world, &Edit::Title(7));
    assert!(index(&world).0 < first, "of a title its rows and its words");
    // Half of the words go, and with them the numbers that they had.
    (0..NOTES / 2).for_each(|n| apply(&mut world, &Edit::Text(n, 1)));
    assert_eq!(index(&world).1, 1);
    apply(&mut world, &Edit::Word(3, 17));
    index(&world);
}

#[test]
fn what_cannot_be_trusted_makes_no_file_other() {
    let (mut world, mut shelf, mut caches) = (large(), Shelf::default(), Caches::default());
    shelf.publish(search::laid(&checked(&world, &mut caches).site, None, &shelf, None));
    let whole = shelf.recall("").expect("remembered");
    assert!(search::Memory::from_bytes(whole.clone()).is_some());
    apply(&mut world, &Edit::Word(9, 99));
    let site = checked(&world, &mut caches).site;
    let cold = search::files(&site);
    // Cut short, damaged, of another version, and none at all.
    for damage in [0, 1, 40, whole.len() / 2, whole.len() - 1] {
        for cut in [true, false] {
            shelf.change(|memory| {
                memory.clone_from(&whole);
                if cut { memory.truncate(damage) } else { memory[damage] ^= 1 }
            });
            assert!(search::Memory::from_bytes(shelf.recall("").expect("it is there")).is_none(), "{damage}");
            same(&search::laid(&site, None, &shelf, None), &cold, &damage);
            shelf.keys.lock().expect("whole").clear();
        }
    }
    // A file that was published is gone, or is another.
    for change in [
        |shelf: &mut Shelf, path: &str| drop(shelf.lies.remove(path)),
        |shelf: &mut Shelf, path: &str| {
            drop(shelf.lies.insert(path.to_owned(), (None, Artifact::Bytes((*b"0").into()))));
        },
    ] {
        shelf.change(|memory| memory.clone_from(&whole));
        let path = shelf.lies.keys().find(|path| path.starts_with("sok/data/x")).expect("a shard").clone();
        change(&mut shelf, &path);
        same(&search::laid(&site, None, &shelf, None), &cold, &path);
        shelf.keys.lock().expect("whole").clear();
    }
}

#[test]
fn another_day_and_another_audience_change_no_file_of_either() {
    let (mut world, mut shelf, mut caches) = (large(), Shelf::default(), Caches::default());
    apply(&mut world, &Edit::Exempt(11));
    let days = [None, "2019-01-05".parse().ok(), "2031-05-05".parse().ok()];
    let audiences = [None, Some("alle".to_owned()), Some("intern".to_owned())];
    for (as_of, audience) in days.into_iter().flat_map(|day| audiences.clone().map(|audience| (day, audience))) {
        let request = Request { as_of, audience, ..Request::default() };
        let Checked { site, interface, .. } = check(&world, &request, &mut caches).expect("memory never fails");
        let laid = search::laid(&site, interface, &shelf, None);
        same(&laid, &search::files(&site), &request.as_of);
        shelf.publish(laid);
    }
}
