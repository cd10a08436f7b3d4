//! Raw SQL, for what has no form of its own: backfills, one-off data changes, rare objects.

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::name::Ident;
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::Sql;
use crate::step::{Hazard, Statement};
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    pub name: Ident,
    pub up: Sql,
    /// Nothing if it cannot be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub down: Option<Sql>,
    pub transaction: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("sql").and_then(|node| scope.ident(node));
    let (up_node, down_node) = (map.required("up"), map.get("down"));
    let (up, down) = (up_node.and_then(|node| scope.sql(node)), down_node.and_then(|node| scope.sql(node)));
    let irreversible = map.flag("irreversible");
    if down_node.is_none() && !irreversible {
        scope.reader.report(
            Diagnostic::error(code::MISSING_KEY, map.span(), "the SQL does not say how it is undone")
                .help("add `down: …`, or `irreversible: true`"),
        );
    }
    let transaction = map.flag_or("transaction", true);
    let comment = map.text("comment").unwrap_or_default();
    let (Some(name), Some(up)) = (name, up) else { return };
    let script = Script { name, up, down, transaction, comment: comment.trim_end().to_owned() };
    scope.depends(map, &script.id());
    scope.define(script, map.span(), &[("up", up_node), ("down", down_node)]);
}

impl Script {
    fn statement(&self, sql: &Sql) -> Statement {
        let comment: String = self.comment.lines().map(|line| format!("-- {line}\n")).collect();
        let statement = Statement::new(format!("{comment}{}", sql.as_str().trim_end_matches(';')));
        if self.transaction { statement } else { statement.outside_transaction() }
    }
}

impl Define for Script {
    fn id(&self) -> Id {
        Id::global(Kind::Script, &self.name)
    }

    /// What it says is read when it runs.
    fn rename(&mut self, _: &Renaming) {}

    fn needs(&self, needs: &mut Needs) {
        needs.late_sql(&self.up, crate::sql::Form::Opaque);
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        vec![self.statement(&self.up)]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        match &self.down {
            Some(down) => vec![self.statement(down).hazard(Hazard::DataLoss)],
            None => Vec::new(),
        }
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        if self.up == to.up {
            return Alter::InPlace(Vec::new());
        }
        Alter::Refuse(format!("the SQL `{}` has run already; give the new one a new name", self.name.as_str()))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Why", self.comment.clone()), ("SQL", self.up.to_string())]
    }

    fn write(&self, out: &mut Written) {
        let Script { name, up, down, transaction, comment } = self;
        let mut map = emit::Map::of("sql", name);
        map.set_if("comment", (!comment.is_empty()).then(|| emit::Value::Block(comment.clone())));
        map.set("up", up);
        map.set_if("down", down.as_ref());
        map.flag("irreversible", down.is_none());
        map.set_if("transaction", (!transaction).then_some(false));
        out.document(self.id(), map);
    }
}
