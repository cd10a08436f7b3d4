//! The stable codes of findings. A code keeps its number and its meaning for ever; its explanation is what `schemac explain` prints.

/// The code of a finding: a number to look up, and the name that projects write under `lints`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static Meaning);

/// The id comes first: it is unique, so it alone decides order and equality.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Meaning {
    id: &'static str,
    name: &'static str,
    title: &'static str,
    explanation: &'static str,
}

impl Code {
    /// The number: `SC0101`.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// The rule's name: `rls_disabled`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// What the finding says, in one line without a full stop.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.0.title
    }

    /// What it means and what to do, as Markdown with a wrong and a right example.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        self.0.explanation
    }

    /// Whether the code is advice that a project may turn off under `lints`.
    #[must_use]
    pub fn is_lint(self) -> bool {
        self.0.id.starts_with("SC03")
    }

    /// The code with this number or name, however it is capitalised and whether words are joined by `-` or `_`.
    #[must_use]
    pub fn find(text: &str) -> Option<Code> {
        let wanted = text.trim().replace('-', "_");
        ALL.iter()
            .copied()
            .find(|code| code.id().eq_ignore_ascii_case(&wanted) || code.name().eq_ignore_ascii_case(&wanted))
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

macro_rules! codes {
    ($($constant:ident = $id:literal, $name:literal, $title:literal;)*) => {
        $(
            #[doc = concat!($id, ": ", $title, ".")]
            pub const $constant: Code =
                Code(&Meaning { id: $id, name: $name, title: $title, explanation: include_str!(concat!("code/", $id, ".md")) });
        )*

        /// Every code, in order of its number.
        pub const ALL: &[Code] = &[$($constant,)*];
    };
}

codes! {
    // YAML.
    YAML_SYNTAX = "SC0001", "yaml_syntax", "the file is not YAML";
    FILE_TOO_LARGE = "SC0002", "file_too_large", "the file is too large";
    YAML_ALIAS = "SC0003", "yaml_alias", "anchors and aliases are not used";
    DUPLICATE_KEY = "SC0004", "duplicate_key", "a key stands twice in one map";
    WRONG_TYPE = "SC0005", "wrong_type", "a value of another type was expected";
    UNKNOWN_WORD = "SC0006", "unknown_word", "a word that is not in the list of choices";
    MISSING_KEY = "SC0007", "missing_key", "a key that has to be there is missing";
    UNKNOWN_KEY = "SC0008", "unknown_key", "a key that has no meaning here";

    // The model.
    BAD_NAME = "SC0101", "bad_name", "not a name";
    NAME_TOO_LONG = "SC0102", "name_too_long", "the name has more than 63 bytes";
    DUPLICATE_OBJECT = "SC0103", "duplicate_object", "two objects have one name";
    UNKNOWN_KIND = "SC0104", "unknown_kind", "the document does not say what it describes";
    UNKNOWN_TYPE = "SC0105", "unknown_type", "the type is not known";
    UNKNOWN_TABLE = "SC0106", "unknown_table", "the table is not known";
    UNKNOWN_COLUMN = "SC0107", "unknown_column", "the column is not known";
    UNKNOWN_FUNCTION = "SC0108", "unknown_function", "the function is not known";
    UNKNOWN_ROLE = "SC0109", "unknown_role", "the role is not known";
    UNKNOWN_SCHEMA = "SC0110", "unknown_schema", "the schema is not known";
    UNKNOWN_MIXIN = "SC0111", "unknown_mixin", "the mixin is not known";
    UNKNOWN_OBJECT = "SC0112", "unknown_object", "the object is not known";
    EMPTY_ENUM = "SC0113", "empty_enum", "the enum has no values";
    EMPTY_TABLE = "SC0114", "empty_table", "the table has no columns";
    TYPE_MISMATCH = "SC0115", "type_mismatch", "a foreign key joins columns of different types";
    NOT_UNIQUE_TARGET = "SC0116", "not_unique_target", "a foreign key points to columns that are not unique";
    BAD_DEFAULT = "SC0117", "bad_default", "the default does not fit the column";
    BAD_SEED = "SC0118", "bad_seed", "a seed row does not fit the table";
    CONFLICTING_KEYS = "SC0119", "conflicting_keys", "two keys exclude each other";
    BAD_VALUE = "SC0120", "bad_value", "the value is out of range";
    NEEDS_VERSION = "SC0121", "needs_version", "needs a newer Postgres than the project's";
    DEPENDENCY_CYCLE = "SC0122", "dependency_cycle", "objects depend on each other in a circle";
    SQL_SYNTAX = "SC0123", "sql_syntax", "the SQL has a syntax error";
    BODY_FILE = "SC0124", "body_file", "the file of a body could not be used";
    INVALID_PROJECT = "SC0125", "invalid_project", "schemac.yaml does not describe a project";
    DUPLICATE_VERSION = "SC0126", "duplicate_version", "two migrations have one version";
    PLATFORM = "SC0127", "platform", "the platform has no place for it";

    // Generating.
    DESTRUCTIVE_CHANGE = "SC0201", "destructive_change", "the change destroys data";
    IMPOSSIBLE_CHANGE = "SC0202", "impossible_change", "the change cannot be made without an answer";
    STALE_OUTPUT = "SC0203", "stale_output", "a generated file is not what the YAML says";
    EDITED_MIGRATION = "SC0204", "edited_migration", "a migration was changed after it was written";
    BAD_LOCK = "SC0205", "bad_lock", "the lock cannot be read";
    POSSIBLE_RENAME = "SC0206", "possible_rename", "something is dropped, and something like it added";
    BRANCHES_CLASH = "SC0207", "branches_clash", "two branches made changes that do not go together";
    STALE_VALUES = "SC0208", "stale_values", "what was computed and kept is not computed again";

    // Lints.
    RLS_DISABLED = "SC0301", "rls_disabled", "a table in an exposed schema has no row security";
    POLICY_WITHOUT_ROLE = "SC0302", "policy_without_role", "a policy does not say whom it is for";
    POLICY_INITPLAN = "SC0303", "policy_initplan", "a policy calls a function once per row";
    POLICY_UNINDEXED = "SC0304", "policy_unindexed", "a policy filters by a column without an index";
    MISSING_GRANT = "SC0305", "missing_grant", "a policy that no grant reaches";
    GRANT_WITHOUT_POLICY = "SC0306", "grant_without_policy", "a grant that row security leaves empty";
    MULTIPLE_PERMISSIVE = "SC0307", "multiple_permissive", "several permissive policies for one role and command";
    DEFINER_SEARCH_PATH = "SC0308", "definer_search_path", "a security definer function without a fixed search path";
    UNINDEXED_FOREIGN_KEY = "SC0309", "unindexed_foreign_key", "a foreign key without an index";
    REDUNDANT_INDEX = "SC0310", "redundant_index", "an index that another one covers";
    UPDATED_AT_UNMAINTAINED = "SC0311", "updated_at_unmaintained", "nothing maintains updated_at";
    NULLABLE_DEFAULT = "SC0312", "nullable_default", "a column with a default may be null";
    NO_PRIMARY_KEY = "SC0313", "no_primary_key", "a table without a primary key";
    ALWAYS_TRUE_POLICY = "SC0314", "always_true_policy", "a policy that lets everybody write everything";
    SECURITY_DEFINER_VIEW = "SC0315", "security_definer_view", "a view that reads with its owner's rights";

    // Verifying.
    RESULT_DIFFERS = "SC0401", "result_differs", "the migrations make something else than what is declared";
    MIGRATION_FAILS = "SC0402", "migration_fails", "a migration cannot be applied";
    UNDO_DIFFERS = "SC0403", "undo_differs", "undoing a migration does not bring back what was";

    // Drift.
    DRIFT_CHANGED = "SC0501", "drift_changed", "an object in the database is not as declared";
    DRIFT_MISSING = "SC0502", "drift_missing", "a declared object is not in the database";
    DRIFT_UNEXPECTED = "SC0503", "drift_unexpected", "a part of a declared object is in the database, and not declared";
    DRIFT_UNKNOWN = "SC0504", "drift_unknown", "an object of a declared schema that nothing declares";

    // Planning from another state.
    PLAN_FAILS = "SC0601", "plan_fails", "the plan does not lead to what is declared";
    ROWS_IN_THE_WAY = "SC0602", "rows_in_the_way", "rows that are there keep a step from being taken";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_rise_and_names_are_unique() {
        assert!(ALL.windows(2).all(|pair| pair[0] < pair[1]));
        let mut names: Vec<_> = ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }

    #[test]
    fn found_by_number_and_by_name() {
        for text in ["SC0301", "sc0301", "rls_disabled", "rls-disabled", " RLS_DISABLED "] {
            assert_eq!(Code::find(text), Some(RLS_DISABLED));
        }
        assert_eq!(Code::find("rls"), None);
    }
}
