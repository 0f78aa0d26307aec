//! Whoever writes `tilgang` or `unntatt` wants something kept back. Where the word cannot be read – misspelt, or in front matter that is
//! broken above it or never closed – it is taken for the strictest. The fault is reported by others; this keeps the text in meanwhile.

use crate::diagnostic::{Fault, FaultKind};
use crate::fields::Mapping;
use crate::model::Access;
use crate::source::{Span, Spanned, lines};

/// The access of a document whose `tilgang` stands at the beginning of a line and was not read; `begin` is the text's first byte in its
/// file.
pub fn written_access(text: &str, begin: usize) -> Option<Spanned<Access>> {
    let is_written = |line: &str| {
        let parts = line.split_once(':').map(|(key, value)| (key.trim_end().trim_matches(['"', '\'']), value));
        parts.is_some_and(|(key, value)| key.eq_ignore_ascii_case("tilgang") && !value.trim().is_empty())
    };
    let (at, line) = lines(text).find(|(_, line)| is_written(line))?;
    Some(Spanned::new(Access::Exempt, Span::new(begin + at, begin + at + line.trim_end().len())))
}

/// The access of a document where a key that no document has was probably meant for `tilgang`.
pub fn misspelt_access(faults: &[Fault]) -> Option<Spanned<Access>> {
    let is_meant = |fault: &&Fault| matches!(&fault.kind, FaultKind::UnknownKey { nearest: Some(nearest), .. } if nearest == "tilgang");
    faults.iter().find(is_meant).map(|fault| Spanned::new(Access::Exempt, fault.span))
}

/// The access of an attachment, as it was read, or the strictest where something is written that was not.
pub fn access(mapping: &Mapping<'_>, read: Option<Spanned<Access>>) -> Option<Spanned<Access>> {
    read.or_else(|| mapping.has_value("tilgang").then(|| Spanned::new(Access::Exempt, mapping.span)))
}

/// Whether a decision's text is withheld: as it was read, or yes where something is written that was not.
pub fn exempt(mapping: &Mapping<'_>, read: Option<bool>) -> bool {
    read.unwrap_or_else(|| mapping.has_value("unntatt"))
}

#[cfg(test)]
mod tests {
    use crate::model::Access;
    use crate::parse::document;
    use crate::source::Source;

    fn access(text: &str) -> Option<Access> {
        document(&Source::decode("content/a.md", text.as_bytes())).front.access.map(|access| access.value)
    }

    #[test]
    fn what_cannot_be_read_is_exempt_and_what_can_is_as_it_says() {
        for open in ["---\ntype: side\ntittel: T\n---\ntilgang: unntatt\n", "---\ntype: side\ntilgang:\n---\n", "uten\nFri tilgang: ja\n"] {
            assert_eq!(access(open), None, "{open}");
        }
        assert_eq!(access("---\ntype: side\ntilgang: intern\n---\n"), Some(Access::Internal));
        for closed in [
            "---\ntype: side\ntilgang: untatt\n---\nTekst.\n",
            "---\ntype: [\ntilgang: unntatt\n---\nTekst.\n",
            "---\n\ttype: side\ntilgang: unntatt\n---\nTekst.\n",
            "---\ntype: side\ntittel: a: b\ntilgang : unntatt\n---\nTekst.\n",
            "---\ntype: side\ntilgang: unntatt\n\nTekst uten slutt på hodet.\n",
            "\n---\ntype: side\ntilgang: unntatt\n---\nTekst.\n",
            "----\ntype: side\ntilgang: unntatt\n---\nTekst.\n",
            "type: side\ntilgang: unntatt\n---\nTekst.\n",
            "uten\ntilgang: unntatt\n",
            "--- x\ntype: side\ntilgang: unntatt\n---\nTekst.\n",
            "+++\ntilgang: unntatt\n+++\nTekst.\n",
            "---\n\n# Om saka\ntype: side\ntilgang: unntatt\n",
            "---\ntype: side\nTilgang: unntatt\n---\nTekst.\n",
            "---\ntype: side\ntilgang: untatt\n----\nTekst.\n",
            "---\ntype: side\ntilgnag: unntatt\n---\nTekst.\n",
            "---\ntype: [\n\"tilgang\": unntatt\n---\nTekst.\n",
            "---\r\ntype: *x\r\ntilgang: unntatt\r\n---\r\n",
        ] {
            assert_eq!(access(closed), Some(Access::Exempt), "{closed}");
        }
        let minutes = "---\ntype: referat\nvedlegg: [{fil: a.txt, tittel: A, tilgang: unntat}]\nvedtak: [{id: SG 1/19, tekst: T, unntatt: jepp}]\n---\n";
        let minutes = document(&Source::decode("content/a.md", minutes.as_bytes()));
        assert_eq!(minutes.front.attachments[0].access.as_ref().map(|access| access.value), Some(Access::Exempt));
        assert!(minutes.minutes().is_some_and(|minutes| minutes.decisions[0].exempt));
    }
}
