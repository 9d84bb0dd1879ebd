//! What a secret is called, and so what may be shown of a file. Nobody else decides that.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::python::{is_space, lines, number, strip};

/// How the keys of secrets end, in small letters and without what divides words, and how AWS calls them.
const WORDS: &[(&str, &str)] = &[
    ("secretaccesskey", "aws_secret_access_key"),
    ("secretkey", "aws_secret_access_key"),
    ("sessiontoken", TOKEN),
    ("securitytoken", TOKEN),
    ("accesstoken", TOKEN),
    ("clientsecret", PASSWORD),
    ("password", PASSWORD),
];

const TOKEN: &str = "aws_session_token";
const PASSWORD: &str = "password";

/// A line that holds a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecretLine {
    /// The line, from 1.
    pub line: u32,
    /// What kind of secret it is, as AWS calls the key: `aws_secret_access_key`, `aws_session_token` or `password`.
    pub key: &'static str,
    /// The byte of the line at which the value begins, behind the key and its delimiter. 0 where the line only goes on with a secret.
    pub value: usize,
}

/// Whether a character can be part of a secret or a key: a letter, a digit, or anything beyond ASCII that is not a space.
fn may_be_secret(c: char) -> bool {
    c.is_ascii_alphanumeric() || !(c.is_ascii() || is_space(c))
}

/// The first secret's key in a text, as AWS calls it, and where its value begins.
fn secret_in(text: &str) -> Option<(&'static str, usize)> {
    let mut key = String::new();
    for (place, c) in text.char_indices() {
        let delimiter = matches!(c, '=' | ':');
        // `aws_secret_access_key abc` lacks its delimiter, and is a secret all the same. Prose speaks of passwords.
        if (delimiter || is_space(c))
            && let Some((_, name)) = WORDS.iter().find(|(word, name)| key.ends_with(word) && (delimiter || *name != PASSWORD))
        {
            let rest = text[place..].trim_start_matches(is_space);
            let value = rest.strip_prefix(['=', ':']).unwrap_or(rest);
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

/// The lines of any text that hold a secret: config files, `export` lines, and the JSON that STS answers. It checks only whether
/// there is a value, and never returns one.
///
/// ```
/// use session_clock::aws_config::secret_lines;
///
/// let lines = secret_lines("[default]\naws_access_key_id = AKIA\nAWS_Secret_Access_Key = abc\n");
/// assert_eq!(lines.iter().map(|line| line.line).collect::<Vec<_>>(), [3]);
/// ```
pub fn secret_lines(text: &str) -> Vec<SecretLine> {
    let mut found = Vec::new();
    // A value may go on in indented lines.
    let mut inside: Option<(&'static str, usize)> = None;
    for (at, text) in lines(text).enumerate() {
        let depth = text.chars().take_while(|c| is_space(*c)).count();
        let line = number(at + 1);
        match (secret_in(text), inside) {
            (Some((key, value)), _) => {
                inside = Some((key, depth));
                if text[value..].chars().any(may_be_secret) {
                    found.push(SecretLine { line, key, value });
                }
            }
            (None, Some((key, outer))) if depth > outer && !strip(text).is_empty() => found.push(SecretLine { line, key, value: 0 }),
            (None, Some(_)) if strip(text).is_empty() => {}
            _ => inside = None,
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
