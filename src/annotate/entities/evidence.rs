//! What speaks for a name, and for which type: a list of named signs, each with a weight per type. The score of a
//! reading is the sum of its signs, so every decision can be read aloud.

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u128);

/// One sign: its name, and what it adds for a person, a place, an organisation.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// What `explain` prints.
    pub name: &'static str,
    /// Weights for person, place, organisation.
    pub weights: [f32; 3],
}

macro_rules! signs {
    ($($name:ident $said:literal $person:literal $place:literal $organisation:literal)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy)]
        enum Number { $($name),* }
        impl Signs {
            $(#[doc = $said] pub(super) const $name: Self = Self(1 << Number::$name as u32);)*
        }
        /// Every sign, in bit order.
        pub static SIGNS: &[Sign] = &[$(Sign { name: $said, weights: [$person, $place, $organisation] }),*];
        /// Their weights alone, four to a sign and as many as a set has bits, so that adding them up is quick.
        static WEIGHTS: [[f32; 4]; 128] = {
            let mut weights = [[0.0; 4]; 128];
            $(weights[Number::$name as usize] = [$person, $place, $organisation, 0.0];)*
            weights
        };
    };
}

signs! {
    // What a list says.
    LISTED_PERSON "listed as a person" 4.5 -1.0 -1.0
    LISTED_PLACE "listed as a place" -1.0 4.0 -1.0
    LISTED_ORGANISATION "listed as an organisation" -1.0 -1.0 4.2
    WEAK_PERSON "listed as a person, name shared with others" 1.2 0.0 0.0
    WEAK_PLACE "listed as a place, name shared with others" 0.0 1.2 0.0
    WEAK_ORGANISATION "listed as an organisation, name shared with others" 0.0 0.0 1.4
    SMALL_PLACE "listed as a small place" 0.0 1.5 0.0
    PLACED "stands in the state or country named after it" -1.5 3.0 -1.5
    COUNTRY_NAMED "the article speaks of its country" 0.0 0.8 0.0
    HOME "lies where the article's language is spoken" 0.0 0.8 0.0
    LISTED_LONG "several words of a listed name" 2.0 2.0 2.0
    // How the name itself is made.
    FIRST_NAME "begins with a first name" 2.2 -0.6 -0.5
    SURNAME "ends in a common surname" 0.8 0.0 0.0
    SYLLABLES "a word, and two syllables with a hyphen" 2.0 0.0 0.0
    SURNAME_ALONE "a common surname on its own" 1.6 -0.3 -0.3
    INITIAL "has an initial" 1.6 -0.5 -0.5
    PARTICLE "has a surname particle" 1.2 0.0 0.0
    PERSON_SUFFIX "ends in Jr, Sr or a number of kings" 2.0 -1.0 -1.0
    PLAIN_PAIR "two or three plain capitalised words" 0.9 0.0 0.3
    HEAD_LAST "ends in a word organisations end in" -4.0 -1.5 3.4
    HEAD_OF "an organisation word with of, for or and" -4.0 -2.0 3.2
    HEAD_ADJECTIVE "an organisation word and its adjective" -4.0 -2.0 3.4
    OF_PLACE "an organisation's word, `of` and a listed place" -3.0 -3.0 4.0
    ROW_INSIDE "ordinary words in a row after an organisation's own" -1.0 -1.0 1.4
    SUFFIX "ends in a company or club suffix" -4.0 -3.0 4.0
    PEOPLE_FIRST "a word for a people begins a party's or society's name" 0.0 0.0 1.6
    PLACE_FIRST "a listed place begins an organisation's name" -2.0 -3.0 5.0
    PERSON_FIRST "a listed person's name begins an organisation's" -5.0 -3.0 5.5
    SAINT_FIRST "a saint's name begins an organisation's" -3.0 -5.0 5.5
    NAMED_AFTER "a place's name with that of a person or an organisation before it" -2.0 5.0 -2.0
    FOR_INSIDE "two capitalised words with `for` between" -2.0 -2.0 2.0
    EXTENDS "a listed organisation's name with more before it or `of` after it" -3.0 -3.0 6.5
    EXTENDS_OF "it goes on with `of` or `for`" -1.0 -1.0 4.0
    ACRONYM "a short word in capitals" -1.5 -0.8 1.5
    ACRONYM_FIRST "begins with a short word in capitals" -2.4 0.0 0.2
    NUMBER_AFTER "an ordinary word before its number" -3.0 -3.0 -3.0
    AMPERSAND "has an ampersand" -2.0 -1.5 2.2
    INNER_CAPITAL "has a capital amid a word" -0.6 -0.6 1.6
    PLACE_HEAD "has a word places are made with" -2.5 3.2 0.0
    NOT_NAME "has a word that is no part of such names" -3.5 -3.0 -1.2
    DEMONYM "begins with a word for a people" -2.5 -1.5 0.0
    COMMON "has an ordinary word" -1.4 -0.8 -0.4
    ONE_WORD "one word" -0.9 -0.3 -0.4
    UNKNOWN_WORDS "several words no table knows" 0.8 0.0 0.4
    LONG "five words or more" -1.5 -1.5 -0.3
    FIRST_IN_SENTENCE "begins the sentence with an ordinary word" -1.5 -1.2 -1.2
    // What stands before it.
    TITLE_BEFORE "after a title" 3.0 -1.0 -1.0
    ROLE_BEFORE "after a role" 2.2 -0.6 -0.6
    OFFICE_BEFORE "after the title of a head of state or a minister" 0.2 0.0 0.0
    APPOSITION_BEFORE "after a role and a comma" 1.6 -0.6 -0.3
    OF_NAME_BEFORE "after a name and `of`" -2.0 0.4 0.4
    DEMONYM_BEFORE "after a word for a people" 0.3 -0.5 0.3
    IN_BEFORE "after a preposition of place" -1.0 1.6 -0.3
    FROM_BEFORE "after `de`, `di` or `von`" 0.0 0.4 0.0
    UNKNOWN_THERE "a word no table knows, where a place is asked for" 0.0 0.8 0.0
    STREET_BEFORE "after street, airport or the like" -6.0 3.4 -3.0
    HYPHENED "a small word between hyphens" -3.0 3.6 -2.0
    NEAR_BEFORE "after `near`" -1.5 1.0 -0.5
    IN_THE_BEFORE "after a preposition of place and `the`" -0.5 1.6 -0.9
    TRAVEL_BEFORE "after a word of travel and `to`, `from`" -0.5 1.8 -0.3
    LEADER_OF "after mayor, governor or the like, or an age, and `of`" -1.5 2.2 -0.5
    TOWN_OF "after `town of` or the like" -2.0 3.2 0.0
    SCORED_FOR "after a number and `for`, in a report of matches" -0.5 -2.0 2.2
    SAID_BEFORE "after a verb of saying" 1.2 -0.5 0.0
    THE_BEFORE "after `the`" -2.4 -0.2 0.9
    BYLINE "in a byline" 3.0 -1.0 -1.0
    COMPANY_BEFORE "after company, group, shares of or the like" -1.6 -0.8 2.4
    CREDIT "after a slash in a photo credit" 2.8 -1.0 -1.0
    PARTY_BEFORE "after a party's letter" -3.0 3.6 -2.0
    OF_ORGANISATION_BEFORE "after a role and `of`, `at`" -1.5 0.0 1.8
    LED "after leads, founded, joined or the like" -1.2 -1.0 1.8
    SHIP "after ship, frigate, USS or the like" -9.0 -9.0 -9.0
    // What stands after it.
    SAID_AFTER "before a verb of saying" 1.3 0.3 0.8
    VERB_AFTER "before a verb" 1.4 0.0 0.8
    HUMAN_AFTER "before what only people do" 1.2 -0.5 -0.3
    BARE_SUBJECT "an ordinary word that acts without an article" 0.0 0.0 1.6
    CAPITAL_AMID "an ordinary word with a capital amid the sentence" 0.0 0.0 1.0
    BUSINESS_TALK "a company's name among words of companies" 0.0 -0.5 1.4
    LISTED_ACTS "and is listed as an organisation" 0.0 0.0 1.2
    AGE_AFTER "before an age" 2.6 -1.5 -1.5
    AGED "after an age" 2.4 -3.0 -1.5
    WHO_AFTER "before `who`" 1.8 -1.0 -0.5
    WHICH_AFTER "before `, which`" -1.5 0.6 2.4
    ROLE_AFTER "before a role in apposition" 2.4 -0.8 0.0
    COMPANY_AFTER "before company, owner, maker or the like in apposition" -0.4 -0.4 2.0
    STATE_IN_SHORT "a state's short form after a town or a party's letter" -4.0 4.0 -3.0
    PLACE_AFTER "before town, suburb or the like in apposition" -2.0 3.6 -0.8
    PLACE_NOUN_AFTER "before province, airport or the like" -1.6 1.2 -1.0
    STAFF_AFTER "before spokesman, shares, officials or the like" -1.5 0.4 2.2
    ACRONYM_AFTER "before its acronym in brackets" -2.5 -1.5 3.0
    OF_AFTER_HEAD "before `of` or `for` and more of the name" 0.0 0.0 -1.5
    SHORT_IN_BRACKETS "before a short form in brackets" -1.0 -0.5 1.5
    STATE_AFTER "before a comma and a state or country" -0.8 3.0 -1.0
    LETTERS_AFTER "before QC, MP or the like" 2.0 -1.0 -1.0
    TOWNSMAN "between an article and man, woman or the like" -2.0 2.0 -1.0
    BRACKET_COUNTRY "before a country in brackets" 1.6 -0.5 0.3
    SCORE_AFTER "before a score" -0.3 -2.2 2.4
    TEAM_AROUND "beside words of a match" 0.0 -1.0 1.2
    ARTICLE_TEAM "a town after an article" 0.0 -4.0 4.6
    TOWN_PLAYS "a town that wins or loses a match" 0.0 -2.4 2.6
    SPORT_ARTICLE "a town or county in a report of matches" 0.0 -1.7 1.8
    SCORER "before a minute in brackets, in a report of matches" 3.0 -3.0 -3.0
    CLUB_IN_BRACKETS "in brackets behind somebody, in a report of matches" -1.5 -2.4 2.6
    PLURAL_TEAM "after `the`, a plural in a report of matches" -1.5 -1.5 2.0
    REPEATED "the article writes it with a capital again and again" 1.0 0.3 0.9
    LAST_ALONE "its last word stands alone elsewhere" 1.4 -0.3 -0.4
    FIRST_ALONE "its first word stands alone elsewhere" 0.2 0.0 0.8
    AMONG_PLACES "where other places of the article lie" 0.0 1.2 0.0
    BESIDE_PERSON "in a row with a person" 1.5 0.0 0.0
    BESIDE_PLACE "in a row with a place" 0.0 1.2 0.0
    BESIDE_ORGANISATION "in a row with an organisation" 0.0 0.0 1.5
    ADJECTIVE "part of an adjective with a hyphen" -9.0 -9.0 -9.0
    COMPOUND "an ordinary word together with the next" -9.0 -9.0 -9.0
    EVENT_LAST "ends in the word of an event, a law or a programme" -6.0 -6.0 -6.0
    SHORT_OF_THING "short for an event, a law or a programme" -6.0 -6.0 -6.0
    TITLE_OF_WORK "in the title of a film, a book or the like" -9.0 -9.0 -9.0
    EVENT_AFTER "part of the name of an event" -5.0 -9.0 -9.0
    DATELINE "in a dateline" -2.0 4.0 0.0
    AGENCY "in brackets before a dateline's dash" -2.0 -2.0 2.5
    POSSESSIVE "has a possessive" 0.2 0.2 0.2
    NEIGHBOUR_CAPITAL "next to another capitalised word" -1.0 -2.2 -1.6
    UNKNOWN_WORD "a word no table knows" 1.0 0.2 0.7
    SMALL_ELSEWHERE "the article writes it small too" -1.5 -1.2 -1.0
}

impl Signs {
    /// Signs that a list has the name, and not only as one shared with others.
    pub(super) const SAFELY_LISTED: Self =
        Self::LISTED_PERSON.with(Self::LISTED_PLACE).with(Self::SMALL_PLACE).with(Self::LISTED_ORGANISATION);

    /// Signs that a list has the name as a place's.
    pub(super) const LISTED_AS_PLACE: Self =
        Self::LISTED_PLACE.with(Self::SMALL_PLACE).with(Self::WEAK_PLACE);

    /// Signs of how a name is made: what a list says safely needs no such guess.
    pub(super) const STRUCTURE: Self = Self::HEAD_LAST
        .with(Self::HEAD_OF)
        .with(Self::SUFFIX)
        .with(Self::PLACE_HEAD)
        .with(Self::FIRST_NAME)
        .with(Self::SURNAME)
        .with(Self::INITIAL)
        .with(Self::PARTICLE)
        .with(Self::PLAIN_PAIR)
        .with(Self::NOT_NAME)
        .with(Self::DEMONYM)
        .with(Self::COMMON)
        .with(Self::LONG)
        .with(Self::AMPERSAND);

    /// Signs against an ordinary word, which a title right before it overrules: `Mrs May`.
    pub(super) const DOUBTFUL_WORD: Self =
        Self::NOT_NAME.with(Self::COMMON).with(Self::FIRST_IN_SENTENCE).with(Self::SMALL_ELSEWHERE);

    /// Signs that a name is somebody's, whatever its words look like.
    pub(super) const SOMEBODY: Self = Self::TITLE_BEFORE
        .with(Self::ROLE_BEFORE)
        .with(Self::APPOSITION_BEFORE)
        .with(Self::BYLINE)
        .with(Self::AGE_AFTER)
        .with(Self::AGED)
        .with(Self::WHO_AFTER)
        .with(Self::ROLE_AFTER);

    /// Signs that a name does something.
    pub(super) const ACTS: Self = Self::SAID_AFTER.with(Self::VERB_AFTER).with(Self::POSSESSIVE);

    /// Signs that an ordinary word with a capital is here that word, or a piece of something longer.
    pub(super) const ORDINARY_HERE: Self =
        Self::SMALL_ELSEWHERE.with(Self::THE_BEFORE).with(Self::NEIGHBOUR_CAPITAL);

    /// Signs that a name says where something is.
    pub(super) const SOMEWHERE: Self =
        Self::IN_BEFORE.with(Self::STATE_AFTER).with(Self::DATELINE).with(Self::TOWN_OF);

    /// Signs of what is no name, whatever else speaks for it.
    pub(super) const NO_NAME: Self = Self::FIRST_IN_SENTENCE
        .with(Self::COMMON)
        .with(Self::NOT_NAME)
        .with(Self::DEMONYM)
        .with(Self::EVENT_AFTER)
        .with(Self::TITLE_OF_WORK)
        .with(Self::SMALL_ELSEWHERE)
        .with(Self::NEIGHBOUR_CAPITAL);

    /// Adds signs.
    pub(super) const fn add(&mut self, more: Self) {
        self.0 |= more.0;
    }

    /// Adds signs if so.
    pub(super) const fn add_if(&mut self, so: bool, more: Self) {
        if so {
            self.0 |= more.0;
        }
    }

    /// Without some.
    #[must_use]
    pub(super) const fn without(self, some: Self) -> Self {
        Self(self.0 & !some.0)
    }

    /// Whether it has any of these.
    pub(super) const fn has(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the list has the name only as one shared with others.
    pub fn needed_evidence(self) -> bool {
        !self.has(Self::LISTED_PERSON.with(Self::LISTED_PLACE).with(Self::LISTED_ORGANISATION))
    }

    /// Whether the state or country after a place told which it is.
    pub fn is_placed(self) -> bool {
        self.has(Self::PLACED)
    }

    /// The signs, in table order.
    pub fn iter(self) -> impl Iterator<Item = &'static Sign> {
        SIGNS.iter().enumerate().filter(move |(bit, _)| self.0 & (1 << bit) != 0).map(|(_, sign)| sign)
    }

    /// The score of reading it as each type: person, place, organisation.
    pub fn scores(self) -> [f32; 3] {
        let mut scores = [0.0; 4];
        let (low, high) = WEIGHTS.split_at(64);
        for (weights, mut left) in [(low, self.0 as u64), (high, (self.0 >> 64) as u64)] {
            while left != 0 {
                let weights = &weights[left.trailing_zeros() as usize];
                scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
                left &= left - 1;
            }
        }
        let [person, place, organisation, _] = scores;
        [person, place, organisation]
    }

    /// The score of the best type.
    pub fn best_score(self) -> f32 {
        let [person, place, organisation] = self.scores();
        person.max(place).max(organisation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_fit_the_set_and_add_up() {
        assert!(SIGNS.len() <= 128);
        let signs = Signs::FIRST_NAME.with(Signs::TITLE_BEFORE);
        assert_eq!(
            signs.iter().map(|sign| sign.name).collect::<Vec<_>>(),
            ["begins with a first name", "after a title"]
        );
        let [person, place, organisation] = signs.scores();
        assert!((person - 5.2).abs() < 1e-5 && place.max(organisation) < person);
        assert!((signs.best_score() - person).abs() < 1e-5);
    }
}
