//! A configuration of text search: which dictionaries look at which kinds of tokens.

mod introspect;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{self, Written};
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::yaml::cursor::Map;
use crate::yaml::{Entry, Node, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSearchConfiguration {
    pub name: Name,
    pub parser: Name,
    /// The dictionaries that see each type of token, in turn.
    pub mappings: BTreeMap<Ident, Vec<Name>>,
}

/// The types of tokens that the parser of Postgres finds.
const TOKENS: &[&str] = &[
    "asciihword",
    "asciiword",
    "blank",
    "email",
    "entity",
    "file",
    "float",
    "host",
    "hword",
    "hword_asciipart",
    "hword_numpart",
    "hword_part",
    "int",
    "numhword",
    "numword",
    "protocol",
    "sfloat",
    "tag",
    "uint",
    "url",
    "url_path",
    "version",
    "word",
];

/// The parser that Postgres has.
fn default_parser() -> Name {
    Name::new("pg_catalog", "default")
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("text_search_configuration").and_then(|node| scope.name(node));
    let parser = map.get("parser").map_or_else(|| Some(default_parser()), |node| read_parser(node, scope));
    let (Some(name), Some(parser)) = (name, parser) else {
        map.get("mappings");
        return;
    };
    let mut mappings = BTreeMap::new();
    for entry in map.entries("mappings") {
        let dictionaries: Vec<Name> =
            scope.reader.items(&entry.value).iter().filter_map(|node| read_dictionary(node, scope)).collect();
        if scope.reader.items(&entry.value).is_empty() {
            let problem = format!("no dictionary sees tokens of the type `{}`", entry.key);
            scope.reader.report(
                Diagnostic::error(code::BAD_VALUE, entry.key_span, problem)
                    .help("name a dictionary, or remove the line: tokens without a mapping are left out"),
            );
        }
        if parser != default_parser() || token_known(entry, scope) {
            mappings.insert(scope.key(&entry.key, entry.key_span), dictionaries);
        }
    }
    let configuration = TextSearchConfiguration { name, parser, mappings };
    let id = configuration.id();
    scope.define(configuration, map.span(), &[]);
    scope.satellites(map, &id);
}

fn read_parser(node: &Node, scope: &Scope) -> Option<Name> {
    let text = scope.reader.text(node)?;
    match scope.parts(text, node.span)?.as_slice() {
        [name] if name.as_str() == "default" => Some(default_parser()),
        [schema, name] => scope.schema_known(schema, node.span).then(|| Name::new(schema.clone(), name.clone())),
        _ => {
            scope.reader.report(
                Diagnostic::error(code::UNKNOWN_WORD, node.span, format!("no parser `{text}` is known"))
                    .help("write `default`, or `schema.parser` for one that an extension brings"),
            );
            None
        }
    }
}

fn token_known(entry: &Entry, scope: &Scope) -> bool {
    if TOKENS.contains(&entry.key.as_str()) {
        return true;
    }
    let words = TOKENS.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let problem = format!("`{}` is no type of token", entry.key);
    let diagnostic =
        Diagnostic::error(code::UNKNOWN_WORD, entry.key_span, problem).note(format!("expected one of {words}"));
    scope.reader.report(match nearest(&entry.key, TOKENS.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(entry.key_span, near),
        None => diagnostic.help("use one of the words above"),
    });
    false
}

/// A dictionary: a declared one, one of Postgres' own, or with its schema one that an extension brings.
fn read_dictionary(node: &Node, scope: &Scope) -> Option<Name> {
    let text = scope.reader.text(node)?;
    let parts = scope.parts(text, node.span)?;
    let declared = |name: &Name| scope.names.dictionaries.contains(name);
    let found = match parts.as_slice() {
        [name] => std::iter::once(scope.schema)
            .chain(&scope.profile.search_path)
            .map(|schema| Name::new(schema.clone(), name.clone()))
            .find(declared)
            .or_else(|| built_in(name.as_str()).then(|| Name::new("pg_catalog", name.clone()))),
        [schema, name] => {
            let name = Name::new(schema.clone(), name.clone());
            let foreign = scope.names.externals.schemas.contains(schema) && schema.as_str() != "public"
                || scope.names.extensions.values().any(|of| of == schema)
                || schema.as_str() == "pg_catalog";
            Some(name).filter(|name| foreign || declared(name))
        }
        _ => None,
    };
    if found.is_none() {
        let known: Vec<&str> =
            scope.names.dictionaries.iter().map(|name| name.name.as_str()).chain(["simple"]).collect();
        let diagnostic =
            Diagnostic::error(code::UNKNOWN_OBJECT, node.span, format!("no dictionary `{text}` is declared"));
        scope.reader.report(match nearest(text, known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(node.span, near),
            None => diagnostic.help(
                "declare it with `text_search_dictionary:`, or write one that an extension brings as `schema.dictionary`",
            ),
        });
    }
    found
}

/// Whether Postgres has a dictionary of the name: `simple`, and a stemmer for each language.
fn built_in(name: &str) -> bool {
    name == "simple" || name.ends_with("_stem")
}

impl TextSearchConfiguration {
    fn alter_mapping(&self, action: &str, token: &Ident, dictionaries: &[Name]) -> Statement {
        let with = name::list(dictionaries);
        Statement::new(format!(
            "alter text search configuration {} {action} mapping for {token} with {with}",
            self.name
        ))
    }
}

impl Define for TextSearchConfiguration {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::named(Kind::TextSearchConfiguration, &self.name)
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.place(&mut self.parser);
        self.mappings.values_mut().flatten().for_each(|name| renaming.place(name));
        renaming.place(&mut self.name);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
        needs.extensions_in(&self.parser.schema);
        for dictionary in self.mappings.values().flatten() {
            needs.object(Id::named(Kind::TextSearchDictionary, dictionary));
            needs.extensions_in(&dictionary.schema);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let create = format!("create text search configuration {} (parser = {})", self.name, self.parser);
        let mappings = self.mappings.iter().map(|(token, dictionaries)| self.alter_mapping("add", token, dictionaries));
        std::iter::once(Statement::new(create)).chain(mappings).collect()
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop text search configuration {}", self.name))]
    }

    fn computes_otherwise(&self, to: &Self) -> bool {
        self != to
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let TextSearchConfiguration { name, parser, mappings } = self;
        if *parser != to.parser {
            return Alter::Replace;
        }
        let gone = mappings.keys().filter(|token| !to.mappings.contains_key(*token));
        let gone = gone
            .map(|token| Statement::new(format!("alter text search configuration {name} drop mapping for {token}")));
        let new = to.mappings.iter().filter(|(token, dictionaries)| mappings.get(*token) != Some(*dictionaries));
        let new = new.map(|(token, dictionaries)| {
            let action = if mappings.contains_key(token) { "alter" } else { "add" };
            to.alter_mapping(action, token, dictionaries)
        });
        Alter::InPlace(gone.chain(new).collect())
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let mappings =
            self.mappings.iter().map(|(token, dictionaries)| format!("{token}: {}", name::list(dictionaries)));
        vec![("Parser", self.parser.to_string()), ("Mappings", mappings.collect::<Vec<_>>().join("; "))]
    }

    fn write(&self, out: &mut Written) {
        let TextSearchConfiguration { name, parser, mappings } = self;
        let mut map = emit::Map::of("text_search_configuration", out.name(name));
        map.slot("comment");
        let other = Some(parser).filter(|parser| **parser != default_parser());
        map.set_if("parser", other.map(|parser| document::dotted([&parser.schema, &parser.name])));
        let mut tokens = emit::Map::open();
        for (token, dictionaries) in mappings {
            let names: Vec<emit::Value> = dictionaries.iter().map(|name| written(name, out)).collect();
            let value = match <[emit::Value; 1]>::try_from(names) {
                Ok([only]) => only,
                Err(several) => emit::Value::List(several),
            };
            tokens.set(token.as_str(), value);
        }
        map.set_if("mappings", (!tokens.is_empty()).then_some(tokens));
        out.document(self.id(), map);
    }
}

/// A dictionary. One of Postgres' own needs no schema, unless one of ours has its name.
fn written(dictionary: &Name, out: &Written) -> emit::Value {
    let Name { schema, name } = dictionary;
    if schema.as_str() != "pg_catalog" {
        return out.name(dictionary);
    }
    let ours = |object: &Object| matches!(object, Object::TextSearchDictionary(ours) if ours.name.name == *name);
    let shadowed =
        out.following(&Id::global(Kind::TextSearchDictionary, &Ident::default())).any(|(_, object)| ours(object));
    if built_in(name.as_str()) && !shadowed { name.into() } else { document::dotted([schema, name]).into() }
}
