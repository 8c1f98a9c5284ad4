//! Candidates of all sentences to the entities of the article. What one sentence says in full settles what the others
//! say in short: surnames, acronyms, first words of a long name; one sense per article.

use super::countries::Countries;
use super::cut::Candidate;
use super::evidence::Signs;
use super::fulls::{Full, Fulls};
use super::namesake::Meant;
use super::placed::Placed;
use super::regions::Regions;
use super::scores::Scores;
use super::view::{Line, View};
use super::wording::Wordings;
use super::{Doubtful, Entity, Mention, Names, Via};
use crate::gazetteer::row::push_slug;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityType, Gazetteer};
use crate::language::Language;
use crate::segment::Case;
use crate::span::Span;
use std::ops::Range;

/// Least score of a name told by its surroundings.
pub(super) const FLOOR: f32 = 2.0;
/// Least score of a listed name that needs evidence.
const WEAK_FLOOR: f32 = 1.6;
/// The same for one word in a language that writes every noun with a capital.
const NOUN_FLOOR: f32 = 3.0;
/// Least score of what a curator may want to see, though it is no mention.
const DOUBT_FLOOR: f32 = 0.8;

/// What the whole article says of its candidates.
pub(super) struct Whole {
    pub wordings: Wordings,
    pub scores: Scores,
    /// What each is by its score, and that, before its neighbours are heard.
    pub told: Vec<(EntityType, f32)>,
    /// How often it names each country.
    pub countries: Countries,
    /// In which states and provinces its places lie together.
    pub regions: Regions,
    /// Places whose state or country it names.
    pub placed: Placed,
}

/// Settles the candidates of one article.
pub(super) struct Resolver<'a, 't, 'g> {
    pub view: &'a View<'t>,
    pub gazetteer: &'g Gazetteer,
    pub language: Language,
    pub doubtful: bool,
    pub weighed: bool,
}

/// What a candidate was settled as.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    pub full: usize,
    pub via: Via,
}

/// What a candidate is by its score, and what it then means; nothing where no list has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Judged {
    pub entity_type: EntityType,
    pub score: f32,
    meant: Option<Meant>,
}

impl<'g> Resolver<'_, '_, 'g> {
    pub fn resolve(&self, candidates: &mut [Candidate]) -> Names<'g> {
        let mut whole = self.whole(candidates);
        let mut judged = self.judge_all(candidates, &whole);
        let mut fulls = Fulls::for_candidates(candidates.len());
        let mut settled: Vec<Option<Settled>> = vec![None; candidates.len()];
        self.settle_firm(candidates, &whole, &judged, &mut fulls, &mut settled);
        self.settle_short(candidates, &whole, &judged, &fulls, &mut settled);
        if self.add_beside(candidates, &fulls.all, &settled, &mut whole.scores) {
            self.judge_again(candidates, &whole, &settled, &mut judged);
        }
        self.settle_open(candidates, &whole, &judged, &mut fulls, &mut settled);
        let mut names = self.names(candidates, &fulls.all, &settled);
        if self.weighed {
            let settled = candidates.iter().zip(&settled).enumerate();
            names.weighed = settled
                .filter_map(|(number, (candidate, settled))| Some((number, candidate, (*settled)?.full)))
                .flat_map(|(number, candidate, full)| {
                    self.weighed(number, candidate, fulls.all[full].entity_type, &whole)
                })
                .collect();
        }
        if self.doubtful {
            let open = (0..candidates.len()).filter(|&number| settled[number].is_none());
            let doubt = |number: usize| self.doubt(&candidates[number], &judged[number]);
            names.doubtful = open.filter_map(doubt).collect();
        }
        names
    }

    /// What the whole article says of its candidates; some of their signs follow from it.
    fn whole(&self, candidates: &mut [Candidate]) -> Whole {
        let wordings = Wordings::of(self.view, candidates);
        let countries = Countries::of(candidates, self.gazetteer, &wordings, self.view.sport);
        self.add_countries(candidates, &countries);
        let alone = Self::alone(candidates, &wordings);
        self.add_repeated(candidates, &wordings, &alone);
        self.add_alone(candidates, &wordings, &alone);
        self.add_things(candidates);
        let placed = self.places_named(candidates);
        let mut scores = Scores::of(candidates, &wordings);
        let judge = |scores: &Scores, many: usize| (0..many).map(|number| scores.judge(number)).collect();
        let mut told: Vec<_> = judge(&scores, candidates.len());
        let regions = self.regions(candidates, &wordings, &told, &countries);
        if self.add_among(candidates, &regions, &countries, &mut scores) {
            told = judge(&scores, candidates.len());
        }
        Whole { wordings, scores, told, countries, regions, placed }
    }

    /// A candidate that was left out, unless what speaks against it says that it is no name at all.
    fn doubt(&self, candidate: &Candidate, judged: &Judged) -> Option<Doubtful> {
        let Judged { entity_type, score, .. } = *judged;
        // One word with a capital because it opens a sentence, or because the language writes every noun so.
        let opens = self.view.opens_sentence(candidate.tokens.start);
        let no_name = candidate.signs.has(Signs::NO_NAME)
            || !candidate.senses.is_empty()
            || candidate.is_one_word() && opens
            || !self.view.capitals_tell;
        (!no_name && candidate.line == Line::Prose && score >= DOUBT_FLOOR)
            .then(|| Doubtful { span: self.span(&candidate.tokens), entity_type })
    }

    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        self.view.toks[tokens.start].span.to(self.view.toks[tokens.end - 1].span)
    }

    fn judge(&self, number: usize, candidates: &[Candidate], whole: &Whole) -> Judged {
        let (entity_type, score) = whole.scores.judge(number);
        let meant = self.meant(number, &candidates[number], entity_type, whole);
        Judged { entity_type, score, meant }
    }

    /// Judges all. A place is written again and again: what it means is found once for all that mean it alike.
    fn judge_all(&self, candidates: &[Candidate], whole: &Whole) -> Vec<Judged> {
        let mut judged: Vec<Judged> = Vec::with_capacity(candidates.len());
        // By wording: the last candidate that was a place.
        let mut places: Vec<Option<usize>> = vec![None; whole.wordings.len()];
        for (number, candidate) in candidates.iter().enumerate() {
            let (entity_type, score) = whole.told[number];
            let mut before = None;
            if entity_type == EntityType::Place {
                before = places[whole.wordings[number].number].replace(number);
            }
            let alike = before.filter(|&before| {
                self.means_alike((before, &candidates[before]), (number, candidate), whole)
            });
            let meant = match alike {
                Some(before) => judged[before].meant,
                None => self.meant(number, candidate, entity_type, whole),
            };
            judged.push(Judged { entity_type, score, meant });
        }
        judged
    }

    /// Judges those that are open once more, after some scores were raised.
    fn judge_again(
        &self,
        candidates: &[Candidate],
        whole: &Whole,
        settled: &[Option<Settled>],
        judged: &mut [Judged],
    ) {
        for number in (0..candidates.len()).filter(|&number| settled[number].is_none()) {
            let (entity_type, score) = whole.scores.judge(number);
            if entity_type == judged[number].entity_type {
                judged[number].score = score;
            } else {
                judged[number] = self.judge(number, candidates, whole);
            }
        }
    }

    /// Names that stand on their own: listed without doubt, or several words with enough evidence.
    fn settle_firm(
        &self,
        candidates: &[Candidate],
        whole: &Whole,
        judged: &[Judged],
        fulls: &mut Fulls,
        settled: &mut [Option<Settled>],
    ) {
        for (number, (candidate, judged)) in candidates.iter().zip(judged).enumerate() {
            let firm = match judged.meant {
                Some(Meant { weak: false, .. }) => judged.score >= 1.0,
                _ => judged.score >= FLOOR && !candidate.is_one_word(),
            };
            if firm {
                settled[number] = Some(self.settle((number, candidate), whole, judged, fulls));
            }
        }
    }

    /// How a full name was found: by its row, as another way to write one that has a row, or by what stands around it.
    fn via(listed_so: bool, full: &Full) -> Via {
        match (listed_so, full.listed) {
            (true, _) => Via::Gazetteer,
            (false, Some(_)) => Via::ShortForm,
            (false, None) => Via::Context,
        }
    }

    fn settle(
        &self,
        (number, candidate): (usize, &Candidate),
        whole: &Whole,
        judged: &Judged,
        fulls: &mut Fulls,
    ) -> Settled {
        let entity_type = judged.entity_type;
        let listed = match judged.meant {
            Some(meant) => meant.entity,
            None if entity_type == EntityType::Place => self.meant_in_context(number, candidate, whole),
            None => None,
        };
        let so = listed.is_some();
        let person = entity_type == EntityType::Person && judged.meant.is_none();
        let listed = listed
            .or_else(|| person.then(|| self.meant_without_initials(&candidate.tokens, whole)).flatten());
        let full = self.full(candidate, whole.wordings[number], (entity_type, listed), fulls);
        Settled { full, via: Self::via(so, &fulls.all[full]) }
    }

    /// Names left open: one word, or shared with something else. The whole article's evidence decides.
    fn settle_open(
        &self,
        candidates: &[Candidate],
        whole: &Whole,
        judged: &[Judged],
        fulls: &mut Fulls,
        settled: &mut [Option<Settled>],
    ) {
        for (number, (candidate, judged)) in candidates.iter().zip(judged).enumerate() {
            if settled[number].is_some() {
                continue;
            }
            let meant = judged.meant;
            let floor = match meant {
                Some(Meant { weak: true, .. }) if !self.view.capitals_tell && candidate.is_one_word() => {
                    NOUN_FLOOR
                }
                Some(_) => WEAK_FLOOR,
                None => FLOOR,
            };
            let alone = meant.is_some() || !self.is_short_only(candidate);
            if judged.score >= floor && alone {
                settled[number] = Some(self.settle((number, candidate), whole, judged, fulls));
            }
        }
    }

    /// Two capitals, or a word for a people: the short form of a name given elsewhere, or no name.
    fn is_short_only(&self, candidate: &Candidate) -> bool {
        let tok = &self.view.toks[candidate.tokens.start];
        candidate.is_one_word() && (tok.is_pair() || tok.is(Classes::DEMONYM))
    }

    fn names(&self, candidates: &[Candidate], fulls: &[Full], settled: &[Option<Settled>]) -> Names<'g> {
        let mut names = Names::default();
        names.mentions.reserve(settled.iter().flatten().count());
        names.entities.reserve(fulls.len());
        let mut entity_of: Vec<Option<usize>> = vec![None; fulls.len()];
        for (number, (candidate, settled)) in candidates.iter().zip(settled).enumerate() {
            let Some(settled) = settled else { continue };
            let entity = *entity_of[settled.full].get_or_insert_with(|| {
                names.entities.push(self.entity(&fulls[settled.full]));
                names.entities.len() - 1
            });
            names.entities[entity].count += 1;
            let mut tokens = self.with_particles(candidate, &fulls[settled.full], settled.via);
            let limit = candidates.get(number + 1).map_or(self.view.toks.len(), |next| next.tokens.start);
            tokens.end = self.with_more(&tokens, &fulls[settled.full], limit);
            let span = self.span(&tokens);
            let known = names.entities[entity].listed.is_some();
            let via = if known && settled.via == Via::Context { Via::ShortForm } else { settled.via };
            names.mentions.push(Mention { span, entity, via, signs: candidate.signs });
        }
        names
    }

    /// `Thermo Electron`, of `Thermo Electron Corp.`: where the first word of an organisation's name ends with as many more
    /// of its words as stand behind it, before the next candidate.
    fn with_more(&self, tokens: &Range<usize>, full: &Full, limit: usize) -> usize {
        let toks = &self.view.toks;
        let first = toks[tokens.start].key == toks[full.tokens.start].key;
        if full.entity_type != EntityType::Organisation || tokens.len() > 1 || !first {
            return tokens.end;
        }
        let more = |&(at, of): &(usize, usize)| {
            toks[at].is_capital() && toks[at].key == toks[of].key && !self.view.opens_sentence(at)
        };
        let rest = full.tokens.start + 1..full.tokens.end;
        tokens.end + (tokens.end..limit).zip(rest).take_while(more).count()
    }

    /// `van den Brande`, of `Luc van den Brande`: a surname with the small words before it, where both write them so; the
    /// first may open a sentence.
    fn with_particles(&self, candidate: &Candidate, full: &Full, via: Via) -> Range<usize> {
        let mut tokens = candidate.tokens.clone();
        if via != Via::ShortForm || full.entity_type != EntityType::Person || !candidate.is_one_word() {
            return tokens;
        }
        let toks = &self.view.toks;
        let within = full.tokens.clone().rev().find(|&at| toks[at].key == toks[tokens.start].key);
        let Some(mut within) = within else { return tokens };
        let small = |at: usize| toks[at].case == Case::Lower && toks[at].is(Classes::PARTICLE);
        let opens = |at: usize| toks[at].is(Classes::PARTICLE) && self.view.opens_sentence(at);
        while within > full.tokens.start + 1
            && tokens.start > 0
            && small(within - 1)
            && (small(tokens.start - 1) || opens(tokens.start - 1))
            && toks[within - 1].key == toks[tokens.start - 1].key
        {
            within -= 1;
            tokens.start -= 1;
        }
        tokens
    }

    fn entity(&self, full: &Full) -> Entity<'g> {
        if let Some(listed) = full.listed {
            return Entity::of_list(self.gazetteer, listed);
        }
        let name = self.written(&full.tokens);
        let kind = full.entity_type.as_str();
        let mut id = String::with_capacity(kind.len() + 1 + name.len());
        id.extend([kind, "/"]);
        // In another article the same company may stand without its legal form.
        let stem = self.without_legal_form(full.entity_type, &full.tokens);
        if stem == full.tokens {
            push_slug(&name, &mut id);
        } else {
            push_slug(&self.written(&stem), &mut id);
        }
        Entity { id: id.into(), entity_type: full.entity_type, name: name.into(), listed: None, count: 0 }
    }

    /// A name as the text writes it, with one blank for any white space.
    fn written(&self, tokens: &Range<usize>) -> String {
        let text = self.span(tokens).of(self.view.text);
        let mut written = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !written.is_empty() {
                written.push(' ');
            }
            written.push_str(word);
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::entities::cut::{Cutter, Room};
    use crate::segment::segment;
    use proptest::prelude::*;

    const PIECES: &str = "Georgia|Washington|Paris|Texas|Athens|Springfield|Victoria|York|Jackson|Nato|London|Ontario|GEORGIA|\
                          in|the|of|,|.|. The mayor of|(|)|and|Ohio|President|D.C.|Smith|\n|Santiago|Tbilisi|University|\
                          officials in|said|Mr|Cordoba|Córdoba";

    proptest! {
        #[test]
        fn what_means_alike_is_judged_alike(
            pieces in prop::collection::vec(prop::sample::select(PIECES.split('|').collect::<Vec<_>>()), 1..60),
            language in prop::sample::select(vec![Language::EN, Language::DE, Language::FR]),
        ) {
            let (text, gazetteer) = (pieces.join(" ") + ".", Gazetteer::builtin());
            let segmentation = segment(&text, &[Span::new(0, text.len())], language);
            let view = View::new(&text, &segmentation, language);
            let (cutter, mut candidates) = (Cutter { view: &view, gazetteer: &gazetteer, language, titles: &[] }, Vec::new());
            for sentence in 0..view.sentences.len() {
                cutter.cut(sentence, &mut Room::new(), &mut candidates);
            }
            let resolver =
                Resolver { view: &view, gazetteer: &gazetteer, language, doubtful: false, weighed: false };
            let whole = resolver.whole(&mut candidates);
            let one_by_one: Vec<_> =
                (0..candidates.len()).map(|number| resolver.judge(number, &candidates, &whole)).collect();
            prop_assert_eq!(resolver.judge_all(&candidates, &whole), one_by_one);
        }
    }
}
