//! How a live session looks: clocks on top, agenda, notes and captured rows in the middle, the
//! capture line below. On a small screen one of the three is seen, the one that has the keys.

use super::{AGENDA, CAPTURED, Focus, Live};
use crate::sitting::Pace;
use crate::sitting::clock::{Left, spell};
use crate::sitting::timetable::{leads, step};
use crate::tui::layer::View;
use crate::tui::screen::split;
use crate::tui::theme::Role;
use crate::tui::widget::text::{bar, cells, cut, fit};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Zone numbers of the text fields; panes count theirs from nought.
const ZONES: [(usize, Focus); 3] =
    [(900_001, Focus::Notes), (900_002, Focus::Private), (900_003, Focus::Capture)];
/// Rows a screen needs to draw a line under the clocks.
const ROOMY: u16 = 14;
/// Columns for three panes, and for two.
const THREE: u16 = 96;
const TWO: u16 = 70;

/// Where everything is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Areas {
    clocks: Rect,
    rule: Rect,
    pub(super) agenda: Rect,
    text: Rect,
    pub(super) captured: Rect,
    capture: Rect,
}

impl Areas {
    pub(super) fn of(area: Rect, focus: Focus, two_clocks: bool) -> Self {
        let clocks = 2 + u16::from(two_clocks && area.height >= 8);
        let (clocks, rest) = split::above(area, clocks);
        let (rule, rest) = split::above(rest, u16::from(area.height >= ROOMY));
        let capture = if area.height >= ROOMY { 4 } else { 3 };
        let (middle, capture) = split::above(rest, rest.height.saturating_sub(capture));
        let none = Rect { width: 0, height: 0, ..middle };
        let mut areas = Self { clocks, rule, agenda: none, text: none, captured: none, capture };
        if area.width >= THREE {
            let (agenda, rest) = split::left(middle, area.width * 3 / 10);
            let (text, captured) = split::left(rest, rest.width.saturating_sub(area.width * 3 / 10));
            areas = Self { agenda, text, captured, ..areas };
        } else if area.width >= TWO {
            let (agenda, rest) = split::left(middle, 30);
            areas.agenda = agenda;
            if focus == Focus::Captured { areas.captured = rest } else { areas.text = rest }
        } else {
            match focus {
                Focus::Agenda => areas.agenda = middle,
                Focus::Captured => areas.captured = middle,
                _ => areas.text = middle,
            }
        }
        areas
    }

    /// The field a click fell into.
    pub(super) fn clicked(&self, tag: usize) -> Option<Focus> {
        ZONES.iter().find(|(zone, _)| *zone == tag).map(|(_, focus)| *focus)
    }
}

/// A line with something at its right end that is never cut; what is left of it is.
fn sides(left: Vec<Span<'static>>, right: Vec<Span<'static>>, width: usize) -> Line<'static> {
    let taken: usize = right.iter().map(|span| cells(&span.content)).sum();
    let mut room = width.saturating_sub(taken + 1);
    let mut spans = Vec::new();
    for span in left {
        let text = cut(&span.content, room);
        room -= cells(&text);
        spans.push(Span::styled(text, span.style));
    }
    spans.push(Span::raw(" ".repeat(room + 1)));
    spans.extend(right);
    Line::from(spans)
}

impl Live {
    pub(super) fn draw(&self, frame: &mut Frame<'_>, _area: Rect, view: &View<'_>) {
        self.draw_clocks(frame, view);
        let rule = "─".repeat(usize::from(self.areas.rule.width));
        frame.render_widget(Span::styled(rule, view.style(Role::Line)), self.areas.rule);
        let areas = [self.areas.agenda, self.areas.captured];
        self.panes.render(frame, &areas, view);
        debug_assert_eq!([AGENDA, CAPTURED], [0, 1]);
        if self.areas.text.width > 0 {
            self.draw_text(frame, view);
        }
        for of in [self.areas.agenda, self.areas.text] {
            if of.width > 0 && of.right() < frame.area().right() {
                split::rule(frame, of, view);
            }
        }
        self.draw_capture(frame, view);
    }

    fn draw_clocks(&self, frame: &mut Frame<'_>, view: &View<'_>) {
        let area = self.areas.clocks;
        let lines = [self.session_line(area, view), self.part_line(area, view), self.talk_line(area, view)];
        for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
    }

    fn session_line(&self, area: Rect, view: &View<'_>) -> Line<'static> {
        let (elapsed, planned) = (self.clock.elapsed(), self.clock.planned());
        let over = match Left::between(elapsed, planned) {
            Left::Over(seconds) => format!("  over {}", spell(seconds)),
            Left::Left(_) => String::new(),
        };
        let time = format!("{} of {}{over}", spell(elapsed), spell(planned));
        let late = if over.is_empty() { Role::Heading } else { Role::Late };
        let started = self.clock.started_at.local().format("started %H:%M");
        let left = vec![
            Span::raw(" "),
            Span::styled(self.title.clone(), view.style(Role::Heading)),
            Span::raw(format!("  {} {}  {started}", self.form.sign, self.form.name)),
        ];
        let paused = match self.clock.pace() {
            Pace::Paused => Span::styled("break  ", view.style(Role::Warn)),
            Pace::Running => Span::raw(""),
        };
        let right = vec![paused, Span::styled(time, view.style(late)), self.gauge(elapsed, planned, area)];
        sides(left, right, usize::from(area.width))
    }

    fn gauge(&self, used: u32, planned: u32, area: Rect) -> Span<'static> {
        let share = f64::from(used) / f64::from(planned.max(1));
        Span::raw(format!(" {} ", bar(share, usize::from(area.width / 5).clamp(8, 22))))
    }

    fn part_line(&self, area: Rect, view: &View<'_>) -> Line<'static> {
        let width = usize::from(area.width);
        let Some(segment) = self.clock.segment() else {
            let text = " All parts are over. Esc to the agenda, then D closes the session.";
            return Line::from(Span::styled(cut(text, width), view.style(Role::Warn)));
        };
        let used = segment.used_seconds.unwrap_or(0);
        let (time, role) = match Left::of(segment) {
            Left::Left(seconds) => (format!("{} left", spell(seconds)), Role::Heading),
            Left::Over(seconds) => (format!("over {}", spell(seconds)), Role::Late),
        };
        let count = format!(" {}/{} ", self.clock.at() + 1, self.clock.segments().len());
        let who = leads(segment, &self.material, &self.duties).map_or(String::new(), |person| {
            let names = view.store.short_names(&[person]).unwrap_or_default();
            format!("  {}", names.first().map_or("", String::as_str))
        });
        let inside = match (role, step(&self.form, segment)) {
            (Role::Late, _) => "   Ctrl+F five more, Ctrl+L park it".to_owned(),
            (_, Some(step)) => format!("   {}: {}", step.name, step.text),
            _ => String::new(),
        };
        let left = vec![
            Span::raw(count),
            Span::styled(segment.name.clone(), view.style(Role::Accent)),
            Span::raw(who),
            Span::raw(inside),
        ];
        let right =
            vec![Span::styled(time, view.style(role)), self.gauge(used, segment.planned_seconds, area)];
        sides(left, right, width)
    }

    /// Each one's time, where somebody says who speaks; else it is not measured, which is not nought.
    fn talk_line(&self, area: Rect, view: &View<'_>) -> Line<'static> {
        let width = usize::from(area.width);
        let Some(talk) = self.clock.talk() else {
            return Line::from(Span::raw(cut(" time to speak  n/a   F2 says who speaks", width)));
        };
        let seats = self.material.speakers(&self.form);
        let names = view.store.short_names(&seats).unwrap_or_default();
        let total: u32 = talk.iter().map(|(_, seconds)| seconds).sum();
        let mut spans = vec![Span::raw(" time to speak")];
        let room = if seats.len() <= 2 && width >= 60 { 12 } else { 0 };
        // The order of the seats, not of the minutes: nobody is ranked.
        for (person, name) in seats.iter().zip(&names) {
            let seconds = talk.iter().find(|(one, _)| one == person).map_or(0, |(_, seconds)| *seconds);
            let speaks = self.clock.speaker() == Some(*person);
            let share = f64::from(seconds) / f64::from(total.max(1));
            let gauge = if room > 0 { format!(" {}", bar(share, room)) } else { String::new() };
            let mark = if speaks { " *" } else { "  " };
            let role = if speaks { Role::Accent } else { Role::Text };
            spans.push(Span::raw(mark));
            spans.push(Span::styled(format!("{} {}", cut(name, 10), spell(seconds)), view.style(role)));
            spans.push(Span::raw(gauge));
        }
        sides(spans, Vec::new(), width)
    }

    fn draw_text(&self, frame: &mut Frame<'_>, view: &View<'_>) {
        let private = self.focus == Focus::Private;
        let area = self.areas.text;
        let field = if private { &self.private } else { &self.notes };
        let focused = matches!(self.focus, Focus::Notes | Focus::Private);
        let (name, seen) = if private { ("PRIVATE NOTES", "private") } else { ("NOTES", "shared") };
        let kept = if self.areas.captured.width == 0 { format!("{} kept", self.kept) } else { String::new() };
        let (heading, body) = split::above(area, u16::from(area.height > 2));
        let role = if focused { Role::Accent } else { Role::Heading };
        let seen_role = if private { Role::Private } else { Role::Muted };
        let left = vec![
            Span::raw(" "),
            Span::styled(name, view.style(role)),
            Span::raw("  "),
            Span::styled(seen, view.style(seen_role)),
        ];
        let line = sides(left, vec![Span::raw(format!("{kept} "))], usize::from(area.width));
        if heading.height > 0 {
            frame.render_widget(line, heading);
        }
        let body = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
        field.render(frame, body, focused, view);
        let zone = if private { ZONES[1].0 } else { ZONES[0].0 };
        view.zone(area, zone);
    }

    fn draw_capture(&self, frame: &mut Frame<'_>, view: &View<'_>) {
        let area = self.areas.capture;
        if area.height == 0 {
            return;
        }
        let (rule, rest) = split::above(area, 1);
        let line = "─".repeat(usize::from(rule.width));
        frame.render_widget(Span::styled(line, view.style(Role::Line)), rule);
        let (line, below) = split::above(rest, 1);
        let focused = self.focus == Focus::Capture;
        let role = if focused { Role::Accent } else { Role::Heading };
        frame.render_widget(Span::styled(" capture", view.style(role)), line);
        let input = Rect { x: line.x + 10.min(line.width), width: line.width.saturating_sub(11), ..line };
        self.jotting.field.render(frame, input, focused, view);
        view.zone(rest, ZONES[2].0);
        if !focused {
            return;
        }
        let width = usize::from(below.width.saturating_sub(11));
        for ((text, role), y) in self.jotting.said(width.max(8), 3).iter().zip(below.y..below.bottom()) {
            let spot = Rect { x: below.x + 10.min(below.width), y, width: width as u16, height: 1 };
            frame.render_widget(Span::styled(fit(text, width), view.style(*role)), spot);
        }
    }
}
