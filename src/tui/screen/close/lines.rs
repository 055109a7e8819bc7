//! The rows of the page that closes a session: from what is proposed, and back from what was chosen.

use crate::model::when::{Direction, parse_when, spoken};
use crate::model::{Commitment, Exchange, Id, Item, Person, Visibility};
use crate::sitting::{Closing, Fate, Material, Outcome, ROT};
use crate::store::{Store, StoreError};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use chrono::NaiveDate;

const CAME: &str = "came";
const AWAY: &str = "away";

/// What a row is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum About {
    Promise(Id<Commitment>),
    Item(Id<Item>),
    Landed(Id<Exchange>),
    Present(Id<Person>),
    Pulse(String),
    Learnt,
    Minutes,
    Next,
}

/// One row.
pub(super) struct Line {
    pub about: About,
    /// The heading of the group it begins.
    pub heading: Option<&'static str>,
    pub label: String,
    pub field: Field,
    /// Who may see it, where it has that of itself.
    pub seen: Option<Visibility>,
}

impl Line {
    /// What it is found by in a draft, and after the rows were read again.
    pub fn key(&self) -> String {
        match &self.about {
            About::Promise(id) => format!("promise/{id}"),
            About::Item(id) => format!("item/{id}"),
            About::Landed(id) => format!("landed/{id}"),
            About::Present(id) => format!("present/{id}"),
            About::Pulse(slider) => format!("pulse/{slider}"),
            About::Learnt => "learnt".to_owned(),
            About::Minutes => "minutes".to_owned(),
            About::Next => "next".to_owned(),
        }
    }

    pub fn seen_key(&self) -> String {
        format!("{}/seen", self.key())
    }
}

/// The rows of what is proposed.
pub(super) fn of(
    closing: &Closing,
    material: &Material,
    store: &Store,
    assets: &Assets,
) -> Result<Vec<Line>, StoreError> {
    let today = store.clock().today();
    let mut lines = Vec::new();
    group(&mut lines, "PROMISES  made here first", promises(closing, store, today)?);
    group(
        &mut lines,
        "NOT REACHED",
        closing.items.iter().map(|(item, fate)| item_line(item, *fate, today)).collect(),
    );
    let landed = closing.landed.iter().map(|row| landed(row, store)).collect::<Result<Vec<_>, _>>()?;
    group(&mut lines, "HOW IT LANDED  0 not at all, 3 fully; only where it matters", landed);
    group(&mut lines, "WHO TOOK PART", present(closing, material, store)?);
    group(&mut lines, "HOW IT WAS FOR ME  1 to 5", pulse(closing, assets));
    let learnt = Line {
        about: About::Learnt,
        heading: None,
        label: "What I learnt".to_owned(),
        field: Field::line("learnt", "What I learnt", "in one line", &closing.learnt),
        seen: Some(closing.learnt_visibility),
    };
    let next = closing.next.map_or(String::new(), |next| next.local().format("%Y-%m-%d %H:%M").to_string());
    let label = if material.next.is_some() { "Next session, planned" } else { "Next session" };
    let next = Line {
        about: About::Next,
        heading: None,
        label: label.to_owned(),
        field: Field::line("next", "Next", "next tue 14:00, or nothing", &next)
            .checked(Check::When(Direction::Future)),
        seen: None,
    };
    let minutes = Line {
        about: About::Minutes,
        heading: None,
        label: "Minutes".to_owned(),
        field: Field::line("minutes", "Minutes", "60", &closing.minutes.to_string()).checked(Check::Number),
        seen: None,
    };
    group(&mut lines, "AND NOW", vec![learnt, next, minutes]);
    Ok(lines)
}

fn group(lines: &mut Vec<Line>, heading: &'static str, mut rows: Vec<Line>) {
    if let Some(first) = rows.first_mut() {
        first.heading = Some(heading);
    }
    lines.extend(rows);
}

fn promises(closing: &Closing, store: &Store, today: NaiveDate) -> Result<Vec<Line>, StoreError> {
    let line = |promised: &crate::sitting::Promised| {
        let row = &promised.row;
        let option = |outcome: &Outcome| {
            let due = closing.due(row, *outcome).map(|day| spoken(day, today));
            let words = match (outcome, due) {
                (Outcome::Stands, Some(day)) => format!("stands, due {day}"),
                (Outcome::Stands, None) => "stands, no day".to_owned(),
                (Outcome::Carry, Some(day)) => format!("carry to {day}"),
                (Outcome::Carry, None) => "carry".to_owned(),
                (Outcome::Kept, _) => "kept".to_owned(),
                (Outcome::Drop, _) => "let it go".to_owned(),
            };
            (outcome.word().to_owned(), words)
        };
        let people: Vec<Id<Person>> = [Some(row.owner), row.to].into_iter().flatten().collect();
        let names = store.short_names(&people)?.join(" to ");
        let rot =
            if row.carried >= ROT { format!(" (rot, carried {} times)", row.carried) } else { String::new() };
        let options = Outcome::ALL.iter().map(option).collect();
        Ok(Line {
            about: About::Promise(row.id),
            heading: None,
            label: format!("{names}: {}{rot}", row.text),
            field: Field::options("outcome", "", options, promised.outcome.word()),
            seen: Some(row.visibility),
        })
    };
    closing.promises.iter().map(line).collect()
}

fn item_line(item: &Item, fate: Fate, today: NaiveDate) -> Line {
    let words = |fate: &Fate| {
        let words = match fate {
            Fate::Carry => "carry it over",
            Fate::Park => "park it",
            Fate::Drop => "drop it",
            Fate::Done => "was talked about",
        };
        (fate.word().to_owned(), words.to_owned())
    };
    let carried = item.carried_from.and(item.raised_on);
    let since = carried.map_or(String::new(), |day| format!(" (since {})", spoken(day, today)));
    Line {
        about: About::Item(item.id),
        heading: None,
        label: format!("{}{since}", item.text),
        field: Field::options("fate", "", Fate::ALL.iter().map(words).collect(), fate.word()),
        seen: Some(item.visibility),
    }
}

fn landed(row: &Exchange, store: &Store) -> Result<Line, StoreError> {
    let people: Vec<Id<Person>> = [Some(row.from), row.to].into_iter().flatten().collect();
    let mut names = store.short_names(&people)?;
    if row.to.is_none() {
        names.push("all".to_owned());
    }
    let options = ["", "0", "1", "2", "3"].map(|value| {
        (value.to_owned(), if value.is_empty() { "not said".to_owned() } else { format!("{value} of 3") })
    });
    let chosen = row.landed.map_or(String::new(), |landed| landed.to_string());
    Ok(Line {
        about: About::Landed(row.id),
        heading: None,
        label: format!("{}: {}", names.join(" > "), row.text),
        field: Field::options("landed", "", options.to_vec(), &chosen),
        seen: Some(row.visibility),
    })
}

/// Who took part is asked where somebody may have stayed away: in a group.
fn present(closing: &Closing, material: &Material, store: &Store) -> Result<Vec<Line>, StoreError> {
    let people = material.members();
    if people.len() <= 2 {
        return Ok(Vec::new());
    }
    let names = store.short_names(&people)?;
    let options = || [(CAME, "took part"), (AWAY, "stayed away")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    let line = |(person, name): (&Id<Person>, String)| Line {
        about: About::Present(*person),
        heading: None,
        label: name,
        field: Field::options(
            "present",
            "",
            options().to_vec(),
            if closing.present.contains(person) { CAME } else { AWAY },
        ),
        seen: None,
    };
    Ok(people.iter().zip(names).map(line).collect())
}

fn pulse(closing: &Closing, assets: &Assets) -> Vec<Line> {
    let line = |(slider, value): &(String, Option<i64>)| {
        let words = assets.forms.prompts().pulse.iter().find(|one| one.id == *slider)?;
        let mut options = vec![(String::new(), "not said".to_owned())];
        for value in 1..=5 {
            let end = match value {
                1 => format!("  {}", words.low),
                5 => format!("  {}", words.high),
                _ => String::new(),
            };
            options.push((value.to_string(), format!("{value} of 5{end}")));
        }
        let chosen = value.map_or(String::new(), |value| value.to_string());
        Some(Line {
            about: About::Pulse(slider.clone()),
            heading: None,
            label: words.question.clone(),
            field: Field::options("pulse", "", options, &chosen),
            seen: None,
        })
    };
    closing.pulse.iter().filter_map(line).collect()
}

/// Puts what was chosen into the closing; names the row that says something impossible.
pub(super) fn read(lines: &[Line], closing: &mut Closing, store: &Store) -> Result<(), (String, String)> {
    for line in lines {
        let value = line.field.value();
        let wrong = |message: String| (line.key(), message);
        match &line.about {
            About::Promise(id) => {
                let Some(one) = closing.promises.iter_mut().find(|one| one.row.id == *id) else { continue };
                one.outcome = Outcome::ALL.into_iter().find(|one| one.word() == value).unwrap_or(one.outcome);
                one.row.visibility = line.seen.unwrap_or_default();
            }
            About::Item(id) => {
                let Some((item, fate)) = closing.items.iter_mut().find(|(item, _)| item.id == *id) else {
                    continue;
                };
                *fate = Fate::ALL.into_iter().find(|one| one.word() == value).unwrap_or(*fate);
                item.visibility = line.seen.unwrap_or_default();
            }
            About::Landed(id) => {
                let Some(row) = closing.landed.iter_mut().find(|row| row.id == *id) else { continue };
                row.landed = value.parse().ok();
                row.visibility = line.seen.unwrap_or_default();
            }
            About::Present(person) => {
                closing.present.retain(|one| one != person);
                if value == CAME {
                    closing.present.push(*person);
                }
            }
            About::Pulse(slider) => {
                if let Some((_, said)) = closing.pulse.iter_mut().find(|(one, _)| one == slider) {
                    *said = value.parse().ok();
                }
            }
            About::Learnt => {
                closing.learnt = value;
                closing.learnt_visibility = line.seen.unwrap_or_default();
            }
            About::Minutes => {
                let minutes = value.trim().parse().ok().filter(|minutes| *minutes > 0);
                closing.minutes =
                    minutes.ok_or_else(|| wrong(format!("\"{value}\" is no number of minutes")))?;
            }
            About::Next if value.trim().is_empty() => closing.next = None,
            About::Next => {
                let when = parse_when(&value, store.clock(), Direction::Future)
                    .map_err(|error| wrong(format!("{error}: {}", error.hint())))?;
                closing.next = Some(when.moment(store.clock()));
            }
        }
    }
    Ok(())
}
