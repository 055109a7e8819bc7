//! Where pictures have no room: what each says, in words. Where nothing is recorded: what each asks.

use super::Answer;
use crate::tui::chart::{CHARTS, VEILED};
use crate::tui::layer::View;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Pane, Row};
use crate::tui::widget::text::{fit, wrap};
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// What an empty span teaches.
const BLANK: &str = "Nothing is recorded in these weeks. i writes one line, n s writes a session down; the pictures \
     below grow from what is written.";

/// Cells of a picture's name beside its words.
const NAME: usize = 16;

/// The pane: each picture's name, which opens its figures, with its sentence beside or below it.
pub fn pane(answer: &Answer, area: Rect, view: &View<'_>) -> Pane {
    let width = usize::from(area.width).saturating_sub(4);
    let beside = view.tier >= Tier::Narrow && width > 3 * NAME;
    let mut rows = Vec::new();
    let blank = answer.chronicle.is_blank();
    if blank {
        let blank = if answer.chronicle.veiled { VEILED } else { BLANK };
        let lines = wrap(blank, width.clamp(1, 76));
        rows.extend(lines.into_iter().map(Row::text));
        rows.push(Row::text(""));
    }
    for (at, chart) in CHARTS.iter().enumerate() {
        let target = Target::Own(at as u32);
        let name = |text: &str| Span::styled(text.to_owned(), view.style(Role::Heading));
        let says = if blank { chart.question.to_owned() } else { chart.says(&answer.chronicle) };
        if !beside {
            rows.push(Row::new(Line::from(name(chart.name)), target));
            let lines = wrap(&says, width.saturating_sub(2).max(1));
            rows.extend(lines.into_iter().map(|line| Row::text(format!("  {line}"))));
            continue;
        }
        let mut target = Some(target);
        for line in wrap(&says, width.saturating_sub(NAME)) {
            let first = if target.is_some() { chart.name } else { "" };
            let line = Line::from(vec![name(&fit(first, NAME)), Span::raw(line)]);
            rows.push(Row { line, target: target.take() });
        }
    }
    Pane::default().rows(rows)
}
