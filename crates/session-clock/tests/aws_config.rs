//! `config check`: what a reader of the files meets. Agreement with botocore itself is held by the command line's tests.

use session_clock::aws_config::{Code, File, Level, Profile, Report, Sent, Start, Told, check, check_profiles, secret_lines};
use session_clock::rules::sts;
use session_clock::words::Lang;

const KEYS: &str = "[profile base]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = wJalrSECRET\n";

fn role(name: &str, rest: &str) -> String {
    format!("[profile {name}]\nrole_arn = arn:aws:iam::123456789012:role/{name}\n{rest}\n")
}

fn of(config: &str, credentials: &str) -> Report {
    let file = |name, text: &'static str| File { name, text: text.as_bytes() };
    let (config, credentials) = (config.to_owned().leak(), credentials.to_owned().leak());
    check(file("config", config), file("credentials", credentials), &Told::default())
}

fn profile<'a>(report: &'a Report, name: &str) -> &'a Profile {
    report.profiles.iter().find(|profile| &*profile.profile == name).unwrap_or_else(|| panic!("no profile {name} in {report:?}"))
}

fn codes(profile: &Profile) -> Vec<Code> {
    profile.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_chain_is_told_in_the_order_of_its_calls() {
    let report = of(
        &(KEYS.to_owned() + &role("hub", "source_profile = base") + &role("prod", "source_profile = hub\nduration_seconds = 43200")),
        "",
    );
    let prod = profile(&report, "prod");
    assert_eq!(
        prod.hops.iter().map(|hop| &*hop.role_arn).collect::<Vec<_>>(),
        ["arn:aws:iam::123456789012:role/hub", "arn:aws:iam::123456789012:role/prod"]
    );
    assert_eq!(prod.hops.iter().map(|hop| hop.chained).collect::<Vec<_>>(), [false, true]);
    assert_eq!(prod.hops[1].duration_seconds, Some(Sent::Seconds(43_200)));
    assert_eq!(prod.duration, None);
    assert_eq!(codes(prod), [Code::DurationOverChainingLimit]);
    assert_eq!(prod.findings[0].aws_says.as_deref(), Some(sts::OVER_CHAINING));
    assert_eq!(prod.findings[0].line, Some(10));
    let hub = profile(&report, "hub");
    assert_eq!((hub.chained, hub.duration, codes(hub)), (false, Some(3_600), vec![]));
    assert_eq!(profile(&report, "base").start, Some((Start::Keys, "base".into())));
}

#[test]
fn the_json_is_the_contracts() {
    let report = of(&(KEYS.to_owned() + &role("a", "source_profile = base\nduration_seconds = 600")), "");
    let json = serde_json::to_value(report.in_lang(Lang::En)).expect("a report is JSON");
    assert_eq!(json.as_object().map(|object| object.keys().collect::<Vec<_>>()), Some(vec![&"profiles".to_owned()]));
    let a = &json["profiles"][1];
    let keys: Vec<&String> = a.as_object().expect("an object").keys().collect();
    assert_eq!(keys.len(), 5);
    assert_eq!(
        a["hops"],
        serde_json::json!([{"call": "AssumeRole", "role_arn": "arn:aws:iam::123456789012:role/a", "duration_seconds": 600}])
    );
    let finding = &a["findings"][0];
    assert_eq!(finding["code"], "duration-under-minimum");
    assert_eq!(finding["key"], "duration_seconds");
    assert_eq!((finding["file"].as_str(), finding["line"].as_u64()), (Some("config"), Some(7)));
    assert_eq!(
        finding["aws_says"],
        "Parameter validation failed:\nInvalid value for parameter DurationSeconds, value: 600, valid min value: 900"
    );
    let japanese = serde_json::to_value(report.in_lang(Lang::Ja)).expect("a report is JSON");
    assert_ne!(japanese["profiles"][1]["findings"][0]["message"], finding["message"]);
}

#[test]
fn a_maximum_that_was_told_is_held_against_the_role_and_its_chain() {
    let config = KEYS.to_owned()
        + &role("a", "source_profile = base\nduration_seconds = 7201")
        + &role("b", "source_profile = a\nduration_seconds = 7201");
    let mut maxima = Told::default();
    maxima.add("arn:aws:iam::123456789012:role/*", 7_200).expect("in range");
    let report = check(File { name: "c", text: config.as_bytes() }, File::default(), &maxima);
    assert_eq!(codes(profile(&report, "a")), [Code::DurationOverRoleMax]);
    let b = codes(profile(&report, "b"));
    assert_eq!(b, [Code::DurationOverRoleMax, Code::DurationOverRoleMax, Code::DurationOverChainingLimit]);
    assert!(profile(&report, "b").chained);
    let open = check(File { name: "c", text: config.as_bytes() }, File::default(), &Told::default());
    assert_eq!(profile(&open, "a").duration, Some(7_201));
}

#[test]
fn sources_of_unknown_kind_are_warned_of() {
    let report = of(&role("a", "credential_source = Environment\nduration_seconds = 7200"), "");
    let a = profile(&report, "a");
    assert_eq!(codes(a), [Code::DurationMayExceedChainingLimit]);
    assert_eq!((a.findings[0].level, a.duration), (Level::Warning, Some(7_200)));
    let report = of(&role("a", "credential_source = Ec2InstanceMetadata\nduration_seconds = 7200"), "");
    assert_eq!(codes(profile(&report, "a")), [Code::DurationOverChainingLimit]);
}

#[test]
fn a_comment_behind_a_value_and_an_indented_line_are_told() {
    let report = of(&(KEYS.to_owned() + &role("a", "source_profile = base\nduration_seconds = 7200 # two hours")), "");
    let a = profile(&report, "a");
    assert_eq!((codes(a), a.duration), (vec![Code::DurationIgnored], Some(3_600)));
    let report = of(&(KEYS.to_owned() + &role("a", "source_profile = base\n  duration_seconds = 7200")), "");
    let a = profile(&report, "a");
    assert_eq!(codes(a), [Code::SourceMissing, Code::ValueContinued]);
    assert_eq!(a.findings[1].line, Some(7));
}

#[test]
fn no_secret_comes_out() {
    let secret = "SeCrEtSeCrEt1234";
    for text in [
        format!("[default]\naws_access_key_id = a\naws_secret_access_key = {secret}\naws_session_token = {secret}\nduration_seconds = 5\n"),
        format!("[default]\nrole_arn = arn:aws:iam::123456789012:role/x\n  aws_secret_access_key = {secret}\nsource_profile = y\n"),
        format!("[default]\nsource_profile = y\n  aws_secret_access_key = {secret}\nrole_arn = arn:aws:iam::123456789012:role/x\n"),
        format!(
            "[default]\nduration_seconds = 1\n  aws_secret_access_key = {secret}\nrole_arn = z\nsource_profile = default\naws_access_key_id = a\n"
        ),
        format!("[default]\naws_secret_access_key {secret}\n"),
        format!("aws_secret_access_key = {secret}\n"),
        format!("[default]\n{secret} = 1\n{secret} = 1\n"),
        format!("[default]\naws_secret_access_key = {secret}\naws_secret_access_key = {secret}\n"),
        format!("[default]\ns3 =\n  {secret}\n"),
        format!("[default]\ncredential_process = get --token \"{secret}\n"),
        format!("[sso-session s]\nclient_secret = {secret}\n[default]\nsso_session = s\nsso_role_name = r\nclient_secret = {secret}2\n"),
    ] {
        for (config, credentials) in [(&*text, ""), ("", &*text), (&*text, &*text)] {
            let report = of(config, credentials);
            for lang in [Lang::En, Lang::Ja] {
                let json = serde_json::to_string(&report.in_lang(lang)).expect("a report is JSON").to_lowercase();
                assert!(!json.contains(&secret.to_lowercase()), "{json}");
            }
            assert!(!format!("{report:?}").to_lowercase().contains(&secret.to_lowercase()));
            let file = File { name: "n", text: text.as_bytes() };
            assert!(!format!("{file:?}").contains(secret));
        }
    }
}

#[test]
fn secrets_are_found_by_line() {
    let text = "[a]\naws_access_key_id = AKIA\naws_secret_access_key = x\nregion = y\naws_session_token =\n  abc\n\n  def\n[b]\n\
                export AWS_SECRET_ACCESS_KEY=x\n\"SessionToken\": \"x\",\n{\"Credentials\": {\"SecretAccessKey\": \"x\"}}\n\
                aws_secret_access_key x\n# your password is secret\nweb_identity_token_file = /x\naws_secret_access_key =\n";
    let lines: Vec<u32> = secret_lines(text).iter().map(|line| line.line).collect();
    assert_eq!(lines, [3, 6, 8, 10, 11, 12, 13]);
    assert_eq!(secret_lines("[a]\nrole_arn = arn:aws:iam::1:role/secret\n"), []);
}

#[test]
fn files_that_cannot_be_read_are_told_by_line() {
    for (text, code, line) in [
        (&b"[a]\nx = 1\n\xff\xfe\n"[..], Code::NotUtf8, 3),
        (b"\xff", Code::NotUtf8, 1),
        (b"[a]\nx = \xff", Code::NotUtf8, 2),
        (b"\xef\xbb\xbf[default]\nregion = a\n", Code::ByteOrderMark, 1),
        (b"\n# c\nregion = a\n[default]\n", Code::NoSection, 3),
        (b"[a]\n[b]\n[a]\n", Code::DuplicateSection, 3),
        (b"[a]\nx = 1\nX : 2\n", Code::DuplicateKey, 3),
        (b"[a]\r\nx = 1\r\nhello\r\n", Code::UnreadableLine, 3),
        (b"[a]\n= 1\n", Code::UnreadableLine, 2),
        (b"[a]\ns3 =\n  ok = 1\n\n  bad\n", Code::UnreadableLine, 5),
    ] {
        let broken = File { name: "broken", text };
        for (config, credentials) in [(broken, File::default()), (File::default(), broken)] {
            let report = check(config, credentials, &Told::default());
            let found: Vec<_> = report.findings.iter().map(|finding| (finding.code, finding.line, &*finding.file)).collect();
            assert_eq!(found, [(code, Some(line), "broken")], "{:?}", String::from_utf8_lossy(text));
            assert!(report.profiles.is_empty());
            assert_eq!(report.worst(), Some(Level::Error));
        }
    }
}

#[test]
fn a_profile_that_was_asked_for_and_is_missing() {
    let only = ["nope".to_owned(), "base".to_owned(), "nope".to_owned()];
    let report = check_profiles(File { name: "c", text: KEYS.as_bytes() }, File::default(), &Told::default(), Some(&only));
    assert_eq!(report.profiles.iter().map(|profile| &*profile.profile).collect::<Vec<_>>(), ["base", "nope"]);
    assert_eq!(codes(&report.profiles[1]), [Code::ProfileMissing]);
}

#[test]
fn long_chains_loops_and_large_files_end() {
    let mut chain = KEYS.to_owned() + &role("p0", "source_profile = base");
    for at in 1..20_000 {
        chain += &role(&format!("p{at}"), &format!("source_profile = p{}", at - 1));
    }
    let report = of(&chain, "");
    assert_eq!(report.profiles.len(), 20_001);
    assert_eq!(profile(&report, "p127").hops.len(), 128);
    assert_eq!(codes(profile(&report, "p128")), [Code::ChainTooLong]);
    let around: String = (0..20_000).map(|at| role(&format!("p{at}"), &format!("source_profile = p{}", (at + 1) % 20_000))).collect();
    assert!(of(&around, "").profiles.iter().all(|profile| codes(profile) == [Code::ChainTooLong]));
    for text in ["[".repeat(5_000_000), "a".repeat(5_000_000), "x\n".repeat(2_500_000), "[a]\n".to_owned() + &"\n=".repeat(2_000_000)] {
        let report = of(&text, "");
        assert!(report.findings.len() <= 21 && !report.findings.is_empty());
    }
    let wide = "[a]\n".to_owned() + &(0..300_000).map(|at| format!("k{at} = {at}\n")).collect::<String>();
    assert_eq!(of(&wide, "").profiles.len(), 0);
}

#[test]
fn every_code_is_in_the_table() {
    let table = include_str!("../src/aws_config/README.md");
    for code in Code::ALL {
        assert!(table.contains(&format!("`{}`", code.name())), "{} is not documented", code.name());
    }
}
