//! Models against databases: local server programs, and the embedded server where it is built in.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::path::Path;
use std::pin::Pin;

use schemac::catalog::Catalog;
use schemac::diagnostic::Diagnostics;
use schemac::generate;
use schemac::kind::Object;
use schemac::plan::{Way, plan};
use schemac::profile::Platform;
use schemac::project::Project;
use schemac::scratch::{Database, Server, externals, local_servers, stub};
use schemac::source::Sources;
use serde::Serialize;
use serde_json::Value;
use sqlx::postgres::{PgConnection, PgRow};
use sqlx::{AssertSqlSafe, FromRow};

use crate::tricky::main::{Grosse, Mood, NewAccounts, NewOrder, OddLabels, Order};
use crate::tricky::type_::{AllTypes, NewAllTypes};

type Read = for<'c> fn(&'c mut PgConnection) -> Pin<Box<dyn Future<Output = Result<Value, sqlx::Error>> + 'c>>;

/// The one row of a table, as its model reads it and serde writes it.
async fn read<T: for<'r> FromRow<'r, PgRow> + Serialize + Send + Unpin>(
    connection: &mut PgConnection,
    columns: &str,
    table: &str,
) -> Result<Value, sqlx::Error> {
    let row: T = sqlx::query_as(AssertSqlSafe(format!("select {columns} from {table}"))).fetch_one(connection).await?;
    Ok(serde_json::to_value(row).expect("it can be written"))
}

/// The models of a project, by table.
macro_rules! models {
    ($project:ident: $($module:ident::$model:ident),* $(,)?) => {
        (stringify!($project), vec![$({
            use crate::$project::$module::$model;
            ($model::TABLE, (|connection| Box::pin(read::<$model>(connection, $model::COLUMNS, $model::TABLE))) as Read)
        }),*])
    };
}

fn projects() -> Vec<(&'static str, Vec<(&'static str, Read)>)> {
    vec![
        models!(agent_system: analytics::AgentAnalytics, conversations::AgentConversations, executions::AgentExecutions, feedback::AgentFeedback,
            flags::FeatureFlags, memory::AgentMemory, notifications::ProactiveNotifications, preferences::UserAgentPreferences, tools::AgentTools),
        models!(agentflow: main::AgentMessages, main::Conversations, main::Leads, main::Messages, main::SharedMemory, main::WorkflowExecutions),
        models!(swissbrain: agent_core::AgentArtifacts, agent_core::AgentMemory, agent_core::AgentMessages, agent_core::AgentRuns,
            agent_core::AgentSteps, billing::CreditBalances, billing::CreditPricing, billing::CreditTransactions, billing::SubscriptionTiers,
            billing::UserSubscriptions, collaboration::CollaborationEdits, collaboration::CollaborationInvites,
            collaboration::CollaborationParticipants, collaboration::CollaborationSessions, connectors::ConnectorCredentials,
            connectors::ConnectorDefinitions, connectors::ConnectorUsageLog, scheduled_tasks::ScheduledTaskRuns, scheduled_tasks::ScheduledTasks,
            wide_research::WideResearchJobs, wide_research::WideResearchSubtasks, wide_research::WideResearchTemplates),
        models!(trip_planner: advanced::AutomationJobs, advanced::AutomationLogs, advanced::AutomationRules, advanced::Embeddings,
            advanced::WebSources, core_ai::AiContext, core_ai::AiRuns, core_ai::BookingWorkflows, core_ai::BudgetTracking,
            core_ai::ConflictResolutions, core_ai::Conversations, core_ai::Messages, core_ai::ProactiveSuggestions, core_ai::UserPreferences,
            trips::Collections, trips::ItineraryItems, trips::Locations, trips::SavedPlaces, trips::TripCollaborators, trips::Trips,
            users::ApiKeys, users::Profiles, users::UserSessions),
        models!(unified_memory: audit::AuditLogs, cognition::BeliefGraphs, cognition::CognitiveMetrics, cognition::GoalAssessments,
            executions::AgentExecutions, memory::MemoryLogs, sessions::Sessions),
    ]
}

fn servers() -> Vec<Server> {
    let mut servers: Vec<Server> =
        local_servers().iter().map(|bin| Server::local(bin).expect("the server starts")).collect();
    if cfg!(feature = "embedded") {
        servers.push(Server::embedded().expect("it is built in"));
    }
    if servers.is_empty() {
        println!(
            "no PostgreSQL programs found (install PostgreSQL, or set SCHEMAC_POSTGRES_BIN): the models read nothing"
        );
        assert!(std::env::var_os("CI").is_none(), "CI has to try a server");
    }
    servers
}

fn on_every_server(test: &impl AsyncFn(&Server)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for server in servers() {
        println!("on {}", server.name());
        runtime.block_on(test(&server));
    }
}

async fn run(database: &mut Database, sql: &str) {
    if let Err(error) = database.execute(sql).await {
        panic!("{error}\n{sql}");
    }
}

fn project(folder: &str) -> (Project, Catalog, String) {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let mut project = generate::projects(Path::new(folder), &mut sources, &mut out).expect("it can be read").remove(0);
    let lowered = generate::check(&mut project, &mut sources, &mut out).expect("it can be read");
    assert!(!out.has_errors(), "{:?}", out.sorted());
    let externals = externals::script(&lowered.externals);
    (project, lowered.catalog, externals)
}

/// A database with everything that a project declares.
async fn create(server: &Server, folder: &str) -> Database {
    let (project, catalog, externals) = project(folder);
    let mut database = server.database().await.expect("a database");
    if project.profile.platform == Platform::Supabase {
        stub::supabase(&mut database).await.expect("the platform");
    }
    let wanted = externals::extensions(&catalog);
    let wanted: Vec<(&str, &str)> = wanted.iter().map(|(name, schema)| (name.as_str(), schema.as_str())).collect();
    stub::install(&mut database, &wanted).await.expect("the extensions");
    run(&mut database, &format!("{externals}set search_path = {}, extensions", project.schema)).await;
    let nothing = Catalog::default();
    let plan = plan(&nothing, &catalog, &Way::straight(&project.profile)).expect("a plan");
    for statement in plan.steps.iter().flat_map(|step| &step.statements) {
        run(&mut database, &statement.sql).await;
    }
    database
}

/// The columns of our tables with a value for each; triggers, foreign keys and checks are out of the way.
const COLUMNS: &str = "
    select format('%I.%I', n.nspname, c.relname), format('%I', a.attname), a.attname,
        case when a.attgenerated = '' then format('%L::%s', pg_temp.sample(a.atttypid, a.atttypmod), format_type(a.atttypid, a.atttypmod)) end,
        concat_ws(' ', case when a.attnotnull then 'required' end, case when pg_temp.sample(a.atttypid, a.atttypmod) is null then 'missing' end)
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum";

const NO_CHECKS: &str = "
    do $$
    declare
      found record;
    begin
      for found in select conrelid::regclass as parent, conname from pg_constraint where contype = 'c' and conrelid <> 0 and conislocal loop
        execute format('alter table %s drop constraint %I', found.parent, found.conname);
      end loop;
    end $$";

#[derive(Debug)]
struct Column {
    sql: String,
    name: String,
    /// None where the column is generated.
    value: Option<String>,
    word: String,
}

async fn columns(database: &mut Database) -> BTreeMap<String, Vec<Column>> {
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for row in database.query_text(COLUMNS).await.expect("the columns") {
        let [table, sql, name, value, word] = <[Option<String>; 5]>::try_from(row).expect("five cells");
        let text = Option::unwrap_or_default;
        tables.entry(text(table)).or_default().push(Column {
            sql: text(sql),
            name: text(name),
            value,
            word: text(word),
        });
    }
    tables
}

/// The tables of a project but for partitions.
fn declared(folder: &str) -> BTreeSet<String> {
    let (_, catalog, _) = project(folder);
    let table = |object: &Object| {
        if let Object::Table(table) = object {
            table.partition_of.is_none().then(|| table.name.to_string())
        } else {
            None
        }
    };
    catalog.iter().filter_map(|(_, object)| table(object)).collect()
}

#[test]
fn every_table_of_the_five_projects_can_be_read() {
    on_every_server(&async |server| {
        for (project, models) in projects() {
            let mut database = create(server, &format!("schema/{project}")).await;
            run(
                &mut database,
                &format!("set session_replication_role = replica; {NO_CHECKS}; {}", include_str!("samples.sql")),
            )
            .await;
            let tables = columns(&mut database).await;
            let read: BTreeSet<String> = models.iter().map(|(table, _)| (*table).to_owned()).collect();
            assert_eq!(declared(&format!("schema/{project}")), read, "the list above is complete");
            for (table, read) in models {
                if tables[table].iter().any(|column| column.word == "required missing") {
                    println!("{table} is not read: a stand-in for an extension has no values");
                    continue;
                }
                for full in [true, false] {
                    one_row(&mut database, table, &tables[table], read, full).await;
                }
            }
        }
    });
}

/// Puts one row into a table, full or with nothing but what has to be, and reads it.
async fn one_row(database: &mut Database, table: &str, columns: &[Column], read: Read, full: bool) {
    let given = columns.iter().filter_map(|column| column.value.as_ref().map(|value| (column, value)));
    let (names, values): (Vec<&str>, Vec<&str>) = given
        .map(|(column, value)| {
            (column.sql.as_str(), if full || column.word == "required" { value.as_str() } else { "null" })
        })
        .unzip();
    run(
        database,
        &format!(
            "delete from {table}; insert into {table} ({}) overriding system value values ({})",
            names.join(", "),
            values.join(", ")
        ),
    )
    .await;
    let row = read(database.connection()).await.unwrap_or_else(|error| panic!("{table}: {error}"));
    for column in columns.iter().filter(|column| column.value.is_some()) {
        // Secrets are not written.
        let Some(value) = row.get(&column.name) else { continue };
        let empty = column.word == "missing" || !full && column.word != "required";
        assert_eq!(value.is_null(), empty, "{table}.{}: {value}", column.name);
    }
}

#[test]
fn hard_names_can_be_written_and_read() {
    on_every_server(&async |server| {
        let mut database = create(server, "tests/models/tricky").await;
        // The types are found whatever the search path, but for those of pgvector.
        for path in ["app, extensions", "extensions"] {
            run(&mut database, &format!("set search_path = {path}")).await;
            let mut new = NewOrder::new("a".to_owned(), Grosse::Gross, "2026-01-02T03:04:05Z".parse().expect("a time"));
            new.self_ = Some("self".to_owned());
            new._2fa_codes = Some(vec!["1\"2".to_owned(), "\\".to_owned()]);
            new.quote_and_back = Some("x".to_owned());
            let mut insert = new.insert().expect("it can be encoded");
            let row: Order = insert
                .push(" returning ")
                .push(Order::COLUMNS)
                .build_query_as()
                .fetch_one(database.connection())
                .await
                .expect("a row");
            assert_eq!(
                (&row.r#type, &row.self_, row.grosse, &row.quote_and_back),
                (&new.r#type, &new.self_, Grosse::Gross, &new.quote_and_back)
            );
            assert_eq!((Some(&row._2fa_codes), row.created_at_2), (new._2fa_codes.as_ref(), None));
            NewAccounts::new("Ada@example.org".to_owned(), vec![1])
                .insert()
                .expect("it can be encoded")
                .build()
                .execute(database.connection())
                .await
                .expect("an account");
        }
    });
}

#[test]
fn all_types_can_be_written_and_read() {
    on_every_server(&async |server| {
        let mut database = create(server, "tests/models/tricky").await;
        run(&mut database, include_str!("samples.sql")).await;
        let has = async |database: &mut Database, name: &str| {
            database.query_text(&format!("select pg_temp.sample(to_regtype('{name}'), 3)")).await.expect("an answer")[0]
                [0]
            .is_some()
        };
        let (vectors, native) = (has(&mut database, "extensions.vector").await, has(&mut database, "inet").await);
        for path in ["app, extensions", "extensions"] {
            run(&mut database, &format!("set search_path = {path}")).await;
            for new in [full(vectors, native), NewAllTypes::new(i64::MIN, "a@b".to_owned(), "c@d".to_owned())] {
                let mut insert = new.insert().expect("it can be encoded");
                let row: AllTypes = insert
                    .push(" returning ")
                    .push(AllTypes::COLUMNS)
                    .build_query_as()
                    .fetch_one(database.connection())
                    .await
                    .expect("a row");
                compare(&new, &row);
                let text = serde_json::to_string(&row).expect("it can be written");
                assert_eq!(serde_json::from_str::<AllTypes>(&text).expect("it can be read"), row, "{text}");
            }
        }
    });
}

/// Asserts that what was given came back, and that nothing else did.
macro_rules! compare {
    ($($optional:ident)*; $($defaulted:ident)*) => {
        fn compare(new: &NewAllTypes, row: &AllTypes) {
            assert_eq!((new.a_bigint, &new.a_email, &new.a_deep), (row.a_bigint, &row.a_email, &row.a_deep));
            $(assert_eq!(new.$optional, row.$optional);)*
            $(if let Some(given) = &new.$defaulted { assert_eq!(*given, row.$defaulted); })*
        }
    };
}

compare! {
    a_smallint a_integer a_numeric a_real a_double a_boolean a_text a_varchar a_char a_name a_bytea a_uuid a_json a_timestamp a_timestamptz
    a_date a_time a_timetz a_interval a_money a_inet a_cidr a_macaddr a_oid a_regclass a_bit a_varbit a_point a_xml a_tsvector a_jsonpath
    a_int4range a_int8range a_numrange a_tsrange a_tstzrange a_daterange a_int4multirange a_citext a_vector a_geometry a_mood a_odd a_tags
    a_feeling texts blobs documents times intervals ranges moods citexts positives feelings bits grid;
    a_jsonb uuids
}

/// A value of every type that the server has: the embedded one lacks XML, and has addresses of its own.
fn full(vectors: bool, native: bool) -> NewAllTypes {
    use sqlx::postgres::types::{Oid, PgInterval, PgMoney, PgRange, PgTimeTz};
    fn parsed<T: std::str::FromStr>(text: &str) -> Option<T> {
        Some(text.parse().ok().expect(text))
    }
    let text = |text: &str| Some(text.to_owned());
    let interval = PgInterval { months: 1, days: -2, microseconds: 3 };
    let dates = PgRange::from(
        parsed::<chrono::NaiveDate>("2026-01-01").expect("a date")..parsed("2026-02-01").expect("a date"),
    );
    NewAllTypes {
        a_smallint: Some(-1),
        a_integer: Some(i32::MAX),
        a_bigint: i64::MAX,
        a_numeric: parsed("12345678.90"),
        a_real: Some(0.5),
        a_double: Some(1e300),
        a_boolean: Some(true),
        a_text: text("Zürich 名前"),
        a_varchar: text("at most twenty"),
        a_char: text("abc"),
        a_name: text("name"),
        a_bytea: Some(vec![0, 255]),
        a_uuid: parsed("6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b"),
        a_json: Some(serde_json::json!({ "a": [1, null] })),
        a_jsonb: Some(Value::Null),
        a_timestamp: parsed("2026-01-02T03:04:05.678901"),
        a_timestamptz: parsed("2026-01-02T03:04:05.678Z"),
        a_date: parsed("2026-01-02"),
        a_time: parsed("03:04:05.678901"),
        a_timetz: Some(PgTimeTz {
            time: parsed("03:04:05").expect("a time"),
            offset: chrono::FixedOffset::east_opt(-3600).expect("an offset"),
        }),
        a_interval: Some(interval),
        a_money: Some(PgMoney(-123)),
        a_inet: parsed("10.1.2.3/16").filter(|_| native),
        a_cidr: parsed("10.1.0.0/16").filter(|_| native),
        a_macaddr: text("08:00:2b:01:02:03"),
        a_oid: Some(Oid(4_000_000_000)),
        a_regclass: text("pg_type"),
        a_bit: text("101"),
        a_varbit: text("10101"),
        a_point: text("(1,2.5)"),
        a_xml: text("<a>b</a>").filter(|_| native),
        a_tsvector: text("'a':1 'b':2"),
        a_jsonpath: text("$.\"a\"[*]"),
        a_int4range: Some(PgRange::from(1..5)),
        a_int8range: Some(PgRange::from(..i64::MAX)),
        a_numrange: Some(PgRange::from(parsed::<rust_decimal::Decimal>("1.5").expect("a number")..)),
        a_tsrange: Some(PgRange::from(parsed::<chrono::NaiveDateTime>("2026-01-02T03:04:05").expect("a time")..)),
        a_tstzrange: Some(PgRange::from(
            parsed::<chrono::DateTime<chrono::Utc>>("2026-01-02T03:04:05Z").expect("a time")..,
        )),
        a_daterange: Some(dates),
        a_int4multirange: text("{[1,3),[5,7)}"),
        a_citext: text("MiXed"),
        a_vector: vectors.then(|| pgvector::Vector::from(vec![1.0, 0.5, -2.0])),
        a_geometry: text("point"),
        a_mood: Some(Mood::SoSo),
        a_odd: Some(OddLabels::QuoteAndBack),
        a_email: "Ada@example.org".to_owned(),
        a_deep: "Bob@example.org".to_owned(),
        a_positive: Some(7),
        a_tags: Some(vec!["a,b".to_owned()]),
        a_feeling: Some(Mood::Sad),
        texts: Some(vec![String::new(), "{}".to_owned()]),
        uuids: Some(vec![uuid::Uuid::nil()]),
        blobs: Some(vec![vec![1], vec![]]),
        documents: Some(vec![serde_json::json!(1), serde_json::json!("a")]),
        times: Some(Vec::new()),
        intervals: Some(vec![interval]),
        ranges: Some(vec![dates]),
        moods: Some(vec![Mood::Happy, Mood::Sad]),
        citexts: Some(vec!["A".to_owned()]),
        positives: Some(vec![1, 2]),
        feelings: Some(vec![Mood::Happy]),
        bits: Some(vec!["111".to_owned()]),
        grid: text("{{1,2},{3,4}}"),
    }
}
