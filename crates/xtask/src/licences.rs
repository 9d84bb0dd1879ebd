//! What others' code is in what ships, and whether its licences allow that: from `cargo metadata`, which needs no network once built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::shell::{Done, at, command};

/// Licences that may be in the tree, of what ships and of what only builds and tests it. None of them asks more than to be named.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

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
    let refused: Vec<String> = list(&metadata["packages"])
        .filter(|package| !allows(text(package, "license")))
        .map(|package| format!("{} {} ({})", text(package, "name"), text(package, "version"), text(package, "license")))
        .collect();
    if refused.is_empty() { Ok(()) } else { Err(format!("licences that nobody has allowed: {}", refused.join(", "))) }
}

/// Whether an SPDX expression leaves a choice that is allowed. `/` is how old crates write OR.
fn allows(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    either(&words, &mut at) && at == words.len()
}

fn either(words: &[&str], at: &mut usize) -> bool {
    let mut holds = both(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        holds |= both(words, at);
    }
    holds
}

fn both(words: &[&str], at: &mut usize) -> bool {
    let mut holds = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        holds &= one(words, at);
    }
    holds
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let holds = either(words, at);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return holds && closed;
    }
    if words.get(*at) == Some(&"WITH") {
        let whole = format!("{word} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
        return ALLOWED.contains(&whole.as_str());
    }
    ALLOWED.contains(word)
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
    use super::allows;

    #[test]
    fn expressions_of_licences() {
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
            assert_eq!(allows(expression), holds, "{expression}");
        }
    }
}
