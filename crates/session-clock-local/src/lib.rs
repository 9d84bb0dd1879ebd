//! Which AWS sessions are on this machine, and when does each of them end?
//!
//! [`look()`] takes the environment and a [`Disk`], and gives back [`Session`]s with their state: the session that the AWS CLI would use
//! first. The files are read as botocore 1.44.8, AWS CLI 1.46.3 and 2.36.7 read them; functions of botocore are named where a rule
//! follows them. What a profile's credentials come from is [`session_clock::aws_config`]'s to know.
//!
//! # What it never does
//! It does not open a file itself, go to the network, run `credential_process`, or hold a secret longer than it takes to see that there is
//! one. It says no sentence: the command has those.
//!
//! # The parts
//! - [`environment`]: the variables that matter, and where the files lie.
//! - [`moment`]: the ways in which tools write a moment.
//! - [`cache_name`]: the names of the cache files, as AWS's tools compute them.
//! - [`cached`]: what stands in a cache file.
//! - [`life`]: whether a session lives, ends, or renews itself.
//! - [`look()`]: all of it put together.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod cache_name;
pub mod cached;
pub mod disk;
pub mod environment;
pub mod life;
mod look;
pub mod moment;
mod session;

pub use disk::{Disk, Trouble};
pub use environment::Environment;
pub use life::State;
pub use look::{Look, Whose, look};
pub use session::{Because, Found, From, Kind, Lives, Longer, Report, Session, Source, Verdict};
