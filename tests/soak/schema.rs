//! A small schema, made of choices. Whatever is chosen, it is one that Postgres takes.

use std::fmt::Write as _;

/// How many choices there are at most.
pub const GENES: usize = 190;

/// What every schema counts on.
pub const GROUND: &str =
    "create role reader; create role writer; create role keeper; grant create on schema public to keeper";

/// Choices in their order.
struct Choices<'a> {
    rest: std::slice::Iter<'a, u8>,
}

impl Choices<'_> {
    /// One of so many.
    fn one_of(&mut self, count: usize) -> usize {
        usize::from(*self.rest.next().expect("there are enough genes")) % count
    }

    fn flag(&mut self) -> bool {
        self.one_of(3) == 1
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.one_of(all.len())]
    }

    /// A key with one of some values, of which the first is nothing.
    fn key(&mut self, key: &str, values: &[&str]) -> String {
        match self.one_of(values.len() + 1) {
            0 => String::new(),
            at => format!(", {key}: {}", values[at - 1]),
        }
    }

    /// The same on a line of its own.
    fn line(&mut self, key: &str, values: &[&str]) -> String {
        self.key(key, values).strip_prefix(", ").map_or_else(String::new, |text| format!("{text}\n"))
    }
}

/// The schema as YAML.
pub fn yaml(genes: &[u8]) -> String {
    let mut choices = Choices { rest: genes.iter() };
    let mut out = vec!["external: { roles: [reader, writer, keeper] }\n".to_owned()];
    let has_mood = mood(&mut choices, &mut out);
    let has_domain = domain(&mut choices, &mut out);
    sequence(&mut choices, &mut out);
    functions(&mut choices, &mut out);
    let tables: Vec<Option<Table>> = (0..3).map(|at| table(at, has_mood, has_domain, &mut choices)).collect();
    parted(&mut choices, &mut out);
    views(&tables, &mut choices, &mut out);
    for (at, table) in tables.iter().enumerate() {
        out.extend(table.as_ref().map(|table| table.yaml(at, &tables)));
    }
    out.join("---\n")
}

fn mood(choices: &mut Choices, out: &mut Vec<String>) -> bool {
    let values = choices.of(&["", "low, high", "low, mid, high", "low, high, top"]);
    let more = choices.key("comment", &["One.", "Two."]) + &choices.key("owner", &["keeper"]);
    if values.is_empty() {
        return false;
    }
    out.push(format!("{{ enum: mood, values: [{values}]{more} }}\n"));
    true
}

fn domain(choices: &mut Choices, out: &mut Vec<String>) -> bool {
    let exists = choices.flag();
    let more = choices.key("null", &["false"])
        + &choices.key("default", &["x", "y"])
        + &choices.key("checks", &["{ short: length(value) < 9 }", "{ short: length(value) < 99, full: value <> '' }"])
        + &choices.key("grants", &["{ reader: [usage] }"]);
    if exists {
        out.push(format!("{{ domain: word, type: text{more} }}\n"));
    }
    exists
}

fn sequence(choices: &mut Choices, out: &mut Vec<String>) {
    let exists = choices.flag();
    let more = choices.key("type", &["int", "smallint"])
        + &choices.key("increment", &["2", "5"])
        + &choices.key("cycle", &["true"])
        + &choices.key("grants", &["{ reader: [usage] }", "{ reader: [select], writer: [usage] }"]);
    if exists {
        out.push(format!("{{ sequence: counter{more} }}\n"));
    }
}

fn functions(choices: &mut Choices, out: &mut Vec<String>) {
    let body = choices.of(&["begin return new; end", "begin return old; end"]);
    let more = choices.key("security", &["definer"])
        + &choices.key("grants", &["{ reader: [execute] }", "{ public: [execute] }"])
        + &choices.key("comment", &["One.", "Two."]);
    out.push(format!("{{ function: touch, returns: trigger, language: plpgsql, body: {body}{more} }}\n"));
    let exists = choices.flag();
    let returns = choices.of(&["int", "bigint"]);
    let argument = choices.of(&["n: int", "n: { type: int, default: 1 }", "m: int"]);
    let volatility = choices.of(&["immutable", "stable"]);
    let strict = choices.key("strict", &["true"]);
    if exists {
        out.push(format!(
            "{{ function: twice, arguments: {{ {argument} }}, returns: {returns}, language: sql, volatility: {volatility}, \
             body: select $1 * 2{strict} }}\n"
        ));
    }
}

/// A table whose rows are kept in partitions.
fn parted(choices: &mut Choices, out: &mut Vec<String>) {
    let exists = choices.flag();
    let column = choices.of(&["int", "bigint"]);
    let first = choices.of(&["", "{ name: parted_1, from: [0], to: [10] }", "{ name: parted_1, from: [0], to: [20] }"]);
    let rest = choices.of(&["", "{ name: parted_rest, default: true }"]);
    let more = choices.key("indexes", &["[[n]]", "[[n, id]]"])
        + &choices.key("checks", &["{ some: n > 0 }"])
        + &choices.key("grants", &["{ reader: [select] }"])
        + &choices.key("primary_key", &["[id]"])
        + &choices.key("policies", &["[{ name: p, for: select, using: n > 0 }]"]);
    let null = choices.key("null", &["false"]);
    if exists {
        let partitions: Vec<&str> = [first, rest].into_iter().filter(|partition| !partition.is_empty()).collect();
        out.push(format!(
            "{{ table: parted, columns: {{ id: {{ type: int, null: false }}, n: {{ type: {column}{null} }} }}, partition_by: {{ range: [id] }}, \
             partitions: [{}]{more} }}\n",
            partitions.join(", ")
        ));
    }
}

/// A view on a table, one on that, and a materialized one.
fn views(tables: &[Option<Table>], choices: &mut Choices, out: &mut Vec<String>) {
    let at = choices.one_of(4);
    let select = choices.one_of(4);
    let more = choices.key("security_barrier", &["true"])
        + &choices.key("grants", &["{ reader: [select] }", "{ writer: [select, insert] }"])
        + &choices.key("owner", &["keeper"])
        + &choices.key("comment", &["One.", "Two."]);
    let above = choices.of(&["", "select id from first", "select * from first", "select count(*) as id from first"]);
    let above_more =
        choices.key("grants", &["{ reader: [select] }"]) + &choices.key("column_comments", &["{ id: One. }"]);
    let kept = choices.of(&["", "first", "second"]);
    let kept_more = choices.key("indexes", &["[[id]]", "[{ columns: [id], unique: true }]"])
        + &choices.key("grants", &["{ reader: [select] }"])
        + &choices.key("storage_parameters", &["{ fillfactor: 70 }"]);
    let rows = choices.flag();
    let Some(Some(table)) =
        at.checked_sub(1).map(|at| tables.get(at).and_then(Option::as_ref).map(|table| (at, table)))
    else {
        return;
    };
    let (at, table) = table;
    let query = match select {
        0 => "select id".to_owned(),
        // Not `*`: a new column of a table comes last, wherever it is declared.
        1 => "select id, id as again".to_owned(),
        2 => format!("select id, {} as second", table.columns.first().map_or("1", |column| column.name)),
        _ => "select id, 1 as one".to_owned(),
    };
    out.push(format!("{{ view: first, query: {query} from t{at}{more} }}\n").replace("query: ", "query: \"").replacen(
        &format!("from t{at}"),
        &format!("from t{at}\""),
        1,
    ));
    if !above.is_empty() {
        out.push(format!("{{ view: second, query: \"{above}\"{above_more} }}\n"));
    }
    if !kept.is_empty() && (kept == "first" || !above.is_empty()) {
        out.push(format!("{{ materialized_view: kept, query: \"select id from {kept}\"{kept_more} }}\n"));
    }
    if rows {
        out.push(
            "{ function: rows_of, returns: { setof: first }, language: sql, body: select * from public.first }\n"
                .to_owned(),
        );
    }
}

struct Column {
    name: &'static str,
    text: String,
}

struct Table {
    columns: Vec<Column>,
    /// What may stand in the document only where the columns are there that it names.
    parts: Vec<(&'static str, &'static [&'static str], String)>,
    key: &'static str,
    /// The table that `r` refers to.
    refers: usize,
    refers_more: String,
    id: String,
    more: String,
}

fn table(at: usize, has_mood: bool, has_domain: bool, choices: &mut Choices) -> Option<Table> {
    // The first is nearly always there.
    let exists = if at == 0 { choices.one_of(7) != 6 } else { choices.one_of(2) == 1 };
    let id = format!(
        "{{ type: {}{}{} }}",
        choices.of(&["int", "bigint"]),
        choices.key("identity", &["by_default", "always", "{ generation: by_default, increment: 3 }"]),
        choices.key("comment", &["One.", "Two."])
    );
    let mut columns = Vec::new();
    let mut column = |name: &'static str, is: bool, text: String| {
        if is {
            columns.push(Column { name, text: format!("{{ {text} }}") });
        }
    };
    let a = (
        choices.one_of(2) == 1,
        format!(
            "type: {}{}{}{}",
            choices.of(&["int", "bigint", "\"numeric(8,2)\""]),
            choices.key("null", &["false"]),
            choices.key("default", &["1", "2", "{ sql: 1 + 1 }"]),
            choices.key("statistics", &["100"])
        ),
    );
    let b = (
        choices.one_of(2) == 1,
        format!(
            "type: {}{}{}{}{}",
            choices.of(&["text", "varchar(20)", "varchar(40)"]),
            choices.key("null", &["false"]),
            choices.key("default", &["x", "y"]),
            choices.key("storage", &["external"]),
            choices.key("collation", &["C"])
        ),
    );
    let c = (
        choices.flag(),
        format!("type: {}{}", choices.of(&["timestamptz", "timestamp", "date"]), choices.key("default", &["now()"])),
    );
    let e = (choices.flag() && has_mood, format!("type: mood{}", choices.key("default", &["low", "high"])));
    let w = (choices.flag() && has_domain, format!("type: word{}", choices.key("default", &["z"])));
    let g = choices.of(&["", "id + 1", "id + 2"]);
    let r = choices.flag();
    let refers = choices.one_of(3);
    let refers_more = choices.key("on_delete", &["cascade", "set_null"]) + &choices.key("deferrable", &["true"]);
    column("a", a.0, a.1);
    column("b", b.0, b.1);
    column("c", c.0, c.1);
    column("e", e.0, e.1);
    column("w", w.0, w.1);
    column("g", !g.is_empty(), format!("type: bigint, generated: {g}"));
    column("r", r, "type: bigint".to_owned());
    let mut parts = Vec::new();
    let mut part = |key: &'static str, needs: &'static [&'static str], text: &str| {
        if !text.is_empty() {
            parts.push((key, needs, text.to_owned()));
        }
    };
    part(
        "checks",
        &["a"],
        choices.of(&["", "positive: a > 0", "positive: a > 1", "positive: { expression: a > 0, not_valid: true }"]),
    );
    part("checks", &["a", "b"], choices.of(&["", "both: a is not null or b is not null"]));
    part(
        "indexes",
        &["a"],
        choices.of(&[
            "",
            "{ columns: [a], name: IDX }",
            "{ columns: [a desc], name: IDX }",
            "{ columns: [a], name: IDX, where: id > 0, comment: One. }",
        ]),
    );
    part(
        "indexes",
        &["b"],
        choices.of(&[
            "",
            "{ columns: [{ expression: lower(b) }], name: LOW }",
            "{ columns: [b], unique: true, name: LOW }",
        ]),
    );
    part(
        "unique",
        &["a", "b"],
        choices.of(&[
            "",
            "{ columns: [a, b], name: UNI }",
            "{ columns: [b, a], name: UNI, deferrable: true }",
            "{ columns: [a], name: UNI, include: [b] }",
        ]),
    );
    part(
        "policies",
        &["a"],
        choices.of(&[
            "",
            "{ name: p, for: select, to: reader, using: a > 0 }",
            "{ name: p, for: select, to: [reader, writer], using: a > 1 }",
            "{ name: p, for: all, using: a > 0, with_check: a > 1 }",
        ]),
    );
    part("policies", &[], choices.of(&["", "{ name: q, for: insert, to: writer, with_check: id > 0, comment: One. }"]));
    part(
        "triggers",
        &["b"],
        choices.of(&[
            "",
            "{ name: touch, timing: before, events: [insert], function: touch }",
            "{ name: touch, timing: before, events: [{ update: [b] }], function: touch }",
            "{ name: touch, timing: after, events: [delete], when: old.b is null, function: touch, enabled: always }",
        ]),
    );
    part(
        "statistics",
        &["a", "b"],
        choices.of(&["", "{ name: STA, columns: [a, b] }", "{ name: STA, columns: [b, a], kinds: [mcv], target: 50 }"]),
    );
    part("grants", &[], choices.of(&["", "reader: [select]", "reader: [select, insert]"]));
    part(
        "grants",
        &["b"],
        choices.of(&[
            "",
            "writer: { columns: { update: [b] } }",
            "writer: { privileges: [select], columns: { update: [b, id] }, with_grant_option: [select] }",
        ]),
    );
    part("column_comments", &[], "");
    let key = choices.of(&["primary_key: [id]", "primary_key: { columns: [id], name: KEY }"]);
    let more = choices.line("comment", &["One.", "Two."])
        + &choices.line("owner", &["keeper"])
        + &choices.line("rls", &["{ force: true }", "{ enabled: false, reason: Open. }"])
        + &choices.line("replica_identity", &["full", "nothing"])
        + &choices.line("storage_parameters", &["{ fillfactor: 80 }", "{ fillfactor: 90, autovacuum_enabled: false }"]);
    exists.then_some(Table { columns, parts, key, refers, refers_more, id, more })
}

impl Table {
    fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|own| own.name == column)
    }

    fn yaml(&self, at: usize, tables: &[Option<Table>]) -> String {
        let named = |text: &str| {
            [("IDX", "i"), ("LOW", "l"), ("UNI", "u"), ("STA", "s"), ("KEY", "k")]
                .iter()
                .fold(text.to_owned(), |text, (mark, name)| text.replace(mark, &format!("t{at}_{name}")))
        };
        let mut out = format!("table: t{at}\ncolumns:\n  id: {}\n", self.id);
        for Column { name, text } in &self.columns {
            let _ = writeln!(out, "  {name}: {text}");
        }
        let _ = writeln!(out, "{}", named(self.key));
        if self.has("r") && tables.get(self.refers).is_some_and(Option::is_some) {
            let _ = writeln!(
                out,
                "foreign_keys: [{{ columns: [r], references: t{}, name: t{at}_r{} }}]",
                self.refers, self.refers_more
            );
        }
        for (key, is_map) in [
            ("checks", true),
            ("indexes", false),
            ("unique", false),
            ("policies", false),
            ("triggers", false),
            ("statistics", false),
            ("grants", true),
        ] {
            let wanted = |(own, needs, text): &(&str, &'static [&'static str], String)| {
                (*own == key && needs.iter().all(|column| self.has(column))).then(|| named(text))
            };
            let items: Vec<String> = self.parts.iter().filter_map(wanted).collect();
            if !items.is_empty() {
                let (open, close) = if is_map { ("{", "}") } else { ("[", "]") };
                let _ = writeln!(out, "{key}: {open} {} {close}", items.join(", "));
            }
        }
        out.push_str(&self.more);
        out
    }
}
