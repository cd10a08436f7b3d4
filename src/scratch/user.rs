//! The user a server runs as: Postgres refuses to run as root.

#[cfg(unix)]
pub(super) use unix::{User, detach, for_server, give, is_same};

#[cfg(not(unix))]
pub(super) use other::{User, detach, for_server, give, is_same};

#[cfg(unix)]
mod unix {
    use std::fs::Metadata;
    use std::os::unix::fs::{MetadataExt, chown};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use crate::scratch::Error;

    /// Instead of root the server runs as the first of these.
    const CANDIDATES: &[&str] = &["postgres", "nobody"];

    #[derive(Debug, Clone, Copy)]
    pub(in crate::scratch) struct User {
        id: u32,
        group: u32,
    }

    /// The user to run as, `None` for the caller. A file that the caller made tells who that is.
    pub(in crate::scratch) fn for_server(own: &Metadata) -> Result<Option<User>, Error> {
        if own.uid() != 0 {
            return Ok(None);
        }
        let users = std::fs::read_to_string("/etc/passwd");
        let users = users.map_err(Error::io("read /etc/passwd"))?;
        let found = CANDIDATES.iter().find_map(|name| find(&users, name));
        found.map(Some).ok_or_else(|| Error::Start {
            server: "PostgreSQL".to_owned(),
            reason: format!(
                "it refuses to run as root, and /etc/passwd has none of the users {}",
                CANDIDATES.join(", ")
            ),
        })
    }

    /// Whether two files belong to one user.
    pub(in crate::scratch) fn is_same(one: &Metadata, other: &Metadata) -> bool {
        one.uid() == other.uid()
    }

    fn find(users: &str, name: &str) -> Option<User> {
        users.lines().find_map(|line| {
            let mut fields = line.split(':');
            if fields.next()? != name {
                return None;
            }
            let id = fields.nth(1)?.parse().ok()?;
            let group = fields.next()?.parse().ok()?;
            Some(User { id, group })
        })
    }

    pub(in crate::scratch) fn give(path: &Path, user: User) -> Result<(), Error> {
        let given = chown(path, Some(user.id), Some(user.group));
        given.map_err(Error::io(format!("change the owner of {}", path.display())))
    }

    pub(in crate::scratch) fn detach(command: &mut Command, user: Option<User>) {
        command.process_group(0);
        if let Some(user) = user {
            command.uid(user.id).gid(user.group);
        }
    }
}

#[cfg(not(unix))]
mod other {
    //! Server programs are used on Unix only.

    use std::fs::Metadata;
    use std::path::Path;
    use std::process::Command;

    use crate::scratch::Error;

    #[derive(Debug, Clone, Copy)]
    pub(in crate::scratch) struct User;

    pub(in crate::scratch) fn for_server(_: &Metadata) -> Result<Option<User>, Error> {
        Ok(None)
    }

    pub(in crate::scratch) fn is_same(_: &Metadata, _: &Metadata) -> bool {
        true
    }

    pub(in crate::scratch) fn give(_: &Path, _: User) -> Result<(), Error> {
        Ok(())
    }

    pub(in crate::scratch) fn detach(_: &mut Command, _: Option<User>) {}
}
