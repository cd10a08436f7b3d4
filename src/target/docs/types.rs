//! The page of types: what values they take, and where they are used.

use serde::Serialize;

use super::book::Book;
use super::link::{INDEX, Place, TYPES, link};
use super::markdown::{code, fence, line, prose};
use super::section::{Block, facts};
use crate::kind::{Id, Object};
use crate::name::Name;

#[derive(Serialize)]
pub struct View {
    index: String,
    types: Vec<TypeView>,
}

#[derive(Serialize)]
struct TypeView {
    title: String,
    words: &'static str,
    anchor: String,
    comment: String,
    values: Vec<String>,
    facts: Vec<String>,
    blocks: Vec<Block>,
    definition: String,
    columns: Vec<String>,
    used_by: Vec<String>,
}

pub fn view(book: &Book) -> View {
    let types = book.catalog.iter().filter(|(id, _)| id.on.is_none() && book.place(id).path == TYPES);
    View {
        index: link(TYPES, &line(&book.project.name), &Place::new(INDEX, "")),
        types: types.map(|(id, object)| describe(book, id, object)).collect(),
    }
}

fn describe(book: &Book, id: &Id, object: &Object) -> TypeView {
    let (mut lines, mut blocks) = (Vec::new(), Vec::new());
    let values = if let Object::Enum(object) = object {
        object.values.iter().map(|value| code(value)).collect()
    } else {
        facts(object, &mut lines, &mut blocks);
        Vec::new()
    };
    let statements = object
        .create(&[], &book.project.profile)
        .into_iter()
        .map(|statement| statement.sql + ";")
        .collect::<Vec<_>>()
        .join("\n");
    for (_, part) in book.parts_of(id).filter(|(part, _)| part.kind != crate::kind::Kind::Comment) {
        facts(part, &mut lines, &mut blocks);
    }
    let users: Vec<&Id> = book.used_by(id).collect();
    let (columns, others): (Vec<&Id>, Vec<&Id>) =
        users.into_iter().partition(|user| matches!(book.catalog.get(user), Some(Object::Column(_))));
    TypeView {
        title: line(&title(book, id)),
        words: id.kind.words(),
        anchor: book.anchor(id).to_owned(),
        comment: prose(book.comment(id)),
        values,
        facts: lines,
        blocks,
        definition: if matches!(object, Object::Enum(_)) { String::new() } else { fence("sql", &statements) },
        columns: columns.into_iter().filter_map(|user| column(book, user)).collect(),
        used_by: book.list(TYPES, &others),
    }
}

fn title(book: &Book, id: &Id) -> String {
    match id.path.as_slice() {
        [schema, name] => book.short(&Name { schema: schema.clone(), name: name.clone() }),
        path => path.iter().map(ToString::to_string).collect::<Vec<_>>().join("."),
    }
}

fn column(book: &Book, id: &Id) -> Option<String> {
    let relation = book.relation_of(id)?;
    let name = format!("{}.{}", book.short(&relation.name), id.path.last()?);
    Some(link(TYPES, &code(&name), &Place::new(&relation.file(), "")))
}
