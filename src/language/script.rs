//! The letters of a text by their script. In: a sample of a text. Out: which script has most of them, and whether one
//! language alone is written so.

use crate::window;

/// What the letters of a text say about its language.
pub(super) enum Script {
    Latin,
    /// One language is written so.
    One(&'static str),
    /// Several languages are.
    Many,
    /// No script has most of the letters.
    Mixed,
}

/// Letters of a sample by script.
#[derive(Default)]
pub(super) struct Letters {
    latin: usize,
    cyrillic: usize,
    arabic: usize,
    devanagari: usize,
    kana: usize,
    han: usize,
    /// Scripts of one language, in the order of `ALONE`.
    alone: [usize; ALONE.len()],
}

/// Scripts that one language is written in, by their ranges.
const ALONE: &[(u32, u32, &str)] = &[
    (0x0370, 0x03ff, "el"),
    (0x0530, 0x058f, "hy"),
    (0x0590, 0x05ff, "he"),
    (0x0980, 0x09ff, "bn"),
    (0x0b80, 0x0bff, "ta"),
    (0x0c00, 0x0c7f, "te"),
    (0x0e00, 0x0e7f, "th"),
    (0x10a0, 0x10ff, "ka"),
    (0xac00, 0xd7af, "ko"),
];

impl Letters {
    /// Those of a sample.
    pub fn of(sample: &str) -> Self {
        let latin = window::count(sample.as_bytes(), |byte| byte.is_ascii_alphabetic());
        let mut found = Self { latin, ..Self::default() };
        if sample.is_ascii() {
            return found;
        }
        for c in sample.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()) {
            match u32::from(c) {
                0x80..=0x024f | 0x1e00..=0x1eff => found.latin += 1,
                0x0400..=0x052f => found.cyrillic += 1,
                0x0600..=0x077f => found.arabic += 1,
                0x0900..=0x097f => found.devanagari += 1,
                0x3040..=0x30ff => found.kana += 1,
                0x4e00..=0x9fff => found.han += 1,
                code => {
                    let at = ALONE.iter().position(|(first, last, _)| (*first..=*last).contains(&code));
                    if let Some(at) = at {
                        found.alone[at] += 1;
                    }
                }
            }
        }
        found
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        let alone: usize = self.alone.iter().sum();
        // A Chinese or Japanese character says as much as two letters.
        self.latin + self.cyrillic + self.arabic + self.devanagari + 2 * (self.kana + self.han) + alone
    }

    /// The script most of them are of.
    pub fn script(&self) -> Script {
        let most = |count: usize| count * 5 > self.total() * 3;
        if most(self.latin) {
            return Script::Latin;
        }
        if most(self.cyrillic) || most(self.arabic) || most(self.devanagari) {
            return Script::Many;
        }
        if most(2 * (self.kana + self.han)) {
            let japanese = self.kana * 10 > self.han;
            return Script::One(if japanese { "ja" } else { "zh" });
        }
        let alone = self.alone.iter().position(|count| most(*count));
        alone.map_or(Script::Mixed, |at| Script::One(ALONE[at].2))
    }
}
