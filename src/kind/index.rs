//! An index, and its elements, which exclusion constraints and partition keys share.

mod element;
pub mod introspect;
mod parameters;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::offending::{self, Models, Offending};
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, table};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, MAX_BYTES, Name};
use crate::need::Needs;
use crate::plan::stages;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::{self, Sql};
use crate::step::{Hazard, Statement};
use crate::yaml::emit;
use crate::yaml::{Node, Value};

pub use element::{Element, Opclass};
pub use parameters::{alter_parameters, parameters, storage_parameters, written_parameters};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    pub table: Name,
    pub name: Ident,
    pub using: Ident,
    pub elements: Vec<Element>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Ident>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nulls_not_distinct: bool,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub storage_parameters: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tablespace: Option<Ident>,
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Sql>,
}

/// Reads `[column, …]` or a map into an index.
pub fn read<'y>(node: &'y Node, table: &Name, scope: &Scope<'y>) {
    let (map, list) = match &node.value {
        Value::Map(_) => {
            let map = scope.reader.map(node, "an index");
            let columns = map.as_ref().and_then(|map| map.required("columns"));
            (map, columns)
        }
        Value::List(_) | Value::Scalar(_) => (None, Some(node)),
    };
    let Some(list) = list else {
        if let Some(map) = map {
            map.finish();
        }
        return;
    };
    let elements: Option<Vec<Element>> =
        scope.reader.items(list).iter().map(|item| Element::read(item, scope)).collect();
    let unique = map.as_ref().is_some_and(|map| map.flag("unique"));
    let nulls_not_distinct = map.as_ref().is_some_and(|map| map.flag("nulls_not_distinct"));
    if nulls_not_distinct {
        scope.since(15, "`nulls_not_distinct`", node.span);
    }
    let predicate = map.as_ref().and_then(|map| map.get("where"));
    let name = map.as_ref().and_then(|map| map.get("name")).and_then(|node| scope.ident(node));
    let using = map.as_ref().and_then(|map| map.get("using")).and_then(|node| scope.ident(node));
    let include = map
        .as_ref()
        .and_then(|map| map.get("include"))
        .and_then(|node| table::columns(node, scope))
        .unwrap_or_default();
    let parameters = map.as_ref().map(|map| storage_parameters(map, scope)).unwrap_or_default();
    let tablespace = map.as_ref().and_then(|map| map.get("tablespace")).and_then(|node| scope.ident(node));
    if let Some(elements) = elements.filter(|elements| !elements.is_empty()) {
        let name = name
            .unwrap_or_else(|| scope.unused(&table.schema, table.name.as_str(), &labels(&elements, &include), "idx"));
        let index = Index {
            table: table.clone(),
            name,
            using: using.unwrap_or_else(|| "btree".into()),
            elements,
            include,
            unique,
            nulls_not_distinct,
            storage_parameters: parameters,
            tablespace,
            predicate: predicate.and_then(|node| scope.sql(node)),
        };
        if let Some(map) = &map {
            scope.comment(map, &index.id());
            scope.depends(map, &index.id());
            scope.renamed(map, &index.id());
        }
        let include = map.as_ref().and_then(|map| map.get("include"));
        let place = map.as_ref().and_then(|map| map.get("name")).unwrap_or(node).span;
        scope.define(index, place, &[("where", predicate), ("elements", Some(list)), ("include", include)]);
    }
    if let Some(map) = map {
        map.finish();
    }
}

/// The middle of the name that Postgres would choose (`ChooseIndexColumnNames`): all columns, told apart by a number.
#[must_use]
pub fn labels<'a>(elements: impl IntoIterator<Item = &'a Element>, include: &[Ident]) -> String {
    let keys = elements.into_iter().map(|element| match (&element.column, &element.expression) {
        (Some(column), _) => column.as_str().to_owned(),
        (None, Some(expression)) => sql::index_label(expression.as_str()).unwrap_or_else(|| "expr".to_owned()),
        (None, None) => String::new(),
    });
    let mut labels: Vec<String> = Vec::new();
    for name in keys.chain(include.iter().map(|column| column.as_str().to_owned())) {
        let numbered = (1..).map(|number: usize| {
            let number = number.to_string();
            format!("{}{number}", name::clip(&name, MAX_BYTES - number.len()))
        });
        let label = std::iter::once(name.clone()).chain(numbered).find(|label| !labels.contains(label));
        labels.extend(label);
    }
    labels.join("_")
}

/// How the index is stored: its parameters and its tablespace.
pub type Storage<'a> = (&'a BTreeMap<String, String>, &'a Option<Ident>);

/// The statements that store an index in another way. In another tablespace it is written anew, and no query of its table can be planned
/// before that has ended.
#[must_use]
pub fn restore(name: &Name, (old, old_place): Storage, (new, new_place): Storage) -> Vec<Statement> {
    let alter = |action: String| Statement::new(format!("alter index {name} {action}"));
    let mut statements: Vec<Statement> = alter_parameters(old, new).into_iter().map(alter).collect();
    if old_place != new_place {
        let place = new_place.clone().unwrap_or_else(|| "pg_default".into());
        statements.push(alter(format!("set tablespace {place}")).hazard(Hazard::TableRewrite));
    }
    statements
}

impl Index {
    /// The name with its schema: an index is in the schema of its table.
    #[must_use]
    pub fn qualified(&self) -> Name {
        self.table.sibling(self.name.clone())
    }
}

impl Index {
    /// Whether only a new index can be the other.
    #[must_use]
    pub fn is_replaced_by(&self, to: &Index) -> bool {
        let stored = Index {
            storage_parameters: to.storage_parameters.clone(),
            tablespace: to.tablespace.clone(),
            ..self.clone()
        };
        stored != *to
    }

    /// The columns of one that stands on nothing else and compares as they do by themselves.
    fn plain(&self) -> Option<Vec<Ident>> {
        let of_column = |element: &Element| match (&element.column, &element.collation, &element.opclass) {
            (Some(column), None, None) => Some(column.clone()),
            _ => None,
        };
        self.elements.iter().map(of_column).collect()
    }

    /// The index under the name that it is built by while another has its name.
    #[must_use]
    pub fn under_another_name(&self) -> Index {
        let name = name::generated(self.name.as_str(), "", "new");
        Index { name, ..self.clone() }
    }

    /// Drops what an attempt to build it that failed has left: an index that slows writing down and is never used.
    fn clear_away(&self) -> String {
        let name = name::literal(&self.qualified().to_string());
        format!(
            "do $$ begin\n  if exists (select from pg_index where indexrelid = to_regclass({name}) and not indisvalid) then\n    \
             drop index {};\n  end if;\nend $$",
            self.qualified()
        )
    }
}

impl Define for Index {
    const PRINTED: &'static [&'static str] = &["expression", "where"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::named(Kind::Index, &self.qualified())
    }

    fn parent(&self) -> Option<Id> {
        // Tables and materialized views have indexes; both are found by name when parents are looked up.
        Some(Id::named(Kind::Table, &self.table))
    }

    fn computed_anew(&self) -> Option<String> {
        let computes = self.predicate.is_some() || self.elements.iter().any(|element| element.expression.is_some());
        computes.then(|| format!("`reindex index concurrently {}`", self.table.sibling(self.name.clone())))
    }

    fn rename(&mut self, renaming: &Renaming) {
        let id = self.id();
        self.elements.iter_mut().for_each(|element| element.rename(&self.table, renaming));
        renaming.columns(&self.table, &mut self.include);
        self.predicate.iter_mut().for_each(|predicate| renaming.expression(Some(&self.table), predicate));
        renaming.part(&id, &mut self.name);
        renaming.relation(&mut self.table);
    }

    fn spells_types(&self) -> bool {
        self.predicate.is_some() || self.elements.iter().any(|element| element.expression.is_some())
    }

    fn pins_types(&self) -> bool {
        self.predicate.is_some() || self.elements.iter().any(|element| element.expression.is_some())
    }

    fn needs(&self, needs: &mut Needs) {
        needs.relation(&self.table);
        for element in &self.elements {
            element.needs(&self.table, needs);
            if let Some(schema) = element.opclass.as_ref().and_then(|opclass| opclass.schema.as_ref()) {
                needs.extensions_in(schema);
            }
        }
        for column in &self.include {
            needs.column(&self.table, column);
        }
        if let Some(predicate) = &self.predicate {
            needs.expression(&self.table, predicate);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let Index {
            table,
            name,
            using,
            elements,
            include,
            unique,
            nulls_not_distinct,
            storage_parameters,
            tablespace,
            predicate,
        } = self;
        let unique = if *unique { "unique " } else { "" };
        let mut sql = format!("{name} on {table} using {using} ({})", name::list(elements.iter().map(Element::sql)));
        if !include.is_empty() {
            sql.push_str(&format!(" include ({})", name::list(include)));
        }
        if *nulls_not_distinct {
            sql.push_str(" nulls not distinct");
        }
        if !storage_parameters.is_empty() {
            sql.push_str(&format!(" with ({})", parameters(storage_parameters)));
        }
        if let Some(tablespace) = tablespace {
            sql.push_str(&format!(" tablespace {tablespace}"));
        }
        if let Some(predicate) = predicate {
            sql.push_str(&format!(" where {predicate}"));
        }
        let concurrently = [self.clear_away(), format!("create {unique}index concurrently if not exists {sql}")];
        let create = Statement::new(format!("create {unique}index {sql}")).hazard(Hazard::TableScan);
        let create = if self.unique { create.hazard(Hazard::MayFail) } else { create };
        vec![create.or_concurrently(concurrently)]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        let name = self.qualified();
        let concurrently = format!("drop index concurrently if exists {name}");
        vec![Statement::new(format!("drop index {name}")).or_concurrently([concurrently])]
    }

    fn stages(old: Option<&Self>, new: Option<&Self>) -> Vec<Vec<Object>> {
        let lingering = |old: &Self| vec![old.clone().into()];
        match (old, new) {
            (None, Some(_)) => vec![Vec::new()],
            (Some(old), None) => vec![lingering(old); stages::LAST],
            (Some(old), Some(new)) if old.is_replaced_by(new) => {
                let built = || vec![old.clone().into(), new.under_another_name().into()];
                vec![lingering(old), built(), built()]
            }
            (Some(_), Some(_)) | (None, None) => Vec::new(),
        }
    }

    fn built(&self) -> Option<Object> {
        Some(self.under_another_name().into())
    }

    fn succeed(&self, old: &Object) -> Option<Vec<Statement>> {
        match old {
            Object::Index(old) if old.name != self.name && *old == self.under_another_name() => {
                Some(vec![Statement::new(format!("alter index {} rename to {}", old.qualified(), self.name))])
            }
            _ => None,
        }
    }

    fn offending(_: Option<&Self>, new: &Self, models: Models) -> Vec<Offending> {
        let Some(columns) = new.plain().filter(|_| new.unique) else { return Vec::new() };
        let kept = new.predicate.as_ref().map(|predicate| format!("({predicate})"));
        let rows = offending::own(&new.table, models.to);
        let query = Offending::alike(&rows, &columns, new.nulls_not_distinct, kept);
        vec![Offending::of(&new.table, query)]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Index {
            table: _,
            name: _,
            using: _,
            elements: _,
            include: _,
            unique: _,
            nulls_not_distinct: _,
            storage_parameters,
            tablespace,
            predicate: _,
        } = self;
        if self.is_replaced_by(to) {
            return Alter::Replace;
        }
        let (old, new) = ((storage_parameters, tablespace), (&to.storage_parameters, &to.tablespace));
        Alter::InPlace(restore(&self.qualified(), old, new))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let mut notes = Vec::new();
        if self.unique {
            notes.push("unique".to_owned());
        }
        if !self.include.is_empty() {
            notes.push(format!("include ({})", name::list(&self.include)));
        }
        if let Some(predicate) = &self.predicate {
            notes.push(format!("where {predicate}"));
        }
        if !self.storage_parameters.is_empty() {
            notes.push(format!("with ({})", parameters(&self.storage_parameters)));
        }
        vec![
            ("Method", self.using.to_string()),
            ("On", name::list(self.elements.iter().map(Element::sql))),
            ("Notes", notes.join("; ")),
        ]
    }

    fn write(&self, out: &mut Written) {
        let Index {
            table,
            name,
            using,
            elements,
            include,
            unique,
            nulls_not_distinct,
            storage_parameters,
            tablespace,
            predicate,
        } = self;
        let otherwise = name::generated(table.name.as_str(), &labels(elements, include), "idx");
        let mut map = emit::Map::default().alone("columns");
        map.set_if("name", (!out.chosen(&table.schema, name, &otherwise)).then_some(name));
        map.set("columns", elements.iter().map(|element| element.written(out)).collect::<emit::Value>());
        map.set_if("using", Some(using).filter(|using| using.as_str() != "btree"));
        map.flag("unique", *unique);
        map.flag("nulls_not_distinct", *nulls_not_distinct);
        map.list("include", include);
        map.set_if("where", predicate.as_ref());
        map.set_if("storage_parameters", written_parameters(storage_parameters));
        map.set_if("tablespace", tablespace.as_ref());
        let view = Id::named(Kind::MaterializedView, table);
        let home = if out.get(&view).is_some() { view } else { table::home(table, out) };
        out.item(self.id(), home, "indexes", map);
    }
}
