//! `~/.aws/config` and `~/.aws/credentials` → the calls to STS that each profile leads to, how long its credentials last, and what
//! botocore or AWS will say of it.
//!
//! Texts in, a [`Report`] out: nothing is read, run or asked for. The files are read as botocore 1.44.5 reads them, which is what AWS
//! CLI and boto3 use; functions of it are named where a rule follows them. Lives and refusals come from [`rules`](crate::rules).
//!
//! ```
//! use session_clock::aws_config::{Code, File, RoleMaxima, check};
//!
//! let config = "[profile base]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n\
//!               [profile hub]\nrole_arn = arn:aws:iam::123456789012:role/hub\nsource_profile = base\n\
//!               [profile prod]\nrole_arn = arn:aws:iam::123456789012:role/prod\nsource_profile = hub\nduration_seconds = 43200\n";
//! let report = check(File { name: "config", text: config.as_bytes() }, File::default(), &RoleMaxima::default());
//!
//! let prod = &report.profiles[2];
//! assert!(prod.chained);
//! assert_eq!(prod.hops.len(), 2);
//! assert_eq!(prod.findings[0].code, Code::DurationOverChainingLimit);
//! assert_eq!(prod.findings[0].line, Some(10));
//! ```
//!
//! # Findings
//! An error keeps the profile (in `findings` of the whole: the file) from giving credentials; a warning does not.
//!
#![doc = include_str!("README.md")]
//!
//! # What it does not look at
//! Environment variables other than by name, files that are pointed to, the `region`, endpoint and `services` settings, IAM's policies,
//! the Windows rules for splitting `credential_process`. Profiles are looked at as if named with `--profile`.

mod ini;
mod python;
mod resolve;
mod role_maxima;

use std::sync::Arc;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::words::{Lang, Part, Phrase, Sentence};

pub use ini::{SecretLine, secret_lines};
pub use resolve::{LONGEST_CHAIN, check, check_profiles};
pub use role_maxima::RoleMaxima;

/// A file to look at.
#[derive(Clone, Copy, Default)]
pub struct File<'a> {
    /// How findings call it: its path.
    pub name: &'a str,
    /// What is in it; nothing where there is no such file, which is no fault to botocore.
    pub text: &'a [u8],
}

/// The text may hold secrets and is not shown.
impl std::fmt::Debug for File<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "{} ({} bytes)", self.name, self.text.len())
    }
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something is not what it looks like, and credentials are obtained all the same.
    Warning,
    /// There are no credentials.
    Error,
}

impl Level {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// What a finding is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The name in JSON.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }
        }
    };
}

codes! {
    /// More than the hour of role chaining is asked for.
    DurationOverChainingLimit = "duration-over-chaining-limit";
    /// The same, if a source of unknown kind gives session credentials.
    DurationMayExceedChainingLimit = "duration-may-exceed-chaining-limit";
    /// More than the role's maximum, where that was told.
    DurationOverRoleMax = "duration-over-role-max";
    /// More than any role can have.
    DurationOverRange = "duration-over-range";
    /// Less than botocore takes.
    DurationUnderMinimum = "duration-under-minimum";
    /// `duration_seconds` without effect.
    DurationIgnored = "duration-ignored";
    /// `source_profile` leads in a circle.
    SourceLoop = "source-loop";
    /// `source_profile` names no profile.
    SourceMissing = "source-missing";
    /// Both of `source_profile` and `credential_source`.
    SourceAndCredentialSource = "source-and-credential-source";
    /// Neither of them beside a `role_arn`.
    NoSource = "no-source";
    /// A `credential_source` that botocore does not know.
    CredentialSourceUnknown = "credential-source-unknown";
    /// The profile asked for is not there.
    ProfileMissing = "profile-missing";
    /// Nothing gives credentials: a warning, or an error where the profile is a source.
    NoCredentials = "no-credentials";
    /// An access key without its secret in the same file.
    PartialKeys = "partial-keys";
    /// `web_identity_token_file` without `role_arn`.
    WebIdentityNoRole = "web-identity-no-role";
    /// Settings of IAM Identity Center are missing.
    SsoIncomplete = "sso-incomplete";
    /// `sso_session` names no section.
    SsoSessionMissing = "sso-session-missing";
    /// `services` names no section.
    ServicesMissing = "services-missing";
    /// Profile and sso-session say different things.
    SsoInconsistent = "sso-inconsistent";
    /// A parameter shorter than botocore takes.
    ParameterTooShort = "parameter-too-short";
    /// An indented block where one value is needed.
    BlockNotValue = "block-not-value";
    /// `credential_process` cannot be split into words.
    ProcessUnreadable = "process-unreadable";
    /// More roles in a row than botocore can follow.
    ChainTooLong = "chain-too-long";
    /// `source_profile` or `credential_source` without effect.
    SourceIgnored = "source-ignored";
    /// The source's static keys count before its `role_arn`.
    SourceRoleIgnored = "source-role-ignored";
    /// An indented line became a part of the value before it.
    ValueContinued = "value-continued";
    /// The credentials file wins.
    KeyInBothFiles = "key-in-both-files";
    /// A section of the config file that is no profile.
    SectionIgnored = "section-ignored";
    /// Two sections for one profile.
    ProfileReplaced = "profile-replaced";
    /// `[profile x]` in the credentials file.
    ProfilePrefix = "profile-prefix";
    /// The file is not UTF-8.
    NotUtf8 = "not-utf8";
    /// The file begins with a byte order mark.
    ByteOrderMark = "byte-order-mark";
    /// A line before the first section.
    NoSection = "no-section";
    /// The same section twice.
    DuplicateSection = "duplicate-section";
    /// The same key twice.
    DuplicateKey = "duplicate-key";
    /// A line that is nothing.
    UnreadableLine = "unreadable-line";
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// What it is about.
    pub code: Code,
    /// The key that it is about; `None` where it is about a section or line.
    pub key: Option<&'static str>,
    /// The name of the file.
    pub file: Arc<str>,
    /// The line, from 1; `None` where there is none to point at.
    pub line: Option<u32>,
    /// The text that AWS, or botocore before it, will give; `None` where there is none, or where it would repeat a line of the file.
    pub aws_says: Option<String>,
    /// The sentence for people.
    phrase: Phrase,
    fill: Vec<Part>,
}

impl Finding {
    /// One sentence for people.
    pub fn message(&self, lang: Lang) -> Sentence {
        self.phrase.say(lang, &self.fill)
    }
}

/// A `DurationSeconds` that botocore sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// Seconds, within ±2^53.
    Seconds(i64),
    /// A larger number, in digits. Written to JSON as a string.
    Huge(String),
}

impl Serialize for Sent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Sent::Seconds(seconds) => serializer.serialize_i64(*seconds),
            Sent::Huge(digits) => serializer.serialize_str(digits),
        }
    }
}

/// A call to STS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Its name: `AssumeRole` or `AssumeRoleWithWebIdentity`.
    pub call: &'static str,
    /// The role as the file has it; of a value over several lines the first, and an ellipsis.
    pub role_arn: Arc<str>,
    /// The `DurationSeconds` sent.
    pub duration_seconds: Option<Sent>,
    /// The profile whose settings the call is made of.
    pub profile: Arc<str>,
    /// Whether it is role chaining.
    pub chained: bool,
}

/// Where a chain begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// A long-term access key.
    Keys,
    /// An access key with a session token.
    SessionKeys,
    /// A web identity token.
    WebIdentity,
    /// A permission set of IAM Identity Center.
    IdentityCenter,
    /// `aws login`.
    Login,
    /// `credential_process`: of which kind its credentials are is not known.
    Process,
    /// `credential_source = Environment`: not known either.
    Environment,
    /// `credential_source = Ec2InstanceMetadata`.
    Ec2,
    /// `credential_source = EcsContainer`.
    Ecs,
}

/// What one profile comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub profile: Arc<str>,
    /// The file it stands in first; `None` for one that was asked for and is missing.
    pub file: Option<Arc<str>>,
    /// The line of its section, from 1.
    pub line: Option<u32>,
    /// Where its credentials come from, and the profile that says so; `None` where there are none.
    pub start: Option<(Start, Arc<str>)>,
    /// Whether the last call is role chaining.
    pub chained: bool,
    /// How long its credentials last, in seconds; `None` where there are none, they do not expire, or the files do not say.
    pub duration: Option<i64>,
    /// The calls to STS, first to last; none where botocore fails before it makes any.
    pub hops: Vec<Hop>,
    /// What was found, errors of its sources too.
    pub findings: Vec<Finding>,
}

/// What the files come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The profiles, in the order of the files. None where a file cannot be read: botocore then uses neither.
    pub profiles: Vec<Profile>,
    /// What concerns the files and no one profile.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Every finding, those of the files first. An error of a profile that others use as their source comes with each of them.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().chain(self.profiles.iter().flat_map(|profile| &profile.findings))
    }

    /// The worst level found; `None` where nothing was.
    pub fn worst(&self) -> Option<Level> {
        self.all_findings().map(|finding| finding.level).max()
    }

    /// The report as it is written, its messages in that language.
    pub fn in_lang(&self, lang: Lang) -> impl Serialize + '_ {
        InLang(self, lang)
    }
}

struct InLang<'a, T>(&'a T, Lang);

struct Each<'a, T>(&'a [T], Lang);

impl<'a, T> Serialize for Each<'a, T>
where
    InLang<'a, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|one| InLang(one, self.1)))
    }
}

impl Serialize for InLang<'_, Report> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let InLang(report, lang) = *self;
        let some = !report.findings.is_empty();
        let mut out = serializer.serialize_struct("Report", 1 + usize::from(some))?;
        out.serialize_field("profiles", &Each(&report.profiles, lang))?;
        if some {
            out.serialize_field("findings", &Each(&report.findings, lang))?;
        }
        out.end()
    }
}

impl Serialize for InLang<'_, Profile> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let InLang(profile, lang) = *self;
        let mut out = serializer.serialize_struct("Profile", 5)?;
        out.serialize_field("profile", &*profile.profile)?;
        out.serialize_field("chained", &profile.chained)?;
        out.serialize_field("duration", &profile.duration)?;
        out.serialize_field("hops", &profile.hops)?;
        out.serialize_field("findings", &Each(&profile.findings, lang))?;
        out.end()
    }
}

impl Serialize for InLang<'_, Finding> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let InLang(finding, lang) = *self;
        let mut out = serializer.serialize_struct("Finding", 7)?;
        out.serialize_field("level", finding.level.name())?;
        out.serialize_field("code", finding.code.name())?;
        out.serialize_field("key", &finding.key)?;
        out.serialize_field("file", &*finding.file)?;
        out.serialize_field("line", &finding.line)?;
        out.serialize_field("aws_says", &finding.aws_says)?;
        out.serialize_field("message", &finding.message(lang).to_string())?;
        out.end()
    }
}

impl Serialize for Hop {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Hop", 3)?;
        out.serialize_field("call", self.call)?;
        out.serialize_field("role_arn", &*self.role_arn)?;
        out.serialize_field("duration_seconds", &self.duration_seconds)?;
        out.end()
    }
}
