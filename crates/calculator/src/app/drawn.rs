//! An answer as it is drawn: the bars of the picture, and what stands beside the fields. It changes no form.

use session_clock::words::{Lang, calculator as words};
use session_clock::{Answer, Outcome, Question, rules};

use crate::picture::{self, Bar, Clock, End, Mark};
use crate::state::{Fault, Form};
use crate::view::{self, Look};
use crate::{dom, moment};

/// The sessions as bars, each by its own question; that of the last is answered already.
pub(super) fn bars(form: &Form, asked: &Result<(Answer, Question), Fault>, lang: Lang) -> Vec<Bar> {
    let last = form.cards.len() - 1;
    form.cards
        .iter()
        .enumerate()
        .map(|(place, card)| {
            let own = (place != last).then(|| form.answer(place, &moment::read));
            let found = own.as_ref().unwrap_or(asked).as_ref().ok();
            let outcome = found.map(|(answer, _)| &answer.outcome);
            let ends = found.and_then(|(answer, _)| answer.ends());
            let binding = ends.and_then(|ends| ends.limit());
            Bar {
                name: view::name(form, place, lang),
                from: card.from,
                at: found.and_then(|(_, question)| question.session.at()),
                assumed: found.and_then(|(_, question)| rules::assumed(&question.session, question.client)),
                or_earlier: ends.is_some_and(|ends| ends.or_earlier),
                end: match (outcome, ends) {
                    (_, Some(ends)) => ends.expires_at().map_or(End::Open, End::At),
                    (Some(Outcome::Refused(_)), _) => End::Refused,
                    _ => End::Invalid,
                },
                limits: ends
                    .map(|ends| {
                        let mark = |limit: &session_clock::Limit| Mark {
                            name: view::limit_name(lang, limit.limit).to_owned(),
                            at: limit.expires_at,
                            binds: Some(*limit) == binding,
                        };
                        view::limits(ends).iter().map(mark).collect()
                    })
                    .unwrap_or_default(),
                asked: place == last,
            }
        })
        .collect()
}

/// The picture at the width that there is, and its words.
pub(super) fn draw(look: &Look, bars: &[Bar], start: i64) -> (String, Vec<String>) {
    let width = dom::by_id("picture").map(|element| f64::from(element.client_width())).unwrap_or_default();
    let real = bars.iter().filter_map(|bar| bar.at).all(moment::is_real) && bars.iter().any(|bar| bar.at.is_some());
    let long = |at: i64| look.moment(at);
    let tick = |at: i64, step: i64| moment::tick(look.lang, at, step, start);
    // Ticks stand on whole hours of the clock, or on whole hours after the start.
    let ahead = |at: i64| if real { moment::ahead(at) } else { -start };
    let clock = Clock { long: &long, tick: &tick, ahead: &ahead, now: real.then(moment::now) };
    let said = picture::in_words(bars, look.lang, &clock);
    (picture::draw(bars, &said, look.lang, &clock, picture::between(width, 300.0, 1_400.0)), said)
}

/// The id of what belongs to a field.
#[inline(never)]
pub(super) fn id(kind: &str, place: usize, key: &str) -> String {
    [kind, &place.to_string(), "-", key].concat()
}

/// What stands beside the fields: the moment that a time comes to, what is wrong, and where a session is refused. What was `marked` so before stays
/// untouched: with fifty sessions it is a thousand questions to the document for each key.
pub(super) fn marks(
    look: &Look,
    form: &Form,
    asked: &Result<(Answer, Question), Fault>,
    bars: &[Bar],
    start: i64,
    marked: &mut Vec<String>,
) {
    let last = form.cards.len() - 1;
    let fault = asked.as_ref().err();
    let refused = match asked {
        Ok((Answer { outcome: Outcome::Refused(refusal), .. }, _)) => {
            let expected = bars[last].expected();
            form.place_of(last, &refusal.place)
                .0
                .filter(|place| *place != last)
                .map(|place| (place, view::refused(look, refusal, expected)))
        }
        _ => None,
    };
    let mut at = 0;
    let mut is_new = |what: &str| {
        let same = marked.get(at).is_some_and(|before| before == what);
        if !same {
            marked.truncate(at);
            marked.push(what.to_owned());
        }
        at += 1;
        !same
    };
    for (place, card) in form.cards.iter().enumerate() {
        let mut said_here = false;
        for field in &card.fields {
            let wrong = fault.filter(|fault| fault.card == Some(place) && fault.key == field.key);
            said_here |= wrong.is_some();
            let said = wrong.map(|wrong| view::fault(look, form, wrong)).unwrap_or_default();
            if is_new(&said) {
                let error = id("e-", place, field.key);
                dom::say(&error, &said);
                dom::show(&error, wrong.is_some());
                if let Some(element) = dom::by_id(&id("f-", place, field.key)) {
                    dom::attribute(&element, "aria-invalid", wrong.map(|_| "true"));
                }
            }
            if field.key == "at"
                && form.anchor() != Some(place)
                && let Ok(seconds) = if field.typed.trim().is_empty() { Ok(0) } else { session_clock::duration::parse(field.typed.trim()) }
                && is_new(&(start + seconds).to_string())
            {
                let hint = look.fill(words::AFTER_START_AT, &[look.moment(start + seconds).into()]);
                dom::say(&id("h-", place, "at"), &hint);
            }
        }
        // A fault that is no field's, and a refusal of a session before the last, stand on the card.
        let wrong = fault.filter(|fault| fault.card == Some(place) && !said_here).map(|fault| view::fault(look, form, fault));
        let told = wrong.or_else(|| refused.as_ref().filter(|(at, _)| *at == place).map(|(_, said)| said.clone())).unwrap_or_default();
        if is_new(&told) {
            let id = format!("e-card-{place}");
            dom::show(&id, !told.is_empty());
            dom::say(&id, &told);
        }
    }
}
