//! What people read, as it reaches their terminal: no text of somebody's file, and no name of a file, moves its cursor or looks like another.
//! JSON and SARIF are data and don't come through here.

use std::fmt::Display;
use std::io::{self, Write};

/// A text of one line as it may be shown. What a terminal obeys, and what nobody can see, becomes U+FFFD.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) { '\u{fffd}' } else { c }).collect()
}

/// The same for a text whose line ends are meant.
pub fn plain_lines(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

/// Writes one line.
///
/// # Errors
/// If the output cannot be written.
pub fn line(out: &mut dyn Write, text: impl Display) -> io::Result<()> {
    writeln!(out, "{}", plain(&text.to_string()))
}

/// Says on standard error what went wrong.
pub fn complain(text: impl Display) {
    eprintln!("session-clock: {}", plain(&text.to_string()));
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
        assert_eq!(plain_lines("a\nb\u{1b}c"), "a\nb\u{fffd}c");
    }
}
