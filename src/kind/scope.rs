//! What the kinds read with: the reader, the names declared anywhere in the project, and the place where objects go.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::comment::Comment;
use super::default_privileges::given;
use super::extension::contents;
use super::grants::{Grants, Rights};
use super::owner::Owner;
use super::schema::public;
use super::{Id, Kind, Object};
use crate::code::{self, Code};
use crate::diagnostic::{Diagnostic, nearest};
use crate::name::{self, Ident, MAX_BYTES, Name};
use crate::profile::Profile;
use crate::source::Span;
use crate::sql::Sql;
use crate::types::{self, TypeName};
use crate::yaml::cursor::{Map, Reader};
use crate::yaml::{Node, Value};

/// A table that exists and is not ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExternalTable {
    /// Its columns as far as they were declared.
    pub columns: BTreeMap<Ident, TypeName>,
    pub primary_key: Vec<Ident>,
}

/// What exists and is not ours: never created, changed or dropped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Externals {
    pub schemas: BTreeSet<Ident>,
    pub roles: BTreeSet<Ident>,
    pub tables: BTreeMap<Name, ExternalTable>,
    /// Name and argument list of each function, and what it returns.
    pub functions: BTreeMap<(Name, String), TypeName>,
    pub types: BTreeSet<Name>,
    pub publications: BTreeSet<Ident>,
    pub extensions: BTreeSet<Ident>,
    pub servers: BTreeSet<Ident>,
}

/// All names declared in the project, collected before anything is read, so that files may be in any order.
#[derive(Debug, Default)]
pub struct Names {
    pub schemas: BTreeSet<Ident>,
    pub extensions: BTreeMap<Ident, Ident>,
    pub types: BTreeSet<Name>,
    pub relations: BTreeSet<Name>,
    pub functions: BTreeSet<Name>,
    pub publications: BTreeSet<Ident>,
    pub roles: BTreeSet<Ident>,
    pub servers: BTreeSet<Ident>,
    /// Foreign data wrappers.
    pub wrappers: BTreeSet<Ident>,
    /// Dictionaries of text search.
    pub dictionaries: BTreeSet<Name>,
    pub collations: BTreeSet<Name>,
    /// The column that holds the owner of a row, of tables that have one.
    pub owner_columns: BTreeMap<Name, Ident>,
    /// The primary key of tables that have one of a single column.
    pub primary_keys: BTreeMap<Name, Ident>,
    pub externals: Externals,
}

/// Where an object was declared: its place, and the values behind its attributes.
#[derive(Debug, Clone)]
pub struct Origin<'y> {
    pub span: Span,
    pub fields: Vec<(&'static str, &'y Node)>,
}

/// What reading fills.
#[derive(Debug, Default)]
pub struct Defined<'y> {
    pub objects: BTreeMap<Id, (Object, Origin<'y>, String)>,
    /// `depends_on` as it was written, for when all objects are known.
    pub depends: Vec<(Id, &'y Node)>,
    /// Lints that the YAML answers at the object itself, and the object.
    pub answered: BTreeSet<(Code, Id)>,
    /// Why an object is as it is, where the language demands a reason.
    pub reasons: BTreeMap<Id, String>,
    /// What each object is said to have been called before, nothing being something new, and where that is said.
    pub renamed: BTreeMap<Id, (Option<Ident>, Span)>,
    /// Names of indexes and constraints, which Postgres keeps apart when it chooses one itself.
    taken: BTreeSet<Name>,
}

/// The surroundings of one declaration.
#[derive(Clone, Copy)]
pub struct Scope<'y> {
    pub reader: &'y Reader,
    pub profile: &'y Profile,
    pub names: &'y Names,
    /// Where names without a schema are.
    pub schema: &'y Ident,
    pub module: &'y str,
    pub defined: &'y RefCell<Defined<'y>>,
}

impl<'y> Scope<'y> {
    /// Adds an object; a second one of the same id is reported.
    pub fn define(&self, object: impl Into<Object>, span: Span, fields: &[(&'static str, Option<&'y Node>)]) {
        let object = object.into();
        let id = object.id();
        let fields = fields.iter().filter_map(|(field, node)| node.map(|node| (*field, node))).collect();
        let mut defined = self.defined.borrow_mut();
        if let Some((_, first, _)) = defined.objects.get(&id) {
            self.reader.report(
                Diagnostic::error(code::DUPLICATE_OBJECT, span, format!("{id} is declared twice"))
                    .also(first.span, "first declared here")
                    .help("remove one of the two, or give one another name"),
            );
            return;
        }
        if let (Kind::Index | Kind::Constraint, [schema, .., name]) = (id.kind, id.path.as_slice()) {
            defined.taken.insert(Name { schema: schema.clone(), name: name.clone() });
        }
        defined.objects.insert(id, (object, Origin { span, fields }, self.module.to_owned()));
    }

    /// The YAML says outright that what a lint would advise against is meant.
    pub fn answer(&self, lint: Code, id: Id) {
        self.defined.borrow_mut().answered.insert((lint, id));
    }

    /// Reads what may stand on anything: `comment`, `owner`, `grants`, `depends_on`.
    pub fn satellites(&self, map: &Map<'y>, id: &Id) {
        self.comment(map, id);
        if let Some(node) = map.get("owner")
            && let Some(role) = self.role(node)
        {
            self.define(Owner { on: id.clone(), role }, node.span, &[]);
        }
        self.depends(map, id);
    }

    /// Reads `renamed_from`: what an object was called before, or nothing, which says that it is new.
    pub fn renamed(&self, map: &Map<'y>, id: &Id) {
        let Some(node) = map.entry("renamed_from").map(|entry| &entry.value) else { return };
        let old = if node.is_null() { Some(None) } else { self.ident(node).map(Some) };
        if let Some(old) = old {
            self.defined.borrow_mut().renamed.insert(id.clone(), (old, node.span));
        }
    }

    pub fn comment(&self, map: &Map<'y>, id: &Id) {
        if let Some(node) = map.get("comment") {
            self.comment_from(node, id);
        }
    }

    pub fn comment_from(&self, node: &'y Node, id: &Id) {
        if let Some(text) = self.reader.prose(node) {
            // The comment that `public` comes with is taken away by an empty one.
            if !text.is_empty() || public::is(id) {
                self.define(Comment { on: id.clone(), text: text.to_owned() }, node.span, &[]);
            }
        }
    }

    pub fn depends(&self, map: &Map<'y>, id: &Id) {
        for node in map.items("depends_on") {
            self.defined.borrow_mut().depends.push((id.clone(), node));
        }
    }

    /// Reads `grants` of an object, and defines what nobody else may do.
    pub fn grants(&self, map: &Map<'y>, id: &Id) {
        let mut grants = Grants::read(map, id, self);
        if map.get("grants").is_some() {
            grants.leave_out_owner(map, self);
        }
        let span = map.entry("grants").map_or(map.span(), |e| e.key_span);
        if grants.stated(self) {
            self.define(grants, span, &[]);
        }
    }

    /// What default privileges of the project give on an object. They are read before all that they may be about.
    #[must_use]
    pub fn given(&self, on: &Id, owner: Option<&Ident>) -> Option<BTreeMap<Ident, Rights>> {
        let defined = self.defined.borrow();
        let all = defined.objects.range(Id::first(Kind::DefaultPrivileges)..);
        let all = all.map_while(|(_, (object, _, _))| given::of(object));
        given::on(all, on, owner, self.profile.postgres)
    }

    /// A name without a schema: a column, a policy, a role.
    pub fn ident(&self, node: &Node) -> Option<Ident> {
        let text = self.reader.text(node)?;
        Some(self.key(text, node.span))
    }

    /// The key of a map as a name. One that cannot be a name is reported, and stands for itself in what is read after it.
    pub fn key(&self, text: &str, span: Span) -> Ident {
        let problem = if text.is_empty() {
            Some("a name is empty".to_owned())
        } else if text.chars().any(char::is_control) {
            Some(format!("the name `{}` holds a control character", text.escape_debug()))
        } else {
            None
        };
        if let Some(problem) = problem {
            self.reader.report(
                Diagnostic::error(code::BAD_NAME, span, problem).help("write a name of one or more visible characters"),
            );
        } else if text.len() > MAX_BYTES {
            self.reader.report(
                Diagnostic::error(
                    code::NAME_TOO_LONG,
                    span,
                    format!("the name has {} bytes, Postgres keeps {MAX_BYTES}", text.len()),
                )
                .note(format!("Postgres would cut it to `{}` without saying so", name::clip(text, MAX_BYTES)))
                .help("choose a shorter name"),
            );
        }
        Ident::new(text)
    }

    /// The parts of a dotted name.
    pub fn parts(&self, text: &str, span: Span) -> Option<Vec<Ident>> {
        match name::split(text) {
            Ok(parts) => Some(parts.into_iter().map(|part| self.key(part.as_str(), span)).collect()),
            Err(problem) => {
                self.reader
                    .report(Diagnostic::error(code::BAD_NAME, span, problem).help("write `name` or `schema.name`"));
                None
            }
        }
    }

    /// The name of an object that is declared here: in the schema it says, else in the declaration's. One that cannot be a name is
    /// reported, and stands for itself in what is read after it.
    pub fn name(&self, node: &Node) -> Option<Name> {
        let text = self.reader.text(node)?;
        let here = |name: Ident| Name { schema: self.schema.clone(), name };
        let Some(mut parts) = self.parts(text, node.span) else { return Some(here(Ident::new(text))) };
        match (parts.len(), parts.pop(), parts.pop()) {
            (1, Some(name), _) => Some(here(name)),
            (2, Some(name), Some(schema)) => {
                self.schema_known(&schema, node.span);
                Some(Name { schema, name })
            }
            _ => {
                self.reader.report(
                    Diagnostic::error(code::BAD_NAME, node.span, format!("`{text}` has too many parts"))
                        .help("write `name` or `schema.name`; put double quotes around a part that holds a dot"),
                );
                Some(here(Ident::new(text)))
            }
        }
    }

    /// Whether a schema exists; one that does not is reported.
    pub fn schema_known(&self, schema: &Ident, span: Span) -> bool {
        let known = || self.names.schemas.iter().chain(&self.names.externals.schemas).chain(&self.profile.search_path);
        if schema.as_str() == "pg_catalog" || known().any(|other| other == schema) {
            return true;
        }
        let diagnostic =
            Diagnostic::error(code::UNKNOWN_SCHEMA, span, format!("no schema `{}` is declared", schema.as_str()));
        self.reader.report(match nearest(schema.as_str(), known().map(Ident::as_str)) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(format!("add a declaration `schema: {}`", schema.as_str())),
        });
        false
    }

    /// The relation that a name means: in its own schema, else where the search path finds it, else where it would be declared.
    #[must_use]
    pub fn relation_in(&self, parts: &[Ident]) -> Option<Name> {
        match parts {
            [name] => Some(
                self.lookup(name, |n| self.relation_exists(n))
                    .unwrap_or_else(|| Name::new(self.schema.clone(), name.clone())),
            ),
            [schema, name] => Some(Name { schema: schema.clone(), name: name.clone() }),
            _ => None,
        }
    }

    pub fn relation_exists(&self, name: &Name) -> bool {
        self.names.relations.contains(name) || self.names.externals.tables.contains_key(name)
    }

    /// The collation that is declared under a name.
    #[must_use]
    pub fn collation(&self, name: &Ident) -> Option<Name> {
        self.lookup(name, |name| self.names.collations.contains(name))
    }

    fn lookup(&self, name: &Ident, exists: impl Fn(&Name) -> bool) -> Option<Name> {
        std::iter::once(self.schema)
            .chain(&self.profile.search_path)
            .map(|schema| Name { schema: schema.clone(), name: name.clone() })
            .find(exists)
    }

    /// A table or view that has to exist.
    pub fn relation(&self, node: &Node) -> Option<Name> {
        let text = self.reader.text(node)?;
        let parts = self.parts(text, node.span)?;
        let found = self.relation_in(&parts).filter(|name| self.relation_exists(name));
        if found.is_none() {
            self.unknown_relation(text, node.span);
        }
        found
    }

    pub fn unknown_relation(&self, text: &str, span: Span) {
        let mut known: Vec<String> = self
            .names
            .relations
            .iter()
            .chain(self.names.externals.tables.keys())
            .flat_map(|n| [n.name.as_str().to_owned(), format!("{}.{}", n.schema.as_str(), n.name.as_str())])
            .collect();
        known.sort();
        let diagnostic = Diagnostic::error(code::UNKNOWN_TABLE, span, format!("no table or view `{text}` is declared"));
        self.reader.report(match nearest(text, known.iter().map(String::as_str)) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("declare it, or name it under `external: tables:` if it exists already"),
        });
    }

    /// A function that has to exist, by its name without arguments.
    pub fn function(&self, node: &Node) -> Option<Name> {
        let text = self.reader.text(node)?;
        let parts = self.parts(text.trim_end_matches("()"), node.span)?;
        let external = |name: &Name| self.names.externals.functions.keys().any(|(known, _)| known == name);
        let exists = |name: &Name| self.names.functions.contains(name) || external(name);
        let found = match parts.as_slice() {
            [name] => self.lookup(name, exists),
            [schema, name] => Some(Name { schema: schema.clone(), name: name.clone() })
                .filter(|n| exists(n) || schema.as_str() == "pg_catalog"),
            _ => None,
        };
        if found.is_none() {
            let diagnostic =
                Diagnostic::error(code::UNKNOWN_FUNCTION, node.span, format!("no function `{text}` is declared"));
            let known: Vec<&str> = self.names.functions.iter().map(|n| n.name.as_str()).collect();
            self.reader.report(match nearest(text, known) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(node.span, near),
                None => diagnostic
                    .help("declare it with `function:`, or name it under `external: functions:` if it exists already"),
            });
        }
        found
    }

    /// An operator: one of the system's, or after the schema it is in.
    pub fn operator(&self, node: &Node) -> Option<Name> {
        self.operator_in(&"pg_catalog".into(), node)
    }

    /// An operator that is declared here: in the schema it says, else in the declaration's.
    pub fn operator_here(&self, node: &Node) -> Option<Name> {
        self.operator_in(self.schema, node)
    }

    fn operator_in(&self, home: &Ident, node: &Node) -> Option<Name> {
        const CHARACTERS: &str = "+-*/<>=~!@#%^&|`?";
        let text = self.reader.text(node)?;
        let start = text.rfind(|c: char| !CHARACTERS.contains(c)).map_or(0, |at| at + 1);
        let (schema, own) = text.split_at(start);
        let schema = match schema.strip_suffix('.').map(name::split) {
            None if schema.is_empty() => Some(home.clone()),
            Some(Ok(parts)) if parts.len() == 1 => parts.into_iter().next(),
            None | Some(_) => None,
        };
        if let Some(schema) = schema.filter(|_| !own.is_empty()) {
            return self.schema_known(&schema, node.span).then(|| Name { schema, name: Ident::new(own) });
        }
        self.reader.report(
            Diagnostic::error(code::BAD_NAME, node.span, format!("`{text}` is no operator"))
                .help("write an operator like `<`, or `schema.<` for one of your own"),
        );
        None
    }

    /// A role; only a platform's own roles and declared ones are known.
    pub fn role(&self, node: &Node) -> Option<Ident> {
        let role = self.ident(node)?;
        self.role_known(&role, node.span).then_some(role)
    }

    pub fn role_known(&self, role: &Ident, span: Span) -> bool {
        let known = || {
            self.profile
                .roles()
                .map(|role| -> &str { role })
                .chain(["public", "current_user", "session_user", "current_role"])
                .chain(self.names.roles.iter().chain(&self.names.externals.roles).map(Ident::as_str))
        };
        if known().any(|name| name == role.as_str()) {
            return true;
        }
        let diagnostic = Diagnostic::error(code::UNKNOWN_ROLE, span, format!("no role `{}` is known", role.as_str()));
        self.reader.report(match nearest(role.as_str(), known()) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(span, near),
            None => {
                diagnostic.help("declare it with `role:`, or name it under `external: roles:` if it exists already")
            }
        });
        false
    }

    /// A type, built in, declared here or coming with a declared extension.
    pub fn type_name(&self, node: &Node) -> Option<TypeName> {
        let text = self.reader.text(node)?;
        self.resolve_type(text, node.span)
    }

    pub fn resolve_type(&self, text: &str, span: Span) -> Option<TypeName> {
        let parsed = match TypeName::parse(text) {
            Ok(parsed) => parsed,
            Err(problem) => {
                self.reader.report(
                    Diagnostic::error(code::UNKNOWN_TYPE, span, format!("`{text}` is not a type: {problem}"))
                        .help("write a type as SQL does: `text`, `numeric(10,2)`, `uuid[]`"),
                );
                return None;
            }
        };
        if parsed.built_in {
            return Some(parsed);
        }
        let exists = |name: &Name| {
            self.names.types.contains(name)
                || self.names.relations.contains(name)
                || self.names.externals.types.contains(name)
                || self.names.externals.tables.contains_key(name)
        };
        let found = match &parsed.schema {
            Some(schema) => Some(schema.clone()).filter(|schema| {
                matches!(schema.as_str(), "pg_catalog" | "information_schema")
                    || exists(&Name::new(schema.clone(), parsed.name.clone()))
                    || self.extension_schema(contents::TYPES, parsed.name.as_str()).as_ref() == Some(schema)
            }),
            None => self
                .lookup(&parsed.name, exists)
                .map(|n| n.schema)
                .or_else(|| self.extension_schema(contents::TYPES, parsed.name.as_str())),
        };
        if let Some(schema) = found {
            return Some(TypeName { schema: Some(schema), ..parsed });
        }
        self.unknown_type(&parsed, text, span);
        None
    }

    /// The schema of the declared extension that brings something.
    #[must_use]
    pub fn extension_schema(&self, table: &[(&str, &[&str])], wanted: &str) -> Option<Ident> {
        let (extension, _) = table.iter().find(|(_, brought)| contents::brings(brought, wanted))?;
        self.names.extensions.get(&Ident::from(*extension)).cloned()
    }

    fn unknown_type(&self, parsed: &TypeName, text: &str, span: Span) {
        let name = parsed.name.as_str();
        let diagnostic = Diagnostic::error(code::UNKNOWN_TYPE, span, format!("no type `{text}` is known"));
        let serial = name.to_lowercase();
        if let "serial" | "serial4" | "bigserial" | "serial8" | "smallserial" | "serial2" = serial.as_str() {
            let base = if serial.starts_with("big") || serial.ends_with('8') { "bigint" } else { "integer" };
            self.reader.report(
                diagnostic
                    .note("serial is not a type but a shorthand that leaves a sequence with grants of its own behind")
                    .help(format!("write `{{ type: {base}, identity: always }}`")),
            );
            return;
        }
        if let Some((extension, _)) = contents::TYPES.iter().find(|(_, types)| contents::brings(types, name)) {
            self.reader.report(
                diagnostic
                    .note(format!("`{name}` comes with the extension `{extension}`, which is not declared"))
                    .help(format!("add a declaration `extension: {extension}`")),
            );
            return;
        }
        let mut known: Vec<&str> = self.names.types.iter().map(|n| n.name.as_str()).collect();
        known.extend(TypeName::known().map(|name| -> &str { name }));
        known.extend(types::SYNONYMS.iter().map(|(written, _)| *written));
        let near = nearest(name, known)
            .map(|near| types::SYNONYMS.iter().find(|(written, _)| *written == near).map_or(near, |(_, meant)| *meant));
        self.reader.report(match near {
            Some(near) => {
                diagnostic.help(format!("did you mean `{near}`?")).replace(span, text.replacen(name, near, 1))
            }
            None => diagnostic
                .help("declare it with `enum:` or `domain:`, or name it under `external: types:` if it exists already"),
        });
    }

    /// SQL as it stands.
    pub fn sql(&self, node: &Node) -> Option<Sql> {
        if let Value::Map(_) | Value::List(_) = node.value {
            self.reader.report(
                Diagnostic::error(code::WRONG_TYPE, node.span, format!("expected SQL, found {}", node.what()))
                    .note("a value that starts with `{` or `[` is read as a map or list")
                    .help("put the SQL in quotes, or write it as a block after `|`"),
            );
            return None;
        }
        let sql = Sql::new(self.reader.text(node)?);
        if sql.as_str().is_empty() {
            self.reader.report(
                Diagnostic::error(code::SQL_SYNTAX, node.span, "the SQL is empty")
                    .help("write the SQL, or remove the key"),
            );
            return None;
        }
        Some(sql)
    }

    /// Refuses what a newer Postgres than the project's brought.
    pub fn since(&self, version: u32, what: &str, span: Span) {
        if self.profile.postgres < version {
            self.reader.report(
                Diagnostic::error(
                    code::NEEDS_VERSION,
                    span,
                    format!("{what} needs PostgreSQL {version}, the project says {}", self.profile.postgres),
                )
                .help(format!("write `postgres: {version}` in schemac.yaml, or leave it out")),
            );
        }
    }

    /// How many columns documents that extend a table gave it so far.
    #[must_use]
    pub fn extended_columns(&self, table: &Name) -> u32 {
        let defined = self.defined.borrow();
        let columns = defined.objects.values().filter(
            |(object, _, _)| matches!(object, Object::Column(column) if column.extends && column.table == *table),
        );
        u32::try_from(columns.count()).unwrap_or(u32::MAX)
    }

    /// Whether an object of that id was defined so far.
    #[must_use]
    pub fn has(&self, id: &Id) -> bool {
        self.defined.borrow().objects.contains_key(id)
    }

    /// A name that no other object of the schema has, made as Postgres makes names.
    #[must_use]
    pub fn unused(&self, schema: &Ident, first: &str, second: &str, label: &str) -> Ident {
        let taken = |name: &Ident| {
            let name = Name { schema: schema.clone(), name: name.clone() };
            self.relation_exists(&name) || self.defined.borrow().taken.contains(&name)
        };
        let mut number = 0;
        loop {
            let suffix = if number == 0 { label.to_owned() } else { format!("{label}{number}") };
            let name = name::generated(first, second, &suffix);
            if !taken(&name) {
                return name;
            }
            number += 1;
        }
    }
}
