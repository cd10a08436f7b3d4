//! The catalog as the models ask about it: what each module declares, how it is called in Rust, and what becomes of each column.

use std::collections::{BTreeMap, BTreeSet};

use super::name;
use super::rust_type::{self, Declared, RustType};
use crate::catalog::{Catalog, Entry};
use crate::kind::column::{Column, Generation};
use crate::kind::constraint::Rule;
use crate::kind::domain::Domain;
use crate::kind::enumeration::Enum;
use crate::kind::table::Table;
use crate::kind::{Define, Id, Kind, Object};
use crate::name::{Ident, Name};
use crate::project::Project;
use crate::types::TypeName;

/// A column with all that is said of it elsewhere.
pub struct Field<'a> {
    pub column: &'a Column,
    pub name: String,
    pub code: String,
    pub rust: RustType,
    pub nullable: bool,
    pub comment: Option<&'a str>,
    pub insert: Insert,
}

/// What an INSERT has to say about a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Insert {
    Never,
    Optional,
    Required,
}

/// What one module declares.
#[derive(Default)]
pub struct Module<'a> {
    pub enums: Vec<&'a Enum>,
    pub tables: Vec<&'a Table>,
    pub views: bool,
}

/// The catalog as the models ask about it.
pub struct Facts<'a> {
    pub project: &'a Project,
    catalog: &'a Catalog,
    pub modules: BTreeMap<&'a str, Module<'a>>,
    /// The names of the modules as files and in Rust.
    pub files: BTreeMap<&'a str, String>,
    /// The Rust names of enums and tables within their modules, and of what is inserted into a table.
    pub types: BTreeMap<Id, String>,
    pub inserts: BTreeMap<Id, String>,
    columns: BTreeMap<&'a Name, Vec<&'a Column>>,
    primary_keys: BTreeMap<&'a Name, &'a [Ident]>,
    domains: BTreeMap<&'a Name, &'a Domain>,
    /// The module of each enum.
    module_of: BTreeMap<&'a Name, &'a str>,
}

impl<'a> Facts<'a> {
    pub fn new(project: &'a Project, catalog: &'a Catalog) -> Facts<'a> {
        let mut modules: BTreeMap<&str, Module> = BTreeMap::new();
        let mut columns: BTreeMap<&Name, Vec<&Column>> = BTreeMap::new();
        let (mut primary_keys, mut domains, mut module_of) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut views = BTreeSet::new();
        for Entry { object, module, .. } in catalog.objects.values() {
            match object {
                Object::Enum(object) => {
                    modules.entry(module).or_default().enums.push(object);
                    module_of.insert(&object.name, module.as_str());
                }
                // A partition holds rows of its parent, whose model they have.
                Object::Table(table) if table.partition_of.is_none() => {
                    modules.entry(module).or_default().tables.push(table)
                }
                Object::Column(column) => columns.entry(&column.table).or_default().push(column),
                Object::Constraint(constraint) => {
                    if let Rule::PrimaryKey(key) = &constraint.rule {
                        primary_keys.insert(&constraint.table, key.columns.as_slice());
                    }
                }
                Object::Domain(domain) => drop(domains.insert(&domain.name, domain)),
                Object::View(_) | Object::MaterializedView(_) => drop(views.insert(module.as_str())),
                _ => {}
            }
        }
        for columns in columns.values_mut() {
            columns.sort_by_key(|column| column.position);
        }
        for (module, declared) in &mut modules {
            declared.views = views.contains(module);
        }
        let files = name::modules(modules.keys().copied());
        let mut facts = Facts {
            project,
            catalog,
            modules,
            files,
            types: BTreeMap::new(),
            inserts: BTreeMap::new(),
            columns,
            primary_keys,
            domains,
            module_of,
        };
        facts.name_types();
        facts
    }

    fn name_types(&mut self) {
        for module in self.modules.values() {
            let mut names = name::types();
            for object in &module.enums {
                self.types.insert(object.id(), names.claim(&name::upper(object.name.name.as_str()), ""));
            }
            for table in &module.tables {
                self.types.insert(table.id(), names.claim(&name::upper(table.name.name.as_str()), ""));
            }
            for table in &module.tables {
                let own = self.types.get(&table.id()).map_or("", String::as_str);
                self.inserts.insert(table.id(), names.claim(&format!("New{own}"), ""));
            }
        }
    }

    pub fn comment(&self, id: &Id) -> Option<&'a str> {
        match self.catalog.get(&Id::satellite(Kind::Comment, id)) {
            Some(Object::Comment(comment)) => Some(&comment.text),
            _ => None,
        }
    }

    /// The types that a module may name: its own, and others by their path.
    fn declared(&self, file: &str) -> Declared<'a> {
        let enums = self.module_of.iter().filter_map(|(name, module)| {
            let rust = self.types.get(&Id::named(Kind::Enum, name))?;
            let home = self.files.get(module)?;
            Some((*name, if home == file { rust.clone() } else { format!("super::{home}::{rust}") }))
        });
        Declared {
            enums: enums.collect(),
            domains: self.domains.iter().map(|(name, domain)| (*name, &domain.data_type)).collect(),
        }
    }

    /// The domains that a type leads through.
    fn domains_of(&self, data_type: &TypeName) -> impl Iterator<Item = &'a Domain> {
        let next = |data_type: &TypeName| {
            if data_type.dimensions > 0 { None } else { self.domains.get(&data_type.qualified()?).copied() }
        };
        std::iter::successors(next(data_type), move |domain| next(&domain.data_type)).take(self.domains.len())
    }

    pub fn fields(&self, table: &Table, file: &str) -> Vec<Field<'a>> {
        let columns = self.columns.get(&table.name).map_or(&[][..], Vec::as_slice);
        let names = name::fields(&columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>());
        let declared = self.declared(file);
        let key = self.primary_keys.get(&table.name).copied().unwrap_or_default();
        columns.iter().zip(names).map(|(column, name)| self.field(column, name, key, &declared)).collect()
    }

    fn field(&self, column: &'a Column, name: String, key: &[Ident], declared: &Declared) -> Field<'a> {
        let rust = rust_type::of(&column.data_type, declared);
        let nullable = !column.not_null
            && !key.contains(&column.name)
            && !self.domains_of(&column.data_type).any(|domain| domain.not_null);
        let by_domain = self.domains_of(&column.data_type).any(|domain| domain.default.is_some());
        let has_default = by_domain || self.catalog.get(&Id::of(Kind::Default, &column.table, &column.name)).is_some();
        let identity = column.identity.as_ref().map(|identity| identity.generation);
        let insert = if column.generated.is_some() || identity == Some(Generation::Always) {
            Insert::Never
        } else if nullable || has_default || identity.is_some() {
            Insert::Optional
        } else {
            Insert::Required
        };
        Field { column, code: name::code(&name), name, rust, nullable, comment: self.comment(&column.id()), insert }
    }
}
