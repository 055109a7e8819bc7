//! Swim-lanes by topic: along time, the letter of whoever leads; a hand-over is marked.

use super::material::{Material, several, spoken};
use super::{Figure, Panel, Sketch};
use crate::insight::{Evidence, ExchangeRow};
use crate::model::{Id, Person};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, fit};
use chrono::NaiveDate;
use ratatui::text::{Line, Span};
use std::collections::BTreeMap;

/// The picture.
pub const PANEL: Panel = Panel { name: "topic lanes", least: (60, 8), draw, strip, reading, figures };

/// Cells of a topic before its lane.
const LABEL: usize = 20;
/// Topics that lead a view.
const MOST: usize = 4;
/// The colours of the first three people; the letter says who it is.
const COLOURS: [Role; 3] = [Role::Mentor, Role::Mutual, Role::Private];

/// The letter of each person, the first one of the name that nobody before has.
fn letters(material: &Material<'_>) -> Vec<(Id<Person>, char)> {
    let mut taken: Vec<(Id<Person>, char)> = Vec::new();
    for member in material.members() {
        let name = material.name(member.person).to_uppercase();
        let own = name.chars().chain('A'..='Z').filter(char::is_ascii_alphabetic);
        let free = |letter: &char| taken.iter().all(|(_, other)| other != letter);
        let letter = own.into_iter().find(free).unwrap_or('?');
        taken.push((member.person, letter));
    }
    taken
}

/// Who led a topic from which day on: as it was agreed, else whoever gave on it.
fn leads<'a>(material: &Material<'a>, topic: &str) -> Vec<(NaiveDate, Id<Person>)> {
    let ledger = material.ledger();
    let agreed = ledger.leads.iter().filter(|lead| lead.topic == topic && lead.from_on <= ledger.today);
    let mut leads: Vec<_> = agreed.map(|lead| (lead.from_on, lead.person)).collect();
    if leads.is_empty() {
        leads = on(material, topic).map(|row| (row.day, row.from)).collect();
    }
    leads.sort_by_key(|(day, _)| *day);
    leads.dedup_by_key(|(_, person)| *person);
    leads
}

fn on<'a>(material: &Material<'a>, topic: &str) -> impl Iterator<Item = &'a ExchangeRow> {
    material.ledger().exchanges.iter().filter(move |row| row.topic.as_deref() == Some(topic))
}

/// Topics with a lead or an exchange.
fn topics<'a>(material: &Material<'a>) -> Vec<&'a str> {
    let mut topics = material.topics();
    for lead in &material.ledger().leads {
        if !topics.contains(&lead.topic.as_str()) {
            topics.push(&lead.topic);
        }
    }
    topics
}

/// The first day that is drawn.
fn from(material: &Material<'_>) -> Option<NaiveDate> {
    let ledger = material.ledger();
    let sessions = ledger.sessions.first().map(|session| session.day);
    let given = ledger.exchanges.first().map(|row| row.day);
    let led = ledger.leads.iter().map(|lead| lead.from_on).min();
    [sessions, given, led].into_iter().flatten().min()
}

/// The lane of a topic: `.` before anybody leads, then the leader's letter, `>` where it is handed
/// over, and a capital letter becoming `*` where something was given.
fn lane(material: &Material<'_>, topic: &str, cells: usize) -> Vec<(char, Role)> {
    let Some(from) = from(material) else { return vec![('.', Role::Muted); cells] };
    let letters = letters(material);
    let all = material.days_since(from).max(1) as f64;
    let at = |day: NaiveDate| {
        let gone = day.signed_duration_since(from).num_days().max(0) as f64;
        ((gone / all) * cells.saturating_sub(1) as f64).round() as usize
    };
    let look = |person: Id<Person>| {
        let place = letters.iter().position(|(other, _)| *other == person);
        let letter = place.and_then(|place| letters.get(place)).map_or('?', |(_, letter)| *letter);
        (
            letter.to_ascii_lowercase(),
            place.and_then(|place| COLOURS.get(place)).copied().unwrap_or(Role::Text),
        )
    };
    let mut lane = vec![('.', Role::Muted); cells];
    let leads = leads(material, topic);
    for (nth, (day, person)) in leads.iter().enumerate() {
        let start = at(*day).min(cells);
        lane[start..].fill(look(*person));
        if nth > 0 && start < cells {
            lane[start] = ('>', Role::Accent);
        }
    }
    for row in on(material, topic) {
        if let Some(cell) = lane.get_mut(at(row.day)).filter(|cell| cell.0 != '>') {
            *cell = (look(row.from).0.to_ascii_uppercase(), look(row.from).1);
        }
    }
    lane
}

fn row(material: &Material<'_>, topic: &str, width: usize) -> Line<'static> {
    let mut line = vec![Span::raw(format!(" {} ", fit(topic, LABEL - 2)))];
    let lane = lane(material, topic, width.saturating_sub(LABEL + 1));
    line.extend(
        lane.into_iter().map(|(sign, role)| Span::styled(sign.to_string(), material.theme.style(role))),
    );
    Line::from(line)
}

/// Who is which letter.
fn key(material: &Material<'_>) -> String {
    let letters = letters(material);
    let names: Vec<String> = letters
        .iter()
        .map(|(person, letter)| {
            format!("{} {}", letter.to_ascii_lowercase(), cut(material.short(*person), 12))
        })
        .collect();
    names.join("  ")
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let topics = topics(material);
    if topics.is_empty() {
        sketch.text(1, 0, &reading(material), Role::Muted);
        return;
    }
    let room = sketch.height().saturating_sub(4);
    let step = (room / topics.len()).clamp(1, 2);
    let shown = topics.len().min(room / step);
    for (at, topic) in topics.iter().take(shown).enumerate() {
        sketch.styled(0, at * step, row(material, topic, sketch.width()));
    }
    if shown < topics.len() {
        sketch.text(1, shown * step, &format!("and {} more topics", topics.len() - shown), Role::Muted);
    }
    let y = shown * step + usize::from(shown < topics.len());
    if let Some(from) = from(material) {
        sketch.text(LABEL, y, &spoken(from), Role::Muted);
        sketch.before(sketch.width() - 1, y, &spoken(material.ledger().today), Role::Muted);
    }
    sketch.text(1, sketch.height() - 2, &format!("leads: {}", key(material)), Role::Text);
    sketch.text(
        1,
        sketch.height() - 1,
        "a capital gave something   > handed over   . nobody leads yet",
        Role::Muted,
    );
}

fn strip(material: &Material<'_>, width: usize, rows: usize) -> Vec<Line<'static>> {
    let topics = topics(material);
    if topics.is_empty() {
        return vec![Line::from(format!(" {}", reading(material)))];
    }
    let shown = rows.saturating_sub(1).clamp(1, MOST);
    let mut lines: Vec<Line<'static>> =
        topics.iter().take(shown).map(|topic| row(material, topic, width)).collect();
    let more =
        if topics.len() > shown { format!("+{} topics   ", topics.len() - shown) } else { String::new() };
    lines.push(Line::from(format!(" {more}leads: {}   > handed over", key(material))));
    lines
}

fn handed_over(material: &Material<'_>) -> usize {
    topics(material).iter().map(|topic| leads(material, topic).len().saturating_sub(1)).sum()
}

fn reading(material: &Material<'_>) -> String {
    let topics = topics(material);
    if topics.is_empty() {
        return "No topic yet: i, then: gave NAME: what #topic".to_owned();
    }
    let mut led: BTreeMap<Id<Person>, usize> = BTreeMap::new();
    for topic in &topics {
        if let Some((_, person)) = leads(material, topic).last() {
            *led.entry(*person).or_default() += 1;
        }
    }
    let said: Vec<String> = material
        .members()
        .iter()
        .filter_map(|member| Some(format!("{} {}", material.short(member.person), led.get(&member.person)?)))
        .collect();
    let times = several(handed_over(material), "time", "times");
    format!("Topics led today: {}; the lead was handed over {times}.", said.join(", "))
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    let topics = topics(material);
    let figure = |topic: &&str| {
        let said: Vec<String> = leads(material, topic)
            .iter()
            .map(|(day, person)| format!("{} from {}", material.short(*person), spoken(*day)))
            .collect();
        let said = if said.is_empty() { "nobody leads yet".to_owned() } else { said.join(", then ") };
        Figure::new(*topic, said, on(material, topic).map(|row| Evidence::Exchange(row.id)))
    };
    topics.iter().map(figure).collect()
}
