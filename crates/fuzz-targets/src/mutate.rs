//! Input made from other input. The same seed gives the same bytes on every machine.

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and any seed will do.
#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    /// A generator from a seed.
    pub fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `end`; 0 where that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.bits() % end as u64) as usize }
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }
}

/// Numbers at which something changes, and those that break arithmetic.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "59",
    "60",
    "61",
    "899",
    "900",
    "3599",
    "3600",
    "3601",
    "43199",
    "43200",
    "43201",
    "86400",
    "129600",
    "129601",
    "7776000",
    "1700000000",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "-9007199254740992",
    "-9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551616",
    "0.5",
    "1e3",
    "1e999",
    "-1e-999",
];

/// Pieces that mean something in JSON, INI and addresses.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "false",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\u{feff}",
    "\u{85}",
    "é",
    "日",
    "\u{1f680}",
    "=",
    "#",
    ";",
    "%",
    "%25",
    "%FF",
    "*",
    "/",
    ".",
    "-",
    "_",
    "\0",
];

/// The longest input that is made: more of the same finds nothing more, and takes longer. The corpus itself is given whole.
const LONGEST: usize = 4_096;

/// Makes one input: a file of the pool, changed in one to eight places.
pub fn input(rng: &mut Rng, pool: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let mut bytes = rng.one(pool).cloned().unwrap_or_default();
    // Mostly few changes: what is changed in many places is refused by the first check.
    let times = 1 + rng.below(8).min(rng.below(8));
    for _ in 0..times {
        change(rng, &mut bytes, pool, words);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(rng: &mut Rng, bytes: &mut Vec<u8>, pool: &[Vec<u8>], words: &[&str]) {
    let at = rng.below(bytes.len() + 1);
    match rng.below(12) {
        // A bit, a byte, a piece out, a piece twice.
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << rng.below(8);
            }
        }
        1 => bytes.insert(at, rng.bits() as u8),
        2 => {
            let end = (at + 1 + rng.below(16)).min(bytes.len());
            bytes.drain(at.min(end)..end);
        }
        3 => {
            let end = (at + 1 + rng.below(64)).min(bytes.len());
            let piece = bytes.get(at..end).unwrap_or_default().to_vec();
            let to = rng.below(bytes.len() + 1);
            bytes.splice(to..to, piece);
        }
        // A number or a string for another.
        4 | 5 => {
            let number = if rng.below(4) == 0 { (rng.bits() as i64).to_string() } else { (*rng.one(NUMBERS).unwrap_or(&"0")).to_owned() };
            replace_token(rng, bytes, |byte| byte.is_ascii_digit() || byte == b'-', number.as_bytes());
        }
        6 | 7 => {
            if let Some(word) = rng.one(words) {
                replace_token(rng, bytes, |byte| byte.is_ascii_alphanumeric() || b"-_:/.".contains(&byte), word.as_bytes());
            }
        }
        8 => {
            let piece = rng.one(PIECES).unwrap_or(&"");
            bytes.splice(at..at, piece.bytes());
        }
        // Lines: out, twice, from another file, in another order.
        9 => {
            let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            let (one, other) = (rng.below(lines.len()), rng.below(lines.len()));
            match rng.below(3) {
                0 => lines.swap(one, other),
                1 => lines.insert(one, lines[other].clone()),
                _ => drop(lines.remove(one)),
            }
            *bytes = lines.join(&b'\n');
        }
        10 => {
            let from = rng.one(pool).map(Vec::as_slice).unwrap_or_default();
            let lines: Vec<&[u8]> = from.split(|byte| *byte == b'\n').collect();
            let line = rng.one(&lines).copied().unwrap_or_default().to_vec();
            let at = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n')).map_or(bytes.len(), |ahead| at + ahead);
            bytes.splice(at..at, [b"\n", line.as_slice()].concat());
        }
        // The beginning of this and the end of another.
        _ => {
            let other = rng.one(pool).map(Vec::as_slice).unwrap_or_default();
            let from = rng.below(other.len() + 1);
            bytes.truncate(at);
            bytes.extend_from_slice(&other[from..]);
        }
    }
    bytes.truncate(LONGEST);
}

/// Puts other text for one run of bytes of a kind.
fn replace_token(rng: &mut Rng, bytes: &mut Vec<u8>, kind: impl Fn(u8) -> bool, with: &[u8]) {
    let from = rng.below(bytes.len() + 1);
    let Some(start) = bytes.iter().skip(from).position(|byte| kind(*byte)).map(|ahead| from + ahead) else { return };
    let begin = bytes[..start].iter().rposition(|byte| !kind(*byte)).map_or(0, |before| before + 1);
    let end = bytes[start..].iter().position(|byte| !kind(*byte)).map_or(bytes.len(), |ahead| start + ahead);
    bytes.splice(begin..end, with.iter().copied());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_input_and_another_seed_another() {
        let pool = vec![br#"{"session":{"via":"root","at":0}}"#.to_vec(), b"[default]\nregion = x\n".to_vec()];
        let made = |seed| {
            let mut rng = Rng::new(seed);
            (0..100).map(|_| input(&mut rng, &pool, &["saml", "iam-user"])).collect::<Vec<_>>()
        };
        assert_eq!(made(7), made(7));
        assert_ne!(made(7), made(8));
    }
}
