//! The core for JavaScript: conversions and bindings, no logic.
//!
//! Values cross as plain objects, in the forms that serde gives the core's own types; the types for `tsc` stand in `types.d.ts`. What cannot be read
//! becomes a JavaScript `Error` whose `name` says which value it was. Nothing here decides anything: a condition in this crate is a mistake.

#[cfg(feature = "ledger")]
mod ledger;
#[cfg(feature = "lengths")]
mod lengths;

use js_sys::Error;
use wasm_bindgen::prelude::*;

/// The types of what crosses, checked by `tsc` on the other side.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[cfg(feature = "ledger")]
fn read<T: serde::de::DeserializeOwned>(what: &str, value: JsValue) -> Result<T, Error> {
    serde_wasm_bindgen::from_value(value).map_err(|fault| {
        let error = Error::new(&fault.to_string());
        error.set_name(what);
        error
    })
}

#[cfg(any(feature = "ledger", feature = "lengths"))]
fn write(value: &impl serde::Serialize) -> Result<JsValue, Error> {
    // Objects rather than Maps, and null for what is not there: what storage and messages keep as it is.
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|fault| Error::new(&fault.to_string()))
}

/// Answers a question of the grammar.
///
/// # Errors
/// None but where JavaScript itself fails: what cannot be asked is an answer too.
#[cfg(feature = "answer")]
#[wasm_bindgen(unchecked_return_type = "Answer")]
pub fn answer(question: JsValue, lang: &str) -> Result<JsValue, Error> {
    use serde::Deserialize;
    use session_clock::words::Lang;
    use session_clock::{Answer, grammar::json::Json};
    let json = Json::deserialize(serde_wasm_bindgen::Deserializer::from(question)).unwrap_or(Json::Null);
    // The line that `batch` writes: serde-wasm-bindgen would refuse to write 2^53 itself, which is a moment.
    let mut line = String::new();
    Answer::to_json_value(&json).write_json(Lang::from_tag(lang), &mut line);
    js_sys::JSON::parse(&line).map_err(JsCast::unchecked_into)
}
