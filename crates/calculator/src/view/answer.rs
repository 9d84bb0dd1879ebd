//! The answer: its sentence, its limits, what would make it longer; the same as text.

use session_clock::grammar::LimitKind;
use session_clock::rules::longer::{Longer, longer};
use session_clock::rules::sources::{Source, sources};
use session_clock::rules::{Assumed, assumed};
use session_clock::words::{Lang, Part, calculator as words, command, duration, page, pages, told};
use session_clock::{Answer, Ends, Limit, Outcome, Question, Refusal, Refuser, Sure};

use super::{Look, flag};
use crate::markup::Markup;
use crate::picture::{self, length};
use crate::{link, moment};

/// When it ends, in one sentence.
pub fn headline(look: &Look, ends: &Ends, expected: bool) -> String {
    match (ends.duration(), ends.expires_at()) {
        (Some(duration), Some(end)) => {
            let phrase = if expected { command::SHOULD_LAST_UNTIL } else { command::LASTS_UNTIL };
            look.fill(phrase, &[length(look.lang, duration, false, ends.or_earlier).into(), Part::Moment(end)])
        }
        _ if ends.may_end() => look.say(command::END_NOT_KNOWN).to_owned(),
        _ => look.say(command::NO_END).to_owned(),
    }
}

/// Who refuses, in one sentence.
pub fn refused(look: &Look, refusal: &Refusal, expected: bool) -> String {
    let phrase = match refusal.by {
        Refuser::Client => words::REFUSED_BY_CLIENT,
        Refuser::Console => command::CONSOLE_REFUSES,
        Refuser::FederationEndpoint => command::FEDERATION_ENDPOINT_REFUSES,
        Refuser::S3 => command::S3_REFUSES,
        Refuser::Service => command::SERVICE_REFUSES,
        Refuser::RolesAnywhere | Refuser::Sts => words::REFUSED,
    };
    picture::refused(look.lang, phrase.say(look.lang, &[refusal.code.into()]), expected).to_string()
}

/// The answer, with what it rests on that nobody told.
pub fn answer(look: &Look, answer: &Answer, question: &Question, assumed: Option<Assumed>) -> String {
    let expected = assumed.is_some();
    let mut html = Markup::new();
    html.put("<h2 class=\"sr\" id=\"answer-title\">{}</h2>", &[look.say(words::ANSWER)]);
    let sure = match &answer.outcome {
        Outcome::Ends(ends) => {
            if ends.duration().is_some() {
                html.put("<div class=\"session\" id=\"session\"></div>", &[]);
            }
            html.put("<p class=\"headline\" id=\"headline\">{~}</p>", &[&headline(look, ends, expected)]);
            ends.sure
        }
        Outcome::Refused(refusal) => {
            html.put("<p class=\"headline refused\" id=\"headline\">{}</p>", &[&refused(look, refusal, expected)]);
            if let Some(aws) = refusal.printed() {
                html.put("<pre lang=\"en\" class=\"aws\" id=\"aws-says\"><samp>{}</samp></pre>", &[&aws]);
            }
            refusal.sure
        }
        Outcome::Invalid(_) => return html.done(),
    };
    html.put("<p class=\"why\" id=\"why\">{~}</p>", &[&told(look.lang, &answer.outcome, assumed).text(|at| look.moment(at))]);
    if let Outcome::Ends(ends) = &answer.outcome {
        could_end(&mut html, look, ends, expected);
    }
    better(&mut html, look, answer, question, expected);
    html.put("<p class=\"source\" id=\"source\">{}: ", &[look.say(words::SOURCE)]);
    let mut rests_on = Some(look.say(command::sure(sure)));
    for (at, source) in sources(&answer.outcome).into_iter().enumerate() {
        // What AWS has documented stands beside AWS's own page.
        if !source.is_aws()
            && sure == Sure::Documented
            && let Some(sure) = rests_on.take()
        {
            html.put("{}{}{}", &[look.say(page::STOP), sure, look.say(words::SEE_ALSO)]);
        } else if at > 0 {
            html.put(" <span aria-hidden=\"true\">·</span> ", &[]);
        }
        let url = source.url_in(look.lang);
        let title = title(look, &source);
        let said = look.fill(words::READ_ON, &[title.into(), source.read.into()]);
        // Only the title is the link; of what stands beside it only the day stays on one line.
        let (before, after) = said.split_once(title).unwrap_or_default();
        let (between, after) = after.split_once(source.read).unwrap_or_default();
        html.put(
            "{}<a href=\"{}\" rel=\"noreferrer\" target=\"_blank\"{!}>{}</a>{}<span class=\"moment\">{}</span>{}",
            &[before, &url, foreign(look, &source), title, between, source.read, after],
        );
    }
    let stop = look.say(page::STOP);
    match rests_on {
        Some(sure) => html.put("{}{}</p>", &[stop, sure]),
        None => html.put("{}</p>", &[stop.trim_end()]),
    };
    html.done()
}

/// Less of a bar than one part in so many is less than its rounded end, and not drawn; CRUMB in extension/shared/end.js.
const CRUMB: i64 = 50;

/// The session's digits, how surely it ends, its bar and its two moments, as they are at this second. It ticks by itself; what a screen reader is told
/// stands in the headline.
pub fn session(look: &Look, at: i64, end: i64, expected: bool, or_earlier: bool) -> String {
    let real = moment::is_real(at);
    let over = real && look.now >= end;
    let about = picture::about(expected, or_earlier).map_or("{0}", |phrase| look.say(phrase));
    let (template, about, seconds) = if !real {
        ("{0}", about, end - at)
    } else if look.now < at {
        (look.say(words::COUNTDOWN_BEGINS), "{0}", at - look.now)
    } else if !over {
        (look.say(page::LEFT), about, end - look.now)
    } else if expected {
        // It may go on, where an administrator has set another length.
        (look.say(pages::OVERDUE), "", 0)
    } else {
        (look.say(words::COUNTDOWN_ENDED), "{0}", look.now - end)
    };
    let (before, after) = template.split_once("{0}").unwrap_or((template, ""));
    let mut html = Markup::new();
    html.put("<p id=\"countdown\">{}", &[before]);
    if let Some((about, _)) = about.split_once("{0}") {
        html.put("{}<span class=\"digits\">", &[about]);
        for (place, part) in moment::units(look.lang, seconds).split('\u{a0}').enumerate() {
            html.put(["{}<b>{}</b>", "{}<span class=\"unit\">{}</span>"][place % 2], &[if place > 0 { " " } else { "" }, part]);
        }
        html.put("</span>", &[]);
    }
    let (sign, sure) = match (expected, or_earlier) {
        (true, _) => ("~ ", pages::HOW_EXPECTED),
        (_, true) => ("≤ ", pages::HOW_MET_RUNNING),
        _ => ("= ", pages::HOW_COMPUTED),
    };
    html.put(
        "{}</p><span class=\"mark\"><span aria-hidden=\"true\">{}</span>{}</span><div class=\"bar{!}{!}\" aria-hidden=\"true\">",
        &[after, sign, look.say(sure), flag(expected, " expected"), flag(over, " over")],
    );
    if !over {
        // A crumb of what is gone would only look broken.
        let gone = real && (look.now - at) * CRUMB > end - at;
        html.put("{!}<span class=\"rest\" id=\"rest\"></span>", &[flag(gone, "<span class=\"gone\" id=\"gone\"></span>")]);
    }
    let ends = if expected {
        page::ENDS_EXPECTED
    } else if over {
        pages::ENDED_AT
    } else if or_earlier {
        page::ENDS_AT_MOST
    } else {
        page::ENDS_AT
    };
    html.put(
        "</div><p class=\"ends\"><span>{}</span><span>{}</span></p>",
        &[&look.fill(words::BEGAN, &[Part::Moment(at)]), &look.fill(ends, &[Part::Moment(end)])],
    );
    html.done()
}

/// What a source is called. AWS's pages have English titles, the others are in Japanese and have none that all can read.
fn title(look: &Look, source: &Source) -> &'static str {
    if look.lang == Lang::En && !source.is_aws() { look.say(words::TEST_REPORT) } else { source.title }
}

/// The language of a title, where it is not the page's.
fn foreign(look: &Look, source: &Source) -> &'static str {
    if look.lang == Lang::Ja && source.is_aws() { " lang=\"en\"" } else { "" }
}

/// Its limits, the one that ends it first.
pub fn limits(ends: &Ends) -> Vec<Limit> {
    let binding = ends.limit();
    binding.into_iter().chain(ends.limits.iter().copied().filter(|limit| Some(*limit) != binding)).collect()
}

fn could_end(html: &mut Markup, look: &Look, ends: &Ends, expected: bool) {
    let Some(binding) = ends.limit() else { return };
    html.put("<h3>{}</h3><ul class=\"limits\" id=\"limits\">", &[look.say(words::LIMITS)]);
    for limit in limits(ends) {
        let binds = limit == binding;
        // As the picture marks them.
        let (sign, tag) = match (binds, expected) {
            (false, _) => ("○", None),
            (_, false) => ("◆", Some(words::BINDS)),
            (_, true) => ("~", Some(words::BINDS_EXPECTED)),
        };
        html.put("<li{!}><span aria-hidden=\"true\">{}</span>", &[flag(binds, " class=\"binds\""), sign]);
        html.put("<span>{}", &[&words::alone(limit_name(look.lang, limit.limit))]);
        if let Some(tag) = tag {
            html.put(" <b class=\"tag\">{}</b>", &[look.say(tag)]);
        }
        html.put("</span>", &[]);
        let after = limit.expires_at - ends.at.unwrap_or(limit.expires_at);
        let said = look.fill(words::WOULD_BE, &[duration(look.lang, after).into()]);
        html.put("<span class=\"when\">{~} <span aria-hidden=\"true\">·</span> {~}</span></li>", &[&said, &look.moment(limit.expires_at)]);
    }
    html.put("</ul>", &[]);
}

/// What a limit is called within a sentence.
pub fn limit_name(lang: Lang, limit: LimitKind) -> &'static str {
    command::limit(limit).template(lang)
}

fn is_expected(one: &Longer) -> bool {
    assumed(&one.question.session, one.question.client).is_some()
}

/// How long that lasts, as surely as it is known.
fn lasts(look: &Look, one: &Longer) -> String {
    length(look.lang, one.ends.duration().unwrap_or_default(), is_expected(one), one.ends.or_earlier)
}

/// How to get longer, each a link to that question.
fn better(html: &mut Markup, look: &Look, answer: &Answer, question: &Question, expected: bool) {
    let list = longer(question);
    let refused = matches!(answer.outcome, Outcome::Refused(_));
    let endless = answer.ends().is_some_and(|ends| ends.expires_at().is_none());
    if endless || refused && list.is_empty() {
        return;
    }
    html.put("<h3>{}</h3>", &[look.say(if refused { words::WORKS } else { words::MORE })]);
    if list.is_empty() {
        html.put("<p id=\"nothing-longer\">{}</p>", &[look.say(words::MORE_NONE)]);
        return;
    }
    let hows: Vec<_> = list.iter().map(|one| words::changes(look.lang, &one.changes, question.session.via())).collect();
    // What holds of each of several is said once, below.
    let of_all = hows[0].caveat.filter(|_| hows.len() > 1 && hows.iter().all(|how| how.caveat == hows[0].caveat));
    html.put("<ul class=\"longer\" id=\"longer\">", &[]);
    for (one, how) in list.iter().zip(&hows) {
        let href = serde_json::to_string(&one.question).map(|json| link::write(&json)).unwrap_or_default();
        let lasts = lasts(look, one).into();
        let gives = match one.gain {
            Some(gain) => look.fill(words::GIVES, &[lasts, length(look.lang, gain, expected || is_expected(one), false).into()]),
            None => look.fill(words::GIVES_WORKS, &[lasts]),
        };
        html.put("<li><a href=\"#{}\">{~}</a> <b>{~}</b>", &[&href, &how.said, &gives]);
        // In a box of its own: a link is a sentence.
        if let Some(command) = &how.command {
            html.put("<pre lang=\"en\">", &[]);
            for word in command.split_inclusive(' ') {
                html.put("<span>{}</span>", &[word]);
            }
            html.put("</pre>", &[]);
        }
        html.put("<small>{}</small></li>", &[how.caveat.filter(|_| of_all.is_none()).unwrap_or_default()]);
    }
    html.put("</ul>", &[]);
    if let Some(said) = of_all {
        html.put("<p><small id=\"takes\">{}</small></p>", &[said]);
    }
}

/// The answer as text, to be pasted into a ticket.
pub fn plain(look: &Look, answer: &Answer, question: &Question, assumed: Option<Assumed>, pictured: &[String], url: &str) -> String {
    let expected = assumed.is_some();
    let mut out = String::new();
    let mut line = |pieces: &[&str]| {
        for piece in pieces {
            out.push_str(piece);
        }
        out.push('\n');
    };
    match &answer.outcome {
        Outcome::Ends(ends) => line(&[&headline(look, ends, expected)]),
        Outcome::Refused(refusal) => {
            line(&[&refused(look, refusal, expected)]);
            if let Some(aws) = refusal.printed() {
                line(&[&aws]);
            }
        }
        Outcome::Invalid(_) => {}
    }
    line(&[&told(look.lang, &answer.outcome, assumed).text(|at| look.moment(at)), "\n"]);
    for said in pictured {
        line(&["- ", said]);
    }
    let list = longer(question);
    if !list.is_empty() {
        line(&["\n", look.say(if answer.refusal().is_some() { words::WORKS } else { words::MORE }), ":"]);
    }
    for one in list {
        let how = words::changes(look.lang, &one.changes, question.session.via());
        let lasts = lasts(look, &one);
        let command = how.command.map(|command| [" (", &command, ")"].concat()).unwrap_or_default();
        let caveat = how.caveat.map(|caveat| [look.say(page::STOP), caveat].concat()).unwrap_or_default();
        line(&["- ", &how.said, &command, ": ", &lasts, &caveat]);
    }
    line(&[]);
    for source in sources(&answer.outcome) {
        line(&[title(look, &source), ": ", &source.url_in(look.lang)]);
    }
    line(&[url]);
    // What keeps a moment on one line is of no use in a ticket.
    out.replace('\u{a0}', " ")
}
