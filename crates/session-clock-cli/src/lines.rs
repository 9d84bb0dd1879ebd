//! JSON Lines of files or of standard input, one line at a time. What a line means, and what is written of it, is the caller's.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};

use crate::{CANNOT_ASK, REFUSED, terminal};

/// The longest line that is read, in bytes. A question of 64 sessions has some 10 KB, so this leaves room for any `id`, and bounds the memory:
/// a longer line is passed over, and its answer says so.
pub const LONGEST_LINE: usize = 8 * 1024 * 1024;

const BUFFER: usize = 128 * 1024;

/// A line that is not blank, or why it was not read; and its number from 1, blank lines counted too.
pub type Line<'a> = (u64, Result<&'a [u8], String>);

/// Hands every line of every file on; none or `-` is standard input. `begin` makes for each file what takes its lines, which writes and says
/// whether a line was valid.
///
/// # Errors
/// If the output cannot be written.
pub fn each<T>(files: Vec<PathBuf>, out: &mut dyn Write, mut begin: impl FnMut() -> T) -> io::Result<ExitCode>
where
    T: FnMut(Line, &mut dyn Write) -> io::Result<bool>,
{
    let files = if files.is_empty() { vec![PathBuf::from("-")] } else { files };
    let progress = progress(&files);
    let (mut all_valid, mut all_read) = (true, true);
    for file in &files {
        let input: io::Result<Box<dyn Read>> =
            if file == Path::new("-") { Ok(Box::new(io::stdin().lock())) } else { File::open(file).map(|file| Box::new(file) as _) };
        match input.map_err(Stopped::Reading).and_then(|input| each_of(input, out, &progress, begin())) {
            Ok(valid) => all_valid &= valid,
            Err(Stopped::Writing(fault)) => return Err(fault),
            Err(Stopped::Reading(fault)) => {
                out.flush()?;
                terminal::complain(format_args!("{}: {fault}", file.display()));
                all_read = false;
            }
        }
    }
    progress.finish_and_clear();
    Ok(match (all_read, all_valid) {
        (false, _) => ExitCode::from(CANNOT_ASK),
        (true, false) => ExitCode::from(REFUSED),
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

/// Which side failed.
enum Stopped {
    Reading(io::Error),
    Writing(io::Error),
}

/// Hands the lines of one input on; whether all were valid.
fn each_of(
    input: impl Read,
    out: &mut dyn Write,
    progress: &ProgressBar,
    mut take: impl FnMut(Line, &mut dyn Write) -> io::Result<bool>,
) -> Result<bool, Stopped> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let (mut line, mut number, mut unreported, mut all_valid) = (Vec::new(), 0_u64, 0, true);
    while let Some(read) = read_line(&mut input, &mut line).map_err(Stopped::Reading)? {
        number += 1;
        let text = match line.as_slice() {
            // A byte order mark, as some editors put before a text, is none of the line.
            [0xef, 0xbb, 0xbf, text @ ..] if number == 1 => text,
            text => text,
        };
        let text = if line.len() > LONGEST_LINE {
            Some(Err(format!("this line is longer than {} MiB and was not read", LONGEST_LINE >> 20)))
        } else {
            Some(Ok(text)).filter(|_| !text.trim_ascii().is_empty())
        };
        if let Some(text) = text {
            all_valid &= take((number, text), out).map_err(Stopped::Writing)?;
        }
        unreported += read;
        if input.buffer().is_empty() {
            // Nothing more has come yet: who waits for these answers gets them now.
            out.flush().map_err(Stopped::Writing)?;
            progress.inc(std::mem::take(&mut unreported));
        }
    }
    Ok(all_valid)
}

/// Reads one line without its end, a little more than [`LONGEST_LINE`] of it at most, and passes over the rest; answers how many bytes
/// were read, or `None` where there is no more line.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<u64>> {
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
