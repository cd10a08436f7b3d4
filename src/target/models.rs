use crate::{catalog::Catalog, error::Result, project::Project, template::Templates, tree::Tree};
pub fn models(_: &Project, _: &Catalog, _: &Templates, _: &mut Tree) -> Result<()> {
    Ok(())
}
