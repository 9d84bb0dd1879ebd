//! The ledger against generated user-days.
//!
//! A day is a list of [`Action`]s: what a user, the browser, AWS and the clock do. [`World`] carries them out. It knows the truth, by the rules of
//! the two articles and of `docs/console-facts.md`, written here a second time on purpose: nothing on the truth's side calls the core's rules. What
//! a content script and a background would make of it goes to `Ledger::step`, lost, late, doubled, or as it should; after each step the
//! ledger's word is held against the truth.
//!
//! # What is asserted
//! 1. An exact or computed end is the true end; the truth lies between the earliest and the latest end. Both within `SAME`.
//! 2. Nothing is called ended that goes on, and a tab shows the session that its page belongs to.
//! 3. Before an exact, computed or at-least end of a session with a known tab there was a notice, where the machine was awake.
//! 4. A session that ended early is recorded as ended at the first observation that shows it.
//! 5. No notice comes twice for the same lead time and end. Nothing grows without bound.
//! 6. A state that was written and read again is the same state, whenever the worker died.
//!
//! # What is waived, and why
//! - 1 and 2 for sessions that AWS did not end by its rules: signed out of, revoked, replaced without multi-session.
//! - 1, the earliest side only, for a session that ran through a clock set back that no two observations show (the machine slept for longer than
//!   the clock went back): by the new clock it ends earlier than anybody could know. The latest side holds and is asserted.
//! - 1, the latest side only, between a renewal by the console and the first look at the cookie after it: nothing else shows a renewal.
//! - 2 where the console itself announced in a tab that it was logged out, until a page of that session is answered again: that is recorded as an
//!   end, and without multi-session a switch in another tab may look the same.
//! - 3 where the user muted the session, and where the clock was changed within the last two minutes.
//!
//! - 1, the latest side only, for a role that was switched to after the clock had been set forward while its source ran: nothing tells that from
//!   sleep, so the source's end is known by the old clock, and what the role has left of it counts by the new one.
//! - 1, the latest side only, for a session through which the clock was set back and then forward: its cookie's date is too late to end it.
//!
//! A clock set forward waives nothing else: a browser drops a cookie at its date by the browser's own clock, so a session that the clock has jumped
//! past is over for the browser, whatever AWS would still allow.
//!
//! # What the world is assumed to be like
//! - A page of a session that nobody has met, reached from a sign-in host, an access portal or another session's host, is its first
//!   (docs/how-sure.md, "A start seen"). So, once the extension is there, the console's own list of sessions leads
//!   only to sessions that were met.
//! - A role whose origin the user told is reached in that way only: docs/how-sure.md, "What observation teaches".
//! - A multi-session id may be that of the session before, of the same identity, also where that one still runs. The first page of such a sign-in is told at once: one
//!   that is lost looks like nothing, for the id is the same.
//! - Where the ledger was told that its watch has begun, no first page is lost: that is what watching means.
//! - Without multi-session a page that sets the cookie's date was told to the ledger. (A date of a session between, all of whose pages were lost, looks
//!   like the session's own.)
//! - A tab belongs to one cookie store, a page's messages come in order and before those of the next page in its tab,
//!   and a page whose first message was lost sends no other.
//!
//! `SIMULATION_SEED` runs one day only; `SIMULATION_DAYS` another number of them.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::time::Instant;

use session_clock::console_page::{Meta, Navigation, Page, UserInfo};
use session_clock::ledger::event::{Cookie, Event, Looked, Observed, PageCookie, Switching, ToldFrom, What};
use session_clock::ledger::state::{RoleMaximum, Settings};
use session_clock::ledger::view::Phase;
use session_clock::ledger::{Ledger, SAME, Sure, span, view};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;

/// splitmix64 (Steele, Lea, Flood 2014): small, and good enough to choose by.
#[derive(Clone)]
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    fn within(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % ((high - low + 1) as u64)) as i64
    }

    fn one_in(&mut self, n: i64) -> bool {
        self.within(1, n) == 1
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.within(0, list.len() as i64 - 1) as usize]
    }
}

/// What happens. Numbers are taken modulo what there is to choose from, so that a day with actions left out is a day still.
#[derive(Debug, Clone, Copy)]
enum Do {
    /// Signs in. `spot`: cookie store and partition; `seconds`: how long, where the sign-in has a say.
    SignIn {
        spot: u8,
        kind: Kind,
        who: u8,
        seconds: i64,
        tab: u8,
        via: u8,
    },
    /// Switches role from a tab's session.
    Switch {
        tab: u8,
        role: u8,
        to: u8,
        via: u8,
    },
    /// Without multi-session: back to the original sign-in.
    Back {
        tab: u8,
        via: u8,
    },
    /// Another page in a tab.
    Page {
        tab: u8,
        how: u8,
    },
    /// A session chosen from the console's list, which is on another session's page, or on the sign-in host.
    Choose {
        from: u8,
        tab: u8,
        via: u8,
    },
    /// The tab's content script looks.
    Look {
        tab: u8,
    },
    /// The background asks for the cookie's date.
    Ask {
        tab: u8,
        region: u8,
    },
    /// A new content script is put into an open tab.
    Inject {
        tab: u8,
    },
    /// The console renews the session.
    Renew {
        tab: u8,
    },
    SignOut {
        tab: u8,
    },
    Revoke {
        tab: u8,
    },
    Close {
        tab: u8,
    },
    Restart,
    /// The clock is changed by that much.
    Clock {
        by: i64,
    },
    Withhold(bool),
    AllowCookies(bool),
    Tell {
        tab: u8,
    },
    Mute {
        tab: u8,
    },
    Forget {
        which: u8,
    },
    Configure {
        which: u8,
    },
    Install,
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    User,
    Root,
    IdentityCenter,
    Saml,
    Broker,
    Federated,
}

/// How what an action shows comes to the ledger.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Delivery {
    Once,
    Lost,
    Twice,
    Late(i64),
}

#[derive(Debug, Clone, Copy)]
struct Action {
    /// Seconds since the action before.
    after: i64,
    /// The machine sleeps for that time.
    asleep: bool,
    /// The worker dies before it.
    dies: bool,
    delivery: Delivery,
    what: Do,
}

/// What holds for a whole day.
#[derive(Debug, Clone, Copy)]
struct Habits {
    /// Which of the spots have multi-session.
    multi: [bool; SPOTS],
    /// Pages see the session cookie's date (Chromium), its presence only (Firefox), or do not look.
    page_cookie: u8,
    /// `aws-userInfo` can be read, and its hash.
    user_info: bool,
    sign_in_hash: bool,
    /// Without multi-session `aws-userInfo` names the role that was switched to, rather than the sign-in. Nobody has seen which.
    names_role: bool,
    /// Without multi-session the console announces a switch in other tabs as logged out. Nobody has seen it.
    announces_switch: bool,
    /// Without multi-session the rest of a role's sign-in bounds what is switched to. Nobody has seen which (scenarios, "What is known").
    role_source_counts: bool,
    /// Multi-session ids are used again for the same identity when the session before is over.
    same_ids: bool,
    /// Multi-session ids are used again by a new sign-in of the same identity, also where the session before still runs.
    ids_by_identity: bool,
    /// How long users' sign-ins last, in seconds: what an administrator has set, or AWS's 12 hours.
    sign_in: i64,
    /// The background tells when its watch began.
    tells_watch: bool,
    /// True maxima of the roles, in seconds.
    maxima: [i64; ROLES],
    /// Durations of the permission sets, in seconds.
    sets: [i64; SETS],
    /// Roles whose origin the user tells.
    told: [bool; ROLES],
    /// Alarms come late by that much.
    alarm_delay: i64,
}

/// Three cookie stores, two partitions each.
const SPOTS: usize = 6;
const STORES: [&str; 3] = ["0", "firefox-container-1", "1"];
const ROLES: usize = 6;
const SETS: usize = 3;
const TABS: i64 = 7;

#[derive(Debug, Clone)]
struct Day {
    habits: Habits,
    actions: Vec<Action>,
}

fn generate(rng: &mut Rng, days: usize) -> Day {
    let coin = |rng: &mut Rng, n| rng.one_in(n);
    let maximum = |rng: &mut Rng| match rng.within(0, 3) {
        0 => HOUR,
        1 => 12 * HOUR,
        2 => rng.within(1, 12) * HOUR,
        _ => rng.within(60, 720) * MINUTE,
    };
    let main_multi = !coin(rng, 3);
    let habits = Habits {
        multi: std::array::from_fn(|_| if coin(rng, 5) { !main_multi } else { main_multi }),
        page_cookie: rng.within(0, 2) as u8,
        user_info: !coin(rng, 4),
        sign_in_hash: !coin(rng, 4),
        names_role: coin(rng, 2),
        announces_switch: coin(rng, 2),
        role_source_counts: coin(rng, 2),
        same_ids: coin(rng, 3),
        ids_by_identity: coin(rng, 3),
        sign_in: if coin(rng, 3) {
            *rng.pick(&[HOUR, 2 * HOUR, 8 * HOUR, 24 * HOUR, 168 * HOUR, 2160 * HOUR, rng.clone().within(1, 2160) * HOUR])
        } else {
            12 * HOUR
        },
        tells_watch: coin(rng, 2),
        maxima: std::array::from_fn(|_| maximum(rng)),
        sets: std::array::from_fn(|_| rng.within(1, 12) * HOUR),
        told: std::array::from_fn(|_| coin(rng, 2)),
        alarm_delay: *rng.pick(&[0, 0, 1, 5, 29]),
    };
    let mut actions = Vec::new();
    for _ in 0..days {
        let clocks = coin(rng, 4);
        let calm = coin(rng, 2);
        let mid_day = actions.is_empty() && coin(rng, 6);
        let installs_at = if mid_day { rng.within(1, 12) } else { 0 };
        for number in 0..rng.within(12, 34) {
            if actions.is_empty() || (mid_day && number == installs_at) {
                let what = if number == installs_at { Do::Install } else { Do::Nothing };
                actions.push(Action { after: 1, asleep: false, dies: false, delivery: Delivery::Once, what });
            }
            let action = action(rng, clocks, calm);
            actions.push(action);
        }
        if days > 1 {
            actions.push(Action {
                after: rng.within(6, 20) * HOUR,
                asleep: coin(rng, 2),
                dies: true,
                delivery: Delivery::Once,
                what: Do::Nothing,
            });
        }
    }
    Day { habits, actions }
}

fn action(rng: &mut Rng, clocks: bool, calm: bool) -> Action {
    let byte = |rng: &mut Rng| rng.next() as u8;
    let what = match rng.within(0, 99) {
        0..=15 => {
            let kind = match rng.within(0, 15) {
                0..=6 => Kind::User,
                7 => Kind::Root,
                8..=10 => Kind::IdentityCenter,
                11..=12 => Kind::Saml,
                13 => Kind::Broker,
                _ => Kind::Federated,
            };
            let longest = if kind == Kind::Federated { 36 * HOUR } else { 12 * HOUR };
            let seconds = if rng.one_in(3) { HOUR } else { rng.within(15, longest / MINUTE) * MINUTE };
            let spot = *rng.pick(&[0, 0, 0, 0, 1, 2, 2, 3, 4, 5]);
            Do::SignIn { spot, kind, who: byte(rng), seconds, tab: byte(rng), via: byte(rng) }
        }
        16..=37 => Do::Switch { tab: byte(rng), role: byte(rng), to: byte(rng), via: byte(rng) },
        38..=40 => Do::Back { tab: byte(rng), via: byte(rng) },
        41..=55 => Do::Page { tab: byte(rng), how: byte(rng) },
        56..=59 => Do::Choose { from: byte(rng), tab: byte(rng), via: byte(rng) },
        60..=71 => Do::Look { tab: byte(rng) },
        72..=77 => Do::Ask { tab: byte(rng), region: byte(rng) },
        78..=79 => Do::Inject { tab: byte(rng) },
        80..=81 => Do::Renew { tab: byte(rng) },
        82 => Do::SignOut { tab: byte(rng) },
        83 if calm => Do::Look { tab: byte(rng) },
        83 => Do::Revoke { tab: byte(rng) },
        84 => Do::Close { tab: byte(rng) },
        85 => Do::Restart,
        86..=87 if clocks => {
            let far = rng.within(2, 180) * MINUTE;
            Do::Clock { by: *rng.pick(&[far, -far, rng.clone().within(-9, 9), 5 * HOUR, -26 * HOUR]) }
        }
        88 => Do::Withhold(rng.one_in(3)),
        89 => Do::AllowCookies(!rng.one_in(3)),
        90..=93 => Do::Tell { tab: byte(rng) },
        94 => Do::Mute { tab: byte(rng) },
        95 if rng.one_in(4) => Do::Forget { which: byte(rng) },
        96..=97 => Do::Configure { which: byte(rng) },
        _ => Do::Look { tab: byte(rng) },
    };
    let asleep = rng.one_in(8);
    let after = match rng.within(0, 9) {
        0..=2 => rng.within(0, 30),
        3..=5 => rng.within(1, 15) * MINUTE,
        6..=8 => rng.within(10, 80) * MINUTE + rng.within(0, 59),
        _ => rng.within(1, 5) * HOUR,
    };
    let delivery = match rng.within(0, 29) {
        0 if !calm => Delivery::Lost,
        1 | 2 => Delivery::Twice,
        3 | 4 => Delivery::Late(rng.within(1, 90)),
        _ => Delivery::Once,
    };
    Action { after: if asleep { after * 3 } else { after }, asleep, dies: rng.one_in(16), delivery, what }
}

/// A session as it truly is.
#[derive(Debug, Clone)]
struct Truth {
    spot: usize,
    kind: Option<Kind>,
    id: Option<String>,
    account: &'static str,
    arn: String,
    role: Option<usize>,
    /// The original sign-in; its own number where it is one.
    original: usize,
    source: Option<usize>,
    issuer: &'static str,
    hash: String,
    begun: i64,
    /// AWS ends it, in true time.
    end: i64,
    /// The date of its cookie, by the clock of the moment at which it was set.
    date: i64,
    /// How long it was given, for renewals.
    seconds: i64,
    /// Signed out of, revoked, replaced; or its cookie has lapsed by a clock that was changed.
    over: bool,
    /// Its cookie was taken away.
    cookie_gone: bool,
    /// The clock was set back while it ran, and no two observations show it.
    set_back_unseen: bool,
    /// The clock was set back while it ran, and forward after that.
    set_back: bool,
    set_back_and_forward: bool,
    /// The clock was set forward while it ran.
    set_forward: bool,
    /// It was switched to from a session through which the clock was set forward.
    source_set_forward: bool,
    /// It was renewed, and nobody has looked since.
    renewed_unseen: bool,
    /// The console announced it as logged out in a tab, and no page of it was answered since.
    announced: Option<i64>,
    /// Its first page was not told, though pages were watched.
    lost: bool,
    /// The ledger's number of it, as last shown by a tab.
    known: Option<u32>,
}

#[derive(Debug, Clone, Default)]
struct Spot {
    /// Without multi-session: the session of the moment.
    current: Option<usize>,
    /// Dates of `aws-signer-token_<region>`, two regions.
    signer: [Option<i64>; 2],
}

/// A tab as it truly is.
#[derive(Debug, Clone)]
struct TabTruth {
    tab: i64,
    truth: usize,
    /// What the content script sent of its page, to be sent again by a new one.
    page: Observed,
    /// The ledger was told of that page.
    told: bool,
    logged_out: bool,
}

struct Post {
    due: i64,
    what: What,
    shows: Shows,
}

#[derive(Debug, Clone, Copy)]
enum Shows {
    Nothing,
    /// A page of that session.
    Page(usize),
    /// That session's end, seen in that tab.
    End(usize, i64),
    /// That session's date.
    Date(usize),
}

/// An end that the ledger vouched for.
#[derive(Debug, Clone, Copy)]
struct Promise {
    end: i64,
    since: i64,
    known: u32,
}

#[derive(Debug, Clone)]
struct Failure {
    kind: &'static str,
    text: String,
}

type Outcome = Result<(), Failure>;

fn fail(kind: &'static str, text: impl Into<String>) -> Outcome {
    Err(Failure { kind, text: text.into() })
}

struct World {
    habits: Habits,
    /// True time, and how far the browser's clock is from it.
    t: i64,
    skew: i64,
    unseen_skew: i64,
    clock_changed: i64,
    awake_since: i64,
    action_before: i64,
    spots: [Spot; SPOTS],
    truths: Vec<Truth>,
    tabs: Vec<TabTruth>,
    posts: Vec<Post>,
    ledger: Ledger,
    wake: Option<i64>,
    installed: bool,
    withheld: bool,
    cookies: bool,
    configured: u8,
    made: u32,
    /// In which way the roles that are told of are reached: the ARN of the source, or none for a sign-in.
    ways: [Option<Option<String>>; ROLES],
    notices: Vec<(u32, i64, i64, i64)>,
    promises: HashMap<usize, Promise>,
    log: Option<Vec<Event>>,
    steps: u64,
}

impl World {
    fn new(habits: Habits, record: bool) -> World {
        World {
            habits,
            t: 1_700_000_000,
            skew: 0,
            unseen_skew: 0,
            clock_changed: i64::MIN / 2,
            awake_since: 0,
            action_before: 0,
            spots: Default::default(),
            truths: Vec::new(),
            tabs: Vec::new(),
            posts: Vec::new(),
            ledger: Ledger::default(),
            wake: None,
            installed: false,
            withheld: false,
            cookies: false,
            configured: 0,
            made: 0,
            ways: Default::default(),
            notices: Vec::new(),
            promises: HashMap::new(),
            log: record.then(Vec::new),
            steps: 0,
        }
    }

    fn now(&self) -> i64 {
        self.t + self.skew
    }

    /// The end of a session by the browser's clock: AWS's, or that of its cookie, which the browser drops at its date.
    fn true_end(&self, truth: &Truth) -> i64 {
        (truth.end + self.skew).min(truth.date)
    }

    fn alive(&self, number: usize) -> bool {
        let truth = &self.truths[number];
        !truth.over && self.true_end(truth) > self.now()
    }

    // The day.

    fn carry_out(&mut self, action: &Action) -> Outcome {
        self.action_before = self.t;
        let after = action.after.max(1);
        if action.asleep {
            // What is due now is done before it sleeps.
            self.pass_until(self.t)?;
            self.t += after;
            self.awake_since = self.t;
            if self.installed {
                self.step(What::Woke, Shows::Nothing)?;
            }
        }
        self.pass_until(if action.asleep { self.t } else { self.t + after })?;
        for number in 0..self.truths.len() {
            // What is over for the browser does not come back when the clock does.
            if self.true_end(&self.truths[number]) <= self.now() {
                self.truths[number].cookie_gone |= self.truths[number].date <= self.now();
                let server = self.truths[number].end + self.skew <= self.now() + SAME;
                self.truths[number].over |= !server;
            }
        }
        if action.dies {
            self.die()?;
        }
        self.perform(action)
    }

    fn perform(&mut self, action: &Action) -> Outcome {
        let delivery = action.delivery;
        match action.what {
            Do::SignIn { spot, kind, who, seconds, tab, via } => self.sign_in(spot.into(), kind, who, seconds, tab, via, delivery),
            Do::Switch { tab, role, to, via } => self.switch(tab, role, to, via, delivery),
            Do::Back { tab, via } => self.back(tab, via, delivery),
            Do::Page { tab, how } => self.page(tab, how, delivery),
            Do::Choose { from, tab, via } => self.choose(from, tab, via, delivery),
            Do::Look { tab } => self.look(tab, delivery),
            Do::Ask { tab, region } => self.ask(tab, region, delivery),
            Do::Inject { tab } => {
                let Some(tab) = self.tab(tab).cloned() else { return Ok(()) };
                let told = self.sees() && delivery != Delivery::Lost;
                if let Some(known) = self.tabs.iter_mut().find(|known| known.tab == tab.tab) {
                    known.told |= told;
                }
                // The new script reads the cookie as it is now.
                let page = Observed { cookie: self.page_cookie(tab.truth), ..tab.page };
                self.send(What::Observed(Box::new(page)), Shows::Page(tab.truth), delivery)
            }
            Do::Renew { tab } => self.renew(tab, delivery),
            Do::SignOut { tab } => self.sign_out(tab),
            Do::Revoke { tab } => {
                if let Some(truth) = self.tab(tab).map(|tab| tab.truth) {
                    self.truths[truth].over = true;
                }
                Ok(())
            }
            Do::Close { tab } => {
                let Some(tab) = self.tab(tab).map(|tab| tab.tab) else { return Ok(()) };
                self.tabs.retain(|known| known.tab != tab);
                self.send(What::TabGone { tab }, Shows::Nothing, delivery)
            }
            Do::Restart => {
                self.tabs.clear();
                self.promises.clear();
                self.send(What::BrowserStarted, Shows::Nothing, Delivery::Once)
            }
            Do::Clock { by } => {
                self.skew += by;
                self.clock_changed = self.t;
                for truth in &mut self.truths {
                    truth.set_back |= by < -20;
                    truth.set_forward |= by > 20;
                    truth.set_back_and_forward |= by > 20 && truth.set_back;
                }
                if by.abs() > 20 {
                    self.unseen_skew = self.unseen_skew.min(0) + by;
                }
                self.promises.clear();
                Ok(())
            }
            Do::Withhold(withheld) => {
                let returns = self.withheld && !withheld;
                self.withheld = withheld;
                if returns { self.begin_watch() } else { Ok(()) }
            }
            Do::AllowCookies(cookies) => {
                self.cookies = cookies;
                Ok(())
            }
            Do::Tell { tab } => self.tell(tab),
            Do::Mute { tab } => {
                let Some(session) = self.tab(tab).and_then(|tab| self.truths[tab.truth].known) else { return Ok(()) };
                let muted = self.ledger.get(session).is_some_and(|known| !known.muted);
                self.promises.clear();
                self.send(What::Mute { session, muted }, Shows::Nothing, Delivery::Once)
            }
            Do::Forget { which } => {
                // Only what has no tab open: what the tab showed could not be told from a first page.
                let open: HashSet<usize> = self.tabs.iter().map(|tab| tab.truth).collect();
                let closed: Vec<u32> = self
                    .truths
                    .iter()
                    .enumerate()
                    .filter(|(number, _)| !open.contains(number))
                    .filter_map(|(_, truth)| truth.known)
                    .collect();
                let Some(session) = closed.get(which as usize % closed.len().max(1)).copied() else { return Ok(()) };
                self.send(What::Forget { session }, Shows::Nothing, Delivery::Once)?;
                for truth in self.truths.iter_mut().filter(|truth| truth.known == Some(session)) {
                    truth.known = None;
                }
                Ok(())
            }
            Do::Configure { which } => {
                self.configured = which;
                self.send(What::Settings(self.settings()), Shows::Nothing, Delivery::Once)
            }
            Do::Install => {
                if self.installed {
                    return Ok(());
                }
                // Nobody chooses a session from the console's list and installs the extension within two minutes (see the assumptions).
                self.t += 2 * MINUTE + 10;
                self.installed = true;
                self.send(What::Settings(self.settings()), Shows::Nothing, Delivery::Once)?;
                self.begin_watch()?;
                let sees = self.sees();
                for tab in &mut self.tabs {
                    tab.told = sees;
                }
                for tab in self.tabs.clone() {
                    self.send(What::Observed(Box::new(tab.page)), Shows::Page(tab.truth), Delivery::Once)?;
                }
                Ok(())
            }
            Do::Nothing => Ok(()),
        }
    }

    /// From here on every page comes to the ledger, and it is told so.
    fn begin_watch(&mut self) -> Outcome {
        if !self.habits.tells_watch {
            return Ok(());
        }
        self.send(What::WatchBegan, Shows::Nothing, Delivery::Once)
    }

    /// The user knows the maxima of some roles, and is right.
    fn settings(&self) -> Settings {
        let mut role_maxima = Vec::new();
        for role in 0..ROLES {
            if self.configured & (1 << role) != 0 {
                for partition in ["aws", "aws-cn"] {
                    role_maxima.push(RoleMaximum {
                        role: format!("arn:{partition}:iam::{}:role/some/path/{}", ROLE_ACCOUNTS[role % 2], ROLE_NAMES[role]),
                        seconds: self.habits.maxima[role],
                    });
                }
            }
        }
        for (set, name) in SET_NAMES.iter().enumerate() {
            if self.configured & (64 << (set % 2)) != 0 {
                role_maxima.push(RoleMaximum { role: format!("*:role/{name}"), seconds: self.habits.sets[set] });
            }
        }
        let mut sign_in_maxima = Vec::new();
        if self.configured.is_multiple_of(3) {
            sign_in_maxima.push(RoleMaximum { role: "arn:*:iam::*:user/team/*".to_owned(), seconds: self.habits.sign_in });
        }
        Settings {
            role_maxima: role_maxima.into_iter().collect(),
            sign_in_maxima: sign_in_maxima.into_iter().collect(),
            ..Settings::default()
        }
    }

    fn tab(&self, number: u8) -> Option<&TabTruth> {
        (!self.tabs.is_empty()).then(|| &self.tabs[number as usize % self.tabs.len()])
    }

    // Sessions come to be.

    #[allow(clippy::too_many_arguments)]
    fn sign_in(&mut self, spot: usize, kind: Kind, who: u8, seconds: i64, tab: u8, via: u8, delivery: Delivery) -> Outcome {
        let multi = self.habits.multi[spot];
        if multi && (0..self.truths.len()).filter(|number| self.truths[*number].spot == spot && self.alive(*number)).count() >= 5 {
            return Ok(());
        }
        let partition = PARTITIONS[spot % 2];
        let account = ACCOUNTS[who as usize % 2];
        let person = ["alice", "bob"][who as usize / 2 % 2];
        let mut role = None;
        let (account, resource, seconds, issuer) = match kind {
            Kind::User => (account, format!("iam::{account}:user/team/{person}"), self.habits.sign_in, SIGN_IN_HOSTS[spot % 2]),
            Kind::Root => (account, format!("iam::{account}:root"), 12 * HOUR, SIGN_IN_HOSTS[spot % 2]),
            Kind::IdentityCenter => {
                let set = who as usize % SETS;
                (account, format!("sts::{account}:assumed-role/{}/{person}", SET_NAMES[set]), self.habits.sets[set], "corp.awsapps.com")
            }
            Kind::Saml | Kind::Broker => {
                let number = who as usize / 4 % ROLES;
                if !self.may_be_reached(number, None) {
                    return Ok(());
                }
                role = Some(number);
                let account = ROLE_ACCOUNTS[number % 2];
                let issuer = if kind == Kind::Saml { "idp.example.com" } else { "broker.example.com" };
                (account, format!("sts::{account}:assumed-role/{}/{person}", ROLE_NAMES[number]), seconds, issuer)
            }
            Kind::Federated => (account, format!("sts::{account}:federated-user/{person}"), seconds, "broker.example.com"),
        };
        if !multi {
            // One session at a time: another sign-in is the end of what was.
            self.replace(spot, |_| true);
        }
        self.made += 1;
        let arn = format!("arn:{partition}:{resource}");
        let number = self.truths.len();
        let truth = Truth {
            spot,
            kind: Some(kind),
            id: multi.then(|| self.id_of_sign_in(spot, account, &arn, delivery)),
            account,
            arn,
            role,
            original: number,
            source: None,
            issuer,
            hash: format!("h{}", self.made),
            begun: self.t,
            end: self.t + seconds,
            date: self.now() + seconds,
            seconds,
            over: false,
            cookie_gone: false,
            set_back_unseen: false,
            set_back: false,
            set_back_and_forward: false,
            set_forward: false,
            source_set_forward: false,
            renewed_unseen: false,
            announced: None,
            lost: false,
            known: None,
        };
        self.truths.push(truth);
        let referrer = match (kind, via % 6) {
            (_, 0) => None,
            (Kind::IdentityCenter, _) => Some("corp.awsapps.com"),
            (Kind::Saml, 1..=3) => Some(issuer),
            (Kind::Broker | Kind::Federated, 1..=3) => Some(issuer),
            _ => Some(SIGN_IN_HOSTS[spot % 2]),
        };
        self.begin(number, tab, via, referrer.map(str::to_owned), delivery)
    }

    /// A multi-session id that no session alive has.
    fn id(&mut self, spot: usize, account: &str, arn: &str) -> String {
        if self.habits.same_ids {
            let before = self.truths.iter().rposition(|truth| truth.arn == arn && truth.spot == spot);
            let long_over = |before: &usize| self.t > self.truths[*before].begun + 36 * HOUR;
            let again = before.filter(long_over).and_then(|before| self.truths[before].id.clone());
            if let Some(id) = again {
                return id;
            }
        }
        format!("{account}-{:08x}", self.made.wrapping_mul(0x9e37_79b1))
    }

    /// The id of a new sign-in: that of the session before, of the same identity, where AWS gives it again. That one is replaced.
    fn id_of_sign_in(&mut self, spot: usize, account: &str, arn: &str, delivery: Delivery) -> String {
        let before = self.truths.iter().rposition(|truth| truth.arn == arn && truth.spot == spot && truth.kind.is_some());
        let told_at_once = matches!(delivery, Delivery::Once | Delivery::Twice) && (!self.installed || self.sees());
        match before.filter(|_| self.habits.ids_by_identity && told_at_once) {
            Some(before) if self.truths[before].id.is_some() => {
                self.truths[before].over = true;
                self.promises.remove(&before);
                self.truths[before].id.clone().unwrap_or_default()
            }
            _ => self.id(spot, account, arn),
        }
    }

    fn may_be_reached(&mut self, role: usize, from: Option<&str>) -> bool {
        if !self.habits.told[role] {
            return true;
        }
        match &self.ways[role] {
            Some(way) => way.as_deref() == from,
            None => {
                self.ways[role] = Some(from.map(str::to_owned));
                true
            }
        }
    }

    /// Without multi-session: what goes when another session comes.
    fn replace(&mut self, spot: usize, which: impl Fn(&Truth) -> bool) {
        for truth in &mut self.truths {
            if truth.spot == spot && which(truth) {
                truth.over = true;
                truth.cookie_gone = true;
            }
        }
        for tab in &mut self.tabs {
            if self.truths[tab.truth].spot == spot {
                tab.logged_out = true;
            }
        }
    }

    fn begin(&mut self, number: usize, tab: u8, via: u8, referrer: Option<String>, delivery: Delivery) -> Outcome {
        let spot = self.truths[number].spot;
        if self.truths[number].id.is_none() {
            self.spots[spot].current = Some(number);
        }
        self.truths[number].lost = delivery == Delivery::Lost;
        let tab = i64::from(tab) % 10 % TABS + 10 * (spot / 2) as i64;
        self.navigate(tab, number, referrer, Navigation::Navigate, true, i64::from(via / 8 % 6), delivery)
    }

    fn switch(&mut self, tab: u8, role: u8, to: u8, via: u8, delivery: Delivery) -> Outcome {
        let Some(tab) = self.tab(tab).cloned() else { return Ok(()) };
        let spot = self.truths[tab.truth].spot;
        let multi = self.truths[tab.truth].id.is_some();
        let role = role as usize % ROLES;
        let shown = tab.truth;
        // Without multi-session the console always switches with the original sign-in (rules/console.rs, `switch_role`).
        let source = match (multi, self.spots[spot].current) {
            (true, _) => shown,
            (false, Some(current)) => self.truths[current].original,
            (false, None) => return Ok(()),
        };
        if !self.alive(source) || matches!(self.truths[source].kind, Some(Kind::Root | Kind::Federated)) {
            return Ok(());
        }
        if multi && (0..self.truths.len()).filter(|number| self.truths[*number].spot == spot && self.alive(*number)).count() >= 5 {
            return Ok(());
        }
        let source_arn = self.truths[source].arn.clone();
        if !self.may_be_reached(role, Some(&source_arn)) {
            return Ok(());
        }
        // A role's sign-in, or a role that was switched to: everything but an IAM user.
        let chained = self.truths[source].kind != Some(Kind::User);
        let left = self.truths[source].end - self.t;
        let seconds = match (chained, multi) {
            (false, _) => self.habits.maxima[role].min(left),
            (true, true) => HOUR,
            (true, false) if self.habits.role_source_counts => HOUR.min(left),
            (true, false) => HOUR,
        };
        if !multi {
            let original = source;
            self.replace_switched(spot, original);
        }
        self.made += 1;
        let account = ROLE_ACCOUNTS[role % 2];
        let session = self.truths[source].arn.rsplit('/').next().unwrap_or("x").to_owned();
        let arn = format!("arn:{}:sts::{account}:assumed-role/{}/{session}", PARTITIONS[spot % 2], ROLE_NAMES[role]);
        let id = multi.then(|| self.id(spot, account, &arn));
        let (original, issuer) = (self.truths[source].original, self.truths[source].issuer);
        let number = self.truths.len();
        self.truths.push(Truth {
            spot,
            kind: None,
            id,
            account,
            arn,
            role: Some(role),
            original,
            source: Some(source),
            issuer,
            hash: self.truths[original].hash.clone(),
            begun: self.t,
            end: self.t + seconds,
            date: self.now() + seconds,
            seconds,
            over: false,
            cookie_gone: false,
            set_back_unseen: self.truths[source].set_back_unseen,
            set_back: false,
            set_back_and_forward: false,
            set_forward: false,
            source_set_forward: self.truths[source].set_forward || self.truths[source].source_set_forward,
            renewed_unseen: self.truths[source].renewed_unseen,
            announced: None,
            lost: false,
            known: None,
        });
        let request = via % 5 == 4 && multi;
        if via % 5 == 3 && multi {
            // Tried before, and refused.
            self.send_switching(source, tab.tab, 403)?;
        }
        if request {
            self.send_switching(source, tab.tab, 200)?;
        }
        let referrer = match via % 5 {
            0 => None,
            3 => Some(self.host(shown)),
            1 | 4 => Some(SIGN_IN_HOSTS[spot % 2].to_owned()),
            _ => Some(self.host(shown)),
        };
        let to = if via.is_multiple_of(2) || request { tab.tab as u8 } else { to };
        self.begin(number, to, via, referrer, delivery)
    }

    /// A console page asked to switch.
    fn send_switching(&mut self, source: usize, tab: i64, status: i64) -> Outcome {
        let truth = &self.truths[source];
        let Some(source) = truth.id.clone() else { return Ok(()) };
        let what = What::Switching(Switching { store: STORES[truth.spot / 2].into(), tab: Some(tab), source, status });
        self.send(what, Shows::Nothing, Delivery::Once)
    }

    /// Without multi-session: a role that was switched to goes when another comes, or the sign-in comes back.
    fn replace_switched(&mut self, spot: usize, original: usize) {
        for (number, truth) in self.truths.iter_mut().enumerate() {
            if truth.spot == spot && number != original && !truth.over {
                truth.over = true;
            }
        }
        if self.habits.announces_switch {
            for tab in &mut self.tabs {
                if self.truths[tab.truth].spot == spot {
                    tab.logged_out = true;
                }
            }
        }
    }

    fn back(&mut self, tab: u8, via: u8, delivery: Delivery) -> Outcome {
        let Some(tab) = self.tab(tab).cloned() else { return Ok(()) };
        let spot = self.truths[tab.truth].spot;
        let Some(current) = self.spots[spot].current.filter(|_| !self.habits.multi[spot]) else { return Ok(()) };
        let original = self.truths[current].original;
        if original == current || !self.alive(original) {
            return Ok(());
        }
        // Through the sign-in host only where the sign-in was met, or nobody watches: else that looks like signing in (see the assumptions).
        let referrer = if via.is_multiple_of(2) && (!self.installed || self.is_met(original)) {
            SIGN_IN_HOSTS[spot % 2].to_owned()
        } else {
            self.host(current)
        };
        self.replace_switched(spot, original);
        self.spots[spot].current = Some(original);
        self.navigate(tab.tab, original, Some(referrer), Navigation::Navigate, true, 2, delivery)
    }

    // Pages.

    fn host(&self, number: usize) -> String {
        let truth = &self.truths[number];
        let domain = ["console.aws.amazon.com", "console.amazonaws.cn"][truth.spot % 2];
        let region = ["us-east-1", "cn-north-1"][truth.spot % 2];
        match &truth.id {
            Some(id) => format!("{id}.{region}.{domain}"),
            None => format!("{region}.{domain}"),
        }
    }

    /// A tab goes to a page of a session, which the server answers or the cache.
    #[allow(clippy::too_many_arguments)]
    fn navigate(
        &mut self,
        tab: i64,
        number: usize,
        referrer: Option<String>,
        navigation: Navigation,
        answered: bool,
        ago: i64,
        delivery: Delivery,
    ) -> Outcome {
        let habits = self.habits;
        let host = self.host(number);
        let truth = &self.truths[number];
        let multi = truth.id.is_some();
        let original = &self.truths[truth.original];
        let user = habits.user_info.then(|| UserInfo {
            arn: Some(if multi || habits.names_role { truth.arn.clone() } else { original.arn.clone() }),
            issuer: Some(truth.issuer.to_owned()),
            sign_in: habits.sign_in_hash.then(|| truth.hash.clone()),
        });
        let page = Page {
            host,
            meta: Meta {
                account: Some(truth.account.to_owned()),
                arn: Some(truth.arn.clone()),
                session_id: truth.id.clone(),
                multi_session: Some(multi),
                ..Meta::default()
            },
            user,
            referrer,
            navigation,
            answered,
        };
        let spot = truth.spot;
        let cookie = self.page_cookie(number);
        let dated = cookie.as_ref().is_some_and(|cookie| cookie.expires.is_some());
        // The action before was over when this navigation began.
        let ago_seen = ago.min(self.t - self.action_before - 1).max(0);
        let observed =
            Observed { tab, window: tab / 3, store: STORES[spot / 2].to_owned(), navigated_at: self.now() - ago_seen, page, cookie };
        if answered && !multi && ago % 3 != 0 && delivery == Delivery::Once {
            // The page's region gets its cookie; the others keep what they had.
            self.spots[spot].signer[ago as usize % 2] = Some(self.truths[number].date);
        }
        self.tabs.retain(|known| known.tab != tab);
        self.posts.retain(|post| match &post.what {
            What::Observed(late) => late.tab != tab,
            What::Looked(late) => late.tab != tab,
            _ => true,
        });
        self.tabs.push(TabTruth {
            tab,
            truth: number,
            page: observed.clone(),
            told: self.sees() && delivery != Delivery::Lost,
            logged_out: false,
        });
        self.send(What::Observed(Box::new(observed)), Shows::Page(number), delivery)?;
        if dated && delivery == Delivery::Once && self.sees() {
            self.truths[number].renewed_unseen = false;
        }
        if self.cookies && delivery == Delivery::Once {
            self.ask_for(number, ago as usize % 2, delivery)?;
        }
        Ok(())
    }

    fn page_cookie(&self, number: usize) -> Option<PageCookie> {
        if self.habits.page_cookie == 0 {
            return None;
        }
        // A cookie of that name may be that of a later session.
        let (id, spot) = (self.truths[number].id.as_ref()?, self.truths[number].spot);
        let truth = self.truths.iter().rfind(|truth| truth.spot == spot && truth.id.as_ref() == Some(id))?;
        let present = !truth.cookie_gone && truth.date > self.now();
        Some(PageCookie {
            name: format!("__Secure-aws-session-id-{id}"),
            present,
            expires: (present && self.habits.page_cookie == 2).then_some(truth.date),
        })
    }

    fn page(&mut self, tab: u8, how: u8, delivery: Delivery) -> Outcome {
        let Some(tab) = self.tab(tab).cloned() else { return Ok(()) };
        let spot = self.truths[tab.truth].spot;
        if how % 7 == 6 {
            // Out of the cache, or back: what the page shows is what it was, alive or not.
            let navigation = if how.is_multiple_of(2) { Navigation::BackForward } else { Navigation::Navigate };
            return self.navigate(tab.tab, tab.truth, tab.page.page.referrer, navigation, false, 1, delivery);
        }
        let number = match &self.truths[tab.truth].id {
            Some(_) => tab.truth,
            None => self.spots[spot].current.unwrap_or(tab.truth),
        };
        if !self.alive(number) {
            // To the sign-in host: the tab has left the console.
            self.tabs.retain(|known| known.tab != tab.tab);
            return self.send(What::TabGone { tab: tab.tab }, Shows::Nothing, delivery);
        }
        let host = self.host(number);
        let (referrer, navigation) = match how % 7 {
            0 => (None, Navigation::Navigate),
            1 => (Some("wiki.example.com".to_owned()), Navigation::Navigate),
            // A reloaded page keeps its referrer.
            2 if number == tab.truth => (tab.page.page.referrer.clone(), Navigation::Reload),
            _ => (Some(host), Navigation::Navigate),
        };
        self.navigate(tab.tab, number, referrer, navigation, true, i64::from(how / 8 % 6), delivery)
    }

    /// The ledger has met that session and knows it still.
    fn is_met(&self, number: usize) -> bool {
        self.truths[number].known.is_some_and(|known| self.ledger.get(known).is_some())
    }

    fn choose(&mut self, from: u8, tab: u8, via: u8, delivery: Delivery) -> Outcome {
        let (Some(from), Some(chosen)) = (self.tab(from).cloned(), self.tab(tab).cloned()) else { return Ok(()) };
        let spot = self.truths[from.truth].spot;
        if via % 4 == 3 && self.habits.multi[spot] {
            return self.select(from.tab, spot, via, delivery);
        }
        let number = match &self.truths[chosen.truth].id {
            Some(_) => chosen.truth,
            None => self.spots[self.truths[chosen.truth].spot].current.unwrap_or(chosen.truth),
        };
        if self.truths[number].spot != spot || !self.alive(number) || (self.installed && !self.is_met(number)) {
            return Ok(());
        }
        let referrer = if via.is_multiple_of(2) { self.host(from.truth) } else { SIGN_IN_HOSTS[spot % 2].to_owned() };
        self.navigate(from.tab, number, Some(referrer), Navigation::Navigate, true, 1, delivery)
    }

    /// The session selector of the sign-in host leads to any session that runs, met or not.
    fn select(&mut self, tab: i64, spot: usize, via: u8, delivery: Delivery) -> Outcome {
        let newest =
            |number: usize| self.truths.iter().rposition(|truth| truth.spot == spot && truth.id == self.truths[number].id) == Some(number);
        // With every page watched, none that began since is unknown (see the assumptions).
        let can_be = |number: &usize| {
            let truth = &self.truths[*number];
            truth.spot == spot && truth.id.is_some() && self.alive(*number) && newest(*number) && (!self.habits.tells_watch || !truth.lost)
        };
        let running: Vec<usize> = (0..self.truths.len()).filter(can_be).collect();
        let Some(number) = running.get(via as usize / 4 % running.len().max(1)).copied() else { return Ok(()) };
        self.navigate(tab, number, Some(SIGN_IN_HOSTS[spot % 2].to_owned()), Navigation::Navigate, true, 1, delivery)
    }

    fn look(&mut self, tab: u8, delivery: Delivery) -> Outcome {
        let Some(tab) = self.tab(tab).cloned() else { return Ok(()) };
        let number = tab.truth;
        if !tab.told || self.posts.iter().any(|post| matches!(&post.what, What::Observed(late) if late.tab == tab.tab)) {
            return Ok(());
        }
        let truth = &self.truths[number];
        let cookie = self.page_cookie(number);
        let current = self.spots[truth.spot].current;
        let signed_in = current.filter(|current| self.alive(self.truths[*current].original));
        let sign_in =
            (self.habits.sign_in_hash && truth.id.is_none()).then(|| signed_in.map(|current| self.truths[current].hash.clone())).flatten();
        let gone = cookie.as_ref().is_some_and(|cookie| !cookie.present);
        let changed = sign_in.is_some() && sign_in.as_deref() != Some(truth.hash.as_str()) && self.habits.user_info;
        let shows_end = truth.over && (gone || tab.logged_out || changed);
        let dated = cookie.as_ref().is_some_and(|cookie| cookie.expires.is_some());
        let shows = if shows_end {
            Shows::End(number, tab.tab)
        } else if dated {
            Shows::Date(number)
        } else {
            Shows::Nothing
        };
        let what = What::Looked(Looked { tab: tab.tab, cookie, sign_in, logged_out: tab.logged_out });
        self.send(what, shows, delivery)
    }

    fn ask(&mut self, tab: u8, region: u8, delivery: Delivery) -> Outcome {
        let Some(number) = self.tab(tab).map(|tab| tab.truth) else { return Ok(()) };
        if !self.cookies {
            return Ok(());
        }
        self.ask_for(number, region as usize % 2, delivery)
    }

    fn ask_for(&mut self, number: usize, region: usize, delivery: Delivery) -> Outcome {
        // A cookie of that name may be that of a later session.
        let newest = self
            .truths
            .iter()
            .rfind(|truth| truth.id.is_some() && truth.id == self.truths[number].id && truth.spot == self.truths[number].spot);
        let truth = newest.unwrap_or(&self.truths[number]);
        let (spot, host, now) = (truth.spot, self.host(number), self.now());
        let store = STORES[spot / 2].to_owned();
        match &truth.id {
            Some(id) => {
                let expires = (!truth.cookie_gone && truth.date > now).then_some(truth.date);
                let shows = if expires.is_some() { Shows::Date(number) } else { Shows::Nothing };
                let name = format!("__Secure-aws-session-id-{id}");
                self.send(What::Cookie(Cookie { store, domain: host, name, expires }), shows, delivery)
            }
            None => {
                let expires = self.spots[spot].signer[region].filter(|date| *date > now);
                let name = format!("aws-signer-token_{}", [["us-east-1", "eu-west-1"], ["cn-north-1", "cn-northwest-1"]][spot % 2][region]);
                self.send(What::Cookie(Cookie { store, domain: host, name, expires }), Shows::Nothing, delivery)
            }
        }
    }

    // What happens to sessions.

    /// The console renews a session, as its cookie's date shows; only where the date can be seen.
    fn renew(&mut self, tab: u8, delivery: Delivery) -> Outcome {
        let Some(number) = self.tab(tab).map(|tab| tab.truth) else { return Ok(()) };
        let now = self.now();
        if self.truths[number].id.is_none() || !self.alive(number) || self.habits.page_cookie != 2 {
            return Ok(());
        }
        let truth = &mut self.truths[number];
        truth.end = self.t + truth.seconds;
        truth.date = now + truth.seconds;
        truth.renewed_unseen = true;
        truth.set_back_unseen = false;
        self.promises.remove(&number);
        self.look(tab, delivery)
    }

    fn sign_out(&mut self, tab: u8) -> Outcome {
        let Some(number) = self.tab(tab).map(|tab| tab.truth) else { return Ok(()) };
        if self.truths[number].id.is_some() {
            self.truths[number].over = true;
            self.truths[number].cookie_gone = true;
            for tab in &mut self.tabs {
                tab.logged_out |= tab.truth == number;
            }
        } else {
            let spot = self.truths[number].spot;
            self.replace(spot, |_| true);
            self.spots[spot].current = None;
            self.spots[spot].signer = [None, None];
        }
        Ok(())
    }

    fn tell(&mut self, tab: u8) -> Outcome {
        let Some(number) = self.tab(tab).map(|tab| tab.truth) else { return Ok(()) };
        let truth = &self.truths[number];
        let Some(session) = truth.known.filter(|_| truth.role.is_some_and(|role| self.habits.told[role])) else { return Ok(()) };
        // Asked only where it is open.
        if self.ledger.get(session).is_none_or(|known| known.origin.is_some()) {
            return Ok(());
        }
        let from = match truth.source {
            None => ToldFrom::SignIn,
            Some(source) => {
                let Some(source) = self.truths[source].known.filter(|known| self.ledger.get(*known).is_some()) else { return Ok(()) };
                ToldFrom::Session(source)
            }
        };
        self.send(What::Told { session, from }, Shows::Nothing, Delivery::Once)
    }

    // The way to the ledger.

    /// Whether what pages show reaches the background.
    fn sees(&self) -> bool {
        self.installed && !self.withheld
    }

    fn send(&mut self, what: What, shows: Shows, delivery: Delivery) -> Outcome {
        let by_access = matches!(what, What::Observed(_) | What::Looked(_) | What::Cookie(_) | What::Switching(_));
        if !self.installed || (by_access && self.withheld) {
            return Ok(());
        }
        match delivery {
            Delivery::Lost => Ok(()),
            Delivery::Once => self.step(what, shows),
            Delivery::Twice => {
                self.step(what.clone(), shows)?;
                self.step(what, shows)
            }
            Delivery::Late(seconds) => {
                self.posts.push(Post { due: self.t + seconds, what, shows });
                Ok(())
            }
        }
    }

    /// Time passes, with what falls due in it.
    fn pass_until(&mut self, until: i64) -> Outcome {
        loop {
            let post = self.posts.iter().enumerate().min_by_key(|(_, post)| post.due).map(|(at, post)| (at, post.due));
            let alarm = self.wake.map(|wake| (wake - self.skew + self.habits.alarm_delay).max(self.t));
            match (post, alarm) {
                (Some((at, due)), _) if due <= until && alarm.is_none_or(|alarm| due <= alarm) => {
                    let post = self.posts.remove(at);
                    self.t = self.t.max(due);
                    self.step(post.what, post.shows)?;
                }
                (_, Some(alarm)) if alarm <= until && self.installed => {
                    self.t = self.t.max(alarm);
                    self.step(What::Woke, Shows::Nothing)?;
                }
                _ => break,
            }
        }
        self.t = self.t.max(until);
        self.kept_word()
    }

    fn die(&mut self) -> Outcome {
        let Ok(stored) = serde_json::to_vec(&self.ledger) else { return fail("stored", "it cannot be stored") };
        if stored.len() > 200_000 {
            return fail("bounds", format!("{} bytes are stored", stored.len()));
        }
        match serde_json::from_slice::<Ledger>(&stored) {
            Ok(ledger) if ledger == self.ledger => {
                self.ledger = ledger;
                Ok(())
            }
            Ok(_) => fail("stored", "what was stored comes back as something else"),
            Err(error) => fail("stored", error.to_string()),
        }
    }

    fn step(&mut self, what: What, shows: Shows) -> Outcome {
        let now = self.now();
        // A clock that went back and is seen no earlier than the last event: nothing shows it.
        if self.unseen_skew < 0 && now + SAME > self.ledger.last_now {
            for truth in &mut self.truths {
                truth.set_back_unseen = true;
            }
        }
        self.unseen_skew = 0;
        let event = Event { now, what };
        if let Some(log) = &mut self.log {
            log.push(event.clone());
        }
        let effects = self.ledger.step(&event);
        self.steps += 1;
        self.wake = effects.wake;
        if effects.wake.is_some_and(|wake| wake <= now) {
            return fail("clock", "it wants to be woken in the past");
        }
        for notice in &effects.notices {
            let (session, lead, end) = (notice.session, notice.given.lead, notice.given.end);
            if self.notices.iter().any(|given| given.0 == session && given.1 == lead && (given.2 - end).abs() < SAME) {
                return fail("twice", format!("notice {lead} s before {end} of session {session} came twice"));
            }
            self.notices.push((session, lead, end, now));
        }
        if let What::Looked(Looked { tab, logged_out: true, .. }) = &event.what {
            let known = self.ledger.tab(*tab).and_then(|tab| self.ledger.get(tab.session?));
            let of = known.map(|known| (known.store.clone(), known.session_id.clone()));
            for truth in &mut self.truths {
                if of.as_ref().is_some_and(|of| of.0 == STORES[truth.spot / 2] && of.1 == truth.id) {
                    truth.announced = Some(now);
                }
            }
        }
        match shows {
            Shows::Nothing => {}
            Shows::Date(number) => {
                let date = Some(self.truths[number].date);
                let tells = match &event.what {
                    What::Looked(looked) => {
                        let of_it = self.ledger.tab(looked.tab).and_then(|tab| tab.session) == self.truths[number].known;
                        of_it && looked.cookie.as_ref().is_some_and(|cookie| cookie.expires == date) && date > Some(now)
                    }
                    What::Cookie(cookie) => cookie.expires == date && date > Some(now),
                    _ => false,
                };
                self.truths[number].renewed_unseen &= !tells;
            }
            Shows::Page(number) => {
                if let What::Observed(observed) = &event.what {
                    let answered = observed.page.answered;
                    let announced = &mut self.truths[number].announced;
                    *announced = announced.filter(|at| !answered || observed.navigated_at <= *at);
                    self.truths[number].known = self.ledger.tab(observed.tab).and_then(|tab| tab.session);
                    if let Some(known) = self.truths[number].known {
                        for (other, truth) in self.truths.iter_mut().enumerate() {
                            if other != number && truth.known == Some(known) {
                                truth.known = None;
                            }
                        }
                    }
                }
            }
            Shows::End(number, tab) => {
                let shown = self.ledger.tab(tab).and_then(|tab| tab.session);
                let recorded = shown.and_then(|shown| self.ledger.get(shown)).is_none_or(|known| known.ended.is_some());
                if shown.is_some() && shown == self.truths[number].known && !recorded {
                    return fail("early-end", format!("the end of {} was shown and is not recorded", self.truths[number].arn));
                }
            }
        }
        self.hold_against_truth(now)?;
        self.promise(now);
        self.kept_word()
    }

    // The assertions.

    fn hold_against_truth(&self, now: i64) -> Outcome {
        let sizes = (self.ledger.sessions.len(), self.ledger.tabs.len(), self.ledger.roles.len(), self.ledger.switches.len());
        if sizes.0 > 100 || sizes.1 > 500 || sizes.2 > 500 || sizes.3 > 16 {
            return fail("bounds", format!("{sizes:?} are kept"));
        }
        for truth in &self.truths {
            let Some(known) = truth.known.and_then(|known| self.ledger.get(known)) else { continue };
            if truth.over {
                continue;
            }
            let end = self.true_end(truth);
            // Long over: nobody asks any more, and the clock may have gone anywhere since.
            if end + 2 * SAME < now {
                continue;
            }
            let said = span(&self.ledger, known);
            let who = known.identity.who.name();
            let told = || {
                let mut told = String::new();
                let _ = write!(
                    told,
                    "session {} ({}): ends at {end}, in {} s; said: {said:?}; known: {known:?}",
                    known.id,
                    truth.arn,
                    end - now
                );
                told
            };
            if known.identity.account != truth.account || !truth.arn.contains(who) {
                return fail("identity", told());
            }
            let early_waived = truth.set_back_unseen;
            let late_waived = truth.renewed_unseen || truth.source_set_forward || truth.set_back_and_forward;
            if matches!(said.sure, Sure::Exact | Sure::Computed) {
                let Some(word) = said.earliest else { return fail("no-end", told()) };
                if (word.at > end + SAME && !early_waived) || (word.at < end - SAME && !late_waived) {
                    return fail("sure", told());
                }
            }
            if said.earliest.is_some_and(|earliest| earliest.at > end + SAME) && !early_waived {
                return fail("earliest", told());
            }
            if said.latest.is_some_and(|latest| latest.at < end - SAME) && !late_waived {
                return fail("latest", told());
            }
            let shown = view::view(&self.ledger, known, now);
            if shown.phase == Phase::Ended && end > now + SAME && !late_waived && truth.announced.is_none() {
                return fail("called-ended", told());
            }
        }
        Ok(())
    }

    /// Notes which ends the ledger vouches for, session by session.
    fn promise(&mut self, now: i64) {
        for number in 0..self.truths.len() {
            let truth = &self.truths[number];
            if truth.known.is_none() && !self.promises.contains_key(&number) {
                continue;
            }
            let known = truth.known.and_then(|known| self.ledger.get(known));
            let word = known.and_then(|known| {
                let open = self.ledger.tabs.iter().any(|tab| tab.session == Some(known.id));
                let view = view::view(&self.ledger, known, now);
                let end = view.end.filter(|end| *end > now && view.phase == Phase::Running && view.bound.as_deref() != Some("at-most"))?;
                (open && !known.muted && known.ended.is_none()).then_some((known.id, end))
            });
            let standing = self.promises.get(&number);
            match (word, standing) {
                (Some((known, end)), Some(promise)) if promise.known == known && (promise.end - end).abs() < SAME => {
                    let since = promise.since;
                    self.promises.insert(number, Promise { end, since, known });
                }
                (Some((known, end)), _) => {
                    self.promises.insert(number, Promise { end, since: self.t, known });
                }
                // It may have passed just now: that is looked at below.
                (None, Some(promise)) if promise.end <= now => {}
                (None, _) => {
                    self.promises.remove(&number);
                }
            }
        }
    }

    /// Of the ends that have passed: was there a notice before?
    fn kept_word(&mut self) -> Outcome {
        let (now, skew) = (self.now(), self.skew);
        let passed: Vec<(usize, Promise)> =
            self.promises.iter().filter(|(_, promise)| promise.end <= now).map(|(number, promise)| (*number, *promise)).collect();
        for (number, promise) in passed {
            self.promises.remove(&number);
            let before = promise.end - skew - 2 * MINUTE;
            if promise.since > before || self.awake_since > before || self.clock_changed > before {
                continue;
            }
            let warned = |given: &(u32, i64, i64, i64)| {
                given.0 == promise.known && given.1 > 0 && (given.2 - promise.end).abs() < 2 * SAME && given.3 < promise.end
            };
            if !self.notices.iter().any(warned) {
                return fail("unwarned", format!("session {} ended at {} without a notice", promise.known, promise.end));
            }
        }
        Ok(())
    }
}

const PARTITIONS: [&str; 2] = ["aws", "aws-cn"];
const SIGN_IN_HOSTS: [&str; 2] = ["us-east-1.signin.aws.amazon.com", "signin.amazonaws.cn"];
const ACCOUNTS: [&str; 2] = ["111122223333", "222233334444"];
const ROLE_ACCOUNTS: [&str; 2] = ["444455556666", "555566667777"];
const ROLE_NAMES: [&str; ROLES] = ["Dev", "Ops", "Admin", "Hub", "Data", "Audit"];
const SET_NAMES: [&str; SETS] =
    ["AWSReservedSSO_ReadOnly_0123456789abcdef", "AWSReservedSSO_Power_User_0123456789abcdef", "AWSReservedSSO_Admin_0123456789abcdef"];

fn run(day: &Day, record: bool) -> (World, Outcome) {
    let mut world = World::new(day.habits, record);
    let mut outcome = Ok(());
    for action in &day.actions {
        outcome = world.carry_out(action);
        if outcome.is_err() {
            break;
        }
    }
    if outcome.is_ok() {
        outcome = world.die();
    }
    (world, outcome)
}

/// Leaves out actions, and lets deliveries be plain, as long as the same assertion fails.
fn shrink(day: &Day, kind: &str) -> Day {
    let fails = |day: &Day| run(day, false).1.is_err_and(|failure| failure.kind == kind);
    let mut day = day.clone();
    let mut size = day.actions.len();
    while size > 0 {
        let mut at = 0;
        while at < day.actions.len() {
            let mut shorter = day.clone();
            shorter.actions.drain(at..(at + size).min(day.actions.len()));
            if fails(&shorter) {
                day = shorter;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    for at in 0..day.actions.len() {
        for simpler in [
            Action { dies: false, ..day.actions[at] },
            Action { delivery: Delivery::Once, ..day.actions[at] },
            Action { asleep: false, ..day.actions[at] },
            Action { after: 0, ..day.actions[at] },
        ] {
            let mut plain = day.clone();
            plain.actions[at] = simpler;
            if fails(&plain) {
                day = plain;
            }
        }
    }
    day
}

/// Runs one seed's days; where they fail, says so with the shortest list of events that does.
fn one(seed: u64, days: usize) -> Result<World, String> {
    let day = generate(&mut Rng(seed), days);
    let (world, outcome) = run(&day, false);
    let Err(failure) = outcome else { return Ok(world) };
    let short = shrink(&day, failure.kind);
    let (world, outcome) = run(&short, true);
    let text = outcome.err().map_or_else(|| failure.text.clone(), |failure| failure.text);
    let mut report = format!("SIMULATION_SEED={seed} fails ({}): {text}\n{:?}\n", failure.kind, short.habits);
    for action in &short.actions {
        let _ = writeln!(report, "  {action:?}");
    }
    for event in world.log.iter().flatten() {
        let _ = writeln!(report, "{}", serde_json::to_string(event).unwrap_or_default());
    }
    Err(report)
}

fn number_of(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// At least that many user-days are lived.
const USER_DAYS: u64 = 50_000;

/// Nothing grows without bound in a ledger that lives on from day to day.
#[test]
fn simulation_of_a_long_life_stays_within_bounds() {
    for seed in 1..=10 {
        let world = one(1_000_000 + seed, 60).unwrap_or_else(|report| panic!("{report}"));
        let stored = serde_json::to_vec(&world.ledger).map_or(0, |stored| stored.len());
        assert!(stored < 200_000, "{stored} bytes after 60 days");
        assert!(world.truths.len() > 100, "too little happened");
        // Each session has been forgotten a day after its end; two days' sessions are some fifty.
        assert!(world.ledger.sessions.len() < 60, "{} sessions are kept", world.ledger.sessions.len());
    }
}

#[test]
fn simulation_of_user_days_never_lies_about_time() {
    let single = number_of("SIMULATION_SEED");
    let first = single.unwrap_or(1);
    let count = if single.is_some() { 1 } else { number_of("SIMULATION_DAYS").unwrap_or(USER_DAYS) };
    let begun = Instant::now();
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get() as u64).min(count);
    let parts: Vec<_> = (0..threads)
        .map(|part| {
            std::thread::spawn(move || {
                let (mut steps, mut sessions, mut notices) = (0, 0, 0);
                let mut reports = Vec::new();
                let mut kinds = HashSet::new();
                for seed in (first + part..first + count).step_by(threads as usize) {
                    match one(seed, 1) {
                        Ok(world) => {
                            steps += world.steps;
                            sessions += world.truths.len();
                            notices += world.notices.len();
                        }
                        Err(report) => {
                            let kind = report.split(['(', ')']).nth(1).unwrap_or_default().to_owned();
                            if kinds.insert(kind) || kinds.len() > 2 {
                                reports.push(report);
                            }
                            if reports.len() > 2 {
                                break;
                            }
                        }
                    }
                }
                (steps, sessions, notices, reports)
            })
        })
        .collect();
    let (mut steps, mut sessions, mut notices, mut reports) = (0, 0, 0, Vec::new());
    for part in parts {
        let (more_steps, more_sessions, more_notices, more_reports) = part.join().expect("a part");
        steps += more_steps;
        sessions += more_sessions;
        notices += more_notices;
        reports.extend(more_reports);
    }
    println!(
        "simulation: {count} user-days from seed {first}, {steps} events, {sessions} sessions, {notices} notices, {:.1} s on {threads} threads",
        begun.elapsed().as_secs_f64()
    );
    assert!(reports.is_empty(), "{}", reports.join("\n"));
    // A simulation in which nothing happens proves nothing.
    assert!(single.is_some() || (steps > 10 * count && sessions as u64 > 2 * count && notices as u64 > count));
}
