//! What a fresh machine lacks: installed by the ordinary clients, or said in one line.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Done, command, output, run, top};

/// rustc's own folder.
pub fn sysroot() -> Done<PathBuf> {
    output("rustc --print sysroot").map(PathBuf::from).ok_or_else(|| "`rustc` does not run".to_owned())
}

/// Where cargo keeps the sources of dependencies.
pub fn cargo_home() -> PathBuf {
    env::var_os("CARGO_HOME").map(PathBuf::from).unwrap_or_else(|| PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cargo"))
}

/// Flags of rustc by which no path of this machine comes into what ships.
pub fn without_paths() -> Done<Vec<String>> {
    Ok(vec![
        format!("--remap-path-prefix={}=.", top().display()),
        format!("--remap-path-prefix={}=cargo", cargo_home().display()),
        format!("--remap-path-prefix={}=rust", sysroot()?.display()),
    ])
}

/// The WebAssembly target of the toolchain.
pub fn wasm_target() -> Done {
    if sysroot()?.join("lib/rustlib/wasm32-unknown-unknown").exists() {
        return Ok(());
    }
    run(&mut command("rustup target add wasm32-unknown-unknown"))
        .map_err(|_| "install the WebAssembly target: rustup target add wasm32-unknown-unknown".to_owned())
}

/// Node 20 or later, and the packages of `tests/`.
pub fn node() -> Done {
    let version = output("node --version").ok_or("install Node.js 20 or later (https://nodejs.org)")?;
    let major: u32 = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok()).unwrap_or_default();
    if major < 20 {
        return Err(format!("Node.js 20 or later is needed, here is {version}"));
    }
    let tests = top().join("tests");
    // npm writes this file last; it is older than the lock where that changed.
    let installed = modified(&tests.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(&tests.join("package-lock.json")) {
        return Ok(());
    }
    run(command("npm ci --no-audit --no-fund").current_dir(&tests))
}

fn modified(path: &Path) -> Option<std::time::SystemTime> {
    path.metadata().ok()?.modified().ok()
}

/// Chromium (or Chrome) and Firefox.
pub fn browsers(wanted: &[&str]) -> Done {
    let known = [
        ("chrome", "CHROME_PATH", ["chromium", "google-chrome", "chromium-browser"], "chromium"),
        ("firefox", "FIREFOX_PATH", ["firefox-esr", "firefox", "firefox-bin"], "firefox-esr"),
    ];
    let missing: Vec<&str> = known
        .iter()
        .filter(|(name, variable, commands, _)| {
            wanted.contains(name) && env::var_os(variable).is_none() && !commands.iter().any(|command| on_path(command))
        })
        .map(|(_, _, _, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let say = format!("install {} (or set CHROME_PATH, FIREFOX_PATH)", missing.join(" and "));
    // Only where the system's package manager may be used without asking.
    if !on_path("apt-get") || output("id -u").as_deref() != Some("0") {
        return Err(say);
    }
    run(&mut command("apt-get update -qq"))?;
    run(command("apt-get install -y -qq --no-install-recommends fonts-noto-cjk").args(&missing).env("DEBIAN_FRONTEND", "noninteractive"))
        .map_err(|_| say)
}

fn on_path(name: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

/// The Python with botocore that the tests hold the core against, made under `target/`; `None` where there is no Python 3.
pub fn botocore() -> Done<Option<PathBuf>> {
    const VERSION: &str = "1.44.8";
    if output("python3 --version").is_none() {
        return Ok(None);
    }
    let python = environment("botocore-venv")?;
    let version = Command::new(&python).args(["-c", "import botocore; print(botocore.__version__)"]).output().ok();
    if version.is_none_or(|version| String::from_utf8_lossy(&version.stdout).trim() != VERSION) {
        pip(&python, &[&format!("botocore=={VERSION}")])?;
    }
    Ok(Some(python))
}

/// A Python with the newest botocore that there is, apart from the one of the tests.
pub fn newest_botocore() -> Done<PathBuf> {
    if output("python3 --version").is_none() {
        return Err("install Python 3 with its venv module".to_owned());
    }
    let python = environment("botocore-newest")?;
    pip(&python, &["--upgrade", "botocore"])?;
    Ok(python)
}

/// A virtual environment of that name under `target/`; answers with its Python.
fn environment(name: &str) -> Done<PathBuf> {
    let folder = top().join("target").join(name);
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.exists() {
        run(command("python3 -m venv").arg(&folder))?;
    }
    Ok(python)
}

fn pip(python: &Path, what: &[&str]) -> Done {
    run(Command::new(python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(what))
}
