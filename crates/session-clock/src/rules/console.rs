//! Sessions of the AWS Management Console.

use super::{Identity, Refused, Standing, identity, limits, over, refuse, session_expired};
use crate::figures;
use crate::grammar::{Because, Ends, Limit, LimitKind, Refuser, Session, Sure, Via};

/// An IAM user's sign-in lasts 12 hours (`sources::CONSOLE_ARTICLE`), unless an administrator has set another length. The setting speaks of "a Sign-In session for
/// this IAM user". That this includes the console's is `derived`: the API's own list of such sessions names CLI and MCP clients alone (service models of iam and
/// signin, botocore 1.44.6). Root has no such setting; its 12 hours stand in an old FAQ only, hence `derived` too.
pub(super) fn sign_in(session: &Session) -> Ends {
    let by_default = if session.via == Via::Root { Sure::Derived } else { Sure::Documented };
    sign_in_lasts(session, LimitKind::ConsoleSignIn, by_default, Sure::Derived)
}

/// `aws login` renews 15-minute credentials until the sign-in is over: after 12 hours (AWS CLI User Guide, "Sign in with console credentials"), or what an
/// administrator has set for the user or the role (service model of iam).
pub(super) fn aws_login(session: &Session) -> Ends {
    sign_in_lasts(session, LimitKind::ServiceMaximum, Sure::Documented, Sure::Documented)
}

/// AWS's default, or the length that was told, each with how surely it is known.
fn sign_in_lasts(session: &Session, default: LimitKind, by_default: Sure, by_setting: Sure) -> Ends {
    let (limit, seconds, sure) = match session.sign_in_max {
        Some(seconds) => (LimitKind::SignInMax, seconds, by_setting),
        None => (default, figures::CONSOLE_SIGN_IN, by_default),
    };
    let mut ends = limits(session, sure);
    ends.after(limit, seconds);
    ends.told = session.sign_in_max.is_some();
    ends
}

/// SAML: the attribute SessionDuration or the end that the identity provider sets, the earlier of the two; the role's maximum does
/// not bind (IAM User Guide, "Configure SAML assertions").
pub(super) fn saml(session: &Session) -> Result<Ends, Refused> {
    if over(session.session_not_on_or_after, session.at) {
        return Err(session_expired(session, Because::IdpOver));
    }
    let mut ends = limits(session, Sure::Documented);
    ends.after(LimitKind::SessionDuration, session.session_duration.unwrap_or(figures::SAML_DEFAULT));
    if let Some(end) = session.session_not_on_or_after {
        ends.until(LimitKind::IdpSession, end);
    }
    ends.told = session.session_duration.is_some() || ends.limited_by() == Some(LimitKind::IdpSession);
    Ok(ends)
}

/// Switch role.
///
/// Without multi-session the console always switches with the original sign-in, also from within a role (IAM User Guide: "the
/// console always uses your original credentials to authorize the switch"); with it, with the session that was chosen. A switch with
/// a role's session is role chaining: one hour from the switch (IAM User Guide, role chaining), whatever the source has left
/// (the experiment of `sources::CONSOLE_ARTICLE`). Any other lasts "the maximum session duration set for the role, or the remaining
/// time in the user's session, whichever is less" (IAM User Guide).
///
/// A sign-in through SAML, Identity Center or a broker is a role's session already. Nobody has seen whether its remaining time
/// counts: without multi-session we go by AWS's sentence, with it by the article's experiment. Where that decides, it is `derived`.
pub(super) fn switch_role(session: &Session, source: Option<&Standing>) -> Result<Standing, Refused> {
    let with = authorizing(session);
    let who = identity(with);
    if who == Identity::Root {
        // "You cannot switch roles when you sign in as the AWS account root user." (IAM User Guide)
        return Err(refuse(session, Refuser::Console, "not-allowed", None, Because::Root, Sure::Documented));
    }
    let sign_in_end = source.and_then(|source| source.sign_in_end);
    let source_end = if session.multi_session { source.and_then(|source| source.ends.expires_at()) } else { sign_in_end };
    if over(source_end, session.at) {
        return Err(session_expired(session, Because::Over));
    }
    if who == Identity::FederatedUser {
        return Err(refuse(session, Refuser::Console, "not-allowed", None, Because::FederatedUser, Sure::Documented));
    }
    let chained = who == Identity::Role;
    let mut ends = limits(session, Sure::Documented);
    ends.chained = chained;
    ends.told = session.role_max.is_some();
    for limit in switch_limits(chained, session.multi_session) {
        match limit {
            LimitKind::RoleChaining => ends.after(*limit, figures::ROLE_CHAINING),
            LimitKind::RoleMax => ends.after(*limit, session.role_max.unwrap_or(figures::ROLE_MAX_DEFAULT)),
            _ => ends.limits.extend(source_end.map(|expires_at| Limit { limit: *limit, expires_at })),
        }
    }
    let chain_end = session.at.map(|at| at + figures::ROLE_CHAINING);
    let source_decides = matches!((source_end, chain_end), (Some(source), Some(chain)) if source < chain);
    ends.sure = match (chained, session.multi_session) {
        (true, true) if with.via == Via::SwitchRole => Sure::Observed,
        (true, _) if source_decides => Sure::Derived,
        (false, true) if ends.limited_by() == Some(LimitKind::SourceSession) => Sure::Derived,
        _ => Sure::Documented,
    };
    Ok(Standing { ends, sign_in_end })
}

/// Which limits a switch has, in the grammar's order. Where a chained one counts its source's session, nobody has seen it (see above).
pub(crate) fn switch_limits(chained: bool, multi_session: bool) -> &'static [LimitKind] {
    match (chained, multi_session) {
        (false, _) => &[LimitKind::RoleMax, LimitKind::SourceSession],
        (true, true) => &[LimitKind::RoleChaining, LimitKind::RoleMax],
        (true, false) => &[LimitKind::RoleChaining, LimitKind::RoleMax, LimitKind::SourceSession],
    }
}

/// The session that authorizes a switch: the chosen one with multi-session, else the original sign-in.
pub(super) fn authorizing(session: &Session) -> &Session {
    let mut with = session;
    while let Some(source) = with.inner() {
        with = source;
        if session.multi_session || with.via != Via::SwitchRole {
            break;
        }
    }
    with
}
