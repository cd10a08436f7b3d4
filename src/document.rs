//! Model to YAML: the way back. Each object writes where it stands ([`crate::kind::Define::write`]), in a document of its own or in a part
//! of another's; what is written is put together here, without knowing any kind. Reading it gives the same model again.

mod externals;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::catalog::Catalog;
use crate::code::Code;
use crate::kind::default_privileges::given;
use crate::kind::grants::Rights;
use crate::kind::scope::{Defined, Externals, Names, Scope};
use crate::kind::{Id, Kind, Object};
use crate::name::{self, Ident, Name};
use crate::profile::Profile;
use crate::rename::name_of;
use crate::source::{Sources, Span};
use crate::sql::Sql;
use crate::types::TypeName;
use crate::yaml::Node;
use crate::yaml::cursor::Reader;
use crate::yaml::emit::{Map, Value};

/// A model, with what the YAML says beside it.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub catalog: &'a Catalog,
    /// What exists already and has to be declared, the platform's own left out.
    pub externals: &'a Externals,
    /// Lints that are answered at the object itself, and the object.
    pub answered: &'a BTreeSet<(Code, Id)>,
    /// Why an object is as it is, where the language demands a reason.
    pub reasons: &'a BTreeMap<Id, String>,
    /// What had another name before, with its id then.
    pub renamed: &'a BTreeMap<Id, Id>,
    /// What is said to have had none.
    pub fresh: &'a BTreeSet<Id>,
    /// Whether short forms are written where they say the same.
    pub short: bool,
    /// Where names without a schema are.
    pub schema: &'a Ident,
    pub profile: &'a Profile,
}

/// A YAML document and the objects it declares, the outermost first; none for what is external.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub ids: Vec<Id>,
    pub text: String,
}

/// The documents that declare a model, in order of their outermost objects.
#[must_use]
pub fn documents(source: Source) -> Vec<Document> {
    let mut names: HashMap<(&Ident, &Ident), usize> = HashMap::new();
    for (id, _) in source.catalog.iter().filter(|(id, _)| source.short && id.on.is_none()) {
        if let (Some(schema), Some(name)) = (id.schema(), id.path.last()) {
            *names.entry((schema, name)).or_default() += 1;
        }
    }
    let mut written = Written { source, parts: BTreeMap::new(), names };
    for (_, object) in source.catalog.iter() {
        object.write(&mut written);
    }
    let external = externals::write(source.externals).map(|map| Document { ids: Vec::new(), text: map.document() });
    external.into_iter().chain(written.assemble()).collect()
}

/// Where an object stands.
enum Place {
    Document,
    /// The value of a key of another object.
    Key(Id, &'static str),
    /// An entry of the map under a key.
    Entry(Id, &'static str, String),
    /// An item of the list under a key.
    Item(Id, &'static str),
    /// Keys beside those of another object.
    Beside(Id),
}

impl Place {
    fn of(&self) -> Option<&Id> {
        match self {
            Place::Document => None,
            Place::Key(id, _) | Place::Entry(id, _, _) | Place::Item(id, _) | Place::Beside(id) => Some(id),
        }
    }
}

struct Part {
    place: Place,
    value: Value,
}

/// What was written so far, and what those who write ask for.
pub struct Written<'a> {
    source: Source<'a>,
    parts: BTreeMap<Id, Part>,
    /// How many objects of a schema have a name.
    names: HashMap<(&'a Ident, &'a Ident), usize>,
}

impl<'a> Written<'a> {
    fn add(&mut self, id: Id, place: Place, value: impl Into<Value>) {
        self.parts.insert(id, Part { place, value: value.into() });
    }

    /// Writes a document of its own.
    pub fn document(&mut self, id: Id, map: Map) {
        self.add(id, Place::Document, map);
    }

    /// Writes the value of a key of another object.
    pub fn key(&mut self, id: Id, of: Id, key: &'static str, value: impl Into<Value>) {
        self.add(id, Place::Key(of, key), value);
    }

    /// Writes an entry of the map under a key of another object.
    pub fn entry(&mut self, id: Id, of: Id, key: &'static str, name: &Ident, value: impl Into<Value>) {
        self.add(id, Place::Entry(of, key, name.as_str().to_owned()), value);
    }

    /// Writes an item of the list under a key of another object.
    pub fn item(&mut self, id: Id, of: Id, key: &'static str, value: impl Into<Value>) {
        self.add(id, Place::Item(of, key), value);
    }

    /// Writes keys beside those of another object.
    pub fn beside(&mut self, id: Id, of: Id, keys: Map) {
        self.add(id, Place::Beside(of), keys);
    }

    /// Where names without a schema are.
    #[must_use]
    pub fn schema(&self) -> &'a Ident {
        self.source.schema
    }

    #[must_use]
    pub fn profile(&self) -> &'a Profile {
        self.source.profile
    }

    /// Whether short forms are written.
    #[must_use]
    pub fn short(&self) -> bool {
        self.source.short
    }

    /// Whether a name is the one that is chosen where none is said, and so need not be said.
    #[must_use]
    pub fn chosen(&self, schema: &Ident, name: &Ident, otherwise: &Ident) -> bool {
        self.source.short && name == otherwise && self.names.get(&(schema, name)).is_none_or(|count| *count == 1)
    }

    /// Whether an object is said to depend on others.
    #[must_use]
    pub fn has_dependencies(&self, id: &Id) -> bool {
        self.source.catalog.objects.get(id).is_some_and(|entry| !entry.depends_on.is_empty())
    }

    /// What is said of the name that an object had before: that name, or that it is new.
    #[must_use]
    pub fn renamed(&self, id: &Id) -> Option<Value> {
        match self.source.renamed.get(id).and_then(name_of) {
            Some(old) => Some(old.into()),
            None => self.source.fresh.contains(id).then_some(Value::Null),
        }
    }

    #[must_use]
    pub fn get(&self, id: &Id) -> Option<&'a Object> {
        self.source.catalog.get(id)
    }

    /// The objects from an id on, in order of ids.
    pub fn following(&self, id: &Id) -> impl Iterator<Item = (&'a Id, &'a Object)> + use<'a> {
        self.source.catalog.objects.range(id.clone()..).map(|(id, entry)| (id, &entry.object))
    }

    /// What default privileges of the model give on an object.
    #[must_use]
    pub fn given(&self, on: &Id) -> Option<BTreeMap<Ident, Rights>> {
        let all = self
            .source
            .catalog
            .objects
            .range(Id::first(Kind::DefaultPrivileges)..)
            .map_while(|(_, entry)| given::of(&entry.object));
        let owner = match self.get(&Id::satellite(Kind::Owner, on)) {
            Some(Object::Owner(owner)) => Some(&owner.role),
            _ => None,
        };
        given::on(all, on, owner, self.source.profile.postgres)
    }

    #[must_use]
    pub fn answered(&self, lint: Code, id: &Id) -> bool {
        self.source.answered.contains(&(lint, id.clone()))
    }

    #[must_use]
    pub fn reason(&self, id: &Id) -> Option<&'a str> {
        self.source.reasons.get(id).map(String::as_str)
    }

    /// The name of an object, without its schema if that is the project's.
    #[must_use]
    pub fn name(&self, name: &Name) -> Value {
        if name.schema == *self.source.schema { dotted([&name.name]) } else { dotted([&name.schema, &name.name]) }
            .into()
    }

    /// An operator, without its schema if that is the project's.
    #[must_use]
    pub fn operator(&self, name: &Name) -> Value {
        if name.schema == *self.source.schema { name.name.as_str().into() } else { name::operator(name).into() }
    }

    /// The name of a type, without its schema if it is found without.
    #[must_use]
    pub fn type_name(&self, name: &TypeName) -> Value {
        let short = TypeName { schema: None, ..name.clone() };
        let found = name.schema.as_ref() == Some(self.source.schema)
            && TypeName::parse(&short.to_string()).as_ref() == Ok(&short);
        if found { short.to_string() } else { name.to_string() }.into()
    }

    /// The first of some values that is read as wanted: whoever reads is the judge of what may be written.
    #[must_use]
    pub fn first_read_as<T: PartialEq>(
        &self,
        wanted: &T,
        values: impl IntoIterator<Item = Value>,
        read: impl Fn(&Node, &Scope) -> Option<T>,
    ) -> Option<Value> {
        let (names, module) = (Names::default(), String::new());
        let span = Span { file: Sources::default().add("", ""), start: 0, end: 0 };
        let reads = |value: &Value| {
            [false, true].into_iter().all(|quoted| {
                let (reader, defined, node) =
                    (Reader::default(), RefCell::new(Defined::default()), value.node(span, quoted));
                let scope = Scope {
                    reader: &reader,
                    profile: self.source.profile,
                    names: &names,
                    schema: self.source.schema,
                    module: &module,
                    defined: &defined,
                };
                let found = read(&node, &scope);
                found.as_ref() == Some(wanted) && reader.into_diagnostics().is_empty()
            })
        };
        values.into_iter().find(reads)
    }

    fn assemble(mut self) -> Vec<Document> {
        let mut children: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for (id, part) in &self.parts {
            if let Some(of) = part.place.of() {
                children.entry(of.clone()).or_default().push(id.clone());
            }
        }
        for siblings in children.values_mut() {
            siblings.sort_by_key(|id| self.get(id).map(Object::position));
        }
        let outermost: Vec<Id> = self
            .parts
            .iter()
            .filter(|(_, part)| matches!(part.place, Place::Document))
            .map(|(id, _)| id.clone())
            .collect();
        let mut documents = Vec::new();
        for id in outermost {
            let mut ids = Vec::new();
            if let Some(Part { value: Value::Map(map), .. }) = self.build(&id, &children, &mut ids) {
                documents.push(Document { ids, text: map.document() });
            }
        }
        documents
    }

    /// An object with all that stands in it.
    fn build(&mut self, id: &Id, children: &BTreeMap<Id, Vec<Id>>, ids: &mut Vec<Id>) -> Option<Part> {
        let mut part = self.parts.remove(id)?;
        ids.push(id.clone());
        for child in children.get(id).into_iter().flatten() {
            if let (Value::Map(map), Some(child)) = (&mut part.value, self.build(child, children, ids)) {
                put(map, child);
            }
        }
        let depends_on = self.source.catalog.objects.get(id).map(|entry| &entry.depends_on);
        let renamed = self.renamed(id);
        if let Value::Map(map) = &mut part.value {
            map.set_if("renamed_from", renamed);
            map.list("depends_on", depends_on.into_iter().flatten().map(Id::reference));
        }
        if let (Value::Map(map), true) = (&part.value, self.source.short)
            && !matches!(part.place, Place::Beside(_))
        {
            part.value = map.clone().shortened();
        }
        Some(part)
    }
}

/// Puts a part into the map of the object it stands in.
fn put(map: &mut Map, part: Part) {
    match part.place {
        Place::Document => {}
        Place::Beside(_) => {
            if let Value::Map(keys) = part.value {
                map.extend(keys);
            }
        }
        Place::Key(_, key) => map.set(key, part.value),
        Place::Entry(_, key, name) => {
            let entries = map.value(key);
            if let Value::Map(entries) = entries {
                entries.set(&name, part.value);
            } else {
                *entries = Value::Map(Map::open().with(&name, part.value));
            }
        }
        Place::Item(_, key) => {
            let items = map.value(key);
            if let Value::Items(items) = items {
                items.push(part.value);
            } else {
                *items = Value::Items(vec![part.value]);
            }
        }
    }
}

/// A name with dots, quoted where reading would split or trim it.
#[must_use]
pub fn dotted<'a>(parts: impl IntoIterator<Item = &'a Ident>) -> String {
    let part = |part: &Ident| {
        let text = part.as_str();
        let odd = text.contains(['.', '"', '(', ')', ',']) || text.trim() != text;
        if odd { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    };
    parts.into_iter().map(part).collect::<Vec<_>>().join(".")
}

impl From<&Ident> for Value {
    fn from(name: &Ident) -> Value {
        name.as_str().into()
    }
}

impl From<&Sql> for Value {
    fn from(sql: &Sql) -> Value {
        Value::Block(sql.as_str().to_owned())
    }
}
