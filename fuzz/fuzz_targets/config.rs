#![no_main]
//! `mkdir -p fuzz/grown/config; cargo +nightly fuzz run config fuzz/grown/config fuzz/corpus/config`

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::targets::config(bytes);
});
