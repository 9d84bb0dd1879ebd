//! Answers as lines of JSON, without a serializer between: what [`Answer::in_lang`] writes, and never anything else.

use std::fmt::{self, Write};

use super::{Lang, Sentence};
use crate::grammar::{Answer, Ends, LimitKind, Outcome, Refusal};

impl Answer {
    /// Adds the answer as JSON, in one line and without its end: what serde_json writes of [`Answer::in_lang`], byte for byte, in less
    /// time. Most of an answer is names that are known to need no escapes.
    ///
    /// ```
    /// use session_clock::{Answer, words::Lang};
    ///
    /// let mut line = String::new();
    /// Answer::to_json_text(r#"{"session": {"via": "lambda-role"}}"#).write_json(Lang::En, &mut line);
    /// assert!(line.starts_with(r#"{"at":null,"expires_at":null,"#));
    /// ```
    pub fn write_json(&self, lang: Lang, out: &mut String) {
        let begin = out.len();
        if self.write_known(lang, out).is_err() {
            // What cannot be asked, which is rare.
            out.truncate(begin);
            out.push_str(&serde_json::to_string(&self.in_lang(lang)).unwrap_or_default());
        }
    }

    fn write_known(&self, lang: Lang, out: &mut String) -> fmt::Result {
        out.push('{');
        if let Some(id) = &self.id {
            out.push_str("\"id\":\"");
            push_text(out, id);
            out.push_str("\",");
        }
        match &self.outcome {
            Outcome::Ends(ends) => push_ends(out, ends),
            Outcome::Refused(refusal) => push_refusal(out, refusal),
            Outcome::Invalid(_) => return Err(fmt::Error),
        }
        out.push_str(",\"why\":\"");
        push_sentence(out, &self.why(lang))?;
        out.push_str("\"}");
        Ok(())
    }
}

fn push_ends(out: &mut String, ends: &Ends) {
    let limit = ends.limit();
    push_number(out, "\"at\":", ends.at);
    push_number(out, ",\"expires_at\":", limit.map(|limit| limit.expires_at));
    push_number(out, ",\"duration\":", ends.duration());
    out.push_str(if ends.chained { ",\"chained\":true" } else { ",\"chained\":false" });
    push_name(out, ",\"limited_by\":", limit.map(|limit| LimitKind::name(limit.limit)));
    out.push_str(",\"limits\":[");
    for (at, limit) in ends.limits.iter().enumerate() {
        push_name(out, if at == 0 { "{\"limit\":" } else { ",{\"limit\":" }, Some(limit.limit.name()));
        push_number(out, ",\"expires_at\":", Some(limit.expires_at));
        out.push('}');
    }
    push_name(out, "],\"sure\":", Some(ends.sure.name()));
}

fn push_refusal(out: &mut String, refusal: &Refusal) {
    push_name(out, "\"refusal\":{\"by\":", Some(refusal.by.name()));
    push_name(out, ",\"code\":", Some(refusal.code));
    if let Some(status) = refusal.http_status {
        push_number(out, ",\"http_status\":", Some(status.into()));
    }
    if let Some(message) = &refusal.message {
        out.push_str(",\"message\":\"");
        push_text(out, message);
        out.push('"');
    }
    push_name(out, "},\"sure\":", Some(refusal.sure.name()));
}

fn push_number(out: &mut String, key: &str, number: Option<i64>) {
    out.push_str(key);
    let Some(number) = number else { return out.push_str("null") };
    // From the last digit to the first: formatting costs several times as much.
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        out.push('-');
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// A name that needs no escapes.
fn push_name(out: &mut String, key: &str, name: Option<&str>) {
    out.push_str(key);
    match name {
        None => out.push_str("null"),
        Some(name) => {
            out.push('"');
            out.push_str(name);
            out.push('"');
        }
    }
}

/// Text between quotes.
fn push_text(out: &mut String, text: &str) {
    // To the end in any case, so that the compiler can look at many bytes at once.
    let needs_escapes = text.bytes().fold(false, |needs, byte| needs | (byte < 0x20) | (byte == b'"') | (byte == b'\\'));
    if needs_escapes {
        let quoted = serde_json::to_string(text).unwrap_or_default();
        out.push_str(quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default());
    } else {
        out.push_str(text);
    }
}

fn push_sentence(out: &mut String, sentence: &Sentence) -> fmt::Result {
    struct Escaped<'a>(&'a mut String);

    impl Write for Escaped<'_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            push_text(self.0, text);
            Ok(())
        }
    }

    write!(Escaped(out), "{sentence}")
}
