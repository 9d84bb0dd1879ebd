//! What a secret is called, and so what may be shown of a file. Nobody else decides that.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::python::{is_space, lines, number, strip};

/// How the keys of secrets end, in small letters and without what divides words, and how AWS calls them.
const WORDS: &[(&str, &str)] = &[
    ("secretaccesskey", "aws_secret_access_key"),
    ("secretkey", "aws_secret_access_key"),
    ("sessiontoken", TOKEN),
    ("securitytoken", TOKEN),
    ("accesstoken", TOKEN),
    ("refreshtoken", TOKEN),
    ("clientsecret", PASSWORD),
    ("password", PASSWORD),
];

/// What stands between a key and its value; the last in XML, which STS itself answers.
const DELIMITERS: [char; 3] = ['=', ':', '>'];

/// The ID of an access key has so many characters at least.
const KEY_ID: usize = 16;

const TOKEN: &str = "aws_session_token";
const PASSWORD: &str = "password";

/// A line that holds a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretLine {
    /// The line, from 1.
    pub line: u32,
    /// What kind of secret it is, as AWS calls the key: `aws_secret_access_key`, `aws_session_token` or `password`.
    pub key: &'static str,
    /// The bytes of the text that it is: behind the key, its delimiter and their spaces, up to the line's end.
    pub value: Range<usize>,
}

/// Whether a character can be part of a secret or a key: a letter, a digit, or anything beyond ASCII that is not a space.
fn may_be_secret(c: char) -> bool {
    c.is_ascii_alphanumeric() || !(c.is_ascii() || is_space(c))
}

/// The first secret's key in a text, as AWS calls it, and where its value begins.
fn secret_in(text: &str) -> Option<(&'static str, usize)> {
    [named(text), beside_key_id(text)].into_iter().flatten().min_by_key(|(_, value)| *value)
}

/// The first secret that its name stands before.
fn named(text: &str) -> Option<(&'static str, usize)> {
    let mut key = String::new();
    for (place, c) in text.char_indices() {
        let delimiter = DELIMITERS.contains(&c);
        // `aws_secret_access_key abc` lacks its delimiter, and is a secret all the same. Prose speaks of passwords.
        if (delimiter || is_space(c))
            && let Some((_, name)) = WORDS.iter().find(|(word, name)| key.ends_with(word) && (delimiter || *name != PASSWORD))
        {
            let rest = text[place..].trim_start_matches(is_space);
            let value = rest.strip_prefix(DELIMITERS).unwrap_or(rest).trim_start_matches(is_space);
            return Some((name, text.len() - value.len()));
        }
        if delimiter {
            key.clear();
        } else if may_be_secret(c) {
            key.push(c.to_ascii_lowercase());
        }
    }
    None
}

/// A secret without a name: AWS's CSV and the AWS CLI's text output have it in one line with the ID of its key, which keeps neither.
fn beside_key_id(text: &str) -> Option<(&'static str, usize)> {
    let of_id = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let is_id = |from: &str| {
        ["AKIA", "ASIA"].iter().any(|kind| from.starts_with(kind)) && from.chars().take(KEY_ID).filter(|c| of_id(*c)).count() == KEY_ID
    };
    // Every value is looked at: to look for a letter costs less than for a word.
    let (id, _) = text.match_indices('A').find(|(place, _)| is_id(&text[*place..]))?;
    let behind = text[id..].trim_start_matches(of_id);
    let value = text[..id].rfind(DELIMITERS).map_or(0, |delimiter| delimiter + 1);
    behind.contains(may_be_secret).then(|| (WORDS[0].1, text.len() - text[value..].trim_start_matches(is_space).len()))
}

/// Whether a line is a piece of a secret that was broken into lines: nothing but many characters of base64.
fn is_piece(text: &str) -> bool {
    const LEAST: usize = 20;
    let text = strip(text).trim_matches(['"', '\'']);
    text.len() >= LEAST && text.trim_end_matches('=').chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/'))
}

/// The lines of any text that hold a secret: config files, `export` lines, what STS answers, and the CSV of an access key. It checks only
/// whether there is a value, and never returns one.
///
/// ```
/// use session_clock::aws_config::secret_lines;
///
/// let lines = secret_lines("[default]\naws_access_key_id = AKIA\nAWS_Secret_Access_Key = abc\n");
/// assert_eq!(lines.iter().map(|line| line.line).collect::<Vec<_>>(), [3]);
/// ```
pub fn secret_lines(text: &str) -> Vec<SecretLine> {
    let mut found = Vec::new();
    // A value may go on in indented lines, or as its line was broken.
    let mut inside: Option<(&'static str, usize)> = None;
    for (at, line) in lines(text).enumerate() {
        let depth = line.len() - line.trim_start_matches(is_space).len();
        let (key, value) = match (secret_in(line), inside) {
            (Some((key, value)), _) => {
                inside = Some((key, depth));
                (key, value)
            }
            (None, Some((key, outer))) if depth > outer || depth == line.len() || is_piece(line) => (key, depth),
            _ => {
                inside = None;
                continue;
            }
        };
        if line[value..].contains(may_be_secret) {
            // The line is a part of the text: so far it lies behind its beginning.
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            found.push(SecretLine { line: number(at + 1), key, value: start + value..start + line.len() });
        }
    }
    found
}

/// What stands for the texts of files that may not be shown. Lost line breaks put a secret into a name or into another key's value, and names
/// and values are shown.
#[derive(Default)]
pub(super) struct Hidden(HashMap<Arc<str>, usize>);

impl Hidden {
    /// A text as it may be kept and shown.
    pub fn fit_text<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        match secret_in(text) {
            None => Cow::Borrowed(text),
            Some((key, _)) => self.hide(key, text).into(),
        }
    }

    /// The name of a section, whose header may be torn out of a wrapped token.
    pub fn fit_name<'a>(&mut self, name: &'a str, torn: bool) -> Cow<'a, str> {
        if torn { self.hide(TOKEN, name).into() } else { self.fit_text(name) }
    }

    /// Equal texts get equal ones and different texts different ones, because names are compared.
    fn hide(&mut self, key: &str, text: &str) -> String {
        let next = self.0.len() + 1;
        let number = self.0.get(text).copied().unwrap_or(next);
        self.0.insert(text.into(), number);
        format!("{key}=*** ({number})")
    }
}
