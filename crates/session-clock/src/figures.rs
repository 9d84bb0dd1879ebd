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

/// A day.
pub const DAY: i64 = 24 * HOUR;

/// A console sign-in of an IAM user or root, and of `aws login`, where nobody has set another length. "IAM ユーザーセッションはデフォルトで 12 時間です" (IAM User
/// Guide, switch role; `sources::CONSOLE_ARTICLE`).
pub const CONSOLE_SIGN_IN: i64 = 12 * HOUR;

/// The length of a sign-in that an administrator may set for an IAM user or a role since 2026-11-18: `MaxSigninSessionDuration`, 1 hour to 90 days, unset by
/// default, not for root (service model of IAM, botocore 1.44.6, `data/iam/2010-05-08/service-2.json`).
pub const SIGN_IN_MAX: Range = Range { least: HOUR, most: 90 * DAY };

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
pub const PORTAL: Range = Range { least: 900, most: 90 * DAY };

/// The access portal's session duration where nobody set another.
pub const PORTAL_DEFAULT: i64 = 8 * HOUR;

/// The access portal's sessions of users from AWS Managed Microsoft AD (IAM Identity Center User Guide).
pub const PORTAL_MANAGED_AD: i64 = 10 * HOUR;

/// `X-Amz-Expires` of a presigned URL: up to a week (Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters").
pub const PRESIGNED_URL: Range = Range { least: 1, most: 7 * DAY };

/// What the AWS CLI and botocore ask for where nobody says another (AWS CLI, `s3 presign`; botocore, `generate_presigned_url`).
pub const PRESIGNED_URL_DEFAULT: i64 = HOUR;

/// "The authorization token is valid for 12 hours." (ECR API Reference, GetAuthorizationToken)
pub const ECR_LOGIN: i64 = 12 * HOUR;

/// `durationSeconds` of CodeArtifact's GetAuthorizationToken: this range, or 0 for the rest of the session (CodeArtifact API Reference).
pub const CODEARTIFACT_TOKEN: Range = Range { least: 900, most: 12 * HOUR };

/// Its default (CodeArtifact API Reference).
pub const CODEARTIFACT_TOKEN_DEFAULT: i64 = 12 * HOUR;

/// A token for IAM authentication of RDS and Aurora (RDS User Guide, "IAM database authentication").
pub const RDS_TOKEN: i64 = 900;

/// How long an Aurora DSQL token may be asked to last: up to a week (Aurora DSQL User Guide, "Generating an authentication token").
pub const DSQL_TOKEN: Range = Range { least: 1, most: 7 * DAY };

/// What the AWS CLI and the SDKs ask for where nobody says another (Aurora DSQL User Guide).
pub const DSQL_TOKEN_DEFAULT: i64 = 900;

/// EKS takes a token for 15 minutes after it was signed (aws-iam-authenticator #401, #590, PR 724).
pub const EKS_TOKEN: i64 = 900;

/// `DurationSeconds` of Redshift's GetClusterCredentials, GetClusterCredentialsWithIAM and GetCredentials (service models).
pub const REDSHIFT_CREDENTIALS: Range = Range { least: 900, most: HOUR };

/// Their default (service models).
pub const REDSHIFT_CREDENTIALS_DEFAULT: i64 = 900;

/// `DurationSeconds` of S3 Access Grants' GetDataAccess (service model of S3 Control).
pub const S3_ACCESS_GRANTS: Range = Range { least: 900, most: 12 * HOUR };

/// Its default (service model of S3 Control).
pub const S3_ACCESS_GRANTS_DEFAULT: i64 = HOUR;

/// Credentials of a Cognito identity pool (Cognito Developer Guide, GetCredentialsForIdentity).
pub const COGNITO_IDENTITY: i64 = HOUR;

/// `DurationSeconds` of GetScopedCredentials (service model of STS, botocore 1.44.7); never more than the caller has left.
pub const SCOPED_CREDENTIALS: Range = Range { least: 1, most: 36 * HOUR };

/// The policies that GetScopedCredentials puts one on the other (service model of STS, botocore 1.44.7).
pub const SCOPED_POLICIES: usize = 3;

/// `durationSeconds` of AWS Sign-In's CreateBearerToken (service model of signin, botocore 1.44.6).
pub const BEARER_TOKEN: Range = Range { least: 300, most: 12 * HOUR };

/// Its default (service model of signin).
pub const BEARER_TOKEN_DEFAULT: i64 = 12 * HOUR;

/// "The minimum of the caller's session validity and 1 hour" (service model of signin, CreateOAuth2TokenWithIAM).
pub const OAUTH_TOKEN: i64 = HOUR;
