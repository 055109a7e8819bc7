//! The portfolio: a line a relationship, and the hats of the last 90 days.

use super::context::Context;
use super::health;
use super::member;
use super::table::{Cell, Table};
use crate::error::Problem;
use crate::forms::Forms;
use crate::insight::{self, Ledger, Line, measure};
use crate::model::when::spoken;
use crate::store::Store;
use chrono::NaiveDate;

/// Cells of the longest bar.
const BAR: u32 = 24;

/// Prints it.
pub fn print(
    context: &mut Context<'_>,
    store: &Store,
    ledgers: &[Ledger],
    forms: &Forms,
) -> Result<(), Problem> {
    if ledgers.is_empty() {
        context.out.say("no relationship is active");
        context.out.say("hint: mentorlog choose, or mentorlog rel add --form FORM --with NAME");
        return Ok(());
    }
    let headings = ["", "WITH", "I AM", "PHASE", "DAYS", "NEXT", "I OWE", "OWED", "WARNING"];
    let mut table = Table::new(&headings);
    for ledger in ledgers {
        let line = insight::line(ledger, member::form(forms, &ledger.form)?);
        table.row(cells(store, &line, ledger.today)?);
    }
    context.out.heading("PORTFOLIO");
    context.out.table(&table);
    context.out.line("");
    context.out.heading("HATS, last 90 days");
    let hats = insight::hats(&store.hat_rows()?, |id| forms.get(id));
    let longest = hats.all().into_iter().map(|(_, minutes)| minutes).max().unwrap_or(0).max(1);
    for (seat, minutes) in hats.all() {
        let bar = "#".repeat(usize::try_from((minutes * BAR).div_ceil(longest)).unwrap_or(0));
        let hours = measure::figure((f64::from(minutes) / 6.0).round() / 10.0);
        context.out.line(format!("  {:8} {hours:>6} h  {bar}", seat.word()).trim_end());
    }
    context.out.say("hint: one of them whole: mentorlog health NAME");
    Ok(())
}

fn cells(store: &Store, line: &Line, today: NaiveDate) -> Result<Vec<Cell>, Problem> {
    let since = line.days_since.map_or_else(|| "none".to_owned(), measure::figure);
    let rhythm = line.cadence_days.map_or_else(String::new, |days| format!(" / {days}"));
    let worst = line.worst.as_ref();
    Ok(vec![
        Cell::from(&line.sign),
        Cell::from(store.title(line.relationship)?),
        Cell::from(line.role.to_lowercase()),
        Cell::from(&line.phase),
        Cell::from(format!("{since}{rhythm}")),
        Cell::from(line.next.map_or_else(|| "-".to_owned(), |day| spoken(day, today))),
        Cell::from(line.owed_by_me.to_string()),
        Cell::from(line.owed_to_me.to_string()),
        worst.map_or_else(
            || Cell::from("-"),
            |one| Cell::styled(format!("{} {}", health::title(one), one.name), health::style(one)),
        ),
    ])
}
