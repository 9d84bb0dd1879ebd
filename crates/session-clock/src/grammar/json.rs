//! Any JSON as it came: keys in order, doubled ones kept, integers told from other numbers.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{DEEPEST, LARGEST};

/// A value of JSON, or of a JavaScript object that crossed the WebAssembly boundary.
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without fraction and exponent that fits 64 bits.
    Int(i64),
    /// Any other number.
    Number,
    /// A string.
    String(Cow<'a, str>),
    /// A list. What is in it is not kept: the grammar has none.
    Array,
    /// An object, its keys as they came.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
    /// Something deeper than any question can be. Skipped without recursion, so that no input overflows the stack.
    TooDeep,
}

impl Json<'_> {
    /// What kind of value it is, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Int(_) => "a whole number",
            Json::Number => "a number that is not whole, has an exponent, or is too large",
            Json::String(_) => "a string",
            Json::Array => "a list",
            Json::Object(_) | Json::TooDeep => "an object",
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Json<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Depth { depth: 0, of_values: true }.deserialize(deserializer)
    }
}

impl Json<'_> {
    /// Reads text and hands it on, or what is wrong with it.
    ///
    /// serde_json reports the integer `-0` as the float −0.0 and refuses a number beyond a float's range, also where it is only to be
    /// named as no whole number. So what fails at first is read once more with its numbers made plain.
    #[cfg(feature = "json")]
    pub(crate) fn read<T>(text: &str, then: impl FnOnce(Result<Json, serde_json::Error>) -> T) -> T {
        match from_text(text) {
            Err(_) => then(from_text(&with_plain_numbers(text))),
            first => then(first),
        }
    }
}

#[cfg(feature = "json")]
fn from_text(text: &str) -> Result<Json<'_>, serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let json = Depth { depth: 0, of_values: false }.deserialize(&mut reader)?;
    reader.end()?;
    Ok(json)
}

/// The text with ` 0` for every `-0`, and 0.5 for every number that is not whole or exceeds 64 bits. Such numbers are allowed nowhere, and
/// the reader looks only at their kind. Columns stay the same, and a malformed number stays as it is, so that the reader finds it.
#[cfg(feature = "json")]
fn with_plain_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut in_string = false;
    while let Some(next) = rest.find(|c: char| if in_string { c == '"' || c == '\\' } else { c == '"' || c == '-' || c.is_ascii_digit() }) {
        let length = match rest.as_bytes()[next] {
            b'"' => {
                in_string = !in_string;
                1
            }
            // What is escaped, one character, is passed over.
            b'\\' => 1 + rest[next + 1..].chars().next().map_or(0, char::len_utf8),
            _ => {
                let number = &rest[next..];
                number.find(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E')).unwrap_or(number.len())
            }
        };
        let (before, from) = rest.split_at(next);
        let (token, after) = from.split_at(length);
        out.push_str(before);
        match number_kind(token) {
            Some(NumberKind::MinusZero) => out.push_str(" 0"),
            // No format width: that ends at 65,535, and a number in a file does not.
            Some(NumberKind::NotPlain) => {
                out.push_str("0.5");
                out.extend(std::iter::repeat_n(' ', length - 3));
            }
            _ => out.push_str(token),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(feature = "json")]
enum NumberKind {
    MinusZero,
    Plain,
    /// With a fraction or an exponent, or beyond 64 bits; three characters at least.
    NotPlain,
}

/// What kind of number it is by the grammar of JSON (RFC 8259, section 6); `None` where it is none.
#[cfg(feature = "json")]
fn number_kind(token: &str) -> Option<NumberKind> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match token.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (token, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    let is_number =
        digits(unsigned) && (unsigned == "0" || !unsigned.starts_with('0')) && fraction.is_none_or(digits) && exponent.is_none_or(digits);
    match token {
        _ if !is_number => None,
        "-0" => Some(NumberKind::MinusZero),
        _ if exponent.is_some() || fraction.is_some() || whole.parse::<i64>().is_err() => Some(NumberKind::NotPlain),
        _ => Some(NumberKind::Plain),
    }
}

/// The question is at depth 0, its session at 1; one session more than is allowed has to be met to be refused by its path.
#[derive(Clone, Copy)]
struct Depth {
    depth: usize,
    /// Whether values are read rather than text. JavaScript has one kind of number, and serde-wasm-bindgen takes it for an integer only within
    /// ±(2^53 − 1). Of text, serde_json makes −0.0 from an integer too: see [`Json::read`].
    of_values: bool,
}

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Json<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        if self.depth > DEEPEST + 2 {
            return IgnoredAny::deserialize(deserializer).map(|_| Json::TooDeep);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Json<'de>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Json::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(value).map_or(Json::Number, Json::Int))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Self::Value, E> {
        if self.of_values && value.abs() == LARGEST as f64 {
            return Ok(Json::Int(value as i64));
        }
        if !self.of_values && value == 0.0 && value.is_sign_negative() {
            return Err(E::custom("minus zero"));
        }
        Ok(Json::Number)
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Json::String(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Json::String(Cow::Owned(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
        Ok(Json::String(Cow::Owned(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Json::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::with_capacity(6);
        while let Some(key) = map.next_key_seed(Key)? {
            entries.push((key, map.next_value_seed(Depth { depth: self.depth + 1, ..self })?));
        }
        Ok(Json::Object(entries))
    }
}

/// A key, borrowed from the text where it has no escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value.to_owned()))
    }
}
