//! How files come in: a trait, so that every rule can be tried without a disk. Nothing here knows what is in a file.

use std::path::Path;

/// The most that a cache file may hold, in bytes. Those of AWS's tools have a few kilobytes.
pub const LARGEST_CACHE_FILE: u64 = 1 << 20;

/// The most that the config or the credentials file may hold, in bytes.
pub const LARGEST_CONFIG_FILE: u64 = session_clock::aws_config::LARGEST_FILE;

/// Why a file that is there gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It cannot be opened or read.
    Unreadable,
    /// A folder, a pipe, a socket or a device.
    NotAFile,
    /// It has more bytes than were allowed.
    TooLarge,
    /// It is not UTF-8, or no JSON.
    NotJson,
}

impl Trouble {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Trouble::Unreadable => "unreadable",
            Trouble::NotAFile => "not-a-file",
            Trouble::TooLarge => "too-large",
            Trouble::NotJson => "not-json",
        }
    }
}

/// Where files come from.
pub trait Disk {
    /// All of a file; `None` where there is none.
    ///
    /// # Errors
    /// Where it is there and cannot be had: no regular file (a link to one is fine), or more than `most` bytes. It must not wait, so it
    /// never opens a pipe.
    fn read(&self, path: &Path, most: u64) -> Result<Option<Vec<u8>>, Trouble>;

    /// The names in a folder, in any order; none where it is not there.
    ///
    /// # Errors
    /// Where it is there and cannot be read.
    fn list(&self, folder: &Path) -> Result<Vec<String>, Trouble>;

    /// Called before a file that broke off is read once more: AWS CLI v2 writes in place, so somebody may be writing it right now.
    fn wait_for_writer(&self, _path: &Path) {}
}
