//! Lines of what somebody is on the way to: goals, skills, look backs and what they intend.

use super::{Pen, Pieces};
use crate::insight::{Growth, growth};
use crate::model::text::one_line;
use crate::model::when::{due, spoken};
use crate::model::{Goal, GoalState, Intention, IntentionState, Review, Skill, Visibility};
use crate::store::StoreError;
use crate::tui::theme::Role;
use crate::tui::widget::scale;
use crate::tui::widget::text::{bar, fit};
use ratatui::text::{Line, Span};

impl Pen<'_> {
    /// A goal: whose, what, bar, share, due, confidence.
    ///
    /// # Errors
    /// What the store says.
    pub fn goal(&self, row: &Goal, width: usize) -> Result<Line<'static>, StoreError> {
        let owners: Vec<String> = row.owners.iter().map(|id| self.name(*id)).collect::<Result<_, _>>()?;
        let share = row.share();
        let confidence = row.checkins.last().and_then(|last| last.confidence);
        let when = match (row.state, row.due_on) {
            (GoalState::Active, Some(day)) => due(day, self.store.clock().today()),
            (GoalState::Active, None) => String::new(),
            (state, _) => state.word().to_owned(),
        };
        let wide = width >= 70;
        let confidence = confidence.map_or(String::new(), |value| format!("sure {value}/10"));
        Ok(Pieces {
            left: vec![Span::raw(fit(&owners.join(", "), (width / 5).clamp(6, 16))), Span::raw(" ")],
            middle: row.title.clone(),
            right: vec![
                Span::raw(format!(
                    " {} {:>3.0}%",
                    bar(share, if width >= 116 { 20 } else { 10.min(width / 5) }),
                    share * 100.0
                )),
                Span::raw(if wide {
                    format!("  {}  {confidence:<10}", fit(&when, 15))
                } else {
                    String::new()
                }),
            ],
        }
        .line(width))
    }

    /// A skill: whose, what, then and now on its scale, how far apart the views are.
    ///
    /// # Errors
    /// What the store says.
    pub fn skill(&self, row: &Skill, width: usize) -> Result<Line<'static>, StoreError> {
        let growth = growth(std::slice::from_ref(row));
        let Some(growth) = growth.first() else { return Ok(Line::default()) };
        self.growth(growth, row.visibility, width)
    }

    /// Then and now of a skill, as [`Pen::skill`] writes them.
    ///
    /// # Errors
    /// What the store says.
    pub fn growth(
        &self,
        growth: &Growth,
        visibility: Visibility,
        width: usize,
    ) -> Result<Line<'static>, StoreError> {
        let who = self.name(growth.person)?;
        let mut right = Vec::new();
        if width >= 40 {
            right.push(Span::raw(format!(
                " [{}]",
                scale::bar(growth, if width >= 64 { scale::CELLS } else { 7 })
            )));
        }
        right.push(Span::raw(format!(" {}", fit(&scale::figures(growth), scale::widest()))));
        if width >= 60 {
            right.push(Span::raw(format!(" {:<8}", scale::gap(growth))));
        }
        right.push(self.seen(visibility, width >= 90));
        let left = vec![Span::raw(fit(&who, (width / 5).clamp(6, 16))), Span::raw(" ")];
        Ok(Pieces { left, middle: growth.name.clone(), right }.line(width))
    }

    /// A look back: its day, what it intends, and what became of that.
    pub fn review(&self, row: &Review, width: usize) -> Line<'static> {
        let done = row.intentions.iter().filter(|one| one.state == IntentionState::Done).count();
        let right = match row.intentions.len() {
            0 => String::new(),
            all => format!("  {done} of {all} done"),
        };
        let texts: Vec<String> = match row.intentions.as_slice() {
            [] => row.answers.iter().map(|one| one_line(&one.text)).collect(),
            all => all.iter().map(|one| one_line(&one.text)).collect(),
        };
        let day = fit(&spoken(row.at.day(), self.store.clock().today()), if width >= 44 { 12 } else { 8 });
        // Where there is little room its day and what became of it say enough.
        let middle = if width >= 44 { texts.join("; ") } else { String::new() };
        Pieces { left: vec![Span::raw(day)], middle, right: vec![Span::raw(right)] }.line(width)
    }

    /// What a look back intends: with whom, and what.
    ///
    /// # Errors
    /// What the store says.
    pub fn intention(&self, row: &Intention, width: usize) -> Result<Line<'static>, StoreError> {
        let with = row.relationship.map_or(Ok("all".to_owned()), |id| self.store.title(id))?;
        let who = (width / 4).clamp(6, 16).min(width / 5 + 2);
        let left = vec![self.span("~ ", Role::Accent), Span::raw(fit(&with, who)), Span::raw(" ")];
        let right = vec![self.span(if width >= 56 { "  intended" } else { "" }, Role::Muted)];
        Ok(Pieces { left, middle: one_line(&row.text), right }.line(width))
    }
}
