//! The corpus, and a few seconds of new input, in every test run. Another seed, or more time:
//! `FUZZ_SEED=7 FUZZ_SECONDS=60 cargo test -p fuzz-targets`.

use std::time::Duration;

use fuzz_targets::{TARGETS, campaign};

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn the_corpus_and_a_while_of_new_input() {
    campaign::write_finds();
    let (seed, seconds) = (number("FUZZ_SEED", 1), number("FUZZ_SECONDS", 6));
    for target in TARGETS {
        let time = Duration::from_millis(seconds * 1_000 / TARGETS.len() as u64);
        let count = campaign::run(target, seed, u64::MAX, Some(time));
        println!("{}: {} inputs, {} shapes, seed {seed}", target.name, count.inputs, count.shapes);
        assert!(
            count.shapes >= target.least_shapes,
            "{}: {} shapes only; the input gets no further than the door",
            target.name,
            count.shapes
        );
    }
}
