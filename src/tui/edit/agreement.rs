//! What was agreed, section by section. A change is a new version; the old ones stay.

use super::{again, needed, text, when, when_field};
use crate::model::when::Direction;
use crate::model::{AgreementSection, Id, Relationship};
use crate::sitting::agreement::{latest, sections};
use crate::store::{Store, StoreError, Tx};
use crate::tui::Assets;
use crate::tui::field::Field;
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::modal::pick::{Choice, Pick};
use crate::tui::target::Target;

/// Opens the sections of a relationship's agreement, those of its form included.
///
/// # Errors
/// What the store says.
pub fn open(id: Id<Relationship>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = cx.store.need(id)?;
    let form = cx.assets.forms.get(&row.form);
    let choices = sections(cx.assets.forms.prompts(), form, &row)
        .into_iter()
        .map(|(title, ask)| {
            let detail = latest(&row, &title).map_or(ask.clone(), |section| section.text.clone());
            Choice {
                label: title.clone(),
                subject: String::new(),
                detail,
                key: String::new(),
                synonyms: ask.clone(),
                value: (title, ask),
            }
        })
        .collect();
    let title = format!("agreement with {}", cx.store.title(id)?);
    cx.push(Pick::new(
        "agreement",
        title,
        choices,
        Box::new(move |(section, ask), cx| {
            if let Err(error) = write(id, section, ask, cx) {
                cx.fail(error.to_string());
            }
        }),
    ));
    Ok(())
}

/// Opens it for whatever is selected, where there is a relationship to it.
///
/// # Errors
/// What the store says.
pub fn of(target: Option<&Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let id = match target {
        Some(Target::Relationship(id)) => Some(*id),
        Some(Target::Session(id)) => Some(cx.store.need(*id)?.relationship),
        Some(Target::Person(id)) => cx.store.active_with(*id)?.first().copied(),
        _ => None,
    };
    match id {
        Some(id) => open(id, cx),
        None => {
            cx.note("An agreement belongs to a relationship: select one first.");
            Ok(())
        }
    }
}

/// Goes on with a section that was typed and not kept; `place` is the end of its draft's place.
///
/// # Errors
/// What the store says.
pub fn resume(place: &str, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let Some((id, section)) = place.split_once('/') else { return Ok(()) };
    let Ok(uuid) = id.parse() else { return Ok(()) };
    let id: Id<Relationship> = Id::from_uuid(uuid);
    let row = cx.store.need(id)?;
    let all = sections(cx.assets.forms.prompts(), cx.assets.forms.get(&row.form), &row);
    let ask = all.into_iter().find(|(title, _)| title == section).map(|(_, ask)| ask);
    write(id, section.to_owned(), ask.unwrap_or_default(), cx)
}

fn write(id: Id<Relationship>, section: String, ask: String, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = cx.store.need(id)?;
    let fields = fields(&row, &section, cx.store)?;
    let title = format!("{section}: {ask}");
    let place = format!("agreement/{id}/{section}");
    let compared = section.clone();
    let reads = again(Some(id), move |row, store, _| self::fields(row, &compared, store));
    let save = move |values: &Values, tx: &Tx<'_>, _: &Assets| keep(id, &section, values, tx);
    Form::new(title, place, fields, Box::new(save)).changing(reads).show(cx);
    Ok(())
}

fn fields(row: &Relationship, section: &str, store: &Store) -> Result<Vec<Field>, StoreError> {
    let before = latest(row, section);
    let names = row.members.iter().map(|member| store.name(member.person)).collect::<Result<Vec<_>, _>>()?;
    let words = before.map_or(String::new(), |one| one.text.clone());
    let by = before.and_then(|one| one.agreed_by.clone()).unwrap_or_else(|| names.join(" and "));
    let review = before.and_then(|one| one.review_on).map_or(String::new(), |day| day.to_string());
    Ok(vec![
        Field::text("text", "We agree", "in your own words", &words).required(),
        Field::line("by", "Agreed by", "who", &by),
        when_field("review", "Look again", "in 3 months", &review, Direction::Future),
    ])
}

fn keep(id: Id<Relationship>, section: &str, values: &Values, tx: &Tx<'_>) -> Result<Kept, Wrong> {
    let words = needed(text(values, "text"), "text", "What was agreed is needed.")?;
    let review_on = when(values, "review", tx.store(), Direction::Future)?.map(|when| when.day);
    let today = tx.store().clock().today();
    let row = tx.edit(id, |row: &mut Relationship| {
        let version = latest(row, section).map_or(1, |one| one.version + 1);
        row.agreement.push(AgreementSection {
            section: section.to_owned(),
            text: words,
            version,
            agreed_on: Some(today),
            agreed_by: text(values, "by"),
            review_on,
        });
    })?;
    let version = latest(&row, section).map_or(1, |one| one.version);
    let said = format!("Agreed: {section}, version {version}");
    Ok(Kept::of(format!("agreement: {section}"), said))
}
