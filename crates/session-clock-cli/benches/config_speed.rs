//! How fast `config check` is on a large file, beside botocore loading the same file and resolving the same profiles, in turns; and
//! whether twice the profiles take twice the time.
//!
//! `SESSION_CLOCK_PYTHON=PYTHON cargo bench -p session-clock-cli --bench config_speed [-- PROFILES]`, with a Python whose botocore is
//! 1.44.8 (`cargo xtask test` makes one). Our time is the whole command, its start and the writing of its JSON too; botocore's leaves out
//! the start of Python and all but one parse of the file (`tests/botocore/speed.py`).

use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const ROUNDS: usize = 9;
/// The target.
const AT_LEAST: f64 = 50.0;
/// Twice the profiles may take this many times as long: twice, and what measuring is off by.
const DOUBLED_AT_MOST: f64 = 2.5;

fn main() -> Result<()> {
    let profiles: usize = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let Some(python) = std::env::var_os("SESSION_CLOCK_PYTHON").map(PathBuf::from) else {
        println!("skipped: SESSION_CLOCK_PYTHON is not set");
        return Ok(());
    };
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/botocore");
    let mut files = Vec::new();
    for count in [profiles, 2 * profiles] {
        let file = std::env::temp_dir().join(format!("session-clock-config-speed-{}-{count}", std::process::id()));
        let status = Command::new(&python).arg(scripts.join("generate.py")).args(["large", &count.to_string()]).arg(&file).status()?;
        if !status.success() {
            return Err(Error::other("the generator failed"));
        }
        files.push(file);
    }
    let (mut ours, mut doubled, mut theirs, mut loading) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        ours.push(check(&files[0])?);
        doubled.push(check(&files[1])?);
        if round % 3 == 0 {
            let (whole, load) = botocore(&python, &scripts, &files[0], profiles)?;
            theirs.push(whole);
            loading.push(load);
        }
    }
    for file in &files {
        std::fs::remove_file(file)?;
    }
    let (ours, doubled, theirs, loading) = (spread(ours), spread(doubled), spread(theirs), spread(loading));
    let (ratio, growth) = (theirs.1 / ours.1, doubled.1 / ours.1);
    println!("| config check, {profiles} profiles | {} | | |", show(ours));
    println!("| botocore resolving them | {} | | |", show(theirs));
    println!("| of it: loading the file | {} | | |", show(loading));
    println!("| config check beside botocore | {ratio:.0} times faster | {AT_LEAST} | {:.2} |", AT_LEAST / ratio);
    println!("| config check, twice the profiles | {growth:.2} times the time | {DOUBLED_AT_MOST} | {:.2} |", growth / DOUBLED_AT_MOST);
    if ratio < AT_LEAST || growth > DOUBLED_AT_MOST {
        return Err(Error::other("a target is missed"));
    }
    Ok(())
}

fn check(file: &Path) -> Result<f64> {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_session-clock"))
        .args(["config", "check", "--json", "--credentials", "/dev/null"])
        .arg(file)
        .stdout(Stdio::null())
        .status()?;
    let took = start.elapsed().as_secs_f64();
    if !status.success() {
        return Err(Error::other(format!("config check ended with {status}")));
    }
    Ok(took)
}

fn botocore(python: &Path, scripts: &Path, file: &Path, profiles: usize) -> Result<(f64, f64)> {
    let output = Command::new(python).args(["-W", "ignore"]).arg(scripts.join("speed.py")).arg(file).output()?;
    let said: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    match (said["seconds"].as_f64(), said["loading"].as_f64(), said["profiles"].as_u64()) {
        (Some(seconds), Some(loading), Some(resolved)) if resolved == profiles as u64 => Ok((seconds, loading)),
        _ => Err(Error::other("botocore did not resolve every profile")),
    }
}

/// The least, the median and the most.
fn spread(mut times: Vec<f64>) -> (f64, f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[0], times[times.len() / 2], times[times.len() - 1])
}

fn show((least, median, most): (f64, f64, f64)) -> String {
    format!("{median:.3} s (median; {least:.3} to {most:.3})")
}
