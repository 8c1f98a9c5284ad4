//! Messages that come with every article of a corpus: the first few of a kind are told, the others counted.

/// Messages of one kind that are told each.
const TOLD: u64 = 5;
/// Kinds that are told apart; of the rest every message is told.
const KINDS: usize = 100;

/// Counts messages by kind.
pub struct Flood {
    /// Whether every message is told.
    tells_all: bool,
    /// What was said, in the order it came up, and how often.
    kinds: Vec<(String, u64)>,
}

impl Flood {
    /// No message yet.
    pub const fn new(tells_all: bool) -> Self {
        Self { tells_all, kinds: Vec::new() }
    }

    /// Whether this message is told.
    pub fn lets_through(&mut self, message: &str) -> bool {
        if self.tells_all {
            return true;
        }
        let kind = kind(message);
        if let Some((_, count)) = self.kinds.iter_mut().find(|(known, _)| *known == kind) {
            *count += 1;
            return *count <= TOLD;
        }
        if self.kinds.len() < KINDS {
            self.kinds.push((kind, 1));
        }
        true
    }

    /// What was not told, a line for each kind; `cure` is what to do to have all told.
    pub fn rest(&self, cure: &str) -> impl Iterator<Item = String> {
        let more = self.kinds.iter().filter(|(_, count)| *count > TOLD);
        more.map(move |(kind, count)| format!("input: {} more like this: {kind} ({cure})", count - TOLD))
    }
}

/// What messages of a kind have in common: all but what they quote and count.
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
    fn the_first_of_a_kind_are_let_through_and_the_rest_counted() {
        let count = |tells_all| {
            let mut flood = Flood::new(tells_all);
            let told = (0..20).filter(|n| flood.lets_through(&format!("date \"{n}\" unreadable"))).count();
            (told, flood.rest("-v tells all").collect::<Vec<_>>())
        };
        let rest = "input: 15 more like this: date \"…\" unreadable (-v tells all)".to_owned();
        assert_eq!((count(false), count(true)), ((5, vec![rest]), (20, vec![])));
    }
}
