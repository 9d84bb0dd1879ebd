//! Why a session that the ledger knows ends when it does, and how to get longer.

use super::{Lang, Part, Phrase, Sentence, phrases};
use crate::console_page::{Identity, Who};
use crate::figures;
use crate::grammar::LimitKind;
use crate::ledger::span::{End, Reason};
use crate::ledger::state::{EndedBy, Known, Lasts, Origin};
use crate::ledger::{Ledger, SAME, Sure, span};

phrases! {
    /// The sentences of [`why`] and [`advice`].
    SESSION;
    EXACT = "AWS set this end when the session began.", "セッションの開始時に AWS が決めた終了時刻です。";
    RENEWED = "AWS renewed this session. This is its new end.", "AWS がこのセッションを更新しました。これは新しい終了時刻です。";
    SIGN_IN_LASTS = "AWS ends {1}'s sign-in after {0}.", "AWS は {1} のサインインを {0}で終了します。";
    /// The same, without the spaces that Japanese has only around names.
    ROOT_LASTS = "AWS ends the root user's sign-in after {0}.", "AWS はルートユーザーのサインインを {0}で終了します。";
    SIGN_IN_EXPECTED = "AWS ends a sign-in after {0}, unless your administrator has set another length (1 hour to 90 days).",
        "サインインは {0}で終了します。ただし、管理者が別の長さ (1 時間〜90 日) を設定している場合があります。";
    SIGN_IN_TOLD = "AWS ends {1}'s sign-in after {0}, the length you entered.", "AWS は {1} のサインインを、入力された長さの {0}で終了します。";
    SIGN_IN_LEARNED = "{1}'s last sign-in lasted {0}, so this one should, too.", "{1} の前回のサインインは {0}続きました。今回も同じ見込みです。";
    /// Of the root user, whose length AWS's documentation does not give.
    ROOT_ASSUMED = "Session Clock assumes that AWS ends the root user's session {0} after the sign-in.",
        "ルートユーザーのセッションは、サインインから {0}で終わると仮定しています。";
    SIGN_IN_LONGER = "{1} has stayed signed in longer than AWS's default, so your administrator must have set a longer sign-in. It can last up to {0}.",
        "{1} のサインインがデフォルトより長く続いたため、管理者がもっと長く設定していると考えられます (最長 {0})。";
    EXPECTED_PASSED = "AWS's default of {0} for a sign-in has passed, but nothing shows that this session has ended. Your administrator may have set more.",
        "サインインのデフォルトの {0}を過ぎましたが、終了したかどうかは確認できていません。管理者がもっと長く設定しているかもしれません。";
    ROLE_SAID = "You said that sessions of this role last {0}.", "このロールのセッションは、入力された長さの {0}で終了します。";
    FROM_OUTSIDE = "You opened it from outside the browser, for example with aws-vault or Granted. Sessions opened that way can end after 15 minutes.",
        "ブラウザの外 (aws-vault や Granted など) から開かれました。このようなセッションは 15 分で終わることもあります。";
    SET_LASTS = "Sessions of this permission set last {0}.", "このアクセス許可セットのセッションは {0}で終了します。";
    SET_AT_LEAST = "Sessions of this permission set last at least {0}. How much longer isn't known.",
        "このアクセス許可セットのセッションは少なくとも {0}続きます。それより長いかどうかは不明です。";
    SET_AT_MOST = "Sessions of this permission set last at most {0}.", "このアクセス許可セットのセッションは最長 {0}です。";
    ROLE_LASTS = "Sessions of this role last {0}, its maximum session duration.", "このロールのセッションは、最大セッション期間の {0}で終了します。";
    ROLE_AT_LEAST = "Sessions of this role last at least {0}. How much longer isn't known.",
        "このロールのセッションは少なくとも {0}続きます。それより長いかどうかは不明です。";
    ROLE_AT_MOST = "Sessions of this role last at most {0}.", "このロールのセッションは最長 {0}です。";
    CHAINED = "You came here from another role. AWS ends such a session {0} after the switch, whatever the role allows (role chaining).",
        "別のロールからスイッチしたため、ロールの連鎖になります。ロールの設定に関係なく、AWS はスイッチから {0}でセッションを終了します。";
    WITH_SOURCE = "You switched here from {0}. When that session ends, this one does, too.",
        "{0} からスイッチしました。そのセッションが終わると、このセッションも終わります。";
    WITH_SOURCE_EXPECTED = "You switched here from {0}. When that session ends, this one does, too. That end is an estimate.",
        "{0} からスイッチしました。そのセッションが終わると、このセッションも終わります。その時刻は見込みです。";
    WITH_SOURCE_ROLE_LONGER = "You switched here from {0}, and that session ends first. The role alone would last until {1}.",
        "{0} からスイッチしました。そのセッションが先に終わります。ロールだけなら {1} まで使えます。";
    WITH_UNKNOWN_SOURCE = "When the session you switched from ends, this one does, too.", "スイッチ元のセッションが終わると、このセッションも終わります。";
    LONGEST = "No session of this kind lasts longer than {0}.", "この種類のセッションは最長 {0}です。";
    DATE_BEFORE_CLOCK = "AWS set this end before your computer's clock was set back.",
        "コンピューターの時計が戻される前に AWS が決めた終了時刻です。";
    BEGAN_BETWEEN = "It began between {0} and {1}.", "開始は {0} から {1} の間です。";
    RAN_ALREADY = "It had already begun when Session Clock first saw it. It ends by {0}.",
        "最初に確認したときには、すでに始まっていました。{0} までに終了します。";
    RAN_ALREADY_EXPECTED = "It had already begun when Session Clock first saw it. It should end by {0}.",
        "最初に確認したときには、すでに始まっていました。{0} までに終了する見込みです。";
    CLOCK_SET_BACK = "Your computer's clock was set back meanwhile, so only the latest end is known.",
        "途中でコンピューターの時計が戻されたため、最も遅い終了時刻しかわかりません。";
    NOTHING_KNOWN = "Nothing on the page says when this session ends.", "終了時刻の手がかりがページにありません。";
    SEEN_COOKIE_GONE = "By {0}, the session cookie was gone.", "{0} までに、セッション Cookie がなくなっていました。";
    SEEN_CONSOLE = "By {0}, the console had said you were signed out.", "{0} までに、コンソールがサインアウトを知らせました。";
    SEEN_NEW_SIGN_IN = "By {0}, a new sign-in had replaced it.", "{0} までに、新しいサインインに置き換わりました。";
    SEEN_LEFT = "By {0}, you had switched to another role, or back.", "{0} までに、別のロールにスイッチしたか、元に戻りました。";
    IAM_USER = "IAM user {0}", "IAM ユーザー {0}";
    ROOT_USER = "the root user", "ルートユーザー";
    ROLE = "role {0}", "ロール {0}";
    PERMISSION_SET = "permission set {0}", "アクセス許可セット {0}";
    FEDERATED_USER = "federated user {0}", "フェデレーティッドユーザー {0}";
    RAISE_ROLE_MAX = "Ask an administrator to raise the role's maximum session duration (up to {0}). Then switch to it again.",
        "ロールの最大セッション期間を延ばすよう管理者に依頼し (最長 {0})、もう一度スイッチしてください。";
    SET_ROLE_MAX = "Enter this role's maximum session duration in the options. Then the time shown is more exact.",
        "このロールの最大セッション期間をオプションに入力すると、終了時刻がより正確にわかります。";
    SWITCH_FROM = "Switch to this role from {0} instead of from {1}, if the role allows it. Then the role's own maximum applies.",
        "{1} からではなく {0} からこのロールにスイッチしてください (ロールが許可している場合)。ロール自体の最大セッション期間まで使えます。";
    NOT_FROM_ROLE = "Sign in to this role directly, or switch to it as an IAM user. After a switch from another role, the session always ends within {0}.",
        "このロールに直接サインインするか、IAM ユーザーからスイッチしてください。ロールからスイッチしたセッションは必ず {0}以内に終わります。";
    SIGN_IN_AND_SWITCH = "Sign in again as {0}. Then switch again.", "{0} としてもう一度サインインし、スイッチしてください。";
    SIGN_IN_AGAIN = "Nothing can extend this session. Sign in again for a new one.",
        "このセッションは延長できません。もう一度サインインすると、新しいセッションが始まります。";
    RAISE_PERMISSION_SET = "Ask an administrator to raise the permission set's session duration (up to {0}). It applies from your next sign-in.",
        "アクセス許可セットのセッション期間を延ばすよう管理者に依頼してください (最長 {0})。次のサインインから適用されます。";
    RAISE_SIGN_IN = "Your administrator can set a longer sign-in, up to {0}.", "管理者はサインインの長さを最長 {0}まで延ばせます。";
    /// After every advice to set a longer sign-in to the console, the calculator's too.
    CONSOLE_NOT_SAID = "AWS hasn't said whether that covers the console.", "コンソールにも適用されるかどうかは、AWS が明らかにしていません。";
    SET_SIGN_IN = "If you know how long your sign-ins last, enter it in the options. Then the time shown is more exact.",
        "サインインの長さがわかる場合は、オプションに入力すると、終了時刻がより正確になります。";
    SET_LENGTH = "If you know how long sessions of this role last, enter it. Session Clock remembers it for this role.",
        "このロールのセッションの長さがわかる場合は入力してください。Session Clock がこのロールについて記憶します。";
    TELL_ORIGIN = "Say where you came from. Then the time shown is more exact.", "どこからスイッチしたかを選ぶと、終了時刻がより正確にわかります。";
    ALLOW_EXACT = "The exact end is the date of the session cookie. Session Clock reads that date and nothing else.",
        "セッション Cookie の期限が正確な終了時刻です。読み取るのはその期限だけです。";
}

/// Why a session ends then: from the reasons of both sides of its interval, or from how its end was seen. One to five sentences; their moments stay
/// [`Part::Moment`]. It stands beside the interval, which is not said again; an earliest end that the last event has passed is left out. The rules behind
/// the reasons are cited in [`rules`](crate::rules) and [`span`](mod@crate::ledger::span).
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
    let shown = span.shown();
    let tell = |end: &End, least: bool| reason(lang, ledger, known, end, least);
    if span.by_default.and_then(|bounds| bounds.latest).is_some_and(|end| end.at <= ledger.last_now) {
        return EXPECTED_PASSED.say(lang, &[Part::Duration(figures::CONSOLE_SIGN_IN)]);
    }
    let earliest = shown.earliest.filter(|end| end.at > ledger.last_now);
    let mut said = match (span.sure, &earliest, &shown.latest) {
        (Sure::Exact | Sure::Computed | Sure::Expected, _, Some(end)) => return tell(end, true),
        (Sure::Unknown, _, Some(_)) => return FROM_OUTSIDE.say(lang, &[]),
        (Sure::MetRunning, _, Some(latest)) if !known.clock_set_back => {
            let assumed = matches!(latest.why, Reason::Limit { limit: LimitKind::ConsoleSignIn, .. });
            let phrase = if assumed || span.by_default.is_some() { RAN_ALREADY_EXPECTED } else { RAN_ALREADY };
            phrase.say(lang, &[Part::Moment(latest.at)]).then(tell(latest, false))
        }
        (_, Some(earliest), None) => tell(earliest, true),
        (_, None, Some(latest)) => tell(latest, false),
        (_, Some(earliest), Some(latest)) => match (tell(earliest, true), tell(latest, false)) {
            (first, second) if first == second => first,
            (first, second) => first.then(second),
        },
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
        Reason::Cookie(None) => return EXACT.say(lang, &[]),
        // The limit that gives the same end within a minute says the reason.
        Reason::Cookie(Some(limit)) => (limit, Some(in_minutes(end.at - known.start.by)), source_of(ledger, known).map(|source| source.id)),
        Reason::Longest(seconds) => return LONGEST.say(lang, &[Part::Duration(seconds)]),
        Reason::Limit { limit, seconds, source, .. } => (limit, seconds, source),
    };
    let duration = Part::Duration(seconds.unwrap_or_default());
    let exact = matches!(end.why, Reason::Cookie(_));
    let user = || Part::from(name(ledger, &known.identity));
    let phrase = match (limit, role_max(ledger, known), least) {
        (LimitKind::SessionDuration, ..) => ROLE_SAID,
        (LimitKind::ConsoleSignIn, ..) if exact && known.identity.who == Who::Root => ROOT_LASTS,
        (LimitKind::ConsoleSignIn | LimitKind::SignInMax, ..) if exact => return SIGN_IN_LASTS.say(lang, &[duration, user()]),
        (LimitKind::ConsoleSignIn, ..) if matches!(known.identity.who, Who::IamUser(_)) => SIGN_IN_EXPECTED,
        (LimitKind::SignInMax, ..) => {
            let arn = known.identity.user_arn().unwrap_or_default();
            let phrase = match (ledger.settings.sign_in_max(&arn), ledger.sign_in_lasts(&arn)) {
                (Some(_), _) => SIGN_IN_TOLD,
                (None, Some(Lasts::Exactly(_))) => SIGN_IN_LEARNED,
                // The same of both sides: the interval shows how long it was at least.
                (None, Some(Lasts::AtLeast(_))) => {
                    return SIGN_IN_LONGER.say(lang, &[Part::Duration(figures::SIGN_IN_MAX.most), user()]);
                }
                (None, None) => return SIGN_IN_EXPECTED.say(lang, &[Part::Duration(figures::CONSOLE_SIGN_IN)]),
            };
            return phrase.say(lang, &[duration, user()]);
        }
        (LimitKind::ConsoleSignIn, ..) => ROOT_ASSUMED,
        (LimitKind::RoleChaining, ..) => CHAINED,
        (LimitKind::PermissionSet, Some(_), _) => SET_LASTS,
        (LimitKind::PermissionSet, None, true) => SET_AT_LEAST,
        (LimitKind::PermissionSet, None, false) => SET_AT_MOST,
        (LimitKind::RoleMax, Some(_), _) => ROLE_LASTS,
        (LimitKind::RoleMax, None, true) => ROLE_AT_LEAST,
        (LimitKind::RoleMax, None, false) => ROLE_AT_MOST,
        (_, max, _) => {
            let Some(source) = source.and_then(|id| ledger.get(id)) else { return WITH_UNKNOWN_SOURCE.say(lang, &[]) };
            let source = Part::from(who(lang, ledger, &source.identity));
            // A chained role's own end is the chain's, not its maximum's.
            let role_end = max.map(|max| known.start.by + max).filter(|role_end| *role_end > end.at + SAME && !is_chained(ledger, known));
            let expected = matches!(span(ledger, known).sure, Sure::Expected);
            return match role_end {
                _ if expected => WITH_SOURCE_EXPECTED.say(lang, &[source]),
                Some(role_end) => WITH_SOURCE_ROLE_LONGER.say(lang, &[source, Part::Moment(role_end)]),
                None => WITH_SOURCE.say(lang, &[source]),
            };
        }
    };
    phrase.say(lang, &[duration])
}

/// The nearest five minutes: a session's start is seen a few seconds off, and nobody sets a duration of less than that.
pub(super) fn in_minutes(seconds: i64) -> i64 {
    (seconds + 150).div_euclid(300) * 300
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

/// The user, role or permission set of a session, within a sentence: "role Admin".
pub(super) fn who(lang: Lang, ledger: &Ledger, identity: &Identity) -> String {
    let phrase: Phrase = match identity.who {
        Who::IamUser(_) => IAM_USER,
        Who::Root => ROOT_USER,
        Who::Role { .. } => ROLE,
        Who::IdentityCenter { .. } => PERMISSION_SET,
        Who::FederatedUser(_) => FEDERATED_USER,
    };
    phrase.say(lang, &[name(ledger, identity).into()]).to_string()
}

/// The bare name of it, or the number that stands for it.
pub(super) fn name(ledger: &Ledger, identity: &Identity) -> String {
    ledger.hidden(identity).map_or_else(|| identity.who.name().to_owned(), |hidden| hidden.who.to_string())
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
    /// Raise the sign-in's length; there is a command.
    RaiseSignIn,
    /// Say in the options how long sign-ins last.
    SetSignIn,
    /// Say how long sessions of the role last that are opened from outside the browser.
    SetLength,
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
    /// How to get longer.
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
    // A command names the role or user.
    let hidden = ledger.settings.hide_names;
    let mut add = |kind, sentence, command: Option<String>| list.push(Advice { kind, sentence, command: command.filter(|_| !hidden) });
    let span = span(ledger, known);
    let limit = |end: Option<End>| match end?.why {
        Reason::Limit { limit, .. } => Some(limit),
        Reason::Cookie(limit) => limit,
        Reason::Longest(_) => None,
    };
    let source = source_of(ledger, known);
    let shown = span.shown();
    match limit(shown.earliest).or(limit(shown.latest)) {
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
                (Some(user), Some(source)) => {
                    SWITCH_FROM.say(lang, &[who(lang, ledger, &user.identity).into(), who(lang, ledger, &source.identity).into()])
                }
                _ => NOT_FROM_ROLE.say(lang, &[Part::Duration(figures::ROLE_CHAINING)]),
            };
            add(AdviceKind::SwitchFrom, sentence, None);
        }
        Some(LimitKind::SourceSession) => {
            if let Some(source) = source {
                add(AdviceKind::SignInAgain, SIGN_IN_AND_SWITCH.say(lang, &[who(lang, ledger, &source.identity).into()]), None);
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
    if let Who::IamUser(user) = &known.identity.who {
        let arn = known.identity.user_arn().unwrap_or_default();
        let told = ledger.settings.sign_in_max(&arn);
        let most = figures::SIGN_IN_MAX.most;
        if told.is_none_or(|told| told < most) {
            add(
                AdviceKind::RaiseSignIn,
                RAISE_SIGN_IN.say(lang, &[Part::Duration(most)]).then(CONSOLE_NOT_SAID.say(lang, &[])),
                update_login_profile(user),
            );
        }
        if told.is_none() && !matches!(span.sure, Sure::Exact | Sure::Computed) {
            add(AdviceKind::SetSignIn, SET_SIGN_IN.say(lang, &[]), None);
        }
    }
    if known.from_outside && span.sure == Sure::Unknown && known.identity.who.is_role() {
        add(AdviceKind::SetLength, SET_LENGTH.say(lang, &[]), None);
    }
    if known.origin.is_none() {
        add(AdviceKind::TellOrigin, TELL_ORIGIN.say(lang, &[]), None);
    }
    if span.sure != Sure::Exact {
        add(AdviceKind::AllowExact, ALLOW_EXACT.say(lang, &[]), None);
    }
    list
}

/// The command that raises a role's maximum (AWS CLI, `iam update-role`).
fn update_role(role: &str) -> Option<String> {
    iam_command("update-role --role-name", role, "--max-session-duration", figures::ROLE_MAX.most)
}

/// The command that raises the length of a user's sign-ins (AWS CLI, `iam update-login-profile`).
fn update_login_profile(user: &str) -> Option<String> {
    iam_command("update-login-profile --user-name", user, "--max-signin-session-duration", figures::SIGN_IN_MAX.most)
}

/// A command of `aws iam` for a name. The name comes from a page: what a shell could take for more than a word is quoted, and a name that nobody has (IAM:
/// `[\w+=,.@-]`, 64 characters) with characters that a terminal acts upon gives no command.
fn iam_command(call: &str, name: &str, setting: &str, seconds: i64) -> Option<String> {
    if name.is_empty() || name.chars().any(char::is_control) {
        return None;
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_+,.@-".contains(&byte);
    // A leading hyphen would be an option, a leading = a command's path in zsh.
    let quoted = if name.bytes().all(|byte| plain(byte) || byte == b'=') && !name.starts_with('=') {
        name.to_owned()
    } else {
        let mut quoted = "'".to_owned();
        quoted.push_str(&name.replace('\'', "'\\''"));
        quoted.push('\'');
        quoted
    };
    let joint = if name.starts_with('-') { "=" } else { " " };
    let mut command = "aws iam ".to_owned();
    for piece in [call, joint, &quoted, " ", setting, " ", &seconds.to_string()] {
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
        assert_eq!(
            update_login_profile("alice").as_deref(),
            Some("aws iam update-login-profile --user-name alice --max-signin-session-duration 7776000")
        );
        assert_eq!(command("a\nb"), None);
        assert_eq!(command(""), None);
    }
}
