//! From mentions to references: what each mention leads to, by its form and by the role it stands in.
//!
//! A miss says why; nothing is guessed at. `nearest` names what was probably meant.

use super::anchors::Slot;
use super::registers::Kind;
use super::tables::Lookup;
use super::{Miss, Reference, Resolution, Site, Subject, Target, path, within};
use crate::model::{Date, Form, Mention, Role};
use crate::output::name;
use crate::source::Spanned;

impl Site {
    /// The statute that a name means on a day. Where several acts bear it, the latest one that was in force from then or earlier; where
    /// none was, the earliest of them. A name that no act bears as it is written is one with another ending: `arkivloven` is `arkivlova`.
    #[must_use]
    pub fn find_statute(&self, name: &str, day: Date) -> Option<usize> {
        let name = path::fold(name.trim());
        let borne = |name: &str| self.tables.statutes.get(name);
        let acts = borne(&name).or_else(|| {
            let own = own_part(&name)?;
            ENDINGS.iter().find_map(|ending| borne(&[own, ending].concat()))
        })?;
        let from = |n: &usize| self.statute(*n).from;
        let begun = acts.iter().filter(|n| from(n).is_none_or(|from| from <= day)).max_by_key(|n| from(n));
        begun.or_else(|| acts.iter().min_by_key(|n| from(n))).copied()
    }
}

/// How the names of acts end, in bokmål and nynorsk.
const ENDINGS: &[&str] = &["loven", "lova", "lov"];

/// The part of a statute's name, in small letters, that tells it from others: `arkiv` of `arkivloven`. None where it ends otherwise.
pub(super) fn own_part(name: &str) -> Option<&str> {
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).filter(|own| own.contains(char::is_alphanumeric))
}

impl Site {
    /// The document that a path in a document's file leads to, whatever the letter case.
    #[must_use]
    pub fn find_beside(&self, document: usize, written: &str) -> Option<usize> {
        let below = path::join(name::folder(path::below_content(&self.document(document).path)), written)?;
        let id = below.strip_suffix(".md").unwrap_or(&below);
        self.find_document(if id == "index" { "" } else { id.strip_suffix("/index").unwrap_or(id) })
    }
}

/// What the mentions of one document lead to.
pub(super) struct Resolved {
    /// By mention, with where that stands.
    pub resolutions: Vec<(Role, Resolution)>,
    /// The files that its attachments are.
    pub attachments: Vec<Option<usize>>,
}

/// The lookups that only resolving needs.
pub(super) struct Resolver<'s> {
    site: &'s Site,
    /// Documents by id, as spelled.
    exact: Lookup<&'s str, usize>,
    /// Files by folded path.
    files: Lookup<String, usize>,
}

impl<'s> Resolver<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        let mut exact = Lookup::with_capacity_and_hasher(site.documents.len(), ahash::RandomState::default());
        for (n, entry) in site.documents.iter().enumerate() {
            exact.entry(entry.document.id.as_str()).or_insert(n);
        }
        let mut files = Lookup::with_capacity_and_hasher(site.files.len(), ahash::RandomState::default());
        for (n, file) in site.files.iter().enumerate() {
            files.entry(path::fold(&file.path)).or_insert(n);
        }
        Self { site, exact, files }
    }

    /// Resolves every mention of a document.
    pub(super) fn document(&self, document: usize) -> Resolved {
        let model = self.site.document(document);
        let below = path::below_content(&model.path);
        let mut place = Standing {
            resolver: self,
            document,
            folder: name::folder(below),
            own: path::own_folder(below),
            day: self.site.date(document).unwrap_or(self.site.as_of),
            attachments: vec![None; model.front.attachments.len()],
        };
        let is_attachment = |mention: &Mention| matches!(mention.role, Role::AttachmentFile(_));
        let mut early = Vec::with_capacity(model.mentions.len());
        for mention in &model.mentions {
            let resolution = is_attachment(mention).then(|| place.resolve(mention));
            if let (Role::AttachmentFile(nth), Some(Resolution::Target(Target { subject: Subject::File(file), .. }))) =
                (mention.role, &resolution)
                && let Some(slot) = place.attachments.get_mut(usize::from(nth))
            {
                *slot = Some(*file);
            }
            early.push(resolution);
        }
        let resolved = |(mention, early): (&Mention, Option<Resolution>)| (mention.role, early.unwrap_or_else(|| place.resolve(mention)));
        let resolutions = model.mentions.iter().zip(early).map(resolved).collect();
        Resolved { resolutions, attachments: place.attachments }
    }

    /// A document by its id in exactly this spelling, a folder's `index` included; or a miss that says how it is spelled.
    fn by_id(&self, id: &str) -> Result<usize, Miss> {
        let id = path::composed(id);
        let id = if id == "index" { "" } else { id.strip_suffix("/index").unwrap_or(&id) };
        if let Some(n) = self.exact.get(id) {
            return Ok(*n);
        }
        match self.site.find_document(id) {
            Some(n) => Err(Miss::LetterCase(self.site.document(n).id.to_string())),
            None => Err(Miss::Document),
        }
    }

    /// A file by its path below `content/`, in exactly this spelling, else in another letter case.
    fn file(&self, below: &str) -> Option<Found> {
        let path = format!("content/{below}");
        if let Some(n) = self.site.find_file(&path) {
            return Some(Found::Exactly(n));
        }
        // A disk may spell a name in decomposed letters; that is no other name.
        let n = *self.files.get(&path::fold(&path))?;
        let spelled = &self.site.files.get(n)?.path;
        Some(if path::composed(spelled) == path { Found::Exactly(n) } else { Found::OtherCase(n) })
    }
}

/// A file that was looked for.
#[derive(Clone, Copy)]
enum Found {
    Exactly(usize),
    OtherCase(usize),
}

/// A document as the place its mentions stand in.
struct Standing<'r, 's> {
    resolver: &'r Resolver<'s>,
    document: usize,
    folder: &'s str,
    own: &'s str,
    day: Date,
    attachments: Vec<Option<usize>>,
}

fn to(subject: Subject) -> Resolution {
    Resolution::Target(Target { subject, anchor: None })
}

impl Standing<'_, '_> {
    fn resolve(&self, mention: &Mention) -> Resolution {
        let site = self.resolver.site;
        match &mention.form {
            Form::Decision(id) => site.find_decision(id).map_or(Resolution::Miss(Miss::Decision), |n| to(Subject::Decision(n))),
            Form::Document { id, anchor } => match self.by_id(id, anchor.as_ref()) {
                Resolution::Miss(Miss::Document) if self.is_word(id, mention) => Resolution::Miss(Miss::Label),
                resolution => resolution,
            },
            Form::Path { path, anchor } => self.by_path(path, anchor.as_ref(), mention.role),
            Form::Attachment(number) => self.attachment(*number),
            Form::AgendaItem(number) => self.item(number),
            Form::Anchor(anchor) => self.anchored(self.document, anchor),
            Form::Statute(citation) => {
                site.find_statute(&citation.statute, self.day).map_or(Resolution::Miss(Miss::Statute), |n| to(Subject::Statute(n)))
            }
            Form::Party(id) => self.party(id, mention.role),
            Form::Case(id) => site.find_case(id).map_or(Resolution::Miss(Miss::Case), |n| to(Subject::Case(n))),
            Form::File(written) => self.listed_file(written),
            Form::External(_) => Resolution::External,
            Form::Unknown(label) => self.label(label),
        }
    }

    fn by_id(&self, id: &str, anchor: Option<&Spanned<String>>) -> Resolution {
        let id = id.trim_matches('/');
        match self.resolver.by_id(id) {
            Ok(n) => self.with_anchor(n, anchor),
            Err(miss) => match self.resolver.file(id) {
                Some(Found::Exactly(n)) => self.file(n),
                _ => Resolution::Miss(miss),
            },
        }
    }

    /// Whether what looks like an id is only a word that somebody used as a label: `[text][word]`, no folder in it.
    fn is_word(&self, id: &str, mention: &Mention) -> bool {
        let site = self.resolver.site;
        mention.role.in_text() && !id.contains('/') && site.sources.slice(site.place(self.document, mention.whole)).ends_with(']')
    }

    fn with_anchor(&self, document: usize, anchor: Option<&Spanned<String>>) -> Resolution {
        match anchor.map(|anchor| anchor.value.as_str()) {
            None | Some("") => to(Subject::Document(document)),
            Some(name) => self.anchored(document, name),
        }
    }

    fn anchored(&self, document: usize, name: &str) -> Resolution {
        match self.resolver.site.slot(document, &path::composed(name)) {
            Some(Slot::One(anchor)) => Resolution::Target(Target { subject: Subject::Document(document), anchor: Some(anchor) }),
            Some(Slot::Several) => Resolution::Miss(Miss::AmbiguousAnchor { document }),
            None => Resolution::Miss(Miss::Anchor { document }),
        }
    }

    fn by_path(&self, written: &str, anchor: Option<&Spanned<String>>, role: Role) -> Resolution {
        if let Some(absolute) = written.strip_prefix('/') {
            return match self.resolver.by_id(absolute.trim_end_matches('/').trim_end_matches(".md")) {
                Ok(n) => self.with_anchor(n, anchor),
                Err(_) => Resolution::Miss(Miss::Outside),
            };
        }
        if !portable(written) {
            return Resolution::Miss(not_portable(written));
        }
        let Some(joined) = path::join(self.folder, written) else { return Resolution::Miss(Miss::Outside) };
        let id = joined.strip_suffix(".md").unwrap_or(&joined);
        let miss = match self.resolver.by_id(id) {
            Ok(n) => return self.with_anchor(n, anchor),
            Err(miss) => miss,
        };
        // Beside the file, as any Markdown viewer reads it; then in the document's own folder, where the page will look.
        let own = path::join(self.own, written).and_then(|path| self.resolver.file(&path));
        match (self.resolver.file(&joined), own, miss) {
            (Some(Found::Exactly(n)), ..) | (_, Some(Found::Exactly(n)), _) => self.file(n),
            (Some(Found::OtherCase(n)), ..) => Resolution::Miss(Miss::LetterCase(self.path_to_file(n))),
            (_, Some(Found::OtherCase(n)), _) => self.spelled(n),
            (None, None, Miss::LetterCase(id)) => Resolution::Miss(Miss::LetterCase(self.path_to(&id, written))),
            (None, None, _) if path::looks_like_file(&joined) || role == Role::Image => Resolution::Miss(Miss::File),
            (None, None, _) => {
                // `X.MD` for `x.md`.
                let folded = path::fold(&joined);
                let other = folded.strip_suffix(".md").and_then(|id| self.resolver.site.find_document(id));
                let spelled = other.map(|n| self.path_to(self.resolver.site.document(n).id.as_str(), ".md"));
                Resolution::Miss(spelled.map_or(Miss::Document, Miss::LetterCase))
            }
        }
    }

    /// How to write the path to a document: to its file when a file was written, else to its id.
    fn path_to(&self, id: &str, written: &str) -> String {
        let site = self.resolver.site;
        let file = || site.find_document(id).map(|n| path::below_content(&site.document(n).path));
        let ends = written.len() > 2 && written.to_lowercase().ends_with(".md");
        let path = if ends { file().unwrap_or(id) } else { id };
        path::relative(self.folder, path)
    }

    fn file(&self, n: usize) -> Resolution {
        match self.resolver.site.files.get(n) {
            Some(file) if file.leads_outside => Resolution::Miss(Miss::Outside),
            _ => to(Subject::File(n)),
        }
    }

    /// How to write the path to a file, from beside the document.
    fn path_to_file(&self, n: usize) -> String {
        let file = self.resolver.site.files.get(n).map_or("", |file| path::below_content(&file.path));
        path::relative(self.folder, file)
    }

    /// A file in other letter case: how to write it, from the document's own folder where it lies there.
    fn spelled(&self, n: usize) -> Resolution {
        let file = self.resolver.site.files.get(n).map_or("", |file| path::below_content(&file.path));
        let inner = file.strip_prefix(self.own).and_then(|rest| rest.strip_prefix('/')).filter(|_| !self.own.is_empty());
        Resolution::Miss(Miss::LetterCase(inner.map_or_else(|| self.path_to_file(n), ToOwned::to_owned)))
    }

    /// `fil: plan.pdf`: in the document's own folder, then beside the document.
    fn listed_file(&self, written: &str) -> Resolution {
        if written.starts_with('/') {
            return Resolution::Miss(Miss::Outside);
        }
        if !portable(written) {
            return Resolution::Miss(not_portable(written));
        }
        let own = path::join(self.own, written);
        let beside = path::join(self.folder, written);
        if own.is_none() || (beside.is_none() && own.as_deref().is_none_or(|own| self.resolver.file(own).is_none())) {
            return Resolution::Miss(Miss::Outside);
        }
        let found: Vec<Found> = own.iter().chain(&beside).filter_map(|path| self.resolver.file(path)).collect();
        let exactly = found.iter().find_map(|found| match found {
            Found::Exactly(n) => Some(*n),
            Found::OtherCase(_) => None,
        });
        match (exactly, found.first()) {
            (Some(n), _) => self.file(n),
            (None, Some(Found::OtherCase(n) | Found::Exactly(n))) => self.spelled(*n),
            (None, None) => Resolution::Miss(Miss::File),
        }
    }

    /// `Vedlegg 2`: the file; where it is listed but missing, the document itself, for the list already says what is wrong.
    fn attachment(&self, number: u32) -> Resolution {
        let nth = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        match nth.and_then(|nth| self.attachments.get(nth)) {
            Some(Some(file)) => to(Subject::File(*file)),
            Some(None) => to(Subject::Document(self.document)),
            None => Resolution::Miss(Miss::Attachment { count: self.attachments.len() }),
        }
    }

    fn item(&self, number: &str) -> Resolution {
        let document = self.document;
        let items = &self.resolver.site.document(document).text.items;
        let mut fitting = self.resolver.site.items_numbered(document, number);
        match (fitting.next().and_then(|item| items.get(item)), fitting.next()) {
            (Some(item), None) => self.anchored(document, &item.anchor),
            (Some(_), Some(_)) => Resolution::Miss(Miss::AmbiguousAnchor { document }),
            (None, _) => Resolution::Miss(Miss::Anchor { document }),
        }
    }

    fn party(&self, id: &str, role: Role) -> Resolution {
        let kind = match role {
            Role::Body | Role::ItemBody => Kind::Body,
            Role::Chair | Role::Secretary | Role::Present | Role::Absent | Role::Guest | Role::Participant => Kind::Person,
            Role::Unit => Kind::Unit,
            _ => Kind::Any,
        };
        let resolution = kind.resolve(self.resolver.site, id);
        // `vedtatt: {organ: …}` takes an id or a name from outside the site.
        match (role, &resolution) {
            (Role::AdoptedBy, Resolution::Miss(_)) => Resolution::External,
            _ => resolution,
        }
    }

    /// A label of no known form is a document's id all the same when there is one: `om-prosjektet` has nothing to know it by.
    fn label(&self, label: &str) -> Resolution {
        let (id, anchor) = label.split_once('#').map_or((label, None), |(id, anchor)| (id, Some(anchor)));
        match self.resolver.by_id(id.trim()) {
            Ok(n) if !id.trim().is_empty() => match anchor {
                Some(anchor) => self.anchored(n, anchor),
                None => to(Subject::Document(n)),
            },
            _ => Resolution::Miss(Miss::Label),
        }
    }
}

/// Whether a written path can be one on every system: no backslash, no drive, no other scheme.
fn portable(written: &str) -> bool {
    !written.contains(['\\', ':'])
}

/// What a path that is none on every system misses: one that only Windows would read is nearly a right one.
fn not_portable(written: &str) -> Miss {
    let path = written.replace('\\', "/").to_lowercase();
    if !portable(&path) || path.starts_with('/') {
        Miss::Outside
    } else if path.ends_with(".md") {
        Miss::Document
    } else {
        Miss::File
    }
}

/// Resolves every mention of the site, document by document.
pub(super) fn all(site: &Site) -> Vec<Resolved> {
    let resolver = Resolver::new(site);
    let places: Vec<usize> = (0..site.documents.len()).collect();
    crate::work::map(&places, |document| resolver.document(*document))
}

/// Puts what was resolved in its place.
pub(super) fn settle(site: &mut Site, resolved: Vec<Resolved>) {
    let mut references: Vec<Reference> = Vec::with_capacity(resolved.iter().map(|one| one.resolutions.len()).sum());
    for (document, (entry, one)) in site.documents.iter_mut().zip(resolved).enumerate() {
        let start = references.len();
        let settled = one.resolutions.into_iter().enumerate();
        references.extend(settled.map(|(mention, (role, resolution))| Reference { document, mention, role, resolution }));
        entry.references = start..references.len();
        entry.attachments = one.attachments;
    }
    let is_miss = |reference: &Reference| matches!(reference.resolution, Resolution::Miss(_));
    site.tables.misses = (0..).zip(&references).filter(|(_, reference)| is_miss(reference)).map(|(n, _)| n).collect();
    site.references = references;
    site.tables.by_role = within::by_role(site);
}
