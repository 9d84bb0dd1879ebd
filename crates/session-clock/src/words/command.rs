//! What the command line says around an answer, and what each limit is called.

use super::{Phrase, phrases};
use crate::grammar::{LimitKind, Sure};

phrases! {
    /// The sentences of the command line.
    COMMAND;
    /// A scenario that counts from its own start.
    LASTS = "It lasts {0}.",
        "{0}続きます。";
    /// A real time.
    LASTS_UNTIL = "It lasts {0}, until {1}.",
        "{1} まで、{0}続きます。";
    /// [`LASTS`], where the end is expected: an administrator may have set another length.
    SHOULD_LAST = "It should last {0}.",
        "{0}続く見込みです。";
    /// [`LASTS_UNTIL`], where the end is expected.
    SHOULD_LAST_UNTIL = "It should last {0}, until {1}.",
        "{1} まで、{0}続く見込みです。";
    /// Before a refusal that rests on AWS's default: an administrator may have set another length.
    EXPECTED = "Expected: {0}",
        "見込み: {0}";
    /// After [`LASTS_UNTIL`], before the end.
    LEFT = "That's {0} from now.",
        "あと {0}です。";
    /// After [`LASTS_UNTIL`], past the end.
    ENDED = "That was {0} ago.",
        "{0}前に終わりました。";
    /// Access keys and what a service renews.
    NO_END = "It has no end.",
        "終わりはありません。";
    /// What ends with credentials whose end is not known.
    END_NOT_KNOWN = "Session Clock doesn't know when it ends.",
        "いつ終わるかはわかりません。";
    /// The console's refusal, by the code that this project gives it.
    CONSOLE_REFUSES = "The console refuses: {0}.",
        "コンソールが拒否します: {0}";
    /// The federation endpoint's refusal, by the code that this project gives it.
    FEDERATION_ENDPOINT_REFUSES = "The federation endpoint refuses: {0}.",
        "フェデレーションエンドポイントが拒否します: {0}";
    /// Amazon S3's refusal, when the URL is opened.
    S3_REFUSES = "When the URL is opened, Amazon S3 answers: {0}",
        "URL を開くと、Amazon S3 は次のように応答します: {0}";
    /// A service's refusal, by its code.
    SERVICE_REFUSES = "The service refuses: {0}",
        "サービスが拒否します: {0}";
    /// A profile with a session token, or whose credentials a program or the environment gives.
    PROFILE_END_NOT_KNOWN = "The files don't say how long the credentials of profile {0} last.",
        "プロファイル {0} の認証情報の有効期間は、ファイルからはわかりません。";
    /// A profile whose temporary keys have an end beside them: when that is.
    PROFILE_KEYS_END = "The keys of profile {0} end at {1}, but the files don't say what kind of session they are. Instead of --profile, use --signed-by and --credentials-duration.",
        "プロファイル {0} のキーは {1} に終了しますが、セッションの種類はファイルからはわかりません。--profile の代わりに --signed-by と --credentials-duration を使ってください。";
    /// A profile that was named and is in neither file.
    PROFILE_NOT_THERE = "There is no profile {0} in {1} or {2}.",
        "プロファイル {0} は {1} にも {2} にもありません。";
    DOCUMENTED = "Documented by AWS.",
        "AWS のドキュメントに記載されています。";
    OBSERVED = "Seen in practice.",
        "実際の動作で確認済みです。";
    REPORTED = "Users have reported it.",
        "利用者からの報告があります。";
    DERIVED = "Worked out from AWS's other rules.",
        "AWS の他のルールから導いたものです。";
    LIMIT_CONSOLE_SIGN_IN = "the console sign-in",
        "コンソールへのサインイン";
    LIMIT_SESSION_DURATION = "the SessionDuration",
        "SessionDuration の期間";
    LIMIT_IDP_SESSION = "the identity provider's session",
        "ID プロバイダーのセッション";
    LIMIT_PERMISSION_SET = "the permission set's session duration",
        "アクセス許可セットのセッション期間";
    LIMIT_SIGN_IN_MAX = "the sign-in length that an administrator has set",
        "管理者が設定したサインインの長さ";
    LIMIT_CREDENTIALS = "the credentials it was made with",
        "作成に使った認証情報";
    LIMIT_ROLE_CHAINING = "role chaining",
        "ロールの連鎖";
    LIMIT_ROLE_MAX = "the role's maximum session duration",
        "ロールの最大セッション期間";
    LIMIT_SOURCE_SESSION = "the session you switched from",
        "スイッチ元のセッション";
    LIMIT_PORTAL = "the access portal's session duration",
        "アクセスポータルのセッション期間";
    LIMIT_DIRECTORY = "AWS Managed Microsoft AD",
        "AWS Managed Microsoft AD のディレクトリ";
    LIMIT_REQUESTED_DURATION = "the duration you asked for, or the call's default",
        "要求した期間 (指定がなければ呼び出しのデフォルト)";
    LIMIT_SERVICE_MAXIMUM = "the service's own maximum",
        "サービス自体の上限";
    LIMIT_PROFILE_DURATION = "the Roles Anywhere profile's session duration",
        "Roles Anywhere のプロファイルのセッション期間";
}

/// What a limit is called.
pub fn limit(kind: LimitKind) -> Phrase {
    match kind {
        LimitKind::ConsoleSignIn => LIMIT_CONSOLE_SIGN_IN,
        LimitKind::SignInMax => LIMIT_SIGN_IN_MAX,
        LimitKind::SessionDuration => LIMIT_SESSION_DURATION,
        LimitKind::IdpSession => LIMIT_IDP_SESSION,
        LimitKind::PermissionSet => LIMIT_PERMISSION_SET,
        LimitKind::Credentials => LIMIT_CREDENTIALS,
        LimitKind::RoleChaining => LIMIT_ROLE_CHAINING,
        LimitKind::RoleMax => LIMIT_ROLE_MAX,
        LimitKind::SourceSession => LIMIT_SOURCE_SESSION,
        LimitKind::Portal => LIMIT_PORTAL,
        LimitKind::Directory => LIMIT_DIRECTORY,
        LimitKind::RequestedDuration => LIMIT_REQUESTED_DURATION,
        LimitKind::ServiceMaximum => LIMIT_SERVICE_MAXIMUM,
        LimitKind::ProfileDuration => LIMIT_PROFILE_DURATION,
    }
}

/// What an answer rests on.
pub fn sure(sure: Sure) -> Phrase {
    match sure {
        Sure::Documented => DOCUMENTED,
        Sure::Observed => OBSERVED,
        Sure::Reported => REPORTED,
        Sure::Derived => DERIVED,
    }
}
