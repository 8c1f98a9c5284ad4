//! Names as files keep them, `SMIRNOV, Oleg Ivanovich` and `ACME TRADING CO`, to names as news writes them. They are added to the
//! names of the row; its own name and id stay as they are.

use crate::gazetteer::row::{CaseRule, Row};
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, builtin_words, fold};

/// Small words inside names of organisations and places; those inside people's names are a table.
const SMALL: &[&str] =
    &["of", "and", "the", "for", "in", "on", "to", "with", "et", "und", "y", "e", "i", "ve", "og"];
/// How the second names of Russians, Ukrainians and Belarusians end.
const PATRONYMICS: &[&str] =
    &["ovich", "evich", "ovych", "evych", "ovna", "evna", "ivna", "ович", "евич", "овна", "евна", "івна"];
/// What stands behind a comma and is no given name.
const BEHIND: &[&str] = &["jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"];

/// A row with its names as news writes them beside those of the file. Capitals that the row asks for stay.
pub(super) fn with_names_in_news(mut row: Row) -> Row {
    if row.case != CaseRule::Smart {
        return row;
    }
    let entity_type = row.entity_type();
    let told =
        |(name, weak): (&str, bool)| in_news(name, entity_type).into_iter().map(move |name| (name, weak));
    let more: Vec<(String, bool)> = row.names().flat_map(told).collect();
    for (name, weak) in more {
        let side = if weak { &mut row.weak } else { &mut row.aliases };
        if !side.contains(&name) {
            side.push(name);
        }
    }
    row
}

/// The ways in which news writes a name that a file has otherwise; none where it stands as in news.
fn in_news(name: &str, entity_type: Option<EntityType>) -> Vec<String> {
    if entity_type != Some(EntityType::Person) {
        return without_capitals(name, false).into_iter().collect();
    }
    let forms = match surname_first(name) {
        // Hungary and East Asia put the surname first in news too.
        Some((surname, given)) => std::iter::once(given.to_owned())
            .chain(without_patronymic(given, 1))
            .flat_map(|given| [format!("{given} {surname}"), format!("{surname} {given}")])
            .collect(),
        None => std::iter::once(name.to_owned()).chain(without_patronymic(name, 2)).collect::<Vec<_>>(),
    };
    let forms = forms.into_iter().map(|form| without_capitals(&form, true).unwrap_or(form));
    forms.filter(|form| form != name).collect()
}

/// `Smirnov, Oleg` as surname and given names.
fn surname_first(name: &str) -> Option<(&str, &str)> {
    let (surname, given) = name.split_once(',')?;
    let (surname, given) = (surname.trim(), given.trim());
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || is_particle(word);
    let plain = !surname.is_empty()
        && !given.is_empty()
        && !given.contains([',', '(', ';'])
        && given.split_whitespace().all(is_name)
        && !is_behind(given);
    plain.then_some((surname, given))
}

/// `Oleg Smirnov` for `Oleg Ivanovich Smirnov`: a name without what is said of the father, which news leaves out; nothing where
/// none stands between the first word and the last, or, with `ends` 1, behind the first.
fn without_patronymic(name: &str, ends: usize) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let inner = 1..words.len().saturating_sub(ends - 1);
    let stays = |at: usize| !inner.contains(&at) || !is_patronymic(words[at]);
    let kept: Vec<&str> = (0..words.len()).filter(|at| stays(*at)).map(|at| words[at]).collect();
    (kept.len() < words.len()).then(|| kept.join(" "))
}

fn is_patronymic(word: &str) -> bool {
    let word = word.to_lowercase();
    PATRONYMICS.iter().any(|ending| word.strip_suffix(ending).is_some_and(|father| !father.is_empty()))
}

/// A name of several words with capitals at their beginnings alone; nothing where it is not written in capitals. A person has
/// no acronym in the name, so there any word in capitals tells; elsewhere all must be.
fn without_capitals(name: &str, person: bool) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let cased = |word: &&&str| word.chars().any(char::is_alphabetic);
    let loud = words.iter().filter(|word| is_loud(word)).count();
    let all = !name.contains(char::is_lowercase) && loud > 0;
    if words.iter().filter(cased).count() < 2 || !(all || person && loud > 0) {
        return None;
    }
    let written = words
        .iter()
        .enumerate()
        .map(|(at, word)| if is_loud(word) { quiet(word, person, at == 0) } else { (*word).to_owned() });
    Some(written.collect::<Vec<_>>().join(" "))
}

/// Two capitals or more and no small letter; neither initials (`J.R.`) nor the number of a generation (`III`).
fn is_loud(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_uppercase()).count();
    letters > 1 && !word.contains(char::is_lowercase) && !bare(word).contains('.') && !is_behind(word)
}

/// Whether a word stands behind names: `Jr.`
fn is_behind(word: &str) -> bool {
    BEHIND.contains(&bare(word).to_lowercase().as_str())
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A word in capitals as news writes it: `AL-ASSAD` as `al-Assad`.
fn quiet(word: &str, person: bool, first: bool) -> String {
    let mut written = String::with_capacity(word.len());
    let mut parts = word.split_inclusive('-').enumerate().peekable();
    while let Some((at, part)) = parts.next() {
        let lone = at == 0 && parts.peek().is_none();
        let small = (person || !(first && lone)) && is_particle(part.trim_end_matches('-'))
            || !first && !person && SMALL.contains(&part.to_lowercase().as_str());
        if small {
            written.push_str(&part.to_lowercase());
        } else {
            push_capitalised(part, &mut written);
        }
    }
    written
}

/// The first letter large, the others small; large again behind an apostrophe.
fn push_capitalised(part: &str, written: &mut String) {
    let mut begins = true;
    for c in part.chars() {
        if begins {
            written.push(c);
        } else {
            written.extend(c.to_lowercase());
        }
        begins = matches!(c, '\'' | '’') || begins && !c.is_alphabetic();
    }
}

fn is_particle(word: &str) -> bool {
    builtin_words().classes(fold::key(word)).any(Classes::PARTICLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_become_names_of_news() {
        let person = |name| in_news(name, Some(EntityType::Person));
        assert_eq!(person("SMIRNOV, Oleg"), ["Oleg Smirnov", "Smirnov Oleg"]);
        assert_eq!(
            person("Smirnov, Oleg Ivanovich"),
            ["Oleg Ivanovich Smirnov", "Smirnov Oleg Ivanovich", "Oleg Smirnov", "Smirnov Oleg"]
        );
        assert_eq!(person("Anna Petrovna Ek"), ["Anna Ek"]);
        assert_eq!(person("Иван Ильич ПЕТРЕНКО"), ["Иван Ильич Петренко"]);
        assert_eq!(person("Иван Олегович ПЕТРЕНКО"), ["Иван Олегович Петренко", "Иван Петренко"]);
        assert_eq!(person("VAN DER BERG, JAN")[0], "Jan van der Berg");
        assert_eq!(person("AL-TOLVANI, Bashir")[0], "Bashir al-Tolvani");
        assert_eq!(person("BIN KELVAR, Omar")[0], "Omar bin Kelvar");
        assert_eq!(person("O'BRIEN, J.R.")[0], "J.R. O'Brien");
        assert_eq!(person("Jean-Luc BREKKHUS-EK"), ["Jean-Luc Brekkhus-Ek"]);
        assert_eq!(person("ПЕТРЕНКО, Иван")[0], "Иван Петренко");
        assert_eq!(person("JOHN EK III"), ["John Ek III"]);
        for name in [
            "Oleg Smirnov",
            "SMIRNOV",
            "Oleg Smirnov, Jr.",
            "Ek, J., Bo",
            "Ivan Petrovich",
            "Petrovich Ek",
            "J. R. Ek",
            "Bo Ek, born 1950",
        ] {
            assert_eq!(person(name), [""; 0], "{name}");
        }
    }

    #[test]
    fn acronyms_stay_and_companies_in_capitals_do_not() {
        let body = |name| in_news(name, Some(EntityType::Organisation));
        assert_eq!(body("KELVAR TRADING CO., LTD."), ["Kelvar Trading Co., Ltd."]);
        assert_eq!(body("THE BANK OF TOLVANE"), ["The Bank of Tolvane"]);
        assert_eq!(body("AL KELVAR BANK"), ["Al Kelvar Bank"]);
        for name in ["IBM", "IBM Tolvane", "KRF", "Tolvane, Kelvar and Co", "U.S. A.M.A."] {
            assert_eq!(body(name), [""; 0], "{name}");
        }
    }

    #[test]
    fn what_is_added_is_as_safe_as_what_stands_there() {
        let row = |case| Row {
            id: "organisation/a".into(),
            name: "TOLVANE OIL".into(),
            weak: vec!["OIL HOUSE".into()],
            case,
            ..Row::default()
        };
        let told = with_names_in_news(row(CaseRule::Smart));
        assert_eq!(
            (told.name.as_str(), told.aliases.join("|"), told.weak.join("|")),
            ("TOLVANE OIL", "Tolvane Oil".into(), "OIL HOUSE|Oil House".into())
        );
        assert_eq!(with_names_in_news(row(CaseRule::Exact)), row(CaseRule::Exact));
    }
}
