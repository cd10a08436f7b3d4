//! A row-level-security policy.

mod introspect;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::row_security::RowSecurity;
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, grants, table};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::Sql;
use crate::step::{Hazard, Statement};
use crate::yaml::cursor::Map;
use crate::yaml::{Node, Value, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub table: Name,
    pub name: Ident,
    #[serde(rename = "for")]
    pub command: Command,
    #[serde(rename = "as")]
    pub mode: Mode,
    /// `public` stands for everybody.
    pub to: BTreeSet<Ident>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub using: Option<Sql>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_check: Option<Sql>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    All,
    Select,
    Insert,
    Update,
    Delete,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Restrictive comes first, so that it stands before the permissive one that it restrains.
    Restrictive,
    Permissive,
}

pub const COMMANDS: &[(&str, Command)] = &[
    ("all", Command::All),
    ("select", Command::Select),
    ("insert", Command::Insert),
    ("update", Command::Update),
    ("delete", Command::Delete),
];

impl Command {
    #[must_use]
    pub fn word(self) -> &'static str {
        COMMANDS.iter().find(|(_, command)| *command == self).map_or("all", |(word, _)| word)
    }
}

impl Mode {
    fn word(self) -> &'static str {
        match self {
            Mode::Restrictive => "restrictive",
            Mode::Permissive => "permissive",
        }
    }
}

/// Reads one policy of a table.
pub fn read<'y>(node: &'y Node, table: &Name, scope: &Scope<'y>) {
    let Some(map) = scope.reader.map(node, "a policy") else { return };
    let name = map.required("name");
    let ident = name.and_then(|node| scope.ident(node));
    let command = map.choice("for", COMMANDS).unwrap_or(Command::All);
    let mode = map
        .choice("as", &[("permissive", Mode::Permissive), ("restrictive", Mode::Restrictive)])
        .unwrap_or(Mode::Permissive);
    let mut to: BTreeSet<Ident> = map.items("to").iter().filter_map(|node| scope.role(node)).collect();
    if map.get("to").is_none() {
        to.insert("public".into());
    }
    let (using_node, check_node) = (map.get("using"), map.get("with_check"));
    let (using, with_check) =
        (using_node.and_then(|node| scope.sql(node)), check_node.and_then(|node| scope.sql(node)));
    let misplaced = match command {
        Command::Insert => using_node.map(|node| {
            (
                node,
                "an INSERT policy has no row to look at before: `using` is not allowed",
                "rename `using` to `with_check`",
            )
        }),
        Command::Select | Command::Delete => check_node.map(|node| {
            (
                node,
                "a SELECT or DELETE policy writes no row: `with_check` is not allowed",
                "rename `with_check` to `using`",
            )
        }),
        Command::All | Command::Update => None,
    };
    if let Some((node, problem, help)) = misplaced {
        scope.reader.report(Diagnostic::error(code::CONFLICTING_KEYS, node.span, problem).help(help));
    } else if using_node.is_none() && check_node.is_none() && !says_none(&map, condition(command)) {
        let key = condition(command);
        scope.reader.report(
            Diagnostic::error(
                code::MISSING_KEY,
                node.span,
                "the policy says no condition, so it would let nothing through",
            )
            .help(format!("add `{key}: …`, or `{key}: null` if nothing is what it should let through")),
        );
    }
    if let Some(name) = ident {
        let policy = Policy { table: table.clone(), name, command, mode, to, using, with_check };
        if map.get("to").is_some() {
            scope.answer(code::POLICY_WITHOUT_ROLE, policy.id());
        }
        scope.comment(&map, &policy.id());
        scope.depends(&map, &policy.id());
        scope.renamed(&map, &policy.id());
        scope.define(
            policy,
            map.get("name").unwrap_or(node).span,
            &[("using", using_node), ("with_check", check_node), ("name", map.get("name")), ("to", map.get("to"))],
        );
    }
    map.finish();
}

/// The key of the condition that every policy for the command has.
fn condition(command: Command) -> &'static str {
    if command == Command::Insert { "with_check" } else { "using" }
}

/// Whether the value of a key is the word `null`, and not merely forgotten.
fn says_none(map: &Map, key: &'static str) -> bool {
    map.entry(key).is_some_and(|entry| matches!(&entry.value.value, Value::Scalar(scalar) if scalar.text == "null"))
}

impl Policy {
    fn roles(&self) -> String {
        name::list(self.to.iter().map(grants::role))
    }

    fn conditions(&self) -> String {
        let using = self.using.as_ref().map_or_else(String::new, |sql| format!("\n  using ({sql})"));
        let check = self.with_check.as_ref().map_or_else(String::new, |sql| format!("\n  with check ({sql})"));
        format!("{using}{check}")
    }

    /// What a new policy does to access: a permissive one opens, a restrictive one shuts.
    fn effect(&self, added: bool) -> Hazard {
        if (self.mode == Mode::Permissive) == added { Hazard::AccessWidened } else { Hazard::AccessNarrowed }
    }
}

impl Define for Policy {
    const QUERIES: &'static [Query] = introspect::QUERIES;
    const PRINTED: &'static [&'static str] = &["using", "with_check"];

    fn id(&self) -> Id {
        Id::of(Kind::Policy, &self.table, &self.name)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn pins_types(&self) -> bool {
        true
    }

    fn roles(&self) -> Vec<&Ident> {
        self.to.iter().collect()
    }

    fn rename(&mut self, renaming: &Renaming) {
        let id = self.id();
        for condition in self.using.iter_mut().chain(&mut self.with_check) {
            renaming.expression(Some(&self.table), condition);
        }
        renaming.part(&id, &mut self.name);
        renaming.relation(&mut self.table);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.relation(&self.table);
        needs.after(RowSecurity { table: self.table.clone(), enabled: true, forced: false }.id());
        for sql in self.using.iter().chain(&self.with_check) {
            needs.expression(&self.table, sql);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let mode = match self.mode {
            Mode::Permissive => "",
            Mode::Restrictive => " as restrictive",
        };
        let sql = format!(
            "create policy {} on {}{mode} for {} to {}{}",
            self.name,
            self.table,
            self.command.word(),
            self.roles(),
            self.conditions()
        );
        vec![Statement::new(sql).hazard(self.effect(true))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop policy {} on {}", self.name, self.table)).hazard(self.effect(false))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Policy { table: _, name: _, command, mode, to: _, using, with_check } = self;
        // ALTER POLICY changes neither command nor mode, and cannot take a condition away.
        if *command != to.command
            || *mode != to.mode
            || (using.is_some() && to.using.is_none())
            || (with_check.is_some() && to.with_check.is_none())
        {
            return Alter::Replace;
        }
        let sql = format!("alter policy {} on {} to {}{}", self.name, self.table, to.roles(), to.conditions());
        Alter::InPlace(vec![Statement::new(sql).hazard(Hazard::AccessWidened).hazard(Hazard::AccessNarrowed)])
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![
            ("For", self.command.word().to_owned()),
            ("To", self.roles()),
            ("Mode", self.mode.word().to_owned()),
            ("Using", self.using.as_ref().map_or_else(String::new, Sql::to_string)),
            ("With check", self.with_check.as_ref().map_or_else(String::new, Sql::to_string)),
        ]
    }

    fn write(&self, out: &mut Written) {
        let Policy { table, name, command, mode, to, using, with_check } = self;
        let mut map = emit::Map::of("name", name).with("for", command.word());
        // Without roles a policy is for everybody; whether that is meant is for a lint to ask.
        let everybody = to.len() == 1 && to.iter().all(|role| role.as_str() == "public");
        if !everybody || out.answered(code::POLICY_WITHOUT_ROLE, &self.id()) {
            map.set("to", to.iter().collect::<emit::Value>());
        }
        map.set_if("as", (*mode != Mode::Permissive).then(|| mode.word()));
        map.set_if("using", using.as_ref());
        map.set_if("with_check", with_check.as_ref());
        if using.is_none() && with_check.is_none() {
            map.set(condition(*command), emit::Value::Null);
        }
        let home = table::home(table, out);
        out.item(self.id(), home, "policies", map);
    }
}
