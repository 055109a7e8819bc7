//! Colour as roles: what a thing is, never which colour it has.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Plain text.
    Text,
    /// Less important text: labels.
    Muted,
    /// What could stand in an empty field.
    Example,
    /// Lines between panes.
    Line,
    /// The selected row.
    Selection,
    /// Headings.
    Heading,
    /// Keys and focus.
    Accent,
    /// Mentor relationships.
    Mentor,
    /// Mutual relationships.
    Mutual,
    /// Done, on track.
    Good,
    /// To look at.
    Warn,
    /// Late.
    Late,
    /// The word "private".
    Private,
}

/// How roles look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own sixteen colours and background.
    Terminal,
    /// No hue at all (`NO_COLOR`): weight, reverse and underline only.
    Mono,
}

impl Theme {
    /// The look of a role.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        match (self, role) {
            (_, Role::Text | Role::Muted) => plain,
            (_, Role::Example) => plain.add_modifier(Modifier::DIM | Modifier::ITALIC),
            (_, Role::Selection) => plain.add_modifier(Modifier::REVERSED),
            (_, Role::Heading) => bold,
            (Self::Terminal, Role::Line) => plain.fg(Color::DarkGray),
            (Self::Terminal, Role::Accent) => bold.fg(Color::Cyan),
            (Self::Terminal, Role::Mentor) => plain.fg(Color::Yellow),
            (Self::Terminal, Role::Mutual) => plain.fg(Color::Cyan),
            (Self::Terminal, Role::Good) => plain.fg(Color::Green),
            (Self::Terminal, Role::Warn) => plain.fg(Color::Yellow),
            (Self::Terminal, Role::Late) => bold.fg(Color::Red),
            (Self::Terminal, Role::Private) => plain.fg(Color::Magenta),
            (Self::Mono, Role::Line | Role::Good | Role::Warn | Role::Mentor | Role::Mutual) => plain,
            (Self::Mono, Role::Accent | Role::Late) => bold,
            (Self::Mono, Role::Private) => plain.add_modifier(Modifier::UNDERLINED),
        }
    }
}
