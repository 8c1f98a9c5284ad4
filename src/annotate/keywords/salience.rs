//! Words and repeated runs of two and three words to salience. In: the article's units and stems. Out: keywords
//! with a score between 0 and 1, the best of the article being 1. The formula stands in [`super::Ranking::Salience`].

use super::Keyword;
use super::count::{Counted, Unit, count, is_capital};
use super::lexicon::{Lexicon, Role};
use crate::segment::Segmentation;
use crate::span::Span;
use rustc_hash::FxHashMap;

/// What the first words of an article gain over the last.
const LEAD: f64 = 0.5;
/// How fast that gain falls off: at a twelfth of the article a third of it is left.
const LEAD_FALL: f64 = 12.0;
/// What a word gains that is always written with a capital of its own.
const NAME: f64 = 0.3;
/// Words of so many letters and more have their full weight.
const FULL_LENGTH: f64 = 10.0;
/// How much of a phrase's count its words lose.
const TAKEN: f64 = 0.9;
/// What is left at least of a word's count.
const LEFT: f64 = 0.15;
/// What an occurrence of a phrase counts beside an occurrence of a word.
const PHRASE: f64 = 0.7;
/// What a phrase of three words weighs beside one of two.
const THREE: f64 = 0.85;
/// Marks the absent third word of a phrase of two.
const NO_WORD: u32 = u32::MAX;

/// A counted word in its place.
#[derive(Clone, Copy)]
struct Place {
    stem: u32,
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
}

/// The words and phrases of a text with their salience.
pub(super) fn find(text: &str, segmentation: &Segmentation, lexicon: &mut Lexicon) -> Vec<Keyword> {
    let mut places = Vec::with_capacity(segmentation.tokens.len() / 2);
    let mut follows = false;
    let (counted, shown) = count(text, segmentation, lexicon, true, |lexicon, unit| {
        let before = follows;
        follows = push(&mut places, lexicon, unit, before);
    });
    let phrases = kept(phrases(&places));
    let mut keywords = words(&places, &counted, &shown, &phrases, lexicon);
    keywords.extend(phrases.iter().map(|phrase| of_phrase(text, phrase, places.len(), lexicon)));
    let best = keywords.iter().map(|keyword| keyword.score).fold(f64::MIN_POSITIVE, f64::max);
    keywords.iter_mut().for_each(|keyword| keyword.score /= best);
    keywords
}

/// Adds a unit if it counts; whether the next may follow it in a phrase.
fn push(places: &mut Vec<Place>, lexicon: &Lexicon, unit: Unit, follows: bool) -> bool {
    let form = lexicon.form(unit.form);
    let Role::Counts(stem) = form.role else { return false };
    places.push(Place {
        stem,
        core: unit.core,
        follows: follows && !unit.breaks,
        named: unit.may_name && is_capital(form.case),
        may_name: unit.may_name,
    });
    true
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
        found.push(Phrase { stems, count: 0, named: 0, whole: 0, first, shown, settled: run[0].may_name });
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

/// The phrases that stand twice or are a whole name; two words lose what three words with them inside account for.
fn kept(phrases: Vec<Phrase>) -> Vec<Phrase> {
    let is_kept = |phrase: &Phrase| phrase.count > 1 || phrase.count == 1 && phrase.whole > 0;
    let mut inside: FxHashMap<[u32; 2], u32> = FxHashMap::default();
    for three in phrases.iter().filter(|phrase| phrase.stems[2] != NO_WORD && is_kept(phrase)) {
        let [one, two, three_rd] = three.stems;
        for pair in [[one, two], [two, three_rd]] {
            let most = inside.entry(pair).or_default();
            *most = three.count.max(*most);
        }
    }
    let less = |mut phrase: Phrase| {
        if phrase.stems[2] == NO_WORD {
            let lost = inside.get(&phrase.stems[..2]).copied().unwrap_or(0);
            phrase.count = phrase.count.saturating_sub(lost);
        }
        phrase
    };
    phrases.into_iter().map(less).filter(is_kept).collect()
}

/// The words, each with the count that its phrases leave it.
fn words(
    places: &[Place],
    counted: &Counted,
    shown: &[&str],
    phrases: &[Phrase],
    lexicon: &Lexicon,
) -> Vec<Keyword> {
    let mut taken: FxHashMap<u32, u32> = FxHashMap::default();
    for phrase in phrases {
        for (at, stem) in phrase.stems.iter().enumerate() {
            if *stem != NO_WORD && !phrase.stems[..at].contains(stem) {
                *taken.entry(*stem).or_default() += phrase.count;
            }
        }
    }
    let mut firsts: FxHashMap<u32, usize> = FxHashMap::default();
    for (at, place) in places.iter().enumerate() {
        firsts.entry(place.stem).or_insert(at);
    }
    let of_word = |(stem, term): (&super::count::Stem, &&str)| {
        let count = f64::from(stem.count);
        let lost = TAKEN * f64::from(taken.get(&stem.number).copied().unwrap_or(0));
        let first = firsts.get(&stem.number).copied().unwrap_or(0);
        let name = 1.0 + NAME * f64::from(stem.named) / count;
        let length = (term.chars().count() as f64 / FULL_LENGTH).min(1.0).sqrt();
        let score = (count - lost).max(LEFT * count).sqrt() * lead(first, places.len()) * name * length;
        Keyword {
            term: (*term).to_owned(),
            stem: lexicon.stem(stem.number).to_owned(),
            count: stem.count as usize,
            score,
        }
    };
    counted.stems.iter().zip(shown).map(of_word).collect()
}

fn of_phrase(text: &str, phrase: &Phrase, total: usize, lexicon: &Lexicon) -> Keyword {
    let count = f64::from(phrase.count);
    let name = 1.0 + NAME * f64::from(phrase.named.min(phrase.count)) / count;
    let words = if phrase.stems[2] == NO_WORD { 2 } else { 3 };
    let three = if words == 3 { THREE } else { 1.0 };
    let stems = phrase.stems[..words].iter().map(|&stem| lexicon.stem(stem));
    Keyword {
        term: phrase.shown.of(text).split_whitespace().collect::<Vec<_>>().join(" "),
        stem: stems.collect::<Vec<_>>().join(" "),
        count: phrase.count as usize,
        score: (PHRASE * count).sqrt() * lead(phrase.first as usize, total) * name * three,
    }
}

/// What a first occurrence at this word of so many gains.
fn lead(first: usize, total: usize) -> f64 {
    1.0 + LEAD * (-LEAD_FALL * first as f64 / total.max(1) as f64).exp()
}
