//! What surrounds a mention: the document creation time, the tense of the nearest verb, the dates named before.

use super::country::National;
use super::frame::class_bits;
use super::grammar::Grammar;
use super::period::{Period, Unit, days_from};
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
    /// A year long over that this sentence named by itself.
    pub(super) year_here: Option<i16>,
    /// The day meant by a national day that nothing beside it tells the country of.
    pub(super) national: Option<National>,
    /// Whether `3/4` is the third of April here.
    pub(super) day_first: bool,
    /// Whether the article itself has shown that order.
    pub(super) order_proven: bool,
}

impl Scene {
    /// The day a clock time without one belongs to: that named in its sentence, else the day the story tells of, when it
    /// is one of the last before publication and no verb looks ahead. And whether the article named it.
    pub(super) fn clock_day(&self) -> (Option<Date>, bool) {
        let told = |day: &Date| {
            self.published.is_some_and(|published| {
                let first = days_from(published, -CLOCK_REACH);
                first.is_some_and(|first| (first..=published).contains(day))
            })
        };
        let last = self.last.and_then(Period::day).filter(|_| self.tense != Tense::Future).filter(told);
        match self.day_here.or(last) {
            Some(day) => (Some(day), true),
            None => (self.published, false),
        }
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
const FIXED: u64 = class_bits(&["FIXED"]);
const BE: u64 = class_bits(&["BE"]);
const SAY: u64 = class_bits(&["SAY"]);
const PAST: u64 = class_bits(&["PAST"]);
const ASK: u64 = class_bits(&["ASK"]);
const CLAUSE: u64 = class_bits(&["CLAUSE"]);
const TIMED: u64 = class_bits(&["TIMED"]);
const DET: u64 = class_bits(&["DET"]);
const LIMIT: u64 = class_bits(&["LIMIT"]);
const LASTED: u64 = class_bits(&["LASTED"]);
/// What a known word has to be to say when things happen.
const TELLING: u64 = class_bits(&["FUTURE", "LIMIT", "TOBE", "FIXED", "TIMED", "PAST", "ASK"]);
/// What stands before a noun or its adjective, never before a verb.
const NOMINAL: u64 = class_bits(&["DET", "PREP"]);

/// How far before a mention, and how far after it, a verb may stand, in tokens.
const VERB_REACH: (usize, usize) = (16, 12);
/// How far before an infinitive the verb of asking may stand, in tokens.
const ASK_REACH: usize = 8;
/// How near a verb of saying must stand before what it dates, and how near after it, in tokens.
const SAY_REACH: (usize, usize) = (8, 3);
/// How near before a limit the verb of lasting must stand, in tokens.
const LASTED_REACH: usize = 4;

/// How many days before publication a day may be that clock times still belong to.
const CLOCK_REACH: i64 = 7;

/// How much farther a verb counts as standing for every clause that begins before it.
const CLAUSE_COST: usize = 6;

/// The tense of the verb nearest to the tokens `from..until`; one before counts as nearer than one after.
pub(super) fn tense(text: &str, grammar: &Grammar, lexes: &[Lex], from: usize, until: usize) -> Tense {
    let near = |at: usize| of(text, grammar, lexes, at);
    let to_do = |at: usize| asked(lexes, at).then_some(Tense::Future);
    let seen = |at: usize, far: usize, reach: usize| {
        near(at).or_else(|| (far < reach && lexes[at].classes & SAY != 0).then_some(Tense::Past))
    };
    let before = (from.saturating_sub(VERB_REACH.0)..from).rev();
    let before = before
        .zip(0..)
        .find_map(|(at, far)| Some((far * 2, seen(at, far, SAY_REACH.0).or_else(|| to_do(at))?)));
    let nearest = before.map_or(usize::MAX, |(far, _)| far);
    // `a bill on Tuesday that would`: what another clause says counts for less.
    let mut clause = 0;
    for (at, far) in (until..lexes.len().min(until + VERB_REACH.1)).zip(0..) {
        clause += usize::from(lexes[at].classes & CLAUSE != 0) * CLAUSE_COST;
        if far * 2 + 3 + clause >= nearest {
            break;
        }
        // `was shut from April until June`: that limit is the end of what April begins.
        if far == 0 && lexes[at].classes & LIMIT != 0 {
            continue;
        }
        if let Some(tense) = seen(at, far, SAY_REACH.1) {
            return tense;
        }
    }
    before.map_or(Tense::Open, |(_, tense)| tense)
}

fn of(text: &str, grammar: &Grammar, lexes: &[Lex], at: usize) -> Option<Tense> {
    let lex = &lexes[at];
    // `May`, `Will Smith`: a verb has no capital, unless it opens the sentence.
    if lex.word != 0 && lex.classes & TELLING == 0 || lex.capital && at > 0 {
        return None;
    }
    // `Until Thursday, they had not`: only a limit after its verb looks ahead.
    let limit = lex.classes & LIMIT != 0 && at > 0 && !lasted(text, lexes, at);
    let ahead = limit
        || lex.classes & FUTURE != 0
        || to_come(lexes, at)
        || fixed(text, lexes, at)
        || scheduled(text, lexes, at);
    // `were planning to march`: what was to come then is told as yet to come.
    let planned = || lex.classes & PAST != 0 && at + 1 < lexes.len() && to_come(lexes, at + 1);
    if ahead || planned() {
        return Some(Tense::Future);
    }
    // `will be held`: the tense is that of the verb before; `the proposed`: no verb.
    if at > 0 && lexes[at - 1].classes & BE != 0 {
        return None;
    }
    if lex.classes & PAST != 0 {
        // `would cut output`: a verb that is written alike in the past.
        let infinitive = at > 0 && lexes[at - 1].classes & (FUTURE | TO) != 0;
        return (!infinitive).then_some(Tense::Past);
    }
    let verb = (lex.word == 0 || lex.classes & ASK != 0) && lex.digits == 0;
    if !verb || lex.capital || at > 0 && lexes[at - 1].classes & NOMINAL != 0 {
        return None;
    }
    let written = text.get(lex.start as usize..lex.end as usize)?;
    if written.len() <= 4 {
        return None;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| written.ends_with(ending));
    match () {
        () if ends(&grammar.future) => Some(Tense::Future),
        () if ends(&grammar.past) => Some(Tense::Past),
        () => None,
    }
}

/// `went on until`, `was not found until`: what lay before that limit is told, so it is over.
fn lasted(text: &str, lexes: &[Lex], limit: usize) -> bool {
    let from = limit.saturating_sub(LASTED_REACH);
    (from..limit).any(|at| {
        let denied = || text.get(lexes[at].start as usize..lexes[at].end as usize) == Some("not");
        lexes[at].classes & LASTED != 0 || at > 0 && lexes[at - 1].classes & PAST != 0 && denied()
    })
}

/// `is to meet`, `plans a rally`.
fn to_come(lexes: &[Lex], at: usize) -> bool {
    let classes = lexes[at].classes;
    let wanted = if classes & ASK != 0 { TO | DET } else { TO };
    classes & TOBE != 0 && lexes.get(at + 1).is_some_and(|next| next.classes & wanted != 0)
}

/// `set for Friday`, `slated for June`.
fn fixed(text: &str, lexes: &[Lex], at: usize) -> bool {
    let aim = |next: &Lex| text.get(next.start as usize..next.end as usize) == Some("for");
    lexes[at].classes & FIXED != 0 && lexes.get(at + 1).is_some_and(aim)
}

/// `polls close`, `talks resume`: what has its time, in the present tense.
fn scheduled(text: &str, lexes: &[Lex], at: usize) -> bool {
    let many = |lex: &Lex| text.get(lex.start as usize..lex.end as usize).is_some_and(|w| w.ends_with('s'));
    lexes[at].classes & TIMED != 0 && at > 0 && lexes[at - 1].word == 0 && many(&lexes[at - 1])
}

/// Whether the `to` at a place has an infinitive after it and a verb of asking before: `urged them to rally`.
fn asked(lexes: &[Lex], at: usize) -> bool {
    let verb = |next: &Lex| !next.capital && next.digits == 0 && next.classes & NOMINAL == 0;
    if lexes[at].classes & TO == 0 || !lexes.get(at + 1).is_some_and(verb) {
        return false;
    }
    let before = lexes[at.saturating_sub(ASK_REACH)..at].iter().rev();
    let first = before.map(|lex| lex.classes).find(|classes| classes & (ASK | PAST | FUTURE) != 0);
    first.is_some_and(|classes| classes & ASK != 0)
}
