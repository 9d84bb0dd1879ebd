//! What `prompt` costs: the whole process on a home folder with 50 profiles and 200 cache files, beside `true`, both in turns.
//!
//! `cargo bench -p session-clock-cli --bench prompt_speed`

use std::fs;
use std::io::{Error, Result};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use session_clock_local::cache_name::{RoleRequest, role};

const ROUNDS: usize = 200;
const CACHE_FILES: usize = 200;
/// The target: no more than that many milliseconds above `true`.
const AT_MOST: f64 = 5.0;

fn main() -> Result<()> {
    let home = std::env::temp_dir().join(format!("session-clock-prompt-speed-{}", std::process::id()));
    fill(&home)?;
    let mut differences = Vec::with_capacity(ROUNDS);
    let mut floors = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS + 10 {
        let floor = milliseconds(&mut Command::new("true"))?;
        let prompt = milliseconds(
            Command::new(env!("CARGO_BIN_EXE_session-clock"))
                .args(["prompt", "--shell", "bash"])
                .env_clear()
                .env("HOME", &home)
                .env("AWS_PROFILE", "p49"),
        )?;
        // The first ones fill the system's caches.
        if round >= 10 {
            differences.push(prompt - floor);
            floors.push(floor);
        }
    }
    // The other program that puts AWS's end into a prompt, where it is there.
    let mut starship: Vec<f64> = (0..ROUNDS)
        .map_while(|_| milliseconds(Command::new("starship").args(["module", "aws"]).env("HOME", &home).env("AWS_PROFILE", "p49")).ok())
        .collect();
    fs::remove_dir_all(&home)?;
    differences.sort_by(f64::total_cmp);
    floors.sort_by(f64::total_cmp);
    let (median, p95) = (differences[ROUNDS / 2], differences[ROUNDS * 95 / 100]);
    eprintln!("true: {:.2} ms (median of {ROUNDS})", floors[ROUNDS / 2]);
    starship.sort_by(f64::total_cmp);
    if let Some(middle) = starship.get(starship.len() / 2) {
        println!("| `starship module aws`, above `true` | {:.2} ms (median of {ROUNDS}) |  |  |", middle - floors[ROUNDS / 2]);
    }
    println!(
        "| `session-clock prompt` with {CACHE_FILES} cache files, above `true` | {median:.2} ms (median of {ROUNDS}; p95 {p95:.2}) | {AT_MOST} | {:.2} |",
        median / AT_MOST
    );
    if median > AT_MOST {
        return Err(Error::other(format!("prompt takes {median:.2} ms more than true")));
    }
    Ok(())
}

/// Profiles that assume roles one from the other, five deep, and more cached sessions than profiles.
fn fill(home: &Path) -> Result<()> {
    let cache = home.join(".aws/cli/cache");
    fs::create_dir_all(&cache)?;
    let mut config = String::from("[profile base]\naws_access_key_id = A\naws_secret_access_key = s\n");
    let end = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(42);
    for at in 0..CACHE_FILES {
        let arn = format!("arn:aws:iam::111122223333:role/role-{at}");
        if at < 50 {
            let source = if at % 5 == 0 { "base".to_owned() } else { format!("p{}", at - 1) };
            config += &format!("[profile p{at}]\nrole_arn = {arn}\nsource_profile = {source}\nregion = eu-west-1\noutput = json\n");
        }
        let name = role(&RoleRequest { role_arn: &arn, ..RoleRequest::default() });
        let token = "t".repeat(900);
        let keys = format!(r#"{{"AccessKeyId":"A","SecretAccessKey":"s","SessionToken":"{token}","Expiration":"{end}"}}"#);
        fs::write(cache.join(format!("{name}.json")), format!(r#"{{"Credentials":{keys}}}"#))?;
    }
    fs::write(home.join(".aws/config"), config)
}

/// A process from its start to its end.
fn milliseconds(command: &mut Command) -> Result<f64> {
    let begun = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status()?;
    let took = begun.elapsed().as_secs_f64() * 1_000.0;
    if status.success() { Ok(took) } else { Err(Error::other(format!("{command:?} ended with {status}"))) }
}
