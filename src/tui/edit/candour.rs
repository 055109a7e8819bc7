//! Care and challenge in a form: two choices, or a mark on the map where there is room for it.

use crate::model::Candour;
use crate::tui::field::Field;
use crate::tui::form::{Board, Mark, SpotTag, VALUES, Values};
use crate::tui::layer::View;
use crate::tui::widget::candour::{self, Interaction, Side};
use ratatui::Frame;
use ratatui::layout::Rect;

/// A value from 1 to 5, or none.
pub(super) fn slider(name: &'static str, label: &'static str, value: Option<u8>) -> Field {
    let track = |value: usize| format!("1 [{}o{}] 5", ".".repeat(value - 1), ".".repeat(5 - value));
    let mut options = vec![(String::new(), "1 [.....] 5  not said".to_owned())];
    options.extend((1..=5).map(|value| (value.to_string(), track(value))));
    Field::options(name, label, options, &value.map_or(String::new(), |value| value.to_string()))
}

/// Care and challenge as the giver meant them.
pub(super) const MEANT: Mark = Mark { up: "care", across: "challenge" };
/// Care and challenge as the receiver felt them.
pub(super) const FELT: Mark = Mark { up: "felt_care", across: "felt_challenge" };

/// The map of care and candour, with the marks that are set on it.
pub(super) fn map(marks: &'static [Mark], interaction: impl Fn(&Values) -> Interaction + 'static) -> Board {
    let draw = move |values: &Values,
                     held: Option<Mark>,
                     tags: SpotTag,
                     frame: &mut Frame<'_>,
                     area: Rect,
                     view: &View<'_>| {
        let this = interaction(values);
        candour::map(frame, area, this, &[], view);
        let held = held.map(|mark| if mark == FELT { Side::Felt } else { Side::Meant });
        candour::hold(frame, area, this, held, view);
        for (up, across) in VALUES.flat_map(|up| VALUES.map(move |across| (up, across))) {
            view.zone(candour::spot(area, Candour { care: up, challenge: across }), tags.of(up, across));
        }
    };
    Board { draw: Box::new(draw), marks }
}

/// What the fields say of one interaction.
pub(super) fn interaction(values: &Values) -> Interaction {
    let of = |name: &str| values.get(name).and_then(|value| value.parse().ok());
    Interaction {
        meant: Candour::of(of("care"), of("challenge")),
        felt: Candour::of(of("felt_care"), of("felt_challenge")),
    }
}
