//! The one front door: `cargo xtask TASK`. `HELP` lists the tasks.

mod bench;
mod build;
mod demo;
mod drift;
mod licences;
mod manifest_check;
mod package;
mod release;
mod setup;
mod shell;
mod silence;
mod structure;
mod test;
mod www;
mod zip;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask build     makes dist/chrome, dist/firefox (unpacked, loadable as they are), dist/www, dist/session-clock.html, dist/library
cargo xtask test      runs every test, in both browsers; installs what is missing, or says what to install
cargo xtask structure checks which part of the project uses which (the tests run it, too)
cargo xtask bench     measures every budget
cargo xtask package   makes dist/packages: the release files, with checksums, licences and bill of materials (--check: makes them twice
                      and compares; --lint; --advisories)
cargo xtask release   makes everything for a release: VERSION, or VERSION command for only this machine's command
cargo xtask drift     shows what AWS has changed, from the newest botocore (--record: saves it as known); needs the network
cargo xtask demo      shows the countdown and the warning in a real browser on the practice console (demo firefox: in Firefox; demo store:
                      pictures for the stores; demo look: of every surface; demo status: of the command)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["build"] => build::build(),
        ["test", only @ ..] => test::test(only),
        ["structure"] => structure::structure(),
        ["bench", only @ ..] => bench::bench(only),
        ["package", rest @ ..] => package::package(rest),
        ["release", rest @ ..] => release::release(rest),
        ["demo", rest @ ..] => demo::demo(rest),
        ["drift", rest @ ..] => drift::drift(rest),
        [] | ["help" | "-h" | "--help"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("there is no task `{}`\n{HELP}", words.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::FAILURE
        }
    }
}
