use super::*;

/// Expressions that Postgres takes, and what they name: columns, functions, types, relations.
const VALID: &str = r#"
now() ; ; now
a = 1 and b is not null ; a b
(select auth.uid()) = user_id ; user_id ; auth.uid
'draft'::app.status ; ; ; app.status
'{}'::app."My Type"[] ; ; ; app."My Type"
array['a','b']::app.tag[] ; ; ; app.tag
length(name) between symmetric 1 and 200 ; name ; length
x isnull and y notnull ; x y
f(variadic arr) ; arr ; f
xmlforest(a as b, c) ; a c ; xmlforest
a ~* '^[a-z]+$' ; a
a ->> 'b' = 'c' and b #>> '{x,y}' = 'z' and c ? 'k' and d ?& array['x'] ; a b c d
a @> '{}'::jsonb and b <@ c and d && e ; a b c d e
a <=> b < 0.5 ; a b
a @@ to_tsquery('x') ; a ; to_tsquery
a OPERATOR(pg_catalog.+) b ; a b
x at time zone 'utc' ; x
a collate "C" < b ; a b
a::text collate app."de" || b ; a b
count(*) filter (where x > 1) ; x ; count
percentile_cont(0.5) within group (order by x) ; x ; percentile_cont
string_agg(x, ',' order by y desc nulls last) ; x y ; string_agg
row_number() over (partition by a order by b rows between unbounded preceding and current row) ; a b ; row_number
make_interval(days => 3, hours := n) ; n ; make_interval
extract(epoch from a - b) > 3 ; a b
position('a' in b) ; b
substring(a from 2 for 3) ; a
overlay(a placing 'x' from 1 for 2) ; a
trim(both ' ' from a) ; a
trim(both from a) || trim(from b) || trim(leading from c) ; a b c
a == b and c ===d or e =@ -5 ; a b c d e
cast(a as double precision) ; a
a::timestamp with time zone ; a
a::interval day to second ; a
interval '1 day' * n ; n
B'01' || x'1F'
E'it\'s' || $$x$$ || $t$y$t$
a[1] = b[1:2] ; a b
(a).b.c = 1 ; a
t.tags[1] = app.t.tags[2] ; t.tags app.t.tags
new.a is distinct from old.b ; new.a old.b
new.* is distinct from old.*
row(a, b) = row(1, 2) ; a b ; row row
(a, b) in ((1, 2), (3, 4)) ; a b
(a, b) overlaps (c, d) ; a b c d
a in (select id from app.m where m.x = t.y) ; a id m.x t.y ; ; ; app.m
exists (select 1 from only app.m where x = y) ; x y ; ; ; app.m
a = any (array[1, 2]) ; a
a <> all (select b from c) ; a b ; ; ; c
case when a then b else c end ; a b c
coalesce(a, nullif(c, '')) ; a c ; coalesce nullif
current_date - a > 3 and current_user = owner ; a owner
nextval('app.seq'::regclass) ; ; nextval ; ; 'app.seq'
-a + +b * @ -5 ; a b
a % 2 = 0 and a ^ 2 > 1 and ~a = 2 and a << 1 > 0 ; a a a a
a is json object with unique keys ; a
json_object('a': b, 'c': d) ; b d ; json_object
normalize(a, NFC) = a ; a a ; normalize
a similar to 'x%' escape '#' ; a
"Quoted Col" = 'x' ; "Quoted Col"
1_000 + 0x1F + .5 + 5. + 1e-5
tstzrange(a, b, '[)') && tstzrange(c, d) ; a b c d ; tstzrange tstzrange
array(select x from y order by z) ; x z ; array ; ; y
a = any ((select array_agg(x) from y)::uuid[]) ; a x ; array_agg ; ; y
(auth.jwt() -> 'app_metadata' ->> 'role') = 'admin' ; ; auth.jwt
jsonb_path_exists(a, '$.x ? (@ > 1)') ; a ; jsonb_path_exists
('{"a": 1}'::jsonb)['a'] = b ; b
'[1,2]'::vector(3) <-> embedding ; embedding ; ; vector
/* c */ a -- d ; a
a::public.citext = b ; a b ; ; public.citext
((storage.foldername(name))[1])::uuid = a ; name a ; storage.foldername
č = 'é' and "ž" > ŝ ; č "ž" ŝ
with_reserved.user = 1 ; with_reserved.user
"#;

#[test]
fn valid_expressions_name_what_they_use() {
    for line in VALID.trim().lines() {
        let parts: Vec<&str> = line.split(';').map(str::trim).collect();
        let text = parts[0];
        let parsed = parse(text, Form::Expression).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let shown = |mut ranges: Vec<(usize, usize)>| {
            ranges.sort_unstable();
            ranges.into_iter().map(|(start, end)| &text[start..end]).collect::<Vec<_>>().join(" ")
        };
        let mentions = |list: &[Mention]| shown(list.iter().map(|m| (m.start, m.end)).collect());
        let columns = shown(parsed.columns.iter().map(|c| (c.start, c.end)).collect());
        let expected = |at: usize| parts.get(at).copied().unwrap_or_default().to_owned();
        let found = [columns, mentions(&parsed.functions), mentions(&parsed.types), mentions(&parsed.relations)];
        assert_eq!(found, [expected(1), expected(2), expected(3), expected(4)], "{text}");
    }
}

#[test]
fn mistakes_are_found_where_they_are() {
    // The marks stand around the place.
    for text in [
        "length«(»name > 0",
        "length(name)«)» > 0",
        "a«[»1 = 2",
        "(a«[»1) = 2]",
        "a = «'»draft",
        "«\"»a = 1",
        "a = «$$»x",
        "«/*» a",
        "a = 1 «and»",
        "a «=»",
        "(a «+)» * 2",
        "a «= =» 1",
        "a «+ *» b",
        "a in (1«, ,» 2)",
        "a in (1«,»)",
        "f(«,»1)",
        "a«,»",
        "a = 1«;»",
        "a = 1«;» drop table x",
        "a = 1 «b»",
        "a b «c»",
        "a «::»",
        "a = 1 «or» )",
        "«case» when a then end",
        "a «not» b",
        "a is «b»",
        "č = 'é' «é»",
        "a =\n  b «c»",
    ] {
        let (start, end) = (text.find('«').unwrap_or_default(), text.find('»').unwrap_or_default() - '«'.len_utf8());
        let plain = text.replace(['«', '»'], "");
        let error = parse(&plain, Form::Expression).expect_err(&plain);
        let marked = plain.get(start..end).unwrap_or_default();
        if marked == "or" || text == "a b «c»" {
            // The nearer mistake comes first.
            assert!(error.certain, "{text}");
            continue;
        }
        assert_eq!(
            (plain.get(error.start..error.end), error.certain),
            (Some(marked), true),
            "{text}: {}",
            error.message
        );
        assert_eq!(error.start, start, "{text}");
    }
    assert!(parse("  ", Form::Expression).is_err_and(|error| error.certain && error.message.contains("empty")));
}

#[test]
fn what_only_our_parser_does_not_know_is_not_certain() {
    for text in [
        "(f(x)).*",
        "xmlelement(name foo, x)",
        "x at local",
        "substring(a similar 'x' escape '#')",
        "app.status 'x'",
        "app.place $$x$$ <-> p",
        "collation for (a)",
        "a is document",
        "a = 'x'\n'y'",
    ] {
        assert!(parse(text, Form::Expression).is_err_and(|error| !error.certain), "{text}");
    }
    for text in [
        "with recursive s as (select 1 union all select 2) search depth first by id set ord select * from s",
        "select * from rows from (f(1), g(2)) as t",
        "select (f(x)).* from t",
        "select t.*::text from t",
        "select a in ((select 1), 2) from t",
        "select (a, b) <> all (values (1, 2), (3, 4)) from t",
        "select t.* is not null and t.* = u.* from t, u",
    ] {
        assert!(parse(text, Form::Query).is_err_and(|error| !error.certain), "{text}");
    }
    assert!(parse("select a from b form c", Form::Query).is_err_and(|error| error.certain && error.start == 21));
    assert!(parse("selct a", Form::Query).is_err_and(|error| error.certain && error.start == 0));
}

fn relations(text: &str, form: Form) -> Vec<String> {
    let parsed = parse(text, form).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    parsed
        .relations
        .iter()
        .map(|m| m.schema.iter().chain([&m.name]).map(Ident::as_str).collect::<Vec<_>>().join("."))
        .collect()
}

#[test]
fn relations_of_queries() {
    for (text, expected) in [
        ("with users as (select * from users) select * from users", "users"),
        ("with recursive t(n) as (values (1) union all select n + 1 from t) select n from t", ""),
        ("with a as (select 1), b as (select * from a, c) select * from b, App.\"D\"", "c app.D"),
        ("with a as (select 1) select * from x.a", "x.a"),
        ("select x from only app.m as q, only n", "app.m n"),
        ("select * from app.f(1) f, generate_series(1, 2) g, unnest(array[1]) u", ""),
        ("select * from a join b using (id) left join lateral (select 1 from c) l on true", "a b c"),
        ("with x as (insert into a (b) select d from e returning id) select id from x", "a e"),
        ("table app.a", "app.a"),
        ("select nextval('app.s')", "app.s"),
    ] {
        assert_eq!(relations(text, Form::Query).join(" "), expected, "{text}");
    }
}

#[test]
fn statements_are_parsed_one_by_one() {
    let text = "select 1 from a; create operator @@ (leftarg = b.t, function = c.f); update only d set x = 1;";
    let parsed = parse(text, Form::Statements).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(parsed.relations.iter().map(|m| &text[m.start..m.end]).collect::<Vec<_>>(), ["a", "d"]);
    assert!(parsed.loose.iter().any(|m| &text[m.start..m.end] == "c.f"));
    assert!(parse("select 1; select a +", Form::Statements).is_err_and(|error| error.certain && error.start == 19));
    assert!(parse("select (1;", Form::Statements).is_err_and(|error| error.certain && error.start == 7));
}

fn unknown(text: &str, form: Form, own: bool) -> Vec<String> {
    let tables = |schema: Option<&str>, name: &str| match (schema, name) {
        (None | Some("app"), "members") => Some(vec!["org_id".to_owned(), "user_id".to_owned()]),
        (None, "orgs") => Some(vec!["id".to_owned(), "name".to_owned()]),
        _ => None,
    };
    let columns = ["id".to_owned(), "user_id".to_owned(), "tags".to_owned(), "Odd".to_owned()];
    let parsed = parse(text, form).unwrap_or_else(|error| panic!("{text}: {error:?}"));
    let list = parsed.unresolved(&tables, own.then_some(("notes", columns.as_slice())));
    list.iter()
        .map(|u| {
            format!("{}{}", &text[u.start..u.end], u.near.as_ref().map_or(String::new(), |near| format!(" ({near})")))
        })
        .collect()
}

#[test]
fn columns_that_do_not_exist() {
    for (text, expected) in [
        ("(select auth.uid()) = userid", vec!["userid (user_id)"]),
        ("User_Id = id and \"Odd\" = 1", vec![]),
        ("Odd = \"user_Id\"", vec!["Odd (Odd)", "\"user_Id\" (user_id)"]),
        ("notes.idd = 1 and notes.id = 2 and other.x = 3", vec!["notes.idd (id)"]),
        ("new.usr_id = old.user_id and new is not null", vec!["new.usr_id (user_id)"]),
        ("current_user = session_user and value > 1 and xmin = 1 and notes is not null", vec![]),
        ("notes.tagz[1] = 'x' and tags[1] = 'y'", vec!["notes.tagz (tags)"]),
        ("exists (select 1 from members m where m.org_id = id and m.userid = 1)", vec!["m.userid (user_id)"]),
        ("exists (select 1 from members where orgid = notes.id)", vec!["orgid (org_id)"]),
        ("exists (select 1 from members, elsewhere where orgid = 1)", vec![]),
        (
            "exists (select 1 from app.members where members.x = 1 and app.members.y = 2)",
            vec!["members.x", "app.members.y"],
        ),
        ("exists (select 1 from f(id) where anything = 1)", vec![]),
        ("id in (select s.a from (select org_id as a from members) s where s.b = 1)", vec!["s.b"]),
        (
            "id in (select o.id from orgs o where o.nme = any (select user_id from members where idx = 1))",
            vec!["o.nme (name)", "idx (id)"],
        ),
        ("id = (select max(org_id) as m from members group by m order by m)", vec![]),
        ("make_interval(days => id) > f(nope := 1)", vec![]),
    ] {
        assert_eq!(unknown(text, Form::Expression, true), expected, "{text}");
    }
    assert!(unknown("anything = 1", Form::Expression, false).is_empty());
    for (text, expected) in [
        ("select org_id, nme from members", vec!["nme"]),
        ("select o.nam, m.* from orgs o join members m on m.org_id = o.id order by whatever", vec!["o.nam (name)"]),
        ("with x as (select id as a from orgs) select b, x.a, x.c from x", vec!["b", "x.c"]),
        ("with x(q) as (select id from orgs) select id, q from x", vec!["id"]),
        ("with x as (delete from orgs where foo = 1 returning id) select bar from x", vec![]),
        ("select (select u.x from unknown u) from orgs", vec![]),
    ] {
        assert_eq!(unknown(text, Form::Query, false), expected, "{text}");
    }
    assert_eq!(unknown("select arg, m.nope from members m where p = 1", Form::Statements, false), ["m.nope"]);
}

#[test]
fn hostile_text_neither_panics_nor_hangs() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(5000), close.repeat(5000));
    for text in [
        format!("1{}", " + 1".repeat(1400)),
        format!("1{}", " or a = 1".repeat(700)),
        deep("(", ")"),
        deep("f(", ")"),
        deep("(select ", ")"),
        deep("case when ", " end"),
        deep("not ", ""),
        deep("array[", "]"),
        "a + ".repeat(100_000) + "1",
        "a, ".repeat(100_000) + "1",
        "- ".repeat(100_000) + "1",
        "a::text".to_owned() + &"::text".repeat(100_000),
        "a".to_owned() + &".b".repeat(100_000),
        "a".to_owned() + &"[1]".repeat(100_000),
        "$a$".repeat(10_000),
        "'".repeat(10_001),
        "/*".repeat(10_000),
    ] {
        for form in [Form::Expression, Form::Query, Form::Statements, Form::Opaque] {
            let _ = parse(&text, form);
        }
        let _ = (mentions(&text), auth_calls(&text));
    }
}
