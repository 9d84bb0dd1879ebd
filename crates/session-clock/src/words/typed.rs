//! What is said of something that somebody typed and that cannot be read. It reads nothing itself.

use std::fmt;

use super::{Lang, Phrase, phrases};
use crate::duration::Wrong;

phrases! {
    /// The faults of what was typed.
    TYPED;
    DURATION_FORM = "write a duration as 12h, 90m, 1h30m or 43200 (seconds)",
        "期間は 12h、90m、1h30m、43200 (秒) のように入力してください";
    DURATION_TOO_LONG = "that is too long",
        "長すぎます";
}

impl Wrong {
    /// What is wrong, for people.
    pub fn phrase(self) -> Phrase {
        match self {
            Wrong::Form => DURATION_FORM,
            Wrong::TooLong => DURATION_TOO_LONG,
        }
    }
}

/// In English: for errors that have no reader's language.
impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.phrase().template(Lang::En))
    }
}

impl std::error::Error for Wrong {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_duration_says_how_to_write_one() {
        assert!(Wrong::Form.to_string().contains("90m"));
        assert!(Wrong::TooLong.to_string().contains("too long"));
    }
}
