//! Which questions to ask: those of the form that were not asked yet come first.

use super::PromptUse;
use crate::forms::{Form, Prompt};
use chrono::NaiveDate;

/// So many questions: never used ones first, in the form's order, then those used longest ago; the
/// later ones of another stage of the talk than the first where that is possible.
pub fn choose<'a>(form: &'a Form, uses: &[PromptUse], count: usize) -> Vec<&'a Prompt> {
    let mut ranked: Vec<&Prompt> = form.prompts.iter().collect();
    ranked.sort_by_key(|prompt| last_used(uses, prompt));
    let mut chosen: Vec<&Prompt> = Vec::new();
    while chosen.len() < count && !ranked.is_empty() {
        let best = ranked.first().and_then(|first| last_used(uses, first));
        let fresh = |prompt: &&Prompt| {
            last_used(uses, prompt) == best && chosen.iter().all(|one| one.stage != prompt.stage)
        };
        let at = ranked.iter().position(fresh).unwrap_or(0);
        chosen.push(ranked.remove(at));
    }
    chosen
}

fn last_used(uses: &[PromptUse], prompt: &Prompt) -> Option<NaiveDate> {
    uses.iter().filter(|one| one.prompt == prompt.text).map(|one| one.used_on).max()
}
