//! Questions and answers: what can be asked, what cannot, and at which path.

mod common;
use common::*;
use serde_json::json;
use session_clock::grammar::{DEEPEST, LARGEST, LimitKind, Via};
use session_clock::words::Lang;
use session_clock::{Answer, Question};

/// Each row: a question, the path of its fault.
fn invalids(rows: &[(&str, &str)]) {
    for (asked, path) in rows {
        let asked = asked.replace("KEY", KEY);
        let found = ask(&asked);
        assert_eq!(invalid(&found), *path, "{asked}");
        assert!(found["invalid"]["message"].as_str().is_some_and(|message| !message.is_empty()));
        assert!(found["invalid"].get("line").is_none() && found.get("why").is_none() && found.get("sure").is_none(), "{found}");
    }
}

#[test]
fn no_question_at_all() {
    invalids(&[
        ("", ""),
        ("   ", ""),
        ("{", ""),
        (r#"{"session":{"via":"iam-user","at":0}}x"#, ""),
        (r#"{"session":{"via":"iam-user","at":0},}"#, ""),
        (r#"{"session":{"via":"iam-user","at":00}}"#, ""),
        (r#"{"session":{"via":"iam-user","at":+1}}"#, ""),
        (r#"{"session":{"via":"iam-user","at":NaN}}"#, ""),
        (r#"{'session':1}"#, ""),
        ("null", ""),
        ("7", ""),
        ("-0", ""),
        (r#""text""#, ""),
        ("[]", ""),
        (r#"[{"session":{"via":"iam-user","at":0}}]"#, ""),
        ("true", ""),
    ]);
    let not_utf8 = Answer::to_json_bytes(b"{\"session\":[\"\xff\"]}");
    let found = serde_json::to_value(not_utf8.in_lang(Lang::En)).expect("JSON");
    assert_eq!(invalid(&found), "", "{found}");
}

#[test]
fn the_question_s_own_keys() {
    invalids(&[
        ("{}", "session"),
        (r#"{"session":null}"#, "session"),
        (r#"{"session":[]}"#, "session"),
        (r#"{"session":"iam-user"}"#, "session"),
        (r#"{"id":null,"session":{"via":"iam-user","at":0}}"#, "id"),
        (r#"{"id":7,"session":{"via":"iam-user","at":0}}"#, "id"),
        (r#"{"client":null,"session":{"via":"iam-user","at":0}}"#, "client"),
        (r#"{"client":"curl","session":{"via":"iam-user","at":0}}"#, "client"),
        (r#"{"client":"Botocore","session":{"via":"iam-user","at":0}}"#, "client"),
        (r#"{"Session":{"via":"iam-user","at":0}}"#, "Session"),
        (r#"{"session":{"via":"iam-user","at":0},"expect":{}}"#, "expect"),
        (r#"{"session":{"via":"iam-user","at":0},"session":{"via":"iam-user","at":0}}"#, "session"),
        (r#"{"id":"a","id":"b","session":{"via":"iam-user","at":0}}"#, "id"),
        (r#"{"":1,"session":{"via":"iam-user","at":0}}"#, ""),
    ]);
}

#[test]
fn each_via_needs_and_takes_its_keys_and_no_others() {
    // Written out a second time, by hand: the code has it once, in Via::keys.
    let table = [
        ("iam-user", "at", "sign_in_max"),
        ("root", "at", ""),
        ("saml", "at", "session_duration session_not_on_or_after role_max"),
        ("identity-center", "at", "permission_set_duration"),
        ("federation-endpoint", "at credentials", "session_duration"),
        ("switch-role", "at source", "multi_session role_max"),
        ("access-portal", "at", "portal_duration session_not_on_or_after identity_source"),
        ("access-key", "principal", ""),
        ("get-session-token", "at caller", "duration_seconds"),
        ("get-federation-token", "at caller", "duration_seconds"),
        ("assume-role", "at caller", "role_max duration_seconds"),
        ("assume-role-with-saml", "at", "role_max duration_seconds session_not_on_or_after saml_session_duration"),
        ("assume-role-with-web-identity", "at", "role_max duration_seconds"),
        ("assume-root", "at", "caller duration_seconds"),
        ("get-web-identity-token", "at", "caller duration_seconds"),
        ("roles-anywhere", "at", "profile_duration duration_seconds role_max"),
        ("identity-center-credentials", "at", "permission_set_duration"),
        ("aws-login", "at", "sign_in_max principal"),
        ("instance-profile", "", ""),
        ("ecs-task-role", "", ""),
        ("lambda-role", "", ""),
        ("presigned-url", "at credentials", "expires_in"),
        ("ecr-login", "at credentials", ""),
        ("codeartifact-token", "at credentials", "duration_seconds"),
        ("rds-token", "at credentials", ""),
        ("dsql-token", "at credentials", "expires_in"),
        ("eks-token", "at credentials", ""),
        ("redshift-credentials", "at credentials", "duration_seconds"),
        ("s3-access-grants", "at credentials", "duration_seconds"),
        ("cognito-identity", "at", ""),
        ("eks-pod-identity", "", ""),
        ("get-scoped-credentials", "at caller", "policy duration_seconds"),
        ("bearer-token", "at credentials", "duration_seconds"),
        ("oauth-token", "at credentials", ""),
    ];
    assert_eq!(table.map(|row| row.0).as_slice(), Via::ALL.iter().map(|via| via.name()).collect::<Vec<_>>());
    let values = json!({"at": 0, "session_duration": 3600, "session_not_on_or_after": 1800, "role_max": 43200,
        "permission_set_duration": 3600, "credentials": {"via": "lambda-role"}, "source": {"via": "iam-user", "at": 0},
        "multi_session": true, "portal_duration": 900, "identity_source": "aws-managed-ad", "principal": "iam-user",
        "caller": {"via": "access-key", "principal": "iam-user"}, "duration_seconds": 900, "saml_session_duration": 900,
        "profile_duration": 900, "sign_in_max": 86400, "expires_in": 60, "policy": true});
    let all: Vec<&String> = values.as_object().expect("an object").keys().collect();
    for (via, must, may) in table {
        let (must, may): (Vec<_>, Vec<_>) = (must.split_whitespace().collect(), may.split_whitespace().collect());
        let with = |keys: &[&str]| {
            let mut session = json!({"via": via});
            for key in keys {
                session[*key] = values[*key].clone();
            }
            session
        };
        let found = session(&with(&must).to_string());
        assert!(found.get("invalid").is_none(), "{via} with what it needs: {found}");
        let everything: Vec<&str> = must.iter().chain(&may).copied().collect();
        let full = with(&everything);
        let found = session(&full.to_string());
        assert!(found.get("invalid").is_none(), "{via} with all it takes: {found}");
        for key in &all {
            let path = format!("session.{key}");
            let mut changed = full.clone();
            if !everything.contains(&key.as_str()) {
                changed[key.as_str()] = values[key.as_str()].clone();
                assert_eq!(invalid(&session(&changed.to_string())), path, "{via} takes no {key}");
                continue;
            }
            // `null` is not "left out", and nothing takes a list, a fraction or an exponent.
            for wrong in ["null", "[]", "1800.5", "1.8e3", "-0.0", "18446744073709551616"] {
                let text = full.to_string();
                let whole = format!("\"{key}\":{}", full[key.as_str()]);
                assert!(text.contains(&whole), "{text} has {whole}");
                let text = text.replace(&whole, &format!("\"{key}\":{wrong}"));
                assert_eq!(invalid(&session(&text)), path, "{via} {key} {wrong}");
            }
            let doubled = format!(
                "{},\"{key}\":{}}}",
                full.to_string().trim_end_matches('}').to_owned() + &"}".repeat(closing(&full)),
                full[key.as_str()]
            );
            assert_eq!(invalid(&session(&doubled)), path, "{via} {key} doubled: {doubled}");
            if must.contains(&key.as_str()) {
                changed.as_object_mut().expect("an object").remove(key.as_str());
                assert_eq!(invalid(&session(&changed.to_string())), path, "{via} needs {key}");
            }
        }
        let found = session(&format!(r#"{{"via":"{via}","via":"{via}"}}"#));
        assert_eq!(invalid(&found), "session.via", "{via}");
    }
}

/// How many braces end the text, but for the outermost.
fn closing(json: &serde_json::Value) -> usize {
    let text = json.to_string();
    text.len() - text.trim_end_matches('}').len() - 1
}

#[test]
fn wrong_types_and_names() {
    invalids(&[
        (r#"{"session":{}}"#, "session.via"),
        (r#"{"session":{"via":null}}"#, "session.via"),
        (r#"{"session":{"via":7,"at":0}}"#, "session.via"),
        (r#"{"session":{"via":"","at":0}}"#, "session.via"),
        (r#"{"session":{"via":"IAM-user","at":0}}"#, "session.via"),
        (r#"{"session":{"via":"iam-user","at":"0"}}"#, "session.at"),
        (r#"{"session":{"via":"iam-user","at":true}}"#, "session.at"),
        (r#"{"session":{"via":"switch-role","at":0,"multi_session":0,"source":{"via":"iam-user","at":0}}}"#, "session.multi_session"),
        (r#"{"session":{"via":"switch-role","at":0,"multi_session":"true","source":{"via":"iam-user","at":0}}}"#, "session.multi_session"),
        (r#"{"session":{"via":"access-key","principal":"role"}}"#, "session.principal"),
        (r#"{"session":{"via":"access-portal","at":0,"identity_source":"okta"}}"#, "session.identity_source"),
        (r#"{"session":{"via":"assume-role","at":0,"caller":KEY,"duration_seconds":true}}"#, "session.duration_seconds"),
        (r#"{"session":{"via":"assume-role","at":0,"caller":KEY,"role_max":"3600"}}"#, "session.role_max"),
        (r#"{"session":{"via":"iam-user","\u0061t":0,"at":0}}"#, "session.at"),
    ]);
    // An escaped key is the same key.
    assert!(ask(r#"{"session":{"via":"iam-user","\u0061t":0}}"#)["expires_at"].is_i64());
}

#[test]
fn moments_and_durations_within_two_to_the_53() {
    for at in [LARGEST - 43_200, -LARGEST] {
        let found = session(&format!(r#"{{"via":"iam-user","at":{at}}}"#));
        assert_eq!(found["expires_at"], json!(at + 43_200));
    }
    // An end is a moment too.
    for at in [LARGEST - 43_199, LARGEST] {
        assert_eq!(invalid(&session(&format!(r#"{{"via":"iam-user","at":{at}}}"#))), "session.at");
        let switched = format!(r#"{{"via":"switch-role","at":{LARGEST},"source":{{"via":"iam-user","at":{at}}}}}"#);
        assert_eq!(invalid(&session(&switched)), "session.at");
    }
    let switched = format!(r#"{{"via":"switch-role","at":{},"source":{{"via":"iam-user","at":0}}}}"#, LARGEST);
    assert_eq!(session(&switched)["refusal"]["code"], "session-expired");
    for at in [
        "9007199254740993",
        "-9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "1e0",
        "1E2",
        "0.0",
        "-0.0",
        "-0e0",
        "-1e-999",
    ] {
        assert_eq!(invalid(&session(&format!(r#"{{"via":"iam-user","at":{at}}}"#))), "session.at", "{at}");
    }
    for (json, at) in [("-0", 0), ("0", 0), ("-1", -1)] {
        assert_eq!(session(&format!(r#"{{"via":"iam-user","at":{json}}}"#))["at"], json!(at));
        assert_eq!(session(&format!(r#"{{"at":{json} ,"via":"iam-user"}}"#))["at"], json!(at));
    }
    // Rewriting `-0` leaves strings and exponents alone.
    let found = ask(r#"{"id":"-0, \"-0\" \\","session":{"via":"iam-user","at":-0}}"#);
    assert_eq!((&found["id"], &found["at"]), (&json!(r#"-0, "-0" \"#), &json!(0)));
    assert_eq!(invalid(&session(r#"{"via":"iam-user","at":-0,"x":1e-0}"#)), "session.x");
    assert_eq!(invalid(&session(r#"{"via":"saml","at":-0,"session_duration":-0.0}"#)), "session.session_duration");
    assert_eq!(invalid(&session(r#"{"via":"iam-user","at":--0}"#)), "");
    assert_eq!(invalid(&session(r#"{"via":"iam-user","at":1-0}"#)), "");
    for no_number in ["-00", "-0.", "-.0", "-0e", "-", "1e999e1", "0-0", "1.5.0", "01e999", "1e+", "1e999 x"] {
        let found = session(&format!(r#"{{"via":"iam-user","at":{no_number}}}"#));
        assert_eq!(invalid(&found), "", "{no_number}");
    }
    // As long as it likes.
    let digits = "9".repeat(70_000);
    for long in [digits.clone(), format!("-{digits}"), format!("{digits}.{digits}"), format!("1e{digits}")] {
        assert_eq!(invalid(&session(&format!(r#"{{"via":"iam-user","at":{long}}}"#))), "session.at");
        assert_eq!(invalid(&session(&format!(r#"{{"via":"iam-user","at":0,"x":{long}}}"#))), "session.x");
    }
    // Columns are those of the text as it came.
    let found = ask(r#"{"x":-0, "y":1e999, x}"#);
    assert!(found["invalid"]["message"].as_str().is_some_and(|message| message.contains("column 21")), "{found}");
}

#[test]
fn settings_in_the_ranges_that_aws_lets_them_have() {
    for (before, key, least, most) in [
        (r#""via":"saml","at":0"#, "session_duration", 900, 43_200),
        (r#""via":"saml","at":0"#, "role_max", 3_600, 43_200),
        (r#""via":"identity-center","at":0"#, "permission_set_duration", 3_600, 43_200),
        (r#""via":"identity-center-credentials","at":0"#, "permission_set_duration", 3_600, 43_200),
        (r#""via":"access-portal","at":0"#, "portal_duration", 900, 7_776_000),
        (r#""via":"switch-role","at":0,"source":{"via":"iam-user","at":0}"#, "role_max", 3_600, 43_200),
        (r#""via":"assume-role","at":0,"caller":KEY"#, "role_max", 3_600, 43_200),
        (r#""via":"assume-role-with-saml","at":0"#, "role_max", 3_600, 43_200),
        (r#""via":"assume-role-with-saml","at":0"#, "saml_session_duration", 900, 43_200),
        (r#""via":"assume-role-with-web-identity","at":0"#, "role_max", 3_600, 43_200),
        (r#""via":"roles-anywhere","at":0,"duration_seconds":900"#, "profile_duration", 900, 43_200),
        (r#""via":"roles-anywhere","at":0"#, "role_max", 3_600, 43_200),
    ] {
        let with = |value: i64| session(&format!(r#"{{{},"{key}":{value}}}"#, before.replace("KEY", KEY)));
        for value in [least, most] {
            assert!(with(value)["expires_at"].is_i64(), "{key} {value}: {}", with(value));
        }
        for value in [least - 1, most + 1, 0, -1, LARGEST + 1] {
            assert_eq!(invalid(&with(value)), format!("session.{key}"), "{key} {value}");
        }
    }
}

#[test]
fn what_fits_where() {
    // A session of each kind, the least it needs.
    let least = |via: Via| match via.name() {
        "access-key" => KEY.to_owned(),
        "instance-profile" | "ecs-task-role" | "lambda-role" | "eks-pod-identity" => format!(r#"{{"via":"{}"}}"#, via.name()),
        "switch-role" => r#"{"via":"switch-role","at":0,"source":{"via":"iam-user","at":0}}"#.to_owned(),
        name if via.keys().must.contains(&"credentials") => format!(r#"{{"via":"{name}","at":0,"credentials":{ROLE}}}"#),
        "get-session-token" | "get-federation-token" | "assume-role" | "get-scoped-credentials" => {
            format!(r#"{{"via":"{}","at":0,"caller":{KEY}}}"#, via.name())
        }
        name => format!(r#"{{"via":"{name}","at":0}}"#),
    };
    let source = ["iam-user", "root", "saml", "identity-center", "federation-endpoint", "switch-role"];
    // The others are no credentials of AWS's API.
    let no_caller = [
        "access-portal",
        "get-web-identity-token",
        "presigned-url",
        "ecr-login",
        "codeartifact-token",
        "rds-token",
        "dsql-token",
        "eks-token",
        "redshift-credentials",
        "bearer-token",
        "oauth-token",
    ];
    for via in Via::ALL {
        for (outer, key, fits) in [
            ("switch-role", "source", source.contains(&via.name())),
            ("assume-role", "caller", !no_caller.contains(&via.name())),
            ("presigned-url", "credentials", !no_caller.contains(&via.name())),
            ("get-scoped-credentials", "caller", !no_caller.contains(&via.name())),
            ("get-session-token", "caller", !no_caller.contains(&via.name())),
            ("assume-root", "caller", !no_caller.contains(&via.name())),
            ("get-web-identity-token", "caller", !no_caller.contains(&via.name())),
            ("federation-endpoint", "credentials", !no_caller.contains(&via.name()) && !source.contains(&via.name())),
        ] {
            let found = session(&format!(r#"{{"via":"{outer}","at":0,"{key}":{}}}"#, least(*via)));
            if fits {
                assert!(found.get("invalid").is_none(), "{} as {key}: {found}", via.name());
            } else {
                assert_eq!(invalid(&found), format!("session.{key}.via"), "{} as {key}", via.name());
            }
        }
    }
}

#[test]
fn from_the_outside_in() {
    let inner_fault = r#"{"via":"sorcery","at":0}"#;
    for (asked, path) in [
        (format!(r#"{{"nonsense":1,"session":{inner_fault}}}"#), "nonsense"),
        (format!(r#"{{"session":{inner_fault},"client":"curl"}}"#), "client"),
        (format!(r#"{{"session":{{"source":{inner_fault},"via":"switch-role","at":0,"role_max":3599}}}}"#), "session.role_max"),
        (format!(r#"{{"session":{{"source":{inner_fault},"via":"switch-role"}}}}"#), "session.at"),
        (format!(r#"{{"session":{{"source":{inner_fault},"via":"switch-role","at":0,"colour":1}}}}"#), "session.colour"),
        (format!(r#"{{"session":{{"source":{inner_fault},"via":"swap-role","at":0}}}}"#), "session.via"),
        (format!(r#"{{"session":{{"source":{inner_fault},"via":"switch-role","at":0}}}}"#), "session.source.via"),
        (format!(r#"{{"session":{{"source":{inner_fault},"via":"switch-role","at":-1}}}}"#), "session.at"),
        (
            format!(r#"{{"session":{{"via":"switch-role","at":0,"source":{{"via":"switch-role","at":0,"role_max":1,"source":{inner_fault}}}}}}}"#),
            "session.source.role_max",
        ),
        // Obtained before its source began: the outer's fault, told before any of the source's own.
        (r#"{"session":{"via":"switch-role","at":0,"source":{"via":"iam-user","at":1}}}"#.to_owned(), "session.at"),
        (r#"{"session":{"via":"switch-role","at":0,"source":{"via":"iam-user","at":1,"colour":"red"}}}"#.to_owned(), "session.at"),
        (r#"{"session":{"via":"assume-role","at":0,"caller":{"via":"saml","at":1}}}"#.to_owned(), "session.at"),
        (r#"{"session":{"via":"federation-endpoint","at":0,"credentials":{"via":"aws-login","at":1}}}"#.to_owned(), "session.at"),
        (
            r#"{"session":{"via":"switch-role","at":9,"source":{"via":"switch-role","at":4,"source":{"via":"iam-user","at":5}}}}"#.to_owned(),
            "session.source.at",
        ),
        // A key has no moment, so it is a key that is not known.
        (r#"{"session":{"via":"assume-role","at":0,"caller":{"via":"access-key","principal":"root","at":1}}}"#.to_owned(), "session.caller.at"),
        // The whole question is checked before any of it is answered: the inner one would be refused.
        (
            r#"{"session":{"via":"assume-role","at":0,"role_max":1,"caller":{"via":"assume-role","at":0,"duration_seconds":1,"caller":{"via":"lambda-role"}}}}"#
                .to_owned(),
            "session.role_max",
        ),
        (
            r#"{"session":{"via":"assume-role","at":0,"duration_seconds":1,"caller":{"via":"assume-role","at":0,"role_max":1,"caller":{"via":"lambda-role"}}}}"#
                .to_owned(),
            "session.caller.role_max",
        ),
    ] {
        assert_eq!(invalid(&ask(&asked)), path, "{asked}");
    }
    // The same moment is allowed.
    assert!(session(r#"{"via":"switch-role","at":5,"source":{"via":"iam-user","at":5}}"#)["expires_at"].is_i64());
}

fn nested(sessions: usize) -> String {
    let mut text = String::from(r#"{"session":"#);
    for _ in 1..sessions {
        text.push_str(r#"{"via":"switch-role","at":0,"source":"#);
    }
    text.push_str(r#"{"via":"iam-user","at":0}"#);
    text.push_str(&"}".repeat(sessions));
    text
}

#[test]
fn nesting() {
    assert!(ask(&nested(DEEPEST))["expires_at"].is_i64());
    let path_of_65th = format!("session{}", ".source".repeat(DEEPEST));
    for sessions in [DEEPEST + 1, DEEPEST + 2, DEEPEST + 3, DEEPEST + 4, 200, 10_000, 200_000] {
        assert_eq!(invalid(&ask(&nested(sessions))), path_of_65th, "{sessions}");
    }
    // Depth of any other kind neither overflows the stack nor hides the fault.
    for (open, close, path) in [("[", "]", "session.x"), (r#"{"x":"#, "}", "session.x")] {
        let deep = format!(r#"{{"session":{{"via":"iam-user","at":0,"x":{}1{}}}}}"#, open.repeat(100_000), close.repeat(100_000));
        assert_eq!(invalid(&ask(&deep)), path);
        assert_eq!(invalid(&ask(&format!("{}1{}", open.repeat(100_000), close.repeat(100_000)))), if open == "[" { "" } else { "x" });
        assert_eq!(invalid(&ask(&open.repeat(100_000))), "");
    }
}

#[test]
fn ids() {
    let with = |id: &str| ask(&format!(r#"{{"id":{id},"session":{{"via":"sorcery"}}}}"#)).get("id").cloned();
    assert_eq!(with(r#""a \u3042 \" b""#), Some(json!("a あ \" b")));
    assert_eq!(with(r#""""#), Some(json!("")));
    assert_eq!(with("7"), None);
    assert_eq!(with(r#""a","id":"a""#), None);
    // A refusal and an end carry it too; without one the answer has none.
    assert_eq!(ask(r#"{"id":"x","session":{"via":"iam-user","at":0}}"#)["id"], json!("x"));
    assert_eq!(ask(r#"{"id":"x","session":{"via":"saml","at":0,"session_not_on_or_after":0}}"#)["id"], json!("x"));
    assert!(session(r#"{"via":"iam-user","at":0}"#).get("id").is_none());
    assert_eq!(ask(r#"{"session":5,"id":"late"}"#)["id"], json!("late"));
    assert_eq!(ask(r#"[{"id":"x"}]"#).get("id"), None);
}

#[test]
fn the_library_tells_the_fault() {
    let fault = Question::from_json(r#"{"session":{"via":"iam-user"}}"#).expect_err("at is missing");
    assert_eq!(fault.to_string(), "session.at: this key is missing");
    assert!(Question::from_json(r#"{"session":{"via":"iam-user","at":-0}}"#).is_ok());
}

#[test]
fn what_a_program_asks_of_a_question_and_an_answer() {
    let switched = r#"{"session":{"via":"switch-role","at":1000,"role_max":3600,"source":{"via":"iam-user","at":7}}}"#;
    let question = Question::from_json(switched).expect("a question");
    assert_eq!(question.session.at(), Some(1000));
    assert_eq!(question.session.inner().and_then(session_clock::Session::at), Some(7));
    let answer = Answer::to_json_text(switched);
    let ends = answer.ends().expect("an end");
    assert_eq!((ends.duration(), ends.duration_by(LimitKind::RoleMax), ends.may_end()), (Some(3600), Some(3600), false));
    assert!(answer.refusal().is_none());

    let key = Answer::to_json_text(&format!(r#"{{"session":{KEY}}}"#));
    assert_eq!(key.ends().map(|ends| (ends.expires_at(), ends.may_end())), Some((None, false)));
    // It ends with credentials whose own end nobody knows.
    let link = Answer::to_json_text(r#"{"session":{"via":"federation-endpoint","at":0,"credentials":{"via":"instance-profile"}}}"#);
    assert_eq!(link.ends().map(|ends| (ends.expires_at(), ends.may_end())), Some((None, true)));

    let refused = Answer::to_json_text(&format!(r#"{{"session":{{"via":"assume-role","at":0,"duration_seconds":1,"caller":{KEY}}}}}"#));
    let refusal = refused.refusal().expect("a refusal");
    let message = refusal.message.as_deref().unwrap_or("no message");
    assert_eq!(refusal.printed(), Some(format!("An error occurred ({}) when calling the AssumeRole operation: {message}", refusal.code)));
    assert!(refused.ends().is_none());
}

#[test]
fn a_wrong_value_is_called_what_it_is() {
    let at = |value: &str| {
        let fault = Question::from_json(&format!(r#"{{"session":{{"via":"iam-user","at":{value}}}}}"#)).expect_err(value);
        assert_eq!(fault.path, "session.at");
        fault.message
    };
    for (value, found) in [
        ("null", "null"),
        ("true", "true or false"),
        ("1.5", "a number that is not whole, has an exponent, or is too large"),
        (r#""7""#, "a string"),
        ("[7]", "a list"),
        (r#"{"7":7}"#, "an object"),
    ] {
        assert_eq!(at(value), format!("wanted a whole number of seconds, found {found}"));
    }
    let fault = Question::from_json(r#"{"session":7}"#).expect_err("a number is no session");
    assert_eq!((fault.path.as_str(), fault.message.as_str()), ("session", "wanted an object, found a whole number"));
    let fault = |session: &str| Question::from_json(&format!(r#"{{"session":{session}}}"#)).expect_err(session).message;
    assert_eq!(
        fault(r#"{"via":"get-scoped-credentials","credentials":1}"#),
        "unknown key; get-scoped-credentials has via, at, caller, policy, duration_seconds"
    );
    assert_eq!(fault(r#"{"via":"aws-login","at":0,"principal":"x"}"#), "the principal is iam-user, root or role");
    assert_eq!(fault(r#"{"via":"access-key","principal":"role"}"#), "an access key belongs to an iam-user or to root");
    let asked = |via: &str| fault(&format!(r#"{{"via":"{via}","at":0,"duration_seconds":true}}"#));
    assert_eq!(asked("get-session-token"), "wanted a whole number or a string, found true or false");
    assert_eq!(asked("redshift-credentials"), "wanted a whole number of seconds, found true or false");
    // Text is a duration only where a raw query can hold it.
    let token = format!(r#"{{"session":{{"via":"codeartifact-token","at":0,"duration_seconds":"900","credentials":{KEY}}}}}"#);
    assert_eq!(Question::from_json(&token).expect_err("text").message, "wanted a whole number of seconds, found a string");
}

#[test]
fn what_is_not_json_is_told_with_its_place() {
    let fault = |text: &str| Question::from_json(text).expect_err(text).message;
    assert_eq!(fault("!"), "this is not JSON: expected value (at column 1)");
    assert_eq!(fault("{\n \"session\" !}"), "this is not JSON: expected `:` (at line 2, column 12)");
    // An escape that there is none of, before a letter of two bytes.
    assert_eq!(fault("{\"id\": \"\\é\", \"at\": -0}"), "this is not JSON: invalid escape (at column 10)");
}

#[test]
fn numbers_are_read_alike_from_text_and_from_values() {
    use serde::Deserialize;
    use session_clock::grammar::json::Json;
    for (value, is_whole) in
        [("-1.5", false), ("1.5", false), ("-0.0", false), ("0.0", false), ("18446744073709551615", false), ("-7", true), ("7", true)]
    {
        let json: serde_json::Value = serde_json::from_str(value).expect(value);
        let read = Json::deserialize(&json).expect(value);
        assert_eq!((matches!(read, Json::Int(_)), matches!(read, Json::Number)), (is_whole, !is_whole), "{value}");
        let asked = Question::from_json(&format!(r#"{{"session":{{"via":"iam-user","at":{value}}}}}"#));
        assert_eq!(asked.is_ok(), is_whole, "{value}");
    }
}

#[test]
fn numbers_of_javascript_go_as_far_as_those_of_json() {
    use serde::Deserialize;
    use serde::de::value::{Error, F64Deserializer, I64Deserializer};
    use session_clock::grammar::json::Json;
    // What serde-wasm-bindgen hands over: integers within ±(2^53 − 1), all else as a float.
    let float = |number: f64| Json::deserialize(F64Deserializer::<Error>::new(number));
    assert_eq!(Json::deserialize(I64Deserializer::<Error>::new(LARGEST - 1)), Ok(Json::Int(LARGEST - 1)));
    assert_eq!(float(9_007_199_254_740_992.0), Ok(Json::Int(LARGEST)));
    assert_eq!(float(-9_007_199_254_740_992.0), Ok(Json::Int(-LARGEST)));
    for number in [9_007_199_254_740_994.0, 0.5, -0.5, 1e300, f64::NAN, f64::INFINITY] {
        assert_eq!(float(number), Ok(Json::Number), "{number}");
    }
}
