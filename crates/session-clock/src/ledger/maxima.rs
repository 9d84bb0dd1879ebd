//! The configured lengths of sessions, by identity: the maximum session durations of roles, and how long sign-ins last. There are thousands in a large
//! organisation, and they come with the state at every event.
//!
//! So they are one text, a line `SECONDS ARN` for each, in what is stored and across the boundary; it is read only where a role is looked up, by the
//! account that lines and role name. A list of `{"role": …, "seconds": …}` (`identity` for a sign-in) is read as well, and becomes the text.

use std::cell::{OnceCell, RefCell};
use std::fmt;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

use super::moment;
use crate::figures::{self, Range};
use crate::pattern::{fits, without_path};

/// One configured length.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleMaximum {
    /// The role's or user's ARN, with or without path, or a pattern with `*`.
    #[serde(alias = "identity")]
    pub role: String,
    /// Seconds.
    #[serde(deserialize_with = "moment::read")]
    pub seconds: i64,
}

/// The most lines of lengths that are kept.
pub const MOST_LENGTHS: usize = 10_000;

/// Lengths by ARN or by pattern with `*`; the first that fits counts. A line that says none is as if it were not there.
#[derive(Debug, Clone, Default)]
pub struct Maxima {
    text: String,
    /// The account that each line is of, and where it begins.
    lines: OnceCell<Vec<(u64, usize)>>,
    /// What was found for roles that were asked for.
    found: RefCell<Vec<(String, Option<i64>)>>,
}

/// The key of lines whose pattern leaves the account open.
const ANY: u64 = u64::MAX;

impl Maxima {
    /// With only what AWS allows, and no more than is kept.
    pub(super) fn checked(&self, allowed: Range) -> Maxima {
        let can_be = |line: &&str| read(line).is_some_and(|(_, seconds)| allowed.holds(seconds));
        let lines: Vec<&str> = self.text.split('\n').filter(can_be).take(MOST_LENGTHS).collect();
        Maxima { text: lines.join("\n"), ..Maxima::default() }
    }

    fn add(&mut self, RoleMaximum { role, seconds }: &RoleMaximum) {
        // What is in more than one line is no role's name.
        if !role.contains('\n') {
            let end = if self.text.is_empty() { "" } else { "\n" };
            self.text += &format!("{end}{seconds} {role}");
        }
    }

    /// The length for a role or user in seconds, by its ARN without path.
    pub(super) fn of(&self, role: &str) -> Option<i64> {
        if self.text.is_empty() {
            return None;
        }
        let known = self.found.borrow().iter().find(|(known, _)| known == role).map(|(_, seconds)| *seconds);
        known.unwrap_or_else(|| {
            let found = self.first(role);
            self.found.borrow_mut().push((role.to_owned(), found));
            found
        })
    }

    /// The seconds of the first line that fits.
    fn first(&self, role: &str) -> Option<i64> {
        let lines = self.lines.get_or_init(|| {
            let mut at = 0;
            let mut lines = Vec::new();
            for line in self.text.split('\n') {
                lines.push((account_of(line), at));
                at += line.len() + 1;
            }
            lines
        });
        let account = account_of(role);
        lines.iter().filter(|(key, _)| *key == account || *key == ANY).find_map(|(_, at)| {
            let (pattern, seconds) = read(self.text[*at..].split('\n').next()?)?;
            role_fits(pattern, role).then_some(seconds)
        })
    }
}

/// The pattern and the seconds of a line, where it has both and some setting of AWS allows them.
fn read(line: &str) -> Option<(&str, i64)> {
    let (seconds, pattern) = line.split_once(' ')?;
    let seconds = seconds.parse().ok()?;
    figures::SIGN_IN_MAX.holds(seconds).then_some((pattern, seconds))
}

/// The account in an ARN or in a line's pattern, if no star comes before it: a star can stand for a colon too. It takes one pass over the bytes, because
/// every event pays for it, and there may be thousands of lines.
fn account_of(pattern: &str) -> u64 {
    let (mut colons, mut account, mut digits) = (0, 0, 0);
    for byte in pattern.bytes() {
        match byte {
            b':' if colons < 4 => colons += 1,
            b'0'..=b'9' if colons == 4 && digits < 12 => {
                account = account * 10 + u64::from(byte - b'0');
                digits += 1;
            }
            b'*' => break,
            _ if colons < 4 => {}
            b':' => break,
            _ => return ANY,
        }
    }
    if digits == 12 { account } else { ANY }
}

impl FromIterator<RoleMaximum> for Maxima {
    fn from_iter<I: IntoIterator<Item = RoleMaximum>>(list: I) -> Maxima {
        let mut maxima = Maxima::default();
        list.into_iter().for_each(|maximum| maxima.add(&maximum));
        maxima
    }
}

/// What was looked up before is no part of it.
impl PartialEq for Maxima {
    fn eq(&self, other: &Maxima) -> bool {
        self.text == other.text
    }
}

impl Serialize for Maxima {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Maxima {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Maxima, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Maxima;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("role maxima")
            }

            fn visit_str<E>(self, text: &str) -> Result<Maxima, E> {
                Ok(Maxima { text: text.to_owned(), ..Maxima::default() })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Maxima, A::Error> {
                let mut maxima = Maxima::default();
                while let Some(maximum) = list.next_element()? {
                    maxima.add(&maximum);
                }
                Ok(maxima)
            }
        }
        from.deserialize_any(Either)
    }
}

/// Whether a configured ARN or pattern means that role or user. An assumed-role ARN has no path, so a path in the pattern is passed over.
fn role_fits(pattern: &str, role: &str) -> bool {
    fits(&without_path(pattern), role)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Maxima {
        serde_json::from_str::<Maxima>(json).expect(json).checked(figures::ROLE_MAX)
    }

    #[test]
    fn a_text_and_a_list_are_the_same_and_are_written_as_a_text() {
        let text = r#""3600 arn:aws:iam::1:role/a b\n43200 *""#;
        let maxima = read(text);
        assert_eq!(maxima, read(r#"[{"role": "arn:aws:iam::1:role/a b", "seconds": 3600}, {"role": "*", "seconds": 43200}]"#));
        assert_eq!(serde_json::to_string(&maxima).expect("JSON"), text);
        assert_eq!((maxima.of("arn:aws:iam::1:role/a b"), maxima.of("x"), maxima.of("x")), (Some(3_600), Some(43_200), Some(43_200)));
        assert_eq!(read("\"\""), Maxima::default());
        assert_ne!(maxima, Maxima::default());
        let list = ["arn:aws:iam::1:role/a b", "*"].map(str::to_owned).into_iter().zip([3_600, 43_200]);
        assert_eq!(list.map(|(role, seconds)| RoleMaximum { role, seconds }).collect::<Maxima>(), maxima);
    }

    #[test]
    fn the_first_that_fits_counts_whatever_account_it_names() {
        let role = "arn:aws:iam::111122223333:role/a";
        for (lines, seconds) in [
            ("3600 *\n7200 arn:aws:iam::111122223333:role/a", 3_600),
            ("7200 arn:aws:iam::111122223333:role/a\n3600 *", 7_200),
            (
                "4000 arn:aws:iam::999999999999:role/a\n60 *\nnone\n5000 arn:aws:iam::111122223333:role/b\n6000 arn:aws:iam::111122223333:*",
                6_000,
            ),
            ("4000 arn:*:iam::999999999999:role/a\n5000 arn:aws*:111122223333:role/a", 5_000),
            ("4000 arn:aws:iam::11112222*", 4_000),
        ] {
            let maxima = read(&format!("{lines:?}"));
            assert_eq!((maxima.of(role), maxima.of(role)), (Some(seconds), Some(seconds)), "{lines}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_left_out() {
        assert_eq!(
            read(r#""3600\n\n60 a\nsoon b\n3600 c""#),
            read(r#"[{"role": "c", "seconds": 3600}, {"role": "d\ne", "seconds": 3600}]"#)
        );
        for wrong in ["7", "[7]", r#"[{"role": "a"}]"#, "null"] {
            let fault = serde_json::from_str::<Maxima>(wrong).expect_err(wrong).to_string();
            assert!(fault.contains("role maxima") || wrong.contains('['), "{wrong}: {fault}");
        }
        assert_eq!(read(&format!("{:?}", "3600 a\n".repeat(MOST_LENGTHS + 1))).text.lines().count(), MOST_LENGTHS);
    }

    #[test]
    fn a_path_is_passed_over() {
        for (pattern, holds) in [
            ("arn:aws:iam::1:role/a", true),
            ("arn:aws:iam::1:role/p/q/a", true),
            ("arn:aws:iam::*:role/p/a*", true),
            ("arn:aws:iam::1:role/a/b", false),
        ] {
            assert_eq!(role_fits(pattern, "arn:aws:iam::1:role/a"), holds, "{pattern}");
        }
    }
}
