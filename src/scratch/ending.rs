//! What has to be done however this process ends: servers stop, directories and databases go. A value does it when it is dropped; a
//! program that is told to end calls [`end_all`] from wherever it is.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

type Work = Box<dyn FnOnce() + Send>;

struct State {
    /// What is to be done, by the order in which it was begun.
    pending: BTreeMap<u64, Work>,
    next: u64,
    /// How much is being done at the moment.
    running: usize,
    /// Nothing is begun any more.
    ended: bool,
}

static STATE: Mutex<State> = Mutex::new(State { pending: BTreeMap::new(), next: 0, running: 0, ended: false });

/// Work for the end of something.
pub(super) struct Ending(u64);

impl Ending {
    pub(super) fn new(work: impl FnOnce() + Send + 'static) -> Ending {
        let (number, ended) = state(|state| {
            state.next += 1;
            state.pending.insert(state.next, Box::new(work));
            (state.next, state.ended)
        });
        if ended {
            finish(|state| state.pending.remove(&number));
        }
        Ending(number)
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        finish(|state| state.pending.remove(&self.0));
    }
}

impl fmt::Debug for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ending").field(&self.0).finish()
    }
}

/// Ends everything of this process that is still running, the newest first: a server before the directory it works in; and whatever is
/// begun from now on, at once. For a program that cannot wait until its values are dropped, because a signal tells it to end.
pub fn end_all() {
    state(|state| state.ended = true);
    while finish(|state| state.pending.pop_last().map(|(_, work)| work)) || state(|state| state.running > 0) {
        // Another thread may be at it, whose values are dropped meanwhile.
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Does a piece of work, if there is any.
fn finish(take: impl FnOnce(&mut State) -> Option<Work>) -> bool {
    let work = state(|state| {
        let work = take(state);
        state.running += usize::from(work.is_some());
        work
    });
    let Some(work) = work else { return false };
    work();
    state(|state| state.running -= 1);
    true
}

fn state<T>(change: impl FnOnce(&mut State) -> T) -> T {
    // Nothing panics while it is held; whoever panicked elsewhere leaves all the more to be ended.
    change(&mut STATE.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// Ends nothing that other tests of this process hold.
    #[test]
    fn work_is_done_once() {
        let done = Arc::new(Mutex::new(0));
        let count = Arc::clone(&done);
        let ending = Ending::new(move || *count.lock().expect("free") += 1);
        let number = ending.0;
        assert!(finish(|state| state.pending.remove(&number)));
        drop(ending);
        assert_eq!(*done.lock().expect("free"), 1);
    }
}
