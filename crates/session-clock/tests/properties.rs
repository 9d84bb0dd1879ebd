//! What holds for every question.

mod common;
use common::ask;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use session_clock::words::Lang;
use session_clock::{Answer, Question};

/// Settings that a session may take; each takes those that its kind has.
#[derive(Debug, Clone)]
struct Settings {
    role_max: Option<i64>,
    duration_seconds: Option<i64>,
    setting: Option<i64>,
    idp_after: Option<i64>,
    flag: bool,
}

fn settings() -> impl Strategy<Value = Settings> {
    let figure = || prop_oneof![Just(900), Just(3_600), Just(3_601), Just(43_200), 3_600..=43_200_i64];
    (
        option::of(3_600..=43_200_i64),
        option::weighted(0.5, figure()),
        option::of(3_600..=43_200_i64),
        option::weighted(0.3, 1..50_000_i64),
        any::<bool>(),
    )
        .prop_map(|(role_max, duration_seconds, setting, idp_after, flag)| Settings {
            role_max,
            duration_seconds,
            setting,
            idp_after,
            flag,
        })
}

const ALONE: &[&str] = &[
    "iam-user",
    "root",
    "saml",
    "identity-center",
    "access-portal",
    "access-key",
    "assume-role-with-saml",
    "assume-role-with-web-identity",
    "assume-root",
    "get-web-identity-token",
    "roles-anywhere",
    "identity-center-credentials",
    "aws-login",
    "instance-profile",
    "ecs-task-role",
    "lambda-role",
];
const AROUND: &[&str] = &[
    "switch-role",
    "federation-endpoint",
    "get-session-token",
    "get-federation-token",
    "assume-role",
    "assume-root",
    "get-web-identity-token",
];

/// One session, with those of the settings that its kind takes.
fn put(via: &str, at: i64, with: &Settings, inner: Option<Value>) -> Value {
    let mut session = Map::new();
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            session.insert(key.into(), value);
        }
    };
    set("via", Some(via.into()));
    if !["access-key", "instance-profile", "ecs-task-role", "lambda-role"].contains(&via) {
        set("at", Some(at.into()));
    }
    let end = with.idp_after.map(|after| Value::from(at + after));
    let number = |figure: Option<i64>| figure.map(Value::from);
    match via {
        "saml" => {
            set("session_duration", number(with.setting));
            set("session_not_on_or_after", end);
        }
        "identity-center" | "identity-center-credentials" => set("permission_set_duration", number(with.setting)),
        "federation-endpoint" => set("session_duration", number(with.setting).filter(|_| with.flag)),
        "switch-role" => {
            set("role_max", number(with.role_max));
            set("multi_session", Some(with.flag.into()));
        }
        "access-portal" => {
            set("portal_duration", number(with.setting));
            set("identity_source", with.flag.then(|| "aws-managed-ad".into()));
            set("session_not_on_or_after", end);
        }
        "access-key" => set("principal", Some(if with.flag && with.setting.is_some() { "root" } else { "iam-user" }.into())),
        "get-session-token" | "get-federation-token" | "assume-root" | "get-web-identity-token" => {
            set("duration_seconds", number(with.duration_seconds));
        }
        "assume-role" | "assume-role-with-web-identity" => {
            set("role_max", number(with.role_max));
            set("duration_seconds", number(with.duration_seconds));
        }
        "assume-role-with-saml" => {
            set("role_max", number(with.role_max));
            set("duration_seconds", number(with.duration_seconds));
            set("saml_session_duration", number(with.setting));
            set("session_not_on_or_after", end);
        }
        "roles-anywhere" => {
            set("role_max", number(with.role_max));
            set("duration_seconds", number(with.duration_seconds));
            set("profile_duration", number(with.setting));
        }
        _ => {}
    }
    if let Some(inner) = inner {
        let key = match via {
            "switch-role" => "source",
            "federation-endpoint" => "credentials",
            _ => "caller",
        };
        set(key, Some(inner));
    }
    Value::Object(session)
}

fn via() -> impl Strategy<Value = &'static str> {
    prop::sample::select(AROUND)
}

/// A session that can be asked, up to five inside each other.
fn session() -> impl Strategy<Value = Value> {
    let layer = (via(), prop_oneof![0..4_000_i64, 0..50_000_i64], settings());
    (prop::sample::select(ALONE), -100_000..100_000_i64, settings(), prop::collection::vec(layer, 0..5)).prop_map(
        |(innermost, mut at, with, layers)| {
            let mut session = put(innermost, at, &with, None);
            for (via, later, with) in layers {
                let outer = put(via, at + later, &with, Some(session.clone()));
                if Question::from_json(&json!({"session": outer}).to_string()).is_ok() {
                    at += later;
                    session = outer;
                }
            }
            session
        },
    )
}

fn answer(session: &Value) -> Value {
    ask(&json!({"session": session}).to_string())
}

/// The session itself and those inside it, to be changed.
fn each(session: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    let Some(keys) = session.as_object_mut() else { return };
    change(keys);
    for key in ["source", "caller", "credentials"] {
        if let Some(inner) = keys.get_mut(key) {
            each(inner, change);
        }
    }
}

/// The answer with every moment later by that many seconds.
fn later(mut answer: Value, by: i64) -> Value {
    let shift = |moment: &mut Value| {
        if let Some(seconds) = moment.as_i64() {
            *moment = (seconds + by).into();
        }
    };
    if answer.get("expires_at").is_some() {
        shift(&mut answer["at"]);
        shift(&mut answer["expires_at"]);
        answer["limits"].as_array_mut().into_iter().flatten().for_each(|limit| shift(&mut limit["expires_at"]));
    }
    answer
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_sessions_can_be_asked(session in session()) {
        prop_assert!(answer(&session).get("invalid").is_none(), "{session}");
    }

    #[test]
    fn an_answer_is_the_first_of_the_earliest_of_its_limits(session in session()) {
        let found = answer(&session);
        let limits = found["limits"].as_array().cloned().unwrap_or_default();
        let earliest = limits.iter().filter_map(|limit| limit["expires_at"].as_i64()).min();
        prop_assert_eq!(found["expires_at"].as_i64(), earliest, "{}", &found);
        let first = limits.iter().find(|limit| limit["expires_at"].as_i64() == earliest).map(|limit| limit["limit"].clone());
        prop_assert_eq!(found["limited_by"].clone(), first.unwrap_or(Value::Null));
        if let (Some(at), Some(end)) = (found["at"].as_i64(), earliest) {
            prop_assert_eq!(found["duration"].as_i64(), Some(end - at));
            prop_assert!(end >= at);
        }
    }

    #[test]
    fn removing_a_limit_never_shortens(session in session()) {
        let before = answer(&session);
        // What is no limit at all where it is left out; the others have defaults.
        for key in ["session_not_on_or_after", "saml_session_duration", "identity_source"] {
            let mut without = session.clone();
            each(&mut without, &mut |keys| { keys.remove(key); });
            let after = answer(&without);
            if let (Some(before), Some(after)) = (before["expires_at"].as_i64(), after["expires_at"].as_i64()) {
                prop_assert!(after >= before, "{session} without {key}: {before} became {after}");
            }
            if before["expires_at"].is_i64() {
                prop_assert!(after.get("refusal").is_none(), "{session} without {key} is refused");
            }
        }
        if let Some(ends) = Answer::to_json_text(&json!({"session": session}).to_string()).ends() {
            for place in 0..ends.limits.len() {
                let mut fewer = ends.clone();
                fewer.limits.remove(place);
                prop_assert!(fewer.expires_at().is_none_or(|end| Some(end) >= ends.expires_at()));
            }
        }
    }

    /// Under multi-session a chained switch, and every chained call to STS, does not depend on when its source began.
    #[test]
    fn a_chain_s_end_does_not_depend_on_what_its_source_has_left(
        source in session(), with in settings(), first in 0..3_600_i64, second in 0..3_600_i64,
        outer in prop::sample::select(&["switch-role", "assume-role"][..]),
    ) {
        let Some(began) = source["at"].as_i64() else { return Ok(()) };
        let with = Settings { flag: true, ..with };
        let end = |after: i64| {
            let found = answer(&put(outer, began + after, &with, Some(source.clone())));
            (found["chained"] == json!(true)).then(|| found["duration"].clone())
        };
        if let (Some(first), Some(second)) = (end(first), end(second)) {
            prop_assert_eq!(&first, &second, "{} from {}", outer, source);
            prop_assert!(first.as_i64().is_some_and(|seconds| seconds <= 3_600));
        }
    }

    #[test]
    fn shifting_every_moment_shifts_every_answer(session in session(), by in -1_000_000_000_000..1_000_000_000_000_i64) {
        let mut shifted = session.clone();
        each(&mut shifted, &mut |keys| {
            for key in ["at", "session_not_on_or_after"] {
                if let Some(moment) = keys.get_mut(key) {
                    *moment = (moment.as_i64().unwrap_or_default() + by).into();
                }
            }
        });
        prop_assert_eq!(answer(&shifted), later(answer(&session), by));
    }

    #[test]
    fn each_way_of_writing_writes_the_same(
        session in session(), id in option::of(any::<String>()), client in prop::sample::select(&["none", "botocore"][..]),
        lang in prop::sample::select(&[Lang::En, Lang::Ja][..]),
    ) {
        let mut question = json!({"client": client, "session": session});
        if let Some(id) = id {
            question["id"] = id.into();
        }
        well_formed(question.to_string().as_bytes(), lang)?;
    }

    #[test]
    fn any_json_has_an_answer(json in any_json(), lang in prop::sample::select(&[Lang::En, Lang::Ja][..])) {
        well_formed(json.to_string().as_bytes(), lang)?;
        well_formed(json!({"session": json}).to_string().as_bytes(), lang)?;
    }

    /// Questions with bytes changed, put in and taken out.
    #[test]
    fn a_mutated_question_has_an_answer(
        session in session(),
        mutations in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, byte(), text_piece()), 1..6),
    ) {
        let mut text = json!({"id": "x", "client": "botocore", "session": session}).to_string().into_bytes();
        for (place, what, byte, piece) in mutations {
            if text.is_empty() {
                break;
            }
            let at = place.index(text.len());
            match what {
                0 => text[at] = byte,
                1 => { text.remove(at); }
                2 => text.insert(at, byte),
                _ => { text.splice(at..at, piece.bytes()); }
            }
        }
        well_formed(&text, Lang::En)?;
    }
}

fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![3 => prop::sample::select(&b"{}[]\",:-+.eE0123456789\\ntu\n "[..]), 1 => any::<u8>()]
}

fn text_piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(
        &["-0", "-0.0", "1e999", "null", "\"at\":1,", "99999999999999999999", "\"\\ud800\"", "{\"via\":", "e-0", "\"-0", "0"][..],
    )
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(ALONE).prop_map(Value::from),
    ];
    let key = prop_oneof![
        any::<String>(),
        prop::sample::select(&["via", "at", "session", "source", "caller", "credentials", "role_max", "id", "client"][..])
            .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::hash_map(key.clone(), inner, 0..8).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// The answer is JSON of one of the three shapes, and "not JSON" is said of what serde_json cannot read either.
fn well_formed(text: &[u8], lang: Lang) -> Result<(), TestCaseError> {
    let answer = Answer::to_json_bytes(text);
    let written = serde_json::to_string(&answer.in_lang(lang)).expect("an answer can be written");
    // The line that a batch writes is the same, byte for byte.
    let mut line = String::new();
    answer.write_json(lang, &mut line);
    prop_assert_eq!(&line, &written);
    let found: Value = serde_json::from_str(&written).expect("an answer is JSON");
    let shapes = ["expires_at", "refusal", "invalid"].iter().filter(|key| found.get(**key).is_some()).count();
    prop_assert_eq!(shapes, 1, "{}", written);
    let not_json = found["invalid"]["message"].as_str().is_some_and(|message| message.starts_with("this is not JSON"));
    match serde_json::from_slice::<Value>(text) {
        Ok(_) => prop_assert!(!not_json, "{} of {}", written, String::from_utf8_lossy(text)),
        // serde_json refuses a number beyond a float's range, which is JSON all the same.
        Err(fault) if fault.to_string().contains("out of range") => {}
        Err(_) => prop_assert!(not_json, "{} of {}", written, String::from_utf8_lossy(text)),
    }
    Ok(())
}
