//! The command held against botocore itself, run as it is with nothing but the network stubbed (`tests/botocore/`).
//!
//! The Python to run is named by `SESSION_CLOCK_PYTHON`: one whose `botocore` is 1.44.8. `cargo xtask test` makes a virtual environment
//! under `target/` and sets it. Where it is not set these tests say that they are skipped; with `CI` set that is a failure.

mod common;

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::python;
use serde_json::{Value, json};
use session_clock::aws_config::LONGEST_CHAIN;

/// Where `config check` and botocore differ on purpose: case, profile (none where it is the whole file), reason.
const DIFFERENCES: &[(&str, &str, &str)] = &[(
    "keys-by-case-beyond-ascii",
    "",
    "Python folds the case of every letter, so the second key is double to it. AWS knows no such key, and the tables for it would be 5 KB of every visit to the calculator",
)];

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/botocore")
}

/// Runs a program to its end with that input; its standard output, where it ended well.
fn run(command: &mut Command, input: &str) -> String {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("it reads all");
    // 1 is what config check and batch say of refusals.
    assert!(matches!(output.status.code(), Some(0 | 1)), "{command:?} ended with {}", output.status);
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn session_clock() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_session-clock"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AWS_")) {
        command.env_remove(name);
    }
    command
}

/// The calls that take a duration in seconds: botocore's name, and a session of it.
fn calls() -> [(&'static str, Value); 11] {
    let role = json!({"via": "assume-role", "at": -60, "caller": {"via": "access-key", "principal": "iam-user"}, "role_max": 43200});
    let key = json!({"via": "access-key", "principal": "iam-user"});
    [
        ("AssumeRole", json!({"via": "assume-role", "at": 0, "caller": key, "role_max": 43200})),
        ("AssumeRoleWithSAML", json!({"via": "assume-role-with-saml", "at": 0})),
        ("AssumeRoleWithWebIdentity", json!({"via": "assume-role-with-web-identity", "at": 0})),
        ("GetSessionToken", json!({"via": "get-session-token", "at": 0, "caller": key})),
        ("GetFederationToken", json!({"via": "get-federation-token", "at": 0, "caller": key})),
        ("AssumeRoot", json!({"via": "assume-root", "at": 0, "caller": key})),
        ("GetWebIdentityToken", json!({"via": "get-web-identity-token", "at": 0, "caller": key})),
        ("GetScopedCredentials", json!({"via": "get-scoped-credentials", "at": 0, "caller": role})),
        ("GetAuthorizationToken", json!({"via": "codeartifact-token", "at": 0, "credentials": role})),
        ("GetDataAccess", json!({"via": "s3-access-grants", "at": 0, "credentials": role})),
        ("CreateBearerToken", json!({"via": "bearer-token", "at": 0, "credentials": role})),
    ]
}

/// Asks botocore for each question's calls, innermost first, and the command for the question; the first refusal has to be the same.
fn client_side(python: &Path, questions: &[Value]) -> usize {
    let names: HashMap<Value, &str> = calls().into_iter().map(|(name, session)| (session["via"].clone(), name)).collect();
    let mut asked = Vec::new();
    for (at, question) in questions.iter().enumerate() {
        let mut chain = Vec::new();
        let mut session = &question["session"];
        while session.is_object() {
            chain.push(session);
            session = ["caller", "source", "credentials"]
                .iter()
                .map(|key| &session[*key])
                .find(|inner| inner.is_object())
                .unwrap_or(&Value::Null);
        }
        for session in chain.into_iter().rev() {
            if let (Some(call), Some(value)) = (names.get(&session["via"]), session.get("duration_seconds")) {
                asked.push((at, json!({"call": call, "value": value}).to_string()));
            }
        }
    }
    let input = asked.iter().map(|(_, line)| line.clone() + "\n").collect::<String>();
    let said = json_lines(&run(Command::new(python).arg(scripts().join("client.py")), &input));
    assert_eq!(said.len(), asked.len());
    let mut refused: HashMap<usize, &Value> = HashMap::new();
    for ((at, _), said) in asked.iter().zip(&said) {
        if !said["refused"].is_null() {
            assert_eq!(said["refused"], "ParamValidationError", "{}", questions[*at]);
            refused.entry(*at).or_insert(said);
        }
    }
    let input = questions.iter().map(|question| question.to_string() + "\n").collect::<String>();
    let answers = json_lines(&run(session_clock().arg("batch"), &input));
    assert_eq!(answers.len(), questions.len());
    for (at, (question, answer)) in questions.iter().zip(&answers).enumerate() {
        let by_client = answer["refusal"]["by"] == "client";
        match refused.get(&at) {
            Some(said) => {
                assert!(by_client, "botocore refuses and the core does not: {question}: {answer}");
                assert_eq!(answer["refusal"]["code"], "ParamValidation", "{question}");
                assert_eq!(answer["refusal"]["message"], said["said"], "{question}");
            }
            None => assert!(!by_client, "the core refuses and botocore does not: {question}: {answer}"),
        }
    }
    refused.len()
}

#[test]
fn every_client_side_vector_and_hundreds_more() {
    let Some(python) = python() else { return };
    let vectors: Vec<Value> = serde_json::from_str(include_str!("../../../tests/vectors/vectors.json")).expect("the vectors are JSON");
    let mut questions: Vec<Value> = vectors
        .iter()
        .filter(|vector| vector["client"] == "botocore")
        .map(|vector| json!({"client": "botocore", "session": vector["session"]}))
        .collect();
    assert!(!questions.is_empty());
    let numbers = [
        -9_007_199_254_740_992_i64,
        -2_147_483_649,
        -900,
        -1,
        0,
        1,
        59,
        60,
        61,
        299,
        300,
        301,
        898,
        899,
        900,
        901,
        3_599,
        3_600,
        3_601,
        7_200,
        43_199,
        43_200,
        43_201,
        129_599,
        129_600,
        129_601,
        2_147_483_647,
        2_147_483_648,
        4_294_967_296,
        9_007_199_254_740_991,
        9_007_199_254_740_992,
    ];
    let texts = [
        "",
        " ",
        "0",
        "900",
        "+900",
        "-1",
        "899",
        "43201",
        "1h",
        "3600.0",
        "1e3",
        "900 ",
        "９００",
        "an hour",
        "it's",
        "\"900\"",
        "\\",
        "\n",
        "a\nb",
        "\t",
        "\u{0}",
        "\u{7f}",
        "\u{1f550}",
        "None",
        "{}",
        "%s",
        "{0}",
    ];
    for (_, session) in calls() {
        // In these kinds the grammar takes numbers alone.
        let handed_out =
            ["get-scoped-credentials", "codeartifact-token", "s3-access-grants", "bearer-token"].map(Value::from).contains(&session["via"]);
        let texts: &[&str] = if handed_out { &[] } else { &texts };
        let values = numbers.iter().map(|number| json!(number)).chain(texts.iter().map(|text| json!(text)));
        for value in values {
            let mut session = session.clone();
            session["duration_seconds"] = value;
            // Also as the inner call of another.
            if !["get-web-identity-token", "codeartifact-token", "bearer-token"].map(Value::from).contains(&session["via"]) {
                let outer = json!({"via": "assume-role", "at": 0, "caller": session, "duration_seconds": 3600});
                questions.push(json!({"client": "botocore", "session": outer}));
            }
            questions.push(json!({"client": "botocore", "session": session}));
        }
    }
    let refused = client_side(&python, &questions);
    assert!(questions.len() > 700 && refused > 300 && refused < questions.len() - 150, "{refused} of {}", questions.len());
}

/// What botocore raises for an error of ours; empty where it notices nothing and AWS refuses.
fn raised(code: &str) -> &'static [&'static str] {
    match code {
        "duration-over-chaining-limit" | "duration-over-role-max" | "duration-over-range" => &[],
        "duration-under-minimum" | "parameter-too-short" => &["ParamValidationError"],
        "source-loop" => &["InfiniteLoopConfigError"],
        "no-source" | "partial-keys" => &["PartialCredentialsError"],
        "block-not-value" => &["TypeError", "AttributeError", "ParamValidationError"],
        "process-unreadable" => &["ValueError", "IndexError"],
        "chain-too-long" => &["RecursionError"],
        "source-missing"
        | "source-and-credential-source"
        | "credential-source-unknown"
        | "no-credentials"
        | "web-identity-no-role"
        | "sso-incomplete"
        | "sso-session-missing"
        | "services-missing"
        | "sso-inconsistent" => &["InvalidConfigError"],
        other => panic!("what botocore raises for {other} is not written down"),
    }
}

/// What differs between one profile's two answers; `None` where nothing does.
fn differs(theirs: &Value, ours: &Value) -> Option<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let findings = list(&ours["findings"]);
    let errors: Vec<&Value> = findings
        .iter()
        .filter(|finding| finding["level"] == "error" && !raised(finding["code"].as_str().unwrap_or_default()).is_empty())
        .collect();
    let said = theirs["said"].as_str().unwrap_or_default();
    match theirs["error"].as_str() {
        None if errors.is_empty() => {}
        None => return Some("botocore raises nothing".into()),
        Some("NoCredentialsError")
            if findings.iter().any(|finding| finding["code"] == "no-credentials" && finding["level"] == "warning") => {}
        Some(class) => {
            let of_class: Vec<_> =
                errors.iter().filter(|error| raised(error["code"].as_str().unwrap_or_default()).contains(&class)).collect();
            if of_class.is_empty() {
                return Some(format!("botocore raises {class}"));
            }
            // Several faults of one call come in one text, line by line, below a heading.
            let texts: Vec<&str> = of_class.iter().filter_map(|error| error["aws_says"].as_str()).collect();
            if class == "ParamValidationError" && !texts.is_empty() {
                let lines: Vec<&str> = texts.iter().flat_map(|text| text.lines().skip(1)).collect();
                if !said.lines().skip(1).all(|line| lines.contains(&line)) {
                    return Some("botocore's validator says something else".into());
                }
            } else if !texts.is_empty() && !texts.contains(&said) {
                return Some("botocore says something else".into());
            }
        }
    }
    let hops = |value: &Value| -> Vec<Value> {
        let first = |arn: &Value| arn.as_str().and_then(|arn| arn.split(['\n']).next()).map(|arn| arn.trim_end_matches(" …").to_owned());
        list(&value["hops"]).iter().map(|hop| json!([hop["call"], first(&hop["role_arn"]), hop["duration_seconds"]])).collect()
    };
    let (sent, told) = (hops(theirs), hops(ours));
    let client_refused = theirs["error"] == "ParamValidationError";
    let same = if client_refused { told.len() > sent.len() && told.starts_with(&sent) } else { told == sent };
    (!same).then(|| "the hops differ".into())
}

#[test]
fn every_config_file_of_the_corpus() {
    let Some(python) = python() else { return };
    // Another folder of cases can be named, for a longer run: `generate.py corpus FOLDER 500 2`.
    let corpus = std::env::var_os("SESSION_CLOCK_CORPUS").map_or_else(|| scripts().join("corpus"), PathBuf::from);
    let cases = json_lines(&run(Command::new(&python).args(["-W", "ignore"]).arg(scripts().join("oracle.py")).arg(&corpus), ""));
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let mut faults = Vec::new();
    let mut differences = Vec::new();
    let mut classes: HashMap<String, usize> = HashMap::new();
    for case in &cases {
        let name = case["case"].as_str().expect("a name");
        let path =
            |kind: &str| Some(corpus.join(format!("{name}.{kind}"))).filter(|path| path.is_file()).unwrap_or_else(|| "/dev/null".into());
        let command = &mut session_clock();
        command.args(["config", "check", "--json"]).arg(path("config")).arg("--credentials").arg(path("credentials"));
        let ours: Value = serde_json::from_str(&run(command, "")).expect("JSON");
        if let Some(class) = case["error"].as_str() {
            *classes.entry(class.to_owned()).or_default() += 1;
            let told = ours["findings"].as_array().is_some_and(|findings| findings.iter().any(|finding| finding["level"] == "error"));
            if class != "ConfigParseError" || !told || ours["profiles"] != json!([]) {
                if let Some(known) = DIFFERENCES.iter().find(|(case, profile, _)| *case == name && profile.is_empty()) {
                    differences.push(known);
                    continue;
                }
                faults.push(format!("{name}: botocore raises {class}: {case}\n  {ours}"));
            }
            continue;
        }
        let names = |value: &Value| -> Vec<Value> {
            value["profiles"].as_array().into_iter().flatten().map(|profile| profile["profile"].clone()).collect()
        };
        if names(case) != names(&ours) {
            faults.push(format!("{name}: the profiles differ: {:?} {:?}", names(case), names(&ours)));
            continue;
        }
        for (theirs, ours) in case["profiles"].as_array().into_iter().flatten().zip(ours["profiles"].as_array().into_iter().flatten()) {
            *classes.entry(theirs["error"].as_str().unwrap_or("none").to_owned()).or_default() += 1;
            let profile = theirs["profile"].as_str().unwrap_or_default();
            if let Some(what) = differs(theirs, ours) {
                match DIFFERENCES.iter().find(|(case, of, _)| (*case, *of) == (name, profile)) {
                    Some(known) => differences.push(known),
                    None => faults.push(format!("{name}, profile {profile}: {what}\n  botocore {theirs}\n  ours     {ours}")),
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} differ:\n{}", faults.len(), faults.join("\n"));
    for known in DIFFERENCES {
        assert!(differences.contains(&known), "{known:?} does not differ any more");
    }
    // The corpus has something of everything.
    for class in [
        "none",
        "ConfigParseError",
        "InvalidConfigError",
        "PartialCredentialsError",
        "InfiniteLoopConfigError",
        "ParamValidationError",
        "NoCredentialsError",
    ] {
        assert!(classes.get(class).is_some_and(|count| *count >= 5), "{class}: {classes:?}");
    }
    println!("{} files, {classes:?}", cases.len());
}

#[test]
fn the_generated_half_of_the_corpus_is_what_the_generator_makes() {
    let Some(python) = python() else { return };
    let folder = temporary("corpus");
    run(Command::new(python).arg(scripts().join("generate.py")).arg("corpus").arg(&folder), "");
    let mut made = 0;
    for entry in fs::read_dir(scripts().join("corpus")).expect("the corpus").map(|entry| entry.expect("an entry")) {
        if entry.file_name().to_string_lossy().starts_with("generated-") {
            made += 1;
            let again = fs::read(folder.join(entry.file_name())).expect("the generator makes it");
            assert!(again == fs::read(entry.path()).expect("it reads"), "{:?} is another", entry.file_name());
        }
    }
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), made);
    assert!(made >= 60);
}

#[test]
fn the_longest_chain() {
    let Some(python) = python() else { return };
    let folder = temporary("chain");
    let mut text = String::from("[profile p0]\naws_access_key_id = a\naws_secret_access_key = b\n");
    for at in 1..=2 * LONGEST_CHAIN {
        text += &format!("[profile p{at}]\nrole_arn = arn:aws:iam::123456789012:role/r{at}\nsource_profile = p{}\n", at - 1);
    }
    let path = folder.join("chain.config");
    fs::write(&path, text).expect("written");
    // Below our limit botocore has to get through, where Python's own frames leave it room; far above it fails.
    let (works, fails) = (format!("p{}", LONGEST_CHAIN - 28), format!("p{}", 2 * LONGEST_CHAIN));
    let theirs = &json_lines(&run(Command::new(python).arg(scripts().join("oracle.py")).arg(&folder).args([&works, &fails]), ""))[0];
    let ours: Value = serde_json::from_str(&run(
        session_clock()
            .args(["config", "check", "--json", "--credentials", "/dev/null", "--profile", &works, "--profile", &fails])
            .arg(&path),
        "",
    ))
    .expect("JSON");
    for at in [0, 1] {
        assert_eq!(differs(&theirs["profiles"][at], &ours["profiles"][at]), None);
    }
    assert_eq!(theirs["profiles"][1]["error"], "RecursionError");
    assert_eq!(ours["profiles"][0]["hops"].as_array().map(Vec::len), Some(LONGEST_CHAIN - 28));
}

fn temporary(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("botocore-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}
