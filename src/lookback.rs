//! The monthly look back: what the rows of a month say, in lines that a screen, a shell and the kept
//! review share.
//!
//! It is the owner's alone. Rows in through the store, lines out; no screen.

use crate::forms::Forms;
use crate::insight::{
    Evidence, Finding, Given, Kept, LivedMonth, MOST_WARNINGS, Meeting, health, lived_month, month, warnings,
};
use crate::model::text::one_line;
use crate::model::{Exchange, Goal, Id, Reflection, Relationship, RelationshipStatus, Session, SessionState};
use crate::store::{Filter, Record, Store, StoreError, Window};
use chrono::{Datelike, Days, Months, NaiveDate};
use std::ops::RangeInclusive;

/// Rows of one relationship and month that are read, at most.
const MOST: usize = 200;
/// Words of a text that "on this day" shows.
const PIECE: usize = 120;
/// Kinds and topics that a line names.
const NAMED: usize = 4;

/// A line and the rows behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// The rows.
    pub rows: Vec<Evidence>,
}

/// A part of the look back.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// Its lines.
    pub lines: Vec<Said>,
}

/// What the rows of a month say.
#[derive(Debug, Clone, PartialEq)]
pub struct LookBack {
    /// The first day.
    pub since: NaiveDate,
    /// The last day: today.
    pub until: NaiveDate,
    /// Its parts, in the order they are read.
    pub parts: Vec<Part>,
}

impl LookBack {
    /// The parts as lines of text, as the review keeps them.
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        for part in &self.parts {
            lines.push(part.heading.to_uppercase());
            lines.extend(part.lines.iter().map(|line| format!("  {}", line.text)));
        }
        lines.join("\n")
    }
}

fn said(text: impl Into<String>, rows: impl IntoIterator<Item = Evidence>) -> Said {
    Said { text: text.into(), rows: rows.into_iter().collect() }
}

/// `1 session`, `2 sessions`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A relationship with its month.
struct Seen {
    title: String,
    form: String,
    lived: LivedMonth,
    findings: Vec<Finding>,
}

/// Reads the month that ends today.
///
/// # Errors
/// What the store says.
pub fn look_back(store: &Store, forms: &Forms) -> Result<LookBack, StoreError> {
    let month = month(store.clock().today());
    let mut seen = Vec::new();
    let active = Filter { states: vec![RelationshipStatus::Active.word()], ..Filter::default() };
    for row in store.list::<Relationship>(&active, &Window::First, MOST)? {
        seen.push(see(&row, store, forms, &month)?);
    }
    let span = format!("{} to {}", month.start().format("%-d %b"), month.end().format("%-d %b %Y"));
    let mut parts = vec![Part { heading: format!("the month, {span}"), lines: strip(&seen, &month) }];
    let intended = intended(store)?;
    if !intended.is_empty() {
        parts.push(Part { heading: "what I intended last time".to_owned(), lines: intended });
    }
    parts.push(Part { heading: "warnings".to_owned(), lines: warned(&seen) });
    parts.extend(
        seen.iter()
            .filter(|one| !one.is_silent())
            .map(|one| Part { heading: one.title.clone(), lines: one.lines() }),
    );
    parts.push(Part { heading: "all together".to_owned(), lines: together(&seen) });
    if let Some(found) = on_this_day(store, *month.end())? {
        parts.push(Part { heading: "on this day".to_owned(), lines: vec![found] });
    }
    Ok(LookBack { since: *month.start(), until: *month.end(), parts })
}

fn see(
    row: &Relationship,
    store: &Store,
    forms: &Forms,
    month: &RangeInclusive<NaiveDate>,
) -> Result<Seen, StoreError> {
    let ledger = store.ledger_of(row.id)?;
    let form = forms.get(&row.form);
    let within = Filter {
        relationship: Some(row.id),
        since: Some(*month.start()),
        until: Some(*month.end()),
        ..Filter::default()
    };
    let sessions: Vec<Session> = store.list(&within, &Window::First, MOST)?;
    let meeting = |session: &Session| Meeting {
        id: session.id,
        day: session.starts_at.day(),
        state: session.state,
        minutes: session.minutes.or(row.session_minutes),
    };
    let meetings = sessions.iter().map(meeting).filter(|meeting| month.contains(&meeting.day)).collect();
    let goals: Vec<Goal> =
        store.list(&Filter { relationship: Some(row.id), ..Filter::default() }, &Window::First, MOST)?;
    Ok(Seen {
        title: store.title(row.id)?,
        form: form.map_or(row.form.clone(), |form| form.name.clone()),
        findings: form.map_or_else(Vec::new, |form| health(&ledger, form)),
        lived: lived_month(&ledger, meetings, &goals, month),
    })
}

/// The days of the month from left to right, `#` with a session, by weeks; and what was held.
fn strip(seen: &[Seen], month: &RangeInclusive<NaiveDate>) -> Vec<Said> {
    let held: Vec<&Meeting> = seen.iter().flat_map(|one| one.lived.held()).collect();
    let mut days = String::new();
    let mut day = *month.start();
    while day <= *month.end() {
        if day.weekday() == chrono::Weekday::Mon && !days.is_empty() {
            days.push(' ');
        }
        let count = held.iter().filter(|meeting| meeting.day == day).count();
        days.push(match count {
            0 => '.',
            1 => '#',
            more => char::from_digit(u32::try_from(more).unwrap_or(9).min(9), 10).unwrap_or('#'),
        });
        let Some(next) = day.checked_add_days(Days::new(1)) else { break };
        day = next;
    }
    let due: usize = seen.iter().map(|one| one.lived.meetings.len()).sum();
    let rows: Vec<Evidence> = held.iter().map(|meeting| Evidence::Session(meeting.id)).collect();
    vec![
        said(format!("{days}   a sign a day"), []),
        said(format!("{} held of {due} that were due", counted(held.len(), "session", "sessions")), rows),
    ]
}

fn intended(store: &Store) -> Result<Vec<Said>, StoreError> {
    let mut intentions = store.last_review()?.map_or_else(Vec::new, |review| review.intentions);
    // What an earlier one intended and is not done goes on.
    for open in store.intentions(None)? {
        if intentions.iter().all(|one| one.id != open.id) {
            intentions.push(open);
        }
    }
    let line = |one: crate::model::Intention| -> Result<Said, StoreError> {
        let with = one.relationship.map(|id| store.title(id)).transpose()?;
        let with = with.map_or(String::new(), |title| format!(", with {title}"));
        Ok(said(format!("{}: {}{with}", one.state, one_line(&one.text)), []))
    };
    intentions.into_iter().map(line).collect()
}

/// The worst warnings of all relationships, each with its rows. Red is about a pattern.
fn warned(seen: &[Seen]) -> Vec<Said> {
    let mut found: Vec<(&Seen, &Finding)> = Vec::new();
    for one in seen {
        found.extend(warnings(&one.findings).into_iter().map(|finding| (one, finding)));
    }
    found.sort_by_key(|(_, finding)| (finding.offer, std::cmp::Reverse(finding.grade)));
    found.truncate(MOST_WARNINGS);
    let line = |(one, finding): (&Seen, &Finding)| {
        let side = if finding.one_sided { ", one-sided" } else { "" };
        let text =
            format!("{}, {}: {}{side}  {}", finding.grade.word(), one.title, finding.name, finding.formula);
        said(text, finding.rows.iter().copied())
    };
    match found.as_slice() {
        [] => vec![said("none", [])],
        _ => found.into_iter().map(line).collect(),
    }
}

impl Seen {
    /// Whether there is nothing to say but that there was nothing.
    fn is_silent(&self) -> bool {
        let lived = &self.lived;
        lived.meetings.is_empty()
            && [&lived.gave, &lived.got].iter().all(|given| given.rows.is_empty())
            && [&lived.mine, &lived.theirs].iter().all(|kept| kept.rows.is_empty())
            && lived.confidence.is_empty()
    }

    fn lines(&self) -> Vec<Said> {
        let lived = &self.lived;
        let held = lived.held().count();
        let mut lines = vec![said(
            format!(
                "{}: {} held of {}",
                self.form,
                counted(held, "session", "sessions"),
                lived.meetings.len()
            ),
            lived.meetings.iter().map(|meeting| Evidence::Session(meeting.id)),
        )];
        for (verb, given) in [("gave", &lived.gave), ("got", &lived.got)] {
            lines.push(said(format!("{verb} {}", flows(given)), given.rows.iter().copied()));
        }
        for (whose, kept) in [("my promises", &lived.mine), ("theirs", &lived.theirs)] {
            if !kept.rows.is_empty() {
                lines.push(promises(whose, kept));
            }
        }
        for goal in &lived.confidence {
            let before = goal.before.map_or("new".to_owned(), |before| format!("{before}/10"));
            let text = format!("sure of \"{}\": {before} > {}/10", one_line(&goal.title), goal.now);
            lines.push(said(text, [Evidence::Goal(goal.goal)]));
        }
        lines
    }
}

fn promises(whose: &str, kept: &Kept) -> Said {
    said(format!("{whose}: {} of {} kept", kept.kept, kept.rows.len()), kept.rows.iter().copied())
}

/// `5: ask 2, advise 3; on meetings 2`.
fn flows(given: &Given) -> String {
    if given.rows.is_empty() {
        return "nothing that was written down".to_owned();
    }
    let kinds: Vec<String> = given.kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let topics: Vec<String> =
        given.topics.iter().take(NAMED).map(|(topic, count)| format!("{topic} {count}")).collect();
    let topics = if topics.is_empty() { String::new() } else { format!("; on {}", topics.join(", ")) };
    format!("{}: {}{topics}", given.rows.len(), kinds.join(", "))
}

/// Which form gets the hours, and who has gone quiet.
fn together(seen: &[Seen]) -> Vec<Said> {
    let mut hours: Vec<(&str, u32, Vec<Evidence>)> = Vec::new();
    for one in seen {
        let minutes = one.lived.held().filter_map(|meeting| meeting.minutes).map(u32::from).sum::<u32>();
        let rows = one.lived.held().map(|meeting| Evidence::Session(meeting.id));
        match hours.iter_mut().find(|(form, ..)| *form == one.form) {
            Some((_, sum, all)) => {
                *sum += minutes;
                all.extend(rows);
            }
            None => hours.push((&one.form, minutes, rows.collect())),
        }
    }
    hours.retain(|(_, minutes, _)| *minutes > 0);
    let mut lines: Vec<Said> = hours
        .into_iter()
        .map(|(form, minutes, rows)| said(format!("{:.1} h in {form}", f64::from(minutes) / 60.0), rows))
        .collect();
    for one in seen.iter().filter(|one| one.lived.quiet) {
        let last = one
            .lived
            .last
            .map_or("never met".to_owned(), |last| format!("last met {}", last.format("%-d %b")));
        let rows = [Evidence::Relationship(one.lived.relationship)];
        lines.push(said(format!("{} has gone quiet: {last}", one.title), rows));
    }
    if lines.is_empty() {
        lines.push(said("no hours were written down, and nobody has gone quiet", []));
    }
    lines
}

/// What was written on this day of an earlier year, else of an earlier month: the first there is.
fn on_this_day(store: &Store, today: NaiveDate) -> Result<Option<Said>, StoreError> {
    for months in [12, 24, 36, 48, 60, 6, 3, 1] {
        let Some(day) = today.checked_sub_months(Months::new(months)) else { continue };
        let when = day.format("%-d %b %Y");
        if let Some(row) = first::<Reflection>(store, day, |row| row.at.day())? {
            let text: String = one_line(&row.text).chars().take(PIECE).collect();
            return Ok(Some(said(format!("{when}: {text}"), [Evidence::Reflection(row.id)])));
        }
        if let Some(row) = first::<Exchange>(store, day, |row| row.at.day())? {
            let text: String = one_line(&row.text).chars().take(PIECE).collect();
            return Ok(Some(said(format!("{when}, {}: {text}", row.kind), [Evidence::Exchange(row.id)])));
        }
        if let Some(row) = first::<Session>(store, day, |row| row.starts_at.day())?
            && row.state == SessionState::Held
        {
            let title = store.title(row.relationship)?;
            return Ok(Some(said(format!("{when}: a session with {title}"), [Evidence::Session(row.id)])));
        }
    }
    Ok(None)
}

fn first<T: Record>(
    store: &Store,
    day: NaiveDate,
    of: impl Fn(&T) -> NaiveDate,
) -> Result<Option<T>, StoreError> {
    let filter = Filter { since: Some(day), until: Some(day), ..Filter::default() };
    let rows: Vec<T> = store.list(&filter, &Window::First, 1)?;
    Ok(rows.into_iter().find(|row| of(row) == day))
}

/// The relationship that an intention is for, out of what was typed.
///
/// # Errors
/// For a name that nothing answers to.
pub fn meant(store: &Store, text: &str) -> Result<Option<Id<Relationship>>, StoreError> {
    match text.trim() {
        "" => Ok(None),
        name => store.relationship(name).map(Some),
    }
}
