//! Who a session is, whatever it came through.

use crate::grammar::{Principal, Session, Via};

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Identity {
    User,
    Root,
    Role,
    /// The user that GetFederationToken makes.
    FederatedUser,
    /// It is not said, or it is no identity at all.
    Unknown,
}

/// Who a session is.
pub(crate) fn identity(session: &Session) -> Identity {
    match session.via {
        Via::IamUser => Identity::User,
        Via::Root | Via::AssumeRoot => Identity::Root,
        Via::AccessKey => match session.principal {
            Some(Principal::Root) => Identity::Root,
            _ => Identity::User,
        },
        // They keep the identity of what is inside.
        Via::GetSessionToken | Via::FederationEndpoint | Via::GetScopedCredentials => session.inner().map_or(Identity::Unknown, identity),
        Via::GetFederationToken => Identity::FederatedUser,
        Via::AwsLogin => match session.principal {
            Some(Principal::Root) => Identity::Root,
            Some(Principal::Role) => Identity::Role,
            Some(Principal::IamUser) | None => Identity::User,
        },
        Via::AccessPortal
        | Via::GetWebIdentityToken
        | Via::PresignedUrl
        | Via::EcrLogin
        | Via::CodeArtifactToken
        | Via::RdsToken
        | Via::DsqlToken
        | Via::EksToken
        | Via::RedshiftCredentials
        | Via::BearerToken
        | Via::OauthToken => Identity::Unknown,
        Via::Saml
        | Via::IdentityCenter
        | Via::SwitchRole
        | Via::AssumeRole
        | Via::AssumeRoleWithSaml
        | Via::AssumeRoleWithWebIdentity
        | Via::RolesAnywhere
        | Via::IdentityCenterCredentials
        | Via::InstanceProfile
        | Via::EcsTaskRole
        | Via::LambdaRole
        | Via::S3AccessGrants
        | Via::CognitoIdentity
        | Via::EksPodIdentity => Identity::Role,
    }
}

/// Whether STS takes it for root: root itself, and root's temporary credentials, GetFederationToken's too.
pub(crate) fn is_root(session: &Session) -> bool {
    match session.via {
        Via::GetFederationToken | Via::GetSessionToken | Via::FederationEndpoint | Via::GetScopedCredentials => {
            session.inner().is_some_and(is_root)
        }
        _ => identity(session) == Identity::Root,
    }
}

/// Whether STS takes it for session credentials: everything but a long-term key.
pub(crate) fn is_session_credentials(session: &Session) -> bool {
    session.via != Via::AccessKey
}
