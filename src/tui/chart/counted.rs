//! What was recorded, counted: figures, no picture.

use super::Chart;
use super::axis::apart;
use crate::insight::Evidence;
use crate::insight::picture::Chronicle;
use crate::model::{FeedbackState, GoalState, SessionState};
use crate::tui::panel::{Figure, Sketch};
use crate::tui::theme::Role;

/// The picture.
pub const CHART: Chart =
    Chart { name: "counted", question: "what was recorded?", empty, draw, reading, figures };

/// Cells of a figure before its name.
const FIGURE: usize = 6;

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    let none = figures(chronicle).iter().all(|figure| figure.value == "0");
    none.then_some("Nothing recorded in these weeks: i writes one line, n makes something new.")
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let all = figures(chronicle);
    let step = apart(all.len(), sketch.height());
    for (at, figure) in all.iter().enumerate() {
        sketch.before(FIGURE - 1, at * step, &figure.value, Role::Heading);
        sketch.text(FIGURE, at * step, &figure.label, Role::Text);
    }
}

fn reading(_: &Chronicle) -> String {
    "Recorded, not true: no score, no ranking. Silence is a cue to ask.".to_owned()
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let sessions = |state| chronicle.in_state(state).map(|one| Evidence::Session(one.id)).collect::<Vec<_>>();
    let mine = |gift: &&crate::insight::picture::Gift| Some(gift.row.from) == chronicle.owner;
    let gave = chronicle.gifts.iter().filter(mine).map(|gift| Evidence::Exchange(gift.row.id));
    let got = chronicle.gifts.iter().filter(|gift| !mine(gift)).map(|gift| Evidence::Exchange(gift.row.id));
    let said = chronicle.feedback.iter().filter(|row| chronicle.span.holds(row.day));
    let said = said.filter(|row| row.state != FeedbackState::Asked).map(|row| Evidence::Feedback(row.id));
    let goals = |state| {
        let some = chronicle.goals.iter().filter(move |goal| goal.state == state);
        some.map(|goal| Evidence::Goal(goal.id)).collect::<Vec<_>>()
    };
    let counted = |label: &str, rows: Vec<Evidence>| Figure::new(label, rows.len().to_string(), rows);
    let fallen = [sessions(SessionState::Missed), sessions(SessionState::Cancelled)].concat();
    vec![
        counted("sessions held", sessions(SessionState::Held)),
        counted("missed or cancelled", fallen),
        counted("exchanges I gave", gave.collect()),
        counted("exchanges others gave", got.collect()),
        counted("feedback said", said.collect()),
        counted("goals worked on", goals(GoalState::Active)),
        counted("goals reached", goals(GoalState::Reached)),
        Figure::new("notes", chronicle.notes.to_string(), []),
    ]
}
