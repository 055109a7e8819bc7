//! The mirror: the same sections for every side, at the same height, so that they can be compared.

use super::line::Pen;
use crate::model::when::{said_back, spoken};
use crate::model::{
    Commitment, Exchange, Feedback, Goal, GoalState, Id, Item, Person, Relationship, RelationshipStatus,
    Session, SessionState,
};
use crate::store::{Filter, StoreError, Window};
use crate::tui::panel::Side;
use crate::tui::theme::Role;
use crate::tui::widget::panes::{Pane, Row};
use crate::tui::widget::spans::cut_line;
use crate::tui::widget::text::{bar, cut, fit};
use ratatui::text::{Line, Span};

/// Cells of a section's name.
const LABEL: usize = 8;
/// Rows below which a column keeps to what changes.
const LOW: usize = 8;
/// Steps between two weights of one goal from which they count as apart.
const APART: u8 = 2;

/// Everything two or more people have between them.
pub struct Mirror<'a> {
    pen: &'a Pen<'a>,
    row: &'a Relationship,
    ledger: &'a [Exchange],
    loops: Vec<Feedback>,
    promises: Vec<Commitment>,
    goals: Vec<Goal>,
    next: Option<Session>,
}

/// One named part of a column.
struct Section {
    name: &'static str,
    rows: Vec<Row>,
    empty: &'static str,
}

impl<'a> Mirror<'a> {
    /// Reads what belongs to a relationship.
    ///
    /// # Errors
    /// What the store says.
    pub fn read(pen: &'a Pen<'a>, row: &'a Relationship, ledger: &'a [Exchange]) -> Result<Self, StoreError> {
        let of =
            |states: Vec<&'static str>| Filter { relationship: Some(row.id), states, ..Filter::default() };
        let planned =
            Filter { since: pen.store.clock().today().pred_opt(), ..of(vec![SessionState::Planned.word()]) };
        Ok(Self {
            pen,
            row,
            ledger,
            loops: pen.store.list(&of(Vec::new()), &Window::First, 40)?,
            promises: pen.store.list(&of(vec!["open"]), &Window::First, 30)?,
            goals: pen.store.list(&of(vec![GoalState::Active.word()]), &Window::First, 20)?,
            next: pen.store.list(&planned, &Window::Last, 1)?.into_iter().next(),
        })
    }

    /// A column for each side. What is short on one side is filled up, so that every section begins
    /// at the same height in all of them.
    ///
    /// # Errors
    /// What the store says.
    pub fn columns(&self, sides: &[Side], widths: &[usize], height: usize) -> Result<Vec<Pane>, StoreError> {
        let mut columns = Vec::new();
        for (side, width) in sides.iter().zip(widths) {
            columns.push(self.sections(side, width.saturating_sub(LABEL), height)?);
        }
        let count = columns.first().map_or(0, Vec::len);
        let tallest: Vec<usize> = (0..count)
            .map(|at| columns.iter().map(|column| column[at].rows.len().max(1)).max().unwrap_or(1))
            .collect();
        let apart = usize::from(height > 14);
        Ok(sides
            .iter()
            .zip(columns)
            .map(|(side, sections)| {
                let mut rows = Vec::new();
                for (section, tallest) in sections.into_iter().zip(&tallest) {
                    let blank = tallest + apart - section.rows.len().max(1);
                    rows.extend(self.labelled(section));
                    rows.extend((0..blank).map(|_| Row::text("")));
                }
                while rows.last().is_some_and(|row| {
                    row.target.is_none() && row.line.spans.iter().all(|span| span.content.trim().is_empty())
                }) {
                    rows.pop();
                }
                Pane::new(side.name.to_uppercase())
                    .aside(format!("gave {:.0}  got {:.0}", side.gave, side.got))
                    .rows(rows)
            })
            .collect())
    }

    /// The section's name stands before its first row.
    fn labelled(&self, section: Section) -> Vec<Row> {
        let label = |name: &str| Span::styled(fit(name, LABEL), self.pen.assets.theme.style(Role::Muted));
        if section.rows.is_empty() {
            return vec![Row::text(Line::from(vec![label(section.name), Span::raw(section.empty)]))];
        }
        let mut name = section.name;
        section
            .rows
            .into_iter()
            .map(|row| {
                let mut line = Line::from(label(name));
                line.spans.extend(row.line.spans);
                name = "";
                Row { line, target: row.target }
            })
            .collect()
    }

    fn sections(&self, side: &Side, width: usize, height: usize) -> Result<Vec<Section>, StoreError> {
        let few = (height / 6).max(1);
        let person = self.pen.store.need(side.person)?;
        let brings = person.expertise.join(", ");
        let brings =
            if brings.is_empty() { Vec::new() } else { vec![Row::new(cut(&brings, width), side.person)] };
        let own = self.goals.iter().filter(|goal| goal.owners == [side.person]);
        let wants = own.take(few).map(|goal| {
            let share = format!(" {:>3.0}%", goal.share() * 100.0);
            Row::new(format!("{}{share}", fit(&goal.title, width.saturating_sub(share.len()))), goal.id)
        });
        let mut owes = Vec::new();
        for promise in self.promises.iter().filter(|promise| promise.owner == side.person).take(few + 1) {
            owes.push(Row::new(self.pen.promise(promise, width), promise.id));
        }
        let said = self.loops.iter().filter(|feedback| feedback.from == side.person).take(few);
        let said = said.map(|feedback| {
            let state = format!(" {}", feedback.state);
            let text = fit(&format!("\"{}\"", feedback.gist()), width.saturating_sub(state.len()));
            Row::new(format!("{text}{state}"), feedback.id)
        });
        let gave = self.ledger.iter().filter(|exchange| exchange.from == side.person).take(30);
        let gave = gave.map(|exchange| Row::new(self.pen.gift(exchange, width), exchange.id));
        let mut sections = vec![
            Section { name: "brings", rows: brings, empty: "-" },
            Section { name: "wants", rows: wants.collect(), empty: "-" },
            Section { name: "owes", rows: owes, empty: "nothing open" },
            Section { name: "said", rows: said.collect(), empty: "nothing yet" },
            Section { name: "gave", rows: gave.collect(), empty: "nothing yet" },
        ];
        if height < LOW {
            // What changes from week to week comes first where only a few rows are seen.
            sections.rotate_left(2);
        }
        Ok(sections)
    }

    /// What is shared: the next session, the goals with how much they matter to each, and, where
    /// there is room, the newest exchanges.
    ///
    /// # Errors
    /// What the store says.
    pub fn between(&self, width: usize, height: usize) -> Result<Vec<Row>, StoreError> {
        let mut rows = self.next(width)?;
        let spine = height > 6;
        let shared = self.goals.iter().filter(|goal| goal.owners.len() > 1 || !goal.weights.is_empty());
        for goal in shared.take(if spine { 4 } else { 2 }) {
            let weights = self.weights(goal)?;
            let share = goal.share();
            if !spine {
                let right = format!(" {} {:>3.0}%  {weights}", bar(share, 10), share * 100.0);
                let right = cut(&right, width / 2);
                rows.push(Row::new(
                    format!("goal  {} {right}", fit(&goal.title, width.saturating_sub(7 + right.len()))),
                    goal.id,
                ));
                continue;
            }
            rows.push(Row::text(""));
            rows.push(Row::new(cut(&goal.title, width), goal.id));
            rows.push(Row::text(cut(&format!("  {} {:>3.0}%", bar(share, 12), share * 100.0), width)));
            if !weights.is_empty() {
                rows.push(Row::text(cut(&format!("  {weights}"), width)));
            }
        }
        if spine {
            rows.push(Row::text(""));
            for exchange in self.ledger.iter().take(8) {
                rows.push(Row::new(self.arrow(exchange, width)?, exchange.id));
            }
        }
        Ok(rows)
    }

    fn next(&self, width: usize) -> Result<Vec<Row>, StoreError> {
        let today = self.pen.store.clock().today();
        let rhythm = self.row.cadence_days.map_or(String::new(), |days| format!("every {days} d"));
        if self.row.status == RelationshipStatus::Closed {
            let ended = self.row.ended_on.map(|day| format!("ended {}", said_back(day)));
            let said: Vec<String> = std::iter::once("closed".to_owned()).chain(ended).collect();
            let lines = if width < 30 { said.join("\n  ") } else { said.join(", ") };
            return Ok(lines.lines().map(|line| Row::text(cut(line, width))).collect());
        }
        let Some(next) = &self.next else {
            if width < 30 {
                let said = ["nothing planned", "  n s plans a session"];
                return Ok(said.into_iter().map(|text| Row::text(cut(text, width))).collect());
            }
            return Ok(vec![Row::text(cut(
                &format!("next  nothing planned, n s plans one  {rhythm}"),
                width,
            ))]);
        };
        let when = spoken(next.starts_at.day(), today);
        let minutes = next.minutes.map_or(String::new(), |minutes| format!(", {minutes}m"));
        let leads = match next.facilitator {
            Some(person) => format!("{} leads", self.pen.name(person)?),
            None => rhythm,
        };
        let agenda = self.agenda(&next.agenda)?;
        let at = next.starts_at.local().format("%H:%M");
        if width < 30 {
            let rest = [agenda, leads].into_iter().filter(|text| !text.is_empty());
            let mut rows = vec![Row::new(cut(&format!("{when} {at}{minutes}"), width), next.id)];
            rows.extend(rest.map(|text| Row::text(cut(&format!("  {text}"), width))));
            return Ok(rows);
        }
        let first = format!("next  {when} {at}{minutes}");
        if width >= 60 {
            return Ok(vec![Row::new(cut(&format!("{first}   {agenda}   {leads}"), width), next.id)]);
        }
        let second = [agenda, leads].into_iter().filter(|text| !text.is_empty());
        let mut rows = vec![Row::new(cut(&first, width), next.id)];
        rows.extend(second.map(|text| Row::text(cut(&format!("      {text}"), width))));
        Ok(rows)
    }

    /// Whose agenda items they are: both sides should bring some.
    fn agenda(&self, items: &[Item]) -> Result<String, StoreError> {
        if items.is_empty() {
            return Ok("no agenda yet".to_owned());
        }
        let mut counts: Vec<(Option<Id<Person>>, usize)> = Vec::new();
        for item in items {
            match counts.iter_mut().find(|(person, _)| *person == item.raised_by) {
                Some((_, count)) => *count += 1,
                None => counts.push((item.raised_by, 1)),
            }
        }
        let mut said = Vec::new();
        for (person, count) in counts {
            let who = person.map_or_else(|| Ok("both".to_owned()), |person| self.first(person))?;
            said.push(format!("{who} {count}"));
        }
        Ok(format!("agenda {}", said.join(", ")))
    }

    fn weights(&self, goal: &Goal) -> Result<String, StoreError> {
        if goal.weights.is_empty() {
            return Ok(String::new());
        }
        let mut said = Vec::new();
        for weight in &goal.weights {
            said.push(format!("{} {}", self.first(weight.person)?, weight.weight));
        }
        let (low, high) =
            goal.weights.iter().fold((5, 0), |(low, high), one| (one.weight.min(low), one.weight.max(high)));
        let word = if high >= low.saturating_add(APART) { "! apart:" } else { "weighs" };
        Ok(format!("{word} {}", said.join(", ")))
    }

    fn arrow(&self, exchange: &Exchange, width: usize) -> Result<Line<'static>, StoreError> {
        let to = exchange.to.map_or_else(|| Ok("all".to_owned()), |to| self.first(to))?;
        let day = fit(&exchange.at.local().format("%e %b").to_string(), 7);
        let direction = Span::styled(
            format!("{} > {to}", self.first(exchange.from)?),
            self.pen.assets.theme.style(Role::Mutual),
        );
        let about = exchange.topic.as_deref().unwrap_or(&exchange.text);
        Ok(cut_line(Line::from(vec![Span::raw(day), direction, Span::raw(format!("  {about}"))]), width))
    }

    /// The first word of a name.
    fn first(&self, person: Id<Person>) -> Result<String, StoreError> {
        let name = self.pen.name(person)?;
        Ok(name.split(' ').next().unwrap_or("").to_owned())
    }

    /// All sides in one list, each row marked with whose it is.
    ///
    /// # Errors
    /// What the store says.
    pub fn list(&self, sides: &[Side], width: usize) -> Result<Vec<Row>, StoreError> {
        let mut rows = self.next(width)?;
        for side in sides {
            let who = format!("{}: ", cut(side.name.split(' ').next().unwrap_or(""), 6).to_lowercase());
            for section in self.sections(side, width.saturating_sub(who.len()), 12)? {
                for row in section
                    .rows
                    .into_iter()
                    .take(3)
                    .filter(|_| matches!(section.name, "owes" | "gave" | "wants"))
                {
                    let mut line = Line::from(Span::raw(who.clone()));
                    line.spans.extend(row.line.spans);
                    rows.push(Row { line, target: row.target });
                }
            }
        }
        Ok(rows)
    }
}
