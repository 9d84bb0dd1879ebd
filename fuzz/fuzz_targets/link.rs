#![no_main]
//! `mkdir -p fuzz/grown/link; cargo +nightly fuzz run link fuzz/grown/link fuzz/corpus/link`

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::targets::link(bytes);
});
