//! A stream to its JSON objects: the elements of an array, or objects one after the other over any number of lines.

use super::open::Input;
use super::{At, Body, Options, Piece, Problem};
use std::io::{self, BufRead};

/// Cuts a JSON array, or objects that follow each other.
pub(super) struct Values {
    input: Input,
    index: u64,
    limit: u64,
    ended: bool,
}

enum Value {
    Whole(Vec<u8>),
    TooLarge,
    /// Neither an object nor what may stand between objects.
    Stray(u8),
    End,
}

impl Values {
    /// Cuts `input`, which is UTF-8 without mark.
    pub(super) fn new(input: Input, options: &Options) -> Self {
        Self { input, index: 0, limit: options.max_article_bytes, ended: false }
    }

    fn problem(&mut self, at: At, problem: String) -> Problem {
        self.ended = true;
        Problem { at, problem }
    }
}

impl Iterator for Values {
    type Item = Result<Piece, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let at = At::Index(self.index);
        self.index += 1;
        Some(match next_value(&mut self.input, self.limit) {
            Ok(Value::End) => {
                self.ended = true;
                return None;
            }
            Ok(Value::Whole(value)) => {
                let (len, body) = (value.len(), Body::Record(value));
                Ok(Piece { at, body, len })
            }
            Ok(Value::TooLarge) => Err(Problem::too_large(at, self.limit)),
            Ok(Value::Stray(byte)) => {
                let found = char::from(byte).escape_default();
                let told = format!(
                    "not valid JSON: \"{found}\" where a record {{...}} is wanted; the rest is skipped"
                );
                Err(self.problem(at, told))
            }
            Err(error) => {
                self.ended = true;
                Err(Problem::cut_off(&error, &format!("record {}", self.index)))
            }
        })
    }
}

fn next_value(input: &mut impl BufRead, limit: u64) -> io::Result<Value> {
    loop {
        let ready = input.fill_buf()?;
        let Some(&first) = ready.first() else {
            return Ok(Value::End);
        };
        match first {
            b'{' => return object(input, limit),
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[' | b']' => input.consume(1),
            stray => return Ok(Value::Stray(stray)),
        }
    }
}

/// From `{` to its `}`.
fn object(input: &mut impl BufRead, limit: u64) -> io::Result<Value> {
    let mut value = Vec::new();
    let mut too_large = false;
    let mut scan = Scan::default();
    loop {
        let ready = input.fill_buf()?;
        if ready.is_empty() {
            let ended = io::ErrorKind::UnexpectedEof;
            return Err(io::Error::new(ended, "the file ends within a record"));
        }
        let end = scan.end(ready);
        let part = &ready[..end.unwrap_or(ready.len())];
        if (value.len() + part.len()) as u64 > limit {
            too_large = true;
            value = Vec::new();
        } else if !too_large {
            value.extend_from_slice(part);
        }
        let read = part.len();
        input.consume(read);
        if end.is_some() {
            return Ok(if too_large { Value::TooLarge } else { Value::Whole(value) });
        }
    }
}

/// Where in an object we are.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// One past the byte that ends the object, if it is among these.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if self.escaped {
                self.escaped = false;
            } else if self.in_string {
                let skipped = memchr::memchr2(b'"', b'\\', &bytes[at..])?;
                at += skipped;
                self.in_string = bytes[at] != b'"';
                self.escaped = self.in_string;
            } else {
                match byte {
                    b'"' => self.in_string = true,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' => {
                        self.depth -= 1;
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
            }
            at += 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn cut(text: &str, capacity: usize) -> Vec<String> {
        let options = Options { max_article_bytes: 30, ..Options::default() };
        let input = io::BufReader::with_capacity(capacity, Cursor::new(text.to_owned()));
        Values::new(Box::new(input), &options)
            .map(|piece| match piece {
                Ok(Piece { body: Body::Record(value), .. }) => String::from_utf8_lossy(&value).into_owned(),
                Ok(_) => "?".into(),
                Err(problem) => problem.problem,
            })
            .collect()
    }

    #[test]
    fn objects_are_cut_wherever_the_buffer_ends() {
        let text = "\n[ {\"a\": \"}\\\"{\"},\n {\n\"b\": [{}, {}]} , {}]\n";
        for capacity in 1..40 {
            assert_eq!(
                cut(text, capacity),
                ["{\"a\": \"}\\\"{\"}", "{\n\"b\": [{}, {}]}", "{}"],
                "{capacity}"
            );
        }
    }

    #[test]
    fn what_is_no_object_ends_the_cutting_with_a_word() {
        let cases = [
            ("[1]", "not valid JSON: \"1\" where a record {...} is wanted; the rest is skipped"),
            ("{\"a\": ", "cut off at record 1 (the file ends within a record); what came before was read"),
        ];
        for (text, problem) in cases {
            assert_eq!(cut(text, 8), [problem], "{text}");
        }
        let large = format!("[{{\"a\": \"{}\"}}, {{}}]", "x".repeat(40));
        let told = "larger than 30 bytes; skipped (raise --max-article-size)";
        assert_eq!(cut(&large, 8), [told, "{}"]);
    }
}
