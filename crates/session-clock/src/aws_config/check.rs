//! The way in: both files → a report, one profile at a time. It never reads a file, and never looks into a section itself.

use super::files::{Files, Place, Which};
use super::secrets::Hidden;
use super::{Detail, File, Finding, Level, Profile, Report, Start, Told};

/// Looks at both files, each profile as if named with `--profile`.
pub fn check(config: File, credentials: File, maxima: &Told) -> Report {
    check_profiles(config, credentials, maxima, None)
}

/// The same for some profiles only, in the order of the files; one that is not there gets [`ProfileMissing`](super::finding::Code::ProfileMissing).
pub fn check_profiles(config: File, credentials: File, maxima: &Told, only: Option<&[String]>) -> Report {
    let mut files = Files::new(config, credentials, maxima, &[]);
    if files.unreadable() {
        return Report { profiles: Vec::new(), findings: files.findings };
    }
    let mut profiles: Vec<Profile> = match only {
        None => (0..files.rows.len()).map(|at| files.profile(at)).collect(),
        Some(only) => {
            let mut wanted: Vec<usize> = only.iter().filter_map(|name| files.by_name.get(&**name).copied()).collect();
            wanted.sort_unstable();
            wanted.dedup();
            wanted.into_iter().map(|at| files.profile(at)).collect()
        }
    };
    for (at, name) in only.unwrap_or_default().iter().enumerate() {
        if !files.by_name.contains_key(&**name) && !only.unwrap_or_default()[..at].contains(name) {
            profiles.push(files.missing(name));
        }
    }
    Report { profiles, findings: files.findings }
}

/// The roles that a profile assumes, where their chain begins, and the profile that says so.
type Found = Result<Option<(Vec<usize>, Start, usize)>, Box<Finding>>;

impl Files<'_> {
    pub(super) fn profile(&mut self, row: usize) -> Profile {
        let found = if self.assumes_role(row) {
            self.chain(row).map(Some)
        } else {
            self.start(row).map(|start| start.map(|start| (Vec::new(), start, row)))
        };
        self.told(row, found)
    }

    /// The same without the profile's own web identity.
    pub(super) fn profile_without_web_identity(&mut self, row: usize) -> Profile {
        let start = self.start_after_web_identity(row);
        self.told(row, start.map(|start| start.map(|start| (Vec::new(), start, row))))
    }

    fn told(&mut self, row: usize, found: Found) -> Profile {
        let header = self.header(row);
        let mut profile = Profile {
            profile: self.rows[row].name.clone(),
            file: Some(self.name(header.which)),
            line: Some(header.line),
            start: None,
            chained: false,
            duration: None,
            hops: Vec::new(),
            findings: Vec::new(),
        };
        // Then the first client is made.
        let found = found.and_then(|found| self.token(row).and_then(|()| self.services(row)).map(|()| found));
        match found {
            Err(finding) => profile.findings.push(*finding),
            Ok(None) => {
                let mut finding = self.finding(Level::Warning, Detail::NoCredentials, None, header, vec![]);
                finding.aws_says = Some("Unable to locate credentials".into());
                profile.findings.push(finding);
            }
            Ok(Some((roles, start, from))) => {
                profile.start = Some((start, self.rows[from].name.clone()));
                self.make_calls(&mut profile, &roles, start, from);
                if let Some(last) = roles.last()
                    && from != *last
                    && self.assumes_role(from)
                {
                    let place = self.place_of(*last, "source_profile");
                    let arguments = vec![self.label(from), self.label(row)];
                    let key = Some("source_profile");
                    profile.findings.push(self.finding(Level::Warning, Detail::SourceRoleIgnored, key, place, arguments));
                }
            }
        }
        self.warn(row, &mut profile.findings);
        profile
    }

    /// `Session._build_profile_map`: a profile asked for by name has to be there.
    pub(super) fn missing(&self, name: &str) -> Profile {
        let mut hidden = Hidden::default();
        let name = hidden.fit_text(name);
        let place = Place { which: Which::Config, line: 0 };
        let arguments = vec![name.to_string().into()];
        // An empty name is one to botocore, too.
        let detail = if name.is_empty() { Detail::ProfileUnnamed } else { Detail::ProfileMissing };
        let mut finding = self.finding(Level::Error, detail, None, place, arguments);
        finding.aws_says = Some(format!("The config profile ({name}) could not be found"));
        Profile {
            profile: name.into(),
            file: None,
            line: None,
            start: None,
            chained: false,
            duration: None,
            hops: Vec::new(),
            findings: vec![finding],
        }
    }
}
