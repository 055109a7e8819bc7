//! The form of a relationship: people, form, role, rhythm.

use super::{again, number, owner, place, somebody, standing, text, when, when_field, word};
use crate::forms::{Form as MentoringForm, Misread};
use crate::model::when::Direction;
use crate::model::{Answers, Choice, Id, Member, Person, Relationship, RelationshipStatus};
use crate::store::{Store, StoreError, Tx};
use crate::tui::Assets;
use crate::tui::field::check::names;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::{Cx, Effect};
use crate::tui::screen::choose::{self, Chosen};
use crate::tui::target::Target;

/// Opens it for a relationship, or for a new one with somebody.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Relationship>>, target: Option<Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = id.map(|id| cx.store.need(id)).transpose()?;
    let name = if row.is_none() { somebody(target.as_ref(), cx)? } else { String::new() };
    show(row, place("relationship", id), name, cx)
}

/// What the chooser found, as the values of this form; my role becomes the found form's own.
pub fn chosen(chosen: &Chosen) -> Values {
    let values =
        [("form", chosen.form.clone()), ("answers", chosen.answers.to_string()), ("role", String::new())];
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Opens it for a new one with somebody whose name is typed already.
///
/// # Errors
/// What the store says.
pub fn with(name: &str, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    show(None, format!("relationship/{name}/new"), name.to_owned(), cx)
}

fn show(row: Option<Relationship>, place: String, name: String, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let fields = fields(row.as_ref(), &name, cx.store, cx.assets)?;
    let title = match &row {
        Some(row) => with_whom(row, cx.store)?,
        None => "new relationship".to_owned(),
    };
    let id = row.map(|row| row.id);
    let save = move |values: &Values, tx: &Tx<'_>, assets: &Assets| keep(id, values, tx, assets);
    let reads = again(id, |row, store, assets| self::fields(Some(row), "", store, assets));
    let asks = move |cx: &mut Cx<'_>| {
        choose::ask(id, Box::new(|found, cx| cx.effects.push(Effect::Fill(chosen(&found)))), cx)
    };
    Form::new(title, place, fields, Box::new(save))
        .changing(reads)
        .asking("form", Box::new(asks))
        // The answers are on screen once there are some.
        .showing(Box::new(|name, _| name != "answers"))
        .show(cx);
    Ok(())
}

/// The names of the others in it.
fn with_whom(row: &Relationship, store: &Store) -> Result<String, StoreError> {
    let me = store.owner()?;
    let others = row.members.iter().filter(|member| Some(member.person) != me);
    Ok(others.map(|member| store.name(member.person)).collect::<Result<Vec<_>, _>>()?.join(", "))
}

fn fields(
    row: Option<&Relationship>,
    name: &str,
    store: &Store,
    assets: &Assets,
) -> Result<Vec<Field>, StoreError> {
    let me = store.owner()?;
    let with = row.map_or_else(|| Ok(name.to_owned()), |row| with_whom(row, store))?;
    let role = row.and_then(|row| row.members.iter().find(|m| Some(m.person) == me)).map(|m| m.role.clone());
    let options = assets
        .forms
        .iter()
        .map(|form| (form.id.clone(), format!("{}: {}", form.name, form.seed_line)))
        .collect();
    let of = |part: fn(&Relationship) -> Option<String>| row.and_then(part).unwrap_or_default();
    Ok(vec![
        Field::line("with", "With", "e.g. Ana Ruiz, or several names with commas", &with)
            .checked(Check::NewPeople)
            .required(),
        Field::options("form", "Form", options, &of(|row| Some(row.form.clone()))),
        Field::line("role", "My role", "empty: the form's own", &role.unwrap_or_default()),
        Field::line("title", "Called", "empty: by their names", &of(|row| row.title.clone())),
        Field::text("purpose", "Purpose", "what it is for, in a sentence", &of(|row| row.purpose.clone())),
        Field::line("cadence", "Every (days)", "e.g. 21", &of(|row| row.cadence_days.map(|d| d.to_string())))
            .checked(Check::Number),
        Field::line("minutes", "Minutes", "e.g. 60", &of(|row| row.session_minutes.map(|d| d.to_string())))
            .checked(Check::Number),
        when_field(
            "started",
            "Since",
            "e.g. today",
            &of(|row| row.started_on.map(|d| d.to_string())),
            Direction::Past,
        ),
        Field::choice(
            "status",
            "State",
            &["active", "paused", "closed"],
            &of(|row| Some(row.status.word().to_owned())),
        ),
        Field::line("answers", "Chosen by", "the answers to the chooser", ""),
    ])
}

fn keep(id: Option<Id<Relationship>>, values: &Values, tx: &Tx<'_>, assets: &Assets) -> Result<Kept, Wrong> {
    let store = tx.store();
    let verb = if id.is_some() { "Changed" } else { "Added" };
    let mut relationship = standing(id, store)?.unwrap_or_else(|| Relationship::of_form(""));
    relationship.form = text(values, "form").unwrap_or_default();
    relationship.title = text(values, "title");
    relationship.purpose = text(values, "purpose");
    relationship.cadence_days = number(values, "cadence")?.filter(|days| *days > 0);
    relationship.session_minutes = number(values, "minutes")?.filter(|minutes| *minutes > 0);
    relationship.started_on = when(values, "started", store, Direction::Past)?.map(|when| when.day);
    relationship.turn(word::<RelationshipStatus>(values, "status")?, store.clock().today());
    let Some(form) = assets.forms.get(&relationship.form) else {
        return Err(Wrong { field: Some("form"), message: "choose a form".to_owned() });
    };
    let answers = answers(values, "answers", assets)?;
    if let Some(answers) = answers {
        relationship.choices.push(Choice::made(store.now(), answers, form.id.clone()));
    }
    let role = my_role(form, text(values, "role"))?;
    let others: Vec<String> = names(&text(values, "with").unwrap_or_default()).map(str::to_owned).collect();
    if !form.size.admits(others.len() + 1) {
        let message =
            format!("{} is for {}; with you that is {}", form.name, form.size.words(), others.len() + 1);
        return Err(Wrong { field: Some("with"), message });
    }
    let mut members = vec![(owner(tx, assets)?, role.clone())];
    let mut called = Vec::new();
    for name in &others {
        let person = match store.person(name) {
            Ok(person) => person,
            Err(StoreError::NotFound { .. }) => tx.put(&Person::named(name.clone()))?,
            Err(error) => return Err(Wrong { field: Some("with"), message: error.to_string() }),
        };
        members.push((person, their_role(form, &role)));
        // Whom it was, and not as much of the name as was typed.
        called.push(store.name(person)?);
    }
    relationship.members = seats(form, &relationship.members, members);
    tx.put(&relationship)?;
    let with = called.join(", ");
    let step = format!("{} relationship with {with}", verb.to_lowercase());
    let said = format!("{verb} {} with {with}", form.name);
    Ok(Kept::of(step, said).made(id.is_none().then_some(relationship.id)))
}

/// The answers that led to the form, where it was found with the chooser.
pub(in crate::tui) fn answers(
    values: &Values,
    field: &'static str,
    assets: &Assets,
) -> Result<Option<Answers>, Wrong> {
    let Some(text) = text(values, field) else { return Ok(None) };
    let read = assets.forms.chooser().read(&text);
    let wrong = |misread: Misread| Wrong {
        field: Some(field),
        message: format!("{}: {}", misread.message, misread.hint),
    };
    Ok(Some(read.map_err(wrong)?).filter(|answers| !answers.is_blank()))
}

/// Members who stay keep their days, and their role where the form has it; I take the role that was
/// asked for.
fn seats(form: &MentoringForm, before: &[Member], now: Vec<(Id<Person>, String)>) -> Vec<Member> {
    now.into_iter()
        .enumerate()
        .map(|(at, (person, role))| match before.iter().find(|member| member.person == person) {
            Some(member) if at > 0 && form.role(&member.role).is_some() => member.clone(),
            Some(member) => Member { role, ..member.clone() },
            None => Member { person, role, joined_on: None, left_on: None },
        })
        .collect()
}

fn my_role(form: &MentoringForm, asked: Option<String>) -> Result<String, Wrong> {
    match asked {
        None => Ok(form.owner_role.clone()),
        Some(role) => {
            let wanted = role.to_lowercase();
            let found =
                form.roles.iter().find(|role| role.id == wanted || role.label.to_lowercase() == wanted);
            found.map(|role| role.id.clone()).ok_or_else(|| {
                let all: Vec<_> = form.roles.iter().map(|role| role.id.as_str()).collect();
                Wrong { field: Some("role"), message: format!("{} has: {}", form.name, all.join(", ")) }
            })
        }
    }
}

/// The role of the others: the form's partner role, or its owner role when I took the other one.
fn their_role(form: &MentoringForm, mine: &str) -> String {
    if mine == form.owner_role { form.partner_role.clone() } else { form.owner_role.clone() }
}
