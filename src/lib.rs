//! **schemac** compiles a Postgres schema written as YAML into versioned SQL migrations, Rust models and documentation.
//!
//! ```text
//! YAML ─yaml─▶ tree with spans ─lower─▶ Catalog ─diff─▶ Changes ─plan─▶ Steps ─target─▶ Tree ─▶ output folder
//!                                          ▲                                 (migration, models, docs)
//!                                        lock: the catalog after the last migration
//! ```
//!
//! And back: Catalog ─document─▶ YAML that is read as the same catalog.
//!
//! A stage knows only the stages before it. All that is known of one kind of object (its YAML, its DDL, what it needs, how it is
//! described) is in one file under [`kind`]; [`diff`] names no kind, and [`plan`] only those with a rule that takes the whole model.
//! [`generate`] is the whole way in one page.

#[cfg(feature = "live")]
mod authored;
pub mod build_script;
mod cache;
#[cfg(feature = "live")]
pub mod canonical;
pub mod catalog;
#[cfg(feature = "cli")]
pub mod cli;
pub mod code;
pub mod compare;
pub mod consent;
#[cfg(feature = "live")]
pub mod dependencies;
pub mod diagnostic;
pub mod diff;
pub mod document;
#[cfg(feature = "live")]
pub mod drift;
pub mod error;
pub mod forget;
pub mod generate;
pub mod introspect;
pub mod kind;
pub mod lint;
#[cfg(feature = "live")]
pub mod live;
pub mod lock;
pub mod lower;
pub mod name;
pub mod need;
pub mod plan;
#[cfg(feature = "live")]
pub mod preview;
pub mod profile;
pub mod project;
#[cfg(feature = "live")]
pub mod pull;
pub mod rename;
pub mod report;
pub mod resolve;
#[cfg(feature = "live")]
pub mod scratch;
pub mod source;
pub mod sql;
#[cfg(feature = "live")]
pub mod sql_script;
pub mod step;
pub mod target;
pub mod template;
pub mod tree;
pub mod types;
#[cfg(feature = "live")]
pub mod verify;
pub mod yaml;

pub use generate::{Generated, Options};
