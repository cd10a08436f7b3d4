//! Constraints out of YAML: those of a table, and those that a column carries itself.

use super::super::scope::Scope;
use super::super::{default, index, table};
use super::{Action, Check, Constraint, Exclude, ForeignKey, Key, Rule};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::kind::Define;
use crate::name::{Ident, Name};
use crate::source::Span;
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::{Node, Value};

/// Options that a map may carry for every kind of constraint.
fn finish<'y>(
    map: Option<&Map<'y>>,
    table: &Name,
    name: Ident,
    rule: Rule,
    span: Span,
    fields: &[(&'static str, Option<&'y Node>)],
    scope: &Scope<'y>,
) {
    let (deferrable, initially_deferred) =
        map.map_or((false, false), |map| (map.flag("deferrable"), map.flag("initially_deferred")));
    let constraint = Constraint {
        table: table.clone(),
        name,
        rule,
        deferrable: deferrable || initially_deferred,
        initially_deferred,
    };
    if let Some(map) = map {
        scope.comment(map, &constraint.id());
        scope.depends(map, &constraint.id());
        scope.renamed(map, &constraint.id());
    }
    scope.define(constraint, span, fields);
}

fn named(map: Option<&Map>, otherwise: impl FnOnce() -> Ident, scope: &Scope) -> Ident {
    map.and_then(|map| map.get("name")).and_then(|node| scope.ident(node)).unwrap_or_else(otherwise)
}

/// The constraints that stand at the level of the table.
pub fn read_all<'y>(map: &Map<'y>, table: &Name, scope: &Scope<'y>) {
    if let Some(node) = map.get("primary_key") {
        read_key(node, table, true, scope);
    }
    let unique = map.get("unique");
    for node in unique.map_or(&[] as &[Node], |node| scope.reader.list(node)) {
        read_key(node, table, false, scope);
    }
    for node in map.items("foreign_keys") {
        if let Some(fk) = scope.reader.map(node, "a foreign key") {
            if let Some(columns) = fk.required("columns").and_then(|node| key_columns(node, scope)) {
                read_foreign_key(&fk, &columns, table, None, node.span, scope);
            }
            fk.finish();
        }
    }
    for entry in map.entries("checks") {
        read_check(&entry.value, table, scope.key(&entry.key, entry.key_span), entry.key_span, scope);
    }
    for node in map.items("exclude") {
        if let Some(map) = scope.reader.map(node, "an exclusion constraint") {
            read_exclude(&map, table, scope);
            map.finish();
        }
    }
}

/// The constraints that a column carries itself.
pub fn read_of_column<'y>(
    map: &Map<'y>,
    span: Span,
    table: &Name,
    column: &Ident,
    data_type: Option<&TypeName>,
    scope: &Scope<'y>,
) {
    if map.flag("primary_key") {
        let name = scope.unused(&table.schema, table.name.as_str(), "", "pkey");
        finish(
            None,
            table,
            name,
            Rule::PrimaryKey(Key { columns: vec![column.clone()], ..Key::default() }),
            span,
            &[],
            scope,
        );
    }
    if let Some(node) = map.get("unique") {
        let options = match &node.value {
            Value::Map(_) => scope.reader.map(node, "`unique`"),
            Value::List(_) | Value::Scalar(_) => None,
        };
        if options.is_some() || scope.reader.boolean(node) == Some(true) {
            let key = Key {
                columns: vec![column.clone()],
                ..options.as_ref().map_or_else(Key::default, |map| key_options(map, scope))
            };
            let name = named(
                options.as_ref(),
                || scope.unused(&table.schema, table.name.as_str(), &key.label(), "key"),
                scope,
            );
            finish(options.as_ref(), table, name, Rule::Unique(key), table::span_of(map, "unique"), &[], scope);
        }
        if let Some(options) = options {
            options.finish();
        }
    }
    if let Some(node) = map.get("references") {
        read_foreign_key(
            map,
            std::slice::from_ref(column),
            table,
            Some(node),
            table::span_of(map, "references"),
            scope,
        );
    } else {
        for key in ["on_delete", "on_update", "match", "not_valid"] {
            if let Some(entry) = map.entry(key) {
                scope.reader.report(
                    Diagnostic::error(
                        code::MISSING_KEY,
                        entry.key_span,
                        format!("`{key}` stands without `references`"),
                    )
                    .help("add `references: table.column`"),
                );
            }
        }
        let _ = (map.flag("deferrable"), map.flag("initially_deferred"));
    }
    if let Some(node) = map.get("one_of") {
        let items = scope.reader.list(node);
        let values: Option<Vec<String>> = items.iter().map(|item| default::literal(item, data_type, scope)).collect();
        if matches!(&node.value, Value::List(items) if items.is_empty()) {
            scope.reader.report(
                Diagnostic::error(code::BAD_VALUE, node.span, "`one_of` lists no value")
                    .help("list at least one value"),
            );
        }
        if let Some(values) = values.filter(|values| !values.is_empty()) {
            default::one_of(map, table, column, items, &values, scope);
            let name = scope.unused(&table.schema, table.name.as_str(), column.as_str(), "check");
            let check = Check { expression: table::one_of(column, &values), not_valid: false, no_inherit: false };
            finish(None, table, name, Rule::Check(check), table::span_of(map, "one_of"), &[], scope);
        }
    }
    if let Some(node) = map.get("check") {
        let name = scope.unused(&table.schema, table.name.as_str(), column.as_str(), "check");
        read_check(node, table, name, table::span_of(map, "check"), scope);
    }
}

fn key_options(map: &Map, scope: &Scope) -> Key {
    let nulls_not_distinct = map.flag("nulls_not_distinct");
    if nulls_not_distinct {
        scope.since(15, "`nulls_not_distinct`", table::span_of(map, "nulls_not_distinct"));
    }
    Key {
        columns: Vec::new(),
        include: map.get("include").and_then(|node| table::columns(node, scope)).unwrap_or_default(),
        nulls_not_distinct,
        storage_parameters: index::storage_parameters(map, scope),
        tablespace: map.get("tablespace").and_then(|node| scope.ident(node)),
    }
}

/// The columns of a key, of which there has to be one.
fn key_columns(node: &Node, scope: &Scope) -> Option<Vec<Ident>> {
    let columns = table::columns(node, scope)?;
    if columns.is_empty() {
        let problem = Diagnostic::error(code::BAD_VALUE, node.span, "the key has no columns");
        scope.reader.report(problem.help("list at least one column, or leave the key out"));
    }
    Some(columns)
}

fn read_key<'y>(node: &'y Node, table: &Name, primary: bool, scope: &Scope<'y>) {
    let (map, columns) = match &node.value {
        Value::Map(_) => {
            let map = scope.reader.map(node, if primary { "a primary key" } else { "a unique constraint" });
            let columns =
                map.as_ref().and_then(|map| map.required("columns")).and_then(|node| key_columns(node, scope));
            (map, columns)
        }
        Value::List(_) | Value::Scalar(_) => (None, key_columns(node, scope)),
    };
    if let Some(columns) = columns {
        let key = Key { columns, ..map.as_ref().map_or_else(Key::default, |map| key_options(map, scope)) };
        let joined = key.label();
        let name = named(
            map.as_ref(),
            || {
                scope.unused(
                    &table.schema,
                    table.name.as_str(),
                    if primary { "" } else { &joined },
                    if primary { "pkey" } else { "key" },
                )
            },
            scope,
        );
        let rule = if primary { Rule::PrimaryKey(key) } else { Rule::Unique(key) };
        finish(map.as_ref(), table, name, rule, node.span, &[("columns", Some(node))], scope);
    }
    if let Some(map) = map {
        map.finish();
    }
}

const ACTIONS: &[(&str, Action)] = &[
    ("no_action", Action::NoAction),
    ("restrict", Action::Restrict),
    ("cascade", Action::Cascade),
    ("set_null", Action::SetNull(Vec::new())),
    ("set_default", Action::SetDefault(Vec::new())),
];

fn read_action(node: Option<&Node>, scope: &Scope) -> Action {
    let Some(node) = node else { return Action::NoAction };
    if !matches!(node.value, Value::Map(_)) {
        return scope.reader.choice(node, ACTIONS).unwrap_or_default();
    }
    let Some(map) = scope.reader.map(node, "an action") else { return Action::NoAction };
    let only = |key| map.get(key).and_then(|node| table::columns(node, scope));
    let action = match (only("set_null"), only("set_default")) {
        (Some(columns), _) => Action::SetNull(columns),
        (None, Some(columns)) => Action::SetDefault(columns),
        (None, None) => Action::NoAction,
    };
    map.finish();
    action
}

/// Reads what follows REFERENCES. `single` is the value of a column's `references`; else the map has one of its own.
fn read_foreign_key<'y>(
    map: &Map<'y>,
    columns: &[Ident],
    table: &Name,
    single: Option<&'y Node>,
    span: Span,
    scope: &Scope<'y>,
) {
    let target = single
        .or_else(|| map.required("references"))
        .and_then(|node| read_target(node, scope).map(|target| (target, node)));
    let match_full = map.choice("match", &[("simple", false), ("full", true)]).unwrap_or(false);
    let (on_delete, on_update) = (read_action(map.get("on_delete"), scope), read_action(map.get("on_update"), scope));
    let not_valid = map.flag("not_valid");
    let name = named(
        if single.is_some() { None } else { Some(map) },
        || {
            scope.unused(
                &table.schema,
                table.name.as_str(),
                &columns.iter().map(Ident::as_str).collect::<Vec<_>>().join("_"),
                "fkey",
            )
        },
        scope,
    );
    let (deferrable, initially_deferred) = (map.flag("deferrable"), map.flag("initially_deferred"));
    let Some(((target, references), node)) = target else { return };
    let rule = Rule::ForeignKey(ForeignKey {
        columns: columns.to_vec(),
        table: target,
        references,
        match_full,
        on_delete,
        on_update,
        not_valid,
    });
    let constraint = Constraint {
        table: table.clone(),
        name,
        rule,
        deferrable: deferrable || initially_deferred,
        initially_deferred,
    };
    if single.is_none() {
        scope.comment(map, &constraint.id());
        scope.depends(map, &constraint.id());
        scope.renamed(map, &constraint.id());
    }
    scope.define(constraint, span, &[("references", Some(node)), ("columns", map.get("columns"))]);
}

/// `table`, `table.column`, `schema.table.column`, `table(a, b)` or a map.
fn read_target(node: &Node, scope: &Scope) -> Option<(Name, Vec<Ident>)> {
    if let Value::Map(_) = node.value {
        let map = scope.reader.map(node, "`references`")?;
        let found = map.required("table").and_then(|node| scope.relation(node));
        let columns = map.get("columns").and_then(|node| table::columns(node, scope)).unwrap_or_default();
        map.finish();
        return Some((found?, columns));
    }
    let text = scope.reader.text(node)?;
    let unknown = |name: &str| {
        scope.unknown_relation(name, node.span);
        None
    };
    let exists = |name: Name| scope.relation_exists(&name).then_some(name);
    if let Some((head, tail)) = text.split_once('(').filter(|(_, tail)| tail.trim_end().ends_with(')')) {
        let columns = tail
            .trim_end()
            .trim_end_matches(')')
            .split(',')
            .map(|part| scope.key(part.trim().trim_matches('"'), node.span))
            .collect();
        let parts = scope.parts(head.trim(), node.span)?;
        let Some(name) = scope.relation_in(&parts).and_then(exists) else { return unknown(head.trim()) };
        return Some((name, columns));
    }
    let parts = scope.parts(text, node.span)?;
    // `a.b` may be a column of table a or table b in schema a: what is declared decides.
    if let Some(name) = scope.relation_in(&parts).and_then(exists) {
        return Some((name, Vec::new()));
    }
    let (column, head) = parts.split_last()?;
    match scope.relation_in(head).and_then(exists) {
        Some(name) => Some((name, vec![column.clone()])),
        None => unknown(text.rsplit_once('.').map_or(text, |(head, _)| head)),
    }
}

fn read_check<'y>(node: &'y Node, table: &Name, name: Ident, span: Span, scope: &Scope<'y>) {
    if let Value::Map(_) = node.value {
        let Some(map) = scope.reader.map(node, "a check") else { return };
        let expression = map.required("expression");
        let sql = expression.and_then(|node| scope.sql(node));
        let (not_valid, no_inherit) = (map.flag("not_valid"), map.flag("no_inherit"));
        let name = named(Some(&map), || name, scope);
        if let Some(sql) = sql {
            let constraint = Constraint {
                table: table.clone(),
                name,
                rule: Rule::Check(Check { expression: sql, not_valid, no_inherit }),
                deferrable: false,
                initially_deferred: false,
            };
            scope.comment(&map, &constraint.id());
            scope.depends(&map, &constraint.id());
            scope.renamed(&map, &constraint.id());
            scope.define(constraint, span, &[("expression", expression)]);
        }
        map.finish();
    } else if let Some(expression) = scope.sql(node) {
        finish(
            None,
            table,
            name,
            Rule::Check(Check { expression, not_valid: false, no_inherit: false }),
            span,
            &[("expression", Some(node))],
            scope,
        );
    }
}

fn read_exclude<'y>(map: &Map<'y>, table: &Name, scope: &Scope<'y>) {
    let mut elements = Vec::new();
    for node in map.items("elements") {
        let Some(element) = scope.reader.map(node, "an element") else { continue };
        let operator = element.required("with").and_then(|node| scope.reader.text(node)).map(str::to_owned);
        let read = index::Element::read_map(&element, scope);
        element.finish();
        if let (Some(read), Some(operator)) = (read, operator) {
            elements.push((read, operator));
        }
    }
    if elements.is_empty() {
        scope.reader.report(
            Diagnostic::error(code::MISSING_KEY, map.span(), "an exclusion constraint lacks `elements`")
                .help("add `elements: [{ column: …, with: = }]`"),
        );
        return;
    }
    let predicate = map.get("where");
    let include = map.get("include").and_then(|node| table::columns(node, scope)).unwrap_or_default();
    let label = index::labels(elements.iter().map(|(element, _)| element), &include);
    let name = named(Some(map), || scope.unused(&table.schema, table.name.as_str(), &label, "excl"), scope);
    let rule = Rule::Exclude(Exclude {
        using: map.get("using").and_then(|node| scope.ident(node)).unwrap_or_else(|| "gist".into()),
        elements,
        include,
        storage_parameters: index::storage_parameters(map, scope),
        tablespace: map.get("tablespace").and_then(|node| scope.ident(node)),
        predicate: predicate.and_then(|node| scope.sql(node)),
    });
    finish(
        Some(map),
        table,
        name,
        rule,
        map.span(),
        &[("where", predicate), ("elements", map.get("elements")), ("include", map.get("include"))],
        scope,
    );
}
