//! One line for one row of each noun: the same on every screen.

use crate::model::when::{ago, due, late, spoken};
use crate::model::{
    Commitment, CommitmentState, Exchange, Feedback, FeedbackState, Goal, GoalState, Id, Person, Session,
    Visibility, goal,
};
use crate::store::{Store, StoreError};
use crate::tui::Assets;
use crate::tui::theme::Role;
use crate::tui::widget::text::{bar, cells, cut, fit};
use ratatui::text::{Line, Span};

/// What lines are written with: names, the owner, the forms, today.
pub struct Pen<'a> {
    /// The journal.
    pub store: &'a Store,
    /// Forms and theme.
    pub assets: &'a Assets,
    /// The owner.
    pub owner: Option<Id<Person>>,
}

/// Pieces of a line, put together to a width: the one that is cut is `middle`.
struct Pieces {
    left: Vec<Span<'static>>,
    middle: String,
    right: Vec<Span<'static>>,
}

impl Pieces {
    fn line(self, width: usize) -> Line<'static> {
        let taken = |spans: &[Span<'static>]| spans.iter().map(|span| cells(&span.content)).sum::<usize>();
        let (left, right) = (taken(&self.left), taken(&self.right));
        if left + right + 4 > width {
            let all: String = self.left.iter().map(|s| s.content.clone().into_owned()).collect();
            return Line::from(fit(&format!("{all}{}", self.middle), width));
        }
        let mut spans = self.left;
        spans.push(Span::raw(fit(&self.middle, width - left - right)));
        spans.extend(self.right);
        Line::from(spans)
    }
}

impl<'a> Pen<'a> {
    /// A pen for a journal.
    ///
    /// # Errors
    /// What the store says.
    pub fn new(store: &'a Store, assets: &'a Assets) -> Result<Self, StoreError> {
        Ok(Self { store, assets, owner: store.owner()? })
    }

    fn span(&self, text: impl Into<String>, role: Role) -> Span<'static> {
        Span::styled(text.into(), self.assets.theme.style(role))
    }

    /// A person's name, `me` for the owner.
    ///
    /// # Errors
    /// What the store says.
    pub fn name(&self, id: Id<Person>) -> Result<String, StoreError> {
        if Some(id) == self.owner { Ok("me".to_owned()) } else { self.store.name(id) }
    }

    fn seen(&self, visibility: Visibility, wide: bool) -> Span<'static> {
        match (visibility, wide) {
            (_, false) => Span::raw(""),
            (Visibility::Private, true) => self.span("  private", Role::Private),
            (Visibility::Shared, true) => Span::raw("   shared"),
        }
    }

    /// A session: when, with whom, form, length, state.
    ///
    /// # Errors
    /// What the store says.
    pub fn session(&self, row: &Session, width: usize) -> Result<Line<'static>, StoreError> {
        let today = self.store.clock().today();
        let day = fit(&spoken(row.starts_at.day(), today), 11);
        let time = row.starts_at.local().format("%H:%M ").to_string();
        let called = self.store.called(row.relationship)?;
        let (sign, form, role) = self.form(&called.form);
        let gist = row.notes.as_deref().or(row.place.as_deref()).unwrap_or("");
        let minutes = row.minutes.map_or(String::new(), |minutes| format!("{minutes}m"));
        let wide = width >= 60;
        Ok(Pieces {
            left: vec![
                Span::raw(day),
                Span::raw(if wide { time } else { String::new() }),
                self.span(format!("{sign:<2} "), role),
                Span::raw(fit(&called.title, if wide { 22 } else { 14 })),
                Span::raw(" "),
            ],
            middle: if wide { format!("{form}  {gist}") } else { gist.to_owned() },
            right: vec![
                Span::raw(if wide { format!(" {minutes:>5}") } else { String::new() }),
                Span::raw(format!(" {:<9}", row.state)),
            ],
        }
        .line(width))
    }

    /// A form's sign, name and role of colour.
    pub fn form(&self, id: &str) -> (String, String, Role) {
        match self.assets.forms.get(id) {
            Some(form) => {
                let role = if form.view == crate::forms::View::Mentor { Role::Mentor } else { Role::Mutual };
                (form.sign.clone(), form.name.clone(), role)
            }
            None => ("?".to_owned(), id.to_owned(), Role::Text),
        }
    }

    /// A commitment from one side: late mark, who it is with, what, when.
    ///
    /// # Errors
    /// What the store says.
    pub fn commitment(&self, row: &Commitment, width: usize) -> Result<Line<'static>, StoreError> {
        let today = self.store.clock().today();
        let other = if Some(row.owner) == self.owner { row.to } else { Some(row.owner) };
        let who = other.map_or(Ok(String::new()), |id| self.name(id))?;
        let overdue =
            row.state == CommitmentState::Open && row.due_on.is_some_and(|day| late(day, today).is_some());
        let state = match (row.state, row.due_on) {
            (CommitmentState::Open, Some(day)) => due(day, today),
            (CommitmentState::Open, None) => String::new(),
            (state, _) => state.word().to_owned(),
        };
        let role = if overdue { Role::Late } else { Role::Text };
        let who_width = (width / 4).clamp(4, 14);
        Ok(Pieces {
            left: vec![
                self.span(if overdue { "! " } else { "  " }, Role::Late),
                Span::raw(fit(&who, who_width)),
                Span::raw(" "),
            ],
            middle: row.text.clone(),
            right: vec![self.span(format!("  {state}"), role), self.seen(row.visibility, width >= 70)],
        }
        .line(width))
    }

    /// A feedback: state, direction, gist, age, next step.
    ///
    /// # Errors
    /// What the store says.
    pub fn feedback(&self, row: &Feedback, width: usize) -> Result<Line<'static>, StoreError> {
        let mine = Some(row.from) == self.owner;
        let who = self.name(if mine { row.to } else { row.from })?;
        let (kind, step) = match (row.state, mine) {
            (FeedbackState::Draft, _) => ("draft", "not said yet"),
            (FeedbackState::Asked, false) => ("asked", "waiting"),
            (FeedbackState::Asked, true) => ("asked of me", "mine to give"),
            (FeedbackState::Given, true) => ("gave", "no answer yet"),
            (FeedbackState::Given, false) => ("got", "mine to answer"),
            (FeedbackState::Answered, true) => ("gave", "answered"),
            (FeedbackState::Answered, false) => ("got", "answered"),
            (FeedbackState::Acted, true) => ("gave", "closed"),
            (FeedbackState::Acted, false) => ("got", "closed"),
        };
        let age = ago(row.at.day(), self.store.clock().today());
        let role = if row.state == FeedbackState::Acted { Role::Good } else { Role::Warn };
        Ok(Pieces {
            left: vec![
                Span::raw(fit(kind, 12)),
                Span::raw(fit(&who, (width / 5).clamp(5, 16))),
                Span::raw(" "),
            ],
            middle: format!("\"{}\"", row.gist()),
            right: vec![
                Span::raw(format!("  {age:>8}")),
                self.span(if width >= 60 { format!("  {step:<14}") } else { String::new() }, role),
                self.seen(row.visibility, width >= 90),
            ],
        }
        .line(width))
    }

    /// A goal: whose, what, bar, share, due, confidence.
    ///
    /// # Errors
    /// What the store says.
    pub fn goal(&self, row: &Goal, width: usize) -> Result<Line<'static>, StoreError> {
        let owners: Vec<String> = row.owners.iter().map(|id| self.name(*id)).collect::<Result<_, _>>()?;
        let share = row.checkins.last().map_or(0.0, |last| goal::progress(row.start, row.target, last.value));
        let confidence = row.checkins.last().and_then(|last| last.confidence);
        let when = match (row.state, row.due_on) {
            (GoalState::Active, Some(day)) => due(day, self.store.clock().today()),
            (GoalState::Active, None) => String::new(),
            (state, _) => state.word().to_owned(),
        };
        let wide = width >= 70;
        let confidence = confidence.map_or(String::new(), |value| format!("sure {value}/10"));
        Ok(Pieces {
            left: vec![Span::raw(fit(&owners.join(", "), (width / 6).clamp(4, 14))), Span::raw(" ")],
            middle: row.title.clone(),
            right: vec![
                Span::raw(format!(" {} {:>3.0}%", bar(share, if wide { 18 } else { 8 }), share * 100.0)),
                Span::raw(if wide {
                    format!("  {}  {confidence:<10}", fit(&when, 14))
                } else {
                    String::new()
                }),
            ],
        }
        .line(width))
    }

    /// A ledger row: day, direction, what, topic.
    ///
    /// # Errors
    /// What the store says.
    pub fn exchange(&self, row: &Exchange, width: usize) -> Result<Line<'static>, StoreError> {
        let to = row.to.map_or_else(|| Ok("all".to_owned()), |to| self.name(to))?;
        let direction = format!("{} > {to}", self.name(row.from)?);
        let topic = row.topic.as_ref().map_or(String::new(), |topic| format!("  #{topic}"));
        Ok(Pieces {
            left: vec![
                Span::raw(fit(&spoken(row.at.day(), self.store.clock().today()), 11)),
                Span::raw(fit(&direction, (width / 4).clamp(8, 24))),
                Span::raw(" "),
            ],
            middle: row.text.clone(),
            right: vec![self.span(cut(&topic, 16), Role::Accent), self.seen(row.visibility, width >= 90)],
        }
        .line(width))
    }

    /// A ledger row without its direction, for a lane that says it.
    pub fn gift(&self, row: &Exchange, width: usize) -> Line<'static> {
        let day = row.at.local().format("%d %b").to_string();
        let topic = row.topic.as_ref().map_or(String::new(), |topic| format!("  {}", cut(topic, 14)));
        Pieces {
            left: vec![Span::raw(fit(&day, 7)), Span::raw(fit(row.kind.word(), 9)), Span::raw(" ")],
            middle: row.text.clone(),
            right: vec![self.span(if width >= 44 { topic } else { String::new() }, Role::Accent)],
        }
        .line(width)
    }
}
