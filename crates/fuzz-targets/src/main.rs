//! Long runs on the stable toolchain, with overflow checks:
//! `cargo run --profile fuzz -p fuzz-targets -- [--inputs N] [--seed N] [--only TARGET] [FILE …]`.
//!
//! The inputs are shared out between the targets; files are given to the target that `--only` names, once each.

use std::process::ExitCode;
use std::time::Instant;

use fuzz_targets::{TARGETS, Target, campaign};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!(
                "{fault}\n--inputs N, --seed N, --only {}, FILE …",
                TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join("|")
            );
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let (mut inputs, mut seed, mut only, mut files) = (1_000_000, 1, None, Vec::new());
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        let number = |text: String| text.parse::<u64>().map_err(|_| format!("{text} is no number"));
        match word.as_str() {
            "--inputs" => inputs = number(value()?)?,
            "--seed" => seed = number(value()?)?,
            "--only" => only = Some(value()?),
            other if other.starts_with('-') => return Err(format!("there is no {other}")),
            file => files.push(file.to_owned()),
        }
    }
    let chosen: Vec<&'static Target> = TARGETS.iter().filter(|target| only.as_ref().is_none_or(|only| *only == target.name)).collect();
    if chosen.is_empty() || (!files.is_empty() && chosen.len() != 1) {
        return Err("which target?".to_owned());
    }
    campaign::write_finds();
    for file in &files {
        let bytes = std::fs::read(file).map_err(|fault| format!("{file}: {fault}"))?;
        println!("{file}: shape {:016x}", campaign::give(chosen[0], &bytes));
    }
    if !files.is_empty() {
        return Ok(());
    }
    let shares: u64 = chosen.iter().map(|target| target.share).sum();
    let mut all = 0;
    for target in chosen {
        let began = Instant::now();
        let count = campaign::run(target, seed, inputs * target.share / shares, None);
        all += count.inputs;
        println!("{:16} {:>10} inputs {:>6} shapes {:>8.1?}   seed {seed}", target.name, count.inputs, count.shapes, began.elapsed());
    }
    println!("{:16} {all:>10} inputs", "all");
    Ok(())
}
