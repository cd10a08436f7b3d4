//! From needs, which are names, to the objects of a catalog behind them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::catalog::{Catalog, Entry};
use crate::kind::constraint::{Constraint, Rule};
use crate::kind::extension::contents;
use crate::kind::index::Index;
use crate::kind::text_search_configuration::TextSearchConfiguration;
use crate::kind::text_search_dictionary::TextSearchDictionary;
use crate::kind::{Id, Kind, Object};
use crate::name::{Ident, Name};
use crate::need::{Need, Needs};
use crate::sql::{self, Form, Memo, Sql, Words};

/// The names of Postgres' own operators.
#[rustfmt::skip]
const OPERATORS: &[&str] = &[
    "!!", "!~", "!~*", "!~~", "!~~*", "#", "##", "#-", "#>", "#>>", "%", "&", "&&", "&<", "&<|", "&>", "*", "*<", "*<=", "*<>", "*=",
    "*>", "*>=", "+", "-", "->", "->>", "-|-", "/", "<", "<->", "<<", "<<=", "<<|", "<=", "<>", "<@", "<^", "=", ">", ">=", ">>",
    ">>=", ">^", "?", "?#", "?&", "?-", "?-|", "?|", "?||", "@", "@-@", "@>", "@?", "@@", "@@@", "^", "^@", "|", "|&>", "|/", "|>>",
    "||", "||/", "~", "~*", "~<=~", "~<~", "~=", "~>=~", "~>~", "~~", "~~*", "!=",
];

/// What an object needs, as objects of the catalog.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// What it cannot be without.
    pub hard: BTreeSet<Id>,
    /// The columns of a table that it needs, without being known to use them: they stand before it, but it stays when they go.
    pub wide: BTreeSet<Id>,
    /// What gives way when it would close a cycle.
    pub soft: BTreeSet<Id>,
    /// What of that is named in the body of a function.
    pub bodies: BTreeSet<Id>,
}

impl Resolved {
    /// All that has to stand before it.
    pub fn firm(&self) -> impl Iterator<Item = &Id> {
        self.hard.iter().chain(&self.wide)
    }
}

/// The objects of one catalog by the names that others call them.
pub struct Resolver<'a> {
    catalog: &'a Catalog,
    search_path: &'a [Ident],
    relations: HashMap<Name, Id>,
    columns: HashMap<Name, Vec<Id>>,
    types: HashMap<Name, Id>,
    functions: HashMap<Name, Vec<Id>>,
    operators: HashMap<Name, Vec<Id>>,
    /// Configurations and dictionaries of text search.
    text_search: HashMap<Name, Vec<Id>>,
    keys: HashMap<Name, Vec<(Id, bool, Vec<Ident>)>>,
    foreign: HashMap<Name, Vec<Name>>,
    guards: HashMap<Name, Vec<Id>>,
    standing: HashMap<Name, Vec<Id>>,
    triggers: HashMap<Name, Vec<Id>>,
    extensions: BTreeMap<Ident, Vec<Id>>,
    memo: Memo,
}

impl<'a> Resolver<'a> {
    #[must_use]
    pub fn new(catalog: &'a Catalog, search_path: &'a [Ident]) -> Resolver<'a> {
        let mut resolver = Resolver {
            catalog,
            search_path,
            relations: HashMap::new(),
            columns: HashMap::new(),
            types: HashMap::new(),
            functions: HashMap::new(),
            operators: HashMap::new(),
            text_search: HashMap::new(),
            keys: HashMap::new(),
            foreign: HashMap::new(),
            guards: HashMap::new(),
            standing: HashMap::new(),
            triggers: HashMap::new(),
            extensions: BTreeMap::new(),
            memo: Memo::default(),
        };
        for (id, object) in catalog.iter() {
            resolver.add(id, object);
        }
        resolver
    }

    fn add(&mut self, id: &Id, object: &Object) {
        if let Object::Constraint(Constraint { table, .. }) | Object::Index(Index { table, .. }) = object {
            self.standing.entry(table.clone()).or_default().push(id.clone());
        }
        match object {
            Object::Table(table) => drop(self.relations.insert(table.name.clone(), id.clone())),
            Object::ForeignTable(table) => drop(self.relations.insert(table.name.clone(), id.clone())),
            Object::View(view) => drop(self.relations.insert(view.name.clone(), id.clone())),
            Object::Sequence(sequence) => drop(self.relations.insert(sequence.name.clone(), id.clone())),
            Object::MaterializedView(view) => drop(self.relations.insert(view.name.clone(), id.clone())),
            Object::Column(column) => self.columns.entry(column.table.clone()).or_default().push(id.clone()),
            Object::Enum(object) => drop(self.types.insert(object.name.clone(), id.clone())),
            Object::Domain(object) => drop(self.types.insert(object.name.clone(), id.clone())),
            Object::CompositeType(object) => drop(self.types.insert(object.name.clone(), id.clone())),
            Object::RangeType(object) => {
                for name in [&object.name, &object.multirange] {
                    self.types.insert(name.clone(), id.clone());
                }
            }
            Object::Function(function) => self.functions.entry(function.name.clone()).or_default().push(id.clone()),
            Object::Aggregate(aggregate) => self.functions.entry(aggregate.name.clone()).or_default().push(id.clone()),
            Object::TextSearchConfiguration(TextSearchConfiguration { name, .. })
            | Object::TextSearchDictionary(TextSearchDictionary { name, .. }) => {
                self.text_search.entry(name.clone()).or_default().push(id.clone());
            }
            Object::Operator(operator) => self.operators.entry(operator.name.clone()).or_default().push(id.clone()),
            Object::Extension(extension) => {
                self.extensions.entry(extension.schema.clone()).or_default().push(id.clone())
            }
            Object::RowSecurity(security) => self.guards.entry(security.table.clone()).or_default().push(id.clone()),
            Object::Policy(policy) => self.guards.entry(policy.table.clone()).or_default().push(id.clone()),
            Object::Trigger(trigger) => self.triggers.entry(trigger.table.clone()).or_default().push(id.clone()),
            Object::Index(index) if index.unique => {
                let columns = index.elements.iter().filter_map(|e| e.column.clone()).collect();
                self.keys.entry(index.table.clone()).or_default().push((id.clone(), false, columns));
            }
            Object::Constraint(constraint) => match &constraint.rule {
                Rule::PrimaryKey(key) | Rule::Unique(key) => {
                    let primary = matches!(constraint.rule, Rule::PrimaryKey(_));
                    self.keys.entry(constraint.table.clone()).or_default().push((
                        id.clone(),
                        primary,
                        key.columns.clone(),
                    ));
                }
                Rule::ForeignKey(fk) => {
                    self.foreign.entry(constraint.table.clone()).or_default().push(fk.table.clone())
                }
                Rule::Check(_) | Rule::Exclude(_) => {}
            },
            _ => {}
        }
    }

    /// The object of the catalog that an id means: a part says "table" for whatever relation it stands on.
    fn meant(&self, id: &Id) -> Id {
        id.relations().find(|id| self.catalog.get(id).is_some()).unwrap_or_else(|| id.clone())
    }

    /// The object that this one is a part of. An index says "table" for whatever relation it stands on, and the comment on a column of a
    /// view names a column that is no object.
    #[must_use]
    pub fn parent(&self, object: &Object) -> Option<Id> {
        let parent = object.parent()?;
        if self.catalog.get(&parent).is_some() {
            return Some(parent);
        }
        match parent.path.as_slice() {
            [schema, name] if parent.kind == Kind::Table => {
                self.relations.get(&Name { schema: schema.clone(), name: name.clone() }).cloned()
            }
            [schema, name, _] if parent.kind == Kind::Column => {
                self.relations.get(&Name { schema: schema.clone(), name: name.clone() }).cloned()
            }
            _ => None,
        }
    }

    /// The name that an object holds in its schema against others of its namespace.
    #[must_use]
    pub fn claim(id: &Id) -> Option<(&'static str, Vec<&Ident>)> {
        let path = || id.path.iter().collect();
        match id.kind {
            kind if Kind::RELATIONS.contains(&kind) => Some(("relation", path())),
            Kind::Index | Kind::Sequence => Some(("relation", path())),
            // The index behind a key has its name.
            Kind::Constraint => match id.path.as_slice() {
                [schema, _, name] => Some(("relation", vec![schema, name])),
                _ => None,
            },
            Kind::Enum | Kind::Domain | Kind::CompositeType | Kind::RangeType => Some(("type", path())),
            Kind::Function | Kind::Aggregate => Some(("function", path())),
            _ => None,
        }
    }

    /// What an object of the catalog needs, itself left out.
    #[must_use]
    pub fn needs(&self, id: &Id, entry: &Entry) -> Resolved {
        let mut needs = Needs::default();
        entry.object.needs(&mut needs);
        let (mut hard, mut wide) = (entry.depends_on.clone(), BTreeSet::new());
        hard.extend(entry.object.roles().into_iter().map(|role| Id::global(Kind::Role, role)));
        let (mut soft, mut bodies) = (BTreeSet::new(), BTreeSet::new());
        for need in &needs.hard {
            self.find(need, &mut hard, &mut wide);
        }
        for (needs, found) in [(&needs.soft, &mut soft), (&needs.bodies, &mut bodies)] {
            for need in needs {
                let mut columns = BTreeSet::new();
                self.find(need, found, &mut columns);
                found.append(&mut columns);
            }
        }
        for found in [&mut hard, &mut wide, &mut soft, &mut bodies] {
            found.retain(|need| need != id && self.catalog.get(need).is_some());
        }
        soft.extend(bodies.iter().cloned());
        Resolved { hard, wide, soft, bodies }
    }

    /// What one thing needed stands for, without the columns that nobody is known to use.
    #[must_use]
    pub fn hard(&self, need: &Need) -> BTreeSet<Id> {
        let mut found = BTreeSet::new();
        self.find(need, &mut found, &mut BTreeSet::new());
        found
    }

    fn find(&self, need: &Need, out: &mut BTreeSet<Id>, wide: &mut BTreeSet<Id>) {
        match need {
            Need::Object(id) => drop(out.insert(self.meant(id))),
            Need::Relation(name) => self.relation(name, &Words::default(), out, wide),
            Need::Column(table, column) => {
                out.insert(Id::of(Kind::Column, table, column));
                out.extend(self.relations.get(table).cloned());
            }
            Need::Type(name) => {
                if let Some(qualified) = name.qualified() {
                    out.extend(self.types.get(&qualified).cloned());
                    self.relation(&qualified, &Words::default(), out, wide);
                    out.extend(self.extensions.get(&qualified.schema).into_iter().flatten().cloned());
                }
            }
            Need::Function(name) => out.extend(self.functions.get(name).into_iter().flatten().cloned()),
            Need::Operator(name) => {
                out.extend(self.operators.get(name).into_iter().flatten().cloned());
                out.extend(self.extensions.get(&name.schema).into_iter().flatten().cloned());
            }
            Need::UniqueKey(table, columns) => {
                let keys = self.keys.get(table).into_iter().flatten();
                out.extend(
                    keys.filter(|(_, primary, key)| if columns.is_empty() { *primary } else { same(key, columns) })
                        .map(|(id, _, _)| id.clone()),
                );
            }
            Need::ExtensionsIn(schema) => out.extend(self.extensions.get(schema).into_iter().flatten().cloned()),
            Need::RowsOfReferences(table) => {
                for target in self.foreign.get(table).into_iter().flatten() {
                    out.insert(Id::named(Kind::Seed, target));
                }
                out.extend(self.triggers.get(table).into_iter().flatten().cloned());
            }
            Need::KeysAndIndexes(table) => out.extend(self.standing.get(table).into_iter().flatten().cloned()),
            Need::Guards(table) => out.extend(self.guards.get(table).into_iter().flatten().cloned()),
            Need::Sql(sql, form) => self.sql(sql, *form, out, wide),
            Need::Expression(table, expression) => {
                // An expression names the columns that it uses.
                self.relation(table, &sql::words(expression.as_str()), out, &mut BTreeSet::new());
                self.sql(expression, Form::Expression, out, wide);
            }
        }
    }

    /// A relation, with those of its columns that are among the words of a text.
    fn relation(&self, name: &Name, words: &Words, out: &mut BTreeSet<Id>, wide: &mut BTreeSet<Id>) {
        out.extend(self.relations.get(name).cloned());
        // A table that is not ours may have columns that are.
        for column in self.columns.get(name).into_iter().flatten() {
            let used = words.everything || column.path.last().is_some_and(|name| words.names.contains(name));
            if used {
                out.insert(column.clone())
            } else {
                wide.insert(column.clone())
            };
        }
    }

    /// Everything of the catalog that a piece of SQL mentions.
    fn sql(&self, sql: &Sql, form: Form, out: &mut BTreeSet<Id>, wide: &mut BTreeSet<Id>) {
        let words = sql::words(sql.as_str());
        // Which of several is meant depends on what stands on both sides; what Postgres has too is not taken for ours.
        let ours = self.operators.iter().filter(|(name, _)| words.operators.contains(&name.name));
        let ours = ours.filter(|(name, _)| !OPERATORS.contains(&name.name.as_str()));
        out.extend(ours.flat_map(|(_, ids)| ids).cloned());
        for (schema, name) in sql::configurations(sql.as_str()) {
            let schemas = schema.as_ref().map_or_else(|| self.search_path.iter().collect(), |schema| vec![schema]);
            let named = |schema: &Ident| self.text_search.get(&Name { schema: schema.clone(), name: name.clone() });
            out.extend(schemas.into_iter().filter_map(named).flatten().cloned());
        }
        let mentions = match self.memo.parse(sql.as_str(), form).as_ref() {
            Ok(parsed) => [&parsed.relations[..], &parsed.functions, &parsed.types, &parsed.loose].concat(),
            Err(_) => sql::mentions(sql.as_str()),
        };
        for mention in mentions {
            let schemas: Vec<&Ident> =
                mention.schema.as_ref().map_or_else(|| self.search_path.iter().collect(), |schema| vec![schema]);
            for schema in schemas {
                let name = Name { schema: schema.clone(), name: mention.name.clone() };
                self.relation(&name, &words, out, wide);
                out.extend(self.functions.get(&name).into_iter().flatten().cloned());
                out.extend(self.types.get(&name).cloned());
                out.extend(self.text_search.get(&name).into_iter().flatten().cloned());
            }
            // An operator or function that lives in the schema of an extension comes with that extension.
            if let Some(schema) = &mention.schema {
                out.extend(self.extensions.get(schema).into_iter().flatten().cloned());
            } else if let Some((extension, _)) =
                contents::FUNCTIONS.iter().find(|(_, brought)| contents::brings(brought, mention.name.as_str()))
            {
                out.insert(Id::global(Kind::Extension, &Ident::from(*extension)));
            }
        }
    }
}

fn same(a: &[Ident], b: &[Ident]) -> bool {
    a.len() == b.len() && a.iter().all(|column| b.contains(column))
}
