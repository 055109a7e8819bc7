//! The form that takes a relationship on into another form of mentoring.

use super::{relationship, text, when, when_field};
use crate::forms::Form as MentoringForm;
use crate::model::when::Direction;
use crate::model::{Choice, Id, Person, Relationship};
use crate::store::{Store, StoreError, Tx};
use crate::succession::{Change, Open, change, members, refused};
use crate::tui::Assets;
use crate::tui::field::Field;
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;

/// The words of the choice.
const MOVES: &str = "moves";
const STAYS: &str = "stays";

/// Opens it for a relationship that goes on.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Relationship>>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let Some(id) = id else {
        cx.note("Select a relationship, or a row of one, first: then :change form takes it on.");
        return Ok(());
    };
    let row = cx.store.need(id)?;
    let mut options = Vec::new();
    for form in cx.assets.forms.iter() {
        if refused(cx.store, &row, form)?.is_none() {
            options.push((form.id.clone(), format!("{}: {}", form.name, form.seed_line)));
        }
    }
    if options.is_empty() {
        cx.note("It cannot go on in another form: it is closed, or a session of it is going on.");
        return Ok(());
    }
    let fields = vec![
        Field::options("form", "New form", options, ""),
        Field::line("roles", "Roles", "empty: as the form has it; else e.g. me: mentor, Ana: mentee", ""),
        when_field("on", "From", "empty: today", "", Direction::Past),
        Field::options(
            "open",
            "What is open",
            vec![
                (MOVES.to_owned(), "goes along: goals, skills, promises, plans, parking lot".to_owned()),
                (STAYS.to_owned(), "stays with the old one".to_owned()),
            ],
            MOVES,
        ),
        Field::line("answers", "Chosen by", "the answers to the chooser", ""),
    ];
    let title = cx.store.title(id)?;
    let before = cx.assets.forms.get(&row.form).map_or(row.form.as_str(), |form| form.name.as_str());
    ahead(&title, before, cx);
    let title = format!("{title}: close as {before}, go on in another form");
    let save = move |values: &Values, tx: &Tx<'_>, assets: &Assets| keep(id, values, tx, assets);
    Form::new(title, format!("succession/{id}"), fields, Box::new(save))
        // The answers are on screen once there are some.
        .showing(Box::new(|name, _| name != "answers"))
        .show(cx);
    Ok(())
}

/// Says what keeping the form will do: the old one is closed.
pub fn ahead(title: &str, before: &str, cx: &mut Cx<'_>) {
    cx.note(format!("Keeping this closes {title} as {before} and begins another.  Esc leaves it as it is"));
}

fn keep(id: Id<Relationship>, values: &Values, tx: &Tx<'_>, assets: &Assets) -> Result<Kept, Wrong> {
    let store = tx.store();
    let row = store.need(id)?;
    let form = text(values, "form").and_then(|id| assets.forms.get(&id));
    let form = super::needed(form, "form", "choose a form")?;
    if let Some(why) = refused(store, &row, form)? {
        return Err(Wrong { field: Some("form"), message: why });
    }
    let today = store.clock().today();
    let on = when(values, "on", store, Direction::Past)?.map_or(today, |when| when.day);
    if row.started_on.is_some_and(|started| on < started) {
        return Err(Wrong { field: Some("on"), message: "that is before it began".to_owned() });
    }
    let asked = roles(&text(values, "roles").unwrap_or_default(), form, &row, store)?;
    let people = members(&row, store.owner()?, (assets.forms.get(&row.form), form), &asked, on);
    let open = if values.get("open").is_some_and(|word| word == STAYS) { Open::Stays } else { Open::Moves };
    let title = store.title(id)?;
    let answers = relationship::answers(values, "answers", assets)?;
    let made = |answers| Choice::made(store.now(), answers, form.id.clone());
    let choices = answers.map(made).into_iter().collect();
    let wanted = Change { form: form.id.clone(), members: people, on, open, choices };
    change(tx, id, &wanted)?;
    let said = format!("{title} goes on as {}; what was stays as it was", form.name);
    Ok(Kept::of(format!("{title}: another form"), said))
}

/// `me: mentor, Ana: mentee`.
fn roles(
    typed: &str,
    form: &MentoringForm,
    row: &Relationship,
    store: &Store,
) -> Result<Vec<(Id<Person>, String)>, Wrong> {
    let wrong = |message: String| Wrong { field: Some("roles"), message };
    let mut asked = Vec::new();
    for part in typed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (name, word) =
            part.rsplit_once(':').ok_or_else(|| wrong(format!("{part}: a name, a colon, a role")))?;
        let person = store.person(name.trim()).map_err(|error| wrong(error.to_string()))?;
        if row.members.iter().all(|member| member.person != person) {
            return Err(wrong(format!("{} is not in it", name.trim())));
        }
        let word = word.trim().to_lowercase();
        let found = form.roles.iter().find(|role| role.id == word || role.label.to_lowercase() == word);
        let role = found.ok_or_else(|| {
            let all: Vec<&str> = form.roles.iter().map(|role| role.id.as_str()).collect();
            wrong(format!("{} has: {}", form.name, all.join(", ")))
        })?;
        asked.push((person, role.id.clone()));
    }
    Ok(asked)
}
