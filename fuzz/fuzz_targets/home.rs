#![no_main]
//! `mkdir -p fuzz/grown/home; cargo +nightly fuzz run home fuzz/grown/home fuzz/corpus/home`

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::targets::home(bytes);
});
