//! A shell that stands between schemac and what it starts, watching a pipe: however schemac ends, the pipe closes.

use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use super::Error;

/// A process that cleans up and ends when the pipe to it closes. Clones are the same process.
#[derive(Debug, Clone)]
pub(super) struct Watched(Arc<Mutex<Child>>);

impl Watched {
    pub(super) fn spawn(mut command: Command) -> Result<Self, Error> {
        let spawned = command.stdin(Stdio::piped()).spawn();
        spawned.map(|child| Watched(Arc::new(Mutex::new(child)))).map_err(Error::io("run /bin/sh"))
    }

    /// How it ended, if it did: `exit status: 1`.
    pub(super) fn ended(&self) -> Result<Option<String>, Error> {
        let status = self.with(Child::try_wait).map_err(Error::io("wait for a process"))?;
        Ok(status.map(|status| status.to_string()))
    }

    /// Closes the pipe and waits until all is cleaned up.
    pub(super) fn end(&self) {
        self.with(|child| {
            drop(child.stdin.take());
            let _ = child.wait();
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut Child) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
