//! A bucket of Supabase's storage: a row that the platform keeps in a table of its own. Who put it there, and when, is not said.

mod introspect;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident};
use crate::need::Needs;
use crate::profile::{Platform, Profile};
use crate::rename::Renaming;
use crate::step::{Hazard, Statement};
use crate::yaml::Node;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bucket {
    pub id: Ident,
    /// What it is called, where that is not its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whoever knows the address of a file may read it, whatever policies say.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub public: bool,
    /// In bytes; that of the project if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size_limit: Option<i64>,
    /// All types of file if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_mime_types: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub avif_autodetection: bool,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let heading = map.required("bucket");
    let id = heading.and_then(|node| scope.ident(node));
    let name = map.text("name");
    let public = map.flag("public");
    let file_size_limit = map.get("file_size_limit").and_then(|node| read_size(node, scope));
    let types = map.items("allowed_mime_types").iter();
    let allowed_mime_types = types.filter_map(|node| read_mime_type(node, scope)).collect();
    let avif_autodetection = map.flag("avif_autodetection");
    // A row has no comment; it is for the reader of the YAML.
    map.text("comment");
    let (Some(id), Some(heading)) = (id, heading) else { return };
    if scope.profile.platform != Platform::Supabase {
        scope.reader.report(
            Diagnostic::error(code::PLATFORM, heading.span, "only Supabase has buckets")
                .help("write `platform: supabase` in schemac.yaml, or remove the declaration"),
        );
        return;
    }
    let name = name.filter(|name| name != id.as_str());
    let bucket = Bucket { id, name, public, file_size_limit, allowed_mime_types, avif_autodetection };
    scope.depends(map, &bucket.id());
    scope.define(bucket, heading.span, &[]);
}

fn read_size(node: &Node, scope: &Scope) -> Option<i64> {
    let size = scope.reader.integer(node)?;
    if size < 1 {
        scope.reader.report(
            Diagnostic::error(code::BAD_VALUE, node.span, format!("no file has {size} bytes"))
                .help("write the size of the largest file in bytes: `5242880`"),
        );
        return None;
    }
    Some(size)
}

fn read_mime_type(node: &Node, scope: &Scope) -> Option<String> {
    let text = scope.reader.text(node)?;
    let parts = text.split_once('/');
    if parts.is_none_or(|(kind, form)| kind.is_empty() || form.is_empty() || form.contains('/') || text.contains(' ')) {
        scope.reader.report(
            Diagnostic::error(code::BAD_VALUE, node.span, format!("`{text}` is no type of file"))
                .help("write a type like `image/png`, or all of a kind: `image/*`"),
        );
        return None;
    }
    Some(text.to_owned())
}

impl Bucket {
    /// The columns that are said of every bucket, and their values.
    fn values(&self) -> Vec<(&'static str, String)> {
        let Bucket { id, name, public, file_size_limit, allowed_mime_types, avif_autodetection: _ } = self;
        let types = match name::list(allowed_mime_types.iter().map(|text| name::literal(text))) {
            none if none.is_empty() => "null".to_owned(),
            types => format!("array[{types}]"),
        };
        vec![
            ("name", name::literal(name.as_deref().unwrap_or(id.as_str()))),
            ("public", public.to_string()),
            ("file_size_limit", file_size_limit.map_or_else(|| "null".to_owned(), |size| size.to_string())),
            ("allowed_mime_types", types),
        ]
    }

    fn key(&self) -> String {
        name::literal(self.id.as_str())
    }

    fn guarded(&self, statements: &[String], what: &str) -> Statement {
        // A server without storage still has to take the migration.
        let bucket = self.id.as_str().replace('\'', "''").replace('%', "%%");
        let body = format!(
            "\nbegin\n  if to_regclass('storage.buckets') is not null then\n    {};\n  else\n    raise warning 'there is no storage here: bucket {bucket} is not {what}';\n  end if;\nend\n",
            statements.join(";\n    "),
        );
        Statement::new(format!("do {}", name::dollar_quoted(&body)))
    }
}

const AVIF: &str = "avif_autodetection";

impl Define for Bucket {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::global(Kind::Bucket, &self.id)
    }

    /// Nothing that can be renamed is mentioned by it.
    fn rename(&mut self, _: &Renaming) {}

    fn needs(&self, _: &mut Needs) {}

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let mut values = self.values();
        values.extend(self.avif_autodetection.then(|| (AVIF, "true".to_owned())));
        let columns = name::list(values.iter().map(|(column, _)| column));
        let sets = values.iter().map(|(column, _)| format!("{column} = excluded.{column}")).collect::<Vec<_>>();
        let list = name::list(values.iter().map(|(_, value)| value));
        let insert = format!(
            "insert into storage.buckets (id, {columns})\n    values ({}, {list})\n    on conflict (id) do update set\n      {}",
            self.key(),
            sets.join(",\n      ")
        );
        vec![self.guarded(&[insert], "created")]
    }

    /// Storage refuses DELETE that does not say it is meant, because files stay behind without their rows; a bucket that holds any is kept
    /// by the foreign key of `storage.objects`.
    fn drop(&self, _: &Profile) -> Vec<Statement> {
        let allow = |allowed: bool| format!("perform set_config('storage.allow_delete_query', '{allowed}', true)");
        let delete = format!("delete from storage.buckets where id = {}", self.key());
        let drop = self.guarded(&[allow(true), delete, allow(false)], "dropped");
        vec![drop.hazard(Hazard::DataLoss).hazard(Hazard::MayFail)]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let mut sets: Vec<String> = self
            .values()
            .iter()
            .zip(to.values())
            .filter(|((_, old), (_, new))| old != new)
            .map(|(_, (column, value))| format!("{column} = {value}"))
            .collect();
        if self.avif_autodetection != to.avif_autodetection {
            sets.push(format!("{AVIF} = {}", to.avif_autodetection));
        }
        let update = format!("update storage.buckets set {} where id = {}", name::list(sets), self.key());
        let statement = self.guarded(&[update], "changed");
        Alter::InPlace(vec![match (self.public, to.public) {
            (false, true) => statement.hazard(Hazard::AccessWidened),
            (true, false) => statement.hazard(Hazard::AccessNarrowed),
            (false, false) | (true, true) => statement,
        }])
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let Bucket { id: _, name, public, file_size_limit, allowed_mime_types, avif_autodetection: _ } = self;
        vec![
            ("Name", name.clone().unwrap_or_default()),
            ("Public", if *public { "yes".to_owned() } else { String::new() }),
            ("File size limit", file_size_limit.map_or_else(String::new, |size| size.to_string())),
            ("Allowed types", allowed_mime_types.join(", ")),
        ]
    }

    fn write(&self, out: &mut Written) {
        let Bucket { id, name, public, file_size_limit, allowed_mime_types, avif_autodetection } = self;
        let mut map = emit::Map::of("bucket", id);
        map.set_if("name", name.as_deref());
        map.flag("public", *public);
        map.set_if("file_size_limit", *file_size_limit);
        map.list("allowed_mime_types", allowed_mime_types.iter().map(String::as_str));
        map.flag("avif_autodetection", *avif_autodetection);
        out.document(self.id(), map);
    }
}
