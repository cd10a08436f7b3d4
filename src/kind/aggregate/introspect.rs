//! Aggregates in a live database.

use serde::Deserialize;

use super::{Aggregate, Modify, Moving, State};
use crate::introspect::{self, Address, Common, Found, Query, name};
use crate::kind::function::{Argument, Mode, Parallel};
use crate::name::{self, Ident, Name};

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select p.oid::bigint, n.nspname as schema, p.proname as name, a.aggkind as kind, a.aggnumdirectargs as direct,
       (select json_agg(json_build_object('type', format_type(t.type, null), 'mode', coalesce(p.proargmodes[t.number], 'i'),
            'name', p.proargnames[t.number]) order by t.number)
          from unnest(p.proargtypes::oid[]) with ordinality t (type, number)) as arguments,
       json_build_object('sfunc', a.aggtransfn::text, 'stype', format_type(a.aggtranstype, null), 'sspace', a.aggtransspace,
         'finalfunc', a.aggfinalfn::text, 'finalfunc_extra', a.aggfinalextra, 'finalfunc_modify', a.aggfinalmodify,
         'initcond', a.agginitval) as state,
       case when a.aggmtransfn <> 0 then json_build_object('sfunc', a.aggmtransfn::text, 'stype', format_type(a.aggmtranstype, null),
         'sspace', a.aggmtransspace, 'finalfunc', a.aggmfinalfn::text, 'finalfunc_extra', a.aggmfinalextra,
         'finalfunc_modify', a.aggmfinalmodify, 'initcond', a.aggminitval) end as moving,
       a.aggminvtransfn::text as inverse, a.aggcombinefn::text as combinefunc, a.aggserialfn::text as serialfunc,
       a.aggdeserialfn::text as deserialfunc, son.nspname as sortop_schema, so.oprname as sortop, p.proparallel as parallel,
       pg_get_userbyid(p.proowner) as owner, p.proacl as acl, d.description as comment
     from pg_aggregate a
     join pg_proc p on p.oid = a.aggfnoid
     join pg_namespace n on n.oid = p.pronamespace
     left join pg_operator so on so.oid = a.aggsortop
     left join pg_namespace son on son.oid = so.oprnamespace
     $comment(pg_proc, p.oid)
     where p.pronamespace = any ($schemas) and $own(pg_proc, p.oid)",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    name: Ident,
    kind: char,
    direct: usize,
    arguments: Option<Vec<RowArgument>>,
    state: RowState,
    moving: Option<RowState>,
    inverse: String,
    combinefunc: String,
    serialfunc: String,
    deserialfunc: String,
    sortop_schema: Option<Ident>,
    sortop: Option<Ident>,
    parallel: char,
    #[serde(flatten)]
    common: Common,
}

#[derive(Deserialize)]
struct RowArgument {
    #[serde(rename = "type")]
    data_type: String,
    mode: char,
    name: Option<String>,
}

#[derive(Deserialize)]
struct RowState {
    sfunc: String,
    stype: String,
    sspace: i64,
    finalfunc: String,
    finalfunc_extra: bool,
    finalfunc_modify: char,
    initcond: Option<String>,
}

/// A function as `regproc` prints it: a dash for none, without its schema if that is the system's.
fn function(printed: &str) -> Option<Name> {
    if printed == "-" {
        return None;
    }
    let mut parts = name::split(printed).ok()?;
    let own = parts.pop()?;
    Some(Name { schema: parts.pop().unwrap_or_else(|| "pg_catalog".into()), name: own })
}

impl RowState {
    fn read(self, found: &mut Found) -> State {
        State {
            sfunc: function(&self.sfunc).unwrap_or_else(|| Name::new("pg_catalog", self.sfunc.as_str())),
            stype: found.type_name(&self.stype).without_modifiers(),
            sspace: Some(self.sspace),
            finalfunc: function(&self.finalfunc),
            finalfunc_extra: self.finalfunc_extra,
            finalfunc_modify: Some(match self.finalfunc_modify {
                's' => Modify::Shareable,
                'w' => Modify::ReadWrite,
                _ => Modify::ReadOnly,
            }),
            initcond: self.initcond,
        }
    }
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let arguments = self.arguments.unwrap_or_default().into_iter().map(|RowArgument { data_type, mode, name }| {
            let name = name.filter(|name| !name.is_empty()).map(Ident::new);
            let data_type = found.type_name(&data_type).without_modifiers();
            Argument { name, data_type, mode: if mode == 'v' { Mode::Variadic } else { Mode::In }, default: None }
        });
        let mut arguments: Vec<Argument> = arguments.collect();
        let order_by = (self.kind != 'n').then(|| {
            let ordered = arguments.split_off(self.direct.min(arguments.len()));
            // `VARIADIC "any"` at the end of both lists is kept once.
            if ordered.is_empty() { arguments.last().cloned().into_iter().collect() } else { ordered }
        });
        let state = self.state.read(found);
        let moving = self
            .moving
            .zip(function(&self.inverse))
            .map(|(state, inverse)| Box::new(Moving { state: state.read(found), inverse }));
        let aggregate = Aggregate {
            name: name(&self.schema, &self.name),
            arguments,
            order_by,
            hypothetical: self.kind == 'h',
            state,
            combinefunc: function(&self.combinefunc),
            serialfunc: function(&self.serialfunc),
            deserialfunc: function(&self.deserialfunc),
            moving,
            sortop: self.sortop_schema.zip(self.sortop).map(|(schema, own)| name(&schema, &own)),
            parallel: Parallel::of(self.parallel),
        };
        let id = found.define(aggregate.normalised(), [Address::new("pg_proc", self.oid)]);
        found.common(&id, self.common);
    }
}
