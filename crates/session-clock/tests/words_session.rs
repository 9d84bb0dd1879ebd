//! Why a known session ends then, and how to get longer, from recorded observations.

use serde_json::{Value, json};
use session_clock::ledger::{Event, Ledger};
use session_clock::words::Lang;
use session_clock::words::session::{AdviceKind, advice, why};

const USER: &str = "arn:aws:iam::111122223333:user/alice";
const USER_ID: &str = "111122223333-aaaa1111";
const ROLE: &str = "arn:aws:sts::444455556666:assumed-role/Dev/alice";
const ROLE_ID: &str = "444455556666-bbbb2222";
const HUB: &str = "arn:aws:sts::777788889999:assumed-role/Hub/alice";
const HUB_ID: &str = "777788889999-cccc3333";
const SET: &str = "arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Power_User_0123456789abcdef/alice";

#[derive(Default)]
struct World(Ledger);

impl World {
    fn step(&mut self, now: i64, what: Value) -> &mut World {
        let event: Event = serde_json::from_value(json!({ "now": now, "what": what })).expect("an event");
        self.0.step(&event);
        self
    }

    /// The extension has watched for longer than any session can run.
    fn watching() -> World {
        let mut world = World::default();
        world.step(-100 * 86_400, json!("watch-began"));
        world
    }

    fn page(&mut self, now: i64, id: &str, arn: &str, referrer: &str) -> &mut World {
        let page = json!({
            "host": host(id), "meta": {"account": &id[..12], "arn": arn, "session_id": id, "multi_session": true},
            "referrer": referrer, "navigation": "navigate", "answered": true,
        });
        self.step(now, json!({"observed": {"tab": now, "window": 1, "store": "0", "navigated_at": now, "page": page}}))
    }

    fn date(&mut self, now: i64, id: &str, expires: i64) -> &mut World {
        let name = format!("__Secure-aws-session-id-{id}");
        self.step(now, json!({"looked": {"tab": now - 1, "cookie": {"name": name, "present": true, "expires": expires}}}))
    }

    fn said(&self) -> (String, Vec<(AdviceKind, String)>) {
        let known = self.0.sessions.last().expect("a session");
        let list = advice(Lang::En, &self.0, known);
        let japanese = why(Lang::Ja, &self.0, known).to_string();
        assert!(!japanese.is_ascii() && !japanese.contains('{'), "{japanese}");
        (why(Lang::En, &self.0, known).to_string(), list.into_iter().map(|one| (one.kind, one.command.unwrap_or_default())).collect())
    }
}

fn host(id: &str) -> String {
    format!("{id}.us-east-1.console.aws.amazon.com")
}

const SIGN_IN: &str = "signin.aws.amazon.com";
const NO: String = String::new();

#[test]
fn a_sign_in() {
    let mut world = World::watching();
    let (why, advice) = world.page(0, USER_ID, USER, SIGN_IN).said();
    assert_eq!(why, "AWS ends a sign-in after 12 hours, unless your administrator has set another length (1 hour to 90 days).");
    let command = "aws iam update-login-profile --user-name alice --max-signin-session-duration 7776000".to_owned();
    assert_eq!(
        advice,
        [(AdviceKind::SignInAgain, NO), (AdviceKind::RaiseSignIn, command), (AdviceKind::SetSignIn, NO), (AdviceKind::AllowExact, NO)]
    );
    let told = |settings: Value| {
        let mut world = World::watching();
        world.step(-1, json!({ "settings": settings })).page(0, USER_ID, USER, SIGN_IN).said()
    };
    let (why, advice) = told(json!({"sign_in_maxima": [{"identity": "arn:aws:iam::*:user/team/alice", "seconds": 604_800}]}));
    assert_eq!(why, "AWS ends alice's sign-in after 7 days, the length you entered.");
    assert!(!advice.iter().any(|(kind, _)| *kind == AdviceKind::SetSignIn), "{advice:?}");
    // Root's has no such setting.
    let root = "arn:aws:iam::111122223333:root";
    let (why, advice) = World::watching().page(0, USER_ID, root, SIGN_IN).said();
    assert_eq!(why, "Session Clock assumes that AWS ends the root user's session 12 hours after the sign-in.");
    assert_eq!(advice, [(AdviceKind::SignInAgain, NO), (AdviceKind::AllowExact, NO)]);
}

#[test]
fn the_usual_end_passes_and_the_next_one_is_learned() {
    let mut world = World::watching();
    world.page(0, USER_ID, USER, SIGN_IN);
    let (why, _) = world.step(43_201, json!("woke")).said();
    assert_eq!(
        why,
        "AWS's default of 12 hours for a sign-in has passed, but nothing shows that this session has ended. \
         Your administrator may have set more."
    );
    let (why, _) = world.page(50_000, USER_ID, USER, &host(USER_ID)).said();
    let longer = "alice has stayed signed in longer than AWS's default, so your administrator must have set a longer sign-in. It can last up to 90 days.";
    assert_eq!(why, longer);
    // The same of the next one, though it is not over before it is as long: its earliest end is known, too.
    let (why, _) = world.page(50_001, "111122223333-eeee5555", USER, SIGN_IN).said();
    assert_eq!(why, longer);
    let mut world = World::watching();
    world.page(0, USER_ID, USER, SIGN_IN).date(1, USER_ID, 604_800).step(700_000, json!("woke"));
    let (why, _) = world.page(700_001, "111122223333-eeee5555", USER, SIGN_IN).said();
    assert_eq!(why, "alice's last sign-in lasted 7 days, so this one should, too.");
}

#[test]
fn opened_from_outside_the_browser() {
    let mut world = World::watching();
    let page = json!({
        "host": host(ROLE_ID), "meta": {"account": &ROLE_ID[..12], "arn": ROLE, "session_id": ROLE_ID, "multi_session": true},
        "navigation": "navigate", "answered": true,
    });
    let (why, advice) = world.step(0, json!({"observed": {"tab": 0, "window": 1, "store": "0", "navigated_at": 0, "page": page}})).said();
    assert_eq!(
        why,
        "You opened it from outside the browser, for example with aws-vault or Granted. Sessions opened that way can end after 15 minutes."
    );
    assert_eq!(
        advice.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
        [AdviceKind::SetLength, AdviceKind::TellOrigin, AdviceKind::AllowExact]
    );
    let (why, _) = world.step(1, json!({"role-lasts": {"role": "arn:aws:iam::444455556666:role/Dev", "seconds": 3_600}})).said();
    assert!(why.ends_with("You said that sessions of this role last 1 hour."), "{why}");
}

#[test]
fn met_running() {
    let mut world = World::watching();
    let (why, _) = world.page(0, USER_ID, USER, "elsewhere.example").said();
    assert_eq!(
        why,
        "It had already begun when Session Clock first saw it. It should end by @43200. \
         AWS ends a sign-in after 12 hours, unless your administrator has set another length (1 hour to 90 days)."
    );
    // Nor is root's end a fact.
    let (why, _) = World::watching().page(0, USER_ID, "arn:aws:iam::111122223333:root", "elsewhere.example").said();
    assert_eq!(
        why,
        "It had already begun when Session Clock first saw it. It should end by @43200. \
         Session Clock assumes that AWS ends the root user's session 12 hours after the sign-in."
    );
}

#[test]
fn a_role_of_unknown_maximum() {
    let mut world = World::watching();
    let (why, advice) = world.page(0, USER_ID, USER, SIGN_IN).page(600, ROLE_ID, ROLE, &host(USER_ID)).said();
    assert_eq!(
        why,
        "Sessions of this role last at least 1 hour. How much longer isn't known. \
         You switched here from IAM user alice. When that session ends, this one does, too."
    );
    let (later, _) = world.page(4_300, ROLE_ID, ROLE, &host(ROLE_ID)).said();
    assert_eq!(later, "You switched here from IAM user alice. When that session ends, this one does, too.");
    let command = "aws iam update-role --role-name Dev --max-session-duration 43200".to_owned();
    assert_eq!(advice, [(AdviceKind::RaiseRoleMax, command), (AdviceKind::SetRoleMax, NO), (AdviceKind::AllowExact, NO)]);
}

#[test]
fn a_role_that_ends_with_its_user() {
    let mut world = World::watching();
    let maxima = json!([{"role": "*", "seconds": 43_200}]);
    world.step(0, json!({"settings": {"role_maxima": maxima}}));
    let (why, _) = world.page(1, USER_ID, USER, SIGN_IN).page(36_000, ROLE_ID, ROLE, &host(USER_ID)).said();
    assert_eq!(why, "You switched here from IAM user alice. When that session ends, this one does, too. That end is an estimate.");
    let sign_ins = json!([{"identity": "*", "seconds": 43_200}]);
    let (why, advice) = world.step(36_001, json!({"settings": {"role_maxima": maxima, "sign_in_maxima": sign_ins}})).said();
    assert_eq!(why, "You switched here from IAM user alice, and that session ends first. The role alone would last until @79200.");
    assert_eq!(advice[0].0, AdviceKind::SignInAgain);
}

#[test]
fn a_chain_and_its_way_out() {
    let mut world = World::watching();
    world.page(0, USER_ID, USER, SIGN_IN).page(600, ROLE_ID, ROLE, &host(USER_ID)).page(2_400, HUB_ID, HUB, &host(ROLE_ID));
    let (why, list) = world.said();
    assert_eq!(
        why,
        "You came here from another role. AWS ends such a session 1 hour after the switch, whatever the role allows (role chaining)."
    );
    assert_eq!(list[0].0, AdviceKind::SwitchFrom);
    let known = world.0.sessions.last().expect("a session");
    assert_eq!(
        advice(Lang::En, &world.0, known)[0].sentence.to_string(),
        "Switch to this role from IAM user alice instead of from role Dev, if the role allows it. Then the role's own maximum applies."
    );
    // From a permission set's session there is no user to switch from.
    let mut world = World::watching();
    world.page(0, ROLE_ID, SET, "corp.awsapps.com").page(600, HUB_ID, HUB, &host(ROLE_ID));
    let known = world.0.sessions.last().expect("a session");
    assert!(advice(Lang::En, &world.0, known)[0].sentence.to_string().starts_with("Sign in to this role directly"));
}

#[test]
fn a_permission_set() {
    let mut world = World::watching();
    let (why, advice) = world.page(0, ROLE_ID, SET, "corp.awsapps.com").said();
    assert_eq!(
        why,
        "Sessions of this permission set last at least 1 hour. How much longer isn't known. \
         Sessions of this permission set last at most 12 hours."
    );
    assert_eq!(advice[0].0, AdviceKind::RaisePermissionSet);
}

#[test]
fn exact_and_seen_to_end() {
    let mut world = World::watching();
    let (told, _) = world.page(0, USER_ID, USER, SIGN_IN).date(1, USER_ID, 43_200).said();
    assert_eq!(told, "AWS ends alice's sign-in after 12 hours.");
    // A name has a space on either side in Japanese, a word has none.
    let japanese = |world: &World| why(Lang::Ja, &world.0, world.0.sessions.last().expect("a session")).to_string();
    assert_eq!(japanese(&world), "AWS は alice のサインインを 12 時間で終了します。");
    let mut root = World::watching();
    let (told, _) = root.page(0, USER_ID, "arn:aws:iam::111122223333:root", SIGN_IN).date(1, USER_ID, 43_200).said();
    assert_eq!(told, "AWS ends the root user's sign-in after 12 hours.");
    assert_eq!(japanese(&root), "AWS はルートユーザーのサインインを 12 時間で終了します。");
    let (told, list) = world.step(9, json!({"looked": {"tab": 0, "logged_out": true}})).said();
    assert_eq!(told, "By @9, the console had said you were signed out.");
    assert!(list.is_empty());
}

#[test]
fn nothing_seen_of_its_origin_and_the_clock_set_back() {
    let mut world = World::watching();
    let (told, list) = world.page(9_000, ROLE_ID, ROLE, SIGN_IN).said();
    assert_eq!(told, "No session of this kind lasts longer than 12 hours.");
    assert_eq!(list[0].0, AdviceKind::TellOrigin);
    let (told, _) = world.step(5_000, json!("woke")).said();
    assert!(!told.contains("already begun"), "{told}");
    assert!(told.ends_with("Your computer's clock was set back meanwhile, so only the latest end is known."), "{told}");
}
