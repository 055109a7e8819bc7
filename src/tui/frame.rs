//! What is around every screen: tabs and a line on top, status and hints below.

use super::command::{Command, Context};
use super::layer::{Toast, View};
use super::theme::Role;
use super::tier::Tier;
use super::widget::text::{cells, cut, fit};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// The parts of the terminal.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// Tabs, or the breadcrumb.
    pub top: Rect,
    /// The line below them.
    pub rule: Rect,
    /// The screen.
    pub body: Rect,
    /// What just happened.
    pub status: Rect,
    /// What can be done.
    pub hints: Rect,
}

/// Splits a terminal; on a small one the line goes first.
pub fn parts(area: Rect, tier: Tier) -> Parts {
    let row = |y: u16, height: u16| Rect {
        y: area.y + y.min(area.height),
        height: height.min(area.height),
        ..area
    };
    let ruled = u16::from(tier > Tier::Tiny);
    let body = area.height.saturating_sub(3 + ruled);
    Parts {
        top: row(0, 1),
        rule: row(1, ruled),
        body: row(1 + ruled, body),
        status: row(1 + ruled + body, 1),
        hints: row(2 + ruled + body, 1),
    }
}

/// Only a screen, and nothing around it.
pub fn bare(area: Rect) -> Parts {
    let none = Rect { height: 0, ..area };
    Parts { top: none, rule: none, body: area, status: none, hints: none }
}

/// What the frame says.
pub struct Chrome<'a> {
    /// The tab in front.
    pub tab: Command,
    /// What the top row says in place of the tabs.
    pub title: Option<&'a str>,
    /// Where the top layer is, below the tab: where Esc leads back from.
    pub crumbs: &'a [String],
    /// The top layer's contexts.
    pub contexts: &'a [Context],
    /// Its hints: commands, and the words for them there.
    pub hints: &'a [(Command, &'static str)],
    /// What just happened.
    pub toast: Option<&'a Toast>,
    /// What waits: drafts, read-only, the demo.
    pub standing: &'a str,
    /// The word for the veil while it is on.
    pub veil: &'a str,
    /// Whether letters are text, or must answer what is on top.
    pub typing: bool,
}

/// Draws the frame.
pub fn render(frame: &mut Frame<'_>, parts: Parts, chrome: &Chrome<'_>, view: &View<'_>) {
    top(frame, parts.top, chrome, view);
    rule(frame, parts.rule, chrome, view);
    status(frame, parts.status, chrome, view);
    hints(frame, parts.hints, chrome, view);
}

fn top(frame: &mut Frame<'_>, area: Rect, chrome: &Chrome<'_>, view: &View<'_>) {
    let width = usize::from(area.width);
    if let Some(title) = chrome.title {
        let title = cut(title, width.saturating_sub(2));
        let line = Line::from(vec![Span::raw(" "), Span::styled(title, view.style(Role::Heading))]);
        return frame.render_widget(line, area);
    }
    let day = view.store.clock().today().format("%a %-d %b").to_string();
    let name = if view.tier == Tier::Wide { " mentorlog  " } else { "" };
    let mut spans = vec![Span::styled(name, view.style(Role::Heading))];
    let mut x = cells(name);
    for (number, tab) in (1..).zip(Command::TABS) {
        let name = tab.entry().name;
        let label = match view.tier {
            Tier::Wide | Tier::Normal => format!("{number} {name}"),
            Tier::Narrow => {
                format!("{number}{}", &name[..name.len().min(if number == 1 && width >= 48 { 5 } else { 3 })])
            }
            Tier::Tiny | Tier::Sliver if tab == chrome.tab => format!("{number} {name}"),
            Tier::Tiny | Tier::Sliver => continue,
        };
        let front = tab == chrome.tab;
        // Where seven names with two blanks each do not fit, the brackets take the place of one.
        let apart = if width < 48 && !front { "" } else { " " };
        let shown = if front { format!("[{label}]") } else { format!("{apart}{label} ") };
        let length = cells(&shown);
        if x + length > width {
            break;
        }
        view.button(Rect { x: area.x + x as u16, width: length as u16, ..area }, tab);
        x += length;
        spans.push(Span::styled(shown, view.style(if front { Role::Accent } else { Role::Text })));
    }
    if x + cells(&day) + 2 <= width {
        spans.push(Span::raw(" ".repeat(width - x - cells(&day) - 1)));
        spans.push(Span::raw(day));
    }
    frame.render_widget(Line::from(spans), area);
}

/// The line below the tabs; it names where Esc leads back from, and a click on the names goes back.
fn rule(frame: &mut Frame<'_>, area: Rect, chrome: &Chrome<'_>, view: &View<'_>) {
    let width = usize::from(area.width);
    frame.render_widget(Span::styled("─".repeat(width), view.style(Role::Line)), area);
    if chrome.crumbs.is_empty() || area.height == 0 {
        return;
    }
    let path = format!(" {} > {} ", chrome.tab.entry().name, chrome.crumbs.join(" > "));
    let path = cut(&path, width.saturating_sub(4));
    let spot = Rect { x: area.x + 2.min(area.width), width: cells(&path) as u16, ..area }.intersection(area);
    frame.render_widget(Span::styled(path, view.style(Role::Muted)), spot);
    view.button(spot, Command::Back);
}

fn status(frame: &mut Frame<'_>, area: Rect, chrome: &Chrome<'_>, view: &View<'_>) {
    let veil = cells(chrome.veil);
    let gap = if veil > 0 { 2 } else { 0 };
    let width = usize::from(area.width).saturating_sub(2 + veil + gap);
    let (text, role) = match chrome.toast {
        Some(toast) => (toast.text.as_str(), toast.role),
        None => (chrome.standing, Role::Muted),
    };
    let line = Line::from(vec![
        Span::raw(" "),
        Span::styled(fit(&shortened(text, width), width), view.style(role)),
        Span::raw(" ".repeat(gap)),
        Span::styled(chrome.veil.to_owned(), view.style(Role::Private)),
    ]);
    frame.render_widget(line, area);
}

/// A message of at most `width` cells: what stands behind the last two blanks, the way back, is
/// kept whole where the rest can be cut for it.
fn shortened(text: &str, width: usize) -> String {
    match text.rsplit_once("  ") {
        Some((said, back)) if cells(text) > width && cells(back) + 8 < width => {
            format!("{}  {back}", cut(said, width - cells(back) - 2))
        }
        _ => cut(text, width),
    }
}

/// The left half changes with the layer, the right half never does.
fn hints(frame: &mut Frame<'_>, area: Rect, chrome: &Chrome<'_>, view: &View<'_>) {
    let named = |command: Command| (command, command.entry().name);
    let fixed: &[Command] = match (chrome.typing, area.width) {
        _ if chrome.title.is_some() => &[Command::Back],
        (true, 36..) => &[Command::Help, Command::Back],
        // The way to keep what is typed comes first.
        (true, _) => &[Command::Help],
        (false, 72..) => &[Command::Help, Command::Palette, Command::Undo],
        (false, 56..) => &[Command::Help, Command::Palette],
        (false, _) => &[Command::Help],
    };
    let mut contexts = chrome.contexts.to_vec();
    if !chrome.typing {
        contexts.push(Context::Global);
    }
    let fixed: Vec<(Command, &'static str)> = fixed.iter().copied().map(named).collect();
    let right: Vec<(Command, String)> = labels(&fixed, &contexts);
    let right_width: usize = right.iter().map(|(_, label)| cells(label) + 2).sum();
    let width = usize::from(area.width);
    let mut x = 1;
    for (command, label) in labels(chrome.hints, &contexts) {
        let length = cells(&label) + 2;
        if x + length + right_width > width {
            break;
        }
        hint(frame, area, x, command, &label, view);
        x += length;
    }
    let mut x = width.saturating_sub(right_width) + 1;
    for (command, label) in right {
        if x + cells(&label) > width {
            break;
        }
        hint(frame, area, x, command, &label, view);
        x += cells(&label) + 2;
    }
}

fn labels(commands: &[(Command, &'static str)], contexts: &[Context]) -> Vec<(Command, String)> {
    let label = |(command, verb): &(Command, &'static str)| {
        let key = command.key(contexts)?;
        Some((*command, format!("{key} {verb}")))
    };
    commands.iter().filter_map(label).collect()
}

fn hint(frame: &mut Frame<'_>, area: Rect, x: usize, command: Command, label: &str, view: &View<'_>) {
    let spot = Rect { x: area.x + x as u16, width: cells(label) as u16, ..area };
    let (key, name) = label.split_once(' ').unwrap_or((label, ""));
    let line = Line::from(vec![
        Span::styled(key.to_owned(), view.style(Role::Accent)),
        Span::raw(" "),
        Span::raw(name.to_owned()),
    ]);
    frame.render_widget(line, spot);
    view.button(spot, command);
}
