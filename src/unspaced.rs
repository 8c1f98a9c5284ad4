//! A run of letters of a script that sets no blanks to its words, by the dictionaries of the Unicode project.
//! Apart from the rooms, as the build script, which cuts the names of the tables, does without them.

use std::ops::Range;

/// Whether this build has the dictionaries.
pub(crate) const HAS_DICTIONARIES: bool = cfg!(feature = "dictionaries");

/// Shows each word of a run to `each`.
#[cfg(feature = "dictionaries")]
pub(crate) fn each_word(run: &str, mut each: impl FnMut(Range<usize>)) {
    use icu_segmenter::WordSegmenter;
    use icu_segmenter::options::WordBreakInvariantOptions;
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut start = 0;
    for end in segmenter.segment_str(run) {
        if end > start {
            each(start..end);
        }
        start = end;
    }
}

/// Shows each word of a run to `each`: without dictionaries, as UAX #29 has it, each sign is one.
#[cfg(not(feature = "dictionaries"))]
pub(crate) fn each_word(run: &str, mut each: impl FnMut(Range<usize>)) {
    use unicode_segmentation::UnicodeSegmentation;
    run.split_word_bound_indices().for_each(|(start, word)| each(start..start + word.len()));
}

#[cfg(all(test, feature = "dictionaries"))]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_dictionary() {
        let cases = [
            ("東京都知事は会見で述べた", "東京|都知事|は|会見|で|述|べた"),
            ("中国总理访问莫斯科", "中国|总理|访问|莫斯科"),
            ("นายกรัฐมนตรีเดินทางไปกรุงเทพ", "นายก|รัฐมนตรี|เดิน|ทาง|ไป|กรุงเทพ"),
        ];
        for (run, expected) in cases {
            let mut words = Vec::new();
            each_word(run, |word| words.push(&run[word]));
            assert_eq!(words.join("|"), expected);
        }
    }
}
