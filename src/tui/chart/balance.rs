//! Balance: what each person gave me to the left of the middle, what I gave them to the right.

use super::Chart;
use super::axis::{apart, legend};
use crate::insight::measure;
use crate::insight::picture::Chronicle;
use crate::insight::picture::balance::{Balance, Side};
use crate::tui::panel::{Figure, Sketch, several};
use crate::tui::theme::Role;

/// The picture.
pub const CHART: Chart =
    Chart { name: "balance", question: "do both give and get?", empty, draw, reading, figures };

/// Cells of a weight, with a blank.
const FIGURE: usize = 4;

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    let none = Balance::of(chronicle).sides.is_empty();
    none.then_some("Nothing given or got in these weeks: i, then gave NAME: what.")
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let sides = Balance::of(chronicle).sides;
    let label = (sketch.width() / 4).clamp(8, 18);
    let arm = sketch.width().saturating_sub(label + 1 + 2 * FIGURE) / 2;
    let middle = label + FIGURE + arm;
    let most = sides.iter().map(|side| side.gave.max(side.got)).fold(1.0, f64::max);
    sketch.before(middle, 0, "they gave", Role::Muted);
    sketch.text(middle, 0, "|", Role::Line);
    sketch.text(middle + 1, 0, "I gave", Role::Muted);
    let room = sketch.height().saturating_sub(2);
    let shown = if sides.len() > room { room.saturating_sub(1) } else { sides.len() };
    let step = apart(shown, room);
    for (at, side) in sides.iter().take(shown).enumerate() {
        let y = 1 + at * step;
        let length = |weight: f64| (weight / most * arm as f64).round() as usize;
        sketch.within(0, y, label - 1, chronicle.short(side.person), Role::Text);
        let got = format!("{} {}", weight(side.got), "=".repeat(length(side.got)));
        sketch.before(middle, y, &got, Role::Mutual);
        sketch.text(middle, y, "|", Role::Line);
        sketch.text(middle + 1, y, &"=".repeat(length(side.gave)), Role::Accent);
        let end = middle + 1 + length(side.gave);
        sketch.text(end, y, &format!(" {}", weight(side.gave)), Role::Text);
    }
    if shown < sides.len() {
        sketch.text(0, 1 + shown * step, &format!("and {} more", sides.len() - shown), Role::Muted);
    }
    legend(sketch, "weight: 1 + how well it landed");
}

fn weight(weight: f64) -> String {
    format!("{weight:.0}")
}

fn reading(chronicle: &Chronicle) -> String {
    if let Some(few) = chronicle.too_few() {
        return few;
    }
    let balance = Balance::of(chronicle);
    let (gave, got) = balance.total();
    let people = several(balance.sides.len(), "person", "people");
    let back = balance.reciprocity.map_or(String::new(), |r| format!(": {:.0}% came back", 100.0 * r));
    format!("I gave {gave:.0} and got {got:.0} with {people}{back}.")
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let balance = Balance::of(chronicle);
    let mut figures = Vec::new();
    if let Some(reciprocity) = balance.reciprocity {
        let value = format!("{} = sum of min(w_ij, w_ji) / sum of w_ij", measure::figure(reciprocity));
        figures.push(Figure::new("reciprocity", value, []));
    }
    let others = format!("{}, on no side here", several(balance.others, "row", "rows"));
    figures.push(Figure::new("between others", others, []));
    let figure = |side: &Side| {
        let tilt = measure::give_take(side.gave, side.got).map_or_else(|| "n/a".to_owned(), measure::figure);
        let (gave, got) = (measure::figure(side.gave), measure::figure(side.got));
        let value = format!("I gave {gave}, got {got}; (out - in) / (out + in) = {tilt}");
        Figure::new(chronicle.name(side.person), value, side.rows.iter().copied())
    };
    figures.extend(balance.sides.iter().map(figure));
    figures
}
