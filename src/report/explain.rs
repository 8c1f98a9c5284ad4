//! Why each mention was found: the listed row or the rule behind it, and what else it could have been.

use super::article::Parts;
use super::merge::{self, Found};
use super::offsets::Offsets;
use crate::annotate::dates::Timex;
use crate::annotate::entities::choose::Rank;
use crate::annotate::entities::evidence::{Sign, Signs};
use crate::annotate::entities::{Mention, Via};
use crate::gazetteer::image::{Alias, AliasFlags};
use crate::gazetteer::{EntityRef, EntityType, Gazetteer, fold, tokens::is_joint};
use crate::pipeline::Annotated;
use crate::span::Span;
use serde::Serialize;

/// The mentions of one article, explained.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedArticle {
    /// Names the article.
    pub id: String,
    /// Path, `path:line`, or `-`.
    pub source: String,
    /// ISO 639 code.
    pub language: Option<String>,
    /// Document creation time.
    pub published: Option<String>,
    /// Every mention, in text order.
    pub mentions: Vec<Explained>,
}

/// A mention and why it is one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// As written.
    pub text: String,
    /// `person`, `place`, `organisation`, `date`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The entity's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// Canonical name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How it was found.
    pub via: String,
    /// The row that lists the entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed: Option<ListedRow>,
    /// What spoke for the name and against it, with what it added for this type.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// The sum of the evidence for each type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scores: Option<Scores>,
    /// Other listed entities of this name, the likeliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<ListedRow>,
    /// TIMEX3 value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The other value of a date that can be read two ways: `03/04/2021`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
    /// The rule that found a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What a relative date was resolved against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// What was found here too and gave way to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub over: Vec<String>,
}

/// One sign and its weight.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// What was seen.
    pub sign: &'static str,
    /// What it added for the type of the mention.
    pub weight: f64,
}

/// What the evidence of a mention comes to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Read as a person.
    pub person: f64,
    /// Read as a place.
    pub place: f64,
    /// Read as an organisation.
    pub organisation: f64,
}

/// A row of a gazetteer table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListedRow {
    /// The entity's id.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// What kind of person, place or organisation.
    pub kind: String,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// First-level division a place lies in, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin1: Option<String>,
    /// Inhabitants of a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<u32>,
    /// `table:line`.
    pub row: String,
    /// The name as the row has it; nothing where the mention is a short form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// Whether that name is accepted on evidence only.
    pub needs_evidence: bool,
    /// Whether it counts only where the text itself tells that it is a place's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub needs_context: bool,
    /// Why it is not the one meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<&'static str>,
}

/// Explains the mentions of one article. Which of several namesakes is meant is told where the names were found with
/// [`weighed`](crate::annotate::entities::Options::weighed).
pub fn explain(done: &Annotated, gazetteer: &Gazetteer, parts: &Parts) -> ExplainedArticle {
    let article = &done.article;
    let mut offsets = Offsets::new(&article.text, parts.offsets);
    let found = merge::merge(&article.text, &done.names.mentions, &done.timexes, parts.all_overlaps);
    let explained = found.iter().filter_map(|found| match found {
        Found::Name(mention) => name(done, gazetteer, parts, mention, &mut offsets),
        Found::Date(timex) => date(done, parts, timex, &mut offsets),
    });
    let mentions = explained.collect();
    ExplainedArticle {
        id: article.id.clone(),
        source: article.source.clone(),
        language: done.language.map(|language| language.code().to_owned()),
        published: article.published.map(|date| date.to_string()),
        mentions,
    }
}

fn name(
    done: &Annotated,
    gazetteer: &Gazetteer,
    parts: &Parts,
    mention: &Mention,
    offsets: &mut Offsets<'_>,
) -> Option<Explained> {
    let entity = &done.names.entities[mention.entity];
    if !parts.types.keep(entity.entity_type) {
        return None;
    }
    let mut rows = rows_of(done, gazetteer, mention.span);
    let chosen = entity.listed.map(|listed| {
        let at = rows.iter().position(|(of, _)| *of == listed);
        at.map_or_else(|| row(gazetteer, listed, None), |at| rows.remove(at).1)
    });
    // One entity under several spellings of one alias is one candidate.
    rows.retain(|(of, _)| Some(*of) != entity.listed);
    rows.dedup_by_key(|(of, _)| *of);
    let mut others: Vec<_> = rows
        .into_iter()
        .map(|(of, row)| {
            let (lost, rank) = why_lost(done, gazetteer, mention, (of, row.needs_context));
            (rank, ListedRow { lost: Some(lost), ..row })
        })
        .collect();
    others.sort_by(|(one, _), (other, _)| other.cmp(one));
    let dates = done.timexes.iter().filter(|timex| timex.span.overlaps(mention.span));
    Some(Explained {
        start: offsets.of(mention.span.start()),
        end: offsets.of(mention.span.end()),
        text: mention.span.of(&done.article.text).to_owned(),
        kind: entity.entity_type.as_str().to_owned(),
        entity: Some(entity.id.to_string()),
        name: Some(entity.name.to_string()),
        via: mention.via.as_str().to_owned(),
        listed: chosen,
        evidence: evidence(mention.signs, entity.entity_type),
        scores: Some(scores(mention.signs)),
        others: others.into_iter().map(|(_, row)| row).collect(),
        value: None,
        alternative: None,
        rule: None,
        anchor: None,
        over: dates.map(|timex| told("date", timex.span.of(&done.article.text))).collect(),
    })
}

fn date(done: &Annotated, parts: &Parts, timex: &Timex, offsets: &mut Offsets<'_>) -> Option<Explained> {
    if !parts.types.date {
        return None;
    }
    let text = &done.article.text;
    let names = done.names.mentions.iter().filter(|mention| mention.span.overlaps(timex.span));
    let over = names
        .map(|mention| told(done.names.entities[mention.entity].entity_type.as_str(), mention.span.of(text)));
    Some(Explained {
        start: offsets.of(timex.span.start()),
        end: offsets.of(timex.span.end()),
        text: timex.span.of(text).to_owned(),
        kind: "date".into(),
        entity: timex.value.as_ref().map(|value| format!("date/{value}")),
        name: None,
        via: "grammar".into(),
        listed: None,
        evidence: Vec::new(),
        scores: None,
        others: Vec::new(),
        value: timex.value.clone(),
        alternative: timex.alternative.clone(),
        rule: Some(timex.rule.to_owned()),
        anchor: timex.anchor.map(|anchor| anchor.to_string()),
        over: over.collect(),
    })
}

/// Two decimals: the weights have no more.
fn rounded(weight: f32) -> f64 {
    (f64::from(weight) * 100.0).round() / 100.0
}

fn evidence(signs: Signs, entity_type: EntityType) -> Vec<Evidence> {
    let weight = |sign: &Sign| rounded(sign.weights[entity_type as usize]);
    signs.iter().map(|sign| Evidence { sign: sign.name, weight: weight(sign) }).collect()
}

fn scores(signs: Signs) -> Scores {
    let [person, place, organisation] = signs.scores().map(rounded);
    Scores { person, place, organisation }
}

/// Why another listed entity of the same name is not the one meant, and what spoke for it among those of its type.
fn why_lost<'d>(
    done: &'d Annotated,
    gazetteer: &Gazetteer,
    mention: &Mention,
    (other, context): (EntityRef, bool),
) -> (&'static str, Option<&'d Rank<'d>>) {
    let chosen = &done.names.entities[mention.entity];
    if mention.via == Via::ShortForm {
        return ("the article names somebody or something else in full", None);
    }
    if gazetteer.entity(other).entity_type != chosen.entity_type {
        return ("the evidence is for another type", None);
    }
    let Some(listed) = chosen.listed else {
        let elsewhere = "the article says that it lies elsewhere, or names nothing else of its country";
        let place = chosen.entity_type == EntityType::Place;
        let several = "borne by several, and the article does not tell which";
        return (if place { elsewhere } else { several }, None);
    };
    let all = &done.names.weighed;
    let from = all.partition_point(|weighed| weighed.span.start() < mention.span.start());
    let here = all[from..].iter().take_while(|weighed| weighed.span == mention.span);
    let rank = |of: EntityRef| here.clone().find(|weighed| weighed.entity == of).map(|weighed| &weighed.rank);
    match (rank(listed), rank(other)) {
        (Some(chosen), Some(rank)) => (chosen.reason(rank), Some(rank)),
        _ if context => ("the article names nothing else of its country", None),
        _ => ("how the name is written, or what stands beside it, rules it out", None),
    }
}

fn told(kind: &str, text: &str) -> String {
    format!("{kind} {text:?}")
}

/// Every listed name that covers exactly this span, whatever its case.
fn rows_of(done: &Annotated, gazetteer: &Gazetteer, span: Span) -> Vec<(EntityRef, ListedRow)> {
    let text = &done.article.text;
    let tokens = &done.segmentation.tokens;
    let first = tokens.partition_point(|token| token.span.start() < span.start());
    let covered = tokens[first..].iter().take_while(|token| token.span.end() <= span.end()).count();
    let key_at = |at: usize| {
        let token = tokens.get(first + at).filter(|_| at < covered)?.span.of(text);
        Some((!is_joint(token)).then(|| fold::key(token)))
    };
    let mut rows = Vec::new();
    gazetteer.names_from(key_at, |listed| {
        if listed.tokens == covered {
            rows.push((listed.entity, row(gazetteer, listed.entity, Some(listed.alias))));
        }
    });
    rows
}

/// The row that lists an entity.
fn row(gazetteer: &Gazetteer, entity: EntityRef, alias: Option<Alias<'_>>) -> ListedRow {
    let entity = gazetteer.entity(entity);
    let flags = alias.map(|alias| alias.flags);
    ListedRow {
        id: entity.id.to_owned(),
        name: entity.name.to_owned(),
        kind: entity.kind.to_owned(),
        country: Some(entity.country.to_owned()).filter(|code| !code.is_empty()),
        admin1: Some(entity.admin1.to_owned()).filter(|name| !name.is_empty()),
        population: Some(entity.population).filter(|&number| number > 0),
        row: format!("{}:{}", entity.table, entity.line),
        alias: alias.map(|alias| alias.text().to_owned()),
        needs_evidence: flags.is_some_and(AliasFlags::is_weak),
        needs_context: flags.is_some_and(AliasFlags::needs_context),
        lost: None,
    }
}
