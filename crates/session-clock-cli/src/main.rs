//! The command `session-clock`: when does my AWS session end, why, and how can it last longer?
//!
//! One file for each subcommand; this one wires them. The present moment and the time zone come in here, at the edge, and nowhere else:
//! the core has neither.

mod ask;
mod batch;
mod config;
mod console;
mod duration;
mod explain;
mod handed_out;
mod lang;
mod layout;
mod lines;
mod local_words;
mod machine;
mod manual;
mod profile_session;
mod prompt;
mod replay;
mod show;
mod status;
mod sts;
mod terminal;
mod time;
mod warner;
mod watch;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Exit codes beside 0: a refusal, an invalid line.
const REFUSED: u8 = 1;
/// What could not be asked, or a file that could not be read.
const CANNOT_ASK: u8 = 2;

/// When does my AWS session end, why, and how can it last longer?
#[derive(Parser)]
#[command(name = "session-clock", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 answered, 1 refused (or lines of a batch were invalid), 2 the question isn't valid.")]
struct Cli {
    /// Language of the answers [default: from LC_ALL, LC_MESSAGES or LANG; for JSON: en]
    #[arg(long, global = true, value_name = "LANG")]
    lang: Option<lang::Choice>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// When a sign-in or role switch in the AWS Management Console ends
    Console(console::Args),
    /// When credentials from an AWS STS call end
    Sts(sts::Args),
    /// When something that AWS hands out ends: presigned URLs, ECR logins, database and cluster tokens, and more
    For(handed_out::Args),
    // These bring their own help, with more than a line.
    Status(status::Args),
    Watch(watch::Args),
    Prompt(prompt::Prompt),
    Init(prompt::Init),
    Explain(explain::Args),
    Batch(batch::Args),
    Replay(replay::Args),
    /// Look at the AWS config files
    #[command(subcommand)]
    Config(config::Command),
    /// Print a shell's completions
    Completions(manual::Completions),
    /// Print the manual page as roff. To read it: session-clock man | man -l -
    Man,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let out = &mut io::BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let ran = run(cli, out).and_then(|code| out.flush().map(|()| code));
    match ran {
        Ok(code) => code,
        // The reader has read enough.
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(fault) => {
            terminal::complain(fault);
            ExitCode::from(CANNOT_ASK)
        }
    }
}

fn run(cli: Cli, out: &mut dyn Write) -> io::Result<ExitCode> {
    match cli.command {
        Command::Console(args) => console::run(args, cli.lang, out),
        Command::Sts(args) => sts::run(args, cli.lang, out),
        Command::For(args) => handed_out::run(args, cli.lang, out),
        Command::Status(args) => status::run(&args, cli.lang, out),
        Command::Watch(args) => watch::run(&args, cli.lang),
        Command::Prompt(args) => prompt::run(&args, out),
        Command::Init(args) => prompt::init(&args, out),
        Command::Explain(args) => explain::run(args, cli.lang, out),
        Command::Batch(args) => batch::run(args, lang::of_machines(cli.lang), out),
        Command::Replay(args) => replay::run(args, lang::of_machines(cli.lang), out),
        Command::Config(command) => config::run(&command, cli.lang, out),
        Command::Completions(args) => manual::completions(args, out),
        Command::Man => manual::page(out),
    }
}
