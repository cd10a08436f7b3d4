//! What the planner takes for granted of a column, whatever ANALYZE finds: ALTER COLUMN … SET (n_distinct = …).

use std::collections::BTreeMap;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::kind::scope::Scope;
use crate::yaml::Node;

/// `attribute_options` of a column: those that Postgres knows.
pub(super) fn read(node: &Node, scope: &Scope) -> BTreeMap<String, String> {
    let mut options = BTreeMap::new();
    let Some(map) = scope.reader.map(node, "options of a column") else { return options };
    for key in ["n_distinct", "n_distinct_inherited"] {
        let Some(value) = map.get(key) else { continue };
        let Some(text) = scope.reader.text(value) else { continue };
        if text.parse().is_ok_and(|number: f64| number.is_finite() && number >= -1.0) {
            options.insert(key.to_owned(), text.to_owned());
        } else {
            let problem = format!("`{text}` is no number of distinct values");
            let diagnostic = Diagnostic::error(code::BAD_VALUE, value.span, problem);
            scope.reader.report(
                diagnostic
                    .help("write how many there are, or their share of the rows below zero: `-0.5` for half of them"),
            );
        }
    }
    map.finish();
    options
}
