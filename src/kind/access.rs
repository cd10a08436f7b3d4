//! `access`: who may do what with which rows of a table, compiled to grants and policies. Not a kind: nothing of it reaches the model but those.

use std::collections::BTreeSet;

use super::column::Column;
use super::constraint::Rule;
use super::grants::{Grants, Privilege, Rights};
use super::policy::{Command, Mode, Policy};
use super::scope::Scope;
use super::{Object, table};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::name::{self, Ident, Name};
use crate::source::Span;
use crate::sql::Sql;
use crate::yaml::cursor::Map;
use crate::yaml::{Entry, Node, Value};

/// Which rows a command may touch.
enum Rows {
    None,
    /// All rows, or those that satisfy a condition; the word names the policy.
    Some(Option<Sql>, &'static str),
}

const COMMANDS: &[(&str, Command, Privilege)] = &[
    ("select", Command::Select, Privilege::Select),
    ("insert", Command::Insert, Privilege::Insert),
    ("update", Command::Update, Privilege::Update),
    ("delete", Command::Delete, Privilege::Delete),
];

/// Reads `access`, adding policies to the project and rights to `grants`.
pub fn read<'y>(map: &Map<'y>, table: &Name, columns: &[Column], grants: &mut Grants, scope: &Scope<'y>) {
    let own = map.get("own").and_then(|node| scope.ident(node));
    for entry in map.entries("access") {
        let role = scope.key(&entry.key, entry.key_span);
        if !scope.role_known(&role, entry.key_span) {
            continue;
        }
        let reading = Reading { table, columns, own: own.as_ref(), role: &role, scope };
        let rights = grants.to.entry(role.clone()).or_default();
        if let Value::Scalar(scalar) = &entry.value.value {
            match scalar.text.as_str() {
                "all" => COMMANDS.iter().for_each(|command| {
                    reading.allow(*command, &Rows::Some(None, "all"), None, entry.key_span, &entry.value, rights)
                }),
                "none" => {}
                other => scope.reader.report(
                    Diagnostic::error(code::UNKNOWN_WORD, entry.value.span, format!("unknown word `{other}`"))
                        .note("expected `all`, `none`, or a map of commands")
                        .help("write `{ select: own }`"),
                ),
            }
            continue;
        }
        let Some(commands) = scope.reader.map(&entry.value, "the access of a role") else { continue };
        let everything = commands.entry("all");
        for command in COMMANDS {
            if let Some(entry) = commands.entry(command.0).or(everything) {
                reading.command(*command, entry, rights);
            }
        }
        commands.finish();
    }
    hide_secrets(columns, grants, scope);
}

/// A role that requests run as never gets a whole-table right that would show a secret column.
fn hide_secrets(columns: &[Column], grants: &mut Grants, scope: &Scope) {
    if !columns.iter().any(|column| column.secret) {
        return;
    }
    let visible: BTreeSet<Ident> =
        columns.iter().filter(|column| !column.secret).map(|column| column.name.clone()).collect();
    for (role, rights) in &mut grants.to {
        if !scope.profile.api_roles().contains(&role.as_str()) && role.as_str() != "public" {
            continue;
        }
        for privilege in [Privilege::Select, Privilege::Insert, Privilege::Update] {
            if rights.privileges.remove(&privilege) {
                rights.columns.insert(privilege, visible.clone());
            }
        }
    }
}

struct Reading<'a, 'y> {
    table: &'a Name,
    columns: &'a [Column],
    own: Option<&'a Ident>,
    role: &'a Ident,
    scope: &'a Scope<'y>,
}

impl<'y> Reading<'_, 'y> {
    fn command(&self, command: (&'static str, Command, Privilege), entry: &'y Entry, rights: &mut Rights) {
        let mut columns = None;
        let rows = match &entry.value.value {
            Value::Map(entries) if entries.iter().any(|e| e.key == "rows" || e.key == "columns") => {
                let Some(map) = self.scope.reader.map(&entry.value, "the access of a command") else { return };
                columns = map.get("columns").and_then(|node| table::columns(node, self.scope));
                let rows = map.required("rows").and_then(|node| self.rows(node));
                map.finish();
                rows
            }
            _ => self.rows(&entry.value),
        };
        if let Some(rows) = rows {
            self.allow(command, &rows, columns.as_deref(), entry.key_span, &entry.value, rights);
        }
    }

    /// Grants the privilege, and writes the policy that limits it where row security holds the role.
    fn allow(
        &self,
        (word, command, privilege): (&'static str, Command, Privilege),
        rows: &Rows,
        columns: Option<&[Ident]>,
        span: Span,
        node: &'y Node,
        rights: &mut Rights,
    ) {
        let Rows::Some(condition, label) = rows else { return };
        match columns {
            Some(columns) => {
                rights.columns.entry(privilege).or_default().extend(columns.iter().cloned());
            }
            None => {
                rights.privileges.insert(privilege);
            }
        }
        if self.scope.profile.bypasses_row_security(self.role) {
            return;
        }
        let condition = condition.clone().unwrap_or_else(|| Sql::new("true"));
        let policy = Policy {
            table: self.table.clone(),
            name: name::generated(self.role.as_str(), word, label),
            command,
            mode: Mode::Permissive,
            to: BTreeSet::from([self.role.clone()]),
            using: (command != Command::Insert).then(|| condition.clone()),
            with_check: matches!(command, Command::Insert | Command::Update).then(|| condition.clone()),
        };
        let sql = node.get("where").or_else(|| node.get("rows").and_then(|rows| rows.get("where")));
        self.scope.define(policy, span, &[("using", sql), ("with_check", sql)]);
    }

    fn rows(&self, node: &Node) -> Option<Rows> {
        if let Value::Map(_) = node.value {
            let map = self.scope.reader.map(node, "a choice of rows")?;
            let (own, via, condition) = (map.get("own"), map.get("via"), map.get("where"));
            map.finish();
            return match (own, via, condition) {
                (Some(node), None, None) => self.scope.ident(node).and_then(|column| self.own(&column, node.span)),
                (None, Some(node), None) => self.scope.ident(node).and_then(|column| self.via(&column, node.span)),
                (None, None, Some(node)) => self.scope.sql(node).map(|sql| Rows::Some(Some(sql), "where")),
                _ => {
                    self.scope.reader.report(
                        Diagnostic::error(code::CONFLICTING_KEYS, node.span, "rows are chosen in exactly one way")
                            .help("write one of `{ own: column }`, `{ via: column }`, `{ where: sql }`"),
                    );
                    None
                }
            };
        }
        match self.scope.reader.choice(node, &[("all", "all"), ("own", "own"), ("none", "none")])? {
            "all" => Some(Rows::Some(None, "all")),
            "none" => Some(Rows::None),
            _ => self.own(self.own.unwrap_or(&Ident::from("user_id")), node.span),
        }
    }

    /// Rows whose column holds the current user.
    fn own(&self, column: &Ident, span: Span) -> Option<Rows> {
        if !self.columns.iter().any(|c| c.name == *column) {
            self.scope.reader.report(
                Diagnostic::error(
                    code::UNKNOWN_COLUMN,
                    span,
                    format!("`own` means the column `{}`, which the table does not have", column.as_str()),
                )
                .help("say which column holds the owner: `own: column` on the table, or `{ own: column }` here"),
            );
            return None;
        }
        let user = self.user(span)?;
        Some(Rows::Some(Some(Sql::new(format!("{user} = {column}"))), "own"))
    }

    /// The expression for the current user; wrapped in a SELECT, it is computed once a statement and not once a row.
    fn user(&self, span: Span) -> Option<String> {
        if self.scope.profile.user_id.is_none() {
            self.scope.reader.report(
                Diagnostic::error(code::MISSING_KEY, span, "`own` needs to know who the current user is").help("add `user_id: <SQL expression>` to schemac.yaml, like `nullif(current_setting('app.user_id', true), '')::uuid`"),
            );
        }
        let sql = self.scope.profile.user_id.as_ref()?.as_str();
        Some(if sql.to_lowercase().starts_with("(select") { sql.to_owned() } else { format!("(select {sql})") })
    }

    /// Rows whose foreign key points to a row of the user's; a parent without an owner column is left to its own policies, which hold in a
    /// subquery as they hold everywhere.
    fn via(&self, column: &Ident, span: Span) -> Option<Rows> {
        let target = self.scope.defined.borrow().objects.values().find_map(|(object, _, _)| match object {
            Object::Constraint(c) if c.table == *self.table => match &c.rule {
                Rule::ForeignKey(fk) if fk.columns == [column.clone()] => {
                    Some((fk.table.clone(), fk.references.first().cloned()))
                }
                _ => None,
            },
            _ => None,
        });
        let Some((parent, referenced)) = target else {
            self.scope.reader.report(
                Diagnostic::error(
                    code::UNKNOWN_COLUMN,
                    span,
                    format!("`via` needs a foreign key on the column `{}` alone", column.as_str()),
                )
                .help("add `references: …` to the column, or write `{ where: … }`"),
            );
            return None;
        };
        let referenced =
            referenced.or_else(|| self.scope.names.primary_keys.get(&parent).cloned()).unwrap_or_else(|| "id".into());
        let owned = match self.scope.names.owner_columns.get(&parent) {
            Some(owner) => format!(" where {} = {owner}", self.user(span)?),
            None => String::new(),
        };
        Some(Rows::Some(Some(Sql::new(format!("{column} in (select {referenced} from {parent}{owned})"))), "via"))
    }
}
