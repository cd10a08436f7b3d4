//! What can only be said once everything is read: whether what an object names exists and fits.

use crate::code;
use crate::diagnostic::{Diagnostic, nearest};
use crate::kind::constraint::{Constraint, ForeignKey, Rule};
use crate::kind::scope::{Defined, Names, Origin};
use crate::kind::{Kind, Object};
use crate::name::{Ident, Name};
use crate::profile::Profile;
use crate::source::Sources;
use crate::types::TypeName;
use crate::yaml::cursor::Reader;

use super::columns::Columns;

/// Checks all objects against each other.
pub fn check(defined: &Defined, names: &Names, profile: &Profile, sources: &Sources, reader: &Reader) {
    let columns = Columns::of(defined, names);
    for (object, origin, _) in defined.objects.values() {
        let checking = Checking { defined, names, columns: &columns, reader, origin };
        match object {
            Object::Constraint(constraint) => checking.constraint(constraint),
            Object::Index(index) => {
                let named = index.elements.iter().filter_map(|e| e.column.as_ref()).chain(&index.include);
                checking.columns_exist(&index.table, named);
            }
            Object::Trigger(trigger) => {
                let events = trigger.events.iter().filter_map(|event| if let crate::kind::trigger::Event::Update(columns) = event { Some(columns) } else { None });
                checking.columns_exist(&trigger.table, events.flatten());
            }
            Object::Seed(seed) => checking.key_exists(&seed.table, &seed.key, "`seed: key:`"),
            Object::Grants(grants) if grants.on.kind == Kind::Table => {
                if let [schema, table] = grants.on.path.as_slice() {
                    let table = Name { schema: schema.clone(), name: table.clone() };
                    checking.columns_exist(&table, grants.to.values().flat_map(|rights| rights.columns.values().flatten()));
                }
            }
            Object::Table(table) => {
                let key = table.partition_by.iter().flat_map(|by| by.key.iter().filter_map(|e| e.column.as_ref()));
                checking.columns_exist(&table.name, key);
                checking.schema_exists(&table.name);
            }
            Object::Sequence(sequence) => {
                checking.schema_exists(&sequence.name);
                if let Some(owner) = &sequence.owned_by {
                    checking.columns_exist(&owner.table, std::iter::once(&owner.column));
                }
            }
            Object::View(view) => checking.schema_exists(&view.name),
            Object::MaterializedView(view) => checking.schema_exists(&view.name),
            Object::Function(function) => checking.schema_exists(&function.name),
            Object::Enum(object) => checking.schema_exists(&object.name),
            Object::Domain(object) => checking.schema_exists(&object.name),
            Object::PublicationTable(member) => checking.columns_exist(&member.table, member.columns.iter()),
            _ => {}
        }
    }
    columns.sql(defined, profile, sources, reader);
}

struct Checking<'a> {
    defined: &'a Defined<'a>,
    names: &'a Names,
    columns: &'a Columns<'a>,
    reader: &'a Reader,
    origin: &'a Origin<'a>,
}

impl Checking<'_> {
    fn schema_exists(&self, name: &Name) {
        let known = self.names.schemas.contains(&name.schema) || self.names.externals.schemas.contains(&name.schema);
        if !known {
            let all = self.names.schemas.iter().chain(&self.names.externals.schemas).map(Ident::as_str);
            let diagnostic = Diagnostic::error(code::UNKNOWN_SCHEMA, self.origin.span, format!("no schema `{}` is declared", name.schema.as_str()));
            self.reader.report(match nearest(name.schema.as_str(), all) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help(format!("add a declaration `schema: {}`", name.schema.as_str())),
            });
        }
    }

    /// Reports each column that a table, whose columns are known, does not have.
    fn columns_exist<'b>(&self, table: &Name, named: impl Iterator<Item = &'b Ident>) {
        let Some(known) = self.columns.get(table) else { return };
        for column in named.filter(|column| !known.contains_key(*column)) {
            let diagnostic = Diagnostic::error(code::UNKNOWN_COLUMN, self.origin.span, format!("the table `{}` has no column `{}`", table.name.as_str(), column.as_str()));
            self.reader.report(match nearest(column.as_str(), known.keys().map(|name| name.as_str())) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("add the column, or remove it here"),
            });
        }
    }

    fn key_exists(&self, table: &Name, key: &[Ident], what: &str) {
        self.columns_exist(table, key.iter());
        if self.columns.get(table).is_none() || self.columns.is_key(self.defined, self.names, table, key) {
            return;
        }
        let list = key.iter().map(Ident::as_str).collect::<Vec<_>>().join(", ");
        self.reader.report(
            Diagnostic::error(code::NOT_UNIQUE_TARGET, self.origin.span, format!("{what} needs a primary key or unique constraint of `{}` on ({list})", table.name.as_str()))
                .help(format!("add `unique: [[{list}]]` to the table `{}`", table.name.as_str())),
        );
    }

    fn constraint(&self, constraint: &Constraint) {
        self.columns_exist(&constraint.table, constraint.columns().iter());
        match &constraint.rule {
            Rule::ForeignKey(fk) => self.foreign_key(constraint, fk),
            Rule::PrimaryKey(key) | Rule::Unique(key) => {
                self.columns_exist(&constraint.table, key.include.iter());
                if matches!(constraint.rule, Rule::PrimaryKey(_)) {
                    self.single_primary_key(constraint);
                }
                self.holds_partition_key(constraint, &key.columns);
            }
            Rule::Exclude(exclude) => self.columns_exist(&constraint.table, exclude.elements.iter().filter_map(|(e, _)| e.column.as_ref())),
            Rule::Check(_) => {}
        }
    }

    fn single_primary_key(&self, constraint: &Constraint) {
        let first = self.defined.objects.values().find_map(|(object, origin, _)| match object {
            Object::Constraint(other) if other.table == constraint.table && matches!(other.rule, Rule::PrimaryKey(_)) => Some((other, origin)),
            _ => None,
        });
        if let Some((other, origin)) = first
            && other.name != constraint.name
        {
            self.reader.report(
                Diagnostic::error(code::DUPLICATE_OBJECT, self.origin.span, format!("the table `{}` has a second primary key", constraint.table.name.as_str()))
                    .also(origin.span, "the first is here")
                    .help("write one `primary_key: [a, b]` on the table"),
            );
        }
    }

    fn holds_partition_key(&self, constraint: &Constraint, columns: &[Ident]) {
        let Some(Object::Table(table)) = self.defined.objects.get(&crate::kind::Id::named(Kind::Table, &constraint.table)).map(|(object, _, _)| object) else { return };
        let missing = table.partition_by.iter().flat_map(|by| &by.key).filter_map(|e| e.column.as_ref()).find(|key| !columns.contains(key));
        if let Some(missing) = missing {
            self.reader.report(
                Diagnostic::error(code::BAD_VALUE, self.origin.span, format!("a key of a partitioned table has to hold its partition key: `{}` is missing", missing.as_str()))
                    .help(format!("add `{}` to the columns of the key", missing.as_str())),
            );
        }
    }

    fn foreign_key(&self, constraint: &Constraint, fk: &ForeignKey) {
        let Some(target) = self.columns.get(&fk.table) else { return };
        let references: Vec<Ident> = if fk.references.is_empty() { self.columns.primary_key(self.defined, self.names, &fk.table) } else { fk.references.clone() };
        if references.is_empty() {
            self.reader.report(Diagnostic::error(code::NOT_UNIQUE_TARGET, self.origin.span, format!("the table `{}` has no primary key to point to", fk.table.name.as_str())).help("name the columns: `references: table.column`"));
            return;
        }
        if references.len() != fk.columns.len() {
            self.reader.report(
                Diagnostic::error(code::TYPE_MISMATCH, self.origin.span, format!("{} column(s) point to {}", fk.columns.len(), references.len())).help("name as many columns on both sides"),
            );
            return;
        }
        self.columns_exist(&fk.table, references.iter());
        self.key_exists_quietly(&fk.table, &references);
        let Some(own) = self.columns.get(&constraint.table) else { return };
        for (from, to) in fk.columns.iter().zip(&references) {
            if let (Some(from_type), Some(to_type)) = (own.get(from), target.get(to))
                && !comparable(from_type, to_type)
            {
                self.reader.report(
                    Diagnostic::error(code::TYPE_MISMATCH, self.origin.span, format!("`{}` is {from_type}, but `{}.{}` is {to_type}", from.as_str(), fk.table.name.as_str(), to.as_str()))
                        .help(format!("write `type: {to_type}` for `{}`", from.as_str())),
                );
            }
        }
    }

    fn key_exists_quietly(&self, table: &Name, key: &[Ident]) {
        if self.names.relations.contains(table) || !self.columns.primary_key(self.defined, self.names, table).is_empty() {
            self.key_exists(table, key, "a foreign key");
        }
    }
}

/// Whether Postgres compares the two with an operator of an index: equal types, or two of the same family.
fn comparable(a: &TypeName, b: &TypeName) -> bool {
    const FAMILIES: &[&[&str]] = &[&["smallint", "integer", "bigint", "numeric", "real", "double precision"], &["text", "varchar", "char", "name"], &["timestamp", "timestamptz", "date"]];
    if !a.built_in || !b.built_in || a.dimensions > 0 || b.dimensions > 0 {
        // Of types that are not ours to know nothing is claimed.
        return a.without_modifiers() == b.without_modifiers() || !a.built_in || !b.built_in;
    }
    let (a, b) = (a.name.as_str(), b.name.as_str());
    a == b || FAMILIES.iter().any(|family| family.contains(&a) && family.contains(&b))
}
