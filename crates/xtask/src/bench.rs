//! `cargo xtask bench`: every budget, measured: figure, budget and ratio. Sizes are held by the tests too; times are this machine's.

use crate::shell::{Done, Named, command, run, run_named, top};
use crate::{build, setup};

/// Measures everything, or the parts that are named.
pub fn bench(only: &[&str]) -> Done {
    setup::node()?;
    build::build()?;
    const PARTS: &[Named] = &[("sizes", sizes), ("console", console), ("calculator", calculator), ("batch", batch), ("config", config)];
    run_named(PARTS, only)
}

fn script(name: &str) -> Done {
    run(command("node").arg(format!("bench/{name}.mjs")).current_dir(top().join("tests")))
}

/// What ships, in bytes.
fn sizes() -> Done {
    script("sizes")
}

/// What the extension costs a console page.
fn console() -> Done {
    setup::browsers(&["chrome"])?;
    script("countdown")
}

/// What the calculator needs until it can be used, and for each key.
fn calculator() -> Done {
    setup::browsers(&["chrome"])?;
    script("calculator")
}

/// `session-clock batch`, as a ratio to merely parsing the same lines.
fn batch() -> Done {
    run(&mut command("cargo bench --locked --package session-clock-cli --bench batch_speed"))
}

/// `session-clock config check` on 10,000 and 20,000 profiles, beside botocore.
fn config() -> Done {
    let python = setup::botocore()?.ok_or("install Python 3: this is measured beside botocore")?;
    run(command("cargo bench --locked --package session-clock-cli --bench config_speed").env("SESSION_CLOCK_PYTHON", python))
}
