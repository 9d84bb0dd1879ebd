//! The federation endpoint: a custom broker's link into the console.

use super::{Identity, Refused, Standing, identity, limits, over, refuse};
use crate::figures;
use crate::grammar::{Because, Ends, LimitKind, Refuser, Session, Sure, Via};

/// `getSigninToken` with a broker's credentials (IAM User Guide, "Enable custom identity broker access to the AWS console").
///
/// SessionDuration is a clock of its own, which the role's maximum does not bound; without it the session ends with the credentials.
/// It may not be given with credentials from role chaining or from GetFederationToken. What the endpoint says when it
/// refuses is known from pasted errors alone.
pub(super) fn sign_in(session: &Session, credentials: Option<&Standing>) -> Result<Ends, Refused> {
    let bad = |because, sure| refuse(session, Refuser::FederationEndpoint, "bad-request", Some(400), because, sure);
    let via = session.inner().map(|inner| inner.via);
    let end = credentials.and_then(|credentials| credentials.ends.expires_at());
    let chained = credentials.is_some_and(|credentials| credentials.ends.chained);
    if via == Some(Via::AccessKey) {
        return Err(bad(Because::LongTermKey, Sure::Derived));
    }
    if over(end, session.at) {
        return Err(bad(Because::Over, Sure::Derived));
    }
    if via == Some(Via::GetSessionToken) {
        return Err(refuse(session, Refuser::FederationEndpoint, "not-allowed", Some(400), Because::SessionToken, Sure::Documented));
    }
    let mut ends = limits(session, Sure::Documented);
    ends.chained = chained;
    match session.session_duration {
        Some(seconds) => {
            if !figures::FEDERATION_ENDPOINT.holds(seconds) {
                return Err(bad(Because::OutOfRange(figures::FEDERATION_ENDPOINT), Sure::Derived));
            }
            if chained {
                return Err(bad(Because::DurationWithChain, Sure::Reported));
            }
            if session.inner().map(identity) == Some(Identity::FederatedUser) {
                return Err(bad(Because::DurationWithFederatedUser, Sure::Documented));
            }
            ends.told = true;
            ends.after(LimitKind::SessionDuration, seconds);
        }
        None => {
            if let Some(end) = end {
                ends.until(LimitKind::Credentials, end);
            }
        }
    }
    Ok(ends)
}
