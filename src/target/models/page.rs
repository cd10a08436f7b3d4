//! One module as its page shows it: final strings, in the order of the catalog.

use serde::Serialize;

use super::facts::{Facts, Field, Insert, Module};
use super::name::Names;
use super::{layout, name, rust_type};
use crate::kind::enumeration::Enum;
use crate::kind::table::Table;
use crate::kind::{Define, Id};
use crate::name::Ident;

const STRUCT: &[&str] = &["Debug", "Clone", "PartialEq", "sqlx::FromRow", "serde::Serialize", "serde::Deserialize"];
const ENUM: &[&str] = &[
    "Debug",
    "Clone",
    "Copy",
    "PartialEq",
    "Eq",
    "Hash",
    "sqlx::Encode",
    "sqlx::Decode",
    "serde::Serialize",
    "serde::Deserialize",
];
const INSERT: &[&str] = &["Debug", "Clone", "PartialEq"];

/// One module.
#[derive(Serialize)]
pub struct ModuleView {
    project: String,
    docs: Vec<String>,
    enums: Vec<EnumView>,
    pub tables: Vec<TableView>,
}

#[derive(Serialize)]
pub struct EnumView {
    docs: Vec<String>,
    derive: String,
    attributes: Vec<String>,
    name: String,
    variants: Vec<VariantView>,
    all: String,
    arms: Vec<String>,
    #[serde(rename = "type")]
    sql: String,
    names: String,
}

#[derive(Serialize)]
pub struct VariantView {
    name: String,
    attributes: Vec<String>,
}

#[derive(Serialize)]
pub struct TableView {
    docs: Vec<String>,
    derive: String,
    name: String,
    fields: Vec<FieldView>,
    table: String,
    columns: String,
    /// Debug written out, where a column is secret.
    debug: Option<String>,
    pub insert: Option<InsertView>,
}

#[derive(Serialize)]
pub struct InsertView {
    derive: String,
    name: String,
    fields: Vec<FieldView>,
    debug: Option<String>,
    /// The head and the value of the constructor, where a column has to be given.
    new: Option<(String, String)>,
    /// The statements that add each column.
    columns: Vec<String>,
    start: String,
}

#[derive(Serialize)]
pub struct FieldView {
    docs: Vec<String>,
    attributes: Vec<String>,
    line: String,
}

/// The page of a module.
#[must_use]
pub fn module(
    facts: &Facts,
    module: &str,
    declared: &Module,
    tables: &[(&Table, Vec<Field>)],
    extra: &[String],
) -> ModuleView {
    let described = facts.project.module(module);
    let mut lines =
        layout::docs(&if described.comment.is_empty() { format!("The module {module}.") } else { described.comment });
    if declared.views {
        lines.push(String::new());
        lines.push(" Its views have no models, because only Postgres knows the types of their columns.".to_owned());
    }
    ModuleView {
        project: facts.project.name.clone(),
        docs: lines,
        enums: declared.enums.iter().filter_map(|object| enumeration(facts, object, extra)).collect(),
        tables: tables.iter().filter_map(|(own, fields)| table(facts, own, fields, extra)).collect(),
    }
}

fn docs(facts: &Facts, id: &Id, otherwise: &str) -> Vec<String> {
    let docs = facts.comment(id).map(layout::docs).unwrap_or_default();
    if docs.is_empty() { layout::docs(otherwise) } else { docs }
}

fn enumeration(facts: &Facts, object: &Enum, extra: &[String]) -> Option<EnumView> {
    let mut names = Names::default();
    let variants: Vec<(String, &String)> =
        object.values.iter().map(|label| (names.claim(&name::upper(label), ""), label)).collect();
    let (qualified, bare) = (object.name.to_string(), object.name.name.to_string());
    let lookup = name::literal(&format!("{}.{}", lookup(&object.name.schema), lookup(&object.name.name)));
    let regular = variants.iter().all(|(name, label)| name::is_snake_case_of(label, name));
    Some(EnumView {
        docs: docs(facts, &object.id(), &format!("The enum {qualified}.")),
        derive: derive(ENUM, extra),
        name: facts.types.get(&object.id())?.clone(),
        all: layout::slice(
            "pub const ALL: &[Self]",
            &variants.iter().map(|(name, _)| format!("Self::{name}")).collect::<Vec<_>>(),
        ),
        arms: variants
            .iter()
            .map(|(name, label)| layout::arm(&format!("Self::{name}"), &name::literal(label)))
            .collect(),
        variants: variants
            .iter()
            .map(|(name, label)| VariantView {
                name: name.clone(),
                attributes: if regular { Vec::new() } else { rename(name, label) },
            })
            .collect(),
        attributes: ["sqlx", "serde"]
            .iter()
            .filter(|_| regular)
            .map(|name| format!("#[{name}(rename_all = \"snake_case\")]"))
            .collect(),
        sql: layout::constant("pub const TYPE: &str", &lookup),
        names: layout::slice("const NAMES: &[&str]", &[name::literal(&qualified), name::literal(&bare)]),
    })
}

fn table(facts: &Facts, table: &Table, fields: &[Field], extra: &[String]) -> Option<TableView> {
    let name = facts.types.get(&table.id())?.clone();
    let sql = table.name.to_string();
    let secret = fields.iter().any(|field| field.column.secret);
    let own: &[&str] = if secret { &STRUCT[1..] } else { STRUCT };
    let prints = |derive: &String| derive.rsplit("::").next() == Some("Debug");
    let extra: Vec<String> = extra.iter().filter(|derive| !(secret && prints(derive))).cloned().collect();
    let columns: Vec<String> = fields.iter().map(|field| name::escaped(&field.select())).collect();
    Some(TableView {
        docs: docs(facts, &table.id(), &format!("A row of the table {sql}.")),
        derive: derive(own, &extra),
        fields: fields.iter().map(Field::view).collect(),
        table: layout::constant("pub const TABLE: &str", &name::literal(&sql)),
        columns: layout::list("pub const COLUMNS: &str", &columns),
        debug: secret.then(|| debug(&name, &fields.iter().collect::<Vec<_>>())),
        insert: facts.inserts.get(&table.id()).and_then(|new| insert(new, &name, fields)),
        name,
    })
}

/// The struct of what is given to an INSERT; none where no column can be given.
fn insert(name: &str, table: &str, fields: &[Field]) -> Option<InsertView> {
    let given: Vec<&Field> = fields.iter().filter(|field| field.insert != Insert::Never).collect();
    let required: Vec<&&Field> = given.iter().filter(|field| field.insert == Insert::Required).collect();
    let secret = given.iter().any(|field| field.column.secret);
    let mut traits: Vec<&str> = INSERT[usize::from(secret)..].to_vec();
    if required.is_empty() {
        traits.push("Default");
    }
    let parameters: Vec<String> = required.iter().map(|field| format!("{}: {}", field.code, field.rust.path)).collect();
    let values: Vec<String> = given
        .iter()
        .map(
            |field| if field.insert == Insert::Required { field.code.clone() } else { format!("{}: None", field.code) },
        )
        .collect();
    Some(InsertView {
        derive: derive(&traits, &[]),
        name: name.to_owned(),
        fields: given
            .iter()
            .map(|field| {
                let optional = field.insert == Insert::Optional;
                let rust_type = if optional { format!("Option<{}>", field.rust.path) } else { field.rust.path.clone() };
                FieldView { docs: field.docs(), attributes: Vec::new(), line: layout::field(&field.code, &rust_type) }
            })
            .collect(),
        debug: secret.then(|| debug(name, &given)),
        new: (!required.is_empty()).then(|| (layout::function("new", &parameters, "Self"), layout::literal(&values))),
        columns: given.iter().map(|field| field.push()).collect(),
        start: layout::call(8, "let mut insert = super::Insert::into", &[format!("{table}::TABLE")], ";"),
    })
    .filter(|_| !given.is_empty())
}

impl Field<'_> {
    fn docs(&self) -> Vec<String> {
        self.comment.map(layout::docs).unwrap_or_default()
    }

    fn rust_type(&self) -> String {
        if self.nullable { format!("Option<{}>", self.rust.path) } else { self.rust.path.clone() }
    }

    fn view(&self) -> FieldView {
        let mut attributes = rename(&self.name, self.column.name.as_str());
        // A field that is written by a function of its own is no longer optional by itself.
        let serde = [
            ("default", self.rust.plain && self.nullable),
            ("with = \"super::plain\"", self.rust.plain),
            ("skip_serializing", self.column.secret),
        ];
        let serde: Vec<&str> = serde.iter().filter(|(_, wanted)| *wanted).map(|(argument, _)| *argument).collect();
        if !serde.is_empty() {
            attributes.push(layout::attribute("serde", &serde.join(", ")));
        }
        let mut docs = self.docs();
        if let Some(read_as) = &self.rust.read_as {
            if !docs.is_empty() {
                docs.push(String::new());
            }
            let own = self.column.data_type.without_modifiers().to_string().replace('`', "'");
            docs.push(format!(" `{own}` in the database, read as `{read_as}`: select `COLUMNS`."));
        }
        FieldView { docs, attributes, line: layout::field(&self.code, &self.rust_type()) }
    }

    /// The column in a SELECT list.
    fn select(&self) -> String {
        let name = &self.column.name;
        self.rust.read_as.as_ref().map_or_else(|| name.to_string(), |read_as| format!("{name}::{read_as} as {name}"))
    }

    /// The statement that adds the column to an INSERT.
    fn push(&self) -> String {
        let optional = self.insert == Insert::Optional;
        let mut arguments = vec![name::literal(&self.column.name.to_string())];
        if self.rust.read_as.is_some() {
            arguments.push(name::literal(&rust_type::write_as(&self.column.data_type)));
        }
        arguments.push(format!("&self.{}", self.code));
        let method = match (optional, self.rust.read_as.is_some()) {
            (false, false) => "given",
            (false, true) => "given_as",
            (true, false) => "optional",
            (true, true) => "optional_as",
        };
        layout::call(8, &format!("insert.{method}"), &arguments, "?;")
    }
}

/// The attributes that keep the name of the schema, where Rust has another.
fn rename(identifier: &str, name: &str) -> Vec<String> {
    if identifier == name {
        return Vec::new();
    }
    let argument = format!("rename = {}", name::literal(name));
    vec![layout::attribute("sqlx", &argument), layout::attribute("serde", &argument)]
}

fn derive(own: &[&str], extra: &[String]) -> String {
    let mut traits: Vec<String> = own.iter().map(|name| (*name).to_owned()).collect();
    for name in extra {
        let known = |own: &String| {
            own == name || own.rsplit("::").next() == Some(name) || name.rsplit("::").next() == Some(own)
        };
        if !traits.iter().any(known) {
            traits.push(name.clone());
        }
    }
    layout::derive(&traits)
}

/// The body of `Debug::fmt` that hides what is secret.
fn debug(name: &str, fields: &[&Field]) -> String {
    let mut links = vec![("debug_struct", vec![name::literal(name)])];
    links.extend(fields.iter().map(|field| {
        let value = if field.column.secret { "&\"…\"".to_owned() } else { format!("&self.{}", field.code) };
        ("field", vec![name::literal(&field.name), value])
    }));
    links.push(("finish", Vec::new()));
    layout::chain("f", &links)
}

/// A name as sqlx can look it up: it sends letters beyond ASCII in an escape that Postgres does not know, but `U&"…"` arrives.
fn lookup(name: &Ident) -> String {
    if name.as_str().is_ascii() {
        return name.to_string();
    }
    let escaped: String = name
        .as_str()
        .chars()
        .map(|c| match c {
            '"' => "\"\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            c if c.is_ascii() => c.to_string(),
            c => format!("\\+{:06x}", u32::from(c)),
        })
        .collect();
    format!("U&\"{escaped}\"")
}
