//! Constraints of tables in a live database, but for those that come from a parent.

use serde::Deserialize;

use super::{Action, Check, Constraint, Exclude, ForeignKey, Key, Rule};
use crate::introspect::{self, Address, Found, Printed, Query};
use crate::kind::index::introspect::{ElementRow, TWIN, elements, split, twin};
use crate::kind::partition;
use crate::kind::{Id, Kind};
use crate::name::{self, Ident, Name};
use crate::sql::Sql;

pub const QUERIES: &[Query] = &[Query::new::<Row>(concat!(
    "select k.oid::bigint, r.schema, r.name as table, k.conname as name, k.contype as type, k.condeferrable as deferrable,
       k.condeferred as initially_deferred, k.convalidated as valid, k.connoinherit as no_inherit, k.conenforced as enforced,
       k.conparentid <> 0 or k.coninhcount > 0 and not k.conislocal as inherited, rc.relispartition as partition,
       k.conperiod as period, $printed(pg_get_expr(k.conbin, k.conrelid)) as expression, d.description as comment,
       case when k.contype in ('f', 'n') then (select json_agg(a.attname order by u.n)
         from unnest(k.conkey) with ordinality u (attnum, n)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum) end as columns,
       case k.contype when 'f' then json_build_object('schema', fn.nspname, 'table', f.relname,
         'references', (select json_agg(a.attname order by u.n) from unnest(k.confkey) with ordinality u (attnum, n)
           join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum),
         'match', k.confmatchtype, 'on_update', k.confupdtype, 'on_delete', k.confdeltype,
         'limited_to', (select json_agg(a.attname order by u.n) from unnest(k.confdelsetcols) with ordinality u (attnum, n)
           join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum)) end as foreign_key,
       case when i.indexrelid is not null then json_build_object('oid', i.indexrelid::bigint, 'using', m.amname, 'elements', ",
    elements!(),
    ", 'keys', i.indnkeyatts, 'nulls_not_distinct', i.indnullsnotdistinct, 'options', c.reloptions, 'tablespace', s.spcname,
         'predicate', $printed(pg_get_expr(i.indpred, i.indrelid)), 'clustered', i.indisclustered, 'valid', i.indisvalid, 'twin', rc.relispartition and ",
    twin!(),
    ", 'comment', id.description,
         'operators', (select json_agg(case ons.nspname when 'pg_catalog' then o.oprname
             else format('operator(%I.%s)', ons.nspname, o.oprname) end order by u.n)
           from unnest(k.conexclop) with ordinality u (oid, n)
           join pg_operator o on o.oid = u.oid join pg_namespace ons on ons.oid = o.oprnamespace)) end as index
     from pg_constraint k
     join $relations r on r.oid = k.conrelid
     join pg_class rc on rc.oid = r.oid
     left join pg_class f on f.oid = k.confrelid
     left join pg_namespace fn on fn.oid = f.relnamespace
     left join pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u', 'x')
     left join pg_class c on c.oid = i.indexrelid
     left join pg_am m on m.oid = c.relam
     left join pg_tablespace s on s.oid = c.reltablespace
     left join pg_description id on id.classoid = 'pg_class'::regclass and id.objoid = i.indexrelid and id.objsubid = 0
     $comment(pg_constraint, k.oid)
     where r.kind in ('r', 'p', 'f') and (k.contype in ('p', 'u', 'f', 'c', 'x') or k.contype = 'n' and k.coninhcount = 0) "
))
.older(&[
    (15, "i.indnullsnotdistinct", "false"),
    (15, "k.confdelsetcols", "null::int2[]"),
    (18, "k.conenforced", "true"),
    (18, "k.conperiod", "false"),
])];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    table: Ident,
    name: Ident,
    #[serde(rename = "type")]
    letter: char,
    deferrable: bool,
    initially_deferred: bool,
    valid: bool,
    no_inherit: bool,
    enforced: bool,
    inherited: bool,
    partition: bool,
    period: bool,
    expression: Option<Printed>,
    columns: Option<Vec<Ident>>,
    foreign_key: Option<Target>,
    index: Option<Behind>,
    comment: Option<String>,
}

#[derive(Deserialize)]
struct Target {
    schema: Ident,
    table: Ident,
    references: Vec<Ident>,
    #[serde(rename = "match")]
    matching: char,
    on_update: char,
    on_delete: char,
    limited_to: Option<Vec<Ident>>,
}

/// The index behind a constraint.
#[derive(Deserialize)]
struct Behind {
    oid: u32,
    using: Ident,
    elements: Vec<ElementRow>,
    keys: usize,
    nulls_not_distinct: bool,
    options: Option<Vec<String>>,
    tablespace: Option<Ident>,
    predicate: Option<Printed>,
    clustered: bool,
    valid: bool,
    /// The table has another one just like it.
    twin: bool,
    comment: Option<String>,
    operators: Option<Vec<String>>,
}

fn action(letter: char, limited_to: Vec<Ident>) -> Action {
    match letter {
        'r' => Action::Restrict,
        'c' => Action::Cascade,
        'n' => Action::SetNull(limited_to),
        'd' => Action::SetDefault(limited_to),
        _ => Action::NoAction,
    }
}

impl Target {
    fn read(self, columns: Vec<Ident>, not_valid: bool) -> ForeignKey {
        let Target { schema, table, references, matching, on_update, on_delete, limited_to } = self;
        ForeignKey {
            columns,
            table: Name { schema, name: table },
            references,
            match_full: matching == 'f',
            on_delete: action(on_delete, limited_to.unwrap_or_default()),
            on_update: action(on_update, Vec::new()),
            not_valid,
        }
    }
}

impl Behind {
    fn read(self, letter: char) -> Rule {
        let (elements, include, _) = split(self.elements, self.keys);
        let (storage_parameters, tablespace) = (introspect::options(self.options), self.tablespace);
        if letter == 'x' {
            return Rule::Exclude(Exclude {
                using: self.using,
                elements: elements.into_iter().zip(self.operators.unwrap_or_default()).collect(),
                include,
                storage_parameters,
                tablespace,
                predicate: self.predicate.map(Sql::from),
            });
        }
        let key = Key {
            columns: elements.into_iter().filter_map(|element| element.column).collect(),
            include,
            nulls_not_distinct: self.nulls_not_distinct,
            storage_parameters,
            tablespace,
        };
        if letter == 'p' { Rule::PrimaryKey(key) } else { Rule::Unique(key) }
    }
}

impl Row {
    /// NOT NULL is a constraint since 18; the column says it, but for what is odd about it. One that is inherited is as its parent's.
    fn not_null(self, table: &Name, found: &mut Found) {
        let Some(column) = self.columns.and_then(|mut columns| columns.pop()) else { return };
        let chosen = name::generated(table.name.as_str(), column.as_str(), "not_null");
        let id = Id::of(Kind::Column, table, &column);
        let odd = [
            (self.name != chosen).then(|| format!("its constraint is called {}", self.name)),
            self.no_inherit.then(|| "it is not inherited".to_owned()),
            (!self.valid).then(|| "it is not valid".to_owned()),
            self.comment.map(|text| format!("its constraint has the comment {}", name::literal(&text))),
        ];
        for why in odd.into_iter().flatten() {
            found.partly(&id, "not null", &why);
        }
    }
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let table = Name { schema: self.schema.clone(), name: self.table.clone() };
        // A foreign key comes from the parent whatever the partition is like; a key may bring a name of its own.
        let own = self.partition && self.letter != 'f' && !partition::follows_parent(&table, found);
        if self.inherited && !own {
            return;
        }
        if self.letter == 'n' {
            return self.not_null(&table, found);
        }
        let index = self.index.as_ref().map(|index| Address::new("pg_class", index.oid));
        let of_index =
            self.index.as_ref().map(|index| (index.clustered, !index.valid, index.twin, index.comment.clone()));
        let (clustered, invalid, twin, index_comment) = of_index.unwrap_or_default();
        let rule = match (self.expression, self.foreign_key, self.index) {
            (_, Some(target), _) => Rule::ForeignKey(target.read(self.columns.unwrap_or_default(), !self.valid)),
            (_, None, Some(index)) => index.read(self.letter),
            (Some(expression), None, None) => Rule::Check(Check {
                expression: expression.into(),
                not_valid: !self.valid,
                no_inherit: self.no_inherit,
            }),
            (None, None, None) => {
                let at = [Address::new("pg_constraint", self.oid)];
                return found.unmodelled("constraint", Some(&table.schema), format!("{} on {table}", self.name), at);
            }
        };
        let constraint = Constraint {
            table,
            name: self.name,
            rule,
            deferrable: self.deferrable,
            initially_deferred: self.initially_deferred,
        };
        let id = found.define(constraint, [Address::new("pg_constraint", self.oid)].into_iter().chain(index));
        found.comment(&id, self.comment);
        let odd = [
            (!self.enforced).then(|| "it is not enforced".to_owned()),
            self.period.then(|| "its last column is a period".to_owned()),
            clustered.then(|| "its table is marked to be clustered on it".to_owned()),
            invalid.then(|| "its index is not used until all its partitions are attached".to_owned()),
            twin.then(|| TWIN.to_owned()),
            index_comment.map(|text| format!("its index has the comment {}", name::literal(&text))),
        ];
        for why in odd.into_iter().flatten() {
            found.partly(&id, "constraint", &why);
        }
    }
}
