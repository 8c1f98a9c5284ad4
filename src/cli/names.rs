//! Which names are known, and which mentions are kept.

use super::stop::Stop;
use clap::{Args, ValueEnum};
use newsnlp::annotate::entities;
use newsnlp::gazetteer::{Cache, EntityType, Gazetteer, UserList};
use newsnlp::report::article::Types;

/// The lists of names.
#[derive(Debug, Args)]
#[command(next_help_heading = "Names")]
pub struct ListArgs {
    /// Your own list: FILE, DIR or person=FILE; repeatable
    ///
    /// A table in the format of the built-in ones, as TSV or CSV with a header, or a plain list of names, one per line,
    /// as person=FILE, place=FILE or organisation=FILE. Your lists win over the built-in ones, later over earlier.
    #[arg(long, value_name = "[TYPE=]FILE|DIR")]
    pub gazetteer: Vec<String>,
    /// Leave the built-in lists out
    #[arg(long)]
    pub no_builtin: bool,
    /// Where compiled forms of large lists are kept: DIR or off
    ///
    /// A list of more than 64 KiB is compiled once and kept below the user's cache folder (~/.cache/newsnlp/lists, or where
    /// the system has it), so that later runs need not compile it again; a changed list is compiled anew. What cannot be
    /// written there is not kept.
    #[arg(long, value_name = "DIR|off", env = "NEWSNLP_LIST_CACHE", hide_env_values = true)]
    pub list_cache: Option<String>,
}

impl ListArgs {
    /// All lists together.
    pub fn load(&self) -> Result<Gazetteer, Stop> {
        let mut all = if self.no_builtin { Gazetteer::empty() } else { Gazetteer::builtin() };
        let cache = self.cache();
        let mut problems = Vec::new();
        for argument in &self.gazetteer {
            match UserList::from_argument(argument).load(&cache) {
                Ok(list) => all = all.with(list),
                Err(errors) => problems.extend(errors.iter().map(ToString::to_string)),
            }
        }
        if problems.is_empty() { Ok(all) } else { Err(Stop::Failed(problems)) }
    }

    /// Where compiled lists are kept.
    pub fn cache(&self) -> Cache {
        match self.list_cache.as_deref() {
            None | Some("") => Cache::of_user(),
            Some("off") => Cache::off(),
            Some(folder) => Cache::at(folder.into()),
        }
    }
}

/// Names and mentions.
#[derive(Debug, Args)]
#[command(next_help_heading = "Names")]
pub struct NamesArgs {
    #[command(flatten)]
    pub lists: ListArgs,
    /// Leave out every name that no list has
    #[arg(long)]
    pub known_only: bool,
    /// Only person, place, organisation or date; a list, repeatable
    ///
    /// Types not asked for are found all the same and then left out, so a mention never depends on this flag.
    #[arg(
        short = 't',
        long = "type",
        value_name = "TYPE",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    pub types: Vec<MentionType>,
    /// longest: mentions never overlap; all: names inside names too
    #[arg(
        long,
        value_name = "WHICH",
        default_value = "longest",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub overlaps: Overlaps,
}

/// A type of mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MentionType {
    /// People.
    Person,
    /// Places.
    Place,
    /// Organisations.
    #[value(alias = "organization")]
    Organisation,
    /// Dates.
    Date,
}

impl MentionType {
    /// The type of what lists hold; nothing for dates, which are in none.
    const fn listed(self) -> Option<EntityType> {
        match self {
            Self::Person => Some(EntityType::Person),
            Self::Place => Some(EntityType::Place),
            Self::Organisation => Some(EntityType::Organisation),
            Self::Date => None,
        }
    }
}

/// Types of what lists hold.
pub fn listed_types(types: &[MentionType]) -> Result<Vec<EntityType>, Stop> {
    let wrong =
        || Stop::at("--type \"date\"", "dates are in no list; expected person, place or organisation");
    types.iter().map(|wanted| wanted.listed().ok_or_else(wrong)).collect()
}

/// What happens to a name inside a longer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Overlaps {
    /// The longest name alone.
    Longest,
    /// Every name.
    All,
}

impl NamesArgs {
    /// All lists together.
    pub fn gazetteer(&self) -> Result<Gazetteer, Stop> {
        self.lists.load()
    }

    /// How names are found.
    pub fn options(&self) -> entities::Options {
        entities::Options {
            known_only: self.known_only,
            all_overlaps: self.all_overlaps(),
            ..entities::Options::default()
        }
    }

    /// Whether mentions may overlap.
    pub fn all_overlaps(&self) -> bool {
        self.overlaps == Overlaps::All
    }

    /// The types to keep: all, when none is named.
    pub fn types(&self) -> Types {
        if self.types.is_empty() {
            return Types::ALL;
        }
        let named = |wanted| self.types.contains(&wanted);
        Types {
            person: named(MentionType::Person),
            place: named(MentionType::Place),
            organisation: named(MentionType::Organisation),
            date: named(MentionType::Date),
        }
    }
}
