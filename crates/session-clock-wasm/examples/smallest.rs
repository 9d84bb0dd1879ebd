//! The smallest module that wasm-bindgen makes, for `cargo xtask bench console`: the floor that the extension's own is held against. Ships nowhere.

use wasm_bindgen::prelude::wasm_bindgen;

/// Something to call.
#[wasm_bindgen]
pub fn answer(at: f64) -> f64 {
    at + 43_200.0
}
