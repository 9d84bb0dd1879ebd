//! Whether a session lives, ends, or renews itself, and until when. Moments in, states out; nothing here knows a file.

use session_clock::figures;

use crate::moment::Moment;

/// AWS CLI takes a cached session no more once it has less than this left, in seconds (botocore,
/// `CachedCredentialFetcher.DEFAULT_EXPIRY_WINDOW_SECONDS`).
pub const UNUSED_BEFORE_END: i64 = 15 * 60;

/// How a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It lives, and somebody has to sign in when it ends.
    Active,
    /// The AWS CLI makes a new one without asking anybody.
    Renews,
    /// It has no end.
    NoExpiry,
    /// Nothing here says when it ends.
    Unknown,
    /// It is over: somebody has to sign in.
    Ended,
}

impl State {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            State::Active => "active",
            State::Renews => "renews",
            State::NoExpiry => "no-expiry",
            State::Unknown => "unknown",
            State::Ended => "ended",
        }
    }
}

/// What a source gives when new credentials are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// Credentials, without asking anybody, until that moment; `None` where no end is known.
    Until(Option<i64>),
    /// Perhaps.
    Unknown,
    /// Nothing: it is over, or asks a person.
    Nothing,
}

impl Gives {
    /// Whether it gives at that moment for certain.
    pub fn at(self, moment: i64) -> bool {
        matches!(self, Gives::Until(end) if end.is_none_or(|end| end > moment))
    }
}

/// How a session stands, and what it is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// Its state.
    pub state: State,
    /// When it ends, or ended, in Unix seconds; a session that renews itself has a new end then.
    pub expires_at: Option<i64>,
    /// The end of what it is renewed from.
    pub renews_until: Option<i64>,
    /// What it gives as a source.
    pub gives: Gives,
}

impl Life {
    fn new(state: State, expires_at: Option<i64>, renews_until: Option<i64>, gives: Gives) -> Life {
        Life { state, expires_at, renews_until, gives }
    }

    /// A long-term key.
    pub fn without_end() -> Life {
        Life::new(State::NoExpiry, None, None, Gives::Until(None))
    }

    /// What is made again at each use, or whose end nobody wrote down.
    pub fn unknown() -> Life {
        Life::new(State::Unknown, None, None, Gives::Unknown)
    }

    /// What is not there.
    pub fn none() -> Life {
        Life::new(State::Ended, None, None, Gives::Nothing)
    }
}

/// Keys that somebody wrote into a file or the environment: nobody renews them.
pub fn of_keys(now: i64, end: Option<Moment>) -> Life {
    match end {
        Some(Moment::At(end)) if end > now => Life::new(State::Active, Some(end), None, Gives::Until(Some(end))),
        Some(Moment::At(end)) => Life { expires_at: Some(end), ..Life::none() },
        Some(Moment::WithoutZone | Moment::Unreadable) | None => Life::unknown(),
    }
}

/// A session that the AWS CLI keeps in its cache (botocore, `CachedCredentialFetcher`): within its last 15 minutes it makes a new one from
/// the source. `asks` is whether it then asks for an MFA code.
pub fn of_cached(now: i64, cached: Option<Moment>, source: Gives, asks: bool) -> Life {
    let end = match cached {
        Some(Moment::WithoutZone | Moment::Unreadable) => return Life::unknown(),
        Some(Moment::At(end)) => Some(end),
        None => None,
    };
    // A source that is over when the AWS CLI comes to it renews nothing.
    let renewed_at = end.map_or(now, |end| now.max(end - UNUSED_BEFORE_END));
    match (source, end.filter(|end| *end > now)) {
        (Gives::Until(until), alive) if !asks && source.at(renewed_at) => {
            let good_until = until.map(|until| alive.map_or(until, |end| end.max(until)));
            Life::new(State::Renews, end, until, Gives::Until(good_until))
        }
        (_, Some(alive)) => {
            // What the AWS CLI does not use, it does not assume a role with.
            let gives = if alive - now < UNUSED_BEFORE_END { Gives::Nothing } else { Gives::Until(Some(alive)) };
            Life::new(State::Active, end, None, gives)
        }
        (Gives::Unknown, None) if !asks => Life::new(State::Unknown, end, None, Gives::Unknown),
        _ => Life::new(State::Ended, end, None, Gives::Nothing),
    }
}

/// Whether the AWS CLI can refresh an SSO token: the client registration has to go on at a moment when it does so, which is now or
/// the last 15 minutes (`SSOTokenProvider._refresher`, `_refresh_access_token`).
pub fn is_refreshed(now: i64, token: Moment, registration: Option<Moment>) -> bool {
    let refreshed_at = token.at().map_or(now, |end| now.max(end - UNUSED_BEFORE_END));
    matches!(registration, Some(Moment::At(end)) if end > refreshed_at)
}

/// An access token that the AWS CLI may refresh until its sign-in ends, and that end stands nowhere. One that ended longer ago than a
/// sign-in lasts by default may be dead or alive.
pub fn of_token(now: i64, end: Moment, refreshed: bool, sign_in: i64) -> Life {
    let Moment::At(end) = end else { return Life::unknown() };
    match (refreshed, end > now) {
        (true, _) if now - end > sign_in => Life { expires_at: Some(end), ..Life::unknown() },
        (true, _) => Life::new(State::Renews, Some(end), None, Gives::Until(None)),
        (false, true) => Life::new(State::Active, Some(end), None, Gives::Until(Some(end))),
        (false, false) => Life { expires_at: Some(end), ..Life::none() },
    }
}

/// AWS's default length of an access portal's session, in seconds.
pub const PORTAL: i64 = figures::PORTAL_DEFAULT;

/// AWS's default length of the sign-in behind `aws login`, in seconds.
pub const LOGIN: i64 = figures::CONSOLE_SIGN_IN;

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_867_200;

    fn at(left: i64) -> Option<Moment> {
        Some(Moment::At(NOW + left))
    }

    fn cached(left: Option<i64>, source: Gives, asks: bool) -> (State, Option<i64>) {
        let life = of_cached(NOW, left.and_then(at), source, asks);
        assert_eq!(life.expires_at, left.map(|left| NOW + left));
        (life.state, life.renews_until.map(|until| until - NOW))
    }

    #[test]
    fn a_cached_session_renews_while_its_source_gives() {
        let forever = Gives::Until(None);
        let for_an_hour = Gives::Until(Some(NOW + 3_600));
        for left in [None, Some(-60), Some(60), Some(3_000)] {
            assert_eq!(cached(left, forever, false), (State::Renews, None));
            assert_eq!(cached(left, for_an_hour, false), (State::Renews, Some(3_600)));
        }
        // The AWS CLI comes to the source 15 minutes before the end.
        assert_eq!(cached(Some(3_600 + 900), for_an_hour, false), (State::Active, None));
        assert_eq!(cached(Some(3_600 + 899), for_an_hour, false), (State::Renews, Some(3_600)));
    }

    #[test]
    fn what_asks_for_a_code_or_has_no_source_ends() {
        for source in [Gives::Until(None), Gives::Unknown, Gives::Nothing] {
            assert_eq!(cached(Some(1), source, true), (State::Active, None));
            assert_eq!(cached(Some(0), source, true), (State::Ended, None));
            assert_eq!(cached(None, source, true), (State::Ended, None));
        }
        assert_eq!(cached(Some(1), Gives::Nothing, false), (State::Active, None));
        assert_eq!(cached(Some(0), Gives::Nothing, false), (State::Ended, None));
        assert_eq!(cached(Some(1), Gives::Unknown, false), (State::Active, None));
        assert_eq!(cached(Some(0), Gives::Unknown, false), (State::Unknown, None));
        assert_eq!(of_cached(NOW, Some(Moment::Unreadable), Gives::Until(None), false), Life::unknown());
    }

    #[test]
    fn as_a_source_it_gives_while_the_cli_uses_it() {
        let gives = |left, source, asks| of_cached(NOW, at(left), source, asks).gives;
        assert_eq!(gives(900, Gives::Nothing, true), Gives::Until(Some(NOW + 900)));
        assert_eq!(gives(899, Gives::Nothing, true), Gives::Nothing);
        assert_eq!(gives(3_600, Gives::Until(Some(NOW + 3_000)), false), Gives::Until(Some(NOW + 3_600)));
        assert_eq!(gives(60, Gives::Until(Some(NOW + 3_000)), false), Gives::Until(Some(NOW + 3_000)));
        assert_eq!(gives(60, Gives::Until(None), false), Gives::Until(None));
        assert_eq!(gives(-1, Gives::Unknown, false), Gives::Unknown);
    }

    #[test]
    fn a_token_is_refreshed_while_its_client_registration_goes_on() {
        let refreshed = |left, registration| is_refreshed(NOW, Moment::At(NOW + left), Some(Moment::At(NOW + registration)));
        for (left, least) in [(3_600, 2_701), (901, 2), (900, 1), (60, 1), (-60, 1)] {
            assert!(refreshed(left, least), "{left}");
            assert!(!refreshed(left, least - 1), "{left}");
        }
        assert!(!is_refreshed(NOW, Moment::At(NOW), None));
        assert!(!is_refreshed(NOW, Moment::At(NOW), Some(Moment::Unreadable)));
    }

    #[test]
    fn a_token_is_refreshed_for_as_long_as_a_sign_in_lasts_at_least() {
        let state = |left, refreshed| of_token(NOW, Moment::At(NOW + left), refreshed, PORTAL).state;
        assert_eq!(state(1, true), State::Renews);
        assert_eq!(state(-PORTAL, true), State::Renews);
        assert_eq!(state(-PORTAL - 1, true), State::Unknown);
        assert_eq!(state(1, false), State::Active);
        assert_eq!(state(0, false), State::Ended);
        assert_eq!(of_token(NOW, Moment::Unreadable, true, PORTAL), Life::unknown());
    }

    #[test]
    fn written_keys_end_and_nobody_renews_them() {
        assert_eq!(of_keys(NOW, at(1)).state, State::Active);
        assert_eq!(of_keys(NOW, at(0)).state, State::Ended);
        assert_eq!(of_keys(NOW, None).state, State::Unknown);
        assert_eq!(of_keys(NOW, Some(Moment::Unreadable)).state, State::Unknown);
    }
}
