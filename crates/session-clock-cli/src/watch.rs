//! `watch`: what `status` shows, live. It draws, listens and warns; what it shows is `status`'s, and when it warns is `warner`'s.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal::{Clear, ClearType};
use crossterm::{cursor, event, execute, queue, style, terminal};
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use session_clock::words::{Lang, Part, Phrase, status as words};
use session_clock_local::{Report, Whose};

use crate::layout::{self, Room};
use crate::show::{Style, is_dumb};
use crate::warner::{LEAD_TIMES, Warner, Warning};
use crate::{CANNOT_ASK, duration, lang, local_words, machine, status, time};

/// Watch the AWS sessions on this machine, live, and warn before one ends.
///
/// It shows what status shows, and new sessions as soon as a tool writes them. A desktop notification warns you 15, 5 and 1 minutes before a
/// session ends. Press q to quit.
#[derive(clap::Args)]
pub struct Args {
    /// The session of this profile
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Every session
    #[arg(long)]
    all: bool,
    /// Warn this long before a session ends. Can be given more than once [default: 15m, 5m and 1m]
    #[arg(long, value_name = "DURATION", value_parser = duration::parse)]
    warn: Vec<i64>,
    /// Ring the terminal's bell with each warning
    #[arg(long)]
    bell: bool,
    /// Show no desktop notifications
    #[arg(long)]
    no_notifications: bool,
}

/// What wakes it, beside the next second.
enum Wake {
    Quit,
    Redraw,
    /// Back to the shell, until that lets it go on.
    #[cfg(unix)]
    Stop,
    /// A tool has written a file.
    Files,
    /// A notification could not be shown.
    NoNotifications,
}

/// Without a file that changes, it looks again after that many seconds: some places cannot be watched.
const LOOK_AGAIN: i64 = 60;

/// Shows it until somebody quits.
///
/// # Errors
/// If the terminal cannot be used.
pub fn run(args: &Args, asked: Option<lang::Choice>) -> io::Result<ExitCode> {
    let lang = lang::of_people(asked);
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() || is_dumb() {
        crate::terminal::complain(words::WATCH_NEEDS_TERMINAL.say(lang, &[]));
        return Ok(ExitCode::from(CANNOT_ASK));
    }
    let (wake, woken) = channel();
    #[cfg(unix)]
    stop::listen(&wake)?;
    let quit = wake.clone();
    // Nobody listens any more where it is ending anyway.
    ctrlc::set_handler(move || drop(quit.send(Wake::Quit))).map_err(io::Error::other)?;
    let screen = Screen::enter()?;
    let keys = wake.clone();
    thread::spawn(move || listen(&keys));
    let done = show(args, lang, &wake, &woken);
    drop(screen);
    done.map(|()| ExitCode::SUCCESS)
}

/// The alternate screen, left again whatever happens.
struct Screen;

impl Screen {
    fn enter() -> io::Result<Screen> {
        let screen = Screen;
        // A fault's text belongs on the screen that stays.
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |fault| {
            Screen::leave();
            told(fault);
        }));
        Screen::take()?;
        Ok(screen)
    }

    fn take() -> io::Result<()> {
        terminal::enable_raw_mode()?;
        execute!(io::stdout(), terminal::EnterAlternateScreen, terminal::DisableLineWrap, cursor::Hide)
    }

    fn leave() {
        // There is nobody left to tell that the terminal is gone.
        let _ = execute!(io::stdout(), cursor::Show, terminal::EnableLineWrap, terminal::LeaveAlternateScreen);
        let _ = terminal::disable_raw_mode();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        Screen::leave();
    }
}

/// Ctrl-Z, as a key or as the signal that a terminal makes of it elsewhere.
#[cfg(unix)]
mod stop {
    use std::io;
    use std::sync::mpsc::Sender;
    use std::thread;

    use nix::sys::signal::{SigSet, Signal, kill, killpg};
    use nix::unistd::{getpgrp, getpid};

    use super::{Screen, Wake};

    const STOP: Signal = Signal::SIGTSTP;

    /// Waits for the signal, once. Before any other thread begins, so that none is stopped by it.
    pub fn listen(wake: &Sender<Wake>) -> io::Result<()> {
        let wake = wake.clone();
        SigSet::from(STOP).thread_block()?;
        thread::spawn(move || SigSet::from(STOP).wait().is_ok().then(|| wake.send(Wake::Stop)));
        Ok(())
    }

    /// The key is the signal.
    pub fn press() {
        // To send oneself a signal is always allowed.
        let _ = kill(getpid(), STOP);
    }

    /// Stops, with all that the shell started as one, and takes the screen again when it goes on. Where no shell would let it go on, the
    /// system doesn't stop it.
    pub fn now(wake: &Sender<Wake>) -> io::Result<()> {
        Screen::leave();
        killpg(getpgrp(), STOP)?;
        SigSet::from(STOP).thread_unblock()?;
        // Here it stands still.
        listen(wake)?;
        Screen::take()
    }
}

/// Keys and changes of size. It ends with the process.
fn listen(wake: &Sender<Wake>) {
    while let Ok(event) = event::read() {
        let what = match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => continue,
            Event::Key(key) => match (key.code, key.modifiers) {
                (KeyCode::Char('q' | 'Q') | KeyCode::Esc, _) | (KeyCode::Char('c' | 'd'), KeyModifiers::CONTROL) => Wake::Quit,
                #[cfg(unix)]
                (KeyCode::Char('z'), KeyModifiers::CONTROL) => {
                    stop::press();
                    continue;
                }
                _ => continue,
            },
            Event::Resize(..) => Wake::Redraw,
            _ => continue,
        };
        if wake.send(what).is_err() {
            return;
        }
    }
    // The terminal is gone.
    let _ = wake.send(Wake::Quit);
}

/// The folders that hold sessions, watched. Those that cannot be watched are looked at from time to time.
struct Watched {
    watcher: RecommendedWatcher,
    wanted: Vec<(PathBuf, RecursiveMode)>,
    /// What stood at a path when it was watched: a folder that came in its place is another.
    known: HashMap<PathBuf, Identity>,
}

impl Watched {
    fn new(wake: &Sender<Wake>) -> Option<Watched> {
        let wake = wake.clone();
        let told = move |event: notify::Result<notify::Event>| {
            // What is only read, by this very command most of all, is no change.
            let read = |kind: &EventKind| matches!(kind, EventKind::Access(how) if *how != AccessKind::Close(AccessMode::Write));
            if event.is_ok_and(|event| !read(&event.kind)) {
                let _ = wake.send(Wake::Files);
            }
        };
        let environment = machine::environment();
        let folder = environment.folder;
        let beside = |path: Option<PathBuf>| path.as_deref().and_then(Path::parent).map(Path::to_owned);
        let mut others = vec![beside(environment.config), beside(environment.credentials), environment.login_cache];
        others.retain(|path| !path.as_ref().zip(folder.as_ref()).is_some_and(|(path, folder)| path.starts_with(folder)));
        let others = others.into_iter().flatten().map(|path| (path, RecursiveMode::NonRecursive));
        let wanted = folder.into_iter().map(|path| (path, RecursiveMode::Recursive)).chain(others).collect();
        let mut watched = Watched { watcher: notify::recommended_watcher(told).ok()?, wanted, known: HashMap::new() };
        watched.again();
        Some(watched)
    }

    /// Watches what has come since. Where a folder isn't there yet, its coming is seen from the one above.
    fn again(&mut self) {
        let needed = self.wanted.iter().filter_map(|(path, mode)| match (identity(path), path.parent()) {
            (Some(now), _) => Some((path.clone(), *mode, now)),
            (None, above) => Some((above?.to_owned(), RecursiveMode::NonRecursive, identity(above?)?)),
        });
        let needed: Vec<(PathBuf, RecursiveMode, Identity)> = needed.collect();
        let watcher = &mut self.watcher;
        self.known.retain(|known, _| {
            let stays = needed.iter().any(|(path, ..)| path == known);
            if !stays {
                // The watch of a folder that is gone has mostly gone with it.
                let _ = watcher.unwatch(known);
            }
            stays
        });
        for (path, mode, now) in needed {
            if self.known.get(&path) != Some(&now) && self.watcher.watch(&path, mode).is_ok() {
                self.known.insert(path, now);
            }
        }
    }
}

/// What tells one folder from another that stands in its place later.
type Identity = (u64, Option<SystemTime>);

/// The folder at a path; `None` where there is none.
fn identity(path: &Path) -> Option<Identity> {
    let found = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_dir)?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&found);
    #[cfg(not(unix))]
    let number = 0;
    Some((number, found.created().ok()))
}

fn show(args: &Args, lang: Lang, wake: &Sender<Wake>, woken: &Receiver<Wake>) -> io::Result<()> {
    let style = Style::of_stdout();
    let whose = if args.all { Whose::All } else { Whose::ActiveAndFindings };
    let leads: &[i64] = if args.warn.is_empty() { &LEAD_TIMES } else { &args.warn };
    let mut watched = Watched::new(wake);
    let mut look = || {
        // Before it looks, so that nothing is written unseen between.
        watched.iter_mut().for_each(Watched::again);
        status::now(args.profile.as_deref(), whose)
    };
    let mut drawn = Drawn::default();
    let mut warner = Warner::default();
    let mut notified = !args.no_notifications;
    let mut report = look();
    loop {
        let now = time::now();
        if is_stale(&report, now) {
            report = look();
        }
        report.now = now;
        for warning in warner.due(&report, now, leads) {
            if args.bell {
                io::stdout().write_all(b"\x07")?;
            }
            if notified {
                notify_of(&warning, now, lang, wake.clone());
            }
        }
        drawn.draw(&lines(&report, lang, &style, notified || args.no_notifications))?;
        let first = match woken.recv_timeout(until_next_second()) {
            Ok(first) => Some(first),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        // Many files that are written at once are looked at once.
        let mut written = false;
        for woken in first.into_iter().chain(woken.try_iter()) {
            match woken {
                Wake::Quit => return Ok(()),
                Wake::Redraw => drawn = Drawn::default(),
                #[cfg(unix)]
                Wake::Stop => {
                    stop::now(wake)?;
                    drawn = Drawn::default();
                }
                Wake::Files => written = true,
                Wake::NoNotifications => notified = false,
            }
        }
        if written {
            report = look();
        }
    }
}

/// Whether the files have to be looked at again: a minute has gone by, a moment that changes a state has come, or the clock was set back.
fn is_stale(report: &Report, now: i64) -> bool {
    let since = report.now;
    let passed = |moment: Option<i64>| moment.is_some_and(|moment| since < moment && moment <= now);
    now < since
        || now / LOOK_AGAIN != since / LOOK_AGAIN
        || report.sessions.iter().any(|session| passed(session.expires_at) || passed(session.renews_until))
}

/// What stands on the screen, line by line.
fn lines(report: &Report, lang: Lang, style: &Style, can_notify: bool) -> Vec<String> {
    let (width, height) = size();
    let room = Some(Room { width: width.into(), breaks_words: true });
    let mut foot = vec![String::new()];
    let mut say = |phrase: Phrase| foot.extend(layout::wrapped("", phrase.template(lang), room).iter().map(|line| style.soft(line)));
    if !can_notify {
        say(words::NO_NOTIFICATIONS);
    }
    say(words::QUIT);
    let mut lines = status::view(report, lang, style, room).within(usize::from(height).saturating_sub(foot.len()), lang);
    lines.extend(foot);
    lines
}

/// Columns and lines, or what they were when terminals had no others.
fn size() -> (u16, u16) {
    crate::terminal::size().unwrap_or((80, 24))
}

/// What was drawn last.
#[derive(Default)]
struct Drawn {
    lines: Option<Vec<String>>,
}

impl Drawn {
    /// Draws the lines that are others than before.
    fn draw(&mut self, lines: &[String]) -> io::Result<()> {
        let out = &mut io::stdout().lock();
        let height = usize::from(size().1);
        let before = self.lines.take();
        if before.is_none() {
            queue!(out, Clear(ClearType::All))?;
        }
        let before = before.unwrap_or_default();
        let rows = lines.len().max(before.len()).min(height);
        for row in 0..rows {
            let line = lines.get(row).map_or("", String::as_str);
            if before.get(row).map(String::as_str) != Some(line) {
                queue!(out, cursor::MoveTo(0, u16::try_from(row).unwrap_or(u16::MAX)), Clear(ClearType::CurrentLine), style::Print(line))?;
            }
        }
        out.flush()?;
        self.lines = Some(lines.to_vec());
        Ok(())
    }
}

/// Until the wall clock's next second, so that the digits jump with it, also after a sleep.
fn until_next_second() -> Duration {
    let past = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
    Duration::from_nanos(u64::from(1_000_000_000 - past.min(999_999_999)))
}

/// Seconds that are left, to the nearest minute and no less than one, as they are spoken of.
fn in_minutes(left: i64) -> i64 {
    ((left.max(0) + 30) / 60 * 60).max(60)
}

/// A desktop notification, from a thread of its own, since showing it may take a while.
fn notify_of(warning: &Warning, now: i64, lang: Lang, wake: Sender<Wake>) {
    let name = local_words::name(&warning.session, lang);
    let title = if warning.over {
        words::WARNING_OVER.say(lang, &[name.into()])
    } else {
        words::WARNING_ENDS.say(lang, &[name.into(), Part::Duration(in_minutes(warning.ends_at - now))])
    };
    let at = words::WARNING_AT.say(lang, &[Part::Moment(warning.ends_at)]).text(|at| time::short(at, now, lang));
    let body =
        std::iter::once(at).chain(local_words::longer(&warning.session, lang, " ").into_iter().take(1)).collect::<Vec<_>>().join("\n");
    let title = title.to_string();
    thread::spawn(move || {
        let mut notification = notify_rust::Notification::new();
        if notification.appname("Session Clock").summary(&title).body(&body).show().is_err() {
            let _ = wake.send(Wake::NoNotifications);
        }
    });
}

#[cfg(test)]
mod tests {
    use session_clock_local::{Session, State};

    use super::*;

    #[test]
    fn files_are_looked_at_again_when_something_may_have_changed() {
        let report =
            |now| Report { now, sessions: Vec::new(), findings: Vec::new(), refused: false, unusable: false, all: false, others: 0 };
        assert!(!is_stale(&report(120), 179));
        assert!(is_stale(&report(120), 180));
        assert!(is_stale(&report(179), 180));
        assert!(is_stale(&report(180), 179));
        // Within the minute it is the session's end, or that of what it is renewed from.
        for (expires_at, renews_until) in [(150, None), (3_600, Some(150))] {
            let report = Report { sessions: vec![session(expires_at, renews_until)], ..report(120) };
            assert_eq!([149, 150].map(|now| is_stale(&report, now)), [false, true]);
            assert!(!is_stale(&Report { now: 150, ..report }, 151), "once");
        }
    }

    #[test]
    fn a_warning_speaks_of_whole_minutes() {
        for (left, said) in [(899, 900), (90, 120), (89, 60), (29, 60), (-1, 60)] {
            assert_eq!(in_minutes(left), said);
        }
    }

    fn session(expires_at: i64, renews_until: Option<i64>) -> Session {
        Session { renews_until, ..crate::warner::tests::session(expires_at, State::Renews) }
    }
}
