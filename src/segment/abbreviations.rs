//! Abbreviations and sentence starters, parsed once from the tables beside this file. In: a word without its full
//! stop, the language. Out: what kind of abbreviation it is.

use crate::language::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What an abbreviation stands for, which decides whether a sentence may end after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name follows: never the end of a sentence.
    Title,
    /// `a.m.`, `p.m.`: ends a sentence before any capital but a weekday, month or time zone.
    Time,
    /// An abbreviation only before a figure: `No. 10`.
    Number,
    /// Ends a sentence only before a word that starts one.
    Other,
}

struct Row {
    languages: &'static str,
    kind: Kind,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&str, Vec<Row>>> = LazyLock::new(|| {
    let mut found: FxHashMap<&str, Vec<Row>> = FxHashMap::default();
    for [form, languages, kind] in rows(include_str!("abbreviations.tsv")) {
        let kind = match kind {
            "title" => Kind::Title,
            "time" => Kind::Time,
            "number" => Kind::Number,
            _ => Kind::Other,
        };
        found.entry(form).or_default().push(Row { languages, kind });
    }
    // A row of the text's own language goes before a row for all.
    for rows in found.values_mut() {
        rows.sort_by_key(|row| row.languages == "*");
    }
    found
});

/// A bit for each length of the forms that begin with a byte: most words that end sentences have none.
static LENGTHS: LazyLock<[u16; 256]> = LazyLock::new(|| {
    let mut lengths = [0; 256];
    for form in ABBREVIATIONS.keys() {
        lengths[form.as_bytes()[0] as usize] |= 1 << form.len();
    }
    lengths
});

static STARTERS: LazyLock<FxHashMap<&str, FxHashSet<&str>>> = LazyLock::new(|| words("starts"));
static AFTER_TIME: LazyLock<FxHashMap<&str, FxHashSet<&str>>> = LazyLock::new(|| words("after-time"));

fn words(wanted: &str) -> FxHashMap<&'static str, FxHashSet<&'static str>> {
    rows(include_str!("starters.tsv"))
        .filter(|[_, role, _]| *role == wanted)
        .map(|[language, _, words]| (language, words.split(' ').collect()))
        .collect()
}

/// The first three cells of every row below the header.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

/// The lists of one language.
#[derive(Clone, Copy)]
pub(super) struct Lists {
    language: &'static str,
    abbreviations: &'static FxHashMap<&'static str, Vec<Row>>,
    lengths: &'static [u16; 256],
    starters: Option<&'static FxHashSet<&'static str>>,
    after_time: Option<&'static FxHashSet<&'static str>>,
}

impl Lists {
    pub(super) fn of(language: Language) -> Self {
        let language = language.code();
        Self {
            language,
            abbreviations: &ABBREVIATIONS,
            lengths: &LENGTHS,
            starters: STARTERS.get(language).or_else(|| STARTERS.get("en")),
            after_time: AFTER_TIME.get("en"),
        }
    }

    /// The kind of abbreviation `form` is before a full stop, in this language. A form in capitals (`GOV`) counts
    /// as the listed `Gov`.
    pub(super) fn kind(&self, form: &str) -> Option<Kind> {
        // The longest row has 8 bytes; words that end sentences are mostly longer.
        if form.len() > 10 {
            return None;
        }
        self.listed(form).or_else(|| {
            let mut small = [0u8; 10];
            let bytes = form.as_bytes();
            if bytes.len() < 2 || !bytes.iter().all(u8::is_ascii_uppercase) {
                return None;
            }
            small[..bytes.len()].copy_from_slice(bytes);
            small[1..bytes.len()].make_ascii_lowercase();
            self.listed(str::from_utf8(&small[..bytes.len()]).ok()?)
        })
    }

    fn listed(&self, form: &str) -> Option<Kind> {
        if self.lengths[*form.as_bytes().first()? as usize] & 1 << form.len() == 0 {
            return None;
        }
        let rows = self.abbreviations.get(form)?;
        let fits =
            |row: &&Row| row.languages == "*" || row.languages.split(',').any(|code| code == self.language);
        rows.iter().find(fits).map(|row| row.kind)
    }

    /// Whether this word, with its capital, starts sentences.
    pub(super) fn starts(&self, word: &str) -> bool {
        self.starters.is_some_and(|words| words.contains(word))
    }

    /// Whether this word goes on after a clock time: `5 p.m. Tuesday`.
    pub(super) fn goes_on_after_time(&self, word: &str) -> bool {
        self.after_time.is_some_and(|words| words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_go_by_language_and_case() {
        let en = Lists::of(Language::EN);
        let de = Lists::of(Language::DE);
        assert_eq!(en.kind("Mr"), Some(Kind::Title));
        assert_eq!(en.kind("GOV"), Some(Kind::Title));
        assert_eq!(en.kind("No"), Some(Kind::Number));
        assert_eq!(en.kind("bzw"), None);
        assert_eq!(de.kind("bzw"), Some(Kind::Other));
        assert!(en.starts("The") && !en.starts("the") && de.starts("Der"));
    }

    #[test]
    fn the_tables_are_sorted_and_whole() {
        let table = include_str!("abbreviations.tsv");
        let rows: Vec<_> = table.lines().filter(|l| !l.starts_with('#')).skip(1).collect();
        assert!(rows.is_sorted(), "abbreviations.tsv is not sorted");
        for row in rows {
            let cells: Vec<_> = row.split('\t').collect();
            assert_eq!(cells.len(), 4, "{row}");
            assert!(!cells[0].ends_with('.') && cells[0].len() <= 10, "{row}");
            let kinds = ["title", "company", "place", "month", "time", "number", "other"];
            assert!(kinds.contains(&cells[2]), "{row}");
        }
    }
}
