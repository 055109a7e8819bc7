//! The portfolio: a few lines about each active relationship, and the hats the owner wore. No order of
//! people, no total.

use super::line::Pen;
use super::week::rhythm;
use crate::insight::{self, Grade, Hats, Ledger, measure};
use crate::model::when::spoken;
use crate::model::{Relationship, RelationshipStatus};
use crate::sitting::fit::form_is_due;
use crate::store::{Filter, StoreError, Window};
use crate::tui::theme::Role;
use crate::tui::widget::panes::Row;
use crate::tui::widget::spans::{cut_line, width as width_of};
use crate::tui::widget::text::{cells, cut, fit};
use ratatui::text::{Line, Span};

/// Cells of the bar of hats.
const BAR: u32 = 20;
/// As far as relationships are counted.
const COUNTED: usize = 99;
/// Fewer cells than this have a name, its rhythm and its days on the first line, and no more.
const ROOMY: usize = 70;

/// The active relationships that so many rows have room for, each with its sign, name, rhythm, days
/// since the last session, role, phase, next session, what is owed both ways, and its worst warning.
///
/// # Errors
/// What the store says.
pub fn lines(pen: &Pen<'_>, width: usize, room: usize) -> Result<Vec<Row>, StoreError> {
    let least = if width >= ROOMY { 1 } else { 2 };
    let relationships: Vec<Relationship> = pen.store.list(&active(), &Window::First, room / least)?;
    let mut rows = Vec::new();
    for row in &relationships {
        // Only what has room is read.
        if rows.len() + least > room {
            break;
        }
        let ledger = pen.store.glances_of(&[row.id])?;
        if let Some(ledger) = ledger.first() {
            let lines = one(pen, row, ledger, width)?;
            let left = room - rows.len();
            rows.extend(lines.into_iter().take(left));
        }
    }
    Ok(rows)
}

/// How many active relationships there are, as far as they are counted.
///
/// # Errors
/// What the store says.
pub fn count(pen: &Pen<'_>) -> Result<usize, StoreError> {
    Ok(pen.store.window::<Relationship>(&active(), &Window::First, COUNTED)?.len())
}

fn active() -> Filter {
    Filter { states: vec![RelationshipStatus::Active.word()], ..Filter::default() }
}

fn one(pen: &Pen<'_>, row: &Relationship, ledger: &Ledger, width: usize) -> Result<Vec<Row>, StoreError> {
    let today = pen.store.clock().today();
    let (sign, _, sign_role) = pen.form(&row.form);
    let title = pen.store.title(row.id)?;
    let style = |role: Role| pen.assets.theme.style(role);
    let name = if width >= ROOMY { 16 } else { width.saturating_sub(26).clamp(6, 22) };
    let mut first = vec![
        Span::styled(format!("{} ", fit(&sign, 2)), style(sign_role)),
        Span::raw(fit(&title, name)),
        Span::raw(format!(" {} ", rhythm(pen, row)?)),
    ];
    let Some(form) = pen.assets.forms.get(&row.form) else {
        first.push(Span::styled(format!("no form {}", row.form), style(Role::Warn)));
        return Ok(vec![Row::new(cut_line(Line::from(first), width), row.id)]);
    };
    let line = insight::line(ledger, form);
    first.push(days(pen, &line));
    let role = line.role.to_lowercase();
    let next = line.next.map_or_else(|| "no date".to_owned(), |day| spoken(day, today));
    let mut said = match (line.owed_by_me, line.owed_to_me) {
        (0, 0) => Vec::new(),
        (mine, theirs) if width >= ROOMY => vec![format!("owe {mine}, owed {theirs}")],
        (mine, 0) => vec![format!("owe {mine}")],
        (0, theirs) => vec![format!("owed {theirs}")],
        (mine, theirs) => vec![format!("owe {mine}/{theirs}")],
    };
    if width >= ROOMY {
        first.push(Span::raw(format!(" {} {} {next}", fit(&role, 8), fit(&line.phase, 11))));
    } else {
        said.splice(0..0, [format!("{role}, {}", line.phase), next]);
    }
    // From shared rows alone it would warn of what is not so.
    let worst = line.worst.as_ref().filter(|_| !pen.store.sight().is_veiled());
    let warning = worst.map(|worst| match worst.grade {
        Grade::Red => (format!("! red: {}", worst.name), Role::Late),
        _ if worst.offer => (format!("offer: {}", worst.name), Role::Text),
        _ => (format!("~ amber: {}", worst.name), Role::Warn),
    });
    let mut rows = vec![Row::new(cut_line(Line::from(first), width), row.id)];
    let mut second = if said.is_empty() { String::new() } else { format!("   {}", said.join("  ")) };
    if let Some((text, role)) = warning {
        // On the same line where both fit whole.
        let apart = if second.is_empty() { "   " } else { "  " };
        if cells(&second) + apart.len() + cells(&text) <= width {
            let spans = vec![
                Span::styled(second, style(Role::Muted)),
                Span::styled(format!("{apart}{text}"), style(role)),
            ];
            rows.push(Row::text(Line::from(spans)));
        } else {
            rows.push(Row::text(Span::styled(cut(&second, width), style(Role::Muted))));
            rows.push(Row::text(Span::styled(cut(&format!("   {text}"), width), style(role))));
        }
        second = String::new();
    }
    if !second.is_empty() {
        rows.push(Row::text(Span::styled(cut(&second, width), style(Role::Muted))));
    }
    if form_is_due(row, today) {
        let text = cut("   does the form still fit? :choose", width);
        rows.push(Row::text(Span::styled(text, style(Role::Accent))));
    }
    Ok(rows)
}

/// Days since the last session, of the agreed ones: `12/14 d`.
fn days(pen: &Pen<'_>, line: &insight::Line) -> Span<'static> {
    let agreed = line.cadence_days.map_or_else(String::new, |days| format!("/{days}"));
    let Some(since) = line.days_since else {
        return Span::styled(fit("not met", 9), pen.assets.theme.style(Role::Muted));
    };
    let slips = line.cadence_days.is_some_and(|days| since > f64::from(days) * SLIPS_AFTER);
    let (mark, role) = if slips { ("~", Role::Warn) } else { ("", Role::Muted) };
    Span::styled(fit(&format!("{mark}{}{agreed} d", measure::figure(since)), 9), pen.assets.theme.style(role))
}

/// Agreed gaps that may pass before a rhythm is said to slip.
const SLIPS_AFTER: f64 = 1.5;

/// The owner's hours of the last 90 days by hat: a bar of the hats' first letters, and the figures.
///
/// # Errors
/// What the store says.
pub fn hats(pen: &Pen<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
    let hats = insight::hats(&pen.store.hat_rows()?, |id| pen.assets.forms.get(id));
    let all: u32 = hats.all().iter().map(|(_, minutes)| minutes).sum();
    if all == 0 {
        return Ok(Vec::new());
    }
    let hours = |minutes: u32| match width >= ROOMY {
        true => measure::figure((f64::from(minutes) / 6.0).round() / 10.0),
        false => measure::figure((f64::from(minutes) / 60.0).round()),
    };
    let figures: Vec<String> =
        hats.all().into_iter().map(|(seat, minutes)| format!("{} {}", seat.word(), hours(minutes))).collect();
    let figures = figures.join("  ");
    let bar = Span::styled(bar(&hats, all), pen.assets.theme.style(Role::Accent));
    let label = Span::raw("hats, 90 d  ");
    let all = Line::from(vec![label.clone(), bar.clone(), Span::raw(format!("  {figures} h"))]);
    if width_of(&all) <= width {
        return Ok(vec![Row::text(all)]);
    }
    // The hours have lines of their own, broken between hats: a figure is never cut.
    let mut rows = vec![Row::text(cut_line(Line::from(vec![label, bar]), width))];
    let muted = pen.assets.theme.style(Role::Muted);
    let mut lines = vec![String::new()];
    for figure in format!("{figures} h").split("  ") {
        match lines.last_mut() {
            Some(line) if cells(line) + 2 + cells(figure) <= width => {
                line.push_str("  ");
                line.push_str(figure);
            }
            _ => lines.push(format!("  {figure}")),
        }
    }
    rows.extend(lines.into_iter().map(|line| Row::text(Span::styled(cut(&line, width), muted))));
    Ok(rows)
}

/// `GGGGLLPPPP`: each hat as long as its share, one that was worn at all at least one letter.
fn bar(hats: &Hats, all: u32) -> String {
    let part = |(seat, minutes): (crate::forms::Seat, u32)| {
        let letter: String = seat.word().chars().take(1).flat_map(char::to_uppercase).collect();
        let cells = (minutes.saturating_mul(BAR) + all / 2) / all;
        letter.repeat(usize::try_from(cells.max(u32::from(minutes > 0))).unwrap_or(0))
    };
    hats.all().into_iter().map(part).collect()
}
