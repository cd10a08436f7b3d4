//! The attributes that the model has, as its own reading of a lock names them, and which of them two objects differ in.
//!
//! An attribute is a path: `index.elements[].descending`, `column.storage=plain` for one of several forms.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use schemac::kind::{Object, aggregate, constraint, replica_identity, sequence};
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::{Value, json};

/// What can be at a path.
#[derive(Debug, Clone)]
enum Shape {
    Fields(Vec<&'static str>),
    Forms(&'static [&'static str]),
    List,
    Map,
}

/// The attributes of all kinds.
#[derive(Debug, Default)]
pub struct Attributes {
    shapes: RefCell<BTreeMap<String, Shape>>,
    /// How often a form was chosen, to try them all.
    chosen: RefCell<BTreeMap<String, usize>>,
    kind: Cell<usize>,
}

/// A struct whose reading does not tell its fields, because those of another stand among them.
struct Mixed {
    name: &'static str,
    /// As they are stored, without the one that is spread.
    own: &'static [&'static str],
    /// Something that the other is read from.
    sample: fn() -> Value,
    other: fn(Tracer) -> Result<(), Error>,
}

fn traced<T: for<'de> Deserialize<'de>>(tracer: Tracer) -> Result<(), Error> {
    T::deserialize(tracer).map(drop)
}

const MIXED: &[Mixed] = &[
    Mixed {
        name: "Constraint",
        own: &["table", "name", "deferrable", "initially_deferred"],
        sample: || json!({ "check": { "expression": "true" } }),
        other: traced::<constraint::Rule>,
    },
    Mixed {
        name: "ReplicaIdentity",
        own: &["table"],
        sample: || json!({ "full": {} }),
        other: traced::<replica_identity::Identity>,
    },
    Mixed {
        name: "Sequence",
        own: &["name", "type", "unlogged", "owned_by"],
        sample: || json!({}),
        other: traced::<sequence::Options>,
    },
    Mixed {
        name: "Identity",
        own: &["generation", "sequence", "grants"],
        sample: || json!({}),
        other: traced::<sequence::Options>,
    },
    Mixed {
        name: "Aggregate",
        own: &[
            "name",
            "arguments",
            "order_by",
            "hypothetical",
            "combinefunc",
            "serialfunc",
            "deserialfunc",
            "moving",
            "sortop",
            "parallel",
        ],
        sample: || json!({ "sfunc": "s.t", "stype": "text" }),
        other: traced::<aggregate::State>,
    },
    Mixed {
        name: "Moving",
        own: &["inverse"],
        sample: || json!({ "sfunc": "s.t", "stype": "text" }),
        other: traced::<aggregate::State>,
    },
];

/// Marks the path of what is spread among the fields of another.
const SPREAD: char = '~';

impl Attributes {
    /// Asks the model.
    pub fn of_the_model() -> Attributes {
        let attributes = Attributes::default();
        // Each round takes another form of every enum, and the longest has eleven.
        for kind in 0..schemac::kind::Kind::ALL.len() {
            attributes.kind.set(kind);
            for _ in 0..40 {
                Object::deserialize(attributes.tracer(String::new())).expect("the samples suit the model");
            }
        }
        attributes
    }

    fn tracer(&self, path: String) -> Tracer<'_> {
        Tracer { attributes: self, path, silent: false }
    }

    /// The paths of all attributes: fields, and forms where there are several.
    pub fn paths(&self) -> BTreeSet<String> {
        let mut paths = BTreeSet::new();
        for (at, shape) in &*self.shapes.borrow() {
            match shape {
                Shape::Fields(names) => paths.extend(names.iter().map(|name| shown(&field(at, name)))),
                Shape::Forms(names) if !at.is_empty() => {
                    paths.extend(names.iter().map(|name| shown(&format!("{at}={name}"))));
                }
                Shape::Forms(_) | Shape::List | Shape::Map => {}
            }
        }
        paths
    }

    /// The attributes that differ between two objects of one kind, told one by one only as far down as both have them.
    pub fn changed(&self, old: &Object, new: &Object) -> BTreeSet<String> {
        let value = |object| serde_json::to_value(object).expect("plain data");
        let mut changed = BTreeSet::new();
        self.walk("", &value(old), &value(new), &mut changed);
        changed
    }

    fn walk(&self, path: &str, old: &Value, new: &Value, changed: &mut BTreeSet<String>) {
        let spread = format!("{path}{SPREAD}");
        if self.shapes.borrow().contains_key(&spread) {
            self.walk(&spread, old, new, changed);
        }
        let Some(shape) = self.shapes.borrow().get(path).cloned() else { return };
        match (shape, old, new) {
            (Shape::Fields(names), Value::Object(old), Value::Object(new)) => {
                for name in names {
                    let (a, b) = (old.get(name), new.get(name));
                    if a != b {
                        changed.insert(shown(&field(path, name)));
                        self.forms(&field(path, name), a, b, changed);
                    }
                    if let (Some(a), Some(b)) = (a, b)
                        && a != b
                    {
                        self.walk(&field(path, name), a, b, changed);
                    }
                }
            }
            (Shape::Forms(_), old, new) => {
                self.forms(path, Some(old), Some(new), changed);
                if let (Some((a, old)), Some((b, new))) = (self.form(path, old), self.form(path, new))
                    && a == b
                {
                    self.walk(&formed(path, a), &old, &new, changed);
                }
            }
            (Shape::List, Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
                old.iter().zip(new).for_each(|(a, b)| self.walk(&format!("{path}[]"), a, b, changed));
            }
            (Shape::Map, Value::Object(old), Value::Object(new)) => {
                for (a, b) in old.iter().filter_map(|(key, a)| Some((a, new.get(key)?))) {
                    self.walk(&format!("{path}{{}}"), a, b, changed);
                }
            }
            _ => {}
        }
    }

    /// Notes the forms that two values have.
    fn forms(&self, path: &str, old: Option<&Value>, new: Option<&Value>, changed: &mut BTreeSet<String>) {
        if path.is_empty() || old == new {
            return;
        }
        for value in [old, new].into_iter().flatten() {
            let values = match (self.shapes.borrow().get(path), value) {
                (Some(Shape::List), Value::Array(values)) => {
                    values.iter().map(|value| (format!("{path}[]"), value.clone())).collect()
                }
                _ => vec![(path.to_owned(), value.clone())],
            };
            for (path, value) in values {
                changed.extend(self.form(&path, &value).map(|(form, _)| shown(&format!("{path}={form}"))));
            }
        }
    }

    /// The form of a value, and what is in it.
    fn form(&self, path: &str, value: &Value) -> Option<(&'static str, Value)> {
        let Some(Shape::Forms(names)) = self.shapes.borrow().get(path).cloned() else { return None };
        names.iter().find_map(|name| match value {
            Value::String(text) if text == name => Some((*name, Value::Null)),
            Value::Object(map) => map.get(*name).map(|inner| (*name, inner.clone())),
            _ => None,
        })
    }

    /// Structs of which [`MIXED`] does not know how many fields they have, judged by how they print themselves.
    pub fn unknown_fields(printed: &str) -> Vec<String> {
        let lines: Vec<&str> = printed.lines().collect();
        let indent = |line: &str| line.len() - line.trim_start().len();
        let mut found = Vec::new();
        for Mixed { name, own, .. } in MIXED {
            let heads = lines.iter().enumerate().filter(|(_, line)| {
                let line = line.trim_start();
                line == format!("{name} {{") || line.ends_with(&format!(" {name} {{"))
            });
            let counts: BTreeSet<usize> = heads
                .map(|(at, head)| {
                    let inside = lines[at + 1..].iter().take_while(|line| indent(line) > indent(head));
                    inside.filter(|line| indent(line) == indent(head) + 4 && line.contains(": ")).count()
                })
                .collect();
            if counts != BTreeSet::from([own.len() + 1]) {
                found.push(format!("{name} has {counts:?} fields, {} and a spread one are known", own.len()));
            }
        }
        found
    }
}

fn field(path: &str, name: &str) -> String {
    format!("{path}.{name}")
}

/// The path of a form. Kinds stand alone.
fn formed(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}={name}") }
}

fn shown(path: &str) -> String {
    path.replace(SPREAD, "")
}

/// Reads made-up data and notes what it is asked for.
#[derive(Clone)]
pub struct Tracer<'a> {
    attributes: &'a Attributes,
    path: String,
    silent: bool,
}

impl Tracer<'_> {
    fn at(&self, path: String) -> Self {
        Tracer { path, ..self.clone() }
    }

    fn note(&self, shape: Shape) {
        if !self.silent {
            self.attributes.shapes.borrow_mut().insert(self.path.clone(), shape);
        }
    }

    fn fields<'de, V: Visitor<'de>>(self, names: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.note(Shape::Fields(names.to_vec()));
        let keys: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        visitor.visit_map(Entries { keys: keys.into_iter(), tracer: self, sample: None, at: String::new() })
    }
}

macro_rules! values {
    ($($method:ident => $visit:ident($($value:expr)?);)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> { visitor.$visit($($value)?) })*
    };
}

/// Text that can be a name, a type, an expression.
const TEXT: &str = "s.t";

impl<'de> Deserializer<'de> for Tracer<'_> {
    type Error = Error;

    values! {
        deserialize_bool => visit_bool(true);
        deserialize_i8 => visit_i64(1);
        deserialize_i16 => visit_i64(1);
        deserialize_i32 => visit_i64(1);
        deserialize_i64 => visit_i64(1);
        deserialize_u8 => visit_u64(1);
        deserialize_u16 => visit_u64(1);
        deserialize_u32 => visit_u64(1);
        deserialize_u64 => visit_u64(1);
        deserialize_f32 => visit_f64(1.0);
        deserialize_f64 => visit_f64(1.0);
        deserialize_char => visit_char('x');
        deserialize_str => visit_str(TEXT);
        deserialize_string => visit_str(TEXT);
        deserialize_identifier => visit_str(TEXT);
        deserialize_bytes => visit_bytes(b"x");
        deserialize_byte_buf => visit_bytes(b"x");
        deserialize_unit => visit_unit();
        deserialize_ignored_any => visit_unit();
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(Error::custom(format!("{} can be anything", self.path)))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.note(Shape::List);
        visitor.visit_seq(Items { left: 1, tracer: self })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Error> {
        self.note(Shape::List);
        visitor.visit_seq(Items { left: len, tracer: self })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let expected = (&visitor as &dyn Expected).to_string();
        let Some(name) = expected.strip_prefix("struct ") else {
            self.note(Shape::Map);
            let at = format!("{}{{}}", self.path);
            return visitor.visit_map(Entries {
                keys: vec![String::new()].into_iter(),
                tracer: self,
                sample: None,
                at,
            });
        };
        let mixed = MIXED
            .iter()
            .find(|mixed| mixed.name == name)
            .ok_or_else(|| Error::custom(format!("{name} has fields of another among its own, and is not listed")))?;
        self.note(Shape::Fields(mixed.own.to_vec()));
        (mixed.other)(self.at(format!("{}{SPREAD}", self.path)))?;
        let sample = (mixed.sample)();
        let more = sample.as_object().into_iter().flatten().map(|(key, _)| key.clone());
        let keys: Vec<String> = mixed.own.iter().map(|name| (*name).to_owned()).chain(more).collect();
        visitor.visit_map(Entries { keys: keys.into_iter(), tracer: self, sample: Some(sample), at: String::new() })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        // What an object is about is no attribute of it.
        let silent = self.silent || name == "Id";
        Tracer { silent, ..self }.fields(fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.note(Shape::Forms(variants));
        let at = if self.path.is_empty() {
            self.attributes.kind.get()
        } else {
            let mut chosen = self.attributes.chosen.borrow_mut();
            let next = chosen.entry(self.path.clone()).or_default();
            *next += 1;
            (*next - 1) % variants.len()
        };
        let name = variants[at];
        let path = formed(&self.path, name);
        visitor.visit_enum(Form { name, tracer: Tracer { path, ..self } })
    }
}

struct Items<'a> {
    left: usize,
    tracer: Tracer<'a>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(self.tracer.at(format!("{}[]", self.tracer.path))).map(Some)
    }
}

/// The fields of a struct, by name, or, under a key without a name, one entry of a map.
struct Entries<'a> {
    keys: std::vec::IntoIter<String>,
    tracer: Tracer<'a>,
    sample: Option<Value>,
    at: String,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(key) = self.keys.next() else { return Ok(None) };
        if key.is_empty() {
            return seed.deserialize(Tracer { silent: true, ..self.tracer.clone() }).map(Some);
        }
        self.at = field(&self.tracer.path, &key);
        let name: StrDeserializer<'_, Error> = key.as_str().into_deserializer();
        let read = seed.deserialize(name).map(Some);
        if let Some(value) = self.sample.as_ref().and_then(|sample| sample.get(&key)) {
            self.at = format!("={value}");
        }
        read
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        if let Some(value) = self.at.strip_prefix('=') {
            let value: Value = serde_json::from_str(value).map_err(Error::custom)?;
            return seed.deserialize(value).map_err(Error::custom);
        }
        seed.deserialize(self.tracer.at(self.at.clone()))
    }
}

struct Form<'a> {
    name: &'static str,
    tracer: Tracer<'a>,
}

impl<'de, 'a> EnumAccess<'de> for Form<'a> {
    type Error = Error;
    type Variant = Tracer<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Tracer<'a>), Error> {
        let name: StrDeserializer<'_, Error> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self.tracer))
    }
}

impl<'de> VariantAccess<'de> for Tracer<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.fields(fields, visitor)
    }
}
