//! Every sentence people read, in English and Japanese.
//!
//! A [`Phrase`] holds both languages side by side, so that none can be missing; a [`Sentence`] is one filled in. What depends on the reader's
//! time zone stays a [`Part::Moment`] until the edge writes it.

mod answer;
pub mod calculator;
pub mod command;
pub mod config;
#[cfg(feature = "json")]
mod line;
pub mod page;
pub mod pages;
pub mod panel;
pub mod session;
pub mod status;
pub mod typed;
mod why;

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

pub use crate::lang::Lang;
pub use why::{told, why};

/// The lists whose templates the extension's scripts fill in themselves. `cargo xtask build` writes them beside the WebAssembly module:
/// as text in it they would be loaded in both languages at every start of the background.
pub const FOR_SCRIPTS: &[(&str, &[(&str, Phrase)])] = &[("page", page::PAGE), ("panel", panel::PANEL), ("pages", pages::PAGES)];

/// Every list of phrases, for the test that none lacks a language.
pub const ALL: &[&[(&str, Phrase)]] = &[
    why::WHY,
    page::PAGE,
    page::NOTICES,
    pages::PAGES,
    panel::PANEL,
    session::SESSION,
    status::STATUS,
    config::CONFIG,
    command::COMMAND,
    calculator::CALCULATOR,
    typed::TYPED,
];

/// One sentence or label in every language. `{0}`, `{1}` … are its gaps.
///
/// Both languages in one text, the English first: hundreds of phrases are in the modules that ship, and two texts each would be twice as
/// many addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase(&'static str);

/// Between the languages of a phrase; no sentence has it.
const BETWEEN: char = '\u{1f}';

impl Phrase {
    /// What is the same in every language: a name.
    pub(crate) const fn name(name: &'static str) -> Phrase {
        Phrase(name)
    }

    /// The phrase with its gaps.
    pub fn template(self, lang: Lang) -> &'static str {
        match self.0.split_once(BETWEEN) {
            Some((_, ja)) if lang == Lang::Ja => ja,
            Some((en, _)) => en,
            None => self.0,
        }
    }

    /// The phrase with its gaps filled in.
    pub fn say(self, lang: Lang, fill: &[Part]) -> Sentence {
        let mut sentence = Sentence { lang, parts: Vec::with_capacity(2 * fill.len() + 1) };
        sentence.push_template(self.template(lang), fill);
        sentence
    }
}

/// Defines phrases as constants and lists them all under a name, for tests and for surfaces that take them by key.
macro_rules! phrases {
    ($(#[$list_doc:meta])* $list:ident; $($(#[$doc:meta])* $name:ident = $en:literal, $ja:literal;)*) => {
        $($(#[$doc])* #[doc = concat!("```text\n", $en, "\n```")] pub const $name: $crate::words::Phrase = $crate::words::Phrase(concat!($en, "\u{1f}", $ja));)*
        $(#[$list_doc])*
        pub const $list: &[(&str, $crate::words::Phrase)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use phrases;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Text(Cow<'static, str>),
    /// A moment, in Unix seconds: written at the edge, in the reader's locale and time zone.
    Moment(i64),
    /// A duration, in seconds.
    Duration(i64),
}

impl From<&'static str> for Part {
    fn from(text: &'static str) -> Part {
        Part::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Part {
    fn from(text: String) -> Part {
        Part::Text(Cow::Owned(text))
    }
}

/// A sentence in one language, as parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its language.
    pub lang: Lang,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

impl Sentence {
    fn push_template(&mut self, template: &'static str, fill: &[Part]) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((gap, after)) = after.split_once('}') else { break };
            if !before.is_empty() {
                self.parts.push(before.into());
            }
            if let Some(part) = gap.parse().ok().and_then(|gap: usize| fill.get(gap)) {
                self.parts.push(part.clone());
            }
            rest = after;
        }
        if !rest.is_empty() {
            self.parts.push(rest.into());
        }
    }

    /// Adds another sentence after this one.
    pub fn then(mut self, other: Sentence) -> Sentence {
        if self.lang == Lang::En {
            self.parts.push(" ".into());
        }
        self.joined(other)
    }

    /// This sentence with another one's words behind it.
    pub(crate) fn joined(mut self, other: Sentence) -> Sentence {
        self.parts.extend(other.parts);
        self
    }

    /// This sentence with an aside before its full stop.
    pub(crate) fn with_aside(mut self, aside: Sentence) -> Sentence {
        let stop = match self.parts.last_mut() {
            Some(Part::Text(text)) => text.chars().next_back().filter(|last| matches!(last, '.' | '。')),
            _ => None,
        };
        if let (Some(stop), Some(Part::Text(text))) = (stop, self.parts.last_mut()) {
            let kept = text.len() - stop.len_utf8();
            *text = Cow::Owned(text[..kept].to_owned());
        }
        self.parts.extend(aside.parts);
        self.parts.extend(stop.map(|stop| stop.to_string().into()));
        self
    }

    /// The sentence as text, its moments written by `moment`.
    pub fn text(&self, moment: impl Fn(i64) -> String) -> String {
        let mut out = String::with_capacity(160);
        // A String takes whatever is written.
        let _ = self.write(&mut out, &moment);
        out
    }

    fn write(&self, out: &mut dyn fmt::Write, moment: &dyn Fn(i64) -> String) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            Part::Text(text) => out.write_str(text),
            Part::Moment(at) => out.write_str(&moment(*at)),
            Part::Duration(seconds) => write_duration(out, self.lang, *seconds),
        })
    }
}

/// As a list of pieces, `{"text": …}` and `{"moment": …}`: the edge writes the moments.
impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "kebab-case")]
        enum Piece<'a> {
            Text(Cow<'a, str>),
            Moment(i64),
        }
        serializer.collect_seq(self.parts.iter().map(|part| match part {
            Part::Text(text) => Piece::Text(Cow::Borrowed(text)),
            Part::Moment(at) => Piece::Moment(*at),
            Part::Duration(seconds) => Piece::Text(Cow::Owned(duration(self.lang, *seconds))),
        }))
    }
}

/// Moments come out as Unix seconds; use [`Sentence::text`] where people read them.
impl fmt::Display for Sentence {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        self.write(out, &|at| format!("@{at}"))
    }
}

/// A text in which no number stands apart from the word behind it. For what browsers show: the calculator and its page; the extension's scripts do the same in
/// `written` of extension/shared/end.js.
pub fn unbroken(text: &str) -> String {
    let mut bound = String::with_capacity(text.len() + 8);
    let mut number = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let word = rest.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next > '\u{3040}');
        bound.push(if c == ' ' && number && word { '\u{a0}' } else { c });
        number = c.is_ascii_digit();
    }
    bound
}

const UNITS: [(i64, &str, &str, &str); 4] =
    [(86_400, "day", "days", "日"), (3_600, "hour", "hours", "時間"), (60, "minute", "minutes", "分"), (1, "second", "seconds", "秒")];

/// A duration in words, exact: "2 hours 30 minutes". Days only from three on: AWS speaks of 12 and 36 hours.
pub fn duration(lang: Lang, seconds: i64) -> String {
    let mut out = String::new();
    // A String takes whatever is written.
    let _ = write_duration(&mut out, lang, seconds);
    out
}

fn write_duration(out: &mut dyn fmt::Write, lang: Lang, seconds: i64) -> fmt::Result {
    if seconds < 0 {
        out.write_char('−')?;
    }
    let mut rest = seconds.unsigned_abs();
    let mut first = true;
    for (unit, one, many, ja) in UNITS {
        let unit = unit as u64;
        let count = rest / unit;
        let skipped = unit == 86_400 && count < 3;
        if skipped || (count == 0 && !(unit == 1 && first)) {
            continue;
        }
        rest -= count * unit;
        let name = match lang {
            Lang::En if count == 1 => one,
            Lang::En => many,
            Lang::Ja => ja,
        };
        write!(out, "{}{count} {name}", if first { "" } else { " " })?;
        first = false;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(template: &str) -> Vec<&str> {
        let mut gaps: Vec<_> = template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(gap, _)| gap).collect();
        gaps.sort_unstable();
        gaps.dedup();
        gaps
    }

    #[test]
    fn every_phrase_is_there_in_both_languages_with_the_same_gaps() {
        for (name, phrase) in ALL.concat() {
            let (en, ja) = phrase.0.split_once(BETWEEN).unwrap_or_default();
            assert!(!en.is_empty() && !ja.is_empty() && !ja.contains(BETWEEN), "{name} is empty, or more than two");
            assert_eq!(gaps(en), gaps(ja), "{name} has other gaps in Japanese");
            assert!(!ja.is_ascii() || ja == "OK", "{name} is not Japanese");
        }
    }

    #[test]
    fn several_sessions_are_spoken_of_at_once() {
        for (lang, told) in [
            (Lang::En, "3 AWS sessions. AWS starts signing you out at @0. Save your work in each of them."),
            (Lang::Ja, "AWS セッション 3 件。@0 から順にサインアウトされます。それぞれのタブで作業を保存してください。"),
        ] {
            let many = page::NOTICE_MANY.say(lang, &["3".into()]).to_string();
            let from = page::NOTICE_MANY_FROM.say(lang, &[Part::Moment(0)]).to_string();
            let all = [many.into(), from.into(), page::DO_MANY.template(lang).into()];
            assert_eq!(page::SPOKEN_MANY.say(lang, &all).to_string(), told);
        }
    }

    #[test]
    fn a_space_stands_between_two_sentences_in_english_alone() {
        for (lang, told) in [(Lang::En, "0 seconds 1 minute"), (Lang::Ja, "0 秒1 分")] {
            let sentence = |seconds| Sentence { lang, parts: vec![Part::Duration(seconds)] };
            assert_eq!(sentence(0).then(sentence(60)).to_string(), told);
        }
    }

    #[test]
    fn a_number_stays_beside_its_unit() {
        assert_eq!(unbroken("In 12 hours 30 minutes, or a 7"), "In 12\u{a0}hours 30\u{a0}minutes, or a 7");
        assert_eq!(unbroken("3600 (1 hour) · 7 ·"), "3600 (1\u{a0}hour) · 7 ·");
        assert_eq!(unbroken("最長 12 時間"), "最長 12\u{a0}時間");
    }

    #[test]
    fn durations_in_words() {
        for (seconds, en, ja) in [
            (0, "0 seconds", "0 秒"),
            (1, "1 second", "1 秒"),
            (60, "1 minute", "1 分"),
            (3_600, "1 hour", "1 時間"),
            (9_000, "2 hours 30 minutes", "2 時間 30 分"),
            (129_600, "36 hours", "36 時間"),
            (172_800, "48 hours", "48 時間"),
            (259_200, "3 days", "3 日"),
            (7_776_000, "90 days", "90 日"),
            (-90, "−1 minute 30 seconds", "−1 分 30 秒"),
        ] {
            assert_eq!(duration(Lang::En, seconds), en);
            assert_eq!(duration(Lang::Ja, seconds), ja);
        }
    }
}
