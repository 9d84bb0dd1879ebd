//! `cargo xtask demo`: the main job, in a real browser on the practice console.

use crate::shell::{Done, command, run, top};
use crate::{build, setup};

/// Shows the countdown and the warning, in Chromium unless Firefox is named; or takes the pictures of the store listings, or of every surface
/// and state.
pub fn demo(rest: &[&str]) -> Done {
    let (browser, script) = match rest {
        [] | ["chrome"] => ("chrome", "node demo/demo.mjs chrome"),
        ["firefox"] => ("firefox", "node demo/demo.mjs firefox"),
        ["store"] => ("chrome", "node demo/store.mjs"),
        ["look"] => ("chrome", "node demo/look/look.mjs"),
        _ => return Err("cargo xtask demo [chrome | firefox | store | look]".to_owned()),
    };
    setup::node()?;
    setup::browsers(&[browser])?;
    build::build()?;
    run(command(script).current_dir(top().join("tests")))
}
