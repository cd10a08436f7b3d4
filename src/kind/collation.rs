//! A collation: an order of text.

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::{self, Address, Common, Found, Query};
use crate::name::{self, Ident, Name};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collation {
    pub name: Name,
    pub provider: Provider,
    pub locale: Locale,
    /// Whether strings are equal only if their bytes are.
    pub deterministic: bool,
    /// Rules of ICU's own that change the order of the locale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    Icu,
    Libc,
    Builtin,
}

const PROVIDERS: &[(&str, Provider)] =
    &[("icu", Provider::Icu), ("libc", Provider::Libc), ("builtin", Provider::Builtin)];

impl Provider {
    fn word(self) -> &'static str {
        PROVIDERS.iter().find(|(_, provider)| *provider == self).map_or("", |(word, _)| word)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    One(String),
    /// For the order and for what letters are, which the operating system keeps apart.
    Two {
        collate: String,
        ctype: String,
    },
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("collation").and_then(|node| scope.name(node));
    let provider = map.choice("provider", PROVIDERS).unwrap_or(Provider::Libc);
    if provider == Provider::Builtin
        && let Some(node) = map.get("provider")
    {
        scope.since(17, "the provider `builtin`", node.span);
    }
    let locale = read_locale(map, provider, scope);
    let deterministic = map.flag_or("deterministic", true);
    let rules = map.text("rules");
    if let Some(node) = map.get("rules") {
        scope.since(16, "`rules` of a collation", node.span);
    }
    if provider != Provider::Icu {
        for node in map.get("rules").into_iter().chain(map.get("deterministic").filter(|_| !deterministic)) {
            scope.reader.report(
                Diagnostic::error(code::CONFLICTING_KEYS, node.span, "only collations of ICU can be told that")
                    .help("write `provider: icu`, or remove the key"),
            );
        }
    }
    let (Some(name), Some(locale)) = (name, locale) else { return };
    let object = Collation { name, provider, locale, deterministic, rules };
    let id = object.id();
    scope.define(object, map.span(), &[]);
    scope.satellites(map, &id);
}

fn read_locale(map: &Map, provider: Provider, scope: &Scope) -> Option<Locale> {
    let (collate, ctype) = (map.get("lc_collate"), map.get("lc_ctype"));
    if collate.is_none() && ctype.is_none() {
        return map
            .required("locale")
            .and_then(|node| scope.reader.text(node))
            .map(|text| Locale::One(text.to_owned()));
    }
    let parts = [map.required("lc_collate"), map.required("lc_ctype")];
    if let Some(node) = map.get("locale").or(parts[0].filter(|_| provider != Provider::Libc)) {
        scope.reader.report(
            Diagnostic::error(
                code::CONFLICTING_KEYS,
                node.span,
                "the collation has a locale for all, and one for a part",
            )
            .note("only with `provider: libc` can the two differ")
            .help("write `locale` alone, or `lc_collate` and `lc_ctype`"),
        );
        return None;
    }
    let [collate, ctype] = parts.map(|node| node.and_then(|node| scope.reader.text(node)).map(str::to_owned));
    let (collate, ctype) = (collate?, ctype?);
    Some(if collate == ctype { Locale::One(collate) } else { Locale::Two { collate, ctype } })
}

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    name: Ident,
    provider: char,
    collate: Option<String>,
    ctype: Option<String>,
    locale: Option<String>,
    deterministic: bool,
    rules: Option<String>,
    owner: Ident,
    comment: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let provider = match self.provider {
            'i' => Provider::Icu,
            'b' => Provider::Builtin,
            _ => Provider::Libc,
        };
        let (collate, ctype) = (self.collate.unwrap_or_default(), self.ctype.unwrap_or_default());
        let locale = match self.locale {
            Some(locale) => Locale::One(locale),
            None if collate == ctype => Locale::One(collate),
            None => Locale::Two { collate, ctype },
        };
        let name = introspect::name(&self.schema, &self.name);
        let object = Collation { name, provider, locale, deterministic: self.deterministic, rules: self.rules };
        let id = found.define(object, [Address::new("pg_collation", self.oid)]);
        found.common(&id, Common { owner: self.owner, acl: None, comment: self.comment });
    }
}

impl Define for Collation {
    const QUERIES: &'static [Query] = &[Query::new::<Row>(
        "select c.oid::bigint, n.nspname as schema, c.collname as name, c.collprovider as provider, c.collcollate as collate,
           c.collctype as ctype, c.colllocale as locale, c.collisdeterministic as deterministic, c.collicurules as rules,
           pg_get_userbyid(c.collowner) as owner, d.description as comment
         from pg_collation c
         join pg_namespace n on n.oid = c.collnamespace
         $comment(pg_collation, c.oid)
         where c.collnamespace = any ($schemas) and $own(pg_collation, c.oid)",
    )
    .older(&[
        (17, "c.colllocale", "c.colliculocale"),
        (16, "c.collicurules", "null::text"),
        (15, "c.colliculocale", "case when c.collprovider = 'i' then c.collcollate end"),
    ])];

    fn id(&self) -> Id {
        Id::named(Kind::Collation, &self.name)
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.place(&mut self.name);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.name.schema));
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let Collation { name, provider, locale, deterministic, rules } = self;
        let mut options = vec![format!("provider = {}", provider.word())];
        match locale {
            Locale::One(locale) => options.push(format!("locale = {}", name::literal(locale))),
            Locale::Two { collate, ctype } => {
                options.push(format!("lc_collate = {}", name::literal(collate)));
                options.push(format!("lc_ctype = {}", name::literal(ctype)));
            }
        }
        options.extend((!deterministic).then(|| "deterministic = false".to_owned()));
        options.extend(rules.iter().map(|rules| format!("rules = {}", name::literal(rules))));
        vec![Statement::new(format!("create collation {name} ({})", options.join(", ")))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop collation {}", self.name))]
    }

    fn alter(&self, _: &Self, _: &Profile) -> Alter {
        Alter::Refuse(format!(
            "no ALTER COLLATION changes the order that {} stands for; declare a new collation and move the columns to it",
            self.name
        ))
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        let locale = match &self.locale {
            Locale::One(locale) => locale.clone(),
            Locale::Two { collate, ctype } => format!("{collate}, {ctype}"),
        };
        vec![("Provider", self.provider.word().to_owned()), ("Locale", locale)]
    }

    fn write(&self, out: &mut Written) {
        let Collation { name, provider, locale, deterministic, rules } = self;
        let mut map = emit::Map::of("collation", out.name(name));
        map.slot("comment");
        map.set_if("provider", (*provider != Provider::Libc).then(|| provider.word()));
        match locale {
            Locale::One(locale) => map.set("locale", locale.as_str()),
            Locale::Two { collate, ctype } => {
                map.set("lc_collate", collate.as_str());
                map.set("lc_ctype", ctype.as_str());
            }
        }
        map.set_if("deterministic", (!deterministic).then_some(false));
        map.set_if("rules", rules.as_deref());
        out.document(self.id(), map);
    }
}
