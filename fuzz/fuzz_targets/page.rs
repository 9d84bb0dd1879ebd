#![no_main]
//! `mkdir -p fuzz/grown/page; cargo +nightly fuzz run page fuzz/grown/page fuzz/corpus/page`

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::targets::page(bytes);
});
