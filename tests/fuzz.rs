//! Nothing that stands in a file makes schemac panic. The files of `schema/` are damaged at random, one at a time, and compiled up to the
//! report. The cases follow from a seed, so each run is the same; `FUZZ=50000 cargo test --test fuzz` runs more of them.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use schemac::diagnostic::Diagnostics;
use schemac::generate;
use schemac::project;
use schemac::report::{Format, render};
use schemac::source::Sources;

/// What is put into a file: marks of YAML, pieces of SQL, and bytes that are hard to cut.
const PIECES: &[&str] = &[
    "\t",
    " ",
    "\n",
    "\r\n",
    "  ",
    ": ",
    "- ",
    "# ",
    "{",
    "}",
    "[",
    "]",
    "'",
    "\"",
    "|",
    ">",
    "&a ",
    "*a",
    "!!str ",
    "? ",
    "---\n",
    "...\n",
    "@",
    "%",
    "`",
    "${",
    "${table}",
    "null",
    "~",
    "no",
    "true",
    "0",
    "-1",
    "99999999999999999999",
    "1e999",
    "NaN",
    "č",
    "🦀",
    "\u{feff}",
    "\u{0}",
    "\u{7f}",
    "\u{301}",
    "\\u0000",
    "\\x00",
    "text[]",
    "numeric(12,2)",
    "vector(3)",
    "strng",
    "serial",
    "'{}'::jsonb",
    "select 1",
    "(",
    ")",
    "((((",
    "$$",
    "--",
    "/*",
    ";",
    "::",
    ".",
    "..",
    "\".\"",
    ",",
    "columns:\n",
    "  id: { type: uuid, primary_key: true }\n",
    "references: users.id",
    "mixins: [timestamps]\n",
    "access: { authenticated: all }\n",
    "extends: auth.users\n",
    "partition_by: { range: [id] }\n",
    "seed: { key: id, rows: [{ id: 1 }] }\n",
    "identity: always",
    "generated: a + b",
    "one_of: [a, b]",
    "default: []",
];

/// xorshift64*: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap_or(0) % end.max(1)
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// One more damage to the bytes of a file.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len());
    let line = |bytes: &[u8], at: usize| {
        let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |found| found + 1);
        let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |found| at + found + 1);
        start..end
    };
    match random.below(9) {
        0 => drop(bytes.drain(at..bytes.len().min(at + 1 + random.below(8)))),
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(line(bytes, at))),
        3 => {
            let copy = bytes[line(bytes, at)].to_vec();
            let to = line(bytes, random.below(bytes.len())).start;
            bytes.splice(to..to, copy);
        }
        4 if !bytes.is_empty() => bytes[at] = u8::try_from(random.below(256)).unwrap_or(0),
        5 => {
            // The value of a key becomes something else.
            let line = line(bytes, at);
            let colon = bytes[line.clone()]
                .windows(2)
                .position(|pair| pair == b": ")
                .map_or(line.start, |found| line.start + found + 2);
            bytes.splice(colon..line.end.saturating_sub(1).max(colon), random.pick(PIECES).bytes());
        }
        6 => {
            let word = bytes[at..].iter().position(|b| !b.is_ascii_alphanumeric()).map_or(at, |found| at + found);
            bytes.splice(at..word, random.pick(PIECES).bytes());
        }
        _ => drop(bytes.splice(at..at, random.pick(PIECES).bytes())),
    }
}

fn compile(root: &Path) {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    for mut project in generate::projects(root, &mut sources, &mut out).expect("readable") {
        generate::check(&mut project, &mut sources, &mut out).expect("readable");
    }
    for format in [Format::Human, Format::Json, Format::Sarif, Format::Github] {
        let _ = render(&out, &sources, format, false);
    }
}

fn files() -> Vec<PathBuf> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    let entries =
        walkdir::WalkDir::new(schema).sort_by_file_name().into_iter().map(|entry| entry.expect("readable").into_path());
    entries.filter(|path| path.extension().is_some_and(|e| e == "yaml")).collect()
}

#[test]
fn no_file_makes_it_panic() {
    let cases = std::env::var("FUZZ").ok().and_then(|text| text.parse().ok()).unwrap_or(300);
    let files = files();
    let settings = "project: fuzz\nplatform: supabase\n";
    let folder = tempfile::tempdir().expect("a temporary folder");
    for case in 0..cases {
        let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ (case + 1));
        let path = random.pick(&files);
        let mut bytes = fs::read(path).expect("readable");
        for _ in 0..=random.below(4) {
            damage(&mut bytes, &mut random);
        }
        let is_project = path.file_name().is_some_and(|name| name == project::FILE);
        fs::write(folder.path().join(project::FILE), if is_project { &bytes } else { settings.as_bytes() })
            .expect("written");
        fs::write(folder.path().join("a.yaml"), if is_project { &b""[..] } else { &bytes }).expect("written");
        if catch_unwind(AssertUnwindSafe(|| compile(folder.path()))).is_err() {
            panic!("case {case}, {}:\n{}", path.display(), String::from_utf8_lossy(&bytes));
        }
    }
}
