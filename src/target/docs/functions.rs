//! The page of functions: what each is for, who may call it, and its text.

use serde::Serialize;

use super::access;
use super::book::Book;
use super::link::{FUNCTIONS, INDEX, Place, link, to_role};
use super::markdown::{cell, code, code_cell, fence, first_sentence, in_words, line, prose};
use super::section::Grid;
use crate::kind::function::{Function, Returns, Volatility};
use crate::kind::{Id, Kind, Object};

#[derive(Serialize)]
pub struct View {
    index: String,
    contents: Option<Grid>,
    functions: Vec<FunctionView>,
}

#[derive(Serialize)]
struct FunctionView {
    title: String,
    anchor: String,
    comment: String,
    signature: String,
    attributes: String,
    callers: String,
    uses: Vec<String>,
    used_by: Vec<String>,
    definition: String,
}

pub fn view(book: &Book) -> View {
    let functions: Vec<(&Id, &Function)> = book
        .catalog
        .iter()
        .filter_map(|(id, object)| if let Object::Function(function) = object { Some((id, function)) } else { None })
        .collect();
    let rows = functions.iter().map(|(id, function)| {
        vec![
            book.link_to(FUNCTIONS, id),
            returns(function),
            security(function).to_owned(),
            cell(first_sentence(book.comment(id))),
        ]
    });
    View {
        index: link(FUNCTIONS, &line(&book.project.name), &Place::new(INDEX, "")),
        contents: Grid::new(["Function", "Returns", "Runs as", "Purpose"], rows),
        functions: functions.iter().map(|(id, function)| describe(book, id, function)).collect(),
    }
}

fn describe(book: &Book, id: &Id, function: &Function) -> FunctionView {
    let shown = |id: &&Id| !matches!(id.kind, Kind::Column | Kind::Extension | Kind::Schema);
    let uses: Vec<&Id> = book.uses(id).filter(shown).collect();
    let used_by: Vec<&Id> = book.used_by(id).collect();
    let statement = Object::Function(function.clone()).create(&[], &book.project.profile).into_iter().next();
    let returned = function.returns.as_ref().map(|_| format!("\nreturns {}", returns_text(function)));
    FunctionView {
        title: line(&book.short(&function.name)),
        anchor: book.anchor(id).to_owned(),
        comment: prose(book.comment(id)),
        signature: fence(
            "sql",
            &format!("{}({}){}", function.name, function.argument_list(), returned.unwrap_or_default()),
        ),
        attributes: attributes(function),
        callers: callers(book, id, function),
        uses: book.list(FUNCTIONS, &uses),
        used_by: book.list(FUNCTIONS, &used_by),
        definition: statement.map_or_else(String::new, |statement| fence("sql", &statement.sql)),
    }
}

fn returns_text(function: &Function) -> String {
    match &function.returns {
        None => String::new(),
        Some(Returns::Type(data_type)) => data_type.to_string(),
        Some(Returns::Setof(data_type)) => format!("setof {data_type}"),
        Some(Returns::Table(columns)) => format!(
            "table ({})",
            columns.iter().map(|(name, data_type)| format!("{name} {data_type}")).collect::<Vec<_>>().join(", ")
        ),
    }
}

fn returns(function: &Function) -> String {
    match &function.returns {
        Some(Returns::Table(_)) => "rows".to_owned(),
        _ => code_cell(&returns_text(function)),
    }
}

fn security(function: &Function) -> &'static str {
    if function.security_definer { "owner" } else { "caller" }
}

fn attributes(function: &Function) -> String {
    let volatility = match function.volatility {
        Volatility::Volatile => "may change data",
        Volatility::Stable => "stable: gives the same result within one statement",
        Volatility::Immutable => "immutable: gives the same result for the same arguments, always",
    };
    let rights = if function.security_definer {
        "It runs with the rights of its **owner** (`security definer`)."
    } else {
        "It runs with the rights of its caller (`security invoker`)."
    };
    let strict = if function.strict { " It gives null as soon as one argument is null." } else { "" };
    let path = match function.set.get("search_path") {
        Some("") => " Its search path is empty: every name in it says its schema.".to_owned(),
        Some(path) => format!(" Its search path is {}.", code(path)),
        None => " It looks names up on the search path of its caller.".to_owned(),
    };
    format!("Written in {}; {volatility}. {rights}{path}{strict}", code(function.language.as_str()))
}

fn callers(book: &Book, id: &Id, function: &Function) -> String {
    let trigger = matches!(&function.returns, Some(Returns::Type(data_type)) if data_type.is("trigger"));
    let Some(grants) = access::grants(book, id) else {
        return "Everybody may execute it, as Postgres allows by itself.".to_owned();
    };
    let roles: Vec<String> = grants
        .to
        .iter()
        .filter(|(_, rights)| !rights.privileges.is_empty())
        .map(|(role, _)| to_role(FUNCTIONS, role))
        .collect();
    match (roles.is_empty(), trigger) {
        (true, true) => "Triggers call it. Nobody else may execute it.".to_owned(),
        (true, false) => "Nobody but its owner may execute it.".to_owned(),
        (false, _) => format!("{} may execute it.", in_words(&roles, "and")),
    }
}
