//! How the preparation looks: looking back, the agenda, and what is one's own, in three columns.

use super::{AGENDA, Focus, LOOK_BACK, Prepare, QUESTION};
use crate::model::text::one_line;
use crate::model::when::{ago, late, long_ago, spoken};
use crate::model::{Commitment, CommitmentState, Feedback, FeedbackState, Goal, GoalState, Item, Session};
use crate::sitting::ROT;
use crate::sitting::agreement::review_on;
use crate::sitting::phase::suggest;
use crate::store::StoreError;
use crate::tui::layer::View;
use crate::tui::screen::line::Pen;
use crate::tui::screen::{agenda, split};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::panes::{Pane, Row};
use crate::tui::widget::text::{cells, cut, fit, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// The zone of the private notes; panes count theirs from nought.
pub(super) const NOTES_ZONE: usize = 900_001;
/// The row that suggests a phase.
pub(super) const PHASE: u32 = 0;
/// The row of the agreement.
const AGREEMENT: u32 = 1;
const THREE: u16 = 96;
const TWO: u16 = 70;

/// Where everything is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Areas {
    title: Rect,
    look_back: Rect,
    agenda: Rect,
    questions: Rect,
    notes: Rect,
}

impl Areas {
    pub(super) fn of(area: Rect, focus: Focus) -> Self {
        let (title, rest) = split::above(area, 1);
        let (_, body) = split::above(rest, u16::from(area.height >= 16));
        let none = Rect { width: 0, height: 0, ..body };
        let mut areas = Self { title, look_back: none, agenda: none, questions: none, notes: none };
        let own = |column: Rect| split::above(column, (column.height / 3).max(6).min(column.height));
        if area.width >= THREE {
            let (look_back, rest) = split::left(body, area.width * 33 / 100);
            let (agenda, column) = split::left(rest, rest.width.saturating_sub(area.width * 29 / 100));
            let (questions, notes) = own(column);
            return Self { look_back, agenda, questions, notes, ..areas };
        }
        let side = if area.width >= TWO {
            let (agenda, side) = split::left(body, area.width / 2);
            areas.agenda = agenda;
            side
        } else if focus == Focus::Agenda {
            areas.agenda = body;
            return areas;
        } else {
            body
        };
        match focus {
            Focus::Agenda | Focus::LookBack => areas.look_back = side,
            Focus::Questions | Focus::Notes => (areas.questions, areas.notes) = own(side),
        }
        areas
    }
}

impl Prepare {
    pub(super) fn follow(&mut self, part: u32) {
        self.panes.select(&Target::Own(part));
    }

    pub(super) fn fill(&mut self, view: &View<'_>) -> Result<(), StoreError> {
        let pen = Pen::new(view.store, view.assets)?;
        let width = |area: Rect| usize::from(area.width).saturating_sub(4);
        let back = self.look_back(&pen, width(self.areas.look_back))?;
        let lines = self.agenda_rows(&pen, width(self.areas.agenda))?;
        let mut questions = Vec::new();
        for (number, question) in (0u32..).zip(&self.questions) {
            for (at, line) in wrap(question, width(self.areas.questions).max(8)).into_iter().enumerate() {
                questions.push(if at == 0 { Row::new(line, Target::Own(number)) } else { Row::text(line) });
            }
        }
        let (planned, agreed) = self.minutes();
        let total = if planned == agreed {
            format!("{planned} min")
        } else {
            format!("{planned} of {agreed}, = fits")
        };
        self.panes.set(vec![
            Pane::new("LOOKING BACK").rows(back),
            Pane::new("AGENDA").aside(total).rows(lines),
            Pane::new("QUESTIONS").aside("o: another one").rows(questions),
        ]);
        if let Some(pane) = self.focus.pane() {
            self.panes.set_focus(pane);
        }
        debug_assert_eq!([LOOK_BACK, AGENDA, QUESTION], [0, 1, 2]);
        Ok(())
    }

    fn agenda_rows(&self, pen: &Pen<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
        let session = &self.material.session;
        let mut rows = agenda::parts(pen, &self.material, &self.duties, &self.segments(), None, width)?;
        let heading = |text: String| Row::text(Span::styled(text, pen.assets.theme.style(Role::Heading)));
        rows.push(Row::text(""));
        let minutes = agenda::open_minutes(session);
        rows.push(heading(format!("TO TALK ABOUT  {minutes} min")));
        if session.agenda.is_empty() {
            rows.push(Row::text("Nothing yet. a adds a line."));
        }
        rows.extend(agenda::items(pen, &session.agenda, width)?);
        let parked: Vec<&Item> = self.material.waiting().collect();
        if !parked.is_empty() {
            rows.push(Row::text(""));
            rows.push(heading("PARKING LOT  Enter takes it out".to_owned()));
            rows.extend(agenda::items(pen, parked, width)?);
        }
        Ok(rows)
    }

    fn look_back(&self, pen: &Pen<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
        let today = pen.store.clock().today();
        let heading =
            |text: &str| Row::text(Span::styled(text.to_owned(), pen.assets.theme.style(Role::Heading)));
        let mut rows = Vec::new();
        let last = self.material.held.first();
        let met = last.map_or("You have not met yet".to_owned(), |session| {
            let day = session.starts_at.day();
            format!("Last met {} ({})", spoken(day, today), long_ago(day, today))
        });
        rows.push(Row::text(cut(&met, width)));
        self.frame_rows(&mut rows, pen, width);
        self.people_rows(&mut rows, pen)?;
        if !self.material.intentions.is_empty() {
            rows.push(Row::text(""));
            rows.push(heading("I INTEND  private, d: done"));
        }
        for one in &self.material.intentions {
            rows.push(Row::new(cut(&one_line(&one.text), width), one.id));
        }
        rows.push(Row::text(""));
        rows.push(heading("PROMISES"));
        let mut promises: Vec<_> = self.material.commitments.iter().collect();
        promises.sort_by_key(|row| (row.state != CommitmentState::Open, row.due_on, row.id));
        for row in &promises {
            rows.push(Row::new(promise_line(row, pen, width)?, row.id));
        }
        if promises.is_empty() {
            rows.push(Row::text("None open."));
        }
        rows.push(Row::text(""));
        rows.push(heading("GOALS  how sure, of 10"));
        let active = self.material.goals.iter().filter(|goal| goal.state == GoalState::Active);
        let before = rows.len();
        rows.extend(active.map(|goal| Row::new(goal_line(goal, width), goal.id)));
        if rows.len() == before {
            rows.push(Row::text("None yet. n g writes one."));
        }
        rows.push(Row::text(""));
        rows.push(heading("OPEN LOOPS"));
        for row in &self.material.loops {
            rows.push(Row::new(loop_line(row, pen, width)?, row.id));
        }
        if self.material.loops.is_empty() {
            rows.push(Row::text("None open."));
        }
        Ok(rows)
    }

    /// Who comes, in a group: Enter says that somebody stays away, or comes after all.
    fn people_rows(&self, rows: &mut Vec<Row>, pen: &Pen<'_>) -> Result<(), StoreError> {
        let (people, present) = (self.material.members(), self.material.present());
        if people.len() <= 2 {
            return Ok(());
        }
        rows.push(Row::text(""));
        rows.push(Row::text(Span::styled("WHO COMES", pen.assets.theme.style(Role::Heading))));
        for (person, name) in people.iter().zip(pen.store.short_names(&people)?) {
            let mark = if present.contains(person) { "x" } else { "-" };
            let away = if present.contains(person) { "" } else { "  stays away" };
            rows.push(Row::new(format!("{mark} {name}{away}"), *person));
        }
        Ok(())
    }

    /// The suggested phase where it differs, and the agreement where it is due.
    fn frame_rows(&self, rows: &mut Vec<Row>, pen: &Pen<'_>, width: usize) {
        let today = pen.store.clock().today();
        let relationship = &self.material.relationship;
        let suggestion = suggest(&self.material, today);
        if relationship.phase.as_deref() != Some(suggestion.phase.word()) {
            let text = format!("Phase {}? {}. Enter confirms", suggestion.phase.word(), suggestion.because);
            for (at, line) in wrap(&text, width.max(8)).into_iter().enumerate() {
                rows.push(if at == 0 { Row::new(line, Target::Own(PHASE)) } else { Row::text(line) });
            }
        }
        let due = review_on(relationship);
        let text = match due {
            None if relationship.agreement.is_empty() => "No agreement yet: Enter writes one".to_owned(),
            Some(day) if day <= today => {
                format!("Agreement: look at it again, {}", late(day, today).unwrap_or("today".to_owned()))
            }
            _ => return,
        };
        let style = pen.assets.theme.style(Role::Warn);
        rows.push(Row::new(Span::styled(cut(&text, width), style), Target::Own(AGREEMENT)));
    }

    pub(super) fn draw(&self, frame: &mut Frame<'_>, view: &View<'_>) {
        frame.render_widget(self.title_line(view), self.areas.title);
        let areas = [self.areas.look_back, self.areas.agenda, self.areas.questions];
        self.panes.render(frame, &areas, view);
        let notes = self.areas.notes;
        if notes.height > 1 {
            let (heading, body) = split::above(notes, 1);
            let role = if self.focus == Focus::Notes { Role::Accent } else { Role::Heading };
            let line = Line::from(vec![
                Span::raw(" "),
                Span::styled("MY NOTES", view.style(role)),
                Span::raw("  "),
                Span::styled("private", view.style(Role::Private)),
            ]);
            frame.render_widget(line, heading);
            let body = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
            self.notes.render(frame, body, self.focus == Focus::Notes, view);
            view.zone(notes, NOTES_ZONE);
        }
        for of in [self.areas.look_back, self.areas.agenda] {
            if of.width > 0 && of.right() + 1 < frame.area().right() {
                split::rule(frame, of, view);
            }
        }
    }

    fn title_line(&self, view: &View<'_>) -> Line<'static> {
        let width = usize::from(self.areas.title.width);
        let session: &Session = &self.material.session;
        let when = session.starts_at.local().format("%a %-d %b %H:%M").to_string();
        let frame: Vec<String> = self
            .duties
            .iter()
            .map(|duty| {
                let names = view.store.short_names(&[duty.person]).unwrap_or_default();
                format!("{} {}", self.form.role_label(&duty.role), names.first().map_or("", String::as_str))
            })
            .collect();
        let kept = if frame.is_empty() { String::new() } else { format!("   {}", frame.join(", ")) };
        let left =
            format!("  {} {}   {when}, {} min{kept}", self.form.sign, self.form.name, self.minutes().1);
        let title = cut(&self.title, width.saturating_sub(2));
        let room = width.saturating_sub(cells(&title) + 1);
        Line::from(vec![
            Span::raw(" "),
            Span::styled(title, view.style(Role::Heading)),
            Span::raw(cut(&left, room)),
        ])
    }
}

/// A goal with how sure its owner is, and which way that goes.
fn goal_line(goal: &Goal, width: usize) -> String {
    let sure: Vec<u8> = goal.checkins.iter().filter_map(|checkin| checkin.confidence).collect();
    let arrow = match sure.as_slice() {
        [.., before, now] if now > before => "up",
        [.., before, now] if now < before => "down",
        [.., _, _] => "even",
        _ => "",
    };
    let tail = match sure.last() {
        Some(now) => format!(" {now:>2} {arrow:<4}"),
        None => " -      ".to_owned(),
    };
    format!("{}{tail}", fit(&goal.title, width.saturating_sub(cells(&tail))))
}

/// A promise: whether it is late, whose it is, what, and its day or what became of it.
fn promise_line(row: &Commitment, pen: &Pen<'_>, width: usize) -> Result<Line<'static>, StoreError> {
    let today = pen.store.clock().today();
    let open = row.state == CommitmentState::Open;
    let overdue = open && row.due_on.is_some_and(|day| day < today);
    let whose = pen.store.short_names(&[row.owner])?.pop().unwrap_or_default();
    let tail = match row.due_on {
        _ if !open => row.state.word().to_owned(),
        _ if row.carried >= ROT => format!("rot, {}x", row.carried),
        Some(day) => spoken(day, today),
        None => String::new(),
    };
    let tail = format!(" {tail}");
    let text = fit(&row.text, width.saturating_sub(cells(&tail) + 8));
    let role = if overdue || (open && row.carried >= ROT) { Role::Late } else { Role::Text };
    Ok(Line::from(vec![
        Span::styled(if overdue { "! " } else { "  " }, pen.assets.theme.style(Role::Late)),
        Span::raw(fit(&whose, 6)),
        Span::raw(text),
        Span::styled(tail, pen.assets.theme.style(role)),
    ]))
}

/// A loop: which way it goes, what it is about, how old it is.
fn loop_line(row: &Feedback, pen: &Pen<'_>, width: usize) -> Result<String, StoreError> {
    let mine = Some(row.from) == pen.owner;
    let kind = match (row.state, mine) {
        (FeedbackState::Asked, true) => "owed",
        (FeedbackState::Asked, false) => "asked",
        (_, true) => "gave",
        (_, false) => "got",
    };
    let tail = format!(" {}", ago(row.at.day(), pen.store.clock().today()));
    Ok(format!("{kind:<6}{}{tail}", fit(&one_line(row.gist()), width.saturating_sub(cells(&tail) + 6))))
}
