//! The comment on an object.

use serde::{Deserialize, Serialize};

use super::schema::public;
use super::{Alter, Define, Id, Kind, Object};
use crate::document::Written;
use crate::introspect::{self, Found, Query};
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub on: Id,
    pub text: String,
}

/// The comment on an object of the model.
#[must_use]
pub fn on<'a>(id: &Id, out: &Written<'a>) -> Option<&'a str> {
    match out.get(&Id::satellite(Kind::Comment, id)) {
        Some(Object::Comment(comment)) => Some(&comment.text),
        _ => None,
    }
}

/// The comments on the columns of a relation.
pub fn on_columns<'a>(relation: &Name, out: &Written<'a>) -> impl Iterator<Item = (&'a Ident, &'a str)> {
    let path = vec![relation.schema.clone(), relation.name.clone()];
    let first = Id { kind: Kind::Comment, on: Some(Kind::Column), path: path.clone() };
    let comments = out
        .following(&first)
        .take_while(move |(id, _)| id.kind == first.kind && id.on == first.on && id.path.starts_with(&path));
    comments.filter_map(|(id, object)| match object {
        Object::Comment(comment) => Some((id.path.last()?, comment.text.as_str())),
        _ => None,
    })
}

/// The columns of views are no objects, so all comments on columns are found here.
#[derive(Deserialize)]
struct Row {
    schema: Ident,
    relation: Ident,
    kind: char,
    column: Ident,
    text: String,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { schema, relation, kind, column, text } = self;
        if introspect::relation_kind(kind).is_some() {
            let on = Id::of(Kind::Column, &Name { schema, name: relation }, &column);
            // Without the column there is no place for it.
            if matches!(kind, 'r' | 'p' | 'f') && !found.objects.contains_key(&on) {
                return found.partly(&on, "comment on an inherited column", &text);
            }
            found.define(Comment { on, text }, []);
        }
    }
}

impl Define for Comment {
    const QUERIES: &'static [Query] = &[Query::new::<Row>(
        "select r.schema, r.name as relation, r.kind, a.attname as column, d.description as text
         from pg_description d
         join $relations r on r.oid = d.objoid
         join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid
         where d.classoid = 'pg_class'::regclass and d.objsubid <> 0",
    )];

    fn id(&self) -> Id {
        Id::satellite(Kind::Comment, &self.on)
    }

    fn parent(&self) -> Option<Id> {
        Some(self.on.clone())
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.id(&mut self.on);
    }

    fn needs(&self, needs: &mut Needs) {
        match (self.on.kind, self.on.path.as_slice()) {
            // The columns of a view are no objects of their own.
            (Kind::Column, [schema, relation, column]) => {
                needs.column(&Name { schema: schema.clone(), name: relation.clone() }, column);
            }
            _ => needs.object(self.on.clone()),
        }
    }

    fn create(&self, _: &[&Object], profile: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("comment on {} is {}", self.on.address(profile), name::literal(&self.text)))]
    }

    fn drop(&self, profile: &Profile) -> Vec<Statement> {
        let text = if public::is(&self.on) { name::literal(public::COMMENT) } else { "null".to_owned() };
        vec![Statement::new(format!("comment on {} is {text}", self.on.address(profile)))]
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        Alter::InPlace(to.create(&[], profile))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Comment", self.text.clone())]
    }

    fn write(&self, out: &mut Written) {
        // The columns of a view are no objects of their own, so the view writes their comments.
        if out.get(&self.on).is_some() {
            out.key(self.id(), self.on.clone(), "comment", emit::Value::Block(self.text.clone()));
        }
    }
}
