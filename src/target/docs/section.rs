//! What every kind says of itself, as facts, tables and blocks. A kind that nobody here knows is shown by these.

use serde::Serialize;

use super::book::Book;
use super::link::{INDEX, capital, link};
use super::markdown::{cell, code_cell, fence, first_sentence, slug};
use crate::kind::{Id, Kind, Object};

/// Values longer than this stand below a table and not in it.
const SHORT: usize = 200;

/// Labels whose values are words and not code.
const PROSE: &[&str] =
    &["Why", "Comment", "Null", "Persistence", "Row-level security", "Rows", "Security", "Volatility", "Owner"];

/// A table of final Markdown cells.
#[derive(Serialize, Default)]
pub struct Grid {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// A table without the columns in which no row says anything; nothing without rows.
    pub fn new<T: Into<String>>(
        head: impl IntoIterator<Item = T>,
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Option<Grid> {
        let rows: Vec<Vec<String>> = rows.into_iter().collect();
        let head: Vec<String> = head.into_iter().map(Into::into).collect();
        let said =
            |column: usize| column == 0 || rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()));
        let kept: Vec<usize> = (0..head.len()).filter(|column| said(*column)).collect();
        let pick =
            |row: &Vec<String>| kept.iter().map(|column| row.get(*column).cloned().unwrap_or_default()).collect();
        (!rows.is_empty()).then(|| Grid { head: pick(&head), rows: rows.iter().map(pick).collect() })
    }
}

/// Objects of one kind.
#[derive(Serialize)]
pub struct Section {
    title: String,
    anchor: String,
    grid: Option<Grid>,
    blocks: Vec<Block>,
}

/// Something too long for a table.
#[derive(Serialize)]
pub struct Block {
    pub title: String,
    pub text: String,
}

impl Section {
    /// The table alone, for a page with a title of its own for it.
    pub fn into_grid(self) -> Option<Grid> {
        self.grid
    }
}

/// All objects of a kind, as a page shows them that has no better form for it.
pub fn section(book: &Book, from: &str, kind: Kind, objects: &[(&Id, &Object)]) -> Option<Section> {
    let described: Vec<_> = objects.iter().map(|(id, object)| (*id, describe(book, id, object))).collect();
    let mut labels: Vec<&str> = Vec::new();
    for (label, _) in described.iter().flat_map(|(_, facts)| facts) {
        if !labels.contains(label) {
            labels.push(label);
        }
    }
    let several = book.modules.len() > 1;
    let mut blocks = Vec::new();
    let mut rows = Vec::new();
    for (id, facts) in &described {
        let place = book.place(id);
        let elsewhere = place.path != from;
        let mut row = vec![if elsewhere { book.link_to(from, id) } else { book.label(id) }];
        for label in &labels {
            let values: Vec<&str> = facts
                .iter()
                .filter(|(of, _)| of == label)
                .map(|(_, value)| value.as_str())
                .filter(|value| !value.is_empty())
                .collect();
            let long = !PROSE.contains(label) && values.iter().any(|value| is_long(value));
            if long && !elsewhere {
                blocks.extend(
                    values.iter().map(|value| Block {
                        title: format!("{label} of {}", book.label(id)),
                        text: fence("sql", value),
                    }),
                );
            }
            row.push(match (long, elsewhere) {
                (false, _) => values.iter().map(|text| value(label, text)).collect::<Vec<_>>().join("<br>"),
                (true, true) => link(from, "shown there", &place),
                (true, false) => "shown below".to_owned(),
            });
        }
        row.push(if several && from == INDEX { cell(book.module_of(id)) } else { String::new() });
        row.push(cell(if elsewhere { first_sentence(book.comment(id)) } else { book.comment(id) }));
        rows.push(row);
    }
    let title = capital(&kind.plural());
    let head = ["Name"].into_iter().chain(labels).chain(["Module", "Comment"]);
    Some(Section { anchor: slug(&title), title, grid: Some(Grid::new(head, rows)?), blocks })
}

/// What an object says, and what its owner, its grants and the like say.
fn describe(book: &Book, id: &Id, object: &Object) -> Vec<(&'static str, String)> {
    let satellites = book.parts_of(id).filter(|(part, _)| part.on.is_some() && part.kind != Kind::Comment);
    object.describe().into_iter().chain(satellites.flat_map(|(_, satellite)| satellite.describe())).collect()
}

/// What an object says, a line each; what is long goes into blocks.
pub fn facts(object: &Object, lines: &mut Vec<String>, blocks: &mut Vec<Block>) {
    for (label, text) in object.describe().into_iter().filter(|(_, text)| !text.is_empty()) {
        if is_long(&text) && !PROSE.contains(&label) {
            blocks.push(Block { title: label.to_owned(), text: fence("sql", &text) });
        } else {
            lines.push(format!("{label}: {}", value(label, &text)));
        }
    }
}

fn is_long(text: &str) -> bool {
    text.contains('\n') || text.chars().count() > SHORT
}

fn value(label: &str, text: &str) -> String {
    if PROSE.contains(&label) { cell(text) } else { code_cell(text) }
}
