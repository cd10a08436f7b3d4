//! A constraint of a table: primary key, unique, foreign key, check, exclusion.

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, comment, default, index, table};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::source::Span;
use crate::sql::Sql;
use crate::step::{Hazard, Statement};
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::emit;
use crate::yaml::{Node, Value};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint {
    pub table: Name,
    pub name: Ident,
    #[serde(flatten)]
    pub rule: Rule,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deferrable: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub initially_deferred: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    PrimaryKey(Key),
    Unique(Key),
    ForeignKey(ForeignKey),
    Check(Check),
    Exclude(Exclude),
}

/// Columns that identify a row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    pub columns: Vec<Ident>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Ident>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nulls_not_distinct: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignKey {
    pub columns: Vec<Ident>,
    pub table: Name,
    /// Empty where the primary key of a table is meant whose columns are not declared.
    pub references: Vec<Ident>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub match_full: bool,
    #[serde(default, skip_serializing_if = "Action::is_default")]
    pub on_delete: Action,
    #[serde(default, skip_serializing_if = "Action::is_default")]
    pub on_update: Action,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_valid: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    #[default]
    NoAction,
    Restrict,
    Cascade,
    SetNull(Vec<Ident>),
    SetDefault(Vec<Ident>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub expression: Sql,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_valid: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_inherit: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclude {
    pub using: Ident,
    /// Elements and the operator each is compared with.
    pub elements: Vec<(index::Element, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Ident>,
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Sql>,
}

impl Action {
    fn is_default(&self) -> bool {
        *self == Action::NoAction
    }

    fn sql(&self) -> String {
        let columns = |columns: &[Ident]| if columns.is_empty() { String::new() } else { format!(" ({})", name::list(columns)) };
        match self {
            Action::NoAction => "no action".to_owned(),
            Action::Restrict => "restrict".to_owned(),
            Action::Cascade => "cascade".to_owned(),
            Action::SetNull(only) => format!("set null{}", columns(only)),
            Action::SetDefault(only) => format!("set default{}", columns(only)),
        }
    }
}

/// Options that a map may carry for every kind of constraint.
fn finish<'y>(map: Option<&Map<'y>>, table: &Name, name: Ident, rule: Rule, span: Span, fields: &[(&'static str, Option<&'y Node>)], scope: &Scope<'y>) {
    let (deferrable, initially_deferred) = map.map_or((false, false), |map| (map.flag("deferrable"), map.flag("initially_deferred")));
    let constraint = Constraint { table: table.clone(), name, rule, deferrable: deferrable || initially_deferred, initially_deferred };
    if let Some(map) = map {
        scope.comment(map, &constraint.id());
    }
    scope.define(constraint, span, fields);
}

fn named(map: Option<&Map>, otherwise: impl FnOnce() -> Ident, scope: &Scope) -> Ident {
    map.and_then(|map| map.get("name")).and_then(|node| scope.ident(node)).unwrap_or_else(otherwise)
}

/// The constraints that stand at the level of the table.
pub fn read_all<'y>(map: &Map<'y>, table: &Name, scope: &Scope<'y>) {
    if let Some(node) = map.get("primary_key") {
        read_key(node, table, true, scope);
    }
    let unique = map.get("unique");
    for node in unique.map_or(&[] as &[Node], |node| scope.reader.list(node)) {
        read_key(node, table, false, scope);
    }
    for node in map.items("foreign_keys") {
        if let Some(fk) = scope.reader.map(node, "a foreign key") {
            if let Some(columns) = fk.required("columns").and_then(|node| table::columns(node, scope)) {
                read_foreign_key(&fk, &columns, table, None, node.span, scope);
            }
            fk.finish();
        }
    }
    for entry in map.entries("checks") {
        read_check(&entry.value, table, scope.key(&entry.key, entry.key_span), entry.key_span, scope);
    }
    for node in map.items("exclude") {
        if let Some(map) = scope.reader.map(node, "an exclusion constraint") {
            read_exclude(&map, table, scope);
            map.finish();
        }
    }
}

/// The constraints that a column carries itself.
pub fn read_of_column<'y>(map: &Map<'y>, span: Span, table: &Name, column: &Ident, data_type: Option<&TypeName>, scope: &Scope<'y>) {
    if map.flag("primary_key") {
        let name = scope.unused(&table.schema, table.name.as_str(), "", "pkey");
        finish(None, table, name, Rule::PrimaryKey(Key { columns: vec![column.clone()], ..Key::default() }), span, &[]  , scope);
    }
    if let Some(node) = map.get("unique") {
        let options = match &node.value {
            Value::Map(_) => scope.reader.map(node, "`unique`"),
            Value::List(_) | Value::Scalar(_) => None,
        };
        if options.is_some() || scope.reader.boolean(node) == Some(true) {
            let key = Key { columns: vec![column.clone()], ..options.as_ref().map_or_else(Key::default, |map| key_options(map, scope)) };
            let name = named(options.as_ref(), || scope.unused(&table.schema, table.name.as_str(), &key.label(), "key"), scope);
            finish(options.as_ref(), table, name, Rule::Unique(key), table::span_of(map, "unique"), &[], scope);
        }
        if let Some(options) = options {
            options.finish();
        }
    }
    if let Some(node) = map.get("references") {
        read_foreign_key(map, std::slice::from_ref(column), table, Some(node), table::span_of(map, "references"), scope);
    } else {
        for key in ["on_delete", "on_update", "match", "not_valid"] {
            if let Some(entry) = map.entry(key) {
                scope.reader.report(Diagnostic::error(code::MISSING_KEY, entry.key_span, format!("`{key}` stands without `references`")).help("add `references: table.column`"));
            }
        }
        let _ = (map.flag("deferrable"), map.flag("initially_deferred"));
    }
    if let Some(node) = map.get("one_of") {
        let items = scope.reader.list(node);
        let values: Option<Vec<String>> = items.iter().map(|item| default::literal(item, data_type, scope)).collect();
        if matches!(&node.value, Value::List(items) if items.is_empty()) {
            scope.reader.report(Diagnostic::error(code::BAD_VALUE, node.span, "`one_of` lists no value").help("list at least one value"));
        }
        if let Some(values) = values.filter(|values| !values.is_empty()) {
            default::one_of(map, table, column, items, &values, scope);
            let name = scope.unused(&table.schema, table.name.as_str(), column.as_str(), "check");
            let check = Check { expression: table::one_of(column, &values), not_valid: false, no_inherit: false };
            finish(None, table, name, Rule::Check(check), table::span_of(map, "one_of"), &[], scope);
        }
    }
    if let Some(node) = map.get("check") {
        let name = scope.unused(&table.schema, table.name.as_str(), column.as_str(), "check");
        read_check(node, table, name, table::span_of(map, "check"), scope);
    }
}

fn key_options(map: &Map, scope: &Scope) -> Key {
    let nulls_not_distinct = map.flag("nulls_not_distinct");
    if nulls_not_distinct {
        scope.since(15, "`nulls_not_distinct`", table::span_of(map, "nulls_not_distinct"));
    }
    Key { columns: Vec::new(), include: map.get("include").and_then(|node| table::columns(node, scope)).unwrap_or_default(), nulls_not_distinct }
}

fn read_key<'y>(node: &'y Node, table: &Name, primary: bool, scope: &Scope<'y>) {
    let (map, columns) = match &node.value {
        Value::Map(_) => {
            let map = scope.reader.map(node, if primary { "a primary key" } else { "a unique constraint" });
            let columns = map.as_ref().and_then(|map| map.required("columns")).and_then(|node| table::columns(node, scope));
            (map, columns)
        }
        Value::List(_) | Value::Scalar(_) => (None, table::columns(node, scope)),
    };
    if let Some(columns) = columns {
        let key = Key { columns, ..map.as_ref().map_or_else(Key::default, |map| key_options(map, scope)) };
        let joined = key.label();
        let name = named(map.as_ref(), || scope.unused(&table.schema, table.name.as_str(), if primary { "" } else { &joined }, if primary { "pkey" } else { "key" }), scope);
        let rule = if primary { Rule::PrimaryKey(key) } else { Rule::Unique(key) };
        finish(map.as_ref(), table, name, rule, node.span, &[("columns", Some(node))], scope);
    }
    if let Some(map) = map {
        map.finish();
    }
}

const ACTIONS: &[(&str, Action)] = &[
    ("no_action", Action::NoAction),
    ("restrict", Action::Restrict),
    ("cascade", Action::Cascade),
    ("set_null", Action::SetNull(Vec::new())),
    ("set_default", Action::SetDefault(Vec::new())),
];

fn read_action(node: Option<&Node>, scope: &Scope) -> Action {
    let Some(node) = node else { return Action::NoAction };
    if !matches!(node.value, Value::Map(_)) {
        return scope.reader.choice(node, ACTIONS).unwrap_or_default();
    }
    let Some(map) = scope.reader.map(node, "an action") else { return Action::NoAction };
    let only = |key| map.get(key).and_then(|node| table::columns(node, scope));
    let action = match (only("set_null"), only("set_default")) {
        (Some(columns), _) => Action::SetNull(columns),
        (None, Some(columns)) => Action::SetDefault(columns),
        (None, None) => Action::NoAction,
    };
    map.finish();
    action
}

/// Reads what follows REFERENCES. `single` is the value of a column's `references`; else the map has one of its own.
fn read_foreign_key<'y>(map: &Map<'y>, columns: &[Ident], table: &Name, single: Option<&'y Node>, span: Span, scope: &Scope<'y>) {
    let target = single.or_else(|| map.required("references")).and_then(|node| read_target(node, scope).map(|target| (target, node)));
    let match_full = map.choice("match", &[("simple", false), ("full", true)]).unwrap_or(false);
    let (on_delete, on_update) = (read_action(map.get("on_delete"), scope), read_action(map.get("on_update"), scope));
    let not_valid = map.flag("not_valid");
    let name = named(if single.is_some() { None } else { Some(map) }, || scope.unused(&table.schema, table.name.as_str(), &columns.iter().map(Ident::as_str).collect::<Vec<_>>().join("_"), "fkey"), scope);
    let (deferrable, initially_deferred) = (map.flag("deferrable"), map.flag("initially_deferred"));
    let Some(((target, references), node)) = target else { return };
    let rule = Rule::ForeignKey(ForeignKey { columns: columns.to_vec(), table: target, references, match_full, on_delete, on_update, not_valid });
    let constraint = Constraint { table: table.clone(), name, rule, deferrable: deferrable || initially_deferred, initially_deferred };
    if single.is_none() {
        scope.comment(map, &constraint.id());
    }
    scope.define(constraint, span, &[("references", Some(node)), ("columns", map.get("columns"))]);
}

/// `table`, `table.column`, `schema.table.column`, `table(a, b)` or a map.
fn read_target(node: &Node, scope: &Scope) -> Option<(Name, Vec<Ident>)> {
    if let Value::Map(_) = node.value {
        let map = scope.reader.map(node, "`references`")?;
        let found = map.required("table").and_then(|node| scope.relation(node));
        let columns = map.get("columns").and_then(|node| table::columns(node, scope)).unwrap_or_default();
        map.finish();
        return Some((found?, columns));
    }
    let text = scope.reader.text(node)?;
    let unknown = |name: &str| {
        scope.unknown_relation(name, node.span);
        None
    };
    let exists = |name: Name| scope.relation_exists(&name).then_some(name);
    if let Some((head, tail)) = text.split_once('(').filter(|(_, tail)| tail.trim_end().ends_with(')')) {
        let columns = tail.trim_end().trim_end_matches(')').split(',').map(|part| scope.key(part.trim().trim_matches('"'), node.span)).collect();
        let parts = scope.parts(head.trim(), node.span)?;
        let Some(name) = scope.relation_in(&parts).and_then(exists) else { return unknown(head.trim()) };
        return Some((name, columns));
    }
    let parts = scope.parts(text, node.span)?;
    // `a.b` may be a column of table a or table b in schema a: what is declared decides.
    if let Some(name) = scope.relation_in(&parts).and_then(exists) {
        return Some((name, Vec::new()));
    }
    let (column, head) = parts.split_last()?;
    match scope.relation_in(head).and_then(exists) {
        Some(name) => Some((name, vec![column.clone()])),
        None => unknown(text.rsplit_once('.').map_or(text, |(head, _)| head)),
    }
}

fn read_check<'y>(node: &'y Node, table: &Name, name: Ident, span: Span, scope: &Scope<'y>) {
    if let Value::Map(_) = node.value {
        let Some(map) = scope.reader.map(node, "a check") else { return };
        let expression = map.required("expression");
        let sql = expression.and_then(|node| scope.sql(node));
        let (not_valid, no_inherit) = (map.flag("not_valid"), map.flag("no_inherit"));
        let name = named(Some(&map), || name, scope);
        if let Some(sql) = sql {
            let constraint = Constraint { table: table.clone(), name, rule: Rule::Check(Check { expression: sql, not_valid, no_inherit }), deferrable: false, initially_deferred: false };
            scope.comment(&map, &constraint.id());
            scope.define(constraint, span, &[("expression", expression)]);
        }
        map.finish();
    } else if let Some(expression) = scope.sql(node) {
        finish(None, table, name, Rule::Check(Check { expression, not_valid: false, no_inherit: false }), span, &[("expression", Some(node))], scope);
    }
}

fn read_exclude<'y>(map: &Map<'y>, table: &Name, scope: &Scope<'y>) {
    let mut elements = Vec::new();
    for node in map.items("elements") {
        let Some(element) = scope.reader.map(node, "an element") else { continue };
        let operator = element.required("with").and_then(|node| scope.reader.text(node)).map(str::to_owned);
        let read = index::Element::read_map(&element, scope);
        element.finish();
        if let (Some(read), Some(operator)) = (read, operator) {
            elements.push((read, operator));
        }
    }
    if elements.is_empty() {
        scope.reader.report(Diagnostic::error(code::MISSING_KEY, map.span(), "an exclusion constraint lacks `elements`").help("add `elements: [{ column: …, with: = }]`"));
        return;
    }
    let predicate = map.get("where");
    let include = map.get("include").and_then(|node| table::columns(node, scope)).unwrap_or_default();
    let label = index::labels(elements.iter().map(|(element, _)| element), &include);
    let name = named(Some(map), || scope.unused(&table.schema, table.name.as_str(), &label, "excl"), scope);
    let rule = Rule::Exclude(Exclude {
        using: map.get("using").and_then(|node| scope.ident(node)).unwrap_or_else(|| "gist".into()),
        elements,
        include,
        predicate: predicate.and_then(|node| scope.sql(node)),
    });
    finish(Some(map), table, name, rule, map.span(), &[("where", predicate), ("elements", map.get("elements")), ("include", map.get("include"))], scope);
}

impl Constraint {
    /// Where it is usually written among the others: keys, foreign keys, then rules.
    #[must_use]
    pub fn rank(&self) -> u8 {
        match &self.rule {
            Rule::PrimaryKey(_) => 0,
            Rule::Unique(_) => 1,
            Rule::ForeignKey(_) => 2,
            Rule::Check(_) => 3,
            Rule::Exclude(_) => 4,
        }
    }

    /// The columns it stands on; empty for a check.
    #[must_use]
    pub fn columns(&self) -> &[Ident] {
        match &self.rule {
            Rule::PrimaryKey(key) | Rule::Unique(key) => &key.columns,
            Rule::ForeignKey(fk) => &fk.columns,
            Rule::Check(_) | Rule::Exclude(_) => &[],
        }
    }

    /// The constraint as CREATE TABLE and ADD write it.
    #[must_use]
    pub fn definition(&self) -> String {
        let mut sql = format!("constraint {} ", self.name);
        match &self.rule {
            Rule::PrimaryKey(key) => sql.push_str(&key.sql("primary key")),
            Rule::Unique(key) => sql.push_str(&key.sql("unique")),
            Rule::ForeignKey(fk) => sql.push_str(&fk.sql()),
            Rule::Check(check) => sql.push_str(&format!("check ({}){}", check.expression, if check.no_inherit { " no inherit" } else { "" })),
            Rule::Exclude(exclude) => sql.push_str(&exclude.sql()),
        }
        if self.deferrable {
            sql.push_str(if self.initially_deferred { " deferrable initially deferred" } else { " deferrable" });
        }
        if self.not_valid() {
            sql.push_str(" not valid");
        }
        sql
    }

    fn not_valid(&self) -> bool {
        match &self.rule {
            Rule::ForeignKey(fk) => fk.not_valid,
            Rule::Check(check) => check.not_valid,
            Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclude(_) => false,
        }
    }

    fn validated(&self) -> Constraint {
        let mut copy = self.clone();
        match &mut copy.rule {
            Rule::ForeignKey(fk) => fk.not_valid = false,
            Rule::Check(check) => check.not_valid = false,
            Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclude(_) => {}
        }
        copy
    }
}

impl Key {
    fn label(&self) -> String {
        self.columns.iter().chain(&self.include).map(Ident::as_str).collect::<Vec<_>>().join("_")
    }

    fn sql(&self, word: &str) -> String {
        let distinct = if self.nulls_not_distinct { " nulls not distinct" } else { "" };
        let include = if self.include.is_empty() { String::new() } else { format!(" include ({})", name::list(&self.include)) };
        format!("{word}{distinct} ({}){include}", name::list(&self.columns))
    }
}

impl ForeignKey {
    fn sql(&self) -> String {
        let references = if self.references.is_empty() { String::new() } else { format!(" ({})", name::list(&self.references)) };
        let mut sql = format!("foreign key ({}) references {}{references}", name::list(&self.columns), self.table);
        if self.match_full {
            sql.push_str(" match full");
        }
        for (word, action) in [("update", &self.on_update), ("delete", &self.on_delete)] {
            if !action.is_default() {
                sql.push_str(&format!(" on {word} {}", action.sql()));
            }
        }
        sql
    }
}

impl Exclude {
    fn sql(&self) -> String {
        let elements = name::list(self.elements.iter().map(|(element, operator)| format!("{} with {operator}", element.sql())));
        let include = if self.include.is_empty() { String::new() } else { format!(" include ({})", name::list(&self.include)) };
        let predicate = self.predicate.as_ref().map_or_else(String::new, |sql| format!(" where ({sql})"));
        format!("exclude using {} ({elements}){include}{predicate}", self.using)
    }
}

impl Define for Constraint {
    fn id(&self) -> Id {
        Id::of(Kind::Constraint, &self.table, &self.name)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn embeds(&self) -> bool {
        // A new table has no rows to validate, but only ADD CONSTRAINT keeps NOT VALID as a state.
        !self.not_valid()
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::named(Kind::Table, &self.table));
        let columns = self.columns().iter().chain(match &self.rule {
            Rule::PrimaryKey(key) | Rule::Unique(key) => key.include.as_slice(),
            Rule::ForeignKey(_) | Rule::Check(_) | Rule::Exclude(_) => &[],
        });
        for column in columns {
            needs.column(&self.table, column);
        }
        match &self.rule {
            Rule::ForeignKey(fk) => {
                // The unique constraint behind it belongs to the other table, and so stands before whatever follows that table.
                needs.relation(&fk.table);
                needs.unique_key(&fk.table, &fk.references);
            }
            Rule::Check(check) => {
                needs.relation(&self.table);
                needs.expression(&self.table, &check.expression);
            }
            Rule::Exclude(exclude) => {
                needs.relation(&self.table);
                for (element, _) in &exclude.elements {
                    element.needs(&self.table, needs);
                }
                if let Some(predicate) = &exclude.predicate {
                    needs.expression(&self.table, predicate);
                }
            }
            Rule::PrimaryKey(_) | Rule::Unique(_) => {}
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let add = Statement::new(format!("alter table {} add {}", self.table, self.definition()));
        vec![if self.not_valid() { add } else { add.hazard(Hazard::TableScan).hazard(Hazard::MayFail) }]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("alter table {} drop constraint {}", self.table, self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        if self.not_valid() && self.validated() == *to {
            return Alter::InPlace(vec![Statement::new(format!("alter table {} validate constraint {}", self.table, self.name)).hazard(Hazard::MayFail)]);
        }
        // Only a foreign key lets its deferrability be changed.
        let same_rule = Constraint { deferrable: to.deferrable, initially_deferred: to.initially_deferred, ..self.clone() } == *to;
        if matches!(self.rule, Rule::ForeignKey(_)) && same_rule {
            let timing = match (to.deferrable, to.initially_deferred) {
                (false, _) => "not deferrable",
                (true, false) => "deferrable initially immediate",
                (true, true) => "deferrable initially deferred",
            };
            return Alter::InPlace(vec![Statement::new(format!("alter table {} alter constraint {} {timing}", self.table, self.name))]);
        }
        Alter::Replace
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let definition = self.definition();
        vec![("Definition", definition.split_once(&format!("{} ", self.name)).map_or(definition.clone(), |(_, rule)| rule.to_owned()))]
    }

    fn write(&self, out: &mut Written) {
        let Constraint { table, name, rule, deferrable, initially_deferred } = self;
        let id = self.id();
        let mut map = emit::Map::default();
        if !matches!(rule, Rule::Check(_)) {
            map.set("name", name);
        }
        rule.write(&mut map, out);
        map.flag("deferrable", *deferrable);
        map.flag("initially_deferred", *initially_deferred);
        let home = table::home(table, out);
        match rule {
            Rule::PrimaryKey(_) => out.key(id, home, "primary_key", map),
            Rule::Unique(_) => out.item(id, home, "unique", map),
            Rule::ForeignKey(_) => out.item(id, home, "foreign_keys", map),
            Rule::Exclude(_) => out.item(id, home, "exclude", map),
            Rule::Check(check) => {
                let short = !check.not_valid && !check.no_inherit && comment::on(&id, out).is_none();
                out.entry(id, home, "checks", name, if short { (&check.expression).into() } else { emit::Value::Map(map) });
            }
        }
    }
}

impl Rule {
    fn write(&self, map: &mut emit::Map, out: &Written) {
        match self {
            Rule::PrimaryKey(Key { columns, include, nulls_not_distinct }) | Rule::Unique(Key { columns, include, nulls_not_distinct }) => {
                map.list("columns", columns);
                map.list("include", include);
                map.flag("nulls_not_distinct", *nulls_not_distinct);
            }
            Rule::ForeignKey(ForeignKey { columns, table, references, match_full, on_delete, on_update, not_valid }) => {
                map.list("columns", columns);
                map.set("references", written_target(table, references, out));
                map.set_if("match", match_full.then_some("full"));
                map.set_if("on_delete", on_delete.written());
                map.set_if("on_update", on_update.written());
                map.flag("not_valid", *not_valid);
            }
            Rule::Check(Check { expression, not_valid, no_inherit }) => {
                map.set("expression", expression);
                map.flag("not_valid", *not_valid);
                map.flag("no_inherit", *no_inherit);
            }
            Rule::Exclude(Exclude { using, elements, include, predicate }) => {
                map.set("using", using);
                map.list("elements", elements.iter().map(|(element, operator)| element.map().with("with", operator.as_str())));
                map.list("include", include);
                map.set_if("where", predicate.as_ref());
            }
        }
    }
}

/// `table(a, b)` where all names are plain, else a map.
fn written_target(table: &Name, columns: &[Ident], out: &Written) -> emit::Value {
    let plain = |name: &Ident| name.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    match out.name(table) {
        emit::Value::Text(name) if [&table.schema, &table.name].into_iter().chain(columns).all(plain) => {
            if columns.is_empty() { name.into() } else { format!("{name}({})", name::list(columns.iter().map(Ident::as_str))).into() }
        }
        name => {
            let mut map = emit::Map::of("table", name);
            map.list("columns", columns);
            map.into()
        }
    }
}

impl Action {
    fn written(&self) -> Option<emit::Value> {
        let limited = |key: &str, columns: &[Ident]| -> emit::Value {
            if columns.is_empty() { key.into() } else { emit::Map::of(key, columns.iter().collect::<emit::Value>()).into() }
        };
        match self {
            Action::NoAction => None,
            Action::Restrict => Some("restrict".into()),
            Action::Cascade => Some("cascade".into()),
            Action::SetNull(columns) => Some(limited("set_null", columns)),
            Action::SetDefault(columns) => Some(limited("set_default", columns)),
        }
    }
}
