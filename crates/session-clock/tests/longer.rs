//! How to get longer: every advice is tried again, as the question that it is.

mod common;

use proptest::prelude::*;
use serde_json::{Value, json};
use session_clock::rules::longer::{Change, Longer, longer};
use session_clock::words::{ALL, Lang, calculator};
use session_clock::{Answer, Outcome, Question, Via};

fn advice(session: &str) -> Vec<Longer> {
    longer(&Question::from_json(&format!(r#"{{"session":{session}}}"#)).expect("a question"))
}

fn told(session: &str) -> Vec<(Vec<Change>, Option<i64>)> {
    advice(session).into_iter().map(|one| (one.changes, one.ends.duration())).collect()
}

const USER: &str = r#"{"via":"iam-user","at":0}"#;
const NINETY_DAYS: Change = Change::SignInMax(7_776_000);

#[test]
fn ten_hours_in() {
    let two_hours = format!(r#"{{"via":"switch-role","at":36000,"role_max":43200,"source":{USER}}}"#);
    assert_eq!(told(&two_hours), [(vec![Change::Anew], Some(43_200)), (vec![NINETY_DAYS], Some(43_200))]);
    // The setting is for new sign-ins, and the role's own maximum still counts.
    let raised = two_hours.replace(USER, r#"{"via":"iam-user","at":0,"sign_in_max":7776000}"#);
    assert_eq!(told(&raised), []);
}

#[test]
fn a_chained_role() {
    let b = format!(r#"{{"via":"switch-role","at":0,"role_max":3600,"multi_session":true,"source":{USER}}}"#);
    let c = format!(r#"{{"via":"switch-role","at":1800,"role_max":43200,"multi_session":true,"source":{b}}}"#);
    assert_eq!(
        told(&c),
        [(vec![Change::FromSignIn, Change::Anew], Some(43_200)), (vec![Change::FromSignIn], Some(41_400))],
        "from the user the role has what is left of the sign-in"
    );
    let from_portal =
        r#"{"via":"switch-role","at":60,"role_max":43200,"source":{"via":"identity-center","at":0,"permission_set_duration":43200}}"#;
    assert_eq!(told(from_portal), [(vec![Change::OwnPermissionSet, Change::PermissionSet(43_200)], Some(43_200))]);
}

#[test]
fn calls() {
    let key = common::KEY;
    let role = |rest: &str| format!(r#"{{"via":"assume-role","at":0,"caller":{key}{rest}}}"#);
    // The default is an hour, whatever the role allows.
    assert_eq!(told(&role(r#","role_max":43200"#)), [(vec![Change::Ask(43_200)], Some(43_200))]);
    assert_eq!(told(&role("")), [(vec![Change::RoleMax(43_200), Change::Ask(43_200)], Some(43_200))]);
    // Refused: what would work.
    let refused = advice(&role(r#","duration_seconds":3601"#));
    assert_eq!(refused[0].gain, None);
    assert!(refused.iter().any(|one| one.changes == [Change::RoleMax(43_200)]), "{refused:?}");
    assert!(refused.iter().any(|one| one.changes == [Change::Ask(3_600)]), "{refused:?}");
    let chained = format!(r#"{{"via":"assume-role","at":0,"role_max":43200,"duration_seconds":3601,"caller":{}}}"#, common::ROLE);
    let refused = told(&chained);
    assert!(refused.contains(&(vec![Change::WithKey, Change::Ask(43_200)], Some(43_200))), "{refused:?}");
    assert!(refused.contains(&(vec![Change::Ask(3_600)], Some(3_600))), "{refused:?}");
    assert_eq!(told(&format!(r#"{{"via":"get-session-token","at":0,"caller":{key}}}"#)), [(vec![Change::Ask(129_600)], Some(129_600))]);
}

#[test]
fn nothing_gives_longer() {
    for session in
        [r#"{"via":"root","at":0}"#, common::KEY, r#"{"via":"aws-login","at":0,"principal":"root"}"#, r#"{"via":"instance-profile"}"#]
    {
        assert_eq!(told(session), [], "{session}");
    }
    let from_role = r#"{"via":"assume-role","at":0,"role_max":43200,"caller":{"via":"instance-profile"}}"#;
    assert_eq!(told(from_role), [], "role chaining without a key behind it");
}

#[test]
fn an_administrator_gives_a_longer_sign_in() {
    for session in [USER, r#"{"via":"aws-login","at":0}"#] {
        assert_eq!(told(session), [(vec![NINETY_DAYS], Some(7_776_000))], "{session}");
    }
    let role = r#"{"via":"aws-login","at":0,"principal":"role"}"#;
    assert_eq!(told(role), [(vec![Change::RoleSignInMax(7_776_000)], Some(7_776_000))]);
    assert_eq!(told(r#"{"via":"iam-user","at":0,"sign_in_max":7776000}"#), []);
}

#[test]
fn a_longer_sign_in_has_its_command_apart_and_says_what_is_open_for_the_console() {
    for lang in [Lang::En, Lang::Ja] {
        let told = |change, via| calculator::changes(lang, &[Change::Anew, change], via);
        let (user, role) = ("update-login-profile --user-name", "update-role --role-name");
        for (change, via, call, open) in [
            (NINETY_DAYS, Via::IamUser, user, true),
            (NINETY_DAYS, Via::SwitchRole, user, true),
            (NINETY_DAYS, Via::AwsLogin, user, false),
            (NINETY_DAYS, Via::AssumeRole, user, false),
            (Change::RoleSignInMax(7_776_000), Via::AwsLogin, role, false),
        ] {
            let told = told(change, via);
            assert_eq!(told.command, Some(format!("aws iam {call} NAME --max-signin-session-duration 7776000")));
            assert_eq!(told.caveat.is_some(), open, "{via:?}");
            assert!(!told.said.contains("aws iam"), "{}", told.said);
        }
        assert_eq!(told(Change::RoleMax(43_200), Via::SwitchRole).command, None);
        let two = |change| calculator::changes(lang, &[Change::RoleMax(43_200), change], Via::AssumeRole).said;
        let joined =
            if lang == Lang::En { [", and ask for D", ", and ask for no"] } else { ["、さらに DurationSeconds", "、さらに期間"] };
        for (said, joined) in [two(Change::Ask(43_200)), two(Change::AskNothing)].iter().zip(joined) {
            assert!(said.contains(joined), "{said}");
        }
        // The table of rules says it, too, of the console alone.
        let rules = calculator::rules_table(lang);
        let caveat = told(NINETY_DAYS, Via::IamUser).caveat.expect("a sentence");
        let saying: Vec<_> = rules.iter().filter(|(_, lasts, _)| lasts.contains(caveat)).map(|(name, ..)| name.as_str()).collect();
        assert_eq!(saying, [calculator::via(Via::IamUser, false).template(lang)]);
    }
}

#[test]
fn what_dies_with_its_credentials_lives_longer_with_better_ones() {
    let role = format!(r#"{{"via":"assume-role","at":0,"role_max":43200,"caller":{}}}"#, common::KEY);
    let url = format!(r#"{{"via":"presigned-url","at":1800,"expires_in":604800,"credentials":{role}}}"#);
    let found = told(&url);
    assert_eq!(found[0], (vec![Change::WithKey], Some(604_800)), "{found:?}");
    assert!(found.contains(&(vec![Change::Ask(43_200)], Some(41_400))), "{found:?}");
    assert!(found.contains(&(vec![Change::Anew], Some(3_600))), "{found:?}");
    // A token that its service gives a time of its own gains nothing by other credentials.
    assert_eq!(told(&format!(r#"{{"via":"ecr-login","at":0,"credentials":{role}}}"#)), []);
    let zero = format!(r#"{{"via":"codeartifact-token","at":1800,"duration_seconds":0,"credentials":{role}}}"#);
    assert!(told(&zero).contains(&(vec![Change::AskNothing], Some(43_200))), "{:?}", told(&zero));
}

/// Every kind of session, from longer.txt.
#[test]
fn how_to_get_longer_kind_by_kind() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    let table = include_str!("longer.txt");
    let mut lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
    while let Some(short) = lines.next() {
        let mut expected = Vec::new();
        while let Some(advice) = lines.next_if(|line| line.starts_with(' ')) {
            expected.push(advice.trim().to_owned());
        }
        let session = [("USER", USER), ("KEY", common::KEY), ("ROOT", common::ROOT_KEY), ("ROLE", common::ROLE)]
            .iter()
            .fold(short.to_owned(), |text, (name, one)| text.replace(name, one));
        let said = |one: &Longer| {
            let changes: Vec<String> = one.changes.iter().map(|change| format!("{change:?}")).collect();
            format!("{}: {}", changes.join(" + "), one.ends.duration().expect("a length"))
        };
        let advice = advice(&session);
        for one in &advice {
            let written = serde_json::to_string(&one.question).expect("JSON");
            assert_eq!(Question::from_json(&written).as_ref(), Ok(&one.question), "{written}");
            let changed = written.contains(r#""via":"access-key","principal":"iam-user""#);
            assert!(changed || !one.changes.contains(&Change::WithKey), "whose key that is: {written}");
        }
        let told: Vec<String> = advice.iter().map(said).collect();
        if told != expected {
            wrong.push(format!("{short}\n    told {told:?}\n    not {expected:?}"));
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen, table.lines().filter(|line| line.starts_with('{')).count(), "the table is read whole");
}

fn duration() -> impl Strategy<Value = i64> {
    prop_oneof![Just(3_600), Just(43_200), 3_600_i64..=43_200]
}

fn with(mut session: Value, key: &'static str, value: Option<impl Into<Value>>) -> Value {
    if let Some(value) = value {
        session[key] = value.into();
    }
    session
}

fn sign_in() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!({"via": "iam-user", "at": 0})),
        Just(json!({"via": "root", "at": 0})),
        (prop::option::of(900_i64..=43_200), prop::option::of(-60_i64..100_000)).prop_map(|(duration, end)| with(
            with(json!({"via": "saml", "at": 0}), "session_duration", duration),
            "session_not_on_or_after",
            end
        )),
        prop::option::of(duration()).prop_map(|set| with(json!({"via": "identity-center", "at": 0}), "permission_set_duration", set)),
    ]
}

fn credentials() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!({"via": "access-key", "principal": "iam-user"})),
        Just(json!({"via": "access-key", "principal": "root"})),
        Just(json!({"via": "instance-profile"})),
        Just(json!({"via": "aws-login", "at": 0})),
        prop::option::of(duration()).prop_map(|set| with(
            json!({"via": "identity-center-credentials", "at": 0}),
            "permission_set_duration",
            set
        )),
    ]
}

fn asked() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        Just(None),
        prop_oneof![0_i64..130_000, Just(3_601), Just(899)].prop_map(|seconds| Some(seconds.into())),
        "[-+]?[0-9]{0,5}".prop_map(|text| Some(text.into())),
    ]
}

fn console() -> impl Strategy<Value = Value> {
    let switches = prop::collection::vec((0_i64..20_000, any::<bool>(), prop::option::of(duration())), 0..4);
    (sign_in(), switches).prop_map(|(sign_in, switches)| {
        let mut at = 0;
        switches.into_iter().fold(sign_in, |source, (later, multi, max)| {
            at += later;
            with(json!({"via": "switch-role", "at": at, "multi_session": multi, "source": source}), "role_max", max)
        })
    })
}

fn calls_of_sts() -> impl Strategy<Value = Value> {
    let call = prop_oneof![
        Just("assume-role"),
        Just("get-session-token"),
        Just("get-federation-token"),
        Just("assume-root"),
        Just("get-web-identity-token")
    ];
    (credentials(), prop::collection::vec((call, 0_i64..5_000, asked(), prop::option::of(duration())), 1..4)).prop_map(|(first, calls)| {
        let mut at = 0;
        calls.into_iter().fold(first, |caller, (via, later, asked, max)| {
            // What gives a token for others signs no call.
            let caller =
                if caller["via"] == "get-web-identity-token" { json!({"via": "access-key", "principal": "iam-user"}) } else { caller };
            at += later;
            let max = max.filter(|_| via == "assume-role");
            with(with(json!({"via": via, "at": at, "caller": caller}), "role_max", max), "duration_seconds", asked)
        })
    })
}

fn others() -> impl Strategy<Value = Value> {
    prop_oneof![
        (calls_of_sts(), prop::option::of(0_i64..50_000))
            .prop_filter("a link takes credentials", |(credentials, _)| credentials["via"] != "get-web-identity-token")
            .prop_map(|(credentials, duration)| with(
                json!({"via": "federation-endpoint", "at": 20_000, "credentials": credentials}),
                "session_duration",
                duration
            )),
        (prop::option::of(900_i64..7_776_000), prop::option::of(0_i64..100_000)).prop_map(|(duration, end)| with(
            with(json!({"via": "access-portal", "at": 0}), "portal_duration", duration),
            "session_not_on_or_after",
            end
        )),
        (asked(), prop::option::of(900_i64..=43_200), prop::option::of(duration())).prop_map(|(asked, profile, max)| with(
            with(with(json!({"via": "roles-anywhere", "at": 0}), "duration_seconds", asked), "profile_duration", profile),
            "role_max",
            max
        )),
        (asked(), prop::option::of(900_i64..=43_200), prop::option::of(duration())).prop_map(|(asked, saml, max)| with(
            with(with(json!({"via": "assume-role-with-saml", "at": 0}), "duration_seconds", asked), "saml_session_duration", saml),
            "role_max",
            max
        )),
    ]
}

fn questions() -> impl Strategy<Value = Value> {
    (prop_oneof![console(), calls_of_sts(), others()], any::<bool>())
        .prop_map(|(session, botocore)| json!({"id": "q", "client": if botocore { "botocore" } else { "none" }, "session": session}))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// What is written is read again as the same question.
    #[test]
    fn questions_are_written_as_they_are_read(question in questions()) {
        let question = Question::from_json(&question.to_string()).expect("a question");
        let written = serde_json::to_string(&question).expect("JSON");
        prop_assert_eq!(Question::from_json(&written), Ok(question));
    }

    /// Every advice, asked as a question of its own, ends later than the first by just what it says; of a refused one it works.
    #[test]
    fn every_advice_lengthens(question in questions()) {
        let question = Question::from_json(&question.to_string()).expect("a question");
        let first = Answer::to(question.clone());
        let advice = longer(&question);
        prop_assert!(advice.len() <= 4);
        for one in &advice {
            prop_assert!(!one.changes.is_empty());
            let written = serde_json::to_string(&one.question).expect("JSON");
            let again = Answer::to_json_text(&written);
            let Outcome::Ends(ends) = &again.outcome else { return Err(TestCaseError::fail(format!("{written} does not work: {again:?}"))) };
            prop_assert_eq!(ends, &one.ends);
            let end = ends.expires_at().expect("an end");
            match &first.outcome {
                Outcome::Ends(first) => {
                    prop_assert_eq!(Some(end - first.expires_at().expect("an end")), one.gain);
                    prop_assert!(one.gain > Some(0), "{:?}", one);
                }
                _ => prop_assert_eq!(one.gain, None),
            }
            // None says more than another that gives as much.
            for other in &advice {
                let less = other.changes.len() < one.changes.len() && other.changes.iter().all(|change| one.changes.contains(change));
                prop_assert!(!less || other.ends.expires_at() < one.ends.expires_at(), "{:?} says all of {:?}", other.changes, one.changes);
            }
            for lang in [Lang::En, Lang::Ja] {
                let said = calculator::changes(lang, &one.changes, one.ends.via);
                prop_assert!(!said.said.contains('\u{7b}') && !said.said.contains("aws iam"), "{:?}", said);
            }
        }
    }
}

#[test]
fn a_way_past_chaining_is_one_clause_and_says_what_it_takes() {
    let told = |changes: &[Change], via| {
        let told = calculator::changes(Lang::En, changes, via);
        (told.said, told.caveat)
    };
    let trust = Some("The role's trust policy has to allow your sign-in.");
    for (changes, said) in [
        (vec![Change::FromSignIn, Change::Anew], "Sign in again, then switch from that sign-in right away"),
        (vec![Change::FromSignIn], "Switch from your sign-in, not from the role"),
        (
            vec![Change::FromSignIn, Change::RoleMax(43_200)],
            "Switch from your sign-in, not from the role, and raise the role's maximum session duration to 12 hours",
        ),
    ] {
        assert_eq!(told(&changes, Via::SwitchRole), (said.to_owned(), trust));
    }
    let key = "Call with the long-term access key".to_owned();
    assert_eq!(told(&[Change::WithKey], Via::AssumeRole), (key.clone(), Some("The role's trust policy has to allow the key's user.")));
    // No role has to trust anybody there.
    assert_eq!(told(&[Change::WithKey], Via::GetSessionToken), (key, None));
    assert_eq!(told(&[Change::WithKey], Via::PresignedUrl).1, None);
}

#[test]
fn the_name_of_a_limit_stands_alone() {
    for (named, alone) in [
        ("the role's maximum session duration", "Role's maximum session duration"),
        ("role chaining", "Role chaining"),
        ("AWS Managed Microsoft AD", "AWS Managed Microsoft AD"),
        ("ロールの連鎖", "ロールの連鎖"),
    ] {
        assert_eq!(calculator::alone(named), alone);
    }
}

#[test]
fn the_table_of_rules_is_told_in_full() {
    for lang in [Lang::En, Lang::Ja] {
        let rows = calculator::rules_table(lang);
        let told = |via| rows.iter().any(|(name, ..)| name == calculator::via(via, false).template(lang));
        let handed_out = Via::ALL.iter().copied().filter(|via| session_clock::rules::handed_out::is_one(*via));
        let missing: Vec<_> = handed_out.chain([Via::IamUser, Via::Root, Via::AwsLogin]).filter(|via| !told(*via)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert_eq!(rows.len(), 29);
        for (name, lasts, source) in rows {
            assert!(!name.is_empty() && !lasts.contains('{'), "{name}: {lasts}");
            // Two kinds stand in AWS's own repositories only.
            let is_aws = [
                "https://docs.aws.amazon.com/",
                "https://github.com/aws/",
                "https://github.com/boto/",
                "https://github.com/kubernetes-sigs/",
            ];
            assert!(is_aws.iter().any(|start| source.url.starts_with(start)), "{name}: {}", source.url);
        }
    }
    for (lang, parts) in [(Lang::En, ["12 hours", "1 hour", "90 days"]), (Lang::Ja, ["12 時間", "1 時間", "90 日"])] {
        let lasts = &calculator::rules_table(lang)[0].1;
        assert!(parts.iter().all(|part| lasts.contains(part)), "{lasts}");
    }
    assert!(ALL.iter().any(|list| list.iter().any(|(name, _)| *name == "RULE_CHAINING")));
}
