//! All of it put together: which session the AWS CLI would use (botocore, `create_credential_resolver`), and, where they are asked for,
//! every other one. How long a call lasts and what a profile comes to is `aws_config`'s to know; how a session stands is `life`'s.

mod sign_in;
mod stray;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use session_clock::Via;
use session_clock::aws_config::{Code, File, Level, Profile, Sent, Settings, Start, Told, Which};
use session_clock::figures;

use crate::cache_name::{self, RoleRequest};
use crate::cached::{self, Cached, Credentials};
use crate::disk::{Disk, LARGEST_CACHE_FILE, LARGEST_CONFIG_FILE, Trouble};
use crate::environment::{Environment, Keys, WebIdentity};
use crate::life::{self, Gives, Life, State, UNUSED_BEFORE_END};
use crate::moment::{self, Moment, Zoneless};
use crate::session::{Because, Found, From, Kind, Longer, Report, Session, Source};

/// What to look at.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The environment.
    pub environment: &'a Environment,
    /// Where files come from.
    pub disk: &'a dyn Disk,
    /// The present moment, in Unix seconds.
    pub now: i64,
    /// The machine's time zone, which one tool writes its moments in.
    pub zone: &'a TimeZone,
    /// The profile, as with `--profile`, which turns off the keys and the web identity of the environment.
    pub profile: Option<&'a str>,
    /// Whose sessions.
    pub whose: Whose,
}

/// Whose sessions to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The one that the AWS CLI would use, and the sign-in behind it. Only their files are read: for a shell's prompt.
    Active,
    /// The same; every cache file is looked at for what is amiss.
    ActiveAndFindings,
    /// Every one.
    All,
}

/// Looks at a machine.
pub fn look(look: &Look) -> Report {
    let maxima = Told::default();
    let mut findings = Findings::default();
    let (config_name, config) = config_file(look, look.environment.config.as_ref(), &mut findings);
    let (credentials_name, credentials) = config_file(look, look.environment.credentials.as_ref(), &mut findings);
    let settings =
        Settings::read(File { name: &config_name, text: &config }, File { name: &credentials_name, text: &credentials }, &maxima);
    settings.faults().iter().cloned().map(Found::Config).for_each(|fault| findings.push(fault));
    let unusable = !findings.list.is_empty();
    let mut looker = Looker { look, settings, seen: HashMap::new(), signed_in: HashSet::new(), findings };
    let all = look.whose == Whose::All;
    let mut report = Report { now: look.now, sessions: Vec::new(), findings: Vec::new(), refused: unusable, unusable, all, others: 0 };
    let active = if unusable { Active::None } else { looker.choose() };
    report.refused |= active == Active::Refused;
    match look.whose {
        Whose::All => looker.all(&active, &mut report),
        Whose::Active | Whose::ActiveAndFindings => {
            let found = looker.of_active(&active);
            report.refused |= found.refused;
            report.sessions.extend(found.session);
            report.sessions.extend(found.sign_in);
            if look.whose == Whose::ActiveAndFindings {
                looker.strays();
            }
        }
    }
    report.findings = std::mem::take(&mut looker.findings).list;
    // Last, since what is amiss with other profiles was not asked for.
    if look.whose == Whose::ActiveAndFindings && active == Active::None {
        report.others = looker.others();
    }
    report
}

fn config_file(look: &Look, path: Option<&PathBuf>, findings: &mut Findings) -> (String, Vec<u8>) {
    let Some(path) = path else { return Default::default() };
    let text = look.disk.read(path, LARGEST_CONFIG_FILE).unwrap_or_else(|trouble| {
        findings.push(Found::File(path.clone(), trouble, true));
        None
    });
    (path.display().to_string(), text.unwrap_or_default())
}

/// What the AWS CLI would use.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Active {
    Environment,
    /// A web identity that the environment has a part in.
    WebIdentity {
        role: String,
        session_name: Option<String>,
    },
    Profile {
        name: String,
        /// Whether a web identity of its own counts: the environment may turn it off.
        web_identity: bool,
    },
    Container,
    Refused,
    None,
}

/// The folders of caches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folder {
    Cli,
    Boto,
    Sso,
    Login,
}

impl Folder {
    const ALL: [Folder; 4] = [Folder::Cli, Folder::Boto, Folder::Sso, Folder::Login];

    fn path(self, environment: &Environment) -> Option<PathBuf> {
        let below = |name: &str| environment.folder.as_ref().map(|folder| folder.join(name).join("cache"));
        match self {
            Folder::Cli => below("cli"),
            Folder::Boto => below("boto"),
            Folder::Sso => below("sso"),
            Folder::Login => environment.login_cache.clone(),
        }
    }

    fn from(self) -> From {
        match self {
            Folder::Cli => From::CliCache,
            Folder::Boto => From::BotoCache,
            Folder::Sso => From::SsoCache,
            Folder::Login => From::LoginCache,
        }
    }
}

/// The variable or key that says when keys end, and what it says.
type Says = (&'static str, Moment);

/// What a profile leads to.
#[derive(Default)]
struct Resolved {
    session: Option<Session>,
    sign_in: Option<Session>,
    refused: bool,
}

/// Where a profile's calls begin, as a source.
struct Root {
    life: Life,
    source: Source,
    /// Whether botocore gets past it to the cache: it loads a chain's source first.
    loads: bool,
    /// The way to sign in again.
    again: Option<Longer>,
    sign_in: Option<Session>,
}

impl Root {
    fn new(life: Life, source: Source) -> Root {
        Root { life, source, loads: true, again: None, sign_in: None }
    }
}

/// What is amiss, each once. A fault of a source comes with each profile behind it, and a file with each profile that shares it.
#[derive(Default)]
struct Findings {
    list: Vec<Found>,
    /// Those of one place, so that none is compared with all the others.
    of_place: HashMap<Place, Vec<usize>>,
}

type Place = (&'static str, Option<String>, Option<u32>);

impl Findings {
    fn push(&mut self, found: Found) {
        let line = if let Found::Config(finding) = &found { finding.line } else { None };
        let known = self.of_place.entry((found.code(), found.file(), line)).or_default();
        if !known.iter().any(|at| self.list[*at] == found) {
            known.push(self.list.len());
            self.list.push(found);
        }
    }
}

struct Looker<'a> {
    look: &'a Look<'a>,
    settings: Settings<'a>,
    /// The cache files that were read.
    seen: HashMap<PathBuf, Option<Cached>>,
    /// The files of sign-ins that have a session of their own.
    signed_in: HashSet<PathBuf>,
    findings: Findings,
}

impl Looker<'_> {
    /// The order of botocore's `create_credential_resolver`.
    fn choose(&mut self) -> Active {
        let environment = self.look.environment;
        let (first, second) = (&environment.profile, &environment.default_profile);
        let explicit = self.look.profile.is_some();
        if let (false, Some(first), Some(second)) = (explicit, first, second)
            && first != second
        {
            self.findings.push(Found::ProfilesDiffer(first.clone(), second.clone()));
        }
        // AWS CLI v2; boto3 and AWS CLI v1 ask for AWS_DEFAULT_PROFILE first.
        let named = self.look.profile.or(first.as_deref()).or(second.as_deref());
        if let Some(name) = named
            && !self.settings.has(name)
        {
            // `Session.get_scoped_config` raises ProfileNotFound, also for "default" by name.
            let missing = self.settings.profile(name).findings;
            missing.into_iter().map(Found::Config).for_each(|found| self.findings.push(found));
            return Active::Refused;
        }
        let name = named.unwrap_or("default");
        let chosen = self.provider(name, explicit);
        // A profile's own session says this itself.
        let elsewhere = !matches!(chosen, Active::Profile { .. } | Active::Refused | Active::None);
        match self.settings.no_client(name).filter(|_| elsewhere) {
            Some(finding) => {
                self.findings.push(Found::Config(finding));
                Active::Refused
            }
            None => chosen,
        }
    }

    fn provider(&mut self, name: &str, explicit: bool) -> Active {
        let environment = self.look.environment;
        if !explicit {
            match environment.keys {
                Keys::Partial => {
                    self.findings.push(Found::PartialEnvironment);
                    return Active::Refused;
                }
                Keys::LongTerm | Keys::Temporary => return Active::Environment,
                Keys::None => {}
            }
        }
        let identifies = self.settings.sets(name, "web_identity_token_file");
        let assumes = self.settings.sets(name, "role_arn") && !identifies;
        let mut own_web_identity = true;
        // Without a variable the profile says it all.
        let web_identity = Some(&environment.web_identity).filter(|set| !explicit && !assumes && **set != WebIdentity::default());
        if let Some(set) = web_identity {
            // `AssumeRoleWithWebIdentityProvider._get_config`.
            let token_file = match &set.token_file {
                Some(file) => !file.is_empty(),
                None => identifies && self.has_token_file(name),
            };
            let value = |variable: &Option<String>, key| {
                let value = variable.as_deref().or_else(|| self.settings.get(name, key));
                value.filter(|value| !value.is_empty()).map(str::to_owned)
            };
            let session_name = value(&set.session_name, "role_session_name");
            match value(&set.role_arn, "role_arn").filter(|_| token_file) {
                Some(role) => return Active::WebIdentity { role, session_name },
                None if token_file => {
                    self.findings.push(Found::WebIdentityWithoutRole);
                    return Active::Refused;
                }
                // An empty variable turns the profile's off, and the next provider's turn comes.
                None => own_web_identity = false,
            }
        }
        if self.settings.has(name) {
            let profile = self.read_profile(name, own_web_identity);
            let refused = profile.findings.iter().any(|finding| finding.level == Level::Error);
            if profile.start.is_some() || refused {
                return Active::Profile { name: name.to_owned(), web_identity: own_web_identity };
            }
        }
        if environment.container { Active::Container } else { Active::None }
    }

    /// What the files say of a profile, with its own web identity or without.
    fn read_profile(&mut self, name: &str, web_identity: bool) -> Profile {
        if web_identity { self.settings.profile(name) } else { self.settings.profile_without_web_identity(name) }
    }

    /// Whether a profile's `web_identity_token_file` has a name in it; the name itself is not kept.
    fn has_token_file(&mut self, name: &str) -> bool {
        let profile = self.settings.profile(name);
        let meant = profile.start.is_some_and(|(start, _)| start == Start::WebIdentity);
        meant || profile.findings.iter().any(|finding| finding.code == Code::WebIdentityNoRole)
    }

    fn of_active(&mut self, active: &Active) -> Resolved {
        let mut found = match active {
            Active::Environment => Resolved { session: self.environment(), ..Resolved::default() },
            Active::WebIdentity { role, session_name } => {
                Resolved { session: Some(self.web_identity(role, session_name.as_deref())), ..Resolved::default() }
            }
            Active::Container => Resolved { session: Some(self.container()), ..Resolved::default() },
            Active::Profile { name, web_identity } => self.profile(name, *web_identity),
            Active::Refused | Active::None => Resolved::default(),
        };
        if let Some(session) = &mut found.session {
            session.active = true;
        }
        found
    }

    /// Every session: the environment's, each profile's, each sign-in once, and files that no profile leads to.
    fn all(&mut self, active: &Active, report: &mut Report) {
        let found = self.of_active(active);
        report.refused |= found.refused;
        let mut sessions: Vec<Session> = found.session.into_iter().collect();
        if *active != Active::Environment {
            sessions.extend(self.environment());
        }
        let mut sign_ins: Vec<Session> = found.sign_in.into_iter().collect();
        let names: Vec<String> = self.settings.profiles().map(str::to_owned).collect();
        for name in names {
            if matches!(active, Active::Profile { name: active, .. } if *active == name) {
                continue;
            }
            // As with `--profile`.
            let found = self.profile(&name, true);
            sessions.extend(found.session);
            sign_ins.extend(found.sign_in);
        }
        let names: Vec<String> = self.settings.sso_sessions().into_iter().map(str::to_owned).collect();
        for name in names {
            sign_ins.extend(self.token(&name, true, None).1);
        }
        // That of `aws login` is its profile's session already.
        sessions.extend(sign_ins.into_iter().filter(|sign_in| sign_in.kind == Kind::SignIn));
        sessions.extend(self.strays());
        // What is over comes last, as in the order of `Lives`. Stable: of two that end at the same time the active one stays first.
        sessions.sort_by_key(|session| (session.lives(), session.expires_at.unwrap_or(i64::MAX)));
        report.sessions = sessions;
    }

    /// How many profiles there are whose credentials live.
    fn others(&mut self) -> usize {
        let names: Vec<String> = self.settings.profiles().map(str::to_owned).collect();
        let now = self.look.now;
        let lives = |session: Session| session.lives_for(0, now) == Some(true);
        names.iter().filter(|name| self.profile(name, true).session.is_some_and(lives)).count()
    }

    /// A session that nothing is known of yet.
    fn session(&self, kind: Kind, life: Life) -> Session {
        Session {
            profile: None,
            sign_in: None,
            active: false,
            from: None,
            kind,
            arn: None,
            account: None,
            expires_at: life.expires_at,
            state: life.state,
            renews_until: life.renews_until,
            file: None,
            why: Vec::new(),
            longer: Vec::new(),
            config: None,
        }
    }

    /// The keys of the environment.
    fn environment(&mut self) -> Option<Session> {
        let environment = self.look.environment;
        let (kind, life, says) = self.environment_life()?;
        let mut session = self.session(kind, life);
        session.from = Some(From::Environment);
        session.account = environment.account.clone();
        if life.state != State::NoExpiry {
            session.why.push(self.end_says(says, None));
            session.longer.push(Longer::Tool);
        } else {
            session.why.push(Because::LongTermKey);
        }
        if let (None, Some(profile)) = (self.look.profile, environment.profile.clone().or(environment.default_profile.clone())) {
            session.why.push(Because::EnvironmentFirst(profile));
        }
        Some(session)
    }

    fn environment_life(&self) -> Option<(Kind, Life, Option<Says>)> {
        let environment = self.look.environment;
        match environment.keys {
            Keys::None | Keys::Partial => None,
            Keys::LongTerm => Some((Kind::Of(Via::AccessKey), Life::without_end(), None)),
            Keys::Temporary => {
                let says = environment.end.as_ref().map(|(name, text)| {
                    let zoneless = if *name == "AWSUME_EXPIRATION" { Zoneless::Local } else { Zoneless::Nothing };
                    (*name, moment::read(text, zoneless, self.look.zone))
                });
                Some((Kind::Temporary, life::of_keys(self.look.now, says.map(|(_, end)| end)), says))
            }
        }
    }

    /// Why keys that somebody wrote down end when they do; a moment that cannot be read is a finding too.
    fn end_says(&mut self, says: Option<Says>, file: Option<&Path>) -> Because {
        match says {
            None => Because::SaysNothing,
            Some((key, end)) => self.unreadable(end, file, key).unwrap_or(Because::Says(key)),
        }
    }

    /// An end that is no moment: a finding, and why nothing is known.
    fn unreadable(&mut self, end: Moment, file: Option<&Path>, key: &'static str) -> Option<Because> {
        if end.at().is_some() {
            return None;
        }
        self.findings.push(Found::UnknownMoment(file.map(Path::to_owned), key, end));
        Some(Because::UnreadableEnd(end))
    }

    /// A web identity of the environment.
    fn web_identity(&mut self, role: &str, session_name: Option<&str>) -> Session {
        let name = cache_name::role(&RoleRequest { role_arn: role, session_name, ..RoleRequest::default() });
        let root = Root::new(Life::without_end(), Source::WebIdentity);
        self.call(Via::AssumeRoleWithWebIdentity, &name, &root, false, false).0
    }

    fn container(&self) -> Session {
        let mut session = self.session(Kind::Temporary, Life::unknown());
        session.why.push(Because::Container);
        session
    }

    /// A profile's session, with its own web identity or without.
    fn profile(&mut self, name: &str, web_identity: bool) -> Resolved {
        let profile = self.read_profile(name, web_identity);
        let errors = profile.findings.iter().filter(|finding| finding.level == Level::Error);
        let failed = errors.clone().next().is_some();
        errors.cloned().map(Found::Config).for_each(|error| self.findings.push(error));
        let Some((start, from)) = profile.start.clone() else { return Resolved { refused: failed, ..Resolved::default() } };
        let mut found =
            if profile.hops.is_empty() { self.own_credentials(&profile, start) } else { self.called(&profile, start, &from, failed) };
        if let Some(session) = &mut found.session {
            session.profile = Some(name.to_owned());
            let alive = session.lives_for(0, self.look.now) == Some(true);
            found.refused = failed && !alive;
            session.config = Some(profile);
        }
        found
    }

    /// A profile that makes no call.
    fn own_credentials(&mut self, profile: &Profile, start: Start) -> Resolved {
        let name = profile.profile.to_string();
        let mut sign_in = None;
        let session = match start {
            Start::Keys => {
                let mut session = self.session(Kind::Of(Via::AccessKey), Life::without_end());
                session.why.push(Because::LongTermKey);
                self.stands_in(&mut session, &name);
                session
            }
            Start::SessionKeys => {
                let which = self.settings.keys_of(&name);
                let (life, says) = self.written_keys(&name, which);
                let mut session = self.session(Kind::Temporary, life);
                self.stands_in(&mut session, &name);
                let because = self.end_says(says, session.file.as_deref());
                session.why.push(because);
                session.longer.push(Longer::Tool);
                session
            }
            Start::IdentityCenter => {
                let root = self.sso_root(&name);
                let get = |key| self.settings.get_sso(&name, key).unwrap_or_default();
                let account = get("sso_account_id").to_owned();
                let cache_name = cache_name::sso_credentials(
                    &account,
                    get("sso_role_name"),
                    self.settings.get(&name, "sso_session"),
                    get("sso_start_url"),
                );
                let (mut session, _) = self.call(Via::IdentityCenterCredentials, &cache_name, &root, false, false);
                session.account.get_or_insert(account);
                // What it has left says more than AWS's default.
                if let Some(usual) = profile.duration.filter(|usual| session.expires_at.is_some_and(|end| end - self.look.now > *usual)) {
                    session.why.iter_mut().filter(|why| **why == Because::Calls).for_each(|why| *why = Because::SetLonger(usual));
                }
                session.longer.push(Longer::PermissionSet);
                sign_in = root.sign_in;
                session
            }
            Start::Login => self.login(&name).0,
            Start::Process => {
                let mut session = self.session(Kind::Temporary, Life::unknown());
                session.why.push(Because::Process);
                session
            }
            // They begin a chain only.
            Start::WebIdentity | Start::Environment | Start::Ec2 | Start::Ecs => return Resolved::default(),
        };
        Resolved { session: Some(session), sign_in, refused: false }
    }

    /// Says which file a profile's keys stand in, and whose they are.
    fn stands_in(&self, session: &mut Session, profile: &str) {
        let which = self.settings.keys_of(profile);
        session.from = which.map(|which| match which {
            Which::Credentials => From::CredentialsFile,
            Which::Config => From::ConfigFile,
        });
        session.file = which.map(|which| PathBuf::from(&*self.settings.file(which)));
        session.arn = self.settings.get(profile, "x_principal_arn").filter(|arn| arn.starts_with("arn:")).map(str::to_owned);
        session.account = self.settings.get(profile, "aws_account_id").map(str::to_owned).or_else(|| account_of(session.arn.as_deref()?));
    }

    /// Temporary keys in a file: how they stand, and the key that says when they end. Who writes which: saml2aws and gimme-aws-creds;
    /// aws-azure-login; aws-vault; yawsso; aws-mfa and awsume; others.
    fn written_keys(&self, profile: &str, which: Option<Which>) -> (Life, Option<Says>) {
        const ENDS: [&str; 6] = [
            "x_security_token_expires",
            "aws_expiration",
            "aws_credential_expiration",
            "aws_session_expiration",
            "expiration",
            "token_expiration",
        ];
        let get = |key: &str| match which {
            Some(which) => self.settings.get_in(profile, which, key),
            None => self.settings.get(profile, key),
        };
        let says = ENDS.into_iter().find_map(|key| Some((key, get(key).filter(|text| !text.is_empty())?)));
        let says = says.map(|(key, text)| {
            let zoneless = match key {
                "expiration" if get("manager") == Some("awsume") => Zoneless::Local,
                "expiration" => Zoneless::Utc,
                _ => Zoneless::Nothing,
            };
            (key, moment::read(text, zoneless, self.look.zone))
        });
        (life::of_keys(self.look.now, says.map(|(_, end)| end)), says)
    }

    /// A profile whose credentials come from calls to STS, each from the one before it.
    fn called(&mut self, profile: &Profile, start: Start, from: &str, failed: bool) -> Resolved {
        let mut root = match self.root(start, from) {
            Ok(root) => root,
            Err(found) => {
                self.findings.push(found);
                return Resolved { refused: true, ..Resolved::default() };
            }
        };
        let sign_in = root.sign_in.take();
        let mut last = None;
        for (at, hop) in profile.hops.iter().enumerate() {
            let is_last = at + 1 == profile.hops.len();
            let web_identity = hop.call == "AssumeRoleWithWebIdentity";
            let get = |key| self.settings.get(&hop.profile, key);
            let digits = hop.duration_seconds.as_ref().map(|sent| match sent {
                Sent::Seconds(seconds) => seconds.to_string(),
                Sent::Huge(digits) => digits.clone(),
            });
            let plain = RoleRequest {
                role_arn: get("role_arn").unwrap_or_default(),
                session_name: get("role_session_name"),
                ..RoleRequest::default()
            };
            let request = if web_identity {
                plain
            } else {
                RoleRequest { external_id: get("external_id"), mfa_serial: get("mfa_serial"), duration_seconds: digits.as_deref(), ..plain }
            };
            let name = cache_name::role(&request);
            let account = account_of(request.role_arn);
            let asks = !web_identity && self.settings.sets(&hop.profile, "mfa_serial");
            let via = if web_identity { Via::AssumeRoleWithWebIdentity } else { Via::AssumeRole };
            let (mut session, life) = self.call(via, &name, &root, asks, failed && is_last);
            if session.account.is_none() {
                session.account = account;
            }
            if session.why.contains(&Because::AsksForCode) {
                session.longer.push(Longer::Code(hop.profile.to_string()));
            }
            if is_last {
                session.longer.extend(longer_call(profile, start, from));
            }
            let again = root.again.take().or(asks.then(|| Longer::Code(hop.profile.to_string())));
            root = Root { again, loads: root.loads, ..Root::new(life, Source::Role(hop.profile.to_string())) };
            last = Some(session);
        }
        Resolved { session: last, sign_in, refused: false }
    }

    /// What a chain begins with, as a source; what is amiss where botocore gets no further.
    fn root(&mut self, start: Start, from: &str) -> Result<Root, Found> {
        let name = from.to_owned();
        Ok(match start {
            Start::Keys => Root::new(Life::without_end(), Source::Key(name)),
            // The source's keys are those of both files put together (`_resolve_static_credentials_from_profile`).
            Start::SessionKeys => Root { again: Some(Longer::Tool), ..Root::new(self.written_keys(from, None).0, Source::Keys(name)) },
            Start::WebIdentity => Root::new(Life::without_end(), Source::WebIdentity),
            Start::IdentityCenter => self.sso_root(from),
            Start::Login => {
                let (session, life) = self.login(from);
                let again = Some(Longer::Login(name.clone()));
                let loads = session.file.is_some() && !session.why.contains(&Because::LoginIncomplete);
                Root { loads, again, sign_in: session.file.is_some().then_some(session), ..Root::new(life, Source::Login(name)) }
            }
            // `_resolve_credentials_from_source` looks for these before it comes to the cache.
            Start::Environment => match self.environment_life() {
                Some((_, life, _)) => Root::new(life, Source::Environment),
                None if self.look.environment.keys == Keys::Partial => return Err(Found::PartialEnvironment),
                None => return Err(Found::NoSource(name, start)),
            },
            Start::Ec2 if self.look.environment.metadata_disabled => return Err(Found::NoSource(name, start)),
            Start::Ecs if !self.look.environment.container => return Err(Found::NoSource(name, start)),
            Start::Process | Start::Ec2 | Start::Ecs => Root::new(Life::unknown(), Source::Program(name)),
        })
    }

    /// One session of the AWS CLI's cache, and how it stands. `refused` is whether AWS refuses the call.
    fn call(&mut self, via: Via, name: &str, root: &Root, asks: bool, refused: bool) -> (Session, Life) {
        let (file, cached) = match self.cached(Folder::Cli, name) {
            Some((file, Cached::Credentials(credentials))) => (Some(file), Some(credentials)),
            _ => (None, None),
        };
        let end = cached.as_ref().map(|cached| cached.end);
        let now = self.look.now;
        let gives = if refused { Gives::Nothing } else { root.life.gives };
        let life = if root.loads { life::of_cached(now, end, gives, asks) } else { Life::none() };
        let mut session = self.session(Kind::Of(via), life);
        session.from = file.is_some().then_some(From::CliCache);
        session.file = file;
        match cached {
            Some(cached) => belongs(&mut session, cached),
            None => session.why.push(Because::NothingCached),
        }
        if let Some(because) = end.and_then(|end| self.unreadable(end, session.file.as_deref(), "Expiration")) {
            session.why.push(because);
            return (session, life);
        }
        session.why.push(Because::Calls);
        let source = || root.source.clone();
        session.why.push(match life.state {
            State::Renews => Because::RenewedFrom(source()),
            _ if refused => Because::CallRefused,
            _ if asks => Because::AsksForCode,
            _ if !root.loads && end.is_some() => Because::SourceMissing(source()),
            _ if root.life.gives == Gives::Unknown => Because::SourceUnknown(source()),
            _ if !root.life.gives.at(now) => Because::SourceOver(source()),
            _ => Because::SourceEnds(source()),
        });
        if life.state == State::Active && life.expires_at.is_some_and(|end| end - now < UNUSED_BEFORE_END) {
            session.why.push(Because::LastMinutes);
        }
        // A new sign-in helps where the source is over.
        if !matches!(life.state, State::Renews) && !root.life.gives.at(now) {
            session.longer.extend(root.again.clone());
        }
        (session, life)
    }

    /// A cache file by its name.
    fn cached(&mut self, folder: Folder, name: &str) -> Option<(PathBuf, Cached)> {
        let file = folder.path(self.look.environment)?.join(format!("{name}.json"));
        let cached = self.read(&file)?;
        Some((file, cached))
    }

    /// Reads a cache file, once; what is amiss with it is told once.
    fn read(&mut self, file: &PathBuf) -> Option<Cached> {
        if let Some(seen) = self.seen.get(file) {
            return seen.clone();
        }
        let read = || {
            let Some(text) = self.look.disk.read(file, LARGEST_CACHE_FILE)? else { return Ok(None) };
            cached::read(&text, self.look.zone).map(Some)
        };
        let read = read().or_else(|trouble| {
            if trouble != Trouble::NotJson {
                return Err(trouble);
            }
            self.look.disk.wait_for_writer(file);
            read()
        });
        let cached = read.unwrap_or_else(|trouble| {
            self.findings.push(Found::File(file.clone(), trouble, false));
            None
        });
        self.seen.insert(file.clone(), cached.clone());
        cached
    }
}

/// What would make the last call of a profile last longer.
fn longer_call(profile: &Profile, start: Start, from: &str) -> Option<Longer> {
    let last = profile.hops.last()?;
    let name = profile.profile.to_string();
    if last.chained {
        return match start {
            Start::Keys => Some(Longer::FromKey(name, from.to_owned())),
            Start::IdentityCenter => Some(Longer::OwnPermissionSet(name)),
            _ => None,
        };
    }
    // A web identity's call takes no duration_seconds (`AssumeRoleWithWebIdentityProvider`).
    let most = Some(Sent::Seconds(figures::ROLE_MAX.most));
    (last.call == "AssumeRole" && last.duration_seconds != most).then_some(Longer::AskFor(name))
}

/// Whose session it is, as far as its credentials say.
fn belongs(session: &mut Session, credentials: Credentials) {
    session.account = credentials.account.or_else(|| account_of(credentials.arn.as_deref()?));
    session.arn = credentials.arn;
}

/// The account in an ARN.
fn account_of(arn: &str) -> Option<String> {
    let account = arn.split(':').nth(4)?;
    (account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit())).then(|| account.to_owned())
}
