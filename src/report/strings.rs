//! Strings to numbers, in the order they come. In: a string. Out: its number, by which it is found again. Their letters
//! lie in one piece, so a string takes few bytes beside them: a corpus may have millions.

use std::hash::{BuildHasher, Hasher};

/// Where a string lies among the letters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    start: u32,
    length: u32,
}

/// Strings, each once.
#[derive(Debug, Default)]
pub(super) struct Strings {
    letters: String,
    /// The place of each, by its number.
    places: Vec<Place>,
    /// One more than the number of the string that belongs here, or a little before; 0 where none does. A quarter at
    /// least are empty; always a power of two.
    numbers: Vec<u32>,
}

impl Strings {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Bytes they take, without the room kept for more.
    pub fn bytes(&self) -> usize {
        self.letters.len() + size_of_val(&*self.places) + size_of_val(&*self.numbers)
    }

    /// The string of this number.
    pub fn get(&self, number: u32) -> &str {
        self.at(self.places[number as usize])
    }

    /// The letters at a place.
    pub fn at(&self, place: Place) -> &str {
        &self.letters[place.start as usize..][..place.length as usize]
    }

    /// The number of a string, if it is known.
    pub fn find(&self, string: &str) -> Option<u32> {
        let slot = self.slot(string)?;
        self.numbers[slot].checked_sub(1)
    }

    /// The number of a string: of one that comes for the first time, how many came before it.
    pub fn number(&mut self, string: &str) -> u32 {
        if 4 * (self.len() + 1) > 3 * self.numbers.len() {
            self.grow();
        }
        let slot = self.slot(string).expect("it has just grown");
        if self.numbers[slot] == 0 {
            let place = self.keep(string);
            self.places.push(place);
            self.numbers[slot] = u32::try_from(self.len()).expect("there are fewer than 2^32 strings");
        }
        self.numbers[slot] - 1
    }

    /// Keeps letters that are found by their place alone.
    pub fn keep(&mut self, string: &str) -> Place {
        let fits = |length| u32::try_from(length).expect("all letters together take less than 4 GiB");
        let (start, end) = (self.letters.len(), self.letters.len() + string.len());
        self.letters.push_str(string);
        Place { start: fits(start), length: fits(end) - fits(start) }
    }

    /// The slot that holds a string's number, or the empty one where it belongs; nothing while there are no slots.
    fn slot(&self, string: &str) -> Option<usize> {
        let last = self.numbers.len().checked_sub(1)?;
        let mut at = hash(string) as usize & last;
        while let Some(number) = self.numbers[at].checked_sub(1)
            && self.get(number) != string
        {
            at = (at + 1) & last;
        }
        Some(at)
    }

    fn grow(&mut self) {
        let slots = (2 * self.numbers.len()).max(1 << 6);
        self.numbers = vec![0; slots];
        for number in 0..self.places.len() as u32 {
            let mut at = hash(self.get(number)) as usize & (slots - 1);
            while self.numbers[at] != 0 {
                at = (at + 1) & (slots - 1);
            }
            self.numbers[at] = number + 1;
        }
    }
}

fn hash(string: &str) -> u64 {
    let mut hasher = rustc_hash::FxBuildHasher.build_hasher();
    hasher.write(string.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_may_be_kept_without_a_number() {
        let mut strings = Strings::default();
        let place = strings.keep("protests");
        assert_eq!((strings.at(place), strings.len(), strings.find("protests")), ("protests", 0, None));
        assert_eq!(strings.number("protests"), 0);
    }

    proptest! {
        #[test]
        fn a_string_keeps_its_number(written in prop::collection::vec("[abé]{0,4}|\\PC{0,9}", 0..600)) {
            let mut strings = Strings::default();
            let mut known: Vec<&str> = Vec::new();
            for string in &written {
                let number = known.iter().position(|known| known == string).map(|at| at as u32);
                prop_assert_eq!(strings.find(string), number);
                prop_assert_eq!(strings.number(string), number.unwrap_or(known.len() as u32));
                if number.is_none() {
                    known.push(string);
                }
            }
            prop_assert_eq!(strings.len(), known.len());
            for (number, string) in known.iter().enumerate() {
                prop_assert_eq!(strings.get(number as u32), *string);
            }
        }
    }
}
