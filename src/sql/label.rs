//! What Postgres would call the column of an expression in an index (`FigureIndexColname`).

use sqlparser::ast::{AccessExpr, DataType, Expr, TrimWhereField};

use super::Form;
use super::check;
use super::extract::folded;
use super::parser::{self, Tree};

/// How sure a name is: that of a type or of a CASE gives way to one found further inside.
#[derive(PartialEq)]
enum Strength {
    Weak,
    Strong,
}

/// The name, if the expression gives one.
#[must_use]
pub fn index_label(expression: &str) -> Option<String> {
    let tokens = check::check(expression, Form::Expression).ok()?;
    match parser::tree(expression, &tokens, Form::Expression).ok()? {
        Tree::Expression(expression) => label(&expression).map(|(name, _)| name),
        Tree::Query(_) | Tree::Statements(_) => None,
    }
}

fn label(expression: &Expr) -> Option<(String, Strength)> {
    let strong = |name: &str| Some((name.to_owned(), Strength::Strong));
    match expression {
        Expr::Identifier(ident) => Some((folded(ident), Strength::Strong)),
        Expr::CompoundIdentifier(parts) => parts.last().map(|part| (folded(part), Strength::Strong)),
        Expr::CompoundFieldAccess { root, access_chain } => {
            let field = access_chain.iter().rev().find_map(|access| match access {
                AccessExpr::Dot(Expr::Identifier(ident)) => Some((folded(ident), Strength::Strong)),
                AccessExpr::Dot(_) | AccessExpr::Subscript(_) => None,
            });
            field.or_else(|| label(root))
        }
        Expr::Nested(inner) | Expr::Collate { expr: inner, .. } => label(inner),
        Expr::Cast { expr, data_type, .. } => or_weak(label(expr), &type_label(data_type)),
        Expr::TypedString(typed) => Some((type_label(&typed.data_type), Strength::Weak)),
        Expr::Interval(_) => Some(("interval".to_owned(), Strength::Weak)),
        Expr::Case { else_result, .. } => or_weak(else_result.as_deref().and_then(label), "case"),
        Expr::Function(function) => {
            function.name.0.last().and_then(|part| part.as_ident()).map(|name| (folded(name), Strength::Strong))
        }
        Expr::AtTimeZone { .. } => strong("timezone"),
        Expr::Extract { .. } => strong("extract"),
        Expr::Ceil { .. } => strong("ceil"),
        Expr::Floor { .. } => strong("floor"),
        Expr::Position { .. } => strong("position"),
        Expr::Substring { .. } => strong("substring"),
        Expr::Overlay { .. } => strong("overlay"),
        Expr::Trim { trim_where, .. } => strong(match trim_where {
            Some(TrimWhereField::Leading) => "ltrim",
            Some(TrimWhereField::Trailing) => "rtrim",
            Some(TrimWhereField::Both) | None => "btrim",
        }),
        Expr::Array(_) => strong("array"),
        Expr::Tuple(_) => strong("row"),
        _ => None,
    }
}

fn or_weak(inner: Option<(String, Strength)>, otherwise: &str) -> Option<(String, Strength)> {
    Some(
        inner
            .filter(|(_, strength)| *strength == Strength::Strong)
            .unwrap_or_else(|| (otherwise.to_owned(), Strength::Weak)),
    )
}

/// The name of a type in the catalog, which is not how SQL spells it.
fn type_label(data_type: &DataType) -> String {
    let text = data_type.to_string().to_lowercase();
    let words: String = text.split(['(', '[']).next().unwrap_or_default().trim().to_owned();
    match words.as_str() {
        "smallint" => "int2",
        "int" | "integer" => "int4",
        "bigint" => "int8",
        "real" => "float4",
        "double precision" | "float" | "double" => "float8",
        "decimal" | "dec" => "numeric",
        "boolean" => "bool",
        "char" | "character" => "bpchar",
        "character varying" | "char varying" => "varchar",
        "bit varying" => "varbit",
        "timestamp with time zone" => "timestamptz",
        "timestamp without time zone" => "timestamp",
        "time with time zone" => "timetz",
        "time without time zone" => "time",
        other => other.rsplit('.').next().unwrap_or_default().trim_matches('"'),
    }
    .to_owned()
}
