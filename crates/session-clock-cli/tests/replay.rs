//! Recorded days: every `tests/replays/NAME.jsonl` gives `NAME.expected`, line by line. A case that was handed over is dropped in beside them;
//! `UPDATE_REPLAYS=1` writes what is expected, to be read before it is kept.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/replays")
}

fn replay(file: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_session-clock")).arg("replay").arg(file).output().expect("the command runs")
}

#[test]
fn every_recorded_day_gives_what_is_expected() {
    let mut days: Vec<PathBuf> = std::fs::read_dir(folder()).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    days.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    assert!(days.len() >= 2, "no recorded days");
    for day in days {
        let output = replay(&day);
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        let expected = day.with_extension("expected");
        if std::env::var_os("UPDATE_REPLAYS").is_some() {
            std::fs::write(&expected, &said).expect("written");
        }
        let expected = std::fs::read_to_string(&expected).expect("what is expected");
        for (said, expected) in said.lines().zip(expected.lines()) {
            // The order of keys is the JSON writer's own business.
            let read = |line: &str| serde_json::from_str::<Value>(line).expect("JSON");
            assert_eq!(read(said), read(expected), "{}", day.display());
        }
        assert_eq!(said.lines().count(), expected.lines().count(), "{}", day.display());
        let valid = said.lines().all(|line| !line.contains("\"invalid\""));
        assert_eq!(output.status.code(), Some(if valid { 0 } else { 1 }));
    }
}

#[test]
fn what_is_no_event_is_named_and_the_rest_goes_on() {
    let output = replay(&folder().join("without-multi-session.jsonl"));
    let lines: Vec<Value> =
        String::from_utf8(output.stdout).expect("UTF-8").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let invalid: Vec<&Value> = lines.iter().filter(|line| line.get("invalid").is_some()).collect();
    assert_eq!(invalid.len(), 2);
    assert_eq!((&invalid[0]["line"], &invalid[1]["line"]), (&Value::from(7), &Value::from(8)));
    assert!(invalid[1]["invalid"]["message"].as_str().is_some_and(|message| message.contains("colour")), "{}", invalid[1]);
    assert_eq!(lines.last().map(|line| &line["line"]), Some(&Value::from(11)));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_file_that_is_not_there_is_said() {
    let output = replay(Path::new("/nonexistent/recording.jsonl"));
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("recording.jsonl"));
}
