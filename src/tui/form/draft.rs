//! What is typed in a form and not kept yet: gone on with, put aside, brought back.

use super::{Form, Values, values};
use crate::store::{Draft, Typed};
use crate::tui::layer::{Cx, Layer};

impl Form {
    /// Goes on with a draft, and says so.
    pub(super) fn go_on(&mut self, draft: Draft) -> String {
        let Draft { typed, saved_at, .. } = draft;
        let mut changed = Vec::new();
        for field in &mut self.fields {
            let Some(text) = typed.fields.get(field.name) else { continue };
            let before = typed.before.get(field.name);
            if !is_new(&self.place) && before.is_some_and(|before| *before != field.value()) {
                changed.push(field.label.clone());
            }
            field.set(text);
        }
        let said = format!("Continued from {}, {}.", saved_at.local().format("%H:%M"), typed.said());
        let nothing = typed.fields.is_empty();
        self.set_aside = Some(typed.aside).filter(|aside| !aside.is_empty());
        if nothing {
            return "Ctrl+R brings back what was put aside.".to_owned();
        }
        match (changed.as_slice(), &self.set_aside) {
            ([], None) => format!("{said} Ctrl+R starts fresh."),
            ([], Some(_)) => format!("{said} Ctrl+R brings back what was put aside."),
            (labels, _) => {
                format!("{said} Meanwhile {} changed: Ctrl+R shows what is there now.", labels.join(", "))
            }
        }
    }

    /// Puts what was typed aside, or what was put aside back: nothing is lost either way.
    pub(super) fn start_fresh(&mut self, cx: &mut Cx<'_>) {
        let typed = Some(values(&self.fields)).filter(|now| *now != self.untouched);
        let put = match (self.set_aside.take(), &typed) {
            (Some(aside), _) => {
                cx.note("Back again. Ctrl+R changes between the two.");
                aside
            }
            (None, Some(_)) => {
                cx.note("Fresh. Ctrl+R brings back what was typed.");
                self.untouched.clone()
            }
            (None, None) => return cx.note("Nothing was typed here yet."),
        };
        self.set_aside = typed;
        for field in &mut self.fields {
            if let Some(value) = put.get(field.name).or_else(|| self.untouched.get(field.name)) {
                field.set(value);
            }
        }
        self.touched();
        self.enter();
    }

    /// What is not kept yet: the fields' texts, and beside them what was put aside.
    pub(super) fn typed(&self) -> Typed {
        let now = values(&self.fields);
        let aside = self.set_aside.as_ref().map(|aside| self.aside(aside)).unwrap_or_default();
        if now == self.untouched { aside } else { Typed { aside: aside.aside, ..self.draft(&now) } }
    }

    /// Texts that were put aside: they come back when they are asked for, and not by themselves.
    pub(super) fn aside(&self, texts: &Values) -> Typed {
        Typed { aside: self.draft(texts).fields, ..Typed::default() }
    }

    /// Texts as a draft keeps them: of a row that is changed only those that were typed in, so that
    /// what else changes meanwhile stays.
    pub(super) fn draft(&self, texts: &Values) -> Typed {
        let mut typed = Typed::of(texts.clone());
        if !is_new(&self.place) {
            typed.fields.retain(|name, text| self.untouched.get(name) != Some(text));
        }
        typed.before = self.untouched.clone();
        typed.before.retain(|name, _| typed.fields.contains_key(name));
        typed
    }

    /// Esc keeps the text as a draft.
    pub(super) fn leave(&mut self, cx: &mut Cx<'_>) {
        let changed = self.set_aside.is_some() || values(&self.fields) != self.untouched;
        let kept = self.flush(cx.store);
        let is_draft = changed && kept.is_ok();
        if !self.leaving.now(kept, cx) {
            return;
        }
        cx.pop();
        if is_draft {
            cx.note("Kept as a draft; :drafts has it.");
        }
    }
}

/// Whether a place is that of a new row: it has no fields of its own, only what was filled in.
fn is_new(place: &str) -> bool {
    place.ends_with("/new")
}
