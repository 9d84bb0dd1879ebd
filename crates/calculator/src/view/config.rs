//! The question about a config file, and the warning about secrets in it.

use session_clock::words::{Lang, calculator as words};

use super::Look;
use crate::markup::Markup;

/// The question about a config file.
pub fn config(look: &Look, config: &crate::config::Config) -> String {
    let mut html = Markup::new();
    html.put("<section class=\"card drop\" id=\"drop\"><div class=\"field\">", &[]);
    html.put("<label for=\"config-text\">{}</label>", &[look.say(words::CONFIG_PASTE)]);
    html.put("<p class=\"hint\" id=\"config-hint\">{}</p>", &[look.say(words::CONFIG_HINT)]);
    html.put("<textarea id=\"config-text\" rows=\"14\" spellcheck=\"false\" autocomplete=\"off\" autocapitalize=\"none\" aria-describedby=\"config-hint config-error\">{}</textarea>", &[&config.text]);
    html.put(
        "<p class=\"error\" id=\"config-error\" role=\"alert\"></p></div><p class=\"warning\" id=\"secrets\" role=\"alert\"></p>",
        &[],
    );
    html.put("<div class=\"field\"><label for=\"config-file\">{}</label>", &[look.say(words::CONFIG_CHOOSE)]);
    html.put("<input type=\"file\" id=\"config-file\"></div>", &[]);
    if let Some((name, bytes)) = &config.file {
        html.put("<p class=\"file\" id=\"file\">", &[]);
        html.put("{} ", &[&look.fill(words::CONFIG_FILE, &[name.clone().into(), bytes.len().to_string().into()])]);
        html.put("<button type=\"button\" id=\"forget\" data-do=\"forget\">{}</button>", &[look.say(words::CONFIG_FORGET)]);
        html.put("</p>", &[]);
    }
    for (id, label, value, hint) in [
        ("config-maxima", words::CONFIG_MAXIMA, &config.maxima, words::DEFAULT_NONE),
        ("config-others", words::CONFIG_OTHERS, &config.others, words::CONFIG_OTHERS_HINT),
    ] {
        html.put("<div class=\"field\"><label for=\"{}\">{}</label><input type=\"text\" id=\"{}\" value=\"{}\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" aria-describedby=\"h-{} e-{}\"><p class=\"hint\" id=\"h-{}\">{}</p><p class=\"error\" id=\"e-{}\" hidden=\"\"></p></div>", &[id, look.say(label), id, value, id, id, id, look.say(hint), id]);
    }
    html.put("</section>", &[]);
    html.put("<div class=\"actions\">", &[]);
    html.put("<button type=\"button\" id=\"clear\" class=\"quiet\" data-do=\"clear\">{}</button>", &[look.say(words::CLEAR)]);
    html.put("</div>", &[]);
    html.done()
}

/// The warning about secrets; empty where there were none.
pub fn secrets(look: &Look, lines: &[usize]) -> String {
    const TOLD: usize = 5;
    if lines.is_empty() {
        return String::new();
    }
    let mut told: Vec<String> = lines.iter().take(TOLD).map(|line| look.fill(words::CONFIG_LINE, &[line.to_string().into()])).collect();
    if lines.len() > TOLD {
        told.push(look.fill(words::CONFIG_LINES_MORE, &[(lines.len() - TOLD).to_string().into()]));
    }
    look.fill(words::CONFIG_SECRETS, &[told.join(if look.lang == Lang::Ja { "、" } else { ", " }).into()])
}
