//! Jobs of projects that have no scheduler: a file each, for whatever runs them.

use crate::catalog::Catalog;
use crate::kind::Object;
use crate::profile::Scheduler;
use crate::project::Project;
use crate::tree::Tree;

/// Adds `jobs/<name>.sql` for each job that no migration schedules.
pub fn jobs(project: &Project, catalog: &Catalog, tree: &mut Tree) {
    if project.profile.scheduler != Scheduler::None {
        return;
    }
    for (_, object) in catalog.iter() {
        if let Object::Job(job) = object {
            let name: String = job
                .name
                .as_str()
                .chars()
                .map(|c| if c.is_alphanumeric() || "_-".contains(c) { c } else { '_' })
                .collect();
            tree.add(format!("jobs/{name}.sql"), job.file());
        }
    }
}
