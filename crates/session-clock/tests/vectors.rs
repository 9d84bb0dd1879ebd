//! The vectors with their sources, and the corners of the grammar.

use serde_json::Value;
use session_clock::Answer;
use session_clock::words::Lang;

fn answer(question: &Value) -> Value {
    serde_json::to_value(Answer::to_json_text(&question.to_string()).in_lang(Lang::En)).expect("an answer is JSON")
}

/// Whether every part of `expected` is in `found`.
fn holds(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            expected.iter().all(|(key, value)| found.get(key).is_some_and(|found| holds(value, found)))
        }
        _ => expected == found,
    }
}

#[test]
fn every_vector() {
    let vectors: Vec<Value> = serde_json::from_str(include_str!("../../../tests/vectors/vectors.json")).expect("the vectors are JSON");
    assert!(vectors.len() >= 60, "vectors are missing: {} of 60 at least", vectors.len());
    for vector in &vectors {
        let mut question = serde_json::Map::new();
        for key in ["id", "client", "session"] {
            if let Some(value) = vector.get(key) {
                question.insert(key.into(), value.clone());
            }
        }
        let found = answer(&Value::Object(question));
        assert!(holds(&vector["expect"], &found), "{}: expected {}, found {found}", vector["id"], vector["expect"]);
        assert_eq!(found["id"], vector["id"]);
        if found.get("invalid").is_none() {
            assert!(found["why"].as_str().is_some_and(|why| why.ends_with('.')), "{found}");
            assert!(["documented", "observed", "reported", "derived"].contains(&found["sure"].as_str().unwrap_or_default()));
        }
    }
}
