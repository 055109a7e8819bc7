//! Keeping a form: what is needed is there, the row is written, its draft is over.

use super::{Form, Wrong, values};
use crate::tui::layer::{Cx, Effect};
use crate::tui::target::Target;

/// What keeping a form did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// In words, without the way back.
    pub said: String,
    /// The row that is new by it: it is selected wherever it belongs.
    pub made: Option<Target>,
}

impl Kept {
    /// A new row, or one that was known and changed.
    pub fn row(said: String, known: bool, row: impl Into<Target>) -> Self {
        Self { said, made: (!known).then(|| row.into()) }
    }
}

impl From<String> for Kept {
    fn from(said: String) -> Self {
        Self { said, made: None }
    }
}

impl Form {
    /// Keeps it, or says which field is wrong.
    pub(super) fn keep(&mut self, cx: &mut Cx<'_>) {
        match self.try_keep(cx) {
            Ok(Kept { said, made }) => {
                self.unsaved = false;
                // What was put aside was not kept: it goes on waiting. A draft that outlives its row
                // is offered again: harmless, so not worth a failure.
                let aside = self.set_aside.take().map(|aside| self.draft(&aside)).unwrap_or_default();
                let _ = cx.store.save_draft(&self.place, &self.title, &aside);
                cx.pop();
                cx.done(format!("{said}  u takes it back"));
                cx.effects.extend(made.map(Effect::Made));
            }
            Err(wrong) => {
                if let Some(at) = wrong.field.and_then(|name| self.fields.iter().position(|f| f.name == name))
                {
                    self.focus_on(at);
                }
                self.unsaved = true;
                // Also where the field says it already: the key was heard.
                cx.fail(format!("Not kept yet: {}", wrong.message));
                self.wrong = Some(wrong);
                if self.names_several(cx) {
                    self.who(cx);
                }
            }
        }
    }

    fn try_keep(&self, cx: &Cx<'_>) -> Result<Kept, Wrong> {
        for field in self.shown().into_iter().map(|number| &self.fields[number]) {
            let value = field.value();
            if field.required && value.trim().is_empty() {
                let message = format!("{} is needed: {}", field.label, field.example);
                return Err(Wrong { field: Some(field.name), message });
            }
            if let Some(message) = field.check.problem(&value, cx.store) {
                return Err(Wrong { field: Some(field.name), message });
            }
        }
        (self.save)(&values(&self.fields), cx.store, cx.assets)
    }
}
