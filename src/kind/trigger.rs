//! A trigger, on a table of ours or one that is not.

mod introspect;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, table};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::Sql;
use crate::step::Statement;
use crate::yaml::cursor::Map;
use crate::yaml::emit;
use crate::yaml::{Node, Value};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    pub table: Name,
    pub name: Ident,
    pub timing: Timing,
    pub events: Vec<Event>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_each_statement: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Sql>,
    pub function: Name,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<Deferral>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_table: Option<Ident>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_table: Option<Ident>,
    #[serde(default, skip_serializing_if = "Enabled::is_default")]
    pub enabled: Enabled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    Before,
    After,
    InsteadOf,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Insert,
    Update(Vec<Ident>),
    Delete,
    Truncate,
}

/// What makes a trigger a constraint trigger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deferral {
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deferrable: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub initially_deferred: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Name>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Enabled {
    #[default]
    Origin,
    Disabled,
    Replica,
    Always,
}

const TIMINGS: &[(&str, Timing)] =
    &[("before", Timing::Before), ("after", Timing::After), ("instead_of", Timing::InsteadOf)];

/// The words for when a trigger or rule fires.
pub const ENABLED: &[(&str, Enabled)] = &[
    ("origin", Enabled::Origin),
    ("disabled", Enabled::Disabled),
    ("replica", Enabled::Replica),
    ("always", Enabled::Always),
];

impl Enabled {
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Enabled::Origin
    }

    #[must_use]
    pub fn word(self) -> &'static str {
        ENABLED.iter().find(|(_, enabled)| *enabled == self).map_or("", |(word, _)| word)
    }

    /// What ALTER TABLE does to a trigger or rule.
    #[must_use]
    pub fn action(self) -> &'static str {
        match self {
            Enabled::Origin => "enable",
            Enabled::Disabled => "disable",
            Enabled::Replica => "enable replica",
            Enabled::Always => "enable always",
        }
    }

    /// By the letter in the catalog.
    #[must_use]
    pub fn of(letter: char) -> Enabled {
        match letter {
            'D' => Enabled::Disabled,
            'R' => Enabled::Replica,
            'A' => Enabled::Always,
            _ => Enabled::Origin,
        }
    }
}

/// Reads a trigger: the map of one inside `on`'s document, or a document of its own.
pub fn read<'y>(map: &Map<'y>, on: Option<&Name>, scope: &Scope<'y>) {
    let name = map.required(if on.is_some() { "name" } else { "trigger" }).and_then(|node| scope.ident(node));
    let table = match on {
        Some(table) => Some(table.clone()),
        None => map.required("on").and_then(|node| scope.relation(node)),
    };
    let timing = map.required("timing").and_then(|node| scope.reader.choice(node, TIMINGS));
    let events: Vec<Event> = map
        .required("events")
        .map_or(&[] as &[Node], |node| scope.reader.items(node))
        .iter()
        .filter_map(|node| read_event(node, scope))
        .collect();
    if let Some(node) = map.get("events").filter(|node| scope.reader.items(node).is_empty()) {
        scope.reader.report(
            Diagnostic::error(code::BAD_VALUE, node.span, "the trigger waits for no event")
                .help("write `events: [insert]`, or another of `update`, `delete`, `truncate`"),
        );
    }
    let for_each_statement = map.choice("for_each", &[("row", false), ("statement", true)]).unwrap_or(false);
    let when = map.get("when");
    let condition = when.and_then(|node| scope.sql(node));
    let function = map.required("function").and_then(|node| scope.function(node));
    let arguments =
        map.items("arguments").iter().filter_map(|node| scope.reader.text(node).map(str::to_owned)).collect();
    let is_constraint = map.flag("constraint");
    let deferral = Deferral {
        deferrable: map.flag("deferrable"),
        initially_deferred: map.flag("initially_deferred"),
        from: map.get("from").and_then(|node| scope.relation(node)),
    };
    if !is_constraint && deferral != Deferral::default() {
        let key = ["deferrable", "initially_deferred"].into_iter().find(|key| map.get(key).is_some()).unwrap_or("from");
        scope.reader.report(
            Diagnostic::error(
                code::CONFLICTING_KEYS,
                table::span_of(map, key),
                "only a constraint trigger can be deferred or have `from`",
            )
            .help("add `constraint: true`"),
        );
    }
    if is_constraint && (timing.is_some_and(|timing| timing != Timing::After) || for_each_statement) {
        scope.reader.report(
            Diagnostic::error(code::CONFLICTING_KEYS, map.span(), "a constraint trigger runs after each row")
                .help("write `timing: after` and `for_each: row`"),
        );
    }
    let (mut old_table, mut new_table) = (None, None);
    if let Some(node) = map.get("referencing")
        && let Some(referencing) = scope.reader.map(node, "`referencing`")
    {
        old_table = referencing.get("old_table").and_then(|node| scope.ident(node));
        new_table = referencing.get("new_table").and_then(|node| scope.ident(node));
        referencing.finish();
    }
    let enabled = map.choice("enabled", ENABLED).unwrap_or_default();
    if let (Some(name), Some(table), Some(timing), Some(function)) = (name, table, timing, function) {
        let constraint = is_constraint
            .then_some(Deferral { deferrable: deferral.deferrable || deferral.initially_deferred, ..deferral });
        let trigger = Trigger {
            table,
            name,
            timing,
            events,
            for_each_statement,
            when: condition,
            function,
            arguments,
            constraint,
            old_table,
            new_table,
            enabled,
        };
        scope.comment(map, &trigger.id());
        scope.depends(map, &trigger.id());
        scope.renamed(map, &trigger.id());
        scope.define(trigger, map.span(), &[("when", when), ("events", map.get("events"))]);
    }
    if on.is_some() {
        map.finish();
    }
}

fn read_event(node: &Node, scope: &Scope) -> Option<Event> {
    if let Value::Map(_) = node.value {
        let map = scope.reader.map(node, "an event")?;
        let columns = map.required("update").and_then(|node| table::columns(node, scope));
        map.finish();
        return columns.map(Event::Update);
    }
    scope.reader.choice(
        node,
        &[
            ("insert", Event::Insert),
            ("update", Event::Update(Vec::new())),
            ("delete", Event::Delete),
            ("truncate", Event::Truncate),
        ],
    )
}

impl Event {
    fn sql(&self) -> String {
        match self {
            Event::Insert => "insert".to_owned(),
            Event::Update(columns) if columns.is_empty() => "update".to_owned(),
            Event::Update(columns) => format!("update of {}", name::list(columns)),
            Event::Delete => "delete".to_owned(),
            Event::Truncate => "truncate".to_owned(),
        }
    }
}

impl Timing {
    fn words(self) -> &'static str {
        match self {
            Timing::Before => "before",
            Timing::After => "after",
            Timing::InsteadOf => "instead of",
        }
    }
}

impl Trigger {
    fn events(&self) -> String {
        self.events.iter().map(Event::sql).collect::<Vec<_>>().join(" or ")
    }

    /// The statements that create it, or, where `or_replace` says so, put it in the place of the one that is there.
    fn made(&self, or_replace: &str) -> Vec<Statement> {
        let Trigger {
            table,
            name,
            timing,
            events: _,
            for_each_statement,
            when,
            function,
            arguments,
            constraint,
            old_table,
            new_table,
            enabled,
        } = self;
        let kind = if constraint.is_some() { "constraint trigger" } else { "trigger" };
        let mut sql = format!("create {or_replace}{kind} {name}\n  {} {} on {table}", timing.words(), self.events());
        if let Some(deferral) = constraint {
            if let Some(from) = &deferral.from {
                sql.push_str(&format!("\n  from {from}"));
            }
            if deferral.deferrable {
                sql.push_str(if deferral.initially_deferred {
                    "\n  deferrable initially deferred"
                } else {
                    "\n  deferrable"
                });
            }
        }
        if old_table.is_some() || new_table.is_some() {
            let old = old_table.as_ref().map_or_else(String::new, |name| format!(" old table as {name}"));
            let new = new_table.as_ref().map_or_else(String::new, |name| format!(" new table as {name}"));
            sql.push_str(&format!("\n  referencing{old}{new}"));
        }
        sql.push_str(if *for_each_statement { "\n  for each statement" } else { "\n  for each row" });
        if let Some(when) = when {
            sql.push_str(&format!("\n  when ({when})"));
        }
        sql.push_str(&format!(
            "\n  execute function {function}({})",
            name::list(arguments.iter().map(|a| name::literal(a)))
        ));
        let mut statements = vec![Statement::new(sql)];
        if !enabled.is_default() {
            statements.push(self.enable());
        }
        statements
    }

    fn enable(&self) -> Statement {
        Statement::new(format!("alter table {} {} trigger {}", self.table, self.enabled.action(), self.name))
    }
}

impl Define for Trigger {
    const PRINTED: &'static [&'static str] = &["when"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::of(Kind::Trigger, &self.table, &self.name)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn pins_types(&self) -> bool {
        true
    }

    fn rename(&mut self, renaming: &Renaming) {
        let id = self.id();
        for event in &mut self.events {
            match event {
                Event::Update(columns) => renaming.columns(&self.table, columns),
                Event::Insert | Event::Delete | Event::Truncate => {}
            }
        }
        self.when.iter_mut().for_each(|condition| renaming.expression(Some(&self.table), condition));
        renaming.routine(&mut self.function);
        let from = self.constraint.iter_mut().filter_map(|deferral| deferral.from.as_mut());
        from.for_each(|table| renaming.relation(table));
        renaming.part(&id, &mut self.name);
        renaming.relation(&mut self.table);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.relation(&self.table);
        needs.function(&self.function);
        if let Some(from) = self.constraint.as_ref().and_then(|deferral| deferral.from.as_ref()) {
            needs.relation(from);
        }
        if let Some(when) = &self.when {
            needs.expression(&self.table, when);
        }
        for column in self
            .events
            .iter()
            .flat_map(|event| if let Event::Update(columns) = event { columns.as_slice() } else { &[] })
        {
            needs.column(&self.table, column);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        self.made("")
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop trigger {} on {}", self.name, self.table))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        if (Trigger { enabled: to.enabled, ..self.clone() }) == *to {
            return Alter::InPlace(vec![to.enable()]);
        }
        // Postgres replaces no constraint trigger, nor by one. Whoever reads the table need not wait, as they would for DROP.
        if self.constraint.is_none() && to.constraint.is_none() {
            return Alter::InPlace(to.made("or replace "));
        }
        Alter::Replace
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let each = if self.for_each_statement { "statement" } else { "row" };
        let when = self.when.as_ref().map_or_else(String::new, |sql| format!(" when {sql}"));
        vec![
            ("When", format!("{} {} for each {each}{when}", self.timing.words(), self.events())),
            ("Function", self.function.to_string()),
        ]
    }

    fn write(&self, out: &mut Written) {
        let Trigger {
            table,
            name,
            timing,
            events,
            for_each_statement,
            when,
            function,
            arguments,
            constraint,
            old_table,
            new_table,
            enabled,
        } = self;
        let own = table::is_ours(table, out);
        let mut map = emit::Map::of(if own { "name" } else { "trigger" }, name);
        if !own {
            map.slot("comment");
            map.set("on", out.name(table));
        }
        map.set("timing", TIMINGS.iter().find(|(_, known)| known == timing).map_or("", |(word, _)| word));
        map.set("events", events.iter().map(Event::written).collect::<emit::Value>());
        map.set_if("for_each", for_each_statement.then_some("statement"));
        map.set_if("when", when.as_ref());
        map.set("function", out.name(function));
        map.list("arguments", arguments.iter().map(String::as_str));
        if let Some(Deferral { deferrable, initially_deferred, from }) = constraint {
            map.set("constraint", true);
            map.flag("deferrable", *deferrable);
            map.flag("initially_deferred", *initially_deferred);
            map.set_if("from", from.as_ref().map(|from| out.name(from)));
        }
        let mut referencing = emit::Map::default();
        referencing.set_if("old_table", old_table.as_ref());
        referencing.set_if("new_table", new_table.as_ref());
        map.set_if("referencing", (!referencing.is_empty()).then_some(referencing));
        map.set_if("enabled", (!enabled.is_default()).then(|| enabled.word()));
        if own {
            let home = table::home(table, out);
            out.item(self.id(), home, "triggers", map)
        } else {
            out.document(self.id(), map)
        }
    }
}

impl Event {
    fn written(&self) -> emit::Value {
        match self {
            Event::Update(columns) if !columns.is_empty() => {
                emit::Map::of("update", columns.iter().collect::<emit::Value>()).into()
            }
            event => event.sql().into(),
        }
    }
}
