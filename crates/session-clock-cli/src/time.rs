//! Moments as people read and type them. The one place with a clock and a time zone.

use jiff::{Timestamp, tz::TimeZone};
use session_clock::duration::LARGEST;
use session_clock::words::Lang;

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
    seconds
        .filter(|at| is_real(*at) && *at <= LARGEST)
        .ok_or_else(|| String::from("write a moment as now, 2026-01-31T09:00:00+09:00, or Unix seconds"))
}

/// A moment in the user's own time zone; its bare seconds where no calendar reaches.
pub fn local(at: i64) -> String {
    match Timestamp::from_second(at) {
        Ok(at) => at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S %Z").to_string(),
        Err(_) => format!("@{at}"),
    }
}

/// A moment as short as it can be said: `19:43` today, `Sat 07:43` within six days, else `12 Dec, 07:43`, and with its year from 300 days
/// on; in the user's own time zone.
pub fn short(at: i64, now: i64, lang: Lang) -> String {
    short_in(&TimeZone::system(), at, now, lang)
}

fn short_in(zone: &TimeZone, at: i64, now: i64, lang: Lang) -> String {
    // The calendar of a time zone ends a day before the last of the year 9999, which some take for "never".
    let zoned = |at: i64| {
        let at = at.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
        Timestamp::from_second(at).unwrap_or(Timestamp::MAX).to_zoned(zone.clone())
    };
    let (then, today) = (zoned(at), zoned(now));
    // Of both days, so the hour of the day does not count.
    let days = then.date().since(today.date()).map_or(i32::MAX, |span| span.get_days());
    let weekday = then.weekday().to_sunday_zero_offset();
    let weekday_ja = ["日", "月", "火", "水", "木", "金", "土"].get(usize::from(weekday.unsigned_abs())).copied().unwrap_or_default();
    match (days, lang) {
        (0, _) => then.strftime("%H:%M").to_string(),
        (1..=6, Lang::En) => then.strftime("%a %H:%M").to_string(),
        (1..=6, Lang::Ja) => format!("{} ({weekday_ja})", then.strftime("%H:%M")),
        (..-300 | 301.., Lang::En) => then.strftime("%-d %b %Y, %H:%M").to_string(),
        (..-300 | 301.., Lang::Ja) => then.strftime("%Y年%-m月%-d日 %H:%M").to_string(),
        (_, Lang::En) => then.strftime("%-d %b, %H:%M").to_string(),
        (_, Lang::Ja) => then.strftime("%-m月%-d日 %H:%M").to_string(),
    }
}

/// A duration in its two largest units, rounded down: `6 d 23 h`, `9 h 14 min`, `42 min`, `48 s`.
pub fn left(seconds: i64, lang: Lang) -> String {
    const UNITS: [(i64, &str, &str); 4] = [(86_400, "d", "日"), (3_600, "h", "時間"), (60, "min", "分"), (1, "s", "秒")];
    let at = UNITS.iter().position(|(unit, ..)| seconds >= *unit).unwrap_or(UNITS.len() - 1);
    let mut out = Vec::new();
    let mut rest = seconds;
    // Seconds say nothing beside hours, and jump beside minutes.
    for (unit, en, ja) in UNITS.iter().skip(at).take(if at < 2 { 2 } else { 1 }) {
        let count = rest / unit;
        rest %= unit;
        if count > 0 || out.is_empty() {
            out.push(format!("{count} {}", if lang == Lang::Ja { ja } else { en }));
        }
    }
    out.join(" ")
}

/// A moment in UTC, RFC 3339; its bare seconds where no calendar reaches.
pub fn utc(at: i64) -> String {
    Timestamp::from_second(at).map_or_else(|_| format!("@{at}"), |at| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_said_as_short_as_they_can_be() {
        let tokyo = TimeZone::fixed(jiff::tz::offset(9));
        // Saturday, 2026-11-28, 21:00 in Tokyo.
        let now = 1_795_867_200;
        for (later, en, ja) in [
            (0, "21:00", "21:00"),
            (3 * 3_600 - 1, "23:59", "23:59"),
            (3 * 3_600, "Sun 00:00", "00:00 (日)"),
            (6 * 86_400, "Fri 21:00", "21:00 (金)"),
            (7 * 86_400, "5 Dec, 21:00", "12月5日 21:00"),
            (-86_400, "27 Nov, 21:00", "11月27日 21:00"),
            (300 * 86_400, "24 Sep, 21:00", "9月24日 21:00"),
            (301 * 86_400, "25 Sep 2027, 21:00", "2027年9月25日 21:00"),
            (-364 * 86_400, "29 Nov 2025, 21:00", "2025年11月29日 21:00"),
            (253_402_300_799 - now, "31 Dec 9999, 07:00", "9999年12月31日 07:00"),
        ] {
            assert_eq!(short_in(&tokyo, now + later, now, Lang::En), en);
            assert_eq!(short_in(&tokyo, now + later, now, Lang::Ja), ja);
        }
    }

    #[test]
    fn what_is_left_is_rounded_down() {
        for (seconds, en, ja) in [
            (0, "0 s", "0 秒"),
            (59, "59 s", "59 秒"),
            (60, "1 min", "1 分"),
            (3_599, "59 min", "59 分"),
            (3_600, "1 h", "1 時間"),
            (33_299, "9 h 14 min", "9 時間 14 分"),
            (604_799, "6 d 23 h", "6 日 23 時間"),
            (86_400, "1 d", "1 日"),
        ] {
            assert_eq!(left(seconds, Lang::En), en);
            assert_eq!(left(seconds, Lang::Ja), ja);
        }
    }

    #[test]
    fn moments() {
        assert_eq!(parse("1970-01-01T00:00:00Z"), parse("nonsense"));
        assert_eq!(parse("2026-01-31T09:00:00+09:00"), Ok(1_769_817_600));
        assert_eq!(parse("1769817600"), Ok(1_769_817_600));
        assert!(parse("now").is_ok_and(is_real));
        assert!(parse("36000").is_err());
        assert_eq!(parse(&LARGEST.to_string()), Ok(LARGEST));
        // Nothing that is added to a moment overflows.
        assert!(parse(&(LARGEST + 1).to_string()).is_err());
        assert!(!local(1_769_817_600).starts_with('@'));
        assert_eq!(local(i64::MAX), format!("@{}", i64::MAX));
        assert_eq!(utc(1_769_817_600), "2026-01-31T00:00:00Z");
        assert_eq!(utc(i64::MAX), format!("@{}", i64::MAX));
    }
}
