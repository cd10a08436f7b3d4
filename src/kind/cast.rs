//! A cast from one type to another.

mod introspect;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::source::Span;
use crate::step::Statement;
use crate::types::TypeName;
use crate::yaml::cursor::Map;
use crate::yaml::{Node, emit};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    pub from: TypeName,
    pub to: TypeName,
    pub method: Method,
    pub context: Context,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Function {
        name: Name,
        arguments: Vec<TypeName>,
    },
    /// The bytes of the one are those of the other.
    WithoutFunction,
    /// Through the text of the value.
    Inout,
}

/// Where the cast is made without being asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Context {
    Explicit,
    Assignment,
    Implicit,
}

const CONTEXTS: &[(&str, Context)] =
    &[("explicit", Context::Explicit), ("assignment", Context::Assignment), ("implicit", Context::Implicit)];

impl Context {
    fn word(self) -> &'static str {
        CONTEXTS.iter().find(|(_, context)| *context == self).map_or("", |(word, _)| word)
    }
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let types = map.required("cast").and_then(|node| read_types(node, scope));
    let function = map.get("function");
    let (without_function, inout) = (map.flag("without_function"), map.flag("inout"));
    let context = map.choice("context", CONTEXTS).unwrap_or(Context::Explicit);
    if usize::from(function.is_some()) + usize::from(without_function) + usize::from(inout) != 1 {
        let diagnostic = Diagnostic::error(code::CONFLICTING_KEYS, map.span(), "a cast is made in one way");
        scope.reader.report(diagnostic.help("write one of `function: …`, `without_function: true` and `inout: true`"));
        return;
    }
    let Some((from, to)) = types else { return };
    let method = match function {
        Some(node) => read_function(node, &from, scope),
        None if inout => Some(Method::Inout),
        None => Some(Method::WithoutFunction),
    };
    let Some(method) = method else { return };
    let cast = Cast { from, to, method, context };
    let id = cast.id();
    scope.define(cast, map.span(), &[]);
    scope.comment(map, &id);
    scope.depends(map, &id);
}

/// `mood as text`
fn read_types(node: &Node, scope: &Scope) -> Option<(TypeName, TypeName)> {
    let text = scope.reader.text(node)?;
    let lower = text.to_ascii_lowercase();
    let outside = |at: &usize| text[..*at].matches('"').count() % 2 == 0;
    let Some(at) = lower.match_indices(" as ").map(|(at, _)| at).find(outside) else {
        scope.reader.report(
            Diagnostic::error(code::BAD_NAME, node.span, format!("`{text}` does not name two types"))
                .help("write `<type> as <type>`"),
        );
        return None;
    };
    let read = |part: &str| read_type(part, text, node, scope);
    let (from, to) = (read(&text[..at]), read(&text[at + " as ".len()..]));
    Some((from?, to?))
}

/// A type that is a part of the text of a value.
fn read_type(part: &str, text: &str, node: &Node, scope: &Scope) -> Option<TypeName> {
    let part = part.trim();
    // The value may stand in quotes; where it holds escapes, nothing in it has a place of its own.
    let bytes = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let quotes =
        (node.span.end - node.span.start).checked_sub(bytes(text.len())).filter(|quotes| matches!(quotes, 0 | 2));
    let span = quotes.map_or(node.span, |quotes| {
        let start = node.span.start + quotes / 2 + bytes(part.as_ptr() as usize - text.as_ptr() as usize);
        Span { start, end: start + bytes(part.len()), ..node.span }
    });
    scope.resolve_type(part, span).map(|name| name.without_modifiers())
}

/// A function by its name, with its arguments where it takes more than the value.
fn read_function(node: &Node, from: &TypeName, scope: &Scope) -> Option<Method> {
    let text = scope.reader.text(node)?;
    let head = text.split('(').next().unwrap_or(text);
    let named = Node { span: node.span, value: emit::Value::from(head.trim()).node(node.span, false).value };
    let name = scope.function(&named)?;
    let arguments = match text[head.len()..].strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(list) => list.split(',').map(|part| read_type(part, text, node, scope)).collect::<Option<Vec<_>>>()?,
        None => vec![from.clone()],
    };
    Some(Method::Function { name, arguments })
}

impl Cast {
    /// As CREATE CAST and COMMENT name it.
    fn signature(&self) -> String {
        format!("({} as {})", self.from, self.to)
    }
}

impl Define for Cast {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::global(Kind::Cast, &Ident::new(self.signature()))
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.type_name(&mut self.from);
        renaming.type_name(&mut self.to);
        match &mut self.method {
            Method::Function { name, arguments } => {
                renaming.routine(name);
                arguments.iter_mut().for_each(|name| renaming.type_name(name));
            }
            Method::WithoutFunction | Method::Inout => {}
        }
    }

    fn needs(&self, needs: &mut Needs) {
        needs.of_type(&self.from);
        needs.of_type(&self.to);
        match &self.method {
            Method::Function { name, arguments } => {
                let signature = format!("({})", name::list(arguments));
                needs.object(Id::of(Kind::Function, name, &Ident::new(signature)));
            }
            Method::WithoutFunction | Method::Inout => {}
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let method = match &self.method {
            Method::Function { name, arguments } => format!("with function {name}({})", name::list(arguments)),
            Method::WithoutFunction => "without function".to_owned(),
            Method::Inout => "with inout".to_owned(),
        };
        let context = match self.context {
            Context::Explicit => String::new(),
            Context::Assignment | Context::Implicit => format!(" as {}", self.context.word()),
        };
        vec![Statement::new(format!("create cast {} {method}{context}", self.signature()))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop cast {}", self.signature()))]
    }

    fn alter(&self, _: &Self, _: &Profile) -> Alter {
        Alter::Replace
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("From", self.from.to_string()), ("To", self.to.to_string()), ("Made", self.context.word().to_owned())]
    }

    fn write(&self, out: &mut Written) {
        let Cast { from, to, method, context } = self;
        let mut map = emit::Map::of("cast", format!("{from} as {to}"));
        map.slot("comment");
        match method {
            Method::Function { name, arguments } if arguments.len() == 1 && arguments.first() == Some(from) => {
                map.set("function", out.name(name));
            }
            Method::Function { name, arguments } => map.set("function", format!("{name}({})", name::list(arguments))),
            Method::WithoutFunction => map.set("without_function", true),
            Method::Inout => map.set("inout", true),
        }
        map.set_if("context", (*context != Context::Explicit).then(|| context.word()));
        out.document(self.id(), map);
    }
}
