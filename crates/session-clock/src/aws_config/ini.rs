//! One file, read as `botocore.configloader.raw_config_parse` reads it: Python's `configparser.RawConfigParser` with its defaults,
//! then `_parse_nested` for values that begin on the next line.
//!
//! What is read is kept only as far as it is needed: if a value is neither a number nor compared with a name, only its length and a
//! hash are kept; a secret's text is never copied out of the file.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::python::{breaks_line, is_space, lines, number, shell_words, strip};
use super::secrets::Hidden;

/// The keys whose text is kept. Everything else may be a secret, an unknown key most of all: a session token that was wrapped at
/// an equals sign looks like one.
const KEPT: &[&str] = &[
    "role_arn",
    "source_profile",
    "credential_source",
    "duration_seconds",
    "sso_session",
    "sso_region",
    "sso_start_url",
    "sso_role_name",
    "sso_account_id",
    "services",
    "ignore_configured_endpoint_urls",
    "login_session",
];

/// Keys that may be named in a message.
const NAMED: &[&str] = &[
    "aws_access_key_id",
    "aws_account_id",
    "aws_secret_access_key",
    "aws_security_token",
    "aws_session_token",
    "ca_bundle",
    "credential_process",
    "endpoint_url",
    "external_id",
    "mfa_serial",
    "output",
    "region",
    "role_session_name",
    "s3",
    "sso_registration_scopes",
    "web_identity_token_file",
];

/// The key, where it is one that everybody knows.
pub(super) fn known_key(key: &str) -> Option<&'static str> {
    KEPT.iter().chain(NAMED).copied().find(|known| *known == key)
}

/// A value, without what might be secret.
#[derive(Clone)]
pub(super) struct Value {
    /// The first line of a value whose key is in [`KEPT`].
    text: Option<Box<str>>,
    /// A hash of the whole, to tell two values apart.
    pub hash: u64,
    /// Its length in characters.
    pub chars: usize,
    /// An indented block under the key: a dictionary to botocore.
    pub nested: bool,
    /// The number of its second line; 0 if the value has only one line.
    pub continues: u32,
    /// For `credential_process`: whether `shlex.split` can split it.
    pub splits: bool,
}

impl Value {
    /// The first line of it; empty for what is not kept.
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// The whole value, where it is one line and kept: what can be compared with a name.
    pub fn whole(&self) -> Option<&str> {
        self.text.as_deref().filter(|_| self.continues == 0 && !self.nested)
    }

    /// The empty string.
    pub fn is_empty(&self) -> bool {
        self.chars == 0
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "<{} characters>", self.chars)
    }
}

/// A key, its line and value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// In lower case (`optionxform`).
    pub key: Box<str>,
    /// The line, from 1.
    pub line: u32,
    /// The value.
    pub value: Value,
}

/// A section and its entries, in order.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// What stands between the brackets. It may hold a secret, so [`Hidden`] says what is shown of it.
    pub name: String,
    /// An equals sign stands right behind the brackets: this is the end of a wrapped token rather than a header.
    pub torn: bool,
    /// The line of its header, from 1.
    pub line: u32,
    /// Its entries.
    pub entries: Vec<Entry>,
    /// Where each key is, once there are many.
    index: HashMap<Arc<str>, usize>,
}

/// Up to here looking at each is as quick as a table.
const FEW: usize = 24;

impl Section {
    /// The entry of that key, in lower case.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        if self.entries.len() <= FEW {
            return self.entries.iter().find(|entry| &*entry.key == key);
        }
        self.index.get(key).map(|at| &self.entries[*at])
    }

    fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
        let count = self.entries.len();
        if count > FEW {
            let from = if self.index.is_empty() { 0 } else { count - 1 };
            for (at, entry) in self.entries.iter().enumerate().skip(from) {
                self.index.insert(Arc::from(&*entry.key), at);
            }
        }
    }
}

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// `UnicodeDecodeError`.
    NotUtf8,
    /// It begins with a byte order mark: a `MissingSectionHeaderError` to Python.
    ByteOrderMark,
    /// `MissingSectionHeaderError`.
    NoSection,
    /// `DuplicateSectionError`: the name has stood before.
    DuplicateSection,
    /// `DuplicateOptionError`.
    DuplicateKey,
    /// `ParsingError`: no delimiter, or nothing before it.
    Unreadable,
    /// `_parse_nested` raises `ValueError`: a line of an indented block has no `=`.
    NestedUnreadable,
}

/// A fault that keeps botocore from reading the file at all (`ConfigParseError`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub wrong: Wrong,
    pub line: u32,
    /// The key, where it is a known one.
    pub key: Option<&'static str>,
    /// The line at which the same stood before; 0 where that does not apply.
    pub before: u32,
}

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// The sections in order, `DEFAULT` not among them.
    pub sections: Vec<Section>,
    /// `[DEFAULT]`, in capitals: Python gives its keys to every section of the file.
    pub defaults: Section,
    /// What is wrong, by line; the first [`MOST_FAULTS`] that were found.
    pub faults: Vec<Fault>,
    /// How many more there are.
    pub more_faults: usize,
}

impl Parsed {
    /// The entry of a key in a section, or else in `[DEFAULT]` (`RawConfigParser.get`).
    pub fn get<'a>(&'a self, section: &'a Section, key: &str) -> Option<&'a Entry> {
        section.get(key).or_else(|| self.defaults.get(key))
    }

    /// Every entry of a section with those of `[DEFAULT]` behind, in the order of `RawConfigParser.options`.
    pub fn entries<'a>(&'a self, section: &'a Section) -> impl Iterator<Item = &'a Entry> {
        section.entries.iter().chain(self.defaults.entries.iter().filter(|entry| section.get(&entry.key).is_none()))
    }

    fn fault(&mut self, wrong: Wrong, line: u32, key: Option<&'static str>, before: u32) {
        if self.faults.len() < MOST_FAULTS {
            // A value that goes on over several lines is judged after those that follow.
            let at = self.faults.partition_point(|fault| fault.line <= line);
            self.faults.insert(at, Fault { wrong, line, key, before });
        } else {
            self.more_faults += 1;
        }
    }
}

/// More faults than this are counted only: a file that is no config file has one on every line.
pub(super) const MOST_FAULTS: usize = 20;

/// Where entries go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    Defaults,
    Section(usize),
    /// A second section of the same name: only its faults matter.
    Nowhere,
}

/// A value being read, line by line.
struct Open<'a> {
    key: Cow<'a, str>,
    line: u32,
    first: &'a str,
    rest: Vec<(u32, &'a str)>,
}

/// Reads a file (`RawConfigParser._read`). The text of the keys in `also` is kept beside that of [`KEPT`], what `hidden` allows of it.
pub(super) fn parse(bytes: &[u8], also: &[&str], hidden: &mut Hidden) -> Parsed {
    let mut parsed = Parsed::default();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(fault) => {
            let line = lines(&String::from_utf8_lossy(&bytes[..fault.valid_up_to()])).count();
            let after_break = bytes[..fault.valid_up_to()].last().is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
            parsed.fault(Wrong::NotUtf8, number(line + usize::from(after_break)), None, 0);
            return parsed;
        }
    };
    let mut headers: HashMap<Arc<str>, usize> = HashMap::new();
    let mut into = None;
    let mut indent = 0;
    let mut open: Option<Open> = None;
    for (at, line) in lines(text).enumerate() {
        let at = number(at + 1);
        let value = strip(line);
        // A whole line may be a comment; after a value `#` and `;` are a part of it.
        if value.starts_with(['#', ';']) {
            continue;
        }
        if value.is_empty() {
            if let Some(open) = &mut open {
                open.rest.push((at, ""));
            }
            continue;
        }
        let depth = line.chars().take_while(|c| is_space(*c)).count();
        if let Some(open) = &mut open
            && depth > indent
        {
            open.rest.push((at, value));
            continue;
        }
        indent = depth;
        if let (Some(into), Some(open)) = (into, open.take()) {
            close(&mut parsed, into, open, also, hidden);
        }
        if let Some((name, behind)) = header(value) {
            into = Some(match headers.get(name) {
                _ if name == "DEFAULT" => Into::Defaults,
                Some(before) => {
                    let before = parsed.sections[*before].line;
                    parsed.fault(Wrong::DuplicateSection, at, None, before);
                    Into::Nowhere
                }
                None => {
                    headers.insert(name.into(), parsed.sections.len());
                    let torn = behind.starts_with('=');
                    parsed.sections.push(Section { name: name.to_owned(), torn, line: at, ..Section::default() });
                    Into::Section(parsed.sections.len() - 1)
                }
            });
            continue;
        }
        let Some(place) = into else {
            let wrong = if at == 1 && value.starts_with('\u{feff}') { Wrong::ByteOrderMark } else { Wrong::NoSection };
            parsed.fault(wrong, at, None, 0);
            // Said once; what follows is read on for its own faults.
            into = Some(Into::Nowhere);
            continue;
        };
        let Some((key, first)) = value.split_once(['=', ':']) else {
            parsed.fault(Wrong::Unreadable, at, None, 0);
            continue;
        };
        let key = lower(key.trim_end_matches(is_space));
        if key.is_empty() {
            parsed.fault(Wrong::Unreadable, at, None, 0);
            continue;
        }
        let section = match place {
            Into::Defaults => &parsed.defaults,
            Into::Section(section) => &parsed.sections[section],
            Into::Nowhere => continue,
        };
        if let Some(before) = section.get(&key).map(|entry| entry.line) {
            parsed.fault(Wrong::DuplicateKey, at, known_key(&key), before);
            continue;
        }
        open = Some(Open { key, line: at, first: strip(first), rest: Vec::new() });
    }
    if let (Some(into), Some(open)) = (into, open.take()) {
        close(&mut parsed, into, open, also, hidden);
    }
    parsed
}

/// A section's header and what stands behind it: `SECTCRE`, `\[(?P<header>.+)\]`, greedy, and whatever stands behind does not matter.
fn header(value: &str) -> Option<(&str, &str)> {
    let (name, behind) = value.strip_prefix('[')?.rsplit_once(']')?;
    Some((name, behind)).filter(|_| !name.is_empty())
}

/// In lower case (`optionxform`). Of ASCII's letters only: every key that AWS knows is ASCII, and the tables for all other letters would be
/// 5 KB of every visit to the calculator. So of two keys that differ by the case of such a letter only, Python finds the second to be double.
fn lower(key: &str) -> Cow<'_, str> {
    if key.bytes().any(|byte| byte.is_ascii_uppercase()) { Cow::Owned(key.to_ascii_lowercase()) } else { Cow::Borrowed(key) }
}

/// Joins the lines of a value (`_join_multiline_values`: trailing empty ones go) and keeps what may be kept.
fn close(parsed: &mut Parsed, into: Into, mut open: Open, also: &[&str], hidden: &mut Hidden) {
    while open.rest.last().is_some_and(|(_, line)| line.is_empty()) {
        open.rest.pop();
    }
    let known = known_key(&open.key);
    let nested = open.first.is_empty() && !open.rest.is_empty();
    if nested {
        for (at, line) in &open.rest {
            // A line may hold further breaks to `str.splitlines`.
            if line.split(breaks_line).map(strip).any(|part| !part.is_empty() && !part.contains('=')) {
                parsed.fault(Wrong::NestedUnreadable, *at, known, 0);
            }
        }
    }
    let mut hasher = DefaultHasher::new();
    let mut chars = open.first.chars().count();
    open.first.hash(&mut hasher);
    for (_, line) in &open.rest {
        chars += 1 + line.chars().count();
        line.hash(&mut hasher);
    }
    let kept = KEPT.iter().chain(also).any(|key| *key == open.key);
    let splits = known != Some("credential_process") || {
        let whole = open.rest.iter().fold(open.first.to_owned(), |whole, (_, line)| whole + "\n" + line);
        shell_words(&whole).is_some()
    };
    let value = Value {
        text: kept.then(|| hidden.fit_text(open.first).into()),
        hash: hasher.finish(),
        chars,
        nested,
        continues: if nested { 0 } else { open.rest.iter().find(|(_, line)| !line.is_empty()).map_or(0, |(line, _)| *line) },
        splits,
    };
    let entry = Entry { key: open.key.into(), line: open.line, value };
    match into {
        Into::Defaults => parsed.defaults.push(entry),
        Into::Section(section) => parsed.sections[section].push(entry),
        Into::Nowhere => {}
    }
}
