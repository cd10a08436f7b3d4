//! A database that is made of the model at once, and what it contains: what migrations have to come to.

use std::sync::Arc;
use std::thread::JoinHandle;

use super::replay::{self, State};
use super::seeds::{self, Query, Rows};
use super::{failed, runtime};
use crate::canonical::{self, ground::Ground};
use crate::catalog::Catalog;
use crate::error::{Error, Result};
use crate::kind::Id;
use crate::plan::{Step, Way, plan};
use crate::profile::Profile;
use crate::scratch::{ScriptError, Server};

#[derive(Debug)]
pub(super) enum Outcome {
    Made(Made),
    /// The server refused to create an object.
    Refused(Option<Id>, Box<ScriptError>),
}

/// What a database contains.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) state: State,
    pub(super) rows: Vec<Rows>,
}

/// Makes it on a thread of its own, because starting an embedded server takes a processor.
pub(super) fn spawn(
    server: &Arc<Server>,
    ground: &Ground,
    catalog: &Catalog,
    profile: &Profile,
    seeds: &[Query],
) -> JoinHandle<Result<Outcome>> {
    let (server, ground, seeds) = (Arc::clone(server), ground.clone(), seeds.to_vec());
    // Whoever asks has planned this catalog before; where there is no plan, nothing is made.
    let steps = plan(&Catalog::default(), catalog, &Way::straight(profile)).map(|plan| plan.steps).unwrap_or_default();
    let profile = profile.clone();
    std::thread::spawn(move || runtime()?.block_on(make(&server, &ground, &steps, &profile, &seeds)))
}

async fn make(server: &Server, ground: &Ground, steps: &[Step], profile: &Profile, seeds: &[Query]) -> Result<Outcome> {
    let mut database = server.database().await.map_err(failed)?;
    ground.prepare(&mut database).await.map_err(failed)?;
    match canonical::create(&mut database, steps, profile).await {
        Ok(()) => {}
        Err(canonical::Error::Refused { subject, error }) => return Ok(Outcome::Refused(subject, error)),
        Err(canonical::Error::Scratch(error)) => return Err(failed(error)),
        Err(error) => return Err(Error::Canonical(Box::new(error))),
    }
    let state = replay::state(&mut database).await?;
    let rows = seeds::rows(&mut database, seeds).await.map_err(failed)?;
    Ok(Outcome::Made(Made { state, rows }))
}
