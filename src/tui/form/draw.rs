//! How a form looks: one column of fields, what is said back and what would help below each.

use super::board::mark_of;
use super::{Form, Wrong, values};
use crate::lint::Finding;
use crate::model::text::one_line;
use crate::tui::field::Field;
use crate::tui::layer::View;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::beyond::Beyond;
use crate::tui::widget::candour::CELLS;
use crate::tui::widget::text::{cut, fit, head, wrap};
use crate::tui::widget::underline::underline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};

/// Cells of a label.
const LABEL: u16 = 16;
/// Lines of advice below the field in focus.
const ADVICE: usize = 2;
/// Lines of what is wrong, at most.
const WRONG: usize = 4;

/// A field in its place: what it says back, and what is pointed at in it.
struct Spot<'a> {
    number: usize,
    field: &'a Field,
    findings: Vec<&'a Finding>,
    said: Vec<(Role, String)>,
    rows: u16,
}

impl Form {
    /// Draws the fields that are shown; the one in focus is in sight.
    pub(super) fn render_fields(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let mut column = area;
        let held = values(&self.fields);
        if let Some(board) = self.board(&held) {
            column.width = area.width.saturating_sub(CELLS + 1);
            let beside = Rect { x: column.right() + 1, width: area.width - column.width - 1, ..area };
            (board.draw)(&held, self.held(), self.spot_tag(), frame, beside, view);
        }
        let advice = self.advise.as_ref().map_or_else(Vec::new, |advise| advise(&held, view.assets));
        if self.advise.is_some() && view.tier <= Tier::Narrow {
            return self.render_page(frame, area, &advice, view);
        }
        let spots = self.spots(&advice, column.width, view);
        let height = |spot: &Spot<'_>| spot.rows + (spot.said.len() as u16).max(1);
        let mut tops = Vec::new();
        let mut y = 0;
        let (mut top, mut bottom) = (0, 0);
        for spot in &spots {
            tops.push(y);
            y += height(spot);
            // On the button the last field stays in sight.
            if spot.number <= self.focus {
                (top, bottom) = (y - height(spot), y);
            }
        }
        // The button is always in sight: below the fields, or pinned where they do not all fit.
        let below = self.wrong_at_all(usize::from(column.width)).len() as u16;
        let button = (1 + below).min(area.height.div_ceil(2));
        let pinned = y + button > area.height && area.height > 1;
        let keep = if pinned { area.bottom() - button } else { area.y + y.min(area.height - button) };
        let keep = Rect { y: keep, height: button, ..column };
        if pinned {
            column.height = area.height - button - u16::from(area.height > 2 + button);
        }
        // Where it does not fit as a whole, its beginning is seen.
        let scroll = bottom.saturating_sub(column.height).min(top);
        let beyond = Beyond {
            above: tops.iter().filter(|top| **top < scroll).count(),
            below: tops.iter().filter(|top| **top >= scroll + column.height).count(),
        };
        self.render_keep(frame, keep, beyond, view);
        for (spot, top) in spots.iter().zip(tops) {
            let Some(y) = top.checked_sub(scroll).map(|y| column.y + y).filter(|y| *y < column.bottom())
            else {
                continue;
            };
            let place = Rect { y, height: spot.rows.min(column.bottom() - y), ..column };
            self.render_field(frame, spot, place, column.bottom(), view);
        }
    }

    /// One field a page, where there is little room: all of its advice is seen, and nothing else moves.
    fn render_page(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        advice: &[(&'static str, Finding)],
        view: &View<'_>,
    ) {
        let width = area.width.saturating_sub(2);
        let line = |y: u16| Rect { x: area.x + 1, y: area.y + y, width, height: 1 }.intersection(area);
        let below = self.wrong_at_all(usize::from(width)).len() as u16;
        let button = (1 + below).min(area.height.div_ceil(2));
        let bottom = area.height.saturating_sub(button);
        // Label, field, advice and button stand close where there is no room for air.
        let (head, air) = if area.height < 7 { (0, 0) } else { (1, 1) };
        let label = self.fields.get(self.focus).map_or("Ready to keep", |field| &field.label);
        let heading = Span::styled(format!("> {label}"), view.style(Role::Accent));
        frame.render_widget(heading, line(head));
        if let Some(field) = self.fields.get(self.focus) {
            let first = head + 1 + air;
            // The advice needs its line or two, too.
            let rows = field.rows().min(bottom.saturating_sub(first + 1 + air)).max(1);
            let input =
                Rect { x: area.x + 3, y: area.y + first, width: width.saturating_sub(3), height: rows };
            let input = input.intersection(area);
            field.render(frame, input, true, view);
            let findings: Vec<&Finding> =
                advice.iter().filter(|(name, _)| *name == field.name).map(|(_, finding)| finding).collect();
            let value = field.value();
            for finding in &findings {
                underline(frame.buffer_mut(), input, &value, finding.at.clone());
            }
            view.zone(input, self.focus);
            let room = usize::from(bottom.saturating_sub(first + rows)).min(2 * ADVICE);
            let said = self.said(field, &findings, (usize::from(input.width), room), view);
            let top = (first + rows + air).min(bottom.saturating_sub(said.len() as u16));
            for ((role, text), y) in said.iter().zip(top..bottom) {
                let spot = Rect { x: input.x, width: input.width, ..line(y) };
                frame.render_widget(Span::styled(text.as_str(), view.style(*role)), spot);
            }
        }
        let keep = Rect { height: button, ..line(bottom) }.intersection(area);
        self.render_keep(frame, keep, Beyond::default(), view);
    }

    /// The fields that are shown, each with what is said below it.
    fn spots<'a>(
        &'a self,
        advice: &'a [(&'static str, Finding)],
        width: u16,
        view: &View<'_>,
    ) -> Vec<Spot<'a>> {
        let width = usize::from(width.saturating_sub(LABEL.min(width / 3) + 2));
        let mut spots: Vec<Spot<'a>> = Vec::new();
        // What is a mark on the board is drawn there.
        let marks = self.marks();
        let drawn = |at: &usize| mark_of(self.fields[*at].name, marks).is_none();
        for number in self.shown().into_iter().filter(drawn) {
            let field = &self.fields[number];
            let findings: Vec<&Finding> =
                advice.iter().filter(|(name, _)| *name == field.name).map(|(_, finding)| finding).collect();
            let room = if number == self.focus { ADVICE } else { 1 };
            let said = self.said(field, &findings, (width, room), view);
            spots.push(Spot { number, field, findings, said, rows: field.rows() });
        }
        spots
    }

    /// What is wrong, what was understood, or what would help: the first of them that is there, in
    /// lines of a width, no more than there is room for.
    fn said(
        &self,
        field: &Field,
        findings: &[&Finding],
        (width, room): (usize, usize),
        view: &View<'_>,
    ) -> Vec<(Role, String)> {
        if let Some(wrong) = self.wrong.as_ref().filter(|wrong| wrong.field == Some(field.name)) {
            return wrong_lines(wrong, width).into_iter().map(|line| (Role::Late, line)).collect();
        }
        let text = field.value();
        let echo = field.check.echo(&text, view.store);
        // What stands there already need not be said again.
        if let Some((role, echo)) = echo.filter(|(_, echo)| echo.to_lowercase() != text.trim().to_lowercase())
        {
            return vec![(role, cut(&one_line(&echo), width))];
        }
        let lines: Vec<String> = findings
            .iter()
            .flat_map(|finding| wrap(&format!("~ {}", one_line(&finding.sentence(&text))), width))
            .collect();
        let more = lines.len() > room;
        let mut shown: Vec<(Role, String)> =
            lines.into_iter().take(room).map(|line| (Role::Warn, line)).collect();
        if let (true, Some((_, last))) = (more, shown.last_mut()) {
            *last = format!("{}..", head(last, width.saturating_sub(2)).trim_end());
        }
        shown
    }

    fn render_field(&self, frame: &mut Frame<'_>, spot: &Spot<'_>, place: Rect, end: u16, view: &View<'_>) {
        let field = spot.field;
        let focused = spot.number == self.focus;
        let label = LABEL.min(place.width / 3);
        let role = if focused { Role::Accent } else { Role::Muted };
        let marker = if focused { ">" } else { " " };
        let text = fit(
            &format!("{marker} {}{}", field.label, if field.required { " *" } else { "" }),
            usize::from(label),
        );
        frame.render_widget(Span::styled(text, view.style(role)), Rect { height: 1, width: label, ..place });
        let input = Rect { x: place.x + label + 1, width: place.width.saturating_sub(label + 2), ..place };
        field.render(frame, input, focused, view);
        let value = field.value();
        for finding in &spot.findings {
            underline(frame.buffer_mut(), input, &value, finding.at.clone());
        }
        view.zone(place, spot.number);
        for ((role, text), y) in spot.said.iter().zip(place.bottom()..end) {
            let line = Rect { y, height: 1, ..input };
            frame.render_widget(Span::styled(text.as_str(), view.style(*role)), line);
        }
    }

    /// The button; right of it how many fields are out of sight.
    fn render_keep(&self, frame: &mut Frame<'_>, spot: Rect, beyond: Beyond, view: &View<'_>) {
        let label = LABEL.min(spot.width / 3) + 1;
        let role = if self.focus == self.fields.len() { Role::Selection } else { Role::Accent };
        let spans = [Span::raw(" ".repeat(usize::from(label))), Span::styled("[ Keep ]", view.style(role))];
        let mut lines = vec![Line::from_iter(spans)];
        let wrong = self.wrong_at_all(usize::from(spot.width)).into_iter();
        lines.extend(wrong.map(|text| Line::styled(format!("  {text}"), view.style(Role::Late))));
        frame.render_widget(Text::from(lines), spot);
        beyond.render(
            frame,
            Rect { height: 1.min(spot.height), width: spot.width.saturating_sub(1), ..spot },
            view,
        );
        view.zone(Rect { height: 1, ..spot }, self.fields.len());
    }

    /// What is wrong with no field in particular, in lines below the button.
    fn wrong_at_all(&self, width: usize) -> Vec<String> {
        let wrong = self.wrong.as_ref().filter(|wrong| wrong.field.is_none());
        wrong.map_or_else(Vec::new, |wrong| wrong_lines(wrong, width.saturating_sub(4)))
    }
}

/// What is wrong, in lines of a width.
fn wrong_lines(wrong: &Wrong, width: usize) -> Vec<String> {
    let mut lines = wrap(&format!("! {}", one_line(&wrong.message)), width);
    if lines.len() > WRONG {
        lines.truncate(WRONG);
        if let Some(last) = lines.last_mut() {
            *last = format!("{}..", head(last, width.saturating_sub(2)).trim_end());
        }
    }
    lines
}
