//! What others' code is in what ships, and whether its licences allow that: from `cargo metadata`, which needs no network once built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::shell::{Done, at, command, top};

/// Licences that may be in the tree, of what ships and of what only builds and tests it: the list of `deny.toml`.
fn allowed_licences() -> Done<Vec<String>> {
    let path = top().join("deny.toml");
    let text = at(&path, fs::read_to_string(&path))?;
    listed(&text).ok_or_else(|| format!("{}: `allow = [` of [licenses] is not as it is read here: one string a line", path.display()))
}

/// The strings of `allow` in `[licenses]`, one a line; nothing else of TOML is understood, and anything else is refused.
fn listed(toml: &str) -> Option<Vec<String>> {
    let mut lines = toml.lines().skip_while(|line| *line != "[licenses]").skip(1).take_while(|line| !line.starts_with('['));
    lines.find(|line| *line == "allow = [")?;
    let mut names = Vec::new();
    for line in lines {
        if line == "]" {
            return Some(names);
        }
        names.push(line.trim().strip_prefix('"')?.strip_suffix("\",")?.to_owned());
    }
    None
}

/// A crate that ships.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Package {
    name: String,
    version: String,
    licence: String,
    repository: String,
    /// The folder with its sources.
    folder: String,
    /// One of ours.
    own: bool,
}

/// The crates in something that ships, by name.
pub type Shipped = BTreeSet<Package>;

fn metadata(platform: Option<&str>) -> Done<Value> {
    let mut cargo = command("cargo metadata --locked --format-version 1");
    if let Some(platform) = platform {
        cargo.args(["--filter-platform", platform]);
    }
    let told = cargo.output().map_err(|fault| format!("cargo could not be run: {fault}"))?;
    if !told.status.success() {
        return Err(format!("`cargo metadata` failed: {}", String::from_utf8_lossy(&told.stderr)));
    }
    serde_json::from_slice(&told.stdout).map_err(|fault| format!("`cargo metadata`: {fault}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// What is linked into a crate of ours: its normal dependencies and theirs, without what only runs while building.
pub fn shipped(root: &str, platform: Option<&str>) -> Done<Shipped> {
    let metadata = metadata(platform)?;
    let packages: BTreeMap<&str, &Value> = list(&metadata["packages"]).map(|package| (text(package, "id"), package)).collect();
    let nodes: BTreeMap<&str, &Value> = list(&metadata["resolve"]["nodes"]).map(|node| (text(node, "id"), node)).collect();
    let runs_while_building = |id: &str| {
        packages
            .get(id)
            .is_some_and(|package| list(&package["targets"]).any(|target| list(&target["kind"]).any(|kind| kind == "proc-macro")))
    };
    let first = packages.iter().find(|(_, package)| text(package, "name") == root).map(|(id, _)| *id);
    let mut open = vec![first.ok_or_else(|| format!("there is no crate {root}"))?];
    let mut met = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !met.insert(id) {
            continue;
        }
        for dependency in nodes.get(id).into_iter().flat_map(|node| list(&node["deps"])) {
            let normal = list(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null());
            if normal && !runs_while_building(text(dependency, "pkg")) {
                open.push(text(dependency, "pkg"));
            }
        }
    }
    Ok(met.into_iter().filter_map(|id| packages.get(id)).map(|package| described(package)).collect())
}

fn described(package: &Value) -> Package {
    let manifest = Path::new(text(package, "manifest_path"));
    Package {
        name: text(package, "name").to_owned(),
        version: text(package, "version").to_owned(),
        licence: text(package, "license").to_owned(),
        repository: text(package, "repository").to_owned(),
        folder: manifest.parent().unwrap_or(manifest).to_string_lossy().into_owned(),
        own: package["source"].is_null(),
    }
}

/// Every crate that is used anywhere here, for any platform, has a licence that is allowed.
pub fn allowed() -> Done {
    let metadata = metadata(None)?;
    let allowed = allowed_licences()?;
    let refused: Vec<String> = list(&metadata["packages"])
        .filter(|package| !allows(&allowed, text(package, "license")))
        .map(|package| format!("{} {} ({})", text(package, "name"), text(package, "version"), text(package, "license")))
        .collect();
    if refused.is_empty() { Ok(()) } else { Err(format!("licences that nobody has allowed: {}", refused.join(", "))) }
}

/// Whether an SPDX expression leaves a choice that is allowed. `/` is how old crates write OR.
fn allows(allowed: &[String], expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    either(allowed, &words, &mut at) && at == words.len()
}

fn either(allowed: &[String], words: &[&str], at: &mut usize) -> bool {
    let mut holds = both(allowed, words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        holds |= both(allowed, words, at);
    }
    holds
}

fn both(allowed: &[String], words: &[&str], at: &mut usize) -> bool {
    let mut holds = one(allowed, words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        holds &= one(allowed, words, at);
    }
    holds
}

fn one(allowed: &[String], words: &[&str], at: &mut usize) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let holds = either(allowed, words, at);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return holds && closed;
    }
    if words.get(*at) == Some(&"WITH") {
        let whole = format!("{word} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
        return allowed.contains(&whole);
    }
    allowed.iter().any(|name| name == word)
}

/// `THIRD-PARTY.txt`: what is in it, under which licence, and each licence's text once.
pub fn report(shipped: &Shipped) -> Done<Vec<u8>> {
    let mut out = String::from(
        "Session Clock is under the MIT licence (LICENSE). It contains code of these crates, and of the Rust standard\n\
         library (MIT OR Apache-2.0, https://github.com/rust-lang/rust). Written by `cargo xtask package`.\n\n",
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in shipped.iter().filter(|package| !package.own) {
        let name = format!("{} {}", package.name, package.version);
        out.push_str(&format!("{name}: {}\n    {}\n", package.licence, package.repository));
        for text in licence_texts(Path::new(&package.folder))? {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    let mut texts: Vec<(Vec<String>, String)> = texts.into_iter().map(|(text, names)| (names, text)).collect();
    texts.sort();
    for (names, text) in texts {
        out.push_str(&format!("\n{}\n{}:\n\n{text}\n", "-".repeat(100), names.join(", ")));
    }
    Ok(out.into_bytes())
}

fn licence_texts(folder: &Path) -> Done<Vec<String>> {
    let mut found = Vec::new();
    for entry in at(folder, fs::read_dir(folder))? {
        let path = at(folder, entry)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_file() && ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|begin| name.starts_with(begin)) {
            let text = at(&path, fs::read(&path))?;
            found.push(String::from_utf8_lossy(&text).replace("\r\n", "\n").trim().to_owned());
        }
    }
    found.sort();
    Ok(found)
}

/// The bill of materials: CycloneDX 1.5, without time and serial number, which would differ from build to build. No npm package ships.
pub fn sbom(parts: &[(&str, &Shipped)]) -> Done<String> {
    let reference = |package: &Package| format!("pkg:cargo/{}@{}", package.name, package.version);
    let mut components: BTreeMap<String, Value> = BTreeMap::new();
    for (part, shipped) in parts {
        for package in *shipped {
            let reference = reference(package);
            let component = components.entry(reference.clone()).or_insert_with(|| {
                json!({
                    "type": "library", "bom-ref": reference, "name": package.name, "version": package.version, "purl": reference,
                    "licenses": [{"expression": package.licence.replace('/', " OR ")}], "properties": [],
                })
            });
            if let Some(properties) = component["properties"].as_array_mut() {
                properties.push(json!({"name": "session-clock:ships-in", "value": part}));
            }
        }
    }
    let version = env!("CARGO_PKG_VERSION");
    let bom = json!({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": {"type": "application", "name": "session-clock", "version": version, "licenses": [{"expression": "MIT"}]}},
        "components": components.into_values().collect::<Vec<Value>>(),
    });
    serde_json::to_string_pretty(&bom).map(|text| text + "\n").map_err(|fault| fault.to_string())
}

#[cfg(test)]
mod tests {
    use super::{allowed_licences, allows, listed};

    #[test]
    fn the_list_is_read_from_deny_toml_or_refused() {
        let toml = "[licenses]\nversion = 2\nallow = [\n    \"MIT\",\n    \"Apache-2.0 WITH LLVM-exception\",\n]\n";
        assert_eq!(listed(toml), Some(vec!["MIT".to_owned(), "Apache-2.0 WITH LLVM-exception".to_owned()]));
        for other in ["[licenses]\nallow = [\"MIT\"]\n", "[licenses]\nallow = [\n    \"MIT\", \"GPL\",\n", "[bans]\nallow = [\n]\n", ""] {
            assert_eq!(listed(other), None, "{other}");
        }
    }

    #[test]
    fn expressions_of_licences() {
        let allowed = allowed_licences().expect("the list in deny.toml");
        for (expression, holds) in [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0-only", false),
            ("GPL-3.0-only OR MIT", true),
            ("GPL-3.0-only AND MIT", false),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("(MIT OR Apache-2.0) AND GPL-2.0", false),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("Apache-2.0 WITH Classpath-exception-2.0", false),
            ("(MIT", false),
            ("", false),
        ] {
            assert_eq!(allows(&allowed, expression), holds, "{expression}");
        }
    }
}
