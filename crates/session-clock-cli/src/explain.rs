//! `explain`: any session, as a scenario in JSON.

use std::io::{self, Read, Write};
use std::process::ExitCode;

use crate::{ask, lang};

/// Answer for any session, written as a scenario in JSON.
///
/// The scenario is a question in the form that `batch` reads, or only its `session`:
///
/// session-clock explain '{"via": "switch-role", "at": 36000, "role_max": 43200, "source": {"via": "iam-user", "at": 0}}'
#[derive(clap::Args)]
#[command(after_long_help = crate::batch::questions())]
pub struct Args {
    /// The scenario; - reads it from standard input
    #[arg(value_name = "SCENARIO")]
    scenario: String,
    /// Write the answer as one line of JSON, as `batch` does
    #[arg(long)]
    json: bool,
}

/// Answers one scenario.
///
/// # Errors
/// If the input cannot be read or the output cannot be written.
pub fn run(args: Args, asked: Option<lang::Choice>, out: &mut dyn Write) -> io::Result<ExitCode> {
    let mut text = args.scenario;
    if text == "-" {
        text.clear();
        // As long as a line of a batch may be; what is longer is cut, and so no JSON.
        io::stdin().lock().take(crate::lines::LONGEST_LINE as u64).read_to_string(&mut text)?;
    }
    let is_session = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text).is_ok_and(|keys| keys.contains_key("via"));
    if is_session {
        text = format!(r#"{{"session":{text}}}"#);
    }
    ask::tell(&text, args.json, asked, str::to_owned, out)
}
