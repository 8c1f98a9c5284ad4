//! Tar archives to the files in them, in their order; files without the ending of a known format are passed over.

use super::entries::{Entries, Entry, Found};
use super::open::Input;
use std::io::{self, Read};

/// Files are padded to whole blocks.
const BLOCK: u64 = 512;
/// Longest name a header may bring along.
const LONGEST_NAME: u64 = 64 << 10;

/// A tar archive while it is read.
pub(super) struct Tar {
    input: Input,
    limit: u64,
}

impl Tar {
    /// Reads `input`, unpacked.
    pub(super) fn new(input: Input, limit: u64) -> Self {
        Self { input, limit }
    }

    fn header(&mut self) -> io::Result<Option<[u8; 512]>> {
        let mut header = [0; 512];
        let mut filled = 0;
        while filled < header.len() {
            match self.input.read(&mut header[filled..])? {
                0 if filled == 0 => return Ok(None),
                0 => return Err(cut_off()),
                read => filled += read,
            }
        }
        // Two blocks of zeros end an archive.
        Ok((header[0] != 0).then_some(header))
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        let skipped = io::copy(&mut self.input.by_ref().take(length), &mut io::sink())?;
        if skipped < length { Err(cut_off()) } else { Ok(()) }
    }

    fn content(&mut self, size: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(size).read_to_end(&mut bytes)?;
        if (read as u64) < size {
            return Err(cut_off());
        }
        self.skip(size.next_multiple_of(BLOCK) - size)?;
        Ok(bytes)
    }
}

fn cut_off() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "the archive ends within a file")
}

impl Entries for Tar {
    fn next_entry(&mut self) -> io::Result<Option<Entry>> {
        let mut long_name = None;
        while let Some(header) = self.header()? {
            let size = size(&header).ok_or_else(|| io::Error::other("not a tar header"))?;
            let padded = size.checked_next_multiple_of(BLOCK).ok_or_else(cut_off)?;
            match header[156] {
                b'L' if size <= LONGEST_NAME => {
                    let name = self.content(size)?;
                    long_name = Some(text(&name));
                }
                b'x' if size <= LONGEST_NAME => {
                    let records = self.content(size)?;
                    long_name = pax_path(&records).or(long_name);
                }
                b'0' | 0 => {
                    let path = long_name.take().unwrap_or_else(|| path(&header));
                    if !Entry::is_wanted(&path) {
                        self.skip(padded)?;
                        return Ok(Some(Entry { path, found: Found::PassedOver }));
                    }
                    if size > self.limit {
                        self.skip(padded)?;
                        return Ok(Some(Entry { path, found: Found::TooLarge }));
                    }
                    let found = Found::File(self.content(size)?);
                    return Ok(Some(Entry { path, found }));
                }
                _ => self.skip(padded)?,
            }
        }
        Ok(None)
    }
}

fn text(bytes: &[u8]) -> String {
    let end = memchr::memchr(0, bytes).unwrap_or(bytes.len());
    String::from_utf8_lossy(&bytes[..end]).into_owned()
}

fn path(header: &[u8; 512]) -> String {
    let name = text(&header[..100]);
    let prefix = if &header[257..262] == b"ustar" { text(&header[345..500]) } else { String::new() };
    if prefix.is_empty() || header[263] == b' ' { name } else { format!("{prefix}/{name}") }
}

/// Octal digits, or a large number as bytes.
fn size(header: &[u8; 512]) -> Option<u64> {
    let field = &header[124..136];
    if field[0] & 0x80 != 0 {
        return field[4..]
            .iter()
            .try_fold(0_u64, |size, byte| size.checked_mul(256)?.checked_add(u64::from(*byte)));
    }
    let digits = text(field);
    let digits = digits.trim();
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
}

/// `31 path=folder/name.txt`, among other records.
fn pax_path(records: &[u8]) -> Option<String> {
    let records = String::from_utf8_lossy(records);
    let named = records.lines().find_map(|line| line.split_once(' ')?.1.strip_prefix("path="));
    named.map(str::to_owned)
}
