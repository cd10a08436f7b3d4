//! Functions and procedures in a live database.

use serde::Deserialize;

use super::{Argument, Body, Function, Mode, Padding, Parallel, Returns, Settings, Volatility, number};
use crate::introspect::{self, Address, Common, Found, Query};
use crate::name::{Ident, Name};
use crate::sql::{self, Sql};
use crate::types::TypeName;

/// A range type brings the functions that make its values, which are a part of it.
pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select p.oid::bigint, n.nspname as schema, p.proname as name, p.prokind as kind, l.lanname as language,
       (select json_agg(json_build_object('type', format_type(a.type, null), 'mode', coalesce(p.proargmodes[a.number], 'i'),
            'name', p.proargnames[a.number],
            'default', case when p.pronargdefaults > 0 then pg_get_function_arg_default(p.oid, a.number::int) end) order by a.number)
          from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality a (type, number)) as arguments,
       p.proretset as set, case when p.prokind <> 'p' then format_type(p.prorettype, null) end as returns,
       p.provolatile as volatility, p.proisstrict as strict, p.proleakproof as leakproof, p.prosecdef as security_definer,
       p.proparallel as parallel, p.procost::text as cost, p.prorows::text as rows,
       sn.nspname as support_schema, s.proname as support,
       (select json_agg(format_type(t.type, null) order by t.number) from unnest(p.protrftypes) with ordinality t (type, number)) as transform,
       p.proconfig as set_to, p.prosrc as source, p.probin as file, pg_get_function_sqlbody(p.oid) as atomic,
       pg_get_userbyid(p.proowner) as owner, p.proacl as acl, d.description as comment
     from pg_proc p
     join pg_namespace n on n.oid = p.pronamespace
     join pg_language l on l.oid = p.prolang
     left join pg_proc s on s.oid = p.prosupport
     left join pg_namespace sn on sn.oid = s.pronamespace
     $comment(pg_proc, p.oid)
     where p.prokind <> 'a' and p.pronamespace = any ($schemas) and $own(pg_proc, p.oid)
       and not exists (select from pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = p.oid and i.deptype = 'i')",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    name: Ident,
    kind: char,
    language: Ident,
    arguments: Option<Vec<RowArgument>>,
    set: bool,
    returns: Option<String>,
    volatility: char,
    strict: bool,
    leakproof: bool,
    security_definer: bool,
    parallel: char,
    cost: String,
    rows: String,
    support_schema: Option<Ident>,
    support: Option<Ident>,
    transform: Option<Vec<String>>,
    set_to: Option<Vec<String>>,
    source: String,
    file: Option<String>,
    atomic: Option<String>,
    #[serde(flatten)]
    common: Common,
}

#[derive(Deserialize)]
struct RowArgument {
    #[serde(rename = "type")]
    data_type: String,
    mode: char,
    name: Option<String>,
    default: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let name = Name { schema: self.schema, name: self.name };
        let mut arguments = Vec::new();
        let mut columns = Vec::new();
        for RowArgument { data_type, mode, name, default } in self.arguments.unwrap_or_default() {
            let data_type = found.type_name(&data_type).without_modifiers();
            let name = name.filter(|name| !name.is_empty()).map(Ident::new);
            let mode = match mode {
                't' => {
                    columns.push((name.unwrap_or_default(), data_type));
                    continue;
                }
                'o' => Mode::Out,
                'b' => Mode::Inout,
                'v' => Mode::Variadic,
                _ => Mode::In,
            };
            arguments.push(Argument {
                name,
                data_type,
                mode,
                default: default.map(|full| Sql::new(sql::exact(&full, &full))),
            });
        }
        let returns = self.returns.map(|printed| found.type_name(&printed).without_modifiers()).map(|data_type| {
            if columns.is_empty() {
                if self.set { Returns::Setof(data_type) } else { Returns::Type(data_type) }
            } else {
                Returns::Table(columns)
            }
        });
        let transform: Vec<TypeName> =
            self.transform.unwrap_or_default().iter().map(|printed| found.type_name(printed)).collect();
        let mut set = Settings::default();
        for setting in self.set_to.unwrap_or_default() {
            let (key, value) = setting.split_once('=').unwrap_or((&setting, ""));
            set.set(key, value);
        }
        let (padding, text) = Padding::of(&self.source);
        let (body, padding) = match (self.atomic, self.file) {
            (Some(full), _) => (Body::Atomic(Sql::new(sql::exact(&full, &full))), Padding::default()),
            (None, Some(file)) => (Body::Object { file, symbol: self.source }, Padding::default()),
            (None, None) if self.language.as_str() == "internal" => (Body::Text(self.source), Padding::default()),
            (None, None) => (Body::Text(text.to_owned()), padding),
        };
        let function = Function {
            name,
            procedure: self.kind == 'p',
            arguments,
            returns,
            language: self.language,
            volatility: match self.volatility {
                'i' => Volatility::Immutable,
                's' => Volatility::Stable,
                _ => Volatility::Volatile,
            },
            strict: self.strict,
            leakproof: self.leakproof,
            security_definer: self.security_definer,
            parallel: Parallel::of(self.parallel),
            cost: number(&self.cost),
            rows: number(&self.rows),
            support: self.support_schema.zip(self.support).map(|(schema, name)| Name { schema, name }),
            window: self.kind == 'w',
            transform,
            set,
            padding,
            body,
        };
        let id = found.define(function.normalised(), [Address::new("pg_proc", self.oid)]);
        found.common(&id, self.common);
    }
}
