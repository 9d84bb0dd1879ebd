//! The command as people and programs meet it.

use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_session-clock"));
    command.args(arguments).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C").env("TZ", "Asia/Tokyo");
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).stdin(Stdio::null()).output().expect("the command runs")
}

fn fed(arguments: &[&str], input: &[u8]) -> Output {
    let mut child =
        command(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The command may end before it has read everything.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("the writer ends");
    output
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

const USER: &str = r#"{"id":"a","session":{"via":"iam-user","at":0}}"#;

#[test]
fn batch_answers_line_by_line_in_order() {
    // CRLF, blank lines, a line that is not UTF-8, one that is no question, and no newline at the end.
    let mut input = format!("{USER}\r\n\n \t \n").into_bytes();
    input.extend(b"{\"id\":\"\xff\"}\n");
    input.extend(br#"{"id":"b","session":{"via":"iam-user"}}"#);
    input.extend(b"\n[]\n");
    input.extend(br#"{"id":"c","session":{"via":"saml","at":7}}"#);
    let output = fed(&["batch"], &input);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let found = lines(&output);
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!((&found[0]["id"], &found[0]["expires_at"]), (&json!("a"), &json!(43_200)));
    for (answer, line, path) in [(&found[1], 4, ""), (&found[2], 5, "session.at"), (&found[3], 6, "")] {
        assert_eq!((&answer["invalid"]["line"], &answer["invalid"]["path"]), (&json!(line), &json!(path)));
        let message = answer["invalid"]["message"].as_str().unwrap_or_default();
        assert!(message.starts_with(&format!("line {line}: ")), "{message}");
    }
    assert_eq!((found[1].get("id"), &found[2]["id"]), (None, &json!("b")));
    assert_eq!((&found[4]["id"], &found[4]["expires_at"]), (&json!("c"), &json!(3_607)));
    assert_eq!(err(&output), "");
}

#[test]
fn batch_exit_codes() {
    assert_eq!(fed(&["batch"], b"").status.code(), Some(0));
    assert_eq!(fed(&["batch"], b"\n\r\n  \n").status.code(), Some(0));
    assert_eq!(fed(&["batch", "-"], USER.as_bytes()).status.code(), Some(0));
    // A refusal is an answer.
    let refused = fed(&["batch"], br#"{"session":{"via":"saml","at":0,"session_not_on_or_after":0}}"#);
    assert_eq!((refused.status.code(), lines(&refused)[0]["refusal"]["code"].clone()), (Some(0), json!("session-expired")));
    assert_eq!(fed(&["batch"], b"x").status.code(), Some(1));
}

#[test]
fn batch_reads_files_one_after_the_other() {
    let folder = std::env::temp_dir().join(format!("session-clock-batch-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (first, second) = (folder.join("a.jsonl"), folder.join("b.jsonl"));
    std::fs::write(&first, format!("\u{feff}{USER}\n")).expect("written");
    std::fs::write(&second, "\nx\n").expect("written");
    let (first, second, none) = (first.to_string_lossy(), second.to_string_lossy(), folder.join("none.jsonl"));
    let output = run(&["batch", &first, &second]);
    let found = lines(&output);
    // Lines count from 1 in each file.
    assert_eq!((found[0]["id"].clone(), found[1]["invalid"]["line"].clone()), (json!("a"), json!(2)));
    assert_eq!(output.status.code(), Some(1));
    // A file that cannot be read is told; the others are answered.
    let output = run(&["batch", &none.to_string_lossy(), &first]);
    assert_eq!((output.status.code(), lines(&output).len()), (Some(2), 1));
    assert!(err(&output).contains("none.jsonl: "), "{}", err(&output));
    let output = run(&["batch", &folder.to_string_lossy()]);
    assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn batch_passes_over_a_line_that_is_too_long() {
    const LONGEST: usize = 8 * 1024 * 1024;
    let padded = |length: usize| {
        let mut line = USER.as_bytes().to_vec();
        line.resize(length, b' ');
        line
    };
    for (length, end, read) in
        [(LONGEST, "\n", true), (LONGEST, "\r\n", true), (LONGEST + 1, "\n", false), (LONGEST + 2, "\n", false), (3 * LONGEST, "\n", false)]
    {
        let mut input = padded(length);
        input.extend(end.as_bytes());
        input.extend(USER.as_bytes());
        let found = lines(&fed(&["batch"], &input));
        assert_eq!(found.len(), 2, "{length}");
        assert_eq!(found[0].get("invalid").is_none(), read, "{length} {end:?}: {}", found[0]);
        if !read {
            assert_eq!((&found[0]["invalid"]["line"], &found[0]["invalid"]["path"]), (&json!(1), &json!("")));
        }
        assert_eq!(found[1]["id"], json!("a"), "the rest goes on");
    }
}

#[test]
fn batch_answers_before_the_input_ends() {
    let mut child = command(&["batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the command runs");
    let (mut stdin, mut stdout) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    writeln!(stdin, "{USER}").expect("written");
    let mut first = [0; 8];
    stdout.read_exact(&mut first).expect("an answer while the input is open");
    assert_eq!(&first, br#"{"id":"a"#);
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_closed_pipe_is_quiet() {
    let mut child =
        command(&["batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command runs");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    for _ in 0..10_000 {
        if writeln!(stdin, "{USER}").is_err() {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((err(&output), output.status.code()), (String::new(), Some(0)));
}

#[test]
fn what_a_program_reads_is_english_unless_asked_otherwise() {
    let why = |arguments: &[&str]| {
        let mut child =
            command(arguments).env("LANG", "ja_JP.UTF-8").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the command runs");
        child.stdin.take().expect("a pipe").write_all(USER.as_bytes()).expect("written");
        lines(&child.wait_with_output().expect("it ends"))[0]["why"].as_str().unwrap_or_default().to_owned()
    };
    assert!(why(&["batch"]).is_ascii());
    assert!(why(&["explain", "--json", "-"]).is_ascii());
    assert!(why(&["explain", "--json", "--lang", "ja", "-"]).ends_with('。'));
    assert!(why(&["batch", "--lang", "ja"]).ends_with('。'));
}

#[test]
fn what_aws_would_print() {
    for (arguments, said) in [
        (
            &["sts", "assume-role", "--duration-seconds", "3601"][..],
            "An error occurred (ValidationError) when calling the AssumeRole operation: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.\n",
        ),
        (
            &["sts", "assume-role", "--duration-seconds", "3601", "--max-session-duration", "1h", "--chained"],
            "An error occurred (ValidationError) when calling the AssumeRole operation: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.\n",
        ),
        (
            &["sts", "assume-role", "--duration-seconds", "3601", "--max-session-duration", "12h", "--chained"],
            "An error occurred (ValidationError) when calling the AssumeRole operation: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.\n",
        ),
        (
            &["sts", "get-session-token", "--duration-seconds", "899"],
            "Parameter validation failed:\nInvalid value for parameter DurationSeconds, value: 899, valid min value: 900\n",
        ),
        (
            &["sts", "get-session-token", "--duration-seconds", "129601"],
            "An error occurred (ValidationError) when calling the GetSessionToken operation: 1 validation error detected: Value '129601' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 129600\n",
        ),
        (
            &["sts", "assume-role", "--duration-seconds", "899", "--raw"],
            "An error occurred (ValidationError) when calling the AssumeRole operation: 1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900\n",
        ),
        (
            &["sts", "assume-role", "--duration-seconds", "900.0", "--raw"],
            "An error occurred (MalformedInput) when calling the AssumeRole operation\n",
        ),
        (
            &["sts", "get-federation-token", "--chained"],
            "An error occurred (AccessDenied) when calling the GetFederationToken operation: Cannot call GetFederationToken with session credentials\n",
        ),
    ] {
        let output = run(arguments);
        assert!(out(&output).starts_with(said), "{arguments:?}: {}", out(&output));
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    }
}

#[test]
fn each_flag_reaches_its_key() {
    for (arguments, limits) in [
        ("console iam-user", "console-sign-in 43200"),
        ("console root", "console-sign-in 43200"),
        ("console saml --session-duration 2h --session-not-on-or-after 90m", "session-duration 7200, idp-session 5400"),
        ("console identity-center --permission-set-duration 8h", "permission-set 28800"),
        ("console federation-endpoint --session-duration 15m", "session-duration 900"),
        ("console federation-endpoint --credentials get-federation-token --credentials-age 1h", "credentials 39600"),
        ("console switch-role --signed-in 10h --max-session-duration 12h", "role-max 43200, source-session 7200"),
        ("console switch-role --from saml --source-duration 12h --signed-in 1h", "role-chaining 3600, role-max 3600, source-session 39600"),
        ("console switch-role --from switch-role --multi-session --max-session-duration 2h", "role-chaining 3600, role-max 7200"),
        ("console switch-role --chained --max-session-duration 2h", "role-chaining 3600, role-max 7200"),
        (
            "console access-portal --portal-duration 90d --aws-managed-ad --session-not-on-or-after 9h",
            "portal 7776000, directory 36000, idp-session 32400",
        ),
        ("sts assume-role --max-session-duration 12h --duration-seconds 1h30m", "role-max 43200, requested-duration 5400"),
        (
            "sts assume-role --caller instance-profile --max-session-duration 43200",
            "role-chaining 3600, role-max 43200, requested-duration 3600",
        ),
        (
            "sts assume-role-with-saml --max-session-duration 12h --saml-session-duration 30m --session-not-on-or-after 20m",
            "role-max 43200, requested-duration 3600, session-duration 1800, idp-session 1200",
        ),
        ("sts assume-role-with-web-identity --max-session-duration 2h --duration-seconds 7200", "role-max 7200, requested-duration 7200"),
        ("sts get-session-token --caller root-access-key", "requested-duration 3600, service-maximum 3600"),
        ("sts get-federation-token --duration-seconds 36h", "requested-duration 129600"),
        ("sts assume-root --duration-seconds 0", "requested-duration 0"),
        ("sts get-web-identity-token --caller assume-role --caller-age 55m", "requested-duration 300"),
    ] {
        let mut arguments: Vec<&str> = arguments.split(' ').collect();
        arguments.push("--json");
        let output = run(&arguments);
        let found: Value = serde_json::from_str(&out(&output)).unwrap_or_default();
        let told: Vec<String> = found["limits"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|limit| format!("{} {}", limit["limit"].as_str().unwrap_or_default(), limit["expires_at"]))
            .collect();
        assert_eq!(told.join(", "), limits, "{arguments:?} {} {}", out(&output), err(&output));
    }
}

#[test]
fn what_reads_lines_tells_its_exit_codes() {
    for name in ["batch", "replay"] {
        let help = out(&run(&[name, "--help"]));
        assert!(help.contains("Exit codes: 0"), "{name}: {help}");
    }
}

#[test]
fn the_help_tells_every_question_that_can_be_asked() {
    for name in ["batch", "explain"] {
        let help = out(&run(&[name, "--help"]));
        for via in session_clock::Via::ALL {
            let row = help.lines().find(|line| line.starts_with(&format!("  {}: ", via.name())));
            assert!(row.is_some_and(|row| via.keys().must.iter().all(|key| row.contains(key))), "{name}: {}: {help}", via.name());
        }
    }
}

#[test]
fn a_wrong_value_is_told_with_its_flag() {
    for (arguments, flag) in [
        (&["sts", "assume-role", "--duration-seconds", "12 hours"][..], "--duration-seconds"),
        (&["sts", "assume-role", "--duration-seconds", "-1"], "--duration-seconds"),
        (&["sts", "assume-role", "--duration-seconds", "1e9"], "--duration-seconds"),
        (&["sts", "assume-role", "--max-session-duration", "12 hours"], "--max-session-duration"),
        (&["sts", "assume-role", "--max-session-duration", "-1"], "--max-session-duration"),
        (&["sts", "assume-role", "--max-session-duration", "3599"], "--max-session-duration"),
        (&["console", "switch-role", "--signed-in", "1e9"], "--signed-in"),
        (&["console", "identity-center", "--permission-set-duration", "13h"], "--permission-set-duration"),
        (&["console", "iam-user", "--at", "yesterday"], "--at"),
        (&["explain", r#"{"via":"iam-user"}"#], "session.at"),
        (&["explain", "{"], "not JSON"),
    ] {
        let output = run(arguments);
        assert!(err(&output).contains(flag), "{arguments:?}: {}", err(&output));
        assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()), "{arguments:?}");
    }
}

#[test]
fn the_answer_first_then_the_limits_with_the_binding_one_marked() {
    let arguments = ["console", "switch-role", "--signed-in", "10h", "--max-session-duration", "12h"];
    let english = out(&run(&arguments));
    assert!(english.starts_with("It should last 2 hours.\n"), "{english}");
    let marked: Vec<&str> = english.lines().filter(|line| line.starts_with('▶')).collect();
    assert_eq!(marked.len(), 1, "{english}");
    assert!(marked[0].contains("source-session") && marked[0].contains("2 hours"));
    assert!(english.lines().any(|line| line.starts_with("  role-max") && line.contains("12 hours")));
    assert!(!english.contains('\x1b'), "no colours where no terminal is");
    let japanese = out(&run(&[&arguments[..], &["--lang", "ja"]].concat()));
    assert!(japanese.starts_with("2 時間続く見込みです。\n"), "{japanese}");
    let by_locale = command(&arguments).env("LC_ALL", "ja_JP.UTF-8").output().expect("the command runs");
    assert_eq!(out(&by_locale), japanese);
    // A refusal that rests on such an end says so, in its first line and in its reason.
    let refused = out(&run(&["console", "switch-role", "--signed-in", "13h"]));
    assert!(refused.starts_with("Expected: The console refuses: session-expired.\n"), "{refused}");
    assert!(
        refused.contains("has already ended by then. This assumes AWS's default length. An administrator may have set another.\n"),
        "{refused}"
    );
    let refused = out(&run(&["console", "switch-role", "--signed-in", "13h", "--lang", "ja"]));
    assert!(refused.starts_with("見込み: コンソールが拒否します: session-expired\n"), "{refused}");
    // What somebody told is no default of AWS's.
    let told = out(&run(&["console", "iam-user", "--sign-in-max", "8h"]));
    assert!(told.starts_with("It lasts 8 hours.\n"), "{told}");
}

#[test]
fn a_real_time_is_told_in_the_user_s_time_zone() {
    let told = out(&run(&["console", "iam-user", "--at", "2026-01-31T09:00:00+09:00"]));
    assert!(told.contains("2026-01-31 21:00:00 JST"), "{told}");
    let told = out(&run(&["explain", r#"{"via":"iam-user","at":1769817600}"#]));
    assert!(told.contains("2026-01-31 21:00:00 JST"), "{told}");
    let told = out(&run(&["explain", r#"{"via":"iam-user","at":36000}"#]));
    assert!(told.contains("12 hours") && !told.contains("1970"), "{told}");
}

#[test]
fn explain_takes_a_question_or_its_session_and_reads_standard_input() {
    let question = r#"{"client":"botocore","session":{"via":"assume-root","at":0,"duration_seconds":-1}}"#;
    let whole = run(&["explain", question]);
    assert_eq!(whole.status.code(), Some(1));
    assert!(out(&whole).contains("valid min value: 0"), "{}", out(&whole));
    assert_eq!(fed(&["explain", "-"], question.as_bytes()).stdout, whole.stdout);
    let session = run(&["explain", "--json", r#"{"via":"lambda-role"}"#]);
    assert_eq!((session.status.code(), lines(&session)[0]["limits"].clone()), (Some(0), json!([])));
    let doubled = run(&["explain", r#"{"via":"iam-user","at":0,"at":0}"#]);
    assert!(err(&doubled).contains("session.at: this key stands here twice"), "{}", err(&doubled));
}

#[test]
fn completions_and_the_manual_page() {
    for (shell, mark) in [
        ("bash", "complete"),
        ("zsh", "#compdef session-clock"),
        ("fish", "complete -c session-clock"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
        ("nu", "export extern"),
    ] {
        let script = out(&run(&["completions", shell]));
        assert!(script.contains(mark) && script.contains("assume-role") && script.contains("max-session-duration"), "{shell}");
    }
    // In a bash: what it offers after a subcommand, and after a value's name.
    let bash_text = r#"
        source /dev/stdin
        offered() {
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
            "$(complete -p session-clock | sed 's/.*-F \([^ ]*\).*/\1/')" session-clock "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            echo "${COMPREPLY[*]}"
        }
        offered session-clock stat
        offered session-clock status --mi
        offered session-clock sts assume-role --dur
        offered session-clock config check --js
        offered session-clock init z"#;
    let bash = Command::new("bash").args(["--norc", "--noprofile", "-c", bash_text]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    if let Ok(mut bash) = bash {
        let script = run(&["completions", "bash"]).stdout;
        bash.stdin.take().expect("stdin is piped").write_all(&script).expect("read");
        let offered = out(&bash.wait_with_output().expect("it ends"));
        assert_eq!(offered, "status\n--min\n--duration-seconds\n--json\nzsh\n");
    }
    let script = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("completions-{}.nu", std::process::id()));
    std::fs::write(&script, run(&["completions", "nu"]).stdout).expect("written");
    let nu_text =
        format!("use '{}' *; print -n (scope externs | where name == 'session-clock sts assume-role' | length)", script.display());
    if let Ok(output) = Command::new("nu").args(["-n", "-c", &nu_text]).output() {
        assert_eq!(out(&output), "1", "{}", err(&output));
    }
    let _ = std::fs::remove_file(script);
    let page = out(&run(&["man"]));
    assert!(page.contains("\n.SH NOTES\n") && !page.contains("EXTRA"));
    assert!(page.contains(".TH SESSION\\-CLOCK") || page.contains(".TH SESSION-CLOCK"), "{}", &page[..300]);
    assert!(page.contains("BATCH") && page.contains("8 MiB"));
}
