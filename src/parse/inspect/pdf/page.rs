//! The words that a page draws, a line for each line of the page as far as its drawing tells.

use std::collections::HashMap;

use super::font::Font;
use super::object::{Lexer, Object, is_space};

/// A gap between letters that is a space, in thousandths of the letters' size.
const GAP: f64 = -180.0;

/// The words of a page's drawing; `lost` tells of letters that no font explains.
pub fn words(drawing: &[u8], fonts: &HashMap<String, &Font>) -> (String, bool) {
    let mut page = Page { words: String::new(), lost: false, font: None, height: f64::NAN };
    let mut lexer = Lexer::new(drawing, 0);
    let mut operands: Vec<Object> = Vec::new();
    while let Some(object) = lexer.next() {
        let Object::Word(operator) = &object else {
            if operands.len() < 64 {
                operands.push(object);
            }
            continue;
        };
        match operator.as_str() {
            "Tf" => {
                page.font = match operands.first() {
                    Some(Object::Name(name)) => fonts.get(name).copied(),
                    _ => None,
                };
            }
            "Tj" => page.draw(operands.last()),
            "'" | "\"" => {
                page.space('\n');
                page.draw(operands.last());
            }
            "TJ" => page.draw_list(operands.last()),
            "Td" | "TD" => page.space(if matches!(operands.get(1), Some(Object::Number(down)) if *down == 0.0) { ' ' } else { '\n' }),
            "T*" => page.space('\n'),
            "Tm" => page.place(operands.get(5)),
            "ID" => lexer.at = end_of_image(drawing, lexer.at),
            _ => {}
        }
        operands.clear();
    }
    (page.words, page.lost)
}

struct Page<'f> {
    words: String,
    lost: bool,
    font: Option<&'f Font>,
    /// How high on the page the last line was set.
    height: f64,
}

impl Page<'_> {
    fn draw(&mut self, text: Option<&Object>) {
        let Some(Object::Text(bytes)) = text else { return };
        match self.font.map(|font| font.words(bytes)) {
            Some(Some(words)) => self.words.push_str(&words),
            Some(None) => self.lost = true,
            None => self.words.extend(bytes.iter().map(|byte| crate::source::windows_1252(*byte))),
        }
    }

    fn draw_list(&mut self, list: Option<&Object>) {
        let Some(Object::List(list)) = list else { return };
        for object in list {
            match object {
                Object::Number(gap) if *gap < GAP => self.space(' '),
                _ => self.draw(Some(object)),
            }
        }
    }

    fn place(&mut self, height: Option<&Object>) {
        let Some(Object::Number(height)) = height else { return };
        self.space(if (height - self.height).abs() < 0.5 { ' ' } else { '\n' });
        self.height = *height;
    }

    /// A space, or an empty line, as what stands on two lines is no one number.
    fn space(&mut self, space: char) {
        match space {
            '\n' if !self.words.ends_with('\n') => self.words.push_str("\n\n"),
            ' ' if !self.words.ends_with([' ', '\n']) => self.words.push(' '),
            _ => {}
        }
    }
}

/// Behind the bytes of an image that stands in the drawing.
fn end_of_image(drawing: &[u8], from: usize) -> usize {
    let rest = drawing.get(from..).unwrap_or_default();
    let end = rest.windows(4).position(|window| match window {
        [before, b'E', b'I', after] => is_space(*before) && is_space(*after),
        _ => false,
    });
    from + end.map_or(rest.len(), |end| end + 3)
}
