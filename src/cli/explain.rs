//! `newsnlp explain`: why each mention was found, and what else it could have been.

use super::input::{InputArgs, ReadingArgs, default_path};
use super::messages::Messages;
use super::names::NamesArgs;
use super::output::{OutputArgs, Printer, TextArgs, no_rows};
use super::run::{Run, Tally, pipeline};
use super::stop::Stop;
use clap::Args;
use newsnlp::article::Article;
use newsnlp::pipeline::{Annotated, Pipeline, Rooms};
use newsnlp::read;
use newsnlp::report::article::Parts;
use newsnlp::report::explain::{Explained, ExplainedArticle, ListedRow, Scores, explain};
use newsnlp::report::json;
use newsnlp::report::sheet::{Content, Form, View};
use newsnlp::report::table::Look;
use newsnlp::report::text::{Item, clean, fill};
use std::fmt::Write as _;
use std::path::Path;

/// Tell why each mention was found, and what else it could have been
///
/// TEXT is a sentence or two; the name of a file or folder reads that. For each mention: the row that lists it, or the
/// rule that found it and the day a relative date was reckoned from; other listed entities of the same name; what else
/// was found in its place and gave way.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, mut_arg("format", no_rows))]
pub struct ExplainArgs {
    /// Text to explain, or files, folders, or - for standard input
    #[arg(value_name = "TEXT|PATH")]
    what: Vec<String>,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    names: NamesArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    text: TextArgs,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp explain 'Georgia beat Jordan last week' --published 2024-06-10
  newsnlp explain corpus/ -t place
  newsnlp explain 'Washington said on Monday' -f json";

/// What the user gave.
enum What {
    Text(String),
    Paths(Vec<std::path::PathBuf>),
}

impl ExplainArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let rooms = Rooms { names: true, dates: true, keywords: false };
        let input = InputArgs::of(&self.reading);
        let mut pipeline = pipeline(&input, Some(&self.names), rooms)?;
        pipeline.names.weighed = true;
        let form = self.output.form(messages)?;
        if !matches!(form, Form::Table(_) | Form::Json | Form::JsonLines) {
            return Err(Stop::at("--format", "explain writes table, json or jsonl"));
        }
        let mut printer = Printer::new(form, Content::Articles(View::Entities), self.output.open()?);
        let parts = self.parts();
        let make = |done: Annotated| piece(&explain(&done, &pipeline.gazetteer, &parts), form);
        let tally = match self.what(messages)? {
            What::Text(text) => {
                printer.push(&make(pipeline.annotate(Self::article(&text, &pipeline)))?)?;
                Tally::default()
            }
            What::Paths(paths) => {
                let input = InputArgs { paths, ..input }.open(messages, self.output.results().as_ref())?;
                let to_terminal = self.output.to_terminal();
                Run { pipeline: &pipeline, input, messages, to_terminal }
                    .articles(make, |piece| printer.push(&piece))?
            }
        };
        printer.finish()?;
        Ok(tally)
    }

    fn parts(&self) -> Parts {
        Parts {
            types: self.names.types(),
            all_overlaps: self.names.all_overlaps(),
            offsets: self.text.offsets.get(),
            ..Parts::NONE
        }
    }

    /// Paths where every argument is one, else a text.
    fn what(&self, messages: Messages) -> Result<What, Stop> {
        if self.what.is_empty() {
            return Ok(What::Paths(vec![default_path(messages)?]));
        }
        let is_path = |argument: &String| argument == "-" || Path::new(argument).exists();
        if self.what.iter().all(is_path) {
            return Ok(What::Paths(self.what.iter().map(Into::into).collect()));
        }
        let text = self.what.join(" ");
        if looks_like_path(&text) {
            return Err(Stop::at(text, "no such file or folder"));
        }
        Ok(What::Text(text))
    }

    fn article(text: &str, pipeline: &Pipeline) -> Article {
        Article {
            id: "text".into(),
            source: "TEXT".into(),
            published: pipeline.read.published,
            language: pipeline.read.language,
            text: text.to_owned(),
            ..Article::default()
        }
    }
}

/// Whether what is no file was meant to be one: `page.html`, `./page`, `corpus/page`; not `AC/DC`, `10/11/2020`.
fn looks_like_path(text: &str) -> bool {
    let path = Path::new(text);
    let in_a_folder = || path.parent().is_some_and(|folder| folder.parent().is_some() && folder.is_dir());
    let told = ["/", "./", "../"].iter().any(|start| text.starts_with(start)) || read::has_known_ending(path);
    !text.contains(char::is_whitespace) && (told || in_a_folder())
}

fn piece(article: &ExplainedArticle, form: Form) -> Result<Vec<u8>, Stop> {
    let mut out = Vec::new();
    let written = match form {
        Form::Table(look) => return Ok(shown(article, look).into_bytes()),
        Form::JsonLines => json::write_line(article, &mut out),
        _ => json::write(article, &mut out),
    };
    written.map_err(|error| Stop::write("memory", &error))?;
    Ok(out)
}

fn shown(article: &ExplainedArticle, look: Look) -> String {
    let mut out = look.heading(&clean(&article.id));
    let about = [article.published.as_deref(), article.language.as_deref()];
    let about: Vec<_> = about.into_iter().flatten().collect();
    if !about.is_empty() {
        let _ = write!(out, "  {}", look.faint(&about.join("  ")));
    }
    out.push('\n');
    for mention in &article.mentions {
        one(&mut out, mention, look);
    }
    if article.mentions.is_empty() {
        let _ = writeln!(out, "  {}", look.faint("nothing found"));
    }
    out.push('\n');
    out
}

fn one(out: &mut String, mention: &Explained, look: Look) {
    let place = look.faint(&format!("{}-{}", mention.start, mention.end));
    let entity = mention.entity.as_deref().unwrap_or("not resolved");
    let _ = writeln!(
        out,
        "  {}  {}  {entity}  {place}",
        look.heading(&clean(&mention.text)),
        look.label(&mention.kind)
    );
    let mut say = |label: &str, what: &str| {
        let words: Vec<_> = what.split(' ').map(Item::plain).collect();
        for (number, line) in fill(&words, " ", look.width.saturating_sub(16)).iter().enumerate() {
            let label = if number == 0 { label } else { "" };
            let _ = writeln!(out, "    {}{line}", look.faint(&format!("{label:11}")));
        }
    };
    let via = mention.via.as_str();
    match (&mention.listed, &mention.rule) {
        (Some(listed), _) => say(via, &row(listed)),
        (None, Some(rule)) => {
            let anchor =
                mention.anchor.as_deref().map_or_else(String::new, |anchor| format!(", from {anchor}"));
            say(via, &format!("{rule}{anchor}"));
        }
        (None, None) => say(via, "in no list"),
    }
    if let Some(other) = &mention.alternative {
        say("or", &format!("{other}; nothing tells the order of day and month"));
    }
    if let Some(scores) = &mention.scores {
        let signs: Vec<_> = mention.evidence.iter().map(|e| format!("{} {:+}", e.sign, e.weight)).collect();
        say("evidence", &signs.join(" · "));
        let Scores { person, place, organisation } = scores;
        say("scores", &format!("person {person} · place {place} · organisation {organisation}"));
    }
    for group in not_meant(&mention.others) {
        let labels = std::iter::once("not").chain(std::iter::repeat(""));
        labels.zip(&group).for_each(|(label, line)| say(label, line));
    }
    mention.over.iter().for_each(|other| say("over", other));
}

/// Namesakes shown that lost for one reason.
const SHOWN: usize = 3;

/// What else was not meant, by the reason, a line for each: the likeliest of those, how many more there are, the reason.
fn not_meant(others: &[ListedRow]) -> Vec<Vec<String>> {
    let mut groups: Vec<(Option<&str>, Vec<&ListedRow>)> = Vec::new();
    for other in others {
        match groups.iter_mut().find(|(lost, _)| *lost == other.lost) {
            Some((_, rows)) => rows.push(other),
            None => groups.push((other.lost, vec![other])),
        }
    }
    let lines = |(lost, rows): (Option<&str>, Vec<&ListedRow>)| {
        let lost = lost.map(|lost| format!("lost: {lost}"));
        if let ([only], Some(lost)) = (&rows[..], &lost) {
            return vec![format!("{} · {lost}", row(only))];
        }
        let shown = rows.iter().take(SHOWN).map(|other| row(other));
        let more = rows.len().checked_sub(SHOWN + 1).map(|more| format!("and {} more", more + 1));
        shown.chain(more).chain(lost).collect()
    };
    groups.into_iter().map(lines).collect()
}

/// `Georgia (admin1, US) · gazetteer/places/admin1.tsv:1116 · as "Georgia state" · on evidence only`
fn row(listed: &ListedRow) -> String {
    let kind = Some(listed.kind.as_str()).filter(|kind| !kind.is_empty());
    let about = [kind, listed.admin1.as_deref(), listed.country.as_deref()];
    let about: Vec<_> = about.into_iter().flatten().collect();
    let mut row = listed.name.clone();
    if !about.is_empty() {
        let _ = write!(row, " ({})", about.join(", "));
    }
    let _ = write!(row, " · {}", listed.row);
    if let Some(alias) = listed.alias.as_ref().filter(|alias| **alias != listed.name) {
        let _ = write!(row, " · as {alias:?}");
    }
    if listed.needs_context {
        row.push_str(" · where the text tells a place");
    } else if listed.needs_evidence {
        row.push_str(" · on evidence only");
    }
    clean(&row)
}
