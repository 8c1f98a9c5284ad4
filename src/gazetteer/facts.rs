//! What decides between readings and between namesakes, in four bytes beside each name of a list, so that no entity
//! need be opened for it.

use super::EntityType;
use super::row::Row;

/// Inhabitants below which a town's name alone is too little: most such names are also somebody's or something's.
const SMALL: u32 = 100_000;

/// A set of facts about a listed entity, and its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    bits: u16,
    country: CountryCode,
}

/// ISO 3166-1 alpha-2; two zero bytes for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code as written in a list: nothing, or two letters.
    pub(super) fn new(code: &str) -> Self {
        let code = code.as_bytes();
        Self([code.first().copied().unwrap_or(0), code.get(1).copied().unwrap_or(0)])
    }

    /// Whether no country is given.
    pub fn is_none(self) -> bool {
        self.0[0] == 0
    }
}

impl Facts {
    /// Two bits hold the entity type.
    const TYPE: u16 = 3;
    /// A sovereign state.
    pub const COUNTRY: u16 = 1 << 2;
    /// A dependent territory.
    pub const TERRITORY: u16 = 1 << 3;
    /// A country, a territory, a continent, or another place of the table of countries: one that plays under its own name.
    pub const NATIONAL: u16 = 1 << 4;
    /// A continent.
    pub const CONTINENT: u16 = 1 << 5;
    /// The capital of a country.
    pub const CAPITAL: u16 = 1 << 6;
    /// A first-level division.
    pub const DIVISION: u16 = 1 << 7;
    /// An ocean or a sea.
    pub const SEA: u16 = 1 << 8;
    /// A town, a county or a division: what has a team.
    pub const TOWN: u16 = 1 << 9;
    /// A town or county so small that its name needs evidence.
    pub const SMALL_PLACE: u16 = 1 << 10;

    /// The facts of a row of this table.
    pub(super) fn of(row: &Row, table: &str) -> Self {
        let mut bits = row.entity_type().unwrap_or(EntityType::Organisation) as u16;
        bits |= match row.kind.as_str() {
            "country" => Self::COUNTRY | Self::NATIONAL,
            "territory" => Self::TERRITORY | Self::NATIONAL,
            "continent" => Self::CONTINENT | Self::NATIONAL,
            "capital" => Self::CAPITAL | Self::TOWN,
            "admin1" => Self::DIVISION | Self::TOWN,
            "ocean" | "sea" => Self::SEA,
            "city" | "district" | "admin2" if row.population < SMALL => Self::TOWN | Self::SMALL_PLACE,
            "city" | "district" | "admin2" => Self::TOWN,
            _ => 0,
        };
        if table.ends_with("countries.tsv") {
            bits |= Self::NATIONAL;
        }
        Self { bits, country: CountryCode::new(&row.country) }
    }

    pub(super) const fn from_bytes([low, high, first, second]: [u8; 4]) -> Self {
        Self { bits: u16::from_le_bytes([low, high]), country: CountryCode([first, second]) }
    }

    pub(super) const fn to_bytes(self) -> [u8; 4] {
        let [low, high] = self.bits.to_le_bytes();
        let CountryCode([first, second]) = self.country;
        [low, high, first, second]
    }

    /// Person, place or organisation.
    pub const fn entity_type(self) -> EntityType {
        EntityType::from_number((self.bits & Self::TYPE) as u8)
    }

    /// The country it belongs to.
    pub const fn country(self) -> CountryCode {
        self.country
    }

    /// Whether any of these holds.
    pub const fn is(self, any: u16) -> bool {
        self.bits & any != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_kept_in_four_bytes() {
        let row = Row {
            id: "place/bangor-us".into(),
            kind: "city".into(),
            country: "US".into(),
            population: 31_753,
            ..Row::default()
        };
        let facts = Facts::of(&row, "gazetteer/places/cities.tsv");
        let back = Facts::from_bytes(facts.to_bytes());
        assert_eq!(back, facts);
        assert_eq!(back.entity_type(), EntityType::Place);
        assert!(back.is(Facts::TOWN) && back.is(Facts::SMALL_PLACE) && !back.is(Facts::NATIONAL));
        assert_eq!(back.country(), CountryCode::new("US"));
        assert!(CountryCode::new("").is_none());
    }
}
