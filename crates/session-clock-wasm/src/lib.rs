//! The core for JavaScript: conversions and bindings, no logic.
//!
//! Values cross as plain objects, in the forms that serde gives the core's own types; the types for `tsc` stand in `types.d.ts`. What cannot be read
//! becomes a JavaScript `Error` whose `name` says which value it was. Nothing here decides anything: a condition in this crate is a mistake.

use js_sys::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use session_clock::ledger::state::Start;
use session_clock::ledger::{Event, Ledger, Overview};
use session_clock::words::{Lang, Sentence, page, session};
use wasm_bindgen::prelude::*;

/// The types of what crosses, checked by `tsc` on the other side.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

fn read<T: DeserializeOwned>(what: &str, value: JsValue) -> Result<T, Error> {
    serde_wasm_bindgen::from_value(value).map_err(|fault| {
        let error = Error::new(&fault.to_string());
        error.set_name(what);
        error
    })
}

fn write(value: &impl Serialize) -> Result<JsValue, Error> {
    // Objects rather than Maps, and null for what is not there: what storage and messages keep as it is.
    value.serialize(&Serializer::json_compatible()).map_err(|fault| Error::new(&fault.to_string()))
}

/// Answers a question of the grammar.
///
/// # Errors
/// None but where JavaScript itself fails: what cannot be asked is an answer too.
#[cfg(feature = "answer")]
#[wasm_bindgen(unchecked_return_type = "Answer")]
pub fn answer(question: JsValue, lang: &str) -> Result<JsValue, Error> {
    use serde::Deserialize;
    use session_clock::{Answer, grammar::json::Json};
    let json = Json::deserialize(serde_wasm_bindgen::Deserializer::from(question)).unwrap_or(Json::Null);
    write(&Answer::to_json_value(&json).in_lang(Lang::from_tag(lang)))
}

/// What came of a step.
#[derive(Serialize)]
struct Stepped {
    ledger: Ledger,
    effects: page::Shown,
}

/// Takes one event into the ledger; `undefined` stands for a new one.
///
/// # Errors
/// `InvalidLedger`, `InvalidEvent`: the value has not the form of one.
#[wasm_bindgen(unchecked_return_type = "Stepped")]
pub fn step(
    #[wasm_bindgen(unchecked_param_type = "Ledger | undefined")] ledger: JsValue,
    #[wasm_bindgen(unchecked_param_type = "LedgerEvent")] event: JsValue,
) -> Result<JsValue, Error> {
    let event: Event = read("InvalidEvent", event)?;
    let mut ledger = ledger_of(ledger)?;
    let effects = ledger.step(&event);
    let effects = page::shown(ledger.settings.lang, &ledger, effects);
    write(&Stepped { ledger, effects })
}

fn ledger_of(value: JsValue) -> Result<Ledger, Error> {
    if value.is_undefined() { Ok(Ledger::default()) } else { read("InvalidLedger", value) }
}

/// Every session, soonest end first.
///
/// # Errors
/// `InvalidLedger`: the value has not the form of one.
#[wasm_bindgen(unchecked_return_type = "Overview[]")]
pub fn overview(#[wasm_bindgen(unchecked_param_type = "Ledger | undefined")] ledger: JsValue, now: f64) -> Result<JsValue, Error> {
    let list: Vec<Overview> = ledger_of(ledger)?.overview(now as i64);
    write(&list)
}

/// What every tab shows, whatever it was told before.
///
/// # Errors
/// `InvalidLedger`: the value has not the form of one.
#[wasm_bindgen(unchecked_return_type = "Effects")]
pub fn show(#[wasm_bindgen(unchecked_param_type = "Ledger | undefined")] ledger: JsValue, now: f64) -> Result<JsValue, Error> {
    let ledger = ledger_of(ledger)?;
    write(&page::shown(ledger.settings.lang, &ledger, ledger.show(now as i64)))
}

/// What is said of one session.
#[derive(Serialize)]
struct Said {
    session: u32,
    who: page::Person,
    start: Start,
    why: Sentence,
    advice: Vec<SaidAdvice>,
}

#[derive(Serialize)]
struct SaidAdvice {
    kind: session::AdviceKind,
    pieces: Sentence,
    command: Option<String>,
}

/// What is said of every session: who it is, when it began, its reason, and how to get longer.
///
/// # Errors
/// `InvalidLedger`: the value has not the form of one.
#[wasm_bindgen(unchecked_return_type = "Said[]")]
pub fn said(#[wasm_bindgen(unchecked_param_type = "Ledger | undefined")] ledger: JsValue, lang: &str) -> Result<JsValue, Error> {
    let (ledger, lang) = (ledger_of(ledger)?, Lang::from_tag(lang));
    let all = ledger.sessions.iter().map(|known| Said {
        session: known.id,
        who: page::person(lang, &ledger, known),
        start: known.start,
        why: session::why(lang, &ledger, known),
        advice: session::advice(lang, &ledger, known)
            .into_iter()
            .map(|advice| SaidAdvice { kind: advice.kind, pieces: advice.sentence, command: advice.command })
            .collect(),
    });
    write(&all.collect::<Vec<Said>>())
}
