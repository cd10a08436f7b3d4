//! Rights as `aclitem` prints them: `"my role"=ar*w/postgres`, with nobody before the `=` for everybody.

use std::collections::BTreeMap;

use crate::kind::grants::{Grants, Privilege, Rights, is_type, privileges_on};
use crate::kind::schema::public;
use crate::kind::{Id, Kind};
use crate::name::{self, Ident};

/// The letter of each privilege (`utils/acl.h`).
const LETTERS: &[(char, Privilege)] = &[
    ('r', Privilege::Select),
    ('a', Privilege::Insert),
    ('w', Privilege::Update),
    ('d', Privilege::Delete),
    ('D', Privilege::Truncate),
    ('x', Privilege::References),
    ('t', Privilege::Trigger),
    ('m', Privilege::Maintain),
    ('U', Privilege::Usage),
    ('C', Privilege::Create),
    ('X', Privilege::Execute),
];

impl Rights {
    fn add(&mut self, privileges: &[(Privilege, bool)]) {
        for (privilege, grantable) in privileges {
            self.privileges.insert(*privilege);
            if *grantable {
                self.with_grant_option.insert(*privilege);
            }
        }
    }
}

/// One `aclitem`: who holds which privileges, with those that may be passed on, and who gave them.
struct Item {
    role: Ident,
    privileges: Vec<(Privilege, bool)>,
    grantor: Ident,
}

/// The rights of all but the owner, as far as they differ from what Postgres gives by itself, and what of them the model cannot hold.
/// Functions always say theirs, because the language takes EXECUTE from everybody.
#[must_use]
pub fn rights(
    on: &Id,
    owner: &Ident,
    acl: Option<&[String]>,
    major: u32,
) -> (Option<BTreeMap<Ident, Rights>>, Vec<String>) {
    let mut odd = Vec::new();
    let mut held = match acl {
        Some(acl) => held(on, owner, acl, major, &mut odd),
        // The rights that stand for no list at all, which for functions and types are not those of the owner alone.
        None if on.kind == Kind::Schema => BTreeMap::new(),
        None => of_everybody(by_itself(on, major)),
    };
    if on.kind.is_routine() {
        return (Some(held), odd);
    }
    leave_out_everybody(&mut held, by_itself(on, major));
    ((!held.is_empty()).then_some(held), odd)
}

/// Says nothing of `public` where it has just what Postgres gives everybody, and that it has nothing where it lacks that.
pub fn leave_out_everybody(to: &mut BTreeMap<Ident, Rights>, by_itself: &[Privilege]) {
    if by_itself.is_empty() {
        return;
    }
    let public = Ident::from("public");
    let everybody = of_everybody(by_itself);
    let held = to.entry(public.clone()).or_default();
    if everybody.get(&public) == Some(held) {
        to.remove(&public);
    }
}

fn of_everybody(privileges: &[Privilege]) -> BTreeMap<Ident, Rights> {
    let rights = Rights { privileges: privileges.iter().copied().collect(), ..Rights::default() };
    if privileges.is_empty() { BTreeMap::new() } else { BTreeMap::from([("public".into(), rights)]) }
}

fn held(on: &Id, owner: &Ident, acl: &[String], major: u32, odd: &mut Vec<String>) -> BTreeMap<Ident, Rights> {
    let mut held: BTreeMap<Ident, Rights> = BTreeMap::new();
    let mut own = Rights::default();
    for text in acl {
        match item(text) {
            Ok(Item { role, privileges, grantor }) if grantor == *owner => {
                let rights = if role == *owner { &mut own } else { held.entry(role).or_default() };
                rights.add(&privileges);
            }
            Ok(Item { role: _, privileges: _, grantor }) => {
                odd.push(format!("`{text}` was given by {grantor}, who is not the owner {owner}"));
            }
            Err(why) => odd.push(why),
        }
    }
    let words = |privileges: Vec<&Privilege>| name::list(privileges.into_iter().map(|privilege| privilege.word()));
    let maintain = privileges_on(on.kind).contains(&Privilege::Truncate) && major >= 17;
    let all = privileges_on(on.kind).iter().chain(maintain.then_some(&Privilege::Maintain));
    let given_up: Vec<_> = all.filter(|privilege| !own.privileges.contains(privilege)).collect();
    if !given_up.is_empty() {
        odd.push(format!("the owner {owner} gave up {}", words(given_up)));
    }
    if !own.with_grant_option.is_empty() {
        let options = words(own.with_grant_option.iter().collect());
        odd.push(format!("the owner {owner} gave itself the right to pass on {options}"));
    }
    held
}

/// Default privileges: what each role is given, the one who gives it with them.
///
/// # Errors
/// Says what of it the model cannot hold.
pub fn defaults(acl: &[String]) -> Result<BTreeMap<Ident, Rights>, String> {
    let mut to: BTreeMap<Ident, Rights> = BTreeMap::new();
    for text in acl {
        let item = item(text)?;
        to.entry(item.role).or_default().add(&item.privileges);
    }
    Ok(to)
}

/// Adds the rights on a column, and returns what of them the model cannot hold.
pub fn add_column(grants: &mut Grants, owner: &Ident, column: &Ident, acl: &[String]) -> Vec<String> {
    let mut odd = Vec::new();
    for text in acl {
        match item(text) {
            Ok(Item { role, privileges: _, grantor }) if role == *owner && grantor == *owner => {
                odd.push(format!("the owner {owner} gave itself rights on {column}: `{text}`"));
            }
            Ok(Item { role, privileges, grantor }) if grantor == *owner => {
                let rights = grants.to.entry(role).or_default();
                for (privilege, grantable) in privileges {
                    rights.columns.entry(privilege).or_default().insert(column.clone());
                    if grantable {
                        rights.with_grant_option.insert(privilege);
                    }
                }
            }
            Ok(Item { role: _, privileges: _, grantor }) => {
                odd.push(format!("`{text}` on {column} was given by {grantor}, who is not the owner {owner}"));
            }
            Err(why) => odd.push(why),
        }
    }
    odd
}

/// What everybody may do with an object of Postgres' own accord.
#[must_use]
pub fn by_itself(on: &Id, major: u32) -> &'static [Privilege] {
    match on.kind {
        kind if kind.is_routine() => &[Privilege::Execute],
        kind if is_type(kind) => &[Privilege::Usage],
        Kind::Schema if public::is(on) => public::rights(major),
        _ => &[],
    }
}

fn item(text: &str) -> Result<Item, String> {
    let bad = || format!("`{text}` is no aclitem");
    let (role, rest) = role(text).ok_or_else(bad)?;
    let (letters, rest) = rest.strip_prefix('=').and_then(|rest| rest.split_once('/')).ok_or_else(bad)?;
    let (grantor, _) = self::role(rest).ok_or_else(bad)?;
    let mut privileges: Vec<(Privilege, bool)> = Vec::new();
    for letter in letters.chars() {
        if letter == '*' {
            privileges.last_mut().ok_or_else(bad)?.1 = true;
            continue;
        }
        let (_, privilege) = LETTERS
            .iter()
            .find(|(known, _)| *known == letter)
            .ok_or_else(|| format!("`{text}` holds the unknown privilege `{letter}`"))?;
        privileges.push((*privilege, false));
    }
    let role = if role.is_empty() { "public".into() } else { Ident::new(role) };
    Ok(Item { role, privileges, grantor: Ident::new(grantor) })
}

/// The name at the start, in double quotes if it holds anything odd, and what follows it.
fn role(text: &str) -> Option<(String, &str)> {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find('=').unwrap_or(text.len());
        return Some((text[..end].to_owned(), &text[end..]));
    };
    let mut name = String::new();
    loop {
        let end = rest.find('"')?;
        name.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        let Some(more) = rest.strip_prefix('"') else { return Some((name, rest)) };
        name.push('"');
        rest = more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::Name;

    #[test]
    fn items_are_read_with_odd_names() {
        let read = item("\"my \"\"role\"=ar*w/\"a=b\"").expect("an item");
        assert_eq!((read.role.as_str(), read.grantor.as_str()), ("my \"role", "a=b"));
        let privileges = vec![(Privilege::Insert, false), (Privilege::Select, true), (Privilege::Update, false)];
        assert_eq!(read.privileges, privileges);
        assert_eq!(item("=X/postgres").expect("an item").role.as_str(), "public");
        assert!(item("nonsense").is_err());
    }

    #[test]
    fn what_postgres_gives_by_itself_is_not_said() {
        let owner = Ident::from("o");
        let rights = |kind, acl: &[&str]| {
            let acl: Vec<String> = acl.iter().map(|item| (*item).to_owned()).collect();
            super::rights(&Id::named(kind, &Name::new("s", "x")), &owner, Some(&acl), 15)
        };
        assert_eq!(rights(Kind::Table, &["o=arwdDxt/o"]), (None, Vec::new()));
        assert_eq!(rights(Kind::Domain, &["=U/o", "o=U/o"]), (None, Vec::new()));
        let nothing = BTreeMap::from([("public".into(), Rights::default())]);
        assert_eq!(rights(Kind::Domain, &["o=U/o"]), (Some(nothing), Vec::new()));
        assert_eq!(rights(Kind::Table, &["o=r/o"]).1.len(), 1);
        assert_eq!(rights(Kind::Table, &["o=arw*dDxt/o"]).1.len(), 1);
        let (held, odd) = rights(Kind::Table, &["o=arwdDxt/o", "b=r/c", "d=r/o"]);
        assert_eq!((held.map(|held| held.len()), odd.len()), (Some(1), 1), "one is held and one is not");
    }
}
