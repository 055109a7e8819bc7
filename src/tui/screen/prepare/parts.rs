//! What can be done to the parts of a session that is being prepared.

use super::Prepare;
use crate::forms::fit;
use crate::model::{Segment, Session};
use crate::sitting::{agenda, timetable};
use crate::store::StoreError;
use crate::tui::command::Command;
use crate::tui::layer::{Cx, Flow};
use crate::tui::screen::agenda::STEP;

/// Seconds of a key press; a part keeps a minute.
const SECONDS: u32 = STEP as u32 * 60;

impl Prepare {
    /// The parts as they were prepared, else as the form proposes them.
    pub(super) fn segments(&self) -> Vec<Segment> {
        match self.material.session.segments.as_slice() {
            [] => timetable(&self.form, &self.material),
            prepared => prepared.to_vec(),
        }
    }

    /// Minutes of the parts, and the agreed ones.
    pub(super) fn minutes(&self) -> (u32, u32) {
        let planned: u32 = self.segments().iter().map(|part| part.planned_seconds).sum();
        (planned / 60, u32::from(self.material.minutes(&self.form)))
    }

    pub(super) fn part(
        &mut self,
        command: Command,
        number: u32,
        cx: &mut Cx<'_>,
    ) -> Result<Flow, StoreError> {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let mut segments = self.segments();
        let Some(segment) = segments.get_mut(at) else { return Ok(Flow::Ignored) };
        let mut place = at;
        let label = match command {
            Command::Longer => {
                segment.planned_seconds = segment.planned_seconds.saturating_add(SECONDS);
                "gave a part minutes"
            }
            Command::Shorter => {
                segment.planned_seconds = segment.planned_seconds.saturating_sub(SECONDS).max(60);
                "took minutes from a part"
            }
            Command::MoveUp => {
                place = agenda::shift(&mut segments, at, -1);
                "moved a part"
            }
            Command::MoveDown => {
                place = agenda::shift(&mut segments, at, 1);
                "moved a part"
            }
            Command::Bin if segments.len() > 1 => {
                segments.remove(at);
                "took a part out"
            }
            Command::Open => {
                cx.note("+ and - change its minutes, J and K move it, x takes it out, = fits the hour.");
                return Ok(Flow::Done);
            }
            _ => return Ok(Flow::Ignored),
        };
        if segments == self.segments() {
            cx.note(match command {
                Command::MoveUp => "It is the first already.",
                Command::MoveDown => "It is the last already.",
                _ => "A part has one minute at least. x takes it out.",
            });
            return Ok(Flow::Done);
        }
        self.keep_parts(label, segments, cx)?;
        let place = u32::try_from(place).unwrap_or(0);
        // The selection goes along with a part that moves.
        self.refresh(cx.store)?;
        self.follow(place);
        Ok(Flow::Done)
    }

    /// Trims or stretches the parts to the agreed length.
    pub(super) fn fit(&mut self, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        let mut segments = self.segments();
        let asks: Vec<u16> = segments
            .iter()
            .map(|part| u16::try_from(part.planned_seconds / 60).unwrap_or(u16::MAX))
            .collect();
        let length = self.material.minutes(&self.form);
        if usize::from(length) < asks.len() {
            cx.note(format!("{} parts do not fit into {length} minutes: x takes one out.", asks.len()));
            return Ok(());
        }
        for (segment, minutes) in segments.iter_mut().zip(fit(&asks, length)) {
            segment.planned_seconds = u32::from(minutes) * 60;
        }
        self.keep_parts("fitted the parts to the hour", segments, cx)?;
        cx.done(format!("The parts are {length} minutes together  u takes it back"));
        Ok(())
    }

    fn keep_parts(&self, label: &str, segments: Vec<Segment>, cx: &Cx<'_>) -> Result<(), StoreError> {
        let session = &self.material.session;
        let after = Session { segments, ..session.clone() };
        cx.store.write(label, |tx| tx.amend(session, &after).map(drop))
    }
}
