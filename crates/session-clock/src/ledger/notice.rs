//! Which warnings are due: once for each lead time, session and end.

use super::span::{Span, Sure, span};
use super::state::{Given, Known, Ledger};
use super::{SAME, TOGETHER};

/// If no tab of the session is open any more, its end is announced only within this many seconds after it.
const OVER_IS_NEWS: i64 = 900;

/// Notices kept with a session.
const MOST_GIVEN: usize = 16;

/// Which end a session is warned of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// The end itself.
    Is,
    /// It ends then at the earliest.
    AtLeast,
    /// It ends then at the latest.
    AtMost,
    /// It should end then: AWS's default for a sign-in says so.
    About,
}

/// The end that is shown and warned of: the earliest while it is to come, else the latest. What AWS's default alone gives is an expected end and no bound.
pub(super) fn target(span: &Span, now: i64) -> Option<(i64, Bound)> {
    let shown = span.shown();
    let same = |end: Option<super::span::End>, certain: Option<super::span::End>| match (end, certain) {
        (Some(end), Some(certain)) => (end.at - certain.at).abs() <= SAME,
        _ => false,
    };
    match (span.sure, shown.earliest, shown.latest) {
        (Sure::Exact | Sure::Computed, Some(end), _) => Some((end.at, Bound::Is)),
        (Sure::Expected, Some(end), _) => Some((end.at, Bound::About)),
        (Sure::Unknown, ..) => None,
        (_, Some(earliest), _) if earliest.at > now => {
            let bound = if same(shown.earliest, span.earliest) { Bound::AtLeast } else { Bound::About };
            Some((earliest.at, bound))
        }
        (_, _, Some(latest)) => Some((latest.at, Bound::AtMost)),
        _ => None,
    }
}

/// Gives what is due at that moment and remembers that it was given. If it is late, it is given at once, but only the last one that was missed. A notice due
/// soon after, for a session that ends at about the same time, is given with it.
pub(super) fn due(ledger: &mut Ledger, now: i64) -> Vec<(u32, Given)> {
    let within = |early: i64| -> Vec<(u32, Given)> {
        ledger.sessions.iter().filter_map(|known| Some((known.id, due_for(ledger, known, now, early)?))).collect()
    };
    let mut due = within(0);
    if !due.is_empty() {
        // Of the same lead time, so an end that has come is no company for a warning.
        let beside = |given: &Given| due.iter().any(|(_, due)| due.lead == given.lead && are_together(*due, *given));
        let soon = within(TOGETHER).into_iter().filter(|(id, given)| !due.iter().any(|(due, _)| due == id) && beside(given));
        let soon: Vec<(u32, Given)> = soon.collect();
        due.extend(soon);
    }
    for (id, given) in &due {
        ledger.with(*id, |known| {
            if known.given.len() >= MOST_GIVEN {
                known.given.remove(0);
            }
            known.given.push(*given);
        });
    }
    due
}

/// What is due of one session at that moment, or so many seconds later.
fn due_for(ledger: &Ledger, known: &Known, now: i64, early: i64) -> Option<Given> {
    if known.muted || known.ended.is_some() {
        return None;
    }
    let open = ledger.tabs.iter().any(|tab| tab.session == Some(known.id));
    // What has no tab has nothing to lose in view; and who has signed out and left wants to hear nothing of it.
    if !open && !ledger.settings.warn_without_tab {
        return None;
    }
    let (end, bound) = target(&span(ledger, known), now)?;
    let lead = if end <= now {
        if bound != Bound::Is || !(open || now - end < OVER_IS_NEWS) {
            return None;
        }
        0
    } else {
        *ledger.settings.lead_times.iter().filter(|lead| end - now - early <= **lead).min()?
    };
    let was_given = known.given.iter().any(|given| given.same_end(end) && given.lead <= lead);
    (!was_given).then_some(Given { lead, end })
}

/// Whether two sessions are warned of at once.
pub(super) fn are_together(one: Given, other: Given) -> bool {
    (one.lead == 0) == (other.lead == 0) && (one.end - other.end).abs() <= TOGETHER
}

/// The notice that stands now: the last one given of the end that is warned of, unless it was dismissed.
pub(super) fn standing(known: &Known, end: i64) -> Option<Given> {
    let last = known.given.iter().filter(|given| given.same_end(end)).min_by_key(|given| given.lead)?;
    let dismissed = known.dismissed.is_some_and(|dismissed| dismissed.same_end(end) && dismissed.lead <= last.lead);
    // The figure is of the end as it is now: one that moves by less than a minute is the same.
    (!dismissed && !known.muted).then_some(Given { lead: last.lead, end })
}

/// The next moment at which something changes for a session by itself, which is not over: a notice is due, an end comes.
pub(super) fn next(ledger: &Ledger, known: &Known, span: &Span, now: i64) -> Option<i64> {
    let (end, _) = target(span, now)?;
    let leads = ledger.settings.lead_times.iter().map(|lead| end - lead).filter(|_| !known.muted);
    let ends = [Some(end), span.shown().latest.map(|end| end.at), span.latest.map(|end| end.at)];
    leads.chain(ends.into_iter().flatten()).filter(|at| *at > now).min()
}

/// The next lead time after a notice that stands, in seconds.
pub(super) fn next_lead(ledger: &Ledger, given: Given, now: i64) -> Option<i64> {
    ledger.settings.lead_times.iter().copied().filter(|lead| *lead < given.lead && given.end - lead > now).max()
}
