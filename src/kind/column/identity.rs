//! GENERATED … AS IDENTITY: a column counted by a sequence that Postgres makes and keeps with it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::kind::grants::{self, Grants, Rights};
use crate::kind::scope::Scope;
use crate::kind::sequence::Options;
use crate::kind::{Id, Kind};
use crate::name::{self, Ident, Name};
use crate::step::{Hazard, Statement};
use crate::types::TypeName;
use crate::yaml::Node;
use crate::yaml::emit;

/// How a column is counted, with the options of its sequence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub generation: Generation,
    /// The name of its sequence, where that is not the one that Postgres chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sequence: Option<Ident>,
    #[serde(flatten)]
    pub options: Options,
    /// Who may use the sequence otherwise; inserting rows takes no right to it.
    #[serde(default, rename = "grants", skip_serializing_if = "BTreeMap::is_empty")]
    pub to: BTreeMap<Ident, Rights>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Generation {
    Always,
    ByDefault,
}

const GENERATIONS: &[(&str, Generation)] = &[("always", Generation::Always), ("by_default", Generation::ByDefault)];

impl Generation {
    fn words(self) -> &'static str {
        match self {
            Generation::Always => "always",
            Generation::ByDefault => "by default",
        }
    }
}

/// The sequence that Postgres makes for the identity of a column.
#[must_use]
pub fn sequence(table: &Name, column: &Ident) -> Id {
    Id::named(Kind::Sequence, &table.sibling(name::generated(table.name.as_str(), column.as_str(), "seq")))
}

impl Identity {
    pub fn read(node: &Node, sequence: &Id, data_type: &TypeName, scope: &Scope) -> Option<Identity> {
        if !["smallint", "integer", "bigint"].iter().any(|whole| data_type.is(whole)) && !data_type.is_unknown() {
            let diagnostic = Diagnostic::error(
                code::BAD_VALUE,
                node.span,
                format!("`identity` counts in whole numbers, the column is {data_type}"),
            );
            scope.reader.report(diagnostic.help("write `type: bigint`, or remove `identity`"));
        }
        if !matches!(node.value, crate::yaml::Value::Map(_)) {
            return Some(Identity {
                generation: scope.reader.choice(node, GENERATIONS)?,
                sequence: None,
                options: Options::default(),
                to: scope.given(sequence, None).unwrap_or_default(),
            });
        }
        let map = scope.reader.map(node, "an identity")?;
        let identity = Identity {
            generation: map.choice("generation", GENERATIONS).unwrap_or(Generation::Always),
            sequence: map
                .get("sequence")
                .and_then(|node| scope.ident(node))
                .filter(|name| sequence.path.last() != Some(name)),
            options: Options::read(&map),
            to: Grants::read_node(map.get("grants"), sequence, None, scope).to,
        };
        map.finish();
        Some(identity)
    }

    /// The clause of a column's definition. SEQUENCE NAME is in no manual; `pg_dump` writes it.
    #[must_use]
    pub fn definition(&self, table: &Name) -> String {
        let name = self.sequence.iter().map(|name| format!("sequence name {}", table.sibling(name.clone())));
        let options = name.chain(self.options.clauses()).collect::<Vec<_>>().join(" ");
        let options = if options.is_empty() { options } else { format!(" ({options})") };
        format!("generated {} as identity{options}", self.generation.words())
    }

    /// Numbers new rows of a table that has some after the last of these.
    #[must_use]
    pub fn go_on(&self, table: &Name, column: &Ident) -> Statement {
        let down = self.options.increment.is_some_and(|increment| increment < 0);
        let (last, beyond) = if down { ("min", "<=") } else { ("max", ">=") };
        let start = self.options.start.or(if down { self.options.max_value } else { self.options.min_value });
        let start = start.unwrap_or(if down { -1 } else { 1 });
        let (name, of) = (name::literal(&table.to_string()), name::literal(column.as_str()));
        Statement::new(format!(
            "select setval(pg_get_serial_sequence({name}, {of}), {last}({column})) from {table} \
             having {last}({column}) {beyond} {start}"
        ))
        .hazard(Hazard::TableScan)
    }

    /// The actions of ALTER COLUMN that make it the other; the rights on the sequence are apart.
    #[must_use]
    pub fn changes(&self, to: &Identity) -> Vec<String> {
        let generation = (self.generation != to.generation).then(|| format!("generated {}", to.generation.words()));
        generation.into_iter().chain(self.options.changes(&to.options)).map(|action| format!("set {action}")).collect()
    }

    /// The rights on the sequence, which is no object of its own.
    #[must_use]
    pub fn grants(&self, table: &Name, column: &Ident) -> Grants {
        Grants { on: Id::named(Kind::Sequence, &self.name(table, column)), to: self.to.clone() }
    }

    /// What its sequence is called.
    #[must_use]
    pub fn name(&self, table: &Name, column: &Ident) -> Name {
        let name = self.sequence.clone();
        table.sibling(name.unwrap_or_else(|| name::generated(table.name.as_str(), column.as_str(), "seq")))
    }

    #[must_use]
    pub fn written(&self, sequence: &Id, out: &Written) -> emit::Value {
        let Identity { generation, sequence: name, options, to } = self;
        let word = GENERATIONS.iter().find(|(_, known)| known == generation).map_or("", |(word, _)| word);
        let mut map = emit::Map::of("generation", word);
        map.set_if("sequence", name.as_ref());
        options.write(&mut map);
        let rights = out.given(sequence).unwrap_or_default() != *to;
        map.set_if("grants", rights.then(|| grants::written(to)));
        if name.is_none() && *options == Options::default() && !rights { word.into() } else { map.into() }
    }
}
