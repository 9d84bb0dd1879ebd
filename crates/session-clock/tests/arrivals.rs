//! Which session a page or a cookie belongs to, rule by rule and second by second. What comes of it for the user is in `ledger.rs`; whole days are in `simulation.rs`.

use serde_json::{Value, json};
use session_clock::ledger::state::{Before, EndedBy, Known, Origin, OriginBy, Start};
use session_clock::ledger::{Event, Ledger};

const ALICE: &str = "arn:aws:iam::111122223333:user/alice";
const BOB: &str = "arn:aws:iam::111122223333:user/bob";
const ROLE: &str = "arn:aws:sts::111122223333:assumed-role/Dev/alice";
const ID: &str = "111122223333-aaaa1111";
const OTHER: &str = "111122223333-bbbb2222";
const SIGN_IN: &str = "signin.aws.amazon.com";
const CONSOLE: &str = "us-east-1.console.aws.amazon.com";
const PORTAL: &str = "acme.awsapps.com";
const BROKER: &str = "sso.acme.example";
const ELSEWHERE: &str = "elsewhere.example";
const DAY: i64 = 86_400;
const TWELVE_HOURS: i64 = 43_200;
const NINETY_DAYS: i64 = 90 * DAY;

struct World(Ledger);

impl World {
    /// The extension has watched for longer than any session lasts, and was told that sign-ins last as long as by default.
    fn watching() -> World {
        let mut world = World::new();
        world.step(-100 * DAY, json!("watch-began"));
        world.step(-100 * DAY, json!({"settings": {"sign_in_maxima": [{"role": "*", "seconds": TWELVE_HOURS}]}}));
        world
    }

    fn new() -> World {
        World(Ledger::default())
    }

    fn step(&mut self, now: i64, what: Value) {
        let event: Event = serde_json::from_value(json!({"now": now, "what": what})).expect("an event");
        self.0.step(&event);
    }

    /// A page that was navigated to at `at` and is told at `now`. `more` is put in the place of what an answered navigation has.
    fn page(&mut self, now: i64, at: i64, tab: i64, page: Value, more: Value) {
        let mut all = json!({"navigation": "navigate", "answered": true});
        for from in [page, more] {
            for (key, value) in from.as_object().expect("an object") {
                all[key] = value.clone();
            }
        }
        self.step(now, json!({"observed": {"tab": tab, "window": 1, "store": "0", "navigated_at": at, "page": all}}));
    }

    /// A page of multi-session, told at once.
    fn multi(&mut self, at: i64, id: &str, arn: &str, referrer: Option<&str>) {
        self.page(at, at, 1, multi(id, arn), json!({"referrer": referrer}));
    }

    /// A page without multi-session, told at once.
    fn single(&mut self, at: i64, arn: &str, sign_in: Option<&str>, referrer: Option<&str>) {
        self.page(at, at, 1, single(arn, sign_in), json!({"referrer": referrer}));
    }

    fn cookie(&mut self, now: i64, name: &str, expires: Option<i64>) {
        self.step(now, json!({"cookie": {"store": "0", "domain": CONSOLE, "name": name, "expires": expires}}));
    }

    fn all(&self) -> Vec<u32> {
        self.0.sessions.iter().map(|known| known.id).collect()
    }

    /// The newest session.
    fn last(&self) -> &Known {
        self.0.sessions.last().expect("a session")
    }

    fn start(&self) -> (Option<i64>, i64) {
        (self.last().start.from, self.last().start.by)
    }

    fn before(&self) -> Option<(Option<i64>, i64)> {
        self.last().before.map(|Before { start, .. }| (start.from, start.by))
    }

    fn date(&self) -> Option<i64> {
        self.last().date.map(|date| date.expires)
    }
}

fn multi(id: &str, arn: &str) -> Value {
    json!({"host": host(id), "meta": {"account": "111122223333", "arn": arn, "session_id": id, "multi_session": true}})
}

fn single(arn: &str, sign_in: Option<&str>) -> Value {
    json!({"host": CONSOLE, "meta": {"account": "111122223333", "arn": arn, "multi_session": false}, "user": {"sign_in": sign_in}})
}

fn host(id: &str) -> String {
    format!("{id}.{CONSOLE}")
}

fn seen(at: i64) -> (Option<i64>, i64) {
    (Some(at), at)
}

const SESSION_COOKIE: &str = "__Secure-aws-session-id-111122223333-aaaa1111";
const SIGNER_COOKIE: &str = "aws-signer-token_us-east-1";

#[test]
fn a_page_from_a_minute_ahead_proves_nothing_of_now() {
    for (ahead, start) in [(59, seen(1_000)), (60, (None, 1_000))] {
        let mut world = World::watching();
        world.page(1_000, 1_000 + ahead, 1, multi(ID, ALICE), json!({"referrer": SIGN_IN}));
        assert_eq!(world.start(), start, "{ahead}");
    }
}

#[test]
fn an_arrival_is_news_for_two_minutes() {
    for (late, start) in [(120, seen(1_000)), (121, (None, 1_000))] {
        let mut world = World::watching();
        world.page(1_000 + late, 1_000, 1, multi(ID, ALICE), json!({"referrer": SIGN_IN}));
        assert_eq!(world.start(), start, "{late}");
    }
}

#[test]
fn a_page_that_a_tab_tells_again_is_no_other_page() {
    for (at, before) in [(1_002, None), (998, None), (1_003, Some(seen(1_000)))] {
        let mut world = World::watching();
        world.multi(1_000, ID, ALICE, Some(SIGN_IN));
        world.page(1_010, at, 1, multi(ID, ALICE), json!({"referrer": SIGN_IN}));
        assert_eq!(world.before(), before, "{at}");
        assert_eq!(world.all(), [1]);
    }
}

#[test]
fn a_portal_and_the_broker_that_the_sign_in_names_begin_a_session_and_are_its_door() {
    let from = |referrer: &str, arn: &str, issuer: &str| {
        let mut world = World::watching();
        world.page(1_000, 1_000, 1, multi(ID, ROLE), json!({"referrer": referrer, "user": {"arn": arn, "issuer": issuer}}));
        (world.start(), world.last().door.clone())
    };
    let door = |host: &str| Some(host.to_owned());
    assert_eq!(from(PORTAL, ROLE, SIGN_IN), (seen(1_000), door(PORTAL)));
    assert_eq!(from(BROKER, ROLE, BROKER), (seen(1_000), door(BROKER)));
    // Another page than the one that is named, or a sign-in of somebody else, says nothing of the start.
    assert_eq!(from(ELSEWHERE, ROLE, BROKER), ((None, 1_000), door(BROKER)));
    assert_eq!(from(BROKER, ALICE, BROKER), ((None, 1_000), door(BROKER)));
    // AWS's own sign-in host is nobody's door.
    assert_eq!(from(ELSEWHERE, ROLE, SIGN_IN), ((None, 1_000), None));
}

#[test]
fn a_later_page_may_be_the_first_of_a_new_sign_in_under_the_same_id() {
    // `false`: who that is does not sign in that way.
    for (arn, first, later, may_be) in [
        (ROLE, Some(PORTAL), Some(ELSEWHERE), true),
        (ALICE, Some(SIGN_IN), Some(ELSEWHERE), false),
        (ROLE, Some(PORTAL), None, true),
        (ALICE, Some(SIGN_IN), Some(SIGN_IN), true),
        (ALICE, Some(SIGN_IN), Some(CONSOLE), false),
    ] {
        let mut world = World::watching();
        world.multi(1_000, ID, arn, first);
        world.multi(2_000, ID, arn, later);
        assert_eq!(world.before(), may_be.then_some(seen(1_000)), "{arn} {later:?}");
        assert_eq!(world.start(), if may_be { seen(2_000) } else { seen(1_000) }, "{arn} {later:?}");
    }
    // Not one in the very second in which the session began.
    let mut world = World::watching();
    world.multi(1_000, ID, ALICE, Some(SIGN_IN));
    world.page(1_000, 1_000, 2, multi(ID, ALICE), json!({"referrer": SIGN_IN}));
    assert_eq!(world.before(), None);
    // Nor on a host that does not carry the id: any page could claim it there.
    let mut world = World::watching();
    world.multi(1_000, ID, ROLE, Some(PORTAL));
    world.page(2_000, 2_000, 2, multi(ID, ROLE), json!({"host": CONSOLE, "referrer": null}));
    assert_eq!(world.before(), None);
}

#[test]
fn a_role_that_was_switched_to_is_not_signed_in_to() {
    for referrer in [None, Some(ELSEWHERE)] {
        let mut world = World::watching();
        world.multi(0, ID, ALICE, Some(SIGN_IN));
        world.multi(1_000, OTHER, ROLE, Some(&host(ID)));
        assert_eq!((&world.last().origin, world.last().origin_by), (&Some(Origin::Switch { source: Some(1) }), OriginBy::Referrer));
        world.multi(2_000, OTHER, ROLE, referrer);
        assert_eq!((world.before(), world.start()), (None, seen(1_000)), "{referrer:?}");
    }
    // Where it is only remembered that the role is usually switched to, it may be.
    let mut world = World::watching();
    world.multi(0, OTHER, BOB, Some(SIGN_IN));
    world.multi(10, ID, ALICE, Some(SIGN_IN));
    world.multi(1_000, "111122223333-cccc3333", ROLE, None);
    assert_eq!((&world.last().origin, world.last().origin_by), (&None, OriginBy::Unknown));
    world.step(1_010, json!({"told": {"session": 3, "from": {"session": 2}}}));
    world.multi(2_000, "111122223333-dddd4444", ROLE, None);
    assert_eq!((&world.last().origin, world.last().origin_by), (&Some(Origin::Switch { source: Some(2) }), OriginBy::Remembered));
    world.multi(3_000, "111122223333-dddd4444", ROLE, None);
    assert_eq!(world.before(), Some((None, 2_000)));
}

#[test]
fn a_new_sign_in_after_the_end_is_another_session() {
    // Its latest end has passed, and nobody saw it end.
    let mut world = World::watching();
    world.multi(0, ID, ALICE, Some(SIGN_IN));
    world.multi(TWELVE_HOURS, ID, ALICE, Some(SIGN_IN));
    assert_eq!((world.all(), world.start()), (vec![2], seen(TWELVE_HOURS)));
    // Its cookie was gone.
    let gone = json!({"looked": {"tab": 1, "cookie": {"name": SESSION_COOKIE, "present": false}}});
    for (referrer, start) in [(Some(SIGN_IN), seen(2_000)), (None, (Some(1_000), 2_000))] {
        let mut world = World::watching();
        world.multi(0, ID, ALICE, Some(SIGN_IN));
        world.step(1_000, gone.clone());
        assert_eq!(world.last().ended.as_ref().map(|ended| (ended.at, ended.by)), Some((1_000, EndedBy::CookieGone)));
        world.multi(2_000, ID, ALICE, referrer);
        assert_eq!((world.all(), world.start()), (vec![2], start), "{referrer:?}");
    }
    // "Logged out" alone is said also in the tabs of before when somebody signs in again under the same id.
    let mut world = World::watching();
    world.multi(0, ID, ALICE, Some(SIGN_IN));
    world.step(1_000, json!({"looked": {"tab": 1, "logged_out": true}}));
    world.multi(2_000, ID, ALICE, Some(SIGN_IN));
    assert_eq!((world.all(), &world.last().ended), (vec![1], &None));
}

#[test]
fn a_page_after_a_seen_end_proves_the_session_alive() {
    for (at, is_over) in [(1_000, true), (1_001, false)] {
        let mut world = World::watching();
        world.multi(0, ID, ALICE, Some(SIGN_IN));
        world.step(1_000, json!({"looked": {"tab": 1, "logged_out": true}}));
        world.page(1_002, at, 2, multi(ID, ALICE), json!({"referrer": host(ID)}));
        assert_eq!(world.last().ended.is_some(), is_over, "{at}");
    }
}

#[test]
fn without_multi_session_only_time_or_the_sign_in_itself_makes_another_session() {
    for (at, id) in [(TWELVE_HOURS + 59, 1), (TWELVE_HOURS + 60, 2)] {
        let mut world = World::watching();
        world.single(0, ALICE, None, Some(SIGN_IN));
        world.single(at, ALICE, None, Some(SIGN_IN));
        assert_eq!(world.last().id, id, "{at}");
    }
    // The same hash is the same sign-in, however late.
    let mut world = World::watching();
    world.single(0, ALICE, Some("h1"), Some(SIGN_IN));
    world.single(TWELVE_HOURS + 60, ALICE, Some("h1"), Some(SIGN_IN));
    assert_eq!(world.all(), [1]);
    // A role that was switched to can be signed in to: its page comes from the very broker that the sign-in names.
    for (referrer, issuer, id, origin) in [
        (BROKER, BROKER, 3, None),
        (SIGN_IN, BROKER, 2, None),
        (SIGN_IN, SIGN_IN, 2, None),
        (CONSOLE, BROKER, 2, Some(Origin::Switch { source: Some(1) })),
    ] {
        let mut world = World::watching();
        world.single(0, ALICE, Some("h1"), Some(SIGN_IN));
        world.single(1_000, ROLE, Some("h1"), Some(CONSOLE));
        assert_eq!(world.last().origin, Some(Origin::Switch { source: Some(1) }));
        world.page(2_000, 2_000, 1, single(ROLE, None), json!({"referrer": referrer, "user": {"arn": ROLE, "issuer": issuer}}));
        assert_eq!((world.last().id, &world.last().origin), (id, &origin), "{referrer} {issuer}");
    }
}

#[test]
fn what_came_between_two_pages_that_were_open_before_nobody_saw() {
    for (at, before) in [(5_000, Some(seen(1_000))), (1_000, None)] {
        let mut world = World::watching();
        world.multi(1_000, ID, ALICE, Some(SIGN_IN));
        world.page(10_000, at, 2, multi(ID, ALICE), json!({"referrer": host(ID)}));
        assert_eq!(world.before(), before, "{at}");
    }
    // Not where the page is told at once, nor without an id that a new sign-in could have too.
    let mut world = World::watching();
    world.multi(1_000, ID, ALICE, Some(SIGN_IN));
    world.multi(5_000, ID, ALICE, Some(&host(ID)));
    assert_eq!(world.before(), None);
    let mut world = World::watching();
    world.single(1_000, ALICE, Some("h1"), Some(SIGN_IN));
    world.page(10_000, 5_000, 2, single(ALICE, Some("h1")), json!({"referrer": CONSOLE}));
    assert_eq!(world.before(), None);
}

#[test]
fn a_page_of_before_the_arrival_that_is_told_late_makes_the_arrival_a_new_sign_in() {
    for (at, before, start) in [(900, Some((Some(900), 900)), (Some(900), 1_000)), (1_000, None, seen(1_000)), (1_001, None, seen(1_000))] {
        let mut world = World::watching();
        world.multi(1_000, ID, ALICE, Some(SIGN_IN));
        world.page(1_010, at, 2, multi(ID, ALICE), json!({"referrer": host(ID)}));
        assert_eq!((world.before(), world.start()), (before, start), "{at}");
    }
    // One more of those is of the session before, and moves its beginning.
    let mut world = World::watching();
    world.multi(1_000, ID, ALICE, Some(SIGN_IN));
    world.page(1_010, 900, 2, multi(ID, ALICE), json!({"referrer": host(ID)}));
    world.page(1_020, 800, 3, multi(ID, ALICE), json!({"referrer": host(ID)}));
    assert_eq!((world.before(), world.start()), (Some((Some(800), 800)), (Some(900), 1_000)));
    // By a clock that was set back every page seems to come late.
    let mut world = World::watching();
    world.multi(1_000, ID, ALICE, Some(SIGN_IN));
    world.step(500, json!("woke"));
    world.page(510, 505, 2, multi(ID, ALICE), json!({"referrer": host(ID)}));
    assert_eq!((world.before(), world.start()), (None, (None, 505)));
}

#[test]
fn a_late_arrival_gives_the_start_of_a_session_that_was_met_running() {
    for (at, referrer, start) in [
        (900, Some(PORTAL), seen(900)),
        (900, Some(&*host(ID)), (None, 900)),
        // In the second in which it was met nothing is late.
        (1_000, Some(PORTAL), (None, 1_000)),
    ] {
        let mut world = World::watching();
        world.multi(1_000, ID, ROLE, Some(&host(ID)));
        assert_eq!((world.start(), world.last().met_on_arrival), ((None, 1_000), false));
        world.page(1_010, at, 2, multi(ID, ROLE), json!({"referrer": referrer}));
        assert_eq!(world.start(), start, "{at} {referrer:?}");
    }
    // By a clock that was set back it gives none.
    let mut world = World::watching();
    world.multi(1_000, ID, ROLE, Some(&host(ID)));
    world.step(500, json!("woke"));
    world.page(510, 505, 2, multi(ID, ROLE), json!({"referrer": PORTAL}));
    assert_eq!(world.start(), (None, 505));
}

#[test]
fn a_session_was_met_on_arrival_where_its_first_page_may_follow_a_sign_in() {
    for (late, referrer, met) in [
        (0, Some(SIGN_IN), true),
        (0, None, true),
        (0, Some(ELSEWHERE), true),
        (0, Some(CONSOLE), false),
        (120, Some(CONSOLE), false),
        (121, Some(CONSOLE), true),
    ] {
        let mut world = World::watching();
        world.page(1_000 + late, 1_000, 1, multi(ID, ALICE), json!({"referrer": referrer}));
        assert_eq!(world.last().met_on_arrival, met, "{late} {referrer:?}");
        let mut world = World::watching();
        world.page(1_000 + late, 1_000, 1, single(ALICE, None), json!({"referrer": referrer}));
        assert!(!world.last().met_on_arrival, "without multi-session there is no such id");
    }
}

#[test]
fn where_a_switch_came_from_is_told_by_later_pages_only_without_multi_session() {
    let named = json!({"referrer": CONSOLE, "user": {"arn": ALICE}});
    let mut world = World::watching();
    world.single(1_000, ROLE, None, Some(CONSOLE));
    assert_eq!(world.last().origin, None);
    world.page(2_000, 2_000, 1, single(ROLE, None), named);
    assert_eq!(world.last().origin, Some(Origin::Switch { source: None }));
    let mut world = World::watching();
    world.multi(0, ID, ALICE, Some(SIGN_IN));
    world.multi(1_000, OTHER, ROLE, Some(ELSEWHERE));
    world.multi(2_000, OTHER, ROLE, Some(&host(ID)));
    assert_eq!(world.last().origin, None, "the console's own list of sessions leads there too");
}

#[test]
fn the_hash_of_a_sign_in_is_kept_from_the_first_page_that_tells_it() {
    let mut world = World::watching();
    for (at, told) in [(1_000, None), (1_010, Some("h1")), (1_020, None)] {
        world.single(at, ALICE, told, Some(CONSOLE));
        assert_eq!(world.last().sign_in.as_deref(), if at == 1_000 { None } else { Some("h1") }, "{at}");
    }
    let mut world = World::watching();
    for at in [1_000, 1_010] {
        world.page(at, at, 1, multi(ID, ALICE), json!({"user": {"sign_in": "h1"}, "referrer": CONSOLE}));
        assert_eq!(world.last().sign_in, None, "of multi-session the id says which it is");
    }
}

#[test]
fn a_possible_new_sign_in_began_after_the_last_sign_of_life_or_with_its_page() {
    // Where not everything was watched.
    for (arn, referrer, start) in [(ROLE, PORTAL, seen(2_000)), (ALICE, SIGN_IN, (Some(1_000), 2_000))] {
        let mut world = World::new();
        world.multi(1_000, ID, arn, Some(referrer));
        world.multi(2_000, ID, arn, Some(referrer));
        assert_eq!((world.start(), world.before().map(|(_, by)| by)), (start, Some(1_000)), "{referrer}");
    }
}

#[test]
fn without_multi_session_a_page_that_no_hash_proves_may_be_of_another_sign_in() {
    for (sign_in, at, start, anew) in [
        (None, 900, (Some(900), 1_000), true),
        (None, 1_000, seen(1_000), false),
        (None, 1_100, (Some(1_000), 1_100), true),
        (Some("h1"), 900, seen(900), false),
        (Some("h1"), 1_100, seen(1_000), false),
    ] {
        let mut world = World::watching();
        world.single(1_000, ALICE, sign_in, Some(SIGN_IN));
        world.page(1_110, at, 2, single(ALICE, sign_in), json!({"referrer": CONSOLE}));
        assert_eq!((world.start(), world.last().maybe_anew), (start, anew), "{sign_in:?} {at}");
    }
}

#[test]
fn the_start_of_a_switch_without_multi_session_lies_after_the_last_page_of_its_sign_in() {
    let role = |world: &mut World, sign_in: Option<&str>, more: Value| {
        world.page(1_000, 1_000, 1, single(ROLE, sign_in), more);
        world.start()
    };
    let signed_in = || {
        let mut world = World::watching();
        world.single(0, ALICE, Some("h1"), Some(SIGN_IN));
        world
    };
    let here = json!({"referrer": CONSOLE});
    assert_eq!(role(&mut signed_in(), Some("h1"), here.clone()), (Some(0), 1_000));
    assert_eq!(role(&mut signed_in(), Some("h1"), json!({"referrer": null})), (Some(0), 1_000));
    assert_eq!(role(&mut signed_in(), Some("h2"), here.clone()), (None, 1_000), "another sign-in's");
    assert_eq!(role(&mut signed_in(), None, here.clone()), (None, 1_000), "nobody knows whose");
    let kept = json!({"referrer": CONSOLE, "navigation": "back-forward", "answered": false});
    assert_eq!(role(&mut signed_in(), Some("h1"), kept), (None, 1_000), "a page from the cache");
    // A user's sign-in is no switch, and neither is a session of multi-session.
    let mut world = World::watching();
    world.single(0, ROLE, Some("h1"), Some(CONSOLE));
    world.single(1_000, ALICE, Some("h1"), Some(CONSOLE));
    assert_eq!(world.start(), (None, 1_000));
    let mut world = signed_in();
    world.page(1_000, 1_000, 2, multi(OTHER, ROLE), json!({"referrer": CONSOLE, "user": {"sign_in": "h1"}}));
    assert_eq!(world.start(), (None, 1_000));
}

#[test]
fn an_answered_page_without_multi_session_ends_what_the_browser_had_before() {
    let ended = |world: &World, id: u32| world.0.get(id).and_then(|known| known.ended.as_ref()).map(|ended| (ended.at, ended.by));
    // Another sign-in; also one in the second of the last sign of life.
    for (first, second, at) in [(Some("h1"), Some("h2"), 1_000), (Some("h1"), Some("h2"), 0), (None, None, 1_000)] {
        let mut world = World::watching();
        world.single(0, ALICE, first, Some(SIGN_IN));
        world.single(at, BOB, second, Some(SIGN_IN));
        assert_eq!((ended(&world, 1), ended(&world, 2)), (Some((at, EndedBy::NewSignIn)), None));
    }
    // Back to the sign-in: the role was left.
    let mut world = World::watching();
    world.single(0, ALICE, None, Some(SIGN_IN));
    world.page(500, 500, 1, single(ROLE, None), json!({"referrer": CONSOLE, "user": {"arn": ALICE}}));
    world.single(1_000, ALICE, None, Some(CONSOLE));
    assert_eq!((ended(&world, 1), ended(&world, 2)), (None, Some((1_000, EndedBy::Left))));
}

#[test]
fn a_role_remembers_after_how_long_an_end_was_seen() {
    let mut world = World::watching();
    world.multi(0, ID, ALICE, Some(SIGN_IN));
    world.multi(600, OTHER, ROLE, Some(&host(ID)));
    world.step(1_000, json!({"looked": {"tab": 1, "logged_out": true}}));
    assert_eq!(world.0.roles.iter().map(|role| role.end_seen_after).collect::<Vec<_>>(), [Some(400)]);
}

#[test]
fn watching_longer_than_a_sign_in_lasts_shows_its_start() {
    // By AWS's default, or whatever an administrator may have set.
    for (watched, from, by_default) in
        [(TWELVE_HOURS, None, None), (TWELVE_HOURS + 1, None, Some(0)), (NINETY_DAYS, None, Some(0)), (NINETY_DAYS + 1, Some(0), None)]
    {
        let mut world = World::new();
        world.step(-watched, json!("watch-began"));
        world.multi(0, ID, ALICE, Some(SIGN_IN));
        assert_eq!(world.last().start, Start { from, by: 0, from_by_default: by_default }, "{watched}");
    }
}

#[test]
fn a_switch_is_told_by_the_host_that_it_came_from_also_where_its_own_host_has_no_id() {
    for (referrer, start, origin) in [(host(ID), seen(1_000), Some(Origin::Switch { source: Some(1) })), (host(OTHER), (None, 1_000), None)]
    {
        let mut world = World::watching();
        world.multi(0, ID, ALICE, Some(SIGN_IN));
        world.page(1_000, 1_000, 2, multi(OTHER, ROLE), json!({"host": CONSOLE, "referrer": referrer}));
        assert_eq!((world.start(), &world.last().origin), (start, &origin), "{referrer}");
    }
    // Root cannot switch: it is from another session that nobody met.
    let mut world = World::watching();
    world.multi(0, ID, "arn:aws:iam::111122223333:root", Some(SIGN_IN));
    world.multi(1_000, OTHER, ROLE, Some(&host(ID)));
    assert_eq!(world.last().origin, Some(Origin::Switch { source: None }));
}

#[test]
fn a_request_to_switch_from_what_is_no_session_id_is_none() {
    let mut world = World::watching();
    for source in [
        "",
        "-",
        "111122223333-",
        "111122223333-ABCD1234",
        "111122223333-abcd_123",
        "111122223333-abcd12345",
        "11112222333-abcd12345",
        "111122223333_abcd1234",
    ] {
        world.step(1_000, json!({"switching": {"store": "0", "source": source, "status": 200}}));
        assert_eq!(world.0.switches.len(), 0, "{source}");
    }
}

#[test]
fn a_request_to_switch_is_answered_within_two_minutes_and_once() {
    let request = |source: &str| json!({"switching": {"store": "0", "source": source, "status": 200}});
    for (at, source) in [(939, None), (940, Some(1)), (1_059, Some(1)), (1_060, None)] {
        let mut world = World::watching();
        world.multi(0, ID, ALICE, Some(SIGN_IN));
        world.step(1_000, request(ID));
        world.page(1_070, at, 2, multi(OTHER, ROLE), json!({"referrer": SIGN_IN}));
        assert_eq!(world.last().origin, source.map(|source| Origin::Switch { source: Some(source) }), "{at}");
        assert_eq!(world.0.switches.len(), usize::from(source.is_none()), "{at}");
    }
    // What another session asked for is still to come.
    let mut world = World::watching();
    world.multi(0, ID, ALICE, Some(SIGN_IN));
    world.multi(10, "111122223333-cccc3333", BOB, Some(SIGN_IN));
    world.step(1_000, request(ID));
    world.step(1_001, request("111122223333-cccc3333"));
    world.multi(1_010, OTHER, ROLE, Some(&host(ID)));
    assert_eq!(world.0.switches.iter().map(|seen| seen.source.as_str()).collect::<Vec<_>>(), ["111122223333-cccc3333"]);
}

#[test]
fn a_clock_that_was_set_back_is_remembered_for_as_long_as_a_session_may_run_since() {
    for (after, is_doubtful) in [(36 * 3_600 - 1, true), (36 * 3_600, false)] {
        let mut world = World::watching();
        world.step(200_000, json!("woke"));
        world.step(100_000, json!("woke"));
        world.multi(100_000 + after, ID, ALICE, Some(CONSOLE));
        assert_eq!(world.last().clock_set_back, is_doubtful, "{after}");
    }
}

#[test]
fn the_date_of_a_sessions_own_cookie_only_moves_on() {
    for (now, expires, date) in [
        // A minute is the same date.
        (150, 39_940, 39_940),
        (150, 40_030, 40_030),
        // Earlier: told late, until it is said two minutes after.
        (150, 39_939, 40_000),
        (219, 39_900, 40_000),
        (220, 39_900, 39_900),
    ] {
        let mut world = World::watching();
        world.multi(0, ID, ALICE, Some(SIGN_IN));
        world.cookie(100, SESSION_COOKIE, Some(40_000));
        world.cookie(now, SESSION_COOKIE, Some(expires));
        assert_eq!(world.date(), Some(date), "{now} {expires}");
    }
}

#[test]
fn a_date_that_moves_by_more_than_a_minute_was_renewed() {
    for (expires, renewed, since) in [(40_000, false, 100), (40_060, false, 100), (40_061, true, 150)] {
        let mut world = World::watching();
        world.multi(0, ID, ALICE, Some(SIGN_IN));
        world.cookie(100, SESSION_COOKIE, Some(40_000));
        world.cookie(150, SESSION_COOKIE, Some(expires));
        let date = world.last().date.expect("a date");
        assert_eq!((date.expires, date.renewed, date.since), (expires, renewed, Some(since)));
    }
}

#[test]
fn a_date_is_believed_from_now_to_ninety_days_ahead() {
    for (expires, believed) in
        [(100, false), (101, true), (100 + NINETY_DAYS, true), (100 + NINETY_DAYS + 60, true), (100 + NINETY_DAYS + 61, false)]
    {
        let mut world = World::watching();
        world.multi(0, ID, ALICE, Some(SIGN_IN));
        world.cookie(100, SESSION_COOKIE, Some(expires));
        assert_eq!(world.date().is_some(), believed, "{expires}");
    }
}

#[test]
fn a_date_tells_which_of_two_sessions_under_one_id_it_is() {
    for (expires, start) in [(40_000, seen(0)), (40_060, seen(0)), (40_061, seen(2_000)), (45_000, seen(2_000))] {
        let mut world = World::watching();
        world.multi(0, ID, ALICE, Some(SIGN_IN));
        world.cookie(100, SESSION_COOKIE, Some(40_000));
        world.multi(2_000, ID, ALICE, Some(SIGN_IN));
        assert_eq!((world.before(), world.date()), (Some(seen(0)), None));
        world.cookie(2_010, SESSION_COOKIE, Some(expires));
        assert_eq!((world.before(), world.start()), (None, start), "{expires}");
    }
}

#[test]
fn the_date_without_a_name_is_believed_where_the_rules_give_it_or_it_was_set_since() {
    // The rules give the end.
    for (expires, believed) in
        [(TWELVE_HOURS - 61, false), (TWELVE_HOURS - 60, true), (TWELVE_HOURS + 60, true), (TWELVE_HOURS + 61, false)]
    {
        let mut world = World::watching();
        world.single(0, ALICE, Some("h1"), Some(SIGN_IN));
        world.cookie(100, SIGNER_COOKIE, Some(expires));
        assert_eq!(world.date(), believed.then_some(expires), "{expires}");
    }
    // The rules, and not the date that was believed before.
    let mut world = World::watching();
    world.single(0, ALICE, Some("h1"), Some(SIGN_IN));
    world.cookie(100, SIGNER_COOKIE, Some(TWELVE_HOURS + 40));
    world.cookie(200, SIGNER_COOKIE, Some(TWELVE_HOURS + 80));
    assert_eq!(world.date(), Some(TWELVE_HOURS + 40));
    // Looks are kept: since when that date stands, and when it was another.
    world.cookie(300, SIGNER_COOKIE, Some(TWELVE_HOURS + 80));
    let seen = world.0.dates.last().expect("a look");
    assert_eq!((seen.since, seen.other, seen.looked), (200, Some(100), 300));
}

#[test]
fn the_date_without_a_name_was_set_since_where_it_was_another_after_the_last_sign_of_others() {
    let met = |looked: i64, expires: i64| {
        let mut world = World::watching();
        world.single(500, ALICE, Some("h1"), Some(SIGN_IN));
        world.cookie(looked, SIGNER_COOKIE, Some(1_000));
        // Met running: it ends within 12 hours, whenever that is.
        world.single(550, BOB, Some("h2"), Some(CONSOLE));
        world.cookie(560, SIGNER_COOKIE, Some(expires));
        assert_eq!(world.start(), (None, 550));
        world.date()
    };
    assert_eq!(met(520, 30_000), Some(30_000), "another date was seen after the other session's last page");
    assert_eq!(met(500, 30_000), Some(30_000), "or in that second");
    assert_eq!(met(499, 30_000), None, "it may be the other session's");
    assert_eq!(met(520, 550 + TWELVE_HOURS + 60), Some(550 + TWELVE_HOURS + 60));
    assert_eq!(met(520, 550 + TWELVE_HOURS + 61), None, "no session of that kind ends then");
    // A role that was switched to lasts at least an hour.
    for (expires, believed) in [(595 + 3_600 - 61, false), (595 + 3_600 - 60, true)] {
        let mut world = World::watching();
        world.single(0, ALICE, Some("h1"), Some(SIGN_IN));
        world.single(595, ALICE, Some("h1"), Some(CONSOLE));
        world.cookie(596, SIGNER_COOKIE, Some(TWELVE_HOURS));
        world.single(600, ROLE, Some("h1"), Some(CONSOLE));
        world.cookie(610, SIGNER_COOKIE, Some(expires));
        assert_eq!(world.date(), believed.then_some(expires), "{expires}");
    }
}
