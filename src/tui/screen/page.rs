//! The page of one row: everything it says, and what belongs to it.

mod session;

use super::choose;
use super::line::Pen;
use crate::forms::{HandbookLine, handbook};
use crate::insight::growth;
use crate::model::text::one_line;
use crate::model::when::said_back;
use crate::model::{
    Candour, Exchange, Feedback, Goal, Id, Item, Relationship, RelationshipStatus, Review, Round, Session,
    Skill, Step,
};
use crate::sitting::agreement::{latest, review_on};
use crate::sitting::fit::form_is_due;
use crate::store::{Filter, Record, StoreError, Window};
use crate::tui::act::{act, has_next, offered};
use crate::tui::command::{Command, Context};
use crate::tui::edit::practice;
use crate::tui::layer::{Basis, Cx, Effect, Flow, Input, Layer, View};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::scale;
use crate::tui::widget::text::{bar, cut, fit, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

const LABEL: usize = 14;

/// A page about one row.
pub struct Page {
    target: Target,
    title: String,
    panes: Panes,
    /// Whether the row has a next step.
    next: bool,
    read: Option<Basis>,
}

/// Opens the page of a row; drafts open their form, bin entries come back.
pub fn open(target: Target, cx: &mut Cx<'_>) {
    match target {
        Target::Draft(place) => draft(&place, cx),
        Target::Binned(entry) => match cx.store.write("restored from the bin", |tx| tx.restore(entry)) {
            Ok(1) => cx.done("1 row is back  u takes it back"),
            Ok(rows) => cx.done(format!("{rows} rows are back  u takes it back")),
            Err(error) => cx.fail(error.to_string()),
        },
        Target::Item(_) | Target::Own(_) => cx.note("There is nothing more to see here."),
        target => {
            cx.push(Page { target, title: String::new(), panes: Panes::default(), next: false, read: None })
        }
    }
}

/// A draft goes on in the form it was typed in.
fn draft(place: &str, cx: &mut Cx<'_>) {
    let (noun, id) = place.split_once('/').unwrap_or((place, ""));
    cx.target = None;
    let command = match (noun, id) {
        ("capture", _) => Command::Jot,
        ("choose", id) => {
            let opened = match id.parse() {
                Ok(uuid) => choose::again(Id::from_uuid(uuid), cx),
                Err(_) => choose::fresh(cx),
            };
            if let Err(error) = opened {
                cx.fail(error.to_string());
            }
            return;
        }
        ("live" | "prepare" | "close", id) => return crate::tui::arc::resume(noun, id, cx),
        ("agreement", place) => {
            if let Err(error) = crate::tui::edit::agreement::resume(place, cx) {
                cx.fail(error.to_string());
            }
            return;
        }
        ("person", "new") => Command::NewPerson,
        ("relationship", "new") => Command::NewRelationship,
        ("session", "new") => Command::NewSession,
        ("exchange", "new") => Command::NewExchange,
        ("feedback", "new") => Command::NewFeedback,
        ("goal", "new") => Command::NewGoal,
        ("commitment", "new") => Command::NewPromise,
        ("reflection", "new") => Command::NewReflection,
        ("skill", "new") => Command::NewSkill,
        _ => {
            let opened = match (noun, id.parse().ok()) {
                ("succession", Some(uuid)) => {
                    crate::tui::edit::succession::open(Some(Id::from_uuid(uuid)), cx)
                }
                ("rating", Some(uuid)) => crate::tui::edit::skill::rate(Id::from_uuid(uuid), cx),
                ("review", None) => crate::tui::edit::review::open(None, cx),
                ("answer", Some(uuid)) => crate::tui::edit::answer::open(Id::from_uuid(uuid), cx),
                ("person", None) => crate::tui::edit::person::named(named(id), cx),
                ("relationship", None) => crate::tui::edit::relationship::with(named(id), cx),
                ("promise", Some(uuid)) => crate::tui::edit::commitment::of_answer(Id::from_uuid(uuid), cx),
                (noun, uuid) => uuid
                    .and_then(|uuid| of_noun(noun, uuid))
                    .map_or(Ok(()), |target| crate::tui::edit::open(target, cx)),
            };
            if let Err(error) = opened {
                cx.fail(error.to_string());
            }
            return;
        }
    };
    cx.effects.push(Effect::Dispatch(command));
}

/// The name in the place of a draft about somebody new: `Zoe/new`.
fn named(id: &str) -> &str {
    id.strip_suffix("/new").unwrap_or(id)
}

fn of_noun(noun: &str, uuid: uuid::Uuid) -> Option<Target> {
    Some(match noun {
        "person" => Target::Person(Id::from_uuid(uuid)),
        "relationship" => Target::Relationship(Id::from_uuid(uuid)),
        "session" => Target::Session(Id::from_uuid(uuid)),
        "exchange" => Target::Exchange(Id::from_uuid(uuid)),
        "feedback" => Target::Feedback(Id::from_uuid(uuid)),
        "goal" | "checkin" => Target::Goal(Id::from_uuid(uuid)),
        "commitment" => Target::Commitment(Id::from_uuid(uuid)),
        "reflection" => Target::Reflection(Id::from_uuid(uuid)),
        "skill" => Target::Skill(Id::from_uuid(uuid)),
        "review" => Target::Review(Id::from_uuid(uuid)),
        _ => return None,
    })
}

/// The title and the rows of a page of this many cells.
///
/// # Errors
/// What the store says; a row that is gone is said in the title.
pub fn write(target: &Target, width: usize, view: &View<'_>) -> Result<(String, Vec<Row>), StoreError> {
    let pen = Pen::new(view.store, view.assets)?;
    let mut writer = Writer { pen, view, width: width.saturating_sub(5), rows: Vec::new() };
    let title = match writer.write(target) {
        Ok(title) => title,
        Err(StoreError::NotFound { .. }) => "This row is gone. Esc goes back; u brings it back.".to_owned(),
        Err(error) => return Err(error),
    };
    Ok((title, writer.rows))
}

/// A page being written: rows of a width.
struct Writer<'a, 'b> {
    pen: Pen<'a>,
    view: &'b View<'a>,
    width: usize,
    rows: Vec<Row>,
}

impl Writer<'_, '_> {
    fn heading(&mut self, text: &str) {
        if !self.rows.is_empty() {
            self.rows.push(Row::text(""));
        }
        self.rows.push(Row::text(Span::styled(text.to_uppercase(), self.view.style(Role::Heading))));
    }

    fn field(&mut self, label: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        for (number, line) in wrap(text, self.width.saturating_sub(LABEL + 1).max(8)).into_iter().enumerate()
        {
            let label = if number == 0 { label } else { "" };
            self.rows.push(Row::text(Line::from(vec![
                Span::styled(fit(label, LABEL), self.view.style(Role::Muted)),
                Span::raw(" "),
                Span::raw(line),
            ])));
        }
    }

    fn optional(&mut self, label: &str, text: &Option<String>) {
        self.field(label, text.as_deref().unwrap_or(""));
    }

    fn items(&mut self, heading: &str, items: &[Item]) {
        if items.is_empty() {
            return;
        }
        self.heading(heading);
        for item in items {
            let origin = item.raised_on.map_or(String::new(), |day| format!("  first raised {day}"));
            let minutes = item.minutes.map_or(String::new(), |minutes| format!("  {minutes}m"));
            self.field(item.state.word(), &format!("{}{minutes}{origin}", item.text));
        }
    }

    fn write(&mut self, target: &Target) -> Result<String, StoreError> {
        let store = self.view.store;
        Ok(match target {
            Target::Session(id) => self.session(&store.need(*id)?)?,
            Target::Relationship(id) => self.relationship(&store.need(*id)?)?,
            Target::Feedback(id) => self.feedback(&store.need(*id)?)?,
            Target::Goal(id) => self.goal(&store.need(*id)?)?,
            Target::Exchange(id) => self.exchange(&store.need(*id)?)?,
            Target::Person(id) => {
                let row = store.need(*id)?;
                self.optional("title", &row.title);
                self.optional("department", &row.department);
                self.optional("organisation", &row.organisation);
                self.field("rank", &row.authority.map_or(String::new(), |rank| rank.to_string()));
                self.optional("cohort", &row.cohort);
                self.field("knows well", &row.expertise.join(", "));
                self.optional("note", &row.note);
                self.heading("relationships");
                for id in store.active_with(row.id)? {
                    self.rows.push(Row::new(store.title(id)?, id));
                }
                self.lists(&Filter { with: Some(row.id), ..Filter::default() })?;
                row.name
            }
            Target::Commitment(id) => {
                let row = store.need(*id)?;
                self.field("what", &row.text);
                self.field("who", &self.pen.name(row.owner)?);
                self.field("for", &row.to.map_or(Ok(String::new()), |to| self.pen.name(to))?);
                self.field("by", &row.due_on.map_or(String::new(), crate::model::when::said_back));
                self.field("state", row.state.word());
                self.field("made", &row.at.local().format("%a %Y-%m-%d").to_string());
                self.field("seen by", row.visibility.word());
                format!("promise of {}", self.pen.name(row.owner)?)
            }
            Target::Reflection(id) => {
                let row = store.need(*id)?;
                self.field("when", &row.at.local().format("%a %Y-%m-%d %H:%M").to_string());
                let about: Vec<_> =
                    row.about.iter().map(|id| self.pen.name(*id)).collect::<Result<_, _>>()?;
                self.field("about", &about.join(", "));
                self.field("seen by", row.visibility.word());
                self.field("words", &row.tags.join(", "));
                self.heading("note");
                self.field("", &row.text);
                format!("note of {}", row.at.local().format("%e %b %Y").to_string().trim())
            }
            Target::Skill(id) => self.skill(&store.need(*id)?)?,
            Target::Review(id) => self.review(&store.need(*id)?)?,
            Target::Intention(id) => self.review(&store.need(store.review_of(*id)?)?)?,
            Target::Form(id) => self.form(id),
            Target::Round(id) => self.round(&store.need(*id)?)?,
            Target::Item(_) | Target::Draft(_) | Target::Binned(_) | Target::Own(_) => String::new(),
        })
    }

    fn relationship(&mut self, row: &Relationship) -> Result<String, StoreError> {
        let store = self.view.store;
        let (_, form, _) = self.pen.form(&row.form);
        self.field("form", &form);
        self.choices(row);
        self.optional("purpose", &row.purpose);
        self.field("state", row.status.word());
        self.optional("phase", &row.phase);
        self.field("rhythm", &row.cadence_days.map_or(String::new(), |days| format!("every {days} days")));
        self.field("since", &row.started_on.map_or(String::new(), crate::model::when::said_back));
        self.kin(row)?;
        self.heading("members");
        for member in &row.members {
            let name = self.pen.name(member.person)?;
            self.rows.push(Row::new(format!("{} {}", fit(&name, 24), member.role), member.person));
        }
        if !row.agreement.is_empty() {
            self.heading("agreement");
        }
        for section in row.agreement.iter().filter(|one| latest(row, &one.section) == Some(*one)) {
            let version =
                if section.version > 1 { format!("  (version {})", section.version) } else { String::new() };
            self.field(&section.section, &format!("{}{version}", section.text));
        }
        self.field("look again", &review_on(row).map_or(String::new(), crate::model::when::said_back));
        if let Some(form) = self.view.assets.forms.get(&row.form) {
            self.heading("feedback practice");
            self.field("", &form.feedback.practice);
            let silence = practice::silence(row, store, self.view.assets)?;
            self.field("", &silence.map_or(String::new(), |(_, line)| line));
        }
        self.items("parking lot", &row.parking);
        self.lists(&Filter { relationship: Some(row.id), ..Filter::default() })?;
        store.title(row.id)
    }

    /// How its form was chosen, and whether it is time to ask again.
    fn choices(&mut self, row: &Relationship) {
        for (at, choice) in row.choices.iter().enumerate() {
            let label = if at == 0 { "chosen" } else { "then" };
            let (_, form, _) = self.pen.form(&choice.form);
            self.field(label, &format!("{}: {form}", said_back(choice.at.day())));
        }
        if form_is_due(row, self.view.store.clock().today()) {
            self.field("does it fit?", "It is time to ask again: :choose, ten questions.");
        }
    }

    /// What it grew out of, and what it went on as; Enter goes there.
    fn kin(&mut self, row: &Relationship) -> Result<(), StoreError> {
        let store = self.view.store;
        self.field("until", &row.ended_on.map_or(String::new(), crate::model::when::said_back));
        let next = store.successor(row.id)?;
        for (label, id) in [("grew out of", row.successor_of), ("went on as", next)] {
            let Some(other) = id.map(|id| store.get(id)).transpose()?.flatten() else { continue };
            let (_, form, _) = self.pen.form(&other.form);
            let since = other.started_on.map_or(String::new(), |day| format!(", since {day}"));
            let text = format!("{} {}: {form}{since}", fit(label, LABEL), store.title(other.id)?);
            self.rows.push(Row::new(cut(&text, self.width), other.id));
        }
        if next.is_none() && row.status != RelationshipStatus::Closed {
            self.field("another form", ":change form takes it on; what was stays as it was");
        }
        Ok(())
    }

    /// The newest of everything that belongs to a person or a relationship.
    fn lists(&mut self, filter: &Filter) -> Result<(), StoreError> {
        let width = self.width;
        self.list::<Session>("sessions", filter, |pen, row| pen.session(row, width))?;
        self.list::<crate::model::Commitment>("promises", filter, |pen, row| pen.commitment(row, width))?;
        self.list::<Feedback>("feedback", filter, |pen, row| pen.feedback(row, width))?;
        self.list::<Goal>("goals", filter, |pen, row| pen.goal(row, width))?;
        self.list::<Skill>("skills", filter, |pen, row| pen.skill(row, width))?;
        self.list::<Exchange>("exchanges", filter, |pen, row| pen.exchange(row, width))
    }

    fn list<T: Record>(
        &mut self,
        heading: &str,
        filter: &Filter,
        line: impl Fn(&Pen<'_>, &T) -> Result<Line<'static>, StoreError>,
    ) -> Result<(), StoreError>
    where
        Target: From<Id<T>>,
    {
        let rows: Vec<T> = self.view.store.list(filter, &Window::First, 12)?;
        if !rows.is_empty() {
            self.heading(heading);
        }
        for row in rows {
            self.rows.push(Row::new(line(&self.pen, &row)?, row.id()));
        }
        Ok(())
    }

    fn feedback(&mut self, row: &Feedback) -> Result<String, StoreError> {
        self.field("from", &self.pen.name(row.from)?);
        self.field("to", &self.pen.name(row.to)?);
        self.field("state", row.state.word());
        self.field("style", row.style.word());
        self.field("seen by", row.visibility.word());
        for (label, text) in [
            ("asked", &row.question),
            ("situation", &row.situation),
            ("behaviour", &row.behaviour),
            ("impact", &row.impact),
            ("intent", &row.intent),
            ("in words", &row.text),
            ("answer", &row.response),
        ] {
            self.optional(label, text);
        }
        let pair = |care: Option<u8>, challenge: Option<u8>| {
            Candour::of(care, challenge).map_or(String::new(), |spot| {
                format!("care {}, challenge {}: {}", spot.care, spot.challenge, spot.name())
            })
        };
        if let Some(goal) = row.goal {
            self.rows.push(Row::new(
                format!("{} the goal: {}", fit("about", LABEL), self.view.store.need(goal)?.title),
                goal,
            ));
        }
        if let Some(session) = row.session {
            let day = self.view.store.need(session)?.starts_at.local().format("%a %d %b").to_string();
            self.rows.push(Row::new(format!("{} the session of {day}", fit("about", LABEL)), session));
        }
        self.optional("topic", &row.topic);
        self.field("meant", &pair(row.care, row.challenge));
        self.field("felt", &pair(row.felt_care, row.felt_challenge));
        let next = match row.step(self.pen.owner) {
            Step::Closed => "the loop is closed".to_owned(),
            Step::Act => "d: close it; p: make a promise of the answer".to_owned(),
            step => format!("d: {}", step.words()),
        };
        self.field("next", &next);
        Ok(format!("feedback, {} to {}", self.pen.name(row.from)?, self.pen.name(row.to)?))
    }

    fn goal(&mut self, row: &Goal) -> Result<String, StoreError> {
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

    fn round(&mut self, row: &Round) -> Result<String, StoreError> {
        self.field("when", &row.at.local().format("%a %Y-%m-%d %H:%M").to_string());
        self.field("state", row.state.word());
        for gap in row.gaps() {
            self.field(&format!("gap {}", gap.width), &gap.ask);
        }
        for (person, entered) in row.entered() {
            let name = self.pen.name(person)?;
            self.heading(&name);
            for line in entered.answers {
                self.field("", &format!("{}  {}", line.ask, line.answer));
            }
            for response in entered.responses {
                let by = self.pen.name(response.by)?;
                self.field(&by, response.kind.word());
            }
        }
        Ok(row.kind.word().to_owned())
    }

    fn review(&mut self, row: &Review) -> Result<String, StoreError> {
        self.field("when", &row.at.local().format("%a %Y-%m-%d %H:%M").to_string());
        self.field("since", &crate::model::when::said_back(row.since_on));
        self.field("seen by", "private: only me, always");
        if !row.intentions.is_empty() {
            self.heading("intentions");
        }
        for one in &row.intentions {
            let with = one.relationship.map_or(Ok("in all".to_owned()), |id| self.view.store.title(id))?;
            let text = format!("{} {} ({with})", fit(one.state.word(), LABEL), one_line(&one.text));
            self.rows.push(Row::new(cut(&text, self.width), one.id));
        }
        for answer in &row.answers {
            self.heading(&answer.question);
            for line in wrap(&answer.text, self.width.saturating_sub(1).max(8)) {
                self.rows.push(Row::text(line));
            }
        }
        if let Some(figures) = &row.figures {
            self.heading("what the rows said then");
            for line in figures.lines().flat_map(|line| wrap(line, self.width.saturating_sub(1).max(8))) {
                self.rows.push(Row::text(line));
            }
        }
        Ok(format!("look back of {}", row.at.local().format("%e %b %Y").to_string().trim()))
    }

    fn skill(&mut self, row: &Skill) -> Result<String, StoreError> {
        self.field("whose", &self.pen.name(row.person)?);
        self.field("skill", &row.name);
        self.optional("what it is", &self.view.assets.forms.skills().about(&row.name).map(str::to_owned));
        if let Some(growth) = growth(std::slice::from_ref(row)).first() {
            self.field("then and now", &scale::line(growth, scale::CELLS));
            self.field("gap", &growth.formula());
        }
        self.field("with", &row.relationship.map_or(Ok(String::new()), |id| self.view.store.title(id))?);
        self.field("seen by", row.visibility.word());
        if !row.ratings.is_empty() {
            self.heading("ratings, newest first");
        }
        for rating in row.ratings.iter().rev() {
            let by = self.pen.name(rating.by)?;
            let note = rating.note.as_deref().map_or(String::new(), |note| format!("  {note}"));
            let day = rating.at.local().format("%a %Y-%m-%d").to_string();
            self.field(&day, &format!("{} of 7, says {by}{note}", rating.value));
        }
        Ok(format!("{}, {}", row.name, self.pen.name(row.person)?))
    }

    fn exchange(&mut self, row: &Exchange) -> Result<String, StoreError> {
        self.field("from", &self.pen.name(row.from)?);
        self.field("to", &row.to.map_or_else(|| Ok("all present".to_owned()), |to| self.pen.name(to))?);
        self.field("kind", row.kind.word());
        self.field("what", &row.text);
        self.optional("topic", &row.topic);
        self.field("when", &row.at.local().format("%a %Y-%m-%d %H:%M").to_string());
        self.field("landed", &row.landed.map_or(String::new(), |landed| format!("{landed} of 3")));
        self.field("seen by", row.visibility.word());
        let to = row.to.map_or_else(|| Ok("all".to_owned()), |to| self.pen.name(to))?;
        Ok(format!("exchange, {} to {to}", self.pen.name(row.from)?))
    }

    fn form(&mut self, id: &str) -> String {
        let Some(form) = self.view.assets.forms.get(id) else { return id.to_owned() };
        for line in handbook(form) {
            match line {
                HandbookLine::Heading(text) => self.heading(&text),
                HandbookLine::Text(text) => {
                    for line in wrap(&text, self.width) {
                        self.rows.push(Row::text(line));
                    }
                }
                HandbookLine::Item { label, text } => {
                    for (number, line) in
                        wrap(&text, self.width.saturating_sub(25).max(8)).into_iter().enumerate()
                    {
                        let label = if number == 0 { label.as_str() } else { "" };
                        let label = Span::styled(fit(label, 24), self.view.style(Role::Muted));
                        self.rows.push(Row::text(Line::from(vec![label, Span::raw(" "), Span::raw(line)])));
                    }
                }
            }
        }
        form.name.clone()
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

impl Layer for Page {
    fn crumb(&self) -> String {
        self.title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn target(&self) -> Option<Target> {
        Some(self.target.clone())
    }

    fn about(&self) -> Option<Target> {
        Some(self.target.clone())
    }

    fn hints(&self) -> Vec<Command> {
        let inner = self.panes.target().map_or(&[][..], |_| &[Command::Open]);
        let mut own = vec![Command::Back, Command::Edit];
        if self.next {
            own.push(Command::Done);
        }
        if matches!(self.target, Target::Relationship(_)) {
            own.push(Command::Together);
        }
        own.extend([Command::CheckIn, Command::Copy, Command::Promise, Command::Bin]);
        if self.target.word().is_some() {
            own.push(Command::New);
        }
        [inner, &offered(Some(&self.target), &own)].concat()
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        if let Input::Command(command) = input {
            let inner = self.panes.target();
            let target = if command == Command::Open { inner } else { Some(self.target.clone()) };
            if command == Command::Open && target.is_none() {
                cx.note("Esc goes back; e changes it.");
                return Flow::Done;
            }
            if act(command, target, cx) == Flow::Done {
                return Flow::Done;
            }
        }
        if let Input::Click { double: true, .. } = input
            && let Some(target) = self.panes.target()
        {
            open(target, cx);
            return Flow::Done;
        }
        self.panes.update(&input)
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if self.read == Some(basis) {
            return Ok(());
        }
        let (title, rows) = write(&self.target, usize::from(area.width), view)?;
        self.next = has_next(&self.target, view.store)?;
        // The line above names the row, where there is one; the heading says what it is.
        let kind = self.target.word().filter(|_| view.tier > Tier::Tiny);
        let heading = kind.map_or_else(|| title.clone(), str::to_uppercase);
        self.title = title;
        self.panes.set(vec![Pane::new(heading).rows(rows)]);
        self.read = Some(basis);
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        self.panes.render(frame, &[area], view);
    }
}
