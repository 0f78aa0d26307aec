//! The few words that belong to a text rather than to the theme: they follow the document's own language.

use crate::index::Site;
use crate::model::Document;

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// The title of `[!NOTE]`.
    pub note: &'static str,
    /// The title of `[!TIP]`.
    pub tip: &'static str,
    /// The title of `[!IMPORTANT]`.
    pub important: &'static str,
    /// The title of `[!WARNING]`.
    pub warning: &'static str,
    /// The title of `[!CAUTION]`.
    pub caution: &'static str,
    /// The heading above the footnotes.
    pub footnotes: &'static str,
    /// Before a footnote's number.
    pub footnote: &'static str,
    /// What leads from a footnote back to the text.
    pub back: &'static str,
    /// A task that is done.
    pub done: &'static str,
    /// A task that is not.
    pub undone: &'static str,
    /// Instead of a link to an exempt document.
    pub exempt: &'static str,
    /// Instead of a link to a document that is not published.
    pub unpublished: &'static str,
    /// After a link to what another took the place of.
    pub replaced: &'static str,
    /// After a link to what was repealed.
    pub repealed: &'static str,
    /// After a link to what has run out.
    pub expired: &'static str,
    /// An agenda item, before its number.
    pub item: &'static str,
}

/// Bokmål.
pub const NB: Words = Words {
    note: "Merk",
    tip: "Tips",
    important: "Viktig",
    warning: "Advarsel",
    caution: "Vær forsiktig",
    footnotes: "Fotnoter",
    footnote: "Fotnote",
    back: "Tilbake til teksten",
    done: "Utført",
    undone: "Ikke utført",
    exempt: "unntatt",
    unpublished: "ikke publisert",
    replaced: "nå erstattet",
    repealed: "nå opphevet",
    expired: "utløpt",
    item: "Sak",
};

const NN: Words = Words {
    note: "Merk",
    tip: "Tips",
    important: "Viktig",
    warning: "Åtvaring",
    caution: "Ver varsam",
    footnotes: "Fotnotar",
    footnote: "Fotnote",
    back: "Tilbake til teksten",
    done: "Utført",
    undone: "Ikkje utført",
    exempt: "unnateke",
    unpublished: "ikkje publisert",
    replaced: "no erstatta",
    repealed: "no oppheva",
    expired: "gått ut",
    item: "Sak",
};

const EN: Words = Words {
    note: "Note",
    tip: "Tip",
    important: "Important",
    warning: "Warning",
    caution: "Caution",
    footnotes: "Footnotes",
    footnote: "Footnote",
    back: "Back to the text",
    done: "Done",
    undone: "Not done",
    exempt: "exempt",
    unpublished: "not published",
    replaced: "since replaced",
    repealed: "since repealed",
    expired: "expired",
    item: "Item",
};

/// The words of a document's language; bokmål for languages without their own.
#[must_use]
pub fn of(document: &Document, site: &Site) -> &'static Words {
    match language(document, site) {
        "nn" => &NN,
        "en" => &EN,
        _ => &NB,
    }
}

/// The language a document is written in.
#[must_use]
pub fn language<'d>(document: &'d Document, site: &'d Site) -> &'d str {
    document.front.language.as_ref().map_or(&site.config.language, |language| &language.value)
}

/// An agenda item, before its number.
#[must_use]
pub fn item(document: &Document, site: &Site) -> &'static str {
    of(document, site).item
}
