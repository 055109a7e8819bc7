//! Every check on scenes made for it: calm, amber, red and n/a.

use super::ledgers::today;
use chrono::Days;
use mentorlog::forms::Forms;
use mentorlog::insight::{
    CommitmentRow, ExchangeRow, FeedbackRow, Finding, GoalRow, Grade, ItemRow, Ledger, MemberRow, PulseRow,
    SegmentRow, SessionRow, health, warnings,
};
use mentorlog::model::{
    CommitmentState, ExchangeKind, FeedbackState, FeedbackStyle, GoalState, Id, ItemState, Lead, Person,
    Topic, TopicKind,
};
use std::collections::BTreeSet;

/// Six sessions, two weeks apart, the last ten days ago; the fewest people of the form, and more to
/// make three where the form is for a group.
fn scene(form: &str) -> Ledger {
    let forms = Forms::builtin().unwrap();
    let form = forms.get(form).unwrap();
    let mut ledger = Ledger::empty(Id::fresh(), form.id.clone(), today());
    let mut roles: Vec<&str> = Vec::new();
    for role in form.standing_roles() {
        roles.extend(std::iter::repeat_n(role.id.as_str(), role.fewest()));
    }
    while roles.len() < 3 && form.size.max > 2 && form.id != "peer" {
        roles.push(&form.partner_role);
    }
    ledger.members = roles.into_iter().map(|role| MemberRow::new(Id::<Person>::fresh(), role)).collect();
    ledger.members[0].owner = true;
    for nth in (0..6).rev() {
        let mut session = SessionRow::new(Id::fresh(), today() - Days::new(10 + 14 * nth));
        session.present = ledger.members.iter().map(|member| member.person).collect();
        ledger.sessions.push(session);
    }
    ledger.held = 6;
    ledger.first = ledger.sessions.iter().take(3).map(|one| (one.id, one.day)).collect();
    ledger
}

fn who(ledger: &Ledger, at: usize) -> Id<Person> {
    ledger.members[at].person
}

/// So many exchanges of weight 1 in the last session.
fn give(ledger: &mut Ledger, from: usize, to: usize, times: usize) {
    give_kind(ledger, from, to, times, ExchangeKind::Insight, None);
}

fn give_kind(l: &mut Ledger, from: usize, to: usize, times: usize, kind: ExchangeKind, topic: Option<&str>) {
    for _ in 0..times {
        l.exchanges.push(ExchangeRow {
            id: Id::fresh(),
            session: Some(l.sessions[5].id),
            from: who(l, from),
            to: Some(who(l, to)),
            kind,
            topic: topic.map(str::to_owned),
            day: l.sessions[5].day,
            landed: None,
            confirmed: true,
        });
    }
}

fn tell(ledger: &mut Ledger, from: usize, to: usize, days_ago: u64, change: impl Fn(&mut FeedbackRow)) {
    let day = today() - Days::new(days_ago);
    let mut row = FeedbackRow {
        id: Id::fresh(),
        session: None,
        from: who(ledger, from),
        to: who(ledger, to),
        style: FeedbackStyle::Sbi,
        state: FeedbackState::Given,
        day,
        asked: false,
        given_on: Some(day),
        answered_on: None,
        meant: None,
        felt: None,
    };
    change(&mut row);
    ledger.feedback.push(row);
}

fn answered(ledger: &mut Ledger, in_time: usize, all: usize) {
    for at in 0..all {
        tell(ledger, 0, 1, 60, |row| {
            row.answered_on = row.day.checked_add_days(Days::new(if at < in_time { 5 } else { 40 }));
        });
    }
}

fn felt(ledger: &mut Ledger, corners: &[(u8, u8)]) {
    for corner in corners {
        tell(ledger, 0, 1, 20, |row| {
            row.meant = Some((4, 4));
            row.felt = Some(*corner);
        });
    }
}

fn asked(ledger: &mut Ledger, first: usize, all: usize) {
    for at in 0..all {
        tell(ledger, 0, 1, 20, |row| row.asked = at < first);
    }
}

fn drafts(ledger: &mut Ledger, number: usize) {
    for _ in 0..number {
        tell(ledger, 0, 1, 60, |row| {
            row.given_on = None;
            row.state = FeedbackState::Draft;
        });
    }
}

fn goal(ledger: &mut Ledger, owner: usize, weights: &[u8]) {
    ledger.goals.push(GoalRow {
        id: Id::fresh(),
        state: GoalState::Active,
        owners: vec![who(ledger, owner)],
        measured: false,
        dated: false,
        checked_on: None,
        weights: weights.iter().enumerate().map(|(at, weight)| (who(ledger, at), *weight)).collect(),
    });
}

fn clear_goals(ledger: &mut Ledger, clear: usize, all: usize) {
    for at in 0..all {
        goal(ledger, 1, &[]);
        let goal = ledger.goals.last_mut().unwrap();
        goal.measured = true;
        goal.dated = at < clear;
        goal.checked_on = Some(today());
    }
}

fn item(ledger: &mut Ledger, raised_by: usize) -> &mut ItemRow {
    let session = ledger.sessions[5].id;
    ledger.items.push(ItemRow {
        held_in: Some(session),
        place: Some(session),
        raised_by: Some(who(ledger, raised_by)),
        raised_on: None,
        state: ItemState::Done,
        carried: false,
        minutes: None,
        topic: None,
    });
    ledger.items.last_mut().unwrap()
}

fn topic(ledger: &mut Ledger, name: &str, kind: TopicKind, with_goal: bool) {
    let goal = with_goal.then(Id::fresh);
    ledger.topics.push(Topic { name: name.to_owned(), kind, goal, wanted: false });
}

fn minutes(ledger: &mut Ledger, with_goal: u16, without: u16) {
    topic(ledger, "plan", TopicKind::Skill, true);
    for (name, length) in [("plan", with_goal), ("other", without)] {
        let row = item(ledger, 0);
        row.minutes = Some(length);
        row.topic = Some(name.to_owned());
    }
}

fn promise(ledger: &mut Ledger, owner: usize, kept: usize, due: usize) {
    for at in 0..due {
        ledger.commitments.push(CommitmentRow {
            id: Id::fresh(),
            owner: who(ledger, owner),
            to: None,
            raised_by: None,
            day: ledger.sessions[3].day,
            due_on: Some(ledger.sessions[4].day),
            closed_on: None,
            state: if at < kept { CommitmentState::Kept } else { CommitmentState::Open },
            carried: 0,
        });
    }
}

fn carried(ledger: &mut Ledger, promises: usize, items: usize) {
    promise(ledger, 0, 0, promises);
    for row in &mut ledger.commitments {
        row.carried = 3;
    }
    let raised = ledger.sessions[3].day;
    for _ in 0..items {
        let row = item(ledger, 0);
        row.held_in = None;
        row.state = ItemState::Open;
        row.carried = true;
        row.raised_on = Some(raised);
    }
}

/// Promises of the learner in the first three and the last three sessions, so many of them own ideas.
fn ideas(ledger: &mut Ledger, then: usize, now: usize) {
    for (own, day, early) in [(then, ledger.sessions[0].day, true), (now, ledger.sessions[4].day, false)] {
        for at in 0..4 {
            let row = CommitmentRow {
                id: Id::fresh(),
                owner: who(ledger, 1),
                to: None,
                raised_by: Some(who(ledger, usize::from(at < own))),
                day,
                due_on: Some(day),
                closed_on: Some(day),
                state: CommitmentState::Kept,
                carried: 0,
            };
            (if early { &mut ledger.first_commitments } else { &mut ledger.commitments }).push(row);
        }
    }
}

/// The first sessions lay closer together than the last ones do.
fn spread(ledger: &mut Ledger) {
    for nth in 0..3 {
        ledger.sessions[nth].day = today() - Days::new(90 - 3 * nth as u64);
    }
    ledger.first = ledger.sessions.iter().take(3).map(|one| (one.id, one.day)).collect();
}

fn talk(ledger: &mut Ledger, seconds: &[u32]) {
    ledger.sessions[5].talk = seconds.iter().enumerate().map(|(at, time)| (who(ledger, at), *time)).collect();
}

fn seats(ledger: &mut Ledger, by_session: [&[usize]; 6]) {
    for (at, people) in by_session.into_iter().enumerate() {
        ledger.sessions[at].segments =
            people.iter().map(|person| SegmentRow { person: ledger.members[*person].person }).collect();
    }
}

fn pulse(ledger: &mut Ledger, pairs: &[(u8, u8)]) {
    let answers = pairs.iter().enumerate().flat_map(|(at, (one, other))| {
        let question = format!("slider-{at}");
        [(who(ledger, 0), question.clone(), f64::from(*one)), (who(ledger, 1), question, f64::from(*other))]
    });
    let answers = answers.collect();
    ledger.pulses.push(PulseRow { id: Id::fresh(), answers });
}

fn leads(ledger: &mut Ledger, by_topic: &[usize]) {
    for (at, person) in by_topic.iter().enumerate() {
        let (topic, person) = (format!("topic-{at}"), who(ledger, *person));
        ledger.leads.push(Lead { topic, person, from_on: today() });
    }
}

fn departments(ledger: &mut Ledger, names: &[&str]) {
    for (member, name) in ledger.members.iter_mut().zip(names) {
        member.department = Some((*name).to_owned());
    }
}

fn ranks(ledger: &mut Ledger, ranks: &[i64]) {
    for (member, rank) in ledger.members.iter_mut().zip(ranks) {
        member.authority = Some(*rank);
    }
}

fn needs(ledger: &mut Ledger, covered: usize, all: usize) {
    for at in 0..all {
        let name = format!("need-{at}");
        topic(ledger, &name, TopicKind::Skill, false);
        if at < covered {
            give_kind(ledger, 1, 0, 1, ExchangeKind::Teach, Some(&name));
        }
    }
}

fn last_seen(ledger: &mut Ledger, days_ago: &[u64]) {
    for (member, days) in ledger.members.iter_mut().skip(1).zip(days_ago) {
        member.last_exchange = Some(today() - Days::new(*days));
    }
}

fn decision(ledger: &mut Ledger, days: u64, open: bool) {
    topic(ledger, "budget", TopicKind::Influence, false);
    let until = if open { today() } else { ledger.sessions[5].day };
    let row = item(ledger, 0);
    row.topic = Some("budget".to_owned());
    row.raised_on = Some(until - Days::new(days));
    if open {
        row.held_in = None;
        row.state = ItemState::Open;
    }
}

fn outside(ledger: &mut Ledger, rows: usize) {
    ledger.cadence_days = Some(14);
    give(ledger, 0, 1, rows);
    for row in &mut ledger.exchanges {
        row.session = None;
    }
}

fn too_few(ledger: &mut Ledger) {
    ledger.sessions.truncate(2);
}

fn nothing(_: &mut Ledger) {}

/// What is done to the plain scene.
type Change = fn(&mut Ledger);
/// Check, figure, form, and what makes it calm, amber, red and n/a.
type Case = (&'static str, &'static str, &'static str, [(Grade, Change); 4]);

const CALM: Grade = Grade::Calm;
const AMBER: Grade = Grade::Amber;
const RED: Grade = Grade::Red;
const UNKNOWN: Grade = Grade::NotApplicable;

/// Where a form has no red, the last case but one is calm again on the other side of the threshold.
const CASES: &[Case] = &[
    (
        "H1",
        "reciprocity",
        "mutual",
        [
            (CALM, |l| {
                give(l, 0, 1, 5);
                give(l, 1, 0, 5)
            }),
            (AMBER, |l| {
                give(l, 0, 1, 10);
                give(l, 1, 0, 4)
            }),
            (RED, |l| {
                give(l, 0, 1, 10);
                give(l, 1, 0, 2)
            }),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H2",
        "tilt",
        "mutual",
        [
            (CALM, |l| {
                give(l, 0, 1, 5);
                give(l, 1, 0, 5)
            }),
            (AMBER, |l| {
                give(l, 0, 1, 10);
                give(l, 1, 0, 4)
            }),
            (RED, |l| {
                give(l, 0, 1, 10);
                give(l, 1, 0, 2)
            }),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H3",
        "imbalance",
        "mentor",
        [
            (CALM, |l| {
                item(l, 1);
                goal(l, 1, &[]);
                give_kind(l, 1, 0, 1, ExchangeKind::Ask, None)
            }),
            (AMBER, power_golden),
            (RED, |l| {
                item(l, 0);
                talk(l, &[90, 10]);
                goal(l, 0, &[]);
                give(l, 0, 1, 3)
            }),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H3",
        "reversed-imbalance",
        "reverse",
        [
            (CALM, |l| {
                item(l, 0);
                talk(l, &[60, 40])
            }),
            (AMBER, |l| {
                item(l, 0);
                item(l, 1);
                give(l, 1, 0, 1)
            }),
            (RED, |l| {
                item(l, 1);
                talk(l, &[10, 90]);
                goal(l, 1, &[])
            }),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H3",
        "senior-talk",
        "reverse",
        [
            (CALM, |l| talk(l, &[60, 40])),
            (AMBER, |l| talk(l, &[40, 60])),
            (CALM, |l| talk(l, &[50, 50])),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H3",
        "slip-backs",
        "reverse",
        [
            (CALM, |l| give(l, 1, 0, 3)),
            (AMBER, |l| {
                give(l, 1, 0, 3);
                give_kind(l, 1, 0, 1, ExchangeKind::Advise, None)
            }),
            (CALM, |l| {
                give(l, 1, 0, 4);
                give_kind(l, 1, 0, 1, ExchangeKind::Advise, None)
            }),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H4",
        "answered",
        "mentor",
        [
            (CALM, |l| answered(l, 4, 5)),
            (AMBER, |l| answered(l, 2, 5)),
            (RED, |l| answered(l, 1, 5)),
            (UNKNOWN, |l| tell(l, 0, 1, 3, |_| ())),
        ],
    ),
    (
        "H4",
        "missing-directions",
        "mentor",
        [
            (CALM, |l| {
                give(l, 0, 1, 1);
                give(l, 1, 0, 1)
            }),
            (AMBER, |l| give(l, 0, 1, 1)),
            (RED, |l| tell(l, 0, 1, 80, |_| ())),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H5",
        "misaligned",
        "mutual",
        [
            (CALM, |l| {
                goal(l, 0, &[4, 4]);
                goal(l, 1, &[5, 4])
            }),
            (AMBER, |l| {
                goal(l, 0, &[5, 2]);
                goal(l, 0, &[3, 3]);
                goal(l, 1, &[4, 5])
            }),
            (RED, |l| goal(l, 0, &[5, 1])),
            (UNKNOWN, |l| goal(l, 0, &[5])),
        ],
    ),
    (
        "H5",
        "goal-minutes",
        "mutual",
        [
            (CALM, |l| minutes(l, 30, 20)),
            (AMBER, |l| minutes(l, 20, 30)),
            (CALM, |l| minutes(l, 25, 25)),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H6",
        "kept",
        "mutual",
        [
            (CALM, |l| promise(l, 0, 4, 4)),
            (AMBER, |l| promise(l, 0, 3, 6)),
            (RED, |l| promise(l, 1, 1, 6)),
            (UNKNOWN, |l| promise(l, 0, 2, 2)),
        ],
    ),
    (
        "H6",
        "kept-gap",
        "mutual",
        [
            (CALM, |l| {
                promise(l, 0, 4, 5);
                promise(l, 1, 4, 4)
            }),
            (AMBER, |l| {
                promise(l, 0, 6, 7);
                promise(l, 1, 3, 6)
            }),
            (RED, |l| {
                promise(l, 0, 8, 8);
                promise(l, 1, 1, 6)
            }),
            (UNKNOWN, |l| {
                promise(l, 0, 4, 4);
                promise(l, 1, 0, 3)
            }),
        ],
    ),
    (
        "H6",
        "moved",
        "reverse",
        [
            (CALM, |l| l.fallen.push(Id::fresh())),
            (AMBER, |l| l.fallen.extend([Id::fresh(), Id::fresh(), Id::fresh()])),
            (RED, |l| l.fallen.extend((0..7).map(|_| Id::fresh()))),
            (UNKNOWN, too_few),
        ],
    ),
    (
        "H7",
        "late",
        "mentor",
        [
            (CALM, |l| l.cadence_days = Some(7)),
            (AMBER, |l| l.cadence_days = Some(6)),
            (RED, |l| l.cadence_days = Some(4)),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H8",
        "clear",
        "mentor",
        [
            (CALM, |l| clear_goals(l, 3, 4)),
            (AMBER, |l| clear_goals(l, 2, 4)),
            (RED, |l| clear_goals(l, 1, 4)),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H9",
        "voice",
        "mutual",
        [
            (CALM, |l| talk(l, &[62, 38])),
            (AMBER, |l| talk(l, &[75, 25])),
            (RED, |l| talk(l, &[90, 10])),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H9",
        "crossing",
        "lateral",
        [
            (CALM, |l| {
                departments(l, &["a", "a", "b"]);
                give(l, 0, 2, 4);
                give(l, 0, 1, 1)
            }),
            (AMBER, |l| {
                departments(l, &["a", "a", "b"]);
                give(l, 0, 2, 6);
                give(l, 0, 1, 4)
            }),
            (RED, |l| {
                departments(l, &["a", "a", "b"]);
                give(l, 0, 2, 4);
                give(l, 0, 1, 6)
            }),
            (UNKNOWN, |l| give(l, 0, 2, 4)),
        ],
    ),
    (
        "H10",
        "carried",
        "peer",
        [(CALM, nothing), (AMBER, |l| carried(l, 1, 0)), (RED, |l| carried(l, 1, 2)), (UNKNOWN, too_few)],
    ),
    (
        "H11",
        "turns",
        "peer",
        [
            (CALM, |l| seats(l, [&[0], &[1], &[0], &[1], &[0], &[1]])),
            (AMBER, |l| seats(l, [&[0, 1], &[0, 1], &[0], &[0], &[0], &[0]])),
            (RED, |l| seats(l, [&[1], &[0], &[0], &[0], &[0], &[0]])),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H11",
        "longest-wait",
        "peer",
        [
            (CALM, |l| seats(l, [&[0], &[1], &[0], &[1], &[0], &[1]])),
            (AMBER, |l| seats(l, [&[0], &[1], &[0], &[0], &[0], &[0]])),
            (CALM, |l| seats(l, [&[0], &[0], &[1], &[0], &[0], &[0]])),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H12",
        "gap",
        "mutual",
        [
            (CALM, |l| pulse(l, &[(4, 2), (5, 4), (3, 3), (4, 5)])),
            (AMBER, |l| pulse(l, &[(4, 2), (5, 4), (3, 3), (3, 5)])),
            (RED, |l| pulse(l, &[(4, 2), (5, 3)])),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H13",
        "own-ideas",
        "mentor",
        [
            (CALM, |l| {
                spread(l);
                ideas(l, 2, 3)
            }),
            (AMBER, |l| {
                spread(l);
                ideas(l, 1, 3)
            }),
            // The gaps do not lengthen, so nothing is offered.
            (CALM, |l| ideas(l, 0, 4)),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H14",
        "candour",
        "candor-circle",
        [
            (CALM, |l| felt(l, &[(4, 4), (2, 5)])),
            (AMBER, |l| felt(l, &[(4, 4), (2, 5), (4, 2)])),
            (RED, |l| felt(l, &[(4, 4), (2, 5), (4, 2), (3, 5)])),
            (UNKNOWN, |l| tell(l, 0, 1, 9, |_| ())),
        ],
    ),
    (
        "H14",
        "landed-gap",
        "candor-circle",
        [
            (CALM, |l| felt(l, &[(4, 4), (3, 4)])),
            (AMBER, |l| felt(l, &[(2, 5)])),
            (CALM, |l| felt(l, &[(4, 4), (2, 5)])),
            (UNKNOWN, |l| tell(l, 0, 1, 9, |_| ())),
        ],
    ),
    (
        "H14",
        "asked-first",
        "candor-circle",
        [
            (CALM, |l| asked(l, 3, 5)),
            (AMBER, |l| asked(l, 1, 5)),
            (CALM, |l| asked(l, 2, 5)),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H15",
        "unsaid",
        "candor-circle",
        [(CALM, nothing), (AMBER, |l| drafts(l, 1)), (RED, |l| drafts(l, 3)), (UNKNOWN, too_few)],
    ),
    (
        "H16",
        "frozen-lead",
        "situational",
        [
            (CALM, |l| leads(l, &[0, 1, 0, 1])),
            (AMBER, |l| leads(l, &[0, 0, 0, 0, 0, 1])),
            (RED, |l| leads(l, &[0, 0, 0])),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H17",
        "coverage",
        "distributed",
        [
            (CALM, |l| needs(l, 3, 4)),
            (AMBER, |l| needs(l, 2, 4)),
            (RED, |l| needs(l, 1, 4)),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H17",
        "concentration",
        "distributed",
        [
            (CALM, |l| {
                give(l, 1, 0, 5);
                give(l, 2, 0, 5)
            }),
            (AMBER, |l| {
                give(l, 1, 0, 5);
                give(l, 2, 0, 1)
            }),
            (CALM, |l| {
                give(l, 1, 0, 1);
                give(l, 2, 0, 1)
            }),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H17",
        "fading",
        "distributed",
        [
            (CALM, |l| last_seen(l, &[10, 90])),
            (AMBER, |l| last_seen(l, &[10, 97])),
            (CALM, |l| last_seen(l, &[0, 0])),
            (UNKNOWN, too_few),
        ],
    ),
    (
        "H17",
        "give-back",
        "distributed",
        [
            (CALM, |l| {
                give(l, 1, 0, 5);
                give(l, 0, 1, 1)
            }),
            (AMBER, |l| {
                give(l, 1, 0, 10);
                give(l, 0, 1, 1)
            }),
            (CALM, |l| {
                give(l, 1, 0, 2);
                give(l, 0, 1, 2)
            }),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H18",
        "directions",
        "poly-directional",
        [
            (CALM, |l| {
                ranks(l, &[3, 2, 2]);
                give(l, 0, 1, 6);
                give(l, 1, 2, 3);
                give(l, 1, 0, 1)
            }),
            (AMBER, |l| {
                ranks(l, &[3, 2, 2]);
                give(l, 0, 1, 6);
                give(l, 1, 2, 1)
            }),
            (RED, |l| {
                ranks(l, &[3, 2, 2]);
                give(l, 0, 1, 6)
            }),
            (UNKNOWN, |l| give(l, 0, 1, 6)),
        ],
    ),
    (
        "H18",
        "reciprocated",
        "pod",
        [
            (CALM, |l| {
                give(l, 0, 1, 1);
                give(l, 1, 0, 1);
                give(l, 1, 2, 1);
                give(l, 2, 1, 1)
            }),
            (AMBER, |l| {
                give(l, 0, 1, 1);
                give(l, 1, 0, 1)
            }),
            (RED, |l| {
                give(l, 0, 1, 1);
                give(l, 1, 2, 1)
            }),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H19",
        "one-topic",
        "intergenerational",
        [
            (CALM, |l| topics_of(l, 3, 2)),
            (AMBER, |l| topics_of(l, 7, 3)),
            (RED, |l| topics_of(l, 9, 1)),
            (UNKNOWN, |l| give(l, 1, 0, 3)),
        ],
    ),
    (
        "H19",
        "only-advice",
        "intergenerational",
        [
            (CALM, |l| advice(l, 3, 2)),
            (AMBER, |l| advice(l, 7, 3)),
            (RED, |l| advice(l, 9, 1)),
            (UNKNOWN, |l| give(l, 1, 0, 3)),
        ],
    ),
    (
        "H20",
        "decision-days",
        "lateral",
        [
            (CALM, |l| decision(l, 30, false)),
            (AMBER, |l| decision(l, 31, false)),
            (RED, |l| decision(l, 61, false)),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H20",
        "oldest-open",
        "lateral",
        [
            (CALM, |l| decision(l, 30, true)),
            (AMBER, |l| decision(l, 31, true)),
            (RED, |l| decision(l, 61, true)),
            (UNKNOWN, nothing),
        ],
    ),
    (
        "H21",
        "silence",
        "cross-functional",
        [
            (CALM, |l| {
                departments(l, &["a", "b"]);
                l.members.truncate(2);
                give(l, 0, 1, 1);
                give(l, 1, 0, 1)
            }),
            (AMBER, |l| {
                departments(l, &["a", "b"]);
                l.members.truncate(2);
                give(l, 0, 1, 1)
            }),
            (RED, |l| {
                departments(l, &["a", "b", "c"]);
                give(l, 0, 1, 1)
            }),
            (UNKNOWN, |l| give(l, 0, 1, 1)),
        ],
    ),
    (
        "H22",
        "between-sessions",
        "mutual",
        [(CALM, |l| outside(l, 6)), (AMBER, |l| outside(l, 5)), (RED, |l| outside(l, 0)), (UNKNOWN, too_few)],
    ),
];

/// Mentee items 20%, talk 35%, nothing upward in the last three, half of the goals not the mentee's.
fn power_golden(l: &mut Ledger) {
    for at in 0..5 {
        item(l, usize::from(at == 0));
    }
    talk(l, &[65, 35]);
    give(l, 0, 1, 3);
    goal(l, 0, &[]);
    goal(l, 1, &[]);
}

/// What the later-career side, the second, gives on two topics.
fn topics_of(l: &mut Ledger, one: usize, other: usize) {
    give_kind(l, 1, 0, one, ExchangeKind::Teach, Some("tech"));
    give_kind(l, 1, 0, other, ExchangeKind::Teach, Some("people"));
}

fn advice(l: &mut Ledger, advice: usize, other: usize) {
    give_kind(l, 0, 1, advice, ExchangeKind::Advise, None);
    give(l, 0, 1, other);
}

fn find(ledger: &Ledger, check: &str, measure: &str) -> Finding {
    let forms = Forms::builtin().unwrap();
    let findings = health(ledger, forms.get(&ledger.form).unwrap());
    findings.into_iter().find(|one| one.check == check && one.measure == measure).unwrap()
}

#[test]
fn every_check_is_calm_amber_red_and_unknown() {
    let forms = Forms::builtin().unwrap();
    let mut covered = BTreeSet::new();
    for (check, measure, form, cases) in CASES {
        let declared = forms.get(form).unwrap().checks.iter();
        let declared = declared.clone().find(|one| one.id == *check && one.measure == *measure).unwrap();
        let mut grades = BTreeSet::new();
        for (grade, change) in cases {
            let mut ledger = scene(form);
            change(&mut ledger);
            let finding = find(&ledger, check, measure);
            assert_eq!(finding.grade, *grade, "{check} {measure}: {finding:?}");
            assert_eq!(finding.value.is_some(), *grade != UNKNOWN);
            assert!(!finding.formula.is_empty());
            if *grade >= AMBER && *measure != "between-sessions" {
                assert!(!finding.rows.is_empty(), "{check} {measure} has no rows");
            }
            grades.insert(*grade);
        }
        assert_eq!(grades.contains(&RED), declared.red.is_some(), "{check} {measure}");
        assert!(grades.contains(&AMBER) && grades.contains(&CALM) && grades.contains(&UNKNOWN));
        covered.insert((*check, *measure));
    }
    for check in forms.iter().flat_map(|form| &form.checks) {
        assert!(
            covered.contains(&(check.id.as_str(), check.measure.as_str())),
            "{} {}",
            check.id,
            check.measure
        );
    }
}

#[test]
fn nothing_is_said_below_three_sessions() {
    for form in Forms::builtin().unwrap().iter() {
        let mut ledger = scene(&form.id);
        give(&mut ledger, 0, 1, 30);
        too_few(&mut ledger);
        let findings = health(&ledger, form);
        assert!(findings.iter().all(|one| one.grade == UNKNOWN && one.value.is_none()), "{}", form.id);
        assert!(findings[0].formula.contains("2 of the 3"));
        assert!(warnings(&findings).is_empty());
    }
}

#[test]
fn worked_figures() {
    let value = |form: &str, check: &str, measure: &str, change: Change| {
        let mut ledger = scene(form);
        change(&mut ledger);
        let value = find(&ledger, check, measure).value.unwrap();
        (value * 10_000.0).round() / 10_000.0
    };
    assert_eq!(value("mentor", "H3", "imbalance", power_golden), 0.6);
    let landed: Change = |l| {
        for (from, to, scores) in [(0, 1, &[2, 1, 0, 2, 1][..]), (1, 0, &[2, 1, 1])] {
            for score in scores {
                give(l, from, to, 1);
                l.exchanges.last_mut().unwrap().landed = Some(*score);
            }
        }
    };
    assert_eq!(value("mutual", "H1", "reciprocity", landed), 0.7778);
    assert_eq!(value("mutual", "H2", "tilt", landed), 0.2222);
    assert_eq!(value("mutual", "H9", "voice", |l| talk(l, &[62, 38])), 0.9424);
    assert_eq!(
        value("lateral", "H1", "reciprocity", |l| {
            for (from, to, times) in [(0, 1, 4), (1, 0, 2), (0, 2, 3), (2, 0, 3), (1, 2, 1)] {
                give(l, from, to, times);
            }
        }),
        0.7692
    );
    assert_eq!(
        value("mutual", "H6", "kept-gap", |l| {
            promise(l, 0, 6, 7);
            promise(l, 1, 3, 6)
        }),
        0.2778
    );
    assert_eq!(
        value("mutual", "H5", "misaligned", |l| {
            for weights in [[5, 2], [3, 3], [4, 5]] {
                goal(l, 0, &weights);
            }
        }),
        0.3333
    );
    assert_eq!(
        value("mentor", "H7", "late", |l| {
            l.cadence_days = Some(21);
            l.sessions[5].day = today() - Days::new(30);
        }),
        1.4286
    );
    assert_eq!(value("mutual", "H12", "gap", |l| pulse(l, &[(4, 2), (5, 4), (3, 3), (4, 5)])), 1.0);
    assert_eq!(value("candor-circle", "H14", "landed-gap", |l| felt(l, &[(2, 5)])), 2.2361);
    assert_eq!(
        value("distributed", "H17", "concentration", |l| {
            l.members.push(MemberRow::new(Id::fresh(), "mentor"));
            give(l, 1, 0, 5);
            give(l, 2, 0, 3);
            give(l, 3, 0, 2);
        }),
        0.38
    );
    assert_eq!(
        value("poly-directional", "H18", "directions", |l| {
            ranks(l, &[3, 2, 2]);
            give(l, 0, 1, 6);
            give(l, 1, 0, 3);
            give(l, 1, 2, 1);
        }),
        0.8173
    );
}

#[test]
fn what_is_said_to_all_is_shared_among_the_listeners() {
    let mut ledger = scene("lateral");
    give(&mut ledger, 0, 1, 1);
    ledger.exchanges[0].to = None;
    ledger.exchanges[0].landed = Some(1);
    let finding = find(&ledger, "H1", "reciprocity");
    assert_eq!(finding.formula, "r = returned 0 / given 2 = 0");
}

#[test]
fn the_formula_holds_the_figures() {
    let mut ledger = scene("mutual");
    give(&mut ledger, 0, 1, 11);
    give(&mut ledger, 1, 0, 7);
    let finding = find(&ledger, "H1", "reciprocity");
    assert_eq!(finding.formula, "r = 2 x min(11, 7) / (11 + 7) = 0.7778");
    assert_eq!(finding.rows.len(), 18);
}

#[test]
fn one_sided_until_half_of_the_rows_are_confirmed() {
    let mut ledger = scene("mutual");
    give(&mut ledger, 0, 1, 2);
    give(&mut ledger, 1, 0, 2);
    assert!(!find(&ledger, "H1", "reciprocity").one_sided);
    ledger.exchanges[0].confirmed = false;
    ledger.exchanges[1].confirmed = false;
    assert!(!find(&ledger, "H1", "reciprocity").one_sided, "half is enough");
    ledger.exchanges[2].confirmed = false;
    assert!(find(&ledger, "H1", "reciprocity").one_sided);
    pulse(&mut ledger, &[(1, 5)]);
    assert!(!find(&ledger, "H12", "gap").one_sided, "both wrote it themselves");
    promise(&mut ledger, 0, 0, 4);
    assert!(find(&ledger, "H6", "kept").one_sided, "the ledger as a whole is one person's view");
}

#[test]
fn at_most_three_warnings_worst_first_offers_last() {
    let mut ledger = scene("mutual");
    give(&mut ledger, 0, 1, 10);
    give(&mut ledger, 1, 0, 4);
    promise(&mut ledger, 1, 1, 6);
    pulse(&mut ledger, &[(1, 5)]);
    let findings = health(&ledger, Forms::builtin().unwrap().get("mutual").unwrap());
    let shown: Vec<(&str, Grade)> =
        warnings(&findings).iter().map(|one| (one.measure.as_str(), one.grade)).collect();
    // Of one grade the form's order stands, its gravest risks first.
    assert_eq!(shown, [("kept", RED), ("gap", RED), ("between-sessions", RED)]);

    let mut ledger = scene("mentor");
    spread(&mut ledger);
    ideas(&mut ledger, 0, 4);
    clear_goals(&mut ledger, 2, 4);
    let findings = health(&ledger, Forms::builtin().unwrap().get("mentor").unwrap());
    let shown: Vec<&str> = warnings(&findings).iter().map(|one| one.measure.as_str()).collect();
    assert_eq!(shown, ["clear", "own-ideas"]);
    assert!(warnings(&findings)[1].offer);
}

#[test]
fn a_value_on_the_threshold_has_not_passed_it() {
    let mut ledger = scene("mentor");
    power_golden(&mut ledger);
    let finding = find(&ledger, "H3", "imbalance");
    assert_eq!(finding.grade, AMBER, "red only above .6: {}", finding.formula);
}
