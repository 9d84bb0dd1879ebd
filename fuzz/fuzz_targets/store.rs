#![no_main]
//! `mkdir -p fuzz/grown/store; cargo +nightly fuzz run store fuzz/grown/store fuzz/corpus/store`

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::targets::store(bytes);
});
