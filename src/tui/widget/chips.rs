//! A pane as one line of names, for places where a column would take too much.

use super::panes::{Panes, Row};
use super::spans::{cut_line, width};
use super::text::{cells, cut};
use crate::tui::layer::View;
use crate::tui::theme::Role;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use std::ops::Range;

/// Cells kept for what says that there is more on either side.
const MORE: usize = 8;

impl Panes {
    /// Draws a pane as one line of names, the selected one in brackets; as many as fit around it.
    pub fn render_chips(&self, frame: &mut Frame<'_>, number: usize, area: Rect, view: &View<'_>) {
        let Some(pane) = self.panes.get(number) else { return };
        if pane.rows.is_empty() {
            return super::panes::empty(frame, area, &pane.empty, view);
        }
        let at = pane.rows.iter().position(|row| row.target.as_ref() == self.selected(number)).unwrap_or(0);
        let room = usize::from(area.width).saturating_sub(MORE);
        let length = |row: &Row| width(&row.line).min(room) + 2;
        let mut first = at;
        while first > 0 && pane.rows[first - 1..=at].iter().map(length).sum::<usize>() <= room {
            first -= 1;
        }
        let before = if first > 0 { format!(" +{first} ") } else { " ".to_owned() };
        say(frame, area, 0, &before, view);
        let mut x = before.len();
        for (row, chip) in pane.rows.iter().enumerate().skip(first) {
            let length = length(chip);
            let spare = if row + 1 == pane.rows.len() { 0 } else { 5 };
            if row > at && x + length + spare > usize::from(area.width) {
                return say(frame, area, x, &format!(" +{}", pane.rows.len() - row), view);
            }
            let spot = Rect { x: area.x + x as u16, width: length as u16, ..area }.intersection(area);
            self.render_chip(frame, (number, row), spot, view);
            x += length;
        }
    }

    fn render_chip(&self, frame: &mut Frame<'_>, (pane, row): (usize, usize), spot: Rect, view: &View<'_>) {
        let chip = &self.panes[pane].rows[row];
        let selected = chip.target.as_ref() == self.selected(pane);
        let edges = if selected { ("[", "]") } else { (" ", " ") };
        let mut line = Line::from(Span::raw(edges.0));
        line.spans.extend(cut_line(chip.line.clone(), usize::from(spot.width).saturating_sub(2)).spans);
        line.spans.push(Span::raw(edges.1));
        if selected && pane == self.focus() {
            line = line.patch_style(view.style(Role::Selection));
            view.set_focus(Position::new(spot.x + 1, spot.y));
        } else if selected {
            line = line.patch_style(view.style(Role::Heading));
        }
        frame.render_widget(line, spot);
        view.zone(spot, Self::tag(pane, row));
    }

    /// Draws the first words of these panes' headings, the one in front in brackets: where only one
    /// pane has room, they say what the others are.
    pub fn render_names(
        &self,
        frame: &mut Frame<'_>,
        panes: Range<usize>,
        front: usize,
        area: Rect,
        view: &View<'_>,
    ) {
        let mut x = 1;
        for number in panes {
            let Some(pane) = self.panes.get(number) else { return };
            let word = pane.heading.split("  ").next().unwrap_or("").to_lowercase();
            let text = if number == front { format!("[{word}]") } else { format!(" {word} ") };
            let room = usize::from(area.width).saturating_sub(x);
            let text = cut(&text, room);
            let spot = Rect { x: area.x + x as u16, width: cells(&text) as u16, ..area }.intersection(area);
            x += cells(&text);
            let role = if number == front { Role::Heading } else { Role::Muted };
            frame.render_widget(Span::styled(text, view.style(role)), spot);
            view.zone(spot, Self::tag(number, 0));
        }
    }
}

fn say(frame: &mut Frame<'_>, area: Rect, x: usize, text: &str, view: &View<'_>) {
    let spot = Rect { x: area.x + x as u16, width: text.len() as u16, ..area }.intersection(area);
    frame.render_widget(Span::styled(text.to_owned(), view.style(Role::Muted)), spot);
}
