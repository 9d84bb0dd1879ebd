//! How fast `batch` is: its time on generated questions as a ratio to that of serde_json merely parsing the same lines into its own
//! `Value`, both from the same file, in turns, on one thread each.
//!
//! `cargo bench -p session-clock-cli --bench batch_speed [-- LINES]`

mod common;

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Error, Result};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 9;
/// The target: no slower than that many times.
const AT_MOST: f64 = 2.0;

fn main() -> Result<()> {
    let lines = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(300_000);
    let file = std::env::temp_dir().join(format!("session-clock-batch-speed-{}.jsonl", std::process::id()));
    common::write_questions(&file, lines)?;
    let bytes = file.metadata()?.len();
    let mut rounds = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        rounds.push((batch(&file)?, parse(&file)?));
    }
    std::fs::remove_file(&file)?;

    let sorted = |of: fn(&(Duration, Duration)) -> f64| {
        let mut figures: Vec<f64> = rounds.iter().map(of).collect();
        figures.sort_by(f64::total_cmp);
        figures
    };
    let batch = sorted(|(batch, _)| batch.as_secs_f64());
    let parse = sorted(|(_, parse)| parse.as_secs_f64());
    let ratios = sorted(|(batch, parse)| batch.as_secs_f64() / parse.as_secs_f64());
    // Whatever else the machine does can only add to a time, so the fastest round of each is the one least disturbed.
    let fastest = batch[0] / parse[0];
    eprintln!("{lines} lines, {} bytes each on average, {ROUNDS} rounds in turns", bytes / lines as u64);
    for (what, times) in [("batch           ", &batch), ("serde_json Value", &parse)] {
        eprintln!("{what} {:>9.0} lines a second ({:.3} s; to {:.3} s)", lines as f64 / times[0], times[0], times[ROUNDS - 1]);
    }
    println!(
        "| batch beside serde_json parsing the same lines | {fastest:.2} times the time, of the fastest rounds (median {:.2}; {:.2} to {:.2}) | {AT_MOST} | {:.2} |",
        ratios[ROUNDS / 2],
        ratios[0],
        ratios[ROUNDS - 1],
        fastest / AT_MOST
    );
    if fastest > AT_MOST {
        return Err(Error::other(format!("batch takes {fastest:.2} times as long as parsing alone")));
    }
    Ok(())
}

/// The command itself, from its start to its end.
fn batch(file: &Path) -> Result<Duration> {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_session-clock")).arg("batch").arg(file).stdout(Stdio::null()).status()?;
    let took = start.elapsed();
    if !status.success() {
        return Err(Error::other(format!("batch ended with {status}")));
    }
    Ok(took)
}

fn parse(file: &Path) -> Result<Duration> {
    let start = Instant::now();
    let mut input = BufReader::with_capacity(128 * 1024, File::open(file)?);
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let value: serde_json::Value = serde_json::from_slice(&line)?;
        black_box(&value);
        line.clear();
    }
    Ok(start.elapsed())
}
