//! The plain ways to what the cut tells of stretches and of lone words. The quick ways are tested against them, on the
//! articles of the corpus and on names made of what the rules ask for.

mod made;
mod sides;

use super::context::Around;
use super::cut::{Candidate, Cutter, Room};
use super::listed;
use super::run::Run;
use super::traits::Words;
use super::view::{Line, View};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::words::Classes;
use crate::language::Language;
use crate::segment::segment;
use crate::span::Span;
use std::ops::Range;

impl Cutter<'_, '_, '_> {
    /// Whether a stretch is put together as a name no list has may be, by looking at its words one rule at a time.
    fn may_be_name_plainly(&self, tokens: &Range<usize>, line: Line) -> bool {
        let view = self.view;
        let (first, last) = (tokens.start, tokens.end - 1);
        if line != Line::Prose
            || !(view.toks[last].is_capital() || view.is_tail(last))
            || tokens.len() > 1 && (self.opens_with_suffix(tokens) || view.is_party_letter(first))
            || self.breaks_hyphen(tokens.end)
            || tokens.len() > 1 && (self.opens_with_role(tokens) || self.ends_in_letters(tokens))
        {
            return false;
        }
        let word = |at: usize| {
            view.toks[at].is_capital()
                && view.toks[at].span.len() > 2
                && !(tokens.len() == 1 && view.toks[at].is_bare_legal_form())
                && !(tokens.len() == 1 && view.word(at).ends_with('.'))
        };
        if !tokens.clone().any(word) || tokens.len() == 1 && view.toks[first].is(Classes::DEMONYM) {
            return false;
        }
        self.holds_together(tokens)
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
    let cutter = Cutter { view: &view, gazetteer, language, titles: &[] };
    for (sentence, line) in &view.sentences {
        for line in [*line, Line::Prose] {
            let opening = sentence.clone().find(|&at| view.toks[at].is_word()).unwrap_or(sentence.start);
            let (sentence, region_at) = (sentence.clone(), |at: usize| at.is_multiple_of(3).then_some(1));
            let around = Around {
                view: &view,
                sentence,
                line,
                opening,
                byline: false,
                region_at: &region_at,
                titles: &[],
            };
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
                 Zyxwv Qrstu said in near FC Society in late May Sarton Minister 1997 , election ( BKP ) -led \
                 Mrs the shares of town mayor flight to from at by / who , which was later 2 42 Arsenal beat Guinea pigs (";
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
                    let (quick, plain) = (run.signs_of(&tokens, &words), around.signs_plainly(&tokens));
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
            let mut room = Room::new();
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
