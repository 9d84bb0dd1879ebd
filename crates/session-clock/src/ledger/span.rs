//! A session → the interval of its end, with where each side comes from.
//!
//! Every rule that is still possible gives an interval: its end if the session began as early and as short as it may have, and as late and as
//! long. The session's earliest end is the smallest over all rules still possible, and is there only if each of them has one; the latest is the
//! greatest. The rules' figures are those of [`rules`](crate::rules).

use serde::Serialize;

use super::state::{Known, Ledger, Origin};
use super::{SAME, moment};
use crate::console_page::Who;
use crate::figures;
use crate::grammar::LimitKind;
use crate::rules::console::switch_limits;

/// How surely an end is known, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sure {
    /// The date of the session cookie.
    Exact,
    /// The start was seen, and one rule applies.
    Computed,
    /// More than one end is still possible.
    Between,
    /// It was running already when it was met: only the latest end is known.
    MetRunning,
    /// Nothing bounds it.
    Unknown,
}

/// Where one side of an interval comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The cookie's date, and the limit that gives the same end, where one does.
    Cookie(Option<LimitKind>),
    /// A limit.
    Limit {
        /// Which.
        limit: LimitKind,
        /// The seconds it gives, where it is a duration.
        seconds: Option<i64>,
        /// Whether the seconds were configured or learned, rather than AWS's bound.
        told: bool,
        /// The session that it comes from, for `source-session`.
        source: Option<u32>,
    },
    /// The longest that any session of its kind lasts, in seconds.
    Longest(i64),
}

/// One side of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct End {
    /// The moment, in Unix seconds.
    pub at: i64,
    /// Where it comes from.
    pub why: Reason,
}

/// The interval of a session's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// It does not end before, where that is known.
    pub earliest: Option<End>,
    /// It does not end after, where that is known.
    pub latest: Option<End>,
    /// How surely.
    pub sure: Sure,
}

/// One way in which a session may end: the least of its limits.
struct Rule {
    earliest: Option<End>,
    latest: Option<End>,
}

/// Source sessions are followed that far; further ones count as not known. A chain's end does not depend on them at all, and without
/// multi-session there is one.
const DEEPEST: usize = 4;

/// The interval of a session's end, by all that is known of it.
pub fn span(ledger: &Ledger, known: &Known) -> Span {
    within(ledger, known, DEEPEST)
}

fn within(ledger: &Ledger, known: &Known, depth: usize) -> Span {
    let rules: Vec<Rule> =
        possible(ledger, known, depth).into_iter().filter(|rule| rule.latest.is_none_or(|latest| latest.at > known.alive)).collect();
    if let Some(date) = known.date.filter(|date| date.expires > known.alive) {
        let explains = |end: &Option<End>| end.is_some_and(|end| (end.at - date.expires).abs() <= SAME);
        let limit = rules.iter().find_map(|rule| {
            let end = [rule.earliest, rule.latest].into_iter().find(explains).flatten()?;
            match end.why {
                Reason::Limit { limit, .. } => Some(limit),
                _ => None,
            }
        });
        let end = Some(End { at: date.expires, why: Reason::Cookie(limit) });
        return Span { earliest: end, latest: end, sure: Sure::Exact };
    }
    let all = |side: fn(&Rule) -> Option<End>| rules.iter().map(side).collect::<Option<Vec<End>>>();
    let earliest = all(|rule| rule.earliest).and_then(|ends| ends.into_iter().min_by_key(|end| end.at));
    let by_rules = all(|rule| rule.latest).and_then(|ends| ends.into_iter().max_by_key(|end| end.at));
    let latest = known.not_after.filter(|at| *at > known.alive).map(|at| End { at, why: Reason::Cookie(None) }).or(by_rules);
    let sure = match (earliest, latest) {
        // Half, so that with the few seconds of a navigation before it, the end is the true one within `SAME`.
        (Some(earliest), Some(latest)) if latest.at - earliest.at < SAME / 2 => Sure::Computed,
        (Some(_), _) => Sure::Between,
        (None, Some(_)) if known.start.from.is_some() => Sure::Between,
        (None, Some(_)) => Sure::MetRunning,
        (None, None) => Sure::Unknown,
    };
    Span { earliest, latest, sure }
}

/// The longest that a session of that kind lasts, in seconds: 12 hours, 36 for a federated user (design, "How sure").
pub(super) fn longest(who: &Who) -> i64 {
    match who {
        Who::FederatedUser(_) => figures::LONGEST_FEDERATED,
        _ => figures::CONSOLE_SIGN_IN,
    }
}

/// The ways in which a session may end, as far as they are known; also those that its being alive has disproved by now.
fn possible(ledger: &Ledger, known: &Known, depth: usize) -> Vec<Rule> {
    let mut rules = match (&known.identity.who, &known.origin) {
        (Who::IamUser(_) | Who::Root, _) => vec![Rule::of(vec![fixed(known, LimitKind::ConsoleSignIn, figures::CONSOLE_SIGN_IN)])],
        (Who::IdentityCenter { .. }, _) => vec![Rule::of(vec![role_max(ledger, known, LimitKind::PermissionSet)])],
        // GetFederationToken's credentials, or a SessionDuration: both begin at 15 minutes and before this page.
        (Who::FederatedUser(_), _) => vec![unbounded(known)],
        (Who::Role { .. }, Some(Origin::SignIn)) => vec![unbounded(known)],
        (Who::Role { .. }, Some(Origin::Switch { source })) => switched(ledger, known, source.and_then(|id| ledger.get(id)), depth),
        // SAML and a broker set any duration, and a role may have been switched to from a session that nobody saw.
        (Who::Role { .. }, None) => {
            let mut rules = switched(ledger, known, None, depth);
            rules.push(unbounded(known));
            rules
        }
    };
    // What was configured may be wrong: then the longest of its kind is what is left.
    if rules.iter().all(|rule| rule.latest.is_some_and(|latest| latest.at <= known.alive)) {
        rules = vec![unbounded(known)];
    }
    rules
}

/// Switch role. Which limits apply is `rules::console::switch_limits`; what is not known of the source leaves more than one way.
fn switched(ledger: &Ledger, known: &Known, source: Option<&Known>, depth: usize) -> Vec<Rule> {
    let multi_session = known.session_id.is_some();
    let left = source.filter(|_| depth > 0).map_or_else(|| unbounded_side(known), |source| left_of(ledger, source, depth));
    let rule = |chained: bool, multi_session: bool| {
        let limits = switch_limits(chained, multi_session).iter().map(|limit| match limit {
            LimitKind::RoleChaining => fixed(known, *limit, figures::ROLE_CHAINING),
            LimitKind::RoleMax => role_max(ledger, known, *limit),
            _ => left,
        });
        Rule::of(limits.collect())
    };
    let chained = match source {
        Some(source) => vec![source.identity.who.is_role()],
        None => vec![false, true],
    };
    let mut rules: Vec<Rule> = chained.iter().map(|chained| rule(*chained, multi_session)).collect();
    // Nobody has seen whether the remaining time of a role's sign-in counts without multi-session: both are possible.
    if !multi_session && chained.contains(&true) {
        rules.push(rule(true, true));
    }
    rules
}

/// What a source session has left, as a limit of what was switched to from it.
fn left_of(ledger: &Ledger, source: &Known, depth: usize) -> Side {
    let mut span = within(ledger, source, depth - 1);
    // What was switched to before the console renewed the source ends with what the source had left then.
    if source.date.is_some_and(|date| date.renewed) {
        span.earliest = within(ledger, &Known { date: None, ..source.clone() }, depth - 1).earliest;
    }
    let from_source = |end: End| End {
        at: end.at,
        why: Reason::Limit { limit: LimitKind::SourceSession, seconds: None, told: true, source: Some(source.id) },
    };
    Side { earliest: span.earliest.map(from_source), latest: span.latest.map(from_source) }
}

/// One limit as an interval.
#[derive(Clone, Copy)]
struct Side {
    earliest: Option<End>,
    latest: Option<End>,
}

impl Rule {
    /// The least of the limits. A limit without an earliest end leaves the whole without one; one without a latest does not bound.
    fn of(limits: Vec<Side>) -> Rule {
        let earliest = limits.iter().map(|limit| limit.earliest).collect::<Option<Vec<End>>>();
        Rule {
            earliest: earliest.and_then(|ends| ends.into_iter().min_by_key(|end| end.at)),
            latest: limits.iter().filter_map(|limit| limit.latest).min_by_key(|end| end.at),
        }
    }
}

/// A limit of that many seconds from the start.
fn fixed(known: &Known, limit: LimitKind, seconds: i64) -> Side {
    lasting(known, limit, (seconds, true), (seconds, true))
}

/// A limit that lasts from the first to the second number of seconds, each with whether it was told.
fn lasting(known: &Known, limit: LimitKind, least: (i64, bool), most: (i64, bool)) -> Side {
    let end = |start: i64, (seconds, told): (i64, bool)| End {
        at: moment::within(start + seconds),
        why: Reason::Limit { limit, seconds: Some(seconds), told, source: None },
    };
    Side { earliest: known.start.from.map(|from| end(from, least)), latest: Some(end(known.start.by, most)) }
}

/// A limit of which nothing is known but the longest that any session lasts.
fn unbounded_side(known: &Known) -> Side {
    let seconds = longest(&known.identity.who);
    Side { earliest: None, latest: Some(End { at: moment::within(known.start.by + seconds), why: Reason::Longest(seconds) }) }
}

fn unbounded(known: &Known) -> Rule {
    Rule::of(vec![unbounded_side(known)])
}

/// The role's maximum, or the permission set's duration: what was configured beats what was learned, that beats what AWS allows.
fn role_max(ledger: &Ledger, known: &Known, limit: LimitKind) -> Side {
    let role = known.identity.role_arn().unwrap_or_default();
    if let Some(seconds) = ledger.settings.role_max(&role) {
        return lasting(known, limit, (seconds, true), (seconds, true));
    }
    let learned = ledger.role(&role);
    let least = learned.and_then(|role| role.at_least).map_or((figures::ROLE_MAX.least, false), |least| (least, true));
    let most = learned.and_then(|role| role.at_most).map_or((figures::ROLE_MAX.most, false), |most| (most, true));
    lasting(known, limit, least, most)
}

/// What a session teaches of its role's maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lesson {
    /// At least that many seconds.
    AtLeast(i64),
    /// That many seconds.
    Exactly(i64),
}

/// What a session teaches of its role's maximum: only where the role's maximum is surely the limit in question, so only where nobody told
/// how the session came to be, and not where the console has renewed it.
pub(super) fn lesson(ledger: &Ledger, known: &Known) -> Option<Lesson> {
    use super::state::OriginBy;
    let seen = matches!(known.origin_by, OriginBy::Identity | OriginBy::Referrer | OriginBy::Request | OriginBy::SingleSession);
    if !seen || known.clock_set_back || known.date.is_some_and(|date| date.renewed) {
        return None;
    }
    let source_end = match (&known.identity.who, &known.origin) {
        (Who::IdentityCenter { .. }, _) => None,
        (Who::Role { .. }, Some(Origin::Switch { source: Some(source) })) => {
            let source = ledger.get(*source)?;
            if source.identity.who.is_role() {
                return None;
            }
            Some(span(ledger, source).earliest?.at)
        }
        _ => return None,
    };
    if let (Some(date), Some(from)) = (known.date, known.start.from)
        && known.start.by - from < SAME
        && source_end.is_none_or(|end| date.expires < end - SAME)
    {
        // The start is seen a few seconds early; AWS's maxima are set in whole minutes by everybody.
        let seconds = (date.expires - from + 30).div_euclid(60) * 60;
        return figures::ROLE_MAX.holds(seconds).then_some(Lesson::Exactly(seconds));
    }
    let lived = known.alive - known.start.by;
    (lived > figures::ROLE_MAX.least).then_some(Lesson::AtLeast(lived.min(figures::ROLE_MAX.most)))
}
