//! What `config check` says of a finding, and a report as it is written. It never looks for anything itself.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Lang, Part, Phrase, Sentence, phrases};
use crate::aws_config::{Argument, Detail, Finding, Level, Profile, Report, Start};
use crate::figures;

phrases! {
    /// The sentences of [`aws_config`](crate::aws_config)'s findings.
    CONFIG;
    NOT_UTF8 = "This is not UTF-8 text, so nothing in the file can be used.",
        "UTF-8 のテキストではないため、ファイル全体が使用できません。";
    BYTE_ORDER_MARK = "The file begins with a byte order mark, so its first section is not recognized and nothing in the file can be used.",
        "ファイルの先頭にバイトオーダーマーク (BOM) があり、最初のセクションを認識できないため、ファイル全体が使用できません。";
    NO_SECTION = "This line stands before the first section, so nothing in the file can be used.",
        "最初のセクションより前に行があるため、ファイル全体が使用できません。";
    DUPLICATE_SECTION = "This section stands in the file twice, first on line {0}, so nothing in the file can be used.",
        "同じセクションが {0} 行目にもあるため、ファイル全体が使用できません。";
    DUPLICATE_KEY = "This key stands in its section twice, first on line {0}, so nothing in the file can be used.",
        "同じキーが {0} 行目にもあるため、ファイル全体が使用できません。";
    UNREADABLE = "This line is neither a [section] nor a key = value, so nothing in the file can be used.",
        "[セクション] でも「キー = 値」でもない行があるため、ファイル全体が使用できません。";
    NESTED_UNREADABLE = "A line of an indented block has no =, so nothing in the file can be used; a value has to begin on the line of its key.",
        "インデントされたブロックに = のない行があるため、ファイル全体が使用できません。値はキーと同じ行から始める必要があります。";
    MORE_FAULTS = "{0} more lines of this file cannot be read.",
        "このファイルには、読み取れない行がさらに {0} 行あります。";
    SECTION_IGNORED = "The section [{0}] is no profile and is ignored; a profile other than default is written [profile name].",
        "セクション [{0}] はプロファイルではないため無視されます。default 以外のプロファイルは [profile 名前] と書きます。";
    PROFILE_REPLACED = "A later section, on line {0}, names the same profile {1}, so this one is ignored whole.",
        "同じプロファイル {1} のセクションが後の {0} 行目にあるため、このセクションは全体が無視されます。";
    PROFILE_PREFIX = "In the credentials file a profile is written without the word profile: this one is named \"{0}\".",
        "認証情報ファイルではプロファイル名に profile を付けません。このプロファイルの名前は「{0}」になります。";
    OVER_CHAINING = "Profile {0} assumes its role with session credentials, which is role chaining: {1} at most, so AWS refuses the {2} asked for.",
        "プロファイル {0} はセッションの認証情報でロールを引き受けるためロールの連鎖となり、最長は {1} です。AWS は {2} の要求を拒否します。";
    MAY_EXCEED_CHAINING = "Whether {0} gives session credentials is not known here; if it does, this is role chaining, {1} at most, and AWS refuses the {2} asked for.",
        "{0} がセッションの認証情報を返すかどうかはここではわかりません。返す場合はロールの連鎖となり、最長は {1} のため、AWS は {2} の要求を拒否します。";
    OVER_ROLE_MAX = "Profile {0} asks for {2}, more than the role's maximum session duration of {1}; AWS refuses and does not shorten.",
        "プロファイル {0} は、ロールの最大セッション期間である {1} を超える {2} を要求しているため、AWS は短縮せずに拒否します。";
    OVER_RANGE = "Profile {0} asks for {2}, more than the {1} that any role can have; AWS refuses.",
        "プロファイル {0} は、ロールに設定できる最長の {1} を超える {2} を要求しているため、AWS は拒否します。";
    UNDER_MINIMUM = "Profile {0} asks for {2}, less than the {1} that AWS CLI and boto3 take at least; they send nothing.",
        "プロファイル {0} は、AWS CLI と boto3 が受け付ける最短の {1} に満たない {2} を要求しているため、リクエストは送信されません。";
    DURATION_NOT_INTEGER = "\"{0}\" is not a whole number, so it is silently ignored and the default of {1} counts.",
        "「{0}」は整数ではないため、エラーを出さずに無視され、デフォルトの {1} となります。";
    DURATION_COMMENT = "What follows on the same line belongs to the value: \"{0}\" is not a whole number, so it is silently ignored and the default of {1} counts.",
        "同じ行の続きも値の一部です。「{0}」は整数ではないため、エラーを出さずに無視され、デフォルトの {1} となります。";
    DURATION_WEB_IDENTITY = "With web_identity_token_file duration_seconds is silently ignored, and the default of {0} counts.",
        "web_identity_token_file を使用すると duration_seconds はエラーを出さずに無視され、デフォルトの {0} となります。";
    DURATION_NO_ROLE = "This profile assumes no role, so duration_seconds is ignored.",
        "このプロファイルはロールを引き受けないため、duration_seconds は無視されます。";
    SOURCE_LOOP = "The source_profile of {0} leads back to {1}.",
        "{0} の source_profile をたどると {1} に戻ります。";
    SOURCE_LOOP_SELF = "Profile {0} is its own source and has no access key of its own.",
        "プロファイル {0} は自分自身を source_profile に指定していますが、アクセスキーがありません。";
    SOURCE_MISSING = "The source_profile {1} of profile {0} does not exist in either file.",
        "プロファイル {0} の source_profile に指定された {1} は、どちらのファイルにもありません。";
    SOURCE_AND_CREDENTIAL_SOURCE = "Profile {0} has both source_profile and credential_source; only one of them may be there.",
        "プロファイル {0} に source_profile と credential_source の両方があります。指定できるのはどちらか一方です。";
    NO_SOURCE = "Profile {0} has a role_arn, and neither source_profile nor credential_source says with which credentials to assume it.",
        "プロファイル {0} には role_arn がありますが、引き受けに使う認証情報を示す source_profile も credential_source もありません。";
    CREDENTIAL_SOURCE_UNKNOWN = "The credential_source of profile {0} is none of Environment, Ec2InstanceMetadata and EcsContainer, in this spelling.",
        "プロファイル {0} の credential_source が Environment、Ec2InstanceMetadata、EcsContainer のいずれでもありません (大文字と小文字は区別されます)。";
    PROFILE_MISSING = "There is no profile {0} in the files.",
        "プロファイル {0} はファイルにありません。";
    NO_CREDENTIALS = "Nothing in the files gives this profile credentials.",
        "ファイルには、このプロファイルの認証情報を得る設定がありません。";
    SOURCE_NO_CREDENTIALS = "Profile {0}, the source of {1}, has no credentials.",
        "{1} のソースであるプロファイル {0} に認証情報がありません。";
    PARTIAL_KEYS = "Profile {0} has aws_access_key_id in this file, and no aws_secret_access_key beside it.",
        "このファイルのプロファイル {0} には aws_access_key_id がありますが、同じファイルに aws_secret_access_key がありません。";
    WEB_IDENTITY_NO_ROLE = "Profile {0} has web_identity_token_file and no role_arn.",
        "プロファイル {0} に web_identity_token_file がありますが、role_arn がありません。";
    SSO_INCOMPLETE = "Profile {0} is to use IAM Identity Center and lacks {1}.",
        "プロファイル {0} は IAM Identity Center を使用する設定ですが、{1} がありません。";
    SSO_SESSION_INCOMPLETE = "The sso-session section {0} lacks {1}.",
        "sso-session セクション {0} に {1} がありません。";
    SSO_SESSION_MISSING = "Profile {0} names the sso_session {1}, which has no section, or an empty one.",
        "プロファイル {0} が指定する sso_session {1} のセクションがないか、空です。";
    SERVICES_MISSING = "Profile {0} names the services section {1}, which is not there, or empty: no client can be made with this profile.",
        "プロファイル {0} が指定する services セクション {1} がないか、空です。このプロファイルではクライアントを作成できません。";
    SSO_INCONSISTENT = "Profile {0} and its sso-session both have {1}, with different values.",
        "プロファイル {0} とその sso-session の両方に {1} があり、値が異なります。";
    TOO_SHORT = "AWS CLI and boto3 take a {0} of at least {1} characters; this one has {2}, and they send nothing.",
        "AWS CLI と boto3 は {0} に {1} 文字以上を要求します。この値は {2} 文字のため、リクエストは送信されません。";
    BLOCK_NOT_VALUE = "An indented block stands where {0} needs one value.",
        "{0} には値が必要ですが、インデントされたブロックになっています。";
    PROCESS_UNREADABLE = "The command of credential_process is empty or has a quotation mark without its pair.",
        "credential_process のコマンドが空であるか、引用符が閉じられていません。";
    CHAIN_TOO_LONG = "More than {0} roles stand in this chain; AWS CLI and boto3 fail before they reach its end.",
        "{0} を超えるロールが連なっているため、AWS CLI と boto3 は途中で失敗します。";
    SOURCE_IGNORED = "{0} counts only beside a role_arn that is assumed with it; here it is ignored.",
        "{0} は、それを使ってロールを引き受ける role_arn と一緒の場合にのみ有効です。ここでは無視されます。";
    SOURCE_ROLE_IGNORED = "As a source, profile {0} gives its static keys: its role_arn is not assumed on the way to {1}.",
        "プロファイル {0} はソースとしては静的なアクセスキーを提供し、{1} に至る途中で role_arn は引き受けられません。";
    VALUE_CONTINUED = "Line {1} is indented, so it is a part of the value of {0} and not a setting of its own.",
        "{1} 行目はインデントされているため、独立した設定ではなく {0} の値の一部になります。";
    KEY_IN_BOTH_FILES = "{0} stands in both files with different values; the one in the credentials file counts.",
        "{0} が両方のファイルにあり、値が異なります。認証情報ファイルの値が使用されます。";
    LASTS = "credentials last {0}",
        "認証情報の有効期間は {0}";
    LASTS_UNSET = "credentials last {0} where the permission set says nothing else",
        "アクセス許可セットで変更していなければ、認証情報の有効期間は {0}";
    LASTS_LOGIN = "credentials are renewed until {0} after the sign-in, unless an administrator has set another length",
        "管理者が別の長さを設定していなければ、認証情報はサインインの {0} 後まで更新されます";
    LASTS_LOGIN_SET = "credentials are renewed until {0} after the sign-in",
        "認証情報はサインインの {0} 後まで更新されます";
    LASTS_NOT_KNOWN = "how long the credentials last is not written in the files",
        "認証情報の有効期間はファイルからはわかりません";
    NO_EXPIRY = "credentials do not expire",
        "認証情報に有効期限はありません";
    NOT_OBTAINED = "no credentials",
        "認証情報は得られません";
    ASKS = "asks for {0}",
        "{0} を要求";
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
    MAXIMA_NOT_TOLD = "Roles' own maxima were not told: what is asked for above {0} was not held against them (--role-max, --list-roles).",
        "ロールの最大セッション期間が指定されていないため、{0} を超える要求は照合していません (--role-max、--list-roles)。";
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
    CANNOT_READ = "{0} cannot be read: {1}",
        "{0} を読み取れません: {1}";
    TOO_LARGE = "{0} is larger than {1} MB",
        "{0} は {1} MB を超えています";
    MAXIMUM_UNREADABLE = "{1} wants an ARN or a pattern, =, and a duration, such as arn:aws:iam::123456789012:role/*=12h: {0}",
        "{1} には、ARN またはパターン、=、期間を指定します (例: arn:aws:iam::123456789012:role/*=12h)。{0}";
    HAS_SECRETS = "The text holds secrets; nothing of them was kept.",
        "テキストには機密情報が含まれています。内容は保持していません。";
    NO_PROFILES = "The files have no profile.",
        "ファイルにプロファイルがありません。";
    NO_PROFILES_IN = "No profile in {0}.", "プロファイルがありません: {0}";
    NOT_THERE = "{0} (not there)", "{0} (ファイルなし)";
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
