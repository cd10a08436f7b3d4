//! Advice about a schema that is in order as far as Postgres is concerned: who can reach what, what is slow, what was forgotten.
//!
//! Each rule is a function over a [`Context`] that was built once, and looks at each object a bounded number of times. What a rule does
//! when it finds something is the project's choice (`lints:`); the defaults stand in [`RULES`].

mod always_true_policy;
mod context;
mod definer_search_path;
mod grant_without_policy;
mod missing_grant;
mod multiple_permissive;
mod no_primary_key;
mod nullable_default;
mod policy_initplan;
mod policy_unindexed;
mod policy_without_role;
mod redundant_index;
mod rls_disabled;
mod security_definer_view;
#[cfg(test)]
mod testing;
mod unindexed_foreign_key;
mod updated_at_unmaintained;

use context::Context;

use crate::code::{self, Code};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::lower::Lowered;
use crate::project::{Level, Project};
use crate::source::{Sources, Span};

type Check = fn(&Context, &mut Findings);

/// The rules, with what each does where the project does not say.
const RULES: &[(Code, Level, Check)] = &[
    (code::RLS_DISABLED, Level::Error, rls_disabled::check),
    (code::POLICY_WITHOUT_ROLE, Level::Warn, policy_without_role::check),
    (code::POLICY_INITPLAN, Level::Warn, policy_initplan::check),
    (code::POLICY_UNINDEXED, Level::Warn, policy_unindexed::check),
    (code::MISSING_GRANT, Level::Warn, missing_grant::check),
    (code::GRANT_WITHOUT_POLICY, Level::Warn, grant_without_policy::check),
    (code::MULTIPLE_PERMISSIVE, Level::Warn, multiple_permissive::check),
    (code::DEFINER_SEARCH_PATH, Level::Warn, definer_search_path::check),
    (code::UNINDEXED_FOREIGN_KEY, Level::Warn, unindexed_foreign_key::check),
    (code::REDUNDANT_INDEX, Level::Warn, redundant_index::check),
    (code::UPDATED_AT_UNMAINTAINED, Level::Warn, updated_at_unmaintained::check),
    (code::NULLABLE_DEFAULT, Level::Warn, nullable_default::check),
    (code::NO_PRIMARY_KEY, Level::Warn, no_primary_key::check),
    (code::ALWAYS_TRUE_POLICY, Level::Warn, always_true_policy::check),
    (code::SECURITY_DEFINER_VIEW, Level::Error, security_definer_view::check),
];

/// Applies every rule that the project does not allow to be broken.
pub fn lint(project: &Project, lowered: &Lowered, sources: &Sources, out: &mut Diagnostics) {
    let context = Context::new(project, lowered, sources);
    for (code, default, check) in RULES {
        let level = project.level(*code, *default);
        if level != Level::Allow {
            let stated = project.lints.contains_key(code);
            check(&context, &mut Findings { code: *code, level, stated, out });
        }
    }
}

/// Where a rule puts what it finds.
struct Findings<'a> {
    code: Code,
    level: Level,
    /// Whether the project chose the level, which then holds for everything the rule finds.
    stated: bool,
    out: &'a mut Diagnostics,
}

impl Findings<'_> {
    /// A finding of this rule, to be completed and pushed.
    fn finding(&self, span: Option<Span>, message: impl Into<String>) -> Diagnostic {
        let severity = if self.level == Level::Error { Severity::Error } else { Severity::Warning };
        Diagnostic::new(severity, self.code, span, message)
    }

    /// A finding that is worse than the rule's other ones: an error unless the project chose a level.
    fn severe(&self, span: Option<Span>, message: impl Into<String>) -> Diagnostic {
        let mut finding = self.finding(span, message);
        if !self.stated {
            finding.severity = Severity::Error;
        }
        finding
    }

    fn push(&mut self, finding: Diagnostic) {
        self.out.push(finding);
    }
}

/// `a`, `a and b`, `a, b and c`.
fn join<T: AsRef<str>>(words: &[T]) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            format!("{} and {}", first.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::lint_with;
    use super::*;

    #[test]
    fn the_project_chooses_the_level() {
        let rule = "no_primary_key";
        let found = |settings: &str| lint_with(settings, "table: t\ncolumns: { a: integer }\n").of(rule);
        assert_eq!(found(""), ["1: `t` has no primary key"]);
        assert_eq!(found(&format!("lints: {{ {rule}: error }}")), ["error 1: `t` has no primary key"]);
        assert_eq!(found(&format!("lints: {{ {rule}: allow }}")), [""; 0]);
    }

    #[test]
    fn every_lint_code_has_a_rule() {
        let codes: Vec<Code> = code::ALL.iter().copied().filter(|code| code.is_lint()).collect();
        assert_eq!(RULES.iter().map(|(code, _, _)| *code).collect::<Vec<_>>(), codes);
    }

    #[test]
    fn every_finding_names_an_action_and_a_place() {
        let yaml = "table: t\ncolumns: { a: integer }\npolicies: [{ name: p, using: auth.uid() = a }]\n";
        let found = lint_with("", yaml).found;
        assert!(found.iter().count() > 2);
        assert!(found.iter().all(|d| d.help.is_some() && d.span.is_some()));
    }

    #[test]
    fn words_are_joined() {
        assert_eq!([join(&["a"]), join(&["a", "b"]), join(&["a", "b", "c"])], ["a", "a and b", "a, b and c"]);
    }
}
