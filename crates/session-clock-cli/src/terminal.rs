//! What people read, as it reaches their terminal: it fits in, and no text of somebody's file, and no name of a file, moves the cursor or
//! looks like another. JSON and SARIF are data and don't come through here.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use crate::layout::{Room, wrapped};

/// A text of one line as it may be shown. What a terminal obeys, and what nobody can see, becomes U+FFFD.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) { '\u{fffd}' } else { c }).collect()
}

/// The terminal's columns and lines; nothing where it doesn't know them itself, as on a serial line.
pub fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok().filter(|(columns, lines)| *columns > 0 && *lines > 0)
}

/// How wide the terminal is that this writes to. Only a terminal has a width that text can be too wide for.
pub fn room(stream: &impl IsTerminal) -> Option<Room> {
    let (columns, _) = stream.is_terminal().then(size)??;
    Some(Room { width: columns.into(), breaks_words: false })
}

/// Paragraphs for people.
pub struct Page<'a> {
    out: &'a mut dyn Write,
    /// What there is room for.
    pub room: Option<Room>,
}

impl<'a> Page<'a> {
    /// What is written to `out` goes to this stream in the end.
    pub fn new(out: &'a mut dyn Write, stream: &impl IsTerminal) -> Page<'a> {
        Page { out, room: room(stream) }
    }

    /// Writes a paragraph, the first line after `indent`, the others under it.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn say(&mut self, indent: &str, text: impl Display) -> io::Result<()> {
        self.say_in(indent, text, str::to_owned)
    }

    /// The same, each line in a style.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn say_in(&mut self, indent: &str, text: impl Display, style: impl Fn(&str) -> String) -> io::Result<()> {
        wrapped(indent, &plain(&text.to_string()), self.room).iter().try_for_each(|line| writeln!(self.out, "{}", style(line)))
    }
}

/// Says on standard error what went wrong.
pub fn complain(text: impl Display) {
    complain_as("session-clock", text);
}

/// The same, after a word of the caller's.
pub fn complain_as(word: &str, text: impl Display) {
    let stream = io::stderr();
    // There is nobody left to tell where that can't be written either.
    let _ = Page::new(&mut stream.lock(), &stream).say("", format_args!("{word}: {text}"));
}

/// Controls, the ends of lines and paragraphs, and what Unicode lets a display leave out (`Default_Ignorable_Code_Point`, which has the marks
/// that turn the direction of writing), with the marks of annotations.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_seen() {
        let unseen = "\u{1b}\u{7}\u{7f}\u{9b}\u{a}\u{ad}\u{61c}\u{115f}\u{180e}\u{200b}\u{200d}\u{200e}\u{2028}\u{2029}\u{202e}\u{2060}\u{2066}\
                      \u{3164}\u{fe0f}\u{feff}\u{e0041}";
        for c in unseen.chars() {
            assert_eq!(plain(&format!("pr{c}od")), "pr\u{fffd}od", "{c:?}");
        }
        for text in ["prod", "本番 環境", "é ñ 한국어 עברית", "→ ▶ █ ░ … 👍"] {
            assert_eq!(plain(text), text);
        }
    }
}
