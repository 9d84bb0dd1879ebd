//! `batch`: JSON Lines in, JSON Lines out, in the same order.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use session_clock::words::Lang;
use session_clock::{Answer, Invalid, Outcome, Via};

/// The longest line that is read, in bytes. A question of 64 sessions has some 10 KB, so this leaves room for any `id`, and bounds the memory:
/// a longer line is passed over, and its answer says so.
pub const LONGEST_LINE: usize = 8 * 1024 * 1024;

const BUFFER: usize = 128 * 1024;

/// Answer scenarios as JSON Lines, in the order they come.
///
/// Each line of the input is a question, each line of the output its answer. A line that isn't valid gets an answer with `invalid`,
/// which names the line (counted from 1 in each file, blank lines too), and the rest goes on. Blank lines get no answer. A line of more
/// than 8 MiB is not read.
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
    let files = if args.files.is_empty() { vec![PathBuf::from("-")] } else { args.files };
    let progress = progress(&files);
    let (mut all_answered, mut all_read) = (true, true);
    for file in &files {
        let answered = if file == Path::new("-") {
            answer_lines(io::stdin().lock(), lang, out, &ProgressBar::hidden())
        } else {
            match File::open(file) {
                Ok(input) => answer_lines(input, lang, out, &progress),
                Err(fault) => Err(Stopped::Reading(fault)),
            }
        };
        match answered {
            Ok(answered) => all_answered &= answered,
            Err(Stopped::Writing(fault)) => return Err(fault),
            Err(Stopped::Reading(fault)) => {
                out.flush()?;
                crate::terminal::complain(format_args!("{}: {fault}", file.display()));
                all_read = false;
            }
        }
    }
    progress.finish_and_clear();
    Ok(match (all_read, all_answered) {
        (false, _) => ExitCode::from(crate::CANNOT_ASK),
        (true, false) => ExitCode::from(crate::REFUSED),
        (true, true) => ExitCode::SUCCESS,
    })
}

/// A bar for people: on a terminal, and where the length is known because every input is a file.
fn progress(files: &[PathBuf]) -> ProgressBar {
    let lengths: Option<u64> = files.iter().map(|file| file.metadata().ok().filter(|file| file.is_file()).map(|file| file.len())).sum();
    match lengths {
        Some(length) if io::stderr().is_terminal() => {
            let bar = ProgressBar::new(length);
            let style = ProgressStyle::with_template("{wide_bar} {bytes} / {total_bytes}  {eta}");
            style.map_or(bar.clone(), |style| bar.with_style(style))
        }
        _ => ProgressBar::hidden(),
    }
}

/// Which side of a batch failed.
enum Stopped {
    Reading(io::Error),
    Writing(io::Error),
}

/// Answers each line; whether none was invalid.
fn answer_lines(input: impl Read, lang: Lang, out: &mut dyn Write, progress: &ProgressBar) -> Result<bool, Stopped> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let (mut line, mut answer) = (Vec::new(), String::new());
    let mut all_answered = true;
    let mut number: u64 = 0;
    let mut unreported: u64 = 0;
    loop {
        let read = match read_line(&mut input, &mut line) {
            Ok(None) => break,
            Ok(Some(read)) => read,
            Err(fault) => return Err(Stopped::Reading(fault)),
        };
        number += 1;
        let text = match line.as_slice() {
            // A byte order mark, as some editors put before a text, is none of the question.
            [0xef, 0xbb, 0xbf, text @ ..] if number == 1 => text,
            text => text,
        };
        let answered = if line.len() > LONGEST_LINE {
            let fault = Invalid::new("", format!("this line is longer than {} MiB and was not read", LONGEST_LINE >> 20));
            Some(Answer { id: None, outcome: Outcome::Invalid(fault) })
        } else if text.trim_ascii().is_empty() {
            None
        } else {
            Some(Answer::to_json_bytes(text))
        };
        if let Some(mut answered) = answered {
            if let Outcome::Invalid(fault) = &mut answered.outcome {
                fault.line = Some(number);
                all_answered = false;
            }
            answer.clear();
            answered.write_json(lang, &mut answer);
            answer.push('\n');
            out.write_all(answer.as_bytes()).map_err(Stopped::Writing)?;
        }
        unreported += read;
        if input.buffer().is_empty() {
            // Nothing more has come yet: who waits for these answers gets them now.
            out.flush().map_err(Stopped::Writing)?;
            progress.inc(std::mem::take(&mut unreported));
        }
    }
    Ok(all_answered)
}

/// Reads one line without its end, a little more than [`LONGEST_LINE`] of it at most, and passes over the rest; answers how many bytes
/// were read, or `None` where there is no more line.
pub fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<u64>> {
    line.clear();
    // Room for the line's end, so that a line of the longest length is still read whole.
    let mut read = input.by_ref().take(LONGEST_LINE as u64 + 2).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
    } else if line.len() > LONGEST_LINE {
        read += input.skip_until(b'\n')?;
    }
    Ok(Some(read as u64))
}
