//! Two timelines braided: the later-career track above, the earlier-career one below, and at each
//! topic a bridge with what crossed it down and up.

use super::material::{Material, several, total};
use super::{Figure, Panel, Sketch};
use crate::forms::Career;
use crate::insight::{Edge, Evidence, MemberRow, measure};
use crate::model::{Id, Person};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, fit};
use ratatui::text::{Line, Span};

/// The picture.
pub const PANEL: Panel = Panel { name: "braided timelines", least: (60, 10), draw, strip, reading, figures };

/// Cells of a bridge.
const BRIDGE: usize = 14;
/// Cells before the first bridge.
const LABEL: usize = 10;
/// The least weight that may fill a bridge: a single row is no pillar.
const LEAST: f64 = 6.0;

/// The track somebody stands on: as the form's role says, else the owner stands below.
fn later(material: &Material<'_>, person: Id<Person>) -> bool {
    let Some(member) = material.scene.member(person) else { return false };
    match material.scene.form.role(&member.role).and_then(|role| role.career) {
        Some(career) => career == Career::Later,
        None => !member.owner,
    }
}

/// What crossed from one track to the other on a topic.
fn crossed<'m>(
    material: &'m Material<'_>,
    topic: Option<&'m str>,
    down: bool,
) -> impl Iterator<Item = &'m Edge<'m>> {
    material.scene.edges.iter().filter(move |edge| {
        let (from, to) = (later(material, edge.from), later(material, edge.to));
        from == down && to != down && topic.is_none_or(|topic| edge.row.topic.as_deref() == Some(topic))
    })
}

fn weight(material: &Material<'_>, topic: Option<&str>, down: bool) -> f64 {
    total(crossed(material, topic, down))
}

/// Topics on which something crossed, in the order in which they came up.
fn bridges<'a>(material: &Material<'a>) -> Vec<&'a str> {
    let crosses = |topic: &&str| {
        [true, false].iter().any(|down| crossed(material, Some(topic), *down).next().is_some())
    };
    material.topics().into_iter().filter(crosses).collect()
}

fn people(material: &Material<'_>, above: bool, room: usize) -> String {
    let on = |member: &&MemberRow| later(material, member.person) == above;
    let names: Vec<&str> =
        material.members().into_iter().filter(on).map(|member| material.short(member.person)).collect();
    cut(&if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }, room)
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let bridges = bridges(material);
    let tall = sketch.height().saturating_sub(5).min(12);
    let (top, bottom) = (1, 2 + tall);
    let width = sketch.width();
    for (y, name, above, mark) in [(top, "later", true, "="), (bottom, "earlier", false, "-")] {
        sketch.text(0, y, &mark.repeat(width), Role::Line);
        sketch.text(1, y, &format!(" {name} "), Role::Heading);
        let people = people(material, above, width.saturating_sub(4));
        sketch.text(2, if above { y - 1 } else { y + 1 }, &people, Role::Text);
    }
    if bridges.is_empty() {
        sketch.text(2, top + tall / 2, &reading(material), Role::Muted);
        return;
    }
    let shown = bridges.len().min((width - LABEL) / BRIDGE).max(1);
    let room = ((width - LABEL) / shown).min(22);
    let every =
        bridges.iter().flat_map(|topic| [true, false].map(|down| weight(material, Some(topic), down)));
    let scale = every.fold(LEAST, f64::max);
    for (at, topic) in bridges.iter().take(shown).enumerate() {
        let x = LABEL + at * room;
        sketch.within(x, top + 1, room - 2, topic, Role::Heading);
        let most = tall.saturating_sub(2).max(1);
        for (down, x, mark, role) in
            [(true, x, "v", Role::Mentor), (false, x + room / 2 - 1, "^", Role::Accent)]
        {
            let amount = weight(material, Some(topic), down);
            let long = ((amount / scale) * most as f64).ceil() as usize;
            for step in 0..long {
                // What comes down hangs from the upper track, what goes up stands on the lower one.
                let y = if down { top + 2 + step } else { bottom - 1 - step };
                sketch.text(x, y, mark, role);
            }
            let y = if down { top + 2 } else { bottom - 1 };
            let text = if amount > 0.0 { format!("{amount:.0}") } else { "none".to_owned() };
            let role = if amount > 0.0 { Role::Text } else { Role::Warn };
            sketch.within(if amount > 0.0 { x + 2 } else { x }, y, room / 2 - 2, &text, role);
        }
    }
    let more = bridges.len() - shown;
    let more = if more > 0 { format!("   +{more} topics more") } else { String::new() };
    let legend = format!("v passed down   ^ passed up   weight = 1 + how well it landed{more}");
    sketch.text(1, sketch.height() - 1, &legend, Role::Muted);
}

fn strip(material: &Material<'_>, width: usize, _rows: usize) -> Vec<Line<'static>> {
    let bridges = bridges(material);
    if bridges.is_empty() {
        return vec![Line::from(format!(" {}", reading(material)))];
    }
    let style = |role| material.theme.style(role);
    let shown = bridges.len().min(width.saturating_sub(LABEL) / BRIDGE).max(1);
    let room = (width.saturating_sub(LABEL) / shown).min(20);
    let (mut above, mut below) = (Vec::new(), Vec::new());
    above.push(Span::styled(fit(" later", LABEL), style(Role::Heading)));
    let mut middle = vec![Span::raw(" ".repeat(LABEL))];
    below.push(Span::styled(fit(" earlier", LABEL), style(Role::Heading)));
    let mark =
        |amount: f64, mark: char| if amount > 0.0 { format!("{mark}{amount:.0}") } else { ".".to_owned() };
    for topic in bridges.iter().take(shown) {
        let (down, up) = (weight(material, Some(topic), true), weight(material, Some(topic), false));
        above.push(Span::raw("==="));
        above.push(Span::styled(fit(&mark(down, 'v'), 5), style(Role::Mentor)));
        above.push(Span::raw("=".repeat(room.saturating_sub(8))));
        middle.push(Span::raw(format!("   {} ", fit(topic, room.saturating_sub(4)))));
        below.push(Span::raw("---"));
        below.push(Span::styled(fit(&mark(up, '^'), 5), style(Role::Accent)));
        below.push(Span::raw("-".repeat(room.saturating_sub(8))));
    }
    vec![Line::from(above), Line::from(middle), Line::from(below)]
}

fn reading(material: &Material<'_>) -> String {
    let (down, up) = (weight(material, None, true), weight(material, None, false));
    if down + up == 0.0 {
        return "No bridge between the two tracks yet: i, then: swap NAME: what #topic".to_owned();
    }
    let one_way = |topic: &&&str| {
        weight(material, Some(topic), true) == 0.0 || weight(material, Some(topic), false) == 0.0
    };
    let bridges = bridges(material);
    let one_way = bridges.iter().filter(one_way).count();
    format!(
        "{down:.0} came down from the later careers and {up:.0} went up; {one_way} of {} one way.",
        several(bridges.len(), "topic runs", "topics run")
    )
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (down, name) in [(true, "later to earlier"), (false, "earlier to later")] {
        for topic in bridges(material) {
            let rows: Vec<Evidence> = crossed(material, Some(topic), down).map(Edge::evidence).collect();
            let value = format!("weight {}", measure::figure(weight(material, Some(topic), down)));
            figures.push(Figure::new(format!("{topic}, {name}"), value, rows));
        }
    }
    figures
}
