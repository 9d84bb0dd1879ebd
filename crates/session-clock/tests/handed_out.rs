//! What AWS hands out: who refuses it, in AWS's order, and what each lasts. The cases of the ordinary calls stand in `refusals.rs`.

use serde_json::{Value, json};
use session_clock::Answer;
use session_clock::words::Lang;

fn ask(client: &str, session: &Value) -> Value {
    let answer = Answer::to_json_text(&json!({"client": client, "session": session}).to_string());
    serde_json::to_value(answer.in_lang(Lang::En)).expect("an answer is JSON")
}

/// The credentials of a role that was assumed an hour before the moment 0, and lasts so many seconds.
fn role(lasts: i64) -> Value {
    json!({"via": "assume-role", "at": -3_600, "role_max": 43_200, "duration_seconds": lasts, "caller": key("iam-user")})
}

fn key(principal: &str) -> Value {
    json!({"via": "access-key", "principal": principal})
}

/// A kind made at 0, with that inner session and whatever is asked for.
fn kind(via: &str, inner: &Value, more: &Value) -> Value {
    let place = if via == "get-scoped-credentials" { "caller" } else { "credentials" };
    let mut session = json!({"via": via, "at": 0, place: inner});
    for (key, value) in more.as_object().into_iter().flatten() {
        session[key] = value.clone();
    }
    session
}

/// By whom, and the code; what is invalid by its path.
fn refused(answer: &Value) -> (String, String) {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match answer.get("invalid") {
        Some(invalid) => ("invalid".to_owned(), word(&invalid["path"])),
        None => (word(&answer["refusal"]["by"]), word(&answer["refusal"]["code"])),
    }
}

#[test]
fn credentials_that_are_over_are_refused_at_the_moment_of_their_end_too() {
    for (via, by, code) in [
        ("presigned-url", "s3", "ExpiredToken"),
        ("rds-token", "service", "ExpiredToken"),
        ("dsql-token", "service", "ExpiredToken"),
        ("eks-token", "service", "ExpiredToken"),
        ("ecr-login", "service", "ExpiredTokenException"),
        ("codeartifact-token", "service", "ExpiredTokenException"),
        ("redshift-credentials", "service", "ExpiredTokenException"),
        ("s3-access-grants", "service", "ExpiredTokenException"),
        ("bearer-token", "service", "ExpiredTokenException"),
        ("oauth-token", "service", "ExpiredTokenException"),
        ("get-scoped-credentials", "sts", "ExpiredToken"),
    ] {
        let answer = ask("none", &kind(via, &role(3_600), &json!({})));
        assert_eq!(refused(&answer), (by.to_owned(), code.to_owned()), "{via}");
        let message = answer["refusal"]["message"].as_str();
        match code {
            "ExpiredTokenException" => assert_eq!(message, Some("The security token included in the request is expired"), "{via}"),
            _ if by == "service" => assert_eq!(message, None, "{via}"),
            _ => assert!(message.is_some(), "{via}"),
        }
        let answer = ask("none", &kind(via, &role(3_601), &json!({})));
        assert!(answer["expires_at"].is_i64(), "{via}: {answer}");
    }
}

#[test]
fn the_range_is_held_by_whoever_holds_it() {
    let long = role(43_200);
    let seconds = |seconds: i64| json!({"duration_seconds": seconds});
    for (via, wrong, by, code) in [
        ("presigned-url", json!({"expires_in": 604_801}), "s3", "AuthorizationQueryParametersError"),
        ("presigned-url", json!({"expires_in": -1}), "s3", "AuthorizationQueryParametersError"),
        ("dsql-token", json!({"expires_in": 0}), "invalid", "session.expires_in"),
        ("dsql-token", json!({"expires_in": 604_801}), "invalid", "session.expires_in"),
        ("codeartifact-token", seconds(1), "service", "ValidationException"),
        ("codeartifact-token", seconds(899), "service", "ValidationException"),
        ("codeartifact-token", seconds(43_201), "service", "ValidationException"),
        ("redshift-credentials", seconds(899), "service", "ValidationException"),
        ("redshift-credentials", seconds(3_601), "service", "ValidationException"),
        ("s3-access-grants", seconds(899), "service", "ValidationException"),
        ("s3-access-grants", seconds(43_201), "service", "ValidationException"),
        ("bearer-token", seconds(299), "service", "ValidationException"),
        ("bearer-token", seconds(43_201), "service", "ValidationException"),
        ("get-scoped-credentials", seconds(0), "sts", "ValidationError"),
        ("get-scoped-credentials", seconds(129_601), "sts", "ValidationError"),
        ("get-scoped-credentials", seconds(39_601), "sts", "InsufficientSessionLifetime"),
        ("get-scoped-credentials", json!({"policy": false}), "invalid", "session.duration_seconds"),
    ] {
        let answer = ask("none", &kind(via, &long, &wrong));
        assert_eq!(refused(&answer), (by.to_owned(), code.to_owned()), "{via} {wrong}");
    }
    for (via, right, lasts) in [
        ("presigned-url", json!({"expires_in": 0}), 0),
        ("presigned-url", json!({"expires_in": 604_800}), 39_600),
        ("presigned-url", json!({}), 3_600),
        ("dsql-token", json!({"expires_in": 1}), 1),
        ("dsql-token", json!({}), 900),
        ("codeartifact-token", seconds(0), 39_600),
        ("codeartifact-token", seconds(900), 900),
        ("codeartifact-token", json!({}), 43_200),
        ("redshift-credentials", json!({}), 900),
        ("redshift-credentials", seconds(3_600), 3_600),
        ("s3-access-grants", json!({}), 3_600),
        ("bearer-token", json!({}), 43_200),
        ("bearer-token", seconds(300), 300),
        ("ecr-login", json!({}), 43_200),
        ("rds-token", json!({}), 900),
        ("eks-token", json!({}), 900),
        ("oauth-token", json!({}), 3_600),
        ("get-scoped-credentials", json!({}), 39_600),
        ("get-scoped-credentials", seconds(39_600), 39_600),
        ("get-scoped-credentials", json!({"policy": false, "duration_seconds": 1}), 1),
    ] {
        let answer = ask("none", &kind(via, &long, &right));
        assert_eq!(answer["duration"], lasts, "{via} {right}: {answer}");
        assert_eq!(answer["chained"], false, "{via}");
    }
}

#[test]
fn the_client_checks_first_where_its_model_has_a_minimum() {
    // The credentials are over as well: the client does not know that.
    for (via, wrong, member) in [
        ("get-scoped-credentials", 0, "DurationSeconds"),
        ("codeartifact-token", -1, "durationSeconds"),
        ("s3-access-grants", 899, "DurationSeconds"),
        ("bearer-token", 299, "durationSeconds"),
    ] {
        let answer = ask("botocore", &kind(via, &role(3_600), &json!({"duration_seconds": wrong})));
        assert_eq!(refused(&answer), ("client".to_owned(), "ParamValidation".to_owned()), "{via}");
        let message = answer["refusal"]["message"].as_str().unwrap_or_default();
        assert!(message.contains(&format!("Invalid value for parameter {member}, value: {wrong}, valid min value: ")), "{via}: {message}");
    }
    for (via, wrong) in [("redshift-credentials", json!({"duration_seconds": 1})), ("presigned-url", json!({"expires_in": 604_801}))] {
        let answer = ask("botocore", &kind(via, &role(43_200), &wrong));
        assert_ne!(answer["refusal"]["by"], "client", "{via}: nobody checks it before it is used");
    }
}

#[test]
fn who_may_not_ask() {
    let root_session = json!({"via": "get-session-token", "at": -60, "caller": key("root")});
    for who in [key("root"), root_session] {
        let answer = ask("none", &kind("codeartifact-token", &who, &json!({"duration_seconds": 1})));
        assert_eq!(refused(&answer), ("service".to_owned(), "not-allowed".to_owned()), "{who}");
    }
    for principal in ["iam-user", "root"] {
        let answer = ask("none", &kind("get-scoped-credentials", &key(principal), &json!({"duration_seconds": 129_601})));
        assert_eq!((refused(&answer).1.as_str(), &answer["refusal"]["http_status"]), ("AccessDenied", &json!(403)), "{principal}");
    }
    // Each layer narrows once; a fourth is refused, and one without a policy is none.
    let mut layers = role(43_200);
    for layer in 1..=4 {
        layers = kind("get-scoped-credentials", &layers, &json!({"duration_seconds": 60}));
        assert_eq!(ask("none", &layers)["refusal"]["code"].as_str(), (layer == 4).then_some("AccessDenied"), "{layer}");
    }
    let mut plain = role(43_200);
    for _ in 0..3 {
        plain = kind("get-scoped-credentials", &plain, &json!({"duration_seconds": 60}));
    }
    assert_eq!(ask("none", &kind("get-scoped-credentials", &plain, &json!({"policy": false, "duration_seconds": 1})))["duration"], 1);
    let mut mixed = kind("get-scoped-credentials", &role(43_200), &json!({"policy": false, "duration_seconds": 60}));
    for layer in 1..=4 {
        mixed = kind("get-scoped-credentials", &mixed, &json!({"duration_seconds": 60}));
        assert_eq!(ask("none", &mixed)["refusal"]["code"].as_str(), (layer == 4).then_some("AccessDenied"), "{layer}");
    }
}

#[test]
fn some_are_credentials_in_turn_and_the_others_are_not() {
    for (via, is_session) in [
        ("s3-access-grants", true),
        ("cognito-identity", true),
        ("eks-pod-identity", true),
        ("get-scoped-credentials", true),
        ("presigned-url", false),
        ("ecr-login", false),
        ("codeartifact-token", false),
        ("rds-token", false),
        ("dsql-token", false),
        ("eks-token", false),
        ("redshift-credentials", false),
        ("bearer-token", false),
        ("oauth-token", false),
    ] {
        let inner = match via {
            "cognito-identity" => json!({"via": via, "at": 0}),
            "eks-pod-identity" => json!({"via": via}),
            _ => kind(via, &role(43_200), &json!({})),
        };
        let answer = ask("none", &json!({"via": "assume-role", "at": 60, "role_max": 43_200, "caller": inner}));
        if is_session {
            assert_eq!((&answer["chained"], &answer["duration"]), (&json!(true), &json!(3_600)), "{via}: {answer}");
        } else {
            assert_eq!(answer["invalid"]["path"], "session.caller.via", "{via}: {answer}");
        }
    }
}

#[test]
fn what_does_not_expire_bounds_nothing() {
    for (inner, end) in [(key("iam-user"), json!(604_800)), (json!({"via": "lambda-role"}), json!(604_800))] {
        let answer = ask("none", &kind("presigned-url", &inner, &json!({"expires_in": 604_800})));
        assert_eq!((&answer["expires_at"], &answer["limits"].as_array().map(Vec::len)), (&end, &Some(1)), "{inner}");
        // Nobody has said what 0 means there.
        let answer = ask("none", &kind("codeartifact-token", &inner, &json!({"duration_seconds": 0})));
        assert_eq!((&answer["expires_at"], &answer["limited_by"]), (&Value::Null, &Value::Null), "{inner}");
    }
    for alone in [json!({"via": "eks-pod-identity"}), json!({"via": "lambda-role"})] {
        assert_eq!(ask("none", &alone)["expires_at"], Value::Null);
    }
    assert_eq!(ask("none", &json!({"via": "cognito-identity", "at": 5}))["expires_at"], 3_605);
}
