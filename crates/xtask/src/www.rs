//! The calculator's page: `dist/www` for any static host, and `dist/session-clock.html`, one file that works from the disk.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use session_clock::words::{Lang, calculator, unbroken};
use sha2::{Digest, Sha256};

use crate::shell::{Done, at, top};

/// Files that are as they lie in `www/`; the others are filled in or are for one of the two only.
const PLAIN: [&str; 4] = ["early.js", "start.js", "manifest.webmanifest", "icon-512.png"];

/// The extension's icon is the page's.
const ICON: &str = "../extension/icons/icon.svg";

/// Lays out both, from the folder with the bound module.
pub fn build(bound: &Path, dist: &Path) -> Done {
    hosted(bound, &dist.join("www"))?;
    standalone(bound, &dist.join("session-clock.html"))
}

fn source(name: &str) -> Done<String> {
    let path = top().join("www").join(name);
    at(&path, fs::read_to_string(&path))
}

/// The page with its gaps filled in.
fn page(csp: &str, head: &str, foot: &str) -> Done<String> {
    let mut html = source("index.html")?;
    for (gap, text) in [("CSP", csp), ("HEAD", head), ("FOOT", foot), ("ICON", source(ICON)?.trim())] {
        html = html.replace(&format!("{{{{{gap}}}}}"), text);
    }
    for (gap, phrase) in [
        ("TITLE", calculator::TITLE),
        ("TAGLINE", calculator::TAGLINE),
        ("NO_SCRIPT", calculator::NO_SCRIPT),
        ("FOOTER", calculator::FOOTER),
    ] {
        for (suffix, lang) in [("EN", Lang::En), ("JA", Lang::Ja)] {
            html = html.replace(&format!("{{{{{gap}_{suffix}}}}}"), &escape(phrase.template(lang)));
        }
    }
    html = html.replace("{{DESCRIPTION}}", &escape(calculator::DESCRIPTION.template(Lang::En)));
    html = html.replace("{{RULES_EN}}", &rules(Lang::En)).replace("{{RULES_JA}}", &rules(Lang::Ja));
    match html.find("{{") {
        Some(gap) => Err(format!("www/index.html: nothing fills {:.24}", &html[gap..])),
        None => Ok(html),
    }
}

/// The table of rules, from the core's own figures: what is left where the page cannot reckon.
fn rules(lang: Lang) -> String {
    let said = |phrase: session_clock::words::Phrase| escape(phrase.template(lang));
    let mut html = format!("<h2>{}</h2>\n<table>\n<thead><tr>", said(calculator::RULES));
    for head in [calculator::RULES_HOW, calculator::RULES_LASTS, calculator::RULES_SOURCE] {
        html.push_str(&format!("<th scope=\"col\">{}</th>", said(head)));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for (how, lasts, source) in calculator::rules_table(lang) {
        let foreign = if lang == Lang::Ja { " lang=\"en\"" } else { "" };
        html.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td><a href=\"{}\" rel=\"noreferrer\"{foreign}>{}</a> <small>{}</small></td></tr>\n",
            escape(&how),
            escape(&unbroken(&lasts)),
            escape(&source.url_in(lang)),
            escape(source.title),
            source.read
        ));
    }
    html.push_str("</tbody>\n</table>");
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn hosted(bound: &Path, to: &Path) -> Done {
    at(to, fs::create_dir_all(to))?;
    for name in PLAIN {
        let from = top().join("www").join(name);
        at(&from, fs::copy(&from, to.join(name)))?;
    }
    for name in ["calculator.js", "calculator_bg.wasm", "style.css"] {
        let from = bound.join(name);
        at(&from, fs::copy(&from, to.join(name)))?;
    }
    at(to, fs::write(to.join("icon.svg"), source(ICON)?))?;
    let csp = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
               manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";
    let head = "<link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">\n<link rel=\"manifest\" href=\"manifest.webmanifest\">\n\
                <script src=\"early.js\"></script>\n<link rel=\"stylesheet\" href=\"style.css\">\n\
                <link rel=\"modulepreload\" href=\"start.js\">\n<link rel=\"modulepreload\" href=\"calculator.js\">\n\
                <link rel=\"preload\" href=\"calculator_bg.wasm\" as=\"fetch\" type=\"application/wasm\" crossorigin>";
    let html = page(csp, head, "<script type=\"module\" src=\"start.js\"></script>")?;
    at(to, fs::write(to.join("index.html"), html))?;

    // The build's name comes from what is in it: the same files are the same build.
    let mut names: Vec<String> = Vec::new();
    for entry in at(to, fs::read_dir(to))? {
        names.push(at(to, entry)?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name != "sw.js");
    names.sort();
    let mut hash = Sha256::new();
    for name in &names {
        hash.update(name);
        hash.update(at(to, fs::read(to.join(name)))?);
    }
    let build: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    names.insert(0, "./".to_owned());
    let files = serde_json::to_string(&names).map_err(|fault| fault.to_string())?;
    let worker = source("sw.js")?.replace("{{BUILD}}", &format!("session-clock-{build}")).replace("{{FILES}}", &files);
    at(to, fs::write(to.join("sw.js"), worker))
}

fn standalone(bound: &Path, to: &Path) -> Done {
    let module = at(bound, fs::read(bound.join("calculator_bg.wasm")))?;
    let glue = at(bound, fs::read_to_string(bound.join("calculator.js")))?;
    // A module may export although nobody can import it from here; the module's own names are those that `start` uses.
    let start = format!("{glue}\n{}", source("start-standalone.js")?);
    let style = at(bound, fs::read_to_string(bound.join("style.css")))?;
    let (early, icon) = (source("early.js")?, source(ICON)?);
    for (name, text) in [("script", &start), ("script", &early), ("style", &style)] {
        if text.contains(&format!("</{name}")) {
            return Err(format!("what is put into the page ends its own <{name}>"));
        }
    }
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let csp = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {}; img-src data: blob:; base-uri 'none'; form-action 'none'",
        hash(&early),
        hash(&start),
        hash(&style)
    );
    let head = format!(
        "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\">\n<script>{early}</script>\n<style>{style}</style>",
        STANDARD.encode(icon)
    );
    let foot =
        format!("<script type=\"text/plain\" id=\"module\">{}</script>\n<script type=\"module\">{start}</script>", STANDARD.encode(module));
    at(to, fs::write(to, page(&csp, &head, &foot)?))
}
