//! When does an AWS session end, why then, and what would make it longer?
//!
//! ```
//! # #[cfg(feature = "json")] {
//! use session_clock::{Answer, words::Lang};
//!
//! // Ten hours into an IAM user's day, a role that allows twelve hours:
//! let answer = Answer::to_json_text(
//!     r#"{"session": {"via": "switch-role", "at": 36000, "role_max": 43200,
//!                     "source": {"via": "iam-user", "at": 0}}}"#);
//! assert_eq!(answer.ends().unwrap().duration(), Some(7200));
//! println!("{}", answer.why(Lang::En));
//! # }
//! ```
//!
//! # The main types
//! - [`Question`] and its [`Session`]: how somebody came to a session; read from JSON, checked whole.
//! - [`Answer`]: when it ends and which limit ends it, or who refuses it, or what cannot be asked.
//! - [`rules`]: the rules themselves, each with its source.
//! - [`words`]: every sentence people read, in English and Japanese.
//!
//! # What it does not do
//! It has no clock, no time zone, no input or output, no global state and no JavaScript: moments are whole
//! seconds on the Unix timeline, and a caller that needs the present moment passes it in.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod aws_config;
pub mod console_page;
pub mod duration;
pub mod figures;
pub mod grammar;
pub mod lang;
pub mod ledger;
mod pattern;
pub mod rules;
pub mod words;

pub use grammar::{Answer, Client, Ends, Invalid, Limit, LimitKind, Outcome, Question, Refusal, Refuser, Session, Sure, Via};
pub use pattern::{how_specific, is_identity, is_role};
