//! The generated models compile without a warning, and read and write what Postgres holds: a full and an empty row of every table.
//! They are formatted as rustfmt does without a configuration, which `tests/models.rs` checks.
#![deny(warnings)]

#[rustfmt::skip]
#[path = "../generated/agent_system/models/mod.rs"]
mod agent_system;
#[rustfmt::skip]
#[path = "../generated/agentflow/models/mod.rs"]
mod agentflow;
#[rustfmt::skip]
#[path = "../generated/swissbrain/models/mod.rs"]
mod swissbrain;
#[rustfmt::skip]
#[path = "models/tricky/models/mod.rs"]
mod tricky;
#[rustfmt::skip]
#[path = "../generated/trip_planner/models/mod.rs"]
mod trip_planner;
#[rustfmt::skip]
#[path = "../generated/unified_memory/models/mod.rs"]
mod unified_memory;

#[cfg(feature = "live")]
#[path = "models/live.rs"]
mod live;

#[test]
fn secrets_are_not_printed() {
    let mut key = trip_planner::users::NewApiKeys::new(
        uuid::Uuid::nil(),
        "mail".to_owned(),
        b"secret".to_vec(),
        b"hash".to_vec(),
    );
    key.key_hint = Some("…cret".to_owned());
    let printed = format!("{key:?}");
    assert!(printed.contains("encrypted_key: \"…\", key_hash: \"…\", key_hint: Some(\"…cret\")"), "{printed}");
}

#[test]
fn an_insert_names_what_is_given() {
    let mut lead = agentflow::main::NewLeads::new("Ada".to_owned());
    lead.status = Some(agentflow::main::LeadStatus::Won);
    let insert = lead.insert().expect("it can be encoded");
    assert_eq!(insert.into_string(), "insert into public.leads (name, status) values ($1, $2)");
    let nothing = tricky::main::NewDefaultsOnly::default().insert().expect("there is nothing to encode");
    assert_eq!(nothing.into_string(), "insert into app.defaults_only default values");
}

#[test]
fn labels_are_those_of_the_database() {
    use tricky::main::OddLabels;
    for label in OddLabels::ALL {
        let text = serde_json::to_string(label).expect("a text");
        assert_eq!(text, serde_json::to_string(label.as_str()).expect("a text"));
        assert_eq!(serde_json::from_str::<OddLabels>(&text).expect("a label"), *label);
    }
}
