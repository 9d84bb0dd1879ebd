//! The ledger: events in, what every tab shows out.

use js_sys::Error;
use serde::Serialize;
use session_clock::ledger::state::Start;
use session_clock::ledger::{Event, Ledger, Overview};
use session_clock::words::{Lang, Sentence, page, session};
use wasm_bindgen::prelude::*;

use crate::{read, write};

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

/// From whom each role that is remembered is usually switched to, in the ledger's order.
///
/// # Errors
/// `InvalidLedger`: the value has not the form of one.
#[wasm_bindgen(unchecked_return_type = "(Person | null)[]")]
pub fn usual_sources(#[wasm_bindgen(unchecked_param_type = "Ledger | undefined")] ledger: JsValue, lang: &str) -> Result<JsValue, Error> {
    let (ledger, lang) = (ledger_of(ledger)?, Lang::from_tag(lang));
    write(&ledger.roles.iter().map(|role| page::usual_source(lang, &ledger, role)).collect::<Vec<_>>())
}

/// How much an ARN or a pattern for some says: of a list of lengths the one that says most comes first.
#[wasm_bindgen(js_name = howSpecific)]
pub fn how_specific(pattern: &str) -> u32 {
    session_clock::how_specific(pattern)
}
