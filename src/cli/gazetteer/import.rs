//! `newsnlp gazetteer import`: lists of others as a list of one's own.
#![expect(clippy::doc_markdown, reason = "these comments are help, which shows marks as they stand")]

use crate::cli::messages::Messages;
use crate::cli::names::MentionType;
use crate::cli::output::Output;
use crate::cli::run::Tally;
use crate::cli::stop::{Stop, told};
use clap::{Args, ValueEnum};
use newsnlp::discover::Source;
use newsnlp::gazetteer::import::{
    self, Admin1Names, Classes, ColumnNames, Format, Import, ImportError, Imported,
};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Make a list of your own from GeoNames, Wikidata, a table or a list of another tool
///
/// Reads files of any size line by line, packed or not, and writes a TSV list to give with --gazetteer. Names that are
/// ordinary words are marked as needing evidence, codes and single letters dropped, ids made unique; "gazetteer lint"
/// tells what ambiguities are left. A line that cannot be used is one message, and the exit code is then 1.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ImportArgs {
    /// File to read, or - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// auto, geonames, wikidata, table, lst or patterns
    ///
    /// geonames: dump files of 19 columns (allCountries.txt, cities15000.txt). wikidata: JSON, one item per line, as in
    /// dumps. table: CSV or TSV with named columns. lst: GATE lists. patterns: spaCy's patterns.jsonl.
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    from: From,
    /// person, place or organisation: for rows that do not say
    #[arg(short = 't', long = "type", value_name = "TYPE", hide_possible_values = true)]
    entity_type: Option<MentionType>,
    /// Leave out places with fewer inhabitants
    ///
    /// Seas, rivers and mountains of GeoNames have none and stay.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    min_population: u32,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    dumps: DumpArgs,
}

/// Columns of a table.
#[derive(Debug, Args)]
#[command(next_help_heading = "Tables")]
#[expect(clippy::struct_field_names, reason = "fields are named as the flags are")]
struct TableArgs {
    /// Column with the name [name]
    #[arg(long, value_name = "NAME", default_value = "name", hide_default_value = true)]
    name_column: String,
    /// Column with other names, parted by | or ; [aliases]
    #[arg(long, value_name = "NAME", default_value = "aliases", hide_default_value = true)]
    aliases_column: String,
    /// Column that tells namesakes apart [id]
    #[arg(long, value_name = "NAME", default_value = "id", hide_default_value = true)]
    id_column: String,
    /// Column with person, place or organisation [type]
    #[arg(long, value_name = "NAME", default_value = "type", hide_default_value = true)]
    type_column: String,
    /// Column with the kind, such as party [kind]
    #[arg(long, value_name = "NAME", default_value = "kind", hide_default_value = true)]
    kind_column: String,
    /// Column with the country's code [country]
    #[arg(long, value_name = "NAME", default_value = "country", hide_default_value = true)]
    country_column: String,
}

/// Of dumps.
#[derive(Debug, Args)]
#[command(next_help_heading = "GeoNames and Wikidata")]
struct DumpArgs {
    /// GeoNames feature classes to take [A,P,H,L,T]
    #[arg(long, value_name = "LETTERS", value_delimiter = ',')]
    feature_classes: Vec<String>,
    /// admin1CodesASCII.txt of GeoNames: names of divisions
    #[arg(long, value_name = "FILE")]
    admin1_codes: Option<PathBuf>,
    /// More Wikidata classes: TSV of class, type, kind
    #[arg(long, value_name = "FILE")]
    classes: Option<PathBuf>,
    /// Language of Wikidata labels [en]
    #[arg(long, value_name = "CODE", default_value = "en", hide_default_value = true)]
    label_language: String,
}

/// A format, or what the file looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum From {
    Auto,
    Geonames,
    Wikidata,
    Table,
    Lst,
    Patterns,
}

const EXAMPLES: &str = "\
Examples:
  newsnlp gazetteer import cities15000.txt --min-population 50000 -o cities.tsv
  newsnlp gazetteer import latest-all.json.gz -o wikidata.tsv
  newsnlp gazetteer import staff.csv --name-column Name -t person -o staff.tsv
  newsnlp gazetteer lint staff.tsv";

impl ImportArgs {
    /// Runs the command.
    pub fn run(&self, messages: Messages) -> Result<Tally, Stop> {
        let place = self.file.display().to_string();
        let options = self.options()?;
        let source = if place == "-" { Source::Stdin } else { Source::File(self.file.clone()) };
        let import = Import::open(&source).map_err(|error| Stop::read(&place, &error))?;
        let format = self.format(import.first_line())?;
        let mut output = self.output.as_deref().map_or_else(|| Ok(Output::stdout()), Output::file)?;
        output.put(|out| writeln!(out, "{}", import::HEADER))?;
        let (mut rows, mut left_out, mut bad) = (0_u64, 0_u64, 0_u64);
        let read = import.run(format, &options, &mut |imported| {
            match imported {
                Imported::Row(row) => {
                    rows += 1;
                    return output.put(|out| writeln!(out, "{}", import::as_line(&row)));
                }
                Imported::LeftOut => left_out += 1,
                Imported::Bad { line, problem } => {
                    bad += 1;
                    Messages::error(format!("{place}:{line}: {problem}; skipped"));
                }
            }
            Ok(())
        });
        match read {
            Ok(()) => {}
            Err(ImportError::Sink(stop)) => return Err(stop),
            Err(ImportError::Read(error)) => {
                bad += 1;
                Messages::error(format!("{place}: cut off ({}); what came before was read", told(&error)));
            }
        }
        output.finish()?;
        messages.warn(format!("import: {rows} rows, {left_out} left out, {bad} bad"));
        Ok(Tally { read: rows, skipped: bad, ..Tally::default() })
    }

    fn format(&self, first: &str) -> Result<Format, Stop> {
        let format = match self.from {
            From::Auto => Format::of(&self.file, first),
            From::Geonames => Some(Format::GeoNames),
            From::Wikidata => Some(Format::Wikidata),
            From::Table => Some(Format::Table),
            From::Lst => Some(Format::Lst),
            From::Patterns => Some(Format::Patterns),
        };
        let place = self.file.display();
        format.ok_or_else(|| {
            Stop::at(
                place,
                "in no format that is known; name it with --from, or give names alone as --from lst",
            )
        })
    }

    fn options(&self) -> Result<import::Options, Stop> {
        let read =
            |path: &Path| std::fs::read_to_string(path).map_err(|error| Stop::read(path.display(), &error));
        let mut classes = Classes::default();
        if let Some(path) = &self.dumps.classes {
            classes
                .add(&read(path)?)
                .map_err(|(line, problem)| Stop::at(format!("{}:{line}", path.display()), problem))?;
        }
        let admin1 = self.dumps.admin1_codes.as_deref().map(read).transpose()?;
        let types = self.entity_type.map(|wanted| crate::cli::names::listed_types(&[wanted])).transpose()?;
        Ok(import::Options {
            entity_type: types.and_then(|types| types.first().copied()),
            columns: self.table.names(),
            min_population: self.min_population,
            feature_classes: self.dumps.feature_classes.concat().to_uppercase(),
            admin1: admin1.map(|text| Admin1Names::read(&text)).unwrap_or_default(),
            classes,
            language: self.dumps.label_language.clone(),
        })
    }
}

impl TableArgs {
    fn names(&self) -> ColumnNames {
        ColumnNames {
            name: self.name_column.clone(),
            aliases: self.aliases_column.clone(),
            id: self.id_column.clone(),
            entity_type: self.type_column.clone(),
            kind: self.kind_column.clone(),
            country: self.country_column.clone(),
            ..ColumnNames::default()
        }
    }
}
