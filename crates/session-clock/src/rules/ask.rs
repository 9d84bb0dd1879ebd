//! From whatever was asked to its answer. What cannot be asked is an answer too; nothing here knows a rule.

use super::answer;
#[cfg(feature = "json")]
use crate::grammar::Invalid;
use crate::grammar::json::Json;
use crate::grammar::{self, Answer, Outcome, Question};

impl Answer {
    /// Answers a question that was read before.
    pub fn to(question: Question) -> Answer {
        Answer { outcome: answer(&question), id: question.id }
    }

    /// Answers whatever came as a JSON value: what cannot be asked becomes an [`Outcome::Invalid`].
    pub fn to_json_value(json: &Json) -> Answer {
        match Question::from_json_value(json) {
            Ok(question) => Answer::to(question),
            Err(fault) => Answer { id: grammar::usable_id(json).map(str::to_owned), outcome: Outcome::Invalid(fault) },
        }
    }

    /// Answers JSON text: what cannot be asked becomes an [`Outcome::Invalid`].
    #[cfg(feature = "json")]
    pub fn to_json_text(text: &str) -> Answer {
        Json::read(text, |json| match json {
            Ok(json) => Answer::to_json_value(&json),
            Err(fault) => Answer { id: None, outcome: Outcome::Invalid(grammar::not_json(&fault)) },
        })
    }

    /// Answers JSON text that may not even be UTF-8.
    #[cfg(feature = "json")]
    pub fn to_json_bytes(text: &[u8]) -> Answer {
        match std::str::from_utf8(text) {
            Ok(text) => Answer::to_json_text(text),
            Err(fault) => {
                let message = format!("this is not JSON: not UTF-8 (at column {})", fault.valid_up_to() + 1);
                Answer { id: None, outcome: Outcome::Invalid(Invalid::new("", message)) }
            }
        }
    }
}
