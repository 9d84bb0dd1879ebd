//! What the table tests share.
#![allow(dead_code)]

use serde_json::Value;
use session_clock::Answer;
use session_clock::words::Lang;

/// A long-term key of an IAM user.
pub const KEY: &str = r#"{"via":"access-key","principal":"iam-user"}"#;
/// A long-term key of root.
pub const ROOT_KEY: &str = r#"{"via":"access-key","principal":"root"}"#;
/// A role that was assumed half an hour ago, for twelve hours.
pub const ROLE: &str =
    r#"{"via":"assume-role","at":-1800,"role_max":43200,"duration_seconds":43200,"caller":{"via":"access-key","principal":"iam-user"}}"#;

/// The answer to a question, as JSON.
pub fn ask(question: &str) -> Value {
    serde_json::to_value(Answer::to_json_text(question).in_lang(Lang::En)).expect("an answer is JSON")
}

/// The answer to a session.
pub fn session(session: &str) -> Value {
    ask(&format!(r#"{{"session":{session}}}"#))
}

/// The answer to a session, asked through botocore.
pub fn botocore(session: &str) -> Value {
    ask(&format!(r#"{{"client":"botocore","session":{session}}}"#))
}

/// The limits in one line, and in brackets the one that binds: `[role-chaining 3600] role-max 43200`.
pub fn limits(answer: &Value) -> String {
    let Some(list) = answer["limits"].as_array() else { return format!("no limits: {answer}") };
    let mut bound = false;
    let told: Vec<String> = list
        .iter()
        .map(|limit| {
            let text = format!("{} {}", limit["limit"].as_str().unwrap_or_default(), limit["expires_at"]);
            if limit["limit"] == answer["limited_by"] && !bound {
                bound = true;
                assert_eq!(limit["expires_at"], answer["expires_at"], "{answer}");
                return format!("[{text}]");
            }
            text
        })
        .collect();
    told.join(" ")
}

/// The refusal in one line: `sts ValidationError 400: message`, a dash for what is absent.
pub fn refusal(answer: &Value) -> String {
    let refusal = &answer["refusal"];
    if refusal.is_null() {
        return format!("no refusal: {answer}");
    }
    let part = |key: &str| match refusal.get(key) {
        None => "-".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    format!("{} {} {}: {}", part("by"), part("code"), part("http_status"), part("message"))
}

/// The path of what cannot be asked.
pub fn invalid(answer: &Value) -> String {
    match answer["invalid"]["path"].as_str() {
        Some(path) => path.to_owned(),
        None => format!("not invalid: {answer}"),
    }
}
