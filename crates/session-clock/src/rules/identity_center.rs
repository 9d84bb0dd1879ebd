//! IAM Identity Center: the permission set's sessions and the access portal's own.

use super::{Refused, limits, over, session_expired};
use crate::figures;
use crate::grammar::{Because, Ends, LimitKind, Session, Sure};

/// A permission set's session, in the console or for the command line, lasts what the permission set says, and outlives the portal
/// session (IAM Identity Center User Guide, "Set session duration").
pub(super) fn permission_set(session: &Session) -> Ends {
    let mut ends = limits(session, Sure::Documented);
    ends.after(LimitKind::PermissionSet, session.permission_set_duration.unwrap_or(figures::PERMISSION_SET_DEFAULT));
    ends.told = session.permission_set_duration.is_some();
    ends
}

/// The access portal: the least of its duration and the identity provider's end; with AWS Managed Microsoft AD 10 hours (IAM
/// Identity Center User Guide, "Configure the session duration of the AWS access portal").
pub(super) fn access_portal(session: &Session) -> Result<Ends, Refused> {
    if over(session.session_not_on_or_after, session.at) {
        return Err(session_expired(session, Because::IdpOver));
    }
    let mut ends = limits(session, Sure::Documented);
    ends.after(LimitKind::Portal, session.portal_duration.unwrap_or(figures::PORTAL_DEFAULT));
    if session.managed_ad {
        ends.after(LimitKind::Directory, figures::PORTAL_MANAGED_AD);
    }
    if let Some(end) = session.session_not_on_or_after {
        ends.until(LimitKind::IdpSession, end);
    }
    ends.told = session.portal_duration.is_some();
    Ok(ends)
}
