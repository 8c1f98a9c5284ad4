//! Sources to bytes: files and standard input opened, gzip, zstd, bzip2 and xz read through, whatever the name says.

use crate::discover::Source;
use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::GzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Error, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A stream of bytes, unpacked.
pub(crate) type Input = Box<dyn BufRead + Send>;

/// Bytes read at once.
const CHUNK: usize = 64 << 10;
/// The same of a small file: the buffer is filled with zeros first, and there may be thousands of such files.
const SMALLEST: usize = 8 << 10;
/// Packings around packings, at most: a gzip of gzips without end is a trap.
const DEEPEST: usize = 3;
/// Most memory xz may ask for to unpack, in KiB: its strongest preset, `-9`, takes 65 MiB.
const XZ_MEMORY: u32 = 128 << 10;

/// How far a source has been read, packed as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meter(Arc<Counts>);

#[derive(Debug)]
struct Counts {
    bytes: AtomicU64,
    member: AtomicU64,
}

impl Default for Counts {
    fn default() -> Self {
        Self { bytes: AtomicU64::new(0), member: AtomicU64::new(NO_MEMBER) }
    }
}

const NO_MEMBER: u64 = u64::MAX;

impl Meter {
    /// Bytes read so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// Says how far a source was read that was not opened here.
    pub(crate) fn reach(&self, bytes: u64) {
        self.0.bytes.store(bytes, Ordering::Relaxed);
    }

    /// Where in the file the gzip member starts that is being read; `None` when it is not packed so.
    pub(crate) fn member(&self) -> Option<u64> {
        let member = self.0.member.load(Ordering::Relaxed);
        (member != NO_MEMBER).then_some(member)
    }
}

struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.0.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Opens a source, packed as it is.
pub(crate) fn open_packed(source: &Source, meter: &Meter) -> io::Result<Input> {
    let (inner, capacity): (Box<dyn Read + Send>, usize) = match source {
        Source::Stdin => (Box::new(io::stdin()), CHUNK),
        Source::File(path) => {
            let file = File::open(path)?;
            let metadata = file.metadata()?;
            if metadata.is_dir() {
                return Err(Error::other("a folder, where a file is wanted"));
            }
            let whole = if metadata.is_file() { metadata.len() } else { u64::MAX };
            (Box::new(file), usize::try_from(whole).unwrap_or(CHUNK).clamp(SMALLEST, CHUNK))
        }
    };
    let meter = meter.clone();
    Ok(Box::new(BufReader::with_capacity(capacity, Metered { inner, meter })))
}

/// Opens a source and unpacks it.
pub(crate) fn open(source: &Source, meter: &Meter) -> io::Result<Input> {
    unpack(open_packed(source, meter)?, meter)
}

/// Unpacks a stream that begins like a packed one; any other stays as it is.
pub(crate) fn unpack(mut input: Input, meter: &Meter) -> io::Result<Input> {
    for _ in 0..DEEPEST {
        let (head, whole) = peek(input, 6)?;
        input = match head.as_slice() {
            [0x1F, 0x8B, 8, ..] => buffered(Members::new(whole, meter.clone())),
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => buffered(MultiBzDecoder::new(whole)),
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => buffered(Zstd::new(whole)),
            [0xFD, b'7', b'z', b'X', b'Z', 0] => buffered(Xz::new(whole)),
            _ => return Ok(whole),
        };
    }
    Ok(input)
}

fn buffered(reader: impl Read + Send + 'static) -> Input {
    Box::new(BufReader::with_capacity(CHUNK, reader))
}

/// The first `wanted` bytes of a stream, fewer at its end, and the whole stream.
pub(crate) fn peek(mut input: Input, wanted: usize) -> io::Result<(Vec<u8>, Input)> {
    // What is buffered already need not be copied and chained.
    let buffered = input.fill_buf()?;
    if buffered.len() >= wanted || buffered.is_empty() {
        return Ok((buffered[..wanted.min(buffered.len())].to_vec(), input));
    }
    let mut head = Vec::with_capacity(wanted);
    input.by_ref().take(wanted as u64).read_to_end(&mut head)?;
    let whole = Cursor::new(head.clone()).chain(input);
    Ok((head, Box::new(whole)))
}

/// Reads a stream to its end; `None` when it is longer than `limit`.
pub(crate) fn read_whole(input: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    input.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// Member after member of gzip; where each starts is told, as archives name their records by it.
struct Members {
    member: Option<GzDecoder<Counted>>,
    meter: Meter,
}

struct Counted {
    packed: Input,
    bytes: u64,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.packed.read(buffer)?;
        self.bytes += read as u64;
        Ok(read)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.packed.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.bytes += amount as u64;
        self.packed.consume(amount);
    }
}

impl Members {
    fn new(packed: Input, meter: Meter) -> Self {
        meter.0.member.store(0, Ordering::Relaxed);
        let member = Some(GzDecoder::new(Counted { packed, bytes: 0 }));
        Self { member, meter }
    }

    /// Starts the next member; `false` at the end, where zeros may pad the file.
    fn next_member(&mut self) -> io::Result<bool> {
        let Some(ended) = self.member.take() else {
            return Ok(false);
        };
        let mut rest = ended.into_inner();
        while rest.fill_buf()?.first() == Some(&0) {
            rest.consume(1);
        }
        if rest.fill_buf()?.is_empty() {
            return Ok(false);
        }
        self.meter.0.member.store(rest.bytes, Ordering::Relaxed);
        self.member = Some(GzDecoder::new(rest));
        Ok(true)
    }
}

impl Read for Members {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let read = member.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.next_member()?;
        }
        Ok(0)
    }
}

/// Frame after frame of zstd; a frame that holds no data is skipped.
struct Zstd<R> {
    packed: R,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl<R: BufRead> Zstd<R> {
    fn new(packed: R) -> Self {
        Self { packed, decoder: FrameDecoder::new(), in_frame: false }
    }

    /// Starts the next frame; `false` at the end of the stream.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.packed.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.packed) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let mut skipped = self.packed.by_ref().take(length.into());
                    io::copy(&mut skipped, &mut io::sink())?;
                }
                Err(error) => return Err(broken(&error)),
            }
        }
        Ok(false)
    }

    fn check(&self) -> io::Result<()> {
        let stored = self.decoder.get_checksum_from_data();
        let reckoned = self.decoder.get_calculated_checksum();
        match stored.zip(reckoned) {
            Some((stored, reckoned)) if stored != reckoned => {
                Err(Error::other("damaged: a zstd frame does not match its checksum"))
            }
            _ => Ok(()),
        }
    }
}

fn broken(error: &FrameDecoderError) -> Error {
    Error::other(format!("not whole zstd: {error}"))
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.in_frame {
                self.in_frame = self.next_frame()?;
                if !self.in_frame {
                    return Ok(0);
                }
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                let decoded = self.decoder.decode_blocks(&mut self.packed, one);
                decoded.map_err(|error| broken(&error))?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.check()?;
            self.in_frame = false;
        }
    }
}

/// Stream after stream of xz; one that would fill the memory is refused before it does.
struct Xz(XzReader<Input>);

impl Xz {
    fn new(packed: Input) -> Self {
        Self(XzReader::new_mem_limit(packed, true, XZ_MEMORY))
    }
}

impl Read for Xz {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::OutOfMemory => Error::other(format!(
                "xz that takes more than {} MiB of memory to unpack; pack it with a smaller dictionary",
                XZ_MEMORY >> 10
            )),
            _ => Error::other(format!("not whole xz: {error}")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn unpacked(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        unpack(Box::new(Cursor::new(bytes)), &Meter::default())?.read_to_end(&mut all)?;
        Ok(all)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).expect("a vector takes all");
        packer.finish().expect("a vector takes all")
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn bzip2(bytes: &[u8]) -> Vec<u8> {
        let mut packer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        packer.write_all(bytes).expect("a vector takes all");
        packer.finish().expect("a vector takes all")
    }

    fn xz(bytes: &[u8]) -> Vec<u8> {
        let mut packer = lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(1))
            .expect("the options are sound");
        packer.write_all(bytes).expect("a vector takes all");
        packer.finish().expect("a vector takes all")
    }

    #[test]
    fn reads_through_every_packing_and_all_its_members() {
        let text = "Ein Satz. ".repeat(40_000).into_bytes();
        let (one, two) = text.split_at(text.len() / 3);
        for pack in [gzip, zstd, bzip2, xz] {
            let both = [pack(one), pack(two)].concat();
            assert_eq!(unpacked(both).expect("whole"), text);
            let twice = pack(&gzip(&text));
            assert_eq!(unpacked(twice).expect("whole"), text);
        }
        assert_eq!(unpacked(text.clone()).expect("plain"), text);
        assert_eq!(unpacked(b"B".to_vec()).expect("plain"), b"B");
        assert_eq!(unpacked(Vec::new()).expect("plain"), b"");
    }

    #[test]
    fn a_skippable_zstd_frame_is_skipped() {
        let mut bytes = vec![0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];
        bytes.extend(zstd(b"after"));
        assert_eq!(unpacked(bytes).expect("whole"), b"after");
    }

    #[test]
    fn cut_off_packing_is_an_error() {
        for pack in [gzip, zstd, bzip2, xz] {
            let mut bytes = pack(&b"words and more words".repeat(99));
            bytes.truncate(bytes.len() - 9);
            assert!(unpacked(bytes).is_err());
        }
    }

    #[test]
    fn xz_that_asks_for_much_memory_is_refused() {
        let mut options = lzma_rust2::XzOptions::with_preset(1);
        options.lzma_options.dict_size = 256 << 20;
        let mut packer = lzma_rust2::XzWriter::new(Vec::new(), options).expect("the options are sound");
        packer.write_all(b"little").expect("a vector takes all");
        let told = unpacked(packer.finish().expect("a vector takes all")).expect_err("refused").to_string();
        assert!(told.starts_with("xz that takes more than 128 MiB of memory"), "{told}");
    }

    #[test]
    fn a_stream_longer_than_its_limit_is_not_kept() {
        assert_eq!(read_whole(&b"1234"[..], 4).expect("read"), Some(b"1234".to_vec()));
        assert_eq!(read_whole(&b"12345"[..], 4).expect("read"), None);
    }
}
