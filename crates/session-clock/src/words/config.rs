//! What `config check` says of a finding, and a report as it is written. It never looks for anything itself.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Lang, Part, Phrase, Sentence, phrases};
use crate::aws_config::{Argument, Detail, Finding, Level, Profile, Report, Start};
use crate::figures;

phrases! {
    /// The sentences of [`aws_config`](crate::aws_config)'s findings.
    CONFIG;
    NOT_UTF8 = "This isn't UTF-8 text, so nothing in the file can be used.",
        "UTF-8 のテキストではないため、ファイル全体が使用できません。";
    BYTE_ORDER_MARK = "The file begins with a byte order mark. That hides its first section, so nothing in the file can be used.",
        "ファイルの先頭にバイトオーダーマーク (BOM) があり、最初のセクションを認識できないため、ファイル全体が使用できません。";
    NO_SECTION = "This line comes before the first section, so nothing in the file can be used.",
        "最初のセクションより前に行があるため、ファイル全体が使用できません。";
    DUPLICATE_SECTION = "This section appears twice, first on line {0}, so nothing in the file can be used.",
        "同じセクションが {0} 行目にもあるため、ファイル全体が使用できません。";
    DUPLICATE_KEY = "This key appears twice in its section, first on line {0}, so nothing in the file can be used.",
        "同じキーが {0} 行目にもあるため、ファイル全体が使用できません。";
    UNREADABLE = "This line is neither a [section] nor key = value, so nothing in the file can be used.",
        "[セクション] でも「キー = 値」でもない行があるため、ファイル全体が使用できません。";
    NESTED_UNREADABLE = "This line of an indented block has no =, so nothing in the file can be used. A value has to begin on the line of its key.",
        "インデントされたブロックに = のない行があるため、ファイル全体が使用できません。値はキーと同じ行から始める必要があります。";
    MORE_FAULTS = "Other lines of this file that can't be read: {0}.",
        "このファイルには、読み取れない行がほかに {0} 行あります。";
    SECTION_IGNORED = "The section [{0}] isn't a profile, so it is ignored. Write [profile name] for any profile other than default.",
        "セクション [{0}] はプロファイルではないため無視されます。default 以外のプロファイルは [profile 名前] と書きます。";
    PROFILE_REPLACED = "A later section, on line {0}, has the same profile {1}, so this whole section is ignored.",
        "同じプロファイル {1} のセクションが後の {0} 行目にあるため、このセクションは全体が無視されます。";
    PROFILE_PREFIX = "In the credentials file, profiles are written without the word profile. This one is named \"{0}\".",
        "認証情報ファイルではプロファイル名に profile を付けません。このプロファイルの名前は「{0}」になります。";
    OVER_CHAINING = "Profile {0} assumes its role with session credentials. AWS allows {1} at most for that (role chaining) and refuses {2}.",
        "プロファイル {0} はセッションの認証情報でロールを引き受けます (ロールの連鎖)。AWS が認めるのは最長 {1}で、{2}の要求は拒否されます。";
    MAY_EXCEED_CHAINING = "Session Clock can't tell whether {0} gives session credentials. If it does, AWS allows {1} at most (role chaining) and refuses {2}.",
        "{0} がセッションの認証情報を返すかどうかはわかりません。返す場合はロールの連鎖となり、AWS が認めるのは最長 {1}で、{2}の要求は拒否されます。";
    OVER_ROLE_MAX = "Profile {0} asks for {2}, more than the role's maximum session duration of {1}. AWS refuses the call instead of shortening the session.",
        "プロファイル {0} は、ロールの最大セッション期間である {1}を超える {2}を要求しています。AWS は期間を短縮せず、呼び出しを拒否します。";
    OVER_RANGE = "Profile {0} asks for {2}. No role can have more than {1}, so AWS refuses.",
        "プロファイル {0} は {2}を要求していますが、ロールに設定できるのは最長 {1}のため、AWS は拒否します。";
    UNDER_MINIMUM = "Profile {0} asks for {2}. The AWS CLI and boto3 accept {1} or more, so they send nothing.",
        "プロファイル {0} は {2}を要求していますが、AWS CLI と boto3 が受け付けるのは {1}以上のため、リクエストは送信されません。";
    DURATION_NOT_INTEGER = "\"{0}\" isn't a whole number, so it is silently ignored and the default of {1} applies.",
        "「{0}」は整数ではないため、エラーを出さずに無視され、デフォルトの {1}が適用されます。";
    DURATION_COMMENT = "A comment on the same line becomes part of the value. \"{0}\" isn't a whole number, so it is silently ignored and the default of {1} applies.",
        "同じ行のコメントも値の一部になります。「{0}」は整数ではないため、エラーを出さずに無視され、デフォルトの {1}が適用されます。";
    DURATION_WEB_IDENTITY = "With web_identity_token_file, duration_seconds is silently ignored and the default of {0} applies.",
        "web_identity_token_file を使うと、duration_seconds はエラーを出さずに無視され、デフォルトの {0}が適用されます。";
    DURATION_NO_ROLE = "This profile assumes no role, so duration_seconds is ignored.",
        "このプロファイルはロールを引き受けないため、duration_seconds は無視されます。";
    SOURCE_LOOP = "The source_profile of {0} leads back to {1}.",
        "{0} の source_profile をたどると {1} に戻ります。";
    SOURCE_LOOP_SELF = "Profile {0} is its own source and has no access key of its own.",
        "プロファイル {0} は自分自身を source_profile に指定していますが、アクセスキーがありません。";
    SOURCE_MISSING = "Neither file has profile {1}, the source_profile of profile {0}.",
        "プロファイル {0} の source_profile に指定された {1} は、どちらのファイルにもありません。";
    SOURCE_AND_CREDENTIAL_SOURCE = "Profile {0} has both source_profile and credential_source. Keep only one of them.",
        "プロファイル {0} に source_profile と credential_source の両方があります。どちらか一方だけにしてください。";
    NO_SOURCE = "Profile {0} has a role_arn, but neither source_profile nor credential_source says which credentials assume it.",
        "プロファイル {0} には role_arn がありますが、引き受けに使う認証情報を示す source_profile も credential_source もありません。";
    CREDENTIAL_SOURCE_UNKNOWN = "The credential_source of profile {0} has to be exactly Environment, Ec2InstanceMetadata or EcsContainer.",
        "プロファイル {0} の credential_source は、Environment、Ec2InstanceMetadata、EcsContainer のいずれかでなければなりません (大文字と小文字は区別されます)。";
    PROFILE_MISSING = "There is no profile {0} in the files.",
        "プロファイル {0} はファイルにありません。";
    PROFILE_UNNAMED = "The profile's name is empty (AWS_PROFILE, AWS_DEFAULT_PROFILE or --profile). To use profile default, leave it out.",
        "プロファイル名が空です (AWS_PROFILE、AWS_DEFAULT_PROFILE または --profile)。プロファイル default を使うには、指定を外してください。";
    NO_CREDENTIALS = "Nothing in the files gives this profile credentials.",
        "ファイルには、このプロファイルの認証情報を得る設定がありません。";
    SOURCE_NO_CREDENTIALS = "Profile {0}, the source of {1}, has no credentials.",
        "{1} のソースであるプロファイル {0} に認証情報がありません。";
    PARTIAL_KEYS = "Profile {0} has aws_access_key_id in this file, but no aws_secret_access_key.",
        "このファイルのプロファイル {0} には aws_access_key_id がありますが、同じファイルに aws_secret_access_key がありません。";
    WEB_IDENTITY_NO_ROLE = "Profile {0} has web_identity_token_file but no role_arn.",
        "プロファイル {0} に web_identity_token_file がありますが、role_arn がありません。";
    SSO_INCOMPLETE = "Profile {0} uses IAM Identity Center but has no {1}.",
        "プロファイル {0} は IAM Identity Center を使用する設定ですが、{1} がありません。";
    SSO_SESSION_INCOMPLETE = "The sso-session section {0} has no {1}.",
        "sso-session セクション {0} に {1} がありません。";
    SSO_SESSION_MISSING = "Profile {0} names the sso_session {1}, but its section is missing or empty.",
        "プロファイル {0} が指定する sso_session {1} のセクションがないか、空です。";
    SERVICES_MISSING = "Profile {0} names the services section {1}, but it is missing or empty. The AWS CLI and boto3 can't use this profile.",
        "プロファイル {0} が指定する services セクション {1} がないか、空です。AWS CLI と boto3 はこのプロファイルを使えません。";
    SSO_INCONSISTENT = "Profile {0} and its sso-session both have {1}, with different values.",
        "プロファイル {0} とその sso-session の両方に {1} があり、値が異なります。";
    TOO_SHORT = "The AWS CLI and boto3 need at least {1} characters in {0}. This one has {2}, so they send nothing.",
        "AWS CLI と boto3 は {0} に {1} 文字以上を要求します。この値は {2} 文字のため、リクエストは送信されません。";
    BLOCK_NOT_VALUE = "{0} has an indented block but needs one value.",
        "{0} には値が必要ですが、インデントされたブロックになっています。";
    PROCESS_UNREADABLE = "The command of credential_process is empty, or one of its quotation marks isn't closed.",
        "credential_process のコマンドが空であるか、引用符が閉じられていません。";
    CHAIN_TOO_LONG = "This chain has more than {0} roles. The AWS CLI and boto3 fail before they reach its end.",
        "この連鎖には {0} を超えるロールがあります。AWS CLI と boto3 は途中で失敗します。";
    SOURCE_IGNORED = "{0} works only together with a role_arn. Here it is ignored.",
        "{0} は role_arn と一緒の場合にのみ使われます。ここでは無視されます。";
    SOURCE_ROLE_IGNORED = "Profile {1} uses the static keys of profile {0}. The role_arn of {0} is ignored.",
        "プロファイル {1} は、プロファイル {0} の静的なアクセスキーを使います。{0} の role_arn は無視されます。";
    VALUE_CONTINUED = "Line {1} is indented, so it is part of the value of {0} and not a setting of its own.",
        "{1} 行目はインデントされているため、独立した設定ではなく {0} の値の一部になります。";
    KEY_IN_BOTH_FILES = "Both files have {0}, with different values. The one in the credentials file is used.",
        "{0} が両方のファイルにあり、値が異なります。認証情報ファイルの値が使用されます。";
    LASTS = "credentials last {0}",
        "認証情報の有効期間は {0}";
    LASTS_UNSET = "credentials last {0}, unless an administrator has set another duration for the permission set",
        "管理者がアクセス許可セットに別の期間を設定していなければ、認証情報の有効期間は {0}";
    LASTS_LOGIN = "credentials are renewed until {0} after the sign-in, unless an administrator has set another length",
        "管理者が別の長さを設定していなければ、認証情報はサインインの {0}後まで更新されます";
    LASTS_LOGIN_SET = "credentials are renewed until {0} after the sign-in",
        "認証情報はサインインの {0}後まで更新されます";
    LASTS_NOT_KNOWN = "the files don't say how long the credentials last",
        "認証情報の有効期間はファイルからはわかりません";
    NO_EXPIRY = "credentials never expire",
        "認証情報に有効期限はありません";
    NOT_OBTAINED = "no credentials",
        "認証情報は得られません";
    ASKS = "asks for {0}",
        "{0}を要求";
    ASKS_NOTHING = "asks for no duration",
        "期間の指定なし";
    CHAINED_HERE = "role chaining",
        "ロールの連鎖";
    START_KEYS = "access key of {0}",
        "{0} のアクセスキー";
    START_SESSION_KEYS = "session credentials of {0}",
        "{0} のセッションの認証情報";
    START_SSO = "IAM Identity Center, profile {0}",
        "IAM Identity Center (プロファイル {0})";
    START_LOGIN = "aws login, profile {0}",
        "aws login (プロファイル {0})";
    START_PROCESS = "credential_process of {0}",
        "{0} の credential_process";
    START_ENVIRONMENT = "environment variables",
        "環境変数";
    START_EC2 = "EC2 instance profile",
        "EC2 インスタンスプロファイル";
    START_ECS = "ECS task role",
        "ECS タスクロール";
    START_WEB_IDENTITY = "web identity token of {0}",
        "{0} のウェブ ID トークン";
    MAXIMA_NOT_TOLD = "Session Clock doesn't know the roles' maximum session durations, so it didn't check requests above {0}. Give them with --role-max or --list-roles.",
        "ロールの最大セッション期間がわからないため、{0}を超える要求は確認していません。--role-max または --list-roles で指定してください。";
    SUMMARY = "profiles: {0}, errors: {1}, warnings: {2}",
        "プロファイル: {0}、エラー: {1}、警告: {2}";
    AWS_SAYS = "the error will be",
        "表示されるエラー";
    LEVEL_ERROR = "error",
        "エラー";
    LEVEL_WARNING = "warning",
        "警告";
    OF_PROFILE = "profile {0}",
        "プロファイル {0}";
    CANNOT_READ = "{0} can't be read: {1}",
        "{0} を読み取れません: {1}";
    TOO_LARGE = "{0} is larger than {1} MB",
        "{0} は {1} MB を超えています";
    MAXIMUM_UNREADABLE = "can't use {1} {0}. Write an ARN or a pattern, then =, then a duration, such as arn:aws:iam::123456789012:role/*=12h.",
        "使用できません: {1} {0}。ARN またはパターン、=、期間の順に指定してください (例: arn:aws:iam::123456789012:role/*=12h)。";
    MAXIMUM_RANGE = "AWS allows {0} to {1}",
        "AWS で設定できるのは {0}から {1}までです";
    NO_PROFILES = "The files have no profiles.",
        "ファイルにプロファイルがありません。";
    NO_PROFILES_IN = "No profiles in {0}.", "プロファイルがありません: {0}";
    NOT_THERE = "{0} (missing)", "{0} (ファイルなし)";
}

/// How long a profile's credentials last, in one clause.
pub fn life(lang: Lang, profile: &Profile) -> Sentence {
    let failed = profile.start.is_none() || profile.findings.iter().any(|finding| finding.level == Level::Error);
    let start = profile.start.as_ref().map(|(start, _)| *start).filter(|_| profile.hops.is_empty());
    match (profile.duration, start) {
        _ if failed => NOT_OBTAINED.say(lang, &[]),
        (Some(seconds), Some(Start::IdentityCenter)) => LASTS_UNSET.say(lang, &[Part::Duration(seconds)]),
        (Some(seconds), Some(Start::Login)) if seconds != figures::CONSOLE_SIGN_IN => LASTS_LOGIN_SET.say(lang, &[Part::Duration(seconds)]),
        (Some(seconds), Some(Start::Login)) => LASTS_LOGIN.say(lang, &[Part::Duration(seconds)]),
        (Some(seconds), _) => LASTS.say(lang, &[Part::Duration(seconds)]),
        (None, Some(Start::Keys)) => NO_EXPIRY.say(lang, &[]),
        (None, _) => LASTS_NOT_KNOWN.say(lang, &[]),
    }
}

/// Where a chain begins; its gap is the profile that says so.
pub fn start(start: Start) -> Phrase {
    match start {
        Start::Keys => START_KEYS,
        Start::SessionKeys => START_SESSION_KEYS,
        Start::WebIdentity => START_WEB_IDENTITY,
        Start::IdentityCenter => START_SSO,
        Start::Login => START_LOGIN,
        Start::Process => START_PROCESS,
        Start::Environment => START_ENVIRONMENT,
        Start::Ec2 => START_EC2,
        Start::Ecs => START_ECS,
    }
}

impl Finding {
    /// One sentence for people.
    pub fn message(&self, lang: Lang) -> Sentence {
        let parts: Vec<Part> = self.arguments.iter().map(Part::from).collect();
        self.detail.phrase().say(lang, &parts)
    }
}

impl From<&Argument> for Part {
    fn from(argument: &Argument) -> Part {
        match argument {
            Argument::Text(text) => Part::Text(text.clone()),
            Argument::Seconds(seconds) => Part::Duration(*seconds),
        }
    }
}

impl Detail {
    fn phrase(self) -> Phrase {
        match self {
            Detail::NotUtf8 => NOT_UTF8,
            Detail::ByteOrderMark => BYTE_ORDER_MARK,
            Detail::NoSection => NO_SECTION,
            Detail::DuplicateSection => DUPLICATE_SECTION,
            Detail::DuplicateKey => DUPLICATE_KEY,
            Detail::Unreadable => UNREADABLE,
            Detail::NestedUnreadable => NESTED_UNREADABLE,
            Detail::MoreFaults => MORE_FAULTS,
            Detail::SectionIgnored => SECTION_IGNORED,
            Detail::ProfileReplaced => PROFILE_REPLACED,
            Detail::ProfilePrefix => PROFILE_PREFIX,
            Detail::BlockNotValue => BLOCK_NOT_VALUE,
            Detail::ProcessUnreadable => PROCESS_UNREADABLE,
            Detail::WebIdentityNoRole => WEB_IDENTITY_NO_ROLE,
            Detail::SsoSessionMissing => SSO_SESSION_MISSING,
            Detail::SsoIncomplete => SSO_INCOMPLETE,
            Detail::SsoSessionIncomplete => SSO_SESSION_INCOMPLETE,
            Detail::ServicesMissing => SERVICES_MISSING,
            Detail::SsoInconsistent => SSO_INCONSISTENT,
            Detail::PartialKeys => PARTIAL_KEYS,
            Detail::SourceAndCredentialSource => SOURCE_AND_CREDENTIAL_SOURCE,
            Detail::NoSource => NO_SOURCE,
            Detail::CredentialSourceUnknown => CREDENTIAL_SOURCE_UNKNOWN,
            Detail::SourceMissing => SOURCE_MISSING,
            Detail::SourceLoop => SOURCE_LOOP,
            Detail::SourceLoopSelf => SOURCE_LOOP_SELF,
            Detail::ChainTooLong => CHAIN_TOO_LONG,
            Detail::SourceNoCredentials => SOURCE_NO_CREDENTIALS,
            Detail::NoCredentials => NO_CREDENTIALS,
            Detail::SourceRoleIgnored => SOURCE_ROLE_IGNORED,
            Detail::MayExceedChaining => MAY_EXCEED_CHAINING,
            Detail::OverChaining => OVER_CHAINING,
            Detail::OverRoleMax => OVER_ROLE_MAX,
            Detail::UnderMinimum => UNDER_MINIMUM,
            Detail::OverRange => OVER_RANGE,
            Detail::TooShort => TOO_SHORT,
            Detail::DurationComment => DURATION_COMMENT,
            Detail::DurationNotInteger => DURATION_NOT_INTEGER,
            Detail::DurationWebIdentity => DURATION_WEB_IDENTITY,
            Detail::DurationNoRole => DURATION_NO_ROLE,
            Detail::SourceIgnored => SOURCE_IGNORED,
            Detail::ValueContinued => VALUE_CONTINUED,
            Detail::KeyInBothFiles => KEY_IN_BOTH_FILES,
            Detail::ProfileMissing => PROFILE_MISSING,
            Detail::ProfileUnnamed => PROFILE_UNNAMED,
        }
    }
}

impl Report {
    /// The report as it is written, its messages in that language.
    pub fn in_lang(&self, lang: Lang) -> impl Serialize + '_ {
        InLang(self, lang)
    }
}

struct InLang<'a, T>(&'a T, Lang);

struct Each<'a, T>(&'a [T], Lang);

impl<'a, T> Serialize for Each<'a, T>
where
    InLang<'a, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|one| InLang(one, self.1)))
    }
}

impl Serialize for InLang<'_, Report> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let InLang(report, lang) = *self;
        let some = !report.findings.is_empty();
        let mut out = serializer.serialize_struct("Report", 1 + usize::from(some))?;
        out.serialize_field("profiles", &Each(&report.profiles, lang))?;
        if some {
            out.serialize_field("findings", &Each(&report.findings, lang))?;
        }
        out.end()
    }
}

impl Serialize for InLang<'_, Profile> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let InLang(profile, lang) = *self;
        let mut out = serializer.serialize_struct("Profile", 5)?;
        out.serialize_field("profile", &*profile.profile)?;
        out.serialize_field("chained", &profile.chained)?;
        out.serialize_field("duration", &profile.duration)?;
        out.serialize_field("hops", &profile.hops)?;
        out.serialize_field("findings", &Each(&profile.findings, lang))?;
        out.end()
    }
}

impl Serialize for InLang<'_, Finding> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let InLang(finding, lang) = *self;
        let mut out = serializer.serialize_struct("Finding", 7)?;
        out.serialize_field("level", finding.level.name())?;
        out.serialize_field("code", finding.code.name())?;
        out.serialize_field("key", &finding.key)?;
        out.serialize_field("file", &*finding.file)?;
        out.serialize_field("line", &finding.line)?;
        out.serialize_field("aws_says", &finding.aws_says)?;
        out.serialize_field("message", &finding.message(lang).to_string())?;
        out.end()
    }
}
