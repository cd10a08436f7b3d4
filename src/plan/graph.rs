//! The graph of what has to happen before what.

mod order;

use std::collections::{BTreeSet, HashMap};

use super::Way;
use super::direct::Work;
use super::rebuild::Rebuild;
use crate::catalog::Catalog;
use crate::kind::constraint::{Constraint, Rule};
use crate::kind::{Define, Id, Kind, Object, seed};
use crate::name::Name;
use crate::resolve::{Resolved, Resolver};

/// Something to be done with one object and what shares its statements.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    Create(Id),
    Drop(Id),
    Alter(Id),
}

impl Node {
    #[must_use]
    pub fn id(&self) -> &Id {
        match self {
            Node::Create(id) | Node::Drop(id) | Node::Alter(id) => id,
        }
    }
}

type Module = (usize, String);

/// Where the nodes of objects stand.
type Places<'a> = HashMap<&'a Id, usize>;

/// Where a node comes among those that are ready: what goes first, then what belongs to the same outermost object, then by kind, position
/// and name.
type Priority = (bool, (Kind, Vec<String>), Kind, u32, Vec<String>, usize);

pub struct Graph {
    nodes: Vec<Node>,
    modules: Vec<Module>,
    priorities: Vec<Priority>,
    /// What has to wait for each node.
    followers: Vec<BTreeSet<usize>>,
}

impl Graph {
    #[must_use]
    pub fn new(work: &Work, way: &Way) -> Graph {
        let creates = work.parts.keys().cloned().map(Node::Create);
        let drops = work.taken_along.keys().cloned().map(Node::Drop);
        let alters = work.alters.keys().cloned().map(Node::Alter);
        let nodes: Vec<Node> = drops.chain(creates).chain(alters).collect();
        let mut graph =
            Graph { modules: Vec::new(), priorities: Vec::new(), followers: vec![BTreeSet::new(); nodes.len()], nodes };
        for (index, node) in graph.nodes.iter().enumerate() {
            let (catalog, resolver) = match node {
                Node::Drop(_) => (work.from, &work.before),
                Node::Create(_) | Node::Alter(_) => (work.to, &work.after),
            };
            let module = catalog.objects.get(node.id()).map_or("", |entry| entry.module.as_str());
            graph.modules.push(way.rank(module));
            graph.priorities.push(priority(node, index, catalog, resolver));
        }
        graph.connect(work);
        graph
    }

    fn connect(&mut self, work: &Work) {
        let mut create_of = Places::new();
        let mut drop_of = Places::new();
        let mut alter_of = Places::new();
        for (index, node) in self.nodes.iter().enumerate() {
            match node {
                Node::Create(id) => {
                    create_of.insert(id, index);
                    create_of.extend(work.parts.get(id).into_iter().flatten().map(|part| (part, index)));
                }
                Node::Drop(id) => {
                    drop_of.insert(id, index);
                    drop_of.extend(work.taken_along.get(id).into_iter().flatten().map(|part| (part, index)));
                }
                Node::Alter(id) => drop(alter_of.insert(id, index)),
            }
        }
        let mut rebuilt_in: HashMap<&Id, usize> = HashMap::new();
        for (first, Rebuild { types, satellites: _, columns }) in &work.rebuilds {
            let at = alter_of.get(first).copied();
            rebuilt_in.extend(types.iter().chain(columns).filter_map(|id| Some((id, at?))));
        }
        let heeded = |id: &Id, needs: &Resolved| {
            needs
                .soft
                .iter()
                .filter(|need| !work.ignored.contains(&(id.clone(), (*need).clone())))
                .cloned()
                .collect::<Vec<_>>()
        };
        let mut edges = BTreeSet::new();
        for (id, needs) in &work.needs_after {
            let Some(&at) = create_of.get(id).or_else(|| alter_of.get(id)) else { continue };
            for need in needs.firm().chain(&heeded(id, needs)) {
                edges.extend(create_of.get(need).map(|&first| (first, at)));
                // Two objects that change and need each other change in the order of their names, and rows as they refer to each other:
                // those referred to come first, and go last.
                let rows = id.kind == Kind::Seed && need.kind == Kind::Seed;
                let altered = alter_of
                    .get(need)
                    .filter(|_| rows || create_of.contains_key(id) || work.successors.contains_key(need));
                let goes = rows && seed::only_loses(work.from, work.to, need);
                edges.extend(altered.map(|&other| if goes { (at, other) } else { (other, at) }));
                edges.extend(rebuilt_in.get(need).map(|&first| (first, at)));
            }
        }
        for (id, needs) in &work.needs_before {
            let gone = drop_of.get(id);
            let Some(&at) = gone.or_else(|| alter_of.get(id)) else { continue };
            // A column that is not known to be used goes whether what stays has changed or not.
            let wide = needs.wide.iter().filter(|_| gone.is_some());
            for need in needs.hard.iter().chain(wide).chain(&heeded(id, needs)) {
                edges.extend(drop_of.get(need).map(|&last| (at, last)));
            }
            // A foreign key that comes back would stand on the key that goes once more: Postgres takes the first of two equal ones.
            let keys = needs.hard.iter().filter(|need| matches!(need.kind, Kind::Constraint | Kind::Index));
            let back = create_of.get(id).filter(|_| gone.is_some() && id.kind == Kind::Constraint);
            edges.extend(keys.filter_map(|need| Some((*drop_of.get(need)?, *back?))));
            // What is dropped does not see how that changes which it stood on.
            let changed = needs.hard.iter().filter_map(|need| alter_of.get(need));
            edges.extend(changed.filter(|_| gone.is_some()).map(|&then| (at, then)));
            // What holds values of a type that is made anew either carries them over, or gives them up before.
            let still = |need: &Id| work.needs_after.get(id).is_some_and(|needs| needs.hard.contains(need));
            let rebuilt = needs.hard.iter().filter(|need| gone.is_some() || !still(need));
            edges.extend(rebuilt.filter_map(|need| rebuilt_in.get(need)).map(|&then| (at, then)));
        }
        // What takes the place or the name of something else waits until that is gone.
        let mut claims = HashMap::new();
        for (&id, &index) in &drop_of {
            if let Some(&next) = create_of.get(id).or_else(|| alter_of.get(id)) {
                edges.insert((index, next));
            }
            claims.extend(Resolver::claim(id).map(|claim| (claim, index)));
        }
        for (&id, &index) in
            create_of.iter().chain(alter_of.iter().filter(|(id, _)| work.successors.contains_key(**id)))
        {
            edges.extend(Resolver::claim(id).and_then(|claim| claims.get(&claim)).map(|&first| (first, index)));
        }
        for (first, partition) in &work.before_partitions {
            edges.extend(drop_of.get(first).copied().zip(drop_of.get(partition).copied()));
        }
        let released = work.released.iter();
        edges.extend(released.filter_map(|(gone, own)| Some((*drop_of.get(gone)?, *create_of.get(own)?))));
        let place = |node: &Node| match node {
            Node::Create(id) => create_of.get(id).copied(),
            Node::Drop(id) => drop_of.get(id).copied(),
            Node::Alter(id) => alter_of.get(id).copied(),
        };
        edges.extend(work.closing.iter().filter_map(|(first, then)| place(first).zip(place(then))));
        edges.extend(self.around_creation());
        edges.extend(around_persistence(work, &create_of, &drop_of, &alter_of));
        edges.extend(self.before_inheritance(work));
        edges.extend(self.around_owners(&create_of, &drop_of, &alter_of));
        // A column that came while a partition is away would be missing in it, and an index that went would be left.
        let mut held: HashMap<Id, Vec<usize>> = HashMap::new();
        for (&id, &create) in create_of.iter().filter(|(id, _)| drop_of.contains_key(*id)) {
            let whole = work.to.get(id).and_then(Object::holds_up);
            whole.into_iter().for_each(|whole| held.entry(whole).or_default().push(create));
        }
        for (index, node) in self.nodes.iter().enumerate().filter(|_| !held.is_empty()) {
            let object = [work.from, work.to].into_iter().find_map(|catalog| catalog.get(node.id()));
            let part = object.filter(|object| object.embeds() || node.id().kind == Kind::Index);
            let whole = part.and_then(Object::parent);
            let waits_for = whole.and_then(|whole| held.get(&whole)).into_iter().flatten();
            edges.extend(waits_for.map(|&first| (first, index)));
        }
        for (first, then) in edges {
            if first != then {
                self.followers[first].insert(then);
            }
        }
    }

    /// Default privileges go before anything is created and come after all is, so that nothing is created under those of the new model.
    fn around_creation(&self) -> Vec<(usize, usize)> {
        let is_defaults = |node: &Node| node.id().kind == Kind::DefaultPrivileges;
        let numbered = || self.nodes.iter().enumerate();
        let created: Vec<usize> = numbered()
            .filter(|(_, node)| matches!(node, Node::Create(_)) && !is_defaults(node))
            .map(|(index, _)| index)
            .collect();
        let pairs = numbered().filter(|(_, node)| is_defaults(node)).flat_map(|(index, node)| {
            let goes = matches!(node, Node::Drop(_));
            created.iter().map(move |&other| if goes { (index, other) } else { (other, index) })
        });
        pairs.collect()
    }

    /// A table that gets parents has the columns of these then, of the same types.
    fn before_inheritance(&self, work: &Work) -> Vec<(usize, usize)> {
        let alters = || self.nodes.iter().enumerate().filter(|(_, node)| matches!(node, Node::Alter(_)));
        let mut pairs = Vec::new();
        for (at, node) in alters() {
            let (Some(Object::Table(old)), Some(Object::Table(new))) =
                (work.from.get(node.id()), work.to.get(node.id()))
            else {
                continue;
            };
            // From a parent that it leaves it has to part before its columns change.
            let joins = old.inherits != new.inherits && old.inherits.iter().all(|parent| new.inherits.contains(parent));
            let is_column =
                |id: &Id| id.kind == Kind::Column && work.to.get(id).and_then(Object::parent) == Some(new.id());
            let columns = alters().filter(|(_, node)| joins && is_column(node.id()));
            pairs.extend(columns.map(|(column, _)| (column, at)));
        }
        pairs
    }

    /// Rights are taken back before an object changes hands and given after: what the old and the new owner were given is gone then.
    fn around_owners(&self, create_of: &Places, drop_of: &Places, alter_of: &Places) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (owner, &at) in
            [create_of, drop_of, alter_of].into_iter().flatten().filter(|(id, _)| id.kind == Kind::Owner)
        {
            let Some(grants) = owner.target().map(|on| Id::satellite(Kind::Grants, &on)) else { continue };
            pairs.extend(drop_of.get(&grants).map(|&first| (first, at)));
            pairs.extend(create_of.get(&grants).or_else(|| alter_of.get(&grants)).map(|&then| (at, then)));
        }
        pairs
    }
}

/// Tables that become unlogged, or logged again, in an order in which no logged one ever refers to one that is not.
fn around_persistence(work: &Work, create_of: &Places, drop_of: &Places, alter_of: &Places) -> Vec<(usize, usize)> {
    let unlogged = |catalog: &Catalog, id: &Id| match catalog.get(id) {
        Some(Object::Table(table)) => Some(table.unlogged),
        _ => None,
    };
    let changing: HashMap<&Id, (usize, bool)> = alter_of
        .iter()
        .filter_map(|(id, &at)| Some((*id, (at, unlogged(work.to, id)?), unlogged(work.from, id)?)))
        .filter_map(|(id, (at, now), before)| (now != before).then_some((id, (at, now))))
        .collect();
    let mut edges = Vec::new();
    if changing.is_empty() {
        return edges;
    }
    for (id, object) in [work.from, work.to].into_iter().flat_map(|model| model.of_kind(Kind::Constraint)) {
        let Object::Constraint(Constraint { table, rule: Rule::ForeignKey(key), .. }) = object else { continue };
        let at = |table: &Name| changing.get(&Id::named(Kind::Table, table)).copied();
        let (refers, referred) = (at(table), at(&key.table));
        for (at, _) in refers.into_iter().chain(referred) {
            edges.extend(drop_of.get(id).map(|&gone| (gone, at)));
            edges.extend(create_of.get(id).map(|&made| (at, made)));
        }
        if let (Some((first, true)), Some((then, true))) | (Some((then, false)), Some((first, false))) =
            (refers, referred)
            && !drop_of.contains_key(id)
        {
            edges.push((first, then));
        }
    }
    edges
}

fn priority(node: &Node, index: usize, catalog: &Catalog, resolver: &Resolver) -> Priority {
    let id = node.id();
    let path = |id: &Id| id.path.iter().map(|part| part.as_str().to_owned()).collect::<Vec<_>>();
    let family = Work::family(resolver, catalog, id);
    // Satellites of one object differ by what they are on only.
    let kind = id.on.map_or(id.kind, |_| id.kind);
    let position = catalog.get(id).map_or(0, Object::position);
    (!matches!(node, Node::Drop(_)), (family.kind, path(&family)), kind, position, path(id), index)
}
