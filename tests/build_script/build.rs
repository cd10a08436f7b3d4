fn main() -> Result<(), schemac::build_script::Failed> {
    schemac::build_script::generate("schema")
}
