//! An answer for people: one sentence, why, and the limits with the one that binds marked.

use std::io::{self, IsTerminal, Write};
use textwrap::core::display_width;

use session_clock::rules::Assumed;
use session_clock::words::{self, Lang, Part, command, duration, page};
use session_clock::{Answer, Ends, Outcome, Refusal, Refuser};

use crate::terminal::Page;
use crate::time;

/// Writes an answer, with what it rests on that nobody told.
///
/// # Errors
/// If the output cannot be written.
pub fn answer(answer: &Answer, assumed: Option<Assumed>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let style = Style::of_stdout();
    let page = &mut Page::new(out, &io::stdout());
    let expected = assumed.is_some();
    let why = words::told(lang, &answer.outcome, assumed).text(moment);
    let sure = |sure| command::sure(sure).say(lang, &[]).text(moment);
    match &answer.outcome {
        Outcome::Ends(ends) => {
            page.say_in("", headline(ends, expected, lang), |line| style.strong(line))?;
            page.say("", why)?;
            limits(ends, lang, &style, page)?;
            page.say("", "")?;
            page.say("", sure(ends.sure))
        }
        Outcome::Refused(refusal) => {
            // Its line ends are meant.
            refused(refusal, expected, lang).split('\n').try_for_each(|said| page.say_in("", said, |line| style.refused(line)))?;
            page.say("", "")?;
            page.say("", why)?;
            page.say("", sure(refusal.sure))
        }
        Outcome::Invalid(fault) => page.say("", fault),
    }
}

/// A moment of a scenario that counts from its own start stays a number; a real one is told in the user's time zone.
fn moment(at: i64) -> String {
    if time::is_real(at) { time::local(at) } else { format!("@{at}") }
}

/// When it ends, in one sentence.
fn headline(ends: &Ends, expected: bool, lang: Lang) -> String {
    let (Some(duration), Some(expires_at)) = (ends.duration(), ends.expires_at()) else {
        let phrase = if ends.may_end() { command::END_NOT_KNOWN } else { command::NO_END };
        return phrase.say(lang, &[]).text(moment);
    };
    // What it was made with may end first, and nobody knows when.
    let long =
        if ends.or_earlier { page::AT_MOST.say(lang, &[Part::Duration(duration)]).to_string().into() } else { Part::Duration(duration) };
    if !time::is_real(expires_at) {
        let lasts = if expected { command::SHOULD_LAST } else { command::LASTS };
        return lasts.say(lang, &[long]).text(moment);
    }
    let left = expires_at - time::now();
    let lasts = if expected { command::SHOULD_LAST_UNTIL } else { command::LASTS_UNTIL };
    let first = lasts.say(lang, &[long, Part::Moment(expires_at)]);
    let second = if left > 0 { command::LEFT } else { command::ENDED };
    first.then(second.say(lang, &[Part::Duration(left.abs())])).text(moment)
}

/// What AWS would print, as it stands: it is searched for. Its code where its words are not known.
fn refused(refusal: &Refusal, expected: bool, lang: Lang) -> String {
    let code = refusal.code.to_owned();
    let printed = refusal.printed().unwrap_or_else(|| code.clone());
    let (phrase, told) = match refusal.by {
        Refuser::Client | Refuser::RolesAnywhere | Refuser::Sts => return printed,
        Refuser::Console => (command::CONSOLE_REFUSES, code),
        Refuser::FederationEndpoint => (command::FEDERATION_ENDPOINT_REFUSES, code),
        Refuser::S3 => (command::S3_REFUSES, printed),
        Refuser::Service => (command::SERVICE_REFUSES, printed),
    };
    let said = phrase.say(lang, &[told.into()]).text(moment);
    if expected { command::EXPECTED.say(lang, &[said.into()]).text(moment) } else { said }
}

/// The limits, one a line: `▶ source-session  2 hours  what the session it was switched from has left`.
fn limits(ends: &Ends, lang: Lang, style: &Style, page: &mut Page) -> io::Result<()> {
    let binding = ends.limit();
    let rows: Vec<_> = ends
        .limits
        .iter()
        .map(|limit| {
            let after = ends.at.map_or_else(String::new, |at| duration(lang, limit.expires_at - at));
            let until = if time::is_real(limit.expires_at) { time::local(limit.expires_at) } else { String::new() };
            (limit, [limit.limit.name().to_owned(), after, until])
        })
        .collect();
    let widest = |column: usize| rows.iter().map(|(_, cells)| display_width(&cells[column])).max().unwrap_or(0);
    let widths = [widest(0), widest(1), widest(2)];
    if !rows.is_empty() {
        page.say("", "")?;
    }
    for (limit, cells) in &rows {
        let binds = binding == Some(**limit);
        let mark = if binds { "▶ " } else { "  " };
        let mut row = String::new();
        for (cell, wide) in cells.iter().zip(widths).filter(|(_, wide)| *wide > 0) {
            row.push_str(cell);
            row.push_str(&" ".repeat(wide - display_width(cell) + 2));
        }
        let told = command::limit(limit.limit).template(lang);
        let style = |line: &str| if binds { style.strong(line) } else { line.to_owned() };
        // Where it is narrow there is no column for it.
        if page.room.is_none_or(|room| room.width >= display_width(&row) + NARROWEST) {
            page.say_in(&format!("{mark}{row}"), told, style)?;
        } else {
            page.say_in(mark, format_args!("{row}{told}"), style)?;
        }
    }
    Ok(())
}

/// The narrowest column that a sentence is put into.
const NARROWEST: usize = 30;

/// From this many seconds before an end it is amber: the extension's first lead time.
pub const AMBER: i64 = 900;
/// From this many seconds before an end it is red: the extension's second lead time.
pub const RED: i64 = 300;

/// How near an end is, as the extension's countdown shows it: amber from its first lead time, red from its second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// More than 15 minutes.
    Calm,
    /// 15 minutes or less.
    Amber,
    /// 5 minutes or less.
    Red,
}

impl Urgency {
    /// Of that many seconds left.
    pub fn of(left: i64) -> Urgency {
        match left {
            _ if left <= RED => Urgency::Red,
            _ if left <= AMBER => Urgency::Amber,
            _ => Urgency::Calm,
        }
    }
}

/// Whether the terminal can only write one line after the other.
pub fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Colours, or none.
pub struct Style {
    colours: bool,
}

impl Style {
    /// Colours only on a terminal, and never where `NO_COLOR` is set and not empty.
    pub fn of_stdout() -> Style {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Style { colours: io::stdout().is_terminal() && !forbidden && !is_dumb() }
    }

    /// Whether there are colours: a terminal.
    pub fn colours(&self) -> bool {
        self.colours
    }

    pub fn strong(&self, text: &str) -> String {
        self.within("1", text)
    }

    /// What matters less.
    pub fn soft(&self, text: &str) -> String {
        self.within("2", text)
    }

    /// The colour of what is near its end.
    pub fn urgent(&self, urgency: Urgency, text: &str) -> String {
        match urgency {
            Urgency::Calm => self.within("34", text),
            Urgency::Amber => self.within("33", text),
            Urgency::Red => self.within("31", text),
        }
    }

    fn refused(&self, text: &str) -> String {
        self.within("31", text)
    }

    fn within(&self, code: &str, text: &str) -> String {
        if self.colours { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
