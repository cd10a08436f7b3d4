//! An event trigger: a function that is called when the schema changes.

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::trigger::{ENABLED, Enabled};
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::{self, Address, Common, Found, Query};
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::yaml::Node;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventTrigger {
    pub name: Ident,
    pub event: Event,
    /// The commands it waits for; all of them if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    pub function: Name,
    #[serde(default, skip_serializing_if = "Enabled::is_default")]
    pub enabled: Enabled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    DdlCommandStart,
    DdlCommandEnd,
    SqlDrop,
    TableRewrite,
    /// Came with 17.
    Login,
}

const EVENTS: &[(&str, Event)] = &[
    ("ddl_command_start", Event::DdlCommandStart),
    ("ddl_command_end", Event::DdlCommandEnd),
    ("sql_drop", Event::SqlDrop),
    ("table_rewrite", Event::TableRewrite),
    ("login", Event::Login),
];

impl Event {
    fn word(self) -> &'static str {
        EVENTS.iter().find(|(_, event)| *event == self).map_or("", |(word, _)| word)
    }
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("event_trigger").and_then(|node| scope.ident(node));
    let event = map.required("event").and_then(|node| read_event(node, scope));
    let tags: Vec<String> = map.items("tags").iter().filter_map(|node| read_tag(node, scope)).collect();
    if let (Some(node), Some(Event::Login)) = (map.get("tags"), event) {
        scope.reader.report(
            Diagnostic::error(code::CONFLICTING_KEYS, node.span, "a login is no command, so it has no tags")
                .help("remove `tags`"),
        );
    }
    let function = map.required("function").and_then(|node| scope.function(node));
    let enabled = map.choice("enabled", ENABLED).unwrap_or_default();
    let (Some(name), Some(event), Some(function)) = (name, event, function) else { return };
    let trigger = EventTrigger { name, event, tags, function, enabled };
    let id = trigger.id();
    scope.define(trigger, map.span(), &[]);
    scope.satellites(map, &id);
}

fn read_event(node: &Node, scope: &Scope) -> Option<Event> {
    let event = scope.reader.choice(node, EVENTS)?;
    if event == Event::Login {
        scope.since(17, "the event `login`", node.span);
    }
    Some(event)
}

/// A tag, which Postgres keeps in capitals.
fn read_tag(node: &Node, scope: &Scope) -> Option<String> {
    let tag = scope.reader.text(node)?;
    if tag.is_empty() || !tag.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') {
        scope.reader.report(
            Diagnostic::error(code::BAD_VALUE, node.span, format!("`{tag}` is no command"))
                .help("write the first words of a command: `CREATE TABLE`"),
        );
        return None;
    }
    Some(tag.to_ascii_uppercase())
}

impl EventTrigger {
    fn enable(&self) -> Statement {
        Statement::new(format!("alter event trigger {} {}", self.name, self.enabled.action()))
    }
}

#[derive(Deserialize)]
struct Row {
    oid: u32,
    name: Ident,
    event: Event,
    tags: Option<Vec<String>>,
    function_schema: Ident,
    function: Ident,
    enabled: char,
    #[serde(flatten)]
    common: Common,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, name, event, tags, function_schema, function, enabled, common } = self;
        let trigger = EventTrigger {
            name,
            event,
            tags: tags.unwrap_or_default(),
            function: Name { schema: function_schema, name: function },
            enabled: Enabled::of(enabled),
        };
        let id = found.define(trigger, [Address::new("pg_event_trigger", oid)]);
        found.common(&id, common);
    }
}

impl Define for EventTrigger {
    /// Those of Supabase belong to a role that only the platform has.
    const QUERIES: &'static [Query] = &[Query::new::<Row>(
        "select t.oid::bigint, t.evtname as name, t.evtevent as event, t.evttags as tags, t.evtenabled as enabled,
           n.nspname as function_schema, p.proname as function,
           pg_get_userbyid(t.evtowner) as owner, d.description as comment
         from pg_event_trigger t
         join pg_proc p on p.oid = t.evtfoid
         join pg_namespace n on n.oid = p.pronamespace
         $comment(pg_event_trigger, t.oid)
         where pg_get_userbyid(t.evtowner) <> 'supabase_admin' and $own(pg_event_trigger, t.oid)",
    )];

    fn id(&self) -> Id {
        Id::global(Kind::EventTrigger, &self.name)
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.routine(&mut self.function);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.function(&self.function);
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let EventTrigger { name, event, tags, function, enabled } = self;
        let when = if tags.is_empty() {
            String::new()
        } else {
            format!("\n  when tag in ({})", name::list(tags.iter().map(|tag| name::literal(tag))))
        };
        let create = format!("create event trigger {name} on {}{when}\n  execute function {function}()", event.word());
        let enable = (!enabled.is_default()).then(|| self.enable());
        std::iter::once(Statement::new(create)).chain(enable).collect()
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop event trigger {}", self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        if (EventTrigger { enabled: to.enabled, ..self.clone() }) == *to {
            return Alter::InPlace(vec![to.enable()]);
        }
        Alter::Replace
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let EventTrigger { name: _, event, tags, function, enabled } = self;
        vec![
            ("Event", event.word().to_owned()),
            ("Commands", tags.join(", ")),
            ("Function", function.to_string()),
            ("Enabled", if enabled.is_default() { String::new() } else { enabled.word().to_owned() }),
        ]
    }

    fn write(&self, out: &mut Written) {
        let EventTrigger { name, event, tags, function, enabled } = self;
        let mut map = emit::Map::of("event_trigger", name);
        map.slot("comment");
        map.set("event", event.word());
        map.list("tags", tags.iter().map(String::as_str));
        map.set("function", out.name(function));
        map.set_if("enabled", (!enabled.is_default()).then(|| enabled.word()));
        out.document(self.id(), map);
    }
}
