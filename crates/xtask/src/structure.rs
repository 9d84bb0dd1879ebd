//! `cargo xtask structure`: which part may use which. It names the line that goes against the direction, and never changes a file.
//!
//! Three tables say what is allowed: the rooms of the core, the crates, the folders of the extension. A new room has to be added to its table.
//! In every crate, no file leads back to itself.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{Done, at, top};

/// The rooms of the core, the lowest row first. A room uses rows below its own, and none of its own row.
const ROOMS: &[&[&str]] =
    &[&["duration", "figures", "lang", "pattern"], &["console_page", "grammar"], &["rules"], &["aws_config", "ledger"], &["words"]];

/// The crates, and which of the others each may have.
const CRATES: &[(&str, &[&str])] = &[
    ("session-clock", &[]),
    ("session-clock-wasm", &["session-clock"]),
    ("session-clock-local", &["session-clock"]),
    ("session-clock-cli", &["session-clock", "session-clock-local"]),
    ("calculator", &["session-clock"]),
    ("fuzz-targets", &["session-clock", "session-clock-local"]),
    ("xtask", &["session-clock"]),
];

/// The folders of the extension, and what each may import from outside itself. `core` is the core, by way of the WebAssembly.
const FOLDERS: &[(&str, &[&str])] = &[
    ("background", &["core", "messages.js", "platform.js", "shared", "stand-ins.js"]),
    ("content", &[]),
    ("messages.js", &[]),
    ("options", &["core", "messages.js", "pages", "platform.js"]),
    ("pages", &["core", "messages.js", "platform.js", "shared"]),
    ("platform.js", &[]),
    ("popup", &["core", "messages.js", "pages", "platform.js", "stand-ins.js"]),
    // What content scripts and modules both load.
    ("shared", &[]),
    ("stand-ins.js", &[]),
    ("welcome", &["core", "messages.js", "pages", "platform.js"]),
];

/// Looks at everything; each line that goes against the direction is one line of the fault.
pub fn structure() -> Done {
    let mut wrong = Vec::new();
    wrong.extend(core(&read_all("crates/session-clock/src", "rs")?));
    wrong.extend(crates(&manifests()?));
    for (name, _) in CRATES {
        wrong.extend(circles(&read_all(&format!("crates/{name}/src"), "rs")?));
    }
    wrong.extend(folders(&read_all("extension", "js")?));
    if wrong.is_empty() {
        println!("{} rooms, {} crates, {} folders: every arrow points the right way", ROOMS.concat().len(), CRATES.len(), FOLDERS.len());
        return Ok(());
    }
    Err(format!("against the direction (the tables are in crates/xtask/src/structure.rs):\n{}", wrong.join("\n")))
}

/// A file: its path from the top of the project, with slashes, and its text.
type Text = (String, String);

fn read_all(folder: &str, ending: &str) -> Done<Vec<Text>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        let full = top().join(&folder);
        for entry in at(&full, fs::read_dir(&full))? {
            let name = at(&full, entry)?.file_name();
            let path = folder.join(&name);
            if top().join(&path).is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                let text = at(&path, fs::read_to_string(top().join(&path)))?;
                found.push((path.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn manifests() -> Done<Vec<Text>> {
    let folder = top().join("crates");
    let mut found = Vec::new();
    for entry in at(&folder, fs::read_dir(&folder))? {
        let name = at(&folder, entry)?.file_name().to_string_lossy().into_owned();
        let path = format!("crates/{name}/Cargo.toml");
        if top().join(&path).exists() {
            found.push((path.clone(), at(Path::new(&path), fs::read_to_string(top().join(&path)))?));
        }
    }
    found.sort();
    Ok(found)
}

/// The core's files → what is wrong.
fn core(files: &[Text]) -> Vec<String> {
    let row = |room: &str| ROOMS.iter().position(|row| row.contains(&room));
    let read: Vec<(&str, Vec<String>, Vec<Token>)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), module_of(path), tokens(text)))
        .filter(|(_, module, _)| !module.is_empty())
        .collect();
    let mut wrong = Vec::new();
    let lent = lent(&read);
    for (path, module, tokens) in &read {
        let room = module[0].as_str();
        let Some(own) = row(room) else {
            wrong.push(format!("{path}:1: `{room}` is a room without a row; give it one"));
            continue;
        };
        let below = ROOMS[..own].concat();
        let mut told = |line: usize, used: &str, how: &str| {
            if used != room && !below.contains(&used) {
                let may = if below.is_empty() { "nothing".to_owned() } else { below.join(", ") };
                wrong.push(format!("{path}:{line}: {room} uses `{how}`; it may use {may}"));
            }
        };
        for (line, used) in paths(tokens, module) {
            told(line, used.first().map_or("", String::as_str), &format!("crate::{}", used.join("::")));
        }
        // Methods that a higher room gives to a type of a lower one need no path to be called.
        for (at, token) in tokens.iter().enumerate() {
            let Some((lender, of)) = lent.get(token.text) else { continue };
            let before = |back: usize| at.checked_sub(back).map_or("", |at| tokens[at].text);
            let called = before(1) == "." && tokens.get(at + 1).is_some_and(|next| next.text == "(");
            if called || (before(1) == "::" && before(2) == *of) {
                told(token.line, lender, &format!("{of}::{}, which {lender} has", token.text));
            }
        }
    }
    wrong
}

/// Public methods that a room gives to a type of another: name → the room, and the type.
fn lent<'a>(read: &'a [(&str, Vec<String>, Vec<Token<'a>>)]) -> HashMap<&'a str, (&'a str, &'a str)> {
    let mut own: HashMap<&str, &str> = HashMap::new();
    for (_, module, tokens) in read {
        for pair in tokens.windows(2).filter(|pair| matches!(pair[0].text, "struct" | "enum")) {
            own.insert(pair[1].text, &module[0]);
        }
    }
    let mut lent = HashMap::new();
    for (_, module, tokens) in read {
        let room = module[0].as_str();
        let (mut depth, mut of) = (0, None);
        for (at, token) in tokens.iter().enumerate() {
            match token.text {
                "{" => depth += 1,
                "}" => {
                    depth -= 1;
                    if depth == 0 {
                        of = None;
                    }
                }
                "impl" if depth == 0 && tokens.get(at + 2).is_some_and(|brace| brace.text == "{") => {
                    of = Some(tokens[at + 1].text).filter(|name| own.get(name).is_some_and(|owner| *owner != room));
                }
                "fn" if depth == 1 && at > 0 && tokens[at - 1].text == "pub" => {
                    if let (Some(of), Some(name)) = (of, tokens.get(at + 1)) {
                        lent.insert(name.text, (room, of));
                    }
                }
                _ => {}
            }
        }
    }
    lent
}

/// A crate's files → every line that closes a circle of files. A module's root and the files below it may know each other.
fn circles(files: &[Text]) -> Vec<String> {
    let modules: Vec<Vec<String>> = files.iter().map(|(path, _)| module_of(path)).collect();
    let mut uses = Vec::new();
    for (from, (_, text)) in files.iter().enumerate() {
        for (line, path) in paths(&tokens(text), &modules[from]) {
            // The file of a path is the longest module that it begins with.
            let to = (0..files.len()).filter(|to| path.starts_with(&modules[*to])).max_by_key(|to| modules[*to].len());
            let related = |to: &usize| modules[from].starts_with(&modules[*to]) || modules[*to].starts_with(&modules[from]);
            uses.extend(to.filter(|to| !related(to)).map(|to| (from, line, to)));
        }
    }
    uses.dedup_by_key(|(from, _, to)| (*from, *to));
    let leads = |from: usize, goal: usize| {
        let (mut met, mut ahead) = (HashSet::new(), vec![from]);
        while let Some(at) = ahead.pop() {
            if met.insert(at) {
                ahead.extend(uses.iter().filter(|(user, ..)| *user == at).map(|(.., used)| *used));
            }
        }
        met.contains(&goal)
    };
    let told =
        |(from, line, to): &(usize, usize, usize)| format!("{}:{line}: uses {}, which leads back to it", files[*from].0, files[*to].0);
    uses.iter().filter(|(from, _, to)| leads(*to, *from)).map(told).collect()
}

/// The module of a file: `…/src/grammar/read.rs` is `grammar`, `read`. Empty for the crate's root.
fn module_of(path: &str) -> Vec<String> {
    let inner = path.rsplit_once("/src/").map_or(path, |(_, inner)| inner);
    let parts = inner.trim_end_matches(".rs").split('/');
    parts.filter(|part| !matches!(*part, "mod" | "lib")).map(str::to_owned).collect()
}

/// Every path that begins with `crate` or `super`, from the crate's root on, with its line.
fn paths(tokens: &[Token], module: &[String]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mut here = module.to_vec();
    // How deep the braces of each module inside the file are.
    let (mut depth, mut inside) = (0, Vec::new());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let text = |ahead: usize| tokens.get(at + ahead).map_or("", |token| token.text);
        match token.text {
            "mod" if text(2) == "{" => {
                here.push(text(1).to_owned());
                inside.push(depth);
                at += 1;
            }
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                if inside.last() == Some(&depth) {
                    inside.pop();
                    here.pop();
                }
            }
            "crate" if matches!(text(1), "as" | "self") => found.push((token.line, vec!["the whole crate".to_owned()])),
            "crate" | "super" if text(1) == "::" => {
                let mut base = if token.text == "crate" { Vec::new() } else { here.clone() };
                let mut next = at;
                while tokens.get(next).is_some_and(|token| matches!(token.text, "crate" | "super")) && next + 1 < tokens.len() {
                    base.pop();
                    next += 2;
                }
                at = tree(tokens, next, &base, &mut found).max(at + 1);
                continue;
            }
            "session_clock" if text(1) == "::" => found.push((token.line, vec!["the crate by its own name".to_owned()])),
            _ => {}
        }
        at += 1;
    }
    found
}

/// What a path, or a tree of them in braces, leads to; answers with where it ends.
fn tree(tokens: &[Token], mut at: usize, base: &[String], found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let mut path = base.to_vec();
    let line = tokens.get(at).map_or(0, |token| token.line);
    loop {
        match tokens.get(at).map(|token| token.text) {
            Some("{") => {
                at += 1;
                while let Some(token) = tokens.get(at) {
                    match token.text {
                        "}" => return at + 1,
                        "," => at += 1,
                        _ => at = tree(tokens, at, &path, found).max(at + 1),
                    }
                }
                return at;
            }
            Some(name) => path.push(name.to_owned()),
            None => return at,
        }
        at += 1;
        let next = |ahead: usize| tokens.get(at + ahead).map_or("", |token| token.text);
        if next(0) == "::" && (next(1) == "{" || next(1) == "*" || next(1).starts_with(|first: char| first.is_alphabetic() || first == '_'))
        {
            at += 1;
        } else {
            // `use path as name`: the name is no path.
            let end = if next(0) == "as" { at + 2 } else { at };
            found.push((line, path));
            return end;
        }
    }
}

/// A word or a sign of Rust, and its line.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    line: usize,
}

/// The words and signs of a file, without comments, strings and characters.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let bytes = text.as_bytes();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let find = |from: usize, wanted: &str| text[from..].find(wanted).map_or(text.len(), |at| from + at + wanted.len());
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    while at < bytes.len() {
        let begin = at;
        let rest = &text[at..];
        let hashes = rest.trim_start_matches(['b', 'r']).bytes().take_while(|byte| *byte == b'#').count();
        let is_raw = matches!(bytes[at], b'r' | b'b') && {
            let head = rest.len() - rest.trim_start_matches(['b', 'r']).len();
            head <= 2 && rest[..head].contains('r') && rest[head + hashes..].starts_with('"')
        };
        if rest.starts_with("//") {
            at = text[at..].find('\n').map_or(text.len(), |end| at + end);
        } else if rest.starts_with("/*") {
            let mut open = 1;
            at += 2;
            while open > 0 && at < bytes.len() {
                match &bytes[at..(at + 2).min(bytes.len())] {
                    b"/*" => (open, at) = (open + 1, at + 2),
                    b"*/" => (open, at) = (open - 1, at + 2),
                    _ => at += 1,
                }
            }
        } else if is_raw {
            let quote = find(at, "\"");
            at = find(quote, &format!("\"{}", "#".repeat(hashes)));
        } else if bytes[at] == b'"' {
            at += 1;
            while at < bytes.len() && bytes[at] != b'"' {
                at += if bytes[at] == b'\\' { 2 } else { 1 };
            }
            at += 1;
        } else if bytes[at] == b'\'' {
            let mut after = rest[1..].chars();
            let first = after.next().unwrap_or(' ');
            if first == '\\' {
                at = find(at + 3, "'");
            } else if after.next() == Some('\'') {
                at += 2 + first.len_utf8();
            } else {
                at += 1;
            }
        } else if is_word(bytes[at]) {
            while at < bytes.len() && is_word(bytes[at]) {
                at += 1;
            }
            found.push(Token { text: &text[begin..at], line });
        } else {
            at += if rest.starts_with("::") { 2 } else { 1 };
            if !bytes[begin].is_ascii_whitespace() {
                found.push(Token { text: &text[begin..at], line });
            }
        }
        at = at.min(bytes.len());
        line += bytes[begin..at].iter().filter(|byte| **byte == b'\n').count();
    }
    found
}

/// The crates' manifests → what is wrong.
fn crates(manifests: &[Text]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (path, text) in manifests {
        let name = text.lines().find_map(|line| line.strip_prefix("name = ")).map_or("", |name| name.trim_matches('"'));
        let Some((_, may)) = CRATES.iter().find(|(known, _)| *known == name) else {
            wrong.push(format!("{path}:1: `{name}` is a crate without a row; give it one"));
            continue;
        };
        for (at, line) in text.lines().enumerate() {
            let key = line.split(['.', ' ', '=']).next().unwrap_or_default().trim_matches('"');
            let has = line.contains(['=']) && CRATES.iter().any(|(known, _)| *known == key);
            if has && !may.contains(&key) {
                wrong.push(format!("{path}:{}: {name} has {key}; it may have {}", at + 1, if may.is_empty() { "none" } else { may[0] }));
            }
        }
    }
    wrong
}

/// The extension's scripts → what is wrong.
fn folders(files: &[Text]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (path, text) in files {
        let mut parts: Vec<&str> = path.split('/').skip(1).collect();
        let own = parts.first().copied().unwrap_or_default();
        parts.pop();
        let Some((_, may)) = FOLDERS.iter().find(|(known, _)| *known == own) else {
            wrong.push(format!("{path}:1: `{own}` is a folder without a row; give it one"));
            continue;
        };
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_start();
            // Types in comments are no imports.
            if line.starts_with(['*', '/']) {
                continue;
            }
            for lead in ["from '", "import '", "import('"] {
                let Some((_, from)) = line.split_once(lead) else { continue };
                let mut place = parts.clone();
                for part in from.split('\'').next().unwrap_or_default().split('/') {
                    match part {
                        "." => {}
                        ".." => {
                            place.pop();
                        }
                        part => place.push(part),
                    }
                }
                let used = place.first().copied().unwrap_or_default();
                if used != own && !may.contains(&used) {
                    let may = if may.is_empty() { "nothing".to_owned() } else { may.join(", ") };
                    wrong.push(format!("{path}:{}: {own} imports from {used}; it may import from {may}", at + 1));
                }
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn core_of(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<Text> = files.iter().map(|(path, text)| (format!("core/src/{path}"), (*text).to_owned())).collect();
        core(&files)
    }

    fn lines_of(path: &str, text: &str) -> Vec<String> {
        let file = format!("core/src/{path}:");
        core_of(&[(path, text)])
            .iter()
            .map(|wrong| wrong.trim_start_matches(&file).split(';').next().unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn the_project_itself_keeps_the_direction() {
        assert_eq!(structure(), Ok(()));
    }

    #[test]
    fn a_line_that_goes_upwards_is_named() {
        let text = "//! Words: crate::words::why.\nuse super::Via;\n\nuse crate::words::{Lang, why};\n";
        assert_eq!(lines_of("grammar/answer.rs", text), ["4: grammar uses `crate::words::Lang`", "4: grammar uses `crate::words::why`"]);
        assert_eq!(lines_of("ledger/maxima.rs", "use crate::{figures, aws_config::fits};"), ["1: ledger uses `crate::aws_config::fits`"]);
        assert_eq!(lines_of("rules/mod.rs", "fn f() {\n    crate::ledger::step()\n}"), ["2: rules uses `crate::ledger::step`"]);
    }

    #[test]
    fn what_points_down_or_stays_at_home_is_fine() {
        for (path, text) in [
            ("words/why.rs", "use super::{Lang, Part};\nuse crate::{grammar::*, ledger::{Ledger, span::End}, rules};"),
            ("grammar/read.rs", "use super::super::figures;\nuse crate::grammar::Via;"),
            ("duration.rs", "mod tests {\n    use super::*;\n    use crate::duration::parse;\n}"),
            (
                "grammar/mod.rs",
                "/// [`rules`](crate::rules)\nconst A: &str = \"crate::words::x\";\nconst B: &str = r#\"crate::\"words\"::y\"#;",
            ),
            ("grammar/json.rs", "/* crate::words /* crate::rules */ crate::words */ fn f<'a>(a: &'a str) -> char { '\\'' }"),
            ("words/mod.rs", "macro_rules! m { () => { $crate::words::Phrase } }\npub(crate) use m;"),
        ] {
            assert_eq!(core_of(&[(path, text)]), Vec::<String>::new(), "{path}");
        }
    }

    #[test]
    fn ways_around_are_found() {
        assert_eq!(lines_of("grammar/mod.rs", "use super::words;"), ["1: grammar uses `crate::words`"]);
        assert_eq!(lines_of("grammar/read.rs", "mod inner { use super::super::super::words; }"), ["1: grammar uses `crate::words`"]);
        assert_eq!(lines_of("grammar/mod.rs", "use super::*;"), ["1: grammar uses `crate::*`"]);
        assert_eq!(lines_of("grammar/mod.rs", "use crate as all;"), ["1: grammar uses `crate::the whole crate`"]);
        assert_eq!(lines_of("rules/mod.rs", "use crate::Answer;"), ["1: rules uses `crate::Answer`"]);
        assert_eq!(lines_of("figures.rs", "const C: char = 'a'; use crate::grammar::Via;"), ["1: figures uses `crate::grammar::Via`"]);
        assert_eq!(lines_of("newroom.rs", ""), ["1: `newroom` is a room without a row"]);
    }

    #[test]
    fn a_circle_of_files_is_named() {
        let files = [
            ("ledger/mod.rs", "mod state;\npub use state::Ledger;\nconst SAME: i64 = 60;"),
            ("ledger/state.rs", "use super::SAME;\n\nuse super::span::Lesson;"),
            ("ledger/span.rs", "use super::state::{Known, Ledger};"),
            ("ledger/view.rs", "use super::span;"),
            ("figures.rs", ""),
        ];
        let told = |files: &[(&str, &str)]| {
            circles(&files.iter().map(|(path, text)| (format!("core/src/{path}"), (*text).to_owned())).collect::<Vec<_>>())
        };
        assert_eq!(
            told(&files),
            [
                "core/src/ledger/state.rs:3: uses core/src/ledger/span.rs, which leads back to it",
                "core/src/ledger/span.rs:1: uses core/src/ledger/state.rs, which leads back to it",
            ]
        );
        let straight = [files[0], ("ledger/state.rs", "use super::SAME;"), files[2], files[3]];
        assert_eq!(told(&straight), Vec::<String>::new());
    }

    #[test]
    fn a_method_that_a_higher_room_lends_is_found_without_a_path() {
        let files = [
            (
                "grammar/answer.rs",
                "pub struct Answer;\nimpl Answer { pub fn ends(&self) {} }\nfn f(a: Answer) {\n    a.why();\n    a.ends()\n}",
            ),
            ("words/answer.rs", "impl Answer {\n    pub fn why(&self) {}\n}\nfn f(a: Answer) { a.why(); Answer::why(&a) }"),
            ("ledger/mod.rs", "fn f() { Answer::why(&a); other.why }"),
        ];
        assert_eq!(
            core_of(&files),
            [
                "core/src/grammar/answer.rs:4: grammar uses `Answer::why, which words has`; it may use duration, figures, lang, pattern",
                "core/src/ledger/mod.rs:1: ledger uses `Answer::why, which words has`; it may use duration, figures, lang, pattern, console_page, grammar, rules",
            ]
        );
    }

    #[test]
    fn crates_and_folders_keep_it_too() {
        let manifest = |text: &str| crates(&[("crates/x/Cargo.toml".to_owned(), text.to_owned())]);
        assert_eq!(
            manifest("[package]\nname = \"calculator\"\n[dependencies]\nsession-clock = { workspace = true }\n"),
            Vec::<String>::new()
        );
        assert_eq!(
            manifest("[package]\nname = \"session-clock\"\n[dev-dependencies]\ncalculator.workspace = true\n"),
            ["crates/x/Cargo.toml:4: session-clock has calculator; it may have none"]
        );
        let script = |path: &str, text: &str| folders(&[(path.to_owned(), text.to_owned())]);
        assert_eq!(script("extension/popup/popup.js", "import { el } from '../pages/dom.js';\nimport './x.js';"), Vec::<String>::new());
        assert_eq!(script("extension/content/a.js", " * @typedef {import('../background/b.js').B} B"), Vec::<String>::new());
        assert_eq!(
            script("extension/background/a.js", "\nconst b = await import('../popup/b.js');"),
            [
                "extension/background/a.js:2: background imports from popup; it may import from core, messages.js, platform.js, shared, stand-ins.js"
            ]
        );
        assert_eq!(script("extension/pages/a.js", "import { b } from '../popup/b.js';").len(), 1);
    }
}
