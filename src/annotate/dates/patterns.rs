//! The lines of a table that tell rules, to the rules of its grammar: a pattern, its contexts, what it means. For the build
//! alone.

use super::feast;
use super::frame::{MEANINGS, Slot};
use super::grammar::{Context, Element, Rule};
use super::starts::Wanted;
use super::stretch::Stretch;
use super::symbols::SLOT_NAMES;
use super::table::{Compiler, Outcome, TableError, number, wrong};
use super::words::LONGEST;

/// A pattern that has been read.
#[derive(Default)]
struct Pattern {
    before: Vec<(bool, Vec<Element>)>,
    elements: Vec<Element>,
    after: Vec<(bool, Vec<Element>)>,
    without: u64,
}

impl Compiler {
    /// `name: pattern => meaning slot=value ...`
    pub(super) fn rule_line(
        &mut self,
        kind: u8,
        country: Option<&'static str>,
        line: &'static str,
    ) -> Outcome<()> {
        let Some((name, (pattern, meaning))) =
            line.split_once(": ").and_then(|(name, rest)| Some((name, rest.split_once("=> ")?)))
        else {
            return wrong("not 'name: pattern => meaning'", line);
        };
        let mut parts = meaning.split_whitespace();
        let word = parts.next().unwrap_or_default();
        let Some(&(_, meaning)) = MEANINGS.iter().find(|(name, _)| *name == word) else {
            return wrong("unknown meaning", line);
        };
        let mut constants = Vec::new();
        for part in parts {
            let constant = part.split_once('=').and_then(|(slot, value)| {
                let slot = SLOT_NAMES.iter().find(|(name, _)| *name == slot)?.1;
                let value = if slot == Slot::Feast { feast::parse(value) } else { number(value) };
                Some((slot, value?))
            });
            constants.push(constant.ok_or_else(|| TableError(format!("slot {part}: {line}")))?);
        }
        let constants = Stretch::add(&mut self.grammar.constants, constants);
        for pattern in alternatives(&pattern.split_whitespace().collect::<Vec<_>>()) {
            let pattern =
                self.pattern(&pattern).map_err(|TableError(what)| TableError(format!("{what}: {line}")))?;
            let rule = Rule {
                name: name.trim(),
                country,
                kind,
                before: self.contexts(&pattern.before),
                elements: Stretch::add(&mut self.grammar.elements, pattern.elements.iter().copied()),
                after: self.contexts(&pattern.after),
                without: pattern.without,
                meaning,
                constants,
            };
            self.grammar.rules.push(rule);
        }
        Ok(())
    }

    fn contexts(&mut self, contexts: &[(bool, Vec<Element>)]) -> Stretch {
        let elements = &mut self.grammar.elements;
        let contexts = contexts.iter().map(|(wanted, context)| {
            let fixed = context.iter().all(|element| !element.optional && element.nodes == 0);
            Context {
                wanted: *wanted,
                elements: Stretch::add(elements, context.iter().copied()),
                len: fixed.then_some(context.len() as u8),
                first: Wanted::default(),
            }
        });
        Stretch::add(&mut self.grammar.contexts, contexts)
    }

    fn pattern(&mut self, parts: &[&'static str]) -> Outcome<Pattern> {
        let mut pattern = Pattern::default();
        let mut context: Option<(bool, Vec<Element>)> = None;
        let mut without = false;
        for &part in parts {
            match part {
                "{!" => without = true,
                "}" => without = false,
                _ if without => pattern.without |= self.element(part)?.classes,
                "[" | "[!" => context = Some((part == "[", Vec::new())),
                "]" => {
                    let Some(context) = context.take() else {
                        return wrong("']' without '['", part);
                    };
                    let before = pattern.elements.is_empty();
                    let place = if before { &mut pattern.before } else { &mut pattern.after };
                    place.push(context);
                }
                _ => {
                    let element = self.element(part)?;
                    let place = context.as_mut().map_or(&mut pattern.elements, |(_, elements)| elements);
                    place.push(element);
                }
            }
        }
        if context.is_some() || parts.iter().any(|part| matches!(*part, "(" | ")" | ")?")) {
            return wrong("a bracket without its pair", "");
        }
        if pattern.elements.iter().all(|element| element.optional) {
            return wrong("nothing to match", "");
        }
        Ok(pattern)
    }

    fn element(&mut self, part: &'static str) -> Outcome<Element> {
        let mut element = Element::default();
        let mut rest = part;
        if let Some(after) = rest.strip_prefix('~') {
            (rest, element.glued) = (after, true);
        }
        if let Some(before) = rest.strip_suffix('?').filter(|before| !before.is_empty()) {
            (rest, element.optional) = (before, true);
        }
        if rest.contains("|~") {
            return wrong("'~' stands before all the choices, not before one", part);
        }
        let mut words = Vec::new();
        for choice in rest.split('|') {
            let named = choice.len() > 1
                && choice.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
                && !choice.starts_with(|c: char| c.is_ascii_digit());
            if !named {
                if choice.len() > LONGEST {
                    return wrong("a word too long for the table", choice);
                }
                words.push(self.intern(choice));
            } else if let Some(named) = self.names.get(choice) {
                element.classes |= named.classes;
                element.nodes |= named.nodes;
            } else {
                return wrong("unknown class or section", choice);
            }
        }
        element.words = Stretch::add(&mut self.grammar.literals, words);
        Ok(element)
    }
}

/// Writes out `( a b )?`: the pattern with the words inside and the pattern without them.
fn alternatives(parts: &[&'static str]) -> Vec<Vec<&'static str>> {
    let Some(open) = parts.iter().position(|&part| part == "(") else {
        return vec![parts.to_vec()];
    };
    let close = parts[open..].iter().position(|&part| part == ")?").map_or(parts.len(), |at| open + at);
    let rest = alternatives(parts.get(close + 1..).unwrap_or_default());
    let with = parts.get(open + 1..close).unwrap_or_default();
    let mut out = Vec::new();
    for tail in &rest {
        out.push([&parts[..open], with, tail].concat());
        out.push([&parts[..open], tail].concat());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_out_optional_groups() {
        assert_eq!(
            alternatives(&["a", "(", "b", "c", ")?", "d"]),
            [vec!["a", "b", "c", "d"], vec!["a", "d"]]
        );
    }
}
