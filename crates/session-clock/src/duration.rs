//! Durations as people type them: `90m`, `12h`, `1h30m`, `43200`.

/// The largest moment or duration that may be written, either sign: what JavaScript's numbers hold exactly.
pub const LARGEST: i64 = 1 << 53;

/// The units in the order in which they may stand, in seconds.
const UNITS: [(char, i64); 4] = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

/// Why a text is no duration; [`words`](crate::words) says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Not written like one.
    Form,
    /// More than 2^53 seconds.
    TooLong,
}

/// Reads a duration, in seconds: digits alone are seconds; else numbers with `d`, `h`, `m`, `s`, each at most once and in that order.
///
/// # Errors
/// What is wrong. A sign, a space, a fraction and an exponent are wrong, and more than 2^53 s.
///
/// ```
/// use session_clock::duration::{Wrong, parse};
///
/// assert_eq!(parse("1h30m"), Ok(5_400));
/// assert_eq!(parse("1h30"), Err(Wrong::Form));
/// ```
pub fn parse(text: &str) -> Result<i64, Wrong> {
    if text.is_empty() {
        return Err(Wrong::Form);
    }
    let mut rest = text;
    let mut units = UNITS.iter();
    let mut total: i64 = 0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, after) = rest.split_at(digits);
        let mut after = after.chars();
        let unit = match after.next() {
            None if digits == text.len() => 1,
            None => return Err(Wrong::Form),
            Some(unit) => units.find(|(name, _)| *name == unit).ok_or(Wrong::Form)?.1,
        };
        if number.is_empty() {
            return Err(Wrong::Form);
        }
        total = number
            .parse::<i64>()
            .ok()
            .and_then(|number| number.checked_mul(unit))
            .and_then(|seconds| seconds.checked_add(total))
            .filter(|total| *total <= LARGEST)
            .ok_or(Wrong::TooLong)?;
        rest = after.as_str();
    }
    Ok(total)
}

/// Writes a duration so that [`parse`] reads it again, the shortest way: `1h30m`. A negative one has its sign, which `parse` refuses.
pub fn write(seconds: i64) -> String {
    let mut out = String::from(if seconds < 0 { "-" } else { "" });
    let mut rest = seconds.unsigned_abs();
    if rest == 0 {
        out.push('0');
    }
    // AWS's durations are told in hours up to 36: days only where they come out even and beyond that.
    for (unit, size) in UNITS {
        let size = size as u64;
        if unit == 'd' && (!rest.is_multiple_of(size) || rest <= 36 * 3_600) {
            continue;
        }
        if rest >= size {
            out.push_str(&format!("{}{unit}", rest / size));
            rest %= size;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type() {
        for (text, seconds) in [
            ("0", 0),
            ("43200", 43_200),
            ("90m", 5_400),
            ("12h", 43_200),
            ("1h30m", 5_400),
            ("1h30m15s", 5_415),
            ("3d", 259_200),
            ("1d1s", 86_401),
            ("007s", 7),
            ("9007199254740992", LARGEST),
        ] {
            assert_eq!(parse(text), Ok(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration() {
        for text in [
            "", "12 hours", "-1", "+1", "1e9", "1.5h", "h", "1h30", "30m1h", "1h1h", "1H", "12h ", " 12h", "１２h", "1w", "PT1H", "12hours",
        ] {
            assert_eq!(parse(text), Err(Wrong::Form), "{text}");
        }
        for text in ["9007199254740993", "99999999999999999999", "9223372036854775807d"] {
            assert_eq!(parse(text), Err(Wrong::TooLong), "{text}");
        }
        assert!(parse("9007199254740992s1").is_err());
    }

    #[test]
    fn what_is_written_is_read_again() {
        for (seconds, text) in
            [(0, "0"), (5_400, "1h30m"), (43_200, "12h"), (129_600, "36h"), (7_776_000, "90d"), (59, "59s"), (86_401, "24h1s")]
        {
            assert_eq!(write(seconds), text);
        }
        for seconds in (0..400_000).step_by(997).chain([LARGEST]) {
            assert_eq!(parse(&write(seconds)), Ok(seconds));
        }
        assert_eq!(write(-1_800), "-30m");
    }
}
