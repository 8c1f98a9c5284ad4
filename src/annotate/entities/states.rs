//! A state or province in short, where it stands as one: `Huntersville, N.C.`, `Austin, TX`, `Byron Dorgan, D-N.D.` Elsewhere
//! such a form is an initial, an acronym or a word.

use super::context::Around;
use super::cue::Cue;
use super::cut::Cutter;
use super::listed::{self, Place};
use super::view::Line;
use crate::gazetteer::Facts;
use crate::segment::Case;

impl Cutter<'_, '_, '_> {
    /// Whether a listed name is a state's short form, behind a town or a party's letter.
    pub(super) fn is_state_in_short(&self, around: &Around, place: &Place) -> bool {
        let first = place.tokens.start;
        let state = |sense: &listed::Sense| sense.weak && sense.facts.is(Facts::DIVISION);
        first >= around.sentence.start + 2
            && place.senses.iter().any(state)
            && (self.is_dotted(place) && self.view.toks[first - 2].is_capital()
                || self.is_code(around, place) && self.view.toks[first - 2].case == Case::Capitalised)
            && (self.view.cue(first - 1) == Cue::Comma || self.is_party_letter(first - 2))
            && !self.is_of_longer(place, around.sentence.end)
    }

    /// `N.C.`, `Calif.`; `M.D.` is a degree, and Maryland `Md.`
    fn is_dotted(&self, place: &Place) -> bool {
        let last = self.view.word(place.tokens.end - 1);
        last.ends_with('.') && last != "M.D."
    }

    /// `TX`, which before another name may be anybody's initials.
    fn is_code(&self, around: &Around, place: &Place) -> bool {
        let (toks, next) = (&self.view.toks, place.tokens.end);
        let name_follows = next < around.sentence.end && toks[next].is_capital();
        let pair = place.tokens.len() == 1 && toks[place.tokens.start].is_pair();
        pair && !name_follows && around.line == Line::Prose
    }

    /// `D-`, `R-`.
    fn is_party_letter(&self, at: usize) -> bool {
        let (letter, hyphen) = (&self.view.toks[at], &self.view.toks[at + 1]);
        letter.span.len() == 1 && hyphen.joint && self.view.touches_next(at) && self.view.touches_next(at + 1)
    }

    /// `Washington, D.C.` is listed as a whole.
    fn is_of_longer(&self, place: &Place, end: usize) -> bool {
        let before = place.tokens.start - 2;
        let listed = listed::at(self.view, self.gazetteer, self.language, before, end);
        listed.iter().any(|longer| longer.tokens.end >= place.tokens.end)
    }
}
