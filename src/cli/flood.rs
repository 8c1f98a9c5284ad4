//! Warnings that come with every article of a corpus: the first few of a kind are told, the others counted.

use super::messages::Messages;

/// Warnings of one kind that are told each.
const TOLD: u64 = 5;
/// Kinds that are told apart; of the rest every warning is told.
const KINDS: usize = 100;

/// Counts warnings by kind.
pub struct Flood {
    messages: Messages,
    /// What was warned of, in the order it came up, and how often.
    kinds: Vec<(String, u64)>,
}

impl Flood {
    /// No warning yet.
    pub const fn new(messages: Messages) -> Self {
        Self { messages, kinds: Vec::new() }
    }

    /// Whether this warning is told. With -v every one is.
    pub fn lets_through(&mut self, warning: &str) -> bool {
        if self.messages.is_verbose() {
            return true;
        }
        let kind = kind(warning);
        if let Some((_, count)) = self.kinds.iter_mut().find(|(known, _)| *known == kind) {
            *count += 1;
            return *count <= TOLD;
        }
        if self.kinds.len() < KINDS {
            self.kinds.push((kind, 1));
        }
        true
    }

    /// Tells how many warnings were not told.
    pub fn tell_rest(&self) {
        for (kind, count) in &self.kinds {
            if let Some(rest) = count.checked_sub(TOLD).filter(|rest| *rest > 0) {
                self.messages.warn(format!("input: {rest} more like this: {kind} (-v tells all)"));
            }
        }
    }
}

/// What warnings of a kind have in common: all but what they quote and count.
fn kind(warning: &str) -> String {
    let mut kind = String::with_capacity(warning.len());
    for (at, part) in warning.split('"').enumerate() {
        match at % 2 {
            0 => push_without_numbers(&mut kind, part),
            _ => kind.push_str("\"…\""),
        }
    }
    kind
}

fn push_without_numbers(kind: &mut String, part: &str) {
    for c in part.chars() {
        match c {
            '0'..='9' if kind.ends_with('#') => {}
            '0'..='9' => kind.push('#'),
            _ => kind.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_of_a_kind_differ_in_what_they_quote() {
        let told = "published \"sometime\" is not a date that can be read";
        assert_eq!(kind(told), "published \"…\" is not a date that can be read");
        assert_eq!(kind("not UTF-8 at byte 71"), "not UTF-# at byte #");
    }

    #[test]
    fn the_first_of_a_kind_are_let_through_and_with_v_all() {
        let count = |verbose| {
            let mut flood = Flood::new(Messages::new(false, verbose));
            (0..20).filter(|n| flood.lets_through(&format!("date \"{n}\" unreadable"))).count()
        };
        assert_eq!((count(false), count(true)), (5, 20));
    }
}
