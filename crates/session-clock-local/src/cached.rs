//! What stands in a cache file, as far as it may be known: ends, names, and whether a secret is there. The secrets themselves are passed
//! over by the reader and never copied.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

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
    // JSON of another form than any of AWS's tools writes is no session, and no fault either.
    let Taken(file) = serde_json::from_str::<Taken<File>>(text).map_err(|_| Trouble::NotJson)?;
    Ok(file.cached(local))
}

/// What is taken of a value. Whatever else may stand there is passed over: each function has what stands for it.
trait Take<'de>: Default {
    /// A list, a truth value, and what the functions below leave. `null` is the default.
    fn other() -> Self {
        Self::default()
    }
    fn text(_: &str) -> Self {
        Self::other()
    }
    /// A text that need not be copied.
    fn borrowed(text: &'de str) -> Self {
        Self::text(text)
    }
    fn number(_: Number) -> Self {
        Self::other()
    }
    /// An object before any of its keys.
    fn object() -> Self {
        Self::other()
    }
    /// One key of an object. Of doubled keys the last counts, as in Python.
    fn entry<A: MapAccess<'de>>(&mut self, _key: &str, map: &mut A) -> Result<(), A::Error> {
        map.next_value::<IgnoredAny>().map(drop)
    }
}

/// A value of which that is taken.
struct Taken<T>(T);

impl<'de, T: Take<'de>> Deserialize<'de> for Taken<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Taken<T>, D::Error> {
        from.deserialize_any(Visit(PhantomData)).map(Taken)
    }
}

struct Visit<T>(PhantomData<T>);

impl<'de, T: Take<'de>> Visitor<'de> for Visit<T> {
    type Value = T;
    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("anything")
    }
    fn visit_unit<E>(self) -> Result<T, E> {
        Ok(T::default())
    }
    fn visit_bool<E>(self, _: bool) -> Result<T, E> {
        Ok(T::other())
    }
    fn visit_i64<E>(self, number: i64) -> Result<T, E> {
        Ok(T::number(number.into()))
    }
    fn visit_u64<E>(self, number: u64) -> Result<T, E> {
        Ok(T::number(number.into()))
    }
    fn visit_f64<E>(self, number: f64) -> Result<T, E> {
        Ok(Number::from_f64(number).map_or_else(T::other, T::number))
    }
    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::text(text))
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<T, E> {
        Ok(T::borrowed(text))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(T::other())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut object = T::object();
        while let Some(key) = map.next_key::<Cow<str>>()? {
            object.entry(&key, &mut map)?;
        }
        Ok(object)
    }
}

fn take<'de, T: Take<'de>, A: MapAccess<'de>>(map: &mut A) -> Result<T, A::Error> {
    map.next_value::<Taken<T>>().map(|Taken(value)| value)
}

/// A text, or nothing where something else stands there.
#[derive(Default)]
struct Text(Option<String>);

impl Take<'_> for Text {
    fn text(text: &str) -> Text {
        Text(Some(text.to_owned()))
    }
}

/// A text that is taken only where it need not be copied.
#[derive(Default)]
struct Borrowed<'a>(Option<&'a str>);

impl<'de: 'a, 'a> Take<'de> for Borrowed<'a> {
    fn borrowed(text: &'de str) -> Borrowed<'a> {
        Borrowed(Some(text))
    }
}

/// Whether anything stands there.
#[derive(Default)]
struct There(bool);

impl Take<'_> for There {
    fn other() -> There {
        There(true)
    }
}

/// A moment as it is written; what is neither a text nor a number is `false`, which is no moment.
#[derive(Default)]
struct Written(Option<Value>);

impl Take<'_> for Written {
    fn other() -> Written {
        Written(Some(Value::Bool(false)))
    }
    fn text(text: &str) -> Written {
        Written(Some(text.into()))
    }
    fn number(number: Number) -> Written {
        Written(Some(number.into()))
    }
}

impl Written {
    fn moment(&self, local: &TimeZone) -> Option<Moment> {
        self.0.as_ref().map(|value| read_json(value, local))
    }
}

#[derive(Default)]
struct File<'a> {
    credentials: Keys,
    user: User,
    provider: Text,
    subject: There,
    start_url: Text,
    access: Access,
    expires_at: Written,
    refresh_token: There,
    client_id: There,
    client_secret: There,
    registration_expires_at: Written,
    dpop_key: There,
    // It is a secret: borrowed for as long as it takes to see when it was made, and never where it would have to be copied.
    id_token: Borrowed<'a>,
}

impl<'de: 'a, 'a> Take<'de> for File<'a> {
    fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        match key {
            "Credentials" => self.credentials = take(map)?,
            "AssumedRoleUser" => self.user = take(map)?,
            "ProviderType" => self.provider = take(map)?,
            "SubjectFromWebIdentityToken" => self.subject = take(map)?,
            "startUrl" => self.start_url = take(map)?,
            "accessToken" => self.access = take(map)?,
            "expiresAt" => self.expires_at = take(map)?,
            "refreshToken" => self.refresh_token = take(map)?,
            "clientId" => self.client_id = take(map)?,
            "clientSecret" => self.client_secret = take(map)?,
            "registrationExpiresAt" => self.registration_expires_at = take(map)?,
            "dpopKey" => self.dpop_key = take(map)?,
            "idToken" => self.id_token = take(map)?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

/// `Credentials`.
#[derive(Default)]
struct Keys {
    there: bool,
    expiration: Written,
    account: Text,
    key: There,
}

impl<'de> Take<'de> for Keys {
    fn object() -> Keys {
        Keys { there: true, ..Keys::default() }
    }
    fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        match key {
            "Expiration" => self.expiration = take(map)?,
            "AccountId" => self.account = take(map)?,
            "AccessKeyId" => self.key = take(map)?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

/// `AssumedRoleUser`.
#[derive(Default)]
struct User {
    arn: Text,
}

impl<'de> Take<'de> for User {
    fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        match key {
            "Arn" => self.arn = take(map)?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

/// `accessToken`: a secret text in the SSO cache, an object in the cache of `aws login`.
#[derive(Default)]
enum Access {
    #[default]
    None,
    Token,
    Keys(LoginKeys),
}

#[derive(Default)]
struct LoginKeys {
    account: Text,
    expires_at: Written,
}

impl<'de> Take<'de> for Access {
    fn text(_: &str) -> Access {
        Access::Token
    }
    fn object() -> Access {
        Access::Keys(LoginKeys::default())
    }
    fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        match (self, key) {
            (Access::Keys(keys), "accountId") => keys.account = take(map)?,
            (Access::Keys(keys), "expiresAt") => keys.expires_at = take(map)?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

impl File<'_> {
    fn cached(self, local: &TimeZone) -> Cached {
        if self.credentials.there {
            return match self.credentials.expiration.moment(local).filter(|_| self.credentials.key.0) {
                None => Cached::Nothing,
                Some(end) => Cached::Credentials(Credentials {
                    end,
                    arn: self.user.arn.0,
                    account: self.credentials.account.0,
                    sso: self.provider.0.as_deref() == Some("sso"),
                    web_identity: self.subject.0,
                }),
            };
        }
        match self.access {
            Access::Keys(keys) => match keys.expires_at.moment(local) {
                None => Cached::Nothing,
                Some(end) => Cached::Login(Login {
                    end,
                    account: keys.account.0,
                    complete: self.refresh_token.0 && self.dpop_key.0 && self.client_id.0,
                    signed_in_at: self.id_token.0.and_then(issued_at),
                }),
            },
            Access::Token => {
                let Some(end) = self.expires_at.moment(local) else { return Cached::Nothing };
                let all = self.refresh_token.0 && self.client_id.0 && self.client_secret.0;
                let refreshable_until = self.registration_expires_at.moment(local).filter(|_| all);
                Cached::Token(Token { end, start_url: self.start_url.0, refreshable_until })
            }
            Access::None => Cached::Nothing,
        }
    }
}

/// `iat` of a JWT, whose signature is AWS's to look at.
fn issued_at(token: &str) -> Option<i64> {
    #[derive(Default)]
    struct Claims(Option<i64>);
    #[derive(Default)]
    struct Seconds(Option<i64>);
    impl Take<'_> for Seconds {
        fn number(number: Number) -> Seconds {
            Seconds(number.as_i64())
        }
    }
    impl<'de> Take<'de> for Claims {
        fn entry<A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
            match key {
                "iat" => self.0 = take::<Seconds, A>(map)?.0,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
            Ok(())
        }
    }
    let claims = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice::<Taken<Claims>>(&claims).ok()?.0.0
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

    /// serde takes a list for an object, its values in the order of the keys; no tool of AWS's does.
    #[test]
    fn a_list_is_no_object() {
        for text in [
            r#"{"Credentials": ["2026-11-28T12:00:00Z", "CANARY", "CANARY"]}"#,
            r#"{"accessToken": ["CANARY", "2026-11-28T12:00:00Z"], "expiresAt": "2026-11-28T12:00:00Z"}"#,
            r#"[{"AccessKeyId": "ASIA", "Expiration": "2026-11-28T12:00:00Z"}, ["CANARY"]]"#,
        ] {
            assert_eq!(of(text), Ok(Cached::Nothing), "{text}");
        }
        let user = r#"{"Credentials": {"AccessKeyId": "ASIA", "Expiration": "2026-11-28T12:00:00Z"}, "AssumedRoleUser": ["CANARY"]}"#;
        assert!(matches!(of(user), Ok(Cached::Credentials(Credentials { arn: None, .. }))));
        // [1795820400]
        let login = r#"{"accessToken": {"expiresAt": "2026-11-28T12:00:00Z"}, "idToken": "e30.WzE3OTU4MjA0MDBd.x"}"#;
        assert!(matches!(of(login), Ok(Cached::Login(Login { signed_in_at: None, .. }))));
    }

    #[test]
    fn of_doubled_keys_the_last_counts_and_null_is_not_there() {
        let credentials = Credentials { end: NOON, arn: None, account: None, sso: false, web_identity: false };
        for text in [
            r#"{"Credentials": {"AccessKeyId": "ASIA", "Expiration": "x", "Expiration": "2026-11-28T12:00:00Z"}, "AssumedRoleUser": null}"#,
            r#"{"Credentials": 1, "Credentials": {"AccessKeyId": "ASIA", "AccountId": null, "Expiration": "2026-11-28T12:00:00Z"}}"#,
            r#"{"Credentials": {"AccessKeyId": "ASIA", "Expiration": "2026-11-28T12:00:00Z"}, "ProviderType": "sso", "ProviderType": []}"#,
        ] {
            assert_eq!(of(text), Ok(Cached::Credentials(credentials.clone())), "{text}");
        }
        let null = r#"{"Credentials": {"AccessKeyId": "ASIA", "Expiration": "2026-11-28T12:00:00Z"}, "Credentials": null}"#;
        assert_eq!(of(null), Ok(Cached::Nothing));
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
        assert!(matches!(of(text), Ok(Cached::Credentials(Credentials { end: Moment::WithoutZone, .. }))));
    }
}
