//! `status`: the sessions on this machine. What they are comes from `session_clock_local`; this file asks and writes.

use std::io::{self, Write};
use std::process::ExitCode;

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use session_clock::words::{Lang, Sentence, status as words};
use session_clock_local::{Found, Lives, Look, Report, Session, State, Verdict, Whose, look};

use crate::local_words::{self, plain};
use crate::machine::{self, RealDisk};
use crate::show::{Style, Urgency, width as columns};
use crate::{CANNOT_ASK, duration, lang, time};

/// Show the AWS sessions on this machine: which are active, until when, why, and how to get longer.
///
/// Without --all it shows the session that the AWS CLI would use now, and the sign-in behind it. Files and environment are read as
/// the AWS CLI reads them. It never goes to the network, never runs credential_process, and never shows a secret.
#[derive(clap::Args)]
#[command(
    after_help = "Exit codes: 0 the session is active (with --all, any is; with --min, for that long), 1 it isn't or there is none, 2 Session Clock can't tell.\n\n    session-clock status --min 45m || aws sso login"
)]
pub struct Args {
    /// The session of this profile, as with the AWS CLI's --profile
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Every session: the environment's, each profile's, each sign-in, and files that no profile uses
    #[arg(long)]
    all: bool,
    /// Write JSON
    #[arg(long)]
    json: bool,
    /// Exit with 0 only if the session lasts at least that long
    #[arg(long, value_name = "DURATION", default_value = "0", hide_default_value = true, value_parser = duration::parse)]
    min: i64,
}

/// Looks, and writes what it found.
///
/// # Errors
/// If the output cannot be written.
pub fn run(args: &Args, asked: Option<lang::Choice>, out: &mut dyn Write) -> io::Result<ExitCode> {
    let whose = if args.all { Whose::All } else { Whose::ActiveAndFindings };
    let report = now(args.profile.as_deref(), whose);
    if args.json {
        serde_json::to_writer(&mut *out, &as_json(&report, lang::of_machines(asked)))?;
        writeln!(out)?;
    } else {
        let style = Style::of_stdout();
        // Only a terminal has a width that text can be too wide for.
        let width = style.colours().then(crossterm::terminal::size).and_then(Result::ok).map(|(columns, _)| usize::from(columns));
        for line in lines(&report, lang::of_people(asked), &style, width) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(match report.verdict(args.min) {
        Verdict::Lives => ExitCode::SUCCESS,
        Verdict::Over => ExitCode::FAILURE,
        Verdict::CannotTell => ExitCode::from(CANNOT_ASK),
    })
}

/// This machine as it is now.
pub fn now(profile: Option<&str>, whose: Whose) -> Report {
    let disk = if whose == Whose::Active { RealDisk::default() } else { RealDisk::patient() };
    look(&Look { environment: &machine::environment(), disk: &disk, now: time::now(), zone: &TimeZone::system(), profile, whose })
}

/// The contract: a key is there whether it has a value or not.
fn as_json(report: &Report, lang: Lang) -> Value {
    let said = |sentence: Sentence| sentence.text(time::utc);
    let sessions: Vec<Value> = report
        .sessions
        .iter()
        .map(|session| {
            json!({
                "profile": session.profile,
                "active": session.active,
                "from": session.from.map(|from| from.name()),
                "kind": session.kind.name(),
                "arn": session.arn,
                "account": session.account,
                "expires_at": session.expires_at,
                "remaining": session.remaining(report.now),
                "state": session.state.name(),
                "renews_until": session.renews_until,
                "file": session.file.as_ref().map(|file| file.display().to_string()),
                "why": local_words::why(session, lang).map(said),
                "longer": local_words::longer(session, lang),
            })
        })
        .collect();
    let findings: Vec<Value> = report
        .findings
        .iter()
        .map(|found| {
            let message = local_words::found(found, lang);
            json!({"level": found.level().name(), "code": found.code(), "file": found.file(), "message": message})
        })
        .collect();
    json!({"now": report.now, "sessions": sessions, "findings": findings})
}

/// For people: one line a session, then what would make the active one longer, then what is amiss. What is wider than `width` columns goes on
/// in the next line.
pub fn lines(report: &Report, lang: Lang, style: &Style, width: Option<usize>) -> Vec<String> {
    let moment = |at| time::short(at, report.now, lang);
    let mut lines = rows(report, lang, style);
    if report.sessions.is_empty() {
        let nothing = if report.all { words::NONE_AT_ALL } else { words::NONE };
        lines.push(nothing.template(lang).to_owned());
    }
    let mut text = Vec::new();
    if let Some(active) = report.active() {
        if let Some(why) = local_words::why(active, lang) {
            text.extend([String::new(), why.text(moment)]);
        }
        let longer = local_words::longer(active, lang);
        if !longer.is_empty() {
            text.extend([String::new(), style.strong(words::LONGER.template(lang))]);
        }
        let many = longer.len() > 1;
        text.extend(longer.iter().enumerate().map(|(at, one)| if many { format!("  {}. {one}", at + 1) } else { format!("  {one}") }));
    }
    if !report.findings.is_empty() {
        text.push(String::new());
    }
    text.extend(report.findings.iter().map(|found| amiss(found, lang)));
    let wrapped = |line: &String| match width {
        None => vec![line.clone()],
        Some(width) => {
            let indent = if line.starts_with("  ") { "     " } else { "" };
            let lines = textwrap::wrap(line, textwrap::Options::new(width.max(20)).subsequent_indent(indent));
            lines.into_iter().map(String::from).collect()
        }
    };
    lines.extend(text.iter().flat_map(wrapped));
    lines
}

/// One line a session.
fn rows(report: &Report, lang: Lang, style: &Style) -> Vec<String> {
    let rows: Vec<[String; 4]> = report.sessions.iter().map(|session| cells(session, report.now, lang)).collect();
    let widest = |column: usize| rows.iter().map(|row| columns(&row[column])).max().unwrap_or(0);
    let widths = [widest(0), widest(1), widest(2)];
    let line = |(session, row): (&Session, &[String; 4])| {
        let pad = |column: usize| format!("{}{}", row[column], " ".repeat(widths[column] - columns(&row[column])));
        let mark = if session.active { "▶" } else { " " };
        let name = if session.active { style.strong(&pad(0)) } else { pad(0) };
        let urgency = urgency(session, report.now);
        let coloured = |text: String| urgency.map_or(text.clone(), |urgency| style.urgent(urgency, &text));
        let bar = bar(session, report.now).map_or_else(|| " ".repeat(BAR), coloured);
        let line = format!("{mark} {name}  {}  {bar}  {}  {}", coloured(pad(1)), pad(2), style.soft(&row[3]));
        line.trim_end().to_owned()
    };
    report.sessions.iter().zip(&rows).map(line).collect()
}

/// What is amiss, and where.
fn amiss(found: &Found, lang: Lang) -> String {
    let said = local_words::level(found).say(lang, &[local_words::found(found, lang).into()]);
    match found {
        // Its message names no file.
        Found::Config(finding) => {
            let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
            format!("{said} ({}{line})", plain(&finding.file))
        }
        _ => said.to_string(),
    }
}

/// Name, what is left, how it stands, whose it is.
fn cells(session: &Session, now: i64, lang: Lang) -> [String; 4] {
    let left = match session.lives() {
        Lives::Until(_) | Lives::Forever if session.state != State::NoExpiry => session.remaining(now).filter(|left| *left > 0),
        _ => None,
    };
    let left = left.map(|left| words::LEFT.say(lang, &[time::left(left, lang).into()]).to_string()).unwrap_or_default();
    let standing = local_words::standing(session, lang).text(|at| time::short(at, now, lang));
    [local_words::name(session, lang), left, standing, local_words::who(session, lang)]
}

/// How near the end is, where somebody has to sign in then.
fn urgency(session: &Session, now: i64) -> Option<Urgency> {
    match session.lives() {
        Lives::Until(end) => Some(Urgency::of(end - now)),
        _ => None,
    }
}

/// The width of a bar.
const BAR: usize = 12;

/// What is left of the whole session, as a bar; nothing where its length is not known.
fn bar(session: &Session, now: i64) -> Option<String> {
    let (whole, left) = (local_words::whole(session)?, session.remaining(now)?);
    if !(1..=whole).contains(&left) {
        return None;
    }
    // What has begun is not empty.
    let full = usize::try_from((left.saturating_mul(BAR as i64) + whole - 1) / whole).ok()?;
    Some("█".repeat(full) + &"░".repeat(BAR - full))
}
