//! Places in the lists of a grammar: its records are flat, and what a record has several of lies in one list for all.

/// A stretch of one of the lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: u16,
    pub(super) len: u16,
}

impl Stretch {
    /// Adds `items` to a list; where they lie in it.
    #[allow(dead_code, reason = "the build adds, and tests do")]
    pub(super) fn add<T>(list: &mut Vec<T>, items: impl IntoIterator<Item = T>) -> Self {
        let start = list.len();
        list.extend(items);
        let short = |number| u16::try_from(number).expect("a grammar has few of everything");
        short(list.len());
        Self { start: short(start), len: short(list.len() - start) }
    }

    /// What lies there.
    #[inline]
    pub(super) fn of<T>(self, list: &[T]) -> &[T] {
        &list[usize::from(self.start)..][..usize::from(self.len)]
    }
}
