//! What stands on the console's page, in the toolbar and in notifications.

use serde::Serialize;

use super::{Lang, Part, Phrase, Sentence, phrases, session};
use crate::console_page::Identity;
use crate::ledger::state::{Given, Known, Origin, Role, UsualSource};
use crate::ledger::view::{Effects, Notice, Soonest, TabEffect, View};
use crate::ledger::{Hidden, Ledger};

phrases! {
    /// The phrases of the page that tick, and what a notification says. What warns is [`notice`].
    PAGE;
    NAME = "{0}, {1}. {2}.", "{0}、{1}。{2}。";
    NAME_SHORT = "{0}, {1}.", "{0}、{1}。";
    WHO = "{0}, {1}", "{0}、{1}";
    /// Between two sentences, where the first has no full stop.
    STOP = ". ", "。";
    LEFT = "{0} left", "残り {0}";
    TIMER_ENDED = "Session ended", "セッション終了";
    TIMER_UNKNOWN = "End not known", "終了時刻は不明";
    TIMER_DUE = "Should have ended {0}", "{0} に終了した見込み";
    ABOUT = "about {0}", "約 {0}";
    AT_LEAST = "at least {0}", "少なくとも {0}";
    AT_MOST = "at most {0}", "最長 {0}";
    ENDS_AT = "Ends {0}", "{0} に終了";
    ENDS_EXPECTED = "Expected end {0}", "{0} に終了の見込み";
    ENDS_AT_LEAST = "Ends {0} or later", "{0} 以降に終了";
    ENDS_AT_MOST = "Ends by {0}", "{0} までに終了";
    UNIT_DAY = "d", "日";
    UNIT_HOUR = "h", "時間";
    UNIT_MINUTE = "min", "分";
    UNIT_SECOND = "s", "秒";
    LESS_THAN_A_MINUTE = "less than a minute", "1 分未満";
    HOUR = "{0} hour", "{0} 時間";
    HOURS = "{0} hours", "{0} 時間";
    DAY = "{0} day", "{0} 日";
    DAYS = "{0} days", "{0} 日";
    MINUTE = "{0} minute", "{0} 分";
    MINUTES = "{0} minutes", "{0} 分";
    HIDDEN_ACCOUNT = "Account {0}", "アカウント {0}";
    SPOKEN = "AWS session {0}, ends in {1}, at {2}. {3}", "AWS セッション {0}: 残り {1}です。{2} に終了します。{3}";
    SPOKEN_OTHER = "AWS session {0}. {1}. {2}", "AWS セッション {0}。{1}。{2}";
    /// [`SPOKEN_OTHER`] and [`STILL_HERE`].
    SPOKEN_ENDED = "AWS session {0}. {1}. {2} {3}", "AWS セッション {0}。{1}。{2}{3}";
    /// Several sessions at once: how many, when the first ends, what to do.
    SPOKEN_MANY = "{0}. {1}. {2}", "{0}。{1}。{2}";
    NOTICE_MANY = "{0} AWS sessions", "AWS セッション {0} 件";
    NOTICE_MANY_FROM = "AWS starts signing you out at {0}", "{0} から順にサインアウトされます";
    DO_MANY = "Save your work in each of them.", "それぞれのタブで作業を保存してください。";
    DISMISS = "OK", "OK";
    REMIND = "OK, remind me at {0}", "{0}前にもう一度";
    MUTE = "Mute", "ミュート";
    MUTE_ALL = "Mute all", "すべてミュート";
    GET_LONGER = "Get longer", "長く使うには";
    WHY_THEN = "Why then?", "この時刻に終わる理由";
    SHOW_EXACT = "Show exact end", "正確な時刻を表示";
    CLOSE = "Close", "閉じる";
    OVER = "Ended", "終了";
    STILL_HERE = "This page is still here. Copy what you haven't saved before you leave it.",
        "このページは開いたままです。保存していない内容は、離れる前にコピーしてください。";
    COPY_ADDRESS = "Copy address", "アドレスをコピー";
    COPIED = "Copied", "コピーしました";
    COPY_FAILED = "Not copied. Your browser doesn't allow it.", "コピーできませんでした。ブラウザが許可していません。";
    BACK_SIGN_IN = "Sign in again", "もう一度サインイン";
    BACK_SIGN_IN_WHAT = "Opens AWS's sign-in page in a new tab, for this account. Sign in there, then reload this page.",
        "新しいタブで、このアカウントのサインインページを開きます。サインインしたら、このページを再読み込みしてください。";
    BACK_SWITCH_ROLE = "Switch to {0} again", "{0} にもう一度スイッチ";
    BACK_SWITCH_ROLE_WHAT = "Opens AWS's switch-role page in a new tab, filled in. Switch there, then reload this page.",
        "新しいタブで、入力済みのスイッチロールのページを開きます。スイッチしたら、このページを再読み込みしてください。";
    BACK_PORTAL = "Open access portal", "アクセスポータルを開く";
    BACK_PORTAL_WHAT = "Brings you back to this page as {0}, in a new tab.", "新しいタブで、{0} としてこのページに戻ります。";
    BACK_BROKER = "Open {0}", "{0} を開く";
    BACK_BROKER_WHAT = "Opens the page where you signed in, in a new tab.", "サインインしたページを新しいタブで開きます。";
    BACK_OUTSIDE_WHAT = "Open the console again the way you did before, for example from aws-vault or Granted.",
        "前と同じ方法 (aws-vault や Granted など) で、もう一度コンソールを開いてください。";
    NOTIFY = "{0}: signed out in {1}", "{0}: あと {1}でサインアウト";
    NOTIFY_WHAT = "At {0}. Save your work.", "{0} に終了します。作業を保存してください。";
    NOTIFY_OTHER = "{0}: {1} left", "{0}: 残り {1}";
    NOTIFY_ENDED = "{0}: session ended", "{0}: セッション終了";
    NOTIFY_ENDED_WHAT = "At {0}. Click to get back in.", "{0} に終了しました。クリックすると戻れます。";
    NOTIFY_ENDED_MANY = "{0} AWS sessions ended", "AWS セッション {0} 件が終了";
}

phrases! {
    /// The sentences of [`notice`].
    NOTICES;
    NOTICE = "AWS signs you out at {0}", "{0} にサインアウトされます";
    NOTICE_ABOUT = "AWS should sign you out at {0}", "{0} ごろサインアウトされる見込みです";
    NOTICE_AT_LEAST = "AWS may sign you out any time after {0}", "{0} 以降、サインアウトされる可能性があります";
    NOTICE_AT_MOST = "AWS signs you out by {0}", "遅くとも {0} までにサインアウトされます";
    NOTICE_ENDED = "Your session ended at {0}", "セッションは {0} に終了しました";
    DO_FIRST = "You can't extend this session. Save your work before then.",
        "このセッションは延長できません。それまでに作業を保存してください。";
    DO_BEFORE = "Save your work before then.", "それまでに作業を保存してください。";
    DO_LATER = "Save your work now.", "今すぐ作業を保存してください。";
    DO_LAST = "Save or copy your work now.", "今すぐ作業を保存するか、コピーしてください。";
    DO_ABOUT = "That is AWS's default: {0} after the sign-in. Your administrator may have set another length. Save your work before then.",
        "AWS のデフォルトでは、サインインから {0}で終わります。管理者が別の長さを設定している場合もあります。それまでに作業を保存してください。";
    DO_ESTIMATE = "That end is an estimate. Save your work before then.", "この時刻は見込みです。それまでに作業を保存してください。";
    DO_AT_MOST = "It can happen at any moment. Save your work now.", "いつ終わってもおかしくありません。今すぐ作業を保存してください。";
}

/// What warns of an end: what happens and when, then what to do or, once it is over, why. Both name moments only, so they stay true while they stand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Warning {
    /// What happens, and when.
    pub title: Sentence,
    /// What to do, or why it ended.
    pub what: Sentence,
    /// Whether it is the last one before the end, of two or more.
    pub last: bool,
}

/// The warning of a session.
pub fn notice(lang: Lang, ledger: &Ledger, known: &Known, given: Given, bound: Option<&str>) -> Warning {
    let Given { lead, end } = given;
    let leads = &ledger.settings.lead_times;
    let moment = |phrase: Phrase| phrase.say(lang, &[Part::Moment(end)]);
    if lead == 0 {
        return Warning { title: moment(NOTICE_ENDED), what: session::why(lang, ledger, known), last: false };
    }
    let title = match bound {
        Some("at-least") => NOTICE_AT_LEAST,
        Some("about") => NOTICE_ABOUT,
        Some(_) => NOTICE_AT_MOST,
        None => NOTICE,
    };
    let (first, last) = (leads.first() == Some(&lead), leads.len() > 1 && leads.last() == Some(&lead));
    let what = match bound {
        Some("at-most") => DO_AT_MOST,
        _ if last => DO_LAST,
        _ if !first => DO_LATER,
        Some("about") if known.origin == Some(Origin::SignIn) && known.start.is_seen() => {
            let usual = Part::Duration(session::in_minutes(end - known.start.by));
            return Warning { title: moment(title), what: DO_ABOUT.say(lang, &[usual]), last };
        }
        Some("about") => DO_ESTIMATE,
        Some(_) => DO_BEFORE,
        None => DO_FIRST,
    };
    Warning { title: moment(title), what: what.say(lang, &[]), last }
}

/// [`Effects`] as a surface gets them: with who each session is, and with the words of each warning.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shown {
    tabs: Vec<ShownTab>,
    notices: Vec<GivenNow>,
    wake: Option<i64>,
    soonest: Option<ShownSoonest>,
}

/// The session that ends first, for the toolbar where no tab says otherwise.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ShownSoonest {
    #[serde(flatten)]
    soonest: Soonest,
    who: Person,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ShownTab {
    tab: i64,
    view: Option<View>,
    badge: String,
    who: Option<Person>,
    warning: Option<Warning>,
    beside: Vec<Beside>,
}

/// Another session that is warned of at once.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Beside {
    session: u32,
    who: Person,
    end: i64,
}

/// A notice that is given now, with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct GivenNow {
    #[serde(flatten)]
    notice: Notice,
    who: Person,
    warning: Warning,
}

/// Who a session is: the account's number and alias, and the user, role or permission set in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Person {
    /// The account's number.
    pub account: String,
    /// Its alias.
    pub alias: Option<String>,
    /// What stands for the names, where the user hides them. `who` is said with it already.
    pub hidden: Option<Hidden>,
    /// The user, role or permission set, within a sentence.
    pub who: String,
    /// The bare name of it.
    pub name: String,
}

/// Who a session is.
pub fn person(lang: Lang, ledger: &Ledger, known: &Known) -> Person {
    Person { alias: known.alias.clone(), ..identified(lang, ledger, &known.identity) }
}

/// Who an identity is, whether or not a session of it is known.
fn identified(lang: Lang, ledger: &Ledger, identity: &Identity) -> Person {
    Person {
        account: identity.account.clone(),
        alias: None,
        hidden: ledger.hidden(identity),
        who: session::who(lang, ledger, identity),
        name: session::name(ledger, identity),
    }
}

/// From whom a role is usually switched to, as the user said; `None` where it is signed in to, or nobody said.
pub fn usual_source(lang: Lang, ledger: &Ledger, role: &Role) -> Option<Person> {
    match &role.usual_source {
        Some(UsualSource::Identity(identity)) => Some(identified(lang, ledger, identity)),
        _ => None,
    }
}

/// Gives each tab what its surfaces say.
pub fn shown(lang: Lang, ledger: &Ledger, effects: Effects) -> Shown {
    let Effects { tabs, notices, wake, soonest, .. } = effects;
    let other = |(session, end)| Some(Beside { session, who: person(lang, ledger, ledger.get(session)?), end });
    let tab = |TabEffect { tab, view, badge, beside }: TabEffect| {
        let known = view.as_ref().and_then(|view| ledger.get(view.session));
        let given = view.as_ref().and_then(|view| Some((view.notice?, view.bound.as_deref())));
        ShownTab {
            tab,
            badge,
            who: known.map(|known| person(lang, ledger, known)),
            warning: known.zip(given).map(|(known, (given, bound))| notice(lang, ledger, known, given, bound)),
            beside: beside.into_iter().filter_map(other).collect(),
            view,
        }
    };
    let given = |notice: Notice| {
        let known = ledger.get(notice.session)?;
        let warning = self::notice(lang, ledger, known, notice.given, notice.bound.as_deref());
        Some(GivenNow { who: person(lang, ledger, known), warning, notice })
    };
    let soonest = soonest.and_then(|soonest| Some(ShownSoonest { who: person(lang, ledger, ledger.get(soonest.view.session)?), soonest }));
    Shown { tabs: tabs.into_iter().map(tab).collect(), notices: notices.into_iter().filter_map(given).collect(), wake, soonest }
}
