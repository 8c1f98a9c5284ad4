//! Bytes to text. A byte order mark is certain; then what the user or the page says; then UTF-8 if it is valid; then
//! UTF-16 told by its zero bytes; then a guess. Bytes that are no text at all are refused by the name of what they are.

use crate::window;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, BufRead, Read};

/// Text, and how it was come by.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The text, without byte order mark.
    pub(crate) text: String,
    /// Its encoding, where it is not UTF-8.
    pub(crate) encoding: Option<&'static str>,
    /// What did not fit the encoding.
    pub(crate) warning: Option<String>,
}

/// How files begin that are not text.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xD0\xCF\x11\xE0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xCA\xFE\xBA\xBE", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"7z\xBC\xAF", "a 7z archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"OggS\0", "an Ogg file"),
    (b"ID3\x02", "an MP3 file"),
    (b"ID3\x03", "an MP3 file"),
    (b"ID3\x04", "an MP3 file"),
    (b"\0\0\xFE\xFF", "UTF-32 text, which is not read"),
    (b"\xFF\xFE\0\0", "UTF-32 text, which is not read"),
];

/// Behind `RIFF` and a length: sound, video, pictures.
const RIFF: &[&[u8]] = &[b"WAVE", b"AVI ", b"WEBP"];

/// How much of a text the guess looks at.
const LOOKED_AT: usize = 256 << 10;

/// The encoding of this label (`utf-8`, `windows-1251`, `latin1`).
pub fn encoding(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes())
}

/// Decodes a whole text. `given` is the user's word, `declared` the page's; the error says why this is not text.
pub(crate) fn decode(
    bytes: Vec<u8>,
    given: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Result<Decoded, String> {
    refuse_magic(&bytes)?;
    if let Some((marked, length)) = Encoding::for_bom(&bytes) {
        return with(marked, bytes, length);
    }
    if let Some(given) = given {
        return with(given, bytes, 0);
    }
    if memchr::memchr(0, &bytes).is_some() {
        return utf16_without_mark(&bytes);
    }
    refuse_controls(&bytes)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, ..Decoded::default() }),
        Err(error) => guessed(error.into_bytes(), declared),
    }
}

fn refuse_magic(bytes: &[u8]) -> Result<(), String> {
    let magic = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what);
    let is_riff = bytes.starts_with(b"RIFF") && bytes.get(8..12).is_some_and(|form| RIFF.contains(&form));
    match magic.or(is_riff.then_some("a sound, video or WebP file")) {
        Some(what) => Err(format!("not text but {what}")),
        None => Ok(()),
    }
}

fn refuse_controls(bytes: &[u8]) -> Result<(), String> {
    let looked_at = &bytes[..bytes.len().min(LOOKED_AT)];
    let is_control = |byte: u8| byte < 32 && !matches!(byte, b'\t'..=b'\r' | 27);
    let controls = window::count(looked_at, is_control);
    if controls * 30 > looked_at.len() {
        return Err("not text: full of control characters".into());
    }
    Ok(())
}

fn with(encoding: &'static Encoding, bytes: Vec<u8>, mark: usize) -> Result<Decoded, String> {
    if encoding == UTF_8 {
        return utf8(bytes, mark);
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if text.contains('\0') {
        return Err(format!("not text: zero characters in {}", encoding.name()));
    }
    let warning = had_errors.then(|| {
        let name = encoding.name();
        format!("some bytes are not {name} and were replaced by U+FFFD; set --encoding if you know it")
    });
    Ok(Decoded { text: text.into_owned(), encoding: Some(encoding.name()), warning })
}

fn utf8(mut bytes: Vec<u8>, mark: usize) -> Result<Decoded, String> {
    bytes.drain(..mark);
    if memchr::memchr(0, &bytes).is_some() {
        return Err("not text: it holds zero bytes".into());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, ..Decoded::default() }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to() + mark;
            let bytes = error.into_bytes();
            mended(&bytes).ok_or_else(|| format!("not valid UTF-8 at byte {at}"))
        }
    }
}

/// UTF-16 has its zero bytes all in even or all in odd places.
fn utf16_without_mark(bytes: &[u8]) -> Result<Decoded, String> {
    let refusal = || "not text: it holds zero bytes".to_owned();
    let zeros_at = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let encoding = match (zeros_at(0), zeros_at(1)) {
        (even, 0) if even * 50 >= bytes.len() / 2 => UTF_16BE,
        (0, odd) if odd * 50 >= bytes.len() / 2 => UTF_16LE,
        _ => return Err(refusal()),
    };
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors || text.contains('\u{FFFE}') {
        return Err(refusal());
    }
    refuse_controls(text.as_bytes())?;
    Ok(Decoded { text: text.into_owned(), encoding: Some(encoding.name()), warning: None })
}

fn guessed(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<Decoded, String> {
    if let Some(mended) = mended(&bytes) {
        return Ok(mended);
    }
    if let Some(declared) = declared.filter(|e| *e != UTF_8 && *e != UTF_16LE && *e != UTF_16BE) {
        return with(declared, bytes, 0);
    }
    with(guess(&bytes), bytes, 0)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let first = memchr_non_ascii(bytes).saturating_sub(LOOKED_AT / 2);
    let last = bytes.len().min(first + LOOKED_AT);
    detector.feed(&bytes[first..last], last == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

fn memchr_non_ascii(bytes: &[u8]) -> usize {
    Encoding::ascii_valid_up_to(bytes)
}

/// UTF-8 with some bytes of another encoding among it, as pasted pages have: those are taken for Windows-1252.
/// `None` when so few characters are valid that it is no UTF-8 at all.
fn mended(bytes: &[u8]) -> Option<Decoded> {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    if valid < 3 * invalid {
        return None;
    }
    let mut text = String::with_capacity(bytes.len() + invalid);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    let places = if invalid == 1 { "place" } else { "places" };
    let warning = format!("not valid UTF-8 in {invalid} {places}, read there as windows-1252");
    Some(Decoded { text, encoding: None, warning: Some(warning) })
}

/// The encoding of a stream that begins like this, where it must be turned into UTF-8 before it can be cut.
pub(crate) fn of_stream(head: &[u8], given: Option<&'static Encoding>) -> Option<&'static Encoding> {
    if let Some((marked, _)) = Encoding::for_bom(head) {
        return (marked != UTF_8).then_some(marked);
    }
    if given.is_some() {
        return given.filter(|e| *e != UTF_8);
    }
    match head {
        [0, first, ..] if *first != 0 => Some(UTF_16BE),
        [first, 0, ..] if *first != 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// The guess for a stream that begins like this, where it is not UTF-8.
pub(crate) fn guess_of_stream(head: &[u8]) -> Option<&'static Encoding> {
    match std::str::from_utf8(head) {
        Ok(_) => None,
        // Cut within a character.
        Err(error) if error.error_len().is_none() => None,
        Err(_) if mended(head).is_some() => None,
        Err(_) => Some(guess(head)),
    }
}

/// A stream in another encoding, as UTF-8.
pub(crate) struct Transcoded<R> {
    input: R,
    decoder: encoding_rs::Decoder,
    ready: Vec<u8>,
    given_out: usize,
    ended: bool,
}

impl<R: BufRead> Transcoded<R> {
    /// Decodes `input` as it is read; a byte order mark is taken off.
    pub(crate) fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            ready: Vec::new(),
            given_out: 0,
            ended: false,
        }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        self.given_out = 0;
        self.ready.resize(READY, 0);
        let mut written = 0;
        while written == 0 && !self.ended {
            let bytes = self.input.fill_buf()?;
            let last = bytes.is_empty();
            let (result, read, wrote, _) = self.decoder.decode_to_utf8(bytes, &mut self.ready, last);
            self.input.consume(read);
            self.ended = last && result == CoderResult::InputEmpty;
            written = wrote;
        }
        self.ready.truncate(written);
        Ok(())
    }
}

/// Bytes decoded at once.
const READY: usize = 64 << 10;

impl<R: BufRead> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given_out == self.ready.len() {
            self.decode_more()?;
        }
        let left = &self.ready[self.given_out..];
        let given = left.len().min(buffer.len());
        buffer[..given].copy_from_slice(&left[..given]);
        self.given_out += given;
        Ok(given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Decoded {
        decode(bytes.to_vec(), None, None).expect("it is text")
    }

    const RUSSIAN: &str = "Президент России встретился с министром иностранных дел в Москве во вторник.";
    const POLISH: &str = "Prezydent powiedział w środę, że rząd już przyjął ustawę, która zmieni życie wsi.";
    const JAPANESE: &str = "首相は火曜日、東京で記者会見を開き、新しい経済政策について説明した。";
    const FRENCH: &str = "Le président a été réélu à Paris, où l’été s’achève ; l’œuvre coûte 20 €.";

    #[test]
    fn utf8_stays_as_it_is_and_loses_its_mark() {
        let text = format!("\u{feff}{RUSSIAN}\r\n");
        let found = decoded(text.as_bytes());
        assert_eq!(found.text, text[3..]);
        assert_eq!((found.encoding, found.warning), (None, None));
    }

    #[test]
    fn other_encodings_are_told_from_the_bytes() {
        let cases = [
            (RUSSIAN, "windows-1251"),
            (POLISH, "ISO-8859-2"),
            (JAPANESE, "Shift_JIS"),
            (FRENCH, "windows-1252"),
        ];
        for (text, label) in cases {
            let encoding = encoding(label).expect("a label");
            let found = decoded(&encoding.encode(&text.repeat(3)).0);
            assert_eq!(found.text, text.repeat(3), "{label}");
            assert_eq!(found.encoding, Some(label));
        }
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        for text in [RUSSIAN, FRENCH, JAPANESE] {
            let text = format!("{text}\n\nPlain words. ");
            for mark in ["", "\u{feff}"] {
                let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
                let low: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
                let high: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
                assert_eq!(decoded(&low).text, text);
                assert_eq!(decoded(&high).text, text);
                assert_eq!(decoded(&high).encoding, Some("UTF-16BE"));
            }
        }
    }

    #[test]
    fn what_is_not_text_is_refused_by_name() {
        let cases: [(&[u8], &str); 6] = [
            (b"%PDF-1.7 ...", "not text but a PDF file"),
            (b"PK\x03\x04....", "not text but a zip archive or an office document"),
            (b"words\0and\0\0more", "not text: it holds zero bytes"),
            (b"\x01\0\x02\0\x03\0\x04\0", "not text: full of control characters"),
            (b"\x01\x02\x03\x04words", "not text: full of control characters"),
            (b"\xEF\xBB\xBFa\0b", "not text: it holds zero bytes"),
        ];
        for (bytes, problem) in cases {
            assert_eq!(decode(bytes.to_vec(), None, None), Err(problem.to_owned()));
        }
    }

    #[test]
    fn a_stray_byte_in_utf8_does_not_turn_the_rest_into_garbage() {
        let mut bytes = FRENCH.as_bytes().to_vec();
        bytes.extend(b" caf\xE9");
        let found = decoded(&bytes);
        assert_eq!(found.text, format!("{FRENCH} café"));
        let warning = "not valid UTF-8 in 1 place, read there as windows-1252";
        assert_eq!(found.warning.as_deref(), Some(warning));
    }

    #[test]
    fn the_users_word_goes_before_the_guess() {
        let found = decode(b"\xE9t\xE9".to_vec(), encoding("latin1"), None).expect("text");
        assert_eq!((found.text.as_str(), found.encoding), ("été", Some("windows-1252")));
        let strict = decode(b"\xE9t\xE9".to_vec(), encoding("utf-8"), None);
        assert_eq!(strict, Err("not valid UTF-8 at byte 0".to_owned()));
    }

    #[test]
    fn a_stream_is_turned_into_utf8_as_it_is_read() {
        let text = format!("\u{feff}{RUSSIAN}{JAPANESE}").repeat(999);
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of_stream(&bytes, None), Some(UTF_16LE));
        let mut all = String::new();
        let input = io::BufReader::with_capacity(7, &bytes[..]);
        let mut transcoded = io::BufReader::new(Transcoded::new(input, UTF_16LE));
        transcoded.read_to_string(&mut all).expect("valid");
        assert_eq!(all, text[3..]);
    }
}
