//! Drawings that run: script, event attributes, `javascript:` addresses, and the ways to bring these in unseen.

use quick_xml::events::{BytesStart, Event};

use super::xml;

/// Whether a drawing holds anything that a browser would run.
pub fn has_script(text: &str) -> bool {
    let mut found = false;
    let whole = xml::read(text, |event| {
        found |= match event {
            Event::Start(element) | Event::Empty(element) => runs(element),
            // A style sheet may be a program, and an entity may hold a script.
            Event::PI(instruction) => instruction.target() == "xml-stylesheet" && !instruction.content().contains("text/css"),
            Event::DocType(words) => brings_in(&words.xml10_content()),
            _ => false,
        };
    });
    found || !whole && looks_like_script(text)
}

fn runs(element: &BytesStart<'_>) -> bool {
    let name = element.local_name().into_inner();
    if ["script", "handler", "listener", "iframe", "embed", "object"].iter().any(|program| name.eq_ignore_ascii_case(program)) {
        return true;
    }
    xml::attributes(element).any(|(name, value)| {
        let event = |name: &str| name.len() > 2 && name.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on"));
        event(name) || name.eq_ignore_ascii_case("attributeName") && event(value.trim()) || is_program(&value)
    })
}

/// `javascript:…`, however it is spelled, and HTML as an address.
fn is_program(value: &str) -> bool {
    let plain = quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned);
    let plain: String = plain.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(4096).flat_map(char::to_lowercase).collect();
    plain.contains("javascript:") || plain.contains("data:text/html") || plain.contains("vbscript:")
}

/// Entities that hold markup or come from elsewhere. Those that only shorten addresses, as drawing programs write them, are harmless.
fn brings_in(declaration: &str) -> bool {
    declaration.split("<!ENTITY").skip(1).any(|entity| {
        let entity = entity.split("<!").next().unwrap_or_default();
        let value = entity.split_once(['"', '\'']).map_or("", |(_, value)| value);
        entity.contains("SYSTEM") || entity.contains("PUBLIC") || value.contains(['<', '&']) || is_program(value)
    })
}

/// What to believe of a drawing that cannot be read to its end.
fn looks_like_script(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["<script", "javascript:", " onload", " onclick", "<foreignobject"].iter().any(|sign| lower.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_that_run_are_told_from_those_that_do_not() {
        let svg = |inside: &str| format!("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='x'>{inside}</svg>");
        for inside in [
            "<script>1</script>",
            "<SCRIPT/>",
            "<g onclick='x()'/>",
            "<a xlink:href='java\nscript:x()'/>",
            "<a href='&#106;avascript:x()'/>",
            "<set attributeName='onload' to='x'/>",
            "<foreignObject><iframe src='x'/></foreignObject>",
            "<script>1</script><g ",
        ] {
            assert!(has_script(&svg(inside)), "{inside}");
        }
        assert!(has_script("<!DOCTYPE svg [<!ENTITY x '<script>1</script>'>]><svg>&x;</svg>"));
        assert!(has_script("<?xml-stylesheet type='text/xsl' href='x'?><svg/>"));
        for inside in ["<text>on script: klikk</text>", "<g id='onclick'/>", "<a href='https://example.org/'/>", "<style>a{}</style>"] {
            assert!(!has_script(&svg(inside)), "{inside}");
        }
        assert!(!has_script("<!DOCTYPE svg [<!ENTITY ns_svg 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns_svg;'/>"));
        assert!(!has_script("<?xml-stylesheet type='text/css' href='x'?><svg/>"));
    }

    #[test]
    fn an_entity_bomb_is_not_expanded() {
        let levels: String = (1..30).map(|n| format!("<!ENTITY a{n} '&a{};&a{};'>", n - 1, n - 1)).collect();
        assert!(has_script(&format!("<!DOCTYPE svg [<!ENTITY a0 'ha'>{levels}]><svg>&a29;</svg>")));
    }
}
