//! This machine: its environment and its disk. It hands over what it finds, and decides nothing.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use session_clock_local::environment::{self, Environment};
use session_clock_local::{Disk, Trouble};

/// Where AWS CLI and boto3 look for the config file.
pub fn config_file() -> Option<PathBuf> {
    not_unicode("AWS_CONFIG_FILE").or_else(|| environment::config_file(home().as_deref(), variable))
}

/// Where they look for the credentials file.
pub fn credentials_file() -> Option<PathBuf> {
    not_unicode("AWS_SHARED_CREDENTIALS_FILE").or_else(|| environment::credentials_file(home().as_deref(), variable))
}

/// The environment, as far as it matters to sessions.
pub fn environment() -> Environment {
    Environment { config: config_file(), credentials: credentials_file(), ..Environment::read(home().as_deref(), variable) }
}

/// A path as people write it.
pub fn written(path: &Path) -> String {
    match home().and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned)) {
        Some(below) => Path::new("~").join(below).display().to_string(),
        None => path.display().to_string(),
    }
}

fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
}

fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// A path that is no Unicode has nothing to fill in.
fn not_unicode(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(OsString::into_string)?.err().map(PathBuf::from)
}

/// The disk. It opens regular files only, so it never waits for a pipe.
#[derive(Default)]
pub struct RealDisk {
    /// How long it waits for a file that is still being written, once in its life.
    patience: Duration,
    waited: AtomicBool,
}

/// What was written this long ago may still be being written.
const FRESH: Duration = Duration::from_secs(2);

impl RealDisk {
    /// One that gives a writer a moment to end.
    pub fn patient() -> RealDisk {
        RealDisk { patience: Duration::from_millis(50), ..RealDisk::default() }
    }
}

/// Nothing is there.
fn missing(fault: &io::Error) -> bool {
    matches!(fault.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Whether it may be read at all.
fn readable(found: &Metadata, most: u64) -> Result<(), Trouble> {
    match found {
        found if !found.is_file() => Err(Trouble::NotAFile),
        found if found.len() > most => Err(Trouble::TooLarge),
        _ => Ok(()),
    }
}

/// Opens it to read. Neither this nor a read waits: not for a pipe that came in the file's place, nor for a file of `/proc` that has nothing
/// to say yet.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK | libc::O_NOCTTY);
    options.open(path)
}

impl Disk for RealDisk {
    fn read(&self, path: &Path, most: u64) -> Result<Option<Vec<u8>>, Trouble> {
        match fs::metadata(path) {
            Err(fault) if missing(&fault) => return Ok(None),
            Err(_) => return Err(Trouble::Unreadable),
            // Who names it wants no file, and botocore sees none.
            Ok(_) if path == Path::new("/dev/null") => return Ok(None),
            // To open a device may do something.
            Ok(found) => readable(&found, most)?,
        }
        let file = match open(path) {
            Err(fault) if missing(&fault) => return Ok(None),
            opened => opened.map_err(|_| Trouble::Unreadable)?,
        };
        // What was opened may be another than what was looked at.
        readable(&file.metadata().map_err(|_| Trouble::Unreadable)?, most)?;
        let mut text = Vec::new();
        match file.take(most + 1).read_to_end(&mut text) {
            Err(_) => Err(Trouble::Unreadable),
            Ok(_) if text.len() as u64 > most => Err(Trouble::TooLarge),
            Ok(_) => Ok(Some(text)),
        }
    }

    fn list(&self, folder: &Path) -> Result<Vec<String>, Trouble> {
        let entries = match fs::read_dir(folder) {
            Err(fault) if missing(&fault) => return Ok(Vec::new()),
            entries => entries.map_err(|_| Trouble::Unreadable)?,
        };
        Ok(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }

    fn wait_for_writer(&self, path: &Path) {
        let written = fs::metadata(path).and_then(|found| found.modified()).ok();
        let fresh = written.and_then(|at| SystemTime::now().duration_since(at).ok()).is_some_and(|age| age < FRESH);
        if fresh && !self.patience.is_zero() && !self.waited.swap(true, Ordering::Relaxed) {
            std::thread::sleep(self.patience);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;

    /// A pipe that comes in the place of a file after it was looked at.
    #[test]
    fn to_open_a_pipe_waits_for_nobody() {
        let folder = std::env::temp_dir().join(format!("session-clock-machine-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        let path = folder.join("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().is_ok_and(|status| status.success()));
        let (done, opened) = channel();
        let pipe = path.clone();
        thread::spawn(move || done.send(open(&pipe).and_then(|file| file.metadata()).map(|found| readable(&found, 9))));
        let opened = opened.recv_timeout(Duration::from_secs(10)).expect("it waits").expect("it opens");
        assert_eq!(opened, Err(Trouble::NotAFile));
        let _ = fs::remove_dir_all(&folder);
    }

    /// The kernel's log is a regular file to look at, and a read waits for its next line.
    #[test]
    fn to_read_a_file_that_waits_is_to_fail() {
        let log = Path::new("/proc/kmsg");
        if open(log).is_err() {
            eprintln!("skipped: /proc/kmsg is for root");
            return;
        }
        let (done, read) = channel();
        thread::spawn(move || done.send(RealDisk::default().read(log, 16 << 20)));
        assert_eq!(read.recv_timeout(Duration::from_secs(10)).expect("it waits"), Err(Trouble::Unreadable));
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_told_and_one_that_is_not_there_is_empty() {
        let folder = std::env::temp_dir().join(format!("session-clock-folders-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        let disk = RealDisk::default();
        let circle = folder.join("circle");
        std::os::unix::fs::symlink(&circle, &circle).expect("a link");
        assert_eq!(disk.list(&circle), Err(Trouble::Unreadable));
        assert_eq!(disk.list(&folder), Ok(vec!["circle".to_owned()]));
        assert_eq!(disk.list(&folder.join("none")), Ok(vec![]));
        let _ = fs::remove_dir_all(&folder);
    }
}
