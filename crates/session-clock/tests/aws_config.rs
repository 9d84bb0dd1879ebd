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
fn a_warning_of_a_source_is_not_told_of_the_profiles_behind_it() {
    let process = "[profile process]\ncredential_process = get\n";
    let hub = role("hub", "source_profile = process\nduration_seconds = 7200");
    let report = of(&(process.to_owned() + &hub + &role("prod", "source_profile = hub")), "");
    assert_eq!(codes(profile(&report, "hub")), [Code::DurationMayExceedChainingLimit]);
    assert_eq!(codes(profile(&report, "prod")), []);
}

/// The first of the two that is there counts (`SharedCredentialProvider._get_session_token`).
#[test]
fn an_empty_security_token_goes_before_a_session_token() {
    for (tokens, start) in [
        ("aws_security_token =\naws_session_token = t\n", Start::Keys),
        ("aws_session_token =\naws_security_token = t\n", Start::SessionKeys),
        ("aws_session_token = t\n", Start::SessionKeys),
    ] {
        let report = of(&(KEYS.to_owned() + tokens), "");
        assert_eq!(profile(&report, "base").start, Some((start, "base".into())), "{tokens}");
    }
}

/// botocore puts a name of its own in the place of an empty one (`BaseAssumeRoleCredentialFetcher`).
#[test]
fn an_empty_session_name_is_not_too_short() {
    for (name, found) in [("", vec![]), ("x", vec![Code::ParameterTooShort]), ("me", vec![])] {
        let report = of(&(KEYS.to_owned() + &role("a", &format!("source_profile = base\nrole_session_name = {name}"))), "");
        assert_eq!(codes(profile(&report, "a")), found, "{name:?}");
    }
}

#[test]
fn a_key_in_both_files_is_told_where_they_differ() {
    for (region, found) in [("eu-west-1", vec![]), ("eu-west-2", vec![Code::KeyInBothFiles])] {
        let report = of(&(KEYS.to_owned() + "region = eu-west-1\n"), &format!("[base]\nregion = {region}\n"));
        assert_eq!(codes(profile(&report, "base")), found, "{region}");
    }
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

/// What people paste beside config files: each has its secret found, and where its value begins.
#[test]
fn secrets_are_found_in_what_aws_and_its_tools_write() {
    let id = "AKIAIOSFODNN7EXAMPLE";
    let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    for (text, line, before) in [
        // Downloads of the console, today's and that of earlier years, and its table.
        (format!("Access key ID,Secret access key\r\n{id},{secret}\r\n"), 2, ""),
        (format!("User name,Password,Access key ID,Secret access key\nbob,{secret}1,{id},{secret}\n"), 2, ""),
        (format!("Access key\tSecret access key\n{id}\t{secret}\n"), 2, ""),
        // A user whose name begins as an ID does.
        (format!("ASIA-deploy,,{id},{secret}\n"), 1, ""),
        // `--output text`, `json` in one line and in many, `yaml`, `table`.
        (
            format!(
                "ASSUMEDROLEUSER\tarn:aws:sts::1:x\tA:b\nCREDENTIALS\tASIAIOSFODNN7EXAMPLE\t2026-11-30T10:00:00+00:00\t{secret}\tIQoJ\n"
            ),
            2,
            "",
        ),
        (
            format!("{{\"Credentials\": {{\"AccessKeyId\": \"{id}\", \"SecretAccessKey\": \"{secret}\"}}}}"),
            1,
            "{\"Credentials\": {\"AccessKeyId\": ",
        ),
        (format!("{{\n    \"AccessKeyId\": \"{id}\",\n    \"SecretAccessKey\": \"{secret}\"\n}}"), 3, "    \"SecretAccessKey\": "),
        (format!("AccessKeyId: {id}\nSecretAccessKey: {secret}\n"), 2, "SecretAccessKey: "),
        (format!("||  SecretAccessKey |  {secret}  ||\n"), 1, "||  SecretAccessKey "),
        // The XML that STS answers.
        (format!("  <SecretAccessKey>{secret}</SecretAccessKey>\n  <Expiration>2026</Expiration>\n"), 1, "  <SecretAccessKey>"),
        // Shells.
        (format!("export AWS_ACCESS_KEY_ID={id}\nexport AWS_SECRET_ACCESS_KEY={secret}\n"), 2, "export AWS_SECRET_ACCESS_KEY="),
        (format!("$Env:AWS_SECRET_ACCESS_KEY=\"{secret}\"\n"), 1, "$Env:AWS_SECRET_ACCESS_KEY="),
        (format!("SET AWS_SECRET_ACCESS_KEY={secret}\n"), 1, "SET AWS_SECRET_ACCESS_KEY="),
        (format!("set -gx AWS_SECRET_ACCESS_KEY {secret}\n"), 1, "set -gx AWS_SECRET_ACCESS_KEY "),
        (format!("aws configure set aws_secret_access_key {secret}\n"), 1, "aws configure set aws_secret_access_key "),
        // The AWS CLI's own cache.
        ("{\"refreshToken\": \"abc\"}".to_owned(), 1, "{\"refreshToken\": "),
    ] {
        let [found] = &secret_lines(&text)[..] else { panic!("one secret in {text}") };
        let start = text[..found.value.start].rfind('\n').map_or(0, |end| end + 1);
        assert_eq!((found.line, &text[start..found.value.start]), (line, before), "{text}");
        assert!(text[found.value.end..].starts_with(['\r', '\n']) || found.value.end == text.len(), "up to the line's end: {text}");
    }
    // A token that was broken into lines on its way.
    let lines: Vec<u32> = secret_lines(&format!("export AWS_SESSION_TOKEN=\"IQoJ\n{secret}\n{secret}==\"\nregion=x\n{secret}\n"))
        .iter()
        .map(|secret| secret.line)
        .collect();
    assert_eq!(lines, [1, 2, 3]);
    // An ID alone is no secret, and neither is what only looks like one.
    for text in [
        format!("aws_access_key_id = {id}\n"),
        format!("role_arn = arn:aws:iam::1:role/{secret}\n"),
        "sso_session = AKIA, not more\n".to_owned(),
    ] {
        assert_eq!(secret_lines(&text), [], "{text}");
    }
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

/// A file that is no config file has a fault on every line.
#[test]
fn after_twenty_faults_the_rest_is_counted() {
    let lines = |count: usize| "nonsense\n".repeat(count);
    for (count, more) in [(20, None), (23, Some("3."))] {
        let report = of(&("[default]\n".to_owned() + &lines(count)), "");
        assert_eq!(report.findings.iter().filter(|finding| finding.line.is_some()).count(), 20);
        let counted: Vec<String> =
            report.findings.iter().filter(|finding| finding.line.is_none()).map(|finding| finding.message(Lang::En).to_string()).collect();
        assert_eq!(counted.first().and_then(|said| said.rsplit(' ').next()), more, "{counted:?}");
    }
}

#[test]
fn a_profile_that_was_asked_for_and_is_missing() {
    let only = ["nope".to_owned(), "base".to_owned(), "nope".to_owned()];
    let report = check_profiles(File { name: "c", text: KEYS.as_bytes() }, File::default(), &Told::default(), Some(&only));
    assert_eq!(report.profiles.iter().map(|profile| &*profile.profile).collect::<Vec<_>>(), ["base", "nope"]);
    assert_eq!(codes(&report.profiles[1]), [Code::ProfileMissing]);
    // A name that is empty is asked for all the same, and the sentence says that it is.
    let report = check_profiles(File { name: "c", text: KEYS.as_bytes() }, File::default(), &Told::default(), Some(&[String::new()]));
    assert_eq!(codes(&report.profiles[0]), [Code::ProfileMissing]);
    assert!(report.profiles[0].findings[0].message(Lang::En).to_string().starts_with("The profile's name is empty"));
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

#[test]
fn what_a_profile_and_its_sso_session_say_differently_is_found_in_the_session_s_order() {
    const KEYS: [&str; 4] = ["region", "output", "ca_bundle", "mfa_serial"];
    let mut state = 1_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    // Of each key its value, 0 where it is not there, in an order of its own.
    let mut section = || {
        let mut keys: Vec<(&str, u64)> =
            KEYS.iter().map(|key| (*key, random(4).saturating_sub(1))).filter(|(_, value)| *value > 0).collect();
        let turned = random(4) as usize % keys.len().max(1);
        keys.rotate_left(turned);
        keys
    };
    let text = |keys: &[(&str, u64)]| keys.iter().map(|(key, value)| format!("{key} = {value}\n")).collect::<String>();
    let get = |keys: &[(&'static str, u64)], key: &str| keys.iter().find(|(name, _)| *name == key).map(|(_, value)| *value);
    for round in 0..2_000 {
        let (defaults, session, other_defaults) = (section(), section(), section());
        let mut config = format!("[sso-session q]\nsso_start_url = u\nsso_region = r\n{}", text(&session));
        let block = format!("[DEFAULT]\n{}", text(&defaults));
        config = if round % 2 == 0 { block + &config } else { config + &block };
        let mut credentials = format!("[DEFAULT]\n{}", text(&other_defaults));
        let mut wanted = Vec::new();
        for at in 0..4 {
            let (own, other) = (section(), section());
            config += &format!("[profile p{at}]\nsso_session = q\nsso_account_id = 1\nsso_role_name = x\n{}", text(&own));
            let has_other = at % 2 == 0;
            if has_other {
                credentials += &format!("[p{at}]\n{}", text(&other));
            }
            let rest = defaults.iter().filter(|(key, _)| get(&session, key).is_none());
            let first = session.iter().chain(rest).find(|(key, theirs)| {
                let first = if has_other { get(&other, key).or_else(|| get(&other_defaults, key)) } else { None };
                first.or_else(|| get(&own, key)).or_else(|| get(&defaults, key)).is_some_and(|ours| ours != *theirs)
            });
            wanted.push(first.map(|(key, _)| *key));
        }
        let report = of(&config, &credentials);
        let found: Vec<_> = (0..4)
            .map(|at| profile(&report, &format!("p{at}")).findings.iter().find(|one| one.code == Code::SsoInconsistent))
            .map(|finding| finding.map(|finding| finding.key.unwrap_or_default()))
            .collect();
        assert_eq!(found, wanted, "{config}\n{credentials}");
    }
}

#[test]
fn long_defaults_and_long_names_take_their_own_time_only() {
    let began = std::time::Instant::now();
    let keys: String = (0..10_000).map(|at| format!("k{at} = {at}\n")).collect();
    let session = "[sso-session q]\nsso_start_url = u\nsso_region = r\n";
    let profiles: String =
        (0..10_000).map(|at| format!("[profile p{at}]\nsso_session = q\nsso_account_id = 1\nsso_role_name = x\nx{at} = 1\n")).collect();
    let rows: String = (0..10_000).map(|at| format!("[p{at}]\nx{at} = 1\n")).collect();
    for (config, credentials) in [
        (format!("[DEFAULT]\n{keys}{session}{profiles}"), String::new()),
        (format!("{session}{keys}{profiles}"), format!("[DEFAULT]\n{keys}{rows}")),
        (format!("[DEFAULT]\n{keys}{session}{keys}{profiles}"), format!("[DEFAULT]\n{keys}{rows}")),
    ] {
        let report = of(&config, &credentials);
        assert!(report.profiles.iter().all(|profile| profile.findings.is_empty()));
    }
    // Each key for each profile is 100 million for each of the files.
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());

    let name = |at: usize| format!("{at}{}", "x".repeat(60_000));
    let around: String = (0..120).map(|at| role(&name(at), &format!("source_profile = {}", name((at + 1) % 120)))).collect();
    let report = of(&around, "");
    let said: usize = report.all_findings().filter_map(|finding| finding.aws_says.as_ref()).map(String::len).sum();
    assert!(said > 0 && said < 4 * around.len(), "{said} bytes of {}", around.len());
}
