//! Why a session that the ledger knows ends when it does, and what would give more.

use super::{Lang, Part, Phrase, Sentence, phrases};
use crate::console_page::{Identity, Who};
use crate::figures;
use crate::grammar::LimitKind;
use crate::ledger::span::{End, Reason};
use crate::ledger::state::{EndedBy, Known, Origin};
use crate::ledger::{Ledger, SAME, Sure, span};

phrases! {
    /// The sentences of [`why`] and [`advice`].
    SESSION;
    EXACT = "The date of the session cookie.", "セッション Cookie の期限です。";
    EXACT_BY = "The date of the session cookie; {0} gives the same end.", "セッション Cookie の期限です。{0}による終わりと一致します。";
    RENEWED = "The console has renewed the session, and the date of its cookie says until when.",
        "コンソールがセッションを更新しました。終わりはセッション Cookie の期限のとおりです。";
    BY_CONSOLE_SIGN_IN = "the sign-in's own duration", "サインインの期間";
    BY_PERMISSION_SET = "the permission set's session duration", "アクセス許可セットのセッション期間";
    BY_ROLE_MAX = "the role's maximum session duration", "ロールの最大セッション期間";
    BY_ROLE_CHAINING = "role chaining", "ロールの連鎖";
    BY_SOURCE = "the session that it was switched from", "スイッチ元のセッション";
    SIGN_IN_LASTS = "A console sign-in of an IAM user or the root user lasts {0}.",
        "IAM ユーザーやルートユーザーのコンソールへのサインインは {0} 続きます。";
    SET_LASTS = "The permission set's session duration is {0}.", "アクセス許可セットのセッション期間は {0} です。";
    SET_AT_LEAST = "The permission set's session duration is not known; it is {0} at least.",
        "アクセス許可セットのセッション期間は不明ですが、{0} 以上です。";
    SET_AT_MOST = "The permission set's session duration is not known; it is {0} at most.",
        "アクセス許可セットのセッション期間は不明ですが、{0} 以下です。";
    ROLE_LASTS = "The role's maximum session duration is {0}.", "ロールの最大セッション期間は {0} です。";
    ROLE_AT_LEAST = "The role's maximum session duration is not known; it is {0} at least.",
        "ロールの最大セッション期間は不明ですが、{0} 以上です。";
    ROLE_AT_MOST = "The role's maximum session duration is not known; it is {0} at most.",
        "ロールの最大セッション期間は不明ですが、{0} 以下です。";
    CHAINED = "Role chaining: {0} from the switch, whatever the role allows.",
        "ロールの連鎖のため、ロールの設定に関係なくスイッチから {0} で終わります。";
    WITH_SOURCE = "It ends with the session of {0}, from which it was switched.",
        "スイッチ元である {0} のセッションとともに終わります。";
    WITH_SOURCE_ROLE_LONGER = "It ends with the session of {0}; the role itself would last until {1}.",
        "{0} のセッションとともに終わります。ロール自体は {1} まで続きます。";
    WITH_UNKNOWN_SOURCE = "It ends with the session that it was switched from.", "スイッチ元のセッションとともに終わります。";
    LONGEST = "No session of its kind lasts longer than {0}.", "この種類のセッションは {0} を超えて続きません。";
    DATE_BEFORE_CLOCK = "The date that its cookie had before the clock was set back.", "時計が戻される前のセッション Cookie の期限です。";
    AT_THE_EARLIEST = "At the earliest at {0}.", "早ければ {0} に終わります。";
    AT_THE_LATEST = "At the latest at {0}.", "遅くとも {0} に終わります。";
    BEGAN_BETWEEN = "It began between {0} and {1}.", "開始は {0} から {1} の間です。";
    RAN_ALREADY = "It was running already when it was first seen, so it ends at {0} at the latest.",
        "最初に確認した時点ですでに開始していたため、遅くとも {0} に終わります。";
    CLOCK_SET_BACK = "The clock was set back while it ran, so only the latest end is known.",
        "セッション中に時計が戻されたため、最も遅い終わりしかわかりません。";
    NOTHING_KNOWN = "Nothing that was seen says when it ends.", "終わりの手がかりになるものは確認されていません。";
    SEEN_COOKIE_GONE = "It was over by {0}: its session cookie was gone.", "{0} には終わっていました。セッション Cookie がなくなっていました。";
    SEEN_CONSOLE = "It was over by {0}: the console said that it was logged out.", "{0} には終わっていました。コンソールがログアウトを通知しました。";
    SEEN_NEW_SIGN_IN = "It was over by {0}: somebody had signed in anew.", "{0} には終わっていました。新しいサインインがありました。";
    SEEN_LEFT = "It was over by {0}: another role had been switched to, or back.", "{0} には終わっていました。別のロールに切り替えたか、元に戻りました。";
    IAM_USER = "IAM user {0}", "IAM ユーザー {0}";
    ROOT_USER = "the root user", "ルートユーザー";
    ROLE = "role {0}", "ロール {0}";
    PERMISSION_SET = "permission set {0}", "アクセス許可セット {0}";
    FEDERATED_USER = "federated user {0}", "フェデレーティッドユーザー {0}";
    RAISE_ROLE_MAX = "Raise the role's maximum session duration, {0} at most, and switch to it again.",
        "ロールの最大セッション期間を引き上げ (最長 {0})、もう一度切り替えてください。";
    SET_ROLE_MAX = "Say in the options what the role's maximum session duration is; then the end is known.",
        "ロールの最大セッション期間をオプションで設定すると、終わりがわかります。";
    SWITCH_FROM = "Switch to this role from {0} instead of from {1}; then the role's own maximum counts.",
        "{1} からではなく {0} からこのロールに切り替えると、ロール自体の最大セッション期間が適用されます。";
    NOT_FROM_ROLE = "Sign in to this role directly, or switch to it from an IAM user's session: from a role's session every switch lasts {0}.",
        "このロールに直接サインインするか、IAM ユーザーのセッションから切り替えてください。ロールのセッションからの切り替えは必ず {0} で終わります。";
    SIGN_IN_AND_SWITCH = "Sign in again as {0} and switch again.", "{0} として再度サインインし、もう一度切り替えてください。";
    SIGN_IN_AGAIN = "This session cannot be extended; sign in again.", "このセッションは延長できません。再度サインインしてください。";
    RAISE_PERMISSION_SET = "An administrator can raise the permission set's session duration, {0} at most; it counts from the next sign-in on.",
        "管理者はアクセス許可セットのセッション期間を引き上げられます (最長 {0})。次のサインインから適用されます。";
    TELL_ORIGIN = "Say where you came from; then more is known of its end.", "どこから切り替えたかを指定すると、終わりがより正確にわかります。";
    ALLOW_EXACT = "Allow exact time: the date of the session cookie is its end.", "正確な時刻を許可してください。セッション Cookie の期限が終わりの時刻です。";
}

/// Why a session ends then: from the reasons of both sides of its interval, or from how its end was seen. One to five sentences; their moments stay
/// [`Part::Moment`]. An earliest end that the last event has passed is left out. The rules behind them are cited in [`rules`](crate::rules) and [`span`](mod@crate::ledger::span).
pub fn why(lang: Lang, ledger: &Ledger, known: &Known) -> Sentence {
    if let Some(ended) = &known.ended {
        let phrase = match ended.by {
            EndedBy::CookieGone => SEEN_COOKIE_GONE,
            EndedBy::Console => SEEN_CONSOLE,
            EndedBy::NewSignIn => SEEN_NEW_SIGN_IN,
            EndedBy::Left => SEEN_LEFT,
        };
        return phrase.say(lang, &[Part::Moment(ended.at)]);
    }
    let span = span(ledger, known);
    let tell = |end: &End, least: bool| reason(lang, ledger, known, end, least);
    let earliest = span.earliest.filter(|end| end.at > ledger.last_now);
    let mut said = match (span.sure, &earliest, &span.latest) {
        (Sure::Exact | Sure::Computed, _, Some(end)) => return tell(end, true),
        (Sure::MetRunning, _, Some(latest)) if !known.clock_set_back => {
            RAN_ALREADY.say(lang, &[Part::Moment(latest.at)]).then(tell(latest, false))
        }
        (_, Some(earliest), None) => AT_THE_EARLIEST.say(lang, &[Part::Moment(earliest.at)]).then(tell(earliest, true)),
        (_, None, Some(latest)) => AT_THE_LATEST.say(lang, &[Part::Moment(latest.at)]).then(tell(latest, false)),
        (_, Some(earliest), Some(latest)) => {
            let first = AT_THE_EARLIEST.say(lang, &[Part::Moment(earliest.at)]).then(tell(earliest, true));
            first.then(AT_THE_LATEST.say(lang, &[Part::Moment(latest.at)])).then(tell(latest, false))
        }
        (_, None, None) => NOTHING_KNOWN.say(lang, &[]),
    };
    if let Some(from) = known.start.from.filter(|from| known.start.by - from >= SAME) {
        said = said.then(BEGAN_BETWEEN.say(lang, &[Part::Moment(from), Part::Moment(known.start.by)]));
    }
    if known.clock_set_back {
        said = said.then(CLOCK_SET_BACK.say(lang, &[]));
    }
    said
}

/// One side's reason; `least` for the earliest.
fn reason(lang: Lang, ledger: &Ledger, known: &Known, end: &End, least: bool) -> Sentence {
    let (limit, seconds, source) = match end.why {
        Reason::Cookie(_) if known.date.is_none() => return DATE_BEFORE_CLOCK.say(lang, &[]),
        Reason::Cookie(_) if known.date.is_some_and(|date| date.renewed) => return RENEWED.say(lang, &[]),
        Reason::Cookie(limit) => {
            let by = match limit {
                Some(LimitKind::ConsoleSignIn) => BY_CONSOLE_SIGN_IN,
                Some(LimitKind::PermissionSet) => BY_PERMISSION_SET,
                Some(LimitKind::RoleMax) => BY_ROLE_MAX,
                Some(LimitKind::RoleChaining) => BY_ROLE_CHAINING,
                Some(LimitKind::SourceSession) => BY_SOURCE,
                _ => return EXACT.say(lang, &[]),
            };
            return EXACT_BY.say(lang, &[by.template(lang).into()]);
        }
        Reason::Longest(seconds) => return LONGEST.say(lang, &[Part::Duration(seconds)]),
        Reason::Limit { limit, seconds, source, .. } => (limit, seconds, source),
    };
    let duration = Part::Duration(seconds.unwrap_or_default());
    let phrase = match (limit, role_max(ledger, known), least) {
        (LimitKind::ConsoleSignIn, ..) => SIGN_IN_LASTS,
        (LimitKind::RoleChaining, ..) => CHAINED,
        (LimitKind::PermissionSet, Some(_), _) => SET_LASTS,
        (LimitKind::PermissionSet, None, true) => SET_AT_LEAST,
        (LimitKind::PermissionSet, None, false) => SET_AT_MOST,
        (LimitKind::RoleMax, Some(_), _) => ROLE_LASTS,
        (LimitKind::RoleMax, None, true) => ROLE_AT_LEAST,
        (LimitKind::RoleMax, None, false) => ROLE_AT_MOST,
        (_, max, _) => {
            let Some(source) = source.and_then(|id| ledger.get(id)) else { return WITH_UNKNOWN_SOURCE.say(lang, &[]) };
            let source = name(lang, &source.identity);
            // A chained role's own end is the chain's, not its maximum's.
            let role_end = max.map(|max| known.start.by + max).filter(|role_end| *role_end > end.at + SAME && !is_chained(ledger, known));
            return match role_end {
                Some(role_end) => WITH_SOURCE_ROLE_LONGER.say(lang, &[source, Part::Moment(role_end)]),
                None => WITH_SOURCE.say(lang, &[source]),
            };
        }
    };
    phrase.say(lang, &[duration])
}

/// The role's maximum, or the permission set's duration, in seconds, where it is known exactly: configured or learned.
fn role_max(ledger: &Ledger, known: &Known) -> Option<i64> {
    let role = known.identity.role_arn()?;
    ledger.settings.role_max(&role).or_else(|| {
        let learned = ledger.role(&role)?;
        learned.at_most.filter(|most| learned.at_least == Some(*most))
    })
}

fn source_of<'a>(ledger: &'a Ledger, known: &Known) -> Option<&'a Known> {
    match known.origin {
        Some(Origin::Switch { source: Some(source) }) => ledger.get(source),
        _ => None,
    }
}

fn is_chained(ledger: &Ledger, known: &Known) -> bool {
    source_of(ledger, known).is_some_and(|source| source.identity.who.is_role())
}

/// Who a session is, for people.
fn name(lang: Lang, identity: &Identity) -> Part {
    let phrase: Phrase = match identity.who {
        Who::IamUser(_) => IAM_USER,
        Who::Root => ROOT_USER,
        Who::Role { .. } => ROLE,
        Who::IdentityCenter { .. } => PERMISSION_SET,
        Who::FederatedUser(_) => FEDERATED_USER,
    };
    phrase.say(lang, &[identity.who.name().to_owned().into()]).to_string().into()
}

/// What kind of advice it is, so that a surface can put a button of its own beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AdviceKind {
    /// Raise the role's maximum; there is a command.
    RaiseRoleMax,
    /// Say in the options what the role's maximum is.
    SetRoleMax,
    /// Switch from another session.
    SwitchFrom,
    /// Sign in again.
    SignInAgain,
    /// Raise the permission set's duration.
    RaisePermissionSet,
    /// Say where the session came from.
    TellOrigin,
    /// Allow the cookie's date to be read. A surface that cannot, or has it already, leaves it out.
    AllowExact,
}

/// One piece of advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What kind.
    pub kind: AdviceKind,
    /// What would give more.
    pub sentence: Sentence,
    /// A command that does it, to be copied into a POSIX shell.
    pub command: Option<String>,
}

/// What would give a session, or the next one of its kind, more time, or more certainty; the most useful first, each kind once. Nothing for a
/// session whose end was seen.
pub fn advice(lang: Lang, ledger: &Ledger, known: &Known) -> Vec<Advice> {
    let mut list = Vec::new();
    if known.ended.is_some() {
        return list;
    }
    let mut add = |kind, sentence, command| list.push(Advice { kind, sentence, command });
    let span = span(ledger, known);
    let limit = |end: Option<End>| match end?.why {
        Reason::Limit { limit, .. } => Some(limit),
        Reason::Cookie(limit) => limit,
        Reason::Longest(_) => None,
    };
    let source = source_of(ledger, known);
    match limit(span.earliest).or(limit(span.latest)) {
        Some(LimitKind::RoleMax) => {
            let known_max = role_max(ledger, known);
            if known_max.is_none_or(|max| max < figures::ROLE_MAX.most) {
                let most = Part::Duration(figures::ROLE_MAX.most);
                add(AdviceKind::RaiseRoleMax, RAISE_ROLE_MAX.say(lang, &[most]), known.identity.who.role().and_then(update_role));
            }
            if known_max.is_none() && span.sure != Sure::Exact {
                add(AdviceKind::SetRoleMax, SET_ROLE_MAX.say(lang, &[]), None);
            }
        }
        Some(LimitKind::RoleChaining) => {
            let chain = || std::iter::successors(source, |source| source_of(ledger, source)).take(8);
            let user = chain().find(|source| matches!(source.identity.who, Who::IamUser(_)));
            let sentence = match (user, source) {
                (Some(user), Some(source)) => SWITCH_FROM.say(lang, &[name(lang, &user.identity), name(lang, &source.identity)]),
                _ => NOT_FROM_ROLE.say(lang, &[Part::Duration(figures::ROLE_CHAINING)]),
            };
            add(AdviceKind::SwitchFrom, sentence, None);
        }
        Some(LimitKind::SourceSession) => {
            if let Some(source) = source {
                add(AdviceKind::SignInAgain, SIGN_IN_AND_SWITCH.say(lang, &[name(lang, &source.identity)]), None);
            }
        }
        Some(LimitKind::PermissionSet) if role_max(ledger, known).is_none_or(|max| max < figures::PERMISSION_SET.most) => {
            let most = Part::Duration(figures::PERMISSION_SET.most);
            add(AdviceKind::RaisePermissionSet, RAISE_PERMISSION_SET.say(lang, &[most]), None);
        }
        _ => {}
    }
    if matches!(known.identity.who, Who::IamUser(_) | Who::Root) {
        add(AdviceKind::SignInAgain, SIGN_IN_AGAIN.say(lang, &[]), None);
    }
    if known.origin.is_none() {
        add(AdviceKind::TellOrigin, TELL_ORIGIN.say(lang, &[]), None);
    }
    if span.sure != Sure::Exact {
        add(AdviceKind::AllowExact, ALLOW_EXACT.say(lang, &[]), None);
    }
    list
}

/// The command that raises a role's maximum (AWS CLI, `iam update-role`). The name comes from a page: what a shell could take for more than a word is
/// quoted, and a name that no role has (IAM: `[\w+=,.@-]`, 64 characters) with characters that a terminal acts upon gives no command.
fn update_role(role: &str) -> Option<String> {
    if role.is_empty() || role.chars().any(char::is_control) {
        return None;
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_+,.@-".contains(&byte);
    // A leading hyphen would be an option, a leading = a command's path in zsh.
    let quoted = if role.bytes().all(|byte| plain(byte) || byte == b'=') && !role.starts_with('=') {
        role.to_owned()
    } else {
        let mut quoted = "'".to_owned();
        quoted.push_str(&role.replace('\'', "'\\''"));
        quoted.push('\'');
        quoted
    };
    let joint = if role.starts_with('-') { "=" } else { " " };
    let mut command = "aws iam update-role --role-name".to_owned();
    for piece in [joint, &quoted, " --max-session-duration ", &figures::ROLE_MAX.most.to_string()] {
        command.push_str(piece);
    }
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_roles_name_is_one_word_of_the_shell() {
        let command = |role: &str| update_role(role);
        assert_eq!(command("Dev").as_deref(), Some("aws iam update-role --role-name Dev --max-session-duration 43200"));
        assert_eq!(
            command("a+b=c,d.e@f-g_h").as_deref(),
            Some("aws iam update-role --role-name a+b=c,d.e@f-g_h --max-session-duration 43200")
        );
        assert_eq!(command("=ls").as_deref(), Some("aws iam update-role --role-name '=ls' --max-session-duration 43200"));
        assert_eq!(command("-x").as_deref(), Some("aws iam update-role --role-name=-x --max-session-duration 43200"));
        assert_eq!(
            command("x; rm 'a'").as_deref(),
            Some("aws iam update-role --role-name 'x; rm '\\''a'\\''' --max-session-duration 43200")
        );
        assert_eq!(command("$(id)").as_deref(), Some("aws iam update-role --role-name '$(id)' --max-session-duration 43200"));
        assert_eq!(command("a\nb"), None);
        assert_eq!(command(""), None);
    }
}
