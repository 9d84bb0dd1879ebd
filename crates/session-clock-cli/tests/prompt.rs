//! `prompt`, and what `init` prints, in the shells that are there. A shell that is not there is named and passed over.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use session_clock_local::cache_name::{RoleRequest, role};

/// A home folder with a session that ends in 42 minutes and a half, or that is over.
struct Home(PathBuf);

impl Home {
    fn new(name: &str, left: i64) -> Home {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("prompt-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let cache = folder.join(".aws/cli/cache");
        fs::create_dir_all(&cache).expect("a temporary folder");
        let config = "[profile base]\naws_access_key_id = a\naws_secret_access_key = s\n\
                      [profile \"dev %F$(touch hit)`touch hit`\"]\nrole_arn = arn:aws:iam::111122223333:role/dev\nsource_profile = base\n\
                      mfa_serial = arn:aws:iam::111122223333:mfa/me\n\
                      [profile again]\nrole_arn = arn:aws:iam::111122223333:role/again\nsource_profile = base\n";
        fs::write(folder.join(".aws/config"), config).expect("written");
        let end = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(left);
        let asks = RoleRequest {
            role_arn: "arn:aws:iam::111122223333:role/dev",
            mfa_serial: Some("arn:aws:iam::111122223333:mfa/me"),
            ..RoleRequest::default()
        };
        let renews = RoleRequest { role_arn: "arn:aws:iam::111122223333:role/again", ..RoleRequest::default() };
        for request in [asks, renews] {
            let text = format!(r#"{{"Credentials": {{"AccessKeyId": "A", "Expiration": "{end}"}}}}"#);
            fs::write(cache.join(format!("{}.json", role(&request))), text).expect("written");
        }
        Home(folder)
    }

    fn command(&self, program: &str, args: &[&str], profile: &str) -> Command {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AWS")) {
            command.env_remove(name);
        }
        let folder = Path::new(env!("CARGO_BIN_EXE_session-clock")).parent().expect("a folder");
        let path = std::env::join_paths(
            std::iter::once(folder.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
        );
        command.args(args).env("HOME", &self.0).env("USERPROFILE", &self.0).env("PATH", path.expect("a path")).env_remove("NO_COLOR");
        command.env("AWS_PROFILE", profile).env("TERM", "xterm-256color").env("LC_ALL", "C.UTF-8").current_dir(&self.0);
        command
    }

    fn prompt(&self, args: &[&str], profile: &str) -> String {
        let output = self.command(env!("CARGO_BIN_EXE_session-clock"), &[&["prompt"], args].concat(), profile).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(output.stderr.is_empty(), "{output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const DEV: &str = "dev %F$(touch hit)`touch hit`";

#[test]
fn one_short_segment_or_nothing() {
    let home = Home::new("segment", 2_550);
    assert_eq!(home.prompt(&[], "again"), "again 42m↻");
    assert_eq!(home.prompt(&[], DEV), format!("{DEV} 42m"));
    assert_eq!(home.prompt(&["--shell", "zsh"], DEV), format!("{} 42m", DEV.replace('%', "%%")));
    assert_eq!(home.prompt(&[], "base"), "");
    assert_eq!(home.prompt(&[], "gone"), "");
    let mut web_identity = home.command(env!("CARGO_BIN_EXE_session-clock"), &["prompt"], "base");
    web_identity.env("AWS_WEB_IDENTITY_TOKEN_FILE", "/t").env("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/again");
    assert_eq!(String::from_utf8(web_identity.output().expect("it runs").stdout).expect("UTF-8"), "environment 42m↻");
    let near = Home::new("near", 250);
    assert_eq!(near.prompt(&["--shell", "fish"], DEV), format!("\u{1b}[31m{DEV} 4m\u{1b}[0m"));
    let output = near.command(env!("CARGO_BIN_EXE_session-clock"), &["prompt", "--shell", "fish"], DEV).env("NO_COLOR", "1").output();
    assert_eq!(output.expect("it runs").stdout, format!("{DEV} 4m").into_bytes());
    let amber = Home::new("amber", 650);
    assert_eq!(amber.prompt(&["--shell", "tmux"], DEV), format!("#[fg=yellow]{DEV} 10m#[default]"));
    let over = Home::new("over", -5);
    assert_eq!(over.prompt(&["--shell", "zsh"], DEV), format!("%F{{red}}{} ended%f", DEV.replace('%', "%%")));
    // A session that renews itself is calm in its last minutes.
    assert_eq!(near.prompt(&["--shell", "fish"], "again"), "again 4m↻");
}

/// Runs a shell's script, where the shell is there.
fn shell(home: &Home, program: &str, args: &[&str]) -> Option<String> {
    match home.command(program, args, DEV).output() {
        Err(fault) => {
            eprintln!("skipped: {program}: {fault}");
            None
        }
        Ok(output) => {
            assert!(output.status.success(), "{program}: {output:?}");
            assert!(output.stderr.is_empty(), "{program}: {output:?}");
            Some(String::from_utf8(output.stdout).expect("UTF-8"))
        }
    }
}

/// Each shell shows the segment before its own prompt, once even where it is set up twice, and takes no part of a name for a command.
#[test]
fn each_shell_shows_it_before_its_own_prompt() {
    let home = Home::new("shells", 650);
    let bash = r#"PS1='mine> '; eval "$(session-clock init bash)"; eval "$(session-clock init bash)"; printf '%s' "${PS1@P}""#;
    if let Some(text) = shell(&home, "bash", &["--norc", "--noprofile", "-c", bash]) {
        // Readline takes its marks away again.
        assert_eq!(text.replace(['\u{1}', '\u{2}'], ""), format!("\u{1b}[33m{DEV} 10m\u{1b}[0m mine> "));
    }
    let zsh = r#"PROMPT='mine> '; eval "$(session-clock init zsh)"; eval "$(session-clock init zsh)"; print -rnP -- "$PROMPT""#;
    if let Some(text) = shell(&home, "zsh", &["-f", "-c", zsh]) {
        assert_eq!(text, format!("\u{1b}[33m{DEV} 10m\u{1b}[39m mine> "));
    }
    let fish = "function fish_prompt; echo -n \"mine $status|$pipestatus> \"; end; session-clock init fish | source; session-clock init fish | source; \
                true; fish_prompt; false; fish_prompt; false | true; fish_prompt";
    if let Some(text) = shell(&home, "fish", &["--no-config", "-c", fish]) {
        let segment = format!("\u{1b}[33m{DEV} 10m\u{1b}[0m ");
        assert_eq!(text, format!("{segment}mine 0|0> {segment}mine 1|1> {segment}mine 0|1 0> "));
    }
    fs::write(home.0.join("init.nu"), include_str!("../src/init/session-clock.nu")).expect("written");
    for (before, own) in [("{|| 'mine' }", "mine"), ("'mine'", "mine"), ("''", "")] {
        // Where the command is gone, the prompt stays.
        let nu = format!(
            "$env.PROMPT_COMMAND = {before}; source init.nu; source init.nu; print -n (do $env.PROMPT_COMMAND); \
             $env.PATH = []; print -n (do $env.PROMPT_COMMAND)"
        );
        if let Some(text) = shell(&home, "nu", &["-n", "-c", &nu]) {
            assert_eq!(text, format!("\u{1b}[33m{DEV} 10m\u{1b}[0m {own}{own}"), "{before}");
        }
    }
    let pwsh = "function prompt { 'mine> ' }; Invoke-Expression (session-clock init powershell | Out-String); [Console]::Write((prompt))";
    if let Some(text) = shell(&home, "pwsh", &["-NoProfile", "-Command", pwsh]) {
        assert_eq!(text, format!("\u{1b}[33m{DEV} 10m\u{1b}[0m mine> "));
    }
    let pwsh = "function prompt { 'mine> ' }; Invoke-Expression (session-clock init powershell | Out-String); $global:LASTEXITCODE = 3; \
                $null = prompt; [Console]::Write($LASTEXITCODE)";
    if let Some(text) = shell(&home, "pwsh", &["-NoProfile", "-Command", pwsh]) {
        assert_eq!(text, "3");
    }
    assert!(!home.0.join("hit").exists(), "a part of a profile's name was run");
}

/// Bash's prompt shows the status of what ran before, and may be set anew each time.
#[test]
fn a_prompt_keeps_its_status_and_the_segment_stays_where_it_is_set_anew() {
    let home = Home::new("interactive", 650);
    for sets in [
        "PS1='mine $?> '",
        "set -u\nPS1='mine $?> '",
        "PROMPT_COMMAND='PS1=\"mine \\$?> \"'",
        "PROMPT_COMMAND='PS1=\"mine \\$?> \";'",
        "PROMPT_COMMAND=(true 'PS1=\"mine \\$?> \"')",
        "set -u\nunset PS1 PROMPT_COMMAND",
    ] {
        let twice = "eval \"$(session-clock init bash)\"\n".repeat(2);
        fs::write(home.0.join("rc"), format!("{sets}\n{twice}[[ $PS1 == *mine* ]] || PS1+='mine $?> '\n")).expect("written");
        let mut bash = home.command("bash", &["--noprofile", "--rcfile", "rc", "-i"], DEV);
        bash.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let Ok(mut bash) = bash.spawn() else { return };
        bash.stdin.take().expect("stdin is piped").write_all(b"(exit 3)\ntrue\n(exit 4)\nexit 0\n").expect("typed");
        let said = bash.wait_with_output().expect("it ends").stderr;
        let said = String::from_utf8_lossy(&said).replace(['\u{1}', '\u{2}'], "");
        let shown: Vec<&str> = said.split("mine ").skip(1).filter_map(|prompt| prompt.split_once('>')).map(|(status, _)| status).collect();
        assert_eq!(shown, ["0", "3", "0", "4"], "{sets}: {said}");
        assert_eq!(said.matches("10m").count(), 4, "{sets}: {said}");
        assert!(!said.contains("unbound"), "{sets}: {said}");
    }
    let zsh = r#"precmd() { PROMPT='mine> ' }; eval "$(session-clock init zsh)"; precmd; for hook in $precmd_functions; do $hook; done
                 print -rnP -- "$PROMPT""#;
    if let Some(text) = shell(&home, "zsh", &["-f", "-c", zsh]) {
        assert_eq!(text, format!("\u{1b}[33m{DEV} 10m\u{1b}[39m mine> "));
    }
}

/// Where there is no session, a prompt is what it was.
#[test]
fn without_a_session_a_prompt_stays_as_it_was() {
    let home = Home::new("none", 650);
    let bash = r#"AWS_PROFILE=base; PS1='mine> '; eval "$(session-clock init bash)"; printf '%s' "${PS1@P}""#;
    if let Some(text) = shell(&home, "bash", &["--norc", "--noprofile", "-c", bash]) {
        assert_eq!(text, "mine> ");
    }
}
