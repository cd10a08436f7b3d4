//! Publications in a live database.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Operation, Publication};
use crate::introspect::{self, Address, Found, Query};
use crate::name::Ident;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select p.oid::bigint, p.pubname as name, pg_get_userbyid(p.pubowner) as owner, p.puballtables as all_tables,
       (select json_agg(n.nspname) from pg_publication_namespace s join pg_namespace n on n.oid = s.pnnspid where s.pnpubid = p.oid) as schemas,
       p.pubinsert as insert, p.pubupdate as update, p.pubdelete as delete, p.pubtruncate as truncate, p.pubviaroot as via_root,
       p.pubgencols as generated, d.description as comment
     from pg_publication p $comment(pg_publication, p.oid)
     where $own(pg_publication, p.oid)",
)
.older(&[
    (15, "(select json_agg(n.nspname) from pg_publication_namespace s join pg_namespace n on n.oid = s.pnnspid where s.pnpubid = p.oid)", "null"),
    (18, "p.pubgencols", "'n'"),
])];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    name: Ident,
    owner: Ident,
    all_tables: bool,
    schemas: Option<BTreeSet<Ident>>,
    insert: bool,
    update: bool,
    delete: bool,
    truncate: bool,
    via_root: bool,
    generated: char,
    comment: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row {
            oid,
            name,
            owner,
            all_tables,
            schemas,
            insert,
            update,
            delete,
            truncate,
            via_root,
            generated,
            comment,
        } = self;
        let operations = [
            (insert, Operation::Insert),
            (update, Operation::Update),
            (delete, Operation::Delete),
            (truncate, Operation::Truncate),
        ];
        let publication = Publication {
            name,
            all_tables,
            tables_in_schema: schemas.unwrap_or_default(),
            publish: operations
                .into_iter()
                .filter_map(|(published, operation)| published.then_some(operation))
                .collect(),
            via_partition_root: via_root,
            generated_columns: generated == 's',
        };
        let id = found.define(publication, [Address::new("pg_publication", oid)]);
        found.comment(&id, comment);
        found.owner(&id, owner);
    }
}
