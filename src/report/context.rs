//! A name where it stands in a text, on one line: `…said [Ada Lovelace], a mathematician who…`.

use super::text::clean;
use crate::span::Span;

/// Characters shown on either side, at most.
const AROUND: usize = 44;

/// The surroundings of a span, cut between words.
///
/// ```
/// use newsnlp::{report::context::around, span::Span};
/// assert_eq!(around("Then Bo left.", Span::new(5, 7)), "Then [Bo] left.");
/// ```
pub fn around(text: &str, span: Span) -> String {
    let (before, after) = (before(&text[..span.start()]), after(&text[span.end()..]));
    clean(&format!("{before}[{}]{after}", span.of(text)))
}

/// The end of what stands before, from a word or line on.
fn before(text: &str) -> String {
    let line = text.rsplit("\n\n").next().unwrap_or_default();
    let Some((at, _)) = line.char_indices().rev().nth(AROUND) else { return line.to_owned() };
    let cut = &line[at..];
    let from = cut.find(char::is_whitespace).map_or("", |blank| &cut[blank..]);
    format!("…{}", from.trim_start())
}

/// The beginning of what stands after, up to a word or line.
fn after(text: &str) -> String {
    let line = text.split("\n\n").next().unwrap_or_default();
    let Some((at, _)) = line.char_indices().nth(AROUND) else { return line.to_owned() };
    let cut = &line[..at];
    let to = cut.rfind(char::is_whitespace).map_or("", |blank| &cut[..blank]);
    format!("{}…", to.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_cut_between_words_and_stays_in_its_paragraph() {
        let text = "A headline\n\nIt was a very long time ago, nobody remembers when, that Åse Ek met\nthe mayor of a \
                    town which nobody remembers either.\n\nEnd";
        let start = text.find("Åse").expect("it is there");
        let span = Span::new(start, start + "Åse Ek".len());
        let expected =
            "…long time ago, nobody remembers when, that [Åse Ek] met the mayor of a town which nobody…";
        assert_eq!(around(text, span), expected);
        assert_eq!(around("Ek", Span::new(0, 2)), "[Ek]");
    }
}
