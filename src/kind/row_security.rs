//! The row-level-security switch of a table. Its own object, because it is thrown before policies and grants come, and stays on until they went.

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, table};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::{self, Found, Query};
use crate::name::{Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::source::Span;
use crate::step::{Hazard, Statement};
use crate::yaml::Value;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

/// Present where row security is on, or forced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowSecurity {
    pub table: Name,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub enabled: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forced: bool,
}

/// Reads `rls`, which is on unless it says otherwise with a reason.
pub fn read<'y>(map: &Map<'y>, table: &Name, scope: &Scope<'y>) {
    let span = if map.entry("rls").is_some() {
        table::span_of(map, "rls")
    } else {
        map.entry("table").map_or(map.span(), |e| e.value.span)
    };
    // A table that is not ours keeps the switch it has, unless we say something.
    let default = map.get("extends").is_none();
    let (mut enabled, mut forced) = (default, false);
    if let Some(node) = map.get("rls") {
        if let Value::Map(_) = node.value {
            if let Some(options) = scope.reader.map(node, "`rls`") {
                enabled = options.flag_or("enabled", true);
                forced = options.flag("force");
                let reason = options.text("reason");
                if let Some(reason) = &reason {
                    scope.defined.borrow_mut().reasons.insert(Id::named(Kind::RowSecurity, table), reason.clone());
                }
                if !enabled && reason.is_none() {
                    scope.reader.report(
                        Diagnostic::error(
                            code::MISSING_KEY,
                            node.span,
                            "row security is switched off without a `reason`",
                        )
                        .help("add `reason: …`: the next reader will ask"),
                    );
                }
                options.finish();
            }
        } else if let Some(value) = scope.reader.boolean(node) {
            enabled = value;
            if !value {
                scope.reader.report(
                    Diagnostic::error(code::MISSING_KEY, node.span, "row security is switched off without a reason")
                        .help("write `rls: { enabled: false, reason: … }`"),
                );
            }
        }
    }
    if map.get("rls").is_some() && !enabled {
        scope.answer(code::RLS_DISABLED, Id::named(Kind::Table, table));
    }
    define(table, enabled, forced, span, scope);
}

pub fn define(table: &Name, enabled: bool, forced: bool, span: Span, scope: &Scope) {
    if enabled || forced {
        scope.define(RowSecurity { table: table.clone(), enabled, forced }, span, &[]);
    }
}

impl RowSecurity {
    fn switch(&self, action: &str) -> Statement {
        Statement::new(format!("alter table {} {action} row level security", self.table))
    }
}

#[derive(Deserialize)]
struct Row {
    schema: Ident,
    name: Ident,
    enabled: bool,
    forced: bool,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { schema, name, enabled, forced } = self;
        found.define(RowSecurity { table: Name { schema, name }, enabled, forced }, []);
    }
}

impl Define for RowSecurity {
    const QUERIES: &'static [Query] = &[Query::new::<Row>(
        "select r.schema, r.name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
         from $relations r join pg_class c on c.oid = r.oid
         where c.relrowsecurity or c.relforcerowsecurity",
    )];

    fn id(&self) -> Id {
        Id::named(Kind::RowSecurity, &self.table)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.relation(&mut self.table);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.relation(&self.table);
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let enable = self.enabled.then(|| self.switch("enable").hazard(Hazard::AccessNarrowed));
        enable.into_iter().chain(self.forced.then(|| self.switch("force"))).collect()
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        let forced = self.forced.then(|| self.switch("no force"));
        forced.into_iter().chain(self.enabled.then(|| self.switch("disable").hazard(Hazard::AccessWidened))).collect()
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let RowSecurity { table: _, enabled, forced } = self;
        let mut statements = Vec::new();
        match (*enabled, to.enabled) {
            (false, true) => statements.push(self.switch("enable").hazard(Hazard::AccessNarrowed)),
            (true, false) => statements.push(self.switch("disable").hazard(Hazard::AccessWidened)),
            _ => {}
        }
        match (*forced, to.forced) {
            (false, true) => statements.push(self.switch("force").hazard(Hazard::AccessNarrowed)),
            (true, false) => statements.push(self.switch("no force").hazard(Hazard::AccessWidened)),
            _ => {}
        }
        Alter::InPlace(statements)
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let state = match (self.enabled, self.forced) {
            (true, true) => "enabled, and forced for the owner",
            (true, false) => "enabled",
            (false, _) => "disabled",
        };
        vec![("Row-level security", state.to_owned())]
    }

    fn write(&self, out: &mut Written) {
        let RowSecurity { table, enabled, forced } = self;
        let reason = out.reason(&self.id());
        let value = match (*enabled, *forced) {
            // A table of ours has it by itself, and so has each of its partitions.
            (true, false) if out.get(&Id::named(Kind::Table, table)).is_some() => return,
            (true, false) => true.into(),
            (true, true) => emit::Map::of("force", true).into(),
            (false, forced) => off(forced, reason),
        };
        let home = table::home(table, out);
        out.key(self.id(), home, "rls", value);
    }
}

/// Says of a table without row security why it has none.
pub fn write_off(table: &Name, map: &mut emit::Map, out: &Written) {
    let id = Id::named(Kind::RowSecurity, table);
    if out.get(&id).is_none() {
        map.set("rls", off(false, out.reason(&id)));
    }
}

fn off(forced: bool, reason: Option<&str>) -> emit::Value {
    let mut map = emit::Map::of("enabled", false);
    map.flag("force", forced);
    // A database knows that it is off, and not why.
    map.with("reason", reason.unwrap_or("It was off where this was read from.")).into()
}
