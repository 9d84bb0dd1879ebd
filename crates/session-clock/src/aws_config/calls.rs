//! The calls to STS that a chain makes, and what AWS or botocore says of each. Every figure and refusal comes from
//! [`rules`](crate::rules); nothing here is a rule of its own.

use super::files::{Call, Files, shown};
use super::ini::Value;
use super::python::{Int, int};
use super::start::start_duration;
use super::{Argument, Detail, Finding, Hop, Level, Profile, Sent, Start};
use crate::figures;
use crate::grammar::{Because, Client, Outcome, Principal, Question, Requested, Session, Via};
use crate::rules::{self, sts};

/// The shortest values that botocore's validator lets through (service model of STS).
const SHORTEST: &[(&str, &str, usize)] = &[
    ("role_session_name", "RoleSessionName", 2),
    ("external_id", "ExternalId", 2),
    ("mfa_serial", "SerialNumber", 9),
    ("role_arn", "RoleArn", 20),
];

/// Who signs a call.
#[derive(Clone, Copy)]
enum Caller {
    Known(Via),
    /// Long-term or session credentials: the files do not say.
    Unknown,
}

impl Files<'_> {
    /// The calls of a chain, first to last, and what AWS says of each.
    pub(super) fn make_calls(&mut self, profile: &mut Profile, roles: &[usize], start: Start, from: usize) {
        let signs_in = self.value(from, "login_session").and_then(Value::whole).filter(|_| start == Start::Login);
        profile.duration = start_duration(start, signs_in.and_then(|identity| self.maxima.sign_in_of(identity)));
        if start == Start::WebIdentity {
            let call = self.web_identity_call(from);
            profile.duration = call.duration;
            profile.findings.extend(call.findings);
            profile.hops.push(call.hop);
        }
        for (at, row) in roles.iter().enumerate().rev() {
            let innermost = at + 1 == roles.len();
            if self.rows[*row].call.is_none() {
                let call = self.assume_role_call(*row, if innermost { caller_of(start) } else { Caller::Known(Via::AssumeRole) }, from);
                self.rows[*row].call = Some(call);
            }
            if let Some(call) = &self.rows[*row].call {
                profile.hops.push(call.hop.clone());
                profile.duration = call.duration;
                // Warnings belong to the profile itself; errors stop every profile behind.
                let counts = |finding: &&Finding| at == 0 || finding.level == Level::Error;
                profile.findings.extend(call.findings.iter().filter(counts).cloned());
            }
        }
        profile.chained = profile.hops.last().is_some_and(|hop| hop.chained);
        if profile.findings.iter().any(|finding| finding.level == Level::Error) {
            profile.duration = None;
        }
    }

    fn hop(&self, row: usize, via: Via, duration_seconds: Option<Sent>) -> Hop {
        Hop {
            call: sts::Call::of(via).map_or("", |call| call.name),
            role_arn: self.value(row, "role_arn").map(shown).unwrap_or_default().into(),
            duration_seconds,
            profile: self.rows[row].name.clone(),
            chained: false,
        }
    }

    fn web_identity_call(&self, row: usize) -> Call {
        let via = Via::AssumeRoleWithWebIdentity;
        let mut findings = self.too_short(row, &["role_arn", "role_session_name"]);
        let outcome = self.ask(row, Session::new(via, Some(0)));
        let duration = self.judge(row, &outcome, &mut findings);
        Call { hop: self.hop(row, via, None), duration, findings }
    }

    /// One AssumeRole. Its life and refusal depend on its own settings and on the kind of its caller, so a short question is enough.
    fn assume_role_call(&self, row: usize, caller: Caller, from: usize) -> Call {
        let via = Via::AssumeRole;
        let sent = self.value(row, "duration_seconds").filter(|value| value.continues == 0).and_then(|value| int(value.text()));
        let sent = sent.map(|number| match number {
            Int::Small(seconds) => Sent::Seconds(seconds),
            Int::Huge(digits) => Sent::Huge(digits),
        });
        let mut findings = self.too_short(row, &["role_arn", "role_session_name", "external_id", "mfa_serial"]);
        if let Some(block) = self.block(row, &["role_arn", "role_session_name", "external_id", "mfa_serial"]) {
            findings.push(block);
        }
        let session = |caller: Via| {
            let mut inner = Session::new(caller, Some(0));
            if caller == Via::AccessKey {
                inner.principal = Some(Principal::IamUser);
            }
            let mut session = Session::new(via, Some(0));
            session.inner = Some(Box::new(inner));
            session.duration_seconds = sent.as_ref().map(|sent| match sent {
                Sent::Seconds(seconds) => Requested::Seconds(*seconds),
                // Beyond 32 bits all are the same to STS; the sign tells what botocore's minimum makes of it.
                Sent::Huge(digits) if digits.starts_with('-') => Requested::Seconds(i64::MIN),
                Sent::Huge(_) => Requested::Seconds(i64::MAX),
            });
            session
        };
        let known = match caller {
            Caller::Known(via) => via,
            // Nobody is accused of what is not known.
            Caller::Unknown => Via::AccessKey,
        };
        let outcome = self.ask(row, session(known));
        let duration = self.judge(row, &outcome, &mut findings);
        // A call that is refused for something else would be role chaining all the same.
        let plain = Session { duration_seconds: None, ..session(known) };
        let chained = matches!(self.ask(row, plain), Outcome::Ends(ends) if ends.chained);
        if let Outcome::Refused(refusal) = &outcome
            && let Because::OverRoleMax(_) = refusal.because
        {
            // Lowered to the role's maximum it may still be too much for a chain: both are told at once.
            let open = self.ask_with(figures::ROLE_MAX.most, session(known));
            self.judge(row, &open, &mut findings);
        }
        if matches!(caller, Caller::Unknown)
            && let Outcome::Refused(refusal) = self.ask_with(figures::ROLE_MAX.most, session(Via::GetSessionToken))
            && refusal.because == Because::OverChaining
            && let Some(Sent::Seconds(seconds)) = sent
        {
            let source = match self.value(from, "credential_process") {
                Some(_) if !self.has(row, "credential_source") => "credential_process",
                _ => "credential_source",
            };
            let arguments = vec![source.into(), Argument::Seconds(figures::ROLE_CHAINING), Argument::Seconds(seconds)];
            let place = self.place_of(row, "duration_seconds");
            let key = Some("duration_seconds");
            let mut finding = self.finding(Level::Warning, Detail::MayExceedChaining, key, place, arguments);
            finding.aws_says = refusal.message;
            findings.push(finding);
        }
        let hop = Hop { chained, ..self.hop(row, via, sent) };
        Call { hop, duration, findings }
    }

    /// Asks the rules, with the role's maximum if it was given, and otherwise with the most that a role can have, so that nothing is refused
    /// because of a maximum that nobody gave.
    fn ask(&self, row: usize, session: Session) -> Outcome {
        let arn = self.value(row, "role_arn").and_then(Value::whole);
        self.ask_with(arn.and_then(|arn| self.maxima.of(arn)).unwrap_or(figures::ROLE_MAX.most), session)
    }

    fn ask_with(&self, role_max: i64, mut session: Session) -> Outcome {
        session.role_max = Some(role_max);
        rules::answer(&Question { id: None, client: Client::Botocore, session })
    }

    /// The life of what was obtained; a refusal becomes a finding.
    fn judge(&self, row: usize, outcome: &Outcome, findings: &mut Vec<Finding>) -> Option<i64> {
        let refusal = match outcome {
            Outcome::Ends(ends) => return ends.duration(),
            Outcome::Refused(refusal) => refusal,
            Outcome::Invalid(_) => return None,
        };
        let (detail, figure) = match refusal.because {
            Because::OverChaining => (Detail::OverChaining, figures::ROLE_CHAINING),
            Because::OverRoleMax(most) => (Detail::OverRoleMax, most),
            Because::ClientMinimum(least) => (Detail::UnderMinimum, least),
            // Out of range, or beyond what STS can read.
            _ => (Detail::OverRange, figures::ASSUME_ROLE.most),
        };
        let key = "duration_seconds";
        let asked = self.value(row, key).map(|value| int(value.text()));
        let (asked, huge) = match asked.flatten() {
            Some(Int::Small(seconds)) => (Argument::Seconds(seconds), None),
            Some(Int::Huge(digits)) => (digits.clone().into(), Some(digits)),
            None => ("".into(), None),
        };
        let mut finding = self.error(row, detail, key, vec![self.label(row), Argument::Seconds(figure), asked]);
        finding.aws_says = match (huge, &refusal.message) {
            // The rules count in 64 bits; botocore names the number itself.
            (Some(digits), Some(message)) => Some(message.replace(&i64::MIN.to_string(), &digits)),
            (_, message) => message.clone(),
        };
        findings.push(finding);
        None
    }

    /// botocore's validator counts characters (`ParamValidator._validate_string`), and writes all it finds in one text.
    fn too_short(&self, row: usize, keys: &[&'static str]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (key, parameter, least) in SHORTEST.iter().filter(|(key, ..)| keys.contains(key)) {
            let Some(value) = self.value(row, key) else { continue };
            // An empty role_session_name is replaced (`BaseAssumeRoleCredentialFetcher`).
            if value.nested || value.chars >= *least || (*key == "role_session_name" && value.is_empty()) {
                continue;
            }
            let arguments = vec![(*key).into(), least.to_string().into(), value.chars.to_string().into()];
            let mut finding = self.error(row, Detail::TooShort, key, arguments);
            finding.aws_says = Some(format!(
                "Parameter validation failed:\nInvalid length for parameter {parameter}, value: {}, valid min length: {least}",
                value.chars
            ));
            findings.push(finding);
        }
        findings
    }
}

fn caller_of(start: Start) -> Caller {
    match start {
        Start::Keys => Caller::Known(Via::AccessKey),
        // Whatever call they are of, STS takes them for session credentials.
        Start::SessionKeys => Caller::Known(Via::GetSessionToken),
        Start::WebIdentity => Caller::Known(Via::AssumeRoleWithWebIdentity),
        Start::IdentityCenter => Caller::Known(Via::IdentityCenterCredentials),
        Start::Login => Caller::Known(Via::AwsLogin),
        Start::Ec2 => Caller::Known(Via::InstanceProfile),
        Start::Ecs => Caller::Known(Via::EcsTaskRole),
        Start::Process | Start::Environment => Caller::Unknown,
    }
}
