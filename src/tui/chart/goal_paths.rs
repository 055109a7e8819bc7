//! Goal paths: at each check-in how far a goal had come and how sure people were, as two lines of
//! figures along time, with gaps where nobody looked.

use super::Chart;
use super::axis::{Axis, legend};
use crate::insight::Evidence;
use crate::insight::picture::Chronicle;
use crate::insight::picture::goal_path::{Path, Step};
use crate::tui::panel::{Figure, Sketch, several, spoken};
use crate::tui::theme::Role;
use crate::tui::widget::text::cells;

/// The picture.
pub const CHART: Chart =
    Chart { name: "goal paths", question: "is it moving, does it feel so?", empty, draw, reading, figures };

/// Cells of a line's name.
const LABEL: usize = 5;
/// Rows of a goal: its title, how far, how sure.
const ROWS: usize = 3;
/// Confidence below which a goal is at risk, and from which it is on track (domain 2.2).
const AT_RISK: u8 = 4;

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    let none = Path::all(chronicle).is_empty();
    none.then_some("No check-in in these weeks: n c says how a goal goes.")
}

/// A figure of one cell: tenths, all of it as a mark.
fn tenth(tenths: usize) -> String {
    if tenths >= 10 { "#".to_owned() } else { tenths.to_string() }
}

fn progress(step: &Step) -> String {
    tenth((step.progress * 10.0).floor() as usize)
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let paths = Path::all(chronicle);
    let axis = Axis::new(chronicle.span, LABEL, sketch);
    let room = sketch.height().saturating_sub(1);
    let block =
        if room >= (ROWS + 1) * paths.len().min(room / (ROWS + 1)) && room > 8 { ROWS + 1 } else { ROWS };
    let shown = paths.len().min(room / block);
    for (at, path) in paths.iter().take(shown).enumerate() {
        let y = at * block;
        let now = path.last().map_or(String::new(), said);
        sketch.within(0, y, sketch.width().saturating_sub(cells(&now) + 1), &path.title, Role::Text);
        sketch.before(sketch.width(), y, &now, Role::Muted);
        sketch.text(0, y + 1, "far", Role::Muted);
        sketch.text(0, y + 2, "sure", Role::Muted);
        for week in axis.weeks() {
            for row in [1, 2] {
                sketch.text(axis.cell(week), y + row, ".", Role::Line);
            }
        }
        for step in &path.steps {
            let Some(week) = chronicle.span.week(step.day).filter(|week| axis.weeks().contains(week)) else {
                continue;
            };
            sketch.text(axis.cell(week), y + 1, &progress(step), Role::Accent);
            if let Some(sure) = step.confidence {
                let role = if sure < AT_RISK { Role::Warn } else { Role::Good };
                sketch.text(axis.cell(week), y + 2, &tenth(usize::from(sure)), role);
            }
        }
    }
    let more = paths.len() - shown;
    let more = if more > 0 { format!("+{more}  ") } else { String::new() };
    legend(sketch, &format!("{more}figures are tenths, # all"));
}

/// `60%, sure 7`.
fn said(step: &Step) -> String {
    let sure = step.confidence.map_or(String::new(), |sure| format!(", sure {sure}"));
    format!("{:.0}%{sure}", 100.0 * step.progress)
}

fn reading(chronicle: &Chronicle) -> String {
    let paths = Path::all(chronicle);
    let moved = paths.iter().filter(|path| path.moved().0 > 0.0).count();
    let less = paths.iter().filter(|path| path.moved().1.is_some_and(|sure| sure < 0)).count();
    let goals = several(paths.len(), "goal", "goals");
    let less = if less > 0 { format!("; people are less sure of {less}") } else { String::new() };
    format!("{moved} of {goals} moved on in {}{less}.", chronicle.span.said())
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let figure = |path: Path| {
        let steps = path.steps.iter().map(|step| format!("{} {}", spoken(step.day), said(step)));
        Figure::new(path.title.clone(), steps.collect::<Vec<_>>().join("; "), [Evidence::Goal(path.goal)])
    };
    Path::all(chronicle).into_iter().map(figure).collect()
}
