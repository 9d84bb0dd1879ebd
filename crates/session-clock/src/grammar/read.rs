//! Reading a question: checked whole, from the outside in, and the first fault told with its place.

use super::json::Json;
use super::{Client, DEEPEST, Fits, Invalid, LARGEST, Principal, Question, Requested, Session, Via};
use crate::figures;

type Entries<'a> = [(std::borrow::Cow<'a, str>, Json<'a>)];

impl Question {
    /// Reads a question from text.
    ///
    /// # Errors
    /// The first fault, from the outside in; for text that is not JSON the path is empty.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Question, Invalid> {
        Json::read(text, |json| Question::from_json_value(&json.map_err(|fault| not_json(&fault))?))
    }

    /// Reads a question from any JSON value.
    ///
    /// # Errors
    /// The first fault, from the outside in; where the value is no object the path is empty.
    pub fn from_json_value(json: &Json) -> Result<Question, Invalid> {
        let entries = object(json, "")?;
        let id = usable_id(json).map(str::to_owned);
        for (at, (key, value)) in entries.iter().enumerate() {
            if !["id", "client", "session"].contains(&&**key) {
                return Err(Invalid::new(key.to_string(), "unknown key; a question has id, client and session"));
            }
            single(entries, at, "")?;
            if key == "id" && !matches!(value, Json::String(_)) {
                return Err(wrong_type("id", "a string", value));
            }
        }
        let client = match find(entries, "client") {
            None => Client::None,
            Some(Json::String(name)) if name == "none" => Client::None,
            Some(Json::String(name)) if name == "botocore" => Client::Botocore,
            Some(Json::String(_)) => return Err(Invalid::new("client", "the client is none or botocore")),
            Some(other) => return Err(wrong_type("client", "a string", other)),
        };
        let session = find(entries, "session").ok_or_else(|| missing("session"))?;
        Ok(Question { id, client, session: session_chain(session)? })
    }
}

/// What is wrong with text that is not JSON: the path is empty, and the message names the column.
#[cfg(feature = "json")]
pub(crate) fn not_json(fault: &serde_json::Error) -> Invalid {
    let said = fault.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    let place =
        if fault.line() > 1 { format!("line {}, column {}", fault.line(), fault.column()) } else { format!("column {}", fault.column()) };
    Invalid::new("", format!("this is not JSON: {what} (at {place})"))
}

/// The `id` by which an answer can be found again, also where the rest cannot be asked.
pub(crate) fn usable_id<'a>(json: &'a Json) -> Option<&'a str> {
    let Json::Object(entries) = json else { return None };
    let mut ids = entries.iter().filter(|(key, _)| key == "id");
    match (ids.next(), ids.next()) {
        (Some((_, Json::String(id))), None) => Some(id),
        _ => None,
    }
}

/// Reads the sessions from the outermost inwards, without recursion, then puts each into the one outside it.
fn session_chain(outermost: &Json) -> Result<Session, Invalid> {
    let mut chain: Vec<Session> = Vec::new();
    let mut path = String::from("session");
    let mut next = Some((outermost, None));
    while let Some((json, place)) = next {
        if chain.len() == DEEPEST {
            return Err(Invalid::new(path, format!("more than {DEEPEST} sessions, one inside the other")));
        }
        let (session, inner) = one_session(json, &path, place)?;
        // The fault is the outer session's, so it is told before any of the inner's own.
        if let Some((inner, key, _)) = inner
            && let (Some(began), Some(obtained)) = (began(inner), session.at)
            && obtained < began
        {
            return Err(Invalid::new(format!("{path}.at"), format!("obtained at {obtained}, before its {key} began at {began}")));
        }
        chain.push(session);
        next = inner.map(|(inner, key, place)| {
            path.push('.');
            path.push_str(key);
            (inner, Some(place))
        });
    }
    let mut innermost = None;
    while let Some(mut session) = chain.pop() {
        session.inner = innermost.map(Box::new);
        innermost = Some(session);
    }
    innermost.ok_or_else(|| missing("session"))
}

/// When a session that was not checked yet began, where it says so and its kind can.
fn began(json: &Json) -> Option<i64> {
    let Json::Object(entries) = json else { return None };
    let via = match find(entries, "via") {
        Some(Json::String(name)) => Via::from_name(name),
        _ => None,
    };
    if via.is_some_and(|via| !via.keys().must.contains(&"at")) {
        return None;
    }
    find(entries, "at").and_then(|at| whole(at).ok())
}

type Inner<'j, 'a> = Option<(&'j Json<'a>, &'static str, Fits)>;

/// One session's own keys, and its inner session yet to be read.
fn one_session<'j, 'a>(json: &'j Json<'a>, path: &str, place: Option<Fits>) -> Result<(Session, Inner<'j, 'a>), Invalid> {
    let entries = object(json, path)?;
    let named = |key: &str| format!("{path}.{key}");
    let via = match find(entries, "via") {
        None => return Err(missing(&named("via"))),
        Some(Json::String(name)) => Via::from_name(name).ok_or_else(|| Invalid::new(named("via"), format!("unknown via \"{name}\"")))?,
        Some(other) => return Err(wrong_type(&named("via"), "a string", other)),
    };
    if let Some(place) = place
        && !via.fits(place)
    {
        let wanted = match place {
            Fits::Source => "a console session",
            Fits::Caller => "a session that can sign a call to STS",
            Fits::Credentials => "what STS or a service gave, or an access key",
        };
        return Err(Invalid::new(named("via"), format!("{} does not fit here: {wanted} does", via.name())));
    }
    let keys = via.keys();
    let mut session = Session::new(via, None);
    let mut inner = None;
    for (at, (key, value)) in entries.iter().enumerate() {
        single(entries, at, path)?;
        if key == "via" {
            continue;
        }
        if !keys.must.contains(&&**key) && !keys.may.contains(&&**key) {
            return Err(Invalid::new(named(key), format!("unknown key; {} has {}", via.name(), list(keys))));
        }
        match keys.inner {
            Some((name, fits)) if name == key => inner = Some((value, name, fits)),
            _ => set(&mut session, key, value).map_err(|fault| Invalid { path: named(key), ..fault })?,
        }
    }
    if let Some(key) = keys.must.iter().find(|key| find(entries, key).is_none()) {
        return Err(missing(&named(key)));
    }
    together(&session).map_err(|(key, message)| Invalid::new(named(key), message))?;
    Ok((session, inner))
}

/// Checks whether keys that are fine alone also fit together.
fn together(session: &Session) -> Result<(), (&'static str, &'static str)> {
    // "not for root" (service model of IAM, MaxSigninSessionDuration).
    if session.principal == Some(Principal::Root) && session.sign_in_max.is_some() {
        return Err(("sign_in_max", "the root user's sign-in has no such setting"));
    }
    // At least one of them has to be there (service model of STS, GetScopedCredentials).
    if session.no_policy && session.duration_seconds.is_none() {
        return Err(("duration_seconds", "without a policy a duration has to be asked for"));
    }
    Ok(())
}

/// Sets one key of a session. The fault's path is left to the caller.
fn set(session: &mut Session, key: &str, value: &Json) -> Result<(), Invalid> {
    let seconds = || whole(value);
    let within = |range: figures::Range| {
        let seconds = whole(value)?;
        if range.holds(seconds) {
            return Ok(Some(seconds));
        }
        Err(Invalid::out_of_range("", range, seconds))
    };
    if let Some((length, range)) = session.length(key) {
        *length = within(range)?;
        return Ok(());
    }
    match key {
        "at" => session.at = Some(seconds()?),
        "session_not_on_or_after" => session.session_not_on_or_after = Some(seconds()?),
        "multi_session" => match value {
            Json::Bool(flag) => session.multi_session = *flag,
            other => return Err(wrong_type("", "true or false", other)),
        },
        // The federation endpoint refuses a value out of range by itself; SAML's attribute is a setting.
        "session_duration" if session.via == Via::FederationEndpoint => session.session_duration = Some(seconds()?),
        "session_duration" => session.session_duration = within(figures::SAML_SESSION_DURATION)?,
        "saml_session_duration" => session.saml_session_duration = within(figures::SAML_SESSION_DURATION)?,
        // What DSQL says to a value out of range, nobody has seen; S3 refuses it in words that are known.
        "expires_in" if session.via == Via::DsqlToken => session.expires_in = within(figures::DSQL_TOKEN)?,
        "expires_in" => session.expires_in = Some(seconds()?),
        "policy" => match value {
            Json::Bool(flag) => session.no_policy = !*flag,
            other => return Err(wrong_type("", "true or false", other)),
        },
        "duration_seconds" => {
            session.duration_seconds = Some(match value {
                // Only the calls of STS and Roles Anywhere are made by raw queries.
                Json::String(text) if session.via.is_asked_in_a_query() => Requested::Text(text.to_string()),
                Json::Int(_) => Requested::Seconds(seconds()?),
                other if session.via.is_asked_in_a_query() => return Err(wrong_type("", "a whole number or a string", other)),
                other => return Err(wrong_type("", "a whole number of seconds", other)),
            });
        }
        "principal" => {
            session.principal = Some(match value {
                Json::String(name) if name == "iam-user" => Principal::IamUser,
                Json::String(name) if name == "root" => Principal::Root,
                Json::String(name) if name == "role" && session.via == Via::AwsLogin => Principal::Role,
                Json::String(_) if session.via == Via::AwsLogin => return Err(Invalid::new("", "the principal is iam-user, root or role")),
                Json::String(_) => return Err(Invalid::new("", "an access key belongs to an iam-user or to root")),
                other => return Err(wrong_type("", "a string", other)),
            });
        }
        "identity_source" => match value {
            Json::String(name) if name == "aws-managed-ad" => session.managed_ad = true,
            Json::String(_) => return Err(Invalid::new("", "the one identity source with a rule of its own is aws-managed-ad")),
            other => return Err(wrong_type("", "a string", other)),
        },
        _ => return Err(Invalid::new("", "unknown key")),
    }
    Ok(())
}

fn whole(value: &Json) -> Result<i64, Invalid> {
    match value {
        Json::Int(number) if (-LARGEST..=LARGEST).contains(number) => Ok(*number),
        Json::Int(_) => Err(Invalid::new("", "beyond 2^53")),
        other => Err(wrong_type("", "a whole number of seconds", other)),
    }
}

fn object<'j, 'a>(json: &'j Json<'a>, path: &str) -> Result<&'j Entries<'a>, Invalid> {
    match json {
        Json::Object(entries) => Ok(entries),
        other => Err(wrong_type(path, "an object", other)),
    }
}

fn find<'j, 'a>(entries: &'j Entries<'a>, name: &str) -> Option<&'j Json<'a>> {
    entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// Checks that the key at that place did not occur earlier.
fn single(entries: &Entries, at: usize, path: &str) -> Result<(), Invalid> {
    let key = &entries[at].0;
    if entries[..at].iter().any(|(earlier, _)| earlier == key) {
        let path = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
        return Err(Invalid::new(path, "this key stands here twice"));
    }
    Ok(())
}

fn missing(path: &str) -> Invalid {
    Invalid::new(path, "this key is missing")
}

fn wrong_type(path: &str, wanted: &str, found: &Json) -> Invalid {
    Invalid::new(path, format!("wanted {wanted}, found {}", found.kind()))
}

fn list(keys: &super::Keys) -> String {
    let mut names = vec!["via"];
    names.extend(keys.must);
    names.extend(keys.may);
    names.join(", ")
}
