//! From a profile with a role back to where its chain begins: `AssumeRoleProvider` and its checks of `source_profile` and
//! `credential_source`. It never asks how long a call lasts.

use super::files::{Files, shown};
use super::ini::Value;
use super::python::repr;
use super::{Detail, Finding, Start};

/// The most roles in one chain. `AssumeRoleProvider` follows `source_profile` by recursion, and then each call waits for the one
/// before it in a recursion of its own: under Python's default limit botocore 1.44.8 gets to 130 and not to 150 (run).
pub const LONGEST_CHAIN: usize = 128;

/// So many bytes of botocore's list of visited profiles are told: a hundred names of usual length.
const LONGEST_LIST: usize = 4_096;

/// Where a role's source credentials come from.
#[derive(Clone, Copy)]
enum Source {
    /// The profile whose keys, or whatever else it has, begin the chain.
    Profile(usize),
    /// `credential_source`.
    Named(Start),
    /// A profile that assumes a role itself.
    Role(usize),
}

impl Files<'_> {
    /// Where the credentials that assume a profile's role come from: `_get_role_config` with its checks, then the one step of
    /// `_resolve_source_credentials`.
    fn source(&self, row: usize, visited: &[usize]) -> Result<Source, Box<Finding>> {
        if let Some(block) = self.block(row, &["duration_seconds"]) {
            return Err(block.into());
        }
        let name = &self.rows[row].name;
        let source = self.value(row, "source_profile");
        let named = self.value(row, "credential_source");
        match (source, named) {
            (Some(_), Some(_)) => {
                let key = "credential_source";
                let mut finding = self.error(row, Detail::SourceAndCredentialSource, key, vec![self.label(row)]);
                finding.aws_says = Some(format!("The profile \"{name}\" contains both source_profile and credential_source."));
                Err(finding.into())
            }
            (None, None) => {
                let mut finding = self.error(row, Detail::NoSource, "role_arn", vec![self.label(row)]);
                finding.aws_says = Some("Partial credentials found in assume-role, missing: source_profile or credential_source".into());
                Err(finding.into())
            }
            // `CanonicalNameCredentialSourcer.is_supported` tells upper from lower case.
            (None, Some(named)) => match named.whole() {
                Some("Environment") => Ok(Source::Named(Start::Environment)),
                Some("Ec2InstanceMetadata") => Ok(Source::Named(Start::Ec2)),
                Some("EcsContainer") => Ok(Source::Named(Start::Ecs)),
                whole => {
                    let arguments = vec![self.label(row)];
                    let key = "credential_source";
                    let mut finding = self.error(row, Detail::CredentialSourceUnknown, key, arguments);
                    finding.aws_says =
                        whole.map(|whole| format!("The credential source \"{whole}\" referenced in profile \"{name}\" is not valid."));
                    Err(finding.into())
                }
            },
            (Some(source), None) => self.source_profile(row, source, visited),
        }
    }

    /// `_validate_source_profile`, then the choice of `_resolve_credentials_from_profile`.
    fn source_profile(&self, row: usize, value: &Value, visited: &[usize]) -> Result<Source, Box<Finding>> {
        if let Some(block) = self.block(row, &["source_profile"]) {
            return Err(block.into());
        }
        let name = &self.rows[row].name;
        let Some(source) = value.whole().and_then(|source| self.by_name.get(source)).copied() else {
            let arguments = vec![self.label(row), shown(value).into()];
            let mut finding = self.error(row, Detail::SourceMissing, "source_profile", arguments);
            finding.aws_says =
                value.whole().map(|source| format!("The source_profile \"{source}\" referenced in the profile \"{name}\" does not exist."));
            return Err(finding.into());
        };
        let own_keys = self.has_static_keys(source);
        if self.walked[source] == self.walk && !(source == row && own_keys) {
            // A profile may be its own source where it has keys; any other way back is a loop, keys or not.
            let arguments = vec![self.label(row), self.label(source)];
            let detail = if source == row { Detail::SourceLoopSelf } else { Detail::SourceLoop };
            let mut finding = self.error(row, detail, "source_profile", arguments);
            let mut list = String::new();
            for (at, row) in visited.iter().enumerate() {
                // Each profile that leads into the loop has a list of its own, so long lists of long names are not told whole.
                if list.len() > LONGEST_LIST {
                    list.push_str(", …");
                    break;
                }
                list.push_str(if at > 0 { ", " } else { "" });
                list.push_str(&repr(&self.rows[*row].name));
            }
            finding.aws_says = Some(format!(
                "Infinite loop in credential configuration detected. Attempting to load from profile {} which has already been visited. \
                 Visited profiles: [{}]",
                self.rows[source].name, list
            ));
            return Err(finding.into());
        }
        Ok(if own_keys || !self.assumes_role(source) { Source::Profile(source) } else { Source::Role(source) })
    }

    /// Follows a chain to its beginning, without recursion. The profiles whose roles are assumed, outermost first, and what
    /// comes before them.
    pub(super) fn chain(&mut self, top: usize) -> Result<(Vec<usize>, Start, usize), Box<Finding>> {
        self.walk += 1;
        let mut roles = Vec::new();
        let mut row = top;
        loop {
            self.walked[row] = self.walk;
            roles.push(row);
            if roles.len() > LONGEST_CHAIN {
                let arguments = vec![LONGEST_CHAIN.to_string().into()];
                return Err(self.error(top, Detail::ChainTooLong, "source_profile", arguments).into());
            }
            match self.source(row, &roles)? {
                Source::Role(next) => row = next,
                Source::Named(start) => return Ok((roles, start, row)),
                Source::Profile(source) => {
                    let Some(start) = self.start(source)? else {
                        let arguments = vec![self.label(source), self.label(row)];
                        let mut finding = self.error(row, Detail::SourceNoCredentials, "source_profile", arguments);
                        finding.aws_says = Some(format!("The source profile \"{}\" must have credentials.", self.rows[source].name));
                        return Err(finding.into());
                    };
                    return Ok((roles, start, source));
                }
            }
        }
    }
}
