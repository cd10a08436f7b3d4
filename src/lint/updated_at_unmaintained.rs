//! A column `updated_at` that keeps the time of the insert.

use super::context::Facts;
use super::{Context, Findings};
use crate::kind::Define;
use crate::kind::function::{Body, Function};
use crate::kind::trigger::{Enabled, Event, Timing};
use crate::name::Ident;

pub fn check(cx: &Context, out: &mut Findings) {
    let wanted = Ident::from("updated_at");
    for (table, facts) in cx.own_tables().filter(|(_, facts)| facts.defaults.contains_key(&wanted)) {
        let Some(column) = facts.columns.iter().find(|column| column.name == wanted) else { continue };
        if !maintained(cx, facts, &wanted) {
            let name = cx.shown(&table.name);
            let finding = out
                .finding(
                    cx.place(&column.id()),
                    format!("`updated_at` of `{name}` is set when a row is inserted, and never again"),
                )
                .note("its default does not act on updates, and no trigger sets it")
                .help(
                    "write `mixins: [timestamps]` in place of the column, or add a BEFORE UPDATE trigger that sets it",
                );
            out.push(finding);
        }
    }
}

fn maintained(cx: &Context, facts: &Facts, column: &Ident) -> bool {
    facts.triggers.iter().any(|trigger| {
        let fires = trigger.timing == Timing::Before
            && trigger.enabled != Enabled::Disabled
            && trigger.events.iter().any(|event| matches!(event, Event::Update(_)));
        // A function that is not ours is believed to do it.
        fires
            && cx
                .functions
                .get(&trigger.function)
                .is_none_or(|found| found.iter().any(|function| mentions(function, column)))
    })
}

fn mentions(function: &Function, column: &Ident) -> bool {
    match &function.body {
        Body::Text(text) => text.to_lowercase().contains(column.as_str()),
        Body::Atomic(_) => false,
        Body::Object { .. } => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::findings;

    #[test]
    fn a_trigger_has_to_set_it() {
        let rule = "updated_at_unmaintained";
        let yaml = |timing: &str, body: &str| {
            let columns = "columns:\n  id: { type: uuid, primary_key: true }\n  updated_at: { type: timestamptz, default: now() }\n";
            let trigger = format!("triggers: [{{ name: g, timing: {timing}, events: [update], function: f }}]\n");
            format!("table: t\n{columns}{trigger}---\nfunction: f\nreturns: trigger\nlanguage: plpgsql\nbody: {body}\n")
        };
        let sets = "begin new.updated_at := now(); return new; end";
        let found = ["4: `updated_at` of `t` is set when a row is inserted, and never again"];
        assert_eq!(findings(rule, &yaml("before", sets)), [""; 0]);
        assert_eq!(findings(rule, &yaml("after", sets)), found);
        assert_eq!(findings(rule, &yaml("before", "begin return new; end")), found);
        let mixin = "table: t\nmixins: [timestamps]\ncolumns: { id: { type: uuid, primary_key: true } }\n";
        assert_eq!(findings(rule, mixin), [""; 0]);
    }
}
