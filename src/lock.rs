//! `schemac.lock`: the state after the last migration, and the migrations that led there. One object a line, sorted, so that branches merge.

mod merge;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::catalog::{Catalog, Entry};
use crate::code;
use crate::compare;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diff::{Change, diff};
use crate::error::{Error, Result};
use crate::kind::{Id, Object};
use crate::profile::Profile;
use crate::source::{Sources, Span};

/// The name of the file in the output folder.
pub const FILE: &str = "schemac.lock";

/// The form of the file; a newer one is refused rather than half understood.
const FORM: u32 = 1;

/// The attribute of a seed that is told row by row.
const ROWS: &str = "rows";

/// What the lock holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    pub migrations: Vec<Migration>,
    pub catalog: Catalog,
    /// What was declared to have had another name, with its id then: it was renamed by these migrations, if there was anything to rename.
    pub renamed: BTreeMap<Id, Id>,
}

/// A migration that was written, with the checksums of its files as `sha256sum` prints them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Migration {
    pub version: String,
    pub name: String,
    pub up: String,
    pub down: String,
    /// What it changed. The first of a project makes all that is there; whoever wrote one without this did not know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<Changed>>,
}

/// An object that a migration changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    #[serde(flatten)]
    pub id: Id,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Created,
    Dropped,
    /// These attributes have another value, or these rows of a seed.
    Changed(BTreeSet<String>),
}

/// What a migration changes that leads from one model to another, as far as a database shows it.
#[must_use]
pub fn changes(from: &Catalog, to: &Catalog) -> Vec<Changed> {
    let what = |change: &Change| match change {
        // Under its new name it is something new, and gone under the old one.
        Change::Create(_) | Change::Rename(_, _) => Some(What::Created),
        Change::Drop(_) => Some(What::Dropped),
        Change::Alter(id) => {
            let changed = differing(from.get(id)?, to.get(id)?);
            (!changed.is_empty()).then_some(What::Changed(changed))
        }
    };
    let changed = |change: &Change| Some(Changed { id: change.id().clone(), what: what(change)? });
    diff(from, to).iter().filter_map(changed).collect()
}

/// The attributes that two objects of one id do not share; of the rows of a seed each stands for itself.
fn differing(a: &Object, b: &Object) -> BTreeSet<String> {
    let mut names = compare::attributes(a, b);
    if let (Object::Seed(a), Object::Seed(b)) = (a, b)
        && let Some(rows) = a.differing_rows(b)
    {
        names.remove(ROWS);
        names.extend(rows);
    }
    names
}

impl Migration {
    /// The path of the file below the output folder.
    #[must_use]
    pub fn up_path(&self) -> String {
        format!("migrations/{}_{}.sql", self.version, self.name)
    }

    /// Beside the others, tools that read the folder would take a down migration for one to apply.
    #[must_use]
    pub fn down_path(&self) -> String {
        format!("migrations/down/{}_{}.sql", self.version, self.name)
    }
}

/// The checksum of a text; line endings count as one character, so that a checkout on another system is no edit.
#[must_use]
pub fn checksum(text: &str) -> String {
    hex(&Sha256::digest(text.replace("\r\n", "\n").as_bytes()))
}

/// Bytes as `sha256sum` prints them.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The items of a list in JSON, one a line, so that a review shows what changed and branches merge.
///
/// # Errors
/// Never with objects that reading made.
pub fn lines<T: Serialize>(items: impl IntoIterator<Item = T>) -> Result<String> {
    let line = |item: T| serde_json::to_string(&item).map_err(|error| Error::Usage(format!("writing JSON: {error}")));
    let lines: Vec<String> = items.into_iter().map(line).collect::<Result<_>>()?;
    Ok(if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", lines.join(",\n")) })
}

#[derive(Deserialize)]
struct Form {
    lock: u32,
    migrations: Vec<Migration>,
    objects: Vec<Entry>,
    #[serde(default)]
    renamed: Vec<(Id, Id)>,
}

impl From<Form> for Lock {
    fn from(form: Form) -> Lock {
        let objects = form.objects.into_iter().map(|entry| (entry.object.id(), entry)).collect();
        let renamed = form.renamed.into_iter().collect();
        Lock { migrations: form.migrations, catalog: Catalog { objects }, renamed }
    }
}

impl Lock {
    /// Reads the lock of an output folder; without the file there is nothing yet.
    ///
    /// # Errors
    /// When the file cannot be read. What is wrong in it goes to `out`.
    pub fn read(output: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Result<Option<Lock>> {
        or_nothing(Self::read_file(&output.join(FILE), sources, out))
    }

    /// Reads a lock under whatever name.
    ///
    /// # Errors
    /// When the file cannot be read, or is not there. What is wrong in it goes to `out`.
    pub fn read_file(path: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Result<Option<Lock>> {
        Self::open(path, sources, out, |_, bad, out| {
            out.push(bad.help("run `schemac generate`: it joins what the two branches did"));
            None
        })
    }

    /// Reads the lock as [`Lock::read`] does, and joins the two sides of a merge that git left in it.
    ///
    /// # Errors
    /// When the file cannot be read. What is wrong in it, or does not go together, goes to `out`.
    pub fn read_merged(
        output: &Path,
        profile: &Profile,
        sources: &mut Sources,
        out: &mut Diagnostics,
    ) -> Result<Option<Lock>> {
        let united = |text: &str, bad: Diagnostic, out: &mut Diagnostics| {
            let sides = merge::sides(text).map(|sides| sides.map(|side| serde_json::from_str::<Form>(&side)));
            let Some([Ok(ours), Ok(theirs)]) = sides else {
                out.push(
                    bad.help("take the lock of one of the branches with its migrations, and run `schemac generate`"),
                );
                return None;
            };
            merge::unite(&ours.into(), &theirs.into(), output, profile, out)
        };
        or_nothing(Self::open(&output.join(FILE), sources, out, united))
    }

    fn open(
        path: &Path,
        sources: &mut Sources,
        out: &mut Diagnostics,
        merged: impl FnOnce(&str, Diagnostic, &mut Diagnostics) -> Option<Lock>,
    ) -> Result<Option<Lock>> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        let file = sources.add(path, text.clone());
        let bad = |at: usize, message: String| {
            let start = u32::try_from(at.min(text.len())).unwrap_or(0);
            Diagnostic::error(code::BAD_LOCK, Span { file, start, end: start + 1 }, message)
        };
        if let Some(at) = text.find("\n<<<<<<<") {
            return Ok(merged(&text, bad(at + 1, "the lock holds an unresolved merge".to_owned()), out));
        }
        match serde_json::from_str::<Form>(&text) {
            Ok(form) if form.lock == FORM => Ok(Some(form.into())),
            Ok(form) => {
                let message = format!("the lock has form {}, this schemac reads form {FORM}", form.lock);
                out.push(bad(0, message).help("use the schemac that wrote it, or a newer one"));
                Ok(None)
            }
            Err(error) => {
                let line_start =
                    text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
                let at = line_start + error.column().saturating_sub(1);
                out.push(bad(at, format!("the lock cannot be read: {error}")).help("restore it from version control"));
                Ok(None)
            }
        }
    }

    /// The text of the file.
    ///
    /// # Errors
    /// Never with objects that reading made.
    pub fn text(&self) -> Result<String> {
        let renamed = match self.renamed.len() {
            0 => String::new(),
            _ => format!(",\n\"renamed\": {}", lines(&self.renamed)?),
        };
        Ok(format!(
            "{{\n\"lock\": {FORM},\n\"migrations\": {},\n\"objects\": {}{renamed}\n}}\n",
            lines(&self.migrations)?,
            lines(self.catalog.objects.values())?
        ))
    }

    /// The checksums of all files that migrations were written to.
    #[must_use]
    pub fn checksums(&self) -> BTreeMap<String, &str> {
        self.migrations.iter().flat_map(|m| [(m.up_path(), m.up.as_str()), (m.down_path(), m.down.as_str())]).collect()
    }
}

/// An output folder without a lock holds nothing yet.
fn or_nothing(read: Result<Option<Lock>>) -> Result<Option<Lock>> {
    match read {
        Err(Error::Read { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => Ok(Some(Lock::default())),
        other => other,
    }
}
