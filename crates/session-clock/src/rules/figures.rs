//! Every figure of AWS's session rules, in seconds, once.

/// A range of seconds, both ends allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least that AWS takes.
    pub least: i64,
    /// The most that AWS takes.
    pub most: i64,
}

impl Range {
    /// Whether that many seconds are within.
    pub fn holds(self, seconds: i64) -> bool {
        (self.least..=self.most).contains(&seconds)
    }
}

/// An hour.
pub const HOUR: i64 = 3_600;

/// A console sign-in of an IAM user or root, and of `aws login`. "IAM ユーザーセッションはデフォルトで 12 時間です" (IAM User Guide, switch
/// role; first article: 12 hours, not to be changed). Notes of one SDK release name a `MaxSignInSessionDuration` for roles and
/// login profiles that no released service model has: should it come, this is the place.
pub const CONSOLE_SIGN_IN: i64 = 12 * HOUR;

/// The latest end that a federated user's console session can have: GetFederationToken's credentials last 36 hours at most
/// (STS API Reference) and the federation endpoint then lasts as long as they do.
pub const LONGEST_FEDERATED: i64 = 36 * HOUR;

/// "Role chaining limits your AWS Management Console, AWS CLI or AWS API role session to a maximum of one hour." (IAM User Guide)
pub const ROLE_CHAINING: i64 = HOUR;

/// `MaxSessionDuration` of a role (IAM API Reference: 3600 to 43200).
pub const ROLE_MAX: Range = Range { least: HOUR, most: 12 * HOUR };

/// `MaxSessionDuration` of a role for which nobody set another (IAM API Reference).
pub const ROLE_MAX_DEFAULT: i64 = HOUR;

/// `DurationSeconds` of AssumeRole, AssumeRoleWithSAML and AssumeRoleWithWebIdentity (STS API Reference).
pub const ASSUME_ROLE: Range = Range { least: 900, most: 12 * HOUR };

/// The default of each of those calls, also where the role allows more (STS API Reference).
pub const ASSUME_ROLE_DEFAULT: i64 = HOUR;

/// `DurationSeconds` of GetSessionToken and GetFederationToken (STS API Reference).
pub const SESSION_TOKEN: Range = Range { least: 900, most: 36 * HOUR };

/// Their default (STS API Reference).
pub const SESSION_TOKEN_DEFAULT: i64 = 12 * HOUR;

/// What root gets of them at most, and by default: "if the duration is longer than one hour, the session for AWS account owners
/// defaults to one hour" (STS API Reference).
pub const SESSION_TOKEN_ROOT: i64 = HOUR;

/// `DurationSeconds` of AssumeRoot (service model of STS: 0 to 900).
pub const ASSUME_ROOT: Range = Range { least: 0, most: 900 };

/// Its default (STS API Reference).
pub const ASSUME_ROOT_DEFAULT: i64 = 900;

/// `DurationSeconds` of GetWebIdentityToken (service model of STS: 60 to 3600).
pub const WEB_IDENTITY_TOKEN: Range = Range { least: 60, most: HOUR };

/// Its default (STS API Reference).
pub const WEB_IDENTITY_TOKEN_DEFAULT: i64 = 300;

/// Session duration of IAM Roles Anywhere: the profile's and the request's (Roles Anywhere User Guide, CreateSession).
pub const ROLES_ANYWHERE: Range = Range { least: 900, most: 12 * HOUR };

/// A Roles Anywhere profile's session duration where nobody set another.
pub const ROLES_ANYWHERE_DEFAULT: i64 = HOUR;

/// `SessionDuration` of the federation endpoint (IAM User Guide, custom identity broker).
pub const FEDERATION_ENDPOINT: Range = Range { least: 900, most: 12 * HOUR };

/// The SAML attribute `SessionDuration` (IAM User Guide, SAML assertions).
pub const SAML_SESSION_DURATION: Range = Range { least: 900, most: 12 * HOUR };

/// A SAML console session where the assertion has no `SessionDuration` (IAM User Guide, SAML assertions).
pub const SAML_DEFAULT: i64 = HOUR;

/// A permission set's session duration (IAM Identity Center User Guide).
pub const PERMISSION_SET: Range = Range { least: HOUR, most: 12 * HOUR };

/// A permission set's session duration where nobody set another.
pub const PERMISSION_SET_DEFAULT: i64 = HOUR;

/// The access portal's session duration: 15 minutes to 90 days (IAM Identity Center User Guide).
pub const PORTAL: Range = Range { least: 900, most: 7_776_000 };

/// The access portal's session duration where nobody set another.
pub const PORTAL_DEFAULT: i64 = 8 * HOUR;

/// The access portal's sessions of users from AWS Managed Microsoft AD (IAM Identity Center User Guide).
pub const PORTAL_MANAGED_AD: i64 = 10 * HOUR;
