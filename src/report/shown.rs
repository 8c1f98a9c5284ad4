//! Names of listed entities as a table shows them. The bracket that tells a name from a namesake's, `Federal Police (Mexico)`,
//! stands only where the table shows the namesake too.

use super::text::clean;
use rustc_hash::FxHashMap;

/// The names of one table.
#[derive(Debug, Default)]
pub struct Shown<'n> {
    /// By name without bracket: the whole name, and whether there are others.
    names: FxHashMap<&'n str, (&'n str, bool)>,
}

impl<'n> Shown<'n> {
    /// Those of a table.
    pub fn of(names: impl Iterator<Item = &'n str>) -> Self {
        let mut shown = Self::default();
        for name in names {
            let (first, shared) = shown.names.entry(without_bracket(name)).or_insert((name, false));
            *shared |= *first != name;
        }
        shown
    }

    /// A name as it is shown.
    pub fn name(&self, name: &str) -> String {
        let short = without_bracket(name);
        let shared = self.names.get(short).is_some_and(|(_, shared)| *shared);
        clean(if shared { name } else { short })
    }
}

/// A name without a bracket at its end.
fn without_bracket(name: &str) -> &str {
    let inside = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    inside.map_or(name, |(before, _)| before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_stands_where_namesakes_do() {
        let names = ["Federal Police (Mexico)", "Federal Police (Germany)", "Aman (Israel)", "Rome"];
        let shown = Shown::of(names.into_iter());
        assert_eq!(names.map(|name| shown.name(name)), [names[0], names[1], "Aman", "Rome"]);
        let shown = Shown::of(["Georgia", "Georgia"].into_iter());
        assert_eq!(shown.name("Georgia"), "Georgia");
        assert_eq!(shown.name("(Mexico)"), "(Mexico)");
    }
}
