//! What stands in a cache file, as far as it may be known: ends, names, and whether a secret is there. The secrets themselves are passed
//! over by the reader and never copied.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::tz::TimeZone;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use crate::disk::Trouble;
use crate::moment::{self, Moment, Zoneless};

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
    let file = Seen::of(bytes).ok_or(Trouble::NotJson)?;
    // JSON of another form than any of AWS's tools writes is no session, and no fault either.
    Ok(cached(&file, local).unwrap_or(Cached::Nothing))
}

fn cached(file: &Seen, local: &TimeZone) -> Option<Cached> {
    let credentials = file.get("Credentials");
    let access = file.get("accessToken");
    Some(match (credentials, access) {
        (Seen::Object(_), _) => {
            let end = credentials.get("Expiration").moment(local)?;
            credentials.get("AccessKeyId").there()?;
            Cached::Credentials(Credentials {
                end,
                arn: file.get("AssumedRoleUser").get("Arn").text(),
                account: credentials.get("AccountId").text(),
                sso: file.get("ProviderType").text().as_deref() == Some("sso"),
                web_identity: file.get("SubjectFromWebIdentityToken").there().is_some(),
            })
        }
        (_, Seen::Object(_)) => Cached::Login(Login {
            end: access.get("expiresAt").moment(local)?,
            account: access.get("accountId").text(),
            complete: file.have(&["refreshToken", "dpopKey", "clientId"]),
            signed_in_at: file.get("idToken").issued_at(),
        }),
        (_, Seen::Secret(_)) => {
            let refreshable = file.have(&["refreshToken", "clientId", "clientSecret"]);
            Cached::Token(Token {
                end: file.get("expiresAt").moment(local)?,
                start_url: file.get("startUrl").text(),
                refreshable_until: file.get("registrationExpiresAt").moment(local).filter(|_| refreshable),
            })
        }
        _ => return None,
    })
}

/// What stands at a place of a file, as far as it may be known.
enum Seen<'a> {
    /// Nothing, or `null`.
    Nothing,
    /// A list, a truth value, or what has no other name here.
    Other,
    Number(Number),
    /// A text under one of the keys of [`TEXTS`].
    Text(String),
    /// Any other text, lent for as long as it takes to see what it is; nothing where it would have to be copied.
    Secret(Option<&'a str>),
    /// Of doubled keys the last counts, as in Python.
    Object(HashMap<&'static str, Seen<'a>>),
}

/// The keys whose texts may be kept.
const TEXTS: [&str; 8] = ["AccountId", "Arn", "Expiration", "ProviderType", "accountId", "expiresAt", "registrationExpiresAt", "startUrl"];

/// The other keys that are looked at.
const OTHERS: [&str; 11] = [
    "AccessKeyId",
    "AssumedRoleUser",
    "Credentials",
    "SubjectFromWebIdentityToken",
    "accessToken",
    "clientId",
    "clientSecret",
    "dpopKey",
    "iat",
    "idToken",
    "refreshToken",
];

impl<'a> Seen<'a> {
    fn of(json: &'a [u8]) -> Option<Seen<'a>> {
        let mut reader = serde_json::Deserializer::from_str(std::str::from_utf8(json).ok()?);
        let seen = Under("").deserialize(&mut reader).ok()?;
        reader.end().ok().map(|()| seen)
    }

    fn get(&self, key: &str) -> &Seen<'a> {
        if let Seen::Object(entries) = self { entries.get(key).unwrap_or(&Seen::Nothing) } else { &Seen::Nothing }
    }

    fn there(&self) -> Option<&Seen<'a>> {
        Some(self).filter(|seen| !matches!(seen, Seen::Nothing))
    }

    fn have(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.get(key).there().is_some())
    }

    fn text(&self) -> Option<String> {
        if let Seen::Text(text) = self { Some(text.clone()) } else { None }
    }

    /// What is neither a text nor a number is a moment that cannot be read.
    fn moment(&self, local: &TimeZone) -> Option<Moment> {
        let read = |text: &str| moment::read(text, Zoneless::Nothing, local);
        Some(match self.there()? {
            Seen::Text(text) => read(text),
            Seen::Number(number) => read(&number.to_string()),
            _ => Moment::Unreadable,
        })
    }

    /// `iat` of a JWT, whose signature is AWS's to look at.
    fn issued_at(&self) -> Option<i64> {
        let Seen::Secret(Some(token)) = self else { return None };
        let claims = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
        if let Seen::Number(number) = Seen::of(&claims)?.get("iat") { number.as_i64() } else { None }
    }
}

/// Reads what stands under a key.
struct Under(&'static str);

impl<'de> DeserializeSeed<'de> for Under {
    type Value = Seen<'de>;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Seen<'de>, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Under {
    type Value = Seen<'de>;
    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("anything")
    }
    fn visit_unit<E>(self) -> Result<Seen<'de>, E> {
        Ok(Seen::Nothing)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Seen<'de>, E> {
        Ok(Seen::Other)
    }
    fn visit_i64<E>(self, number: i64) -> Result<Seen<'de>, E> {
        Ok(Seen::Number(number.into()))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Seen<'de>, E> {
        Ok(Seen::Number(number.into()))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Seen<'de>, E> {
        Ok(Number::from_f64(number).map_or(Seen::Other, Seen::Number))
    }
    fn visit_str<E>(self, text: &str) -> Result<Seen<'de>, E> {
        Ok(if TEXTS.contains(&self.0) { Seen::Text(text.to_owned()) } else { Seen::Secret(None) })
    }
    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<Seen<'de>, E> {
        if TEXTS.contains(&self.0) { self.visit_str(text) } else { Ok(Seen::Secret(Some(text))) }
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Seen<'de>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Seen::Other)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Seen<'de>, A::Error> {
        let mut entries = HashMap::new();
        while let Some(key) = map.next_key::<Cow<str>>()? {
            match TEXTS.into_iter().chain(OTHERS).find(|known| *known == key) {
                Some(known) => drop(entries.insert(known, map.next_value_seed(Under(known))?)),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Seen::Object(entries))
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
        for (written, moment) in [
            (r#""2026-11-28 12:00:00""#, Moment::WithoutZone),
            ("1795867200", NOON),
            ("1795867200.5", Moment::Unreadable),
            ("-1795867200", Moment::Unreadable),
            ("[1795867200]", Moment::Unreadable),
            ("{}", Moment::Unreadable),
            ("true", Moment::Unreadable),
        ] {
            let text = format!(r#"{{"Credentials": {{"AccessKeyId": "ASIA", "Expiration": {written}}}}}"#);
            assert!(matches!(of(&text), Ok(Cached::Credentials(Credentials { end, .. })) if end == moment), "{written}");
        }
    }
}
