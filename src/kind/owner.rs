//! The owner of an object, where it is not the role that runs the migrations.

use serde::{Deserialize, Serialize};

use super::schema::public;
use super::{Alter, Define, Id, Kind, Object, grants};
use crate::document::Written;
use crate::name::Ident;
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    pub on: Id,
    pub role: Ident,
}

impl Owner {
    fn set(&self, role: &str, profile: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("alter {} owner to {role}", self.on.address(profile)))]
    }
}

impl Define for Owner {
    fn id(&self) -> Id {
        Id::satellite(Kind::Owner, &self.on)
    }

    fn parent(&self) -> Option<Id> {
        Some(self.on.clone())
    }

    fn roles(&self) -> Vec<&Ident> {
        vec![&self.role]
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.id(&mut self.on);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(self.on.clone());
    }

    fn create(&self, _: &[&Object], profile: &Profile) -> Vec<Statement> {
        self.set(&grants::role(&self.role), profile)
    }

    fn drop(&self, profile: &Profile) -> Vec<Statement> {
        self.set(if public::is(&self.on) { public::owner(profile.postgres) } else { "current_user" }, profile)
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        Alter::InPlace(to.create(&[], profile))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Owner", self.role.as_str().to_owned())]
    }

    fn write(&self, out: &mut Written) {
        out.key(self.id(), self.on.clone(), "owner", &self.role);
    }
}
