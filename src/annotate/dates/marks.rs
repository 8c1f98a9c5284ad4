//! A bit for each word that patterns spell out. There are sixty-four, so that several words share one: those that are
//! spelled out most have bits nearly for themselves. For the build alone.

use super::grammar::Grammar;

/// Chooses the bits of all words, and marks with them the elements that words are spelled out in.
pub(super) fn mark(grammar: &mut Grammar) {
    let mut uses = vec![0_u32; grammar.lexicon.len()];
    grammar.literals.iter().for_each(|&(word, _)| uses[usize::from(word)] += 1);
    let mut words: Vec<_> = (0..uses.len()).filter(|&word| uses[word] > 0).collect();
    words.sort_by_key(|&word| std::cmp::Reverse(uses[word]));
    let mut load = [0; 64];
    grammar.bits = vec![0; uses.len()];
    for word in words {
        let (bit, least) =
            load.iter_mut().enumerate().min_by_key(|(_, load)| **load).expect("there are bits");
        *least += uses[word];
        grammar.bits[word] = 1 << bit;
    }
    for element in &mut grammar.elements {
        let words = element.words.of(&grammar.literals);
        element.word_bits = words.iter().fold(0, |bits, &(word, _)| bits | grammar.bits[usize::from(word)]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::super::stream::number_of;

    #[test]
    fn words_that_no_pattern_spells_out_have_no_bit() {
        let grammar =
            parse(&["[words]\nMONTH 1: January\n[DAY]\nx: of January|the of => date\ny: the MONTH => date"]);
        let bit = |word| grammar.bits[usize::from(number_of(word, &grammar).0)];
        assert!(
            bit("of") & bit("the") == 0 && bit("of").is_power_of_two() && bit("january").is_power_of_two()
        );
        let grammar = parse(&["[words]\nMONTH 1: January\n[DAY]\nx: MONTH of => date"]);
        assert_eq!(grammar.bits[usize::from(number_of("January", &grammar).0)], 0);
    }
}
