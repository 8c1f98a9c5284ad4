//! The lines of a table that name words, to the lexicon of its grammar. For the build alone.

use super::frame::{CLASSES, UNITS_OF_LONG, class_bits};
use super::grammar::Word;
use super::table::{Compiler, Outcome, TableError, number, wrong};
use super::words::LONGEST;

impl Compiler {
    /// `MONTH 1: January Jan.?`
    pub(super) fn word_line(&mut self, line: &'static str) -> Outcome<()> {
        let Some((head, words)) = line.split_once(": ") else {
            return wrong("no ': '", line);
        };
        let mut head = head.split_whitespace();
        let class = head.next().unwrap_or_default();
        let value = match head.next() {
            None => 0,
            Some(value) => number(value).ok_or_else(|| TableError(format!("value: {line}")))?,
        };
        let Some(at) = CLASSES.iter().position(|(name, _)| *name == class) else {
            return wrong("unknown class", line);
        };
        let sure = CLASSES.iter().position(|(name, _)| name.strip_prefix("SURE") == Some(class));
        for word in words.split_whitespace() {
            if word.len() > LONGEST {
                return wrong("a word too long for the table", word);
            }
            let (word, small_only) = word.strip_suffix('!').map_or((word, false), |w| (w, true));
            let (word, unsure) = word.strip_suffix('?').map_or((word, false), |w| (w, true));
            let (id, capital) = self.intern(word);
            self.sense(id, at, value, capital);
            if let Some(sure) = sure.filter(|_| !unsure) {
                self.sense(id, sure, value, capital);
                if small_only {
                    self.grammar.lexicon[id as usize].capital &= !(1 << sure);
                }
            }
        }
        Ok(())
    }

    /// `HEAD 3: drei`, then `day: tägig tägige`: every head before every ending is a word of class LONG.
    pub(super) fn compound_line(&mut self, line: &'static str) -> Outcome<()> {
        let Some((name, words)) = line.split_once(": ") else {
            return wrong("no ': '", line);
        };
        if let Some(count) = name.strip_prefix("HEAD ") {
            let count = number(count).ok_or_else(|| TableError(format!("value: {line}")))?.max(0);
            self.heads.extend(words.split_whitespace().map(|head| (head, count)));
            return Ok(());
        }
        let Some(unit) = number(name).filter(|unit| (0..UNITS_OF_LONG).contains(unit)) else {
            return wrong("unknown unit", line);
        };
        let heads = std::mem::take(&mut self.heads);
        for ending in words.split_whitespace() {
            for (head, count) in &heads {
                self.compound(&format!("{head}{ending}"), *count, unit);
            }
        }
        self.heads = heads;
        Ok(())
    }

    fn compound(&mut self, word: &str, count: i32, unit: i32) {
        // A word that long is not looked up in a text either.
        if word.len() > LONGEST {
            return;
        }
        let class = |names| class_bits(names).trailing_zeros() as usize;
        let (id, _) = self.intern(word);
        self.sense(id, class(&["LONG"]), count * UNITS_OF_LONG + unit, false);
        // An age is told in the same words.
        if number("year") == Some(unit) {
            self.sense(id, class(&["AGED"]), 0, false);
        }
    }

    fn sense(&mut self, id: u16, class: usize, value: i32, capital: bool) {
        self.senses[id as usize].push((class as u8, value, capital));
        let word = &mut self.grammar.lexicon[id as usize];
        word.capital |= 1 << class;
        if !capital {
            word.small |= 1 << class;
        }
    }

    /// The number of a word as a table writes it, and whether it is written with a capital.
    pub(super) fn intern(&mut self, written: &str) -> (u16, bool) {
        let capital = written.chars().next().is_some_and(char::is_uppercase);
        let mut bare = String::with_capacity(written.len());
        for c in written.chars().filter(|&c| c != '.' || written.len() == 1) {
            if c.is_ascii() {
                bare.push(c.to_ascii_lowercase());
            } else {
                bare.extend(c.to_lowercase());
            }
        }
        let next = self.senses.len() as u16;
        let dotted = written.len() > 1 && written.contains('.');
        let id = *self.ids.entry(bare).or_insert(next);
        if id == next {
            self.senses.push(Vec::new());
            self.grammar.lexicon.push(Word::default());
        }
        let word = &mut self.grammar.lexicon[id as usize];
        word.dotted |= dotted;
        let stops = written.matches('.').count();
        if stops > 1 && stops * 2 == written.chars().count() {
            word.initials = stops as u8;
        }
        (id, capital)
    }
}

#[cfg(test)]
mod tests {
    use super::super::frame::Slot;
    use super::super::parse;
    use super::super::stream::number_of;
    use super::*;

    #[test]
    fn puts_every_head_before_every_ending() {
        let table = "[compounds]\nHEAD 3: drei\nHEAD X: mehr\nday: tägig tägige\nyear: jährige";
        let grammar = parse(&[table]);
        let read = |word| grammar.value(number_of(word, &grammar).0, u64::MAX, false);
        assert_eq!(read("dreitägige"), Some((Slot::Number, 3 * UNITS_OF_LONG + number("day").unwrap())));
        assert_eq!(read("mehrjährige"), Some((Slot::Number, number("year").unwrap())));
        assert_eq!((read("tägige"), read("drei")), (None, None));
    }

    #[test]
    fn a_word_may_be_sure_in_small_letters_alone() {
        let grammar = parse(&["[words]\nMONTH 7: julio! jul.?"]);
        let july = &grammar.lexicon[usize::from(number_of("julio", &grammar).0)];
        let (month, sure) = (class_bits(&["MONTH"]), class_bits(&["SUREMONTH"]));
        assert_eq!((july.classes(false), july.classes(true)), (month | sure, month));
    }
}
