//! `watch` in a terminal of its own: what stands on its screen, what it draws again, and how it leaves.
#![cfg(unix)]

use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use session_clock_local::cache_name::{RoleRequest, role};

/// Far more than anything takes; nothing waits for it to pass.
const LONG: Duration = Duration::from_secs(20);

/// Lines and columns.
const SIZE: (NonZero<u16>, NonZero<u16>) = (NonZero::new(20).unwrap(), NonZero::new(100).unwrap());

struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Home {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("watch-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join(".aws/cli/cache")).expect("a temporary folder");
        let config = "[profile base]\naws_access_key_id = a\naws_secret_access_key = s\n[profile dev]\n\
                      role_arn = arn:aws:iam::111122223333:role/dev\nsource_profile = base\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n";
        fs::write(folder.join(".aws/config"), config).expect("written");
        Home(folder)
    }

    /// What the AWS CLI does after a code was entered.
    fn sign_in(&self, left: i64) {
        let request = RoleRequest {
            role_arn: "arn:aws:iam::111122223333:role/dev",
            mfa_serial: Some("arn:aws:iam::111122223333:mfa/me"),
            ..RoleRequest::default()
        };
        let end = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(left);
        let text = format!(r#"{{"Credentials": {{"AccessKeyId": "A", "SecretAccessKey": "CANARY", "Expiration": "{end}"}}}}"#);
        fs::write(self.0.join(".aws/cli/cache").join(format!("{}.json", role(&request))), text).expect("written");
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    written: Vec<u8>,
    // While it lives the terminal does.
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn open(home: &Home, args: &[&str]) -> Terminal {
        Terminal::sized(home, SIZE, &[&["watch", "--no-notifications"], args].concat())
    }

    fn sized(home: &Home, size: (NonZero<u16>, NonZero<u16>), args: &[&str]) -> Terminal {
        Terminal::running(home, Some(size), &[&[env!("CARGO_BIN_EXE_session-clock")], args].concat())
    }

    /// Without a size it is one that doesn't know its own.
    fn running(home: &Home, size: Option<(NonZero<u16>, NonZero<u16>)>, line: &[&str]) -> Terminal {
        let (rows, cols) = size.map_or((0, 0), |(rows, columns)| (rows.get(), columns.get()));
        let (rows_shown, columns_shown) = size.unwrap_or(SIZE);
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(line[0]);
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        for (name, value) in
            [("HOME", home.0.as_os_str()), ("AWS_PROFILE", "dev".as_ref()), ("TERM", "xterm-256color".as_ref()), ("LC_ALL", "C".as_ref())]
        {
            command.env(name, value);
        }
        command.args(&line[1..]);
        command.cwd(&home.0);
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let mut some = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut some) {
                if sender.send(some[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Terminal { child, keys, bytes, screen: vt100::Parser::new(rows_shown, columns_shown, 0), written: Vec::new(), _master: pair.master }
    }

    /// Reads on until that is so; what was on the screen then.
    fn until(&mut self, what: &str, holds: impl Fn(&vt100::Screen, &[u8]) -> bool) -> String {
        let begun = Instant::now();
        while !holds(self.screen.screen(), &self.written) {
            assert!(self.reads_on(begun, what), "it ended before: {what}\n{}", self.screen.screen().contents());
        }
        self.screen.screen().contents()
    }

    /// Reads on to the end.
    fn until_it_ends(&mut self) {
        let begun = Instant::now();
        while self.reads_on(begun, "the end") {}
    }

    /// Reads some more; whether there was any.
    fn reads_on(&mut self, begun: Instant, what: &str) -> bool {
        match self.bytes.recv_timeout(LONG.saturating_sub(begun.elapsed())) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.written.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Timeout) => panic!("never: {what}\n{}", self.screen.screen().contents()),
            Err(RecvTimeoutError::Disconnected) => false,
        }
    }

    fn shows(&mut self, text: &str) -> String {
        self.until(text, |screen, _| screen.contents().contains(text))
    }

    /// Presses `q`.
    fn quit(mut self) {
        self.keys.write_all(b"q").expect("pressed");
        self.left();
    }

    /// It ends well, and leaves the screen as it was.
    fn left(mut self) {
        self.until("the screen is left", |screen, written| !screen.alternate_screen() && written.ends_with(b"\x1b[?1049l"));
        assert!(!self.screen.screen().hide_cursor(), "the cursor stays hidden");
        assert_eq!(self.child.wait().expect("it ends").exit_code(), 0);
        assert!(!String::from_utf8_lossy(&self.written).contains("CANARY"));
    }
}

#[test]
fn it_sees_a_session_that_a_tool_writes_and_draws_only_what_changed() {
    let home = Home::new("new");
    let mut terminal = Terminal::open(&home, &[]);
    let text = terminal.shows("Press q to quit.");
    // What is too long for a line goes on below.
    assert!(text.lines().all(|line| line.chars().count() <= usize::from(SIZE.1.get())) && text.contains("\n     most)."), "{text}");
    assert!(text.contains("dev") && text.contains("not signed in"), "{text}");
    assert!(terminal.screen.screen().alternate_screen() && terminal.screen.screen().hide_cursor());
    home.sign_in(4_000);
    terminal.shows("1 h 6 min left");
    // From one minute to the next a single line is another.
    home.sign_in(63);
    terminal.shows("1 min left");
    let before = terminal.written.len();
    terminal.until("the next digit", |screen, _| (50..60).any(|left| screen.contents().contains(&format!("{left} s left"))));
    let drawn = String::from_utf8_lossy(&terminal.written[before..]).into_owned();
    assert!(!drawn.contains("Press q") && !drawn.contains("asks you for an MFA code"), "{drawn:?}");
    terminal.quit();
}

fn size(rows: u16, columns: u16) -> (NonZero<u16>, NonZero<u16>) {
    NonZero::new(rows).zip(NonZero::new(columns)).expect("a size")
}

/// No line is wider than the terminal, which would put it over the last column of what stands there.
#[test]
fn it_fits_the_terminal() {
    let home = Home::new("width");
    home.sign_in(4_000);
    for columns in [40, 60, 80] {
        let mut terminal = Terminal::sized(&home, size(40, columns), &["watch", "--no-notifications"]);
        let text = terminal.shows("Press q to quit.");
        assert!(text.contains("▶ dev  1 h 6 min left") && text.contains("ends ") && !text.contains('█'), "{text}");
        // The advice ends where it ends, and its command is in one piece.
        assert!(text.contains("(12 hours at most).") || text.contains("most)."), "{text}");
        assert!(
            text.contains("aws sts get-caller-identity") && (columns < 60 || text.contains("get-caller-identity --profile dev")),
            "{text}"
        );
        terminal.quit();
        let mut terminal = Terminal::sized(&home, size(40, columns), &["status"]);
        terminal.until("the answer", |screen, _| screen.contents().contains("most)."));
        let row = terminal.screen.screen().rows(0, columns).next().unwrap_or_default();
        assert!(row.starts_with("▶ dev  1 h 6 min left"), "{row}");
    }
}

/// Whatever is said to people goes on in the next line between two words; the terminal breaks none.
#[test]
fn each_command_fits_the_terminal() {
    let home = Home::new("each");
    home.sign_in(4_000);
    let config = home.0.join("chain");
    fs::write(&config, "[profile a]\nrole_arn = arn:aws:iam::111122223333:role/a\nsource_profile = b\nduration_seconds = 7200\n[profile b]\nrole_arn = x\nsource_profile = c\n").expect("written");
    let dated = ["for", "presigned-url", "--expires-in", "7d", "--at", "2026-11-28T12:00:00Z"];
    for line in [
        &["status"][..],
        &["for", "presigned-url", "--expires-in", "7d"],
        &dated,
        &["for", "ecr-login", "--lang", "ja"],
        &["sts", "assume-role", "--duration-seconds", "43201", "--max-session-duration", "12h"],
        &["sts", "get-session-token", "--duration-seconds", "1"],
        &["console", "switch-role", "--max-session-duration", "12h"],
        &["explain", r#"{"via": "iam-user", "at": 0, "sign_in_max": "12h"}"#],
        &["config", "check", "chain"],
        &["for", "presigned-url", "--profile", "a", "--config-file", "chain"],
        &["for", "presigned-url", "--profile", "not-there-at-all-at-all"],
    ] {
        for columns in [50, 60, 80] {
            let mut terminal = Terminal::sized(&home, size(60, columns), line);
            terminal.until_it_ends();
            let screen = terminal.screen.screen();
            assert!(!screen.contents().is_empty(), "{line:?}");
            assert!(!(0..60).any(|row| screen.row_wrapped(row)), "{line:?} in {columns} columns:\n{}", screen.contents());
        }
    }
}

/// On a small screen the session that the AWS CLI would use stands there, and how many others don't; so do the reason and the keys.
#[test]
fn what_does_not_fit_is_counted() {
    let home = Home::new("many");
    home.sign_in(4_000);
    for at in 0..20 {
        let end = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(1_000 + at);
        let text = format!(r#"{{"Credentials": {{"AccessKeyId": "A", "Expiration": "{end}"}}}}"#);
        fs::write(home.0.join(format!(".aws/cli/cache/stray-{at}.json")), text).expect("written");
    }
    let mut terminal = Terminal::sized(&home, size(16, 80), &["watch", "--no-notifications", "--all"]);
    let text = terminal.shows("Press q to quit.");
    let shown = text.lines().filter(|line| line.contains(" left  ")).count();
    assert!(text.contains("▶ dev") && text.contains(&format!("… {} more", 22 - shown)), "{shown}: {text}");
    assert!(text.contains("MFA code"), "{text}");
    terminal.quit();
}

#[test]
fn it_leaves_the_screen_as_it_was_on_ctrl_c_and_when_it_is_told_to_end() {
    let home = Home::new("leave");
    let mut terminal = Terminal::open(&home, &["--all"]);
    terminal.shows("Press q to quit.");
    terminal.keys.write_all(b"\x03").expect("pressed");
    terminal.left();

    let mut terminal = Terminal::open(&home, &[]);
    terminal.shows("Press q to quit.");
    let id = terminal.child.process_id().expect("a process").to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().is_ok_and(|status| status.success()));
    terminal.left();
}

/// A terminal that doesn't know its size breaks lines itself, and is taken for an old one where lines have to have a place.
#[test]
fn a_terminal_without_a_size_is_used() {
    let home = Home::new("sizeless");
    home.sign_in(4_000);
    let command = env!("CARGO_BIN_EXE_session-clock");
    let mut terminal = Terminal::running(&home, None, &[command, "status"]);
    terminal.shows("Profile dev asks for no duration, so AWS gives 1 hour. To renew it, the AWS CLI asks you for an MFA");
    let mut terminal = Terminal::running(&home, None, &[command, "watch", "--no-notifications"]);
    assert!(terminal.shows("Press q to quit.").contains("▶ dev  1 h 6 min left  "));
    terminal.quit();
}

/// The shell gets its screen back, and gives it again: on the key, on the signal, and once more.
#[test]
fn ctrl_z_stops_it_until_the_shell_lets_it_go_on() {
    let home = Home::new("stop");
    let script = "(echo $BASHPID > id; exec \"$0\" watch --no-notifications)".to_owned()
        + &[1, 2, 3].map(|time| format!("; echo stopped {time}; read -r line; fg")).concat();
    let line = ["bash", "-m", "-c", &script, env!("CARGO_BIN_EXE_session-clock")];
    let mut terminal = Terminal::running(&home, Some(SIZE), &line);
    terminal.shows("Press q to quit.");
    for (by_key, shell) in [(true, "stopped 1"), (false, "stopped 2"), (true, "stopped 3")] {
        if by_key {
            terminal.keys.write_all(b"\x1a").expect("pressed");
        } else {
            let id = fs::read_to_string(home.0.join("id")).expect("written");
            assert!(std::process::Command::new("kill").args(["-TSTP", id.trim()]).status().is_ok_and(|status| status.success()));
        }
        terminal.until("the shell", |screen, _| !screen.alternate_screen() && screen.contents().contains(shell));
        assert!(!terminal.screen.screen().hide_cursor(), "the cursor stays hidden");
        terminal.keys.write_all(b"\n").expect("typed");
        terminal.until("the screen", |screen, _| screen.alternate_screen() && screen.contents().contains("Press q to quit."));
    }
    terminal.quit();

    // Where no shell waits, it goes on.
    let mut terminal = Terminal::open(&home, &[]);
    terminal.shows("Press q to quit.");
    terminal.keys.write_all(b"\x1aq").expect("pressed");
    terminal.left();
}

/// The folder of a first sign-in comes while it watches; or another comes in its place.
#[test]
fn a_folder_that_comes_later_is_watched_too() {
    let home = Home::new("later");
    let folder = |name: &str| home.0.join(name);
    let rename = |from: &str, to: &str| fs::rename(folder(from), folder(to)).expect("renamed");
    rename(".aws", "aside");
    let mut terminal = Terminal::open(&home, &[]);
    terminal.shows("There is no profile dev");
    for left in [4_000, 8_000] {
        rename("aside", ".aws");
        home.sign_in(left);
        terminal.shows(&format!("{} h {} min left", left / 3_600, left % 3_600 / 60));
        rename(".aws", "aside");
        terminal.shows("There is no profile dev");
    }
    terminal.quit();
}

/// Many files that are written at once are looked at together: what is pressed after them doesn't wait for each.
#[test]
fn many_files_at_once_do_not_keep_it_busy() {
    let home = Home::new("burst");
    let mut terminal = Terminal::open(&home, &[]);
    terminal.shows("Press q to quit.");
    for at in 0..2_000 {
        fs::write(home.0.join(format!(".aws/cli/cache/{at}.json")), "{}").expect("written");
    }
    terminal.quit();
}

#[test]
fn the_bell_rings_once_for_a_warning() {
    let home = Home::new("bell");
    home.sign_in(100);
    let mut terminal = Terminal::open(&home, &["--bell", "--warn", "2m"]);
    terminal.shows("1 min left");
    home.sign_in(4_000);
    terminal.shows("1 h 6 min left");
    assert_eq!(terminal.written.iter().filter(|byte| **byte == 7).count(), 1);
    terminal.quit();
}

/// A terminal that can't move its cursor would show the marks for that.
#[test]
fn a_terminal_that_only_writes_lines_is_none_for_it() {
    let home = Home::new("dumb");
    let mut terminal = Terminal::running(&home, Some(SIZE), &["env", "TERM=dumb", env!("CARGO_BIN_EXE_session-clock"), "watch"]);
    terminal.until("the sentence", |screen, _| screen.contents().contains("session-clock status --json"));
    assert_eq!(terminal.child.wait().expect("it ends").exit_code(), 2);
    assert!(!terminal.written.contains(&0x1b), "{:?}", terminal.written);
}

#[test]
fn without_a_terminal_it_says_what_there_is_for_scripts() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_session-clock")).arg("watch").env("LC_ALL", "C").output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty() && String::from_utf8_lossy(&output.stderr).contains("session-clock status --json"), "{output:?}");
}
