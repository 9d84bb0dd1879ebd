//! `for`: what AWS hands out on the strength of a session. The kinds, and what each of them takes, come from the grammar's table.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::CommandFactory;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use serde_json::Value;
use session_clock::aws_config::{Detail, Level};
use session_clock::grammar::Via;
use session_clock::rules::handed_out;
use session_clock::words::{Lang, Part, calculator, command as words};
use session_clock_local::{Environment, Kind, Whose};

use crate::ask::{Common, Credentials, Draft};
use crate::profile_session::{role_max, session};
use crate::terminal::Page;
use crate::{CANNOT_ASK, REFUSED, config, duration, lang, machine, status, terminal, time};

/// URLs, passwords, tokens and credentials that AWS hands out.
#[derive(clap::Args)]
#[command(
    after_help = "How long may a presigned URL from a profile live?\n\n    session-clock for presigned-url --expires-in 7d --profile dev"
)]
pub struct Args {
    /// What AWS hands out
    #[arg(value_name = "KIND", value_parser = kinds())]
    kind: Via,
    /// The duration you ask for [default: AWS's default for this kind]
    #[arg(long, value_name = "DURATION", visible_alias = "duration-seconds", value_parser = duration::parse, allow_hyphen_values = true)]
    expires_in: Option<i64>,
    /// The credentials it is made with [default: assume-role]
    #[arg(long, value_enum, value_name = "CREDENTIALS", visible_alias = "caller")]
    signed_by: Option<Credentials>,
    /// How long those credentials last, if you asked for a duration or set one [default: AWS's default for them]
    #[arg(long, value_name = "DURATION", value_parser = duration::parse, conflicts_with = "profile")]
    credentials_duration: Option<i64>,
    /// How long ago those credentials were obtained
    #[arg(long, value_name = "DURATION", default_value = "0", value_parser = duration::parse)]
    credentials_age: i64,
    /// Ask for no policy (get-scoped-credentials only)
    #[arg(long)]
    no_policy: bool,
    /// Use the credentials of this profile from the AWS config files
    #[arg(long, value_name = "NAME", conflicts_with = "signed_by")]
    profile: Option<String>,
    /// The config file [default: $AWS_CONFIG_FILE, or ~/.aws/config]
    #[arg(long, value_name = "PATH", requires = "profile")]
    config_file: Option<PathBuf>,
    /// The credentials file [default: $AWS_SHARED_CREDENTIALS_FILE, or ~/.aws/credentials]
    #[arg(long, value_name = "PATH", requires = "profile")]
    credentials_file: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

/// The grammar's kinds, in its order, each with what people call it.
fn kinds() -> impl TypedValueParser<Value = Via> {
    let all = || Via::ALL.iter().copied().filter(|via| handed_out::is_one(*via));
    let values = all().map(|via| PossibleValue::new(via.name()).help(calculator::via(via, false).template(Lang::En)));
    PossibleValuesParser::new(values).try_map(move |name| all().find(|via| via.name() == name).ok_or_else(|| format!("{name} is no kind")))
}

/// Answers what was asked by flags.
///
/// # Errors
/// If the output cannot be written.
pub fn run(args: Args, asked: Option<lang::Choice>, out: &mut dyn Write) -> io::Result<ExitCode> {
    let start = args.common.start();
    let obtained = start.saturating_sub(args.credentials_age);
    let credentials = match &args.profile {
        None => {
            let kind = args.signed_by.or(args.kind.keys().inner.map(|_| Credentials::AssumeRole));
            kind.map(|kind| lasting(kind.session(obtained), args.credentials_duration))
        }
        Some(name) => {
            let lang = if args.common.json { lang::of_machines(asked) } else { lang::of_people(asked) };
            let report = match config::profile(name, args.config_file.as_ref(), args.credentials_file.as_ref(), lang) {
                Ok(report) => report,
                Err(message) => {
                    terminal::complain(message);
                    return Ok(ExitCode::from(CANNOT_ASK));
                }
            };
            if report.all_findings().any(|finding| finding.detail == Detail::ProfileMissing)
                && let [Some(first), Some(second)] = config::paths(args.config_file.as_ref(), args.credentials_file.as_ref())
            {
                let fill = [name.clone().into(), machine::written(&first).into(), machine::written(&second).into()];
                terminal::complain(words::PROFILE_NOT_THERE.say(lang, &fill));
                return Ok(ExitCode::from(REFUSED));
            }
            if report.worst() == Some(Level::Error) {
                // What is wrong goes where a program's answer does not.
                config::explain(&report, lang, &mut Page::new(&mut io::stderr(), &io::stderr()))?;
                return Ok(ExitCode::from(REFUSED));
            }
            let Some(session) = report.profiles.first().and_then(|profile| session(profile, obtained)) else {
                let said = match written_end(name, &args) {
                    Some(end) => words::PROFILE_KEYS_END.say(lang, &[name.clone().into(), Part::Moment(end)]),
                    None => words::PROFILE_END_NOT_KNOWN.say(lang, &[name.clone().into()]),
                };
                terminal::complain(said.text(time::local));
                return Ok(ExitCode::from(CANNOT_ASK));
            };
            Some(session)
        }
    };
    let keys = args.kind.keys();
    let takes = |key: &&str| keys.may.contains(key);
    let asks = ["expires_in", "duration_seconds"].into_iter().find(takes).unwrap_or("expires_in");
    let at = (keys.must.contains(&"at") || args.common.at.is_some()).then_some(start);
    let mut draft = Draft::without_start(args.kind.name()).set("at", "--at", at).set(asks, "--expires-in", args.expires_in).set(
        "policy",
        "--no-policy",
        args.no_policy.then_some(false),
    );
    if let Some(credentials) = credentials {
        let key = keys.inner.map_or("credentials", |(key, _)| key);
        draft = draft.set(key, if args.profile.is_some() { "--profile" } else { "--signed-by" }, Some(credentials));
    }
    // This is typed on the AWS CLI, whose own checks come first.
    draft.ask("botocore", &args.common, asked, out)
}

/// When the temporary keys of a profile end, where that stands beside them, as `status` reads it.
fn written_end(profile: &str, args: &Args) -> Option<i64> {
    let [config, credentials] = config::paths(args.config_file.as_ref(), args.credentials_file.as_ref());
    let environment = Environment { config, credentials, ..machine::environment() };
    let report = status::of(&environment, Some(profile), Whose::Active);
    report.active().filter(|session| session.kind == Kind::Temporary)?.expires_at
}

/// The same session, lasting as long as that: by what its kind takes, a role's maximum raised where that is needed.
fn lasting(mut session: Value, seconds: Option<i64>) -> Value {
    let Some(seconds) = seconds else { return session };
    let keys = Via::ALL.iter().find(|via| session["via"] == via.name()).map(|via| via.keys());
    let takes = |key: &str| keys.is_some_and(|keys| keys.may.contains(&key));
    let Some(set) = ["duration_seconds", "permission_set_duration", "sign_in_max"].into_iter().find(|key| takes(key)) else {
        let message = format!("'--credentials-duration' doesn't go with {}: nobody sets how long it lasts", session["via"]);
        crate::Cli::command().error(ErrorKind::ArgumentConflict, message).exit()
    };
    session[set] = seconds.into();
    if takes("role_max") {
        session["role_max"] = role_max(Some(seconds)).into();
    }
    session
}
