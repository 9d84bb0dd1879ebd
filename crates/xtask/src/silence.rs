//! Takes the words of a panic out of a WebAssembly module. Nobody hears them: a page has no standard error, and no module sets a hook. What panics stops
//! where it stopped before, with the same trap.

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

/// A body of no locals and one instruction: `unreachable`.
const TRAP: [u8; 3] = [0, 0, 0x0b];

/// The module with those functions as traps; `None` where it is not read. One in which none of them is stays as it is.
pub fn silence(module: &[u8]) -> Option<Vec<u8>> {
    let names = names(module)?;
    let mut out = module.get(..8)?.to_vec();
    let mut rest = module.get(8..)?;
    while let Some((&id, after)) = rest.split_first() {
        rest = after;
        let section = bytes(&mut rest)?;
        if id == CODE { put(&mut out, id, &code(section, &names)?) } else { put(&mut out, id, section) }
    }
    Some(out)
}

const CUSTOM: u8 = 0;
const CODE: u8 = 10;

fn put(out: &mut Vec<u8>, id: u8, section: &[u8]) {
    out.push(id);
    write(out, section.len());
    out.extend(section);
}

/// The bodies. What is imported has a name and no body, and stands first.
fn code(section: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let mut rest = section;
    let count = number(&mut rest)?;
    let imported = names.len().checked_sub(count)?;
    let mut out = Vec::with_capacity(section.len());
    write(&mut out, count);
    for name in &names[imported..] {
        let body = bytes(&mut rest)?;
        let body = if PANICS.iter().any(|panics| name.contains(panics)) { &TRAP } else { body };
        write(&mut out, body.len());
        out.extend(body);
    }
    Some(out)
}

/// The functions' names, of which the linker gives every one.
fn names(module: &[u8]) -> Option<Vec<&str>> {
    let mut rest = module.get(8..)?;
    while let Some((&id, after)) = rest.split_first() {
        rest = after;
        let mut section = bytes(&mut rest)?;
        if id != CUSTOM || bytes(&mut section)? != b"name" {
            continue;
        }
        while let Some((&kind, after)) = section.split_first() {
            section = after;
            let mut list = bytes(&mut section)?;
            if kind == 1 {
                let count = number(&mut list)?;
                let name = |at| (number(&mut list)? == at).then_some(str::from_utf8(bytes(&mut list)?).ok()?);
                return (0..count).map(name).collect();
            }
        }
    }
    None
}

/// What follows its own length.
fn bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = number(rest)?;
    let (these, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(these)
}

/// LEB128, as the format writes every number.
fn number(rest: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for place in 0..5 {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        number |= usize::from(byte & 0x7f) << (7 * place);
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn write(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_length(content: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, content.len());
        out.extend(content);
        out
    }

    fn section(id: u8, content: &[u8]) -> Vec<u8> {
        [vec![id], with_length(content)].concat()
    }

    /// An imported function, one with a long body, one that panics; with their names or without.
    fn module(body: &[u8], named: bool) -> Vec<u8> {
        let mut names = vec![3];
        for (at, name) in ["imported", "_RN4core9panicking9panics", "_RNvNtCs_4core9panicking9panic_fmt"].iter().enumerate() {
            names.push(at as u8);
            names.extend(with_length(name.as_bytes()));
        }
        let names = [with_length(b"name"), section(1, &names)].concat();
        let bodies = [vec![2], with_length(&[0; 200]), with_length(body)].concat();
        let end = if named { section(CUSTOM, &names) } else { Vec::new() };
        [b"\0asm\x01\0\0\0".to_vec(), section(1, &[0]), section(CODE, &bodies), end].concat()
    }

    #[test]
    fn what_panics_is_a_trap_and_all_else_stays() {
        assert_eq!(silence(&module(&[0; 300], true)), Some(module(&TRAP, true)));
        assert_eq!(silence(&module(&TRAP, true)), Some(module(&TRAP, true)));
    }

    #[test]
    fn what_is_not_read_is_not_guessed() {
        assert_eq!(silence(&module(&[0; 300], false)), None);
        let whole = module(&[0; 300], true);
        assert!((0..whole.len()).all(|end| silence(&whole[..end]).is_none()));
    }
}
