//! The library in a build script: the crate beside this file builds, and runs with what its build script wrote.

use std::path::Path;
use std::process::Command;

#[test]
fn a_build_script_generates() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/build_script");
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in ["build.rs", "src/main.rs", "schema/schemac.yaml", "schema/notes.yaml"] {
        let target = folder.path().join(file);
        std::fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        std::fs::copy(source.join(file), target).expect("a copy");
    }
    let manifest = std::fs::read_to_string(source.join("Cargo.toml")).expect("the manifest");
    let manifest = manifest.replace("../..", env!("CARGO_MANIFEST_DIR"));
    std::fs::write(folder.path().join("Cargo.toml"), manifest).expect("the manifest");
    // The versions that this repository is tested with.
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock"), folder.path().join("Cargo.lock"))
        .expect("the lock");

    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(folder.path())
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("build_script"))
            .env("SCHEMAC_CACHE_DIR", folder.path().join("cache"))
            .output()
            .expect("cargo runs");
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    let (success, stdout, stderr) = run(&["run", "--quiet"]);
    assert!(success, "{stderr}");
    assert!(stdout.contains("create table public.notes"), "{stdout}");

    let broken = folder.path().join("schema/notes.yaml");
    let text = std::fs::read_to_string(&broken).expect("the schema").replace("type: uuid", "type: uid");
    std::fs::write(&broken, text).expect("the schema");
    let (success, _, stderr) = run(&["build", "--quiet"]);
    assert!(!success);
    assert!(stderr.contains("no type `uid` is known") && stderr.contains("did you mean `uuid`?"), "{stderr}");
}
