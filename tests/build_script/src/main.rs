//! Prints what the build script generated.

fn main() {
    print!("{}", include_str!("../schema/generated/migrations/001_notes.sql"));
}
