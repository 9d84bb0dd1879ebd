//! The ARNs of roles and users, and patterns for them, in which `*` stands for any characters.

use std::borrow::Cow;

/// The longest ARN of a role or user (IAM API Reference, `arnType`).
const LONGEST: usize = 2048;

/// Whether it is a role's ARN, or a pattern for some.
///
/// ```
/// use session_clock::{is_identity, is_role};
///
/// assert!(is_role("arn:aws:iam::123456789012:role/team/Admin") && is_role("arn:aws:iam::*:role/Admin*"));
/// assert!(!is_role("arn:aws:iam::123456789012:user/alice") && is_identity("arn:aws:iam::123456789012:user/alice"));
/// ```
pub fn is_role(text: &str) -> bool {
    if text.contains('*') { text.len() <= LONGEST && may_name(text, "*:") } else { is_arn(text, "role/") }
}

/// Whether it is a role's or a user's ARN, or a pattern for some.
///
/// ```
/// assert!(session_clock::is_identity("arn:aws:iam::123456789012:user/team/alice"));
/// assert!(!session_clock::is_identity("alice"));
/// ```
pub fn is_identity(text: &str) -> bool {
    is_role(text) || is_arn(text, "user/")
}

/// Whether it can be a user's name: 1 to 64 characters (IAM User Guide, "IAM and AWS STS quotas").
#[cfg(feature = "json")]
pub(crate) fn is_user_name(text: &str) -> bool {
    (1..=64).contains(&text.len()) && !text.contains('/') && may_name(text, "")
}

/// `arn:aws…:iam::123456789012:role/…`, without a star, for the kind `role/`.
pub(crate) fn is_arn(text: &str, kind: &str) -> bool {
    let parts = || {
        let (partition, rest) = text.strip_prefix("arn:aws")?.split_once(":iam::")?;
        let (account, name) = rest.split_once(':')?;
        Some((partition, account, name.strip_prefix(kind)?))
    };
    text.len() <= LONGEST
        && parts().is_some_and(|(partition, account, name)| {
            partition.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
                && account.len() == 12
                && account.bytes().all(|byte| byte.is_ascii_digit())
                && is_path_and_name(name)
        })
}

/// A path, where there is one, is of any printable ASCII (IAM API Reference, `pathType`). A star would make it a pattern.
fn is_path_and_name(text: &str) -> bool {
    let (path, name) = text.rsplit_once('/').unwrap_or(("", text));
    !name.is_empty() && may_name(name, "") && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'*')
}

/// The characters of names (IAM User Guide, "IAM and AWS STS quotas": letters, digits, `_+=,.@-`), those of a pattern's path, and those in `also`.
fn may_name(text: &str, also: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || "_+=,.@-/".contains(c) || also.contains(c))
}

/// A role's or user's ARN, or a pattern, without the path: what names a session says none.
pub(crate) fn without_path(arn: &str) -> Cow<'_, str> {
    [":role/", ":user/"]
        .into_iter()
        .find_map(|kind| {
            let (account, path) = arn.split_once(kind)?;
            Some(Cow::Owned(format!("{account}{kind}{}", path.rsplit_once('/')?.1)))
        })
        .unwrap_or(Cow::Borrowed(arn))
}

/// How much an ARN or a pattern for some says: an ARN more than any pattern, and of two patterns the one with more characters beside its stars. A look-up
/// takes the first that fits, so what says most stands first.
///
/// ```
/// use session_clock::how_specific;
///
/// assert!(how_specific("arn:aws:iam::123456789012:role/a") > how_specific("arn:aws:iam::*:role/team/Admin*"));
/// assert!(how_specific("arn:aws:iam::*:role/Admin*") > how_specific("*"));
/// ```
pub fn how_specific(pattern: &str) -> u32 {
    let (is_arn, characters) = says(pattern);
    (u32::from(is_arn) << 31) | u32::try_from(characters).unwrap_or(u32::MAX >> 1)
}

/// How much a pattern says: an ARN is more than any pattern, and of two patterns the one with more characters beside its stars.
pub(crate) fn says(pattern: &str) -> (bool, usize) {
    (!pattern.contains('*'), pattern.bytes().filter(|byte| *byte != b'*').count())
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
    fn what_names_a_role_or_a_user() {
        let long = format!("arn:aws:iam::111122223333:role/{}", "a".repeat(LONGEST));
        for (text, role, identity) in [
            ("arn:aws:iam::111122223333:role/a", true, true),
            ("arn:aws-us-gov:iam::111122223333:role/team/A_+=,.@-b", true, true),
            ("arn:aws:iam::111122223333:role/(odd)!{path}/a", true, true),
            ("arn:aws:iam::111122223333:role/(odd)", false, false),
            ("arn:aws:iam::111122223333:role/a path/a", false, false),
            ("arn:aws:iam::111122223333:user/team/alice", false, true),
            ("arn:aws:iam::*:role/Admin*", true, true),
            ("*", true, true),
            ("arn:aws:iam::111122223333:user/*", true, true),
            ("arn:aws:iam::11112222333:role/a", false, false),
            ("arn:aws:iam::1111222233334:role/a", false, false),
            ("arn:aws:iam::11112222333x:role/a", false, false),
            ("arn:AWS:iam::111122223333:role/a", false, false),
            ("arn:aws:sts::111122223333:assumed-role/a/b", false, false),
            ("arn:aws:iam::111122223333:role/", false, false),
            ("arn:aws:iam::111122223333:role/a b", false, false),
            ("arn:aws:iam::111122223333:group/a", false, false),
            ("a role *", false, false),
            ("alice", false, false),
            ("", false, false),
            (&long, false, false),
            (&format!("{long}*"), false, false),
        ] {
            assert_eq!((is_role(text), is_identity(text)), (role, identity), "{text}");
        }
    }

    #[test]
    fn a_path_is_left_out() {
        for (arn, bare) in [
            ("arn:aws:iam::1:role/p/q/a", "arn:aws:iam::1:role/a"),
            ("arn:aws:iam::1:user/p/a", "arn:aws:iam::1:user/a"),
            ("arn:aws:iam::*:role/p/a*", "arn:aws:iam::*:role/a*"),
            ("arn:aws:iam::1:role/a", "arn:aws:iam::1:role/a"),
            ("*/x", "*/x"),
        ] {
            assert_eq!(without_path(arn), bare);
        }
    }

    #[test]
    fn an_arn_says_more_than_a_pattern() {
        let mut list = ["*", "arn:aws:iam::*:role/a*", "arn", "arn:aws:iam::*:role/*"];
        list.sort_by_key(|one| std::cmp::Reverse(says(one)));
        assert_eq!(list, ["arn", "arn:aws:iam::*:role/a*", "arn:aws:iam::*:role/*", "*"]);
    }
}
