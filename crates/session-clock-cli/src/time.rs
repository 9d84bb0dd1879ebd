//! Moments as people read and type them. The one place with a clock and a time zone.

use jiff::{Timestamp, tz::TimeZone};

/// From this moment on a number is taken for a real time: September 2001. AWS is younger, and no scenario that counts from its own
/// start lasts 31 years.
const REAL_SINCE: i64 = 1_000_000_000;

/// The present moment, in Unix seconds.
pub fn now() -> i64 {
    Timestamp::now().as_second()
}

/// Whether a moment is a real time and not counted from a scenario's own start.
pub fn is_real(moment: i64) -> bool {
    moment >= REAL_SINCE
}

/// Reads a moment: `now`, RFC 3339, or Unix seconds.
///
/// # Errors
/// What is wrong, for a message that names the flag.
pub fn parse(text: &str) -> Result<i64, String> {
    if text == "now" {
        return Ok(now());
    }
    let seconds = text.parse::<i64>().ok().or_else(|| text.parse::<Timestamp>().ok().map(Timestamp::as_second));
    seconds.filter(|at| is_real(*at)).ok_or_else(|| String::from("write a moment as now, 2026-01-31T09:00:00+09:00, or Unix seconds"))
}

/// A moment in the user's own time zone; its bare seconds where no calendar reaches.
pub fn local(at: i64) -> String {
    match Timestamp::from_second(at) {
        Ok(at) => at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S %Z").to_string(),
        Err(_) => format!("@{at}"),
    }
}

/// A moment in UTC, RFC 3339; its bare seconds where no calendar reaches.
pub fn utc(at: i64) -> String {
    Timestamp::from_second(at).map_or_else(|_| format!("@{at}"), |at| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        assert_eq!(parse("1970-01-01T00:00:00Z"), parse("nonsense"));
        assert_eq!(parse("2026-01-31T09:00:00+09:00"), Ok(1_769_817_600));
        assert_eq!(parse("1769817600"), Ok(1_769_817_600));
        assert!(parse("now").is_ok_and(is_real));
        assert!(parse("36000").is_err());
        assert!(!local(1_769_817_600).starts_with('@'));
        assert_eq!(local(i64::MAX), format!("@{}", i64::MAX));
        assert_eq!(utc(1_769_817_600), "2026-01-31T00:00:00Z");
        assert_eq!(utc(i64::MAX), format!("@{}", i64::MAX));
    }
}
