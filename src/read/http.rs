//! HTTP responses as archives hold them: header, status and the page as it was before it was sent.

use super::open;
use crate::discover::told;
use std::io::Read;

/// Names and values of a header, names in lower case.
#[derive(Default)]
pub(super) struct Header(Vec<(String, String)>);

impl Header {
    /// The header in this block.
    fn of(block: &[u8]) -> Self {
        let mut header = Self::default();
        block.split(|byte| *byte == b'\n').for_each(|line| header.push(line));
        header
    }

    /// Takes in a line; one without a colon is none.
    pub(super) fn push(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        if let Some((name, value)) = line.split_once(':') {
            self.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    /// The value of this name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name)?;
        Some(found.1.as_str())
    }
}

/// Whether this content type is that of a page.
pub(super) fn is_html(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml")
}

/// Header and body of an HTTP response.
pub(super) fn split_response(bytes: &[u8]) -> Option<(Header, &str, &[u8])> {
    let (end, gap) = match memchr::memmem::find(bytes, b"\r\n\r\n") {
        Some(end) => (end, 4),
        None => (memchr::memmem::find(bytes, b"\n\n")?, 2),
    };
    let line = bytes[..end].split(|byte| *byte == b'\n').next()?;
    let status = std::str::from_utf8(line).ok()?.split_whitespace().nth(1)?;
    Some((Header::of(&bytes[..end]), status, &bytes[end + gap..]))
}

/// Whether this response is a page, and not an error, a redirect or a picture.
pub(super) fn is_page(response: &[u8]) -> bool {
    split_response(response).is_some_and(|(header, status, body)| {
        status == "200" && header.get("content-type").is_none_or(is_html) && !body.is_empty()
    })
}

/// The page as it was before it was sent: out of its chunks, unpacked.
pub(super) fn body_of(header: &Header, body: &[u8], limit: u64) -> Result<Vec<u8>, String> {
    let chunked = header.get("transfer-encoding").is_some_and(|how| how.contains("chunked"));
    let joined = if chunked { out_of_chunks(body) } else { None };
    let body = joined.as_deref().unwrap_or(body);
    let packed = header.get("content-encoding").unwrap_or("identity").to_ascii_lowercase();
    let unpacked: Box<dyn Read> = match packed.as_str() {
        "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => {
            Box::new(flate2::read::MultiGzDecoder::new(body))
        }
        "deflate" if body.first().is_some_and(|byte| byte & 0x0F == 8) => {
            Box::new(flate2::read::ZlibDecoder::new(body))
        }
        "br" | "zstd" if std::str::from_utf8(body).is_err() => {
            return Err(format!("packed with {packed}, which is not read here"));
        }
        // Crawlers often unpack the page and leave the header as it was.
        _ => Box::new(body),
    };
    open::read_whole(unpacked, limit)
        .map_err(|error| told(&error))?
        .ok_or_else(|| format!("larger than {} (raise --max-article-size)", super::told_size(limit)))
}

/// The bytes of a chunked body; `None` when it is not chunked after all.
fn out_of_chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', body)?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        let taken = size.min(body.len());
        whole.extend_from_slice(&body[..taken]);
        body = &body[taken..];
        if body.is_empty() {
            return Some(whole);
        }
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n"))?;
    }
}

/// The encoding a content type names.
pub(super) fn charset(content_type: &str) -> Option<&str> {
    let (_, label) = content_type.split_once("charset=")?;
    Some(label.split(';').next().unwrap_or_default().trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_what_is_no_chunks_is_left_alone() {
        let cases: [(&str, Option<&str>); 6] = [
            ("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", Some("abcde")),
            ("3\nabc\n0\n\n", Some("abc")),
            ("5\r\nabc", Some("abc")),
            ("<html>\n", None),
            ("3\r\nabcdef", None),
            ("", None),
        ];
        for (body, joined) in cases {
            let found = out_of_chunks(body.as_bytes());
            assert_eq!(found.as_deref(), joined.map(str::as_bytes), "{body:?}");
        }
    }

    #[test]
    fn a_content_type_names_the_encoding() {
        assert_eq!(charset("text/html; charset=\"utf-8\"; x"), Some("utf-8"));
        assert_eq!(charset("text/html"), None);
        assert!(is_html("Text/HTML; charset=x") && !is_html("image/png"));
    }
}
