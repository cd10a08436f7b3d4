//! Types of Postgres → types of Rust, as sqlx 0.9 reads and writes them. What has no type there that serde knows too, or one that sqlx
//! would refuse to read, is read as another type: the SELECT list says which.

use std::collections::{BTreeMap, BTreeSet};

use crate::name::Name;
use crate::types::TypeName;

/// What the generated code needs from outside, or from its own `mod.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    Chrono,
    Decimal,
    IpNetwork,
    Json,
    Uuid,
    Vector,
    HalfVector,
    SparseVector,
    Interval,
    Money,
    Oid,
    Range,
    TimeTz,
}

/// How values of a type appear in Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustType {
    pub path: String,
    /// The SQL type to read it as, where it is not its own.
    pub read_as: Option<String>,
    /// Whether serde has to be told how to write it.
    pub plain: bool,
    pub needs: BTreeSet<Need>,
    /// The extension schema that has to be on the search path.
    pub search_path: Option<String>,
}

/// The types that the catalog declares: enums with the path of their Rust type, domains with what they are made of.
#[derive(Debug, Default)]
pub struct Declared<'a> {
    pub enums: BTreeMap<&'a Name, String>,
    pub domains: BTreeMap<&'a Name, &'a TypeName>,
}

const RANGES: &[(&str, &str, &[Need])] = &[
    ("int4range", "i32", &[]),
    ("int8range", "i64", &[]),
    ("numrange", "rust_decimal::Decimal", &[Need::Decimal]),
    ("tsrange", "chrono::NaiveDateTime", &[Need::Chrono]),
    ("tstzrange", "chrono::DateTime<chrono::Utc>", &[Need::Chrono]),
    ("daterange", "chrono::NaiveDate", &[Need::Chrono]),
];

const NAMES: &[(&str, &str, &[Need])] = &[
    ("smallint", "i16", &[]),
    ("integer", "i32", &[]),
    ("bigint", "i64", &[]),
    ("real", "f32", &[]),
    ("double precision", "f64", &[]),
    ("boolean", "bool", &[]),
    ("text", "String", &[]),
    ("varchar", "String", &[]),
    ("char", "String", &[]),
    ("name", "String", &[]),
    ("bytea", "Vec<u8>", &[]),
    ("uuid", "uuid::Uuid", &[Need::Uuid]),
    ("json", "serde_json::Value", &[Need::Json]),
    ("jsonb", "serde_json::Value", &[Need::Json]),
    ("numeric", "rust_decimal::Decimal", &[Need::Decimal]),
    ("timestamp", "chrono::NaiveDateTime", &[Need::Chrono]),
    ("timestamptz", "chrono::DateTime<chrono::Utc>", &[Need::Chrono]),
    ("date", "chrono::NaiveDate", &[Need::Chrono]),
    ("time", "chrono::NaiveTime", &[Need::Chrono]),
    ("inet", "ipnetwork::IpNetwork", &[Need::IpNetwork]),
    ("cidr", "ipnetwork::IpNetwork", &[Need::IpNetwork]),
];

/// As [`NAMES`], but serde does not know them.
const PLAIN: &[(&str, &str, &[Need])] = &[
    ("interval", "sqlx::postgres::types::PgInterval", &[Need::Interval]),
    ("money", "sqlx::postgres::types::PgMoney", &[Need::Money]),
    ("oid", "sqlx::postgres::types::Oid", &[Need::Oid]),
    (
        "timetz",
        "sqlx::postgres::types::PgTimeTz<chrono::NaiveTime, chrono::FixedOffset>",
        &[Need::Chrono, Need::TimeTz],
    ),
];

impl RustType {
    fn new(path: &str, needs: &[Need]) -> RustType {
        RustType {
            path: path.to_owned(),
            read_as: None,
            plain: false,
            needs: needs.iter().copied().collect(),
            search_path: None,
        }
    }

    fn plain(path: &str, needs: &[Need]) -> RustType {
        RustType { plain: true, ..RustType::new(path, needs) }
    }

    fn text() -> RustType {
        RustType { read_as: Some("text".to_owned()), ..RustType::new("String", &[]) }
    }
}

/// The Rust type of a column.
#[must_use]
pub fn of(data_type: &TypeName, declared: &Declared) -> RustType {
    resolve(data_type, declared, declared.domains.len())
}

/// A domain may be made of a domain, at most `depth` of them.
fn resolve(data_type: &TypeName, declared: &Declared, depth: usize) -> RustType {
    if data_type.dimensions > 1 {
        // sqlx reads arrays of one dimension only.
        return RustType::text();
    }
    let domain = data_type.qualified().and_then(|name| declared.domains.get(&name).copied());
    if let Some(base) = domain {
        let Some(depth) = depth.checked_sub(1) else { return RustType::text() };
        let mut found = resolve(base, declared, depth);
        let is_own = base.built_in
            && base.dimensions == 0
            && !found.plain
            && found.read_as.is_none()
            && data_type.dimensions == 0;
        if data_type.dimensions == 0 {
            // sqlx looks through a domain for its simplest types only.
            found.read_as = found.read_as.or_else(|| (!is_own).then(|| base.without_modifiers().to_string()));
            return found;
        }
        if base.dimensions > 0 {
            return RustType::text();
        }
        return array(RustType {
            read_as: Some(found.read_as.unwrap_or_else(|| base.without_modifiers().to_string())),
            ..found
        });
    }
    let element = element(data_type, declared);
    if data_type.dimensions == 1 { array(element) } else { element }
}

fn array(element: RustType) -> RustType {
    RustType {
        path: format!("Vec<{}>", element.path),
        read_as: element.read_as.map(|name| format!("{name}[]")),
        ..element
    }
}

fn element(data_type: &TypeName, declared: &Declared) -> RustType {
    let name = data_type.name.as_str();
    if data_type.built_in {
        let find = |list: &[(&str, &'static str, &'static [Need])]| {
            list.iter().find(|(known, ..)| *known == name).map(|(_, path, needs)| (*path, *needs))
        };
        if let Some((path, needs)) = find(NAMES) {
            return RustType::new(path, needs);
        }
        if let Some((path, needs)) = find(PLAIN) {
            return RustType::plain(path, needs);
        }
        if let Some((path, needs)) = find(RANGES) {
            let mut range = RustType::plain(&format!("sqlx::postgres::types::PgRange<{path}>"), needs);
            range.needs.insert(Need::Range);
            return range;
        }
        return RustType::text();
    }
    if let Some(path) = data_type.qualified().and_then(|name| declared.enums.get(&name)) {
        return RustType::new(path, &[]);
    }
    let mut found = match name {
        "vector" => RustType::new("pgvector::Vector", &[Need::Vector]),
        "halfvec" => RustType::plain("pgvector::HalfVector", &[Need::HalfVector]),
        "sparsevec" => RustType::plain("pgvector::SparseVector", &[Need::SparseVector]),
        // The type of one byte in double quotes.
        "char" => return RustType::new("i8", &[]),
        _ => return RustType::text(),
    };
    found.search_path = data_type.schema.as_ref().map(ToString::to_string);
    found
}

/// The type to write a value as that is read as another: the column's own, without what would cut the value off in silence.
#[must_use]
pub fn write_as(data_type: &TypeName) -> String {
    let mut bare = data_type.without_modifiers();
    if bare.built_in && bare.name.as_str() == "bit" {
        bare.name = "varbit".into();
    }
    bare.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(text: &str) -> (String, Option<String>) {
        let found = of(&TypeName::parse(text).expect(text), &Declared::default());
        (found.path, found.read_as)
    }

    #[test]
    fn types_have_their_place() {
        for (sql, path, read_as) in [
            ("varchar(20)", "String", None),
            ("timestamptz(3)[]", "Vec<chrono::DateTime<chrono::Utc>>", None),
            ("daterange", "sqlx::postgres::types::PgRange<chrono::NaiveDate>", None),
            ("tsvector", "String", Some("text")),
            ("xml[]", "Vec<String>", Some("text[]")),
            ("integer[][]", "String", Some("text")),
            ("extensions.citext", "String", Some("text")),
            ("vector(3)", "pgvector::Vector", None),
        ] {
            assert_eq!(rust(sql), (path.to_owned(), read_as.map(str::to_owned)), "{sql}");
        }
        assert_eq!(write_as(&TypeName::parse("bit(3)[]").expect("a type")), "varbit[]");
    }

    #[test]
    fn domains_are_what_they_are_made_of() {
        let (id, mail) = (Name::new("app", "id"), Name::new("app", "mail"));
        let (uuid, citext) = (TypeName::parse("uuid").expect("a type"), TypeName::parse("ext.citext").expect("a type"));
        let declared = Declared { enums: BTreeMap::new(), domains: BTreeMap::from([(&id, &uuid), (&mail, &citext)]) };
        let rust = |text: &str| {
            let found = of(&TypeName::parse(text).expect(text), &declared);
            (found.path, found.read_as)
        };
        assert_eq!(rust("app.id"), ("uuid::Uuid".to_owned(), None));
        assert_eq!(rust("app.id[]"), ("Vec<uuid::Uuid>".to_owned(), Some("uuid[]".to_owned())));
        assert_eq!(rust("app.mail"), ("String".to_owned(), Some("text".to_owned())));
    }
}
