//! Clauses of the statements that Postgres prints, for what it prints in no other way. Names that are reserved words stand in quotes there,
//! so the first reserved word without quotes is the clause.

use super::Sql;
use super::split::items;
use super::token::{Kind, Token, tokens};
use crate::name::Ident;

/// The condition of WHEN, as `pg_get_triggerdef` prints a trigger.
#[must_use]
pub fn trigger_condition(definition: &str) -> Option<Sql> {
    let (tokens, _) = tokens(definition);
    let open = tokens.iter().position(|token| token.is(definition, "when"))? + 1;
    let close = closing(&tokens, open)?;
    Some(Sql::new(&definition[tokens[open].end..tokens[close].start]))
}

/// A query as `pg_get_viewdef` prints it. What it prints as `(VALUES …)` it prints as `( VALUES …)` once that was read again.
#[must_use]
pub fn view_query(definition: &str) -> Sql {
    let (tokens, _) = tokens(definition);
    let mut query = String::new();
    let mut done = 0;
    for pair in tokens.windows(2) {
        let (before, token) = (pair[0], pair[1]);
        if token.is(definition, "values") && before.kind == Kind::Open && &definition[before.end..token.start] == " " {
            query.push_str(&definition[done..before.end]);
            done = token.start;
        }
    }
    query.push_str(&definition[done..]);
    Sql::new(query.trim_end().trim_end_matches(';'))
}

/// The condition and the commands of a rule, as `pg_get_ruledef` prints it. Without commands it does NOTHING.
#[must_use]
pub fn rule_clauses(definition: &str) -> Option<(Option<Sql>, Vec<Sql>)> {
    let (tokens, _) = tokens(definition);
    let does = tokens.iter().position(|token| token.is(definition, "do"))?;
    let condition = tokens[..does]
        .iter()
        .find(|token| token.is(definition, "where"))
        .map(|token| Sql::new(&definition[token.end..tokens[does].start]));
    let mut commands = &tokens[does + 1..];
    if let [first, rest @ ..] = commands
        && first.is(definition, "instead")
    {
        commands = rest;
    }
    if commands.first()?.is(definition, "nothing") {
        return Some((condition, Vec::new()));
    }
    // Several commands stand in parentheses; a single query may start with one too, but holds no semicolon.
    if let Some(close) = closing(commands, 0)
        && commands[1..close].iter().any(|token| token.kind == Kind::Semicolon)
    {
        commands = &commands[1..close];
    }
    let pieces = commands.split(|token| token.kind == Kind::Semicolon);
    let text = |piece: &[Token]| Some(Sql::new(&definition[piece.first()?.start..piece.last()?.end]));
    Some((condition, pieces.filter_map(text).collect()))
}

/// Options and their values, as the catalog keeps those of a dictionary of text search: `a = 'b', c = 3`.
#[must_use]
pub fn options(printed: &str) -> Option<Vec<(Ident, String)>> {
    let option = |item: &str| {
        let (tokens, _) = tokens(item);
        let [name, equals, _, ..] = tokens.as_slice() else { return None };
        let pair = (Ident::new(name.name(item)), item[equals.end..].trim().to_owned());
        (name.is_name() && equals.text(item) == "=").then_some(pair)
    };
    items(printed).into_iter().map(option).collect()
}

/// What closes the parenthesis at a place.
fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return (at > open).then_some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_condition_of_a_trigger_is_found_among_odd_names() {
        let definition = r#"CREATE TRIGGER "for each row when (x)" BEFORE UPDATE OF "when" ON app.t FOR EACH ROW WHEN (new.b IS DISTINCT FROM ') execute'::text AND (new.a > 1)) EXECUTE FUNCTION app.f('a', ')')"#;
        let condition = trigger_condition(definition).expect("a condition");
        assert_eq!(condition.as_str(), "new.b IS DISTINCT FROM ') execute'::text AND (new.a > 1)");
        assert_eq!(trigger_condition("CREATE TRIGGER a BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()"), None);
    }

    #[test]
    fn a_query_does_not_end_in_a_semicolon() {
        let query = view_query(" SELECT '( VALUES'::text AS a\n   FROM ( VALUES (1)) \"*VALUES*\";");
        assert_eq!(query.as_str(), "SELECT '( VALUES'::text AS a\n   FROM (VALUES (1)) \"*VALUES*\"");
        assert_eq!(view_query(" VALUES (1,2);").as_str(), "VALUES (1,2)");
    }

    #[test]
    fn options_have_names_and_values() {
        let read = options("stopwords = 'a, ''b''', \"Odd = Key\" = E'c\\\\d', maxlen = -5").expect("options");
        let read: Vec<(&str, &str)> = read.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(read, [("stopwords", "'a, ''b'''"), ("Odd = Key", "E'c\\\\d'"), ("maxlen", "-5")]);
        assert_eq!(options("stopwords"), None);
    }

    #[test]
    fn a_rule_is_split_into_its_commands() {
        let clauses = |definition: &str| {
            let (condition, commands) = rule_clauses(definition).expect("a rule");
            let commands: Vec<String> = commands.iter().map(Sql::to_string).collect();
            (condition.map_or_else(String::new, |sql| sql.to_string()), commands)
        };
        let rule = |clauses: &str| format!("CREATE RULE \"do\" AS\n    ON UPDATE TO app.\"where\"\n  {clauses}");
        assert_eq!(clauses(&rule("DO INSTEAD NOTHING;")), (String::new(), vec![]));
        assert_eq!(clauses(&rule("DO NOTHING;")), (String::new(), vec![]));
        assert_eq!(
            clauses(&rule("WHERE new.a > 1 DO INSTEAD ( INSERT INTO app.t (id)\n  VALUES (';');\n DELETE FROM t;\n);")),
            (
                "new.a > 1".to_owned(),
                vec!["INSERT INTO app.t (id)\n  VALUES (';')".to_owned(), "DELETE FROM t".to_owned()]
            )
        );
        assert_eq!(
            clauses(&rule("DO  INSERT INTO app.t (id)\n  VALUES (1) ON CONFLICT DO NOTHING;")).1,
            ["INSERT INTO app.t (id)\n  VALUES (1) ON CONFLICT DO NOTHING"]
        );
        assert_eq!(
            clauses(&rule("DO INSTEAD ( SELECT 1 AS q)\nUNION ALL\n SELECT 2;")).1,
            ["( SELECT 1 AS q)\nUNION ALL\n SELECT 2"]
        );
        assert_eq!(clauses(&rule("DO  NOTIFY foo, 'x';")).1, ["NOTIFY foo, 'x'"]);
    }
}
