//! An answer as it is written, its `why` with it. It decides nothing: what is said comes from [`why`](super::why()).

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Lang, Sentence, why};
use crate::grammar::{Answer, LimitKind, Outcome};

impl Answer {
    /// One sentence for people.
    pub fn why(&self, lang: Lang) -> Sentence {
        why(lang, &self.outcome)
    }

    /// The answer as it is written, its `why` in that language.
    pub fn in_lang(&self, lang: Lang) -> impl Serialize + '_ {
        Written { answer: self, lang }
    }
}

struct Written<'a> {
    answer: &'a Answer,
    lang: Lang,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = &self.answer.id {
            map.serialize_entry("id", id)?;
        }
        match &self.answer.outcome {
            Outcome::Ends(ends) => {
                map.serialize_entry("at", &ends.at)?;
                map.serialize_entry("expires_at", &ends.expires_at())?;
                map.serialize_entry("duration", &ends.duration())?;
                map.serialize_entry("chained", &ends.chained)?;
                map.serialize_entry("limited_by", &ends.limited_by().map(LimitKind::name))?;
                map.serialize_entry("limits", &ends.limits)?;
                map.serialize_entry("sure", ends.sure.name())?;
            }
            Outcome::Refused(refusal) => {
                map.serialize_entry("refusal", refusal)?;
                map.serialize_entry("sure", refusal.sure.name())?;
            }
            Outcome::Invalid(invalid) => {
                map.serialize_entry("invalid", invalid)?;
                return map.end();
            }
        }
        map.serialize_entry("why", &Shown(self.answer.why(self.lang)))?;
        map.end()
    }
}

/// A sentence that is written as it is shown, without a string of its own between.
struct Shown(Sentence);

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
