//! Questions as they are written: what reading them again gives is the same question.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Client, Question, Requested, Session};

/// What a key of a session holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting<'a> {
    /// Seconds.
    Seconds(i64),
    /// A word, or what was typed into a raw query.
    Text(&'a str),
    /// A flag that is set.
    Yes,
    /// A flag that is taken back.
    No,
}

impl Session {
    /// What one of its keys holds, as [`Via::keys`](super::Via::keys) names them; nothing for what is not set, `via` and the session inside.
    pub fn setting(&self, key: &str) -> Option<Setting<'_>> {
        let seconds = match key {
            "at" => self.at,
            "role_max" => self.role_max,
            "session_duration" => self.session_duration,
            "session_not_on_or_after" => self.session_not_on_or_after,
            "permission_set_duration" => self.permission_set_duration,
            "portal_duration" => self.portal_duration,
            "profile_duration" => self.profile_duration,
            "saml_session_duration" => self.saml_session_duration,
            "expires_in" => self.expires_in,
            "sign_in_max" => self.sign_in_max,
            "policy" => return self.no_policy.then_some(Setting::No),
            "multi_session" => return self.multi_session.then_some(Setting::Yes),
            "identity_source" => return self.managed_ad.then_some(Setting::Text("aws-managed-ad")),
            "principal" => {
                return self.principal.map(|principal| Setting::Text(principal.name()));
            }
            "duration_seconds" => {
                return self.duration_seconds.as_ref().map(|requested| match requested {
                    Requested::Seconds(seconds) => Setting::Seconds(*seconds),
                    Requested::Text(text) => Setting::Text(text),
                });
            }
            _ => None,
        };
        seconds.map(Setting::Seconds)
    }
}

impl Serialize for Setting<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Setting::Seconds(seconds) => serializer.serialize_i64(*seconds),
            Setting::Text(text) => serializer.serialize_str(text),
            Setting::Yes => serializer.serialize_bool(true),
            Setting::No => serializer.serialize_bool(false),
        }
    }
}

impl Serialize for Question {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = &self.id {
            map.serialize_entry("id", &Setting::Text(id))?;
        }
        if self.client == Client::Botocore {
            map.serialize_entry("client", &Setting::Text("botocore"))?;
        }
        map.serialize_entry("session", &self.session)?;
        map.end()
    }
}

impl Serialize for Session {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let keys = self.via.keys();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("via", &Setting::Text(keys.name))?;
        for key in keys.must.iter().chain(keys.may) {
            if let Some(setting) = self.setting(key) {
                map.serialize_entry(key, &setting)?;
            }
        }
        // The session it was obtained from comes last, so that a long chain stays readable.
        if let (Some(inner), Some((key, _))) = (&self.inner, keys.inner) {
            map.serialize_entry(key, &**inner)?;
        }
        map.end()
    }
}
