//! New names for some objects of a model, and what becomes of all that mentions them.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, Entry};
use crate::kind::constraint::Rule;
use crate::kind::{Id, Kind, Object};
use crate::name::{Ident, Name};
use crate::sql::{self, Form, NewNames, Sql};
use crate::types::TypeName;

/// What is renamed, by what it was called before. Kinds pass the names that they hold through it
/// ([`crate::kind::Define::rename`]).
#[derive(Debug, Default)]
pub struct Renaming<'a> {
    schemas: BTreeMap<Ident, Ident>,
    /// Tables, views, sequences and the like, with the types that tables and views are.
    relations: BTreeMap<Name, Name>,
    types: BTreeMap<Name, Name>,
    routines: BTreeMap<Name, Name>,
    columns: BTreeMap<Name, BTreeMap<Ident, Ident>>,
    /// Values of enums.
    labels: BTreeMap<Name, BTreeMap<String, String>>,
    /// Tables with columns of an enum, and the enum.
    users: BTreeSet<(Name, Name)>,
    /// Whatever is called by nobody but its own parts and satellites.
    others: BTreeMap<Id, Ident>,
    /// The columns of each relation.
    known: BTreeMap<Name, Vec<String>>,
    search_path: &'a [Ident],
    /// New ids of whole objects, by those before.
    ids: BTreeMap<Id, Id>,
}

/// The place in an id of what the object is called.
fn called(id: &Id) -> usize {
    if id.kind.has_arguments() { 1 } else { id.path.len().saturating_sub(1) }
}

/// What an object is called, without what it is in or part of.
#[must_use]
pub fn name_of(id: &Id) -> Option<&Ident> {
    id.path.get(called(id))
}

/// The id with another name at its end.
#[must_use]
pub fn with_name(id: &Id, name: &Ident) -> Id {
    let mut id = id.clone();
    let at = called(&id);
    if let Some(part) = id.path.get_mut(at) {
        part.clone_from(name);
    }
    id
}

/// A value of an enum, which is no object of its own.
#[must_use]
pub fn enum_value(id: &Id) -> Option<(Name, &str)> {
    match (id.kind, id.path.as_slice()) {
        (Kind::Enum, [schema, name, value]) => {
            Some((Name { schema: schema.clone(), name: name.clone() }, value.as_str()))
        }
        _ => None,
    }
}

/// Whether a model has an object, or a value of an enum.
#[must_use]
pub fn has(catalog: &Catalog, id: &Id) -> bool {
    match enum_value(id) {
        Some((name, value)) => match catalog.get(&Id::named(Kind::Enum, &name)) {
            Some(Object::Enum(object)) => object.values.iter().any(|known| known == value),
            _ => false,
        },
        None => catalog.get(id).is_some(),
    }
}

fn first_two(path: &[Ident]) -> Option<Name> {
    match path {
        [schema, name, ..] => Some(Name { schema: schema.clone(), name: name.clone() }),
        _ => None,
    }
}

impl<'a> Renaming<'a> {
    /// New names for objects of a model, each by its id before and after.
    #[must_use]
    pub fn new<'i>(
        catalog: &Catalog,
        pairs: impl IntoIterator<Item = (&'i Id, &'i Id)>,
        search_path: &'a [Ident],
    ) -> Renaming<'a> {
        let mut renaming = Renaming { search_path, ..Renaming::default() };
        let mut routines: BTreeMap<Name, Vec<&Id>> = BTreeMap::new();
        for id in catalog.objects.keys().filter(|id| id.kind.is_routine()) {
            routines.entry(first_two(&id.path).unwrap_or_else(|| Name::new("", ""))).or_default().push(id);
        }
        for (old, new) in pairs {
            renaming.add(old, new, &routines);
        }
        renaming.inherit(catalog);
        renaming.known = relations(catalog);
        if !renaming.labels.is_empty() {
            let types = |object: &Object| match object {
                Object::Column(column) => Some((column.table.clone(), column.data_type.qualified()?)),
                _ => None,
            };
            renaming.users = catalog.iter().filter_map(|(_, object)| types(object)).collect();
        }
        renaming
    }

    fn add(&mut self, old: &Id, new: &Id, routines: &BTreeMap<Name, Vec<&Id>>) {
        let Some(name) = name_of(new) else { return };
        if let Some((of, value)) = enum_value(old) {
            self.labels.entry(of).or_default().insert(value.to_owned(), name.as_str().to_owned());
            return;
        }
        let (before, after) = (first_two(&old.path), first_two(&new.path));
        match (old.kind, before, after) {
            (Kind::Schema, _, _) => drop(old.path.first().map(|old| self.schemas.insert(old.clone(), name.clone()))),
            (Kind::Table | Kind::ForeignTable | Kind::View | Kind::MaterializedView, Some(before), Some(after)) => {
                self.types.insert(before.clone(), after.clone());
                self.relations.insert(before, after);
            }
            (Kind::Sequence, Some(before), Some(after)) => drop(self.relations.insert(before, after)),
            (Kind::CompositeType | Kind::Enum | Kind::Domain, Some(before), Some(after)) => {
                drop(self.types.insert(before, after));
            }
            // The functions that make a range are called as its type is.
            (Kind::RangeType, Some(before), Some(after)) => {
                self.routines.insert(before.clone(), after.clone());
                self.types.insert(before, after);
            }
            (Kind::Column, Some(table), _) => {
                let column = old.path.last().cloned().unwrap_or_default();
                self.columns.entry(table).or_default().insert(column, name.clone());
            }
            (Kind::Function, Some(before), Some(after)) => {
                // Who calls it says its name only: that is clear where it has one meaning.
                if routines.get(&before).is_some_and(|all| all.len() == 1) {
                    self.routines.insert(before, after);
                }
                self.others.insert(old.clone(), name.clone());
            }
            _ => drop(self.others.insert(old.clone(), name.clone())),
        }
    }

    /// A column has its new name in all tables that have it from the one where it was renamed.
    fn inherit(&mut self, catalog: &Catalog) {
        if self.columns.is_empty() {
            return;
        }
        let mut children: BTreeMap<&Name, Vec<&Name>> = BTreeMap::new();
        for (_, object) in catalog.iter() {
            match object {
                Object::Table(table) => {
                    for parent in table.inherits.iter().chain(&table.partition_of) {
                        children.entry(parent).or_default().push(&table.name);
                    }
                }
                Object::ForeignTable(table) => {
                    for parent in &table.inherits {
                        children.entry(parent).or_default().push(&table.name);
                    }
                }
                Object::Partition(partition) => {
                    children.entry(&partition.parent).or_default().push(&partition.table);
                }
                _ => {}
            }
        }
        let mut queue: Vec<Name> = self.columns.keys().cloned().collect();
        while let Some(parent) = queue.pop() {
            let Some(columns) = self.columns.get(&parent).cloned() else { continue };
            for &child in children.get(&parent).into_iter().flatten() {
                let known = self.columns.entry(child.clone()).or_default();
                let before = known.len();
                for (old, new) in &columns {
                    known.entry(old.clone()).or_insert_with(|| new.clone());
                }
                if known.len() > before {
                    queue.push(child.clone());
                }
            }
        }
    }

    /// Whether a table has a column under its new name because one that it comes from has.
    #[must_use]
    pub fn follows(&self, catalog: &Catalog, column: &Id) -> bool {
        let Some(table) = first_two(&column.path) else { return false };
        let parents = match catalog.get(&Id::named(Kind::Table, &table)) {
            Some(Object::Table(table)) => table.inherits.iter().chain(&table.partition_of).cloned().collect(),
            _ => Vec::new(),
        };
        let attached = match catalog.get(&Id::named(Kind::Partition, &table)) {
            Some(Object::Partition(partition)) => Some(partition.parent.clone()),
            _ => None,
        };
        let is_there = |parent: &Name| {
            self.columns.get(parent).zip(column.path.last()).is_some_and(|(columns, name)| columns.contains_key(name))
        };
        parents.iter().chain(&attached).any(is_there)
    }

    #[must_use]
    pub fn has_columns(&self) -> bool {
        !self.columns.is_empty()
    }

    /// Whether columns of a relation are renamed.
    #[must_use]
    pub fn has_columns_of(&self, relation: &Name) -> bool {
        self.columns.contains_key(relation)
    }

    pub fn schema(&self, schema: &mut Ident) {
        if let Some(new) = self.schemas.get(schema) {
            schema.clone_from(new);
        }
    }

    fn replace(&self, name: &mut Name, map: &BTreeMap<Name, Name>) {
        match map.get(name) {
            Some(new) => name.clone_from(new),
            None => self.schema(&mut name.schema),
        }
    }

    /// A table, view or sequence.
    pub fn relation(&self, name: &mut Name) {
        self.replace(name, &self.relations);
    }

    /// Something that is a type by itself.
    pub fn named_type(&self, name: &mut Name) {
        self.replace(name, &self.types);
    }

    /// What is called by its name, whatever its arguments.
    pub fn routine(&self, name: &mut Name) {
        self.replace(name, &self.routines);
    }

    /// What nobody can rename, and moves with its schema.
    pub fn place(&self, name: &mut Name) {
        self.schema(&mut name.schema);
    }

    pub fn type_name(&self, name: &mut TypeName) {
        if let Some(mut qualified) = name.qualified().filter(|_| !name.built_in) {
            self.named_type(&mut qualified);
            (name.schema, name.name) = (Some(qualified.schema), qualified.name);
        }
    }

    pub fn collation(&self, collation: Option<&mut crate::kind::column::Collation>) {
        if let Some([schema, _]) = collation.map(|collation| collation.0.as_mut_slice()) {
            self.schema(schema);
        }
    }

    /// A column of a table, which is said by its name before.
    pub fn column(&self, table: &Name, column: &mut Ident) {
        if let Some(new) = self.columns.get(table).and_then(|columns| columns.get(column)) {
            column.clone_from(new);
        }
    }

    pub fn columns<'c>(&self, table: &Name, columns: impl IntoIterator<Item = &'c mut Ident>) {
        columns.into_iter().for_each(|column| self.column(table, column));
    }

    /// The name of an object that is a part of another, by its id before.
    pub fn part(&self, id: &Id, name: &mut Ident) {
        if let Some(new) = self.others.get(id) {
            name.clone_from(new);
        }
    }

    /// Values of an enum.
    pub fn labels(&self, of: &Name, labels: &mut [String]) {
        for label in labels {
            if let Some(new) = self.labels.get(of).and_then(|labels| labels.get(label)) {
                label.clone_from(new);
            }
        }
    }

    /// An expression, over the columns of a table if there is one.
    pub fn expression(&self, table: Option<&Name>, expression: &mut Sql) {
        self.sql(expression, Form::Expression, table);
    }

    pub fn sql(&self, sql: &mut Sql, form: Form, own: Option<&Name>) {
        if let Some(new) = sql::renamed(sql.as_str(), form, own, self) {
            *sql = Sql::new(new);
        }
    }

    /// The id of an object that another belongs to.
    pub fn id(&self, id: &mut Id) {
        if let Some(new) = self.ids.get(id) {
            id.clone_from(new);
            return;
        }
        if let Some(name) = self.others.get(id) {
            *id = with_name(id, name);
        }
        if let (Kind::Column, [_, _, column]) = (id.kind, id.path.as_slice())
            && let Some(table) = first_two(&id.path)
        {
            let mut column = column.clone();
            self.column(&table, &mut column);
            *id = with_name(id, &column);
        }
        if let Some(mut name) = first_two(&id.path) {
            match id.kind {
                Kind::Enum | Kind::Domain | Kind::CompositeType | Kind::RangeType => self.named_type(&mut name),
                _ if id.kind.has_arguments() => self.schema(&mut name.schema),
                _ => self.relation(&mut name),
            }
            (id.path[0], id.path[1]) = (name.schema, name.name);
        } else if let (Kind::Schema, [schema]) = (id.kind, id.path.as_mut_slice()) {
            self.schema(schema);
        }
    }

    /// The model with the new names, and the new id of each object of it.
    #[must_use]
    pub fn carry(mut self, catalog: &Catalog) -> (Catalog, BTreeMap<Id, Id>) {
        let mut carried = Catalog::default();
        let mut entries: Vec<(&Id, Entry)> = catalog.objects.iter().map(|(id, entry)| (id, entry.clone())).collect();
        // What is on others, and depends on them, is called as they are.
        for satellites in [false, true] {
            for (id, entry) in entries.iter_mut().filter(|(id, _)| id.on.is_some() == satellites) {
                entry.object.rename(&self);
                self.ids.insert((*id).clone(), entry.object.id());
            }
        }
        for (_, mut entry) in entries {
            let renamed = |id: &Id| self.ids.get(id).unwrap_or(id).clone();
            entry.depends_on = entry.depends_on.iter().map(renamed).collect();
            carried.objects.insert(entry.object.id(), entry);
        }
        (carried, self.ids)
    }

    fn names<'n>(&'n self, schema: Option<&str>, name: &str) -> impl Iterator<Item = Name> + use<'n, 'a> {
        let schemas: Vec<Ident> = schema.map_or_else(|| self.search_path.to_vec(), |schema| vec![Ident::new(schema)]);
        let name = Ident::new(name);
        schemas.into_iter().map(move |schema| Name { schema, name: name.clone() })
    }

    fn changed(&self, map: &BTreeMap<Name, Name>, schema: Option<&str>, name: &str) -> Option<Name> {
        self.names(schema, name).find_map(|name| {
            let mut new = name.clone();
            self.replace(&mut new, map);
            (new != name).then_some(new)
        })
    }
}

impl NewNames for Renaming<'_> {
    fn relation(&self, schema: Option<&str>, name: &str) -> Option<Name> {
        self.changed(&self.relations, schema, name)
    }

    fn routine(&self, schema: Option<&str>, name: &str) -> Option<Name> {
        self.changed(&self.routines, schema, name)
    }

    fn data_type(&self, schema: Option<&str>, name: &str) -> Option<Name> {
        self.changed(&self.types, schema, name)
    }

    fn column(&self, schema: Option<&str>, table: &str, column: &str) -> Option<Ident> {
        let column = Ident::new(column);
        self.names(schema, table).find_map(|table| self.columns.get(&table)?.get(&column).cloned())
    }

    fn label(&self, data_type: Option<(Option<&str>, &str)>, own: Option<&Name>, label: &str) -> Option<String> {
        match data_type {
            Some((schema, name)) => {
                self.names(schema, name).find_map(|name| self.labels.get(&name)?.get(label).cloned())
            }
            None => {
                let used = |name: &&Name| own.is_none_or(|own| self.users.contains(&(own.clone(), (*name).clone())));
                let labels = self.labels.iter().filter(|(name, _)| used(name));
                labels.filter_map(|(_, labels)| labels.get(label).cloned()).next()
            }
        }
    }

    fn columns(&self, schema: Option<&str>, table: &str) -> Option<Vec<String>> {
        self.names(schema, table).find_map(|name| self.known.get(&name).cloned())
    }
}

/// The columns of all relations, as far as they are known.
fn relations(catalog: &Catalog) -> BTreeMap<Name, Vec<String>> {
    let mut known: BTreeMap<Name, Vec<String>> = BTreeMap::new();
    for (_, object) in catalog.iter() {
        match object {
            Object::Column(column) => {
                known.entry(column.table.clone()).or_default().push(column.name.as_str().to_owned());
            }
            Object::View(view) => {
                drop(outputs(&view.columns, &view.query).map(|all| known.insert(view.name.clone(), all)))
            }
            Object::MaterializedView(view) => {
                drop(outputs(&view.columns, &view.query).map(|all| known.insert(view.name.clone(), all)));
            }
            _ => {}
        }
    }
    known
}

fn outputs(columns: &[Ident], query: &Sql) -> Option<Vec<String>> {
    let labels = sql::labels(query.as_str())?;
    let given = |at: usize, label: Option<String>| columns.get(at).map(|name| name.as_str().to_owned()).or(label);
    labels.into_iter().enumerate().map(|(at, label)| given(at, label)).collect()
}

/// Whether a constraint has an index of its name.
#[must_use]
pub fn has_index(rule: &Rule) -> bool {
    match rule {
        Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclude(_) => true,
        Rule::ForeignKey(_) | Rule::Check(_) => false,
    }
}
