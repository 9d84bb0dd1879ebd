//! The page at work: what is shown, what was done, and what follows from it.

use std::cell::RefCell;

use gloo_timers::callback::{Interval, Timeout};
use session_clock::rules::Assumed;
use session_clock::words::{Lang, calculator as words};
use session_clock::{Answer, Question};

use crate::config::Config;
use crate::dom;
use crate::link::{self, Asked, Damage};
use crate::moment;
use crate::picture::Bar;
use crate::state::{Form, Tab};
use crate::view::{self, Look};

mod config_file;
mod drawn;
mod history;
mod input;

use drawn::{bars, draw, marks};
use history::{keep, restore, write_address};

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
    /// The minute of the last tick.
    minute: i64,
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
    /// The session's digits and bar as they stand there.
    session: String,
}

impl Shown {
    /// What the outcome rests on that nobody told: as its bar has it.
    fn assumed(&self) -> Option<Assumed> {
        self.bars.iter().find(|bar| bar.asked)?.assumed
    }
}

/// Starts the page.
pub fn start() {
    let lang = match dom::stored("lang") {
        Some(tag) => Lang::from_tag(&tag),
        None => Lang::from_tag(&dom::window().navigator().language().unwrap_or_default()),
    };
    let app = App {
        lang,
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
        minute: moment::now() / 60,
        shown: None,
        marked: Vec::new(),
    };
    APP.with(|place| *place.borrow_mut() = Some(app));
    with(|app| {
        app.console = App::beginning_now(Form::empty(Tab::Console));
        app.api = App::beginning_now(Form::empty(Tab::Api));
        app.open_address(false);
    });
}

impl App {
    /// A form that nobody has changed: what it asks about begins now.
    fn beginning_now(mut form: Form) -> Form {
        form.begin(moment::now() / 60 * 60, &moment::write);
        form
    }

    fn form(&mut self) -> &mut Form {
        if self.tab == Tab::Api { &mut self.api } else { &mut self.console }
    }

    fn look(&self, start: i64) -> Look {
        Look { lang: self.lang, start, now: moment::now() }
    }

    fn asked(&self) -> &Form {
        if self.tab == Tab::Api { &self.api } else { &self.console }
    }

    /// Shows what the address asks for: a link was opened, or the history walked.
    pub fn open_address(&mut self, walked: bool) {
        self.editing = None;
        self.linking = None;
        self.damage = None;
        let window = dom::window();
        let fragment = window.location().hash().unwrap_or_default();
        let kept = window.history().ok().and_then(|history| history.state().ok()).and_then(|state| state.as_string());
        let asked = link::read(&fragment);
        let question = matches!(asked, Asked::Question(_));
        // A form that no link asks for begins now when the page is loaded.
        if let Some(form) = kept.as_deref().filter(|_| walked || question).and_then(restore) {
            self.tab = form.tab;
            *self.form() = form;
        } else {
            match asked {
                Asked::Nothing => {}
                Asked::Tab(tab) => self.tab = tab,
                Asked::Question(question) => {
                    let form = Form::of(&question, &moment::write);
                    self.tab = form.tab;
                    *self.form() = form;
                }
                Asked::Damaged(damage) => self.damage = Some(damage),
            }
            // Such an address does not tell the form: a way back to it would show what came after.
            if !question && self.damage.is_none() && self.tab != Tab::Config {
                write_address(&fragment, &keep(self.asked()), false);
            }
        }
        self.render();
    }

    /// Shows everything again. The focus stays on the element of the same id.
    pub fn render(&mut self) {
        let focused = dom::document().active_element().map(|element| element.id());
        if let Some(root) = dom::document().document_element() {
            dom::attribute(&root, "lang", Some(self.lang.tag()));
            dom::attribute(&root, "data-theme", (self.theme != "auto").then_some(self.theme.as_str()));
        }
        let look = self.look(0);
        dom::document().set_title(&format!("{} · Session Clock", look.say(words::TITLE)));
        dom::put("preferences", &view::preferences(&look, &self.theme));
        dom::put("top", &view::top(&look, self.tab));
        let damaged = self.damage.as_ref().map(|damage| view::damaged(&look, damage, self.tab)).unwrap_or_default();
        dom::put("damaged", &damaged);
        dom::show("damaged", self.damage.is_some());
        dom::show("work", self.damage.is_none());
        let ask = if self.tab == Tab::Config { view::config(&look, &self.config) } else { view::form(&look, self.asked()) };
        // Fields that were typed into differ from their markup, so the markup alone does not tell whether it has to be put in again.
        if let Some(element) = dom::by_id("ask") {
            element.set_inner_html(&ask);
        }
        self.marked.clear();
        if self.tab == Tab::Config {
            // No table stands here yet to stay, but another question's answer.
            dom::put("answer", "");
        }
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
        let look = self.look(start);
        marks(&look, form, &asked, &bars, start, &mut marked);
        self.marked = marked;
        match asked {
            Ok((answer, question)) => {
                let json = serde_json::to_string(&question).unwrap_or_default();
                let shown = Shown { answer, question, json, bars, start, session: String::new() };
                dom::put("answer", &view::answer(&look, &shown.answer, &shown.question, shown.assumed()));
                dom::show("tools", true);
                self.shown = Some(shown);
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
        let look = self.look(shown.start);
        let (svg, said) = draw(&look, &shown.bars, shown.start);
        dom::put("picture", &svg);
        // An open list of words stays open.
        let open = dom::document().query_selector("#words details[open]").ok().flatten().is_some();
        dom::put("words", &view::around_picture(&look, &said));
        if open && let Some(details) = dom::document().query_selector("#words details").ok().flatten() {
            dom::attribute(&details, "open", Some(""));
        }
    }

    /// Draws the picture at the width that there is now.
    pub fn resize(&mut self) {
        if self.tab != Tab::Config {
            self.picture();
        }
    }

    /// Every second: the session's digits and bar; every minute the examples, which begin now, and the picture's line of the present; at midnight all,
    /// since another day is today.
    fn tick(&mut self) {
        let minute = moment::now() / 60;
        let before = std::mem::replace(&mut self.minute, minute);
        if before != minute {
            view::examples_begin(self.tab, minute * 60);
            if self.tab != Tab::Config && moment::day(before * 60) != moment::day(minute * 60) {
                self.marked.clear();
                return self.result();
            }
            self.picture();
        }
        let Some(start) = self.shown.as_ref().map(|shown| shown.start) else { return };
        let look = self.look(start);
        let Some(shown) = &mut self.shown else { return };
        let Some((at, end, or_earlier)) = shown.answer.ends().and_then(|ends| Some((ends.at?, ends.expires_at()?, ends.or_earlier))) else {
            return;
        };
        let session = view::session(&look, at, end, shown.assumed().is_some(), or_earlier);
        if shown.session != session
            && let Some(element) = dom::by_id("session")
        {
            element.set_inner_html(&session);
            shown.session = session;
        }
        dom::grow("gone", look.now - at);
        dom::grow("rest", end - if moment::is_real(at) { at.max(look.now) } else { at });
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
        self.editing = Some(edited.to_owned());
        self.write(new, new);
    }

    /// Writes it at once, or when typing rests.
    fn write(&mut self, now: bool, push: bool) {
        let Some(shown) = &self.shown else { return };
        let (fragment, state) = (format!("#{}", link::write(&shown.json)), keep(self.asked()));
        if now {
            self.linking = None;
            write_address(&fragment, &state, push);
        } else {
            self.linking = Some(Timeout::new(200, move || write_address(&fragment, &state, false)));
        }
    }
}
