//! What can only be said once everything is read: whether what an object names exists and fits.

use crate::code;
use crate::diagnostic::{Diagnostic, nearest};
use crate::kind::column::Column;
use crate::kind::constraint::{Constraint, ForeignKey, Rule};
use crate::kind::default::{self, Default};
use crate::kind::rule;
use crate::kind::scope::{Defined, Names, Origin};
use crate::kind::seed::Seed;
use crate::kind::trigger::{Event, Timing, Trigger};
use crate::kind::{Id, Kind, Object};
use crate::name::{self, Ident, Name};
use crate::profile::Profile;
use crate::source::{Sources, Span};
use crate::sql::SYSTEM_COLUMNS;
use crate::types::TypeName;
use crate::yaml::cursor::Reader;
use crate::yaml::{self, Node, Value};

use super::columns::Columns;

/// Checks all objects against each other.
pub fn check(defined: &Defined, names: &Names, profile: &Profile, sources: &Sources, reader: &Reader) {
    let columns = Columns::of(defined, names);
    for (object, origin, _) in defined.objects.values() {
        let checking = Checking { defined, names, columns: &columns, sources, reader, origin };
        checking.of_foreign_table(object);
        match object {
            Object::Constraint(constraint) => checking.constraint(constraint),
            Object::Index(index) => {
                let named = index.elements.iter().filter_map(|e| e.column.as_ref()).chain(&index.include);
                checking.columns_exist(&index.table, named, &["elements", "include"]);
            }
            Object::Trigger(trigger) => {
                let events = trigger
                    .events
                    .iter()
                    .filter_map(|event| if let Event::Update(columns) = event { Some(columns) } else { None });
                checking.columns_exist(&trigger.table, events.flatten(), &["events"]);
            }
            Object::Rule(rule) => checking.rule_fires(rule),
            Object::Statistics(statistics) => {
                checking.columns_exist(&statistics.table, statistics.columns.iter(), &["columns"]);
            }
            Object::Default(default) => checking.default(default),
            Object::Seed(seed) => {
                checking.key_exists(&seed.table, &seed.key, "`seed`", "key");
                checking.rows_are_whole(seed);
            }
            Object::Grants(grants) if matches!(grants.on.kind, Kind::Table | Kind::ForeignTable) => {
                if let [schema, table] = grants.on.path.as_slice() {
                    let table = Name { schema: schema.clone(), name: table.clone() };
                    let columns = grants.to.values().flat_map(|rights| rights.columns.values().flatten());
                    let named = columns.filter(|column| !SYSTEM_COLUMNS.contains(&column.as_str()));
                    checking.columns_exist(&table, named, &["grants", "access"]);
                }
            }
            Object::Table(table) => {
                let key = table.partition_by.iter().flat_map(|by| by.key.iter().filter_map(|e| e.column.as_ref()));
                checking.columns_exist(&table.name, key, &["partition_by"]);
            }
            Object::Sequence(sequence) => {
                if let Some(owner) = &sequence.owned_by {
                    checking.columns_exist(&owner.table, std::iter::once(&owner.column), &["owned_by"]);
                }
            }
            Object::PublicationTable(member) => {
                checking.columns_exist(&member.table, member.columns.iter(), &["columns"])
            }
            _ => {}
        }
    }
    columns.sql(defined, profile, sources, reader);
}

struct Checking<'a> {
    defined: &'a Defined<'a>,
    names: &'a Names,
    columns: &'a Columns<'a>,
    sources: &'a Sources,
    reader: &'a Reader,
    origin: &'a Origin<'a>,
}

impl Checking<'_> {
    /// Where the object writes a name in one of its values; where the object is, if it writes it nowhere.
    fn place(&self, name: &Ident, fields: &[&str]) -> Span {
        let nodes = fields.iter().filter_map(|field| self.field(field));
        let text = |node: &Node| self.sources.get(node.span.file).text.as_str();
        nodes.filter_map(|node| yaml::find_word(text(node), node, name.as_str())).next().unwrap_or(self.origin.span)
    }

    fn field(&self, wanted: &str) -> Option<&Node> {
        self.origin.fields.iter().find(|(field, _)| *field == wanted).map(|(_, node)| *node)
    }

    /// Only of a table can rules be told when to fire.
    fn rule_fires(&self, rule: &rule::Rule) {
        let view = Id::named(Kind::View, &rule.table);
        if !rule.enabled.is_default() && self.defined.objects.contains_key(&view) {
            let span = self.field("enabled").map_or(self.origin.span, |node| node.span);
            let diagnostic = Diagnostic::error(code::BAD_VALUE, span, "a rule of a view always fires");
            self.reader.report(diagnostic.help("remove `enabled`: Postgres has it for rules of tables only"));
        }
    }

    /// Reports each column that a table, whose columns are known, does not have.
    fn columns_exist<'b>(&self, table: &Name, named: impl Iterator<Item = &'b Ident>, fields: &[&str]) {
        let Some(known) = self.columns.get(table) else { return };
        for column in named.filter(|column| !known.contains_key(*column)) {
            let span = self.place(column, fields);
            let diagnostic = Diagnostic::error(
                code::UNKNOWN_COLUMN,
                span,
                format!("the table `{}` has no column `{}`", table.name.as_str(), column.as_str()),
            );
            self.reader.report(match nearest(column.as_str(), known.keys().map(|name| name.as_str())) {
                Some(near) if self.sources.slice(span) == column.as_str() => {
                    diagnostic.help(format!("did you mean `{near}`?")).replace(span, near)
                }
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("add the column, or remove it here"),
            });
        }
    }

    /// Reports a key that does not tell the rows of a table apart.
    fn key_exists(&self, table: &Name, key: &[Ident], what: &str, field: &str) {
        self.columns_exist(table, key.iter(), &[field]);
        let Some(known) = self.columns.get(table) else { return };
        if key.iter().any(|column| !known.contains_key(column))
            || self.columns.is_key(self.defined, self.names, table, key)
        {
            return;
        }
        let list = key.iter().map(Ident::as_str).collect::<Vec<_>>().join(", ");
        let span = self.field(field).map_or(self.origin.span, |node| node.span);
        self.reader.report(
            Diagnostic::error(
                code::NOT_UNIQUE_TARGET,
                span,
                format!("{what} needs a primary key or unique constraint of `{}` on ({list})", table.name.as_str()),
            )
            .help(format!("add `unique: [[{list}]]` to the table `{}`", table.name.as_str())),
        );
    }

    /// Reports rows that leave out a column that takes no null and that nothing else fills.
    fn rows_are_whole(&self, seed: &Seed) {
        let objects = || self.defined.objects.values().map(|(object, _, _)| object);
        let fills = |trigger: &Trigger| {
            trigger.table == seed.table && trigger.timing == Timing::Before && trigger.events.contains(&Event::Insert)
        };
        if objects().any(|object| matches!(object, Object::Trigger(trigger) if fills(trigger))) {
            return;
        }
        // A domain may have a default of its own.
        let empty = |column: &Column| {
            column.not_null && column.identity.is_none() && column.generated.is_none() && column.data_type.built_in
        };
        let needed = objects()
            .filter_map(|object| if let Object::Column(column) = object { Some(column) } else { None })
            .filter(|column| {
                column.table == seed.table
                    && empty(column)
                    && !seed.key.contains(&column.name)
                    && !self.defined.objects.contains_key(&Id::of(Kind::Default, &column.table, &column.name))
            });
        let needed: Vec<&str> = needed.map(|column| column.name.as_str()).collect();
        let known = self.columns.get(&seed.table);
        for row in self.field("rows").map_or(&[] as &[Node], |rows| self.reader.items(rows)) {
            let Value::Map(entries) = &row.value else { continue };
            // A misspelt column is reported already.
            if entries.iter().any(|entry| known.is_some_and(|known| !known.contains_key(&Ident::new(&entry.key)))) {
                continue;
            }
            for column in needed.iter().filter(|column| row.get(column).is_none()) {
                let diagnostic = Diagnostic::error(
                    code::BAD_SEED,
                    row.span,
                    format!("the row lacks `{column}`, which has no default and does not take null"),
                );
                self.reader.report(diagnostic.help(format!("add `{column}: …`, or give the column a default")));
            }
        }
    }

    /// Reports what Postgres does not let a foreign table have.
    fn of_foreign_table(&self, object: &Object) {
        let Some(table) = object.parent().filter(|parent| parent.kind == Kind::Table) else { return };
        if !self.defined.objects.contains_key(&Id { kind: Kind::ForeignTable, ..table }) {
            return;
        }
        let what = match object {
            Object::Column(_) | Object::Partition(_) | Object::Statistics(_) => return,
            Object::Trigger(trigger) => match trigger {
                Trigger { constraint: Some(_), .. } => "constraint trigger",
                Trigger { timing: Timing::InsteadOf, .. } => "`instead_of` trigger",
                Trigger { old_table: Some(_), .. } | Trigger { new_table: Some(_), .. } => "trigger with `referencing`",
                _ => return,
            },
            Object::Constraint(constraint) => match constraint.rule {
                Rule::Check(_) => return,
                Rule::PrimaryKey(_) => "primary key",
                Rule::Unique(_) => "unique constraint",
                Rule::ForeignKey(_) => "foreign key",
                Rule::Exclude(_) => "exclusion constraint",
            },
            other => other.kind().words(),
        };
        self.reader.report(
            Diagnostic::error(code::CONFLICTING_KEYS, self.origin.span, format!("a foreign table has no {what}"))
                .help("remove it here, and declare it where the rows are kept"),
        );
    }

    fn constraint(&self, constraint: &Constraint) {
        self.columns_exist(&constraint.table, constraint.columns().iter(), &["columns"]);
        match &constraint.rule {
            Rule::ForeignKey(fk) => self.foreign_key(constraint, fk),
            Rule::PrimaryKey(key) | Rule::Unique(key) => {
                self.columns_exist(&constraint.table, key.include.iter(), &["columns"]);
                if matches!(constraint.rule, Rule::PrimaryKey(_)) {
                    self.single_primary_key(constraint);
                }
                self.holds_partition_key(constraint, &key.columns);
            }
            Rule::Exclude(exclude) => {
                let named = exclude.elements.iter().filter_map(|(e, _)| e.column.as_ref()).chain(&exclude.include);
                self.columns_exist(&constraint.table, named, &["elements", "include"]);
            }
            Rule::Check(_) => {}
        }
    }

    /// A literal default of an enum has to be one of its values.
    fn default(&self, default: &Default) {
        let data_type = self
            .columns
            .get(&default.table)
            .and_then(|columns| columns.get(&default.column))
            .filter(|data_type| data_type.dimensions == 0);
        let Some(name) = data_type.and_then(|data_type| data_type.qualified()) else { return };
        let Some((Object::Enum(values), _, _)) = self.defined.objects.get(&Id::named(Kind::Enum, &name)) else {
            return;
        };
        if let Some(node) = self.field("value")
            && let Value::Scalar(scalar) = &node.value
            && name::literal(&scalar.text) == default.expression.as_str()
            && !values.values.contains(&scalar.text)
        {
            let words: Vec<&str> = values.values.iter().map(String::as_str).collect();
            self.reader.report(default::not_one_of(node, &scalar.text, &words));
        }
    }

    fn single_primary_key(&self, constraint: &Constraint) {
        let table = Id::named(Kind::Constraint, &constraint.table);
        let mut own = self
            .defined
            .objects
            .range(table.clone()..)
            .take_while(|(id, _)| id.kind == table.kind && id.on.is_none() && id.path.starts_with(&table.path));
        let first = own.find_map(|(_, (object, origin, _))| match object {
            Object::Constraint(other) if matches!(other.rule, Rule::PrimaryKey(_)) => Some((other, origin)),
            _ => None,
        });
        if let Some((other, origin)) = first
            && other.name != constraint.name
        {
            self.reader.report(
                Diagnostic::error(
                    code::DUPLICATE_OBJECT,
                    self.origin.span,
                    format!("the table `{}` has a second primary key", constraint.table.name.as_str()),
                )
                .also(origin.span, "the first is here")
                .help("write one `primary_key: [a, b]` on the table"),
            );
        }
    }

    fn holds_partition_key(&self, constraint: &Constraint, columns: &[Ident]) {
        let Some(Object::Table(table)) =
            self.defined.objects.get(&Id::named(Kind::Table, &constraint.table)).map(|(object, _, _)| object)
        else {
            return;
        };
        let missing = table
            .partition_by
            .iter()
            .flat_map(|by| &by.key)
            .filter_map(|e| e.column.as_ref())
            .find(|key| !columns.contains(key));
        if let Some(missing) = missing {
            self.reader.report(
                Diagnostic::error(
                    code::BAD_VALUE,
                    self.origin.span,
                    format!(
                        "a key of a partitioned table has to hold its partition key: `{}` is missing",
                        missing.as_str()
                    ),
                )
                .help(format!("add `{}` to the columns of the key", missing.as_str())),
            );
        }
    }

    fn foreign_key(&self, constraint: &Constraint, fk: &ForeignKey) {
        let Some(target) = self.columns.get(&fk.table) else { return };
        let place = self.field("references").map_or(self.origin.span, |node| node.span);
        let references: Vec<Ident> = if fk.references.is_empty() {
            self.columns.primary_key(self.names, &fk.table)
        } else {
            fk.references.clone()
        };
        if references.is_empty() {
            self.reader.report(
                Diagnostic::error(
                    code::NOT_UNIQUE_TARGET,
                    place,
                    format!("the table `{}` has no primary key to point to", fk.table.name.as_str()),
                )
                .help("name the columns: `references: table.column`"),
            );
            return;
        }
        if references.len() != fk.columns.len() {
            let many = |columns: usize| if columns == 1 { "1 column".to_owned() } else { format!("{columns} columns") };
            self.reader.report(
                Diagnostic::error(
                    code::TYPE_MISMATCH,
                    place,
                    format!("{} cannot point to {}", many(fk.columns.len()), many(references.len())),
                )
                .help("name as many columns on both sides"),
            );
            return;
        }
        self.target_is_key(fk, &references);
        let Some(own) = self.columns.get(&constraint.table) else { return };
        for (from, to) in fk.columns.iter().zip(&references) {
            if let (Some(from_type), Some(to_type)) = (own.get(from), target.get(to))
                && !comparable(from_type, to_type)
            {
                self.type_mismatch((&constraint.table, from, from_type), (&fk.table, to, to_type));
            }
        }
    }

    /// Of a table that is not ours we may not know all keys.
    fn target_is_key(&self, fk: &ForeignKey, references: &[Ident]) {
        if self.names.relations.contains(&fk.table) || !self.columns.primary_key(self.names, &fk.table).is_empty() {
            self.key_exists(&fk.table, references, "a foreign key", "references");
        } else {
            self.columns_exist(&fk.table, references.iter(), &["references"]);
        }
    }

    /// Two columns that a foreign key joins: shown where their types are written.
    fn type_mismatch(
        &self,
        (table, from, from_type): (&Name, &Ident, &TypeName),
        (target, to, to_type): (&Name, &Ident, &TypeName),
    ) {
        let place = |table: &Name, column: &Ident| {
            let (_, origin, _) = self.defined.objects.get(&Id::of(Kind::Column, table, column))?;
            origin.fields.iter().find(|(field, _)| *field == "type").map(|(_, node)| node.span)
        };
        let message =
            format!("`{}` is {from_type}, but `{}.{}` is {to_type}", from.as_str(), target.name.as_str(), to.as_str());
        let own = place(table, from);
        let mut diagnostic = Diagnostic::error(code::TYPE_MISMATCH, own.unwrap_or(self.origin.span), message)
            .label(format!("this column is {from_type}"));
        if let Some(span) = place(target, to) {
            diagnostic = diagnostic.also(span, format!("the column it points to is {to_type}"));
        }
        let diagnostic = diagnostic.help(format!("write `{to_type}` as the type of `{}`", from.as_str()));
        self.reader.report(match own {
            Some(span) => diagnostic.replace(span, to_type.to_string()),
            None => diagnostic,
        });
    }
}

/// Whether Postgres compares the two with an operator of an index: equal types, or two of the same family.
fn comparable(a: &TypeName, b: &TypeName) -> bool {
    const FAMILIES: &[&[&str]] = &[
        &["smallint", "integer", "bigint", "numeric", "real", "double precision"],
        &["text", "varchar", "char", "name"],
        &["timestamp", "timestamptz", "date"],
    ];
    if !a.built_in || !b.built_in || a.dimensions > 0 || b.dimensions > 0 {
        // Of types that are not ours to know nothing is claimed.
        return a.without_modifiers() == b.without_modifiers() || !a.built_in || !b.built_in;
    }
    let (a, b) = (a.name.as_str(), b.name.as_str());
    a == b || FAMILIES.iter().any(|family| family.contains(&a) && family.contains(&b))
}
