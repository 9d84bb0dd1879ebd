//! What pages and toolbar show, as data: what is said of it stands in [`words`](crate::words).

use serde::Serialize;

use super::moment;
use super::names::Hidden;
use super::notice::{self, Bound, target};
use super::span::{Span, Sure, span};
use super::state::{Given, Known, Ledger, Origin, OriginBy, Tab};
use crate::console_page::{Identity, Misunderstood, WayBack, Who, way_back};

/// What is to be done after an event. [`words::page::shown`](crate::words::page::shown) makes it what a surface gets.
#[derive(Debug, Clone, PartialEq)]
pub struct Effects {
    /// The moment for which they were worked out, in Unix seconds.
    pub now: i64,
    /// Tabs that have to be told something: those whose view changed, and the one that asked.
    pub tabs: Vec<TabEffect>,
    /// Notices that are given now.
    pub notices: Vec<Notice>,
    /// The next moment, in Unix seconds, at which there is something to do without an event.
    pub wake: Option<i64>,
    /// What the toolbar shows where no tab says otherwise: the session that ends first.
    pub soonest: Option<Soonest>,
}

/// The session that ends first, for the toolbar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Soonest {
    /// Its state.
    pub view: View,
    /// The badge's text.
    pub badge: String,
    /// The moment, in Unix seconds, from which that text says too much; `None` in the last minute. No page asks for the next text, so it takes an
    /// alarm where the badge is shown.
    pub until: Option<i64>,
}

/// What one tab shows.
#[derive(Debug, Clone, PartialEq)]
pub struct TabEffect {
    /// The tab.
    pub tab: i64,
    /// What its page shows; `None`: nothing.
    pub view: Option<View>,
    /// The text of its toolbar badge.
    pub badge: String,
    /// The other sessions that are warned of at once with this one, and the end of each, soonest first.
    pub beside: Vec<(u32, i64)>,
}

/// A session's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It runs, and its end is known to some degree.
    Running,
    /// The end that AWS's default gives has passed, and nothing has shown whether it is over.
    Overdue,
    /// It is over.
    Ended,
    /// Nothing bounds it.
    Unknown,
}

/// What a page shows of its session. Moments only: the page ticks by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct View {
    /// The session.
    pub session: u32,
    /// Its state.
    pub phase: Phase,
    /// The end that is shown, in Unix seconds.
    pub end: Option<i64>,
    /// `at-least` or `at-most`, where the end is a bound only; `about`, where it is the one that AWS's default gives.
    pub bound: Option<String>,
    /// How surely it is known.
    pub sure: Sure,
    /// When it began.
    pub since: Since,
    /// The latest end that it can have, in Unix seconds, where that is another than the end that is shown.
    pub latest: Option<i64>,
    /// How long before the end the next warning comes, where a notice stands and another follows, in seconds.
    pub lead: Option<i64>,
    /// How the user gets back in.
    pub back: WayBack,
    /// The notice that stands, with its lead time and end.
    pub notice: Option<Given>,
    /// The notice is the last one, or says that the session has ended.
    pub urgent: bool,
    /// The user wants no notices of it.
    pub muted: bool,
    /// The moment at which to ask again, in Unix seconds.
    pub next: Option<i64>,
}

/// When a session began, or was first seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Since {
    /// The moment, in Unix seconds.
    pub at: i64,
    /// Its start was seen; otherwise it was running by then.
    pub seen: bool,
}

/// A notice that is given now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Notice {
    /// The session.
    pub session: u32,
    /// The lead time in seconds, 0 at the end; and the end.
    pub given: Given,
    /// `at-least` or `at-most`, where the end is a bound only; `about`, where it is the one that AWS's default gives.
    pub bound: Option<String>,
}

impl Bound {
    fn name(self) -> Option<String> {
        match self {
            Bound::Is => None,
            Bound::AtLeast => Some("at-least".to_owned()),
            Bound::AtMost => Some("at-most".to_owned()),
            Bound::About => Some("about".to_owned()),
        }
    }
}

/// Whether a session is over at that moment: its end was seen, or the latest it can have has passed.
pub(super) fn is_over(ledger: &Ledger, known: &Known, now: i64) -> bool {
    is_over_by(known, &span(ledger, known), now)
}

/// The same, where the interval of its end is at hand.
fn is_over_by(known: &Known, span: &Span, now: i64) -> bool {
    known.ended.is_some() || span.latest.is_some_and(|end| end.at <= now)
}

/// Whether every end that AWS's default gives has passed, and it may go on.
fn is_overdue(span: &Span, now: i64) -> bool {
    span.by_default.and_then(|bounds| bounds.latest).is_some_and(|end| end.at <= now)
}

/// When a session began, or was first seen.
fn since(known: &Known) -> Since {
    match known.before {
        // It may be the one that was known before.
        Some(before) => Since { at: before.start.by, seen: false },
        None => Since { at: known.start.by, seen: known.start.is_seen() },
    }
}

/// What a session shows at that moment.
pub fn view(ledger: &Ledger, known: &Known, now: i64) -> View {
    let span = span(ledger, known);
    let target = target(&span, now);
    let over = is_over_by(known, &span, now);
    let overdue = is_overdue(&span, now);
    let notice = match target {
        // An end that was seen needs no notice: the user saw it, too. An expected end that has passed is no end.
        Some((end, _)) if known.ended.is_none() && (over || !overdue) => notice::standing(known, end),
        _ => None,
    };
    View {
        session: known.id,
        phase: match target {
            _ if over => Phase::Ended,
            Some(_) if overdue => Phase::Overdue,
            Some(_) => Phase::Running,
            None => Phase::Unknown,
        },
        end: target.map(|(end, _)| end),
        bound: target.filter(|_| !over).and_then(|(_, bound)| bound.name()),
        sure: span.sure,
        since: since(known),
        latest: span.latest.map(|end| end.at).filter(|at| target.is_none_or(|(end, _)| end != *at)),
        lead: notice.and_then(|given| notice::next_lead(ledger, given, now)),
        back: way_back(&known.identity, matches!(known.origin, Some(Origin::Switch { .. })), known.door.as_deref()),
        urgent: notice.is_some_and(|given| given.lead == 0 || Some(&given.lead) == ledger.settings.lead_times.last()),
        muted: known.muted,
        notice,
        next: if over { None } else { notice::next(ledger, known, &span, now) },
    }
}

/// The badge's text, four characters at most: `6d`, `11h`, `42` (minutes), `<1`, `!` at the end, with `≤` or `≥` where the end is a bound only and `~` where
/// it is expected; `?` where nothing is known.
pub fn badge(view: &View, now: i64) -> String {
    let end = match (view.phase, view.end) {
        (Phase::Ended, _) => return "!".to_owned(),
        (Phase::Running, Some(end)) => end,
        _ => return "?".to_owned(),
    };
    let bound = match view.bound.as_deref() {
        Some("at-least") => "≥",
        Some("about") => "~",
        Some(_) => "≤",
        None => "",
    };
    let left = end - now;
    match left {
        ..60 => format!("{bound}<1"),
        60..3_600 => format!("{bound}{}", left / 60),
        3_600..86_400 => format!("{bound}{}h", left / 3_600),
        _ => format!("{bound}{}d", left / 86_400),
    }
}

/// The moment at which the badge of an end that is still to come says less; `None` in the last minute.
fn badge_goes_on(end: i64, now: i64) -> Option<i64> {
    let left = end - now;
    let step = match left {
        ..60 => return None,
        60..3_600 => 60,
        3_600..86_400 => 3_600,
        _ => 86_400,
    };
    Some(end - left / step * step + 1)
}

/// Works out what is to be done.
pub(super) fn effects(ledger: &mut Ledger, now: i64, asked: Option<i64>, due: Vec<(u32, Given)>, all: bool) -> Effects {
    let mut tabs = Vec::new();
    let mut digests = Vec::with_capacity(ledger.tabs.len());
    // One view for each session, however many tabs show it.
    let views: Vec<View> = ledger.sessions.iter().map(|known| view(ledger, known, now)).collect();
    for tab in &ledger.tabs {
        let view = tab.session.and_then(|id| views.iter().find(|view| view.session == id));
        let beside = view.map_or_else(Vec::new, |view| beside(&views, view));
        let digest = digest(view, &beside);
        digests.push(digest);
        if all || digest != tab.shown || asked == Some(tab.tab) {
            tabs.push(TabEffect {
                tab: tab.tab,
                badge: view.map_or_else(String::new, |view| badge(view, now)),
                view: view.cloned(),
                beside,
            });
        }
    }
    for (tab, digest) in ledger.tabs.iter_mut().zip(digests) {
        tab.shown = digest;
    }
    let notices = due
        .into_iter()
        .map(|(session, given)| {
            let bound = views.iter().find(|view| view.session == session).and_then(|view| view.bound.clone());
            Notice { session, given, bound }
        })
        .collect();
    let soonest = ledger
        .sessions
        .iter()
        .zip(&views)
        // A user who muted a session wants to hear nothing of it here either.
        .filter(|(known, view)| !known.muted && view.phase == Phase::Running)
        .filter_map(|(_, view)| Some((view.end.filter(|end| *end > now)?, view)))
        .min_by_key(|(end, _)| *end)
        .map(|(end, view)| Soonest { view: view.clone(), badge: badge(view, now), until: badge_goes_on(end, now) });
    Effects { now, tabs, notices, wake: views.iter().filter_map(|view| view.next).min(), soonest }
}

/// The other sessions that are warned of at once with one, and the end of each, soonest first.
fn beside(views: &[View], own: &View) -> Vec<(u32, i64)> {
    let Some(given) = own.notice.filter(|given| given.lead > 0) else { return Vec::new() };
    let others = views.iter().filter(|view| view.session != own.session).filter_map(|view| Some((view.session, view.notice?)));
    let mut with: Vec<(u32, i64)> =
        others.filter(|(_, other)| notice::are_together(given, *other)).map(|(session, other)| (session, other.end)).collect();
    with.sort_by_key(|(session, end)| (*end, *session));
    with
}

/// A digest (FNV-1a) of what a tab was told, so that it is told again only when that changes.
fn digest(view: Option<&View>, beside: &[(u32, i64)]) -> u32 {
    let Some(view) = view else { return 1 };
    let mut hash: u32 = 0x811c_9dc5;
    let mut add = |number: i64| {
        for byte in number.to_le_bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    };
    add(view.session.into());
    add(view.phase as i64);
    add(view.end.unwrap_or(i64::MIN));
    add(view.bound.as_ref().map_or(0, |bound| bound.len() as i64));
    add(view.sure as i64);
    add(view.notice.map_or(-1, |given| given.lead));
    add(view.next.unwrap_or(i64::MIN));
    add(view.since.at);
    add(view.latest.unwrap_or(i64::MIN));
    add(view.lead.unwrap_or(-1));
    add(view.muted.into());
    for (session, _) in beside {
        add((*session).into());
    }
    hash
}

/// A session as the popup lists it, and as `session-clock replay` prints it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overview {
    /// Its number.
    pub session: u32,
    /// Who it is.
    pub identity: Identity,
    /// The account's alias.
    pub alias: Option<String>,
    /// What stands for its names, where the user hides them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<Hidden>,
    /// Its multi-session id.
    pub session_id: Option<String>,
    /// Its cookie store.
    pub store: String,
    /// The interval of its end, with where each side comes from.
    pub span: Span,
    /// What its pages show.
    pub view: View,
    /// Its open tabs.
    pub tabs: Vec<i64>,
    /// Notices that were given.
    pub given: Vec<Given>,
    /// The user wants no notices of it.
    pub muted: bool,
    /// The moment by which its end was seen, where it was.
    pub ended: Option<i64>,
    /// How it came to be; `None` where nobody saw it.
    pub origin: Option<Origin>,
    /// How that is known.
    pub origin_by: OriginBy,
    /// The sessions that the user may say it was switched from; `None` where how it came to be is beyond doubt.
    pub sources: Option<Vec<u32>>,
}

/// Whether only the user can say how a session came to be, or has said it and may say otherwise.
fn origin_is_open(known: &Known) -> bool {
    matches!(known.identity.who, Who::Role { .. }) && matches!(known.origin_by, OriginBy::Unknown | OriginBy::Told | OriginBy::Remembered)
}

impl Ledger {
    /// The sessions that a session can have been switched from: those of its world that were there before it and not over yet.
    fn sources(&self, known: &Known) -> Vec<u32> {
        let can_be = |source: &&Known| {
            source.id < known.id
                && source.store == known.store
                && source.identity.partition == known.identity.partition
                && source.ended.as_ref().is_none_or(|ended| ended.at >= known.start.by)
        };
        self.sessions.iter().filter(can_be).map(|source| source.id).collect()
    }

    /// Every session, soonest end first, those that are over last.
    pub fn overview(&self, now: i64) -> Vec<Overview> {
        let now = moment::within(now);
        let mut list: Vec<Overview> = self
            .sessions
            .iter()
            .map(|known| Overview {
                session: known.id,
                identity: known.identity.clone(),
                alias: known.alias.clone(),
                hidden: self.hidden(&known.identity),
                session_id: known.session_id.clone(),
                store: known.store.clone(),
                span: span(self, known),
                view: view(self, known, now),
                tabs: self.tabs.iter().filter(|tab| tab.session == Some(known.id)).map(|tab| tab.tab).collect(),
                given: known.given.clone(),
                muted: known.muted,
                ended: known.ended.as_ref().map(|ended| ended.at),
                origin: known.origin.clone(),
                origin_by: known.origin_by,
                sources: origin_is_open(known).then(|| self.sources(known)),
            })
            .collect();
        list.sort_by_key(|entry| (entry.view.phase == Phase::Ended, entry.view.end.unwrap_or(i64::MAX), entry.session));
        list
    }

    /// What every tab shows at that moment, whatever it was told before; no notices and no wake.
    pub fn show(&self, now: i64) -> Effects {
        effects(&mut self.clone(), moment::within(now), None, Vec::new(), true)
    }

    /// Tabs whose pages were not understood, and why.
    pub fn misunderstood(&self) -> impl Iterator<Item = (&Tab, &Misunderstood)> {
        self.tabs.iter().filter_map(|tab| Some((tab, tab.misunderstood.as_ref()?)))
    }
}
