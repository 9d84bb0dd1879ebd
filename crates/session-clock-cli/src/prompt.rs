//! `prompt` and `init`: the active session in a shell's prompt. It reads only the files of that session, because a prompt must not be felt.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::ValueEnum;
use session_clock::words::Lang;
use session_clock_local::{Lives, Session, State, Whose};

use crate::show::Urgency;
use crate::{local_words, status};

/// Print the active session in a few characters, for a shell's prompt: `dev 42m`, or nothing if there is no session.
///
/// `↻` after the time means that the AWS CLI renews the session by itself. `?` means that the end isn't known. A long-term access key
/// has no session, so nothing is printed.
#[derive(clap::Args)]
pub struct Prompt {
    /// The shell or program that shows it, which decides how colours are written [default: no colours]
    #[arg(long, value_enum, default_value = "plain", hide_default_value = true)]
    shell: Reader,
    /// The session of this profile
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
}

/// Print the lines for a shell's start file that put the active session in its prompt.
#[derive(clap::Args)]
#[command(after_help = "    eval \"$(session-clock init bash)\"                    in ~/.bashrc\n    \
                  eval \"$(session-clock init zsh)\"                     in ~/.zshrc\n    \
                  session-clock init fish | source                     in ~/.config/fish/config.fish\n    \
                  Invoke-Expression (session-clock init powershell | Out-String)    in $PROFILE\n    \
                  session-clock init nu | save -f ~/.session-clock.nu  once, then: source ~/.session-clock.nu")]
pub struct Init {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// A shell with a start file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Nu,
}

/// Who reads a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Reader {
    /// Plain text, for starship, oh-my-posh and others that add their own colours
    Plain,
    Bash,
    Zsh,
    Fish,
    Powershell,
    Nu,
    /// tmux's status line
    Tmux,
}

/// Prints the segment.
///
/// # Errors
/// If the output cannot be written.
pub fn run(args: &Prompt, out: &mut dyn Write) -> io::Result<ExitCode> {
    let report = status::now(args.profile.as_deref(), Whose::Active);
    if let Some(session) = report.active() {
        let text = args.shell.escaped(&segment(session, report.now));
        let colours = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let colour = colours.then(|| urgency(session, report.now)).flatten();
        out.write_all(args.shell.coloured(&text, colour).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// `dev 42m`; empty for what has no session.
fn segment(session: &Session, now: i64) -> String {
    let name = local_words::name(session, Lang::En);
    let left = session.remaining(now).filter(|left| *left > 0).map(short);
    let says = match session.state {
        State::NoExpiry => return String::new(),
        State::Active => left.unwrap_or_default(),
        State::Renews => left.unwrap_or_default() + "↻",
        State::Unknown => "?".into(),
        State::Ended => "ended".into(),
    };
    format!("{name} {says}")
}

/// One unit, rounded down, and the minutes too where there are few hours: `6d`, `12h`, `9h14m`, `42m`, `48s`.
fn short(seconds: i64) -> String {
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    match seconds {
        86_400.. => format!("{}d", seconds / 86_400),
        3_600..36_000 if minutes > 0 => format!("{hours}h{minutes}m"),
        3_600..86_400 => format!("{hours}h"),
        60..3_600 => format!("{minutes}m"),
        _ => format!("{seconds}s"),
    }
}

/// What ended is as urgent as what is about to; what renews itself is not.
fn urgency(session: &Session, now: i64) -> Option<Urgency> {
    match (session.state, session.lives()) {
        (State::Ended, _) => Some(Urgency::Red),
        (State::Active, Lives::Until(end)) => Some(Urgency::of(end - now)).filter(|urgency| *urgency != Urgency::Calm),
        _ => None,
    }
}

impl Reader {
    /// The text, escaped so that the reader takes none of it for its own markup.
    fn escaped(self, text: &str) -> String {
        match self {
            Reader::Zsh => text.replace('%', "%%"),
            Reader::Tmux => text.replace('#', "##"),
            _ => text.to_owned(),
        }
    }

    /// The text in a colour. A shell has to know which letters take no room.
    fn coloured(self, text: &str, urgency: Option<Urgency>) -> String {
        let Some(urgency) = urgency else { return text.to_owned() };
        let (code, name) = if urgency == Urgency::Red { (31, "red") } else { (33, "yellow") };
        match self {
            Reader::Plain => text.to_owned(),
            // Readline's own marks: bash reads `\[` only in PS1 itself.
            Reader::Bash => format!("\u{1}\u{1b}[{code}m\u{2}{text}\u{1}\u{1b}[0m\u{2}"),
            Reader::Zsh => format!("%F{{{name}}}{text}%f"),
            Reader::Tmux => format!("#[fg={name}]{text}#[default]"),
            Reader::Fish | Reader::Powershell | Reader::Nu => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}

/// Prints what goes into a start file.
///
/// # Errors
/// If the output cannot be written.
pub fn init(args: &Init, out: &mut dyn Write) -> io::Result<ExitCode> {
    out.write_all(
        match args.shell {
            Shell::Bash => include_str!("init/session-clock.bash"),
            Shell::Zsh => include_str!("init/session-clock.zsh"),
            Shell::Fish => include_str!("init/session-clock.fish"),
            Shell::Powershell => include_str!("init/session-clock.ps1"),
            Shell::Nu => include_str!("init/session-clock.nu"),
        }
        .as_bytes(),
    )?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_in_few_letters() {
        for (seconds, text) in [
            (1, "1s"),
            (59, "59s"),
            (60, "1m"),
            (2_579, "42m"),
            (3_659, "1h"),
            (7_199, "1h59m"),
            (35_999, "9h59m"),
            (36_060, "10h"),
            (86_399, "23h"),
            (604_799, "6d"),
        ] {
            assert_eq!(short(seconds), text);
        }
    }

    #[test]
    fn what_a_reader_would_take_for_its_own() {
        assert_eq!(Reader::Zsh.escaped("50%F{red}"), "50%%F{red}");
        assert_eq!(Reader::Tmux.escaped("a#[fg=red]"), "a##[fg=red]");
        assert_eq!(Reader::Bash.coloured("a", Some(Urgency::Red)), "\u{1}\u{1b}[31m\u{2}a\u{1}\u{1b}[0m\u{2}");
        assert_eq!(Reader::Plain.coloured("a", Some(Urgency::Red)), "a");
        assert_eq!(Reader::Tmux.coloured("a", Some(Urgency::Amber)), "#[fg=yellow]a#[default]");
    }
}
