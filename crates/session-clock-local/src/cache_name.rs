//! The names of the cache files, without their `.json`, as AWS's tools compute them. Nothing here opens a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use sha1::{Digest, Sha1};
use sha2::Sha256;

/// What a role is assumed with. Only what is set counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleRequest<'a> {
    /// `role_arn`.
    pub role_arn: &'a str,
    /// `role_session_name`; an empty one is none.
    pub session_name: Option<&'a str>,
    /// `external_id`, also an empty one.
    pub external_id: Option<&'a str>,
    /// `mfa_serial`, also an empty one.
    pub mfa_serial: Option<&'a str>,
    /// The digits of `duration_seconds`, where Python's `int` takes them.
    pub duration_seconds: Option<&'a str>,
}

/// The cache file of a role (botocore, `BaseAssumeRoleCredentialFetcher._create_cache_key`): SHA-1 of the sorted JSON of the request. For
/// a web identity only ARN and session name are set.
///
/// ```
/// use session_clock_local::cache_name::{RoleRequest, role};
///
/// let name = role(&RoleRequest { role_arn: "arn:aws:iam::111122223333:role/Dev", ..RoleRequest::default() });
/// assert_eq!(name, "2e4e5ba8d705dd3fb0679e7eb5f0b624fb18a363");
/// ```
pub fn role(request: &RoleRequest) -> String {
    let mut fields = BTreeMap::new();
    for (key, value) in [
        ("RoleArn", Some(request.role_arn)),
        ("ExternalId", request.external_id),
        ("SerialNumber", request.mfa_serial),
        ("RoleSessionName", request.session_name.filter(|name| !name.is_empty())),
    ] {
        fields.extend(value.map(|value| (key, python_json(value, Separators::Spaced))));
    }
    // A number of any size, so its digits are taken as they are.
    fields.extend(request.duration_seconds.map(|digits| ("DurationSeconds", digits.to_owned())));
    let fields: Vec<String> = fields.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    hex(&Sha1::digest(format!("{{{}}}", fields.join(", "))))
}

/// The cache file of a permission set's credentials (botocore, `SSOCredentialFetcher._create_cache_key`). `session` is the name of the
/// `sso_session`; without one the start URL counts.
pub fn sso_credentials(account_id: &str, role_name: &str, session: Option<&str>, start_url: &str) -> String {
    let mut fields = BTreeMap::from([("accountId", account_id), ("roleName", role_name)]);
    match session {
        Some(session) => fields.insert("sessionName", session),
        None => fields.insert("startUrl", start_url),
    };
    hex(&Sha1::digest(python_json(&fields, Separators::Minified)))
}

/// The cache file of an SSO token (botocore, `SSOTokenLoader._generate_cache_key`): of the `sso_session`'s name, else of the start URL,
/// letter by letter.
pub fn sso_token(session_or_start_url: &str) -> String {
    hex(&Sha1::digest(session_or_start_url))
}

/// The cache file of `aws login` (botocore, `generate_login_cache_key`).
pub fn login(login_session: &str) -> String {
    hex(&Sha256::digest(login_session))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // A String takes whatever is written.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// How Python separates what stands in an object.
#[derive(Clone, Copy)]
enum Separators {
    /// A space after `,` and `:`, its default.
    Spaced,
    /// None.
    Minified,
}

/// `json.dumps`, its letters beyond ASCII as `\u…`.
fn python_json<T: Serialize + ?Sized>(value: &T, separators: Separators) -> String {
    let mut out = Vec::new();
    // A vector takes whatever is written, and texts can always be JSON.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut out, Python(separators)));
    String::from_utf8_lossy(&out).into_owned()
}

struct Python(Separators);

impl Formatter for Python {
    fn begin_object_key<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        match (first, self.0) {
            (true, _) => Ok(()),
            (false, Separators::Spaced) => out.write_all(b", "),
            (false, Separators::Minified) => out.write_all(b","),
        }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(if matches!(self.0, Separators::Spaced) { b": " } else { b":" })
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        for c in fragment.chars() {
            if (' '..='~').contains(&c) {
                write!(out, "{c}")?;
            } else {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}
