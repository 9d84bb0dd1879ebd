//! `status`: the sessions on this machine. What they are comes from `session_clock_local`; this file asks and writes.

use std::io::{self, Write};
use std::process::ExitCode;

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use session_clock::words::{Lang, Sentence, status as words};
use session_clock_local::{Environment, Found, Lives, Look, Report, Session, State, Verdict, Whose, look};

use crate::layout::{self, Column, HELD, Room, Row, View};
use crate::local_words::{self, plain};
use crate::machine::{self, RealDisk};
use crate::show::{Style, Urgency};
use crate::{CANNOT_ASK, duration, lang, terminal, time};

/// Show the AWS sessions on this machine: which are active, until when, why, and how to get longer.
///
/// Without --all, it shows the session that the AWS CLI would use now, and the sign-in behind it. It reads the files and the environment
/// the way the AWS CLI does. It never uses the network, never runs credential_process, and never shows a secret.
#[derive(clap::Args)]
#[command(
    after_help = "Exit codes: 0 the session is active (with --all: at least one is; with --min: it lasts that long), 1 it isn't, or there is none, 2 Session Clock can't tell.\n\n    session-clock status --min 45m || aws sso login"
)]
pub struct Args {
    /// Show the session of this profile, like the AWS CLI's --profile
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Every session: the environment's, each profile's, each sign-in, and files that no profile uses
    #[arg(long)]
    all: bool,
    /// Write JSON
    #[arg(long)]
    json: bool,
    /// Exit with 0 only if the session lasts at least this much longer
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
        let (style, room) = (Style::of_stdout(), terminal::room(&io::stdout()));
        for line in view(&report, lang::of_people(asked), &style, room).lines() {
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
    of(&machine::environment(), profile, whose)
}

/// The same with another environment, such as other files.
pub fn of(environment: &Environment, profile: Option<&str>, whose: Whose) -> Report {
    let disk = if whose == Whose::Active { RealDisk::default() } else { RealDisk::patient() };
    look(&Look { environment, disk: &disk, now: time::now(), zone: &TimeZone::system(), profile, whose })
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
                "longer": local_words::longer(session, lang, " "),
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

/// For people: one row a session, then what would make the active one longer, then what is amiss.
pub fn view(report: &Report, lang: Lang, style: &Style, room: Option<Room>) -> View {
    let moment = |at| time::short(at, report.now, lang);
    let mut text = Vec::new();
    let mut say = |indent: &str, said: &str| text.extend(layout::wrapped(indent, said, room));
    if report.sessions.is_empty() {
        say("", (if report.all { words::NONE_AT_ALL } else { words::NONE }).template(lang));
        if report.others > 0 {
            let phrase = if report.others == 1 { words::OTHER_PROFILE } else { words::OTHER_PROFILES };
            let command = "session-clock status --all".replace(' ', HELD);
            say("", &phrase.say(lang, &[report.others.to_string().into(), command.into()]).to_string());
        }
    }
    if let Some(active) = report.active() {
        if let Some(why) = local_words::why(active, lang) {
            say("", "");
            say("", &why.text(moment));
        }
        let longer = local_words::longer(active, lang, HELD);
        if !longer.is_empty() {
            say("", "");
            say("", &style.strong(words::LONGER.template(lang)));
        }
        for (at, one) in longer.iter().enumerate() {
            let number = if longer.len() > 1 { format!("  {}. ", at + 1) } else { "  ".into() };
            say(&number, one);
        }
    }
    if !report.findings.is_empty() {
        say("", "");
    }
    report.findings.iter().for_each(|found| say("", &amiss(found, lang)));
    View { rows: rows(report, lang, style, room), marked: report.sessions.iter().position(|session| session.active), text }
}

/// One row a session.
fn rows(report: &Report, lang: Lang, style: &Style, room: Option<Room>) -> Vec<Vec<String>> {
    let rows: Vec<Row> = report.sessions.iter().map(|session| row(session, report.now, lang)).collect();
    layout::table(&rows, room, |at, column, text| match column {
        _ if !style.colours() || text.is_empty() => text.to_owned(),
        Column::Name if rows[at].marked => style.strong(text),
        Column::Left | Column::Bar => match urgency(&report.sessions[at], report.now) {
            Some(urgency) => style.urgent(urgency, text),
            None => text.to_owned(),
        },
        Column::Who => style.soft(text),
        Column::Name | Column::Standing => text.to_owned(),
    })
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

fn row(session: &Session, now: i64, lang: Lang) -> Row {
    let left = match session.lives() {
        Lives::Until(_) | Lives::Forever if session.state != State::NoExpiry => session.remaining(now).filter(|left| *left > 0),
        _ => None,
    };
    Row {
        marked: session.active,
        name: local_words::name(session, lang),
        left: left.map(|left| words::LEFT.say(lang, &[time::left(left, lang).into()]).to_string()).unwrap_or_default(),
        // Where its length is not known there is none.
        bar: local_words::whole(session).zip(session.remaining(now)).and_then(|(whole, left)| bar(left, whole)).unwrap_or_default(),
        standing: local_words::standing(session, lang).text(|at| time::short(at, now, lang)),
        who: local_words::who(session, lang),
    }
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

/// What is left of the whole session, in seconds, as a bar; nothing where that is more than the whole, or nothing.
fn bar(left: i64, whole: i64) -> Option<String> {
    if !(1..=whole).contains(&left) {
        return None;
    }
    // What has begun is not empty.
    let full = usize::try_from((left.saturating_mul(BAR as i64) + whole - 1) / whole).ok()?;
    Some("█".repeat(full) + &"░".repeat(BAR - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_empty_only_at_the_end() {
        for (left, full) in [(3_600, 12), (3_301, 12), (3_300, 11), (300, 1), (1, 1)] {
            assert_eq!(bar(left, 3_600), Some("█".repeat(full) + &"░".repeat(12 - full)), "{left}");
        }
        assert_eq!([3_601, 0, -1].map(|left| bar(left, 3_600)), [None, None, None]);
    }
}
