//! `mentorlog session prepare`: the preparation page, printed. It changes nothing.

use super::context::Context;
use super::describe::{self, Names, Page};
use super::session::item_line;
use super::{member, pick};
use crate::error::Problem;
use crate::forms::Form;
use crate::model::when::{due, late, long_ago, spoken};
use crate::model::{
    Commitment, CommitmentState, Feedback, Goal, GoalState, Item, Relationship, Segment, Session,
    SessionState,
};
use crate::sitting::agreement::review_on;
use crate::sitting::phase::suggest;
use crate::sitting::timetable::leads;
use crate::sitting::{Duty, Material, QUESTIONS, ROT, duties, fill, next_by_rhythm, question, timetable};
use crate::store::{Record, Store};
use serde_json::{Value as Json, json};

/// Everything that is looked at before a session.
struct Preparation<'a> {
    form: &'a Form,
    material: Material,
    duties: Vec<Duty>,
    parts: Vec<Segment>,
    questions: Vec<String>,
    names: Names,
    today: chrono::NaiveDate,
}

/// Prints the page of a session, or of the next session of a relationship.
pub fn prepare(name: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let forms = member::forms(context)?;
    let store = context.open()?;
    let session = next(name, &store, &forms, context)?;
    let relationship: Relationship = store.need(session.relationship)?;
    let form = member::form(&forms, &relationship.form)?;
    let material = store.material_of(session)?;
    let chosen = question::choose(form, &material.prompts, QUESTIONS);
    let preparation = Preparation {
        questions: chosen.into_iter().map(|prompt| prompt.text.clone()).collect(),
        duties: duties(form, &material),
        parts: match material.session.segments.as_slice() {
            [] => timetable(form, &material),
            prepared => prepared.to_vec(),
        },
        names: Names::of(&store)?,
        today: context.clock.today(),
        form,
        material,
    };
    if context.is_json() {
        let value = preparation.json()?;
        context.out.json(&value);
        return Ok(());
    }
    preparation.print(&store, context)
}

/// The session that is meant; while none is planned, the one the rhythm would propose.
fn next(
    name: &str,
    store: &Store,
    forms: &crate::forms::Forms,
    context: &Context<'_>,
) -> Result<Session, Problem> {
    if let Ok(id) = store.by_id::<Session>(name) {
        return Ok(store.need(id)?);
    }
    let id = pick::relationship(store, name)?;
    if let Some(session) = store.upcoming(id)? {
        return Ok(session);
    }
    let row: Relationship = store.need(id)?;
    let form = member::form(forms, &row.form)?;
    let now = context.clock.now();
    let mut session = Session::new(id, SessionState::Planned, now);
    session.minutes = row.session_minutes;
    let material = store.material_of(session.clone())?;
    let last = material.held.first().map_or(now, |held| held.starts_at);
    if let Some((day, time)) = next_by_rhythm(last, row.cadence_days, now.day()) {
        session.starts_at = context.clock.at(day, time);
    }
    session.agenda = fill(form, &material);
    Ok(session)
}

impl Preparation<'_> {
    fn print(&self, store: &Store, context: &mut Context<'_>) -> Result<(), Problem> {
        let material = &self.material;
        let title = store.title(material.relationship.id)?;
        let planned = store.get(material.session.id)?.is_some();
        let when = describe::moment(material.session.starts_at);
        let when = if planned { when } else { format!("{when}, by the rhythm; not planned yet") };
        let last = material.held.first().map(|held| {
            let day = held.starts_at.day();
            format!("{} ({})", crate::model::when::said_back(day), long_ago(day, self.today))
        });
        let parked: Vec<String> = self.parked().map(|item| item_line(item, &self.names)).collect();
        Page::new()
            .field("when", when)
            .field("minutes", material.minutes(self.form).to_string())
            .given("last met", last)
            .given("phase", self.phase())
            .given("agreement", self.agreement())
            .each("I intend (private)", material.intentions.iter().map(|one| one.text.clone()))
            .each("promises", self.promises())
            .each("goals", self.goals())
            .each("open loops", material.loops.iter().map(|row| self.open_loop(row)))
            .each("parts", self.parts.iter().map(|part| self.part(part)))
            .each("keep the frame", self.frame())
            .each("to talk about", material.session.agenda.iter().map(|item| item_line(item, &self.names)))
            .each("parking lot", parked)
            .each("questions", self.questions.iter().cloned())
            .given("notes (private)", material.session.private_notes.as_ref())
            .print_lines(context, &format!("{title}, {}", self.form.name));
        Ok(())
    }

    /// What stays in the parking lot; a session that is not planned yet would take the rest.
    fn parked(&self) -> impl Iterator<Item = &Item> {
        let agenda = &self.material.session.agenda;
        self.material.waiting().filter(|item| agenda.iter().all(|one| one.id != item.id))
    }

    /// The suggested phase, where it is not the confirmed one.
    fn phase(&self) -> Option<String> {
        let suggestion = suggest(&self.material, self.today);
        let now = self.material.relationship.phase.as_deref();
        (now != Some(suggestion.phase.word())).then(|| {
            let now = now.map_or(String::new(), |phase| format!("{phase}; "));
            let (phase, kram) = (suggestion.phase.word(), suggestion.phase.kram());
            let id = self.material.relationship.id.short();
            format!(
                "{now}{phase} is suggested ({kram} after Kram), since {}: mentorlog relationship edit {id} --phase {phase}",
                suggestion.because
            )
        })
    }

    fn agreement(&self) -> Option<String> {
        let row = &self.material.relationship;
        if row.agreement.is_empty() {
            let id = row.id.short();
            return Some(format!("none yet: mentorlog relationship agree {id} Purpose \"...\""));
        }
        let day = review_on(row).filter(|day| *day <= self.today)?;
        let how = late(day, self.today).unwrap_or_else(|| "today".to_owned());
        Some(format!("to be looked at again, {how}"))
    }

    fn promises(&self) -> Vec<String> {
        let mut rows: Vec<&Commitment> = self.material.commitments.iter().collect();
        rows.sort_by_key(|row| (row.state != CommitmentState::Open, row.due_on, row.id));
        let line = |row: &&Commitment| {
            let open = row.state == CommitmentState::Open;
            let what = match row.due_on {
                Some(day) if open => due(day, self.today),
                _ => row.state.word().to_owned(),
            };
            let rot = if open && row.carried >= ROT {
                format!(", rot: carried {} times", row.carried)
            } else {
                String::new()
            };
            format!("{}: {}  {what}{rot}", self.names.name(row.owner), row.text)
        };
        rows.iter().map(line).collect()
    }

    fn goals(&self) -> Vec<String> {
        let line = |goal: &Goal| {
            let sure: Vec<u8> = goal.checkins.iter().filter_map(|checkin| checkin.confidence).collect();
            let way = match sure.as_slice() {
                [.., before, now] if now > before => format!("  sure {now}/10, up from {before}"),
                [.., before, now] if now < before => format!("  sure {now}/10, down from {before}"),
                [.., now] => format!("  sure {now}/10"),
                [] => String::new(),
            };
            format!("{}: {}{way}", self.names.all(&goal.owners), goal.title)
        };
        let active = self.material.goals.iter().filter(|goal| goal.state == GoalState::Active);
        active.map(line).collect()
    }

    fn open_loop(&self, row: &Feedback) -> String {
        let way = format!("{} > {}", self.names.name(row.from), self.names.name(row.to));
        format!("{}  {way}  {}  {}", row.state, describe::piece(row.gist()), spoken(row.at.day(), self.today))
    }

    fn part(&self, part: &Segment) -> String {
        let who = leads(part, &self.material, &self.duties);
        let who = who.map_or(String::new(), |person| format!("  {}", self.names.name(person)));
        format!("{:>3}  {}{who}", part.planned_seconds / 60, part.name)
    }

    fn frame(&self) -> Vec<String> {
        let line =
            |duty: &Duty| format!("{}: {}", self.form.role_label(&duty.role), self.names.name(duty.person));
        self.duties.iter().map(line).collect()
    }

    fn json(&self) -> Result<Json, Problem> {
        fn rows<T: Record>(rows: &[T]) -> Result<Json, Problem> {
            rows.iter().map(describe::json).collect::<Result<Vec<_>, _>>().map(Json::Array)
        }
        let suggestion = suggest(&self.material, self.today);
        let parts: Vec<Json> = self
            .parts
            .iter()
            .map(|part| {
                json!({
                    "name": part.name,
                    "minutes": part.planned_seconds / 60,
                    "lead": part.lead,
                    "person": leads(part, &self.material, &self.duties),
                })
            })
            .collect();
        let duties: Vec<Json> =
            self.duties.iter().map(|duty| json!({"role": duty.role, "person": duty.person})).collect();
        Ok(json!({
            "session": describe::json(&self.material.session)?,
            "minutes": self.material.minutes(self.form),
            "last_met": self.material.held.first().map(|held| held.starts_at.day()),
            "phase": {"now": self.material.relationship.phase, "suggested": suggestion.phase.word(), "because": suggestion.because},
            "review_on": review_on(&self.material.relationship),
            "commitments": rows(&self.material.commitments)?,
            "goals": rows(&self.material.goals)?,
            "loops": rows(&self.material.loops)?,
            "parts": parts,
            "duties": duties,
            "parking": serde_json::to_value(self.parked().collect::<Vec<_>>()).map_err(|error| Problem::failed(error.to_string()))?,
            "questions": self.questions,
            "intentions": self.material.intentions.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(),
        }))
    }
}
