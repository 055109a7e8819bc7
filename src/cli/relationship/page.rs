//! Relationships in a list, and one whole.

use crate::cli::context::Context;
use crate::cli::describe::{self, Names, Page};
use crate::cli::list::{self, ListFlags};
use crate::cli::session::item_line;
use crate::cli::{member, pick};
use crate::error::Problem;
use crate::forms::Forms;
use crate::model::when::said_back;
use crate::model::{Exchange, Id, Relationship, RelationshipStatus};
use crate::sitting::agreement::{latest, review_on};
use crate::sitting::fit::form_is_due;
use crate::store::{Filter, Store, Window};

pub(super) fn list(flags: &ListFlags, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let states: Vec<_> = RelationshipStatus::ALL.iter().map(|state| state.word()).collect();
    let rows: Vec<Relationship> = flags.rows(context, &store, &states)?;
    let names = Names::of(&store)?;
    list::print(context, &rows, &["ID", "FORM", "STATE", "SINCE", "EVERY", "TITLE", "MEMBERS"], |row| {
        let people: Vec<_> = row.members.iter().map(|member| member.person).collect();
        Ok(vec![
            describe::id(row.id),
            row.form.as_str().into(),
            row.status.word().into(),
            describe::day(row.started_on).into(),
            row.cadence_days.map(|days| format!("{days} days")).unwrap_or_default().into(),
            store.title(row.id)?.into(),
            names.all(&people).into(),
        ])
    })
}

pub(super) fn show(name: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let forms = member::forms(context)?;
    let store = context.open()?;
    let row: Relationship = store.need(pick::relationship(&store, name)?)?;
    let names = Names::of(&store)?;
    let form = forms.get(&row.form);
    let members = row.members.iter().map(|member| {
        let role = form.map_or(member.role.as_str(), |form| form.role_label(&member.role));
        let left = member.left_on.map(|day| format!(", left {day}")).unwrap_or_default();
        format!("{}, {role}{left}", names.name(member.person))
    });
    let agreement = row.agreement.iter().filter(|one| latest(&row, &one.section) == Some(*one));
    let chosen = row.choices.iter().map(|choice| {
        let form = forms.get(&choice.form).map_or(choice.form.as_str(), |form| form.name.as_str());
        format!("{}: {form} ({})", said_back(choice.at.day()), choice.answers)
    });
    let ask_again = form_is_due(&row, context.clock.today())
        .then(|| format!("it is time to ask again: mentorlog choose --for {}", pick::quoted(name)));
    Page::new()
        .field("id", row.id.to_string())
        .field("form", form.map_or(row.form.as_str(), |form| form.name.as_str()))
        .each("chosen", chosen)
        .given("does it fit?", ask_again)
        .field("state", row.status.word())
        .given("purpose", row.purpose.as_ref())
        .given("phase", row.phase.as_ref())
        .given("every", row.cadence_days.map(|days| format!("{days} days")))
        .given("minutes", row.session_minutes)
        .field("started", describe::day(row.started_on))
        .field("ended", describe::day(row.ended_on))
        .field("grew out of", kin(&store, &forms, row.successor_of)?)
        .field("went on as", kin(&store, &forms, store.successor(row.id)?)?)
        .each("members", members)
        .each("agreement", agreement.map(|one| format!("{}: {}", one.section, one.text)))
        .field("look again", describe::day(review_on(&row)))
        .each("parking lot", row.parking.iter().map(|item| item_line(item, &names)))
        .each("exchanges", exchanges(&store, &row, &names)?)
        .print(context, &store.title(row.id)?, &row)
}

/// A relationship before or after this one: `3f2a1c Ana Ruiz, Mentor`.
fn kin(store: &Store, forms: &Forms, id: Option<Id<Relationship>>) -> Result<String, Problem> {
    let Some(row) = id.map(|id| store.get(id)).transpose()?.flatten() else { return Ok(String::new()) };
    let form = forms.get(&row.form).map_or(row.form.as_str(), |form| form.name.as_str());
    Ok(format!("{} {}, {form}", row.id.short(), store.title(row.id)?))
}

fn exchanges(store: &Store, row: &Relationship, names: &Names) -> Result<Vec<String>, Problem> {
    let filter = Filter { relationship: Some(row.id), ..Filter::default() };
    let rows: Vec<Exchange> = store.list(&filter, &Window::First, 10)?;
    Ok(rows.iter().map(|row| crate::cli::person::exchange_line(row, names)).collect())
}
