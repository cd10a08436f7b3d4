//! Functions and procedures as YAML.

use std::collections::BTreeSet;

use super::{Argument, Body, Function, Padding, Returns};
use crate::document::Written;
use crate::kind::{Define, default};
use crate::name::Ident;
use crate::yaml::emit;

pub fn write(function: &Function, out: &mut Written) {
    let Function {
        name,
        procedure: _,
        arguments,
        returns,
        language,
        volatility,
        strict,
        leakproof,
        security_definer,
        parallel,
        cost,
        rows,
        support,
        window,
        transform,
        set,
        padding,
        body,
    } = function;
    let mut map = emit::Map::of(function.word(), out.name(name));
    map.slot("comment");
    map.set_if("arguments", (!arguments.is_empty()).then(|| written_arguments(arguments, out)));
    map.set_if("returns", returns.as_ref().map(|returns| returns.written(out)));
    map.set("language", language);
    map.set_if("volatility", (!volatility.is_default()).then(|| volatility.word()));
    map.set_if("security", security_definer.then_some("definer"));
    map.flag("strict", *strict);
    map.flag("leakproof", *leakproof);
    map.set_if("parallel", (!parallel.is_default()).then(|| parallel.word()));
    map.set_if("cost", cost.as_deref().map(emit::Value::word));
    map.set_if("rows", rows.as_deref().map(emit::Value::word));
    map.set_if("support", support.as_ref().map(|support| out.name(support)));
    map.flag("window", *window);
    map.list("transform", transform.iter().map(|data_type| out.type_name(data_type)));
    let mut settings = emit::Map::default();
    // Left out, the path of such a function would be pinned.
    if set.get("search_path").is_none() && !matches!(language.as_str(), "c" | "internal") {
        settings.set("search_path", emit::Value::Null);
    }
    for (key, value) in set.iter() {
        settings.set(key, value);
    }
    map.set_if("set", (!settings.is_empty()).then_some(settings));
    match body {
        Body::Text(text) => {
            map.set_if("padding", (!padding.is_default()).then(|| written_padding(padding)));
            map.set("body", emit::Value::Block(text.clone()));
        }
        Body::Atomic(sql) => {
            map.set("atomic", true);
            map.set("body", sql);
        }
        Body::Object { file, symbol } => {
            map.set("object_file", file.as_str());
            map.set_if("symbol", (!symbol.is_empty()).then_some(symbol.as_str()));
        }
    }
    out.document(function.id(), map);
}

/// One text where both sides are the same, else those that are no line break.
fn written_padding(Padding { before, after }: &Padding) -> emit::Value {
    if before == after {
        return before.as_str().into();
    }
    let mut map = emit::Map::default();
    for (key, text) in [("before", before), ("after", after)] {
        map.set_if(key, (text != "\n").then_some(text.as_str()));
    }
    map.into()
}

/// Arguments by name, or as a list where a name is missing or there twice.
pub fn written_arguments(arguments: &[Argument], out: &Written) -> emit::Value {
    let names: BTreeSet<&Ident> = arguments.iter().filter_map(|argument| argument.name.as_ref()).collect();
    let named = names.len() == arguments.len();
    let attributes = arguments.iter().map(|Argument { name, data_type, mode, default }| {
        let data_type_written = out.type_name(data_type);
        let mut map = emit::Map::default();
        map.set_if("name", name.as_ref().filter(|_| !named));
        map.set("type", data_type_written.clone());
        map.set_if("mode", (!mode.is_default()).then(|| mode.word().trim_end()));
        map.set_if("default", default.as_ref().map(|sql| default::written(sql, Some(data_type), out)));
        let short = mode.is_default() && default.is_none() && (named || name.is_none());
        if short { data_type_written } else { map.into() }
    });
    if !named {
        return attributes.collect();
    }
    let mut map = emit::Map::default();
    for (name, value) in names_of(arguments).zip(attributes) {
        map.set(name.as_str(), value);
    }
    map.into()
}

fn names_of(arguments: &[Argument]) -> impl Iterator<Item = &Ident> {
    arguments.iter().filter_map(|argument| argument.name.as_ref())
}

impl Returns {
    fn written(&self, out: &Written) -> emit::Value {
        match self {
            Returns::Type(name) => out.type_name(name),
            Returns::Setof(name) => emit::Map::of("setof", out.type_name(name)).into(),
            Returns::Table(columns) => {
                let mut map = emit::Map::default();
                for (name, data_type) in columns {
                    map.set(name.as_str(), out.type_name(data_type));
                }
                emit::Map::of("table", map).into()
            }
        }
    }
}
