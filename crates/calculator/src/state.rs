//! The form's state: sessions in a row, each from one before it, with what was typed. It becomes a question only as JSON, which the core
//! reads like anybody else's.

use session_clock::grammar::{Fits, LARGEST, Setting, Via};
use session_clock::{Answer, Invalid, Outcome, Question, duration};

/// Which of the three questions is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Sessions of the console.
    Console,
    /// Calls to STS and other credentials.
    Api,
    /// `~/.aws/config`.
    Config,
}

impl Tab {
    /// Every tab in order.
    pub const ALL: [Tab; 3] = [Tab::Console, Tab::Api, Tab::Config];

    /// Its name in ids and in fragments.
    pub fn name(self) -> &'static str {
        match self {
            Tab::Console => "console",
            Tab::Api => "api",
            Tab::Config => "config",
        }
    }

    /// The tab of that name.
    pub fn named(name: &str) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.name() == name)
    }

    /// Where a session of that kind is asked about.
    pub fn of(via: Via) -> Tab {
        if via.fits(Fits::Source) || via == Via::AccessPortal { Tab::Console } else { Tab::Api }
    }
}

/// A field of a card: a key of the grammar and what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What was typed; for check boxes `on` or nothing, and `off` where that is what is told.
    pub typed: String,
}

/// A session of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// How it was obtained.
    pub via: Via,
    /// The card it was obtained from, by its place.
    pub from: Option<usize>,
    /// Its fields, in the grammar's order.
    pub fields: Vec<Field>,
    /// `duration_seconds` goes out as the string that was typed.
    pub as_typed: bool,
}

impl Card {
    /// An empty card of that kind.
    pub fn new(via: Via, from: Option<usize>) -> Card {
        let keys = via.keys();
        let inner = keys.inner.map(|(key, _)| key);
        let all = keys.must.iter().chain(keys.may).copied().filter(|key| Some(*key) != inner);
        // An access key is always somebody's; `aws login` is an IAM user's where nobody says otherwise.
        let owner = if keys.must.contains(&"principal") { "iam-user" } else { "" };
        let fields = all.map(|key| Field { key, typed: if key == "principal" { owner.to_owned() } else { String::new() } }).collect();
        Card { via, from, fields, as_typed: false }
    }

    /// What was typed into a field; empty where there is none.
    pub fn typed(&self, key: &str) -> &str {
        self.fields.iter().find(|field| field.key == key).map_or("", |field| field.typed.as_str())
    }

    /// Types into a field.
    pub fn set(&mut self, key: &str, typed: impl Into<String>) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.key == key) {
            field.typed = typed.into();
        }
    }

    /// Whether it has such a field.
    pub fn has(&self, key: &str) -> bool {
        self.fields.iter().any(|field| field.key == key)
    }

    /// Makes it a session of another kind; what both kinds have stays.
    pub fn become_via(&mut self, via: Via) {
        let before = std::mem::replace(self, Card::new(via, self.from));
        self.as_typed = before.as_typed && self.has("duration_seconds");
        for field in before.fields {
            self.set(field.key, field.typed);
        }
        if via.keys().must.contains(&"principal") && self.typed("principal").is_empty() {
            self.set("principal", "iam-user");
        }
    }
}

/// What is wrong beside a field: the card, the key, and the words or the core's fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The card's place; `None` where it is no card's.
    pub card: Option<usize>,
    /// The field's key.
    pub key: String,
    /// What is wrong.
    pub what: What,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is no duration.
    Duration(duration::Wrong),
    /// It is no moment.
    Moment,
    /// The core says so.
    Core(Invalid),
}

/// The questions of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Console, or CLI and API.
    pub tab: Tab,
    /// The sessions, each after the one it came from.
    pub cards: Vec<Card>,
    /// Whether AWS CLI or boto3 sends the calls.
    pub botocore: bool,
    /// The question's own name, kept for the link.
    pub id: Option<String>,
    /// The moment of the first session where no time was typed.
    pub zero: i64,
}

/// Reads the local date and time of an input field, in Unix seconds.
pub type ReadMoment<'a> = &'a dyn Fn(&str) -> Option<i64>;
/// Writes a moment for such a field; `None` where it is no time of a calendar.
pub type WriteMoment<'a> = &'a dyn Fn(i64) -> Option<String>;

impl Form {
    /// An empty form.
    pub fn empty(tab: Tab) -> Form {
        let cards = match tab {
            Tab::Api => vec![Card::new(Via::AccessKey, None), Card::new(Via::AssumeRole, Some(0))],
            _ => vec![Card::new(Via::IamUser, None)],
        };
        Form { tab, cards, botocore: tab == Tab::Api, id: None, zero: 0 }
    }

    /// A form that asks about a kind: a call with the role of an access key, what a call to STS takes, or a sign-in.
    pub fn about(via: Via) -> Form {
        let mut form = Form::empty(Tab::of(via));
        match via.keys().inner {
            None => form.cards = vec![Card::new(via, None)],
            // It brings its own row of sessions.
            Some(_) if via == Via::FederationEndpoint => form.become_via(0, via),
            Some((key, _)) => {
                // A session has to be there before; of a call to STS it is the key, for some of them take nothing else.
                if key == "caller" && form.tab == Tab::Api {
                    form.cards.pop();
                }
                form.add();
                let last = form.cards.len() - 1;
                form.become_via(last, via);
            }
        }
        form
    }

    /// The first card that has a time: the others are told from it.
    pub fn anchor(&self) -> Option<usize> {
        self.cards.iter().position(|card| card.has("at"))
    }

    /// Lets the first session begin at a moment. In the hour that comes twice no field can tell it: it is kept beside.
    pub fn begin(&mut self, at: i64, write: WriteMoment) {
        let typed = write(at);
        self.zero = if typed.is_some() { 0 } else { at };
        if let Some(anchor) = self.anchor() {
            self.cards[anchor].set("at", typed.unwrap_or_default());
        }
    }

    /// The moment of the first session.
    ///
    /// # Errors
    /// Where something else than a time was typed.
    pub fn start(&self, read: ReadMoment) -> Result<i64, Fault> {
        let Some(anchor) = self.anchor() else { return Ok(self.zero) };
        let typed = self.cards[anchor].typed("at");
        if typed.is_empty() {
            return Ok(self.zero);
        }
        read(typed).ok_or(Fault { card: Some(anchor), key: "at".into(), what: What::Moment })
    }

    /// The cards from the one at `place` to the innermost.
    pub fn chain(&self, place: usize) -> Vec<usize> {
        let mut chain = vec![place];
        while let Some(from) = chain.last().and_then(|at| self.cards.get(*at)).and_then(|card| card.from) {
            chain.push(from);
        }
        chain
    }

    /// The question about the card at `place`, as JSON.
    ///
    /// # Errors
    /// The first field, from the innermost session outwards, whose value cannot be sent.
    pub fn question(&self, place: usize, read: ReadMoment) -> Result<String, Fault> {
        let start = self.start(read)?;
        let mut inner = String::new();
        for at in self.chain(place).into_iter().rev() {
            inner = self.session(at, start, &inner)?;
        }
        let mut question = String::from("{");
        if let Some(id) = &self.id {
            put(&mut question, "id", &quoted(id));
        }
        if self.botocore {
            put(&mut question, "client", "\"botocore\"");
        }
        put(&mut question, "session", &inner);
        question.push('}');
        Ok(question)
    }

    fn session(&self, at: usize, start: i64, inner: &str) -> Result<String, Fault> {
        let card = &self.cards[at];
        let mut session = String::from("{");
        put(&mut session, "via", &quoted(card.via.name()));
        let mut own = start;
        for field in &card.fields {
            let typed = field.typed.trim();
            let fault = |what| Fault { card: Some(at), key: field.key.into(), what };
            let seconds = |typed: &str| duration::parse(typed).map_err(|wrong| fault(What::Duration(wrong)));
            let value = match field.key {
                "at" if self.anchor() == Some(at) => start.to_string(),
                "at" => {
                    own = start + if typed.is_empty() { 0 } else { seconds(typed)? };
                    own.to_string()
                }
                "multi_session" | "policy" if typed == "on" => "true".to_owned(),
                "policy" if typed == "off" => "false".to_owned(),
                "identity_source" if typed == "on" => quoted("aws-managed-ad"),
                "principal" if !typed.is_empty() => quoted(typed),
                "duration_seconds" if card.as_typed => quoted(&field.typed),
                _ if typed.is_empty() => continue,
                // Counted from the session's own start; it may lie before it, which AWS then refuses.
                "session_not_on_or_after" => match typed.strip_prefix('-') {
                    Some(before) => own - seconds(before)?,
                    None => own + seconds(typed)?,
                }
                .to_string(),
                // A sign is no duration for people, but something that AWS can be asked.
                "duration_seconds" if typed.starts_with('-') => {
                    let below = typed.parse::<i64>().ok().filter(|below| *below >= -LARGEST);
                    below.ok_or_else(|| fault(What::Duration(duration::Wrong::Form)))?.to_string()
                }
                _ => seconds(typed)?.to_string(),
            };
            put(&mut session, field.key, &value);
        }
        if let Some((key, _)) = card.via.keys().inner
            && !inner.is_empty()
        {
            put(&mut session, key, inner);
        }
        session.push('}');
        Ok(session)
    }

    /// Where a path of the core lies in the form, seen from the card that was asked about.
    pub fn place_of(&self, asked: usize, path: &str) -> (Option<usize>, String) {
        let chain = self.chain(asked);
        let mut depth = 0;
        let mut key = String::new();
        for step in path.split('.').skip(1) {
            if matches!(step, "source" | "caller" | "credentials") && depth + 1 < chain.len() {
                depth += 1;
                key.clear();
            } else {
                key = step.to_owned();
            }
        }
        (if path.starts_with("session") { chain.get(depth).copied() } else { None }, key)
    }

    /// The form that asks a question; the question was read by the core before, so nothing in it is unknown.
    pub fn of(question: &Question, write: WriteMoment) -> Form {
        let mut chain = Vec::new();
        let mut next = Some(&question.session);
        while let Some(session) = next {
            chain.push(session);
            next = session.inner();
        }
        let mut form = Form {
            tab: Tab::of(question.session.via()),
            cards: Vec::new(),
            botocore: question.client == session_clock::Client::Botocore,
            id: question.id.clone(),
            zero: 0,
        };
        let mut start = None;
        for (place, session) in chain.into_iter().rev().enumerate() {
            let mut card = Card::new(session.via(), place.checked_sub(1));
            let own = session.at().unwrap_or_default();
            for field in &mut card.fields {
                field.typed = match (field.key, session.setting(field.key)) {
                    ("at", _) => match start {
                        Some(start) => duration::write(own - start),
                        None => {
                            start = Some(own);
                            String::new()
                        }
                    },
                    ("session_not_on_or_after", Some(Setting::Seconds(end))) => duration::write(end - own),
                    ("identity_source", Some(_)) | (_, Some(Setting::Yes)) => "on".to_owned(),
                    (_, Some(Setting::No)) => "off".to_owned(),
                    ("duration_seconds", Some(Setting::Text(text))) => {
                        card.as_typed = true;
                        text.to_owned()
                    }
                    // As it is sent: nobody says 899 seconds in another way.
                    ("duration_seconds", Some(Setting::Seconds(seconds))) => seconds.to_string(),
                    (_, Some(Setting::Seconds(seconds))) if seconds < 0 => seconds.to_string(),
                    (_, Some(Setting::Seconds(seconds))) => duration::write(seconds),
                    (_, Some(Setting::Text(text))) => text.to_owned(),
                    (_, None) => String::new(),
                };
            }
            form.cards.push(card);
        }
        if let Some(start) = start {
            form.begin(start, write);
        }
        form
    }

    /// The answer about the card at `place`; a fault of what was typed is told with its field.
    ///
    /// # Errors
    /// What is wrong, and beside which field.
    pub fn answer(&self, place: usize, read: ReadMoment) -> Result<(Answer, Question), Fault> {
        let text = self.question(place, read)?;
        let answered = Question::from_json(&text).and_then(|question| match Answer::to(question.clone()) {
            Answer { outcome: Outcome::Invalid(fault), .. } => Err(fault),
            answer => Ok((answer, question)),
        });
        match answered {
            Ok(answered) => Ok(answered),
            Err(invalid) => {
                let (card, key) = self.place_of(place, &invalid.path);
                Err(Fault { card, key, what: What::Core(invalid) })
            }
        }
    }

    /// Adds a session after the last: a switch, or a call.
    pub fn add(&mut self) {
        let last = self.cards.len() - 1;
        let via = if self.tab == Tab::Console { Via::SwitchRole } else { Via::AssumeRole };
        let mut card = Card::new(via, Some(last));
        if self.cards[last].has("at") && self.anchor() != Some(last) {
            card.set("at", self.cards[last].typed("at").to_owned());
        }
        if via == Via::SwitchRole && self.cards[last].via == Via::SwitchRole {
            card.set("multi_session", self.cards[last].typed("multi_session").to_owned());
        }
        self.cards.push(card);
    }

    /// The time that was typed for the first session stays with whichever is the first now; the others are told from it.
    fn keep_start(&mut self, change: impl FnOnce(&mut Form)) {
        let before = self.anchor().map(|anchor| self.cards[anchor].typed("at").to_owned());
        change(self);
        let Some(anchor) = self.anchor() else { return };
        for (place, card) in self.cards.iter_mut().enumerate() {
            if place == anchor {
                card.set("at", before.clone().unwrap_or_default());
            } else if before.as_deref() == Some(card.typed("at")) {
                card.set("at", "");
            }
        }
    }

    /// Removes a session; what came from it comes from where it came from.
    pub fn remove(&mut self, place: usize) {
        if place > 0 && place < self.cards.len() {
            self.keep_start(|form| form.take_out(place));
        }
    }

    fn take_out(&mut self, place: usize) {
        let from = self.cards.remove(place).from;
        for card in &mut self.cards {
            card.from = match card.from {
                Some(at) if at == place => from,
                Some(at) if at > place => Some(at - 1),
                other => other,
            };
        }
    }

    /// Makes a card another kind; what has to be there for it is put in or taken away.
    pub fn become_via(&mut self, place: usize, via: Via) {
        self.keep_start(|form| form.turn_into(place, via));
    }

    fn turn_into(&mut self, place: usize, via: Via) {
        self.cards[place].become_via(via);
        let needs = via.keys().inner.is_some_and(|(key, _)| via.keys().must.contains(&key));
        let may = via.keys().inner.is_some();
        if !may && self.cards[place].from.take().is_some() {
            // What stood before it leads nowhere now.
            self.cards.drain(..place);
            for card in &mut self.cards {
                card.from = card.from.and_then(|from| from.checked_sub(place));
            }
        } else if needs && self.cards[place].from.is_none() {
            // A broker's link needs credentials: an access key that assumes a role, which is what AWS recommends.
            let mut before = vec![Card::new(Via::AccessKey, None)];
            if via == Via::FederationEndpoint {
                before.push(Card::new(Via::AssumeRole, Some(0)));
            }
            let count = before.len();
            for card in &mut self.cards {
                card.from = card.from.map(|from| from + count);
            }
            self.cards[place].from = Some(count - 1);
            self.cards.splice(0..0, before);
        }
    }

    /// Where a card may come from: what stands before it and fits.
    pub fn sources(&self, place: usize) -> Vec<usize> {
        let Some((_, fits)) = self.cards[place].via.keys().inner else { return Vec::new() };
        (0..place).filter(|at| self.cards[*at].via.fits(fits)).collect()
    }
}

/// Puts a key and its JSON into an object that is being written.
fn put(object: &mut String, key: &str, json: &str) {
    if object.len() > 1 {
        object.push(',');
    }
    for part in ["\"", key, "\":", json] {
        object.push_str(part);
    }
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn read(text: &str) -> Option<i64> {
        text.strip_prefix('T')?.parse().ok()
    }

    fn write(at: i64) -> Option<String> {
        (at >= 1_000_000_000).then(|| format!("T{at}"))
    }

    fn round_trip(session: &str) {
        for client in ["none", "botocore"] {
            let text = format!(r#"{{"id":"q","client":"{client}","session":{session}}}"#);
            let question = Question::from_json(&text).expect(session);
            let form = Form::of(&question, &write);
            let (answer, again) = form.answer(form.cards.len() - 1, &read).expect(session);
            assert_eq!(again, question, "{session}");
            assert_eq!(answer, Answer::to(question));
        }
    }

    #[test]
    fn every_vector_goes_into_the_form_and_comes_out_of_it() {
        let vectors: Vec<Value> = serde_json::from_str(include_str!("../../../tests/vectors/vectors.json")).expect("JSON");
        assert!(vectors.len() > 50);
        for vector in vectors {
            if Question::from_json(&serde_json::json!({"session": vector["session"]}).to_string()).is_ok() {
                round_trip(&vector["session"].to_string());
            }
        }
        round_trip(r#"{"via":"saml","at":1800000000,"session_not_on_or_after":1799999000,"session_duration":900}"#);
        round_trip(r#"{"via":"access-portal","at":-5,"identity_source":"aws-managed-ad","portal_duration":7776000}"#);
        round_trip(r#"{"via":"assume-role","at":7,"duration_seconds":-1,"caller":{"via":"access-key","principal":"root"}}"#);
    }

    #[test]
    fn a_fault_lies_beside_its_field() {
        let mut form = Form::empty(Tab::Console);
        form.add();
        form.add();
        for (key, typed, what) in [
            ("role_max", "12 hours", What::Duration(duration::Wrong::Form)),
            ("role_max", "1h30", What::Duration(duration::Wrong::Form)),
            ("at", "-1", What::Duration(duration::Wrong::Form)),
            ("role_max", "1e9", What::Duration(duration::Wrong::Form)),
        ] {
            let mut form = form.clone();
            form.cards[1].set(key, typed);
            assert_eq!(form.answer(2, &read), Err(Fault { card: Some(1), key: key.into(), what }), "{typed}");
        }
        form.cards[1].set("at", "2h");
        form.cards[2].set("at", "1h");
        let fault = form.answer(2, &read).expect_err("out of order");
        assert_eq!((fault.card, fault.key.as_str()), (Some(2), "at"));
        form.cards[2].set("at", "3h");
        form.cards[1].set("role_max", "59m");
        let fault = form.answer(2, &read).expect_err("too short");
        assert_eq!((fault.card, fault.key.as_str()), (Some(1), "role_max"));
        form.cards[0].set("at", "nonsense");
        assert_eq!(form.answer(2, &read).expect_err("no time").what, What::Moment);
    }

    #[test]
    fn every_kind_has_a_form_that_can_be_asked_and_answered() {
        for via in Via::ALL.iter().copied() {
            let mut form = Form::about(via);
            let last = form.cards.len() - 1;
            assert_eq!(form.cards[last].via, via);
            // What the card offers is what the grammar takes.
            if form.cards[last].has("role_max") {
                form.cards[last].set("role_max", "12h");
            }
            let (answer, question) = form.answer(last, &read).unwrap_or_else(|fault| panic!("{via:?}: {fault:?}"));
            assert!(answer.ends().is_some() || via == Via::GetScopedCredentials, "{via:?}: {answer:?}");
            assert_eq!(Form::of(&question, &write).cards.len(), form.cards.len(), "{via:?}");
        }
    }

    #[test]
    fn kinds_change_and_what_they_need_comes_with_them() {
        let mut form = Form::empty(Tab::Console);
        form.cards[0].set("at", "T1800000000");
        form.add();
        form.become_via(0, Via::FederationEndpoint);
        assert_eq!(
            form.cards.iter().map(|card| card.via.name()).collect::<Vec<_>>(),
            ["access-key", "assume-role", "federation-endpoint", "switch-role"]
        );
        assert_eq!(form.cards.iter().map(|card| card.from).collect::<Vec<_>>(), [None, Some(0), Some(1), Some(2)]);
        let (answer, _) = form.answer(3, &read).expect("a question");
        assert_eq!(answer.ends().and_then(|ends| ends.at), Some(1_800_000_000), "the time stays");
        form.become_via(2, Via::Saml);
        assert_eq!(
            form.cards.iter().map(|card| (card.via.name(), card.from)).collect::<Vec<_>>(),
            [("saml", None), ("switch-role", Some(0))]
        );
        let (answer, _) = form.answer(1, &read).expect("a question");
        assert_eq!(answer.ends().and_then(|ends| ends.at), Some(1_800_000_000), "and again");
        form.remove(1);
        assert_eq!(form.cards.len(), 1);
        form.remove(0);
        assert_eq!(form.cards.len(), 1, "the first stays");
    }
}
