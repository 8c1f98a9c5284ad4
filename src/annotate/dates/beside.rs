//! What stands beside the words of a rule without being part of them: contexts that it wants, or that it does not.

use super::chart::{Chart, Trial, token};
use super::frame::{Frame, Slot};
use super::grammar::{Context, Element};

/// How far back a rule may look for its context, in tokens.
const LOOK_BEHIND: usize = 6;

impl Chart {
    /// Whether what stands before `start` is as the context wants it; what it reads fills empty slots.
    pub(super) fn before(&self, trial: &Trial, context: &Context, start: usize, frame: &mut Frame) -> bool {
        let places = match context.len {
            Some(len) => start.checked_sub(len.into()).map_or(0..0, |from| from..from + 1),
            None => start.saturating_sub(LOOK_BEHIND)..start,
        };
        let stands = |from| self.stands(trial, context, from, Some(start), frame);
        places.rev().any(stands) == context.wanted
    }

    pub(super) fn after(&self, trial: &Trial, context: &Context, end: usize, frame: &mut Frame) -> bool {
        self.stands(trial, context, end, None, frame) == context.wanted
    }

    /// Whether the words of a context stand at `from`.
    fn stands(
        &self,
        trial: &Trial,
        context: &Context,
        from: usize,
        until: Option<usize>,
        frame: &mut Frame,
    ) -> bool {
        if !context.first.admits(&self.ahead(trial.grammar, trial.lexes, from)) {
            return false;
        }
        let mut read = *frame;
        let elements = context.elements.of(&trial.grammar.elements);
        let found = self.beside(trial, elements, from, until, &mut read);
        if found && context.wanted {
            *frame = read;
        }
        found
    }

    fn beside(
        &self,
        trial: &Trial,
        elements: &[Element],
        at: usize,
        until: Option<usize>,
        frame: &mut Frame,
    ) -> bool {
        let Some((element, rest)) = elements.split_first() else {
            return until.is_none_or(|until| until == at);
        };
        if let Some(lex) = trial.lexes.get(at).filter(|lex| lex.glued || !element.glued) {
            if let Some((slot, value)) = token(trial.grammar, element, lex) {
                let before = (slot != Slot::Nothing).then_some(*frame);
                frame.offer(slot, value);
                if self.beside(trial, rest, at + 1, until, frame) {
                    return true;
                }
                *frame = before.unwrap_or(*frame);
            }
            if element.nodes & self.places[at].kinds != 0 {
                let before = *frame;
                for (_, node) in
                    self.starting_at(at).filter(|(_, node)| element.nodes & (1 << node.kind) != 0)
                {
                    for slot in [Slot::Year, Slot::Month, Slot::Meridiem, Slot::Unit] {
                        if let Some(value) = node.frame.get(slot) {
                            frame.offer(slot, value);
                        }
                    }
                    if self.beside(trial, rest, node.end as usize, until, frame) {
                        return true;
                    }
                    *frame = before;
                }
            }
        }
        element.optional && self.beside(trial, rest, at, until, frame)
    }
}
