//! New columns for which Postgres writes a table anew: those that have another value in each row, and those of a domain whose constraints
//! have to be looked at.

use super::Column;
use super::backfill::Backfill;
use crate::catalog::Catalog;
use crate::kind::default::Default;
use crate::kind::domain::Domain;
use crate::kind::function::Volatility;
use crate::kind::{Id, Kind, Object};
use crate::name::Ident;
use crate::sql::{self, Form, Sql};
use crate::step::Hazard;

/// Functions of Postgres in defaults that give all rows of a statement one value.
const STEADY: &[&str] = &[
    "abs",
    "age",
    "array_fill",
    "btrim",
    "ceil",
    "coalesce",
    "concat",
    "concat_ws",
    "current_database",
    "current_schema",
    "current_setting",
    "current_user",
    "date",
    "date_part",
    "date_trunc",
    "daterange",
    "decode",
    "encode",
    "extract",
    "floor",
    "format",
    "greatest",
    "int4range",
    "int8range",
    "json_build_array",
    "json_build_object",
    "jsonb_build_array",
    "jsonb_build_object",
    "least",
    "left",
    "length",
    "lower",
    "lpad",
    "ltrim",
    "make_date",
    "make_interval",
    "make_time",
    "make_timestamp",
    "make_timestamptz",
    "md5",
    "now",
    "nullif",
    "numrange",
    "point",
    "power",
    "repeat",
    "replace",
    "right",
    "round",
    "rpad",
    "rtrim",
    "session_user",
    "sha256",
    "split_part",
    "statement_timestamp",
    "substr",
    "substring",
    "timezone",
    "to_char",
    "to_date",
    "to_json",
    "to_jsonb",
    "to_number",
    "to_timestamp",
    "to_tsvector",
    "transaction_timestamp",
    "trunc",
    "tsrange",
    "tstzrange",
    "upper",
];

/// Whether each row may get another value. A function that is not known does not tell.
fn is_volatile(expression: &Sql, model: &Catalog, search_path: &[Ident]) -> bool {
    let Ok(parsed) = sql::parse(expression.as_str(), Form::Expression) else { return true };
    parsed.functions.iter().any(|mention| {
        let schemas = mention.schema.as_ref().map_or(search_path, std::slice::from_ref);
        let mut declared = model
            .of_kind(Kind::Function)
            .filter_map(|(_, object)| match object {
                Object::Function(function) => Some(function),
                _ => None,
            })
            .filter(|function| function.name.name == mention.name && schemas.contains(&function.name.schema))
            .peekable();
        if declared.peek().is_some() {
            return declared.any(|function| function.volatility == Volatility::Volatile);
        }
        let is_built_in = mention.schema.as_ref().is_none_or(|schema| schema.as_str() == "pg_catalog");
        !(is_built_in && STEADY.contains(&mention.name.as_str()))
    })
}

fn default<'a>(column: &Column, model: &'a Catalog) -> Option<&'a Default> {
    match model.get(&Id::of(Kind::Default, &column.table, &column.name)) {
        Some(Object::Default(default)) => Some(default),
        _ => None,
    }
}

/// The stages of a new column whose default is another value in each row: they get it as if a backfill asked for it.
#[must_use]
pub fn stages(old: Option<&Object>, new: Option<&Object>, to: &Catalog, path: &[Ident]) -> Option<Vec<Vec<Object>>> {
    let (None, Some(Object::Column(column))) = (old, new) else { return None };
    let default = default(column, to).filter(|default| is_volatile(&default.expression, to, path))?;
    let filled = Backfill { value: default.expression.clone(), batch: None };
    column.backfill.is_none().then(|| Column { backfill: Some(filled), ..column.clone() }.stages_of_new())
}

/// What a column that comes does to the rows of its table, beside what its own words tell.
#[must_use]
pub fn hazards(id: &Id, model: &Catalog, search_path: &[Ident]) -> Vec<Hazard> {
    let Some(Object::Column(column)) = model.get(id) else { return Vec::new() };
    if column.inherited {
        return Vec::new();
    }
    let own = default(column, model);
    let volatile = column.backfill.is_none() && own.is_some_and(|own| is_volatile(&own.expression, model, search_path));
    let domain = column.domain(model);
    let constrained = domain.is_some_and(|domain| domain.not_null || !domain.checks.is_empty());
    let empty = own.is_none() && column.generated.is_none() && column.data_type.dimensions == 0;
    let refuses = empty && domain.is_some_and(Domain::refuses_null);
    let rewrite = (constrained || volatile).then_some(Hazard::TableRewrite);
    rewrite.into_iter().chain(refuses.then_some(Hazard::MayFail)).collect()
}
