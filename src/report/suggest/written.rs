//! Suggestions as a table to read, as rows to count with, and as rows of a user list to paste.

use super::Suggestion;
use crate::report::csv::{self, Dialect};
use crate::report::table::Look;
use crate::report::text::{clean, width_of};
use std::borrow::Cow;
use std::fmt::Write;

const COLUMNS: &[&str] =
    &["rank", "name", "type", "count", "articles", "found", "aliases", "context_1", "context_2", "context_3"];
const LIST: &[&str] = &["name", "type", "aliases", "match", "note"];

/// For a person: each name with where it stands.
pub fn as_table(suggestions: &[Suggestion], look: Look) -> String {
    if suggestions.is_empty() {
        return look.faint("no name that is in no list") + "\n";
    }
    let names = suggestions.iter().map(|name| width_of(&clean(&name.name))).max().unwrap_or_default().min(40);
    let mut out = String::new();
    for (rank, name) in (1..).zip(suggestions) {
        let shown = clean(&name.name);
        let padding = " ".repeat(names.saturating_sub(width_of(&shown)));
        let kind = format!("{}{}", name.kind, if name.found { "" } else { "?" });
        let counts = format!("{} in {}", name.count, articles(name.articles));
        let _ = writeln!(
            out,
            "{rank:4}  {}{padding}  {}{counts}",
            look.heading(&shown),
            look.label(&format!("{kind:15}"))
        );
        if !name.aliases.is_empty() {
            let _ = writeln!(out, "      {}", look.faint(&format!("also {}", name.aliases.join(", "))));
        }
        for context in &name.contexts {
            let _ = writeln!(out, "      {}", fit(&context.text, look.width.saturating_sub(6)));
        }
    }
    if suggestions.iter().any(|name| !name.found) {
        let _ = writeln!(out, "{}", look.faint("? too little around it: entities leaves it out"));
    }
    out
}

fn articles(count: usize) -> String {
    if count == 1 { "1 article".into() } else { format!("{count} articles") }
}

/// A context cut to the width: the name stays in sight.
fn fit(context: &str, width: usize) -> String {
    let total = context.chars().count();
    if total <= width {
        return context.to_owned();
    }
    let name = context.chars().position(|c| c == '[').unwrap_or(0);
    let start = name.saturating_sub(width / 3).min(total - width);
    let mut kept: Vec<char> = context.chars().skip(start).take(width).collect();
    if start > 0 {
        kept[0] = '…';
    }
    if start + width < total
        && let Some(last) = kept.last_mut()
    {
        *last = '…';
    }
    kept.into_iter().collect()
}

/// One row per name, with its counts and contexts.
pub fn as_rows(suggestions: &[Suggestion], dialect: Dialect) -> Vec<u8> {
    let mut rows = csv::Rows::new(dialect).under(COLUMNS);
    for (rank, name) in (1_usize..).zip(suggestions) {
        let mut cells: Vec<Cow<'_, str>> = vec![
            rank.to_string().into(),
            name.name.as_str().into(),
            name.kind.into(),
            name.count.to_string().into(),
            name.articles.to_string().into(),
            name.found.to_string().into(),
            name.aliases.join("|").into(),
        ];
        cells.extend((0..3).map(|at| name.contexts.get(at).map_or("", |context| &context.text).into()));
        rows.push(cells);
    }
    rows.finish()
}

/// Rows of a user list. The note tells how often the name was seen; a list that is read again passes it over.
pub fn as_list(suggestions: &[Suggestion]) -> String {
    let mut out = LIST.join("\t") + "\n";
    for name in suggestions {
        let evidence = if name.ambiguous { "evidence" } else { "" };
        let note = format!("{} in {}", name.count, articles(name.articles));
        let cells = [name.name.as_str(), name.kind, &name.aliases.join("|"), evidence, &note];
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::row::read_tsv;

    fn suggestion(name: &str, ambiguous: bool) -> Suggestion {
        Suggestion {
            name: name.into(),
            kind: "person",
            count: 3,
            articles: 1,
            found: true,
            types: [("person", 3)].into(),
            aliases: vec!["Å. Brekkhus".into()],
            ambiguous,
            contexts: Vec::new(),
        }
    }

    #[test]
    fn a_list_can_be_read_back() {
        let list = as_list(&[suggestion("Åse Brekkhus", false), suggestion("Page", true)]);
        let (rows, errors) = read_tsv(&list, None);
        assert_eq!(errors, []);
        assert_eq!(rows[0].id, "person/ase-brekkhus");
        assert_eq!(rows[0].aliases, ["Å. Brekkhus"]);
        assert!(!rows[0].evidence && rows[1].evidence);
        assert_eq!(rows[0].note, "3 in 1 article");
    }

    #[test]
    fn a_long_context_keeps_the_name_in_sight() {
        let context = format!("…{} [Åse] {}…", "word ".repeat(9), "more ".repeat(9));
        let fitted = fit(&context, 40);
        assert!(fitted.chars().count() == 40 && fitted.contains("[Åse]"), "{fitted}");
        assert!(fitted.starts_with('…') && fitted.ends_with('…'), "{fitted}");
        assert_eq!(fit("[Åse]", 40), "[Åse]");
    }
}
