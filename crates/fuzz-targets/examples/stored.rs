//! The stored state after the events of a file, in one line: how the corpus of `store` is made.
//! `cargo run -p fuzz-targets --example stored FILE`

use session_clock::ledger::{Event, Ledger};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("which file?")?;
    let mut ledger = Ledger::default();
    for line in std::fs::read_to_string(file)?.lines() {
        if let Ok(event) = serde_json::from_str::<Event>(line) {
            ledger.step(&event);
        }
    }
    println!("{}", serde_json::to_string(&ledger)?);
    Ok(())
}
