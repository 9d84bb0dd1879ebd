//! What the config files say of a profile, as a session of the grammar, so that the rules can be asked about it.

use serde_json::{Value, json};
use session_clock::aws_config::{Profile, Sent, Start};
use session_clock::grammar::Via;
use session_clock::rules::figures;

/// The smallest role maximum that allows this duration.
pub fn role_max(seconds: Option<i64>) -> i64 {
    let figures::Range { least, most } = figures::ROLE_MAX;
    seconds.unwrap_or(least).clamp(least, most)
}

/// The session that a profile's credentials are, obtained at that moment. `None` where the files do not say what they are.
pub fn session(profile: &Profile, at: i64) -> Option<Value> {
    let key = json!({"via": "access-key", "principal": "iam-user"});
    let renewed = json!({"via": "instance-profile"});
    let (start, _) = profile.start.as_ref()?;
    let mut session = match start {
        Start::Keys => Some(key),
        Start::IdentityCenter => Some(json!({"via": "identity-center-credentials", "at": at})),
        Start::Login => Some(json!({"via": "aws-login", "at": at})),
        Start::Ec2 => Some(renewed),
        Start::Ecs => Some(json!({"via": "ecs-task-role"})),
        Start::WebIdentity => None,
        // Their kind is not known. For the first call it only matters whether it is role chaining.
        Start::SessionKeys | Start::Process | Start::Environment => profile.hops.first().map(|hop| if hop.chained { renewed } else { key }),
    };
    for hop in &profile.hops {
        let seconds = match &hop.duration_seconds {
            None => None,
            Some(Sent::Seconds(seconds)) => Some(*seconds),
            // No role allows it, and it was told as an error.
            Some(Sent::Huge(_)) => return None,
        };
        let web_identity = hop.call == "AssumeRoleWithWebIdentity";
        let via = if web_identity { Via::AssumeRoleWithWebIdentity } else { Via::AssumeRole };
        let mut call = json!({"via": via.name(), "at": at, "role_max": role_max(seconds)});
        if let Some(seconds) = seconds {
            call["duration_seconds"] = seconds.into();
        }
        if !web_identity {
            call["caller"] = session?;
        }
        session = Some(call);
    }
    session
}
