//! What the caller tells about roles and sign-ins: how long they may last. The config files say nothing about that.

use std::collections::HashMap;

use crate::figures::{self, Range};
use crate::grammar::Invalid;
use crate::pattern::{fits, says, without_path};
#[cfg(feature = "json")]
use crate::pattern::{is_arn, is_user_name};

/// The maximum session duration of roles, and the length of sign-ins, by ARN, in seconds.
///
/// An ARN counts before a pattern, and of two patterns the one with more characters beside its stars, or of two with as many the one told first.
///
/// ```
/// use session_clock::aws_config::Told;
///
/// let mut told = Told::default();
/// told.add("arn:aws:iam::123456789012:role/*", 43_200)?;
/// told.add("arn:aws:iam::123456789012:role/deploy", 3_600)?;
/// assert_eq!(told.of("arn:aws:iam::123456789012:role/admin"), Some(43_200));
/// assert_eq!(told.of("arn:aws:iam::123456789012:role/deploy"), Some(3_600));
/// assert_eq!(told.of("arn:aws:iam::999999999999:role/admin"), None);
///
/// told.add_sign_in("arn:aws:iam::123456789012:user/alice", 604_800)?;
/// assert_eq!(told.sign_in_of("arn:aws:iam::123456789012:user/alice"), Some(604_800));
/// # Ok::<(), session_clock::Invalid>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    roles: ByArn,
    sign_ins: ByArn,
    /// Those of `sign_ins` that are no patterns, by their ARNs without path.
    without_path: HashMap<String, i64>,
}

/// Seconds by ARN or pattern.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct ByArn {
    exact: HashMap<String, i64>,
    /// Sorted by how much they say, most first.
    patterns: Vec<(String, i64)>,
}

impl ByArn {
    fn add(&mut self, arn: &str, seconds: i64, range: Range) -> Result<(), Invalid> {
        let arn = arn.trim();
        if arn.is_empty() {
            return Err(Invalid::new("", "an ARN, or a pattern for ARNs, is missing"));
        }
        if !range.holds(seconds) {
            return Err(Invalid::out_of_range(arn, range, seconds));
        }
        if !arn.contains('*') {
            self.exact.insert(arn.to_owned(), seconds);
            return Ok(());
        }
        self.patterns.retain(|(pattern, _)| pattern != arn);
        let at = self.patterns.partition_point(|(pattern, _)| says(pattern) >= says(arn));
        self.patterns.insert(at, (arn.to_owned(), seconds));
        Ok(())
    }

    fn of(&self, arn: &str) -> Option<i64> {
        self.exact.get(arn).copied().or_else(|| self.by_pattern(arn))
    }

    fn by_pattern(&self, arn: &str) -> Option<i64> {
        self.patterns.iter().find_map(|(pattern, seconds)| fits(pattern, arn).then_some(*seconds))
    }

    /// All of it: ARNs in order, then patterns, those that say most first.
    fn list(&self) -> Vec<Length> {
        let length = |(arn, seconds): (&String, &i64)| Length { arn: arn.clone(), seconds: *seconds };
        let mut list: Vec<Length> = self.exact.iter().map(length).collect();
        list.sort_by(|one, other| one.arn.cmp(&other.arn));
        list.extend(self.patterns.iter().map(|(arn, seconds)| length((arn, seconds))));
        list
    }
}

/// How long the sessions of a role, or the sign-ins of a user, may last.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Length {
    /// An ARN, or a pattern in which `*` stands for any characters.
    pub arn: String,
    /// Seconds.
    pub seconds: i64,
}

impl Told {
    /// Tells the maximum of a role, or of all that a pattern with `*` fits; the same ARN or pattern again replaces what was told.
    ///
    /// # Errors
    /// Where the ARN is empty, or the seconds are out of the range that AWS lets a role have (3600 to 43200): the path is the ARN.
    pub fn add(&mut self, arn: &str, seconds: i64) -> Result<(), Invalid> {
        self.roles.add(arn, seconds, figures::ROLE_MAX)
    }

    /// Tells how long the sign-ins of a user, or of a role that `aws login` signs in to, last (`MaxSigninSessionDuration`).
    ///
    /// # Errors
    /// Where the ARN is empty, or the seconds are out of AWS's range (3600 to 7776000): the path is the ARN.
    pub fn add_sign_in(&mut self, arn: &str, seconds: i64) -> Result<(), Invalid> {
        self.sign_ins.add(arn, seconds, figures::SIGN_IN_MAX)?;
        if !arn.contains('*') {
            self.without_path.insert(without_path(arn.trim()).into_owned(), seconds);
        }
        Ok(())
    }

    /// Tells what `aws iam list-roles` answers: `{"Roles": [{"Arn": …, "MaxSessionDuration": …}]}`, the list alone (`--query Roles`), one role
    /// (`aws iam get-role`), or a user's `aws iam get-login-profile`. Where they have `MaxSigninSessionDuration`, that is taken too. The
    /// answers of many accounts may stand one after the other (`cat`), or in a list (`jq --slurp`).
    ///
    /// # Errors
    /// The first fault with its place, such as `Roles[3].MaxSessionDuration`, or `[2].Roles[3].MaxSessionDuration` in the third of several
    /// answers; nothing of the text is taken over then.
    #[cfg(feature = "json")]
    pub fn add_answers(&mut self, json: &[u8]) -> Result<(), Invalid> {
        let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
        let answers = values(json).map_err(|fault| Invalid::new("", format!("this is not JSON: {fault}")))?;
        self.add_values(answers)
    }

    /// The same, of what was read already.
    #[cfg(feature = "json")]
    pub(super) fn add_values(&mut self, mut answers: Vec<serde_json::Value>) -> Result<(), Invalid> {
        let mut added = self.clone();
        match answers.len() {
            0 => return Err(Invalid::new("", "this is empty; wanted the JSON of aws iam list-roles")),
            1 => added.add_answer(&answers.remove(0), "")?,
            _ => added.add_answer(&serde_json::Value::Array(answers), "")?,
        }
        *self = added;
        Ok(())
    }

    /// One answer, a list of roles, or a list of either, at that place.
    #[cfg(feature = "json")]
    fn add_answer(&mut self, value: &serde_json::Value, place: &str) -> Result<(), Invalid> {
        use serde_json::Value;

        let within = |key: &str| if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") };
        match value {
            Value::Array(list) => list.iter().enumerate().try_for_each(|(at, entry)| self.add_answer(entry, &format!("{place}[{at}]"))),
            Value::Object(object) => match (object.get("Roles"), object.get("Role"), object.get("LoginProfile")) {
                (Some(roles @ Value::Array(_)), ..) => self.add_answer(roles, &within("Roles")),
                (Some(_), ..) => Err(Invalid::new(within("Roles"), "wanted a list of roles")),
                (None, Some(role), _) => self.add_role(role, &within("Role")),
                (None, None, Some(user)) => self.add_user(user, &within("LoginProfile")),
                (None, None, None) if place.is_empty() => {
                    Err(Invalid::new("Roles", "this key is missing; wanted the JSON of aws iam list-roles"))
                }
                (None, None, None) => self.add_role(value, place),
            },
            _ => Err(Invalid::new(place, "wanted the JSON of aws iam list-roles")),
        }
    }

    #[cfg(feature = "json")]
    fn add_role(&mut self, role: &serde_json::Value, place: &str) -> Result<(), Invalid> {
        let within = |key: &str| format!("{place}.{key}");
        let arn = role.get("Arn").and_then(|arn| arn.as_str()).ok_or_else(|| Invalid::new(within("Arn"), "wanted the role's ARN"))?;
        if !is_arn(arn, "role/") {
            return Err(Invalid::new(within("Arn"), "this is no role's ARN"));
        }
        let maximum = seconds(role, "MaxSessionDuration", place)?;
        let maximum = maximum.ok_or_else(|| Invalid::new(within("MaxSessionDuration"), "wanted a whole number of seconds"))?;
        self.add(arn, maximum).map_err(|fault| Invalid { path: within("MaxSessionDuration"), ..fault })?;
        self.add_sign_in_answer(arn, role, place)
    }

    /// A login profile names its user, and neither account nor path.
    #[cfg(feature = "json")]
    fn add_user(&mut self, user: &serde_json::Value, place: &str) -> Result<(), Invalid> {
        let within = |key: &str| format!("{place}.{key}");
        let name = user
            .get("UserName")
            .and_then(|name| name.as_str())
            .ok_or_else(|| Invalid::new(within("UserName"), "wanted the user's name"))?;
        if !is_user_name(name) {
            return Err(Invalid::new(within("UserName"), "no user has such a name"));
        }
        self.add_sign_in_answer(&format!("arn:aws*:iam::*:user/{name}"), user, place)
    }

    #[cfg(feature = "json")]
    fn add_sign_in_answer(&mut self, arn: &str, answer: &serde_json::Value, place: &str) -> Result<(), Invalid> {
        let key = "MaxSigninSessionDuration";
        match seconds(answer, key, place)? {
            None => Ok(()),
            Some(lasts) => self.add_sign_in(arn, lasts).map_err(|fault| Invalid { path: format!("{place}.{key}"), ..fault }),
        }
    }

    /// Whether nothing was told.
    pub fn is_empty(&self) -> bool {
        *self == Told::default()
    }

    /// The maximum of a role in seconds; `None` where nothing was told of it.
    pub fn of(&self, arn: &str) -> Option<i64> {
        self.roles.of(arn)
    }

    /// How long the sign-ins of a user or a role last, in seconds; `None` where nothing was told of them. A role may also be given by its session's
    /// ARN (`arn:aws:sts::…:assumed-role/…`). That has no path, and neither has a login profile; but in an account no two users share a name, and no
    /// two roles do.
    pub fn sign_in_of(&self, arn: &str) -> Option<i64> {
        let role = arn.split_once(":assumed-role/").and_then(|(before, session)| {
            let role = session.split('/').next()?;
            Some(format!("{}:role/{role}", before.replacen(":sts:", ":iam:", 1)))
        });
        let arn = role.as_deref().unwrap_or(arn);
        let bare = without_path(arn);
        let exact = self.sign_ins.exact.get(arn).or_else(|| self.without_path.get(&*bare)).copied();
        exact.or_else(|| self.sign_ins.by_pattern(arn)).or_else(|| self.sign_ins.by_pattern(&bare))
    }

    /// What was told of roles: ARNs first, then patterns, those that say most first.
    pub fn roles(&self) -> Vec<Length> {
        self.roles.list()
    }

    /// What was told of sign-ins, in the same order.
    pub fn sign_ins(&self) -> Vec<Length> {
        self.sign_ins.list()
    }
}

/// One value of JSON after the other.
#[cfg(feature = "json")]
pub(super) fn values(json: &[u8]) -> Result<Vec<serde_json::Value>, serde_json::Error> {
    serde_json::Deserializer::from_slice(json).into_iter().collect()
}

/// Whole seconds of an answer; `None` where there are none.
#[cfg(feature = "json")]
fn seconds(answer: &serde_json::Value, key: &str, place: &str) -> Result<Option<i64>, Invalid> {
    match answer.get(key) {
        None | Some(serde_json::Value::Null) => Ok(None),
        Some(value) => value.as_i64().map(Some).ok_or_else(|| Invalid::new(format!("{place}.{key}"), "wanted a whole number of seconds")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_telling_pattern_counts() {
        let mut maxima = Told::default();
        for (arn, seconds) in [("*", 3_600), ("arn:*:role/a*", 7_200), ("arn:*", 10_800), ("*", 4_000)] {
            maxima.add(arn, seconds).expect("in range");
        }
        assert_eq!(maxima.of("arn:x:role/ab"), Some(7_200));
        assert_eq!(maxima.of("arn:x:role/b"), Some(10_800));
        assert_eq!(maxima.of("else"), Some(4_000));
        // Of two that say as much, the one that was told first.
        maxima.add("ab*", 5_000).and_then(|()| maxima.add("*bc", 6_000)).expect("in range");
        assert_eq!(maxima.of("abc"), Some(5_000));
    }

    #[test]
    fn an_arn_with_a_path_counts_before_a_pattern_and_of_two_the_last() {
        let session = "arn:aws:sts::123456789012:assumed-role/Dev/alice";
        // A table has another order each time.
        for _ in 0..32 {
            let mut told = Told::default();
            for (arn, seconds) in [("*", 3_600), ("arn:aws:iam::123456789012:role/a/Dev", 7_200)] {
                told.add_sign_in(arn, seconds).expect("in range");
            }
            assert_eq!(told.sign_in_of(session), Some(7_200));
            told.add_sign_in(" arn:aws:iam::123456789012:role/b/Dev", 10_800).expect("in range");
            assert_eq!(told.sign_in_of(session), Some(10_800));
            assert_eq!(told.sign_in_of("arn:aws:iam::123456789012:role/a/Dev"), Some(7_200));
            assert_eq!(told.sign_in_of("arn:aws:iam::123456789012:role/Ops"), Some(3_600));
        }
    }

    #[test]
    fn out_of_range_is_told_with_its_place() {
        assert_eq!(Told::default().add("r", 3_599).expect_err("below").path, "r");
        assert!(Told::default().add(" ", 3_600).is_err());
    }

    #[cfg(feature = "json")]
    #[test]
    fn list_roles_is_read_and_its_faults_have_places() {
        let mut maxima = Told::default();
        let roles = br#"{"Roles": [{"RoleName": "a", "Arn": "arn:aws:iam::111122223333:role/a", "MaxSessionDuration": 43200}]}"#;
        maxima.add_answers(roles).expect("the JSON of list-roles");
        assert_eq!(maxima.of("arn:aws:iam::111122223333:role/a"), Some(43_200));
        for (json, path) in [
            (
                r#"{"Roles": [{"Arn": "arn:aws:iam::111122223333:role/b", "MaxSessionDuration": 3600}, {"Arn": "arn:aws:iam::111122223333:role/c", "MaxSessionDuration": "1h"}]}"#,
                "Roles[1].MaxSessionDuration",
            ),
            (r#"[{"MaxSessionDuration": 3600}]"#, "[0].Arn"),
            (r#"{"Role": {"Arn": "arn:aws:iam::111122223333:role/c", "MaxSessionDuration": 60}}"#, "Role.MaxSessionDuration"),
            (r#"{"Role": {"Arn": "arn:aws:iam::*:role/a", "MaxSessionDuration": 3600}}"#, "Role.Arn"),
            (r#"{"Role": {"Arn": "arn:aws:iam::111122223333:user/a", "MaxSessionDuration": 3600}}"#, "Role.Arn"),
            (r#"{"Roles": {}}"#, "Roles"),
            (r#"{}"#, "Roles"),
            ("[", ""),
            ("7", ""),
            ("", ""),
            (r#"[7]"#, "[0]"),
            (
                r#"{"Roles": []} {"Roles": [{"Arn": "arn:aws:iam::111122223333:role/b", "MaxSessionDuration": 60}]}"#,
                "[1].Roles[0].MaxSessionDuration",
            ),
            (r#"{"Roles": [{"Arn": "arn:aws:iam::111122223333:role/b", "MaxSessionDuration": 3600}]} {"Roles": "#, ""),
            (r#"[{"Roles": [{"Arn": "arn:aws:iam::111122223333:role/b", "MaxSessionDuration": 3600}]}, {"Roles": {}}]"#, "[1].Roles"),
            (r#"[[{"Arn": "arn:aws:iam::111122223333:role/b", "MaxSessionDuration": 3600}, {}]]"#, "[0][1].Arn"),
        ] {
            let fault = maxima.add_answers(json.as_bytes()).expect_err(json);
            assert_eq!(fault.path, path, "{json}: {fault}");
        }
        assert_eq!(maxima.of("arn:aws:iam::111122223333:role/b"), None);
    }

    #[cfg(feature = "json")]
    #[test]
    fn the_length_of_sign_ins_comes_with_roles_and_login_profiles() {
        let mut told = Told::default();
        let answers = br#"{"LoginProfile": {"UserName": "alice", "MaxSigninSessionDuration": 604800}}
            {"LoginProfile": {"UserName": "bob"}}
            {"Role": {"Arn": "arn:aws:iam::123456789012:role/Dev", "MaxSessionDuration": 3600, "MaxSigninSessionDuration": 86400}}
            {"Role": {"Arn": "arn:aws:iam::123456789012:role/Ops", "MaxSessionDuration": 3600, "MaxSigninSessionDuration": null}}
            {"Role": {"Arn": "arn:aws:iam::123456789012:role/p/q/Deep", "MaxSessionDuration": 3600, "MaxSigninSessionDuration": 43200}}"#;
        told.add_answers(answers).expect("what the three commands answer");
        for (arn, seconds) in [
            ("arn:aws:iam::123456789012:user/alice", Some(604_800)),
            ("arn:aws-cn:iam::123456789012:user/team/alice", Some(604_800)),
            ("arn:aws:iam::123456789012:user/alice/malice", None),
            ("arn:aws:iam::123456789012:user/malice", None),
            ("arn:aws:iam::123456789012:user/bob", None),
            ("arn:aws:iam::123456789012:role/Dev", Some(86_400)),
            ("arn:aws:sts::123456789012:assumed-role/Dev/alice", Some(86_400)),
            ("arn:aws:sts::999999999999:assumed-role/Dev/alice", None),
            ("arn:aws:iam::123456789012:role/Ops", None),
            ("arn:aws:sts::123456789012:assumed-role/Deep/alice", Some(43_200)),
        ] {
            assert_eq!(told.sign_in_of(arn), seconds, "{arn}");
        }
        assert_eq!(told.of("arn:aws:iam::123456789012:role/Dev"), Some(3_600));
        for (json, path) in [
            (r#"{"LoginProfile": {"UserName": "a", "MaxSigninSessionDuration": 3599}}"#, "LoginProfile.MaxSigninSessionDuration"),
            (r#"{"LoginProfile": {"UserName": "a", "MaxSigninSessionDuration": "1d"}}"#, "LoginProfile.MaxSigninSessionDuration"),
            (r#"{"LoginProfile": {"UserName": "*", "MaxSigninSessionDuration": 3600}}"#, "LoginProfile.UserName"),
            (r#"{"LoginProfile": {"UserName": ""}}"#, "LoginProfile.UserName"),
            (r#"{"LoginProfile": {"UserName": "team/a"}}"#, "LoginProfile.UserName"),
            (r#"{"LoginProfile": {}}"#, "LoginProfile.UserName"),
            (
                r#"{"Role": {"Arn": "arn:aws:iam::111122223333:role/a", "MaxSessionDuration": 3600, "MaxSigninSessionDuration": 7776001}}"#,
                "Role.MaxSigninSessionDuration",
            ),
        ] {
            assert_eq!(Told::default().add_answers(json.as_bytes()).expect_err(json).path, path, "{json}");
        }
        let named = |length| format!(r#"{{"LoginProfile": {{"UserName": "{}"}}}}"#, "a".repeat(length));
        assert_eq!([64, 65].map(|length| Told::default().add_answers(named(length).as_bytes()).is_ok()), [true, false]);
    }

    #[cfg(feature = "json")]
    #[test]
    fn answers_of_many_accounts_are_read_one_after_the_other_or_in_a_list() {
        let (one, other) = (
            r#"{"Roles": [{"Arn": "arn:aws:iam::111122223333:role/a", "MaxSessionDuration": 3600}]}"#,
            r#"{"Role": {"Arn": "arn:aws:iam::111122223333:role/b", "MaxSessionDuration": 7200}}"#,
        );
        let bare = r#"[{"Arn": "arn:aws:iam::111122223333:role/c", "MaxSessionDuration": 10800}]"#;
        for text in [format!("{one}\n{other}\n{bare}\n"), format!("{one}{other}{bare}"), format!("[{one}, {other}, {bare}]")] {
            let mut maxima = Told::default();
            maxima.add_answers(text.as_bytes()).expect(&text);
            assert_eq!(
                ["arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/b", "arn:aws:iam::111122223333:role/c"]
                    .map(|arn| maxima.of(arn)),
                [Some(3_600), Some(7_200), Some(10_800)],
                "{text}"
            );
        }
    }
}
