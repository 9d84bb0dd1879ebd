//! The largest runs of `batch` and `config check`, and how they grow: ten times as much should take ten times the time, and `batch` no more memory.
//!
//! `cargo bench -p session-clock-cli --bench scale [-- LINES PROFILES]`: so many and a tenth of it. Memory, and the processor's time, which other
//! programs disturb less, by `/usr/bin/time` where that is there.

mod common;

use std::fs::File;
use std::io::{BufWriter, Error, Result, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Ten times as much may take that many times as long: ten times, and what larger tables cost where they leave the processor's caches.
const GROWS_AT_MOST: f64 = 15.0;
/// `batch` may take that much memory, however long its input is, in MiB.
const BATCH_MEMORY: f64 = 16.0;

fn main() -> Result<()> {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let (lines, profiles) = match sizes.as_slice() {
        [lines, profiles, ..] => (*lines, *profiles),
        // The largest config file that is read has some 140,000 of these profiles.
        _ => (5_000_000, 100_000),
    };
    let mut memory_over = false;
    let mut growths = Vec::new();
    let mut before = None;
    for count in [lines / 10, lines] {
        let file = place("batch");
        common::write_questions(&file, count)?;
        let size = file.metadata()?.len() as f64 / f64::from(1 << 20);
        let (seconds, told) = measured(Command::new(env!("CARGO_BIN_EXE_session-clock")).arg("batch").arg(&file))?;
        std::fs::remove_file(&file)?;
        println!("| batch, {count} lines, {size:.0} MiB: time | {seconds:.1} s ({:.0} lines a second) | | |", count as f64 / seconds);
        if let Some((memory, _)) = told {
            println!("| batch, {count} lines: most memory | {memory:.1} MiB | {BATCH_MEMORY} | {:.2} |", memory / BATCH_MEMORY);
            memory_over |= memory > BATCH_MEMORY;
        }
        growths.extend(grown(&mut before, seconds, told).map(|grown| ("batch, ten times the lines", grown)));
    }
    before = None;
    for count in [profiles / 10, profiles] {
        let file = place("config");
        write_profiles(&file, count)?;
        let (seconds, told) = measured(
            Command::new(env!("CARGO_BIN_EXE_session-clock")).args(["config", "check", "--json", "--credentials", "/dev/null"]).arg(&file),
        )?;
        std::fs::remove_file(&file)?;
        println!("| config check, {count} profiles: time | {seconds:.2} s | | |");
        if let Some((memory, _)) = told {
            println!("| config check, {count} profiles: most memory | {memory:.0} MiB | | |");
        }
        growths.extend(grown(&mut before, seconds, told).map(|grown| ("config check, ten times the profiles", grown)));
    }
    for (what, growth) in &growths {
        println!("| {what} | {growth:.1} times the time | {GROWS_AT_MOST} | {:.2} |", growth / GROWS_AT_MOST);
    }
    if memory_over || growths.iter().any(|(_, growth)| *growth > GROWS_AT_MOST) {
        return Err(Error::other("a budget is missed"));
    }
    Ok(())
}

/// How many times as long it took as the one before: of the processor's time, where that is known.
fn grown(before: &mut Option<f64>, seconds: f64, told: Option<(f64, f64)>) -> Option<f64> {
    let took = told.map_or(seconds, |(_, processor)| processor);
    before.replace(took).map(|before| took / before)
}

fn place(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("session-clock-scale-{}-{name}", std::process::id()))
}

/// The command from its start to its end: seconds; and its most memory in MiB and the processor's seconds, where those can be measured.
fn measured(command: &Command) -> Result<(f64, Option<(f64, f64)>)> {
    const TIME: &str = "/usr/bin/time";
    let told = place("memory");
    let by_time = Path::new(TIME).exists();
    let mut run = if by_time {
        let mut run = Command::new(TIME);
        run.args(["--format", "%M %U %S", "--output"]).arg(&told).arg(command.get_program());
        run
    } else {
        Command::new(command.get_program())
    };
    let start = Instant::now();
    let status = run.args(command.get_args()).stdout(Stdio::null()).status()?;
    let seconds = start.elapsed().as_secs_f64();
    // 1: some lines were refused, or a profile has an error; the work was done.
    if !matches!(status.code(), Some(0 | 1)) {
        return Err(Error::other(format!("the command ended with {status}")));
    }
    if !by_time {
        return Ok((seconds, None));
    }
    // Its own words on an exit status other than 0 come first.
    let line = std::fs::read_to_string(&told)?;
    std::fs::remove_file(&told)?;
    let figures: Vec<f64> = line.lines().last().unwrap_or_default().split(' ').filter_map(|figure| figure.parse().ok()).collect();
    match figures.as_slice() {
        [kilobytes, user, system] => Ok((seconds, Some((kilobytes / 1024.0, user + system)))),
        _ => Err(Error::other(format!("{TIME} said {line}"))),
    }
}

/// Profiles in chains of up to ten, each asking for a duration.
fn write_profiles(file: &Path, count: usize) -> Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "[profile base]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n")?;
    for at in 0..count {
        let source = if at % 10 == 0 { "base".to_owned() } else { format!("p{}", at - 1) };
        let (account, asked) = (111_122_223_333 + at % 1_000, 900 * (1 + at % 4));
        writeln!(
            out,
            "[profile p{at}]\nrole_arn = arn:aws:iam::{account}:role/r{at}\nsource_profile = {source}\nduration_seconds = {asked}\n"
        )?;
    }
    out.flush()
}
