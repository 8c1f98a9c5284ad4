//! Whether a page has a shape its parser can take: nesting, attributes and tags in numbers that pages have, counted over
//! the source in one pass. Beyond them parsing takes time and memory out of all proportion.

/// Elements open at once.
const DEEPEST: usize = 2_000;
/// Attributes of one tag.
const ATTRIBUTES: usize = 500;
/// Tags of a page.
const TAGS: usize = 300_000;

/// Elements that have no end, or whose end need not be written.
const NOT_COUNTED: &[&str] = &[
    "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "frame", "head", "hr",
    "html", "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "path", "rp", "rt",
    "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "use", "wbr",
];

/// The error says what there is too much of.
pub(super) fn check(html: &str) -> Result<(), String> {
    let bytes = html.as_bytes();
    let (mut depth, mut tags) = (0_usize, 0);
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found + 1;
        tags += 1;
        if tags > TAGS {
            return Err(format!("a page of more than {TAGS} tags"));
        }
        let tag = &bytes[at..];
        if tag.starts_with(b"!--") {
            at += memchr::memmem::find(tag, b"-->").unwrap_or(tag.len());
            continue;
        }
        let (is_end, name) = match tag.strip_prefix(b"/") {
            Some(rest) => (true, name(rest)),
            None => (false, name(tag)),
        };
        if name.is_empty() {
            continue;
        }
        let lower = String::from_utf8_lossy(name).to_ascii_lowercase();
        let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
        let inner = &tag[..end];
        if memchr::memchr_iter(b'=', inner).count() > ATTRIBUTES && is_attributes(inner) {
            return Err(format!("a tag of more than {ATTRIBUTES} attributes"));
        }
        at += end;
        if matches!(lower.as_str(), "script" | "style") && !is_end {
            at += end_of(&bytes[at..], &lower);
        } else if is_end {
            depth = depth.saturating_sub(usize::from(!NOT_COUNTED.contains(&lower.as_str())));
        } else if !inner.ends_with(b"/") && !NOT_COUNTED.contains(&lower.as_str()) {
            depth += 1;
            if depth > DEEPEST {
                return Err(format!("elements nested more than {DEEPEST} deep"));
            }
        }
    }
    Ok(())
}

fn name(tag: &[u8]) -> &[u8] {
    if !tag.first().is_some_and(u8::is_ascii_alphabetic) {
        return &[];
    }
    let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte));
    &tag[..end.unwrap_or(tag.len())]
}

/// Whether the equals signs are those of attributes, and not of a long address or text in quotes.
fn is_attributes(inner: &[u8]) -> bool {
    let mut quote = None;
    let mut outside = 0;
    for byte in inner {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => outside += 1,
            _ => {}
        }
    }
    outside > ATTRIBUTES
}

/// Where the element ends whose text is no markup.
fn end_of(bytes: &[u8], name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
        at += found;
        let rest = &bytes[at + 2..];
        if rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_pass_and_monsters_do_not() {
        let cases = [
            ("<p>".repeat(9999), None),
            ("<div></div><br><img src=x>".repeat(9999), None),
            ("<svg/>".repeat(9999), None),
            ("<!-- <div> -->".repeat(9999), None),
            (format!("<script>{}</script><p>", "'<div>'".repeat(9999)), None),
            (format!("<a href=\"?{}\">", "a=b&".repeat(9999)), None),
            ("<div>".repeat(9999), Some("elements nested more than 2000 deep")),
            (format!("<p {}>", "a=1 ".repeat(999)), Some("a tag of more than 500 attributes")),
            ("<".repeat(400_000), Some("a page of more than 300000 tags")),
        ];
        for (html, problem) in cases {
            assert_eq!(check(&html).err().as_deref(), problem, "{}", &html[..html.len().min(40)]);
        }
    }
}
