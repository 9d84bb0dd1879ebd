//! `session-clock for`: what AWS hands out, asked by flags and by a profile.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use session_clock::grammar::Via;
use session_clock::rules::handed_out;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_session-clock"))
        .args(arguments)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C")
        .stdin(Stdio::null())
        .output()
        .expect("the command runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn answer(arguments: &[&str]) -> Value {
    let output = run(&[&["for", "--json"], arguments].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?}: {}", err(&output)))
}

/// A folder with a config file of its own, and no credentials file.
struct Files(PathBuf);

impl Files {
    fn new(name: &str, config: &str) -> Files {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("handed-out-{name}"));
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("config"), config).expect("a file");
        std::fs::write(folder.join("credentials"), "").expect("a file");
        Files(folder)
    }

    fn ask(&self, profile: &str, more: &[&str]) -> Output {
        let (config, credentials) = (self.0.join("config"), self.0.join("credentials"));
        let files = ["--config-file", config.to_str().expect("UTF-8"), "--credentials-file", credentials.to_str().expect("UTF-8")];
        run(&[&["for", "presigned-url", "--expires-in", "7d", "--profile", profile], &files[..], more].concat())
    }
}

const CONFIG: &str = "[profile base]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n\
    [profile dev]\nrole_arn = arn:aws:iam::123456789012:role/dev\nsource_profile = base\nduration_seconds = 14400\n\
    [profile prod]\nrole_arn = arn:aws:iam::123456789012:role/prod\nsource_profile = dev\n\
    [profile pod]\nrole_arn = arn:aws:iam::123456789012:role/pod\nweb_identity_token_file = /token\n\
    [profile login]\nlogin_session = arn:aws:iam::123456789012:user/a\n\
    [profile machine]\nrole_arn = arn:aws:iam::123456789012:role/m\ncredential_source = Ec2InstanceMetadata\n\
    [profile process]\ncredential_process = program\n\
    [profile after-process]\nrole_arn = arn:aws:iam::123456789012:role/p\nsource_profile = process\n\
    [profile loop]\nrole_arn = arn:aws:iam::123456789012:role/l\nsource_profile = loop\n";

#[test]
fn every_kind_can_be_asked_about_and_ends_when_its_rule_says() {
    for via in Via::ALL.iter().copied().filter(|via| handed_out::is_one(*via)) {
        let found = answer(&[via.name()]);
        // A role's hour is what it is signed with where nothing else is said.
        let own = handed_out::default(via).unwrap_or(3_600);
        let expected = if handed_out::dies_with_credentials(via) { own.min(3_600) } else { own };
        let expected = if via == Via::EksPodIdentity { Value::Null } else { json!(expected) };
        assert_eq!(found["expires_at"], expected, "{}: {found}", via.name());
    }
    let help = out(&run(&["for", "--help"]));
    let absent: Vec<_> = Via::ALL.iter().filter(|via| handed_out::is_one(**via) && !help.contains(via.name())).collect();
    assert!(absent.is_empty(), "{absent:?}");
}

#[test]
fn a_url_asked_for_seven_days_dies_with_the_role_that_signed_it() {
    let output = run(&["for", "presigned-url", "--expires-in", "7d", "--signed-by", "assume-role"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).starts_with("It lasts 1 hour.\n"), "{}", out(&output));
    let japanese = out(&run(&["--lang", "ja", "for", "presigned-url", "--expires-in", "7d"]));
    assert!(japanese.contains("署名に使った認証情報"), "{japanese}");
    for (arguments, end) in [
        (&["--signed-by", "access-key"][..], 604_800),
        (&["--credentials-duration", "4h"], 14_400),
        (&["--credentials-duration", "4h", "--credentials-age", "3h"], 3_600),
        (&["--signed-by", "aws-login", "--credentials-duration", "3d"], 259_200),
        (&["--signed-by", "identity-center", "--credentials-duration", "8h"], 28_800),
        (&["--signed-by", "cognito-identity"], 3_600),
    ] {
        let found = answer(&[&["presigned-url", "--expires-in", "7d"], arguments].concat());
        assert_eq!(found["expires_at"], json!(end), "{arguments:?}: {found}");
    }
}

#[test]
fn what_is_refused_says_who_refuses() {
    let output = run(&["for", "presigned-url", "--expires-in", "8d", "--signed-by", "access-key"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("X-Amz-Expires must be less than a week"), "{}", out(&output));
    assert_eq!(answer(&["presigned-url", "--credentials-age", "1h"])["refusal"]["code"], json!("ExpiredToken"));
    assert_eq!(answer(&["codeartifact-token", "--signed-by", "root-access-key"])["refusal"]["code"], json!("not-allowed"));
    assert_eq!(answer(&["s3-access-grants", "--duration-seconds", "899"])["refusal"]["by"], json!("client"));
}

#[test]
fn what_a_kind_does_not_take_is_named_by_its_flag() {
    for (arguments, said) in [
        (&["ecr-login", "--expires-in", "1h"][..], "--expires-in: "),
        (&["cognito-identity", "--signed-by", "access-key"], "--signed-by: "),
        (&["eks-pod-identity", "--at", "now"], "--at: "),
        (&["presigned-url", "--no-policy"], "--no-policy: "),
        (&["get-scoped-credentials", "--no-policy"], "--expires-in: "),
        (&["presigned-url", "--signed-by", "lambda-role", "--credentials-duration", "1h"], "--credentials-duration"),
        (&["iam-user"], "iam-user"),
    ] {
        let output = run(&[&["for"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(said), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn a_profile_says_how_long_a_url_from_it_may_live() {
    let files = Files::new("lives", CONFIG);
    for (profile, end) in [
        ("base", 604_800),
        ("dev", 14_400),
        ("prod", 3_600),
        ("pod", 3_600),
        ("login", 43_200),
        ("machine", 3_600),
        ("after-process", 3_600),
    ] {
        let output = files.ask(profile, &["--json"]);
        let found: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{profile}: {}", err(&output)));
        assert_eq!(found["expires_at"], json!(end), "{profile}: {found}");
    }
}

#[test]
fn a_profile_that_says_nothing_of_its_end_is_not_guessed() {
    let files = Files::new("unknown", CONFIG);
    let output = files.ask("process", &[]);
    assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
    assert!(err(&output).contains("don't say how long the credentials of profile process last"), "{}", err(&output));
    assert!(err(&files.ask("process", &["--lang", "ja"])).contains("プロファイル process"));
    // The end is told where it stands beside the keys, in whichever file `status` reads it from.
    let keys = "[tmp]\naws_access_key_id = A\naws_secret_access_key = s\naws_session_token = t\n";
    for (below, said) in [
        ("", "don't say how long the credentials of profile tmp last"),
        ("x_security_token_expires = soon\n", "don't say how long the credentials of profile tmp last"),
        ("x_security_token_expires = 2026-11-28T12:00:00+00:00\n", "The keys of profile tmp end at 2026-11-28 "),
    ] {
        std::fs::write(files.0.join("credentials"), format!("{keys}{below}")).expect("written");
        let output = files.ask("tmp", &[]);
        assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
        assert!(err(&output).contains(said), "{below}: {}", err(&output));
    }
    std::fs::write(files.0.join("credentials"), "").expect("written");
    let paths = ["config", "credentials"].map(|name| files.0.join(name).display().to_string());
    let nowhere = format!("session-clock: There is no profile nowhere in {}.\n", paths.join(" or "));
    assert_eq!(err(&files.ask("nowhere", &[])), nowhere);
    for (profile, said) in [("nowhere", "no profile nowhere"), ("loop", "source-loop")] {
        let output = files.ask(profile, &[]);
        assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()), "{profile}");
        assert!(err(&output).contains(said), "{profile}: {}", err(&output));
    }
}

#[test]
fn a_sign_in_lasts_as_long_as_an_administrator_has_set_it() {
    for (arguments, end) in [
        (&["console", "iam-user"][..], 43_200),
        (&["console", "iam-user", "--sign-in-max", "90d"], 7_776_000),
        (&["console", "switch-role", "--source-duration", "2h", "--signed-in", "1h", "--max-session-duration", "12h"], 3_600),
        (&["sts", "assume-role", "--caller", "aws-login", "--sign-in-max", "1h"], 3_600),
    ] {
        let output = run(&[arguments, &["--json"]].concat());
        let found: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?}: {}", err(&output)));
        assert_eq!(found["expires_at"], json!(end), "{arguments:?}: {found}");
    }
    let output = run(&["console", "iam-user", "--sign-in-max", "91d"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("--sign-in-max: "), "{}", err(&output));
}

#[test]
fn what_dies_with_credentials_of_unknown_end_lasts_so_long_at_most() {
    let said = |more: &[&str]| out(&run(&[&["for", "presigned-url", "--signed-by", "lambda-role"], more].concat()));
    assert!(said(&["--expires-in", "7d"]).starts_with("It lasts at most 7 days.\n"), "{}", said(&["--expires-in", "7d"]));
    assert!(said(&["--expires-in", "7d", "--lang", "ja"]).starts_with("最長 7 日続きます。\n"));
    // What is dead at once ends no earlier.
    assert!(said(&["--expires-in", "0"]).starts_with("It lasts 0 seconds.\nYou asked for 0 seconds, so it ends at once.\n"));
}
