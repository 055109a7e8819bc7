//! A ledger seen through its form: who stands where, and who gave whom how much.

use super::finding::{Answer, Evidence, Unknown};
use super::measure::{Giving, share_among, weight};
use super::rows::{ExchangeRow, Ledger, MemberRow};
use crate::forms::{Endpoint, Form, Level, Seat};
use crate::model::{Id, Person};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// What one person gave another in one row.
#[derive(Debug, Clone)]
pub struct Edge<'a> {
    /// Who gave.
    pub from: Id<Person>,
    /// Who got.
    pub to: Id<Person>,
    /// How much; of something said to all, this listener's share.
    pub weight: f64,
    /// The row.
    pub row: &'a ExchangeRow,
}

impl Edge<'_> {
    /// The row as evidence.
    pub fn evidence(&self) -> Evidence {
        Evidence::Exchange(self.row.id)
    }
}

/// A relationship's rows together with its form.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The rows.
    pub ledger: &'a Ledger,
    /// The form.
    pub form: &'a Form,
    /// Every row by giver and receiver; rows to all present are shared out.
    pub edges: Vec<Edge<'a>>,
}

impl<'a> Scene<'a> {
    /// Sees these rows through this form.
    pub fn new(ledger: &'a Ledger, form: &'a Form) -> Self {
        let present: HashMap<_, _> =
            ledger.sessions.iter().map(|session| (session.id, session.present.as_slice())).collect();
        let everybody: Vec<Id<Person>> =
            ledger.members.iter().filter(|member| !member.left).map(|member| member.person).collect();
        let mut edges = Vec::with_capacity(ledger.exchanges.len());
        for row in &ledger.exchanges {
            let room = row.session.and_then(|id| present.get(&id).copied()).filter(|room| !room.is_empty());
            let heard: Vec<Id<Person>> = match row.to {
                Some(to) => vec![to],
                None => room.unwrap_or(&everybody).to_vec(),
            };
            let heard: Vec<Id<Person>> = heard.into_iter().filter(|person| *person != row.from).collect();
            let weight = share_among(weight(row.landed), heard.len());
            edges.extend(heard.into_iter().map(|to| Edge { from: row.from, to, weight, row }));
        }
        Scene { ledger, form, edges }
    }

    /// Who takes part today.
    pub fn members(&self) -> impl Iterator<Item = &'a MemberRow> {
        self.ledger.members.iter().filter(|member| !member.left)
    }

    /// Somebody, also one who has left.
    pub fn member(&self, person: Id<Person>) -> Option<&'a MemberRow> {
        self.ledger.members.iter().find(|member| member.person == person)
    }

    /// Who takes part today in a role of this seat.
    pub fn seated(&self, seat: Seat) -> Vec<Id<Person>> {
        self.members().filter(|member| self.form.seat(&member.role) == seat).map(|one| one.person).collect()
    }

    /// Weights by giver and receiver.
    pub fn giving(&self) -> Giving<Id<Person>> {
        sum(self.edges.iter())
    }

    /// All exchanges of the window, or why there is nothing to say.
    pub fn exchanged(&self) -> Result<&[Edge<'a>], Unknown> {
        if self.edges.is_empty() {
            return Err(Unknown::because("no exchange is recorded"));
        }
        Ok(&self.edges)
    }

    /// Whether the window holds no exchange and no feedback that was given: then it is not known
    /// what went which way.
    pub fn is_blank(&self) -> bool {
        self.edges.is_empty() && self.ledger.feedback.iter().all(|row| row.given_on.is_none())
    }

    /// The first day of the last three sessions.
    pub fn last_three(&self) -> Option<NaiveDate> {
        self.ledger.sessions.iter().rev().nth(2).map(|session| session.day)
    }

    /// The last three sessions as evidence.
    pub fn last_three_rows(&self) -> Vec<Evidence> {
        self.ledger.sessions.iter().rev().take(3).map(|session| Evidence::Session(session.id)).collect()
    }

    /// Whether the form expects something from one to the other, whatever the kind.
    pub fn is_core(&self, from: &MemberRow, to: &MemberRow) -> bool {
        let (giver, receiver) = (from.standing(), to.standing());
        self.form.flows.iter().filter(|flow| flow.level == Level::Core).any(|flow| {
            fits(&flow.from, from)
                && fits(&flow.to, to)
                && flow.when.as_ref().and_then(|rule| rule.holds(&giver, &receiver)).unwrap_or(true)
        })
    }

    /// The senior one: the highest in rank where ranks are known and differ, else the learner, as
    /// only a form where knowledge flows against rank asks.
    pub fn senior(&self) -> Result<Id<Person>, Unknown> {
        let ranks: Vec<(i64, Id<Person>)> =
            self.members().filter_map(|member| Some((member.authority?, member.person))).collect();
        let top = ranks.iter().max_by_key(|(rank, _)| *rank);
        if let Some((rank, person)) = top
            && ranks.iter().filter(|(other, _)| other == rank).count() == 1
            && ranks.len() > 1
        {
            return Ok(*person);
        }
        match self.seated(Seat::Learner).as_slice() {
            [one] => Ok(*one),
            _ => Err(Unknown::because("nobody is known to be the senior one")),
        }
    }

    /// Whose network it is: the one learner, else the journal's owner.
    pub fn ego(&self) -> Result<Id<Person>, Unknown> {
        match self.seated(Seat::Learner).as_slice() {
            [one] => Ok(*one),
            _ => self
                .ledger
                .owner()
                .map(|owner| owner.person)
                .ok_or_else(|| Unknown::because("the journal's owner is not in it")),
        }
    }

    /// Agreed days between sessions; three weeks where nothing was agreed.
    pub fn cadence(&self) -> f64 {
        f64::from(self.ledger.cadence_days.unwrap_or(USUAL_CADENCE))
    }

    /// Who leads each topic today: as agreed, else whoever clearly gave most on it in the window. A
    /// topic to which several gave alike is led by nobody.
    pub fn topic_leads(&self) -> (BTreeMap<&'a str, Id<Person>>, Vec<Evidence>) {
        let mut agreed: BTreeMap<&str, (NaiveDate, Id<Person>)> = BTreeMap::new();
        for lead in self.ledger.leads.iter().filter(|lead| lead.from_on <= self.ledger.today) {
            let latest = agreed.entry(&lead.topic).or_insert((lead.from_on, lead.person));
            if lead.from_on >= latest.0 {
                *latest = (lead.from_on, lead.person);
            }
        }
        if !agreed.is_empty() {
            let leads = agreed.into_iter().map(|(topic, (_, person))| (topic, person)).collect();
            return (leads, vec![Evidence::Relationship(self.ledger.relationship)]);
        }
        let mut given: BTreeMap<&str, BTreeMap<Id<Person>, f64>> = BTreeMap::new();
        let mut rows = Vec::new();
        for edge in &self.edges {
            if let Some(topic) = edge.row.topic.as_deref() {
                *given.entry(topic).or_default().entry(edge.from).or_insert(0.0) += edge.weight;
                rows.push(edge.evidence());
            }
        }
        let most = |by: BTreeMap<Id<Person>, f64>| {
            let all: f64 = by.values().sum();
            let first = by.into_iter().max_by(|one, other| one.1.total_cmp(&other.1));
            first.filter(|(_, weight)| *weight >= CLEAR_LEAD * all).map(|(person, _)| person)
        };
        let leads = given.into_iter().filter_map(|(topic, by)| Some((topic, most(by)?))).collect();
        (leads, rows)
    }
}

/// The usual days between sessions, where nothing was agreed (domain 2.4: mean gap 25, clusters at
/// 7, 14 and 21).
const USUAL_CADENCE: u16 = 21;

/// Who gave this share of what was given on a topic leads it.
const CLEAR_LEAD: f64 = 0.75;

/// Adds up weights by giver and receiver.
pub(super) fn sum<'e>(edges: impl Iterator<Item = &'e Edge<'e>>) -> Giving<Id<Person>> {
    let mut giving = Giving::new();
    for edge in edges {
        *giving.entry((edge.from, edge.to)).or_insert(0.0) += edge.weight;
    }
    giving
}

/// The weight of some edges.
pub(super) fn total<'e>(edges: impl IntoIterator<Item = &'e Edge<'e>>) -> f64 {
    edges.into_iter().map(|edge| edge.weight).sum()
}

/// The edges as evidence.
pub(super) fn evidence<'e>(edges: impl IntoIterator<Item = &'e Edge<'e>>) -> Vec<Evidence> {
    edges.into_iter().map(Edge::evidence).collect()
}

fn fits(end: &Endpoint, member: &MemberRow) -> bool {
    match end {
        Endpoint::Role(role) => *role == member.role,
        Endpoint::Owner => member.owner,
        Endpoint::Any | Endpoint::Lead => true,
    }
}

/// A measure of a check: what it finds in a scene.
pub(super) type Measure = fn(&Scene<'_>) -> Answer;
