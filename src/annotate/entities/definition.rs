//! What a sentence says a name is: `X is a Finnish politician`, `X was a town near Y`.

use super::context::Around;
use super::cue::Cue;
use super::evidence::Signs;
use crate::gazetteer::words::Classes;

impl Around<'_, '_> {
    /// `X is a Finnish politician`, `X was a town near Y`, `X is a party`: what a name is said to be. Adds the sign of an
    /// apposition that says the same.
    pub(super) fn after_copula(&self, at: usize, signs: &mut Signs) {
        let opens = matches!(self.view.cue(at), Cue::Is | Cue::Was)
            && at + 2 < self.sentence.end
            && matches!(self.view.cue(at + 1), Cue::A | Cue::The | Cue::One);
        let Some((head, people)) = opens.then(|| self.head_of_phrase(at + 2)).flatten() else { return };
        if self.is(head, Classes::ROLE) {
            signs.add_if(people, Signs::ROLE_AFTER);
        } else if self.is(head, Classes::PLACE_NOUN) {
            signs.add(Signs::PLACE_AFTER);
        } else if self.is(head, Classes::BEFORE_ORG) {
            signs.add(Signs::COMPANY_AFTER);
        }
    }

    /// The last noun of the phrase that begins at a token, and whether a word for a people or `former` stands in it.
    fn head_of_phrase(&self, from: usize) -> Option<(usize, bool)> {
        /// Most tokens of a phrase.
        const LONGEST: usize = 7;
        let (mut head, mut people) = (None, false);
        for at in from..self.sentence.end.min(from + LONGEST) {
            let tok = &self.view.toks[at];
            let rank = tok.cue == Cue::Rank;
            people |= rank || tok.is(Classes::DEMONYM);
            if rank || tok.joint || tok.is_capital() {
                continue;
            }
            let there = head.is_some() && tok.is(Classes::PLACE_PREPOSITION);
            let ends = !self.small(at) || tok.cue != Cue::None || there;
            if ends || head.is_some() && self.is_verb(at) {
                break;
            }
            head = Some(at);
        }
        head.map(|head| (head, people))
    }
}
