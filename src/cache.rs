//! Remembers that a project was generated, so that a run with nothing to do ends after reading files. Only a run without errors is
//! remembered, with its warnings, and whatever it read or wrote is part of what is compared: a remembered run says what a full run would.

mod findings;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use findings::Finding;

use crate::diagnostic::Diagnostics;
use crate::error::{Error, Result};
use crate::lock;
use crate::project::Project;
use crate::source::Sources;

/// The state of a project on disk: inputs, outputs, and the program that would read them.
pub struct State {
    digest: String,
    file: Option<PathBuf>,
}

impl State {
    /// Takes the state of a project as it is now.
    ///
    /// # Errors
    /// When a file of the project cannot be read.
    pub fn of(project: &Project) -> Result<State> {
        let mut hasher = Sha256::new();
        hasher.update(program());
        let folders = [Some(project.root.as_path()), Some(project.output.as_path()), project.templates.as_deref()];
        for folder in folders.into_iter().flatten().filter(|folder| folder.exists()) {
            add(&mut hasher, folder)?;
        }
        let digest = lock::hex(&hasher.finalize());
        Ok(State { digest, file: file(&project.root, "") })
    }

    /// The warnings of the run that left exactly this state, if there was one.
    pub fn recall(&self, sources: &mut Sources) -> Option<Diagnostics> {
        let text = std::fs::read_to_string(self.file.as_ref()?).ok()?;
        let memory: Memory = serde_json::from_str(&text).ok()?;
        if memory.digest != self.digest {
            return None;
        }
        findings::restore(memory.findings, sources)
    }

    /// Remembers this state and what was found. Where nothing can be kept, the next run does all its work.
    pub fn remember(self, found: &Diagnostics, sources: &Sources) {
        let memory = Memory { digest: self.digest, findings: findings::keep(found, sources) };
        if let (Some(path), Ok(text)) = (&self.file, serde_json::to_string(&memory)) {
            let _ = crate::tree::write_file(path, &text);
        }
    }
}

/// What the file holds.
#[derive(Serialize, Deserialize)]
struct Memory {
    digest: String,
    findings: Vec<Finding>,
}

/// The program that runs: another one may come to another result.
#[must_use]
pub fn program() -> String {
    let program = std::env::current_exe().ok().and_then(|path| path.metadata().ok());
    let modified = program.as_ref().and_then(|metadata| metadata.modified().ok());
    format!("{} {:?} {modified:?}", env!("CARGO_PKG_VERSION"), program.map(|metadata| metadata.len()))
}

/// Where a project is remembered: small files in the user's cache, one for each purpose.
#[must_use]
pub fn file(root: &Path, purpose: &str) -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = variable("SCHEMAC_CACHE_DIR").or_else(|| {
        Some(variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))?.join("schemac"))
    })?;
    let root = root.canonicalize().ok()?;
    let name = lock::hex(&Sha256::digest(root.as_os_str().as_encoded_bytes())[..16]);
    Some(cache.join(name + purpose))
}

fn add(hasher: &mut Sha256, folder: &Path) -> Result<()> {
    for entry in walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.'))
    {
        let entry = entry
            .map_err(|error| Error::Read { path: error.path().unwrap_or(folder).to_owned(), source: error.into() })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let bytes =
            std::fs::read(entry.path()).map_err(|source| Error::Read { path: entry.path().to_owned(), source })?;
        let path = entry.path().as_os_str().as_encoded_bytes();
        hasher.update((path.len() as u64).to_le_bytes());
        hasher.update(path);
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(&bytes);
    }
    Ok(())
}
