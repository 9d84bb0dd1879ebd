//! Links: the whole question in the address's fragment, and what a damaged one says.

use session_clock::{Invalid, Question};

use crate::state::Tab;

/// What a fragment asks for.
#[derive(Debug, PartialEq)]
pub enum Asked {
    /// Nothing: the page as it opens.
    Nothing,
    /// One of the three questions, as it was left.
    Tab(Tab),
    /// A question.
    Question(Box<Question>),
    /// Nothing that can be read.
    Damaged(Damage),
}

/// What is wrong with a link.
#[derive(Debug, PartialEq, Eq)]
pub enum Damage {
    /// The percent encoding, at that character from 1.
    Encoding(usize),
    /// What the core says.
    Core(Invalid),
}

/// Reads a fragment, with or without its `#`.
pub fn read(fragment: &str) -> Asked {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    if fragment.is_empty() {
        return Asked::Nothing;
    }
    if let Some(tab) = Tab::named(fragment) {
        return Asked::Tab(tab);
    }
    match decode(fragment) {
        Err(at) => Asked::Damaged(Damage::Encoding(at)),
        Ok(text) => match Question::from_json(&text) {
            Ok(question) => Asked::Question(Box::new(question)),
            Err(invalid) => Asked::Damaged(Damage::Core(invalid)),
        },
    }
}

/// The fragment of a question's JSON, as `encodeURIComponent` writes it.
pub fn write(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    for byte in json.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    out
}

/// Undoes percent encoding. What is not encoded stays: some mail programs decode half of a link.
///
/// # Errors
/// The place of the first character, from 1, at which it cannot be undone.
fn decode(text: &str) -> Result<String, usize> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    let mut chars = text.chars().enumerate();
    while let Some((at, c)) = chars.next() {
        if c != '%' {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                bytes.push(byte);
                places.push(at + 1);
            }
            continue;
        }
        let mut digit = || chars.next().and_then(|(_, c)| c.to_digit(16));
        let (high, low) = (digit(), digit());
        let byte = high.zip(low).and_then(|(high, low)| u8::try_from(high * 16 + low).ok()).ok_or(at + 1)?;
        bytes.push(byte);
        places.push(at + 1);
    }
    String::from_utf8(bytes).map_err(|fault| places.get(fault.utf8_error().valid_up_to()).copied().unwrap_or(1))
}

/// A question's JSON as a command for a POSIX shell.
pub fn command(json: &str) -> String {
    format!("session-clock explain '{}'", json.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let json = r#"{"id":"é 日本 %25 '","session":{"via":"iam-user","at":0}}"#;
        assert_eq!(decode(&write(json)).as_deref(), Ok(json));
        assert!(matches!(read(&format!("#{}", write(json))), Asked::Question(_)));
        // A link that was half decoded on its way.
        assert!(matches!(read("#{\"session\":{\"via\":\"iam-user\",%22at%22:0}}"), Asked::Question(_)));
        assert_eq!(read("#"), Asked::Nothing);
        assert_eq!(read("#api"), Asked::Tab(Tab::Api));
    }

    #[test]
    fn a_damaged_link_says_where() {
        assert_eq!(read("#ab%4"), Asked::Damaged(Damage::Encoding(3)));
        assert_eq!(read("#a%FF%20"), Asked::Damaged(Damage::Encoding(2)));
        assert_eq!(read("#日本%zz"), Asked::Damaged(Damage::Encoding(3)));
        let Asked::Damaged(Damage::Core(fault)) = read("#%7B%22session%22%3A%7B%22via%22%3A%22iam-usr%22%7D%7D") else { panic!("damaged") };
        assert_eq!(fault.path, "session.via");
        let Asked::Damaged(Damage::Core(fault)) = read("#%7B%22session") else { panic!("damaged") };
        assert!(fault.message.contains("column"), "{}", fault.message);
    }

    #[test]
    fn a_command_keeps_its_quotation_marks() {
        assert_eq!(command(r#"{"id":"it's"}"#), r#"session-clock explain '{"id":"it'\''s"}'"#);
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_hands_the_command_the_question_that_the_page_answers() {
        let vectors: Vec<serde_json::Value> = serde_json::from_str(include_str!("../../../tests/vectors/vectors.json")).expect("JSON");
        let ids = ["it's", "$(x) `y` \\n", "\"!!\n", "\u{202e}\0é日本"];
        for (at, vector) in vectors.iter().enumerate() {
            let client = ["none", "botocore"][at / 4 % 2];
            let asked = serde_json::json!({"id": ids[at % ids.len()], "client": client, "session": vector["session"]});
            let Ok(question) = Question::from_json(&asked.to_string()) else { continue };
            let script = command(&serde_json::to_string(&question).expect("JSON")).replacen("session-clock explain", "printf %s", 1);
            let handed = std::process::Command::new("sh").args(["-c", &script]).output().expect("a shell").stdout;
            let handed = String::from_utf8(handed).expect("UTF-8");
            assert_eq!(session_clock::Answer::to_json_text(&handed), session_clock::Answer::to(question), "{script}");
        }
    }
}
