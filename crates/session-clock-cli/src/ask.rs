//! From flags to a question: built as JSON and read by the core's reader, so that there is one way in.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::ErrorKind;
use serde_json::{Map, Value, json};
use session_clock::rules::assumed;
use session_clock::{Answer, Outcome, Question};

use crate::{duration, lang, show, terminal, time};

/// When it was obtained, and how the answer is written.
#[derive(clap::Args)]
pub struct Common {
    /// When you get the session: now, 2026-01-31T09:00:00+09:00, or Unix seconds. Without it, times count from the start
    #[arg(long, value_name = "MOMENT", value_parser = time::parse)]
    pub at: Option<i64>,
    /// Write the answer as one line of JSON, as `batch` does
    #[arg(long)]
    pub json: bool,
}

impl Common {
    /// The moment it is obtained; 0 where none was given.
    pub fn start(&self) -> i64 {
        self.at.unwrap_or(0)
    }
}

/// A session under construction: a `via` and its keys.
pub struct Draft {
    keys: Map<String, Value>,
    flags: Vec<(&'static str, &'static str)>,
}

impl Draft {
    /// A session of that kind, obtained at that moment.
    pub fn new(via: &str, at: i64) -> Draft {
        Draft::without_start(via).set("at", "--at", Some(at))
    }

    /// A session of a kind that may have no moment.
    pub fn without_start(via: &str) -> Draft {
        let mut draft = Draft { keys: Map::new(), flags: Vec::new() };
        draft.keys.insert("via".into(), via.into());
        draft
    }

    /// Sets a key from a flag, where the flag was given.
    pub fn set(mut self, key: &'static str, flag: &'static str, value: Option<impl Into<Value>>) -> Draft {
        self.flags.push((key, flag));
        if let Some(value) = value {
            self.keys.insert(key.into(), value.into());
        }
        self
    }

    /// Puts the session inside that it was obtained from.
    pub fn from(mut self, key: &'static str, inner: Value) -> Draft {
        self.keys.insert(key.into(), inner);
        self
    }

    /// Asks the core, and writes the answer.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn ask(self, client: &str, common: &Common, asked: Option<lang::Choice>, out: &mut dyn Write) -> io::Result<ExitCode> {
        let question = json!({"client": client, "session": self.keys}).to_string();
        let flag = |path: &str| {
            let key = path.strip_prefix("session.").unwrap_or(path);
            let (first, inner) = key.split_once('.').map_or((key, false), |(first, _)| (first, true));
            let named = self.flags.iter().find(|(key, _)| *key == first).map(|(_, flag)| (*flag).to_owned());
            named.filter(|_| !inner).unwrap_or_else(|| path.to_owned())
        };
        tell(&question, common.json, asked, flag, out)
    }
}

/// Answers a question in JSON and writes the answer, or on standard error what cannot be asked, its path as `named` names it.
///
/// # Errors
/// If the output cannot be written.
pub fn tell(
    question: &str,
    json: bool,
    asked: Option<lang::Choice>,
    named: impl Fn(&str) -> String,
    out: &mut dyn Write,
) -> io::Result<ExitCode> {
    if json {
        let answer = Answer::to_json_text(question);
        // What a program reads does not change with the locale.
        serde_json::to_writer(&mut *out, &answer.in_lang(lang::of_machines(asked)))?;
        writeln!(out)?;
        return Ok(exit_code(&answer.outcome));
    }
    let question = Question::from_json(question);
    let assumed = question.as_ref().ok().and_then(|question| assumed(&question.session, question.client));
    let answer = question.map_or_else(|fault| Answer { id: None, outcome: Outcome::Invalid(fault) }, Answer::to);
    if let Outcome::Invalid(fault) = &answer.outcome {
        let place = named(&fault.path);
        let place = if place.is_empty() { place } else { format!("{place}: ") };
        terminal::complain_as("error", format_args!("{place}{}", fault.message));
    } else {
        show::answer(&answer, assumed, lang::of_people(asked), out)?;
    }
    Ok(exit_code(&answer.outcome))
}

fn exit_code(outcome: &Outcome) -> ExitCode {
    match outcome {
        Outcome::Ends(_) => ExitCode::SUCCESS,
        Outcome::Refused(_) => ExitCode::from(crate::REFUSED),
        Outcome::Invalid(_) => ExitCode::from(crate::CANNOT_ASK),
    }
}

/// `DurationSeconds` as it is sent: as typed in a raw query, else a whole number of seconds.
pub fn duration_seconds(typed: Option<String>, raw: bool) -> Option<Value> {
    let typed = typed?;
    if raw {
        return Some(typed.into());
    }
    match duration::parse(&typed) {
        Ok(seconds) => Some(seconds.into()),
        Err(fault) => crate::Cli::command()
            .error(
                ErrorKind::ValueValidation,
                format!("invalid value '{}' for '--duration-seconds <DURATION>': {fault}", terminal::plain(&typed)),
            )
            .exit(),
    }
}

/// A moment that is given as such, or as a duration from the start.
///
/// # Errors
/// What is wrong, for a message that names the flag.
pub fn moment(text: &str) -> Result<Moment, String> {
    if let Ok(seconds) = duration::parse(text)
        && !time::is_real(seconds)
    {
        return Ok(Moment::AfterStart(seconds));
    }
    time::parse(text).map(Moment::At).map_err(|fault| format!("{fault}, or as a duration from the start"))
}

/// A moment, or the seconds from the start to it.
#[derive(Debug, Clone, Copy)]
pub enum Moment {
    /// Seconds from the start.
    AfterStart(i64),
    /// Unix seconds.
    At(i64),
}

impl Moment {
    /// In Unix seconds.
    pub fn after(self, start: i64) -> i64 {
        match self {
            Moment::AfterStart(seconds) => start + seconds,
            Moment::At(at) => at,
        }
    }
}

/// Credentials that call STS, or that a broker sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Credentials {
    /// an IAM user's access key
    AccessKey,
    /// root's access key
    RootAccessKey,
    /// GetSessionToken (MFA)
    GetSessionToken,
    /// GetFederationToken
    GetFederationToken,
    /// a role that an access key assumed
    AssumeRole,
    /// a role that another role assumed
    ChainedAssumeRole,
    /// AssumeRoleWithSAML
    AssumeRoleWithSaml,
    /// AssumeRoleWithWebIdentity
    AssumeRoleWithWebIdentity,
    /// IAM Roles Anywhere
    RolesAnywhere,
    /// a permission set of IAM Identity Center
    IdentityCenter,
    /// aws login
    AwsLogin,
    /// an EC2 instance profile
    InstanceProfile,
    /// an ECS task's role
    EcsTaskRole,
    /// a Lambda function's role
    LambdaRole,
    /// an EKS pod's role (Pod Identity)
    EksPodIdentity,
    /// a Cognito identity pool
    CognitoIdentity,
    /// S3 Access Grants, asked for by a role
    S3AccessGrants,
    /// GetScopedCredentials, asked for by a role
    #[value(name = "get-scoped-credentials")]
    Scoped,
}

impl Credentials {
    /// Those credentials as a session, obtained at that moment where their kind has one.
    pub fn session(self, at: i64) -> Value {
        let key = json!({"via": "access-key", "principal": "iam-user"});
        let called = |via: &str, caller: Value| json!({"via": via, "at": at, "caller": caller});
        let alone = |via: &str| json!({"via": via, "at": at});
        match self {
            Credentials::AccessKey => key,
            Credentials::RootAccessKey => json!({"via": "access-key", "principal": "root"}),
            Credentials::GetSessionToken => called("get-session-token", key),
            Credentials::GetFederationToken => called("get-federation-token", key),
            Credentials::AssumeRole => called("assume-role", key),
            Credentials::ChainedAssumeRole => called("assume-role", called("assume-role", key)),
            Credentials::AssumeRoleWithSaml => alone("assume-role-with-saml"),
            Credentials::AssumeRoleWithWebIdentity => alone("assume-role-with-web-identity"),
            Credentials::RolesAnywhere => alone("roles-anywhere"),
            Credentials::IdentityCenter => alone("identity-center-credentials"),
            Credentials::AwsLogin => alone("aws-login"),
            Credentials::InstanceProfile => json!({"via": "instance-profile"}),
            Credentials::EcsTaskRole => json!({"via": "ecs-task-role"}),
            Credentials::LambdaRole => json!({"via": "lambda-role"}),
            Credentials::EksPodIdentity => json!({"via": "eks-pod-identity"}),
            Credentials::CognitoIdentity => alone("cognito-identity"),
            Credentials::S3AccessGrants => json!({"via": "s3-access-grants", "at": at, "credentials": called("assume-role", key)}),
            Credentials::Scoped => called("get-scoped-credentials", called("assume-role", key)),
        }
    }
}
