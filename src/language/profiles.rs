//! What whatlang says of a text in ASCII, at a seventh of the cost: each trigram of the text knows the profiles that hold
//! it, where whatlang asks every profile for each of its trigrams. In: the text. Out: the language, if it is reliable.

use std::sync::LazyLock;

/// Trigrams of a profile; one that a text lacks counts as this far away.
const TRIGRAMS: usize = 300;
/// Trigrams of a text that are compared.
const COMPARED: usize = 600;
/// Letters of a trigram: the blank and 26 others.
const LETTERS: usize = 27;
const ALL: usize = LETTERS * LETTERS * LETTERS;
/// How sure is sure enough.
const RELIABLE: f64 = 0.9;

/// What is known of one language.
struct Profile {
    /// Its ISO 639-3 code.
    code: &'static str,
    /// The letters its alphabet lacks.
    lacks: &'static [u8],
}

/// A trigram's place in a profile, commonest first.
#[derive(Clone, Copy, Default)]
struct Place {
    profile: u16,
    rank: u16,
}

struct Profiles {
    all: Vec<Profile>,
    /// The places of all trigrams, those of one trigram side by side.
    places: Vec<Place>,
    /// Where the places of each trigram begin; one more at the end.
    starts: Vec<u16>,
}

static PROFILES: LazyLock<Profiles> = LazyLock::new(|| {
    let mut starts = vec![0; ALL + 1];
    each_place(|trigram, _| starts[trigram + 1] += 1);
    for trigram in 0..ALL {
        starts[trigram + 1] += starts[trigram];
    }
    let (mut next, mut places) = (starts.clone(), vec![Place::default(); starts[ALL] as usize]);
    each_place(|trigram, place| {
        places[next[trigram] as usize] = place;
        next[trigram] += 1;
    });
    let all = rows().map(|[code, lacks, _]| Profile { code, lacks: lacks.as_bytes() }).collect();
    Profiles { all, places, starts }
});

/// The cells of each row below the header.
fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let rows = include_str!("profiles.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

/// Shows each trigram of ASCII in each profile to `each`; others stand in no text that is asked about.
fn each_place(mut each: impl FnMut(usize, Place)) {
    for (profile, [_, _, trigrams]) in rows().enumerate() {
        for (rank, trigram) in trigrams.split(' ').enumerate() {
            if let [one, two, three] = *trigram.as_bytes() {
                let place = Place { profile: profile as u16, rank: rank as u16 };
                each(number([letter(one), letter(two), letter(three)]), place);
            }
        }
    }
}

/// The number of a letter, small or capital; 0 for any other sign.
const fn letter(byte: u8) -> usize {
    if byte.is_ascii_alphabetic() { (byte | 0x20) as usize - 0x60 } else { 0 }
}

/// The number of a trigram: they sort as their letters do.
const fn number([one, two, three]: [usize; 3]) -> usize {
    (one * LETTERS + two) * LETTERS + three
}

/// Whether this room answers for a text: one of ASCII with a letter in it, and without the one sign of ASCII that
/// whatlang takes for a letter.
pub(super) fn is_of(text: &str) -> bool {
    text.is_ascii() && text.bytes().any(|byte| byte.is_ascii_alphabetic()) && !text.contains('\u{7f}')
}

/// The ISO 639-3 code of the language of such a text; nothing where it is not reliable.
pub(super) fn reliable(text: &str) -> Option<&'static str> {
    let ranked = ranked_trigrams(text);
    let (by_letters, weight) = letter_scores(text);
    let by_trigrams = trigram_scores(&ranked);
    let scores = by_letters.iter().zip(by_trigrams).map(|(a, t)| a * weight + t * (1.0 - weight));
    let (mut best, mut second) = ((0.0, ""), 0.0);
    for (score, profile) in scores.zip(&PROFILES.all) {
        if score > best.0 {
            (best, second) = ((score, profile.code), best.0);
        } else if score > second {
            second = score;
        }
    }
    (confidence(best.0, second, ranked.len()) > RELIABLE).then_some(best.1)
}

/// The trigrams of a text, the commonest first, then the last of the alphabet.
fn ranked_trigrams(text: &str) -> Vec<u32> {
    let mut counts = vec![0u16; ALL];
    let mut found = Vec::with_capacity(text.len().min(ALL));
    let [mut one, mut two] = [0, text.bytes().next().map_or(0, letter)];
    for three in text.bytes().skip(1).map(letter).chain([0]) {
        if two != 0 || one != 0 && three != 0 {
            let trigram = number([one, two, three]);
            if counts[trigram] == 0 {
                found.push(trigram as u32);
            }
            counts[trigram] += 1;
        }
        (one, two) = (two, three);
    }
    let mut ranked: Vec<u32> =
        found.into_iter().map(|trigram| u32::from(counts[trigram as usize]) << 16 | trigram).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    ranked.truncate(COMPARED);
    ranked.into_iter().map(|trigram| trigram & 0xffff).collect()
}

/// How near the trigrams of a text are to each profile: by how far each is from its rank there.
fn trigram_scores(ranked: &[u32]) -> impl Iterator<Item = f64> {
    let (found, profiles) = (ranked.len(), &*PROFILES);
    let mut distances = vec![TRIGRAMS * TRIGRAMS; profiles.all.len()];
    for (rank, trigram) in ranked.iter().enumerate() {
        let trigram = *trigram as usize;
        let places = profiles.starts[trigram] as usize..profiles.starts[trigram + 1] as usize;
        for place in &profiles.places[places] {
            let distance = &mut distances[place.profile as usize];
            *distance = *distance + rank.abs_diff(place.rank.into()) - TRIGRAMS;
        }
    }
    let lacking = TRIGRAMS.saturating_sub(found) * TRIGRAMS;
    let most = found * TRIGRAMS;
    distances.into_iter().map(move |distance| {
        let distance = (distance - lacking).min(TRIGRAMS * TRIGRAMS);
        (most - distance) as f64 / most as f64
    })
}

/// How many letters of a text each alphabet has, those it lacks taken off, and what that weighs.
fn letter_scores(text: &str) -> (Vec<f64>, f64) {
    let mut counts = [0usize; LETTERS];
    text.bytes().for_each(|byte| counts[letter(byte)] += 1);
    let all: usize = counts[1..].iter().sum();
    let score = |profile: &Profile| {
        let lacking: usize = profile.lacks.iter().map(|byte| counts[letter(*byte)]).sum();
        all.saturating_sub(2 * lacking) as f64 / all as f64
    };
    let weight = (-(all as f64 / 300.0) + 2.0 / 3.0).clamp(1.0 / 3.0, 2.0 / 3.0);
    (PROFILES.all.iter().map(score).collect(), weight)
}

/// How sure it is that the best is right, of so many trigrams.
fn confidence(best: f64, second: f64, trigrams: usize) -> f64 {
    if best == 0.0 || second == 0.0 {
        return best;
    }
    let clear = (3.0 / trigrams as f64) + 0.015;
    let ahead = (best - second) / second;
    if ahead > clear { 1.0 } else { ahead / clear }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by whatlang.
    fn by_whatlang(text: &str) -> Option<&'static str> {
        let info = whatlang::detect(text)?;
        (info.script() == whatlang::Script::Latin && info.is_reliable()).then(|| info.lang().code())
    }

    #[test]
    fn profiles_are_whole() {
        assert!(PROFILES.all.is_sorted_by_key(|profile| profile.code));
        for row in include_str!("profiles.tsv").lines().skip(4) {
            assert_eq!(row.split(' ').count(), TRIGRAMS, "{}", &row[..3]);
        }
    }

    #[test]
    fn sentences_of_many_languages_are_told_as_whatlang_tells_them() {
        for text in [
            "The committee will meet again next week to settle what was left open on Friday.",
            "Der Ausschuss tritt kommende Woche wieder zusammen und soll den Rest beraten.",
            "La commission se retrouvera la semaine prochaine pour regler ce qui reste a faire.",
            "El comite volvera a reunirse la semana que viene para cerrar lo que queda pendiente.",
            "De commissie komt volgende week weer bijeen om te regelen wat nog open staat.",
            "Komitet zbierze sie ponownie w przyszlym tygodniu, aby rozstrzygnac reszte spraw.",
            "Quixotic jazz: Qatar 5, Yemen 2, Kuwait 1.",
        ] {
            assert_eq!(reliable(text), by_whatlang(text), "{text}");
            let long = text.repeat(20);
            assert_eq!(reliable(&long), by_whatlang(&long), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn any_text_is_told_as_whatlang_tells_it(text in "[ -~\n]{1,40}|([a-z]{1,9} ){1,40}|([etaoinshrdlu]{2,7} ){20,200}") {
            if is_of(&text) {
                prop_assert_eq!(reliable(&text), by_whatlang(&text));
            }
        }

        #[test]
        fn words_of_any_languages_are_told_as_whatlang_tells_them(
            words in prop::collection::vec(
                prop::sample::select(include_str!("words.tsv").split_ascii_whitespace().filter(|word| word.is_ascii()).collect::<Vec<_>>()),
                1..120,
            ),
        ) {
            let text = words.join(" ");
            if is_of(&text) {
                prop_assert_eq!(reliable(&text), by_whatlang(&text));
            }
        }
    }
}
