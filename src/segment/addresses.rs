//! Web and e-mail addresses in a chunk. In: text, a range of it without white space. Out: the first address in the
//! range. Closing marks at the end of an address belong to the sentence, not to it.

use super::TokenKind;
use memchr::memmem;
use std::ops::Range;

/// Endings that make `name.ending/path` a web address without a scheme.
const ENDINGS: &[&str] = &[
    "at", "au", "be", "biz", "br", "ca", "ch", "cn", "co", "com", "cz", "de", "dk", "edu", "es", "eu", "fi",
    "fr", "gov", "gr", "hu", "ie", "il", "in", "info", "int", "io", "it", "jp", "kr", "ly", "me", "mil",
    "mx", "net", "nl", "no", "nz", "org", "pl", "pt", "ro", "ru", "se", "tr", "tv", "ua", "uk", "us", "za",
];

/// The first address in `range`, with its kind.
pub(super) fn first(text: &str, range: Range<usize>) -> Option<(Range<usize>, TokenKind)> {
    let bytes = &text.as_bytes()[..range.end];
    let web = web(text, range.clone()).map(|at| (at, TokenKind::Url));
    let limit = web.as_ref().map_or(range.end, |(at, _)| at.start);
    email(bytes, range.start..limit).map(|at| (at, TokenKind::Email)).or(web)
}

fn web(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let chunk = &text.as_bytes()[range.clone()];
    let start = schemed(chunk).into_iter().chain(bare(chunk)).min()? + range.start;
    let stop = |c: char| c.is_whitespace() || "\"<>`|“”«»、。，）".contains(c);
    let end = text[start..range.end].find(stop).map_or(range.end, |at| start + at);
    let end = without_closing_marks(text.as_bytes(), start, end);
    (end > start).then_some(start..end)
}

/// Where `scheme://` starts.
fn schemed(chunk: &[u8]) -> Option<usize> {
    memmem::find_iter(chunk, b"://").find_map(|at| {
        let letters = chunk[..at].iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
        let more = chunk.get(at + 3).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 128);
        (matches!(letters, 2..=8) && more).then_some(at - letters)
    })
}

/// Where `www.name` or `name.com/path` starts.
fn bare(chunk: &[u8]) -> Option<usize> {
    let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let mut at = 0;
    while at < chunk.len() {
        let length = chunk[at..].iter().take_while(|b| part(b)).count();
        let host = &chunk[at..at + length];
        let skipped = host.iter().take_while(|b| !b.is_ascii_alphanumeric()).count();
        let host = &host[skipped..];
        let path = chunk.get(at + length) == Some(&b'/');
        if host.get(..4).is_some_and(|www| www.eq_ignore_ascii_case(b"www."))
            && host.get(4).is_some_and(u8::is_ascii_alphanumeric)
            || path && known_host(host)
        {
            return Some(at + skipped);
        }
        at += length + 1;
    }
    None
}

fn known_host(host: &[u8]) -> bool {
    let Some(dot) = host.iter().rposition(|&b| b == b'.') else {
        return false;
    };
    let ending = &host[dot + 1..];
    dot > 0 && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known.as_bytes()))
}

/// Leaves out marks that close the sentence or a bracket opened before the address.
fn without_closing_marks(bytes: &[u8], start: usize, mut end: usize) -> usize {
    let mut open = 0i64;
    for byte in &bytes[start..end] {
        open += i64::from(*byte == b'(') - i64::from(*byte == b')');
    }
    while end > start {
        match bytes[end - 1] {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b']' | b'}' | b'*' => end -= 1,
            b')' if open < 0 => {
                open += 1;
                end -= 1;
            }
            _ => match quote_length(&bytes[start..end]) {
                0 => break,
                length => end -= length,
            },
        }
    }
    end
}

/// Bytes of a closing curly quote, guillemet or ellipsis at the end.
fn quote_length(bytes: &[u8]) -> usize {
    ["”", "’", "…", "»", "“"].iter().find(|q| bytes.ends_with(q.as_bytes())).map_or(0, |q| q.len())
}

fn email(bytes: &[u8], range: Range<usize>) -> Option<Range<usize>> {
    let mut from = range.start;
    loop {
        let sign = from + memchr::memchr(b'@', &bytes[from..range.end])?;
        let local = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
        let left = bytes[from..sign].iter().rev().take_while(local).count();
        let mut start = sign - left;
        while start < sign && !bytes[start].is_ascii_alphanumeric() {
            start += 1;
        }
        let host = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
        let mut end = sign + 1 + bytes[sign + 1..range.end].iter().take_while(host).count();
        while end > sign + 1 && !bytes[end - 1].is_ascii_alphanumeric() {
            end -= 1;
        }
        if start < sign && named_domain(&bytes[sign + 1..end]) {
            return Some(start..end);
        }
        from = sign + 1;
    }
}

fn named_domain(host: &[u8]) -> bool {
    host.iter().rposition(|&b| b == b'.').is_some_and(|dot| {
        let ending = &host[dot + 1..];
        dot > 0 && ending.len() >= 2 && ending.iter().all(u8::is_ascii_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_addresses_without_the_marks_around_them() {
        let cases = [
            ("(https://example.org/a_(b).", "https://example.org/a_(b)"),
            ("http://t.co/x!”", "http://t.co/x"),
            ("www.un.org,", "www.un.org"),
            ("bbc.co.uk/news;", "bbc.co.uk/news"),
            ("<jo.do+x@mail.example.com>.", "jo.do+x@mail.example.com"),
            ("mailto:a@b.org", "a@b.org"),
        ];
        for (text, expected) in cases {
            let found = first(text, 0..text.len()).map(|(at, _)| &text[at]);
            assert_eq!(found, Some(expected), "{text}");
        }
    }

    #[test]
    fn leaves_other_text_alone() {
        for text in ["and/or", "LIVE/", "@handle", "a@b", "Amazon.com", "1/2.5/3", "://", "x://"] {
            assert_eq!(first(text, 0..text.len()), None, "{text}");
        }
    }
}
