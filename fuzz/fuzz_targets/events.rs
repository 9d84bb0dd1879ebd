#![no_main]
//! `mkdir -p fuzz/grown/events; cargo +nightly fuzz run events fuzz/grown/events fuzz/corpus/events`

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::targets::events(bytes);
});
