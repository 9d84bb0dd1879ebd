//! `status` held against botocore itself (`tests/botocore/homes.py`), and against files that somebody broke.
//!
//! The Python is that of `tests/botocore.rs`.

mod common;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::python;
use serde_json::{Value, json};

/// A moment as AWS's tools write it.
fn at(seconds_from_now: i64) -> String {
    jiff::Timestamp::from_second(jiff::Timestamp::now().as_second() + seconds_from_now).expect("a moment").to_string()
}

/// A home folder, empty at first.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Home {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("status-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a temporary folder");
        Home(folder)
    }

    fn path(&self, below: &str) -> PathBuf {
        let path = self.0.join(".aws").join(below);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        path
    }

    fn put(&self, below: &str, text: &str) -> &Home {
        fs::write(self.path(below), text).expect("written");
        self
    }

    fn command(&self, args: &[&str], environment: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_session-clock"));
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AWS")) {
            command.env_remove(name);
        }
        command.env("HOME", &self.0).env("USERPROFILE", &self.0).env("TZ", "Asia/Tokyo").env("LC_ALL", "C");
        command.args(args).envs(environment.iter().copied());
        command
    }

    fn run(&self, args: &[&str], environment: &[(&str, &str)]) -> Output {
        let begun = Instant::now();
        let output = self.command(args, environment).stdin(Stdio::null()).output().expect("it runs");
        assert!(begun.elapsed() < Duration::from_secs(10), "{args:?} hangs");
        for (stream, text) in [("standard output", &output.stdout), ("standard error", &output.stderr)] {
            let text = String::from_utf8_lossy(text);
            assert!(!text.contains("CANARY"), "a secret is on {stream}: {text}");
            assert!(!text.contains("panicked"), "{text}");
        }
        output
    }

    fn status(&self, args: &[&str], environment: &[(&str, &str)]) -> (Value, Option<i32>) {
        let output = self.run(&[&["status", "--json"], args].concat(), environment);
        (serde_json::from_slice(&output.stdout).expect("JSON"), output.status.code())
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn ask_botocore(python: &Path, home: &Home, questions: &[Value]) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/botocore/homes.py");
    let mut child = Command::new(python)
        .args(["-W", "ignore"])
        .arg(script)
        .arg(&home.0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let lines: String = questions.iter().map(|question| format!("{question}\n")).collect();
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("it reads all");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Profiles of every kind, with what has ever gone into the name of a cache file.
const PROFILES: &str = r#"
[profile base]
aws_access_key_id = AKIACANARY
aws_secret_access_key = CANARY
[profile plain]
role_arn = arn:aws:iam::111122223333:role/plain
source_profile = base
[profile external]
role_arn = arn:aws:iam::111122223333:role/plain
source_profile = base
external_id = {"a": "b, c:/\\ ü 日本 😀"}
[profile empty-external]
role_arn = arn:aws:iam::111122223333:role/plain
source_profile = base
external_id = aa
role_session_name =
[profile named]
role_arn = arn:aws:iam::111122223333:role/plain
source_profile = base
role_session_name = me@example.com
[profile code]
role_arn = arn:aws:iam::111122223333:role/plain
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/me
[profile hour]
role_arn = arn:aws:iam::111122223333:role/plain
source_profile = base
duration_seconds = +3_600
[profile no-number]
role_arn = arn:aws:iam::111122223333:role/plain
source_profile = base
external_id = xx
duration_seconds = 1h
[profile chained]
role_arn = arn:aws:iam::111122223333:role/chained
source_profile = code
[profile web]
role_arn = arn:aws:iam::111122223333:role/web
web_identity_token_file = /token
[profile web-named]
role_arn = arn:aws:iam::111122223333:role/web
web_identity_token_file = /token
role_session_name = web
duration_seconds = 7200
[profile behind-web]
role_arn = arn:aws:iam::111122223333:role/behind-web
source_profile = web
[profile sso]
sso_session = company
sso_account_id = 000000000042
sso_role_name = Admin
[profile sso-old]
sso_start_url = https://a.awsapps.com/start/#/
sso_region = eu-west-1
sso_account_id = 111122223333
sso_role_name = Admin
[profile sso-shared]
sso_session = shared
sso_role_name = Reader
[profile behind-sso]
role_arn = arn:aws:iam::111122223333:role/behind-sso
source_profile = sso
[profile signed-in]
login_session = arn:aws:iam::111122223333:user/me
[profile behind-login]
role_arn = arn:aws:iam::111122223333:role/behind-login
source_profile = signed-in
[sso-session company]
sso_start_url = https://a.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
[sso-session "shared"]
sso_start_url = https://b.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 111122223333
"#;

#[test]
fn the_cache_files_that_botocore_writes_are_found() {
    let Some(python) = python() else { return };
    let home = Home::new("caches");
    home.put("config", PROFILES);
    let names: Vec<&str> = PROFILES.lines().filter_map(|line| line.strip_prefix("[profile ")?.strip_suffix(']')).collect();
    let questions: Vec<Value> = names.iter().map(|name| json!({"environment": {}, "profile": name})).collect();
    let answers = ask_botocore(&python, &home, &questions);
    let (all, code) = home.status(&["--all"], &[]);
    assert_eq!(code, Some(0));
    let sessions = all["sessions"].as_array().expect("a list");
    let mut ends = 0;
    for (name, theirs) in names.iter().zip(&answers) {
        assert_eq!(theirs["error"], Value::Null, "{name}: {theirs}");
        let of_profile: Vec<&Value> = sessions.iter().filter(|session| session["profile"] == *name).collect();
        assert_eq!(of_profile.len(), 1, "{name}: {all}");
        assert_eq!(of_profile[0]["expires_at"], theirs["expires_at"], "{name}: {}", of_profile[0]);
        ends += usize::from(!theirs["expires_at"].is_null());
    }
    assert!(ends >= 15, "{ends} ends");
    // Each file is told once: no stray is left, and each sign-in is there.
    assert!(sessions.iter().all(|session| session["profile"] != Value::Null || session["kind"] == "identity-center-sign-in"), "{all}");
    assert_eq!(sessions.iter().filter(|session| session["kind"] == "identity-center-sign-in").count(), 3);
    assert_eq!(all["findings"], json!([]));
    // Without their profiles all of them are strays, except those of the source alone.
    home.put("config", "");
    let (strays, _) = home.status(&["--all"], &[]);
    let kinds: Vec<&str> = strays["sessions"].as_array().expect("a list").iter().filter_map(|session| session["kind"].as_str()).collect();
    for kind in ["assume-role", "assume-role-with-web-identity", "identity-center-credentials", "aws-login", "identity-center-sign-in"] {
        let expected = kind != "assume-role-with-web-identity";
        assert!(!expected || kinds.contains(&kind), "{kind} is not among {kinds:?}");
    }
}

/// What botocore's providers are called here: where the session was found, and its kind.
fn expected(method: &str) -> &'static [(Option<&'static str>, &'static str)] {
    match method {
        "env" => &[(Some("environment"), "access-key"), (Some("environment"), "temporary")],
        "assume-role" => &[(Some("cli-cache"), "assume-role")],
        "assume-role-with-web-identity" => &[(Some("cli-cache"), "assume-role-with-web-identity")],
        "sso" => &[(Some("cli-cache"), "identity-center-credentials")],
        "shared-credentials-file" => &[(Some("credentials-file"), "access-key"), (Some("credentials-file"), "temporary")],
        "config-file" => &[(Some("config-file"), "access-key"), (Some("config-file"), "temporary")],
        "login" => &[(Some("login-cache"), "aws-login")],
        "custom-process" | "container-role" => &[(None, "temporary")],
        _ => &[],
    }
}

#[test]
fn the_session_that_botocore_would_use_is_the_active_one() {
    let Some(python) = python() else { return };
    let home = Home::new("active");
    let kinds = [
        ("", ""),
        ("region = eu-west-1", ""),
        ("aws_access_key_id = a\naws_secret_access_key = CANARY", ""),
        ("aws_access_key_id = a", ""),
        ("credential_process = tool", "aws_access_key_id = a\naws_secret_access_key = CANARY\naws_session_token = CANARY"),
        ("credential_process = tool", ""),
        ("role_arn = arn:aws:iam::111122223333:role/a\nsource_profile = keys", "aws_access_key_id = a\naws_secret_access_key = CANARY"),
        ("source_profile = keys", "role_arn = arn:aws:iam::111122223333:role/in-credentials"),
        ("role_arn = arn:aws:iam::111122223333:role/w\nweb_identity_token_file = /t", ""),
        ("sso_start_url = https://a\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = r\nlogin_session = l", ""),
        ("sso_session = gone\nsso_account_id = 1\nsso_role_name = r", ""),
        ("login_session = l\ncredential_process = tool\naws_access_key_id = a\naws_secret_access_key = CANARY", ""),
        ("role_arn = arn:aws:iam::111122223333:role/a\nsource_profile = NAME", ""),
        ("role_arn = arn:aws:iam::111122223333:role/a", ""),
        ("role_arn = arn:aws:iam::111122223333:role/of-environment\ncredential_source = Environment", ""),
        ("role_arn = arn:aws:iam::111122223333:role/of-container\ncredential_source = EcsContainer", ""),
        ("role_arn = arn:aws:iam::111122223333:role/of-instance\ncredential_source = Ec2InstanceMetadata", ""),
    ];
    let keys = [("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "CANARY")];
    let environments: [&[(&str, &str)]; 8] = [
        &[],
        &keys,
        &[keys[0], keys[1], ("AWS_SESSION_TOKEN", "CANARY"), ("AWS_PROFILE", "default")],
        &[keys[0]],
        &[("AWS_ACCESS_KEY_ID", ""), keys[1], ("AWS_PROFILE", "other")],
        &[("AWS_PROFILE", "gone"), keys[0], keys[1]],
        &[("AWS_WEB_IDENTITY_TOKEN_FILE", "/t"), ("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/env"), ("AWS_ROLE_SESSION_NAME", "env")],
        &[("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/c"), ("AWS_PROFILE", "")],
    ];
    let mut questions = Vec::new();
    let mut asked = Vec::new();
    for (at, (config, credentials)) in kinds.iter().enumerate() {
        let profile = |name: &str| if name == "default" { "[default]".to_owned() } else { format!("[profile {name}]") };
        let mut text = String::from("[profile keys]\naws_access_key_id = a\naws_secret_access_key = CANARY\n");
        let mut secrets = String::new();
        for name in ["default", "other"] {
            if !config.is_empty() {
                text += &format!("{}\n{}\n", profile(name), config.replace("NAME", name));
            }
            if !credentials.is_empty() {
                secrets += &format!("[{name}]\n{credentials}\n");
            }
        }
        let (config, credentials) = (format!("config-{at}"), format!("credentials-{at}"));
        home.put(&config, &text).put(&credentials, &secrets);
        for environment in environments {
            for profile in [None, Some("default")] {
                let (config, credentials) = (home.path(&config), home.path(&credentials));
                let mut set: Vec<(&str, String)> = environment.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
                set.push(("AWS_CONFIG_FILE", config.display().to_string()));
                set.push(("AWS_SHARED_CREDENTIALS_FILE", credentials.display().to_string()));
                set.push(("AWS_EC2_METADATA_DISABLED", "true".to_owned()));
                let environment: serde_json::Map<String, Value> =
                    set.iter().map(|(name, value)| ((*name).to_owned(), value.as_str().into())).collect();
                questions.push(json!({"environment": environment, "profile": profile}));
                asked.push((set, profile));
            }
        }
    }
    let answers = ask_botocore(&python, &home, &questions);
    assert_eq!(answers.len(), questions.len());
    let mut wrong = Vec::new();
    for ((set, profile), theirs) in asked.iter().zip(&answers) {
        let set: Vec<(&str, &str)> = set.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let args = profile.map_or(vec![], |profile| vec!["--profile", profile]);
        let (ours, code) = home.status(&args, &set);
        let active = &ours["sessions"][0];
        let found = (active["from"].as_str(), active["kind"].as_str().unwrap_or_default());
        let same = match (theirs["error"].as_str(), theirs["method"].as_str()) {
            (Some(_), _) => {
                code == Some(2) && ours["findings"].as_array().is_some_and(|list| list.iter().any(|one| one["level"] == "error"))
            }
            (None, None) => active.is_null() && code == Some(1),
            (None, Some(method)) => active["active"] == true && expected(method).contains(&found),
        };
        if !same {
            wrong.push(format!("{set:?} {profile:?}\n  botocore {theirs}\n  ours {code:?} {ours}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), answers.len(), wrong.join("\n"));
}

/// Each variable of a web identity goes before the same key of the profile, also an empty one.
#[test]
fn a_web_identity_is_put_together_of_variables_and_profile() {
    let Some(python) = python() else { return };
    let home = Home::new("web-identity");
    let web = "role_arn = arn:aws:iam::111122223333:role/W\nweb_identity_token_file = /t\n";
    let keys = "aws_access_key_id = a\naws_secret_access_key = CANARY\n";
    let profiles = [
        ("web", web.to_owned()),
        ("named", format!("{web}role_session_name = profile\n")),
        ("file", "web_identity_token_file = /t\n".to_owned()),
        ("name", "role_session_name = profile\n".to_owned()),
        ("role", "role_arn = arn:aws:iam::111122223333:role/W\nsource_profile = keys\n".to_owned()),
        ("keys", keys.to_owned()),
        // An empty variable turns the web identity off, and what comes behind it has its turn.
        ("web-keys", format!("{web}{keys}")),
        ("web-process", format!("{web}credential_process = /bin/false\n")),
        ("web-login", format!("{web}login_session = arn:aws:iam::111122223333:user/u\n")),
        ("web-half", format!("{web}aws_access_key_id = a\n")),
    ];
    home.put("config", &profiles.iter().map(|(name, text)| format!("[profile {name}]\n{text}")).collect::<String>());
    let role = ("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/E");
    let file = ("AWS_WEB_IDENTITY_TOKEN_FILE", "/t");
    let name = ("AWS_ROLE_SESSION_NAME", "environment");
    let empty = |of: (&'static str, &str)| (of.0, "");
    let container = ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/c");
    let environments: [&[(&str, &str)]; 12] = [
        &[],
        &[role],
        &[file],
        &[name],
        &[role, file],
        &[role, file, name],
        &[file, name],
        &[empty(role)],
        &[empty(file)],
        &[empty(file), container],
        &[empty(name)],
        &[empty(name), file, role],
    ];
    let mut asked = Vec::new();
    for (profile, _) in &profiles {
        for environment in environments {
            for explicit in [None, Some(*profile)] {
                let mut set = environment.to_vec();
                set.push(("AWS_PROFILE", profile));
                asked.push((set, explicit));
            }
        }
    }
    let question = |(set, explicit): &(Vec<(&str, &str)>, Option<&str>)| {
        let set: serde_json::Map<String, Value> = set.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        json!({"environment": set, "profile": explicit})
    };
    let answers = ask_botocore(&python, &home, &asked.iter().map(question).collect::<Vec<_>>());
    let mut ends = 0;
    for ((set, explicit), theirs) in asked.iter().zip(&answers) {
        let (ours, code) = home.status(&explicit.map_or(vec![], |profile| vec!["--profile", profile]), set);
        let (about, active) = (format!("{set:?} {explicit:?}\n  botocore {theirs}\n  ours {code:?} {ours}"), &ours["sessions"][0]);
        match (theirs["error"].as_str(), theirs["method"].as_str()) {
            (Some(_), _) => assert!(code == Some(2) && ours["findings"][0]["level"] == "error", "{about}"),
            (None, None) => assert!(active.is_null() && code == Some(1), "{about}"),
            (None, Some(method)) => {
                let found = (active["from"].as_str(), active["kind"].as_str().unwrap_or_default());
                assert!(expected(method).contains(&found), "{about}");
                if found.0 == Some("cli-cache") {
                    assert_eq!(active["expires_at"], theirs["expires_at"], "{about}");
                    ends += 1;
                }
            }
        }
    }
    assert!(ends > 40, "{ends}");
}

/// A role that asks for a code, so that it ends: `dev`, with that many seconds left.
fn with_role(name: &str, left: i64) -> Home {
    let home = Home::new(name);
    home.put(
        "config",
        "[profile base]\naws_access_key_id = AKIACANARY\naws_secret_access_key = CANARY\n[profile dev]\n\
         role_arn = arn:aws:iam::111122223333:role/dev\nsource_profile = base\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n",
    );
    let request = session_clock_local::cache_name::RoleRequest {
        role_arn: "arn:aws:iam::111122223333:role/dev",
        mfa_serial: Some("arn:aws:iam::111122223333:mfa/me"),
        ..Default::default()
    };
    let keys = json!({"AccessKeyId": "ASIACANARY", "SecretAccessKey": "CANARY", "SessionToken": "CANARY", "Expiration": at(left)});
    let file = json!({"Credentials": keys, "AssumedRoleUser": {"Arn": "arn:aws:sts::111122223333:assumed-role/dev/me"}});
    home.put(&format!("cli/cache/{}.json", session_clock_local::cache_name::role(&request)), &file.to_string());
    home
}

#[test]
fn exit_codes_are_those_of_the_contract() {
    let home = with_role("codes", 2_700);
    let dev = [("AWS_PROFILE", "dev")];
    for (args, environment, code) in [
        (&["--min", "44m"][..], &dev[..], 0),
        (&["--min", "46m"], &dev, 1),
        (&["--min", "46m", "--all"], &dev, 0),
        (&["--profile", "base", "--min", "90d"], &[], 0),
        (&[], &[], 1),
        (&["--profile", "gone"], &[], 2),
        (&[], &[("AWS_ACCESS_KEY_ID", "a")], 2),
        // It turns a file off.
        (&[], &[("AWS_CONFIG_FILE", "/dev/null"), ("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "CANARY")], 0),
        (&[], &[("AWS_CONFIG_FILE", "/dev/null"), ("AWS_PROFILE", "dev")], 2),
    ] {
        for json in [&[][..], &["--json"]] {
            let output = home.run(&[&["status"], args, json].concat(), environment);
            assert_eq!(output.status.code(), Some(code), "{args:?} {environment:?}: {output:?}");
            assert!(!output.stdout.is_empty(), "{args:?}");
        }
    }
    // Asked wrongly: nothing is written.
    for args in [&["status", "--min", "soon"][..], &["status", "--json", "--profile"], &["status", "more"]] {
        let output = home.run(args, &[]);
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true), "{args:?}");
    }
}

#[test]
fn the_json_has_every_key_of_the_contract() {
    let (report, _) = with_role("keys", 2_700).status(&["--profile", "dev"], &[]);
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(keys(&report), ["findings", "now", "sessions"].map(str::to_owned).into());
    let session = &report["sessions"][0];
    let all = [
        "account",
        "active",
        "arn",
        "expires_at",
        "file",
        "from",
        "kind",
        "longer",
        "profile",
        "remaining",
        "renews_until",
        "state",
        "why",
    ];
    assert_eq!(keys(session), all.map(str::to_owned).into());
    assert_eq!(session["expires_at"].as_i64().zip(report["now"].as_i64()).map(|(end, now)| end - now), session["remaining"].as_i64());
    assert_eq!((&session["state"], &session["from"], &session["account"]), (&json!("active"), &json!("cli-cache"), &json!("111122223333")));
    assert!(session["why"].as_str().is_some_and(|why| why.contains("MFA")), "{session}");
}

/// Every secret field of every file and variable has a canary, and `Home::run` looks for it in what is written.
#[test]
fn no_secret_is_ever_shown() {
    let home = with_role("secrets", 2_700);
    let secret = "CANARY";
    home.put(
        "credentials",
        "[tmp]\naws_access_key_id = ASIACANARY\naws_secret_access_key = CANARY\naws_session_token = CANARY\naws_security_token = CANARY\n\
         x_security_token_expires = 2026-13-01\npassword = CANARY\nexpiration = CANARY\n[odd]\naws_access_key_id = ASIACANARY\n",
    );
    let token = json!({"startUrl": "https://a", "accessToken": secret, "expiresAt": at(60), "refreshToken": secret, "clientSecret": secret,
                       "clientId": "c", "registrationExpiresAt": at(60)});
    let keys =
        json!({"accessKeyId": "ASIACANARY", "secretAccessKey": secret, "sessionToken": secret, "expiresAt": at(60), "accountId": "1"});
    let login = json!({"accessToken": keys, "refreshToken": secret, "idToken": format!("e30.{secret}.{secret}"), "dpopKey": secret, "clientId": "c"});
    home.put("sso/cache/a.json", &token.to_string()).put("login/cache/b.json", &login.to_string());
    home.put("cli/cache/broken.json", "{\"SecretAccessKey\": \"CANARY\", CANARY").put("sso/cache/text.json", "\"CANARY\"");
    home.put(
        "boto/cache/odd.json",
        r#"{"Credentials": {"AccessKeyId": "ASIACANARY", "SecretAccessKey": {"CANARY": 1}, "Expiration": "x"}}"#,
    );
    home.put("boto/cache/list.json", r#"{"Credentials": ["ASIACANARY", "CANARY", "CANARY"]}"#);
    home.put("broken-config", "[profile dev]\naws_secret_access_key CANARY\nCANARY\n[profile dev\n");
    home.put("process", "[default]\ncredential_process = tool --password CANARY \"\n");
    let environment = [
        ("AWS_ACCESS_KEY_ID", "ASIACANARY"),
        ("AWS_SECRET_ACCESS_KEY", secret),
        ("AWS_SESSION_TOKEN", secret),
        ("AWS_SECURITY_TOKEN", secret),
    ];
    let config = |name: &str| home.path(name).display().to_string();
    let (broken, process) = (config("broken-config"), config("process"));
    for file in [None, Some(&broken), Some(&process)] {
        let file: Vec<(&str, &str)> = file.map(|file| ("AWS_CONFIG_FILE", file.as_str())).into_iter().collect();
        for set in [&[][..], &environment] {
            for args in [&["--all"][..], &["--profile", "tmp"], &["--profile", "odd"], &["--profile", "dev"], &[]] {
                for more in [&[][..], &["--json"], &["--lang", "ja"]] {
                    let output = home.run(&[&["status"], args, more].concat(), &[&file[..], set].concat());
                    assert!(matches!(output.status.code(), Some(0..=2)), "{output:?}");
                }
            }
        }
    }
}

/// Pipes, loops of links, folders and large files: told, passed over, and never waited for.
#[cfg(unix)]
#[test]
fn no_broken_or_hostile_file_stops_it() {
    use std::os::unix::fs::symlink;

    let home = with_role("hostile", 2_700);
    let fifo = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success()));
    fifo(&home.path("cli/cache/pipe.json"));
    symlink(home.path("sso/cache/loop.json"), home.path("sso/cache/loop.json")).expect("a link");
    symlink(home.path("sso/cache/nowhere"), home.path("sso/cache/dangling.json")).expect("a link");
    symlink(home.path("sso"), home.path("sso/cache/up.json")).expect("a link");
    symlink("/dev/zero", home.path("login/cache/zero.json")).expect("a link");
    fs::create_dir_all(home.path("boto/cache/folder.json")).expect("a folder");
    fs::File::create(home.path("boto/cache/huge.json")).and_then(|file| file.set_len(1 << 40)).expect("a sparse file");
    home.put("boto/cache/deep.json", &"[".repeat(500_000));
    home.put("boto/cache/\u{1b}[31mred.json", "{");
    let (report, code) = home.status(&["--all", "--profile", "dev"], &[]);
    assert_eq!(code, Some(0));
    let told: Vec<(&str, &str)> = report["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|found| {
            let file = found["file"].as_str().unwrap_or_default();
            (file.rsplit('/').next().unwrap_or_default(), found["code"].as_str().unwrap_or_default())
        })
        .collect();
    for expected in [
        ("pipe.json", "not-a-file"),
        ("loop.json", "unreadable"),
        ("up.json", "not-a-file"),
        ("zero.json", "not-a-file"),
        ("folder.json", "not-a-file"),
        ("huge.json", "too-large"),
        ("deep.json", "not-json"),
    ] {
        assert!(told.contains(&expected), "{expected:?} is not among {told:?}");
    }
    assert_eq!(told.len(), 8, "{told:?}");
    assert_eq!(report["sessions"].as_array().map(Vec::len), Some(2));
    let output = home.run(&["status", "--all"], &[]);
    assert!(!output.stdout.contains(&0x1b), "a file's name reaches the terminal");
    // The config file too.
    fifo(&home.path("pipe"));
    let pipe = home.path("pipe").display().to_string();
    let (report, code) = home.status(&["--profile", "dev"], &[("AWS_CONFIG_FILE", &pipe)]);
    assert_eq!((code, &report["findings"][0]["code"]), (Some(2), &json!("not-a-file")));
    // No home at all.
    let output = home.command(&["status"], &[]).env("HOME", "/nonexistent").output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn people_read_one_line_for_each_session_and_what_to_do() {
    let home = with_role("people", 2_700);
    let output = home.run(&["status", "--profile", "dev"], &[]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let first = text.lines().next().expect("a line");
    assert!(
        first.starts_with("▶ dev  4") && first.contains("min left") && first.contains("ends ") && first.ends_with("dev in 111122223333"),
        "{text}"
    );
    assert!(text.contains("To renew it, the AWS CLI asks you for an MFA code."), "{text}");
    assert!(
        text.contains("How to get longer\n  1. Run this and enter the MFA code: aws sts get-caller-identity --profile dev\n"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "{text}");
    let output = home.run(&["status", "--profile", "dev", "--lang", "ja"], &[]);
    assert!(String::from_utf8(output.stdout).expect("UTF-8").contains("長く使うには"));
}

#[test]
fn what_is_amiss_is_told_with_its_file_and_line() {
    let home = Home::new("amiss");
    home.put("config", "[profile dev]\nregion = eu-west-1\nrole_arn = arn:aws:iam::111122223333:role/dev\n");
    let text = String::from_utf8(home.run(&["status", "--profile", "dev"], &[]).stdout).expect("UTF-8");
    assert!(text.lines().any(|line| line.starts_with("Error: ") && line.ends_with("config:3)")), "{text}");
}

/// Its source may be a sign-in or temporary keys, so no role is named that is not there.
#[test]
fn a_chained_role_is_said_to_be_assumed_with_temporary_credentials() {
    let home = Home::new("chained");
    home.put(
        "config",
        "[profile dev]\nrole_arn = arn:aws:iam::111122223333:role/dev\nsource_profile = me\n[profile me]\nlogin_session = l\n",
    );
    let (report, _) = home.status(&["--profile", "dev"], &[]);
    let why = report["sessions"][0]["why"].as_str().unwrap_or_default();
    assert!(why.contains("with temporary credentials, so AWS ends it after 1 hour") && !why.contains("another role"), "{why}");
}

/// A machine without `default` is not empty.
#[test]
fn where_none_would_be_used_the_others_are_named() {
    let home = with_role("others", 600);
    for (lang, count, text) in
        [("en", 2, "other profiles now. To see them"), ("ja", 2, "2 件あります"), ("en", 1, "1 other profile now. To see it")]
    {
        if count == 1 {
            home.put("config", "[profile base]\naws_access_key_id = AKIACANARY\naws_secret_access_key = CANARY\n");
        }
        let output = home.run(&["status", "--lang", lang], &[]);
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(said.contains(text) && said.contains("session-clock status --all\n"), "{said}");
        assert_eq!(output.status.code(), Some(1));
    }
}

#[cfg(unix)]
#[test]
fn it_never_runs_the_program_that_gives_credentials() {
    let home = Home::new("process");
    let hit = home.path("hit");
    home.put("config", &format!("[default]\ncredential_process = touch {}\n", hit.display()));
    for args in [&["status"][..], &["status", "--all", "--json"], &["prompt"]] {
        let output = home.run(args, &[]);
        assert!(!output.stdout.is_empty(), "{args:?}");
    }
    assert!(!hit.exists(), "credential_process was run");
    assert_eq!(home.status(&[], &[]).1, Some(2));
}
