//! What AWS hands out on the strength of a session: URLs, passwords, tokens, and further credentials.
//!
//! One row a kind says what it may be asked for, what it lasts otherwise, and whether it dies with the credentials that it was made with. It never
//! decides who refuses an ordinary call to STS: that is [`sts`].

use super::identity::is_root;
use super::{Refused, Standing, limits, over, refuse, sts};
use crate::figures::{self, Range};
use crate::grammar::{Because, Client, Ends, LimitKind, Refuser, Requested, Session, Sure, Via};

/// S3's word on a URL whose credentials are over, seen when the URL is opened.
pub const PRESIGNED_EXPIRED: &str = "The provided token has expired.";
/// S3's word on more than a week, as several clients have recorded it.
pub const PRESIGNED_OVER: &str =
    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds";
/// S3's word on less than nothing.
pub const PRESIGNED_NEGATIVE: &str = "X-Amz-Expires must be non-negative";

/// What a kind may be asked for.
struct Asked {
    range: Range,
    default: i64,
    /// The member of the request whose minimum botocore checks, and that minimum. `None` if nobody checks one before it is used.
    client: Option<(&'static str, i64)>,
}

/// One kind.
struct Kind {
    /// How long it may be asked to last; a kind that cannot be asked lasts as long as its service decides.
    asked: Option<Asked>,
    /// What its service gives, where nothing can be asked.
    service: Option<i64>,
    /// It dies with the credentials that it was made with, and how surely that is known.
    dies_with: Option<Sure>,
}

const fn asked(range: Range, default: i64, client: Option<(&'static str, i64)>) -> Option<Asked> {
    Some(Asked { range, default, client })
}

/// The row of a kind; `None` for what is an ordinary session.
fn kind(via: Via) -> Option<Kind> {
    let (asked, service, dies_with) = match via {
        // "If you created a presigned URL using a temporary token, then the URL expires when the token expires. This is true even if the URL
        // was created with a later expiration time." (S3 User Guide)
        Via::PresignedUrl => (asked(figures::PRESIGNED_URL, figures::PRESIGNED_URL_DEFAULT, None), None, Some(Sure::Documented)),
        // 12 hours are documented. That it outlives the session that asked is derived: CI jobs with one-hour roles rest on it, and nobody has
        // reported another end (containers-roadmap #936, #1447).
        Via::EcrLogin => (None, Some(figures::ECR_LOGIN), None),
        // "independent of the maximum session duration of the role"; with 0 it lasts as long as the session (CodeArtifact API Reference).
        Via::CodeArtifactToken => {
            (asked(figures::CODEARTIFACT_TOKEN, figures::CODEARTIFACT_TOKEN_DEFAULT, Some(("durationSeconds", 0))), None, None)
        }
        // 15 minutes to connect; an open connection lives on (RDS User Guide). That it dies with its credentials is derived: a signed URL like the others.
        Via::RdsToken => (None, Some(figures::RDS_TOKEN), Some(Sure::Derived)),
        // Range and default are documented, the credentials derived (Aurora DSQL User Guide).
        Via::DsqlToken => (asked(figures::DSQL_TOKEN, figures::DSQL_TOKEN_DEFAULT, None), None, Some(Sure::Derived)),
        // 15 minutes after it was signed, or until its credentials end (aws-iam-authenticator #401, #590, PR 724).
        Via::EksToken => (None, Some(figures::EKS_TOKEN), Some(Sure::Observed)),
        Via::RedshiftCredentials => (asked(figures::REDSHIFT_CREDENTIALS, figures::REDSHIFT_CREDENTIALS_DEFAULT, None), None, None),
        Via::S3AccessGrants => {
            (asked(figures::S3_ACCESS_GRANTS, figures::S3_ACCESS_GRANTS_DEFAULT, Some(("DurationSeconds", 900))), None, None)
        }
        Via::CognitoIdentity => (None, Some(figures::COGNITO_IDENTITY), None),
        // "the caller's end" where nothing is asked for (service model of STS, GetScopedCredentials).
        Via::GetScopedCredentials => (asked(figures::SCOPED_CREDENTIALS, 0, Some(("DurationSeconds", 1))), None, Some(Sure::Documented)),
        Via::BearerToken => (asked(figures::BEARER_TOKEN, figures::BEARER_TOKEN_DEFAULT, Some(("durationSeconds", 300))), None, None),
        // "The minimum of the caller's session validity and 1 hour" (service model of signin).
        Via::OauthToken => (None, Some(figures::OAUTH_TOKEN), Some(Sure::Documented)),
        _ => return None,
    };
    Some(Kind { asked, service, dies_with })
}

/// Whether it is what AWS hands out on the strength of a session, or of an identity of its own: a pod's, an identity pool's.
pub fn is_one(via: Via) -> bool {
    via == Via::EksPodIdentity || kind(via).is_some()
}

/// What may be asked for of that kind, in seconds; `None` where nothing can be asked, or it is none of these kinds.
pub fn range(via: Via) -> Option<Range> {
    kind(via)?.asked.map(|asked| asked.range)
}

/// What counts where nothing is asked for, in seconds; `None` where that is what the credentials have left.
pub fn default(via: Via) -> Option<i64> {
    let kind = kind(via)?;
    kind.service.or(kind.asked.map(|asked| asked.default)).filter(|seconds| *seconds > 0)
}

/// Whether it dies with the credentials that it was made with.
pub fn dies_with_credentials(via: Via) -> bool {
    kind(via).is_some_and(|kind| kind.dies_with.is_some())
}

/// One of these kinds: the checks in AWS's order, then the limits.
///
/// The order of the checks: what the client looks at, credentials that are over, who may not ask, the range, and what the caller has left.
pub(super) fn hand_out(session: &Session, client: Client, credentials: Option<&Standing>) -> Result<Ends, Refused> {
    let Some(kind) = kind(session.via) else { return Ok(limits(session, Sure::Documented)) };
    let end = credentials.and_then(|credentials| credentials.ends.expires_at());
    let wish = wish(session);
    if client == Client::Botocore
        && let (Some(seconds), Some((member, least))) = (wish, kind.asked.as_ref().and_then(|asked| asked.client))
        && seconds < least
    {
        return Err(sts::client_refuses(session, Because::ClientMinimum(least), &sts::client_minimum(member, seconds, least)));
    }
    if over(end, session.at) {
        return Err(credentials_over(session));
    }
    may_ask(session)?;
    if let (Some(seconds), Some(asked)) = (wish, &kind.asked) {
        in_range(session, seconds, asked.range)?;
    }

    let mut ends = limits(session, Sure::Documented);
    // CodeArtifact's 0 asks for what the session has left.
    let rest = session.via == Via::CodeArtifactToken && wish == Some(0);
    if let Some(seconds) = kind.service {
        ends.after(LimitKind::ServiceMaximum, seconds);
    } else if let Some(seconds) = wish.or(default(session.via)).filter(|_| !rest) {
        ends.after(LimitKind::RequestedDuration, seconds);
    }
    if let Some(end) = end.filter(|_| rest || kind.dies_with.is_some()) {
        ends.until(LimitKind::Credentials, end);
    }
    let key = session.inner().is_some_and(|inner| inner.via == Via::AccessKey);
    // What it does with 0 and a key, which never ends, nobody has said.
    if rest && key {
        ends.sure = Sure::Derived;
    }
    // Credentials that a service renews have an end, though it is not known: a URL that is signed with them does not live for a week. What
    // GetScopedCredentials gives is never longer than its caller lives, and what is dead at once ends no earlier.
    ends.or_earlier =
        kind.dies_with.is_some() && end.is_none() && !key && session.via != Via::GetScopedCredentials && ends.duration() > Some(0);
    ends.told = wish.is_some();
    if session.via == Via::GetScopedCredentials && wish.is_some() && ends.limited_by() == Some(LimitKind::Credentials) {
        return Err(refuse(session, Refuser::Sts, "InsufficientSessionLifetime", Some(400), Because::Outlives, Sure::Documented));
    }
    if ends.limited_by() == Some(LimitKind::Credentials) {
        ends.sure = kind.dies_with.unwrap_or(Sure::Documented);
    }
    Ok(ends)
}

/// The seconds asked for.
fn wish(session: &Session) -> Option<i64> {
    session.expires_in.or(match session.duration_seconds {
        Some(Requested::Seconds(seconds)) => Some(seconds),
        _ => None,
    })
}

fn service(session: &Session, code: &'static str, because: Because, sure: Sure) -> Refused {
    refuse(session, Refuser::Service, code, None, because, sure)
}

/// What AWS says when the credentials are over. A URL can still be signed then, but using it fails.
fn credentials_over(session: &Session) -> Refused {
    let (refused, message) = match session.via {
        Via::PresignedUrl => {
            (refuse(session, Refuser::S3, "ExpiredToken", Some(400), Because::Over, Sure::Observed), Some(PRESIGNED_EXPIRED))
        }
        Via::RdsToken | Via::DsqlToken | Via::EksToken => (service(session, "ExpiredToken", Because::Over, Sure::Derived), None),
        Via::GetScopedCredentials => {
            (refuse(session, Refuser::Sts, "ExpiredToken", Some(403), Because::Over, Sure::Observed), Some(sts::EXPIRED_TOKEN))
        }
        _ => (service(session, "ExpiredTokenException", Because::Over, Sure::Observed), Some(sts::EXPIRED_TOKEN)),
    };
    with_message(refused, message)
}

fn with_message(mut refused: Refused, message: Option<&str>) -> Refused {
    refused.message = message.map(str::to_owned);
    refused
}

/// Who may not ask (CodeArtifact User Guide; service model of STS, GetScopedCredentials).
fn may_ask(session: &Session) -> Result<(), Refused> {
    let Some(caller) = session.inner() else { return Ok(()) };
    let denied = |because| Err(refuse(session, Refuser::Sts, "AccessDenied", Some(403), because, Sure::Documented));
    match session.via {
        Via::CodeArtifactToken if is_root(caller) => Err(service(session, "not-allowed", Because::Root, Sure::Documented)),
        Via::GetScopedCredentials if caller.via == Via::AccessKey => denied(Because::LongTermKey),
        Via::GetScopedCredentials if !session.no_policy && policies(caller) >= figures::SCOPED_POLICIES => denied(Because::ThreePolicies),
        _ => Ok(()),
    }
}

/// How many policies of GetScopedCredentials narrow these credentials already.
fn policies(caller: &Session) -> usize {
    let mut next = Some(caller);
    let mut found = 0;
    while let Some(one) = next.filter(|one| one.via == Via::GetScopedCredentials) {
        found += usize::from(!one.no_policy);
        next = one.inner();
    }
    found
}

/// What AWS says when the duration asked for is out of range.
fn in_range(session: &Session, seconds: i64, range: Range) -> Result<(), Refused> {
    let because = Because::OutOfRange(range);
    match session.via {
        Via::PresignedUrl => {
            let said = if seconds > range.most {
                PRESIGNED_OVER
            } else if seconds < 0 {
                PRESIGNED_NEGATIVE
            } else {
                // 0 is signed, and dead at once.
                return Ok(());
            };
            let refused = refuse(session, Refuser::S3, "AuthorizationQueryParametersError", Some(400), because, Sure::Observed);
            Err(with_message(refused, Some(said)))
        }
        Via::GetScopedCredentials => match sts::range_message(seconds, range) {
            None => Ok(()),
            Some(message) => {
                let refused = refuse(session, Refuser::Sts, "ValidationError", Some(400), because, Sure::Derived);
                Err(with_message(refused, Some(&message)))
            }
        },
        Via::CodeArtifactToken if seconds == 0 => Ok(()),
        _ if range.holds(seconds) => Ok(()),
        _ => Err(service(session, "ValidationException", because, Sure::Derived)),
    }
}
