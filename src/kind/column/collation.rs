//! The collation of a column, a domain, an element of an index.

use serde::{Deserialize, Serialize};

use crate::kind::scope::Scope;
use crate::name::{Ident, Name};
use crate::yaml::{Node, emit};

/// A collation by name, in a schema if it is not a built-in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Collation(pub Vec<Ident>);

impl Collation {
    /// The collation of that schema and name in a live database; none where there is no name.
    #[must_use]
    pub fn found(schema: Option<Ident>, name: Option<Ident>) -> Option<Collation> {
        let schema = schema.filter(|schema| schema.as_str() != "pg_catalog");
        name.map(|name| Collation(schema.into_iter().chain([name]).collect()))
    }

    pub fn read(node: &Node, scope: &Scope) -> Option<Collation> {
        // A locale holds dots of its own (`en_US.utf8`), so only a quoted part splits a name here.
        let text = scope.reader.text(node)?;
        let parts = if text.contains('"') { scope.parts(text, node.span)? } else { vec![scope.ident(node)?] };
        match parts.as_slice() {
            [only] => Some(match scope.collation(only) {
                Some(Name { schema, name }) => Collation(vec![schema, name]),
                None => Collation(parts),
            }),
            _ => Some(Collation(parts)),
        }
    }

    #[must_use]
    pub fn written(&self) -> emit::Value {
        match self.0.as_slice() {
            [only] if !only.as_str().contains('"') => only.into(),
            _ => self.to_string().into(),
        }
    }
}

impl std::fmt::Display for Collation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Built-in collations are found through pg_catalog whatever the search path; `C` and the like need their quotes, `default` too.
        let parts: Vec<String> =
            self.0.iter().map(|part| format!("\"{}\"", part.as_str().replace('"', "\"\""))).collect();
        f.write_str(&parts.join("."))
    }
}
