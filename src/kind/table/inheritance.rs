//! The tables that a table, foreign or not, has columns and checks from, beside its own.

use serde::Deserialize;

use crate::introspect::Found;
use crate::kind::Id;
use crate::name::{Ident, Name};

/// The parents of the relation `c`, and whether its columns stand in another order than that in which CREATE TABLE … INHERITS puts them.
macro_rules! inheritance {
    () => {
        "case when not c.relispartition then (
           select json_agg(json_build_array(n.nspname, u.relname) order by ih.inhseqno)
           from pg_inherits ih join pg_class u on u.oid = ih.inhparent join pg_namespace n on n.oid = u.relnamespace
           where ih.inhrelid = c.oid) end as inherits,
         case when not c.relispartition and c.oid in (select inhrelid from pg_inherits) then (
           select array_agg(a.attname order by a.attinhcount = 0, a.first, a.attnum) is distinct from array_agg(a.attname order by a.attnum)
           from (select a.*, (select min(array[ih.inhseqno, u.attnum]) from pg_inherits ih
               join pg_attribute u on u.attrelid = ih.inhparent and u.attname = a.attname where ih.inhrelid = c.oid) as first
             from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) a)
         else false end as disordered"
    };
}
pub(in crate::kind) use inheritance;

/// What `inheritance!` reads.
#[derive(Deserialize)]
pub struct Inheritance {
    inherits: Option<Vec<(Ident, Ident)>>,
    disordered: bool,
}

impl Inheritance {
    /// The parents, and whether the columns are out of order.
    #[must_use]
    pub fn read(self) -> (Vec<Name>, bool) {
        let Inheritance { inherits, disordered } = self;
        let parents = inherits.unwrap_or_default().into_iter().map(|(schema, name)| Name { schema, name });
        (parents.collect(), disordered)
    }
}

/// Notes columns out of order.
pub fn note(disordered: bool, id: &Id, found: &mut Found) {
    if disordered {
        found.partly(id, "inheritance", "its columns do not stand in the order of those that it inherits");
    }
}

/// The actions of ALTER TABLE between two lists of parents.
#[must_use]
pub fn change(from: &[Name], to: &[Name]) -> Vec<String> {
    // A new parent comes last, so whatever has to come after it goes and comes back.
    let kept: Vec<&Name> = from.iter().filter(|parent| to.contains(parent)).collect();
    let in_place = kept.iter().zip(to).take_while(|(kept, wanted)| *kept == wanted).count();
    let staying = &kept[..in_place];
    let gone = from.iter().filter(|parent| !staying.contains(parent)).map(|parent| format!("no inherit {parent}"));
    gone.chain(to[in_place..].iter().map(|parent| format!("inherit {parent}"))).collect()
}
