//! Files in memory: generation fills a tree, and only here does it meet the disk.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Texts by path, relative to the output folder, with forward slashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    pub files: BTreeMap<String, String>,
}

/// How a tree differs from what is on disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    pub missing: Vec<String>,
    pub changed: Vec<String>,
    /// Files below the folders that we write to that the tree does not hold.
    pub orphaned: Vec<String>,
}

impl Differences {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.orphaned.is_empty()
    }
}

impl Tree {
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// Compares with the files below `root`; `owned` are the folders, and the single files, that hold nothing but our output.
    ///
    /// # Errors
    /// When something there cannot be read.
    pub fn compare(&self, root: &Path, owned: &[&str]) -> Result<Differences> {
        let mut found = Differences::default();
        for (path, text) in &self.files {
            let full = root.join(path);
            match std::fs::read(&full) {
                Ok(bytes) if bytes == text.as_bytes() => {}
                Ok(_) => found.changed.push(path.clone()),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => found.missing.push(path.clone()),
                Err(source) => return Err(Error::Read { path: full, source }),
            }
        }
        for folder in owned {
            for path in list(root, folder)? {
                if !self.files.contains_key(&path) {
                    found.orphaned.push(path);
                }
            }
        }
        Ok(found)
    }

    /// Writes what differs and removes orphans, each file whole or not at all.
    ///
    /// # Errors
    /// When something cannot be written.
    pub fn write(&self, root: &Path, differences: &Differences) -> Result<()> {
        for path in differences.missing.iter().chain(&differences.changed) {
            if let Some(text) = self.files.get(path) {
                write_file(&root.join(path), text)?;
            }
        }
        for path in &differences.orphaned {
            let full = root.join(path);
            std::fs::remove_file(&full).map_err(|source| Error::Write { path: full, source })?;
        }
        Ok(())
    }
}

/// Writes a file through a temporary one beside it, so that a reader sees the old text or the new one.
///
/// # Errors
/// When the folder or the file cannot be written.
pub fn write_file(path: &Path, text: &str) -> Result<()> {
    let failed = |source| Error::Write { path: path.to_owned(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut file = tempfile::Builder::new().prefix(".schemac-").tempfile_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is made for its owner alone; what replaces a project file is readable like one.
        let mode = std::fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
        file.as_file().set_permissions(std::fs::Permissions::from_mode(mode)).map_err(failed)?;
    }
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// The files below a folder of the root, or the file itself, by relative path.
fn list(root: &Path, folder: &str) -> Result<Vec<String>> {
    let start = root.join(folder);
    if !start.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&start).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::Read {
            path: error.path().map_or_else(|| start.clone(), Path::to_path_buf),
            source: error.into(),
        })?;
        if entry.file_type().is_file() {
            files.push(relative(root, entry.path()));
        }
    }
    Ok(files)
}

fn relative(root: &Path, path: &Path) -> String {
    let relative: PathBuf = path.strip_prefix(root).unwrap_or(path).to_owned();
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
