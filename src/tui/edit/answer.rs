//! The short form of a loop's next words: what they said, or what was answered, and how it was felt.

use super::candour::{FELT, interaction, map, slider};
use super::{again, number, text, when, when_field};
use crate::model::text::one_line;
use crate::model::when::Direction;
use crate::model::{Candour, Feedback, FeedbackState, FeedbackStyle, Id, Step};
use crate::store::{StoreError, Tx};
use crate::tui::field::Field;
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::widget::candour::Interaction;

/// Opens it for a feedback that waits for words; another has none to be asked for.
///
/// # Errors
/// What the store says.
pub fn open(id: Id<Feedback>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = cx.store.need(id)?;
    let step = row.step(cx.store.owner()?);
    let (title, state) = match step {
        Step::Hear => ("what they said", FeedbackState::Given),
        Step::HearAnswer => ("what they answered", FeedbackState::Answered),
        Step::Answer => ("my answer", FeedbackState::Answered),
        Step::Say | Step::Give | Step::Act | Step::Closed => {
            cx.note(format!("This feedback is {}; it waits for no words.", row.state));
            return Ok(());
        }
    };
    let label = match step {
        Step::Hear => "They said",
        Step::HearAnswer => "They answered",
        _ => "I answer",
    };
    let fields = fields(&row, label, state);
    let gist = one_line(row.gist());
    cx.note(format!("{}: \"{gist}\"", cx.store.name(row.from)?));
    let reads = again(Some(id), move |row, _, _| Ok(self::fields(row, label, state)));
    let save = move |values: &Values, tx: &Tx<'_>, _: &_| keep(id, state, values, tx);
    let mut form = Form::new(title, format!("answer/{id}"), fields, Box::new(save)).changing(reads);
    if is_felt(&row) {
        let meant = Candour::of(row.care, row.challenge);
        form = form.beside(map(&[FELT], move |values| Interaction { meant, ..interaction(values) }));
    }
    form.show(cx);
    Ok(())
}

/// Whether it is asked how it was felt.
fn is_felt(row: &Feedback) -> bool {
    row.style != FeedbackStyle::Feedforward && row.style != FeedbackStyle::MoreLess
}

fn fields(row: &Feedback, label: &'static str, state: FeedbackState) -> Vec<Field> {
    let known = if state == FeedbackState::Given { &row.text } else { &row.response };
    // Feedforward takes no debate: the one answer is thanks.
    let words = if row.style == FeedbackStyle::Feedforward && state == FeedbackState::Answered {
        Field::choice("words", label, &["thank you"], "thank you")
    } else {
        let known = known.as_deref().unwrap_or_default();
        Field::text("words", label, "in their words, or yours", known).required()
    };
    let mut fields = vec![words];
    if is_felt(row) {
        fields.push(slider("felt_care", "Felt care", row.felt_care));
        fields.push(slider("felt_challenge", "Felt direct", row.felt_challenge));
    }
    fields.push(when_field("when", "When", "empty: now", "", Direction::Past));
    fields
}

fn keep(id: Id<Feedback>, state: FeedbackState, values: &Values, tx: &Tx<'_>) -> Result<Kept, Wrong> {
    let store = tx.store();
    let at = when(values, "when", store, Direction::Past)?.map(|when| when.moment(store.clock()));
    let at = at.unwrap_or_else(|| store.now());
    let words = text(values, "words");
    let felt = (number(values, "felt_care")?, number(values, "felt_challenge")?);
    tx.edit(id, |row: &mut Feedback| {
        if state == FeedbackState::Given {
            row.text = words
        } else {
            row.response = words
        }
        (row.felt_care, row.felt_challenge) = felt;
        row.reach(row.state.max(state), at);
    })?;
    let said = match state {
        FeedbackState::Given => "Written down. Enter answers it",
        _ => "Answered. p makes a promise of it",
    };
    Ok(Kept::of(format!("feedback {state}"), said))
}
