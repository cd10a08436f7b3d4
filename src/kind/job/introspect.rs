//! Jobs of pg_cron in a live database. One table holds those of all databases and roles.

use serde::Deserialize;

use super::Job;
use crate::introspect::{self, Found, Query};
use crate::kind::Define;
use crate::name::Ident;
use crate::sql::Sql;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select j.jobid as number, j.jobname as name, j.schedule, j.command, j.active, j.username as role, j.username = current_user as own
     from cron.job j where j.database = current_database()",
)
.requires("cron.job", &["jobid", "jobname", "schedule", "command", "database", "username", "active"])];

#[derive(Deserialize)]
struct Row {
    number: i64,
    name: Option<Ident>,
    schedule: String,
    command: String,
    active: bool,
    role: Ident,
    own: bool,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { number, name, schedule, command, active, role, own } = self;
        let Some(name) = name else {
            return found.unmodelled("job without a name", None, number.to_string(), []);
        };
        let schedule = schedule.split_whitespace().collect::<Vec<_>>().join(" ");
        let job = Job { name, schedule, command: Sql::new(command), active };
        let id = job.id();
        if found.objects.contains_key(&id) {
            // Roles may each have a job of one name.
            return found.partly(&id, "job", &format!("{role} has one of this name too"));
        }
        if !own {
            found.partly(&id, "role", &format!("it runs as {role}"));
        }
        found.define(job, []);
    }
}
