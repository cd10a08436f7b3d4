//! What CREATE SEQUENCE and an identity column take alike.

use serde::{Deserialize, Serialize};

use crate::yaml::cursor::Map;
use crate::yaml::emit;

/// The options of a sequence; what is not said has the value that Postgres gives a new one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub increment: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_value: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_value: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache: Option<i64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cycle: bool,
}

impl Options {
    pub fn read(map: &Map) -> Options {
        Options {
            start: map.integer("start"),
            increment: map.integer("increment"),
            min_value: map.integer("min_value"),
            max_value: map.integer("max_value"),
            cache: map.integer("cache"),
            cycle: map.flag("cycle"),
        }
    }

    /// The clauses that make these options the others. What is not said has the value that a new sequence would get.
    #[must_use]
    pub fn changes(&self, to: &Options) -> Vec<String> {
        let Options { start: _, increment: _, min_value, max_value, cache, cycle } = self;
        let mut clauses = Vec::new();
        if self.step() != to.step() {
            clauses.push(format!("increment by {}", to.step()));
        }
        // Postgres keeps the bounds of the old direction unless they are named.
        let turned = (self.step() < 0) != (to.step() < 0);
        for (word, from, to) in [("minvalue", *min_value, to.min_value), ("maxvalue", *max_value, to.max_value)] {
            if from != to || turned {
                clauses.push(to.map_or_else(|| format!("no {word}"), |value| format!("{word} {value}")));
            }
        }
        if self.first() != to.first() {
            clauses.push(format!("start with {}", to.first()));
        }
        if *cache != to.cache {
            clauses.push(format!("cache {}", to.cache.unwrap_or(1)));
        }
        if *cycle != to.cycle {
            clauses.push(if to.cycle { "cycle" } else { "no cycle" }.to_owned());
        }
        clauses
    }

    fn step(&self) -> i64 {
        self.increment.unwrap_or(1)
    }

    fn first(&self) -> i64 {
        let bound = if self.step() < 0 { self.max_value.unwrap_or(-1) } else { self.min_value.unwrap_or(1) };
        self.start.unwrap_or(bound)
    }

    #[must_use]
    pub fn clauses(&self) -> Vec<String> {
        let Options { start, increment, min_value, max_value, cache, cycle } = self;
        let numbers = [
            ("start with", start),
            ("increment by", increment),
            ("minvalue", min_value),
            ("maxvalue", max_value),
            ("cache", cache),
        ];
        let mut clauses: Vec<String> =
            numbers.iter().filter_map(|(word, value)| value.map(|value| format!("{word} {value}"))).collect();
        if *cycle {
            clauses.push("cycle".to_owned());
        }
        clauses
    }

    pub fn write(&self, map: &mut emit::Map) {
        let Options { start, increment, min_value, max_value, cache, cycle } = self;
        for (key, number) in [
            ("start", start),
            ("increment", increment),
            ("min_value", min_value),
            ("max_value", max_value),
            ("cache", cache),
        ] {
            map.set_if(key, *number);
        }
        map.flag("cycle", *cycle);
    }
}
