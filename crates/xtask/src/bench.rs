//! `cargo xtask bench`: every budget, measured: figure, budget and ratio. Sizes are held by the tests too; times are this machine's.

use crate::shell::{Done, Named, command, run, run_named, top};
use crate::{build, setup};

/// Measures everything, or the parts that are named: a row of a Markdown table for each figure.
pub fn bench(only: &[&str]) -> Done {
    if only == ["record"] {
        return instructions_with(&["--record"]);
    }
    setup::node()?;
    build::build()?;
    const PARTS: &[Named] = &[
        ("sizes", sizes),
        ("console", console),
        ("quiet", quiet),
        ("ledger", ledger),
        ("calculator", calculator),
        ("instructions", instructions),
        ("batch", batch),
        ("config", config),
        ("prompt", prompt),
        ("scale", scale),
    ];
    println!("\n| what | figure | budget | ratio |\n|---|---|---|---|");
    run_named(PARTS, only)
}

fn script(name: &str) -> Done {
    run(command("node").arg(format!("bench/{name}.mjs")).current_dir(top().join("tests")))
}

/// What ships, in bytes.
fn sizes() -> Done {
    script("sizes")
}

/// What the extension costs a console page, and the floor beneath it.
fn console() -> Done {
    setup::browsers(&["chrome"])?;
    script("countdown")
}

/// What it costs while nothing happens: memory, and how often it wakes.
fn quiet() -> Done {
    setup::browsers(&["chrome"])?;
    build::smallest()?;
    script("quiet")
}

/// What an observation costs in the browser, by the size of the ledger.
fn ledger() -> Done {
    setup::browsers(&["chrome"])?;
    script("ledger")
}

/// Instructions of the core's hot paths, beside those that were recorded (`cargo xtask bench record`).
fn instructions() -> Done {
    instructions_with(&[])
}

fn instructions_with(arguments: &[&str]) -> Done {
    run(command("cargo bench --locked --package session-clock --bench instructions --").args(arguments))
}

/// The largest runs of `batch` and `config check`: time, memory and how both grow.
fn scale() -> Done {
    run(&mut command("cargo bench --locked --package session-clock-cli --bench scale"))
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

/// `session-clock prompt` as a whole process, beside `true`.
fn prompt() -> Done {
    run(&mut command("cargo bench --locked --package session-clock-cli --bench prompt_speed"))
}
