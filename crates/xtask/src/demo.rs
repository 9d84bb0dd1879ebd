//! `cargo xtask demo`: the main job, in a real browser on the practice console.

use crate::shell::{Done, command, run, top};
use crate::{build, setup};

/// Shows the countdown and the warning, in Chromium unless Firefox is named.
pub fn demo(rest: &[&str]) -> Done {
    let browser = match rest {
        [] => "chrome",
        ["chrome" | "firefox"] => rest[0],
        _ => return Err("cargo xtask demo [chrome | firefox]".to_owned()),
    };
    setup::node()?;
    setup::browsers(&[browser])?;
    build::build()?;
    run(command("node demo/demo.mjs").arg(browser).current_dir(top().join("tests")))
}
