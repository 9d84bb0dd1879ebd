//! Takes the words of a panic out of a WebAssembly module, and the place that it names. Nobody hears them: a page has no standard error, and no module sets
//! a hook. What panics stops where it stopped before, with the same trap.

use walrus::ir::{InstrLocId, Unreachable, Value};
use walrus::{ConstExpr, DataKind, FunctionKind, Module};

/// The functions of Rust's own library that only lead to a panic, by what their names have; each is asked for by a `panic!` or a check, and none returns.
const PANICS: [&str; 19] = [
    "9panicking9panic_fmt",
    "9panicking5panic",
    "9panicking11panic_const",
    "18panic_bounds_check",
    "13assert_failed",
    "13unwrap_failed",
    "13expect_failed",
    "16slice_error_fail",
    "19slice_error_fail_rt",
    "16slice_index_fail",
    "17len_mismatch_fail",
    "22panic_already_borrowed",
    "30panic_already_mutably_borrowed",
    "18panic_access_error",
    "17capacity_overflow",
    "18handle_alloc_error",
    "7raw_vec12handle_error",
    // `Debug` of a character and of a range of bytes, which only a text's failing index is told with. Other values are written so in earnest.
    "3fmtcNtB5_5Debug3fmt",
    "5rangeINtB4_5RangejENtNtB8_3fmt5Debug3fmt",
];

/// Makes traps of those functions. What they had to say goes with them: whoever writes the module leaves out what nothing uses, but of data zeros only.
pub fn silence(module: &mut Module) {
    clear_places(module);
    for function in module.funcs.iter_mut() {
        let panics = function.name.as_ref().is_some_and(|name| PANICS.iter().any(|panics| name.contains(panics)));
        if let (true, FunctionKind::Local(local)) = (panics, &mut function.kind) {
            let entry = local.entry_block();
            local.block_mut(entry).instrs = vec![(Unreachable {}.into(), InstrLocId::default())];
        }
    }
}

/// Clears the places that panics would name. A place is the address and the length of a source file's path, a line and a column, four bytes each
/// (`core::panic::Location`), and the path.
fn clear_places(module: &mut Module) {
    const PLACE: usize = 16;
    let all: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for id in all {
        let data = module.data.get_mut(id);
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind else { continue };
        let bytes = &mut data.value;
        let mut found = Vec::new();
        for (at, place) in bytes.windows(PLACE).enumerate().step_by(4) {
            let word = |at: usize| i32::from_le_bytes([place[at], place[at + 1], place[at + 2], place[at + 3]]);
            let Ok(from) = usize::try_from(word(0).wrapping_sub(start)) else { continue };
            let Ok(long) = usize::try_from(word(4)) else { continue };
            let path = from..from.saturating_add(long);
            if word(8) > 0 && word(12) > 0 && bytes.get(path.clone()).is_some_and(|path| path.ends_with(b".rs")) {
                found.extend([at..at + PLACE, path]);
            }
        }
        for gone in found {
            bytes[gone].fill(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use walrus::FunctionBuilder;
    use walrus::ir::Instr;

    use super::*;

    #[test]
    fn what_panics_is_a_trap_and_all_else_stays() {
        let mut module = Module::default();
        let names = ["_RNvNtCs_4core9panicking9panic_fmt", "_RNvNtCs_4core9panicking11panic_count", "_RNv4core4main"];
        for name in names {
            let mut function = FunctionBuilder::new(&mut module.types, &[], &[]);
            function.name(name.to_owned()).func_body().i32_const(1).drop();
            function.finish(Vec::new(), &mut module.funcs);
        }
        silence(&mut module);
        let trapped = module.funcs.iter_local().map(|(_, local)| {
            let body = local.block(local.entry_block());
            body.len() == 1 && matches!(body[0].0, Instr::Unreachable(_))
        });
        assert_eq!(trapped.collect::<Vec<_>>(), [true, false, false]);
    }

    #[test]
    fn the_places_of_panics_are_cleared_and_all_else_stays() {
        const START: u32 = 1_024;
        let words = |words: [u32; 4]| words.map(u32::to_le_bytes).concat();
        let data = |file: &[u8; 8]| {
            let kept = words([START, 8, 0, 1]);
            [&file[..], &words([START, 8, 3, 9]), &kept, b"said"].concat()
        };
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let kind = || DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(START as i32)) };
        let file = module.data.add(kind(), data(b"a/bcd.rs"));
        let other = module.data.add(kind(), data(b"a/bcd.js"));
        silence(&mut module);
        let kept = words([START, 8, 0, 1]);
        assert_eq!(module.data.get(file).value, [&[0; 24][..], &kept, b"said"].concat());
        assert_eq!(module.data.get(other).value, data(b"a/bcd.js"));
    }
}
