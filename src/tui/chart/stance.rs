//! Stance: of what I gave, how much was asked, advised and told, one bar a stretch of weeks.

use super::Chart;
use super::axis::{apart, legend};
use crate::insight::picture::Chronicle;
use crate::insight::picture::stance::{Manner, Stance};
use crate::tui::panel::{Figure, Sketch, several};
use crate::tui::theme::Role;

/// The picture.
pub const CHART: Chart =
    Chart { name: "stance", question: "do I still rescue?", empty, draw, reading, figures };

/// Cells of the day a stretch begins with.
const LABEL: usize = 7;
/// Cells of a bar's count.
const COUNT: usize = 4;

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    let none = Manner::ALL.iter().all(|manner| Stance::of(chronicle).all(*manner).is_empty());
    none.then_some("Nothing asked, advised or told in these weeks: n e keeps an exchange with its kind.")
}

fn sign(manner: Manner) -> (&'static str, Role) {
    match manner {
        Manner::Asked => ("?", Role::Accent),
        Manner::Advised => (">", Role::Text),
        Manner::Told => ("!", Role::Warn),
    }
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let stance = Stance::of(chronicle);
    let sum = |stretch: &[Vec<_>; 3]| stretch.iter().map(Vec::len).sum::<usize>();
    let most = stance.stretches.iter().map(sum).max().unwrap_or(0).max(1);
    let room = sketch.width().saturating_sub(LABEL + COUNT);
    let scale = (room / most).clamp(1, 3);
    let step = apart(stance.stretches.len(), sketch.height().saturating_sub(1));
    for (at, stretch) in stance.stretches.iter().enumerate() {
        let y = at * step;
        let day = chronicle.span.begins(at).format("%e %b").to_string();
        sketch.text(0, y, &day, Role::Muted);
        let mut x = LABEL;
        for manner in Manner::ALL {
            let count = stretch[manner as usize].len();
            // Where the longest bar does not fit, all shrink alike.
            let length = if most > room { (count * room).div_ceil(most) } else { count * scale };
            let (sign, role) = sign(manner);
            sketch.text(x, y, &sign.repeat(length), role);
            x += length;
        }
        let (text, x) = match sum(stretch) {
            0 => ("-".to_owned(), LABEL),
            count => (count.to_string(), x + 1),
        };
        sketch.text(x, y, &text, Role::Muted);
    }
    legend(sketch, "? asked  > advised  ! told");
}

fn percent(share: f64) -> String {
    format!("{:.0}%", 100.0 * share)
}

fn reading(chronicle: &Chronicle) -> String {
    if let Some(few) = chronicle.too_few() {
        return few;
    }
    let stance = Stance::of(chronicle);
    let count = |manner| stance.all(manner).len();
    let (before, since) = stance.stretches.split_at(stance.stretches.len() / 2);
    let moved = match (Stance::asked_share(before), Stance::asked_share(since)) {
        (Some(before), Some(since)) => {
            format!("; asked {} before, {} since", percent(before), percent(since))
        }
        _ => String::new(),
    };
    let (asked, advised, told) = (count(Manner::Asked), count(Manner::Advised), count(Manner::Told));
    format!("Asked {asked}, advised {advised}, told {told}{moved}.")
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let stance = Stance::of(chronicle);
    let means = |manner| match manner {
        Manner::Asked => "kind ask",
        Manner::Advised => "kinds advise, story",
        Manner::Told => "kind teach",
    };
    Manner::ALL
        .into_iter()
        .map(|manner| {
            let rows = stance.all(manner);
            let value =
                format!("{} of mine ({})", several(rows.len(), "exchange", "exchanges"), means(manner));
            Figure::new(manner.word(), value, rows)
        })
        .collect()
}
