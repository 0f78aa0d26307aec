//! What follows `§`: sections, lists and ranges of them, and the paragraph within.

/// How many sections one citation may list; nobody writes so many, and reading stays linear.
const MOST: usize = 40;

/// Sections as they were read.
pub struct Sections {
    /// Normalised: `14`, `14 a`, `11-5`, `28 a–28 k`.
    pub list: Vec<String>,
    /// `fjerde ledd`, white space made single.
    pub detail: Option<String>,
    /// The byte after the last that belongs to them.
    pub end: usize,
}

/// One section: `28-1` and `b`.
#[derive(Clone, PartialEq)]
struct Section {
    number: String,
    letter: Option<char>,
}

impl Section {
    fn shown(&self) -> String {
        self.letter.map_or_else(|| self.number.clone(), |letter| format!("{} {letter}", self.number))
    }
}

const ORDINALS: [&str; 17] = [
    "første", "fyrste", "annet", "anna", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "syvende", "åttende", "åttande",
    "niende", "niande", "tiende", "siste",
];

/// Reads from the `§` at an offset of a text.
pub fn sections(text: &str, at: usize) -> Option<Sections> {
    let mut reader = Reader { text, at };
    let several = {
        reader.sign('§').then_some(())?;
        reader.sign('§')
    };
    reader.space();
    let mut list = Vec::new();
    let mut last = reader.section()?;
    let mut end = reader.at;
    let mut pending = last.clone();
    let mut range = false;
    loop {
        // A range: `a–k`, `13–15`, `13 til 15`.
        if !range && let Some(to) = reader.range_end(&last) {
            list.push(format!("{}–{}", last.shown(), to.shown()));
            last = to;
            range = true;
            end = reader.at;
            continue;
        }
        if !range {
            list.push(pending.shown());
        }
        reader.at = end;
        if list.len() >= MOST || !reader.separator() {
            break;
        }
        let sign = reader.sign('§');
        let _ = sign && reader.sign('§');
        reader.space();
        if !several && !sign {
            break;
        }
        let Some(next) = reader.section() else { break };
        last = next.clone();
        pending = next;
        range = false;
        end = reader.at;
    }
    if several && let [only] = list.as_mut_slice() {
        as_range(only);
    }
    reader.at = end;
    let detail_start = end;
    while reader.detail() {
        end = reader.at;
    }
    let detail = text.get(detail_start..end)?.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Sections { list, detail: (!detail.is_empty()).then_some(detail), end })
}

/// `§§ 13-15` names several sections, so its hyphen is a dash; `§ 11-5` is one.
fn as_range(section: &mut String) {
    if let Some((from, to)) = section.split_once('-')
        && let (Ok(first), Ok(last)) = (from.parse::<u32>(), to.parse::<u32>())
        && first < last
    {
        *section = format!("{from}–{to}");
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn sign(&mut self, sign: char) -> bool {
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len_utf8();
        }
        found
    }

    fn space(&mut self) -> bool {
        let before = self.at;
        self.at = self.text.len() - self.rest().trim_start().len();
        self.at > before
    }

    fn digits(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.at += if (1..=4).contains(&length) { length } else { return None };
        rest.get(..length)
    }

    /// A word of letters, taken only if it is the wanted one.
    fn word(&mut self, wanted: &[&str]) -> bool {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default().to_lowercase();
        let found = wanted.contains(&word.as_str());
        if found {
            self.at += end;
        }
        found
    }

    /// One section: `14`, `11-5`, `2 A-1`, with its letter.
    fn section(&mut self) -> Option<Section> {
        let start = self.at;
        let Some(digits) = self.digits() else {
            self.at = start;
            return None;
        };
        let mut number = digits.to_owned();
        if let Some(chapter) = self.chapter_letter() {
            number.push_str(&chapter);
        } else if let Some(part) = self.hyphenated() {
            number = format!("{number}-{part}");
        }
        let letter = self.letter(false);
        if letter.is_none() && self.rest().starts_with(char::is_alphanumeric) {
            self.at = start;
            return None;
        }
        Some(Section { number, letter })
    }

    /// ` A-1` of `§ 2 A-1`.
    fn chapter_letter(&mut self) -> Option<String> {
        let start = self.at;
        self.space();
        let letter = self.rest().chars().next().filter(char::is_ascii_uppercase);
        if let Some(letter) = letter {
            self.at += 1;
            if let Some(part) = self.hyphenated() {
                return Some(format!(" {letter}-{part}"));
            }
        }
        self.at = start;
        None
    }

    /// `-5` of `§ 11-5`; an en dash counts where it cannot be a range (`§ 11–5`).
    fn hyphenated(&mut self) -> Option<&'t str> {
        let start = self.at;
        if (self.sign('-') || self.sign('\u{2011}'))
            && let Some(part) = self.digits()
        {
            return Some(part);
        }
        self.at = start;
        None
    }

    /// The letter of a section. After a space `i` is the preposition, unless a range says otherwise.
    fn letter(&mut self, in_range: bool) -> Option<char> {
        let start = self.at;
        let spaced = self.space();
        let mut chars = self.rest().chars();
        let letter = chars.next().filter(char::is_ascii_alphabetic);
        let next = chars.next();
        let ends = !next.is_some_and(char::is_alphanumeric);
        // `b)` at the beginning of a line is the next of a list.
        let is_listed = matches!(next, Some(')' | '.')) && self.text.get(start..self.at).is_some_and(|space| space.contains('\n'));
        match letter.filter(|_| !is_listed) {
            Some(letter) if ends && (in_range || !spaced || (letter.is_ascii_lowercase() && letter != 'i')) => {
                self.at += 1;
                Some(letter.to_ascii_lowercase())
            }
            _ => {
                self.at = start;
                None
            }
        }
    }

    /// The end of a range that begins with `from`: `–k`, ` til k`, `–28 k`, `–15`.
    fn range_end(&mut self, from: &Section) -> Option<Section> {
        let start = self.at;
        self.space();
        let dash = self.sign('–') || self.sign('—') || self.sign('-') || self.sign('\u{2011}') || self.word(&["til"]);
        self.space();
        if dash {
            if let Some(to) = self.section() {
                return Some(to);
            }
            if from.letter.is_some()
                && let Some(letter) = self.letter(true)
            {
                return Some(Section { number: from.number.clone(), letter: Some(letter) });
            }
        }
        self.at = start;
        None
    }

    /// A comma or "og" between sections.
    fn separator(&mut self) -> bool {
        let spaced = self.space();
        let found = self.sign(',') || (spaced && self.word(&["og", "eller", "samt"]));
        if found {
            self.space();
        }
        found
    }

    /// One step of ` fjerde ledd bokstav b nr. 2 første punktum`.
    fn detail(&mut self) -> bool {
        let start = self.at;
        if self.space() {
            let ordinal = self.word(&ORDINALS) || (self.digits().is_some() && self.sign('.'));
            if ordinal && self.space() && self.word(&["ledd", "punktum", "strekpunkt"]) {
                return true;
            }
            if ordinal && self.word(&["og", "eller"]) && self.detail() {
                return true;
            }
            self.at = start;
            self.space();
            if self.word(&["bokstav"]) && self.space() && self.letter(true).is_some() {
                return true;
            }
            self.at = start;
            self.space();
            if self.word(&["nr"]) {
                self.sign('.');
                self.space();
                if self.digits().is_some() && !self.rest().starts_with(char::is_alphanumeric) {
                    return true;
                }
            }
        }
        self.at = start;
        false
    }
}
