//! The entrances of the core, and what has to hold at each for any input.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;

use jiff::tz::TimeZone;
use serde::de::Deserialize;
use serde_json::Value;
use session_clock::aws_config::{File, Pasted, PastedFault, Report, Told, check, pasted, secret_lines};
use session_clock::console_page::{self, Page, understand};
use session_clock::grammar::json::Json;
use session_clock::ledger::state::{MOST_DATES, MOST_ROLES, MOST_SWITCHES, MOST_TABS};
use session_clock::ledger::{Event, Ledger, MOST_SESSIONS, What};
use session_clock::words::{Lang, page as page_words, session};
use session_clock::{Answer, LimitKind, Outcome, Question};
use session_clock::{is_identity, is_role};
use session_clock_local::{Disk, Environment, From, Look, State, Trouble, Whose, look as local};

use crate::link::{self, Asked, Damage};
use crate::state::Form;

/// One entrance.
#[derive(Debug)]
pub struct Target {
    /// Its name, and its corpus' folder in `fuzz/corpus`.
    pub name: &'static str,
    /// Panics where something does not hold; answers with the shape of what came of the input, a hash.
    pub run: fn(&[u8]) -> u64,
    /// Words that mean something there.
    pub words: &'static [&'static str],
    /// Its share of a long run's inputs.
    pub share: u64,
    /// The shapes that the corpus and a while of new input reach at the least, also on a slow machine.
    pub least_shapes: usize,
}

/// Every entrance.
pub const TARGETS: &[Target] = &[
    Target { name: "question", run: question, words: GRAMMAR, share: 30, least_shapes: 45 },
    Target { name: "question-value", run: question_value, words: GRAMMAR, share: 15, least_shapes: 25 },
    Target { name: "config", run: config, words: CONFIG, share: 20, least_shapes: 12 },
    Target { name: "page", run: page, words: CONSOLE, share: 15, least_shapes: 10 },
    Target { name: "store", run: store, words: CONSOLE, share: 10, least_shapes: 7 },
    Target { name: "link", run: link, words: GRAMMAR, share: 10, least_shapes: 10 },
    Target { name: "home", run: home, words: CONFIG, share: 10, least_shapes: 12 },
    Target { name: "events", run: events, words: CONSOLE, share: 10, least_shapes: 10 },
];

const GRAMMAR: &[&str] = &[
    "id",
    "client",
    "none",
    "botocore",
    "session",
    "via",
    "at",
    "source",
    "caller",
    "credentials",
    "iam-user",
    "root",
    "saml",
    "identity-center",
    "federation-endpoint",
    "switch-role",
    "access-portal",
    "access-key",
    "get-session-token",
    "get-federation-token",
    "assume-role",
    "assume-role-with-saml",
    "assume-role-with-web-identity",
    "assume-root",
    "get-web-identity-token",
    "roles-anywhere",
    "identity-center-credentials",
    "aws-login",
    "instance-profile",
    "ecs-task-role",
    "lambda-role",
    "presigned-url",
    "ecr-login",
    "codeartifact-token",
    "rds-token",
    "dsql-token",
    "eks-token",
    "redshift-credentials",
    "s3-access-grants",
    "cognito-identity",
    "eks-pod-identity",
    "get-scoped-credentials",
    "bearer-token",
    "oauth-token",
    "expires_in",
    "policy",
    "sign_in_max",
    "role_max",
    "session_duration",
    "session_not_on_or_after",
    "permission_set_duration",
    "multi_session",
    "portal_duration",
    "identity_source",
    "aws-managed-ad",
    "principal",
    "duration_seconds",
    "saml_session_duration",
    "profile_duration",
    "+3600",
    "",
];

const CONFIG: &[&str] = &[
    "[default]",
    "[profile a]",
    "[profile 'a b']",
    "[sso-session a]",
    "[services a]",
    "[a]",
    "role_arn",
    "source_profile",
    "credential_source",
    "Environment",
    "Ec2InstanceMetadata",
    "EcsContainer",
    "duration_seconds",
    "mfa_serial",
    "external_id",
    "role_session_name",
    "web_identity_token_file",
    "credential_process",
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "sso_session",
    "sso_account_id",
    "sso_role_name",
    "sso_start_url",
    "sso_region",
    "login_session",
    "region",
    "arn:aws:iam::123456789012:role/a",
    "default",
    "MaxSessionDuration",
    "Roles",
    "Arn",
    "=",
    ":",
    "    ",
    "rem ",
];

const CONSOLE: &[&str] = &[
    "observed",
    "looked",
    "switching",
    "cookie",
    "tab-gone",
    "told",
    "forget",
    "forget-role",
    "dismissed",
    "mute",
    "settings",
    "browser-started",
    "woke",
    "now",
    "what",
    "tab",
    "window",
    "store",
    "navigated_at",
    "page",
    "host",
    "meta",
    "user",
    "referrer",
    "navigation",
    "navigate",
    "reload",
    "back-forward",
    "other",
    "answered",
    "account",
    "alias",
    "arn",
    "sign_in_host",
    "multi_session",
    "session_id",
    "issuer",
    "sign_in",
    "name",
    "present",
    "expires",
    "logged_out",
    "status",
    "session",
    "from",
    "sign-in",
    "lead",
    "end",
    "muted",
    "lead_times",
    "lang",
    "ja",
    "role_maxima",
    "role",
    "seconds",
    "domain",
    "us-east-1.console.aws.amazon.com",
    "111122223333-abcd1234.us-east-1.console.aws.amazon.com",
    "us-east-1.signin.aws.amazon.com",
    "d-1.awsapps.com",
    "console.amazonaws.cn",
    "health.aws.amazon.com",
    "111122223333-abcd1234",
    "444455556666-abcd5678",
    "arn:aws:iam::111122223333:user/a/b",
    "arn:aws:iam::111122223333:root",
    "arn:aws:sts::111122223333:federated-user/f",
    "arn:aws:sts::444455556666:assumed-role/Dev/s",
    "arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/u",
    "arn:aws-cn:iam::111122223333:root",
    "arn:aws:iam::444455556666:role/Dev",
    "__Secure-aws-session-id-111122223333-abcd1234",
    "aws-signer-token_us-east-1",
    "null",
    "0",
    "1",
    "2",
];

fn shape(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Message texts without what was quoted from the input or counted.
fn plain(message: &str) -> String {
    message.split(|c: char| c.is_ascii_digit() || c == '"').next().unwrap_or_default().chars().take(24).collect()
}

/// A question as text, as `batch`, `explain` and the calculator's link have it.
pub fn question(bytes: &[u8]) -> u64 {
    let answer = Answer::to_json_bytes(bytes);
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(question) = Question::from_json(text)
    {
        // Written and read again it is the same question, and has the same answer.
        let written = serde_json::to_string(&question).expect("a question can be written");
        let again = Question::from_json(&written).unwrap_or_else(|fault| panic!("{written} is not read again: {fault}"));
        assert_eq!(again, question, "{written}");
        assert_eq!(Answer::to(again), answer, "{written}");
    }
    answered(&answer)
}

/// A question as a value, as it crosses the WebAssembly boundary.
pub fn question_value(bytes: &[u8]) -> u64 {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return 0 };
    let text = value.to_string();
    // A number that JSON cannot hold is no number of this value any more.
    let by_value = Answer::to_json_value(&Json::deserialize(value).expect("any value is JSON"));
    assert_eq!(by_value, Answer::to_json_text(&text), "{text}");
    answered(&by_value)
}

/// What holds for every answer; and its shape.
fn answered(answer: &Answer) -> u64 {
    for lang in [Lang::En, Lang::Ja] {
        let mut line = String::new();
        answer.write_json(lang, &mut line);
        assert!(!line.contains(['\n', '\r']), "an answer is one line: {line}");
        let read: Value = serde_json::from_str(&line).unwrap_or_else(|fault| panic!("{line} is not JSON: {fault}"));
        assert_eq!(line, serde_json::to_string(&answer.in_lang(lang)).expect("an answer can be written"));
        let outcome = ["limits", "refusal", "invalid"].iter().filter(|key| read.get(**key).is_some()).count();
        assert_eq!(outcome, 1, "an answer is one of three things: {line}");
    }
    match &answer.outcome {
        Outcome::Ends(ends) => {
            assert_eq!(ends.expires_at(), ends.limits.iter().map(|limit| limit.expires_at).min());
            assert!(ends.limits.iter().all(|limit| limit.limit != LimitKind::RoleChaining || ends.chained), "{ends:?}");
            let kinds: Vec<LimitKind> = ends.limits.iter().map(|limit| limit.limit).collect();
            shape((0, ends.via as u8, kinds, ends.limited_by(), ends.chained, ends.told, ends.sure as u8))
        }
        Outcome::Refused(refusal) => {
            shape((1, refusal.by.name(), refusal.code, refusal.via as u8, refusal.place.len(), refusal.message.as_deref().map(plain)))
        }
        Outcome::Invalid(invalid) => shape((2, invalid.path.matches('.').count().min(6), plain(&invalid.message))),
    }
}

/// The fragment of the calculator's address, and the form that it opens.
pub fn link(bytes: &[u8]) -> u64 {
    let fragment = String::from_utf8_lossy(bytes);
    match link::read(&fragment) {
        Asked::Nothing => 0,
        Asked::Tab(tab) => shape(tab.name()),
        Asked::Damaged(Damage::Encoding(at)) => {
            assert!(at >= 1 && at <= fragment.chars().count(), "the place {at} is not in the fragment");
            1
        }
        Asked::Damaged(Damage::Core(fault)) => shape((fault.path.matches('.').count().min(6), plain(&fault.message))),
        Asked::Question(question) => {
            let json = serde_json::to_string(&*question).expect("a question can be written");
            let written = link::write(&json);
            assert!(written.is_ascii() && !written.contains(['"', '<', '>', ' ', '#']), "{written}");
            assert_eq!(link::read(&written), Asked::Question(question.clone()), "{json}");
            let form = Form::of(&question, &|at| Some(at.to_string()));
            // Not everything that a link may ask can be typed; what can is the same question.
            let asked = form.question(form.cards.len() - 1, &|typed| typed.parse().ok());
            if let Ok(asked) = &asked {
                assert_eq!(Question::from_json(asked).as_ref(), Ok(&*question), "{json} becomes {asked}");
            }
            shape((question.session.via() as u8, form.cards.len().min(4), asked.is_ok()))
        }
    }
}

/// What divides the files of one input: config, credentials, and the roles of `--roles`.
pub const DIVIDER: &[u8] = b"\n%%%%\n";

fn divided(bytes: &[u8]) -> Vec<&[u8]> {
    let mut files = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(DIVIDER.len()).position(|piece| piece == DIVIDER) {
        files.push(&rest[..at]);
        rest = &rest[at + DIVIDER.len()..];
    }
    files.push(rest);
    files
}

/// `~/.aws/config`, `~/.aws/credentials`, and the JSON of `aws iam list-roles`.
pub fn config(bytes: &[u8]) -> u64 {
    let files = divided(bytes);
    let file = |at: usize| files.get(at).copied().unwrap_or_default();
    let mut maxima = Told::default();
    let roles_read = maxima.add_answers(file(2)).is_ok();
    let report = check(File { name: "config", text: file(0) }, File { name: "credentials", text: file(1) }, &maxima);
    for lang in [Lang::En, Lang::Ja] {
        let written = serde_json::to_string(&report.in_lang(lang)).expect("a report can be written");
        let _: Value = serde_json::from_str(&written).unwrap_or_else(|fault| panic!("{written} is not JSON: {fault}"));
    }
    places(&report, file(0), file(1));
    for text in files.iter().filter_map(|file| std::str::from_utf8(file).ok()) {
        match pasted(text) {
            Ok(Pasted { roles, sign_ins, asked }) => {
                assert!(
                    roles.iter().all(|one| is_role(&one.arn)) && sign_ins.iter().all(|one| is_identity(&one.arn) || one.arn.contains('*'))
                );
                assert!(asked.iter().all(|one| is_role(&one.arn)));
            }
            Err(PastedFault::Line(line)) => assert!(line >= 1 && line as usize <= text.len() + 1, "line {line}"),
            Err(PastedFault::Place(place)) => assert!(!place.is_empty()),
        }
    }
    if let Ok(text) = std::str::from_utf8(file(0)) {
        assert!(secret_lines(text).iter().all(|secret| secret.line >= 1 && secret.line as usize <= text.len() + 1));
    }
    let mut codes: Vec<&str> = report.all_findings().map(|finding| finding.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    let lives: Vec<(usize, bool, Option<i64>)> =
        report.profiles.iter().take(3).map(|profile| (profile.hops.len().min(4), profile.chained, profile.duration)).collect();
    shape((codes, lives, roles_read))
}

/// The sessions of a home folder: its environment, both files, and what every file of the CLI's, the SSO and the login cache holds.
pub fn home(bytes: &[u8]) -> u64 {
    struct Cards<'a>(Vec<&'a [u8]>);
    impl Disk for Cards<'_> {
        fn read(&self, path: &Path, _most: u64) -> Result<Option<Vec<u8>>, Trouble> {
            let folders = ["config", "credentials", "cli", "sso", "login"];
            let at = folders.iter().position(|name| path.iter().any(|part| part == *name));
            Ok(at.and_then(|at| self.0.get(at + 1)).map(|file| file.to_vec()))
        }
        fn list(&self, _folder: &Path) -> Result<Vec<String>, Trouble> {
            Ok(vec!["stray.json".into()])
        }
    }
    const NOW: i64 = 1_795_867_200;
    let disk = Cards(divided(bytes));
    let text = String::from_utf8_lossy(disk.0.first().copied().unwrap_or_default()).into_owned();
    let variables: HashMap<&str, &str> = text.lines().filter_map(|line| line.split_once('=')).collect();
    // A folder that is somewhere else would have no card.
    let moved = |name: &str| name.ends_with("_FILE") && name != "AWS_WEB_IDENTITY_TOKEN_FILE";
    let variable = |name: &str| variables.get(name).filter(|_| !moved(name)).map(|value| (*value).to_owned());
    let environment = Environment::read(Some(Path::new("/h")), variable);
    let look = |whose| local(&Look { environment: &environment, disk: &disk, now: NOW, zone: &TimeZone::UTC, profile: None, whose });
    let (all, one) = (look(Whose::All), look(Whose::Active));
    for session in all.sessions.iter().chain(&one.sessions) {
        let lives = session.lives_for(0, NOW);
        match session.state {
            State::Active => assert!(session.expires_at.is_some_and(|end| end > NOW) && lives == Some(true), "{session:?}"),
            State::Ended => {
                assert!(session.expires_at.is_none_or(|end| end <= NOW) || session.from == Some(From::LoginCache), "{session:?}")
            }
            State::Renews => assert!(lives == Some(true), "{session:?}"),
            State::NoExpiry => assert!(session.expires_at.is_none(), "{session:?}"),
            State::Unknown => assert!(lives.is_none(), "{session:?}"),
        }
        assert_eq!(session.from.is_none(), session.file.is_none() && session.from != Some(From::Environment), "{session:?}");
        assert!(session.state == State::NoExpiry || !session.why.is_empty(), "{session:?}");
    }
    assert!(all.sessions.iter().filter(|session| session.active).count() <= 1);
    // What the AWS CLI would use does not depend on who asks.
    assert_eq!(all.active(), one.active());
    let told = |report: &session_clock_local::Report| -> Vec<_> {
        report.sessions.iter().map(|session| (session.kind.name(), session.state.name(), session.from.map(From::name))).collect()
    };
    let mut codes: Vec<&str> = all.findings.iter().map(|found| found.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    shape((told(&all).into_iter().take(4).collect::<Vec<_>>(), told(&one), codes))
}

/// Each finding points at a line that is there.
fn places(report: &Report, config: &[u8], credentials: &[u8]) {
    for finding in report.all_findings() {
        let text = if &*finding.file == "config" { config } else { credentials };
        // Python splits lines at more than line feeds; none of them comes in less than one byte.
        assert!(finding.line.is_none_or(|line| line >= 1 && line as usize <= text.len() + 1), "{finding:?}");
    }
    for profile in &report.profiles {
        assert!(profile.duration.is_none_or(|seconds| (0..=129_600).contains(&seconds)), "{profile:?}");
        assert!(!profile.chained || !profile.hops.is_empty(), "chained without a call: {profile:?}");
    }
}

/// A page's facts, and the strings in them on their own.
pub fn page(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes);
    for piece in text.split(['"', '\n']) {
        let identity = console_page::identity_of_arn(piece);
        if let Some(identity) = &identity {
            let written = serde_json::to_string(identity).expect("an identity can be written");
            assert_eq!(serde_json::from_str::<console_page::Identity>(&written).ok().as_ref(), Some(identity));
            assert!(!identity.who.name().is_empty() && identity.account.len() == 12, "{identity:?}");
            assert_eq!(identity.role_arn().is_some(), identity.who.is_role());
        }
        if console_page::console_partition(piece).is_some() {
            assert_eq!(console_page::cookie_partition(piece), console_page::console_partition(piece), "{piece}");
        }
        if let Some(id) = console_page::session_id_of_host(piece) {
            assert!(console_page::is_session_id(id));
        }
        let _ = (console_page::cookie_partition(piece), console_page::is_access_portal(piece));
    }
    let Ok(page) = serde_json::from_str::<Page>(&text) else { return 0 };
    let written = serde_json::to_string(&page).expect("a page can be written");
    assert_eq!(serde_json::from_str::<Page>(&written).ok().as_ref(), Some(&page));
    match understand(&page) {
        Ok(understood) => {
            assert_eq!(Some(understood.identity.partition), console_page::console_partition(&page.host));
            assert!(understood.session_id.as_deref().is_none_or(console_page::is_session_id));
            shape((std::mem::discriminant(&understood.identity.who), understood.session_id.is_some(), understood.alias.is_some()))
        }
        Err(why) => shape((std::mem::discriminant(&why), page.user.is_some(), page.referrer.is_some())),
    }
}

/// A stored state, in the first line, and events in the others.
pub fn store(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes);
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    match serde_json::from_str::<Ledger>(first) {
        Ok(mut ledger) => {
            same_when_read_again(&ledger);
            let woken = Event { now: ledger.last_now, what: What::Woke };
            let mut shapes = vec![stepped(&mut ledger, &woken)];
            live(&mut ledger, rest, &mut shapes);
            shape(shapes)
        }
        Err(fault) => shape(plain(&fault.to_string())),
    }
}

/// Events, one a line: the messages between the extension's parts, and what `session-clock replay` reads.
pub fn events(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes);
    let mut ledger = Ledger::default();
    let mut shapes = Vec::new();
    live(&mut ledger, &text, &mut shapes);
    shape(shapes)
}

fn live(ledger: &mut Ledger, lines: &str, shapes: &mut Vec<u64>) {
    for line in lines.lines() {
        match serde_json::from_str::<Event>(line) {
            Ok(event) => {
                let written = serde_json::to_string(&event).expect("an event can be written");
                assert_eq!(serde_json::from_str::<Event>(&written).ok().as_ref(), Some(&event), "{written}");
                shapes.push(stepped(ledger, &event));
            }
            Err(fault) => shapes.push(shape(plain(&fault.to_string()))),
        }
    }
}

fn same_when_read_again(ledger: &Ledger) {
    let written = serde_json::to_string(ledger).expect("a state can be written");
    match serde_json::from_str::<Ledger>(&written) {
        Ok(again) => assert_eq!(again, *ledger, "{written}"),
        Err(fault) => panic!("{written} is not read again: {fault}"),
    }
}

/// Takes an event in and checks what always holds.
fn stepped(ledger: &mut Ledger, event: &Event) -> u64 {
    let mut twin = ledger.clone();
    let effects = ledger.step(event);
    assert_eq!(twin.step(event), effects, "the same state and event give the same effects");
    assert_eq!(twin, *ledger, "and the same state");
    same_when_read_again(ledger);
    assert!(ledger.sessions.len() <= MOST_SESSIONS && ledger.tabs.len() <= MOST_TABS, "too much is kept");
    assert!(
        ledger.roles.len() <= MOST_ROLES && ledger.switches.len() <= MOST_SWITCHES && ledger.dates.len() <= MOST_DATES,
        "too much is kept"
    );
    let now = event.now;
    assert!(effects.wake.is_none_or(|wake| wake > now), "woken at {:?}, which is not after {now}", effects.wake);
    let _: Value = serde_json::to_value(page_words::shown(ledger.settings.lang, ledger, effects.clone())).expect("effects can be written");
    let mut shapes = Vec::new();
    for entry in ledger.overview(now) {
        let (earliest, latest) = (entry.span.earliest, entry.span.latest);
        if let (Some(earliest), Some(latest)) = (earliest, latest) {
            assert!(earliest.at <= latest.at, "it ends at {earliest:?} at the earliest and at {latest:?} at the latest");
        }
        shapes.push((
            entry.view.phase as u8,
            entry.span.sure as u8,
            entry.origin_by as u8,
            entry.view.bound.as_ref().map(String::len),
            (entry.given.len().min(3), entry.muted, entry.tabs.len().min(2), entry.sources.map(|sources| sources.len().min(2))),
            std::mem::discriminant(&entry.identity.who),
        ));
    }
    for lang in [Lang::En, Lang::Ja] {
        for known in &ledger.sessions {
            assert!(!session::why(lang, ledger, known).to_string().is_empty());
            for advice in session::advice(lang, ledger, known) {
                assert!(!advice.sentence.to_string().is_empty());
            }
        }
    }
    let _ = ledger.show(now);
    shapes.truncate(4);
    shape((
        std::mem::discriminant(&event.what),
        shapes,
        effects.notices.len().min(2),
        ledger.switches.len().min(2),
        ledger.dates.len().min(2),
    ))
}
