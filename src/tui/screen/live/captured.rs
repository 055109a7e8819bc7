//! What was captured in a session, one short line a row, with the signs it was typed with.

use crate::model::text::one_line;
use crate::model::when::spoken;
use crate::model::{Commitment, Exchange, Feedback, FeedbackState, Id, Person, Reflection, Session};
use crate::store::StoreError;
use crate::tui::screen::line::Pen;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::{cells, fit};
use uuid::Uuid;

/// Cells of a name.
const NAME: usize = 6;

/// The rows, the newest first.
///
/// # Errors
/// What the store says.
pub(super) fn rows(pen: &Pen<'_>, session: Id<Session>, width: usize) -> Result<Vec<Row>, StoreError> {
    let today = pen.store.clock().today();
    let mut rows: Vec<(Uuid, Row)> = Vec::new();
    for row in pen.store.of_session::<Commitment>(session)? {
        let day = row.due_on.map_or(String::new(), |day| format!(" {}", spoken(day, today)));
        let text = line(pen, "!", Some(row.owner), &row.text, &day, width)?;
        rows.push((row.id.uuid(), Row::new(text, row.id)));
    }
    for row in pen.store.of_session::<Exchange>(session)? {
        let mine = Some(row.from) == pen.owner;
        let (sign, other) = if mine { (">", row.to) } else { ("<", Some(row.from)) };
        rows.push((row.id.uuid(), Row::new(line(pen, sign, other, &row.text, "", width)?, row.id)));
    }
    for row in pen.store.of_session::<Feedback>(session)? {
        let other = if Some(row.from) == pen.owner { row.to } else { row.from };
        let sign = if row.state == FeedbackState::Asked { "?" } else { "f" };
        rows.push((row.id.uuid(), Row::new(line(pen, sign, Some(other), row.gist(), "", width)?, row.id)));
    }
    for row in pen.store.of_session::<Reflection>(session)? {
        let about = row.about.first().copied();
        rows.push((row.id.uuid(), Row::new(line(pen, " ", about, &row.text, "", width)?, row.id)));
    }
    // Ids are ordered by time.
    rows.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn line(
    pen: &Pen<'_>,
    sign: &str,
    person: Option<Id<Person>>,
    text: &str,
    tail: &str,
    width: usize,
) -> Result<String, StoreError> {
    let name = match person {
        Some(person) => pen.store.short_names(&[person])?.pop().unwrap_or_default(),
        None => String::new(),
    };
    let room = width.saturating_sub(NAME + 3 + cells(tail));
    Ok(format!("{sign} {} {}{tail}", fit(&name, NAME), fit(&one_line(text), room)))
}
