//! The kinds of object, one file each. All that schemac knows of a kind stands in its file: what it is made of, how it is read from YAML,
//! what it needs, how it is created, changed and dropped, how it is described. Stages above ask through [`Object`]; a rule that
//! takes the whole model is a function beside the kind.
//!
//! A new kind is one file with an `impl Define`, its `mod`, and one line in `kinds!` below; the order of that list is the order of creation
//! where dependencies leave a choice.

mod access;
pub mod aggregate;
pub mod bucket;
pub mod cast;
pub mod collation;
pub mod column;
pub mod comment;
pub mod composite_type;
pub mod constraint;
pub mod default;
pub mod default_privileges;
pub mod domain;
pub mod enumeration;
pub mod event_trigger;
pub mod extension;
pub mod foreign_data_wrapper;
pub mod foreign_options;
pub mod foreign_table;
pub mod function;
pub mod grants;
mod id;
pub mod index;
pub mod job;
pub mod materialized_view;
pub mod offending;
pub mod operator;
pub mod owner;
pub mod partition;
pub mod policy;
pub mod publication;
pub mod publication_table;
pub mod range_type;
pub mod replica_identity;
pub mod role;
pub mod role_membership;
pub mod role_setting;
pub mod row_security;
pub mod rule;
pub mod schema;
pub mod scope;
pub mod script;
pub mod seed;
pub mod sequence;
pub mod server;
pub mod statistics;
pub mod table;
pub mod text_search_configuration;
pub mod text_search_dictionary;
pub mod trigger;
pub mod uniqueness;
pub mod user_mapping;
pub mod view;

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::document::Written;
use crate::introspect::Query;
use crate::name::Ident;
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;

pub use id::Id;
use offending::{Models, Offending};

/// What every kind says of itself.
pub trait Define: Clone + Eq + fmt::Debug + Serialize + DeserializeOwned {
    /// How its objects are found in a live database; none where the queries of another kind find them.
    const QUERIES: &'static [Query] = &[];

    /// The attributes, as they are stored, that say how the object came to be and not what it is in a database.
    const UNSTORED: &'static [&'static str] = &[];

    /// The attributes that hold expressions or queries, which each major version of Postgres prints in its own way.
    const PRINTED: &'static [&'static str] = &[];

    /// What the object is called; two objects with one id are the same object.
    fn id(&self) -> Id;

    /// The object this one is a part of: it goes when that one is dropped.
    fn parent(&self) -> Option<Id> {
        None
    }

    /// Whether the parent's CREATE may hold this object, so that no statement of its own is needed.
    fn embeds(&self) -> bool {
        false
    }

    /// Where it stands among its siblings, as far as that is said.
    fn position(&self) -> u32 {
        0
    }

    /// Whether Postgres gives no column another type while this object uses it, or leaves casts to the old one in what it keeps of it.
    fn pins_types(&self) -> bool {
        false
    }

    /// Whether it speaks of the very type that a column has, so that Postgres does not take it over to another type of the same name.
    fn spells_types(&self) -> bool {
        self.pins_types()
    }

    /// The statements that give a type another name, and the type under that name, so that what holds values of it keeps them until they are
    /// [carried over](Define::carry_over). None for what is no type.
    fn set_aside(&self, _name: &Ident) -> Option<(Vec<Statement>, Object)> {
        None
    }

    /// The statements that make the values it holds of a type ones of the type that took its place. None for what holds no values, or makes
    /// them anew by itself.
    fn carry_over(&self, _exchange: &Exchange) -> Option<Vec<Statement>> {
        None
    }

    /// Whether it keeps its rows itself, and not in its partitions or elsewhere. Postgres spares whoever works with the others no lock.
    fn holds_rows(&self) -> bool {
        true
    }

    /// Whether what needs it goes with it, and comes back where it is still declared. Else Postgres refuses to drop it as long as it is in
    /// use.
    fn takes_dependents(&self) -> bool {
        true
    }

    /// What stands in its place at each stage on the way from `old` to `new`, which are in use, so that no statement locks others out while
    /// it reads all rows; after the last of these comes `new` itself, or nothing. The stages are those of [`crate::plan::stages`].
    fn stages(_old: Option<&Self>, _new: Option<&Self>) -> Vec<Vec<Object>> {
        Vec::new()
    }

    /// What it is built as while its name is in use, or before it is what it becomes.
    fn built(&self) -> Option<Object> {
        None
    }

    /// The statements that make an object which is there into this one, which is not: an index that was built into a constraint.
    fn succeed(&self, _old: &Object) -> Option<Vec<Statement>> {
        None
    }

    /// The object whose parts wait with their changes while this one is away, where it is taken away and comes back.
    fn holds_up(&self) -> Option<Id> {
        None
    }

    /// Whether it computes something else once it is altered into the other.
    fn computes_otherwise(&self, _to: &Self) -> bool {
        false
    }

    /// What to do so that what it keeps is computed anew, where it keeps what expressions gave for rows; Postgres takes them at their word that
    /// they always give the same.
    fn computed_anew(&self) -> Option<String> {
        None
    }

    /// The roles that it names.
    fn roles(&self) -> Vec<&Ident> {
        Vec::new()
    }

    /// Gives the new names to all that it mentions, as far as Postgres does so by itself, and to itself.
    fn rename(&mut self, renaming: &Renaming);

    /// What has to exist before this can be created.
    fn needs(&self, needs: &mut Needs);

    /// The statements that create it. `parts` are new objects that embed in it, in order of id.
    fn create(&self, parts: &[&Object], profile: &Profile) -> Vec<Statement>;

    /// The statements that drop it; none are asked for when its parent is dropped.
    fn drop(&self, profile: &Profile) -> Vec<Statement>;

    /// Rows that keep it from coming, or from becoming this; none where no short query tells. The models name tables alike.
    fn offending(_old: Option<&Self>, _new: &Self, _models: Models) -> Vec<Offending> {
        Vec::new()
    }

    /// How it becomes `to`, which has the same id and differs.
    fn alter(&self, to: &Self, profile: &Profile) -> Alter;

    /// What documentation says of it: labels and values, without its name.
    fn describe(&self) -> Vec<(&'static str, String)>;

    /// Writes it as YAML that is read as the same object. What a reader takes for granted may be left out, and all of it if that is so.
    fn write(&self, out: &mut Written);
}

/// How an object becomes another of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alter {
    /// By these statements; none if the difference has no meaning in the database.
    InPlace(Vec<Statement>),
    /// By these statements, between dropping and creating whatever pins its type.
    Retype(Vec<Statement>),
    /// By dropping and creating it, with all that depends on it.
    Replace,
    /// By making another type in its place, which all values of it are carried over to.
    Rebuild(Values),
    /// Not without the user: the sentence says what is in the way and what to write.
    Refuse(String),
}

/// What becomes of the values of a type that is made anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// Those that become others, by what they print.
    pub mapped: Vec<(String, String)>,
    /// Whether there may be some that the new type does not take.
    pub may_fail: bool,
    /// How many of the types that they are made of have attributes in another order, so that values are not read as they print.
    pub moved: usize,
    /// What to write in the YAML then.
    pub advice: Option<String>,
}

/// A type that was set aside, and the one that took its place.
#[derive(Debug, Clone)]
pub struct Exchange<'a> {
    pub old: &'a Object,
    pub new: &'a Object,
    pub values: Values,
}

macro_rules! kinds {
    ($($module:ident :: $kind:ident, $words:literal, $label:literal;)*) => {
        /// The kinds, in the order in which they are created where dependencies leave a choice.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $($kind,)* }

        impl Kind {
            pub const ALL: &[Kind] = &[$(Kind::$kind,)*];

            /// The queries that find objects of the kind in a live database.
            #[must_use]
            pub fn queries(self) -> &'static [Query] {
                match self { $(Kind::$kind => <$module::$kind as Define>::QUERIES,)* }
            }

            /// The kind in words: `materialized view`.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Kind::$kind => $words,)* }
            }

            /// The kind as `COMMENT ON` and `GRANT ON` call it; empty if they do not know it.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Kind::$kind => $label,)* }
            }
        }

        /// An object of any kind.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Object { $($kind($module::$kind),)* }

        $(impl From<$module::$kind> for Object {
            fn from(object: $module::$kind) -> Object { Object::$kind(object) }
        })*

        impl Object {
            #[must_use]
            pub fn kind(&self) -> Kind {
                match self { $(Object::$kind(_) => Kind::$kind,)* }
            }

            #[must_use]
            pub fn id(&self) -> Id {
                match self { $(Object::$kind(object) => object.id(),)* }
            }

            #[must_use]
            pub fn unstored(&self) -> &'static [&'static str] {
                match self { $(Object::$kind(_) => <$module::$kind as Define>::UNSTORED,)* }
            }

            #[must_use]
            pub fn printed(&self) -> &'static [&'static str] {
                match self { $(Object::$kind(_) => <$module::$kind as Define>::PRINTED,)* }
            }

            #[must_use]
            pub fn parent(&self) -> Option<Id> {
                match self { $(Object::$kind(object) => object.parent(),)* }
            }

            #[must_use]
            pub fn embeds(&self) -> bool {
                match self { $(Object::$kind(object) => object.embeds(),)* }
            }

            #[must_use]
            pub fn position(&self) -> u32 {
                match self { $(Object::$kind(object) => object.position(),)* }
            }

            #[must_use]
            pub fn pins_types(&self) -> bool {
                match self { $(Object::$kind(object) => object.pins_types(),)* }
            }

            #[must_use]
            pub fn spells_types(&self) -> bool {
                match self { $(Object::$kind(object) => object.spells_types(),)* }
            }

            #[must_use]
            pub fn set_aside(&self, name: &Ident) -> Option<(Vec<Statement>, Object)> {
                match self { $(Object::$kind(object) => object.set_aside(name),)* }
            }

            #[must_use]
            pub fn carry_over(&self, exchange: &Exchange) -> Option<Vec<Statement>> {
                match self { $(Object::$kind(object) => object.carry_over(exchange),)* }
            }

            #[must_use]
            pub fn holds_rows(&self) -> bool {
                match self { $(Object::$kind(object) => object.holds_rows(),)* }
            }

            #[must_use]
            pub fn takes_dependents(&self) -> bool {
                match self { $(Object::$kind(object) => object.takes_dependents(),)* }
            }

            /// See [`Define::stages`]; one of the two is there.
            #[must_use]
            pub fn stages(old: Option<&Object>, new: Option<&Object>) -> Vec<Vec<Object>> {
                match (old, new) {
                    $((Some(Object::$kind(old)), Some(Object::$kind(new))) => $module::$kind::stages(Some(old), Some(new)),
                    (Some(Object::$kind(old)), None) => $module::$kind::stages(Some(old), None),
                    (None, Some(Object::$kind(new))) => $module::$kind::stages(None, Some(new)),)*
                    _ => Vec::new(),
                }
            }

            #[must_use]
            pub fn built(&self) -> Option<Object> {
                match self { $(Object::$kind(object) => object.built(),)* }
            }

            #[must_use]
            pub fn succeed(&self, old: &Object) -> Option<Vec<Statement>> {
                match self { $(Object::$kind(object) => object.succeed(old),)* }
            }

            #[must_use]
            pub fn holds_up(&self) -> Option<Id> {
                match self { $(Object::$kind(object) => object.holds_up(),)* }
            }

            #[must_use]
            pub fn computes_otherwise(&self, to: &Object) -> bool {
                match (self, to) {
                    $((Object::$kind(from), Object::$kind(to)) => from.computes_otherwise(to),)*
                    _ => false,
                }
            }

            #[must_use]
            pub fn computed_anew(&self) -> Option<String> {
                match self { $(Object::$kind(object) => object.computed_anew(),)* }
            }

            #[must_use]
            pub fn roles(&self) -> Vec<&Ident> {
                match self { $(Object::$kind(object) => object.roles(),)* }
            }

            pub fn rename(&mut self, renaming: &Renaming) {
                match self { $(Object::$kind(object) => object.rename(renaming),)* }
            }

            pub fn needs(&self, needs: &mut Needs) {
                match self { $(Object::$kind(object) => object.needs(needs),)* }
            }

            #[must_use]
            pub fn create(&self, parts: &[&Object], profile: &Profile) -> Vec<Statement> {
                match self { $(Object::$kind(object) => object.create(parts, profile),)* }
            }

            #[must_use]
            pub fn drop(&self, profile: &Profile) -> Vec<Statement> {
                match self { $(Object::$kind(object) => object.drop(profile),)* }
            }

            /// See [`Define::offending`].
            #[must_use]
            pub fn offending(old: Option<&Object>, new: &Object, models: Models) -> Vec<Offending> {
                match (old, new) {
                    $((Some(Object::$kind(old)), Object::$kind(new)) => $module::$kind::offending(Some(old), new, models),
                    (_, Object::$kind(new)) => $module::$kind::offending(None, new, models),)*
                }
            }

            #[must_use]
            pub fn alter(&self, to: &Object, profile: &Profile) -> Alter {
                match (self, to) {
                    $((Object::$kind(from), Object::$kind(to)) => from.alter(to, profile),)*
                    _ => Alter::Replace,
                }
            }

            #[must_use]
            pub fn describe(&self) -> Vec<(&'static str, String)> {
                match self { $(Object::$kind(object) => object.describe(),)* }
            }

            pub fn write(&self, out: &mut Written) {
                match self { $(Object::$kind(object) => object.write(out),)* }
            }
        }
    };
}

kinds! {
    role::Role, "role", "role";
    role_membership::RoleMembership, "role membership", "";
    role_setting::RoleSetting, "role setting", "";
    schema::Schema, "schema", "schema";
    extension::Extension, "extension", "extension";
    default_privileges::DefaultPrivileges, "default privileges", "";
    collation::Collation, "collation", "collation";
    enumeration::Enum, "enum", "type";
    domain::Domain, "domain", "domain";
    composite_type::CompositeType, "composite type", "type";
    range_type::RangeType, "range type", "type";
    text_search_dictionary::TextSearchDictionary, "text search dictionary", "text search dictionary";
    text_search_configuration::TextSearchConfiguration, "text search configuration", "text search configuration";
    sequence::Sequence, "sequence", "sequence";
    function::Function, "function", "function";
    cast::Cast, "cast", "cast";
    operator::Operator, "operator", "operator";
    aggregate::Aggregate, "aggregate", "aggregate";
    foreign_data_wrapper::ForeignDataWrapper, "foreign data wrapper", "foreign data wrapper";
    server::Server, "server", "server";
    user_mapping::UserMapping, "user mapping", "";
    table::Table, "table", "table";
    foreign_table::ForeignTable, "foreign table", "foreign table";
    partition::Partition, "partition", "";
    column::Column, "column", "column";
    default::Default, "default", "";
    constraint::Constraint, "constraint", "constraint";
    index::Index, "index", "index";
    statistics::Statistics, "statistics", "statistics";
    replica_identity::ReplicaIdentity, "replica identity", "";
    view::View, "view", "view";
    materialized_view::MaterializedView, "materialized view", "materialized view";
    trigger::Trigger, "trigger", "trigger";
    rule::Rule, "rule", "rule";
    row_security::RowSecurity, "row security", "";
    policy::Policy, "policy", "policy";
    owner::Owner, "owner", "";
    grants::Grants, "grants", "";
    publication::Publication, "publication", "publication";
    publication_table::PublicationTable, "publication membership", "";
    comment::Comment, "comment", "";
    seed::Seed, "seed rows", "";
    script::Script, "script", "";
    job::Job, "job", "";
    event_trigger::EventTrigger, "event trigger", "event trigger";
    bucket::Bucket, "bucket", "";
}

impl Kind {
    /// Those that have columns and whose names are of one space.
    pub const RELATIONS: &[Kind] = &[Kind::Table, Kind::ForeignTable, Kind::View, Kind::MaterializedView];

    /// The words of the kind for several objects of it.
    #[must_use]
    pub fn plural(self) -> String {
        let words = self.words();
        match words.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None if words.ends_with('s') => words.to_owned(),
            None if words.ends_with('x') => format!("{words}es"),
            None => format!("{words}s"),
        }
    }

    /// Whether its objects are called, and told apart by their arguments.
    #[must_use]
    pub fn is_routine(self) -> bool {
        matches!(self, Kind::Function | Kind::Aggregate)
    }

    /// Whether the last part of a name is a list of types in parentheses, which is SQL and not a name.
    #[must_use]
    pub fn has_arguments(self) -> bool {
        self.is_routine() || self == Kind::Operator
    }
}
