//! Whose national day an article means when nothing beside it says: `Independence Day` in a story that names Ghana again
//! and again. In: the article's tokens and the day's name. Out: the country the tables give that day to, and the day.

use super::frame::Slot;
use super::grammar::{Grammar, Rule};
use super::stream::number_of;
use crate::segment::{Token, TokenKind};
use rustc_hash::FxHashMap;

/// A national day: the country it is kept in, and when it falls, packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct National {
    pub(super) country: &'static str,
    pub(super) feast: i32,
}

/// How often an article has to name the country, at least.
const LEAST: usize = 2;

/// The day of this name in the country that most of what the article says of countries with such a day is about.
pub(super) fn day(text: &str, tokens: &[Token], grammar: &Grammar, name: &str) -> Option<National> {
    let mut days: Vec<National> = Vec::new();
    let mut of_word: FxHashMap<u16, usize> = FxHashMap::default();
    for (rule, day) in
        grammar.rules.iter().filter(|rule| rule.name == name).filter_map(|r| Some((r, of(r, grammar)?)))
    {
        let at = days.iter().position(|known| *known == day).unwrap_or(days.len());
        if at == days.len() {
            days.push(day);
        }
        of_word.extend(countries(rule, grammar).map(|word| (word, at)));
    }
    let mut counts = vec![0; days.len()];
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        if let Some(&at) = of_word.get(&number_of(token.span.of(text), grammar).0) {
            counts[at] += 1;
        }
    }
    let (at, &most) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let clear = most >= LEAST && most * 2 > counts.iter().sum::<usize>();
    clear.then(|| days[at])
}

/// The national day a rule is about.
fn of(rule: &Rule, grammar: &Grammar) -> Option<National> {
    let feast = rule.constants.of(&grammar.constants).iter().find(|(slot, _)| *slot == Slot::Feast)?.1;
    Some(National { country: rule.country?, feast })
}

/// The words before a national day that tell its country: `Ghanaian`, `Ghana`.
fn countries<'g>(rule: &Rule, grammar: &'g Grammar) -> impl Iterator<Item = u16> + use<'g> {
    let contexts = rule.before.of(&grammar.contexts).iter();
    let elements = contexts.flat_map(|context| context.elements.of(&grammar.elements));
    elements
        .flat_map(|element| element.words.of(&grammar.literals))
        .filter(|(_, capital)| *capital)
        .map(|(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::super::cases::dates;
    use crate::language::Language;

    fn told(text: &str) -> Vec<(Option<String>, Option<&'static str>)> {
        let found = dates(text, Language::EN, Some(jiff::civil::date(2021, 3, 10)));
        found.into_iter().map(|timex| (timex.value, timex.country)).collect()
    }

    #[test]
    fn takes_the_country_most_of_the_article_is_about() {
        let day = |value: &str, country| vec![(Some(value.to_string()), Some(country))];
        let about = |country: &str| {
            format!("{country}'s cabinet met in the capital. All of {country} waited for Independence Day.")
        };
        assert_eq!(told(&about("Ghana")), day("2021-03-06", "GH"));
        assert_eq!(told(&about("India")), day("2020-08-15", "IN"));
        assert_eq!(told("Ghana and India met. Independence Day is near."), [(None, None)]);
        assert_eq!(told("Ghana met. Independence Day is near."), [(None, None)]);
    }
}
