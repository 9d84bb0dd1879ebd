//! The one grammar of questions and answers, the same for every surface.
//!
//! [`json`] holds any JSON as it came, [`read`](Question::from_json) turns it into a checked [`Question`],
//! [`rules::answer`](crate::rules::answer) answers it, and [`Answer`] writes itself.
//! What a session may hold is one table, [`Via::keys`].
//!
//! Serde's derived enums are not used for questions: they cannot say where a fault is, they accept a key twice, and an internally
//! tagged enum alone costs 15 to 20 KB in the WebAssembly module.

mod answer;
pub mod json;
mod read;
mod write;

use crate::figures;

pub use crate::duration::LARGEST;
pub use answer::{Answer, Because, Ends, Invalid, Limit, LimitKind, Outcome, Refusal, Refuser, Sure};
#[cfg(feature = "json")]
pub(crate) use read::not_json;
pub(crate) use read::usable_id;
pub use write::Setting;

/// The most sessions a question may nest, the outermost counted.
pub const DEEPEST: usize = 64;

/// A question: how somebody came to a session, and through which client they asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Whatever the asker wants to find the answer again by.
    pub id: Option<String>,
    /// What checks the calls before AWS sees them.
    pub client: Client,
    /// The session that is asked about; the sessions it came from are inside.
    pub session: Session,
}

/// What stands between the question's calls and AWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Client {
    /// Nothing: the requests reach AWS as they are.
    #[default]
    None,
    /// AWS CLI and boto3, which check type and minimum of `DurationSeconds` before they send anything.
    Botocore,
}

/// A `DurationSeconds` as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requested {
    /// A number of seconds.
    Seconds(i64),
    /// What was typed into a raw query.
    Text(String),
}

/// Whose long-term access key it is, or who runs `aws login`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Principal {
    /// An IAM user.
    IamUser,
    /// The root user.
    Root,
    /// A role: with `aws login` only.
    Role,
}

impl Principal {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Principal::IamUser => "iam-user",
            Principal::Root => "root",
            Principal::Role => "role",
        }
    }
}

/// How a session was obtained, and from what. Made by reading a question, which checks it whole:
/// the keys that [`Via::keys`] lists for its `via` are the ones that can be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// How it was obtained.
    pub(crate) via: Via,
    /// The moment it was obtained, in Unix seconds.
    pub(crate) at: Option<i64>,
    /// The session it was obtained from: `source`, `caller` or `credentials`.
    pub(crate) inner: Option<Box<Session>>,
    /// Switched under multi-session support.
    pub(crate) multi_session: bool,
    /// The role's maximum session duration, in seconds; `None` where it was not told.
    pub(crate) role_max: Option<i64>,
    /// SAML's attribute `SessionDuration` at the console, or the federation endpoint's parameter, in seconds.
    pub(crate) session_duration: Option<i64>,
    /// The moment at which the identity provider ends its session.
    pub(crate) session_not_on_or_after: Option<i64>,
    /// The permission set's session duration, in seconds.
    pub(crate) permission_set_duration: Option<i64>,
    /// The access portal's session duration, in seconds.
    pub(crate) portal_duration: Option<i64>,
    /// The Roles Anywhere profile's session duration, in seconds.
    pub(crate) profile_duration: Option<i64>,
    /// SAML's attribute `SessionDuration` in a call to STS, in seconds.
    pub(crate) saml_session_duration: Option<i64>,
    /// The `DurationSeconds` asked for.
    pub(crate) duration_seconds: Option<Requested>,
    /// How long the presigned URL or the token was asked to last (`X-Amz-Expires`), in seconds.
    pub(crate) expires_in: Option<i64>,
    /// The sign-in's own length, where an administrator has set it (`MaxSigninSessionDuration`), in seconds.
    pub(crate) sign_in_max: Option<i64>,
    /// GetScopedCredentials without a policy.
    pub(crate) no_policy: bool,
    /// Whose access key it is, or who runs `aws login`.
    pub(crate) principal: Option<Principal>,
    /// The access portal's users come from AWS Managed Microsoft AD.
    pub(crate) managed_ad: bool,
}

impl Session {
    /// A session with nothing set but how and when.
    pub(crate) fn new(via: Via, at: Option<i64>) -> Session {
        Session {
            via,
            at,
            inner: None,
            multi_session: false,
            role_max: None,
            session_duration: None,
            session_not_on_or_after: None,
            permission_set_duration: None,
            portal_duration: None,
            profile_duration: None,
            saml_session_duration: None,
            duration_seconds: None,
            expires_in: None,
            sign_in_max: None,
            no_policy: false,
            principal: None,
            managed_ad: false,
        }
    }

    /// The length that an administrator sets by that key, and what AWS lets it be; `None` where the key is none of these.
    pub(crate) fn length(&mut self, key: &str) -> Option<(&mut Option<i64>, figures::Range)> {
        Some(match key {
            "sign_in_max" => (&mut self.sign_in_max, figures::SIGN_IN_MAX),
            "role_max" => (&mut self.role_max, figures::ROLE_MAX),
            "permission_set_duration" => (&mut self.permission_set_duration, figures::PERMISSION_SET),
            "portal_duration" => (&mut self.portal_duration, figures::PORTAL),
            "profile_duration" => (&mut self.profile_duration, figures::ROLES_ANYWHERE),
            _ => return None,
        })
    }

    /// How it was obtained.
    pub fn via(&self) -> Via {
        self.via
    }

    /// The moment it was obtained, in Unix seconds; `None` where its kind has none.
    pub fn at(&self) -> Option<i64> {
        self.at
    }

    /// The session it was obtained from.
    pub fn inner(&self) -> Option<&Session> {
        self.inner.as_deref()
    }
}

/// Which sessions may stand inside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fits {
    /// Sessions of the console, but not the access portal's own.
    Source,
    /// What can sign a call to STS.
    Caller,
    /// What STS or a service gave, and access keys.
    Credentials,
}

/// The keys of one `via`: the row of the grammar's table.
#[derive(Debug)]
pub struct Keys {
    /// The name in JSON.
    pub name: &'static str,
    /// Keys that have to be there.
    pub must: &'static [&'static str],
    /// Keys that may be left out.
    pub may: &'static [&'static str],
    /// The key of the inner session and what may stand there; it is in `must` or `may` too.
    pub inner: Option<(&'static str, Fits)>,
}

macro_rules! vias {
    ($($(#[$doc:meta])* $variant:ident = $name:literal { $($must:literal),* ; $($may:literal),* ; $inner:expr })*) => {
        /// How a session was obtained.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Via { $($(#[$doc])* $variant,)* }

        impl Via {
            /// Every `via`, in the grammar's order.
            pub const ALL: &'static [Via] = &[$(Via::$variant),*];

            /// What a session of this kind holds beside `via`.
            pub fn keys(self) -> &'static Keys {
                match self { $(Via::$variant => &Keys { name: $name, must: &[$($must),*], may: &[$($may),*], inner: $inner },)* }
            }

            fn from_name(name: &str) -> Option<Via> {
                match name {
                    $($name => Some(Via::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

const SOURCE: Option<(&str, Fits)> = Some(("source", Fits::Source));
const CALLER: Option<(&str, Fits)> = Some(("caller", Fits::Caller));
const CREDENTIALS: Option<(&str, Fits)> = Some(("credentials", Fits::Credentials));
/// What AWS hands out on the strength of a session takes whatever can sign a call.
const SIGNED_BY: Option<(&str, Fits)> = Some(("credentials", Fits::Caller));

vias! {
    /// Console sign-in as an IAM user.
    IamUser = "iam-user" { "at"; "sign_in_max"; None }
    /// Console sign-in as the root user.
    Root = "root" { "at"; ; None }
    /// Console sign-in through SAML.
    Saml = "saml" { "at"; "session_duration", "session_not_on_or_after", "role_max"; None }
    /// Console session from the access portal of IAM Identity Center.
    IdentityCenter = "identity-center" { "at"; "permission_set_duration"; None }
    /// Console sign-in through a custom broker's link (`getSigninToken`).
    FederationEndpoint = "federation-endpoint" { "at", "credentials"; "session_duration"; CREDENTIALS }
    /// Switch role, in the console.
    SwitchRole = "switch-role" { "at", "source"; "multi_session", "role_max"; SOURCE }
    /// The access portal's own session.
    AccessPortal = "access-portal" { "at"; "portal_duration", "session_not_on_or_after", "identity_source"; None }
    /// A long-term access key.
    AccessKey = "access-key" { "principal"; ; None }
    /// STS GetSessionToken.
    GetSessionToken = "get-session-token" { "at", "caller"; "duration_seconds"; CALLER }
    /// STS GetFederationToken.
    GetFederationToken = "get-federation-token" { "at", "caller"; "duration_seconds"; CALLER }
    /// STS AssumeRole.
    AssumeRole = "assume-role" { "at", "caller"; "role_max", "duration_seconds"; CALLER }
    /// STS AssumeRoleWithSAML.
    AssumeRoleWithSaml = "assume-role-with-saml" { "at"; "role_max", "duration_seconds", "session_not_on_or_after", "saml_session_duration"; None }
    /// STS AssumeRoleWithWebIdentity.
    AssumeRoleWithWebIdentity = "assume-role-with-web-identity" { "at"; "role_max", "duration_seconds"; None }
    /// STS AssumeRoot.
    AssumeRoot = "assume-root" { "at"; "caller", "duration_seconds"; CALLER }
    /// STS GetWebIdentityToken.
    GetWebIdentityToken = "get-web-identity-token" { "at"; "caller", "duration_seconds"; CALLER }
    /// IAM Roles Anywhere CreateSession.
    RolesAnywhere = "roles-anywhere" { "at"; "profile_duration", "duration_seconds", "role_max"; None }
    /// Command-line credentials of an IAM Identity Center permission set.
    IdentityCenterCredentials = "identity-center-credentials" { "at"; "permission_set_duration"; None }
    /// `aws login` of the AWS CLI.
    AwsLogin = "aws-login" { "at"; "sign_in_max", "principal"; None }
    /// An EC2 instance profile's role.
    InstanceProfile = "instance-profile" { ; ; None }
    /// An ECS task's role.
    EcsTaskRole = "ecs-task-role" { ; ; None }
    /// A Lambda function's role.
    LambdaRole = "lambda-role" { ; ; None }
    /// An S3 URL signed by Signature Version 4.
    PresignedUrl = "presigned-url" { "at", "credentials"; "expires_in"; SIGNED_BY }
    /// An ECR login: GetAuthorizationToken, of ECR Public too.
    EcrLogin = "ecr-login" { "at", "credentials"; ; SIGNED_BY }
    /// A CodeArtifact token.
    CodeArtifactToken = "codeartifact-token" { "at", "credentials"; "duration_seconds"; SIGNED_BY }
    /// A token for IAM authentication of RDS and Aurora: a signed URL, made locally.
    RdsToken = "rds-token" { "at", "credentials"; ; SIGNED_BY }
    /// A token for Aurora DSQL: a signed URL, made locally.
    DsqlToken = "dsql-token" { "at", "credentials"; "expires_in"; SIGNED_BY }
    /// `aws eks get-token`: a signed URL of GetCallerIdentity, made locally.
    EksToken = "eks-token" { "at", "credentials"; ; SIGNED_BY }
    /// Database credentials from Redshift: GetClusterCredentials, GetClusterCredentialsWithIAM, and GetCredentials of Redshift Serverless.
    RedshiftCredentials = "redshift-credentials" { "at", "credentials"; "duration_seconds"; SIGNED_BY }
    /// S3 Access Grants, GetDataAccess.
    S3AccessGrants = "s3-access-grants" { "at", "credentials"; "duration_seconds"; SIGNED_BY }
    /// A Cognito identity pool, GetCredentialsForIdentity.
    CognitoIdentity = "cognito-identity" { "at"; ; None }
    /// Credentials that the EKS Pod Identity agent renews.
    EksPodIdentity = "eks-pod-identity" { ; ; None }
    /// STS GetScopedCredentials.
    GetScopedCredentials = "get-scoped-credentials" { "at", "caller"; "policy", "duration_seconds"; CALLER }
    /// AWS Sign-In, CreateBearerToken.
    BearerToken = "bearer-token" { "at", "credentials"; "duration_seconds"; SIGNED_BY }
    /// AWS Sign-In, CreateOAuth2TokenWithIAM.
    OauthToken = "oauth-token" { "at", "credentials"; ; SIGNED_BY }
}

impl Via {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        self.keys().name
    }

    /// Whether a session of this kind may stand at that place.
    pub fn fits(self, place: Fits) -> bool {
        use Via::*;
        match place {
            Fits::Source => matches!(self, IamUser | Root | Saml | IdentityCenter | FederationEndpoint | SwitchRole),
            Fits::Caller => !matches!(self, AccessPortal) && !self.is_token(),
            Fits::Credentials => self.fits(Fits::Caller) && !self.fits(Fits::Source),
        }
    }

    /// Whether its duration can come in a raw query, as text: that of a call to STS or Roles Anywhere.
    pub(crate) fn is_asked_in_a_query(self) -> bool {
        use Via::*;
        matches!(
            self,
            AssumeRole
                | AssumeRoleWithSaml
                | AssumeRoleWithWebIdentity
                | AssumeRoot
                | GetSessionToken
                | GetFederationToken
                | GetWebIdentityToken
                | RolesAnywhere
        )
    }

    /// Whether it is a URL, a password or a token for something else: no credentials of AWS's own API.
    pub fn is_token(self) -> bool {
        use Via::*;
        matches!(
            self,
            GetWebIdentityToken
                | PresignedUrl
                | EcrLogin
                | CodeArtifactToken
                | RdsToken
                | DsqlToken
                | EksToken
                | RedshiftCredentials
                | BearerToken
                | OauthToken
        )
    }
}
