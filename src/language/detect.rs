//! The language of an article. In: its text. Out: the language, or nothing when the text is too short or too mixed to
//! tell. The script and the small words of a sample tell most texts at the cost of a few lookups; what they leave open
//! goes to whatlang, whose answer counts only where small words do not speak against it.

use super::Language;
use crate::short_words::{LONGEST, ShortWord, ShortWords};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Bytes of text looked at; twice that where the first look is doubtful.
const SAMPLE: usize = 1000;
/// Fewer letters than this tell nothing; fewer still will do in a script that few languages share.
const FEWEST_LETTERS: usize = 40;
const FEWEST_SCRIPT_LETTERS: usize = 15;
/// Fewer words than this tell nothing.
const FEWEST_WORDS: usize = 8;

/// Languages with small words, at most.
const LANGUAGES: usize = 32;

/// A number for each language.
type EachLanguage = [u16; LANGUAGES];

struct Words {
    languages: Vec<Language>,
    /// Each small word, with a place in `sets`.
    of: ShortWords<usize>,
    /// A bit for each small word, by its hash: few other words have one, and most of a text is not looked up further.
    bits: Vec<u64>,
    /// Sets of languages that share a word: 1 for those in it. There are few, so they stay near at hand.
    sets: Vec<EachLanguage>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut languages = Vec::new();
    let mut words: BTreeMap<&str, EachLanguage> = BTreeMap::new();
    let rows = include_str!("words.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    for (code, of_language) in rows.filter_map(|row| row.split_once('\t')) {
        let Some(language) = Language::from_code(code) else {
            continue;
        };
        for word in of_language.split(' ') {
            words.entry(word).or_default()[languages.len()] = 1;
        }
        languages.push(language);
    }
    let mut sets: Vec<_> = words.values().copied().collect();
    sets.sort_unstable();
    sets.dedup();
    let (mut of, mut bits) = (ShortWords::default(), vec![0; BITS / 64]);
    for (word, set) in words {
        let word = ShortWord::of(word.as_bytes(), 0..word.len());
        of.add(word, sets.binary_search(&set).unwrap_or_default());
        let (at, bit) = bit(word.unwrap_or_default());
        bits[at] |= bit;
    }
    Words { languages, of, bits, sets }
});

/// Bits for small words; a power of two.
const BITS: usize = 1 << 14;

/// The place of a word's bit.
#[inline]
const fn bit(word: ShortWord) -> (usize, u64) {
    let at = (word.hash() >> (u64::BITS - BITS.trailing_zeros())) as usize;
    (at / 64, 1 << (at % 64))
}

impl Words {
    /// The languages in which this is a small word.
    #[inline]
    fn set(&self, word: ShortWord) -> Option<&EachLanguage> {
        let (at, bit) = bit(word);
        if self.bits[at] & bit == 0 {
            return None;
        }
        self.of.get(word).map(|set| &self.sets[*set])
    }
}

/// The language of a text; nothing when it is too short or doubtful.
///
/// ```
/// use newsnlp::language::{Language, detect};
/// let text = "Die Regierung hat am Montag mitgeteilt, dass sie den Vertrag nicht verlängern wird.";
/// assert_eq!(detect(text), Some(Language::DE));
/// assert_eq!(detect("Bayern 2 Barcelona 1"), None);
/// ```
pub fn detect(text: &str) -> Option<Language> {
    let sample = sample(text, SAMPLE);
    let head = cut(sample, SAMPLE / 2);
    let letters = Letters::of(head);
    let script = letters.script();
    let fewest = match script {
        Script::Latin => FEWEST_LETTERS,
        _ => FEWEST_SCRIPT_LETTERS,
    };
    if letters.total() < fewest {
        return of_few(head);
    }
    match script {
        Script::Latin | Script::Many => of_words(head)
            .or_else(|| of_words(sample))
            .or_else(|| of_model(self::sample(text, 2 * SAMPLE)))
            .or_else(|| of_few(head)),
        Script::One(code) => Language::from_code(code),
        Script::Mixed => None,
    }
}

/// A stretch of prose: from the first long line, or from the start where no line is long.
fn sample(text: &str, most: usize) -> &str {
    const LONG: usize = 100;
    let mut start = 0;
    // Menus and headlines stand before the prose; a far one is not looked for.
    for line in text.split_inclusive('\n').take(200) {
        if line.len() > LONG {
            return cut(&text[start..], most);
        }
        start += line.len();
    }
    cut(text, most)
}

fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// What the letters of a text say about its language.
enum Script {
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
struct Letters {
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
    fn of(sample: &str) -> Self {
        let latin = sample.bytes().filter(u8::is_ascii_alphabetic).count();
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

    fn total(&self) -> usize {
        let alone: usize = self.alone.iter().sum();
        // A Chinese or Japanese character says as much as two letters.
        self.latin + self.cyrillic + self.arabic + self.devanagari + 2 * (self.kana + self.han) + alone
    }

    fn script(&self) -> Script {
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

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic()
}

/// How many words of a sample are small words of each language.
struct Counts {
    words: u32,
    of: EachLanguage,
    /// Those of one letter: "a", "i", "o", "s" also number the items of a list.
    single: EachLanguage,
}

impl Counts {
    fn of(sample: &str) -> Self {
        let mut found = Self { words: 0, of: [0; LANGUAGES], single: [0; LANGUAGES] };
        let words = &*WORDS;
        let bytes = sample.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (length, word) = ShortWord::letters(&bytes[at..]);
            let end = at + length;
            let goes_on =
                bytes.get(end).is_some_and(|byte| *byte >= 128 || length == LONGEST && is_letter(*byte));
            if goes_on {
                at += found.count_other(words, &sample[at..]) + 1;
                continue;
            }
            if length > 0 {
                found.words += 1;
                found.add(words, word, length == 1);
            }
            at = end + 1;
        }
        found
    }

    /// Counts a run of letters that is long or not of ASCII alone; its length. Every mark outside ASCII is in it, so it
    /// is looked at again.
    #[cold]
    fn count_other(&mut self, words: &Words, sample: &str) -> usize {
        let ends = |byte: u8| byte < 128 && !is_letter(byte);
        let length = sample.bytes().position(ends).unwrap_or(sample.len());
        let run = &sample[..length];
        for word in run.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            self.words += 1;
            if word.len() > LONGEST {
                continue;
            }
            let small = word.to_lowercase();
            if let Some(small) = ShortWord::of(small.as_bytes(), 0..small.len()) {
                // A letter beyond ASCII takes two bytes and more.
                self.add(words, small, word.len() <= 1 + usize::from(!run.is_ascii()));
            }
        }
        length
    }

    #[inline]
    fn add(&mut self, words: &Words, word: ShortWord, single: bool) {
        let Some(set) = words.set(word) else { return };
        self.of.iter_mut().zip(set).for_each(|(count, one)| *count += one);
        if single {
            self.single.iter_mut().zip(set).for_each(|(count, one)| *count += one);
        }
    }

    /// How many words of two letters and more are small words of the language at this place.
    fn longer(&self, at: usize) -> u32 {
        u32::from(self.of[at] - self.single[at])
    }

    /// The two best languages, by place in `WORDS`, with their counts.
    fn best(&self) -> [(usize, u32); 2] {
        let mut best = [(0, 0); 2];
        for (at, count) in self.of.into_iter().map(u32::from).enumerate() {
            if count > best[0].1 {
                best = [(at, count), best[0]];
            } else if count > best[1].1 {
                best[1] = (at, count);
            }
        }
        best
    }
}

/// The language whose small words a Latin sample holds, where one stands out.
fn of_words(sample: &str) -> Option<Language> {
    let counts = Counts::of(sample);
    let [(first, most), (_, second)] = counts.best();
    let enough = counts.words as usize >= FEWEST_WORDS && most >= 3 && counts.longer(first) * 5 >= most * 2;
    let dense = most * 100 >= counts.words * 18;
    let clear = most * 10 >= second * 13;
    (enough && dense && clear).then(|| WORDS.languages[first])
}

/// Letters above which a text is no single sentence any more.
const FEW_LETTERS: usize = 250;

/// The language of a sentence or two: two small words of two letters and more, and no language with as many.
fn of_few(sample: &str) -> Option<Language> {
    let counts = Counts::of(sample);
    let [(first, most), (_, second)] = counts.best();
    (sample.len() <= FEW_LETTERS && counts.longer(first) >= 2 && most > second)
        .then(|| WORDS.languages[first])
}

/// What whatlang says, where it is sure and the small words agree.
fn of_model(sample: &str) -> Option<Language> {
    let counts = Counts::of(sample);
    let [(_, most), _] = counts.best();
    if sample.is_ascii() && most * 10 < counts.words {
        // Results, lists of names: nothing to tell by, and the costly look would not either.
        return None;
    }
    let info = whatlang::detect(sample)?;
    let code = iso_639_1(info.lang())?;
    let language = Language::from_code(code)?;
    if info.script() != whatlang::Script::Latin {
        return Some(language);
    }
    let own = WORDS.languages.iter().position(|known| *known == language);
    let [(_, most), _] = counts.best();
    let agree = match own {
        Some(at) => {
            let count = u32::from(counts.of[at]);
            count * 10 >= counts.words && count * 10 >= most * 9
        }
        None => most * 10 < counts.words && info.confidence() > 0.95,
    };
    (counts.words as usize >= FEWEST_WORDS && info.is_reliable() && agree).then_some(language)
}

/// The code of a whatlang language that [`Language`] may know.
fn iso_639_1(language: whatlang::Lang) -> Option<&'static str> {
    let codes = include_str!("codes.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut rows = codes.filter_map(|row| row.split_once('\t'));
    rows.find(|(three, _)| *three == language.code()).map(|(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_is_told_apart() {
        let cases = [
            ("en", "The government said on Monday that it would not extend the treaty with its neighbours."),
            (
                "en",
                "Bundeskanzlerin Angela Merkel met Emmanuel Macron and Mario Draghi at the Élysée in Paris on Friday.",
            ),
            ("de", "Die Regierung teilte am Montag mit, dass sie den Vertrag nicht verlängern wird."),
            ("fr", "Le gouvernement a annoncé lundi qu'il ne prolongerait pas le traité avec ses voisins."),
            ("es", "El Gobierno anunció el lunes que no prorrogará el tratado con los países vecinos."),
            (
                "pt",
                "O governo anunciou na segunda-feira que não vai prorrogar o tratado com os países vizinhos.",
            ),
            ("it", "Il governo ha annunciato lunedì che non prorogherà il trattato con i Paesi vicini."),
            (
                "nl",
                "De regering heeft maandag bekendgemaakt dat het verdrag met de buurlanden niet wordt verlengd.",
            ),
            (
                "sv",
                "Regeringen meddelade på måndagen att avtalet med grannländerna inte kommer att förlängas.",
            ),
            (
                "pl",
                "Rząd poinformował w poniedziałek, że nie przedłuży umowy z sąsiednimi krajami, które są w sporze.",
            ),
            (
                "ru",
                "Правительство сообщило в понедельник, что не будет продлевать договор с соседними странами.",
            ),
            (
                "uk",
                "Уряд повідомив у понеділок, що не продовжуватиме договір із сусідніми країнами, які є в суперечці.",
            ),
            ("el", "Η κυβέρνηση ανακοίνωσε τη Δευτέρα ότι δεν θα παρατείνει τη συνθήκη."),
            ("zh", "政府周一表示，不会延长与邻国签订的条约，双方将继续谈判。"),
            ("ja", "政府は月曜日、隣国との条約を延長しないと発表した。"),
            (
                "ko",
                "정부는 월요일 이웃 나라들과의 조약을 연장하지 않겠다고 발표했다. 협상은 다음 달 다시 열린다.",
            ),
            (
                "tr",
                "Hükümet pazartesi günü komşu ülkelerle olan anlaşmayı uzatmayacağını ve yeni bir görüşme için hazır olduğunu açıkladı.",
            ),
        ];
        for (code, text) in cases {
            assert_eq!(detect(text).map(Language::code), Some(code), "{text}");
        }
    }

    #[test]
    fn short_or_doubtful_text_is_left_open() {
        for text in
            ["", "Navalny", "Bayern Munich 2 Barcelona 1", "12:30 45.6 %", "Angela Merkel, Emmanuel Macron"]
        {
            assert_eq!(detect(text), None, "{text}");
        }
    }
}
