//! An agenda on screen: parts with planned and used minutes, items with their origin, and what can
//! be done to an item. Preparing and holding a session share it.

use super::line::Pen;
use crate::forms::Form;
use crate::model::when::spoken;
use crate::model::{Id, Item, ItemState, Relationship, Segment, Session};
use crate::sitting::timetable::{Duty, leads};
use crate::sitting::{Material, agenda};
use crate::store::StoreError;
use crate::tui::command::Command;
use crate::tui::layer::{Cx, Flow};
use crate::tui::modal;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::{cells, cut, fit, right};
use ratatui::text::{Line, Span};

/// Minutes that one key gives or takes.
pub const STEP: u16 = 5;

/// Cells for the names of those who lead a part.
const ROOMY: usize = 30;

/// The parts of a session as rows; `at` is the one that is on.
///
/// # Errors
/// What the store says.
pub fn parts(
    pen: &Pen<'_>,
    material: &Material,
    duties: &[Duty],
    segments: &[Segment],
    at: Option<usize>,
    width: usize,
) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    for (number, segment) in (0u32..).zip(segments) {
        let place = usize::try_from(number).unwrap_or(usize::MAX);
        let on = at == Some(place);
        let mark = match (on, segment.used_seconds) {
            (true, _) => "*",
            (false, Some(_)) => "x",
            (false, None) => " ",
        };
        let used = match (at, segment.used_seconds) {
            (None, _) => String::new(),
            (Some(_), None) => "   -".to_owned(),
            (Some(_), Some(seconds)) => right(&(seconds / 60).to_string(), 4),
        };
        let figures = format!("{:>4}{used}", segment.planned_seconds / 60);
        // In a narrow column whose turn it is stays, who only leads a part goes.
        let person = if width < ROOMY { segment.person } else { leads(segment, material, duties) };
        let who = match person {
            Some(person) => format!("  {}", short(pen, person)?),
            None => String::new(),
        };
        let room = width.saturating_sub(cells(&figures) + 2);
        let name = cut(&segment.name, room.saturating_sub(cells(&who)));
        let text = fit(&format!("{name}{who}"), room);
        let role = if on { Role::Accent } else { Role::Text };
        let line = Line::from(vec![
            Span::raw(format!("{mark} ")),
            Span::styled(text, pen.assets.theme.style(role)),
            Span::raw(figures),
        ]);
        rows.push(Row::new(line, Target::Own(number)));
    }
    Ok(rows)
}

/// Items as rows: what became of them, what, who brought it, how long, since when.
///
/// # Errors
/// What the store says.
pub fn items<'a>(
    pen: &Pen<'_>,
    items: impl IntoIterator<Item = &'a Item>,
    width: usize,
) -> Result<Vec<Row>, StoreError> {
    let today = pen.store.clock().today();
    let mut rows = Vec::new();
    for item in items {
        let mark = match item.state {
            ItemState::Done => "x",
            ItemState::Open => "-",
            ItemState::Parked => "p",
            ItemState::Carried => ">",
            ItemState::Dropped => "/",
        };
        let who = item.raised_by.map_or(Ok(String::new()), |person| short(pen, person))?;
        let minutes = item.minutes.map_or(String::new(), |minutes| format!("{minutes}m"));
        let carried = item.carried_from.and(item.raised_on);
        let since = carried.map_or(String::new(), |day| format!(" since {}", spoken(day, today)));
        let seen = format!(" {:<7}", item.visibility);
        // In a narrower column the day it was first raised matters more than who brought it.
        let tail = match (width, since.is_empty()) {
            (46.., _) => format!("{since}{seen} {} {minutes:>3}", fit(&who, 6)),
            (32.., true) => format!(" {} {minutes:>3}", fit(&who, 6)),
            (32.., false) => format!("{since} {minutes:>3}"),
            (24.., _) => format!(" {minutes:>3}"),
            _ => String::new(),
        };
        let text = fit(&item.text, width.saturating_sub(cells(&tail) + 2));
        let style = if since.is_empty() { Role::Text } else { Role::Warn };
        let line = Line::from(vec![
            Span::raw(format!("{mark} ")),
            Span::raw(text),
            Span::styled(tail, pen.assets.theme.style(style)),
        ]);
        rows.push(Row::new(line, item.id));
    }
    Ok(rows)
}

/// `me`, or a first name.
fn short(pen: &Pen<'_>, person: Id<crate::model::Person>) -> Result<String, StoreError> {
    let name = pen.name(person)?;
    Ok(name.split_whitespace().next().unwrap_or(&name).to_owned())
}

/// Minutes of items that are still to be talked about.
pub fn open_minutes(session: &Session) -> u16 {
    let open = session.agenda.iter().filter(|item| item.state == ItemState::Open);
    open.filter_map(|item| item.minutes).sum()
}

/// What can be done to an item on a session's agenda; the rest is ignored.
pub fn change(command: Command, item: Id<Item>, session: Id<Session>, cx: &mut Cx<'_>) -> Flow {
    let done = |row: &mut Item| {
        row.state = if row.state == ItemState::Done { ItemState::Open } else { ItemState::Done };
    };
    let result = match command {
        Command::Done | Command::Open => edit(cx, session, item, "ticked an agenda item", done),
        Command::Longer => edit(cx, session, item, "gave an item minutes", |row| {
            row.minutes = Some(row.minutes.unwrap_or(0).saturating_add(STEP));
        }),
        Command::Shorter if !lasts(cx, session, item) => {
            cx.note("It has no minutes to take. + gives it five.");
            Ok(())
        }
        Command::Shorter => edit(cx, session, item, "took minutes from an item", |row| {
            row.minutes = row.minutes.and_then(|minutes| minutes.checked_sub(STEP)).filter(|left| *left > 0);
        }),
        Command::MoveUp => shift(cx, session, item, -1),
        Command::MoveDown => shift(cx, session, item, 1),
        Command::Bin => remove(cx, session, item),
        Command::Park => park(cx, session, item),
        _ => return Flow::Ignored,
    };
    if let Err(error) = result {
        cx.fail(format!("Nothing was changed: {error}"));
    }
    Flow::Done
}

fn edit(
    cx: &Cx<'_>,
    session: Id<Session>,
    item: Id<Item>,
    label: &str,
    change: impl FnOnce(&mut Item),
) -> Result<(), StoreError> {
    cx.store.write(label, |tx| {
        tx.edit(session, |row: &mut Session| {
            if let Some(item) = row.agenda.iter_mut().find(|one| one.id == item) {
                change(item);
            }
        })
        .map(|_| ())
    })
}

/// Whether an item has minutes.
fn lasts(cx: &Cx<'_>, session: Id<Session>, item: Id<Item>) -> bool {
    let row = cx.store.need(session);
    row.is_ok_and(|row| row.agenda.iter().any(|one| one.id == item && one.minutes.is_some()))
}

fn shift(cx: &mut Cx<'_>, session: Id<Session>, item: Id<Item>, by: isize) -> Result<(), StoreError> {
    let agenda = cx.store.need(session)?.agenda;
    let edge = if by < 0 { agenda.first() } else { agenda.last() };
    if edge.is_some_and(|edge| edge.id == item) {
        cx.note(if by < 0 { "It is the first already." } else { "It is the last already." });
        return Ok(());
    }
    cx.store.write("moved an agenda item", |tx| {
        tx.edit(session, |row: &mut Session| {
            if let Some(at) = row.agenda.iter().position(|one| one.id == item) {
                agenda::shift(&mut row.agenda, at, by);
            }
        })
        .map(|_| ())
    })
}

fn remove(cx: &mut Cx<'_>, session: Id<Session>, item: Id<Item>) -> Result<(), StoreError> {
    cx.store.write("took an item off the agenda", |tx| {
        tx.edit(session, |row: &mut Session| row.agenda.retain(|one| one.id != item)).map(|_| ())
    })?;
    cx.done("Off the agenda  u takes it back");
    Ok(())
}

/// An item leaves the agenda for the parking lot.
fn park(cx: &mut Cx<'_>, session: Id<Session>, item: Id<Item>) -> Result<(), StoreError> {
    let row = cx.store.need(session)?;
    let Some(parked) = row.agenda.iter().find(|one| one.id == item).cloned() else { return Ok(()) };
    let raised_on = parked.raised_on.or(Some(row.starts_at.day()));
    let text = parked.text.clone();
    cx.store.write("parked an agenda item", |tx| {
        tx.edit(session, |row: &mut Session| row.agenda.retain(|one| one.id != item))?;
        tx.edit(row.relationship, |row: &mut Relationship| {
            row.parking.push(Item { state: ItemState::Parked, raised_on, ..parked.clone() });
        })
        .map(|_| ())
    })?;
    cx.done(format!("In the parking lot: {text}  u takes it back"));
    Ok(())
}

/// Takes an item out of the parking lot onto the agenda.
///
/// # Errors
/// What the store says.
pub fn take(cx: &mut Cx<'_>, session: Id<Session>, item: Id<Item>) -> Result<(), StoreError> {
    let relationship = cx.store.need(session)?.relationship;
    let row = cx.store.need(relationship)?;
    let Some(parked) = row.parking.into_iter().find(|one| one.id == item) else { return Ok(()) };
    cx.store.write("took an item out of the parking lot", |tx| {
        tx.edit(relationship, |row: &mut Relationship| row.parking.retain(|one| one.id != item))?;
        tx.edit(session, |row: &mut Session| {
            row.agenda.push(Item { state: ItemState::Open, ..parked });
        })
        .map(|_| ())
    })
}

/// Asks for a new line of the agenda. At a shared terminal either side may bring it: a member's
/// name before a colon says who does.
pub fn add(cx: &mut Cx<'_>, session: Id<Session>) {
    let keep = move |text: String, cx: &mut Cx<'_>| {
        let result = brought(&text, session, cx).and_then(|item| {
            cx.store.write("added an agenda item", |tx| {
                tx.edit(session, |row: &mut Session| row.agenda.push(item)).map(|_| ())
            })
        });
        cx.keep(|| "On the agenda".to_owned(), result);
    };
    modal::line::ask(cx, "add to the agenda", "what, or Ana: what", Box::new(keep));
}

fn brought(text: &str, session: Id<Session>, cx: &Cx<'_>) -> Result<Item, StoreError> {
    let relationship = cx.store.need(session)?.relationship;
    let members = cx.store.need(relationship)?.members;
    let named = text.split_once(':').and_then(|(name, what)| {
        let person = cx.store.person(name).ok()?;
        let what = what.trim();
        (!what.is_empty() && members.iter().any(|member| member.person == person)).then_some((person, what))
    });
    let (raised_by, what) = match named {
        Some((person, what)) => (Some(person), what),
        None => (cx.store.owner()?, text),
    };
    let raised_on = Some(cx.store.clock().today());
    Ok(Item { raised_by, raised_on, ..Item::new(what) })
}

/// The form of a relationship by its id, where this installation has it.
pub fn form<'a>(cx: &Cx<'a>, material: &Material) -> Option<&'a Form> {
    cx.assets.forms.get(&material.relationship.form)
}
