//! The form of a goal.

use super::{
    again, number, owner, people, place, shown, somebody, standing, text, visibility_field, when, when_field,
    word,
};
use crate::model::when::Direction;
use crate::model::{Goal, GoalState, Id, Visibility};
use crate::store::{Store, StoreError, Tx};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::target::Target;

/// Opens it for a goal, or for a new one of somebody.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Goal>>, target: Option<Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = id.map(|id| cx.store.need(id)).transpose()?;
    let whose = if row.is_none() { somebody(target.as_ref(), cx)? } else { String::new() };
    let fields = fields(row.as_ref(), &whose, cx.store)?;
    let title = row.map_or_else(|| "new goal".to_owned(), |row| row.title);
    let save = move |values: &Values, tx: &Tx<'_>, assets: &Assets| keep(id, values, tx, assets);
    let reads = again(id, |row, store, _| self::fields(Some(row), "", store));
    Form::new(title, place("goal", id), fields, Box::new(save)).changing(reads).show(cx);
    Ok(())
}

fn fields(row: Option<&Goal>, whose: &str, store: &Store) -> Result<Vec<Field>, StoreError> {
    let owners = match row {
        Some(row) => row.owners.iter().map(|id| store.name(*id)).collect::<Result<Vec<_>, _>>()?.join(", "),
        None => whose.to_owned(),
    };
    let of = |part: fn(&Goal) -> Option<String>| row.and_then(part).unwrap_or_default();
    let states: Vec<&str> = GoalState::ALL.iter().map(|state| state.word()).collect();
    Ok(vec![
        Field::line(
            "title",
            "Goal",
            "e.g. Ana leads one incident review",
            &of(|row| Some(row.title.clone())),
        )
        .required(),
        Field::line("owners", "Whose", "names with commas; empty: mine", &owners).checked(Check::People),
        Field::line("why", "Why", "why it matters", &of(|row| row.why.clone())),
        Field::line("measure", "Measure", "e.g. reviews led", &of(|row| row.measure.clone())),
        Field::line("unit", "Unit", "e.g. reviews; empty: percent", &of(|row| row.unit.clone())),
        Field::line("start", "Start", "e.g. 0", &shown(row.and_then(|row| row.start))).checked(Check::Number),
        Field::line("target", "Target", "e.g. 100", &shown(row.and_then(|row| row.target)))
            .checked(Check::Number),
        when_field(
            "due",
            "By",
            "e.g. in 3 months",
            &of(|row| row.due_on.map(|day| day.to_string())),
            Direction::Future,
        ),
        Field::choice("state", "State", &states, &of(|row| Some(row.state.word().to_owned()))),
        visibility_field(row.map_or(Visibility::Private, |row| row.visibility)),
    ])
}

fn keep(id: Option<Id<Goal>>, values: &Values, tx: &Tx<'_>, assets: &Assets) -> Result<Kept, Wrong> {
    let store = tx.store();
    let verb = if id.is_some() { "Changed" } else { "Added" };
    let mut goal = standing(id, store)?.unwrap_or_else(|| Goal::titled(""));
    goal.title = text(values, "title").unwrap_or_default();
    goal.why = text(values, "why");
    goal.measure = text(values, "measure");
    goal.unit = text(values, "unit");
    goal.start = number(values, "start")?;
    goal.target = number(values, "target")?;
    goal.due_on = when(values, "due", store, Direction::Future)?.map(|when| when.day);
    goal.state = word(values, "state")?;
    goal.visibility = word(values, "visibility")?;
    let me = owner(tx, assets)?;
    goal.owners = people(values, "owners", store)?;
    if goal.owners.is_empty() {
        goal.owners.push(me);
    }
    if goal.relationship.is_none()
        && let Some(other) = goal.owners.iter().find(|owner| **owner != me)
    {
        goal.relationship = super::belongs(store, None, *other)?;
    }
    tx.put(&goal)?;
    let step = format!("{} goal {}", verb.to_lowercase(), goal.title);
    let said = format!("{verb} goal \"{}\"", goal.title);
    Ok(Kept::of(step, said).made(id.is_none().then_some(goal.id)))
}
