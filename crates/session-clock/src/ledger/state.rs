//! What is kept: bounded, versioned, and nothing in it that could be derived.

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use super::maxima::Maxima;
pub use super::maxima::RoleMaximum;
use super::{SAME, moment};
use crate::console_page::{Identity, Misunderstood};
use crate::duration::LARGEST;
use crate::figures;
use crate::lang::Lang;

/// The version of what is stored.
pub const VERSION: u32 = 1;

/// The most tabs kept; the oldest are dropped first.
pub const MOST_TABS: usize = 500;
/// The most roles that are remembered.
pub const MOST_ROLES: usize = 500;
/// The most requests to switch that are kept, for as long as a switch takes.
pub const MOST_SWITCHES: usize = 16;
/// The most cookie dates kept to tell a stale one by.
pub const MOST_DATES: usize = 64;
/// The most users whose sign-in is remembered.
pub const MOST_SIGN_INS: usize = 500;

/// Everything that is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// The version of this form.
    pub version: u32,
    /// The moment of the last event.
    #[serde(deserialize_with = "moment::read")]
    pub last_now: i64,
    /// When the clock was last found to have been set back, by the clock since.
    #[serde(default, deserialize_with = "moment::read_optional")]
    pub set_back_at: Option<i64>,
    /// The id that the next session gets.
    pub next_id: u32,
    /// Sessions, in the order in which they were met.
    pub sessions: Vec<Known>,
    /// Tabs of the console that are open.
    pub tabs: Vec<Tab>,
    /// What is remembered of roles.
    #[serde(deserialize_with = "read_roles")]
    pub roles: Vec<Role>,
    /// What is remembered of users' sign-ins.
    #[serde(default, deserialize_with = "read_sign_ins")]
    pub sign_ins: Vec<SignIn>,
    /// Since when every console page of this browser came to the ledger: told by [`What::WatchBegan`](super::event::What::WatchBegan).
    #[serde(default, deserialize_with = "moment::read_optional")]
    pub watched_since: Option<i64>,
    /// Requests to switch role, seen a moment ago.
    pub switches: Vec<Switch>,
    /// Dates of cookies as seen last: of those that carry no session's name, and of any after the clock was set back.
    pub dates: Vec<SeenDate>,
    /// What the user chose.
    #[serde(deserialize_with = "read_settings")]
    pub settings: Settings,
    /// How many sessions were dropped because there were too many.
    pub dropped: u32,
}

/// A start that the core never writes is damaged, so it is refused: ends computed from it would contradict each other.
fn read_start<'de, D: Deserializer<'de>>(from: D) -> Result<Start, D::Error> {
    let start = Start::deserialize(from)?;
    if start.from.is_some_and(|from| from > start.by) { Err(D::Error::custom("a start before its own beginning")) } else { Ok(start) }
}

fn read_roles<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Role>, D::Error> {
    let roles = Vec::<Role>::deserialize(from)?;
    let holds = |seconds: Option<i64>| seconds.is_none_or(|seconds| figures::ROLE_MAX.holds(seconds));
    let lasts = |seconds: Option<i64>| seconds.is_none_or(|seconds| figures::FEDERATION_ENDPOINT.holds(seconds));
    let coherent = |role: &Role| {
        holds(role.at_least) && holds(role.at_most) && role.at_most.is_none_or(|most| Some(most) >= role.at_least) && lasts(role.lasts)
    };
    if roles.iter().all(coherent) { Ok(roles) } else { Err(D::Error::custom("a maximum that no role can have")) }
}

fn read_sign_ins<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<SignIn>, D::Error> {
    let list = Vec::<SignIn>::deserialize(from)?;
    let coherent = |one: &SignIn| match one.lasts {
        Lasts::AtLeast(seconds) | Lasts::Exactly(seconds) => figures::SIGN_IN_MAX.holds(seconds),
    };
    if list.iter().all(coherent) { Ok(list) } else { Err(D::Error::custom("a length that no sign-in can have")) }
}

fn read_settings<'de, D: Deserializer<'de>>(from: D) -> Result<Settings, D::Error> {
    Ok(Settings::deserialize(from)?.checked())
}

impl Default for Ledger {
    fn default() -> Ledger {
        Ledger {
            version: VERSION,
            last_now: -LARGEST,
            set_back_at: None,
            next_id: 1,
            sessions: Vec::new(),
            tabs: Vec::new(),
            roles: Vec::new(),
            sign_ins: Vec::new(),
            watched_since: None,
            switches: Vec::new(),
            dates: Vec::new(),
            settings: Settings::default(),
            dropped: 0,
        }
    }
}

/// A session that is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Its number; a later session has a greater one.
    pub id: u32,
    /// Its cookie store.
    pub store: String,
    /// Its multi-session id.
    pub session_id: Option<String>,
    /// Without multi-session: the hash that changes with every sign-in, where it could be read.
    pub sign_in: Option<String>,
    /// Who it is.
    pub identity: Identity,
    /// The account's alias.
    pub alias: Option<String>,
    /// When it began.
    #[serde(deserialize_with = "read_start")]
    pub start: Start,
    /// The session that it may still be, where it may also be a new one under the same id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Before>,
    /// With multi-session: the page that it was met on may have been the first after a sign-in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub met_on_arrival: bool,
    /// The host that the sign-in came from: an access portal, a broker, an identity provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub door: Option<String>,
    /// It was met on a page that was opened from outside the browser, as aws-vault and its like do: it may end in minutes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_outside: bool,
    /// How it came to be; `None` where nobody saw it.
    pub origin: Option<Origin>,
    /// How that is known.
    pub origin_by: OriginBy,
    /// The last moment at which it was proved alive.
    #[serde(deserialize_with = "moment::read")]
    pub alive: i64,
    /// The last moment at which anything of it was seen.
    #[serde(deserialize_with = "moment::read")]
    pub seen: i64,
    /// The date of its cookie, where it is believed.
    pub date: Option<Date>,
    /// A date that its cookie had before the clock was set back, or may have had, in Unix seconds: it does not end after.
    #[serde(default, deserialize_with = "moment::read_optional")]
    pub not_after: Option<i64>,
    /// Its end was seen.
    pub ended: Option<Ended>,
    /// Notices given: one for each lead time and end.
    pub given: Vec<Given>,
    /// The last notice that was dismissed.
    pub dismissed: Option<Given>,
    /// The user wants no notices of it.
    pub muted: bool,
    /// The clock was set back while it was known.
    pub clock_set_back: bool,
    /// Without multi-session: a later page of it may be that of another session of the same identity.
    pub maybe_anew: bool,
}

/// The session that another may be, under the same multi-session id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Before {
    /// When it began.
    #[serde(deserialize_with = "read_start")]
    pub start: Start,
    /// The date of its cookie, where it was believed.
    #[serde(default)]
    pub date: Option<Date>,
}

/// When a session began: not before `from`, where that is known, and not after `by`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// Not before, in Unix seconds.
    #[serde(default, deserialize_with = "moment::read_optional")]
    pub from: Option<i64>,
    /// Not after, in Unix seconds.
    #[serde(deserialize_with = "moment::read")]
    pub by: i64,
    /// Not before, if sign-ins have AWS's default length: an older one would be over by then.
    #[serde(default, deserialize_with = "moment::read_optional", skip_serializing_if = "Option::is_none")]
    pub from_by_default: Option<i64>,
}

impl Start {
    /// The start was seen.
    pub fn seen(at: i64) -> Start {
        Start::between(Some(at), at)
    }

    /// It was running already.
    pub fn running(by: i64) -> Start {
        Start::between(None, by)
    }

    /// It began then.
    pub fn between(from: Option<i64>, by: i64) -> Start {
        Start { from, by, from_by_default: None }
    }

    /// Whether it was seen, to the few seconds by which a start is known.
    pub fn is_seen(self) -> bool {
        self.from.is_some_and(|from| self.by - from < SAME)
    }
}

/// How a session came to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Signed in to.
    SignIn,
    /// Switched to, from that session; `None`: from one that is not known.
    Switch {
        /// The session.
        source: Option<u32>,
    },
}

/// What tells us how a session came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OriginBy {
    /// It is not.
    Unknown,
    /// By what it is: users, root and permission sets are signed in to.
    Identity,
    /// By the referrer of its first page.
    Referrer,
    /// By the page's request to switch.
    Request,
    /// Without multi-session a switch is always from the original sign-in.
    SingleSession,
    /// The user said so.
    Told,
    /// The user said so of this role before.
    Remembered,
}

/// A cookie's date that is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Date {
    /// The date, in Unix seconds.
    #[serde(deserialize_with = "moment::read")]
    pub expires: i64,
    /// It has moved since it was first seen: the console renewed the session.
    pub renewed: bool,
    /// When it was first seen, in Unix seconds.
    #[serde(default, deserialize_with = "moment::read_optional", skip_serializing_if = "Option::is_none")]
    pub since: Option<i64>,
}

/// An end that was seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// The moment of the first observation after it.
    #[serde(deserialize_with = "moment::read")]
    pub at: i64,
    /// How it was seen.
    pub by: EndedBy,
}

/// How an end was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndedBy {
    /// The session cookie is gone.
    CookieGone,
    /// The console announced it.
    Console,
    /// Somebody signed in again.
    NewSignIn,
    /// Without multi-session: another role was switched to, or back.
    Left,
}

/// A notice: how long before which end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The lead time, in seconds; 0 at the end itself.
    #[serde(deserialize_with = "moment::read")]
    pub lead: i64,
    /// The end, in Unix seconds.
    #[serde(deserialize_with = "moment::read")]
    pub end: i64,
}

impl Given {
    /// Whether it is a notice of the same end: one that moves by less than a minute is the same.
    pub fn same_end(self, end: i64) -> bool {
        (self.end - end).abs() < SAME
    }
}

/// A tab of the console.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tab {
    /// The browser's id of it.
    pub tab: i64,
    /// Its window.
    pub window: i64,
    /// When the navigation to its page began.
    #[serde(deserialize_with = "moment::read")]
    pub navigated_at: i64,
    /// Its session.
    pub session: Option<u32>,
    /// Its multi-session session was named by its session data and not by its host, so what the page announces may be about another session.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_data_alone: bool,
    /// Why its page was not understood.
    pub misunderstood: Option<Misunderstood>,
    /// A digest of what it was told to show last.
    pub shown: u32,
}

/// What is remembered of a role, by its ARN without path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The ARN.
    pub role: String,
    /// Its maximum is at least that many seconds.
    #[serde(default, deserialize_with = "moment::read_optional")]
    pub at_least: Option<i64>,
    /// Its maximum is that many seconds at most.
    #[serde(default, deserialize_with = "moment::read_optional")]
    pub at_most: Option<i64>,
    /// Where the user usually switches to it from.
    pub usual_source: Option<UsualSource>,
    /// The seconds after its start at which an end was seen last. Bounds nothing: signing out looks the same.
    #[serde(default, deserialize_with = "moment::read_optional")]
    pub end_seen_after: Option<i64>,
    /// How many seconds, according to the user, a session lasts that was signed in to through a broker, SAML or from outside the browser.
    #[serde(default, deserialize_with = "moment::read_optional", skip_serializing_if = "Option::is_none")]
    pub lasts: Option<i64>,
}

/// What is remembered of a user's sign-ins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The user's ARN, without path.
    pub user: String,
    /// How long they last.
    pub lasts: Lasts,
}

/// How long sessions last, as far as it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lasts {
    /// One was alive after that many seconds.
    AtLeast(i64),
    /// One that was seen to begin had a cookie with that end, in seconds.
    Exactly(i64),
}

impl Role {
    /// Narrows the maximum.
    pub(super) fn learn(&mut self, lesson: Lasts) {
        match lesson {
            Lasts::AtLeast(seconds) => {
                self.at_least = self.at_least.max(Some(seconds));
                // What was learned before is disproved: the maximum was raised.
                if self.at_most < self.at_least {
                    self.at_most = None;
                }
            }
            Lasts::Exactly(seconds) => {
                self.at_least = Some(seconds);
                self.at_most = Some(seconds);
            }
        }
    }
}

/// Where a role is usually switched to from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UsualSource {
    /// It is signed in to.
    SignIn,
    /// From a session of that identity.
    Identity(Identity),
}

/// A request to switch role that was seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// When.
    #[serde(deserialize_with = "moment::read")]
    pub at: i64,
    /// The cookie store.
    pub store: String,
    /// The tab that asked, where it was told.
    #[serde(default)]
    pub tab: Option<i64>,
    /// The multi-session id of the source.
    pub source: String,
}

/// What a look at a cookie showed, kept where the date alone does not say whose it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenDate {
    /// The cookie store.
    pub store: String,
    /// The cookie's name.
    pub name: String,
    /// The date; `None` where the cookie was not there.
    #[serde(default, deserialize_with = "moment::read_optional")]
    pub expires: Option<i64>,
    /// When that date was first seen.
    #[serde(deserialize_with = "moment::read")]
    pub since: i64,
    /// When the cookie was last looked at and had another date, or was not there; `None` where it was never looked at before.
    #[serde(default, deserialize_with = "moment::read_optional")]
    pub other: Option<i64>,
    /// When it was looked at last.
    #[serde(deserialize_with = "moment::read")]
    pub looked: i64,
}

/// What the user, or the organisation, chose; what the rules need of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// How long before the end a warning comes, in seconds.
    #[serde(deserialize_with = "moment::read_list")]
    pub lead_times: Vec<i64>,
    /// The language of what the toolbar and the notices say.
    pub lang: Lang,
    /// Maximum session durations of roles, in seconds, by ARN or by pattern with `*`; the first that fits counts.
    pub role_maxima: Maxima,
    /// Lengths of sign-ins, in seconds, by the ARN of an IAM user or by pattern with `*`; the first that fits counts.
    pub sign_in_maxima: Maxima,
    /// Warn of a session's end also where no tab of it is open.
    pub warn_without_tab: bool,
    /// Say numbers in the place of names.
    pub hide_names: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            lead_times: vec![900, 300, 60],
            lang: Lang::En,
            role_maxima: Maxima::default(),
            sign_in_maxima: Maxima::default(),
            warn_without_tab: false,
            hide_names: false,
        }
    }
}

impl Settings {
    /// With only what can be used: lead times above 0, the longest first and at most ten. Maxima are looked through when they are set, not at each event.
    pub(super) fn checked(mut self) -> Settings {
        self.lead_times.retain(|lead| (1..=figures::LONGEST_FEDERATED).contains(lead));
        self.lead_times.sort_unstable_by(|a, b| b.cmp(a));
        self.lead_times.dedup();
        self.lead_times.truncate(10);
        self
    }

    /// The configured maximum of a role, by its ARN without path.
    pub fn role_max(&self, role: &str) -> Option<i64> {
        self.role_maxima.of(role).filter(|seconds| figures::ROLE_MAX.holds(*seconds))
    }

    /// The configured length of a user's sign-in, by the user's ARN without path.
    pub fn sign_in_max(&self, user: &str) -> Option<i64> {
        self.sign_in_maxima.of(user)
    }
}

impl Ledger {
    /// The session with that number.
    pub fn get(&self, id: u32) -> Option<&Known> {
        self.sessions.iter().find(|known| known.id == id)
    }

    /// The tab with that number.
    pub fn tab(&self, tab: i64) -> Option<&Tab> {
        self.tabs.iter().find(|known| known.tab == tab)
    }

    /// What is remembered of a role.
    pub fn role(&self, role: &str) -> Option<&Role> {
        self.roles.iter().find(|known| known.role == role)
    }

    /// What is remembered of a role, to be added to. Where there are too many, the one met longest ago goes.
    pub(super) fn role_mut(&mut self, role: &str) -> &mut Role {
        let at = match self.roles.iter().position(|known| known.role == role) {
            Some(at) => at,
            None => {
                if self.roles.len() >= MOST_ROLES {
                    self.roles.remove(0);
                }
                self.roles.push(Role {
                    role: role.to_owned(),
                    at_least: None,
                    at_most: None,
                    usual_source: None,
                    end_seen_after: None,
                    lasts: None,
                });
                self.roles.len() - 1
            }
        };
        &mut self.roles[at]
    }

    /// How long a user's sign-ins last, as far as it was seen.
    pub fn sign_in_lasts(&self, user: &str) -> Option<Lasts> {
        self.sign_ins.iter().find(|known| known.user == user).map(|known| known.lasts)
    }

    /// Remembers how long a user's sign-in lasts. A life that disproves what was known takes its place; one that is shorter says nothing new.
    pub(super) fn learn_sign_in(&mut self, user: String, lesson: Lasts) {
        let known = self.sign_ins.iter().position(|known| known.user == user);
        if let (Lasts::AtLeast(lived), Some(at)) = (lesson, known) {
            let (Lasts::AtLeast(before) | Lasts::Exactly(before)) = self.sign_ins[at].lasts;
            if lived <= before + SAME {
                return;
            }
        }
        if let Some(at) = known {
            self.sign_ins.remove(at);
        }
        self.sign_ins.push(SignIn { user, lasts: lesson });
    }

    /// Drops what is too much beside the sessions: the tabs met longest ago, and what was learned longest ago.
    pub(super) fn drop_oldest(&mut self) {
        fn drop_oldest<T>(list: &mut Vec<T>, most: usize) {
            list.drain(..list.len().saturating_sub(most));
        }
        drop_oldest(&mut self.tabs, MOST_TABS);
        drop_oldest(&mut self.roles, MOST_ROLES);
        drop_oldest(&mut self.sign_ins, MOST_SIGN_INS);
        drop_oldest(&mut self.switches, MOST_SWITCHES);
        drop_oldest(&mut self.dates, MOST_DATES);
    }
}
