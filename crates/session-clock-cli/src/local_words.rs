//! The sessions of this machine in words: which phrase says what was found. The phrases stand in the core's `words`.

use std::path::Path;

use session_clock::aws_config::{Level, Start};
use session_clock::rules::figures;
use session_clock::words::{Lang, Part, Phrase, Sentence, status as words};
use session_clock::{Answer, Via};
use session_clock_local::moment::Moment;
use session_clock_local::{Because, Found, From, Kind, Lives, Longer, Session, Source, State, Trouble};

use crate::profile_session;
pub use crate::terminal::plain;

/// What a session is called.
pub fn name(session: &Session, lang: Lang) -> String {
    let file_name =
        || session.file.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let named = match (&session.profile, &session.sign_in) {
        (Some(profile), _) => return plain(profile),
        (None, Some(sign_in)) => words::SIGN_IN.say(lang, &[plain(sign_in).into()]),
        // A web identity of the environment has a file, and a file that no profile uses is never active.
        (None, None) if session.from == Some(From::Environment) || session.file.is_none() || session.active => {
            words::ENVIRONMENT.say(lang, &[])
        }
        (None, None) => words::STRAY_FILE.say(lang, &[shortened(&plain(&file_name())).into()]),
    };
    named.to_string()
}

/// The names of cache files are hashes.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(8) {
        Some((at, _)) => format!("{}…", &name[..at]),
        None => name.to_owned(),
    }
}

/// Whose it is: the role and the account, where they are known.
pub fn who(session: &Session, lang: Lang) -> String {
    let role = session.arn.as_deref().map(|arn| arn.rsplit(':').next().unwrap_or(arn)).map(|tail| {
        let tail = tail.strip_prefix("assumed-role/").unwrap_or(tail);
        plain(tail.split('/').next().unwrap_or(tail))
    });
    match (role, &session.account) {
        (Some(role), Some(account)) => words::ROLE_IN.say(lang, &[role.into(), plain(account).into()]).to_string(),
        (Some(one), None) => one,
        (None, Some(account)) => plain(account),
        (None, None) => String::new(),
    }
}

/// How it stands, in a few words.
pub fn standing(session: &Session, lang: Lang) -> Sentence {
    let say = |phrase: Phrase, at: Option<i64>| phrase.say(lang, &at.map(Part::Moment).into_iter().collect::<Vec<_>>());
    match (session.state, session.lives()) {
        (State::NoExpiry, _) => say(words::NO_END, None),
        (State::Renews, Lives::Until(until)) => say(words::RENEWS_UNTIL, Some(until)),
        (State::Renews, _) => say(words::RENEWS, None),
        (State::Active, Lives::Until(end)) => say(words::ENDS, Some(end)),
        (State::Ended, _) if session.expires_at.is_some() => say(words::ENDED, session.expires_at),
        (State::Ended, _) => say(words::OVER, None),
        (State::Active | State::Unknown, _) => say(words::NOT_KNOWN, None),
    }
}

/// Why it stands so.
pub fn why(session: &Session, lang: Lang) -> Option<Sentence> {
    session.why.iter().filter_map(|because| because_of(session, because, lang)).reduce(Sentence::then)
}

fn because_of(session: &Session, because: &Because, lang: Lang) -> Option<Sentence> {
    let of = |phrase: Phrase, source: &Source| Some(phrase.say(lang, &[from(source, lang).into()]));
    let (phrase, fill): (Phrase, Vec<Part>) = match because {
        Because::Calls => return calls(session, lang),
        Because::SetLonger(usual) => (words::SET_LONGER, vec![Part::Duration(*usual)]),
        Because::RenewedFrom(source) => return of(words::RENEWED_FROM, source),
        Because::SourceOver(source) => return of(words::SOURCE_OVER, source),
        Because::SourceEnds(source) => return of(words::SOURCE_ENDS, source),
        Because::SourceMissing(source) => return of(words::SOURCE_MISSING, source),
        Because::SourceUnknown(source) => return of(words::SOURCE_UNKNOWN, source),
        Because::EnvironmentFirst(profile) => (words::ENVIRONMENT_FIRST, vec![plain(profile).into()]),
        Because::LongTermKey => (words::LONG_TERM_KEY, vec![]),
        Because::Says(key) => (words::SAYS, vec![(*key).into()]),
        Because::SaysNothing => (words::SAYS_NOTHING, vec![]),
        Because::UnreadableEnd(Moment::WithoutZone) => (words::ZONELESS_END, vec![]),
        Because::UnreadableEnd(_) => (words::UNREADABLE_END, vec![]),
        Because::CallRefused => (words::CALL_REFUSED, vec![]),
        Because::AsksForCode => (words::ASKS_FOR_CODE, vec![]),
        Because::LastMinutes => (words::LAST_MINUTES, vec![]),
        Because::TokenRefreshed => (words::TOKEN_REFRESHED, vec![]),
        Because::TokenWithoutSession => (words::TOKEN_WITHOUT_SESSION, vec![]),
        Because::TokenIncomplete => (words::TOKEN_INCOMPLETE, vec![]),
        Because::LoginRefreshed => (words::LOGIN_REFRESHED, vec![]),
        Because::LoginIncomplete => (words::LOGIN_INCOMPLETE, vec![]),
        Because::SignedInAt(at) => (words::SIGNED_IN_AT, vec![Part::Moment(*at), Part::Duration(figures::CONSOLE_SIGN_IN)]),
        Because::LongAgo(seconds) => (words::LONG_AGO, vec![Part::Duration(*seconds)]),
        Because::NothingCached => (words::NOTHING_CACHED, vec![]),
        Because::Process => (words::PROCESS, vec![]),
        Because::Container => (words::CONTAINER, vec![]),
        Because::Stray => (words::STRAY, vec![]),
    };
    Some(phrase.say(lang, &fill))
}

/// How long the calls give, by the rules; nothing where the files do not say.
fn calls(session: &Session, lang: Lang) -> Option<Sentence> {
    let config = session.config.as_ref()?;
    // Errors have a finding of their own.
    let seconds = config.duration?;
    if let Some(last) = config.hops.last() {
        let phrase = match &last.duration_seconds {
            _ if last.chained => words::CHAINED,
            Some(_) => words::ASKS_FOR,
            None => words::ASKS_FOR_NOTHING,
        };
        return Some(phrase.say(lang, &[plain(&config.profile).into(), Part::Duration(seconds)]));
    }
    let question = serde_json::json!({"session": profile_session::session(config, 0)?});
    let answer = Answer::to_json_text(&question.to_string());
    answer.ends()?;
    Some(answer.why(lang))
}

fn from(source: &Source, lang: Lang) -> String {
    let (phrase, name) = match source {
        Source::Key(name) => (words::FROM_A_KEY, name.as_str()),
        Source::Keys(name) => (words::FROM_KEYS, name.as_str()),
        Source::Role(name) => (words::FROM_ROLE, name.as_str()),
        Source::SignIn(name) => (words::FROM_SIGN_IN, name.as_str()),
        Source::Login(name) => (words::FROM_LOGIN, name.as_str()),
        Source::Program(name) => (words::FROM_PROGRAM, name.as_str()),
        Source::WebIdentity => (words::FROM_WEB_IDENTITY, ""),
        Source::Environment => (words::FROM_ENVIRONMENT, ""),
    };
    phrase.say(lang, &[plain(name).into()]).to_string()
}

/// How to get longer, the nearest first. `space` stands between the words of a command, which not every reader may break.
pub fn longer(session: &Session, lang: Lang, space: &str) -> Vec<String> {
    session.longer.iter().map(|longer| longer_by(longer, lang, space).to_string()).collect()
}

fn longer_by(longer: &Longer, lang: Lang, space: &str) -> Sentence {
    let command = |words: &str, name: &str| {
        let words: Vec<&str> = words.split(' ').chain((!name.is_empty()).then_some(name)).collect();
        Part::from(words.join(space))
    };
    let role_max = || Part::from(session_clock::words::duration(lang, figures::ROLE_MAX.most));
    let (phrase, fill): (Phrase, Vec<Part>) = match longer {
        Longer::SsoLogin(profile) => (words::RUN, vec![command("aws sso login --profile", &shell_word(profile))]),
        Longer::SsoLoginSession(session) => (words::RUN, vec![command("aws sso login --sso-session", &shell_word(session))]),
        Longer::Login(profile) => (words::RUN, vec![command("aws login --profile", &shell_word(profile))]),
        Longer::Code(profile) => (words::ENTER_CODE, vec![command("aws sts get-caller-identity --profile", &shell_word(profile))]),
        Longer::UseSsoSession(profile) => (words::USE_SSO_SESSION, vec![plain(profile).into(), command("aws configure sso", "")]),
        Longer::FromKey(profile, source) => {
            let fill = vec![plain(profile).into(), plain(source).into(), role_max(), Part::Duration(figures::ROLE_CHAINING)];
            (words::FROM_KEY_INSTEAD, fill)
        }
        Longer::OwnPermissionSet(profile) => {
            let most = Part::Duration(figures::PERMISSION_SET.most);
            (words::OWN_PERMISSION_SET, vec![plain(profile).into(), most, Part::Duration(figures::ROLE_CHAINING)])
        }
        Longer::AskFor(profile) => (words::ASK_FOR, vec![plain(profile).into(), role_max()]),
        Longer::PermissionSet => (words::RAISE_PERMISSION_SET, vec![Part::Duration(figures::PERMISSION_SET.most)]),
        Longer::SignInMax => {
            let words = "aws iam update-login-profile --user-name NAME --max-signin-session-duration SECONDS";
            (words::RAISE_SIGN_IN, vec![Part::Duration(figures::SIGN_IN_MAX.most), command(words, "")])
        }
        Longer::Tool => (words::USE_TOOL, vec![]),
    };
    phrase.say(lang, &fill)
}

/// What is amiss, in one sentence.
pub fn found(found: &Found, lang: Lang) -> String {
    let file = || Part::from(plain(&found.file().unwrap_or_default()));
    let (phrase, fill) = match found {
        Found::Config(finding) => return plain(&finding.message(lang).to_string()),
        Found::File(_, Trouble::Unreadable, _) => (words::UNREADABLE, vec![file()]),
        Found::File(_, Trouble::NotAFile, _) => (words::NOT_A_FILE, vec![file()]),
        Found::File(_, Trouble::TooLarge, _) => (words::TOO_LARGE, vec![file()]),
        Found::File(_, Trouble::NotJson, _) => (words::NOT_JSON, vec![file()]),
        Found::UnknownMoment(place, key, end) => {
            let phrase = match (place, end) {
                (Some(_), Moment::WithoutZone) => words::ZONELESS_MOMENT_IN,
                (None, Moment::WithoutZone) => words::ZONELESS_MOMENT,
                (Some(_), _) => words::UNKNOWN_MOMENT_IN,
                (None, _) => words::UNKNOWN_MOMENT,
            };
            (phrase, vec![(*key).into(), file()])
        }
        Found::PartialEnvironment => (words::PARTIAL_ENVIRONMENT, vec![]),
        Found::NoSource(profile, start) => {
            let phrase = match start {
                Start::Ec2 => words::NO_INSTANCE_SOURCE,
                Start::Ecs => words::NO_CONTAINER_SOURCE,
                _ => words::NO_ENVIRONMENT_SOURCE,
            };
            (phrase, vec![plain(profile).into()])
        }
        Found::WebIdentityWithoutRole => (words::WEB_IDENTITY_WITHOUT_ROLE, vec![]),
        Found::ProfilesDiffer(first, second) => {
            let written = |name: &str| Part::from(if name.is_empty() { "\"\"".to_owned() } else { plain(name) });
            (words::PROFILES_DIFFER, vec![written(first), written(second)])
        }
    };
    phrase.say(lang, &fill).to_string()
}

/// The word before a finding.
pub fn level(found: &Found) -> Phrase {
    if found.level() == Level::Error { words::ERROR } else { words::WARNING }
}

/// How long the session lasts as a whole, in seconds, where its files say so: what a bar is drawn of.
pub fn whole(session: &Session) -> Option<i64> {
    match session.kind {
        Kind::Of(Via::AssumeRole | Via::AssumeRoleWithWebIdentity) => session.config.as_ref()?.duration,
        _ => None,
    }
}

/// A name as a shell reads it.
fn shell_word(name: &str) -> String {
    let name = plain(name);
    let safe = |c: char| c.is_alphanumeric() || "-_./:@+=".contains(c);
    if !name.is_empty() && name.chars().all(safe) { name } else { format!("'{}'", name.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn a_name_is_one_word_to_a_shell() {
        for (name, word) in
            [("dev", "dev"), ("日本", "日本"), ("", "''"), ("my dev", "'my dev'"), ("$(id)", "'$(id)'"), ("it's", r"'it'\''s'")]
        {
            assert_eq!(shell_word(name), word);
        }
    }

    #[test]
    fn an_empty_name_is_seen() {
        let said = found(&Found::ProfilesDiffer(String::new(), "dev".into()), Lang::En);
        assert!(said.starts_with("AWS_PROFILE names \"\", and AWS_DEFAULT_PROFILE names dev."), "{said}");
    }

    #[test]
    fn what_a_moment_lacks_is_said_and_where_it_stands() {
        for (place, end, said) in [
            (None, Moment::WithoutZone, "KEY has no time zone"),
            (Some("/a"), Moment::WithoutZone, "KEY in /a has no time zone"),
            (None, Moment::Unreadable, "KEY isn't a date"),
            (Some("/a"), Moment::Unreadable, "KEY in /a isn't a date"),
        ] {
            let said_of = found(&Found::UnknownMoment(place.map(PathBuf::from), "KEY", end), Lang::En);
            assert!(said_of.starts_with(said), "{said_of}");
        }
    }
}
