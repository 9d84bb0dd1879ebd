//! Lines that fit a terminal: the table of sessions, paragraphs, and what is left out where there is no room. Texts in, lines out; nothing
//! here knows what a session is.

use session_clock::words::{Lang, status as words};
use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter};

/// Stands for a space inside a command, which is not broken there.
pub const HELD: &str = "\u{a0}";

/// How wide a terminal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Its columns.
    pub width: usize,
    /// Whether also a word is broken that is wider; else the terminal breaks it, and it can be copied whole.
    pub breaks_words: bool,
}

impl Room {
    /// Narrower than this nothing is tried.
    fn columns(self) -> usize {
        self.width.max(20)
    }
}

/// One row of the table.
pub struct Row {
    /// Whether it is the one that the AWS CLI would use.
    pub marked: bool,
    /// What the session is called.
    pub name: String,
    /// How much is left.
    pub left: String,
    /// The same as a bar; nothing where it is not known.
    pub bar: String,
    /// How it stands.
    pub standing: String,
    /// Whose it is.
    pub who: String,
}

/// The columns of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Name,
    Left,
    Bar,
    Standing,
    Who,
}

const COLUMNS: [Column; 5] = [Column::Name, Column::Left, Column::Bar, Column::Standing, Column::Who];

/// The least that a name is shortened to before a row takes two lines.
const SHORTEST_NAME: usize = 10;

impl Row {
    fn cell(&self, column: Column) -> &str {
        match column {
            Column::Name => &self.name,
            Column::Left => &self.left,
            Column::Bar => &self.bar,
            Column::Standing => &self.standing,
            Column::Who => &self.who,
        }
    }
}

/// The rows, each as one line or two; `style` colours a cell of a row. Where there is no room, the bar goes first, then whose it is; then
/// names are shortened, and at last a row takes two lines.
pub fn table(rows: &[Row], room: Option<Room>, style: impl Fn(usize, Column, &str) -> String) -> Vec<Vec<String>> {
    let widest = |column: Column| rows.iter().map(|row| display_width(row.cell(column))).max().unwrap_or(0);
    let natural = COLUMNS.map(|column| (column, widest(column)));
    let kept = |without: &[Column]| -> Vec<(Column, usize)> {
        natural.into_iter().filter(|(column, width)| *width > 0 && !without.contains(column)).collect()
    };
    // The mark, and two spaces before each column but the first.
    let total = |columns: &[(Column, usize)]| columns.iter().map(|(_, width)| width + 2).sum::<usize>();
    let room = room.map_or(usize::MAX, Room::columns);
    let mut lines = vec![kept(&[])];
    for without in [&[Column::Bar][..], &[Column::Bar, Column::Who]] {
        if total(&lines[0]) > room {
            lines[0] = kept(without);
        }
    }
    let name = widest(Column::Name);
    let too_wide = total(&lines[0]).saturating_sub(room);
    if too_wide > 0 && name >= too_wide + SHORTEST_NAME {
        lines[0][0].1 = name - too_wide;
    } else if too_wide > 0 {
        let left = widest(Column::Left);
        let beside = if left > 0 { left + 4 } else { 2 };
        lines = vec![kept(&[Column::Bar, Column::Standing, Column::Who]), vec![(Column::Standing, widest(Column::Standing).min(room - 4))]];
        lines[0][0].1 = name.min(room.saturating_sub(beside).max(1));
    }
    let written = |at: usize, row: &Row, columns: &[(Column, usize)]| {
        let last = columns.iter().rposition(|(column, _)| !row.cell(*column).is_empty()).unwrap_or(0);
        let cells = columns[..=last].iter().enumerate().map(|(place, (column, width))| {
            let text = shortened(row.cell(*column), *width);
            let pad = if place == last { 0 } else { width - display_width(&text) };
            style(at, *column, &text) + &" ".repeat(pad)
        });
        cells.collect::<Vec<_>>().join("  ")
    };
    let of_row = |(at, row): (usize, &Row)| {
        let marks = [if row.marked { "▶ " } else { "  " }, "    "];
        lines.iter().zip(marks).map(|(columns, mark)| format!("{mark}{}", written(at, row, columns))).collect()
    };
    rows.iter().enumerate().map(of_row).collect()
}

/// A text in that many columns, an ellipsis for what does not fit.
fn shortened(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        let longer = format!("{out}{c}");
        if display_width(&longer) >= width {
            break;
        }
        out = longer;
    }
    out + "…"
}

/// A paragraph in lines, the first after `indent`, the others under it.
pub fn wrapped(indent: &str, text: &str, room: Option<Room>) -> Vec<String> {
    let lines = match room {
        None => vec![format!("{indent}{text}")],
        Some(room) => {
            let under = " ".repeat(display_width(indent));
            let options = Options::new(room.columns())
                .initial_indent(indent)
                .subsequent_indent(&under)
                .word_separator(WordSeparator::Custom(whole_words))
                .word_splitter(WordSplitter::NoHyphenation)
                .break_words(room.breaks_words);
            textwrap::wrap(text, options).into_iter().map(String::from).collect()
        }
    };
    lines.into_iter().map(|line| line.replace(HELD, " ")).collect()
}

/// The words of a line: a space divides, also before a path, and else what Unicode lets break; but no path, address or option is broken, so not
/// between two letters of ASCII.
fn whole_words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    Box::new(WordSeparator::AsciiSpace.find_words(line).flat_map(|spaced| {
        let text = spaced.word;
        let mut start = 0;
        let mut end = 0;
        let mut words = Vec::new();
        for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
            let (before, after) = (text[start..end].chars().next_back(), word.word.chars().next());
            let joined = before.is_some_and(|c| c.is_ascii()) && after.is_some_and(|c| c.is_ascii());
            if end > start && !joined {
                words.push(Word::from(&text[start..end]));
                start = end;
            }
            end += word.word.len();
        }
        let mut last = Word::from(&text[start..]);
        last.whitespace = spaced.whitespace;
        words.push(last);
        words
    }))
}

/// What stands on a screen: the rows, the marked one among them, and the text below.
#[derive(Debug, Default)]
pub struct View {
    /// The table.
    pub rows: Vec<Vec<String>>,
    /// Which row is the one that the AWS CLI would use.
    pub marked: Option<usize>,
    /// What stands below, line by line.
    pub text: Vec<String>,
}

impl View {
    /// All of it.
    pub fn lines(self) -> Vec<String> {
        self.rows.into_iter().flatten().chain(self.text).collect()
    }

    /// As much as that many lines hold. The marked row is always among them, and how many rows are left out is said; the text has half of the
    /// screen for itself if it takes that much.
    pub fn within(mut self, height: usize, lang: Lang) -> Vec<String> {
        let of_row = self.rows.first().map_or(1, Vec::len);
        let all = self.rows.len() * of_row;
        if all + self.text.len() <= height {
            return self.lines();
        }
        let for_rows = height.saturating_sub(self.text.len()).max(height.div_ceil(2)).min(all);
        if for_rows < all {
            // One line says how many there are besides.
            let count = (for_rows.saturating_sub(1) / of_row).max(1);
            let left_out = self.rows.len().saturating_sub(count);
            if let Some(marked) = self.marked.filter(|marked| *marked >= count) {
                self.rows.swap(count - 1, marked);
            }
            self.rows.truncate(count);
            self.rows.push(vec![words::MORE.say(lang, &[left_out.to_string().into()]).to_string()]);
        }
        let taken = self.rows.iter().map(Vec::len).sum::<usize>();
        let for_text = height.saturating_sub(taken);
        if self.text.len() > for_text {
            self.text.truncate(for_text.saturating_sub(1));
            self.text.push("…".into());
        }
        let mut lines = self.lines();
        lines.truncate(height);
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(width: usize) -> Option<Room> {
        Some(Room { width, breaks_words: true })
    }

    fn row(marked: bool, name: &str, left: &str, bar: &str) -> Row {
        let text = str::to_owned;
        Row {
            marked,
            name: text(name),
            left: text(left),
            bar: text(bar),
            standing: text("ends Sat 07:43"),
            who: text("Admin in 111122223333"),
        }
    }

    fn shown(rows: &[Row], room: Option<Room>) -> Vec<String> {
        table(rows, room, |_, _, text| text.to_owned()).concat()
    }

    #[test]
    fn what_does_not_fit_goes_in_its_order() {
        let rows = [row(true, "production-administrator", "9 h 14 min left", "████████░░░░"), row(false, "dev", "48 s left", "")];
        let at = |width| shown(&rows, room(width));
        assert_eq!(at(120)[0], "▶ production-administrator  9 h 14 min left  ████████░░░░  ends Sat 07:43  Admin in 111122223333");
        assert_eq!(at(120)[1], "  dev                       48 s left                      ends Sat 07:43  Admin in 111122223333");
        assert_eq!(at(82)[0], "▶ production-administrator  9 h 14 min left  ends Sat 07:43  Admin in 111122223333");
        assert_eq!(at(80)[0], "▶ production-administrator  9 h 14 min left  ends Sat 07:43");
        assert_eq!(at(50)[0], "▶ production-adm…  9 h 14 min left  ends Sat 07:43");
        assert_eq!(
            at(40),
            ["▶ production-administr…  9 h 14 min left", "    ends Sat 07:43", "  dev                    48 s left", "    ends Sat 07:43"]
        );
        for width in 20..130 {
            assert!(at(width).iter().all(|line| display_width(line) <= width), "{width}: {:?}", at(width));
        }
        assert_eq!(at(120), shown(&rows, None));
    }

    #[test]
    fn a_column_that_no_row_has_takes_no_room() {
        let rows = [row(true, "dev", "", ""), row(false, "日本", "", "")];
        assert_eq!(shown(&rows, None), ["▶ dev   ends Sat 07:43  Admin in 111122223333", "  日本  ends Sat 07:43  Admin in 111122223333"]);
    }

    #[test]
    fn an_ellipsis_takes_one_column_and_japanese_two() {
        let rows =
            [row(false, "file 2e4e5ba8…", "残り 9 時間", ""), row(false, "file 2e4e5ba8x", "48 s", ""), row(false, "\u{fffd}", "", "")];
        let lines = shown(&rows, None);
        let places: Vec<usize> = lines.iter().filter_map(|line| Some(display_width(&line[..line.find("ends")?]))).collect();
        assert_eq!(places, [31, 31, 31]);
        assert!(lines[1].starts_with("  file 2e4e5ba8x  48 s         ends"), "{lines:?}");
    }

    #[test]
    fn commands_and_paths_stay_whole() {
        let command = "aws sso login --profile default".replace(' ', HELD);
        assert_eq!(wrapped("  1. ", &format!("Run: {command}"), room(40)), ["  1. Run:", "     aws sso login --profile default"]);
        assert_eq!(
            wrapped("  ", &format!("Run: {command}, and more."), room(36)),
            ["  Run:", "  aws sso login --profile default,", "  and more."]
        );
        assert_eq!(
            wrapped("", "the sign-in https://a.awsapps.com/start-here now", room(38)),
            ["the sign-in", "https://a.awsapps.com/start-here now"]
        );
        assert_eq!(wrapped("", "セッションが終わるまで、更新します。", room(20)), ["セッションが終わるま", "で、更新します。"]);
        assert_eq!(wrapped("", "警告: /home/alice/.aws/config", room(26)), ["警告:", "/home/alice/.aws/config"]);
        // A terminal breaks what is wider than it is, unless nobody may.
        let wide = "x".repeat(50);
        assert_eq!(wrapped("", &wide, Some(Room { width: 40, breaks_words: false })), std::slice::from_ref(&wide));
        assert_eq!(wrapped("", &wide, room(40)).len(), 2);
    }

    #[test]
    fn what_is_left_out_is_said_and_the_marked_row_never_is() {
        let view = |count: usize, marked, text: usize| View {
            rows: (0..count).map(|at| vec![at.to_string()]).collect(),
            marked,
            text: (0..text).map(|at| format!("text {at}")).collect(),
        };
        let within = |view: View, height| view.within(height, Lang::En);
        assert_eq!(within(view(3, None, 2), 5), ["0", "1", "2", "text 0", "text 1"]);
        assert_eq!(within(view(22, Some(20), 3), 8), ["0", "1", "2", "20", "… 18 more", "text 0", "text 1", "text 2"]);
        assert_eq!(within(view(22, Some(1), 0), 4), ["0", "1", "2", "… 19 more"]);
        assert_eq!(within(view(2, None, 9), 6), ["0", "1", "text 0", "text 1", "text 2", "…"]);
        for height in 0..40 {
            let lines = within(view(22, Some(20), 12), height);
            assert!(lines.len() <= height && (height < 1 || lines.contains(&"20".to_owned())), "{height}: {lines:?}");
        }
    }
}
