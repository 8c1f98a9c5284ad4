//! Short forms as brackets give them: what looks like one, and whether it is made of a name's initials.

use super::view::View;
use std::ops::Range;

/// Whether a token is a short form as brackets give it: `BKP`, `CpE`, `SPD-Ö`; no country's or state's code follows a name.
pub(super) fn is_short_form(view: &View, at: usize) -> bool {
    let capitals = || view.word(at).chars().filter(|c| c.is_uppercase()).count();
    view.toks[at].is_capital() && (2..=8).contains(&view.toks[at].span.len()) && capitals() >= 2
}

/// Whether an acronym is made of the initials of a name: `OSCE` of `Organization for Security and Co-operation in
/// Europe`. Small words may be skipped.
pub(super) fn abbreviates(view: &View, acronym: usize, name: &Range<usize>) -> bool {
    let letters: Vec<char> = view.word(acronym).chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.len() < 2 {
        return false;
    }
    let mut wanted = letters.iter().copied().peekable();
    let mut capitals_missed = 0;
    for at in name.clone().filter(|&at| !view.toks[at].joint) {
        let initial = view.word(at).chars().next().and_then(|c| c.to_uppercase().next());
        let fits = wanted.peek().is_some_and(|&letter| initial == Some(letter));
        if fits {
            wanted.next();
        } else if view.toks[at].is_capital() {
            capitals_missed += 1;
        }
    }
    wanted.peek().is_none() && capitals_missed <= 1
}
