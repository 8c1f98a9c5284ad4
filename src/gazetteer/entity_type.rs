//! The kinds of entity a gazetteer lists.

/// Person, place or organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityType {
    /// A human being.
    Person,
    /// A location.
    Place,
    /// A body that acts: a government, party, company, club, agency.
    Organisation,
}

impl EntityType {
    /// All three, in the order reports list them.
    pub const ALL: [Self; 3] = [Self::Person, Self::Place, Self::Organisation];

    /// The name reports use, and the first part of ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
        }
    }

    /// The type of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entity_type| entity_type.as_str() == name)
    }

    pub(super) const fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Person,
            1 => Self::Place,
            _ => Self::Organisation,
        }
    }
}
