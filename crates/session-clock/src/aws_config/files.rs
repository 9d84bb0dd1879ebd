//! Both files put together: which profiles there are and what each of them has, as `botocore.configloader.build_profile_map` and
//! `Session.full_config` do it. It never decides where credentials come from.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::ini::{Entry, Fault, Parsed, Section, Value, Wrong, parse};
use super::python::shell_words;
use super::secrets::Hidden;
use super::{Argument, Detail, File, Finding, Hop, Level, Start, Told};

/// Sections of the config file that AWS CLI uses beside profiles.
const OTHER_SECTIONS: &[&str] = &["plugins", "preview"];

/// Which file something stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// `~/.aws/config`.
    Config,
    /// `~/.aws/credentials`.
    Credentials,
}

/// A line of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) which: Which,
    pub(super) line: u32,
}

/// One call and what comes of it.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) hop: Hop,
    pub(super) duration: Option<i64>,
    pub(super) findings: Vec<Finding>,
}

/// A profile, from either file or both.
pub(super) struct Row {
    pub(super) name: Arc<str>,
    pub(super) config: Option<usize>,
    pub(super) credentials: Option<usize>,
    /// Its chain's beginning when it is a source or assumes no role, once that was looked for.
    pub(super) start: Option<Result<Option<Start>, Box<Finding>>>,
    /// Its own AssumeRole, once that was looked at.
    pub(super) call: Option<Call>,
}

pub(super) struct Files<'a> {
    pub(super) config: Parsed,
    pub(super) credentials: Parsed,
    pub(super) names: [Arc<str>; 2],
    pub(super) rows: Vec<Row>,
    pub(super) by_name: HashMap<Arc<str>, usize>,
    pub(super) sso_sessions: HashMap<Arc<str>, usize>,
    pub(super) services: HashMap<Arc<str>, usize>,
    pub(super) findings: Vec<Finding>,
    pub(super) maxima: &'a Told,
    /// For each profile, the last walk that visited it, to detect loops.
    pub(super) walked: Vec<u32>,
    pub(super) walk: u32,
    /// Where an sso-session differs from `[DEFAULT]`: four for each section, for profiles of the config file, the credentials file, and both.
    pub(super) conflicts: RefCell<Vec<Conflicts>>,
    /// The places in the config file's `[DEFAULT]` of what the credentials file's says differently.
    pub(super) differing: Vec<usize>,
}

/// Where an sso-session differs, as far as somebody asked.
#[derive(Default)]
pub(super) struct Conflicts {
    /// So many of its keys were looked at.
    pub(super) looked: usize,
    /// Those that differ.
    pub(super) found: Vec<usize>,
}

impl<'a> Files<'a> {
    pub(super) fn new(config: File, credentials: File, maxima: &'a Told, also: &[&str]) -> Files<'a> {
        let mut hidden = Hidden::default();
        let mut files = Files {
            config: parse(config.text, also, &mut hidden),
            credentials: parse(credentials.text, also, &mut hidden),
            names: [config.name.into(), credentials.name.into()],
            rows: Vec::new(),
            by_name: HashMap::new(),
            sso_sessions: HashMap::new(),
            services: HashMap::new(),
            findings: Vec::new(),
            maxima,
            walked: Vec::new(),
            walk: 0,
            conflicts: RefCell::default(),
            differing: Vec::new(),
        };
        files.tell_faults();
        if !files.unreadable() {
            files.map_profiles(&mut hidden);
        }
        files
    }

    pub(super) fn unreadable(&self) -> bool {
        !self.config.faults.is_empty() || !self.credentials.faults.is_empty()
    }

    pub(super) fn name(&self, which: Which) -> Arc<str> {
        self.names[which as usize].clone()
    }

    pub(super) fn parsed(&self, which: Which) -> &Parsed {
        match which {
            Which::Config => &self.config,
            Which::Credentials => &self.credentials,
        }
    }

    pub(super) fn finding(
        &self,
        level: Level,
        detail: Detail,
        key: Option<&'static str>,
        place: Place,
        arguments: Vec<Argument>,
    ) -> Finding {
        let line = Some(place.line).filter(|line| *line > 0);
        Finding { level, code: detail.code(), key, file: self.name(place.which), line, aws_says: None, detail, arguments }
    }

    fn tell_faults(&mut self) {
        let mut findings = Vec::new();
        for which in [Which::Config, Which::Credentials] {
            let parsed = self.parsed(which);
            for Fault { wrong, line, key, before } in &parsed.faults {
                let detail = match wrong {
                    Wrong::NotUtf8 => Detail::NotUtf8,
                    Wrong::ByteOrderMark => Detail::ByteOrderMark,
                    Wrong::NoSection => Detail::NoSection,
                    Wrong::DuplicateSection => Detail::DuplicateSection,
                    Wrong::DuplicateKey => Detail::DuplicateKey,
                    Wrong::Unreadable => Detail::Unreadable,
                    Wrong::NestedUnreadable => Detail::NestedUnreadable,
                };
                let place = Place { which, line: *line };
                // botocore's own text repeats the line, which may hold a secret.
                findings.push(self.finding(Level::Error, detail, *key, place, vec![before.to_string().into()]));
            }
            if parsed.more_faults > 0 {
                let place = Place { which, line: 0 };
                let arguments = vec![parsed.more_faults.to_string().into()];
                findings.push(self.finding(Level::Error, Detail::MoreFaults, None, place, arguments));
            }
        }
        self.findings = findings;
    }

    /// `build_profile_map` for the config file; then `Session.full_config` puts each section of the credentials file in, under its
    /// bare name.
    fn map_profiles(&mut self, hidden: &mut Hidden) {
        let mut findings = Vec::new();
        for (at, section) in self.config.sections.iter().enumerate() {
            let place = Place { which: Which::Config, line: section.line };
            // `_parse_section`: two shell words; the second is the name. What else begins so is dropped without a word.
            let mut shown = |name: &str| Arc::<str>::from(hidden.fit_name(name, section.torn));
            let mut second = || {
                let name = shell_words(&section.name).filter(|words| words.len() == 2)?.pop()?;
                Some(shown(&name))
            };
            let name = if section.name.starts_with("profile") {
                second()
            } else if section.name.starts_with("sso-session") {
                if let Some(name) = second() {
                    self.sso_sessions.insert(name, at);
                    continue;
                }
                None
            } else if section.name.starts_with("services")
                && let Some(name) = second()
            {
                self.services.insert(name, at);
                continue;
            } else if OTHER_SECTIONS.contains(&&*section.name) {
                continue;
            } else if section.name == "default" {
                Some(shown(&section.name))
            } else {
                None
            };
            let Some(name) = name else {
                let arguments = vec![shown(&section.name).to_string().into()];
                findings.push(self.finding(Level::Warning, Detail::SectionIgnored, None, place, arguments));
                continue;
            };
            match self.by_name.get(&name) {
                // `profiles.update` and `profiles[key] = values` replace the whole, and keep the place in the order.
                Some(row) => {
                    if let Some(before) = self.rows[*row].config.replace(at) {
                        let earlier = Place { line: self.config.sections[before].line, ..place };
                        let arguments = vec![section.line.to_string().into(), name.to_string().into()];
                        findings.push(self.finding(Level::Warning, Detail::ProfileReplaced, None, earlier, arguments));
                    }
                }
                None => {
                    self.by_name.insert(name.clone(), self.rows.len());
                    self.rows.push(Row { name, config: Some(at), credentials: None, start: None, call: None });
                }
            }
        }
        for (at, section) in self.credentials.sections.iter().enumerate() {
            let name: Arc<str> = hidden.fit_name(&section.name, section.torn).into();
            match self.by_name.get(&name) {
                Some(row) => self.rows[*row].credentials = Some(at),
                None => {
                    self.by_name.insert(name.clone(), self.rows.len());
                    self.rows.push(Row { name: name.clone(), config: None, credentials: Some(at), start: None, call: None });
                }
            }
            if section.name.starts_with("profile ") {
                let place = Place { which: Which::Credentials, line: section.line };
                let arguments = vec![name.to_string().into()];
                findings.push(self.finding(Level::Warning, Detail::ProfilePrefix, None, place, arguments));
            }
        }
        self.walked = vec![0; self.rows.len()];
        let entries = &self.config.defaults.entries;
        let other = |entry: &Entry| self.credentials.defaults.get(&entry.key).is_some_and(|ours| differs(entry, ours));
        self.differing = (0..entries.len()).filter(|at| other(&entries[*at])).collect();
        self.findings.extend(findings);
    }

    pub(super) fn section(&self, row: usize, which: Which) -> Option<&Section> {
        let row = &self.rows[row];
        match which {
            Which::Config => row.config.map(|at| &self.config.sections[at]),
            Which::Credentials => row.credentials.map(|at| &self.credentials.sections[at]),
        }
    }

    /// A key in one file alone.
    pub(super) fn get_in(&self, row: usize, which: Which, key: &str) -> Option<&Entry> {
        self.parsed(which).get(self.section(row, which)?, key)
    }

    /// A key in both files put together: `full_config` updates the profile with the credentials file's keys, so those count.
    pub(super) fn get(&self, row: usize, key: &str) -> Option<(&Entry, Place)> {
        let found = |which| self.get_in(row, which, key).map(|entry| (entry, Place { which, line: entry.line }));
        found(Which::Credentials).or_else(|| found(Which::Config))
    }

    pub(super) fn value(&self, row: usize, key: &str) -> Option<&Value> {
        self.get(row, key).map(|(entry, _)| &entry.value)
    }

    pub(super) fn has(&self, row: usize, key: &str) -> bool {
        self.get(row, key).is_some()
    }

    /// The section's header.
    pub(super) fn header(&self, row: usize) -> Place {
        let at = |which| self.section(row, which).map(|section| Place { which, line: section.line });
        at(Which::Config).or_else(|| at(Which::Credentials)).unwrap_or(Place { which: Which::Config, line: 0 })
    }

    pub(super) fn place_of(&self, row: usize, key: &str) -> Place {
        self.get(row, key).map_or_else(|| self.header(row), |(_, place)| place)
    }

    pub(super) fn error(&self, row: usize, detail: Detail, key: &'static str, arguments: Vec<Argument>) -> Finding {
        self.finding(Level::Error, detail, Some(key), self.place_of(row, key), arguments)
    }

    pub(super) fn label(&self, row: usize) -> Argument {
        self.rows[row].name.to_string().into()
    }

    /// `AssumeRoleProvider._has_assume_role_config_vars`. A web identity token file counts also where it is empty.
    pub(super) fn assumes_role(&self, row: usize) -> bool {
        self.has(row, "role_arn") && !self.has(row, "web_identity_token_file")
    }

    /// `AssumeRoleProvider._has_static_credentials`: one of the two is enough.
    pub(super) fn has_static_keys(&self, row: usize) -> bool {
        self.has(row, "aws_secret_access_key") || self.has(row, "aws_access_key_id")
    }

    /// An indented block where botocore wants a string: it fails in one place or another.
    pub(super) fn block(&self, row: usize, keys: &[&'static str]) -> Option<Finding> {
        let key = keys.iter().copied().find(|key| self.value(row, key).is_some_and(|value| value.nested))?;
        Some(self.error(row, Detail::BlockNotValue, key, vec![key.into()]))
    }
}

pub(super) fn differs(one: &Entry, other: &Entry) -> bool {
    one.value.hash != other.value.hash || one.value.nested != other.value.nested
}

/// A value as it is shown: only the first of several lines, because the rest may be another key's secret. [`Hidden`] has seen that one.
pub(super) fn shown(value: &Value) -> String {
    if value.continues == 0 { value.text().to_owned() } else { format!("{} …", value.text()) }
}
