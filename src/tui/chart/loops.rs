//! Loop ages: feedback that waits, by how long it has, and for whom.

use super::Chart;
use super::axis::{apart, legend};
use crate::insight::picture::Chronicle;
use crate::insight::picture::loops::{BANDS, Loops};
use crate::tui::panel::{Figure, Sketch, several};
use crate::tui::theme::Role;

/// The picture.
pub const CHART: Chart =
    Chart { name: "loop ages", question: "which feedback is unanswered?", empty, draw, reading, figures };

/// Cells of a band's name.
const LABEL: usize = 14;

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    let loops = Loops::of(chronicle);
    (loops.open.is_empty() && loops.closed.is_empty())
        .then_some("No feedback in these weeks: n f gives it, a asks for it.")
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let loops = Loops::of(chronicle);
    let room = sketch.width().saturating_sub(LABEL + 4);
    let most = (0..BANDS.len()).map(|band| loops.band(band).count()).max().unwrap_or(0);
    let scale = (room / most.max(1)).clamp(1, 3);
    let step = apart(BANDS.len(), sketch.height().saturating_sub(1));
    for (band, (name, _)) in BANDS.iter().enumerate() {
        let y = band * step;
        sketch.text(0, y, name, Role::Muted);
        let mine = loops.band(band).filter(|one| one.mine).count();
        let all = loops.band(band).count();
        // Where the longest bar does not fit, all shrink alike.
        let length = |count: usize| if most > room { (count * room).div_ceil(most) } else { count * scale };
        let (me, them) = (length(mine), length(all - mine));
        sketch.text(LABEL, y, &"#".repeat(me), Role::Warn);
        sketch.text(LABEL + me, y, &"o".repeat(them), Role::Mutual);
        let (x, text) =
            if all == 0 { (LABEL, "-".to_owned()) } else { (LABEL + me + them + 1, all.to_string()) };
        sketch.text(x, y, &text, Role::Muted);
    }
    legend(sketch, "# waits for me  o for them");
}

fn reading(chronicle: &Chronicle) -> String {
    let loops = Loops::of(chronicle);
    let closed = format!("{} closed in {}", loops.closed.len(), chronicle.span.said());
    match loops.open.first() {
        None => format!("Nothing waits; {closed}."),
        Some(oldest) => {
            let mine = loops.open.iter().filter(|one| one.mine).count();
            let age = several(usize::try_from(oldest.age).unwrap_or(0), "day", "days");
            format!("{} open, {mine} for me, the oldest {age}; {closed}.", loops.open.len())
        }
    }
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let loops = Loops::of(chronicle);
    let mut figures: Vec<Figure> = BANDS
        .iter()
        .enumerate()
        .map(|(band, (name, _))| {
            let rows: Vec<_> = loops.band(band).map(|one| one.row).collect();
            Figure::new(*name, several(rows.len(), "open loop", "open loops"), rows)
        })
        .collect();
    let closed = several(loops.closed.len(), "feedback answered or acted on", "answered or acted on");
    figures.push(Figure::new("closed", closed, loops.closed));
    figures
}
