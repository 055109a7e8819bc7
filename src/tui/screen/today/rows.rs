//! The rows of Today's panes, and of its one list on a small screen.

use crate::model::when::{late, spoken};
use crate::model::{Commitment, Feedback, FeedbackState, Moment, Reflection, Session, SessionState};
use crate::store::{Filter, Promises, StoreError, Today as Agenda, Window};
use crate::tui::screen::line::Pen;
use crate::tui::screen::portfolio;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::{cells, cut, fit};
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Rows that are read for one pane.
pub(super) const MOST: usize = 12;
/// As far as open promises are counted: more are "99+".
pub(super) const COUNTED: u32 = 100;
/// Sessions that slipped and are asked about at once.
pub(super) const SLIPPED: usize = 3;
/// Rows about relationships, at least.
const FEWEST: usize = 4;
/// Rows about relationships in the one list.
const IN_LIST: usize = 4;
/// Recent rows of the one list.
const LATELY: usize = 3;
/// Cells of the word that says why a row of the one list is there.
const WHY: usize = 7;
/// The row that says that a look back is due.
pub(super) const LOOK_BACK: Target = Target::Own(1);

/// Rows that there are about the relationships, at most.
pub(super) fn rows_about(area: Rect) -> usize {
    usize::from(area.height / 2).saturating_sub(4).max(FEWEST)
}

/// The relationships at a glance, and the hats.
pub(super) fn about(pen: &Pen<'_>, area: Rect, tier: Tier) -> Result<(Vec<Row>, String), StoreError> {
    let inner = |width: u16| usize::from(width).saturating_sub(4);
    let width = match tier {
        Tier::Tiny | Tier::Sliver => return Ok(Default::default()),
        Tier::Narrow => {
            let rows = portfolio::lines(pen, inner(area.width).saturating_sub(WHY), IN_LIST)?;
            return Ok((rows.into_iter().filter(|row| row.target.is_some()).collect(), String::new()));
        }
        Tier::Wide => inner(area.width - area.width * 27 / 50 - 1),
        _ => inner(area.width),
    };
    let hats = portfolio::hats(pen, width)?;
    let room = rows_about(area).saturating_sub(hats.len()).max(FEWEST);
    let mut rows = portfolio::lines(pen, width, room)?;
    let shown = rows.iter().filter(|row| row.target.is_some()).count();
    rows.extend(hats);
    let all = portfolio::count(pen)?;
    let more = if shown < all { format!("{shown} of {all}: :relationships") } else { String::new() };
    Ok((rows, more))
}

/// What I promised others, then what I intend for myself.
pub(super) fn mine(pen: &Pen<'_>, agenda: &Agenda, width: usize) -> Result<Vec<Row>, StoreError> {
    let mut rows = promises(pen, &agenda.mine.rows, width)?;
    for one in &agenda.intentions {
        rows.push(Row::new(pen.intention(one, width)?, one.id));
    }
    Ok(rows)
}

/// That a month has passed since the last look back.
pub(super) fn look_back(pen: &Pen<'_>, agenda: &Agenda, width: usize) -> Option<Row> {
    let due = agenda.look_back_due?;
    let minutes = pen.assets.forms.look_back().minutes;
    let text = format!(
        "A month to look back at, due {}: {minutes} minutes, for you alone",
        spoken(due, pen.store.clock().today())
    );
    let key = "   Enter opens";
    let text = cut(&text, width.saturating_sub(key.len()));
    let muted = pen.assets.theme.style(Role::Muted);
    Some(Row::new(Line::from(vec![Span::raw(text), Span::styled(key, muted)]), LOOK_BACK))
}

/// The newest of what was held, noted, and written for somebody and not said yet.
pub(super) fn recent(pen: &Pen<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
    let held = Filter { states: vec![SessionState::Held.word()], ..Filter::default() };
    let unsaid = Filter { states: vec![FeedbackState::Draft.word()], ..Filter::default() };
    let mut dated: Vec<(Moment, Row)> = Vec::new();
    for row in pen.store.list::<Session>(&held, &Window::First, MOST)? {
        dated.push((row.starts_at, Row::new(pen.session(&row, width)?, row.id)));
    }
    for row in pen.store.list::<Reflection>(&Filter::default(), &Window::First, MOST)? {
        dated.push((row.at, Row::new(pen.note(&row, width), row.id)));
    }
    for row in pen.store.list::<Feedback>(&unsaid, &Window::First, MOST)? {
        dated.push((row.at, Row::new(pen.feedback(&row, width)?, row.id)));
    }
    dated.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(dated.into_iter().map(|(_, row)| row).take(MOST).collect())
}

pub(super) fn session(pen: &Pen<'_>, row: &Session, width: usize) -> Result<Row, StoreError> {
    Ok(Row::new(pen.upcoming(row, width)?, row.id))
}

/// A planned session whose day has passed: nobody said yet what became of it.
pub(super) fn slipped(pen: &Pen<'_>, row: &Session, width: usize) -> Result<Row, StoreError> {
    let day = row.starts_at.local().format("%-d %b").to_string();
    let tail = if width >= 44 { "  held or missed? d says" } else { "  d says" };
    let title = pen.store.title(row.relationship)?;
    let room = width.saturating_sub(cells(tail) + 16);
    let line = Line::from(vec![
        Span::styled("slipped  ", pen.assets.theme.style(Role::Warn)),
        Span::raw(fit(&day, 7)),
        Span::raw(fit(&title, room)),
        Span::raw(tail),
    ]);
    Ok(Row::new(line, row.id))
}

pub(super) fn promises(pen: &Pen<'_>, rows: &[Commitment], width: usize) -> Result<Vec<Row>, StoreError> {
    rows.iter().map(|row| Ok(Row::new(pen.commitment(row, width)?, row.id))).collect()
}

pub(super) fn loops(pen: &Pen<'_>, rows: &[Feedback], width: usize) -> Result<Vec<Row>, StoreError> {
    rows.iter().map(|row| Ok(Row::new(pen.feedback(row, width)?, row.id))).collect()
}

pub(super) fn pressing(promises: &Promises) -> String {
    let counted = |count: u64| {
        if count < u64::from(COUNTED) { count.to_string() } else { format!("{}+", COUNTED - 1) }
    };
    match promises.late {
        0 => format!("{} open", counted(promises.open)),
        late => format!("{} open, {} late", counted(promises.open), counted(late)),
    }
}

/// Everything in one list, what presses most first, each row with the word why. The smallest screens
/// keep to what is late and what is next.
pub(super) fn urgent(
    pen: &Pen<'_>,
    agenda: &Agenda,
    about: &[Row],
    width: usize,
    tier: Tier,
) -> Result<Vec<Row>, StoreError> {
    let today = pen.store.clock().today();
    let inner = width.saturating_sub(WHY);
    let overdue = |row: &&Commitment| row.due_on.is_some_and(|day| late(day, today).is_some());
    let (mine_late, mine): (Vec<&Commitment>, Vec<&Commitment>) = agenda.mine.rows.iter().partition(overdue);
    let (theirs_late, theirs): (Vec<&Commitment>, Vec<&Commitment>) =
        agenda.theirs.rows.iter().partition(overdue);
    let (now, next): (Vec<&Session>, Vec<&Session>) =
        agenda.live.iter().chain(&agenda.next).partition(|row| row.starts_at.day() <= today);
    let mut rows = Vec::new();
    let mut push = |why: &str, role: Role, row: Row| {
        let mut line = Line::from(Span::styled(fit(why, WHY), pen.assets.theme.style(role)));
        line.spans.extend(row.line.spans);
        rows.push(Row { line, target: row.target });
    };
    let promise =
        |row: &Commitment| -> Result<Row, StoreError> { Ok(Row::new(pen.commitment(row, inner)?, row.id)) };
    for row in mine_late {
        push("late", Role::Late, promise(row)?);
    }
    for row in now {
        push("today", Role::Accent, session(pen, row, inner)?);
    }
    for row in agenda.unsaid.iter().take(SLIPPED) {
        let day = row.starts_at.local().format("%-d %b").to_string();
        let text = format!(" {}{}", fit(&day, 7), pen.store.title(row.relationship)?);
        push("slipped", Role::Warn, Row::new(cut(&text, inner), row.id));
    }
    for row in theirs_late {
        push("chase", Role::Warn, promise(row)?);
    }
    if tier > Tier::Tiny {
        for row in mine {
            push("you", Role::Text, promise(row)?);
        }
        for row in &agenda.loops {
            push("loop", Role::Text, Row::new(pen.feedback(row, inner)?, row.id));
        }
        for one in &agenda.intentions {
            push("intend", Role::Accent, Row::new(pen.intention(one, inner)?, one.id));
        }
        for row in theirs {
            push("they", Role::Text, promise(row)?);
        }
    }
    for row in next {
        push("next", Role::Text, session(pen, row, inner)?);
    }
    if tier > Tier::Tiny {
        if let Some(row) = look_back(pen, agenda, inner) {
            push("due", Role::Text, row);
        }
        for row in about {
            push("with", Role::Muted, row.clone());
        }
        for row in recent(pen, inner)?.into_iter().take(LATELY) {
            push("lately", Role::Muted, row);
        }
    }
    Ok(rows)
}
