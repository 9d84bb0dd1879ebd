//! A session → the interval of its end, with where each side comes from.
//!
//! Every rule that is still possible gives an interval: from its end if the session began as early and is as short as possible, to its end if
//! it began as late and is as long as possible. The session's earliest end is the smallest of these, if every rule has one; the latest is the
//! greatest. The rules' figures are those of [`rules`](crate::rules).
//!
//! An administrator may have set another length for sign-ins than AWS's 12 hours. So what rests on a sign-in's length is worked out twice: for every length that can
//! have been set, which is certain, and for AWS's default, which is expected.

use serde::Serialize;

use super::state::{Date, Known, Lasts, Ledger, Origin};
use super::{SAME, moment};
use crate::console_page::Who;
use crate::figures::{self, Range};
use crate::grammar::LimitKind;
use crate::rules::console::switch_limits;

/// How surely an end is known, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sure {
    /// The date of the session cookie.
    Exact,
    /// The start was seen, and one rule applies that no setting can have changed unknown to us.
    Computed,
    /// The same, but the end rests on AWS's default for a sign-in, which an administrator may have changed.
    Expected,
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
    /// The same if sign-ins have AWS's default length, where that says more and nothing has disproved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_default: Option<Bounds>,
    /// How surely.
    pub sure: Sure,
}

/// Both sides of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bounds {
    /// Not before, where that is known.
    pub earliest: Option<End>,
    /// Not after, where that is known.
    pub latest: Option<End>,
}

impl Bounds {
    /// The one end, where both sides are the same but for the seconds by which a start is known.
    pub fn one(self) -> Option<End> {
        // Half, so that with the few seconds of a navigation before it, the end is the true one within `SAME`.
        self.earliest.filter(|earliest| self.latest.is_some_and(|latest| latest.at - earliest.at < SAME / 2))
    }
}

impl Span {
    /// What is shown: by AWS's default where that says more.
    pub fn shown(&self) -> Bounds {
        self.by_default.unwrap_or(Bounds { earliest: self.earliest, latest: self.latest })
    }
}

/// Which lengths a sign-in may have where nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lengths {
    /// Whatever an administrator can have set.
    Any,
    /// AWS's default.
    Default,
}

/// One way in which a session may end: the least of its limits.
type Rule = Bounds;

/// Source sessions are followed that far; further ones count as not known. A chain's end does not depend on them at all, and without
/// multi-session there is one.
const DEEPEST: usize = 4;

/// The interval of a session's end, by all that is known of it.
pub fn span(ledger: &Ledger, known: &Known) -> Span {
    within(ledger, known, DEEPEST)
}

fn within(ledger: &Ledger, known: &Known, depth: usize) -> Span {
    if let Some(end) = cookie_end(ledger, known, known, depth) {
        return Span { earliest: Some(end), latest: Some(end), by_default: None, sure: Sure::Exact };
    }
    // Where its being alive has disproved all of them, and the longest that such a session lasts, too, nothing says when it ends.
    let certain = bounds(ledger, known, depth, Lengths::Any).unwrap_or_else(|| {
        let Bounds { earliest, latest } = unbounded(known, Lengths::Any);
        Bounds { earliest, latest: latest.filter(|end| end.at > known.alive) }
    });
    let by_default = match certain.one() {
        Some(_) => None,
        None => bounds(ledger, known, depth, Lengths::Default).filter(|bounds| *bounds != certain),
    };
    let sure = match (certain.one(), certain.earliest, certain.latest) {
        (Some(_), ..) => Sure::Computed,
        _ if by_default.is_some_and(|bounds| bounds.one().is_some()) => Sure::Expected,
        // "At most 12 hours" is no help where it may be minutes: aws-vault, Leapp and Granted ask for what they like.
        (_, None, Some(End { why: Reason::Longest(_), .. })) if known.from_outside => Sure::Unknown,
        (_, Some(_), _) => Sure::Between,
        (_, None, Some(_)) if known.start.from.is_some() => Sure::Between,
        (_, None, Some(_)) => Sure::MetRunning,
        (_, None, None) => Sure::Unknown,
    };
    Span { earliest: certain.earliest, latest: certain.latest, by_default, sure }
}

/// The end by the cookie's date, with the limit that explains it.
fn cookie_end(ledger: &Ledger, known: &Known, as_one: &Known, depth: usize) -> Option<End> {
    let date = as_one.date.filter(|date| date.expires > known.alive)?;
    let explains = |end: &Option<End>| end.is_some_and(|end| (end.at - date.expires).abs() <= SAME);
    let rules = [Lengths::Any, Lengths::Default].into_iter().flat_map(|lengths| possible(ledger, as_one, depth, lengths));
    let limit = rules.into_iter().find_map(|rule| {
        let end = [rule.earliest, rule.latest].into_iter().find(explains).flatten()?;
        match end.why {
            Reason::Limit { limit, .. } => Some(limit),
            _ => None,
        }
    });
    Some(End { at: date.expires, why: Reason::Cookie(limit) })
}

/// Both sides, over all the ways to end that the session has not outlived; `None` if it has outlived them all.
fn bounds(ledger: &Ledger, known: &Known, depth: usize, lengths: Lengths) -> Option<Bounds> {
    let alive = |rule: &Rule| rule.latest.is_none_or(|latest| latest.at > known.alive);
    let mut rules: Vec<Rule> = possible(ledger, known, depth, lengths).into_iter().filter(alive).collect();
    // It may still be the session that was known under its id.
    if let Some(before) = known.before {
        let older = Known { start: before.start, date: before.date, ..known.clone() };
        match cookie_end(ledger, known, &older, depth) {
            Some(end) => rules.push(Bounds { earliest: Some(end), latest: Some(end) }),
            // Its date has passed, and it is alive: it is the newer one.
            None if before.date.is_some() => {}
            None => rules.extend(possible(ledger, &older, depth, lengths).into_iter().filter(alive)),
        }
    }
    if rules.is_empty() {
        return None;
    }
    let all = |side: fn(&Rule) -> Option<End>| rules.iter().map(side).collect::<Option<Vec<End>>>();
    let earliest = all(|rule| rule.earliest).and_then(|ends| ends.into_iter().min_by_key(|end| end.at));
    let by_rules = all(|rule| rule.latest).and_then(|ends| ends.into_iter().max_by_key(|end| end.at));
    let latest = known.not_after.filter(|at| *at > known.alive).map(|at| End { at, why: Reason::Cookie(None) }).or(by_rules);
    Some(Bounds { earliest, latest })
}

/// The longest that a session of that kind lasts, in seconds (docs/how-sure.md, "Kinds"): 36 hours for a federated user; 90 days for an IAM user, whose sign-in an
/// administrator may have set; 12 for the rest. A role has that setting too, but for those who sign in with the role by `aws login`: in the console SAML, a broker's
/// link and a switch have limits of their own, 12 hours at most.
fn longest(who: &Who, lengths: Lengths) -> i64 {
    match who {
        Who::FederatedUser(_) => figures::LONGEST_FEDERATED,
        Who::IamUser(_) if lengths == Lengths::Any => figures::SIGN_IN_MAX.most,
        _ => figures::CONSOLE_SIGN_IN,
    }
}

/// How many seconds the extension must have watched to be sure that no session of that kind ran unseen: whatever was set, and by AWS's default.
pub(super) fn outlasts(who: &Who) -> (i64, i64) {
    (longest(who, Lengths::Any), longest(who, Lengths::Default))
}

/// The ways in which a session may end, as far as they are known; also those that its being alive has disproved by now.
fn possible(ledger: &Ledger, known: &Known, depth: usize, lengths: Lengths) -> Vec<Rule> {
    let said = |role: &str| ledger.role(role).and_then(|role| role.lasts);
    match (&known.identity.who, &known.origin) {
        // Opened from outside: a link of the user's own making, and the user may have said how long such sessions last.
        (Who::Role { .. } | Who::IdentityCenter { .. }, origin) if known.from_outside && !matches!(origin, Some(Origin::Switch { .. })) => {
            let said = known.identity.role_arn().as_deref().and_then(said);
            vec![said.map_or_else(|| unbounded(known, lengths), |seconds| fixed(known, LimitKind::SessionDuration, seconds))]
        }
        (Who::Root, _) => vec![fixed(known, LimitKind::ConsoleSignIn, figures::CONSOLE_SIGN_IN)],
        (Who::IamUser(_), _) => vec![sign_in(ledger, known, lengths)],
        (Who::IdentityCenter { .. }, _) => vec![role_max(ledger, known, LimitKind::PermissionSet, lengths)],
        // GetFederationToken's credentials, or a SessionDuration: both begin at 15 minutes and before this page.
        (Who::FederatedUser(_), _) => vec![unbounded(known, lengths)],
        (Who::Role { .. }, Some(Origin::SignIn)) => vec![unbounded(known, lengths)],
        (Who::Role { .. }, Some(Origin::Switch { source })) => {
            switched(ledger, known, source.and_then(|id| ledger.get(id)), depth, lengths)
        }
        // SAML and a broker set any duration, and a role may have been switched to from a session that nobody saw.
        (Who::Role { .. }, None) => {
            let mut rules = switched(ledger, known, None, depth, lengths);
            rules.push(unbounded(known, lengths));
            rules
        }
    }
}

/// An IAM user's sign-in: what was configured beats what was learned, that beats AWS's default, and where nobody knows it is what an administrator can have set.
fn sign_in(ledger: &Ledger, known: &Known, lengths: Lengths) -> Side {
    let user = known.identity.user_arn().unwrap_or_default();
    let set = |least, most| lasting(known, LimitKind::SignInMax, least, most, lengths);
    match (ledger.settings.sign_in_max(&user), ledger.sign_in_lasts(&user)) {
        (Some(seconds), _) | (None, Some(Lasts::Exactly(seconds))) => set((seconds, true), (seconds, true)),
        (None, Some(Lasts::AtLeast(seconds))) => set((seconds, true), (figures::SIGN_IN_MAX.most, false)),
        (None, None) => match lengths {
            Lengths::Any => set((figures::SIGN_IN_MAX.least, false), (figures::SIGN_IN_MAX.most, false)),
            Lengths::Default => {
                let seconds = (figures::CONSOLE_SIGN_IN, false);
                lasting(known, LimitKind::ConsoleSignIn, seconds, seconds, lengths)
            }
        },
    }
}

/// Switch role. Which limits apply is `rules::console::switch_limits`; what is not known of the source leaves more than one way.
fn switched(ledger: &Ledger, known: &Known, source: Option<&Known>, depth: usize, lengths: Lengths) -> Vec<Rule> {
    let multi_session = known.session_id.is_some();
    // A source that began after the switch is a new sign-in under the same id.
    let its_own = |source: &&Known| source.start.from.is_none_or(|from| from <= known.start.by);
    let left = source
        .filter(|_| depth > 0)
        .filter(its_own)
        .map_or_else(|| unbounded(known, lengths), |source| left_of(ledger, source, depth, lengths));
    let rule = |chained: bool, multi_session: bool| {
        let limits = switch_limits(chained, multi_session).iter().map(|limit| match limit {
            LimitKind::RoleChaining => fixed(known, *limit, figures::ROLE_CHAINING),
            LimitKind::RoleMax => role_max(ledger, known, *limit, lengths),
            _ => left,
        });
        least(limits.collect())
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
fn left_of(ledger: &Ledger, source: &Known, depth: usize, lengths: Lengths) -> Side {
    let sides = |source: &Known| {
        let span = within(ledger, source, depth - 1);
        match lengths {
            Lengths::Any => Bounds { earliest: span.earliest, latest: span.latest },
            Lengths::Default => span.shown(),
        }
    };
    let mut left = sides(source);
    // What was switched to before the console renewed the source ends with what the source had left then.
    if source.date.is_some_and(|date| date.renewed) {
        left.earliest = sides(&Known { date: None, ..source.clone() }).earliest;
    }
    let from_source = |end: End| End {
        at: end.at,
        why: Reason::Limit { limit: LimitKind::SourceSession, seconds: None, told: true, source: Some(source.id) },
    };
    Side { earliest: left.earliest.map(from_source), latest: left.latest.map(from_source) }
}

/// One limit as an interval.
type Side = Bounds;

/// The least of the limits. A limit without an earliest end leaves the whole without one; one without a latest does not bound.
fn least(limits: Vec<Side>) -> Rule {
    let earliest = limits.iter().map(|limit| limit.earliest).collect::<Option<Vec<End>>>();
    Rule {
        earliest: earliest.and_then(|ends| ends.into_iter().min_by_key(|end| end.at)),
        latest: limits.iter().filter_map(|limit| limit.latest).min_by_key(|end| end.at),
    }
}

/// A limit of that many seconds from the start.
fn fixed(known: &Known, limit: LimitKind, seconds: i64) -> Side {
    lasting(known, limit, (seconds, true), (seconds, true), Lengths::Any)
}

/// A limit that lasts from the first to the second number of seconds, each with whether it was told.
fn lasting(known: &Known, limit: LimitKind, least: (i64, bool), most: (i64, bool), lengths: Lengths) -> Side {
    let end = |start: i64, (seconds, told): (i64, bool)| End {
        at: moment::within(start + seconds),
        why: Reason::Limit { limit, seconds: Some(seconds), told, source: None },
    };
    let by_default = known.start.from_by_default.filter(|_| lengths == Lengths::Default);
    Side { earliest: known.start.from.or(by_default).map(|from| end(from, least)), latest: Some(end(known.start.by, most)) }
}

/// A limit that is not known. It is at most the longest that any session of its kind lasts.
fn unbounded(known: &Known, lengths: Lengths) -> Side {
    let seconds = longest(&known.identity.who, lengths);
    Side { earliest: None, latest: Some(End { at: moment::within(known.start.by + seconds), why: Reason::Longest(seconds) }) }
}

/// The role's maximum, or the permission set's duration: what was configured beats what was learned, that beats what AWS allows.
fn role_max(ledger: &Ledger, known: &Known, limit: LimitKind, lengths: Lengths) -> Side {
    let role = known.identity.role_arn().unwrap_or_default();
    if let Some(seconds) = ledger.settings.role_max(&role) {
        return lasting(known, limit, (seconds, true), (seconds, true), lengths);
    }
    let learned = ledger.role(&role);
    let least = learned.and_then(|role| role.at_least).map_or((figures::ROLE_MAX.least, false), |least| (least, true));
    let most = learned.and_then(|role| role.at_most).map_or((figures::ROLE_MAX.most, false), |most| (most, true));
    lasting(known, limit, least, most, lengths)
}

/// What a session teaches of a length that can be set within `range`: the end that its cookie told, where its start was seen; or a life
/// longer than `past`, in seconds.
fn taught(known: &Known, told: Option<Date>, range: Range, past: i64) -> Option<Lasts> {
    if let (Some(date), Some(from)) = (told, known.start.from)
        && known.start.is_seen()
    {
        // The start is seen a few seconds early; everybody sets whole minutes.
        let seconds = (date.expires - from + 30).div_euclid(60) * 60;
        return range.holds(seconds).then_some(Lasts::Exactly(seconds));
    }
    let lived = known.alive - known.start.by;
    (lived > past).then_some(Lasts::AtLeast(lived.min(range.most)))
}

/// What a session teaches of its role's maximum: only where the role's maximum is surely the limit in question, so only where nobody told
/// how the session came to be, and not where the console has renewed it.
pub(super) fn lesson(ledger: &Ledger, known: &Known) -> Option<Lasts> {
    use super::state::OriginBy;
    let seen = matches!(known.origin_by, OriginBy::Identity | OriginBy::Referrer | OriginBy::Request | OriginBy::SingleSession);
    if !seen || known.clock_set_back || known.before.is_some() || known.from_outside || known.date.is_some_and(|date| date.renewed) {
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
    let told = known.date.filter(|date| source_end.is_none_or(|end| date.expires < end - SAME));
    taught(known, told, figures::ROLE_MAX, figures::ROLE_MAX.least)
}

/// What a session teaches of how long its user's sign-ins last: an end that the cookie tells and a start that was seen; or a life past AWS's default.
pub(super) fn sign_in_lesson(known: &Known) -> Option<(String, Lasts)> {
    let user = known.identity.user_arn()?;
    if known.clock_set_back || known.before.is_some() || known.maybe_anew || known.date.is_some_and(|date| date.renewed) {
        return None;
    }
    taught(known, known.date, figures::SIGN_IN_MAX, figures::CONSOLE_SIGN_IN + SAME).map(|lasts| (user, lasts))
}
