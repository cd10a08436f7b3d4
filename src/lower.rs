//! YAML to model: mixins put in, names collected, each document read by its kind, loose ends tied. What is wrong is reported; what was
//! read without errors becomes the catalog.

mod check;
mod columns;
mod inherited;
mod mixin;
mod names;
mod renamed;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

use crate::catalog::{Catalog, Entry};
use crate::code::{self, Code};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::document;
use crate::error::{Error, Result};
use crate::kind::constraint::Rule;
use crate::kind::scope::{Defined, Externals, Names, Scope};
use crate::kind::{
    Id, Kind, Object, aggregate, bucket, cast, collation, composite_type, default_privileges, domain, enumeration,
    event_trigger, extension, foreign_data_wrapper, foreign_table, function, job, materialized_view, operator,
    publication, range_type, role, rule, schema, script, sequence, server, table, text_search_configuration,
    text_search_dictionary, trigger, user_mapping, view,
};
use crate::name::{Ident, Name};
use crate::profile::Platform;
use crate::project::Project;
use crate::source::{Sources, Span};
use crate::yaml::cursor::{Map, Reader, Synonym};
use crate::yaml::{self, Node, Value};

/// A project read into the model.
#[derive(Debug, Default)]
pub struct Lowered {
    pub catalog: Catalog,
    pub externals: Externals,
    /// The externals that the project declares itself.
    pub declared: Externals,
    /// Why an object is as it is, where the language demands a reason.
    pub reasons: BTreeMap<Id, String>,
    /// Where each object was declared.
    pub places: BTreeMap<Id, Span>,
    /// Lints that the YAML answers at the object itself, and the object.
    pub answered: BTreeSet<(Code, Id)>,
    /// The values behind the conditions of each policy, to point into them.
    pub conditions: BTreeMap<Id, Vec<(&'static str, Node)>>,
    /// Schemas that names without a schema are looked up in: the project's, then those of its extensions.
    pub search_path: Vec<Ident>,
    /// What had another name before, with its id then.
    pub renamed: BTreeMap<Id, Id>,
    /// What is said to be new, and no other name of something that goes.
    pub fresh: BTreeSet<Id>,
}

impl Lowered {
    /// What is written when the model becomes YAML again.
    #[must_use]
    pub fn source<'a>(&'a self, project: &'a Project) -> document::Source<'a> {
        document::Source {
            catalog: &self.catalog,
            externals: &self.declared,
            answered: &self.answered,
            reasons: &self.reasons,
            renamed: &self.renamed,
            fresh: &self.fresh,
            short: false,
            schema: &project.schema,
            profile: &project.profile,
        }
    }
}

/// One declaration, with mixins put in.
struct Document {
    kind: &'static str,
    node: Node,
    module: String,
    /// Where names without a schema are, for what it declares.
    schema: Ident,
    /// It comes with the platform.
    platform: bool,
}

/// The keys that name a kind, and what messages call it.
const KINDS: &[(&str, &str)] = &[
    ("table", "a table"),
    ("extends", "an extended table"),
    ("extension", "an extension"),
    ("foreign_table", "a foreign table"),
    ("foreign_data_wrapper", "a foreign data wrapper"),
    ("user_mapping", "a user mapping"),
    ("enum", "an enum"),
    ("domain", "a domain"),
    ("composite_type", "a composite type"),
    ("range_type", "a range type"),
    ("view", "a view"),
    ("materialized_view", "a materialized view"),
    ("function", "a function"),
    ("procedure", "a procedure"),
    ("aggregate", "an aggregate"),
    ("operator", "an operator"),
    ("cast", "a cast"),
    ("collation", "a collation"),
    ("trigger", "a trigger"),
    ("rule", "a rule"),
    ("event_trigger", "an event trigger"),
    ("text_search_configuration", "a text search configuration"),
    ("text_search_dictionary", "a text search dictionary"),
    ("publication", "a publication"),
    ("default_privileges", "a declaration of default privileges"),
    ("sequence", "a sequence"),
    ("job", "a job"),
    ("bucket", "a bucket"),
    ("role", "a role"),
    ("sql", "raw SQL"),
    ("external", "an external declaration"),
    ("mixin", "a mixin"),
    ("server", "a server"),
    ("schema", "a schema"),
];

/// The keys of those that also say where something else is.
const PLACES: &[&str] = &["server", "schema"];

/// The keys that kinds ask for when they know what the object is.
const LATE: &[&str] = &["comment", "depends_on", "grants", "owner", "renamed_from"];

/// What people write for a key, from SQL and from other tools.
const SYNONYMS: &[Synonym] = &[
    Synonym { written: "nullable", meant: "null", help: "" },
    Synonym { written: "not_null", meant: "null", help: "write `null: false`" },
    Synonym { written: "required", meant: "null", help: "write `null: false`" },
    Synonym { written: "auto_increment", meant: "identity", help: "write `identity: always`" },
    Synonym { written: "foreign_key", meant: "references", help: "" },
    Synonym { written: "enum", meant: "one_of", help: "" },
    Synonym { written: "values", meant: "one_of", help: "" },
    Synonym { written: "length", meant: "type", help: "write it with the type: `varchar(200)`" },
    Synonym { written: "pk", meant: "primary_key", help: "" },
    Synonym { written: "fields", meant: "columns", help: "" },
    Synonym { written: "constraints", meant: "checks", help: "write `checks`, `unique`, `foreign_keys` or `exclude`" },
    Synonym { written: "row_security", meant: "rls", help: "" },
    Synonym { written: "description", meant: "comment", help: "" },
    Synonym { written: "condition", meant: "where", help: "" },
    Synonym { written: "roles", meant: "to", help: "" },
    Synonym { written: "command", meant: "for", help: "" },
    Synonym { written: "check", meant: "with_check", help: "" },
    Synonym { written: "method", meant: "using", help: "" },
    Synonym { written: "with", meant: "storage_parameters", help: "" },
    Synonym { written: "execute", meant: "function", help: "" },
    Synonym { written: "definition", meant: "body", help: "" },
    Synonym { written: "search_path", meant: "set", help: "write `set: { search_path: … }`" },
    Synonym { written: "sql", meant: "query", help: "" },
    Synonym { written: "definition", meant: "query", help: "" },
];

/// Reads all files of a project.
///
/// # Errors
/// When a file cannot be read. What is wrong in the files goes to `out`.
pub fn lower(project: &Project, sources: &mut Sources, out: &mut Diagnostics) -> Result<Lowered> {
    let (documents, complete) = read_documents(project, sources, out)?;
    let reader = Reader::knowing(SYNONYMS, LATE);
    let documents = expand_mixins(documents, project, sources, &reader, out);
    let documents = without_repeats(documents, &reader);
    let mut names = Names::default();
    let mut declared = Names::default();
    for document in documents.iter().filter(|document| document.kind == "external" && !document.platform) {
        names::collect(&mut declared, document.kind, &document.node, &project.schema);
    }
    for document in &documents {
        names::collect(&mut names, document.kind, &document.node, &project.schema);
    }
    names.externals.schemas.insert("public".into());
    let mut profile = project.profile.clone();
    profile.search_path.extend(
        names.extensions.values().filter(|schema| **schema != project.schema).cloned().collect::<BTreeSet<_>>(),
    );

    let defined = RefCell::new(Defined::default());
    let (first, others): (Vec<&Document>, Vec<&Document>) =
        documents.iter().partition(|document| document.kind == "default_privileges");
    for document in first.into_iter().chain(others) {
        let scope = Scope {
            reader: &reader,
            profile: &profile,
            names: &names,
            schema: &document.schema,
            module: &document.module,
            defined: &defined,
        };
        read_document(document, scope, sources);
    }
    let defined = defined.take();
    let depends = resolve_depends(&defined, &reader);
    let (renamed, fresh) = renamed::resolve(&defined, &reader);
    check::check(&defined, &names, &profile, sources, &reader);
    let places = defined.objects.iter().map(|(id, (_, origin, _))| (id.clone(), origin.span)).collect();
    let conditions = defined.objects.iter().filter(|(id, _)| id.kind == Kind::Policy);
    let conditions = conditions
        .map(|(id, (_, origin, _))| {
            (id.clone(), origin.fields.iter().map(|(field, node)| (*field, (*node).clone())).collect())
        })
        .collect();
    let keys = primary_keys(&defined);
    let inherited = inherited::columns(&defined);
    let (answered, reasons) = (defined.answered, defined.reasons);
    let objects = defined
        .objects
        .into_iter()
        .map(|(id, (mut object, _, module))| {
            // Postgres makes the columns of a primary key NOT NULL, and leaves them so when the key goes.
            if let Object::Column(column) = &mut object {
                column.not_null |= keys.contains(&id);
                column.inherited = inherited.contains(&id);
            }
            let depends_on = depends.get(&id).cloned().unwrap_or_default();
            (id, Entry { object, depends_on, module })
        })
        .collect();
    let mut findings = reader.into_diagnostics();
    if !complete || findings.iter().any(|finding| finding.code == code::UNKNOWN_KIND) {
        findings.retain(|finding| !may_be_declared(finding));
    }
    out.extend(findings);
    Ok(Lowered {
        catalog: Catalog { objects },
        externals: names.externals,
        declared: declared.externals,
        reasons,
        places,
        answered,
        conditions,
        search_path: profile.search_path,
        renamed,
        fresh,
    })
}

/// Whether a finding only says that nothing declares a name, which something may do that could not be read. A slip of the pen is one
/// whatever else there is.
fn may_be_declared(finding: &Diagnostic) -> bool {
    const NAMES: &[Code] = &[
        code::UNKNOWN_TYPE,
        code::UNKNOWN_TABLE,
        code::UNKNOWN_FUNCTION,
        code::UNKNOWN_ROLE,
        code::UNKNOWN_SCHEMA,
        code::UNKNOWN_MIXIN,
        code::UNKNOWN_OBJECT,
    ];
    NAMES.contains(&finding.code) && finding.patch.is_none()
}

/// The columns of all primary keys.
fn primary_keys(defined: &Defined) -> BTreeSet<Id> {
    let mut columns = BTreeSet::new();
    for (object, _, _) in defined.objects.values() {
        if let Object::Constraint(constraint) = object
            && let Rule::PrimaryKey(key) = &constraint.rule
        {
            columns.extend(key.columns.iter().map(|column| Id::of(Kind::Column, &constraint.table, column)));
        }
    }
    columns
}

/// All documents with their modules, and whether no document is missing.
fn read_documents(
    project: &Project,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<(Vec<(Node, String)>, bool)> {
    let mut documents = Vec::new();
    let mut complete = true;
    for (path, module) in project.files()? {
        let bytes = std::fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let read = yaml::read(path, bytes, sources, out)
            .map(|file| yaml::parse(file, &sources.get(file).text, out))
            .unwrap_or_default();
        complete &= read.complete;
        documents.extend(read.nodes.into_iter().filter(|node| !node.is_null()).map(|node| (node, module.clone())));
    }
    Ok((documents, complete))
}

/// Built-in documents: mixins, and what the platform has.
fn built_in(name: &str, text: &str, sources: &mut Sources, out: &mut Diagnostics) -> Vec<Node> {
    let file = sources.add(Path::new("<schemac>").join(name), text);
    yaml::parse(file, text, out).nodes
}

fn expand_mixins(
    read: Vec<(Node, String)>,
    project: &Project,
    sources: &mut Sources,
    reader: &Reader,
    out: &mut Diagnostics,
) -> Vec<Document> {
    let mut mixins = BTreeMap::new();
    let mut function = None;
    for node in built_in("mixins.yaml", include_str!("lower/mixins.yaml"), sources, out) {
        match mixin::read(&node, reader) {
            Some((name, mixin)) if node.get("mixin").is_some() => drop(mixins.insert(name, mixin)),
            _ => function = Some(node),
        }
    }
    let mut documents = Vec::new();
    for (node, module) in read {
        let Some(kind) = kind_of(&node, reader) else { continue };
        if kind == "mixin" {
            if let Some((name, mixin)) = mixin::read(&node, reader) {
                mixins.insert(name, mixin);
            }
            continue;
        }
        let schema = schema_of(kind, &node, project);
        documents.push(Document { kind, node, module, schema, platform: false });
    }
    let mut timestamps_in: Option<(usize, String)> = None;
    for document in &mut documents {
        if matches!(document.kind, "table" | "extends")
            && mixin::expand(&mut document.node, &mixins, reader).iter().any(|name| name == "timestamps")
        {
            let order = project.module_order(&document.module);
            timestamps_in = Some(timestamps_in.map_or(order.clone(), |first| first.min(order)));
        }
    }
    let declared = documents.iter().any(|document| {
        document.kind == "function"
            && document
                .node
                .get("function")
                .is_some_and(|node| matches!(&node.value, Value::Scalar(scalar) if scalar.text == "set_updated_at"))
    });
    if let (Some((_, module)), Some(node), false) = (timestamps_in, function, declared) {
        documents.push(Document { kind: "function", node, module, schema: project.schema.clone(), platform: false });
    }
    if project.profile.platform == Platform::Supabase {
        let platform = built_in("supabase.yaml", include_str!("lower/supabase.yaml"), sources, out);
        documents.extend(platform.into_iter().map(|node| Document {
            kind: "external",
            node,
            module: "main".to_owned(),
            schema: project.schema.clone(),
            platform: true,
        }));
    }
    documents
}

/// The schema a document places its object in: the one it says, else the project's.
fn schema_of(kind: &str, node: &Node, project: &Project) -> Ident {
    match node.get("schema").map(|node| &node.value) {
        Some(Value::Scalar(scalar)) if kind != "schema" && kind != "extension" => Ident::new(&scalar.text),
        _ => project.schema.clone(),
    }
}

/// Which kind a document declares: the first of its keys that names one.
fn kind_of(node: &Node, reader: &Reader) -> Option<&'static str> {
    let Value::Map(entries) = &node.value else {
        let diagnostic =
            Diagnostic::error(code::UNKNOWN_KIND, node.span, format!("a declaration is a map, found {}", node.what()));
        reader.report(match &node.value {
            Value::List(_) => diagnostic
                .note("several declarations in one file are separated by `---`")
                .help("write `table: <name>` at the start of a line, without `- `"),
            _ => diagnostic.help("start with `table: <name>` or another kind"),
        });
        return None;
    };
    let place = |key: &str| KINDS.iter().position(|(kind, _)| *kind == key);
    let named = entries.iter().find(|entry| place(&entry.key).is_some() && !PLACES.contains(&entry.key.as_str()));
    let alone = || PLACES.iter().find_map(|place| entries.iter().find(|entry| entry.key == *place));
    if let Some(entry) = named.or_else(alone) {
        let (kind, what) = KINDS[place(&entry.key)?];
        let named = !matches!(kind, "external" | "default_privileges");
        if entry.value.is_null() {
            let (problem, help) = if named {
                ("has no name", format!("write `{kind}: <name>`"))
            } else {
                ("holds nothing", format!("indent what belongs to `{kind}` under it"))
            };
            reader.report(Diagnostic::error(code::MISSING_KEY, entry.key_span, format!("{what} {problem}")).help(help));
            return None;
        }
        return if named { reader.text(&entry.value).map(|_| kind) } else { Some(kind) };
    }
    let first = entries.first();
    let span = first.map_or(node.span, |entry| entry.key_span);
    let key = first.map_or("", |entry| entry.key.as_str());
    let kinds = KINDS.iter().map(|(kind, _)| format!("`{kind}`")).collect::<Vec<_>>().join(", ");
    let diagnostic = Diagnostic::error(code::UNKNOWN_KIND, span, format!("`{key}` is no kind of declaration"))
        .note(format!("expected one of {kinds}"));
    reader.report(match nearest(key, KINDS.iter().map(|(kind, _)| *kind)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(span, near),
        None => diagnostic.help("start the declaration with its kind and name: `table: users`"),
    });
    None
}

/// Leaves out what declares a name again: tables, views, sequences and types of one schema share their names.
fn without_repeats(documents: Vec<Document>, reader: &Reader) -> Vec<Document> {
    let mut first: BTreeMap<(&str, Name), Span> = BTreeMap::new();
    let mut repeated = |document: &Document| {
        let spaces: &[&str] = match document.kind {
            "table" | "foreign_table" | "view" | "materialized_view" => &["relation", "type"],
            "sequence" => &["relation"],
            "enum" | "domain" => &["type"],
            _ => &[],
        };
        let heading = document.node.get(document.kind)?;
        let Value::Scalar(scalar) = &heading.value else { return None };
        let name = names::qualified(&scalar.text, &document.schema)?;
        let earlier = spaces.iter().find_map(|space| first.get(&(*space, name.clone())).copied());
        let Some(earlier) = earlier else {
            first.extend(spaces.iter().map(|space| ((*space, name.clone()), heading.span)));
            return None;
        };
        let diagnostic = Diagnostic::error(code::DUPLICATE_OBJECT, heading.span, format!("`{name}` is declared twice"));
        Some(diagnostic.also(earlier, "first declared here").help("remove one of the two, or give one another name"))
    };
    documents
        .into_iter()
        .filter(|document| repeated(document).map(|diagnostic| reader.report(diagnostic)).is_none())
        .collect()
}

fn read_document<'y>(document: &'y Document, scope: Scope<'y>, sources: &Sources) {
    let what = KINDS.iter().find(|(kind, _)| *kind == document.kind).map_or("a declaration", |(_, what)| *what);
    let Some(map) = scope.reader.map(&document.node, what) else { return };
    if !matches!(document.kind, "schema" | "external" | "default_privileges") {
        check_schema(&map, &scope);
    }
    let body_file = |node: &Node| read_body_file(node, scope.reader, sources);
    match document.kind {
        "table" | "extends" => {
            // Without its name a table is not read, and so every key of it would count as unknown.
            let Some(name) = table_name(document.kind, &map, &scope) else { return };
            table::read(&map, &name, &scope);
        }
        "foreign_table" => {
            let Some(name) = map.required("foreign_table").and_then(|node| scope.name(node)) else { return };
            foreign_table::read(&map, &name, &scope);
        }
        "foreign_data_wrapper" => foreign_data_wrapper::read(&map, &scope),
        "server" => server::read(&map, &scope),
        "user_mapping" => user_mapping::read(&map, &scope),
        "extension" => extension::read(&map, &scope),
        "enum" => enumeration::read(&map, &scope),
        "domain" => domain::read(&map, &scope),
        "composite_type" => composite_type::read(&map, &scope),
        "range_type" => range_type::read(&map, &scope),
        "sequence" => sequence::read(&map, &scope),
        "view" => view::read(&map, &scope),
        "materialized_view" => materialized_view::read(&map, &scope),
        "function" => function::read(&map, false, &scope, &body_file),
        "procedure" => function::read(&map, true, &scope, &body_file),
        "aggregate" => aggregate::read(&map, &scope),
        "operator" => operator::read(&map, &scope),
        "cast" => cast::read(&map, &scope),
        "collation" => collation::read(&map, &scope),
        "trigger" => trigger::read(&map, None, &scope),
        "rule" => rule::read(&map, None, &scope),
        "event_trigger" => event_trigger::read(&map, &scope),
        "text_search_configuration" => text_search_configuration::read(&map, &scope),
        "text_search_dictionary" => text_search_dictionary::read(&map, &scope),
        "publication" => publication::read(&map, &scope),
        "default_privileges" => default_privileges::read(&map, &scope),
        "job" => job::read(&map, &scope),
        "bucket" => bucket::read(&map, &scope),
        "role" => role::read(&map, &scope),
        "sql" => script::read(&map, &scope),
        "external" => read_external(&map, &scope),
        _ => schema::read(&map, &scope),
    }
    map.finish();
}

fn table_name(kind: &str, map: &Map, scope: &Scope) -> Option<Name> {
    if kind == "extends" {
        map.required("extends").and_then(|node| scope.relation(node))
    } else {
        map.required("table").and_then(|node| scope.name(node))
    }
}

/// A declaration that says which schema it is in has to name one that exists.
fn check_schema(map: &Map, scope: &Scope) {
    if let Some(node) = map.get("schema")
        && let Some(schema) = scope.ident(node)
    {
        scope.schema_known(&schema, node.span);
    }
}

/// Names were collected before; what remains is whether the document is in order.
fn read_external(map: &Map, scope: &Scope) {
    let Some(external) = map.required("external").and_then(|node| scope.reader.map(node, "`external`")) else { return };
    for key in ["schemas", "roles", "types", "publications", "extensions", "servers"] {
        for node in external.get(key).map_or(&[] as &[Node], |node| scope.reader.list(node)) {
            scope.reader.text(node);
        }
    }
    for entry in external.entries("tables") {
        let Some(table) =
            (!entry.value.is_null()).then(|| scope.reader.map(&entry.value, "an external table")).flatten()
        else {
            continue;
        };
        for column in table.entries("columns") {
            scope.type_name(&column.value);
        }
        table.items("primary_key");
        table.finish();
    }
    for entry in external.entries("functions") {
        scope.type_name(&entry.value);
        if !entry.key.contains('(') {
            scope.reader.report(
                Diagnostic::error(code::BAD_NAME, entry.key_span, format!("`{}` lacks its arguments", entry.key))
                    .help(format!("write `{}()`", entry.key)),
            );
        }
    }
    external.finish();
}

fn read_body_file(node: &Node, reader: &Reader, sources: &Sources) -> Option<String> {
    let name = reader.text(node)?;
    let folder = sources.path(node.span.file).parent().unwrap_or(Path::new("."));
    let path = folder.join(name);
    let problem = |what: String| Diagnostic::error(code::BODY_FILE, node.span, what);
    let help = "write the name of a file beside this one";
    if Path::new(name).is_absolute() || name.split(['/', '\\']).any(|part| part == "..") {
        reader.report(problem(format!("`{name}` is outside the folder of this file")).help(help));
        return None;
    }
    let diagnostic = match std::fs::read_to_string(&path) {
        Ok(text) if text.trim().is_empty() => {
            problem(format!("{} is empty", path.display())).help("write the body into it, or name another file")
        }
        Ok(text) => return Some(text),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let beside: Vec<String> = std::fs::read_dir(folder)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .collect();
            let diagnostic = problem(format!("there is no file {}", path.display()));
            match nearest(name, beside.iter().map(String::as_str)) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(node.span, near),
                None => diagnostic.help(help),
            }
        }
        Err(error) => problem(format!("{} cannot be read: {error}", path.display())).help(help),
    };
    reader.report(diagnostic);
    None
}

/// Finds the objects that `depends_on` names: `table orders`, `function app.total(int)`.
fn resolve_depends(defined: &Defined, reader: &Reader) -> BTreeMap<Id, BTreeSet<Id>> {
    let mut found: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for (id, node) in &defined.depends {
        let Some(text) = reader.text(node) else { continue };
        let kinds =
            Kind::ALL.iter().filter_map(|kind| Some((kind, text.strip_prefix(kind.words())?.strip_prefix(' ')?)));
        let (kind, wanted) =
            kinds.min_by_key(|(_, name)| name.len()).map_or((None, text), |(kind, name)| (Some(*kind), name));
        let candidates = defined.objects.keys().filter(|id| kind.is_none_or(|kind| id.kind == kind) && id.on.is_none());
        // One overload, if its arguments are written out as they are; else all of the name.
        let exact = candidates.clone().find(|id| id.reference() == text);
        let called = candidates.filter(|id| exact.is_none() && id.is_called(wanted.trim()));
        let matches: Vec<&Id> = exact.into_iter().chain(called).collect();
        if matches.is_empty() {
            reader.report(
                Diagnostic::error(code::UNKNOWN_OBJECT, node.span, format!("`{text}` is not declared here"))
                    .note("`depends_on` names a kind and an object: `table orders`, `function total`")
                    .help("correct the name, or remove the line"),
            );
        }
        found.entry(id.clone()).or_default().extend(matches.into_iter().cloned());
    }
    found
}
