//! What stands on the console's page and in the toolbar.

use serde::Serialize;

use super::{Lang, Part, Sentence, phrases};
use crate::ledger::view::{Effects, Notice, Phase, TabEffect, View};

phrases! {
    /// The ticking phrases of the page.
    PAGE;
    TIMER_LEFT = "AWS session: {0} left", "AWS セッション: 残り {0}";
    TIMER_ENDED = "AWS session ended", "AWS セッションは終了しました";
    TIMER_UNKNOWN = "AWS session: end not known", "AWS セッション: 終わりの時刻は不明です";
    TIMER_DUE = "AWS session: should have ended", "AWS セッション: 終了した見込み";
    ABOUT = "about {0}", "約 {0}";
    AT_LEAST = "at least {0}", "少なくとも {0}";
    AT_MOST = "at most {0}", "最長で {0}";
    LESS_THAN_A_MINUTE = "less than a minute", "1 分未満";
    HOUR = "{0} hour", "{0} 時間";
    HOURS = "{0} hours", "{0} 時間";
    DAY = "{0} day", "{0} 日";
    DAYS = "{0} days", "{0} 日";
    MINUTE = "{0} minute", "{0} 分";
    MINUTES = "{0} minutes", "{0} 分";
    NOTICE = "This AWS session ends in {0}, at {1}.", "この AWS セッションは {0}後、{1} に終わります。";
    NOTICE_ABOUT = "This AWS session should end in {0}, at {1}.", "この AWS セッションは {0}後、{1} に終わる見込みです。";
    NOTICE_AT_LEAST = "This AWS session ends in {0} at the earliest, at {1}.", "この AWS セッションは早ければ {0}後、{1} に終わります。";
    NOTICE_AT_MOST = "This AWS session ends in {0} at the latest, at {1}.", "この AWS セッションは遅くとも {0}後、{1} に終わります。";
    NOTICE_ENDED = "This AWS session ended at {1}. Sign in or switch role again to go on.",
        "この AWS セッションは {1} に終わりました。続けるには、再度サインインするかロールを切り替えてください。";
    UNTIL = "until {0}", "{0} まで";
    MORE = "Why, and what to do", "理由と対処";
    DISMISS = "Dismiss", "閉じる";
    MUTE = "Mute this session", "今後は警告しない";
}

/// A duration in the coarse steps of the countdown, in two units at most, rounded down: days and hours, hours and minutes, or minutes. What is 0 is left out.
pub fn coarse(lang: Lang, seconds: i64) -> String {
    let (days, hours, minutes) = (seconds.max(0) / 86_400, seconds.max(0) / 3_600 % 24, seconds.max(0) / 60 % 60);
    let count = |count: i64, one: super::Phrase, many: super::Phrase| {
        let phrase = if count == 1 { one } else { many };
        phrase.say(lang, &[count.to_string().into()]).to_string()
    };
    if days > 0 {
        let days = count(days, DAY, DAYS);
        return if hours == 0 { days } else { format!("{days} {}", count(hours, HOUR, HOURS)) };
    }
    match (hours, minutes) {
        (0, 0) => LESS_THAN_A_MINUTE.template(lang).to_owned(),
        (0, minutes) => count(minutes, MINUTE, MINUTES),
        (hours, 0) => count(hours, HOUR, HOURS),
        (hours, minutes) => format!("{} {}", count(hours, HOUR, HOURS), count(minutes, MINUTE, MINUTES)),
    }
}

/// The countdown's sentence.
pub fn timer(lang: Lang, view: &View, now: i64) -> Sentence {
    let end = match (view.phase, view.end) {
        (Phase::Ended, _) => return TIMER_ENDED.say(lang, &[]),
        (Phase::Overdue, _) => return TIMER_DUE.say(lang, &[]),
        (Phase::Running, Some(end)) => end,
        _ => return TIMER_UNKNOWN.say(lang, &[]),
    };
    let left = coarse(lang, end - now);
    let left = match view.bound.as_deref() {
        Some("at-least") => AT_LEAST.say(lang, &[left.into()]).to_string(),
        Some("about") => ABOUT.say(lang, &[left.into()]).to_string(),
        Some(_) => AT_MOST.say(lang, &[left.into()]).to_string(),
        None => left,
    };
    TIMER_LEFT.say(lang, &[left.into()])
}

/// A notice's sentence, its moment yet to be written. The figure is true at that moment, to the nearest minute.
pub fn notice(lang: Lang, lead: i64, end: i64, bound: Option<&str>, now: i64) -> Sentence {
    let phrase = match bound {
        _ if lead == 0 => NOTICE_ENDED,
        Some("at-least") => NOTICE_AT_LEAST,
        Some("about") => NOTICE_ABOUT,
        Some(_) => NOTICE_AT_MOST,
        None => NOTICE,
    };
    phrase.say(lang, &[coarse(lang, (end - now + 30) / 60 * 60).into(), Part::Moment(end)])
}

/// [`Effects`] as a surface gets them, with the title of each tab's toolbar button.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Titled {
    tabs: Vec<TitledTab>,
    notices: Vec<Notice>,
    wake: Option<i64>,
    soonest: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct TitledTab {
    tab: i64,
    view: Option<View>,
    badge: String,
    title: String,
}

/// Gives each tab's toolbar button its title: the countdown's sentence, or nothing where nothing is shown.
pub fn titled(lang: Lang, effects: Effects) -> Titled {
    let Effects { now, tabs, notices, wake, soonest } = effects;
    let titled = |tab: TabEffect| {
        let title = tab.view.as_ref().map_or_else(String::new, |view| timer(lang, view, now).to_string());
        TitledTab { tab: tab.tab, view: tab.view, badge: tab.badge, title }
    };
    Titled { tabs: tabs.into_iter().map(titled).collect(), notices, wake, soonest }
}
