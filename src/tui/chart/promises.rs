//! Promises by the week they were due: mine stacked above the line, those of others below it.

use super::Chart;
use super::axis::{Axis, legend};
use crate::insight::picture::Chronicle;
use crate::insight::picture::promises::{Fate, Promises};
use crate::tui::panel::{Figure, Sketch, several};
use crate::tui::theme::Role;

/// The picture.
pub const CHART: Chart =
    Chart { name: "promises", question: "do I keep my word?", empty, draw, reading, figures };

/// Cells of a side's name.
const LABEL: usize = 5;

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    chronicle
        .commitments
        .is_empty()
        .then_some("No promise in these weeks: i, then todo me to NAME: what by fri.")
}

fn sign(fate: Fate) -> (&'static str, Role) {
    match fate {
        Fate::Kept => ("#", Role::Good),
        Fate::Late => ("!", Role::Late),
        Fate::Open => (".", Role::Text),
        Fate::Dropped => ("o", Role::Muted),
    }
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let promises = Promises::of(chronicle);
    let axis = Axis::new(chronicle.span, LABEL, sketch);
    let (mine, theirs) = (promises.weeks(true, axis.weeks()), promises.weeks(false, axis.weeks()));
    let room = sketch.height().saturating_sub(3);
    let tallest =
        |counts: &[[usize; 4]], unit| counts.iter().map(|week| stack(*week, unit).count()).max().unwrap_or(0);
    // Each side has half of the room, or as much more as the other one leaves.
    let most = mine.iter().chain(&theirs).map(|week| week.iter().sum()).max().unwrap_or(0);
    let fits = |unit: &usize| tallest(&mine, *unit) + tallest(&theirs, *unit) <= room;
    let unit = (1..most).find(fits).unwrap_or(most.max(1));
    let below = tallest(&theirs, unit);
    let middle = (room / 2).min(room.saturating_sub(below)).max(tallest(&mine, unit)).min(room);
    for x in LABEL..axis.end().min(sketch.width()) {
        sketch.text(x, middle, "-", Role::Line);
    }
    sketch.text(0, middle.saturating_sub(1), "I", Role::Muted);
    sketch.text(0, middle + 1, "they", Role::Muted);
    for (week, (mine, theirs)) in axis.weeks().zip(mine.into_iter().zip(theirs)) {
        let x = axis.cell(week);
        for (fate, y) in stack(mine, unit).zip((0..middle).rev()) {
            put(sketch, x, y, fate);
        }
        for (fate, y) in stack(theirs, unit).zip(middle + 1..room + 1) {
            put(sketch, x, y, fate);
        }
    }
    axis.months(sketch, room + 1);
    if unit > 1 {
        // So many promises a sign.
        sketch.text(0, room + 1, &format!("by {unit}"), Role::Muted);
    }
    legend(sketch, "# kept ! late . open o dropped");
}

fn put(sketch: &mut Sketch, x: usize, y: usize, fate: Fate) {
    let (sign, role) = sign(fate);
    sketch.text(x, y, sign, role);
}

/// The signs of one week, one for every `unit` promises of a fate and for what is left over.
fn stack(counts: [usize; 4], unit: usize) -> impl Iterator<Item = Fate> {
    let signs = Fate::ALL.into_iter().zip(counts);
    signs.flat_map(move |(fate, count)| std::iter::repeat_n(fate, count.div_ceil(unit)))
}

fn reading(chronicle: &Chronicle) -> String {
    let promises = Promises::of(chronicle);
    let side = |mine: bool| {
        let of = |fate| promises.with(mine, fate).count();
        let (kept, late, open) = (of(Fate::Kept), of(Fate::Late), of(Fate::Open));
        match kept + late {
            0 => format!("none due, {open} open"),
            due => format!("{kept} of {due} in time, {open} open"),
        }
    };
    format!("Mine: {}. Theirs: {}.", side(true), side(false))
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let promises = Promises::of(chronicle);
    let mut figures = Vec::new();
    for (mine, who) in [(true, "mine"), (false, "theirs")] {
        for fate in Fate::ALL {
            let rows: Vec<_> = promises.with(mine, fate).map(|one| one.row).collect();
            let value = several(rows.len(), "promise", "promises");
            figures.push(Figure::new(format!("{who}, {}", fate.word()), value, rows));
        }
    }
    figures
}
