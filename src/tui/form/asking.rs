//! What belongs into a field, asked elsewhere: the form goes on with what was found.

use super::{Asks, Form, Values};
use crate::tui::command::Command;
use crate::tui::layer::{Cx, Effect};

impl Form {
    /// Whether the field in focus can be asked for elsewhere.
    pub(super) fn asks(&self) -> Option<&Asks> {
        let (name, asks) = self.asking.as_ref()?;
        self.fields.get(self.focus).filter(|field| field.name == *name).map(|_| asks)
    }

    /// Asks elsewhere what belongs into the field in focus; where nobody can say, help explains the keys.
    pub(super) fn ask(&self, cx: &mut Cx<'_>) {
        match self.asks() {
            Some(asks) => {
                if let Err(error) = asks(cx) {
                    cx.fail(error.to_string());
                }
            }
            None => cx.effects.push(Effect::Dispatch(Command::Help)),
        }
    }

    /// Takes values that were found elsewhere.
    pub(super) fn fill(&mut self, values: &Values) {
        for field in &mut self.fields {
            if let Some(value) = values.get(field.name) {
                field.set(value);
            }
        }
        self.touched();
    }
}
