//! Aggregates out of YAML.

use super::{Aggregate, MODIFY, Moving, State};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::kind::Define;
use crate::kind::function::{Argument, Mode, PARALLEL, bare, read_arguments};
use crate::kind::scope::Scope;
use crate::name::Name;
use crate::yaml::cursor::Map;
use crate::yaml::{Node, Value};

/// Reads an `aggregate:` document.
pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("aggregate").and_then(|node| scope.name(node));
    let arguments = map.get("arguments").map_or_else(|| Some(Vec::new()), |node| inputs(node, scope));
    let order_by = map.get("order_by").map(|node| inputs(node, scope));
    let hypothetical = map.get("hypothetical");
    if let (Some(node), None) = (hypothetical, &order_by) {
        scope.reader.report(
            Diagnostic::error(code::CONFLICTING_KEYS, node.span, "only an aggregate over ordered rows is hypothetical")
                .help("add `order_by: …`, or remove `hypothetical`"),
        );
    }
    let state = read_state(map, scope);
    let function = |key: &'static str| map.get(key).and_then(|node| scope.function(node));
    let (combinefunc, serialfunc, deserialfunc) =
        (function("combinefunc"), function("serialfunc"), function("deserialfunc"));
    let moving = map.get("moving").and_then(|node| read_moving(node, scope)).map(Box::new);
    let sortop = map.get("sortop").and_then(|node| scope.operator(node));
    let parallel = map.choice("parallel", PARALLEL).unwrap_or_default();
    let hypothetical = hypothetical.and_then(|node| scope.reader.boolean(node)).unwrap_or(false);
    let (Some(name), Some(arguments), Some(state)) = (name, arguments, state) else { return };
    let order_by = match order_by {
        Some(None) => return,
        Some(order_by) => order_by,
        None => None,
    };
    let aggregate = Aggregate {
        name,
        arguments,
        order_by,
        hypothetical,
        state,
        combinefunc,
        serialfunc,
        deserialfunc,
        moving,
        sortop,
        parallel,
    }
    .normalised();
    let id = aggregate.id();
    scope.define(aggregate, map.span(), &[]);
    scope.satellites(map, &id);
    scope.grants(map, &id);
}

/// Arguments that take something in, and have no defaults.
fn inputs(node: &Node, scope: &Scope) -> Option<Vec<Argument>> {
    let arguments = read_arguments(node, scope)?;
    let odd = |argument: &Argument| matches!(argument.mode, Mode::Out | Mode::Inout) || argument.default.is_some();
    let Some(at) = arguments.iter().position(odd) else { return Some(arguments) };
    let place = match &node.value {
        Value::Map(entries) => entries.get(at).map(|entry| &entry.value),
        Value::List(items) => items.get(at),
        Value::Scalar(_) => None,
    };
    scope.reader.report(
        Diagnostic::error(
            code::CONFLICTING_KEYS,
            place.unwrap_or(node).span,
            "an aggregate has neither `out` arguments nor defaults",
        )
        .help("leave the mode at `in` or `variadic`, and remove `default`"),
    );
    None
}

fn read_moving(node: &Node, scope: &Scope) -> Option<Moving> {
    let map = scope.reader.map(node, "`moving`")?;
    let state = read_state(&map, scope);
    let inverse = map.required("inverse").and_then(|node| scope.function(node));
    map.finish();
    Some(Moving { state: state?, inverse: inverse? })
}

fn read_state(map: &Map, scope: &Scope) -> Option<State> {
    let sfunc: Option<Name> = map.required("sfunc").and_then(|node| scope.function(node));
    let stype = map.required("stype").and_then(|node| bare(scope, node));
    let sspace = map.integer("sspace");
    let finalfunc = map.get("finalfunc").and_then(|node| scope.function(node));
    let finalfunc_extra = map.flag("finalfunc_extra");
    let finalfunc_modify = map.choice("finalfunc_modify", MODIFY);
    let initcond = map.text("initcond");
    Some(State { sfunc: sfunc?, stype: stype?, sspace, finalfunc, finalfunc_extra, finalfunc_modify, initcond })
}
