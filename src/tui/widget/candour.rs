//! Care x candour: one interaction on the map, as meant by the giver and as felt by the receiver.

use super::text::{cells, cut, fit};
use crate::model::Candour;
use crate::model::candour::MIDDLE;
use crate::tui::layer::View;
use crate::tui::theme::Role;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Rows the map takes with its legend.
pub const ROWS: u16 = 15;
/// Cells of the map with what is written beside it.
pub const CELLS: u16 = 45;
/// Cells left of the grid: the values of care.
const EDGE: u16 = 5;
/// Cells between two values of challenge.
const STEP: u16 = 7;
/// Cells of the map: five values.
const WIDTH: u16 = 4 * STEP + 1;

/// One interaction: both pairs, where they were said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Interaction {
    /// As the giver meant it.
    pub meant: Option<Candour>,
    /// As the receiver felt it.
    pub felt: Option<Candour>,
}

/// Draws the map: care upward, challenge to the right, the line at exactly three; the quarters'
/// names stand outside, where no mark can cover them.
pub fn map(frame: &mut Frame<'_>, area: Rect, this: Interaction, others: &[Candour], view: &View<'_>) {
    put(frame, area, 0, 0, &cut("CARE x CANDOUR", usize::from(area.width)), Role::Heading, view);
    if !others.is_empty() {
        put(frame, area, 18, 0, ". others, in 90 days", Role::Muted, view);
    }
    let middle = u16::from(MIDDLE - 1) * STEP;
    let right = EDGE + middle + 2;
    for (x, row, text) in [
        (EDGE, 1, "Ruinous Empathy"),
        (right, 1, "Radical Candor"),
        (0, 1, "care"),
        (EDGE, 11, "Manipulative"),
        (EDGE, 12, "Insincerity"),
        (right, 11, "Obnoxious"),
        (right, 12, "Aggression"),
        (EDGE + WIDTH + 1, 6, "challenge"),
    ] {
        put(frame, area, x, row, text, Role::Muted, view);
    }
    let grid = Rect { x: area.x + EDGE, y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    for row in 0..9 {
        let line = if row == 4 { "-".repeat(usize::from(WIDTH)) } else { String::new() };
        put(frame, grid, 0, row, &line, Role::Line, view);
        put(frame, grid, middle, row, if row == 4 { "+" } else { "|" }, Role::Line, view);
        if row % 2 == 0 {
            put(frame, area, 0, row + 2, &format!("{:>3}", 5 - row / 2), Role::Muted, view);
        }
    }
    let both = if this.felt == this.meant { '*' } else { 'o' };
    let own = this.felt.map(|spot| (spot, 'x')).into_iter().chain(this.meant.map(|spot| (spot, both)));
    for (spot, mark) in others.iter().map(|spot| (*spot, '.')).chain(own) {
        let (x, y) = place(spot);
        let role = if mark == '.' { Role::Muted } else { Role::Accent };
        put(frame, grid, x, y, &mark.to_string(), role, view);
    }
    for (row, line) in legend(this).into_iter().enumerate() {
        put(frame, area, 0, 13 + row as u16, &cut(&line, usize::from(area.width)), Role::Text, view);
    }
}

/// Whose mark it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The giver's.
    Meant,
    /// The receiver's.
    Felt,
}

/// Says on the map which mark the arrows move, or how to come to it.
pub fn hold(frame: &mut Frame<'_>, area: Rect, this: Interaction, held: Option<Side>, view: &View<'_>) {
    let width = usize::from(area.width);
    let Some(side) = held else {
        return put(frame, area, 0, ROWS, &cut("Tab here, arrows move the mark", width), Role::Muted, view);
    };
    let (word, own, row) = match side {
        Side::Meant => ("meant", this.meant, 13),
        Side::Felt => ("felt", this.felt, 14),
    };
    let heading = format!("> CARE x CANDOUR, as {word}");
    put(frame, area, 0, 0, &fit(&heading, width), Role::Accent, view);
    if let Some(line) = legend(this).get(usize::from(row - 13)) {
        put(frame, area, 0, row, &cut(line, width), Role::Accent, view);
    }
    let says = match own {
        None => "an arrow puts it on the middle",
        Some(_) => "arrows move it, Backspace takes it away",
    };
    put(frame, area, 0, ROWS, &cut(says, width), Role::Muted, view);
    let at = spot(area, own.unwrap_or(Candour { care: MIDDLE, challenge: MIDDLE }));
    let at = Rect { x: at.x + STEP / 2, width: 1, height: 1, ..at }.intersection(area);
    if own.is_some() {
        frame.buffer_mut().set_style(at, view.style(Role::Selection));
    }
    view.set_focus(at.as_position());
}

/// The cells around a spot of the map: the mark is in the middle of their first row.
pub fn spot(area: Rect, spot: Candour) -> Rect {
    let (x, y) = place(spot);
    let left = (EDGE + x).saturating_sub(STEP / 2);
    Rect { x: area.x + left, y: area.y + 2 + y, width: STEP, height: 2 }.intersection(area)
}

/// Where in the grid a spot is.
fn place(spot: Candour) -> (u16, u16) {
    (u16::from(spot.challenge.clamp(1, 5) - 1) * STEP, u16::from(5 - spot.care.clamp(1, 5)) * 2)
}

/// What the marks say, in words.
pub fn legend(this: Interaction) -> Vec<String> {
    let said = |sign: &str, word: &str, spot: Option<Candour>| match spot {
        Some(spot) => {
            format!("{sign} {word:<5} {}, {}  {}", spot.care, spot.challenge, spot.name())
        }
        None => format!("{sign} {word:<5} not said"),
    };
    vec![said("o", "meant", this.meant), said("x", "felt", this.felt)]
}

/// Two sliders, where the map has no room: `care      1 [..o.x] 5`.
pub fn sliders(this: Interaction) -> Vec<Line<'static>> {
    let track = |part: fn(Candour) -> u8| {
        let mark = |value: u8| match (this.meant.map(part) == Some(value), this.felt.map(part) == Some(value))
        {
            (true, true) => '*',
            (true, false) => 'o',
            (false, true) => 'x',
            (false, false) => '.',
        };
        (1..=5).map(mark).collect::<String>()
    };
    let line = |label: &str, track: String| Line::from(format!("{}1 [{track}] 5", fit(label, 11)));
    vec![line("care", track(|spot| spot.care)), line("challenge", track(|spot| spot.challenge))]
}

fn put(frame: &mut Frame<'_>, area: Rect, x: u16, y: u16, text: &str, role: Role, view: &View<'_>) {
    let spot = Rect { x: area.x + x, y: area.y + y, width: cells(text) as u16, height: 1 }
        .intersection(frame.area());
    // Beyond the panel nothing is drawn: the picture below another may end earlier.
    if y < area.height && !spot.is_empty() {
        frame.render_widget(Span::styled(text.to_owned(), view.style(role)), spot);
    }
}
