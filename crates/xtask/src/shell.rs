//! Running other programs, and the project's folders.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What a task comes to: nothing, or one sentence on what failed.
pub type Done<T = ()> = Result<T, String>;

/// Something that can be asked for by name.
pub type Named = (&'static str, fn() -> Done);

/// Runs each in turn, or those that are asked for.
pub fn run_named(all: &[Named], only: &[&str]) -> Done {
    if let Some(unknown) = only.iter().find(|name| !all.iter().any(|(known, _)| known == *name)) {
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        return Err(format!("there is no `{unknown}` here: {}", names.join(", ")));
    }
    for (name, work) in all.iter().filter(|(name, _)| only.is_empty() || only.contains(name)) {
        println!("== {name}");
        work()?;
    }
    Ok(())
}

/// The top of the project.
pub fn top() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map_or_else(|| here.to_owned(), Path::to_owned)
}

/// A program to be run at the top of the project, as one line of words.
pub fn command(line: &str) -> Command {
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).current_dir(top());
    command
}

/// Runs a program and waits for it; it has to end well.
pub fn run(command: &mut Command) -> Done {
    let name = format!(
        "{} {}",
        command.get_program().display(),
        command.get_args().map(|word| shown(&word.to_string_lossy())).collect::<Vec<_>>().join(" ")
    );
    eprintln!("+ {name}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` failed: {status}")),
        Err(fault) => Err(format!("`{name}` could not be run: {fault}")),
    }
}

/// A word as it is printed. A whole script among them would hide the other lines.
fn shown(word: &str) -> String {
    if word.chars().count() > 200 { format!("{}…", word.chars().take(40).collect::<String>()) } else { word.to_owned() }
}

/// What a program prints, if it is there and ends well.
pub fn output(line: &str) -> Option<String> {
    let output = command(line).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The fault with the path it happened at.
pub fn at<T>(path: &Path, result: std::io::Result<T>) -> Done<T> {
    result.map_err(|fault| format!("{}: {fault}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_script_does_not_hide_the_lines_around_it() {
        assert_eq!(shown("--target"), "--target");
        assert_eq!(shown(&"const a = 1; ".repeat(50)).chars().count(), 41);
    }
}
