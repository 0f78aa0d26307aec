//! Files and edits of files as nobody thought of them: noise, and the small base site spoiled a little.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use saksgang::pipeline::{Built, Caches, Request, build};
use saksgang::world::Memory;

use crate::common;

/// Pieces that readers have stumbled on somewhere.
const PIECES: [&str; 58] = [
    "---\n",
    "\n---\n",
    "\r\n",
    "\u{feff}",
    "\u{a0}",
    "\t",
    "\0",
    "æøå",
    "🙂",
    "e\u{301}",
    "[",
    "]",
    "](",
    "][",
    "[SG 3/17]",
    "[x][ST 1/19]",
    "[@lederen]",
    "[Vedlegg 2]",
    "[Sak 4]",
    "![",
    "<!--",
    "-->",
    "<script>",
    "</p>",
    "`",
    "```\n",
    "````toml\n",
    "| a | b |\n| --- | --- |\n",
    "| Sum | 3 |\n",
    "> [!NOTE]\n",
    "[^1]",
    "[^1]: ",
    "# ",
    "## Sak 2/19 Noe {saksgang=budsjettet}\n",
    "## Sak 4a\n",
    "{#x .punkter}",
    "1. ",
    "31.02.2018",
    "fredag 9. november 2017",
    "§§ 28 a–k i kommuneloven",
    "NAV-loven § 14",
    "lov 16. juni 2006 nr. 20",
    "type: referat\n",
    "dato: 2019-02-30\n",
    "vedtak:\n  - id: ST 1/19\n",
    "{a: 8,1}",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "- - - ",
    "? ",
    ": ",
    "|\n  x\n",
    "\"",
    "'",
    "[types.x]\n",
    "\\",
];

/// The files of the small site in `tests/base/`, to be spoiled.
pub fn seeds() -> Vec<Vec<u8>> {
    common::base().files.into_values().collect()
}

#[derive(Debug, Clone)]
pub enum Spoil {
    Insert(Index, &'static str),
    Bytes(Index, Vec<u8>),
    Remove(Index, Index),
    Repeat(Index, Index),
}

/// Bytes with some changes made to them.
pub fn spoil(mut bytes: Vec<u8>, changes: &[Spoil]) -> Vec<u8> {
    for change in changes {
        let size = bytes.len() + 1;
        match change {
            Spoil::Insert(at, piece) => drop(bytes.splice(at.index(size)..at.index(size), piece.bytes())),
            Spoil::Bytes(at, new) => drop(bytes.splice(at.index(size)..at.index(size), new.iter().copied())),
            Spoil::Remove(from, length) => {
                let from = from.index(size);
                let to = (from + length.index(40)).min(bytes.len());
                bytes.drain(from..to);
            }
            Spoil::Repeat(from, length) => {
                let from = from.index(size);
                let to = (from + length.index(200)).min(bytes.len());
                let piece = bytes[from..to].to_vec();
                drop(bytes.splice(to..to, piece));
            }
        }
    }
    bytes
}

/// A change.
pub fn change() -> impl Strategy<Value = Spoil> {
    prop_oneof![
        6 => (any::<Index>(), select(&PIECES[..])).prop_map(|(at, piece)| Spoil::Insert(at, piece)),
        1 => (any::<Index>(), prop::collection::vec(any::<u8>(), 1..4)).prop_map(|(at, bytes)| Spoil::Bytes(at, bytes)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(from, length)| Spoil::Remove(from, length)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(from, length)| Spoil::Repeat(from, length)),
    ]
}

/// Any bytes: noise, pieces strung together, and real files spoiled a little.
pub fn file() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => prop::collection::vec(any::<u8>(), 0..300),
        2 => prop::collection::vec(select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat().into_bytes()),
        2 => prop::collection::vec(select(&PIECES[..]), 0..40).prop_map(|pieces| format!("---\ntype: referat\n---\n{}", pieces.concat()).into_bytes()),
        5 => (select(seeds()), prop::collection::vec(change(), 0..6)).prop_map(|(bytes, changes)| spoil(bytes, &changes)),
    ]
}

/// The files that the properties of whole sites change.
const PATHS: [&str; 12] = [
    "site.toml",
    "content/om.md",
    "content/ny.md",
    "content/mandat/prosjektet.md",
    "content/mandat/prosjektet/plan.pdf",
    "content/referat/styret/2019-01-10.md",
    "content/referat/styret/2019-02-10.md",
    "content/register/personer.yaml",
    "content/register/organer.yaml",
    "content/register/enheter.yaml",
    "content/register/saksganger.yaml",
    "content/register/lover.yaml",
];

/// What is done to a site between two builds.
#[derive(Debug, Clone)]
pub enum Edit {
    /// A file gets other bytes, or comes into being.
    Write(&'static str, Vec<u8>),
    /// A file as it is in the base site, spoiled a little; a plausible slip of the hand.
    Slip(&'static str, Vec<Spoil>),
    /// A file takes another's bytes.
    Copy(&'static str, &'static str),
    /// A file goes.
    Remove(&'static str),
    /// Everything is as it was at first.
    Restore,
}

/// An edit; most are slips.
pub fn edit() -> impl Strategy<Value = Edit> {
    let path = || select(&PATHS[..]);
    prop_oneof![
        1 => (path(), file()).prop_map(|(path, bytes)| Edit::Write(path, bytes)),
        5 => (path(), prop::collection::vec(change(), 1..3)).prop_map(|(path, changes)| Edit::Slip(path, changes)),
        1 => (path(), path()).prop_map(|(from, to)| Edit::Copy(from, to)),
        1 => path().prop_map(Edit::Remove),
        1 => Just(Edit::Restore),
    ]
}

/// Makes an edit.
pub fn apply(world: &mut Memory, edit: &Edit) {
    match edit {
        Edit::Write(path, bytes) => drop(world.files.insert((*path).to_owned(), bytes.clone())),
        Edit::Slip(path, changes) => {
            if let Some(bytes) = common::base().files.get(*path) {
                world.files.insert((*path).to_owned(), spoil(bytes.clone(), changes));
            }
        }
        Edit::Copy(from, to) => {
            if let Some(bytes) = world.files.get(*from).cloned() {
                world.files.insert((*to).to_owned(), bytes);
            }
        }
        Edit::Remove(path) => drop(world.files.remove(*path)),
        Edit::Restore => world.files = common::base().files,
    }
}

/// What every site is read for.
pub fn request() -> Request {
    Request { as_of: "2020-01-01".parse().ok(), drafts: true, ..Request::default() }
}

/// A site made in memory.
pub fn built(world: &Memory, caches: &mut Caches) -> Built {
    build(world, &request(), caches).expect("memory never fails")
}
