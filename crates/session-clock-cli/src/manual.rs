//! `completions` and `man`, both made from the command's own definition.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, ValueEnum};
use clap_complete::{Generator, Shell as Known, generate};
use clap_complete_nushell::Nushell;

/// Print a shell's completions.
#[derive(clap::Args)]
pub struct Completions {
    /// Whose completions
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Nu,
    Powershell,
    Zsh,
}

/// Prints the completions of a shell.
///
/// # Errors
/// If the output cannot be written.
pub fn completions(args: Completions, out: &mut dyn Write) -> io::Result<ExitCode> {
    let script = match args.shell {
        // Its script for bash has no branch for any subcommand where the name has a hyphen, so it is made for another name.
        Shell::Bash => script(Known::Bash, "session_clock").replace("-o default session_clock\n", "-o default session-clock\n"),
        Shell::Elvish => script(Known::Elvish, NAME),
        Shell::Fish => script(Known::Fish, NAME),
        Shell::Nu => script(Nushell, NAME),
        Shell::Powershell => script(Known::PowerShell, NAME),
        Shell::Zsh => script(Known::Zsh, NAME),
    };
    out.write_all(script.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

const NAME: &str = "session-clock";

/// clap_complete panics where it cannot write, and a pipe may close: so first into memory.
fn script(shell: impl Generator, name: &str) -> String {
    let mut script = Vec::new();
    generate(shell, &mut crate::Cli::command(), name, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// Prints the manual page in roff, the subcommands' pages after it.
///
/// # Errors
/// If the output cannot be written.
pub fn page(out: &mut dyn Write) -> io::Result<ExitCode> {
    let mut command = crate::Cli::command().disable_help_subcommand(true);
    command.build();
    write_page(&command, out)?;
    Ok(ExitCode::SUCCESS)
}

fn write_page(command: &clap::Command, out: &mut dyn Write) -> io::Result<()> {
    // Built, a subcommand has its whole name for display: session-clock-sts.
    let title = command.get_display_name().unwrap_or(command.get_name()).to_uppercase();
    let mut roff = Vec::new();
    clap_mangen::Man::new(command.clone()).title(title).render(&mut roff)?;
    // clap_mangen's heading for what stands below the help.
    out.write_all(String::from_utf8_lossy(&roff).replace("\n.SH EXTRA\n", "\n.SH NOTES\n").as_bytes())?;
    command.get_subcommands().filter(|command| !command.is_hide_set()).try_for_each(|command| write_page(command, out))
}
