//! `~/.aws/config` and `~/.aws/credentials` → the calls to STS that each profile leads to, how long its credentials last, and what
//! botocore or AWS will say of it.
//!
//! Texts in, a [`Report`] out: nothing is read, run or asked for. The files are read as botocore 1.44.8 reads them, which is what AWS
//! CLI and boto3 use; functions of it are named where a rule follows them. Lives and refusals come from [`rules`](crate::rules).
//!
//! ```
//! use session_clock::aws_config::{Code, File, Told, check};
//!
//! let config = "[profile base]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n\
//!               [profile hub]\nrole_arn = arn:aws:iam::123456789012:role/hub\nsource_profile = base\n\
//!               [profile prod]\nrole_arn = arn:aws:iam::123456789012:role/prod\nsource_profile = hub\nduration_seconds = 43200\n";
//! let report = check(File { name: "config", text: config.as_bytes() }, File::default(), &Told::default());
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

mod calls;
mod chain;
mod check;
mod files;
mod finding;
mod ini;
#[cfg(feature = "json")]
mod pasted;
mod python;
mod secrets;
mod settings;
mod start;
mod told;
mod warn;

use std::sync::Arc;

use serde::ser::{Serialize, SerializeStruct, Serializer};

pub use chain::LONGEST_CHAIN;
pub use check::{check, check_profiles};
pub use files::Which;
pub use finding::{Argument, Code, Detail, Finding, Level};
#[cfg(feature = "json")]
pub use pasted::{Asked, Pasted, PastedFault, pasted};
pub use secrets::{SecretLine, secret_lines};
pub use settings::Settings;
pub use told::{Length, Told};

/// Larger files are not read, in bytes: no config file is, and a device may have no end.
pub const LARGEST_FILE: u64 = 16 << 20;

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
    /// `credential_process`: the kind of its credentials is not known.
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
