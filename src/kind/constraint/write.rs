//! Constraints back into YAML.

use super::{Action, Check, Exclude, ForeignKey, Key, Rule};
use crate::document::Written;
use crate::kind::index;
use crate::name::{self, Ident, Name};
use crate::yaml::emit;

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
