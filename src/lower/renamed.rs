//! `renamed_from`, once all objects are known: what was called otherwise before, and what is new.

use std::collections::{BTreeMap, BTreeSet};

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::kind::scope::Defined;
use crate::kind::{Id, Kind, Object};
use crate::rename::{enum_value, name_of, with_name};
use crate::source::Span;
use crate::yaml::cursor::Reader;

/// What had another name before, with its id then, and what is said to have had none.
pub fn resolve(defined: &Defined, reader: &Reader) -> (BTreeMap<Id, Id>, BTreeSet<Id>) {
    let (mut renamed, mut fresh) = (BTreeMap::new(), BTreeSet::new());
    let mut sources: BTreeMap<Id, Span> = BTreeMap::new();
    for (id, (name, span)) in &defined.renamed {
        let Some(name) = name else {
            fresh.insert(id.clone());
            continue;
        };
        let old = with_name(id, name);
        let error = |code, message: String| Diagnostic::error(code, *span, message);
        if name_of(id) == Some(name) {
            let message = format!("`renamed_from` names the {} itself", words(id));
            reader.report(error(code::BAD_VALUE, message).help("write the name it had before, or remove the line"));
        } else if is_declared(&old, defined) && !defined.renamed.contains_key(&old) {
            let (name, words) = (name.as_str(), words(id));
            let message = format!("`{name}` is still declared, so this {words} cannot be what was called so");
            let diagnostic = error(code::DUPLICATE_OBJECT, message);
            let diagnostic = match defined.objects.get(&old) {
                Some((_, first, _)) => diagnostic.also(first.span, "declared here"),
                None => diagnostic,
            };
            reader.report(diagnostic.help(format!(
                "remove that declaration; if `{name}` is new under the old name, add `renamed_from: null` to it"
            )));
        } else if let Some(first) = sources.get(&old) {
            let message = format!("two declarations are renamed from `{}`", name.as_str());
            let diagnostic = error(code::DUPLICATE_OBJECT, message).also(*first, "the other one");
            reader.report(diagnostic.help("keep `renamed_from` at the one that was called so"));
        } else {
            sources.insert(old.clone(), *span);
            renamed.insert(id.clone(), old);
        }
    }
    (renamed, fresh)
}

fn words(id: &Id) -> &'static str {
    if enum_value(id).is_some() { "value" } else { id.kind.words() }
}

fn is_declared(id: &Id, defined: &Defined) -> bool {
    match enum_value(id) {
        Some((name, value)) => match defined.objects.get(&Id::named(Kind::Enum, &name)) {
            Some((Object::Enum(object), _, _)) => object.values.iter().any(|known| known == value),
            _ => false,
        },
        None => defined.objects.contains_key(id),
    }
}
