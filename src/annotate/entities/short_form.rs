//! Short forms as brackets give them: what looks like one, and whether it is made of a name's initials.

use super::view::View;
use crate::gazetteer::words::Classes;
use crate::segment::Case;
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

/// Whether the small words before a bracket spell the acronym in it: `attention-deficit/hyperactivity disorder (ADHD)`. What
/// organisations are spells none that is a thing's: `national statistics office (NSO)`.
pub(super) fn spells_thing(view: &View, acronym: usize) -> bool {
    let mut wanted = view.word(acronym).chars().filter(|c| c.is_alphanumeric()).rev().peekable();
    let many = view.word(acronym).len() > 2;
    let before = (0..acronym - 1).rev();
    let small = before.take_while(|&at| view.toks[at].case == Case::Lower || !view.toks[at].is_word());
    let bodies = Classes::ORG_HEAD.or(Classes::BEFORE_ORG);
    for at in small.take(2 * view.word(acronym).len()) {
        for part in view.word(at).split('-').rev() {
            let Some(&letter) = wanted.peek() else { break };
            let initial = part.chars().next().and_then(|c| c.to_uppercase().next());
            if initial == Some(letter) {
                if view.toks[at].is(bodies) {
                    return false;
                }
                wanted.next();
            } else if view.toks[at].is_word() && !view.cue(at).is_connector() {
                return false;
            }
        }
    }
    many && wanted.peek().is_none()
}
