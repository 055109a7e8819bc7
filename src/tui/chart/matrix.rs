//! Exchange matrix: rows give, columns get, the darker the more; and the topics it was about.

use super::Chart;
use super::axis::legend;
use crate::insight::measure;
use crate::insight::picture::Chronicle;
use crate::insight::picture::matrix::Matrix;
use crate::tui::panel::{Figure, Sketch, several};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, fit};

/// The picture.
pub const CHART: Chart = Chart {
    name: "exchange matrix",
    question: "who teaches whom, about what",
    empty,
    draw,
    reading,
    figures,
};

/// Cells of a column.
const COLUMN: usize = 5;
/// Topics that are named.
const TOPICS: usize = 3;

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    chronicle
        .gifts
        .is_empty()
        .then_some("Nothing given or got in these weeks: i, then gave NAME: what #topic.")
}

/// A cell as dark as its share of the greatest.
fn shade(weight: f64, most: f64) -> &'static str {
    match weight / most {
        share if share > 0.66 => "###",
        share if share > 0.33 => "++",
        _ => ":",
    }
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let matrix = Matrix::of(chronicle);
    let label = (sketch.width() / 4).clamp(8, 18);
    let columns = matrix.people.len().min(sketch.width().saturating_sub(label) / COLUMN);
    let rows = matrix.people.len().min(sketch.height().saturating_sub(2));
    let most = matrix.most();
    sketch.text(0, 0, "gave", Role::Muted);
    for (column, person) in matrix.people.iter().take(columns).enumerate() {
        let name = cut(chronicle.short(*person), COLUMN - 1);
        sketch.text(label + column * COLUMN, 0, &name, Role::Muted);
    }
    for (row, from) in matrix.people.iter().take(rows).enumerate() {
        sketch.within(0, 1 + row, label - 1, chronicle.short(*from), Role::Text);
        for (column, to) in matrix.people.iter().take(columns).enumerate() {
            let (text, role) = match matrix.given.get(&(*from, *to)) {
                _ if from == to => ("\\", Role::Line),
                Some(given) => (shade(given.weight, most), Role::Accent),
                None => (".", Role::Line),
            };
            sketch.text(label + column * COLUMN, 1 + row, text, role);
        }
    }
    let hidden = matrix.people.len() - rows.min(columns);
    let more = if hidden > 0 { format!("+{hidden}  ") } else { String::new() };
    legend(sketch, &format!("{more}: some ++ more ### most"));
}

fn topics(topics: &std::collections::BTreeMap<String, usize>) -> String {
    let often = Matrix::often(topics);
    let named: Vec<String> = often
        .iter()
        .take(TOPICS)
        .map(|(name, rows)| format!("{} {rows}", fit(name, 18).trim_end()))
        .collect();
    named.join(", ")
}

fn reading(chronicle: &Chronicle) -> String {
    if let Some(few) = chronicle.too_few() {
        return few;
    }
    let matrix = Matrix::of(chronicle);
    let rows = several(chronicle.gifts.len(), "exchange", "exchanges");
    let about = match topics(&matrix.topics) {
        none if none.is_empty() => ", none with a topic".to_owned(),
        often => format!(", most on {often}"),
    };
    format!("{rows} among {}{about}.", several(matrix.people.len(), "person", "people"))
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let matrix = Matrix::of(chronicle);
    let place = |person| matrix.people.iter().position(|one| *one == person);
    let mut given: Vec<_> = matrix.given.iter().collect();
    given.sort_by_key(|((from, to), _)| (place(*from), place(*to)));
    given
        .into_iter()
        .map(|((from, to), cell)| {
            let about = topics(&cell.topics);
            let about = if about.is_empty() { String::new() } else { format!(": {about}") };
            let label = format!("{} to {}", chronicle.name(*from), chronicle.name(*to));
            let rows = several(cell.rows.len(), "exchange", "exchanges");
            let value = format!("{rows}, weight {}{about}", measure::figure(cell.weight));
            Figure::new(label, value, cell.rows.iter().copied())
        })
        .collect()
}
