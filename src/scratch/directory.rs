//! Directories that do not outlive this process: a shell watches a pipe and removes the directory when the pipe closes, and should that be
//! killed as well, the next run finds that nobody holds the directory's lock any more.

use std::fs::{File, Metadata};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use super::Error;
use super::ending::Ending;
use super::user;
use super::watched::Watched;

/// How the names of all of them start.
const PREFIX: &str = "schemac-";

/// A file that is locked while the process lives that made the directory.
const LOCK: &str = "lock";

/// A new, empty directory for one run.
#[derive(Debug)]
pub(super) struct Directory {
    // The order of fields is the order of dropping: the lock is held until the directory is gone.
    _ending: Option<Ending>,
    path: PathBuf,
    user: Option<user::User>,
    _lock: File,
}

impl Directory {
    /// Makes one in another directory. What is for a server may belong to another user than the caller.
    pub(super) fn create(parent: &Path, for_server: bool) -> Result<Directory, Error> {
        let failed = |source| Error::Io { action: format!("create a directory in {}", parent.display()), source };
        let made = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent).map_err(failed)?;
        let lock = File::create(made.path().join(LOCK)).map_err(failed)?;
        lock.lock().map_err(failed)?;
        let own = lock.metadata().map_err(failed)?;
        sweep(parent, &own);
        let user = if for_server { user::for_server(&own)? } else { None };
        if let Some(user) = user {
            user::give(made.path(), user)?;
        }
        let mut directory = Directory { _ending: None, path: made.keep(), user, _lock: lock };
        if cfg!(unix) {
            let mut keeper = directory.command("/bin/sh");
            keeper.args(["-c", include_str!("keep.sh"), "keep"]).arg(&directory.path);
            keeper.stdout(Stdio::null()).stderr(Stdio::null());
            directory._ending = Some(directory.ending(Watched::spawn(keeper)?));
        }
        Ok(directory)
    }

    fn ending(&self, keeper: Watched) -> Ending {
        let path = self.path.clone();
        Ending::new(move || {
            keeper.end();
            // The keeper may not remove an entry of a directory that is not its own; whoever created it may.
            let _ = std::fs::remove_dir_all(path);
        })
    }

    /// Whether it belongs to another user than the caller.
    pub(super) fn is_given(&self) -> bool {
        self.user.is_some()
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A command that runs as the owner of the directory, inside it and out of reach of the terminal's Ctrl-C,
    /// which is schemac's to handle.
    pub(super) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.path).stdin(Stdio::null());
        user::detach(&mut command, self.user);
        command
    }
}

/// Removes what runs left that were killed together with all that watched over them.
fn sweep(parent: &Path, own: &Metadata) {
    static SWEPT: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
    let Ok(mut swept) = SWEPT.lock() else { return };
    if swept.iter().any(|known| known == parent) {
        return;
    }
    swept.push(parent.to_owned());
    let entries = parent.read_dir().into_iter().flatten().flatten();
    let named = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX));
    for directory in named.map(|entry| entry.path()) {
        if is_abandoned(&directory, own) {
            // Somebody else's cannot be removed, and need not be.
            let _ = std::fs::remove_dir_all(directory);
        }
    }
}

fn is_abandoned(directory: &Path, own: &Metadata) -> bool {
    let lock = directory.join(LOCK);
    // In a directory that all may write to, a name may stand for anything.
    let is_ours = lock.symlink_metadata().is_ok_and(|metadata| metadata.is_file() && user::is_same(&metadata, own));
    is_ours && File::open(lock).is_ok_and(|lock| lock.try_lock().is_ok())
}

/// Holds the temporary files of this process, until it is dropped or the process ends, however that is.
#[derive(Debug)]
#[must_use = "the directory goes when this is dropped"]
pub struct Contained(#[expect(dead_code, reason = "held for what dropping it does")] Directory);

/// Makes the temporary files of this process, those of the embedded server above all, in one directory that goes with the process. This
/// holds for the whole process and is not taken back: it is for programs and not for libraries.
///
/// # Errors
/// [`Error::Io`] when the directory cannot be made.
pub fn contain() -> Result<Contained, Error> {
    let directory = Directory::create(&std::env::temp_dir(), false)?;
    tempfile::env::override_temp_dir(directory.path()).map_err(|other| Error::Io {
        action: format!("move temporary files, which are made in {}", other.display()),
        source: std::io::ErrorKind::AlreadyExists.into(),
    })?;
    Ok(Contained(directory))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_of_the_dead_is_swept() {
        let parent = tempfile::tempdir().expect("a directory");
        let entry = |name: &str| {
            let path = parent.path().join(name);
            std::fs::create_dir(&path).expect("made");
            path
        };
        let (dead, young, other) = (entry("schemac-dead"), entry("schemac-young"), entry("other"));
        for directory in [&dead, &other] {
            File::create(directory.join(LOCK)).expect("made");
        }
        let living = Directory::create(parent.path(), false).expect("made");
        assert!(!dead.exists(), "nobody holds its lock");
        assert!(young.exists() && other.exists() && living.path().exists());
        let own = living.path().metadata().expect("readable");
        assert!(!is_abandoned(living.path(), &own));
        let path = living.path().to_owned();
        drop(living);
        assert!(!path.exists());
    }
}
