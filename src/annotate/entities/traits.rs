//! What each word of a run brings to the names it may stand in, and what the words of a stretch bring together. They are
//! gathered one by one, so a stretch that goes on from another costs one word more.

use super::context::Around;
use super::cue::Cue;
use super::view::Tok;
use super::vocabulary::Shape;
use crate::gazetteer::words::Classes;
use crate::segment::{Case, TokenKind};

/// What a word brings to a name of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u32);

impl Traits {
    /// No word, but what joins two.
    pub const JOINT: Self = Self(1);
    /// May begin or end a name: a capital, or the small end of a word with a hyphen.
    pub const OUTER: Self = Self(1 << 1);
    /// May stand in any name: such a word, or a particle.
    pub const FITS: Self = Self(1 << 2);
    /// Has a capital and more than two letters.
    pub const TOLD: Self = Self(1 << 3);
    /// Counts as no word of its own: a particle.
    pub const PARTICLE: Self = Self(1 << 4);
    /// A particle written small.
    pub const SMALL_PARTICLE: Self = Self(1 << 5);
    /// Binds the names around it into one.
    pub const BINDING: Self = Self(1 << 6);
    pub const ACRONYM: Self = Self(1 << 7);
    pub const INITIAL: Self = Self(1 << 8);
    /// Has an ampersand between capitals.
    pub const AMPERSAND: Self = Self(1 << 9);
    /// Has a figure.
    pub const CODED: Self = Self(1 << 10);
    pub const FOR: Self = Self(1 << 11);
    /// No part of a name, and no initial or number of kings either.
    pub const NOT_NAME: Self = Self(1 << 12);
    /// An ordinary word.
    pub const ORDINARY: Self = Self(1 << 13);
    /// The same with a capital.
    pub const COMMON: Self = Self(1 << 14);
    /// Like the words of which a person's name is put together.
    pub const PLAIN: Self = Self(1 << 15);
    /// May follow what is a month and a first name: `August Hanning`.
    pub const AFTER_GIVEN: Self = Self(1 << 16);
    /// No table knows it.
    pub const UNKNOWN: Self = Self(1 << 17);
    /// No table knows it, or only that of surnames.
    pub const STRANGE: Self = Self(1 << 18);
    /// A word organisations are made with.
    pub const HEAD: Self = Self(1 << 19);
    /// The same, and no word of events.
    pub const BODY: Self = Self(1 << 20);
    /// Makes one name of an organisation's word and what follows.
    pub const JOINS_HEAD: Self = Self(1 << 21);
    pub const CAPITAL: Self = Self(1 << 22);
    /// Parts ordinary words that are the field of an organisation: a comma, `and`.
    pub const ROW: Self = Self(1 << 23);
    /// A small adjective of an organisation's word.
    pub const ADJECTIVE: Self = Self(1 << 24);

    /// What a token brings.
    pub fn of(around: &Around, at: usize) -> Self {
        let (view, tok) = (around.view, &around.view.toks[at]);
        if tok.joint {
            return Self::JOINT;
        }
        let mut traits = Self::default();
        let initial = tok.shape.is(Shape::INITIAL) && around.is_initial(at);
        let small = tok.case == Case::Lower;
        let adjective = view.is_body_adjective(at);
        let outer = tok.is_capital() || view.is_tail(at) || adjective;
        let particle = tok.is(Classes::PARTICLE);
        let binding = view.is_binding(at);
        traits.add_if(tok.is_capital(), Self::CAPITAL);
        traits.add_if(outer, Self::OUTER);
        traits.add_if(outer || small && particle, Self::FITS);
        traits.add_if(tok.is_capital() && tok.span.len() > 2, Self::TOLD);
        traits.add_if(particle, Self::PARTICLE);
        traits.add_if(small && particle, Self::SMALL_PARTICLE);
        traits.add_if(binding, Self::BINDING);
        traits.add_if(around.is_acronym(tok), Self::ACRONYM);
        traits.add_if(initial, Self::INITIAL);
        traits.add_if(has_ampersand(tok), Self::AMPERSAND);
        traits.add_if(is_coded(tok), Self::CODED);
        traits.add_if(tok.cue == Cue::For, Self::FOR);
        let row = tok.cue == Cue::Comma || tok.cue == Cue::And && around.parts_fields(at);
        traits.add_if(row, Self::ROW);
        traits.add_if(tok.is(Classes::NOT_NAME) && !initial && !is_generation(tok), Self::NOT_NAME);
        let ordinary = is_ordinary(tok) && !initial;
        traits.add_if(ordinary, Self::ORDINARY);
        traits.add_if(ordinary && tok.case == Case::Capitalised, Self::COMMON);
        let apart = Classes::ORG_HEAD.or(Classes::NOT_NAME).or(Classes::PLACE_HEAD).or(Classes::DEMONYM);
        traits.add_if((outer || binding) && !adjective && !tok.is(apart), Self::PLAIN);
        let apart = Classes::COMMON
            .or(Classes::NOT_NAME)
            .or(Classes::EVENT)
            .or(Classes::ORG_HEAD)
            .or(Classes::DEMONYM);
        traits.add_if(tok.kind == TokenKind::Word && !tok.is(apart), Self::AFTER_GIVEN);
        let long = tok.span.len() > 2;
        let surname = tok.is(Classes::SURNAME) && !tok.is(Classes::COMMON);
        traits.add_if(long && tok.is_unknown(), Self::UNKNOWN);
        traits.add_if(long && (tok.is_unknown() || surname), Self::STRANGE);
        let head = tok.is(Classes::ORG_HEAD);
        traits.add_if(head || adjective, Self::HEAD);
        traits.add_if(adjective, Self::ADJECTIVE);
        traits.add_if(head && !tok.is(Classes::EVENT.or(Classes::NOT_NAME)), Self::BODY);
        traits.add_if(small && tok.cue.joins_head(), Self::JOINS_HEAD);
        traits
    }

    const fn add_if(&mut self, so: bool, more: Self) {
        if so {
            self.0 |= more.0;
        }
    }

    /// Whether it has any of these.
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both have.
    const fn shared(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Without some.
    #[must_use]
    pub const fn without(self, some: Self) -> Self {
        Self(self.0 & !some.0)
    }
}

/// A word with an ampersand has two capitals: `AT&T`.
pub(super) fn has_ampersand(tok: &Tok) -> bool {
    tok.shape.is(Shape::AMPERSAND) && (tok.kind != TokenKind::Word || tok.case == Case::Upper)
}

/// Letters and figures: `F-16`.
pub(super) fn is_coded(tok: &Tok) -> bool {
    tok.shape.is(Shape::FIGURE) && tok.is_capital()
}

/// `Jr`, `XIV`.
pub(super) const fn is_generation(tok: &Tok) -> bool {
    matches!(tok.cue, Cue::Generation | Cue::King)
}

/// An ordinary word with which no names are made.
pub(super) fn is_ordinary(tok: &Tok) -> bool {
    let apart = Classes::FIRST_NAME
        .or(Classes::SURNAME)
        .or(Classes::ORG_HEAD)
        .or(Classes::PLACE_HEAD)
        .or(Classes::PARTICLE);
    tok.is(Classes::COMMON) && !tok.is(apart)
}

/// The words of a stretch: what the first and the last bring to it, what any of them and all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub count: usize,
    /// How many are no particles.
    pub full: usize,
    /// How many count as one with the word before them: `Shawky Abdel-Karim Allam`, `Zayed bin Rashid Allam`.
    joined: usize,
    pub first: Traits,
    pub last: Traits,
    /// What any brings but the last.
    pub inner: Traits,
    /// What any brings but the first.
    pub later: Traits,
    /// What all bring but the first.
    pub all_later: Traits,
    /// Whether an organisation's word goes on behind a small one: `Bank of`.
    pub head_of: bool,
    /// Whether a hyphen stands behind the last.
    hyphen: bool,
    /// Whether the last counts as one with the word before it as soon as another follows: a particle.
    binds: bool,
}

impl Words {
    /// The words of tokens that bring this.
    pub fn of(tokens: impl Iterator<Item = Traits>) -> Self {
        let mut words = Self::default();
        tokens.for_each(|token| words.add(token));
        words
    }

    /// Adds the next token.
    pub fn add(&mut self, next: Traits) {
        if next.has(Traits::JOINT) {
            self.hyphen = true;
            return;
        }
        if self.count == 0 {
            self.first = next;
            self.all_later = Traits(u32::MAX);
        } else {
            self.joined += usize::from(self.binds) + usize::from(self.hyphen);
            self.binds = next.has(Traits::BINDING) && !self.hyphen;
            self.head_of |= self.last.has(Traits::HEAD) && next.has(Traits::JOINS_HEAD);
            self.later = self.later.with(next);
            self.all_later = self.all_later.shared(next);
        }
        self.inner = self.inner.with(self.last);
        self.last = next;
        self.count += 1;
        self.full += usize::from(!next.has(Traits::PARTICLE));
        self.hyphen = false;
    }

    /// What any brings.
    pub const fn any(&self) -> Traits {
        self.first.with(self.later)
    }

    /// Whether all bring this.
    pub const fn all(&self, one: Traits) -> bool {
        self.first.has(one) && self.all_later.has(one)
    }

    /// Whether they are one to three words such as persons' names are put together of, not counting what is joined to
    /// another. Particles stand inside.
    pub const fn are_plain(&self) -> bool {
        matches!(self.count - self.joined, 1..=3)
            && self.first.has(Traits::OUTER)
            && self.last.has(Traits::OUTER)
            && self.all(Traits::PLAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(tokens: &[Traits]) -> Words {
        Words::of(tokens.iter().copied())
    }

    #[test]
    fn what_is_joined_counts_as_one() {
        let name = Traits::OUTER.with(Traits::PLAIN);
        let particle = Traits::BINDING.with(Traits::PLAIN).with(Traits::PARTICLE);
        let hyphen = Traits::JOINT;
        for (tokens, count, apart) in [
            (&[name, name][..], 2, 2),
            (&[name, name, hyphen, name], 3, 2),
            (&[name, particle, name], 3, 2),
            (&[name, hyphen, particle, hyphen, name], 3, 1),
            (&[name, particle], 2, 2),
            (&[particle, name], 2, 2),
        ] {
            let words = words(tokens);
            assert_eq!((words.count, words.count - words.joined), (count, apart), "{tokens:?}");
        }
        assert!(words(&[name, particle, name]).are_plain());
        assert!(!words(&[name, particle]).are_plain() && !words(&[particle, name]).are_plain());
        assert!(!words(&[name; 4]).are_plain());
    }

    #[test]
    fn the_first_and_the_last_stand_apart() {
        let words = words(&[Traits::HEAD, Traits::JOINS_HEAD, Traits::JOINT, Traits::UNKNOWN]);
        assert!(words.head_of && words.first.has(Traits::HEAD) && words.last.has(Traits::UNKNOWN));
        assert!(!words.later.has(Traits::HEAD) && !words.inner.has(Traits::UNKNOWN));
        assert!(words.any().has(Traits::HEAD) && words.any().has(Traits::UNKNOWN));
        assert!(!words.all(Traits::UNKNOWN));
        assert_eq!((words.count, words.full), (3, 3));
    }
}
