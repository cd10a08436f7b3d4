//! `schemac explain`

use clap::Args;

use super::{Outcome, print};
use crate::code::{self, Code};
use crate::diagnostic::nearest;
use crate::error::{Error, Result};

#[derive(Args)]
pub struct Arguments {
    /// A code like SC0101, or a rule's name; without it all codes are listed
    code: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let Some(wanted) = &arguments.code else {
        code::ALL.iter().for_each(|code| print(&format!("{}  {:<28} {}\n", code.id(), code.name(), code.title())));
        return Ok(Outcome::Clean);
    };
    let Some(code) = Code::find(wanted) else {
        let near = nearest(wanted, code::ALL.iter().flat_map(|code| [code.id(), code.name()]));
        let hint = near
            .map_or_else(|| "`schemac explain` lists all codes".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(Error::Usage(format!("there is no code `{wanted}`: {hint}")));
    };
    print(&format!("{} {}: {}\n\n{}\n", code.id(), code.name(), code.title(), code.explanation().trim_end()));
    Ok(Outcome::Clean)
}
