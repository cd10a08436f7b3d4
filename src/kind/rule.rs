//! A rule of a table or view: what is done instead of, or beside, an INSERT, UPDATE or DELETE. The rule that makes a view one is the view.

mod introspect;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::trigger::{ENABLED, Enabled};
use super::{Alter, Define, Id, Kind, Object, table};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::{Form, Sql};
use crate::step::Statement;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub table: Name,
    pub name: Ident,
    pub event: Event,
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub condition: Option<Sql>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub instead: bool,
    /// What it does; without any it does nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<Sql>,
    #[serde(default, skip_serializing_if = "Enabled::is_default")]
    pub enabled: Enabled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Insert,
    Update,
    Delete,
}

const EVENTS: &[(&str, Event)] = &[("insert", Event::Insert), ("update", Event::Update), ("delete", Event::Delete)];

impl Event {
    fn word(self) -> &'static str {
        EVENTS.iter().find(|(_, event)| *event == self).map_or("", |(word, _)| word)
    }
}

/// Reads a rule: the map of one inside `on`'s document, or a document of its own.
pub fn read<'y>(map: &Map<'y>, on: Option<&Name>, scope: &Scope<'y>) {
    let heading = map.required(if on.is_some() { "name" } else { "rule" });
    let name = heading.and_then(|node| scope.ident(node));
    let table = match on {
        Some(table) => Some(table.clone()),
        None => map.required("on").and_then(|node| scope.relation(node)),
    };
    let event = map.required("event").and_then(|node| scope.reader.choice(node, EVENTS));
    let condition = map.get("where").and_then(|node| scope.sql(node));
    let instead = map.flag("instead");
    let nodes = if instead {
        map.items("commands")
    } else {
        map.required("commands").map_or(&[][..], |node| scope.reader.items(node))
    };
    let commands = nodes
        .iter()
        .filter_map(|node| scope.sql(node))
        .map(|sql| Sql::new(sql.as_str().trim_end_matches(';')))
        .collect();
    let enabled = map.choice("enabled", ENABLED).unwrap_or_default();
    if let (Some(name), Some(heading)) = (&name, heading)
        && name.as_str() == "_RETURN"
    {
        scope.reader.report(
            Diagnostic::error(code::BAD_NAME, heading.span, "`_RETURN` is the rule that makes a view")
                .help("declare the view with `view:`, or give the rule another name"),
        );
    }
    if let (Some(name), Some(table), Some(event)) = (name, table, event) {
        let rule = Rule { table, name, event, condition, instead, commands, enabled };
        let id = rule.id();
        scope.comment(map, &id);
        scope.depends(map, &id);
        let nodes = ["where", "commands", "enabled"].map(|field| (field, map.get(field)));
        scope.define(rule, map.span(), &nodes);
    }
    if on.is_some() {
        map.finish();
    }
}

impl Rule {
    fn clauses(&self) -> String {
        let Rule { table, name, event, condition, instead, commands, enabled: _ } = self;
        let condition = condition.as_ref().map_or_else(String::new, |sql| format!("\n  where {sql}"));
        let instead = if *instead { "instead" } else { "also" };
        let does = match commands.as_slice() {
            [] => " nothing".to_owned(),
            [only] if !only.as_str().starts_with('(') => format!("\n{only}"),
            several => {
                let commands: Vec<&str> = several.iter().map(Sql::as_str).collect();
                format!(" (\n{}\n)", commands.join(";\n"))
            }
        };
        format!("rule {name} as\n  on {} to {table}{condition}\n  do {instead}{does}", event.word())
    }

    fn enable(&self) -> Statement {
        Statement::new(format!("alter table {} {} rule {}", self.table, self.enabled.action(), self.name))
    }
}

impl Define for Rule {
    const PRINTED: &'static [&'static str] = &["where", "commands"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::of(Kind::Rule, &self.table, &self.name)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn pins_types(&self) -> bool {
        true
    }

    fn rename(&mut self, renaming: &Renaming) {
        self.condition.iter_mut().for_each(|condition| renaming.expression(Some(&self.table), condition));
        self.commands.iter_mut().for_each(|command| renaming.sql(command, Form::Statements, Some(&self.table)));
        renaming.relation(&mut self.table);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.relation(&self.table);
        if let Some(condition) = &self.condition {
            needs.expression(&self.table, condition);
        }
        for command in &self.commands {
            needs.sql(command, Form::Statements);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let enable = (!self.enabled.is_default()).then(|| self.enable());
        std::iter::once(Statement::new(format!("create {}", self.clauses()))).chain(enable).collect()
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop rule {} on {}", self.name, self.table))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let mut statements = Vec::new();
        if self.clauses() != to.clauses() {
            statements.push(Statement::new(format!("create or replace {}", to.clauses())));
        }
        // Replacing a rule leaves it as enabled as it was.
        if self.enabled != to.enabled {
            statements.push(to.enable());
        }
        Alter::InPlace(statements)
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let Rule { table: _, name: _, event, condition, instead, commands, enabled } = self;
        let commands: Vec<&str> = commands.iter().map(Sql::as_str).collect();
        vec![
            ("Event", event.word().to_owned()),
            ("Instead", if *instead { "yes".to_owned() } else { String::new() }),
            ("Where", condition.as_ref().map_or_else(String::new, Sql::to_string)),
            ("Does", if commands.is_empty() { "nothing".to_owned() } else { commands.join("; ") }),
            ("Enabled", if enabled.is_default() { String::new() } else { enabled.word().to_owned() }),
        ]
    }

    fn write(&self, out: &mut Written) {
        let Rule { table, name, event, condition, instead, commands, enabled } = self;
        let own = table::is_ours(table, out);
        let mut map = emit::Map::of(if own { "name" } else { "rule" }, name);
        if !own {
            map.slot("comment");
            map.set("on", out.name(table));
        }
        map.set("event", event.word());
        map.set_if("where", condition.as_ref());
        map.flag("instead", *instead);
        match commands.as_slice() {
            [] if *instead => {}
            [only] => map.set("commands", only),
            several => map.set("commands", several.iter().map(emit::Value::from).collect::<emit::Value>()),
        }
        map.set_if("enabled", (!enabled.is_default()).then(|| enabled.word()));
        if own {
            out.item(self.id(), Id::named(Kind::Table, table), "rules", map);
        } else {
            out.document(self.id(), map);
        }
    }
}
