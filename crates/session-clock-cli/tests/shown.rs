//! What of somebody's files comes out: never a secret, whatever became of the file, and nothing that a terminal obeys or nobody sees.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CANARY: &str = "CANARYwJalrXUtnFEMI";
const TAIL: &str = "CANARYTOKENPART";

/// Every way to ask about files; `NAME` is a profile.
const ASKED: &[&[&str]] = &[
    &["config", "check"],
    &["config", "check", "--profile", "NAME"],
    &["config", "check", "--json"],
    &["config", "check", "--sarif"],
    &["for", "presigned-url", "--profile", "NAME"],
    &["for", "presigned-url", "--profile", "NAME", "--json"],
    &["status"],
    &["status", "--all"],
    &["status", "--all", "--json"],
    &["status", "--profile", "NAME"],
    &["prompt"],
];

fn home(name: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("shown-{name}-{}", std::process::id()));
    fs::create_dir_all(home.join(".aws")).expect("a home");
    home
}

fn run(home: &Path, asked: &[&str], profile: &str, lang: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_session-clock"));
    command.env_clear().env("HOME", home).env("TZ", "UTC").arg("--lang").arg(lang);
    command.args(asked.iter().map(|word| if *word == "NAME" { profile } else { word })).output().expect("it runs")
}

/// All that comes out for these files, however it is asked: each way with standard output and standard error.
fn all_said(name: &str, config: &str, credentials: &str, profile: &str) -> Vec<(String, Output)> {
    let home = home(name);
    fs::write(home.join(".aws/config"), config).expect("written");
    fs::write(home.join(".aws/credentials"), credentials).expect("written");
    let mut said = Vec::new();
    for asked in ASKED {
        for lang in ["en", "ja"] {
            said.push((format!("{asked:?} {lang}: {config:?} {credentials:?}"), run(&home, asked, profile, lang)));
        }
    }
    said
}

#[test]
fn no_secret_comes_out_of_files_that_lost_their_line_breaks() {
    let whole = format!("[default] aws_access_key_id = AKIACANARYKEY1234 aws_secret_access_key = {CANARY} [profile dev] region = x\n");
    let role = "role_arn = arn:aws:iam::111122223333:role/x";
    let base = "[profile base]\naws_access_key_id = AKIA\naws_secret_access_key = s\n";
    let cases: &[(String, String)] = &[
        (whole.clone(), String::new()),
        (String::new(), whole),
        (format!("[profile a]\n{role}\nsource_profile = base aws_access_key_id = AKIA aws_secret_access_key = {CANARY}\n"), String::new()),
        (
            format!("{base}[profile a]\n{role}\nsource_profile = base\nduration_seconds = 3600 aws_secret_access_key = {CANARY}\n"),
            String::new(),
        ),
        (format!("{base}[profile a]\n{role} aws_secret_access_key = {CANARY}\nsource_profile = base\n"), String::new()),
        (format!("{base}[profile a]\n{role}\u{2028}aws_secret_access_key = {CANARY}\nsource_profile = base\n"), String::new()),
        (format!("{base}[profile a]\n{role}\u{b}AWS_SESSION_TOKEN={CANARY}\nsource_profile = base\n"), String::new()),
        (format!("[profile a]\n{role}\nsource_profile = b\u{85}aws_secret_access_key = {CANARY}\n"), String::new()),
        (format!("[profile a]\n{role}\ncredential_source = Environment aws_session_token {CANARY}\n"), String::new()),
        (format!("{base}[profile a]\n{role}\nsource_profile = base\nservices = q aws_security_token: {CANARY}\n"), String::new()),
        (format!("[profile a]\nsso_session = q aws_secret_access_key={CANARY}\nsso_role_name = x\nsso_account_id = 1\n"), String::new()),
        (
            format!(
                "[sso-session 'q aws_secret_access_key={CANARY}']\nsso_region = x\n[profile a]\nsso_session = q aws_secret_access_key={CANARY}\n"
            ),
            String::new(),
        ),
        (
            format!("[sso-session q]\nsso_region = x\n[profile a]\nsso_session = q\nsso_role_name = r\nsso_region = y password={CANARY}\n"),
            String::new(),
        ),
        (format!("[profile 'a aws_secret_access_key={CANARY}']\n{role}\nsource_profile = a\n[profile a]\n"), String::new()),
        (format!("[profile a]\nlogin_session = x aws_secret_access_key = {CANARY}\n"), String::new()),
        (String::new(), format!("[a]\naws_access_key_id = AKIA\naws_secret_access_key = s\naws_session_token = {CANARY}\n[{TAIL}]==\n")),
        (format!("[profile a]\naws_access_key_id = AKIA\naws_session_token = {CANARY}\n[{TAIL}]==\n"), String::new()),
    ];
    for (at, (config, credentials)) in cases.iter().enumerate() {
        for (asked, output) in all_said(&format!("secrets-{at}"), config, credentials, "a") {
            let said = String::from_utf8_lossy(&[&*output.stdout, &*output.stderr].concat()).into_owned();
            assert!(!said.contains(CANARY) && !said.contains(TAIL), "{asked}\n{said}");
        }
    }
    // What was hidden is said to be there.
    let (config, _) = &cases[2];
    let said = all_said("hidden", config, "", "a");
    let first = String::from_utf8_lossy(&said[0].1.stdout).into_owned();
    assert!(
        first.contains("The source_profile \"aws_secret_access_key=*** (1)\" referenced in the profile \"a\" does not exist."),
        "{first}"
    );
}

#[test]
fn names_that_are_hidden_are_still_told_apart() {
    let (one, other) = ("one session_token=x", "other session_token=x");
    let role = "role_arn = arn:aws:iam::111122223333:role/x";
    let config = format!("[profile a]\n{role}\nsource_profile = {one}\n[profile b]\n{role}\nsource_profile = {other}\n");
    let keys = format!("[{one}]\naws_access_key_id = AKIA\naws_secret_access_key = s\n");
    let home = home("apart");
    fs::write(home.join(".aws/config"), config).expect("written");
    fs::write(home.join(".aws/credentials"), keys).expect("written");
    let code = |profile| run(&home, &["config", "check", "--profile", "NAME"], profile, "en").status.code();
    assert_eq!((code("a"), code("b")), (Some(0), Some(1)));
}

/// What a terminal obeys, what turns the direction of writing, and what nobody sees.
const UNSEEN: &str = "\u{1b}]0;x\u{7}\u{9b}31m\u{7f}\u{202e}\u{2066}\u{200b}\u{61c}\u{feff}\u{e0041}\u{fe0f}\u{ad}";

#[test]
fn nothing_that_a_terminal_obeys_comes_out_for_people() {
    let role = "role_arn = arn:aws:iam::111122223333:role/x";
    let base = "[profile base]\naws_access_key_id = AKIA\naws_secret_access_key = s\n";
    let profile = format!("a{UNSEEN}");
    let cases: &[(String, String)] = &[
        (format!("{base}[profile {profile}]\n{role}\nsource_profile = base\n[{profile}]\n"), format!("[profile {profile}]\n")),
        (format!("{base}[profile {profile}]\n{role}{UNSEEN}\nsource_profile = base\nduration_seconds = 1{UNSEEN}\n"), String::new()),
        (format!("[profile {profile}]\n{role}\nsource_profile = b{UNSEEN}\n"), String::new()),
        (format!("[profile {profile}]\nsso_session = q{UNSEEN}\n[sso-session q{UNSEEN}]\nsso_region = x\n"), String::new()),
        (format!("{base}[profile {profile}]\n{role}\nsource_profile = base\nservices = q{UNSEEN}\n"), String::new()),
    ];
    let obeyed = |said: &[u8]| String::from_utf8_lossy(said).chars().find(|c| *c != '\n' && UNSEEN.contains(*c) && !"]0;x31m".contains(*c));
    for (at, (config, credentials)) in cases.iter().enumerate() {
        for (asked, output) in all_said(&format!("unseen-{at}"), config, credentials, &profile) {
            let is_data = asked.contains("--json") || asked.contains("--sarif");
            assert_eq!(obeyed(&output.stderr), None, "{asked}");
            assert!(is_data || obeyed(&output.stdout).is_none(), "{asked}: {:?}", obeyed(&output.stdout));
        }
    }
    // Names of files, too.
    let home = home("unseen-files");
    for asked in [&["batch", "NAME"][..], &["replay", "NAME"], &["config", "check", "NAME"], &["config", "check", "--list-roles", "NAME"]] {
        let output = run(&home, asked, &format!("no{UNSEEN}"), "en");
        assert_eq!((output.status.code(), obeyed(&output.stderr)), (Some(2), None), "{asked:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("no\u{fffd}]0;x"), "{asked:?}");
    }
}

#[test]
fn a_config_file_that_cannot_be_used_is_told_as_status_tells_it() {
    let folder = home("folder");
    fs::create_dir_all(folder.join(".aws/config")).expect("a folder");
    let large = home("large");
    fs::File::create(large.join(".aws/config")).and_then(|file| file.set_len((16 << 20) + 1)).expect("a large file");
    for (home, said) in [(folder, "isn't a regular file"), (large, "is too large")] {
        let (check, status) = (run(&home, &["config", "check"], "", "en"), run(&home, &["status"], "", "en"));
        assert_eq!((check.status.code(), status.status.code()), (Some(2), Some(2)));
        assert!(String::from_utf8_lossy(&check.stderr).contains(said), "{check:?}");
        assert!(String::from_utf8_lossy(&status.stdout).contains(said), "{status:?}");
    }
    // A file that was named may be a pipe, and may be no larger either.
    let large = home("large").join(".aws/config").display().to_string();
    assert_eq!(run(&home("large"), &["config", "check", "NAME"], &large, "en").status.code(), Some(2));
}

#[test]
fn a_profile_that_is_not_there_is_one_line() {
    let home = home("not-there");
    for (lang, said) in [
        ("en", "session-clock: There is no profile dev in ~/.aws/config or ~/.aws/credentials.\n"),
        ("ja", "session-clock: プロファイル dev は ~/.aws/config にも ~/.aws/credentials にもありません。\n"),
    ] {
        let output = run(&home, &["for", "presigned-url", "--expires-in", "7d", "--profile", "dev"], "", lang);
        assert_eq!((output.status.code(), &*output.stdout, &*String::from_utf8_lossy(&output.stderr)), (Some(1), &b""[..], said));
    }
}

#[test]
fn no_moment_is_too_large_to_be_added_to() {
    let arguments = ["console", "saml", "--at", "9223372036854775000", "--session-not-on-or-after", "2h"];
    let output = run(&home("moment"), &arguments, "", "en");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}
