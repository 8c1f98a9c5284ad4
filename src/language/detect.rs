//! The language of an article. In: its text. Out: the language, or nothing when the text is too short or too mixed to
//! tell. The script and the small words of a sample tell most texts at the cost of a few lookups; what they leave open
//! goes to whatlang, whose answer counts only where small words do not speak against it.

use super::Language;
use super::script::{Letters, Script};
use super::small_words::{self, Counts};

/// Bytes of text looked at; twice that where the first look is doubtful.
const SAMPLE: usize = 1000;
/// Fewer letters than this tell nothing; fewer still will do in a script that few languages share.
const FEWEST_LETTERS: usize = 40;
const FEWEST_SCRIPT_LETTERS: usize = 15;
/// Fewer words than this tell nothing.
const FEWEST_WORDS: usize = 8;
/// Fewest small words that tell a language where most words are names.
const FEWEST_ALONE: u32 = 4;

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
            .or_else(|| of_lists_or_model(self::sample(text, 2 * SAMPLE)))
            .or_else(|| of_few(head)),
        Script::One(code) => Language::from_code(code),
        Script::Mixed => None,
    }
}

/// A stretch of prose: from the first long line, or from the start where no line is long.
fn sample(text: &str, most: usize) -> &str {
    /// A line with its end is long if it has more bytes.
    const LONG: usize = 100;
    let bytes = text.as_bytes();
    let mut start = 0;
    // Menus and headlines stand before the prose; a far one is not looked for.
    for _ in 0..200 {
        let rest = &bytes[start..];
        match memchr::memchr(b'\n', &rest[..rest.len().min(LONG)]) {
            Some(end) => start += end + 1,
            None if rest.len() > LONG => return cut(&text[start..], most),
            None => break,
        }
    }
    cut(text, most)
}

fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// The language whose small words a Latin sample holds, where one stands out.
fn of_words(sample: &str) -> Option<Language> {
    let counts = Counts::of(sample);
    let [(first, most), (_, second)] = counts.best();
    let enough = counts.words as usize >= FEWEST_WORDS && most >= 3 && counts.longer(first) * 5 >= most * 2;
    let dense = most * 100 >= counts.words * 18;
    let clear = most * 10 >= second * 13;
    (enough && dense && clear).then(|| small_words::language(first))
}

/// Letters above which a text is no single sentence any more.
const FEW_LETTERS: usize = 250;

/// The language of a sentence or two: two small words of two letters and more, and no language with as many.
fn of_few(sample: &str) -> Option<Language> {
    let counts = Counts::of(sample);
    let [(first, most), (_, second)] = counts.best();
    (sample.len() <= FEW_LETTERS && counts.longer(first) >= 2 && most > second)
        .then(|| small_words::language(first))
}

/// The language of results, lists of names and the like, which have few small words: theirs, where no other language
/// has half as many, or else what whatlang says.
fn of_lists_or_model(sample: &str) -> Option<Language> {
    let counts = Counts::of(sample);
    if (counts.words as usize) < FEWEST_WORDS {
        return None;
    }
    let [(first, most), (_, second)] = counts.best();
    let alone = most >= FEWEST_ALONE && most * 10 >= counts.words && most >= 2 * second;
    if alone && counts.longer(first) * 5 >= most * 2 {
        return Some(small_words::language(first));
    }
    of_model(sample, &counts)
}

/// What whatlang says, where it is sure and the small words agree.
fn of_model(sample: &str, counts: &Counts) -> Option<Language> {
    let [(_, most), _] = counts.best();
    if sample.is_ascii() && most * 10 < counts.words {
        // Nothing to tell by, and the costly look would not either.
        return None;
    }
    let info = whatlang::detect(sample)?;
    let language = iso_639_1(info.lang().code()).and_then(Language::from_code)?;
    if info.script() != whatlang::Script::Latin {
        return Some(language);
    }
    let agree = match counts.of_language(language) {
        Some(count) => count * 10 >= counts.words && count * 10 >= most * 9,
        None => most * 10 < counts.words && info.confidence() > 0.95,
    };
    (info.is_reliable() && agree).then_some(language)
}

/// The code that [`Language`] may know a language by whose ISO 639-3 code this is.
fn iso_639_1(code: &str) -> Option<&'static str> {
    let codes = include_str!("codes.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut rows = codes.filter_map(|row| row.split_once('\t'));
    rows.find(|(three, _)| *three == code).map(|(_, two)| two)
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
    fn results_are_in_the_language_of_their_few_small_words() {
        let text = "Results of the Halvorsen Cup in Bergen on Sunday: Anna Dahl (Norway) beat Marta Silva (Portugal) \
                    6-2 6-3, Ines Moreau (France) beat Julia Novak (Slovenia) 7-5 6-4, Petra Lang (Austria) beat \
                    Elif Kaya (Turkey) 6-0 6-1 in the last match of the day.";
        assert_eq!(detect(text), Some(Language::EN));
    }

    #[test]
    fn a_language_of_unknown_small_words_is_not_taken_for_another() {
        for text in [
            "Rais alisema Jumatatu kwamba serikali yake itaanzisha mpango mpya wa kilimo katika kaunti za Nakuru na Kisumu.",
            "Sinabi ng pangulo noong Lunes na tutulong ang pamahalaan sa mga magsasaka sa Nueva Ecija matapos ang bagyo.",
            "Lehendakariak astelehenean esan zuen hezkuntza legea datorren urtean onartuko dutela Bilbon eta Donostian.",
            "Dywedodd y Prif Weinidog ddydd Llun y bydd y llywodraeth yn buddsoddi mewn ysgolion newydd ac y bydd gwaith.",
            "Il-Prim Ministru qal it-Tnejn li l-gvern se jibni skejjel ġodda u li x-xogħol jibda s-sena d-dieħla.",
        ] {
            for times in [1, 4] {
                assert_eq!(detect(&[text].repeat(times).join(" ")), None, "{text}");
            }
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
