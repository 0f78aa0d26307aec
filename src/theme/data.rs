//! From a view's JSON to the values of the template engine, without a tree of JSON between them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use tera::value::{Key, Map};
use tera::{Context, Value};

thread_local! {
    /// The names of fields, made once for each thread: every view has the same few.
    static NAMES: RefCell<HashMap<Box<str>, Key<'static>>> = RefCell::default();
}

/// What a template sees of a view: its outermost names.
///
/// # Errors
/// When the JSON is no object, which no view is.
pub(super) fn context(json: &[u8]) -> serde_json::Result<Context> {
    let mut reader = serde_json::Deserializer::from_slice(json);
    let read = Fields.deserialize(&mut reader)?;
    reader.end()?;
    Ok(read)
}

/// The outermost object.
struct Fields;

impl<'de> DeserializeSeed<'de> for Fields {
    type Value = Context;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Context, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields {
    type Value = Context;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Context, A::Error> {
        let mut context = Context::new();
        while let Some(name) = map.next_key::<String>()? {
            context.insert_value(name, map.next_value_seed(Any)?);
        }
        Ok(context)
    }
}

/// Any value.
struct Any;

impl<'de> DeserializeSeed<'de> for Any {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::none())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::normal_string(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Any)? {
            values.push(value);
        }
        Ok(Value::from(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::default();
        while let Some(name) = map.next_key_seed(Name)? {
            values.insert(name, map.next_value_seed(Any)?);
        }
        Ok(Value::from(values))
    }
}

/// The name of a field.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Key<'static>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Key<'static>, D::Error> {
        reader.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Key<'static>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key<'static>, E> {
        Ok(NAMES.with_borrow_mut(|names| {
            if let Some(key) = names.get(name) {
                return key.clone();
            }
            let key = Key::String(name.into());
            names.insert(name.into(), key.clone());
            key
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_is_what_the_engine_makes_of_it_itself() {
        let view = serde_json::json!({"a": null, "b": [true, -1, 2, 0.5, "<å>"], "c": {"d": {"z": 1, "a": 2}}});
        let read = context(view.to_string().as_bytes()).expect("an object");
        assert_eq!(read, Context::from_serialize(&view).expect("an object"));
        assert!(context(b"[]").is_err() && context(b"{").is_err());
    }
}
