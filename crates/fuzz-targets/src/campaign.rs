//! Many inputs, counted.

use std::cell::RefCell;
use std::collections::HashSet;
use std::panic;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::mutate::{Rng, input};
use crate::{Target, corpus};

/// Inputs kept as a start for more, beside the corpus.
const MOST_KEPT: usize = 4_000;

/// What one target was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How many inputs.
    pub inputs: u64,
    /// How many different shapes the core's answers had.
    pub shapes: usize,
}

thread_local! {
    static CURRENT: RefCell<Option<(&'static str, Vec<u8>)>> = const { RefCell::new(None) };
}

/// From now on a panic says which input it came from and writes it to a file, also where panicking ends the process.
pub fn write_finds() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        before(info);
        let current = CURRENT.with(|current| current.try_borrow().ok().and_then(|current| current.clone()));
        if let Some((target, bytes)) = current {
            let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target").join(format!("find-{target}"));
            let written =
                file.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok()) && std::fs::write(&file, &bytes).is_ok();
            eprintln!("the input of {target}, {} bytes: {}", bytes.len(), bytes.escape_ascii());
            if written {
                eprintln!("written to {}; once it is mended, keep it in fuzz/corpus/{target}/", file.display());
            }
        }
    }));
}

/// Gives a target one input; answers with the shape of what came of it.
pub fn give(target: &'static Target, bytes: &[u8]) -> u64 {
    CURRENT.with(|current| *current.borrow_mut() = Some((target.name, bytes.to_vec())));
    (target.run)(bytes)
}

/// Gives a target its corpus, then mutated input until there were that many inputs or that much time has gone by. What comes out in a shape not
/// seen before is kept as a start for more, so the input finds its way deeper in without a compiler's help.
pub fn run(target: &'static Target, seed: u64, most: u64, time: Option<Duration>) -> Count {
    let began = Instant::now();
    let mut rng = Rng::new(seed);
    let mut shapes = HashSet::new();
    let mut pool: Vec<Vec<u8>> = corpus(target).into_iter().map(|(_, bytes)| bytes).collect();
    let mut inputs = 0;
    for bytes in &pool {
        shapes.insert(give(target, bytes));
        inputs += 1;
    }
    let own = pool.len();
    while inputs < most && time.is_none_or(|time| began.elapsed() < time) {
        let bytes = input(&mut rng, &pool, target.words);
        let shape = give(target, &bytes);
        inputs += 1;
        if shapes.insert(shape) {
            if pool.len() < own + MOST_KEPT {
                pool.push(bytes);
            } else {
                let at = own + rng.below(MOST_KEPT);
                pool[at] = bytes;
            }
        }
    }
    CURRENT.with(|current| *current.borrow_mut() = None);
    Count { inputs, shapes: shapes.len() }
}
