//! PARTITION BY: how the rows of a table are divided.

use serde::{Deserialize, Serialize};

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::kind::index;
use crate::kind::scope::Scope;
use crate::name;
use crate::yaml::{Node, emit};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    Range,
    List,
    Hash,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartitionBy {
    pub strategy: Strategy,
    pub key: Vec<index::Element>,
}

impl Strategy {
    fn word(self) -> &'static str {
        match self {
            Strategy::Range => "range",
            Strategy::List => "list",
            Strategy::Hash => "hash",
        }
    }
}

impl PartitionBy {
    pub fn read(node: &Node, scope: &Scope) -> Option<PartitionBy> {
        let map = scope.reader.map(node, "`partition_by`")?;
        let found: Vec<_> = [("range", Strategy::Range), ("list", Strategy::List), ("hash", Strategy::Hash)]
            .into_iter()
            .filter_map(|(key, strategy)| map.get(key).map(|node| (node, strategy)))
            .collect();
        map.finish();
        let [(key, strategy)] = found.as_slice() else {
            scope.reader.report(
                Diagnostic::error(code::BAD_VALUE, node.span, "`partition_by` says one way to partition")
                    .help("write `{ range: [column] }`, `{ list: [column] }` or `{ hash: [column] }`"),
            );
            return None;
        };
        let key: Option<Vec<_>> =
            scope.reader.items(key).iter().map(|item| index::Element::read(item, scope)).collect();
        Some(PartitionBy { strategy: *strategy, key: key? })
    }

    /// The strategy and its key: `range (a, b)`.
    #[must_use]
    pub fn sql(&self) -> String {
        format!("{} ({})", self.strategy.word(), name::list(self.key.iter().map(index::Element::sql)))
    }

    #[must_use]
    pub fn written(&self, out: &Written) -> emit::Map {
        let key = self.key.iter().map(|element| element.written(out)).collect::<emit::Value>();
        emit::Map::of(self.strategy.word(), key)
    }
}
