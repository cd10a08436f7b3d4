//! Buckets of a live database. Columns that storage got later are read from the row as a whole.

use serde::Deserialize;

use super::Bucket;
use crate::introspect::{self, Found, Query};
use crate::name::Ident;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select b.id, b.name, coalesce(b.public, false) as public, b.file_size_limit, b.allowed_mime_types,
       coalesce((to_jsonb(b) ->> 'avif_autodetection')::boolean, false) as avif_autodetection, to_jsonb(b) ->> 'type' as type
     from storage.buckets b",
)
.requires("storage.buckets", &["id", "name", "public", "file_size_limit", "allowed_mime_types"])];

/// The type of a bucket of files; others are no buckets in this sense.
const FILES: &str = "STANDARD";

#[derive(Deserialize)]
struct Row {
    id: Ident,
    name: String,
    public: bool,
    file_size_limit: Option<i64>,
    allowed_mime_types: Option<Vec<String>>,
    avif_autodetection: bool,
    r#type: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { id, name, public, file_size_limit, allowed_mime_types, avif_autodetection, r#type } = self;
        if let Some(other) = r#type.filter(|known| known != FILES) {
            return found.unmodelled(&format!("bucket of type {other}"), None, id.to_string(), []);
        }
        let name = Some(name).filter(|name| name != id.as_str());
        let allowed_mime_types = allowed_mime_types.unwrap_or_default();
        found.define(Bucket { id, name, public, file_size_limit, allowed_mime_types, avif_autodetection }, []);
    }
}
