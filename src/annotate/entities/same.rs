//! One person written in several ways: `J. Doe`, `John D. Smith` and `John Smith`. In: names of several words. Out: whether
//! they are one.

use super::fulls::Fulls;
use super::resolve::Resolver;
use crate::gazetteer::EntityRef;
use std::ops::Range;

impl Resolver<'_, '_, '_> {
    /// The one person of the article that this name may be another way to write of; nobody, if several may be.
    pub(super) fn same_person(
        &self,
        tokens: &Range<usize>,
        listed: Option<EntityRef>,
        fulls: &Fulls,
    ) -> Option<usize> {
        let apart = |other: Option<EntityRef>| listed.is_some() && other.is_some() && listed != other;
        let surname = self.view.toks[tokens.end - 1].key;
        let mut fits =
            fulls.people(surname).filter(|(_, full)| !apart(full.listed) && self.agree(tokens, &full.tokens));
        let (at, _) = fits.next()?;
        fits.next().is_none().then_some(at)
    }

    /// Whether two names have the same last word, first words that are the same or one the initial of the other, and middle
    /// names that do not contradict.
    fn agree(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let words = |tokens: &Range<usize>| -> Vec<&str> {
            tokens.clone().filter(|&at| !self.view.toks[at].joint).map(|at| self.view.word(at)).collect()
        };
        let (one, other) = (words(one), words(other));
        let (Some((last, before)), Some((other_last, other_before))) = (one.split_last(), other.split_last())
        else {
            return false;
        };
        let ([first, middle @ ..], [other_first, other_middle @ ..]) = (before, other_before) else {
            return false;
        };
        last == other_last
            && stands_for(first, other_first)
            && middle.iter().zip(other_middle).all(|(one, other)| stands_for(one, other))
            && (middle.len() <= 1 && other_middle.len() <= 1)
    }
}

/// Whether two words are the same, or one is the initial of the other: `J.` and `John`.
fn stands_for(one: &str, other: &str) -> bool {
    let initial = |short: &str, long: &str| {
        let letter = short.strip_suffix('.').unwrap_or(short);
        letter.chars().count() == 1 && long.starts_with(letter)
    };
    one == other || initial(one, other) || initial(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_initial_stands_for_a_name() {
        assert!(stands_for("J.", "John") && stands_for("John", "J") && stands_for("Ann", "Ann"));
        assert!(!stands_for("J.", "Mary") && !stands_for("Jo", "John"));
    }
}
