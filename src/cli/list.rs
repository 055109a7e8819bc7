//! Lists: which rows, newest first, as a table or as JSON.

use super::context::Context;
use super::describe;
use super::pick;
use super::table::{Cell, Table};
use crate::error::Problem;
use crate::model::when::Direction;
use crate::store::{Filter, Record, Store, Window};
use clap::Args;

/// Which rows a list shows.
#[derive(Debug, Clone, Args)]
pub struct ListFlags {
    /// Only what has to do with this person
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// Only what is of this day or later
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Only what is of this day or earlier
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
    /// No more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// Only what stands so
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
}

impl ListFlags {
    /// The rows, newest first. `states` are the words the noun knows.
    ///
    /// # Errors
    /// For a name, a date or a state that is not understood.
    pub fn rows<T: Record>(
        &self,
        context: &Context<'_>,
        store: &Store,
        states: &[&'static str],
    ) -> Result<Vec<T>, Problem> {
        let filter = self.filter(context, store, T::NOUN.table, states)?;
        // Every list fits: a journal has no more rows than this.
        let limit = self.limit.unwrap_or(u32::MAX) as usize;
        if T::NOUN.listing.newest_first {
            return Ok(store.list(&filter, &Window::First, limit)?);
        }
        // Lists on screen go by name or by day; an id knows when it was made.
        let mut ids = store.window::<T>(&filter, &Window::First, u32::MAX as usize)?;
        ids.sort_unstable_by(|one, other| other.cmp(one));
        ids.truncate(limit);
        ids.into_iter().map(|id| Ok(store.need(id)?)).collect()
    }

    fn filter(
        &self,
        context: &Context<'_>,
        store: &Store,
        noun: &str,
        states: &[&'static str],
    ) -> Result<Filter, Problem> {
        let since = context.when_given(self.since.as_deref(), Direction::Past)?.map(|when| when.day);
        let until = context.when_given(self.until.as_deref(), Direction::Past)?.map(|when| when.day);
        if let (Some(since), Some(until)) = (since, until)
            && until < since
        {
            return Err(Problem::usage(format!("--until {until} is before --since {since}"))
                .hint(format!("mentorlog {noun} list --since {until} --until {since}")));
        }
        Ok(Filter {
            with: pick::person_given(store, self.with.as_deref())?,
            since,
            until,
            states: self.states(noun, states)?,
            ..Filter::default()
        })
    }

    fn states(&self, noun: &str, states: &[&'static str]) -> Result<Vec<&'static str>, Problem> {
        let Some(wanted) = self.state.as_deref() else { return Ok(Vec::new()) };
        if states.is_empty() {
            return Err(
                Problem::usage(format!("a {noun} has no state")).hint(format!("mentorlog {noun} list"))
            );
        }
        match states.iter().find(|state| state.eq_ignore_ascii_case(wanted)) {
            Some(state) => Ok(vec![state]),
            None => Err(Problem::usage(format!("--state \"{wanted}\" is none of: {}", states.join(", ")))
                .hint(format!("mentorlog {noun} list --state {}", states.first().unwrap_or(&"")))),
        }
    }
}

/// Prints rows: a table, lines, or an array of the interchange format's rows.
///
/// # Errors
/// What a row's fields fail with.
pub fn print<T: Record>(
    context: &mut Context<'_>,
    rows: &[T],
    headings: &[&'static str],
    cells: impl Fn(&T) -> Result<Vec<Cell>, Problem>,
) -> Result<(), Problem> {
    if context.is_json() {
        let rows = rows.iter().map(describe::json).collect::<Result<Vec<_>, _>>()?;
        context.out.json(&serde_json::Value::Array(rows));
        return Ok(());
    }
    let mut table = Table::new(headings);
    for row in rows {
        table.row(cells(row)?);
    }
    if table.is_empty() {
        context.out.say(&format!("nothing to list: no {} that fits", T::NOUN.table));
    } else {
        context.out.table(&table);
    }
    Ok(())
}
