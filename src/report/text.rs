//! Text for a terminal: how wide it is, what of it may be shown, and lines filled with whole items.

use unicode_normalization::char::is_combining_mark;

/// A piece of a line that is never broken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    shown: String,
    width: usize,
}

impl Item {
    /// An item without style.
    pub fn plain(text: &str) -> Self {
        Self { shown: text.to_owned(), width: width_of(text) }
    }

    /// Adds text; `painted` is the same with its style.
    pub fn push(&mut self, text: &str, painted: &str) {
        self.shown.push_str(painted);
        self.width += width_of(text);
    }
}

/// Columns a text takes on a terminal, near enough: East Asian signs take two, marks none.
pub fn width_of(text: &str) -> usize {
    text.chars().map(width_of_char).sum()
}

fn width_of_char(c: char) -> usize {
    match c {
        ' '..='~' => 1,
        '\u{200b}'..='\u{200f}' | '\u{feff}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3ffff}' => 2,
        c if is_combining_mark(c) => 0,
        _ => 1,
    }
}

/// A text on one line: white space is one blank, control and direction signs are gone.
pub fn clean(text: &str) -> String {
    let bad = |c: char| {
        c.is_control()
            || c.is_whitespace()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.split(bad).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Lines of items with ` · ` between them.
pub fn flow(items: &[Item], width: usize) -> Vec<String> {
    fill(items, " · ", width)
}

/// Lines of items with a separator between them; an item wider than a line has one of its own.
pub fn fill(items: &[Item], separator: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for item in items {
        let gap = if used == 0 { 0 } else { width_of(separator) };
        if used > 0 && used + gap + item.width > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push_str(separator);
            used += gap;
        }
        line.push_str(&item.shown);
        used += item.width;
    }
    if used > 0 {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_filled_with_whole_items() {
        let items: Vec<_> = ["Moscow", "Berlin", "Rio de Janeiro", "北京"].map(Item::plain).into();
        assert_eq!(flow(&items, 16), ["Moscow · Berlin", "Rio de Janeiro", "北京"]);
        assert_eq!(flow(&items, 3).len(), 4);
        assert!(flow(&[], 10).is_empty());
    }

    #[test]
    fn nothing_in_a_text_can_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[2Jb\r\n\tc\u{202e}d"), "a [2Jb c d");
    }
}
