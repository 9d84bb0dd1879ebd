//! What leaves the page by the user's own hand: copies, files; and files that come in.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, HtmlInputElement, Url,
};

use crate::dom;

/// Copies a text. Where the browser does not let it, the text is shown to be copied by hand.
pub fn copy(text: String, copied: &'static str, failed: &'static str) {
    dom::show("copy-here", false);
    let by_hand = {
        let text = text.clone();
        move || {
            dom::say("copied", failed);
            dom::show("copy-here", true);
            if let Some(area) = dom::by_id("copy-here").map(JsCast::unchecked_into::<HtmlInputElement>) {
                area.set_value(&text);
                area.select();
            }
        }
    };
    // Absent on pages that are not secure.
    let navigator = dom::window().navigator();
    if !Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|clipboard| clipboard.is_object()) {
        return by_hand();
    }
    dom::say("copied", "");
    let done = Closure::once(move |_: JsValue| dom::say("copied", copied));
    let denied = Closure::once(move |_: JsValue| by_hand());
    settle(navigator.clipboard().write_text(&text).as_ref(), done, denied);
}

/// Saves the picture as it is.
pub fn svg(svg: &str) {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(svg)), &options) {
        download(&blob, "session-clock.svg");
    }
}

/// Saves the picture as pixels, two for each of the screen's own.
pub fn png(svg: &str) {
    const SCALE: f64 = 2.0;
    let Ok(image) = HtmlImageElement::new() else { return };
    let drawn = image.clone();
    let loaded = Closure::<dyn FnMut()>::once(move || {
        let Ok(canvas) = dom::document().create_element("canvas") else { return };
        let canvas: HtmlCanvasElement = canvas.unchecked_into();
        let (width, height) = (f64::from(drawn.natural_width()), f64::from(drawn.natural_height()));
        canvas.set_width((width * SCALE) as u32);
        canvas.set_height((height * SCALE) as u32);
        let Ok(Some(context)) = canvas.get_context("2d") else { return };
        let context: CanvasRenderingContext2d = context.unchecked_into();
        if context.draw_image_with_html_image_element_and_dw_and_dh(&drawn, 0.0, 0.0, width * SCALE, height * SCALE).is_ok() {
            let done = Closure::<dyn FnMut(JsValue)>::once(|blob: JsValue| {
                // Null where there are too many pixels.
                if blob.is_object() {
                    download(blob.unchecked_ref(), "session-clock.png");
                }
            });
            let _ = canvas.to_blob(done.as_ref().unchecked_ref());
            done.forget();
        }
    });
    image.set_onload(Some(loaded.as_ref().unchecked_ref()));
    loaded.forget();
    image.set_src(&format!("data:image/svg+xml,{}", crate::link::write(svg)));
}

fn download(blob: &Blob, name: &str) {
    let Ok(url) = Url::create_object_url_with_blob(blob) else { return };
    if let Ok(anchor) = dom::document().create_element("a") {
        let anchor: HtmlAnchorElement = anchor.unchecked_into();
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    // The browser reads it after the click; a minute later it has.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}

/// Reads a file.
pub fn read(file: &web_sys::File, then: impl FnOnce(Vec<u8>) + 'static) {
    let done = Closure::once(move |buffer: JsValue| then(Uint8Array::new(&buffer).to_vec()));
    settle(file.array_buffer().as_ref(), done, Closure::once(|_: JsValue| ()));
}

/// Runs one of the two when a promise is settled.
fn settle(promise: &JsValue, done: Closure<dyn FnMut(JsValue)>, denied: Closure<dyn FnMut(JsValue)>) {
    if let Ok(then) = Reflect::get(promise, &JsValue::from_str("then")).and_then(|then| then.dyn_into::<Function>()) {
        let _ = then.call2(promise, done.as_ref(), denied.as_ref());
    }
    done.forget();
    denied.forget();
}
