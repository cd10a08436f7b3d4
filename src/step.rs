//! One statement and what it may do to a running system.

mod lock;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use lock::Lock;

/// A risk that a statement carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hazard {
    /// Rows or values are gone afterwards.
    DataLoss,
    /// The whole table is written anew under ACCESS EXCLUSIVE.
    TableRewrite,
    /// The whole table is read while others are locked out.
    TableScan,
    /// Somebody may see or change more than before.
    AccessWidened,
    /// Somebody may see or change less than before.
    AccessNarrowed,
    /// The statement may fail on rows that exist.
    MayFail,
    /// Values that are kept were computed by what is changed, and are not computed anew.
    StaleValues,
    /// What goes is nothing that schemac made.
    Unmanaged,
    /// What is dropped may live on in what is added.
    PossibleRename,
}

impl Hazard {
    pub const ALL: &[Hazard] = &[
        Hazard::DataLoss,
        Hazard::TableRewrite,
        Hazard::TableScan,
        Hazard::AccessWidened,
        Hazard::AccessNarrowed,
        Hazard::MayFail,
        Hazard::StaleValues,
        Hazard::Unmanaged,
        Hazard::PossibleRename,
    ];

    /// The word used in YAML, in headers and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Hazard::DataLoss => "data_loss",
            Hazard::TableRewrite => "table_rewrite",
            Hazard::TableScan => "table_scan",
            Hazard::AccessWidened => "access_widened",
            Hazard::AccessNarrowed => "access_narrowed",
            Hazard::MayFail => "may_fail",
            Hazard::StaleValues => "stale_values",
            Hazard::Unmanaged => "unmanaged",
            Hazard::PossibleRename => "possible_rename",
        }
    }

    /// Whether a plan with this hazard is refused until the project allows it.
    #[must_use]
    pub fn needs_consent(self) -> bool {
        matches!(self, Hazard::DataLoss | Hazard::TableRewrite)
    }
}

impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One SQL statement, without its semicolon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub sql: String,
    pub hazards: Vec<Hazard>,
    /// Whether Postgres lets it run inside a transaction.
    pub transaction: bool,
    /// What does the same without locking others out.
    pub online: Vec<Statement>,
    /// The lock that it takes, where its words alone do not tell.
    pub known_lock: Option<Lock>,
    /// What to write in the YAML so that it does less harm of a kind.
    pub advice: Option<(Hazard, String)>,
}

impl Statement {
    pub fn new(sql: impl Into<String>) -> Statement {
        Statement {
            sql: sql.into(),
            hazards: Vec::new(),
            transaction: true,
            online: Vec::new(),
            known_lock: None,
            advice: None,
        }
    }

    #[must_use]
    pub fn hazard(mut self, hazard: Hazard) -> Statement {
        self.hazards.push(hazard);
        self
    }

    /// The lock it takes on a relation that is there.
    #[must_use]
    pub fn lock(&self) -> Lock {
        self.known_lock.unwrap_or_else(|| Lock::of(&self.sql))
    }

    #[must_use]
    pub fn advise(mut self, hazard: Hazard, advice: Option<String>) -> Statement {
        self.advice = advice.map(|advice| (hazard, advice));
        self
    }

    /// Gives it a form that does not lock others out.
    #[must_use]
    pub fn or_online(mut self, statements: impl IntoIterator<Item = Statement>) -> Statement {
        self.online = statements.into_iter().collect();
        self
    }

    /// Gives it such a form that Postgres runs outside transactions only.
    #[must_use]
    pub fn or_concurrently(self, statements: impl IntoIterator<Item = String>) -> Statement {
        self.or_online(statements.into_iter().map(|sql| Statement::new(sql).outside_transaction()))
    }

    /// The form that does not lock others out, where there is one.
    #[must_use]
    pub fn into_online(self) -> Vec<Statement> {
        if self.online.is_empty() {
            return vec![self];
        }
        let kept: Vec<Hazard> = self.hazards.into_iter().filter(|hazard| *hazard != Hazard::TableScan).collect();
        let mut statements = self.online;
        if let Some(last) = statements.last_mut() {
            last.hazards = kept;
        }
        statements
    }

    #[must_use]
    pub fn outside_transaction(mut self) -> Statement {
        self.transaction = false;
        self
    }
}
