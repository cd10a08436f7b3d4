//! A scheduled job, and `retention`, which is a short form of one.

mod introspect;

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::column::Column;
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object, default, table};
use crate::code;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::{Profile, Scheduler};
use crate::rename::Renaming;
use crate::source::Span;
use crate::sql::{Form, Sql};
use crate::step::Statement;
use crate::yaml::Node;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    pub name: Ident,
    pub schedule: String,
    pub command: Sql,
    pub active: bool,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("job").and_then(|node| scope.ident(node));
    let schedule = map.required("schedule").and_then(|node| read_schedule(node, scope));
    let command_node = map.required("command");
    let command = command_node.and_then(|node| scope.sql(node));
    let active = map.flag_or("active", true);
    // Postgres has no comment on a job; it is for the reader of the YAML and the documentation.
    map.text("comment");
    let (Some(name), Some(schedule), Some(command)) = (name, schedule, command) else { return };
    let job = Job { name, schedule, command, active };
    scope.depends(map, &job.id());
    scope.define(job, map.span(), &[("command", command_node)]);
}

/// Five fields, or seconds as pg_cron writes them.
fn read_schedule(node: &Node, scope: &Scope) -> Option<String> {
    let text = scope.reader.text(node)?.trim();
    let fields: Vec<&str> = text.split_whitespace().collect();
    let seconds =
        matches!(fields.as_slice(), [n, "second" | "seconds"] if n.parse::<u32>().is_ok_and(|n| (1..=59).contains(&n)));
    if seconds || text.starts_with('@') {
        return Some(fields.join(" "));
    }
    let problem = if fields.len() == FIELDS.len() {
        let wrong = fields.iter().zip(FIELDS).find(|(field, (_, range))| !fits(field, range));
        wrong.map(|(field, (what, range))| {
            format!("the {what} `{field}` is not from {} to {}", range.start(), range.end())
        })
    } else {
        Some(format!("`{text}` is no schedule"))
    };
    let Some(problem) = problem else { return Some(fields.join(" ")) };
    scope.reader.report(
        Diagnostic::error(code::BAD_VALUE, node.span, problem)
            .note("a schedule has five fields: minute, hour, day of month, month, day of week")
            .help("write `0 3 * * *`, or `30 seconds`"),
    );
    None
}

/// The fields of a schedule and the numbers they take.
const FIELDS: &[(&str, RangeInclusive<u32>)] =
    &[("minute", 0..=59), ("hour", 0..=23), ("day of month", 1..=31), ("month", 1..=12), ("day of week", 0..=7)];

/// `*`, a number, a name like `mon`, a range, a list of those, each with a step; `$` is the last day of the month.
fn fits(field: &str, range: &RangeInclusive<u32>) -> bool {
    let one = |text: &str| match text.parse::<u32>() {
        Ok(number) => range.contains(&number),
        Err(_) => matches!(text, "*" | "$") || text.len() == 3 && text.chars().all(|c| c.is_ascii_alphabetic()),
    };
    field.split(',').all(|item| {
        let (item, step) = item.split_once('/').unwrap_or((item, "1"));
        step.parse::<u32>().is_ok_and(|step| step > 0) && item.split('-').all(one)
    })
}

/// Reads `retention` of a table into a job that deletes, or updates, what is old.
pub fn read_retention<'y>(map: &Map<'y>, table: &Name, columns: &[Column], scope: &Scope<'y>) {
    let Some(node) = map.get("retention") else { return };
    let Some(retention) = scope.reader.map(node, "`retention`") else { return };
    let known = |name: &Ident, span: Span| {
        // An extended table has columns that are not declared here.
        if map.get("extends").is_some() || columns.iter().any(|column| column.name == *name) {
            return;
        }
        let diagnostic = Diagnostic::error(
            code::UNKNOWN_COLUMN,
            span,
            format!("the table `{}` has no column `{}`", table.name.as_str(), name.as_str()),
        );
        scope.reader.report(match nearest(name.as_str(), columns.iter().map(|column| column.name.as_str())) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(span, near),
            None => diagnostic.help("add the column, or remove it here"),
        });
    };
    let column_node = retention.required("column");
    let column = column_node.and_then(|node| scope.ident(node));
    if let (Some(name), Some(node)) = (&column, column_node) {
        known(name, node.span);
    }
    let keep = retention.required("keep").and_then(|node| scope.reader.text(node));
    let schedule =
        retention.get("schedule").map_or_else(|| Some("0 3 * * *".to_owned()), |node| read_schedule(node, scope));
    let name = retention
        .get("name")
        .map_or_else(|| Some(name::generated(table.name.as_str(), "", "retention")), |node| scope.ident(node));
    let condition = retention.get("where");
    let predicate = condition.and_then(|node| scope.sql(node)).map_or_else(String::new, |sql| format!(" and ({sql})"));
    let mut sets = Vec::new();
    for entry in retention.entries("set") {
        let column = scope.key(&entry.key, entry.key_span);
        known(&column, entry.key_span);
        if let Some(value) = default::read(&entry.value, None, scope) {
            sets.push(format!("{column} = {value}"));
        }
    }
    retention.finish();
    let (Some(column), Some(keep), Some(schedule), Some(name)) = (column, keep, schedule, name) else { return };
    let action = if sets.is_empty() {
        format!("delete from {table}")
    } else {
        format!("update {table} set {}", sets.join(", "))
    };
    let command = Sql::new(format!("{action} where {column} < now() - interval {}{predicate}", name::literal(keep)));
    let job = Job { name, schedule, command, active: true };
    scope.define(job, table::span_of(map, "retention"), &[("where", condition)]);
}

impl Job {
    /// The job as a file for whoever runs it where no scheduler does.
    #[must_use]
    pub fn file(&self) -> String {
        format!(
            "-- Job {}: to be run on the schedule `{}`.\n{};\n",
            self.name.as_str(),
            self.schedule,
            self.command.as_str().trim_end_matches(';')
        )
    }

    /// Scheduling a name that exists overwrites it in place, and leaves it as active as it is.
    fn schedule(&self, is_active: bool, profile: &Profile) -> Vec<Statement> {
        let name = name::literal(self.name.as_str());
        let mut statements = vec![format!(
            "perform cron.schedule({name}, {}, {});",
            name::literal(&self.schedule),
            name::literal(self.command.as_str())
        )];
        if self.active != is_active {
            let active = self.active;
            statements.push(format!(
                "perform cron.alter_job(jobid, active := {active}) from cron.job where jobname = {name};"
            ));
        }
        Job::guarded(
            profile,
            &statements,
            &format!("job {} is not scheduled", self.name.as_str().replace('\'', "''").replace('%', "%%")),
        )
    }

    fn guarded(profile: &Profile, statements: &[String], what: &str) -> Vec<Statement> {
        if profile.scheduler == Scheduler::None {
            return Vec::new();
        }
        // pg_cron is switched on for a database by hand; a server without it still has to take the migration.
        let body = format!(
            "\nbegin\n  if to_regprocedure('cron.schedule(text, text, text)') is not null then\n    {}\n  else\n    raise warning 'pg_cron is not installed here: {what}';\n  end if;\nend\n",
            statements.join("\n    "),
        );
        vec![Statement::new(format!("do {}", name::dollar_quoted(&body)))]
    }
}

impl Define for Job {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::global(Kind::Job, &self.name)
    }

    /// What it says is read when it runs.
    fn rename(&mut self, _: &Renaming) {}

    fn needs(&self, needs: &mut Needs) {
        needs.after(Id::global(Kind::Extension, &"pg_cron".into()));
        needs.late_sql(&self.command, Form::Statements);
    }

    fn create(&self, _: &[&Object], profile: &Profile) -> Vec<Statement> {
        self.schedule(true, profile)
    }

    fn drop(&self, profile: &Profile) -> Vec<Statement> {
        let name = name::literal(self.name.as_str());
        // Unscheduling a name that is not there is an error.
        let statement = format!("perform cron.unschedule(jobname) from cron.job where jobname = {name};");
        Job::guarded(profile, &[statement], "nothing to unschedule")
    }

    fn alter(&self, to: &Self, profile: &Profile) -> Alter {
        Alter::InPlace(to.schedule(self.active, profile))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Schedule", self.schedule.clone()), ("Command", self.command.to_string())]
    }

    fn write(&self, out: &mut Written) {
        let Job { name, schedule, command, active } = self;
        let mut map = emit::Map::of("job", name).with("schedule", schedule.as_str()).with("command", command);
        map.set_if("active", (!active).then_some(false));
        out.document(self.id(), map);
    }
}
