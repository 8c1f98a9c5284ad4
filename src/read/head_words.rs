//! The words of the lines above an article's text, looked up in `head_words.tsv`.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word can be in the lines above a text; one word can be several of them (`di`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a word is any number of these at once")]
pub(super) struct Word {
    /// The month it names, 1 to 12.
    pub(super) month: Option<i8>,
    /// `published`, or any word that leads to the date of publication.
    pub(super) published: bool,
    /// `updated`.
    pub(super) updated: bool,
    /// Stands beside or between the parts of a date: weekdays, `of`, `at`, `GMT`, `Uhr`.
    pub(super) beside_date: bool,
    /// The end of an ordinal: `th`.
    pub(super) ordinal: bool,
    /// Leads to the writer's name: `By`.
    pub(super) by: bool,
    /// Stands in lower case within a name or between names: `van`, `and`.
    pub(super) particle: bool,
    /// Names a news agency.
    pub(super) agency: bool,
    /// Names a day of the week.
    pub(super) weekday: bool,
    /// Belongs to a language or a way of writing that puts the day before the month: `le`, `17h12`.
    pub(super) day_first: bool,
    /// Leads to how long reading takes, or ends that: `Lesedauer: 4 Minuten`, `4 min read`.
    pub(super) reading: bool,
    /// A unit of time beside such a word or beside `ago`, and its `a`: `4 min read`, `a year ago`.
    pub(super) minutes: bool,
    /// The field it names in texts out of archives: `BYLINE:`.
    pub(super) field: Option<Field>,
}

/// What a field of a text out of an archive holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Headline,
    Byline,
    Paper,
    Day,
    Body,
    /// Where it stood in the paper, how long it is.
    Other,
    /// What it is about, as indexers tell it; such words may begin a line of any text.
    Index,
}

impl Field {
    fn named(value: &str) -> Self {
        match value {
            "headline" => Self::Headline,
            "byline" => Self::Byline,
            "paper" => Self::Paper,
            "day" => Self::Day,
            "body" => Self::Body,
            "index" => Self::Index,
            _ => Self::Other,
        }
    }
}

static WORDS: LazyLock<FxHashMap<String, Word>> = LazyLock::new(|| parse(include_str!("head_words.tsv")));

/// No word of ASCII in the table is longer, in bytes.
const LONGEST: usize = 28;

/// What this word, in lower case, can be.
pub(super) fn look_up(word: &str) -> Word {
    WORDS.get(word).copied().unwrap_or_default()
}

/// The same for a word in any case.
pub(super) fn look_up_folded(word: &str) -> Word {
    if !word.is_ascii() {
        return look_up(&word.to_lowercase());
    }
    let mut small = [0; LONGEST];
    let Some(small) = small.get_mut(..word.len()) else { return Word::default() };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    std::str::from_utf8(small).map(look_up).unwrap_or_default()
}

fn parse(table: &str) -> FxHashMap<String, Word> {
    let mut words: FxHashMap<String, Word> = FxHashMap::default();
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    for row in rows {
        let mut cells = row.split('\t');
        let (Some(kind), Some(value), Some(named)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        for word in named.split(' ') {
            let word = words.entry(word.replace('+', " ")).or_default();
            match kind {
                "month" => word.month = value.parse().ok(),
                "label" if value == "updated" => word.updated = true,
                "label" => word.published = true,
                "ordinal" => word.ordinal = true,
                "by" => word.by = true,
                "particle" => word.particle = true,
                "agency" => word.agency = true,
                "day-first" => word.day_first = true,
                "reading" => word.reading = true,
                "minutes" => word.minutes = true,
                "field" => word.field = Some(Field::named(value)),
                "weekday" => (word.weekday, word.beside_date) = (true, true),
                _ => word.beside_date = true,
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_lower_case_and_every_kind_is_known() {
        let kinds = [
            "agency",
            "ago",
            "by",
            "clock",
            "day-first",
            "field",
            "label",
            "link",
            "minutes",
            "month",
            "ordinal",
            "particle",
            "reading",
            "weekday",
            "zone",
        ];
        let table = include_str!("head_words.tsv");
        let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 3, "{row}");
            assert!(kinds.contains(&cells[0]), "{row}");
            assert_eq!(cells[2], cells[2].to_lowercase(), "{row}");
            assert!(cells[0] != "month" || cells[1].parse::<i8>().is_ok(), "{row}");
            assert!(cells[2].split(' ').all(|word| word.len() <= LONGEST || !word.is_ascii()), "{row}");
        }
    }

    #[test]
    fn a_word_can_be_several_things() {
        let di = look_up("di");
        assert!(di.by && di.particle && di.weekday && di.beside_date);
        assert_eq!(look_up("août").month, Some(8));
        assert_eq!(look_up("nonsense"), Word::default());
        assert!(look_up_folded("United Press International").agency && look_up_folded("ТАСС").agency);
        assert_eq!(look_up_folded("Di"), di);
        assert_eq!(look_up_folded(&"by".repeat(20)), Word::default());
    }
}
