//! Column chunks to pages, unpacked. The crate hands pages over as they lie in the file, and they are unpacked here: so
//! zstd needs no C library, and a page that unpacks to more than it may is refused before it fills the memory.

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedPageReader;
use std::io::Read;
use std::sync::Arc;

/// How pages are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    None,
    Snappy,
    Gzip,
    Zstd,
}

impl Packing {
    fn of(compression: Compression) -> Result<Self> {
        Ok(match compression {
            Compression::UNCOMPRESSED => Self::None,
            Compression::SNAPPY => Self::Snappy,
            Compression::GZIP(_) => Self::Gzip,
            Compression::ZSTD(_) => Self::Zstd,
            other => {
                let name = other.to_string();
                let name = name.split('(').next().unwrap_or_default();
                let told =
                    format!("pages packed with {name} are not read; write it with snappy, gzip or zstd");
                return Err(ParquetError::General(told));
            }
        })
    }
}

/// The pages of one column chunk.
pub(super) struct Pages<R: ChunkReader> {
    packed: SerializedPageReader<R>,
    packing: Packing,
    limit: u64,
}

impl<R: ChunkReader> Pages<R> {
    /// The pages of `chunk`, each of which may unpack to `limit` bytes.
    pub(super) fn new(file: Arc<R>, chunk: &ColumnChunkMetaData, rows: usize, limit: u64) -> Result<Self> {
        let packing = Packing::of(chunk.compression())?;
        let as_it_lies = chunk.clone().into_builder().set_compression(Compression::UNCOMPRESSED).build()?;
        let packed = SerializedPageReader::new(file, &as_it_lies, rows, None)?;
        Ok(Self { packed, packing, limit })
    }

    fn unpack(&self, packed: &Bytes) -> Result<Bytes> {
        if packed.is_empty() {
            return Ok(packed.clone());
        }
        let wrong = |error: std::io::Error| ParquetError::External(Box::new(error));
        Ok(match self.packing {
            Packing::None => packed.clone(),
            Packing::Snappy => {
                let size = snap::raw::decompress_len(packed).map_err(|error| wrong(error.into()))?;
                if size as u64 > self.limit {
                    return Err(self.too_large());
                }
                let whole = snap::raw::Decoder::new().decompress_vec(packed);
                whole.map_err(|error| wrong(error.into()))?.into()
            }
            Packing::Gzip => self.whole(flate2::bufread::MultiGzDecoder::new(&packed[..]))?,
            Packing::Zstd => {
                let decoder = ruzstd::decoding::StreamingDecoder::new(&packed[..]);
                self.whole(decoder.map_err(|error| wrong(std::io::Error::other(error.to_string())))?)?
            }
        })
    }

    fn whole(&self, unpacker: impl Read) -> Result<Bytes> {
        let whole = crate::read::open::read_whole(unpacker, self.limit)?;
        whole.map(Bytes::from).ok_or_else(|| self.too_large())
    }

    fn too_large(&self) -> ParquetError {
        let size = crate::read::told_size(self.limit);
        ParquetError::General(format!("a page of it is larger than {size} (raise --max-article-size)"))
    }

    fn unpacked(&self, mut page: Page) -> Result<Page> {
        match &mut page {
            Page::DataPage { buf, .. } | Page::DictionaryPage { buf, .. } => *buf = self.unpack(buf)?,
            Page::DataPageV2 {
                buf, is_compressed: true, def_levels_byte_len, rep_levels_byte_len, ..
            } => {
                // The levels of this form of page lie before what is packed.
                let levels = *def_levels_byte_len as usize + *rep_levels_byte_len as usize;
                if levels > buf.len() {
                    return Err(ParquetError::EOF("a page ends within its levels".into()));
                }
                let cells = self.unpack(&buf.slice(levels..))?;
                *buf = [&buf[..levels], &cells].concat().into();
            }
            Page::DataPageV2 { .. } => {}
        }
        Ok(page)
    }
}

impl<R: ChunkReader> Iterator for Pages<R> {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl<R: ChunkReader> PageReader for Pages<R> {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.packed.get_next_page()?;
        page.map(|page| self.unpacked(page)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.packed.skip_next_page()
    }
}
