//! The picture of every form: nothing, one row, what is usual, and a crowd, at two sizes.

use super::driver::{Driver, assets, demo, empty};
use chrono::{Days, NaiveDate};
use mentorlog::forms::Form;
use mentorlog::model::{
    Checkin, Commitment, CommitmentState, Exchange, ExchangeKind, Feedback, FeedbackState, Goal, Id, Item,
    ItemState, Lead, Member, Moment, Person, Relationship, Session, SessionState, Topic, TopicKind,
    Visibility, Weight,
};
use mentorlog::store::{Store, StoreError, Tx};

/// How much there is in a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    Nothing,
    One,
    Usual,
    Crowd,
}

impl Amount {
    const ALL: [Self; 4] = [Self::Nothing, Self::One, Self::Usual, Self::Crowd];

    fn of(self, amounts: [usize; 4]) -> usize {
        amounts[self as usize]
    }
}

const NAMES: [&str; 19] = [
    "Ana Ruiz",
    "Ben Okafor",
    "陈伟 Chen Wei",
    "Dia Santos",
    "Eve Ito",
    "Finn Aalto",
    "Gita Rao",
    "Hugo Maximilian von und zu Reichenbach-Hohenfels",
    "Ines Costa",
    "Jan Novak",
    "Kaya Demir",
    "Lena Fischer",
    "Mo Adeyemi",
    "Nora Lind",
    "Omar Haddad",
    "Pia Lang",
    "Quentin Roy",
    "Rosa Vega",
    "Sven Berg",
];
const DEPARTMENTS: [&str; 5] = ["Platform", "Finance", "Design", "Support", "Operations and logistics"];
const TOPICS: [&str; 9] = [
    "hiring",
    "delegation",
    "strategy",
    "speaking up in rooms full of people",
    "budget",
    "tools",
    "career",
    "面试",
    "negotiating",
];
const TOPIC_KINDS: [TopicKind; 3] = [TopicKind::Skill, TopicKind::Influence, TopicKind::Problem];

fn day(ago: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 12).unwrap() - Days::new(ago)
}

fn at(ago: u64) -> Moment {
    format!("{}T14:00:00+01:00", day(ago)).parse().unwrap()
}

pub fn journal(form: &Form, amount: Amount) -> Store {
    let store = empty();
    store.write("a relationship", |tx| fill(tx, form, amount)).unwrap();
    store
}

fn fill(tx: &Tx<'_>, form: &Form, amount: Amount) -> Result<(), StoreError> {
    let me = tx.owner("Sam")?;
    tx.put(&Person {
        id: me,
        owner: true,
        department: Some("Platform".to_owned()),
        authority: Some(3),
        cohort: Some("mid career".to_owned()),
        ..Person::named("Sam")
    })?;
    let count = amount.of([1, 1, 4, 19]).clamp(form.size.min - 1, form.size.max - 1);
    let mut people = vec![me];
    for (at, name) in NAMES.iter().take(count).enumerate() {
        people.push(tx.put(&Person {
            department: Some(DEPARTMENTS[(at + 1) % 5].to_owned()),
            authority: Some([2, 4, 3, 5, 1][at % 5]),
            cohort: Some(["late career", "early career"][at % 2].to_owned()),
            ..Person::named(*name)
        })?);
    }
    let mut row = Relationship { cadence_days: Some(14), ..Relationship::of_form(&form.id) };
    row.started_on = Some(day(400));
    for (at, person) in people.iter().enumerate() {
        let role = if at == 0 { &form.owner_role } else { &form.partner_role };
        // Where the roles differ in career, both are there.
        let turned = at > 0 && at % 2 == 0 && form.view == mentorlog::forms::View::Mutual;
        let role = if turned { &form.owner_role } else { role };
        row.members.push(Member {
            person: *person,
            role: role.clone(),
            joined_on: Some(day(400)),
            left_on: None,
        });
    }
    for (at, name) in TOPICS.iter().take(amount.of([0, 1, 4, 9])).enumerate() {
        let kind = TOPIC_KINDS[at % 3];
        row.topics.push(Topic { name: (*name).to_owned(), kind, goal: None, wanted: at % 4 == 0 });
    }
    for nth in 0..amount.of([0, 0, 5, 20]) {
        row.leads.push(Lead {
            topic: TOPICS[nth % amount.of([1, 1, 3, 9])].to_owned(),
            person: people[(nth + nth / 3) % people.len()],
            from_on: day(84 - 4 * nth as u64),
        });
    }
    let id = tx.put(&row)?;
    rows(tx, id, &people, amount)
}

fn rows(tx: &Tx<'_>, id: Id<Relationship>, people: &[Id<Person>], amount: Amount) -> Result<(), StoreError> {
    let mut sessions = Vec::new();
    for nth in 0..amount.of([0, 1, 6, 30]) {
        let mut row = Session::new(id, SessionState::Held, at(7 + 14 * nth as u64));
        row.present = people.to_vec();
        row.facilitator = Some(people[nth % people.len()]);
        if nth % 2 == 0 {
            let mut item = Item::new("a decision");
            item.topic = Some("delegation".to_owned());
            item.raised_on = Some(day(40 + 14 * nth as u64));
            item.raised_by = Some(people[nth % people.len()]);
            item.state = ItemState::Done;
            row.agenda.push(item);
        }
        sessions.push(tx.put(&row)?);
    }
    let mut next = Session::new(id, SessionState::Planned, "2026-03-20T14:00:00+01:00".parse().unwrap());
    for nth in 0..amount.of([0, 1, 2, 9]) {
        let mut item = Item::new("a decision that waits");
        item.topic = Some(TOPICS[[1, 4, 7][nth % 3]].to_owned());
        item.raised_on = Some(day(12 + 25 * nth as u64));
        item.raised_by = Some(people[nth % people.len()]);
        next.agenda.push(item);
    }
    tx.put(&next)?;
    let with = people.len();
    for nth in 0..amount.of([0, 1, 18, 240]) {
        let from = people[(nth * 7 + nth / 5) % with];
        let to = people[(nth * 7 + nth / 5 + 1 + nth % (with - 1)) % with];
        tx.put(&Exchange {
            id: Id::fresh(),
            relationship: Some(id),
            session: None,
            from,
            to: Some(to),
            kind: ExchangeKind::ALL[(nth * 5) % 9],
            topic: Some(TOPICS[nth % amount.of([1, 1, 4, 9])].to_owned()),
            text: format!("exchange {nth}"),
            at: at((nth * 3) as u64 % 84 + 1),
            landed: Some((nth % 4) as u8),
            recorded_by: None,
            confirmed_by: None,
            visibility: Visibility::Private,
            updated_at: None,
        })?;
    }
    for nth in 0..amount.of([0, 1, 12, 90]) {
        let level = |step: usize| Some(1 + ((nth * step + nth / 2) % 5) as u8);
        tx.put(&Feedback {
            relationship: Some(id),
            text: Some(format!("feedback {nth}")),
            state: FeedbackState::Given,
            given_at: Some(at(nth as u64 % 80)),
            asked_at: (nth % 3 == 0).then(|| at(nth as u64 % 80 + 2)),
            care: level(3),
            challenge: level(2),
            felt_care: level(4),
            felt_challenge: level(3),
            ..Feedback::draft(people[nth % with], people[(nth + 1) % with], at(nth as u64 % 80))
        })?;
    }
    for nth in 0..amount.of([0, 1, 16, 120]) {
        let made = 84 - (nth * 5) as u64 % 80;
        let state = CommitmentState::ALL[(nth + nth / 4) % 4];
        let closed = (state != CommitmentState::Open).then(|| at(made.saturating_sub(9)));
        tx.put(&Commitment {
            relationship: Some(id),
            due_on: Some(day(made) + Days::new(12)),
            state,
            closed_at: closed,
            to: Some(people[(nth + 1) % with]),
            ..Commitment::open(people[nth % with], format!("promise {nth}"), at(made))
        })?;
    }
    goals(tx, id, people, amount)
}

fn goals(tx: &Tx<'_>, id: Id<Relationship>, people: &[Id<Person>], amount: Amount) -> Result<(), StoreError> {
    let mut parent = None;
    for nth in 0..amount.of([0, 1, 3, 20]) {
        let checkin = |ago: u64, value: f64| Checkin {
            id: Id::fresh(),
            at: at(ago),
            by: None,
            value,
            confidence: Some(6),
            note: None,
        };
        let title =
            ["Lead an incident review", "Ask before advising, three questions before any answer"][nth % 2];
        let goal = Goal {
            relationship: Some(id),
            owners: if nth % 2 == 0 { people.to_vec() } else { vec![people[1]] },
            due_on: Some(day(0) + Days::new(10 + nth as u64)),
            checkins: vec![checkin(60, 10.0), checkin(10, (nth * 17 % 100) as f64)],
            weights: people
                .iter()
                .take(2)
                .enumerate()
                .map(|(at, person)| Weight { person: *person, weight: 1 + ((nth + at * 3) % 5) as u8 })
                .collect(),
            parent: if nth % 3 == 1 { parent } else { None },
            ..Goal::titled(format!("{title} {nth}"))
        };
        let made = tx.put(&goal)?;
        if nth % 3 == 0 {
            parent = Some(made);
        }
    }
    Ok(())
}

/// The picture of a relationship, opened from the tab of its form.
fn opened(form: &Form, amount: Amount, width: u16, height: u16) -> Driver {
    let mut driver = Driver::new(journal(form, amount), width, height);
    let tab = if form.view == mentorlog::forms::View::Mentor { "2" } else { "3" };
    driver.keys("<Esc>").keys(tab).keys("P");
    driver
}

#[test]
fn every_picture_as_it_looks() {
    let assets = assets();
    for form in assets.forms.iter() {
        let mut text = String::new();
        for amount in Amount::ALL {
            for (width, height) in [(100, 30), (80, 24)] {
                let screen = opened(form, amount, width, height).screen();
                text.push_str(&format!("==== {amount:?}, {width}x{height}\n{screen}"));
            }
        }
        insta::assert_snapshot!(format!("picture_{}", form.id), text);
    }
}

#[test]
fn every_picture_leads_its_view() {
    let assets = assets();
    let mut text = String::new();
    for form in assets.forms.iter() {
        for (width, height) in [(100, 30), (80, 24), (60, 18)] {
            let screen = opened(form, Amount::Usual, width, height).keys("<Esc>").screen();
            let head: Vec<&str> = screen.lines().skip(2).take(8).collect();
            text.push_str(&format!("==== {}, {width}x{height}\n{}\n", form.id, head.join("\n")));
        }
    }
    insta::assert_snapshot!("picture_leads", text);
}

#[test]
fn every_picture_is_drawn_at_every_size() {
    let assets = assets();
    for form in assets.forms.iter() {
        for amount in [Amount::Nothing, Amount::Crowd] {
            let mut driver = opened(form, amount, 100, 30);
            for width in [1, 12, 30, 48, 62, 79, 100, 140] {
                for height in [1, 6, 12, 17, 22, 30, 50] {
                    driver.resize(width, height);
                    let screen = driver.screen();
                    let wide = |line: &str| unicode_width::UnicodeWidthStr::width(line) > usize::from(width);
                    assert!(!screen.lines().any(wide), "{} {width}x{height}\n{screen}", form.id);
                    assert!(screen.chars().all(|c| c.is_ascii() || !('\u{2580}'..='\u{28ff}').contains(&c)));
                }
            }
        }
    }
}

#[test]
fn enter_opens_the_numbers_and_their_rows() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("3P").sees("balance beam").sees("I gave 57 and Ben Okafor gave 55");
    driver.keys("<Enter>").sees("NUMBERS").sees("gave 57, got 55");
    driver.keys("<Enter>").misses("NUMBERS").keys("<Esc>").sees("NUMBERS");
    driver.keys("<Esc>").sees("balance beam").keys("<Esc>").sees("BETWEEN US");
}

#[test]
fn left_and_right_go_through_the_sessions() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("3P<Right>").sees("This is today");
    driver.keys("<Left>").sees("as it stood on").keys("<Left>").sees("as it stood on");
    driver.keys("<Right><Right>").sees("Today again").sees("sessions since");
}

#[test]
fn the_veil_covers_topics_goals_and_numbers() {
    let assets = assets();
    let form = assets.forms.get("mutual").unwrap();
    let mut driver = opened(form, Amount::Usual, 100, 30);
    driver.sees("hiring").sees("Lead an incident").keys("v").misses("hiring").misses("Lead an incident");
    driver.keys("v").sees("hiring").keys("<Enter>").sees("NUMBERS").keys("v").misses("Lead an incident");
}

#[test]
fn with_nothing_selected_it_says_what_to_do() {
    Driver::new(empty(), 100, 30).keys("<Esc>3P").sees("Select a relationship");
}
