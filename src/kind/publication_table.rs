//! A table's membership in a publication.

mod introspect;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, table};
use crate::code;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::source::Span;
use crate::sql::Sql;
use crate::step::Statement;
use crate::yaml::Value;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationTable {
    pub publication: Ident,
    pub table: Name,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Ident>,
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Sql>,
    /// The publication is the platform's, which a plain server does not have.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub external: bool,
}

/// The publication that Supabase Realtime reads.
const REALTIME: &str = "supabase_realtime";

/// Reads `publications` and `realtime`.
pub fn read<'y>(map: &Map<'y>, table: &Name, scope: &Scope<'y>) {
    if map.flag("realtime") {
        add(REALTIME.into(), table, Vec::new(), None, table::span_of(map, "realtime"), scope, &[]);
    }
    for node in map.items("publications") {
        if let Value::Map(_) = node.value {
            let Some(member) = scope.reader.map(node, "a publication") else { continue };
            let name = member.required("name").and_then(|node| scope.ident(node));
            let columns = member.get("columns").and_then(|node| table::columns(node, scope)).unwrap_or_default();
            let predicate = member.get("where");
            if predicate.is_some() || !columns.is_empty() {
                scope.since(15, "a column list or row filter of a publication", node.span);
            }
            if let Some(name) = name {
                add(
                    name,
                    table,
                    columns,
                    predicate.and_then(|node| scope.sql(node)),
                    node.span,
                    scope,
                    &[("where", predicate), ("columns", member.get("columns"))],
                );
            }
            member.finish();
        } else if let Some(name) = scope.ident(node) {
            add(name, table, Vec::new(), None, node.span, scope, &[]);
        }
    }
}

fn add<'y>(
    publication: Ident,
    table: &Name,
    columns: Vec<Ident>,
    predicate: Option<Sql>,
    span: Span,
    scope: &Scope<'y>,
    fields: &[(&'static str, Option<&'y crate::yaml::Node>)],
) {
    let own = scope.names.publications.contains(&publication);
    let external = scope.names.externals.publications.contains(&publication);
    if !own && !external {
        let known: Vec<&str> =
            scope.names.publications.iter().chain(&scope.names.externals.publications).map(Ident::as_str).collect();
        let diagnostic = Diagnostic::error(
            code::UNKNOWN_OBJECT,
            span,
            format!("no publication `{}` is known", publication.as_str()),
        );
        scope.reader.report(match nearest(publication.as_str(), known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("declare it with `publication:`, or name it under `external: publications:`"),
        });
        return;
    }
    scope.define(
        PublicationTable { publication, table: table.clone(), columns, predicate, external: !own },
        span,
        fields,
    );
}

impl PublicationTable {
    fn entry(&self) -> String {
        let columns = if self.columns.is_empty() { String::new() } else { format!(" ({})", name::list(&self.columns)) };
        let predicate = self.predicate.as_ref().map_or_else(String::new, |sql| format!(" where ({sql})"));
        format!("{}{columns}{predicate}", self.table)
    }

    fn guarded(&self, action: &str) -> Statement {
        let statement = format!("alter publication {} {action}", self.publication);
        if !self.external {
            return Statement::new(statement);
        }
        // On a plain server the platform's publication is missing, and with it whoever would read it.
        let body = format!(
            "\nbegin\n  if exists (select from pg_catalog.pg_publication where pubname = {}) then\n    {statement};\n  else\n    raise warning 'publication % does not exist here: skipped', {};\n  end if;\nend\n",
            name::literal(self.publication.as_str()),
            name::literal(self.publication.as_str()),
        );
        Statement::new(format!("do {}", name::dollar_quoted(&body)))
    }
}

impl Define for PublicationTable {
    const PRINTED: &'static [&'static str] = &["where"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::of(Kind::PublicationTable, &self.table, &self.publication)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn pins_types(&self) -> bool {
        self.predicate.is_some()
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.columns(&self.table, &mut self.columns);
        self.predicate.iter_mut().for_each(|predicate| renaming.expression(Some(&self.table), predicate));
        renaming.relation(&mut self.table);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.relation(&self.table);
        needs.object(Id::global(Kind::Publication, &self.publication));
        for column in &self.columns {
            needs.column(&self.table, column);
        }
        if let Some(sql) = &self.predicate {
            needs.expression(&self.table, sql);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        // Tables that inherit from this one say for themselves whether they are published.
        vec![self.guarded(&format!("add table only {}", self.entry()))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![self.guarded(&format!("drop table only {}", self.table))]
    }

    fn alter(&self, _: &Self, _: &Profile) -> Alter {
        Alter::Replace
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Publication", self.publication.as_str().to_owned())]
    }

    fn write(&self, out: &mut Written) {
        let PublicationTable { publication, table, columns, predicate, external } = self;
        let home = table::home(table, out);
        if *external && publication.as_str() == REALTIME && columns.is_empty() && predicate.is_none() {
            out.key(self.id(), home, "realtime", true);
            return;
        }
        let mut map = emit::Map::of("name", publication);
        map.list("columns", columns);
        map.set_if("where", predicate.as_ref());
        let value = if columns.is_empty() && predicate.is_none() { publication.into() } else { emit::Value::Map(map) };
        out.item(self.id(), home, "publications", value);
    }
}
