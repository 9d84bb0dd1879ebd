//! What was found, as data: how bad, about what, where, and what AWS will say. Never a sentence of ours: those stand in
//! [`words::config`](crate::words::config).

use std::borrow::Cow;
use std::sync::Arc;

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

macro_rules! details {
    ($($(#[$doc:meta])* $variant:ident => $code:ident;)*) => {
        /// What exactly was found.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Detail { $($(#[$doc])* $variant,)* }

        impl Detail {
            /// The code that it comes under.
            pub fn code(self) -> Code {
                match self { $(Detail::$variant => Code::$code,)* }
            }
        }
    };
}

details! {
    /// The file is not UTF-8.
    NotUtf8 => NotUtf8;
    /// The file begins with a byte order mark.
    ByteOrderMark => ByteOrderMark;
    /// A line before the first section.
    NoSection => NoSection;
    /// The same section twice: the line of the first.
    DuplicateSection => DuplicateSection;
    /// The same key twice: the line of the first.
    DuplicateKey => DuplicateKey;
    /// A line that is neither a section nor a setting.
    Unreadable => UnreadableLine;
    /// A line of an indented block without `=`.
    NestedUnreadable => UnreadableLine;
    /// How many more faults the file has.
    MoreFaults => UnreadableLine;
    /// A section that is no profile: its name.
    SectionIgnored => SectionIgnored;
    /// Two sections for one profile: the line of the later, the profile.
    ProfileReplaced => ProfileReplaced;
    /// `[profile x]` in the credentials file: its name.
    ProfilePrefix => ProfilePrefix;
    /// An indented block where one value is needed: the key.
    BlockNotValue => BlockNotValue;
    /// `credential_process` cannot be split into words.
    ProcessUnreadable => ProcessUnreadable;
    /// A web identity without a role: the profile.
    WebIdentityNoRole => WebIdentityNoRole;
    /// `sso_session` names no section: the profile, the name.
    SsoSessionMissing => SsoSessionMissing;
    /// Settings are missing: the profile, their keys.
    SsoIncomplete => SsoIncomplete;
    /// The sso-session lacks settings: its name, their keys.
    SsoSessionIncomplete => SsoIncomplete;
    /// `services` names no section: the profile, the name.
    ServicesMissing => ServicesMissing;
    /// Profile and sso-session say different things: the profile, the key.
    SsoInconsistent => SsoInconsistent;
    /// An access key without its secret: the profile.
    PartialKeys => PartialKeys;
    /// Both kinds of source: the profile.
    SourceAndCredentialSource => SourceAndCredentialSource;
    /// Neither kind of source: the profile.
    NoSource => NoSource;
    /// A `credential_source` that botocore does not know: the profile.
    CredentialSourceUnknown => CredentialSourceUnknown;
    /// `source_profile` names no profile: the profile, the name.
    SourceMissing => SourceMissing;
    /// `source_profile` leads in a circle: the profile, where it comes back to.
    SourceLoop => SourceLoop;
    /// A profile is its own source and has no keys: the profile.
    SourceLoopSelf => SourceLoop;
    /// Too many roles in a row: how many there may be.
    ChainTooLong => ChainTooLong;
    /// The source gives no credentials: the source, the profile.
    SourceNoCredentials => NoCredentials;
    /// Nothing gives credentials.
    NoCredentials => NoCredentials;
    /// The source's role is not assumed: the source, the profile.
    SourceRoleIgnored => SourceRoleIgnored;
    /// More than the hour of role chaining, if it is one: the key of the source, the hour, what is asked for.
    MayExceedChaining => DurationMayExceedChainingLimit;
    /// More than the hour of role chaining: the profile, the hour, what is asked for.
    OverChaining => DurationOverChainingLimit;
    /// More than the role's maximum: the profile, the maximum, what is asked for.
    OverRoleMax => DurationOverRoleMax;
    /// Less than botocore takes: the profile, the least, what is asked for.
    UnderMinimum => DurationUnderMinimum;
    /// More than any role can have: the profile, the most, what is asked for.
    OverRange => DurationOverRange;
    /// A value that is too short: its key, the least number of characters, how many it has.
    TooShort => ParameterTooShort;
    /// `duration_seconds` with a comment behind it: the value, the default.
    DurationComment => DurationIgnored;
    /// `duration_seconds` that is no whole number: the value, the default.
    DurationNotInteger => DurationIgnored;
    /// `duration_seconds` beside a web identity: the default.
    DurationWebIdentity => DurationIgnored;
    /// `duration_seconds` without a role.
    DurationNoRole => DurationIgnored;
    /// A source without a role: its key.
    SourceIgnored => SourceIgnored;
    /// An indented line became a part of the value before it: the key, the line.
    ValueContinued => ValueContinued;
    /// A key in both files: the key.
    KeyInBothFiles => KeyInBothFiles;
    /// The profile asked for is not there: its name.
    ProfileMissing => ProfileMissing;
    /// A profile is asked for by an empty name.
    ProfileUnnamed => ProfileMissing;
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
    /// Which case of its code it is. The sentence for people is chosen by this.
    pub detail: Detail,
    /// What that sentence names, in the order that the detail tells.
    pub arguments: Vec<Argument>,
}

/// What a finding's sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A name, a key, a number without a unit, or a piece of the file that may be shown.
    Text(Cow<'static, str>),
    /// A duration, in seconds.
    Seconds(i64),
}

impl From<&'static str> for Argument {
    fn from(text: &'static str) -> Argument {
        Argument::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Argument {
        Argument::Text(Cow::Owned(text))
    }
}
