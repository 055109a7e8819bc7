//! `mentorlog session`: meetings, before, during and after.

use super::close::Close;
use super::context::Context;
use super::describe::{self, Names, Page, kept};
use super::flags::{minutes, optional, set};
use super::held::{Log, in_order, people, start};
use super::list::{self, ListFlags};
use super::prepare::prepare;
use super::{member, pick, text};
use crate::error::Problem;
use crate::model::when::Direction;
use crate::model::{Item, ItemState, Moment, Relationship, Segment, Session, SessionState};
use crate::sitting::{fill, next_by_rhythm};
use crate::store::{Filter, Store, Window};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Plan a meeting; what waits in the parking lot goes on its agenda
    Plan(Plan),
    /// Write down a meeting that was held
    Log(Log),
    /// Look at what comes: promises, goals, loops, agenda, two questions; changes nothing
    Prepare {
        /// A relationship, or the end of a session's id
        session: String,
    },
    /// Begin: a planned meeting, or one right now with this relationship
    Start {
        /// The end of a session's id, or a relationship
        session: String,
    },
    /// End it: what is not said is asked for, or taken as it is proposed
    Close(Close),
    /// The meetings
    List(ListFlags),
    /// A meeting whole
    Show {
        /// The end of its id
        session: String,
    },
    /// Change a meeting; "" empties a field
    Edit(Edit),
}

#[derive(Debug, Args)]
pub struct Plan {
    /// A relationship: its title, somebody in it, or the end of its id
    relationship: String,
    /// When; a rhythm after the last one when not said
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// Who comes; all members when nobody is named
    #[arg(long, value_name = "NAME")]
    present: Vec<String>,
    #[command(flatten)]
    details: Details,
}

#[derive(Debug, Args)]
pub struct Edit {
    /// The end of its id
    session: String,
    /// When it begins, or began
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// When it ended
    #[arg(long, value_name = "WHEN")]
    ended: Option<String>,
    /// planned, live, held, missed or cancelled
    #[arg(long)]
    state: Option<SessionState>,
    /// Who took part, instead of who was written down
    #[arg(long, value_name = "NAME")]
    present: Vec<String>,
    #[command(flatten)]
    details: Details,
}

#[derive(Debug, Args)]
pub struct Details {
    /// How long, planned or held
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub minutes: Option<i64>,
    /// Where
    #[arg(long)]
    place: Option<String>,
    /// Who leads it
    #[arg(long, value_name = "NAME")]
    facilitator: Option<String>,
    /// A line for its agenda
    #[arg(long, value_name = "TEXT")]
    agenda: Vec<String>,
    /// Notes that the others may see, or `-` for standard input
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,
    /// Notes of one's own
    #[arg(long, value_name = "TEXT")]
    private_notes: Option<String>,
}

impl Command {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        match self {
            Self::Plan(plan) => plan.run(context),
            Self::Log(log) => log.run(context),
            Self::Prepare { session } => prepare(&session, context),
            Self::Close(close) => close.run(context),
            Self::Start { session } => start(&session, context),
            Self::List(flags) => list(&flags, context),
            Self::Show { session } => show(&session, context),
            Self::Edit(edit) => edit.run(context),
        }
    }
}

impl Details {
    /// Puts what was given into the session.
    pub fn write(self, context: &Context<'_>, store: &Store, session: &mut Session) -> Result<(), Problem> {
        session.minutes = minutes(self.minutes)?.or(session.minutes);
        set(&mut session.place, self.place);
        if let Some(name) = self.facilitator {
            session.facilitator = pick::person_given(store, optional(Some(name)).as_deref())?;
        }
        set(&mut session.notes, self.notes.map(text::or_input).transpose()?);
        set(&mut session.private_notes, self.private_notes);
        let me = store.owner()?;
        for line in self.agenda {
            let line = super::flags::required("agenda item", &line)?;
            session.agenda.push(Item {
                raised_by: me,
                raised_on: Some(context.clock.today()),
                ..Item::new(line)
            });
        }
        Ok(())
    }
}

impl Plan {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let forms = member::forms(context)?;
        let store = context.open()?;
        let relationship: Relationship = store.need(pick::relationship(&store, &self.relationship)?)?;
        let starts_at = match context.when_given(self.on.as_deref(), Direction::Future)? {
            Some(when) => when.moment(&context.clock),
            None => in_rhythm(context, &store, &relationship)?,
        };
        if starts_at.day() < context.clock.today() {
            return Err(Problem::usage(format!("{} has passed", describe::moment(starts_at))).hint(format!(
                "mentorlog session log {} --on {}",
                pick::quoted(&self.relationship),
                starts_at.day()
            )));
        }
        let mut session = Session::new(relationship.id, SessionState::Planned, starts_at);
        session.minutes = relationship.session_minutes;
        session.present = people(&store, &self.present)?;
        self.details.write(context, &store, &mut session)?;
        let title = store.title(relationship.id)?;
        let form = member::form(&forms, &relationship.form)?;
        let own = session.agenda.len();
        let material = store.material_of(session.clone())?;
        session.agenda = fill(form, &material);
        let parked = session.agenda.len() - own;
        // An item is in one place: putting it here takes it out of the parking lot.
        context.write(&store, &format!("plan a session with {title}"), |tx, _| Ok(tx.put(&session)?))?;
        let session: Session = store.need(session.id)?;
        let parked = match parked {
            0 => String::new(),
            1 => ", 1 item from the parking lot".to_owned(),
            several => format!(", {several} items from the parking lot"),
        };
        let sentence = format!(
            "planned {} {title}: {}{parked}",
            session.id.short(),
            describe::moment(session.starts_at)
        );
        kept(context, &session, &sentence)
    }
}

/// One rhythm after the last session that was held, at the same time of day.
fn in_rhythm(context: &Context<'_>, store: &Store, row: &Relationship) -> Result<Moment, Problem> {
    let unsaid = || {
        Problem::usage("it is not said when, and this relationship has no rhythm to tell")
            .hint(format!("mentorlog session plan {} --on \"next tue 14:00\"", row.id.short()))
    };
    let days = row.cadence_days.ok_or_else(unsaid)?;
    let filter =
        Filter { relationship: Some(row.id), states: vec![SessionState::Held.word()], ..Filter::default() };
    let last: Option<Session> = store.list(&filter, &Window::First, 1)?.pop();
    let last = last.ok_or_else(unsaid)?.starts_at;
    let (day, time) = next_by_rhythm(last, Some(days), context.clock.today()).ok_or_else(unsaid)?;
    Ok(context.clock.at(day, time))
}

impl Edit {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let store = context.open()?;
        let read: Session = pick::row(&store, &self.session)?;
        let mut session = read.clone();
        session.state = self.state.unwrap_or(session.state);
        let direction =
            if session.state == SessionState::Planned { Direction::Future } else { Direction::Past };
        if let Some(when) = context.when_given(self.on.as_deref(), direction)? {
            session.starts_at = when.moment(&context.clock);
        }
        if let Some(ended) = self.ended {
            let ended = context.when_given(optional(Some(ended)).as_deref(), Direction::Past)?;
            session.ended_at = ended.map(|when| when.moment(&context.clock));
        }
        let length = minutes(self.details.minutes)?;
        let before = session.minutes;
        let ended = session.ended_at.is_some();
        in_order(&mut session, length.filter(|_| ended))?;
        session.minutes = length.or(before).or(session.minutes);
        if !self.present.is_empty() {
            session.present = people(&store, &self.present)?;
        }
        self.details.write(context, &store, &mut session)?;
        let title = store.title(session.relationship)?;
        context.write(&store, &format!("edit the session with {title}"), |tx, _| {
            Ok(tx.amend(&read, &session)?)
        })?;
        let session: Session = store.need(session.id)?;
        let sentence = format!(
            "changed {} {title}: {}, {}",
            session.id.short(),
            session.state,
            describe::moment(session.starts_at)
        );
        kept(context, &session, &sentence)
    }
}

fn list(flags: &ListFlags, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let states: Vec<_> = SessionState::ALL.iter().map(|state| state.word()).collect();
    let rows: Vec<Session> = flags.rows(context, &store, &states)?;
    list::print(context, &rows, &["ID", "WHEN", "STATE", "WITH", "MIN", "AGENDA", "NOTES"], |row| {
        let open = row.agenda.iter().filter(|item| item.state == ItemState::Open).count();
        let agenda =
            if row.agenda.is_empty() { String::new() } else { format!("{open}/{}", row.agenda.len()) };
        let notes = match (row.notes.is_some(), row.private_notes.is_some()) {
            (true, true) => "shared, private",
            (true, false) => "shared",
            (false, true) => "private",
            (false, false) => "",
        };
        Ok(vec![
            describe::id(row.id),
            describe::moment(row.starts_at).into(),
            row.state.word().into(),
            store.title(row.relationship)?.into(),
            row.minutes.map(|minutes| minutes.to_string()).unwrap_or_default().into(),
            agenda.into(),
            notes.into(),
        ])
    })
}

fn show(id: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let row: Session = pick::row(&store, id)?;
    let names = Names::of(&store)?;
    let title = store.title(row.relationship)?;
    let agenda = row.agenda.iter().map(|item| item_line(item, &names));
    let rating =
        row.rating.iter().map(|one| format!("{} {}: {}", names.name(one.person), one.question, one.value));
    Page::new()
        .field("id", row.id.to_string())
        .field("state", row.state.word())
        .field("starts", describe::moment(row.starts_at))
        .given("ended", row.ended_at.map(describe::moment))
        .given("minutes", row.minutes)
        .given("place", row.place.as_ref())
        .field("leads", names.or(row.facilitator, ""))
        .field("present", names.all(&row.present))
        .each("agenda", agenda)
        .given("notes (shared)", row.notes.as_ref())
        .given("notes (private)", row.private_notes.as_ref())
        .each("rating", rating)
        .each("parts", row.segments.iter().map(|part| part_line(part, &names)))
        .given("time to speak", talk(&row, &names))
        .each("history", history(&store, &row)?)
        .print(context, &title, &row)
}

/// A timed part: minutes used, minutes planned, its name, whose turn.
fn part_line(part: &Segment, names: &Names) -> String {
    let used = part.used_seconds.map_or("-".to_owned(), |seconds| (seconds / 60).to_string());
    let turn = part.person.map_or(String::new(), |person| format!("  {}", names.name(person)));
    format!("{used} of {} min  {}{turn}", part.planned_seconds / 60, part.name)
}

/// How long everybody spoke, where it was measured.
fn talk(row: &Session, names: &Names) -> Option<String> {
    let mut minutes: Vec<(String, u32)> = Vec::new();
    for turn in &row.turns {
        let name = names.name(turn.person);
        match minutes.iter_mut().find(|(one, _)| one == name) {
            Some((_, seconds)) => *seconds += turn.seconds,
            None => minutes.push((name.to_owned(), turn.seconds)),
        }
    }
    let said: Vec<String> =
        minutes.iter().map(|(name, seconds)| format!("{name} {} min", seconds / 60)).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// What became of it, once it is more than one change: amendments of a held session stay visible.
fn history(store: &Store, row: &Session) -> Result<Vec<String>, Problem> {
    let amendments = store.amendments(row.id)?;
    if amendments.len() < 2 {
        return Ok(Vec::new());
    }
    let line = |one: &crate::store::Amendment| {
        let fields =
            if one.fields.is_empty() { String::new() } else { format!(": {}", one.fields.join(", ")) };
        let undone = if one.undone { "  (taken back)" } else { "" };
        format!("{}  {}{fields}{undone}", describe::moment(one.at), one.label)
    };
    Ok(amendments.iter().map(line).collect())
}

/// An agenda item in one line.
pub fn item_line(item: &Item, names: &Names) -> String {
    let mark = if item.state == ItemState::Done { "x" } else { "-" };
    let by = item.raised_by.map(|person| format!("  by {}", names.name(person))).unwrap_or_default();
    let from = item.raised_on.map(|day| format!("  since {day}")).unwrap_or_default();
    let topic = item.topic.as_deref().map(|topic| format!(" #{topic}")).unwrap_or_default();
    format!("{mark} {}{topic}  {}{by}{from}  ({})", item.text, item.state, item.visibility)
}
