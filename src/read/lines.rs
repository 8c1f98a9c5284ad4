//! A stream to its lines, one record each; blank ones are passed over, one longer than the limit is told and skipped.

use super::open::Input;
use super::{At, Body, Options, Piece, Problem};
use std::io::{self, BufRead};

/// Cuts JSON lines.
pub(super) struct Lines {
    input: Input,
    number: u64,
    limit: u64,
    ended: bool,
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
    End,
}

impl Lines {
    /// Cuts `input`, which is UTF-8 without mark.
    pub(super) fn new(input: Input, options: &Options) -> Self {
        Self { input, number: 0, limit: options.max_article_bytes, ended: false }
    }
}

impl Iterator for Lines {
    type Item = Result<Piece, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            let at = At::Line(self.number);
            match next_line(&mut self.input, self.limit) {
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => return Some(Err(Problem::too_large(at, self.limit))),
                Ok(Line::Whole(line)) if line.trim_ascii().is_empty() => {}
                Ok(Line::Whole(line)) => {
                    let (len, body) = (line.len(), Body::Record(line));
                    return Some(Ok(Piece { at, body, len }));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Problem::cut_off(&error, &format!("line {}", self.number))));
                }
            }
        }
        None
    }
}

fn next_line(input: &mut impl BufRead, limit: u64) -> io::Result<Line> {
    let mut line = Vec::new();
    let mut too_long = false;
    loop {
        let ready = input.fill_buf()?;
        let end = memchr::memchr(b'\n', ready);
        let part = &ready[..end.unwrap_or(ready.len())];
        if (line.len() + part.len()) as u64 > limit {
            too_long = true;
            line = Vec::new();
        } else if !too_long {
            line.extend_from_slice(part);
        }
        let (read, at_end) = (part.len() + usize::from(end.is_some()), ready.is_empty());
        input.consume(read);
        if end.is_none() && !at_end {
            continue;
        }
        return Ok(match (too_long, at_end && line.is_empty()) {
            (true, _) => Line::TooLong,
            (_, true) => Line::End,
            _ => Line::Whole(line),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn cut(text: &str, limit: u64) -> Vec<String> {
        let options = Options { max_article_bytes: limit, ..Options::default() };
        let input = io::BufReader::with_capacity(3, Cursor::new(text.to_owned()));
        Lines::new(Box::new(input), &options)
            .map(|piece| match piece {
                Ok(Piece { at: At::Line(at), body: Body::Record(line), .. }) => {
                    format!("{at} {}", String::from_utf8_lossy(&line))
                }
                Ok(_) => "?".into(),
                Err(problem) => problem.problem,
            })
            .collect()
    }

    #[test]
    fn lines_are_numbered_and_blank_ones_passed_over() {
        assert_eq!(cut("a\n\n \r\nbcdefgh\r\nc", 99), ["1 a", "4 bcdefgh\r", "5 c"]);
        assert!(cut("", 99).is_empty());
        assert_eq!(cut("\n\n", 99), Vec::<String>::new());
    }

    #[test]
    fn a_line_longer_than_the_limit_is_told_and_the_next_one_read() {
        let told = "larger than 4 bytes; skipped (raise --max-article-size)";
        assert_eq!(cut("aaaaaaaaa\nbbbb\nccccc", 4), [told, "2 bbbb", told]);
    }
}
