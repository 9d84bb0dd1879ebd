//! The maximum session durations of roles, told by whoever asks.

use std::collections::HashMap;

use crate::grammar::Invalid;
use crate::rules::figures;

/// The maximum session duration of roles by ARN, in seconds.
///
/// An ARN counts before a pattern, and of two patterns the one with more characters beside its stars.
///
/// ```
/// use session_clock::aws_config::RoleMaxima;
///
/// let mut maxima = RoleMaxima::default();
/// maxima.add("arn:aws:iam::123456789012:role/*", 43_200)?;
/// maxima.add("arn:aws:iam::123456789012:role/deploy", 3_600)?;
/// assert_eq!(maxima.of("arn:aws:iam::123456789012:role/admin"), Some(43_200));
/// assert_eq!(maxima.of("arn:aws:iam::123456789012:role/deploy"), Some(3_600));
/// assert_eq!(maxima.of("arn:aws:iam::999999999999:role/admin"), None);
/// # Ok::<(), session_clock::Invalid>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleMaxima {
    exact: HashMap<String, i64>,
    /// Sorted by how much they say, most first.
    patterns: Vec<(String, i64)>,
}

impl RoleMaxima {
    /// Tells the maximum of a role, or of all that a pattern with `*` fits; the same ARN or pattern again replaces what was told.
    ///
    /// # Errors
    /// Where the ARN is empty, or the seconds are out of the range that AWS lets a role have (3600 to 43200): the path is the ARN.
    pub fn add(&mut self, arn: &str, seconds: i64) -> Result<(), Invalid> {
        let arn = arn.trim();
        if arn.is_empty() {
            return Err(Invalid::new("", "the ARN of a role, or a pattern for ARNs, is missing"));
        }
        if !figures::ROLE_MAX.holds(seconds) {
            let figures::Range { least, most } = figures::ROLE_MAX;
            return Err(Invalid::new(arn, format!("AWS lets a role's maximum be {least} to {most} seconds, not {seconds}")));
        }
        if !arn.contains('*') {
            self.exact.insert(arn.to_owned(), seconds);
            return Ok(());
        }
        self.patterns.retain(|(pattern, _)| pattern != arn);
        let says = |pattern: &str| pattern.bytes().filter(|byte| *byte != b'*').count();
        let at = self.patterns.partition_point(|(pattern, _)| says(pattern) >= says(arn));
        self.patterns.insert(at, (arn.to_owned(), seconds));
        Ok(())
    }

    /// Tells the maxima of what `aws iam list-roles` answers: `{"Roles": [{"Arn": …, "MaxSessionDuration": …}]}`, the list alone
    /// (`--query Roles`), or one role (`aws iam get-role`).
    ///
    /// # Errors
    /// The first fault with its place, such as `Roles[3].MaxSessionDuration`; nothing of the text is taken over then.
    #[cfg(feature = "json")]
    pub fn add_list_roles(&mut self, json: &[u8]) -> Result<(), Invalid> {
        use serde_json::Value;

        let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
        let value: Value = serde_json::from_slice(json).map_err(|fault| Invalid::new("", format!("this is not JSON: {fault}")))?;
        let (path, roles) = match &value {
            Value::Array(roles) => ("", roles.as_slice()),
            Value::Object(object) => match (object.get("Roles"), object.get("Role")) {
                (Some(Value::Array(roles)), _) => ("Roles", roles.as_slice()),
                (Some(_), _) => return Err(Invalid::new("Roles", "wanted a list of roles")),
                (None, Some(role)) => ("Role", std::slice::from_ref(role)),
                (None, None) => return Err(Invalid::new("Roles", "this key is missing; wanted the JSON of aws iam list-roles")),
            },
            _ => return Err(Invalid::new("", "wanted the JSON of aws iam list-roles")),
        };
        let mut added = self.clone();
        for (at, role) in roles.iter().enumerate() {
            let place = |key: &str| if path == "Role" { format!("Role.{key}") } else { format!("{path}[{at}].{key}") };
            let arn = role.get("Arn").and_then(Value::as_str).ok_or_else(|| Invalid::new(place("Arn"), "wanted the role's ARN"))?;
            let seconds = role
                .get("MaxSessionDuration")
                .and_then(Value::as_i64)
                .ok_or_else(|| Invalid::new(place("MaxSessionDuration"), "wanted a whole number of seconds"))?;
            if arn.contains('*') {
                return Err(Invalid::new(place("Arn"), "no role's ARN has a star in it"));
            }
            added.add(arn, seconds).map_err(|fault| Invalid { path: place("MaxSessionDuration"), ..fault })?;
        }
        *self = added;
        Ok(())
    }

    /// Whether nothing was told.
    pub fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.patterns.is_empty()
    }

    /// The maximum of a role in seconds; `None` where nothing was told of it.
    pub fn of(&self, arn: &str) -> Option<i64> {
        let fits = |(pattern, seconds): &(String, i64)| fits(pattern, arn).then_some(*seconds);
        self.exact.get(arn).copied().or_else(|| self.patterns.iter().find_map(fits))
    }
}

/// Whether a pattern in which `*` stands for any characters fits a text. Each piece between stars is taken where it first
/// occurs, so a star is never tried twice.
pub(crate) fn fits(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(text) = text.strip_prefix(head) else { return false };
    let (middle, tail) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(mut text) = text.strip_suffix(tail) else { return false };
    for piece in middle.split('*') {
        let Some(at) = text.find(piece) else { return false };
        text = &text[at + piece.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_characters() {
        for (pattern, text, expected) in [
            ("a*c", "abc", true),
            ("a*c", "ac", true),
            ("a*c", "abcd", false),
            ("*", "", true),
            ("a*a", "a", false),
            ("*b*c*", "abbc", true),
            ("*b*c*", "acb", false),
            ("a**b", "axb", true),
            ("a", "ab", false),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn the_most_telling_pattern_counts() {
        let mut maxima = RoleMaxima::default();
        for (arn, seconds) in [("*", 3_600), ("arn:*:role/a*", 7_200), ("arn:*", 10_800), ("*", 4_000)] {
            maxima.add(arn, seconds).expect("in range");
        }
        assert_eq!(maxima.of("arn:x:role/ab"), Some(7_200));
        assert_eq!(maxima.of("arn:x:role/b"), Some(10_800));
        assert_eq!(maxima.of("else"), Some(4_000));
    }

    #[test]
    fn out_of_range_is_told_with_its_place() {
        assert_eq!(RoleMaxima::default().add("r", 3_599).expect_err("below").path, "r");
        assert!(RoleMaxima::default().add(" ", 3_600).is_err());
    }

    #[cfg(feature = "json")]
    #[test]
    fn list_roles_is_read_and_its_faults_have_places() {
        let mut maxima = RoleMaxima::default();
        let roles = br#"{"Roles": [{"RoleName": "a", "Arn": "arn:a", "MaxSessionDuration": 43200}]}"#;
        maxima.add_list_roles(roles).expect("the JSON of list-roles");
        assert_eq!(maxima.of("arn:a"), Some(43_200));
        for (json, path) in [
            (
                r#"{"Roles": [{"Arn": "arn:b", "MaxSessionDuration": 3600}, {"Arn": "arn:c", "MaxSessionDuration": "1h"}]}"#,
                "Roles[1].MaxSessionDuration",
            ),
            (r#"[{"MaxSessionDuration": 3600}]"#, "[0].Arn"),
            (r#"{"Role": {"Arn": "arn:c", "MaxSessionDuration": 60}}"#, "Role.MaxSessionDuration"),
            (r#"{"Roles": {}}"#, "Roles"),
            (r#"{}"#, "Roles"),
            ("[", ""),
            ("7", ""),
        ] {
            let fault = maxima.add_list_roles(json.as_bytes()).expect_err(json);
            assert_eq!(fault.path, path, "{json}: {fault}");
        }
        assert_eq!(maxima.of("arn:b"), None);
    }
}
