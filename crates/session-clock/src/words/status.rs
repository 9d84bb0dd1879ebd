//! What `status`, `watch` and `prompt` say of the sessions on a machine. Which of it is said is decided where they are looked for.

use super::phrases;

phrases! {
    /// The sentences of the sessions on a machine.
    STATUS;
    /// Nothing would be used.
    NONE = "The AWS CLI would use no session here.", "この環境で AWS CLI が使うセッションはありません。";
    /// No session at all.
    NONE_AT_ALL = "There's no AWS session on this machine.", "このマシンに AWS のセッションはありません。";
    /// Below that: how many other profiles could be used, and the command that shows them.
    OTHER_PROFILE = "You can use {0} other profile now. To see it: {1}", "ほかに使えるプロファイルが {0} 件あります。確認するには: {1}";
    /// The same of more than one.
    OTHER_PROFILES = "You can use {0} other profiles now. To see them: {1}", "ほかに使えるプロファイルが {0} 件あります。確認するには: {1}";
    /// Below a table that was cut: how many sessions are left out.
    MORE = "… {0} more", "… ほか {0} 件";
    /// What the environment's session is called.
    ENVIRONMENT = "environment", "環境変数";
    /// What a sign-in is called: its name.
    SIGN_IN = "sign-in {0}", "サインイン {0}";
    /// What a file is called that no profile leads to.
    STRAY_FILE = "file {0}", "ファイル {0}";
    /// How much is left: a duration.
    LEFT = "{0} left", "残り {0}";
    /// When it ends.
    ENDS = "ends {0}", "{0} に終了";
    /// When it ended.
    ENDED = "ended {0}", "{0} に終了済み";
    /// It is over, and nobody knows since when.
    OVER = "not signed in", "未サインイン";
    /// It renews itself.
    RENEWS = "renews itself", "自動更新";
    /// It renews itself until then.
    RENEWS_UNTIL = "renews itself until {0}", "{0} まで自動更新";
    /// A long-term key.
    NO_END = "no end", "終了なし";
    /// Nothing says when it ends.
    NOT_KNOWN = "end not known", "終了不明";
    /// The heading before the ways to get longer.
    LONGER = "How to get longer", "長く使うには";
    /// A role of an account.
    ROLE_IN = "{0} in {1}", "{1} の {0}";
    /// How a finding begins.
    WARNING = "Warning: {0}", "警告: {0}";
    /// How a finding begins that stops the AWS CLI.
    ERROR = "Error: {0}", "エラー: {0}";
    /// Below the live view.
    QUIT = "Press q to quit.", "q キーで終了します。";
    /// Below the live view, where the desktop shows none.
    NO_NOTIFICATIONS = "This desktop shows no notifications, so nothing warns you outside this window.",
        "このデスクトップでは通知を表示できないため、警告はこのウィンドウ内だけになります。";
    /// Where there is no terminal.
    WATCH_NEEDS_TERMINAL = "watch needs a terminal. In scripts, use: session-clock status --json",
        "watch には端末が必要です。スクリプトでは次を使ってください: session-clock status --json";
    /// The title of a warning: the session, how long it has.
    WARNING_ENDS = "{0} ends in {1}", "あと {1}で終わります: {0}";
    /// The title when it has ended.
    WARNING_OVER = "{0} has ended", "終わりました: {0}";
    /// When that is, or was.
    WARNING_AT = "End: {0}", "終了時刻: {0}";
    ENVIRONMENT_FIRST = "The keys in your environment come before profile {0}.", "環境変数のキーがプロファイル {0} より優先されます。";
    LONG_TERM_KEY = "A long-term access key never expires.", "長期アクセスキーに有効期限はありません。";
    SAYS = "{0} says when it ends.", "終了時刻は {0} に書かれています。";
    SAYS_NOTHING = "Nothing stored with the keys says when they end.", "キーと一緒に終了時刻は記録されていません。";
    UNREADABLE_END = "It has an end, but Session Clock can't read it.", "終了時刻が書かれていますが、読み取れません。";
    ZONELESS_END = "It has an end, but the time zone is missing.", "終了時刻は書かれていますが、タイムゾーンがありません。";
    ASKS_FOR = "Profile {0} asks for {1}.", "プロファイル {0} は {1}を要求します。";
    CHAINED = "Profile {0} assumes its role with temporary credentials, so AWS ends it after {1}, whatever the role allows (role chaining).",
        "プロファイル {0} のロールは一時的な認証情報で引き受けるため、ロールの設定に関係なく、AWS はセッションを {1}で終了します (ロールの連鎖)。";
    ASKS_FOR_NOTHING = "Profile {0} asks for no duration, so AWS gives {1}.", "プロファイル {0} に期間の指定がないため、AWS は {1}とします。";
    SET_LONGER = "A permission set's session lasts {0} by default. Your administrator has set a longer one here.",
        "アクセス許可セットのセッションはデフォルトでは {0}ですが、管理者がより長く設定しています。";
    RENEWED_FROM = "The AWS CLI renews it from {0}, without asking you.", "AWS CLI が「{0}」を使って、確認なしで更新します。";
    SOURCE_OVER = "To renew it, renew {0} first.", "更新するには、先に「{0}」を更新する必要があります。";
    SOURCE_ENDS = "It won't be renewed: {0} ends first.", "「{0}」が先に終わるため、更新されません。";
    SOURCE_MISSING = "The AWS CLI has it in its cache, but doesn't use it without {0}.",
        "キャッシュに認証情報はありますが、「{0}」がないと AWS CLI は使いません。";
    SOURCE_UNKNOWN = "Session Clock can't tell whether {0} can renew it.", "「{0}」を使って更新できるかどうかはわかりません。";
    CALL_REFUSED = "It can't be renewed: AWS refuses the call.", "AWS が呼び出しを拒否するため、更新できません。";
    ASKS_FOR_CODE = "To renew it, the AWS CLI asks you for an MFA code.", "更新するとき、AWS CLI は MFA コードを求めます。";
    LAST_MINUTES = "The AWS CLI doesn't use it in its last 15 minutes. Other programs still can.",
        "最後の 15 分間、AWS CLI はこれを使いません。ほかのプログラムでは使えます。";
    TOKEN_REFRESHED = "The AWS CLI refreshes it until your access portal session ends. No file says when that is.",
        "アクセスポータルのセッションが終わるまで、AWS CLI が更新します。その時刻はどのファイルにもありません。";
    TOKEN_WITHOUT_SESSION = "The AWS CLI can't refresh it, because no sso-session uses it.",
        "sso-session から使われていないため、AWS CLI は更新できません。";
    TOKEN_INCOMPLETE = "The AWS CLI can't refresh it. Its file is incomplete, or the client registration has ended or ends first.",
        "ファイルに不足があるか、クライアント登録が終わっているか先に終わるため、AWS CLI は更新できません。";
    LOGIN_REFRESHED = "The AWS CLI refreshes it until your sign-in ends. No file says when that is.",
        "サインインが終わるまで、AWS CLI が更新します。その時刻はどのファイルにもありません。";
    LOGIN_INCOMPLETE = "The AWS CLI can't use it, because its file is incomplete.", "ファイルに不足があるため、AWS CLI では使えません。";
    SIGNED_IN_AT = "You signed in at {0}. AWS ends a sign-in after {1}, unless your administrator has set another length.",
        "{0} にサインインしました。サインインは、管理者が別の長さを設定していなければ {1}で終了します。";
    LONG_AGO = "It ended more than {0} ago. Your sign-in may have ended, too.", "終了から {0}以上たっています。サインインも終わっているかもしれません。";
    NOTHING_CACHED = "The AWS CLI hasn't cached any credentials for it yet.", "AWS CLI のキャッシュに認証情報がまだありません。";
    PROCESS = "A program gives new credentials each time. Session Clock doesn't run it.",
        "プログラムがそのつど認証情報を返します。Session Clock はこのプログラムを実行しません。";
    CONTAINER = "The container gives new credentials each time. Session Clock doesn't ask it.",
        "コンテナがそのつど認証情報を返します。Session Clock は問い合わせません。";
    STRAY = "No profile uses this file.", "どのプロファイルからも使われていないファイルです。";
    FROM_A_KEY = "the access key of profile {0}", "プロファイル {0} のアクセスキー";
    FROM_KEYS = "the temporary keys of profile {0}", "プロファイル {0} の一時的なキー";
    FROM_ROLE = "the role of profile {0}", "プロファイル {0} のロール";
    FROM_SIGN_IN = "the sign-in {0}", "サインイン {0}";
    FROM_LOGIN = "aws login (profile {0})", "aws login (プロファイル {0})";
    FROM_WEB_IDENTITY = "the web identity token file", "ウェブ ID トークンのファイル";
    FROM_ENVIRONMENT = "the environment", "環境変数";
    FROM_PROGRAM = "the source of profile {0}", "プロファイル {0} の提供元";
    RUN = "Run: {0}", "次を実行してください: {0}";
    ENTER_CODE = "Run this and enter the MFA code: {0}", "次を実行し、MFA コードを入力してください: {0}";
    USE_SSO_SESSION = "Give profile {0} an sso-session ({1}). Then the AWS CLI refreshes the sign-in.",
        "プロファイル {0} に sso-session を設定してください ({1})。AWS CLI がサインインを更新するようになります。";
    FROM_KEY_INSTEAD = "Set source_profile = {1} in profile {0}, if its role trusts the IAM user of profile {1}. A role assumed with a key can last {2}, one assumed with temporary credentials only {3} (role chaining).",
        "プロファイル {0} に source_profile = {1} を設定してください (ロールがプロファイル {1} の IAM ユーザーを信頼している場合)。アクセスキーで引き受けたロールは最長 {2}、一時的な認証情報で引き受けたロール (ロールの連鎖) は {3}です。";
    OWN_PERMISSION_SET = "Ask for a permission set with the same permissions as the role of profile {0}. A permission set can last {1}, a role assumed from it only {2} (role chaining).",
        "プロファイル {0} のロールと同じ権限のアクセス許可セットを依頼してください。アクセス許可セットは最長 {1}、そこから引き受けたロール (ロールの連鎖) は {2}です。";
    ASK_FOR = "Set duration_seconds in profile {0}, up to the role's maximum session duration ({1} at most).",
        "プロファイル {0} の duration_seconds を、ロールの最大セッション期間 (最長 {1}) まで延ばしてください。";
    RAISE_PERMISSION_SET = "Ask an administrator to raise the permission set's session duration (up to {0}).",
        "アクセス許可セットのセッション期間を延ばすよう管理者に依頼してください (最長 {0})。";
    RAISE_SIGN_IN = "Ask an administrator to raise the length of your sign-in (up to {0}): {1}",
        "サインインの長さを延ばすよう管理者に依頼してください (最長 {0}): {1}";
    USE_TOOL = "Sign in again with the tool that wrote these keys.", "これらのキーを書き込んだツールで、もう一度サインインしてください。";
    UNREADABLE = "{0} can't be read.", "{0} を読み取れません。";
    NOT_A_FILE = "{0} isn't a regular file.", "{0} は通常のファイルではありません。";
    TOO_LARGE = "{0} is too large, so it wasn't read.", "{0} は大きすぎるため、読み取りませんでした。";
    NOT_JSON = "{0} isn't JSON, so Session Clock ignores it.", "{0} は JSON ではないため、無視しました。";
    UNKNOWN_MOMENT = "{0} isn't a date and time that Session Clock can read.", "{0} を日時として読み取れません。";
    UNKNOWN_MOMENT_IN = "{0} in {1} isn't a date and time that Session Clock can read.", "{1} の {0} を日時として読み取れません。";
    ZONELESS_MOMENT = "{0} has no time zone, so Session Clock can't tell which moment it is.",
        "{0} にタイムゾーンがないため、いつのことかわかりません。";
    ZONELESS_MOMENT_IN = "{0} in {1} has no time zone, so Session Clock can't tell which moment it is.",
        "{1} の {0} にタイムゾーンがないため、いつのことかわかりません。";
    PARTIAL_ENVIRONMENT = "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY isn't.",
        "AWS_ACCESS_KEY_ID は設定されていますが、AWS_SECRET_ACCESS_KEY がありません。";
    NO_ENVIRONMENT_SOURCE = "Profile {0} has credential_source = Environment, but AWS_ACCESS_KEY_ID isn't set.",
        "プロファイル {0} は credential_source = Environment ですが、AWS_ACCESS_KEY_ID が設定されていません。";
    NO_CONTAINER_SOURCE = "Profile {0} has credential_source = EcsContainer, but neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor \
        AWS_CONTAINER_CREDENTIALS_FULL_URI is set.",
        "プロファイル {0} は credential_source = EcsContainer ですが、AWS_CONTAINER_CREDENTIALS_RELATIVE_URI も AWS_CONTAINER_CREDENTIALS_FULL_URI も設定されていません。";
    NO_INSTANCE_SOURCE = "Profile {0} has credential_source = Ec2InstanceMetadata, but AWS_EC2_METADATA_DISABLED is true.",
        "プロファイル {0} は credential_source = Ec2InstanceMetadata ですが、AWS_EC2_METADATA_DISABLED が true です。";
    WEB_IDENTITY_WITHOUT_ROLE = "There's a web identity token file, but no role. Set AWS_ROLE_ARN, or role_arn in the profile.",
        "ウェブ ID トークンのファイルがありますが、ロールの指定がありません。AWS_ROLE_ARN か、プロファイルの role_arn を設定してください。";
    PROFILES_DIFFER = "AWS_PROFILE names {0}, and AWS_DEFAULT_PROFILE names {1}. AWS CLI v2 uses {0}. boto3 and AWS CLI v1 use {1}.",
        "AWS_PROFILE は {0}、AWS_DEFAULT_PROFILE は {1} を指しています。AWS CLI v2 は {0} を、boto3 と AWS CLI v1 は {1} を使います。";
}
