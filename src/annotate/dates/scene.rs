//! What surrounds a mention: the document creation time, the tense of the nearest verb, the dates named before.

use super::frame::class_bits;
use super::period::{Period, Unit};
use super::stream::Lex;
use jiff::civil::Date;

/// When the verb beside a mention says things happen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    #[default]
    Open,
}

/// What a mention is resolved against.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    pub(super) published: Option<Date>,
    pub(super) tense: Tense,
    /// The last date the article named.
    pub(super) last: Option<Period>,
    /// The last quarter it named by itself, not as that of another year.
    pub(super) quarter: Option<Period>,
    /// Whether the figures just given are those of that quarter.
    pub(super) reporting: bool,
    /// The last day named in this sentence.
    pub(super) day_here: Option<Date>,
    /// Whether `3/4` is the third of April here.
    pub(super) day_first: bool,
    /// Whether the article itself has shown that order.
    pub(super) order_proven: bool,
}

impl Scene {
    /// The day a clock time without one belongs to.
    pub(super) fn clock_day(&self) -> Option<Date> {
        self.day_here.or(self.published)
    }

    /// Remembers a date that was named.
    pub(super) fn remember(&mut self, period: Period) {
        if period.unit() <= Unit::Year {
            self.last = Some(period);
        }
        if let Some(day) = period.day() {
            self.day_here = Some(day);
        }
    }
}

const FUTURE: u64 = class_bits(&["FUTURE"]);
const TO: u64 = class_bits(&["TO"]);
const TOBE: u64 = class_bits(&["TOBE"]);
const BE: u64 = class_bits(&["BE"]);
const SAY: u64 = class_bits(&["SAY"]);
const PAST: u64 = class_bits(&["PAST"]);

/// How far from a mention a verb may stand, in tokens.
const VERB_REACH: usize = 12;

/// The tense of the verb nearest to the tokens `from..until`; one before counts as nearer than one after.
pub(super) fn tense(text: &str, endings: &[&str], lexes: &[Lex], from: usize, until: usize) -> Tense {
    let near = |at: usize| of(text, endings, lexes, at);
    let before = (from.saturating_sub(VERB_REACH)..from).rev();
    let said = |at: usize, far: usize| (far < 3 && lexes[at].classes & SAY != 0).then_some(Tense::Past);
    let before = before.zip(0..).find_map(|(at, far)| Some((far * 2, near(at).or_else(|| said(at, far))?)));
    let after = until..lexes.len().min(until + VERB_REACH);
    let after = after.zip(0..).find_map(|(at, far)| Some((far * 2 + 3, near(at)?)));
    match (before, after) {
        (Some(before), Some(after)) => {
            if before.0 <= after.0 {
                before.1
            } else {
                after.1
            }
        }
        (Some(found), None) | (None, Some(found)) => found.1,
        (None, None) => Tense::Open,
    }
}

fn of(text: &str, endings: &[&str], lexes: &[Lex], at: usize) -> Option<Tense> {
    let lex = &lexes[at];
    let to_come = || lex.classes & TOBE != 0 && lexes.get(at + 1).is_some_and(|next| next.classes & TO != 0);
    if lex.classes & FUTURE != 0 || to_come() {
        return Some(Tense::Future);
    }
    // `will be held`: the tense is that of the verb before.
    if at > 0 && lexes[at - 1].classes & BE != 0 {
        return None;
    }
    if lex.classes & PAST != 0 {
        return Some(Tense::Past);
    }
    let unknown = lex.word == 0 && lex.digits == 0 && !lex.capital;
    let written = text.get(lex.start as usize..lex.end as usize)?;
    (unknown && written.len() > 4 && endings.iter().any(|ending| written.ends_with(ending)))
        .then_some(Tense::Past)
}
