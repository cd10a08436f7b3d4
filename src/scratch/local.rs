//! Server programs of this machine: initdb once, then a copy of that cluster for every database.
//!
//! A shell stands between schemac and each server, watching a pipe: however schemac ends, the pipe closes, the
//! server stops and its directory goes.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};

use super::{Error, directories};

/// How long a server may take to come up. Generous, because a busy machine is no reason to fail.
const PATIENCE: Duration = Duration::from_mins(1);

/// The longest path of a socket that every Unix takes.
const SOCKET_PATH: usize = 103;

/// The server programs found on this machine: directories named in `SCHEMAC_POSTGRES_BIN`, then those of
/// Debian's packages from the newest major version down, then those of `PATH`.
#[must_use]
pub fn local_servers() -> Vec<PathBuf> {
    let mut packaged: Vec<(u32, PathBuf)> = Path::new("/usr/lib/postgresql")
        .read_dir()
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let major = entry.file_name().to_str()?.parse().ok()?;
            Some((major, entry.path().join("bin")))
        })
        .collect();
    packaged.sort_by_key(|(major, _)| std::cmp::Reverse(*major));

    let mut seen = BTreeSet::new();
    directories(std::env::var_os("SCHEMAC_POSTGRES_BIN"))
        .into_iter()
        .chain(packaged.into_iter().map(|(_, bin)| bin))
        .chain(directories(std::env::var_os("PATH")))
        .filter(|bin| ["postgres", "initdb"].iter().all(|p| has_program(bin, p)))
        .filter(|bin| {
            // PATH often holds symbolic links to programs that a package keeps elsewhere.
            let program = bin.join("postgres");
            seen.insert(program.canonicalize().unwrap_or(program))
        })
        .collect()
}

fn has_program(bin: &Path, name: &str) -> bool {
    bin.join(name).with_extension(std::env::consts::EXE_EXTENSION).is_file()
}

/// Server programs with a cluster that has never been started, to be copied.
#[derive(Debug)]
pub(super) struct Installation {
    bin: PathBuf,
    version: String,
    directory: PathBuf,
    user: Option<user::User>,
    clusters: AtomicU32,
    keeper: Option<Watched>,
}

impl Installation {
    pub(super) fn prepare(bin: &Path) -> Result<Self, Error> {
        let failed = |reason: String| Error::Start { server: format!("PostgreSQL in {}", bin.display()), reason };
        if !cfg!(unix) {
            return Err(failed("server programs are used on Unix only".to_owned()));
        }
        let bin = std::path::absolute(bin).map_err(Error::io("find the current directory"))?;
        let version = output(Command::new(bin.join("postgres")).arg("--version"))?.map_err(failed)?;
        // `postgres (PostgreSQL) 15.18 (Debian 15.18-1)`; a beta reads `19beta1`.
        let Some(version) = version.split_whitespace().nth(2).map(str::to_owned) else {
            return Err(failed(format!("it answers `{version}` to --version")));
        };

        let (directory, user) = directory()?;
        let mut installation =
            Installation { bin, version, directory, user, clusters: AtomicU32::new(0), keeper: None };
        let mut keeper = installation.command("/bin/sh");
        keeper.args(["-c", include_str!("keep.sh"), "keep"]);
        keeper.arg(&installation.directory);
        keeper.stdout(Stdio::null()).stderr(Stdio::null());
        installation.keeper = Some(Watched::spawn(keeper)?);

        let mut initdb = installation.command(installation.bin.join("initdb"));
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8"]);
        initdb.args(["--locale=C", "--no-sync", "--wal-segsize=1"]);
        initdb.arg("-D").arg(installation.template());
        output(&mut initdb)?.map_err(failed)?;
        Ok(installation)
    }

    pub(super) fn bin(&self) -> &Path {
        &self.bin
    }

    pub(super) fn version(&self) -> &str {
        &self.version
    }

    fn template(&self) -> PathBuf {
        self.directory.join("template")
    }

    /// A command that runs as the owner of the directory, inside it and out of reach of the terminal's Ctrl-C,
    /// which is schemac's to handle.
    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.directory).stdin(Stdio::null());
        user::detach(&mut command, self.user);
        command
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        self.keeper = None;
        // The keeper may not remove an entry of a directory that is not its own; whoever created it may.
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

/// A running copy of an installation's cluster.
#[derive(Debug)]
pub(super) struct Cluster {
    // The order of fields is the order of dropping: the server stops before its installation goes.
    _server: Watched,
    _installation: Arc<Installation>,
}

impl Cluster {
    pub(super) async fn start(
        installation: Arc<Installation>,
    ) -> Result<(Self, PgConnectOptions, PgConnection), Error> {
        let number = installation.clusters.fetch_add(1, Ordering::Relaxed);
        let directory = installation.directory.join(number.to_string());
        let log = tempfile::tempfile().map_err(Error::io("create a temporary file"))?;
        let log_copy = || log.try_clone().map_err(Error::io("share a temporary file"));

        let mut command = installation.command("/bin/sh");
        command.args(["-c", include_str!("serve.sh"), "serve"]);
        command.arg(installation.template()).arg(&directory);
        command.arg(installation.bin.join("postgres"));
        command.arg("-D").arg(directory.join("data"));
        command.arg("-k").arg(&directory);
        for setting in SETTINGS {
            command.arg("-c").arg(setting);
        }
        command.stdout(log_copy()?).stderr(log_copy()?);
        let mut server = Watched::spawn(command)?;

        let options = PgConnectOptions::new_without_pgpass()
            .socket(&directory)
            .port(5432)
            .username("postgres")
            .database("postgres")
            .ssl_mode(PgSslMode::Disable)
            .disable_statement_logging();
        let started = Instant::now();
        let connection = loop {
            // A pause of a few milliseconds: the whole start takes some tens.
            tokio::time::sleep(Duration::from_millis(4)).await;
            let refused = match options.connect().await {
                Ok(connection) => break connection,
                Err(error) => error,
            };
            if server.has_ended()? || started.elapsed() > PATIENCE {
                return Err(Error::Start {
                    server: format!("PostgreSQL in {}", installation.bin.display()),
                    reason: format!("{refused}\n{}", contents(log)),
                });
            }
        };
        let cluster = Cluster { _server: server, _installation: installation };
        Ok((cluster, options, connection))
    }
}

/// Nothing here outlives schemac, so nothing needs to reach the disk; and no port is opened.
const SETTINGS: &[&str] = &[
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "autovacuum=off",
    "max_connections=20",
    "wal_level=logical",
];

fn contents(mut log: File) -> String {
    let mut text = Vec::new();
    let read = log.rewind().and_then(|()| log.read_to_end(&mut text));
    match read {
        Ok(_) => String::from_utf8_lossy(&text).trim_end().to_owned(),
        Err(error) => format!("(its messages cannot be read: {error})"),
    }
}

/// What a command printed, or what it printed instead when it failed.
fn output(command: &mut Command) -> Result<Result<String, String>, Error> {
    let program = Path::new(command.get_program()).display().to_string();
    let output = command.output().map_err(Error::io(format!("run {program}")))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    Ok(if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(format!("{} ({})", text(&output.stderr), output.status))
    })
}

/// A shell that cleans up and ends when the pipe to it closes.
#[derive(Debug)]
struct Watched(Child);

impl Watched {
    fn spawn(mut command: Command) -> Result<Self, Error> {
        let spawned = command.stdin(Stdio::piped()).spawn();
        spawned.map(Watched).map_err(Error::io("run /bin/sh"))
    }

    fn has_ended(&mut self) -> Result<bool, Error> {
        let status = self.0.try_wait().map_err(Error::io("wait for a process"))?;
        Ok(status.is_some())
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// A new directory that the server's user owns, and that user where it is not the caller.
fn directory() -> Result<(PathBuf, Option<user::User>), Error> {
    let create = |parent: &Path| {
        let name = tempfile::Builder::new().prefix("schemac-").tempdir_in(parent);
        name.map_err(Error::io(format!("create a directory in {}", parent.display())))
    };
    let mut directory = create(&std::env::temp_dir())?;
    let user = user::for_server(directory.path())?;
    let socket = directory.path().join("1000000/.s.PGSQL.5432");
    // Another user may not reach a private temporary directory, and a socket's path has little room.
    if user.is_some() || socket.as_os_str().len() > SOCKET_PATH {
        directory = create(Path::new("/tmp"))?;
    }
    if let Some(user) = user {
        user::give(directory.path(), user)?;
    }
    Ok((directory.keep(), user))
}

#[cfg(unix)]
mod user {
    //! Postgres refuses to run as root: then it runs as the first of these users.

    use std::os::unix::fs::{MetadataExt, chown};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use super::Error;

    const CANDIDATES: &[&str] = &["postgres", "nobody"];

    #[derive(Debug, Clone, Copy)]
    pub(super) struct User {
        id: u32,
        group: u32,
    }

    /// The user to run as, `None` for the caller. The owner of a file just made tells who the caller is.
    pub(super) fn for_server(own_file: &Path) -> Result<Option<User>, Error> {
        let own = own_file.metadata();
        let own = own.map_err(Error::io(format!("read {}", own_file.display())))?;
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

    pub(super) fn give(path: &Path, user: User) -> Result<(), Error> {
        let given = chown(path, Some(user.id), Some(user.group));
        given.map_err(Error::io(format!("change the owner of {}", path.display())))
    }

    pub(super) fn detach(command: &mut Command, user: Option<User>) {
        command.process_group(0);
        if let Some(user) = user {
            command.uid(user.id).gid(user.group);
        }
    }
}

#[cfg(not(unix))]
mod user {
    //! Never reached: server programs are used on Unix only.

    use std::path::Path;
    use std::process::Command;

    use super::Error;

    #[derive(Debug, Clone, Copy)]
    pub(super) struct User;

    pub(super) fn for_server(_: &Path) -> Result<Option<User>, Error> {
        Ok(None)
    }

    pub(super) fn give(_: &Path, _: User) -> Result<(), Error> {
        Ok(())
    }

    pub(super) fn detach(_: &mut Command, _: Option<User>) {}
}
