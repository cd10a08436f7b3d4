//! Rows that keep a constraint from being added.

use super::{Constraint, ForeignKey, Rule};
use crate::catalog::Catalog;
use crate::kind::offending::{Models, Offending, own};
use crate::name::Name;

/// See [`offending`](crate::kind::Define::offending).
#[must_use]
pub fn offending(new: &Constraint, models: Models) -> Option<Offending> {
    let (table, model) = (&new.table, models.to);
    match &new.rule {
        Rule::Check(check) if !check.not_valid => {
            let rows = if check.no_inherit { own(table, model) } else { table.to_string() };
            Some(Offending::of(table, format!("select 1 from {rows} where not ({})", check.expression)))
        }
        Rule::Unique(key) => {
            let query = Offending::alike(&own(table, model), &key.columns, key.nulls_not_distinct, None);
            Some(Offending::of(table, query))
        }
        Rule::PrimaryKey(key) => {
            let empty: Vec<String> = key.columns.iter().map(|column| format!("{column} is null")).collect();
            let rows = own(table, model);
            let twice = Offending::alike(&rows, &key.columns, false, None);
            let query = format!("select 1 from {rows} where {} union all {twice}", empty.join(" or "));
            Some(Offending::of(table, query))
        }
        Rule::ForeignKey(key) if !key.not_valid && !key.references.is_empty() => {
            let orphans = Offending::of(table, orphans(table, key, model));
            Some(Offending { tables: vec![table.clone(), key.table.clone()], ..orphans })
        }
        // No short query tells what an exclusion constraint refuses.
        Rule::Check(_) | Rule::ForeignKey(_) | Rule::Exclude(_) => None,
    }
}

/// Rows that refer to none; one with a null refers to nothing.
fn orphans(table: &Name, key: &ForeignKey, model: &Catalog) -> String {
    let given: Vec<String> = key.columns.iter().map(|column| format!("referring.{column} is not null")).collect();
    let pairs = key.columns.iter().zip(&key.references);
    let same: Vec<String> = pairs.map(|(own, other)| format!("referred.{other} = referring.{own}")).collect();
    format!(
        "select 1 from {} referring where {} and not exists (select from {} referred where {})",
        own(table, model),
        given.join(" and "),
        own(&key.table, model),
        same.join(" and ")
    )
}
