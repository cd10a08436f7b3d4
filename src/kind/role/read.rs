//! Roles out of YAML.

use super::Role;
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::kind::scope::Scope;
use crate::kind::{Define, role_membership, role_setting};
use crate::name::Ident;
use crate::profile::Platform;
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::cursor::Map;

/// What may stand in the document of a role, its settings and memberships aside.
const KEYS: &[&str] = &[
    "login",
    "superuser",
    "createdb",
    "createrole",
    "inherit",
    "replication",
    "bypassrls",
    "connection_limit",
    "valid_until",
    "comment",
    "owner",
];

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let heading = map.required("role");
    let name = heading.and_then(|node| scope.ident(node));
    refuse_password(map, scope);
    let role = Role {
        name: name.clone().unwrap_or_default(),
        login: map.flag("login"),
        superuser: map.flag("superuser"),
        createdb: map.flag("createdb"),
        createrole: map.flag("createrole"),
        inherit: map.flag_or("inherit", true),
        replication: map.flag("replication"),
        bypassrls: map.flag("bypassrls"),
        connection_limit: map.get("connection_limit").and_then(|node| read_limit(node, scope)),
        valid_until: map.get("valid_until").and_then(|node| read_moment(node, scope)),
    };
    let platform = scope.profile.platform;
    let kept = name.as_ref().is_some_and(|name| platform.keeps(name.as_str()));
    let inherit = if kept { platform.inherits(role.name.as_str()) } else { role.inherit };
    role_membership::read(map, &role.name, inherit, scope);
    role_setting::read(map, &role.name, scope);
    let (Some(name), Some(heading)) = (name, heading) else { return };
    if kept {
        return check_kept(map, &name, heading.span, scope);
    }
    check_name(&name, heading.span, scope);
    if role.superuser && platform == Platform::Supabase {
        scope.reader.report(
            Diagnostic::error(code::PLATFORM, heading.span, "nobody makes a superuser on Supabase")
                .help("remove `superuser`, and grant the role what it needs"),
        );
    }
    let id = role.id();
    scope.define(role, heading.span, &[]);
    scope.comment(map, &id);
    scope.depends(map, &id);
}

/// Says where a password goes instead.
fn refuse_password(map: &Map, scope: &Scope) {
    if map.node.get("password").is_none() {
        return;
    }
    if let Some(entry) = map.entry("password") {
        scope.reader.report(
            Diagnostic::error(
                code::UNKNOWN_KEY,
                entry.key_span,
                "a password has no place in a file under version control",
            )
            .note("migrations are kept, copied and logged as well")
            .help(
                "remove it, and set it once on each server with `\\password` in psql, or from where secrets are kept",
            ),
        );
    }
}

/// The platform's own roles take settings and memberships at most.
fn check_kept(map: &Map, name: &Ident, span: Span, scope: &Scope) {
    let platform = scope.profile.platform;
    let said = KEYS.iter().find(|key| map.node.get(key).is_some()).and_then(|key| map.entry(key));
    let problem = if !platform.lends(name.as_str()) {
        Some((span, format!("the role `{}` is the platform's, and nobody else changes it", name.as_str())))
    } else if let Some(entry) = said {
        Some((entry.key_span, format!("the role `{}` is the platform's", name.as_str())))
    } else if map.get("settings").or(map.get("member_of")).is_none() {
        Some((span, format!("the role `{}` is there already", name.as_str())))
    } else {
        None
    };
    if let Some((span, problem)) = problem {
        let help = match platform.lends(name.as_str()) {
            true => "write `settings` and `member_of` only: the rest is not ours to say",
            false => "declare a role of your own under another name",
        };
        scope.reader.report(Diagnostic::error(code::PLATFORM, span, problem).help(help));
    }
}

/// Names that mean something else to Postgres, or that are said to be somebody else's.
fn check_name(name: &Ident, span: Span, scope: &Scope) {
    let text = name.as_str();
    if text.starts_with("pg_") || matches!(text, "public" | "none" | "current_user" | "current_role" | "session_user") {
        scope.reader.report(
            Diagnostic::error(code::BAD_NAME, span, format!("Postgres keeps the name `{text}` for itself"))
                .help("choose another name"),
        );
    } else if scope.names.externals.roles.contains(name) {
        scope.reader.report(
            Diagnostic::error(code::DUPLICATE_OBJECT, span, format!("`{text}` is declared here, and external as well"))
                .help("remove it from `external: roles:`, or remove this declaration"),
        );
    }
}

fn read_limit(node: &Node, scope: &Scope) -> Option<u32> {
    let limit = scope.reader.integer(node)?;
    let found = u32::try_from(limit).ok().filter(|limit| i32::try_from(*limit).is_ok());
    if found.is_none() {
        scope.reader.report(
            Diagnostic::error(code::BAD_VALUE, node.span, format!("{limit} is no number of connections"))
                .help("write how many it may have at once, or leave it out if there is no limit"),
        );
    }
    found
}

fn read_moment(node: &Node, scope: &Scope) -> Option<String> {
    let text = scope.reader.text(node)?;
    let found = moment(text);
    if found.is_none() {
        scope.reader.report(
            Diagnostic::error(code::BAD_VALUE, node.span, format!("`{text}` is no moment in UTC"))
                .note("without an offset it would be another moment in each session")
                .help("write `2030-01-31`, or `2030-01-31 12:00:00+00`"),
        );
    }
    found
}

/// A moment in UTC as Postgres prints it; a day is its beginning.
#[must_use]
pub fn moment(text: &str) -> Option<String> {
    const DAY: &str = "0000-00-00";
    const SECOND: &str = "0000-00-00 00:00:00";
    let text = text.replace('T', " ");
    let text =
        text.strip_suffix('Z').or(text.strip_suffix("+00")).map_or_else(|| text.clone(), |text| format!("{text}+00"));
    let like = |shape: &str, text: &str| {
        text.len() == shape.len()
            && text.chars().zip(shape.chars()).all(|(c, s)| if s == '0' { c.is_ascii_digit() } else { c == s })
    };
    if like(DAY, &text) {
        return Some(format!("{text} 00:00:00+00"));
    }
    let (second, fraction) = text.strip_suffix("+00")?.split_at_checked(SECOND.len())?;
    let fraction = fraction.strip_prefix('.').map_or(fraction.is_empty(), |digits| digits.parse::<u32>().is_ok());
    (like(SECOND, second) && fraction).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn moments_are_in_utc() {
        let noon = Some("2030-01-31 12:00:00+00".to_owned());
        assert_eq!(moment("2030-01-31").as_deref(), Some("2030-01-31 00:00:00+00"));
        assert_eq!(moment("2030-01-31T12:00:00Z"), noon);
        assert_eq!(moment("2030-01-31 12:00:00+00"), noon);
        assert_eq!(moment("2030-01-31 12:00:00.5+00").as_deref(), Some("2030-01-31 12:00:00.5+00"));
        for other in
            ["2030-01-31 12:00:00", "2030-01-31 12:00:00+02", "tomorrow", "infinity", "2030-01-31 12:00:00.+00"]
        {
            assert_eq!(moment(other), None, "{other}");
        }
    }
}
