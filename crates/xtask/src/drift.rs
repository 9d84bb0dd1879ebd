//! `cargo xtask drift`: what AWS has changed since the rules were written, by the service models of the newest botocore. It needs the network, so no test runs it.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use serde_json::Value;
use session_clock::figures::{self, Range};

use crate::setup;
use crate::shell::{Done, at, top};

/// What the models knew when the rules were last held against them.
const BASELINE: &str = "tests/botocore/baseline.json";

/// Figures with the member of a service model that each comes from.
const FIGURES: &[(&str, Range, &str)] = &[
    ("SIGN_IN_MAX", figures::SIGN_IN_MAX, "iam UpdateLoginProfileRequest.MaxSigninSessionDuration"),
    ("SIGN_IN_MAX", figures::SIGN_IN_MAX, "iam UpdateRoleRequest.MaxSigninSessionDuration"),
    ("ROLE_MAX", figures::ROLE_MAX, "iam UpdateRoleRequest.MaxSessionDuration"),
    ("ASSUME_ROLE", figures::ASSUME_ROLE, "sts AssumeRoleRequest.DurationSeconds"),
    ("ASSUME_ROLE", figures::ASSUME_ROLE, "sts AssumeRoleWithSAMLRequest.DurationSeconds"),
    ("ASSUME_ROLE", figures::ASSUME_ROLE, "sts AssumeRoleWithWebIdentityRequest.DurationSeconds"),
    ("SESSION_TOKEN", figures::SESSION_TOKEN, "sts GetSessionTokenRequest.DurationSeconds"),
    ("SESSION_TOKEN", figures::SESSION_TOKEN, "sts GetFederationTokenRequest.DurationSeconds"),
    ("ASSUME_ROOT", figures::ASSUME_ROOT, "sts AssumeRootRequest.DurationSeconds"),
    ("WEB_IDENTITY_TOKEN", figures::WEB_IDENTITY_TOKEN, "sts GetWebIdentityTokenRequest.DurationSeconds"),
    ("SCOPED_CREDENTIALS", figures::SCOPED_CREDENTIALS, "sts GetScopedCredentialsRequest.DurationSeconds"),
    ("ROLES_ANYWHERE", figures::ROLES_ANYWHERE, "rolesanywhere CreateProfileRequest.durationSeconds"),
    ("S3_ACCESS_GRANTS", figures::S3_ACCESS_GRANTS, "s3control GetDataAccessRequest.DurationSeconds"),
];

/// What the models know: what each member or operation is, by its name.
type Known = BTreeMap<String, String>;

/// Compares the newest botocore with the baseline and the figures; with `--record` it becomes the baseline.
pub fn drift(rest: &[&str]) -> Done {
    let record = match rest {
        [] => false,
        ["--record"] => true,
        _ => return Err("cargo xtask drift [--record]".to_owned()),
    };
    let python = setup::newest_botocore()?;
    let output = Command::new(python).arg(top().join("tests/botocore/shapes.py")).output().map_err(|fault| format!("python: {fault}"))?;
    if !output.status.success() {
        return Err(format!("tests/botocore/shapes.py failed: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let (version, now) = read(&text)?;
    let path = top().join(BASELINE);
    let (since, before) = read(&at(&path, fs::read_to_string(&path))?)?;
    let lines: Vec<String> = changes(&before, &now).into_iter().chain(wrong_figures(&now)).collect();
    for line in &lines {
        println!("{line}");
    }
    if record {
        at(&path, fs::write(&path, text))?;
        println!("{BASELINE} is botocore {version} now");
        return Ok(());
    }
    match lines.len() {
        0 => {
            println!("botocore {version} knows nothing that {since} did not, and every figure stands");
            Ok(())
        }
        count => Err(format!(
            "{count} differences between botocore {since} and {version}: read them, change what rests on them, then `cargo xtask drift --record`"
        )),
    }
}

/// A version of botocore and what it knows.
fn read(text: &str) -> Done<(String, Known)> {
    let value: Value = serde_json::from_str(text).map_err(|fault| format!("what botocore knows is no JSON: {fault}"))?;
    let known = serde_json::from_value(value["known"].clone()).map_err(|fault| format!("what botocore knows: {fault}"))?;
    Ok((value["botocore"].as_str().unwrap_or("?").to_owned(), known))
}

/// What is new, changed or gone, a line each.
fn changes(before: &Known, now: &Known) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, what) in now {
        match before.get(name) {
            None => lines.push(format!("new: {name} ({what})")),
            Some(was) if was != what => lines.push(format!("changed: {name} was {was} and is {what} now")),
            Some(_) => {}
        }
    }
    lines.extend(before.iter().filter(|(name, _)| !now.contains_key(*name)).map(|(name, what)| format!("gone: {name} ({what})")));
    lines
}

/// Figures of ours that their models do not give.
fn wrong_figures(now: &Known) -> Vec<String> {
    let wrong = |(figure, range, name): &(&str, Range, &str)| {
        let ours = format!("{} to {}", range.least, range.most);
        match now.get(*name) {
            None => Some(format!("figures::{figure} comes from {name}, which is gone")),
            Some(what) if !what.ends_with(&format!(", {ours}")) => Some(format!("figures::{figure} is {ours}, and {name} is {what}")),
            Some(_) => None,
        }
    };
    FIGURES.iter().filter_map(wrong).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(entries: &[(&str, &str)]) -> Known {
        entries.iter().map(|(name, what)| ((*name).to_owned(), (*what).to_owned())).collect()
    }

    #[test]
    fn what_is_new_changed_or_gone_is_said() {
        let before = known(&[("sts A.x", "integer, 1 to 2"), ("sts B", "operation"), ("sts C", "operation")]);
        let now = known(&[("sts A.x", "integer, 1 to 3"), ("sts C", "operation"), ("sts D", "operation")]);
        let said = ["changed: sts A.x was integer, 1 to 2 and is integer, 1 to 3 now", "new: sts D (operation)", "gone: sts B (operation)"];
        assert_eq!(changes(&before, &now), said);
        assert!(changes(&now, &now).is_empty());
    }

    #[test]
    fn every_figure_is_what_the_recorded_models_give() {
        let (_, recorded) = read(include_str!("../../../tests/botocore/baseline.json")).expect("the baseline can be read");
        assert_eq!(wrong_figures(&recorded), Vec::<String>::new());
        let mut changed = recorded;
        changed.insert("sts AssumeRoleRequest.DurationSeconds".to_owned(), "integer, 900 to 86400".to_owned());
        changed.remove("rolesanywhere CreateProfileRequest.durationSeconds");
        assert_eq!(wrong_figures(&changed).len(), 2);
    }
}
