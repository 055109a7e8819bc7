//! What the lints say about something that was just kept: talk on standard error, never a bar.

use super::context::Context;
use super::member;
use crate::error::Problem;
use crate::lint::{self, Part, commitment::Due};
use crate::model::{Commitment, Feedback, FeedbackStyle};

/// Says what would make a feedback clearer.
///
/// # Errors
/// When the forms' folder cannot be read.
pub fn on_feedback(context: &mut Context<'_>, row: &Feedback) -> Result<(), Problem> {
    let forms = member::forms(context)?;
    let words = forms.lint();
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    let (situation, behaviour, impact, intent, text) =
        (of(&row.situation), of(&row.behaviour), of(&row.impact), of(&row.intent), of(&row.text));
    let parts = [
        (Part::Situation, situation.as_str()),
        (Part::Behaviour, behaviour.as_str()),
        (Part::Impact, impact.as_str()),
        (Part::Intent, intent.as_str()),
    ];
    for (part, finding) in lint::feedback(words, &parts) {
        let text = parts.iter().find(|(other, _)| *other == part).map_or("", |(_, text)| text);
        context.out.say(&format!("hint: {part}: {}", finding.sentence(text)));
    }
    let judge = match row.style {
        FeedbackStyle::Praise => lint::praise::praise,
        FeedbackStyle::Feedforward => lint::praise::feedforward,
        FeedbackStyle::Sbi | FeedbackStyle::MoreLess | FeedbackStyle::Free => lint::praise::free,
    };
    for finding in judge(words, &text) {
        context.out.say(&format!("hint: {}", finding.sentence(&text)));
    }
    Ok(())
}

/// Says what would make a commitment clearer.
///
/// # Errors
/// When the forms' folder cannot be read.
pub fn on_commitment(context: &mut Context<'_>, row: &Commitment) -> Result<(), Problem> {
    let forms = member::forms(context)?;
    let due = if row.due_on.is_some() { Due::Set } else { Due::Open };
    for finding in lint::commitment::commitment(forms.lint(), &row.text, due) {
        context.out.say(&format!("hint: {}", finding.sentence(&row.text)));
    }
    Ok(())
}
