//! A whole page as text: the article is the run of lines with the greatest sum of scores; inside it, menus, teasers
//! and labels go. In: the lines. Out: which of them are article. Found on pages of a public benchmark, no site by name.

use super::lines::{self, Line};
use super::phrases::{self, Mark};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A line with a closing mark gains this, and this more per word, up to the most.
const PROSE: (f32, f32, f32) = (0.5, 0.12, 7.0);
/// What a line loses for being a label, for standing on the page twice, for its phrases.
const LABEL: f32 = -1.0;
const COPY: f32 = -1.5;
const PHRASE: f32 = -3.0;
/// What is left of a sentence's gain among comments.
const COMMENT: f32 = 0.0;
/// Words of prose outside the article for each inside it, at most: teasers, comments, related stories.
const MOST_OUTSIDE: usize = 4;
/// Labels in a row inside the article that are a menu.
const MENU: usize = 5;

/// Which lines of a page are article; nothing when no run of lines reads like one.
pub(super) fn article(lines: &[Line<'_>]) -> Option<Vec<bool>> {
    let copies = lines::copies(lines);
    let notices: Vec<bool> =
        lines.iter().map(|line| line.words < 40 && phrases::is_notice(line.text)).collect();
    let mut scores: Vec<f32> =
        (0..lines.len()).map(|at| score(&lines[at], copies[at], notices[at])).collect();
    let comments = comments(lines);
    if let Some(first) = comments {
        for score in &mut scores[first.saturating_sub(1)..] {
            *score = if *score > 0.0 { *score * COMMENT } else { *score };
        }
    }
    let run = best_run(&scores);
    let prose = lines[run.clone()].iter().filter(|line| line.is_prose()).count();
    let words: usize = lines[run.clone()].iter().filter(|line| line.closed).map(|line| line.words).sum();
    if prose < 2 && words < 40 {
        return None;
    }
    // Many texts in one file, lists between them: to keep the best alone would lose most of what is said.
    let outside = lines[..comments.unwrap_or(lines.len())].iter().enumerate();
    let outside =
        outside.filter(|(at, line)| !run.contains(at) && line.is_prose()).map(|(_, line)| line.words);
    if outside.sum::<usize>() > MOST_OUTSIDE * words {
        return None;
    }
    let mut keep = vec![false; lines.len()];
    keep[run.clone()].fill(true);
    drop_labels(lines, &copies, &notices, run.clone(), &mut keep);
    keep_headline(lines, run.start, &mut keep);
    Some(keep)
}

fn score(line: &Line<'_>, copies: u32, notice: bool) -> f32 {
    let words = line.words as f32;
    let (base, per_word, most) = PROSE;
    let mut score = match (line.closed, line.words) {
        (true, 8..) => (base + per_word * words).min(most),
        (true, 4..) => 0.3,
        (true, _) => -0.1,
        (false, 25..) => (per_word * words).min(most),
        (false, 12..) if line.has_colon() => 0.5,
        (false, 12..) => -0.2,
        (false, _) if line.has_colon() => LABEL / 2.0,
        (false, _) => LABEL,
    };
    if copies > 1 {
        score = score.min(0.0) + COPY;
    }
    score
        + match line.mark {
            // An advert in the midst of an article does not end it.
            Some(Mark::Label) => LABEL / 2.0,
            Some(Mark::Tail) => PHRASE,
            None if notice && line.words < 25 => PHRASE,
            None if notice => PHRASE / 2.0,
            None => 0.0,
        }
}

/// The run of lines with the greatest sum.
fn best_run(scores: &[f32]) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0.0);
    let (mut start, mut sum) = (0, 0.0f32);
    for (at, score) in scores.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (at, 0.0);
        }
        sum += score;
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    best
}

/// The line at which readers' comments start: short lines with a date and a clock time, again and again, behind prose.
fn comments(lines: &[Line<'_>]) -> Option<usize> {
    const NEAR: std::ops::RangeInclusive<usize> = 2..=15;
    let stamps: Vec<usize> = (0..lines.len()).filter(|&at| is_stamp(&lines[at])).collect();
    let first = stamps.windows(3).find(|three| {
        let near = NEAR.contains(&(three[1] - three[0])) && NEAR.contains(&(three[2] - three[1]));
        let before = &lines[three[0].saturating_sub(15)..three[0]];
        let between = &lines[three[0]..three[2]];
        near && before.iter().any(Line::is_prose) && between.iter().any(|line| line.closed)
    })?;
    Some(first[0])
}

/// `November 19, 2019 at 6:34 am`, `2 days ago at 07:52`: a clock time and another figure.
fn is_stamp(line: &Line<'_>) -> bool {
    if line.words >= 16 || !line.has_digit() {
        return false;
    }
    let bytes = line.text.as_bytes();
    let clock = (1..bytes.len().saturating_sub(2)).find(|&at| {
        bytes[at] == b':'
            && bytes[at - 1].is_ascii_digit()
            && bytes[at + 1].is_ascii_digit()
            && bytes[at + 2].is_ascii_digit()
    });
    clock.is_some_and(|at| {
        let figure = |bytes: &[u8]| bytes.iter().any(u8::is_ascii_digit);
        figure(&bytes[..at.saturating_sub(2)]) || figure(&bytes[at + 3..])
    })
}

fn is_label(line: &Line<'_>) -> bool {
    line.words < 18 && !line.closed && !line.has_colon()
}

/// Drops from the run what is no article: menus, teasers under their heading, labels, second copies.
fn drop_labels(lines: &[Line<'_>], copies: &[u32], notices: &[bool], run: Range<usize>, keep: &mut [bool]) {
    let mut seen = FxHashSet::default();
    let mut at = run.start;
    while at < run.end {
        let length = lines[at..run.end].iter().take_while(|line| is_label(line)).count();
        let list = at > run.start && lines[at - 1].has_colon();
        let figures = lines[at..at + length].iter().filter(|l| l.words > 2 && l.has_digit()).count();
        let menu = length >= MENU && !list && figures * 2 < length;
        keep[at..at + length].fill(!menu);
        at += length.max(1);
    }
    for at in run.clone() {
        let line = &lines[at];
        let phrase = line.mark.is_some() || notices[at] && line.words < 25;
        let copy = copies[at] > 1 && (line.words < 12 || !seen.insert(line.text));
        let stray = !line.closed && line.words < 2 && !line.has_colon();
        if phrase || copy || stray || is_credit(line) || is_stamp(line) {
            keep[at] = false;
        }
    }
    let mut at = run.start;
    while at < run.end {
        let mut next = at + 1;
        if lines[at].mark == Some(Mark::Tail) {
            next += lines[next..run.end].iter().take_while(|line| !line.closed && line.words < 25).count();
            keep[at..next].fill(false);
        }
        at = next;
    }
}

/// `By Jane Doe`, `Photo: Getty Images`: who made it.
fn is_credit(line: &Line<'_>) -> bool {
    super::light::is_byline(line) || line.words <= 8 && !line.closed && has_credit(line.text)
}

fn has_credit(text: &str) -> bool {
    [
        "Photo:",
        "Photo by",
        "Image:",
        "Credit:",
        "Getty Images",
        "AP Photo",
        "Foto:",
        "Fotos:",
        "Photograph:",
        "Reuters)",
        "/AFP",
        "/AP",
        "/Reuters",
        "Crédit",
        "Фото",
    ]
    .iter()
    .any(|credit| text.contains(credit))
}

/// Whether a line lists sections: `Home > World > Europe`, `Lebanon | Live updates | Pictures`.
fn is_menu(text: &str) -> bool {
    [" | ", " > ", " › ", " » ", " · "].iter().any(|mark| text.contains(mark))
}

fn longest_head(lines: &[Line<'_>]) -> Option<usize> {
    let reads = |line: &Line<'_>| {
        let caption = line.text.ends_with(')');
        (4..=30).contains(&line.words)
            && !line.closed
            && line.mark.is_none()
            && !caption
            && !is_menu(line.text)
    };
    let heads = lines.iter().enumerate().filter(|(_, line)| reads(line));
    heads.max_by_key(|(_, line)| line.words).map(|(at, _)| at)
}

/// Keeps the headline: the line nearest before the article that the page's title starts with, else the title; where a
/// page begins with its menu, the line before the article that says most without being a sentence.
fn keep_headline(lines: &[Line<'_>], start: usize, keep: &mut [bool]) {
    let title = lines[0].text;
    let heads = |line: &Line<'_>| line.words >= 3 && line.text.len() >= 15 && title.starts_with(line.text);
    let inside = lines[start..].iter().take(4).position(heads).map(|at| start + at);
    let before = || (1..start).rev().find(|&at| heads(&lines[at]));
    let titled = lines[0].words >= 4 && !is_menu(title);
    let headline = inside.or_else(before).or(titled.then_some(0)).or_else(|| longest_head(&lines[..start]));
    if let Some(at) = headline {
        keep[at] = true;
    }
}
