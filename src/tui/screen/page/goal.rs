//! A goal's page: what it is for, how far it came, and its check-ins.

use super::writer::Writer;
use crate::model::Goal;
use crate::store::StoreError;
use crate::tui::widget::text::bar;

impl Writer<'_, '_> {
    pub(super) fn goal(&mut self, row: &Goal) -> Result<String, StoreError> {
        let owners: Vec<_> = row.owners.iter().map(|id| self.pen.name(*id)).collect::<Result<_, _>>()?;
        self.field("whose", &owners.join(", "));
        self.optional("why", &row.why);
        self.optional("measure", &row.measure);
        let unit = row.unit.as_deref().unwrap_or("%");
        let target =
            row.target.map_or(String::new(), |t| format!("from {} to {t} {unit}", row.start.unwrap_or(0.0)));
        self.field("done is", &target);
        self.field("by", &row.due_on.map_or(String::new(), crate::model::when::said_back));
        self.field("state", row.state.word());
        for weight in &row.weights {
            self.field("matters", &format!("{} of 5 to {}", weight.weight, self.pen.name(weight.person)?));
        }
        if !row.checkins.is_empty() {
            let share = row.share();
            self.field("so far", &format!("{} {:.0}%", bar(share, 22), share * 100.0));
            self.field("confidence", &confidence(row));
        }
        self.heading("check-ins, newest first");
        for checkin in row.checkins.iter().rev() {
            let sure = checkin.confidence.map_or(String::new(), |value| format!("  sure {value}/10"));
            let note = checkin.note.as_deref().unwrap_or("");
            let day = checkin.at.local().format("%Y-%m-%d").to_string();
            self.field(&day, &format!("{}{sure}  {note}", checkin.value));
        }
        if row.checkins.is_empty() {
            self.field("", "None yet. c checks in: three questions, under a minute.");
        }
        Ok(row.title.clone())
    }
}

/// Confidence over time in five levels, `_` for none to `#` for certain, a blank where nobody said.
fn confidence(row: &Goal) -> String {
    let level = |value: u8| match value {
        0..=1 => '_',
        2..=3 => '.',
        4..=5 => '-',
        6..=7 => '=',
        _ => '#',
    };
    let path: String = row.checkins.iter().map(|checkin| checkin.confidence.map_or(' ', level)).collect();
    let last = row.checkins.iter().rev().find_map(|checkin| checkin.confidence);
    last.map_or(String::new(), |last| format!("{path}   now {last}/10, oldest on the left"))
}
