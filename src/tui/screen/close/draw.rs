//! How the closing page looks: groups with a heading each, a row a line, the row in focus in sight.

use super::Close;
use crate::model::Visibility;
use crate::tui::layer::View;
use crate::tui::theme::Role;
use crate::tui::widget::beyond::Beyond;
use crate::tui::widget::text::{cells, cut, fit};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

impl Close {
    pub(super) fn draw(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let title = Rect { height: 1.min(area.height), ..area };
        let head = format!(" CLOSE  {}   Enter accepts it as it stands", self.title);
        let (text, role) = match &self.wrong {
            Some(wrong) => (format!(" ! {wrong}"), Role::Late),
            None => (head, Role::Heading),
        };
        let body = Rect { y: title.bottom(), height: area.height.saturating_sub(1), ..area };
        // Each group has its heading in a row of its own, with a blank one above where there is room.
        let mut shown: Vec<Option<usize>> = Vec::new();
        let mut headings = Vec::new();
        let groups = self.rows.iter().filter(|row| row.heading.is_some()).count();
        let airy = self.rows.len() + groups * 2 <= usize::from(body.height);
        for (at, row) in self.rows.iter().enumerate() {
            if let Some(heading) = row.heading {
                if airy {
                    shown.push(None);
                }
                headings.push((shown.len(), heading));
                shown.push(None);
            }
            shown.push(Some(at));
        }
        let focus = shown.iter().position(|at| *at == Some(self.at())).unwrap_or(0);
        let height = usize::from(body.height);
        let top = (focus + 2).saturating_sub(height).min(shown.len().saturating_sub(height));
        let beyond = Beyond::of(shown.len(), top, height);
        let room = usize::from(area.width).saturating_sub(cells(&beyond.said()) + 2);
        frame.render_widget(Span::styled(cut(&text, room), view.style(role)), title);
        beyond.render(frame, Rect { width: title.width.saturating_sub(1), ..title }, view);
        for (y, (line, at)) in (body.y..body.bottom()).zip(shown.iter().enumerate().skip(top)) {
            let spot = Rect { y, height: 1, ..body };
            match at {
                Some(at) => self.render_row(frame, *at, spot, view),
                None => {
                    let heading = headings.iter().find(|(row, _)| *row == line).map_or("", |(_, text)| text);
                    let text = cut(heading, usize::from(spot.width).saturating_sub(1));
                    let line =
                        Line::from(vec![Span::raw(" "), Span::styled(text, view.style(Role::Heading))]);
                    frame.render_widget(line, spot);
                }
            }
        }
    }

    fn render_row(&self, frame: &mut Frame<'_>, at: usize, spot: Rect, view: &View<'_>) {
        let Some(row) = self.rows.get(at) else { return };
        let focused = at == self.at();
        let width = usize::from(spot.width);
        let label_width = (width / 2).max(12);
        let seen = row.seen.map_or("", Visibility::word);
        let seen_width = if width >= 50 { 9 } else { 0 };
        let marker = if focused { " > " } else { "   " };
        let role = if focused { Role::Accent } else { Role::Text };
        let label = Line::from(vec![
            Span::styled(marker, view.style(role)),
            Span::styled(fit(&row.label, label_width.saturating_sub(4)), view.style(role)),
        ]);
        frame.render_widget(label, Rect { width: (label_width as u16).min(spot.width), ..spot });
        let x = spot.x + (label_width as u16).min(spot.width);
        let room = (spot.right() - x).saturating_sub(seen_width + 1);
        row.field.render(frame, Rect { x, width: room, ..spot }, focused, view);
        if seen_width > 0 {
            let style = if row.seen == Some(Visibility::Private) { Role::Private } else { Role::Text };
            let place = Rect { x: spot.right() - seen_width, width: seen_width, ..spot };
            frame.render_widget(Span::styled(seen, view.style(style)), place);
        }
        view.zone(spot, at);
    }
}
