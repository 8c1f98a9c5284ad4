//! Every way to write a word, into a set of shapes. For the build alone.

use super::shapes::{Shapes, place};
use super::words::LONGEST;

impl Shapes {
    /// Adds a word in lower case without its full stops; `dotted` when it may carry them.
    pub(super) fn add(&mut self, word: &str, dotted: bool) {
        self.spelled(word);
        if word.contains('\'') {
            self.spelled(&word.replace('\'', "’"));
        }
        if dotted {
            self.spelled(&format!("{word}."));
            let parts: Vec<_> = word.chars().map(String::from).collect();
            self.spelled(&parts.join("."));
            self.spelled(&(parts.join(".") + "."));
        }
    }

    fn spelled(&mut self, word: &str) {
        self.set(word);
        // ASCII letters count as small anyway.
        if !word.is_ascii() {
            let mut chars = word.chars();
            let first = chars.next().into_iter().flat_map(char::to_uppercase);
            let capitalised: String = first.chain(chars).collect();
            self.set(&capitalised);
            self.set(&word.to_uppercase());
        }
    }

    fn set(&mut self, form: &str) {
        // Room for the eight bytes that are read at once.
        let mut room = [0; LONGEST * 3];
        let Some(place_of) = room.get_mut(..form.len()) else { return };
        place_of.copy_from_slice(form.as_bytes());
        if let Some(at) = place(&room, 0, form.len()) {
            self.0[at / 64] |= 1 << (at % 64);
        }
    }
}
