//! A state or province in short, where it stands as one: `Huntersville, N.C.`, `Austin, TX`, `Byron Dorgan, D-N.D.`, `the
//! D.C. police`. Elsewhere such a form is an initial, an acronym or a word.

use super::context::Around;
use super::cue::Cue;
use super::cut::Cutter;
use super::evidence::Signs;
use super::listed::{self, ListedName};
use super::view::{Line, View};
use crate::gazetteer::Facts;
use crate::segment::Case;

impl Cutter<'_, '_, '_> {
    /// Whether a listed name is a state's short form, behind a town or a party's letter.
    pub(super) fn is_state_in_short(&self, around: &Around, place: &ListedName) -> bool {
        let first = place.tokens.start;
        let state = |sense: &listed::Sense| sense.weak && sense.facts.is(Facts::DIVISION);
        first >= around.sentence.start + 2
            && place.senses.iter().any(state)
            && (self.is_dotted(place) && self.view.toks[first - 2].is_capital()
                || self.is_code(around, place) && self.view.toks[first - 2].case == Case::Capitalised)
            && (self.view.cue(first - 1) == Cue::Comma || self.view.is_party_letter(first - 2))
            && !self.is_of_longer(place, around.sentence.end)
    }

    /// `the D.C. police`, `B.C. wildfires`: letters of a state's words, with a dot behind each, and no name on either side
    /// whose initials they could be.
    pub(super) fn is_state_in_letters(&self, around: &Around, place: &ListedName, signs: Signs) -> bool {
        place.tokens.len() == 1
            && around.line == Line::Prose
            && !signs.has(Signs::NEIGHBOUR_CAPITAL)
            && self.view.word(place.tokens.start).matches('.').count() > 1
            && place.senses.iter().any(|sense| sense.facts.is(Facts::DIVISION))
            && self.is_dotted(place)
            && !self.is_of_longer(place, around.sentence.end)
    }

    /// `N.C.`, `Calif.`; `M.D.` is a degree, and Maryland `Md.`
    fn is_dotted(&self, place: &ListedName) -> bool {
        self.view.word(place.tokens.end - 1).ends_with('.') && !self.is_degree(place)
    }

    /// `M.D.`: no state of one word is written with several letters and dots.
    pub(super) fn is_degree(&self, place: &ListedName) -> bool {
        let words = |sense: &listed::Sense| self.gazetteer.entity(sense.entity).name.split(' ').count();
        let mut states = place.senses.iter().filter(|sense| sense.facts.is(Facts::DIVISION)).peekable();
        self.view.word(place.tokens.end - 1).matches('.').count() > 1
            && states.peek().is_some()
            && states.all(|state| words(state) == 1)
    }

    /// `TX`, which before another name may be anybody's initials.
    fn is_code(&self, around: &Around, place: &ListedName) -> bool {
        let (toks, next) = (&self.view.toks, place.tokens.end);
        let name_follows = next < around.sentence.end && toks[next].is_capital();
        let pair = place.tokens.len() == 1 && toks[place.tokens.start].is_pair();
        pair && !name_follows && around.line == Line::Prose
    }

    /// `Washington, D.C.` is listed as a whole.
    fn is_of_longer(&self, place: &ListedName, end: usize) -> bool {
        let Some(before) = place.tokens.start.checked_sub(2) else { return false };
        let listed = listed::at(self.view, self.gazetteer, self.language, before, end);
        listed.iter().any(|longer| longer.tokens.end >= place.tokens.end)
    }
}

impl View<'_> {
    /// `D-`, `R-`: whether a letter stands at a token that a hyphen joins to what somebody is elected for. A comma or a bracket
    /// is before it, unlike before `T-Mobile`.
    pub(super) fn is_party_letter(&self, at: usize) -> bool {
        let hyphenated = self.toks[at].span.len() == 1
            && self.toks[at].is_capital()
            && self.toks.get(at + 1).is_some_and(|hyphen| hyphen.joint)
            && self.touches_next(at)
            && self.touches_next(at + 1);
        hyphenated && at > 0 && matches!(self.cue(at - 1), Cue::Comma | Cue::Opening)
    }
}
