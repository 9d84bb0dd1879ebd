//! The ways in which tools write a moment, and their traps. It never guesses: what nothing explains is no moment.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

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
    /// Something stands there that is no moment.
    Unreadable,
}

/// Reads a moment, in Unix seconds: ISO 8601 with `T` or a space, a fraction, and `Z`, `UTC`, `+09:00` or `+0900`; or 10 digits
/// (seconds), or 13 (milliseconds).
pub fn read(text: &str, zoneless: Zoneless, local: &TimeZone) -> Moment {
    seconds(text.trim(), zoneless, local).map_or(Moment::Unreadable, Moment::At)
}

fn seconds(text: &str, zoneless: Zoneless, local: &TimeZone) -> Option<i64> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return match text.len() {
            10 => text.parse().ok(),
            13 => text.parse::<i64>().ok().map(|milliseconds| milliseconds / 1_000),
            _ => None,
        };
    }
    // `2026-11-28T12:00:00UTC` (AWS CLI's roles, old SSO tokens).
    let named = text.strip_suffix("UTC").or_else(|| text.strip_suffix("GMT")).map(|before| format!("{}Z", before.trim_end()));
    // `2026-11-28 12:00:00 +0000`.
    let spaced = || {
        let (before, offset) = text.rsplit_once(' ')?;
        offset.starts_with(['+', '-']).then(|| format!("{}{offset}", before.trim_end()))
    };
    let text = named.or_else(spaced).unwrap_or_else(|| text.to_owned());
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at.as_second());
    }
    let zone = match zoneless {
        Zoneless::Nothing => return None,
        Zoneless::Utc => TimeZone::UTC,
        Zoneless::Local => local.clone(),
    };
    text.parse::<DateTime>().ok()?.to_zoned(zone).ok().map(|at| at.timestamp().as_second())
}

/// The same of a JSON value: a text, or a whole number.
pub fn read_json(value: &Value, local: &TimeZone) -> Moment {
    match value {
        Value::String(text) => read(text, Zoneless::Nothing, local),
        Value::Number(number) => read(&number.to_string(), Zoneless::Nothing, local),
        _ => Moment::Unreadable,
    }
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
            assert_eq!(read(text, Zoneless::Nothing, &tokyo), Moment::Unreadable, "{text}");
            assert_eq!(read(text, Zoneless::Utc, &tokyo), noon, "{text}");
            assert_eq!(read(text, Zoneless::Local, &tokyo), Moment::At(1_795_867_200 - 9 * 3_600), "{text}");
        }
        for text in ["", "None", "soon", "123", "17958672000", "179586720012345", "2026-13-01T00:00:00Z", "+09:00", "UTC", "-1795867200"] {
            assert_eq!(read(text, Zoneless::Local, &tokyo), Moment::Unreadable, "{text}");
        }
        assert_eq!(read_json(&1_795_867_200.into(), &tokyo), noon);
        assert_eq!(read_json(&Value::Null, &tokyo), Moment::Unreadable);
    }
}
