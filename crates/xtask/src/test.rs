//! `cargo xtask test`: every test.

use std::env;

use crate::shell::{Done, Named, command, run, run_named, top};
use crate::{build, setup, structure};

/// Runs every test, or the stages that are named.
pub fn test(only: &[&str]) -> Done {
    const STAGES: &[Named] = &[("style", style), ("rust", rust), ("extension", extension), ("browsers", browsers)];
    if only.is_empty() {
        // While the first stages run: the last step of each module takes one core, and what `npm ci` brings comes meanwhile. A fault comes up again in the stage
        // that waits for it.
        std::thread::spawn(build::build);
    }
    run_named(STAGES, only)
}

/// Direction, format and lints.
fn style() -> Done {
    structure::structure()?;
    run(&mut command("cargo fmt --all --check"))?;
    run(&mut command("cargo clippy --locked --quiet --workspace --all-targets -- -D warnings"))?;
    // One after the other: the library and the command have the same name, and their pages would be written over one another at once.
    ["--lib", "--bins"]
        .into_iter()
        .try_for_each(|what| run(command("cargo doc --locked --quiet --workspace --no-deps").arg(what).env("RUSTDOCFLAGS", "-D warnings")))
}

/// The core, the command, and what they are held against.
fn rust() -> Done {
    let mut tests = command("cargo test --locked --workspace");
    match setup::botocore()? {
        Some(python) => {
            tests.env("SESSION_CLOCK_PYTHON", python);
        }
        None if env::var_os("CI").is_some() => return Err("install Python 3: the tests against botocore need it".to_owned()),
        None => eprintln!("skipped: the tests against botocore, for there is no Python 3"),
    }
    run(&mut tests)
}

/// Types of the extension's JavaScript.
fn extension() -> Done {
    setup::node()?;
    build::build()?;
    run(command("npx --no-install tsc --project extension.tsconfig.json").current_dir(top().join("tests")))
}

/// End to end, in both browsers.
fn browsers() -> Done {
    setup::node()?;
    setup::browsers(&["chrome", "firefox"])?;
    build::build()?;
    run(command("npm test --silent").current_dir(top().join("tests")))
}
