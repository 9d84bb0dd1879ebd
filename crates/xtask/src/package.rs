//! `cargo xtask package`: what is handed out, byte for byte the same from the same commit, wherever it lies.
//!
//! Nothing in it may come from the machine: no path (remapped away), no time (one fixed date), no order of a folder (sorted), no version of a
//! compression library (linked here, and locked).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::licences::{self, Shipped};
use crate::shell::{Done, at, command, output, run, top};
use crate::zip::{Entry, zip};
use crate::{build, manifest_check, setup};

/// The version of everything: it stands in the workspace's manifest.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Packages; or with `--check` packages twice, from two clean clones in different folders, and compares; or with `--lint` holds the
/// Firefox package against Mozilla's linter; or with `--advisories` holds the tree against `deny.toml`.
pub fn package(rest: &[&str]) -> Done {
    match rest {
        [] => all(),
        ["--check"] => twice(),
        ["--lint"] => lint(),
        ["--advisories"] => advisories(),
        _ => Err("cargo xtask package [--check | --lint | --advisories]".to_owned()),
    }
}

fn folder() -> PathBuf {
    top().join("dist/packages")
}

fn all() -> Done {
    build::build()?;
    let dist = top().join("dist");
    manifest_check::chrome(&dist.join("chrome"))?;
    let to = folder();
    at(&to, fs::create_dir_all(&to))?;
    licences::allowed()?;

    let extension = licences::shipped("session-clock-wasm", Some("wasm32-unknown-unknown"))?;
    let page = licences::shipped("calculator", Some("wasm32-unknown-unknown"))?;
    let host = host()?;
    let cli = licences::shipped("session-clock-cli", Some(&host))?;
    for browser in ["chrome", "firefox"] {
        let mut entries = tree(&dist.join(browser))?;
        entries.push(Entry::plain("THIRD-PARTY.txt", licences::report(&extension)?));
        entries.push(Entry::plain("LICENSE", read(&top().join("LICENSE"))?));
        write(&to, &format!("session-clock-{browser}-{VERSION}.zip"), &zip(entries)?)?;
    }
    let mut entries = tree(&dist.join("www"))?;
    entries.push(Entry::plain("THIRD-PARTY.txt", licences::report(&page)?));
    write(&to, &format!("session-clock-calculator-{VERSION}.zip"), &zip(entries)?)?;
    write(&to, &format!("session-clock-calculator-{VERSION}.html"), &read(&dist.join("session-clock.html"))?)?;
    write(&to, &format!("session-clock-source-{VERSION}.zip"), &zip(sources()?)?)?;

    let (name, archive) = command_archive(&host, &cli)?;
    write(&to, &name, &archive)?;

    let parts: Vec<(&str, &Shipped)> = vec![("extension", &extension), ("calculator", &page), ("command", &cli)];
    write(&to, &format!("session-clock-{VERSION}.cdx.json"), licences::sbom(&parts)?.as_bytes())?;
    let mut sums = String::new();
    for (name, bytes) in files(&to)? {
        if name != "SHA256SUMS" {
            sums.push_str(&format!("{}  {name}\n", hex(&Sha256::digest(&bytes))));
        }
    }
    write(&to, "SHA256SUMS", sums.as_bytes())?;
    print!("{sums}");
    if output("git status --porcelain --untracked-files=no").is_none_or(|changes| !changes.is_empty()) {
        eprintln!("xtask: what was packaged is not what is committed; hand out only what a clean clone makes");
    }
    Ok(())
}

/// The command for this machine, with its checksum, and nothing else.
pub fn command_alone() -> Done {
    licences::allowed()?;
    let to = folder();
    at(&to, fs::create_dir_all(&to))?;
    let host = host()?;
    let (name, archive) = command_archive(&host, &licences::shipped("session-clock-cli", Some(&host))?)?;
    write(&to, &name, &archive)?;
    let sum = format!("{}  {name}\n", hex(&Sha256::digest(&archive)));
    print!("{sum}");
    write(&to, &format!("{name}.sha256"), sum.as_bytes())
}

/// The archive of the command, in the form that `cargo binstall` takes (`package.metadata.binstall` of its manifest), and its name.
fn command_archive(host: &str, cli: &Shipped) -> Done<(String, Vec<u8>)> {
    let binary = format!("session-clock{}", std::env::consts::EXE_SUFFIX);
    let mut entries = vec![
        Entry::plain(&binary, read(&binary_folder()?.join(&binary))?),
        Entry::plain("LICENSE", read(&top().join("LICENSE"))?),
        Entry::plain("THIRD-PARTY.txt", licences::report(cli)?),
    ];
    entries[0].executable = true;
    Ok((format!("session-clock-{VERSION}-{host}.zip"), zip(entries)?))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(path: &Path) -> Done<Vec<u8>> {
    at(path, fs::read(path))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Done {
    let path = folder.join(name);
    at(&path, fs::write(&path, bytes))
}

/// The target that the command is built for.
fn host() -> Done<String> {
    let told = output("rustc -vV").ok_or("`rustc` does not run")?;
    told.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned).ok_or_else(|| "rustc does not say its host".to_owned())
}

/// Builds the command without this machine's paths; answers with the folder that it lies in.
fn binary_folder() -> Done<PathBuf> {
    let target = top().join("target/package");
    run(command("cargo build --locked --release --package session-clock-cli")
        .args(["--config", "profile.release.strip=\"symbols\""])
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_ENCODED_RUSTFLAGS", setup::without_paths()?.join("\u{1f}")))?;
    Ok(target.join("release"))
}

/// The files of a folder and of those in it, by name.
fn files(folder: &Path) -> Done<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for entry in at(folder, fs::read_dir(folder))? {
        let path = at(folder, entry)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path)?.into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, read(&path)?);
        }
    }
    Ok(found)
}

fn tree(folder: &Path) -> Done<Vec<Entry>> {
    // Types are for `tsc` alone.
    let ships = |name: &String| !name.ends_with(".d.ts");
    Ok(files(folder)?.into_iter().filter(|(name, _)| ships(name)).map(|(name, bytes)| Entry::plain(&name, bytes)).collect())
}

/// Every tracked file as it lies here: what a reviewer builds from.
fn sources() -> Done<Vec<Entry>> {
    let listed = output("git ls-files --stage -z").ok_or("`git ls-files` failed; package from a clone")?;
    let mut entries = Vec::new();
    for line in listed.split('\0').filter(|line| !line.is_empty()) {
        let (stage, name) = line.split_once('\t').ok_or("`git ls-files` answered what is not understood")?;
        let mut entry = Entry::plain(&format!("session-clock-{VERSION}/{name}"), read(&top().join(name))?);
        entry.executable = stage.starts_with("100755");
        entries.push(entry);
    }
    Ok(entries)
}

/// Packages from two clean clones in folders of different names and lengths.
fn twice() -> Done {
    let place = std::env::temp_dir().join(format!("session-clock-check-{}", std::process::id()));
    let clones = [place.join("a"), place.join("another folder/of another length")];
    // The task runner may be compiled once for both; what ships is built in each clone's own `target`.
    let tools = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| place.join("tools"), PathBuf::from);
    for clone in &clones {
        run(command("git clone --quiet --no-hardlinks").arg(top()).arg(clone))?;
        run(command("cargo xtask package").current_dir(clone).env("CARGO_TARGET_DIR", &tools))?;
    }
    let [one, other] = clones.map(|clone| files(&clone.join("dist/packages")));
    let (one, other) = (one?, other?);
    let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let different: Vec<&str> = names.into_iter().filter(|name| one.get(*name) != other.get(*name)).map(String::as_str).collect();
    if !different.is_empty() {
        return Err(format!("not the same in both: {}; both are left in {}", different.join(", "), place.display()));
    }
    at(&place, fs::remove_dir_all(&place))?;
    println!("{} files, byte for byte the same from two clones:", one.len());
    print!("{}", String::from_utf8_lossy(one.get("SHA256SUMS").map(Vec::as_slice).unwrap_or_default()));
    Ok(())
}

/// Known faults, licences, doubles and where crates come from, by cargo-deny and `deny.toml`. The RustSec database is fetched.
fn advisories() -> Done {
    if output("cargo deny --version").is_none() {
        return Err("install cargo-deny: cargo install cargo-deny --locked".to_owned());
    }
    // First what needs no network, so that it is told also where the database cannot be had.
    run(&mut command("cargo deny --locked check --hide-inclusion-graph bans licenses sources"))?;
    run(&mut command("cargo deny --locked check advisories"))
}

/// Mozilla's linter on the Firefox package: nothing but what `docs/lint.md` lists with its reason.
fn lint() -> Done {
    const LINTER: &str = "web-ext@10.7.0";
    let source = top().join("dist/firefox");
    if !source.exists() {
        build::build()?;
    }
    let told = std::process::Command::new("npm")
        .args(["exec", "--yes", "--package", LINTER, "--", "web-ext", "lint", "--output", "json", "--source-dir"])
        .arg(&source)
        .current_dir(top().join("target"))
        .output()
        .map_err(|fault| format!("npm could not be run: {fault}"))?;
    let report: serde_json::Value = serde_json::from_slice(&told.stdout)
        .map_err(|fault| format!("the linter answered no JSON ({fault}): {}", String::from_utf8_lossy(&told.stderr)))?;
    let listed = at(Path::new("docs/lint.md"), fs::read_to_string(top().join("docs/lint.md")))?;
    let mut unlisted = Vec::new();
    for kind in ["errors", "warnings", "notices"] {
        for found in report[kind].as_array().into_iter().flatten() {
            let (code, file) = (found["code"].as_str().unwrap_or_default(), found["file"].as_str().unwrap_or_default());
            println!("{kind}: {code} {file}: {}", found["message"].as_str().unwrap_or_default());
            if kind == "errors" || !listed.contains(&format!("`{code}` in `{file}`")) {
                unlisted.push(format!("{code} in {file}"));
            }
        }
    }
    if unlisted.is_empty() { Ok(()) } else { Err(format!("not listed in docs/lint.md: {}", unlisted.join(", "))) }
}
