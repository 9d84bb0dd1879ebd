//! What has been observed → which sessions there are, and when each ends: a state machine.
//!
//! [`Ledger::step`] takes one stamped [`Event`] and answers with the [`Effects`] to be carried out. It has no clock: every event brings the
//! moment at which it was stamped. Everything kept is a moment or a fact; what can be derived (ends, phases, words) is derived.
//!
//! - [`event`]: what can happen; the format of `session-clock replay` too.
//! - [`state`]: what is kept, its bounds and its version.
//! - [`maxima`]: the configured maxima of roles.
//! - `arrive`: which session a page belongs to, and how that session came to be.
//! - [`mod@span`]: a session → the interval of its end.
//! - `names`: numbers in the place of names.
//! - `notice`: which warnings are due.
//! - [`view`]: what pages and toolbar show.
//!
//! It must never contain a clock, a time zone, a browser's API, or a rule of AWS: those are in [`rules`](crate::rules).

mod arrive;
pub mod event;
pub mod maxima;
mod moment;
mod names;
mod notice;
pub mod span;
pub mod state;
pub mod view;

pub use event::{Event, What};
pub use names::Hidden;
pub use span::{Span, Sure, span};
pub use state::Ledger;
pub use view::{Effects, Overview, View};

/// An end that moves by less than this is the same end, and two ends less than this apart are one, in seconds. A session's start is seen
/// as the start of a navigation, which is a few seconds from the true one.
pub const SAME: i64 = 60;

/// Ends that lie no further apart than this, in seconds, are warned of at once: the sessions of one morning make one warning.
pub const TOGETHER: i64 = 120;

/// Sessions that ended are forgotten after a day.
pub const FORGOTTEN_AFTER: i64 = 86_400;

/// The most sessions kept; the oldest ended are dropped first, and that is said.
pub const MOST_SESSIONS: usize = 100;

impl Ledger {
    /// Takes one event in and answers with what is to be done. The same state and event give the same result, always.
    pub fn step(&mut self, event: &Event) -> Effects {
        let now = event.now;
        self.clock_was_set_back(now);
        let asked = self.take(now, &event.what);
        self.learn();
        self.forget(now);
        let notices = notice::due(self, now);
        view::effects(self, now, asked, notices, false)
    }

    /// Carries one event into the state; answers with the tab that has to be answered whatever it was shown before.
    fn take(&mut self, now: i64, what: &What) -> Option<i64> {
        match what {
            What::Observed(observed) => {
                arrive::observed(self, now, observed);
                return Some(observed.tab);
            }
            What::Looked(looked) => {
                arrive::looked(self, now, looked);
                return Some(looked.tab);
            }
            What::Switching(switching) => self.switching(now, switching),
            What::Cookie(cookie) => arrive::cookie(self, now, cookie),
            What::TabGone { tab } => self.tabs.retain(|known| known.tab != *tab),
            What::Told { session, from } => self.told(*session, from),
            What::Forget { session } => {
                self.forget_session(*session);
                // It may run on, and its next page is not its first.
                self.watched_since = self.watched_since.map(|_| now);
            }
            What::ForgetRole { role } => {
                self.roles.retain(|known| known.role != *role);
                self.sign_ins.retain(|known| known.user != *role);
            }
            What::RoleLasts { role, seconds } => {
                let can_last = |seconds: &i64| crate::figures::FEDERATION_ENDPOINT.holds(*seconds);
                self.role_mut(role).lasts = seconds.filter(can_last);
            }
            What::WatchBegan => self.watched_since = Some(now),
            What::Dismissed { session, end } => self.with(*session, |known| known.dismissed = Some(*end)),
            What::Mute { session, muted } => self.with(*session, |known| known.muted = *muted),
            What::Settings(settings) => {
                self.settings = state::Settings {
                    role_maxima: settings.role_maxima.checked(crate::figures::ROLE_MAX),
                    sign_in_maxima: settings.sign_in_maxima.checked(crate::figures::SIGN_IN_MAX),
                    ..settings.clone().checked()
                };
            }
            What::BrowserStarted => self.tabs.clear(),
            What::Woke => {}
        }
        None
    }

    fn with(&mut self, id: u32, change: impl FnOnce(&mut state::Known)) {
        if let Some(known) = self.sessions.iter_mut().find(|known| known.id == id) {
            change(known);
        }
    }

    /// Where the clock was set back, a start that was seen by the old clock says nothing certain any more about the earliest end. The latest
    /// end still holds: by the new clock the true end is earlier by as much as the clock went back.
    fn clock_was_set_back(&mut self, now: i64) {
        if now + SAME <= self.last_now {
            for known in &mut self.sessions {
                known.start = state::Start::running(known.start.by);
                if let Some(before) = &mut known.before {
                    before.start = state::Start::running(before.start.by);
                    before.date = None;
                }
                // By the new clock it ends earlier than its date says, by as much as the clock went back.
                known.not_after = known.date.take().map(|date| date.expires).max(known.not_after);
                known.clock_set_back = true;
                // What was seen was seen before now.
                known.alive = known.alive.min(now);
                known.seen = known.seen.min(now);
                if let Some(ended) = &mut known.ended {
                    ended.at = ended.at.min(now);
                }
            }
            self.set_back_at = Some(now);
            self.watched_since = self.watched_since.map(|_| now);
            self.dates.clear();
            self.switches.clear();
        }
        self.last_now = now;
    }

    fn told(&mut self, id: u32, from: &event::ToldFrom) {
        let origin = match from {
            event::ToldFrom::SignIn => state::Origin::SignIn,
            event::ToldFrom::Session(source) => {
                // A session can have come only from one that was there before it.
                if *source >= id {
                    return;
                }
                state::Origin::Switch { source: Some(*source) }
            }
        };
        let Some(known) = self.sessions.iter_mut().find(|known| known.id == id) else { return };
        known.origin = Some(origin);
        known.origin_by = state::OriginBy::Told;
        let Some(role) = known.identity.role_arn() else { return };
        let source = match from {
            event::ToldFrom::SignIn => Some(state::UsualSource::SignIn),
            event::ToldFrom::Session(source) => self.get(*source).map(|source| state::UsualSource::Identity(source.identity.clone())),
        };
        if let Some(source) = source {
            self.role_mut(&role).usual_source = Some(source);
        }
    }

    fn forget_session(&mut self, id: u32) {
        self.sessions.retain(|known| known.id != id);
        for tab in &mut self.tabs {
            if tab.session == Some(id) {
                tab.session = None;
            }
        }
    }

    fn switching(&mut self, now: i64, switching: &event::Switching) {
        if !(200..300).contains(&switching.status) || !crate::console_page::is_session_id(&switching.source) {
            return;
        }
        let event::Switching { store, tab, source, .. } = switching;
        let of_tab = |seen: &state::Switch| seen.store == *store && seen.tab == *tab;
        self.switches.retain(|seen| now - seen.at < arrive::SWITCH_TAKES && !(of_tab(seen) && seen.source == *source));
        // Two of one tab say no more than ten: a page that asks without end takes no other tab's place.
        let of_it: Vec<usize> = (0..self.switches.len()).filter(|at| of_tab(&self.switches[*at])).collect();
        if let [oldest, _, ..] = of_it[..] {
            self.switches.remove(oldest);
        }
        self.switches.truncate(state::MOST_SWITCHES - 1);
        self.switches.push(state::Switch { at: now, store: store.clone(), tab: *tab, source: source.clone() });
    }

    /// A role's maximum, and the length of a user's sign-ins, are narrowed by what was seen: alive past some time raises the least, a believed date gives it. An end
    /// seen is recorded with the role but bounds nothing, because signing out looks the same.
    fn learn(&mut self) {
        let seen: Vec<(String, state::Lasts)> =
            self.sessions.iter().filter_map(|known| Some((known.identity.role_arn()?, span::lesson(self, known)?))).collect();
        for (role, lesson) in seen {
            self.role_mut(&role).learn(lesson);
        }
        let sign_ins: Vec<(String, state::Lasts)> = self.sessions.iter().filter_map(span::sign_in_lesson).collect();
        for (user, lesson) in sign_ins {
            self.learn_sign_in(user, lesson);
        }
    }

    fn forget(&mut self, now: i64) {
        let over: Vec<u32> = self
            .sessions
            .iter()
            .filter(|known| {
                let open = self.tabs.iter().any(|tab| tab.session == Some(known.id));
                let span = span(self, known);
                // What should be over and has no page any more is forgotten too: should it live on, its next page tells.
                let by_default = span.by_default.and_then(|bounds| bounds.latest).filter(|_| !open);
                let end = known.ended.as_ref().map(|ended| ended.at).or(by_default.or(span.latest).map(|end| end.at));
                // Where nothing bounds a session, it is forgotten a day after it was seen last and could have lasted.
                let end = end.unwrap_or(known.seen + crate::figures::LONGEST_FEDERATED);
                end + FORGOTTEN_AFTER <= now
            })
            .map(|known| known.id)
            .collect();
        for id in over {
            self.forget_session(id);
        }
        self.drop_sessions(now);
        self.drop_oldest();
    }

    /// Drops sessions beyond [`MOST_SESSIONS`]: those that are over first, and of these the ones seen longest ago.
    fn drop_sessions(&mut self, now: i64) {
        while self.sessions.len() > MOST_SESSIONS {
            let oldest = self.sessions.iter().min_by_key(|known| (!view::is_over(self, known, now), known.seen, known.id));
            let Some(id) = oldest.map(|known| known.id) else { return };
            self.forget_session(id);
            self.dropped = self.dropped.saturating_add(1);
        }
    }
}
