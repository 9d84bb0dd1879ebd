//! Which session a page belongs to, and how that session came to be.

use super::event::{Cookie, Looked, Observed, PageCookie};
use super::span::outlasts;
use super::state::{Before, Date, Ended, EndedBy, Known, Ledger, Origin, OriginBy, SeenDate, Start, Tab, UsualSource};
use super::{SAME, moment, span};
use crate::console_page::{
    Identity, Misunderstood, Navigation, Page, Partition, Understood, Who, console_partition, cookie_partition, is_access_portal,
    is_sign_in_host, session_id_of_host, understand,
};
use crate::figures;

/// A switch is over within that many seconds of its request.
pub(super) const SWITCH_TAKES: i64 = 120;

/// An arrival counts as seen if its page is reported within this many seconds. A page that was already open when the extension was installed or
/// access returned is of a session that was already running (docs/how-sure.md, "Kinds").
const ARRIVAL_IS_NEWS: i64 = 120;

/// A message comes no later than that many seconds after what it tells.
const LATE: i64 = 120;

/// The name that a multi-session cookie has before the session's id.
const SESSION_COOKIE: &str = "__Secure-aws-session-id-";
/// The name that the cookie without multi-session has before the region.
const SIGNER_COOKIE: &str = "aws-signer-token_";

/// A console page was loaded and read.
pub(super) fn observed(ledger: &mut Ledger, now: i64, observed: &Observed) {
    // A navigation began before it was stamped; what says otherwise is from a clock that was set back since. When it was is not known then, so that
    // page shows whose tab it is and proves nothing of now. Neither does a page that is told again, by a new content script.
    let at = observed.navigated_at.min(now);
    let outcome = match understand(&observed.page) {
        Ok(page) => {
            let is_news = observed.navigated_at < now + SAME && !was_told(ledger, observed, &page);
            place(ledger, now, at, observed, &page, is_news)
        }
        // A page of a session that is known by its host name keeps its countdown, also where its session data is late or lost.
        Err(Misunderstood::SessionData(fault)) => session_id_of_host(&observed.page.host)
            .and_then(|id| find_multi(ledger, &observed.store, console_partition(&observed.page.host)?, id))
            .ok_or(Misunderstood::SessionData(fault)),
        Err(other) => Err(other),
    };
    ledger.tabs.retain(|tab| tab.tab != observed.tab);
    let (session, misunderstood) = match outcome {
        Ok(id) => (Some(id), None),
        Err(why) => (None, Some(why)),
    };
    let navigated_at = observed.navigated_at;
    let by_data_alone = observed.page.meta.session_id.is_some() && session_id_of_host(&observed.page.host).is_none();
    ledger.tabs.push(Tab { tab: observed.tab, window: observed.window, navigated_at, session, by_data_alone, misunderstood, shown: 0 });
    if let (Some(id), Some(cookie)) = (session, &observed.cookie) {
        page_cookie(ledger, now, id, cookie);
    }
}

/// Whether a tab's page was reported before: it is of the same session, and its navigation began at the same time, within two seconds. Another sign-in within
/// those seconds is another page.
fn was_told(ledger: &Ledger, observed: &Observed, page: &Understood) -> bool {
    let Some(tab) = ledger.tab(observed.tab) else { return false };
    let same = |known: &Known| {
        known.identity == page.identity && known.session_id == page.session_id && may_be_of(known, sign_in_of(&observed.page))
    };
    (tab.navigated_at - observed.navigated_at).abs() <= 2 && tab.session.and_then(|id| ledger.get(id)).is_some_and(same)
}

/// The hash of the sign-in that a page was read with, where it could be read.
fn sign_in_of(page: &Page) -> Option<&str> {
    page.user.as_ref()?.sign_in.as_deref()
}

/// Whether nothing says that a session is of another sign-in: one of multi-session keeps no hash.
fn may_be_of(known: &Known, sign_in: Option<&str>) -> bool {
    known.sign_in.as_deref().zip(sign_in).is_none_or(|(its, other)| its == other)
}

/// What a page's referrer says about how the user got there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrival {
    /// The session began just now.
    Start,
    /// From another session's page: a switch to a new session, or the console's own list of those that run.
    OtherSession,
    /// From a sign-in host under multi-session: a new sign-in, also under the id of the one before, or the session selector, which leads to a session that may have run
    /// for hours (docs/console-facts.md, "Multi-session").
    SignInHost,
    /// Opened from outside the browser: a broker's link, or a bookmark.
    Outside,
    /// From a page of somebody else: a link to the console, or a broker that the sign-in does not name.
    Elsewhere,
    /// Nothing: another page of the same session.
    None,
}

/// Reads it (docs/how-sure.md, "A start seen"): of a navigation that the server answered. A broker's or the identity provider's own page counts where the sign-in itself
/// names it.
fn arrival(page: &Page, understood: &Understood) -> Arrival {
    if !page.answered || page.navigation != Navigation::Navigate {
        return Arrival::None;
    }
    let multi_session = understood.session_id.is_some();
    match page.referrer.as_deref() {
        None => Arrival::Outside,
        Some(host) if is_sign_in_host(understood.identity.partition, host) => match multi_session {
            true => Arrival::SignInHost,
            false => Arrival::Start,
        },
        Some(host) if is_access_portal(host) => Arrival::Start,
        Some(_) if is_named_by_its_sign_in(page, understood.identity.partition) => Arrival::Start,
        Some(host) if is_other_session(page, host) => Arrival::OtherSession,
        Some(host) if console_partition(host).is_some() => Arrival::None,
        Some(_) => Arrival::Elsewhere,
    }
}

/// Finds or makes the session of a page that was understood.
fn place(ledger: &mut Ledger, now: i64, at: i64, observed: &Observed, page: &Understood, is_news: bool) -> Result<u32, Misunderstood> {
    let partition = page.identity.partition;
    let answered = observed.page.answered && is_news;
    // How the page was come by, and the same where that was just now.
    let come_by = if answered { arrival(&observed.page, page) } else { Arrival::None };
    let is_late = now - at > ARRIVAL_IS_NEWS;
    let arrival = if is_late { Arrival::None } else { come_by };
    let fresh = matches!(arrival, Arrival::Start | Arrival::OtherSession | Arrival::SignInHost);
    let found = match &page.session_id {
        Some(id) => find_multi(ledger, &observed.store, partition, id),
        None => {
            if answered {
                leave_others(ledger, at, observed, page);
            }
            find_single(ledger, at, observed, page)
        }
    };
    // What ran under the same id before, and is over.
    let mut over_since = None;
    if let Some(known) = found.and_then(|id| ledger.get(id)) {
        let id = known.id;
        let proved_same = is_proved_same(known, &observed.page);
        let anew = match known.session_id {
            // The console also says "logged out" in the tabs of before when somebody signs in again under the same id.
            Some(_) => {
                arrival != Arrival::None
                    && (is_past_end(ledger, known, at) || known.ended.as_ref().is_some_and(|ended| ended.by != EndedBy::Console))
            }
            // The console announces a switch as logged out, too: only time proves that the old one is over.
            None => {
                let signed_in = matches!(known.origin, Some(Origin::Switch { .. })) && is_named_by_its_sign_in(&observed.page, partition);
                fresh && !proved_same && (is_past(ledger, known, at) || signed_in)
            }
        };
        // An id, or a sign-in, means one identity; only a new sign-in could change it.
        if known.identity != page.identity && !anew {
            return Err(Misunderstood::IdentityChanged);
        }
        if !anew {
            // Before the extension was there, nobody saw what came between two pages of the same id.
            let unseen_between = is_late && answered && known.session_id.is_some() && at > known.alive;
            let maybe_anew = may_be_anew(known, &observed.page, come_by, at) || unseen_between;
            // Told in another order: what was met first may itself be a new sign-in. A page that is told again is no other page.
            let met_anew = is_news && at < known.start.by && known.met_on_arrival && known.before.is_none() && !known.clock_set_back;
            let start = start_of_known(known, at, matches!(arrival, Arrival::Start | Arrival::OtherSession), proved_same);
            // With multi-session only the arrival tells: any later page may have been reached from another session's, by the console's own
            // list of sessions.
            let tells = known.session_id.is_none() || at <= known.start.by;
            let origin = if known.origin.is_none() && tells { Some(origin(ledger, at, fresh, observed, page)) } else { None };
            let watched = ledger.watched_since.is_some_and(|since| since <= known.start.by);
            ledger.with(id, |known| {
                // Met first on a page that did not tell the sign-in: the first that does names it from then on.
                if known.session_id.is_none() && known.sign_in.is_none() {
                    known.sign_in = sign_in_of(&observed.page).map(str::to_owned);
                }
                if maybe_anew {
                    // From an access portal or a broker a sign-in comes; with every page watched, none has begun before this one.
                    let from = if come_by == Arrival::Start || watched { at } else { known.alive.min(at) };
                    known.before = Some(match known.before {
                        None => Before { start: known.start, date: known.date.take() },
                        Some(before) => Before { start: Start::between(before.start.from, known.start.by), date: None },
                    });
                    known.date = None;
                    known.start = Start::between(Some(from), at);
                    known.not_after = None;
                } else if met_anew {
                    known.before = Some(Before { start: Start::between(known.start.from.map(|from| from.min(at)), at), date: None });
                    known.start = Start::between(Some(at), known.start.by);
                } else if let Some(before) = known.before.as_mut().filter(|_| at < known.start.by) {
                    // Told late: a page of the session before, or of the one session that both may be.
                    before.start = Start::between(before.start.from.map(|from| from.min(at)), before.start.by.min(at));
                } else {
                    // A start that moved may be another session's, and the date was of the one before.
                    let another_told_late = known.session_id.is_none() && !proved_same && at < known.start.by;
                    if start.by > known.start.by || another_told_late {
                        known.date = None;
                        known.not_after = None;
                        known.maybe_anew = true;
                    }
                    // A role that was switched to can itself be signed in to; the page's user says so, but on some pages after a switch too.
                    if fresh && !proved_same && known.session_id.is_none() && is_signed_in_to(&observed.page) {
                        known.origin = None;
                    }
                    known.start = start;
                }
                if let Some((origin, by)) = origin {
                    known.origin = origin;
                    known.origin_by = by;
                }
            });
            seen_alive(ledger, now, at, id, answered);
            return Ok(id);
        }
        over_since = Some(known.ended.as_ref().map_or(known.start.by, |ended| ended.at)).filter(|_| page.session_id.is_some());
        ledger.forget_session(id);
    }
    let start = match arrival {
        Arrival::Start | Arrival::OtherSession => Start::seen(at),
        Arrival::SignInHost => start_by_watching(ledger, at, &page.identity.who, over_since),
        Arrival::Outside | Arrival::Elsewhere if page.session_id.is_some() => Start::between(over_since.map(|over| over.min(at)), at),
        Arrival::Outside | Arrival::Elsewhere | Arrival::None => start_of_unseen(ledger, at, observed, page),
    };
    Ok(make(ledger, now, at, observed, page, start, (come_by, arrival)))
}

/// Whether a page of a known session may be the first of another one under the same id: AWS gives a new sign-in of the same identity the id of the one before (console
/// facts, "Multi-session"). A role that was switched to is not signed in to.
fn may_be_anew(known: &Known, page: &Page, arrival: Arrival, at: i64) -> bool {
    let switched = matches!(known.origin, Some(Origin::Switch { .. })) && known.origin_by != OriginBy::Remembered;
    let signed_in = match arrival {
        Arrival::Start | Arrival::SignInHost => true,
        // A sign-in leads to a host with the session's id. Elsewhere any page could claim that id, and would make another session's end less sure.
        Arrival::Outside => !switched && session_id_of_host(&page.host).is_some(),
        // Users and root sign in on AWS's own pages.
        Arrival::Elsewhere => !switched && is_federated(&known.identity.who),
        Arrival::OtherSession | Arrival::None => false,
    };
    // One within seconds, such as after a redirect, changes no end by more than those. Once the clock was set back, the last sign of life is no moment to compare with.
    known.session_id.is_some() && signed_in && at > known.start.by && (at >= known.alive || known.clock_set_back)
}

/// Whether it is signed in to by way of somebody else: a portal, a broker, an identity provider.
fn is_federated(who: &Who) -> bool {
    who.is_role() || matches!(who, Who::FederatedUser(_))
}

/// When a session that arrived from a sign-in host under multi-session began. Only watching tells a new sign-in from the selector: a session that had been running
/// unseen would have begun before the watch did. `over_since`: since when the previous session under the same id has been over.
fn start_by_watching(ledger: &Ledger, at: i64, who: &Who, over_since: Option<i64>) -> Start {
    let watched = ledger.watched_since.map_or(0, |since| at - since);
    let (whatever_was_set, by_default) = outlasts(who);
    if watched > whatever_was_set {
        return Start::seen(at);
    }
    let from_by_default = (watched > by_default).then_some(at);
    Start { from_by_default, ..Start::between(over_since.map(|over| over.min(at)), at) }
}

/// Whether a page comes from the very broker or identity provider that the sign-in names, and shows the identity that was signed in to.
fn is_named_by_its_sign_in(page: &Page, partition: Partition) -> bool {
    let from_aws = page.referrer.as_deref().is_some_and(|host| is_sign_in_host(partition, host));
    !from_aws && is_signed_in_to(page) && page.user.as_ref().is_some_and(|user| user.issuer.is_some() && user.issuer == page.referrer)
}

/// Whether a page says that its identity is the one that signed in.
fn is_signed_in_to(page: &Page) -> bool {
    page.user.as_ref().is_some_and(|user| user.arn == page.meta.arn)
}

/// Whether the referrer is the console host of another session. Without multi-session all sessions share their hosts, so it says nothing
/// there: see [`start_of_unseen`].
fn is_other_session(page: &Page, referrer: &str) -> bool {
    match (session_id_of_host(referrer), session_id_of_host(&page.host)) {
        (Some(from), Some(own)) => from != own,
        // Multi-session was turned on in between, or the page is one of a host without the id.
        (Some(from), None) => page.meta.session_id.as_deref().is_some_and(|own| own != from),
        _ => false,
    }
}

/// Whether a page proves that a session that was known goes on: its multi-session id, or without one the sign-in's hash. That hash stays the same
/// when a role is switched to, so it proves nothing of a switched role: somebody may have switched to the same role again.
fn is_proved_same(known: &Known, page: &Page) -> bool {
    let sign_in = sign_in_of(page);
    known.session_id.is_some() || (sign_in.is_some() && known.sign_in.as_deref() == sign_in && known.origin == Some(Origin::SignIn))
}

/// The start of a session that was known, in the light of another of its pages.
fn start_of_known(known: &Known, at: i64, fresh: bool, proved_same: bool) -> Start {
    // Told late: the arrival comes after a later page. By a clock that was set back every page seems to come late.
    if at < known.start.by {
        let fresh = fresh && !known.clock_set_back;
        let from = known.start.from.map(|from| from.min(at)).or(Some(at).filter(|_| fresh && proved_same));
        return Start::between(from, if proved_same { at } else { known.start.by });
    }
    // Without multi-session a page may be that of a switch to the same role, or of a sign-in that no hash tells from the one before: such an arrival
    // has the referrer of any other page (docs/console-facts.md, "Arrivals"), and may itself not have been seen. So not before the old one, and not
    // after this page.
    if !proved_same {
        return Start::between(known.start.from, at);
    }
    known.start
}

/// The start of a session whose arrival was not seen. Without multi-session there is one session at a time: a switched role's began
/// after the last page of the sign-in's session, or of the role before it.
fn start_of_unseen(ledger: &Ledger, at: i64, observed: &Observed, page: &Understood) -> Start {
    if page.session_id.is_some() || !observed.page.answered || !matches!(page.identity.who, Who::Role { .. }) {
        return Start::running(at);
    }
    let sign_in = sign_in_of(&observed.page);
    let before = ledger
        .sessions
        .iter()
        .filter(|known| is_single(known, &observed.store, page.identity.partition))
        .filter(|known| sign_in.is_some() && known.sign_in.as_deref() == sign_in && known.alive <= at)
        .max_by_key(|known| known.alive);
    match before {
        Some(before) if before.identity != page.identity => Start::between(Some(before.alive), at),
        _ => Start::running(at),
    }
}

/// Whether the latest end that a session can have has passed, to the second.
fn is_past_end(ledger: &Ledger, known: &Known, now: i64) -> bool {
    span(ledger, known).latest.is_some_and(|end| end.at <= now)
}

/// The same, beyond doubt.
fn is_past(ledger: &Ledger, known: &Known, now: i64) -> bool {
    span(ledger, known).latest.is_some_and(|end| end.at + SAME <= now)
}

fn is_single(known: &Known, store: &str, partition: Partition) -> bool {
    known.session_id.is_none() && known.store == store && known.identity.partition == partition
}

fn find_multi(ledger: &Ledger, store: &str, partition: Partition, session_id: &str) -> Option<u32> {
    let found = ledger
        .sessions
        .iter()
        .rev()
        .find(|known| known.session_id.as_deref() == Some(session_id) && known.store == store && known.identity.partition == partition);
    found.map(|known| known.id)
}

/// Without multi-session an answered page shows which session the browser has now, so what it had before is over: a role that was switched to, when
/// it was left; a sign-in, and all that came of it, when there is another sign-in.
fn leave_others(ledger: &mut Ledger, at: i64, observed: &Observed, page: &Understood) {
    let sign_in = sign_in_of(&observed.page);
    for known in &mut ledger.sessions {
        if !is_single(known, &observed.store, page.identity.partition) || known.ended.is_some() || known.alive > at {
            continue;
        }
        let other_sign_in = match (known.sign_in.as_deref(), sign_in) {
            (Some(before), Some(now)) => before != now,
            // Nothing tells the sign-ins apart but who signed in.
            _ => known.identity != page.identity && !matches!(page.identity.who, Who::Role { .. }) && known.origin == Some(Origin::SignIn),
        };
        let by = if other_sign_in {
            EndedBy::NewSignIn
        } else if known.identity != page.identity && matches!(known.origin, Some(Origin::Switch { .. })) {
            EndedBy::Left
        } else {
            continue;
        };
        known.ended = Some(Ended { at, by });
    }
}

/// Without multi-session: the newest session of that identity and sign-in that was not left.
fn find_single(ledger: &Ledger, at: i64, observed: &Observed, page: &Understood) -> Option<u32> {
    let sign_in = sign_in_of(&observed.page);
    let same = |known: &&Known| {
        // By a clock that was set back since, nobody knows when it was left: before this page.
        let by_now = |ended: &Ended| ended.at <= at || known.clock_set_back;
        let left = known.ended.as_ref().is_some_and(|ended| matches!(ended.by, EndedBy::NewSignIn | EndedBy::Left) && by_now(ended));
        is_single(known, &observed.store, page.identity.partition) && known.identity == page.identity && may_be_of(known, sign_in) && !left
    };
    ledger.sessions.iter().rev().find(same).map(|known| known.id)
}

/// A page, or a cookie, of a known session was seen.
fn seen_alive(ledger: &mut Ledger, now: i64, at: i64, id: u32, proved: bool) {
    ledger.with(id, |known| {
        known.seen = known.seen.max(now);
        if proved {
            known.alive = known.alive.max(at);
            // Alive after all: what looked like its end was none.
            if known.ended.as_ref().is_some_and(|ended| at > ended.at) {
                known.ended = None;
            }
        }
    });
}

fn end(ledger: &mut Ledger, id: u32, now: i64, by: EndedBy) {
    let Some(known) = ledger.get(id) else { return };
    if known.ended.is_some() {
        return;
    }
    let role = known.identity.role_arn();
    let after = moment::within(now - known.start.by);
    ledger.with(id, |known| known.ended = Some(Ended { at: now, by }));
    if let Some(role) = role {
        ledger.role_mut(&role).end_seen_after = Some(after);
    }
}

/// A session that was not known.
fn make(
    ledger: &mut Ledger,
    now: i64,
    at: i64,
    observed: &Observed,
    page: &Understood,
    start: Start,
    (come_by, arrival): (Arrival, Arrival),
) -> u32 {
    let id = ledger.next_id;
    ledger.next_id = ledger.next_id.wrapping_add(1).max(1);
    let fresh = matches!(arrival, Arrival::Start | Arrival::OtherSession | Arrival::SignInHost);
    let (origin, origin_by) = origin(ledger, at, fresh, observed, page);
    forget_request(ledger, &observed.store, origin.as_ref());
    let sign_in = sign_in_of(&observed.page).map(str::to_owned);
    ledger.sessions.push(Known {
        id,
        store: observed.store.clone(),
        session_id: page.session_id.clone(),
        sign_in: sign_in.filter(|_| page.session_id.is_none()),
        identity: page.identity.clone(),
        alias: page.alias.clone(),
        start,
        before: None,
        met_on_arrival: page.session_id.is_some()
            && (now - at > ARRIVAL_IS_NEWS
                || matches!(come_by, Arrival::Start | Arrival::SignInHost | Arrival::Outside | Arrival::Elsewhere)),
        door: door(&observed.page, page),
        from_outside: arrival == Arrival::Outside && is_federated(&page.identity.who) && !matches!(origin, Some(Origin::Switch { .. })),
        origin,
        origin_by,
        alive: at,
        seen: now,
        date: None,
        not_after: None,
        ended: None,
        given: Vec::new(),
        dismissed: None,
        muted: false,
        // What ran already when the clock was set back has its date by the clock of before.
        clock_set_back: start.from.is_none() && ledger.set_back_at.is_some_and(|set_back| now - set_back < figures::LONGEST_FEDERATED),
        maybe_anew: false,
    });
    id
}

/// The host by which the user came in and gets in again: an access portal, or the broker or identity provider that the sign-in names.
fn door(page: &Page, understood: &Understood) -> Option<String> {
    let partition = understood.identity.partition;
    let issuer = page.user.as_ref().and_then(|user| user.issuer.as_deref());
    let portal = page.referrer.as_deref().filter(|host| is_access_portal(host));
    portal.or(issuer.filter(|host| !is_sign_in_host(partition, host))).map(str::to_owned)
}

/// How a session came to be: by what it is; by the arrival's referrer; by a request that was seen; by what the user said of the role before.
fn origin(ledger: &Ledger, at: i64, seen: bool, observed: &Observed, page: &Understood) -> (Option<Origin>, OriginBy) {
    if !matches!(page.identity.who, Who::Role { .. }) {
        return (Some(Origin::SignIn), OriginBy::Identity);
    }
    let store = &observed.store;
    let partition = page.identity.partition;
    if page.session_id.is_none() {
        let user = observed.page.user.as_ref();
        let sign_in = user.and_then(|user| user.sign_in.as_deref());
        // The original sign-in: the session of the same sign-in that was signed in to.
        let original = ledger.sessions.iter().rev().find(|known| {
            is_single(known, store, partition)
                && sign_in.is_some()
                && known.sign_in.as_deref() == sign_in
                && known.identity != page.identity
                && known.origin == Some(Origin::SignIn)
        });
        if let Some(original) = original {
            return (Some(Origin::Switch { source: Some(original.id) }), OriginBy::SingleSession);
        }
        // The sign-in's cookie names another than the page: it was switched to, from a session that was not met.
        let named = user.and_then(|user| user.arn.as_deref()).and_then(crate::console_page::identity_of_arn);
        return match named {
            Some(named) if named != page.identity => (Some(Origin::Switch { source: None }), OriginBy::SingleSession),
            _ => remembered(ledger, observed, page),
        };
    }
    // Of an arrival that was seen only: one from before may have been a choice from the console's own list of sessions.
    let referrer = observed.page.referrer.as_deref();
    let from = referrer.filter(|host| seen && console_partition(host) == Some(partition)).and_then(session_id_of_host);
    if let Some(from) = from.filter(|from| Some(*from) != page.session_id.as_deref()) {
        let source = find_multi(ledger, store, partition, from).filter(|id| can_switch(ledger, *id));
        return (Some(Origin::Switch { source }), OriginBy::Referrer);
    }
    // A switch comes from a console page, or from the sign-in host (docs/console-facts.md, "Arrivals"); from elsewhere comes a sign-in.
    if referrer.is_some_and(|host| !is_sign_in_host(partition, host) && console_partition(host) != Some(partition)) {
        return remembered(ledger, observed, page);
    }
    let mut requests = ledger.switches.iter().filter(|seen| {
        seen.store == *store && seen.tab.is_none_or(|tab| tab == observed.tab) && (0..SWITCH_TAKES).contains(&(at - seen.at + SAME))
    });
    if let (Some(request), None) = (requests.next(), requests.next()) {
        let source = find_multi(ledger, store, partition, &request.source).filter(|id| can_switch(ledger, *id));
        if source.is_some() {
            return (Some(Origin::Switch { source }), OriginBy::Request);
        }
    }
    remembered(ledger, observed, page)
}

/// A request to switch leads to one session: a later session does not come from the same request.
fn forget_request(ledger: &mut Ledger, store: &str, origin: Option<&Origin>) {
    let Some(Origin::Switch { source: Some(source) }) = origin else { return };
    let Some(source) = ledger.get(*source).and_then(|source| source.session_id.clone()) else { return };
    ledger.switches.retain(|seen| seen.store != store || seen.source != source);
}

/// Root and federated users cannot switch role (IAM User Guide).
fn can_switch(ledger: &Ledger, id: u32) -> bool {
    ledger.get(id).is_some_and(|known| !matches!(known.identity.who, Who::Root | Who::FederatedUser(_)))
}

fn remembered(ledger: &Ledger, observed: &Observed, page: &Understood) -> (Option<Origin>, OriginBy) {
    let usual = page.identity.role_arn().and_then(|role| ledger.role(&role)?.usual_source.as_ref());
    match usual {
        Some(UsualSource::SignIn) => (Some(Origin::SignIn), OriginBy::Remembered),
        Some(UsualSource::Identity(identity)) => {
            let source = source_by_identity(ledger, &observed.store, identity);
            (Some(Origin::Switch { source }), OriginBy::Remembered)
        }
        None => (None, OriginBy::Unknown),
    }
}

fn source_by_identity(ledger: &Ledger, store: &str, identity: &Identity) -> Option<u32> {
    let found = ledger.sessions.iter().rev().find(|known| known.store == store && known.identity == *identity && known.ended.is_none());
    found.map(|known| known.id)
}

/// A tab looked again.
pub(super) fn looked(ledger: &mut Ledger, now: i64, looked: &Looked) {
    let Some((id, by_data_alone)) = ledger.tab(looked.tab).and_then(|tab| Some((tab.session?, tab.by_data_alone))) else { return };
    // A page can forge it, for its own session only: whose that is, its host says.
    if looked.logged_out && !by_data_alone {
        end(ledger, id, now, EndedBy::Console);
    }
    let Some(known) = ledger.get(id) else { return };
    if !may_be_of(known, looked.sign_in.as_deref()) {
        end(ledger, id, now, EndedBy::NewSignIn);
    }
    ledger.with(id, |known| known.seen = known.seen.max(now));
    if let Some(cookie) = &looked.cookie {
        page_cookie(ledger, now, id, cookie);
    }
}

/// The session cookie as the page can see it. The console itself takes its loss as "logged out" (the console's own script).
fn page_cookie(ledger: &mut Ledger, now: i64, id: u32, cookie: &PageCookie) {
    let Some(known) = ledger.get(id) else { return };
    let own = known.session_id.as_deref().is_some_and(|own| cookie.name.strip_prefix(SESSION_COOKIE) == Some(own));
    if !own {
        return;
    }
    match (cookie.present, cookie.expires) {
        (false, _) => end(ledger, id, now, EndedBy::CookieGone),
        (true, Some(expires)) => session_cookie(ledger, now, id, &cookie.name, expires),
        (true, None) => {}
    }
}

/// The date of a session cookie, by the extension's own access to cookies.
pub(super) fn cookie(ledger: &mut Ledger, now: i64, cookie: &Cookie) {
    let Some(partition) = cookie_partition(&cookie.domain) else { return };
    if let Some(session_id) = cookie.name.strip_prefix(SESSION_COOKIE) {
        let Some(id) = find_multi(ledger, &cookie.store, partition, session_id) else { return };
        match cookie.expires {
            Some(expires) => session_cookie(ledger, now, id, &cookie.name, expires),
            None => end(ledger, id, now, EndedBy::CookieGone),
        }
    } else if cookie.name.starts_with(SIGNER_COOKIE) {
        signer_cookie(ledger, now, partition, cookie);
    }
}

/// Notes what a look at a cookie showed; answers with what is known of that date by now.
fn note_date(ledger: &mut Ledger, now: i64, store: &str, name: &str, expires: Option<i64>) -> SeenDate {
    let at = ledger.dates.iter().position(|seen| seen.store == store && seen.name == name);
    let before = at.map(|at| ledger.dates.remove(at));
    let seen = match before {
        Some(before) if before.expires == expires => SeenDate { looked: now, ..before },
        before => {
            let other = before.map(|before| before.looked);
            SeenDate { store: store.to_owned(), name: name.to_owned(), expires, since: now, other, looked: now }
        }
    };
    if ledger.dates.len() >= super::state::MOST_DATES {
        ledger.dates.remove(0);
    }
    ledger.dates.push(seen.clone());
    seen
}

/// The cookie without multi-session carries no session's name, and can be left over from the session before. So its date is believed only where it
/// is known to have been set since the session began (after the last sign of any other session, a look at it found another date), or where the
/// rules give exactly that end.
fn signer_cookie(ledger: &mut Ledger, now: i64, partition: Partition, cookie: &Cookie) {
    let seen = note_date(ledger, now, &cookie.store, &cookie.name, cookie.expires);
    let Some(expires) = cookie.expires else { return };
    let single = || ledger.sessions.iter().filter(|known| is_single(known, &cookie.store, partition));
    let Some(known) = single().filter(|known| known.ended.is_none()).max_by_key(|known| (known.alive, known.id)) else { return };
    let id = known.id;
    let by_rules = span(ledger, &Known { date: None, ..known.clone() });
    let explained = by_rules.shown().one().is_some_and(|end| (end.at - expires).abs() <= SAME);
    let last_of_others = single().filter(|other| other.id != id).map(|other| other.alive).max();
    // Once the clock was set back, a cookie that was set before then has a date that is too late by as much.
    let set_since = !known.maybe_anew
        && !known.clock_set_back
        && seen.since >= known.start.by
        && seen.other.is_some_and(|other| last_of_others.is_none_or(|last| other >= last));
    if (explained || set_since) && is_possible(&by_rules, expires) {
        believe(ledger, now, id, expires, false);
    }
}

/// Whether an end at that moment agrees with the rules that are possible for a session.
fn is_possible(by_rules: &super::Span, expires: i64) -> bool {
    let not_before = by_rules.earliest.is_none_or(|end| expires >= end.at - SAME);
    let not_after = by_rules.latest.is_none_or(|end| expires <= end.at + SAME);
    not_before && not_after
}

/// The date of the cookie that carries a session's name.
fn session_cookie(ledger: &mut Ledger, now: i64, id: u32, name: &str, expires: i64) {
    let Some(known) = ledger.get(id) else { return };
    // A session's own date only moves on, when the console renews it: an earlier one is an observation that comes late. Where it still says so a while after, it
    // is that of a new sign-in whose first page nobody told.
    if let Some(date) = known.date.filter(|date| expires < date.expires - SAME) {
        if date.since.is_none_or(|since| now - since < LATE) {
            return;
        }
        ledger.with(id, |known| known.date = None);
    }
    let Some(known) = ledger.get(id) else { return };
    // A date of before the clock was set back is too late by as much, and the cookie outlives the session: it says "at most". Only one that has
    // changed since a look after that is right.
    if known.clock_set_back {
        let store = known.store.clone();
        ledger.with(id, |known| known.not_after = known.not_after.max(Some(expires)));
        if note_date(ledger, now, &store, name, Some(expires)).other.is_none() {
            return;
        }
    }
    believe(ledger, now, id, expires, true);
}

/// Takes a date as a session's end: one that is still to come and within the 90 days that any session can have (docs/how-sure.md, "Dates of cookies"). One that was believed before and has
/// moved means that the console renewed the session. A cookie of its own, with a date still to come, proves a session alive; and its date tells which of
/// two sessions of the same id it is.
fn believe(ledger: &mut Ledger, now: i64, id: u32, expires: i64, own: bool) {
    if expires <= now || expires > now + figures::SIGN_IN_MAX.most + SAME {
        return;
    }
    ledger.with(id, |known| {
        if let Some(before) = known.before.filter(|_| own)
            && let Some(old) = before.date
        {
            if (old.expires - expires).abs() <= SAME {
                known.start = before.start;
                known.date = Some(old);
            }
            known.before = None;
        }
        let before = known.date;
        let renewed = before.is_some_and(|date| date.renewed || expires > date.expires + SAME);
        let since = before.filter(|date| (date.expires - expires).abs() <= SAME).and_then(|date| date.since).or(Some(now));
        known.date = Some(Date { expires, renewed, since });
        known.seen = known.seen.max(now);
        if own {
            known.alive = known.alive.max(now);
            known.ended = None;
        }
    });
}
