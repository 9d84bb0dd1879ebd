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

/// What an outcome rests on that nobody told: such an end is expected, not worked out, and so is such a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumed {
    /// AWS's default for a length that an administrator can set.
    Length,
    /// The same, but only of what it was made with, which should outlast it: it may end earlier, never later.
    Source,
}

/// What the outcome rests on that nobody told: `None` if it is the same whatever an administrator can have set.
///
/// So a role whose maximum was told is assumed to outlast no sign-in of unknown length, also where its end ties with the expected one: the sign-in may be set
/// shorter than AWS's default. That is how the ledger reckons, too (`ledger::span`).
pub fn assumed(session: &Session, client: Client) -> Option<Assumed> {
    let longest = stand(&as_set(session, true)?, client);
    let ends = match stand(session, client) {
        Ok(standing) => standing.ends,
        // With less than AWS's default nothing is allowed that was refused.
        Err(refusal) => {
            let same = longest.is_err_and(|set| (set.because, set.place) == (refusal.because, refusal.place));
            return (!same).then_some(Assumed::Length);
        }
    };
    // What was obtained was not refused.
    let otherwise = |set: Result<Standing, Refused>| set.is_ok_and(|set| set.ends.expires_at() != ends.expires_at());
    let by_itself = !matches!(ends.limited_by(), Some(LimitKind::SourceSession | LimitKind::Credentials));
    if otherwise(longest) {
        Some(Assumed::Length)
    } else if otherwise(stand(&as_set(session, false)?, client)) {
        Some(if session.inner().is_some() && by_itself { Assumed::Source } else { Assumed::Length })
    } else {
        None
    }
}

/// The session with a figure for every length that nobody told and an administrator can set: the most, or the least with which each session inside still lives
/// when the outermost is obtained. A role's maximum that was told bounds a profile's: beyond it the call is refused. `None` if nothing is left to set.
fn as_set(session: &Session, most: bool) -> Option<Session> {
    let mut set = session.clone();
    let mut any = false;
    let mut next = Some(&mut set);
    while let Some(one) = next {
        let lived = session.at.zip(one.at).map_or(0, |(at, began)| at - began + 1);
        let told = one.role_max;
        let keys = if identity(one) == Identity::Root { &[] } else { one.via.keys().may };
        for key in keys {
            if let Some((length, range)) = one.length(key)
                && length.is_none()
            {
                any = true;
                *length = Some(if most { range.most.min(told.unwrap_or(range.most)) } else { lived.max(range.least).min(range.most) });
            }
        }
        next = one.inner.as_deref_mut();
    }
    any.then_some(set)
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
