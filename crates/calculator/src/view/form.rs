//! The form: tabs, examples, cards and their fields, and what is said beside a field.

use session_clock::grammar::{DEEPEST, Via};
use session_clock::rules::{figures, handed_out, sts};
use session_clock::words::{Lang, Part, Phrase, calculator as words};

use super::{Look, flag};
use crate::markup::Markup;
use crate::state::{Card, Fault, Form, Tab, What};
use crate::{dom, link};

/// An example: what it is called and its question. What it asks about begins now.
fn examples(tab: Tab, now: i64) -> Vec<(Phrase, String)> {
    let key = r#"{"via":"access-key","principal":"iam-user"}"#;
    let ago = |seconds: i64| now - seconds;
    let console = |rest: &str| format!(r#"{{"session":{{"via":"switch-role","at":{now},{rest}}}}}"#);
    let cli = |session: String| format!(r#"{{"client":"botocore","session":{session}}}"#);
    let token = |seconds: i64| cli(format!(r#"{{"via":"get-session-token","at":{now},"duration_seconds":{seconds},"caller":{key}}}"#));
    let role = |at: i64, rest: &str, caller: &str| format!(r#"{{"via":"assume-role","at":{at}{rest},"caller":{caller}}}"#);
    let first = |at: i64| role(at, r#","role_max":3600"#, key);
    let chained = |rest: &str| cli(role(now, &format!(r#","role_max":43200{rest}"#), &first(ago(1_800))));
    match tab {
        Tab::Console => vec![
            (words::EXAMPLE_TEN_HOURS, console(&format!(r#""role_max":43200,"source":{{"via":"iam-user","at":{}}}"#, ago(36_000)))),
            (
                words::EXAMPLE_CHAIN,
                console(&format!(
                    r#""multi_session":true,"role_max":43200,"source":{{"via":"switch-role","at":{0},"multi_session":true,"role_max":3600,"source":{{"via":"iam-user","at":{0}}}}}"#,
                    ago(1_800)
                )),
            ),
            (
                words::EXAMPLE_PORTAL,
                console(&format!(
                    r#""role_max":43200,"source":{{"via":"identity-center","at":{},"permission_set_duration":43200}}"#,
                    ago(600)
                )),
            ),
        ],
        Tab::Api => vec![
            (words::EXAMPLE_TOKEN_LOW, token(899)),
            (words::EXAMPLE_TOKEN_HIGH, token(129_601)),
            (words::EXAMPLE_ROLE_LOW, cli(role(now, r#","role_max":3600,"duration_seconds":899"#, key))),
            (words::EXAMPLE_ROLE_OVER, cli(role(now, r#","role_max":3600,"duration_seconds":3601"#, key))),
            (words::EXAMPLE_CHAIN_LOW, chained(r#","duration_seconds":899"#)),
            (words::EXAMPLE_CHAIN_OVER, chained(r#","duration_seconds":3601"#)),
            (words::EXAMPLE_CHAIN_WORKS, chained("")),
            (
                words::EXAMPLE_PRESIGNED,
                cli(format!(r#"{{"via":"presigned-url","at":{now},"credentials":{},"expires_in":604800}}"#, first(ago(1_800)))),
            ),
            (words::EXAMPLE_ECR, cli(format!(r#"{{"via":"ecr-login","at":{now},"credentials":{}}}"#, first(ago(1_800))))),
        ],
        Tab::Config => Vec::new(),
    }
}

/// So many examples are shown; the others on demand, so that the form is not pushed down.
const SHOWN: usize = 3;

/// Tabs and examples.
pub fn top(look: &Look, tab: Tab) -> String {
    let mut html = Markup::new();
    html.put("<nav class=\"tabs\" aria-label=\"{}\">", &[look.say(words::QUESTIONS)]);
    for (one, name) in Tab::ALL.into_iter().zip([words::TAB_CONSOLE, words::TAB_API, words::TAB_CONFIG]) {
        let current = flag(one == tab, " aria-current=\"page\"");
        html.put("<a id=\"tab-{}\" href=\"#{}\"{!}>{}</a>", &[one.name(), one.name(), current, look.say(name)]);
    }
    html.put("</nav>", &[]);
    let examples = examples(tab, look.now / 60 * 60);
    if !examples.is_empty() {
        html.put("<div class=\"examples\"><h2 id=\"examples\">{}</h2>", &[look.say(words::EXAMPLES)]);
        html.put("<ul aria-labelledby=\"examples\">", &[]);
        let many = flag(examples.len() > SHOWN, "</details>");
        for (at, (name, json)) in examples.into_iter().enumerate() {
            if at == SHOWN {
                html.put("</ul><details><summary>{}</summary><ul aria-labelledby=\"examples\">", &[look.say(words::EXAMPLES_MORE)]);
            }
            html.put("<li><a id=\"example-{}\" href=\"#{}\">{}</a></li>", &[&at.to_string(), &link::write(&json), look.say(name)]);
        }
        html.put("</ul>{!}</div>", &[many]);
    }
    html.done()
}

/// Lets the examples on the page begin at a moment.
pub fn examples_begin(tab: Tab, now: i64) {
    for (at, (_, json)) in examples(tab, now).into_iter().enumerate() {
        if let Some(link) = dom::by_id(&format!("example-{at}")) {
            dom::attribute(&link, "href", Some(&format!("#{}", link::write(&json))));
        }
    }
}

/// Which kinds may stand at a card's place.
fn kinds(form: &Form, place: usize) -> Vec<Via> {
    use Via::*;
    let signs_in = [IamUser, Root, Saml, IdentityCenter, FederationEndpoint, AccessPortal];
    let mut kinds: Vec<Via> = match (form.tab, form.cards[place].from) {
        (Tab::Console, None) if form.cards.iter().all(|card| card.via != FederationEndpoint) => signs_in.into(),
        (Tab::Console, Some(_)) if form.cards[place].via == FederationEndpoint => signs_in.into(),
        (Tab::Console, Some(_)) if form.cards[place].via == SwitchRole => vec![SwitchRole],
        // What is obtained with credentials, or without any: every kind of the grammar that is not the console's.
        (_, from) => {
            let fits = |via: &Via| Tab::of(*via) == Tab::Api && via.keys().inner.is_some() == from.is_some();
            Via::ALL.iter().copied().filter(fits).collect()
        }
    };
    // Other sessions hang on this one: it has to stay what they may come from.
    if let Some(child) = form.cards.iter().find(|card| card.from == Some(place))
        && let Some((_, fits)) = child.via.keys().inner
    {
        kinds.retain(|via| via.fits(fits));
    }
    if !kinds.contains(&form.cards[place].via) {
        kinds.push(form.cards[place].via);
    }
    kinds
}

/// What a session is called: its number and its kind.
pub fn name(form: &Form, place: usize, lang: Lang) -> String {
    let card = &form.cards[place];
    format!("{} {}", place + 1, words::via(card.via, card.typed("principal") == "root").template(lang))
}

/// The form.
pub fn form(look: &Look, form: &Form) -> String {
    let mut html = Markup::new();
    html.put("<h2 class=\"sr\">{}</h2>", &[look.say(words::HOW)]);
    if form.tab == Tab::Api {
        find(&mut html, look);
    }
    for place in 0..form.cards.len() {
        card(&mut html, look, form, place);
    }
    if form.tab == Tab::Api {
        html.put("<div class=\"field\"><label for=\"client\">{}</label>", &[look.say(words::CLIENT)]);
        html.put("<select id=\"client\">", &[]);
        for (value, phrase) in [("botocore", words::CLIENT_BOTOCORE), ("none", words::CLIENT_NONE)] {
            let chosen = flag((value == "botocore") == form.botocore, " selected");
            html.put("<option value=\"{}\"{!}>{}</option>", &[value, chosen, look.say(phrase)]);
        }
        html.put("</select></div>", &[]);
    }
    html.put("<div class=\"actions\">", &[]);
    // A session that nothing can be obtained from ends the row; and the grammar's depth bounds it.
    let last = form.cards.last().map(|card| card.via);
    let fits = session_clock::grammar::Fits::Source;
    let may = match (form.tab, last) {
        (Tab::Console, Some(via)) => via.fits(fits),
        (_, Some(via)) => via.fits(session_clock::grammar::Fits::Caller),
        _ => false,
    };
    if may && form.cards.len() < DEEPEST {
        let phrase = if form.tab == Tab::Console { words::ADD_SWITCH } else { words::ADD_CALL };
        html.put("<button type=\"button\" id=\"add\" data-do=\"add\">{}</button>", &[look.say(phrase)]);
    }
    html.put("<button type=\"button\" id=\"clear\" class=\"quiet\" data-do=\"clear\">{}</button>", &[look.say(words::CLEAR)]);
    html.put("</div>", &[]);
    html.done()
}

/// A box that finds every kind by what people call it. The browser offers the names, so it works by keyboard alone.
fn find(html: &mut Markup, look: &Look) {
    html.put("<div class=\"field\"><label for=\"find\">{}</label>", &[look.say(words::FIND)]);
    html.put(
        "<input type=\"search\" id=\"find\" list=\"kinds\" aria-describedby=\"h-find\" autocomplete=\"off\"><datalist id=\"kinds\">",
        &[],
    );
    for via in Via::ALL {
        html.put("<option value=\"{}\"></option>", &[look.say(words::via(*via, false))]);
    }
    html.put("</datalist><p class=\"hint\" id=\"h-find\">{}</p></div>", &[look.say(words::FIND_HINT)]);
}

/// The kind that somebody looks for: by its whole name, or the only one whose name has those letters. `committed` is whether nothing more
/// will be typed: until then the name of one kind may be how another's begins.
pub fn found(lang: Lang, typed: &str, committed: bool) -> Option<Via> {
    let typed = typed.trim().to_ascii_lowercase();
    let name = |via: &Via| words::via(*via, false).template(lang).to_ascii_lowercase();
    let longer = |via: &Via| name(via) != typed && name(via).starts_with(&typed);
    let whole = Via::ALL.iter().find(|via| name(via) == typed && (committed || !Via::ALL.iter().any(longer)));
    let mut some =
        Via::ALL.iter().filter(|via| committed && !typed.is_empty() && (name(via).contains(&typed) || via.name().contains(&typed)));
    whole.or_else(|| some.next()).copied()
}

fn card(html: &mut Markup, look: &Look, form: &Form, place: usize) {
    let card = &form.cards[place];
    let number = (place + 1).to_string();
    let heading = match (card.via, card.from, form.tab) {
        (Via::SwitchRole, ..) => look.say(words::VIA_SWITCH_ROLE),
        (_, None, Tab::Console) if card.via != Via::AccessKey => look.say(words::SIGN_IN),
        (Via::FederationEndpoint, ..) => look.say(words::SIGN_IN),
        (_, None, _) => look.say(words::CREDENTIALS),
        _ => look.say(words::CALL),
    };
    let at = &place.to_string();
    html.put("<section class=\"card\" id=\"card-{}\" aria-labelledby=\"title-{}\">", &[at, at]);
    html.put("<header><h3 id=\"title-{}\"><span class=\"number\">{}</span> {}</h3>", &[at, &number, heading]);
    if place > 0 && card.via != Via::FederationEndpoint {
        let label = look.fill(words::REMOVE_N, &[number.into()]);
        html.put("<button type=\"button\" class=\"quiet icon\" id=\"remove-{}\" data-do=\"remove\" data-at=\"{}\" aria-label=\"{}\" title=\"{}\">×</button>", &[at, at, &label, &label]);
    }
    html.put("</header>", &[]);
    html.put("<p class=\"error card-error\" id=\"e-card-{}\" hidden=\"\"></p>", &[at]);

    let kinds = kinds(form, place);
    let chosen = if card.via == Via::AccessKey && card.typed("principal") == "root" { "access-key root" } else { card.via.name() };
    if kinds.len() > 1 || form.tab == Tab::Api {
        let label = match (form.tab, card.from) {
            (Tab::Api, Some(_)) => words::CALL,
            // A key is no sign-in.
            (Tab::Api, None) => words::KIND,
            _ => words::HOW,
        };
        html.put("<div class=\"field\"><label for=\"v-{}\">{}</label><select id=\"v-{}\" data-at=\"{}\">", &[at, look.say(label), at, at]);
        for via in kinds {
            let mut option = |value: &str, said: Phrase| {
                html.put("<option value=\"{}\"{!}>{}</option>", &[value, flag(value == chosen, " selected"), look.say(said)]);
            };
            option(via.name(), words::via(via, false));
            if via == Via::AccessKey {
                option("access-key root", words::via(via, true));
            }
        }
        html.put("</select></div>", &[]);
    }
    let sources = form.sources(place);
    if sources.len() > 1 {
        let label = if card.via == Via::SwitchRole { words::FROM } else { words::CALLED_WITH };
        html.put("<div class=\"field\"><label for=\"s-{}\">{}</label><select id=\"s-{}\" data-at=\"{}\">", &[at, look.say(label), at, at]);
        for at in sources {
            let (value, chosen) = (at.to_string(), flag(card.from == Some(at), " selected"));
            html.put("<option value=\"{}\"{!}>{}</option>", &[&value, chosen, &name(form, at, look.lang)]);
        }
        html.put("</select></div>", &[]);
    }
    for field in &card.fields {
        match field.key {
            "principal" => {}
            "multi_session" => check(html, look, place, field.key, field.typed == "on", words::MULTI_SESSION),
            "policy" => check(html, look, place, field.key, field.typed == "off", words::NO_POLICY),
            "identity_source" => check(html, look, place, field.key, field.typed == "on", words::MANAGED_AD),
            key => {
                input(html, look, form, place, key, &field.typed);
                if key == "duration_seconds" {
                    check(html, look, place, "as_typed", card.as_typed, words::AS_TYPED);
                }
            }
        }
    }
    html.put("</section>", &[]);
}

fn check(html: &mut Markup, look: &Look, place: usize, key: &str, on: bool, label: Phrase) {
    let at = &place.to_string();
    html.put(
        "<div class=\"check\"><input type=\"checkbox\" id=\"f-{}-{}\" data-at=\"{}\" data-key=\"{}\"{!}><label for=\"f-{}-{}\">{}</label></div>",
        &[at, key, at, key, flag(on, " checked"), at, key, look.say(label)],
    );
}

/// What a field is called, and what an empty one means.
fn label(card: &Card, key: &str) -> (Phrase, Option<i64>) {
    match (key, card.via) {
        ("role_max", Via::Saml) => (words::ROLE_MAX, None),
        ("role_max", _) => (words::ROLE_MAX, Some(figures::ROLE_MAX_DEFAULT)),
        ("session_duration", Via::Saml) => (words::SESSION_DURATION_SAML, Some(figures::SAML_DEFAULT)),
        ("session_duration", _) => (words::SESSION_DURATION_BROKER, None),
        ("saml_session_duration", _) => (words::SESSION_DURATION_SAML, None),
        ("session_not_on_or_after", _) => (words::NOT_ON_OR_AFTER, None),
        ("permission_set_duration", _) => (words::PERMISSION_SET, Some(figures::PERMISSION_SET_DEFAULT)),
        ("portal_duration", _) => (words::PORTAL_DURATION, Some(figures::PORTAL_DEFAULT)),
        ("profile_duration", _) => (words::PROFILE_DURATION, Some(figures::ROLES_ANYWHERE_DEFAULT)),
        ("sign_in_max", _) => (words::SIGN_IN_MAX, Some(figures::CONSOLE_SIGN_IN)),
        ("expires_in", via) => (words::EXPIRES_IN, handed_out::default(via)),
        ("duration_seconds", via) => {
            (words::DURATION_SECONDS, sts::Call::of(via).map(|call| call.default).or_else(|| handed_out::default(via)))
        }
        _ => (words::AFTER_START, None),
    }
}

fn input(html: &mut Markup, look: &Look, form: &Form, place: usize, key: &str, typed: &str) {
    let card = &form.cards[place];
    let anchor = key == "at" && form.anchor() == Some(place);
    let (said, default) = if anchor { (words::STARTED, None) } else { label(card, key) };
    let at = &place.to_string();
    html.put("<div class=\"field\"><label for=\"f-{}-{}\">{}</label>", &[at, key, look.say(said)]);
    // Seconds show only where there are any.
    let step = match anchor {
        true if typed.len() > "2026-01-31T09:00".len() => " step=\"1\"",
        true => " step=\"60\"",
        false => "",
    };
    html.put("<div class=\"entry\"><input type=\"{}\" id=\"f-{}-{}\" value=\"{}\"{!} data-at=\"{}\" data-key=\"{}\" aria-describedby=\"h-{}-{} e-{}-{}\" autocomplete=\"off\"{!}>", &[if anchor { "datetime-local" } else { "text" }, at, key, typed, step, at, key, at, key, at, key, flag(!anchor, " autocapitalize=\"none\" spellcheck=\"false\"")]);
    if anchor {
        html.put("<button type=\"button\" id=\"now\" data-do=\"now\">{}</button>", &[look.say(words::NOW)]);
    }
    html.put("</div>", &[]);
    let hint = match (key, default) {
        ("at", _) if anchor => look.say(words::STARTED_HINT).to_owned(),
        ("at", _) => look.say(words::AFTER_START_HINT).to_owned(),
        (_, Some(seconds)) => look.fill(words::DEFAULT_IS, &[Part::Duration(seconds)]),
        (_, None) => look.say(words::DEFAULT_NONE).to_owned(),
    };
    html.put(
        "<p class=\"hint\" id=\"h-{}-{}\">{~}</p><p class=\"error\" id=\"e-{}-{}\" hidden=\"\"></p></div>",
        &[at, key, &hint, at, key],
    );
}

/// What to say beside a field.
pub fn fault(look: &Look, form: &Form, fault: &Fault) -> String {
    let invalid = match &fault.what {
        What::Duration(wrong) => {
            return format!("{}{}", capital(look.say(wrong.phrase())), if look.lang == Lang::En { "." } else { "。" });
        }
        What::Moment => return look.say(words::ERROR_MOMENT).to_owned(),
        What::Core(invalid) => invalid,
    };
    let range = match fault.key.as_str() {
        "role_max" => Some(figures::ROLE_MAX),
        "session_duration" | "saml_session_duration" => Some(figures::SAML_SESSION_DURATION),
        "permission_set_duration" => Some(figures::PERMISSION_SET),
        "portal_duration" => Some(figures::PORTAL),
        "profile_duration" => Some(figures::ROLES_ANYWHERE),
        "sign_in_max" => Some(figures::SIGN_IN_MAX),
        _ => None,
    };
    let from = fault.card.and_then(|card| form.cards.get(card)).and_then(|card| card.from);
    match (range, from) {
        (Some(range), _) => look.fill(words::ERROR_RANGE, &[Part::Duration(range.least), Part::Duration(range.most)]),
        (None, Some(from)) if fault.key == "at" => look.fill(words::ERROR_BEFORE, &[(from + 1).to_string().into()]),
        _ => look.fill(words::ERROR_OTHER, &[invalid.message.clone().into()]),
    }
}

fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
