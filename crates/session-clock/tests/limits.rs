//! Each way to a session: keys, limits, their order, their defaults, and which of them binds.

mod common;
use common::*;
use serde_json::{Value, json};
use session_clock::Answer;

/// Each row: a session, its limits in order with the binding one in brackets.
fn table(rows: &[(&str, &str)]) {
    for (asked, expected) in rows {
        let asked = asked.replace("KEY", KEY).replace("ROOT", ROOT_KEY).replace("ROLE", ROLE);
        let found = session(&asked);
        assert_eq!(limits(&found), *expected, "{asked}\n{found}");
        assert_eq!(found["duration"].as_i64(), found["expires_at"].as_i64().map(|end| end - found["at"].as_i64().unwrap_or(0)));
    }
}

#[test]
fn console_sign_ins() {
    table(&[
        (r#"{"via":"iam-user","at":100}"#, "[console-sign-in 43300]"),
        (r#"{"via":"root","at":100}"#, "[console-sign-in 43300]"),
        (r#"{"via":"saml","at":100}"#, "[session-duration 3700]"),
        (r#"{"via":"saml","at":100,"session_duration":900}"#, "[session-duration 1000]"),
        (r#"{"via":"saml","at":0,"session_duration":43200,"session_not_on_or_after":7200}"#, "session-duration 43200 [idp-session 7200]"),
        (r#"{"via":"saml","at":0,"session_not_on_or_after":3600}"#, "[session-duration 3600] idp-session 3600"),
        // The role's maximum is told and does not bind.
        (r#"{"via":"saml","at":0,"session_duration":43200,"role_max":3600}"#, "[session-duration 43200]"),
        (r#"{"via":"identity-center","at":0}"#, "[permission-set 3600]"),
        (r#"{"via":"identity-center","at":5,"permission_set_duration":43200}"#, "[permission-set 43205]"),
        (r#"{"via":"federation-endpoint","at":0,"credentials":ROLE}"#, "[credentials 41400]"),
        // A clock of its own, bounded neither by the role's maximum nor by the credentials.
        (
            r#"{"via":"federation-endpoint","at":0,"session_duration":43200,"credentials":{"via":"assume-role","at":0,"caller":KEY}}"#,
            "[session-duration 43200]",
        ),
        (r#"{"via":"federation-endpoint","at":0,"session_duration":900,"credentials":{"via":"lambda-role"}}"#, "[session-duration 900]"),
        (r#"{"via":"federation-endpoint","at":9,"credentials":{"via":"get-federation-token","at":0,"caller":KEY}}"#, "[credentials 43200]"),
        (r#"{"via":"federation-endpoint","at":9,"credentials":{"via":"aws-login","at":0}}"#, "[credentials 43200]"),
        (r#"{"via":"federation-endpoint","at":9,"credentials":{"via":"roles-anywhere","at":0}}"#, "[credentials 3600]"),
        (r#"{"via":"federation-endpoint","at":9,"credentials":{"via":"identity-center-credentials","at":0}}"#, "[credentials 3600]"),
        (r#"{"via":"federation-endpoint","at":9,"credentials":{"via":"assume-root","at":0}}"#, "[credentials 900]"),
        (r#"{"via":"access-portal","at":0}"#, "[portal 28800]"),
        (r#"{"via":"access-portal","at":0,"portal_duration":7776000}"#, "[portal 7776000]"),
        (r#"{"via":"access-portal","at":0,"identity_source":"aws-managed-ad"}"#, "[portal 28800] directory 36000"),
        (
            r#"{"via":"access-portal","at":1,"portal_duration":43200,"identity_source":"aws-managed-ad","session_not_on_or_after":40000}"#,
            "portal 43201 [directory 36001] idp-session 40000",
        ),
        (r#"{"via":"access-portal","at":0,"session_not_on_or_after":28800}"#, "[portal 28800] idp-session 28800"),
    ]);
}

#[test]
fn switching_roles() {
    table(&[
        (
            r#"{"via":"switch-role","at":36000,"role_max":43200,"source":{"via":"iam-user","at":0}}"#,
            "role-max 79200 [source-session 43200]",
        ),
        (r#"{"via":"switch-role","at":0,"source":{"via":"iam-user","at":0}}"#, "[role-max 3600] source-session 43200"),
        (r#"{"via":"switch-role","at":0,"role_max":43200,"source":{"via":"iam-user","at":0}}"#, "[role-max 43200] source-session 43200"),
        // Without multi-session user → B → C is user → C, also where B is over by then.
        (
            r#"{"via":"switch-role","at":7200,"role_max":43200,"source":{"via":"switch-role","at":0,"source":{"via":"iam-user","at":0}}}"#,
            "role-max 50400 [source-session 43200]",
        ),
        // With it, B → C is chaining, and what B has left does not count.
        (
            r#"{"via":"switch-role","at":3599,"multi_session":true,"role_max":43200,"source":
               {"via":"switch-role","at":0,"multi_session":true,"source":{"via":"iam-user","at":0}}}"#,
            "[role-chaining 7199] role-max 46799",
        ),
        // Named also where C's maximum is an hour.
        (
            r#"{"via":"switch-role","at":0,"multi_session":true,"source":{"via":"switch-role","at":0,"source":{"via":"iam-user","at":0}}}"#,
            "[role-chaining 3600] role-max 3600",
        ),
        // With it and the user's session chosen, the rest of that session counts.
        (
            r#"{"via":"switch-role","at":36000,"multi_session":true,"role_max":43200,"source":{"via":"iam-user","at":0}}"#,
            "role-max 79200 [source-session 43200]",
        ),
        // A sign-in that is a role's session: chaining either way; its rest counts without multi-session only.
        (
            r#"{"via":"switch-role","at":3000,"role_max":43200,"source":{"via":"saml","at":0}}"#,
            "role-chaining 6600 role-max 46200 [source-session 3600]",
        ),
        (
            r#"{"via":"switch-role","at":3000,"multi_session":true,"role_max":43200,"source":{"via":"saml","at":0}}"#,
            "[role-chaining 6600] role-max 46200",
        ),
        (
            r#"{"via":"switch-role","at":0,"role_max":43200,"source":{"via":"identity-center","at":0,"permission_set_duration":43200}}"#,
            "[role-chaining 3600] role-max 43200 source-session 43200",
        ),
        (
            r#"{"via":"switch-role","at":0,"source":{"via":"federation-endpoint","at":0,"credentials":ROLE}}"#,
            "[role-chaining 3600] role-max 3600 source-session 41400",
        ),
        // A sign-in whose end is not known bounds nothing.
        (
            r#"{"via":"switch-role","at":0,"source":{"via":"federation-endpoint","at":0,"credentials":{"via":"ecs-task-role"}}}"#,
            "[role-chaining 3600] role-max 3600",
        ),
        // Through two switches the original sign-in is still the source.
        (
            r#"{"via":"switch-role","at":20,"role_max":43200,"source":{"via":"switch-role","at":10,"multi_session":true,"source":
               {"via":"switch-role","at":5,"source":{"via":"iam-user","at":-43000}}}}"#,
            "role-max 43220 [source-session 200]",
        ),
    ]);
}

#[test]
fn calls_to_sts() {
    table(&[
        (r#"{"via":"get-session-token","at":0,"caller":KEY}"#, "[requested-duration 43200]"),
        (r#"{"via":"get-session-token","at":0,"caller":KEY,"duration_seconds":129600}"#, "[requested-duration 129600]"),
        (r#"{"via":"get-session-token","at":0,"caller":ROOT}"#, "[requested-duration 3600] service-maximum 3600"),
        (r#"{"via":"get-session-token","at":0,"caller":ROOT,"duration_seconds":900}"#, "[requested-duration 900] service-maximum 3600"),
        (
            r#"{"via":"get-session-token","at":0,"caller":ROOT,"duration_seconds":129600}"#,
            "requested-duration 129600 [service-maximum 3600]",
        ),
        (r#"{"via":"get-federation-token","at":0,"caller":KEY}"#, "[requested-duration 43200]"),
        (
            r#"{"via":"get-federation-token","at":0,"caller":ROOT,"duration_seconds":3601}"#,
            "requested-duration 3601 [service-maximum 3600]",
        ),
        (r#"{"via":"assume-role","at":0,"caller":KEY}"#, "[role-max 3600] requested-duration 3600"),
        (r#"{"via":"assume-role","at":0,"caller":KEY,"role_max":43200}"#, "role-max 43200 [requested-duration 3600]"),
        (
            r#"{"via":"assume-role","at":0,"caller":KEY,"role_max":43200,"duration_seconds":43200}"#,
            "[role-max 43200] requested-duration 43200",
        ),
        (r#"{"via":"assume-role","at":0,"caller":ROLE}"#, "[role-chaining 3600] role-max 3600 requested-duration 3600"),
        (
            r#"{"via":"assume-role","at":0,"caller":ROLE,"role_max":43200,"duration_seconds":900}"#,
            "role-chaining 3600 role-max 43200 [requested-duration 900]",
        ),
        // A chained call does not depend on what its caller has left.
        (
            r#"{"via":"assume-role","at":3599,"caller":{"via":"assume-role","at":0,"caller":KEY},"role_max":43200}"#,
            "[role-chaining 7199] role-max 46799 requested-duration 7199",
        ),
        (r#"{"via":"assume-role-with-saml","at":0}"#, "[role-max 3600] requested-duration 3600"),
        (
            r#"{"via":"assume-role-with-saml","at":0,"role_max":43200,"duration_seconds":7200,"saml_session_duration":1800,"session_not_on_or_after":3600}"#,
            "role-max 43200 requested-duration 7200 [session-duration 1800] idp-session 3600",
        ),
        (
            r#"{"via":"assume-role-with-saml","at":0,"role_max":43200,"saml_session_duration":43200}"#,
            "role-max 43200 [requested-duration 3600] session-duration 43200",
        ),
        (r#"{"via":"assume-role-with-web-identity","at":0,"role_max":43200}"#, "role-max 43200 [requested-duration 3600]"),
        (r#"{"via":"assume-root","at":0}"#, "[requested-duration 900]"),
        (r#"{"via":"assume-root","at":0,"caller":ROLE,"duration_seconds":0}"#, "[requested-duration 0]"),
        (r#"{"via":"get-web-identity-token","at":0}"#, "[requested-duration 300]"),
        (r#"{"via":"get-web-identity-token","at":0,"caller":KEY,"duration_seconds":3600}"#, "[requested-duration 3600]"),
        // What was typed into a raw query.
        (r#"{"via":"get-session-token","at":0,"caller":KEY,"duration_seconds":"+0900"}"#, "[requested-duration 900]"),
        (r#"{"via":"assume-root","at":0,"duration_seconds":"-0"}"#, "[requested-duration 0]"),
        (r#"{"via":"assume-root","at":0,"duration_seconds":-0}"#, "[requested-duration 0]"),
    ]);
}

#[test]
fn other_services() {
    table(&[
        (r#"{"via":"roles-anywhere","at":0}"#, "[role-max 3600] profile-duration 3600"),
        (r#"{"via":"roles-anywhere","at":0,"role_max":43200}"#, "role-max 43200 [profile-duration 3600]"),
        // The least of both is held against the role's maximum, so the profile's alone may be more.
        (
            r#"{"via":"roles-anywhere","at":0,"profile_duration":43200,"duration_seconds":3600}"#,
            "[role-max 3600] profile-duration 43200 requested-duration 3600",
        ),
        (
            r#"{"via":"roles-anywhere","at":0,"profile_duration":900,"duration_seconds":43200}"#,
            "role-max 3600 [profile-duration 900] requested-duration 43200",
        ),
        (r#"{"via":"roles-anywhere","at":0,"duration_seconds":"+900"}"#, "role-max 3600 profile-duration 3600 [requested-duration 900]"),
        (r#"{"via":"identity-center-credentials","at":0}"#, "[permission-set 3600]"),
        (r#"{"via":"identity-center-credentials","at":0,"permission_set_duration":43200}"#, "[permission-set 43200]"),
        (r#"{"via":"aws-login","at":0}"#, "[service-maximum 43200]"),
    ]);
}

#[test]
fn what_does_not_expire_answers_null() {
    for asked in [KEY, ROOT_KEY, r#"{"via":"instance-profile"}"#, r#"{"via":"ecs-task-role"}"#, r#"{"via":"lambda-role"}"#] {
        let mut found = session(asked);
        assert!(found["why"].is_string());
        found.as_object_mut().expect("an object").remove("why");
        let expected = json!({"at": null, "expires_at": null, "duration": null, "chained": false, "limited_by": null, "limits": [],
            "sure": "documented"});
        assert_eq!(found, expected, "{asked}");
    }
    // With service credentials and no SessionDuration the end is not known.
    let found = session(r#"{"via":"federation-endpoint","at":7,"credentials":{"via":"instance-profile"}}"#);
    assert_eq!(
        (&found["at"], &found["expires_at"], &found["duration"], &found["limits"]),
        (&json!(7), &Value::Null, &Value::Null, &json!([]))
    );
}

#[test]
fn chained_or_not() {
    let chained_role = format!(r#"{{"via":"assume-role","at":0,"caller":{ROLE}}}"#);
    for (asked, chained) in [
        (format!(r#"{{"via":"assume-role","at":0,"caller":{KEY}}}"#), false),
        (chained_role.clone(), true),
        (format!(r#"{{"via":"federation-endpoint","at":0,"credentials":{chained_role}}}"#), true),
        (format!(r#"{{"via":"federation-endpoint","at":0,"credentials":{ROLE}}}"#), false),
        (format!(r#"{{"via":"get-web-identity-token","at":0,"caller":{chained_role}}}"#), false),
        (format!(r#"{{"via":"assume-root","at":0,"caller":{chained_role}}}"#), false),
        (r#"{"via":"assume-role-with-web-identity","at":0}"#.to_owned(), false),
        (r#"{"via":"assume-role-with-saml","at":0}"#.to_owned(), false),
        (r#"{"via":"saml","at":0}"#.to_owned(), false),
        (r#"{"via":"switch-role","at":0,"source":{"via":"saml","at":0}}"#.to_owned(), true),
        (r#"{"via":"switch-role","at":0,"multi_session":true,"source":{"via":"iam-user","at":0}}"#.to_owned(), false),
    ] {
        assert_eq!(session(&asked)["chained"], json!(chained), "{asked}");
    }
}

#[test]
fn every_session_but_a_long_term_key_makes_the_next_hop_chaining() {
    for caller in [
        format!(r#"{{"via":"get-session-token","at":0,"caller":{KEY}}}"#),
        ROLE.to_owned(),
        r#"{"via":"assume-role-with-saml","at":0}"#.to_owned(),
        r#"{"via":"assume-role-with-web-identity","at":0}"#.to_owned(),
        r#"{"via":"roles-anywhere","at":0}"#.to_owned(),
        r#"{"via":"identity-center-credentials","at":0}"#.to_owned(),
        r#"{"via":"aws-login","at":0}"#.to_owned(),
        r#"{"via":"instance-profile"}"#.to_owned(),
        r#"{"via":"ecs-task-role"}"#.to_owned(),
        r#"{"via":"lambda-role"}"#.to_owned(),
        r#"{"via":"iam-user","at":0}"#.to_owned(),
        r#"{"via":"saml","at":0}"#.to_owned(),
        r#"{"via":"identity-center","at":0}"#.to_owned(),
        r#"{"via":"switch-role","at":0,"source":{"via":"iam-user","at":0}}"#.to_owned(),
        format!(r#"{{"via":"federation-endpoint","at":0,"credentials":{ROLE}}}"#),
    ] {
        let found = session(&format!(r#"{{"via":"assume-role","at":0,"role_max":43200,"caller":{caller}}}"#));
        assert_eq!(limits(&found), "[role-chaining 3600] role-max 43200 requested-duration 3600", "{caller}");
        assert_eq!(found["chained"], json!(true));
    }
}

#[test]
fn how_sure() {
    for (asked, sure) in [
        (r#"{"via":"iam-user","at":0}"#, "documented"),
        (r#"{"via":"root","at":0}"#, "derived"),
        (r#"{"via":"switch-role","at":36000,"source":{"via":"iam-user","at":0}}"#, "documented"),
        (r#"{"via":"switch-role","at":3000,"source":{"via":"saml","at":0}}"#, "derived"),
        (r#"{"via":"switch-role","at":3000,"multi_session":true,"source":{"via":"saml","at":0}}"#, "derived"),
        (
            r#"{"via":"switch-role","at":0,"multi_session":true,"source":{"via":"switch-role","at":0,"source":{"via":"iam-user","at":0}}}"#,
            "observed",
        ),
        (r#"{"via":"assume-role-with-saml","at":0,"saml_session_duration":900}"#, "reported"),
        (r#"{"via":"assume-role-with-saml","at":0,"saml_session_duration":43200}"#, "documented"),
        (r#"{"via":"assume-role","at":0,"caller":{"via":"instance-profile"}}"#, "reported"),
    ] {
        let found = session(asked);
        assert_eq!(found["sure"], json!(sure), "{found}");
    }
    let why = session(r#"{"via":"switch-role","at":3000,"source":{"via":"saml","at":0}}"#)["why"].clone();
    assert!(why.as_str().is_some_and(|why| why.contains("not confirmed")), "{why}");
}

/// Whether the limit that decides was told, or is AWS's default.
#[test]
fn told_or_by_default() {
    for (asked, told) in [
        (r#"{"via":"saml","at":0}"#, false),
        (r#"{"via":"saml","at":0,"session_duration":900}"#, true),
        (r#"{"via":"saml","at":0,"session_not_on_or_after":1800}"#, true),
        (r#"{"via":"saml","at":0,"session_not_on_or_after":7200}"#, false),
        (r#"{"via":"assume-role","at":0,"caller":KEY}"#, false),
        (r#"{"via":"assume-role","at":0,"role_max":3600,"caller":KEY}"#, true),
        (r#"{"via":"assume-role","at":0,"role_max":3600,"duration_seconds":900,"caller":KEY}"#, true),
        (r#"{"via":"get-session-token","at":0,"caller":KEY}"#, false),
        (r#"{"via":"get-session-token","at":0,"duration_seconds":900,"caller":KEY}"#, true),
        (r#"{"via":"roles-anywhere","at":0}"#, false),
        (r#"{"via":"roles-anywhere","at":0,"role_max":3600}"#, true),
        (r#"{"via":"roles-anywhere","at":0,"role_max":43200}"#, false),
        (r#"{"via":"roles-anywhere","at":0,"role_max":43200,"profile_duration":7200}"#, true),
    ] {
        let answer = Answer::to_json_text(&format!(r#"{{"session":{}}}"#, asked.replace("KEY", KEY)));
        assert_eq!(answer.ends().map(|ends| ends.told), Some(told), "{asked}");
    }
}

/// Nobody has seen whether a sign-in's remaining time counts for a role that is switched to: only where it decides is the end derived.
#[test]
fn a_switch_is_derived_only_where_its_source_decides() {
    for (asked, sure) in [
        (r#"{"via":"switch-role","at":3000,"multi_session":true,"source":{"via":"saml","at":0}}"#, "derived"),
        (r#"{"via":"switch-role","at":3000,"multi_session":true,"source":{"via":"saml","at":0,"session_duration":43200}}"#, "documented"),
        (r#"{"via":"switch-role","at":3000,"multi_session":true,"role_max":43200,"source":{"via":"iam-user","at":0}}"#, "derived"),
        (r#"{"via":"switch-role","at":3000,"multi_session":true,"role_max":3600,"source":{"via":"iam-user","at":0}}"#, "documented"),
    ] {
        assert_eq!(session(asked)["sure"], sure, "{asked}");
    }
}

/// How surely role chaining is known depends on the caller, and how surely credentials end a token on the token.
#[test]
fn sure_as_the_sources_are() {
    let role = |caller: &str| format!(r#"{{"via":"assume-role","at":0,"role_max":43200,"caller":{caller}}}"#);
    let token = |at: i64| format!(r#"{{"via":"rds-token","at":{at},"credentials":{ROLE}}}"#);
    for (asked, sure) in [
        (role(ROLE), "documented"),
        (role(r#"{"via":"assume-role-with-saml","at":0}"#), "documented"),
        (role(r#"{"via":"assume-role-with-web-identity","at":0}"#), "documented"),
        (role(&format!(r#"{{"via":"get-session-token","at":0,"caller":{KEY}}}"#)), "observed"),
        (role(r#"{"via":"lambda-role"}"#), "reported"),
        (role(r#"{"via":"aws-login","at":0}"#), "derived"),
        // 15 minutes are documented; that a token dies with its credentials is derived.
        (token(0), "documented"),
        (token(41_000), "derived"),
    ] {
        let answer = session(&asked);
        assert_eq!(answer["sure"], sure, "{asked}: {answer}");
    }
    // The least that a client lets through.
    let least = botocore(&format!(r#"{{"via":"s3-access-grants","at":0,"duration_seconds":900,"credentials":{KEY}}}"#));
    assert_eq!(least["expires_at"], 900, "{least}");
}
