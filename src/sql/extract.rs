//! What a tree names: relations, functions, types and columns, each with its place.
//!
//! A name of WITH stands for its query only where it is visible, so `with users as (select … from users)` still names the table.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use sqlparser::ast::{
    self, AccessExpr, ArrayElemTypeDef, DataType, Expr, GroupByExpr, ObjectName, OrderBy, Query, Select, Statement,
    TableFactor, Visit, Visitor,
};

use super::Mention;
use super::column::{ColumnUse, Columns, Relation, Scope};
use super::output::{cte_columns, output, renamed};
use super::parser::{Places, Tree};
use crate::name::Ident;

/// Words that sqlparser takes for columns and Postgres does not.
const NOT_COLUMNS: &[&str] = &[
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "false",
    "localtime",
    "localtimestamp",
    "nfc",
    "nfd",
    "nfkc",
    "nfkd",
    "null",
    "session_user",
    "system_user",
    "true",
    "user",
];

/// What was found; places are bytes from the start of the text.
#[derive(Default)]
pub(super) struct Found {
    pub relations: Vec<Mention>,
    pub functions: Vec<Mention>,
    pub types: Vec<Mention>,
    pub columns: Vec<ColumnUse>,
    pub scopes: Vec<Scope>,
}

/// Walks a tree. `base` is added to every place; `found` may already hold what other pieces of the same text named.
pub(super) fn extract(tree: &Tree, sql: &str, base: usize, found: &mut Found) {
    let root = found.scopes.len();
    // Arguments of the function may stand in its statements, and nobody knows them here.
    found.scopes.push(Scope { parent: None, relations: Vec::new(), open: matches!(tree, Tree::Statements(_)) });
    let places = Places::new(sql);
    let mut walk = Walk {
        sql,
        places,
        base,
        found,
        scopes: vec![root],
        levels: Vec::new(),
        bodies: HashMap::new(),
        skip: HashSet::new(),
    };
    let _: ControlFlow<()> = match tree {
        Tree::Expression(expression) => expression.visit(&mut walk),
        Tree::Query(query) => query.visit(&mut walk),
        Tree::Statements(statements) => statements.visit(&mut walk),
    };
}

/// The names that one WITH defines, and how many of them can be seen from where the walk stands.
struct Level {
    names: Vec<(String, Columns)>,
    visible: usize,
}

struct Walk<'a> {
    sql: &'a str,
    places: Places,
    base: usize,
    found: &'a mut Found,
    scopes: Vec<usize>,
    levels: Vec<Level>,
    /// For the query of each name of WITH, by its address in the tree: its level, and how many names it sees there.
    bodies: HashMap<*const Query, (usize, usize)>,
    /// Where names stand that are neither columns nor relations, though the tree holds them as such.
    skip: HashSet<usize>,
}

impl Walk<'_> {
    fn range(&self, ident: &ast::Ident) -> (usize, usize) {
        (self.base + self.places.byte(ident.span.start), self.base + self.places.byte(ident.span.end))
    }

    fn mention(&self, name: &ObjectName) -> Option<Mention> {
        let parts: Vec<&ast::Ident> = name.0.iter().filter_map(|part| part.as_ident()).collect();
        let last = parts.last()?;
        let schema = parts.len().checked_sub(2).and_then(|at| parts.get(at));
        let start = self.range(schema.unwrap_or(last)).0;
        Some(Mention {
            schema: schema.map(|ident| Ident::new(folded(ident))),
            name: Ident::new(folded(last)),
            start,
            end: self.range(last).1,
        })
    }

    fn push_scope(&mut self, relations: Vec<Relation>, open: bool) {
        let parent = self.scopes.last().copied();
        self.scopes.push(self.found.scopes.len());
        self.found.scopes.push(Scope { parent, relations, open });
    }

    fn with_name(&self, name: &str) -> Option<&Columns> {
        self.levels.iter().rev().find_map(|level| {
            level.names[..level.visible].iter().rev().find(|(known, _)| known == name).map(|(_, columns)| columns)
        })
    }

    fn relations(&self, factor: &TableFactor, into: &mut Vec<Relation>) {
        match factor {
            TableFactor::Table { name, alias, args, .. } => {
                let written: Vec<String> = name.0.iter().filter_map(|part| part.as_ident()).map(folded).collect();
                let Some((last, before)) = written.split_last() else { return };
                let schema = before.last().cloned();
                let columns = match self.with_name(last) {
                    _ if args.is_some() => Columns::Unknown,
                    Some(columns) if schema.is_none() => columns.clone(),
                    _ if alias.as_ref().is_some_and(|alias| !alias.columns.is_empty()) => Columns::Unknown,
                    _ => Columns::Table { schema: schema.clone(), name: last.clone() },
                };
                into.push(match alias {
                    Some(alias) => {
                        Relation { schema: None, name: folded(&alias.name), columns: renamed(columns, alias) }
                    }
                    None => Relation { schema, name: last.clone(), columns },
                });
            }
            TableFactor::Derived { subquery, alias, .. } => {
                let columns = output(subquery).map_or(Columns::Unknown, Columns::Known);
                into.push(match alias {
                    Some(alias) => {
                        Relation { schema: None, name: folded(&alias.name), columns: renamed(columns, alias) }
                    }
                    None => Relation { schema: None, name: String::new(), columns },
                });
            }
            TableFactor::NestedJoin { table_with_joins, alias: None } => {
                self.relations(&table_with_joins.relation, into);
                for join in &table_with_joins.joins {
                    self.relations(&join.relation, into);
                }
            }
            _ => into.push(Relation { schema: None, name: String::new(), columns: Columns::Unknown }),
        }
    }

    fn column(&mut self, parts: &[ast::Ident]) {
        let Some((last, before)) = parts.split_last() else { return };
        let start = self.range(&parts[0]).0;
        let bare = before.is_empty() && last.quote_style.is_none() && NOT_COLUMNS.contains(&folded(last).as_str());
        let after = self.sql.get(self.range(last).1 - self.base..).unwrap_or_default().trim_start();
        let argument = before.is_empty() && (after.starts_with("=>") || after.starts_with(":="));
        if bare || argument || parts.len() > 3 || self.skip.contains(&start) {
            return;
        }
        let scope = self.scopes.last().copied().unwrap_or_default();
        let mut before = before.iter().rev();
        let qualifier = before.next().map(folded);
        let schema = before.next().map(folded);
        self.found.columns.push(ColumnUse {
            schema,
            qualifier,
            name: folded(last),
            start,
            end: self.range(last).1,
            scope,
        });
    }

    fn of_type(&mut self, data_type: &DataType) {
        match data_type {
            DataType::Custom(name, _) => {
                let built_in = |m: &Mention| {
                    m.schema.as_ref().is_some_and(|s| s.as_str() == "pg_catalog")
                        || m.schema.is_none()
                            && crate::types::TypeName::parse(m.name.as_str()).is_ok_and(|t| t.built_in)
                };
                let mention = self.mention(name).filter(|mention| !built_in(mention));
                self.found.types.extend(mention);
            }
            DataType::Array(
                ArrayElemTypeDef::AngleBracket(inner)
                | ArrayElemTypeDef::SquareBracket(inner, _)
                | ArrayElemTypeDef::Parenthesis(inner)
                | ArrayElemTypeDef::Qualified(inner, _),
            ) => self.of_type(inner),
            _ => {}
        }
    }

    /// `t.tags[1].x` comes as a chain that starts at `t`; `(row).field` as one that starts at a parenthesis.
    fn fields(&mut self, root: &Expr, chain: &[AccessExpr]) {
        if let Expr::Identifier(first) = root {
            let mut parts = vec![first.clone()];
            parts.extend(chain.iter().map_while(|access| match access {
                AccessExpr::Dot(Expr::Identifier(ident)) => Some(ident.clone()),
                _ => None,
            }));
            let called = chain.iter().any(|access| matches!(access, AccessExpr::Dot(Expr::Function(_))));
            if parts.len() > 1 && !called {
                self.column(&parts);
            }
            if parts.len() > 1 || called {
                self.skip_name(root);
            }
        }
        for access in chain {
            if let AccessExpr::Dot(field) = access {
                self.skip_name(field);
            }
        }
    }

    fn skip_name(&mut self, expression: &Expr) {
        if let Expr::Identifier(ident) = expression {
            let start = self.range(ident).0;
            self.skip.insert(start);
        }
    }
}

impl Visitor for Walk<'_> {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        if let Some((level, visible)) = self.bodies.get(&std::ptr::from_ref(query)) {
            self.levels[*level].visible = *visible;
        }
        let mut names = Vec::new();
        if let Some(with) = &query.with {
            for (index, cte) in with.cte_tables.iter().enumerate() {
                names.push((folded(&cte.alias.name), cte_columns(cte)));
                let visible = if with.recursive { with.cte_tables.len() } else { index };
                self.bodies.insert(std::ptr::from_ref(&*cte.query), (self.levels.len(), visible));
            }
        }
        self.levels.push(Level { visible: names.len(), names });
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        self.levels.pop();
        if let Some((level, _)) = self.bodies.remove(&std::ptr::from_ref(query)) {
            self.levels[level].visible = self.levels[level].names.len();
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        let mut relations = Vec::new();
        for table in &select.from {
            self.relations(&table.relation, &mut relations);
            for join in &table.joins {
                self.relations(&join.relation, &mut relations);
            }
        }
        self.push_scope(relations, false);
        ControlFlow::Continue(())
    }

    fn post_visit_select(&mut self, _: &Select) -> ControlFlow<()> {
        self.scopes.pop();
        ControlFlow::Continue(())
    }

    // ORDER BY and GROUP BY may name the columns that a query returns.
    fn pre_visit_order_by(&mut self, _: &OrderBy) -> ControlFlow<()> {
        self.push_scope(Vec::new(), true);
        ControlFlow::Continue(())
    }

    fn post_visit_order_by(&mut self, _: &OrderBy) -> ControlFlow<()> {
        self.scopes.pop();
        ControlFlow::Continue(())
    }

    fn pre_visit_group_by(&mut self, _: &GroupByExpr) -> ControlFlow<()> {
        self.push_scope(Vec::new(), true);
        ControlFlow::Continue(())
    }

    fn post_visit_group_by(&mut self, _: &GroupByExpr) -> ControlFlow<()> {
        self.scopes.pop();
        ControlFlow::Continue(())
    }

    fn pre_visit_statement(&mut self, _: &Statement) -> ControlFlow<()> {
        self.push_scope(Vec::new(), true);
        ControlFlow::Continue(())
    }

    fn post_visit_statement(&mut self, _: &Statement) -> ControlFlow<()> {
        self.scopes.pop();
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        let called = match factor {
            TableFactor::Table { name, args: Some(_), .. } | TableFactor::Function { name, .. } => self.mention(name),
            _ => None,
        };
        if let Some(mention) = called {
            self.skip.insert(mention.start);
            self.found.functions.push(mention);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_relation(&mut self, name: &ObjectName) -> ControlFlow<()> {
        if let Some(mention) = self.mention(name)
            && !self.skip.contains(&mention.start)
            && (mention.schema.is_some() || self.with_name(mention.name.as_str()).is_none())
        {
            self.found.relations.push(mention);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expression: &Expr) -> ControlFlow<()> {
        match expression {
            Expr::Identifier(ident) => self.column(std::slice::from_ref(ident)),
            Expr::CompoundIdentifier(parts) => self.column(parts),
            Expr::CompoundFieldAccess { root, access_chain } => self.fields(root, access_chain),
            Expr::Function(function) => {
                let mention = self
                    .mention(&function.name)
                    .filter(|m| m.schema.is_some() || !NOT_COLUMNS.contains(&m.name.as_str()));
                self.found.functions.extend(mention);
            }
            Expr::Cast { data_type, .. } => self.of_type(data_type),
            Expr::TypedString(typed) => self.of_type(&typed.data_type),
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

/// The name as the catalog stores it.
pub(super) fn folded(ident: &ast::Ident) -> String {
    if ident.quote_style.is_some() { ident.value.clone() } else { ident.value.to_ascii_lowercase() }
}
