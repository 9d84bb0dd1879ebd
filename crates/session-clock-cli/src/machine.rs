//! This machine: its environment and its disk. It hands over what it finds, and decides nothing.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
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

impl Disk for RealDisk {
    fn read(&self, path: &Path, most: u64) -> Result<Option<Vec<u8>>, Trouble> {
        let missing = |fault: &std::io::Error| matches!(fault.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
        match fs::metadata(path) {
            Err(fault) if missing(&fault) => return Ok(None),
            Err(_) => return Err(Trouble::Unreadable),
            // Who names it wants no file, and botocore sees none.
            Ok(_) if path == Path::new("/dev/null") => return Ok(None),
            Ok(found) if !found.is_file() => return Err(Trouble::NotAFile),
            Ok(found) if found.len() > most => return Err(Trouble::TooLarge),
            Ok(_) => {}
        }
        let mut text = Vec::new();
        match File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut text)) {
            Err(fault) if missing(&fault) => Ok(None),
            Err(_) => Err(Trouble::Unreadable),
            Ok(_) if text.len() as u64 > most => Err(Trouble::TooLarge),
            Ok(_) => Ok(Some(text)),
        }
    }

    fn list(&self, folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
        names.filter_map(|name| name.into_string().ok()).collect()
    }

    fn wait_for_writer(&self, path: &Path) {
        let written = fs::metadata(path).and_then(|found| found.modified()).ok();
        let fresh = written.and_then(|at| SystemTime::now().duration_since(at).ok()).is_some_and(|age| age < FRESH);
        if fresh && !self.patience.is_zero() && !self.waited.swap(true, Ordering::Relaxed) {
            std::thread::sleep(self.patience);
        }
    }
}
