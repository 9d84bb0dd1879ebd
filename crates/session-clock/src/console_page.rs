//! Raw facts of a console page → who is signed in, or why it was not understood.
//!
//! What we know of the console's pages, hosts and ARNs, and how sure we are, is written beside the code that rests on it; no machine of
//! ours reaches AWS. A fact may be missing, renamed or malformed: then the page is left alone, and the popup says why.

use serde::{Deserialize, Serialize};

/// What a content script read off a page: strings, nothing decided.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// `location.hostname`.
    pub host: String,
    /// What `<meta name="awsc-session-data">` held, or why it could not be read.
    #[serde(default)]
    pub meta: Meta,
    /// Of the cookie `aws-userInfo`, where it is there.
    #[serde(default)]
    pub user: Option<UserInfo>,
    /// The host of `document.referrer`, where there is one.
    #[serde(default)]
    pub referrer: Option<String>,
    /// How the page came to be shown.
    #[serde(default)]
    pub navigation: Navigation,
    /// The server answered this very navigation: not the cache, not back-forward, not a prerender.
    #[serde(default)]
    pub answered: bool,
}

/// The keys of `awsc-session-data` that are used (the console's own script; extensions that depend on it).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Meta {
    /// Why it could not be read: `missing`, `not-json`, `not-an-object`, or `wrong-type:` and the key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// `accountId`, 12 digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// `accountAlias`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// `sessionARN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// `signInEndpoint`, a sign-in host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_in_host: Option<String>,
    /// `prismModeEnabled`: the console's name for multi-session support.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multi_session: Option<bool>,
    /// `sessionDifferentiator`: `<accountId>-<8 of [0-9a-z]>`, with multi-session only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_id: Option<String>,
}

/// What is kept of the cookie `aws-userInfo`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UserInfo {
    /// `arn`.
    pub arn: Option<String>,
    /// The host of `issuer`: a sign-in host, the access portal, or a custom broker's.
    pub issuer: Option<String>,
    /// A hash of `keybase`, which changes with every sign-in.
    pub sign_in: Option<String>,
}

/// How a page came to be shown (`PerformanceNavigationTiming.type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Navigation {
    /// A link, a form, a typed address.
    Navigate,
    /// Reloaded: the referrer is that of the first load.
    Reload,
    /// Back or forward, a restored tab.
    BackForward,
    /// Something else, or not told.
    #[default]
    Other,
}

/// A partition of AWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Partition {
    /// Commercial regions.
    Aws,
    /// GovCloud.
    AwsUsGov,
    /// China.
    AwsCn,
    /// European Sovereign Cloud.
    AwsEusc,
}

/// One partition's hosts. A name that begins with a dot stands for itself and everything before it.
struct Hosts {
    partition: Partition,
    arn: &'static str,
    console: &'static [&'static str],
    sign_in: &'static [&'static str],
}

/// Hosts of every partition (code of shipped extensions; for EUSC the AWS CLI).
const HOSTS: &[Hosts] = &[
    Hosts {
        partition: Partition::Aws,
        arn: "aws",
        console: &[".console.aws.amazon.com", "health.aws.amazon.com", "lightsail.aws.amazon.com"],
        sign_in: &[".signin.aws.amazon.com"],
    },
    Hosts {
        partition: Partition::AwsUsGov,
        arn: "aws-us-gov",
        console: &[".console.amazonaws-us-gov.com", "phd.amazonaws-us-gov.com"],
        sign_in: &[".signin.amazonaws-us-gov.com"],
    },
    Hosts {
        partition: Partition::AwsCn,
        arn: "aws-cn",
        console: &[".console.amazonaws.cn", "health.amazonaws.cn"],
        sign_in: &[".signin.amazonaws.cn"],
    },
    Hosts {
        partition: Partition::AwsEusc,
        arn: "aws-eusc",
        console: &[".console.amazonaws-eusc.eu"],
        sign_in: &[".signin.amazonaws-eusc.eu"],
    },
];

/// Access portals of IAM Identity Center: `https://NAME.awsapps.com/start` (IAM Identity Center User Guide), and the newer ones, each seen in several public
/// configurations and in one AWS toolkit's tests: `<id>.portal.<region>.app.aws`, `<id>.<region>.portal.amazonaws.com`, and the same of China.
const PORTALS: &[&str] = &[".awsapps.com", ".awsapps.cn", ".portal.amazonaws.com", ".portal.amazonaws.com.cn"];

/// Portals with the region at the end of their name.
const PORTALS_BY_REGION: &[&str] = &[".app.aws", ".app.amazonwebservices.com.cn"];

fn is_one_of(host: &str, names: &[&str]) -> bool {
    names.iter().any(|name| match name.strip_prefix('.') {
        Some(bare) => host == bare || host.ends_with(name),
        None => host == *name,
    })
}

/// The partition whose console that host is.
pub fn console_partition(host: &str) -> Option<Partition> {
    HOSTS.iter().find(|hosts| is_one_of(host, hosts.console)).map(|hosts| hosts.partition)
}

/// The partition whose console gets a cookie of that domain: the domain may be wider or narrower than the console's own.
pub fn cookie_partition(domain: &str) -> Option<Partition> {
    let domain = domain.trim_start_matches('.');
    let within = |inner: &str, outer: &str| inner == outer || inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
    let sent = |name: &&str| {
        let name = name.trim_start_matches('.');
        within(name, domain) || within(domain, name)
    };
    // A bare top-level domain takes no cookies.
    HOSTS.iter().find(|hosts| domain.contains('.') && hosts.console.iter().any(sent)).map(|hosts| hosts.partition)
}

/// Whether that host signs people in to that partition.
pub fn is_sign_in_host(partition: Partition, host: &str) -> bool {
    HOSTS.iter().any(|hosts| hosts.partition == partition && is_one_of(host, hosts.sign_in))
}

/// Whether that host is an access portal of IAM Identity Center.
pub fn is_access_portal(host: &str) -> bool {
    let by_region = || {
        let before = PORTALS_BY_REGION.iter().find_map(|end| host.strip_suffix(end))?;
        let (portal, _region) = before.rsplit_once('.')?;
        portal.strip_suffix(".portal").filter(|id| !id.is_empty())
    };
    is_one_of(host, PORTALS) || by_region().is_some()
}

/// The multi-session id in a console host name: its first label, where it has that form.
pub fn session_id_of_host(host: &str) -> Option<&str> {
    let (first, _) = host.split_once('.')?;
    is_session_id(first).then_some(first)
}

/// `<accountId>-<8 of [0-9a-z]>` (the console's own script).
pub fn is_session_id(text: &str) -> bool {
    text.split_once('-').is_some_and(|(account, rest)| {
        is_account(account) && rest.len() == 8 && rest.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
    })
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// An IAM user, by name.
    IamUser(String),
    /// The root user.
    Root,
    /// A role's session.
    Role {
        /// The role's name, without path: an assumed-role ARN has none.
        role: String,
        /// The role session's name.
        session: String,
    },
    /// A permission set of IAM Identity Center.
    IdentityCenter {
        /// The permission set's name.
        permission_set: String,
        /// The role's whole name.
        role: String,
        /// The user.
        user: String,
    },
    /// A federated user from GetFederationToken, by name.
    FederatedUser(String),
}

impl Who {
    /// Whether it is a role's session, so that switching from it is role chaining.
    pub fn is_role(&self) -> bool {
        matches!(self, Who::Role { .. } | Who::IdentityCenter { .. })
    }

    /// The name that people know: user, role or permission set.
    pub fn name(&self) -> &str {
        match self {
            Who::IamUser(name) | Who::FederatedUser(name) => name,
            Who::Root => "root",
            Who::Role { role, .. } => role,
            Who::IdentityCenter { permission_set, .. } => permission_set,
        }
    }

    /// The name of the role, where it is one's session.
    pub fn role(&self) -> Option<&str> {
        match self {
            Who::Role { role, .. } | Who::IdentityCenter { role, .. } => Some(role),
            _ => None,
        }
    }
}

/// A signed-in identity of the console.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The partition.
    pub partition: Partition,
    /// The account, 12 digits.
    pub account: String,
    /// Who it is.
    pub who: Who,
}

impl Identity {
    /// The role's ARN without path, where it is a role's session. Role maxima are kept by it.
    pub fn role_arn(&self) -> Option<String> {
        self.arn(&format!("role/{}", self.who.role()?))
    }

    /// The ARN, without path, of the IAM user whose sign-in it is. The lengths of sign-ins are kept by it.
    pub fn user_arn(&self) -> Option<String> {
        match &self.who {
            Who::IamUser(name) => self.arn(&format!("user/{name}")),
            _ => None,
        }
    }

    fn arn(&self, resource: &str) -> Option<String> {
        let partition = HOSTS.iter().find(|hosts| hosts.partition == self.partition)?.arn;
        Some(format!("arn:{partition}:iam::{}:{resource}", self.account))
    }
}

/// How the user gets back in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayBack {
    /// By which door.
    pub kind: Door,
    /// AWS's own link, or the page where the sign-in came from. `None` where there is none.
    pub link: Option<String>,
}

/// A door into the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Door {
    /// AWS's sign-in page.
    SignIn,
    /// AWS's switch-role form, ready filled.
    SwitchRole,
    /// The access portal. Its link takes `&destination=` and an encoded address of the console behind it.
    Portal,
    /// The broker or identity provider that the sign-in named.
    Broker,
    /// From outside the browser, or from nobody knows where.
    Outside,
}

/// Where the user signs in or switches again: AWS's switch-role form ready filled (IAM User Guide, "Switch to a role (console)"), the
/// account's sign-in page, the access portal with account and permission set named (IAM Identity Center User Guide, "Shortcut links"), or the host that the sign-in came
/// from. `door` is that host, where it was seen.
pub fn way_back(identity: &Identity, switched: bool, door: Option<&str>) -> WayBack {
    let account = &identity.account;
    let way = |kind, link| WayBack { kind, link };
    match (&identity.who, door) {
        (Who::IdentityCenter { permission_set, .. }, Some(portal)) if is_access_portal(portal) => {
            let role = encoded(permission_set);
            way(Door::Portal, Some(format!("https://{portal}/start/#/console?account_id={account}&role_name={role}")))
        }
        (Who::Role { .. }, _) if switched => way(Door::SwitchRole, aws_link(identity, true)),
        (Who::IamUser(_) | Who::Root, _) => way(Door::SignIn, aws_link(identity, false)),
        (_, Some(host)) => way(if is_access_portal(host) { Door::Portal } else { Door::Broker }, Some(format!("https://{host}/"))),
        _ => way(Door::Outside, None),
    }
}

/// Percent-encoded, but for what never needs it (RFC 3986, "Unreserved Characters").
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => encoded.push(char::from(byte)),
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

/// AWS's own link; `None` where AWS has none.
fn aws_link(identity: &Identity, switched: bool) -> Option<String> {
    // The sovereign cloud's sign-in hosts carry a region, which the identity does not.
    let hosts = HOSTS.iter().find(|hosts| hosts.partition == identity.partition && hosts.partition != Partition::AwsEusc)?;
    let host = hosts.sign_in.first()?.trim_start_matches('.');
    let account = &identity.account;
    match &identity.who {
        Who::Role { role, .. } if switched => Some(format!("https://{host}/switchrole?account={account}&roleName={}", encoded(role))),
        Who::IamUser(_) => Some(format!("https://{account}.{host}/console")),
        Who::Root => Some(format!("https://{host}/console")),
        _ => None,
    }
}

/// Why a page was not understood. The popup can say each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Misunderstood {
    /// The host is not the console's.
    NotTheConsole,
    /// The session data is missing, or could not be read: the fault as told.
    SessionData(String),
    /// The session data holds no ARN.
    NoArn,
    /// The ARN has a form that is not known.
    UnknownArn,
    /// The host name says one session, the session data another.
    SessionsDiffer,
    /// The host's partition, the account and the ARN do not agree.
    IdentitiesDiffer,
    /// The session data says another identity than before, without a new sign-in.
    IdentityChanged,
}

/// What was understood of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// Who is signed in.
    pub identity: Identity,
    /// The account's alias.
    pub alias: Option<String>,
    /// The multi-session id.
    pub session_id: Option<String>,
}

/// Reads a page's facts.
///
/// # Errors
/// Why the page has to be left alone.
pub fn understand(page: &Page) -> Result<Understood, Misunderstood> {
    let partition = console_partition(&page.host).ok_or(Misunderstood::NotTheConsole)?;
    if let Some(fault) = &page.meta.fault {
        return Err(Misunderstood::SessionData(fault.clone()));
    }
    let arn = page.meta.arn.as_deref().ok_or(Misunderstood::NoArn)?;
    let identity = identity_of_arn(arn).ok_or(Misunderstood::UnknownArn)?;
    if identity.partition != partition || page.meta.account.as_ref().is_some_and(|account| *account != identity.account) {
        return Err(Misunderstood::IdentitiesDiffer);
    }
    let in_host = session_id_of_host(&page.host);
    let in_meta = page.meta.session_id.as_deref();
    let session_id = match (in_host, in_meta) {
        (Some(host), Some(meta)) if host != meta => return Err(Misunderstood::SessionsDiffer),
        (None, Some(meta)) if !is_session_id(meta) => return Err(Misunderstood::SessionsDiffer),
        (Some(_), _) if page.meta.multi_session == Some(false) => return Err(Misunderstood::SessionsDiffer),
        (host, meta) => host.or(meta),
    };
    Ok(Understood { identity, alias: page.meta.alias.clone().filter(|alias| !alias.is_empty()), session_id: session_id.map(str::to_owned) })
}

/// Who a `sessionARN` names (IAM User Guide, "IAM identifiers", and the console's own script).
pub fn identity_of_arn(arn: &str) -> Option<Identity> {
    let mut parts = arn.splitn(6, ':');
    let (Some("arn"), Some(partition), Some(service), Some(""), Some(account), Some(resource)) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let partition = HOSTS.iter().find(|hosts| hosts.arn == partition)?.partition;
    if !is_account(account) {
        return None;
    }
    let full = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    let who = match (service, resource.split_once('/')) {
        ("iam", None) if resource == "root" => Who::Root,
        // A user's name comes after its path.
        ("iam", Some(("user", path))) => Who::IamUser(full(path.rsplit('/').next().unwrap_or(path))?),
        ("sts", Some(("federated-user", name))) => Who::FederatedUser(full(name)?),
        ("sts", Some(("assumed-role", rest))) => {
            let (role, session) = rest.split_once('/')?;
            let (role, session) = (full(role)?, full(session)?);
            match permission_set(&role) {
                Some(permission_set) => Who::IdentityCenter { permission_set: permission_set.to_owned(), role, user: session },
                None => Who::Role { role, session },
            }
        }
        _ => return None,
    };
    Some(Identity { partition, account: account.to_owned(), who })
}

/// `AWSReservedSSO_<permission set>_<hash>` (code of shipped extensions).
fn permission_set(role: &str) -> Option<&str> {
    let (name, _hash) = role.strip_prefix("AWSReservedSSO_")?.rsplit_once('_')?;
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_only_look_like_the_console() {
        for host in ["console.aws.amazon.com", "eu-west-1.console.aws.amazon.com", "111122223333-abcd1234.us-east-1.console.aws.amazon.com"]
        {
            assert_eq!(console_partition(host), Some(Partition::Aws), "{host}");
        }
        for host in ["console.aws.amazon.com.evil.example", "evilconsole.aws.amazon.com", "signin.aws.amazon.com", "aws.amazon.com", ""] {
            assert_eq!(console_partition(host), None, "{host}");
        }
        assert_eq!(console_partition("us-gov-west-1.console.amazonaws-us-gov.com"), Some(Partition::AwsUsGov));
        assert_eq!(console_partition("cn-north-1.console.amazonaws.cn"), Some(Partition::AwsCn));
        assert_eq!(console_partition("eusc-de-east-1.console.amazonaws-eusc.eu"), Some(Partition::AwsEusc));
    }

    #[test]
    fn domains_of_cookies() {
        for domain in [".amazon.com", "aws.amazon.com", "us-east-1.console.aws.amazon.com", ".console.aws.amazon.com"] {
            assert_eq!(cookie_partition(domain), Some(Partition::Aws), "{domain}");
        }
        assert_eq!(cookie_partition(".amazonaws.cn"), Some(Partition::AwsCn));
        for domain in ["com", "", "evil.example", "azon.com", "console.aws.amazon.com.evil.example"] {
            assert_eq!(cookie_partition(domain), None, "{domain}");
        }
    }

    #[test]
    fn the_way_back_is_aws_s_own_link() {
        let link = |arn: &str, switched: bool| way_back(&identity_of_arn(arn).expect("an identity"), switched, None).link;
        let role = "arn:aws:sts::444455556666:assumed-role/a+b@c/alice";
        assert_eq!(link(role, true).as_deref(), Some("https://signin.aws.amazon.com/switchrole?account=444455556666&roleName=a%2Bb%40c"));
        assert_eq!(link(role, false), None);
        assert_eq!(
            link("arn:aws-us-gov:iam::111122223333:user/alice", false).as_deref(),
            Some("https://111122223333.signin.amazonaws-us-gov.com/console")
        );
        assert_eq!(link("arn:aws-eusc:iam::111122223333:user/alice", false), None);
    }

    #[test]
    fn the_way_back_goes_by_the_door_that_was_seen() {
        let way = |arn: &str, door: Option<&str>| way_back(&identity_of_arn(arn).expect("an identity"), false, door);
        let set = "arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Power+User_0123456789abcdef/alice";
        assert_eq!(
            way(set, Some("acme.awsapps.com")),
            WayBack {
                kind: Door::Portal,
                link: Some("https://acme.awsapps.com/start/#/console?account_id=444455556666&role_name=Power%2BUser".into())
            }
        );
        let role = "arn:aws:sts::444455556666:assumed-role/Dev/alice";
        assert_eq!(way(role, Some("sso.acme.example")), WayBack { kind: Door::Broker, link: Some("https://sso.acme.example/".into()) });
        assert_eq!(way(role, None), WayBack { kind: Door::Outside, link: None });
    }

    #[test]
    fn access_portals_of_every_partition() {
        for host in [
            "acme.awsapps.com",
            "d-1234567890.awsapps.com",
            "start.us-gov-home.awsapps.com",
            "start.us-gov-west-1.us-gov-home.awsapps.com",
            "start.home.awsapps.cn",
            "start.cn-north-1.home.awsapps.cn",
            "ssoins-1.portal.eu-west-1.app.aws",
            "ssoins-1.eu-west-1.portal.amazonaws.com",
            "ssoins-1.cn-north-1.portal.amazonaws.com.cn",
            "ssoins-1.portal.cn-north-1.app.amazonwebservices.com.cn",
        ] {
            assert!(is_access_portal(host), "{host}");
        }
        for host in [
            "app.aws",
            "portal.app.aws",
            ".portal.eu-west-1.app.aws",
            "x.eu-west-1.app.aws",
            "portal.eu-west-1.app.aws.evil.example",
            "awsapps.com.evil.example",
            "evilawsapps.com",
        ] {
            assert!(!is_access_portal(host), "{host}");
        }
    }

    #[test]
    fn arns() {
        let who = |arn: &str| identity_of_arn(arn).map(|identity| identity.who);
        assert_eq!(who("arn:aws:iam::111122223333:user/team/a/alice"), Some(Who::IamUser("alice".into())));
        assert_eq!(who("arn:aws:iam::111122223333:root"), Some(Who::Root));
        assert_eq!(
            who("arn:aws-cn:sts::111122223333:assumed-role/Dev/alice"),
            Some(Who::Role { role: "Dev".into(), session: "alice".into() })
        );
        assert_eq!(
            who("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Power_User_0123456789abcdef/alice@example.com"),
            Some(Who::IdentityCenter {
                permission_set: "Power_User".into(),
                role: "AWSReservedSSO_Power_User_0123456789abcdef".into(),
                user: "alice@example.com".into()
            })
        );
        assert_eq!(who("arn:aws:sts::111122223333:federated-user/bob"), Some(Who::FederatedUser("bob".into())));
        for arn in [
            "",
            "arn:aws:iam::1:root",
            "arn:aws:iam::111122223333:group/x",
            "arn:aws:sts::111122223333:assumed-role/OnlyRole",
            "arn:mars:iam::111122223333:root",
            "arn:aws:iam::111122223333:user/",
            "<script>",
        ] {
            assert_eq!(who(arn), None, "{arn}");
        }
    }

    #[test]
    fn host_and_session_data_have_to_agree() {
        let page = |host: &str, id: Option<&str>| Page {
            host: host.into(),
            meta: Meta {
                arn: Some("arn:aws:iam::111122223333:user/alice".into()),
                account: Some("111122223333".into()),
                session_id: id.map(str::to_owned),
                multi_session: Some(id.is_some()),
                ..Meta::default()
            },
            ..Page::default()
        };
        let multi = "111122223333-abcd1234.us-east-1.console.aws.amazon.com";
        assert_eq!(
            understand(&page(multi, Some("111122223333-abcd1234"))).map(|page| page.session_id),
            Ok(Some("111122223333-abcd1234".into()))
        );
        assert_eq!(understand(&page(multi, Some("111122223333-zzzz9999"))), Err(Misunderstood::SessionsDiffer));
        assert_eq!(understand(&page(multi, None)), Err(Misunderstood::SessionsDiffer));
        assert_eq!(understand(&page("us-east-1.console.aws.amazon.com", None)).map(|page| page.session_id), Ok(None));
        assert_eq!(understand(&page("us-east-1.console.amazonaws.cn", None)), Err(Misunderstood::IdentitiesDiffer));
        let mut other = page(multi, Some("111122223333-abcd1234"));
        other.meta.account = Some("444455556666".into());
        assert_eq!(understand(&other), Err(Misunderstood::IdentitiesDiffer));
    }
}
