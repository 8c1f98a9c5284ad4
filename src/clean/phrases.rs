//! The phrase list, parsed once. In: a line. Out: whether it reads as furniture or heads other stories.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a short line says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A button, an advert, a credit.
    Label,
    /// The heading of other stories or of comments.
    Tail,
}

/// Longer lines say something themselves.
const LONGEST: usize = 120;

struct Phrase {
    text: &'static str,
    mark: Mark,
    /// Of one word: the line must hold nothing else.
    whole: bool,
}

struct Phrases {
    /// By the first word.
    marks: FxHashMap<&'static str, Vec<Phrase>>,
    notices: Vec<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut found = Phrases { marks: FxHashMap::default(), notices: Vec::new() };
    let rows = include_str!("phrases.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    for (text, kind) in rows.filter_map(|row| row.split_once('\t')) {
        let mark = match kind {
            "notice" => {
                found.notices.push(text);
                continue;
            }
            "tail" => Mark::Tail,
            _ => Mark::Label,
        };
        let whole = !text.contains(' ');
        found.marks.entry(first_word(text)).or_default().push(Phrase { text, mark, whole });
    }
    found
});

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or("")
}

/// What a line of `words` words says it is, by its start.
pub(super) fn mark(line: &str, words: usize) -> Option<Mark> {
    if line.len() > LONGEST || words > 12 {
        return None;
    }
    let bare = line.trim_start_matches(is_bullet);
    if !may_open(bare) {
        return None;
    }
    let mut small = String::with_capacity(line.len());
    let plain = |c| match c {
        '\u{a0}' => ' ',
        '’' => '\'',
        c => c,
    };
    small.extend(bare.chars().map(plain).flat_map(char::to_lowercase));
    let first = first_word(&small).trim_end_matches(CLOSERS);
    let phrases = PHRASES.marks.get(first)?;
    phrases.iter().find_map(|phrase| {
        let rest = small.strip_prefix(phrase.text)?;
        if phrase.whole && rest.contains(char::is_alphabetic) || goes_on(rest, phrase) {
            return None;
        }
        // "Read also: Ferry sinks" is the teaser itself, not a heading of more.
        let teaser = rest.trim_start().starts_with(':') && rest.contains(char::is_alphabetic);
        Some(if teaser { Mark::Label } else { phrase.mark })
    })
}

/// What may stand right behind the first word of a phrase.
const CLOSERS: [char; 9] = [':', '.', '!', '…', '»', '›', '>', '→', ','];

/// Whether a phrase may begin with the first word of a line; lines whose first word has no other letter than ASCII are
/// told without folding the whole of them.
fn may_open(bare: &str) -> bool {
    let mut small = [0; 24];
    let end = bare.bytes().position(|byte| byte == b' ').unwrap_or(bare.len());
    let first = &bare.as_bytes()[..end];
    let Some(small) = small.get_mut(..end).filter(|_| first.is_ascii()) else { return true };
    small.copy_from_slice(first);
    small.make_ascii_lowercase();
    let small = std::str::from_utf8(small).unwrap_or("");
    PHRASES.marks.contains_key(small.trim_end_matches(CLOSERS))
}

/// Whether a line goes on after a phrase as a sentence or headline would: "Read more than 20 books a year".
fn goes_on(rest: &str, phrase: &Phrase) -> bool {
    let rights = phrase.text.starts_with(['©', '(']) || phrase.text.starts_with("copyright");
    !rights && rest.starts_with(' ') && rest.split_whitespace().count() > 4
}

fn is_bullet(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '•' | '·' | '|' | '-' | '–' | '—' | '»' | '›' | '>' | '*' | '[' | '+' | '(')
}

/// Whether a line of a page holds words that page notices hold.
pub(super) fn is_notice(line: &str) -> bool {
    let small = line.to_lowercase();
    PHRASES.notices.iter().any(|notice| small.contains(notice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_are_told_by_their_start() {
        let cases = [
            ("ADVERTISEMENT", Some(Mark::Label)),
            ("Share this articleComments", Some(Mark::Label)),
            ("Share prices fall", None),
            ("Read more than 20 books a year", None),
            ("Lesen Sie auch: Sturm über der Nordsee", Some(Mark::Label)),
            ("Share 12", Some(Mark::Label)),
            ("Copyright Credit: AP", Some(Mark::Label)),
            ("© 2019 Example Ltd", Some(Mark::Label)),
            ("You might also like", Some(Mark::Tail)),
            ("Related Articles:", Some(Mark::Tail)),
            ("Comments (12)", Some(Mark::Tail)),
            ("Das könnte Sie auch interessieren", Some(Mark::Tail)),
            ("Читайте также:", Some(Mark::Tail)),
            ("The minister spoke", None),
        ];
        for (line, expected) in cases {
            assert_eq!(mark(line, line.split(' ').count()), expected, "{line}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        let table = include_str!("phrases.tsv");
        let rows: Vec<_> = table.lines().filter(|l| !l.starts_with('#')).skip(1).collect();
        assert!(rows.is_sorted());
        assert!(
            rows.iter()
                .all(|row| row.ends_with("\tlabel") || row.ends_with("\ttail") || row.ends_with("\tnotice"))
        );
    }
}
