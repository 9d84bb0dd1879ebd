//! How many instructions the core's hot paths take: a count shows a regression on a noisy machine, seconds do not.
//!
//! `cargo bench -p session-clock --bench instructions` counts by valgrind, as the difference between one run and three, so that setting up does not
//! count, and compares with `instructions.txt` beside this file; `-- --record` writes that file. Toolchains and machines differ, so no test does this.

use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::io::{Error, Result};
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use session_clock::Answer;
use session_clock::aws_config::{File, Told, check};
use session_clock::ledger::{Event, Ledger};
use session_clock::words::Lang;

/// A count may be that much of the recorded one: hash tables are laid out by chance, and compilers differ a little.
const AT_MOST: f64 = 1.10;

/// Sets something up and gives what is to be counted.
type Path = fn() -> Box<dyn FnMut()>;

const PATHS: &[(&str, Path)] = &[
    ("answer 1,000 questions", || {
        let lines: Vec<String> = (0..1_000).map(question).collect();
        let mut out = String::new();
        Box::new(move || {
            for line in &lines {
                out.clear();
                Answer::to_json_bytes(line.as_bytes()).write_json(Lang::En, &mut out);
            }
            black_box(&out);
        })
    }),
    ("one observation, 5 sessions", || observation(5, 0)),
    ("one observation, 100 sessions", || observation(100, 0)),
    ("one observation, 5 sessions and 10,000 role maxima, with reading the state", || observation(5, 10_000)),
    ("what every tab shows, 100 sessions", || {
        let ledger = ledger(100, 0);
        Box::new(move || drop(black_box(ledger.show(START + 1_000))))
    }),
    ("config check of 1,000 profiles", || {
        let text = profiles(1_000);
        Box::new(move || {
            let config = File { name: "config", text: text.as_bytes() };
            let credentials =
                File { name: "credentials", text: b"[base]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n" };
            black_box(check(config, credentials, &Told::default()));
        })
    }),
];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--times", times, name] => {
            let (_, path) = PATHS.iter().find(|(known, _)| known == name).ok_or_else(|| Error::other("no such path"))?;
            let mut work = path();
            (0..times.parse().map_err(Error::other)?).for_each(|_| work());
            Ok(())
        }
        [] => count(false),
        ["--record"] => count(true),
        _ => Err(Error::other("instructions [--record]")),
    }
}

fn count(record: bool) -> Result<()> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("skipped: valgrind is not here, and it counts the instructions");
        return Ok(());
    }
    let recorded = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/instructions.txt");
    let before = fs::read_to_string(&recorded).unwrap_or_default();
    let (mut all, mut over) = (String::new(), Vec::new());
    for (name, _) in PATHS {
        let counted = (instructions(name, 3)? - instructions(name, 1)?) / 2;
        let _ = writeln!(all, "{counted} {name}");
        let was = before.lines().find_map(|line| line.split_once(' ').filter(|(_, known)| known == name)?.0.parse::<u64>().ok());
        let ratio = was.map(|was| counted as f64 / was as f64);
        let shown = |figure: Option<String>| figure.unwrap_or_default();
        println!(
            "| {name} | {counted} instructions | {} | {} |",
            shown(was.map(|was| was.to_string())),
            shown(ratio.map(|ratio| format!("{ratio:.2}")))
        );
        if ratio.is_some_and(|ratio| ratio > AT_MOST) {
            over.push(*name);
        }
    }
    if record {
        return fs::write(recorded, all);
    }
    if over.is_empty() { Ok(()) } else { Err(Error::other(format!("more than {AT_MOST} times what was recorded: {}", over.join(", ")))) }
}

/// All instructions of a process that does it so many times.
fn instructions(name: &str, times: u32) -> Result<u64> {
    let told = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args(["--times", &times.to_string(), name])
        .output()?;
    let text = String::from_utf8_lossy(&told.stderr).into_owned();
    let found = text.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    found.filter(|_| told.status.success()).ok_or_else(|| Error::other(format!("valgrind: {text}")))
}

const START: i64 = 1_800_000_000;

/// Questions of the kinds that people ask.
fn question(at: i64) -> String {
    let user = json!({"via": "iam-user", "at": START + at});
    let role = json!({"via": "switch-role", "at": START + at + 60, "multi_session": true, "role_max": 43_200, "source": user});
    let key = json!({"via": "access-key", "principal": "iam-user"});
    let session = match at % 5 {
        0 => user,
        1 => json!({"via": "switch-role", "at": START + at + 120, "multi_session": true, "source": role}),
        2 => role,
        3 => json!({"via": "assume-role", "at": START, "caller": key, "role_max": 43_200, "duration_seconds": 900 + at}),
        _ => {
            json!({"via": "assume-role", "at": START, "duration_seconds": 7_200, "caller": {"via": "assume-role", "at": START, "caller": key}})
        }
    };
    json!({"id": at, "session": session}).to_string()
}

fn event(now: i64, what: Value) -> Event {
    serde_json::from_value(json!({"now": now, "what": what})).expect("an event")
}

/// A page of one of the sessions: every second a user's, the others roles'.
fn observed(now: i64, at: i64) -> Event {
    let account = 111_122_223_333 + at;
    let session_id = format!("{account}-aaaa1111");
    let arn = if at % 2 == 0 {
        format!("arn:aws:iam::{account}:user/alice")
    } else {
        format!("arn:aws:sts::{account}:assumed-role/Dev{at}/alice")
    };
    let page = json!({
        "host": format!("{session_id}.us-east-1.console.aws.amazon.com"),
        "meta": {"account": account.to_string(), "arn": arn, "session_id": session_id, "multi_session": true},
        "referrer": "us-east-1.signin.aws.amazon.com", "navigation": "navigate", "answered": true,
    });
    event(now, json!({"observed": {"tab": at, "window": 1, "store": "0", "navigated_at": now, "page": page}}))
}

fn ledger(sessions: i64, maxima: i64) -> Ledger {
    let mut ledger = Ledger::default();
    let lines: Vec<String> = (0..maxima).map(|at| format!("7200 arn:aws:iam::{}:role/Team{at}*", 111_122_224_333 + at)).collect();
    ledger.step(&event(START, json!({"settings": {"role_maxima": lines.join("\n")}})));
    for at in 0..sessions {
        ledger.step(&observed(START + at, at));
    }
    ledger
}

fn observation(sessions: i64, maxima: i64) -> Box<dyn FnMut()> {
    let mut ledger = ledger(sessions, maxima);
    let event = observed(START + 1_000, 1);
    if maxima == 0 {
        return Box::new(move || drop(black_box(ledger.step(&event))));
    }
    // What was looked up is not stored: with maxima, each event begins from what is.
    let stored = serde_json::to_string(&ledger).expect("a state");
    Box::new(move || {
        let mut ledger: Ledger = serde_json::from_str(&stored).expect("a stored state");
        black_box(ledger.step(&event));
    })
}

fn profiles(count: usize) -> String {
    let mut text = String::new();
    for at in 0..count {
        let source = if at % 10 == 0 { "base".to_owned() } else { format!("p{}", at - at % 10) };
        let _ = writeln!(
            text,
            "[profile p{at}]\nrole_arn = arn:aws:iam::123456789012:role/r{at}\nsource_profile = {source}\nduration_seconds = {}\n",
            900 * (1 + at % 8)
        );
    }
    text
}
