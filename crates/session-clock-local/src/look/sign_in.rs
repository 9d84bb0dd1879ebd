//! Sign-ins: the SSO token behind a permission set, and the session of `aws login`.

use std::path::Path;

use session_clock::Via;

use super::{Folder, Looker, Root};
use crate::cache_name;
use crate::cached::{self, Cached, Token};
use crate::life::{self, Life, State};
use crate::session::{Because, From, Kind, Longer, Session, Source};

impl Looker<'_> {
    /// The sign-in behind a profile of IAM Identity Center, as a source.
    pub(super) fn sso_root(&mut self, profile: &str) -> Root {
        let session = self.settings.get(profile, "sso_session").map(str::to_owned);
        let refreshed = session.is_some();
        let name = session.or_else(|| self.settings.get(profile, "sso_start_url").map(str::to_owned)).unwrap_or_default();
        let (life, sign_in) = self.token(&name, refreshed, Some(profile));
        Root { again: Some(Longer::SsoLogin(profile.to_owned())), sign_in, ..Root::new(life, Source::SignIn(name)) }
    }

    /// An SSO token, by the name of its `sso_session` or by its start URL: how it stands, and its session where the file was not told yet.
    pub(super) fn token(&mut self, name: &str, by_session: bool, profile: Option<&str>) -> (Life, Option<Session>) {
        let Some((file, Cached::Token(token))) = self.cached(Folder::Sso, &cache_name::sso_token(name)) else {
            return (Life::none(), None);
        };
        let (life, mut session) = self.token_session(&token, &file, by_session);
        session.sign_in = Some(name.to_owned());
        if life.state != State::Renews {
            session.longer.push(match profile {
                Some(profile) => Longer::SsoLogin(profile.to_owned()),
                None => Longer::SsoLoginSession(name.to_owned()),
            });
        }
        if !by_session {
            session.longer.extend(profile.map(|profile| Longer::UseSsoSession(profile.to_owned())));
        }
        (life, self.signed_in.insert(file).then_some(session))
    }

    pub(super) fn token_session(&mut self, token: &Token, file: &Path, by_session: bool) -> (Life, Session) {
        let now = self.look.now;
        let refreshed = by_session && life::is_refreshed(now, token.end, token.refreshable_until);
        let life = life::of_token(now, token.end, refreshed, life::PORTAL);
        let mut session = self.session(Kind::SignIn, life);
        session.from = Some(From::SsoCache);
        session.file = Some(file.to_owned());
        session.sign_in = token.start_url.clone();
        session.why.push(match (self.unreadable(token.end, Some(file), "expiresAt"), life.state) {
            (Some(because), _) => because,
            (None, State::Unknown) => Because::LongAgo(life::PORTAL),
            (None, State::Renews) => Because::TokenRefreshed,
            _ if by_session => Because::TokenIncomplete,
            _ => Because::TokenWithoutSession,
        });
        (life, session)
    }

    /// The session of `aws login` for a profile, and how it stands.
    pub(super) fn login(&mut self, profile: &str) -> (Session, Life) {
        let name = cache_name::login(self.settings.get(profile, "login_session").unwrap_or_default());
        let found = match self.cached(Folder::Login, &name) {
            Some((file, Cached::Login(login))) => Some((file, login)),
            _ => None,
        };
        let (life, mut session) = match &found {
            None => {
                let mut session = self.session(Kind::Of(Via::AwsLogin), Life::none());
                session.why.push(Because::NothingCached);
                (Life::none(), session)
            }
            Some((file, login)) => self.login_session(login, file, true),
        };
        if life.state != State::Renews {
            session.longer.push(Longer::Login(profile.to_owned()));
        }
        session.longer.push(Longer::SignInMax);
        (session, life)
    }

    pub(super) fn login_session(&mut self, login: &cached::Login, file: &Path, by_profile: bool) -> (Life, Session) {
        let mut life = life::of_token(self.look.now, login.end, by_profile && login.complete, life::LOGIN);
        if by_profile && !login.complete {
            // `LoginCredentialFetcher.load_cached_credentials` raises LoginTokenLoadError.
            life = Life { expires_at: life.expires_at, ..Life::none() };
        }
        let mut session = self.session(Kind::Of(Via::AwsLogin), life);
        session.from = Some(From::LoginCache);
        session.file = Some(file.to_owned());
        session.account = login.account.clone();
        let unusable = by_profile && !login.complete;
        let unreadable = if unusable { None } else { self.unreadable(login.end, Some(file), "expiresAt") };
        session.why.push(match (unreadable, life.state) {
            _ if unusable => Because::LoginIncomplete,
            (Some(because), _) => because,
            (None, State::Unknown) => Because::LongAgo(life::LOGIN),
            (None, State::Renews) => Because::LoginRefreshed,
            _ => Because::Stray,
        });
        session.why.extend(login.signed_in_at.map(Because::SignedInAt));
        (life, session)
    }
}
