//! The balance of a mutual relationship: what each gave, on a beam with its fulcrum in the middle.

use super::line::Pen;
use crate::model::{Exchange, Id, Person, Relationship};
use crate::store::StoreError;
use crate::tui::theme::Role;
use crate::tui::widget::text::{bar, cells, cut, fit, right};
use ratatui::text::{Line, Span};

/// Degrees of tilt below which nobody is said to give more.
const EVEN: f64 = 5.0;

/// One person with the weight of what was given and got. A ledger row weighs 1 and how well it
/// landed (0 to 3).
pub struct Side {
    /// Who.
    pub person: Id<Person>,
    /// The name, `ME` for the owner.
    pub name: String,
    /// Weight given.
    pub gave: f64,
    /// Weight received.
    pub got: f64,
}

/// The members in the order of the columns: the owner first, then turned round.
///
/// # Errors
/// What the store says.
pub fn sides(
    pen: &Pen<'_>,
    row: &Relationship,
    ledger: &[Exchange],
    turn: usize,
) -> Result<Vec<Side>, StoreError> {
    let mut members: Vec<Id<Person>> = row.members.iter().map(|member| member.person).collect();
    members.sort_by_key(|person| Some(*person) != pen.owner);
    let others = members.len().saturating_sub(1).max(1) as f64;
    let mut sides = Vec::new();
    for person in members {
        let (mut gave, mut got) = (0.0, 0.0);
        for exchange in ledger {
            let weight = 1.0 + f64::from(exchange.landed.unwrap_or(0));
            if exchange.from == person {
                gave += weight;
            } else if exchange.to == Some(person) {
                got += weight;
            } else if exchange.to.is_none() {
                got += weight / others;
            }
        }
        let name = if Some(person) == pen.owner { "ME".to_owned() } else { pen.store.name(person)? };
        sides.push(Side { person, name, gave, got });
    }
    if !sides.is_empty() {
        let turn = turn % sides.len();
        sides.rotate_left(turn);
    }
    Ok(sides)
}

/// The beam of a pair, or the shares of a group; two lines. `of` is what was weighed, where that is
/// not everything.
pub fn beam(pen: &Pen<'_>, sides: &[Side], of: &str, width: usize) -> Vec<Line<'static>> {
    let total: f64 = sides.iter().map(|side| side.gave).sum();
    if total == 0.0 {
        return vec![
            middle("Nothing on the beam yet.", width),
            middle("i, then: gave NAME: what, got NAME: what, or swap NAME: what", width),
        ];
    }
    match sides {
        [left, right] => pair(pen, left, right, of, width),
        _ => group(pen, sides, total, width),
    }
}

/// Both arms are equally long and filled from the fulcrum outwards; the tilt is 45 degrees times the
/// difference of the shares.
fn pair(pen: &Pen<'_>, left: &Side, right_side: &Side, of: &str, width: usize) -> Vec<Line<'static>> {
    let total = left.gave + right_side.gave;
    let label = (width / 4).clamp(15.min(width / 3), 26);
    let arm = (width.saturating_sub(2 * label + 3)) / 2;
    let fill = |gave: f64| ((gave / total) * 2.0 * arm as f64).round().min(arm as f64) as usize;
    let (a, b) = (fill(left.gave), fill(right_side.gave));
    let teal = pen.assets.theme.style(Role::Mutual);
    let name = |side: &Side| format!("{} gave {:.0}", cut(&side.name, label.saturating_sub(9)), side.gave);
    let beam = Line::from(vec![
        Span::styled(
            format!(" {}", fit(&name(left), label.saturating_sub(1))),
            pen.assets.theme.style(Role::Heading),
        ),
        Span::raw(format!(" {}", ".".repeat(arm - a))),
        Span::styled("=".repeat(a), teal),
        Span::raw("|"),
        Span::styled("=".repeat(b), teal),
        Span::raw(format!("{} ", ".".repeat(arm - b))),
        Span::styled(
            right(&name(right_side), label.saturating_sub(1)),
            pen.assets.theme.style(Role::Heading),
        ),
    ]);
    let tilt = 45.0 * (left.gave - right_side.gave) / total;
    let shares = format!("{:.0} / {:.0}", 100.0 * left.gave / total, 100.0 * right_side.gave / total);
    let more = if tilt > 0.0 { left } else { right_side };
    let more = if more.name == "ME" { "I" } else { more.name.as_str() };
    let words = if tilt.abs() < EVEN {
        format!("{shares}, even enough{of}")
    } else {
        format!("{shares}, tilt {:.0} deg: {more} gave more{of}", tilt.abs())
    };
    vec![beam, middle(&words, width)]
}

fn group(pen: &Pen<'_>, sides: &[Side], total: f64, width: usize) -> Vec<Line<'static>> {
    let room = (width.saturating_sub(7) / sides.len()).max(8);
    let mut names = vec![Span::raw(" gave  ")];
    let mut bars = vec![Span::raw("       ")];
    for side in sides {
        let share = side.gave / total;
        let percent = format!("{:>3.0}%", 100.0 * share);
        names.push(Span::styled(fit(&side.name, room - 1), pen.assets.theme.style(Role::Heading)));
        names.push(Span::raw(" "));
        let length = room.saturating_sub(6).min(12);
        let drawn = if length > 3 { bar(share, length) } else { String::new() };
        bars.push(Span::styled(drawn.clone(), pen.assets.theme.style(Role::Mutual)));
        bars.push(Span::raw(fit(&percent, room - cells(&drawn))));
    }
    vec![Line::from(names), Line::from(bars)]
}

fn middle(text: &str, width: usize) -> Line<'static> {
    let text = cut(text, width);
    Line::from(format!("{}{text}", " ".repeat(width.saturating_sub(cells(&text)) / 2)))
}
