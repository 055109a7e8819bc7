//! The rows a relationship's figures are made from, as somebody else gathered them.

use crate::forms::Standing;
use crate::model::{
    Commitment, CommitmentState, Exchange, ExchangeKind, Feedback, FeedbackState, FeedbackStyle, Goal,
    GoalState, Id, ItemState, Lead, Person, Reflection, Relationship, RelationshipStatus, Round, Session,
    Topic,
};
use chrono::NaiveDate;

/// Somebody in the relationship, with what is known about them.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberRow {
    /// Who.
    pub person: Id<Person>,
    /// The role's id in the form.
    pub role: String,
    /// Whether they keep the journal.
    pub owner: bool,
    /// Rank, higher is more senior.
    pub authority: Option<i64>,
    /// Department.
    pub department: Option<String>,
    /// Age or career band, as they say it themselves.
    pub cohort: Option<String>,
    /// Since when they take part.
    pub joined_on: Option<NaiveDate>,
    /// Whether they have left.
    pub left: bool,
    /// The last day they gave or got anything here, however long ago.
    pub last_exchange: Option<NaiveDate>,
}

impl MemberRow {
    /// Somebody of whom nothing but the role is known.
    pub fn new(person: Id<Person>, role: impl Into<String>) -> Self {
        MemberRow {
            person,
            role: role.into(),
            owner: false,
            authority: None,
            department: None,
            cohort: None,
            joined_on: None,
            left: false,
            last_exchange: None,
        }
    }

    /// What a form's rules are asked about.
    pub fn standing(&self) -> Standing<'_> {
        Standing {
            role: &self.role,
            authority: self.authority,
            department: self.department.as_deref(),
            cohort: self.cohort.as_deref(),
            leads: None,
            owner: Some(self.owner),
        }
    }
}

/// A timed part that belonged to somebody: a seat or a turn.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentRow {
    /// Whose it was.
    pub person: Id<Person>,
}

/// A session that was held.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionRow {
    /// Identity.
    pub id: Id<Session>,
    /// The day.
    pub day: NaiveDate,
    /// Its length.
    pub minutes: Option<u16>,
    /// Who led it.
    pub facilitator: Option<Id<Person>>,
    /// Who took part.
    pub present: Vec<Id<Person>>,
    /// Seats and turns.
    pub segments: Vec<SegmentRow>,
    /// Seconds of talk by person, where it was measured.
    pub talk: Vec<(Id<Person>, u32)>,
    /// Pulse answers given with the session, 1 to 5, by person and question.
    pub ratings: Vec<(Id<Person>, String, f64)>,
}

impl SessionRow {
    /// A session of that day of which no more is known.
    pub fn new(id: Id<Session>, day: NaiveDate) -> Self {
        SessionRow {
            id,
            day,
            minutes: None,
            facilitator: None,
            present: Vec::new(),
            segments: Vec::new(),
            talk: Vec::new(),
            ratings: Vec::new(),
        }
    }
}

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct ExchangeRow {
    /// Identity.
    pub id: Id<Exchange>,
    /// The session it happened in.
    pub session: Option<Id<Session>>,
    /// Who gave.
    pub from: Id<Person>,
    /// Who received; nobody named means all present.
    pub to: Option<Id<Person>>,
    /// What sort of thing it was.
    pub kind: ExchangeKind,
    /// On which topic.
    pub topic: Option<String>,
    /// The day.
    pub day: NaiveDate,
    /// How well it landed, 0 to 3.
    pub landed: Option<u8>,
    /// Whether the other side confirmed it.
    pub confirmed: bool,
}

/// A feedback and its loop.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the model's Feedback")]
pub struct FeedbackRow {
    pub id: Id<Feedback>,
    pub session: Option<Id<Session>>,
    pub from: Id<Person>,
    pub to: Id<Person>,
    pub style: FeedbackStyle,
    pub state: FeedbackState,
    /// The day it was written down.
    pub day: NaiveDate,
    pub asked: bool,
    pub given_on: Option<NaiveDate>,
    pub answered_on: Option<NaiveDate>,
    /// Care and challenge as the giver meant them, 1 to 5.
    pub meant: Option<(u8, u8)>,
    /// Care and challenge as the receiver felt them, 1 to 5.
    pub felt: Option<(u8, u8)>,
}

/// A goal.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalRow {
    /// Identity.
    pub id: Id<Goal>,
    /// Where it stands.
    pub state: GoalState,
    /// Whose it is.
    pub owners: Vec<Id<Person>>,
    /// Whether it says what is measured.
    pub measured: bool,
    /// Whether it says by when.
    pub dated: bool,
    /// The day of its last check-in.
    pub checked_on: Option<NaiveDate>,
    /// How much it matters, 1 to 5, to whom.
    pub weights: Vec<(Id<Person>, u8)>,
}

/// A commitment.
#[derive(Debug, Clone, PartialEq)]
pub struct CommitmentRow {
    /// Identity.
    pub id: Id<Commitment>,
    /// Whose it is.
    pub owner: Id<Person>,
    /// To whom.
    pub to: Option<Id<Person>>,
    /// Whose idea it was.
    pub raised_by: Option<Id<Person>>,
    /// The day it was made.
    pub day: NaiveDate,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// The day it was closed.
    pub closed_on: Option<NaiveDate>,
    /// What became of it.
    pub state: CommitmentState,
    /// How often it was carried over.
    pub carried: u16,
}

/// An agenda item.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemRow {
    /// The held session it was in; none for one that waits.
    pub held_in: Option<Id<Session>>,
    /// The row that holds it: a session, or the relationship's parking lot.
    pub place: Option<Id<Session>>,
    /// Who brought it.
    pub raised_by: Option<Id<Person>>,
    /// The day it was first brought.
    pub raised_on: Option<NaiveDate>,
    /// What became of it.
    pub state: ItemState,
    /// Whether it came from an earlier session.
    pub carried: bool,
    /// Minutes planned for it.
    pub minutes: Option<u16>,
    /// Its topic.
    pub topic: Option<String>,
}

/// What everybody answered in a revealed pulse.
#[derive(Debug, Clone, PartialEq)]
pub struct PulseRow {
    /// The round.
    pub id: Id<Round>,
    /// Answers from 1 to 5, by person and question.
    pub answers: Vec<(Id<Person>, String, f64)>,
}

/// Everything a relationship's figures are made from, cut to their window.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// Which relationship.
    pub relationship: Id<Relationship>,
    /// Its form's id.
    pub form: String,
    /// The day the figures are for.
    pub today: NaiveDate,
    /// The window's first day; none from the beginning.
    pub since: Option<NaiveDate>,
    /// Where the relationship stands.
    pub status: RelationshipStatus,
    /// Its phase, as the owner confirmed it.
    pub phase: Option<String>,
    /// Agreed days between sessions.
    pub cadence_days: Option<u16>,
    /// Its last day.
    pub ended_on: Option<NaiveDate>,
    /// Whether an agreement was agreed.
    pub agreed: bool,
    /// Who takes part.
    pub members: Vec<MemberRow>,
    /// What it works on.
    pub topics: Vec<Topic>,
    /// Who leads on which topic since when.
    pub leads: Vec<Lead>,
    /// How many sessions were held in all.
    pub held: usize,
    /// The first three sessions held, oldest first, by day.
    pub first: Vec<(Id<Session>, NaiveDate)>,
    /// The sessions held in the window, oldest first.
    pub sessions: Vec<SessionRow>,
    /// Sessions of the window that did not take place.
    pub fallen: Vec<Id<Session>>,
    /// The day of the next planned session.
    pub next: Option<NaiveDate>,
    /// The ledger's rows, oldest first.
    pub exchanges: Vec<ExchangeRow>,
    /// Feedback of the window, and every draft.
    pub feedback: Vec<FeedbackRow>,
    /// Every goal.
    pub goals: Vec<GoalRow>,
    /// Commitments made, due or closed in the window, and every open one.
    pub commitments: Vec<CommitmentRow>,
    /// Commitments made in the first three sessions.
    pub first_commitments: Vec<CommitmentRow>,
    /// Agenda items of the window's sessions, of sessions to come and of the parking lot.
    pub items: Vec<ItemRow>,
    /// Revealed pulses of the window.
    pub pulses: Vec<PulseRow>,
    /// Notes of the window that belong to no session.
    pub notes: Vec<Id<Reflection>>,
}

impl Ledger {
    /// An active relationship with nothing in it.
    pub fn empty(relationship: Id<Relationship>, form: impl Into<String>, today: NaiveDate) -> Self {
        Ledger {
            relationship,
            form: form.into(),
            today,
            since: None,
            status: RelationshipStatus::Active,
            phase: None,
            cadence_days: None,
            ended_on: None,
            agreed: false,
            members: Vec::new(),
            topics: Vec::new(),
            leads: Vec::new(),
            held: 0,
            first: Vec::new(),
            sessions: Vec::new(),
            fallen: Vec::new(),
            next: None,
            exchanges: Vec::new(),
            feedback: Vec::new(),
            goals: Vec::new(),
            commitments: Vec::new(),
            first_commitments: Vec::new(),
            items: Vec::new(),
            pulses: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The journal's owner among the members.
    pub fn owner(&self) -> Option<&MemberRow> {
        self.members.iter().find(|member| member.owner)
    }

    /// Days between one session of the window and the next.
    pub fn gaps(&self) -> Vec<f64> {
        self.sessions
            .windows(2)
            .filter_map(|pair| match pair {
                [one, next] => Some(days_between(one.day, next.day)),
                _ => None,
            })
            .collect()
    }
}

/// Days from one day to a later one.
pub(super) fn days_between(from: NaiveDate, to: NaiveDate) -> f64 {
    // A calendar has fewer days than a 32-bit number holds.
    i32::try_from(to.signed_duration_since(from).num_days()).map_or(f64::MAX, f64::from)
}

/// A session that counts for the owner's hats.
#[derive(Debug, Clone, PartialEq)]
pub struct HatRow {
    /// The form's id.
    pub form: String,
    /// The owner's role.
    pub role: String,
    /// Its length.
    pub minutes: u16,
    /// Whether the owner led it.
    pub led: bool,
}
