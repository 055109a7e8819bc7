//! The ladder: each goal is a rung with its start, where it is now, and what it is to reach; below them
//! the skills, then and now.

use super::line::Pen;
use crate::insight::growth;
use crate::model::when::due;
use crate::model::{Goal, GoalState, Id, Relationship};
use crate::store::{Filter, StoreError, Window};
use crate::tui::theme::Role;
use crate::tui::widget::panes::Row;
use crate::tui::widget::scale;
use crate::tui::widget::text::{bar, cells, cut, fit};
use ratatui::text::{Line, Span};

/// Goals of one relationship that a ladder shows.
const MOST: usize = 24;

/// The rungs, steps below the goal they belong to. Where all have room, each goal has its track.
///
/// # Errors
/// What the store says.
pub fn rungs(
    pen: &Pen<'_>,
    relationship: Id<Relationship>,
    width: usize,
    height: usize,
) -> Result<Vec<Row>, StoreError> {
    let filter = Filter { relationship: Some(relationship), ..Filter::default() };
    let goals: Vec<Goal> = pen.store.list(&filter, &Window::First, MOST)?;
    let top: Vec<&Goal> = goals.iter().filter(|goal| goal.parent.is_none()).collect();
    let skills = skills(pen, relationship, width)?;
    let roomy = goals.len() + top.len() + skills.len() <= height;
    let mut rows = Vec::new();
    for goal in top {
        rows.push(rung(pen, goal, width, roomy));
        if roomy {
            rows.push(Row::text(track(pen, goal, width)));
        }
        rows.extend(
            goals.iter().filter(|step| step.parent == Some(goal.id)).map(|goal| step(pen, goal, width)),
        );
    }
    rows.extend(skills);
    Ok(rows)
}

/// The skills below the goals: whose only where there are several people's.
fn skills(pen: &Pen<'_>, relationship: Id<Relationship>, width: usize) -> Result<Vec<Row>, StoreError> {
    let skills = pen.store.skills_of(relationship)?;
    let several = skills.iter().any(|skill| skill.person != skills[0].person);
    let mut rows = Vec::new();
    for growth in growth(&skills) {
        let Some(id) = growth.rows.first() else { continue };
        let whose = if several { format!("{}: ", pen.name(growth.person)?) } else { String::new() };
        // Where there is little room the scale says then and target by itself.
        let figures = match growth.now {
            Some(now) if width < 44 => format!("{now:.1}"),
            None if width < 44 => " - ".to_owned(),
            _ => fit(&scale::figures(&growth), scale::widest()),
        };
        let right = format!("[{}] {figures}", scale::bar(&growth, 7));
        let title = fit(&format!("{whose}{}", growth.name), width.saturating_sub(cells(&right) + 1));
        rows.push(Row::new(format!("{title} {right}"), *id));
    }
    Ok(rows)
}

fn rung(pen: &Pen<'_>, goal: &Goal, width: usize, roomy: bool) -> Row {
    let right = if roomy {
        when(pen, goal)
    } else {
        format!("{} {:>3.0}%", bar(goal.share(), 8), goal.share() * 100.0)
    };
    let right = cut(&right, width / 2);
    let title = fit(&goal.title, width.saturating_sub(cells(&right) + 1));
    Row::new(format!("{title} {right}"), goal.id)
}

/// `0 [####>.....] 1 review  60%  sure 7/10`
fn track(pen: &Pen<'_>, goal: &Goal, width: usize) -> Line<'static> {
    let number = |value: Option<f64>, other: f64| value.unwrap_or(other).to_string();
    let share = goal.share();
    let unit = goal.unit.as_deref().unwrap_or("%");
    let sure = goal
        .checkins
        .last()
        .and_then(|last| last.confidence)
        .map_or(String::new(), |value| format!("  sure {value}/10"));
    let percent = unit == "%" && goal.start.unwrap_or(0.0) == 0.0;
    let (left, right) = if percent {
        ("  ".to_owned(), format!(" {:>3.0}%", share * 100.0))
    } else {
        let left = format!("  {} ", number(goal.start, 0.0));
        (left, format!(" {} {} {:>3.0}%", number(goal.target, 100.0), cut(unit, 8), share * 100.0))
    };
    let sure = if width >= 36 { sure } else { String::new() };
    let room = width.saturating_sub(cells(&left) + cells(&right) + cells(&sure)).clamp(4, 24);
    let filled = ((room - 2) as f64 * share).round() as usize;
    let head = if share > 0.0 && share < 1.0 { ">" } else { "" };
    let shaft = "=".repeat(filled.saturating_sub(head.len()));
    let rest = ".".repeat((room - 2).saturating_sub(shaft.len() + head.len()));
    Line::from(vec![
        Span::raw(format!("{left}[")),
        Span::styled(format!("{shaft}{head}"), pen.assets.theme.style(Role::Mentor)),
        Span::raw(format!("{rest}]{right}{sure}")),
    ])
}

fn step(pen: &Pen<'_>, goal: &Goal, width: usize) -> Row {
    let mark = if goal.state == GoalState::Reached { "x" } else { "-" };
    let right = cut(&when(pen, goal), width / 2);
    let title = fit(&format!("  {mark} {}", goal.title), width.saturating_sub(cells(&right) + 1));
    Row::new(format!("{title} {right}"), goal.id)
}

fn when(pen: &Pen<'_>, goal: &Goal) -> String {
    match (goal.state, goal.due_on) {
        (GoalState::Active, Some(day)) => due(day, pen.store.clock().today()),
        (GoalState::Active, None) => String::new(),
        (GoalState::Reached, _) => "done".to_owned(),
        (state, _) => state.word().to_owned(),
    }
}
