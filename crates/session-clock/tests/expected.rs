//! What is expected: what rests on a default which an administrator can change. What people read of it says so, in both languages.

use session_clock::rules::{Assumed, assumed};
use session_clock::words::{self, Lang};
use session_clock::{Answer, Question};

const USER: &str = r#"{"via":"iam-user","at":0}"#;
const LOGIN: &str = r#"{"via":"aws-login","at":0}"#;
const KEY: &str = r#"{"via":"access-key","principal":"iam-user"}"#;

fn question(session: &str) -> Question {
    Question::from_json(&format!(r#"{{"session":{session}}}"#)).expect("it can be asked")
}

fn of(session: &str) -> Option<Assumed> {
    let question = question(session);
    assumed(&question.session, question.client)
}

fn switched(at: i64, rest: &str, source: &str) -> String {
    format!(r#"{{"via":"switch-role","at":{at}{rest},"source":{source}}}"#)
}

fn signed(at: i64, credentials: &str) -> String {
    format!(r#"{{"via":"presigned-url","at":{at},"expires_in":86400,"credentials":{credentials}}}"#)
}

#[test]
fn an_end_by_a_default_that_an_administrator_can_change_is_expected() {
    let length = Some(Assumed::Length);
    let told = r#"{"via":"iam-user","at":0,"sign_in_max":43200}"#;
    let multi = r#","multi_session":true"#;
    for (session, so) in [
        (USER.to_owned(), length),
        (told.to_owned(), None),
        // Nobody can set the root user's.
        (r#"{"via":"root","at":0}"#.to_owned(), None),
        (r#"{"via":"aws-login","at":0,"principal":"root"}"#.to_owned(), None),
        (r#"{"via":"aws-login","at":0,"principal":"iam-user"}"#.to_owned(), length),
        (r#"{"via":"identity-center","at":0}"#.to_owned(), length),
        (r#"{"via":"roles-anywhere","at":0,"role_max":43200}"#.to_owned(), length),
        (switched(3_600, "", USER), length),
        (switched(3_600, r#","role_max":43200"#, USER), length),
        (switched(3_600, r#","role_max":43200"#, told), None),
        // The hour of role chaining, whatever the rest is by default.
        (switched(1_800, multi, &switched(0, multi, USER)), None),
        // The call's own default is no administrator's.
        (format!(r#"{{"via":"assume-role","at":0,"caller":{KEY}}}"#), None),
        // The profile's length may be any up to the role's maximum that was told, also where AWS would refuse still more.
        (signed(3_000, r#"{"via":"roles-anywhere","at":0,"role_max":7200}"#), length),
        (signed(3_599, r#"{"via":"roles-anywhere","at":0,"role_max":7200}"#), length),
        // It ends with the credentials either way.
        (signed(0, r#"{"via":"roles-anywhere","at":0,"role_max":3600}"#), length),
        // Refused either way, for the same reason, though not of the same session.
        (switched(60_000, multi, &switched(46_800, r#","role_max":3600"#, USER)), length),
        // Refused either way: these are session credentials, which live.
        (
            format!(
                r#"{{"via":"get-session-token","at":0,"caller":{{"via":"get-scoped-credentials","at":0,"duration_seconds":43200,"caller":{LOGIN}}}}}"#
            ),
            None,
        ),
        // What was obtained was not refused, so its caller's session lived.
        (format!(r#"{{"via":"get-scoped-credentials","at":43000,"duration_seconds":60,"caller":{LOGIN}}}"#), None),
    ] {
        assert_eq!(of(&session), so, "{session}");
    }
}

/// A sign-in whose length nobody told may be shorter than AWS's default, too. So a role's maximum that was told, and ends as late as the sign-in should, or earlier,
/// is not surely what ends it; only within the least that a sign-in can be set to it is.
#[test]
fn a_told_maximum_is_no_end_while_the_sign_in_may_end_first() {
    let hour = r#","role_max":3600"#;
    for (at, so) in [(0, None), (1, Some(Assumed::Source)), (36_000, Some(Assumed::Source)), (39_600, Some(Assumed::Source))] {
        assert_eq!(of(&switched(at, hour, USER)), so, "{at}");
    }
    let told = |max: i64| format!(r#"{{"via":"iam-user","at":0,"sign_in_max":{max}}}"#);
    assert_eq!(of(&switched(39_600, hour, &told(43_200))), None, "told both, a tie is worked out");
}

/// What rests on a default says so, a refusal, too, and what is certain doesn't.
#[test]
fn what_is_assumed_is_said() {
    let may_be = |en: &str| format!("{en}. This assumes AWS's default length. An administrator may have set another.");
    let may_be_ja = |ja: &str| format!("{ja}。AWS のデフォルトの長さを前提としています。管理者が別の長さを設定している場合があります。");
    let over = "The session it comes from has already ended by then";
    let over_ja = "元になるセッションは、その時点ですでに終わっています";
    let rest = "The role alone would last 12 hours, but the session you switch from has 2 hours left, and this one ends with it";
    let rest_ja = "ロールだけなら 12 時間使えますが、スイッチ元のセッションの残り時間が 2 時間のため、このセッションも一緒に終わります";
    for (session, en, ja) in [
        (switched(46_800, "", USER), may_be(over), may_be_ja(over_ja)),
        (switched(46_800, "", r#"{"via":"iam-user","at":0,"sign_in_max":43200}"#), format!("{over}."), format!("{over_ja}。")),
        (switched(46_800, "", r#"{"via":"saml","at":0}"#), format!("{over}."), format!("{over_ja}。")),
        (format!(r#"{{"via":"assume-role","at":46800,"caller":{LOGIN}}}"#), may_be(over), may_be_ja(over_ja)),
        (
            format!(r#"{{"via":"ecr-login","at":46800,"credentials":{LOGIN}}}"#),
            may_be("The credentials have already expired by then"),
            may_be_ja("認証情報の期限は、その時点ですでに切れています"),
        ),
        (
            format!(r#"{{"via":"get-web-identity-token","at":43000,"caller":{LOGIN}}}"#),
            may_be("The token would outlive the session that asks for it"),
            may_be_ja("トークンの有効期間が、要求元のセッションの残り時間を超えます"),
        ),
        (
            format!(r#"{{"via":"assume-role","at":0,"duration_seconds":3601,"caller":{KEY}}}"#),
            may_be("The call asked for more than the role's maximum session duration, 1 hour. AWS refuses the call instead of shortening the session"),
            may_be_ja("ロールの最大セッション期間である 1 時間を超えて要求しています。AWS は期間を短縮せず、呼び出しを拒否します"),
        ),
        (switched(50_000, "", &switched(46_800, "", USER)), may_be(&format!("Refused earlier, at session.source: {over}")), may_be_ja(&format!("その前の session.source で拒否されます: {over_ja}"))),
        (switched(36_000, r#","role_max":43200"#, USER), may_be(rest), may_be_ja(rest_ja)),
        (
            switched(36_000, r#","role_max":43200,"multi_session":true"#, USER),
            may_be(&format!("{rest} (worked out from AWS's other rules, not confirmed)")),
            may_be_ja(&format!("{rest_ja} (AWS の他のルールから導いたもので、確認されていません)")),
        ),
        (
            r#"{"via":"roles-anywhere","at":0,"role_max":43200}"#.to_owned(),
            may_be("The Roles Anywhere profile's session duration is 1 hour"),
            may_be_ja("Roles Anywhere のプロファイルのセッション期間は 1 時間です"),
        ),
        (
            signed(36_000, LOGIN),
            may_be("It ends with the credentials that signed it, after 2 hours, no matter how long you asked for"),
            may_be_ja("要求した期間に関係なく、署名に使った認証情報の期限が切れる 2 時間後に終わります"),
        ),
        // Said already, and once.
        (
            USER.to_owned(),
            "An IAM user's console sign-in lasts 12 hours, unless an administrator has set another length.".into(),
            "IAM ユーザーのコンソールへのサインインは、管理者が別の長さを設定していなければ 12 時間続きます。".into(),
        ),
        // The longest is certain.
        (
            switched(36_000, r#","role_max":3600"#, USER),
            "A session of this role lasts 1 hour, the role's maximum session duration. It ends earlier if the session you switched from ends \
             before that."
                .into(),
            "このロールのセッションは、最大セッション期間の 1 時間続きます。スイッチ元のセッションがそれより先に終わると、そのときに終わります。".into(),
        ),
        (
            format!(r#"{{"via":"eks-token","at":36000,"credentials":{LOGIN}}}"#),
            "EKS accepts a token for 15 minutes after it is signed. Clients get a new one a minute before that. It ends earlier if the \
             credentials it was made with end before that. Session Clock doesn't know when those end."
                .into(),
            "EKS はトークンを署名から 15 分受け付けます。クライアントはその 1 分前に新しいトークンを取得します。作成に使った認証情報の期限が先に切れると、そのときに終わります。認証情報の期限はわかりません。".into(),
        ),
        (
            format!(r#"{{"via":"presigned-url","at":36000,"expires_in":3600,"credentials":{LOGIN}}}"#),
            "It was signed for 1 hour. It ends earlier if the credentials it was made with end before that. Session Clock doesn't know when \
             those end."
                .into(),
            "1 時間の期間で署名されています。作成に使った認証情報の期限が先に切れると、そのときに終わります。認証情報の期限はわかりません。".into(),
        ),
        // A call asks for an hour by itself, and nobody said what the role allows.
        (
            format!(r#"{{"via":"assume-role","at":0,"caller":{KEY}}}"#),
            "You didn't give the role's maximum session duration, so AWS's default of 1 hour applies.".into(),
            "ロールの最大セッション期間の指定がないため、AWS のデフォルトの 1 時間が適用されます。".into(),
        ),
    ] {
        let outcome = Answer::to(question(&session)).outcome;
        for (lang, said) in [(Lang::En, en), (Lang::Ja, ja)] {
            assert_eq!(words::told(lang, &outcome, of(&session)).to_string(), said, "{session}");
        }
    }
}
