//! PDFs: what they tell screen readers, who made them, whether they are locked, and their words.

mod file;
mod font;
mod object;
mod page;

use std::collections::HashMap;

use self::file::File;
use self::font::{Font, utf_16};
use self::object::{Dictionary, Object};
use super::look::Look;
use super::{office, xml};
use crate::model::{Inside, Pdf, Unread};

/// How far up the tree of pages the fonts are looked for.
const PARENTS: usize = 16;
/// What a font's entry costs each time that a page names it.
const ENTRY: usize = 32;

/// Looks into a PDF.
pub fn look(bytes: &[u8], look: &mut Look) {
    let file = File::open(bytes, &mut look.budget);
    if let Some(why) = file.stopped {
        look.unread(why);
    }
    look.inside.encrypted |= file.is_encrypted();
    let found = file.trailer.get("Root").and_then(|root| file.dictionary(root));
    let catalogue = found.filter(|root| root.is("Type", "Catalog") || *root.get("Pages") != Object::Null);
    let catalogue = catalogue.or_else(|| file.dictionaries().into_iter().rev().map(|(_, one)| one).find(|one| one.is("Type", "Catalog")));
    let Some(catalogue) = catalogue else {
        // The catalogue of an encrypted file may itself be encrypted; that it is encrypted is said already.
        if !file.is_encrypted() {
            look.unread(Unread::Damaged);
        }
        return;
    };
    let pdf = facts(&file, catalogue, look);
    look.inside.pdf.get_or_insert(pdf);
    if !file.is_encrypted() {
        read_words(&file, look);
    }
}

fn facts(file: &File<'_>, catalogue: &Dictionary, look: &mut Look) -> Pdf {
    let marked = file.dictionary(catalogue.get("MarkInfo")).is_some_and(|info| *file.resolve(info.get("Marked")) == Object::Bool(true));
    let tree = *catalogue.get("StructTreeRoot") != Object::Null;
    let said = |object: &Object| matches!(file.resolve(object), Object::Text(text) if text.iter().any(|byte| !byte.is_ascii_whitespace()));
    let info = file.trailer.get("Info").and_then(|info| file.dictionary(info));
    let mut pdf =
        Pdf { tagged: marked && tree, title: info.is_some_and(|info| said(info.get("Title"))), language: said(catalogue.get("Lang")) };
    if file.is_encrypted() {
        return pdf;
    }
    if let Some(Object::Text(author)) = info.map(|info| file.resolve(info.get("Author"))) {
        office::author(&text(author), &mut look.inside);
    }
    if let Object::Reference(number) = catalogue.get("Metadata")
        && let Some(unpacked) = file.stream(*number, &mut look.budget)
    {
        pdf.title |= metadata(&xml::decode(&unpacked.bytes), &mut look.inside);
    }
    pdf
}

/// A text of a PDF's properties.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf_16(rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| crate::source::windows_1252(*byte)).collect(),
    }
}

/// Reads the properties that are written in XML: keeps the authors, says whether there is a title.
fn metadata(text: &str, inside: &mut Inside) -> bool {
    use quick_xml::events::Event;
    let (mut title, mut within, mut words) = (false, "", String::new());
    xml::read(text, |event| match event {
        Event::Start(element) => match element.name().into_inner() {
            "dc:title" => within = "title",
            "dc:creator" => within = "creator",
            _ => words.clear(),
        },
        Event::Text(text) if !within.is_empty() => words.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) if !within.is_empty() => words.extend(xml::letter(reference)),
        Event::End(element) => {
            match within {
                "title" => title |= !words.trim().is_empty(),
                "creator" => office::author(&words, inside),
                _ => {}
            }
            words.clear();
            if matches!(element.name().into_inner(), "dc:title" | "dc:creator") {
                within = "";
            }
        }
        _ => {}
    });
    title
}

/// Reads the words of every page and of every drawing that pages use, of notes and of filled-in fields. Each is read once,
/// wherever it is used, so that no page can lead in a circle.
fn read_words(file: &File<'_>, look: &mut Look) {
    let mut fonts: HashMap<u32, Font> = HashMap::new();
    let (mut pages, mut found, mut lost) = (false, false, false);
    for (number, dictionary) in file.dictionaries() {
        let is_page = dictionary.is("Type", "Page");
        pages |= is_page;
        let drawings = if is_page {
            contents(file, dictionary.get("Contents"))
        } else if dictionary.is("Subtype", "Form") {
            vec![number]
        } else {
            for key in ["Contents", "V"] {
                if let Object::Text(note) = file.resolve(dictionary.get(key)) {
                    look.words(&text(note));
                }
            }
            continue;
        };
        let mut drawing = Vec::new();
        for stream in drawings {
            let Some(unpacked) = file.stream(stream, &mut look.budget) else { continue };
            if let Some(why) = unpacked.stopped {
                look.unread(why);
            }
            drawing.extend(unpacked.bytes);
            drawing.push(b'\n');
        }
        let named = named_fonts(file, dictionary, look);
        for (_, font) in &named {
            if !fonts.contains_key(font)
                && let Some(dictionary) = file.dictionary(&Object::Reference(*font))
            {
                fonts.insert(*font, Font::read(file, dictionary, &mut look.budget));
            }
        }
        let named = named.into_iter().filter_map(|(name, font)| Some((name, fonts.get(&font)?))).collect();
        let (words, missed) = page::words(&drawing, &named);
        found |= words.chars().any(char::is_alphanumeric);
        lost |= missed;
        look.words(&words);
    }
    if lost || pages && !found {
        look.unread(Unread::PdfText);
    }
}

/// The streams that a page is drawn by.
fn contents(file: &File<'_>, contents: &Object) -> Vec<u32> {
    const MOST: usize = 4096;
    let streams = |list: &[Object]| {
        let numbers = list.iter().take(MOST).filter_map(|one| if let Object::Reference(number) = one { Some(*number) } else { None });
        numbers.collect()
    };
    match (contents, file.resolve(contents)) {
        (_, Object::List(list)) => streams(list),
        (Object::Reference(number), _) => vec![*number],
        _ => Vec::new(),
    }
}

/// The fonts of a page by the names it calls them, its own or those of the pages above.
fn named_fonts(file: &File<'_>, page: &Dictionary, look: &mut Look) -> Vec<(String, u32)> {
    let mut node = page;
    for _ in 0..PARENTS {
        if let Err(why) = look.budget.bytes(node.entries().len()) {
            look.unread(why);
            break;
        }
        if let Some(resources) = file.dictionary(node.get("Resources")) {
            let fonts = file.dictionary(resources.get("Font")).map_or(&[][..], Dictionary::entries);
            if let Err(why) = look.budget.bytes(resources.entries().len() + ENTRY * fonts.len()) {
                look.unread(why);
                break;
            }
            let numbers = fonts
                .iter()
                .filter_map(|(name, font)| if let Object::Reference(number) = font { Some((name.clone(), *number)) } else { None });
            return numbers.collect();
        }
        match file.dictionary(node.get("Parent")) {
            Some(parent) => node = parent,
            None => break,
        }
    }
    Vec::new()
}
