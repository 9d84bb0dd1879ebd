//! Who refuses, in which order: each refusal, in AWS's words, and each pair of neighbours in the order.

mod common;
use common::*;

const EXPIRED: &str = "sts ExpiredToken 403: The security token included in the request is expired";
const OVER_MAX: &str = "sts ValidationError 400: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
const OVER_CHAIN: &str =
    "sts ValidationError 400: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";

fn at_most(value: &str, most: i64) -> String {
    format!(
        "sts ValidationError 400: 1 validation error detected: Value '{value}' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to {most}"
    )
}

fn at_least(value: &str, least: i64) -> String {
    format!(
        "sts ValidationError 400: 1 validation error detected: Value '{value}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to {least}"
    )
}

fn client_least(value: i64, least: i64) -> String {
    format!(
        "client ParamValidation -: Parameter validation failed:\nInvalid value for parameter DurationSeconds, value: {value}, valid min value: {least}"
    )
}

fn expand(asked: &str) -> String {
    asked.replace("KEY", KEY).replace("ROOT", ROOT_KEY).replace("ROLE", ROLE)
}

fn table(rows: &[(&str, &str)]) {
    for (asked, expected) in rows {
        let found = session(&expand(asked));
        assert_eq!(refusal(&found), *expected, "{asked}");
        assert!(found.get("limits").is_none() && found["why"].is_string() && found["sure"].is_string(), "{found}");
    }
}

/// Every call that takes DurationSeconds, with its range (service model of STS).
const CALLS: &[(&str, i64, i64)] = &[
    (r#""via":"assume-role","caller":KEY,"role_max":43200"#, 900, 43_200),
    (r#""via":"assume-role-with-saml","role_max":43200"#, 900, 43_200),
    (r#""via":"assume-role-with-web-identity","role_max":43200"#, 900, 43_200),
    (r#""via":"get-session-token","caller":KEY"#, 900, 129_600),
    (r#""via":"get-federation-token","caller":KEY"#, 900, 129_600),
    (r#""via":"get-federation-token","caller":ROOT"#, 900, 129_600),
    (r#""via":"assume-root""#, 0, 900),
    (r#""via":"get-web-identity-token""#, 60, 3_600),
];

#[test]
fn each_call_s_range() {
    for (call, least, most) in CALLS {
        let of = |value: String| expand(&format!(r#"{{{call},"at":0,"duration_seconds":{value}}}"#));
        for value in [*least, *most] {
            assert!(session(&of(value.to_string()))["expires_at"].is_i64(), "{call} {value}");
            assert!(botocore(&of(value.to_string()))["expires_at"].is_i64(), "{call} {value}");
        }
        let (under, over) = (least - 1, most + 1);
        assert_eq!(refusal(&session(&of(under.to_string()))), at_least(&under.to_string(), *least), "{call}");
        assert_eq!(refusal(&session(&of(over.to_string()))), at_most(&over.to_string(), *most), "{call}");
        // The client checks the minimum, never a maximum.
        assert_eq!(refusal(&botocore(&of(under.to_string()))), client_least(under, *least), "{call}");
        assert_eq!(refusal(&botocore(&of(over.to_string()))), at_most(&over.to_string(), *most), "{call}");
        // The type comes before the minimum.
        assert_eq!(
            refusal(&botocore(&of(format!("\"{under}\"")))),
            format!(
                "client ParamValidation -: Parameter validation failed:\nInvalid type for parameter DurationSeconds, value: {under}, type: <class 'str'>, valid types: <class 'int'>"
            )
        );
        // The number as parsed.
        assert_eq!(refusal(&session(&of(format!("\"+0{over}\"")))), at_most(&over.to_string(), *most), "{call}");
    }
}

#[test]
fn what_sts_cannot_read() {
    let of = |value: &str| expand(&format!(r#"{{"via":"assume-role","at":0,"caller":KEY,"role_max":43200,"duration_seconds":{value}}}"#));
    for value in [
        r#""900.0""#,
        r#"" 900""#,
        r#""900 ""#,
        r#""1e3""#,
        r#""0x384""#,
        r#""+""#,
        r#""-""#,
        r#""+-900""#,
        r#""９００""#,
        r#""PT1H""#,
        r#""2147483648""#,
        r#""-2147483649""#,
        r#""99999999999999999999999999""#,
        "2147483648",
        "-2147483649",
        "9007199254740992",
        r#""\n900""#,
    ] {
        assert_eq!(refusal(&session(&of(value))), "sts MalformedInput 400: -", "{value}");
    }
    assert_eq!(refusal(&session(&of(r#""""#))), "sts MalformedInput 400: missing value for decimal type");
    // The ends of 32 bits are numbers still, and out of range.
    for value in ["2147483647", "-2147483648"] {
        let expected = if value.starts_with('-') { at_least(value, 900) } else { at_most(value, 43_200) };
        assert_eq!(refusal(&session(&of(value))), expected);
        assert_eq!(refusal(&session(&of(&format!("\"{value}\"")))), expected);
    }
    // Beyond 32 bits passes the client's check: it knows no maximum.
    assert_eq!(refusal(&botocore(&of("2147483648"))), "sts MalformedInput 400: -");
}

#[test]
fn each_step_comes_before_the_next() {
    // A caller that is over, and everything after it is wrong too; then less and less is.
    let over_role = r#"{"via":"get-federation-token","at":-50000,"caller":KEY}"#;
    let federated = r#"{"via":"get-federation-token","at":0,"caller":KEY}"#;
    let of = |caller: &str, role_max: i64, asked: &str| {
        expand(&format!(r#"{{"via":"assume-role","at":0,"caller":{caller},"role_max":{role_max},"duration_seconds":{asked}}}"#))
    };
    // 2 before 3
    assert_eq!(refusal(&botocore(&of(over_role, 3_600, "899"))), client_least(899, 900));
    // 3 before 4, 5, 6
    assert_eq!(refusal(&session(&of(over_role, 3_600, r#""x""#))), EXPIRED);
    assert_eq!(refusal(&session(&of(over_role, 3_600, "899"))), EXPIRED);
    assert_eq!(refusal(&session(&of(over_role, 3_600, "3600"))), EXPIRED);
    // 4 and 5 before 6
    assert_eq!(refusal(&session(&of(federated, 3_600, r#""x""#))), "sts MalformedInput 400: -");
    assert_eq!(refusal(&session(&of(federated, 3_600, "43201"))), at_most("43201", 43_200));
    // 6 before 7
    assert_eq!(refusal(&session(&of(federated, 3_600, "43200"))), "sts AccessDenied 403: -");
    assert_eq!(refusal(&session(&of("ROOT", 3_600, "43200"))), "sts AccessDenied 403: Roles may not be assumed by root accounts.");
    // 7 before 8
    assert_eq!(refusal(&session(&of("ROLE", 3_600, "3601"))), OVER_MAX);
    assert_eq!(refusal(&session(&of("ROLE", 43_200, "3601"))), OVER_CHAIN);
    assert_eq!(refusal(&session(&of("KEY", 3_600, "3601"))), OVER_MAX);
    assert!(session(&of("ROLE", 43_200, "3600"))["expires_at"].is_i64());
    // AWS's default of the maximum counts where none was told.
    assert_eq!(refusal(&session(&expand(r#"{"via":"assume-role","at":0,"caller":KEY,"duration_seconds":3601}"#))), OVER_MAX);
}

#[test]
fn callers_that_may_not() {
    let root_session = r#"{"via":"get-session-token","at":0,"caller":ROOT}"#;
    for caller in [
        "ROOT",
        root_session,
        r#"{"via":"root","at":0}"#,
        r#"{"via":"assume-root","at":0}"#,
        r#"{"via":"get-federation-token","at":0,"caller":ROOT}"#,
        r#"{"via":"federation-endpoint","at":0,"credentials":{"via":"assume-root","at":0}}"#,
    ] {
        let asked = format!(r#"{{"via":"assume-role","at":0,"caller":{caller}}}"#);
        assert_eq!(refusal(&session(&expand(&asked))), "sts AccessDenied 403: Roles may not be assumed by root accounts.", "{caller}");
    }
    for caller in [
        "ROLE",
        root_session,
        r#"{"via":"iam-user","at":0}"#,
        r#"{"via":"root","at":0}"#,
        r#"{"via":"aws-login","at":0}"#,
        r#"{"via":"instance-profile"}"#,
        r#"{"via":"get-federation-token","at":0,"caller":KEY}"#,
    ] {
        for (via, name) in [("get-session-token", "GetSessionToken"), ("get-federation-token", "GetFederationToken")] {
            let asked = format!(r#"{{"via":"{via}","at":0,"caller":{caller}}}"#);
            let expected = format!("sts AccessDenied 403: Cannot call {name} with session credentials");
            assert_eq!(refusal(&session(&expand(&asked))), expected, "{caller}");
        }
    }
}

#[test]
fn over_at_the_moment_of_its_end() {
    table(&[
        (r#"{"via":"assume-role","at":3600,"caller":{"via":"assume-role","at":0,"caller":KEY}}"#, EXPIRED),
        (r#"{"via":"switch-role","at":43200,"source":{"via":"iam-user","at":0}}"#, "console session-expired -: -"),
        (
            r#"{"via":"switch-role","at":3600,"multi_session":true,"source":{"via":"switch-role","at":0,"source":{"via":"iam-user","at":0}}}"#,
            "console session-expired -: -",
        ),
        (
            r#"{"via":"federation-endpoint","at":3600,"credentials":{"via":"assume-role","at":0,"caller":KEY}}"#,
            "federation-endpoint bad-request 400: -",
        ),
        (r#"{"via":"saml","at":10,"session_not_on_or_after":10}"#, "console session-expired -: -"),
        (r#"{"via":"access-portal","at":10,"session_not_on_or_after":10}"#, "console session-expired -: -"),
        (r#"{"via":"assume-role-with-saml","at":10,"session_not_on_or_after":10}"#, "sts ExpiredToken 400: -"),
        // Step 3 comes before 4.
        (r#"{"via":"assume-role-with-saml","at":10,"session_not_on_or_after":10,"duration_seconds":"x"}"#, "sts ExpiredToken 400: -"),
        // A session of no seconds is over when it begins.
        (r#"{"via":"assume-role","at":0,"caller":{"via":"iam-user","at":-43200}}"#, EXPIRED),
    ]);
    for alive in [
        r#"{"via":"assume-role","at":3599,"caller":{"via":"assume-role","at":0,"caller":KEY}}"#,
        r#"{"via":"switch-role","at":43199,"source":{"via":"iam-user","at":0}}"#,
        // Without multi-session only the original sign-in has to be alive.
        r#"{"via":"switch-role","at":3600,"source":{"via":"switch-role","at":0,"source":{"via":"iam-user","at":0}}}"#,
        r#"{"via":"saml","at":9,"session_not_on_or_after":10}"#,
    ] {
        assert!(session(&expand(alive))["expires_at"].is_i64(), "{alive}");
    }
}

#[test]
fn the_console_s_order() {
    table(&[
        // Root's not-allowed comes before its session's end.
        (r#"{"via":"switch-role","at":50000,"source":{"via":"root","at":0}}"#, "console not-allowed -: -"),
        (r#"{"via":"switch-role","at":0,"multi_session":true,"source":{"via":"root","at":0}}"#, "console not-allowed -: -"),
        (
            r#"{"via":"switch-role","at":0,"source":{"via":"federation-endpoint","at":0,"credentials":{"via":"get-federation-token","at":0,"caller":KEY}}}"#,
            "console not-allowed -: -",
        ),
        // GetFederationToken's user: after session-expired.
        (
            r#"{"via":"switch-role","at":50000,"source":{"via":"federation-endpoint","at":0,"credentials":{"via":"get-federation-token","at":0,"caller":KEY}}}"#,
            "console session-expired -: -",
        ),
    ]);
}

#[test]
fn the_federation_endpoint_s_order() {
    let bad = "federation-endpoint bad-request 400: -";
    let not_allowed = "federation-endpoint not-allowed 400: -";
    table(&[
        (r#"{"via":"federation-endpoint","at":0,"credentials":KEY}"#, bad),
        // Over comes before GetSessionToken's, that before the range.
        (r#"{"via":"federation-endpoint","at":50000,"credentials":{"via":"get-session-token","at":0,"caller":KEY}}"#, bad),
        (
            r#"{"via":"federation-endpoint","at":0,"session_duration":1,"credentials":{"via":"get-session-token","at":0,"caller":KEY}}"#,
            not_allowed,
        ),
        (r#"{"via":"federation-endpoint","at":0,"session_duration":899,"credentials":ROLE}"#, bad),
        (r#"{"via":"federation-endpoint","at":0,"session_duration":-1,"credentials":ROLE}"#, bad),
        (r#"{"via":"federation-endpoint","at":0,"session_duration":43201,"credentials":ROLE}"#, bad),
        (r#"{"via":"federation-endpoint","at":0,"session_duration":900,"credentials":{"via":"assume-role","at":0,"caller":ROLE}}"#, bad),
        (
            r#"{"via":"federation-endpoint","at":0,"session_duration":900,"credentials":{"via":"get-federation-token","at":0,"caller":KEY}}"#,
            bad,
        ),
    ]);
    let why = |asked: &str| session(&expand(asked))["why"].as_str().unwrap_or_default().to_owned();
    let out_of_range =
        why(r#"{"via":"federation-endpoint","at":0,"session_duration":899,"credentials":{"via":"assume-role","at":0,"caller":ROLE}}"#);
    assert!(out_of_range.contains("15 minutes and 12 hours"), "{out_of_range}");
}

#[test]
fn web_identity_tokens_and_roles_anywhere() {
    let outlives = "sts SessionDurationEscalationException 403: -";
    let denied = "roles-anywhere AccessDeniedException 403: -";
    table(&[
        (r#"{"via":"get-web-identity-token","at":3301,"caller":{"via":"assume-role","at":0,"caller":KEY}}"#, outlives),
        (r#"{"via":"get-web-identity-token","at":0,"duration_seconds":3600,"caller":{"via":"assume-root","at":0}}"#, outlives),
        (r#"{"via":"roles-anywhere","at":0,"duration_seconds":899}"#, denied),
        (r#"{"via":"roles-anywhere","at":0,"duration_seconds":43201,"role_max":43200}"#, denied),
        (r#"{"via":"roles-anywhere","at":0,"profile_duration":3601}"#, denied),
        (r#"{"via":"roles-anywhere","at":0,"profile_duration":7200,"duration_seconds":3601}"#, denied),
        (r#"{"via":"roles-anywhere","at":0,"duration_seconds":"x"}"#, denied),
        (r#"{"via":"roles-anywhere","at":0,"duration_seconds":""}"#, denied),
    ]);
    // Equal is allowed.
    let equal = expand(r#"{"via":"get-web-identity-token","at":3300,"caller":{"via":"assume-role","at":0,"caller":KEY}}"#);
    assert!(session(&equal)["expires_at"].is_i64());
    // botocore does not check Roles Anywhere.
    assert_eq!(refusal(&botocore(r#"{"via":"roles-anywhere","at":0,"duration_seconds":899}"#)), denied);
}

#[test]
fn the_innermost_first_and_its_place_in_why() {
    // The inner call is refused by STS before the outer one reaches even its client's check.
    let both = expand(
        r#"{"via":"assume-role","at":0,"duration_seconds":899,"caller":{"via":"assume-role","at":0,"duration_seconds":43201,"caller":KEY}}"#,
    );
    let found = botocore(&both);
    assert_eq!(refusal(&found), at_most("43201", 43_200));
    assert!(found["why"].as_str().is_some_and(|why| why.contains("session.caller")), "{found}");
    // Inner calls are checked by the client too.
    let inner =
        expand(r#"{"via":"federation-endpoint","at":0,"credentials":{"via":"assume-role","at":0,"duration_seconds":899,"caller":KEY}}"#);
    let found = botocore(&inner);
    assert_eq!(refusal(&found), client_least(899, 900));
    assert!(found["why"].as_str().is_some_and(|why| why.contains("session.credentials")), "{found}");
    assert_eq!(refusal(&session(&inner)), at_least("899", 900));
}
