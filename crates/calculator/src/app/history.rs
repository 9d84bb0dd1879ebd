//! The address, and what the browser's history keeps beside it: what was typed, also what no question holds.

use session_clock::grammar::Via;
use wasm_bindgen::prelude::*;

use crate::dom;
use crate::state::{Card, Form, Tab};

pub(super) fn write_address(fragment: &str, state: &str, push: bool) {
    let Ok(history) = dom::window().history() else { return };
    let state = JsValue::from_str(state);
    // A browser that has had enough of it refuses; the next one is written again.
    let _ = if push {
        history.push_state_with_url(&state, "", Some(fragment))
    } else {
        history.replace_state_with_url(&state, "", Some(fragment))
    };
}

/// Between the parts of what the history keeps: separators that nobody types.
const CARD: char = '\u{1e}';
const PART: char = '\u{1f}';

/// The form as the history keeps it: what was typed, also what the question does not hold.
pub(super) fn keep(form: &Form) -> String {
    let mut kept = format!("{}{PART}{}{PART}{}", form.tab.name(), form.botocore, form.zero);
    // An id may be empty, and may not be there.
    if let Some(id) = &form.id {
        kept.push(PART);
        kept.push_str(&id.replace([CARD, PART], ""));
    }
    for card in &form.cards {
        let from = card.from.map(|from| from.to_string()).unwrap_or_default();
        kept.push_str(&format!("{CARD}{}{PART}{from}{PART}{}", card.via.name(), card.as_typed));
        for field in &card.fields {
            kept.push(PART);
            kept.push_str(&field.typed.replace([CARD, PART], ""));
        }
    }
    kept
}

/// The form that the history kept; nothing where it is not one of this page's.
pub(super) fn restore(kept: &str) -> Option<Form> {
    let mut cards = kept.split(CARD);
    let mut head = cards.next()?.split(PART);
    let tab = Tab::named(head.next()?).filter(|tab| *tab != Tab::Config)?;
    let botocore = head.next()? == "true";
    let mut form = Form { tab, cards: Vec::new(), botocore, zero: head.next()?.parse().ok()?, id: head.next().map(str::to_owned) };
    for kept in cards {
        let mut parts = kept.split(PART);
        let name = parts.next()?;
        let via = Via::ALL.iter().copied().find(|via| via.name() == name)?;
        let from = match parts.next()? {
            "" => None,
            from => Some(from.parse().ok().filter(|from| *from < form.cards.len())?),
        };
        let mut card = Card::new(via, from);
        card.as_typed = parts.next()? == "true";
        for field in &mut card.fields {
            field.typed = parts.next()?.to_owned();
        }
        form.cards.push(card);
    }
    (!form.cards.is_empty()).then_some(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_keeps_what_was_typed() {
        let mut form = Form::empty(Tab::Api);
        form.add();
        form.cards[1].set("duration_seconds", "12 hours, or \"so\"\u{1f}");
        form.cards[2].from = Some(0);
        form.cards[2].as_typed = true;
        for id in [None, Some(String::new()), Some("é".to_owned())] {
            form.id = id;
            let mut again = restore(&keep(&form)).expect("what was kept");
            assert_eq!(again.cards[1].typed("duration_seconds"), "12 hours, or \"so\"");
            again.cards[1].set("duration_seconds", form.cards[1].typed("duration_seconds"));
            assert_eq!(again, form);
        }
        for nonsense in
            ["", "config", "api\u{1f}true", "api\u{1f}true\u{1f}0\u{1e}nonsense", "api\u{1f}true\u{1f}0\u{1e}assume-role\u{1f}7\u{1f}false"]
        {
            assert_eq!(restore(nonsense), None, "{nonsense:?}");
        }
    }
}
