//! A column that changes: in one go, and in stages where others are at work.

use super::conversion::Conversion;
use super::{Column, Filled, Identity};
use crate::kind::constraint::{Check, Constraint, Rule};
use crate::kind::index::alter_parameters;
use crate::kind::{Alter, Define, Object};
use crate::name;
use crate::profile::Profile;
use crate::sql::Sql;
use crate::step::{Hazard, Statement};

/// How a column becomes another.
pub fn alter(from: &Column, to: &Column, profile: &Profile) -> Alter {
    let Column {
        table: _,
        name: _,
        position: _,
        data_type,
        not_null,
        collation,
        identity,
        generated: _,
        storage,
        compression,
        statistics,
        attribute_options,
        options,
        secret: _,
        using: _,
        backfill: _,
        filled,
        extends: _,
        inherited,
    } = from;
    let both_inherit = *inherited && to.inherited;
    let mut statements = Vec::new();
    match from.alter_generated(to) {
        Some(Alter::InPlace(drop)) => statements.extend(drop),
        Some(other) => return other,
        None => {}
    }
    let retyped = *data_type != to.data_type || *collation != to.collation;
    if retyped && !both_inherit {
        let collate = match (&to.collation, collation) {
            (Some(collation), _) => format!(" collate {collation}"),
            (None, Some(_)) => " collate \"default\"".to_owned(),
            (None, None) => String::new(),
        };
        let conversion = Conversion::between(&from.name, data_type, &to.data_type);
        let (sql, mut hazards) = match &to.using {
            Some(sql) => (Some(sql), vec![Hazard::TableRewrite, Hazard::MayFail]),
            None => (conversion.using.as_ref(), conversion.hazards()),
        };
        // Indexes on it are in another order then, and built anew; what was different may be alike.
        if !conversion.rewrites && *collation != to.collation {
            hazards.extend([Hazard::TableScan, Hazard::MayFail]);
        }
        let using = sql.map_or_else(String::new, |sql| format!(" using {sql}"));
        let retype = from.alter_table(&format!("type {}{collate}{using}", to.data_type));
        let loses = hazards.contains(&Hazard::DataLoss);
        let said = conversion.using.as_ref().map_or_else(|| from.name.to_string(), Sql::to_string);
        let advice = loses.then(|| format!("say with `using` what becomes of the values: `using: {said}`"));
        statements.push(hazards.into_iter().fold(retype, Statement::hazard).advise(Hazard::DataLoss, advice));
    }
    match (identity, &to.identity) {
        (None, Some(new)) => {
            if !not_null {
                statements.push(from.alter_table("set not null").hazard(Hazard::TableScan).hazard(Hazard::MayFail));
            }
            statements.push(from.alter_table(&format!("add {}", new.definition(&from.table))));
            statements.push(new.go_on(&from.table, &from.name));
            statements.extend(new.grants(&from.table, &from.name).create(&[], profile));
        }
        (Some(_), None) => statements.push(from.alter_table("drop identity")),
        (Some(old), Some(new)) if old != new => {
            let (old_name, name) = (old.name(&from.table, &from.name), new.name(&from.table, &from.name));
            if old_name != name {
                statements.push(Statement::new(format!("alter sequence {old_name} rename to {}", name.name)));
            }
            let actions = old.changes(new);
            if !actions.is_empty() {
                statements.push(from.alter_table(&actions.join(" ")));
            }
            // The sequence has its new name by now.
            let held = Identity { sequence: new.sequence.clone(), ..old.clone() };
            if old.to != new.to
                && let Alter::InPlace(rights) =
                    held.grants(&from.table, &from.name).alter(&new.grants(&from.table, &from.name), profile)
            {
                statements.extend(rights);
            }
        }
        (None, None) | (Some(_), Some(_)) => {}
    }
    match (filled, to.filled) {
        (Filled::Waits, Filled::Done) => {
            statements.extend(to.backfill.as_ref().map(|backfill| to.fill_in_batches(backfill)));
        }
        (Filled::Settled, Filled::Settled) => {
            statements.extend(to.fills(Some(from)).map(|backfill| to.fill(backfill)));
        }
        (Filled::Settled | Filled::Waits | Filled::Done, _) => {}
    }
    let set_by_identity = identity.is_none() && to.identity.is_some();
    match (*not_null, to.not_null) {
        (false, true) if !set_by_identity => {
            statements.push(from.alter_table("set not null").hazard(Hazard::TableScan).hazard(Hazard::MayFail))
        }
        (true, false) => statements.push(from.alter_table("drop not null")),
        _ => {}
    }
    // With another type, how it was stored is forgotten.
    let (storage, compression) = if retyped { (None, None) } else { (*storage, *compression) };
    statements.extend((storage != to.storage).then(|| to.set_storage()));
    statements.extend((compression != to.compression).then(|| to.set_compression()));
    if *statistics != to.statistics {
        statements.push(from.alter_table_only(&format!("set statistics {}", to.statistics.unwrap_or(-1))));
    }
    let told = alter_parameters(attribute_options, &to.attribute_options);
    statements.extend(told.iter().map(|action| from.alter_table(action)));
    statements.extend(options.change(&to.options).map(|change| from.alter_table(&change)));
    if retyped { Alter::Retype(statements) } else { Alter::InPlace(statements) }
}

/// What stands in the place of a column on the way, see [`Define::stages`].
pub fn stages(old: Option<&Column>, new: Option<&Column>) -> Vec<Vec<Object>> {
    let (old, new) = match (old, new) {
        (None, Some(new)) => return new.stages_of_new(),
        (Some(old), Some(new)) => (old, new),
        (Some(_) | None, None) => return Vec::new(),
    };
    let set = !old.not_null && new.not_null && old.identity.is_none() == new.identity.is_none();
    if !set || matches!(old.alter_generated(new), Some(Alter::Replace)) {
        return Vec::new();
    }
    let nullable = || Object::from(Column { not_null: false, ..new.clone() });
    if new.backfill.is_some() {
        // Its values come with those of the parent.
        return if new.inherited { vec![vec![nullable()]; 3] } else { new.stages_of_filling() };
    }
    let check = new.not_null_check();
    let unchecked = || vec![nullable(), check.not_validated().into()];
    // Postgres does not read the rows again that a valid check has read.
    let checked = |column: Object| vec![column, check.clone().into()];
    vec![unchecked(), unchecked(), checked(nullable()), checked(new.clone().into())]
}

impl Column {
    /// How the expression changes, if it does.
    fn alter_generated(&self, to: &Column) -> Option<Alter> {
        match (&self.generated, &to.generated) {
            (from, to) if from == to => None,
            _ if self.inherited && to.inherited => None,
            (None, None) => None,
            (Some(_), None) => Some(Alter::InPlace(vec![self.alter_table("drop expression")])),
            // Postgres computes the values of a new column by itself.
            (None | Some(_), Some(_)) => Some(Alter::Replace),
        }
    }

    pub(super) fn stages_of_new(&self) -> Vec<Vec<Object>> {
        if self.backfill.is_none() || self.inherited || self.generated.is_some() || self.identity.is_some() {
            return Vec::new();
        }
        if self.not_null {
            return self.stages_of_filling();
        }
        let with = |filled| vec![Column { filled, ..self.clone() }.into()];
        vec![with(Filled::Waits), with(Filled::Done)]
    }

    /// Rows are filled before a check is there, which whoever changes one of them without a value would not pass.
    fn stages_of_filling(&self) -> Vec<Vec<Object>> {
        let column = |not_null, filled| Object::from(Column { not_null, filled, ..self.clone() });
        let check = self.not_null_check();
        vec![
            vec![column(false, Filled::Waits)],
            vec![column(false, Filled::Done), check.not_validated().into()],
            vec![column(false, Filled::Done), check.clone().into()],
            vec![column(true, Filled::Done), check.into()],
        ]
    }

    /// A check that says the same as NOT NULL.
    fn not_null_check(&self) -> Constraint {
        let expression = Sql::new(format!("{} is not null", self.name));
        Constraint {
            table: self.table.clone(),
            name: name::generated(self.table.name.as_str(), self.name.as_str(), "not_null"),
            rule: Rule::Check(Check { expression, not_valid: false, no_inherit: false }),
            deferrable: false,
            initially_deferred: false,
        }
    }

    /// The storage Postgres gives the type: extended for what may be long, main for numeric, plain for what has a fixed length.
    pub(super) fn default_storage(&self) -> &'static str {
        let variable = [
            "text", "varchar", "char", "bytea", "json", "jsonb", "xml", "bit", "varbit", "tsvector", "path", "polygon",
        ];
        match self.data_type.name.as_str() {
            _ if self.data_type.dimensions > 0 || !self.data_type.built_in => "extended",
            "numeric" | "inet" | "cidr" => "main",
            name if variable.contains(&name) || name.ends_with("range") => "extended",
            _ => "plain",
        }
    }
}
