//! Home folders that are on no disk: which session counts, when it ends, and how it stands.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use serde_json::{Value, json};
use session_clock::aws_config::Start;
use session_clock_local::cache_name::{self, RoleRequest};
use session_clock_local::moment::Moment;
use session_clock_local::{Because, Disk, Environment, Found, Longer, Look, Report, Session, Source, State, Trouble, Verdict, Whose, look};

/// 2026-11-28 12:00:00 UTC, 21:00 in Tokyo.
const NOW: i64 = 1_795_867_200;
const HOUR: i64 = 3_600;

/// A moment as AWS's tools write it.
fn at(left: i64) -> String {
    Timestamp::from_second(NOW + left).expect("a moment").to_string()
}

#[derive(Default)]
struct Home {
    files: HashMap<PathBuf, Result<Vec<u8>, Trouble>>,
    environment: Vec<(&'static str, String)>,
    read: RefCell<Vec<PathBuf>>,
    waited: RefCell<usize>,
}

impl Home {
    fn new(config: &str) -> Home {
        Home::default().put("config", config)
    }

    fn put(mut self, below: &str, text: &str) -> Home {
        self.files.insert(Path::new("/home/me/.aws").join(below), Ok(text.as_bytes().to_vec()));
        self
    }

    fn trouble(mut self, below: &str, trouble: Trouble) -> Home {
        self.files.insert(Path::new("/home/me/.aws").join(below), Err(trouble));
        self
    }

    fn set(mut self, name: &'static str, value: &str) -> Home {
        self.environment.push((name, value.to_owned()));
        self
    }

    /// A role's credentials in the AWS CLI's cache.
    fn role(self, request: RoleRequest, end: &str) -> Home {
        let name = cache_name::role(&request);
        self.put(&format!("cli/cache/{name}.json"), &credentials(end).to_string())
    }

    fn token(self, name: &str, end: &str, refreshable: bool) -> Home {
        let mut token = json!({"startUrl": "https://a", "accessToken": "s", "expiresAt": end});
        if refreshable {
            for (key, value) in
                [("refreshToken", "s"), ("clientId", "c"), ("clientSecret", "s"), ("registrationExpiresAt", &at(90 * 24 * HOUR))]
            {
                token[key] = value.into();
            }
        }
        self.put(&format!("sso/cache/{}.json", cache_name::sso_token(name)), &token.to_string())
    }

    fn login(self, name: &str, end: &str) -> Home {
        self.put(&format!("login/cache/{}.json", cache_name::login(name)), &login(end).to_string())
    }

    fn look(&self, profile: Option<&str>, whose: Whose) -> Report {
        let variable = |name: &str| self.environment.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        let environment = Environment::read(Some(Path::new("/home/me")), variable);
        let zone = TimeZone::fixed(offset(9));
        look(&Look { environment: &environment, disk: self, now: NOW, zone: &zone, profile, whose })
    }

    /// The session of a profile, as with `--profile`: state, seconds until its end, seconds until its source's end.
    fn stands(&self, profile: &str) -> (State, Option<i64>, Option<i64>) {
        stands(&self.first(Some(profile)))
    }

    fn first(&self, profile: Option<&str>) -> Session {
        let report = self.look(profile, Whose::Active);
        report.sessions.first().cloned().unwrap_or_else(|| panic!("no session: {report:?}"))
    }
}

fn stands(session: &Session) -> (State, Option<i64>, Option<i64>) {
    (session.state, session.expires_at.map(|end| end - NOW), session.renews_until.map(|end| end - NOW))
}

impl Disk for Home {
    fn read(&self, path: &Path, _most: u64) -> Result<Option<Vec<u8>>, Trouble> {
        self.read.borrow_mut().push(path.to_owned());
        self.files.get(path).cloned().transpose()
    }

    fn list(&self, folder: &Path) -> Result<Vec<String>, Trouble> {
        if let Some(Err(trouble)) = self.files.get(folder) {
            return Err(*trouble);
        }
        let inside = self.files.keys().filter(|path| path.parent() == Some(folder));
        Ok(inside.filter_map(|path| path.file_name()?.to_str().map(str::to_owned)).collect())
    }

    fn wait_for_writer(&self, _path: &Path) {
        *self.waited.borrow_mut() += 1;
    }
}

fn credentials(end: &str) -> Value {
    json!({"Credentials": {"AccessKeyId": "A", "SecretAccessKey": "s", "SessionToken": "s", "Expiration": end},
           "AssumedRoleUser": {"Arn": "arn:aws:sts::111122223333:assumed-role/dev/me"}})
}

fn login(end: &str) -> Value {
    json!({"accessToken": {"accessKeyId": "A", "secretAccessKey": "s", "sessionToken": "s", "accountId": "111122223333", "expiresAt": end},
           "refreshToken": "s", "dpopKey": "s", "clientId": "c"})
}

const KEYS: &str = "[profile keys]\naws_access_key_id = A\naws_secret_access_key = s\n";
const DEV: RoleRequest = RoleRequest {
    role_arn: "arn:aws:iam::111122223333:role/dev",
    session_name: None,
    external_id: None,
    mfa_serial: None,
    duration_seconds: None,
};

fn dev(source: &str) -> String {
    format!("[profile dev]\nrole_arn = arn:aws:iam::111122223333:role/dev\n{source}\n")
}

const SSO: &str = "[profile sso]\nsso_session = company\nsso_account_id = 012345678901\nsso_role_name = Admin\n\
                   [profile old]\nsso_start_url = https://old\nsso_region = eu-west-1\nsso_account_id = 012345678901\nsso_role_name = Admin\n\
                   [sso-session company]\nsso_start_url = https://a\nsso_region = eu-west-1\n";

#[test]
fn a_role_renews_from_a_key() {
    let home = Home::new(&(KEYS.to_owned() + &dev("source_profile = keys")));
    assert_eq!(home.stands("dev"), (State::Renews, None, None));
    assert_eq!(home.stands("keys"), (State::NoExpiry, None, None));
    let home = home.role(DEV, &at(2_700));
    let session = home.first(Some("dev"));
    assert_eq!(stands(&session), (State::Renews, Some(2_700), None));
    assert_eq!(session.arn.as_deref(), Some("arn:aws:sts::111122223333:assumed-role/dev/me"));
    assert_eq!(session.account.as_deref(), Some("111122223333"));
    assert_eq!(session.longer, [Longer::AskFor("dev".into())]);
}

#[test]
fn with_an_mfa_device_somebody_has_to_come() {
    let home = Home::new(&(KEYS.to_owned() + &dev("source_profile = keys\nmfa_serial = arn:aws:iam::111122223333:mfa/me")));
    let request = RoleRequest { mfa_serial: Some("arn:aws:iam::111122223333:mfa/me"), ..DEV };
    assert_eq!(home.stands("dev"), (State::Ended, None, None));
    for (left, state) in [(2_700, State::Active), (600, State::Active), (0, State::Ended)] {
        let home = Home { files: home.files.clone(), ..Home::default() }.role(request.clone(), &at(left));
        let session = home.first(Some("dev"));
        assert_eq!(stands(&session), (state, Some(left), None));
        assert!(session.why.contains(&Because::AsksForCode));
        assert_eq!(session.why.contains(&Because::LastMinutes), left == 600);
        assert!(session.longer.contains(&Longer::Code("dev".into())));
    }
}

#[test]
fn a_chain_renews_while_every_source_does() {
    let hub = "[profile hub]\nrole_arn = arn:aws:iam::111122223333:role/hub\nsource_profile = keys\nmfa_serial = arn:aws:iam::1:mfa/me\n";
    let request = RoleRequest { role_arn: "arn:aws:iam::111122223333:role/hub", mfa_serial: Some("arn:aws:iam::1:mfa/me"), ..DEV };
    let home = |left: i64| Home::new(&(KEYS.to_owned() + hub + &dev("source_profile = hub"))).role(request.clone(), &at(left));
    assert_eq!(home(HOUR).stands("dev"), (State::Renews, None, Some(HOUR)));
    assert_eq!(home(HOUR).role(DEV, &at(2_000)).stands("dev"), (State::Renews, Some(2_000), Some(HOUR)));
    assert_eq!(home(1_000).role(DEV, &at(3_000)).stands("dev"), (State::Active, Some(3_000), None));
    // In its last 15 minutes the AWS CLI asks for a code and does not use the hub.
    assert_eq!(home(600).stands("dev"), (State::Ended, None, None));
    let session = home(600).role(DEV, &at(60)).first(Some("dev"));
    assert_eq!(session.longer, [Longer::Code("hub".into()), Longer::FromKey("dev".into(), "keys".into())]);
}

#[test]
fn temporary_keys_as_a_source_give_to_their_end() {
    let config = dev("source_profile = tmp");
    let home = |end: &str| {
        Home::new(&config)
            .put("credentials", &format!("[tmp]\naws_access_key_id = A\naws_secret_access_key = s\naws_session_token = s\n{end}\n"))
    };
    assert_eq!(home(&format!("x_security_token_expires = {}", at(HOUR))).stands("dev"), (State::Renews, None, Some(HOUR)));
    assert_eq!(home(&format!("x_security_token_expires = {}", at(-1))).stands("dev"), (State::Ended, None, None));
    assert_eq!(home("").stands("dev"), (State::Unknown, None, None));
    assert_eq!(home("").role(DEV, &at(HOUR)).stands("dev"), (State::Active, Some(HOUR), None));
}

#[test]
fn a_source_profile_with_keys_is_used_by_its_keys() {
    let both = "[profile both]\nrole_arn = arn:aws:iam::111122223333:role/hub\nsource_profile = both\naws_access_key_id = A\naws_secret_access_key = s\n";
    assert_eq!(Home::new(&(both.to_owned() + &dev("source_profile = both"))).stands("dev"), (State::Renews, None, None));
    assert_eq!(Home::new(both).stands("both"), (State::Renews, None, None));
}

#[test]
fn permission_sets_renew_while_the_token_lives() {
    let name = cache_name::sso_credentials("012345678901", "Admin", Some("company"), "");
    let old = cache_name::sso_credentials("012345678901", "Admin", None, "https://old");
    let cached = |home: Home, name: &str, left: i64| {
        let mut file = credentials(&at(left));
        file["ProviderType"] = "sso".into();
        home.put(&format!("cli/cache/{name}.json"), &file.to_string())
    };
    let home = Home::new(SSO);
    assert_eq!(home.stands("sso"), (State::Ended, None, None));
    assert_eq!(home.first(Some("sso")).longer[0], Longer::SsoLogin("sso".into()));
    // With an sso-session, until the portal's session ends.
    assert_eq!(Home::new(SSO).token("company", &at(60), true).stands("sso"), (State::Renews, None, None));
    assert_eq!(Home::new(SSO).token("company", &at(-8 * HOUR), true).stands("sso"), (State::Renews, None, None));
    assert_eq!(Home::new(SSO).token("company", &at(-8 * HOUR - 1), true).stands("sso"), (State::Unknown, None, None));
    assert_eq!(Home::new(SSO).token("company", &at(HOUR), false).stands("sso"), (State::Renews, None, Some(HOUR)));
    assert_eq!(Home::new(SSO).token("company", &at(-1), false).stands("sso"), (State::Ended, None, None));
    // Without one nothing is refreshed, whatever stands in the file.
    assert_eq!(Home::new(SSO).token("https://old", &at(2 * HOUR), true).stands("old"), (State::Renews, None, Some(2 * HOUR)));
    // Role credentials outlive the token.
    let home = cached(Home::new(SSO).token("https://old", &at(-60), true), &old, 1_800);
    assert_eq!(home.stands("old"), (State::Active, Some(1_800), None));
    let home = cached(Home::new(SSO).token("company", &at(60), true), &name, 1_800);
    assert_eq!(home.stands("sso"), (State::Renews, Some(1_800), None));
    // The default is an hour: what has more left was set to.
    assert!(home.first(Some("sso")).why.contains(&Because::Calls));
    let longer = cached(Home::new(SSO).token("company", &at(60), true), &name, 7_200).first(Some("sso"));
    assert!(longer.why.contains(&Because::SetLonger(HOUR)) && !longer.why.contains(&Because::Calls), "{:?}", longer.why);
    let report = home.look(Some("sso"), Whose::Active);
    let kinds: Vec<&str> = report.sessions.iter().map(|session| session.kind.name()).collect();
    assert_eq!(kinds, ["identity-center-credentials", "identity-center-sign-in"]);
    assert_eq!(report.sessions[1].profile, None);
    assert!(!report.sessions[1].active);
}

#[test]
fn a_source_s_own_credentials_of_a_permission_set_do_not_help() {
    let config = SSO.to_owned() + &dev("source_profile = sso");
    let name = cache_name::sso_credentials("012345678901", "Admin", Some("company"), "");
    let home = Home::new(&config).put(&format!("cli/cache/{name}.json"), &credentials(&at(HOUR)).to_string());
    assert_eq!(home.stands("dev"), (State::Ended, None, None));
    let session = home.token("company", &at(60), true).role(DEV, &at(1_800)).first(Some("dev"));
    assert_eq!(stands(&session), (State::Renews, Some(1_800), None));
    assert_eq!(session.longer, [Longer::OwnPermissionSet("dev".into())]);
}

#[test]
fn a_client_registration_that_ends_before_the_next_refresh_refreshes_nothing() {
    for (left, registration) in [(60, -1), (HOUR, HOUR / 2)] {
        let token = json!({"startUrl": "https://a", "accessToken": "s", "expiresAt": at(left), "refreshToken": "s", "clientId": "c",
                           "clientSecret": "s", "registrationExpiresAt": at(registration)});
        let home = Home::new(SSO).put(&format!("sso/cache/{}.json", cache_name::sso_token("company")), &token.to_string());
        assert_eq!(home.stands("sso"), (State::Renews, None, Some(left)));
        let report = home.look(Some("sso"), Whose::Active);
        assert_eq!(stands(&report.sessions[1]), (State::Active, Some(left), None));
        assert_eq!(report.sessions[1].why, [Because::TokenIncomplete]);
        assert_eq!([left, left + 1].map(|least| report.verdict(least)), [Verdict::Lives, Verdict::Over]);
    }
}

#[test]
fn aws_login_refreshes_itself_until_the_sign_in_ends() {
    let config = "[profile me]\nlogin_session = arn:aws:iam::111122223333:user/me\n".to_owned() + &dev("source_profile = me");
    let name = "arn:aws:iam::111122223333:user/me";
    assert_eq!(Home::new(&config).stands("me"), (State::Ended, None, None));
    for (left, state) in [(600, State::Renews), (-60, State::Renews), (-12 * HOUR, State::Renews), (-12 * HOUR - 1, State::Unknown)] {
        let home = Home::new(&config).login(name, &at(left));
        assert_eq!(home.stands("me"), (state, Some(left), None));
        assert_eq!(home.stands("dev").0, state);
        assert_eq!(home.first(Some("me")).account.as_deref(), Some("111122223333"));
    }
    let mut lacking = login(&at(600));
    lacking["dpopKey"].take();
    lacking.as_object_mut().expect("an object").remove("refreshToken");
    let home = Home::new(&config).put(&format!("login/cache/{}.json", cache_name::login(name)), &lacking.to_string());
    assert_eq!(home.stands("me"), (State::Ended, Some(600), None));
    // Without a sign-in that it can load, botocore does not come to the role's cache either.
    let cached = Home { files: home.files, ..Home::default() }.role(DEV, &at(HOUR));
    for home in [Home::new(&config).role(DEV, &at(HOUR)), cached] {
        let session = home.first(Some("dev"));
        assert_eq!(stands(&session), (State::Ended, None, None));
        assert!(session.why.contains(&Because::SourceMissing(Source::Login("me".into()))), "{session:?}");
        assert_eq!(session.longer[0], Longer::Login("me".into()));
    }
    assert_eq!(Home::new(&config).login(name, &at(-13 * HOUR)).role(DEV, &at(HOUR)).stands("dev"), (State::Active, Some(HOUR), None));
    // Behind a role the sign-in is the second entry.
    let report = Home::new(&config).login(name, &at(600)).look(Some("dev"), Whose::Active);
    assert_eq!(report.sessions.iter().map(|session| session.kind.name()).collect::<Vec<_>>(), ["assume-role", "aws-login"]);
}

#[test]
fn keys_in_a_file_end_as_whoever_wrote_them_says() {
    let stands = |more: &str| {
        let text = format!("[tmp]\naws_access_key_id = A\naws_secret_access_key = s\naws_session_token = s\n{more}\n");
        Home::default().put("credentials", &text).stands("tmp")
    };
    let alive = (State::Active, Some(HOUR), None);
    for key in ["x_security_token_expires", "aws_expiration", "aws_credential_expiration", "aws_session_expiration", "token_expiration"] {
        assert_eq!(stands(&format!("{key} = {}", at(HOUR))), alive, "{key}");
        assert_eq!(stands(&format!("{key} = 2026-11-28T22:00:00+09:00")), alive, "{key}");
        assert_eq!(stands(&format!("{key} = 2026-11-28 13:00:00")), (State::Unknown, None, None), "{key}");
    }
    // aws-mfa writes UTC, awsume its own time zone.
    assert_eq!(stands("expiration = 2026-11-28 13:00:00"), alive);
    assert_eq!(stands("expiration = 2026-11-28 22:00:00\nmanager = awsume"), alive);
    assert_eq!(stands("x_security_token_expires = 1795870800"), alive);
    assert_eq!(stands("aws_expiration = 1795870800123"), alive);
    assert_eq!(stands(&format!("aws_expiration = {}", at(-1))), (State::Ended, Some(-1), None));
    assert_eq!(stands(""), (State::Unknown, None, None));
    // The first that is there counts.
    assert_eq!(stands(&format!("expiration = {}\nx_security_token_expires = {}", at(9), at(HOUR))), alive);
    // Without a token it is a long-term key, and what is left of an earlier session counts for nothing.
    let text = format!("[key]\naws_access_key_id = A\naws_secret_access_key = s\naws_session_token =\nexpiration = {}\n", at(-9));
    assert_eq!(Home::default().put("credentials", &text).stands("key"), (State::NoExpiry, None, None));
}

#[test]
fn the_environment_s_keys_end_as_whoever_set_them_says() {
    let home = |name: &'static str, value: &str| {
        Home::default().set("AWS_ACCESS_KEY_ID", "A").set("AWS_SECRET_ACCESS_KEY", "s").set("AWS_SESSION_TOKEN", "s").set(name, value)
    };
    for name in ["AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION", "AWS_SSO_SESSION_EXPIRATION", "AWS_OKTA_SESSION_EXPIRATION"] {
        assert_eq!(stands(&home(name, &at(HOUR)).first(None)), (State::Active, Some(HOUR), None), "{name}");
        assert_eq!(stands(&home(name, "2026-11-28T13:00:00").first(None)), (State::Unknown, None, None), "{name}");
    }
    assert_eq!(stands(&home("AWSUME_EXPIRATION", "2026-11-28 22:00:00").first(None)), (State::Active, Some(HOUR), None));
    assert_eq!(stands(&home("AWSUME_EXPIRATION", "None").first(None)), (State::Unknown, None, None));
    let report = home("AWS_CREDENTIAL_EXPIRATION", "soon").look(None, Whose::Active);
    assert_eq!(report.findings, [Found::UnknownMoment(None, "AWS_CREDENTIAL_EXPIRATION", Moment::Unreadable)]);
    assert_eq!(report.verdict(0), Verdict::CannotTell);
    // A left-over without keys is nothing.
    let report = Home::default().set("AWS_CREDENTIAL_EXPIRATION", &at(HOUR)).look(None, Whose::Active);
    assert_eq!((report.sessions.len(), report.verdict(0)), (0, Verdict::Over));
    // `--profile` turns the keys off; AWS_PROFILE does not.
    let with = |home: Home| Home { files: Home::new(KEYS).files, ..home };
    let keys = with(home("AWS_PROFILE", "keys"));
    assert_eq!(keys.first(None).profile, None);
    assert!(keys.first(None).why.contains(&Because::EnvironmentFirst("keys".into())));
    assert_eq!(keys.first(Some("keys")).profile.as_deref(), Some("keys"));
}

#[test]
fn two_variables_that_name_two_profiles_are_told() {
    let home = Home::new(&(KEYS.to_owned() + &dev("source_profile = keys"))).set("AWS_PROFILE", "dev").set("AWS_DEFAULT_PROFILE", "keys");
    let report = home.look(None, Whose::Active);
    assert_eq!(report.sessions[0].profile.as_deref(), Some("dev"));
    assert_eq!(report.findings, [Found::ProfilesDiffer("dev".into(), "keys".into())]);
    assert_eq!(home.look(Some("keys"), Whose::Active).findings, []);
    let home = Home::new(KEYS).set("AWS_DEFAULT_PROFILE", "keys");
    assert_eq!(home.first(None).profile.as_deref(), Some("keys"));
}

#[test]
fn a_role_that_takes_its_source_from_the_environment() {
    let config = dev("credential_source = Environment");
    let home = || Home::new(&config).set("AWS_ACCESS_KEY_ID", "A").set("AWS_SECRET_ACCESS_KEY", "s");
    assert_eq!(home().stands("dev"), (State::Renews, None, None));
    let home = home().set("AWS_SESSION_TOKEN", "s").set("AWS_SESSION_EXPIRATION", &at(HOUR));
    assert_eq!(home.stands("dev"), (State::Renews, None, Some(HOUR)));
    // Before it comes to its cache, botocore wants the keys.
    let cached = || Home::new(&config).role(DEV, &at(HOUR));
    for (home, found) in [
        (cached(), Found::NoSource("dev".into(), Start::Environment)),
        (cached().set("AWS_ACCESS_KEY_ID", "A"), Found::PartialEnvironment),
        (cached().set("AWS_ACCESS_KEY_ID", ""), Found::NoSource("dev".into(), Start::Environment)),
    ] {
        let report = home.look(Some("dev"), Whose::Active);
        assert_eq!((report.sessions.len(), report.verdict(0)), (0, Verdict::CannotTell));
        assert_eq!(report.findings, [found]);
    }
}

/// So it is with a container that isn't there, and an instance that nobody may ask.
#[test]
fn a_role_that_takes_its_source_from_an_instance_or_a_container() {
    let [off, uri, full_uri] =
        ["AWS_EC2_METADATA_DISABLED", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];
    let of = |source: &str, set: &[(&'static str, &str)]| {
        let home = Home::new(&dev(&format!("credential_source = {source}")));
        set.iter().fold(home, |home, (name, value)| home.set(name, value))
    };
    let [instance, container] = ["Ec2InstanceMetadata", "EcsContainer"];
    for (source, set) in
        [(instance, &[][..]), (instance, &[(off, "1")]), (container, &[(uri, "")]), (container, &[(full_uri, "http://x"), (off, "true")])]
    {
        assert_eq!(of(source, set).stands("dev"), (State::Unknown, None, None));
        assert_eq!(of(source, set).role(DEV, &at(HOUR)).stands("dev"), (State::Active, Some(HOUR), None));
    }
    for (source, set, start) in
        [(instance, &[(off, "true")][..], Start::Ec2), (instance, &[(off, "True")], Start::Ec2), (container, &[], Start::Ecs)]
    {
        let report = of(source, set).role(DEV, &at(HOUR)).look(Some("dev"), Whose::Active);
        assert_eq!((report.sessions.len(), report.verdict(0)), (0, Verdict::CannotTell));
        assert_eq!(report.findings, [Found::NoSource("dev".into(), start)]);
    }
}

#[test]
fn what_is_made_anew_at_each_use_is_not_known() {
    let home = Home::new("[profile tool]\ncredential_process = tool --secret\n");
    let session = home.first(Some("tool"));
    assert_eq!(stands(&session), (State::Unknown, None, None));
    assert_eq!((session.from, session.file.clone()), (None, None));
    let report = Home::default().set("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://x").look(None, Whose::Active);
    assert_eq!(report.verdict(0), Verdict::CannotTell);
    let web = "[profile web]\nrole_arn = arn:aws:iam::111122223333:role/dev\nweb_identity_token_file = /t\n";
    assert_eq!(Home::new(web).stands("web"), (State::Renews, None, None));
    assert_eq!(Home::new(web).role(DEV, &at(60)).stands("web"), (State::Renews, Some(60), None));
}

#[test]
fn what_the_aws_cli_refuses_is_a_finding_and_no_session() {
    for (config, code) in [
        (dev(""), "no-source"),
        (dev("source_profile = gone"), "source-missing"),
        (dev("source_profile = dev"), "source-loop"),
        (dev("source_profile = dev\ncredential_source = Environment"), "source-and-credential-source"),
        ("[profile dev]\naws_access_key_id = A\n".to_owned(), "partial-keys"),
        ("[profile dev]\nsso_session = gone\nsso_account_id = 1\nsso_role_name = r\n".to_owned(), "sso-session-missing"),
        ("[dev]\naws_access_key_id = A\naws_secret_access_key = s\n".to_owned(), "profile-missing"),
        ("[profile dev]\nnonsense\n".to_owned(), "unreadable-line"),
        ("\u{feff}[profile dev]\n".to_owned(), "byte-order-mark"),
    ] {
        let report = Home::new(&config).look(Some("dev"), Whose::Active);
        assert_eq!(report.sessions, [], "{config}");
        assert_eq!(report.findings[0].code(), code, "{config}");
        assert_eq!(report.verdict(0), Verdict::CannotTell, "{config}");
    }
    // `default` that nobody named and that is not there is no session.
    assert_eq!(Home::new(KEYS).look(None, Whose::Active).verdict(0), Verdict::Over);
    assert_eq!(Home::new(KEYS).set("AWS_PROFILE", "default").look(None, Whose::Active).verdict(0), Verdict::CannotTell);
    // What AWS itself refuses keeps nothing from being used to its end.
    let refused = KEYS.to_owned()
        + "[profile hub]\nrole_arn = arn:aws:iam::111122223333:role/hub\nsource_profile = keys\n"
        + &dev("source_profile = hub\nduration_seconds = 7200");
    let home = Home::new(&refused);
    assert_eq!((home.stands("dev").0, home.look(Some("dev"), Whose::Active).verdict(0)), (State::Ended, Verdict::CannotTell));
    let home = home.role(RoleRequest { duration_seconds: Some("7200"), ..DEV }, &at(HOUR));
    assert_eq!((home.stands("dev").0, home.look(Some("dev"), Whose::Active).verdict(0)), (State::Active, Verdict::Lives));
}

#[test]
fn where_none_would_be_used_the_others_are_counted() {
    let config = KEYS.to_owned() + SSO + &dev("source_profile = sso") + "[profile refused]\nrole_arn = x\n";
    let home = || Home::new(&config).role(DEV, &at(600)).put("cli/cache/broken.json", "{");
    let report = home().look(None, Whose::ActiveAndFindings);
    assert_eq!((report.sessions.len(), report.others), (0, 2));
    // What is amiss with them is for those who ask for them.
    assert_eq!(report.findings.iter().map(Found::code).collect::<Vec<_>>(), ["not-json"]);
    assert_eq!(home().look(Some("keys"), Whose::ActiveAndFindings).others, 0);
    assert_eq!(home().set("AWS_PROFILE", "gone").look(None, Whose::ActiveAndFindings).others, 0);
    assert_eq!(home().look(None, Whose::All).others, 0);
}

#[test]
fn all_of_them_each_once() {
    let stray = credentials(&at(HOUR)).to_string();
    let mut boto = credentials(&at(-HOUR));
    boto.as_object_mut().expect("an object").remove("AssumedRoleUser");
    let home = Home::new(&(KEYS.to_owned() + SSO + &dev("source_profile = sso")))
        .set("AWS_ACCESS_KEY_ID", "A")
        .set("AWS_SECRET_ACCESS_KEY", "s")
        .token("company", &at(60), true)
        .token("https://elsewhere", &at(60), true)
        .role(DEV, &at(1_800))
        .put("cli/cache/stray.json", &stray)
        .put("cli/cache/half.json.tmp-1", &stray)
        .put("boto/cache/other.json", &boto.to_string())
        .put("sso/cache/botocore-client-id-eu-west-1.json", &json!({"clientId": "c", "clientSecret": "s", "expiresAt": at(60)}).to_string())
        .put("sso/cache/kiro-auth-token.json", &json!({"accessToken": "s", "expiresAt": at(60)}).to_string())
        .put("login/cache/gone.json", &login(&at(60)).to_string());
    let report = home.look(None, Whose::All);
    let told: Vec<_> = report
        .sessions
        .iter()
        .map(|session| (session.profile.as_deref(), session.from.map(|from| from.name()), session.kind.name(), session.state.name()))
        .collect();
    assert_eq!(
        told,
        [
            (None, Some("sso-cache"), "identity-center-sign-in", "active"),
            (None, Some("login-cache"), "aws-login", "active"),
            (None, Some("cli-cache"), "assume-role", "active"),
            (None, Some("sso-cache"), "identity-center-sign-in", "renews"),
            (Some("dev"), Some("cli-cache"), "assume-role", "renews"),
            (None, Some("environment"), "access-key", "no-expiry"),
            (Some("keys"), Some("config-file"), "access-key", "no-expiry"),
            (Some("sso"), None, "identity-center-credentials", "renews"),
            (None, Some("boto-cache"), "temporary", "ended"),
            (Some("old"), None, "identity-center-credentials", "ended"),
        ]
    );
    assert_eq!(report.active().and_then(|session| session.from).map(|from| from.name()), Some("environment"));
    assert_eq!(report.findings, []);
}

/// What is in the cache outlives a source that ends before it.
#[test]
fn a_session_that_renews_lives_until_the_later_of_its_ends() {
    let source =
        format!("[tmp]\naws_access_key_id = A\naws_secret_access_key = s\naws_session_token = s\naws_expiration = {}\n", at(3_000));
    let home = Home::new(&dev("source_profile = tmp")).put("credentials", &source).role(DEV, &at(3_600));
    let session = home.first(Some("dev"));
    assert_eq!(stands(&session), (State::Renews, Some(3_600), Some(3_000)));
    assert_eq!([3_600, 3_601].map(|seconds| session.lives_for(seconds, NOW)), [Some(true), Some(false)]);
}

/// The sign-in behind it is shown beside it, and is not what the AWS CLI would use.
#[test]
fn the_verdict_is_of_the_session_and_not_of_its_sign_in() {
    let home = Home::new(&(SSO.to_owned() + &dev("source_profile = sso\nmfa_serial = 123456789"))).token("company", &at(HOUR), true);
    let report = home.look(Some("dev"), Whose::Active);
    assert_eq!(report.sessions.iter().map(|session| session.state).collect::<Vec<_>>(), [State::Ended, State::Renews]);
    assert_eq!(report.verdict(0), Verdict::Over);
    assert_eq!(home.look(Some("dev"), Whose::All).verdict(0), Verdict::Lives);
}

#[test]
fn an_account_is_twelve_digits() {
    for (account, known) in [("111122223333", Some("111122223333")), ("11112222333", None), ("11112222333x", None)] {
        let home = Home::new(&format!("{KEYS}[profile dev]\nrole_arn = arn:aws:iam::{account}:role/dev\nsource_profile = keys\n"));
        assert_eq!(home.first(Some("dev")).account.as_deref(), known);
    }
}

/// A fault comes once, and is not compared with each of the others: four times as many take four times as long, not sixteen.
#[test]
fn many_faults_take_no_time() {
    let homes = [5_000, 20_000].map(|count| {
        let config: String = (0..count).map(|at| format!("[profile p{at}]\nrole_arn = x\n")).collect();
        (count, Home::new(&config))
    });
    // In turn, and of each the least: a machine that is busy for a while is so for both.
    let mut least = [std::time::Duration::MAX; 2];
    for _ in 0..5 {
        for ((count, home), least) in homes.iter().zip(&mut least) {
            let begun = std::time::Instant::now();
            assert_eq!(home.look(None, Whose::All).findings.len(), *count);
            *least = begun.elapsed().min(*least);
        }
    }
    let [few, many] = least;
    assert!(many < 9 * few, "{few:?} {many:?}");
    let shared = dev("source_profile = gone")
        + &(0..9).map(|at| format!("[profile p{at}]\nrole_arn = x\nsource_profile = dev\n")).collect::<String>();
    assert_eq!(Home::new(&shared).look(None, Whose::All).findings.len(), 1);
}

#[test]
fn only_the_files_of_the_active_session_are_read_for_a_prompt() {
    let home = Home::new(&(KEYS.to_owned() + &dev("source_profile = keys"))).role(DEV, &at(60)).put("cli/cache/stray.json", "{");
    let report = home.look(Some("dev"), Whose::Active);
    assert_eq!(home.read.borrow().len(), 3, "{:?}", home.read.borrow());
    assert_eq!(report.findings, []);
    assert_eq!(home.look(Some("dev"), Whose::ActiveAndFindings).findings.len(), 1);
}

#[test]
fn what_is_amiss_is_told_once_and_the_rest_goes_on() {
    let home = Home::new(&(KEYS.to_owned() + &dev("source_profile = keys")))
        .trouble("cli/cache/a.json", Trouble::NotAFile)
        .trouble("sso/cache/b.json", Trouble::TooLarge)
        .trouble("login/cache/c.json", Trouble::Unreadable)
        .put("boto/cache/d.json", "{\"secret")
        .put("cli/cache/e.json", "\u{feff}{}")
        .put("cli/cache/f.json", &credentials("tomorrow").to_string())
        .put("cli/cache/g.json", &credentials(&at(60)).to_string());
    let report = home.look(Some("dev"), Whose::All);
    let codes: Vec<_> = report.findings.iter().map(Found::code).collect();
    assert_eq!(codes, ["not-a-file", "not-json", "unknown-moment", "not-json", "too-large", "unreadable"]);
    assert_eq!(report.sessions.len(), 4, "{report:?}");
    assert_eq!(report.verdict(0), Verdict::Lives);
    // A file that broke off is read once more.
    assert_eq!(*home.waited.borrow(), 2);

    // A folder too.
    let report = Home::new("").trouble("cli/cache", Trouble::Unreadable).look(None, Whose::ActiveAndFindings);
    assert_eq!(report.findings, [Found::File("/home/me/.aws/cli/cache".into(), Trouble::Unreadable, false)]);
    // One file of three profiles, and of a chain behind them.
    let shared = |name: &str| format!("[profile {name}]\nrole_arn = arn:aws:iam::111122223333:role/dev\nsource_profile = keys\n");
    let behind = "[profile behind]\nrole_arn = arn:aws:iam::111122223333:role/other\nsource_profile = a\n";
    let config = KEYS.to_owned() + &shared("a") + &shared("b") + &shared("c") + behind;
    let home = Home::new(&config).role(DEV, "2026-11-29T23:00:00");
    let report = home.look(None, Whose::All);
    let file = PathBuf::from(format!("/home/me/.aws/cli/cache/{}.json", cache_name::role(&DEV)));
    assert_eq!(report.findings, [Found::UnknownMoment(Some(file), "Expiration", Moment::WithoutZone)]);

    let home = Home::default().trouble("config", Trouble::NotAFile).set("AWS_ACCESS_KEY_ID", "A").set("AWS_SECRET_ACCESS_KEY", "s");
    let report = home.look(None, Whose::All);
    assert_eq!(report.findings[0].code(), "not-a-file");
    assert_eq!(report.verdict(0), Verdict::CannotTell);
}

#[test]
fn long_enough() {
    let home = Home::new(&(KEYS.to_owned() + &dev("source_profile = keys\nmfa_serial = arn:aws:iam::1:mfa/me")));
    let request = RoleRequest { mfa_serial: Some("arn:aws:iam::1:mfa/me"), ..DEV };
    let report = home.role(request, &at(2_700)).look(Some("dev"), Whose::Active);
    for (least, verdict) in [(0, Verdict::Lives), (2_700, Verdict::Lives), (2_701, Verdict::Over), (i64::MAX, Verdict::Over)] {
        assert_eq!(report.verdict(least), verdict, "{least}");
    }
    let session = &report.sessions[0];
    assert_eq!((session.remaining(NOW), session.remaining(NOW + 9_999)), (Some(2_700), Some(0)));
}
