//! What is said of a column that gets another type, against what a server does with values of each built-in type.
#![cfg(feature = "live")]

mod support;

use schemac::kind::column::Conversion;
use schemac::name::literal;
use schemac::scratch::{Database, Server};
use schemac::types::TypeName;

/// Types, and values of each that tell whether another has room for them.
const SAMPLES: &[(&str, &[&str])] = &[
    ("smallint", &["7", "32767", "-32768"]),
    ("integer", &["0", "7", "32767", "99999", "2147483647", "2147483646", "-2147483648"]),
    ("bigint", &["7", "2147483647", "9223372036854775807", "9223372036854775806", "123456789012345678"]),
    ("numeric", &["7", "1.25", "1.254", "1e30", "1e400", "0.12345678901234567891", "0.12345678901234567890", "NaN"]),
    ("numeric(5,2)", &["7", "999.99", "999.98", "-0.01"]),
    ("numeric(5,0)", &["7", "99999"]),
    ("numeric(12,4)", &["7", "1.2501", "1.2502", "99999999.9999", "99999999.9998"]),
    (
        "numeric(40,0)",
        &[
            "7",
            "16777217",
            "16777216",
            "1234567890123456789012345678901234567890",
            "1234567890123456789012345678901234567891",
        ],
    ),
    ("real", &["7", "1.25", "1.2500001", "-1.2345679e-30", "3e38", "Infinity"]),
    (
        "double precision",
        &["7", "1.25", "1.2500000001", "0.1234567890123456", "0.12345678901234562", "1e300", "Infinity"],
    ),
    ("money", &["7", "1.25", "1.26", "92233720368547758.07"]),
    ("oid", &["7", "4294967295"]),
    ("boolean", &["true", "false"]),
    (
        "text",
        &[
            "1.25001",
            "1.25002",
            "2020-01-01 10:00:00.6",
            "2020-01-01 10:00:00.7",
            "2020-01-02 10:00:00.7",
            "a",
            "a ",
            "ab",
            "a long text that is longer than any name of an object may be, by a letter",
            "a long text that is longer than any name of an object may be, by a lett",
        ],
    ),
    (
        "varchar",
        &[
            "a",
            "a ",
            "a long text that is longer than any name of an object may be, by a letter",
            "a long text that is longer than any name of an object may be, by a lett",
        ],
    ),
    ("varchar(4)", &["a", "a ", "abc"]),
    ("varchar(10)", &["a", "a ", "abcdefghij"]),
    ("char(4)", &["a", "abc"]),
    ("char(10)", &["a", "abcdefghij"]),
    ("name", &["a", "abcdefghijkl"]),
    ("\"char\"", &["a", "b"]),
    ("date", &["2020-01-01", "2020-07-01", "0044-03-15 BC"]),
    ("timestamp", &["2020-01-01 10:00:00.123456", "2020-01-01 10:00:00.123457", "2020-01-02 10:00:00.123456"]),
    ("timestamp(0)", &["2020-01-01 10:00:00", "2020-01-01 10:00:01", "2020-01-02 10:00:00"]),
    (
        "timestamptz",
        &["2020-01-01 10:00:00.123456+02", "2020-01-01 10:00:00.123457+02", "2020-01-02 10:00:00.123456+02"],
    ),
    ("timestamptz(0)", &["2020-01-01 10:00:00+02", "2020-01-01 10:00:01+02", "2020-01-02 10:00:00+02"]),
    ("time", &["10:00:00.123456", "10:00:00.123457"]),
    ("time(0)", &["10:00:00", "10:00:01"]),
    ("timetz", &["10:00:00.123456+02", "10:00:00.123457+02", "10:00:00.123456+03"]),
    ("timetz(0)", &["10:00:00+02", "10:00:01+02", "10:00:00+03"]),
    (
        "interval",
        &[
            "1 day 10:00:00.123456",
            "1 day 10:00:00.123457",
            "2 days 10:00:00.123456",
            "-1780000 years -11 mons -2147483640 days -256204778:00:54.775807",
            "-1780000 years -11 mons -2147483640 days -256204778:00:54.775806",
        ],
    ),
    ("interval(0)", &["1 day 10:00:00", "1 day 10:00:01", "2 days 10:00:00"]),
    ("interval day to hour", &["1 day 10:00:00", "2 days 10:00:00"]),
    ("json", &["{\"a\": \"longer than ten\"}", "7", "\"\\u0000\""]),
    (
        "jsonb",
        &["{\"a\": \"longer than ten\"}", "7", "7.25", "7.252", "0.12345678901234567891", "0.12345678901234567890"],
    ),
    ("inet", &["10.0.0.1", "10.0.0.1/8", "10.0.0.2/8"]),
    ("cidr", &["10.0.0.0/8", "10.0.0.1/32"]),
    ("bit(3)", &["101", "010"]),
    ("bit(5)", &["10100", "10101"]),
    ("varbit", &["1", "10101010101"]),
    ("varbit(4)", &["1", "1010"]),
    ("macaddr", &["08:00:2b:01:02:03"]),
    ("macaddr8", &["08:00:2b:ff:fe:01:02:03", "08:00:2b:01:02:03:04:05"]),
    ("uuid", &["00000000-0000-0000-0000-000000000001"]),
    ("bytea", &["\\x01", "\\x0102030405"]),
    ("point", &["(1234567,7654321)"]),
    ("box", &["(0,0),(6,8)", "(-1,1),(7,7)"]),
    ("circle", &["<(1234567,2),3>", "<(1234567,2),4>"]),
    ("lseg", &["[(1,2),(3,4)]", "[(0,0),(4,6)]"]),
    (
        "polygon",
        &["((0,0),(0,2),(2,0))", "((0,0),(0,2),(2,0),(2,2))", "((0,0),(0,2),(2,2),(2,0))", "((1,0),(0,1),(1,2),(2,1))"],
    ),
    ("integer[]", &["{7,99999,99999}", "{}"]),
    ("smallint[]", &["{7,32767,32767}", "{}"]),
    ("text[]", &["{a,abcdefghij}", "{}"]),
    ("varchar(3)[]", &["{a,abc,abc,abc}", "{}"]),
    ("varchar[]", &["{a,abcdefghij}", "{}"]),
    ("timestamptz[]", &["{2020-01-01 10:00:00.123456+02}", "{2020-01-01 10:00:00.123457+02}"]),
    ("date[]", &["{2020-01-01}"]),
    ("public.mood", &["sad", "happier than ever"]),
    ("public.mood[]", &["{sad}", "{happier than ever}"]),
];

/// A time zone that is not UTC, in which Postgres takes a timestamp with and without it for the same.
const ZONE: &str = "set timezone = 'Europe/Zurich'";

/// Gives a column of one value another type. Returns how that failed, or whether the table was written anew, and the value.
const CONVERTED: &str =
    "create function converted(old text, change text, value text) returns text language plpgsql as $$
declare before oid; result text;
begin
  execute format('create temporary table c (c %s)', old);
  execute format('insert into c values (%L)', value);
  before = pg_relation_filenode('c');
  execute 'alter table c alter column c type ' || change;
  execute 'select c::text from c' into result;
  result = case when before = pg_relation_filenode('c') then '=' else '>' end || result;
  drop table c;
  return result;
exception when others then return '!' || sqlstate;
end $$";

#[test]
fn values_become_what_is_said() {
    let runtime = support::runtime();
    let mut wrong = Vec::new();
    // The embedded server catches no errors in functions.
    for server in support::servers().iter().filter(|server| !server.name().starts_with("embedded")) {
        runtime.block_on(compare(server, &mut wrong));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn compare(server: &Server, wrong: &mut Vec<String>) {
    let mut database = server.database().await.expect("a database");
    database.execute(ZONE).await.expect("the time zone");
    database
        .execute(&format!("create type mood as enum ('sad', 'happier than ever'); {CONVERTED}"))
        .await
        .expect("the function");
    for (old, values) in SAMPLES {
        for (new, _) in SAMPLES.iter().filter(|(new, _)| new != old) {
            let parsed = |text: &str| TypeName::parse(text).expect("a type");
            let said = Conversion::between(&"c".into(), &parsed(old), &parsed(new));
            let using = said.using.as_ref().map_or_else(String::new, |sql| format!(" using {sql}"));
            let did = Did::with(&mut database, old, &format!("{new}{using}"), values).await;
            let plain = Did::with(&mut database, old, new, values).await;
            let name = server.name();
            let mut tell = |what: &str| wrong.push(format!("{name}: {old} to {new}: {what}, said {said:?}"));
            match (plain.is_refused, said.using.is_some()) {
                (true, false) => tell("no cast is assigned"),
                (false, true) => tell("Postgres converts it by itself"),
                _ => {}
            }
            if did.is_refused {
                continue;
            }
            if did.failed != said.may_fail && (did.failed || said.using.is_none()) {
                tell(if did.failed { "failed" } else { "no value failed" });
            }
            // Names are cut where nobody would have anything so long.
            let may_be_kept = *new == "name" || said.using.is_some();
            if did.lost != said.loses && !(said.loses && may_be_kept) {
                tell(if did.lost { "lost" } else { "no value was lost" });
            }
            if did.rewritten.is_some_and(|rewritten| rewritten != said.rewrites) {
                tell("written anew, or not");
            }
        }
    }
}

/// What became of some values.
struct Did {
    /// There is no such conversion at all.
    is_refused: bool,
    failed: bool,
    /// Some that differed do no longer.
    lost: bool,
    /// Unless all failed.
    rewritten: Option<bool>,
}

impl Did {
    async fn with(database: &mut Database, old: &str, change: &str, values: &[&str]) -> Did {
        let calls: Vec<String> = values
            .iter()
            .map(|value| format!("select converted({}, {}, {})", literal(old), literal(change), literal(value)))
            .collect();
        let rows = database.query_text(&calls.join(" union all ")).await.expect("it tells failures");
        let outcomes: Vec<String> = rows.into_iter().flatten().flatten().collect();
        let mut kept: Vec<&str> =
            outcomes.iter().filter(|outcome| !outcome.starts_with('!')).map(|own| &own[1..]).collect();
        let count = kept.len();
        kept.sort_unstable();
        kept.dedup();
        let rewritten = |outcome: &String| (!outcome.starts_with('!')).then(|| outcome.starts_with('>'));
        Did {
            // No cast at all, or none that is assigned.
            is_refused: outcomes.iter().all(|outcome| outcome == "!42804" || outcome == "!42846"),
            failed: outcomes.iter().any(|outcome| outcome.starts_with('!')),
            lost: kept.len() < count,
            rewritten: outcomes.iter().find_map(rewritten),
        }
    }
}
