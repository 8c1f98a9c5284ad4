//! Words and repeated runs of two and three words to salience. In: the article's units and stems. Out: keywords
//! with a score between 0 and 1, the best of the article being 1. The formula stands on top of [the
//! room](super).

use super::Keyword;
use super::count::{Stem, Unit, count_units};
use super::form::NOTHING;
use super::lexicon::Lexicon;
use crate::segment::Segmentation;
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What the first words of an article gain over the last.
const LEAD: f64 = 0.5;
/// How fast that gain falls off: at a ninth of the article a third of it is left.
const LEAD_FALL: f64 = 9.0;
/// What a word gains that is always a name of its own, with a capital and beside no other; what a phrase gains that is
/// always a name. A piece of a longer name (`Dakota`, `República`) is seldom what an article is about.
const NAME: f64 = 0.3;
/// Words of so many letters and more have their full weight.
const FULL_LENGTH: f64 = 10.0;
/// How much shorter words lose by it: nothing at 0, in proportion at 1.
const LENGTH: f64 = 0.6;
/// How much of a phrase's count its words lose.
const TAKEN: f64 = 0.9;
/// What an occurrence of a phrase counts beside an occurrence of a word.
const PHRASE: f64 = 0.5;
/// What a phrase of three words weighs beside one of two.
const THREE: f64 = 0.7;
/// How often, of all the times its rarest word stands, a run must stand to be a phrase.
const HOLDS: f64 = 0.7;
/// Marks the absent third word of a phrase of two.
const NO_WORD: u32 = u32::MAX;

/// A counted word in its place.
#[derive(Clone, Copy)]
struct Place {
    stem: u32,
    form: u32,
    /// What of it counts, without a possessive or an elided article.
    core: Span,
    /// Whether it follows the one before in one run.
    follows: bool,
    /// Whether it has a capital of its own.
    named: bool,
    may_name: bool,
}

/// A run of two or three words.
#[derive(Clone, Copy)]
struct Phrase {
    stems: [u32; 3],
    count: u32,
    /// Occurrences with every word capitalised.
    named: u32,
    /// Occurrences that are all of a run of capitalised words: `European Union`, not `South Dakota National`.
    whole: u32,
    /// Place of its first word where it stands first.
    first: u32,
    shown: Span,
    /// Whether `shown` is taken from running text, where capitals mean something.
    settled: bool,
    /// Its share of the occurrences of its rarest word.
    holds: f64,
}

impl Phrase {
    /// The places of its words in the article's list of stems.
    fn words(&self) -> &[u32] {
        &self.stems[..if self.stems[2] == NO_WORD { 2 } else { 3 }]
    }
}

/// The words and phrases of a text with their salience.
pub(super) fn find(text: &str, segmentation: &Segmentation, lexicon: &mut Lexicon) -> Vec<Keyword> {
    let mut places = Vec::with_capacity(segmentation.tokens.len() / 2);
    let mut follows = false;
    let counted = count_units(text, segmentation, lexicon, |unit| {
        let before = follows;
        follows = push(&mut places, unit, before);
    });
    let stems = &counted.stems;
    settle(&mut places, stems, lexicon);
    let phrases = kept(phrases(&places), stems);
    let alone = alone(&places, stems.len());
    let mut keywords = words((stems, &alone), &phrases, counted.total, lexicon);
    keywords.extend(phrases.iter().map(|phrase| of_phrase(text, phrase, stems, counted.total, lexicon)));
    let best = keywords.iter().map(|keyword| keyword.score).fold(f64::MIN_POSITIVE, f64::max);
    for keyword in &mut keywords {
        keyword.score /= best;
    }
    counted.give_back(lexicon);
    keywords
}

/// Adds a unit if it counts; whether the next may follow it in a phrase.
fn push(places: &mut Vec<Place>, unit: Unit, follows: bool) -> bool {
    let Unit { form, stem, span, breaks, may_name, named } = unit;
    if stem != NOTHING {
        places.push(Place { stem, form, core: span, follows: follows && !breaks, named, may_name });
    }
    stem != NOTHING
}

/// Turns numbers of the lexicon into places in the article's list, and takes from each word what does not count.
fn settle(places: &mut [Place], stems: &[Stem], lexicon: &mut Lexicon) {
    for (at, stem) in stems.iter().enumerate() {
        *lexicon.place(stem.number) = at as u32;
    }
    for place in places {
        place.stem = *lexicon.place(place.stem);
        let (start, end) = lexicon.facts(place.form).core;
        let from = place.core.start();
        place.core = Span::new(from + start as usize, from + end as usize);
    }
    for stem in stems {
        *lexicon.place(stem.number) = NOTHING;
    }
}

/// Every run of two and three words, in order of first occurrence.
fn phrases(places: &[Place]) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    let mut numbers: FxHashMap<[u32; 3], u32> = FxHashMap::default();
    for (first, pair) in places.windows(2).enumerate() {
        if !pair[1].follows {
            continue;
        }
        add(places, first, 2, &mut found, &mut numbers);
        if places.get(first + 2).is_some_and(|third| third.follows) {
            add(places, first, 3, &mut found, &mut numbers);
        }
    }
    found
}

fn add(
    places: &[Place],
    first: usize,
    words: usize,
    found: &mut Vec<Phrase>,
    numbers: &mut FxHashMap<[u32; 3], u32>,
) {
    let run = &places[first..first + words];
    let stems = [run[0].stem, run[1].stem, run.get(2).map_or(NO_WORD, |third| third.stem)];
    let shown = run[0].core.to(run[words - 1].core);
    let number = *numbers.entry(stems).or_insert(found.len() as u32) as usize;
    if number == found.len() {
        let first = first as u32;
        found.push(Phrase {
            stems,
            count: 0,
            named: 0,
            whole: 0,
            first,
            shown,
            settled: run[0].may_name,
            holds: 0.0,
        });
    }
    let phrase = &mut found[number];
    let named = run.iter().all(|place| place.named);
    let goes_on = places.get(first + words).is_some_and(|next| next.follows && next.named)
        || run[0].follows && places[first - 1].named;
    phrase.count += 1;
    phrase.named += u32::from(named);
    phrase.whole += u32::from(named && !goes_on);
    if !phrase.settled && run[0].may_name {
        (phrase.shown, phrase.settled) = (shown, true);
    }
}

/// The phrases that stand twice or are a whole name, and whose rarest word seldom stands without them; two words
/// lose what three words with them inside account for.
fn kept(mut phrases: Vec<Phrase>, stems: &[Stem]) -> Vec<Phrase> {
    for phrase in &mut phrases {
        let rarest = phrase.words().iter().map(|&word| stems[word as usize].count).min();
        phrase.holds = f64::from(phrase.count) / f64::from(rarest.unwrap_or(1));
    }
    let stands = |phrase: &Phrase| phrase.count > 1 || phrase.count == 1 && phrase.whole > 0;
    phrases.retain(|phrase| stands(phrase) && phrase.holds >= HOLDS);
    let mut inside: FxHashMap<[u32; 2], u32> = FxHashMap::default();
    for three in phrases.iter().filter(|phrase| phrase.stems[2] != NO_WORD) {
        let [one, two, last] = three.stems;
        for pair in [[one, two], [two, last]] {
            let most = inside.entry(pair).or_default();
            *most = three.count.max(*most);
        }
    }
    for phrase in phrases.iter_mut().filter(|phrase| phrase.stems[2] == NO_WORD) {
        let lost = inside.get(&phrase.stems[..2]).copied().unwrap_or(0);
        phrase.count = phrase.count.saturating_sub(lost);
    }
    phrases.retain(stands);
    phrases
}

/// How often each stem has a capital, and no word with one stands beside it in the same run.
fn alone(places: &[Place], stems: usize) -> Vec<u32> {
    let mut alone = vec![0; stems];
    let mut beside = false;
    for (at, place) in places.iter().enumerate() {
        let joins = |next: &Place| place.named && next.named && next.follows;
        let touches = places.get(at + 1).is_some_and(joins);
        alone[place.stem as usize] += u32::from(place.named && !beside && !touches);
        beside = touches;
    }
    alone
}

/// The words, each with the count that its phrases leave it; with each stem how often it is a name of its own.
fn words(
    (stems, alone): (&[Stem], &[u32]),
    phrases: &[Phrase],
    total: usize,
    lexicon: &Lexicon,
) -> Vec<Keyword> {
    let mut taken = vec![0; stems.len()];
    for phrase in phrases {
        for (at, word) in phrase.words().iter().enumerate() {
            if !phrase.words()[..at].contains(word) {
                taken[*word as usize] += phrase.count;
            }
        }
    }
    let of_word = |((stem, taken), alone): ((&Stem, u32), &u32)| {
        let term = &lexicon.facts(stem.shown).term;
        let count = f64::from(stem.count);
        let left = (count - TAKEN * f64::from(taken)).max(0.0);
        let name = 1.0 + NAME * f64::from(*alone) / count;
        let length = (term.chars().count() as f64 / FULL_LENGTH).min(1.0);
        Keyword {
            term: Arc::clone(term),
            stem: Arc::clone(lexicon.stem(stem.number)),
            count: stem.count as usize,
            score: left.sqrt() * length.powf(LENGTH) * lead(stem.first, total) * name,
        }
    };
    stems.iter().zip(taken).zip(alone).map(of_word).collect()
}

fn of_phrase(text: &str, phrase: &Phrase, stems: &[Stem], total: usize, lexicon: &Lexicon) -> Keyword {
    let count = f64::from(phrase.count);
    let name = 1.0 + NAME * f64::from(phrase.named.min(phrase.count)) / count;
    let three = if phrase.words().len() == 3 { THREE } else { 1.0 };
    let names: Vec<_> =
        phrase.words().iter().map(|&word| &**lexicon.stem(stems[word as usize].number)).collect();
    Keyword {
        term: phrase.shown.of(text).split_whitespace().collect::<Vec<_>>().join(" ").into(),
        stem: names.join(" ").into(),
        count: phrase.count as usize,
        score: (PHRASE * count).sqrt() * lead(phrase.first, total) * name * three * phrase.holds,
    }
}

/// What a first occurrence at this word of so many gains.
fn lead(first: u32, total: usize) -> f64 {
    1.0 + LEAD * (-LEAD_FALL * f64::from(first) / total.max(1) as f64).exp()
}
