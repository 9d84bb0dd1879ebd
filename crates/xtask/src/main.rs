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
cargo xtask build     dist/chrome, dist/firefox (unpacked, loadable as they are), dist/www, dist/session-clock.html, dist/library
cargo xtask test      every test, in both browsers; installs what is missing, or says what to install
cargo xtask structure which part of the project uses which, held to the one direction (also a part of the tests)
cargo xtask bench     every budget, measured
cargo xtask package   dist/packages: what is handed out, with checksums, licences and bill of materials (--check: twice, and compared; --lint;
                      --advisories)
cargo xtask release   everything that a version hands out: VERSION, or VERSION command for this machine's command alone
cargo xtask drift     what AWS has changed since, by the newest botocore (--record: and take it as known). It needs the network
cargo xtask demo      the main job in a real browser on the practice console (demo firefox: in Firefox; demo store: pictures for the stores;
                      demo look: of every surface; demo status: of the command)";

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
