//! What [`look()`](crate::look()) finds, as data. It says no sentence.

use std::path::PathBuf;

use session_clock::Via;
use session_clock::aws_config::{self, Finding, Level, Start};

use crate::disk::Trouble;
use crate::life::State;
use crate::moment::Moment;

/// Where a session was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// Environment variables.
    Environment,
    /// `~/.aws/credentials`.
    CredentialsFile,
    /// `~/.aws/config`.
    ConfigFile,
    /// `~/.aws/cli/cache`.
    CliCache,
    /// `~/.aws/sso/cache`.
    SsoCache,
    /// `~/.aws/login/cache`.
    LoginCache,
    /// `~/.aws/boto/cache`.
    BotoCache,
}

impl From {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            From::Environment => "environment",
            From::CredentialsFile => "credentials-file",
            From::ConfigFile => "config-file",
            From::CliCache => "cli-cache",
            From::SsoCache => "sso-cache",
            From::LoginCache => "login-cache",
            From::BotoCache => "boto-cache",
        }
    }
}

/// What a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of the grammar's.
    Of(Via),
    /// An SSO token: a sign-in to an access portal.
    SignIn,
    /// Temporary credentials; the file says no more about them.
    Temporary,
}

impl Kind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Of(via) => via.name(),
            Kind::SignIn => "identity-center-sign-in",
            Kind::Temporary => "temporary",
        }
    }
}

/// What a session is renewed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The long-term access key of a profile.
    Key(String),
    /// Temporary keys that stand in a profile.
    Keys(String),
    /// The role of a profile.
    Role(String),
    /// A sign-in to an access portal: the name of its `sso_session`, or its start URL.
    SignIn(String),
    /// `aws login`, for a profile.
    Login(String),
    /// A web identity token file.
    WebIdentity,
    /// The keys of the environment.
    Environment,
    /// A program, a container or an instance, of a profile.
    Program(String),
}

/// One piece of why a session stands as it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// The keys of the environment go before this profile.
    EnvironmentFirst(String),
    /// A long-term key has no end.
    LongTermKey,
    /// The end stands in this variable, or under this key of the file.
    Says(&'static str),
    /// Nothing says when it ends.
    SaysNothing,
    /// An end is written down, but it is no [`Moment::At`].
    UnreadableEnd(Moment),
    /// The calls that lead to it say how long it lasts: [`Session::config`].
    Calls,
    /// It has more left than the default of so many seconds, so somebody set its length.
    SetLonger(i64),
    /// It is renewed from there without asking anybody.
    RenewedFrom(Source),
    /// The source is over, or asks a person, or was never there.
    SourceOver(Source),
    /// The source will be over when the AWS CLI comes to it.
    SourceEnds(Source),
    /// Without the source the AWS CLI does not come to its cache.
    SourceMissing(Source),
    /// Whether the source gives anything is not known here.
    SourceUnknown(Source),
    /// AWS would refuse the call.
    CallRefused,
    /// The AWS CLI asks for an MFA code.
    AsksForCode,
    /// The AWS CLI no longer uses it, though AWS still accepts it.
    LastMinutes,
    /// The token is refreshed until the portal's session ends, and no file says when that is.
    TokenRefreshed,
    /// Without an `sso-session` no token is refreshed.
    TokenWithoutSession,
    /// The file lacks what a refresh takes, or the client's registration is over.
    TokenIncomplete,
    /// `aws login` refreshes it until the sign-in ends, and no file says when that is.
    LoginRefreshed,
    /// The file of `aws login` lacks what the AWS CLI wants of it.
    LoginIncomplete,
    /// Somebody signed in at that moment, in Unix seconds.
    SignedInAt(i64),
    /// It ended longer ago than a sign-in of that many seconds lasts.
    LongAgo(i64),
    /// Nothing of it is on this machine.
    NothingCached,
    /// A program gives new credentials at each use; it was not run.
    Process,
    /// A container gives new credentials at each use; it was not asked.
    Container,
    /// No profile leads to the file.
    Stray,
}

/// One way to get longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Longer {
    /// `aws sso login --profile`.
    SsoLogin(String),
    /// `aws sso login --sso-session`.
    SsoLoginSession(String),
    /// `aws login --profile`.
    Login(String),
    /// Any call with this profile, and a code.
    Code(String),
    /// An `sso-session` for the profile, so that the token is refreshed.
    UseSsoSession(String),
    /// No role chaining: the first profile's role is assumed with the access key of the second.
    FromKey(String, String),
    /// No role chaining: a permission set of its own for what the profile's role gives.
    OwnPermissionSet(String),
    /// `duration_seconds` in the profile.
    AskFor(String),
    /// The permission set's session duration.
    PermissionSet,
    /// The length of the sign-in behind `aws login`.
    SignInMax,
    /// The tool that wrote the keys.
    Tool,
}

/// A session.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// The profile; `None` for the environment, sign-ins, and files that no profile leads to.
    pub profile: Option<String>,
    /// What a sign-in is called: its `sso_session`, or its start URL.
    pub sign_in: Option<String>,
    /// Whether the AWS CLI would use it now.
    pub active: bool,
    /// Where it was found; `None` where nothing of it is on the disk.
    pub from: Option<From>,
    /// What it is.
    pub kind: Kind,
    /// The ARN of the identity that it gives you.
    pub arn: Option<String>,
    /// The account.
    pub account: Option<String>,
    /// When it ends, in Unix seconds.
    pub expires_at: Option<i64>,
    /// How it stands.
    pub state: State,
    /// When the source ends that it is renewed from, in Unix seconds.
    pub renews_until: Option<i64>,
    /// The file it was found in.
    pub file: Option<PathBuf>,
    /// Why it stands so.
    pub why: Vec<Because>,
    /// How to get longer.
    pub longer: Vec<Longer>,
    /// What the config files say of its profile.
    pub config: Option<aws_config::Profile>,
}

/// Until when a session can be counted on, the soonest end first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lives {
    /// Until that moment, in Unix seconds.
    Until(i64),
    /// No end is known.
    Forever,
    /// It cannot be told.
    Unknown,
    /// It is over.
    Over,
}

impl Session {
    /// Until when it can be counted on.
    pub fn lives(&self) -> Lives {
        match self.state {
            State::NoExpiry => Lives::Forever,
            State::Unknown => Lives::Unknown,
            State::Ended => Lives::Over,
            State::Active => self.expires_at.map_or(Lives::Unknown, Lives::Until),
            State::Renews => match self.renews_until {
                None => Lives::Forever,
                Some(until) => Lives::Until(until.max(self.expires_at.unwrap_or(until))),
            },
        }
    }

    /// Whether it lives now, and for that many seconds more; `None` where it cannot be told.
    pub fn lives_for(&self, seconds: i64, now: i64) -> Option<bool> {
        match self.lives() {
            Lives::Until(end) => Some(end > now && end - now >= seconds),
            Lives::Forever => Some(true),
            Lives::Over => Some(false),
            Lives::Unknown => None,
        }
    }

    /// Seconds until its end, 0 where that has passed; `None` without an end.
    pub fn remaining(&self, now: i64) -> Option<i64> {
        self.expires_at.map(|end| (end - now).max(0))
    }
}

/// Something that was found amiss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The AWS CLI refuses the profile, or both files.
    Config(Finding),
    /// A file that is there and gives nothing; `true` where it is the config or the credentials file.
    File(PathBuf, Trouble, bool),
    /// A moment that nothing explains: where it stands, the variable or key, and what it lacks.
    UnknownMoment(Option<PathBuf>, &'static str, Moment),
    /// An access key in the environment without its secret.
    PartialEnvironment,
    /// What a profile's `credential_source` names gives nothing here: the profile, and what it names.
    NoSource(String, Start),
    /// A web identity in the environment without a role.
    WebIdentityWithoutRole,
    /// `AWS_PROFILE` and `AWS_DEFAULT_PROFILE` name two profiles: AWS CLI v2 takes the first, boto3 and AWS CLI v1 the second.
    ProfilesDiffer(String, String),
}

impl Found {
    /// How bad it is.
    pub fn level(&self) -> Level {
        match self {
            Found::Config(finding) => finding.level,
            Found::File(_, _, config) => {
                if *config {
                    Level::Error
                } else {
                    Level::Warning
                }
            }
            Found::UnknownMoment(..) | Found::ProfilesDiffer(..) => Level::Warning,
            Found::PartialEnvironment | Found::NoSource(..) | Found::WebIdentityWithoutRole => Level::Error,
        }
    }

    /// Its name in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Found::Config(finding) => finding.code.name(),
            Found::File(_, trouble, _) => trouble.name(),
            Found::UnknownMoment(..) => "unknown-moment",
            Found::PartialEnvironment => aws_config::Code::PartialKeys.name(),
            Found::NoSource(..) => aws_config::Code::NoCredentials.name(),
            Found::WebIdentityWithoutRole => aws_config::Code::WebIdentityNoRole.name(),
            Found::ProfilesDiffer(..) => "profile-variables-differ",
        }
    }

    /// The file that it is about.
    pub fn file(&self) -> Option<String> {
        match self {
            Found::Config(finding) => Some(finding.file.to_string()).filter(|file| !file.is_empty()),
            Found::File(file, ..) | Found::UnknownMoment(Some(file), ..) => Some(file.display().to_string()),
            _ => None,
        }
    }
}

/// What one can count on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It lives for long enough.
    Lives,
    /// It does not, or there is none.
    Over,
    /// It cannot be told.
    CannotTell,
}

/// What is on this machine.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The moment that was asked for, in Unix seconds.
    pub now: i64,
    /// The sessions. The one that the AWS CLI would use comes first, then its sign-in; with all of them, the soonest end comes first.
    pub sessions: Vec<Session>,
    /// What is amiss.
    pub findings: Vec<Found>,
    /// Whether the AWS CLI refuses the session that it would use.
    pub refused: bool,
    /// Whether the config or credentials file cannot be used.
    pub unusable: bool,
    /// Whether all sessions were asked for.
    pub all: bool,
    /// Where the AWS CLI would use none: of how many other profiles the credentials live.
    pub others: usize,
}

impl Report {
    /// The session that the AWS CLI would use.
    pub fn active(&self) -> Option<&Session> {
        self.sessions.iter().find(|session| session.active)
    }

    /// Whether the session that the AWS CLI would use lives for that many seconds more; where all were asked for, whether any does.
    pub fn verdict(&self, least: i64) -> Verdict {
        if self.unusable {
            return Verdict::CannotTell;
        }
        let asked = if self.all { &self.sessions[..] } else { self.sessions.get(..1).unwrap_or_default() };
        let mut cannot_tell = self.refused;
        for session in asked {
            match session.lives_for(least, self.now) {
                Some(true) => return Verdict::Lives,
                Some(false) => {}
                None => cannot_tell = true,
            }
        }
        if cannot_tell { Verdict::CannotTell } else { Verdict::Over }
    }
}
