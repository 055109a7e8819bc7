//! The form of a skill: whose, which, and a rating of it.

use super::{
    again, needed, number, owner, person, person_field, place, somebody, standing, text, visibility_field,
    word,
};
use crate::model::skill::SCALE;
use crate::model::{Id, Skill, SkillRating, Visibility};
use crate::store::{Store, StoreError, Tx};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::target::Target;

/// The check of every rating and target.
const SCALED: Check = Check::Scale(*SCALE.start(), *SCALE.end());

/// Opens it for a skill, or for a new one of somebody.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Skill>>, target: Option<Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = id.map(|id| cx.store.need(id)).transpose()?;
    let whose = if row.is_none() { somebody(target.as_ref(), cx)? } else { String::new() };
    let fields = fields(row.as_ref(), whose, cx.store, cx.assets)?;
    let title = row.map_or_else(|| "new skill".to_owned(), |row| row.name);
    let save = move |values: &Values, tx: &Tx<'_>, assets: &Assets| keep(id, values, tx, assets);
    let reads = again(id, |row, store, assets| self::fields(Some(row), String::new(), store, assets));
    Form::new(title, place("skill", id), fields, Box::new(save)).changing(reads).show(cx);
    Ok(())
}

fn fields(
    row: Option<&Skill>,
    whose: String,
    store: &Store,
    assets: &Assets,
) -> Result<Vec<Field>, StoreError> {
    let whose = row.map_or(Ok(whose), |row| store.name(row.person))?;
    let mut fields = vec![person_field("person", "Whose", &whose)];
    match row {
        Some(row) => fields.push(Field::line("name", "Skill", "", &row.name).required()),
        None => {
            let mut options = vec![(String::new(), "one of your own, written below".to_owned())];
            let offered = assets.forms.skills().iter();
            options.extend(offered.map(|one| (one.name.clone(), format!("{}: {}", one.name, one.about))));
            let first = options.get(1).map_or(String::new(), |(name, _)| name.clone());
            fields.push(Field::options("offered", "Skill", options, &first));
            fields.push(Field::line("name", "Your own", "empty: the one above", ""));
        }
    }
    fields.extend(rating_fields(row));
    let target = row.and_then(|row| row.target).map_or(String::new(), |target| target.to_string());
    fields.push(Field::line("target", "To reach", "1 to 7, may stay empty", &target).checked(SCALED));
    fields.push(visibility_field(row.map_or(Visibility::Private, |row| row.visibility)));
    Ok(fields)
}

/// Opens the form of one more rating.
///
/// # Errors
/// What the store says.
pub fn rate(id: Id<Skill>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = cx.store.need(id)?;
    let title = format!("rate {}, {}", row.name, cx.store.name(row.person)?);
    let fields = rating_fields(Some(&row));
    let save = move |values: &Values, tx: &Tx<'_>, assets: &Assets| {
        let store = tx.store();
        let rating = rating(values, store, owner(tx, assets)?)?;
        let rating = needed(rating, "value", "how is it, from 1 to 7?")?;
        let skill = tx.edit(id, |skill: &mut Skill| skill.rate(rating))?;
        Ok(Kept::of(format!("rated {}", skill.name), format!("Rated \"{}\"", skill.name)))
    };
    Form::open(cx, title, format!("rating/{id}"), fields, Box::new(save));
    Ok(())
}

fn rating_fields(row: Option<&Skill>) -> Vec<Field> {
    let example = match row {
        Some(_) => "1 to 7; empty: no new rating",
        None => "1 to 7: 1 not yet, 4 well enough, 7 others learn it from them",
    };
    vec![
        Field::line("value", "Rating now", example, "").checked(SCALED),
        Field::line("by", "Says who", "empty: me; or a name", "").checked(Check::Person),
        Field::line("note", "In words", "what was seen, may stay empty", ""),
    ]
}

/// What was said now, where anything was.
fn rating(
    values: &Values,
    store: &Store,
    me: Id<crate::model::Person>,
) -> Result<Option<SkillRating>, Wrong> {
    let Some(value) = scaled(values, "value")? else { return Ok(None) };
    let by = person(values, "by", store)?.unwrap_or(me);
    Ok(Some(SkillRating { id: Id::fresh(), at: store.now(), by, value, note: text(values, "note") }))
}

fn scaled(values: &Values, name: &'static str) -> Result<Option<u8>, Wrong> {
    let value: Option<u8> = number(values, name)?;
    match value {
        Some(value) if !SCALE.contains(&value) => {
            Err(Wrong { field: Some(name), message: format!("{value} is not from 1 to 7") })
        }
        value => Ok(value),
    }
}

fn keep(id: Option<Id<Skill>>, values: &Values, tx: &Tx<'_>, assets: &Assets) -> Result<Kept, Wrong> {
    let store = tx.store();
    let verb = if id.is_some() { "Changed" } else { "Added" };
    let name = text(values, "name").or_else(|| text(values, "offered"));
    let name = needed(name, "name", "which skill? Choose one above, or write your own")?;
    let whose = needed(person(values, "person", store)?, "person", "whose is it?")?;
    let visibility = word(values, "visibility")?;
    let me = owner(tx, assets)?;
    let mut skill = match standing(id, store)? {
        Some(row) => row,
        None => {
            let relationship = if whose == me { None } else { super::belongs(store, None, whose)? };
            let known = store.skill(whose, relationship, &name, visibility)?;
            known.unwrap_or_else(|| Skill { relationship, ..Skill::named(whose, &name) })
        }
    };
    skill.name.clone_from(&name);
    skill.person = whose;
    skill.visibility = visibility;
    skill.target = scaled(values, "target")?.or(skill.target.filter(|_| id.is_none()));
    if let Some(rating) = rating(values, store, me)? {
        skill.rate(rating);
    }
    tx.put(&skill)?;
    let step = format!("{} skill {name}", verb.to_lowercase());
    let said = format!("{verb} skill \"{name}\"");
    Ok(Kept::of(step, said).made(id.is_none().then_some(skill.id)))
}
