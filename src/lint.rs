//! Placeholder until the rules land.
use crate::{diagnostic::Diagnostics, lower::Lowered, project::Project, source::Sources};
pub fn lint(_: &Project, _: &Lowered, _: &Sources, _: &mut Diagnostics) {}
