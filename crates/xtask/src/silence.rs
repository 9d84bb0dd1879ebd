//! Takes the words of a panic out of a WebAssembly module. Nobody hears them: a page has no standard error, and no module sets a hook. What panics stops
//! where it stopped before, with the same trap.

use walrus::ir::{InstrLocId, Unreachable};
use walrus::{FunctionKind, Module};

/// The functions of Rust's own library that only lead to a panic, by what their names have; each is asked for by a `panic!` or a check, and none returns.
const PANICS: [&str; 17] = [
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
];

/// Makes traps of those functions. What they had to say goes with them: whoever writes the module leaves out what nothing uses.
pub fn silence(module: &mut Module) {
    for function in module.funcs.iter_mut() {
        let panics = function.name.as_ref().is_some_and(|name| PANICS.iter().any(|panics| name.contains(panics)));
        if let (true, FunctionKind::Local(local)) = (panics, &mut function.kind) {
            let entry = local.entry_block();
            local.block_mut(entry).instrs = vec![(Unreachable {}.into(), InstrLocId::default())];
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
}
