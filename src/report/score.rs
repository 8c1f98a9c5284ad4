//! Precision, recall and F1 of marks against gold, and the commonest errors. Only types that occur in the gold are
//! scored; an article without a prediction counts as predicted empty.

use super::marks::{Mark, Marked, MarkedById};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How a prediction must agree with the gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Same span, same type.
    Exact,
    /// Same type, a character in common.
    Overlapping,
    /// Same span, any type.
    TypeBlind,
}

impl Measure {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Overlapping, Self::TypeBlind];

    /// The name reports use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Overlapping => "overlapping",
            Self::TypeBlind => "type-blind",
        }
    }

    fn agree(self, a: &Mark, b: &Mark) -> bool {
        let same_span = (a.start, a.end) == (b.start, b.end);
        match self {
            Self::Exact => same_span && a.kind == b.kind,
            Self::Overlapping => overlap(a, b) && a.kind == b.kind,
            Self::TypeBlind => same_span,
        }
    }
}

const fn overlap(a: &Mark, b: &Mark) -> bool {
    a.start < b.end && b.start < a.end
}

/// One line of scores.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    /// How predictions must agree.
    pub measure: Measure,
    /// A type, or `all` for all together (micro average).
    #[serde(rename = "type")]
    pub kind: String,
    /// Marks in the gold.
    pub gold: usize,
    /// Marks predicted.
    pub predicted: usize,
    /// Predicted marks that agree with a gold mark.
    pub right: usize,
    /// Gold marks that a predicted mark agrees with.
    pub found: usize,
    /// `right` of `predicted`.
    pub precision: f64,
    /// `found` of `gold`.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// An error and how often it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// `missed`, `invented`, `type`, `span`, `type and span`.
    pub error: &'static str,
    /// What the gold says.
    pub gold: Option<Said>,
    /// What was predicted.
    pub predicted: Option<Said>,
    /// How often.
    pub count: usize,
    /// Article of the first time.
    pub article: String,
    /// Text around it, the mention in brackets.
    pub context: String,
}

/// A mention as somebody marks it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Said {
    /// As written.
    pub text: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
}

/// All scores and errors.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// Gold articles.
    pub articles: usize,
    /// Gold articles without a prediction.
    pub unpredicted: usize,
    /// By measure, then by type, `all` last.
    pub scores: Vec<Score>,
    /// The commonest errors.
    pub errors: Vec<Mistake>,
}

/// Scores predictions against gold, with the commonest `top` errors.
pub fn evaluate(gold: &MarkedById, predicted: &MarkedById, top: usize) -> Evaluation {
    let types: BTreeSet<&str> =
        gold.values().flat_map(|article| &article.marks).map(|mark| mark.kind.as_str()).collect();
    let none = Marked::default();
    let pairs: Vec<(&Marked, Vec<&Mark>)> = gold
        .values()
        .map(|article| {
            let marks = &predicted.get(&article.id).unwrap_or(&none).marks;
            (article, marks.iter().filter(|mark| types.contains(mark.kind.as_str())).collect())
        })
        .collect();
    Evaluation {
        articles: gold.len(),
        unpredicted: gold.keys().filter(|id| !predicted.contains_key(*id)).count(),
        scores: Measure::ALL.into_iter().flat_map(|measure| scores(measure, &types, &pairs)).collect(),
        errors: mistakes(&pairs, top),
    }
}

/// Gold, predicted, right, found.
type Counts = [usize; 4];

fn scores(measure: Measure, types: &BTreeSet<&str>, pairs: &[(&Marked, Vec<&Mark>)]) -> Vec<Score> {
    let mut counts: BTreeMap<&str, Counts> = types.iter().map(|kind| (*kind, Counts::default())).collect();
    for (article, predicted) in pairs {
        let gold: Vec<&Mark> = article.marks.iter().collect();
        for mark in &gold {
            let counts = counts.entry(mark.kind.as_str()).or_default();
            counts[0] += 1;
            counts[3] += usize::from(agrees(measure, mark, predicted));
        }
        for mark in predicted {
            let counts = counts.entry(mark.kind.as_str()).or_default();
            counts[1] += 1;
            counts[2] += usize::from(agrees(measure, mark, &gold));
        }
    }
    let all = counts.values().fold(Counts::default(), |all, one| std::array::from_fn(|at| all[at] + one[at]));
    counts.into_iter().chain([("all", all)]).map(|(kind, counts)| score(measure, kind, counts)).collect()
}

/// Whether any of the others, sorted by start, agrees.
fn agrees(measure: Measure, mark: &Mark, others: &[&Mark]) -> bool {
    let before = others.partition_point(|other| other.start < mark.end);
    others[..before].iter().any(|other| measure.agree(mark, other))
}

fn score(measure: Measure, kind: &str, [gold, predicted, right, found]: Counts) -> Score {
    let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let (precision, recall) = (share(right, predicted), share(found, gold));
    let sum = precision + recall;
    let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
    Score { measure, kind: kind.to_owned(), gold, predicted, right, found, precision, recall, f1 }
}

fn mistakes(pairs: &[(&Marked, Vec<&Mark>)], top: usize) -> Vec<Mistake> {
    let mut counted: BTreeMap<(&'static str, Option<Said>, Option<Said>), Mistake> = BTreeMap::new();
    for (article, predicted) in pairs {
        let gold: Vec<&Mark> = article.marks.iter().collect();
        let missed = gold.iter().filter(|mark| !agrees(Measure::Exact, mark, predicted));
        let of_gold =
            missed.map(|mark| (Some(*mark), predicted.iter().find(|other| overlap(mark, other)).copied()));
        let invented = predicted.iter().filter(|mark| !gold.iter().any(|other| overlap(mark, other)));
        for (wanted, got) in of_gold.chain(invented.map(|mark| (None, Some(*mark)))) {
            let said = |mark: Option<&Mark>| mark.map(|mark| said(article, mark));
            let (wanted_said, got_said) = (said(wanted), said(got));
            let key = (name(wanted, got), wanted_said.clone(), got_said.clone());
            let mistake = counted.entry(key).or_insert_with(|| Mistake {
                error: name(wanted, got),
                gold: wanted_said,
                predicted: got_said,
                count: 0,
                article: article.id.clone(),
                context: wanted.or(got).map_or_else(String::new, |mark| context(article, mark)),
            });
            mistake.count += 1;
        }
    }
    let mut mistakes: Vec<_> = counted.into_values().collect();
    mistakes.sort_by_key(|mistake| std::cmp::Reverse(mistake.count));
    mistakes.truncate(top);
    mistakes
}

fn name(gold: Option<&Mark>, predicted: Option<&Mark>) -> &'static str {
    match (gold, predicted) {
        (Some(gold), Some(other)) => {
            match ((gold.start, gold.end) == (other.start, other.end), gold.kind == other.kind) {
                (true, _) => "type",
                (false, true) => "span",
                (false, false) => "type and span",
            }
        }
        (Some(_), None) => "missed",
        _ => "invented",
    }
}

/// A mark's text, from the article where the mark itself brings none.
fn said(article: &Marked, mark: &Mark) -> Said {
    let mut text = mark.text.clone();
    if text.is_empty() {
        text = characters(article.text.as_deref().unwrap_or_default(), mark.start, mark.end);
    }
    Said { text, kind: mark.kind.clone() }
}

/// Characters of context on either side.
const AROUND: usize = 40;

fn context(article: &Marked, mark: &Mark) -> String {
    let Some(text) = &article.text else { return String::new() };
    let before = characters(text, mark.start.saturating_sub(AROUND), mark.start);
    let after = characters(text, mark.end, mark.end + AROUND);
    super::text::clean(&format!("{before}[{}]{after}", characters(text, mark.start, mark.end)))
}

fn characters(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Bank of England said Georgia won in Rome";

    fn article(marks: &[(&str, &str)]) -> MarkedById {
        let mark = |&(part, kind): &(&str, &str)| {
            let start = TEXT.find(part).expect("the case names a part of the text");
            Mark { start, end: start + part.len(), kind: kind.into(), text: part.into(), entity: None }
        };
        let marked =
            Marked { id: "a".into(), text: Some(TEXT.into()), marks: marks.iter().map(mark).collect() };
        [("a".to_owned(), marked)].into()
    }

    #[test]
    fn scores_by_span_and_type() {
        let gold = article(&[("Bank of England", "organisation"), ("Georgia", "place"), ("Rome", "place")]);
        let predicted =
            article(&[("England", "place"), ("Georgia", "person"), ("Rome", "place"), ("won", "date")]);
        let evaluation = evaluate(&gold, &predicted, 9);
        let all = |measure| {
            let of = |score: &&Score| score.measure == measure && score.kind == "all";
            let score = evaluation.scores.iter().find(of).expect("it is there");
            (score.right, score.predicted, score.gold)
        };
        // A person is predicted where the gold has none: its type is not scored.
        assert_eq!(all(Measure::Exact), (1, 2, 3));
        assert_eq!(all(Measure::Overlapping), (1, 2, 3));
        let errors: Vec<_> = evaluation.errors.iter().map(|e| (e.error, e.context.as_str())).collect();
        assert_eq!(
            errors,
            [
                ("missed", "Bank of England said [Georgia] won in Rome"),
                ("type and span", "[Bank of England] said Georgia won in Rome")
            ]
        );
    }
}
