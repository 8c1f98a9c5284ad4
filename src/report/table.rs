//! Records as tables for a person: an article is a heading and what it names, a corpus is a ranking. Lines fit the
//! width, numbers stand right-aligned, and no control character of a text reaches the terminal.

use super::record::{ArticleRecord, CorpusEntity, CorpusKeyword, EntityRecord, MentionRecord};
use super::shown::Shown;
use super::text::{Item, clean, flow, width_of};
use super::timeline::told;
use anstyle::{AnsiColor, Style};
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table};
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// How wide a table may be, and whether it may use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colours and bold are written.
    pub colour: bool,
}

const HEADING: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const LABEL: Style = AnsiColor::Cyan.on_default();
/// Types in the order tables show them, with the heading each has.
const TYPES: &[(&str, &str)] =
    &[("person", "people"), ("place", "places"), ("organisation", "organisations"), ("date", "dates")];
/// Columns that headings of types take.
const LABEL_WIDTH: usize = 15;
/// The longest bar, and the columns it leaves to everything else.
const BAR: usize = 24;
const OTHER_COLUMNS: usize = 64;

impl Look {
    /// `text` in a style, if there is colour.
    pub fn paint(self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// A title line.
    pub fn heading(self, text: &str) -> String {
        self.paint(HEADING, text)
    }

    /// What matters less.
    pub fn faint(self, text: &str) -> String {
        self.paint(FAINT, text)
    }

    /// What names a line.
    pub fn label(self, text: &str) -> String {
        self.paint(LABEL, text)
    }
}

/// An article's entities, by type, the commonest first.
pub fn entities(record: &ArticleRecord<'_>, look: Look) -> String {
    let mut out = article_heading(record, look);
    let mentions: &[MentionRecord<'_>] = record.mentions.as_deref().unwrap_or_default();
    let written = first_written(mentions);
    let names = Shown::of(record.entities.iter().flatten().map(|entity| entity.name.as_ref()));
    for &(kind, label) in TYPES {
        let of_kind = record.entities.iter().flatten().filter(|entity| entity.kind == kind);
        let mut items: Vec<Item> = of_kind
            .map(|entity| item(entity, &names, written.get(entity.id.as_ref()).copied(), look))
            .collect();
        let open = mentions.iter().filter(|mention| mention.kind == kind && mention.entity.is_none());
        items.extend(open.map(|mention| Item::plain(&format!("{} = ?", clean(&mention.text)))));
        if !items.is_empty() {
            block(&mut out, label, &items, look);
        }
    }
    if mentions.is_empty() {
        let _ = writeln!(out, "  {}", look.faint("nothing found"));
    }
    out.push('\n');
    out
}

/// What stands under articles that name somebody no list has.
pub fn legend(look: Look) -> String {
    look.faint("* in no list") + "\n"
}

/// How each entity is first written in the text.
fn first_written<'m>(mentions: &'m [MentionRecord<'_>]) -> FxHashMap<&'m str, &'m str> {
    let mut written = FxHashMap::default();
    for mention in mentions {
        if let Some(entity) = mention.entity.as_deref() {
            written.entry(entity).or_insert(mention.text.as_ref());
        }
    }
    written
}

fn item(entity: &EntityRecord<'_>, names: &Shown<'_>, written: Option<&str>, look: Look) -> Item {
    let mut shown = if entity.known == Some(true) { names.name(&entity.name) } else { clean(&entity.name) };
    if let (true, Some(written)) = (entity.kind == "date" && written != Some(&entity.name), written) {
        shown = format!("{} = {}", clean(written), entity.name);
    }
    if entity.known == Some(false) {
        shown.push('*');
    }
    let mut item = Item::plain(&shown);
    if entity.count > 1 {
        let count = format!(" ×{}", entity.count);
        item.push(&count, &look.faint(&count));
    }
    item
}

fn block(out: &mut String, label: &str, items: &[Item], look: Look) {
    let mut lines = flow(items, look.width.saturating_sub(LABEL_WIDTH + 2)).into_iter();
    let first = lines.next().unwrap_or_default();
    let padding = " ".repeat(LABEL_WIDTH.saturating_sub(width_of(label)));
    let _ = writeln!(out, "  {}{padding}{first}", look.label(label));
    for line in lines {
        let _ = writeln!(out, "  {:LABEL_WIDTH$}{line}", "");
    }
}

/// `id  date  language`, and the title under it.
fn article_heading(record: &ArticleRecord<'_>, look: Look) -> String {
    let about = [record.published.as_deref(), record.language.as_deref()];
    let about: Vec<_> = about.into_iter().flatten().collect();
    let mut out = look.heading(&clean(&record.id));
    if !about.is_empty() {
        let _ = write!(out, "  {}", look.faint(&about.join("  ")));
    }
    out.push('\n');
    if let Some(title) = &record.title {
        let words: Vec<_> = clean(title).split(' ').map(Item::plain).collect();
        for line in super::text::fill(&words, " ", look.width.saturating_sub(2)) {
            let _ = writeln!(out, "  {line}");
        }
    }
    out
}

/// An article's best keywords.
pub fn keywords(record: &ArticleRecord<'_>, look: Look) -> String {
    let mut out = article_heading(record, look);
    let keywords = record.keywords.as_deref().unwrap_or_default();
    if keywords.is_empty() {
        let _ = writeln!(out, "  {}\n", look.faint("nothing found"));
        return out;
    }
    let most = keywords.iter().map(|keyword| keyword.score).fold(0.0, f64::max);
    let mut table = grid(&["rank", "term", "count", "score", ""], &[0, 2, 3], 1, look);
    for (rank, keyword) in (1..).zip(keywords) {
        table.add_row([
            number(rank),
            Cell::new(clean(&keyword.term)),
            number(keyword.count),
            score(keyword.score),
            bar(keyword.score, most, look),
        ]);
    }
    out + &printed(&table, look) + "\n"
}

/// An article's sentences, one after the other, their tokens apart.
pub fn tokens(record: &ArticleRecord<'_>, look: Look) -> String {
    let mut out = article_heading(record, look);
    let sentences = record.sentences.as_deref().unwrap_or_default();
    let digits = sentences.len().to_string().len();
    for (number, sentence) in (1..).zip(sentences) {
        let tokens: Vec<_> = sentence.tokens.iter().map(|token| Item::plain(&clean(&token.text))).collect();
        let lines = super::text::fill(&tokens, " ", look.width.saturating_sub(digits + 4));
        for (at, line) in lines.iter().enumerate() {
            let number = if at == 0 { number.to_string() } else { String::new() };
            let _ = writeln!(out, "  {}  {line}", look.faint(&format!("{number:>digits$}")));
        }
    }
    out.push('\n');
    out
}

/// The corpus' entities, ranked.
pub fn corpus_entities(entities: &[CorpusEntity<'_>], look: Look) -> String {
    if entities.is_empty() {
        return look.faint("nothing found") + "\n";
    }
    let most = entities.iter().map(|entity| entity.count).max().unwrap_or_default();
    let names = Shown::of(entities.iter().map(|entity| entity.name.as_ref()));
    let mut table = grid(&["rank", "type", "name", "count", "articles", ""], &[0, 3, 4], 2, look);
    for (rank, entity) in (1..).zip(entities) {
        let name = match entity.known {
            _ if entity.kind == "date" => told(&entity.name),
            Some(false) => clean(&entity.name) + "*",
            _ => names.name(&entity.name),
        };
        table.add_row([
            number(rank),
            Cell::new(&entity.kind),
            Cell::new(name),
            number(entity.count),
            number(entity.articles),
            bar(entity.count as f64, most as f64, look),
        ]);
    }
    let marked = entities.iter().any(|entity| entity.known == Some(false));
    printed(&table, look) + &if marked { format!("\n{}", legend(look)) } else { String::new() }
}

/// The corpus' dates, in calendar order.
pub fn timeline(dates: &[CorpusEntity<'_>], look: Look) -> String {
    if dates.is_empty() {
        return look.faint("nothing found") + "\n";
    }
    let most = dates.iter().map(|date| date.count).max().unwrap_or_default();
    let mut table = grid(&["date", "count", "articles", ""], &[1, 2], 0, look);
    for date in dates {
        let bar = bar(date.count as f64, most as f64, look);
        table.add_row([Cell::new(told(&date.name)), number(date.count), number(date.articles), bar]);
    }
    printed(&table, look)
}

/// The corpus' keywords, ranked.
pub fn corpus_keywords(keywords: &[CorpusKeyword], look: Look) -> String {
    if keywords.is_empty() {
        return look.faint("nothing found") + "\n";
    }
    let most = keywords.iter().map(|keyword| keyword.score).fold(0.0, f64::max);
    let mut table = grid(&["rank", "term", "count", "articles", "score", ""], &[0, 2, 3, 4], 1, look);
    for (rank, keyword) in (1..).zip(keywords) {
        table.add_row([
            number(rank),
            Cell::new(clean(&keyword.term)),
            number(keyword.count),
            number(keyword.articles),
            score(keyword.score),
            bar(keyword.score, most, look),
        ]);
    }
    printed(&table, look)
}

/// An empty table without lines: the columns `numbers` right-aligned, the column `wraps` alone broken where the width
/// asks for it.
pub fn grid(header: &[&str], numbers: &[usize], wraps: usize, look: Look) -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(look.width.saturating_sub(1)).unwrap_or(u16::MAX));
    table.set_header(header.iter().copied());
    for column in table.column_iter_mut() {
        if numbers.contains(&column.index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if column.index != wraps {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table
}

/// A table as text, a line end after its last line and no blanks before any.
pub fn printed(table: &Table, look: Look) -> String {
    let mut out = String::new();
    for (number, line) in table.lines().enumerate() {
        let line = line.trim_end();
        let _ = match number {
            0 => writeln!(out, " {}", look.faint(line)),
            _ => writeln!(out, " {line}"),
        };
    }
    out
}

/// A number as a cell.
pub fn number(number: usize) -> Cell {
    Cell::new(number)
}

fn score(score: f64) -> Cell {
    Cell::new(format!("{score:.4}"))
}

/// A bar as long as `part` is of `whole`, in eighths of a character.
fn bar(part: f64, whole: f64, look: Look) -> Cell {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if whole <= 0.0 || part <= 0.0 {
        return Cell::new("");
    }
    let longest = look.width.saturating_sub(OTHER_COLUMNS).min(BAR);
    #[expect(clippy::cast_sign_loss, reason = "both are above nothing")]
    let eighths = ((part / whole).min(1.0) * (longest * 8) as f64).round() as usize;
    Cell::new("█".repeat(eighths / 8) + EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    const LOOK: Look = Look { width: 60, colour: false };

    fn entity(kind: &'static str, name: &'static str, count: usize, known: bool) -> EntityRecord<'static> {
        EntityRecord {
            id: Cow::Owned(format!("{kind}/{name}")),
            kind: Cow::Borrowed(kind),
            name: Cow::Borrowed(name),
            count,
            known: (kind != "date").then_some(known),
            lat: None,
            lon: None,
            country: None,
            geonames: None,
        }
    }

    #[test]
    fn an_article_is_a_heading_and_its_entities_by_type() {
        let mention = MentionRecord {
            start: 0,
            end: 10,
            text: "January 17".into(),
            kind: "date".into(),
            entity: Some("date/2021-01-17".into()),
            via: "grammar".into(),
            value: None,
            timex: None,
            modifier: None,
        };
        let record = ArticleRecord {
            id: "navalny".into(),
            title: Some("A title\u{1b}[31m".into()),
            published: Some("2021-02-10".into()),
            language: Some("en".into()),
            entities: Some(vec![
                entity("person", "Alexei Navalny", 9, true),
                entity("place", "Moscow", 1, true),
                entity("person", "Ada Novice", 1, false),
                entity("date", "2021-01-17", 1, true),
            ]),
            mentions: Some(vec![mention]),
            ..ArticleRecord::default()
        };
        let expected = "navalny  2021-02-10  en\n  A title [31m\n\
            \x20 people         Alexei Navalny ×9 · Ada Novice*\n\
            \x20 places         Moscow\n\
            \x20 dates          January 17 = 2021-01-17\n\n";
        assert_eq!(entities(&record, LOOK), expected);
    }

    #[test]
    fn numbers_stand_right_aligned_and_lines_fit() {
        let keyword = |term: &str, count| CorpusKeyword {
            term: term.into(),
            stem: term.into(),
            count,
            articles: 1,
            score: count as f64 / 200.0,
        };
        let table = corpus_keywords(&[keyword("protest", 120), keyword("police", 7)], LOOK);
        let lines: Vec<_> = table.lines().collect();
        assert!(lines.iter().all(|line| width_of(line) <= LOOK.width), "{table}");
        let end = |line: &str, number: &str| line.find(number).expect("it is there") + number.len();
        assert_eq!(end(lines[1], " 120"), end(lines[2], " 7"), "{table}");
    }
}
