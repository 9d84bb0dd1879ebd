//! `session-clock config check`: reads the files, lets the core look at them, and writes what it found.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args as ClapArgs, Subcommand};
use serde_json::{Value, json};
use session_clock::aws_config::{self, Code, File, Finding, Level, Profile, Report, Sent, Told};
use session_clock::rules::figures;
use session_clock::words::{Lang, Part, config as words};
use session_clock::{Invalid, duration};
use session_clock_local::{Disk, Found};

use crate::machine::RealDisk;
use crate::terminal::Page;
use crate::{CANNOT_ASK, lang, local_words, machine, terminal};

/// Look at the AWS config files.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Explain each profile: its chain of roles, how long its credentials last, and the errors that AWS will give.
    ///
    /// It reads the files the way the AWS CLI and boto3 do. It runs no programs, makes no requests and shows no secrets. The exit status is 1
    /// if there are errors (with --strict: or warnings), 2 if a file can't be read.
    Check(Args),
}

/// What `config check` takes.
#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The config file [default: $AWS_CONFIG_FILE, or ~/.aws/config]
    path: Option<PathBuf>,

    /// The credentials file [default: $AWS_SHARED_CREDENTIALS_FILE, or ~/.aws/credentials]
    #[arg(long, value_name = "PATH")]
    credentials: Option<PathBuf>,

    /// Check only this profile. Can be given more than once. A missing profile is an error
    #[arg(long, value_name = "NAME")]
    profile: Vec<String>,

    /// The maximum session duration of a role: an ARN, or a pattern with *, and a duration
    #[arg(long, value_name = "ARN=DURATION")]
    role_max: Vec<String>,

    /// How long sign-ins last for a user, or for a role that aws login signs in to: an ARN, or a pattern with *, and a duration
    #[arg(long, value_name = "ARN=DURATION")]
    sign_in_max: Vec<String>,

    /// A file with the output of `aws iam list-roles`, `get-role` or `get-login-profile`: the roles' maximum session durations and the length
    /// of sign-ins. It can hold the output of many accounts, one after the other or in a list
    #[arg(long, value_name = "FILE")]
    list_roles: Vec<PathBuf>,

    /// Write JSON
    #[arg(long, conflicts_with = "sarif")]
    json: bool,

    /// Write SARIF 2.1.0, for code scanning in CI
    #[arg(long)]
    sarif: bool,

    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
}

/// Larger files of AWS's answers are not read. They may hold the roles of many accounts.
const LARGEST_ANSWERS: u64 = 64 << 20;

/// Runs it, and writes to `out`; faults of files and arguments go to standard error.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn run(command: &Command, asked: Option<lang::Choice>, out: &mut dyn Write) -> io::Result<ExitCode> {
    let Command::Check(args) = command;
    // What a program reads does not change with the locale.
    let lang = if args.json || args.sarif { lang::of_machines(asked) } else { lang::of_people(asked) };
    match look(args, lang) {
        Err(message) => {
            terminal::complain(message);
            Ok(ExitCode::from(CANNOT_ASK))
        }
        Ok(Looked { report, open_maxima, files }) => {
            if args.json {
                serde_json::to_writer(&mut *out, &report.in_lang(lang))?;
                writeln!(out)?;
            } else if args.sarif {
                serde_json::to_writer_pretty(&mut *out, &sarif(&report, lang))?;
                writeln!(out)?;
            } else {
                text(&report, lang, open_maxima, &files, &mut Page::new(out, &io::stdout()))?;
            }
            let failed = report.worst().is_some_and(|worst| worst == Level::Error || args.strict);
            Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
        }
    }
}

struct Looked {
    report: Report,
    /// No role's maximum was told.
    open_maxima: bool,
    /// The files that were looked at, and which of them are not there.
    files: Vec<String>,
}

fn look(args: &Args, lang: Lang) -> Result<Looked, String> {
    let mut maxima = Told::default();
    for path in &args.list_roles {
        let text = read_named(path, LARGEST_ANSWERS, lang)?;
        maxima.add_answers(&text).map_err(|fault| cannot_read(lang, &path.display().to_string(), fault.to_string()))?;
    }
    let mut tell = |pairs: &[String], flag: &'static str, range: figures::Range, add: fn(&mut Told, &str, i64) -> Result<(), Invalid>| {
        for pair in pairs {
            pair_of(pair, lang)
                .and_then(|(arn, seconds)| {
                    add(&mut maxima, arn, seconds).map_err(|_| {
                        let range = words::MAXIMUM_RANGE.say(lang, &[Part::Duration(range.least), Part::Duration(range.most)]);
                        if arn.trim().is_empty() { pair.clone() } else { format!("{pair}: {range}") }
                    })
                })
                .map_err(|fault| words::MAXIMUM_UNREADABLE.say(lang, &[fault.into(), flag.into()]).to_string())?;
        }
        Ok::<(), String>(())
    };
    tell(&args.role_max, "--role-max", figures::ROLE_MAX, Told::add)?;
    tell(&args.sign_in_max, "--sign-in-max", figures::SIGN_IN_MAX, Told::add_sign_in)?;
    let [config, credentials] = paths(args.path.as_ref(), args.credentials.as_ref());
    let mut files = Vec::new();
    let mut load = |path: &Option<PathBuf>, named: bool| {
        let Some(path) = path else { return Ok::<_, String>(Default::default()) };
        let name = path.display().to_string();
        let text = if named {
            Some(read_named(path, aws_config::LARGEST_FILE, lang)?)
        } else {
            // What `status` cannot use, and why, is the same here.
            let unusable = |trouble| local_words::found(&Found::File(path.clone(), trouble, true), lang);
            RealDisk::default().read(path, aws_config::LARGEST_FILE).map_err(unusable)?
        };
        files.push(if text.is_some() { name.clone() } else { words::NOT_THERE.say(lang, &[name.clone().into()]).to_string() });
        Ok((name, text.unwrap_or_default()))
    };
    let (config_name, config) = load(&config, args.path.is_some())?;
    let (credentials_name, credentials) = load(&credentials, args.credentials.is_some())?;
    let only = (!args.profile.is_empty()).then_some(&*args.profile);
    let report = aws_config::check_profiles(
        File { name: &config_name, text: &config },
        File { name: &credentials_name, text: &credentials },
        &maxima,
        only,
    );
    Ok(Looked { report, open_maxima: maxima.is_empty(), files })
}

/// Where both files are: what was named, or else where the AWS CLI looks.
pub fn paths(config: Option<&PathBuf>, credentials: Option<&PathBuf>) -> [Option<PathBuf>; 2] {
    [config.cloned().or_else(machine::config_file), credentials.cloned().or_else(machine::credentials_file)]
}

/// What the files come to for one profile.
///
/// # Errors
/// A file that cannot be read, in words.
pub fn profile(name: &str, path: Option<&PathBuf>, credentials: Option<&PathBuf>, lang: Lang) -> Result<Report, String> {
    let args = Args {
        path: path.cloned(),
        credentials: credentials.cloned(),
        profile: vec![name.to_owned()],
        role_max: Vec::new(),
        sign_in_max: Vec::new(),
        list_roles: Vec::new(),
        json: false,
        sarif: false,
        strict: false,
    };
    look(&args, lang).map(|looked| looked.report)
}

/// What was found, for people.
///
/// # Errors
/// Where it cannot be written.
pub fn explain(report: &Report, lang: Lang, page: &mut Page) -> io::Result<()> {
    text(report, lang, false, &[], page)
}

/// `arn=12h`: the last `=` divides, because a duration has none. Text that is neither an ARN nor a pattern would match nothing, and nobody would notice.
fn pair_of(pair: &str, lang: Lang) -> Result<(&str, i64), String> {
    let (arn, lasts) = pair
        .rsplit_once('=')
        .filter(|(arn, _)| arn.trim().is_empty() || arn.trim().starts_with("arn:") || arn.contains('*'))
        .ok_or_else(|| pair.to_owned())?;
    let seconds = duration::parse(lasts).map_err(|wrong| format!("{pair}: {}", wrong.phrase().template(lang)))?;
    Ok((arn, seconds))
}

/// Reads a file that somebody named. It has to be there, and a pipe (`<(…)`) will do.
fn read_named(path: &std::path::Path, most: u64, lang: Lang) -> Result<Vec<u8>, String> {
    let name = path.display().to_string();
    let mut text = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(most + 1).read_to_end(&mut text))
        .map_err(|fault| cannot_read(lang, &name, fault.to_string()))?;
    if text.len() as u64 > most {
        return Err(words::TOO_LARGE.say(lang, &[name.into(), (most >> 20).to_string().into()]).to_string());
    }
    Ok(text)
}

fn cannot_read(lang: Lang, name: &str, fault: String) -> String {
    words::CANNOT_READ.say(lang, &[name.to_owned().into(), fault.into()]).to_string()
}

/// For people: each profile with its chain, then what was found.
fn text(report: &Report, lang: Lang, open_maxima: bool, files: &[String], page: &mut Page) -> io::Result<()> {
    for finding in &report.findings {
        write_finding(finding, lang, "", page)?;
    }
    if !report.findings.is_empty() {
        page.say("", "")?;
    }
    for profile in &report.profiles {
        write_profile(profile, lang, page)?;
    }
    let unheld = report
        .profiles
        .iter()
        .flat_map(|profile| &profile.hops)
        .any(|hop| matches!(hop.duration_seconds, Some(Sent::Seconds(seconds)) if seconds > figures::ROLE_MAX_DEFAULT && !hop.chained));
    if unheld && open_maxima {
        page.say("", words::MAXIMA_NOT_TOLD.say(lang, &[Part::Duration(figures::ROLE_MAX_DEFAULT)]))?;
    }
    if report.profiles.is_empty() && report.findings.is_empty() {
        return page.say("", words::NO_PROFILES_IN.say(lang, &[files.join(", ").into()]));
    }
    let count = |level| report.all_findings().filter(|finding| finding.level == level).count().to_string().into();
    let fill = [report.profiles.len().to_string().into(), count(Level::Error), count(Level::Warning)];
    page.say("", words::SUMMARY.say(lang, &fill))
}

fn write_profile(profile: &Profile, lang: Lang, page: &mut Page) -> io::Result<()> {
    match (&profile.file, profile.line) {
        (Some(file), Some(line)) => page.say("", format_args!("{} ({file}:{line})", profile.profile))?,
        _ => page.say("", &profile.profile)?,
    }
    if let Some((start, of)) = &profile.start {
        page.say("    ", words::start(*start).say(lang, &[of.to_string().into()]))?;
    }
    for hop in &profile.hops {
        let asks = match &hop.duration_seconds {
            None => words::ASKS_NOTHING.say(lang, &[]),
            Some(Sent::Seconds(seconds)) => words::ASKS.say(lang, &[Part::Duration(*seconds)]),
            Some(Sent::Huge(digits)) => words::ASKS.say(lang, &[digits.clone().into()]),
        };
        let of = words::OF_PROFILE.say(lang, &[hop.profile.to_string().into()]);
        let chained = if hop.chained { format!("  ← {}", words::CHAINED_HERE.template(lang)) } else { String::new() };
        page.say("    → ", format_args!("{} {} ({of}; {asks}){chained}", hop.call, hop.role_arn))?;
    }
    page.say("  = ", words::life(lang, profile))?;
    for finding in &profile.findings {
        write_finding(finding, lang, "  ", page)?;
    }
    page.say("", "")
}

fn write_finding(finding: &Finding, lang: Lang, indent: &str, page: &mut Page) -> io::Result<()> {
    let level = match finding.level {
        Level::Error => words::LEVEL_ERROR,
        Level::Warning => words::LEVEL_WARNING,
    };
    let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
    let (code, file) = (finding.code.name(), &finding.file);
    page.say(indent, format_args!("{file}{line}: {} [{code}]: {}", level.template(lang), finding.message(lang)))?;
    if let Some(said) = &finding.aws_says {
        page.say(&format!("{indent}    "), format_args!("{}: {}", words::AWS_SAYS.template(lang), said.replace('\n', " ")))?;
    }
    Ok(())
}

/// SARIF 2.1.0 (OASIS). A fault of a profile that others use as their source is told once.
fn sarif(report: &Report, lang: Lang) -> Value {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| json!({"id": code.name()})).collect();
    let mut seen = std::collections::HashSet::new();
    let mut results = Vec::new();
    let with_profile =
        report.profiles.iter().flat_map(|profile| profile.findings.iter().map(move |finding| (Some(&profile.profile), finding)));
    for (profile, finding) in report.findings.iter().map(|finding| (None, finding)).chain(with_profile) {
        let mut message = finding.message(lang).to_string();
        if !seen.insert((finding.code, finding.file.clone(), finding.line, message.clone())) {
            continue;
        }
        if let Some(said) = &finding.aws_says {
            message = format!("{message} {}: {said}", words::AWS_SAYS.say(lang, &[]));
        }
        let mut location = json!({});
        if !finding.file.is_empty() {
            location["physicalLocation"] = json!({"artifactLocation": {"uri": uri(&finding.file)}});
            if let Some(line) = finding.line {
                location["physicalLocation"]["region"] = json!({"startLine": line});
            }
        }
        if let Some(profile) = profile {
            location["logicalLocations"] = json!([{"name": &**profile}]);
        }
        results.push(json!({
            "ruleId": finding.code.name(),
            "ruleIndex": Code::ALL.iter().position(|code| *code == finding.code),
            "level": finding.level.name(),
            "message": {"text": message},
            "locations": [location],
        }));
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "session-clock", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "results": results,
        }],
    })
}

/// A path as a URI: a relative one stays relative, which code scanning takes from the repository's root.
fn uri(path: &str) -> String {
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    } else if path.chars().nth(1) == Some(':') {
        out.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || (byte == b':' && out.starts_with("file:///")) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("config"), "config");
        assert_eq!(uri("/home/a b/config"), "file:///home/a%20b/config");
        assert_eq!(uri("./ü:1"), "./%C3%BC%3A1");
    }
}
