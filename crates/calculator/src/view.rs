//! What the page shows, as markup: the form, the answer, and what stands around them.

use session_clock::Invalid;
use session_clock::words::{Lang, Part, Phrase, calculator as words};

use crate::link;
use crate::markup::Markup;
use crate::moment;
use crate::state::Tab;

mod answer;
mod config;
mod form;

pub use answer::{answer, limit_name, limits, plain, refused, session};
pub use config::{config, secrets};
pub use form::{examples_begin, fault, form, found, name, top};

/// What every view needs.
pub struct Look {
    /// The language.
    pub lang: Lang,
    /// The moment of the first session.
    pub start: i64,
    /// The present moment: what is today has no date.
    pub now: i64,
}

impl Look {
    /// A phrase without gaps.
    #[inline(never)]
    pub fn say(&self, phrase: Phrase) -> &'static str {
        phrase.template(self.lang)
    }

    /// A phrase filled in, its moments written.
    #[inline(never)]
    pub fn fill(&self, phrase: Phrase, fill: &[Part]) -> String {
        phrase.say(self.lang, fill).text(|at| self.moment(at))
    }

    /// A moment in full.
    pub fn moment(&self, at: i64) -> String {
        moment::say(self.lang, at, self.start, self.now)
    }
}

/// Attributes that are there or not.
fn flag(on: bool, attributes: &'static str) -> &'static str {
    if on { attributes } else { "" }
}

/// What is wrong with a link, with the way out.
pub fn damaged(look: &Look, damage: &link::Damage, tab: Tab) -> String {
    let (at, what) = match damage {
        link::Damage::Encoding(at) => {
            (look.fill(words::LINK_CHARACTER, &[at.to_string().into()]), look.say(words::LINK_ENCODING).to_owned())
        }
        link::Damage::Core(Invalid { path, message, .. }) => (path.clone(), message.clone()),
    };
    let said = if at.is_empty() { what } else { look.fill(words::LINK_WHERE, &[at.into(), what.into()]) };
    let mut html = Markup::new();
    html.put(
        "<div class=\"warning\"><h2>{}</h2><p>{}</p><a class=\"button\" id=\"empty-form\" href=\"#{}\">{}</a><p class=\"hint\" id=\"damage\">{}</p></div>",
        &[look.say(words::LINK_DAMAGED), look.say(words::LINK_WHAT), tab.name(), look.say(words::LINK_EMPTY), &said],
    );
    html.done()
}

/// Language and theme.
pub fn preferences(look: &Look, theme: &str) -> String {
    let mut html = Markup::new();
    html.put("<label for=\"language\" class=\"sr\">{}</label><select id=\"language\">", &[look.say(words::LANGUAGE)]);
    for (tag, lang, name) in [("en", Lang::En, "English"), ("ja", Lang::Ja, "日本語")] {
        html.put("<option value=\"{}\" lang=\"{}\"{!}>{}</option>", &[tag, tag, flag(lang == look.lang, " selected"), name]);
    }
    html.put("</select>", &[]);
    html.put("<label for=\"theme\" class=\"sr\">{}</label><select id=\"theme\">", &[look.say(words::THEME)]);
    for (value, phrase) in [("auto", words::THEME_AUTO), ("light", words::THEME_LIGHT), ("dark", words::THEME_DARK)] {
        html.put("<option value=\"{}\"{!}>{}</option>", &[value, flag(value == theme, " selected"), look.say(phrase)]);
    }
    html.put("</select>", &[]);
    html.done()
}

/// The picture's frame, its words and buttons, and what can be shared.
pub fn around_picture(look: &Look, words_of: &[String]) -> String {
    let mut html = Markup::new();
    html.put("<details class=\"in-words\"><summary>{}</summary><ul id=\"in-words\">", &[look.say(words::PICTURE_WORDS)]);
    for line in words_of {
        html.put("<li>{~}</li>", &[line]);
    }
    html.put("</ul></details>", &[]);
    html.done()
}

/// The buttons below picture and answer.
pub fn tools(look: &Look) -> String {
    let mut html = Markup::new();
    html.put("<div class=\"actions tools\">", &[]);
    for (action, phrase) in [
        ("copy-link", words::COPY_LINK),
        ("copy-text", words::COPY_TEXT),
        ("copy-command", words::COPY_COMMAND),
        ("save-svg", words::SAVE_SVG),
        ("save-png", words::SAVE_PNG),
        ("print", words::PRINT),
    ] {
        html.put("<button type=\"button\" id=\"{}\" data-do=\"{}\">{}</button>", &[action, action, look.say(phrase)]);
    }
    html.put("</div>", &[]);
    html.put("<p id=\"copied\" role=\"status\"></p>", &[]);
    html.put("<label for=\"copy-here\" class=\"sr\">{}</label>", &[look.say(words::SHARE)]);
    html.put("<textarea id=\"copy-here\" readonly=\"\" rows=\"4\" hidden=\"\"></textarea>", &[]);
    html.done()
}
