//! Zip archives to the files in them, in their order, by the list at the archive's end; files without the ending of a
//! known format are passed over.

use super::entries::{Entries, Entry, Found};
use super::open::Meter;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// A zip archive while it is read.
pub(super) struct Zip {
    file: BufReader<File>,
    listed: std::vec::IntoIter<Listed>,
    limit: u64,
    size: u64,
    meter: Meter,
}

/// A file as the list tells it.
struct Listed {
    path: String,
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    offset: u64,
}

/// Furthest from its end that an archive's list can be told, and what tells it.
const TAIL: u64 = 66_000;
const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const LISTED: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";

impl Zip {
    /// Opens the archive and reads its list.
    pub(super) fn open(path: &Path, limit: u64, meter: Meter) -> io::Result<Self> {
        let mut file = BufReader::new(File::open(path)?);
        let size = file.seek(SeekFrom::End(0))?;
        let tail_at = size.saturating_sub(TAIL);
        let tail = bytes_at(&mut file, tail_at, size - tail_at)?;
        let (at, length) = list_in(&tail).ok_or_else(|| broken("no list of files at its end"))?;
        if at.checked_add(length).is_none_or(|end| end > size) {
            return Err(broken("its list of files lies outside it"));
        }
        let list = bytes_at(&mut file, at, length)?;
        let listed = listed(&list).into_iter();
        meter.reach(0);
        Ok(Self { file, listed, limit, size, meter })
    }

    fn content(&mut self, listed: &Listed) -> io::Result<Option<Vec<u8>>> {
        let header = bytes_at(&mut self.file, listed.offset, 30)?;
        if !header.starts_with(LOCAL) {
            return Err(broken("a file is not where the list says"));
        }
        let named = i64::from(u16_at(&header, 26).unwrap_or(0)) + i64::from(u16_at(&header, 28).unwrap_or(0));
        self.file.seek_relative(named)?;
        let packed = self.file.by_ref().take(listed.packed);
        let bytes = match listed.method {
            0 => super::open::read_whole(packed, self.limit)?,
            8 => super::open::read_whole(flate2::bufread::DeflateDecoder::new(packed), self.limit)?,
            other => {
                return Err(io::Error::other(format!("packed by method {other}, which is not read")));
            }
        };
        if let Some(bytes) = &bytes {
            let mut crc = flate2::Crc::new();
            crc.update(bytes);
            if crc.sum() != listed.crc {
                return Err(broken("a file does not match its checksum"));
            }
        }
        Ok(bytes)
    }
}

impl Entries for Zip {
    fn next_entry(&mut self) -> io::Result<Option<Entry>> {
        let Some(listed) = self.listed.find(|listed| !listed.path.ends_with('/')) else {
            self.meter.reach(self.size);
            return Ok(None);
        };
        self.meter.reach(listed.offset.saturating_add(listed.packed).min(self.size));
        let found = if !Entry::is_wanted(&listed.path) {
            Found::PassedOver
        } else if listed.flags & 1 != 0 {
            Found::Unreadable("encrypted".into())
        } else {
            // One bad file does not end the archive.
            match self.content(&listed) {
                Ok(Some(bytes)) => Found::File(bytes),
                Ok(None) => Found::TooLarge,
                Err(error) => Found::Unreadable(crate::discover::told(&error)),
            }
        };
        let path = listed.path;
        Ok(Some(Entry { path, found }))
    }
}

fn broken(what: &str) -> io::Error {
    io::Error::other(format!("not a whole zip archive: {what}"))
}

fn bytes_at(file: &mut BufReader<File>, at: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.by_ref().take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(broken("it ends too early"));
    }
    Ok(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at + 8)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

/// Where the list lies and how long it is.
fn list_in(tail: &[u8]) -> Option<(u64, u64)> {
    let end = memchr::memmem::rfind(tail, END)?;
    let (length, at) = (u32_at(tail, end + 12)?, u32_at(tail, end + 16)?);
    if at != u32::MAX && length != u32::MAX {
        return Some((at.into(), length.into()));
    }
    let end = memchr::memmem::rfind(&tail[..end], END_64)?;
    Some((u64_at(tail, end + 48)?, u64_at(tail, end + 40)?))
}

fn listed(list: &[u8]) -> Vec<Listed> {
    let mut all = Vec::new();
    let mut rest = list;
    while let Some((one, length)) = first_listed(rest) {
        all.push(one);
        rest = &rest[length..];
    }
    all
}

fn first_listed(list: &[u8]) -> Option<(Listed, usize)> {
    if !list.starts_with(LISTED) {
        return None;
    }
    let lengths = [u16_at(list, 28)?, u16_at(list, 30)?, u16_at(list, 32)?].map(usize::from);
    let name = list.get(46..46 + lengths[0])?;
    let extra = list.get(46 + lengths[0]..46 + lengths[0] + lengths[1])?;
    let (packed, offset) = places(list, extra)?;
    let listed = Listed {
        path: String::from_utf8_lossy(name).into_owned(),
        flags: u16_at(list, 8)?,
        method: u16_at(list, 10)?,
        crc: u32_at(list, 16)?,
        packed,
        offset,
    };
    let length = 46 + lengths.iter().sum::<usize>();
    (length <= list.len()).then_some((listed, length))
}

/// Packed size and place; numbers too large for 32 bits stand in the extra field, in this order.
fn places(list: &[u8], extra: &[u8]) -> Option<(u64, u64)> {
    let fields = [u32_at(list, 24)?, u32_at(list, 20)?, u32_at(list, 42)?];
    let mut large = large_numbers(extra).into_iter().flatten();
    let mut whole = [0; 3];
    for (whole, field) in whole.iter_mut().zip(fields) {
        *whole = if field == u32::MAX { large.next()? } else { field.into() };
    }
    Some((whole[1], whole[2]))
}

fn large_numbers(mut extra: &[u8]) -> Option<Vec<u64>> {
    while extra.len() >= 4 {
        let length = usize::from(u16_at(extra, 2)?);
        let field = extra.get(4..4 + length)?;
        if u16_at(extra, 0)? == 1 {
            return Some((0..length / 8).filter_map(|at| u64_at(field, at * 8)).collect());
        }
        extra = &extra[4 + length..];
    }
    None
}
