//! The influence map: what each brings of understanding, power and trust, as heat, and the decisions
//! on topics of influence from the ask to the yes, the stuck ones with their age.
//!
//! The three are read from the kinds of what somebody gave: understanding from teaching, insights,
//! questions and stories; power from doors, resources and challenges; trust from support and advice.

use super::material::{Material, several, total};
use super::{Figure, Panel, Sketch};
use crate::insight::{Edge, Evidence, ItemRow, measure};
use crate::model::{ExchangeKind, Id, ItemState, Person, TopicKind};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, fit};
use chrono::NaiveDate;
use ratatui::text::{Line, Span};

/// The picture.
pub const PANEL: Panel = Panel { name: "influence map", least: (60, 10), draw, strip, reading, figures };

/// Days after which a decision counts as stuck (check H20).
const STUCK: i64 = 30;
/// Cells of a name and of a heat cell.
const LABEL: usize = 18;
const HEAT: usize = 16;

/// One of the three things a yes needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    Understanding,
    Power,
    Trust,
}

impl Ground {
    const ALL: [Self; 3] = [Self::Understanding, Self::Power, Self::Trust];

    fn name(self) -> &'static str {
        match self {
            Self::Understanding => "understanding",
            Self::Power => "power",
            Self::Trust => "trust",
        }
    }

    fn of(kind: ExchangeKind) -> Self {
        match kind {
            ExchangeKind::Teach | ExchangeKind::Insight | ExchangeKind::Ask | ExchangeKind::Story => {
                Self::Understanding
            }
            ExchangeKind::Door | ExchangeKind::Resource | ExchangeKind::Challenge => Self::Power,
            ExchangeKind::Support | ExchangeKind::Advise => Self::Trust,
        }
    }
}

fn given<'m>(
    material: &'m Material<'_>,
    person: Id<Person>,
    ground: Ground,
) -> impl Iterator<Item = &'m Edge<'m>> {
    material.scene.edges.iter().filter(move |edge| edge.from == person && Ground::of(edge.row.kind) == ground)
}

fn weight(material: &Material<'_>, person: Id<Person>, ground: Ground) -> f64 {
    total(given(material, person, ground))
}

fn greatest(material: &Material<'_>) -> f64 {
    let members = material.members();
    let all =
        members.iter().flat_map(|member| Ground::ALL.map(|ground| weight(material, member.person, ground)));
    all.fold(1.0, f64::max)
}

/// Agenda items on a topic of influence: each is a decision to be won.
fn decisions<'a>(material: &Material<'a>) -> Vec<&'a ItemRow> {
    let ledger = material.ledger();
    let influence = |name: &str| {
        ledger.topics.iter().any(|topic| topic.name == name && topic.kind == TopicKind::Influence)
    };
    ledger.items.iter().filter(|item| item.topic.as_deref().is_some_and(influence)).collect()
}

/// The day of the yes.
fn decided(material: &Material<'_>, item: &ItemRow) -> Option<NaiveDate> {
    let held = material.ledger().sessions.iter().find(|session| Some(session.id) == item.held_in);
    held.filter(|_| item.state == ItemState::Done).map(|session| session.day)
}

fn open<'a>(material: &Material<'a>) -> Vec<(&'a ItemRow, i64)> {
    let waits =
        |item: &&ItemRow| item.held_in.is_none() && matches!(item.state, ItemState::Open | ItemState::Parked);
    let aged = |item: &'a ItemRow| Some((item, material.days_since(item.raised_on?)));
    decisions(material).into_iter().filter(waits).filter_map(aged).collect()
}

fn heat(share: f64) -> &'static str {
    match share {
        share if share <= 0.0 => ".",
        share if share < 0.25 => "#",
        share if share < 0.5 => "##",
        share if share < 0.75 => "###",
        _ => "####",
    }
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let members = material.members();
    for (at, ground) in Ground::ALL.into_iter().enumerate() {
        sketch.within(LABEL + at * HEAT, 0, HEAT - 1, ground.name(), Role::Heading);
    }
    let room = sketch.height().saturating_sub(5).min(members.len());
    let shown = if room < members.len() { room.saturating_sub(1) } else { room };
    let scale = greatest(material);
    for (member, y) in members.iter().take(shown).zip(1..) {
        sketch.within(1, y, LABEL - 2, material.name(member.person), Role::Text);
        for (at, ground) in Ground::ALL.into_iter().enumerate() {
            let weight = weight(material, member.person, ground);
            let role = if weight > 0.0 { material.role() } else { Role::Muted };
            let text =
                if weight > 0.0 { format!("{} {weight:.0}", heat(weight / scale)) } else { ".".to_owned() };
            sketch.within(LABEL + at * HEAT, y, HEAT - 1, &text, role);
        }
    }
    let mut y = 1 + shown;
    if shown < members.len() {
        sketch.text(1, y, &format!("and {} more people", members.len() - shown), Role::Muted);
        y += 1;
    }
    asks(material, sketch, y + 1);
    let legend = "heat: weight given   |--> yes after so many days   ... no yes yet, ! stuck";
    sketch.text(1, sketch.height() - 1, legend, Role::Muted);
}

/// The arrows from an ask to its yes; what has none ends in dots.
fn asks(material: &Material<'_>, sketch: &mut Sketch, top: usize) {
    let bottom = sketch.height().saturating_sub(1);
    sketch.within(1, top, sketch.width(), "ASK TO YES", Role::Heading);
    let rows: Vec<Line<'static>> = arrows(material, sketch.width());
    if rows.is_empty() {
        sketch.text(
            1,
            top + 1,
            "no decision on the agenda: an item on a topic of influence is one",
            Role::Muted,
        );
    }
    for (row, y) in rows.into_iter().zip(top + 1..bottom) {
        sketch.styled(0, y, row);
    }
}

fn arrows(material: &Material<'_>, width: usize) -> Vec<Line<'static>> {
    let long = |days: i64| (days.clamp(0, 120) as usize * width.saturating_sub(LABEL + 34) / 120).max(1);
    let topic = |item: &ItemRow| format!(" {}", fit(item.topic.as_deref().unwrap_or(""), LABEL - 1));
    let by = |item: &ItemRow| {
        item.raised_by.map_or(String::new(), |person| format!("  {}", cut(material.short(person), 12)))
    };
    let style = |role| material.theme.style(role);
    let mut rows = Vec::new();
    for (item, days) in open(material) {
        let (mark, role) = if days > STUCK { (" ! stuck", Role::Warn) } else { ("", Role::Text) };
        let text = format!("|{} {days} d{mark}", ".".repeat(long(days)));
        rows.push(Line::from(vec![
            Span::raw(topic(item)),
            Span::styled(text, style(role)),
            Span::raw(by(item)),
        ]));
    }
    for item in decisions(material) {
        if let Some((raised, yes)) = item.raised_on.zip(decided(material, item)) {
            let days = yes.signed_duration_since(raised).num_days();
            let text = format!("|{}> yes after {days} d", "-".repeat(long(days)));
            rows.push(Line::from(vec![
                Span::raw(topic(item)),
                Span::styled(text, style(Role::Good)),
                Span::raw(by(item)),
            ]));
        }
    }
    rows
}

/// Each of the three with who gave of it, and the oldest decision.
fn strip(material: &Material<'_>, width: usize, _rows: usize) -> Vec<Line<'static>> {
    let members = material.members();
    let shown = members.len().clamp(1, 6);
    let room = (width.saturating_sub(16) / shown).max(8);
    let scale = greatest(material);
    let style = |role| material.theme.style(role);
    let mut names = vec![Span::raw(" ".repeat(16))];
    let cell = |text: &str| format!("{} ", fit(text, room - 1));
    names.extend(
        members
            .iter()
            .take(shown)
            .map(|one| Span::styled(cell(material.short(one.person)), style(Role::Heading))),
    );
    let mut lines = vec![Line::from(names)];
    for ground in Ground::ALL {
        let mut spans = vec![Span::raw(format!(" {}", fit(ground.name(), 15)))];
        for member in members.iter().take(shown) {
            let weight = weight(material, member.person, ground);
            let role = if weight > 0.0 { material.role() } else { Role::Muted };
            spans.push(Span::styled(cell(heat(weight / scale)), style(role)));
        }
        lines.push(Line::from(spans));
    }
    lines
}

fn reading(material: &Material<'_>) -> String {
    let open = open(material);
    let stuck = open.iter().filter(|(_, days)| *days > STUCK).count();
    let yes = decisions(material).iter().filter(|item| decided(material, item).is_some()).count();
    let absent: Vec<&str> = Ground::ALL
        .into_iter()
        .filter(|ground| material.members().iter().all(|one| weight(material, one.person, *ground) == 0.0))
        .map(Ground::name)
        .collect();
    let absent =
        if absent.is_empty() { String::new() } else { format!("; nobody gave {} yet", absent.join(" or ")) };
    if yes + open.len() == 0 {
        return format!("No decision is on the agenda yet{absent}.");
    }
    let won = several(yes, "decision was", "decisions were");
    format!("{won} won, {} open, {stuck} of them for more than {STUCK} days{absent}.", open.len())
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for member in material.members() {
        for ground in Ground::ALL {
            let rows: Vec<Evidence> = given(material, member.person, ground).map(Edge::evidence).collect();
            let value = format!("weight {}", measure::figure(weight(material, member.person, ground)));
            figures.push(Figure::new(
                format!("{}, {}", material.name(member.person), ground.name()),
                value,
                rows,
            ));
        }
    }
    for (item, days) in open(material) {
        let label = format!("open: {}", item.topic.as_deref().unwrap_or(""));
        figures.push(Figure::new(label, format!("{days} days"), item.place.map(Evidence::Session)));
    }
    figures
}
