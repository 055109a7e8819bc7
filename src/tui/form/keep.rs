//! Keeping a form: what is needed is there, the row is written, its draft is over.

use super::meanwhile::{Crossed, Together};
use super::{Form, Kept, Wrong, values};
use crate::store::StoreError;
use crate::tui::layer::{Cx, Effect};

/// Why nothing was kept.
enum Refused {
    /// Something is wrong with what was typed, or with the journal.
    Wrong(Wrong),
    /// The row was changed meanwhile, where it was typed into.
    Crossed(Crossed),
}

/// Whether keeping it made a step of the history: without one there is nothing to take back.
enum Step {
    Made,
    None,
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Wrong(error.into())
    }
}

impl Form {
    /// Keeps it, or says which field is wrong.
    pub(super) fn keep(&mut self, cx: &mut Cx<'_>) {
        let before = cx.store.newest_change().ok();
        let wrong = match self.problem(cx) {
            Some(wrong) => wrong,
            None => match self.write(cx) {
                Ok(kept) => {
                    let step = if before == cx.store.newest_change().ok() { Step::None } else { Step::Made };
                    return self.kept(kept, step, cx);
                }
                Err(Refused::Wrong(wrong)) => wrong,
                Err(Refused::Crossed(crossed)) => self.meet(crossed),
            },
        };
        if let Some(at) = wrong.field.and_then(|name| self.fields.iter().position(|f| f.name == name)) {
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

    fn kept(&mut self, Kept { said, made, .. }: Kept, step: Step, cx: &mut Cx<'_>) {
        self.unsaved = false;
        // What was put aside was not kept: it goes on waiting, aside. A draft that outlives its row
        // is offered again: harmless, so not worth a failure.
        let aside = self.set_aside.take().map(|aside| self.aside(&aside)).unwrap_or_default();
        let _ = cx.store.save_draft(&self.place, &self.title, &aside);
        cx.pop();
        match step {
            Step::Made => cx.done(format!("{said}  u takes it back")),
            // A form of a row that is there says that it changed it.
            Step::None if self.reads.is_some() => cx.note("Nothing was changed."),
            Step::None => cx.note(said),
        }
        cx.effects.extend(made.map(Effect::Made));
    }

    /// The first field that is empty and needed, or holds what it cannot.
    fn problem(&self, cx: &Cx<'_>) -> Option<Wrong> {
        self.shown().into_iter().map(|number| &self.fields[number]).find_map(|field| {
            let value = field.value();
            let message = if field.required && value.trim().is_empty() {
                Some(format!("{} is needed: {}", field.label, field.example))
            } else {
                field.check.problem(&value, cx.store)
            };
            message.map(|message| Wrong { field: Some(field.name), message })
        })
    }

    /// One write: the row is read, compared and kept in it, so that nobody comes between.
    fn write(&self, cx: &Cx<'_>) -> Result<Kept, Refused> {
        cx.store.write_named(|tx| {
            let together = match &self.reads {
                None => Together { values: values(&self.fields), theirs: Vec::new() },
                Some(reads) => {
                    let now = reads(tx.store(), cx.assets).map_err(|error| Refused::Wrong(gone(error)))?;
                    self.together(now).map_err(Refused::Crossed)?
                }
            };
            let kept = (self.save)(&together.values, tx, cx.assets).map_err(Refused::Wrong)?;
            let theirs = match together.theirs.as_slice() {
                [] => String::new(),
                theirs => format!("; {} as it was changed meanwhile", theirs.join(", ")),
            };
            Ok((kept.step.clone(), Kept { said: format!("{}{theirs}", kept.said), ..kept }))
        })
    }
}

/// A row that went away under its form.
fn gone(error: StoreError) -> Wrong {
    match error {
        StoreError::NotFound { noun, .. } => Wrong {
            field: None,
            message: format!(
                "Nothing is written: this {noun} was taken out meanwhile. The bin or :redo has it; Esc keeps \
                 your draft"
            ),
        },
        error => error.into(),
    }
}
