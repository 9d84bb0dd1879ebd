//! AWS STS: its calls, its limits and its refusals, in its own words and order.
//!
//! STS refuses; it does not shorten, but for root in GetSessionToken and GetFederationToken. The order of the checks is that of errors
//! recorded against AWS in July 2026.

use super::identity::{is_root, is_session_credentials};
use super::{Identity, Refused, Standing, identity, limits, over, refuse};
use crate::figures::{self, Range};
use crate::grammar::{Because, Client, Ends, LimitKind, Refusal, Refuser, Requested, Session, Sure, Via};

/// "The requested DurationSeconds exceeds …" for a role's own maximum (`sources::CLI_ARTICLE`).
pub const OVER_ROLE_MAX: &str = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
/// The same for role chaining (`sources::CLI_ARTICLE`).
pub const OVER_CHAINING: &str = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";
/// For credentials whose time is over.
pub const EXPIRED_TOKEN: &str = "The security token included in the request is expired";
/// For root in AssumeRole.
pub const ROOT_ASSUMES: &str = "Roles may not be assumed by root accounts.";

/// A call that takes `DurationSeconds`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// Its name.
    pub name: &'static str,
    /// The range of its `DurationSeconds`, in seconds.
    pub range: Range,
    /// What counts where nothing is asked for, in seconds.
    pub default: i64,
}

impl Call {
    /// The call behind a `via`; `None` where it is no call to STS.
    pub fn of(via: Via) -> Option<Call> {
        let (name, range, default) = match via {
            Via::AssumeRole => ("AssumeRole", figures::ASSUME_ROLE, figures::ASSUME_ROLE_DEFAULT),
            Via::AssumeRoleWithSaml => ("AssumeRoleWithSAML", figures::ASSUME_ROLE, figures::ASSUME_ROLE_DEFAULT),
            Via::AssumeRoleWithWebIdentity => ("AssumeRoleWithWebIdentity", figures::ASSUME_ROLE, figures::ASSUME_ROLE_DEFAULT),
            Via::GetSessionToken => ("GetSessionToken", figures::SESSION_TOKEN, figures::SESSION_TOKEN_DEFAULT),
            Via::GetFederationToken => ("GetFederationToken", figures::SESSION_TOKEN, figures::SESSION_TOKEN_DEFAULT),
            Via::AssumeRoot => ("AssumeRoot", figures::ASSUME_ROOT, figures::ASSUME_ROOT_DEFAULT),
            Via::GetWebIdentityToken => ("GetWebIdentityToken", figures::WEB_IDENTITY_TOKEN, figures::WEB_IDENTITY_TOKEN_DEFAULT),
            _ => return None,
        };
        Some(Call { name, range, default })
    }
}

/// A call to STS: the checks in AWS's order, then the limits.
///
/// - AssumeRole: role chaining, the role's maximum, what was asked for. "min(DurationSeconds, MaxSessionDuration)" of
///   `sources::CLI_ARTICLE` holds for requests that are allowed.
/// - AssumeRoleWithSAML: SessionNotOnOrAfter cuts (STS API Reference); the attribute SessionDuration shortens where it is less
///   (`reported`), never lengthens.
/// - GetSessionToken and GetFederationToken: root is shortened to an hour (STS API Reference).
/// - GetWebIdentityToken may not outlive its caller's session.
///
/// For STS, chaining means that the caller holds session credentials of any kind, GetSessionToken's and a service's too: wider than
/// the two articles' "a role's credentials", and resting on errors that people pasted (aws-runas #11, awsume #114, granted
/// #284, aws-vault #77). Calls with SAML or web identity are not chaining; the next hop is.
pub(super) fn call(session: &Session, client: Client, caller: Option<&Standing>) -> Result<Ends, Refused> {
    let call = Call::of(session.via).unwrap_or(Call { name: "", range: figures::ASSUME_ROLE, default: figures::ASSUME_ROLE_DEFAULT });
    let caller_end = caller.and_then(|caller| caller.ends.expires_at());

    if client == Client::Botocore {
        client_check(session, &call)?;
    }
    if over(caller_end, session.at) {
        return Err(sts(session, "ExpiredToken", 403, Some(EXPIRED_TOKEN), Because::Over, Sure::Observed));
    }
    if over(session.session_not_on_or_after, session.at) {
        return Err(sts(session, "ExpiredToken", 400, None, Because::IdpOver, Sure::Documented));
    }
    let asked = asked(session, &call)?;
    may_call(session, &call)?;

    let chained = session.via == Via::AssumeRole && session.inner().is_some_and(is_session_credentials);
    let role_max = match session.via {
        Via::AssumeRole | Via::AssumeRoleWithSaml | Via::AssumeRoleWithWebIdentity => {
            Some(session.role_max.unwrap_or(figures::ROLE_MAX_DEFAULT))
        }
        _ => None,
    };
    if let (Some(asked), Some(role_max)) = (asked, role_max)
        && asked > role_max
    {
        let because = Because::OverRoleMax(role_max);
        return Err(sts(session, "ValidationError", 400, Some(OVER_ROLE_MAX), because, Sure::Observed));
    }
    if chained && asked.is_some_and(|asked| asked > figures::ROLE_CHAINING) {
        let sure = session.inner().map_or(Sure::Derived, |caller| chaining_sure(caller, Sure::Observed));
        return Err(sts(session, "ValidationError", 400, Some(OVER_CHAINING), Because::OverChaining, sure));
    }

    let root = session.inner().is_some_and(is_root);
    let shortened = root && matches!(session.via, Via::GetSessionToken | Via::GetFederationToken);
    let seconds = asked.unwrap_or(if shortened { figures::SESSION_TOKEN_ROOT } else { call.default });

    let mut ends = limits(session, Sure::Documented);
    ends.chained = chained;
    if chained {
        ends.after(LimitKind::RoleChaining, figures::ROLE_CHAINING);
    }
    if let Some(role_max) = role_max {
        ends.after(LimitKind::RoleMax, role_max);
    }
    ends.after(LimitKind::RequestedDuration, seconds);
    if shortened {
        ends.after(LimitKind::ServiceMaximum, figures::SESSION_TOKEN_ROOT);
    }
    if let Some(seconds) = session.saml_session_duration {
        ends.after(LimitKind::SessionDuration, seconds);
    }
    if let Some(end) = session.session_not_on_or_after {
        ends.until(LimitKind::IdpSession, end);
    }
    match ends.limited_by() {
        Some(LimitKind::RoleChaining) => {
            ends.sure = session.inner().map_or(Sure::Derived, |caller| chaining_sure(caller, Sure::Documented));
        }
        Some(LimitKind::SessionDuration) => ends.sure = Sure::Reported,
        _ => {}
    }
    ends.told = match ends.limited_by() {
        Some(LimitKind::RoleMax) => session.role_max.is_some(),
        Some(LimitKind::RequestedDuration) => asked.is_some(),
        _ => true,
    };

    if session.via == Via::GetWebIdentityToken
        && let (Some(end), Some(caller_end)) = (ends.expires_at(), caller_end)
        && end > caller_end
    {
        return Err(sts(session, "SessionDurationEscalationException", 403, None, Because::Outlives, Sure::Documented));
    }
    Ok(ends)
}

/// How surely a caller's session makes the next hop role chaining; a role's own as given.
fn chaining_sure(caller: &Session, roles: Sure) -> Sure {
    match caller.via {
        Via::AssumeRole | Via::AssumeRoleWithSaml | Via::AssumeRoleWithWebIdentity => roles,
        Via::GetSessionToken => Sure::Observed,
        Via::InstanceProfile | Via::EcsTaskRole | Via::LambdaRole | Via::EksPodIdentity | Via::IdentityCenterCredentials => Sure::Reported,
        _ => Sure::Derived,
    }
}

fn sts(session: &Session, code: &'static str, status: u16, message: Option<&str>, because: Because, sure: Sure) -> Refused {
    Box::new(Refusal { message: message.map(str::to_owned), ..*refuse(session, Refuser::Sts, code, Some(status), because, sure) })
}

/// What AWS CLI and boto3 check before they send: the type, then the least; never the most (botocore 1.44.8, run).
fn client_check(session: &Session, call: &Call) -> Result<(), Refused> {
    let (because, fault) = match &session.duration_seconds {
        Some(Requested::Text(text)) => (
            Because::ClientType,
            format!("Invalid type for parameter DurationSeconds, value: {text}, type: <class 'str'>, valid types: <class 'int'>"),
        ),
        Some(Requested::Seconds(seconds)) if *seconds < call.range.least => {
            (Because::ClientMinimum(call.range.least), client_minimum("DurationSeconds", *seconds, call.range.least))
        }
        _ => return Ok(()),
    };
    Err(client_refuses(session, because, &fault))
}

/// A client's refusal, with the fault that it names.
pub(super) fn client_refuses(session: &Session, because: Because, fault: &str) -> Refused {
    let message = Some(format!("Parameter validation failed:\n{fault}"));
    Box::new(Refusal { message, ..*refuse(session, Refuser::Client, "ParamValidation", None, because, Sure::Observed) })
}

/// botocore's words for a duration below the call's least. `member` is what the request calls it.
pub fn client_minimum(member: &str, seconds: i64, least: i64) -> String {
    format!("Invalid value for parameter {member}, value: {seconds}, valid min value: {least}")
}

/// STS's words for a `DurationSeconds` out of the call's range; `None` where it is within.
pub fn range_message(seconds: i64, range: Range) -> Option<String> {
    let (bound, figure) = if seconds > range.most {
        ("less", range.most)
    } else if seconds < range.least {
        ("greater", range.least)
    } else {
        return None;
    };
    Some(format!(
        "1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: \
         Member must have value {bound} than or equal to {figure}"
    ))
}

/// What a raw query's value means to STS: an optional sign and digits, within 32 bits signed.
///
/// # Errors
/// AWS's message, where it gives one: for an empty value.
pub(super) fn parse(requested: &Requested) -> Result<i64, Option<&'static str>> {
    let seconds = match requested {
        Requested::Seconds(seconds) => *seconds,
        Requested::Text(text) if text.is_empty() => return Err(Some("missing value for decimal type")),
        Requested::Text(text) => {
            let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(None);
            }
            text.parse().map_err(|_| None)?
        }
    };
    i32::try_from(seconds).map(i64::from).map_err(|_| None)
}

/// The seconds asked for, within the call's range; `None` where nothing was.
fn asked(session: &Session, call: &Call) -> Result<Option<i64>, Refused> {
    let Some(requested) = &session.duration_seconds else { return Ok(None) };
    let seconds = parse(requested).map_err(|message| sts(session, "MalformedInput", 400, message, Because::Malformed, Sure::Observed))?;
    match range_message(seconds, call.range) {
        None => Ok(Some(seconds)),
        Some(message) => {
            let because = Because::OutOfRange(call.range);
            Err(sts(session, "ValidationError", 400, Some(&message), because, Sure::Observed))
        }
    }
}

/// Callers that may not make the call (STS API Reference; texts from pasted errors).
fn may_call(session: &Session, call: &Call) -> Result<(), Refused> {
    let Some(caller) = session.inner() else { return Ok(()) };
    let denied = |message: Option<&str>, because, sure| Err(sts(session, "AccessDenied", 403, message, because, sure));
    match session.via {
        Via::AssumeRole if is_root(caller) => denied(Some(ROOT_ASSUMES), Because::Root, Sure::Observed),
        Via::AssumeRole if identity(caller) == Identity::FederatedUser => denied(None, Because::FederatedUser, Sure::Documented),
        Via::GetSessionToken | Via::GetFederationToken if is_session_credentials(caller) => {
            let message = format!("Cannot call {} with session credentials", call.name);
            denied(Some(&message), Because::SessionCredentials, Sure::Observed)
        }
        _ => Ok(()),
    }
}
