//! How long roles and sign-ins last: what somebody types or pastes.

use js_sys::Error;
use session_clock::aws_config;
use wasm_bindgen::prelude::*;

use crate::write;

/// What AWS's answers or a config file tell of roles and sign-ins.
///
/// # Errors
/// None but where JavaScript itself fails: a text that cannot be read is told with the place of its fault.
#[wasm_bindgen(unchecked_return_type = "{ Ok: Pasted } | { Err: PastedFault }")]
pub fn pasted(text: &str) -> Result<JsValue, Error> {
    write(&aws_config::pasted(text))
}

/// Whether it is a role's ARN, or a pattern for some.
#[wasm_bindgen(js_name = isRole)]
pub fn is_role(text: &str) -> bool {
    session_clock::is_role(text)
}

/// Whether it is a role's or a user's ARN, or a pattern for some.
#[wasm_bindgen(js_name = isIdentity)]
pub fn is_identity(text: &str) -> bool {
    session_clock::is_identity(text)
}
