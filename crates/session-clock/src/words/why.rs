//! Why a session ends when it does, or why it is refused: one sentence.

use super::{Lang, Part, Sentence, phrases};
use crate::grammar::{Because, Ends, LimitKind, Outcome, Refusal, Refuser, Sure, Via};

phrases! {
    /// The sentences of [`why`].
    WHY;
    USER_SIGN_IN = "An IAM user's console sign-in lasts {0}, unless an administrator has set another length.",
        "IAM ユーザーのコンソールへのサインインは、管理者が別の長さを設定していなければ {0} 続きます。";
    USER_SIGN_IN_SET = "An administrator has set this user's sign-in to {0}.",
        "管理者がこのユーザーのサインインの長さを {0} に設定しています。";
    ROOT_SIGN_IN = "The root user's console sign-in is taken to last {0}, like an IAM user's.",
        "ルートユーザーのコンソールへのサインインは、IAM ユーザーと同じく {0} 続くと考えられます。";
    AWS_LOGIN = "aws login renews its 15-minute credentials until {0} after the sign-in, unless an administrator has set another length.",
        "aws login は 15 分の認証情報を更新し続け、管理者が別の長さを設定していなければ、サインインの {0} 後に終わります。";
    AWS_LOGIN_SET = "aws login renews its 15-minute credentials until {0} after the sign-in, as an administrator has set it.",
        "aws login は 15 分の認証情報を更新し続け、管理者が設定したとおり、サインインの {0} 後に終わります。";
    NO_EXPIRY = "A long-term access key has no session and does not expire.",
        "長期アクセスキーにはセッションの概念がなく、有効期限もありません。";
    SERVICE_RENEWS = "The service renews these credentials before they expire, so no end is set.",
        "これらの認証情報は期限が切れる前にサービスが更新するため、終わりは決まっていません。";
    UNKNOWN_END = "The sign-in ends with the service's credentials, and when those were renewed last is not known.",
        "サインインはサービスの認証情報とともに終わりますが、それらが最後に更新された時刻はわかりません。";
    SAML_TOLD = "The SAML attribute SessionDuration gives the console session {0}, and the role's maximum does not bound it.",
        "SAML 属性 SessionDuration により、コンソールセッションは {0} 続きます。ロールの最大セッション期間には制限されません。";
    SAML_DEFAULT = "Without the SAML attribute SessionDuration the console session lasts {0}.",
        "SAML 属性 SessionDuration がないため、コンソールセッションは {0} 続きます。";
    IDP_END = "The identity provider ends its session {0} after the start, before any other limit.",
        "ID プロバイダーのセッションが開始から {0} 後に終わり、これが最も早い制限です。";
    PERMISSION_SET_TOLD = "The permission set's session duration is {0}.",
        "アクセス許可セットのセッション期間は {0} です。";
    PERMISSION_SET_DEFAULT = "A permission set's session lasts {0} where nobody set another duration.",
        "アクセス許可セットのセッション期間は、設定されていなければ {0} です。";
    BROKER_DURATION = "The SessionDuration given to the federation endpoint is a clock of its own: {0}.",
        "フェデレーションエンドポイントに指定した SessionDuration は独立した期間で、{0} です。";
    BROKER_CREDENTIALS = "Without a SessionDuration the console session ends with the credentials behind the link, {0} after the sign-in.",
        "SessionDuration を指定していないため、コンソールセッションはリンクの認証情報とともに、サインインの {0} 後に終わります。";
    SWITCH_ROLE_MAX = "The switched role lasts its maximum session duration, {0}.",
        "スイッチロール先のセッションは、ロールの最大セッション期間である {0} 続きます。";
    SWITCH_ROLE_MAX_DEFAULT = "The role's maximum session duration was not told, so AWS's default of {0} counts.",
        "ロールの最大セッション期間が示されていないため、AWS のデフォルトの {0} とします。";
    SWITCH_SOURCE = "The switched role ends with the session it was switched from, which has {0} left; the role itself would last {1}.",
        "スイッチロール先のセッションは、スイッチ元のセッションの残り時間である {0} で終わります。ロール自体は {1} まで許可しています。";
    SWITCH_CHAINED = "Switching with a role's session is role chaining: {0} from the switch, whatever the source has left and the role allows.",
        "ロールのセッションからのスイッチロールはロールの連鎖となり、スイッチ元の残り時間やロールの最大セッション期間に関係なく {0} で終わります。";
    SWITCH_CHAINED_SIGN_IN = "The sign-in is a role's session already, so switching from it is role chaining: {0} from the switch.",
        "サインイン自体がロールのセッションであるため、そこからのスイッチロールはロールの連鎖となり、{0} で終わります。";
    PORTAL_TOLD = "The access portal's session duration is {0}.",
        "アクセスポータルのセッション期間は {0} です。";
    PORTAL_DEFAULT = "The access portal's session lasts {0} where nobody set another duration.",
        "アクセスポータルのセッション期間は、設定されていなければ {0} です。";
    DIRECTORY = "With AWS Managed Microsoft AD the access portal's session ends after {0}.",
        "AWS Managed Microsoft AD の場合、アクセスポータルのセッションは {0} で終わります。";
    REQUESTED = "The call asked for {0} and got them.",
        "呼び出しで {0} を要求し、そのまま認められました。";
    REQUESTED_DEFAULT = "Nothing was asked for, so the call's default of {0} counts.",
        "期間の指定がないため、呼び出しのデフォルトの {0} となります。";
    REQUESTED_DEFAULT_BELOW_MAX = "Nothing was asked for, so the call's default of {0} counts, although the role allows {1}.",
        "期間の指定がないため、ロールが {1} まで許可していても、呼び出しのデフォルトの {0} となります。";
    STS_ROLE_MAX = "The role's maximum session duration, {0}, ends it.",
        "ロールの最大セッション期間である {0} で終わります。";
    STS_CHAINED = "Session credentials assumed the role, which is role chaining: {0}, whatever the caller has left and the role allows.",
        "セッションの認証情報でロールを引き受けたためロールの連鎖となり、呼び出し元の残り時間やロールの最大セッション期間に関係なく {0} で終わります。";
    SAML_ATTRIBUTE = "The SAML attribute SessionDuration, {0}, shortens the session.",
        "SAML 属性 SessionDuration の {0} により短くなります。";
    ROOT_SHORTENED = "AWS shortens this call to {0} for the root user.",
        "ルートユーザーの場合、AWS はこの呼び出しを {0} に短縮します。";
    PROFILE = "The Roles Anywhere profile's session duration is {0}.",
        "Roles Anywhere のプロファイルのセッション期間は {0} です。";
    DIES_WITH_CREDENTIALS = "It ends with the credentials that signed it, after {0}, no matter how long you asked for.",
        "要求した期間に関係なく、署名に使った認証情報とともに {0} 後に終わります。";
    DIES_WITH_SESSION = "It ends with the session that asked for it, after {0}.",
        "呼び出し元のセッションとともに {0} 後に終わります。";
    UNTIL_CREDENTIALS_END = "It lasts as long as the credentials that it was made with, and their end isn't known.",
        "作成に使った認証情報が終わるまで続きますが、その終わりはわかりません。";
    DEAD_AT_ONCE = "It asks for no time at all, so it is over at once.",
        "期間が 0 秒のため、すぐに終わります。";
    SIGNED_FOR = "It was signed for {0}, and the credentials that signed it last at least as long.",
        "{0} の期間で署名されており、署名に使った認証情報もそれまで続きます。";
    SIGNED_FOR_DEFAULT = "Nobody asked for another time, so it was signed for the default of {0}.",
        "期間の指定がないため、デフォルトの {0} で署名されます。";
    SERVICE_GIVES = "AWS lets it last {0}.",
        "AWS により {0} 続きます。";
    ECR_GIVES = "An ECR login lasts {0}, also where the session that asked for it ends before.",
        "ECR へのログインは、要求元のセッションが先に終わっても {0} 続きます。";
    RDS_GIVES = "You can connect with it for {0}. A connection that is open then stays open.",
        "接続に使えるのは {0} です。すでに開いている接続はそのまま続きます。";
    EKS_GIVES = "EKS takes a token for {0} after it was signed. Clients ask for a new one a minute before.",
        "EKS はトークンを署名から {0} 受け付けます。クライアントはその 1 分前に新しいトークンを取得します。";
    NOBODY_HAS_SEEN = " (it follows from AWS's other rules; nobody has been seen to try it)",
        "(AWS の他のルールからの推論で、実際に確認された例は知られていません)";
    INNER = "Already at {0}: ",
        "{0} の時点で: ";
    CLIENT_TYPE = "AWS CLI and boto3 take DurationSeconds as a whole number only and send nothing.",
        "AWS CLI と boto3 は DurationSeconds を整数でしか受け付けず、リクエストを送信しません。";
    CLIENT_MINIMUM = "AWS CLI and boto3 check this before they send anything: it has to be {0} or more.",
        "AWS CLI と boto3 は送信前に確認し、{0} 以上でなければリクエストを送信しません。";
    OVER = "The session that it is obtained from is over at that moment.",
        "元になるセッションは、その時点ですでに終わっています。";
    IDP_OVER = "The identity provider's session is over at that moment.",
        "ID プロバイダーのセッションは、その時点ですでに終わっています。";
    MALFORMED = "STS cannot read the value as a whole number of 32 bits.",
        "STS はこの値を 32 ビットの整数として読み取れません。";
    OUT_OF_RANGE_OR_ZERO = "It has to be 0, or between {0} and {1}.",
        "指定できる値は 0、または {0} 以上 {1} 以下です。";
    OUT_OF_RANGE = "It may be {0} at least and {1} at most.",
        "指定できる値は {0} 以上 {1} 以下です。";
    ROOT_SWITCHES = "The root user cannot switch roles in the console.",
        "ルートユーザーはコンソールでロールを切り替えることができません。";
    ROOT_ASSUMES = "The root user cannot assume roles.",
        "ルートユーザーはロールを引き受けることができません。";
    ROOT_HAS_NO_TOKEN = "The root user can't get a CodeArtifact token.",
        "ルートユーザーは CodeArtifact のトークンを取得できません。";
    CREDENTIALS_OVER = "The credentials are over at that moment.",
        "認証情報は、その時点ですでに終わっています。";
    THREE_POLICIES = "Three policies narrow these credentials already, and AWS allows no fourth.",
        "この認証情報はすでに 3 つのポリシーで絞り込まれており、4 つ目は指定できません。";
    OVER_REST = "You asked for more time than the caller's session has left. AWS refuses and does not shorten.",
        "呼び出し元のセッションの残り時間を超えて要求したため、AWS は短縮せずに拒否します。";
    KEY_IS_NOT_SCOPED = "This call takes temporary credentials only, not a long-term access key.",
        "この呼び出しには一時的な認証情報が必要で、長期アクセスキーは使えません。";
    SESSION_CREDENTIALS = "This call takes long-term credentials only.",
        "この呼び出しには長期の認証情報が必要です。";
    FEDERATED_SWITCHES = "A federated user from GetFederationToken cannot switch roles.",
        "GetFederationToken のフェデレーティッドユーザーはロールを切り替えることができません。";
    FEDERATED_ASSUMES = "Credentials from GetFederationToken cannot assume roles.",
        "GetFederationToken の認証情報ではロールを引き受けることができません。";
    OVER_ROLE_MAX = "More was asked for than the role's maximum session duration, {0}; AWS refuses and does not shorten.",
        "ロールの最大セッション期間である {0} を超えて要求したため、AWS は短縮せずに拒否します。";
    OVER_CHAINING = "Role chaining allows {0} at most; AWS refuses and does not shorten.",
        "ロールの連鎖では最長 {0} であり、AWS は短縮せずに拒否します。";
    OUTLIVES = "The token would outlive the session that asks for it.",
        "トークンの有効期間が、要求元のセッションの残り時間を超えます。";
    LONG_TERM_KEY = "The federation endpoint takes temporary credentials only.",
        "フェデレーションエンドポイントには一時的な認証情報が必要です。";
    SESSION_TOKEN = "The federation endpoint does not take credentials from GetSessionToken.",
        "フェデレーションエンドポイントは GetSessionToken の認証情報を受け付けません。";
    DURATION_WITH_CHAIN = "SessionDuration cannot be given with credentials from role chaining.",
        "ロールの連鎖による認証情報には SessionDuration を指定できません。";
    DURATION_WITH_FEDERATED = "SessionDuration cannot be given with credentials from GetFederationToken.",
        "GetFederationToken の認証情報には SessionDuration を指定できません。";
    INVALID = "This cannot be asked.",
        "この質問には答えられません。";
}

/// One sentence on why it came out so; it says so where nobody has seen AWS do it.
pub fn why(lang: Lang, outcome: &Outcome) -> Sentence {
    match outcome {
        Outcome::Ends(ends) => {
            let sentence = ends_because(lang, ends);
            if ends.sure == Sure::Derived && ends.via != Via::Root {
                return sentence.with_aside(NOBODY_HAS_SEEN.say(lang, &[]));
            }
            sentence
        }
        Outcome::Refused(refusal) => {
            let sentence = refused_because(lang, refusal);
            if refusal.place == "session" {
                return sentence;
            }
            INNER.say(lang, &[refusal.place.clone().into()]).joined(sentence)
        }
        Outcome::Invalid(_) => INVALID.say(lang, &[]),
    }
}

fn ends_because(lang: Lang, ends: &Ends) -> Sentence {
    let Some(limit) = ends.limited_by() else {
        return match ends.via {
            Via::AccessKey => NO_EXPIRY,
            Via::FederationEndpoint => UNKNOWN_END,
            _ if ends.may_end() => UNTIL_CREDENTIALS_END,
            _ => SERVICE_RENEWS,
        }
        .say(lang, &[]);
    };
    let duration = Part::Duration(ends.duration().unwrap_or_default());
    let role_max = ends.duration_by(LimitKind::RoleMax);
    let phrase = match limit {
        LimitKind::ConsoleSignIn if ends.via == Via::Root => ROOT_SIGN_IN,
        LimitKind::ConsoleSignIn => USER_SIGN_IN,
        LimitKind::SignInMax if ends.via == Via::AwsLogin => AWS_LOGIN_SET,
        LimitKind::SignInMax => USER_SIGN_IN_SET,
        LimitKind::SessionDuration => match ends.via {
            Via::FederationEndpoint => BROKER_DURATION,
            Via::AssumeRoleWithSaml => SAML_ATTRIBUTE,
            _ if ends.told => SAML_TOLD,
            _ => SAML_DEFAULT,
        },
        LimitKind::IdpSession => IDP_END,
        LimitKind::PermissionSet if ends.told => PERMISSION_SET_TOLD,
        LimitKind::PermissionSet => PERMISSION_SET_DEFAULT,
        LimitKind::Credentials => match ends.via {
            Via::FederationEndpoint => BROKER_CREDENTIALS,
            Via::GetScopedCredentials | Via::CodeArtifactToken | Via::OauthToken => DIES_WITH_SESSION,
            _ => DIES_WITH_CREDENTIALS,
        },
        LimitKind::RoleChaining if ends.via == Via::AssumeRole => STS_CHAINED,
        LimitKind::RoleChaining if ends.sure == Sure::Observed => SWITCH_CHAINED,
        LimitKind::RoleChaining => SWITCH_CHAINED_SIGN_IN,
        LimitKind::RoleMax if ends.via != Via::SwitchRole => STS_ROLE_MAX,
        LimitKind::RoleMax if ends.told => SWITCH_ROLE_MAX,
        LimitKind::RoleMax => SWITCH_ROLE_MAX_DEFAULT,
        LimitKind::SourceSession => SWITCH_SOURCE,
        LimitKind::Portal if ends.told => PORTAL_TOLD,
        LimitKind::Portal => PORTAL_DEFAULT,
        LimitKind::Directory => DIRECTORY,
        LimitKind::RequestedDuration if ends.duration() == Some(0) => DEAD_AT_ONCE,
        LimitKind::RequestedDuration if matches!(ends.via, Via::PresignedUrl | Via::DsqlToken) => {
            if ends.told {
                SIGNED_FOR
            } else {
                SIGNED_FOR_DEFAULT
            }
        }
        LimitKind::RequestedDuration if ends.told => REQUESTED,
        LimitKind::RequestedDuration if role_max > ends.duration() => REQUESTED_DEFAULT_BELOW_MAX,
        LimitKind::RequestedDuration => REQUESTED_DEFAULT,
        LimitKind::ServiceMaximum if ends.via == Via::AwsLogin => AWS_LOGIN,
        LimitKind::ServiceMaximum => match ends.via {
            Via::GetSessionToken | Via::GetFederationToken => ROOT_SHORTENED,
            Via::EcrLogin => ECR_GIVES,
            Via::RdsToken => RDS_GIVES,
            Via::EksToken => EKS_GIVES,
            _ => SERVICE_GIVES,
        },
        LimitKind::ProfileDuration => PROFILE,
    };
    phrase.say(lang, &[duration, Part::Duration(role_max.unwrap_or_default())])
}

fn refused_because(lang: Lang, refusal: &Refusal) -> Sentence {
    let console = refusal.by == Refuser::Console;
    let (phrase, fill) = match refusal.because {
        Because::ClientType => (CLIENT_TYPE, vec![]),
        Because::ClientMinimum(least) => (CLIENT_MINIMUM, vec![Part::Duration(least)]),
        Because::Over if matches!(refusal.by, Refuser::S3 | Refuser::Service) => (CREDENTIALS_OVER, vec![]),
        Because::Over => (OVER, vec![]),
        Because::IdpOver => (IDP_OVER, vec![]),
        Because::Malformed => (MALFORMED, vec![]),
        Because::OutOfRange(range) if refusal.via == Via::CodeArtifactToken => {
            (OUT_OF_RANGE_OR_ZERO, vec![Part::Duration(range.least), Part::Duration(range.most)])
        }
        Because::OutOfRange(range) => (OUT_OF_RANGE, vec![Part::Duration(range.least), Part::Duration(range.most)]),
        Because::Root if refusal.by == Refuser::Service => (ROOT_HAS_NO_TOKEN, vec![]),
        Because::Root => (if console { ROOT_SWITCHES } else { ROOT_ASSUMES }, vec![]),
        Because::SessionCredentials => (SESSION_CREDENTIALS, vec![]),
        Because::FederatedUser => (if console { FEDERATED_SWITCHES } else { FEDERATED_ASSUMES }, vec![]),
        Because::OverRoleMax(most) => (OVER_ROLE_MAX, vec![Part::Duration(most)]),
        Because::OverChaining => (OVER_CHAINING, vec![Part::Duration(crate::figures::ROLE_CHAINING)]),
        Because::Outlives if refusal.via == Via::GetScopedCredentials => (OVER_REST, vec![]),
        Because::Outlives => (OUTLIVES, vec![]),
        Because::LongTermKey if refusal.via == Via::GetScopedCredentials => (KEY_IS_NOT_SCOPED, vec![]),
        Because::LongTermKey => (LONG_TERM_KEY, vec![]),
        Because::ThreePolicies => (THREE_POLICIES, vec![]),
        Because::SessionToken => (SESSION_TOKEN, vec![]),
        Because::DurationWithChain => (DURATION_WITH_CHAIN, vec![]),
        Because::DurationWithFederatedUser => (DURATION_WITH_FEDERATED, vec![]),
    };
    phrase.say(lang, &fill)
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use crate::grammar::Answer;
    use crate::words::Lang;

    #[test]
    fn one_sentence_also_where_it_is_derived_or_refused_inside() {
        for (question, en) in [
            (
                r#"{"session": {"via": "switch-role", "at": 0, "multi_session": true, "role_max": 43200, "source": {"via": "iam-user", "at": -36000}}}"#,
                "The switched role ends with the session it was switched from, which has 2 hours left; the role itself would last 12 hours \
                 (it follows from AWS's other rules; nobody has been seen to try it).",
            ),
            (
                r#"{"session": {"via": "switch-role", "at": 0, "source": {"via": "switch-role", "at": 0, "source": {"via": "root", "at": 0}}}}"#,
                "Already at session.source: The root user cannot switch roles in the console.",
            ),
        ] {
            assert_eq!(Answer::to_json_text(question).why(Lang::En).to_string(), en);
            assert!(Answer::to_json_text(question).why(Lang::Ja).to_string().ends_with('。'));
        }
    }
}
