//! Where words of a listed name are meant as something else: a description, a people, a surname, a piece of a longer name.

use super::context::Around;
use super::cue::Cue;
use super::cut::Cutter;
use super::evidence::Signs;
use super::listed::{ListedName, Sense};
use super::view::Line;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Facts};
use crate::segment::{Case, TokenKind};
use std::ops::Range;

impl Cutter<'_, '_, '_> {
    /// `Iraqi military`, `U.S. army`, `Chile's central bank`: words for a people or a country and a noun written small say
    /// what is meant, they do not name it. A user's own list may.
    pub(super) fn is_description(&self, place: &ListedName) -> bool {
        let toks = &self.view.toks;
        let (first, last) = (place.tokens.start, place.tokens.end - 1);
        let of_people = || {
            toks[first].is(Classes::DEMONYM)
                || toks[first].case == Case::Upper
                || toks[first + 1..=last].iter().any(|tok| tok.kind == TokenKind::Clitic)
        };
        place.tokens.len() > 1
            && toks[last].case == Case::Lower
            && toks[last].is(Classes::COMMON)
            && of_people()
            && place.senses.iter().all(|sense| {
                self.gazetteer.is_builtin(sense.entity)
                    && sense.facts.entity_type() == EntityType::Organisation
            })
    }

    /// Where capitals tell nothing, or a match is told of, a word that is also an ordinary one is no shared name: `IN`, `RBI`.
    pub(super) fn is_ordinary_here(&self, around: &Around, place: &ListedName) -> bool {
        let tok = &self.view.toks[place.tokens.start];
        let loud = around.line == Line::Capitals && tok.span.len() <= 3 && tok.is(Classes::COMMON);
        let score = self.view.sport && tok.case == Case::Upper && tok.is(Classes::TEAM_WORD);
        let weak = || place.senses.iter().all(|sense| sense.weak);
        place.tokens.len() == 1 && (score || loud && weak())
    }

    /// Whether a word for a people, or one organisations are made with, is also the name of some small place that nothing
    /// here speaks of: `German`, of Man; `University`, of Florida. Or that of a team, where no match is told of: `Texans`.
    pub(super) fn is_people_here(&self, place: &ListedName, signs: Signs) -> bool {
        let somewhere = Signs::STATE_AFTER.with(Signs::DATELINE).with(Signs::TOWN_OF).with(Signs::LEADER_OF);
        let many = || self.view.word(place.tokens.start).ends_with('s');
        let is_team = |sense: &Sense| sense.facts.is(Facts::TEAM) && !self.view.sport && many();
        place.tokens.len() == 1
            && self.view.toks[place.tokens.start].is(Classes::DEMONYM.or(Classes::ORG_HEAD))
            && !signs.has(somewhere)
            && place
                .senses
                .iter()
                .all(|sense| sense.weak && (sense.facts.entity_type() == EntityType::Place || is_team(sense)))
    }

    /// Whether a word is here somebody's surname: a first name stands before it, or a hyphen joins it to another name.
    pub(super) fn is_surname_here(&self, around: &Around, at: usize) -> bool {
        let toks = &self.view.toks;
        let named = at > around.sentence.start
            && toks[at - 1].is(Classes::FIRST_NAME)
            && toks[at - 1].case == Case::Capitalised
            && !toks[at - 1].is(Classes::TITLE.or(Classes::ROLE).or(Classes::NOT_NAME));
        around.line == Line::Prose && named
    }

    /// `the shares that Apple sold`: an ordinary word, listed as an organisation, keeps its capital in mid-sentence. After
    /// `the` or beside other capitals it may be part of anything.
    pub(super) fn is_capital_amid(&self, around: &Around, tokens: &Range<usize>, signs: Signs) -> bool {
        let tok = &self.view.toks[tokens.start];
        tokens.len() == 1
            && signs.has(Signs::WEAK_ORGANISATION)
            && tok.case == Case::Capitalised
            && tok.is(Classes::COMMON)
            && !tok.is(Classes::ORG_HEAD.or(Classes::TITLE).or(Classes::ROLE).or(Classes::NOT_NAME))
            && !signs.has(Signs::ORDINARY_HERE)
            && tokens.start != around.opening()
            && around.line == Line::Prose
            && self.view.capitals_tell
            && !self.is_inside_name(around, tokens)
    }

    /// Whether the words around say that a word is a piece of a longer name: `Center for Science`, `People's Life First`.
    pub(super) fn is_inside_name(&self, around: &Around, tokens: &Range<usize>) -> bool {
        let (toks, sentence) = (&self.view.toks, &around.sentence);
        let before = tokens.start.checked_sub(1).filter(|&at| at >= sentence.start);
        let joined = before.is_some_and(|at| {
            let ordinary =
                |at: usize| toks[at].is(Classes::COMMON.or(Classes::ORG_HEAD).or(Classes::NOT_NAME));
            let named = at > sentence.start && toks[at - 1].is_capital();
            toks[at].is_capital()
                || named
                    && (matches!(toks[at].cue, Cue::Of | Cue::For)
                        || ordinary(at - 1) && toks[at].cue == Cue::And)
        });
        let clitic = tokens.end < sentence.end && toks[tokens.end].kind == TokenKind::Clitic;
        let after = tokens.end + usize::from(clitic);
        joined
            || after < sentence.end
                && toks[after].is_capital()
                && (clitic || !toks[after].is(Classes::ROLE.or(Classes::TITLE)))
    }
}
