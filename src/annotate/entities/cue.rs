//! The small words and marks that rules about names go by, each with a number: a word is told once, and a rule compares
//! numbers, not letters.

use crate::short_words::{ShortWord, ShortWords};
use std::sync::LazyLock;

macro_rules! cues {
    ($($name:ident $($written:literal)+,)*) => {
        /// A small word or a mark, exactly as written.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(super) enum Cue {
            /// Any other word.
            #[default]
            None,
            $(#[doc = concat!($("`", $written, "` "),+)] $name),*
        }
        const WRITTEN: &[(&str, Cue)] = &[$($(($written, Cue::$name)),+),*];
    };
}

cues! {
    Comma ",",
    Stop ".",
    Semicolon ";",
    Colon ":",
    Opening "(",
    Closing ")",
    Slash "/",
    Ampersand "&",
    Hyphen "-",
    WideHyphen "‐" "‑",
    Dash "–" "—" "--",
    Of "of",
    In "in",
    At "at",
    By "by",
    To "to",
    For "for",
    From "from",
    On "on",
    Near "near",
    And "and",
    Or "or",
    The "the",
    A "a" "an",
    One "one",
    Continent "Europe" "America",
    // Small words of other languages in names: `Banco de la Nación`, `Bund der Vertriebenen`.
    De "de",
    Article "des" "du" "la" "del" "für" "der" "die" "da" "do" "dos",
    AndElsewhere "et" "y" "und" "e" "en",
    Who "who",
    Whose "whose",
    Which "which",
    Was "was",
    Is "is",
    Has "has",
    Had "had",
    Could "could" "did" "can" "are" "were" "have" "may" "might" "must" "should" "would",
    Also "also",
    Already "already" "still" "soon" "once",
    Then "then",
    Adverb "later" "first" "never",
    Owner "his" "her" "its" "their",
    Rank "former" "deputy" "senior" "chief",
    Office "President" "Minister" "Premier" "Chancellor" "Taoiseach",
    Opener "After" "Although" "And" "As" "Because" "Before" "But" "Despite" "If" "Meanwhile" "Once" "Since" "So" "Still"
        "Then" "Though" "Unless" "Until" "When" "Where" "While" "Yet",
    Small "after" "against" "as" "because" "before" "but" "during" "into" "over" "since" "than" "through" "under" "until"
        "when" "where" "while" "with" "without",
    Generation "Jr" "Jr." "Sr" "Sr." "II" "III" "IV",
    Folk "Children" "Women" "Men" "People" "Girls" "Boys",
    King "XIV" "XVI",
    Letters "CBE" "DBE" "KBE" "KC" "MBE" "MEP" "MP" "MSP" "OBE" "QC",
    Saint "St." "St" "Saint" "Sainte",
}

static CUES: LazyLock<ShortWords<Cue>> = LazyLock::new(|| {
    let mut cues = ShortWords::default();
    for &(written, cue) in WRITTEN {
        cues.add(Some(short(written).expect("a cue is short")), cue);
    }
    cues
});

fn short(word: &str) -> Option<ShortWord> {
    ShortWord::of(word.as_bytes(), 0..word.len())
}

impl Cue {
    /// What a word is.
    pub fn of(word: &str) -> Self {
        short(word).and_then(|word| CUES.get(word)).copied().unwrap_or_default()
    }

    /// Whether it may stand inside an organisation's name.
    pub const fn is_connector(self) -> bool {
        matches!(self, Self::And | Self::The | Self::In | Self::To | Self::AndElsewhere) || self.joins_head()
    }

    /// Whether it is a connector that makes one name of an organisation's word and what follows: `Bank of England`.
    pub const fn joins_head(self) -> bool {
        matches!(self, Self::Of | Self::For | Self::On | Self::De | Self::Article | Self::Ampersand)
    }

    /// Whether it only joins its neighbours: a name may be written with it, with a space, or with neither.
    pub const fn is_joint(self) -> bool {
        matches!(self, Self::Hyphen | Self::WideHyphen)
    }

    /// Whether it is a plain hyphen or a dash, whichever its length.
    pub const fn is_dash(self) -> bool {
        matches!(self, Self::Hyphen | Self::Dash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_is_told_as_written() {
        for &(written, cue) in WRITTEN {
            assert_eq!(Cue::of(written), cue, "{written}");
        }
        for other in ["", "Of", "off", "o", "XV", "of\0", "notwithstanding", "ß"] {
            assert_eq!(Cue::of(other), Cue::None, "{other:?}");
        }
    }

    #[test]
    fn joints_are_those_of_lists() {
        for &(written, cue) in WRITTEN {
            assert_eq!(cue.is_joint(), crate::gazetteer::tokens::is_joint(written), "{written}");
        }
    }

    #[test]
    fn connectors_hold_names_together() {
        assert!(["of", "the", "für", "y", "&"].iter().all(|word| Cue::of(word).is_connector()));
        assert!(!["by", "at", "with"].iter().any(|word| Cue::of(word).is_connector()));
        assert!(Cue::of("of").joins_head() && !Cue::of("and").joins_head());
    }
}
