//! The comment on an object.

use serde::{Deserialize, Serialize};

use super::{Alter, Define, Id, Kind, Object};
use crate::name::{self, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::step::Statement;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub on: Id,
    pub text: String,
}

impl Define for Comment {
    fn id(&self) -> Id {
        Id::satellite(Kind::Comment, &self.on)
    }

    fn parent(&self) -> Option<Id> {
        Some(self.on.clone())
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

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("comment on {} is {}", self.on.address(), name::literal(&self.text)))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("comment on {} is null", self.on.address()))]
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        Alter::InPlace(to.create(&[], profile))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Comment", self.text.clone())]
    }
}
