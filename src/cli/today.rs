//! `mentorlog today`: what is next, what is late, which loops are open.

use super::context::Context;
use super::describe::{self, Names, piece};
use super::out::{Mode, Style};
use super::table::{Cell, Table};
use crate::error::Problem;
use crate::model::when::{ago, due, said_back, spoken};
use crate::model::{Commitment, Feedback, FeedbackState, Session};
use crate::store::{Promises, Store, Today};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};

/// Rows of one part.
const ROWS: usize = 12;

/// Prints it.
pub fn run(context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let today = store.today(ROWS, u32::MAX)?;
    if context.is_json() {
        let value = json_of(&today, context.clock.today())?;
        context.out.json(&value);
        return Ok(());
    }
    let plain = context.out.mode() == Mode::Plain;
    let page = Printer { names: Names::of(&store)?, store: &store, day: context.clock.today(), plain };
    if context.out.mode() == Mode::Text {
        context.out.heading(&format!("Today, {}", said_back(page.day)));
    }
    let mut quiet = true;
    for (heading, table) in page.parts(&today)? {
        if table.is_empty() {
            continue;
        }
        quiet = false;
        if context.out.mode() == Mode::Text {
            context.out.line("");
            context.out.heading(&heading);
        }
        context.out.table(&table);
    }
    if quiet {
        context.out.say("nothing is next, nothing is late, no loop is open");
        context.out.say("hint: mentorlog session plan RELATIONSHIP --on \"next tue 14:00\"");
    }
    Ok(())
}

struct Printer<'a> {
    names: Names,
    store: &'a Store,
    day: NaiveDate,
    plain: bool,
}

impl Printer<'_> {
    fn parts(&self, today: &Today) -> Result<Vec<(String, Table)>, Problem> {
        Ok(vec![
            ("NOW".to_owned(), self.sessions("now", &today.live)?),
            ("NEXT".to_owned(), self.sessions("next", &today.next)?),
            ("HELD OR MISSED?".to_owned(), self.sessions("unsaid", &today.unsaid)?),
            (counted("YOU PROMISED", &today.mine), self.promises("mine", &today.mine, false)),
            (counted("THEY PROMISED", &today.theirs), self.promises("theirs", &today.theirs, true)),
            ("OPEN LOOPS".to_owned(), self.loops(&today.loops)),
            ("I INTEND".to_owned(), self.intentions(today)?),
            ("LOOK BACK".to_owned(), self.look_back(today)),
            ("DRAFTS".to_owned(), self.drafts(today)),
        ])
    }

    /// In plain output every line says which part it is of; people see a heading.
    fn part(&self, part: &str) -> Cell {
        Cell::from(if self.plain { part } else { "" })
    }

    fn sessions(&self, part: &str, rows: &[Session]) -> Result<Table, Problem> {
        let mut table = Table::new(&[]);
        for row in rows {
            let minutes = row.minutes.map(|minutes| format!("{minutes}m")).unwrap_or_default();
            let agenda = if row.agenda.is_empty() { "needs an agenda" } else { "" };
            table.row([
                self.part(part),
                describe::id(row.id),
                Cell::from(format!(
                    "{} {}",
                    spoken(row.starts_at.day(), self.day),
                    row.starts_at.time().format("%H:%M")
                )),
                Cell::from(self.store.title(row.relationship)?),
                Cell::from(minutes),
                Cell::from(agenda),
            ]);
        }
        Ok(table)
    }

    fn promises(&self, part: &str, promises: &Promises, by_owner: bool) -> Table {
        let mut table = Table::new(&[]);
        for row in &promises.rows {
            let late = is_late(row, self.day);
            let when = row.due_on.map(|day| due(day, self.day)).unwrap_or_default();
            let who = if by_owner { self.names.name(row.owner) } else { self.names.or(row.to, "") };
            table.row([
                self.part(part),
                describe::id(row.id),
                Cell::styled(if late { "!" } else { "" }, Style::Late),
                Cell::from(who),
                Cell::from(&row.text),
                Cell::styled(when, if late { Style::Late } else { Style::None }),
            ]);
        }
        table
    }

    fn loops(&self, rows: &[Feedback]) -> Table {
        let mut table = Table::new(&[]);
        for row in rows {
            let asked = row.state == FeedbackState::Asked;
            let since = if asked { row.asked_at } else { row.given_at }.unwrap_or(row.at);
            table.row([
                self.part("loop"),
                describe::id(row.id),
                Cell::from(row.state.word()),
                Cell::from(format!("{} > {}", self.names.name(row.from), self.names.name(row.to))),
                Cell::from(piece(row.gist())),
                Cell::from(ago(since.day(), self.day)),
            ]);
        }
        table
    }

    fn intentions(&self, today: &Today) -> Result<Table, Problem> {
        let mut table = Table::new(&[]);
        for one in &today.intentions {
            let with = describe::title(self.store, one.relationship)?;
            table.row([
                self.part("intention"),
                describe::id(one.id),
                Cell::from(with),
                Cell::from(&one.text),
            ]);
        }
        Ok(table)
    }

    fn look_back(&self, today: &Today) -> Table {
        let mut table = Table::new(&[]);
        if let Some(due) = today.look_back_due {
            table.row([
                self.part("lookback"),
                Cell::from(format!("due {}", spoken(due, self.day))),
                Cell::from("mentorlog lookback"),
            ]);
        }
        table
    }

    fn drafts(&self, today: &Today) -> Table {
        let mut table = Table::new(&[]);
        for draft in &today.drafts {
            table.row([
                self.part("draft"),
                Cell::from(&draft.label),
                Cell::from(draft.typed.said()),
                Cell::from(spoken(draft.saved_at.day(), self.day)),
            ]);
        }
        table
    }
}

fn is_late(row: &Commitment, day: NaiveDate) -> bool {
    row.due_on.is_some_and(|due| due < day)
}

/// `YOU PROMISED  3 open, 1 late`.
fn counted(heading: &str, promises: &Promises) -> String {
    let late = if promises.late > 0 { format!(", {} late", promises.late) } else { String::new() };
    format!("{heading}  {} open{late}", promises.open)
}

fn json_of(today: &Today, day: NaiveDate) -> Result<Json, Problem> {
    fn rows<T: crate::store::Record>(rows: &[T]) -> Result<Json, Problem> {
        rows.iter().map(describe::json).collect::<Result<Vec<_>, _>>().map(Json::Array)
    }
    let promises = |promises: &Promises| -> Result<Json, Problem> {
        Ok(json!({"open": promises.open, "late": promises.late, "rows": rows(&promises.rows)?}))
    };
    let drafts: Vec<Json> = today
        .drafts
        .iter()
        .map(|draft| json!({"place": draft.place, "label": draft.label, "words": draft.typed.words()}))
        .collect();
    Ok(json!({
        "day": day.to_string(),
        "live": rows(&today.live)?,
        "next": rows(&today.next)?,
        "unsaid": rows(&today.unsaid)?,
        "mine": promises(&today.mine)?,
        "theirs": promises(&today.theirs)?,
        "loops": rows(&today.loops)?,
        "intentions": today.intentions.iter().map(|one| json!({"id": one.id, "text": one.text, "relationship": one.relationship})).collect::<Vec<_>>(),
        "look_back_due": today.look_back_due,
        "drafts": drafts,
    }))
}
