//! How each noun is listed: its heading, what an empty list teaches, its filters, one line of it.

use super::line::Pen;
use crate::model::{
    Commitment, Exchange, Feedback, Goal, Id, Person, Reflection, Relationship, Review, Session, Skill,
};
use crate::store::{Filter, Record, Store, StoreError, Window};
use crate::tui::target::Target;
use crate::tui::widget::text::{cut, fit};
use ratatui::text::Line;

/// How a noun is listed.
pub trait Listed: Record + 'static {
    /// The list's heading.
    const HEADING: &'static str;
    /// What an empty list teaches.
    const EMPTY: &'static str;
    /// The filters `f` goes through: a name and the states.
    const FILTERS: &'static [(&'static str, &'static [&'static str])];

    /// Rows of the selected one's page below the list, where the screen is large.
    const PEEK: u16;

    /// The row that is meant, where it is one of these.
    fn named(target: &Target) -> Option<Id<Self>>;

    /// The row where the list begins, where it is not the first.
    ///
    /// # Errors
    /// What the store says.
    fn begins(_filter: &Filter, _store: &Store) -> Result<Option<Id<Self>>, StoreError> {
        Ok(None)
    }

    /// One line of it.
    ///
    /// # Errors
    /// What the store says.
    fn line(&self, pen: &Pen<'_>, width: usize) -> Result<Line<'static>, StoreError>;
}

macro_rules! listed {
    ($noun:ident, $heading:literal, $empty:literal, $peek:literal, $filters:expr, |$row:ident, $pen:ident, $width:ident| $line:expr $(, $begins:item)?) => {
        impl Listed for $noun {
            const HEADING: &'static str = $heading;
            const EMPTY: &'static str = $empty;
            const FILTERS: &'static [(&'static str, &'static [&'static str])] = $filters;
            const PEEK: u16 = $peek;

            fn named(target: &Target) -> Option<Id<Self>> {
                match target {
                    Target::$noun(id) => Some(*id),
                    _ => None,
                }
            }

            $($begins)?

            fn line(&self, $pen: &Pen<'_>, $width: usize) -> Result<Line<'static>, StoreError> {
                let $row = self;
                $line
            }
        }
    };
}

listed!(
    Session,
    "SESSIONS",
    "No sessions yet. A session is one meeting, planned or held. n s writes one.",
    0,
    &[
        ("all", &[]),
        ("planned", &["planned"]),
        ("held", &["held"]),
        ("missed or cancelled", &["missed", "cancelled"])
    ],
    |row, pen, width| pen.session(row, width),
    /// What is going on, else the plan that comes next: later ones stand above it, what was held below.
    fn begins(filter: &Filter, store: &Store) -> Result<Option<Id<Self>>, StoreError> {
        if filter.text.is_some() || !(filter.states.is_empty() || filter.states == ["planned"]) {
            return Ok(None);
        }
        let live = Filter { states: vec!["live"], ..filter.clone() };
        if let Some(id) = store.window(&live, &Window::First, 1)?.first().filter(|_| filter.states.is_empty())
        {
            return Ok(Some(*id));
        }
        let planned =
            Filter { since: Some(store.clock().today()), states: vec!["planned"], ..filter.clone() };
        Ok(store.window(&planned, &Window::Last, 1)?.first().copied())
    }
);
listed!(
    Feedback,
    "FEEDBACK",
    "No feedback yet. Asking first makes giving easier: i, then: ask Ana: where am I unclear?",
    0,
    &[
        ("all", &[]),
        ("open loops", &["draft", "asked", "given", "answered"]),
        ("asked", &["asked"]),
        ("not said yet", &["draft"]),
        ("closed", &["acted"])
    ],
    |row, pen, width| pen.feedback(row, width)
);
listed!(
    Goal,
    "GOALS",
    "No goals yet. A goal is one sentence you will both recognise when it is done. n g to write one, e.g. \"Ana leads one incident review\".",
    12,
    &[
        ("active", &["active"]),
        ("all", &[]),
        ("reached", &["reached"]),
        ("dropped or paused", &["dropped", "paused"])
    ],
    |row, pen, width| pen.goal(row, width)
);
listed!(
    Commitment,
    "PROMISES",
    "No promises yet. i, then: todo Ana: send the outline by fri (hers to you), or todo to Ana: ... (yours to her)",
    0,
    &[("open", &["open"]), ("all", &[]), ("kept", &["kept", "late"]), ("dropped", &["dropped"])],
    |row, pen, width| pen.commitment(row, width)
);
listed!(
    Exchange,
    "EXCHANGES",
    "Nothing exchanged yet. i, then: gave Ana: pause before answering #feedback",
    8,
    &[("all", &[])],
    |row, pen, width| pen.exchange(row, width)
);
listed!(
    Reflection,
    "NOTES",
    "No notes yet. i, then: note Ana: what stays with you",
    8,
    &[("all", &[])],
    |row, pen, width| Ok(pen.note(row, width))
);
listed!(
    Skill,
    "SKILLS",
    "No skills rated yet. n k rates one from 1 to 7: yours or somebody's, of the list or your own.",
    8,
    &[("all", &[])],
    |row, pen, width| pen.skill(row, width)
);
listed!(
    Review,
    "LOOK BACKS",
    "None written down yet. :look back shows the month behind you; e writes what you make of it.",
    12,
    &[("all", &[])],
    |row, pen, width| Ok(pen.review(row, width))
);
listed!(Person, "PEOPLE", "Nobody yet. n p adds somebody.", 0, &[("all", &[])], |row, _pen, width| Ok(
    Line::from(cut(
        &format!(
            "{} {} {}",
            fit(&row.name, (width / 3).clamp(12, 26)),
            fit(row.title.as_deref().unwrap_or(""), (width / 3).clamp(8, 28)),
            row.department.as_deref().unwrap_or("")
        ),
        width
    ))
));
listed!(
    Relationship,
    "RELATIONSHIPS",
    "No relationships yet. n r makes one with somebody.",
    0,
    &[("all", &[]), ("active", &["active"]), ("paused or closed", &["paused", "closed"])],
    |row, pen, width| {
        let (sign, form, _) = pen.form(&row.form);
        Ok(Line::from(cut(
            &format!(
                "{sign:<2} {} {} {}",
                fit(&pen.store.title(row.id)?, (width / 2).clamp(12, 36)),
                fit(&form, (width / 4).clamp(8, 28)),
                row.status
            ),
            width,
        )))
    }
);
