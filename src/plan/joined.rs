//! The statements of a plan as they are run. Changes of columns that would each write the rows of their table anew are one ALTER TABLE,
//! which does so once: Postgres drops, retypes and sets in this order, whatever the order of the words.

use super::Step;
use crate::step::{Hazard, Statement};

/// A statement as it is run, and the step that it is of, or begins with.
#[derive(Debug)]
pub struct Joined<'a> {
    pub step: &'a Step,
    pub sql: String,
}

/// The statements of some steps, in their order.
#[must_use]
pub fn joined(steps: &[Step]) -> Vec<Joined<'_>> {
    let parts: Vec<Part> = steps
        .iter()
        .flat_map(|step| step.statements.iter().enumerate().map(move |(at, own)| Part::new(step, own, at == 0)))
        .collect();
    let mut joined = Vec::new();
    for run in parts.chunk_by(Part::joins) {
        match run.iter().position(Part::rewrites).zip(run.iter().rposition(Part::rewrites)) {
            Some((first, last)) if first < last => {
                let actions: Vec<&str> = run[first..=last].iter().filter_map(|part| part.action).collect();
                let sql = format!("alter {}\n  {}", run[first].step.family, actions.join(",\n  "));
                joined.extend(run[..first].iter().map(Part::alone));
                joined.push(Joined { step: run[first].step, sql });
                joined.extend(run[last + 1..].iter().map(Part::alone));
            }
            _ => joined.extend(run.iter().map(Part::alone)),
        }
    }
    joined
}

/// A statement where it stands.
struct Part<'a> {
    step: &'a Step,
    statement: &'a Statement,
    /// What it does to a column of its table, if it can share an ALTER TABLE with others.
    action: Option<&'a str>,
    /// It must not share a transaction with the one before it.
    apart: bool,
}

impl<'a> Part<'a> {
    fn new(step: &'a Step, statement: &'a Statement, is_first: bool) -> Part<'a> {
        let action = statement.sql.strip_prefix(&format!("alter {} ", step.family));
        let rewrites = statement.hazards.contains(&Hazard::TableRewrite);
        let action = action.filter(|action| statement.transaction && (rewrites || action.starts_with("alter column ")));
        Part { step, statement, action, apart: is_first && step.apart }
    }

    fn joins(&self, next: &Part) -> bool {
        let together = self.step.family == next.step.family && self.step.module == next.step.module && !next.apart;
        together && self.action.is_some() && next.action.is_some()
    }

    fn rewrites(&self) -> bool {
        self.statement.hazards.contains(&Hazard::TableRewrite)
    }

    fn alone(&self) -> Joined<'a> {
        Joined { step: self.step, sql: self.statement.sql.clone() }
    }
}
