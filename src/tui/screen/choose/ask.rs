//! How a question looks: its options with their numbers, and which forms the answers close.

use super::Choose;
use crate::forms::{Form, Question};
use crate::tui::layer::View;
use crate::tui::screen::split;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::beyond::Beyond;
use crate::tui::widget::text::{cells, cut, right, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// A line of the screen, and the option it belongs to.
struct Text {
    line: Line<'static>,
    option: Option<usize>,
}

impl Text {
    fn plain(line: impl Into<Line<'static>>) -> Self {
        Self { line: line.into(), option: None }
    }
}

/// Draws the question that is asked.
pub(super) fn render(choose: &Choose, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
    let chooser = view.assets.forms.chooser();
    let Some(question) = chooser.questions.get(choose.at) else { return };
    let (head, body) = split::above(area, 1);
    let wide = view.tier >= Tier::Normal;
    let (left, beside) = if wide { split::left(body, body.width * 11 / 20) } else { (body, Rect::ZERO) };
    let air = body.height >= 12;
    let mut lines = options(choose, question, usize::from(left.width).saturating_sub(4), air, view);
    if wide {
        lines.extend(so_far(choose, usize::from(left.width).saturating_sub(4), view));
        put(frame, split::above(beside, u16::from(air)).1, forms(choose, beside, air, view), view);
        split::rule(frame, left, view);
    } else if let Some((names, why)) = closed(choose, view) {
        lines.push(Text::plain(""));
        let text = format!("Closed, as {why}: {}", names.join(", "));
        let room = usize::from(left.width).saturating_sub(2);
        lines.extend(wrap(&text, room).into_iter().map(|line| Text::plain(muted(line, view))));
    }
    // Where there is not room for all, the answer that is marked is in sight.
    let height = usize::from(left.height);
    let marked = lines.iter().rposition(|text| text.option == Some(choose.marked)).unwrap_or(0);
    let top = (marked + 1).saturating_sub(height);
    heading(choose, Beyond::of(lines.len(), top, height), frame, head, view);
    put(frame, left, lines.split_off(top), view);
}

/// What is asked about, and how far it is.
fn heading(choose: &Choose, beyond: Beyond, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
    let width = usize::from(area.width).saturating_sub(2);
    let title = match choose.about.map(|id| view.store.title(id).unwrap_or_default()) {
        Some(whose) => format!("DOES THE FORM STILL FIT?  {whose}"),
        None => "WHICH FORM FITS?".to_owned(),
    };
    let progress = format!("{} of {}  {}", choose.at + 1, choose.count(), beyond.said());
    let progress = progress.trim_end().to_owned();
    let title = cut(&title, width.saturating_sub(cells(&progress) + 1));
    let gap = width.saturating_sub(cells(&title));
    let spot = Rect { x: area.x + 1.min(area.width), width: width as u16, ..area }.intersection(area);
    let line = Line::from(vec![
        Span::styled(title, view.style(Role::Heading)),
        Span::styled(right(&progress, gap), view.style(Role::Muted)),
    ]);
    frame.render_widget(line, spot);
}

fn options(choose: &Choose, question: &Question, width: usize, air: bool, view: &View<'_>) -> Vec<Text> {
    let mut lines = Vec::new();
    let blank = |lines: &mut Vec<Text>| {
        if air {
            lines.push(Text::plain(""));
        }
    };
    blank(&mut lines);
    for line in wrap(&question.text, width) {
        lines.push(Text::plain(Span::styled(line, view.style(Role::Accent))));
    }
    blank(&mut lines);
    let given = choose.answers.get(choose.at).copied().flatten();
    for (at, option) in question.options.iter().enumerate() {
        let mark = if at == choose.marked { ">" } else { " " };
        let said = if given == Some(at + 1) { "  (your answer)" } else { "" };
        for (number, text) in
            wrap(&format!("{}{said}", option.text), width.saturating_sub(4)).iter().enumerate()
        {
            let lead = if number == 0 { format!("{mark} {} ", at + 1) } else { "    ".to_owned() };
            let line = Line::from(format!("{lead}{text}"));
            let line = if at == choose.marked { line.style(view.style(Role::Selection)) } else { line };
            lines.push(Text { line, option: Some(at) });
        }
    }
    blank(&mut lines);
    let aspect = question.aspect.name().to_lowercase();
    let keys = format!("1 to {} answers at once. About: {aspect}.", question.options.len());
    lines.extend(wrap(&keys, width).into_iter().map(|line| Text::plain(muted(line, view))));
    lines
}

/// What was answered before, a line each.
fn so_far(choose: &Choose, width: usize, view: &View<'_>) -> Vec<Text> {
    let questions = &view.assets.forms.chooser().questions;
    let given = choose.answers.iter().zip(questions).enumerate().filter_map(|(at, (answer, question))| {
        let said = question.option((*answer)?)?;
        Some(Text::plain(muted(cut(&format!("{:>2} {} {said}", at + 1, question.text), width), view)))
    });
    let given: Vec<Text> = given.collect();
    if given.is_empty() {
        return given;
    }
    let heading = Text::plain(Span::styled("SO FAR", view.style(Role::Heading)));
    [Text::plain(""), heading].into_iter().chain(given).collect()
}

/// The forms beside the question: in their own order, as none is ahead before all is said.
fn forms(choose: &Choose, area: Rect, air: bool, view: &View<'_>) -> Vec<Text> {
    let width = usize::from(area.width).saturating_sub(3);
    let (open, closed): (Vec<&Form>, Vec<&Form>) = view
        .assets
        .forms
        .iter()
        .partition(|form| gate(choose, view).is_none_or(|at| form.chooser.is_open_to(at)));
    let heading = |text: &str| Text::plain(Span::styled(text.to_owned(), view.style(Role::Heading)));
    let mut lines = vec![heading("OPEN")];
    lines.extend(open.iter().map(|form| Text::plain(cut(&format!("{:<2} {}", form.sign, form.name), width))));
    if let Some((_, why)) = self::closed(choose, view).filter(|_| !closed.is_empty()) {
        if air {
            lines.push(Text::plain(""));
        }
        lines.push(heading("CLOSED"));
        lines.extend(wrap(&why, width).into_iter().map(|line| Text::plain(muted(line, view))));
        let name = |form: &&Form| muted(cut(&format!("{:<2} {}", form.sign, form.name), width), view);
        lines.extend(closed.iter().map(|form| Text::plain(name(form))));
    }
    lines
}

/// The answer that decides which forms are possible.
fn gate(choose: &Choose, view: &View<'_>) -> Option<usize> {
    choose.given().of(view.assets.forms.chooser().gate)
}

/// The forms that are closed, and the clause that says why.
fn closed(choose: &Choose, view: &View<'_>) -> Option<(Vec<String>, String)> {
    let at = gate(choose, view)?;
    let why = view.assets.forms.chooser().closed_because(at)?.to_owned();
    let closed = view.assets.forms.iter().filter(|form| !form.chooser.is_open_to(at));
    let names: Vec<String> = closed.map(|form| form.name.clone()).collect();
    (!names.is_empty()).then_some((names, why))
}

fn muted(text: String, view: &View<'_>) -> Span<'static> {
    Span::styled(text, view.style(Role::Muted))
}

/// Lines one below the other, those of an option clickable.
fn put(frame: &mut Frame<'_>, area: Rect, lines: Vec<Text>, view: &View<'_>) {
    let x = area.x + 1.min(area.width);
    let width = area.width.saturating_sub(2);
    for (text, y) in lines.into_iter().zip(area.y..area.bottom()) {
        let spot = Rect { x, y, width, height: 1 };
        frame.render_widget(text.line, spot);
        if let Some(option) = text.option {
            view.zone(spot, option);
        }
    }
}
