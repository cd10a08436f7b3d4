//! What tests on a scratch Postgres share.

use schemac::scratch::{Server, local_servers};

/// Every server found on this machine, and the embedded one where it is built in.
pub fn servers() -> Vec<Server> {
    let found = local_servers();
    if found.is_empty() {
        println!(
            "no PostgreSQL server programs found: install PostgreSQL or set SCHEMAC_POSTGRES_BIN; these tests run on the embedded server only"
        );
        assert!(std::env::var_os("CI").is_none(), "CI must test server programs as well");
    }
    let mut servers: Vec<_> = found.iter().map(|bin| Server::local(bin).expect("the server programs work")).collect();
    if cfg!(feature = "embedded") {
        servers.push(Server::embedded().expect("it is built in"));
    }
    for server in &servers {
        println!("runs on {}", server.name());
    }
    servers
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}
