//! Scripts that set no blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. In: text. Out: the runs of
//! such letters, which [`unspaced`](crate::unspaced) cuts into words.

use std::ops::Range;

/// Whether `c` is a letter, digit or mark of a script that sets no blanks.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{e01}'..='\u{e3a}'
            | '\u{e40}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{309f}'
            | '\u{30a1}'..='\u{30fa}'
            | '\u{30fc}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{323af}'
    )
}

/// Whether `c` belongs to the letter before it: joiners, accents, forms of a sign.
const fn goes_on(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The first run of such letters in `text`.
pub(super) fn first_run(text: &str) -> Option<Range<usize>> {
    let start = text.find(is_unspaced)?;
    let length = text[start..].find(|c| !is_unspaced(c) && !goes_on(c)).unwrap_or(text.len() - start);
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_where_another_script_or_a_mark_stands() {
        let cases = [
            ("AI技術が進む。", Some("技術が進む")),
            ("กรุงเทพฯ 2021", Some("กรุงเทพฯ")),
            ("葛\u{e0100}飾区", Some("葛\u{e0100}飾区")),
            ("コーヒー・ショップ", Some("コーヒー")),
            ("plain", None),
        ];
        for (text, run) in cases {
            assert_eq!(first_run(text).map(|run| &text[run]), run, "{text}");
        }
    }
}
