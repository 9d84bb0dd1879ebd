//! Files that no profile leads to, told by what stands in them.

use std::path::Path;

use session_clock::Via;

use super::{Folder, Looker, belongs};
use crate::cached::Cached;
use crate::life;
use crate::session::{Because, Found, Kind, Session};

impl Looker<'_> {
    /// Files that no profile leads to, by what stands in them. Every file is read, so that what is amiss is found.
    pub(super) fn strays(&mut self) -> Vec<Session> {
        let mut sessions = Vec::new();
        for folder in Folder::ALL {
            let Some(path) = folder.path(self.look.environment) else { continue };
            let mut names = self.look.disk.list(&path).unwrap_or_else(|trouble| {
                self.findings.push(Found::File(path.clone(), trouble, false));
                Vec::new()
            });
            names.retain(|name| name.ends_with(".json"));
            names.sort_unstable();
            for name in names {
                let file = path.join(name);
                if self.seen.contains_key(&file) {
                    continue;
                }
                if let Some(cached) = self.read(&file) {
                    sessions.extend(self.stray(folder, &file, cached));
                }
            }
        }
        sessions
    }

    fn stray(&mut self, folder: Folder, file: &Path, cached: Cached) -> Option<Session> {
        let mut session = match (folder, cached) {
            (Folder::Cli | Folder::Boto, Cached::Credentials(credentials)) => {
                let kind = match &credentials {
                    credentials if credentials.sso => Kind::Of(Via::IdentityCenterCredentials),
                    credentials if credentials.web_identity => Kind::Of(Via::AssumeRoleWithWebIdentity),
                    credentials if credentials.arn.is_some() => Kind::Of(Via::AssumeRole),
                    _ => Kind::Temporary,
                };
                let mut session = self.session(kind, life::of_keys(self.look.now, Some(credentials.end)));
                session.why.extend(self.unreadable(credentials.end, Some(file), "Expiration"));
                belongs(&mut session, credentials);
                session.why.push(Because::Stray);
                session
            }
            // Without a start URL it is another program's (Kiro's is such a one).
            (Folder::Sso, Cached::Token(token)) if token.start_url.is_some() => self.token_session(&token, file, false).1,
            (Folder::Login, Cached::Login(login)) => self.login_session(&login, file, false).1,
            _ => return None,
        };
        session.from = Some(folder.from());
        session.file = Some(file.to_owned());
        Some(session)
    }
}
