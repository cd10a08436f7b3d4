//! A live Postgres → the model: every kind's [`Query`](crate::introspect::Query) in one read-only snapshot, in as many round trips whatever
//! the size. What belongs to the system or to extensions is left out here, by rule; [`Reading::keep`] leaves out the rest.

pub mod address;
mod dependents;
mod scope;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use futures_util::TryStreamExt;
use sqlx::postgres::{PgConnection, PgRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Either, Row as _};

use crate::introspect::{Address, Asked, Found, Query, Required, Unmodelled};
use crate::kind::{Id, Kind, Object};
use crate::name::Ident;

pub use address::redacted;
pub use scope::Scope;

/// What a database contains.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub server: Server,
    /// Every object that the model has a form for.
    pub objects: BTreeMap<Id, Object>,
    /// Owners of the objects that have one of their own.
    pub owners: BTreeMap<Id, Ident>,
    /// What an object depends on, as Postgres keeps it; only where the reading is exact or something has no form.
    pub dependencies: BTreeMap<Id, BTreeSet<Id>>,
    /// Objects that depend on something that has no form, and what that is; of several, the first by name.
    pub formless: BTreeMap<Id, Unmodelled>,
    /// Objects that something depends on which is not among them, and what that is, in words. Postgres drops none of them before it.
    pub held: BTreeMap<Id, BTreeSet<String>>,
    /// Kinds that a platform or an extension keeps in tables which this database lacks, or this role may not see.
    pub unread: BTreeSet<Kind>,
    /// What the model has no form for.
    pub unmodelled: BTreeSet<Unmodelled>,
}

/// Where the reading comes from.
#[derive(Debug, Clone, Default)]
pub struct Server {
    pub major: u32,
    /// The version in the server's own words: `15.18`.
    pub version: String,
    pub user: Ident,
    pub database: Ident,
    pub schemas: Vec<Schema>,
}

/// A schema that is not the system's.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Schema {
    pub oid: u32,
    pub name: Ident,
}

/// Why a database could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("`{0}` is no address of a database: {1}")]
    Address(String, String),
    #[error("connecting to the database {0}")]
    Connect(String, #[source] sqlx::Error),
    #[error("reading the catalog of the database")]
    Read(#[source] sqlx::Error),
    #[error("looking at the rows of the database")]
    Rows(#[source] sqlx::Error),
    #[error("the server is PostgreSQL {0}; schemac reads {OLDEST} and newer")]
    TooOld(String),
    #[error("a row of the catalog could not be understood, reading the {0} objects: {1}")]
    Row(&'static str, serde_json::Error),
}

/// The oldest major version that can be read.
pub const OLDEST: u32 = 14;

/// Whatever a session may have set that changes what the server prints. Compiling queries that run once takes longer than running them.
const SESSION: &str = "set local search_path = ''; set local quote_all_identifiers = off; set local standard_conforming_strings = on; \
set local datestyle = 'ISO, YMD'; set local intervalstyle = postgres; set local timezone = 'UTC'; set local extra_float_digits = 1; \
set local bytea_output = hex; set local client_encoding = 'UTF8'; set local xmlbinary = base64; set local lc_monetary = 'C'; \
set local jit = off";

const SERVER: &str = "select current_setting('server_version_num')::int / 10000 as major, current_setting('server_version') as version, \
current_user as \"user\", current_database() as database, \
(select coalesce(json_agg(json_build_object('oid', n.oid::bigint, 'name', n.nspname) order by n.nspname), '[]') \
 from pg_namespace n where n.nspname !~ '^pg_' and n.nspname <> 'information_schema')::text as schemas, \
(select coalesce(json_object_agg(m.catalog, m.oids), '{}') from (select classid::regclass::text as catalog, json_agg(objid::bigint) as oids \
 from pg_depend where deptype = 'e' group by classid) m)::text as members";

/// Opens a connection to a database given as a URL or in libpq's other forms.
///
/// # Errors
/// [`Error::Address`] when the text is none, [`Error::Connect`] when nobody answers. No message holds the password.
pub async fn connect(url: &str) -> Result<PgConnection, Error> {
    let options = address::options(url).map_err(|error| Error::Address(redacted(url), error))?;
    options.connect().await.map_err(|error| Error::Connect(redacted(url), error))
}

/// Reads the whole catalog of a database. An exact one can be built again from what was read: it has what objects depend on, which costs a
/// pass over `pg_depend`, and what is printed is read as the same tree, which costs that it is printed twice.
///
/// # Errors
/// [`Error::TooOld`], or what went wrong on the way.
pub async fn read(connection: &mut PgConnection, exact: bool) -> Result<Reading, Error> {
    raw(connection, &format!("begin isolation level repeatable read read only; {SESSION}")).await?;
    let reading = read_in_snapshot(connection, exact).await;
    let ended = raw(connection, "rollback").await;
    let reading = reading?;
    ended.map(|_| reading)
}

async fn read_in_snapshot(connection: &mut PgConnection, exact: bool) -> Result<Reading, Error> {
    let queries: Vec<_> =
        Kind::ALL.iter().flat_map(|kind| kind.queries().iter().map(move |query| (*kind, query))).collect();
    let required: BTreeSet<Required> = queries.iter().filter_map(|(_, query)| query.requires).collect();
    let Surroundings { server, access, members } = surroundings(connection, &required).await?;
    let schemas: Vec<u32> = server.schemas.iter().map(|schema| schema.oid).collect();
    let access = |query: &Query| query.requires.map_or(Access::Free, |relation| access[&relation]);
    let unread = queries.iter().filter(|(_, query)| access(query) != Access::Free).map(|(kind, _)| *kind).collect();
    let queries: Vec<_> = queries.into_iter().filter(|(_, query)| access(query) == Access::Free).collect();
    let asked = Asked { major: server.major, schemas: &schemas, members: &members, exact };
    let mut script = String::new();
    for (_, query) in &queries {
        script.push_str(&format!("select to_json(q)::text from ({}) q;\n", query.text(&asked)));
    }
    let mut found = Found { major: server.major, ..Found::default() };
    let mut at = 0;
    {
        let mut rows = sqlx::raw_sql(AssertSqlSafe(script)).fetch_many(&mut *connection);
        while let Some(next) = rows.try_next().await.map_err(Error::Read)? {
            match next {
                Either::Left(_) => at += 1,
                Either::Right(row) => {
                    let Some((kind, query)) = queries.get(at) else { break };
                    let json: &str = row.try_get_unchecked(0).map_err(Error::Read)?;
                    (query.read)(json, &mut found).map_err(|error| Error::Row(kind.words(), error))?;
                }
            }
        }
    }
    let Found { major: _, objects, addresses, formless, owners, unmodelled } = found;
    let Edges { dependencies, formless, held } =
        if exact || !formless.is_empty() { edges(connection, &addresses, &formless).await? } else { Edges::default() };
    Ok(Reading { server, objects, owners, dependencies, formless, held, unread, unmodelled })
}

/// Whether all rows of a relation may be read that not every database has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Free,
    Denied,
}

/// What is known of a database before its objects are read.
struct Surroundings {
    server: Server,
    /// What may be read of relations that not every database has.
    access: BTreeMap<Required, Access>,
    /// What belongs to extensions, by catalog.
    members: BTreeMap<String, Vec<u32>>,
}

async fn surroundings(connection: &mut PgConnection, relations: &BTreeSet<Required>) -> Result<Surroundings, Error> {
    let mut query = SERVER.to_owned();
    for (at, (relation, columns)) in relations.iter().enumerate() {
        let (schema, name) = relation.split_once('.').unwrap_or(("public", relation));
        let list = crate::name::list(columns.iter().map(|column| crate::name::literal(column)));
        // to_regclass fails in a schema that the role may not use.
        query.push_str(&format!(
            ", (select case when not has_schema_privilege(n.oid, 'usage') or not has_table_privilege(c.oid, 'select') \
                 or row_security_active(c.oid) then 'denied' else 'free' end \
               from pg_class c join pg_namespace n on n.oid = c.relnamespace \
               where n.nspname = {} and c.relname = {} and {} = (select count(*) from pg_attribute \
                 where attrelid = c.oid and attname in ({list}))) as access{at}",
            crate::name::literal(schema),
            crate::name::literal(name),
            columns.len()
        ));
    }
    let rows = raw(connection, &query).await?;
    let row = rows.first().ok_or(Error::Read(sqlx::Error::RowNotFound))?;
    let text = |column: &str| row.try_get_unchecked::<&str, _>(column).map_err(Error::Read);
    let major = text("major")?.parse().unwrap_or(0);
    let version = text("version")?.split(' ').next().unwrap_or_default().to_owned();
    if major < OLDEST {
        return Err(Error::TooOld(version));
    }
    let mut access = BTreeMap::new();
    for (at, relation) in relations.iter().enumerate() {
        let word: Option<&str> = row.try_get_unchecked(format!("access{at}").as_str()).map_err(Error::Read)?;
        access.insert(*relation, if word == Some("free") { Access::Free } else { Access::Denied });
    }
    let schemas = serde_json::from_str(text("schemas")?).map_err(|error| Error::Row("schema", error))?;
    let (user, database) = (Ident::new(text("user")?), Ident::new(text("database")?));
    let members = serde_json::from_str(text("members")?).map_err(|error| Error::Row("extension", error))?;
    Ok(Surroundings { server: Server { major, version, user, database, schemas }, access, members })
}

/// What objects depend on.
#[derive(Default)]
struct Edges {
    dependencies: BTreeMap<Id, BTreeSet<Id>>,
    formless: BTreeMap<Id, Unmodelled>,
    held: BTreeMap<Id, BTreeSet<String>>,
}

/// What objects depend on, from `pg_depend`, which has the columns of a partition key depend on their table, and what an operator class is
/// made of on functions and operators.
async fn edges(
    connection: &mut PgConnection,
    addresses: &HashMap<Address, Id>,
    formless: &HashMap<Address, Unmodelled>,
) -> Result<Edges, Error> {
    const SQL: &str = "select classid::regclass::text, objid::bigint::text, objsubid::text, \
        refclassid::regclass::text, refobjid::bigint::text, refobjsubid::text, deptype::text \
        from pg_depend where deptype in ('n', 'a') and objid >= 16384 and refobjid >= 16384 and (classid, objid) <> (refclassid, refobjid) \
        union all \
        select refclassid::regclass::text, refobjid::bigint::text, refobjsubid::text, \
        classid::regclass::text, objid::bigint::text, objsubid::text, deptype::text \
        from pg_depend where deptype = 'i' and refobjsubid = 0 and (classid, objid) = (refclassid, refobjid) \
        union all \
        select w.refclassid::regclass::text, w.refobjid::bigint::text, '0', \
        d.refclassid::regclass::text, d.refobjid::bigint::text, d.refobjsubid::text, d.deptype::text \
        from pg_depend d join pg_depend w on (w.classid, w.objid) = (d.classid, d.objid) and w.deptype = 'i' \
        where d.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass) and d.deptype = 'n' and d.refobjid >= 16384";
    let catalogs: BTreeMap<&str, &'static str> =
        addresses.keys().chain(formless.keys()).map(|address| (address.catalog, address.catalog)).collect();
    let address = |row: &PgRow, at: usize| -> Option<Address> {
        let text = |column: usize| row.try_get_unchecked::<&str, _>(column).ok();
        let catalog = catalogs.get(text(at)?)?;
        Some(Address { catalog, oid: text(at + 1)?.parse().ok()?, column: text(at + 2)?.parse().ok()? })
    };
    let whole = |address: Address| Address { column: 0, ..address };
    let find = |address: Address| addresses.get(&address).or_else(|| addresses.get(&whole(address)));
    let mut edges = Edges::default();
    for row in raw(connection, SQL).await? {
        let (Some(user), Some(used)) = (address(&row, 0), address(&row, 3)) else { continue };
        match (find(user), find(used)) {
            (Some(from), Some(to)) if from == to => {}
            (Some(from), Some(to)) => {
                edges.dependencies.entry(from.clone()).or_default().insert(to.clone());
            }
            (Some(from), None) => {
                let Some(used) = formless.get(&whole(used)) else { continue };
                let first = edges.formless.entry(from.clone()).or_insert_with(|| used.clone());
                if used < first {
                    first.clone_from(used);
                }
            }
            // What depends on it automatically goes with it.
            (None, Some(to)) if row.try_get_unchecked::<&str, _>(6).ok() == Some("n") => {
                let Some(user) = formless.get(&whole(user)) else { continue };
                edges.held.entry(to.clone()).or_default().insert(format!("{} {}", user.what, user.name));
            }
            (None, Some(_) | None) => {}
        }
    }
    Ok(edges)
}

async fn raw(connection: &mut PgConnection, sql: &str) -> Result<Vec<PgRow>, Error> {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).fetch_all(connection).await.map_err(Error::Read)
}
