//! What a rule has read: a frame of numbered slots (`month` 3, `day` 17, `shift` -1) and the meaning to give them.
//! The names of classes and meanings that table files may use are declared here, those of slots in `symbols`.

/// A place in a frame for one thing read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Year,
    Year2,
    Month,
    Month2,
    Day,
    Day2,
    Weekday,
    Ordinal,
    Number,
    Number2,
    Unit,
    Unit2,
    Shift,
    Mod,
    Season,
    Part,
    Hour,
    Minute,
    Second,
    Meridiem,
    Zone,
    Ref,
    Sign,
    Feast,
    /// Thousandths of a unit that were written as a fraction.
    Half,
    /// A class that carries no value.
    Nothing,
}

const SLOTS: usize = Slot::Nothing as usize;

/// Classes of words and digits, with the slot that each fills. The digit classes come last.
pub(super) const CLASSES: &[(&str, Slot)] = &[
    ("MONTH", Slot::Month),
    ("SUREMONTH", Slot::Month),
    ("WEEKDAY", Slot::Weekday),
    ("SUREWEEKDAY", Slot::Weekday),
    ("WEEKDAYS", Slot::Weekday),
    ("UNIT", Slot::Unit),
    ("UNITS", Slot::Unit),
    ("CALENDAR", Slot::Unit),
    ("NUM", Slot::Number),
    ("TENS", Slot::Number),
    ("ORD", Slot::Ordinal),
    ("SHIFT", Slot::Shift),
    ("DAYWORD", Slot::Shift),
    ("SEASON", Slot::Season),
    ("PART", Slot::Part),
    ("PARTS", Slot::Part),
    ("MERIDIEM", Slot::Meridiem),
    ("MOD", Slot::Mod),
    ("HEDGE", Slot::Mod),
    ("ZONE", Slot::Nothing),
    ("REF", Slot::Ref),
    ("DECADE", Slot::Year),
    ("SET", Slot::Unit),
    ("PREP", Slot::Nothing),
    ("DET", Slot::Nothing),
    ("COUNTED", Slot::Nothing),
    ("NAMEHEAD", Slot::Nothing),
    ("FUTURE", Slot::Nothing),
    ("PAST", Slot::Nothing),
    ("TO", Slot::Nothing),
    ("TOBE", Slot::Nothing),
    ("ASK", Slot::Nothing),
    ("FIXED", Slot::Nothing),
    ("LIMIT", Slot::Nothing),
    ("LASTED", Slot::Nothing),
    ("TIMED", Slot::Nothing),
    ("CLAUSE", Slot::Nothing),
    ("DONE", Slot::Nothing),
    ("AWARD", Slot::Nothing),
    ("NOVERB", Slot::Nothing),
    ("LONG", Slot::Number),
    ("AGED", Slot::Nothing),
    ("SPORT", Slot::Nothing),
    ("WEATHER", Slot::Nothing),
    ("SAY", Slot::Nothing),
    ("BE", Slot::Nothing),
    ("TRIGGER", Slot::Nothing),
    ("CAP", Slot::Nothing),
    ("ANY", Slot::Nothing),
    ("DAY", Slot::Day),
    ("MM", Slot::Month),
    ("YEAR", Slot::Year),
    ("MODERN", Slot::Year),
    ("YY", Slot::Year),
    ("HOUR", Slot::Hour),
    ("MIN", Slot::Minute),
    ("HHMM", Slot::Hour),
    ("SEC", Slot::Second),
    ("DIGITS", Slot::Number),
    ("DIGITS3", Slot::Number),
    ("OFFSET", Slot::Zone),
];

/// What a rule's frame means; the resolver has one arm for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The meaning of the expression inside, with what this rule adds.
    #[default]
    Keep,
    /// Not a date at all: the words are taken so that no other rule reads them.
    Skip,
    Number,
    Sum,
    Product,
    Thousands,
    Decimal,
    Half,
    Fraction,
    YearWords,
    Ordinal,
    Length,
    Long,
    Clock,
    Date,
    Numeric,
    DayRange,
    Year,
    YearRange,
    MonthRange,
    Decade,
    Century,
    Quarter,
    Season,
    Weekday,
    Deictic,
    Relative,
    Anaphor,
    Offset,
    Part,
    Within,
    Feast,
    Set,
    Vague,
    WeekOf,
}

impl Meaning {
    /// Whether it can be read without a look at the verb beside it.
    pub(super) const fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Length
                | Self::Long
                | Self::Set
                | Self::Vague
                | Self::Year
                | Self::YearRange
                | Self::Decade
                | Self::Century
                | Self::Deictic
                | Self::Offset
                | Self::Anaphor
        )
    }
}

/// Meanings by the names rules use.
pub(super) const MEANINGS: &[(&str, Meaning)] = &[
    ("keep", Meaning::Keep),
    ("skip", Meaning::Skip),
    ("number", Meaning::Number),
    ("sum", Meaning::Sum),
    ("product", Meaning::Product),
    ("thousands", Meaning::Thousands),
    ("decimal", Meaning::Decimal),
    ("half", Meaning::Half),
    ("fraction", Meaning::Fraction),
    ("year-words", Meaning::YearWords),
    ("ordinal", Meaning::Ordinal),
    ("length", Meaning::Length),
    ("long", Meaning::Long),
    ("clock", Meaning::Clock),
    ("date", Meaning::Date),
    ("numeric", Meaning::Numeric),
    ("day-range", Meaning::DayRange),
    ("year", Meaning::Year),
    ("year-range", Meaning::YearRange),
    ("month-range", Meaning::MonthRange),
    ("decade", Meaning::Decade),
    ("century", Meaning::Century),
    ("quarter", Meaning::Quarter),
    ("season", Meaning::Season),
    ("weekday", Meaning::Weekday),
    ("deictic", Meaning::Deictic),
    ("relative", Meaning::Relative),
    ("anaphor", Meaning::Anaphor),
    ("offset", Meaning::Offset),
    ("part", Meaning::Part),
    ("within", Meaning::Within),
    ("feast", Meaning::Feast),
    ("set", Meaning::Set),
    ("vague", Meaning::Vague),
    ("week-of", Meaning::WeekOf),
];

/// A word of class LONG (`dreitägig`) has its count times this, and the number of its unit: one value for both.
pub(super) const UNITS_OF_LONG: i32 = 16;

/// The TIMEX3 modifiers, by their number in the tables' symbols.
pub(super) const MODIFIERS: &[&str] = &[
    "START",
    "MID",
    "END",
    "APPROX",
    "EQUAL_OR_MORE",
    "EQUAL_OR_LESS",
    "MORE_THAN",
    "LESS_THAN",
    "BEFORE",
    "AFTER",
    "ON_OR_BEFORE",
    "ON_OR_AFTER",
];

/// The slots of one expression. Numbers that may have a fraction are kept in thousandths.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    /// One bit for each slot that is filled.
    filled: u32,
    values: [i32; SLOTS],
}

impl Frame {
    pub(super) fn get(&self, slot: Slot) -> Option<i32> {
        let at = slot as usize;
        if self.filled & (1 << at) == 0 { None } else { self.values.get(at).copied() }
    }

    pub(super) fn set(&mut self, slot: Slot, value: i32) {
        let at = slot as usize;
        if let Some(place) = self.values.get_mut(at) {
            *place = value;
            self.filled |= 1 << at;
        }
    }

    pub(super) fn clear(&mut self, slot: Slot) {
        self.filled &= !(1 << slot as usize);
    }

    /// Fills a slot; what is read second goes to the slot's pair, or nowhere.
    pub(super) fn add(&mut self, slot: Slot, value: i32) {
        if self.get(slot).is_none() {
            self.set(slot, value);
            return;
        }
        let pair = match slot {
            Slot::Year => Slot::Year2,
            Slot::Month => Slot::Month2,
            Slot::Day => Slot::Day2,
            Slot::Number => Slot::Number2,
            Slot::Unit => Slot::Unit2,
            _ => return,
        };
        if self.get(pair).is_none() {
            self.set(pair, value);
        }
    }

    /// Fills a slot only if it is empty.
    pub(super) fn offer(&mut self, slot: Slot, value: i32) {
        if self.get(slot).is_none() {
            self.set(slot, value);
        }
    }

    /// Adds every slot of `other`.
    pub(super) fn merge(&mut self, other: &Self) {
        let mut left = other.filled;
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            self.add(ALL[at], other.values[at]);
            left &= left - 1;
        }
    }
}

/// The slots in order.
pub(super) const ALL: [Slot; SLOTS] = [
    Slot::Year,
    Slot::Year2,
    Slot::Month,
    Slot::Month2,
    Slot::Day,
    Slot::Day2,
    Slot::Weekday,
    Slot::Ordinal,
    Slot::Number,
    Slot::Number2,
    Slot::Unit,
    Slot::Unit2,
    Slot::Shift,
    Slot::Mod,
    Slot::Season,
    Slot::Part,
    Slot::Hour,
    Slot::Minute,
    Slot::Second,
    Slot::Meridiem,
    Slot::Zone,
    Slot::Ref,
    Slot::Sign,
    Slot::Feast,
    Slot::Half,
];

/// The set of some classes; one that does not exist stops the build.
pub(super) const fn class_bits(names: &[&str]) -> u64 {
    let mut set = 0;
    let mut at = 0;
    while at < names.len() {
        let mut class = 0;
        while !same(CLASSES[class].0.as_bytes(), names[at].as_bytes()) {
            class += 1;
        }
        set |= 1 << class;
        at += 1;
    }
    set
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// Classes of tokens at least one of which every expression holds.
pub(super) const TRIGGERS: u64 = class_bits(&[
    "MONTH", "WEEKDAY", "WEEKDAYS", "UNIT", "UNITS", "SEASON", "PART", "PARTS", "DAYWORD", "REF", "DECADE",
    "SET", "YEAR", "MERIDIEM", "TRIGGER", "TENS", "LONG", "ZONE",
]);

/// The class of a word with a capital.
pub(super) const CAP: u64 = class_bits(&["CAP"]);
/// The class of every token.
pub(super) const ANY: u64 = class_bits(&["ANY"]);

/// The slot that each class fills, by the number of the class.
pub(super) const SLOT_OF: [Slot; 64] = {
    let mut slots = [Slot::Nothing; 64];
    let mut class = 0;
    while class < CLASSES.len() {
        slots[class] = CLASSES[class].1;
        class += 1;
    }
    slots
};
