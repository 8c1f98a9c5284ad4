//! What a corpus says against the rows of a list: rows of which it has no name, and names it mostly uses for something
//! else.

use super::uses::{Counts, Use, Uses};
use super::{Fault, fault};
use crate::gazetteer::image::Alias;
use crate::gazetteer::words::Classes;
use crate::gazetteer::{EntityRef, Gazetteer, builtin_words, fold};
use std::collections::{BTreeMap, BTreeSet};

/// A name must stand so often before its uses tell anything.
const LEAST: usize = 3;
/// Dead rows of one table that are told one by one.
const DEAD: usize = 10;

/// What is looked at, and how much of it is told.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// The first list that is looked at.
    pub first_list: u16,
    /// Articles of the corpus.
    pub articles: u64,
    /// Whether every dead row is told, however many there are.
    pub all_dead: bool,
}

/// The faults that only a corpus shows: by table and line, the dead rows last.
pub fn faults_beside(gazetteer: &Gazetteer, uses: &Uses<'_>, beside: Beside) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut alive = BTreeSet::new();
    for (entity, alias) in gazetteer.aliases().filter(|(entity, _)| entity.list >= beside.first_list) {
        let Some(counts) = uses.by_name.get(&(entity, alias.text())) else { continue };
        if counts.stands() {
            alive.insert(entity);
        }
        if let Some((problem, examples)) = wrong(gazetteer, entity, &alias, counts) {
            faults.push(Fault { examples, ..fault(gazetteer, entity, problem) });
        }
    }
    faults.sort();
    faults.dedup();
    faults.extend(dead(gazetteer, &alive, beside));
    faults
}

impl Counts {
    fn of(&self, of_use: Use) -> usize {
        self.counts[of_use as usize]
    }

    fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Whether it stands anywhere with its capitals.
    fn stands(&self) -> bool {
        self.total() > self.of(Use::Small)
    }
}

/// The use that most of a name's places have, if it is a wrong one. What a name on evidence is not taken for was settled
/// by the evidence; only where it is taken for a name can it be wrong.
fn wrong(
    gazetteer: &Gazetteer,
    entity: EntityRef,
    alias: &Alias<'_>,
    counts: &Counts,
) -> Option<(String, Vec<String>)> {
    let weak = alias.flags.is_weak();
    let taken = [Use::Accepted, Use::Beside, Use::Opening].into_iter().map(|of| counts.of(of)).sum();
    let total = if weak { taken } else { counts.total() };
    let kinds: &[(Use, &str)] = if weak {
        &[(Use::Beside, "next to another capitalised word: part of a longer name?")]
    } else {
        &[
            (Use::Small, "written small: an ordinary word? If so, put it into \"weak\""),
            (Use::Inside, "part of a longer name"),
            (Use::Beside, "next to another capitalised word: part of a longer name?"),
            (Use::OtherType, "read as another type; if rightly, put it into \"weak\""),
            (Use::Other, "read as another entity; if rightly, put it into \"weak\""),
            (Use::Rejected, "not taken for a name"),
            (Use::Opening, "the first word of a sentence: an ordinary word?"),
        ]
    };
    // Every name begins sentences now and then; only of a word that is written small too does it tell anything.
    let word =
        counts.of(Use::Small) > 0 || builtin_words().classes(fold::key(alias.text())).any(Classes::COMMON);
    let kinds = kinds.iter().filter(|(of_use, _)| *of_use != Use::Opening || word);
    let (of_use, said) = kinds.rev().max_by_key(|(of_use, _)| counts.of(*of_use))?;
    let count = counts.of(*of_use);
    if total < LEAST || count * 2 <= total {
        return None;
    }
    let id = gazetteer.entity(entity).id;
    let problem = format!("alias {:?} of {id}: {count} of {total} times {said}", alias.text());
    Some((problem, counts.examples[*of_use as usize].clone()))
}

/// Rows of which no name stands in the corpus; a table with many is told in one line.
fn dead(gazetteer: &Gazetteer, alive: &BTreeSet<EntityRef>, beside: Beside) -> Vec<Fault> {
    let mut by_table: BTreeMap<&str, (usize, Vec<EntityRef>)> = BTreeMap::new();
    for (of, entity) in gazetteer.entities().filter(|(of, _)| of.list >= beside.first_list) {
        let (rows, dead) = by_table.entry(entity.table).or_default();
        *rows += 1;
        if !alive.contains(&of) {
            dead.push(of);
        }
    }
    let told = |(rows, dead): (usize, Vec<EntityRef>)| {
        let articles = match beside.articles {
            1 => "1 article".to_owned(),
            many => format!("{many} articles"),
        };
        if beside.all_dead || dead.len() <= DEAD {
            let one = |of: &EntityRef| {
                let problem =
                    format!("no name of {} stands in the corpus ({articles})", gazetteer.entity(*of).id);
                fault(gazetteer, *of, problem)
            };
            return dead.iter().map(one).collect();
        }
        let problem = format!(
            "{} of {rows} rows have no name in the corpus ({articles}); list them with --dead",
            dead.len()
        );
        dead.first().map(|first| fault(gazetteer, *first, problem)).into_iter().collect::<Vec<_>>()
    };
    by_table.into_values().flat_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{entities, keywords};
    use crate::article::Article;
    use crate::gazetteer::{Cache, UserList};
    use crate::pipeline::{Pipeline, Rooms};
    use crate::read;
    use crate::report::lint::in_article;
    use crate::stopwords::Stopwords;

    fn pipeline(list: &str) -> (Pipeline, tempfile::TempDir) {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join("mine.tsv");
        std::fs::write(&path, list).expect("it can be written");
        let image = UserList { path, entity_type: None }.load(&Cache::off()).expect("the list is good");
        let pipeline = Pipeline {
            read: read::Options::default(),
            clean: false,
            duplicates: false,
            rooms: Rooms { names: true, dates: false, keywords: false },
            gazetteer: Gazetteer::builtin().with(image),
            names: entities::Options::default(),
            stopwords: Stopwords::builtin(),
            keywords: keywords::Options::default(),
        };
        (pipeline, folder)
    }

    fn told(list: &str, texts: &[&str]) -> Vec<String> {
        let (pipeline, _folder) = pipeline(list);
        let mut uses = Uses::default();
        for text in texts {
            let article = Article { id: "a".into(), text: (*text).to_owned(), ..Article::default() };
            uses.add(in_article(&pipeline.annotate(article), &pipeline.gazetteer, 1));
        }
        let beside = Beside { first_list: 1, articles: texts.len() as u64, all_dead: false };
        let faults = faults_beside(&pipeline.gazetteer, &uses, beside);
        faults.into_iter().map(|fault| format!("{}: {}", fault.line, fault.problem)).collect()
    }

    const PROSE: &str = "The harvest was good this year, and the village held a harvest fair. Farmers praised the \
                         harvest of oats. Ada Lovelace saw it.";

    #[test]
    fn a_name_that_texts_write_small_is_told() {
        let faults = told("name\ttype\nHarvest\torganisation\nAda Lovelace\tperson\n", &[PROSE]);
        assert_eq!(faults.len(), 2, "{faults:?}");
        let small = "2: alias \"Harvest\" of organisation/harvest: 3 of 3 times written small: an ordinary word? If \
                     so, put it into \"weak\"";
        assert_eq!(faults[0], small);
        // Written small it is no name, so the row is dead too.
        assert_eq!(faults[1], "2: no name of organisation/harvest stands in the corpus (1 article)");
    }

    #[test]
    fn a_row_that_the_corpus_names_is_alive() {
        assert_eq!(told("name\ttype\nAda Lovelace\tperson\n", &[PROSE]), [""; 0]);
    }

    #[test]
    fn many_dead_rows_are_one_line() {
        let rows =
            (0..12).map(|number| format!("Brekkhus{number} Ek\tperson\n")).collect::<Vec<_>>().concat();
        let faults = told(&format!("name\ttype\n{rows}"), &[PROSE]);
        assert_eq!(
            faults,
            ["2: 12 of 12 rows have no name in the corpus (1 article); list them with --dead"]
        );
    }
}
