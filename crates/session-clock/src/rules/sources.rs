//! Where each rule was read, and when.

use crate::grammar::{Ends, LimitKind, Outcome, Refuser, Sure, Via};
use crate::lang::Lang;

/// A page that a rule was read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// What it is called, in English.
    pub title: &'static str,
    /// The page, in English where there are two.
    pub url: &'static str,
    /// The day it was read, as ISO 8601 writes it.
    pub read: &'static str,
}

const AWS_DOCS: &str = "https://docs.aws.amazon.com/";

impl Source {
    /// Whether it is a page of AWS's documentation.
    pub fn is_aws(&self) -> bool {
        self.url.starts_with(AWS_DOCS)
    }

    /// The page in that language: AWS has each of its own in Japanese too, an article has one language.
    pub fn url_in(&self, lang: Lang) -> String {
        match self.url.strip_prefix(AWS_DOCS) {
            Some(path) if lang == Lang::Ja => format!("{AWS_DOCS}ja_jp/{path}"),
            _ => self.url.to_owned(),
        }
    }
}

macro_rules! sources {
    ($($(#[$doc:meta])* $name:ident = $title:literal, $path:literal, read $day:literal;)*) => {
        $($(#[$doc])* #[doc = $title] pub const $name: Source = Source {
            title: $title,
            url: concat!("https://docs.aws.amazon.com/", $path),
            read: $day,
        };)*
        /// Every page of AWS's documentation that is named.
        pub const AWS: &[Source] = &[$($name),*];
    };
}

// The pages of the AWS STS API Reference are made from the service's model, which AWS publishes with its SDKs: their text was read there (botocore 1.44.5,
// `data/sts/2011-06-15/service-2.json`). The page for brokers was read in its edition for the European Sovereign Cloud (docs.aws.eu), the one on
// access keys in its edition for China (docs.amazonaws.cn). Those on role chaining, SAML assertions and temporary credentials were read in an older edition, the source
// of the guide that AWS itself has published (awsdocs/iam-user-guide). What is handed out on the strength of a session was read in the service models of botocore 1.44.8
// where it is a call (ECR, CodeArtifact, Redshift, S3 Access Grants, STS, IAM, AWS Sign-In), in AWS's editions for China (RDS) and in Japanese (Aurora DSQL), and for
// presigned URLs, EKS and Cognito as the vectors tell it: nobody here has opened those three pages whole.
sources! {
    SWITCH_ROLE = "IAM User Guide: Switch from a user to an IAM role (console)", "IAM/latest/UserGuide/id_roles_use_switch-role-console.html", read "2026-11-22";
    ROLE_CHAINING = "IAM User Guide: Roles terms and concepts, role chaining", "IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining", read "2026-11-26";
    ROLE_MAX = "IAM User Guide: Update the maximum session duration for a role", "IAM/latest/UserGuide/id_roles_update-role-settings.html#id_roles_update-session-duration", read "2026-11-24";
    SAML_CONSOLE = "IAM User Guide: Configure SAML assertions", "IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html", read "2026-11-26";
    BROKER = "IAM User Guide: Enable custom identity broker access to the AWS console", "IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html", read "2026-11-24";
    ASSUME_ROLE = "AWS STS API Reference: AssumeRole", "STS/latest/APIReference/API_AssumeRole.html", read "2026-11-24";
    ASSUME_ROLE_WITH_SAML = "AWS STS API Reference: AssumeRoleWithSAML", "STS/latest/APIReference/API_AssumeRoleWithSAML.html", read "2026-11-24";
    ASSUME_ROLE_WITH_WEB_IDENTITY = "AWS STS API Reference: AssumeRoleWithWebIdentity", "STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html", read "2026-11-24";
    ASSUME_ROOT = "AWS STS API Reference: AssumeRoot", "STS/latest/APIReference/API_AssumeRoot.html", read "2026-11-24";
    GET_SESSION_TOKEN = "AWS STS API Reference: GetSessionToken", "STS/latest/APIReference/API_GetSessionToken.html", read "2026-11-24";
    GET_FEDERATION_TOKEN = "AWS STS API Reference: GetFederationToken", "STS/latest/APIReference/API_GetFederationToken.html", read "2026-11-24";
    GET_WEB_IDENTITY_TOKEN = "AWS STS API Reference: GetWebIdentityToken", "STS/latest/APIReference/API_GetWebIdentityToken.html", read "2026-11-24";
    PERMISSION_SET = "IAM Identity Center User Guide: Set session duration", "singlesignon/latest/userguide/howtosessionduration.html", read "2026-11-22";
    PORTAL = "IAM Identity Center User Guide: Configure the session duration of the AWS access portal", "singlesignon/latest/userguide/configure-user-session.html", read "2026-11-22";
    ROLES_ANYWHERE = "IAM Roles Anywhere User Guide: CreateSession", "rolesanywhere/latest/userguide/authentication-create-session.html", read "2026-11-24";
    AWS_LOGIN = "AWS CLI User Guide: Sign in with console credentials", "cli/latest/userguide/cli-configure-sign-in.html", read "2026-11-24";
    TEMPORARY = "IAM User Guide: Temporary security credentials", "IAM/latest/UserGuide/id_credentials_temp.html", read "2026-11-26";
    PRESIGNED_URL = "Amazon S3 User Guide: Download and upload objects with presigned URLs", "AmazonS3/latest/userguide/using-presigned-url.html", read "2026-11-27";
    ECR = "Amazon ECR API Reference: AuthorizationData", "AmazonECR/latest/APIReference/API_AuthorizationData.html", read "2026-11-27";
    CODEARTIFACT = "CodeArtifact API Reference: GetAuthorizationToken", "codeartifact/latest/APIReference/API_GetAuthorizationToken.html", read "2026-11-27";
    RDS = "Amazon RDS User Guide: Connecting to your DB instance using IAM authentication", "AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.Connecting.html", read "2026-11-27";
    DSQL = "Aurora DSQL User Guide: Generating an authentication token", "aurora-dsql/latest/userguide/SECTION_authentication-token.html", read "2026-11-27";
    EKS = "AWS CLI Command Reference: eks get-token", "cli/latest/reference/eks/get-token.html", read "2026-11-27";
    REDSHIFT = "Amazon Redshift API Reference: GetClusterCredentials", "redshift/latest/APIReference/API_GetClusterCredentials.html", read "2026-11-27";
    ACCESS_GRANTS = "Amazon S3 API Reference: GetDataAccess", "AmazonS3/latest/API/API_control_GetDataAccess.html", read "2026-11-27";
    COGNITO = "Amazon Cognito API Reference: GetCredentialsForIdentity", "cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html", read "2026-11-27";
    SCOPED_CREDENTIALS = "AWS STS API Reference: GetScopedCredentials", "STS/latest/APIReference/API_GetScopedCredentials.html", read "2026-11-27";
    SIGN_IN_API = "AWS Sign-In API: CreateBearerToken and CreateOAuth2TokenWithIAM", "signin/latest/APIReference/Welcome.html", read "2026-11-27";
    SIGN_IN_MAX = "IAM API Reference: UpdateLoginProfile, MaxSigninSessionDuration", "IAM/latest/APIReference/API_UpdateLoginProfile.html", read "2026-11-27";
    ACCESS_KEYS = "IAM User Guide: Manage access keys for IAM users", "IAM/latest/UserGuide/id_credentials_access-keys.html", read "2026-11-26";
}

/// The experiment on the console's sessions; it is in Japanese.
pub const CONSOLE_ARTICLE: Source = Source {
    title: "AWSマネジメントコンソールのセッションタイムアウトを整理・検証してみた",
    url: "https://dev.classmethod.jp/articles/console-session",
    read: "2026-11-22",
};

/// The experiment on AWS CLI and API; it is in Japanese.
pub const CLI_ARTICLE: Source = Source {
    title: "AWS CLI / API におけるセッション時間を整理・検証してみた",
    url: "https://dev.classmethod.jp/articles/cli-session",
    read: "2026-11-22",
};

/// Where the rule behind an answer was read, the one that decides first. Nothing for what cannot be asked.
pub fn sources(outcome: &Outcome) -> Vec<Source> {
    match outcome {
        Outcome::Ends(ends) => of_end(ends),
        Outcome::Refused(refusal) => match refusal.by {
            Refuser::Client => vec![of_via(refusal.via), CLI_ARTICLE],
            Refuser::Sts if refusal.sure == Sure::Observed => vec![of_via(refusal.via), CLI_ARTICLE],
            _ => vec![of_via(refusal.via)],
        },
        Outcome::Invalid(_) => Vec::new(),
    }
}

fn of_end(ends: &Ends) -> Vec<Source> {
    match ends.limited_by() {
        None => vec![if ends.via == Via::AccessKey { ACCESS_KEYS } else { of_via(ends.via) }],
        Some(LimitKind::RoleChaining) if ends.sure == Sure::Observed && ends.via == Via::SwitchRole => vec![ROLE_CHAINING, CONSOLE_ARTICLE],
        Some(LimitKind::RoleChaining) => vec![ROLE_CHAINING],
        Some(LimitKind::ConsoleSignIn) => vec![SWITCH_ROLE, CONSOLE_ARTICLE],
        Some(LimitKind::SignInMax) => vec![SIGN_IN_MAX],
        Some(LimitKind::RoleMax) => vec![of_via(ends.via), ROLE_MAX],
        Some(_) => vec![of_via(ends.via)],
    }
}

/// The page that describes a way to a session.
pub fn of_via(via: Via) -> Source {
    match via {
        Via::IamUser | Via::Root | Via::SwitchRole => SWITCH_ROLE,
        Via::Saml => SAML_CONSOLE,
        Via::IdentityCenter | Via::IdentityCenterCredentials => PERMISSION_SET,
        Via::FederationEndpoint => BROKER,
        Via::AccessPortal => PORTAL,
        Via::AccessKey => ACCESS_KEYS,
        Via::GetSessionToken => GET_SESSION_TOKEN,
        Via::GetFederationToken => GET_FEDERATION_TOKEN,
        Via::AssumeRole => ASSUME_ROLE,
        Via::AssumeRoleWithSaml => ASSUME_ROLE_WITH_SAML,
        Via::AssumeRoleWithWebIdentity => ASSUME_ROLE_WITH_WEB_IDENTITY,
        Via::AssumeRoot => ASSUME_ROOT,
        Via::GetWebIdentityToken => GET_WEB_IDENTITY_TOKEN,
        Via::RolesAnywhere => ROLES_ANYWHERE,
        Via::AwsLogin => AWS_LOGIN,
        Via::InstanceProfile | Via::EcsTaskRole | Via::LambdaRole | Via::EksPodIdentity => TEMPORARY,
        Via::PresignedUrl => PRESIGNED_URL,
        Via::EcrLogin => ECR,
        Via::CodeArtifactToken => CODEARTIFACT,
        Via::RdsToken => RDS,
        Via::DsqlToken => DSQL,
        Via::EksToken => EKS,
        Via::RedshiftCredentials => REDSHIFT,
        Via::S3AccessGrants => ACCESS_GRANTS,
        Via::CognitoIdentity => COGNITO,
        Via::GetScopedCredentials => SCOPED_CREDENTIALS,
        Via::BearerToken | Via::OauthToken => SIGN_IN_API,
    }
}
