//! What can happen. One line of a `session-clock replay` recording is one [`Event`].

use serde::{Deserialize, Serialize};

use super::moment;
use super::state::Settings;
use crate::console_page::Page;

/// Something that happened, with the moment at which the background stamped it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The moment, in Unix seconds.
    #[serde(deserialize_with = "moment::read")]
    pub now: i64,
    /// What happened.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum What {
    /// A console page was loaded and read.
    Observed(Box<Observed>),
    /// A tab looked again: its cookie, or the console's own logged-out event.
    Looked(Looked),
    /// The page asked the sign-in host to switch role.
    Switching(Switching),
    /// The date of a session cookie, by the extension's own access to cookies.
    Cookie(Cookie),
    /// A tab was closed or left the console: its session has no page there any more.
    TabGone {
        /// Its id.
        tab: i64,
    },
    /// The user said where a session came from. Remembered for its role.
    Told {
        /// The session.
        session: u32,
        /// Where it came from.
        from: ToldFrom,
    },
    /// The user wants a session forgotten.
    Forget {
        /// The session.
        session: u32,
    },
    /// The user wants what was learned of a role forgotten.
    ForgetRole {
        /// Its ARN, without path.
        role: String,
    },
    /// The user said how many seconds a role's sessions last when they are opened from outside the browser; `None` takes it back.
    RoleLasts {
        /// Its ARN, without path.
        role: String,
        /// Seconds, as far as a sign-in to a role can last.
        #[serde(default, deserialize_with = "moment::read_optional")]
        seconds: Option<i64>,
    },
    /// From now on every console page of this browser comes to the ledger: the extension was installed or enabled, or its access came back. What runs
    /// already may never have been told.
    WatchBegan,
    /// A notice was dismissed in one tab. That dismisses it in all of them.
    Dismissed {
        /// The session.
        session: u32,
        /// The lead time and end of the notice.
        end: super::state::Given,
    },
    /// The user wants no notices of a session, or wants them again.
    Mute {
        /// The session.
        session: u32,
        /// Whether it is mute.
        muted: bool,
    },
    /// The user's settings, at the start and at every change.
    Settings(Settings),
    /// The browser was started: tabs of before are gone.
    BrowserStarted,
    /// An alarm, or any other reason to look at the clock.
    Woke,
}

/// Where the user says that a session came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ToldFrom {
    /// Signed in to directly: SAML, a broker's link.
    SignIn,
    /// Switched to from that session.
    Session(u32),
}

/// A console page that was loaded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// The tab.
    pub tab: i64,
    /// Its window.
    pub window: i64,
    /// The cookie store: containers and private windows are worlds of their own.
    pub store: String,
    /// The moment at which the navigation to it began, in Unix seconds.
    #[serde(deserialize_with = "moment::read")]
    pub navigated_at: i64,
    /// What was read off it.
    pub page: Page,
    /// The session cookie that the page can read, where it was looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cookie: Option<PageCookie>,
}

/// The session cookie as a page's own scripts can see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageCookie {
    /// Its name.
    pub name: String,
    /// Whether it is there.
    pub present: bool,
    /// Its date, in Unix seconds, where the browser tells it.
    #[serde(default, deserialize_with = "moment::read_optional", skip_serializing_if = "Option::is_none")]
    pub expires: Option<i64>,
}

/// A tab that looked again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Looked {
    /// The tab.
    pub tab: i64,
    /// The session cookie, where it was looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cookie: Option<PageCookie>,
    /// The hash of `keybase` now, where the cookie can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<String>,
    /// The console announced that it was logged out.
    #[serde(default)]
    pub logged_out: bool,
}

/// A page's request to `/sessions/<source>/v1/switchrole`. It names the source, not the role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switching {
    /// The cookie store.
    pub store: String,
    /// The tab whose page asked. Where it is told, only an arrival in that tab is taken for the answer: another may come in between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tab: Option<i64>,
    /// The multi-session id of the source.
    pub source: String,
    /// The response's HTTP status, 0 where it is not told.
    pub status: i64,
}

/// A session cookie's name, date and store: all that is kept of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cookie {
    /// The cookie store.
    pub store: String,
    /// Its domain, or the host that it was asked for.
    pub domain: String,
    /// Its name.
    pub name: String,
    /// Its date, in Unix seconds; `None` where it is gone.
    #[serde(default, deserialize_with = "moment::read_optional")]
    pub expires: Option<i64>,
}
