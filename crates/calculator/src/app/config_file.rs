//! `~/.aws/config`, pasted, dropped or chosen: secrets go out of it, and its table comes in. It answers no question of the form.

use gloo_timers::callback::Timeout;
use session_clock::words::calculator as words;
use web_sys::Element;

use super::{App, with};
use crate::config;
use crate::state::Tab;
use crate::view;
use crate::{dom, save};

impl App {
    /// Text was pasted or dropped into the field, or the field was left: secrets go out of it.
    pub fn clean(&mut self, field: &Element) {
        let before = std::mem::take(&mut self.config.text);
        self.config.take("config".to_owned(), &before);
        if self.config.file.is_some() {
            self.render();
        } else {
            dom::fill(field, &before, &self.config.text);
        }
    }

    /// A file was dropped or chosen.
    pub fn take(&mut self, file: web_sys::File) {
        let name = file.name();
        // It may be dropped wherever one is, on a damaged link too.
        self.tab = Tab::Config;
        self.damage = None;
        if file.size() > config::LARGEST {
            let megabytes = (config::LARGEST as u64 >> 20).to_string();
            self.config.refused = Some(words::CONFIG_TOO_LARGE.say(self.lang, &[name.into(), megabytes.into()]).to_string());
            self.render();
            return;
        }
        save::read(&file, move |bytes| with(|app| app.loaded(name, bytes)));
    }

    fn loaded(&mut self, name: String, bytes: Vec<u8>) {
        self.config.refused = None;
        match String::from_utf8(bytes) {
            Ok(text) => self.config.take(name, &text),
            Err(fault) => {
                self.config.file = Some((name, fault.into_bytes()));
                self.config.text.clear();
            }
        }
        self.render();
    }

    /// A large file takes longer than a key press may: it is looked at when typing rests.
    pub(super) fn check_soon(&mut self) {
        let size = self.config.text.len() + self.config.file.as_ref().map_or(0, |(_, bytes)| bytes.len());
        if size < 20_000 {
            self.checking = None;
            self.result();
        } else {
            self.checking = Some(Timeout::new(250, || with(App::result)));
        }
    }

    pub(super) fn check_config(&mut self) {
        self.shown = None;
        let look = self.look(0);
        dom::say("secrets", &view::secrets(&look, &self.config.secrets()));
        dom::say("config-error", self.config.refused.as_deref().unwrap_or_default());
        let checked = self.config.check(self.lang);
        let wrong = checked.as_ref().err().map(String::as_str);
        dom::say("e-config-maxima", wrong.unwrap_or_default());
        dom::show("e-config-maxima", wrong.is_some());
        if let Some(field) = dom::by_id("config-maxima") {
            dom::attribute(&field, "aria-invalid", wrong.map(|_| "true"));
        }
        match checked {
            _ if self.config.is_empty() => dom::put("answer", ""),
            Ok(report) => dom::put("answer", &config::table(&report, self.lang)),
            // The field says what is wrong; the last table stays.
            Err(_) => {}
        }
        self.tell();
    }
}
