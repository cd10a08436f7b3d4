//! What a server printed, kept: beside the lock where the project wants it, so that a check needs no second server, and in the user's
//! cache, so that the next check is quick. It counts only for the very schema it was made of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::cache;
use crate::error::Result;
use crate::introspect::Unmodelled;
use crate::kind::{Id, Object};
use crate::live::{Reading, Server};
use crate::lock::{self, Lock};
use crate::lower::Lowered;
use crate::name::Ident;
use crate::project::Project;
use crate::tree::write_file;

/// The schema of a project in a file, as one major version prints it.
#[derive(Serialize, Deserialize)]
struct Record {
    /// Of what it was made, and by which schemac.
    digest: String,
    version: String,
    user: Ident,
    objects: Vec<Object>,
    owners: Vec<(Id, Ident)>,
    unmodelled: BTreeSet<Unmodelled>,
}

/// What a declared schema is, in a word: everything that has to do with what a server makes of it.
///
/// # Errors
/// When the model cannot be written, which does not happen with what reading made.
pub fn digest(project: &Project, lowered: &Lowered) -> Result<String> {
    let mut hasher = Sha256::new();
    hasher.update(env!("CARGO_PKG_VERSION"));
    hasher.update(format!("{:?} {:?}", project.profile, lowered.externals));
    hasher.update(Lock { catalog: lowered.catalog.clone(), ..Lock::default() }.text()?);
    Ok(lock::hex(&hasher.finalize()))
}

/// Where a record may be: committed with the project, and in the cache.
fn files(project: &Project, major: u32) -> impl Iterator<Item = PathBuf> {
    std::iter::once(committed(project, major)).chain(cached(project, major))
}

/// In the cache, a record is of the very program that wrote it: while schemac is worked on, its version says too little.
fn cached(project: &Project, major: u32) -> Option<PathBuf> {
    let program = lock::hex(&Sha256::digest(cache::program())[..4]);
    cache::file(&project.root, &format!("-postgres-{major}-{program}"))
}

/// The file beside the lock.
#[must_use]
pub fn committed(project: &Project, major: u32) -> PathBuf {
    project.output.join(format!("schemac.postgres-{major}.json"))
}

/// What a server of that version printed of this very schema, if it was kept.
#[must_use]
pub fn recall(project: &Project, digest: &str, major: u32) -> Option<Reading> {
    files(project, major).find_map(|path| {
        let record: Record = serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()?;
        (record.digest == digest).then(|| record.reading(major))
    })
}

/// Keeps what was printed for the next check. Where nothing can be kept, that one builds it again.
pub fn remember(project: &Project, digest: &str, reading: &Reading) {
    if let Some(path) = cached(project, reading.server.major)
        && let Ok(text) = Record::of(digest, reading).text()
    {
        let _ = write_file(&path, &text);
    }
}

/// Keeps what was printed with the project.
///
/// # Errors
/// When the file cannot be written.
pub fn commit(project: &Project, digest: &str, reading: &Reading) -> Result<PathBuf> {
    let path = committed(project, reading.server.major);
    write_file(&path, &Record::of(digest, reading).text()?)?;
    Ok(path)
}

impl Record {
    fn of(digest: &str, reading: &Reading) -> Record {
        Record {
            digest: digest.to_owned(),
            version: reading.server.version.clone(),
            user: reading.server.user.clone(),
            objects: reading.objects.values().cloned().collect(),
            owners: reading.owners.iter().map(|(id, owner)| (id.clone(), owner.clone())).collect(),
            unmodelled: reading.unmodelled.clone(),
        }
    }

    fn reading(self, major: u32) -> Reading {
        let Record { digest: _, version, user, objects, owners, unmodelled } = self;
        Reading {
            server: Server { major, version, user, ..Server::default() },
            objects: objects.into_iter().map(|object| (object.id(), object)).collect(),
            owners: owners.into_iter().collect(),
            dependencies: BTreeMap::new(),
            formless: BTreeMap::new(),
            held: BTreeMap::new(),
            unread: BTreeSet::new(),
            unmodelled,
        }
    }

    /// One object a line, so that a review shows what changed.
    fn text(&self) -> Result<String> {
        let Record { digest, version, user, objects, owners, unmodelled } = self;
        let word = |text: &str| serde_json::Value::from(text).to_string();
        Ok(format!(
            "{{\n\"digest\": {},\n\"version\": {},\n\"user\": {},\n\"objects\": {},\n\"owners\": {},\n\"unmodelled\": {}\n}}\n",
            word(digest),
            word(version),
            word(user.as_str()),
            lock::lines(objects)?,
            lock::lines(owners)?,
            lock::lines(unmodelled)?
        ))
    }
}
