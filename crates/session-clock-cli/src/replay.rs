//! `replay`: recorded observations in, what the ledger made of each out.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};
use session_clock::ledger::view::Notice;
use session_clock::ledger::{Event, Ledger, Overview};
use session_clock::words::{Lang, Sentence, page, session};

use crate::lines::{self, Line};
use crate::time;

/// Replay recorded observations of console sessions, and print what was known after each.
///
/// Each line of the input is an event, as the extension records it. Each line of the output has the number of that line, every session (when it
/// can end, how sure that is, and why) and the warnings that were given. For a line that isn't an event, the output has `invalid`, and the
/// replay goes on. Blank lines are skipped. Each file starts with no sessions.
///
/// Exit codes: 0 every line was an event, 1 some were not, 2 a file could not be read.
#[derive(clap::Args)]
pub struct Args {
    /// Files of JSON Lines; none or - is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Replays every file.
///
/// # Errors
/// If the output cannot be written.
pub fn run(args: Args, lang: Lang, out: &mut dyn Write) -> io::Result<ExitCode> {
    lines::each(args.files, out, || {
        let mut ledger = Ledger::default();
        move |(number, line): Line, out: &mut dyn Write| {
            let event = line.and_then(|text| serde_json::from_slice::<Event>(text).map_err(|fault| fault_of(&fault)));
            let valid = event.is_ok();
            let said = match event {
                Ok(event) => {
                    let effects = ledger.step(&event);
                    let sessions: Vec<Value> = ledger.overview(event.now).iter().map(|entry| told(lang, &ledger, entry)).collect();
                    let notices: Vec<Value> = effects.notices.iter().map(|notice| noticed(lang, &ledger, notice)).collect();
                    json!({"line": number, "now": event.now, "sessions": sessions, "notices": notices, "wake": effects.wake})
                }
                Err(message) => json!({"line": number, "invalid": {"message": message}}),
            };
            writeln!(out, "{said}").map(|()| valid)
        }
    })
}

/// What is wrong with a line. serde_json counts lines from the one that it was given, so only the column is told.
fn fault_of(fault: &serde_json::Error) -> String {
    let text = fault.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    if fault.column() > 0 { format!("{message}, at column {}", fault.column()) } else { message.to_owned() }
}

/// A sentence with its moments in UTC: the same on every machine.
fn text(sentence: &Sentence) -> String {
    sentence.text(time::utc)
}

/// A session as the popup lists it, with why it ends then and how to get longer.
fn told(lang: Lang, ledger: &Ledger, entry: &Overview) -> Value {
    let mut value = serde_json::to_value(entry).unwrap_or_default();
    if let (Some(object), Some(known)) = (value.as_object_mut(), ledger.get(entry.session)) {
        let advice: Vec<Value> = session::advice(lang, ledger, known)
            .iter()
            .map(|one| json!({"kind": one.kind, "sentence": text(&one.sentence), "command": one.command}))
            .collect();
        object.insert("why".into(), text(&session::why(lang, ledger, known)).into());
        object.insert("advice".into(), advice.into());
    }
    value
}

fn noticed(lang: Lang, ledger: &Ledger, notice: &Notice) -> Value {
    let mut value = json!({"session": notice.session, "lead": notice.given.lead, "end": notice.given.end, "bound": notice.bound});
    if let (Some(object), Some(known)) = (value.as_object_mut(), ledger.get(notice.session)) {
        let warning = page::notice(lang, ledger, known, notice.given, notice.bound.as_deref());
        object.insert("sentence".into(), text(&warning.title).into());
        object.insert("what".into(), text(&warning.what).into());
    }
    value
}
