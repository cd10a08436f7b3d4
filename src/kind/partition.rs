//! A table's place among the partitions of another. Its own object, so that rows of one partition can become those of another: all that
//! leave go before any comes.

mod bound;
pub mod forms;
mod introspect;
mod overlap;
mod rows;
pub mod stages;

use serde::{Deserialize, Serialize};

pub use bound::Bound;
pub use introspect::follows_parent;

use super::scope::Scope;
use super::table::{PartitionBy, Strategy};
use super::{Alter, Define, Id, Kind, Object, table};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::source::Span;
use crate::step::{Hazard, Statement};
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partition {
    pub table: Name,
    pub parent: Name,
    pub bound: Bound,
    /// The table lists columns of its own and is attached as it is; else it is made with those of the parent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub attached: bool,
}

/// Reads the rows that an item of `partitions` holds, which is declared with the key of its parent. Says whether that was understood.
pub fn read(
    map: &Map,
    table: Option<&Name>,
    parent: &Name,
    by: Option<&PartitionBy>,
    span: Span,
    scope: &Scope,
) -> bool {
    let bound = bound::read(map, scope);
    match (bound, by) {
        (Some((bound, strategy)), Some(by)) if strategy.is_none_or(|strategy| strategy == by.strategy) => {
            if let Some(table) = table.cloned() {
                scope.define(Partition { table, parent: parent.clone(), bound, attached: false }, span, &[]);
            }
            true
        }
        (_, by) => {
            unbounded(by.map(|by| by.strategy), "`partition_by` on the table first", span, scope);
            false
        }
    }
}

/// Reads `partition_of` of a table with columns of its own.
pub fn read_attached<'y>(map: &Map<'y>, table: &Name, scope: &Scope<'y>) {
    let Some(node) = map.get("partition_of") else { return };
    let Some(of) = scope.reader.map(node, "`partition_of`") else { return };
    let parent = of.required("parent").and_then(|node| scope.relation(node));
    match (bound::read(&of, scope), parent) {
        (Some((bound, _)), Some(parent)) => {
            let partition = Partition { table: table.clone(), parent, bound, attached: true };
            scope.define(partition, table::span_of(map, "partition_of"), &[]);
        }
        (None, Some(_)) => {
            unbounded(None, "`from` and `to`, `in`, `modulus` and `remainder`, or `default: true`", node.span, scope);
        }
        (_, None) => {}
    }
    of.finish();
}

fn unbounded(strategy: Option<Strategy>, otherwise: &str, span: Span, scope: &Scope) {
    let expected = match strategy {
        Some(Strategy::Range) => "`from: [value]` and `to: [value]`, or `default: true`",
        Some(Strategy::List) => "`in: [value]`, or `default: true`",
        Some(Strategy::Hash) => "`modulus: n` and `remainder: n`",
        None => otherwise,
    };
    scope.reader.report(
        Diagnostic::error(code::BAD_VALUE, span, "the partition does not say which rows it holds")
            .help(format!("write {expected}")),
    );
}

/// The rows that a table holds as one of the partitions of another.
#[must_use]
pub fn of<'a>(table: &Name, out: &Written<'a>) -> Option<&'a Partition> {
    match out.get(&Id::named(Kind::Partition, table)) {
        Some(Object::Partition(partition)) => Some(partition),
        _ => None,
    }
}

impl Partition {
    /// Whether another is the same place.
    fn stays(&self, to: &Partition) -> bool {
        self.parent == to.parent && self.bound == to.bound
    }

    /// The statement that makes a table one of the partitions. Whoever works with the others meanwhile need not wait.
    #[must_use]
    pub fn attach(&self) -> String {
        let Partition { table, parent, bound, attached: _ } = self;
        format!("alter table {parent} attach partition {table} {}", bound.sql())
    }

    /// What stands before the elements of a new table that is going to be attached: all that PARTITION OF gives it, but for keys, indexes,
    /// identity and triggers, which come with ATTACH.
    #[must_use]
    pub fn like(&self, list: &str) -> String {
        let Partition { parent, .. } = self;
        let kinds = ["constraints", "defaults", "generated", "storage", "compression"];
        let liked: String = kinds.iter().map(|kind| format!(" including {kind}")).collect();
        let (before, after) = if list.is_empty() { ("", "") } else { ("\n  ", ",") };
        format!("{before}like {parent}{liked}{after}")
    }

    /// Brings back what an attempt to detach the partition left half done, or done without being recorded, so that it can be made again.
    fn bring_back(&self) -> String {
        let Partition { table, parent, bound: _, attached: _ } = self;
        let (place, attach) = (name::literal(&table.to_string()), self.attach());
        format!(
            "do $$ begin\n  if exists (select from pg_inherits where inhrelid = {place}::regclass and inhdetachpending) then\n    \
             alter table {parent} detach partition {table} finalize;\n  end if;\n  \
             if not exists (select from pg_inherits where inhrelid = {place}::regclass) then\n    \
             {attach};\n  end if;\nend $$"
        )
    }
}

impl Define for Partition {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::named(Kind::Partition, &self.table)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn embeds(&self) -> bool {
        !self.attached
    }

    fn holds_up(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.parent))
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.relation(&mut self.table);
        renaming.relation(&mut self.parent);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.relation(&self.table);
        needs.object(Id::named(Kind::Table, &self.parent));
        if self.attached {
            // What the partition brings is taken for the parent's; what it lacks is made, under a name that Postgres chooses.
            needs.keys_and_indexes(&self.table);
            needs.all_of_relation(&self.parent);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        vec![Statement::new(self.attach()).hazard(Hazard::TableScan).hazard(Hazard::MayFail)]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        let detach = format!("alter table {} detach partition {}", self.parent, self.table);
        vec![Statement::new(&detach).or_concurrently([self.bring_back(), format!("{detach} concurrently")])]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        if self.stays(to) { Alter::InPlace(Vec::new()) } else { Alter::Replace }
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Partition of", format!("{} {}", self.parent, self.bound.sql()))]
    }

    fn write(&self, out: &mut Written) {
        let Partition { table, parent, bound, attached } = self;
        // An item of `partitions` says its bound itself.
        if *attached {
            let mut map = emit::Map::of("parent", out.name(parent));
            bound.write(&mut map, out);
            let home = table::home(table, out);
            out.key(self.id(), home, "partition_of", map);
        }
    }
}
