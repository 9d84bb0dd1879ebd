//! The picture: sessions as bars on a time axis, from the core's figures. SVG as text, so that what is seen, saved and printed is one.
//!
//! It reads without colour: what ends a session is a filled diamond and bold, what could have a hollow circle, a refusal a cross. An expected end is soft:
//! it fades, without an edge, to a wave.
//! Colours are attributes, which the page's style sheet overrides for the dark theme; a saved file keeps them.

use session_clock::rules::Assumed;
use session_clock::words::{Lang, Part, Phrase, Sentence, calculator as words, command, duration, page};

use crate::markup::Markup;

/// How a session goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It ends at that moment.
    At(i64),
    /// It has no end, or none that is known.
    Open,
    /// It is refused.
    Refused,
    /// What was typed cannot be asked yet.
    Invalid,
}

/// A limit of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it is called within a sentence.
    pub name: String,
    /// The moment at which it would end the session.
    pub at: i64,
    /// Whether it is the one that does.
    pub binds: bool,
}

/// A session of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is called, its number first.
    pub name: String,
    /// The bar that it was obtained from.
    pub from: Option<usize>,
    /// When it was obtained.
    pub at: Option<i64>,
    /// What its end, or that it is refused, rests on that nobody told.
    pub assumed: Option<Assumed>,
    /// Whether it dies with credentials whose end is not known: its end is the latest.
    pub or_earlier: bool,
    /// How it goes on.
    pub end: End,
    /// Its limits, the one that ends it first: so the line that comes down to it crosses no other's name.
    pub limits: Vec<Mark>,
    /// Whether it is the one that is asked about.
    pub asked: bool,
}

impl Bar {
    /// Whether its end, or that it is refused, is expected, not worked out.
    pub fn expected(&self) -> bool {
        self.assumed.is_some()
    }
}

/// How moments are written.
pub struct Clock<'a> {
    /// In full, for words.
    pub long: &'a dyn Fn(i64) -> String,
    /// For the axis.
    pub tick: &'a dyn Fn(i64, i64) -> String,
    /// The seconds by which local time is ahead of UTC at a moment; ticks stand on local hours.
    pub ahead: &'a dyn Fn(i64) -> i64,
    /// The present moment, where the scenario is one of real time.
    pub now: Option<i64>,
}

/// How long it lasts, as surely as that is known.
pub fn length(lang: Lang, seconds: i64, expected: bool, or_earlier: bool) -> String {
    let said = duration(lang, seconds);
    match about(expected, or_earlier) {
        Some(phrase) => phrase.say(lang, &[said.into()]).to_string(),
        None => said,
    }
}

/// What stands around how long it lasts; nothing where that is worked out.
pub fn about(expected: bool, or_earlier: bool) -> Option<Phrase> {
    match (expected, or_earlier) {
        (true, _) => Some(page::ABOUT),
        (_, true) => Some(page::AT_MOST),
        _ => None,
    }
}

/// That it is refused, as surely as that is known.
pub fn refused(lang: Lang, said: Sentence, expected: bool) -> Sentence {
    if expected { command::EXPECTED.say(lang, &[said.to_string().into()]) } else { said }
}

/// The picture in words: one sentence for each session.
pub fn in_words(bars: &[Bar], lang: Lang, clock: &Clock) -> Vec<String> {
    bars.iter()
        .map(|bar| {
            let name: Part = bar.name.clone().into();
            let moment = |at: i64| Part::from((clock.long)(at));
            let mut said = match (bar.end, bar.at) {
                (End::At(end), Some(at)) => words::PICTURE_ROW
                    .say(lang, &[name, moment(at), moment(end), length(lang, end - at, bar.expected(), bar.or_earlier).into()]),
                (End::Refused, Some(at)) => refused(lang, words::PICTURE_ROW_REFUSED.say(lang, &[name, moment(at)]), bar.expected()),
                (End::Invalid, _) => words::PICTURE_ROW_INVALID.say(lang, &[name]),
                _ => words::PICTURE_ROW_ENDLESS.say(lang, &[name]),
            };
            if let Some(mark) = bar.limits.iter().find(|mark| mark.binds) {
                let phrase = if bar.expected() { words::PICTURE_BINDS_EXPECTED } else { words::PICTURE_BINDS };
                said = said.then(phrase.say(lang, &[mark.name.clone().into()]));
            }
            if let Some(from) = bar.from {
                said = said.then(words::PICTURE_FROM.say(lang, &[(from + 1).to_string().into()]));
            }
            said.to_string()
        })
        .collect()
}

const STEPS: [i64; 17] =
    [60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600, 2_592_000, 7_776_000];
const FONT: &str = "system-ui, 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic UI', sans-serif";
// The light theme's values of extension/pages/tokens.css, by the same names.
const TEXT: &str = "#16191f";
const SOFT: &str = "#545b66";
const LINE: &str = "#d5d9e0";
const EDGE: &str = "#7b8491";
const TRACK: &str = "#dfe3e9";
const CALM: &str = "#0b66c3";
const RED_BAR: &str = "#d3201f";
const BG: &str = "#fff";
const SIZE: f64 = 13.0;
const TOP: f64 = 34.0;
/// What is drawn keeps off the card's border, shapes with their half.
const LEFT: f64 = 20.0;
const RIGHT: f64 = 22.0;
/// And so does what is written.
const MARGIN: f64 = 12.0;

/// The axis: from and to in seconds, and the pixels between.
struct Axis {
    from: i64,
    to: i64,
    width: f64,
}

impl Axis {
    fn of(bars: &[Bar], width: f64) -> Axis {
        let starts = bars.iter().filter_map(|bar| bar.at);
        let ends = bars.iter().filter_map(|bar| match bar.end {
            End::At(end) => Some(end),
            _ => None,
        });
        let from = starts.clone().min().unwrap_or(0);
        let latest = starts.chain(ends).max().unwrap_or(from).max(from + 600);
        let limits = bars.iter().flat_map(|bar| &bar.limits).map(|mark| mark.at).max().unwrap_or(latest);
        // A limit far beyond every end would squeeze all that matters: it stands at the edge, with an arrow.
        let to = limits.min(from.saturating_add((latest - from).saturating_mul(8))).max(latest);
        Axis { from, to: to.saturating_add((to - from) / 40), width }
    }

    fn x(&self, at: i64) -> f64 {
        let share = (at.saturating_sub(self.from)) as f64 / (self.to - self.from).max(1) as f64;
        LEFT + between(share, 0.0, 1.0) * (self.width - LEFT - RIGHT)
    }

    /// Where a text of so much on either side of its middle stays on the paper.
    fn on_paper(&self, x: f64, half: f64) -> f64 {
        between(x, half + MARGIN, self.width - half - MARGIN)
    }
}

/// The nearest that is not below the least; nor above the most, where there is room. `f64::clamp` panics where there is none, and to say so brings what
/// writes a float in full.
pub fn between(value: f64, least: f64, most: f64) -> f64 {
    value.min(most).max(least)
}

/// One number of a path, to a tenth. By whole numbers: what writes a float in full is larger than the rest of this module.
fn n(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

/// How wide a text can be, in pixels, in the widest of the common fonts: Japanese takes a whole square for each character.
fn wide(text: &str, bold: bool) -> f64 {
    let each = SIZE * if bold { 0.58 } else { 0.52 };
    text.chars().map(|c| if c >= '\u{1100}' { SIZE } else { each }).sum()
}

/// The text in lines of no more than so much room: nothing is cut. A line ends behind a space, but not behind a number, whose unit follows; in Japanese
/// behind the kana that a phrase ends with.
fn lines(text: &str, bold: bool, room: f64) -> Vec<String> {
    let kana = |c: char| ('\u{3041}'..='\u{309f}').contains(&c);
    let mut lines = vec![String::new()];
    let (mut piece, mut before) = (String::new(), ' ');
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        piece.push(c);
        let ends = match rest.peek() {
            Some('·') => false,
            Some(&next) => c == ' ' && !before.is_ascii_digit() || kana(c) && next > '\u{309f}',
            None => true,
        };
        before = c;
        if ends && let Some(line) = lines.last_mut() {
            let piece = std::mem::take(&mut piece);
            if line.is_empty() || wide(line, bold) + wide(piece.trim_end(), bold) <= room {
                line.push_str(&piece);
            } else {
                lines.push(piece);
            }
        }
    }
    lines
}

/// How wide the widest line is.
fn widest(lines: &[String], bold: bool) -> f64 {
    lines.iter().map(|line| wide(line.trim_end(), bold)).fold(0.0, f64::max)
}

/// From one line of a text to the next.
const LEADING: f64 = 16.0;

/// What a text of so many lines takes more than one of one line.
fn more(lines: &[String]) -> f64 {
    LEADING * (lines.len() - 1) as f64
}

/// What is written about a session, and where its bar lies.
struct Row {
    top: f64,
    label: Vec<String>,
    /// Of the session that is asked about, a name for each limit.
    limits: Vec<Vec<String>>,
}

/// The room for a limit's name: before its mark, and behind it.
fn beside(axis: &Axis, mark: &Mark) -> (f64, f64) {
    let x = axis.x(mark.at);
    (x - 12.0 - MARGIN, axis.width - x - 12.0 - MARGIN)
}

fn row(axis: &Axis, bar: &Bar, lang: Lang) -> Row {
    let said = match (bar.end, bar.at) {
        (End::At(end), Some(at)) => length(lang, end - at, bar.expected(), bar.or_earlier),
        (End::At(_), None) => String::new(),
        (End::Open, _) => words::PICTURE_ENDLESS.template(lang).to_owned(),
        (End::Refused, _) => refused(lang, words::PICTURE_REFUSED.say(lang, &[]), bar.expected()).to_string(),
        (End::Invalid, _) => "?".to_owned(),
    };
    let label = lines(&[&bar.name, " · ", &said].concat(), bar.asked, axis.width - 2.0 * MARGIN);
    let named = |mark: &Mark| {
        // How long it lasts by the one that ends it stands beside its own name.
        let name = words::alone(&mark.name);
        let said = match bar.at {
            Some(at) if !mark.binds => [&duration(lang, mark.at - at), " · ", &name].concat(),
            _ => name,
        };
        let (before, after) = beside(axis, mark);
        lines(&said, mark.binds, before.max(after))
    };
    let limits = if bar.asked { bar.limits.iter().map(named).collect() } else { Vec::new() };
    Row { top: 0.0, label, limits }
}

/// Draws the picture, so many pixels wide, with what it says in words.
pub fn draw(bars: &[Bar], said: &[String], lang: Lang, clock: &Clock, width: f64) -> String {
    let axis = Axis::of(bars, width);
    let many = bars.len() > 14;
    let (high, thick) = if many { (30.0, 9.0) } else { (46.0, 16.0) };
    let mut rows: Vec<Row> = bars.iter().map(|bar| row(&axis, bar, lang)).collect();
    let mut y = TOP;
    for (row, bar) in rows.iter_mut().zip(bars) {
        y += high + more(&row.label);
        row.top = y - thick - 6.0;
        if bar.asked {
            y += row.limits.iter().map(|name| 22.0 + more(name)).sum::<f64>() + 6.0;
        }
    }
    let height = y + 16.0;

    let mut svg = Markup::new();
    let (w, h) = (n(width), n(height));
    svg.put("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"picture-title picture-desc\" class=\"picture\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" font-family=\"{}\" font-size=\"13\">", &[&w, &h, &w, &h, FONT]);
    svg.put("<title id=\"picture-title\">{}</title>", &[words::PICTURE_TITLE.template(lang)]);
    svg.put("<desc id=\"picture-desc\">", &[]);
    for (place, said) in said.iter().enumerate() {
        svg.put("{}{}", &[if place > 0 { " " } else { "" }, said]);
    }
    // Firefox would have the names in the picture read after its description.
    svg.put("</desc><g aria-hidden=\"true\">", &[]);
    svg.put("<rect class=\"paper\" width=\"{}\" height=\"{}\" fill=\"{}\"></rect>", &[&w, &h, BG]);
    svg.put("<linearGradient id=\"soften\"><stop stop-color=\"{}\" stop-opacity=\"0\"></stop><stop offset=\"1\" stop-color=\"{}\"></stop></linearGradient>", &[TRACK, TRACK]);
    ticks(&mut svg, &axis, clock, height);
    for (place, bar) in bars.iter().enumerate() {
        connector(&mut svg, &axis, bar, place, &rows, thick);
    }
    // Before the names, which it would strike through.
    now_line(&mut svg, &axis, clock, lang, height);
    for (bar, row) in bars.iter().zip(&rows) {
        session(&mut svg, &axis, bar, row, thick);
    }
    svg.put("</g></svg>", &[]);
    svg.done()
}

fn line(svg: &mut Markup, class: &str, from: (f64, f64), to: (f64, f64), colour: &str, dashes: &str, thick: &str) {
    let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(n);
    svg.put(
        "<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{!}></line>",
        &[class, &x1, &y1, &x2, &y2, colour, thick, dashes],
    );
}

fn text(svg: &mut Markup, class: &str, at: (f64, f64), anchor: &str, bold: bool, colour: &str, said: &str) {
    let [x, y] = [at.0, at.1].map(n);
    svg.put(
        "<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\"{!} fill=\"{}\">{}</text>",
        &[class, &x, &y, anchor, if bold { " font-weight=\"700\"" } else { "" }, colour, said],
    );
}

fn ticks(svg: &mut Markup, axis: &Axis, clock: &Clock, height: f64) {
    let span = axis.to - axis.from;
    let most = ((axis.width - LEFT - RIGHT) / 84.0).max(2.0) as i64;
    let step = STEPS.into_iter().find(|step| span / step <= most).unwrap_or(span / most + 1);
    let ahead = (clock.ahead)(axis.from);
    let mut at = (axis.from + ahead).div_euclid(step) * step - ahead;
    if at < axis.from {
        at += step;
    }
    while at <= axis.to {
        let x = axis.x(at);
        line(svg, "grid", (x, TOP - 8.0), (x, height - 8.0), LINE, "", "1");
        let said = (clock.tick)(at, step);
        let half = wide(&said, false) / 2.0;
        let x = axis.on_paper(x, half);
        text(svg, "soft", (x, TOP - 14.0), "middle", false, SOFT, &said);
        at += step;
    }
}

/// From the session that it was obtained from, straight down at the moment of the switch.
fn connector(svg: &mut Markup, axis: &Axis, bar: &Bar, place: usize, rows: &[Row], thick: f64) {
    let (Some(from), Some(at)) = (bar.from, bar.at) else { return };
    let (Some(Row { top: upper, .. }), Some(Row { top: lower, .. })) = (rows.get(from), rows.get(place)) else { return };
    let x = axis.x(at);
    // A dot, a line and an arrow as one path: each element counts where there are fifty.
    let [x0, left, right, dot, neck, tip, dot_left] = [x, x - 3.5, x + 3.5, upper + thick / 2.0, lower - 7.0, *lower, x - 2.5].map(n);
    svg.put(
        "<path class=\"link\" d=\"M{} {}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M{} {}V{}M{} {}H{}L{} {}Z\" fill=\"{}\" stroke=\"{}\"></path>",
        &[&dot_left, &dot, &x0, &dot, &neck, &left, &neck, &right, &x0, &tip, SOFT, SOFT],
    );
}

fn session(svg: &mut Markup, axis: &Axis, bar: &Bar, row: &Row, thick: f64) {
    let top = row.top;
    let start = bar.at.map_or(LEFT, |at| axis.x(at));
    let right = axis.width - RIGHT;
    let stop = match bar.end {
        End::At(end) => axis.x(end),
        End::Open => right,
        End::Refused | End::Invalid => start,
    };
    let long = widest(&row.label, bar.asked);
    // A label has to stay on the paper, and beside what comes down at its bar's start: the connector, or the line of the present.
    let x = (start + 8.0).min(axis.width - long - MARGIN).max(MARGIN);
    let class = if bar.asked { "ink" } else { "soft" };
    let colour = if bar.asked { TEXT } else { SOFT };
    written(svg, class, (x, top - 7.0 - more(&row.label)), "start", bar.asked, colour, &row.label);
    if matches!(bar.end, End::Refused | End::Invalid) {
        let (cx, cy) = (start, top + thick / 2.0);
        let [l, r, u, d] = [cx - 6.0, cx + 6.0, cy - 6.0, cy + 6.0].map(n);
        svg.put(
            "<path class=\"cross\" d=\"M{} {}L{} {}M{} {}L{} {}\" stroke=\"{}\" stroke-width=\"3\"></path>",
            &[&l, &u, &r, &d, &r, &u, &l, &d, RED_BAR],
        );
        return;
    }
    let (class, colour) = if bar.asked { ("asked", CALM) } else { ("kept", EDGE) };
    let [bx, by, bw, bh] = [start, top, (stop - start).max(2.0), thick].map(n);
    svg.put(
        "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\" fill=\"{}\"></rect>",
        &[class, &bx, &by, &bw, &bh, colour],
    );
    if bar.expected() {
        soften(svg, start, stop, top, thick);
    }
    if bar.end == End::Open {
        let [x0, x1, u, m, d] = [right - 1.0, right + 9.0, top - 2.0, top + thick / 2.0, top + thick + 2.0].map(n);
        svg.put("<path class=\"{}\" d=\"M{} {}L{} {}L{} {}Z\" fill=\"{}\"></path>", &[class, &x0, &u, &x1, &m, &x0, &d, colour]);
    }
    let mut y = top + thick + 16.0;
    for (place, mark) in bar.limits.iter().enumerate() {
        match row.limits.get(place) {
            Some(name) => {
                limit(svg, axis, bar, mark, name, (start, top, y));
                y += 22.0 + more(name);
            }
            None if mark.binds => shape(svg, mark, CALM, (axis.x(mark.at), top + thick / 2.0), bar.expected(), mark.at > axis.to),
            None => {}
        }
    }
}

/// An expected end fades, as it does in the session's bar.
fn soften(svg: &mut Markup, start: f64, stop: f64, top: f64, thick: f64) {
    let third = (stop - start) / 3.0;
    let [x, y, w, h] = [stop - third, top, third, thick].map(n);
    svg.put("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\" fill=\"url(#soften)\"></rect>", &[&x, &y, &w, &h]);
}

/// A limit of the session that is asked about: a line of its own below the bar, its mark, and its name.
fn limit(svg: &mut Markup, axis: &Axis, bar: &Bar, mark: &Mark, name: &[String], (start, top, y): (f64, f64, f64)) {
    let x = axis.x(mark.at);
    let (class, colour, dashes, thick) = match mark.binds {
        true => ("binds", CALM, "", "2"),
        false => ("limit", SOFT, " stroke-dasharray=\"2 4\"", "1.5"),
    };
    line(svg, class, (start, y), (x, y), colour, dashes, thick);
    if mark.binds {
        if bar.expected() {
            soften(svg, start, x, y - 1.0, 2.0);
        } else {
            line(svg, class, (x, top - 3.0), (x, y), colour, "", "2");
        }
    }
    shape(svg, mark, colour, (x, y), bar.expected(), mark.at > axis.to);
    // On the side of its mark where there is more room, where it does not fit behind it.
    let (at, anchor) = if widest(name, mark.binds) <= beside(axis, mark).1 { (x + 12.0, "start") } else { (x - 12.0, "end") };
    let (class, colour) = if mark.binds { ("ink", TEXT) } else { ("soft", SOFT) };
    written(svg, class, (at, y + 4.5), anchor, mark.binds, colour, name);
}

/// Lines of a text, the first at that height. Paper behind the letters, so that what runs past does not strike them through.
fn written(svg: &mut Markup, class: &str, (x, y): (f64, f64), anchor: &str, bold: bool, colour: &str, lines: &[String]) {
    let long = widest(lines, bold);
    // Before a mark it reaches up to that: the end of the line to it would look like a dash.
    let (left, right) = if anchor == "start" { (x - 2.0, x + long + 2.0) } else { (x - long - 2.0, x + 5.0) };
    let [bx, by, bw, bh] = [left, y - 12.0, right - left, more(lines) + 15.0].map(n);
    svg.put("<rect class=\"paper\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"></rect>", &[&bx, &by, &bw, &bh, BG]);
    for (place, said) in lines.iter().enumerate() {
        text(svg, class, (x, y + LEADING * place as f64), anchor, bold, colour, said.trim_end());
    }
}

/// What ends a session: a filled diamond, where that end is expected a wave, as `~` marks it beside the digits. A hollow circle for what could have ended it; an
/// arrow where it lies beyond the edge.
fn shape(svg: &mut Markup, mark: &Mark, colour: &str, (x, y): (f64, f64), expected: bool, beyond: bool) {
    let class = if mark.binds { "binds" } else { "limit" };
    if beyond {
        let [a, b, u, m, d] = [x - 2.0, x + 8.0, y - 5.0, y, y + 5.0].map(n);
        svg.put(
            "<path class=\"{}\" d=\"M{} {}L{} {}L{} {}\" fill=\"none\" stroke=\"{}\"></path>",
            &[class, &a, &u, &b, &m, &a, &d, colour],
        );
    } else if mark.binds && expected {
        let [x, y] = [x - 6.0, y].map(n);
        svg.put(
            "<path class=\"wave binds\" d=\"M{} {}q3 -6 6 0t6 0\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"></path>",
            &[&x, &y, colour],
        );
    } else if mark.binds {
        let [l, r, u, d, cx, cy] = [x - 6.5, x + 6.5, y - 6.5, y + 6.5, x, y].map(n);
        svg.put(
            "<path class=\"diamond\" d=\"M{} {}L{} {}L{} {}L{} {}Z\" fill=\"{}\" stroke=\"{}\"></path>",
            &[&cx, &u, &r, &cy, &cx, &d, &l, &cy, colour, BG],
        );
    } else {
        let [cx, cy] = [x, y].map(n);
        svg.put(
            "<circle class=\"ring\" cx=\"{}\" cy=\"{}\" r=\"4.5\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.5\"></circle>",
            &[&cx, &cy, BG, colour],
        );
    }
}

fn now_line(svg: &mut Markup, axis: &Axis, clock: &Clock, lang: Lang, height: f64) {
    let Some(now) = clock.now.filter(|now| (axis.from..=axis.to).contains(now)) else { return };
    let x = axis.x(now);
    line(svg, "now", (x, TOP - 10.0), (x, height - 18.0), TEXT, " stroke-dasharray=\"6 3\"", "1.5");
    let said = words::PICTURE_NOW.template(lang);
    let half = wide(said, true) / 2.0;
    let at = axis.on_paper(x, half);
    text(svg, "ink", (at, height - 5.0), "middle", true, TEXT, said);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(now: Option<i64>) -> Clock<'static> {
        Clock { long: &|at| format!("@{at}"), tick: &|at, _| format!("{}", at / 3_600), ahead: &|_| 0, now }
    }

    fn chain(count: usize) -> Vec<Bar> {
        let mark = |at: usize| vec![Mark { name: "role chaining".into(), at: at as i64 * 60 + 3_600, binds: true }];
        (0..count)
            .map(|at| Bar {
                name: format!("{} Switch role", at + 1),
                from: at.checked_sub(1),
                at: Some(at as i64 * 60),
                assumed: None,
                or_earlier: false,
                end: End::At(at as i64 * 60 + 3_600),
                limits: mark(at),
                asked: at + 1 == count,
            })
            .collect()
    }

    /// What stands in an attribute of each element of a class.
    fn numbers(svg: &str, element: &str, class: &str, attribute: &str) -> Vec<f64> {
        let open = format!("<{element} class=\"{class}\"");
        svg.split(&open)
            .skip(1)
            .filter_map(|rest| rest.split('>').next()?.split(&format!(" {attribute}=\"")).nth(1)?.split('"').next()?.parse().ok())
            .collect()
    }

    #[test]
    fn fifty_sessions_each_have_a_row_of_their_own() {
        let svg = draw(&chain(50), &[], Lang::En, &clock(Some(100)), 640.0);
        let mut rows = numbers(&svg, "rect", "kept", "y");
        rows.extend(numbers(&svg, "rect", "asked", "y"));
        assert_eq!(rows.len(), 50);
        assert!(rows.windows(2).all(|pair| pair[1] - pair[0] >= 30.0), "{rows:?}");
        assert_eq!(svg.matches("class=\"diamond\"").count(), 50);
        assert_eq!(svg.matches("class=\"now\"").count(), 1);
    }

    #[test]
    fn nothing_lies_off_the_paper() {
        for width in [320.0, 900.0] {
            let mut bars = chain(3);
            // Twelve hours and ninety days in one picture, and a start that is one with the end.
            bars[2].limits.push(Mark { name: "the access portal's session duration".into(), at: 7_776_000, binds: false });
            bars.push(Bar {
                name: "4 Refused".into(),
                from: Some(2),
                at: Some(4_000),
                assumed: None,
                or_earlier: false,
                end: End::Refused,
                limits: Vec::new(),
                asked: false,
            });
            bars.push(Bar {
                name: "5 Key".into(),
                from: None,
                at: None,
                assumed: None,
                or_earlier: false,
                end: End::Open,
                limits: Vec::new(),
                asked: false,
            });
            let svg = draw(&bars, &[], Lang::En, &clock(None), width);
            for (element, class) in [("rect", "kept"), ("rect", "asked"), ("rect", "paper")] {
                let ends = numbers(&svg, element, class, "x")
                    .into_iter()
                    .zip(numbers(&svg, element, class, "width").into_iter().skip(usize::from(class == "paper")));
                for (x, wide) in ends {
                    assert!(x >= 0.0 && x + wide <= width + 1.0, "{class} at {x}, {wide} wide, of {width}");
                }
            }
            assert!(svg.contains("class=\"cross\"") && !svg.contains("class=\"now\""));
        }
    }

    #[test]
    fn what_is_written_keeps_off_the_border() {
        for width in [300.0, 328.0, 900.0] {
            for (lang, far) in [(Lang::En, 60_000), (Lang::Ja, 3_700)] {
                let mut bars = chain(3);
                bars[2].limits.push(Mark {
                    name: "the role's maximum session duration, or ロールの最大セッション期間".into(),
                    at: far,
                    binds: false,
                });
                // The present at the very start.
                let svg = draw(&bars, &[], lang, &clock(Some(0)), width);
                for text in svg.split("<text ").skip(1) {
                    let of =
                        |name: &str| text.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
                    let said = text.split(['>', '<']).nth(1).unwrap_or_default();
                    let x: f64 = of("x").parse().expect("a number");
                    let long = wide(said, text.contains("font-weight"));
                    let left = x - match of("text-anchor") {
                        "end" => long,
                        "middle" => long / 2.0,
                        _ => 0.0,
                    };
                    assert!(left >= 11.9 && left + long <= width - 11.9, "{said}: {left} and {long}, of {width}");
                    // No name lies on the line of the present.
                    assert!(of("text-anchor") != "start" || x > LEFT + 4.0, "{said}: {x}");
                }
                // Before a mark no end of a line is left that looks like a dash.
                let papers =
                    numbers(&svg, "rect", "paper", "x").into_iter().zip(numbers(&svg, "rect", "paper", "width").into_iter().skip(1));
                let rights: Vec<f64> = papers.map(|(x, wide)| x + wide).collect();
                for ring in numbers(&svg, "circle", "ring", "cx") {
                    let before = svg.contains("text-anchor=\"end\"");
                    assert!(!before || rights.iter().any(|right| (ring - right - 7.0).abs() < 0.2), "{ring} {rights:?}");
                }
                // No mark is cut off.
                for ring in numbers(&svg, "circle", "ring", "cx") {
                    assert!((16.0..=width - 16.0).contains(&ring), "{ring} of {width}");
                }
            }
        }
    }

    #[test]
    fn nothing_is_cut_and_every_line_stands_apart() {
        let name = "3 IAM Identity Center (aws sso login), whatever it is called";
        for (mark, far) in [
            ("the role's maximum session duration", 4_000),
            ("管理者が設定したサインインの長さ", 400_000),
            ("アクセス許可セットのセッション期間", 14_000),
        ] {
            for width in [300.0, 340.0, 900.0] {
                let mut bars = chain(3);
                bars[2].name = name.into();
                bars[2].limits.push(Mark { name: mark.into(), at: far, binds: false });
                let svg = draw(&bars, &[], Lang::En, &clock(None), width);
                let texts: Vec<&str> = svg.split("<text ").skip(1).filter_map(|rest| rest.split(['>', '<']).nth(1)).collect();
                let whole = |said: &str| {
                    (0..texts.len())
                        .any(|from| (from..texts.len()).any(|to| said == texts[from..=to].join(" ") || said == texts[from..=to].concat()))
                };
                assert!(whole(&format!("{name} · 1 hour")), "{texts:?}");
                assert!(texts.iter().any(|text| text.contains(" · ")) && !svg.contains('…'));
                let last = bars[2].limits[1].name.chars().last();
                assert!(texts.iter().any(|text| text.chars().last() == last), "{texts:?}");
                // One below the other.
                let mut heights: Vec<f64> = svg
                    .split("<text ")
                    .skip(1)
                    .filter(|text| !text.contains("middle"))
                    .filter_map(|text| text.split(" y=\"").nth(1)?.split('"').next()?.parse().ok())
                    .collect();
                assert!(heights.len() >= 5);
                heights.dedup_by(|next, before| {
                    *next - *before >= 15.0 && {
                        *before = *next;
                        true
                    }
                });
                assert_eq!(heights.len(), 1, "{svg}");
            }
        }
        assert_eq!(lines("12 hours · the role's maximum", false, 70.0), ["12 hours · ", "the role's ", "maximum"]);
        assert_eq!(lines("12 時間 · ロールの最大セッション期間", false, 100.0), ["12 時間 · ", "ロールの", "最大セッション期間"]);
    }

    #[test]
    fn moments_at_the_edge_of_reckoning_do_not_break_it() {
        let far = 1_i64 << 53;
        let bar = Bar {
            name: "1".into(),
            from: None,
            at: Some(-far),
            assumed: None,
            or_earlier: false,
            end: End::At(far),
            limits: vec![],
            asked: true,
        };
        assert!(draw(&[bar], &[], Lang::Ja, &clock(None), 500.0).ends_with("</svg>"));
        assert!(draw(&[], &[], Lang::En, &clock(None), 500.0).ends_with("</svg>"));
    }

    #[test]
    fn the_words_say_what_the_picture_shows() {
        let said = in_words(&chain(2), Lang::En, &clock(None));
        assert_eq!(said[1], "2 Switch role: from @60 to @3660, 1 hour. Ended by role chaining. Obtained from session 1.");
        // Drawn, the name of a limit stands alone.
        assert!(draw(&chain(2), &said, Lang::En, &clock(None), 500.0).contains(">Role chaining</text>"));
        // As surely as it is known, in words and drawn.
        let mut bars = chain(2);
        let sharp = draw(&bars, &[], Lang::En, &clock(None), 500.0);
        bars[1].assumed = Some(Assumed::Length);
        let soft = draw(&bars, &[], Lang::En, &clock(None), 500.0);
        assert!(in_words(&bars, Lang::En, &clock(None))[1].contains("to @3660, about 1 hour."));
        assert!(
            soft.contains("2 Switch role · about 1 hour") && soft.matches("url(#soften)").count() == 2 && !sharp.contains("url(#soften)")
        );
        assert!(in_words(&bars, Lang::En, &clock(None))[1].contains("Expected to be ended by role chaining."));
        // No edge and nothing solid at such an end, whether it is asked about or not; an end that is worked out keeps both.
        let edges = |svg: &str| {
            (svg.matches("class=\"diamond\"").count(), svg.matches("<line class=\"binds\"").count(), svg.matches("class=\"wave ").count())
        };
        assert_eq!((edges(&sharp), edges(&soft)), ((2, 2, 0), (1, 1, 1)));
        bars[0].assumed = Some(Assumed::Length);
        assert_eq!(edges(&draw(&bars, &[], Lang::En, &clock(None), 500.0)), (0, 1, 2));
    }
}
