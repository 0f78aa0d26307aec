//! One round of mending: as many fixes as have nothing to do with each other, each wholly or not at all.

use std::collections::{BTreeMap, HashMap};

use super::bytes;
use crate::diagnostic::{Edit, Fix};
use crate::source::{SourceId, Sources, Span};
use crate::world::{Failure, Overlay, World};

/// What a round did.
pub struct Round {
    /// The new bytes of the files it changed.
    pub files: BTreeMap<String, Vec<u8>>,
    /// How many fixes were applied.
    pub applied: usize,
}

/// Applies fixes in their order; one that touches what an earlier one changes waits for the next round, and so does one whose file
/// is not the one that was checked.
pub fn apply(fixes: &[&Fix], sources: &Sources, over: &Overlay<'_>) -> Result<Round, Failure> {
    let mut taken: HashMap<SourceId, Taken<'_>> = HashMap::new();
    let mut read: HashMap<SourceId, Option<Vec<u8>>> = HashMap::new();
    let mut applied = 0;
    for fix in fixes {
        for edit in &fix.edits {
            if let std::collections::hash_map::Entry::Vacant(slot) = read.entry(edit.place.source) {
                slot.insert(as_checked(edit.place.source, sources, over)?);
            }
        }
        let fits = |edit: &Edit| {
            read.get(&edit.place.source).is_some_and(Option::is_some)
                && taken.get(&edit.place.source).is_none_or(|taken| taken.leaves_room(edit.place.span))
        };
        if !fix.edits.is_empty() && fix.edits.iter().all(fits) && !entangled(fix) {
            for edit in &fix.edits {
                taken.entry(edit.place.source).or_default().edits.insert((edit.place.span.start, edit.place.span.end), edit);
            }
            applied += 1;
        }
    }
    let mut files = BTreeMap::new();
    for (id, taken) in taken {
        let (Some(source), Some(Some(before))) = (sources.get(id), read.get(&id)) else { continue };
        files.insert(source.path.clone(), bytes::rewritten(before, taken.edits.into_values()));
    }
    Ok(Round { files, applied })
}

/// The bytes of a file, where they are still those that were checked.
fn as_checked(id: SourceId, sources: &Sources, over: &Overlay<'_>) -> Result<Option<Vec<u8>>, Failure> {
    let Some(source) = sources.get(id) else { return Ok(None) };
    match over.read(&source.path) {
        Ok(bytes) => Ok(bytes::are_those_of(source, &bytes).then_some(bytes)),
        Err(failure) if failure.is_absent() => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// The edits of a file so far, by where they begin and end; none overlaps another.
#[derive(Default)]
struct Taken<'f> {
    edits: BTreeMap<(u32, u32), &'f Edit>,
}

impl Taken<'_> {
    /// Whether a span neither overlaps nor touches what is taken.
    fn leaves_room(&self, span: Span) -> bool {
        // The edits do not overlap, so the last that begins before the span's end is the only one that can reach into it.
        let before = self.edits.range(..=(span.end, u32::MAX)).next_back();
        before.is_none_or(|((_, end), _)| *end < span.start)
    }
}

/// Whether edits of one fix overlap each other; such a fix cannot be applied.
fn entangled(fix: &Fix) -> bool {
    let mut places: Vec<_> = fix.edits.iter().map(|edit| (edit.place.source, edit.place.span)).collect();
    places.sort();
    places.windows(2).any(|pair| matches!(pair, [a, b] if a.0 == b.0 && (a.1.end > b.1.start || a.1 == b.1)))
}
