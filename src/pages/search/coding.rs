//! Numbers and yes-or-no as few bits: an adaptive range coder, written as printable signs of six bits each.
//!
//! Every choice between two belongs to a context that remembers how often it went which way; what is likely there costs a fraction of
//! a bit. Contexts learn as they go and begin anew in every shard, so that a shard is read without any other; they begin with what is
//! usual in the site ([`Odds`]). `static/sok-les.js` reads it, step for step. Knows numbers only.

use super::packing;

/// How many contexts a number needs: one for each possible length, three for its highest digits.
pub const NUMBER: usize = LONGEST * 4;
/// Numbers have at most so many binary digits below the highest.
const LONGEST: usize = 24;
/// Probabilities are fractions of this.
const SURE: u32 = 1 << 12;
/// The range is kept above this, so that every choice has a part of it.
const LEAST: u32 = 1 << 24;
/// The range as it begins: five signs.
const WHOLE: u32 = (1 << 30) - 1;
/// How much of the difference a context learns from a choice, as a power of two: much at first, little once it knows.
const LEARNS: [u8; 12] = [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5];
/// A context that begins with what is usual learns as if it had met this many choices.
const KNOWS: u8 = 7;

/// How likely a choice is no.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Context {
    no: u16,
    met: u8,
}

/// What contexts begin with.
#[derive(Debug)]
pub struct Odds(Vec<Context>);

impl Odds {
    /// Nothing is known of so many contexts.
    #[must_use]
    pub fn even(contexts: usize) -> Self {
        Self(vec![Context { no: 1 << 11, met: 0 }; contexts])
    }

    /// What was usual with some coders.
    #[must_use]
    pub fn of(coders: &[Coder], contexts: usize) -> Self {
        let mut odds = Self::even(contexts);
        for (place, context) in odds.0.iter_mut().enumerate() {
            let counts = coders.iter().filter_map(|coder| coder.counts.get(place));
            let [no, yes] = counts.fold([0, 0], |sum, count| [sum[0] + count[0], sum[1] + count[1]]);
            // In 64 steps, as the start file has them; never surely.
            if let Some(step) = (no * 64).checked_div(no + yes) {
                *context = Context { no: u16::try_from(step.min(63) * 64 + 32).unwrap_or(1 << 11), met: KNOWS };
            }
        }
        odds
    }

    /// What was written of as many contexts.
    #[must_use]
    pub fn read(written: &str) -> Self {
        let place = |sign: u8| u16::from(sign) - if sign > b'\\' { 36 } else { 35 };
        let context =
            |sign| if place(sign) < 64 { Context { no: place(sign) * 64 + 32, met: KNOWS } } else { Context { no: 1 << 11, met: 0 } };
        Self(written.bytes().filter(|sign| *sign >= b'#').map(context).collect())
    }

    /// One sign for each context; the last sign where nothing is known.
    #[must_use]
    pub fn written(&self) -> String {
        let place = |context: &Context| if context.met == 0 { packing::SIGNS - 1 } else { usize::from(context.no / 64) };
        self.0.iter().map(|context| char::from(packing::sign(place(context)))).collect()
    }
}

/// Writes choices one by one.
#[derive(Debug)]
pub struct Coder {
    contexts: Vec<Context>,
    /// How often each context went either way, where that is wanted.
    counts: Vec<[u64; 2]>,
    low: u32,
    range: u32,
    /// The sign that a carry may still change, and how many full ones follow it.
    held: Option<u32>,
    full: usize,
    signs: Vec<u8>,
}

impl Coder {
    /// A coder whose contexts begin with these odds.
    #[must_use]
    pub fn new(odds: &Odds) -> Self {
        Self { contexts: odds.0.clone(), counts: Vec::new(), low: 0, range: WHOLE, held: None, full: 0, signs: Vec::new() }
    }

    /// A coder that also counts, for [`Odds::of`].
    #[must_use]
    pub fn counting(odds: &Odds) -> Self {
        Self { counts: vec![[0; 2]; odds.0.len()], ..Self::new(odds) }
    }

    /// Writes a choice.
    pub fn choose(&mut self, context: usize, yes: bool) {
        let Some(known) = self.contexts.get_mut(context) else { return };
        let no = (self.range / SURE) * u32::from(known.no);
        let learns = LEARNS.get(usize::from(known.met)).copied().unwrap_or(5);
        if yes {
            known.no -= known.no >> learns;
            self.low += no;
            self.range -= no;
        } else {
            known.no += ((1 << 12) - known.no) >> learns;
            self.range = no;
        }
        known.met = known.met.saturating_add(1);
        if let Some(count) = self.counts.get_mut(context).and_then(|counts| counts.get_mut(usize::from(yes))) {
            *count += 1;
        }
        self.settle();
    }

    /// Writes a whole number: how many binary digits, then the digits; the two highest of them in contexts.
    pub fn number(&mut self, context: usize, number: u32) {
        let number = number + 1;
        let digits = number.ilog2();
        for n in 0..digits {
            self.choose(context + n as usize, true);
        }
        self.choose(context + digits as usize, false);
        let mut node = 1;
        for n in (0..digits).rev() {
            let digit = number >> n & 1;
            if node < 4 {
                self.choose(context + LONGEST + digits as usize * 3 + node as usize - 1, digit == 1);
                node = node * 2 + digit;
            } else {
                self.range /= 2;
                self.low += self.range * digit;
                self.settle();
            }
        }
    }

    /// The signs, once everything is written.
    #[must_use]
    pub fn finish(mut self) -> String {
        for _ in 0..6 {
            self.shift();
        }
        // What no choice depends on any more is read as zeros.
        while self.signs.last() == Some(&sign(0)) {
            self.signs.pop();
        }
        String::from_utf8(self.signs).unwrap_or_default()
    }

    fn settle(&mut self) {
        while self.range < LEAST {
            self.shift();
            self.range <<= 6;
        }
    }

    /// Moves the highest sign out; one that a carry may change is held back.
    fn shift(&mut self) {
        let (carry, top) = (self.low >> 30, self.low >> 24 & 63);
        if carry == 1 || top < 63 {
            if let Some(held) = self.held {
                self.signs.push(sign(held + carry));
            }
            for _ in 0..self.full {
                self.signs.push(sign((63 + carry) & 63));
            }
            (self.held, self.full) = (Some(top), 0);
        } else {
            self.full += 1;
        }
        self.low = (self.low & (LEAST - 1)) << 6;
    }
}

/// The sign of six bits: `#` to `c`, less the backslash.
fn sign(digit: u32) -> u8 {
    let code = digit + if digit < 57 { 35 } else { 36 };
    u8::try_from(code).unwrap_or(b'#')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reader as `static/sok-les.js` has it.
    struct Reader<'s> {
        contexts: Vec<Context>,
        signs: std::slice::Iter<'s, u8>,
        code: u32,
        range: u32,
    }

    impl<'s> Reader<'s> {
        fn new(odds: &Odds, signs: &'s str) -> Self {
            let mut reader = Self { contexts: odds.0.clone(), signs: signs.as_bytes().iter(), code: 0, range: WHOLE };
            for _ in 0..5 {
                reader.code = reader.code << 6 | reader.next();
            }
            reader
        }

        fn next(&mut self) -> u32 {
            self.signs.next().map_or(0, |sign| u32::from(*sign) - if *sign > b'\\' { 36 } else { 35 })
        }

        fn chosen(&mut self, context: usize) -> bool {
            let known = &mut self.contexts[context];
            let no = (self.range / SURE) * u32::from(known.no);
            let learns = LEARNS.get(usize::from(known.met)).copied().unwrap_or(5);
            let yes = self.code >= no;
            if yes {
                known.no -= known.no >> learns;
                self.code -= no;
                self.range -= no;
            } else {
                known.no += ((1 << 12) - known.no) >> learns;
                self.range = no;
            }
            known.met = known.met.saturating_add(1);
            self.settle();
            yes
        }

        fn settle(&mut self) {
            while self.range < LEAST {
                self.range <<= 6;
                self.code = self.code << 6 | self.next();
            }
        }

        fn number(&mut self, context: usize) -> u32 {
            let mut digits = 0;
            while self.chosen(context + digits) {
                digits += 1;
            }
            let (mut number, mut node) = (1, 1);
            for _ in 0..digits {
                let digit = if node < 4 {
                    let digit = u32::from(self.chosen(context + LONGEST + digits * 3 + node - 1));
                    node = node * 2 + digit as usize;
                    digit
                } else {
                    self.range /= 2;
                    let digit = u32::from(self.code >= self.range);
                    self.code -= self.range * digit;
                    self.settle();
                    digit
                };
                number = number * 2 + digit;
            }
            number - 1
        }
    }

    #[test]
    fn numbers_and_choices_come_back_and_signs_stay_printable() {
        let numbers: Vec<u32> = (0..3000_u32).map(|n| n.wrapping_mul(2_654_435_761) >> (8 + n % 24)).collect();
        let write = |odds: &Odds| {
            let mut coder = Coder::counting(odds);
            for number in &numbers {
                coder.number(0, *number);
                coder.choose(NUMBER + (number % 2) as usize, number % 7 == 3);
            }
            coder
        };
        let even = Odds::even(NUMBER + 2);
        let usual = Odds::of(&[write(&even)], NUMBER + 2);
        for odds in [even, usual] {
            let signs = write(&odds).finish();
            let mut reader = Reader::new(&odds, &signs);
            for number in &numbers {
                assert_eq!(reader.number(0), *number);
                assert_eq!(reader.chosen(NUMBER + (number % 2) as usize), number % 7 == 3);
            }
            assert!(signs.bytes().all(|sign| (b'#'..=b'c').contains(&sign) && sign != b'\\'));
        }
    }

    #[test]
    fn carries_run_through_full_signs() {
        for likely in [true, false] {
            let odds = Odds::even(1);
            let mut coder = Coder::new(&odds);
            let choices: Vec<bool> = (0..20_000).map(|n| (n % 997 == 0) != likely).collect();
            choices.iter().for_each(|yes| coder.choose(0, *yes));
            let signs = coder.finish();
            let mut reader = Reader::new(&odds, &signs);
            assert!(choices.iter().all(|yes| reader.chosen(0) == *yes));
            assert!(signs.len() < 400, "what is likely costs little: {}", signs.len());
        }
    }

    #[test]
    fn what_is_usual_is_known_from_the_start() {
        let mut coder = Coder::counting(&Odds::even(2));
        (0..1000).for_each(|n| coder.choose(0, n % 100 == 0));
        let odds = Odds::of(&[coder], 2);
        assert_eq!(odds.0, [Context { no: 63 * 64 + 32, met: KNOWS }, Context { no: 2048, met: 0 }]);
        assert_eq!(odds.written(), "c~");
        assert_eq!(Odds::read("c~\n").0, odds.0);
    }
}
