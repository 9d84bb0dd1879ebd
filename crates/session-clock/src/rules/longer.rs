//! How to get longer: alternatives to a question, tried through the rules.
//!
//! Nothing is guessed. Each alternative is a question of its own, answered by the same rules, and told only where it really ends later,
//! or works where the question is refused.

use super::{answer, handed_out, sts};
use crate::figures;
use crate::grammar::{Client, Ends, Outcome, Principal, Question, Requested, Session, Via};

/// One thing that could be done otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// The session that it is obtained from is a new one, just before: a new sign-in, fresh credentials.
    Anew,
    /// Switch from the sign-in and not from a role's session: no role chaining. The role's trust policy has to allow it.
    FromSignIn,
    /// Call with the long-term access key and not with session credentials: no role chaining.
    WithKey,
    /// An administrator sets the user's sign-in to that many seconds.
    SignInMax(i64),
    /// The same for a role that `aws login` signs in to.
    RoleSignInMax(i64),
    /// The URL or token is signed for that many seconds.
    ExpiresIn(i64),
    /// As an IAM user and not as root.
    AsIamUser,
    /// A permission set of one's own for what the role gives, chosen in the access portal: no switch at all.
    OwnPermissionSet,
    /// Straight into the role through SAML: no switch at all.
    StraightBySaml,
    /// The role's maximum session duration is raised to that many seconds.
    RoleMax(i64),
    /// The call asks for that many seconds.
    Ask(i64),
    /// The call asks for nothing, and its default counts.
    AskNothing,
    /// `SessionDuration` is set to that many seconds.
    SessionDuration(i64),
    /// `SessionDuration` is left out.
    NoSessionDuration,
    /// The permission set's session duration is set to that many seconds.
    PermissionSet(i64),
    /// The access portal's session duration is set to that many seconds.
    Portal(i64),
    /// The Roles Anywhere profile's session duration is set to that many seconds.
    Profile(i64),
    /// The identity provider ends its session later.
    LaterIdpEnd,
}

/// An alternative that gives longer.
#[derive(Debug, Clone, PartialEq)]
pub struct Longer {
    /// What is done otherwise: as little as gives this end.
    pub changes: Vec<Change>,
    /// The question with those changes.
    pub question: Question,
    /// When that ends.
    pub ends: Ends,
    /// By how many seconds that is later; `None` where the question as it stands is refused.
    pub gain: Option<i64>,
}

/// No more than this many are told.
const MOST: usize = 4;

/// How to get longer, the latest end first. Nothing for what has no end.
///
/// ```
/// # #[cfg(feature = "json")] {
/// use session_clock::{Question, rules::longer::{Change, longer}};
///
/// // Ten hours into an IAM user's day, a role that allows twelve hours: two hours are left.
/// let question = Question::from_json(
///     r#"{"session": {"via": "switch-role", "at": 36000, "role_max": 43200, "source": {"via": "iam-user", "at": 0}}}"#).unwrap();
/// let better = &longer(&question)[0];
/// assert_eq!(better.changes, [Change::Anew]);
/// assert_eq!(better.gain, Some(36_000));
/// # }
/// ```
pub fn longer(question: &Question) -> Vec<Longer> {
    among(question, &ways(question))
}

/// The ways that end later, each tried with every setting that can be changed on it.
fn among(question: &Question, ways: &[(Vec<Change>, Question)]) -> Vec<Longer> {
    let now = match answer(question) {
        Outcome::Ends(ends) => match ends.expires_at() {
            Some(end) => Some(end),
            None => return Vec::new(),
        },
        _ => None,
    };
    let mut found: Vec<Longer> = Vec::new();
    for (changes, way) in ways {
        let mut changes = changes.clone();
        let settings = settings(&way.session);
        for chosen in 0..1_usize << settings.len() {
            let mut tried = way.clone();
            let before = changes.len();
            for (at, setting) in settings.iter().enumerate() {
                if chosen & (1 << at) != 0 {
                    changes.extend(apply(&mut tried, *setting));
                }
            }
            if !changes.is_empty()
                && let Outcome::Ends(ends) = answer(&tried)
                && let Some(end) = ends.expires_at()
                && now.is_none_or(|now| end > now)
            {
                found.push(Longer { changes: changes.clone(), question: tried, ends, gain: now.map(|now| end - now) });
            }
            changes.truncate(before);
        }
    }
    fewest(found)
}

/// Drops an alternative if another one gives as much with fewer changes, and orders the rest.
fn fewest(mut found: Vec<Longer>) -> Vec<Longer> {
    let end = |one: &Longer| one.ends.expires_at().unwrap_or(i64::MIN);
    order(&mut found, &|one| (one.changes.len() as i64, -end(one)));
    let mut kept: Vec<Longer> = Vec::new();
    for one in found {
        // A change with a figure counts as the same change whatever the figure: the lesser set says all that is needed.
        let covered = kept.iter().any(|other| {
            end(other) >= end(&one)
                && other.changes.iter().all(|a| one.changes.iter().any(|b| std::mem::discriminant(a) == std::mem::discriminant(b)))
        });
        if !covered {
            kept.push(one);
        }
    }
    order(&mut kept, &|one| (-end(one), one.changes.len() as i64));
    kept.truncate(MOST);
    kept
}

/// Orders by a key; equals stay as they are. They are few, and the library's sort would be a tenth of the page's own code.
fn order(list: &mut [Longer], key: &dyn Fn(&Longer) -> (i64, i64)) {
    for end in 1..list.len() {
        let mut at = end;
        while at > 0 && key(&list[at]) < key(&list[at - 1]) {
            list.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// The ways to come to a session like this one, the given one first.
fn ways(question: &Question) -> Vec<(Vec<Change>, Question)> {
    let session = &question.session;
    let mut ways = vec![(Vec::new(), question.clone())];
    let mut way = |change: Change, session: Session| ways.push((vec![change], Question { session, ..question.clone() }));
    let innermost = innermost(session);
    if let Some(at) = session.at
        && session.inner().is_some_and(|inner| inner.at.is_some_and(|began| began < at) || innermost.at.is_some_and(|began| began < at))
    {
        way(Change::Anew, map_chain(session, &|inner| Session { at: inner.at.map(|_| at), ..inner }));
    }
    if session.via == Via::SwitchRole && session.inner().is_some_and(|source| source.via == Via::SwitchRole) {
        let sign_in = sign_in(session);
        way(Change::FromSignIn, Session { inner: Some(Box::new(sign_in.clone())), ..session.clone() });
        if let Some(at) = session.at.filter(|at| sign_in.at.is_some_and(|began| began < *at)) {
            let anew = Session { at: Some(at), ..sign_in.clone() };
            ways.push((
                vec![Change::FromSignIn, Change::Anew],
                Question { session: Session { inner: Some(Box::new(anew)), ..session.clone() }, ..question.clone() },
            ));
        }
    }
    if session.via == Via::SwitchRole {
        let straight = |via| Session::new(via, session.at);
        let change = match sign_in(session).via {
            Via::IdentityCenter => {
                Some((Change::OwnPermissionSet, straight(Via::IdentityCenter), Change::PermissionSet(figures::PERMISSION_SET.most)))
            }
            Via::Saml => Some((Change::StraightBySaml, straight(Via::Saml), Change::SessionDuration(figures::SAML_SESSION_DURATION.most))),
            _ => None,
        };
        if let Some((change, session, setting)) = change {
            let mut straight = Question { session, ..question.clone() };
            let changes = std::iter::once(change).chain(apply(&mut straight, setting)).collect();
            ways.push((changes, straight));
        }
    }
    // A console link without SessionDuration lasts as long as its credentials, and takes none with a role from role chaining.
    if (handed_out::dies_with_credentials(session.via) || session.via == Via::FederationEndpoint)
        && let Some(inner) = session.inner()
    {
        // What would give the credentials longer gives it to what dies with them.
        let credentials = Question { id: None, client: question.client, session: inner.clone() };
        let otherwise = self::ways(&credentials);
        let better = among(&credentials, &otherwise).into_iter().map(|one| (one.changes, one.question));
        // A way that gives the credentials no longer may still be one that the link takes.
        for (changes, credentials) in better.chain(otherwise.into_iter().filter(|(changes, _)| !changes.is_empty())) {
            let session = Session { inner: Some(Box::new(credentials.session)), ..session.clone() };
            ways.push((changes, Question { session, ..question.clone() }));
        }
        if session.via.is_token() && inner.via != Via::AccessKey {
            let key = Session { principal: Some(Principal::IamUser), ..Session::new(Via::AccessKey, None) };
            ways.push((
                vec![Change::WithKey],
                Question { session: Session { inner: Some(Box::new(key)), ..session.clone() }, ..question.clone() },
            ));
        }
    }
    if session.via == Via::SwitchRole && innermost.via == Via::IamUser {
        let most = figures::SIGN_IN_MAX.most;
        let raise = |one: Session| if one.via == Via::IamUser { Session { sign_in_max: Some(most), ..one } } else { one };
        if innermost.sign_in_max.is_none_or(|now| now < most) {
            ways.push((vec![Change::SignInMax(most)], Question { session: map_chain(session, &raise), ..question.clone() }));
        }
    }
    let calls = matches!(session.via, Via::AssumeRole | Via::GetSessionToken | Via::GetFederationToken);
    if calls && innermost.via == Via::AccessKey && session.inner().is_some_and(|caller| caller.via != Via::AccessKey) {
        ways.push((
            vec![Change::WithKey],
            Question { session: Session { inner: Some(Box::new(innermost.clone())), ..session.clone() }, ..question.clone() },
        ));
    }
    if session.inner().is_some() && (innermost.via == Via::Root || innermost.principal == Some(Principal::Root)) {
        let as_user = |one: Session| match one.via {
            Via::Root => Session { via: Via::IamUser, ..one },
            _ if one.principal == Some(Principal::Root) => Session { principal: Some(Principal::IamUser), ..one },
            _ => one,
        };
        ways.push((vec![Change::AsIamUser], Question { session: map_chain(session, &as_user), ..question.clone() }));
    }
    ways
}

/// What can be set otherwise on a session of that kind.
fn settings(session: &Session) -> Vec<Change> {
    use Change::*;
    match session.via {
        Via::SwitchRole => vec![RoleMax(figures::ROLE_MAX.most)],
        // Ask comes last, for what may be asked for depends on the others.
        Via::AssumeRole | Via::AssumeRoleWithWebIdentity => vec![RoleMax(figures::ROLE_MAX.most), Ask(0), AskNothing],
        Via::AssumeRoleWithSaml => {
            vec![RoleMax(figures::ROLE_MAX.most), SessionDuration(figures::SAML_SESSION_DURATION.most), LaterIdpEnd, Ask(0), AskNothing]
        }
        Via::RolesAnywhere => vec![RoleMax(figures::ROLE_MAX.most), Profile(figures::ROLES_ANYWHERE.most), Ask(0), AskNothing],
        Via::GetSessionToken | Via::GetFederationToken | Via::AssumeRoot | Via::GetWebIdentityToken => vec![Ask(0), AskNothing],
        Via::Saml => vec![SessionDuration(figures::SAML_SESSION_DURATION.most), LaterIdpEnd],
        Via::FederationEndpoint => vec![SessionDuration(figures::FEDERATION_ENDPOINT.most), NoSessionDuration],
        Via::IdentityCenter | Via::IdentityCenterCredentials => vec![PermissionSet(figures::PERMISSION_SET.most)],
        // More is no use to users from AWS Managed Microsoft AD.
        Via::AccessPortal => vec![Portal(if session.managed_ad { figures::PORTAL_MANAGED_AD } else { figures::PORTAL.most }), LaterIdpEnd],
        Via::IamUser => vec![SignInMax(figures::SIGN_IN_MAX.most)],
        Via::AwsLogin => match session.principal {
            Some(Principal::Root) => Vec::new(),
            Some(Principal::Role) => vec![RoleSignInMax(figures::SIGN_IN_MAX.most)],
            _ => vec![SignInMax(figures::SIGN_IN_MAX.most)],
        },
        Via::PresignedUrl | Via::DsqlToken => vec![ExpiresIn(0)],
        Via::CodeArtifactToken | Via::RedshiftCredentials | Via::S3AccessGrants | Via::BearerToken => vec![Ask(0), AskNothing],
        // Without a policy something has to be asked for.
        Via::GetScopedCredentials => vec![if session.no_policy { Ask(0) } else { AskNothing }],
        _ => Vec::new(),
    }
}

/// Makes a change, and tells it with its figure; nothing where it is so already.
fn apply(question: &mut Question, change: Change) -> Option<Change> {
    let session = &mut question.session;
    let set = |place: &mut Option<i64>, seconds: i64| {
        let more = place.is_none_or(|now| now < seconds);
        if more {
            *place = Some(seconds);
        }
        more
    };
    match change {
        Change::RoleMax(seconds) => set(&mut session.role_max, seconds).then_some(change),
        Change::PermissionSet(seconds) => set(&mut session.permission_set_duration, seconds).then_some(change),
        Change::Portal(seconds) => set(&mut session.portal_duration, seconds).then_some(change),
        Change::Profile(seconds) => set(&mut session.profile_duration, seconds).then_some(change),
        Change::SessionDuration(seconds) if session.via == Via::AssumeRoleWithSaml => {
            // Where the attribute is not there it shortens nothing.
            session.saml_session_duration?;
            set(&mut session.saml_session_duration, seconds).then_some(change)
        }
        Change::SessionDuration(seconds) => {
            if session.session_duration.is_some_and(|told| told > seconds) {
                session.session_duration = None;
            }
            set(&mut session.session_duration, seconds).then_some(change)
        }
        Change::NoSessionDuration => session.session_duration.take().map(|_| change),
        Change::LaterIdpEnd => session.session_not_on_or_after.take().map(|_| change),
        Change::AskNothing => session.duration_seconds.take().map(|_| change),
        Change::SignInMax(seconds) | Change::RoleSignInMax(seconds) => set(&mut session.sign_in_max, seconds).then_some(change),
        Change::ExpiresIn(_) => ask_most(question).map(Change::ExpiresIn),
        Change::Ask(_) => ask_most(question).map(Change::Ask),
        _ => None,
    }
}

/// Asks for what gives the latest end, and for no more than that takes. It tries every bound: the range's, the role's,
/// chaining's, the profile's, the assertion's two, the caller's end.
fn ask_most(question: &mut Question) -> Option<i64> {
    let session = &question.session;
    let range = handed_out::range(session.via).or(sts::Call::of(session.via).map(|call| call.range)).unwrap_or(figures::ROLES_ANYWHERE);
    let signed = matches!(session.via, Via::PresignedUrl | Via::DsqlToken);
    let caller_end = session.inner().and_then(|inner| {
        let caller = Question { id: None, client: Client::None, session: inner.clone() };
        match answer(&caller) {
            Outcome::Ends(ends) => ends.expires_at(),
            _ => None,
        }
    });
    let until = |end: Option<i64>| end.zip(session.at).map(|(end, at)| end - at);
    let bounds = [
        Some(range.most),
        Some(session.role_max.unwrap_or(figures::ROLE_MAX_DEFAULT)),
        Some(figures::ROLE_CHAINING),
        session.profile_duration,
        session.saml_session_duration,
        until(session.session_not_on_or_after),
        until(caller_end),
    ];
    let before = (session.duration_seconds.clone(), session.expires_in);
    let ask = |session: &mut Session, seconds: i64| match signed {
        true => session.expires_in = Some(seconds),
        false => session.duration_seconds = Some(Requested::Seconds(seconds)),
    };
    let mut best: Option<(i64, i64)> = None;
    for seconds in bounds.into_iter().flatten() {
        ask(&mut question.session, seconds);
        if let Outcome::Ends(ends) = answer(question)
            && let Some(end) = ends.expires_at()
            && best.is_none_or(|(best, asked)| end > best || end == best && seconds < asked)
        {
            best = Some((end, seconds));
        }
    }
    let seconds = best.map(|(_, seconds)| seconds);
    match seconds {
        Some(seconds) => ask(&mut question.session, seconds),
        None => (question.session.duration_seconds, question.session.expires_in) = before,
    }
    seconds
}

fn innermost(session: &Session) -> &Session {
    let mut one = session;
    while let Some(inner) = one.inner() {
        one = inner;
    }
    one
}

/// The sign-in that switches go back to.
fn sign_in(session: &Session) -> &Session {
    let mut one = session;
    while one.via == Via::SwitchRole
        && let Some(inner) = one.inner()
    {
        one = inner;
    }
    one
}

/// The session with every one inside it changed.
fn map_chain(session: &Session, change: &dyn Fn(Session) -> Session) -> Session {
    let mut chain = Vec::new();
    let mut next = session.inner();
    while let Some(inner) = next {
        chain.push(Session { inner: None, ..inner.clone() });
        next = inner.inner();
    }
    let mut innermost = None;
    for one in chain.into_iter().rev() {
        innermost = Some(Box::new(Session { inner: innermost, ..change(one) }));
    }
    Session { inner: innermost, ..session.clone() }
}
