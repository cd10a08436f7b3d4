//! A first look at all documents: which names they declare. Reports nothing; that is for the reading that follows.

use crate::kind::extension::contents;
use crate::kind::range_type::default_multirange;
use crate::kind::scope::{ExternalTable, Externals, Names};
use crate::name::{self, Ident, Name};
use crate::types::TypeName;
use crate::yaml::{Entry, Node, Value};

fn text(node: Option<&Node>) -> Option<&str> {
    match &node?.value {
        Value::Scalar(scalar) if !scalar.is_null() => Some(&scalar.text),
        _ => None,
    }
}

fn entries(node: Option<&Node>) -> &[Entry] {
    match node.map(|node| &node.value) {
        Some(Value::Map(entries)) => entries,
        _ => &[],
    }
}

fn items(node: Option<&Node>) -> &[Node] {
    match node.map(|node| &node.value) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// A dotted name, in the schema given where it has none.
#[must_use]
pub fn qualified(text: &str, schema: &Ident) -> Option<Name> {
    let mut parts = name::split(text).ok()?;
    let name = parts.pop()?;
    Some(Name { schema: parts.pop().unwrap_or_else(|| schema.clone()), name })
}

/// Adds what one document declares under the key that names its kind.
pub fn collect(names: &mut Names, kind: &str, document: &Node, project_schema: &Ident) {
    let schema = text(document.get("schema"))
        .filter(|_| kind != "schema" && kind != "extension")
        .map_or_else(|| project_schema.clone(), Ident::from);
    let Some(heading) = document.get(kind) else { return };
    if kind == "external" {
        collect_externals(&mut names.externals, heading, project_schema);
        return;
    }
    let Some(declared) = text(Some(heading)) else { return };
    let Some(name) = qualified(declared, &schema) else { return };
    match kind {
        "schema" => drop(names.schemas.insert(declared.into())),
        "extension" => {
            let schema = text(document.get("schema")).map_or_else(|| project_schema.clone(), Ident::from);
            if let Some((_, types)) = contents::TYPES.iter().find(|(extension, _)| *extension == declared) {
                names.types.extend(types.iter().map(|name| Name::new(schema.clone(), *name)));
            }
            names.extensions.insert(declared.into(), schema);
        }
        "enum" | "domain" | "composite_type" => drop(names.types.insert(name)),
        "collation" => drop(names.collations.insert(name)),
        "range_type" => {
            let multirange = text(document.get("multirange")).and_then(|text| qualified(text, &schema));
            names.types.insert(multirange.unwrap_or_else(|| default_multirange(&name)));
            names.types.insert(name);
        }
        "table" | "extends" => {
            collect_partitions(names, document, &schema);
            collect_owner(names, &name, document);
            if kind == "table" {
                names.relations.insert(name);
            }
        }
        "view" | "materialized_view" | "foreign_table" | "sequence" => drop(names.relations.insert(name)),
        "function" | "procedure" | "aggregate" => drop(names.functions.insert(name)),
        "text_search_dictionary" => drop(names.dictionaries.insert(name)),
        "foreign_data_wrapper" => drop(names.wrappers.insert(declared.into())),
        "server" => drop(names.servers.insert(declared.into())),
        "publication" => drop(names.publications.insert(declared.into())),
        "role" => drop(names.roles.insert(declared.into())),
        _ => {}
    }
}

fn collect_partitions(names: &mut Names, table: &Node, schema: &Ident) {
    for partition in items(table.get("partitions")) {
        names.relations.extend(text(partition.get("name")).and_then(|text| qualified(text, schema)));
        collect_partitions(names, partition, schema);
    }
}

/// Which column holds the owner of a row, and which is the primary key.
fn collect_owner(names: &mut Names, table: &Name, document: &Node) {
    let columns = entries(document.get("columns"));
    let default = columns.iter().find(|entry| entry.key == "user_id").map(|entry| entry.key.as_str());
    if let Some(owner) = text(document.get("own")).or(default) {
        names.owner_columns.insert(table.clone(), owner.into());
    }
    let inline = columns
        .iter()
        .find(|entry| text(entry.value.get("primary_key")) == Some("true"))
        .map(|entry| entry.key.as_str());
    let listed = match items(document.get("primary_key")) {
        [only] => text(Some(only)),
        _ => None,
    };
    if let Some(key) = inline.or(listed) {
        names.primary_keys.insert(table.clone(), key.into());
    }
}

fn collect_externals(externals: &mut Externals, node: &Node, schema: &Ident) {
    let idents = |key: &str| {
        items(node.get(key)).iter().filter_map(|item| text(Some(item)).map(Ident::from)).collect::<Vec<_>>()
    };
    externals.schemas.extend(idents("schemas"));
    externals.roles.extend(idents("roles"));
    externals.publications.extend(idents("publications"));
    externals.extensions.extend(idents("extensions"));
    externals.servers.extend(idents("servers"));
    externals.types.extend(items(node.get("types")).iter().filter_map(|item| qualified(text(Some(item))?, schema)));
    for entry in entries(node.get("tables")) {
        let Some(name) = qualified(&entry.key, schema) else { continue };
        let columns = entries(entry.value.get("columns"))
            .iter()
            .filter_map(|column| Some((Ident::new(&column.key), TypeName::parse(text(Some(&column.value))?).ok()?)))
            .collect();
        let primary_key: Vec<Ident> =
            items(entry.value.get("primary_key")).iter().filter_map(|item| text(Some(item)).map(Ident::from)).collect();
        externals.tables.insert(name, ExternalTable { columns, primary_key });
    }
    for entry in entries(node.get("functions")) {
        let (head, arguments) = entry.key.split_once('(').unwrap_or((&entry.key, ")"));
        let Some(name) = qualified(head.trim(), schema) else { continue };
        let returns = text(Some(&entry.value))
            .and_then(|text| TypeName::parse(text).ok())
            .unwrap_or_else(|| TypeName::built_in("void"));
        externals.functions.insert((name, format!("({arguments}")), returns);
    }
}
