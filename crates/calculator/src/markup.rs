//! Markup as text: everything that is put in is escaped, so what is told or typed can never become an element.

use session_clock::words::unbroken;

/// HTML or SVG under construction.
#[derive(Default)]
pub struct Markup {
    out: String,
}

impl Markup {
    /// Nothing yet.
    pub fn new() -> Markup {
        Markup { out: String::with_capacity(4_096) }
    }

    /// Adds a template: its `{}` are filled in order, escaped; its `{!}` take attributes that are there or not, such as ` hidden`, as they
    /// are; its `{~}` are read as sentences, in which no number stands apart from the word behind it. One text for each piece and not a call for each attribute: the module is shipped, and this is half of it.
    #[inline(never)]
    pub fn put(&mut self, template: &'static str, gaps: &[&str]) -> &mut Markup {
        let mut gaps = gaps.iter();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            self.out.push_str(before);
            let gap = gaps.next().copied().unwrap_or_default();
            let kind = after.bytes().next();
            match kind {
                Some(b'!') => self.out.push_str(gap),
                Some(b'~') => self.escape(&unbroken(gap)),
                _ => self.escape(gap),
            }
            rest = after.split_once('}').unwrap_or_default().1;
        }
        self.out.push_str(rest);
        self
    }

    /// What was built.
    pub fn done(self) -> String {
        self.out
    }

    #[inline(never)]
    fn escape(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                // XML 1.0 has no control characters but these, and a saved picture is XML.
                '\t' | '\n' | '\r' => self.out.push(c),
                c if c.is_control() => self.out.push('\u{fffd}'),
                c => self.out.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup() {
        let mut markup = Markup::new();
        markup.put("<p title=\"{}\"{!}>{}</p>", &["\"><script>", " hidden", "<b> & \u{7}"]);
        markup.put("{~}<i>{}</i>", &["in 12 hours", "12 hours"]);
        assert_eq!(
            markup.done(),
            "<p title=\"&quot;&gt;&lt;script&gt;\" hidden>&lt;b&gt; &amp; \u{fffd}</p>in 12\u{a0}hours<i>12 hours</i>"
        );
    }
}
