//! The plain way to how a name is made: each rule looks at the words by itself.

use super::super::context::Around;
use super::super::cue::Cue;
use super::super::evidence::Signs;
use super::super::view::Line;
use super::super::vocabulary::Shape;
use crate::gazetteer::words::Classes;
use crate::segment::{Case, TokenKind};
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

impl Around<'_, '_> {
    /// How a name is made, by looking at its words one rule at a time.
    pub(super) fn made_plainly(&self, tokens: &Range<usize>) -> Signs {
        let mut signs = Signs::default();
        let (first, last) = (tokens.start, tokens.end - 1);
        let words: SmallVec<[usize; 8]> = match tokens.len() {
            1 => smallvec![first],
            _ => tokens.clone().filter(|&at| !self.view.toks[at].joint).collect(),
        };
        let many = words.len() > 1;
        signs.add_if(!many, Signs::ONE_WORD);
        let full = words.iter().filter(|&&at| !self.is(at, Classes::PARTICLE)).count();
        signs.add_if(full >= 5, Signs::LONG);
        let loud_pair = words.len() == 2 && self.view.toks[first + 1].joint;
        let acronym = (!many || loud_pair) && words.iter().all(|&at| self.is_acronym(&self.view.toks[at]));
        let given = many && !acronym && self.is(first, Classes::FIRST_NAME) && !self.is_dated(first);
        signs.add_if(given, Signs::FIRST_NAME);
        signs.add_if(many && self.is(last, Classes::SURNAME), Signs::SURNAME);
        let unknown = !many
            && self.view.words_known
            && self.view.toks[first].case == Case::Capitalised
            && !self.is(first, Classes::COMMON.or(Classes::NOT_NAME).or(Classes::DEMONYM).or(Classes::ROLE))
            && self.view.toks[first].span.len() > 3;
        signs.add_if(unknown, Signs::UNKNOWN_WORD);
        let alone = !many && self.is(last, Classes::SURNAME) && !self.is(last, Classes::COMMON);
        signs.add_if(alone, Signs::SURNAME_ALONE);
        signs
            .add_if(self.is(first, Classes::DEMONYM) && !self.is(first, Classes::FIRST_NAME), Signs::DEMONYM);
        signs.add_if(many && self.ends_generation(last), Signs::PERSON_SUFFIX);
        let aloud = !many && self.is_said_aloud(&self.view.toks[first]);
        signs.add_if(acronym && !aloud, Signs::ACRONYM);
        let station = many
            && !acronym
            && !given
            && self.view.toks[first].span.len() > 2
            && self.is_acronym(&self.view.toks[first]);
        signs.add_if(station, Signs::ACRONYM_FIRST);
        // A word with an ampersand has two capitals: `AT&T`.
        let may_have = |at: usize| {
            let tok = &self.view.toks[at];
            tok.kind != TokenKind::Word || tok.case == Case::Upper
        };
        let ampersand = words.iter().any(|&at| self.view.toks[at].shape.is(Shape::AMPERSAND) && may_have(at));
        signs.add_if(ampersand, Signs::AMPERSAND);
        self.inner_words_plainly(&words, &mut signs);
        self.heads_plainly(&words, &mut signs);
        if signs.has(Signs::HEAD_LAST) && first != self.opening() {
            // Any word may stand before an organisation's own: `National War Labor Board`.
            let clause = self.is(first, Classes::NOT_NAME) && self.joins_clauses(first + 1);
            signs.add_if(clause, Signs::COMPOUND);
            signs = signs.without(Signs::COMMON.with(Signs::NOT_NAME));
        }
        if words.len() > 2 && signs.has(Signs::HEAD_LAST) {
            // A hospital or a school may be named after anybody: `Charles Webb Center`.
            signs = signs.without(Signs::FIRST_NAME.with(Signs::INITIAL));
        }
        if words.len() > 2 && self.is(last, Classes::PLACE_HEAD) && first != self.opening() {
            // A bridge or a square may be named after anybody: `Francis Scott Key Bridge`.
            signs = signs.without(Signs::COMMON.with(Signs::FIRST_NAME));
        }
        let company = signs.has(Signs::SUFFIX) && self.opens_company(tokens);
        signs = if company { signs.without(Signs::COMMON) } else { signs };
        let things = Classes::EVENT.or(Classes::NOT_NAME);
        let thing = many && self.is(last, Classes::EVENT) && !self.is(words[0], Classes::FIRST_NAME);
        let body = || {
            words[..words.len() - 1].iter().any(|&at| self.is(at, Classes::ORG_HEAD) && !self.is(at, things))
        };
        signs.add_if(thing && !body(), Signs::EVENT_LAST);
        let coded =
            |&at: &usize| self.view.toks[at].shape.is(Shape::FIGURE) && self.view.toks[at].is_capital();
        signs.add_if(words.iter().any(coded), Signs::NOT_NAME);
        let civil = signs.has(Signs::HEAD_LAST) && self.is(last, Classes::CIVIL_HEAD) && words.len() > 2;
        let cause = words.len() > 3
            && self.is(first + 1, Classes::CIVIL_HEAD)
            && self.view.cue(first + 2) == Cue::For;
        signs.add_if((civil || cause) && self.is(first, Classes::DEMONYM), Signs::PEOPLE_FIRST);
        let inside = words.iter().any(|&at| self.view.cue(at) == Cue::For);
        signs.add_if(inside && !signs.has(Signs::HEAD_OF.with(Signs::HEAD_LAST)), Signs::FOR_INSIDE);
        let opens = first == self.opening();
        let loud = self.view.toks[first].case == Case::Upper;
        let small = !loud && (opens || !many) && self.view.also_small(first);
        let apart = Classes::FIRST_NAME.or(Classes::PLACE_PART);
        let ordinary = !loud && self.is(first, Classes::COMMON) && !(many && self.is(first, apart));
        let joiner = many && self.view.cue(first) == Cue::Opener && self.view.is_pair_inside(first);
        let named = joiner || company || many && self.is_of_many(first);
        let so = opens && (ordinary || small) && !named;
        signs.add_if(so && self.line == Line::Prose, Signs::FIRST_IN_SENTENCE);
        signs.add_if(!many && small, Signs::SMALL_ELSEWHERE);
        signs
    }

    fn inner_words_plainly(&self, words: &[usize], signs: &mut Signs) {
        // `Shawky Abdel-Karim Allam`, `Zayed bin Rashid Allam`: what a hyphen or a particle joins counts as one.
        let joined = |pair: &&[usize]| pair[1] > pair[0] + 1 || self.is_inner_particle(pair[1], words);
        let hyphens = words.windows(2).filter(joined).count();
        let mut plain = words.len() > 1 && matches!(words.len() - hyphens, 1..=3);
        for &at in words {
            let tok = &self.view.toks[at];
            let initial = words.len() > 1 && self.is_initial(at);
            signs.add_if(initial, Signs::INITIAL);
            signs.add_if(tok.case == Case::Lower && tok.is(Classes::PARTICLE), Signs::PARTICLE);
            let given = || at == words[0] && self.is_given_name(words);
            let apart = || initial || given() || self.ends_generation(at);
            signs.add_if(tok.is(Classes::NOT_NAME) && !apart(), Signs::NOT_NAME);
            let ordinary = tok.is(Classes::COMMON)
                && !initial
                && !tok.is(Classes::FIRST_NAME
                    .or(Classes::SURNAME)
                    .or(Classes::ORG_HEAD)
                    .or(Classes::PLACE_HEAD)
                    .or(Classes::PARTICLE));
            let ordinary = ordinary && !(at != words[0] && self.ends_in_surname(words));
            signs.add_if(tok.case == Case::Capitalised && ordinary, Signs::COMMON);
            plain &= (tok.is_capital() || self.view.is_tail(at) || self.is_inner_particle(at, words))
                && !ordinary
                && !tok
                    .is(Classes::ORG_HEAD.or(Classes::NOT_NAME).or(Classes::PLACE_HEAD).or(Classes::DEMONYM));
        }
        signs.add_if(plain && self.view.capitals_tell, Signs::PLAIN_PAIR);
        // `Travell Harris`: what no table knows, and surnames.
        let surname = |at: usize| self.is(at, Classes::SURNAME) && !self.is(at, Classes::COMMON);
        let unknown = |&at: &usize| {
            (self.view.toks[at].is_unknown() || at != words[0] && surname(at))
                && self.view.toks[at].span.len() > 2
        };
        let strange = plain && self.view.capitals_tell && self.view.words_known && words.iter().all(unknown);
        signs.add_if(strange, Signs::UNKNOWN_WORDS);
    }

    /// `bin`, `van`: a particle inside the words, written small.
    fn is_inner_particle(&self, at: usize, words: &[usize]) -> bool {
        self.view.is_binding(at) && at != words[0] && at != words[words.len() - 1]
    }

    /// `Andrew Peacock`, `Andrew James Peacock`: after a first name any word may be a surname.
    fn ends_in_surname(&self, words: &[usize]) -> bool {
        let short = |at: usize| self.view.toks[at].span.len() == 2 && self.view.word(at).ends_with('.');
        let given = |at: usize| self.is(at, Classes::FIRST_NAME);
        let only = |at: usize| given(at) && !self.is(at, Classes::COMMON);
        match *words {
            [first, _] => only(first) || given(first) && first != self.opening() || short(first),
            [first, middle, last] => last == first + 2 && given(first) && (only(middle) || short(middle)),
            _ => false,
        }
    }

    /// `August Hanning`, `Jan Kroslak`, `Christian Blanc`: a month or the like that is a first name too, before what is no
    /// ordinary word.
    fn is_given_name(&self, words: &[usize]) -> bool {
        let apart = Classes::COMMON
            .or(Classes::NOT_NAME)
            .or(Classes::EVENT)
            .or(Classes::ORG_HEAD)
            .or(Classes::DEMONYM);
        words.len() > 1
            && self.is(words[0], Classes::FIRST_NAME)
            && !self.is_dated(words[0])
            && words[1..].iter().all(|&at| self.view.toks[at].kind == TokenKind::Word && !self.is(at, apart))
    }

    fn heads_plainly(&self, words: &[usize], signs: &mut Signs) {
        let last = words[words.len() - 1];
        let many = words.len() > 1;
        let personal = self.is(words[0], Classes::FIRST_NAME) && words.len() == 2;
        signs.add_if(many && self.is(last, Classes::ORG_SUFFIX), Signs::SUFFIX);
        let joined = words.windows(2).any(|pair| {
            self.is(pair[0], Classes::ORG_HEAD) && self.small(pair[1]) && self.view.cue(pair[1]).joins_head()
        });
        signs.add_if(joined, Signs::HEAD_OF);
        let whole = words[0]..last + 1;
        let ends = self.is(last, Classes::ORG_HEAD) && !personal && !(joined && self.goes_on(last + 1));
        let body = many && ends && !self.is_other_thing(&whole);
        signs.add_if(body, Signs::HEAD_LAST);
        let row = || words[..words.len() - 1].iter().any(|&at| self.parts_fields(at));
        signs.add_if(joined && row(), Signs::ROW_INSIDE);
        let ends = self.is(last, Classes::PLACE_HEAD) && !body;
        signs.add_if(many && (ends || self.is(words[0], Classes::PLACE_HEAD)), Signs::PLACE_HEAD);
    }

    fn ends_generation(&self, at: usize) -> bool {
        matches!(self.view.cue(at), Cue::Generation | Cue::King)
    }
}
