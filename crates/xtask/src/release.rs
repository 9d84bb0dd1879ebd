//! `cargo xtask release VERSION`: everything that a version hands out, in `dist/packages/`, and its notes. It publishes nothing and sets no tag.

use std::fs;

use crate::package::{self, VERSION};
use crate::shell::{Done, at, command, output, run, top};

/// Makes a release; with `command` the command's archive for this machine alone, where another machine makes the rest.
pub fn release(rest: &[&str]) -> Done {
    let (version, only) = match rest {
        [version] => (*version, false),
        [version, "command"] => (*version, true),
        _ => return Err("cargo xtask release VERSION [command]".to_owned()),
    };
    if version != VERSION {
        return Err(format!("the version in Cargo.toml (workspace.package) is {VERSION}, not {version}"));
    }
    if only {
        return package::command_alone();
    }
    let path = top().join("CHANGELOG.md");
    let notes = section(&at(&path, fs::read_to_string(&path))?, version)?;
    same_api(version)?;
    // In a folder that is new: cargo takes a crate that it built before for the same one, while the version is the same.
    let fresh = top().join("target/publish");
    if fresh.exists() {
        at(&fresh, fs::remove_dir_all(&fresh))?;
    }
    let mut publish = command(
        "cargo publish --dry-run --locked --allow-dirty --package session-clock --package session-clock-local --package session-clock-cli",
    );
    run(publish.env("CARGO_TARGET_DIR", &fresh))?;
    package::package(&[])?;
    let path = top().join("dist/release-notes.md");
    at(&path, fs::write(&path, notes))?;
    println!("dist/packages and dist/release-notes.md are what version {version} hands out");
    Ok(())
}

/// What the changelog says of a version, without its heading.
fn section(changelog: &str, version: &str) -> Done<String> {
    let mut sections = changelog.split("\n## ").skip(1);
    let found = sections.find_map(|section| {
        let (heading, text) = section.split_once('\n')?;
        let named = heading.trim_start_matches('[').split([' ', ']']).next().unwrap_or_default();
        (named == version).then(|| format!("{}\n", text.trim()))
    });
    found.filter(|text| text.len() > 1).ok_or_else(|| format!("CHANGELOG.md has no section `## {version} – DATE` with something in it"))
}

/// Holds the core's public items against the release before, where there is one.
fn same_api(version: &str) -> Done {
    let tags = output("git tag --list v* --sort=-version:refname").unwrap_or_default();
    let Some(before) = tags.lines().find(|tag| *tag != format!("v{version}")) else {
        println!("no release before this one: there is nothing to hold the core's public items against");
        return Ok(());
    };
    if output("cargo semver-checks --version").is_none() {
        return Err("install cargo-semver-checks: cargo install cargo-semver-checks --locked".to_owned());
    }
    run(command("cargo semver-checks --package session-clock --baseline-rev").arg(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_of_a_version_is_found_whole() {
        let log =
            "# Changelog\n\n## Unreleased\n- later\n\n## 0.2.0 – 2027-01-02\n### Added\n- one\n\n## [0.1.0] 2026\n- first\n\n## 0.0.9\n";
        assert_eq!(section(log, "0.2.0").as_deref(), Ok("### Added\n- one\n"));
        assert_eq!(section(log, "0.1.0").as_deref(), Ok("- first\n"));
        for missing in ["0.0.9", "0.3.0", "Unreleased-", "0.2"] {
            assert!(section(log, missing).is_err(), "{missing}");
        }
    }

    #[test]
    fn another_version_than_the_one_in_the_manifest_is_refused() {
        assert!(release(&["99.0.0"]).expect_err("refused").contains(VERSION));
        assert!(release(&[]).is_err());
    }
}
