//! Page furniture in the tree of a page, told by general signals: the names its makers gave to elements, text that is
//! nothing but links, lines that repeat. What holds a good part of the page's prose is never pruned.

use super::super::plain;
use dom_query::{Document, NodeRef};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Words in names of elements, and words that lead lines of links.
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::parse(include_str!("furniture.tsv")));

#[derive(Default)]
struct Words {
    names: FxHashSet<&'static str>,
    leads: Vec<&'static str>,
}

impl Words {
    fn parse(table: &'static str) -> Self {
        let mut words = Self::default();
        let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
        for (kind, word) in rows.filter_map(|row| row.split_once('\t')) {
            match kind {
                "name" => {
                    words.names.insert(word);
                }
                _ => words.leads.push(word),
            }
        }
        words
    }
}

/// Elements that may be furniture as a whole.
const PRUNED: &str = "figcaption, nav, [class], [id]";
/// Share of a page's prose an element must not hold to be pruned.
const MOST_PROSE: f64 = 0.35;
/// A stretch of text with fewer bytes is a label, not prose.
pub(super) const PROSE: usize = 60;

/// Takes out elements whose class or id says that they are furniture.
pub(super) fn prune_named(document: &Document) {
    let whole = prose(&document.root());
    let mut pruned = 0;
    for node in document.select(PRUNED).nodes() {
        if !is_named(node) || !is_prunable(node) {
            continue;
        }
        let held = prose(node);
        if (pruned + held) as f64 > MOST_PROSE * whole as f64 {
            continue;
        }
        pruned += held;
        node.remove_from_parent();
    }
}

/// Bytes of running text within an element.
pub(super) fn prose(node: &NodeRef) -> usize {
    let texts = node.descendants_it().filter(NodeRef::is_text);
    let running = texts.filter(|text| {
        let parent = text.parent();
        !parent.is_some_and(|parent| {
            ["a", "script", "style", "noscript"].iter().any(|name| parent.has_name(name))
        })
    });
    running.map(|text| text.text().trim().len()).filter(|length| *length >= PROSE).sum()
}

fn is_prunable(node: &NodeRef) -> bool {
    let name = node.node_name();
    !matches!(
        name.as_deref(),
        Some("html" | "body" | "head" | "article" | "main" | "p" | "h1" | "meta" | "link" | "script") | None
    )
}

fn is_named(node: &NodeRef) -> bool {
    if node.has_name("figcaption") || node.has_name("nav") {
        return true;
    }
    let says =
        |name: &str| node.attr(name).is_some_and(|value| value.split_whitespace().any(is_furniture_name));
    says("class") || says("id")
}

/// `sdc-article-related-stories`, `photoCaption`, `most_read`: one of its words, or two joined, are in the table.
fn is_furniture_name(name: &str) -> bool {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut after_lower = false;
    for letter in name.chars() {
        if letter.is_uppercase() && after_lower {
            spaced.push(' ');
        }
        after_lower = letter.is_lowercase();
        spaced.push(if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { ' ' });
    }
    let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    words.iter().any(|word| WORDS.names.contains(word))
        || words.windows(2).any(|pair| WORDS.names.contains(pair.concat().as_str()))
}

/// Takes out blocks of the article that are nothing but links to others, and the label above them.
pub(super) fn prune_links(content: &NodeRef) {
    for name in ["ul", "ol", "div", "section", "table", "p", "li", "h2", "h3", "h4", "h5", "h6"] {
        for node in content.find_descendants(name) {
            if node.parent().is_some() && is_links(&node, name) {
                if let Some(label) = label_before(&node) {
                    label.remove_from_parent();
                }
                node.remove_from_parent();
            }
        }
    }
}

fn is_links(node: &NodeRef, name: &str) -> bool {
    let text = node.text();
    let length = letters(&text);
    if length == 0 {
        return false;
    }
    let links = node.find_descendants("a");
    let linked: usize = links.iter().map(|link| letters(&link.text())).sum();
    let share = linked as f64 / length as f64;
    let text = text.trim();
    let lead = led(text);
    match name {
        "ul" | "ol" | "table" if links.len() > 1 => {
            share > 0.75 || share > 0.4 && label_before(node).is_some_and(|label| led(label.text().trim()))
        }
        "div" | "section" => share > 0.8 && links.len() > 1,
        _ if lead => share > 0.5,
        "p" | "li" => {
            let words = text.split_whitespace().count();
            share > 0.9 && (4..40).contains(&words) && !text.ends_with(['.', '”', '"'])
        }
        _ => false,
    }
}

pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn led(text: &str) -> bool {
    let start: String = text.chars().take(40).flat_map(char::to_lowercase).collect();
    let start = start.trim_start_matches(|c: char| !c.is_alphanumeric());
    WORDS
        .leads
        .iter()
        .any(|lead| start.strip_prefix(lead).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// `Most read stories` above a list of links.
fn label_before<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let label = node.prev_element_sibling()?;
    let text = label.text();
    let text = text.trim();
    let is_heading = label.node_name().is_some_and(|name| name.len() == 2 && name.starts_with('h'));
    let short = text.split_whitespace().count() <= 6 && !text.ends_with(['.', '!', '?']);
    (short && (is_heading || text.ends_with(':'))).then_some(label)
}

/// Lines at the top and the end in which titles, bylines and dates may stand.
const TOP: usize = 8;

/// A label after the article (`Comments`, `Learn more`) has this many words at most.
const LABEL: usize = 3;

/// The text without lines that are the page's, not the article's: title, byline and date at the top, captions given
/// twice, labels at the end. What is left out at the top is shown to `each`.
pub(super) fn without_page_lines(text: &str, title: Option<&str>, mut each: impl FnMut(&str)) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let filled: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
    let end = filled.len() - filled.iter().rev().take(LABEL).take_while(|line| is_label(line)).count();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0_usize;
    for line in lines {
        if line.is_empty() {
            if !kept.is_empty() && !kept.ends_with("\n\n") {
                kept.push('\n');
            }
            continue;
        }
        let (before, after) = (at.checked_sub(1).and_then(|at| filled.get(at)), filled.get(at + 1));
        at += 1;
        let repeated = [before, after].contains(&Some(&line)) && line.split_whitespace().count() > LABEL;
        let at_edge = at <= TOP || at + 2 > end;
        let of_page = at_edge
            && (plain::below_headline(line).is_some() || title.is_some_and(|title| is_same(title, line)));
        if at > end || repeated || of_page {
            if at <= TOP {
                each(line);
            }
            continue;
        }
        kept.push_str(line);
        kept.push('\n');
    }
    if kept.len() < text.len() / 2 {
        // A list of repeats is what this article is.
        return text.trim().to_owned();
    }
    kept.truncate(kept.trim_end().len());
    kept
}

fn is_label(line: &str) -> bool {
    let ends_a_sentence = line.ends_with(|c: char| ".!?…。！？\"”’)»:".contains(c));
    !ends_a_sentence && line.split_whitespace().count() <= LABEL && !is_row(line)
}

/// `Gold: China`, `1 China 32`: a line of a table or a list, where `3 Comments` is a label.
fn is_row(line: &str) -> bool {
    let is_figure = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    line.contains(": ") || line.split_whitespace().skip(1).any(is_figure)
}

pub(super) fn is_same(title: &str, line: &str) -> bool {
    let bare = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    line.len() < 2 * title.len() + 20 && bare(title) == bare(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_elements_tell_furniture() {
        let furniture = [
            "related",
            "sdc-article-related-stories",
            "photoCaption",
            "most_read",
            "wp-caption-text",
            "Share",
        ];
        for name in furniture {
            assert!(is_furniture_name(name), "{name}");
        }
        for name in ["article-body", "shared", "header", "lead", "story", "adventure", "content"] {
            assert!(!is_furniture_name(name), "{name}");
        }
    }

    #[test]
    fn prose_is_never_pruned_for_its_name() {
        let prose = "It rained all night, and nobody in the town slept before the morning came at last. ";
        let html =
            format!("<body><div class=related><p>{prose}</p><p>{prose}</p></div><p>{prose}</p></body>");
        let document = Document::from(html.as_str());
        prune_named(&document);
        assert_eq!(document.select("p").length(), 3);
    }

    #[test]
    fn blocks_of_links_go_with_their_label() {
        let html = "<div id=x><p>It rained <a href=1>all night</a> in the town.</p><h3>Most read</h3>\
            <ul><li><a href=2>One story</a></li><li><a href=3>Another story</a></li></ul>\
            <p>Read more: <a href=4>The rain and what it means</a></p><p><a href=5>One more story of the day</a></p></div>";
        let document = Document::from(html);
        let content = document.select("#x");
        prune_links(&content.nodes()[0]);
        assert_eq!(document.formatted_text().trim(), "It rained all night in the town.");
    }

    #[test]
    fn lines_of_the_page_are_left_out() {
        let text = "A storm hits\n\nBy Jane Doe\n\nA broken tree in town.\n\nA broken tree in town.\n\nIt rained all night in \
            the town, and nobody slept.\n\nThen it stopped, and people came out of their houses.\n\nComments";
        let kept = "It rained all night in the town, and nobody slept.\n\nThen it stopped, and people came out of their houses.";
        assert_eq!(without_page_lines(text, Some("A Storm Hits"), |_| ()), kept);
        let rows = format!("{kept}\n\nGold: China\n\n1 China 32\n2 Mali 7");
        assert_eq!(without_page_lines(&format!("{rows}\n\n3 Comments"), None, |_| ()), rows);
        assert_eq!(
            without_page_lines("Same old song.\nSame old song.\n", None, |_| ()),
            "Same old song.\nSame old song."
        );
    }
}
