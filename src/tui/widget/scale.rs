//! A skill on its scale of 1 to 7: then, now and what is to be reached.

use super::text::cells as width_of;
use crate::insight::Growth;
use crate::model::skill::SCALE;

/// Cells of a scale where there is room: two a step.
pub const CELLS: usize = 13;

/// The cell in which a value stands.
fn place(value: f64, cells: usize) -> usize {
    let (least, most) = (f64::from(*SCALE.start()), f64::from(*SCALE.end()));
    let share = ((value - least) / (most - least)).clamp(0.0, 1.0);
    (share * cells.saturating_sub(1) as f64).round() as usize
}

/// `..o===#..|..`: `o` then, `#` now, `|` what is to be reached.
pub fn bar(growth: &Growth, cells: usize) -> String {
    let mut marks = vec!['.'; cells];
    let mut put = |at: usize, mark: char| {
        if let Some(cell) = marks.get_mut(at) {
            *cell = mark;
        }
    };
    if let Some(target) = growth.target {
        put(place(target, cells), '|');
    }
    if let Some(now) = growth.now {
        let now = place(now, cells);
        let start = growth.start.map_or(now, |start| place(start, cells));
        for between in start.min(now)..start.max(now) {
            put(between, '=');
        }
        put(start, 'o');
        put(now, '#');
    }
    marks.into_iter().collect()
}

/// The figures: `2.0 > 5.0 to 6`, only what there is.
pub fn figures(growth: &Growth) -> String {
    let target = growth.target.map_or(String::new(), |target| format!(" to {target:.0}"));
    match (growth.start, growth.now) {
        (Some(start), Some(now)) => format!("{start:.1} > {now:.1}{target}"),
        (None, Some(now)) => format!("{now:.1}{target}"),
        _ if target.is_empty() => "not rated".to_owned(),
        _ => format!("not rated{target}"),
    }
}

/// `gap +1.5`; nothing while one of the two views is missing.
pub fn gap(growth: &Growth) -> String {
    growth.gap().map_or(String::new(), |gap| format!("gap {gap:+.1}"))
}

/// The scale with its figures: `1 [..o===#..|..] 7  2.0 > 5.0 to 6`.
pub fn line(growth: &Growth, cells: usize) -> String {
    format!("1 [{}] 7  {}", bar(growth, cells), figures(growth))
}

/// Cells of the longest figures.
pub fn widest() -> usize {
    width_of("0.0 > 0.0 to 0")
}
