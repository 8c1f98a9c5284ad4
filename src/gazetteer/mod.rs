//! The curated list of entities and their aliases.

/// The kinds of entity a gazetteer lists.
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
    /// The name reports use, and the first part of ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
        }
    }
}
