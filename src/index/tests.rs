//! Small sites built by hand, and what the index says of them. Sites that are read from text are tested in `tests/`.

mod chains;
mod meetings;
mod references;
mod total;

use std::sync::Arc;

use super::{Inputs, Site, build};
use crate::config::Config;
use crate::model::register::RegisterKind;
use crate::model::{
    AgendaItem, Anchor, AnchorKind, Body, Date, Decision, DecisionId, Details, Document, DocumentId, Form, FrontMatter, Heading, Mention,
    Minutes, Person, RegisterFile, Role, Status, Statute, Text, Unit,
};
use crate::source::{Source, SourceId, Sources, Span, Spanned};
use crate::work::Key;
use crate::world::FileEntry;

/// A site in the making.
pub struct Draft {
    pub documents: Vec<Document>,
    pub registers: RegisterFile,
    pub bodies: RegisterFile,
    pub units: RegisterFile,
    pub statutes: Vec<Statute>,
    pub files: Vec<FileEntry>,
    pub as_of: Date,
    pub audience: &'static str,
    pub drafts: bool,
}

pub fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

pub fn day(written: &str) -> Date {
    written.parse().expect("a date")
}

fn register(kind: RegisterKind) -> RegisterFile {
    let (people, bodies, units) = (Vec::new(), Vec::new(), Vec::new());
    RegisterFile {
        path: format!("{kind:?}"),
        kind,
        people,
        bodies,
        units,
        statutes: Vec::new(),
        cases: Vec::new(),
        faults: Vec::new(),
        personal: Vec::new(),
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            documents: Vec::new(),
            registers: register(RegisterKind::People),
            bodies: register(RegisterKind::Bodies),
            units: register(RegisterKind::Units),
            statutes: Vec::new(),
            files: Vec::new(),
            as_of: day("2020-01-01"),
            audience: "intern",
            drafts: false,
        }
    }
}

impl Draft {
    pub fn with(mut self, document: Document) -> Self {
        self.documents.push(document);
        self
    }

    pub fn person(mut self, id: &str) -> Self {
        self.registers.people.push(Person { id: spanned(id.to_owned()), name: None, also: Vec::new(), offices: Vec::new() });
        self
    }

    pub fn body(mut self, id: &str, code: &str) -> Self {
        self.bodies.bodies.push(Body {
            id: spanned(id.to_owned()),
            name: Some(spanned(format!("{}a", id.to_uppercase()))),
            code: Some(spanned(code.to_owned())),
            parent: None,
            established: None,
            dissolved: None,
            quorum: None,
            members: Vec::new(),
        });
        self
    }

    pub fn unit(mut self, id: &str) -> Self {
        self.units.units.push(Unit { id: spanned(id.to_owned()), name: None, kind: None, parent: None });
        self
    }

    pub fn statute(mut self, id: &str, name: &str, from: &str) -> Self {
        self.statutes.push(Statute {
            id: spanned(id.to_owned()),
            name: None,
            short_names: vec![spanned(name.to_owned())],
            lovdata: Some(spanned(format!("lov/{from}"))),
            from: Some(day(from)),
            repealed: None,
            built_in: true,
        });
        self
    }

    pub fn file(mut self, path: &str) -> Self {
        self.files.push(FileEntry { path: path.to_owned(), size: 1, modified: 0, inode: 0, leads_outside: path.contains("ut/") });
        self
    }

    pub fn on(mut self, written: &str) -> Self {
        self.as_of = day(written);
        self
    }

    pub fn build(self) -> Site {
        let config = Config::default();
        let mut sources = Sources::default();
        let documents: Vec<(SourceId, Key, Arc<Document>)> = self
            .documents
            .into_iter()
            .map(|document| {
                (sources.add(Source::decode(document.path.clone(), b"")), Key::of(&[document.path.as_bytes()]), Arc::new(document))
            })
            .collect();
        let registers = [self.registers, self.bodies, self.units]
            .into_iter()
            .map(|file| (sources.add(Source::decode(file.path.clone(), b"")), Arc::new(file)))
            .collect();
        build(Inputs {
            audience: config.audience(self.audience).expect("an audience").clone(),
            config,
            sources,
            documents,
            registers,
            built_in: self.statutes,
            files: self.files.into_iter().map(|file| (file, None)).collect(),
            file_faults: Vec::new(),
            name_personal: Vec::new(),
            permalinks: None,
            as_of: self.as_of,
            drafts: self.drafts,
            commits: Arc::default(),
        })
    }
}

/// A document of a type, at `content/<id>.md`.
pub fn document(id: &str, details: Details) -> Document {
    Document {
        id: DocumentId(id.strip_suffix("/index").unwrap_or(id).into()),
        path: format!("content/{id}.md"),
        front: FrontMatter::default(),
        details,
        text: Text::default(),
        mentions: Vec::new(),
        rows: Vec::new(),
        faults: Vec::new(),
        personal: Vec::new(),
        interface: crate::model::Interface::default(),
    }
}

/// Minutes of a body on a day, at `referat/<body>/<day>`.
pub fn minutes(body: &str, date: &str) -> Document {
    let mut document = document(&format!("referat/{body}/{date}"), Details::Minutes(Box::default()));
    document.front.date = Some(spanned(day(date)));
    document.front.bodies = vec![spanned(body.to_owned())];
    document
}

/// What a decision does to another or to a document: the role of its place in the list, and the other's id.
pub type Act = (fn(u16) -> Role, &'static str);

/// What tests say of documents.
pub trait Writing: Sized {
    fn dated(self, date: &str) -> Self;
    fn status(self, status: Status) -> Self;
    fn mentions(self, role: Role, form: Form) -> Self;
    fn item(self, number: u32, title: &str) -> Self;
    fn decides(self, id: &str, acts: &[Act]) -> Self;
    fn change(self, change: impl FnOnce(&mut Minutes)) -> Self;
}

impl Writing for Document {
    fn dated(mut self, date: &str) -> Self {
        self.front.date = Some(spanned(day(date)));
        self
    }

    fn status(mut self, status: Status) -> Self {
        self.front.status = Some(spanned(status));
        self
    }

    fn mentions(mut self, role: Role, form: Form) -> Self {
        self.mentions.push(Mention { span: Span::default(), whole: Span::default(), form, role, words: None });
        self
    }

    fn item(mut self, number: u32, title: &str) -> Self {
        let text = &mut self.text;
        let heading = u32::try_from(text.headings.len()).expect("few headings");
        let anchor = format!("sak-{number}");
        text.headings.push(Heading {
            span: Span::default(),
            title: format!("Sak {number} {title}"),
            title_span: Span::default(),
            level: 2,
            anchor: anchor.clone(),
            classes: Vec::new(),
            section: Span::default(),
            has_text: true,
        });
        text.anchors.push(Anchor { name: anchor.clone(), span: Span::default(), kind: AnchorKind::AgendaItem, title: title.to_owned() });
        text.items.push(AgendaItem {
            number,
            year: None,
            number_span: Span::default(),
            title: title.to_owned(),
            heading,
            anchor,
            case: None,
            body: None,
            content: Span::new(100 * number as usize, 100 * number as usize + 99),
        });
        self
    }

    fn decides(mut self, id: &str, acts: &[Act]) -> Self {
        let Details::Minutes(minutes) = &mut self.details else { panic!("decisions stand in minutes") };
        let nth = u16::try_from(minutes.decisions.len()).expect("few decisions");
        minutes.decisions.push(decision(id));
        for (role, target) in acts {
            let form = DecisionId::read(target).map_or_else(|| to_document(target), Form::Decision);
            self = self.mentions(role(nth), form);
        }
        self
    }

    fn change(mut self, change: impl FnOnce(&mut Minutes)) -> Self {
        let Details::Minutes(minutes) = &mut self.details else { panic!("not minutes") };
        change(minutes);
        self
    }
}

pub fn decision(id: &str) -> Decision {
    Decision {
        span: Span::default(),
        id: Some(spanned(DecisionId::read(id).expect("a decision's id"))),
        item: None,
        title: None,
        text: None,
        covers: Vec::new(),
        replaces: Vec::new(),
        repeals: Vec::new(),
        amends: Vec::new(),
        basis: None,
        from: None,
        to: None,
        votes: None,
        exempt: false,
    }
}

/// A reference to a document, `id` or `id#anchor`.
pub fn to_document(written: &str) -> Form {
    let (id, anchor) = written.split_once('#').map_or((written, None), |(id, anchor)| (id, Some(spanned(anchor.to_owned()))));
    Form::Document { id: id.to_owned(), anchor }
}

/// A reference by relative path.
pub fn to_path(written: &str) -> Form {
    let (path, anchor) = written.split_once('#').map_or((written, None), |(path, anchor)| (path, Some(spanned(anchor.to_owned()))));
    Form::Path { path: path.to_owned(), anchor }
}
