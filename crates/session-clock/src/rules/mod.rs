//! The rules of AWS's sessions: a session → its limits, or who refuses it.
//!
//! An answer is the latest end: sign-out, a deleted role or a revoked session ends it earlier.
//! Figures stand in [`figures`] alone; each rule cites what it rests on.

mod ask;
pub(crate) mod console;
mod federation;
pub mod handed_out;
mod identity;
mod identity_center;
pub mod longer;
mod roles_anywhere;
pub mod sources;
pub mod sts;

use crate::grammar::{Because, Client, Ends, Invalid, LARGEST, Limit, LimitKind, Outcome, Question, Refusal, Refuser, Session, Sure, Via};

pub use crate::figures;
pub(crate) use identity::{Identity, identity};

/// Answers a question that was checked. [`Outcome::Invalid`] only where an end would be beyond what a moment can be.
pub fn answer(question: &Question) -> Outcome {
    match stand(&question.session, question.client) {
        Ok(Standing { ends, .. }) if ends_too_late(&ends) => Outcome::Invalid(Invalid::new("session.at", "it would end beyond 2^53")),
        Ok(standing) => Outcome::Ends(standing.ends),
        Err(mut refusal) => {
            refusal.place.insert_str(0, "session");
            Outcome::Refused(*refusal)
        }
    }
}

/// Whether its end rests on AWS's default for a length that an administrator can set, and nobody told: such an end is expected, not worked out.
pub fn is_expected(session: &Session, client: Client) -> bool {
    let Ok(Standing { ends, .. }) = stand(session, client) else { return false };
    match ends.limited_by() {
        Some(LimitKind::ConsoleSignIn) => !ends.as_root,
        Some(LimitKind::ServiceMaximum) => session.via == Via::AwsLogin && !ends.as_root,
        Some(LimitKind::PermissionSet | LimitKind::Portal | LimitKind::ProfileDuration) => !ends.told,
        // A call's own default is not above the least that a role can have.
        Some(LimitKind::RoleMax) => !ends.told && matches!(session.via, Via::SwitchRole | Via::RolesAnywhere),
        Some(LimitKind::SourceSession) => is_expected(console::authorizing(session), client),
        Some(LimitKind::Credentials) => session.inner().is_some_and(|inner| is_expected(inner, client)),
        _ => false,
    }
}

/// An end is a moment, and no moment is beyond 2^53: readers of JSON would not keep it exactly. A nearer one would be no end of AWS's.
fn ends_too_late(ends: &Ends) -> bool {
    ends.limits.iter().any(|limit| limit.expires_at > LARGEST)
}

/// A session that was obtained.
pub(crate) struct Standing {
    /// Its limits.
    pub ends: Ends,
    /// The end of the console sign-in that it goes back to, where it is a console session with a known end.
    pub sign_in_end: Option<i64>,
}

impl From<Ends> for Standing {
    fn from(ends: Ends) -> Standing {
        Standing { sign_in_end: ends.expires_at(), ends }
    }
}

type Refused = Box<Refusal>;

/// The innermost session first, then outwards. The grammar bounds the depth, so the recursion is bounded too.
fn stand(session: &Session, client: Client) -> Result<Standing, Refused> {
    let inner = match session.inner() {
        None => None,
        Some(inner) => Some(stand(inner, client).map_err(|mut refusal| {
            let key = session.via.keys().inner.map_or("", |(key, _)| key);
            refusal.place.insert_str(0, &format!(".{key}"));
            refusal
        })?),
    };
    let inner = inner.as_ref();
    match session.via {
        Via::IamUser | Via::Root => Ok(console::sign_in(session).into()),
        Via::Saml => console::saml(session).map(Standing::from),
        Via::SwitchRole => console::switch_role(session, inner),
        Via::FederationEndpoint => federation::sign_in(session, inner).map(Standing::from),
        Via::IdentityCenter | Via::IdentityCenterCredentials => Ok(identity_center::permission_set(session).into()),
        Via::AccessPortal => identity_center::access_portal(session).map(Standing::from),
        Via::RolesAnywhere => roles_anywhere::create_session(session).map(Standing::from),
        Via::AccessKey | Via::InstanceProfile | Via::EcsTaskRole | Via::LambdaRole | Via::EksPodIdentity => Ok(without_end(session).into()),
        Via::AwsLogin => Ok(console::aws_login(session).into()),
        Via::GetSessionToken
        | Via::GetFederationToken
        | Via::AssumeRole
        | Via::AssumeRoleWithSaml
        | Via::AssumeRoleWithWebIdentity
        | Via::AssumeRoot
        | Via::GetWebIdentityToken => sts::call(session, client, inner).map(Standing::from),
        Via::PresignedUrl
        | Via::EcrLogin
        | Via::CodeArtifactToken
        | Via::RdsToken
        | Via::DsqlToken
        | Via::EksToken
        | Via::RedshiftCredentials
        | Via::S3AccessGrants
        | Via::CognitoIdentity
        | Via::GetScopedCredentials
        | Via::BearerToken
        | Via::OauthToken => handed_out::hand_out(session, client, inner).map(Standing::from),
    }
}

/// A long-term key has no session (`sources::CLI_ARTICLE`: "セッション概念なし"); a service renews its credentials before they end
/// (EC2, ECS, Lambda and EKS guides).
fn without_end(session: &Session) -> Ends {
    limits(session, Sure::Documented)
}

/// Limits yet to be filled in.
fn limits(session: &Session, sure: Sure) -> Ends {
    Ends {
        via: session.via,
        at: session.at,
        limits: Vec::new(),
        chained: false,
        told: false,
        as_root: identity(session) == Identity::Root,
        or_earlier: false,
        sure,
    }
}

impl Ends {
    /// Adds a limit that ends the session that many seconds after its start.
    fn after(&mut self, limit: LimitKind, seconds: i64) {
        self.until(limit, self.at.unwrap_or_default() + seconds);
    }

    /// Adds a limit that ends the session at a moment.
    fn until(&mut self, limit: LimitKind, expires_at: i64) {
        self.limits.push(Limit { limit, expires_at });
    }
}

impl Refusal {
    /// What AWS's tools print of it: AWS's text, in botocore's frame where there is one. `None` where nobody has seen what the console shows,
    /// or a text was never seen.
    pub fn printed(&self) -> Option<String> {
        let code = self.code;
        let call = match self.by {
            // "Parameter validation failed:" and what follows is all that the AWS CLI prints.
            Refuser::Client => return self.message.clone(),
            Refuser::Console | Refuser::FederationEndpoint => return None,
            Refuser::S3 | Refuser::Service => return self.message.as_ref().map(|message| format!("{code}: {message}")),
            Refuser::RolesAnywhere => "CreateSession",
            Refuser::Sts if self.via == Via::GetScopedCredentials => "GetScopedCredentials",
            Refuser::Sts => sts::Call::of(self.via).map_or("", |call| call.name),
        };
        // The template of botocore's ClientError.
        let said = format!("An error occurred ({code}) when calling the {call} operation");
        Some(match &self.message {
            Some(message) => format!("{said}: {message}"),
            None => said,
        })
    }
}

/// Whether a session is over at a moment: the moment of its end counts as over.
fn over(end: Option<i64>, at: Option<i64>) -> bool {
    matches!((end, at), (Some(end), Some(at)) if at >= end)
}

fn refuse(session: &Session, by: Refuser, code: &'static str, http_status: Option<u16>, because: Because, sure: Sure) -> Refused {
    Box::new(Refusal { by, code, http_status, message: None, because, sure, place: String::new(), via: session.via })
}

/// What the console answers where a session or an assertion is over. `derived`: its words are not known.
fn session_expired(session: &Session, because: Because) -> Refused {
    refuse(session, Refuser::Console, "session-expired", None, because, Sure::Derived)
}
