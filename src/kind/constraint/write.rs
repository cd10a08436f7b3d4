//! Constraints back into YAML.

use super::{Action, Check, Constraint, Exclude, ForeignKey, Key, Rule};
use crate::document::{self, Written};
use crate::kind::{Define, Id, Kind, Object, comment, default, index, table};
use crate::name::{self, Ident, Name};
use crate::yaml::emit;

/// Whether a column is part of the primary key of its table.
#[must_use]
pub fn is_in_primary_key(table: &Name, column: &Ident, out: &Written) -> bool {
    let path = vec![table.schema.clone(), table.name.clone()];
    let first = Id { kind: Kind::Constraint, on: None, path: path.clone() };
    let mut own = out.following(&first).take_while(|(id, _)| id.kind == Kind::Constraint && id.path.starts_with(&path));
    own.any(|(_, object)| match object {
        Object::Constraint(Constraint { rule: Rule::PrimaryKey(key), .. }) => key.columns.contains(column),
        _ => false,
    })
}

impl Constraint {
    /// The name it gets where none is said; that of a check after its column, where it has one.
    #[must_use]
    pub fn otherwise(&self, column: Option<&Ident>) -> Ident {
        let table = self.table.name.as_str();
        match &self.rule {
            Rule::PrimaryKey(_) => name::generated(table, "", "pkey"),
            Rule::Unique(key) => name::generated(table, &key.label(), "key"),
            Rule::ForeignKey(fk) => {
                let columns = fk.columns.iter().map(Ident::as_str).collect::<Vec<_>>().join("_");
                name::generated(table, &columns, "fkey")
            }
            Rule::Check(_) => name::generated(table, column.map_or("", Ident::as_str), "check"),
            Rule::Exclude(exclude) => {
                let elements = exclude.elements.iter().map(|(element, _)| element);
                name::generated(table, &index::labels(elements, &exclude.include), "excl")
            }
        }
    }

    /// The keys that say the same on a column, and the column, where there is such a short form.
    pub(super) fn of_column(&self, out: &Written) -> Option<(Ident, emit::Map)> {
        let Constraint { table, name, rule, deferrable, initially_deferred } = self;
        let id = self.id();
        if !out.short()
            || *deferrable
            || *initially_deferred
            || out.has_dependencies(&id)
            || out.renamed(&id).is_some()
            || comment::on(&id, out).is_some()
        {
            return None;
        }
        let (column, keys) = match rule {
            Rule::PrimaryKey(key) => (plain(key)?, emit::Map::of("primary_key", true)),
            Rule::Unique(key) => (plain(key)?, emit::Map::of("unique", true)),
            Rule::ForeignKey(fk) => fk.of_column(out)?,
            Rule::Check(Check { expression, not_valid: false, no_inherit: false }) => {
                let column = self.named_after(out)?;
                let values = table::listed(&column, expression);
                let keys = match values.and_then(|values| one_of(&column, table, &values, out)) {
                    Some(values) => emit::Map::of("one_of", values),
                    None => emit::Map::of("check", expression),
                };
                (column, keys)
            }
            Rule::Check(_) | Rule::Exclude(_) => return None,
        };
        let object = out.get(&Id::of(Kind::Column, table, &column))?;
        let of_ours = matches!(object, Object::Column(column) if !column.extends);
        (of_ours && out.chosen(&table.schema, name, &self.otherwise(Some(&column)))).then_some((column, keys))
    }

    /// The column that a check has its name from.
    fn named_after(&self, out: &Written) -> Option<Ident> {
        let path = vec![self.table.schema.clone(), self.table.name.clone()];
        let first = Id { kind: Kind::Column, on: None, path: path.clone() };
        let mut columns =
            out.following(&first).take_while(|(id, _)| id.kind == Kind::Column && id.path.starts_with(&path));
        columns.find_map(|(id, _)| id.path.last().filter(|column| self.otherwise(Some(column)) == self.name).cloned())
    }
}

/// The column of a key of one column without options.
fn plain(key: &Key) -> Option<Ident> {
    let Key { columns, include, nulls_not_distinct, storage_parameters, tablespace } = key;
    let options = include.is_empty() && !nulls_not_distinct && storage_parameters.is_empty() && tablespace.is_none();
    match columns.as_slice() {
        [only] if options => Some(only.clone()),
        _ => None,
    }
}

/// The values of `one_of`, where each is read back as it stands.
fn one_of(column: &Ident, table: &Name, values: &[String], out: &Written) -> Option<emit::Value> {
    let Some(Object::Column(column)) = out.get(&Id::of(Kind::Column, table, column)) else { return None };
    let value = |sql: &String| {
        out.first_read_as(sql, default::literals(sql), |node, scope| {
            default::literal(node, Some(&column.data_type), scope)
        })
    };
    values.iter().map(value).collect::<Option<Vec<_>>>().map(emit::Value::List)
}

impl ForeignKey {
    fn of_column(&self, out: &Written) -> Option<(Ident, emit::Map)> {
        let ForeignKey { columns, table, references, match_full, on_delete, on_update, not_valid } = self;
        let ([column], [target], false) = (columns.as_slice(), references.as_slice(), *not_valid) else { return None };
        let simple =
            |action: &Action| !matches!(action, Action::SetNull(only) | Action::SetDefault(only) if !only.is_empty());
        // `a.b` is the table b of a schema a, where there is one.
        let other = Name { schema: table.name.clone(), name: target.clone() };
        if !simple(on_delete) || !simple(on_update) || table::is_ours(&other, out) {
            return None;
        }
        let own = table.schema == *out.schema();
        let schema = (!own).then_some(&table.schema);
        let mut keys = emit::Map::of("references", document::dotted(schema.into_iter().chain([&table.name, target])));
        keys.set_if("match", match_full.then_some("full"));
        keys.set_if("on_delete", on_delete.written());
        keys.set_if("on_update", on_update.written());
        Some((column.clone(), keys))
    }
}

impl Rule {
    pub(super) fn write(&self, map: &mut emit::Map, out: &Written) {
        match self {
            Rule::PrimaryKey(Key { columns, include, nulls_not_distinct, storage_parameters, tablespace })
            | Rule::Unique(Key { columns, include, nulls_not_distinct, storage_parameters, tablespace }) => {
                map.list("columns", columns);
                map.list("include", include);
                map.flag("nulls_not_distinct", *nulls_not_distinct);
                map.set_if("storage_parameters", index::written_parameters(storage_parameters));
                map.set_if("tablespace", tablespace.as_ref());
            }
            Rule::ForeignKey(ForeignKey {
                columns,
                table,
                references,
                match_full,
                on_delete,
                on_update,
                not_valid,
            }) => {
                map.list("columns", columns);
                map.set("references", written_target(table, references, out));
                map.set_if("match", match_full.then_some("full"));
                map.set_if("on_delete", on_delete.written());
                map.set_if("on_update", on_update.written());
                map.flag("not_valid", *not_valid);
            }
            Rule::Check(Check { expression, not_valid, no_inherit }) => {
                map.set("expression", expression);
                map.flag("not_valid", *not_valid);
                map.flag("no_inherit", *no_inherit);
            }
            Rule::Exclude(Exclude { using, elements, include, storage_parameters, tablespace, predicate }) => {
                map.set("using", using);
                map.list(
                    "elements",
                    elements.iter().map(|(element, operator)| element.map().with("with", operator.as_str())),
                );
                map.list("include", include);
                map.set_if("storage_parameters", index::written_parameters(storage_parameters));
                map.set_if("tablespace", tablespace.as_ref());
                map.set_if("where", predicate.as_ref());
            }
        }
    }
}

/// `table(a, b)` where all names are plain, else a map.
fn written_target(table: &Name, columns: &[Ident], out: &Written) -> emit::Value {
    let plain = |name: &Ident| name.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    match out.name(table) {
        emit::Value::Text(name) if [&table.schema, &table.name].into_iter().chain(columns).all(plain) => {
            if columns.is_empty() {
                name.into()
            } else {
                format!("{name}({})", name::list(columns.iter().map(Ident::as_str))).into()
            }
        }
        name => {
            let mut map = emit::Map::of("table", name);
            map.list("columns", columns);
            map.into()
        }
    }
}

impl Action {
    fn written(&self) -> Option<emit::Value> {
        let limited = |key: &str, columns: &[Ident]| -> emit::Value {
            if columns.is_empty() {
                key.into()
            } else {
                emit::Map::of(key, columns.iter().collect::<emit::Value>()).into()
            }
        };
        match self {
            Action::NoAction => None,
            Action::Restrict => Some("restrict".into()),
            Action::Cascade => Some("cascade".into()),
            Action::SetNull(columns) => Some(limited("set_null", columns)),
            Action::SetDefault(columns) => Some(limited("set_default", columns)),
        }
    }
}
