//! The form of a check-in: three questions, under a minute.

use super::{needed, number, owner, shown, text};
use crate::model::{Checkin, Goal, GoalState, Id};
use crate::store::{Filter, StoreError, Tx, Window};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::target::Target;

/// How many goals are offered.
const OFFERED: usize = 50;

/// Opens it for the selected goal, or with a choice of goals.
///
/// # Errors
/// What the store says.
pub fn open(target: Option<Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let mut filter = Filter { states: vec![GoalState::Active.word()], ..Filter::default() };
    match target {
        Some(Target::Relationship(id)) => filter.relationship = Some(id),
        Some(Target::Person(id)) => filter.with = Some(id),
        _ => {}
    }
    let goals: Vec<Goal> = match target {
        Some(Target::Goal(id)) => vec![cx.store.need(id)?],
        _ => cx.store.list(&filter, &Window::First, OFFERED)?,
    };
    let Some(first) = goals.first() else {
        cx.note("No goals here yet. n g writes one.");
        return Ok(());
    };
    let last = first.checkins.last().map(|checkin| checkin.value);
    let options = goals.iter().map(|goal| (goal.id.to_string(), goal.title.clone())).collect();
    let fields = vec![
        Field::options("goal", "Goal", options, ""),
        Field::line("value", "Value now", scale(&goals), &shown(last)).checked(Check::Number).required(),
        Field::line("confidence", "Confidence", "0 to 10, to reach it in time", "")
            .checked(Check::Scale(0, 10)),
        Field::text("note", "In words", "what helped, what is in the way", ""),
    ];
    Form::open(cx, "check in", format!("checkin/{}", first.id), fields, Box::new(keep));
    Ok(())
}

/// What a value goes from and to: that of the goal, where it is about one.
fn scale(goals: &[Goal]) -> String {
    match goals {
        [goal] if goal.target.is_some() => {
            let unit = goal.unit.as_deref().map_or(String::new(), |unit| format!(" {unit}"));
            format!("from {} to {}{unit}", goal.start.unwrap_or(0.0), goal.target.unwrap_or(100.0))
        }
        [_] => "from 0 to 100".to_owned(),
        _ => "from 0 to 100, or in its unit".to_owned(),
    }
}

fn keep(values: &Values, tx: &Tx<'_>, assets: &Assets) -> Result<Kept, Wrong> {
    let store = tx.store();
    let goal: Id<Goal> = store.by_id(values.get("goal").map_or("", String::as_str))?;
    let checkin = Checkin {
        id: Id::fresh(),
        at: store.now(),
        by: Some(owner(tx, assets)?),
        value: needed(number(values, "value")?, "value", "where is it now?")?,
        confidence: number(values, "confidence")?,
        note: text(values, "note"),
    };
    let title = tx.edit(goal, |goal| goal.checkins.push(checkin))?.title;
    Ok(Kept::of(format!("checked in: {title}"), format!("Checked in \"{title}\"")))
}
