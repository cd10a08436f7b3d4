//! What exists already and is not ours, as an `external:` document.

use crate::kind::scope::Externals;
use crate::name::Name;
use crate::yaml::emit::Map;

use super::dotted;

/// The document, if there is anything to say.
pub fn write(externals: &Externals) -> Option<Map> {
    let Externals { schemas, roles, tables, functions, types, publications, extensions, servers } = externals;
    let mut map = Map::open();
    map.list("schemas", schemas);
    map.list("roles", roles);
    let mut relations = Map::open();
    for (name, table) in tables {
        let mut columns = Map::default();
        for (column, data_type) in &table.columns {
            columns.set(column.as_str(), data_type.to_string());
        }
        let mut relation = Map::default();
        relation.set_if("columns", (!columns.is_empty()).then_some(columns));
        relation.list("primary_key", &table.primary_key);
        relations.set(&text(name), relation);
    }
    map.set_if("tables", (!relations.is_empty()).then_some(relations));
    let mut signatures = Map::open();
    for ((name, arguments), returns) in functions {
        signatures.set(&format!("{}{arguments}", text(name)), returns.to_string());
    }
    map.set_if("functions", (!signatures.is_empty()).then_some(signatures));
    map.list("types", types.iter().map(text));
    map.list("publications", publications);
    map.list("extensions", extensions);
    map.list("servers", servers);
    (!map.is_empty()).then(|| Map::of("external", map))
}

/// The whole name: what is external is rarely where the project's own names are.
fn text(name: &Name) -> String {
    dotted([&name.schema, &name.name])
}
