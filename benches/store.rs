//! What the journal's file costs.
fn main() {}
