//! `console`: sessions of the AWS Management Console.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

use crate::ask::{Common, Credentials, Draft, Moment, moment};
use crate::{duration, lang};

/// Sessions of the AWS Management Console.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    how: How,
}

#[derive(Subcommand)]
enum How {
    /// Sign in as an IAM user
    IamUser {
        /// The sign-in length, if an administrator has set it (MaxSigninSessionDuration) [default: AWS's, 12h]
        #[arg(long, value_name = "DURATION", value_parser = duration::parse, allow_hyphen_values = true)]
        sign_in_max: Option<i64>,
        #[command(flatten)]
        common: Common,
    },
    /// Sign in as the root user
    Root(Common),
    /// Sign in through SAML
    Saml {
        /// The SAML attribute SessionDuration
        #[arg(long, value_name = "DURATION", value_parser = duration::parse, allow_hyphen_values = true)]
        session_duration: Option<i64>,
        /// When the identity provider ends its session: a moment, or a duration from the start
        #[arg(long, value_name = "MOMENT", value_parser = moment, allow_hyphen_values = true)]
        session_not_on_or_after: Option<Moment>,
        #[command(flatten)]
        common: Common,
    },
    /// Sign in through the access portal of IAM Identity Center
    IdentityCenter {
        /// The permission set's session duration
        #[arg(long, value_name = "DURATION", value_parser = duration::parse, allow_hyphen_values = true)]
        permission_set_duration: Option<i64>,
        #[command(flatten)]
        common: Common,
    },
    /// Sign in through a broker's link
    FederationEndpoint {
        /// The SessionDuration parameter of getSigninToken
        #[arg(long, value_name = "DURATION", value_parser = duration::parse, allow_hyphen_values = true)]
        session_duration: Option<i64>,
        /// The broker's credentials
        #[arg(long, value_enum, default_value = "assume-role", value_name = "KIND")]
        credentials: Credentials,
        /// How long ago the broker obtained them
        #[arg(long, value_name = "DURATION", default_value = "0", value_parser = duration::parse, allow_hyphen_values = true)]
        credentials_age: i64,
        #[command(flatten)]
        common: Common,
    },
    /// Switch role
    SwitchRole {
        /// The session you switch from
        #[arg(long, value_enum, default_value = "iam-user", value_name = "KIND")]
        from: Source,
        /// How long ago that session began
        #[arg(long, value_name = "DURATION", default_value = "0", value_parser = duration::parse, allow_hyphen_values = true)]
        signed_in: i64,
        /// How long that session can last: the IAM user's sign-in length, the SAML attribute
        /// SessionDuration, the permission set's session duration, or the role's maximum
        #[arg(long, value_name = "DURATION", value_parser = duration::parse, allow_hyphen_values = true)]
        source_duration: Option<i64>,
        /// The role's MaxSessionDuration [default: AWS's, 1h]
        #[arg(long, value_name = "DURATION", value_parser = duration::parse, allow_hyphen_values = true)]
        max_session_duration: Option<i64>,
        /// Multi-session support is on, so you choose the session to switch from
        #[arg(long)]
        multi_session: bool,
        /// Short for --from switch-role --multi-session
        #[arg(long, conflicts_with = "from")]
        chained: bool,
        #[command(flatten)]
        common: Common,
    },
    /// The access portal's own session
    AccessPortal {
        /// The portal's session duration
        #[arg(long, value_name = "DURATION", value_parser = duration::parse, allow_hyphen_values = true)]
        portal_duration: Option<i64>,
        /// When the identity provider ends its session: a moment, or a duration from the start
        #[arg(long, value_name = "MOMENT", value_parser = moment, allow_hyphen_values = true)]
        session_not_on_or_after: Option<Moment>,
        /// Users come from AWS Managed Microsoft AD
        #[arg(long)]
        aws_managed_ad: bool,
        #[command(flatten)]
        common: Common,
    },
}

/// A session that a role is switched from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Source {
    /// an IAM user's sign-in
    IamUser,
    /// root's sign-in
    Root,
    /// a sign-in through SAML
    Saml,
    /// a session from the access portal
    IdentityCenter,
    /// a role that an IAM user switched to
    SwitchRole,
}

impl Source {
    fn session(self, at: i64, multi_session: bool, duration: Option<i64>) -> Value {
        let (mut session, setting) = match self {
            Source::IamUser => (json!({"via": "iam-user", "at": at}), Some("sign_in_max")),
            Source::Root => (json!({"via": "root", "at": at}), None),
            Source::Saml => (json!({"via": "saml", "at": at}), Some("session_duration")),
            Source::IdentityCenter => (json!({"via": "identity-center", "at": at}), Some("permission_set_duration")),
            Source::SwitchRole => {
                let user = json!({"via": "iam-user", "at": at});
                (json!({"via": "switch-role", "at": at, "multi_session": multi_session, "source": user}), Some("role_max"))
            }
        };
        if let (Some(setting), Some(duration)) = (setting, duration) {
            session[setting] = duration.into();
        }
        session
    }
}

/// Answers what was asked by flags.
///
/// # Errors
/// If the output cannot be written.
pub fn run(args: Args, asked: Option<lang::Choice>, out: &mut dyn Write) -> io::Result<ExitCode> {
    let (draft, common) = match args.how {
        How::IamUser { sign_in_max, common } => {
            (Draft::new("iam-user", common.start()).set("sign_in_max", "--sign-in-max", sign_in_max), common)
        }
        How::Root(common) => (Draft::new("root", common.start()), common),
        How::Saml { session_duration, session_not_on_or_after, common } => {
            let end = session_not_on_or_after.map(|end| end.after(common.start()));
            let draft = Draft::new("saml", common.start()).set("session_duration", "--session-duration", session_duration).set(
                "session_not_on_or_after",
                "--session-not-on-or-after",
                end,
            );
            (draft, common)
        }
        How::IdentityCenter { permission_set_duration, common } => {
            let draft = Draft::new("identity-center", common.start());
            (draft.set("permission_set_duration", "--permission-set-duration", permission_set_duration), common)
        }
        How::FederationEndpoint { session_duration, credentials, credentials_age, common } => {
            let draft = Draft::new("federation-endpoint", common.start())
                .set("session_duration", "--session-duration", session_duration)
                .from("credentials", credentials.session(common.start() - credentials_age));
            (draft, common)
        }
        How::SwitchRole { from, signed_in, source_duration, max_session_duration, multi_session, chained, common } => {
            let from = if chained { Source::SwitchRole } else { from };
            let multi_session = multi_session || chained;
            let source = from.session(common.start() - signed_in, multi_session, source_duration);
            let draft = Draft::new("switch-role", common.start())
                .set("multi_session", "--multi-session", Some(multi_session))
                .set("role_max", "--max-session-duration", max_session_duration)
                .from("source", source);
            (draft, common)
        }
        How::AccessPortal { portal_duration, session_not_on_or_after, aws_managed_ad, common } => {
            let end = session_not_on_or_after.map(|end| end.after(common.start()));
            let draft = Draft::new("access-portal", common.start())
                .set("portal_duration", "--portal-duration", portal_duration)
                .set("session_not_on_or_after", "--session-not-on-or-after", end)
                .set("identity_source", "--aws-managed-ad", aws_managed_ad.then_some("aws-managed-ad"));
            (draft, common)
        }
    };
    draft.ask("none", &common, asked, out)
}
