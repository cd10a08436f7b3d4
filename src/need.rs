//! What an object says it needs before it can be created, still as names; `plan` finds the objects behind them.

use crate::kind::column::Collation;
use crate::kind::{Id, Kind};
use crate::name::{Ident, Name};
use crate::sql::{Form, Sql};
use crate::types::TypeName;

/// One thing needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    Object(Id),
    /// A table, view or materialized view, with its columns.
    Relation(Name),
    /// A column of a table.
    Column(Name, Ident),
    Type(TypeName),
    /// Every function of this name, whatever its arguments.
    Function(Name),
    /// Every operator of this name, whatever its operands.
    Operator(Name),
    /// The primary key or unique constraint of a table on exactly these columns; the primary key if there are none.
    UniqueKey(Name, Vec<Ident>),
    /// The constraints and indexes of a table.
    KeysAndIndexes(Name),
    /// The extensions whose objects are in a schema.
    ExtensionsIn(Ident),
    /// The seed rows of the tables that a table's foreign keys point to, and the triggers of the table itself.
    RowsOfReferences(Name),
    /// Row security and policies of a table.
    Guards(Name),
    /// Whatever a piece of SQL mentions.
    Sql(Sql, Form),
    /// Whatever an expression over the columns of a table mentions.
    Expression(Name, Sql),
}

/// What an object needs. A soft need orders statements and gives way when it would close a cycle.
#[derive(Debug, Default)]
pub struct Needs {
    pub hard: Vec<Need>,
    pub soft: Vec<Need>,
    /// As soft, and where it gives way, Postgres must not look into the bodies of functions.
    pub bodies: Vec<Need>,
}

impl Needs {
    pub fn object(&mut self, id: Id) {
        self.hard.push(Need::Object(id));
    }

    pub fn relation(&mut self, name: &Name) {
        self.hard.push(Need::Relation(name.clone()));
    }

    pub fn column(&mut self, table: &Name, column: &Ident) {
        self.hard.push(Need::Column(table.clone(), column.clone()));
    }

    pub fn unique_key(&mut self, table: &Name, columns: &[Ident]) {
        self.hard.push(Need::UniqueKey(table.clone(), columns.to_vec()));
    }

    pub fn keys_and_indexes(&mut self, table: &Name) {
        self.soft.push(Need::KeysAndIndexes(table.clone()));
    }

    /// A relation with all its columns.
    pub fn all_of_relation(&mut self, name: &Name) {
        self.soft.push(Need::Relation(name.clone()));
    }

    pub fn extensions_in(&mut self, schema: &Ident) {
        self.hard.push(Need::ExtensionsIn(schema.clone()));
    }

    pub fn rows_of_references(&mut self, table: &Name) {
        self.soft.push(Need::RowsOfReferences(table.clone()));
    }

    pub fn guards(&mut self, table: &Name) {
        self.soft.push(Need::Guards(table.clone()));
    }

    pub fn of_type(&mut self, name: &TypeName) {
        self.hard.push(Need::Type(name.clone()));
    }

    pub fn function(&mut self, name: &Name) {
        self.hard.push(Need::Function(name.clone()));
    }

    /// A collation, if it is not the system's.
    pub fn collation(&mut self, collation: Option<&Collation>) {
        if let Some([schema, name]) = collation.map(|collation| collation.0.as_slice()) {
            let name = Name { schema: schema.clone(), name: name.clone() };
            self.hard.push(Need::Object(Id::named(Kind::Collation, &name)));
        }
    }

    pub fn operator(&mut self, name: &Name) {
        self.hard.push(Need::Operator(name.clone()));
    }

    pub fn sql(&mut self, sql: &Sql, form: Form) {
        self.hard.push(Need::Sql(sql.clone(), form));
    }

    pub fn expression(&mut self, table: &Name, sql: &Sql) {
        self.hard.push(Need::Expression(table.clone(), sql.clone()));
    }

    /// SQL that Postgres looks at only when it runs.
    pub fn late_sql(&mut self, sql: &Sql, form: Form) {
        self.soft.push(Need::Sql(sql.clone(), form));
    }

    /// The body of a function, which Postgres looks into when the function is created, unless it is told not to.
    pub fn body(&mut self, sql: &Sql, form: Form) {
        self.bodies.push(Need::Sql(sql.clone(), form));
    }

    pub fn after(&mut self, id: Id) {
        self.soft.push(Need::Object(id));
    }
}
