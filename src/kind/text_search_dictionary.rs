//! A dictionary of text search: a template with its options.

use serde::{Deserialize, Serialize};

use super::extension::contents;
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{self, Written};
use crate::introspect::{self, Address, Common, Found, Query};
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql;
use crate::step::Statement;
use crate::yaml::cursor::Map;
use crate::yaml::{Entry, Node, Value, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSearchDictionary {
    pub name: Name,
    pub template: Name,
    /// In order, each with its value as SQL: a number or a string.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<(Ident, String)>,
}

/// The templates that Postgres has.
const TEMPLATES: &[&str] = &["simple", "synonym", "ispell", "thesaurus", "snowball"];

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("text_search_dictionary").and_then(|node| scope.name(node));
    let template = map.required("template").and_then(|node| read_template(node, scope));
    let options = map.entries("options").iter().filter_map(|entry| read_option(entry, scope)).collect();
    let (Some(name), Some(template)) = (name, template) else { return };
    let dictionary = TextSearchDictionary { name, template, options };
    let id = dictionary.id();
    scope.define(dictionary, map.span(), &[]);
    scope.satellites(map, &id);
}

/// A template: Postgres' own, or one that an extension brings.
fn read_template(node: &Node, scope: &Scope) -> Option<Name> {
    let text = scope.reader.text(node)?;
    match scope.parts(text, node.span)?.as_slice() {
        [name] if TEMPLATES.contains(&name.as_str()) => Some(Name::new("pg_catalog", name.clone())),
        [name] => {
            let brought = scope.extension_schema(contents::TEMPLATES, name.as_str());
            if brought.is_none() {
                unknown_template(text, node, scope);
            }
            brought.map(|schema| Name::new(schema, name.clone()))
        }
        [schema, name] => scope.schema_known(schema, node.span).then(|| Name::new(schema.clone(), name.clone())),
        _ => {
            unknown_template(text, node, scope);
            None
        }
    }
}

fn unknown_template(text: &str, node: &Node, scope: &Scope) {
    let known = TEMPLATES.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let diagnostic = Diagnostic::error(code::UNKNOWN_WORD, node.span, format!("no template `{text}` is known"))
        .note(format!("Postgres has {known}"));
    let brings = contents::TEMPLATES.iter().find(|(_, brought)| contents::brings(brought, text));
    scope.reader.report(match (brings, nearest(text, TEMPLATES.iter().copied())) {
        (Some((extension, _)), _) => diagnostic.help(format!("add a declaration `extension: {extension}`")),
        (None, Some(near)) => diagnostic.help(format!("did you mean `{near}`?")).replace(node.span, near),
        (None, None) => diagnostic.help("write the template of an extension as `schema.template`"),
    });
}

/// An option and its value as SQL. Postgres keeps whether a number was written as one.
fn read_option(entry: &Entry, scope: &Scope) -> Option<(Ident, String)> {
    let text = scope.reader.text(&entry.value)?;
    let number = matches!(&entry.value.value, Value::Scalar(scalar) if scalar.is_number());
    let value = if number { text.to_owned() } else { name::literal(text) };
    Some((scope.key(&entry.key, entry.key_span), value))
}

impl TextSearchDictionary {
    fn options(&self) -> Vec<String> {
        self.options.iter().map(|(option, value)| format!("{option} = {value}")).collect()
    }
}

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    name: Ident,
    template_schema: Ident,
    template: Ident,
    options: Option<String>,
    #[serde(flatten)]
    common: Common,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, schema, name, template_schema, template, options, common } = self;
        let read = options.as_deref().map_or_else(|| Some(Vec::new()), sql::options);
        let unread = read.is_none();
        let dictionary = TextSearchDictionary {
            name: Name { schema, name },
            template: Name { schema: template_schema, name: template },
            options: read.unwrap_or_default(),
        };
        let id = found.define(dictionary, [Address::new("pg_ts_dict", oid)]);
        if unread {
            found.partly(&id, "options", &options.unwrap_or_default());
        }
        found.common(&id, common);
    }
}

impl Define for TextSearchDictionary {
    const QUERIES: &'static [Query] = &[Query::new::<Row>(
        "select t.oid::bigint, n.nspname as schema, t.dictname as name, k.nspname as template_schema, m.tmplname as template,
           t.dictinitoption as options, pg_get_userbyid(t.dictowner) as owner, d.description as comment
         from pg_ts_dict t
         join pg_namespace n on n.oid = t.dictnamespace
         join pg_ts_template m on m.oid = t.dicttemplate
         join pg_namespace k on k.oid = m.tmplnamespace
         $comment(pg_ts_dict, t.oid)
         where t.dictnamespace = any ($schemas) and $own(pg_ts_dict, t.oid)",
    )];

    fn id(&self) -> Id {
        Id::named(Kind::TextSearchDictionary, &self.name)
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.place(&mut self.template);
        renaming.place(&mut self.name);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        needs.extensions_in(&self.template.schema);
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let template = format!("template = {}", self.template);
        let clauses = std::iter::once(template).chain(self.options()).collect::<Vec<_>>().join(",\n  ");
        vec![Statement::new(format!("create text search dictionary {} (\n  {clauses}\n)", self.name))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop text search dictionary {}", self.name))]
    }

    fn computes_otherwise(&self, to: &Self) -> bool {
        self != to
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let TextSearchDictionary { name, template, options } = self;
        if *template != to.template {
            return Alter::Replace;
        }
        // An option without a value is removed, and one with a value goes to the end.
        let gone = options.iter().filter(|(old, _)| !to.options.iter().any(|(new, _)| new == old));
        let actions: Vec<String> = gone.map(|(option, _)| option.to_string()).chain(to.options()).collect();
        Alter::InPlace(vec![Statement::new(format!("alter text search dictionary {name} ({})", actions.join(", ")))])
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Template", self.template.to_string()), ("Options", self.options().join(", "))]
    }

    fn write(&self, out: &mut Written) {
        let TextSearchDictionary { name, template, options } = self;
        let mut map = emit::Map::of("text_search_dictionary", out.name(name));
        map.slot("comment");
        let own = template.schema.as_str() == "pg_catalog" && TEMPLATES.contains(&template.name.as_str());
        let schema = Some(&template.schema).filter(|_| !own);
        map.set("template", document::dotted(schema.into_iter().chain([&template.name])));
        let mut values = emit::Map::default();
        for (option, value) in options {
            let value = match name::unquoted(value) {
                Some(flag) if flag == "true" || flag == "false" => emit::Value::word(&flag),
                Some(text) => text.as_str().into(),
                None => emit::Value::word(value),
            };
            values.set(option.as_str(), value);
        }
        map.set_if("options", (!values.is_empty()).then_some(values));
        out.document(self.id(), map);
    }
}
