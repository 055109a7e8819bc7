//! Whose turn it is, at every size a form allows; order, questions and phases.

use super::rows::{form, held, material, moment};
use chrono::NaiveDate;
use mentorlog::forms::Forms;
use mentorlog::model::Phase;
use mentorlog::model::{AgreementSection, Goal, GoalState, Id, Item, Person};
use mentorlog::sitting::phase::suggest;
use mentorlog::sitting::timetable::{leads, step, turns};
use mentorlog::sitting::{Material, PromptUse, agenda, arrange, duties, question, timetable};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_parts_of_every_form_and_size_add_up() {
    for form in Forms::builtin().unwrap().iter() {
        for people in form.size.min..=form.size.max {
            let mut material = material(form, people);
            for minutes in [None, Some(5), Some(20), Some(45), Some(61), Some(120)] {
                material.session.minutes = minutes;
                let seconds: u32 = timetable(form, &material).iter().map(|part| part.planned_seconds).sum();
                assert_eq!(
                    seconds,
                    u32::from(material.minutes(form)) * 60,
                    "{} {people} {minutes:?}",
                    form.id
                );
            }
        }
    }
}

/// Who has the turns of a session, in order.
fn seated(material: &Material, form: &str) -> Vec<usize> {
    let form = super::rows::form(form);
    let at = |person: Id<Person>| {
        material.relationship.members.iter().position(|member| member.person == person).unwrap()
    };
    timetable(&form, material).iter().filter_map(|part| part.person).map(at).collect()
}

#[test]
fn another_partner_starts_each_time() {
    let form = form("mutual");
    let first = material(&form, 2);
    let second = held(&form, &first, 2);
    let third = held(&form, &second, 2);
    assert_eq!(seated(&first, "mutual"), [0, 1]);
    assert_eq!(seated(&second, "mutual"), [1, 0]);
    assert_eq!(seated(&third, "mutual"), [0, 1]);
}

#[test]
fn hot_seats_go_to_those_who_waited_longest() {
    let form = form("pod");
    let mut now = material(&form, 5);
    let mut seats = Vec::new();
    for _ in 0..5 {
        seats.push(seated(&now, "pod"));
        now = held(&form, &now, 4);
    }
    assert_eq!(seats, [[0, 1], [2, 3], [4, 0], [1, 2], [3, 4]]);
}

#[test]
fn who_stays_away_takes_no_turn() {
    let form = form("candor-circle");
    let mut material = material(&form, 5);
    let away = material.relationship.members[2].person;
    material.session.present =
        material.relationship.members.iter().map(|member| member.person).filter(|one| *one != away).collect();
    assert_eq!(seated(&material, "candor-circle"), [0, 1, 3, 4]);
    assert!(!turns(&form, &material).contains(&away));
}

#[test]
fn a_guide_takes_no_seat_among_equals_and_a_mentor_counts_as_present() {
    let pod = form("pod");
    let mut with_guide = material(&pod, 5);
    with_guide.relationship.members[4].role = "guide".to_owned();
    assert_eq!(turns(&pod, &with_guide).len(), 4);
    // A learner and their mentors: not the review that is held alone.
    let board = form("distributed");
    let parts = timetable(&board, &material(&board, 2));
    assert!(parts.iter().any(|part| part.name == "One need"), "{parts:?}");
    assert_eq!(parts.len(), board.template.parts.len());
}

#[test]
fn duties_go_round_and_lead_their_parts() {
    let form = form("pod");
    let mut now = material(&form, 4);
    let people: Vec<_> = now.relationship.members.iter().map(|member| member.person).collect();
    let hosts: Vec<_> = (0..5)
        .map(|_| {
            let host = duties(&form, &now)[0].person;
            now = held(&form, &now, 4);
            people.iter().position(|person| *person == host).unwrap()
        })
        .collect();
    assert_eq!(hosts, [0, 1, 2, 3, 0]);
    let duties = duties(&form, &now);
    let roles: Vec<_> = duties.iter().map(|duty| duty.role.as_str()).collect();
    assert_eq!(roles, ["host", "timekeeper", "scribe"]);
    let parts = timetable(&form, &now);
    assert_eq!(leads(&parts[0], &now, &duties), Some(duties[0].person));
    now.session.facilitator = Some(people[3]);
    assert_eq!(mentorlog::sitting::duties(&form, &now)[0].person, people[3]);
}

#[test]
fn the_learner_comes_first_and_equals_alternate() {
    let items = |people: &[(&str, Option<Id<Person>>)]| -> Vec<Item> {
        people.iter().map(|(text, by)| Item { raised_by: *by, ..Item::new(*text) }).collect()
    };
    let texts = |items: Vec<Item>| items.into_iter().map(|item| item.text).collect::<Vec<_>>().join("");
    let guiding = form("mentor");
    let material = super::rows::material(&guiding, 2);
    let [mentor, mentee] = [0, 1].map(|at| Some(material.relationship.members[at].person));
    let lines = items(&[("a", mentor), ("b", mentee), ("c", None), ("d", mentee)]);
    assert_eq!(texts(arrange(lines, &guiding, &material)), "bdac");

    let equals = form("mutual");
    let now = super::rows::material(&equals, 2);
    let [one, other] = [0, 1].map(|at| Some(now.relationship.members[at].person));
    let lines = || items(&[("a", one), ("b", one), ("c", None), ("d", other), ("e", one)]);
    assert_eq!(texts(arrange(lines(), &equals, &now)), "adbec");
    assert_eq!(texts(arrange(lines(), &equals, &held(&equals, &now, 2))), "dabec");
}

#[test]
fn a_line_moves_as_far_as_there_is_room() {
    let mut lines = ["a", "b", "c", "d"];
    assert_eq!(agenda::shift(&mut lines, 0, 2), 2);
    assert_eq!(lines, ["b", "c", "a", "d"]);
    assert_eq!(agenda::shift(&mut lines, 3, -9), 0);
    assert_eq!(lines, ["d", "b", "c", "a"]);
    assert_eq!(agenda::shift(&mut lines, 3, 5), 3);
    assert_eq!(agenda::shift::<&str>(&mut [], 0, 1), 0);
}

#[test]
fn a_part_runs_through_the_steps_of_its_protocol() {
    let form = form("mentor");
    let mut material = material(&form, 2);
    material.session.minutes = Some(30);
    let mut case = timetable(&form, &material).into_iter().find(|part| part.name.contains("case")).unwrap();
    let planned = case.planned_seconds;
    let names = [0, planned / 4, planned / 2, planned, planned * 2].map(|used| {
        case.used_seconds = Some(used);
        step(&form, &case).unwrap().name.clone()
    });
    assert_eq!(names, ["Goal", "Reality", "Options", "Will", "Will"]);
}

#[test]
fn questions_that_were_not_asked_come_first() {
    let form = form("mentor");
    let use_of = |prompt: &str, on: &str| PromptUse {
        prompt: prompt.to_owned(),
        session: None,
        used_on: day(on),
        kept: true,
    };
    let fresh = question::choose(&form, &[], 2);
    assert_eq!(fresh[0].text, form.prompts[0].text);
    assert_ne!(fresh[0].stage, fresh[1].stage);
    let all_but_last: Vec<PromptUse> =
        form.prompts.iter().rev().skip(1).map(|prompt| use_of(&prompt.text, "2026-01-01")).collect();
    assert_eq!(question::choose(&form, &all_but_last, 1)[0].text, form.prompts.last().unwrap().text);
    let mut all: Vec<PromptUse> =
        form.prompts.iter().map(|prompt| use_of(&prompt.text, "2026-02-01")).collect();
    all.push(use_of(&form.prompts[0].text, "2026-03-01"));
    all[3].used_on = day("2026-01-01");
    assert_eq!(question::choose(&form, &all, 1)[0].text, form.prompts[3].text);
    assert_eq!(question::choose(&form, &all, 99).len(), form.prompts.len());
}

#[test]
fn a_phase_is_suggested_with_its_reason() {
    let form = form("mentor");
    let today = day("2026-03-12");
    let mut now = material(&form, 2);
    assert_eq!(suggest(&now, today).phase, Phase::Preparing);
    now.relationship.agreement.push(AgreementSection {
        section: "Purpose".to_owned(),
        text: "To grow".to_owned(),
        version: 1,
        agreed_on: Some(today),
        agreed_by: None,
        review_on: None,
    });
    assert_eq!(suggest(&now, today).phase, Phase::Negotiating);
    now = held(&form, &now, 2);
    assert_eq!(suggest(&now, today).phase, Phase::Enabling);
    now.relationship.cadence_days = Some(14);
    for weeks in [6, 6, 6] {
        now = held(&form, &now, weeks);
    }
    assert_eq!(suggest(&now, today).phase, Phase::Closing);
    now.relationship.cadence_days = Some(42);
    assert_eq!(suggest(&now, today).phase, Phase::Enabling);
    now.goals = (0..5)
        .map(|at| Goal {
            state: if at == 0 { GoalState::Active } else { GoalState::Reached },
            ..Goal::titled("One")
        })
        .collect();
    assert_eq!(suggest(&now, today).phase, Phase::Closing);
    now.goals.clear();
    now.relationship.ended_on = Some(moment("2026-04-01T12:00:00Z+00:00").day());
    assert_eq!(suggest(&now, today).because, "it ends on 2026-04-01");
}
