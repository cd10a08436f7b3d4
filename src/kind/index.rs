//! An index, and its elements, which exclusion constraints and partition keys share.

pub mod introspect;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::column::Collation;
use super::extension::contents;
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, table};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::{self, Written};
use crate::introspect::Query;
use crate::name::{self, Ident, MAX_BYTES, Name};
use crate::need::Needs;
use crate::plan::stages;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::{self, Sql};
use crate::step::{Hazard, Statement};
use crate::yaml::cursor::Map;
use crate::yaml::emit;
use crate::yaml::{Node, Value};

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

/// A column or an expression with how it is sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Ident>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<Sql>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Collation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opclass: Option<Opclass>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub descending: bool,
    /// Where nulls go, if it is not where the order puts them by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nulls_first: Option<bool>,
}

/// An operator class, with the schema of the extension it comes from and its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opclass {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Ident>,
    pub name: Ident,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
}

impl Opclass {
    fn read(node: &Node, parameters: BTreeMap<String, String>, scope: &Scope) -> Option<Opclass> {
        let mut parts = scope.parts(scope.reader.text(node)?, node.span)?;
        let name = parts.pop()?;
        let schema = parts.pop().or_else(|| scope.extension_schema(contents::OPCLASSES, name.as_str()));
        Some(Opclass { schema, name, parameters })
    }

    fn sql(&self) -> String {
        let schema = self.schema.as_ref().map_or_else(String::new, |schema| format!("{schema}."));
        let parameters =
            if self.parameters.is_empty() { String::new() } else { format!("({})", parameters(&self.parameters)) };
        format!("{schema}{}{parameters}", self.name)
    }
}

impl Element {
    /// Reads `column`, `column desc nulls last`, or a map.
    pub fn read(node: &Node, scope: &Scope) -> Option<Element> {
        if let Value::Map(_) = node.value {
            let map = scope.reader.map(node, "an index element")?;
            let element = Element::read_map(&map, scope);
            map.finish();
            return element;
        }
        let text = scope.reader.text(node)?;
        // A name may hold spaces, so only the known words at its end are taken off.
        let mut element = Element::default();
        let mut rest = text.trim();
        for (words, first) in [(" nulls first", true), (" nulls last", false)] {
            if let Some(head) = strip_suffix_ignoring_case(rest, words) {
                element.nulls_first = Some(first);
                rest = head;
            }
        }
        if let Some(head) = strip_suffix_ignoring_case(rest, " desc") {
            element.descending = true;
            rest = head;
        } else if let Some(head) = strip_suffix_ignoring_case(rest, " asc") {
            rest = head;
        }
        if rest.contains('(') {
            scope.reader.report(
                Diagnostic::error(
                    code::BAD_VALUE,
                    node.span,
                    format!("`{rest}` is an expression, a column was expected"),
                )
                .help(format!("write `{{ expression: {rest} }}`")),
            );
            return None;
        }
        element.column = Some(scope.key(rest.trim().trim_matches('"'), node.span));
        Some(element.normal())
    }

    pub fn read_map(map: &Map, scope: &Scope) -> Option<Element> {
        let column = map.get("column").and_then(|node| scope.ident(node));
        let expression = map.get("expression").and_then(|node| scope.sql(node));
        let opclass_parameters = parameters_of(map, "opclass_parameters", scope);
        let element = Element {
            collation: map.get("collation").and_then(|node| Collation::read(node, scope)),
            opclass: map.get("opclass").and_then(|node| Opclass::read(node, opclass_parameters, scope)),
            descending: map.choice("order", &[("asc", false), ("desc", true)]).unwrap_or(false),
            nulls_first: map.choice("nulls", &[("first", true), ("last", false)]),
            column,
            expression,
        };
        if element.column.is_some() == element.expression.is_some() {
            scope.reader.report(
                Diagnostic::error(
                    code::CONFLICTING_KEYS,
                    map.span(),
                    "an element is either a `column` or an `expression`",
                )
                .help("write exactly one of the two"),
            );
            return None;
        }
        Some(element.normal())
    }

    /// Drops a NULLS clause that says what the order says already.
    fn normal(mut self) -> Element {
        if self.nulls_first == Some(self.descending) {
            self.nulls_first = None;
        }
        self
    }

    #[must_use]
    pub fn sql(&self) -> String {
        let mut sql = match (&self.column, &self.expression) {
            (Some(column), _) => column.to_string(),
            (None, Some(expression)) => format!("({expression})"),
            (None, None) => String::new(),
        };
        if let Some(collation) = &self.collation {
            sql.push_str(&format!(" collate {collation}"));
        }
        if let Some(opclass) = &self.opclass {
            sql.push_str(&format!(" {}", opclass.sql()));
        }
        if self.descending {
            sql.push_str(" desc");
        }
        if let Some(first) = self.nulls_first {
            sql.push_str(if first { " nulls first" } else { " nulls last" });
        }
        sql
    }

    pub fn rename(&mut self, table: &Name, renaming: &Renaming) {
        let Element { column, expression, collation, opclass, descending: _, nulls_first: _ } = self;
        renaming.columns(table, column);
        expression.iter_mut().for_each(|expression| renaming.expression(Some(table), expression));
        renaming.collation(collation.as_mut());
        opclass.iter_mut().filter_map(|opclass| opclass.schema.as_mut()).for_each(|schema| renaming.schema(schema));
    }

    pub fn needs(&self, table: &Name, needs: &mut Needs) {
        needs.collation(self.collation.as_ref());
        if let Some(column) = &self.column {
            needs.column(table, column);
        }
        if let Some(expression) = &self.expression {
            needs.expression(table, expression);
        }
    }
}

fn strip_suffix_ignoring_case<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(suffix.len())?;
    (text.is_char_boundary(at) && text[at..].eq_ignore_ascii_case(suffix)).then(|| text[..at].trim_end())
}

/// `storage_parameters` of a table, index or materialized view.
pub fn storage_parameters(map: &Map, scope: &Scope) -> BTreeMap<String, String> {
    parameters_of(map, "storage_parameters", scope)
}

fn parameters_of(map: &Map, key: &'static str, scope: &Scope) -> BTreeMap<String, String> {
    let entries = map.entries(key);
    entries
        .iter()
        .filter_map(|entry| {
            let name_ok = !entry.key.is_empty()
                && entry.key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.');
            if !name_ok {
                scope.reader.report(
                    Diagnostic::error(
                        code::BAD_NAME,
                        entry.key_span,
                        format!("`{}` is no storage parameter", entry.key),
                    )
                    .help("write a parameter like `fillfactor`"),
                );
                return None;
            }
            Some((entry.key.clone(), scope.reader.text(&entry.value)?.to_owned()))
        })
        .collect()
}

/// Storage parameters as they stand between parentheses.
#[must_use]
pub fn parameters(parameters: &BTreeMap<String, String>) -> String {
    // Numbers and words stand as they are; anything else is quoted, which every parameter accepts.
    let value = |text: &str| {
        if !text.is_empty()
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
            && !text.contains("--")
        {
            text.to_owned()
        } else {
            name::literal(text)
        }
    };
    name::list(parameters.iter().map(|(key, text)| format!("{key} = {}", value(text))))
}

/// The SET and RESET actions between two sets of storage parameters.
#[must_use]
pub fn alter_parameters(from: &BTreeMap<String, String>, to: &BTreeMap<String, String>) -> Vec<String> {
    let set: BTreeMap<String, String> = to
        .iter()
        .filter(|(key, value)| from.get(*key) != Some(value))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let reset: Vec<&String> = from.keys().filter(|key| !to.contains_key(*key)).collect();
    let set = (!set.is_empty()).then(|| format!("set ({})", parameters(&set)));
    let reset = (!reset.is_empty()).then(|| format!("reset ({})", name::list(reset)));
    set.into_iter().chain(reset).collect()
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

impl Index {
    /// The name with its schema: an index is in the schema of its table.
    #[must_use]
    pub fn qualified(&self) -> Name {
        self.table.sibling(self.name.clone())
    }
}

impl Element {
    /// A column in the order that indexes take by themselves.
    #[must_use]
    pub fn of_column(column: &Ident) -> Element {
        Element { column: Some(column.clone()), ..Element::default() }
    }
}

impl Index {
    /// Whether only a new index can be the other.
    fn is_replaced_by(&self, to: &Index) -> bool {
        let stored = Index {
            storage_parameters: to.storage_parameters.clone(),
            tablespace: to.tablespace.clone(),
            ..self.clone()
        };
        stored != *to
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
        vec![
            Statement::new(format!("create {unique}index {sql}"))
                .hazard(Hazard::TableScan)
                .or_concurrently(concurrently),
        ]
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

    fn succeed(&self, old: &Object) -> Option<Vec<Statement>> {
        match old {
            Object::Index(old) if old.name != self.name && *old == self.under_another_name() => {
                Some(vec![Statement::new(format!("alter index {} rename to {}", old.qualified(), self.name))])
            }
            _ => None,
        }
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
        let mut actions = alter_parameters(storage_parameters, &to.storage_parameters);
        if *tablespace != to.tablespace {
            actions.push(format!("set tablespace {}", to.tablespace.clone().unwrap_or_else(|| "pg_default".into())));
        }
        Alter::InPlace(
            actions
                .into_iter()
                .map(|action| Statement::new(format!("alter index {} {action}", self.qualified())))
                .collect(),
        )
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

impl Element {
    /// The element as a map.
    #[must_use]
    pub fn map(&self) -> emit::Map {
        let Element { column, expression, collation, opclass, descending, nulls_first } = self;
        let mut map = emit::Map::default();
        map.set_if("column", column.as_ref());
        map.set_if("expression", expression.as_ref());
        map.set_if("collation", collation.as_ref().map(Collation::written));
        if let Some(Opclass { schema, name, parameters }) = opclass {
            map.set("opclass", document::dotted(schema.iter().chain([name])));
            map.set_if("opclass_parameters", written_parameters(parameters));
        }
        map.set_if("order", descending.then_some("desc"));
        map.set_if("nulls", nulls_first.map(|first| if first { "first" } else { "last" }));
        map
    }

    /// The element as `column desc nulls last` where that says all of it, else as a map.
    #[must_use]
    pub fn written(&self, out: &Written) -> emit::Value {
        let order = if self.descending { " desc" } else { "" };
        let nulls = self.nulls_first.map_or("", |first| if first { " nulls first" } else { " nulls last" });
        let short = self.column.as_ref().map(|column| format!("{}{order}{nulls}", column.as_str()).into());
        out.first_read_as(self, short, Element::read).unwrap_or_else(|| self.map().into())
    }
}

/// Storage parameters, if there are any.
#[must_use]
pub fn written_parameters(parameters: &BTreeMap<String, String>) -> Option<emit::Map> {
    let mut map = emit::Map::default();
    for (key, value) in parameters {
        map.set(key, emit::Value::word(value));
    }
    (!map.is_empty()).then_some(map)
}
