//! The lane of a guided relationship: its sessions from left to right, and what flowed with the
//! grain and against it around each of them, so that the absence of one direction shows.

use super::material::Material;
use crate::insight::Evidence;
use crate::tui::theme::Role;
use crate::tui::widget::text::fit;
use chrono::NaiveDate;
use ratatui::text::{Line, Span};

/// Cells of a label and of one session.
const LABEL: usize = 11;
const SESSION: usize = 4;

/// Which way something flowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the guide to the learner.
    Down,
    /// Against the grain.
    Up,
}

/// How a lane writes the two ways: label, sign and colour of what flows with the grain, then of what
/// flows against it.
pub type Signs = [(&'static str, char, Role); 2];

/// Guidance comes down; what comes up is bright.
pub const DOWNWARD: Signs = [("down", 'v', Role::Mentor), ("up", '^', Role::Accent)];
/// Knowledge goes up the ranks; what comes back is plain.
pub const UPWARD: Signs = [("up", '^', Role::Accent), ("back", 'v', Role::Mentor)];

/// When something flowed which way, as evidence.
pub fn flows(material: &Material<'_>) -> Vec<(NaiveDate, Way, Evidence)> {
    let way = |from| if material.guides(from) { Way::Down } else { Way::Up };
    let ledger = material.ledger();
    let gave = ledger.exchanges.iter().map(|row| (row.day, way(row.from), Evidence::Exchange(row.id)));
    let said = ledger.feedback.iter().filter(|row| row.given_on.is_some());
    gave.chain(said.map(|row| (row.day, way(row.from), Evidence::Feedback(row.id)))).collect()
}

/// How much flowed one way from each session to the next.
pub fn counts(material: &Material<'_>, way: Way) -> Vec<usize> {
    let sessions = &material.ledger().sessions;
    let flows = flows(material);
    sessions
        .iter()
        .enumerate()
        .map(|(at, from)| {
            let to = sessions.get(at + 1).map(|next| next.day);
            let inside = |day: NaiveDate| day >= from.day && to.is_none_or(|to| day < to);
            flows.iter().filter(|(day, flow, _)| *flow == way && inside(*day)).count()
        })
        .collect()
}

/// The newest sessions, and below them how much flowed each way; one line where none was held. With
/// fewer rows than three the sessions are only what their columns say.
pub fn strip(material: &Material<'_>, signs: &Signs, width: usize, rows: usize) -> Vec<Line<'static>> {
    let sessions = &material.ledger().sessions;
    let most = (width.saturating_sub(LABEL + 16) / SESSION).max(1);
    let skipped = sessions.len().saturating_sub(most);
    let Some(first) = sessions.get(skipped) else {
        return vec![Line::from(" No session held yet: n s writes one down, or plans one.")];
    };
    let dots = "o---".repeat(sessions.len() - skipped);
    let path = format!(
        "{}{}  since {}",
        fit(" sessions", LABEL),
        dots.trim_end_matches('-'),
        first.day.format("%e %b").to_string().trim()
    );
    let mut lines = if rows < 3 { Vec::new() } else { vec![Line::from(path)] };
    for (way, (label, mark, role)) in [Way::Down, Way::Up].into_iter().zip(signs) {
        let mut spans = vec![Span::raw(fit(&format!(" {label}"), LABEL))];
        for count in counts(material, way).into_iter().skip(skipped) {
            let (text, role) =
                if count == 0 { (".".to_owned(), Role::Muted) } else { (format!("{mark}{count}"), *role) };
            spans.push(Span::styled(fit(&text, SESSION), material.theme.style(role)));
        }
        lines.push(Line::from(spans));
    }
    lines
}
