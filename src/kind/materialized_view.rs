//! A materialized view.

mod introspect;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, index, statistics, view};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::{Form, Sql};
use crate::step::Statement;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterializedView {
    pub name: Name,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Ident>,
    pub query: Sql,
    /// Whether it is filled when it is created; Postgres does not keep it.
    pub with_data: bool,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub storage_parameters: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tablespace: Option<Ident>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_method: Option<Ident>,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("materialized_view").and_then(|node| scope.name(node));
    let query = map.required("query");
    let sql = query.and_then(|node| scope.sql(node));
    let with_data = map.flag_or("with_data", true);
    let storage_parameters = index::storage_parameters(map, scope);
    let tablespace = map.get("tablespace").and_then(|node| scope.ident(node));
    let access_method = map.get("access_method").and_then(|node| scope.ident(node));
    let indexes = map.items("indexes");
    let columns = name.as_ref().map(|name| view::read_columns(map, name, scope)).unwrap_or_default();
    let (Some(name), Some(sql)) = (name, sql) else { return };
    for node in indexes {
        index::read(node, &name, scope);
    }
    for node in map.items("statistics") {
        statistics::read(node, &name, scope);
    }
    let object = MaterializedView {
        name,
        columns,
        query: Sql::new(sql.as_str().trim_end_matches(';')),
        with_data,
        storage_parameters,
        tablespace,
        access_method,
    };
    let id = object.id();
    scope.define(object, map.span(), &[("query", query)]);
    scope.satellites(map, &id);
    scope.renamed(map, &id);
    scope.grants(map, &id);
}

impl Define for MaterializedView {
    const PRINTED: &'static [&'static str] = &["query"];
    const QUERIES: &'static [Query] = introspect::QUERIES;
    const UNSTORED: &'static [&'static str] = &["with_data"];

    fn id(&self) -> Id {
        Id::named(Kind::MaterializedView, &self.name)
    }

    fn pins_types(&self) -> bool {
        true
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.sql(&mut self.query, Form::Query, None);
        renaming.columns(&self.name, &mut self.columns);
        renaming.relation(&mut self.name);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        needs.sql(&self.query, Form::Query);
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let MaterializedView { name, columns, query, with_data, storage_parameters, tablespace, access_method } = self;
        let mut sql = format!("create materialized view {name}");
        if !columns.is_empty() {
            sql.push_str(&format!(" ({})", name::list(columns)));
        }
        if let Some(method) = access_method {
            sql.push_str(&format!(" using {method}"));
        }
        if !storage_parameters.is_empty() {
            sql.push_str(&format!(" with ({})", index::parameters(storage_parameters)));
        }
        if let Some(tablespace) = tablespace {
            sql.push_str(&format!(" tablespace {tablespace}"));
        }
        sql.push_str(&format!(" as\n{query}"));
        if !with_data {
            sql.push_str("\nwith no data");
        }
        vec![Statement::new(sql)]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop materialized view {}", self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let MaterializedView { name, columns, query, with_data: _, storage_parameters, tablespace, access_method } =
            self;
        if *query != to.query || *columns != to.columns {
            return Alter::Replace;
        }
        let mut actions = index::alter_parameters(storage_parameters, &to.storage_parameters);
        if *tablespace != to.tablespace {
            actions.push(format!("set tablespace {}", to.tablespace.clone().unwrap_or_else(|| "pg_default".into())));
        }
        if *access_method != to.access_method {
            actions.push(format!("set access method {}", to.access_method.clone().unwrap_or_else(|| "heap".into())));
        }
        Alter::InPlace(
            actions
                .into_iter()
                .map(|action| Statement::new(format!("alter materialized view {name} {action}")))
                .collect(),
        )
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Query", self.query.to_string())]
    }

    fn write(&self, out: &mut Written) {
        let MaterializedView { name, columns, query, with_data, storage_parameters, tablespace, access_method } = self;
        let mut map = emit::Map::of("materialized_view", out.name(name));
        map.slot("comment");
        view::write_columns(&mut map, columns, name, out);
        map.set_if("with_data", (!with_data).then_some(false));
        map.set_if("storage_parameters", index::written_parameters(storage_parameters));
        map.set_if("tablespace", tablespace.as_ref());
        map.set_if("access_method", access_method.as_ref());
        map.set("query", query);
        out.document(self.id(), map);
    }
}
