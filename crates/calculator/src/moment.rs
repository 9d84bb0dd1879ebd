//! The one place with a clock, a calendar and a time zone: the browser's.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use session_clock::words::Lang;
use wasm_bindgen::JsValue;

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

/// Nine o'clock of today: where the examples begin.
pub fn this_morning() -> i64 {
    let date = Date::new_0();
    date.set_hours(9);
    date.set_minutes(0);
    date.set_seconds(0);
    (date.get_time() / 1_000.0).floor() as i64
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
    let date = date(at);
    let mut text = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    );
    if date.get_seconds() != 0 {
        text.push_str(&format!(":{:02}", date.get_seconds()));
    }
    (read(&text) == Some(at)).then_some(text)
}

/// The seconds by which local time is ahead of UTC.
pub fn ahead(at: i64) -> i64 {
    if is_real(at) { -(date(at).get_timezone_offset() as i64) * 60 } else { 0 }
}

/// A duration as a clock shows it: `1:05:09`.
pub fn ticking(seconds: i64) -> String {
    let seconds = seconds.max(0);
    format!("{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// Writers of moments in one language. Making one costs a browser milliseconds, so they are kept.
pub struct Writers {
    long: Function,
    precise: Function,
    hour: Function,
    day: Function,
    date: Function,
}

impl Writers {
    /// Writers for a language, in the browser's time zone.
    pub fn new(lang: Lang) -> Writers {
        let tag = match lang {
            // The reader's own English, where the browser speaks it: dates differ between them.
            Lang::En => web_sys::window()
                .and_then(|window| window.navigator().language())
                .filter(|tag| tag.starts_with("en"))
                .unwrap_or_else(|| "en-GB".to_owned()),
            Lang::Ja => "ja-JP".to_owned(),
        };
        let writer = |options: &[(&str, &str)]| {
            let set = Object::new();
            for (key, value) in options {
                let value = JsValue::from_str(value);
                // Setting a key of a new object does not fail.
                let _ = Reflect::set(&set, &JsValue::from_str(key), &value);
            }
            Intl::DateTimeFormat::new(&Array::of1(&JsValue::from_str(&tag)), &set).format()
        };
        let day: [(&str, &str); 3] = [("weekday", "short"), ("month", "short"), ("day", "numeric")];
        let hour: [(&str, &str); 3] = [("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")];
        Writers {
            long: writer(&[day.as_slice(), &hour].concat()),
            precise: writer(&[day.as_slice(), &hour, &[("second", "2-digit"), ("year", "numeric")]].concat()),
            hour: writer(&hour),
            day: writer(&[("month", "numeric"), ("day", "numeric")]),
            date: writer(&[("year", "numeric"), ("month", "long"), ("day", "numeric"), ("timeZone", "UTC")]),
        }
    }

    fn say(writer: &Function, milliseconds: f64) -> String {
        writer.call1(&JsValue::UNDEFINED, &JsValue::from_f64(milliseconds)).ok().and_then(|said| said.as_string()).unwrap_or_default()
    }

    /// A moment in full; one of a scenario that counts from its own start as the time after that.
    pub fn long(&self, at: i64, start: i64) -> String {
        if !is_real(at) {
            return after(at - start);
        }
        let far = (at - now()).abs() > 300 * 86_400;
        Writers::say(if at % 60 != 0 || far { &self.precise } else { &self.long }, at as f64 * 1_000.0)
    }

    /// A moment on the axis.
    pub fn tick(&self, at: i64, step: i64, start: i64) -> String {
        if !is_real(at) {
            return after(at - start);
        }
        let midnight = (at + ahead(at)).rem_euclid(86_400) == 0;
        Writers::say(if step >= 86_400 || midnight { &self.day } else { &self.hour }, at as f64 * 1_000.0)
    }

    /// A day as ISO 8601 writes it.
    pub fn day(&self, iso: &str) -> String {
        Writers::say(&self.date, Date::parse(iso))
    }
}

/// A time after the start: `+10:30`.
fn after(seconds: i64) -> String {
    let sign = if seconds < 0 { '−' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let tail = if seconds.is_multiple_of(60) { String::new() } else { format!(":{:02}", seconds % 60) };
    format!("{sign}{}:{:02}{tail}", seconds / 3_600, seconds / 60 % 60)
}
