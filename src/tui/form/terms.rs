//! What a form is told to do, and what it says about it.

use crate::lint::Finding;
use crate::store::{Store, StoreError, Tx};
use crate::tui::Assets;
use crate::tui::field::Field;
use crate::tui::layer::Cx;
use crate::tui::target::Target;
use std::collections::BTreeMap;

/// What the fields hold, by name.
pub type Values = BTreeMap<String, String>;

/// What keeping a form does, inside the one write it is: what was done, or which field is wrong and why.
pub type Save = Box<dyn Fn(&Values, &Tx<'_>, &Assets) -> Result<Kept, Wrong>>;

/// Fills in the fields of a row as it stands in the journal now.
pub type Reads = Box<dyn Fn(&Store, &Assets) -> Result<Vec<Field>, StoreError>>;

/// What would make a text clearer, by the name of its field: said while it is typed, never a bar.
pub type Advise = Box<dyn Fn(&Values, &Assets) -> Vec<(&'static str, Finding)>>;

/// Asks elsewhere what belongs into a field, and fills it in with [`Effect::Fill`].
pub type Asks = Box<dyn Fn(&mut Cx<'_>) -> Result<(), StoreError>>;

/// Whether a field belongs to what the other fields say.
pub type Shows = Box<dyn Fn(&str, &Values) -> bool>;

/// What keeping a form did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The step, as the history names it.
    pub step: String,
    /// In words, without the way back.
    pub said: String,
    /// The row that is new by it: it is selected wherever it belongs.
    pub made: Option<Target>,
}

impl Kept {
    /// A step, and what is said of it.
    pub fn of(step: impl Into<String>, said: impl Into<String>) -> Self {
        Self { step: step.into(), said: said.into(), made: None }
    }

    /// The same with the row that is new by it, where one is.
    #[must_use]
    pub fn made(self, row: Option<impl Into<Target>>) -> Self {
        Self { made: row.map(Into::into), ..self }
    }
}

/// Why a form cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The field, where one is to blame.
    pub field: Option<&'static str>,
    /// What to do about it.
    pub message: String,
}

impl From<StoreError> for Wrong {
    fn from(error: StoreError) -> Self {
        let way = match &error {
            StoreError::Closed { .. } => ": Esc, :relationships, e, its State",
            _ => "",
        };
        Self { field: None, message: format!("{error}{way}") }
    }
}

/// Where typing begins in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// At the first field; while something is needed, at the first empty one.
    Top,
    /// At the first empty field: what stands before it is known.
    Gap,
}
