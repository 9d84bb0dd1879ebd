//! Moments and durations as they are read, from events and from what is stored: whole seconds within ±2^53, as in the grammar of questions.
//! What is beyond is no moment and is refused here, so that no arithmetic on them can overflow anywhere else.

use serde::de::{Deserialize, Deserializer, Error};

use crate::duration::LARGEST;

/// The same moment, or the nearest that can be.
pub(super) fn within(at: i64) -> i64 {
    at.clamp(-LARGEST, LARGEST)
}

fn checked<E: Error>(at: i64) -> Result<i64, E> {
    if within(at) == at { Ok(at) } else { Err(E::custom("beyond 2^53")) }
}

pub(super) fn read<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    checked(i64::deserialize(from)?)
}

pub(super) fn read_optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    Option::<i64>::deserialize(from)?.map(checked).transpose()
}

pub(super) fn read_list<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<i64>, D::Error> {
    Vec::<i64>::deserialize(from)?.into_iter().map(checked).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Event, Ledger};
    use super::LARGEST;

    #[test]
    fn an_event_beyond_the_bounds_is_refused_and_one_at_them_is_not() {
        for (now, holds) in [(LARGEST, true), (-LARGEST, true), (LARGEST + 1, false), (i64::MIN, false), (i64::MAX, false)] {
            let event: Result<Event, _> = serde_json::from_str(&format!(r#"{{"now":{now},"what":"woke"}}"#));
            assert_eq!(event.is_ok(), holds, "{now}");
        }
    }

    #[test]
    fn a_stored_state_that_contradicts_itself_is_refused() {
        let sound = serde_json::to_value(Ledger::default()).expect("a state");
        assert!(serde_json::from_value::<Ledger>(sound.clone()).is_ok());
        for (least, most, holds) in [(3_600, 3_600, true), (7_200, 3_600, false), (0, 3_600, false), (3_600, i64::MAX, false)] {
            let mut stored = sound.clone();
            stored["roles"] = serde_json::json!([
                {"role": "r", "at_least": least, "at_most": most, "usual_source": null, "end_seen_after": null}
            ]);
            assert_eq!(serde_json::from_value::<Ledger>(stored).is_ok(), holds, "{least} to {most}");
        }
    }
}
