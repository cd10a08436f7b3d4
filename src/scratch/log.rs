//! What a server says, kept in memory: a disk that is full has no room for the message that says so.

use std::io::{PipeWriter, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::Error;

/// How much of it is kept, from the end.
const KEPT: usize = 16 * 1024;

#[derive(Debug, Clone, Default)]
pub(super) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// A log, and where to write to it. It is read until everybody has closed that.
    pub(super) fn open() -> Result<(Log, PipeWriter), Error> {
        let (mut reader, writer) = std::io::pipe().map_err(Error::io("make a pipe"))?;
        let log = Log::default();
        let kept = log.clone();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count) = reader.read(&mut buffer)
                && count > 0
            {
                kept.add(&buffer[..count]);
            }
        });
        Ok((log, writer))
    }

    fn add(&self, bytes: &[u8]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend_from_slice(bytes);
        let surplus = kept.len().saturating_sub(KEPT);
        kept.drain(..surplus);
    }

    /// The last lines of it.
    pub(super) fn tail(&self, lines: usize) -> String {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&kept).trim().to_owned();
        let all: Vec<&str> = text.lines().collect();
        all[all.len().saturating_sub(lines)..].join("\n")
    }
}
