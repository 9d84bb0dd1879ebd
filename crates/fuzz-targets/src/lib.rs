//! What the core must hold for any input, whoever wrote it.
//!
//! Each [`Target`] takes bytes, feeds them to one entrance of the core and panics where something does not hold. The same functions are used by
//! the ordinary test run (the corpus, then a bounded time of mutated input), by long runs on the stable toolchain
//! (`cargo run --profile fuzz -p fuzz-targets -- --inputs 1000000`), and by cargo-fuzz (`fuzz/`).
//!
//! - [`targets`]: the entrances and what has to hold.
//! - [`mutate`]: input made from the corpus, by a seed.
//! - [`campaign`]: many inputs, counted, and what is new kept as a start for more.

#![forbid(unsafe_code)]

// The calculator is a WebAssembly module and nothing else, so it cannot be linked here; these two of its files have nothing of the browser in them.
#[allow(dead_code)]
#[path = "../../calculator/src/link.rs"]
mod link;
#[allow(dead_code)]
#[path = "../../calculator/src/state.rs"]
mod state;

pub mod campaign;
pub mod mutate;
pub mod targets;

pub use targets::{TARGETS, Target};

use std::fs;
use std::path::PathBuf;

/// The corpus of a target, in the order of the names: each file with its name.
///
/// # Panics
/// Where there is none: a target without a corpus tests nothing.
pub fn corpus(target: &Target) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target.name);
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.ok()?.path();
        Some((path.file_name()?.to_string_lossy().into_owned(), fs::read(&path).ok()?))
    };
    let mut files: Vec<_> = fs::read_dir(&folder).into_iter().flatten().filter_map(read).collect();
    assert!(!files.is_empty(), "no corpus in {}", folder.display());
    files.sort();
    files
}
