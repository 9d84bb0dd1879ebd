//! `sts`: calls to AWS STS, with flags that read like the AWS CLI's.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Subcommand;

use crate::ask::{Common, Credentials, Draft, Moment, duration_seconds, moment};
use crate::{duration, lang};

/// Calls to AWS STS, as the AWS CLI makes them.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    call: Call,
}

#[derive(Subcommand)]
enum Call {
    /// Assume a role
    AssumeRole {
        #[command(flatten)]
        role: Role,
        #[command(flatten)]
        caller: Caller,
        #[command(flatten)]
        asked: Asked,
    },
    /// Assume a role with a SAML assertion
    AssumeRoleWithSaml {
        #[command(flatten)]
        role: Role,
        /// The assertion's attribute SessionDuration
        #[arg(long, value_name = "DURATION", value_parser = duration::parse, allow_hyphen_values = true)]
        saml_session_duration: Option<i64>,
        /// The assertion's SessionNotOnOrAfter: a moment, or a duration from the start
        #[arg(long, value_name = "MOMENT", value_parser = moment, allow_hyphen_values = true)]
        session_not_on_or_after: Option<Moment>,
        #[command(flatten)]
        asked: Asked,
    },
    /// Assume a role with a web identity token
    AssumeRoleWithWebIdentity {
        #[command(flatten)]
        role: Role,
        #[command(flatten)]
        asked: Asked,
    },
    /// Temporary credentials of an IAM user or root
    GetSessionToken {
        #[command(flatten)]
        caller: Caller,
        #[command(flatten)]
        asked: Asked,
    },
    /// Temporary credentials of a federated user
    GetFederationToken {
        #[command(flatten)]
        caller: Caller,
        #[command(flatten)]
        asked: Asked,
    },
    /// A root session of a member account
    AssumeRoot {
        #[command(flatten)]
        caller: Caller,
        #[command(flatten)]
        asked: Asked,
    },
    /// A token for other services
    GetWebIdentityToken {
        #[command(flatten)]
        caller: Caller,
        #[command(flatten)]
        asked: Asked,
    },
}

#[derive(clap::Args)]
struct Asked {
    /// What the call asks for: 3601, 90m, 1h30m [default: the call's own]
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    duration_seconds: Option<String>,
    /// Send --duration-seconds as typed, without the AWS CLI's checks
    #[arg(long)]
    raw: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
struct Role {
    /// The role's MaxSessionDuration [default: AWS's, 1h]
    #[arg(long, value_name = "DURATION", value_parser = duration::parse, allow_hyphen_values = true)]
    max_session_duration: Option<i64>,
}

#[derive(clap::Args)]
struct Caller {
    /// The credentials that make the call
    #[arg(long, value_enum, default_value = "access-key", value_name = "KIND")]
    caller: Credentials,
    /// Short for --caller assume-role
    #[arg(long, conflicts_with = "caller")]
    chained: bool,
    /// How long ago those credentials were obtained
    #[arg(long, value_name = "DURATION", default_value = "0", value_parser = duration::parse, allow_hyphen_values = true)]
    caller_age: i64,
    /// The sign-in length, if an administrator has set it (with --caller aws-login) [default: AWS's, 12h]
    #[arg(long, value_name = "DURATION", value_parser = duration::parse, allow_hyphen_values = true)]
    sign_in_max: Option<i64>,
}

impl Asked {
    /// The call as a draft, without what only some calls have.
    fn draft(&self, via: &str) -> Draft {
        let seconds = duration_seconds(self.duration_seconds.clone(), self.raw);
        Draft::new(via, self.common.start()).set("duration_seconds", "--duration-seconds", seconds)
    }
}

impl Role {
    fn put(&self, draft: Draft) -> Draft {
        draft.set("role_max", "--max-session-duration", self.max_session_duration)
    }
}

impl Caller {
    fn put(&self, draft: Draft, start: i64) -> Draft {
        let caller = if self.chained { Credentials::AssumeRole } else { self.caller };
        let mut session = caller.session(start - self.caller_age);
        if let Some(seconds) = self.sign_in_max {
            session["sign_in_max"] = seconds.into();
        }
        draft.from("caller", session)
    }
}

/// Answers what was asked by flags.
///
/// # Errors
/// If the output cannot be written.
pub fn run(args: Args, language: Option<lang::Choice>, out: &mut dyn Write) -> io::Result<ExitCode> {
    let called = |via: &str, caller: &Caller, asked: &Asked| caller.put(asked.draft(via), asked.common.start());
    let (draft, asked) = match args.call {
        Call::AssumeRole { role, caller, asked } => (role.put(called("assume-role", &caller, &asked)), asked),
        Call::AssumeRoleWithSaml { role, saml_session_duration, session_not_on_or_after, asked } => {
            let end = session_not_on_or_after.map(|end| end.after(asked.common.start()));
            let draft = role
                .put(asked.draft("assume-role-with-saml"))
                .set("saml_session_duration", "--saml-session-duration", saml_session_duration)
                .set("session_not_on_or_after", "--session-not-on-or-after", end);
            (draft, asked)
        }
        Call::AssumeRoleWithWebIdentity { role, asked } => (role.put(asked.draft("assume-role-with-web-identity")), asked),
        Call::GetSessionToken { caller, asked } => (called("get-session-token", &caller, &asked), asked),
        Call::GetFederationToken { caller, asked } => (called("get-federation-token", &caller, &asked), asked),
        Call::AssumeRoot { caller, asked } => (called("assume-root", &caller, &asked), asked),
        Call::GetWebIdentityToken { caller, asked } => (called("get-web-identity-token", &caller, &asked), asked),
    };
    // This is typed on the AWS CLI, whose own checks come first.
    draft.ask(if asked.raw { "none" } else { "botocore" }, &asked.common, language, out)
}
