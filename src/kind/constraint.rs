//! A constraint of a table: primary key, unique, foreign key, check, exclusion.

mod introspect;
mod offending;
mod read;
mod write;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use read::{read_all, read_of_column};
pub use write::is_in_primary_key;

use super::index::{Element, Index};
use super::offending::{Models, Offending};
use super::{Alter, Define, Id, Kind, Object, comment, index, table};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::sql::Sql;
use crate::step::{Hazard, Statement};
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint {
    pub table: Name,
    pub name: Ident,
    #[serde(flatten)]
    pub rule: Rule,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deferrable: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub initially_deferred: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    PrimaryKey(Key),
    Unique(Key),
    ForeignKey(ForeignKey),
    Check(Check),
    Exclude(Exclude),
}

/// Columns that identify a row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    pub columns: Vec<Ident>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Ident>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nulls_not_distinct: bool,
    /// Those of the index behind it, as its tablespace.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub storage_parameters: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tablespace: Option<Ident>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignKey {
    pub columns: Vec<Ident>,
    pub table: Name,
    /// Empty where the primary key of a table is meant whose columns are not declared.
    pub references: Vec<Ident>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub match_full: bool,
    #[serde(default, skip_serializing_if = "Action::is_default")]
    pub on_delete: Action,
    #[serde(default, skip_serializing_if = "Action::is_default")]
    pub on_update: Action,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_valid: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    #[default]
    NoAction,
    Restrict,
    Cascade,
    SetNull(Vec<Ident>),
    SetDefault(Vec<Ident>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub expression: Sql,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_valid: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_inherit: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclude {
    pub using: Ident,
    /// Elements and the operator each is compared with.
    pub elements: Vec<(index::Element, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Ident>,
    /// Those of the index behind it, as its tablespace.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub storage_parameters: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tablespace: Option<Ident>,
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Sql>,
}

/// The columns of an object that is a primary key, and their table.
#[must_use]
pub fn primary_key(object: &Object) -> Option<(&Name, &Key)> {
    match object {
        Object::Constraint(Constraint { table, rule: Rule::PrimaryKey(key), .. }) => Some((table, key)),
        _ => None,
    }
}

impl Action {
    fn is_default(&self) -> bool {
        *self == Action::NoAction
    }

    fn sql(&self) -> String {
        let columns =
            |columns: &[Ident]| if columns.is_empty() { String::new() } else { format!(" ({})", name::list(columns)) };
        match self {
            Action::NoAction => "no action".to_owned(),
            Action::Restrict => "restrict".to_owned(),
            Action::Cascade => "cascade".to_owned(),
            Action::SetNull(only) => format!("set null{}", columns(only)),
            Action::SetDefault(only) => format!("set default{}", columns(only)),
        }
    }
}

impl Constraint {
    /// Where it is usually written among the others: keys, foreign keys, then rules.
    #[must_use]
    pub fn rank(&self) -> u8 {
        match &self.rule {
            Rule::PrimaryKey(_) => 0,
            Rule::Unique(_) => 1,
            Rule::ForeignKey(_) => 2,
            Rule::Check(_) => 3,
            Rule::Exclude(_) => 4,
        }
    }

    /// Whether an index for the one serves the other.
    #[must_use]
    pub fn is_same_key(&self, other: &Constraint) -> bool {
        let behind = |constraint: &Constraint| match &constraint.rule {
            Rule::PrimaryKey(key) | Rule::Unique(key) => {
                Some((key.columns.clone(), key.include.clone(), key.nulls_not_distinct))
            }
            Rule::ForeignKey(_) | Rule::Check(_) | Rule::Exclude(_) => None,
        };
        behind(self).is_some_and(|key| behind(other) == Some(key))
    }

    /// The columns it stands on; empty for a check.
    #[must_use]
    pub fn columns(&self) -> &[Ident] {
        match &self.rule {
            Rule::PrimaryKey(key) | Rule::Unique(key) => &key.columns,
            Rule::ForeignKey(fk) => &fk.columns,
            Rule::Check(_) | Rule::Exclude(_) => &[],
        }
    }

    /// The constraint as CREATE TABLE and ADD write it.
    #[must_use]
    pub fn definition(&self) -> String {
        let mut sql = format!("constraint {} ", self.name);
        match &self.rule {
            Rule::PrimaryKey(key) => sql.push_str(&key.sql("primary key")),
            Rule::Unique(key) => sql.push_str(&key.sql("unique")),
            Rule::ForeignKey(fk) => sql.push_str(&fk.sql()),
            Rule::Check(check) => sql.push_str(&format!(
                "check ({}){}",
                check.expression,
                if check.no_inherit { " no inherit" } else { "" }
            )),
            Rule::Exclude(exclude) => sql.push_str(&exclude.sql()),
        }
        sql.push_str(self.timing());
        if self.not_valid() {
            sql.push_str(" not valid");
        }
        sql
    }

    fn timing(&self) -> &'static str {
        match (self.deferrable, self.initially_deferred) {
            (false, _) => "",
            (true, false) => " deferrable",
            (true, true) => " deferrable initially deferred",
        }
    }

    /// The unique index that a key is made from, under a name that is free until then.
    #[must_use]
    pub fn built_as(&self, key: &Key) -> Index {
        let Key { columns, include, nulls_not_distinct, storage_parameters, tablespace } = key;
        let index = Index {
            table: self.table.clone(),
            name: self.name.clone(),
            using: "btree".into(),
            elements: columns.iter().map(Element::of_column).collect(),
            include: include.clone(),
            unique: true,
            nulls_not_distinct: *nulls_not_distinct,
            storage_parameters: storage_parameters.clone(),
            tablespace: tablespace.clone(),
            predicate: None,
        };
        index.under_another_name()
    }

    fn not_valid(&self) -> bool {
        match &self.rule {
            Rule::ForeignKey(fk) => fk.not_valid,
            Rule::Check(check) => check.not_valid,
            Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclude(_) => false,
        }
    }

    /// How the index behind it is stored, if there is one.
    fn storage(&mut self) -> Option<(&mut BTreeMap<String, String>, &mut Option<Ident>)> {
        match &mut self.rule {
            Rule::PrimaryKey(key) | Rule::Unique(key) => Some((&mut key.storage_parameters, &mut key.tablespace)),
            Rule::Exclude(exclude) => Some((&mut exclude.storage_parameters, &mut exclude.tablespace)),
            Rule::ForeignKey(_) | Rule::Check(_) => None,
        }
    }

    /// The statements that store the index of one as that of the other, if that is all that tells them apart.
    fn restore(&self, to: &Constraint) -> Option<Vec<Statement>> {
        let (mut from, mut to) = (self.clone(), to.clone());
        let (old, old_place) = from.storage().map(|(parameters, place)| (std::mem::take(parameters), place.take()))?;
        let (new, new_place) = to.storage().map(|(parameters, place)| (std::mem::take(parameters), place.take()))?;
        let name = self.table.sibling(self.name.clone());
        (from == to).then(|| index::restore(&name, (&old, &old_place), (&new, &new_place)))
    }

    fn validated(&self) -> Constraint {
        self.with_validity(true)
    }

    /// The constraint as it is for new rows only.
    #[must_use]
    pub fn not_validated(&self) -> Constraint {
        self.with_validity(false)
    }

    fn with_validity(&self, valid: bool) -> Constraint {
        let mut copy = self.clone();
        match &mut copy.rule {
            Rule::ForeignKey(fk) => fk.not_valid = !valid,
            Rule::Check(check) => check.not_valid = !valid,
            Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclude(_) => {}
        }
        copy
    }

    fn change(&self, to: &Constraint) -> Alter {
        if self.not_valid() && self.validated() == *to {
            return Alter::InPlace(vec![
                Statement::new(format!("alter table {} validate constraint {}", self.table, self.name))
                    .hazard(Hazard::MayFail),
            ]);
        }
        if let Some(statements) = self.restore(to) {
            return Alter::InPlace(statements);
        }
        // Only a foreign key lets its deferrability be changed.
        let same_rule =
            Constraint { deferrable: to.deferrable, initially_deferred: to.initially_deferred, ..self.clone() } == *to;
        if matches!(self.rule, Rule::ForeignKey(_)) && same_rule {
            let timing = match (to.deferrable, to.initially_deferred) {
                (false, _) => "not deferrable",
                (true, false) => "deferrable initially immediate",
                (true, true) => "deferrable initially deferred",
            };
            return Alter::InPlace(vec![Statement::new(format!(
                "alter table {} alter constraint {} {timing}",
                self.table, self.name
            ))]);
        }
        Alter::Replace
    }

    /// Whether only a new constraint can be the other.
    #[must_use]
    pub fn is_replaced_by(&self, to: &Constraint) -> bool {
        matches!(self.change(to), Alter::Replace)
    }
}

impl Key {
    fn label(&self) -> String {
        self.columns.iter().chain(&self.include).map(Ident::as_str).collect::<Vec<_>>().join("_")
    }

    fn sql(&self, word: &str) -> String {
        let distinct = if self.nulls_not_distinct { " nulls not distinct" } else { "" };
        let include =
            if self.include.is_empty() { String::new() } else { format!(" include ({})", name::list(&self.include)) };
        let storage = stored(&self.storage_parameters, self.tablespace.as_ref());
        format!("{word}{distinct} ({}){include}{storage}", name::list(&self.columns))
    }
}

impl ForeignKey {
    fn sql(&self) -> String {
        let references =
            if self.references.is_empty() { String::new() } else { format!(" ({})", name::list(&self.references)) };
        let mut sql = format!("foreign key ({}) references {}{references}", name::list(&self.columns), self.table);
        if self.match_full {
            sql.push_str(" match full");
        }
        for (word, action) in [("update", &self.on_update), ("delete", &self.on_delete)] {
            if !action.is_default() {
                sql.push_str(&format!(" on {word} {}", action.sql()));
            }
        }
        sql
    }
}

impl Exclude {
    fn sql(&self) -> String {
        let elements =
            name::list(self.elements.iter().map(|(element, operator)| format!("{} with {operator}", element.sql())));
        let include =
            if self.include.is_empty() { String::new() } else { format!(" include ({})", name::list(&self.include)) };
        let predicate = self.predicate.as_ref().map_or_else(String::new, |sql| format!(" where ({sql})"));
        let storage = stored(&self.storage_parameters, self.tablespace.as_ref());
        format!("exclude using {} ({elements}){include}{storage}{predicate}", self.using)
    }
}

/// How the index behind a constraint is stored.
fn stored(parameters: &BTreeMap<String, String>, tablespace: Option<&Ident>) -> String {
    let with = if parameters.is_empty() { String::new() } else { format!(" with ({})", index::parameters(parameters)) };
    let place = tablespace.map_or_else(String::new, |tablespace| format!(" using index tablespace {tablespace}"));
    with + &place
}

impl Rule {
    fn rename(&mut self, table: &Name, renaming: &Renaming) {
        match self {
            Rule::PrimaryKey(key) | Rule::Unique(key) => {
                renaming.columns(table, key.columns.iter_mut().chain(&mut key.include));
            }
            Rule::ForeignKey(fk) => {
                for action in [&mut fk.on_delete, &mut fk.on_update] {
                    match action {
                        Action::SetNull(only) | Action::SetDefault(only) => renaming.columns(table, only),
                        Action::NoAction | Action::Restrict | Action::Cascade => {}
                    }
                }
                renaming.columns(table, &mut fk.columns);
                renaming.columns(&fk.table, &mut fk.references);
                renaming.relation(&mut fk.table);
            }
            Rule::Check(check) => renaming.expression(Some(table), &mut check.expression),
            Rule::Exclude(exclude) => {
                exclude.elements.iter_mut().for_each(|(element, _)| element.rename(table, renaming));
                renaming.columns(table, &mut exclude.include);
                exclude.predicate.iter_mut().for_each(|predicate| renaming.expression(Some(table), predicate));
            }
        }
    }
}

impl Define for Constraint {
    const PRINTED: &'static [&'static str] = &["expression", "where"];
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::of(Kind::Constraint, &self.table, &self.name)
    }

    fn parent(&self) -> Option<Id> {
        Some(Id::named(Kind::Table, &self.table))
    }

    fn spells_types(&self) -> bool {
        match self.rule {
            Rule::PrimaryKey(_) | Rule::Unique(_) => false,
            Rule::ForeignKey(_) | Rule::Check(_) | Rule::Exclude(_) => true,
        }
    }

    fn embeds(&self) -> bool {
        // A new table has no rows to validate, but only ADD CONSTRAINT keeps NOT VALID as a state.
        !self.not_valid()
    }

    fn computed_anew(&self) -> Option<String> {
        let Constraint { table, name, rule, .. } = self;
        match rule {
            Rule::Check(Check { expression, not_valid, no_inherit: _ }) => (!not_valid)
                .then(|| format!("`select from {table} where not ({expression})` finds rows that it would refuse")),
            Rule::Exclude(Exclude { elements, predicate, .. }) => {
                let computes = predicate.is_some() || elements.iter().any(|(element, _)| element.expression.is_some());
                computes.then(|| format!("`reindex index {}`", table.sibling(name.clone())))
            }
            Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::ForeignKey(_) => None,
        }
    }

    fn rename(&mut self, renaming: &Renaming) {
        let id = self.id();
        self.rule.rename(&self.table, renaming);
        renaming.part(&id, &mut self.name);
        renaming.relation(&mut self.table);
    }

    fn pins_types(&self) -> bool {
        match &self.rule {
            Rule::Check(_) => true,
            Rule::Exclude(exclude) => {
                exclude.predicate.is_some() || exclude.elements.iter().any(|(element, _)| element.expression.is_some())
            }
            Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::ForeignKey(_) => false,
        }
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::named(Kind::Table, &self.table));
        let columns = self.columns().iter().chain(match &self.rule {
            Rule::PrimaryKey(key) | Rule::Unique(key) => key.include.as_slice(),
            Rule::ForeignKey(_) | Rule::Check(_) | Rule::Exclude(_) => &[],
        });
        for column in columns {
            needs.column(&self.table, column);
        }
        match &self.rule {
            Rule::ForeignKey(fk) => {
                // The unique constraint behind it belongs to the other table, and so stands before whatever follows that table.
                needs.relation(&fk.table);
                needs.unique_key(&fk.table, &fk.references);
            }
            Rule::Check(check) => {
                needs.relation(&self.table);
                needs.expression(&self.table, &check.expression);
            }
            Rule::Exclude(exclude) => {
                needs.relation(&self.table);
                for (element, _) in &exclude.elements {
                    element.needs(&self.table, needs);
                }
                if let Some(predicate) = &exclude.predicate {
                    needs.expression(&self.table, predicate);
                }
            }
            Rule::PrimaryKey(_) | Rule::Unique(_) => {}
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let add = Statement::new(format!("alter table {} add {}", self.table, self.definition()));
        vec![if self.not_valid() { add } else { add.hazard(Hazard::TableScan).hazard(Hazard::MayFail) }]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("alter table {} drop constraint {}", self.table, self.name))]
    }

    fn stages(old: Option<&Self>, new: Option<&Self>) -> Vec<Vec<Object>> {
        let Some(new) = new else { return Vec::new() };
        if new.not_valid() {
            return Vec::new();
        }
        if let Some(old) = old.filter(|old| !old.is_replaced_by(new)) {
            let waits = old.not_valid() && old.validated() == *new;
            return if waits { vec![vec![old.clone().into()]; 2] } else { Vec::new() };
        }
        let old = || old.cloned().map(Object::from).into_iter().collect::<Vec<_>>();
        let unchecked = || vec![new.not_validated().into()];
        let with_index = |mut objects: Vec<Object>, index: Index| {
            objects.push(index.into());
            objects
        };
        match &new.rule {
            // Before PostgreSQL 18, what is kept for each partition of a table that is referred to stays marked as not valid, and cannot be
            // validated alone: all rows are looked for in that one partition. Rows are held to the whole all the same.
            Rule::ForeignKey(_) | Rule::Check(_) => vec![unchecked(), unchecked()],
            Rule::PrimaryKey(key) | Rule::Unique(key) => {
                let index = || new.built_as(key);
                vec![old(), with_index(old(), index()), with_index(old(), index())]
            }
            // No index that is there becomes an exclusion constraint.
            Rule::Exclude(_) => Vec::new(),
        }
    }

    fn built(&self) -> Option<Object> {
        match &self.rule {
            Rule::PrimaryKey(key) | Rule::Unique(key) => Some(self.built_as(key).into()),
            Rule::ForeignKey(_) | Rule::Check(_) | Rule::Exclude(_) => None,
        }
    }

    fn succeed(&self, old: &Object) -> Option<Vec<Statement>> {
        let (Rule::PrimaryKey(key) | Rule::Unique(key)) = &self.rule else { return None };
        let what = if matches!(self.rule, Rule::PrimaryKey(_)) { "primary key" } else { "unique" };
        match old {
            // A primary key reads all rows first where it finds a column that may be null.
            Object::Index(index)
                if *index == self.built_as(key)
                    || matches!(self.rule, Rule::Unique(_))
                        && *index == (Index { name: index.name.clone(), ..self.built_as(key) }) =>
            {
                let (table, name) = (&self.table, &self.name);
                let sql = format!(
                    "alter table {table} add constraint {name} {what} using index {}{}",
                    index.name,
                    self.timing()
                );
                Some(vec![Statement::new(sql)])
            }
            _ => None,
        }
    }

    fn offending(_: Option<&Self>, new: &Self, models: Models) -> Vec<Offending> {
        offending::offending(new, models).into_iter().collect()
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        self.change(to)
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let definition = self.definition();
        vec![(
            "Definition",
            definition.split_once(&format!("{} ", self.name)).map_or(definition.clone(), |(_, rule)| rule.to_owned()),
        )]
    }

    fn write(&self, out: &mut Written) {
        let Constraint { table, name, rule, deferrable, initially_deferred } = self;
        let id = self.id();
        if let Some((column, keys)) = self.of_column(out) {
            out.beside(id, Id::of(Kind::Column, table, &column), keys);
            return;
        }
        let mut map = emit::Map::default().alone("columns");
        if !matches!(rule, Rule::Check(_)) && !out.chosen(&table.schema, name, &self.otherwise(None)) {
            map.set("name", name);
        }
        rule.write(&mut map, out);
        map.flag("deferrable", *deferrable);
        map.flag("initially_deferred", *initially_deferred);
        let home = table::home(table, out);
        match rule {
            Rule::PrimaryKey(_) => out.key(id, home, "primary_key", map),
            Rule::Unique(_) => out.item(id, home, "unique", map),
            Rule::ForeignKey(_) => out.item(id, home, "foreign_keys", map),
            Rule::Exclude(_) => out.item(id, home, "exclude", map),
            Rule::Check(check) => {
                let short = !check.not_valid
                    && !check.no_inherit
                    && comment::on(&id, out).is_none()
                    && !out.has_dependencies(&id)
                    && out.renamed(&id).is_none();
                out.entry(
                    id,
                    home,
                    "checks",
                    name,
                    if short { (&check.expression).into() } else { emit::Value::Map(map) },
                );
            }
        }
    }
}
