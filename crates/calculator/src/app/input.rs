//! What the user did: a field, a choice, a button. Each changes the form and shows what follows; nothing is answered or drawn here.

use session_clock::grammar::Via;
use session_clock::words::{Lang, calculator as words};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::App;
use super::drawn::{draw, id};
use crate::config::{self, Config};
use crate::state::{Form, Tab};
use crate::view::{self, Look};
use crate::{dom, link, moment, save};

/// Puts the focus on the list of a session's kinds.
#[inline(never)]
fn focus_kind(place: usize) {
    dom::focus(&format!("v-{place}"));
}

impl App {
    /// Something was typed or chosen.
    pub fn input(&mut self, element: &Element, committed: bool) {
        let id = element.id();
        let value = dom::value(element);
        let card = element.get_attribute("data-at").and_then(|at| at.parse::<usize>().ok());
        let key = element.get_attribute("data-key");
        match id.as_str() {
            "language" | "theme" => {
                if id == "language" {
                    self.lang = Lang::from_tag(&value);
                    dom::store("lang", &value);
                } else {
                    dom::store("theme", &value);
                    self.theme = value;
                }
                self.render();
                return;
            }
            "find" => {
                let Some(via) = view::found(self.lang, &value, committed) else { return };
                self.tab = Tab::of(via);
                let botocore = self.api.botocore && self.tab == Tab::Api;
                *self.form() = App::beginning_now(Form { botocore, ..Form::about(via) });
                self.render();
                focus_kind(self.asked().cards.len() - 1);
            }
            "client" => {
                self.api.botocore = value == "botocore";
                self.result();
            }
            "config-text" => {
                self.config.text = value;
                self.config.file = None;
                self.config.refused = None;
                if committed {
                    self.clean(element);
                }
                self.check_soon();
                return;
            }
            "config-maxima" => {
                self.config.maxima = value;
                self.check_soon();
                return;
            }
            "config-others" => {
                // The credentials file itself is pasted here, too.
                self.config.others = if committed { config::without_secrets(&value) } else { value.clone() };
                dom::fill(element, &value, &self.config.others);
                self.check_soon();
                return;
            }
            "config-file" => {
                if let Some(file) = element.unchecked_ref::<web_sys::HtmlInputElement>().files().and_then(|files| files.get(0)) {
                    self.take(file);
                }
                return;
            }
            _ => {
                let Some(card) = card.filter(|card| *card < self.asked().cards.len()) else { return };
                match (key, id.split('-').next()) {
                    (Some(key), _) if key == "as_typed" => {
                        self.form().cards[card].as_typed = value == "on";
                        self.result();
                    }
                    (Some(key), _) => {
                        if self.asked().cards[card].typed(&key) == value && committed {
                            // The next step may come before typing has rested.
                            self.write(true, false);
                            self.editing = None;
                            return;
                        }
                        // Its box says the contrary of the key.
                        let value = if key == "policy" && value == "on" { "off".to_owned() } else { value };
                        self.form().cards[card].set(&key, value);
                        self.result();
                    }
                    (None, Some("v")) => {
                        let root = value.ends_with(" root");
                        let name = value.split(' ').next().unwrap_or_default();
                        if let Some(via) = Via::ALL.iter().copied().find(|via| via.name() == name) {
                            let before = self.asked().cards.len();
                            self.form().become_via(card, via);
                            if via == Via::AccessKey {
                                self.form().cards[card].set("principal", if root { "root" } else { "iam-user" });
                            }
                            self.render();
                            // What it needs was put in before it, or taken away: its list stands elsewhere now.
                            focus_kind(card + self.asked().cards.len() - before);
                        }
                    }
                    (None, Some("s")) => {
                        self.form().cards[card].from = value.parse().ok();
                        self.result();
                    }
                    _ => return,
                }
            }
        }
        self.link(&id);
        // What was found is whole, whether more could be typed or not.
        if committed || id == "find" {
            self.editing = None;
        }
    }

    /// A button was pressed.
    pub fn press(&mut self, action: &str, at: Option<usize>) {
        match action {
            "add" => {
                self.form().add();
                self.render();
                let last = self.asked().cards.len() - 1;
                let key = if self.asked().anchor() == Some(last) { "now".to_owned() } else { id("f-", last, "at") };
                dom::focus(&key);
            }
            "remove" => {
                if let Some(at) = at {
                    self.form().remove(at);
                    self.render();
                    dom::focus("add");
                }
            }
            "now" => {
                self.form().begin(moment::now() / 60 * 60, &moment::write);
                self.render();
            }
            "clear" => {
                if self.tab == Tab::Config {
                    self.config = Config::default();
                } else {
                    *self.form() = App::beginning_now(Form::empty(self.tab));
                }
                self.render();
            }
            "forget" => {
                self.config = Config { maxima: self.config.maxima.clone(), others: self.config.others.clone(), ..Config::default() };
                self.render();
                dom::focus("config-text");
                return;
            }
            "print" => {
                let _ = dom::window().print();
                return;
            }
            _ => {
                self.share(action);
                return;
            }
        }
        self.editing = None;
        self.link(action);
        self.editing = None;
    }

    fn share(&mut self, action: &str) {
        let Some(shown) = &self.shown else { return };
        // What leaves the page is read on other days: every moment has its date.
        let look = Look { lang: self.lang, start: shown.start, now: 0 };
        let address = dom::window().location().href().unwrap_or_default();
        let url = format!("{}#{}", address.split('#').next().unwrap_or_default(), link::write(&shown.json));
        let copied = look.say(words::COPIED);
        let failed = look.say(words::COPY_FAILED);
        match action {
            "copy-link" => save::copy(url, copied, failed),
            "copy-command" => save::copy(link::command(&shown.json), copied, failed),
            "copy-text" => {
                let (_, said) = draw(&look, &shown.bars, shown.start);
                save::copy(view::plain(&look, &shown.answer, &shown.question, shown.assumed(), &said, &url), copied, failed);
            }
            "save-svg" => save::svg(&draw(&look, &shown.bars, shown.start).0),
            "save-png" => save::png(&draw(&look, &shown.bars, shown.start).0),
            _ => {}
        }
    }
}
