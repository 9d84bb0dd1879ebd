//! From sections to chains: `botocore.configloader.build_profile_map`, `Session.full_config`, and the credential providers in the order
//! of `create_credential_resolver`.

use std::collections::HashMap;
use std::sync::Arc;

use super::ini::{Entry, Fault, Parsed, Section, Value, Wrong, known_key, parse};
use super::python::{Int, int, repr, shell_words};
use super::{Code, File, Finding, Hop, Level, Profile, Report, RoleMaxima, Sent, Start};
use crate::figures;
use crate::grammar::{Because, Client, Outcome, Principal, Question, Requested, Session, Via};
use crate::rules::{self, sts};
use crate::words::{Part, Phrase, config as words};

/// The most roles in one chain. `AssumeRoleProvider` follows `source_profile` by recursion, and then each call waits for the one
/// before it in a recursion of its own: under Python's default limit botocore 1.44.5 gets to 130 and not to 150 (run).
pub const LONGEST_CHAIN: usize = 128;

/// The shortest values that botocore's validator lets through (service model of STS).
const SHORTEST: &[(&str, &str, usize)] = &[
    ("role_session_name", "RoleSessionName", 2),
    ("external_id", "ExternalId", 2),
    ("mfa_serial", "SerialNumber", 9),
    ("role_arn", "RoleArn", 20),
];

/// Sections of the config file that AWS CLI uses beside profiles.
const OTHER_SECTIONS: &[&str] = &["plugins", "preview"];

/// Looks at both files, each profile as if named with `--profile`.
pub fn check(config: File, credentials: File, maxima: &RoleMaxima) -> Report {
    check_profiles(config, credentials, maxima, None)
}

/// The same for some profiles only, in the order of the files; one that is not there gets [`Code::ProfileMissing`].
pub fn check_profiles(config: File, credentials: File, maxima: &RoleMaxima, only: Option<&[String]>) -> Report {
    let mut files = Files::new(config, credentials, maxima);
    if files.unreadable() {
        return Report { profiles: Vec::new(), findings: files.findings };
    }
    let mut profiles: Vec<Profile> = match only {
        None => (0..files.rows.len()).map(|at| files.profile(at)).collect(),
        Some(only) => {
            let mut wanted: Vec<usize> = only.iter().filter_map(|name| files.by_name.get(&**name).copied()).collect();
            wanted.sort_unstable();
            wanted.dedup();
            wanted.into_iter().map(|at| files.profile(at)).collect()
        }
    };
    for (at, name) in only.unwrap_or_default().iter().enumerate() {
        if !files.by_name.contains_key(&**name) && !only.unwrap_or_default()[..at].contains(name) {
            profiles.push(files.missing(name));
        }
    }
    Report { profiles, findings: files.findings }
}

/// Which file something stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Config,
    Credentials,
}

/// A line of a file.
#[derive(Debug, Clone, Copy)]
struct Place {
    which: Which,
    line: u32,
}

/// A profile, from either file or both.
struct Row {
    name: Arc<str>,
    config: Option<usize>,
    credentials: Option<usize>,
    /// Its chain's beginning when it is a source or assumes no role, once that was looked for.
    start: Option<Result<Option<Start>, Box<Finding>>>,
    /// Its own AssumeRole, once that was looked at.
    call: Option<Call>,
}

/// One call and what comes of it.
#[derive(Clone)]
struct Call {
    hop: Hop,
    duration: Option<i64>,
    findings: Vec<Finding>,
}

/// Where a role's source credentials come from.
#[derive(Clone, Copy)]
enum Source {
    /// The profile whose keys, or whatever else it has, begin the chain.
    Profile(usize),
    /// `credential_source`.
    Named(Start),
    /// A profile that assumes a role itself.
    Role(usize),
}

struct Files<'a> {
    config: Parsed,
    credentials: Parsed,
    names: [Arc<str>; 2],
    rows: Vec<Row>,
    by_name: HashMap<Arc<str>, usize>,
    sso_sessions: HashMap<String, usize>,
    services: HashMap<String, usize>,
    findings: Vec<Finding>,
    maxima: &'a RoleMaxima,
    /// For each profile the walk that came by last, to see loops.
    walked: Vec<u32>,
    walk: u32,
}

impl<'a> Files<'a> {
    fn new(config: File, credentials: File, maxima: &'a RoleMaxima) -> Files<'a> {
        let mut files = Files {
            config: parse(config.text),
            credentials: parse(credentials.text),
            names: [config.name.into(), credentials.name.into()],
            rows: Vec::new(),
            by_name: HashMap::new(),
            sso_sessions: HashMap::new(),
            services: HashMap::new(),
            findings: Vec::new(),
            maxima,
            walked: Vec::new(),
            walk: 0,
        };
        files.tell_faults();
        if !files.unreadable() {
            files.map_profiles();
        }
        files
    }

    fn unreadable(&self) -> bool {
        !self.config.faults.is_empty() || !self.credentials.faults.is_empty()
    }

    fn name(&self, which: Which) -> Arc<str> {
        self.names[which as usize].clone()
    }

    fn parsed(&self, which: Which) -> &Parsed {
        match which {
            Which::Config => &self.config,
            Which::Credentials => &self.credentials,
        }
    }

    fn finding(&self, level: Level, code: Code, key: Option<&'static str>, place: Place, phrase: Phrase, fill: Vec<Part>) -> Finding {
        let line = Some(place.line).filter(|line| *line > 0);
        Finding { level, code, key, file: self.name(place.which), line, aws_says: None, phrase, fill }
    }

    fn tell_faults(&mut self) {
        let mut findings = Vec::new();
        for which in [Which::Config, Which::Credentials] {
            let parsed = self.parsed(which);
            for Fault { wrong, line, key, before } in &parsed.faults {
                let (code, phrase) = match wrong {
                    Wrong::NotUtf8 => (Code::NotUtf8, words::NOT_UTF8),
                    Wrong::ByteOrderMark => (Code::ByteOrderMark, words::BYTE_ORDER_MARK),
                    Wrong::NoSection => (Code::NoSection, words::NO_SECTION),
                    Wrong::DuplicateSection => (Code::DuplicateSection, words::DUPLICATE_SECTION),
                    Wrong::DuplicateKey => (Code::DuplicateKey, words::DUPLICATE_KEY),
                    Wrong::Unreadable => (Code::UnreadableLine, words::UNREADABLE),
                    Wrong::NestedUnreadable => (Code::UnreadableLine, words::NESTED_UNREADABLE),
                };
                let place = Place { which, line: *line };
                // botocore's own text repeats the line, which may hold a secret.
                findings.push(self.finding(Level::Error, code, *key, place, phrase, vec![before.to_string().into()]));
            }
            if parsed.more_faults > 0 {
                let place = Place { which, line: 0 };
                let fill = vec![parsed.more_faults.to_string().into()];
                findings.push(self.finding(Level::Error, Code::UnreadableLine, None, place, words::MORE_FAULTS, fill));
            }
        }
        self.findings = findings;
    }

    /// `build_profile_map` for the config file; then `Session.full_config` puts each section of the credentials file in, under its
    /// bare name.
    fn map_profiles(&mut self) {
        let mut findings = Vec::new();
        for (at, section) in self.config.sections.iter().enumerate() {
            let place = Place { which: Which::Config, line: section.line };
            // `_parse_section`: two shell words, of which the second is the name. What else begins so is dropped without a word.
            let second = || shell_words(&section.name).filter(|words| words.len() == 2).and_then(|mut words| words.pop());
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
                Some(section.name.clone())
            } else {
                None
            };
            let Some(name) = name else {
                let fill = vec![section.name.clone().into()];
                findings.push(self.finding(Level::Warning, Code::SectionIgnored, None, place, words::SECTION_IGNORED, fill));
                continue;
            };
            let name: Arc<str> = name.into();
            match self.by_name.get(&name) {
                // `profiles.update` and `profiles[key] = values` replace the whole, and keep the place in the order.
                Some(row) => {
                    if let Some(before) = self.rows[*row].config.replace(at) {
                        let earlier = Place { line: self.config.sections[before].line, ..place };
                        let fill = vec![section.line.to_string().into(), name.to_string().into()];
                        findings.push(self.finding(Level::Warning, Code::ProfileReplaced, None, earlier, words::PROFILE_REPLACED, fill));
                    }
                }
                None => {
                    self.by_name.insert(name.clone(), self.rows.len());
                    self.rows.push(Row { name, config: Some(at), credentials: None, start: None, call: None });
                }
            }
        }
        for (at, section) in self.credentials.sections.iter().enumerate() {
            let name: Arc<str> = section.name.as_str().into();
            match self.by_name.get(&name) {
                Some(row) => self.rows[*row].credentials = Some(at),
                None => {
                    self.by_name.insert(name.clone(), self.rows.len());
                    self.rows.push(Row { name, config: None, credentials: Some(at), start: None, call: None });
                }
            }
            if section.name.starts_with("profile ") {
                let place = Place { which: Which::Credentials, line: section.line };
                let fill = vec![section.name.clone().into()];
                findings.push(self.finding(Level::Warning, Code::ProfilePrefix, None, place, words::PROFILE_PREFIX, fill));
            }
        }
        self.walked = vec![0; self.rows.len()];
        self.findings.extend(findings);
    }

    fn section(&self, row: usize, which: Which) -> Option<&Section> {
        let row = &self.rows[row];
        match which {
            Which::Config => row.config.map(|at| &self.config.sections[at]),
            Which::Credentials => row.credentials.map(|at| &self.credentials.sections[at]),
        }
    }

    /// A key in one file alone.
    fn get_in(&self, row: usize, which: Which, key: &str) -> Option<&Entry> {
        self.parsed(which).get(self.section(row, which)?, key)
    }

    /// A key in both files put together: `full_config` updates the profile with the credentials file's keys, so those count.
    fn get(&self, row: usize, key: &str) -> Option<(&Entry, Place)> {
        let found = |which| self.get_in(row, which, key).map(|entry| (entry, Place { which, line: entry.line }));
        found(Which::Credentials).or_else(|| found(Which::Config))
    }

    fn value(&self, row: usize, key: &str) -> Option<&Value> {
        self.get(row, key).map(|(entry, _)| &entry.value)
    }

    fn has(&self, row: usize, key: &str) -> bool {
        self.get(row, key).is_some()
    }

    /// The section's header.
    fn header(&self, row: usize) -> Place {
        let at = |which| self.section(row, which).map(|section| Place { which, line: section.line });
        at(Which::Config).or_else(|| at(Which::Credentials)).unwrap_or(Place { which: Which::Config, line: 0 })
    }

    fn place_of(&self, row: usize, key: &str) -> Place {
        self.get(row, key).map_or_else(|| self.header(row), |(_, place)| place)
    }

    fn error(&self, row: usize, code: Code, key: &'static str, phrase: Phrase, fill: Vec<Part>) -> Finding {
        self.finding(Level::Error, code, Some(key), self.place_of(row, key), phrase, fill)
    }

    fn label(&self, row: usize) -> Part {
        self.rows[row].name.to_string().into()
    }

    /// `AssumeRoleProvider._has_assume_role_config_vars`. A web identity token file counts also where it is empty.
    fn assumes_role(&self, row: usize) -> bool {
        self.has(row, "role_arn") && !self.has(row, "web_identity_token_file")
    }

    /// `AssumeRoleProvider._has_static_credentials`: one of the two is enough.
    fn has_static_keys(&self, row: usize) -> bool {
        self.has(row, "aws_secret_access_key") || self.has(row, "aws_access_key_id")
    }

    /// An indented block where botocore wants a string: it fails in one place or another.
    fn block(&self, row: usize, keys: &[&'static str]) -> Option<Finding> {
        let key = keys.iter().copied().find(|key| self.value(row, key).is_some_and(|value| value.nested))?;
        Some(self.error(row, Code::BlockNotValue, key, words::BLOCK_NOT_VALUE, vec![key.into()]))
    }

    /// What a profile gives that assumes no role, or is a source with keys: the providers of `ProfileProviderBuilder.providers` in order.
    /// `Ok(None)` where none of them gives anything.
    fn start(&mut self, row: usize) -> Result<Option<Start>, Box<Finding>> {
        if self.rows[row].start.is_none() {
            let found = self.find_start(row);
            self.rows[row].start = Some(found);
        }
        self.rows[row].start.clone().unwrap_or(Ok(None))
    }

    fn find_start(&self, row: usize) -> Result<Option<Start>, Box<Finding>> {
        if self.value(row, "web_identity_token_file").is_some_and(|file| !file.is_empty()) {
            return self.web_identity(row).map(Some);
        }
        // `SSOProvider._load_sso_config`: either of the two says that it is meant.
        if self.has(row, "sso_role_name") || self.has(row, "sso_account_id") {
            return self.identity_center(row).map(Some);
        }
        if let Some(start) = self.static_keys(row, Which::Credentials)? {
            return Ok(Some(start));
        }
        if self.has(row, "login_session") {
            return self.block(row, &["login_session"]).map_or(Ok(Some(Start::Login)), |block| Err(block.into()));
        }
        if let Some(command) = self.value(row, "credential_process") {
            if let Some(block) = self.block(row, &["credential_process"]) {
                return Err(block.into());
            }
            if command.is_empty() || !command.splits {
                return Err(self.error(row, Code::ProcessUnreadable, "credential_process", words::PROCESS_UNREADABLE, vec![]).into());
            }
            return Ok(Some(Start::Process));
        }
        self.static_keys(row, Which::Config)
    }

    /// `AssumeRoleWithWebIdentityProvider._assume_role_with_web_identity`.
    fn web_identity(&self, row: usize) -> Result<Start, Box<Finding>> {
        if self.value(row, "role_arn").is_none_or(Value::is_empty) {
            let fill = vec![self.label(row)];
            let mut finding = self.error(row, Code::WebIdentityNoRole, "web_identity_token_file", words::WEB_IDENTITY_NO_ROLE, fill);
            finding.aws_says = Some(
                "The provided profile or the current environment is configured to assume role with web identity but has no role ARN \
                 configured. Ensure that the profile has the role_arnconfiguration set or the AWS_ROLE_ARN env var is set."
                    .into(),
            );
            return Err(finding.into());
        }
        self.block(row, &["web_identity_token_file", "role_arn", "role_session_name"])
            .map_or(Ok(Start::WebIdentity), |block| Err(block.into()))
    }

    /// `SSOProvider._load_sso_config`, and `SSOTokenProvider._load_sso_config` for a profile with an sso-session.
    fn identity_center(&self, row: usize) -> Result<Start, Box<Finding>> {
        const NEEDED: [&str; 5] = ["sso_role_name", "sso_account_id", "sso_start_url", "sso_region", "sso_session"];
        if let Some(block) = self.block(row, &["sso_session"]) {
            return Err(block.into());
        }
        let name = &self.rows[row].name;
        let session = match self.value(row, "sso_session") {
            None => None,
            Some(value) => {
                let found = value.whole().and_then(|session| self.sso_sessions.get(session));
                let Some(found) = found else {
                    let fill = vec![self.label(row), shown(value).into()];
                    let mut finding = self.error(row, Code::SsoSessionMissing, "sso_session", words::SSO_SESSION_MISSING, fill);
                    let session = value.whole();
                    finding.aws_says = session.map(|session| format!("The specified sso-session does not exist: \"{session}\""));
                    return Err(finding.into());
                };
                Some(&self.config.sections[*found])
            }
        };
        if let Some(session) = session {
            self.consistent(row, session)?;
        }
        let in_session = |key: &str| session.and_then(|session| self.config.get(session, key)).is_some();
        let count = if session.is_some() { 5 } else { 4 };
        let missing: Vec<&str> = NEEDED[..count].iter().copied().filter(|key| !self.has(row, key) && !in_session(key)).collect();
        if !missing.is_empty() {
            let key = if self.has(row, "sso_role_name") { "sso_role_name" } else { "sso_account_id" };
            let missing = missing.join(", ");
            let mut finding =
                self.error(row, Code::SsoIncomplete, key, words::SSO_INCOMPLETE, vec![self.label(row), missing.clone().into()]);
            finding.aws_says =
                Some(format!("The profile \"{name}\" is configured to use SSO but is missing required configuration: {missing}"));
            return Err(finding.into());
        }
        self.token(row)?;
        Ok(Start::IdentityCenter)
    }

    /// `SSOTokenProvider._load_sso_config`: the sso-session by itself has to say where it is. It is asked for the permission set's
    /// credentials, and for every client that is made under a profile with `sso_session`, whatever else gives the credentials
    /// (`Session.create_client` asks `get_auth_token` first).
    fn token(&self, row: usize) -> Result<(), Box<Finding>> {
        let Some((value, place)) = self.get(row, "sso_session").map(|(entry, place)| (&entry.value, place)) else { return Ok(()) };
        if let Some(block) = self.block(row, &["sso_session"]) {
            return Err(block.into());
        }
        let (name, label) = (&self.rows[row].name, shown(value));
        let session = value.whole().and_then(|session| self.sso_sessions.get(session)).map(|at| &self.config.sections[*at]);
        let Some(session) = session.filter(|session| self.config.entries(session).next().is_some()) else {
            let fill = vec![self.label(row), label.clone().into()];
            let key = Some("sso_session");
            let mut finding = self.finding(Level::Error, Code::SsoSessionMissing, key, place, words::SSO_SESSION_MISSING, fill);
            finding.aws_says = value.whole().map(|label| {
                format!(
                    "The profile \"{name}\" is configured to use the SSO token provider but the \"{label}\" sso_session configuration \
                     does not exist."
                )
            });
            return Err(finding.into());
        };
        let missing: Vec<&str> =
            ["sso_start_url", "sso_region"].into_iter().filter(|key| self.config.get(session, key).is_none()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let place = Place { which: Which::Config, line: session.line };
        let fill = vec![label.into(), missing.join(", ").into()];
        let mut finding = self.finding(Level::Error, Code::SsoIncomplete, None, place, words::SSO_SESSION_INCOMPLETE, fill);
        let list: Vec<String> = missing.into_iter().map(repr).collect();
        finding.aws_says = Some(format!(
            "The profile \"{name}\" is configured to use the SSO token provider but is missing the following configuration: [{}].",
            list.join(", ")
        ));
        Err(finding.into())
    }

    /// `ConfiguredEndpointProvider._get_services_config`: asked for every client that is made under the profile, those of its own hops
    /// too.
    fn services(&self, row: usize) -> Result<(), Box<Finding>> {
        let Some(value) = self.value(row, "services") else { return Ok(()) };
        // `ensure_boolean`.
        let ignored = self.value(row, "ignore_configured_endpoint_urls").and_then(Value::whole);
        if ignored.is_some_and(|ignored| ignored.eq_ignore_ascii_case("true")) {
            return Ok(());
        }
        if let Some(block) = self.block(row, &["services"]) {
            return Err(block.into());
        }
        let section = value.whole().and_then(|services| self.services.get(services)).map(|at| &self.config.sections[*at]);
        if section.is_some_and(|section| self.config.entries(section).next().is_some()) {
            return Ok(());
        }
        let fill = vec![self.label(row), shown(value).into()];
        let mut finding = self.error(row, Code::ServicesMissing, "services", words::SERVICES_MISSING, fill);
        finding.aws_says = value.whole().map(|services| {
            format!("The profile is configured to use the services section but the \"{services}\" services configuration does not exist.")
        });
        Err(finding.into())
    }

    /// `SSOProvider._resolve_sso_session_reference`: a key in both must say the same.
    fn consistent(&self, row: usize, session: &Section) -> Result<(), Box<Finding>> {
        let differs = |theirs: &Entry, ours: &Entry| theirs.value.hash != ours.value.hash || theirs.value.nested != ours.value.nested;
        // The shorter of the two lists is gone through; botocore names the first in the session's order.
        let own = |which| self.section(row, which).map_or(0, |section| section.entries.len() + self.parsed(which).defaults.entries.len());
        let profile_keys = own(Which::Config) + own(Which::Credentials);
        let first = if profile_keys < session.entries.len() {
            let mut found: Option<&Entry> = None;
            for which in [Which::Credentials, Which::Config] {
                let entries = self.section(row, which).into_iter().flat_map(|section| self.parsed(which).entries(section));
                for entry in entries {
                    if let Some(theirs) = self.config.get(session, &entry.key)
                        && let Some((ours, _)) = self.get(row, &entry.key)
                        && differs(theirs, ours)
                        && found.is_none_or(|found| theirs.line < found.line)
                    {
                        found = Some(theirs);
                    }
                }
            }
            found
        } else {
            self.config.entries(session).find(|theirs| self.get(row, &theirs.key).is_some_and(|(ours, _)| differs(theirs, ours)))
        };
        let Some(theirs) = first else { return Ok(()) };
        let Some((ours, place)) = self.get(row, &theirs.key) else { return Ok(()) };
        let key = known_key(&theirs.key);
        let fill = vec![self.label(row), key.unwrap_or("a key").into()];
        let mut finding = self.finding(Level::Error, Code::SsoInconsistent, key, place, words::SSO_INCONSISTENT, fill);
        // Only values that were kept can be shown; the others may be secrets.
        if let (Some(key), Some(ours), Some(theirs)) = (key, ours.value.whole(), theirs.value.whole()) {
            finding.aws_says = Some(format!("The value for {key} is inconsistent between profile ({ours}) and sso-session ({theirs})."));
        }
        Err(finding.into())
    }

    /// `SharedCredentialProvider.load` and `ConfigProvider.load`: each looks into its own file only.
    fn static_keys(&self, row: usize, which: Which) -> Result<Option<Start>, Box<Finding>> {
        let Some(access) = self.get_in(row, which, "aws_access_key_id") else { return Ok(None) };
        if self.get_in(row, which, "aws_secret_access_key").is_none() {
            let place = Place { which, line: access.line };
            let fill = vec![self.label(row)];
            let mut finding = self.finding(Level::Error, Code::PartialKeys, Some("aws_access_key_id"), place, words::PARTIAL_KEYS, fill);
            let provider = match which {
                Which::Config => "config-file",
                Which::Credentials => "shared-credentials-file",
            };
            finding.aws_says = Some(format!("Partial credentials found in {provider}, missing: aws_secret_access_key"));
            return Err(finding.into());
        }
        // `_get_session_token`: the first of the two that is there, also an empty one, which signs nothing.
        let token = ["aws_security_token", "aws_session_token"].iter().find_map(|key| self.get_in(row, which, key));
        Ok(Some(if token.is_some_and(|token| !token.value.is_empty()) { Start::SessionKeys } else { Start::Keys }))
    }

    /// Where the credentials come from with which a profile's role is assumed: `_get_role_config` with its checks, then the one step of
    /// `_resolve_source_credentials`.
    fn source(&self, row: usize, visited: &[usize]) -> Result<Source, Box<Finding>> {
        if let Some(block) = self.block(row, &["duration_seconds"]) {
            return Err(block.into());
        }
        let name = &self.rows[row].name;
        let source = self.value(row, "source_profile");
        let named = self.value(row, "credential_source");
        match (source, named) {
            (Some(_), Some(_)) => {
                let key = "credential_source";
                let mut finding =
                    self.error(row, Code::SourceAndCredentialSource, key, words::SOURCE_AND_CREDENTIAL_SOURCE, vec![self.label(row)]);
                finding.aws_says = Some(format!("The profile \"{name}\" contains both source_profile and credential_source."));
                Err(finding.into())
            }
            (None, None) => {
                let mut finding = self.error(row, Code::NoSource, "role_arn", words::NO_SOURCE, vec![self.label(row)]);
                finding.aws_says = Some("Partial credentials found in assume-role, missing: source_profile or credential_source".into());
                Err(finding.into())
            }
            // `CanonicalNameCredentialSourcer.is_supported` tells upper from lower case.
            (None, Some(named)) => match named.whole() {
                Some("Environment") => Ok(Source::Named(Start::Environment)),
                Some("Ec2InstanceMetadata") => Ok(Source::Named(Start::Ec2)),
                Some("EcsContainer") => Ok(Source::Named(Start::Ecs)),
                whole => {
                    let fill = vec![self.label(row)];
                    let key = "credential_source";
                    let mut finding = self.error(row, Code::CredentialSourceUnknown, key, words::CREDENTIAL_SOURCE_UNKNOWN, fill);
                    finding.aws_says =
                        whole.map(|whole| format!("The credential source \"{whole}\" referenced in profile \"{name}\" is not valid."));
                    Err(finding.into())
                }
            },
            (Some(source), None) => self.source_profile(row, source, visited),
        }
    }

    /// `_validate_source_profile`, then the choice of `_resolve_credentials_from_profile`.
    fn source_profile(&self, row: usize, value: &Value, visited: &[usize]) -> Result<Source, Box<Finding>> {
        if let Some(block) = self.block(row, &["source_profile"]) {
            return Err(block.into());
        }
        let name = &self.rows[row].name;
        let Some(source) = value.whole().and_then(|source| self.by_name.get(source)).copied() else {
            let fill = vec![self.label(row), shown(value).into()];
            let mut finding = self.error(row, Code::SourceMissing, "source_profile", words::SOURCE_MISSING, fill);
            finding.aws_says =
                value.whole().map(|source| format!("The source_profile \"{source}\" referenced in the profile \"{name}\" does not exist."));
            return Err(finding.into());
        };
        let own_keys = self.has_static_keys(source);
        if self.walked[source] == self.walk && !(source == row && own_keys) {
            // A profile may be its own source where it has keys; any other way back is a loop, keys or not.
            let fill = vec![self.label(row), self.label(source)];
            let phrase = if source == row { words::SOURCE_LOOP_SELF } else { words::SOURCE_LOOP };
            let mut finding = self.error(row, Code::SourceLoop, "source_profile", phrase, fill);
            let list: Vec<String> = visited.iter().map(|row| repr(&self.rows[*row].name)).collect();
            finding.aws_says = Some(format!(
                "Infinite loop in credential configuration detected. Attempting to load from profile {} which has already been visited. \
                 Visited profiles: [{}]",
                self.rows[source].name,
                list.join(", ")
            ));
            return Err(finding.into());
        }
        Ok(if own_keys || !self.assumes_role(source) { Source::Profile(source) } else { Source::Role(source) })
    }

    /// Follows a chain to its beginning, without recursion. The profiles whose roles are assumed, outermost first, and what
    /// comes before them.
    fn chain(&mut self, top: usize) -> Result<(Vec<usize>, Start, usize), Box<Finding>> {
        self.walk += 1;
        let mut roles = Vec::new();
        let mut row = top;
        loop {
            self.walked[row] = self.walk;
            roles.push(row);
            if roles.len() > LONGEST_CHAIN {
                let fill = vec![LONGEST_CHAIN.to_string().into()];
                return Err(self.error(top, Code::ChainTooLong, "source_profile", words::CHAIN_TOO_LONG, fill).into());
            }
            match self.source(row, &roles)? {
                Source::Role(next) => row = next,
                Source::Named(start) => return Ok((roles, start, row)),
                Source::Profile(source) => {
                    let Some(start) = self.start(source)? else {
                        let fill = vec![self.label(source), self.label(row)];
                        let mut finding = self.error(row, Code::NoCredentials, "source_profile", words::SOURCE_NO_CREDENTIALS, fill);
                        finding.aws_says = Some(format!("The source profile \"{}\" must have credentials.", self.rows[source].name));
                        return Err(finding.into());
                    };
                    return Ok((roles, start, source));
                }
            }
        }
    }

    fn profile(&mut self, row: usize) -> Profile {
        let header = self.header(row);
        let mut profile = Profile {
            profile: self.rows[row].name.clone(),
            file: Some(self.name(header.which)),
            line: Some(header.line),
            start: None,
            chained: false,
            duration: None,
            hops: Vec::new(),
            findings: Vec::new(),
        };
        let found = if self.assumes_role(row) {
            self.chain(row).map(Some)
        } else {
            self.start(row).map(|start| start.map(|start| (Vec::new(), start, row)))
        };
        // Then the first client is made.
        let found = found.and_then(|found| self.token(row).and_then(|()| self.services(row)).map(|()| found));
        match found {
            Err(finding) => profile.findings.push(*finding),
            Ok(None) => {
                let mut finding = self.finding(Level::Warning, Code::NoCredentials, None, header, words::NO_CREDENTIALS, vec![]);
                finding.aws_says = Some("Unable to locate credentials".into());
                profile.findings.push(finding);
            }
            Ok(Some((roles, start, from))) => {
                profile.start = Some((start, self.rows[from].name.clone()));
                self.make_calls(&mut profile, &roles, start, from);
                if let Some(last) = roles.last()
                    && from != *last
                    && self.assumes_role(from)
                {
                    let place = self.place_of(*last, "source_profile");
                    let fill = vec![self.label(from), self.label(row)];
                    let key = Some("source_profile");
                    profile.findings.push(self.finding(
                        Level::Warning,
                        Code::SourceRoleIgnored,
                        key,
                        place,
                        words::SOURCE_ROLE_IGNORED,
                        fill,
                    ));
                }
            }
        }
        self.warn(row, &mut profile.findings);
        profile
    }

    /// The calls of a chain, first to last, and what AWS says of each.
    fn make_calls(&mut self, profile: &mut Profile, roles: &[usize], start: Start, from: usize) {
        profile.duration = start_duration(start);
        if start == Start::WebIdentity {
            let call = self.web_identity_call(from);
            profile.duration = call.duration;
            profile.findings.extend(call.findings);
            profile.hops.push(call.hop);
        }
        for (at, row) in roles.iter().enumerate().rev() {
            let innermost = at + 1 == roles.len();
            if self.rows[*row].call.is_none() {
                let call = self.assume_role_call(*row, if innermost { caller_of(start) } else { Caller::Known(Via::AssumeRole) }, from);
                self.rows[*row].call = Some(call);
            }
            if let Some(call) = &self.rows[*row].call {
                profile.hops.push(call.hop.clone());
                profile.duration = call.duration;
                // Warnings belong to the profile itself; errors stop every profile behind.
                let counts = |finding: &&Finding| at == 0 || finding.level == Level::Error;
                profile.findings.extend(call.findings.iter().filter(counts).cloned());
            }
        }
        profile.chained = profile.hops.last().is_some_and(|hop| hop.chained);
        if profile.findings.iter().any(|finding| finding.level == Level::Error) {
            profile.duration = None;
        }
    }

    fn hop(&self, row: usize, via: Via, duration_seconds: Option<Sent>) -> Hop {
        Hop {
            call: sts::Call::of(via).map_or("", |call| call.name),
            role_arn: self.value(row, "role_arn").map(shown).unwrap_or_default().into(),
            duration_seconds,
            profile: self.rows[row].name.clone(),
            chained: false,
        }
    }

    fn web_identity_call(&self, row: usize) -> Call {
        let via = Via::AssumeRoleWithWebIdentity;
        let mut findings = self.too_short(row, &["role_arn", "role_session_name"]);
        let outcome = self.ask(row, Session::new(via, Some(0)));
        let duration = self.judge(row, &outcome, &mut findings);
        Call { hop: self.hop(row, via, None), duration, findings }
    }

    /// One AssumeRole. Its life and refusal depend on its own settings and on the kind of its caller, so a short question is enough.
    fn assume_role_call(&self, row: usize, caller: Caller, from: usize) -> Call {
        let via = Via::AssumeRole;
        let sent = self.value(row, "duration_seconds").filter(|value| value.continues == 0).and_then(|value| int(value.text()));
        let sent = sent.map(|number| match number {
            Int::Small(seconds) => Sent::Seconds(seconds),
            Int::Huge(digits) => Sent::Huge(digits),
        });
        let mut findings = self.too_short(row, &["role_arn", "role_session_name", "external_id", "mfa_serial"]);
        if let Some(block) = self.block(row, &["role_arn", "role_session_name", "external_id", "mfa_serial"]) {
            findings.push(block);
        }
        let session = |caller: Via| {
            let mut inner = Session::new(caller, Some(0));
            if caller == Via::AccessKey {
                inner.principal = Some(Principal::IamUser);
            }
            let mut session = Session::new(via, Some(0));
            session.inner = Some(Box::new(inner));
            session.duration_seconds = sent.as_ref().map(|sent| match sent {
                Sent::Seconds(seconds) => Requested::Seconds(*seconds),
                // Beyond 32 bits all are the same to STS; the sign tells what botocore's minimum makes of it.
                Sent::Huge(digits) if digits.starts_with('-') => Requested::Seconds(i64::MIN),
                Sent::Huge(_) => Requested::Seconds(i64::MAX),
            });
            session
        };
        let known = match caller {
            Caller::Known(via) => via,
            // Nobody is accused of what is not known.
            Caller::Unknown => Via::AccessKey,
        };
        let outcome = self.ask(row, session(known));
        let duration = self.judge(row, &outcome, &mut findings);
        // A call that is refused for something else would be role chaining all the same.
        let plain = Session { duration_seconds: None, ..session(known) };
        let chained = matches!(self.ask(row, plain), Outcome::Ends(ends) if ends.chained);
        if let Outcome::Refused(refusal) = &outcome
            && let Because::OverRoleMax(_) = refusal.because
        {
            // Lowered to the role's maximum it may still be too much for a chain: both are told at once.
            let open = self.ask_with(figures::ROLE_MAX.most, session(known));
            self.judge(row, &open, &mut findings);
        }
        if matches!(caller, Caller::Unknown)
            && let Outcome::Refused(refusal) = self.ask_with(figures::ROLE_MAX.most, session(Via::GetSessionToken))
            && refusal.because == Because::OverChaining
            && let Some(Sent::Seconds(seconds)) = sent
        {
            let source = match self.value(from, "credential_process") {
                Some(_) if !self.has(row, "credential_source") => "credential_process",
                _ => "credential_source",
            };
            let fill = vec![source.into(), Part::Duration(figures::ROLE_CHAINING), Part::Duration(seconds)];
            let place = self.place_of(row, "duration_seconds");
            let code = Code::DurationMayExceedChainingLimit;
            let key = Some("duration_seconds");
            let mut finding = self.finding(Level::Warning, code, key, place, words::MAY_EXCEED_CHAINING, fill);
            finding.aws_says = refusal.message;
            findings.push(finding);
        }
        let hop = Hop { chained, ..self.hop(row, via, sent) };
        Call { hop, duration, findings }
    }

    /// Asks the rules, with the role's maximum where it was told; else the most that a role can have, so that nothing is refused
    /// for a maximum that nobody told.
    fn ask(&self, row: usize, session: Session) -> Outcome {
        let arn = self.value(row, "role_arn").and_then(Value::whole);
        self.ask_with(arn.and_then(|arn| self.maxima.of(arn)).unwrap_or(figures::ROLE_MAX.most), session)
    }

    fn ask_with(&self, role_max: i64, mut session: Session) -> Outcome {
        session.role_max = Some(role_max);
        rules::answer(&Question { id: None, client: Client::Botocore, session })
    }

    /// The life of what was obtained; a refusal becomes a finding.
    fn judge(&self, row: usize, outcome: &Outcome, findings: &mut Vec<Finding>) -> Option<i64> {
        let refusal = match outcome {
            Outcome::Ends(ends) => return ends.duration(),
            Outcome::Refused(refusal) => refusal,
            Outcome::Invalid(_) => return None,
        };
        let (code, phrase, figure) = match refusal.because {
            Because::OverChaining => (Code::DurationOverChainingLimit, words::OVER_CHAINING, figures::ROLE_CHAINING),
            Because::OverRoleMax(most) => (Code::DurationOverRoleMax, words::OVER_ROLE_MAX, most),
            Because::ClientMinimum(least) => (Code::DurationUnderMinimum, words::UNDER_MINIMUM, least),
            // Out of range, or beyond what STS can read.
            _ => (Code::DurationOverRange, words::OVER_RANGE, figures::ASSUME_ROLE.most),
        };
        let key = "duration_seconds";
        let asked = self.value(row, key).map(|value| int(value.text()));
        let (asked, huge) = match asked.flatten() {
            Some(Int::Small(seconds)) => (Part::Duration(seconds), None),
            Some(Int::Huge(digits)) => (digits.clone().into(), Some(digits)),
            None => ("".into(), None),
        };
        let mut finding = self.error(row, code, key, phrase, vec![self.label(row), Part::Duration(figure), asked]);
        finding.aws_says = match (huge, &refusal.message) {
            // The rules count in 64 bits; botocore names the number itself.
            (Some(digits), Some(message)) => Some(message.replace(&i64::MIN.to_string(), &digits)),
            (_, message) => message.clone(),
        };
        findings.push(finding);
        None
    }

    /// botocore's validator counts characters (`ParamValidator._validate_string`), and writes all it finds in one text.
    fn too_short(&self, row: usize, keys: &[&'static str]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (key, parameter, least) in SHORTEST.iter().filter(|(key, ..)| keys.contains(key)) {
            let Some(value) = self.value(row, key) else { continue };
            // An empty role_session_name is replaced (`BaseAssumeRoleCredentialFetcher`).
            if value.nested || value.chars >= *least || (*key == "role_session_name" && value.is_empty()) {
                continue;
            }
            let fill = vec![(*key).into(), least.to_string().into(), value.chars.to_string().into()];
            let mut finding = self.error(row, Code::ParameterTooShort, key, words::TOO_SHORT, fill);
            finding.aws_says = Some(format!(
                "Parameter validation failed:\nInvalid length for parameter {parameter}, value: {}, valid min length: {least}",
                value.chars
            ));
            findings.push(finding);
        }
        findings
    }

    /// What is not what it looks like in a profile's own section.
    fn warn(&self, row: usize, findings: &mut Vec<Finding>) {
        let assumes = self.assumes_role(row);
        if let Some((entry, place)) = self.get(row, "duration_seconds")
            && !entry.value.nested
        {
            let text = || short(&shown(&entry.value));
            let default = Part::Duration(figures::ASSUME_ROLE_DEFAULT);
            let ignored = if assumes {
                let number = entry.value.whole().and_then(int);
                let phrase = if entry.value.text().contains(['#', ';']) { words::DURATION_COMMENT } else { words::DURATION_NOT_INTEGER };
                number.is_none().then(|| (phrase, vec![text().into(), default]))
            } else if self.value(row, "web_identity_token_file").is_some_and(|file| !file.is_empty()) {
                Some((words::DURATION_WEB_IDENTITY, vec![default]))
            } else {
                Some((words::DURATION_NO_ROLE, vec![]))
            };
            if let Some((phrase, fill)) = ignored {
                findings.push(self.finding(Level::Warning, Code::DurationIgnored, Some("duration_seconds"), place, phrase, fill));
            }
        }
        for key in ["source_profile", "credential_source"] {
            if !assumes && let Some((_, place)) = self.get(row, key) {
                findings.push(self.finding(Level::Warning, Code::SourceIgnored, Some(key), place, words::SOURCE_IGNORED, vec![key.into()]));
            }
        }
        for which in [Which::Config, Which::Credentials] {
            for entry in self.section(row, which).into_iter().flat_map(|section| &section.entries) {
                let Some(key) = known_key(&entry.key) else { continue };
                if entry.value.continues > 0 {
                    let place = Place { which, line: entry.value.continues };
                    let fill = vec![key.into(), entry.value.continues.to_string().into()];
                    findings.push(self.finding(Level::Warning, Code::ValueContinued, Some(key), place, words::VALUE_CONTINUED, fill));
                }
                if which == Which::Config
                    && let Some(other) = self.get_in(row, Which::Credentials, key)
                    && other.value.hash != entry.value.hash
                {
                    let place = Place { which, line: entry.line };
                    findings.push(self.finding(
                        Level::Warning,
                        Code::KeyInBothFiles,
                        Some(key),
                        place,
                        words::KEY_IN_BOTH_FILES,
                        vec![key.into()],
                    ));
                }
            }
        }
    }

    /// `Session._build_profile_map`: a profile asked for by name has to be there.
    fn missing(&self, name: &str) -> Profile {
        let place = Place { which: Which::Config, line: 0 };
        let fill = vec![name.to_owned().into()];
        let mut finding = self.finding(Level::Error, Code::ProfileMissing, None, place, words::PROFILE_MISSING, fill);
        finding.aws_says = Some(format!("The config profile ({name}) could not be found"));
        Profile {
            profile: name.into(),
            file: None,
            line: None,
            start: None,
            chained: false,
            duration: None,
            hops: Vec::new(),
            findings: vec![finding],
        }
    }
}

/// A value as it may be shown: of several lines the first, for what follows may be another key's secret.
fn shown(value: &Value) -> String {
    if value.continues == 0 { value.text().to_owned() } else { format!("{} …", value.text()) }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", &text[..at]),
    }
}

/// Who signs a call.
#[derive(Clone, Copy)]
enum Caller {
    Known(Via),
    /// Long-term or session credentials: the files do not say.
    Unknown,
}

fn caller_of(start: Start) -> Caller {
    match start {
        Start::Keys => Caller::Known(Via::AccessKey),
        // Whatever call they are of, STS takes them for session credentials.
        Start::SessionKeys => Caller::Known(Via::GetSessionToken),
        Start::WebIdentity => Caller::Known(Via::AssumeRoleWithWebIdentity),
        Start::IdentityCenter => Caller::Known(Via::IdentityCenterCredentials),
        Start::Login => Caller::Known(Via::AwsLogin),
        Start::Ec2 => Caller::Known(Via::InstanceProfile),
        Start::Ecs => Caller::Known(Via::EcsTaskRole),
        Start::Process | Start::Environment => Caller::Unknown,
    }
}

/// The life of credentials that no call to STS gives, in seconds.
fn start_duration(start: Start) -> Option<i64> {
    let via = match start {
        Start::IdentityCenter => Via::IdentityCenterCredentials,
        Start::Login => Via::AwsLogin,
        // They do not expire, the file does not say, or they begin a chain only.
        Start::Keys | Start::SessionKeys | Start::WebIdentity | Start::Process | Start::Environment | Start::Ec2 | Start::Ecs => {
            return None;
        }
    };
    match rules::answer(&Question { id: None, client: Client::None, session: Session::new(via, Some(0)) }) {
        Outcome::Ends(ends) => ends.duration(),
        _ => None,
    }
}
