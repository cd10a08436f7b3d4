//! Our YAML front end against another reader: every file of the repository has to mean the same to both.

use std::path::{Path, PathBuf};

use schemac::diagnostic::Diagnostics;
use schemac::source::Sources;
use schemac::yaml::{self, Node, Value};
use serde::Deserialize;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        }
    }
}

/// Our tree as the other reader would give it.
fn theirs(node: &Node) -> serde_yaml::Value {
    match &node.value {
        Value::List(items) => items.iter().map(theirs).collect::<Vec<_>>().into(),
        Value::Map(entries) => {
            let pairs = entries.iter().map(|entry| (entry.key.as_str().into(), theirs(&entry.value)));
            serde_yaml::Value::Mapping(pairs.collect())
        }
        Value::Scalar(scalar) if scalar.is_null() => serde_yaml::Value::Null,
        Value::Scalar(scalar) => match scalar.as_bool() {
            Some(value) => value.into(),
            None if scalar.is_number() => serde_yaml::from_str(&scalar.text).expect("a number"),
            None => scalar.text.as_str().into(),
        },
    }
}

/// Keys are names to us, whatever YAML calls them: `null`, `on` and `1` are columns somewhere.
fn keys_as_text(value: serde_yaml::Value) -> serde_yaml::Value {
    match value {
        serde_yaml::Value::Mapping(map) => {
            let text = |key: serde_yaml::Value| match key {
                serde_yaml::Value::Null => "null".into(),
                serde_yaml::Value::Bool(value) => value.to_string().into(),
                serde_yaml::Value::Number(number) => number.to_string().into(),
                other => other,
            };
            serde_yaml::Value::Mapping(map.into_iter().map(|(key, value)| (text(key), keys_as_text(value))).collect())
        }
        serde_yaml::Value::Sequence(items) => items.into_iter().map(keys_as_text).collect::<Vec<_>>().into(),
        other => other,
    }
}

#[test]
fn another_reader_agrees() {
    let mut found = Vec::new();
    files(Path::new("schema"), &mut found);
    files(Path::new("tests/cases"), &mut found);
    assert!(found.len() > 100, "{}", found.len());
    for path in found {
        let text = std::fs::read_to_string(&path).expect("a text");
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let file = sources.add(&path, text.as_str());
        let ours = yaml::parse(file, &text, &mut out).nodes;
        assert!(out.is_empty(), "{}: {:?}", path.display(), out.sorted());
        let other: Vec<_> = serde_yaml::Deserializer::from_str(&text)
            .map(|document| serde_yaml::Value::deserialize(document).map(keys_as_text))
            .collect::<Result<_, _>>()
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let ours: Vec<_> = ours.iter().map(theirs).map(keys_as_text).collect();
        assert_eq!(ours, other, "{}", path.display());
    }
}
