//! Durations of flags, read by the core.

/// Reads a duration, in seconds.
///
/// # Errors
/// What is wrong, for a message that names the flag.
pub fn parse(text: &str) -> Result<i64, String> {
    session_clock::duration::parse(text).map_err(|wrong| wrong.to_string())
}
