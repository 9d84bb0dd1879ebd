#![no_main]
//! `mkdir -p fuzz/grown/question-value; cargo +nightly fuzz run question-value fuzz/grown/question-value fuzz/corpus/question-value`

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz_targets::targets::question_value(bytes);
});
