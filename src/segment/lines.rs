//! Text to blocks: the stretches no sentence crosses. In: text, the stretches of it that are article.
//! Out: spans without outer white space. A blank line always ends a block; a line end does, unless the text is
//! hard-wrapped (many lines break off in mid-sentence, or nearly all of a few go to the margin).

use crate::span::Span;
use memchr::memchr2;

/// Lines longer than this are paragraphs, not pieces of a wrapped one.
const WIDEST: usize = 120;
/// Lines shorter than this may break off for other reasons than a margin: headings, items of a list.
const NARROW: usize = 50;

/// What the lines of a text say about how it was broken.
#[derive(Default)]
struct Shape {
    lines: usize,
    long: usize,
    indented: usize,
    /// Lines that follow another.
    pairs: usize,
    /// Those that carry on what breaks off before them.
    continued: usize,
    /// Those before which a wide line breaks off.
    wide: usize,
    width: usize,
}

/// How a hard-wrapped text breaks its lines.
#[derive(Clone, Copy)]
struct Wrap {
    /// The column of the break, in characters.
    width: usize,
    /// Whether blanks before a line begin a paragraph; not where most lines have them.
    indents: bool,
}

/// Calls `found` with each block, in text order.
pub(super) fn each_block(text: &str, visible: &[Span], mut found: impl FnMut(Span)) {
    let wrap = wrap_of(text, visible);
    for &stretch in visible {
        let mut open: Option<Span> = None;
        for line in Lines::new(text, stretch) {
            let goes_on = match (open, wrap) {
                (Some(block), Some(wrap)) => !line.is_empty() && runs_on(text, block, line, wrap),
                _ => false,
            };
            if goes_on {
                open = open.map(|block| block.to(line));
                continue;
            }
            if let Some(block) = open.take() {
                found(block);
            }
            open = Some(line).filter(|line| !line.is_empty());
        }
        if let Some(block) = open {
            found(block);
        }
    }
}

/// How a text is hard-wrapped; nothing when its lines are paragraphs.
fn wrap_of(text: &str, visible: &[Span]) -> Option<Wrap> {
    let mut shape = Shape::default();
    for &stretch in visible {
        let mut before = Span::default();
        for line in Lines::new(text, stretch) {
            shape.add(text, before, line);
            if shape.long > 2 && shape.long * 5 > shape.lines {
                return None;
            }
            before = line;
        }
    }
    let many = shape.continued >= 2 && shape.continued * 10 >= shape.pairs * 3;
    // A paragraph or two, nearly every line of which goes to the margin.
    let few = shape.continued >= 1 && shape.continued * 5 >= shape.pairs && shape.wide * 4 >= shape.pairs * 3;
    let wrapped = (many || few) && shape.long * 5 <= shape.lines && shape.width >= 30;
    wrapped.then_some(Wrap { width: shape.width, indents: shape.indented * 2 < shape.lines })
}

impl Shape {
    fn add(&mut self, text: &str, before: Span, line: Span) {
        if line.is_empty() {
            return;
        }
        self.lines += 1;
        self.indented += usize::from(is_indented(text, line));
        let length = columns(text, line);
        if length > WIDEST {
            self.long += 1;
        } else {
            self.width = self.width.max(length);
        }
        if !before.is_empty() {
            let breaks_off = breaks_off(text, before);
            self.pairs += 1;
            self.continued +=
                usize::from(breaks_off && (starts_small(text, line) || ends_small(text, before)));
            self.wide += usize::from(breaks_off && columns(text, before) >= NARROW);
        }
    }
}

/// Length in characters; a line too long to matter is not counted out.
fn columns(text: &str, line: Span) -> usize {
    if line.len() <= WIDEST / 2 || line.len() > WIDEST * 4 {
        return line.len();
    }
    line.of(text).chars().count()
}

fn breaks_off(text: &str, line: Span) -> bool {
    let last = line.of(text).chars().next_back();
    last.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '—' | ')'))
}

fn starts_small(text: &str, line: Span) -> bool {
    line.of(text).starts_with(char::is_lowercase)
}

/// Whether the last word of a line is a small one such as `the`, `of`, `de`.
fn ends_small(text: &str, line: Span) -> bool {
    let last = line.of(text).rsplit(' ').next().unwrap_or_default();
    last.chars().all(char::is_lowercase) && last.chars().nth(3).is_none()
}

fn is_indented(text: &str, line: Span) -> bool {
    text.as_bytes()[..line.start()].ends_with(b"  ")
}

/// Whether a line of a wrapped text carries on the block before it: it is no list item, it is not indented further
/// than others, and its first word would not have fitted on the line before.
fn runs_on(text: &str, block: Span, line: Span, wrap: Wrap) -> bool {
    let bytes = text.as_bytes();
    let item = matches!(bytes[line.start()], b'*') || line.of(text).starts_with(['•', '·', '▪']);
    let dashed = bytes[line.start()] == b'-' && bytes.get(line.start() + 1) == Some(&b' ');
    if item || dashed {
        return false;
    }
    let last = block.of(text).rsplit(['\n', '\r']).next().unwrap_or("").trim_start();
    if !starts_small(text, line) {
        let first = line.of(text).split_whitespace().next().unwrap_or("");
        let fitted = last.chars().count() + 1 + first.chars().count() + 8 <= wrap.width;
        let begins = fitted || wrap.indents && is_indented(text, line);
        return !begins;
    }
    true
}

/// The lines of a stretch without outer white space; a blank line is an empty span.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    done: bool,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str, stretch: Span) -> Self {
        Self { text, at: stretch.start(), end: stretch.end(), done: false }
    }
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        if self.done {
            return None;
        }
        let rest = &self.text.as_bytes()[self.at..self.end];
        let (length, mark) = match memchr2(b'\n', b'\r', rest) {
            Some(at) if rest[at..].starts_with(b"\r\n") => (at, 2),
            Some(at) => (at, 1),
            None => {
                self.done = true;
                (rest.len(), 0)
            }
        };
        let line = Span::new(self.at, self.at + length).trimmed(self.text);
        self.at += length + mark;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        each_block(text, &[Span::new(0, text.len())], |block| out.push(block.of(text)));
        out
    }

    #[test]
    fn a_line_is_a_block_when_lines_are_paragraphs() {
        let text = "A headline\nThe first paragraph goes on and ends.\r\n\r\n  The second one.\rThe third";
        assert_eq!(
            blocks(text),
            ["A headline", "The first paragraph goes on and ends.", "The second one.", "The third"]
        );
    }

    #[test]
    fn wrapped_lines_are_joined_up_to_the_blank_line() {
        for end in ["\n", "\r\n"] {
            let text = "Storm closes the port\n\nThe storm that came in from the sea on Monday\n\
                closed the port for a second day, and the\nferries that carry most of the island's food\n\
                stayed where they were.\n\nIt was over by noon.\n"
                .replace('\n', end);
            let found = blocks(&text);
            assert_eq!(found.len(), 3, "{found:?}");
            assert!(found[1].starts_with("The storm") && found[1].ends_with("were."));
        }
    }

    #[test]
    fn a_few_lines_that_go_to_the_margin_are_wrapped_whatever_they_begin_with() {
        let text = "She sat for the harbour wards until the winter, when she joined the\n\
            Council of the Isles. The mayor of Upper Nesbo said she would miss Anna\n\
            Lindqvist.";
        assert_eq!(blocks(text), [text]);
        let german = "Die Kommission verhandelte in der Nacht zum Dienstag lange über\n\
            Robert Lindqvist, den Mann aus Upper Nesbo, und seine Pläne für\n\
            Anna Brekkhus, die ihm folgen soll.";
        assert_eq!(blocks(german), [german]);
        let headlines = "Council of the Isles elects a new head after a winter of talks\n\
            Anna Lindqvist leaves the harbour wards\n\
            iPads for every school in Upper Nesbo, the mayor promises";
        assert_eq!(blocks(headlines).len(), 3);
    }

    #[test]
    fn a_short_line_in_wrapped_text_ends_its_block() {
        let text = "ISLAND NEWS\nThe storm that came in from the sea on Monday\nclosed the port for a second day, and the\n\
            ferries that carry most of the island's food\nstayed where they were.\n- First point of the list\n- Second one";
        let found = blocks(text);
        assert_eq!(found[0], "ISLAND NEWS");
        assert_eq!(&found[2..], ["- First point of the list", "- Second one"]);
    }

    #[test]
    fn an_indent_of_most_lines_begins_no_paragraph() {
        let text = "The storm that came in from the sea on Monday\n    closed the port for a second day, and Maria\n    \
            Lindqvist, who runs the ferries that carry most\n    of the island's food, kept them in.\n    It was over by noon.";
        let found = blocks(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].ends_with("kept them in."));
    }

    #[test]
    fn hidden_stretches_part_blocks() {
        let text = "One line\nhidden\nanother line";
        let mut out = Vec::new();
        each_block(text, &[Span::new(0, 9), Span::new(16, 28)], |block| out.push(block.of(text)));
        assert_eq!(out, ["One line", "another line"]);
    }
}
