//! Which ends are expected: those that rest on a default which an administrator can change.

use session_clock::Question;
use session_clock::rules::is_expected;

fn expected(session: &str) -> bool {
    let question = Question::from_json(&format!(r#"{{"session":{session}}}"#)).expect("it can be asked");
    is_expected(&question.session, question.client)
}

#[test]
fn an_end_by_a_default_that_an_administrator_can_change_is_expected() {
    let user = r#"{"via":"iam-user","at":0}"#;
    let switched = |rest: &str, source: &str| format!(r#"{{"via":"switch-role","at":3600{rest},"source":{source}}}"#);
    for (session, so) in [
        (user.to_owned(), true),
        (r#"{"via":"iam-user","at":0,"sign_in_max":43200}"#.to_owned(), false),
        // Nobody can set the root user's.
        (r#"{"via":"root","at":0}"#.to_owned(), false),
        (r#"{"via":"aws-login","at":0,"principal":"root"}"#.to_owned(), false),
        (r#"{"via":"aws-login","at":0,"principal":"iam-user"}"#.to_owned(), true),
        (r#"{"via":"identity-center","at":0}"#.to_owned(), true),
        (switched(r#","role_max":3600"#, user), false),
        (switched("", user), true),
        (switched(r#","role_max":43200"#, user), true),
        (switched(r#","role_max":43200"#, r#"{"via":"iam-user","at":0,"sign_in_max":43200}"#), false),
        // The hour of role chaining, whatever the rest is by default.
        (switched(r#","multi_session":true"#, &switched(r#","multi_session":true"#, user).replace("3600", "0")), false),
        // The call's own default is no administrator's.
        (r#"{"via":"assume-role","at":0,"caller":{"via":"access-key","principal":"iam-user"}}"#.to_owned(), false),
    ] {
        assert_eq!(expected(&session), so, "{session}");
    }
}
