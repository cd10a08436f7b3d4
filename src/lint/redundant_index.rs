//! An index that another one makes superfluous.

use super::context::Facts;
use super::{Context, Findings};
use crate::kind::constraint::{Constraint, Rule};
use crate::kind::index::{Element, Index};
use crate::kind::{Define, Id};
use crate::name::Ident;

/// An index of either origin, as far as it matters which searches it serves.
struct Shape<'a> {
    id: Id,
    name: &'a Ident,
    /// None for the index behind a key.
    index: Option<&'a Index>,
    primary: bool,
    unique: bool,
    deferrable: bool,
    nulls_not_distinct: bool,
    elements: Vec<Element>,
    include: &'a [Ident],
}

pub fn check(cx: &Context, out: &mut Findings) {
    for (name, facts) in &cx.tables {
        let shapes = shapes(facts);
        for (at, shape) in
            shapes.iter().enumerate().filter(|(_, shape)| !shape.primary && facts.replica_index != Some(shape.name))
        {
            // Of two that serve the same, the later one goes.
            let cover = shapes
                .iter()
                .enumerate()
                .find(|(other, cover)| *other != at && covers(cover, shape) && (*other < at || !covers(shape, cover)));
            if let Some((_, cover)) = cover {
                let what = if shape.index.is_some() { "index" } else { "unique constraint" };
                let by =
                    if cover.primary { "the primary key".to_owned() } else { format!("`{}`", cover.name.as_str()) };
                let mut finding = out
                    .finding(
                        cx.place(&shape.id),
                        format!(
                            "the {what} `{}` of `{}` serves nothing that {by} does not",
                            shape.name.as_str(),
                            cx.shown(name)
                        ),
                    )
                    .note("each index costs time at every write and room on disk")
                    .help("remove it");
                if let Some(span) = cx.place(&cover.id) {
                    finding = finding.also(span, "serves the same searches");
                }
                out.push(finding);
            }
        }
    }
}

/// Keys first, so that they stay and an index that repeats one goes.
fn shapes<'a>(facts: &Facts<'a>) -> Vec<Shape<'a>> {
    let mut shapes: Vec<Shape> = facts.constraints.iter().copied().filter_map(of_key).collect();
    shapes.sort_by_key(|shape| !shape.primary);
    shapes.extend(facts.indexes.iter().map(|index| Shape {
        id: index.id(),
        name: &index.name,
        index: Some(index),
        primary: false,
        unique: index.unique,
        deferrable: false,
        nulls_not_distinct: index.nulls_not_distinct,
        elements: index.elements.clone(),
        include: &index.include,
    }));
    shapes
}

fn of_key(constraint: &Constraint) -> Option<Shape<'_>> {
    let (Rule::PrimaryKey(key) | Rule::Unique(key)) = &constraint.rule else { return None };
    Some(Shape {
        id: constraint.id(),
        name: &constraint.name,
        index: None,
        primary: matches!(constraint.rule, Rule::PrimaryKey(_)),
        unique: true,
        deferrable: constraint.deferrable,
        nulls_not_distinct: key.nulls_not_distinct,
        elements: key
            .columns
            .iter()
            .map(|column| Element { column: Some(column.clone()), ..Element::default() })
            .collect(),
        include: &key.include,
    })
}

/// Whether the first serves every search of the second, and forbids whatever it forbids.
fn covers(cover: &Shape, shape: &Shape) -> bool {
    let method = |shape: &Shape| shape.index.map_or("btree", |index| index.using.as_str()).to_owned();
    let predicate = |shape: &Shape| shape.index.and_then(|index| index.predicate.clone());
    if method(cover) != method(shape) || predicate(cover) != predicate(shape) {
        return false;
    }
    let included = |column: &Ident| {
        cover.include.contains(column) || cover.elements.iter().any(|e| e.column.as_ref() == Some(column))
    };
    if !shape.include.iter().all(included) {
        return false;
    }
    if shape.unique {
        // The same columns in another order forbid the same, but are searched differently.
        let same = cover.elements == shape.elements;
        let strict = cover.primary || cover.nulls_not_distinct == shape.nulls_not_distinct;
        return same && cover.unique && strict && (!cover.deferrable || shape.deferrable);
    }
    if method(shape) != "btree" {
        let parameters = |shape: &Shape| shape.index.map(|index| index.storage_parameters.clone());
        return cover.elements == shape.elements && parameters(cover) == parameters(shape);
    }
    let starts = |elements: &mut dyn Iterator<Item = Element>| elements.eq(shape.elements.iter().cloned());
    let first = || cover.elements.iter().take(shape.elements.len());
    starts(&mut first().cloned()) || starts(&mut first().cloned().map(backwards))
}

/// The element as it looks when the index is read backwards.
fn backwards(element: Element) -> Element {
    Element { descending: !element.descending, nulls_first: element.nulls_first.map(|first| !first), ..element }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::findings;

    /// The names of the indexes that are found to be redundant.
    fn redundant(table: &str, indexes: &[&str]) -> Vec<String> {
        let lines: Vec<String> =
            indexes.iter().enumerate().map(|(at, index)| format!("  - {{ name: i{at}, {index} }}\n")).collect();
        let yaml = format!(
            "table: t\ncolumns: {{ a: {{ type: integer, primary_key: true }}, b: integer, c: text }}\n{table}indexes:\n{}",
            lines.concat()
        );
        findings("redundant_index", &yaml).iter().filter_map(|line| line.split('`').nth(1).map(str::to_owned)).collect()
    }

    #[test]
    fn prefixes_and_twins() {
        assert_eq!(redundant("", &["columns: [b]", "columns: [b, c]"]), ["i0"]);
        assert_eq!(redundant("", &["columns: [b]", "columns: [b]"]), ["i1"]);
        assert_eq!(redundant("", &["columns: [b desc]", "columns: [b, c]"]), ["i0"]);
        assert_eq!(redundant("", &["columns: [b desc, c desc]", "columns: [b, c]"]), ["i1"]);
        assert_eq!(redundant("", &["columns: [b desc, c]", "columns: [b, c]", "columns: [c, b]"]), [""; 0]);
    }

    #[test]
    fn keys_count_and_stay() {
        assert_eq!(redundant("", &["columns: [a]"]), ["i0"]);
        assert_eq!(
            redundant("unique: [{ columns: [b], name: u }]\n", &["columns: [b], unique: true", "columns: [b]"]),
            ["i0", "i1"]
        );
        assert_eq!(redundant("unique: [{ columns: [a], name: u }]\n", &["columns: [c]"]), ["u"]);
        assert_eq!(redundant("", &["columns: [b], unique: true", "columns: [b, c]"]), [""; 0]);
        assert_eq!(redundant("replica_identity: { index: i0 }\n", &["columns: [a], unique: true"]), [""; 0]);
    }

    #[test]
    fn what_serves_other_searches_is_kept() {
        for indexes in [
            ["columns: [b], where: c is null", "columns: [b]"],
            ["columns: [c], using: hash", "columns: [c]"],
            ["columns: [{ column: c, opclass: text_pattern_ops }]", "columns: [c]"],
            ["columns: [{ expression: lower(c) }]", "columns: [c]"],
            ["columns: [b], include: [c]", "columns: [b]"],
            ["columns: [b], using: brin", "columns: [b, c], using: brin"],
            ["columns: [b], unique: true", "columns: [b], unique: true, nulls_not_distinct: true"],
        ] {
            let found = redundant("", &indexes);
            assert!(!found.contains(&"i0".to_owned()), "{indexes:?}: {found:?}");
        }
    }
}
