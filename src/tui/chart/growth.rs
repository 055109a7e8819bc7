//! Growth: a dumbbell for each figure, from where it began to where it stands.

use super::Chart;
use super::axis::legend;
use crate::insight::measure;
use crate::insight::picture::Chronicle;
use crate::insight::picture::growth::Dumbbell;
use crate::tui::panel::{Figure, Sketch, several};
use crate::tui::theme::Role;

/// The picture.
pub const CHART: Chart =
    Chart { name: "growth", question: "how far did it come, then and now?", empty, draw, reading, figures };

/// Cells of a figure's name, and of its two values.
const LABEL: usize = 12;
const VALUES: usize = 10;

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    Dumbbell::all(chronicle)
        .is_empty()
        .then_some("Nothing rated or checked in these weeks: n k rates a skill, n c a goal.")
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let all = Dumbbell::all(chronicle);
    let room = sketch.height().saturating_sub(1);
    let track = sketch.width().saturating_sub(LABEL + VALUES + 1).max(2);
    let (mut y, mut shown, mut named) = (0, 0, "");
    for one in &all {
        let rows = 1 + usize::from(one.name != named);
        if y + rows > room {
            break;
        }
        if one.name != named {
            sketch.text(0, y, &one.name, Role::Text);
            y += 1;
        }
        dumbbell(one, sketch, y, track);
        (y, shown, named) = (y + 1, shown + 1, &one.name);
    }
    let more = all.len() - shown;
    let more = if more > 0 { format!("+{more}  ") } else { String::new() };
    legend(sketch, &format!("{more}o then  O now  | target"));
}

fn dumbbell(one: &Dumbbell, sketch: &mut Sketch, y: usize, track: usize) {
    let cell = |figure: f64| LABEL + (one.place(figure) * (track - 1) as f64).round() as usize;
    let (then, now) = (cell(one.start), cell(one.now));
    sketch.text(1, y, one.what, Role::Muted);
    sketch.text(LABEL, y, &".".repeat(track), Role::Line);
    if let Some(target) = one.target {
        sketch.text(cell(target), y, "|", Role::Text);
    }
    let role = if one.grew() { Role::Accent } else { Role::Warn };
    for x in then.min(now)..then.max(now) {
        sketch.text(x, y, "-", role);
    }
    if now > then + 1 {
        sketch.text(now - 1, y, ">", role);
    } else if then > now + 1 {
        sketch.text(now + 1, y, "<", role);
    }
    sketch.text(then, y, "o", role);
    sketch.text(now, y, "O", role);
    let values = format!("{} to {}", measure::figure(one.start), measure::figure(one.now));
    sketch.before(sketch.width(), y, &values, Role::Muted);
}

fn reading(chronicle: &Chronicle) -> String {
    let all = Dumbbell::all(chronicle);
    let grew = all.iter().filter(|one| one.grew()).count();
    let fell = all.iter().filter(|one| one.place(one.now) < one.place(one.start)).count();
    let figures = several(all.len(), "figure", "figures");
    let fell = if fell > 0 { format!(", {fell} fell back") } else { String::new() };
    format!("{grew} of {figures} of skills and goals grew{fell}.")
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let figure = |one: Dumbbell| {
        let target =
            one.target.map_or(String::new(), |target| format!(", to reach {}", measure::figure(target)));
        let (start, now) = (measure::figure(one.start), measure::figure(one.now));
        Figure::new(
            format!("{}, {}", one.name, one.what),
            format!("{start} then, {now} now{target}"),
            one.rows,
        )
    };
    Dumbbell::all(chronicle).into_iter().map(figure).collect()
}
