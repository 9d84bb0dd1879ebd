//! The ledger's rules, one by one. Whole user-days are in `simulation.rs`.

use serde_json::{Value, json};
use session_clock::ledger::{Effects, Event, Ledger};

const USER: &str = "arn:aws:iam::111122223333:user/alice";
const ROLE: &str = "arn:aws:sts::444455556666:assumed-role/Dev/alice";
const USER_ID: &str = "111122223333-aaaa1111";
const ROLE_ID: &str = "444455556666-bbbb2222";
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

struct World {
    ledger: Ledger,
    last: Option<Effects>,
}

impl World {
    /// The extension has watched for longer than any session can run, and was told that sign-ins last 12 hours: so starts and ends are certain.
    fn new() -> World {
        let mut world = World::unknowing();
        world.step(-100 * DAY, json!("watch-began"));
        world.step(-100 * DAY, json!({"settings": {}}));
        world
    }

    /// Just installed, and nobody has told anything.
    fn unknowing() -> World {
        World { ledger: Ledger::default(), last: None }
    }

    fn step(&mut self, now: i64, mut what: Value) -> &Effects {
        if let Some(settings) = what.get_mut("settings").and_then(Value::as_object_mut) {
            settings.entry("sign_in_maxima").or_insert(json!([{"identity": "*", "seconds": 43_200}]));
        }
        let event: Event = serde_json::from_value(json!({ "now": now, "what": what })).expect("an event");
        let effects = self.ledger.step(&event);
        // What is stored comes back the same.
        let stored = serde_json::to_string(&self.ledger).expect("a state");
        assert_eq!(serde_json::from_str::<Ledger>(&stored).expect("a stored state"), self.ledger);
        self.last.insert(effects)
    }

    /// A page of a multi-session, just answered.
    fn page(&mut self, now: i64, tab: i64, id: &str, arn: &str, referrer: Option<&str>) -> &Effects {
        self.page_as(now, tab, id, arn, referrer, "navigate")
    }

    fn page_as(&mut self, now: i64, tab: i64, id: &str, arn: &str, referrer: Option<&str>, navigation: &str) -> &Effects {
        let page = json!({
            "host": format!("{id}.us-east-1.console.aws.amazon.com"),
            "meta": {"account": &id[..12], "arn": arn, "session_id": id, "multi_session": true},
            "referrer": referrer, "navigation": navigation, "answered": navigation != "back-forward",
        });
        self.step(now, json!({"observed": {"tab": tab, "window": 1, "store": "0", "navigated_at": now, "page": page}}))
    }

    /// A page without multi-session.
    fn single(&mut self, now: i64, arn: &str, sign_in: &str, referrer: Option<&str>) -> &Effects {
        let account = arn.split(':').nth(4).expect("an account");
        let page = json!({
            "host": "us-east-1.console.aws.amazon.com",
            "meta": {"account": account, "arn": arn, "multi_session": false},
            "user": {"arn": arn, "sign_in": sign_in},
            "referrer": referrer, "navigation": "navigate", "answered": true,
        });
        self.step(now, json!({"observed": {"tab": 1, "window": 1, "store": "0", "navigated_at": now, "page": page}}))
    }

    /// What the tab shows: phase, bound, end.
    fn shown(&self, tab: i64) -> Value {
        let effects = self.last.as_ref().expect("a step");
        let effect = effects.tabs.iter().find(|effect| effect.tab == tab).expect("the tab was told");
        let view = serde_json::to_value(effect.view.as_ref().expect("a view")).expect("JSON");
        json!([view["phase"], view["bound"], view["end"]])
    }

    fn overview(&self, now: i64) -> Value {
        serde_json::to_value(self.ledger.overview(now)).expect("JSON")
    }
}

fn host(id: &str) -> String {
    format!("{id}.us-east-1.console.aws.amazon.com")
}

const SIGN_IN: Option<&str> = Some("signin.aws.amazon.com");

#[test]
fn a_seen_sign_in_is_computed() {
    let mut world = World::new();
    world.page(1000, 1, USER_ID, USER, SIGN_IN);
    assert_eq!(world.shown(1), json!(["running", null, 44_200]));
    assert_eq!(world.overview(1000)[0]["span"]["sure"], "computed");
}

#[test]
fn what_was_running_already_is_at_most() {
    for (referrer, navigation) in
        [(None, "navigate"), (Some("elsewhere.example"), "navigate"), (SIGN_IN, "reload"), (SIGN_IN, "back-forward")]
    {
        let mut world = World::new();
        world.page_as(1000, 1, USER_ID, USER, referrer, navigation);
        assert_eq!(world.shown(1), json!(["running", "at-most", 44_200]), "{referrer:?} {navigation}");
        assert_eq!(world.overview(1000)[0]["span"]["sure"], "met-running");
    }
}

#[test]
fn a_switched_role_lasts_an_hour_at_least_until_its_maximum_is_known() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(600, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    assert_eq!(world.shown(2), json!(["running", "at-least", 4_200]));
    assert_eq!(world.overview(600)[0]["span"]["latest"]["at"], 43_200);
    // Alive past the hour: only the user's own end is left to bound it.
    world.page(4_300, 2, ROLE_ID, ROLE, Some(&host(ROLE_ID)));
    assert_eq!(world.shown(2), json!(["running", "at-most", 43_200]));
    // The next one of that role is known to last longer than that.
    world.page(5_000, 3, "444455556666-cccc3333", ROLE, Some(&host(USER_ID)));
    assert_eq!(world.shown(3), json!(["running", "at-least", 5_000 + 3_700]));
    let maximum = json!([{"role": "arn:aws:iam::444455556666:role/team/Dev", "seconds": 7200}]);
    world.step(5_001, json!({"settings": {"role_maxima": maximum}}));
    assert_eq!(world.shown(3), json!(["running", null, 12_200]));
}

/// AWS's form for a switch is no way back for who came from outside the console.
#[test]
fn only_a_role_that_was_switched_to_has_its_way_back_by_a_switch() {
    for (referrer, door) in [(Some(host(USER_ID)), "switch-role"), (None, "outside")] {
        let mut world = World::new();
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        world.page(600, 2, ROLE_ID, ROLE, referrer.as_deref());
        let sessions = world.overview(600);
        let role =
            sessions.as_array().and_then(|sessions| sessions.iter().find(|session| session["identity"]["account"] == "444455556666"));
        assert_eq!(role.map(|role| &role["view"]["back"]["kind"]), Some(&json!(door)), "{sessions}");
    }
}

#[test]
fn a_role_switched_to_late_ends_with_its_user() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.step(1, json!({"settings": {"role_maxima": [{"role": "*", "seconds": 43_200}]}}));
    world.page(36_000, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    assert_eq!(world.shown(2), json!(["running", null, 43_200]));
    assert_eq!(world.overview(36_000)[1]["span"]["earliest"]["why"]["limit"]["limit"], "source-session");
}

#[test]
fn a_chain_lasts_an_hour_whatever_its_source_has_left() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(600, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    let other = "arn:aws:sts::777788889999:assumed-role/Hub/alice";
    world.page(2_400, 3, "777788889999-dddd4444", other, Some(&host(ROLE_ID)));
    assert_eq!(world.shown(3), json!(["running", null, 6_000]));
}

#[test]
fn a_role_that_nobody_saw_arrive_can_be_told() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(600, 2, ROLE_ID, ROLE, SIGN_IN);
    assert_eq!(world.shown(2), json!(["running", "at-most", 43_800]));
    world.step(601, json!({"told": {"session": 2, "from": {"session": 1}}}));
    assert_eq!(world.shown(2), json!(["running", "at-least", 4_200]));
    // Remembered for the role.
    world.page(5_000, 3, "444455556666-cccc3333", ROLE, SIGN_IN);
    assert_eq!(world.shown(3), json!(["running", "at-least", 8_600]));
}

#[test]
fn a_request_to_switch_names_the_source() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.step(599, json!({"switching": {"store": "0", "source": USER_ID, "status": 200}}));
    world.page(600, 2, ROLE_ID, ROLE, SIGN_IN);
    assert_eq!(world.shown(2), json!(["running", "at-least", 4_200]));
    let mut failed = World::new();
    failed.page(0, 1, USER_ID, USER, SIGN_IN);
    failed.step(599, json!({"switching": {"store": "0", "source": USER_ID, "status": 403}}));
    failed.page(600, 2, ROLE_ID, ROLE, SIGN_IN);
    assert_eq!(failed.shown(2), json!(["running", "at-most", 43_800]));
}

#[test]
fn without_multi_session_a_switch_is_from_the_original_sign_in() {
    let mut world = World::new();
    world.step(0, json!({"settings": {"role_maxima": [{"role": "*", "seconds": 43_200}]}}));
    world.single(0, USER, "s1", SIGN_IN);
    world.single(900, ROLE, "s1", SIGN_IN);
    assert_eq!(world.shown(1), json!(["running", null, 43_200]));
    // From within the role: not a chain.
    let other = "arn:aws:sts::777788889999:assumed-role/Hub/alice";
    world.single(1_800, other, "s1", SIGN_IN);
    assert_eq!(world.shown(1), json!(["running", null, 43_200]));
    // And back: the user's own session, which began at the beginning.
    world.single(2_000, USER, "s1", Some("us-east-1.console.aws.amazon.com"));
    assert_eq!(world.shown(1), json!(["running", null, 43_200]));
    assert_eq!(world.ledger.sessions.iter().filter(|known| known.ended.is_none()).count(), 1);
}

#[test]
fn without_multi_session_a_switch_is_bounded_by_the_page_before_it() {
    let mut world = World::new();
    world.step(0, json!({"settings": {"role_maxima": [{"role": "*", "seconds": 3_600}]}}));
    world.single(0, USER, "s1", SIGN_IN);
    world.single(500, ROLE, "s1", Some("us-east-1.console.aws.amazon.com"));
    // It began between the user's last page and the role's first.
    assert_eq!(world.shown(1), json!(["running", "at-least", 3_600]));
    assert_eq!(world.overview(500)[0]["span"]["latest"]["at"], 4_100);
}

#[test]
fn signing_in_again_is_another_session() {
    let mut world = World::new();
    world.single(0, USER, "s1", SIGN_IN);
    world.single(7_200, USER, "s2", SIGN_IN);
    assert_eq!(world.shown(1), json!(["running", null, 50_400]));
    assert_eq!(world.ledger.sessions.len(), 2);
    assert!(world.ledger.sessions[0].ended.is_some());
    // Back at a page from the sign-in host, signed in already: the same session.
    world.single(8_000, USER, "s2", SIGN_IN);
    assert_eq!(world.shown(1), json!(["running", null, 50_400]));
}

#[test]
fn stores_are_worlds_of_their_own() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    let page = json!({"host": host(USER_ID), "meta": {"account": "111122223333", "arn": USER, "session_id": USER_ID, "multi_session": true}, "answered": true});
    world.step(100, json!({"observed": {"tab": 2, "window": 1, "store": "firefox-container-1", "navigated_at": 100, "page": page}}));
    assert_eq!(world.shown(2), json!(["running", "at-most", 43_300]));
    assert_eq!(world.ledger.sessions.len(), 2);
}

#[test]
fn a_believed_date_is_exact_and_a_renewed_one_moves_the_end() {
    let name = format!("__Secure-aws-session-id-{USER_ID}");
    let look = |expires: i64| json!({"looked": {"tab": 1, "cookie": {"name": name, "present": true, "expires": expires}}});
    let mut world = World::new();
    world.page(1_000, 1, USER_ID, USER, None);
    world.step(1_001, look(20_000));
    assert_eq!(world.shown(1), json!(["running", null, 20_000]));
    assert_eq!(world.overview(1_001)[0]["span"]["sure"], "exact");
    world.step(2_000, look(30_000));
    assert_eq!(world.shown(1), json!(["running", null, 30_000]));
    // A date in the past, or one that no session has, changes nothing.
    world.step(2_001, look(1_500));
    world.step(2_002, look(9_000_000));
    assert_eq!(world.shown(1), json!(["running", null, 30_000]));
    // Gone: logged out.
    world.step(2_003, json!({"looked": {"tab": 1, "cookie": {"name": name, "present": false}}}));
    assert_eq!(world.shown(1)[0], "ended");
}

#[test]
fn a_stale_date_of_another_sign_in_is_not_believed() {
    let cookie = |expires: i64| json!({"cookie": {"store": "0", "domain": "us-east-1.console.aws.amazon.com", "name": "aws-signer-token_us-east-1", "expires": expires}});
    let mut world = World::new();
    world.single(0, USER, "s1", SIGN_IN);
    world.step(10, cookie(43_200));
    assert_eq!(world.overview(10)[0]["span"]["sure"], "exact");
    world.single(7_200, USER, "s2", SIGN_IN);
    world.step(7_210, cookie(43_200));
    assert_eq!(world.overview(7_210)[0]["span"]["sure"], "computed");
    world.step(7_211, cookie(50_405));
    assert_eq!(world.overview(7_211)[0]["span"]["sure"], "exact");
    assert_eq!(world.overview(7_211)[0]["span"]["latest"]["why"]["cookie"], "sign-in-max");
}

#[test]
fn a_session_that_lives_on_past_its_computed_end_is_never_called_ended() {
    let mut world = World::new();
    world.step(0, json!({"settings": {"role_maxima": [{"role": "*", "seconds": 3_600}]}}));
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(600, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    world.step(4_200, json!({"looked": {"tab": 2}}));
    assert_eq!(world.shown(2)[0], "ended");
    // The maximum that was configured is wrong: the server has answered after it.
    world.page(4_300, 2, ROLE_ID, ROLE, Some(&host(ROLE_ID)));
    assert_eq!(world.shown(2), json!(["running", "at-most", 43_800]));
}

#[test]
fn notices_come_once_for_each_lead_time_and_end() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    let mut leads = Vec::new();
    let mut now = 0;
    while let Some(wake) = world.last.as_ref().and_then(|effects| effects.wake) {
        assert!(wake > now, "the clock stands");
        now = wake;
        let effects = world.step(now, json!("woke"));
        leads.extend(effects.notices.iter().map(|notice| (now, notice.given.lead)));
        let again = world.step(now, json!("woke"));
        assert!(again.notices.is_empty(), "given twice");
    }
    assert_eq!(leads, [(42_300, 900), (42_900, 300), (43_140, 60), (43_200, 0)]);
}

#[test]
fn a_notice_that_was_slept_through_is_given_late_and_only_the_last() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    let effects = world.step(43_000, json!("woke"));
    assert_eq!(effects.notices.len(), 1);
    assert_eq!(effects.notices[0].given.lead, 300);
    world.step(43_010, json!({"dismissed": {"session": 1, "end": {"lead": 300, "end": 43_200}}}));
    let told = world.last.as_ref().expect("a step").tabs.iter().find(|tab| tab.tab == 1).expect("told");
    assert!(told.view.as_ref().is_some_and(|view| view.notice.is_none()));
}

/// What the toolbar says of the session that ends first, and from when on that is too much.
fn soonest(effects: &Effects) -> (Option<u32>, &str, Option<i64>) {
    effects.soonest.as_ref().map_or((None, "-", None), |soonest| (Some(soonest.view.session), soonest.badge.as_str(), soonest.until))
}

#[test]
fn the_toolbar_tells_of_the_session_that_ends_first_until_its_text_says_too_much() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(100, 2, "222233334444-cccc3333", "arn:aws:iam::222233334444:user/bob", SIGN_IN);
    for tab in [1, 2] {
        world.step(200, json!({"tab-gone": {"tab": tab}}));
    }
    let mut said = Vec::new();
    let mut now = 200;
    while let (Some(session), text, until) = soonest(world.step(now, json!("woke"))) {
        said.push((now, session, text.to_owned()));
        let wake = world.last.as_ref().and_then(|effects| effects.wake);
        let next = until.into_iter().chain(wake).min().expect("a moment after which it is over");
        assert!(next > now, "the clock stands at {now}");
        now = next;
    }
    said.dedup_by(|(_, _, next), (_, _, before)| next == before);
    let by_hours = (1..12).rev().map(|hours| (43_201 - (hours + 1) * 3_600, 1, format!("{hours}h")));
    let by_minutes = (1..60).rev().map(|minutes| (43_201 - (minutes + 1) * 60, 1, format!("{minutes}")));
    let mut expected: Vec<(i64, u32, String)> = by_hours.chain(by_minutes).collect();
    expected[0].0 = 200;
    // The second one has 100 seconds left when the first is due.
    let last = [(43_141, 1, "<1"), (43_200, 2, "1"), (43_241, 2, "<1")];
    expected.extend(last.map(|(at, session, text)| (at, session, text.to_owned())));
    assert_eq!(said, expected);
    assert_eq!(now, 43_300);
}

#[test]
fn the_badge_says_in_four_characters_how_long_and_how_surely() {
    let badge = |world: &mut World, now: i64, tab: i64| {
        let effects = world.step(now, json!({"looked": {"tab": tab}}));
        effects.tabs.iter().find(|told| told.tab == tab).map(|told| told.badge.clone())
    };
    let mut world = World::new();
    world.step(0, json!({"settings": {"sign_in_maxima": [{"role": "*", "seconds": 7 * DAY}]}}));
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    for (now, text) in [
        (0, "7d"),
        (1, "6d"),
        (6 * DAY, "1d"),
        (6 * DAY + 1, "23h"),
        (7 * DAY - HOUR, "1h"),
        (7 * DAY - HOUR + 1, "59"),
        (7 * DAY - 60, "1"),
        (7 * DAY - 59, "<1"),
        (7 * DAY, "!"),
    ] {
        assert_eq!(badge(&mut world, now, 1).as_deref(), Some(text), "{now}");
    }
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(0, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    assert_eq!(badge(&mut world, 60, 2).as_deref(), Some("≥59"));
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, None);
    assert_eq!(badge(&mut world, 60, 1).as_deref(), Some("≤11h"));
    // Watched for longer than AWS's default and for less than an administrator may have set.
    let mut world = World::unknowing();
    world.step(-2 * DAY, json!("watch-began"));
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    assert_eq!(badge(&mut world, 60, 1).as_deref(), Some("~11h"));
    // Past its expected end nothing is known.
    assert_eq!(badge(&mut world, 12 * HOUR, 1).as_deref(), Some("?"));
}

#[test]
fn where_names_are_hidden_each_account_and_each_of_its_kind_has_its_number() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(0, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    world.page(0, 3, "444455556666-cccc3333", "arn:aws:sts::444455556666:assumed-role/Ops/alice", Some(&host(USER_ID)));
    world.page(0, 4, "111122223333-dddd4444", "arn:aws:sts::111122223333:assumed-role/Dev/alice", Some(&host(USER_ID)));
    let hidden = |world: &World| -> Vec<_> { world.ledger.sessions.iter().map(|known| world.ledger.hidden(&known.identity)).collect() };
    assert_eq!(hidden(&world), [None; 4], "names are shown where nobody wants them hidden");
    world.step(0, json!({"settings": {"hide_names": true}}));
    let numbers: Vec<_> = hidden(&world).into_iter().map(|one| one.map(|one| (one.account, one.who))).collect();
    // Users and roles are counted apart; the same name in another account is another role.
    assert_eq!(numbers, [Some((1, 1)), Some((2, 1)), Some((2, 2)), Some((1, 3))]);
}

#[test]
fn an_earliest_end_that_has_come_is_not_told_of_in_the_toolbar() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(600, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    assert_eq!(soonest(world.step(4_199, json!("woke"))), (Some(2), "≥<1", None));
    assert_eq!(soonest(world.step(4_200, json!("woke"))).0, Some(1), "nobody knows how much longer the role lasts");
}

#[test]
fn a_session_that_is_mute_is_not_told_of_in_the_toolbar() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    assert_eq!(soonest(world.step(43_130, json!("woke"))), (Some(1), "1", Some(43_141)));
    assert_eq!(soonest(world.step(43_150, json!("woke"))), (Some(1), "<1", None));
    let effects = world.step(43_150, json!({"mute": {"session": 1, "muted": true}}));
    assert_eq!((soonest(effects), effects.wake), ((None, "-", None), Some(43_200)));
}

#[test]
fn a_clock_set_back_leaves_the_latest_end_only() {
    let mut world = World::new();
    world.page(10_000, 1, USER_ID, USER, SIGN_IN);
    world.step(5_000, json!({"looked": {"tab": 1}}));
    assert_eq!(world.shown(1), json!(["running", "at-most", 53_200]));
}

#[test]
fn at_most_a_hundred_sessions_are_kept_and_what_was_dropped_is_said() {
    let mut world = World::new();
    for number in 0..120 {
        world.page(number, number, &format!("111122223333-a{number:07}"), USER, SIGN_IN);
    }
    assert_eq!(world.ledger.sessions.len(), 100);
    assert_eq!(world.ledger.dropped, 20);
}

#[test]
fn sessions_that_ended_are_forgotten_a_day_later() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.step(43_200 + 86_399, json!("woke"));
    assert_eq!(world.ledger.sessions.len(), 1);
    world.step(43_200 + 86_400, json!("woke"));
    assert_eq!(world.ledger.sessions.len(), 0);
}

#[test]
fn contradictions_are_refused_with_a_reason() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(10, 1, USER_ID, "arn:aws:iam::111122223333:user/mallory", None);
    assert_eq!(world.ledger.misunderstood().count(), 1);
    assert_eq!(world.ledger.sessions.len(), 1);
    assert_eq!(world.ledger.sessions[0].identity.who.name(), "alice");
}

// What the simulation found.

/// A page without multi-session and without a hash of the sign-in.
fn bare(arn: &str, referrer: Option<&str>, answered: bool) -> Value {
    let account = arn.split(':').nth(4).expect("an account");
    json!({
        "host": "us-east-1.console.aws.amazon.com", "meta": {"account": account, "arn": arn, "multi_session": false},
        "referrer": referrer, "navigation": "navigate", "answered": answered,
    })
}

impl World {
    fn observed(&mut self, now: i64, tab: i64, navigated_at: i64, page: Value) -> &Effects {
        self.step(now, json!({"observed": {"tab": tab, "window": 1, "store": "0", "navigated_at": navigated_at, "page": page}}))
    }

    fn date(&mut self, now: i64, tab: i64, id: &str, expires: i64) -> &Effects {
        let name = format!("__Secure-aws-session-id-{id}");
        self.step(now, json!({"looked": {"tab": tab, "cookie": {"name": name, "present": true, "expires": expires}}}))
    }

    fn signer(&mut self, now: i64, expires: Option<i64>) -> &Effects {
        let name = "aws-signer-token_us-east-1";
        self.step(now, json!({"cookie": {"store": "0", "domain": "us-east-1.console.aws.amazon.com", "name": name, "expires": expires}}))
    }

    /// The last session's interval and how sure it is.
    fn span(&self) -> (Option<i64>, Option<i64>, Value) {
        let known = self.ledger.sessions.last().expect("a session");
        let span = session_clock::ledger::span(&self.ledger, known);
        (span.earliest.map(|end| end.at), span.latest.map(|end| end.at), serde_json::to_value(span.sure).expect("JSON"))
    }
}

#[test]
fn without_multi_session_a_later_page_of_a_role_may_be_that_of_a_switch_to_it_anew() {
    let mut world = World::new();
    world.step(0, json!({"settings": {"role_maxima": [{"role": "*", "seconds": 3_600}]}}));
    world.single(0, USER, "s1", SIGN_IN);
    world.single(100, ROLE, "s1", SIGN_IN);
    assert_eq!(world.shown(1), json!(["running", null, 3_700]));
    world.single(2_000, ROLE, "s1", Some("us-east-1.console.aws.amazon.com"));
    assert_eq!(world.shown(1), json!(["running", "at-least", 3_700]));
    assert_eq!(world.span().1, Some(5_600));
    // The sign-in's own session is told by its hash.
    world.single(2_100, USER, "s1", Some("us-east-1.console.aws.amazon.com"));
    assert_eq!(world.shown(1), json!(["running", null, 43_200]));
}

#[test]
fn another_sign_in_within_two_seconds_is_no_page_that_is_told_again() {
    let mut world = World::new();
    world.single(0, USER, "s1", SIGN_IN);
    world.single(1, USER, "s2", SIGN_IN);
    assert_eq!(world.shown(1), json!(["running", null, 43_201]));
    assert_eq!(world.ledger.sessions.len(), 2);
}

#[test]
fn a_session_met_without_its_hash_is_named_by_the_first_page_that_tells_it() {
    let mut world = World::new();
    world.observed(0, 1, 0, bare(USER, SIGN_IN, true));
    world.single(600, USER, "s1", None);
    assert_eq!(world.ledger.sessions.len(), 1);
    // From then on another hash is another sign-in: the new one is not taken for the old, which a late word of its own end does not touch.
    world.single(7_200, USER, "s2", SIGN_IN);
    assert_eq!(world.shown(1), json!(["running", null, 50_400]));
    assert_eq!(world.ledger.sessions.len(), 2);
}

#[test]
fn a_sign_in_again_that_no_hash_tells_apart_leaves_both_ends_open() {
    let mut world = World::new();
    world.observed(0, 1, 0, bare(USER, SIGN_IN, true));
    assert_eq!(world.shown(1), json!(["running", null, 43_200]));
    world.observed(3_600, 1, 3_600, bare(USER, None, true));
    assert_eq!(world.span(), (Some(43_200), Some(46_800), json!("between")));
    // Out of the cache: it was served at some time that nobody was told of.
    world.observed(7_200, 1, 7_200, bare(USER, SIGN_IN, false));
    assert_eq!(world.span(), (Some(43_200), Some(50_400), json!("between")));
}

#[test]
fn a_switch_that_the_console_announces_as_logged_out_is_no_new_sign_in_when_it_is_switched_back() {
    let mut world = World::new();
    world.single(0, USER, "s1", SIGN_IN);
    world.step(10, json!({"looked": {"tab": 1, "logged_out": true}}));
    assert_eq!(world.shown(1)[0], "ended");
    world.single(7_200, USER, "s1", SIGN_IN);
    assert_eq!(world.shown(1), json!(["running", null, 43_200]));
    assert_eq!(world.ledger.sessions.len(), 1);
}

#[test]
fn an_earlier_date_of_the_same_session_is_an_observation_that_comes_late() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.date(3_600, 1, USER_ID, 46_800);
    world.date(3_601, 1, USER_ID, 43_200);
    assert_eq!(world.shown(1), json!(["running", null, 46_800]));
}

#[test]
fn a_date_of_before_the_clock_was_set_back_is_at_most() {
    let mut world = World::new();
    world.page(10_000, 1, USER_ID, USER, SIGN_IN);
    world.date(10_001, 1, USER_ID, 53_200);
    world.date(5_000, 1, USER_ID, 53_200);
    assert_eq!(world.shown(1), json!(["running", "at-most", 53_200]));
    // Renewed since: by the new clock.
    world.date(5_100, 1, USER_ID, 48_300);
    assert_eq!(world.shown(1), json!(["running", null, 48_300]));
}

#[test]
fn a_session_met_running_after_the_clock_was_set_back_has_its_date_by_the_clock_of_before() {
    let mut world = World::new();
    world.step(10_000, json!("woke"));
    world.step(5_000, json!("woke"));
    world.page(5_010, 1, USER_ID, USER, None);
    world.date(5_011, 1, USER_ID, 40_000);
    assert_eq!(world.shown(1), json!(["running", "at-most", 40_000]));
    // One that began since has it by the clock of now.
    world.page(5_020, 2, "111122223333-cccc3333", USER, Some(&host(USER_ID)));
    world.date(5_021, 2, "111122223333-cccc3333", 48_220);
    assert_eq!(world.shown(2), json!(["running", null, 48_220]));
}

#[test]
fn a_page_that_is_told_again_or_by_another_clock_ends_nothing() {
    let mut world = World::new();
    world.single(100, USER, "s1", SIGN_IN);
    let mut again = bare(USER, SIGN_IN, true);
    again["user"] = json!({"arn": USER, "sign_in": "s1"});
    let other = "arn:aws:iam::111122223333:user/bob";
    let mut second = bare(other, SIGN_IN, true);
    second["user"] = json!({"arn": other, "sign_in": "s2"});
    world.observed(200, 2, 200, second);
    world.observed(300, 1, 100, again.clone());
    assert!(world.ledger.sessions[1].ended.is_none());
    // The clock was set back: that page was loaded in what is now the future.
    world.observed(250, 3, 4_000, again);
    assert!(world.ledger.sessions[1].ended.is_none());
}

#[test]
fn a_page_that_was_open_already_when_the_extension_was_installed_is_met_running() {
    let mut world = World::new();
    let page = json!({
        "host": host(USER_ID), "meta": {"account": "111122223333", "arn": USER, "session_id": USER_ID, "multi_session": true},
        "referrer": "signin.aws.amazon.com", "navigation": "navigate", "answered": true,
    });
    world.observed(10_000, 1, 0, page);
    assert_eq!(world.shown(1), json!(["running", "at-most", 43_200]));
    // Its referrer may be that of a choice from the console's list of sessions, so it does not tell where the role came from.
    let page = json!({
        "host": host(ROLE_ID), "meta": {"account": "444455556666", "arn": ROLE, "session_id": ROLE_ID, "multi_session": true},
        "referrer": host(USER_ID), "navigation": "navigate", "answered": true,
    });
    world.observed(10_001, 2, 9_000, page);
    assert_eq!(world.shown(2), json!(["running", "at-most", 52_200]));
}

#[test]
fn a_request_to_switch_answers_one_arrival_in_its_own_tab() {
    let request = json!({"switching": {"store": "0", "tab": 2, "source": USER_ID, "status": 200}});
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.step(599, request.clone());
    // In another tab, from the sign-in host: SAML, for all that is known.
    world.page(600, 3, ROLE_ID, ROLE, SIGN_IN);
    assert_eq!(world.shown(3), json!(["running", "at-most", 43_800]));
    world.page(601, 2, "444455556666-cccc3333", ROLE, SIGN_IN);
    assert_eq!(world.shown(2), json!(["running", "at-least", 4_201]));
    // It has been answered.
    world.page(602, 2, "444455556666-dddd4444", ROLE, SIGN_IN);
    assert_eq!(world.shown(2), json!(["running", "at-most", 43_802]));
    // An arrival from neither a console page nor the sign-in host is none.
    world.step(699, request);
    world.page(700, 2, "444455556666-eeee5555", ROLE, Some("idp.example.com"));
    assert_eq!(world.shown(2), json!(["running", "at-most", 43_900]));
}

#[test]
fn requests_to_switch_without_end_take_no_other_tabs_place() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    for number in 0..100 {
        let source = if number % 3 == 0 { USER_ID.to_owned() } else { format!("111122223333-ffff{number:04}") };
        world.step(500, json!({"switching": {"store": "0", "tab": 9, "source": source, "status": 200}}));
    }
    world.step(599, json!({"switching": {"store": "0", "tab": 2, "source": USER_ID, "status": 200}}));
    for number in 0..100 {
        world.step(599, json!({"switching": {"store": "0", "tab": 9, "source": format!("111122223333-ffff{number:04}"), "status": 200}}));
    }
    world.page(600, 2, ROLE_ID, ROLE, SIGN_IN);
    assert_eq!(world.shown(2), json!(["running", "at-least", 4_200]));
    // The same source twice is still one source.
    for tab in [3, 3] {
        world.step(601, json!({"switching": {"store": "0", "tab": tab, "source": USER_ID, "status": 200}}));
    }
    world.page(602, 3, "444455556666-cccc3333", ROLE, SIGN_IN);
    assert_eq!(world.shown(3), json!(["running", "at-least", 4_202]));
}

#[test]
fn a_page_whose_host_does_not_name_its_session_announces_no_end() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    let page = json!({
        "host": "health.aws.amazon.com", "meta": {"account": "111122223333", "arn": USER, "session_id": USER_ID, "multi_session": true},
        "navigation": "navigate", "answered": true,
    });
    world.observed(10, 2, 10, page);
    world.step(11, json!({"looked": {"tab": 2, "logged_out": true}}));
    assert_eq!(world.shown(2), json!(["running", null, 43_200]));
    // The cookie's loss is one, and so is the announcement where the host names it.
    let mut gone = World { ledger: world.ledger.clone(), last: None };
    gone.step(12, json!({"looked": {"tab": 2, "cookie": {"name": format!("__Secure-aws-session-id-{USER_ID}"), "present": false}}}));
    assert_eq!(gone.shown(2)[0], "ended");
    world.step(12, json!({"looked": {"tab": 1, "logged_out": true}}));
    assert_eq!(world.shown(1)[0], "ended");
}

#[test]
fn what_was_switched_to_before_its_source_was_renewed_may_end_with_the_source_of_before() {
    let mut world = World::new();
    world.step(0, json!({"settings": {"role_maxima": [{"role": "*", "seconds": 43_200}]}}));
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.date(1, 1, USER_ID, 43_200);
    world.page(36_000, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    assert_eq!(world.shown(2), json!(["running", null, 43_200]));
    world.date(40_000, 1, USER_ID, 83_200);
    assert_eq!(world.shown(2), json!(["running", "at-least", 43_200]));
}

#[test]
fn a_session_chosen_from_the_consoles_own_list_was_not_switched_to() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(30_000, 2, ROLE_ID, ROLE, SIGN_IN);
    assert_eq!(world.span().1, Some(73_200));
    world.page(30_600, 1, ROLE_ID, ROLE, Some(&host(USER_ID)));
    assert_eq!(world.span().1, Some(73_200));
}

#[test]
fn a_date_without_multi_session_is_believed_where_it_is_known_to_be_the_sessions_own() {
    let set = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_ReadOnly_0123456789abcdef/alice";
    let mut world = World::new();
    world.single(0, set, "s1", Some("corp.awsapps.com"));
    // The first look ever: it may be left over from any session.
    world.signer(5, Some(20_000));
    assert_eq!(world.span(), (Some(3_600), Some(43_200), json!("between")));
    world.single(7_200, set, "s2", Some("corp.awsapps.com"));
    world.signer(7_205, Some(20_000));
    assert_eq!(world.span().2, json!("between"));
    // Another now than when the session before was the only one.
    world.signer(7_260, Some(21_600));
    assert_eq!(world.span(), (Some(21_600), Some(21_600), json!("exact")));
}

#[test]
fn a_start_known_to_half_a_minute_only_is_not_computed() {
    for (gap, sure) in [(29, "computed"), (30, "between"), (45, "between")] {
        let mut world = World::new();
        world.step(0, json!({"settings": {"role_maxima": [{"role": "*", "seconds": 3_600}]}}));
        world.single(0, USER, "s1", SIGN_IN);
        world.single(gap, ROLE, "s1", Some("us-east-1.console.aws.amazon.com"));
        assert_eq!(world.span(), (Some(3_600), Some(3_600 + gap), json!(sure)), "{gap}");
    }
}

#[test]
fn a_role_is_left_at_the_page_that_shows_it_however_late_that_is_told() {
    let hub = "arn:aws:sts::777788889999:assumed-role/Hub/alice";
    let page = |arn: &str, referrer: Option<&str>| {
        let mut page = bare(arn, referrer, true);
        page["user"] = json!({"arn": USER, "sign_in": "s1"});
        page
    };
    let mut world = World::new();
    // Three tabs that were open, told at once.
    world.observed(100, 1, 40, page(ROLE, None));
    world.observed(100, 2, 50, page(hub, None));
    world.observed(100, 3, 60, page(ROLE, None));
    assert_eq!(world.ledger.sessions.len(), 3);
    assert!(world.ledger.sessions[2].ended.is_none());
    assert!(world.ledger.sessions[0].ended.is_some() && world.ledger.sessions[1].ended.is_some());
}

/// What the tab shows of how sure its end is.
fn sure(world: &World, tab: i64) -> Value {
    let effects = world.last.as_ref().expect("a step");
    let effect = effects.tabs.iter().find(|effect| effect.tab == tab).expect("the tab was told");
    serde_json::to_value(effect.view.as_ref().expect("a view").sure).expect("JSON")
}

/// Watching, and nobody has told how long sign-ins last.
fn watching() -> World {
    let mut world = World::unknowing();
    world.step(-100 * DAY, json!("watch-began"));
    world
}

#[test]
fn a_sign_in_of_unknown_length_has_an_expected_end_which_is_never_called_the_end() {
    let mut world = watching();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    assert_eq!((world.shown(1), sure(&world, 1)), (json!(["running", "about", 12 * HOUR]), json!("expected")));
    let span = &world.overview(0)[0]["span"];
    assert_eq!((&span["earliest"]["at"], &span["latest"]["at"]), (&json!(HOUR), &json!(90 * DAY)), "what is certain");
    // It warns like any other.
    assert_eq!(world.step(12 * HOUR - 900, json!("woke")).notices[0].bound.as_deref(), Some("about"));
    // It passes: nothing says that it has ended.
    assert_eq!(world.step(12 * HOUR, json!("woke")).notices, [], "no notice of an end");
    assert_eq!(world.shown(1), json!(["overdue", "about", 12 * HOUR]));
    // A page proves that it lives: what is then known is the longest that can be set.
    world.page(12 * HOUR + 10, 1, USER_ID, USER, Some(&host(USER_ID)));
    assert_eq!(world.shown(1), json!(["running", "at-most", 90 * DAY]));
    // And one proves that it is over.
    world.page(13 * HOUR, 2, USER_ID, USER, Some(&host(USER_ID)));
    world.step(14 * HOUR, json!({"looked": {"tab": 2, "logged_out": true}}));
    assert_eq!(world.shown(1)[0], "ended");
}

#[test]
fn at_most_twelve_hours_is_only_the_usual_too() {
    let mut world = World::unknowing();
    world.page(0, 1, USER_ID, USER, Some("elsewhere.example"));
    assert_eq!((world.shown(1), sure(&world, 1)), (json!(["running", "at-most", 12 * HOUR]), json!("met-running")));
    world.step(12 * HOUR, json!("woke"));
    assert_eq!(world.shown(1), json!(["overdue", "at-most", 12 * HOUR]));
    // Root's 12 hours cannot be set.
    let mut world = watching();
    world.page(0, 1, USER_ID, "arn:aws:iam::111122223333:root", SIGN_IN);
    assert_eq!((world.shown(1), sure(&world, 1)), (json!(["running", null, 12 * HOUR]), json!("computed")));
}

#[test]
fn what_comes_of_an_expected_sign_in_is_expected_and_a_chain_is_not() {
    let mut world = watching();
    world.step(0, json!({"settings": {"role_maxima": [{"role": "*", "seconds": 43_200}], "sign_in_maxima": ""}}));
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(10 * HOUR, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    assert_eq!((world.shown(2), sure(&world, 2)), (json!(["running", "about", 12 * HOUR]), json!("expected")));
    let other = "arn:aws:sts::777788889999:assumed-role/Hub/alice";
    world.page(11 * HOUR + 1_800, 3, "777788889999-dddd4444", other, Some(&host(ROLE_ID)));
    assert_eq!((world.shown(3), sure(&world, 3)), (json!(["running", null, 12 * HOUR + 1_800]), json!("computed")));
}

#[test]
fn a_date_of_up_to_ninety_days_is_the_end() {
    let mut world = watching();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.date(1, 1, USER_ID, 7 * DAY);
    assert_eq!((world.shown(1), sure(&world, 1)), (json!(["running", null, 7 * DAY]), json!("exact")));
    assert_eq!(world.last.as_ref().expect("a step").tabs[0].badge, "6d");
    // The next one of that user is computed by it, and no other's.
    world.page(8 * DAY, 2, "111122223333-eeee5555", USER, SIGN_IN);
    assert_eq!((world.shown(2), sure(&world, 2)), (json!(["running", null, 15 * DAY]), json!("computed")));
    world.page(8 * DAY, 3, "111122223333-ffff6666", "arn:aws:iam::111122223333:user/bob", SIGN_IN);
    assert_eq!(sure(&world, 3), json!("expected"));
    world.date(8 * DAY + 1, 3, "111122223333-ffff6666", 100 * DAY);
    assert_eq!(sure(&world, 3), json!("expected"), "no session's date");
}

#[test]
fn a_life_past_the_usual_length_is_remembered_for_the_user() {
    let mut world = watching();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(20 * HOUR, 1, USER_ID, USER, Some(&host(USER_ID)));
    world.page(50 * DAY, 2, "111122223333-eeee5555", USER, SIGN_IN);
    assert_eq!(world.shown(2), json!(["running", "at-least", 50 * DAY + 20 * HOUR]));
    // What was told beats it.
    world.step(50 * DAY + 1, json!({"settings": {"sign_in_maxima": [{"identity": USER, "seconds": 2 * DAY}]}}));
    assert_eq!(world.shown(2), json!(["running", null, 52 * DAY]));
}

#[test]
fn the_selector_leads_to_sessions_that_have_been_running_for_hours() {
    // Nothing known; seven hours into a session.
    let mut world = World::unknowing();
    world.page(7 * HOUR, 1, USER_ID, USER, Some("us-east-1.signin.aws.amazon.com"));
    assert_eq!((world.shown(1), sure(&world, 1)), (json!(["running", "at-most", 19 * HOUR]), json!("met-running")));
    // Watched for longer than a sign-in usually lasts: then it would be over, had it begun before.
    let mut world = World::unknowing();
    world.step(0, json!("watch-began"));
    world.page(13 * HOUR, 1, USER_ID, USER, SIGN_IN);
    assert_eq!((world.shown(1), sure(&world, 1)), (json!(["running", "about", 25 * HOUR]), json!("expected")));
    // A gap, or a session that was forgotten, and the watch begins again.
    for gap in [json!("watch-began"), json!({"forget": {"session": 9}})] {
        let mut world = World::unknowing();
        world.step(0, json!("watch-began"));
        world.step(12 * HOUR, gap);
        world.page(13 * HOUR, 1, USER_ID, USER, SIGN_IN);
        assert_eq!(sure(&world, 1), json!("met-running"));
    }
}

#[test]
fn a_sign_in_again_under_the_same_id_leaves_both_ends_open() {
    let root = "arn:aws:iam::111122223333:root";
    let mut world = World::new();
    world.page(0, 1, USER_ID, root, SIGN_IN);
    world.page(3 * HOUR, 1, USER_ID, root, SIGN_IN);
    assert_eq!(world.shown(1), json!(["running", "at-least", 12 * HOUR]));
    // The earlier end passes, and it may be the newer session.
    world.step(12 * HOUR, json!("woke"));
    assert_eq!(world.shown(1), json!(["running", "at-most", 15 * HOUR]));
    world.page(12 * HOUR + 1, 1, USER_ID, root, Some(&host(USER_ID)));
    assert_eq!(world.shown(1), json!(["running", null, 15 * HOUR]));
    // A date tells at once which it is.
    for (expires, end) in [(12 * HOUR, 12 * HOUR), (15 * HOUR, 15 * HOUR)] {
        let mut world = World::new();
        world.page(0, 1, USER_ID, root, SIGN_IN);
        world.date(1, 1, USER_ID, 12 * HOUR);
        world.page(3 * HOUR, 1, USER_ID, root, SIGN_IN);
        assert_ne!(sure(&world, 1), json!("exact"), "until the cookie is looked at");
        world.date(3 * HOUR + 1, 1, USER_ID, expires);
        assert_eq!((world.shown(1), sure(&world, 1)), (json!(["running", null, end]), json!("exact")));
    }
}

#[test]
fn a_console_that_was_opened_from_outside_the_browser_has_no_known_end() {
    let mut world = World::new();
    world.page(0, 1, ROLE_ID, ROLE, None);
    assert_eq!((world.shown(1), sure(&world, 1)), (json!(["unknown", null, null]), json!("unknown")));
    // It may end in minutes, and it is over after 12 hours.
    world.step(12 * HOUR, json!("woke"));
    assert_eq!(world.shown(1)[0], "ended");
    // The user says how long such sessions last, and that is remembered for the role.
    world.step(13 * HOUR, json!({"role-lasts": {"role": "arn:aws:iam::444455556666:role/Dev", "seconds": HOUR}}));
    world.page(13 * HOUR, 1, "444455556666-dddd4444", ROLE, None);
    assert_eq!(world.shown(1), json!(["running", "at-most", 14 * HOUR]));
}

#[test]
fn nobody_is_told_of_the_end_of_a_session_without_a_tab_unless_an_option_says_so() {
    for (warn, notices) in [(false, 0), (true, 1)] {
        let mut world = World::new();
        world.step(0, json!({"settings": {"warn_without_tab": warn}}));
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        world.step(1, json!({"tab-gone": {"tab": 1}}));
        assert_eq!(world.step(12 * HOUR - 900, json!("woke")).notices.len(), notices);
        assert_eq!(world.overview(12 * HOUR - 900)[0]["view"]["phase"], "running", "it is listed all the same");
    }
}

#[test]
fn a_state_of_before_is_read_on() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    let mut stored = serde_json::to_value(&world.ledger).expect("a state");
    for key in ["sign_ins", "watched_since"] {
        stored.as_object_mut().expect("an object").remove(key);
    }
    for key in ["sign_in_maxima", "warn_without_tab"] {
        stored["settings"].as_object_mut().expect("an object").remove(key);
    }
    assert!(serde_json::from_value::<Ledger>(stored).is_ok());
}

// What no test held, found by changing the code (`cargo mutants`, CONTRIBUTING.md).

#[test]
fn forgetting_a_role_or_a_user_takes_no_other_along() {
    let (bob, bob_id) = ("arn:aws:iam::111122223333:user/bob", "111122223333-bbbb1111");
    let mut world = watching();
    for (at, tab, id, user) in [(0, 1, USER_ID, USER), (0, 2, bob_id, bob), (20 * HOUR, 1, USER_ID, USER), (20 * HOUR, 2, bob_id, bob)] {
        let own = host(id);
        world.page(at, tab, id, user, if at == 0 { SIGN_IN } else { Some(&own) });
    }
    for role in ["Dev", "Ops"] {
        world.step(21 * HOUR, json!({"role-lasts": {"role": format!("arn:aws:iam::444455556666:role/{role}"), "seconds": HOUR}}));
    }
    // Her session would teach it again.
    world.step(21 * HOUR, json!({"forget": {"session": 1}}));
    let known = |world: &World| {
        let stored = serde_json::to_value(&world.ledger).expect("a state");
        let names =
            |list: &str, key: &str| stored[list].as_array().expect("a list").iter().map(|one| one[key].clone()).collect::<Vec<Value>>();
        (names("roles", "role"), names("sign_ins", "user"))
    };
    let (roles, users) = known(&world);
    assert_eq!((roles.len(), users.len()), (2, 2), "{roles:?} {users:?}");
    for (forgotten, roles_left, users_left) in [(&roles[0], &roles[1..], &users[..]), (&users[0], &roles[1..], &users[1..])] {
        world.step(21 * HOUR, json!({"forget-role": {"role": forgotten}}));
        assert_eq!(known(&world), (roles_left.to_vec(), users_left.to_vec()), "{forgotten}");
    }
}

#[test]
fn lengths_that_aws_does_not_allow_are_not_kept() {
    let mut world = World::new();
    let role = "arn:aws:iam::444455556666:role/Dev";
    world.step(0, json!({"settings": {"role_maxima": format!("50000 {role}\n7200 *"), "sign_in_maxima": format!("60 {USER}\n50000 *")}}));
    let settings = serde_json::to_value(&world.ledger.settings).expect("settings");
    assert_eq!((&settings["role_maxima"], &settings["sign_in_maxima"]), (&json!("7200 *"), &json!("50000 *")));
}

#[test]
fn a_request_to_switch_is_kept_for_two_minutes_and_once() {
    let asked = |tab: i64, source: &str| json!({"switching": {"store": "0", "tab": tab, "source": source, "status": 200}});
    let mut world = World::new();
    world.step(1_000, asked(1, USER_ID));
    world.step(1_001, asked(1, USER_ID));
    assert_eq!(world.ledger.switches.len(), 1, "the same again");
    for (later, kept) in [(119, 2), (120, 1)] {
        let mut world = World::new();
        world.step(1_000, asked(1, USER_ID));
        world.step(1_000 + later, asked(2, USER_ID));
        assert_eq!(world.ledger.switches.len(), kept, "{later} s later");
    }
    // Those that asked first keep their place, whatever comes after.
    for tab in 1..40 {
        world.step(1_002, asked(tab, USER_ID));
    }
    let tabs: Vec<i64> = world.ledger.switches.iter().map(|seen| seen.tab.expect("a tab")).collect();
    assert_eq!((tabs.len(), tabs[0], tabs[15]), (16, 1, 39));
}

#[test]
fn what_should_be_over_is_forgotten_a_day_later_unless_a_page_shows_it() {
    for (is_open, kept) in [(true, true), (false, false)] {
        let mut world = watching();
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        world.page(3 * HOUR, 2, "111122223333-bbbb1111", "arn:aws:iam::111122223333:user/bob", SIGN_IN);
        if !is_open {
            world.step(3 * HOUR, json!({"tab-gone": {"tab": 1}}));
        }
        let is_known = |world: &World| world.ledger.sessions.iter().any(|known| known.identity.who.name() == "alice");
        world.step(12 * HOUR + DAY - 1, json!("woke"));
        assert!(is_known(&world));
        world.step(12 * HOUR + DAY, json!("woke"));
        assert_eq!(is_known(&world), kept, "open: {is_open}");
    }
}

#[test]
fn warnings_that_are_due_within_two_minutes_are_given_at_once_and_once() {
    for (later, at_once) in [(120, 2), (121, 1)] {
        let mut world = World::new();
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        world.page(later, 2, "111122223333-bbbb1111", "arn:aws:iam::111122223333:user/bob", SIGN_IN);
        for lead in [900, 300] {
            let given: Vec<i64> = world.step(12 * HOUR - lead, json!("woke")).notices.iter().map(|notice| notice.given.lead).collect();
            assert_eq!(given, vec![lead; at_once], "{later} s later");
            let rest = world.step(12 * HOUR - lead + later, json!("woke")).notices.len();
            assert_eq!(rest, 2 - at_once, "{later} s later, when the other one is due");
        }
        // An end is no warning: each comes when it comes.
        assert_eq!(world.step(12 * HOUR, json!("woke")).notices.len(), 1);
    }
}

#[test]
fn an_earliest_end_that_only_the_usual_length_gives_is_about() {
    // A role whose maximum is not known, half an hour after a sign-in of unknown length: an hour, unless the sign-in lasts an hour only.
    let mut world = watching();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(1_800, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    assert_eq!(world.shown(2), json!(["running", "about", 5_400]));
    // Right after the sign-in both are the same hour.
    let mut world = watching();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(1, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    assert_eq!(world.shown(2), json!(["running", "at-least", 3_601]));
}

#[test]
fn a_warning_that_is_due_brings_no_later_one_of_another_session() {
    let (bob, bob_id) = ("arn:aws:iam::111122223333:user/bob", "111122223333-bbbb1111");
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.step(1, json!({"tab-gone": {"tab": 1}}));
    world.page(10, 2, bob_id, bob, SIGN_IN);
    assert_eq!(world.step(12 * HOUR + 10 - 300, json!("woke")).notices.len(), 1, "bob's");
    // Alice's page is opened when she has 70 seconds left. Bob's last warning is due in 20.
    let own = host(USER_ID);
    let notices = &world.page(12 * HOUR - 70, 1, USER_ID, USER, Some(&own)).notices;
    assert_eq!(notices.iter().map(|notice| (notice.session, notice.given.lead)).collect::<Vec<_>>(), [(1, 300)]);
}

#[test]
fn nobody_is_warned_of_a_session_that_is_muted_or_has_ended() {
    for (what, phase) in
        [(json!({"mute": {"session": 1, "muted": true}}), "running"), (json!({"looked": {"tab": 1, "logged_out": true}}), "ended")]
    {
        let mut world = World::new();
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        world.step(1_000, what);
        assert_eq!(world.step(12 * HOUR - 900, json!("woke")).notices, []);
        assert_eq!(world.overview(12 * HOUR - 900)[0]["view"]["phase"], phase);
    }
}

#[test]
fn an_end_that_passed_while_the_machine_slept_is_news_for_a_quarter_of_an_hour_where_no_page_shows_it() {
    for (is_open, later, notices) in [(false, 899, 1), (false, 900, 0), (true, 900, 1)] {
        let mut world = World::new();
        world.step(0, json!({"settings": {"warn_without_tab": true}}));
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        if !is_open {
            world.step(1, json!({"tab-gone": {"tab": 1}}));
        }
        assert_eq!(world.step(12 * HOUR + later, json!("woke")).notices.len(), notices, "open: {is_open}, {later} s later");
    }
}

#[test]
fn a_warning_that_stands_names_the_next_one_and_its_company() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    for (at, tab, user) in [(120, 2, "bob"), (241, 3, "carol")] {
        world.page(at, tab, &format!("111122223333-{user:b<8}"), &format!("arn:aws:iam::111122223333:user/{user}"), SIGN_IN);
    }
    let notice = |world: &World, tab: i64| {
        let effect = world.last.as_ref().expect("a step").tabs.iter().find(|effect| effect.tab == tab).expect("the tab was told");
        let view = serde_json::to_value(effect.view.as_ref().expect("a view")).expect("JSON");
        (view["notice"]["lead"].clone(), view["lead"].clone(), effect.beside.iter().map(|(session, _)| *session).collect::<Vec<u32>>())
    };
    for (left, next) in [(900, json!(300)), (300, json!(60)), (60, Value::Null)] {
        world.step(12 * HOUR - left, json!("woke"));
        if left == 900 {
            // Asked for when the next one is due, and was not given yet: it names the one after.
            assert_eq!([301, 300].map(|left| world.overview(12 * HOUR - left)[0]["view"]["lead"].clone()), [json!(300), json!(60)]);
        }
        assert_eq!(notice(&world, 1), (json!(left), next.clone(), vec![2]), "{left}");
        assert_eq!(notice(&world, 2), (json!(left), next, vec![1]), "{left}");
    }
    // Two minutes later the first has ended, the second ends now, and the third is warned of by itself.
    world.step(12 * HOUR + 181, json!("woke"));
    assert_eq!(notice(&world, 3), (json!(60), Value::Null, vec![]));
    // An answer or a mute takes it away.
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.step(12 * HOUR - 300, json!("woke"));
    for what in [
        json!({"dismissed": {"session": 1, "end": {"lead": 900, "end": 12 * HOUR}}}),
        json!({"dismissed": {"session": 1, "end": {"lead": 300, "end": 12 * HOUR}}}),
    ] {
        let answered = what["dismissed"]["end"]["lead"] == 300;
        world.step(12 * HOUR - 299, what);
        let standing = &world.overview(12 * HOUR - 299)[0]["view"]["notice"];
        assert_eq!(standing.is_null(), answered, "an answer to the one before is none to this one");
    }
    world.step(12 * HOUR - 60, json!("woke"));
    world.step(12 * HOUR - 59, json!({"mute": {"session": 1, "muted": true}}));
    assert_eq!(world.overview(12 * HOUR - 59)[0]["view"]["notice"], Value::Null);
}

/// The cookie of a tab's session, with its date.
fn looked(tab: i64, id: &str, expires: i64) -> Value {
    json!({"looked": {"tab": tab, "cookie": {"name": format!("__Secure-aws-session-id-{id}"), "present": true, "expires": expires}}})
}

/// What is known of the one role's maximum: at least, at most.
fn learned(world: &World) -> (Option<i64>, Option<i64>) {
    world.ledger.roles.first().map_or((None, None), |role| (role.at_least, role.at_most))
}

#[test]
fn the_date_of_a_switched_role_teaches_its_maximum_in_whole_minutes() {
    for (expires, exact) in [(7_800, Some(7_200)), (7_771, Some(7_200)), (7_829, Some(7_200)), (7_830, Some(7_260)), (7_769, Some(7_140))] {
        let mut world = World::new();
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        world.page(600, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
        world.step(601, looked(2, ROLE_ID, expires));
        assert_eq!(learned(&world), (exact, exact), "{expires}");
    }
    // What ends with its source says nothing of the role.
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(600, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    world.step(601, looked(2, ROLE_ID, 12 * HOUR));
    assert_eq!(learned(&world), (None, None));
}

#[test]
fn nothing_is_learned_of_a_maximum_from_what_may_be_another_limit() {
    // By then it has lived for two hours: a lesson, were it sure what ends it.
    let lived = |world: &mut World, id: &str| {
        let own = host(id);
        world.page(600 + 2 * HOUR, 2, id, ROLE, Some(&own));
        learned(world)
    };
    let switched = || {
        let mut world = World::new();
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        world.page(600, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
        world
    };
    assert_eq!(lived(&mut switched(), ROLE_ID), (Some(2 * HOUR), None), "the lesson");
    // Its clock was set back.
    let mut world = switched();
    world.step(100, json!("woke"));
    assert_eq!(lived(&mut world, ROLE_ID), (None, None), "a clock set back");
    // The console has renewed it.
    let mut world = switched();
    for expires in [7_800, 9_000] {
        world.step(601, looked(2, ROLE_ID, expires));
    }
    let of_the_first = learned(&world);
    assert_eq!(lived(&mut world, ROLE_ID), of_the_first, "a renewed date");
    // It was opened from outside, or its source is a role.
    let mut world = World::new();
    world.page(600, 2, ROLE_ID, ROLE, None);
    assert_eq!(lived(&mut world, ROLE_ID), (None, None), "from outside the browser");
    let mut world = switched();
    let chain = "777788889999-cccc3333";
    world.page(700, 3, chain, "arn:aws:sts::777788889999:assumed-role/Ops/alice", Some(&host(ROLE_ID)));
    world.step(701, looked(3, chain, 4_300));
    assert!(world.ledger.roles.iter().all(|role| !role.role.ends_with("Ops") || (role.at_least, role.at_most) == (None, None)), "a chain");
}

#[test]
fn a_permission_set_teaches_its_duration_without_a_source() {
    let arn = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice";
    let mut world = World::new();
    world.page(100, 1, USER_ID, arn, SIGN_IN);
    world.step(101, looked(1, USER_ID, 100 + 4 * HOUR));
    assert_eq!(learned(&world), (Some(4 * HOUR), Some(4 * HOUR)));
}

#[test]
fn a_sign_in_teaches_its_length_by_its_date_or_by_living_on() {
    let lasts = |world: &World| serde_json::to_value(world.ledger.sign_ins.first().map(|known| known.lasts)).expect("JSON");
    for (expires, exact) in [(1_000 + 2 * DAY, 2 * DAY), (1_000 + 2 * DAY - 29, 2 * DAY), (1_000 + 2 * DAY + 30, 2 * DAY + 60)] {
        let mut world = watching();
        world.page(1_000, 1, USER_ID, USER, SIGN_IN);
        world.step(1_001, looked(1, USER_ID, expires));
        assert_eq!(lasts(&world), json!({"exactly": exact}), "{expires}");
    }
    let own = host(USER_ID);
    for (lived, least) in [(12 * HOUR + 60, Value::Null), (12 * HOUR + 61, json!({"at-least": 12 * HOUR + 61}))] {
        let mut world = watching();
        world.page(1_000, 1, USER_ID, USER, SIGN_IN);
        world.page(1_000 + lived, 1, USER_ID, USER, Some(&own));
        assert_eq!(lasts(&world), least, "{lived}");
    }
    // Not from one whose clock was set back, and not from one that the console has renewed.
    let mut world = watching();
    world.page(1_000, 1, USER_ID, USER, SIGN_IN);
    world.step(500, json!("woke"));
    world.page(20 * HOUR, 1, USER_ID, USER, Some(&own));
    assert_eq!(lasts(&world), Value::Null);
    let mut world = watching();
    world.page(1_000, 1, USER_ID, USER, SIGN_IN);
    world.step(1_001, looked(1, USER_ID, 1_000 + 2 * DAY));
    world.step(5_000, looked(1, USER_ID, 5_000 + 2 * DAY));
    assert_eq!(lasts(&world), json!({"exactly": 2 * DAY}), "what was learned before");
}

#[test]
fn what_is_alive_at_a_moment_did_not_end_then() {
    let own = host(USER_ID);
    // By its date.
    let mut world = World::new();
    world.page(1_000, 1, USER_ID, USER, None);
    world.step(1_001, looked(1, USER_ID, 20_000));
    assert_eq!(world.overview(1_001)[0]["span"]["latest"]["why"], json!({"cookie": null}), "no limit explains that date");
    world.page(20_000, 1, USER_ID, USER, Some(&own));
    assert_eq!(world.shown(1), json!(["running", "at-most", 44_200]));
    // By the rules.
    for (seen, phase) in [(12 * HOUR - 1, "ended"), (12 * HOUR, "running")] {
        let mut world = World::new();
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        world.page(seen, 1, USER_ID, USER, Some(&own));
        world.step(12 * HOUR, json!("woke"));
        assert_eq!(world.overview(12 * HOUR)[0]["view"]["phase"], phase, "seen at {seen}");
    }
}

#[test]
fn what_nothing_bounds_is_forgotten_a_day_after_the_longest_that_it_could_last() {
    let mut world = World::new();
    world.page(0, 1, ROLE_ID, ROLE, None);
    let own = host(ROLE_ID);
    // It is alive after 12 hours, so no rule says any more when it ends.
    world.page(13 * HOUR, 1, ROLE_ID, ROLE, Some(&own));
    assert_eq!(world.shown(1), json!(["unknown", null, null]));
    for (later, kept) in [(36 * HOUR + DAY - 1, 1), (36 * HOUR + DAY, 0)] {
        world.step(13 * HOUR + later, json!("woke"));
        assert_eq!(world.ledger.sessions.len(), kept, "{later} s after it was seen");
    }
}

#[test]
fn a_sign_in_may_have_run_unseen_unless_the_watch_is_longer_than_any_that_can_be_set() {
    // Longer than AWS's default is not enough: an administrator may have set up to 90 days.
    for (watched, sureness) in [(13 * HOUR, "expected"), (90 * DAY, "expected"), (90 * DAY + 1, "computed")] {
        let mut world = World::unknowing();
        world.step(-watched, json!("watch-began"));
        world.step(-watched, json!({"settings": {}}));
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        assert_eq!((sure(&world, 1), &world.shown(1)[2]), (json!(sureness), &json!(12 * HOUR)), "{watched}");
    }
}

#[test]
fn an_end_by_date_that_is_survived_was_that_of_the_sign_in_before() {
    let mut world = World::new();
    world.page(1_000, 1, USER_ID, USER, SIGN_IN);
    world.step(1_001, looked(1, USER_ID, 20_000));
    world.page(15_000, 1, USER_ID, USER, SIGN_IN);
    let own = host(USER_ID);
    world.page(20_001, 1, USER_ID, USER, Some(&own));
    assert_eq!(world.shown(1), json!(["running", null, 15_000 + 12 * HOUR]));
}

#[test]
fn what_teaches_a_maximum_is_well_within_its_source_and_more_than_the_least() {
    let switched = || {
        let mut world = World::new();
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        world.page(600, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
        world
    };
    for (before_its_source, exact) in [(61, Some(42_540)), (60, None)] {
        let mut world = switched();
        world.step(601, looked(2, ROLE_ID, 12 * HOUR - before_its_source));
        assert_eq!(learned(&world), (exact, exact), "{before_its_source} s before");
    }
    let own = host(ROLE_ID);
    for (lived, least) in [(HOUR, None), (HOUR + 1, Some(HOUR + 1))] {
        let mut world = switched();
        world.page(600 + lived, 2, ROLE_ID, ROLE, Some(&own));
        assert_eq!(learned(&world), (least, None), "{lived}");
    }
    // Where the user told how it came to be, nobody saw it.
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(600, 2, ROLE_ID, ROLE, Some("elsewhere.example"));
    world.step(601, json!({"told": {"session": 2, "from": {"session": 1}}}));
    world.page(600 + 2 * HOUR, 2, ROLE_ID, ROLE, Some(&own));
    assert_eq!(learned(&world), (None, None), "told");
}

#[test]
fn a_permission_set_teaches_nothing_after_a_renewal_or_a_clock_set_back() {
    let arn = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice";
    let own = host(USER_ID);
    let met = || {
        let mut world = World::new();
        world.page(1_000, 1, USER_ID, arn, SIGN_IN);
        world
    };
    let lived = |world: &mut World| {
        world.page(1_000 + 5 * HOUR, 1, USER_ID, arn, Some(&own));
        learned(world)
    };
    assert_eq!(lived(&mut met()), (Some(5 * HOUR), None), "the lesson");
    let mut world = met();
    world.step(500, json!("woke"));
    assert_eq!(lived(&mut world), (None, None), "a clock set back");
    let mut world = met();
    world.step(1_001, looked(1, USER_ID, 1_000 + 4 * HOUR));
    world.step(HOUR, looked(1, USER_ID, HOUR + 4 * HOUR));
    world.step(2 * HOUR, looked(1, USER_ID, 2 * HOUR + 4 * HOUR));
    assert_eq!(lived(&mut world), (Some(4 * HOUR), Some(4 * HOUR)), "a renewal");
}

/// What a tab is told of its session, whole.
fn view_of(effects: &Effects, tab: i64) -> Value {
    let told = effects.tabs.iter().find(|told| told.tab == tab).expect("the tab was told");
    serde_json::to_value(&told.view).expect("JSON")
}

#[test]
fn a_notice_stands_until_the_end_and_says_at_last_that_it_is_the_last() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    for (now, lead, next, urgent) in [
        (42_299, None, None, false),
        (42_300, Some(900), Some(300), false),
        (42_900, Some(300), Some(60), false),
        (43_140, Some(60), None, true),
    ] {
        world.step(now, json!("woke"));
        let view = view_of(world.step(now, json!({"looked": {"tab": 1}})), 1);
        assert_eq!((view["notice"]["lead"].as_i64(), view["lead"].as_i64(), view["urgent"].as_bool()), (lead, next, Some(urgent)), "{now}");
        assert_eq!(view["latest"], Value::Null, "the end that is shown is the latest");
    }
    // The user saw it end, half a minute before it was due: nothing is left to warn of.
    let mut seen = World { ledger: world.ledger.clone(), last: None };
    let view = view_of(seen.step(43_170, json!({"looked": {"tab": 1, "logged_out": true}})), 1);
    assert_eq!((&view["phase"], &view["notice"]), (&json!("ended"), &Value::Null));
    // It ran out.
    let view = view_of(world.step(43_200, json!({"looked": {"tab": 1}})), 1);
    assert_eq!((&view["notice"]["lead"], &view["urgent"]), (&json!(0), &json!(true)));
}

#[test]
fn an_expected_end_that_has_passed_leaves_no_notice() {
    let mut world = World::unknowing();
    world.step(-2 * DAY, json!("watch-began"));
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.step(43_140, json!("woke"));
    let view = view_of(world.step(43_141, json!({"looked": {"tab": 1}})), 1);
    assert_eq!((&view["phase"], &view["notice"]["lead"]), (&json!("running"), &json!(60)));
    let view = view_of(world.step(43_230, json!({"looked": {"tab": 1}})), 1);
    assert_eq!((&view["phase"], &view["notice"]), (&json!("overdue"), &Value::Null));
    assert!(view["latest"].as_i64() > Some(43_200), "an administrator may have set more: {view}");
}

#[test]
fn sessions_that_have_ended_together_are_no_warnings_beside_each_other() {
    let mut world = World::new();
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(60, 2, "222233334444-cccc3333", "arn:aws:iam::222233334444:user/bob", SIGN_IN);
    let beside = |world: &mut World, now: i64| {
        world.step(now, json!("woke"));
        let effects = world.step(now, json!({"looked": {"tab": 1}}));
        effects.tabs.iter().find(|told| told.tab == 1).map(|told| told.beside.clone())
    };
    assert_eq!(beside(&mut world, 42_360), Some(vec![(2, 43_260)]));
    assert_eq!(beside(&mut world, 43_260), Some(Vec::new()));
}

#[test]
fn a_start_is_seen_where_it_is_known_to_less_than_a_minute() {
    for (later, is_seen) in [(59, true), (60, false)] {
        let mut world = World::new();
        let page = |at: i64, referrer: &str| {
            json!({"observed": {"tab": 1, "window": 1, "store": "0", "navigated_at": at, "page": {
                "host": "us-east-1.console.aws.amazon.com", "meta": {"account": "111122223333", "arn": USER, "multi_session": false},
                "referrer": referrer, "navigation": "navigate", "answered": true,
            }}})
        };
        world.step(1_000, page(1_000, "signin.aws.amazon.com"));
        // No hash says that it is the same sign-in.
        let view = view_of(world.step(1_000 + later, page(1_000 + later, "us-east-1.console.aws.amazon.com")), 1);
        assert_eq!(view["since"], json!({"at": 1_000 + later, "seen": is_seen}));
    }
}

#[test]
fn an_end_that_moves_by_less_than_a_minute_is_warned_of_once() {
    for (moved, again) in [(59, 0), (60, 1)] {
        let mut world = World::new();
        world.page(0, 1, USER_ID, USER, SIGN_IN);
        let cookie = |expires: i64| json!({"cookie": {"store": "0", "domain": "us-east-1.console.aws.amazon.com", "name": format!("__Secure-aws-session-id-{USER_ID}"), "expires": expires}});
        world.step(100, cookie(40_000));
        assert_eq!(world.step(39_100, json!("woke")).notices.len(), 1);
        world.step(39_110, cookie(40_000 + moved));
        assert_eq!(world.step(39_170, json!("woke")).notices.len(), again, "{moved}");
    }
}

#[test]
fn what_was_learned_of_a_role_stands_until_a_longer_life_disproves_it() {
    let mut world = World::new();
    let learned = |world: &World| world.ledger.roles.iter().map(|role| (role.at_least, role.at_most)).next();
    let cookie = |id: &str, expires: i64| json!({"cookie": {"store": "0", "domain": "us-east-1.console.aws.amazon.com", "name": format!("__Secure-aws-session-id-{id}"), "expires": expires}});
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    world.page(600, 2, ROLE_ID, ROLE, Some(&host(USER_ID)));
    world.step(610, cookie(ROLE_ID, 600 + 7_200));
    assert_eq!(learned(&world), Some((Some(7_200), Some(7_200))));
    // Another one of that role, alive after less than that: it says nothing new.
    let second = "444455556666-dddd4444";
    world.page(10_000, 3, second, ROLE, Some(&host(USER_ID)));
    world.page(10_000 + 5_000, 3, second, ROLE, Some(&host(second)));
    assert_eq!(learned(&world), Some((Some(7_200), Some(7_200))));
    // Alive after more: the maximum was raised.
    world.page(10_000 + 7_400, 3, second, ROLE, Some(&host(second)));
    assert_eq!(learned(&world), Some((Some(7_400), None)));
}

#[test]
fn a_users_sign_ins_last_as_long_as_the_longest_that_was_seen() {
    use session_clock::ledger::state::Lasts;
    let mut world = World::unknowing();
    world.step(-100 * DAY, json!("watch-began"));
    world.page(0, 1, USER_ID, USER, SIGN_IN);
    let mut lived = Vec::new();
    for (at, tab) in [(40_000, 1), (44_200, 1), (44_260, 1), (44_261, 2)] {
        world.page(at, tab, USER_ID, USER, Some(&host(USER_ID)));
        lived.push(world.ledger.sign_in_lasts(USER));
    }
    // A minute more is nothing new.
    let at_least = |seconds| Some(Lasts::AtLeast(seconds));
    assert_eq!(lived, [None, at_least(44_200), at_least(44_200), at_least(44_261)]);
}

#[test]
fn the_user_is_asked_for_the_source_of_a_role_among_those_that_were_there_before_it() {
    let mut world = World::new();
    let mut observed = |now: i64, tab: i64, store: &str, id: &str, arn: &str, end: &str, referrer: Option<&str>| {
        world.step(
            now,
            json!({"observed": {"tab": tab, "window": 1, "store": store, "navigated_at": now, "page": {
                "host": format!("{id}.{end}"), "meta": {"account": &id[..12], "arn": arn, "session_id": id, "multi_session": true},
                "referrer": referrer, "navigation": "navigate", "answered": true,
            }}}),
        );
    };
    let aws = "us-east-1.console.aws.amazon.com";
    observed(0, 1, "0", USER_ID, USER, aws, SIGN_IN);
    observed(0, 2, "firefox-container-1", USER_ID, USER, aws, SIGN_IN);
    let gov = "arn:aws-us-gov:iam::222233334444:user/alice";
    observed(0, 3, "0", "222233334444-aaaa1111", gov, "us-gov-west-1.console.amazonaws-us-gov.com", Some("signin.amazonaws-us-gov.com"));
    observed(0, 4, "0", "333344445555-aaaa1111", "arn:aws:iam::333344445555:user/bob", aws, SIGN_IN);
    observed(0, 5, "0", "333344445555-bbbb2222", "arn:aws:iam::333344445555:user/carol", aws, SIGN_IN);
    for (tab, at) in [(4, 999), (5, 1_000)] {
        world.step(at, json!({"looked": {"tab": tab, "logged_out": true}}));
    }
    world.page(1_000, 6, ROLE_ID, ROLE, Some("elsewhere.example"));
    world.page(1_010, 7, "333344445555-dddd4444", "arn:aws:iam::333344445555:user/dave", SIGN_IN);
    let sources = |world: &World| -> Vec<(u32, Option<Vec<u32>>)> {
        let mut all: Vec<_> = world.ledger.overview(1_020).into_iter().map(|one| (one.session, one.sources)).collect();
        all.sort();
        all
    };
    // Not one of a container or another partition, nor one that was over, nor a later one. A user's sign-in is beyond doubt.
    assert_eq!(sources(&world), [(1, None), (2, None), (3, None), (4, None), (5, None), (6, Some(vec![1, 5])), (7, None)]);
    // What the user said may be said otherwise; what the page showed may not.
    world.step(1_030, json!({"told": {"session": 6, "from": {"session": 1}}}));
    assert_eq!(sources(&world)[5], (6, Some(vec![1, 5])));
    world.page(1_040, 8, "444455556666-eeee5555", ROLE, Some(&host(USER_ID)));
    assert_eq!(sources(&world)[7], (8, None));
    let tabs: Vec<_> = world.ledger.overview(1_050).into_iter().filter(|one| one.session == 6).map(|one| one.tabs).collect();
    assert_eq!(tabs, [vec![6]]);
}

#[test]
fn what_is_over_is_dropped_before_what_runs_and_tabs_are_kept_within_bounds() {
    let mut world = World::new();
    let id = |number: i64| format!("{number:012}-aaaa1111");
    let arn = |number: i64| format!("arn:aws:iam::{number:012}:user/alice");
    for number in 1..=100 {
        world.page(number, number, &id(number), &arn(number), SIGN_IN);
    }
    world.step(200, json!({"looked": {"tab": 50, "logged_out": true}}));
    world.page(201, 101, &id(101), &arn(101), SIGN_IN);
    assert_eq!(
        world.ledger.sessions.iter().map(|known| i64::from(known.id)).collect::<Vec<_>>(),
        (1..=101).filter(|id| *id != 50).collect::<Vec<_>>()
    );
    for tab in 102..=501 {
        world.page(300, tab, &id(101), &arn(101), Some(&host(&id(101))));
    }
    assert_eq!((world.ledger.tabs.len(), world.ledger.tabs[0].tab), (500, 2), "the one that was met longest ago went");
}

#[test]
fn without_multi_session_a_chained_role_may_or_may_not_end_with_its_sign_in() {
    let signed_in = "arn:aws:sts::111122223333:assumed-role/Federated/alice";
    let mut world = World::new();
    world.single(0, signed_in, "h1", None);
    world.step(10, json!({"told": {"session": 1, "from": "sign-in"}}));
    assert_eq!(world.overview(10)[0]["span"]["latest"]["at"], 43_200, "a role's sign-in lasts 12 hours at most");
    // Ten minutes before that it is switched from. Nobody has seen whether what is left counts: if not, role chaining's hour does.
    world.single(42_600, ROLE, "h1", Some("us-east-1.console.aws.amazon.com"));
    let all = world.overview(42_600);
    let chained = all.as_array().and_then(|all| all.iter().find(|one| one["session"] == 2)).expect("the role");
    assert_eq!((&chained["origin"], &chained["span"]["latest"]["at"]), (&json!({"switch": {"source": 1}}), &json!(42_600 + 3_600)));
}
