//! One line for one row of each noun: the same on every screen.

mod aims;

use crate::model::text::one_line;
use crate::model::when::{ago, due, late, spoken};
use crate::model::{
    Commitment, CommitmentState, Exchange, Feedback, FeedbackState, Id, Person, Reflection, Session,
    SessionState, Visibility,
};
use crate::store::{Store, StoreError};
use crate::tui::Assets;
use crate::tui::theme::Role;
use crate::tui::widget::text::{cells, cut, fit, is_rtl};
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
        let middle = fit(&self.middle, width - left - right);
        // Nothing may stand right of text that runs from right to left.
        if is_rtl(&middle) {
            let turned = self
                .right
                .into_iter()
                .map(|span| Span::styled(format!("{} ", span.content.trim()), span.style));
            spans.extend(turned.filter(|span| span.content.as_ref() != " "));
            let used = taken(&spans);
            spans.push(Span::raw(cut(&self.middle, width.saturating_sub(used))));
            return Line::from(spans);
        }
        spans.push(Span::raw(middle));
        spans.extend(self.right);
        Line::from(spans)
    }
}

/// When it is due, in fewer words where there is little room.
fn brief(due: &str, width: usize) -> String {
    if width >= 40 {
        return due.to_owned();
    }
    due.trim_start_matches("due ").replace(" days late", " d late").replace(" day late", " d late")
}

fn session_role(state: SessionState) -> Role {
    match state {
        SessionState::Live => Role::Accent,
        SessionState::Missed | SessionState::Cancelled => Role::Warn,
        SessionState::Planned | SessionState::Held => Role::Text,
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
        let day = spoken(row.starts_at.day(), today);
        let time = row.starts_at.local().format("%H:%M ").to_string();
        let called = self.store.called(row.relationship)?;
        let (sign, form, role) = self.form(&called.form);
        let gist = row.notes.as_deref().or(row.place.as_deref()).unwrap_or("");
        let minutes = row.minutes.map_or(String::new(), |minutes| format!("{minutes}m"));
        let wide = width >= 44;
        let names = match width {
            0..40 => 14,
            40..60 => 16,
            _ => 22,
        };
        let mut left = vec![
            Span::raw(fit(&day, if width >= 50 { 12 } else { 9 })),
            Span::raw(if wide { time } else { String::new() }),
            self.span(format!("{sign:<2} "), role),
            Span::raw(fit(&called.title, names)),
            Span::raw("  "),
        ];
        if width >= 116 {
            left.push(Span::raw(format!("{}  ", fit(&form, 20))));
        }
        let state = self.span(format!("  {:<7}", cut(row.state.word(), 9)), session_role(row.state));
        let mut right = vec![Span::raw(if width >= 56 { format!(" {minutes:>5}") } else { String::new() })];
        if width >= 40 {
            right.push(state);
        }
        Ok(Pieces { left, middle: gist.to_owned(), right }.line(width))
    }

    /// A session that is to come, where its state goes without saying: length and how far it is.
    ///
    /// # Errors
    /// What the store says.
    pub fn upcoming(&self, row: &Session, width: usize) -> Result<Line<'static>, StoreError> {
        let today = self.store.clock().today();
        let day = row.starts_at.day();
        let time = row.starts_at.local().format("%H:%M").to_string();
        let when = if day == today { time.clone() } else { spoken(day, today) };
        let called = self.store.called(row.relationship)?;
        let (sign, form, role) = self.form(&called.form);
        let minutes = row.minutes.map_or(String::new(), |minutes| format!("{minutes}m"));
        let away = match (row.state, (day - today).num_days()) {
            (SessionState::Live, _) => "now".to_owned(),
            (_, 0) => "today".to_owned(),
            (_, 1) => time,
            (_, days) => format!("in {days} d"),
        };
        let bare = row.state == SessionState::Planned && row.agenda.is_empty();
        let away = if bare { "needs an agenda".to_owned() } else { away };
        let mut left = vec![
            Span::raw(fit(&when, 9)),
            Span::raw(" "),
            self.span(format!("{sign:<2} "), role),
            Span::raw(fit(&called.title, if width >= 52 { 18 } else { 15 })),
            Span::raw("  "),
        ];
        if width >= 60 {
            left.push(Span::raw(format!("{}  ", fit(&form, 16))));
        }
        let right = vec![Span::raw(if width >= 46 { format!(" {minutes:>4}") } else { String::new() })];
        Ok(Pieces { left, middle: away, right }.line(width))
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
        let who = other.map_or_else(|| Ok("--".to_owned()), |id| self.name(id))?;
        let overdue =
            row.state == CommitmentState::Open && row.due_on.is_some_and(|day| late(day, today).is_some());
        let state = match (row.state, row.due_on) {
            (CommitmentState::Open, Some(day)) => brief(&due(day, today), width),
            (CommitmentState::Open, None) => String::new(),
            (state, _) => state.word().to_owned(),
        };
        let role = if overdue { Role::Late } else { Role::Text };
        let who_width = (width / 4).clamp(6, 16).min(width / 5 + 2);
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

    /// A commitment where it is known who keeps it: late mark, what, when.
    pub fn promise(&self, row: &Commitment, width: usize) -> Line<'static> {
        let today = self.store.clock().today();
        let overdue = row.due_on.is_some_and(|day| late(day, today).is_some());
        let state = row.due_on.map_or(String::new(), |day| format!(" {}", brief(&due(day, today), width)));
        let role = if overdue { Role::Late } else { Role::Text };
        let left = if overdue { vec![self.span("! ", Role::Late)] } else { Vec::new() };
        Pieces { left, middle: row.text.clone(), right: vec![self.span(state, role)] }.line(width)
    }

    /// What sort of feedback it is from the owner's seat, and whose turn it is.
    pub fn stage(&self, row: &Feedback) -> (&'static str, &'static str) {
        match (row.state, Some(row.from) == self.owner) {
            (FeedbackState::Draft, _) => ("draft", "not said yet"),
            (FeedbackState::Asked, false) => ("asked", "waiting"),
            (FeedbackState::Asked, true) => ("owed", "mine to give"),
            (FeedbackState::Given, true) => ("gave", "no answer yet"),
            (FeedbackState::Given, false) => ("got", "mine to answer"),
            (FeedbackState::Answered, true) => ("gave", "answered"),
            (FeedbackState::Answered, false) => ("got", "answered"),
            (FeedbackState::Acted, true) => ("gave", "closed"),
            (FeedbackState::Acted, false) => ("got", "closed"),
        }
    }

    /// A feedback: state, direction, gist, age, next step.
    ///
    /// # Errors
    /// What the store says.
    pub fn feedback(&self, row: &Feedback, width: usize) -> Result<Line<'static>, StoreError> {
        let mine = Some(row.from) == self.owner;
        let who = self.name(if mine { row.to } else { row.from })?;
        let (kind, step) = self.stage(row);
        let age = ago(row.at.day(), self.store.clock().today());
        let role = if row.state == FeedbackState::Acted { Role::Good } else { Role::Warn };
        let stepped = width >= 46;
        let aged = width >= 60 || (30..46).contains(&width);
        Ok(Pieces {
            left: vec![
                Span::raw(fit(kind, 6)),
                Span::raw(fit(&who, (width / 4).clamp(8, 18))),
                Span::raw(" "),
            ],
            middle: format!("\"{}\"", row.gist()),
            right: vec![
                // Whose turn it is matters more than how old it is.
                Span::raw(if aged { format!("  {age:>9}") } else { String::new() }),
                self.span(if stepped { format!("  {step:<14}") } else { String::new() }, role),
                self.seen(row.visibility, width >= 90),
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
                Span::raw(fit(
                    &spoken(row.at.day(), self.store.clock().today()),
                    if width >= 44 { 12 } else { 7 },
                )),
                Span::raw(fit(&direction, (width / 4).clamp(8, 26))),
                Span::raw(" "),
            ],
            middle: row.text.clone(),
            right: vec![
                self.span(if width >= 44 { cut(&topic, 16) } else { String::new() }, Role::Accent),
                self.seen(row.visibility, width >= 90),
            ],
        }
        .line(width))
    }

    /// A note: day, text, who may see it.
    pub fn note(&self, row: &Reflection, width: usize) -> Line<'static> {
        let day = spoken(row.at.day(), self.store.clock().today());
        let left = vec![Span::raw(fit(&day, if width >= 44 { 12 } else { 10 }))];
        let right = vec![self.seen(row.visibility, width >= 90)];
        Pieces { left, middle: one_line(&row.text), right }.line(width)
    }

    /// A ledger row without its direction, for a lane that says it.
    pub fn gift(&self, row: &Exchange, width: usize) -> Line<'static> {
        let day = row.at.local().format("%e %b").to_string();
        let mut left = vec![Span::raw(fit(&day, 7))];
        if width >= 32 {
            left.push(Span::raw(fit(row.kind.word(), 10)));
        }
        let landed = row.landed.map_or(String::new(), |landed| "#".repeat(usize::from(landed)));
        let mut right = Vec::new();
        if let Some(topic) = row.topic.as_ref().filter(|_| width >= 60) {
            right.push(self.span(format!("  #{}", cut(topic, 14)), Role::Accent));
        }
        if width >= 34 && !landed.is_empty() {
            right.push(Span::raw(format!(" {landed:<3}")));
        }
        Pieces { left, middle: row.text.clone(), right }.line(width)
    }
}
