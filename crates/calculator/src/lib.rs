//! The calculator's page. The DOM by web-sys, ticking by gloo-timers, every answer by the core.
//!
//! | module | is |
//! |---|---|
//! | `state` | the form, and its way to JSON, which the core reads like anybody else's |
//! | `view`, `picture`, `config` | what is shown, as markup |
//! | `markup` | markup as text; the one place where text is escaped |
//! | `link` | the address's fragment |
//! | `moment` | the one place with a clock and a calendar: the browser's |
//! | `app` | the page at work |
//! | `dom`, `save` | the browser |
//!
//! No rule of AWS stands here: a figure in this crate is a mistake.

mod app;
mod config;
mod dom;
mod link;
mod markup;
mod moment;
mod picture;
mod save;
mod state;
mod view;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DragEvent, Element, InputEvent};

// A third of the code of Rust's own, and the page asks for little.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Starts the page: called once by the module itself.
#[wasm_bindgen(start)]
pub fn start() {
    let (window, document) = (dom::window(), dom::document());
    app::start();
    let target = |event: &web_sys::Event| event.target().and_then(|target| target.dyn_into::<Element>().ok());
    dom::on(&document, "input", move |event| {
        let Some(element) = target(&event) else { return };
        let whole = matches!(element.tag_name().as_str(), "SELECT")
            || element.get_attribute("type").is_some_and(|kind| kind == "checkbox" || kind == "file");
        // Those tell the end of a choice by `change`; a second time would be a second step of the history.
        if !whole {
            // Of a text what was pasted or dropped is whole, of the box that finds a kind what was picked from its list.
            let whole = match element.id().as_str() {
                "config-text" | "config-others" => "insertFrom",
                "find" => "insertReplacement",
                _ => "-",
            };
            let committed = event.dyn_ref::<InputEvent>().is_some_and(|event| event.input_type().starts_with(whole));
            app::with(|app| app.input(&element, committed));
        }
    });
    dom::on(&document, "change", move |event| {
        if let Some(element) = target(&event) {
            app::with(|app| app.input(&element, true));
        }
    });
    dom::on(&document, "click", move |event| {
        let button = target(&event).and_then(|element| element.closest("[data-do]").ok().flatten());
        if let Some(button) = button {
            let action = button.get_attribute("data-do").unwrap_or_default();
            let at = button.get_attribute("data-at").and_then(|at| at.parse().ok());
            app::with(|app| app.press(&action, at));
        }
    });
    // A file that is dropped beside the field would replace the page.
    dom::on(&document, "dragover", |event| event.prevent_default());
    dom::on(&document, "drop", |event| {
        let file = event.unchecked_ref::<DragEvent>().data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            event.prevent_default();
            app::with(|app| app.take(file));
        }
    });
    dom::on(&window, "popstate", |_| app::with(|app| app.open_address(true)));
    dom::on(&window, "resize", |_| app::with(app::App::resize));
}
