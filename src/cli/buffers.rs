//! Buffers that articles are written into, on any thread, and that are filled again once they are printed: fresh memory
//! would cost a good part of what is written into it.

use std::sync::{Mutex, PoisonError};

/// A larger buffer is let go, in bytes.
const LARGEST: usize = 1 << 17;

/// Empty buffers.
#[derive(Debug, Default)]
pub struct Buffers(Mutex<Vec<Vec<u8>>>);

impl Buffers {
    /// An empty buffer.
    pub fn take(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Takes a buffer back.
    pub fn give_back(&self, mut buffer: Vec<u8>) {
        if (1..=LARGEST).contains(&buffer.capacity()) {
            buffer.clear();
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(buffer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_comes_back_empty_and_a_large_one_does_not() {
        let buffers = Buffers::default();
        buffers.give_back(b"words".to_vec());
        buffers.give_back(Vec::with_capacity(LARGEST + 1));
        let again = buffers.take();
        assert!(again.is_empty() && again.capacity() >= 5);
        assert_eq!(buffers.take().capacity(), 0);
    }
}
