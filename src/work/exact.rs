//! What a value holds as bytes to be hashed: equal bytes where two values are equal, and nowhere else.
//!
//! JSON would do, and did: it escapes every text, and took 4 % of the instructions of a cold build and a tenth of those after an edit.
//! Here each value begins with a sign of its kind, texts with their length, and lists and structs end with a sign; so no two different
//! values of a type come to the same bytes. Fields are known by their order, of which those that are left out have a sign, too. What may
//! not enter: reading them back; nobody does.

use std::fmt::Error;

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant, Serializer,
};

use super::ranks::Ranks;

/// The bytes of a value; none where a field of it refuses to be told.
pub fn exact(value: &impl Serialize) -> Option<Vec<u8>> {
    let mut exact = Exact::new(None);
    value.serialize(&mut exact).is_ok().then_some(exact.told)
}

/// The same, but for the places in a file that the value holds: of them, only how they lie to each other. So the bytes stay what they were
/// where something between two of them became longer or shorter.
pub fn exact_but_places(value: &impl Serialize) -> Option<Vec<u8>> {
    let mut exact = Exact::new(Some(Vec::with_capacity(ROOM / 8)));
    value.serialize(&mut exact).ok()?;
    let Exact { mut told, places, .. } = exact;
    let places = places.unwrap_or_default();
    let ranks = Ranks::of(places.iter().map(|(place, _)| *place));
    for (place, at) in places {
        told.get_mut(at..at + 4)?.copy_from_slice(&ranks.rank(place).to_le_bytes());
    }
    Some(told)
}

/// The struct whose numbers are places in a file ([`crate::source::Span`]).
const PLACES: &str = "Span";

/// Room at first, in bytes: most values take as much.
const ROOM: usize = 4096;

/// What was told so far.
struct Exact {
    told: Vec<u8>,
    /// Places in a file, and where they were told; none where they are told as any number is.
    places: Option<Vec<(u32, usize)>>,
    /// Whether what is told now are two such.
    in_places: bool,
}

type Told = Result<(), Error>;

impl Exact {
    fn new(places: Option<Vec<(u32, usize)>>) -> Self {
        Self { told: Vec::with_capacity(ROOM), places, in_places: false }
    }

    fn sign(&mut self, kind: u8) -> Told {
        self.told.push(kind);
        Ok(())
    }

    fn whole(&mut self, kind: u8, number: &[u8]) -> Told {
        self.told.push(kind);
        self.told.extend_from_slice(number);
        Ok(())
    }

    fn long(&mut self, kind: u8, bytes: &[u8]) -> Told {
        self.told.push(kind);
        // Nearly every text is short. What is hashed takes its time, too.
        match u8::try_from(bytes.len()) {
            Ok(length) if length < u8::MAX => self.told.push(length),
            _ => self.whole(u8::MAX, &(bytes.len() as u64).to_le_bytes())?,
        }
        self.told.extend_from_slice(bytes);
        Ok(())
    }

    fn variant(&mut self, name: &str, begin: u8) -> Result<&mut Self, Error> {
        self.long(b'v', name.as_bytes())?;
        self.sign(begin)?;
        Ok(self)
    }
}

/// Numbers of one kind, in as many bytes as hold the largest.
macro_rules! numbers {
    ($($method:ident: $from:ty as $to:ty, $kind:literal;)*) => {
        $(fn $method(self, number: $from) -> Told {
            self.whole($kind, &<$to>::from(number).to_le_bytes())
        })*
    };
}

impl Serializer for &mut Exact {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_i8: i8 as i64, b'i';
        serialize_i16: i16 as i64, b'i';
        serialize_i32: i32 as i64, b'i';
        serialize_i64: i64 as i64, b'i';
        serialize_i128: i128 as i128, b'I';
        serialize_u8: u8 as u64, b'u';
        serialize_u16: u16 as u64, b'u';
        serialize_u64: u64 as u64, b'u';
        serialize_u128: u128 as u128, b'U';
        serialize_f32: f32 as f64, b'f';
        serialize_f64: f64 as f64, b'f';
    }

    fn serialize_u32(self, number: u32) -> Told {
        if let (true, Some(places)) = (self.in_places, &mut self.places) {
            places.push((number, self.told.len()));
            self.told.extend_from_slice(&[0; 4]);
            return Ok(());
        }
        self.whole(b'u', &u64::from(number).to_le_bytes())
    }

    fn serialize_bool(self, yes: bool) -> Told {
        self.sign(if yes { b'y' } else { b'n' })
    }

    fn serialize_char(self, letter: char) -> Told {
        self.serialize_str(letter.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Told {
        self.long(b's', text.as_bytes())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Told {
        self.long(b'b', bytes)
    }

    fn serialize_none(self) -> Told {
        self.sign(b'-')
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Told {
        self.sign(b'+')?;
        value.serialize(self)
    }

    fn serialize_unit(self) -> Told {
        self.sign(b'0')
    }

    fn serialize_unit_struct(self, _: &'static str) -> Told {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Told {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Told {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, variant: &'static str, value: &T) -> Told {
        self.long(b'v', variant.as_bytes())?;
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        self.sign(b'[')?;
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Self, Error> {
        self.variant(variant, b'[')
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        self.sign(b'{')?;
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Error> {
        self.in_places = self.places.is_some() && name == PLACES;
        self.sign(if self.in_places { b'p' } else { b'{' })?;
        Ok(self)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Self, Error> {
        self.variant(variant, b'{')
    }
}

/// Lists of every kind: one value after another, and a sign.
macro_rules! lists {
    ($($of:ident.$method:ident,)*) => {
        $(impl $of for &mut Exact {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Told {
                value.serialize(&mut **self)
            }

            fn end(self) -> Told {
                self.sign(b']')
            }
        })*
    };
}

lists! {
    SerializeSeq.serialize_element,
    SerializeTuple.serialize_element,
    SerializeTupleStruct.serialize_field,
    SerializeTupleVariant.serialize_field,
}

/// Structs: the value of one field after another, and a sign.
macro_rules! structs {
    ($($of:ident,)*) => {
        $(impl $of for &mut Exact {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Told {
                value.serialize(&mut **self)
            }

            fn skip_field(&mut self, _: &'static str) -> Told {
                self.sign(b'_')
            }

            fn end(self) -> Told {
                // Of two places all is of one length.
                if std::mem::take(&mut self.in_places) { Ok(()) } else { self.sign(b'}') }
            }
        })*
    };
}

structs! {
    SerializeStruct,
    SerializeStructVariant,
}

impl SerializeMap for &mut Exact {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Told {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Told {
        value.serialize(&mut **self)
    }

    fn end(self) -> Told {
        self.sign(b'}')
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::*;
    use crate::source::{Span, Spanned};

    #[derive(Clone, Default, Serialize)]
    struct Sheet {
        words: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        rows: Vec<(i16, Option<f64>)>,
        kind: Kind,
        #[serde(flatten)]
        more: BTreeMap<String, Vec<String>>,
    }

    #[derive(Clone, Default, Serialize)]
    enum Kind {
        #[default]
        Open,
        Late(u8),
        Closed {
            late: u8,
        },
    }

    #[test]
    fn every_difference_is_one_and_a_copy_is_none() {
        let words = |words: &str| Sheet { words: Some(words.to_owned()), ..Sheet::default() };
        let url = |url: &str| Sheet { url: Some(url.to_owned()), ..Sheet::default() };
        let rows = |rows: &[(i16, Option<f64>)]| Sheet { rows: rows.to_vec(), ..Sheet::default() };
        let more = |name: &str, of: &[&str]| {
            let of = of.iter().map(|one| (*one).to_owned()).collect();
            Sheet { more: BTreeMap::from([(name.to_owned(), of)]), ..Sheet::default() }
        };
        let sheets = [
            Sheet::default(),
            words(""),
            words("a"),
            words(&"a".repeat(254)),
            words(&"a".repeat(255)),
            words(&"a".repeat(256)),
            url(""),
            url("a"),
            rows(&[(1, None)]),
            rows(&[(1, Some(0.0))]),
            rows(&[(1, Some(-0.0))]),
            rows(&[(1, None), (1, None)]),
            rows(&[(256, None)]),
            rows(&[(-1, None)]),
            Sheet { kind: Kind::Late(1), ..Sheet::default() },
            Sheet { kind: Kind::Closed { late: 1 }, ..Sheet::default() },
            more("", &[]),
            more("a", &["b"]),
            more("a", &["", "b"]),
            more("a", &["bc"]),
            more("a", &["b", "c"]),
        ];
        let told: Vec<Vec<u8>> = sheets.iter().map(|sheet| exact(sheet).unwrap()).collect();
        for (n, (sheet, own)) in sheets.iter().zip(&told).enumerate() {
            assert_eq!(exact(&sheet.clone()).as_ref(), Some(own));
            assert_eq!(told.iter().position(|other| other == own), Some(n), "the first of its kind");
        }
    }

    #[test]
    fn of_places_only_their_order_counts() {
        let spanned = |word: &str, start: usize| Spanned::new(word.to_owned(), Span::new(start, start + word.len()));
        let told = |of: &[Spanned<String>]| exact_but_places(&of.to_vec()).unwrap();
        let near = told(&[spanned("en", 4), spanned("to", 10)]);
        assert_eq!(near, told(&[spanned("en", 40), spanned("to", 1000)]), "further on, and further apart");
        assert_ne!(near, told(&[spanned("en", 10), spanned("to", 4)]), "the other way round");
        assert_ne!(near, told(&[spanned("en", 4), spanned("to", 6)]), "without anything between");
        assert_ne!(near, told(&[spanned("en", 4), spanned("tre", 10)]), "another word");
        let counted = |number: u32| exact_but_places(&(Span::new(1, 2), number)).unwrap();
        assert_ne!(counted(3), counted(4), "a number that is no place");
        assert_ne!(exact(&Span::new(1, 2)), exact(&Span::new(3, 4)), "all counts elsewhere");
    }

    #[test]
    fn what_cannot_be_told_has_no_bytes() {
        struct Mute;
        impl Serialize for Mute {
            fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                Err(serde::ser::Error::custom("mute"))
            }
        }
        assert_eq!(exact(&Mute), None);
    }
}
