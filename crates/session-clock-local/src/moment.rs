//! The ways in which tools write a moment, and their traps. It never guesses: what nothing explains is no moment.

use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;

/// What a moment without a zone means, which depends on who wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoneless {
    /// Nothing: botocore fails on it too.
    Nothing,
    /// UTC, as aws-mfa writes.
    Utc,
    /// The machine's own time zone, as awsume writes.
    Local,
}

/// When something ends, as far as it can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// In Unix seconds.
    At(i64),
    /// A date and a time whose zone nothing says.
    WithoutZone,
    /// Something stands there that is no moment.
    Unreadable,
}

impl Moment {
    /// In Unix seconds, where it could be read.
    pub fn at(self) -> Option<i64> {
        match self {
            Moment::At(at) => Some(at),
            Moment::WithoutZone | Moment::Unreadable => None,
        }
    }
}

/// Reads a moment, in Unix seconds: ISO 8601 with `T` or a space, a fraction, and `Z`, `UTC`, `+09:00` or `+0900`; or 10 digits
/// (seconds), or 13 (milliseconds).
pub fn read(text: &str, zoneless: Zoneless, local: &TimeZone) -> Moment {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = text.parse::<i64>().ok();
        let seconds = match text.len() {
            10 => number,
            13 => number.map(|milliseconds| milliseconds / 1_000),
            _ => None,
        };
        return seconds.map_or(Moment::Unreadable, Moment::At);
    }
    written(text, zoneless, local).unwrap_or(Moment::Unreadable)
}

fn written(text: &str, zoneless: Zoneless, local: &TimeZone) -> Option<Moment> {
    // `2026-11-28T12:00:00UTC` (AWS CLI's roles, old SSO tokens).
    let named = text.strip_suffix("UTC").or_else(|| text.strip_suffix("GMT")).map(|before| format!("{}Z", before.trim_end()));
    // `2026-11-28 12:00:00 +0000`.
    let spaced = || {
        let (before, offset) = text.rsplit_once(' ')?;
        offset.starts_with(['+', '-']).then(|| format!("{}{offset}", before.trim_end()))
    };
    let text = named.or_else(spaced).unwrap_or_else(|| text.to_owned());
    // In pieces: a whole `Timestamp` ends a day before the calendar does, and an offset may be longer there than a day.
    let pieces = Pieces::parse(&text).ok()?;
    let clock = pieces.date().to_datetime(pieces.time()?);
    let offset = match (pieces.to_numeric_offset(), zoneless) {
        (Some(offset), _) => i64::from(offset.seconds()),
        (None, Zoneless::Nothing) => return Some(Moment::WithoutZone),
        (None, Zoneless::Utc) => 0,
        (None, Zoneless::Local) => return clock.to_zoned(local.clone()).ok().map(|at| Moment::At(at.timestamp().as_second())),
    };
    // Python's `timezone` takes none of a day or more.
    let at = clock.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_secs() - offset;
    (offset.abs() < 86_400).then_some(Moment::At(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_in_which_a_tool_writes_it() {
        // 2026-11-28 12:00:00 UTC.
        let noon = Moment::At(1_795_867_200);
        let tokyo = TimeZone::fixed(jiff::tz::offset(9));
        for text in [
            "2026-11-28T12:00:00Z",
            "2026-11-28 12:00:00Z",
            "2026-11-28T12:00:00.000Z",
            "2026-11-28T12:00:00.999999999Z",
            "2026-11-28T12:00:00UTC",
            "2026-11-28 12:00:00 UTC",
            "2026-11-28T21:00:00+09:00",
            "2026-11-28T21:00:00+0900",
            "2026-11-28T12:00:00+0000",
            "2026-11-28 12:00:00+00:00",
            "2026-11-28 12:00:00 +0000",
            "2026-11-28T04:00:00-08:00",
            " 1795867200 ",
            "1795867200999",
        ] {
            assert_eq!(read(text, Zoneless::Nothing, &tokyo), noon, "{text}");
        }
        for text in ["2026-11-28 12:00:00", "2026-11-28T12:00:00", "2026-11-28 12:00:00.123456"] {
            assert_eq!(read(text, Zoneless::Nothing, &tokyo), Moment::WithoutZone, "{text}");
            assert_eq!(read(text, Zoneless::Utc, &tokyo), noon, "{text}");
            assert_eq!(read(text, Zoneless::Local, &tokyo), Moment::At(1_795_867_200 - 9 * 3_600), "{text}");
        }
        for text in [
            "",
            "None",
            "soon",
            "123",
            "17958672000",
            "179586720012345",
            "2026-13-01T00:00:00Z",
            "+09:00",
            "UTC",
            "-1795867200",
            "2026-11-28T12:00:00+25:00",
        ] {
            assert_eq!(read(text, Zoneless::Local, &tokyo), Moment::Unreadable, "{text}");
        }
        // The calendar's last second, and one of an offset just below a day.
        assert_eq!(read("9999-12-31T23:59:59Z", Zoneless::Nothing, &tokyo), Moment::At(253_402_300_799));
        assert_eq!(read("2026-11-29T11:59:00+23:59", Zoneless::Nothing, &tokyo), noon);
    }
}
