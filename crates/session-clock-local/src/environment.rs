//! The environment, as far as it matters to a session: which keys it has, which profile it names, and where it puts the files. Of a
//! secret it only sees whether there is one.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// The access keys of the environment, by what is there (botocore, `EnvProvider`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// No access key, or an empty one.
    None,
    /// An access key without its secret: botocore refuses it.
    Partial,
    /// No session token: a long-term key.
    LongTerm,
    /// With a session token.
    Temporary,
}

/// The web identity of the environment (botocore, `AssumeRoleWithWebIdentityProvider`). Each variable that is set, also an empty one, goes
/// before the same key of the profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WebIdentity {
    /// `AWS_WEB_IDENTITY_TOKEN_FILE`.
    pub token_file: Option<String>,
    /// `AWS_ROLE_ARN`.
    pub role_arn: Option<String>,
    /// `AWS_ROLE_SESSION_NAME`.
    pub session_name: Option<String>,
}

/// The variables that say when the keys of the environment end, the first that is there counts. Who writes them: botocore and AWS CLI,
/// aws-vault 7, granted, saml2aws; aws-vault 6; awsume; aws-sso-cli; aws-okta.
pub const ENDS: [&str; 5] = [
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_SESSION_EXPIRATION",
    "AWSUME_EXPIRATION",
    "AWS_SSO_SESSION_EXPIRATION",
    "AWS_OKTA_SESSION_EXPIRATION",
];

/// What the environment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// Its keys.
    pub keys: Keys,
    /// The variable that says when they end, and its text.
    pub end: Option<(&'static str, String)>,
    /// `AWS_ACCOUNT_ID`.
    pub account: Option<String>,
    /// `AWS_PROFILE`, also an empty one, which names no profile that could be there.
    pub profile: Option<String>,
    /// `AWS_DEFAULT_PROFILE`.
    pub default_profile: Option<String>,
    /// Its web identity.
    pub web_identity: WebIdentity,
    /// Whether a container gives credentials (`AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, `AWS_CONTAINER_CREDENTIALS_FULL_URI`).
    pub container: bool,
    /// Whether nobody asks an instance for credentials (`AWS_EC2_METADATA_DISABLED`).
    pub metadata_disabled: bool,
    /// The config file; `None` where `AWS_CONFIG_FILE` is empty, or there is no home.
    pub config: Option<PathBuf>,
    /// The credentials file.
    pub credentials: Option<PathBuf>,
    /// `~/.aws`, in which the caches lie whatever else is set.
    pub folder: Option<PathBuf>,
    /// The cache of `aws login`.
    pub login_cache: Option<PathBuf>,
}

impl Environment {
    /// Reads it; `variable` gives a variable's value.
    pub fn read(home: Option<&Path>, variable: impl Fn(&str) -> Option<String>) -> Environment {
        let filled = |name: &str| variable(name).filter(|value| !value.is_empty());
        let token = ["AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"].iter().any(|name| filled(name).is_some());
        let keys = match (filled("AWS_ACCESS_KEY_ID"), filled("AWS_SECRET_ACCESS_KEY")) {
            (None, _) => Keys::None,
            (Some(_), None) => Keys::Partial,
            (Some(_), Some(_)) if token => Keys::Temporary,
            (Some(_), Some(_)) => Keys::LongTerm,
        };
        // awsume writes the word where it knows of no end.
        let end = ENDS.iter().find_map(|name| Some((*name, filled(name).filter(|text| text != "None")?)));
        let folder = home.map(|home| home.join(".aws"));
        let login_cache = match variable("AWS_LOGIN_CACHE_DIRECTORY") {
            Some(path) => Some(expand(&path, home, &variable)),
            None => folder.as_ref().map(|folder| folder.join("login").join("cache")),
        };
        Environment {
            keys,
            end,
            account: filled("AWS_ACCOUNT_ID"),
            profile: variable("AWS_PROFILE"),
            default_profile: variable("AWS_DEFAULT_PROFILE"),
            web_identity: WebIdentity {
                token_file: variable("AWS_WEB_IDENTITY_TOKEN_FILE"),
                role_arn: variable("AWS_ROLE_ARN"),
                session_name: variable("AWS_ROLE_SESSION_NAME"),
            },
            container: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"]
                .iter()
                .any(|name| variable(name).is_some()),
            // `IMDSFetcher.__init__`.
            metadata_disabled: variable("AWS_EC2_METADATA_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true")),
            config: config_file(home, &variable),
            credentials: credentials_file(home, &variable),
            folder,
            login_cache,
        }
    }
}

/// Where botocore looks for the config file.
pub fn config_file(home: Option<&Path>, variable: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    file("AWS_CONFIG_FILE", "config", home, variable)
}

/// Where botocore looks for the credentials file.
pub fn credentials_file(home: Option<&Path>, variable: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    file("AWS_SHARED_CREDENTIALS_FILE", "credentials", home, variable)
}

/// The variable with `~` and variables filled in, also an empty one, which names nothing; else below the home folder
/// (`raw_config_parse`: `expandvars`, then `expanduser`).
fn file(name: &str, below: &str, home: Option<&Path>, variable: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    match variable(name) {
        Some(path) if path.is_empty() => None,
        Some(path) => Some(expand(&path, home, &variable)),
        None => Some(home?.join(".aws").join(below)),
    }
}

fn expand(path: &str, home: Option<&Path>, variable: impl Fn(&str) -> Option<String>) -> PathBuf {
    expand_user(&expand_variables(path, variable), home)
}

fn expand_user(path: &str, home: Option<&Path>) -> PathBuf {
    let separators = ['/', MAIN_SEPARATOR];
    match (path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(separators)), home) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(separators)),
        _ => path.into(),
    }
}

/// `$NAME` and `${NAME}`; a variable that is not set stays as it is written (`os.path.expandvars`).
fn expand_variables(path: &str, variable: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = path;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let (name, whole) = match after.strip_prefix('{').and_then(|braced| braced.split_once('}')) {
            Some((name, _)) => (name, name.len() + 2),
            None => {
                let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(after.len());
                (&after[..end], end)
            }
        };
        match variable(name).filter(|_| !name.is_empty()) {
            Some(value) => out.push_str(&value),
            None => out.push_str(&rest[at..at + 1 + whole]),
        }
        rest = &after[whole..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &[(&str, &str)]) -> Environment {
        let variable = |name: &str| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Environment::read(Some(Path::new("/home/a")), variable)
    }

    #[test]
    fn keys_are_told_by_what_is_there() {
        let key = ("AWS_ACCESS_KEY_ID", "ASIA");
        let secret = ("AWS_SECRET_ACCESS_KEY", "s");
        assert_eq!(read(&[]).keys, Keys::None);
        assert_eq!(read(&[("AWS_ACCESS_KEY_ID", ""), secret]).keys, Keys::None);
        assert_eq!(read(&[key]).keys, Keys::Partial);
        assert_eq!(read(&[key, ("AWS_SECRET_ACCESS_KEY", "")]).keys, Keys::Partial);
        assert_eq!(read(&[key, secret]).keys, Keys::LongTerm);
        assert_eq!(read(&[key, secret, ("AWS_SESSION_TOKEN", "")]).keys, Keys::LongTerm);
        assert_eq!(read(&[key, secret, ("AWS_SECURITY_TOKEN", "t"), ("AWS_SESSION_TOKEN", "")]).keys, Keys::Temporary);
    }

    /// botocore asks only whether the variable is there (`ContainerProvider.load`).
    #[test]
    fn a_container_is_told_by_a_variable_also_an_empty_one() {
        assert!(!read(&[]).container);
        assert!(read(&[("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "")]).container);
        assert!(read(&[("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://localhost")]).container);
    }

    #[test]
    fn the_first_variable_that_says_an_end_counts() {
        assert_eq!(read(&[]).end, None);
        let set = [("AWS_OKTA_SESSION_EXPIRATION", "4"), ("AWSUME_EXPIRATION", "None"), ("AWS_CREDENTIAL_EXPIRATION", "")];
        assert_eq!(read(&set).end, Some(("AWS_OKTA_SESSION_EXPIRATION", "4".into())));
        assert_eq!(read(&[("AWSUME_EXPIRATION", "3"), ("AWS_SESSION_EXPIRATION", "2")]).end, Some(("AWS_SESSION_EXPIRATION", "2".into())));
    }

    #[test]
    fn files_lie_below_the_home_folder_or_where_a_variable_says() {
        let set = read(&[]);
        assert_eq!(set.config, Some("/home/a/.aws/config".into()));
        assert_eq!(set.credentials, Some("/home/a/.aws/credentials".into()));
        assert_eq!(set.login_cache, Some("/home/a/.aws/login/cache".into()));
        let set =
            read(&[("AWS_CONFIG_FILE", ""), ("AWS_SHARED_CREDENTIALS_FILE", "~/c"), ("AWS_LOGIN_CACHE_DIRECTORY", "$D/l"), ("D", "~/d")]);
        assert_eq!((set.config, set.credentials), (None, Some("/home/a/c".into())));
        assert_eq!(set.login_cache, Some("/home/a/d/l".into()));
        assert_eq!(set.folder, Some("/home/a/.aws".into()));
    }

    #[test]
    fn variables_are_filled_in_as_python_does() {
        let variable = |name: &str| (name == "A").then(|| "x".to_owned());
        for (path, expanded) in
            [("$A/c", "x/c"), ("${A}c", "xc"), ("$AB", "$AB"), ("${B}/$A", "${B}/x"), ("$", "$"), ("a$$A", "a$x"), ("${A", "${A")]
        {
            assert_eq!(expand_variables(path, variable), expanded, "{path}");
        }
    }
}
