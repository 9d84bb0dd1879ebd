//! The question about `~/.aws/config`: the core reads it; here secrets are taken out of what is shown, and the report becomes a table.

use session_clock::aws_config::{self, Code, File, Finding, Level, Profile, Report, Sent, Told};
use session_clock::duration;
use session_clock::words::{Lang, Part, calculator as words, config as said};

use crate::markup::Markup;

/// What stands for a secret. No letter and no digit in it, so that it is no secret itself; it is not empty, so that a key with it is still
/// a key; and it is not what people write for their secrets themselves.
const REMOVED: &str = "(***)";

/// Texts larger than this are not put into the field: browsers take seconds to lay them out.
pub const SHOWN: usize = 200_000;

/// Larger files are not read.
pub const LARGEST: f64 = aws_config::LARGEST_FILE as f64;

/// As many profiles are shown.
const PROFILES: usize = 200;

/// What was pasted, dropped and typed.
#[derive(Default)]
pub struct Config {
    /// A file that is not shown in the field: its name and content.
    pub file: Option<(String, Vec<u8>)>,
    /// What the field holds.
    pub text: String,
    /// The roles' maximum, as typed.
    pub maxima: String,
    /// Names of profiles in the credentials file, as typed.
    pub others: String,
    /// What is wrong with a file that was chosen.
    pub refused: Option<String>,
}

/// The text without its secrets.
pub fn without_secrets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for secret in aws_config::secret_lines(text) {
        kept.push_str(&text[from..secret.value.start]);
        kept.push_str(REMOVED);
        from = secret.value.end;
    }
    kept.push_str(&text[from..]);
    kept
}

impl Config {
    /// Whether there is anything to look at.
    pub fn is_empty(&self) -> bool {
        self.file.is_none() && self.text.trim().is_empty()
    }

    /// Its name and what is in it.
    fn content(&self) -> (&str, &[u8]) {
        match &self.file {
            Some((name, bytes)) => (name, bytes),
            None => ("config", self.text.as_bytes()),
        }
    }

    /// Takes a text in, without its secrets.
    pub fn take(&mut self, name: String, text: &str) {
        let text = without_secrets(text);
        (self.file, self.text) =
            if text.len() > SHOWN || text.contains('\0') { (Some((name, text.into_bytes())), String::new()) } else { (None, text) };
    }

    /// The lines that a secret was taken out of.
    pub fn secrets(&self) -> Vec<usize> {
        let lines = self.content().1.split(|byte| *byte == b'\n').zip(1..);
        lines.filter(|(line, _)| line.trim_ascii_end().ends_with(REMOVED.as_bytes())).map(|(_, number)| number).collect()
    }

    /// Looks at it.
    ///
    /// # Errors
    /// Where the roles' maximum is no duration that a role can have: the words for beside that field.
    pub fn check(&self, lang: Lang) -> Result<Report, String> {
        let mut maxima = Told::default();
        let typed = self.maxima.trim();
        if !typed.is_empty() {
            let seconds = duration::parse(typed).map_err(|wrong| wrong.phrase().template(lang).to_owned())?;
            maxima.add("*", seconds).map_err(|_| {
                let range = session_clock::rules::figures::ROLE_MAX;
                words::ERROR_RANGE.say(lang, &[Part::Duration(range.least), Part::Duration(range.most)]).to_string()
            })?;
        }
        // Only names were told, so each stands for a profile with a key: what a credentials file holds, once each.
        let mut others = String::new();
        for name in self.others.split_whitespace() {
            let profile = format!(
                "[{}]\naws_access_key_id = {REMOVED}\naws_secret_access_key = {REMOVED}\n",
                name.trim_end_matches(',').replace([']', '['], "")
            );
            if !others.contains(&profile) {
                others.push_str(&profile);
            }
        }
        let (name, text) = self.content();
        Ok(aws_config::check(File { name, text }, File { name: "credentials", text: others.as_bytes() }, &maxima))
    }
}

/// The report as a table.
pub fn table(report: &Report, lang: Lang) -> String {
    let mut html = Markup::new();
    if !report.findings.is_empty() {
        html.put("<section class=\"whole\"><h3>{}</h3>", &[words::CONFIG_WHOLE.template(lang)]);
        findings(&mut html, &report.findings, lang);
        html.put("</section>", &[]);
    }
    // What names are told for the credentials file only is no profile of this file, and nobody asked about it.
    let profiles: Vec<&Profile> = report.profiles.iter().filter(|one| one.file.as_deref() != Some("credentials")).collect();
    let count = |level| report.all_findings().filter(|finding| finding.level == level).count().to_string().into();
    let summary = said::SUMMARY.say(lang, &[profiles.len().to_string().into(), count(Level::Error), count(Level::Warning)]);
    html.put("<p class=\"summary\" id=\"summary\">{}</p>", &[&summary.to_string()]);
    // The usual case: this file has no keys, since those lie in the other one, which nobody should paste.
    if report.all_findings().any(|finding| matches!(finding.code, Code::NoCredentials | Code::SourceMissing)) {
        html.put("<p id=\"others\">{}</p>", &[words::CONFIG_OTHERS_ASK.template(lang)]);
    }
    if profiles.is_empty() {
        if report.findings.is_empty() {
            html.put("<p>{}</p>", &[said::NO_PROFILES.template(lang)]);
        }
        return html.done();
    }
    html.put("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"summary\">", &[]);
    html.put("<table class=\"profiles\"><thead><tr>", &[]);
    for head in [words::CONFIG_PROFILE, words::CONFIG_CHAIN, words::CONFIG_LIFE, words::CONFIG_FOUND] {
        html.put("<th scope=\"col\">{}</th>", &[head.template(lang)]);
    }
    html.put("</tr></thead><tbody>", &[]);
    for profile in profiles.iter().take(PROFILES) {
        row(&mut html, profile, lang);
    }
    html.put("</tbody></table></div>", &[]);
    if let Some(more) = profiles.len().checked_sub(PROFILES).filter(|more| *more > 0) {
        html.put("<p>{}</p>", &[&words::CONFIG_MORE.say(lang, &[more.to_string().into()]).to_string()]);
    }
    html.done()
}

fn row(html: &mut Markup, profile: &Profile, lang: Lang) {
    html.put("<tr>", &[]);
    html.put("<th scope=\"row\"><code>{}</code>", &[&profile.profile]);
    if let Some(line) = profile.line {
        html.put("<small>{}</small>", &[&words::CONFIG_LINE.say(lang, &[line.to_string().into()]).to_string()]);
    }
    html.put("</th><td><ol class=\"hops\">", &[]);
    if let Some((start, of)) = &profile.start {
        html.put("<li>{}</li>", &[&said::start(*start).say(lang, &[of.to_string().into()]).to_string()]);
    }
    for hop in &profile.hops {
        html.put("<li><b>{}</b> <code>{}</code> ", &[hop.call, &hop.role_arn]);
        let asks = match &hop.duration_seconds {
            None => said::ASKS_NOTHING.say(lang, &[]),
            Some(Sent::Seconds(seconds)) => said::ASKS.say(lang, &[Part::Duration(*seconds)]),
            Some(Sent::Huge(digits)) => said::ASKS.say(lang, &[digits.clone().into()]),
        };
        html.put("<small>{}</small>", &[&asks.to_string()]);
        if hop.chained {
            html.put(" <span class=\"tag\">{}</span>", &[said::CHAINED_HERE.template(lang)]);
        }
        html.put("</li>", &[]);
    }
    html.put("</ol></td>", &[]);
    html.put("<td>{}</td>", &[&said::life(lang, profile).to_string()]);
    html.put("<td>", &[]);
    if profile.findings.is_empty() {
        html.put("<span class=\"fine\">{}</span>", &[words::CONFIG_FINE.template(lang)]);
    } else {
        findings(html, &profile.findings, lang);
    }
    html.put("</td></tr>", &[]);
}

fn findings(html: &mut Markup, list: &[Finding], lang: Lang) {
    html.put("<ul class=\"findings\">", &[]);
    for finding in list {
        let (class, level) = match finding.level {
            Level::Error => ("level error", said::LEVEL_ERROR),
            Level::Warning => ("level", said::LEVEL_WARNING),
        };
        html.put("<li><span class=\"{}\">{}</span> ", &[class, level.template(lang)]);
        if let Some(line) = finding.line {
            html.put("<small>{}</small> ", &[&words::CONFIG_LINE.say(lang, &[line.to_string().into()]).to_string()]);
        }
        html.put("<span>{}</span>", &[&finding.message(lang).to_string()]);
        html.put(" <code class=\"code\">{}</code>", &[Code::name(finding.code)]);
        if let Some(aws) = &finding.aws_says {
            html.put("<pre lang=\"en\">{}</pre>", &[aws]);
        }
        html.put("</li>", &[]);
    }
    html.put("</ul>", &[]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_taken_out_and_keys_stay() {
        let text = "[default]\naws_access_key_id = AKIAEXAMPLE\nAWS_Secret_Access_Key=wJalr/XUtn=\n  more+of+it\nregion = x\r\n\
                    export AWS_SESSION_TOKEN='IQoJb3JpZ2lu'\r\n{\"SecretAccessKey\": \"abc\"}\naws_secret_access_key wJalrX\n\
                    a\u{c}b\u{2028}password: c\nAKIAIOSFODNN7EXAMPLE,wJalrXUtnFEMI\n";
        let mut config = Config::default();
        config.take("config".to_owned(), text);
        assert_eq!(config.secrets(), [3, 4, 6, 7, 8, 9, 10]);
        assert_eq!(
            config.text,
            "[default]\naws_access_key_id = AKIAEXAMPLE\nAWS_Secret_Access_Key=(***)\n  (***)\nregion = x\r\n\
             export AWS_SESSION_TOKEN=(***)\r\n{\"SecretAccessKey\": (***)\naws_secret_access_key (***)\na\u{c}b\u{2028}password: (***)\n(***)\n"
        );
        assert_eq!(without_secrets(&config.text), config.text, "once is enough");
        assert_eq!(without_secrets("password: a\rpassword = b"), "password: (***)\rpassword = (***)");
        config.text = config.text.lines().take(3).collect::<Vec<_>>().join("\n");
        assert_eq!(config.check(Lang::En).expect("a report").worst(), None, "a key without its secret is still a key");
        assert_eq!(config.secrets(), [3], "what is gone is told no longer");
        config.text = "aws_secret_access_key = ***".to_owned();
        assert!(config.secrets().is_empty(), "somebody else took it out");
    }

    #[test]
    fn names_alone_stand_for_the_credentials_file() {
        let text = "[profile prod]\nrole_arn = arn:aws:iam::123456789012:role/prod\nsource_profile = base\nduration_seconds = 7200\n";
        let mut config = Config { text: text.into(), ..Config::default() };
        let report = config.check(Lang::En).expect("a report");
        assert_eq!(report.worst(), Some(Level::Error));
        let asks = table(&report, Lang::En).contains("id=\"others\"");
        config.others = "base, other base".into();
        let report = config.check(Lang::En).expect("a report");
        assert_eq!(report.worst(), None, "{report:?}");
        let shown = table(&report, Lang::En);
        assert!(asks && !shown.contains("id=\"others\""), "asked where it helps, and no longer: {shown}");
        assert!(shown.contains("prod") && !shown.contains("<code>other"), "{shown}");
        config.maxima = "1h".into();
        assert_eq!(config.check(Lang::En).expect("a report").worst(), Some(Level::Error), "more than the roles allow");
        for wrong in ["12 hours", "59m", "-1"] {
            config.maxima = wrong.into();
            assert!(config.check(Lang::En).is_err(), "{wrong}");
        }
    }

    #[test]
    fn garbage_is_answered() {
        let config = Config { file: Some(("x".into(), vec![0, 159, 146, 150, 255])), ..Config::default() };
        let report = config.check(Lang::Ja).expect("a report");
        assert_eq!(report.worst(), Some(Level::Error));
        assert!(table(&report, Lang::Ja).contains("not-utf8"));
    }
}
