//! Agenda, plan against use: a bar of the minutes used, with a mark where the plan ended.

use super::Chart;
use super::axis::{apart, legend};
use crate::insight::measure;
use crate::insight::picture::Chronicle;
use crate::insight::picture::agenda::{Of, Use};
use crate::insight::window::FEWEST_SESSIONS;
use crate::tui::panel::{Figure, Sketch, several};
use crate::tui::theme::Role;
use crate::tui::widget::text::right;

/// The picture.
pub const CHART: Chart =
    Chart { name: "agenda", question: "where does the hour go?", empty, draw, reading, figures };

/// Cells of `45 52`, plan and use.
const FIGURES: usize = 9;

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    let none = Use::all(chronicle).is_empty();
    none.then_some("No session was measured in these weeks: s holds one, with its parts and a clock.")
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let all = Use::all(chronicle);
    let label = (sketch.width() / 3).clamp(9, 24);
    let left = label + FIGURES;
    let track = sketch.width().saturating_sub(left + 1).max(1);
    sketch.before(left - 1, 0, "plan used", Role::Muted);
    let room = sketch.height().saturating_sub(2);
    let shown = if all.len() > room { room.saturating_sub(1) } else { all.len() };
    let step = apart(shown, room);
    // Whole sessions have a scale of their own: no part would be seen beside them.
    let most = |of: Of| {
        let alike = all.iter().filter(|one| one.of == of);
        alike.map(|one| one.planned.max(one.used)).fold(1.0, f64::max)
    };
    for (at, one) in all.iter().take(shown).enumerate() {
        let y = 1 + at * step;
        let length = |minutes: f64| (minutes / most(one.of) * (track - 1) as f64).round() as usize;
        sketch.within(0, y, label - 1, &one.name, Role::Text);
        let minutes = |figure: f64| right(&format!("{figure:.0}"), 4);
        sketch.text(label, y, &format!("{}{}", minutes(one.planned), minutes(one.used)), Role::Text);
        let (plan, used) = (length(one.planned), length(one.used));
        sketch.text(left, y, &"=".repeat(used.min(plan)), Role::Accent);
        sketch.text(left + used.min(plan), y, &".".repeat(plan.saturating_sub(used)), Role::Line);
        sketch.text(left + plan, y, "|", Role::Text);
        sketch.text(left + plan + 1, y, &"=".repeat(used.saturating_sub(plan)), Role::Warn);
    }
    if shown < all.len() {
        sketch.text(0, 1 + shown * step, &format!("and {} more", all.len() - shown), Role::Muted);
    }
    legend(sketch, "= used  | end of plan, minutes");
}

fn reading(chronicle: &Chronicle) -> String {
    let all = Use::all(chronicle);
    let rows = |of| all.iter().filter(move |one| one.of == of).map(|one| one.rows.len());
    let measured = rows(Of::Sessions).sum::<usize>().max(rows(Of::Part).max().unwrap_or(0));
    if measured < FEWEST_SESSIONS {
        let sessions = several(measured, "session", "sessions");
        return format!("n/a: {sessions} measured, {FEWEST_SESSIONS} are needed to say more.");
    }
    let mean = |of: fn(&Use) -> f64| {
        let whole = all.iter().filter(|one| one.of == Of::Sessions);
        let times = measure::count(whole.clone().map(|one| one.rows.len()).sum());
        whole.map(|one| of(one) * measure::count(one.rows.len())).sum::<f64>() / times
    };
    let whole = all.iter().any(|one| one.of == Of::Sessions).then(|| {
        format!(
            "A session takes {:.0} of {:.0} minutes agreed",
            mean(|one| one.used),
            mean(|one| one.planned)
        )
    });
    let over = all.iter().filter(|one| one.of == Of::Part && one.used > one.planned);
    let over: Vec<&str> = over.map(|one| one.name.as_str()).take(2).collect();
    let over =
        if over.is_empty() { String::new() } else { format!("longer than planned: {}", over.join(", ")) };
    let said: Vec<String> = whole.into_iter().chain((!over.is_empty()).then_some(over)).collect();
    match said.join("; ") {
        none if none.is_empty() => "No part took longer than planned.".to_owned(),
        said => format!("{said}."),
    }
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let figure = |one: Use| {
        let sessions = several(one.rows.len(), "session", "sessions");
        let value = format!("{:.1} minutes used of {:.1} planned, mean of {sessions}", one.used, one.planned);
        Figure::new(one.name, value, one.rows)
    };
    Use::all(chronicle).into_iter().map(figure).collect()
}
