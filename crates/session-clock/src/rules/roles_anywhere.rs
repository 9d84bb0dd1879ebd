//! IAM Roles Anywhere.

use super::{Refused, limits, refuse, sts};
use crate::figures;
use crate::grammar::{Because, Ends, LimitKind, Refuser, Session, Sure};

/// CreateSession: the request has to be in range by itself; the least of profile and request is then held against the role's
/// maximum, and more is refused (IAM Roles Anywhere User Guide, CreateSession). The text of the refusal is not known.
pub(super) fn create_session(session: &Session) -> Result<Ends, Refused> {
    let denied = |because| refuse(session, Refuser::RolesAnywhere, "AccessDeniedException", Some(403), because, Sure::Documented);
    let requested = match &session.duration_seconds {
        None => None,
        Some(requested) => {
            let seconds = sts::parse(requested).ok().filter(|seconds| figures::ROLES_ANYWHERE.holds(*seconds));
            Some(seconds.ok_or_else(|| denied(Because::OutOfRange(figures::ROLES_ANYWHERE)))?)
        }
    };
    let profile = session.profile_duration.unwrap_or(figures::ROLES_ANYWHERE_DEFAULT);
    let role_max = session.role_max.unwrap_or(figures::ROLE_MAX_DEFAULT);
    if requested.unwrap_or(profile).min(profile) > role_max {
        return Err(denied(Because::OverRoleMax(role_max)));
    }
    let mut ends = limits(session, Sure::Documented);
    ends.after(LimitKind::RoleMax, role_max);
    ends.after(LimitKind::ProfileDuration, profile);
    if let Some(seconds) = requested {
        ends.after(LimitKind::RequestedDuration, seconds);
    }
    ends.told = match ends.limited_by() {
        Some(LimitKind::RoleMax) => session.role_max.is_some(),
        Some(LimitKind::ProfileDuration) => session.profile_duration.is_some(),
        _ => true,
    };
    Ok(ends)
}
