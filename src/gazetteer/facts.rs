//! What decides between readings and between namesakes, in eight bytes beside each name of a list, so that no entity
//! need be opened for it.

use super::EntityType;
use super::fold;
use super::row::Row;

/// Inhabitants below which a town's name alone is too little: most such names are also somebody's or something's.
const SMALL: u32 = 100_000;

/// A set of facts about a listed entity, and its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    bits: u16,
    country: CountryCode,
    division: u32,
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

    /// Whether it is this code.
    pub fn is(self, code: &str) -> bool {
        code.as_bytes() == self.0
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
    /// A region: `Midwest`, and the counties of Britain.
    pub const REGION: u16 = 1 << 11;
    /// A company or a bank.
    pub const COMPANY: u16 = 1 << 12;
    /// Somebody of business.
    pub const BUSINESS: u16 = 1 << 13;
    /// Somebody of sport.
    pub const SPORTS: u16 = 1 << 14;
    /// A team.
    pub const TEAM: u16 = 1 << 15;

    /// The facts of a row, which may be of the table of countries.
    pub(crate) fn of(row: &Row, of_countries: bool) -> Self {
        let mut bits = row.entity_type().unwrap_or(EntityType::Organisation) as u16;
        bits |= match row.kind.as_str() {
            "country" => Self::COUNTRY | Self::NATIONAL,
            "territory" => Self::TERRITORY | Self::NATIONAL,
            "continent" => Self::CONTINENT | Self::NATIONAL,
            "capital" => Self::CAPITAL | Self::TOWN,
            "admin1" => Self::DIVISION | Self::TOWN,
            "ocean" | "sea" => Self::SEA,
            "company" | "bank" => Self::COMPANY,
            "business" => Self::BUSINESS,
            "athlete" | "coach" => Self::SPORTS,
            "team" | "club" => Self::TEAM,
            // The counties of Britain are regions of a country.
            "region" if row.country.is_empty() => Self::REGION,
            "region" => Self::REGION | Self::TOWN,
            "city" | "district" | "admin2" if row.population < SMALL => Self::TOWN | Self::SMALL_PLACE,
            "city" | "district" | "admin2" => Self::TOWN,
            _ => 0,
        };
        if of_countries {
            bits |= Self::NATIONAL;
        }
        let division = if row.kind == "admin1" { &row.name } else { &row.admin1 };
        let division = if division.is_empty() { 0 } else { (fold::key(division) >> 32) as u32 | 1 };
        Self { bits, country: CountryCode::new(&row.country), division }
    }

    pub(super) const fn from_bytes(bytes: [u8; 8]) -> Self {
        let [low, high, first, second, division @ ..] = bytes;
        let bits = u16::from_le_bytes([low, high]);
        Self { bits, country: CountryCode([first, second]), division: u32::from_le_bytes(division) }
    }

    pub(super) const fn to_bytes(self) -> [u8; 8] {
        let [low, high] = self.bits.to_le_bytes();
        let CountryCode([first, second]) = self.country;
        let [a, b, c, d] = self.division.to_le_bytes();
        [low, high, first, second, a, b, c, d]
    }

    /// Person, place or organisation.
    pub const fn entity_type(self) -> EntityType {
        EntityType::from_number((self.bits & Self::TYPE) as u8)
    }

    /// The country it belongs to.
    pub const fn country(self) -> CountryCode {
        self.country
    }

    /// A number for the first-level division it is, or lies in: the same for the same name; 0 for none.
    pub const fn division(self) -> u32 {
        self.division
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
    fn are_kept_in_eight_bytes() {
        let row = Row {
            id: "place/bangor-us".into(),
            kind: "city".into(),
            country: "US".into(),
            admin1: "Maine".into(),
            population: 31_753,
            ..Row::default()
        };
        let facts = Facts::of(&row, false);
        let back = Facts::from_bytes(facts.to_bytes());
        assert_eq!(back, facts);
        assert_eq!(back.entity_type(), EntityType::Place);
        assert!(back.is(Facts::TOWN) && back.is(Facts::SMALL_PLACE) && !back.is(Facts::NATIONAL));
        assert_eq!(back.country(), CountryCode::new("US"));
        let maine = Row { name: "Maine".into(), kind: "admin1".into(), ..Row::default() };
        assert_eq!(back.division(), Facts::of(&maine, false).division());
        assert!(CountryCode::new("").is_none());
    }
}
