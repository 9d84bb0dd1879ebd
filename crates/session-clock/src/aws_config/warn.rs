//! What is not what it looks like in a profile's own section. It never keeps a profile from giving credentials.

use super::files::{Files, Place, Which, shown};
use super::ini::known_key;
use super::python::int;
use super::{Argument, Detail, Finding, Level};
use crate::figures;

impl Files<'_> {
    /// What is not what it looks like in a profile's own section.
    pub(super) fn warn(&self, row: usize, findings: &mut Vec<Finding>) {
        let assumes = self.assumes_role(row);
        if let Some((entry, place)) = self.get(row, "duration_seconds")
            && !entry.value.nested
        {
            let text = || short(&shown(&entry.value));
            let default = Argument::Seconds(figures::ASSUME_ROLE_DEFAULT);
            let ignored = if assumes {
                let number = entry.value.whole().and_then(int);
                let detail = if entry.value.text().contains(['#', ';']) { Detail::DurationComment } else { Detail::DurationNotInteger };
                number.is_none().then(|| (detail, vec![text().into(), default]))
            } else if self.value(row, "web_identity_token_file").is_some_and(|file| !file.is_empty()) {
                Some((Detail::DurationWebIdentity, vec![default]))
            } else {
                Some((Detail::DurationNoRole, vec![]))
            };
            if let Some((detail, arguments)) = ignored {
                findings.push(self.finding(Level::Warning, detail, Some("duration_seconds"), place, arguments));
            }
        }
        for key in ["source_profile", "credential_source"] {
            if !assumes && let Some((_, place)) = self.get(row, key) {
                findings.push(self.finding(Level::Warning, Detail::SourceIgnored, Some(key), place, vec![key.into()]));
            }
        }
        for which in [Which::Config, Which::Credentials] {
            for entry in self.section(row, which).into_iter().flat_map(|section| &section.entries) {
                let Some(key) = known_key(&entry.key) else { continue };
                if entry.value.continues > 0 {
                    let place = Place { which, line: entry.value.continues };
                    let arguments = vec![key.into(), entry.value.continues.to_string().into()];
                    findings.push(self.finding(Level::Warning, Detail::ValueContinued, Some(key), place, arguments));
                }
                if which == Which::Config
                    && let Some(other) = self.get_in(row, Which::Credentials, key)
                    && other.value.hash != entry.value.hash
                {
                    let place = Place { which, line: entry.line };
                    findings.push(self.finding(Level::Warning, Detail::KeyInBothFiles, Some(key), place, vec![key.into()]));
                }
            }
        }
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", &text[..at]),
    }
}
