//! An article with a little furniture left in it. In: the lines. Out: which of them to hide: labels, a second copy of
//! a caption, the byline, the headings of other stories and the teasers under them. Sentences are never hidden.

use super::lines::Line;
use super::phrases::Mark;

/// Lines back in which the first copy of a caption stands.
const NEAR: usize = 4;

/// Which lines are furniture, beside those known to be.
pub(super) fn furniture(lines: &[Line<'_>], mut hidden: Vec<bool>) -> Vec<bool> {
    for (at, line) in lines.iter().enumerate() {
        hidden[at] |= line.mark == Some(Mark::Label) || is_copy(lines, at);
    }
    hide_teasers(lines, &mut hidden);
    if hidden.contains(&true) {
        for at in 0..lines.len().min(10) {
            hidden[at] |= is_byline(&lines[at]);
        }
    }
    hidden
}

/// Whether the line says again what one of the lines before it said, perhaps with a credit behind.
pub(super) fn is_copy(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let long = line.words >= 4 && line.text.len() >= 20;
    let said = |before: &Line<'_>| {
        before.words >= 4
            && before.text.len() >= 20
            && line.text.strip_prefix(before.text).is_some_and(is_credit_like)
    };
    long && lines[at.saturating_sub(NEAR)..at].iter().any(said)
}

/// What may stand behind a caption: nothing, or a few words without a sentence.
fn is_credit_like(rest: &str) -> bool {
    rest.is_empty() || rest.len() <= 60 && rest.starts_with(|c: char| !c.is_alphanumeric())
}

/// Hides the headings of other stories with the teasers under them.
fn hide_teasers(lines: &[Line<'_>], hidden: &mut [bool]) {
    let mut at = 0;
    while at < lines.len() {
        let mut next = at + 1;
        if lines[at].mark == Some(Mark::Tail) {
            next += lines[next..].iter().take_while(|line| !line.closed && line.words <= 25).count();
            hidden[at..next].fill(true);
        }
        at = next;
    }
}

/// `By Jane Doe and John Roe, Reuters`: a word that opens bylines, then names.
pub(super) fn is_byline(line: &Line<'_>) -> bool {
    if line.closed || line.words > 10 || line.words < 2 {
        return false;
    }
    let mut words = line.text.split_whitespace();
    let opens = words.next().is_some_and(|word| {
        matches!(
            word,
            "By" | "BY"
                | "by"
                | "Von"
                | "von"
                | "Par"
                | "par"
                | "Por"
                | "por"
                | "Di"
                | "di"
                | "Door"
                | "door"
                | "Av"
                | "av"
                | "Af"
                | "Текст:"
                | "Автор:"
                | "Autor:"
                | "Auteur:"
                | "Author:"
        )
    });
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    let names = words.clone().filter(|word| !small(word)).count();
    let joins = |word: &str| {
        matches!(
            word,
            "and"
                | "und"
                | "et"
                | "y"
                | "e"
                | "en"
                | "och"
                | "og"
                | "i"
                | "of"
                | "de"
                | "da"
                | "di"
                | "von"
                | "van"
                | "der"
                | "del"
                | "al"
                | "bin"
                | "in"
                | "for"
        )
    };
    opens && names > 0 && words.filter(|word| word.starts_with(char::is_lowercase)).all(joins)
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn hidden(text: &str) -> Vec<&str> {
        let lines = lines::of(text);
        let hidden = furniture(&lines, vec![false; lines.len()]);
        lines.iter().zip(hidden).filter(|(_, hide)| *hide).map(|(line, _)| line.text).collect()
    }

    #[test]
    fn bylines_are_names_behind_a_word_that_opens_them() {
        for (line, expected) in [
            ("By Jane Doe and John Roe", true),
            ("Von Anna Muster, Berlin", true),
            ("By the time he left", false),
            ("By Monday they had won.", false),
        ] {
            assert_eq!(is_byline(&lines::of(line)[0]), expected, "{line}");
        }
    }

    #[test]
    fn a_caption_is_kept_once_and_teasers_go_with_their_heading() {
        let text = "Port closes\nA ferry lies at the closed port\nA ferry lies at the closed port (AP)\n\
            The port was closed on Monday.\nRelated articles\nStorm hits the coast\nFerry sinks off the cape\n\
            The port is to open again on Friday, the harbour master said.";
        assert_eq!(
            hidden(text),
            [
                "A ferry lies at the closed port (AP)",
                "Related articles",
                "Storm hits the coast",
                "Ferry sinks off the cape"
            ]
        );
    }
}
