//! Which language people read.

use clap::ValueEnum;
use session_clock::words::Lang;

/// A language that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Choice {
    /// English
    En,
    /// 日本語
    Ja,
}

impl From<Choice> for Lang {
    fn from(choice: Choice) -> Lang {
        match choice {
            Choice::En => Lang::En,
            Choice::Ja => Lang::Ja,
        }
    }
}

/// For people: the one asked for, else that of the locale.
pub fn of_people(asked: Option<Choice>) -> Lang {
    asked.map_or_else(|| of_locale(|name| std::env::var(name).ok()), Lang::from)
}

/// For programs: English unless asked otherwise, so that a locale changes no output that something parses.
pub fn of_machines(asked: Option<Choice>) -> Lang {
    asked.map_or(Lang::En, Lang::from)
}

/// The first of them that is set and not empty counts (POSIX, "Environment Variables").
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| variable(name)).find(|value| !value.is_empty());
    locale.map_or(Lang::En, |locale| Lang::from_tag(&locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_set_locale_counts() {
        let of =
            |set: &'static [(&str, &str)]| of_locale(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()));
        assert_eq!(of(&[]), Lang::En);
        assert_eq!(of(&[("LANG", "ja_JP.UTF-8")]), Lang::Ja);
        assert_eq!(of(&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C")]), Lang::En);
        assert_eq!(of(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "ja")]), Lang::Ja);
        assert_eq!(of(&[("LANG", "ja_JP"), ("LC_ALL", "")]), Lang::Ja);
    }
}
