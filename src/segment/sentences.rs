//! The tokens of a block to sentences. In: text, the block's tokens, those it may end with. Out: where each
//! sentence ends, as a place in the token list. Only stops are looked at, so the cost lies in their number.

use super::abbreviations::{Kind, Lists};
use super::characters::{is_stop, is_wide_stop};
use super::tokens::is_dotted_letters;
use super::{Case, Token, TokenKind};
use crate::language::Language;

/// One block's tokens.
pub(super) struct Block<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub lists: Lists,
    /// Whether “ closes a quotation, as in German „so“.
    pub low_quotes: bool,
    /// Whether a full stop makes a figure an ordinal, as in German `17. Januar`.
    pub ordinal_dots: bool,
}

/// Whether this language closes quotations with “.
pub(super) fn has_low_quotes(language: Language) -> bool {
    matches!(
        language.code(),
        "de" | "cs" | "sk" | "sl" | "hr" | "bg" | "ru" | "uk" | "et" | "lv" | "lt" | "ro" | "is" | "da"
    )
}

/// Whether this language writes ordinals with a full stop.
pub(super) fn has_ordinal_dots(language: Language) -> bool {
    matches!(
        language.code(),
        "de" | "da"
            | "no"
            | "fi"
            | "hu"
            | "cs"
            | "sk"
            | "sl"
            | "hr"
            | "sr"
            | "pl"
            | "tr"
            | "et"
            | "lv"
            | "is"
    )
}

impl Block<'_> {
    /// Calls `ends` with the end of each sentence but the last, which ends with the block.
    pub(super) fn each_end(&self, stops: impl Iterator<Item = usize>, mut ends: impl FnMut(usize)) {
        let mut after = 0;
        for stop in stops.filter(|&stop| stop < self.tokens.len()) {
            if stop < after {
                continue;
            }
            after = self.with_closers(stop);
            if after < self.tokens.len() && self.ends(stop, after) {
                ends(after);
            }
        }
    }

    /// One past the marks that close the sentence with the stop: `?!`, quotes, brackets.
    fn with_closers(&self, stop: usize) -> usize {
        let mut after = stop + 1;
        while after < self.tokens.len()
            && (self.attached(after) && self.is_closer(after) || self.is_french_closer(after))
        {
            after += 1;
        }
        after
    }

    /// A guillemet with a blank on both sides, as French sets it: `« Non. » Il`.
    fn is_french_closer(&self, at: usize) -> bool {
        let apart = |at: usize| at >= self.tokens.len() || !self.attached(at);
        self.of(at) == "»" && apart(at) && apart(at + 1)
    }

    /// Whether no white space parts token `at` from the one before it.
    fn attached(&self, at: usize) -> bool {
        self.tokens[at - 1].span.end() == self.tokens[at].span.start()
    }

    fn of(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text)
    }

    fn is_closer(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.kind != TokenKind::Punctuation {
            return false;
        }
        let first = self.of(at).chars().next().unwrap_or(' ');
        // A straight quote, or German “, closes when nothing hangs on behind it.
        let open_ended = at + 1 >= self.tokens.len() || !self.attached(at + 1) || self.is_mark(at + 1);
        match first {
            ')' | ']' | '}' | '”' | '’' | '›' | '」' | '』' | '）' | '】' => true,
            '“' | '‘' => open_ended && self.low_quotes,
            '"' | '\'' | '»' | '«' => open_ended,
            c => is_stop(c),
        }
    }

    fn is_mark(&self, at: usize) -> bool {
        matches!(self.tokens[at].kind, TokenKind::Punctuation | TokenKind::Symbol)
    }

    /// Whether a sentence ends with token `stop` and the closing marks up to `after`.
    fn ends(&self, stop: usize, after: usize) -> bool {
        let last = self.of(after - 1).chars().next_back().unwrap_or(' ');
        let mark = self.of(stop).chars().next().unwrap_or(' ');
        if is_wide_stop(mark) {
            return true;
        }
        let Some((next, quoted)) = self.next_word(after) else {
            return false;
        };
        if self.attached(after) {
            return self.glued(stop, after, next, mark);
        }
        let token = &self.tokens[next];
        let address =
            matches!(token.kind, TokenKind::Hashtag | TokenKind::Handle | TokenKind::Url | TokenKind::Email);
        if token.case == Case::Lower && !address && self.starts_small(next) {
            return false;
        }
        if self.tokens[stop].kind == TokenKind::Punctuation {
            return !(mark == '.' && last == '.' && self.is_ordinal(stop, next));
        }
        self.ends_after_abbreviation(stop, next, quoted)
    }

    /// `iPhone` and its like may start a sentence; `the` may not.
    fn starts_small(&self, at: usize) -> bool {
        let mut letters = self.of(at).chars();
        letters.next().is_none_or(|c| !c.is_uppercase()) && !letters.next().is_some_and(char::is_uppercase)
    }

    /// The first token at or behind `from` that is no opening mark, and whether a quote opens before it.
    fn next_word(&self, from: usize) -> Option<(usize, bool)> {
        let mut quoted = false;
        for at in from..self.tokens.len().min(from + 4) {
            if !self.is_mark(at) {
                return Some((at, quoted));
            }
            let first = self.of(at).chars().next().unwrap_or(' ');
            quoted |= matches!(first, '"' | '“' | '„' | '«' | '»' | '‘' | '\'' | '`' | '”');
            if matches!(first, '.' | ',' | ';' | ')' | ']') {
                return None;
            }
        }
        None
    }

    /// A sentence written against the one before it: `... ended.The next`.
    fn glued(&self, stop: usize, after: usize, next: usize, mark: char) -> bool {
        let capital = matches!(self.tokens[next].case, Case::Capitalised | Case::Upper);
        let before = stop.checked_sub(1).map(|at| &self.tokens[at]);
        let word = before.is_some_and(|t| {
            t.kind == TokenKind::Clitic
                || t.span.len() > 1
                    && (t.case == Case::Lower || t.kind == TokenKind::Number || t.case == Case::Capitalised)
        });
        if self.lists.kind(self.of(stop).trim_end_matches('.')) == Some(Kind::Time) {
            return capital && next == after;
        }
        let single = self.tokens[stop].span.len() == mark.len_utf8();
        let opener = next == after || self.of(after).starts_with(['"', '“', '(', '«', '„']);
        single && capital && word && opener && self.tokens[next].span.len() > 1
    }

    /// A figure with a full stop that is no end: an item's number, an ordinal.
    fn is_ordinal(&self, stop: usize, next: usize) -> bool {
        let Some(before) = stop.checked_sub(1) else {
            return true;
        };
        let figure = self.tokens[before].kind == TokenKind::Number
            && self.tokens[before].span.len() <= 3
            && self.of(before).bytes().all(|b| b.is_ascii_digit());
        let item = before == 0 && (figure || self.tokens[before].span.len() == 1);
        item || figure && self.ordinal_dots && !self.lists.starts(self.of(next))
    }

    fn ends_after_abbreviation(&self, stop: usize, next: usize, quoted: bool) -> bool {
        let form = self.of(stop).trim_end_matches('.');
        let word = self.of(next);
        let named = self.tokens[next].kind == TokenKind::Word && self.tokens[next].case != Case::None;
        let starts = self.lists.starts(word) || quoted && named;
        let initial = form.chars().nth(1).is_none();
        match self.lists.kind(form) {
            Some(Kind::Title) => false,
            Some(Kind::Time) => self.ends_after_time(next, named),
            Some(Kind::Number) if self.tokens[next].kind == TokenKind::Number => false,
            _ if self.tokens[stop].kind == TokenKind::Number => self.ends_after_time(next, named),
            _ if initial => self.lists.starts(word) && !self.is_name_part(next),
            _ if is_dotted_letters(form) => starts && !self.is_name_part(next),
            _ => {
                starts
                    || !named
                        && self.tokens[next].case == Case::None
                        && self.tokens[next].kind == TokenKind::Word
            }
        }
    }

    fn ends_after_time(&self, next: usize, named: bool) -> bool {
        named && !self.lists.goes_on_after_time(self.of(next).trim_end_matches('.'))
    }

    /// A single capital with a full stop: an initial, whatever the starters say of `A`.
    fn is_name_part(&self, at: usize) -> bool {
        self.of(at).ends_with('.')
    }
}
