//! Both files read once, to look at many profiles and at what names their sessions. It never gives a secret away: only keys of
//! two short lists are kept as text.

use super::files::Files;
use super::{File, Finding, Profile, Told, Which};

/// What names a session or tells when it ends, beside the keys that every reading keeps.
const ALSO: &[&str] = &[
    "aws_account_id",
    "aws_credential_expiration",
    "aws_expiration",
    "aws_session_expiration",
    "expiration",
    "external_id",
    "manager",
    "mfa_serial",
    "role_session_name",
    "token_expiration",
    "x_principal_arn",
    "x_security_token_expires",
];

/// What stands in both files.
///
/// ```
/// use session_clock::aws_config::{File, Told, Settings, Which};
///
/// let credentials = "[dev]\naws_access_key_id = ASIA\naws_secret_access_key = s\naws_session_token = t\nexpiration = 2026-11-28 12:00:00\n";
/// let maxima = Told::default();
/// let mut settings = Settings::read(File::default(), File { name: "credentials", text: credentials.as_bytes() }, &maxima);
///
/// assert_eq!(settings.profiles().collect::<Vec<_>>(), ["dev"]);
/// assert_eq!(settings.get("dev", "expiration"), Some("2026-11-28 12:00:00"));
/// assert_eq!(settings.keys_of("dev"), Some(Which::Credentials));
/// assert_eq!(settings.get("dev", "aws_session_token"), None);
/// assert!(settings.profile("dev").start.is_some());
/// ```
pub struct Settings<'a>(Files<'a>);

impl<'a> Settings<'a> {
    /// Reads both files.
    pub fn read(config: File, credentials: File, maxima: &'a Told) -> Settings<'a> {
        Settings(Files::new(config, credentials, maxima, ALSO))
    }

    /// Why AWS CLI can use neither file; empty where it can.
    pub fn faults(&self) -> &[Finding] {
        if self.0.unreadable() { &self.0.findings } else { &[] }
    }

    /// The names of the profiles, in the order of the files; none where the files cannot be used.
    pub fn profiles(&self) -> impl Iterator<Item = &str> {
        self.0.rows.iter().map(|row| &*row.name)
    }

    /// Whether there is such a profile.
    pub fn has(&self, profile: &str) -> bool {
        self.0.by_name.contains_key(profile)
    }

    /// What a profile comes to, as [`check`](super::check()) tells it.
    pub fn profile(&mut self, name: &str) -> Profile {
        match self.0.by_name.get(name).copied() {
            Some(row) => self.0.profile(row),
            None => self.0.missing(name),
        }
    }

    /// The same where the environment turns the profile's web identity off: of variable and key the variable counts, also an empty one
    /// (`AssumeRoleWithWebIdentityProvider._get_config`).
    pub fn profile_without_web_identity(&mut self, name: &str) -> Profile {
        match self.0.by_name.get(name).copied() {
            Some(row) => self.0.profile_without_web_identity(row),
            None => self.0.missing(name),
        }
    }

    /// Why no client can be made under a profile, whatever gives the credentials (`Session.create_client`).
    pub fn no_client(&self, profile: &str) -> Option<Finding> {
        let row = *self.0.by_name.get(profile)?;
        self.0.token(row).and_then(|()| self.0.services(row)).err().map(|finding| *finding)
    }

    /// A setting as AWS CLI sees it, the credentials file's before the config file's. `None` where it is not there, stands on several
    /// lines, or may be a secret.
    pub fn get(&self, profile: &str, key: &str) -> Option<&str> {
        self.0.value(*self.0.by_name.get(profile)?, key)?.whole()
    }

    /// The same, or else in the profile's `sso-session` (`SSOProvider._resolve_sso_session_reference`).
    pub fn get_sso(&self, profile: &str, key: &str) -> Option<&str> {
        self.get(profile, key).or_else(|| {
            let section = *self.0.sso_sessions.get(self.get(profile, "sso_session")?)?;
            self.0.config.get(&self.0.config.sections[section], key)?.value.whole()
        })
    }

    /// The same in one of the files alone.
    pub fn get_in(&self, profile: &str, which: Which, key: &str) -> Option<&str> {
        self.0.get_in(*self.0.by_name.get(profile)?, which, key)?.value.whole()
    }

    /// Whether a setting is there at all, in either file.
    pub fn sets(&self, profile: &str, key: &str) -> bool {
        self.0.by_name.get(profile).is_some_and(|row| self.0.has(*row, key))
    }

    /// The file whose access key the profile uses; the credentials file's provider comes first.
    pub fn keys_of(&self, profile: &str) -> Option<Which> {
        let row = *self.0.by_name.get(profile)?;
        [Which::Credentials, Which::Config].into_iter().find(|which| self.0.get_in(row, *which, "aws_access_key_id").is_some())
    }

    /// The names of the `sso-session` sections, sorted.
    pub fn sso_sessions(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.0.sso_sessions.keys().map(|name| &**name).collect();
        names.sort_unstable();
        names
    }

    /// The name of a file.
    pub fn file(&self, which: Which) -> std::sync::Arc<str> {
        self.0.name(which)
    }
}
