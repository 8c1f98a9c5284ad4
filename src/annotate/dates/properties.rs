//! What must hold for every day, every text and every date of publication.

use super::cases::dates;
use crate::language::Language;
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// How each language writes a full date; `{m}` is the month's name, `{d}` the day, `{y}` the year.
const FORMS: &[(Language, &[&str], [&str; 12])] = &[
    (
        Language::EN,
        &[
            "It was on {m} {d}, {y} that",
            "It was on {d} {m} {y} that",
            "On the {d}th of {m} {y} it",
            "On the {d}th {m}, {y} it",
            "It was on {m} {d} {y} that",
            "It was on {0m}/{0d}/{y} that",
        ],
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ),
    (
        Language::FR,
        &["Le {d} {m} {y} il", "Le {0d}/{0m}/{y} il", "Le {d}-{m} {y} il"],
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
    ),
    (
        Language::DE,
        &["Am {d}. {m} {y} war", "Am {0d}.{0m}.{y} war", "Am {d}.{n}.{y} war"],
        [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
    ),
    (
        Language::ES,
        &["El {d} de {m} de {y} se", "El {d} de {m} del {y} se", "El {0d}/{0m}/{y} se", "El {d}-{m}-{y} se"],
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    ),
    (
        Language::PT,
        &["Em {d} de {m} de {y} foi", "Em {0d}/{0m}/{y} foi", "Em {d}º de {m} de {y} foi"],
        [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
    ),
    (
        Language::IT,
        &["Il {d} {m} {y} era", "Il {0d}/{0m}/{y} era"],
        [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
    ),
    (
        Language::NL,
        &["Op {d} {m} {y} was", "Op {0d}-{0m}-{y} was", "Op {d}e {m} {y} was"],
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
    ),
    (
        Language::RU,
        &["Было {d} {m} {y} года в", "Было {d} {m} {y} г. в", "Было {d} {m} {y} в", "Было {0d}.{0m}.{y} в"],
        [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
    ),
];

/// How every language may write one.
const COMMON_FORMS: &[&str] =
    &["({y}-{0m}-{0d}) xx", "xx {y}/{0m}/{0d} xx", "xx {0d}.{0m}.{y} xx", "xx {y}年{n}月{d}日 xx"];

fn write(form: &str, month: &str, day: Date) -> String {
    form.replace("{m}", month)
        .replace("{d}", &day.day().to_string())
        .replace("{n}", &day.month().to_string())
        .replace("{0d}", &format!("{:02}", day.day()))
        .replace("{0m}", &format!("{:02}", day.month()))
        .replace("{y}", &day.year().to_string())
}

#[test]
fn every_written_day_from_1900_to_2099_reads_back_as_itself() {
    for (language, forms, months) in FORMS {
        for form in forms.iter().chain(COMMON_FORMS) {
            let mut text = String::new();
            let mut days = Vec::new();
            let first = date(1900, 1, 1);
            for day in first.series(jiff::Span::new().days(1)).take_while(|day| day.year() < 2100) {
                text += &write(form, months[usize::from(day.month().unsigned_abs()) - 1], day);
                text += " xx.\n";
                days.push(day.to_string());
            }
            let read: Vec<_> =
                dates(&text, *language, None).into_iter().filter_map(|timex| timex.value).collect();
            let wrong = days.iter().zip(&read).find(|(day, read)| day != read);
            assert_eq!((wrong, read.len()), (None, days.len()), "{language} {form}");
        }
    }
}

/// Pieces that the grammar knows, to be strung together at random.
const PIECES: &[&str] = &[
    "January",
    "May",
    "1",
    "31",
    "2021",
    "1990s",
    "Friday",
    "last",
    "next",
    "the",
    "of",
    "and",
    "a",
    "year",
    "years",
    "ago",
    "week",
    "quarter",
    "third",
    "-",
    "/",
    ".",
    ",",
    ":",
    "10",
    "p.m.",
    "early",
    "end",
    "yesterday",
    "Easter",
    "this",
    "summer",
    "earlier",
    "'s",
    "half",
    "two",
    "hundred",
    "thousand",
    "999999",
    "0",
    "29",
    "February",
    "in",
    "to",
    "century",
    "weekend",
    "minutes",
    "following",
    "before",
    "after",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_makes_it_panic_or_overlap(text in "\\PC{0,80}", day in -4_371_222_i64..2_932_896) {
        check(&text, day)?;
    }

    #[test]
    fn no_string_of_date_words_makes_it_panic_or_overlap(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40),
        glue in proptest::sample::select(&[" ", "", "-"][..]),
        day in -4_371_222_i64..2_932_896,
    ) {
        check(&pieces.join(glue), day)?;
    }

    #[test]
    fn no_sentence_of_the_tables_panics_for_any_publication(day in -4_371_222_i64..2_932_896) {
        check("On Feb. 29 last year, two years ago, next week, the following century, 90 years later, 9999 years ago.", day)?;
    }
}

/// Any day that the calendar has: days before and after 1970, cut to what it holds.
fn published(day: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(day).ok()?;
    Some(date(1970, 1, 1).saturating_add(span))
}

fn check(text: &str, day: i64) -> Result<(), TestCaseError> {
    let codes = FORMS.iter().map(|(language, ..)| *language);
    for language in codes {
        let mut last = 0;
        for timex in dates(text, language, published(day)) {
            prop_assert!(timex.span.start() >= last && !timex.span.is_empty());
            prop_assert!(text.get(timex.span.range()).is_some());
            last = timex.span.end();
        }
    }
    Ok(())
}

#[test]
fn the_ends_of_the_calendar_and_leap_days_do_not_panic() {
    for published in
        [Date::MIN, Date::MAX, date(2020, 2, 29), date(2021, 12, 31), date(2021, 1, 1), date(0, 1, 1)]
    {
        let text = "On Feb. 29 and Friday, next year, 20 centuries ago, last week, Easter, in the '90s, the third quarter, a day earlier.";
        dates(text, Language::EN, Some(published));
    }
}

#[test]
fn hostile_text_takes_linear_time() {
    for unit in [
        "January January 1 1 1 ",
        "1/1/1/1/",
        "a's's's",
        "about 10:30 (10:30 (10:30) on Friday ",
        "early mid late the last two or three years ago of ",
        "Jan. ",
    ] {
        // The best of three: a machine busy with other things must not look like a slow grammar.
        let best = |times: usize| {
            let text = unit.repeat(times);
            let once = |_| {
                let start = std::time::Instant::now();
                dates(&text, Language::EN, Some(date(2021, 3, 10)));
                start.elapsed()
            };
            (0..3).map(once).min().unwrap_or_default()
        };
        let (small, large) = (best(2_000), best(16_000));
        // Eight times the text may take 8 times as long; 30 leaves room for a busy machine, a square would be 64.
        assert!(large < small * 30 + std::time::Duration::from_millis(50), "{unit}: {small:?}, {large:?}");
    }
}
