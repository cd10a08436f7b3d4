//! Rows that keep a column from coming or from changing.

use super::{Column, Conversion, narrowing};
use crate::kind::offending::{Models, Offending};
use crate::kind::{Id, Kind, Object};
use crate::name;

/// See [`offending`](crate::kind::Define::offending).
#[must_use]
pub fn offending(old: Option<&Column>, new: &Column, models: Models) -> Vec<Offending> {
    match old {
        Some(old) if old.data_type != new.data_type && !new.inherited => values(old, new, models).into_iter().collect(),
        old => nulls(old, new, models).into_iter().collect(),
    }
}

/// Values that are none of the type that the column gets, converted as is said, or as Postgres would.
fn values(old: &Column, new: &Column, models: Models) -> Option<Offending> {
    let (table, column) = (&old.table, &old.name);
    let conversion = Conversion::between(column, &old.data_type, &new.data_type);
    let becomes = new.data_type.qualified().and_then(|name| models.to.get(&Id::named(Kind::Enum, &name)));
    if let (None, Some(_), Some(Object::Enum(labels))) = (&new.using, &conversion.using, becomes)
        && new.data_type.dimensions == 0
    {
        let labels: Vec<String> = labels.values.iter().map(|label| name::literal(label)).collect();
        let none_of = format!("{column}::text <> all (array[{}])", labels.join(", "));
        return Some(Offending::rows(table, &none_of).on(column));
    }
    let counted = |sql: &str| Offending::at(table, format!("select count({sql}::{}) from {table}", new.data_type));
    match (&new.using, &conversion.using) {
        (Some(using), _) => Some(counted(&format!("({using})"))),
        (None, Some(using)) => Some(counted(&format!("({using})")).on(column)),
        (None, None) if !conversion.may_fail => None,
        // A cast cuts what is too long to be assigned.
        (None, None) => match narrowing::wrong_length(column, &new.data_type) {
            Some(wrong) => Some(Offending::rows(table, &wrong).on(column)),
            None => Some(counted(&column.to_string()).on(column)),
        },
    }
}

/// Rows without a value where there has to be one.
fn nulls(old: Option<&Column>, new: &Column, models: Models) -> Option<Offending> {
    let domain = new.domain(models.to).filter(|_| new.data_type.dimensions == 0);
    // A domain refuses a column without values even if it is filled in the same moment.
    let asks = domain.is_some_and(|domain| domain.not_null);
    let filled = new.backfill.is_some();
    if new.inherited || !(asks || new.not_null && !filled) {
        return None;
    }
    match old {
        Some(old) => (!filled && !old.not_null).then(|| Offending::nulls(&new.table, &new.name)),
        None => {
            // A type that is no object here may be a domain with a default of its own.
            let known = new.data_type.built_in || domain.is_some_and(|domain| domain.default.is_none());
            let default = models.to.get(&Id::of(Kind::Default, &new.table, &new.name));
            let given = default.is_some() || new.generated.is_some() || new.identity.is_some() || !known;
            (!given).then(|| Offending::any(&new.table, &new.name))
        }
    }
}
