//! What the calculator's page says, how to get longer, and the rules as a table.

use super::session::CONSOLE_NOT_SAID;
use super::{Lang, Part, Phrase, phrases};
use crate::figures::{self, Range};
use crate::grammar::Via;
use crate::rules::handed_out;
use crate::rules::longer::Change;
use crate::rules::sources::{self, Source};

phrases! {
    /// The sentences of the calculator.
    CALCULATOR;
    TITLE = "When does my AWS session end?", "AWS のセッションはいつ終わりますか?";
    TAGLINE = "See when your AWS session ends, what ends it, and how to get longer. Nothing leaves your browser.",
        "AWS のセッションがいつ終わるか、なぜ終わるか、どうすれば長く使えるかがわかります。データはブラウザの外に出ません。";
    LANGUAGE = "Language", "言語 (Language)";
    THEME = "Theme", "テーマ";
    THEME_AUTO = "System", "システム設定";
    THEME_LIGHT = "Light", "ライト";
    THEME_DARK = "Dark", "ダーク";
    QUESTIONS = "Question", "質問の種類";
    TAB_CONSOLE = "Console", "コンソール";
    TAB_API = "CLI and API", "CLI と API";
    TAB_CONFIG = "~/.aws/config", "config ファイル";
    EXAMPLES = "Examples", "例";
    EXAMPLES_MORE = "More", "ほかの例";
    EXAMPLE_TEN_HOURS = "12-hour role, 10 hours after sign-in", "サインインの 10 時間後に、最大 12 時間のロールへ";
    EXAMPLE_CHAIN = "A role, then another role after 30 minutes", "ロールから、30 分後に別のロールへ";
    EXAMPLE_PORTAL = "Access portal, then a role switch", "アクセスポータルからスイッチロール";
    EXAMPLE_TOKEN_LOW = "GetSessionToken, 1 second too short", "GetSessionToken (1 秒短い)";
    EXAMPLE_TOKEN_HIGH = "GetSessionToken, 1 second too long", "GetSessionToken (1 秒長い)";
    EXAMPLE_ROLE_LOW = "AssumeRole, 1 second too short", "AssumeRole (1 秒短い)";
    EXAMPLE_ROLE_OVER = "AssumeRole, 1 second too long", "AssumeRole (1 秒長い)";
    EXAMPLE_CHAIN_LOW = "Role chaining, 1 second too short", "ロールの連鎖 (1 秒短い)";
    EXAMPLE_CHAIN_OVER = "Role chaining, 1 second too long", "ロールの連鎖 (1 秒長い)";
    EXAMPLE_PRESIGNED = "Presigned URL for 7 days, signed by a role", "ロールで署名した 7 日間の署名付き URL";
    EXAMPLE_ECR = "ECR login, 1-hour role", "ECR ログイン (1 時間のロール)";
    EXAMPLE_CHAIN_WORKS = "Role chaining, no duration", "ロールの連鎖 (期間の指定なし)";

    HOW = "How you signed in", "サインインの方法";
    CREDENTIALS = "Credentials", "認証情報";
    KIND = "Kind of credentials", "認証情報の種類";
    CALL = "Call", "呼び出し";
    SIGN_IN = "Sign-in", "サインイン";
    ADD_SWITCH = "Add a role switch", "スイッチロールを追加";
    ADD_CALL = "Add a call", "呼び出しを追加";
    REMOVE_N = "Remove session {0}", "セッション {0} を削除";
    CLEAR = "Start again", "最初からやり直す";
    FROM = "From", "スイッチ元";
    CALLED_WITH = "Called with", "呼び出し元";
    STARTED = "When", "開始日時";
    STARTED_HINT = "Local time. Leave empty to see durations only.", "ローカル時刻。空欄の場合は、長さだけを計算します。";
    NOW = "Now", "現在時刻";
    AFTER_START = "How long after the first session", "最初のセッションからの経過時間";
    AFTER_START_HINT = "For example 10h or 1h30m.", "例: 10h、1h30m。";
    AFTER_START_AT = "For example 10h or 1h30m. That is {0}.", "例: 10h、1h30m。{0} にあたります。";
    MULTI_SESSION = "Multi-session support is on", "マルチセッションサポートがオン";
    ROLE_MAX = "The role's maximum session duration", "ロールの最大セッション期間";
    DURATION_SECONDS = "DurationSeconds", "DurationSeconds (要求する期間)";
    EXPIRES_IN = "Expires in", "有効期間 (--expires-in)";
    SIGN_IN_MAX = "Sign-in length, if an administrator has set it", "サインインの長さ (管理者が設定している場合)";
    NO_POLICY = "Ask for no policy", "ポリシーを指定しない";
    FIND = "Find a call, token or credential", "種類を検索";
    FIND_HINT = "For example presigned URL, ECR or AssumeRole.", "例: 署名付き URL、ECR、AssumeRole。";
    AS_TYPED = "Send exactly as typed, as a string", "入力したとおりの文字列として送信する";
    CLIENT = "Sent by", "送信方法";
    CLIENT_BOTOCORE = "AWS CLI or boto3", "AWS CLI または boto3 から";
    CLIENT_NONE = "Anything else (a raw request)", "その他 (直接のリクエスト)";
    SESSION_DURATION_SAML = "SAML attribute SessionDuration", "SAML 属性 SessionDuration";
    SESSION_DURATION_BROKER = "SessionDuration of the link", "リンクの SessionDuration";
    NOT_ON_OR_AFTER = "The identity provider ends its session after", "ID\u{a0}プロバイダーのセッションが終わるまでの時間";
    PERMISSION_SET = "The permission set's session duration", "アクセス許可セットのセッション期間";
    PORTAL_DURATION = "The portal's session duration", "ポータルのセッション期間";
    PROFILE_DURATION = "The profile's session duration", "プロファイルのセッション期間";
    MANAGED_AD = "Users come from AWS Managed Microsoft AD", "ユーザーが AWS Managed Microsoft AD にいる";
    DEFAULT_IS = "Empty: {0}, AWS's default.", "空欄の場合: AWS のデフォルトの {0}。";
    DEFAULT_NONE = "Empty: not set.", "空欄の場合: 設定なし。";

    VIA_IAM_USER = "IAM user", "IAM ユーザー";
    VIA_ROOT = "Root user", "ルートユーザー";
    VIA_SAML = "SAML", "SAML でサインイン";
    VIA_IDENTITY_CENTER = "IAM Identity Center", "IAM Identity Center (ポータル経由)";
    VIA_FEDERATION_ENDPOINT = "Custom broker's link", "カスタムブローカーのリンク";
    VIA_SWITCH_ROLE = "Switch role", "スイッチロール";
    VIA_ACCESS_PORTAL = "The access portal itself", "アクセスポータル自体";
    VIA_ACCESS_KEY = "Access key of an IAM user", "IAM ユーザーのアクセスキー";
    VIA_ACCESS_KEY_ROOT = "Access key of root", "ルートユーザーのアクセスキー";
    VIA_ROLES_ANYWHERE = "IAM Roles Anywhere", "IAM Roles Anywhere (証明書)";
    VIA_IDENTITY_CENTER_CREDENTIALS = "IAM Identity Center (aws sso login)", "IAM Identity Center の認証情報 (aws sso login)";
    VIA_AWS_LOGIN = "aws login", "aws login コマンド";
    VIA_INSTANCE_PROFILE = "EC2 instance profile", "EC2 インスタンスプロファイル";
    VIA_ECS_TASK_ROLE = "ECS task role", "ECS タスクロール";
    VIA_LAMBDA_ROLE = "Lambda function's role", "Lambda 関数のロール";
    VIA_PRESIGNED_URL = "Presigned URL (S3)", "署名付き URL (S3)";
    VIA_ECR_LOGIN = "ECR login (docker login)", "ECR ログイン (docker login)";
    VIA_CODEARTIFACT_TOKEN = "CodeArtifact token", "CodeArtifact トークン";
    VIA_RDS_TOKEN = "RDS and Aurora token (IAM authentication)", "RDS、Aurora のトークン (IAM 認証)";
    VIA_DSQL_TOKEN = "Aurora DSQL token", "Aurora DSQL トークン";
    VIA_EKS_TOKEN = "EKS token (kubectl)", "EKS トークン (kubectl)";
    VIA_REDSHIFT_CREDENTIALS = "Redshift database password", "Redshift のデータベースパスワード";
    VIA_S3_ACCESS_GRANTS = "S3 Access Grants", "S3 Access Grants の認証情報";
    VIA_COGNITO_IDENTITY = "Cognito identity pool", "Cognito ID プール";
    VIA_EKS_POD_IDENTITY = "EKS Pod Identity", "EKS Pod Identity (ポッドのロール)";
    VIA_GET_SCOPED_CREDENTIALS = "GetScopedCredentials (STS)", "GetScopedCredentials (STS の呼び出し)";
    VIA_BEARER_TOKEN = "Bearer token (AWS Sign-In)", "ベアラートークン (AWS サインイン)";
    VIA_OAUTH_TOKEN = "OAuth token (AWS Sign-In)", "OAuth トークン (AWS サインイン)";

    ERROR_RANGE = "AWS allows {0} to {1}.", "設定できるのは {0}から {1}までです。";
    ERROR_BEFORE = "It comes from session {0}, which begins later.", "元になるセッション {0} は、これより後に始まります。";
    ERROR_MOMENT = "Enter a date and time, or leave it empty.", "日時を入力するか、空欄にしてください。";
    ERROR_OTHER = "This value can't be used: {0}", "この値は使用できません: {0}";
    CORRECT_FIRST = "Correct the marked field to see the answer.", "印のついた項目を直すと、回答が表示されます。";

    ANSWER = "Answer", "回答";
    REFUSED = "AWS refuses this.", "AWS が拒否します。";
    REFUSED_BY_CLIENT = "The AWS CLI or boto3 refuses it and sends nothing.", "AWS CLI または boto3 が拒否し、リクエストは送信されません。";
    BEGAN = "From {0}", "{0} から";
    COUNTDOWN_ENDED = "Ended {0} ago", "{0}前に終了";
    COUNTDOWN_BEGINS = "Begins in {0}", "{0}後に開始";
    LIMITS = "What could end it", "終了の原因になりうる制限";
    BINDS = "this ends it", "これで終わる";
    BINDS_EXPECTED = "this should end it", "これで終わる見込み";
    WOULD_BE = "after {0}", "{0}後";
    MORE = "How to get longer", "長く使うには";
    MORE_NONE = "No AWS setting makes this last longer. When it ends, you can start a new one.",
        "これより長くできる AWS の設定はありません。終わったら、新しく始められます。";
    WORKS = "What would work", "うまくいく方法";
    GIVES = "Lasts {0} ({1} more)", "{0}続く ({1}長い)";
    GIVES_WORKS = "Lasts {0}", "{0}続く";
    AND = "{0}, and {1}", "{0}、さらに{1}";
    SOURCE = "Source", "出典";
    /// A source that is no page of AWS's, and in Japanese: what it is called where its title cannot be read.
    TEST_REPORT = "a test report (in Japanese)", "テスト結果の記事";
    /// After what AWS's own page is, before the others.
    SEE_ALSO = " See also: ", "関連: ";
    READ_ON = "{0}, read on {1}", "{0} ({1} に確認)";

    CHANGE_SIGN_IN_ANEW = "Sign in again just before the switch", "スイッチの直前にサインインし直す";
    CHANGE_CREDENTIALS_ANEW = "Get new credentials just before the call", "呼び出しの直前に認証情報を取得し直す";
    CHANGE_FROM_SIGN_IN = "Switch from your sign-in, not from the role", "ロールではなく、サインインのセッションからスイッチする";
    CHANGE_FROM_NEW_SIGN_IN = "Sign in again, then switch from that sign-in right away",
        "サインインし直してすぐ、ロールを経由せずにスイッチする";
    TRUSTS_SIGN_IN = "The role's trust policy has to allow your sign-in.",
        "ロールの信頼ポリシーで、サインインしたユーザーが許可されている必要があります。";
    CHANGE_WITH_KEY = "Call with the long-term access key", "長期アクセスキーで呼び出す";
    TRUSTS_KEY = "The role's trust policy has to allow the key's user.",
        "ロールの信頼ポリシーで、キーの IAM ユーザーが許可されている必要があります。";
    CHANGE_SIGN_WITH_KEY = "Sign it with an IAM user's access key", "IAM ユーザーのアクセスキーで署名する";
    CHANGE_SIGN_IN_MAX = "Ask an administrator to set the sign-in length to {0}", "サインインの長さを {0}に設定するよう管理者に依頼する";
    CHANGE_SIGN_IN_MAX_ROLE = "Ask an administrator to set the role's sign-in length to {0}", "ロールのサインインの長さを {0}に設定するよう管理者に依頼する";
    CHANGE_AS_IAM_USER = "Do it as an IAM user, not as root", "ルートユーザーではなく IAM ユーザーで行う";
    CHANGE_OWN_PERMISSION_SET = "Use a separate permission set in the access portal instead of switching",
        "スイッチせずに、アクセスポータルで別のアクセス許可セットを使う";
    CHANGE_STRAIGHT_BY_SAML = "Sign in to that role directly through SAML instead of switching",
        "スイッチせずに、SAML でそのロールへ直接サインインする";
    CHANGE_ROLE_MAX = "Raise the role's maximum session duration to {0}", "ロールの最大セッション期間を {0}に延ばす";
    CHANGE_ASK = "Ask for DurationSeconds = {1} ({0})", "DurationSeconds = {1} ({0}) を要求する";
    CHANGE_EXPIRES_IN = "Ask for {0} (--expires-in {1})", "{0}を要求する (--expires-in {1})";
    CHANGE_ASK_NOTHING = "Ask for no duration", "期間を指定しない";
    CHANGE_SESSION_DURATION = "Set SessionDuration to {0}", "SessionDuration を {0}にする";
    CHANGE_NO_SESSION_DURATION = "Leave SessionDuration out", "SessionDuration を指定しない";
    CHANGE_PERMISSION_SET = "Set the permission set's session duration to {0}", "アクセス許可セットのセッション期間を {0}にする";
    CHANGE_PORTAL = "Set the portal's session duration to {0}", "ポータルのセッション期間を {0}にする";
    CHANGE_PROFILE = "Set the Roles Anywhere profile's session duration to {0}", "Roles Anywhere のプロファイルのセッション期間を {0}にする";
    CHANGE_LATER_IDP_END = "Set the identity provider to end its session later", "ID\u{a0}プロバイダーのセッションの終わりを遅らせる";

    PICTURE_TITLE = "Sessions on a time axis", "時間軸上のセッション";
    PICTURE_ROW = "{0}: from {1} to {2}, {3}.", "{0}: {1} から {2} まで、{3}。";
    PICTURE_ROW_ENDLESS = "{0}: no known end.", "{0}: 終了時刻がないか、わかりません。";
    PICTURE_ROW_REFUSED = "{0}: refused at {1}.", "{0}: {1} に拒否されます。";
    PICTURE_ROW_INVALID = "{0}: can't be drawn yet.", "{0}: まだ描けません。";
    PICTURE_BINDS = "Ended by {0}.", "{0}で終わります。";
    PICTURE_BINDS_EXPECTED = "Expected to be ended by {0}.", "{0}で終わる見込みです。";
    PICTURE_FROM = "Obtained from session {0}.", "セッション {0} から取得。";
    PICTURE_NOW = "Now", "現在";
    PICTURE_WORDS = "The timeline in words", "図の内容を文章で";
    PICTURE_REFUSED = "refused", "拒否";
    PICTURE_ENDLESS = "no end", "終わりなし";
    SAVE_SVG = "Save as SVG", "SVG で保存";
    SAVE_PNG = "Save as PNG", "PNG で保存";
    PRINT = "Print", "印刷";
    SHARE = "Share", "共有";
    COPY_LINK = "Copy link", "リンクをコピー";
    COPY_TEXT = "Copy as text", "テキストでコピー";
    COPY_COMMAND = "Copy as command", "コマンドでコピー";
    COPIED = "Copied.", "コピーしました。";
    COPY_FAILED = "Your browser doesn't allow copying. Select and copy it here:", "ブラウザがコピーを許可していません。ここから選択してコピーしてください:";

    LINK_DAMAGED = "This link can't be read", "このリンクは読み取れません";
    LINK_WHAT = "Copy the whole link again, or start over.", "リンク全体をコピーし直すか、空のフォームから始めてください。";
    LINK_WHERE = "At {0}: {1}", "{0} の位置: {1}";
    LINK_ENCODING = "a % isn't followed by two hexadecimal digits, or the text isn't UTF-8", "% の後に 16 進数が 2 桁続いていないか、UTF-8 のテキストではありません";
    LINK_CHARACTER = "character {0}", "{0} 文字目";
    LINK_EMPTY = "Open the empty form", "空のフォームを開く";

    CONFIG_PASTE = "Your ~/.aws/config", "~/.aws/config の内容";
    CONFIG_HINT = "Paste it, or drop the file here. It is read on this page and goes nowhere.",
        "内容を貼り付けるか、ファイルをここにドロップしてください。このページ内でのみ読み取られ、どこにも送信されません。";
    CONFIG_CHOOSE = "Choose a file", "ファイルを選択";
    CONFIG_FILE = "{0} ({1} bytes) can't be shown here, but it is checked.",
        "{0} ({1} バイト) はここに表示できませんが、内容は確認されます。";
    CONFIG_FORGET = "Forget the file", "読み込んだ内容を消去";
    CONFIG_MAXIMA = "The roles' maximum session durations, if you know them", "ロールの最大セッション期間 (わかる場合)";
    CONFIG_OTHERS = "Profiles in your credentials file (names only)", "認証情報ファイルにあるプロファイル (名前のみ)";
    CONFIG_OTHERS_HINT = "Separate them with spaces. Never paste the credentials file itself.", "空白で区切ります。認証情報ファイル自体は貼り付けないでください。";
    CONFIG_OTHERS_ASK = "Are a profile's keys in ~/.aws/credentials? Enter its name in the field for that file.",
        "キーが ~/.aws/credentials にあるプロファイルは、その名前を認証情報ファイルの欄に入力してください。";
    CONFIG_TOO_LARGE = "{0} is larger than {1} MB. That is too large for a config file.", "{0} は {1} MB を超えています。設定ファイルとしては大きすぎます。";
    CONFIG_SECRETS = "The text had secrets on {0}. This page removed them, and didn't keep, show or send them.",
        "テキストの {0} に機密情報があったため、取り除きました。保存、表示、送信はしていません。";
    CONFIG_LINE = "line {0}", "{0} 行目";
    CONFIG_LINES_MORE = "{0} more", "ほか {0} 行";
    CONFIG_MORE = "Profiles not shown: {0}. The command session-clock config check shows all.",
        "表示していないプロファイル: {0} 個。コマンド session-clock config check ではすべて表示されます。";
    CONFIG_PROFILE = "Profile", "プロファイル";
    CONFIG_CHAIN = "How it gets credentials", "認証情報の取得方法";
    CONFIG_LIFE = "How long they last", "有効期間";
    CONFIG_FOUND = "Problems", "検出された問題";
    CONFIG_FINE = "none", "なし";
    CONFIG_WHOLE = "The whole file", "ファイル全体";

    RULES = "The rules, in words", "ルールの一覧";
    RULES_HOW = "What you have", "種類";
    RULES_LASTS = "How long it lasts", "有効期間";
    RULES_SOURCE = "Source", "出典";
    RULE_SERVICE = "{0}.", "{0}。";
    RULE_ROOT = "Session Clock assumes {0}, like an IAM user's.", "IAM ユーザーと同じ {0}と仮定しています。";
    RULE_IAM_USER = "{0}, unless an administrator has set another length: {1} to {2} (since November 18, 2026).",
        "{0}。管理者が別の長さ ({1}から {2}) を設定している場合はその長さ (2026 年 11 月 18 日から設定可能)。";
    RULE_SWITCH_ROLE = "The role's maximum session duration ({0} to {1}, by default {0}) or what is left of the sign-in, whichever is shorter.",
        "ロールの最大セッション期間 ({0}から {1}、デフォルト {0}) と、サインインのセッションの残り時間の短い方。";
    RULE_CHAINING = "{0} at most, whatever the roles allow. In the console this happens when you switch from a role's session: with multi-session, or after a sign-in through IAM Identity Center, SAML or a broker.",
        "ロールの設定に関係なく最長 {0}。コンソールでは、ロールのセッションからスイッチした場合に適用されます (マルチセッション、または IAM Identity Center、SAML、ブローカーでサインインした後)。";
    RULE_SAML = "The attribute SessionDuration ({0} to {1}, by default {2}) or the identity provider's end, whichever is earlier.",
        "属性 SessionDuration ({0}から {1}、デフォルト {2}) と ID プロバイダーのセッションの終わりの早い方。";
    RULE_PERMISSION_SET = "The permission set's session duration: {0} to {1}, by default {2}.", "アクセス許可セットのセッション期間: {0}から {1}、デフォルト {2}。";
    RULE_PORTAL = "The portal's session duration: {0} to {1}, by default {2}. Never later than the identity provider's end.",
        "ポータルのセッション期間: {0}から {1}、デフォルト {2}。ID プロバイダーのセッションの終わりより後にはなりません。";
    RULE_BROKER = "The link's SessionDuration, {0} to {1}. Without one, until the credentials behind it end.",
        "リンクの SessionDuration ({0}から {1})。指定がない場合は、元になる認証情報の期限まで。";
    RULE_ACCESS_KEY = "No end.", "有効期限はありません。";
    RULE_CALL = "The duration you ask for: {0} to {1}, by default {2}.", "要求した期間 ({0}から {1}、デフォルト {2})。";
    RULE_CALL_ROLE = "The duration you ask for: {0} to {1}, by default {2}. AWS refuses more than the role's maximum instead of shortening it.",
        "要求した期間 ({0}から {1}、デフォルト {2})。ロールの最大セッション期間を超えると、AWS は短縮せずに拒否します。";
    RULE_DIES = "It ends earlier if the credentials it was made with end first.", "作成に使った認証情報の期限が先に切れると、そのときに終わります。";
    RULE_CALLER = "The duration you ask for: {0} to {1}, by default what the caller's session has left. AWS refuses more than that.",
        "要求した期間 ({0}から {1})。指定がなければ呼び出し元のセッションの残り時間です。AWS はそれを超える要求を拒否します。";
    RULE_RENEWED = "No end. The service renews the credentials.", "終わりはありません (サービスが更新します)。";
    RULE_ROLE_CHAINING_NAME = "Role chaining", "ロールの連鎖";
    FOOTER = "Signing out, deleting the role or revoking a session ends it earlier. This page isn't made by AWS.",
        "サインアウト、ロールの削除、セッションの取り消しがあると、セッションはより早く終わります。このページは AWS が作成したものではありません。";
    NO_SCRIPT = "The calculator needs JavaScript and WebAssembly. At least one of them doesn't run in your browser. The rules are below, in words.",
        "計算には JavaScript と WebAssembly が必要ですが、このブラウザではいずれかが無効です。ルールは下の表にあります。";
    DESCRIPTION = "When does my AWS session end, why, and how can it last longer? A calculator for console sign-ins, role chaining, STS and ~/.aws/config. Nothing leaves your browser.",
        "AWS のセッションはいつ、なぜ終わるのか。長く使うにはどうすればよいか。コンソール、ロールの連鎖、STS、~/.aws/config のための計算ページです。データはブラウザの外に出ません。";
}

/// What a way to a session is called. `root` tells whose access key it is.
pub fn via(via: Via, root: bool) -> Phrase {
    match via {
        Via::IamUser => VIA_IAM_USER,
        Via::Root => VIA_ROOT,
        Via::Saml => VIA_SAML,
        Via::IdentityCenter => VIA_IDENTITY_CENTER,
        Via::FederationEndpoint => VIA_FEDERATION_ENDPOINT,
        Via::SwitchRole => VIA_SWITCH_ROLE,
        Via::AccessPortal => VIA_ACCESS_PORTAL,
        Via::AccessKey if root => VIA_ACCESS_KEY_ROOT,
        Via::AccessKey => VIA_ACCESS_KEY,
        Via::RolesAnywhere => VIA_ROLES_ANYWHERE,
        Via::IdentityCenterCredentials => VIA_IDENTITY_CENTER_CREDENTIALS,
        Via::AwsLogin => VIA_AWS_LOGIN,
        Via::InstanceProfile => VIA_INSTANCE_PROFILE,
        Via::EcsTaskRole => VIA_ECS_TASK_ROLE,
        Via::LambdaRole => VIA_LAMBDA_ROLE,
        Via::PresignedUrl => VIA_PRESIGNED_URL,
        Via::EcrLogin => VIA_ECR_LOGIN,
        Via::CodeArtifactToken => VIA_CODEARTIFACT_TOKEN,
        Via::RdsToken => VIA_RDS_TOKEN,
        Via::DsqlToken => VIA_DSQL_TOKEN,
        Via::EksToken => VIA_EKS_TOKEN,
        Via::RedshiftCredentials => VIA_REDSHIFT_CREDENTIALS,
        Via::S3AccessGrants => VIA_S3_ACCESS_GRANTS,
        Via::CognitoIdentity => VIA_COGNITO_IDENTITY,
        Via::EksPodIdentity => VIA_EKS_POD_IDENTITY,
        Via::GetScopedCredentials => VIA_GET_SCOPED_CREDENTIALS,
        Via::BearerToken => VIA_BEARER_TOKEN,
        Via::OauthToken => VIA_OAUTH_TOKEN,
        // A call's name is the same in every language.
        _ => {
            let name = crate::rules::sts::Call::of(via).map_or(via.name(), |call| call.name);
            Phrase::name(name)
        }
    }
}

/// What a limit is called where its name stands alone: in a list, in a picture. Within a sentence it has its article.
pub fn alone(limit: &str) -> String {
    let mut name = limit.strip_prefix("the ").unwrap_or(limit).to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// All that is done otherwise.
#[derive(Debug, Default)]
pub struct Changes {
    /// In one clause.
    pub said: String,
    /// The command that does it, where one is known.
    pub command: Option<String>,
    /// A sentence about what it takes, or what AWS leaves open.
    pub caveat: Option<&'static str>,
}

/// One thing that could be done otherwise, in one clause. `obtained` is how the session was to be obtained.
fn change(lang: Lang, change: Change, obtained: Via) -> String {
    let console = matches!(obtained, Via::SwitchRole);
    let (phrase, seconds) = match change {
        Change::Anew if console => (CHANGE_SIGN_IN_ANEW, 0),
        Change::Anew => (CHANGE_CREDENTIALS_ANEW, 0),
        Change::FromSignIn => (CHANGE_FROM_SIGN_IN, 0),
        Change::WithKey if obtained.is_token() => (CHANGE_SIGN_WITH_KEY, 0),
        Change::WithKey => (CHANGE_WITH_KEY, 0),
        Change::SignInMax(seconds) => (CHANGE_SIGN_IN_MAX, seconds),
        Change::RoleSignInMax(seconds) => (CHANGE_SIGN_IN_MAX_ROLE, seconds),
        Change::AsIamUser => (CHANGE_AS_IAM_USER, 0),
        Change::OwnPermissionSet => (CHANGE_OWN_PERMISSION_SET, 0),
        Change::StraightBySaml => (CHANGE_STRAIGHT_BY_SAML, 0),
        Change::RoleMax(seconds) => (CHANGE_ROLE_MAX, seconds),
        Change::ExpiresIn(seconds) => (CHANGE_EXPIRES_IN, seconds),
        Change::Ask(seconds) => (CHANGE_ASK, seconds),
        Change::AskNothing => (CHANGE_ASK_NOTHING, 0),
        Change::SessionDuration(seconds) => (CHANGE_SESSION_DURATION, seconds),
        Change::NoSessionDuration => (CHANGE_NO_SESSION_DURATION, 0),
        Change::PermissionSet(seconds) => (CHANGE_PERMISSION_SET, seconds),
        Change::Portal(seconds) => (CHANGE_PORTAL, seconds),
        Change::Profile(seconds) => (CHANGE_PROFILE, seconds),
        Change::LaterIdpEnd => (CHANGE_LATER_IDP_END, 0),
    };
    phrase.say(lang, &[Part::Duration(seconds), seconds.to_string().into()]).to_string()
}

/// All that is done otherwise: clause and command apart, since each surface joins them in its own way.
pub fn changes(lang: Lang, changes: &[Change], obtained: Via) -> Changes {
    let mut all = Changes::default();
    let from_new_sign_in = changes.contains(&Change::FromSignIn) && changes.contains(&Change::Anew);
    for one in changes {
        match *one {
            // One clause says both.
            Change::Anew if from_new_sign_in => continue,
            Change::FromSignIn => all.caveat = Some(TRUSTS_SIGN_IN.template(lang)),
            Change::WithKey if !(obtained.is_token() || matches!(obtained, Via::GetSessionToken | Via::GetFederationToken)) => {
                all.caveat = Some(TRUSTS_KEY.template(lang));
            }
            _ => {}
        }
        let call = match *one {
            Change::SignInMax(seconds) => Some(("update-login-profile --user", seconds)),
            Change::RoleSignInMax(seconds) => Some(("update-role --role", seconds)),
            _ => None,
        };
        if let Some((call, seconds)) = call {
            all.command = Some(["aws iam ", call, "-name NAME --max-signin-session-duration ", &seconds.to_string()].concat());
            all.caveat = matches!(obtained, Via::IamUser | Via::SwitchRole).then(|| CONSOLE_NOT_SAID.template(lang));
        }
        let mut clause = match *one {
            Change::FromSignIn if from_new_sign_in => CHANGE_FROM_NEW_SIGN_IN.template(lang).to_owned(),
            one => change(lang, one, obtained),
        };
        if all.said.is_empty() {
            all.said = clause;
            continue;
        }
        match (lang, clause.get_mut(..1)) {
            (Lang::En, Some(first)) => first.make_ascii_lowercase(),
            // Before a Latin letter Japanese has a space.
            (Lang::Ja, Some(_)) => clause.insert(0, ' '),
            _ => {}
        }
        all.said = AND.say(lang, &[all.said.into(), clause.into()]).to_string();
    }
    all
}

/// The rules as a table: how one got in, how long that lasts, and where it was read. For a page that cannot reckon.
pub fn rules_table(lang: Lang) -> Vec<(String, String, Source)> {
    let told = |phrase: Phrase, figures: &[i64]| {
        let fill: Vec<Part> = figures.iter().map(|seconds| Part::Duration(*seconds)).collect();
        phrase.say(lang, &fill).to_string()
    };
    let ranged = |phrase: Phrase, Range { least, most }: Range, default: i64| told(phrase, &[least, most, default]);
    let mut rows = Vec::new();
    let mut row = |name: String, lasts: String, source: Source| rows.push((name, lasts, source));
    let name = |one: Via| via(one, false).template(lang).to_owned();
    let Range { least, most } = figures::SIGN_IN_MAX;
    let sign_in = told(RULE_IAM_USER, &[figures::CONSOLE_SIGN_IN, least, most]);
    let apart = if lang == Lang::En { " " } else { "" };
    row(name(Via::IamUser), [&sign_in, apart, CONSOLE_NOT_SAID.template(lang)].concat(), sources::SWITCH_ROLE);
    row(name(Via::Root), told(RULE_ROOT, &[figures::CONSOLE_SIGN_IN]), sources::of_via(Via::Root));
    row(name(Via::SwitchRole), ranged(RULE_SWITCH_ROLE, figures::ROLE_MAX, figures::ROLE_MAX_DEFAULT), sources::SWITCH_ROLE);
    row(RULE_ROLE_CHAINING_NAME.template(lang).to_owned(), told(RULE_CHAINING, &[figures::ROLE_CHAINING]), sources::ROLE_CHAINING);
    row(
        name(Via::IdentityCenter),
        ranged(RULE_PERMISSION_SET, figures::PERMISSION_SET, figures::PERMISSION_SET_DEFAULT),
        sources::PERMISSION_SET,
    );
    row(name(Via::AccessPortal), ranged(RULE_PORTAL, figures::PORTAL, figures::PORTAL_DEFAULT), sources::PORTAL);
    row(name(Via::Saml), ranged(RULE_SAML, figures::SAML_SESSION_DURATION, figures::SAML_DEFAULT), sources::SAML_CONSOLE);
    row(name(Via::FederationEndpoint), ranged(RULE_BROKER, figures::FEDERATION_ENDPOINT, 0), sources::BROKER);
    row(name(Via::AccessKey), told(RULE_ACCESS_KEY, &[]), sources::ACCESS_KEYS);
    row(name(Via::AwsLogin), sign_in, sources::AWS_LOGIN);
    for one in [Via::AssumeRole, Via::AssumeRoleWithSaml, Via::AssumeRoleWithWebIdentity, Via::GetSessionToken, Via::GetFederationToken] {
        if let Some(call) = crate::rules::sts::Call::of(one) {
            let phrase = if matches!(one, Via::GetSessionToken | Via::GetFederationToken) { RULE_CALL } else { RULE_CALL_ROLE };
            row(name(one), ranged(phrase, call.range, call.default), sources::of_via(one));
        }
    }
    row(
        name(Via::RolesAnywhere),
        ranged(RULE_CALL_ROLE, figures::ROLES_ANYWHERE, figures::ROLES_ANYWHERE_DEFAULT),
        sources::ROLES_ANYWHERE,
    );
    for one in Via::ALL.iter().copied().filter(|via| handed_out::is_one(*via)) {
        let mut lasts = match (handed_out::range(one), handed_out::default(one)) {
            (Some(range), Some(default)) => ranged(RULE_CALL, range, default),
            (Some(range), None) => ranged(RULE_CALLER, range, 0),
            (None, Some(seconds)) => told(RULE_SERVICE, &[seconds]),
            (None, None) => told(RULE_RENEWED, &[]),
        };
        if handed_out::dies_with_credentials(one) && handed_out::default(one).is_some() {
            lasts.push_str(apart);
            lasts.push_str(RULE_DIES.template(lang));
        }
        row(name(one), lasts, sources::of_via(one));
    }
    rows
}
