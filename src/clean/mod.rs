//! Which lines of a text are page furniture. In: the text. Out: a mask over it; the text is never rewritten,
//! so offsets stay the source's.
//!
//! A text without a sign of furniture is left whole at once. A whole page (menus: short lines in a row, labels) is
//! searched for the article, the best run of lines; any other text loses single lines only: labels, second copies of
//! captions, teasers of other stories, lines that three other articles hold. Shape, length, closing marks and copies
//! decide, in any language; the phrase list helps. What would hide everything hides nothing.

use crate::span::Span;
use lines::Line;
use phrases::Mark;

mod light;
mod lines;
mod page;
mod phrases;
mod repeats;

pub use repeats::{Repeats, ShortLines};

/// The stretches of a text that are article: what is not in one is furniture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mask {
    /// Visible stretches, in text order, apart by at least one hidden line.
    pub visible: Vec<Span>,
}

impl Mask {
    /// Hides nothing.
    pub fn none(text: &str) -> Self {
        Self { visible: vec![Span::new(0, text.len())] }
    }

    /// Hides `hidden` alone: spans in any order, overlapping or not.
    pub fn without(text: &str, hidden: &[Span]) -> Self {
        let mut hidden: Vec<Span> = hidden.to_vec();
        hidden.sort_unstable();
        let mut visible = Vec::with_capacity(hidden.len() + 1);
        let mut at = 0;
        for span in hidden {
            if at < span.start() {
                visible.push(Span::new(at, span.start()));
            }
            at = at.max(span.end());
        }
        if at < text.len() {
            visible.push(Span::new(at, text.len()));
        }
        Self { visible }
    }
}

/// A text of fewer lines is no page.
const PAGE: usize = 12;

/// Hides the furniture of a text, and the lines `about` the article that its reader found. `repeats` knows the lines
/// that other articles hold; an empty one knows none.
///
/// ```
/// use newsnlp::clean::{Repeats, mask};
/// let text = "The port of the capital stays closed today.\nADVERTISEMENT\nNobody knows for how long.";
/// let visible: Vec<_> = mask(text, &[], &Repeats::default()).visible.iter().map(|s| s.of(text)).collect();
/// assert_eq!(visible, ["The port of the capital stays closed today.\n", "\nNobody knows for how long."]);
/// ```
pub fn mask(text: &str, about: &[Span], repeats: &Repeats) -> Mask {
    let lines = lines::of(text);
    let mut hidden: Vec<Span> = about.to_vec();
    if shows_furniture(&lines, repeats) {
        let furniture = furniture(&lines, repeats);
        // Tiny texts and sets of keywords may look like labels through and through.
        if furniture.contains(&false) {
            hidden
                .extend(lines.iter().zip(&furniture).filter(|(_, hide)| **hide).map(|(line, _)| line.span()));
        }
    }
    if hidden.is_empty() {
        return Mask::none(text);
    }
    let mask = Mask::without(text, &hidden);
    let empty = |span: &Span| span.of(text).trim().is_empty();
    if mask.visible.iter().all(empty) { Mask::none(text) } else { mask }
}

/// Whether a look at each line finds any sign of furniture.
fn shows_furniture(lines: &[Line<'_>], repeats: &Repeats) -> bool {
    // Keyword sets and tables hold no line that says anything.
    lines.len() > 1
        && lines.iter().any(|line| line.words > 6)
        && (!repeats.is_empty()
            || lines.iter().any(|line| line.mark.is_some())
            || longest_menu(lines) >= MENU
            || (0..lines.len()).any(|at| light::is_copy(lines, at)))
}

fn furniture(lines: &[Line<'_>], repeats: &Repeats) -> Vec<bool> {
    let repeated = repeats.among(lines);
    let article = if is_page(lines) { page::article(lines) } else { None };
    match article {
        Some(keep) => keep.iter().zip(repeated).map(|(keep, repeated)| !keep || repeated).collect(),
        None => light::furniture(lines, repeated),
    }
}

/// Menu items in a row that make a text a page, where a phrase says so too; without one it takes twice as many.
const MENU: usize = 6;

fn is_page(lines: &[Line<'_>]) -> bool {
    let marked = lines.iter().any(|line| line.mark.is_some());
    let menu = longest_menu(lines);
    lines.len() >= PAGE && (menu >= MENU && marked || menu >= 2 * MENU)
}

fn longest_menu(lines: &[Line<'_>]) -> usize {
    let (mut longest, mut length) = (0, 0);
    for line in lines {
        length = if line.is_item() || line.mark == Some(Mark::Label) { length + 1 } else { 0 };
        longest = longest.max(length);
    }
    longest
}

#[cfg(test)]
mod tests;
