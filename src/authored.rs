//! What a server prints, as a person would have written it, wherever the server makes exactly the same of both.

use std::collections::BTreeMap;

use crate::kind::constraint::Rule;
use crate::kind::{Id, Kind, Object, table};
use crate::name::Ident;
use crate::sql::{self, Sql};
use crate::types::TypeName;

/// Rewrites objects: `'x'::text` as the default of a text is `'x'`, and `c = ANY (ARRAY['a'::text, 'b'::text])` is `c in ('a', 'b')`.
pub fn write(objects: &mut BTreeMap<Id, Object>) {
    let types: BTreeMap<Id, TypeName> = objects
        .iter()
        .filter_map(|(id, object)| match object {
            Object::Column(column) => Some((id.clone(), column.data_type.clone())),
            _ => None,
        })
        .collect();
    for object in objects.values_mut() {
        match object {
            Object::Default(default) => {
                let column = Id::of(Kind::Column, &default.table, &default.column);
                if let Some(literal) = types.get(&column).and_then(|of| literal(default.expression.as_str(), of)) {
                    default.expression = Sql::new(literal);
                }
            }
            Object::Constraint(constraint) => {
                let of = |column: &Ident| types.get(&Id::of(Kind::Column, &constraint.table, column));
                if let Rule::Check(check) = &mut constraint.rule
                    && let Some((column, values)) = listed(check.expression.as_str(), of)
                {
                    check.expression = table::one_of(&column, &values);
                }
            }
            _ => {}
        }
        for expression in expressions(object) {
            if let Some(cast) = sql::with_array_casts(expression.as_str()) {
                *expression = Sql::new(cast);
            }
        }
    }
}

/// The SQL in an object that the server printed from what it had understood.
fn expressions(object: &mut Object) -> Vec<&mut Sql> {
    match object {
        Object::Column(column) => column.generated.iter_mut().map(|generated| &mut generated.expression).collect(),
        Object::Default(default) => vec![&mut default.expression],
        Object::Constraint(constraint) => match &mut constraint.rule {
            Rule::Check(check) => vec![&mut check.expression],
            Rule::Exclude(exclude) => {
                let elements = exclude.elements.iter_mut().filter_map(|(element, _)| element.expression.as_mut());
                elements.chain(exclude.predicate.as_mut()).collect()
            }
            Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::ForeignKey(_) => Vec::new(),
        },
        Object::Index(index) => {
            let elements = index.elements.iter_mut().filter_map(|element| element.expression.as_mut());
            elements.chain(index.predicate.as_mut()).collect()
        }
        Object::Domain(domain) => {
            let checks = domain.checks.values_mut().map(|check| &mut check.expression);
            checks.chain(domain.default.as_mut()).collect()
        }
        Object::View(view) => [&mut view.query].into_iter().chain(view.defaults.values_mut()).collect(),
        Object::MaterializedView(view) => vec![&mut view.query],
        Object::Policy(policy) => policy.using.iter_mut().chain(policy.with_check.as_mut()).collect(),
        Object::Rule(rule) => rule.condition.iter_mut().chain(rule.commands.iter_mut()).collect(),
        Object::Trigger(trigger) => trigger.when.iter_mut().collect(),
        Object::PublicationTable(table) => table.predicate.iter_mut().collect(),
        _ => Vec::new(),
    }
}

/// The literal without its cast, where it takes that type anyway.
fn literal<'a>(printed: &'a str, of: &TypeName) -> Option<&'a str> {
    let (literal, cast) = string(printed)?;
    let cast = TypeName::parse(cast.strip_prefix("::")?).ok()?;
    let number = literal.trim_matches('\'');
    let wide = number.parse::<i32>().is_err() && number.parse::<i64>().is_ok();
    // What is written without quotes has a type of its own, whatever the column's, and the conversion prints as nothing.
    if NUMBERS.iter().any(|known| of.is(known)) && cast.is(if wide { "bigint" } else { "integer" }) {
        return Some(number);
    }
    // The string names an object, which only the cast shows.
    if of.built_in && of.name.as_str().starts_with("reg") {
        return None;
    }
    // Lengths are checked after the default is taken, and print in their own way.
    let plain = TypeName { modifiers: Vec::new(), ..of.clone() };
    if cast != plain {
        return None;
    }
    Some(literal)
}

/// Types that an integer becomes by itself.
const NUMBERS: &[&str] = &["smallint", "integer", "bigint", "numeric", "real", "double precision"];

/// A string constant at the start, without an escape of its own, and what follows it.
fn string(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('\'')?;
    let mut from = 0;
    loop {
        let end = from + inner[from..].find('\'')?;
        if inner[end + 1..].starts_with('\'') {
            from = end + 2;
            continue;
        }
        return Some(text.split_at(end + 2));
    }
}

/// The column and the values of a check that lists them. Those of a varchar are compared as texts.
fn listed<'t>(printed: &str, of: impl Fn(&Ident) -> Option<&'t TypeName>) -> Option<(Ident, Vec<String>)> {
    let (column, list) = printed.split_once(" = ANY (ARRAY[")?;
    let (column, list, as_text) = match column.strip_suffix("::text") {
        Some(column) => (column, list.strip_suffix("]::text[])")?, true),
        None => (column, list.strip_suffix("])")?, false),
    };
    let column = match column.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => Ident::new(quoted.replace("\"\"", "\"")),
        None => Ident::new(column),
    };
    let of = of(&column).filter(|of| as_text == of.is("varchar"))?;
    let mut values = Vec::new();
    let mut rest = list;
    loop {
        let (value, after) = match string(rest) {
            Some((_, after)) => {
                let end = rest.len() - after.len() + after.find(", ").unwrap_or(after.len());
                (literal(&rest[..end], of)?, &rest[end..])
            }
            None if ["smallint", "integer"].iter().any(|whole| of.is(whole)) => {
                let end = rest.find(", ").unwrap_or(rest.len());
                rest[..end].parse::<i32>().ok()?;
                (&rest[..end], &rest[end..])
            }
            None => return None,
        };
        values.push(value.to_owned());
        match after.strip_prefix(", ") {
            Some(more) => rest = more,
            None if after.is_empty() => return (values.len() > 1).then_some((column, values)),
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> TypeName {
        TypeName::parse(text).expect("a type")
    }

    #[test]
    fn literals_lose_the_cast_that_they_take_anyway() {
        let short = |printed, data_type: &str| literal(printed, &of(data_type)).map(str::to_owned);
        assert_eq!(short("'it''s'::text", "text").as_deref(), Some("'it''s'"));
        assert_eq!(short("'a'::character varying", "varchar(20)").as_deref(), Some("'a'"));
        assert_eq!(short("'a'::app.status", "app.status").as_deref(), Some("'a'"));
        assert_eq!(short("'-1'::integer", "integer").as_deref(), Some("-1"));
        assert_eq!(short("'-1'::integer", "numeric(5,2)").as_deref(), Some("-1"));
        assert_eq!(short("'5000000000'::bigint", "bigint").as_deref(), Some("5000000000"));
        assert_eq!(short("'0'::bigint", "bigint").as_deref(), Some("'0'"), "written with quotes, it prints so");
        assert_eq!(short("'-1'::integer", "text"), None);
        assert_eq!(short("'{}'::text[]", "text[]").as_deref(), Some("'{}'"));
        assert_eq!(short("'a'::text", "varchar"), None);
        assert_eq!(short("'app.s'::regclass", "regclass"), None, "or nobody sees what it needs");
        assert_eq!(short("'a'::text || 'b'::text", "text"), None);
        assert_eq!(short("nextval('s'::regclass)", "integer"), None);
    }

    #[test]
    fn lists_are_found() {
        let text = of("text");
        let list = |printed: &str| listed(printed, |_| Some(&text));
        let values = vec!["'a, b'".to_owned(), "'it''s'".to_owned()];
        let printed = "\"My c\" = ANY (ARRAY['a, b'::text, 'it''s'::text])";
        assert_eq!(list(printed), Some((Ident::from("My c"), values)));
        let short = TypeName::parse("varchar(9)").expect("a type");
        let printed = "c::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[])";
        assert_eq!(listed(printed, |_| Some(&short)), Some(("c".into(), vec!["'a'".to_owned(), "'b'".to_owned()])));
        assert_eq!(listed(printed, |_| Some(&text)), None);
        assert_eq!(list("c = ANY (ARRAY['a'::text, d])"), None);
        assert_eq!(list("lower(c) = ANY (ARRAY['a'::character varying, 'b'::character varying])"), None);
    }
}
