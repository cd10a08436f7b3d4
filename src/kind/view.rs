//! A view.

pub mod introspect;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, comment};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::{Form, Sql};
use crate::step::Statement;
use crate::yaml::Value;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    pub name: Name,
    /// The names of the columns, where the query does not give them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Ident>,
    pub query: Sql,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recursive: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub security_invoker: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub security_barrier: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_option: Option<CheckOption>,
    /// What a column gets that an INSERT into the view leaves out, before the default of the table.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub defaults: BTreeMap<Ident, Sql>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOption {
    Local,
    Cascaded,
}

impl CheckOption {
    fn word(self) -> &'static str {
        match self {
            CheckOption::Local => "local",
            CheckOption::Cascaded => "cascaded",
        }
    }
}

/// Reads `columns` of a view: a list of names, or names with comments; and `column_comments`, where the query gives the names.
pub fn read_columns<'y>(map: &Map<'y>, view: &Name, scope: &Scope<'y>) -> Vec<Ident> {
    for entry in map.entries("column_comments") {
        scope.comment_from(&entry.value, &Id::of(Kind::Column, view, &scope.key(&entry.key, entry.key_span)));
    }
    let Some(node) = map.get("columns") else { return Vec::new() };
    if let Value::Map(entries) = &node.value {
        let mut names = Vec::new();
        for entry in entries {
            let name = scope.key(&entry.key, entry.key_span);
            if !entry.value.is_null() {
                scope.comment_from(&entry.value, &Id::of(Kind::Column, view, &name));
            }
            names.push(name);
        }
        return names;
    }
    scope.reader.items(node).iter().filter_map(|item| scope.ident(item)).collect()
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("view").and_then(|node| scope.name(node));
    let query = map.required("query");
    let sql = query.and_then(|node| scope.sql(node));
    let columns = name.as_ref().map(|name| read_columns(map, name, scope)).unwrap_or_default();
    let security_invoker = map.flag_or("security_invoker", scope.profile.postgres >= 15);
    if let Some(node) = map.get("security_invoker").filter(|_| security_invoker) {
        scope.since(15, "`security_invoker`", node.span);
    }
    let (recursive, security_barrier) = (map.flag("recursive"), map.flag("security_barrier"));
    let check_option =
        map.choice("check_option", &[("local", CheckOption::Local), ("cascaded", CheckOption::Cascaded)]);
    let defaults = map.entries("defaults").iter();
    let defaults = defaults
        .filter_map(|entry| Some((scope.key(&entry.key, entry.key_span), scope.sql(&entry.value)?)))
        .collect::<BTreeMap<_, _>>();
    let (Some(name), Some(sql)) = (name, sql) else { return };
    let view = View {
        name,
        columns,
        query: Sql::new(sql.as_str().trim_end_matches(';')),
        recursive,
        security_invoker,
        security_barrier,
        check_option,
        defaults,
    };
    let id = view.id();
    scope.define(view, map.span(), &[("query", query), ("defaults", map.get("defaults"))]);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
    scope.grants(map, &id);
}

impl View {
    fn options(&self) -> Vec<(&'static str, &'static str)> {
        let flag = |word, is: bool| is.then_some((word, "true"));
        let flags = [flag("security_barrier", self.security_barrier), flag("security_invoker", self.security_invoker)];
        let check = self.check_option.map(|check| ("check_option", check.word()));
        flags.into_iter().chain([check]).flatten().collect()
    }

    /// The options between parentheses.
    fn list(options: &[(&str, &str)]) -> String {
        name::list(options.iter().map(|(word, value)| format!("{word} = {value}")))
    }

    /// The statements that turn other options into these.
    fn alter_options(&self, from: &View) -> Vec<Statement> {
        let (old, new) = (from.options(), self.options());
        let mut actions = Vec::new();
        let gone = old.iter().map(|(word, _)| *word).filter(|word| !new.iter().any(|(other, _)| word == other));
        let gone = name::list(gone);
        if !gone.is_empty() {
            actions.push(format!("reset ({gone})"));
        }
        // What SET names comes last, so that those after it are named again: a dump has them in their order.
        if let Some(first) = new.iter().position(|option| !old.contains(option)) {
            actions.push(format!("set ({})", View::list(&new[first..])));
        }
        actions.into_iter().map(|action| Statement::new(format!("alter view {} {action}", self.name))).collect()
    }

    /// The statements that turn other defaults of columns into these.
    fn alter_defaults(&self, from: &BTreeMap<Ident, Sql>) -> Vec<Statement> {
        let View { name, defaults, .. } = self;
        let action = |column: &Ident, action: String| {
            Statement::new(format!("alter view {name} alter column {column} {action}"))
        };
        let gone = from.keys().filter(|column| !defaults.contains_key(*column));
        let new = defaults.iter().filter(|(column, expression)| from.get(*column) != Some(*expression));
        gone.map(|column| action(column, "drop default".to_owned()))
            .chain(new.map(|(column, expression)| action(column, format!("set default {expression}"))))
            .collect()
    }
}

impl Define for View {
    const PRINTED: &'static [&'static str] = &["query", "defaults"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::named(Kind::View, &self.name)
    }

    fn pins_types(&self) -> bool {
        true
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.sql(&mut self.query, Form::Query, None);
        renaming.columns(&self.name, &mut self.columns);
        let defaults = std::mem::take(&mut self.defaults);
        for (mut column, mut expression) in defaults {
            renaming.expression(None, &mut expression);
            renaming.column(&self.name, &mut column);
            self.defaults.insert(column, expression);
        }
        renaming.relation(&mut self.name);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        needs.sql(&self.query, Form::Query);
        for expression in self.defaults.values() {
            needs.sql(expression, Form::Expression);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let columns = if self.columns.is_empty() { String::new() } else { format!(" ({})", name::list(&self.columns)) };
        let recursive = if self.recursive { "recursive " } else { "" };
        let options = self.options();
        let options = if options.is_empty() { String::new() } else { format!("\n  with ({})", View::list(&options)) };
        let create =
            Statement::new(format!("create {recursive}view {}{columns}{options} as\n{}", self.name, self.query));
        std::iter::once(create).chain(self.alter_defaults(&BTreeMap::new())).collect()
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop view {}", self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let View {
            name: _,
            columns,
            query,
            recursive,
            security_invoker: _,
            security_barrier: _,
            check_option: _,
            defaults,
        } = self;
        // CREATE OR REPLACE keeps columns in place and loses options; whether the columns stay the same only Postgres knows.
        if *query != to.query || *columns != to.columns || *recursive != to.recursive {
            return Alter::Replace;
        }
        let mut statements = to.alter_options(self);
        statements.extend(to.alter_defaults(defaults));
        Alter::InPlace(statements)
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let defaults = self.defaults.iter().map(|(column, expression)| format!("{column}: {expression}"));
        vec![
            ("Options", View::list(&self.options())),
            ("Defaults", name::list(defaults)),
            ("Query", self.query.to_string()),
        ]
    }

    fn write(&self, out: &mut Written) {
        let View { name, columns, query, recursive, security_invoker, security_barrier, check_option, defaults } = self;
        let mut map = emit::Map::of("view", out.name(name));
        map.slot("comment");
        write_columns(&mut map, columns, name, out);
        map.flag("recursive", *recursive);
        map.set("security_invoker", *security_invoker);
        map.flag("security_barrier", *security_barrier);
        map.set_if("check_option", check_option.map(CheckOption::word));
        map.set("query", query);
        let mut expressions = emit::Map::open();
        defaults.iter().for_each(|(column, expression)| expressions.set(column.as_str(), expression));
        map.set_if("defaults", (!expressions.is_empty()).then_some(expressions));
        out.document(self.id(), map);
    }
}

/// The columns of a view: names, or names with comments; and the comments on columns whose names the query gives.
pub fn write_columns(document: &mut emit::Map, columns: &[Ident], view: &Name, out: &Written) {
    let mut map = emit::Map::open();
    let mut commented = false;
    for column in columns {
        let comment = comment::on(&Id::of(Kind::Column, view, column), out);
        commented |= comment.is_some();
        map.set(column.as_str(), comment.map_or(emit::Value::Null, |text| emit::Value::Block(text.to_owned())));
    }
    let names = (!columns.is_empty()).then(|| columns.iter().collect::<emit::Value>());
    document.set_if("columns", if commented { Some(map.into()) } else { names });
    let mut comments = emit::Map::open();
    for (column, text) in comment::on_columns(view, out).filter(|(column, _)| !columns.contains(column)) {
        comments.set(column.as_str(), emit::Value::Block(text.to_owned()));
    }
    document.set_if("column_comments", (!comments.is_empty()).then_some(comments));
}
