use super::*;
use crate::code;
use crate::diagnostic::Diagnostic;

fn sample() -> (Diagnostics, Sources) {
    let mut sources = Sources::default();
    let orders = "table: orders\ncolumns:\n  customer_id: { type: integer, references: customers.id }\n  čaj: { type: text, nulable: no }\n";
    let customers = "table: customers\ncolumns:\n  id: { type: uuid }\n";
    let long = format!("a: [{}here, {}]\n", "x, ".repeat(200), "y, ".repeat(200));
    let a = sources.add("schema/orders.yaml", orders);
    let b = sources.add("schema/50%, a:b/customers.yaml", customers);
    let c = sources.add("schema/min.yaml", long.as_str());
    let span = |file, text: &str, piece: &str| {
        let start = text.find(piece).unwrap_or_default();
        Span {
            file,
            start: u32::try_from(start).unwrap_or_default(),
            end: u32::try_from(start + piece.len()).unwrap_or_default(),
        }
    };
    let mut out = Diagnostics::default();
    out.push(
        Diagnostic::error(
            code::TYPE_MISMATCH,
            span(a, orders, "integer"),
            "the foreign key joins columns of different types",
        )
        .label("this column is `integer`")
        .also(span(b, customers, "uuid"), "the referenced column is `uuid`")
        .note("Postgres refuses the constraint")
        .help("use the type of `customers.id`")
        .replace(span(a, orders, "integer"), "uuid"),
    );
    out.push(
        Diagnostic::error(code::UNKNOWN_KEY, span(a, orders, "nulable"), "unknown key `nulable` in a column")
            .help("did you mean `null`?\n100%")
            .replace(span(a, orders, "nulable"), "null"),
    );
    out.push(Diagnostic::warning(
        code::NO_PRIMARY_KEY,
        span(b, customers, customers),
        "`customers` has no primary key",
    ));
    out.push(Diagnostic::warning(code::WRONG_TYPE, span(c, &long, "here"), "a long line").label("here"));
    out.push(Diagnostic::error(code::FILE_TOO_LARGE, None, "a file without a place"));
    (out, sources)
}

#[test]
fn for_people() {
    let (out, sources) = sample();
    insta::assert_snapshot!(render(&out, &sources, Format::Human, false));
}

#[test]
fn colours_only_when_asked() {
    let (out, sources) = sample();
    assert!(!render(&out, &sources, Format::Human, false).contains('\u{1b}'));
    assert!(render(&out, &sources, Format::Human, true).contains('\u{1b}'));
}

#[test]
fn for_scripts() {
    let (out, sources) = sample();
    let text = render(&out, &sources, Format::Json, true);
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    insta::assert_snapshot!(text);
}

#[test]
fn for_code_scanning() {
    let (out, sources) = sample();
    let text = render(&out, &sources, Format::Sarif, false);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let run = &value["runs"][0];
    for result in run["results"].as_array().into_iter().flatten() {
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok()).unwrap_or(usize::MAX);
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    assert_eq!(
        run["results"][1]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "schema/50%25%2C%20a%3Ab/customers.yaml"
    );
    // The explanations have tests of their own, and would bury the rest.
    let mut short = value.clone();
    short["runs"][0]["tool"]["driver"]["version"] = "…".into();
    for rule in short["runs"][0]["tool"]["driver"]["rules"].as_array_mut().into_iter().flatten() {
        rule["help"] = "…".into();
    }
    insta::assert_snapshot!(format!("{short:#}"));
}

#[test]
fn for_github() {
    let (out, sources) = sample();
    insta::assert_snapshot!(render(&out, &sources, Format::Github, true));
}

#[test]
fn nothing_to_say() {
    let (out, sources) = (Diagnostics::default(), Sources::default());
    assert_eq!(render(&out, &sources, Format::Human, true), "");
    assert_eq!(render(&out, &sources, Format::Github, true), "");
    assert!(render(&out, &sources, Format::Json, true).contains("\"diagnostics\": []"));
}

#[test]
fn a_file_of_one_line_is_shown_in_pieces() {
    let mut sources = Sources::default();
    let file = sources.add("min.yaml", "[x, č] ".repeat(1_000_000));
    let mut out = Diagnostics::default();
    out.push(
        Diagnostic::error(code::YAML_SYNTAX, Span { file, start: 3_000_000, end: 6_000_000 }, "x")
            .label("y")
            .also(Span { file, start: 8, end: 9 }, "z"),
    );
    for format in [Format::Human, Format::Json, Format::Sarif, Format::Github] {
        assert!(render(&out, &sources, format, false).len() < 10_000);
    }
}

#[test]
fn any_span_can_be_shown() {
    for text in [
        "",
        "\n",
        "é",
        "a\r\nb\r\n",
        "\n\n  x\n",
        "a\n\tb: č\n",
        &"č".repeat(500),
        &format!("{}\n{}", "a".repeat(300), "b\n".repeat(500)),
        "\u{feff}a: \u{202e}b\u{7}",
    ] {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text);
        let last = u32::try_from(text.len() + 2).unwrap_or_default();
        let steps = usize::try_from(last / 40 + 1).unwrap_or(1);
        for start in (0..=last).step_by(steps) {
            for end in (start..=last).step_by(steps) {
                let mut out = Diagnostics::default();
                let span = Span { file, start, end };
                out.push(
                    Diagnostic::error(code::YAML_SYNTAX, span, "x")
                        .label("y")
                        .also(Span { file, start: 0, end: start }, "z")
                        .replace(span, "new\ntext"),
                );
                for format in [Format::Human, Format::Json, Format::Sarif, Format::Github] {
                    assert!(!render(&out, &sources, format, false).is_empty());
                }
            }
        }
    }
}
