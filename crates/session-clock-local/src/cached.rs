//! What stands in a cache file, as far as it may be known: ends, names, and whether a secret is there. The secrets themselves are passed
//! over by the reader and never copied.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::error::Category;

use crate::disk::Trouble;
use crate::moment::{Moment, read_json};

/// What a cache file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cached {
    /// Credentials of a role, a web identity or a permission set.
    Credentials(Credentials),
    /// An SSO token: somebody has signed in to an access portal.
    Token(Token),
    /// The credentials of `aws login`.
    Login(Login),
    /// No session: a client registration, or what another program keeps there.
    Nothing,
}

/// Credentials that AWS STS or the access portal gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// When they end.
    pub end: Moment,
    /// `AssumedRoleUser.Arn`.
    pub arn: Option<String>,
    /// `AccountId`.
    pub account: Option<String>,
    /// `ProviderType` is `sso`.
    pub sso: bool,
    /// AssumeRoleWithWebIdentity's answer, which names the token's subject.
    pub web_identity: bool,
}

/// An SSO token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// When the access token ends.
    pub end: Moment,
    /// `startUrl`.
    pub start_url: Option<String>,
    /// The end of the client's registration, where all is there that a refresh takes (botocore,
    /// `SSOTokenProvider._refresh_access_token`).
    pub refreshable_until: Option<Moment>,
}

/// What `aws login` keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// When its 15-minute credentials end.
    pub end: Moment,
    /// `accountId`.
    pub account: Option<String>,
    /// Whether every field that botocore requires is there (`LoginCredentialFetcher._REQUIRED_TOKEN_FIELDS`).
    pub complete: bool,
    /// When somebody signed in, in Unix seconds: `iat` of the `idToken`, which a refresh leaves.
    pub signed_in_at: Option<i64>,
}

/// Reads a cache file.
///
/// # Errors
/// [`Trouble::NotJson`], which says nothing of the text. A byte order mark is an error to Python as well.
pub fn read(bytes: &[u8], local: &TimeZone) -> Result<Cached, Trouble> {
    let text = std::str::from_utf8(bytes).map_err(|_| Trouble::NotJson)?;
    match serde_json::from_str::<File>(text) {
        Ok(file) => Ok(file.cached(local)),
        // JSON, and of another form than any of AWS's tools writes.
        Err(fault) if fault.classify() == Category::Data => {
            serde_json::from_str::<IgnoredAny>(text).map_err(|_| Trouble::NotJson)?;
            Ok(Cached::Nothing)
        }
        Err(_) => Err(Trouble::NotJson),
    }
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(rename = "Credentials")]
    credentials: Option<CredentialsField>,
    #[serde(rename = "AssumedRoleUser", default)]
    user: User,
    #[serde(rename = "ProviderType", default)]
    provider: Text,
    #[serde(rename = "SubjectFromWebIdentityToken")]
    subject: Option<IgnoredAny>,
    #[serde(rename = "startUrl", default)]
    start_url: Text,
    #[serde(rename = "accessToken", default)]
    access: Access,
    #[serde(rename = "expiresAt")]
    expires_at: Option<Value>,
    #[serde(rename = "refreshToken")]
    refresh_token: Option<IgnoredAny>,
    #[serde(rename = "clientId")]
    client_id: Option<IgnoredAny>,
    #[serde(rename = "clientSecret")]
    client_secret: Option<IgnoredAny>,
    #[serde(rename = "registrationExpiresAt")]
    registration_expires_at: Option<Value>,
    #[serde(rename = "dpopKey")]
    dpop_key: Option<IgnoredAny>,
    // It is a secret: borrowed for as long as it takes to see when it was made, and never where it would have to be copied.
    #[serde(rename = "idToken", borrow, default)]
    id_token: Borrowed<'a>,
}

#[derive(Deserialize)]
struct CredentialsField {
    #[serde(rename = "Expiration")]
    expiration: Option<Value>,
    #[serde(rename = "AccountId", default)]
    account: Text,
    #[serde(rename = "AccessKeyId")]
    key: Option<IgnoredAny>,
}

#[derive(Deserialize, Default)]
struct User {
    #[serde(rename = "Arn", default)]
    arn: Text,
}

impl File<'_> {
    fn cached(self, local: &TimeZone) -> Cached {
        let moment = |value: &Value| read_json(value, local);
        if let Some(credentials) = self.credentials {
            let Some(end) = credentials.expiration.as_ref().map(moment) else { return Cached::Nothing };
            if credentials.key.is_none() {
                return Cached::Nothing;
            }
            return Cached::Credentials(Credentials {
                end,
                arn: self.user.arn.0,
                account: credentials.account.0,
                sso: self.provider.0.as_deref() == Some("sso"),
                web_identity: self.subject.is_some(),
            });
        }
        match self.access {
            Access::Keys { account, expires_at: Some(end) } => Cached::Login(Login {
                end: moment(&end),
                account,
                complete: self.refresh_token.is_some() && self.dpop_key.is_some() && self.client_id.is_some(),
                signed_in_at: self.id_token.0.and_then(issued_at),
            }),
            Access::Token => {
                let Some(end) = self.expires_at.as_ref().map(moment) else { return Cached::Nothing };
                let all = self.refresh_token.is_some() && self.client_id.is_some() && self.client_secret.is_some();
                let refreshable_until = self.registration_expires_at.as_ref().filter(|_| all).map(moment);
                Cached::Token(Token { end, start_url: self.start_url.0, refreshable_until })
            }
            _ => Cached::Nothing,
        }
    }
}

/// `iat` of a JWT, whose signature is AWS's to look at.
fn issued_at(token: &str) -> Option<i64> {
    #[derive(Deserialize)]
    struct Claims {
        iat: i64,
    }
    let claims = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice::<Claims>(&claims).ok().map(|claims| claims.iat)
}

/// A text, or nothing where something else stands there.
#[derive(Default)]
struct Text(Option<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
        Ok(Text(match Value::deserialize(from)? {
            Value::String(text) => Some(text),
            _ => None,
        }))
    }
}

/// A text that is taken only where it need not be copied.
#[derive(Default)]
struct Borrowed<'a>(Option<&'a str>);

/// `accessToken`: a secret text in the SSO cache, an object in the cache of `aws login`.
#[derive(Default)]
enum Access {
    #[default]
    None,
    Token,
    Keys {
        account: Option<String>,
        expires_at: Option<Value>,
    },
}

macro_rules! passes_over_the_rest {
    ($de:lifetime, $nothing:expr) => {
        fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
            out.write_str("anything")
        }
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_seq<A: SeqAccess<$de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok($nothing)
        }
    };
}

impl<'de: 'a, 'a> Deserialize<'de> for Borrowed<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Borrowed<'a>, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Borrowed<'de>;
            passes_over_the_rest!('de, Borrowed(None));
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Borrowed<'de>, E> {
                Ok(Borrowed(Some(text)))
            }
            fn visit_str<E>(self, _: &str) -> Result<Borrowed<'de>, E> {
                Ok(Borrowed(None))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Borrowed<'de>, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Borrowed(None))
            }
        }
        from.deserialize_any(Visit)
    }
}

impl<'de> Deserialize<'de> for Access {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Access, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Access;
            passes_over_the_rest!('de, Access::None);
            fn visit_str<E>(self, _: &str) -> Result<Access, E> {
                Ok(Access::Token)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Access, A::Error> {
                let (mut account, mut expires_at) = (None, None);
                while let Some(key) = map.next_key::<std::borrow::Cow<str>>()? {
                    match &*key {
                        "accountId" => account = map.next_value::<Text>()?.0,
                        "expiresAt" => expires_at = Some(map.next_value()?),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(Access::Keys { account, expires_at })
            }
        }
        from.deserialize_any(Visit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Cached, Trouble> {
        read(text.as_bytes(), &TimeZone::UTC)
    }

    const NOON: Moment = Moment::At(1_795_867_200);

    #[test]
    fn each_kind_of_file() {
        let role = r#"{"Credentials": {"AccessKeyId": "ASIA", "SecretAccessKey": "s", "SessionToken": "t", "Expiration": "2026-11-28T12:00:00UTC",
            "AccountId": "111122223333"}, "AssumedRoleUser": {"Arn": "arn:aws:sts::111122223333:assumed-role/Dev/a"}}"#;
        let arn = Some("arn:aws:sts::111122223333:assumed-role/Dev/a".to_owned());
        let account = Some("111122223333".to_owned());
        let credentials = Credentials { end: NOON, arn, account: account.clone(), sso: false, web_identity: false };
        assert_eq!(of(role), Ok(Cached::Credentials(credentials)));
        let sso = r#"{"ProviderType": "sso", "Credentials": {"AccessKeyId": "ASIA", "Expiration": "2026-11-28T12:00:00Z"}}"#;
        assert!(matches!(of(sso), Ok(Cached::Credentials(Credentials { sso: true, arn: None, .. }))));

        let token = r#"{"startUrl": "https://a", "accessToken": "t", "expiresAt": "2026-11-28T12:00:00Z", "refreshToken": "r", "clientId": "c",
            "clientSecret": "s", "registrationExpiresAt": "2026-11-28T12:00:00Z"}"#;
        let start_url = Some("https://a".to_owned());
        assert_eq!(of(token), Ok(Cached::Token(Token { end: NOON, start_url: start_url.clone(), refreshable_until: Some(NOON) })));
        for missing in ["refreshToken", "clientId", "clientSecret", "registrationExpiresAt"] {
            let less = token.replace(missing, "else");
            assert_eq!(
                of(&less),
                Ok(Cached::Token(Token { end: NOON, start_url: start_url.clone(), refreshable_until: None })),
                "{missing}"
            );
        }

        // {"iat": 1795820400}
        let login = r#"{"accessToken": {"accessKeyId": "ASIA", "secretAccessKey": "s", "sessionToken": "t", "accountId": "111122223333",
            "expiresAt": "2026-11-28T12:00:00Z"}, "refreshToken": "r", "idToken": "e30.eyJpYXQiOiAxNzk1ODIwNDAwfQ.x", "dpopKey": "k", "clientId": "c"}"#;
        assert_eq!(of(login), Ok(Cached::Login(Login { end: NOON, account, complete: true, signed_in_at: Some(1_795_820_400) })));
        for missing in ["refreshToken", "dpopKey", "clientId"] {
            assert!(matches!(of(&login.replace(missing, "else")), Ok(Cached::Login(Login { complete: false, .. }))), "{missing}");
        }
        for odd in ["e30.!.x", "e30", "", "e30.e30.x"] {
            let odd = login.replace("e30.eyJpYXQiOiAxNzk1ODIwNDAwfQ.x", odd);
            assert!(matches!(of(&odd), Ok(Cached::Login(Login { signed_in_at: None, .. }))), "{odd}");
        }
    }

    #[test]
    fn what_is_no_session() {
        for text in [
            r#"{"clientId": "c", "clientSecret": "s", "expiresAt": "2026-11-28T12:00:00Z"}"#,
            r#"{"accessToken": "t"}"#,
            r#"{"accessToken": {"accountId": "1"}}"#,
            r#"{"accessToken": [1, {}], "idToken": {"a": []}, "expiresAt": 1}"#,
            r#"{"Credentials": {"Expiration": "2026-11-28T12:00:00Z"}}"#,
            r#"{"Credentials": {"AccessKeyId": "ASIA"}}"#,
            r#"{"Credentials": "text", "refreshToken": null}"#,
            "{}",
            "[]",
            "\"secret\"",
            "null",
        ] {
            assert_eq!(of(text), Ok(Cached::Nothing), "{text}");
        }
    }

    #[test]
    fn what_is_no_json() {
        for text in ["", "{", "{}x", "\u{feff}{}", "[1,", r#"{"Credentials": "text", "#, "secret = 1"] {
            assert_eq!(of(text), Err(Trouble::NotJson), "{text}");
        }
        assert_eq!(read(b"{\"a\": \"\xff\"}", &TimeZone::UTC), Err(Trouble::NotJson));
        assert_eq!(of(&"[".repeat(100_000)), Err(Trouble::NotJson));
    }

    #[test]
    fn a_moment_that_nothing_explains_stays_visible() {
        let text = r#"{"Credentials": {"AccessKeyId": "ASIA", "Expiration": "2026-11-28 12:00:00"}}"#;
        assert!(matches!(of(text), Ok(Cached::Credentials(Credentials { end: Moment::Unreadable, .. }))));
    }
}
