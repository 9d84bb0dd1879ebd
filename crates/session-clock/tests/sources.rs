//! Where each answer says that its rule was read, the page that decides first.

mod common;

use session_clock::rules::sources::{self, CLI_ARTICLE, CONSOLE_ARTICLE, Source};
use session_clock::words::Lang;
use session_clock::{Answer, Outcome};

/// The pages behind the answer to a session, as `client` asks for it.
fn read(client: &str, session: &str) -> Vec<Source> {
    let answer = Answer::to_json_text(&format!(r#"{{"client":"{client}","session":{session}}}"#));
    assert!(!matches!(answer.outcome, Outcome::Invalid(_)), "{session}: {answer:?}");
    sources::sources(&answer.outcome)
}

#[test]
fn an_answer_names_the_page_that_decides_and_the_experiment_that_showed_it() {
    let user = r#"{"via":"iam-user","at":0}"#;
    let (key, role) = (common::KEY, common::ROLE);
    let switch = |rest: &str, source: &str| format!(r#"{{"via":"switch-role","at":60,{rest}"source":{source}}}"#);
    let first = switch(r#""multi_session":true,"#, user).replace("\"at\":60", "\"at\":30");
    let from_saml = switch(r#""role_max":43200,"#, r#"{"via":"saml","at":0,"session_duration":43200}"#);
    let assume = |rest: &str, caller: &str| format!(r#"{{"via":"assume-role","at":0,{rest}"caller":{caller}}}"#);
    for (client, session, expected) in [
        ("none", user.to_owned(), vec![sources::SWITCH_ROLE, CONSOLE_ARTICLE]),
        ("none", r#"{"via":"iam-user","at":0,"sign_in_max":3600}"#.to_owned(), vec![sources::SIGN_IN_MAX]),
        ("none", switch("", user), vec![sources::SWITCH_ROLE, sources::ROLE_MAX]),
        // The article's experiment is a chain in the console. Nobody has seen a switch from a sign-in through SAML, nor is a call the console's.
        ("none", switch(r#""role_max":43200,"multi_session":true,"#, &first), vec![sources::ROLE_CHAINING, CONSOLE_ARTICLE]),
        ("none", from_saml, vec![sources::ROLE_CHAINING]),
        ("none", assume(r#""role_max":43200,"#, role), vec![sources::ROLE_CHAINING]),
        (
            "none",
            assume(r#""role_max":43200,"#, r#"{"via":"get-session-token","at":0,"caller":KEY}"#).replace("KEY", key),
            vec![sources::ROLE_CHAINING],
        ),
        ("none", assume("", key), vec![sources::ASSUME_ROLE, sources::ROLE_MAX]),
        ("none", assume(r#""duration_seconds":900,"#, key), vec![sources::ASSUME_ROLE]),
        ("none", r#"{"via":"saml","at":0}"#.to_owned(), vec![sources::SAML_CONSOLE]),
        // What has no end.
        ("none", key.to_owned(), vec![sources::ACCESS_KEYS]),
        ("none", r#"{"via":"instance-profile"}"#.to_owned(), vec![sources::TEMPORARY]),
        // Refused: by the client and by STS CLI_ARTICLE has shown it, by others not, nor what STS's documentation alone says.
        ("botocore", assume(r#""duration_seconds":1,"#, key), vec![sources::ASSUME_ROLE, CLI_ARTICLE]),
        ("none", assume(r#""duration_seconds":3601,"#, key), vec![sources::ASSUME_ROLE, CLI_ARTICLE]),
        ("none", r#"{"via":"assume-role-with-saml","at":0,"session_not_on_or_after":0}"#.to_owned(), vec![sources::ASSUME_ROLE_WITH_SAML]),
        ("none", format!(r#"{{"via":"presigned-url","at":0,"expires_in":604801,"credentials":{key}}}"#), vec![sources::PRESIGNED_URL]),
    ] {
        assert_eq!(read(client, &session), expected, "{client}, {session}");
    }
    assert_eq!(sources::sources(&Answer::to_json_text("{}").outcome), [], "what cannot be asked rests on no page");
}

#[test]
fn aws_has_its_pages_in_japanese_too_and_an_article_has_one_language() {
    assert_eq!(sources::PORTAL.url_in(Lang::En), sources::PORTAL.url);
    assert_eq!(
        sources::PORTAL.url_in(Lang::Ja),
        "https://docs.aws.amazon.com/ja_jp/singlesignon/latest/userguide/configure-user-session.html"
    );
    assert_eq!(CLI_ARTICLE.url_in(Lang::Ja), CLI_ARTICLE.url);
}
