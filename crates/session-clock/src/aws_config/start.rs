//! Where a chain begins: the credential providers in the order of `create_credential_resolver`, and what each of them needs. It never
//! looks at a role to be assumed.

use super::files::{Conflicts, Files, Place, Which, differs, shown};
use super::ini::{Entry, Value, known_key};
use super::python::repr;
use super::{Detail, Finding, Level, Start};
use crate::grammar::{Client, Outcome, Question, Session, Via};
use crate::rules;

impl Files<'_> {
    /// What a profile gives that assumes no role, or is a source with keys: the providers of `ProfileProviderBuilder.providers` in order.
    /// `Ok(None)` where none of them gives anything.
    pub(super) fn start(&mut self, row: usize) -> Result<Option<Start>, Box<Finding>> {
        if self.rows[row].start.is_none() {
            let found = self.find_start(row);
            self.rows[row].start = Some(found);
        }
        self.rows[row].start.clone().unwrap_or(Ok(None))
    }

    fn find_start(&self, row: usize) -> Result<Option<Start>, Box<Finding>> {
        if self.value(row, "web_identity_token_file").is_some_and(|file| !file.is_empty()) {
            return self.web_identity(row).map(Some);
        }
        self.start_after_web_identity(row)
    }

    /// The providers behind that of web identities.
    pub(super) fn start_after_web_identity(&self, row: usize) -> Result<Option<Start>, Box<Finding>> {
        // `SSOProvider._load_sso_config`: either of the two says that it is meant.
        if self.has(row, "sso_role_name") || self.has(row, "sso_account_id") {
            return self.identity_center(row).map(Some);
        }
        if let Some(start) = self.static_keys(row, Which::Credentials)? {
            return Ok(Some(start));
        }
        if self.has(row, "login_session") {
            return self.block(row, &["login_session"]).map_or(Ok(Some(Start::Login)), |block| Err(block.into()));
        }
        if let Some(command) = self.value(row, "credential_process") {
            if let Some(block) = self.block(row, &["credential_process"]) {
                return Err(block.into());
            }
            if command.is_empty() || !command.splits {
                return Err(self.error(row, Detail::ProcessUnreadable, "credential_process", vec![]).into());
            }
            return Ok(Some(Start::Process));
        }
        self.static_keys(row, Which::Config)
    }

    /// `AssumeRoleWithWebIdentityProvider._assume_role_with_web_identity`.
    fn web_identity(&self, row: usize) -> Result<Start, Box<Finding>> {
        if self.value(row, "role_arn").is_none_or(Value::is_empty) {
            let arguments = vec![self.label(row)];
            let mut finding = self.error(row, Detail::WebIdentityNoRole, "web_identity_token_file", arguments);
            finding.aws_says = Some(
                "The provided profile or the current environment is configured to assume role with web identity but has no role ARN \
                 configured. Ensure that the profile has the role_arnconfiguration set or the AWS_ROLE_ARN env var is set."
                    .into(),
            );
            return Err(finding.into());
        }
        self.block(row, &["web_identity_token_file", "role_arn", "role_session_name"])
            .map_or(Ok(Start::WebIdentity), |block| Err(block.into()))
    }

    /// `SSOProvider._load_sso_config`, and `SSOTokenProvider._load_sso_config` for a profile with an sso-session.
    fn identity_center(&self, row: usize) -> Result<Start, Box<Finding>> {
        const NEEDED: [&str; 5] = ["sso_role_name", "sso_account_id", "sso_start_url", "sso_region", "sso_session"];
        if let Some(block) = self.block(row, &["sso_session"]) {
            return Err(block.into());
        }
        let name = &self.rows[row].name;
        let session = match self.value(row, "sso_session") {
            None => None,
            Some(value) => {
                let found = value.whole().and_then(|session| self.sso_sessions.get(session));
                let Some(found) = found else {
                    let arguments = vec![self.label(row), shown(value).into()];
                    let mut finding = self.error(row, Detail::SsoSessionMissing, "sso_session", arguments);
                    let session = value.whole();
                    finding.aws_says = session.map(|session| format!("The specified sso-session does not exist: \"{session}\""));
                    return Err(finding.into());
                };
                self.consistent(row, *found)?;
                Some(&self.config.sections[*found])
            }
        };
        let in_session = |key: &str| session.and_then(|session| self.config.get(session, key)).is_some();
        let count = if session.is_some() { 5 } else { 4 };
        let missing: Vec<&str> = NEEDED[..count].iter().copied().filter(|key| !self.has(row, key) && !in_session(key)).collect();
        if !missing.is_empty() {
            let key = if self.has(row, "sso_role_name") { "sso_role_name" } else { "sso_account_id" };
            let missing = missing.join(", ");
            let mut finding = self.error(row, Detail::SsoIncomplete, key, vec![self.label(row), missing.clone().into()]);
            finding.aws_says =
                Some(format!("The profile \"{name}\" is configured to use SSO but is missing required configuration: {missing}"));
            return Err(finding.into());
        }
        self.token(row)?;
        Ok(Start::IdentityCenter)
    }

    /// `SSOTokenProvider._load_sso_config`: the sso-session itself must say where IAM Identity Center is. This is checked for the permission set's
    /// credentials, and for every client made under a profile with `sso_session`, wherever the credentials come from
    /// (`Session.create_client` asks `get_auth_token` first).
    pub(super) fn token(&self, row: usize) -> Result<(), Box<Finding>> {
        let Some((value, place)) = self.get(row, "sso_session").map(|(entry, place)| (&entry.value, place)) else { return Ok(()) };
        if let Some(block) = self.block(row, &["sso_session"]) {
            return Err(block.into());
        }
        let (name, label) = (&self.rows[row].name, shown(value));
        let session = value.whole().and_then(|session| self.sso_sessions.get(session)).map(|at| &self.config.sections[*at]);
        let Some(session) = session.filter(|session| self.config.entries(session).next().is_some()) else {
            let arguments = vec![self.label(row), label.clone().into()];
            let key = Some("sso_session");
            let mut finding = self.finding(Level::Error, Detail::SsoSessionMissing, key, place, arguments);
            finding.aws_says = value.whole().map(|label| {
                format!(
                    "The profile \"{name}\" is configured to use the SSO token provider but the \"{label}\" sso_session configuration \
                     does not exist."
                )
            });
            return Err(finding.into());
        };
        let missing: Vec<&str> =
            ["sso_start_url", "sso_region"].into_iter().filter(|key| self.config.get(session, key).is_none()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let place = Place { which: Which::Config, line: session.line };
        let arguments = vec![label.into(), missing.join(", ").into()];
        let mut finding = self.finding(Level::Error, Detail::SsoSessionIncomplete, None, place, arguments);
        let list: Vec<String> = missing.into_iter().map(repr).collect();
        finding.aws_says = Some(format!(
            "The profile \"{name}\" is configured to use the SSO token provider but is missing the following configuration: [{}].",
            list.join(", ")
        ));
        Err(finding.into())
    }

    /// `ConfiguredEndpointProvider._get_services_config`: checked for every client made under the profile, including those of its own
    /// hops.
    pub(super) fn services(&self, row: usize) -> Result<(), Box<Finding>> {
        let Some(value) = self.value(row, "services") else { return Ok(()) };
        // `ensure_boolean`.
        let ignored = self.value(row, "ignore_configured_endpoint_urls").and_then(Value::whole);
        if ignored.is_some_and(|ignored| ignored.eq_ignore_ascii_case("true")) {
            return Ok(());
        }
        if let Some(block) = self.block(row, &["services"]) {
            return Err(block.into());
        }
        let section = value.whole().and_then(|services| self.services.get(services)).map(|at| &self.config.sections[*at]);
        if section.is_some_and(|section| self.config.entries(section).next().is_some()) {
            return Ok(());
        }
        let arguments = vec![self.label(row), shown(value).into()];
        let mut finding = self.error(row, Detail::ServicesMissing, "services", arguments);
        finding.aws_says = value.whole().map(|services| {
            format!("The profile is configured to use the services section but the \"{services}\" services configuration does not exist.")
        });
        Err(finding.into())
    }

    /// `SSOProvider._resolve_sso_session_reference`: a key in both must say the same.
    fn consistent(&self, row: usize, at: usize) -> Result<(), Box<Finding>> {
        let first = self.first_conflict(row, at);
        let Some(theirs) = first else { return Ok(()) };
        let Some((ours, place)) = self.get(row, &theirs.key) else { return Ok(()) };
        let key = known_key(&theirs.key);
        let arguments = vec![self.label(row), key.unwrap_or("a key").into()];
        let mut finding = self.finding(Level::Error, Detail::SsoInconsistent, key, place, arguments);
        // Only values that were kept can be shown; the others may be secrets.
        if let (Some(key), Some(ours), Some(theirs)) = (key, ours.value.whole(), theirs.value.whole()) {
            finding.aws_says = Some(format!("The value for {key} is inconsistent between profile ({ours}) and sso-session ({theirs})."));
        }
        Err(finding.into())
    }

    /// The first key of an sso-session, in its order, of which the profile says something else. Each list of keys is gone through once, however
    /// many profiles use the session and however long `[DEFAULT]` is: of a profile only its own keys are looked at, and where the session
    /// differs from `[DEFAULT]`, which all profiles have, is remembered.
    fn first_conflict(&self, row: usize, at: usize) -> Option<&Entry> {
        let session = &self.config.sections[at];
        // Its own keys come before those of `[DEFAULT]`.
        let order = |theirs: &Entry| (session.get(&theirs.key).is_none(), theirs.line);
        let [credentials, config] = [Which::Credentials, Which::Config].map(|which| self.section(row, which));
        let own = [credentials, config];
        let mut first: Option<&Entry> = None;
        for entry in own.iter().flatten().flat_map(|section| &section.entries) {
            if let (Some(theirs), Some((ours, _))) = (self.config.get(session, &entry.key), self.get(row, &entry.key))
                && differs(theirs, ours)
                && first.is_none_or(|first| order(theirs) < order(first))
            {
                first = Some(theirs);
            }
        }

        let default = |key: &str| {
            let first = credentials.and_then(|_| self.credentials.defaults.get(key));
            first.or_else(|| config.and_then(|_| self.config.defaults.get(key)))
        };
        let shared = if credentials.is_some() { &*self.differing } else { &[] };
        let entry = |at: usize| match at.checked_sub(session.entries.len()) {
            None => session.entries.get(at),
            Some(at) => shared.get(at).map(|at| &self.config.defaults.entries[*at]),
        };
        let mut seen = self.conflicts.borrow_mut();
        let place = at * 4 + usize::from(config.is_some()) * 2 + usize::from(credentials.is_some());
        if seen.len() <= place {
            seen.resize_with(place + 1, Conflicts::default);
        }
        let seen = &mut seen[place];
        let mut next = 0;
        loop {
            if let Some(found) = seen.found.get(next) {
                let theirs = entry(*found)?;
                if own.iter().flatten().all(|section| section.get(&theirs.key).is_none()) {
                    return first.filter(|first| order(first) < order(theirs)).or(Some(theirs));
                }
                next += 1;
                continue;
            }
            let Some(theirs) = entry(seen.looked) else { return first };
            let is_set = seen.looked >= session.entries.len() && session.get(&theirs.key).is_some();
            if !is_set && default(&theirs.key).is_some_and(|ours| differs(theirs, ours)) {
                seen.found.push(seen.looked);
            }
            seen.looked += 1;
        }
    }

    /// `SharedCredentialProvider.load` and `ConfigProvider.load`: each looks into its own file only.
    fn static_keys(&self, row: usize, which: Which) -> Result<Option<Start>, Box<Finding>> {
        let Some(access) = self.get_in(row, which, "aws_access_key_id") else { return Ok(None) };
        if self.get_in(row, which, "aws_secret_access_key").is_none() {
            let place = Place { which, line: access.line };
            let arguments = vec![self.label(row)];
            let mut finding = self.finding(Level::Error, Detail::PartialKeys, Some("aws_access_key_id"), place, arguments);
            let provider = match which {
                Which::Config => "config-file",
                Which::Credentials => "shared-credentials-file",
            };
            finding.aws_says = Some(format!("Partial credentials found in {provider}, missing: aws_secret_access_key"));
            return Err(finding.into());
        }
        // `_get_session_token`: the first of the two that is there, also an empty one, which signs nothing.
        let token = ["aws_security_token", "aws_session_token"].iter().find_map(|key| self.get_in(row, which, key));
        Ok(Some(if token.is_some_and(|token| !token.value.is_empty()) { Start::SessionKeys } else { Start::Keys }))
    }
}

/// The life of credentials that no call to STS gives, in seconds. `sign_in_max` is how long the sign-in behind `aws login` was told to last.
pub(super) fn start_duration(start: Start, sign_in_max: Option<i64>) -> Option<i64> {
    let via = match start {
        Start::IdentityCenter => Via::IdentityCenterCredentials,
        Start::Login => Via::AwsLogin,
        // They do not expire, the file does not say, or they begin a chain only.
        Start::Keys | Start::SessionKeys | Start::WebIdentity | Start::Process | Start::Environment | Start::Ec2 | Start::Ecs => {
            return None;
        }
    };
    let session = Session { sign_in_max, ..Session::new(via, Some(0)) };
    match rules::answer(&Question { id: None, client: Client::None, session }) {
        Outcome::Ends(ends) => ends.duration(),
        _ => None,
    }
}
