//! How a name is made: first names, initials, the words organisations and places are made with, ordinary words.

use super::context::Around;
use super::cue::Cue;
use super::evidence::Signs;
use super::traits::{Traits, Words, has_ampersand, is_coded, is_generation, is_ordinary};
use super::view::{Line, Tok};
use super::vocabulary::Shape;
use crate::gazetteer::words::{Classes, is_small_opener, makes_institution};
use crate::segment::Case;
use std::ops::Range;

impl Around<'_, '_> {
    /// How the name itself is made, whose words are gathered.
    #[inline]
    pub(super) fn made_of(&self, tokens: &Range<usize>, words: &Words) -> Signs {
        if words.count > 1 { self.made_of_words(tokens, words) } else { self.made_of_word(tokens.end - 1) }
    }

    /// How a name of one word is made.
    #[inline]
    pub(super) fn made_of_word(&self, at: usize) -> Signs {
        let tok = &self.view.toks[at];
        let mut signs = Signs::ONE_WORD;
        signs.add_if(self.is_acronym(tok) && !self.is_said_aloud(tok), Signs::ACRONYM);
        let known = Classes::COMMON.or(Classes::NOT_NAME).or(Classes::DEMONYM).or(Classes::ROLE);
        let capital = tok.case == Case::Capitalised;
        let unknown = self.view.words_known && capital && !tok.is(known) && tok.span.len() > 3;
        signs.add_if(unknown, Signs::UNKNOWN_WORD);
        signs.add_if(tok.is(Classes::SURNAME) && !tok.is(Classes::COMMON), Signs::SURNAME_ALONE);
        signs.add_if(tok.is(Classes::DEMONYM) && !tok.is(Classes::FIRST_NAME), Signs::DEMONYM);
        signs.add_if(has_ampersand(tok), Signs::AMPERSAND);
        signs.add_if(tok.case == Case::Lower && tok.is(Classes::PARTICLE), Signs::PARTICLE);
        let not_name = tok.is(Classes::NOT_NAME) && !is_generation(tok);
        signs.add_if(not_name || is_coded(tok), Signs::NOT_NAME);
        signs.add_if(capital && is_ordinary(tok), Signs::COMMON);
        signs.add_if(tok.cue == Cue::For, Signs::FOR_INSIDE);
        let loud = tok.case == Case::Upper;
        let small = !loud && self.view.also_small(at);
        let ordinary = !loud && tok.is(Classes::COMMON);
        let opens = at == self.opening() && self.line == Line::Prose;
        signs.add_if(opens && (ordinary || small), Signs::FIRST_IN_SENTENCE);
        signs.add_if(small, Signs::SMALL_ELSEWHERE);
        signs
    }

    /// How a name of several words is made.
    fn made_of_words(&self, tokens: &Range<usize>, words: &Words) -> Signs {
        let (first, last) = (&self.view.toks[tokens.start], &self.view.toks[tokens.end - 1]);
        let opens = tokens.start == self.opening();
        let loud_pair = words.count == 2 && self.view.toks[tokens.start + 1].joint;
        let acronym = loud_pair && words.all(Traits::ACRONYM);
        let given = first.is(Classes::FIRST_NAME) && !self.is_dated(tokens.start);
        let mut signs = self.inner_words(tokens, words, given);
        signs.add_if(words.full >= 5, Signs::LONG);
        signs.add_if(given && !acronym, Signs::FIRST_NAME);
        signs.add_if(last.is(Classes::SURNAME), Signs::SURNAME);
        signs.add_if(first.is(Classes::DEMONYM) && !first.is(Classes::FIRST_NAME), Signs::DEMONYM);
        signs.add_if(is_generation(last), Signs::PERSON_SUFFIX);
        signs.add_if(acronym, Signs::ACRONYM);
        let station = !acronym && !given && first.span.len() > 2 && self.is_acronym(first);
        signs.add_if(station, Signs::ACRONYM_FIRST);
        signs.add(self.heads(tokens, words));
        if signs.has(Signs::HEAD_LAST) && !opens {
            // Any word may stand before an organisation's own: `National War Labor Board`.
            let clause = first.is(Classes::NOT_NAME) && self.joins_clauses(tokens.start + 1);
            signs.add_if(clause, Signs::COMPOUND);
            signs = signs.without(Signs::COMMON.with(Signs::NOT_NAME));
        }
        if words.count > 2 && signs.has(Signs::HEAD_LAST) {
            // A hospital or a school may be named after anybody: `Charles Webb Center`.
            signs = signs.without(Signs::FIRST_NAME.with(Signs::INITIAL));
        }
        if words.count > 2 && last.is(Classes::PLACE_HEAD) && !opens {
            // A bridge or a square may be named after anybody: `Francis Scott Key Bridge`.
            signs = signs.without(Signs::COMMON.with(Signs::FIRST_NAME));
        }
        let thing = last.is(Classes::EVENT) && !first.is(Classes::FIRST_NAME);
        signs.add_if(thing && !words.inner.has(Traits::BODY), Signs::EVENT_LAST);
        signs.add_if(words.any().has(Traits::CODED), Signs::NOT_NAME);
        let civil = signs.has(Signs::HEAD_LAST) && last.is(Classes::CIVIL_HEAD) && words.count > 2;
        // `American Coalition for Traditional Values`, not a ministry or an office.
        let cause = words.count > 3
            && self.is(tokens.start + 1, Classes::CIVIL_HEAD)
            && self.view.cue(tokens.start + 2) == Cue::For;
        signs.add_if((civil || cause) && first.is(Classes::DEMONYM), Signs::PEOPLE_FIRST);
        let body = Signs::HEAD_OF.with(Signs::HEAD_LAST);
        signs.add_if(words.any().has(Traits::FOR) && !signs.has(body), Signs::FOR_INSIDE);
        let company = signs.has(Signs::SUFFIX) && self.opens_company(tokens);
        if company {
            // `Consolidated Freightways Inc.`: a legal form speaks for all words before it.
            signs = signs.without(Signs::COMMON);
        }
        if opens && !company && first.case != Case::Upper && self.line == Line::Prose {
            let ordinary =
                first.is(Classes::COMMON) && !first.is(Classes::FIRST_NAME.or(Classes::PLACE_PART));
            let joiner = first.cue == Cue::Opener && self.view.is_pair_inside(tokens.start);
            let named = joiner || self.is_of_many(tokens.start);
            let so = !named && (ordinary || self.view.also_small(tokens.start));
            signs.add_if(so, Signs::FIRST_IN_SENTENCE);
        }
        signs
    }

    /// What the words tell one by one; `given` where the first is a first name here.
    fn inner_words(&self, tokens: &Range<usize>, words: &Words, given: bool) -> Signs {
        let mut signs = Signs::default();
        let mut later = words.later;
        if self.takes_surname(tokens, words) {
            later = later.without(Traits::ORDINARY.with(Traits::COMMON));
        }
        let any = words.first.with(later);
        signs.add_if(any.has(Traits::AMPERSAND), Signs::AMPERSAND);
        signs.add_if(any.has(Traits::INITIAL), Signs::INITIAL);
        // `Posto da Torre`: where small words join anything, a first name must tell that it is somebody.
        let (loose, particle) = (self.view.particles_bind() && !given, any.has(Traits::SMALL_PARTICLE));
        signs.add_if(particle && !loose, Signs::PARTICLE);
        signs.add_if(any.has(Traits::COMMON), Signs::COMMON);
        // `August Hanning`, `Jan Kroslak`, `Christian Blanc`: a month or the like that is a first name too, before what is
        // no ordinary word.
        let excused = given && words.all_later.has(Traits::AFTER_GIVEN);
        let not_name = later.has(Traits::NOT_NAME) || !excused && words.first.has(Traits::NOT_NAME);
        signs.add_if(not_name, Signs::NOT_NAME);
        let plain = self.view.capitals_tell
            && words.are_plain()
            && !any.has(Traits::ORDINARY)
            && !(loose && particle);
        signs.add_if(plain, Signs::PLAIN_PAIR);
        // `Travell Harris`: what no table knows, and surnames.
        let strange = words.first.has(Traits::UNKNOWN) && words.all_later.has(Traits::STRANGE);
        signs.add_if(plain && strange && self.view.words_known, Signs::UNKNOWN_WORDS);
        signs
    }

    /// `It passed on Friday and the Senate will meet`: whether `and the` stands there.
    pub(super) fn joins_clauses(&self, at: usize) -> bool {
        self.view.cue(at) == Cue::And && self.view.toks.get(at + 1).is_some_and(|tok| tok.cue == Cue::The)
    }

    /// `Andrew Peacock`, `J. Peacock`, `Andrew James Peacock`: after a first name or an initial any word may be a surname.
    fn takes_surname(&self, tokens: &Range<usize>, words: &Words) -> bool {
        let (first, toks) = (tokens.start, &self.view.toks);
        let plain = |at: usize| toks[at].is(Classes::FIRST_NAME) && !toks[at].is(Classes::COMMON);
        let given = |at: usize| plain(at) || toks[at].is(Classes::FIRST_NAME) && at != self.opening();
        let initial = |at: usize| toks[at].span.len() == 2 && self.view.word(at).ends_with('.');
        match words.count {
            2 => given(first) || initial(first),
            3 if tokens.len() == 3 => {
                toks[first].is(Classes::FIRST_NAME) && (plain(first + 1) || initial(first + 1))
            }
            _ => false,
        }
    }

    /// `In May Mackey said`, `early April`: a month after a word that asks for a date. `The late May Sarton` is somebody.
    pub(super) fn is_dated(&self, at: usize) -> bool {
        if !self.is(at, Classes::MONTH) || at == self.sentence.start || !self.is(at - 1, Classes::BEFORE_DATE)
        {
            return false;
        }
        let late = self.view.is_word(at - 1, "late");
        !(late && at >= self.sentence.start + 2 && self.view.is_word(at - 2, "the"))
    }

    /// The words organisations and places are made with.
    fn heads(&self, tokens: &Range<usize>, words: &Words) -> Signs {
        let mut signs = Signs::default();
        let (first, last) = (&self.view.toks[tokens.start], &self.view.toks[tokens.end - 1]);
        let personal = first.is(Classes::FIRST_NAME) && words.count == 2;
        let cut_off = || words.head_of && self.goes_on(tokens.end);
        let body = last.is(Classes::ORG_HEAD) && !personal && !cut_off() && !self.is_other_thing(tokens);
        signs.add_if(body, Signs::HEAD_LAST);
        signs.add_if(last.is(Classes::ORG_SUFFIX), Signs::SUFFIX);
        signs.add_if(words.head_of, Signs::HEAD_OF);
        signs.add_if(words.last.has(Traits::ADJECTIVE), Signs::HEAD_ADJECTIVE);
        signs.add_if(words.head_of && words.inner.has(Traits::ROW), Signs::ROW_INSIDE);
        let place = last.is(Classes::PLACE_HEAD) && !body || first.is(Classes::PLACE_HEAD);
        signs.add_if(place, Signs::PLACE_HEAD);
        signs
    }

    /// `School of Public and Environmental | Affairs`: whether more of the same name stands at a token.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        self.line == Line::Prose && at < self.sentence.end && self.is_other_name(at)
    }

    /// Whether the word organisations are made with that ends a name makes something else here: `Argentine TV actress`, a
    /// medium and what it shows; `Garden District`, a place, where `School District` is none.
    pub(super) fn is_other_thing(&self, tokens: &Range<usize>) -> bool {
        let (toks, last) = (&self.view.toks, tokens.end - 1);
        let shows = |at: usize| self.small(at) && self.is(at, Classes::COMMON) && toks[at].cue == Cue::None;
        let medium = toks[last].is_pair()
            && tokens.end < self.sentence.end
            && shows(tokens.end)
            && !self.is_verb(tokens.end)
            && !self.is(tokens.end, Classes::SPEECH_VERB.or(Classes::AFTER_ORG));
        medium || toks[last].is(Classes::PLACE_HEAD) && !makes_institution(toks[last - 1].key)
    }

    /// `Consolidated Freightways Inc.`, where it opens a sentence: an ordinary word begins a company's name, and is no small
    /// word and none for what companies are: `Rival Freightways Inc.`
    pub(super) fn opens_company(&self, tokens: &Range<usize>) -> bool {
        let (first, last) = (&self.view.toks[tokens.start], &self.view.toks[tokens.end - 1]);
        let apart = Classes::BEFORE_ORG
            .or(Classes::ROLE)
            .or(Classes::TITLE)
            .or(Classes::DEMONYM)
            .or(Classes::NOT_NAME)
            .or(Classes::PLACE_PREPOSITION);
        last.is(Classes::LEGAL_FORM)
            && tokens.len() > 2
            && first.cue == Cue::None
            && !first.is(apart)
            && !is_small_opener(first.key)
    }

    /// `J.`, `J`; an article where no other capital stands before it: `A Brooklyn woman`.
    pub(super) fn is_initial(&self, at: usize) -> bool {
        let tok = &self.view.toks[at];
        let amid = || at > self.sentence.start && self.view.toks[at - 1].is_capital();
        let article = || self.view.word(at) == "A" && !amid();
        tok.case == Case::Capitalised && tok.shape.is(Shape::INITIAL) && !article()
    }

    /// `Water, Sanitation and Irrigation`, `Special and Environmental`: whether a comma, or `and` between ordinary words with
    /// capitals, parts what an organisation is for.
    pub(super) fn parts_fields(&self, at: usize) -> bool {
        let toks = &self.view.toks;
        let word = |at: usize| toks[at].is_capital() && toks[at].is(Classes::COMMON);
        let more = |at: usize| at < self.sentence.end && toks[at].is_capital();
        let body = |at: usize| toks[at].is(Classes::ORG_HEAD.or(Classes::TITLE)) && !more(at + 1);
        let and =
            || at > self.sentence.start && more(at + 1) && word(at - 1) && word(at + 1) && !body(at + 1);
        toks[at].cue == Cue::Comma || toks[at].cue == Cue::And && and()
    }

    /// A short word in capitals, where not every word is.
    pub(super) fn is_acronym(&self, tok: &Tok) -> bool {
        tok.case == Case::Upper && self.line == Line::Prose && (2..=7).contains(&tok.span.len())
    }

    /// `Click HERE`: an ordinary word of some length, said aloud; no acronym by itself.
    pub(super) fn is_said_aloud(&self, tok: &Tok) -> bool {
        let letters = || tok.span.of(self.view.text).bytes().all(|byte| byte.is_ascii_alphabetic());
        tok.case == Case::Upper && tok.span.len() > 3 && tok.is(Classes::COMMON) && letters()
    }
}
