//! Answers as data, and how their parts are written.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::Via;
use crate::duration;
use crate::figures::Range;

/// One thing that ends a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LimitKind {
    /// The 12 hours of a console sign-in, where nobody told another length.
    ConsoleSignIn,
    /// The sign-in's length as an administrator has set it (`MaxSigninSessionDuration`).
    SignInMax,
    /// `SessionDuration`: SAML's attribute or the federation endpoint's parameter.
    SessionDuration,
    /// The end of the identity provider's session.
    IdpSession,
    /// The permission set's session duration.
    PermissionSet,
    /// The end of the credentials that it was made with.
    Credentials,
    /// The hour of role chaining.
    RoleChaining,
    /// The role's maximum session duration.
    RoleMax,
    /// What the session that was switched from has left.
    SourceSession,
    /// The access portal's session duration.
    Portal,
    /// AWS Managed Microsoft AD behind the access portal.
    Directory,
    /// The `DurationSeconds` asked for, or the call's default.
    RequestedDuration,
    /// The service's own maximum.
    ServiceMaximum,
    /// The Roles Anywhere profile's session duration.
    ProfileDuration,
}

impl LimitKind {
    /// Every kind.
    pub const ALL: &'static [LimitKind] = {
        use LimitKind::*;
        &[
            ConsoleSignIn,
            SignInMax,
            SessionDuration,
            IdpSession,
            PermissionSet,
            Credentials,
            RoleChaining,
            RoleMax,
            SourceSession,
            Portal,
            Directory,
            RequestedDuration,
            ServiceMaximum,
            ProfileDuration,
        ]
    };

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            LimitKind::ConsoleSignIn => "console-sign-in",
            LimitKind::SignInMax => "sign-in-max",
            LimitKind::SessionDuration => "session-duration",
            LimitKind::IdpSession => "idp-session",
            LimitKind::PermissionSet => "permission-set",
            LimitKind::Credentials => "credentials",
            LimitKind::RoleChaining => "role-chaining",
            LimitKind::RoleMax => "role-max",
            LimitKind::SourceSession => "source-session",
            LimitKind::Portal => "portal",
            LimitKind::Directory => "directory",
            LimitKind::RequestedDuration => "requested-duration",
            LimitKind::ServiceMaximum => "service-maximum",
            LimitKind::ProfileDuration => "profile-duration",
        }
    }
}

impl Serialize for LimitKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A limit that has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What it is.
    pub limit: LimitKind,
    /// The moment at which it ends the session, in Unix seconds.
    pub expires_at: i64,
}

/// What an answer rests on, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// AWS's documentation or service model says so.
    Documented,
    /// Somebody saw AWS do it.
    Observed,
    /// Somebody reported it.
    Reported,
    /// It follows from the rest; nobody has seen it.
    Derived,
}

impl Sure {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Sure::Documented => "documented",
            Sure::Observed => "observed",
            Sure::Reported => "reported",
            Sure::Derived => "derived",
        }
    }
}

/// When a session ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends {
    /// How the session was obtained.
    pub via: Via,
    /// When it was obtained, in Unix seconds.
    pub at: Option<i64>,
    /// Every limit that has a value, in the grammar's order; also one that cannot win.
    pub limits: Vec<Limit>,
    /// Whether it is role chaining.
    pub chained: bool,
    /// Whether the binding figure was told; `false` where it is AWS's default.
    pub told: bool,
    /// Whether the root user acts, whose sign-in nobody can set the length of.
    pub as_root: bool,
    /// Whether it dies with the credentials that it was made with, and nobody knows when those end.
    pub or_earlier: bool,
    /// What the binding limit rests on.
    pub sure: Sure,
}

impl Ends {
    /// The limit that ends it: the first of the earliest.
    pub fn limit(&self) -> Option<Limit> {
        // min_by_key gives the first of equals.
        self.limits.iter().copied().min_by_key(|limit| limit.expires_at)
    }

    /// What kind of limit ends it; `None` where none does, or none is known.
    pub fn limited_by(&self) -> Option<LimitKind> {
        self.limit().map(|limit| limit.limit)
    }

    /// The moment of the end, in Unix seconds; `None` where it does not expire or the end is not known.
    pub fn expires_at(&self) -> Option<i64> {
        self.limit().map(|limit| limit.expires_at)
    }

    /// Whether it has an end, though none is known: it ends with credentials whose own end nobody knows.
    pub fn may_end(&self) -> bool {
        use Via::*;
        self.limits.is_empty() && !matches!(self.via, AccessKey | InstanceProfile | EcsTaskRole | LambdaRole | EksPodIdentity)
    }

    /// The seconds from the start to the end.
    pub fn duration(&self) -> Option<i64> {
        Some(self.expires_at()? - self.at?)
    }

    /// How long that limit alone would let it last, in seconds.
    pub fn duration_by(&self, kind: LimitKind) -> Option<i64> {
        let limit = self.limits.iter().find(|limit| limit.limit == kind)?;
        Some(limit.expires_at - self.at?)
    }
}

/// Who refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refuser {
    /// AWS CLI or boto3, before anything is sent.
    Client,
    /// AWS STS.
    Sts,
    /// IAM Roles Anywhere.
    RolesAnywhere,
    /// The console.
    Console,
    /// The federation endpoint.
    FederationEndpoint,
    /// Amazon S3, when a presigned URL is opened.
    S3,
    /// The service that hands it out, or that it is used with.
    Service,
}

impl Refuser {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Refuser::Client => "client",
            Refuser::Sts => "sts",
            Refuser::RolesAnywhere => "roles-anywhere",
            Refuser::Console => "console",
            Refuser::FederationEndpoint => "federation-endpoint",
            Refuser::S3 => "s3",
            Refuser::Service => "service",
        }
    }
}

/// Why somebody refuses; the sentence for people comes from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The client checks the type of `DurationSeconds`.
    ClientType,
    /// The client checks the least of the duration asked for, in seconds.
    ClientMinimum(i64),
    /// The session behind the request is over.
    Over,
    /// The identity provider's session or assertion is over.
    IdpOver,
    /// What was sent is no number that STS can read.
    Malformed,
    /// Out of the call's range.
    OutOfRange(Range),
    /// The root user may not do this.
    Root,
    /// Session credentials cannot make this call.
    SessionCredentials,
    /// GetFederationToken's user cannot switch or assume roles.
    FederatedUser,
    /// More than the role's maximum session duration, in seconds.
    OverRoleMax(i64),
    /// More than the hour of role chaining.
    OverChaining,
    /// It would outlive its caller's session.
    Outlives,
    /// A long-term key may not do this.
    LongTermKey,
    /// Three policies narrow the caller's credentials already.
    ThreePolicies,
    /// The federation endpoint takes no credentials of GetSessionToken.
    SessionToken,
    /// With chained credentials no `SessionDuration` may be given.
    DurationWithChain,
    /// With GetFederationToken's credentials no `SessionDuration` may be given.
    DurationWithFederatedUser,
}

/// A refusal, in the words that AWS uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Who refuses.
    pub by: Refuser,
    /// The error code.
    pub code: &'static str,
    /// The HTTP status; `None` for the client and the console.
    pub http_status: Option<u16>,
    /// AWS's own text; `None` where nobody has seen it.
    pub message: Option<String>,
    /// The reason.
    pub because: Because,
    /// What it rests on.
    pub sure: Sure,
    /// The path of the session that is refused: `session`, `session.source` …
    pub place: String,
    /// How that session was to be obtained.
    pub via: Via,
}

/// What cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// The place of the fault: keys joined by dots, empty for the whole.
    pub path: String,
    /// What is wrong there.
    pub message: String,
    /// The line of a batch, from 1.
    pub line: Option<u64>,
}

impl Invalid {
    /// A fault at a place.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Invalid {
        Invalid { path: path.into(), message: message.into(), line: None }
    }

    /// A setting of that many seconds, which AWS does not allow.
    pub(crate) fn out_of_range(path: impl Into<String>, Range { least, most }: Range, seconds: i64) -> Invalid {
        let [from, to] = [least, most].map(duration::write);
        Invalid::new(path, format!("AWS allows {least} to {most} seconds ({from} to {to}), not {seconds}"))
    }
}

impl std::fmt::Display for Invalid {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        if let Some(line) = self.line {
            write!(out, "line {line}: ")?;
        }
        if !self.path.is_empty() {
            write!(out, "{}: ", self.path)?;
        }
        out.write_str(&self.message)
    }
}

impl std::error::Error for Invalid {}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is a session, with these limits.
    Ends(Ends),
    /// Somebody refuses.
    Refused(Refusal),
    /// It cannot be asked.
    Invalid(Invalid),
}

/// An answer: the question's `id`, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The question's `id`, where it has a usable one.
    pub id: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
}

impl Answer {
    /// The end, where there is one.
    pub fn ends(&self) -> Option<&Ends> {
        match &self.outcome {
            Outcome::Ends(ends) => Some(ends),
            _ => None,
        }
    }

    /// The refusal, where there is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.outcome {
            Outcome::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Limit", 2)?;
        out.serialize_field("limit", self.limit.name())?;
        out.serialize_field("expires_at", &self.expires_at)?;
        out.end()
    }
}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("by", self.by.name())?;
        map.serialize_entry("code", self.code)?;
        if let Some(status) = self.http_status {
            map.serialize_entry("http_status", &status)?;
        }
        if let Some(message) = &self.message {
            map.serialize_entry("message", message)?;
        }
        map.end()
    }
}

impl Serialize for Invalid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("path", &self.path)?;
        match self.line {
            Some(line) => {
                map.serialize_entry("message", &format!("line {line}: {}", self.message))?;
                map.serialize_entry("line", &line)?;
            }
            None => map.serialize_entry("message", &self.message)?,
        }
        map.end()
    }
}
