//! What was pulled, put into a project that is there already: a declaration that still says what the database says keeps its text.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;

use super::files;
use crate::catalog::Catalog;
use crate::document::Document;
use crate::drift::Report;
use crate::kind::{Id, Kind, Object};
use crate::lower::Lowered;
use crate::project::{self, Project};
use crate::source::Sources;
use crate::tree::Tree;

/// What is in the project and in the database.
pub struct Merge<'a> {
    pub project: &'a Project,
    pub lowered: &'a Lowered,
    /// What the database has.
    pub catalog: &'a Catalog,
    /// Whether an object of the project is one that a database shows, and that was looked at.
    pub looked_at: &'a dyn Fn(&Id) -> bool,
}

/// A document of the project, and what it declares.
struct Chunk<'s> {
    path: &'s Path,
    text: &'s str,
    range: Range<usize>,
    keys: BTreeSet<Id>,
}

/// The documents of all files, in their order.
struct Chunks<'s> {
    all: Vec<Chunk<'s>>,
    by_path: HashMap<&'s Path, Vec<usize>>,
}

impl<'s> Chunks<'s> {
    fn new(all: Vec<Chunk<'s>>) -> Chunks<'s> {
        let mut by_path: HashMap<&Path, Vec<usize>> = HashMap::new();
        for (at, chunk) in all.iter().enumerate() {
            by_path.entry(chunk.path).or_default().push(at);
        }
        Chunks { all, by_path }
    }

    fn holding(&self, path: &Path, byte: u32) -> Option<usize> {
        let byte = usize::try_from(byte).ok()?;
        self.by_path.get(path)?.iter().copied().find(|at| self.all[*at].range.contains(&byte))
    }
}

impl Merge<'_> {
    /// What is declared in other words than the database has, or only there: the outermost objects.
    #[must_use]
    pub fn reworded(&self) -> BTreeSet<Id> {
        let (ours, theirs) = self.groups();
        let same = |id: &Id| self.lowered.catalog.get(id) == self.catalog.get(id);
        ours.iter()
            .filter(|(key, ids)| theirs.get(*key) != Some(ids) || !ids.iter().all(same))
            .map(|(key, _)| key.clone())
            .collect()
    }

    /// What a comparison of the database with the declarations found, as outermost objects.
    #[must_use]
    pub fn drifted(&self, report: &Report) -> BTreeSet<Id> {
        let of = |id: &Id| {
            let catalog = if self.catalog.get(id).is_some() { self.catalog } else { &self.lowered.catalog };
            key(id, catalog)
        };
        report.findings.iter().map(|finding| of(&finding.id)).collect()
    }

    fn groups(&self) -> (Groups, Groups) {
        (group(&self.lowered.catalog, self.looked_at), group(self.catalog, self.looked_at))
    }

    /// All files of the project as they should be, with new documents for what is changed and for what is new; a file of which nothing is
    /// left has no text.
    #[must_use]
    pub fn files(&self, changed: &BTreeSet<Id>, documents: Vec<Document>, sources: &Sources) -> Tree {
        let (ours, theirs) = self.groups();
        let unchanged = |key: &Id| ours.contains_key(key) && !changed.contains(key);
        let mut new: BTreeMap<Id, Vec<String>> = BTreeMap::new();
        let mut tree = Tree::default();
        let mut external = String::new();
        for document in documents {
            match document.ids.first().map(|id| key(id, self.catalog)) {
                // What nobody looked at is not in the database's either, and its text is kept.
                Some(key) if unchanged(&key) || !theirs.contains_key(&key) => {}
                Some(key) => new.entry(key).or_default().push(document.text),
                None => external = document.text,
            }
        }
        let chunks = self.chunks(sources);
        let homes = self.homes(&chunks, sources);
        let mut kept: BTreeMap<&Path, Vec<String>> = BTreeMap::new();
        for (at, chunk) in chunks.all.iter().enumerate() {
            let texts = kept.entry(chunk.path).or_default();
            let changed: Vec<&Id> =
                chunk.keys.iter().filter(|key| ours.contains_key(*key) && !unchanged(key)).collect();
            if changed.is_empty() {
                texts.push(chunk.text.to_owned());
                continue;
            }
            let here = changed.into_iter().filter(|key| homes.get(*key) == Some(&at));
            let mut rewritten: Vec<String> = here.filter_map(|key| new.remove(key)).flatten().collect();
            if let Some(first) = rewritten.first_mut() {
                first.insert_str(0, head(chunk.text));
            }
            texts.extend(rewritten);
        }
        for (path, texts) in kept {
            tree.add(self.relative(path), join(&texts));
        }
        for (key, texts) in new {
            let path = files::path(&[key], self.catalog, &self.project.schema);
            texts.iter().for_each(|text| files::append(&mut tree, &path, text));
        }
        if !external.is_empty() {
            files::append(&mut tree, &files::path(&[], self.catalog, &self.project.schema), &external);
        }
        tree
    }

    fn relative(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.project.root).unwrap_or(path);
        relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    /// The documents of the project, as they were read.
    fn chunks<'s>(&self, sources: &'s Sources) -> Chunks<'s> {
        let settings = self.project.root.join(project::FILE);
        let chunks = sources
            .iter()
            .filter(|source| source.path.starts_with(&self.project.root) && source.path != settings)
            .flat_map(|source| {
                let (path, text) = (source.path.as_path(), source.text.as_str());
                let chunk =
                    move |range: Range<usize>| Chunk { path, text: &text[range.clone()], range, keys: BTreeSet::new() };
                split(text).into_iter().map(chunk)
            })
            .collect();
        let mut chunks = Chunks::new(chunks);
        for (id, span) in &self.lowered.places {
            if let Some(at) = chunks.holding(sources.path(span.file), span.start) {
                chunks.all[at].keys.insert(key(id, &self.lowered.catalog));
            }
        }
        // What stands in a mixin belongs to the tables that use it, and is declared there.
        for chunk in &mut chunks.all {
            if chunk.text.lines().any(|line| line.starts_with("mixin:")) {
                chunk.keys.clear();
            }
        }
        chunks
    }

    /// Which document each declaration has its place in, where it may be spread over several.
    fn homes(&self, chunks: &Chunks, sources: &Sources) -> BTreeMap<Id, usize> {
        let mut homes = BTreeMap::new();
        for (at, chunk) in chunks.all.iter().enumerate() {
            for key in &chunk.keys {
                homes.entry(key.clone()).or_insert(at);
            }
        }
        for (key, home) in &mut homes {
            let place = self.lowered.places.get(key);
            *home = place.and_then(|span| chunks.holding(sources.path(span.file), span.start)).unwrap_or(*home);
        }
        homes
    }
}

/// Objects by what they belong to in the end.
type Groups = BTreeMap<Id, BTreeSet<Id>>;

fn group(catalog: &Catalog, looked_at: &dyn Fn(&Id) -> bool) -> Groups {
    let mut groups = Groups::new();
    for (id, _) in catalog.iter().filter(|(id, _)| looked_at(id)) {
        groups.entry(key(id, catalog)).or_default().insert(id.clone());
    }
    groups
}

/// What the declaration of an object is about: the outermost object it belongs to, or a relation that is not in the catalog.
fn key(id: &Id, catalog: &Catalog) -> Id {
    let outermost = files::outermost(id, catalog);
    match catalog.get(&outermost).and_then(Object::parent) {
        Some(parent) if parent.kind == Kind::Table => parent,
        _ => outermost,
    }
}

/// The documents of a file, each with the comments before it.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" || line.starts_with("--- ") {
            chunks.push(start..at);
            start = at + line.len();
        }
        at += line.len();
    }
    chunks.push(start..text.len());
    chunks
}

/// The comment that a document begins with.
fn head(chunk: &str) -> &str {
    let mut end = 0;
    for line in chunk.split_inclusive('\n') {
        if !line.starts_with('#') && !line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    &chunk[..end]
}

fn join(chunks: &[String]) -> String {
    let mut text = String::new();
    for (at, chunk) in chunks.iter().enumerate() {
        if at > 0 {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str("---\n");
        }
        text.push_str(chunk);
    }
    text
}
