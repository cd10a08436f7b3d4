//! System catalogs → model: the half that knows no driver. A kind says with a [`Query`] how its objects are found in a live database, and
//! turns each [`Row`] into objects; [`Found`] collects them, with what Postgres keeps beside an object: comment, owner and rights.
//!
//! All queries of all kinds run in one snapshot with an empty `search_path`, so that whatever the server prints is qualified.

pub mod acl;
mod printed;
pub mod unmodelled;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, Entry};
use crate::kind::comment::Comment;
use crate::kind::grants::Grants;
use crate::kind::{Id, Kind, Object};
use crate::name::{Ident, Name};
use crate::types::TypeName;

pub use printed::Printed;

/// A pass over the system catalogs that finds objects of a kind.
///
/// In its text stand for something else:
/// - `$schemas`: an `oid[]` of all schemas but the system's;
/// - `$relations`: a subquery with `oid, schema, name, kind, owner` of all tables, foreign tables, views and materialized views in those;
/// - `$own(pg_class, c.oid)`: that the object of that catalog and oid does not belong to an extension;
/// - `$comment(pg_class, c.oid)`: a left join `d` to the comment (`d.description`) on that object;
/// - `$printed(pg_get_expr(e.adbin, e.adrelid))`: what that prints, to be read as a [`Printed`].
#[derive(Debug, Clone, Copy)]
pub struct Query {
    pub sql: &'static str,
    /// What a server before a major version does not know, and what stands there instead.
    pub older: &'static [(u32, &'static str, &'static str)],
    /// A relation and its columns without which there is nothing to find, for what belongs to an extension or a platform.
    pub requires: Option<Required>,
    /// Reads one row, given as JSON.
    pub read: fn(&str, &mut Found) -> serde_json::Result<()>,
}

/// A relation that not every database has, and the columns that a query needs of it.
pub type Required = (&'static str, &'static [&'static str]);

/// A row of a query, by the names of its columns.
pub trait Row: DeserializeOwned {
    fn read(self, found: &mut Found);
}

impl Query {
    #[must_use]
    pub const fn new<R: Row>(sql: &'static str) -> Query {
        Query { sql, older: &[], requires: None, read: read_row::<R> }
    }

    #[must_use]
    pub const fn older(mut self, older: &'static [(u32, &'static str, &'static str)]) -> Query {
        self.older = older;
        self
    }

    #[must_use]
    pub const fn requires(mut self, relation: &'static str, columns: &'static [&'static str]) -> Query {
        self.requires = Some((relation, columns));
        self
    }

    /// The text for a database.
    #[must_use]
    pub fn text(&self, asked: &Asked) -> String {
        let mut sql = self.sql.to_owned();
        for (since, newer, instead) in self.older {
            if asked.major < *since {
                sql = sql.replace(newer, instead);
            }
        }
        sql = printed::expand(&sql, asked.exact);
        sql = sql.replace("$relations", RELATIONS);
        sql = call(&sql, "$own(", |class, oid| match asked.members.get(class) {
            Some(members) => format!("{oid} <> all ({})", oids(members)),
            None => "true".to_owned(),
        });
        sql = call(&sql, "$comment(", |class, oid| {
            format!(
                "left join pg_description d on d.classoid = '{class}'::regclass and d.objoid = {oid} and d.objsubid = 0"
            )
        });
        sql.replace("$schemas", &oids(asked.schemas))
    }
}

fn oids(oids: &[u32]) -> String {
    format!("'{{{}}}'::oid[]", oids.iter().map(u32::to_string).collect::<Vec<_>>().join(","))
}

/// What the text of a query depends on.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The major version of the server.
    pub major: u32,
    /// All schemas but the system's.
    pub schemas: &'a [u32],
    /// What belongs to extensions, by catalog. Looked up once and written into each query: without statistics of its catalogs, as a database
    /// has that was filled a moment ago, a server goes through all of `pg_depend` for each object.
    pub members: &'a BTreeMap<String, Vec<u32>>,
    /// Whether it is an exact reading.
    pub exact: bool,
}

const RELATIONS: &str = "(select c.oid, n.nspname as schema, c.relname as name, c.relkind as kind, c.relowner as owner \
from pg_class c join pg_namespace n on n.oid = c.relnamespace \
where c.relkind in ('r', 'p', 'f', 'v', 'm') and c.relnamespace = any ($schemas) and $own(pg_class, c.oid))";

/// Replaces `name(class, oid)` everywhere.
fn call(sql: &str, name: &str, with: impl Fn(&str, &str) -> String) -> String {
    let mut out = String::new();
    let mut rest = sql;
    while let Some(at) = rest.find(name) {
        let (before, tail) = (&rest[..at], &rest[at + name.len()..]);
        let Some((class, oid, after)) = tail
            .split_once(')')
            .and_then(|(arguments, after)| arguments.split_once(',').map(|(class, oid)| (class, oid, after)))
        else {
            break;
        };
        out.push_str(before);
        out.push_str(&with(class.trim(), oid.trim()));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn read_row<R: Row>(json: &str, found: &mut Found) -> serde_json::Result<()> {
    serde_json::from_str::<R>(json)?.read(found);
    Ok(())
}

/// Where the system catalogs keep an object: the catalog, the oid in it, and the number of a column, 0 for the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Address {
    pub catalog: &'static str,
    pub oid: u32,
    pub column: i32,
}

impl Address {
    #[must_use]
    pub fn new(catalog: &'static str, oid: u32) -> Address {
        Address { catalog, oid, column: 0 }
    }
}

/// Something in the database that the model has no form for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unmodelled {
    /// What it is, in words: `operator family`, `owner's rights`.
    pub what: String,
    /// Its name as SQL, or the object it is about.
    pub name: String,
    /// What the model cannot say, where it is not the whole object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The schema it is in, to be left out with that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Ident>,
}

/// What was found in a database.
#[derive(Debug, Default)]
pub struct Found {
    /// The major version of the server.
    pub major: u32,
    pub objects: BTreeMap<Id, Object>,
    pub addresses: HashMap<Address, Id>,
    /// What the model has no form for, where others may depend on it.
    pub formless: HashMap<Address, Unmodelled>,
    /// The owner of every object that has one; a part is owned with its whole.
    pub owners: BTreeMap<Id, Ident>,
    pub unmodelled: BTreeSet<Unmodelled>,
}

/// What Postgres keeps of most objects.
#[derive(Debug, Deserialize)]
pub struct Common {
    pub owner: Ident,
    /// As `aclitem` prints them; none for the rights Postgres gives by itself.
    pub acl: Option<Vec<String>>,
    pub comment: Option<String>,
}

impl Found {
    /// An object at the addresses that others depend on when they need it.
    pub fn define(&mut self, object: impl Into<Object>, addresses: impl IntoIterator<Item = Address>) -> Id {
        let object = object.into();
        let id = object.id();
        for address in addresses {
            self.addresses.insert(address, id.clone());
        }
        self.objects.insert(id.clone(), object);
        id
    }

    pub fn comment(&mut self, id: &Id, text: Option<String>) {
        if let Some(text) = text {
            self.define(Comment { on: id.clone(), text }, []);
        }
    }

    /// Comment, owner and rights of an object.
    pub fn common(&mut self, id: &Id, common: Common) {
        let Common { owner, acl, comment } = common;
        self.comment(id, comment);
        self.grants(id, &owner, acl.as_deref());
        self.owner(id, owner);
    }

    pub fn owner(&mut self, id: &Id, owner: Ident) {
        self.owners.insert(id.clone(), owner);
    }

    /// The rights on an object, where they are not those that Postgres gives by itself.
    pub fn grants(&mut self, id: &Id, owner: &Ident, acl: Option<&[String]>) {
        let (to, odd) = acl::rights(id, owner, acl, self.major);
        if let Some(to) = to {
            self.define(Grants { on: id.clone(), to }, []);
        }
        odd.iter().for_each(|why| self.partly(id, "rights", why));
    }

    /// The rights on one column, which belong to the rights on its relation. The relation has to be found first.
    pub fn column_grants(&mut self, relation: &Id, owner: &Ident, column: &Ident, acl: &[String]) {
        let id = Id::satellite(Kind::Grants, relation);
        let (mut grants, stated) = match self.objects.remove(&id) {
            Some(Object::Grants(grants)) => (grants, true),
            _ => (Grants::none(relation), false),
        };
        for why in acl::add_column(&mut grants, owner, column, acl) {
            self.partly(relation, "rights on columns", &why);
        }
        if stated || !grants.to.is_empty() {
            self.objects.insert(id, grants.into());
        }
    }

    /// Notes an object that the model has no form for, at the addresses that others depend on when they need it.
    pub fn unmodelled(
        &mut self,
        what: &str,
        schema: Option<&Ident>,
        name: impl Into<String>,
        addresses: impl IntoIterator<Item = Address>,
    ) {
        let (what, name, schema) = (what.to_owned(), name.into(), schema.cloned());
        let item = Unmodelled { what, name, why: None, schema };
        self.formless.extend(addresses.into_iter().map(|address| (address, item.clone())));
        self.unmodelled.insert(item);
    }

    /// Notes what the model cannot say of an object that it has.
    pub fn partly(&mut self, id: &Id, what: &str, why: &str) {
        self.unmodelled.insert(Unmodelled {
            what: what.to_owned(),
            name: id.to_string(),
            why: Some(why.to_owned()),
            schema: id.schema().cloned(),
        });
    }

    /// A type as `format_type` prints it; what cannot be read is noted and stands as it is.
    pub fn type_name(&mut self, printed: &str) -> TypeName {
        // What is printed without a schema and no type of ours either is one of the system's own tables, or an oddity of its own.
        let known = |name: TypeName| {
            if name.built_in || name.schema.is_some() {
                name
            } else {
                TypeName { schema: Some("pg_catalog".into()), ..name }
            }
        };
        TypeName::parse(printed).map(known).unwrap_or_else(|why| {
            let (what, name) = ("type".to_owned(), printed.to_owned());
            self.unmodelled.insert(Unmodelled { what, name, why: Some(why), schema: None });
            TypeName::unknown()
        })
    }

    /// The catalog of what was found.
    #[must_use]
    pub fn into_catalog(objects: BTreeMap<Id, Object>) -> Catalog {
        let entry = |object| Entry { object, depends_on: BTreeSet::new(), module: "main".to_owned() };
        Catalog { objects: objects.into_iter().map(|(id, object)| (id, entry(object))).collect() }
    }
}

/// The kind of a relation whose `relkind` is this letter, if the model has such relations.
#[must_use]
pub fn relation_kind(letter: char) -> Option<Kind> {
    match letter {
        'r' | 'p' => Some(Kind::Table),
        'f' => Some(Kind::ForeignTable),
        'v' => Some(Kind::View),
        'm' => Some(Kind::MaterializedView),
        'S' => Some(Kind::Sequence),
        _ => None,
    }
}

/// Storage parameters as `reloptions` holds them: `fillfactor=70`.
#[must_use]
pub fn options(reloptions: Option<Vec<String>>) -> BTreeMap<String, String> {
    let pair = |option: String| {
        let (key, value) = option.split_once('=').unwrap_or((&option, ""));
        (key.to_owned(), value.to_owned())
    };
    reloptions.unwrap_or_default().into_iter().map(pair).collect()
}

/// A name made of two columns of a row.
#[must_use]
pub fn name(schema: &Ident, name: &Ident) -> Name {
    Name { schema: schema.clone(), name: name.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_written_for_a_server() {
        #[derive(Deserialize)]
        struct Nothing {}
        impl Row for Nothing {
            fn read(self, _: &mut Found) {}
        }
        let query =
            Query::new::<Nothing>("select i.new from $relations r $comment(pg_class, r.oid) where $own(pg_index, i.x)")
                .older(&[(15, "i.new", "false")]);
        let members = BTreeMap::from([("pg_index".to_owned(), vec![7, 8])]);
        let asked = Asked { major: 14, schemas: &[5, 6], members: &members, exact: false };
        let (old, new) = (query.text(&asked), query.text(&Asked { major: 15, exact: true, ..asked }));
        assert!(old.starts_with("select false from (select c.oid") && new.starts_with("select i.new from"), "{old}");
        assert!(old.contains("any ('{5,6}'::oid[])") && old.ends_with("where i.x <> all ('{7,8}'::oid[])"), "{old}");
        assert!(!old.contains('$'), "{old}");
    }
}
