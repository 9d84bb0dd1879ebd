//! `session-clock config check` as it is run: which files it reads, what it writes, how it ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const SECRET: &str = "wJalrXUtnFEMIK7MDENG";
const ROLE: &str = "arn:aws:iam::123456789012:role";

/// A home directory of its own for each test.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Home {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("config-{name}-{}", std::process::id()));
        fs::create_dir_all(home.join(".aws")).expect("a home");
        Home(home)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).expect("written");
        path
    }

    fn check(&self, arguments: &[&str]) -> Output {
        self.check_with(arguments, &[])
    }

    fn check_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_session-clock"));
        for name in ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        command.env("HOME", &self.0).envs(variables.iter().copied()).args(["config", "check"]).args(arguments);
        let output = command.output().expect("it runs");
        let all = [&*output.stdout, &*output.stderr].concat();
        assert!(!String::from_utf8_lossy(&all).contains(SECRET), "a secret came out");
        output
    }
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn keys(name: &str) -> String {
    format!("[{name}]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = {SECRET}\n")
}

fn chain() -> String {
    format!(
        "[profile hub]\nrole_arn = {ROLE}/hub\nsource_profile = base\n\
         [profile prod]\nrole_arn = {ROLE}/prod\nsource_profile = hub\nduration_seconds = 43200\n"
    )
}

#[test]
fn where_no_profile_is_found_the_files_that_were_looked_at_are_named() {
    let home = Home::new("none");
    let credentials = home.write("credentials", "");
    let output = home.check_with(&["--credentials", &credentials.display().to_string()], &[("AWS_CONFIG_FILE", "/nonexistent/typo")]);
    assert_eq!(output.status.code(), Some(0), "to botocore it is empty");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        format!("No profiles in /nonexistent/typo (missing), {}.\n", credentials.display())
    );
}

#[test]
fn both_files_of_the_home_directory_are_read() {
    let home = Home::new("home");
    home.write(".aws/config", chain());
    home.write(".aws/credentials", keys("base"));
    let output = home.check(&["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let report = json(&output);
    let profiles: Vec<&str> =
        report["profiles"].as_array().expect("a list").iter().filter_map(|profile| profile["profile"].as_str()).collect();
    assert_eq!(profiles, ["hub", "prod", "base"]);
    assert_eq!(report["profiles"][1]["findings"][0]["code"], "duration-over-chaining-limit");
    assert_eq!(report["profiles"][1]["findings"][0]["file"], home.0.join(".aws/config").display().to_string());
    let output = home.check(&[]);
    let said = text(&output);
    assert!(said.contains("← role chaining") && said.contains(".aws/config:7: error [duration-over-chaining-limit]"), "{said}");
    assert!(text(&home.check_with(&[], &[("LANG", "ja_JP.UTF-8")])).contains("ロールの連鎖"));
    assert!(!text(&home.check_with(&["--json"], &[("LANG", "ja_JP.UTF-8")])).contains("ロールの連鎖"));
}

#[test]
fn variables_and_arguments_name_other_files() {
    let home = Home::new("variables");
    home.write(".aws/config", "[default]\nregion = eu-west-1\n");
    let config = home.write("other", chain());
    home.write("keys", keys("base"));
    let count = |output: &Output| json(output)["profiles"].as_array().map(Vec::len);
    let named = [("AWS_CONFIG_FILE", "$HOME/other"), ("AWS_SHARED_CREDENTIALS_FILE", "~/keys")];
    assert_eq!(count(&home.check_with(&["--json"], &named)), Some(3));
    assert_eq!(count(&home.check_with(&["--json"], &[("AWS_CONFIG_FILE", "")])), Some(0));
    assert_eq!(count(&home.check_with(&["--json"], &[("AWS_CONFIG_FILE", "/nowhere")])), Some(0));
    let path = config.display().to_string();
    assert_eq!(count(&home.check(&["--json", &path])), Some(2));
    let missing = home.check(&["/nowhere/at/all"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(missing.stdout.is_empty() && String::from_utf8_lossy(&missing.stderr).contains("/nowhere/at/all"));
}

#[test]
fn warnings_alone_fail_only_when_strict() {
    let home = Home::new("strict");
    home.write(".aws/credentials", keys("base"));
    home.write(".aws/config", format!("[profile a]\nrole_arn = {ROLE}/a\nsource_profile = base\nduration_seconds = 1h\n"));
    assert_eq!(home.check(&[]).status.code(), Some(0));
    assert_eq!(home.check(&["--strict"]).status.code(), Some(1));
    assert_eq!(home.check(&["--profile", "base", "--strict"]).status.code(), Some(0));
    let output = home.check(&["--profile", "gone", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json(&output)["profiles"][0]["findings"][0]["code"], "profile-missing");
}

#[test]
fn maxima_come_from_arguments_and_from_aws() {
    let home = Home::new("maxima");
    home.write(".aws/credentials", keys("base"));
    home.write(".aws/config", format!("[profile a]\nrole_arn = {ROLE}/a\nsource_profile = base\nduration_seconds = 7200\n"));
    assert_eq!(home.check(&[]).status.code(), Some(0));
    assert!(text(&home.check(&[])).contains("--role-max"));
    let found = |output: &Output| json(output)["profiles"][0]["findings"][0]["code"].clone();
    assert_eq!(found(&home.check(&["--json", "--role-max", &format!("{ROLE}/a=90m")])), "duration-over-role-max");
    assert_eq!(found(&home.check(&["--json", "--role-max", "arn:*=1h", "--role-max", &format!("{ROLE}/a=2h")])), Value::Null);
    let roles = home.write("roles.json", format!(r#"{{"Roles": [{{"Arn": "{ROLE}/a", "MaxSessionDuration": 3600}}]}}"#));
    assert_eq!(found(&home.check(&["--json", "--list-roles", &roles.display().to_string()])), "duration-over-role-max");
    let other = r#"{"Roles": [{"Arn": "arn:aws:iam::999999999999:role/a", "MaxSessionDuration": 43200}]}"#;
    let many = home.write("many.json", format!(r#"{other} {{"Roles": [{{"Arn": "{ROLE}/a", "MaxSessionDuration": 3600}}]}}"#));
    assert_eq!(found(&home.check(&["--json", "--list-roles", &many.display().to_string()])), "duration-over-role-max");
    for wrong in ["arn:x=1", "arn:x=13h", "arn:x", "=1h", "arn:x=soon", "Admin=1h"] {
        let output = home.check(&["--role-max", wrong]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
    // The input is named, and one message has one language.
    let japanese = home.check(&["--lang", "ja", "--role-max", "arn:x=soon"]);
    let japanese = String::from_utf8_lossy(&japanese.stderr);
    assert!(japanese.contains("arn:x=soon: 期間は") && !japanese.contains("write"), "{japanese}");
    for (flag, most) in [("--role-max", "12 時間"), ("--sign-in-max", "90 日")] {
        let japanese = home.check(&["--lang", "ja", flag, "arn:x=99d"]);
        let japanese = String::from_utf8_lossy(&japanese.stderr);
        assert!(
            japanese.contains(&format!("使用できません: {flag} arn:x=99d: AWS で設定できるのは 1 時間から {most}までです。ARN")),
            "{japanese}"
        );
    }
    let broken = home.write("broken.json", r#"{"Roles": [{}]}"#);
    let output = home.check(&["--list-roles", &broken.display().to_string()]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("Roles[0].Arn"));
}

#[test]
fn how_long_a_sign_in_lasts_comes_from_arguments_and_from_aws() {
    let home = Home::new("sign-ins");
    let user = "arn:aws:iam::123456789012:user/team/alice";
    home.write(".aws/config", format!("[default]\nlogin_session = {user}\n"));
    let lasts = |args: &[&str]| json(&home.check(&[&["--json"], args].concat()))["profiles"][0]["duration"].clone();
    assert_eq!(lasts(&[]), 43_200);
    assert!(text(&home.check(&[])).contains("until 12 hours after the sign-in, unless an administrator has set another length"));
    assert_eq!(lasts(&["--sign-in-max", &format!("{user}=7d")]), 604_800);
    assert_eq!(lasts(&["--sign-in-max", "arn:*:user/bob=7d"]), 43_200);
    let set = text(&home.check(&["--sign-in-max", "arn:*:user/*=7d"]));
    assert!(set.contains("until 7 days after the sign-in\n"), "{set}");
    let answer = home.write("alice.json", r#"{"LoginProfile": {"UserName": "alice", "MaxSigninSessionDuration": 86400}}"#);
    assert_eq!(lasts(&["--list-roles", &answer.display().to_string()]), 86_400);
    let output = home.check(&["--sign-in-max", &format!("{user}=91d")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("session-clock: can't use --sign-in-max "), "{output:?}");
}

#[test]
fn files_that_cannot_be_read_are_named_with_their_lines() {
    let home = Home::new("garbage");
    home.write(".aws/credentials", keys("base"));
    for (garbage, line) in
        [(b"[default]\nregion = \xff\n".to_vec(), ":2:"), (vec![0x9d; 5_000_000], ":1:"), (b"x\n".repeat(2_500_000), ":1:")]
    {
        home.write(".aws/config", garbage);
        let output = home.check(&[]);
        assert_eq!(output.status.code(), Some(1));
        let said = text(&output);
        assert!(said.contains(&format!(".aws/config{line} error")), "{said}");
        assert!(said.len() < 10_000);
    }
}

#[test]
fn sarif_has_what_code_scanning_reads() {
    let home = Home::new("sarif");
    home.write(".aws/credentials", keys("base"));
    // An error of hub is an error of leaf too, and is told once.
    let leaf = format!("[profile leaf]\nrole_arn = {ROLE}/leaf\nsource_profile = prod\n[stray]\n");
    home.write(".aws/config", chain() + &leaf);
    let output = home.check(&["--sarif"]);
    assert_eq!(output.status.code(), Some(1));
    let log = json(&output);
    assert_eq!((log["version"].as_str(), log["runs"].as_array().map(Vec::len)), (Some("2.1.0"), Some(1)));
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "session-clock");
    let results = run["results"].as_array().expect("results");
    let found: Vec<(&str, u64)> = results
        .iter()
        .map(|result| {
            let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
            let place = &result["locations"][0]["physicalLocation"];
            assert!(place["artifactLocation"]["uri"].as_str().is_some_and(|uri| uri.starts_with("file:///") && !uri.contains(' ')));
            (result["ruleId"].as_str().expect("a rule"), place["region"]["startLine"].as_u64().expect("a line"))
        })
        .collect();
    assert_eq!(found, [("section-ignored", 11), ("duration-over-chaining-limit", 7)]);
    let empty = json(&home.check(&["--sarif", "/dev/null"]));
    assert_eq!(empty["runs"][0]["results"], serde_json::json!([]));
}
