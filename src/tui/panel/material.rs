//! What pictures are drawn from: the rows of one relationship, read once, and seen through its form.

use crate::forms::{Form, Kind, Level, Seat, View};
use crate::insight::{CommitmentRow, Edge, Evidence, ExchangeRow, Growth, Ledger, MemberRow, Scene, growth};
use crate::model::{Commitment, CommitmentState, Goal, Id, Person, Relationship, Skill};
use crate::store::{Filter, Store, StoreError, Window};
use crate::tui::theme::{Role, Theme};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Sessions a picture looks back: two years of monthly ones.
const SESSIONS: usize = 24;
/// Exchanges a picture looks back, where these are nearer.
const EXCHANGES: usize = 400;
/// Promises that are read, those that are due last.
const PROMISES: usize = 120;
/// Goals that are read.
const GOALS: usize = 24;

/// The rows of one relationship, as plain data.
#[derive(Debug, Clone)]
pub struct Rows {
    /// Everything figures are made from.
    pub ledger: Ledger,
    /// Its goals with their check-ins.
    pub goals: Vec<Goal>,
    /// Its skills with their ratings.
    pub skills: Vec<Skill>,
    names: HashMap<Id<Person>, String>,
}

impl Rows {
    /// Reads a relationship, back to a bounded number of sessions.
    ///
    /// # Errors
    /// What the store says.
    pub fn read(store: &Store, id: Id<Relationship>) -> Result<Self, StoreError> {
        let mut ledger = store.story_of(id, SESSIONS, EXCHANGES)?;
        let filter = Filter { relationship: Some(id), ..Filter::default() };
        let promises: Vec<Commitment> = store.list(&filter, &Window::Last, PROMISES)?;
        ledger.commitments = promises.iter().map(promise).collect();
        // What is long over is no part of the picture; what is open always is.
        let since = ledger.since;
        ledger.commitments.retain(|row| {
            let last = row.closed_on.or(row.due_on).unwrap_or(row.day);
            row.state == CommitmentState::Open || since.is_none_or(|since| last >= since)
        });
        let goals = store.list(&filter, &Window::First, GOALS)?;
        let mut names = HashMap::new();
        for member in &ledger.members {
            let name = if member.owner { "me".to_owned() } else { store.name(member.person)? };
            names.insert(member.person, name);
        }
        Ok(Self { ledger, goals, skills: store.skills_of(id)?, names })
    }

    /// The same as it stood at the end of a day.
    #[must_use]
    pub fn until(&self, day: NaiveDate) -> Self {
        let mut rows = self.clone();
        let ledger = &mut rows.ledger;
        ledger.today = day;
        ledger.sessions.retain(|row| row.day <= day);
        ledger.exchanges.retain(|row| row.day <= day);
        ledger.feedback.retain(|row| row.day <= day);
        ledger.commitments.retain(|row| row.day <= day);
        ledger.leads.retain(|row| row.from_on <= day);
        ledger.items.retain(|row| row.raised_on.is_none_or(|raised| raised <= day));
        for row in ledger.commitments.iter_mut().filter(|row| row.closed_on.is_some_and(|on| on > day)) {
            row.closed_on = None;
            row.state = CommitmentState::Open;
        }
        for member in &mut ledger.members {
            let theirs =
                |row: &&ExchangeRow| row.from == member.person || row.to.is_none_or(|to| to == member.person);
            member.last_exchange = ledger.exchanges.iter().rev().find(theirs).map(|row| row.day);
        }
        for goal in &mut rows.goals {
            goal.checkins.retain(|row| row.at.day() <= day);
        }
        for skill in &mut rows.skills {
            skill.ratings.retain(|row| row.at.day() <= day);
        }
        rows
    }
}

/// Rows seen through their form, with the theme to draw them in.
pub struct Material<'a> {
    /// Who gave whom how much.
    pub scene: Scene<'a>,
    /// Its goals.
    pub goals: &'a [Goal],
    /// Its skills, then and now.
    pub skills: Vec<Growth>,
    /// How roles look.
    pub theme: Theme,
    names: &'a HashMap<Id<Person>, String>,
    turn: usize,
}

impl<'a> Material<'a> {
    /// Sees these rows through this form.
    pub fn new(rows: &'a Rows, form: &'a Form, theme: Theme) -> Self {
        let scene = Scene::new(&rows.ledger, form);
        let skills = growth(&rows.skills);
        Self { scene, goals: &rows.goals, skills, theme, names: &rows.names, turn: 0 }
    }

    /// The same with the people turned round by so many places.
    #[must_use]
    pub fn turned(self, turn: usize) -> Self {
        Self { turn, ..self }
    }

    /// The rows.
    pub fn ledger(&self) -> &'a Ledger {
        self.scene.ledger
    }

    /// The colour of the form's view.
    pub fn role(&self) -> Role {
        if self.scene.form.view == View::Mentor { Role::Mentor } else { Role::Mutual }
    }

    /// The people in it today, the owner first, the others in the order they were entered,
    /// turned round.
    pub fn members(&self) -> Vec<&'a MemberRow> {
        let mut members: Vec<&MemberRow> = self.scene.members().collect();
        members.sort_by_key(|member| !member.owner);
        if !members.is_empty() {
            let turn = self.turn % members.len();
            members.rotate_left(turn);
        }
        members
    }

    /// A name, `me` for the owner.
    pub fn name(&self, person: Id<Person>) -> &'a str {
        self.names.get(&person).map_or("somebody", String::as_str)
    }

    /// The first word of a name, the whole of it where two would be called alike.
    pub fn short(&self, person: Id<Person>) -> &'a str {
        let name = self.name(person);
        let first = |name: &'a str| name.split(' ').next().unwrap_or(name);
        let alike = self.names.values().filter(|other| first(other) == first(name)).count();
        if alike > 1 { name } else { first(name) }
    }

    /// Whether somebody guides. In a form without guides it is whoever ranks highest, else the owner.
    pub fn guides(&self, person: Id<Person>) -> bool {
        let guides = self.scene.seated(Seat::Guide);
        if !guides.is_empty() {
            return guides.contains(&person);
        }
        self.scene.senior().ok().or(self.ledger().owner().map(|owner| owner.person)) == Some(person)
    }

    /// Whether the form watches what somebody gave here, as a slip into another form.
    pub fn watched(&self, edge: &Edge<'_>) -> bool {
        let kind = edge.row.kind.word().parse::<Kind>();
        let both = self.scene.member(edge.from).zip(self.scene.member(edge.to));
        both.zip(kind.ok()).is_some_and(|((from, to), kind)| {
            self.scene.form.level_between(&from.standing(), &to.standing(), kind) == Level::Watch
        })
    }

    /// What somebody gave, and what they got.
    pub fn gave_and_got(&self, person: Id<Person>) -> (f64, f64) {
        let of =
            |who: fn(&Edge<'_>) -> Id<Person>| total(self.scene.edges.iter().filter(|e| who(e) == person));
        (of(|edge| edge.from), of(|edge| edge.to))
    }

    /// How many of somebody's promises were kept in time, of how many that were due, and which. What
    /// is open counts once its day has passed.
    pub fn kept(&self, person: Id<Person>) -> (usize, usize, Vec<Evidence>) {
        let late = |row: &&CommitmentRow| {
            row.state != CommitmentState::Open || row.due_on.is_some_and(|due| due < self.ledger().today)
        };
        let rows: Vec<&CommitmentRow> =
            self.ledger().commitments.iter().filter(|row| row.owner == person).filter(late).collect();
        let kept = rows.iter().filter(|row| row.state == CommitmentState::Kept).count();
        (kept, rows.len(), rows.iter().map(|row| Evidence::Commitment(row.id)).collect())
    }

    /// The exchanges that somebody gave, as evidence.
    pub fn given_by(&self, person: Id<Person>) -> Vec<Evidence> {
        let rows = self.ledger().exchanges.iter().filter(|row| row.from == person);
        rows.map(|row| Evidence::Exchange(row.id)).collect()
    }

    /// The topics that something was exchanged on, in the order the relationship has them, then the
    /// others in the order they came up.
    pub fn topics(&self) -> Vec<&'a str> {
        let used: Vec<&str> = self.ledger().exchanges.iter().filter_map(|row| row.topic.as_deref()).collect();
        let mut topics: Vec<&str> = Vec::new();
        let written = self.ledger().topics.iter().map(|topic| topic.name.as_str());
        for topic in written.filter(|name| used.contains(name)).chain(used.iter().copied()) {
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        topics
    }

    /// Days before the day of the picture.
    pub fn days_since(&self, day: NaiveDate) -> i64 {
        self.ledger().today.signed_duration_since(day).num_days()
    }

    /// How many sessions the picture looks back on, and since when.
    pub fn span(&self) -> String {
        match self.ledger().sessions.as_slice() {
            [] => "no session held yet".to_owned(),
            [one] => format!("1 session, on {}", spoken(one.day)),
            [first, .., _] => {
                format!("{} sessions since {}", self.ledger().sessions.len(), spoken(first.day))
            }
        }
    }
}

/// A commitment without its words.
fn promise(row: &Commitment) -> CommitmentRow {
    CommitmentRow {
        id: row.id,
        owner: row.owner,
        to: row.to,
        raised_by: row.raised_by,
        day: row.at.day(),
        due_on: row.due_on,
        closed_on: row.closed_at.map(|at| at.day()),
        state: row.state,
        carried: row.carried,
    }
}

/// The weight of some exchanges. (A plain sum of nothing is a negative zero, and written as one.)
pub fn total<'e>(edges: impl Iterator<Item = &'e Edge<'e>>) -> f64 {
    edges.fold(0.0, |sum, edge| sum + edge.weight)
}

/// `1 goal`, `2 goals`.
pub fn several(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `1 Jul 2025`.
pub fn spoken(day: NaiveDate) -> String {
    day.format("%e %b %Y").to_string().trim().to_owned()
}
