//! What is written out of the model: each target fills the tree and knows neither YAML nor a database.

pub mod docs;
pub mod jobs;
pub mod migration;
pub mod models;
