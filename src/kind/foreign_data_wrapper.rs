//! A foreign data wrapper: the functions that reach what is kept elsewhere. Most come with an extension and are declared with that.

use serde::{Deserialize, Serialize};

use super::foreign_options::{self, Listed, Options};
use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::document::Written;
use crate::introspect::{self, Address, Common, Found, Query};
use crate::name::{Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::yaml::Node;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignDataWrapper {
    pub name: Ident,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler: Option<Name>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validator: Option<Name>,
    #[serde(default, skip_serializing_if = "Options::is_empty")]
    pub options: Options,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let Some(name) = map.required("foreign_data_wrapper").and_then(|node| scope.ident(node)) else { return };
    let id = Id::global(Kind::ForeignDataWrapper, &name);
    let function = |key| map.get(key).and_then(|node| read_function(node, scope));
    let wrapper = ForeignDataWrapper {
        name,
        handler: function("handler"),
        validator: function("validator"),
        options: Options::read(map, &id.address(scope.profile), scope),
    };
    scope.define(wrapper, map.span(), &[]);
    scope.grants(map, &id);
    scope.satellites(map, &id);
}

/// A function that is declared, or that stands in the schema of an extension, whose functions are not known by name.
fn read_function(node: &Node, scope: &Scope) -> Option<Name> {
    match scope.parts(scope.reader.text(node)?, node.span)?.as_slice() {
        [schema, name] if scope.names.extensions.values().any(|of_extension| of_extension == schema) => {
            Some(Name { schema: schema.clone(), name: name.clone() })
        }
        _ => scope.function(node),
    }
}

#[derive(Deserialize)]
struct Row {
    oid: u32,
    name: Ident,
    handler: Option<(Ident, Ident)>,
    validator: Option<(Ident, Ident)>,
    options: Listed,
    #[serde(flatten)]
    common: Common,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, name, handler, validator, options, common } = self;
        let function = |(schema, name)| Name { schema, name };
        let (options, secrets) = Options::found(options);
        let (handler, validator) = (handler.map(function), validator.map(function));
        let wrapper = ForeignDataWrapper { name, handler, validator, options };
        let id = found.define(wrapper, [Address::new("pg_foreign_data_wrapper", oid)]);
        foreign_options::note(&secrets, &id, found);
        found.common(&id, common);
    }
}

impl Define for ForeignDataWrapper {
    const QUERIES: &'static [Query] = &[Query::new::<Row>(concat!(
        "select w.oid::bigint, w.fdwname as name,
           case when h.oid is not null then json_build_array(hn.nspname, h.proname) end as handler,
           case when v.oid is not null then json_build_array(vn.nspname, v.proname) end as validator, ",
        foreign_options::listed!("w.fdwoptions"),
        " as options, pg_get_userbyid(w.fdwowner) as owner, w.fdwacl as acl, d.description as comment
         from pg_foreign_data_wrapper w
         left join pg_proc h on h.oid = w.fdwhandler
         left join pg_namespace hn on hn.oid = h.pronamespace
         left join pg_proc v on v.oid = w.fdwvalidator
         left join pg_namespace vn on vn.oid = v.pronamespace
         $comment(pg_foreign_data_wrapper, w.oid)
         where $own(pg_foreign_data_wrapper, w.oid)",
    ))];

    fn id(&self) -> Id {
        Id::global(Kind::ForeignDataWrapper, &self.name)
    }

    fn rename(&mut self, renaming: &Renaming) {
        self.handler.iter_mut().chain(&mut self.validator).for_each(|name| renaming.routine(name));
    }

    fn needs(&self, needs: &mut Needs) {
        for function in self.handler.iter().chain(&self.validator) {
            needs.function(function);
            needs.extensions_in(&function.schema);
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let ForeignDataWrapper { name, handler, validator, options } = self;
        let clause = |word: &str, function: &Option<Name>| {
            function.as_ref().map_or_else(String::new, |function| format!(" {word} {function}"))
        };
        let functions = clause("handler", handler) + &clause("validator", validator);
        vec![Statement::new(format!("create foreign data wrapper {name}{functions}{}", options.clause()))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop foreign data wrapper {}", self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let ForeignDataWrapper { name, handler, validator, options } = self;
        let change = |word: &str, from: &Option<Name>, to: &Option<Name>| {
            let set = || to.as_ref().map_or_else(|| format!("no {word}"), |function| format!("{word} {function}"));
            (from != to).then(set)
        };
        let functions = [change("handler", handler, &to.handler), change("validator", validator, &to.validator)];
        let actions: Vec<String> = functions.into_iter().flatten().chain(options.change(&to.options)).collect();
        Alter::InPlace(vec![Statement::new(format!("alter foreign data wrapper {name} {}", actions.join(" ")))])
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let ForeignDataWrapper { name: _, handler, validator, options } = self;
        let words = |function: &Option<Name>| function.as_ref().map_or_else(String::new, Name::to_string);
        vec![("Handler", words(handler)), ("Validator", words(validator)), ("Options", options.list())]
    }

    fn write(&self, out: &mut Written) {
        let ForeignDataWrapper { name, handler, validator, options } = self;
        let mut map = emit::Map::of("foreign_data_wrapper", name);
        map.slot("comment");
        map.set_if("handler", handler.as_ref().map(|function| out.name(function)));
        map.set_if("validator", validator.as_ref().map(|function| out.name(function)));
        map.set_if("options", options.written());
        out.document(self.id(), map);
    }
}
