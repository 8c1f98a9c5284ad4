//! Lines that name the writer: `By Jane Doe`, `Von Max Muster, Berlin`, `Jane Doe, Reuters`, `AFP`.

use super::head_words::look_up_folded;

/// Most words and bytes a byline has.
const MOST_WORDS: usize = 14;
const MOST_BYTES: usize = 140;

/// The writer this line names, if it does nothing else.
pub(super) fn parse(line: &str) -> Option<&str> {
    let line = line.trim().trim_matches(['(', ')', '|', '·', '•', '-', '–', '—']).trim();
    if line.len() > MOST_BYTES {
        return None;
    }
    let writer = if is_agency(line) {
        line
    } else if let Some(named) = after_by(line) {
        is_writer(named).then_some(named)?
    } else {
        let (names, agency) = line.rsplit_once([',', '|', '/', '·'])?;
        (is_agency(agency) && is_writer(names)).then_some(line)?
    };
    line.split_whitespace().nth(MOST_WORDS).is_none().then_some(writer)
}

/// What follows `By`, `Von`, `Written by:` at the start of a line.
fn after_by(line: &str) -> Option<&str> {
    let ends = line.char_indices().filter(|(_, c)| matches!(c, ' ' | ':' | '\u{a0}'));
    let mut ends = ends.map(|(at, _)| at);
    let (first, second) = (ends.next()?, ends.next());
    [second, Some(first)].into_iter().flatten().find_map(|end| {
        look_up_folded(line[..end].trim()).by.then(|| {
            let rest = line[end..].trim_start_matches(':');
            rest.trim_start_matches([' ', ':', '\u{a0}']).trim_end()
        })
    })
}

fn is_agency(text: &str) -> bool {
    look_up_folded(text.trim().trim_matches(['(', ')', '.'])).agency
}

/// Names, and after a comma what the writer is or where: no sentence.
pub(super) fn is_writer(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '’', ')']);
    let last = end.rsplit(' ').next().unwrap_or_default();
    if end.ends_with(['!', '?', ':', ';', '…']) || (last.ends_with('.') && last.chars().count() > 4) {
        return false;
    }
    if text.contains(": ") || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let names = text.split([',', '|', '/', '·', '•']).next().unwrap_or_default();
    let mut words = names.split_whitespace().peekable();
    words.peek().is_some_and(|first| can_start_name(first)) && words.all(is_of_name)
}

fn can_start_name(word: &str) -> bool {
    let known = look_up_folded(word.trim_matches('.'));
    let date = known.weekday || (known.month.is_some() && word.chars().count() > 3);
    word.starts_with(|c: char| c.is_uppercase() || c == '@') && !date
}

fn is_of_name(word: &str) -> bool {
    let bare = word.trim_start_matches(['"', '“', '(', '\'', '’', '«', '@']);
    bare.starts_with(char::is_uppercase)
        || bare.is_empty()
        || bare == "&"
        || look_up_folded(bare).particle
        // d'Ormesson, al-Khatib
        || bare.split_once(['\'', '’', '-']).is_some_and(|(lead, name)| {
            lead.len() <= 3 && name.starts_with(char::is_uppercase)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_writer_a_line_names() {
        let cases = [
            ("By Jane Doe", "Jane Doe"),
            ("By Euronews", "Euronews"),
            ("BY JANE DOE AND JOHN ROE", "JANE DOE AND JOHN ROE"),
            ("by Jane O'Doe, Political Correspondent", "Jane O'Doe, Political Correspondent"),
            ("By Jane Doe in Moscow", "Jane Doe in Moscow"),
            ("By Dr. J. R. Doe Jr.", "Dr. J. R. Doe Jr."),
            ("Written by: Jane Doe", "Jane Doe"),
            ("Von Max Muster, Berlin", "Max Muster, Berlin"),
            ("Par Jean d'Ormesson avec AFP", "Jean d'Ormesson avec AFP"),
            ("Por María López", "María López"),
            ("Di Mario Rossi", "Mario Rossi"),
            ("Door Jan van der Jansen", "Jan van der Jansen"),
            ("Автор: Иван Петров", "Иван Петров"),
            ("Jane Doe, Reuters", "Jane Doe, Reuters"),
            ("(Reuters)", "Reuters"),
            ("Associated Press", "Associated Press"),
            ("AFP", "AFP"),
        ];
        for (line, writer) in cases {
            assert_eq!(parse(line), Some(writer), "{line}");
        }
    }

    #[test]
    fn a_sentence_that_starts_with_by_is_no_byline() {
        let cases = [
            "By Monday, the storm had passed",
            "By the time police came, he was gone",
            "By Land and Sea: How the War Came",
            "By March 2021 all had left",
            "By Monday",
            "Von hier aus ging es weiter.",
            "Por fin",
            "Navalny was jailed.",
            "Share this article",
            "London, Paris",
            "By",
            "By Jane Doe left the building.",
            "",
        ];
        for line in cases {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
