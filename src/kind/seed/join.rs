//! Rows of one seed that two branches changed: each row is a thing of its own, known by its key.

use std::collections::{BTreeMap, BTreeSet};

use super::{Row, Seed};
use crate::name;

impl Seed {
    /// What a row is called by its key: `row (1, 'a')`.
    fn word(&self, row: &Row) -> String {
        format!("row ({})", name::list(self.key.iter().map(|column| row.get(column).unwrap_or("null"))))
    }

    fn by_word(&self) -> BTreeMap<String, &Row> {
        self.rows.iter().map(|row| (self.word(row), row)).collect()
    }

    /// The rows that differ, by what they are called; none where rows are found by other columns.
    #[must_use]
    pub fn differing_rows(&self, other: &Seed) -> Option<BTreeSet<String>> {
        if self.key != other.key {
            return None;
        }
        let (own, others) = (self.by_word(), other.by_word());
        let words = own.keys().chain(others.keys());
        Some(words.filter(|word| own.get(*word) != others.get(*word)).cloned().collect())
    }

    /// A row by what it is called, as it would stand between parentheses.
    #[must_use]
    pub fn row_called(&self, word: &str) -> Option<String> {
        let row = *self.by_word().get(word)?;
        Some(name::list(row.0.iter().map(|(column, value)| format!("{column} = {value}"))))
    }

    /// The seed with some rows as another has them: changed where they are, gone, or new at the end.
    #[must_use]
    pub fn with_rows(&self, other: &Seed, words: &BTreeSet<String>) -> Seed {
        let (own, others) = (self.by_word(), other.by_word());
        let stays = self.rows.iter().filter_map(|row| {
            let word = self.word(row);
            if words.contains(&word) { others.get(&word).copied() } else { Some(row) }
        });
        let is_new = |row: &&Row| words.contains(&other.word(row)) && !own.contains_key(&other.word(row));
        let rows = stays.chain(other.rows.iter().filter(is_new)).cloned().collect();
        Seed { rows, ..self.clone() }
    }
}
