//! The demo journal: a year of invented data that ends today.

use super::{ExchangeError, Options, Summary, import, moments};
use crate::store::Store;
use serde::Deserialize;
use std::ops::ControlFlow;

const JOURNAL: &[u8] = include_bytes!("../../assets/demo/journal.json");

/// The day the file was written: its "today".
#[derive(Deserialize)]
struct Head {
    exported_at: String,
    #[serde(default)]
    exported_at_offset: Option<String>,
}

/// Fills a journal with the demo's rows, moved so that the file's last day is today.
///
/// # Errors
/// What [`import`] says.
pub fn load(store: &Store) -> Result<Summary, ExchangeError> {
    let head: Head =
        serde_json::from_slice(JOURNAL).map_err(|error| ExchangeError::from_json(error, None))?;
    let anchor = moments::read(&head.exported_at, head.exported_at_offset.as_deref())
        .map_err(|fault| ExchangeError::at("exported_at", fault))?;
    let shift_days = store.clock().today().signed_duration_since(anchor.day()).num_days();
    let options = Options { label: "demo".to_owned(), dry_run: false, shift_days };
    import(store, JOURNAL, &options, &mut |_| ControlFlow::Continue(()))
}
