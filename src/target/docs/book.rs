//! The catalog as documentation walks through it: what stands on which page, what belongs to what, and who uses whom.

use std::collections::{BTreeMap, BTreeSet};

use super::link::{FUNCTIONS, TYPES};
use super::markdown::{file_part, mark, slug};
use crate::catalog::Catalog;
use crate::kind::constraint::{Constraint, ForeignKey, Rule};
use crate::kind::scope::Externals;
use crate::kind::{Id, Kind, Object};
use crate::name::{Ident, Name};
use crate::project::Project;
use crate::resolve::Resolver;

/// A table or view with a page of its own.
#[derive(Debug)]
pub struct Relation<'a> {
    pub name: Name,
    pub id: Id,
    /// Nothing for a table that is not ours.
    pub object: Option<&'a Object>,
    pub module: &'a str,
    /// What diagrams call it.
    pub entity: String,
}

impl Relation<'_> {
    /// Whether it is a table of ours that stands for itself; partitions stand behind their parent.
    pub fn is_table(&self) -> bool {
        matches!(self.object, Some(Object::Table(table)) if table.partition_of.is_none())
    }

    pub fn file(&self) -> String {
        format!("tables/{}.{}.md", file_part(self.name.schema.as_str()), file_part(self.name.name.as_str()))
    }

    /// What it is, in words.
    pub fn words(&self) -> &'static str {
        match self.object {
            Some(Object::Table(table)) if table.partition_of.is_some() => PARTITION,
            Some(object) => object.kind().words(),
            None => "external table",
        }
    }
}

/// A foreign key between two relations.
pub struct Reference<'a> {
    pub constraint: &'a Constraint,
    pub key: &'a ForeignKey,
    /// A row is referenced at most once.
    pub single: bool,
    /// A row may reference nothing.
    pub optional: bool,
}

pub struct Book<'a> {
    pub project: &'a Project,
    pub catalog: &'a Catalog,
    pub externals: &'a Externals,
    pub relations: BTreeMap<Name, Relation<'a>>,
    pub references: Vec<Reference<'a>>,
    /// Which references start or end at a relation.
    touching: BTreeMap<Name, Vec<usize>>,
    /// The modules that hold something, in the project's order.
    pub modules: Vec<&'a str>,
    /// All roles that something here is about, everybody aside.
    pub roles: BTreeSet<Ident>,
    parts: BTreeMap<Id, Vec<&'a Id>>,
    uses: BTreeMap<Id, BTreeSet<Id>>,
    used_by: BTreeMap<Id, BTreeSet<Id>>,
    anchors: BTreeMap<Id, String>,
}

impl<'a> Book<'a> {
    pub fn new(project: &'a Project, catalog: &'a Catalog, externals: &'a Externals) -> Book<'a> {
        let resolver = Resolver::new(catalog, &project.profile.search_path);
        let mut book = Book {
            project,
            catalog,
            externals,
            relations: BTreeMap::new(),
            references: Vec::new(),
            touching: BTreeMap::new(),
            modules: modules(project, catalog),
            roles: super::access::roles(project, catalog),
            parts: BTreeMap::new(),
            uses: BTreeMap::new(),
            used_by: BTreeMap::new(),
            anchors: BTreeMap::new(),
        };
        let mut names: BTreeMap<Name, (&Id, Option<&Object>, &str)> = BTreeMap::new();
        for (id, entry) in &catalog.objects {
            if let Some(parent) = resolver.parent(&entry.object).or_else(|| entry.object.parent()) {
                book.parts.entry(parent).or_default().push(id);
            }
            let needs = resolver.needs(id, entry);
            for used in needs.hard.union(&needs.soft) {
                book.uses.entry(id.clone()).or_default().insert(used.clone());
                book.used_by.entry(used.clone()).or_default().insert(id.clone());
            }
            if let (true, [schema, name]) = (Kind::RELATIONS.contains(&id.kind), id.path.as_slice()) {
                names.insert(
                    Name { schema: schema.clone(), name: name.clone() },
                    (id, Some(&entry.object), &entry.module),
                );
            }
        }
        book.add_relations(names);
        book.add_references();
        book.add_anchors();
        book
    }

    /// A page for each relation of ours, and for those of others that something of ours belongs to or points to.
    fn add_relations(&mut self, ours: BTreeMap<Name, (&'a Id, Option<&'a Object>, &'a str)>) {
        let mut touched: BTreeSet<Name> =
            self.parts.keys().filter(|id| id.kind == Kind::Table).filter_map(relation_name).collect();
        touched.extend(
            self.catalog.iter().filter_map(|(_, object)| foreign_key(object)).map(|(_, key)| key.table.clone()),
        );
        touched.retain(|name| !ours.contains_key(name));
        let mut taken = BTreeSet::new();
        let others = touched.into_iter().map(|name| (Id::named(Kind::Table, &name), name, None, ""));
        let ours = ours.into_iter().map(|(name, (id, object, module))| (id.clone(), name, object, module));
        for (id, name, object, module) in ours.chain(others) {
            let mut entity = self.entity(&name);
            if !taken.insert(entity.clone()) {
                entity = format!("{entity}_{}", mark(&name.to_string()));
                taken.insert(entity.clone());
            }
            self.relations.insert(name.clone(), Relation { name, id, object, module, entity });
        }
    }

    fn entity(&self, name: &Name) -> String {
        let schema =
            if name.schema == self.project.schema { String::new() } else { format!("{}__", name.schema.as_str()) };
        super::diagram::entity_name(&format!("{schema}{}", name.name.as_str()))
    }

    fn add_references(&mut self) {
        for (_, object) in self.catalog.iter() {
            let Some((constraint, key)) = foreign_key(object) else { continue };
            let keys = self.unique_keys(&constraint.table);
            let single = keys.iter().any(|(_, columns)| columns.iter().all(|column| key.columns.contains(column)));
            let primary = |column: &Ident| keys.iter().any(|(primary, columns)| *primary && columns.contains(column));
            let optional = key.columns.iter().any(|column| {
                match self.catalog.get(&Id::of(Kind::Column, &constraint.table, column)) {
                    Some(Object::Column(found)) => !found.not_null && !primary(column),
                    _ => false,
                }
            });
            for name in BTreeSet::from([&constraint.table, &key.table]) {
                self.touching.entry(name.clone()).or_default().push(self.references.len());
            }
            self.references.push(Reference { constraint, key, single, optional });
        }
    }

    /// The references that start or end at a relation.
    pub fn references_of(&self, name: &Name) -> impl Iterator<Item = &Reference<'a>> {
        self.touching.get(name).into_iter().flatten().map(|&at| &self.references[at])
    }

    /// What tells rows of a table apart, and whether it is the primary key.
    fn unique_keys(&self, table: &Name) -> Vec<(bool, Vec<Ident>)> {
        let columns = |object: &Object| match object {
            Object::Constraint(Constraint { rule: Rule::PrimaryKey(key), .. }) => Some((true, key.columns.clone())),
            Object::Constraint(Constraint { rule: Rule::Unique(key), .. }) => Some((false, key.columns.clone())),
            Object::Index(index) if index.unique && index.predicate.is_none() => index
                .elements
                .iter()
                .map(|element| element.column.clone())
                .collect::<Option<Vec<_>>>()
                .map(|columns| (false, columns)),
            _ => None,
        };
        self.parts_of(&Id::named(Kind::Table, table)).filter_map(|(_, object)| columns(object)).collect()
    }

    /// Readable where that is enough to tell objects on one page apart.
    fn add_anchors(&mut self) {
        let mut wanted: BTreeMap<(String, String), Vec<Id>> = BTreeMap::new();
        for (id, _) in self.catalog.iter() {
            let Some(page) = self.page(id) else { continue };
            let anchored = matches!(id.kind, Kind::Policy) || page == FUNCTIONS || page == TYPES;
            if anchored && id.on.is_none() {
                let path: Vec<String> = id
                    .path
                    .iter()
                    .skip(usize::from(id.schema() == Some(&self.project.schema)))
                    .map(|part| slug(part.as_str()))
                    .collect();
                let name = match id.kind {
                    Kind::Function | Kind::Aggregate => {
                        path.split_last().map_or_else(String::new, |(_, name)| name.join("-"))
                    }
                    Kind::Policy => path.last().cloned().unwrap_or_default(),
                    _ => path.join("-"),
                };
                wanted.entry((page, format!("{}-{name}", slug(id.kind.words())))).or_default().push(id.clone());
            }
        }
        for ((_, anchor), ids) in wanted {
            let alone = ids.len() == 1 && !anchor.ends_with('-');
            self.anchors.extend(ids.into_iter().map(|id| {
                let anchor = if alone { anchor.clone() } else { format!("{anchor}-{}", mark(&id.to_string())) };
                (id, anchor)
            }));
        }
    }

    /// The page that an object is described on.
    pub fn page(&self, id: &Id) -> Option<String> {
        if let Some(target) = id.target() {
            return self.page(&target);
        }
        match Resolver::claim(id).map(|(space, _)| space) {
            Some("function") => Some(FUNCTIONS.to_owned()),
            Some("type") => Some(TYPES.to_owned()),
            _ => self.relation_of(id).map(Relation::file),
        }
    }

    /// The relation whose page an object stands on.
    pub fn relation_of(&self, id: &Id) -> Option<&Relation<'a>> {
        if let Some(target) = id.target() {
            return self.relation_of(&target);
        }
        if Kind::RELATIONS.contains(&id.kind) {
            return self.relations.get(&relation_name(id)?);
        }
        let parent = self.catalog.get(id).and_then(Object::parent)?;
        self.relations.get(&relation_name(&parent)?)
    }

    pub fn anchor(&self, id: &Id) -> &str {
        self.anchors.get(id).map_or("", String::as_str)
    }

    /// The objects that are parts of another, in order of kind and name.
    pub fn parts_of(&self, id: &Id) -> impl Iterator<Item = (&'a Id, &'a Object)> {
        self.parts.get(id).into_iter().flatten().filter_map(|id| self.catalog.get(id).map(|object| (*id, object)))
    }

    pub fn comment(&self, id: &Id) -> &'a str {
        match self.catalog.get(&Id::satellite(Kind::Comment, id)) {
            Some(Object::Comment(comment)) => &comment.text,
            _ => "",
        }
    }

    /// What an object needs, and who needs it: tables, views, functions and types, and what is made of them.
    pub fn uses(&self, id: &Id) -> impl Iterator<Item = &Id> {
        self.uses.get(id).into_iter().flatten()
    }

    pub fn used_by(&self, id: &Id) -> impl Iterator<Item = &Id> {
        // The place of a partition is told by the partition, which is there too.
        self.used_by.get(id).into_iter().flatten().filter(|user| user.on.is_none() && user.kind != Kind::Partition)
    }

    pub fn module_of(&self, id: &Id) -> &'a str {
        self.catalog.objects.get(id).map_or("", |entry| &entry.module)
    }
}

fn modules<'a>(project: &Project, catalog: &'a Catalog) -> Vec<&'a str> {
    let names: BTreeSet<&str> = catalog.objects.values().map(|entry| entry.module.as_str()).collect();
    let mut modules: Vec<&str> = names.into_iter().collect();
    modules.sort_by_cached_key(|module| project.module_order(module));
    modules
}

/// What a table is that holds a part of another one's rows.
pub const PARTITION: &str = "partition";

fn relation_name(id: &Id) -> Option<Name> {
    match id.path.as_slice() {
        [schema, name, ..] => Some(Name { schema: schema.clone(), name: name.clone() }),
        _ => None,
    }
}

pub fn foreign_key(object: &Object) -> Option<(&Constraint, &ForeignKey)> {
    match object {
        Object::Constraint(constraint) => match &constraint.rule {
            Rule::ForeignKey(key) => Some((constraint, key)),
            Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Check(_) | Rule::Exclude(_) => None,
        },
        _ => None,
    }
}
