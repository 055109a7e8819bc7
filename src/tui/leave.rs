//! Leaving a place whose text cannot be kept: said once, then done.

use super::layer::Cx;
use crate::store::StoreError;

/// Whether it was said that the text would be lost.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// Not yet.
    #[default]
    Unsaid,
    /// It was; the next Esc leaves.
    Said,
}

impl Leaving {
    /// Whether to leave now, by how keeping the draft went. The first refusal says what it costs.
    pub fn now(&mut self, kept: Result<(), StoreError>, cx: &mut Cx<'_>) -> bool {
        match (kept, *self) {
            (Ok(()), _) | (Err(_), Self::Said) => true,
            (Err(error), Self::Unsaid) => {
                *self = Self::Said;
                cx.fail(format!("Esc again leaves without the text: {error}"));
                false
            }
        }
    }
}
