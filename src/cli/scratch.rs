//! What the commands share that use a scratch server: nothing of it is left behind, however they end.

use std::process::exit;
use std::sync::atomic::{AtomicBool, Ordering};

use super::say;
use crate::error::{Error, Result};
use crate::scratch;

/// What a shell is told of a process that was interrupted: 128 and the number of SIGINT.
const INTERRUPTED: i32 = 130;

static ENDING: AtomicBool = AtomicBool::new(false);

/// Does the work with all temporary files in one directory, and removes that, with whatever still runs, when the work is done or a signal
/// says that it is to end.
///
/// # Errors
/// Those of the work, and when that directory cannot be made.
pub fn contained<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    let failed = |error| Error::Scratch(Box::new(error));
    ctrlc::set_handler(interrupted).map_err(|error| Error::Usage(format!("listening for signals: {error}")))?;
    let directory = scratch::contain().map_err(failed)?;
    let result = work();
    if ENDING.load(Ordering::SeqCst) {
        // The work failed because its server was taken away, which is no news. The other thread ends the process.
        loop {
            std::thread::park();
        }
    }
    drop(directory);
    result
}

/// Runs on a thread of its own, so it need not wait for a statement to end.
fn interrupted() {
    if ENDING.swap(true, Ordering::SeqCst) {
        return;
    }
    say("error: interrupted; the scratch server is stopped and its files are removed");
    scratch::end_all();
    exit(INTERRUPTED);
}
