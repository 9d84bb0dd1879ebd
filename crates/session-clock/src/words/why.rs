//! Why a session ends when it does, or why it is refused: one sentence.

use super::{Lang, Part, Sentence, phrases};
use crate::grammar::{Because, Ends, LimitKind, Outcome, Refusal, Refuser, Sure, Via};
use crate::rules::Assumed;

phrases! {
    /// The sentences of [`why`].
    WHY;
    USER_SIGN_IN = "An IAM user's console sign-in lasts {0}, unless an administrator has set another length.",
        "IAM ユーザーのコンソールへのサインインは、管理者が別の長さを設定していなければ {0}続きます。";
    USER_SIGN_IN_SET = "An administrator has set this user's sign-in to {0}.",
        "管理者がこのユーザーのサインインの長さを {0}に設定しています。";
    ROOT_SIGN_IN = "Session Clock assumes that the root user's console sign-in lasts {0}, like an IAM user's.",
        "Session Clock は、ルートユーザーのコンソールへのサインインも IAM ユーザーと同じく {0}続くと仮定しています。";
    AWS_LOGIN = "aws login renews its 15-minute credentials until {0} after the sign-in, unless an administrator has set another length.",
        "aws login は有効期間 15 分の認証情報を更新し続け、管理者が別の長さを設定していなければ、サインインの {0}後に終わります。";
    AWS_LOGIN_SET = "aws login renews its 15-minute credentials until {0} after the sign-in, the length an administrator has set.",
        "aws login は有効期間 15 分の認証情報を更新し続け、管理者が設定したとおり、サインインの {0}後に終わります。";
    AWS_LOGIN_ROOT = "aws login renews its 15-minute credentials until {0} after the sign-in.",
        "aws login は有効期間 15 分の認証情報を更新し続け、サインインの {0}後に終わります。";
    NO_EXPIRY = "A long-term access key has no session and never expires.",
        "長期アクセスキーにはセッションも有効期限もありません。";
    SERVICE_RENEWS = "The service renews these credentials before they expire, so there is no fixed end.",
        "これらの認証情報は期限が切れる前にサービスが更新するため、決まった終わりはありません。";
    UNKNOWN_END = "The sign-in ends with the service's credentials. Session Clock doesn't know when the service last renewed them.",
        "サインインはサービスの認証情報とともに終わります。サービスが最後に更新した時刻はわかりません。";
    SAML_TOLD = "The SAML attribute SessionDuration makes the console session last {0}. The role's maximum doesn't limit it.",
        "SAML 属性 SessionDuration により、コンソールセッションは {0}続きます。ロールの最大セッション期間には制限されません。";
    SAML_DEFAULT = "Without the SAML attribute SessionDuration, the console session lasts {0}.",
        "SAML 属性 SessionDuration がないため、コンソールセッションは {0}続きます。";
    IDP_END = "The identity provider ends its session {0} after the start, before any other limit.",
        "ほかのどの制限よりも先に、ID プロバイダーのセッションが開始から {0}後に終わります。";
    PERMISSION_SET_TOLD = "The permission set's session duration is {0}.",
        "アクセス許可セットのセッション期間は {0}です。";
    PERMISSION_SET_DEFAULT = "A permission set's session lasts {0}, unless an administrator has set another duration.",
        "アクセス許可セットのセッション期間は、管理者が別の期間を設定していなければ {0}です。";
    BROKER_DURATION = "The console session lasts {0}, the SessionDuration given to the federation endpoint. The credentials have an end of their own.",
        "コンソールセッションは、フェデレーションエンドポイントに指定した SessionDuration の {0}続きます。認証情報の有効期間とは別です。";
    BROKER_CREDENTIALS = "Without a SessionDuration, the console session ends with the credentials behind the link, {0} after the sign-in.",
        "SessionDuration を指定していないため、コンソールセッションはリンクの認証情報とともに、サインインの {0}後に終わります。";
    SWITCH_ROLE_MAX = "A session of this role lasts {0}, the role's maximum session duration.",
        "このロールのセッションは、最大セッション期間の {0}続きます。";
    ROLE_MAX_DEFAULT = "You didn't give the role's maximum session duration, so AWS's default of {0} applies.",
        "ロールの最大セッション期間の指定がないため、AWS のデフォルトの {0}が適用されます。";
    SWITCH_SOURCE = "The role alone would last {1}, but the session you switch from has {0} left, and this one ends with it.",
        "ロールだけなら {1}使えますが、スイッチ元のセッションの残り時間が {0}のため、このセッションも一緒に終わります。";
    SWITCH_CHAINED = "You switch from a role's session, so AWS ends the new one {0} after the switch, whatever the role allows (role chaining).",
        "ロールのセッションからスイッチするため、ロールの連鎖になります。ロールの設定に関係なく、AWS はスイッチから {0}でセッションを終了します。";
    SWITCH_CHAINED_SIGN_IN = "Your sign-in is already a role's session, so AWS ends this one {0} after the switch (role chaining).",
        "サインイン自体がロールのセッションのため、そこからのスイッチはロールの連鎖になります。AWS はスイッチから {0}でセッションを終了します。";
    PORTAL_TOLD = "The access portal's session duration is {0}.",
        "アクセスポータルのセッション期間は {0}です。";
    PORTAL_DEFAULT = "The access portal's session lasts {0}, unless an administrator has set another duration.",
        "アクセスポータルのセッション期間は、管理者が別の期間を設定していなければ {0}です。";
    DIRECTORY = "With AWS Managed Microsoft AD, the access portal's session ends after {0}.",
        "AWS Managed Microsoft AD の場合、アクセスポータルのセッションは {0}で終わります。";
    REQUESTED = "The call asked for {0}, and AWS granted it.",
        "呼び出しで {0}を要求し、AWS が認めました。";
    REQUESTED_DEFAULT = "The call asked for no duration, so its default of {0} applies.",
        "期間の指定がないため、呼び出しのデフォルトの {0}が適用されます。";
    REQUESTED_DEFAULT_BELOW_MAX = "The call asked for no duration, so its default of {0} applies, although the role allows {1}.",
        "期間の指定がないため、ロールが {1}まで許可していても、呼び出しのデフォルトの {0}が適用されます。";
    STS_ROLE_MAX = "It ends after {0}, the role's maximum session duration.",
        "ロールの最大セッション期間である {0}で終わります。";
    STS_CHAINED = "The role was assumed with session credentials, so the session lasts {0}, no matter what the role allows or how long the caller's session still lasts (role chaining).",
        "セッションの認証情報でロールを引き受けたため、ロールの連鎖になります。ロールの設定や呼び出し元の残り時間に関係なく、{0}で終わります。";
    SAML_ATTRIBUTE = "The SAML attribute SessionDuration shortens the session to {0}.",
        "SAML 属性 SessionDuration により、セッションは {0}に短縮されます。";
    ROOT_SHORTENED = "For the root user, AWS shortens these credentials to {0}.",
        "ルートユーザーの場合、AWS は認証情報の有効期間を {0}に短縮します。";
    PROFILE = "The Roles Anywhere profile's session duration is {0}.",
        "Roles Anywhere のプロファイルのセッション期間は {0}です。";
    DIES_WITH_CREDENTIALS = "It ends with the credentials that signed it, after {0}, no matter how long you asked for.",
        "要求した期間に関係なく、署名に使った認証情報の期限が切れる {0}後に終わります。";
    DIES_WITH_SESSION = "It ends with the session that asked for it, after {0}.",
        "呼び出し元のセッションとともに {0}後に終わります。";
    UNTIL_CREDENTIALS_END = "It lasts as long as the credentials it was made with. Session Clock doesn't know when those end.",
        "作成に使った認証情報の期限が切れるまで有効です。その期限はわかりません。";
    UNTIL_KEY_ENDS = "An access key never expires. AWS doesn't say how long a token made with one lasts.",
        "アクセスキーに有効期限はありません。アクセスキーで作成したトークンの有効期間を、AWS は示していません。";
    DEAD_AT_ONCE = "You asked for 0 seconds, so it ends at once.",
        "要求した期間が 0 秒のため、すぐに終わります。";
    SIGNED_FOR = "It was signed for {0}, and the credentials that signed it last at least as long.",
        "{0}の期間で署名されており、署名に使った認証情報もそれまで有効です。";
    SIGNED_FOR_AT_MOST = "It was signed for {0}.",
        "{0}の期間で署名されています。";
    OR_EARLIER = "It ends earlier if the credentials it was made with end before that. Session Clock doesn't know when those end.",
        "作成に使った認証情報の期限が先に切れると、そのときに終わります。認証情報の期限はわかりません。";
    SIGNED_FOR_DEFAULT = "You asked for no duration, so it was signed for the default of {0}.",
        "期間の指定がないため、デフォルトの {0}で署名されます。";
    SERVICE_GIVES = "AWS ends it after {0}.",
        "AWS が定める期間は {0}です。";
    ECR_GIVES = "An ECR login lasts {0}, even if the session that asked for it ends first.",
        "ECR へのログインは、要求元のセッションが先に終わっても {0}続きます。";
    RDS_GIVES = "You can connect with it for {0}. Connections that are already open stay open.",
        "接続に使えるのは {0}です。すでに開いている接続はそのまま続きます。";
    EKS_GIVES = "EKS accepts a token for {0} after it is signed. Clients get a new one a minute before that.",
        "EKS はトークンを署名から {0}受け付けます。クライアントはその 1 分前に新しいトークンを取得します。";
    NOBODY_HAS_SEEN = " (worked out from AWS's other rules, not confirmed)",
        " (AWS の他のルールから導いたもので、確認されていません)";
    /// After what rests on AWS's default and does not say so itself.
    MAY_BE_SET = "This assumes AWS's default length. An administrator may have set another.",
        "AWS のデフォルトの長さを前提としています。管理者が別の長さを設定している場合があります。";
    OR_EARLIER_SOURCE = "It ends earlier if the session you switched from ends before that.",
        "スイッチ元のセッションがそれより先に終わると、そのときに終わります。";
    INNER = "Refused earlier, at {0}: ",
        "その前の {0} で拒否されます: ";
    CLIENT_TYPE = "The AWS CLI and boto3 accept only a whole number for DurationSeconds, so they send nothing.",
        "AWS CLI と boto3 は DurationSeconds を整数でしか受け付けず、リクエストを送信しません。";
    CLIENT_MINIMUM = "The AWS CLI and boto3 check this before they send anything. It has to be {0} or more.",
        "AWS CLI と boto3 は送信前に確認し、{0}以上でなければリクエストを送信しません。";
    OVER = "The session it comes from has already ended by then.",
        "元になるセッションは、その時点ですでに終わっています。";
    IDP_OVER = "The identity provider's session has already ended by then.",
        "ID プロバイダーのセッションは、その時点ですでに終わっています。";
    MALFORMED = "STS can't read the value as a 32-bit whole number.",
        "STS はこの値を 32 ビットの整数として読み取れません。";
    OUT_OF_RANGE_OR_ZERO = "It has to be 0, or between {0} and {1}.",
        "指定できる値は 0、または {0}以上 {1}以下です。";
    OUT_OF_RANGE = "It has to be between {0} and {1}.",
        "指定できる値は {0}以上 {1}以下です。";
    ROOT_SWITCHES = "The root user can't switch roles in the console.",
        "ルートユーザーはコンソールでロールにスイッチできません。";
    ROOT_ASSUMES = "The root user can't assume roles.",
        "ルートユーザーはロールを引き受けられません。";
    ROOT_HAS_NO_TOKEN = "The root user can't get a CodeArtifact token.",
        "ルートユーザーは CodeArtifact のトークンを取得できません。";
    CREDENTIALS_OVER = "The credentials have already expired by then.",
        "認証情報の期限は、その時点ですでに切れています。";
    THREE_POLICIES = "Three policies already narrow these credentials. AWS allows no fourth.",
        "この認証情報はすでに 3 つのポリシーで絞り込まれています。AWS は 4 つ目を認めません。";
    OVER_REST = "You asked for more time than the caller's session has left. AWS refuses the call instead of shortening the session.",
        "呼び出し元のセッションの残り時間を超えて要求しています。AWS は期間を短縮せず、呼び出しを拒否します。";
    KEY_IS_NOT_SCOPED = "This call accepts only temporary credentials, not a long-term access key.",
        "この呼び出しには一時的な認証情報が必要で、長期アクセスキーは使えません。";
    SESSION_CREDENTIALS = "This call accepts only long-term credentials.",
        "この呼び出しには長期の認証情報が必要です。";
    FEDERATED_SWITCHES = "A federated user from GetFederationToken can't switch roles.",
        "GetFederationToken のフェデレーティッドユーザーはロールにスイッチできません。";
    FEDERATED_ASSUMES = "Credentials from GetFederationToken can't assume roles.",
        "GetFederationToken の認証情報ではロールを引き受けられません。";
    OVER_ROLE_MAX = "The call asked for more than the role's maximum session duration, {0}. AWS refuses the call instead of shortening the session.",
        "ロールの最大セッション期間である {0}を超えて要求しています。AWS は期間を短縮せず、呼び出しを拒否します。";
    PROFILE_OVER_ROLE_MAX = "The session would last longer than the role's maximum session duration, {0}. AWS refuses the call instead of shortening the session.",
        "セッションがロールの最大セッション期間である {0}を超えます。AWS は期間を短縮せず、呼び出しを拒否します。";
    OVER_CHAINING = "Role chaining allows {0} at most. AWS refuses the call instead of shortening the session.",
        "ロールの連鎖では最長 {0}です。AWS は期間を短縮せず、呼び出しを拒否します。";
    OUTLIVES = "The token would outlive the session that asks for it.",
        "トークンの有効期間が、要求元のセッションの残り時間を超えます。";
    LONG_TERM_KEY = "The federation endpoint accepts only temporary credentials.",
        "フェデレーションエンドポイントには一時的な認証情報が必要です。";
    SESSION_TOKEN = "The federation endpoint doesn't accept credentials from GetSessionToken.",
        "フェデレーションエンドポイントは GetSessionToken の認証情報を受け付けません。";
    DURATION_WITH_CHAIN = "You can't give SessionDuration with credentials from role chaining.",
        "ロールの連鎖による認証情報には SessionDuration を指定できません。";
    DURATION_WITH_FEDERATED = "You can't give SessionDuration with credentials from GetFederationToken.",
        "GetFederationToken の認証情報には SessionDuration を指定できません。";
    INVALID = "This question isn't valid.",
        "この質問には答えられません。";
}

/// One sentence on why it came out so; it says so where nobody has seen AWS do it. No word of what is assumed: JSON's `why` is a contract.
pub fn why(lang: Lang, outcome: &Outcome) -> Sentence {
    told(lang, outcome, None)
}

/// The same with what is assumed: what people read.
pub fn told(lang: Lang, outcome: &Outcome, assumed: Option<Assumed>) -> Sentence {
    use LimitKind::{ConsoleSignIn, PermissionSet, Portal, ServiceMaximum};
    let mut says_so = assumed != Some(Assumed::Length);
    let sentence = match outcome {
        Outcome::Ends(ends) => {
            let sentence = ends_because(lang, ends, ends.or_earlier || assumed == Some(Assumed::Source));
            // Their own sentences say that an administrator may have set another length.
            says_so |= matches!(ends.limited_by(), Some(ConsoleSignIn | ServiceMaximum | PermissionSet | Portal));
            // Of an end that is not known nothing was worked out.
            if ends.sure == Sure::Derived && ends.via != Via::Root && !ends.may_end() {
                sentence.with_aside(NOBODY_HAS_SEEN.say(lang, &[]))
            } else {
                sentence
            }
        }
        Outcome::Refused(refusal) => {
            let sentence = refused_because(lang, refusal);
            if refusal.place == "session" { sentence } else { INNER.say(lang, &[refusal.place.clone().into()]).joined(sentence) }
        }
        Outcome::Invalid(_) => INVALID.say(lang, &[]),
    };
    if says_so { sentence } else { sentence.then(MAY_BE_SET.say(lang, &[])) }
}

fn ends_because(lang: Lang, ends: &Ends, or_earlier: bool) -> Sentence {
    let Some(limit) = ends.limited_by() else {
        return match ends.via {
            Via::AccessKey => NO_EXPIRY,
            Via::FederationEndpoint => UNKNOWN_END,
            _ if ends.may_end() && ends.sure == Sure::Derived => UNTIL_KEY_ENDS,
            _ if ends.may_end() => UNTIL_CREDENTIALS_END,
            _ => SERVICE_RENEWS,
        }
        .say(lang, &[]);
    };
    let duration = Part::Duration(ends.duration().unwrap_or_default());
    let role_max = ends.duration_by(LimitKind::RoleMax);
    let phrase = match limit {
        LimitKind::ConsoleSignIn if ends.as_root => ROOT_SIGN_IN,
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
        LimitKind::RoleMax if !ends.told => ROLE_MAX_DEFAULT,
        LimitKind::RoleMax if ends.via == Via::SwitchRole => SWITCH_ROLE_MAX,
        LimitKind::RoleMax => STS_ROLE_MAX,
        LimitKind::SourceSession => SWITCH_SOURCE,
        LimitKind::Portal if ends.told => PORTAL_TOLD,
        LimitKind::Portal => PORTAL_DEFAULT,
        LimitKind::Directory => DIRECTORY,
        LimitKind::RequestedDuration if ends.duration() == Some(0) => DEAD_AT_ONCE,
        LimitKind::RequestedDuration if matches!(ends.via, Via::PresignedUrl | Via::DsqlToken) => {
            if ends.told && or_earlier {
                SIGNED_FOR_AT_MOST
            } else if ends.told {
                SIGNED_FOR
            } else {
                SIGNED_FOR_DEFAULT
            }
        }
        LimitKind::RequestedDuration if ends.told => REQUESTED,
        LimitKind::RequestedDuration if role_max > ends.duration() => REQUESTED_DEFAULT_BELOW_MAX,
        LimitKind::RequestedDuration => REQUESTED_DEFAULT,
        LimitKind::ServiceMaximum if ends.via == Via::AwsLogin && ends.as_root => AWS_LOGIN_ROOT,
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
    let sentence = phrase.say(lang, &[duration, Part::Duration(role_max.unwrap_or_default())]);
    if !or_earlier {
        return sentence;
    }
    sentence.then(if ends.via == Via::SwitchRole { OR_EARLIER_SOURCE } else { OR_EARLIER }.say(lang, &[]))
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
        // It may be the profile's duration that is too long, where the call asked for none.
        Because::OverRoleMax(most) if refusal.by == Refuser::RolesAnywhere => (PROFILE_OVER_ROLE_MAX, vec![Part::Duration(most)]),
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
                "The role alone would last 12 hours, but the session you switch from has 2 hours left, and this one ends with it \
                 (worked out from AWS's other rules, not confirmed).",
            ),
            (
                r#"{"session": {"via": "switch-role", "at": 0, "source": {"via": "switch-role", "at": 0, "source": {"via": "root", "at": 0}}}}"#,
                "Refused earlier, at session.source: The root user can't switch roles in the console.",
            ),
            (
                r#"{"session": {"via": "aws-login", "at": 0, "principal": "root"}}"#,
                "aws login renews its 15-minute credentials until 12 hours after the sign-in.",
            ),
            (
                r#"{"session": {"via": "codeartifact-token", "at": 0, "duration_seconds": 0,
                    "credentials": {"via": "access-key", "principal": "iam-user"}}}"#,
                "An access key never expires. AWS doesn't say how long a token made with one lasts.",
            ),
            (
                r#"{"session": {"via": "codeartifact-token", "at": 0, "duration_seconds": 0, "credentials": {"via": "instance-profile"}}}"#,
                "It lasts as long as the credentials it was made with. Session Clock doesn't know when those end.",
            ),
            (
                r#"{"session": {"via": "presigned-url", "at": 0, "credentials": {"via": "lambda-role"}, "expires_in": 604800}}"#,
                "It was signed for 7 days. It ends earlier if the credentials it was made with end before that. Session Clock doesn't know \
                 when those end.",
            ),
            (
                r#"{"session": {"via": "rds-token", "at": 0, "credentials": {"via": "instance-profile"}}}"#,
                "You can connect with it for 15 minutes. Connections that are already open stay open. It ends earlier if the credentials it \
                 was made with end before that. Session Clock doesn't know when those end.",
            ),
            // Asking for more than the caller has left is refused.
            (
                r#"{"session": {"via": "get-scoped-credentials", "at": 0, "caller": {"via": "instance-profile"}, "duration_seconds": 60}}"#,
                "The call asked for 1 minute, and AWS granted it.",
            ),
            (
                r#"{"session": {"via": "presigned-url", "at": 0, "credentials": {"via": "access-key", "principal": "iam-user"}, "expires_in": 604800}}"#,
                "It was signed for 7 days, and the credentials that signed it last at least as long.",
            ),
            (
                r#"{"session": {"via": "roles-anywhere", "at": 0, "profile_duration": 43200}}"#,
                "The session would last longer than the role's maximum session duration, 1 hour. AWS refuses the call instead of shortening the \
                 session.",
            ),
        ] {
            assert_eq!(Answer::to_json_text(question).why(Lang::En).to_string(), en);
            assert!(Answer::to_json_text(question).why(Lang::Ja).to_string().ends_with('。'));
        }
    }
}
