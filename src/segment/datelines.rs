//! The dateline that opens a wire story: `MOSCOW (Reuters) - `, `LONDON, Jan. 5 (AP) — `. In: a sentence and its
//! tokens. Out: how many of its tokens are dateline.

use super::{Case, Token, TokenKind};

/// Datelines are shorter than this.
const LONGEST: usize = 18;

/// How many tokens at the start of a sentence are its dateline, dash included; 0 when it has none.
///
/// ```
/// use newsnlp::{language::Language, segment::{dateline, segment}, span::Span};
/// let text = "LONDON, Jan. 5 (AP) -- Nobody came.";
/// let found = segment(text, &[Span::new(0, text.len())], Language::EN);
/// assert_eq!(dateline(text, found.tokens_of(&found.sentences[0])), 8);
/// ```
pub fn dateline(text: &str, tokens: &[Token]) -> usize {
    let head = &tokens[..tokens.len().min(LONGEST)];
    let Some(dash) = head.iter().position(|token| is_dash(token.span.of(text))) else {
        return 0;
    };
    let apart = tokens.get(dash + 1).is_some_and(|next| next.span.start() > head[dash].span.end());
    let Some(before) = dash.checked_sub(1).map(|at| &head[at]) else {
        return 0;
    };
    let agency = before.span.of(text) == ")";
    // "SOCCER - SHEARER NAMED" is a slug, not a place.
    let shouted = tokens.get(dash + 1).is_some_and(|next| next.case == Case::Upper);
    if !apart || !agency && (shouted || before.span.end() == head[dash].span.start()) {
        return 0;
    }
    let place = &head[..dash];
    let capital = place[0].case == Case::Upper || agency && place.iter().all(fits);
    if capital && (agency || place.iter().all(fits)) { dash + 1 } else { 0 }
}

fn fits(token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => matches!(token.case, Case::Upper | Case::Capitalised),
        TokenKind::Number | TokenKind::Punctuation => true,
        _ => false,
    }
}

fn is_dash(mark: &str) -> bool {
    matches!(mark, "-" | "--" | "–" | "—" | "_" | "---")
}
