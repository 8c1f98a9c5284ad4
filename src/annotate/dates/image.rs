//! A grammar as the block of bytes that the program carries, field by field in a fixed order: written by the build,
//! read when a language is first wanted. All numbers are little-endian.

use super::frame::{ALL, MEANINGS, Meaning, Slot};
use super::grammar::{Context, Element, Grammar, Kind, Rule, Word};
use super::shapes::Shapes;
use super::starts::{List, Starts, Wanted, Way};
use super::stretch::Stretch;
use std::borrow::Cow;

/// What can be written into a block and read back.
pub(super) trait Stored: Sized {
    #[allow(dead_code, reason = "the build writes, and tests do")]
    fn put(&self, out: &mut Vec<u8>);
    fn take(from: &mut Bytes) -> Self;
}

/// What is left to read of a block.
pub(super) struct Bytes(pub(super) &'static [u8]);

impl Bytes {
    fn next(&mut self, len: usize) -> &'static [u8] {
        let (next, rest) = self.0.split_at_checked(len).expect("a block holds what was written");
        self.0 = rest;
        next
    }
}

macro_rules! stored_number {
    ($($number:ty),+) => {$(
        impl Stored for $number {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend(self.to_le_bytes());
            }

            #[inline]
            fn take(from: &mut Bytes) -> Self {
                let (bytes, rest) = from.0.split_first_chunk().expect("a block holds what was written");
                from.0 = rest;
                Self::from_le_bytes(*bytes)
            }
        }
    )+};
}

stored_number!(u8, u16, u32, u64, i32);

/// A struct by its fields; what follows `..` is not stored.
macro_rules! stored {
    ($type:ident { $($field:tt),+ $(; ..$rest:expr)? }) => {
        impl Stored for $type {
            fn put(&self, out: &mut Vec<u8>) {
                $(self.$field.put(out);)+
            }

            fn take(from: &mut Bytes) -> Self {
                Self { $($field: Stored::take(from)),+ $(, ..$rest)? }
            }
        }
    };
}

stored!(Stretch { start, len });
stored!(List { ways, second });
stored!(Way { rule, ahead, before });
stored!(Wanted { word_bits, classes, nodes, over });
stored!(Element { words, word_bits, classes, nodes, glued, optional });
stored!(Context { wanted, elements, len, first });
stored!(Kind { merged, shown });
stored!(Word { senses, small, capital, dotted, initials });
stored!(Shapes { 0 });
stored!(Starts { lists, numbers, ways; ..Self::default() });
stored!(Rule { name, country, kind, before, elements, after, without, meaning, constants });
stored!(Grammar {
    day_first, elision, ordinal_point, future, past, kinds, spelled, lexicon, senses, known, triggers, literals, elements,
    contexts, constants, rules, starts, by_word, by_figure, by_node, bits; ..Self::default()
});

impl Stored for bool {
    fn put(&self, out: &mut Vec<u8>) {
        u8::from(*self).put(out);
    }

    #[inline]
    fn take(from: &mut Bytes) -> Self {
        u8::take(from) != 0
    }
}

impl<T: Stored> Stored for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(inner) = self {
            inner.put(out);
        }
    }

    fn take(from: &mut Bytes) -> Self {
        bool::take(from).then(|| T::take(from))
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        u32::try_from(self.len()).expect("a table is short").put(out);
        for item in self {
            item.put(out);
        }
    }

    fn take(from: &mut Bytes) -> Self {
        let len = u32::take(from);
        (0..len).map(|_| T::take(from)).collect()
    }
}

impl<T: Stored, const COUNT: usize> Stored for [T; COUNT] {
    fn put(&self, out: &mut Vec<u8>) {
        for item in self {
            item.put(out);
        }
    }

    fn take(from: &mut Bytes) -> Self {
        std::array::from_fn(|_| T::take(from))
    }
}

impl Stored for &'static str {
    fn put(&self, out: &mut Vec<u8>) {
        u8::try_from(self.len()).expect("names and words are short").put(out);
        out.extend(self.bytes());
    }

    fn take(from: &mut Bytes) -> Self {
        let len = u8::take(from);
        str::from_utf8(from.next(len.into())).expect("a string was written")
    }
}

impl Stored for Cow<'static, str> {
    fn put(&self, out: &mut Vec<u8>) {
        u8::try_from(self.len()).expect("names and words are short").put(out);
        out.extend(self.bytes());
    }

    fn take(from: &mut Bytes) -> Self {
        Cow::Borrowed(Stored::take(from))
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Bytes) -> Self {
        (A::take(from), B::take(from))
    }
}

impl<A: Stored, B: Stored, C: Stored> Stored for (A, B, C) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
        self.2.put(out);
    }

    fn take(from: &mut Bytes) -> Self {
        (A::take(from), B::take(from), C::take(from))
    }
}

impl Stored for Slot {
    fn put(&self, out: &mut Vec<u8>) {
        (*self as u8).put(out);
    }

    fn take(from: &mut Bytes) -> Self {
        ALL[usize::from(u8::take(from))]
    }
}

impl Stored for Meaning {
    fn put(&self, out: &mut Vec<u8>) {
        let at = MEANINGS.iter().position(|(_, meaning)| meaning == self);
        (at.expect("every meaning has a name") as u8).put(out);
    }

    fn take(from: &mut Bytes) -> Self {
        MEANINGS[usize::from(u8::take(from))].1
    }
}
