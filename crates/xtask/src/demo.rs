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
        ["status"] => return status(),
        ["look"] => ("chrome", "node demo/look/look.mjs"),
        _ => return Err("cargo xtask demo [chrome | firefox | store | look | status]".to_owned()),
    };
    setup::node()?;
    setup::browsers(&[browser])?;
    build::build()?;
    run(command(script).current_dir(top().join("tests")))
}

/// The picture of the command `status`. No display is needed, and nothing of the extension.
fn status() -> Done {
    setup::node()?;
    setup::browsers(&["chrome"])?;
    run(&mut command("cargo build --locked --package session-clock-cli"))?;
    run(command("node demo/status.mjs").current_dir(top().join("tests")))
}
