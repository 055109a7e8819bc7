//! Synthetic ledgers: people, sessions and rows as a form's own file makes them likely, with noise.

use chrono::{Days, NaiveDate};
use mentorlog::forms::{Form, Kind, Level, Ownership, Seat, Standing};
use mentorlog::insight::{ExchangeRow, FeedbackRow, GoalRow, Ledger, MemberRow, SessionRow};
use mentorlog::model::{
    ExchangeKind, FeedbackState, FeedbackStyle, GoalState, Id, Lead, Person, Topic, TopicKind,
};
use std::cell::Cell;

/// A small generator of numbers (splitmix64): the same seed, the same ledger.
pub struct Dice(u64);

impl Dice {
    pub fn seeded(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From 0 to below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    pub fn yes(&mut self, share: f64) -> bool {
        self.share() < share
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const DEPARTMENTS: [&str; 8] =
    ["platform", "sales", "finance", "design", "people", "legal", "care", "research"];
const COHORTS: [&str; 3] = ["early", "mid", "late"];
const LEVELS: [(Level, f64); 3] = [(Level::Core, 1.0), (Level::Welcome, 0.15), (Level::Watch, 0.04)];
/// So many rows are of any kind, from anybody to anybody.
const NOISE: f64 = 0.08;

pub fn today() -> NaiveDate {
    "2026-03-12".parse().unwrap()
}

thread_local! {
    static DRAWN: Cell<u128> = const { Cell::new(0) };
}

/// Ids in the order in which they are drawn: the same ledger has the same ones each time, and so the
/// same order wherever rows are sorted by them.
fn numbered<T>() -> Id<T> {
    let number = DRAWN.get() + 1;
    DRAWN.set(number);
    Id::from_uuid(uuid::Uuid::from_u128(number))
}

/// A ledger as this form is typically lived.
pub fn lived(form: &Form, seed: u64) -> Ledger {
    DRAWN.set(0);
    let mut dice = Dice::seeded(seed);
    let mut ledger = Ledger::empty(numbered(), form.id.clone(), today());
    ledger.members = members(form, &mut dice);
    topics(&mut ledger, &mut dice);
    sessions(form, &mut ledger, &mut dice);
    goals(form, &mut ledger, &mut dice);
    exchanges(form, &mut ledger, &mut dice);
    feedback(form, &mut ledger, &mut dice);
    ledger
}

/// People who keep to the form's constraints, drawn until they do.
fn members(form: &Form, dice: &mut Dice) -> Vec<MemberRow> {
    for _ in 0..10_000 {
        let people = draw(form, dice);
        let standings: Vec<Standing<'_>> = people.iter().map(MemberRow::standing).collect();
        if form.warnings(&standings).is_empty() {
            return people;
        }
    }
    panic!("nobody keeps to the constraints of {}", form.id);
}

/// About as many people as the template is for; where that is two and more are possible, mostly two.
fn size(form: &Form, dice: &mut Dice) -> usize {
    let usual = form.template.size.max(form.size.min);
    let most = form.size.max.min(usual + 2);
    match usual {
        2 if dice.yes(0.65) => 2,
        2 => dice.between(2, most),
        _ => dice.between(form.size.min.max(usual - 1), most),
    }
}

fn draw(form: &Form, dice: &mut Dice) -> Vec<MemberRow> {
    let size = size(form, dice);
    let mut roles: Vec<&str> = Vec::new();
    for role in form.standing_roles() {
        roles.extend(std::iter::repeat_n(role.id.as_str(), role.fewest()));
    }
    let open: Vec<_> = form.standing_roles().filter(|role| role.most() > role.fewest()).collect();
    while roles.len() < size && !open.is_empty() {
        let role = dice.pick(&open);
        if roles.iter().filter(|id| **id == role.id).count() < role.most() {
            roles.push(&role.id);
        }
    }
    let uses = |what: &str| form.attributes_used.iter().any(|one| one == what);
    // A form of equals is among equals; one that names rank in its flows or constraints has ranks.
    let base = dice.between(2, 4) as i64;
    let rule = |word: &str| form.constraints.iter().any(|one| one.rule.to_string().contains(word));
    let peers = rule("peer(");
    let ranks = rule("authority(") || (!peers && form.roles.iter().any(|role| role.seat == Seat::Guide));
    let home = *dice.pick(&DEPARTMENTS);
    roles
        .into_iter()
        .enumerate()
        .map(|(at, role)| {
            let mut member = MemberRow::new(numbered::<Person>(), role);
            member.owner = at == 0;
            let above = match form.seat(role) {
                Seat::Guide => 2,
                _ => 0,
            };
            let spread = if dice.yes(0.15) { 1 } else { 0 };
            member.authority = Some(match (peers, ranks) {
                (true, _) => base + spread,
                (false, true) if rule("authority(") => base + dice.below(3) as i64,
                (false, true) => base + above + spread,
                (false, false) => base + dice.below(3) as i64,
            });
            let cross = if ["organisation", "team"].into_iter().any(uses) { 0.8 } else { 0.15 };
            let cross = if rule("dept(") { 1.0 } else { cross };
            let department = if dice.yes(cross) { *dice.pick(&DEPARTMENTS) } else { home };
            member.department = Some(department.to_owned());
            let cohort = match (rule("cohort("), form.role(role).and_then(|one| one.career)) {
                (true, Some(career)) => COHORTS[if format!("{career:?}") == "Earlier" { 0 } else { 2 }],
                _ if dice.yes(0.9) => COHORTS[1],
                _ => dice.pick(&COHORTS),
            };
            member.cohort = Some(cohort.to_owned());
            member
        })
        .collect()
}

fn topics(ledger: &mut Ledger, dice: &mut Dice) {
    for at in 0..dice.between(4, 6) {
        ledger.topics.push(Topic {
            name: format!("topic-{at}"),
            kind: TopicKind::Problem,
            goal: None,
            wanted: false,
        });
    }
}

/// Six to ten sessions; where the template is for fewer people than there are, only so many meet.
fn sessions(form: &Form, ledger: &mut Ledger, dice: &mut Dice) {
    let all: Vec<Id<Person>> = ledger.members.iter().map(|member| member.person).collect();
    for nth in (0..dice.between(6, 10)).rev() {
        let day = today() - Days::new(7 + 14 * nth as u64);
        let mut session = SessionRow::new(numbered(), day);
        let pairs = form.template.size == 2 && all.len() > 2 && !form.flows.is_empty();
        session.present = match pairs && dice.yes(pair_share(form)) {
            true => pair(form, ledger, dice),
            false => all.iter().copied().filter(|_| dice.yes(0.92)).collect(),
        };
        if session.present.len() < 2 {
            session.present = all[..2].to_vec();
        }
        ledger.sessions.push(session);
    }
    ledger.held = ledger.sessions.len();
}

/// A network is met one by one; another form whose template is for two meets in pairs as a rule.
fn pair_share(form: &Form) -> f64 {
    if form.standing_roles().any(|role| role.count == Some(1)) { 1.0 } else { 0.75 }
}

/// Two of whom the form expects something.
fn pair(form: &Form, ledger: &Ledger, dice: &mut Dice) -> Vec<Id<Person>> {
    loop {
        let (one, other) = (dice.pick(&ledger.members), dice.pick(&ledger.members));
        let level = form.level_between(&one.standing(), &other.standing(), Kind::Advise);
        if one.person != other.person && level == Level::Core {
            return vec![one.person, other.person];
        }
    }
}

fn goals(form: &Form, ledger: &mut Ledger, dice: &mut Dice) {
    let all: Vec<Id<Person>> = ledger.members.iter().map(|member| member.person).collect();
    let learner = ledger.members.iter().find(|member| form.seat(&member.role) == Seat::Learner);
    let learner = learner.map_or(all[0], |member| member.person);
    let shared = match form.goals.ownership {
        Ownership::Learner => 0.02,
        Ownership::Each => 0.1,
        Ownership::EachAndShared => 0.3,
        Ownership::SharedFirst => 0.7,
    };
    for at in 0..dice.between(3, 6) {
        let together = dice.yes(shared) || (at == 0 && form.goals.ownership == Ownership::SharedFirst);
        let owners = match (together, form.goals.ownership) {
            (true, _) => all.clone(),
            (false, Ownership::Learner) => vec![learner],
            (false, _) => vec![all[at % all.len()]],
        };
        ledger.goals.push(GoalRow {
            id: numbered(),
            state: GoalState::Active,
            owners,
            measured: true,
            dated: true,
            checked_on: None,
            weights: Vec::new(),
        });
    }
}

fn exchanges(form: &Form, ledger: &mut Ledger, dice: &mut Dice) {
    let sessions = ledger.sessions.clone();
    let by_topic = form.flows.iter().any(|flow| flow.from.to_string() == "lead(topic)");
    // Where the lead belongs to the topic, each topic has one, in turn.
    let leads: Vec<Id<Person>> =
        (0..ledger.topics.len()).map(|at| ledger.members[at % ledger.members.len()].person).collect();
    // Its template sets the leads aloud; most pairs write them down.
    if by_topic && dice.yes(0.8) {
        let first = sessions[0].day;
        let written = ledger.topics.iter().zip(&leads);
        ledger.leads = written
            .map(|(topic, person)| Lead { topic: topic.name.clone(), person: *person, from_on: first })
            .collect();
    }
    for session in &sessions {
        for _ in 0..dice.between(4, 7) {
            let row = loop {
                let topic = dice.below(ledger.topics.len());
                let from = *dice.pick(&session.present);
                let to = *dice.pick(&session.present);
                let kind = *dice.pick(ExchangeKind::ALL);
                let lead = by_topic.then(|| leads[topic]);
                if from != to && (dice.yes(NOISE) || dice.yes(likely(form, ledger, from, to, kind, lead))) {
                    break (from, to, kind, topic);
                }
            };
            let (from, to, kind, topic) = row;
            // In a room of several some things are said to all.
            let to = (session.present.len() < 3 || dice.yes(0.7)).then_some(to);
            ledger.exchanges.push(ExchangeRow {
                id: numbered(),
                session: Some(session.id),
                from,
                to,
                kind,
                topic: Some(format!("topic-{topic}")),
                day: session.day,
                landed: dice.yes(0.7).then(|| dice.below(4) as u8),
                confirmed: false,
            });
        }
    }
}

fn likely(
    form: &Form,
    ledger: &Ledger,
    from: Id<Person>,
    to: Id<Person>,
    kind: ExchangeKind,
    lead: Option<Id<Person>>,
) -> f64 {
    let member = |person| ledger.members.iter().find(|one| one.person == person).unwrap();
    let standing = |person| Standing { leads: lead.map(|lead| lead == person), ..member(person).standing() };
    let level = form.level_between(&standing(from), &standing(to), kind.word().parse().unwrap());
    LEVELS.iter().find(|(one, _)| *one == level).unwrap().1
}

/// Feedback in the form's directions and style; a form that is about it gives much of it.
fn feedback(form: &Form, ledger: &mut Ledger, dice: &mut Dice) {
    let core =
        form.flows.iter().any(|flow| flow.level == Level::Core && flow.kinds.contains(&Kind::Feedback));
    let per_session = match (core && form.feedback.gauge, form.feedback.asked_first) {
        // A round in which each is told something.
        (true, _) => ledger.members.len(),
        (false, true) => 1,
        (false, false) => usize::from(form.feedback.style != mentorlog::forms::Style::Feedforward),
    };
    for session in ledger.sessions.clone() {
        for _ in 0..per_session {
            let direction = dice.pick(form.directions());
            let stands = |role: &str, person: &Id<Person>| {
                role == "any" || ledger.members.iter().any(|one| one.person == *person && one.role == role)
            };
            let givers: Vec<_> = session.present.iter().filter(|one| stands(&direction.from, one)).collect();
            let takers: Vec<_> = session.present.iter().filter(|one| stands(&direction.to, one)).collect();
            if givers.is_empty() || takers.is_empty() {
                continue;
            }
            let (from, to) = (**dice.pick(&givers), **dice.pick(&takers));
            if from == to {
                continue;
            }
            ledger.feedback.push(FeedbackRow {
                id: numbered(),
                session: Some(session.id),
                from,
                to,
                style: direction.style.word().parse::<FeedbackStyle>().unwrap(),
                state: FeedbackState::Given,
                day: session.day,
                asked: form.feedback.asked_first,
                given_on: Some(session.day),
                answered_on: None,
                meant: None,
                felt: None,
            });
        }
    }
}
