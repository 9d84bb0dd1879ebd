//! `replay`: recorded observations in, what the ledger made of each out.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};
use session_clock::ledger::view::Notice;
use session_clock::ledger::{Event, Ledger, Overview};
use session_clock::words::{Lang, Sentence, page, session};

use crate::batch::{LONGEST_LINE, read_line};
use crate::time;

/// Replay recorded observations of console sessions, and say after each what was known.
///
/// Each line of the input is an event, as the extension records it; each line of the output names its line and holds every session with the
/// interval of its end, how sure that is and why, and the notices that were given. A line that is no event gets one with
/// `invalid`, and the rest goes on. Blank lines get none. Each file starts from nothing.
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
    let files = if args.files.is_empty() { vec![PathBuf::from("-")] } else { args.files };
    let (mut all_events, mut all_read) = (true, true);
    for file in &files {
        let input: io::Result<Box<dyn Read>> =
            if file == Path::new("-") { Ok(Box::new(io::stdin().lock())) } else { File::open(file).map(|file| Box::new(file) as _) };
        let replayed = input.map_err(Stopped::Reading).and_then(|input| replay(input, lang, out));
        match replayed {
            Ok(replayed) => all_events &= replayed,
            Err(Stopped::Writing(fault)) => return Err(fault),
            Err(Stopped::Reading(fault)) => {
                out.flush()?;
                crate::terminal::complain(format_args!("{}: {fault}", file.display()));
                all_read = false;
            }
        }
    }
    Ok(match (all_read, all_events) {
        (false, _) => ExitCode::from(crate::CANNOT_ASK),
        (true, false) => ExitCode::from(crate::REFUSED),
        (true, true) => ExitCode::SUCCESS,
    })
}

/// Which side failed.
enum Stopped {
    Reading(io::Error),
    Writing(io::Error),
}

/// Replays one recording; whether every line was an event.
fn replay(input: impl Read, lang: Lang, out: &mut dyn Write) -> Result<bool, Stopped> {
    let mut input = BufReader::new(input);
    let mut ledger = Ledger::default();
    let (mut line, mut number, mut all_events) = (Vec::new(), 0_u64, true);
    while read_line(&mut input, &mut line).map_err(Stopped::Reading)?.is_some() {
        number += 1;
        let text = match line.as_slice() {
            [0xef, 0xbb, 0xbf, text @ ..] if number == 1 => text,
            text => text,
        };
        if text.trim_ascii().is_empty() {
            continue;
        }
        let event = if line.len() > LONGEST_LINE {
            Err(format!("this line is longer than {} MiB and was not read", LONGEST_LINE >> 20))
        } else {
            serde_json::from_slice::<Event>(text).map_err(|fault| fault_of(&fault))
        };
        let said = match event {
            Ok(event) => {
                let effects = ledger.step(&event);
                let sessions: Vec<Value> = ledger.overview(event.now).iter().map(|entry| told(lang, &ledger, entry)).collect();
                let notices: Vec<Value> = effects.notices.iter().map(|notice| noticed(lang, &ledger, notice)).collect();
                json!({"line": number, "now": event.now, "sessions": sessions, "notices": notices, "wake": effects.wake})
            }
            Err(message) => {
                all_events = false;
                json!({"line": number, "invalid": {"message": message}})
            }
        };
        writeln!(out, "{said}").map_err(Stopped::Writing)?;
        if input.buffer().is_empty() {
            out.flush().map_err(Stopped::Writing)?;
        }
    }
    Ok(all_events)
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
