//! `batch`: JSON Lines in, JSON Lines out, in the same order.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use session_clock::words::Lang;
use session_clock::{Answer, Invalid, Outcome, Via};

use crate::lines::{self, Line};

/// Answer scenarios in JSON Lines, in the same order.
///
/// Each line of the input is a question, and each line of the output is its answer. If a line isn't valid, its answer has `invalid`, with
/// the number of the line (counted from 1 in each file, including blank lines), and the rest is still answered. Blank lines get no answer. A
/// line of more than 8 MiB is not read.
///
/// Exit codes: 0 every line was answered, 1 some were invalid, 2 a file could not be read.
#[derive(clap::Args)]
#[command(after_long_help = questions())]
pub struct Args {
    /// Files of JSON Lines; none or - is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// How a question is written, from the core's own table.
pub fn questions() -> String {
    let mut text = String::from(
        "A question is {\"session\": {\"via\": …, …}}. An \"id\" comes back in the answer. \"client\": \"botocore\" adds the checks that the AWS CLI makes \
         before it sends anything. Moments and durations are whole seconds. `source`, `caller` and `credentials` are sessions too.\n\nThe \
         keys of each via, optional ones in brackets:",
    );
    for via in Via::ALL {
        let keys = via.keys();
        let may = keys.may.iter().map(|key| format!("[{key}]"));
        let all: Vec<String> = keys.must.iter().map(ToString::to_string).chain(may).collect();
        text.push_str(&format!("\n  {}: {}", keys.name, if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }));
    }
    text
}

/// Answers every line of every file.
///
/// # Errors
/// If the output cannot be written.
pub fn run(args: Args, lang: Lang, out: &mut dyn Write) -> io::Result<ExitCode> {
    lines::each(args.files, out, || {
        let mut answer = String::new();
        move |(number, line): Line, out: &mut dyn Write| {
            let mut answered = match line {
                Ok(text) => Answer::to_json_bytes(text),
                Err(fault) => Answer { id: None, outcome: Outcome::Invalid(Invalid::new("", fault)) },
            };
            let valid = match &mut answered.outcome {
                Outcome::Invalid(fault) => {
                    fault.line = Some(number);
                    false
                }
                _ => true,
            };
            answer.clear();
            answered.write_json(lang, &mut answer);
            answer.push('\n');
            out.write_all(answer.as_bytes()).map(|()| valid)
        }
    })
}
