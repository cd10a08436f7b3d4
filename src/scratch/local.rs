//! Server programs of this machine: initdb once, then a copy of that cluster for every database. However schemac
//! ends, the server stops and its directory goes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};

use super::directory::Directory;
use super::ending::Ending;
use super::log::Log;
use super::watched::Watched;
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

/// The major version of the server programs in a directory, if they answer.
pub(super) fn major(bin: &Path) -> Option<u32> {
    let version = version(bin).ok()?.ok()?;
    version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// What the server program says of its version, or what it says instead.
fn version(bin: &Path) -> Result<Result<String, String>, Error> {
    let answer = output(Command::new(bin.join("postgres")).arg("--version"))?;
    // `postgres (PostgreSQL) 15.18 (Debian 15.18-1)`; a beta reads `19beta1`.
    let third = |answer: String| match answer.split_whitespace().nth(2) {
        Some(version) => Ok(version.to_owned()),
        None => Err(format!("it answers `{answer}` to --version")),
    };
    Ok(answer.and_then(third))
}

/// Server programs with a cluster that has never been started, to be copied.
#[derive(Debug)]
pub(super) struct Installation {
    bin: PathBuf,
    version: String,
    directory: Directory,
    clusters: AtomicU32,
}

impl Installation {
    pub(super) fn prepare(bin: &Path) -> Result<Self, Error> {
        let failed = |reason: String| Error::Start { server: format!("PostgreSQL in {}", bin.display()), reason };
        if !cfg!(unix) {
            return Err(failed("server programs are used on Unix only".to_owned()));
        }
        let bin = std::path::absolute(bin).map_err(Error::io("find the current directory"))?;
        let version = version(&bin)?.map_err(failed)?;
        let installation = Installation { bin, version, directory: directory()?, clusters: AtomicU32::new(0) };
        let mut initdb = installation.directory.command(installation.bin.join("initdb"));
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8"]);
        initdb.args(["--locale=C", "--no-sync", "--wal-segsize=1"]);
        initdb.arg("-D").arg(installation.template());
        output(&mut initdb)?.map_err(failed)?;
        Ok(installation)
    }

    pub(super) fn version(&self) -> &str {
        &self.version
    }

    pub(super) fn name(&self) -> String {
        format!("PostgreSQL {} in {}", self.version, self.bin.display())
    }

    fn template(&self) -> PathBuf {
        self.directory.path().join("template")
    }
}

/// A running copy of an installation's cluster.
#[derive(Debug)]
pub(super) struct Cluster {
    // The order of fields is the order of dropping: the server stops before its installation goes.
    _ending: Ending,
    server: Watched,
    log: Log,
    installation: Arc<Installation>,
}

impl Cluster {
    pub(super) async fn start(
        installation: Arc<Installation>,
    ) -> Result<(Self, PgConnectOptions, PgConnection), Error> {
        let number = installation.clusters.fetch_add(1, Ordering::Relaxed);
        let directory = installation.directory.path().join(number.to_string());
        let (log, writer) = Log::open()?;

        let mut command = installation.directory.command("/bin/sh");
        command.args(["-c", include_str!("serve.sh"), "serve"]);
        command.arg(installation.template()).arg(&directory);
        command.arg(installation.bin.join("postgres"));
        command.arg("-D").arg(directory.join("data"));
        command.arg("-k").arg(&directory);
        for setting in SETTINGS {
            command.arg("-c").arg(setting);
        }
        command.stdout(writer.try_clone().map_err(Error::io("share a pipe"))?).stderr(writer);
        let server = Watched::spawn(command)?;
        let watched = server.clone();
        let cluster = Cluster { _ending: Ending::new(move || watched.end()), server, log, installation };

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
            let ended = cluster.server.ended()?;
            if ended.is_some() || started.elapsed() > PATIENCE {
                let said = cluster.log.tail(5);
                return Err(Error::Start {
                    server: format!("PostgreSQL in {}", cluster.installation.bin.display()),
                    reason: if said.is_empty() { refused.to_string() } else { said },
                });
            }
        };
        Ok((cluster, options, connection))
    }

    /// Why the server is no longer there, if it is not. Waits for a moment, because a connection fails before its server has ended.
    pub(super) fn ended(&self) -> Option<Error> {
        let asked = Instant::now();
        loop {
            match self.server.ended() {
                Ok(None) if asked.elapsed() < Duration::from_secs(2) => std::thread::sleep(Duration::from_millis(10)),
                Ok(None) => return None,
                Ok(Some(status)) => {
                    let said = self.log.tail(5);
                    let reason = if said.is_empty() { status } else { format!("{status}\n{said}") };
                    return Some(Error::Ended { server: self.installation.name(), reason });
                }
                Err(error) => return Some(error),
            }
        }
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

/// A new directory that the server's user owns.
fn directory() -> Result<Directory, Error> {
    let parent = std::env::temp_dir();
    let directory = Directory::create(&parent, true)?;
    let shared = Path::new("/tmp");
    let socket = directory.path().join("1000000/.s.PGSQL.5432");
    // Another user may not reach a private temporary directory, and a socket's path has little room.
    if parent != shared && (directory.is_given() || socket.as_os_str().len() > SOCKET_PATH) {
        return Directory::create(shared, true);
    }
    Ok(directory)
}
