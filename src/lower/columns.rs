//! The columns of all tables, and the SQL that is written over them.

use std::collections::{BTreeMap, BTreeSet};

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::kind::constraint::Rule;
use crate::kind::function::Body;
use crate::kind::scope::{Defined, Names, Origin};
use crate::kind::{Id, Kind, Object};
use crate::name::{Ident, Name};
use crate::profile::Profile;
use crate::source::{Sources, Span};
use crate::sql::{self, Form, Memo};
use crate::types::TypeName;
use crate::yaml::cursor::Reader;
use crate::yaml::{self, Node};

use super::inherited;

/// The columns of each table whose columns are known.
pub struct Columns<'a> {
    tables: BTreeMap<Name, BTreeMap<&'a Ident, &'a TypeName>>,
    keys: BTreeMap<Name, Vec<(bool, &'a [Ident])>>,
}

/// The tables that a table inherits from, and what those do.
fn ancestors<'a>(table: &'a Name, inherits: &'a [Name], defined: &'a Defined) -> BTreeSet<&'a Name> {
    let (mut found, mut next) = (BTreeSet::new(), inherits.iter().collect::<Vec<_>>());
    while let Some(name) = next.pop() {
        if name != table && found.insert(name) {
            let parents = Id::named(Kind::Table, name).relations().find_map(|id| defined.objects.get(&id));
            next.extend(
                parents.and_then(|(object, _, _)| inherited::parents(object)).map_or(&[] as &[Name], |(_, own)| own),
            );
        }
    }
    found
}

impl<'a> Columns<'a> {
    #[must_use]
    pub fn of(defined: &'a Defined<'_>, names: &'a Names) -> Columns<'a> {
        let mut tables: BTreeMap<Name, BTreeMap<&Ident, &TypeName>> = BTreeMap::new();
        let mut keys: BTreeMap<Name, Vec<(bool, &[Ident])>> = BTreeMap::new();
        for (name, table) in &names.externals.tables {
            if !table.columns.is_empty() {
                tables.insert(name.clone(), table.columns.iter().collect());
            }
        }
        let extended: Vec<&Name> =
            names.externals.tables.iter().filter(|(_, table)| table.columns.is_empty()).map(|(name, _)| name).collect();
        for (object, _, _) in defined.objects.values() {
            match object {
                // An external table whose columns were not declared may have any.
                Object::Column(column) if !extended.contains(&&column.table) => {
                    tables.entry(column.table.clone()).or_default().insert(&column.name, &column.data_type);
                }
                Object::Constraint(constraint) => match &constraint.rule {
                    Rule::PrimaryKey(key) => {
                        keys.entry(constraint.table.clone()).or_default().push((true, &key.columns))
                    }
                    Rule::Unique(key) => keys.entry(constraint.table.clone()).or_default().push((false, &key.columns)),
                    Rule::ForeignKey(_) | Rule::Check(_) | Rule::Exclude(_) => {}
                },
                _ => {}
            }
        }
        for (object, _, _) in defined.objects.values() {
            let Some((table, parents)) = inherited::parents(object) else { continue };
            for ancestor in ancestors(table, parents, defined) {
                let columns = tables.get(ancestor).cloned().unwrap_or_default();
                let own = tables.entry(table.clone()).or_default();
                for (column, data_type) in columns {
                    own.entry(column).or_insert(data_type);
                }
            }
        }
        let parent = |name: &Name| match defined.objects.get(&Id::named(Kind::Table, name)) {
            Some((Object::Table(table), _, _)) => table.partition_of.as_ref(),
            _ => None,
        };
        for partition in defined
            .objects
            .values()
            .filter_map(|(object, _, _)| if let Object::Table(table) = object { Some(&table.name) } else { None })
        {
            let root = std::iter::successors(parent(partition), |name| parent(name)).last();
            if let Some(columns) = root.and_then(|root| tables.get(root)).cloned() {
                tables.insert(partition.clone(), columns);
            }
        }
        Columns { tables, keys }
    }

    #[must_use]
    pub fn get(&self, table: &Name) -> Option<&BTreeMap<&'a Ident, &'a TypeName>> {
        self.tables.get(table)
    }

    /// The columns of a table's primary key.
    #[must_use]
    pub fn primary_key(&self, names: &Names, table: &Name) -> Vec<Ident> {
        let declared = self
            .keys
            .get(table)
            .and_then(|keys| keys.iter().find(|(primary, _)| *primary))
            .map(|(_, columns)| columns.to_vec());
        declared
            .or_else(|| names.externals.tables.get(table).map(|external| external.primary_key.clone()))
            .unwrap_or_default()
    }

    /// Whether a primary key or unique constraint, or a unique index on whole columns, stands on exactly these columns. A partition has
    /// those of its parent.
    #[must_use]
    pub fn is_key(&self, defined: &Defined, names: &Names, table: &Name, wanted: &[Ident]) -> bool {
        let same =
            |columns: &[Ident]| columns.len() == wanted.len() && wanted.iter().all(|column| columns.contains(column));
        let index = |object: &Object| match object {
            Object::Index(index) if index.unique && index.predicate.is_none() && index.table == *table => {
                let columns: Option<Vec<Ident>> = index.elements.iter().map(|e| e.column.clone()).collect();
                columns.is_some_and(|columns| same(&columns))
            }
            _ => false,
        };
        self.keys.get(table).is_some_and(|keys| keys.iter().any(|(_, columns)| same(columns)))
            || names.externals.tables.get(table).is_some_and(|external| same(&external.primary_key))
            || defined.objects.values().any(|(object, _, _)| index(object))
            || match defined.objects.get(&Id::named(Kind::Partition, table)) {
                Some((Object::Partition(partition), _, _)) => self.is_key(defined, names, &partition.parent, wanted),
                _ => false,
            }
    }

    /// Checks every piece of SQL that the objects hold: its syntax, and the columns it names.
    pub fn sql(&self, defined: &Defined, profile: &Profile, sources: &Sources, reader: &Reader) {
        let memo = Memo::default();
        for (object, origin, _) in defined.objects.values() {
            let checking = SqlCheck { columns: self, profile, sources, reader, origin, memo: &memo };
            match object {
                Object::Column(column) => checking.field("generated", Form::Expression, Some(&column.table)),
                Object::Default(_) => checking.field("expression", Form::Expression, None),
                Object::Constraint(constraint) => {
                    checking.field("expression", Form::Expression, Some(&constraint.table));
                    checking.field("where", Form::Expression, Some(&constraint.table));
                }
                Object::Index(index) => {
                    checking.field("where", Form::Expression, Some(&index.table));
                    checking.elements(&index.table);
                }
                Object::Policy(policy) => {
                    checking.field("using", Form::Expression, Some(&policy.table));
                    checking.field("with_check", Form::Expression, Some(&policy.table));
                }
                Object::View(_) => {
                    checking.field("query", Form::Query, None);
                    checking.entries("defaults");
                }
                Object::MaterializedView(_) => checking.field("query", Form::Query, None),
                Object::Trigger(trigger) => checking.field("when", Form::Expression, Some(&trigger.table)),
                Object::Rule(rule) => {
                    checking.field("where", Form::Expression, Some(&rule.table));
                    checking.items("commands", Form::Statements, None);
                }
                Object::Statistics(statistics) => {
                    checking.items("expressions", Form::Expression, Some(&statistics.table));
                }
                Object::Function(function) => match &function.body {
                    Body::Text(_) if function.language.as_str() == "sql" && profile.check_function_bodies => {
                        checking.field("body", Form::Statements, None)
                    }
                    Body::Text(_) | Body::Atomic(_) | Body::Object { .. } => {}
                },
                Object::PublicationTable(member) => checking.field("where", Form::Expression, Some(&member.table)),
                Object::Domain(_) => checking.entries("checks"),
                Object::Job(_) => {
                    checking.field("command", Form::Statements, None);
                    checking.field("where", Form::Expression, None);
                }
                _ => {}
            }
        }
    }
}

struct SqlCheck<'a> {
    columns: &'a Columns<'a>,
    profile: &'a Profile,
    sources: &'a Sources,
    reader: &'a Reader,
    origin: &'a Origin<'a>,
    memo: &'a Memo,
}

impl SqlCheck<'_> {
    fn field(&self, field: &str, form: Form, own: Option<&Name>) {
        if let Some((_, node)) = self.origin.fields.iter().find(|(name, _)| *name == field) {
            self.node(node, form, own);
        }
    }

    fn items(&self, field: &str, form: Form, own: Option<&Name>) {
        let Some((_, list)) = self.origin.fields.iter().find(|(name, _)| *name == field) else { return };
        self.reader.items(list).iter().for_each(|item| self.node(item, form, own));
    }

    fn elements(&self, table: &Name) {
        let Some((_, list)) = self.origin.fields.iter().find(|(name, _)| *name == "elements") else { return };
        for expression in self.reader.items(list).iter().filter_map(|item| item.get("expression")) {
            self.node(expression, Form::Expression, Some(table));
        }
    }

    /// A map of expressions, or of maps that hold one.
    fn entries(&self, field: &str) {
        let Some((_, map)) = self.origin.fields.iter().find(|(name, _)| *name == field) else { return };
        if let yaml::Value::Map(entries) = &map.value {
            for entry in entries {
                self.node(entry.value.get("expression").unwrap_or(&entry.value), Form::Expression, None);
            }
        }
    }

    fn node(&self, node: &Node, form: Form, own: Option<&Name>) {
        let yaml::Value::Scalar(scalar) = &node.value else { return };
        let text = scalar.text.as_str();
        let lead = text.len() - text.trim_start().len();
        let text = text.trim();
        let text = if form == Form::Query { text.trim_end_matches(';') } else { text };
        match self.memo.parse(text, form).as_ref() {
            Ok(parsed) => {
                if form != Form::Statements {
                    self.names(node, lead, parsed, own);
                }
            }
            Err(error) => {
                let severity = if error.certain { Severity::Error } else { Severity::Warning };
                let diagnostic = Diagnostic::new(
                    severity,
                    code::SQL_SYNTAX,
                    self.place(node, lead + error.start, lead + error.end),
                    error.message.clone(),
                );
                self.reader.report(if error.certain {
                    diagnostic.help("correct the SQL here")
                } else {
                    diagnostic
                        .note("this is syntax that schemac does not know; Postgres decides")
                        .help("check it with `schemac verify`")
                });
            }
        }
    }

    fn names(&self, node: &Node, lead: usize, parsed: &sql::Parsed, own: Option<&Name>) {
        let list = |table: &Name| {
            self.columns
                .get(table)
                .map(|columns| columns.keys().map(|name| name.as_str().to_owned()).collect::<Vec<_>>())
        };
        let find = |schema: Option<&str>, name: &str| match schema {
            Some(schema) => list(&Name::new(schema, name)),
            None => self.profile.search_path.iter().find_map(|schema| list(&Name::new(schema.clone(), name))),
        };
        let own_columns = own.and_then(list);
        let own = own.zip(own_columns.as_ref()).map(|(name, columns)| (name.name.as_str(), columns.as_slice()));
        for unknown in parsed.unresolved(&find, own) {
            let written = unknown
                .qualifier
                .as_ref()
                .map_or_else(|| unknown.name.clone(), |qualifier| format!("{qualifier}.{}", unknown.name));
            let span = self.place(node, lead + unknown.start, lead + unknown.end);
            let diagnostic =
                Diagnostic::error(code::UNKNOWN_COLUMN, span, format!("there is no column `{written}` here"));
            self.reader.report(match &unknown.near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("correct the name, or add the column"),
            });
        }
    }

    fn place(&self, node: &Node, start: usize, end: usize) -> Span {
        yaml::locate(&self.sources.get(node.span.file).text, node, start, end)
    }
}
