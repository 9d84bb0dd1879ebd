//! What the tests against botocore share.

use std::path::PathBuf;

/// The Python with botocore; `None`, with a word, where nobody named one.
pub fn python() -> Option<PathBuf> {
    let python = std::env::var_os("SESSION_CLOCK_PYTHON").map(PathBuf::from);
    if python.is_none() {
        assert!(std::env::var_os("CI").is_none(), "SESSION_CLOCK_PYTHON has to name a Python with botocore 1.44.8");
        eprintln!("skipped: SESSION_CLOCK_PYTHON is not set");
    }
    python
}
