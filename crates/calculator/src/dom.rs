//! The document, in few words. What is not there is passed over: nothing here can fail.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, Storage, Window};

// web_sys looks for the window in four places, since it runs elsewhere, too.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Document;
}

/// The window.
pub fn window() -> Window {
    WINDOW.with(Window::clone)
}

/// The document.
pub fn document() -> Document {
    DOCUMENT.with(Document::clone)
}

/// The element of that id.
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// The same, as HTML: nothing of the picture is asked for so.
fn html(id: &str) -> Option<HtmlElement> {
    by_id(id).map(JsCast::unchecked_into)
}

thread_local! {
    /// What was put where. Asking the browser for it would write out the whole element at each key press.
    static PUT: RefCell<Vec<(&'static str, String)>> = const { RefCell::new(Vec::new()) };
}

/// Puts markup into an element; what is there already stays untouched, so that nothing flickers or loses its place.
pub fn put(id: &'static str, html: &str) {
    let Some(element) = by_id(id) else { return };
    PUT.with_borrow_mut(|list| match list.iter_mut().find(|(place, _)| *place == id) {
        Some((_, there)) if there == html => {}
        Some((_, there)) => {
            element.set_inner_html(html);
            html.clone_into(there);
        }
        None => {
            element.set_inner_html(html);
            list.push((id, html.to_owned()));
        }
    });
}

/// Puts text into an element.
pub fn say(id: &str, text: &str) {
    if let Some(element) = by_id(id)
        && element.text_content().as_deref() != Some(text)
    {
        element.set_text_content(Some(text));
    }
}

/// Shows or hides an element.
pub fn show(id: &str, shown: bool) {
    if let Some(element) = html(id)
        && element.hidden() == shown
    {
        element.set_hidden(!shown);
    }
}

/// What a field holds. A list and an area have type and value by the same names as an input.
pub fn value(element: &Element) -> String {
    let field: &HtmlInputElement = element.unchecked_ref();
    if field.type_() == "checkbox" {
        return if field.checked() { "on".to_owned() } else { String::new() };
    }
    field.value()
}

/// Puts a text into a field that holds another. The caret comes behind it, as after a paste; where nothing changes it stays.
pub fn fill(field: &Element, there: &str, text: &str) {
    if there != text {
        field.unchecked_ref::<HtmlInputElement>().set_value(text);
    }
}

/// Sets an attribute of an element, or takes it away.
pub fn attribute(element: &Element, name: &str, value: Option<&str>) {
    // Fails for names that are none; these are.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Gives an element of a row its share of it. By the object of its style: the page's policy forbids the attribute.
pub fn grow(id: &str, share: i64) {
    if let Some(element) = html(id) {
        let _ = element.style().set_property("flex-grow", &share.to_string());
    }
}

/// Puts the focus on an element.
pub fn focus(id: &str) {
    if let Some(element) = html(id) {
        let _ = element.focus();
    }
}

/// Runs something whenever an event comes. It lives as long as the page.
pub fn on(target: &web_sys::EventTarget, event: &str, run: impl FnMut(web_sys::Event) + 'static) {
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(run);
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// The browser's storage: absent where it is turned off, and on some `file://` pages.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What was stored.
pub fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Stores, where that is possible.
pub fn store(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}
