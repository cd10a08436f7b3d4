//! `schemac init`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Outcome, say};
use crate::error::{Error, Result};
use crate::project;
use crate::tree::write_file;

#[derive(Args)]
pub struct Arguments {
    /// The folder to write to; it is made if it is not there
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Where the database will run
    #[arg(long, value_name = "PLATFORM", default_value = "postgres")]
    platform: Platform,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Platform {
    Postgres,
    Supabase,
}

const FILES: &[(&str, &str, &str)] = &[
    (project::FILE, include_str!("init/postgres.yaml"), include_str!("init/supabase.yaml")),
    ("notes/notes.yaml", include_str!("init/notes.postgres.yaml"), include_str!("init/notes.supabase.yaml")),
];

/// Writes a project that compiles as it is.
pub fn run(arguments: &Arguments) -> Result<Outcome> {
    for (name, _, _) in FILES {
        if arguments.folder.join(name).exists() {
            return Err(Error::Usage(format!(
                "{} is there already; nothing was written",
                arguments.folder.join(name).display()
            )));
        }
    }
    for (name, postgres, supabase) in FILES {
        let path = arguments.folder.join(name);
        write_file(&path, if arguments.platform == Platform::Supabase { supabase } else { postgres })?;
        say(&format!("wrote {}", path.display()));
    }
    say(&format!("next: schemac generate --project {}", arguments.folder.display()));
    Ok(Outcome::Clean)
}
