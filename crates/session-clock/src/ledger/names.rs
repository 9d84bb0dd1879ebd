//! Numbers in the place of names, where the user hides names while others see the screen.

use std::mem::discriminant;

use serde::Serialize;

use super::state::Ledger;
use crate::console_page::Identity;

/// What stands for the names of a session: "Account 1, role 2". The same account and the same user or role always have the same numbers, as long as the
/// ledger knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Hidden {
    /// Of the account: which one of those that are known.
    pub account: usize,
    /// Of the user, role or permission set: which one of its kind.
    pub who: usize,
}

impl Ledger {
    /// What stands for a session's names; `None` where names are shown.
    pub fn hidden(&self, identity: &Identity) -> Option<Hidden> {
        if !self.settings.hide_names {
            return None;
        }
        let all = || self.sessions.iter().map(|known| &known.identity);
        let same_kind = |other: &&Identity| discriminant(&other.who) == discriminant(&identity.who);
        Some(Hidden {
            account: number(all().map(|other| &other.account), &&identity.account),
            who: number(all().filter(same_kind).map(|other| (&other.account, other.who.name())), &(&identity.account, identity.who.name())),
        })
    }
}

/// Which one it is of those that differ, from 1.
fn number<T: PartialEq>(all: impl Iterator<Item = T>, wanted: &T) -> usize {
    let mut seen: Vec<T> = Vec::new();
    for one in all {
        if one == *wanted {
            break;
        }
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen.len() + 1
}
