//! The page at work: what is shown, what was done, and what follows from it.

use std::cell::RefCell;

use gloo_timers::callback::{Interval, Timeout};
use session_clock::grammar::Via;
use session_clock::rules;
use session_clock::words::{Lang, calculator as words};
use session_clock::{Answer, Outcome, Question};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::config::{self, Config};
use crate::link::{self, Asked, Damage};
use crate::moment::{self, Writers};
use crate::picture::{self, Bar, Clock, End, Mark};
use crate::state::{Card, Fault, Form, Tab};
use crate::view::{self, Look};
use crate::{dom, save};

thread_local! {
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
}

/// Runs something with the page. Nothing where that is at work already: an event that it caused itself is no event to it.
pub fn with(run: impl FnOnce(&mut App)) {
    APP.with(|app| {
        if let Ok(mut app) = app.try_borrow_mut()
            && let Some(app) = app.as_mut()
        {
            run(app);
        }
    });
}

/// The page.
pub struct App {
    lang: Lang,
    writers: Writers,
    theme: String,
    tab: Tab,
    console: Form,
    api: Form,
    config: Config,
    damage: Option<Damage>,
    /// The field that is being edited: one edit is one step of the history, however many keys it took.
    editing: Option<String>,
    /// Writes the link when typing rests: browsers bound how often it may be written.
    linking: Option<Timeout>,
    telling: Option<Timeout>,
    checking: Option<Timeout>,
    _ticking: Interval,
    shown: Option<Shown>,
    /// What `marks` wrote beside the fields last.
    marked: Vec<String>,
}

/// The answer that stands on the page.
struct Shown {
    answer: Answer,
    question: Question,
    json: String,
    bars: Vec<Bar>,
    start: i64,
    minute: i64,
}

/// Starts the page.
pub fn start() {
    let lang = match dom::stored("lang") {
        Some(tag) => Lang::from_tag(&tag),
        None => Lang::from_tag(&dom::window().and_then(|window| window.navigator().language()).unwrap_or_default()),
    };
    let app = App {
        lang,
        writers: Writers::new(lang),
        theme: dom::stored("theme").filter(|theme| theme == "light" || theme == "dark").unwrap_or_else(|| "auto".to_owned()),
        tab: Tab::Console,
        console: Form::empty(Tab::Console),
        api: Form::empty(Tab::Api),
        config: Config::default(),
        damage: None,
        editing: None,
        linking: None,
        telling: None,
        checking: None,
        _ticking: Interval::new(1_000, || with(App::tick)),
        shown: None,
        marked: Vec::new(),
    };
    APP.with(|place| *place.borrow_mut() = Some(app));
    with(|app| {
        app.console.cards[0].set("at", this_minute());
        app.open_address();
    });
}

fn this_minute() -> String {
    moment::write(moment::now() / 60 * 60).unwrap_or_default()
}

impl App {
    fn form(&mut self) -> &mut Form {
        if self.tab == Tab::Api { &mut self.api } else { &mut self.console }
    }

    fn asked(&self) -> &Form {
        if self.tab == Tab::Api { &self.api } else { &self.console }
    }

    /// Shows what the address asks for: a link was opened, or the history walked.
    pub fn open_address(&mut self) {
        self.editing = None;
        self.linking = None;
        self.damage = None;
        let Some(window) = dom::window() else { return };
        let fragment = window.location().hash().unwrap_or_default();
        let kept = window.history().ok().and_then(|history| history.state().ok()).and_then(|state| state.as_string());
        if let Some(form) = kept.as_deref().and_then(restore) {
            self.tab = form.tab;
            *self.form() = form;
        } else {
            match link::read(&fragment) {
                Asked::Nothing => {}
                Asked::Tab(tab) => self.tab = tab,
                Asked::Question(question) => {
                    let form = Form::of(&question, &moment::write);
                    self.tab = form.tab;
                    *self.form() = form;
                }
                Asked::Damaged(damage) => self.damage = Some(damage),
            }
        }
        self.render();
    }

    /// Shows everything anew. The focus stays on the element of the same id.
    pub fn render(&mut self) {
        let focused = dom::document().and_then(|document| document.active_element()).map(|element| element.id());
        if let Some(root) = dom::document().and_then(|document| document.document_element()) {
            dom::attribute(&root, "lang", Some(if self.lang == Lang::Ja { "ja" } else { "en" }));
            dom::attribute(&root, "data-theme", (self.theme != "auto").then_some(self.theme.as_str()));
        }
        let look = Look { lang: self.lang, writers: &self.writers, start: 0 };
        if let Some(document) = dom::document() {
            document.set_title(&format!("{} · Session Clock", look.say(words::TITLE)));
        }
        dom::put("preferences", &view::preferences(&look, &self.theme));
        dom::put("top", &view::top(&look, self.tab, moment::this_morning()));
        let damaged = self.damage.as_ref().map(|damage| view::damaged(&look, damage, self.tab)).unwrap_or_default();
        dom::put("damaged", &damaged);
        dom::show("damaged", self.damage.is_some());
        dom::show("work", self.damage.is_none());
        let ask = if self.tab == Tab::Config { view::config(&look, &self.config) } else { view::form(&look, self.asked()) };
        // Fields that were typed into differ from their markup, so the markup alone does not tell whether it has to be put in anew.
        if let Some(element) = dom::by_id("ask") {
            element.set_inner_html(&ask);
        }
        self.marked.clear();
        dom::put("tools", &if self.tab == Tab::Config { String::new() } else { view::tools(&look) });
        self.shown = None;
        self.result();
        if let Some(id) = focused.filter(|id| !id.is_empty()) {
            dom::focus(&id);
        }
    }

    /// Answers, and shows answer and picture; the form stays as it is.
    pub fn result(&mut self) {
        if self.damage.is_some() {
            return;
        }
        dom::show("figure", self.tab != Tab::Config);
        if self.tab == Tab::Config {
            self.check_config();
            return;
        }
        let mut marked = std::mem::take(&mut self.marked);
        let form = self.asked();
        let last = form.cards.len() - 1;
        let start = form.start(&moment::read).unwrap_or(form.zero);
        let asked = form.answer(last, &moment::read);
        let bars = bars(form, &asked, self.lang);
        let look = Look { lang: self.lang, writers: &self.writers, start };
        marks(&look, form, &asked, start, &mut marked);
        self.marked = marked;
        match asked {
            Ok((answer, question)) => {
                let json = serde_json::to_string(&question).unwrap_or_default();
                dom::put("answer", &view::answer(&look, &answer, &question));
                dom::show("tools", true);
                self.shown = Some(Shown { answer, question, json, bars, start, minute: 0 });
            }
            Err(_) => {
                let mut html = crate::markup::Markup::new();
                html.put("<p class=\"headline pending\" id=\"headline\">{}</p>", &[look.say(words::CORRECT_FIRST)]);
                dom::put("answer", &html.done());
                dom::show("tools", false);
                self.shown = None;
                let (svg, said) = draw(&look, &bars, start);
                dom::put("picture", &svg);
                dom::put("words", &view::around_picture(&look, &said));
            }
        }
        self.picture();
        self.tick();
        self.tell();
    }

    fn picture(&mut self) {
        let Some(shown) = &self.shown else { return };
        let look = Look { lang: self.lang, writers: &self.writers, start: shown.start };
        let (svg, said) = draw(&look, &shown.bars, shown.start);
        dom::put("picture", &svg);
        // An open list of words stays open.
        let open = dom::document().and_then(|document| document.query_selector("#words details[open]").ok().flatten()).is_some();
        dom::put("words", &view::around_picture(&look, &said));
        if open && let Some(details) = dom::document().and_then(|document| document.query_selector("#words details").ok().flatten()) {
            dom::attribute(&details, "open", Some(""));
        }
    }

    /// Draws the picture at the width that there is now.
    pub fn resize(&mut self) {
        if self.tab != Tab::Config {
            self.picture();
        }
    }

    /// Every second: the countdown, always end less now; every minute the picture's line of the present.
    fn tick(&mut self) {
        let Some(shown) = &mut self.shown else { return };
        let now = moment::now();
        let ends = shown.answer.ends().filter(|ends| ends.at.is_some_and(moment::is_real));
        let span = ends.and_then(|ends| Some((ends.at?, ends.expires_at()?)));
        if let Some((at, end)) = span {
            let (phrase, seconds) = if now < at {
                (words::COUNTDOWN_BEGINS, at - now)
            } else if now < end {
                (words::COUNTDOWN_LEFT, end - now)
            } else {
                (words::COUNTDOWN_ENDED, now - end)
            };
            // Nobody waits by the second for what is a day away.
            let text = if seconds < 100 * 3_600 {
                moment::ticking(seconds)
            } else {
                session_clock::words::duration(self.lang, seconds / 3_600 * 3_600)
            };
            dom::say("countdown", &phrase.say(self.lang, &[text.into()]).to_string());
            if let Some(element) = dom::by_id("countdown") {
                dom::attribute(&element, "data-runs", (at <= now && now < end).then_some(""));
            }
        }
        dom::show("countdown", span.is_some());
        if shown.minute != now / 60 {
            let first = shown.minute == 0;
            shown.minute = now / 60;
            if !first {
                self.picture();
            }
        }
    }

    /// Tells a screen reader the answer, once typing rests.
    fn tell(&mut self) {
        self.telling = Some(Timeout::new(700, || {
            let said =
                dom::by_id("headline").or_else(|| dom::by_id("summary")).and_then(|element| element.text_content()).unwrap_or_default();
            dom::say("told", &said);
        }));
    }

    /// Writes the question into the address: a new step of the history, or the one that is being edited.
    fn link(&mut self, edited: &str) {
        if self.tab == Tab::Config {
            return;
        }
        let new = self.editing.as_deref() != Some(edited);
        let Some(shown) = &self.shown else { return };
        let (fragment, state) = (format!("#{}", link::write(&shown.json)), keep(self.asked()));
        self.editing = Some(edited.to_owned());
        if new {
            self.linking = None;
            write_address(&fragment, &state, true);
        } else {
            self.linking = Some(Timeout::new(200, move || write_address(&fragment, &state, false)));
        }
    }

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
                    self.writers = Writers::new(self.lang);
                    dom::store("lang", &value);
                } else {
                    dom::store("theme", &value);
                    self.theme = value;
                }
                self.render();
                return;
            }
            "find" => {
                if let Some(via) = view::found(self.lang, &value, committed) {
                    self.tab = Tab::of(via);
                    let botocore = self.api.botocore;
                    *self.form() = Form { botocore: botocore && self.tab == Tab::Api, ..Form::about(via) };
                    self.render();
                    dom::focus(&format!("v-{}", self.asked().cards.len() - 1));
                    self.link("find");
                }
                return;
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
                    self.clean();
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
                self.config.others = value;
                self.check_soon();
                return;
            }
            "config-file" => {
                if let Some(file) =
                    element.dyn_ref::<web_sys::HtmlInputElement>().and_then(|input| input.files()).and_then(|files| files.get(0))
                {
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
                            self.form().become_via(card, via);
                            if via == Via::AccessKey {
                                self.form().cards[card].set("principal", if root { "root" } else { "iam-user" });
                            }
                            self.render();
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
        if committed {
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
                let key = if self.asked().anchor() == Some(last) { "now".to_owned() } else { format!("f-{last}-at") };
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
                let Some(anchor) = self.asked().anchor() else { return };
                self.form().cards[anchor].set("at", this_minute());
                self.render();
            }
            "clear" => {
                if self.tab == Tab::Config {
                    self.config = Config::default();
                } else {
                    *self.form() = Form::empty(self.tab);
                    if self.tab == Tab::Console {
                        self.console.cards[0].set("at", this_minute());
                    }
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
                if let Some(window) = dom::window() {
                    let _ = window.print();
                }
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
        let look = Look { lang: self.lang, writers: &self.writers, start: shown.start };
        let address = dom::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
        let url = format!("{}#{}", address.split('#').next().unwrap_or_default(), link::write(&shown.json));
        let copied = look.say(words::COPIED);
        let failed = look.say(words::COPY_FAILED);
        match action {
            "copy-link" => save::copy(url, copied, failed),
            "copy-command" => save::copy(link::command(&shown.json), copied, failed),
            "copy-text" => {
                let (_, said) = draw(&look, &shown.bars, shown.start);
                save::copy(view::plain(&look, &shown.answer, &shown.question, &said, &url), copied, failed);
            }
            "save-svg" => save::svg(&draw(&look, &shown.bars, shown.start).0),
            "save-png" => save::png(&draw(&look, &shown.bars, shown.start).0),
            _ => {}
        }
    }

    // --- ~/.aws/config -----------------------------------------------------------------------------------------------------

    /// Text was pasted or dropped into the field, or the field was left: secrets go out of it.
    pub fn clean(&mut self) {
        let (text, found) = config::without_secrets(&self.config.text);
        if found.is_empty() {
            if text.len() <= config::SHOWN {
                return;
            }
        } else {
            self.config.secrets = found;
        }
        if text.len() > config::SHOWN {
            self.config.file = Some(("config".to_owned(), text.into_bytes()));
            self.config.text = String::new();
        } else {
            self.config.text = text;
        }
        self.render();
    }

    /// A file was dropped or chosen.
    pub fn take(&mut self, file: web_sys::File) {
        let name = file.name();
        if file.size() > config::LARGEST {
            let megabytes = (config::LARGEST as u64 >> 20).to_string();
            self.config.refused = Some(words::CONFIG_TOO_LARGE.say(self.lang, &[name.into(), megabytes.into()]).to_string());
            self.render();
            return;
        }
        save::read(&file, move |bytes| with(|app| app.loaded(name, bytes)));
    }

    fn loaded(&mut self, name: String, bytes: Vec<u8>) {
        self.tab = Tab::Config;
        self.config.refused = None;
        self.config.secrets.clear();
        self.config.file = None;
        self.config.text.clear();
        match String::from_utf8(bytes) {
            Ok(text) => {
                let (text, found) = config::without_secrets(&text);
                self.config.secrets = found;
                if text.len() > config::SHOWN || text.contains('\0') {
                    self.config.file = Some((name, text.into_bytes()));
                } else {
                    self.config.text = text;
                }
            }
            Err(fault) => self.config.file = Some((name, fault.into_bytes())),
        }
        self.render();
    }

    /// A large file takes longer than a key press may: it is looked at when typing rests.
    fn check_soon(&mut self) {
        let size = self.config.text.len() + self.config.file.as_ref().map_or(0, |(_, bytes)| bytes.len());
        if size < 20_000 {
            self.checking = None;
            self.result();
        } else {
            self.checking = Some(Timeout::new(250, || with(App::result)));
        }
    }

    fn check_config(&mut self) {
        self.shown = None;
        let look = Look { lang: self.lang, writers: &self.writers, start: 0 };
        dom::say("secrets", &view::secrets(&look, &self.config.secrets));
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

fn write_address(fragment: &str, state: &str, push: bool) {
    let Some(history) = dom::window().and_then(|window| window.history().ok()) else { return };
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
fn keep(form: &Form) -> String {
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
fn restore(kept: &str) -> Option<Form> {
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

/// The sessions as bars. Those that the asked one came from are answered from its question; the others each by their own.
fn bars(form: &Form, asked: &Result<(Answer, Question), Fault>, lang: Lang) -> Vec<Bar> {
    let last = form.cards.len() - 1;
    let mut outcomes: Vec<Option<(Outcome, Option<i64>)>> = form.cards.iter().map(|_| None).collect();
    if let Ok((answer, question)) = asked {
        let mut session = Some(&question.session);
        for at in form.chain(last) {
            let Some(one) = session else { break };
            let outcome = if at == last {
                answer.outcome.clone()
            } else {
                rules::answer(&Question { id: None, client: question.client, session: one.clone() })
            };
            outcomes[at] = Some((outcome, one.at()));
            session = one.inner();
        }
    }
    form.cards
        .iter()
        .enumerate()
        .map(|(place, card)| {
            let found = outcomes[place].take().or_else(|| {
                let (answer, question) = form.answer(place, &moment::read).ok()?;
                Some((answer.outcome, question.session.at()))
            });
            let (outcome, at) = match found {
                Some((outcome, at)) => (Some(outcome), at),
                None => (None, None),
            };
            let ends = match &outcome {
                Some(Outcome::Ends(ends)) => Some(ends),
                _ => None,
            };
            let binding = ends.and_then(|ends| ends.limit());
            Bar {
                name: view::name(form, place, lang),
                from: card.from,
                at,
                end: match (&outcome, ends) {
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
                        ends.limits.iter().map(mark).collect()
                    })
                    .unwrap_or_default(),
                asked: place == last,
            }
        })
        .collect()
}

/// The picture at the width that there is, and its words.
fn draw(look: &Look, bars: &[Bar], start: i64) -> (String, Vec<String>) {
    let width = dom::by_id("picture").map(|element| f64::from(element.client_width())).unwrap_or_default();
    let real = bars.iter().filter_map(|bar| bar.at).all(moment::is_real) && bars.iter().any(|bar| bar.at.is_some());
    let long = |at: i64| look.moment(at);
    let tick = |at: i64, step: i64| look.writers.tick(at, step, start);
    // Ticks stand on whole hours of the clock, or on whole hours after the start.
    let ahead = |at: i64| if real { moment::ahead(at) } else { -start };
    let clock = Clock { long: &long, tick: &tick, ahead: &ahead, now: real.then(moment::now) };
    let said = picture::in_words(bars, look.lang, &clock);
    (picture::draw(bars, &said, look.lang, &clock, picture::between(width, 300.0, 1_400.0)), said)
}

/// What stands beside the fields: the moment that a time comes to, what is wrong, and where a session is refused. What was `marked` so before stays
/// untouched: with fifty sessions it is a thousand questions to the document for each key.
fn marks(look: &Look, form: &Form, asked: &Result<(Answer, Question), Fault>, start: i64, marked: &mut Vec<String>) {
    let last = form.cards.len() - 1;
    let fault = asked.as_ref().err();
    let refused = match asked {
        Ok((Answer { outcome: Outcome::Refused(refusal), .. }, _)) => form.place_of(last, &refusal.place).0,
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
                let error = format!("e-{place}-{}", field.key);
                dom::say(&error, &said);
                dom::show(&error, wrong.is_some());
                if let Some(element) = dom::by_id(&format!("f-{place}-{}", field.key)) {
                    dom::attribute(&element, "aria-invalid", wrong.map(|_| "true"));
                }
            }
            if field.key == "at"
                && form.anchor() != Some(place)
                && let Ok(seconds) = if field.typed.trim().is_empty() { Ok(0) } else { session_clock::duration::parse(field.typed.trim()) }
                && is_new(&(start + seconds).to_string())
            {
                let hint = look.fill(words::AFTER_START_AT, &[look.moment(start + seconds).into()]);
                dom::say(&format!("h-{place}-at"), &format!("{} {hint}", look.say(words::AFTER_START_HINT)));
            }
        }
        // A fault that is no field's, and a refusal of a session before the last, stand on the card.
        let wrong = fault.filter(|fault| fault.card == Some(place) && !said_here).map(|fault| view::fault(look, form, fault));
        let told = wrong
            .or_else(|| (refused == Some(place) && place != last).then(|| look.say(words::HERE_REFUSED).to_owned()))
            .unwrap_or_default();
        if is_new(&told) {
            let id = format!("e-card-{place}");
            dom::show(&id, !told.is_empty());
            dom::say(&id, &told);
        }
    }
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
