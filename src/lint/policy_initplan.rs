//! A policy that asks who the user is once per row.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::{Context, Findings};
use crate::kind::policy::Policy;
use crate::kind::{Define, Id};
use crate::source::Span;
use crate::sql;
use crate::yaml::{self, Value};

pub fn check(cx: &Context, out: &mut Findings) {
    // Most policies of a project share a few texts.
    let mut known: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
    // One line of a mixin stands in many policies and is mended once.
    let mut seen = BTreeSet::new();
    for policy in cx.tables.values().flat_map(|facts| facts.policies.iter().copied()) {
        let id = policy.id();
        for (field, text) in texts(policy) {
            for call in known.entry(text).or_insert_with(|| calls(text)) {
                let span = locate(cx, &id, field, call).or_else(|| cx.place(&id));
                let written = &text[call.clone()];
                if seen.insert((span, written)) {
                    let name = policy.name.as_str();
                    let wrapped = format!("(select {written})");
                    let mut finding = out
                        .finding(
                            span,
                            format!(
                                "the policy `{name}` of `{}` calls `{written}` once per row",
                                cx.shown(&policy.table)
                            ),
                        )
                        .note("in a subselect of its own it is called once, before the rows are read")
                        .help(format!("write `{wrapped}`"));
                    if let Some(span) = span.filter(|span| cx.sources.slice(*span) == written) {
                        finding = finding.replace(span, wrapped);
                    }
                    out.push(finding);
                }
            }
        }
    }
}

/// The calls that run per row; parsed only if one may be left beside those that are written as they should be.
fn calls(text: &str) -> Vec<Range<usize>> {
    let rest = text.replace("(select auth.uid())", "").to_lowercase();
    if rest.contains("auth") || rest.contains("current_setting") { sql::auth_calls(text) } else { Vec::new() }
}

fn texts(policy: &Policy) -> impl Iterator<Item = (&'static str, &str)> {
    let fields = [("using", &policy.using), ("with_check", &policy.with_check)];
    fields.into_iter().filter_map(|(field, sql)| sql.as_ref().map(|sql| (field, sql.as_str())))
}

/// Where a call stands in the file, if its policy was written there.
fn locate(cx: &Context, id: &Id, field: &str, call: &Range<usize>) -> Option<Span> {
    let (_, node) = cx.lowered.conditions.get(id)?.iter().find(|(name, _)| *name == field)?;
    let Value::Scalar(scalar) = &node.value else { return None };
    let lead = scalar.text.len() - scalar.text.trim_start().len();
    Some(yaml::locate(&cx.sources.get(node.span.file).text, node, lead + call.start, lead + call.end))
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::lint_with;

    const YAML: &str = "table: t
columns: { id: { type: uuid, primary_key: true }, user_id: uuid }
indexes: [[user_id]]
policies:
  - name: a
    to: authenticated
    using: |
      id is null
      or auth.uid() = user_id
    with_check: (select auth.uid()) = user_id
access:
  authenticated: { select: { where: auth.uid() = user_id }, delete: own }
";

    #[test]
    fn points_at_the_call() {
        let linted = lint_with("", YAML);
        assert_eq!(
            linted.of("policy_initplan"),
            [
                "9: the policy `a` of `t` calls `auth.uid()` once per row",
                "12: the policy `authenticated_select_where` of `t` calls `auth.uid()` once per row"
            ]
        );
        let patches: Vec<_> = linted.found.iter().filter_map(|d| d.patch.as_ref()).map(|p| p.text.as_str()).collect();
        assert_eq!(patches, ["(select auth.uid())"; 2]);
    }
}
