//! What somebody pastes to tell how long roles and sign-ins last: AWS's answers, or a `~/.aws/config`. Nothing is decided here: the answers are
//! read by [`Told`], the config file as everywhere else.

use std::collections::HashMap;

use serde::Serialize;

use super::ini::parse;
use super::python::{Int, int};
use super::secrets::Hidden;
use super::told::{Length, Told, values};
use crate::pattern::is_arn;

/// What a text tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Pasted {
    /// The maxima of roles; ARNs first, those that say most first.
    pub roles: Vec<Length>,
    /// The lengths of sign-ins, in the same order.
    pub sign_ins: Vec<Length>,
    /// The roles of a config file, in its order. It says what your tools ask for, and a role that grants it may allow more.
    pub asked: Vec<Asked>,
}

/// A role that a config file names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Its ARN.
    pub arn: String,
    /// The most seconds that a profile asks for; `None` where none does.
    pub seconds: Option<i64>,
}

/// Where a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PastedFault {
    /// The line, from 1, at which it is no JSON or no config file.
    Line(u32),
    /// The key whose value is wrong, such as `Roles[3].Arn`.
    Place(String),
}

/// Reads all of a text or, where there is a fault, nothing.
///
/// # Errors
/// The place of the first fault.
///
/// ```
/// use session_clock::aws_config::{PastedFault, pasted};
///
/// let answer = r#"{"Role": {"Arn": "arn:aws:iam::123456789012:role/a", "MaxSessionDuration": 43200}}"#;
/// assert_eq!(pasted(answer)?.roles[0].seconds, 43_200);
///
/// let config = "[profile a]\nrole_arn = arn:aws:iam::123456789012:role/a\nduration_seconds = 7200\n";
/// assert_eq!(pasted(config)?.asked[0].seconds, Some(7_200));
///
/// assert_eq!(pasted(r#"{"Role": {"MaxSessionDuration": 43200}}"#), Err(PastedFault::Place("Role.Arn".to_owned())));
/// assert_eq!(pasted("[profile a]\nrole_arn"), Err(PastedFault::Line(2)));
/// # Ok::<(), PastedFault>(())
/// ```
pub fn pasted(text: &str) -> Result<Pasted, PastedFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if is_json(text) { answers(text) } else { config(text) }
}

/// A config file may begin with a bracket too: then a name follows.
fn is_json(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    match signs.next() {
        Some('{') => true,
        Some('[') => signs.next().is_none_or(|next| "[{]\"".contains(next)),
        _ => false,
    }
}

fn answers(text: &str) -> Result<Pasted, PastedFault> {
    let read = values(text.as_bytes()).map_err(|fault| PastedFault::Line(u32::try_from(fault.line()).unwrap_or(u32::MAX)))?;
    let mut told = Told::default();
    told.add_values(read).map_err(|fault| PastedFault::Place(fault.path))?;
    Ok(Pasted { roles: told.roles(), sign_ins: told.sign_ins(), asked: Vec::new() })
}

fn config(text: &str) -> Result<Pasted, PastedFault> {
    let parsed = parse(text.as_bytes(), &[], &mut Hidden::default());
    if let Some(fault) = parsed.faults.first() {
        return Err(PastedFault::Line(fault.line));
    }
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut asked: Vec<Asked> = Vec::new();
    for section in &parsed.sections {
        let value = |key| parsed.get(section, key).and_then(|entry| entry.value.whole());
        let Some(arn) = value("role_arn").filter(|arn| is_arn(arn, "role/")) else { continue };
        let seconds = value("duration_seconds").and_then(int).and_then(|number| match number {
            Int::Small(seconds) => Some(seconds),
            Int::Huge(_) => None,
        });
        match places.get(arn) {
            Some(at) => asked[*at].seconds = asked[*at].seconds.max(seconds),
            None => {
                places.insert(arn.to_owned(), asked.len());
                asked.push(Asked { arn: arn.to_owned(), seconds });
            }
        }
    }
    Ok(Pasted { asked, ..Pasted::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_config_file_gives_each_role_once_with_the_most_that_is_asked_for() {
        let config = "\u{feff}[default]\nregion = x\n[profile a]\nROLE_ARN: arn:aws:iam::111122223333:role/a\nduration_seconds = 3600\n\
                      [profile b]\nrole_arn = arn:aws:iam::111122223333:role/p/b\n[profile c]\nrole_arn = arn:aws:iam::111122223333:role/a\n\
                      duration_seconds = 7200\n[profile d]\nrole_arn = arn:aws:iam::111122223333:role/a\nduration_seconds = soon\n\
                      [profile less]\nrole_arn = arn:aws:iam::111122223333:role/a\nduration_seconds = 900\n\
                      [profile e]\nrole_arn = nonsense\n[profile f]\nrole_arn = arn:aws:iam::111122223333:role/f\n  and more\n";
        let asked = |arn: &str, seconds| Asked { arn: arn.to_owned(), seconds };
        let wanted = vec![asked("arn:aws:iam::111122223333:role/a", Some(7_200)), asked("arn:aws:iam::111122223333:role/p/b", None)];
        assert_eq!(pasted(config), Ok(Pasted { asked: wanted, ..Pasted::default() }));
        for nothing in ["", " \n", "[default]\nregion = x\n"] {
            assert_eq!(pasted(nothing), Ok(Pasted::default()), "{nothing}");
        }
    }

    #[test]
    fn answers_are_told_from_config_files() {
        for json in ["{}", " [ {", "[[", "[", "[]", "\u{feff}[\n]", "[\"a\"]"] {
            assert!(is_json(json.trim_start_matches('\u{feff}')), "{json}");
        }
        for config in ["[a]", "[ profile a]", "a = b", "", "# {}"] {
            assert!(!is_json(config), "{config}");
        }
    }

    #[test]
    fn answers_give_roles_and_sign_ins() {
        let text = r#"[{"Arn": "arn:aws:iam::111122223333:role/b", "MaxSessionDuration": 3600, "MaxSigninSessionDuration": 7200}]
            {"LoginProfile": {"UserName": "bob", "MaxSigninSessionDuration": 86400}}
            {"Roles": [{"Arn": "arn:aws:iam::111122223333:role/a", "MaxSessionDuration": 43200, "Description": "} {"}]}"#;
        let length = |arn: &str, seconds| Length { arn: arn.to_owned(), seconds };
        let roles = vec![length("arn:aws:iam::111122223333:role/a", 43_200), length("arn:aws:iam::111122223333:role/b", 3_600)];
        let sign_ins = vec![length("arn:aws:iam::111122223333:role/b", 7_200), length("arn:aws*:iam::*:user/bob", 86_400)];
        assert_eq!(pasted(text), Ok(Pasted { roles, sign_ins, asked: Vec::new() }));
    }

    #[test]
    fn a_fault_has_its_line_or_its_place() {
        for (text, fault) in [
            ("{\n\"Roles\": [\n}", PastedFault::Line(3)),
            ("{\"Roles\": []}\n{", PastedFault::Line(2)),
            ("[profile a]\nregion = x\nrole_arn\n", PastedFault::Line(3)),
            ("role_arn = arn:aws:iam::111122223333:role/a", PastedFault::Line(1)),
            ("{}", PastedFault::Place("Roles".to_owned())),
            ("[{}]", PastedFault::Place("[0].Arn".to_owned())),
            ("{\"LoginProfile\": {\"UserName\": \"a b\"}}", PastedFault::Place("LoginProfile.UserName".to_owned())),
        ] {
            assert_eq!(pasted(text), Err(fault), "{text}");
        }
    }
}
