//! The one place with a clock, a calendar and a time zone: the browser's.

use js_sys::{Date, Object, Reflect};
use session_clock::words::{Lang, page};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

// extension/shared/time.js, which words moments and durations for every surface; the build puts it before the module's glue.
#[wasm_bindgen(js_namespace = sessionClockTime)]
extern "C" {
    fn clock(lang: &str, at: f64, now: f64) -> String;
    #[wasm_bindgen(js_name = date)]
    fn date_alone(lang: &str, at: f64) -> String;
    fn short(words: &Object, seconds: f64) -> String;
}

/// From this moment on a number is taken for a real time; what is less counts from a scenario's own start (the command's own bound).
const REAL_SINCE: i64 = 1_000_000_000;

/// The last second of the year 9999: input fields write no later year.
const LATEST: i64 = 253_402_300_799;

/// The present moment, in Unix seconds.
pub fn now() -> i64 {
    (Date::now() / 1_000.0).floor() as i64
}

/// Whether a moment is a real time and not counted from a scenario's own start.
pub fn is_real(moment: i64) -> bool {
    (REAL_SINCE..=LATEST).contains(&moment)
}

fn date(at: i64) -> Date {
    Date::new(&JsValue::from_f64(at as f64 * 1_000.0))
}

/// Reads what a `datetime-local` field holds.
pub fn read(typed: &str) -> Option<i64> {
    // Without a zone JavaScript takes a date with a time for local time (ECMA-262, date time string format).
    let seconds = Date::parse(typed) / 1_000.0;
    (typed.contains('T') && seconds.is_finite()).then_some(seconds.floor() as i64).filter(|at| is_real(*at))
}

/// Writes a moment for such a field; nothing where it would not be read as the same moment, as in the hour that comes twice.
pub fn write(at: i64) -> Option<String> {
    if !is_real(at) {
        return None;
    }
    // Written as UTC, a moment that is so much later says what the clock says here; `2026-01-31T09:00:00.000Z`.
    let mut text = String::from(date(at + ahead(at)).to_iso_string());
    text.truncate(if at % 60 == 0 { 16 } else { 19 });
    (read(&text) == Some(at)).then_some(text)
}

/// The seconds by which local time is ahead of UTC.
pub fn ahead(at: i64) -> i64 {
    if is_real(at) { -(date(at).get_timezone_offset() as i64) * 60 } else { 0 }
}

/// The day of the reader's calendar.
pub fn day(at: i64) -> i64 {
    (at + ahead(at)).div_euclid(86_400)
}

/// A moment by the clock, as somebody reads it at another; one of a scenario that counts from its own start as the time after that. It never breaks.
pub fn say(lang: Lang, at: i64, start: i64, now: i64) -> String {
    if is_real(at) { clock(lang.tag(), at as f64, now as f64).replace(' ', "\u{a0}") } else { after(at - start) }
}

/// A moment on an axis with ticks so far apart: the day where they stand at midnight.
pub fn tick(lang: Lang, at: i64, step: i64, start: i64) -> String {
    let midnight = (at + ahead(at)).rem_euclid(86_400) == 0;
    if is_real(at) && (step >= 86_400 || midnight) { date_alone(lang.tag(), at as f64) } else { say(lang, at, start, at) }
}

/// A duration in figures and units, `9 h 14 min`: two at most, rounded down.
pub fn units(lang: Lang, seconds: i64) -> String {
    let words = Object::new();
    let names = [
        ("UNIT_DAY", page::UNIT_DAY),
        ("UNIT_HOUR", page::UNIT_HOUR),
        ("UNIT_MINUTE", page::UNIT_MINUTE),
        ("UNIT_SECOND", page::UNIT_SECOND),
    ];
    for (name, phrase) in names {
        // Setting a key of a new object does not fail.
        let _ = Reflect::set(&words, &JsValue::from_str(name), &JsValue::from_str(phrase.template(lang)));
    }
    short(&words, seconds as f64)
}

/// A time after the start: `+10:30`.
fn after(seconds: i64) -> String {
    let sign = if seconds < 0 { '−' } else { '+' };
    let seconds = seconds.abs();
    let tail = if seconds % 60 == 0 { String::new() } else { format!(":{:02}", seconds % 60) };
    format!("{sign}{}:{:02}{tail}", seconds / 3_600, seconds / 60 % 60)
}
