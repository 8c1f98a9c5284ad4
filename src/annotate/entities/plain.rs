//! The plain way to what the cut tells of stretches and of lone words: each rule looks at the words by itself. The quick ways
//! are tested against it, on the articles of the corpus and on names made of what the rules ask for.

use super::context::Around;
use super::cue::Cue;
use super::cut::{Candidate, Cutter, Room};
use super::evidence::Signs;
use super::listed;
use super::run::Run;
use super::traits::Words;
use super::view::{Line, View};
use super::vocabulary::Shape;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::words::Classes;
use crate::language::Language;
use crate::segment::{Case, TokenKind, segment};
use crate::span::Span;
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

impl Around<'_, '_> {
    /// How a name is made, by looking at its words one rule at a time.
    fn made_plainly(&self, tokens: &Range<usize>) -> Signs {
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
        signs.add_if(acronym, Signs::ACRONYM);
        let station = many
            && !acronym
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
            signs = signs.without(Signs::COMMON.with(Signs::NOT_NAME));
        }
        if words.len() > 2 && self.is(last, Classes::PLACE_HEAD) && first != self.opening() {
            // A bridge or a square may be named after anybody: `Francis Scott Key Bridge`.
            signs = signs.without(Signs::COMMON.with(Signs::FIRST_NAME));
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

    fn inner_words_plainly(&self, words: &[usize], signs: &mut Signs) {
        // `Shawky Abdel-Karim Allam`, `Zayed bin Rashid Allam`: what a hyphen or a particle joins counts as one.
        let joined = |pair: &&[usize]| pair[1] > pair[0] + 1 || self.is_inner_particle(pair[1], words);
        let hyphens = words.windows(2).filter(joined).count();
        let mut plain = words.len() > 1 && matches!(words.len() - hyphens, 1..=3);
        for &at in words {
            let tok = &self.view.toks[at];
            let initial = words.len() > 1 && tok.case == Case::Capitalised && self.is_initial(at);
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
            // `Andrew Peacock`: after a first name any word may be a surname.
            let short =
                || self.view.toks[words[0]].span.len() == 2 && self.view.word(words[0]).ends_with('.');
            let surname = || {
                at != words[0]
                    && words.len() == 2
                    && (self.is(words[0], Classes::FIRST_NAME)
                        && (!self.is(words[0], Classes::COMMON) || words[0] != self.opening())
                        || short())
            };
            let ordinary = ordinary && !surname();
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
            && !self.is_dated(words[0])
            && words[1..].iter().all(|&at| self.view.toks[at].kind == TokenKind::Word && !self.is(at, apart))
    }

    fn heads_plainly(&self, words: &[usize], signs: &mut Signs) {
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

    fn ends_generation(&self, at: usize) -> bool {
        matches!(self.view.cue(at), Cue::Generation | Cue::King)
    }
}

impl Cutter<'_, '_, '_> {
    /// Whether a stretch is put together as a name no list has may be, by looking at its words one rule at a time.
    fn may_be_name_plainly(&self, tokens: &Range<usize>, line: Line) -> bool {
        let view = self.view;
        let (first, last) = (tokens.start, tokens.end - 1);
        if line != Line::Prose
            || !self.unlisted && tokens.len() > 1
            || !(view.toks[last].is_capital() || view.is_tail(last))
            || tokens.len() > 1 && self.opens_with_suffix(tokens)
            || self.breaks_hyphen(tokens.end)
            || tokens.len() > 1 && self.opens_with_role(tokens)
        {
            return false;
        }
        let word = |at: usize| {
            view.toks[at].is_capital()
                && view.toks[at].span.len() > 2
                && !(tokens.len() == 1 && view.word(at).ends_with('.'))
        };
        if !tokens.clone().any(word) || tokens.len() == 1 && view.toks[first].is(Classes::DEMONYM) {
            return false;
        }
        let mut organisation = false;
        for at in tokens.clone() {
            let tok = &view.toks[at];
            organisation |= tok.is(Classes::ORG_HEAD);
            if tok.is_capital()
                || tok.joint
                || view.is_tail(at)
                || tok.case == Case::Lower && tok.is(Classes::PARTICLE)
            {
                continue;
            }
            let possessive = tok.kind == TokenKind::Clitic;
            let later_head =
                tok.cue != Cue::Of && view.toks[at..tokens.end].iter().any(|tok| tok.is(Classes::ORG_HEAD));
            let joined = tok.cue == Cue::For && self.for_inside(tokens, at);
            let held = joined
                || if possessive { later_head } else { organisation || later_head && tok.cue != Cue::In };
            if !held {
                return false;
            }
        }
        true
    }
}

/// Longest stretch that is looked at.
const LONGEST: usize = 9;

/// Calls `look` with every sentence of a text, once as its line is and once as prose.
fn each_sentence(
    text: &str,
    language: Language,
    gazetteer: &Gazetteer,
    mut look: impl FnMut(&Cutter, &Around),
) {
    let found = segment(text, &[Span::new(0, text.len())], language);
    let view = View::new(text, &found, language);
    let cutter = Cutter { view: &view, gazetteer, language, unlisted: true };
    for (sentence, line) in &view.sentences {
        for line in [*line, Line::Prose] {
            let opening = sentence.clone().find(|&at| view.toks[at].is_word()).unwrap_or(sentence.start);
            let (sentence, region_at) = (sentence.clone(), |_: usize| None::<usize>);
            let around =
                Around { view: &view, sentence, line, opening, byline: false, region_at: &region_at };
            look(&cutter, &around);
        }
    }
}

/// The articles of the corpus, and sentences made of what the rules ask for.
fn texts() -> Vec<(String, Language)> {
    let corpus = std::fs::read_dir("corpus").expect("the corpus stands beside the sources");
    let corpus = corpus.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
    let words = "The A An Mr. President May August Peacock J. Jr. XIV van bin de of for and the 's - Kim Jong - un AT&T F-16 \
                 NATO Bank Ministry Trade University Inc. Ltd. River County Bridge Open Treaty Russian Russians Monday Smith \
                 Zyxwv Qrstu said in near FC Society in late May Sarton Minister 1997 , election ( BKP ) -led";
    let words: Vec<_> = words.split_whitespace().collect();
    let mut state = 7_u64;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(state >> 33) as usize % words.len()]
    };
    let made = (0..3000).map(|_| (0..12).map(|_| word()).collect::<Vec<_>>().join(" ") + " spoke.\n\n");
    let made = made.collect::<String>().replace(" - ", "-");
    let mut texts: Vec<_> = corpus.map(|text| (text, Language::EN)).collect();
    texts.extend([(made.clone(), Language::EN), (made, Language::DE)]);
    texts
}

#[test]
fn stretches_are_told_as_plainly() {
    let gazetteer = Gazetteer::builtin();
    let (mut looked, mut several, mut named) = (0, 0, 0);
    for (text, language) in texts() {
        each_sentence(&text, language, &gazetteer, |cutter, around| {
            let toks = &around.view.toks;
            let edges = &mut Vec::new();
            let run = Run::new(around, around.sentence.clone(), edges);
            for start in around.sentence.clone().filter(|&at| !toks[at].joint) {
                let mut words = Words::default();
                for end in start + 1..=around.sentence.end.min(start + LONGEST) {
                    let (tokens, last) = (start..end, &toks[end - 1]);
                    words.add(run.traits(end - 1));
                    if last.joint {
                        continue;
                    }
                    let written = || toks[start].span.to(last.span).of(&text);
                    assert_eq!(words, Words::of(tokens.clone().map(|at| run.traits(at))), "{}", written());
                    let (quick, plain) = (around.made_of(&tokens, &words), around.made_plainly(&tokens));
                    assert_eq!(
                        quick,
                        plain,
                        "{}: {:?}",
                        written(),
                        (quick.iter().collect::<Vec<_>>(), plain.iter().collect::<Vec<_>>())
                    );
                    looked += 1;
                    several += usize::from(words.count > 1);
                    if toks[start].is_capital() && around.line == Line::Prose {
                        let plain = cutter.may_be_name_plainly(&tokens, around.line);
                        let ends = last.is_capital() || around.view.is_tail(end - 1);
                        assert_eq!(ends && cutter.may_be_name(&tokens, &words), plain, "{}", written());
                        named += usize::from(plain);
                    }
                }
            }
        });
    }
    assert!(looked > 100_000 && several > 80_000 && named > 10_000, "{looked} {several} {named}");
}

#[test]
fn a_lone_word_is_cut_as_any_run() {
    let gazetteer = Gazetteer::builtin();
    let (mut cut, mut left) = (0, 0);
    for (text, language) in texts() {
        each_sentence(&text, language, &gazetteer, |cutter, around| {
            let mut room = Room::default();
            for at in around.sentence.clone().filter(|&at| around.view.toks[at].is_capital()) {
                let (mut quick, mut plain) = (Vec::new(), Vec::new());
                let Room { places, edges, readings, best } = &mut room;
                let mut listed = Vec::new();
                listed::add_at(cutter.view, cutter.gazetteer, language, at..at + 1, &mut listed);
                places.clone_from(&listed);
                cutter.cut_word(around, at, places.pop(), &mut quick);
                let run = Run::new(around, at..at + 1, edges);
                cutter.readings(&run, listed.into_iter(), readings);
                cutter.cut_run(&run, readings, best, &mut plain);
                let told = |found: &[Candidate]| -> Vec<_> {
                    let of = |one: &Candidate| (one.tokens.clone(), one.signs, one.senses.len(), one.line);
                    found.iter().map(of).collect()
                };
                assert_eq!(told(&quick), told(&plain), "{}", around.view.word(at));
                cut += quick.len();
                left += 1 - quick.len();
            }
        });
    }
    assert!(cut > 1000 && left > 100, "{cut} {left}");
}
