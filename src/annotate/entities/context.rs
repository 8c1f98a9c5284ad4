//! The signs of a stretch of tokens: how it is made, what stands before it, what stands after it.

use super::cue::Cue;
use super::evidence::Signs;
use super::view::{Line, View};
use super::vocabulary::Shape;
use crate::gazetteer::words::{Classes, is_compound};
use crate::segment::{Case, TokenKind};
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

/// Asks whether a country or first-level division begins at a token; gives how many tokens it takes.
pub(super) type RegionAt<'a> = &'a dyn Fn(usize) -> Option<usize>;

/// A sentence, for looking around a name without leaving it.
pub(super) struct Around<'a, 't> {
    pub view: &'a View<'t>,
    pub sentence: Range<usize>,
    pub line: Line,
    /// Its first word.
    pub opening: usize,
    /// Whether the sentence is a byline or credits: `Reporting by ...`.
    pub byline: bool,
    pub region_at: RegionAt<'a>,
}

impl Around<'_, '_> {
    /// All signs of a stretch of tokens.
    pub fn signs(&self, tokens: &Range<usize>) -> Signs {
        self.signs_behind(self.before(tokens.start), tokens)
    }

    /// The same where the signs before it are known: those of every stretch that begins there.
    pub fn signs_behind(&self, before: Signs, tokens: &Range<usize>) -> Signs {
        let signs = self.made_of(tokens).with(before).with(self.after(tokens)).with(self.beside(tokens));
        if self.is_honoured(tokens.start) { signs.without(Signs::DOUBTFUL_WORD) } else { signs }
    }

    fn is(&self, at: usize, classes: Classes) -> bool {
        self.view.toks[at].is(classes)
    }

    fn small(&self, at: usize) -> bool {
        self.view.toks[at].case == Case::Lower
    }

    /// How the name itself is made.
    fn made_of(&self, tokens: &Range<usize>) -> Signs {
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
        signs.add_if(many && self.is(first, Classes::FIRST_NAME), Signs::FIRST_NAME);
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
        signs.add_if(many && self.is_generation(last), Signs::PERSON_SUFFIX);
        let loud_pair = words.len() == 2 && self.view.toks[first + 1].joint;
        let acronym = (!many || loud_pair) && words.iter().all(|&at| self.is_acronym(at));
        signs.add_if(acronym, Signs::ACRONYM);
        // A word with an ampersand has two capitals: `AT&T`.
        let may_have = |at: usize| {
            let tok = &self.view.toks[at];
            tok.kind != TokenKind::Word || tok.case == Case::Upper
        };
        let ampersand = words.iter().any(|&at| self.view.toks[at].shape.is(Shape::AMPERSAND) && may_have(at));
        signs.add_if(ampersand, Signs::AMPERSAND);
        self.inner_words(&words, &mut signs);
        self.heads(&words, &mut signs);
        if signs.has(Signs::HEAD_LAST) && first != self.opening() {
            // Any word may stand before an organisation's own: `National War Labor Board`.
            signs = signs.without(Signs::COMMON.with(Signs::NOT_NAME));
        }
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
        signs.add_if(civil && self.is(first, Classes::DEMONYM), Signs::PEOPLE_FIRST);
        let inside = words.iter().any(|&at| self.view.cue(at) == Cue::For);
        signs.add_if(inside && !signs.has(Signs::HEAD_OF.with(Signs::HEAD_LAST)), Signs::FOR_INSIDE);
        let opens = first == self.opening();
        let loud = self.view.toks[first].case == Case::Upper;
        let small = !loud && (opens || !many) && self.view.also_small(first);
        let ordinary =
            !loud && self.is(first, Classes::COMMON) && !(many && self.is(first, Classes::FIRST_NAME));
        signs.add_if(opens && (ordinary || small) && self.line == Line::Prose, Signs::FIRST_IN_SENTENCE);
        signs.add_if(!many && small, Signs::SMALL_ELSEWHERE);
        signs
    }

    fn inner_words(&self, words: &[usize], signs: &mut Signs) {
        let mut plain = words.len() == 2 || words.len() == 3;
        for &at in words {
            let tok = &self.view.toks[at];
            let initial = words.len() > 1 && tok.case == Case::Capitalised && self.is_initial(at);
            signs.add_if(initial, Signs::INITIAL);
            signs.add_if(tok.case == Case::Lower && tok.is(Classes::PARTICLE), Signs::PARTICLE);
            let given = || at == words[0] && self.is_given_name(words);
            let apart = || initial || given() || self.is_generation(at);
            signs.add_if(tok.is(Classes::NOT_NAME) && !apart(), Signs::NOT_NAME);
            let ordinary = tok.is(Classes::COMMON)
                && !initial
                && !tok.is(Classes::FIRST_NAME
                    .or(Classes::SURNAME)
                    .or(Classes::ORG_HEAD)
                    .or(Classes::PLACE_HEAD)
                    .or(Classes::PARTICLE));
            // `Andrew Peacock`: after a first name any word may be a surname.
            let short =
                || self.view.toks[words[0]].span.len() == 2 && self.view.word(words[0]).ends_with('.');
            let surname = || {
                at != words[0]
                    && words.len() == 2
                    && (self.is(words[0], Classes::FIRST_NAME) && !self.is(words[0], Classes::COMMON)
                        || short())
            };
            let ordinary = ordinary && !surname();
            signs.add_if(tok.case == Case::Capitalised && ordinary, Signs::COMMON);
            plain &= (tok.is_capital() || self.view.is_tail(at))
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

    /// `J.`: one character and its full stop, or none.
    fn is_initial(&self, at: usize) -> bool {
        self.view.toks[at].shape.is(Shape::INITIAL)
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
            && words[1..].iter().all(|&at| self.view.toks[at].kind == TokenKind::Word && !self.is(at, apart))
    }

    fn heads(&self, words: &[usize], signs: &mut Signs) {
        let last = words[words.len() - 1];
        let many = words.len() > 1;
        let personal = self.is(words[0], Classes::FIRST_NAME) && words.len() == 2;
        signs.add_if(many && self.is(last, Classes::ORG_HEAD) && !personal, Signs::HEAD_LAST);
        signs.add_if(many && self.is(last, Classes::ORG_SUFFIX), Signs::SUFFIX);
        let joined = words.windows(2).any(|pair| {
            self.is(pair[0], Classes::ORG_HEAD) && self.small(pair[1]) && self.view.cue(pair[1]).joins_head()
        });
        signs.add_if(joined, Signs::HEAD_OF);
        let place = many && (self.is(last, Classes::PLACE_HEAD) || self.is(words[0], Classes::PLACE_HEAD));
        signs.add_if(place, Signs::PLACE_HEAD);
    }

    fn is_generation(&self, at: usize) -> bool {
        matches!(self.view.cue(at), Cue::Generation | Cue::King)
    }

    fn is_acronym(&self, at: usize) -> bool {
        let tok = &self.view.toks[at];
        tok.case == Case::Upper && self.line == Line::Prose && (2..=7).contains(&tok.span.len())
    }

    /// The first word of the sentence.
    pub const fn opening(&self) -> usize {
        self.opening
    }

    /// What stands before the name.
    pub fn before(&self, first: usize) -> Signs {
        let mut signs = Signs::default();
        signs.add_if(self.byline, Signs::BYLINE);
        if first == self.sentence.start {
            return signs;
        }
        let at = first - 1;
        let tok = &self.view.toks[at];
        if tok.kind == TokenKind::Word {
            let title = tok.is(Classes::TITLE.or(Classes::ROLE)) && !tok.is(Classes::NOT_NAME);
            signs.add_if(title && tok.is_capital(), Signs::TITLE_BEFORE);
            signs.add_if(title && !tok.is_capital(), Signs::ROLE_BEFORE);
        }
        signs.add_if(tok.case == Case::Lower && self.is_role_of(at), Signs::ROLE_BEFORE);
        signs.add_if(self.is_of_event(first), Signs::EVENT_AFTER);
        signs.add_if(self.is_prefixed(first), Signs::ADJECTIVE);
        signs.add_if(self.is_travel(at), Signs::TRAVEL_BEFORE);
        if tok.case == Case::Lower || self.line != Line::Prose {
            signs.add_if(tok.is(Classes::PLACE_PREPOSITION), Signs::IN_BEFORE);
            signs.add_if(tok.is(Classes::SPEECH_VERB), Signs::SAID_BEFORE);
            signs.add_if(tok.is(Classes::BEFORE_ORG), Signs::COMPANY_BEFORE);
        }
        signs.add_if(tok.is(Classes::DEMONYM), Signs::DEMONYM_BEFORE);
        let the = tok.cue == Cue::The || tok.span.len() == 3 && self.view.is_word(at, "the");
        signs.add_if(the, Signs::THE_BEFORE);
        let in_the = the && at > self.sentence.start && self.is(at - 1, Classes::PLACE_PREPOSITION);
        signs.add_if(in_the && self.small(at - 1), Signs::IN_THE_BEFORE);
        let plural =
            || self.view.toks[first].case == Case::Capitalised && self.view.word(first).ends_with('s');
        signs.add_if(
            the && self.view.sport && !self.is(first, Classes::DEMONYM) && plural(),
            Signs::PLURAL_TEAM,
        );
        signs.add_if(tok.cue == Cue::At && self.role_before(at), Signs::OF_ORGANISATION_BEFORE);
        signs.add_if(at == self.opening() && self.view.is_word(at, "by"), Signs::BYLINE);
        signs.add_if(
            tok.cue == Cue::Slash && at > self.sentence.start && self.view.toks[at - 1].case == Case::Upper,
            Signs::CREDIT,
        );
        if at > self.sentence.start {
            self.before_of(at, &mut signs);
        }
        signs
    }

    /// `head of research at X`: a role a few words back, nothing but small words between.
    fn role_before(&self, at: usize) -> bool {
        let back = (self.sentence.start.max(at.saturating_sub(7))..at).rev();
        let mut small = back.take_while(|&at| self.small(at));
        small.any(|at| self.is(at, Classes::ROLE))
    }

    /// `town of X`, `shares of X`, `chairman of X`.
    fn before_of(&self, at: usize, signs: &mut Signs) {
        let (noun, cue) = (at - 1, self.view.cue(at));
        if matches!(cue, Cue::Of | Cue::In | Cue::At | Cue::De) {
            signs.add_if(cue != Cue::In && self.is(noun, Classes::PLACE_NOUN), Signs::TOWN_OF);
            signs.add_if(
                self.view.is_word(noun, "shares") || self.view.is_word(noun, "stake"),
                Signs::COMPANY_BEFORE,
            );
            let leader = cue == Cue::Of && self.is(noun, Classes::PLACE_LEADER);
            signs.add_if(leader, Signs::LEADER_OF);
            signs.add_if(
                cue != Cue::In && !leader && self.is(noun, Classes::ROLE) && self.small(noun),
                Signs::OF_ORGANISATION_BEFORE,
            );
        }
        // `the east wing of the White House`.
        let of_the = cue == Cue::The && noun > self.sentence.start && self.view.cue(noun) == Cue::Of;
        signs.add_if(of_the && self.is(noun - 1, Classes::PLACE_NOUN), Signs::TOWN_OF);
    }

    /// What stands after the name.
    fn after(&self, tokens: &Range<usize>) -> Signs {
        let mut signs = Signs::default();
        let end = self.sentence.end;
        let mut at = tokens.end;
        if at >= end {
            return signs;
        }
        if self.view.toks[at].kind == TokenKind::Clitic && self.view.word(at).ends_with('s') {
            signs.add(Signs::POSSESSIVE);
            at += 1;
            signs.add_if(at < end && self.is(at, Classes::AFTER_ORG), Signs::STAFF_AFTER);
            return signs;
        }
        let cue = self.view.cue(at);
        if self.is_half_adjective(at) {
            signs.add(Signs::ADJECTIVE);
            return signs;
        }
        let noun = tokens.len() == 1 && self.small(at);
        signs.add_if(
            noun && is_compound(self.view.toks[tokens.start].key, self.view.toks[at].key),
            Signs::COMPOUND,
        );
        signs.add_if(self.is(at, Classes::SPEECH_VERB) && self.small(at), Signs::SAID_AFTER);
        signs.add_if(self.is(at, Classes::AFTER_ORG), Signs::STAFF_AFTER);
        signs.add_if(cue == Cue::Who, Signs::WHO_AFTER);
        signs.add_if(self.is_verb(at), Signs::VERB_AFTER);
        signs.add_if(self.is_human(at), Signs::HUMAN_AFTER);
        signs.add_if(self.is_bare_subject(tokens, at), Signs::BARE_SUBJECT);
        match cue {
            Cue::Comma => self.after_comma(at + 1, &mut signs),
            Cue::Opening => self.after_bracket(tokens, at + 1, &mut signs),
            _ => {}
        }
        signs.add_if(self.is_score(at), Signs::SCORE_AFTER);
        let event = (at..end.min(at + 3))
            .take_while(|&at| self.view.toks[at].is_capital())
            .any(|at| self.is(at, Classes::EVENT));
        signs.add_if(event && self.line == Line::Prose || self.is_dated_event(tokens), Signs::EVENT_AFTER);
        signs.add_if(tokens.start == self.opening() && self.is_dateline(tokens), Signs::DATELINE);
        signs
    }

    /// `Apple said`, `Shell will pay`: an ordinary word opens the sentence and acts, with no article before it. Verbs
    /// that any noun may have (`Time is running out`) tell nothing.
    fn is_bare_subject(&self, tokens: &Range<usize>, at: usize) -> bool {
        let said = || self.is(at, Classes::SPEECH_VERB) && self.small(at);
        let plain = matches!(self.view.cue(at), Cue::Was | Cue::Is | Cue::Has | Cue::Had | Cue::Could);
        let opens = tokens.start == self.opening() && tokens.len() == 1;
        opens && self.is(tokens.start, Classes::COMMON) && (!plain && self.is_verb(at) || said())
    }

    /// Whether what stands here is done by what stands before it.
    pub(super) fn acts(&self, at: usize) -> bool {
        self.is_verb(at)
    }

    /// Whether a small word is a verb in the past, or a form of to be, to have or will.
    fn is_verb(&self, at: usize) -> bool {
        if !self.small(at) {
            return false;
        }
        let tok = &self.view.toks[at];
        tok.shape.is(Shape::PAST) || tok.cue == Cue::Also || tok.is(Classes::PAST_VERB)
    }

    fn after_comma(&self, at: usize, signs: &mut Signs) {
        if at >= self.sentence.end {
            return;
        }
        let tok = &self.view.toks[at];
        let closes = |at: usize| {
            at >= self.sentence.end
                || matches!(self.view.cue(at), Cue::Comma | Cue::Stop | Cue::Semicolon | Cue::Closing)
        };
        let figures = || self.view.word(at).bytes().all(|b| b.is_ascii_digit());
        let age = tok.kind == TokenKind::Number && tok.span.len() <= 2 && figures();
        signs.add_if(age && closes(at + 1), Signs::AGE_AFTER);
        signs.add_if(matches!(tok.cue, Cue::Who | Cue::Whose), Signs::WHO_AFTER);
        signs.add_if((self.region_at)(at).is_some(), Signs::STATE_AFTER);
        signs.add_if(self.is_apposition(at), Signs::ROLE_AFTER);
        signs.add_if(self.is_company_apposition(at), Signs::COMPANY_AFTER);
    }

    /// `, the mayor of`, `, a former Russian diplomat,`: a role within a few words, before any other name.
    fn is_apposition(&self, from: usize) -> bool {
        for at in from..self.sentence.end.min(from + 7) {
            let tok = &self.view.toks[at];
            if tok.is(Classes::ROLE) && (tok.case == Case::Lower || at == from) {
                return true;
            }
            let opens = at > from
                || tok.case == Case::Lower
                || tok.is(Classes::DEMONYM.or(Classes::TITLE))
                || tok.is_capital();
            if !opens || tok.kind == TokenKind::Punctuation && !tok.joint {
                return false;
            }
            if at == from
                && tok.case == Case::Lower
                && !matches!(tok.cue, Cue::A | Cue::The | Cue::Owner | Cue::Rank | Cue::Then | Cue::One)
            {
                return false;
            }
        }
        false
    }

    fn after_bracket(&self, tokens: &Range<usize>, at: usize, signs: &mut Signs) {
        if at + 1 >= self.sentence.end {
            return;
        }
        if let Some(length) = (self.region_at)(at)
            && at + length < self.sentence.end
            && self.view.cue(at + length) == Cue::Closing
        {
            signs.add(Signs::BRACKET_COUNTRY);
        }
        let closes = self.view.cue(at + 1) == Cue::Closing;
        let acronym = self.view.toks[at].case == Case::Upper && closes;
        signs.add_if(acronym && abbreviates(self.view, at, tokens), Signs::ACRONYM_AFTER);
        let short = closes && is_short_form(self.view, at);
        let head = tokens.clone().any(|at| self.is(at, Classes::ORG_HEAD));
        signs.add_if(short && tokens.len() > 1 && head, Signs::SHORT_IN_BRACKETS);
        let tok = &self.view.toks[at];
        let age = tok.kind == TokenKind::Number && tok.span.len() == 2 && closes;
        signs.add_if(age, Signs::AGE_AFTER);
    }

    /// `the 1997 United Kingdom general election`: a year before, an event within three words after.
    fn is_dated_event(&self, tokens: &Range<usize>) -> bool {
        let year = |at: usize| {
            let tok = &self.view.toks[at];
            tok.kind == TokenKind::Number
                && tok.span.len() == 4
                && self.view.word(at).bytes().all(|b| b.is_ascii_digit())
        };
        let before = self.sentence.start..tokens.start;
        let dated = before.rev().find(|&at| !self.view.toks[at].is_capital()).is_some_and(year);
        dated && (tokens.end..self.sentence.end.min(tokens.end + 4)).any(|at| self.is(at, Classes::EVENT))
    }

    /// `Arsenal 2 Chelsea 1`: a small number right after, and another name or nothing after that.
    fn is_score(&self, at: usize) -> bool {
        let small = |at: usize| {
            let tok = &self.view.toks[at];
            tok.kind == TokenKind::Number
                && tok.span.len() <= 3
                && self.view.word(at).bytes().all(|b| b.is_ascii_digit())
        };
        let Some(next) = small(at).then_some(at + 1) else { return false };
        next >= self.sentence.end
            || small(next)
            || self.view.toks[next].is_capital()
            || matches!(
                self.view.cue(next),
                Cue::Comma | Cue::Hyphen | Cue::Semicolon | Cue::Opening | Cue::Stop
            )
    }

    /// `MOSCOW (Reuters) - `, `LONDON, Jan 5 (AP) -- `, `PARIS 1996-08-30`.
    fn is_dateline(&self, tokens: &Range<usize>) -> bool {
        let upper = tokens.clone().all(|at| self.view.toks[at].case != Case::Lower);
        let loud = tokens.clone().any(|at| self.view.toks[at].case == Case::Upper);
        if !upper || !loud && self.line != Line::Prose {
            return false;
        }
        let rest = tokens.end..self.sentence.end.min(tokens.end + 10);
        let next = self.view.toks[tokens.end];
        if loud && next.kind == TokenKind::Number && next.span.len() >= 8 {
            return true;
        }
        let opens = matches!(next.cue, Cue::Opening | Cue::Comma | Cue::Colon) || next.cue.is_dash();
        let dash = |at: usize| self.view.cue(at).is_dash() && !self.view.touches_next(at);
        opens && rest.clone().any(dash) && (loud || rest.clone().any(|at| self.view.cue(at) == Cue::Opening))
    }

    /// What stands on either side.
    fn beside(&self, tokens: &Range<usize>) -> Signs {
        let mut signs = Signs::default();
        let near =
            tokens.start.saturating_sub(2).max(self.sentence.start)..self.sentence.end.min(tokens.end + 2);
        let team = near.filter(|at| !tokens.contains(at)).any(|at| self.is(at, Classes::TEAM_WORD));
        signs.add_if(team, Signs::TEAM_AROUND);
        if self.line == Line::Prose {
            let left = tokens.start > self.sentence.start && self.is_other_name(tokens.start - 1);
            let right = tokens.end < self.sentence.end && self.is_other_name(tokens.end);
            signs.add_if(left || right, Signs::NEIGHBOUR_CAPITAL);
        }
        signs
    }

    /// Whether a neighbour looks like more of the same name.
    fn is_other_name(&self, at: usize) -> bool {
        let apart = Classes::TITLE.or(Classes::ROLE).or(Classes::DEMONYM).or(Classes::NOT_NAME);
        let tok = &self.view.toks[at];
        tok.is_capital() && !tok.is(apart) && !(tok.is(Classes::COMMON) && at == self.opening())
    }
}

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
