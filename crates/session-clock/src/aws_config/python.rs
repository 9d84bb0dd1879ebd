//! The few habits of Python that decide how botocore reads a file: what is a space, a line, a whole number, a shell word.

/// `str.isspace`: Unicode's white space, and the four separators U+001C to U+001F.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// `str.strip`.
pub(super) fn strip(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The lines of a file opened as text: `\n`, `\r\n` and a lone `\r` all end one (universal newlines, `io.TextIOWrapper`).
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\n', '\r']) else {
            rest = None;
            return Some(text);
        };
        let after = &text[end..];
        let after = after.strip_prefix("\r\n").unwrap_or(&after[1..]);
        rest = Some(after).filter(|text| !text.is_empty());
        Some(&text[..end])
    })
}

/// The number of one of these lines: all fit that a file in memory can have.
pub(super) fn number(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// What `str.splitlines` breaks at beside the ends of lines that [`lines`] knows.
pub(super) fn breaks_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A whole number as Python reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Int {
    /// One that JSON's readers keep exactly.
    Small(i64),
    /// Beyond ±2^53: its sign and digits, without leading zeros.
    Huge(String),
}

/// Python gives up on longer ones (`sys.int_info.default_max_str_digits`).
const MOST_DIGITS: usize = 4300;

/// `int(text)`; `None` where Python raises `ValueError`. Single underscores between digits, a sign, spaces around, and the digits of
/// every script are allowed.
pub(super) fn int(text: &str) -> Option<Int> {
    let text = strip(text);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut plain = String::with_capacity(digits.len());
    let mut count = 0_usize;
    let mut may_underscore = false;
    for c in digits.chars() {
        if c == '_' && may_underscore {
            may_underscore = false;
            continue;
        }
        let digit = decimal(c)?;
        count += 1;
        may_underscore = true;
        if digit != 0 || !plain.is_empty() {
            plain.push(char::from(b'0' + digit));
        }
    }
    if !may_underscore || count > MOST_DIGITS {
        return None;
    }
    if plain.is_empty() {
        return Some(Int::Small(0));
    }
    if negative {
        plain.insert(0, '-');
    }
    match plain.parse::<i64>() {
        Ok(number) if number.unsigned_abs() <= crate::duration::LARGEST.unsigned_abs() => Some(Int::Small(number)),
        _ => Some(Int::Huge(plain)),
    }
}

/// The zeros of every script; nine more digits follow each (Unicode 14, category Nd).
const ZEROS: &[u32] = &[
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090,
    0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
    0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950,
    0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

fn decimal(c: char) -> Option<u8> {
    let code = u32::from(c);
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    u8::try_from(code - zero).ok().filter(|digit| *digit < 10)
}

/// `shlex.split`; `None` where Python raises `ValueError` (a quotation or an escape without an end).
pub(super) fn shell_words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (Some('\''), '\'') | (Some('"'), '"') => quote = None,
            (Some('"'), '\\') => {
                // Within double quotes a backslash stays unless it stands before a double quote or another backslash.
                let next = rest.next()?;
                let word = word.get_or_insert_default();
                if next != '"' && next != '\\' {
                    word.push('\\');
                }
                word.push(next);
            }
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, ' ' | '\t' | '\r' | '\n') => words.extend(word.take()),
            (None, '\'' | '"') => {
                word.get_or_insert_default();
                quote = Some(c);
            }
            (None, '\\') => word.get_or_insert_default().push(rest.next()?),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    if quote.is_some() { None } else { Some(words) }
}

/// `repr` of a string, for texts that botocore writes with it.
pub(super) fn repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            c if c == quote => out.extend(['\\', c]),
            c if printable(c) => out.push(c),
            c => {
                let code = u32::from(c);
                out.push_str(&match code {
                    ..=0xff => format!("\\x{code:02x}"),
                    0x100..=0xffff => format!("\\u{code:04x}"),
                    _ => format!("\\U{code:08x}"),
                });
            }
        }
    }
    out.push(quote);
    out
}

/// `str.isprintable`, as far as somebody may have typed or pasted it: controls, spaces other than the plain one, and the marks without
/// a width are not.
fn printable(c: char) -> bool {
    let mark = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    c == ' ' || !(c.is_control() || c.is_whitespace() || mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_as_python_reads_them() {
        // Each line was run through Python 3.11's int().
        for (text, number) in [
            ("3600", Some(3600)),
            (" 3600\u{a0}", Some(3600)),
            ("+0_9_00", Some(900)),
            ("-5", Some(-5)),
            ("-0", Some(0)),
            ("３６００", Some(3600)),
            ("٣٦٠٠", Some(3600)),
            ("", None),
            ("+", None),
            ("+ 5", None),
            ("_5", None),
            ("5_", None),
            ("5__0", None),
            ("1h", None),
            ("3600.0", None),
            ("3600 # an hour", None),
            ("0x10", None),
            ("²", None),
        ] {
            assert_eq!(int(text), number.map(Int::Small), "{text:?}");
        }
        assert_eq!(int("-09007199254740993"), Some(Int::Huge("-9007199254740993".into())));
        assert_eq!(int("-9223372036854775808"), Some(Int::Huge("-9223372036854775808".into())));
        assert_eq!(int(&"9".repeat(4300)), Some(Int::Huge("9".repeat(4300))));
        assert_eq!(int(&"0".repeat(4301)), None);
    }

    #[test]
    fn words_as_shlex_splits_them() {
        // Each line was run through Python 3.11's shlex.split().
        for (text, words) in [
            ("profile foo", Some(&["profile", "foo"][..])),
            (r#"profile "a b""#, Some(&["profile", "a b"])),
            (r#"profile 'a'"b"c"#, Some(&["profile", "abc"])),
            (r"profile a\ b", Some(&["profile", "a b"])),
            (r#"profile "a\nb\"c""#, Some(&["profile", r#"a\nb"c"#])),
            (r#"profile """#, Some(&["profile", ""])),
            ("  profile\tx ", Some(&["profile", "x"])),
            ("profile it's", None),
            (r"profile x\", None),
            ("", Some(&[])),
        ] {
            assert_eq!(
                shell_words(text).as_deref(),
                words.map(|words| words.iter().map(ToString::to_string).collect::<Vec<_>>()).as_deref()
            );
        }
    }

    #[test]
    fn lines_end_three_ways() {
        assert_eq!(lines("a\r\nb\rc\n\nd").collect::<Vec<_>>(), ["a", "b", "c", "", "d"]);
        assert_eq!(lines("a\n").collect::<Vec<_>>(), ["a"]);
        assert_eq!(lines("").count(), 0);
    }

    #[test]
    fn text_as_python_writes_it() {
        // Each line was run through Python 3.11's repr().
        for (text, written) in [
            ("a b", "'a b'"),
            ("it's", "\"it's\""),
            ("'\"", "'\\'\"'"),
            ("\\\t", "'\\\\\\t'"),
            ("本番\u{3000}é", "'本番\\u3000é'"),
            ("\u{a0}\u{b}\u{7f}\u{85}", "'\\xa0\\x0b\\x7f\\x85'"),
            ("\u{200b}\u{feff}\u{ad}", "'\\u200b\\ufeff\\xad'"),
        ] {
            assert_eq!(repr(text), written);
        }
    }
}
