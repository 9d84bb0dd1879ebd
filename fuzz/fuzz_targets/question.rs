#![no_main]
//! `mkdir -p fuzz/grown/question; cargo +nightly fuzz run question fuzz/grown/question fuzz/corpus/question`

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::targets::question(bytes);
});
