//! What speaks for each candidate, per type: by itself, and with all others of the same words. Worked out once; what a
//! neighbour adds later is added here too.

use super::cut::Candidate;
use super::view::Line;
use super::wording::Wordings;
use crate::gazetteer::EntityType;

/// Scores of reading something as a person, a place, an organisation.
pub(super) type PerType = [f32; 3];

/// The scores of all candidates of an article.
pub(super) struct Scores {
    by_candidate: Vec<Scored>,
    /// By the number of the wording, the best of all that stand in prose; nothing where none does.
    pooled: Vec<Option<PerType>>,
}

struct Scored {
    wording: usize,
    own: PerType,
}

impl Scores {
    pub fn of(candidates: &[Candidate], wordings: &Wordings) -> Self {
        let mut scores =
            Self { by_candidate: Vec::with_capacity(candidates.len()), pooled: vec![None; wordings.len()] };
        for (candidate, wording) in candidates.iter().zip(wordings.iter()) {
            let own = candidate.signs.scores();
            scores.by_candidate.push(Scored { wording: wording.number, own });
            scores.pool(candidate, wording.number, own);
        }
        scores
    }

    /// What a candidate says by itself.
    pub fn own(&self, number: usize) -> PerType {
        self.by_candidate[number].own
    }

    /// Takes up signs that a candidate has been given since. They only ever speak for something, so what its words had
    /// before is no better.
    pub fn raise(&mut self, number: usize, candidate: &Candidate) {
        let scored = &mut self.by_candidate[number];
        scored.own = candidate.signs.scores();
        let Scored { wording, own } = *scored;
        self.pool(candidate, wording, own);
    }

    fn pool(&mut self, candidate: &Candidate, wording: usize, own: PerType) {
        if candidate.line == Line::Prose {
            let best = self.pooled[wording].get_or_insert(own);
            best.iter_mut().zip(own).for_each(|(best, score)| *best = best.max(score));
        }
    }

    /// The type of a candidate and its score there, with what the whole article says of the same words.
    pub fn judge(&self, number: usize) -> (EntityType, f32) {
        let Scored { wording, own } = self.by_candidate[number];
        let article = self.pooled[wording].unwrap_or(own);
        let mut best = (EntityType::Person, f32::MIN);
        for (at, entity_type) in EntityType::ALL.into_iter().enumerate() {
            let score = own[at].max(0.6_f32.mul_add(article[at], 0.4 * own[at]));
            if score > best.1 {
                best = (entity_type, score);
            }
        }
        best
    }
}
