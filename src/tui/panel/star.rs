//! The star map: one learner in the centre, every tie as long as it was silent and as thick as what
//! came along it, and the needs beside it, the uncovered ones hollow.

use super::material::{Material, several, spoken};
use super::{Figure, Panel, Sketch};
use crate::insight::{Evidence, MemberRow, measure};
use crate::model::{Id, Person, TopicKind};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cells, cut, fit};
use ratatui::text::{Line, Span};
use std::collections::BTreeSet;

/// The picture.
pub const PANEL: Panel = Panel { name: "star map", least: (60, 11), draw, strip, reading, figures };

/// Days after which a tie is fading, and days in which an exchange covers a need (check H17).
const FADING: i64 = 90;
const COVERED: i64 = 60;
/// The longest spoke stands for at least so many days, so that a fresh network is not torn apart.
const LONGEST: f64 = 21.0;
/// Weight from which a spoke is thick, and from which it is strong.
const THICK: f64 = 4.0;
const STRONG: f64 = 10.0;
/// Cells of the needs beside the map.
const NEEDS: usize = 28;

/// One tie of the learner.
struct Tie<'a> {
    member: &'a MemberRow,
    days: Option<i64>,
    weight: f64,
}

impl Tie<'_> {
    fn fading(&self) -> bool {
        self.days.is_none_or(|days| days > FADING)
    }

    /// `.` where it fades, then `-`, `=` and `#` with the weight.
    fn mark(&self) -> char {
        match self.weight {
            _ if self.fading() => '.',
            weight if weight >= STRONG => '#',
            weight if weight >= THICK => '=',
            _ => '-',
        }
    }

    fn since(&self) -> String {
        self.days.map_or("never yet".to_owned(), |days| format!("{days} d"))
    }
}

/// Whose map it is: the one learner, else the owner, else the first one.
fn centre(material: &Material<'_>) -> Option<Id<Person>> {
    material.scene.ego().ok().or_else(|| material.members().first().map(|member| member.person))
}

fn ties<'a>(material: &Material<'a>) -> Vec<Tie<'a>> {
    let Some(ego) = centre(material) else { return Vec::new() };
    let giving = material.scene.giving();
    let tie = |member: &'a MemberRow| {
        let between = [(ego, member.person), (member.person, ego)];
        let weight = between.iter().filter_map(|pair| giving.get(pair)).fold(0.0, |sum, weight| sum + weight);
        let days = member.last_exchange.map(|day| material.days_since(day));
        Tie { member, days, weight }
    };
    material.members().into_iter().filter(|member| member.person != ego).map(tie).collect()
}

/// Topics of skill and topics that still look for somebody, and whether something came on them lately.
fn needs<'a>(material: &Material<'a>) -> Vec<(&'a str, bool)> {
    let topics = material.ledger().topics.iter();
    let lately = |name: &str| {
        let rows = material.ledger().exchanges.iter();
        rows.filter(|row| row.topic.as_deref() == Some(name))
            .any(|row| material.days_since(row.day) <= COVERED)
    };
    topics
        .filter(|topic| topic.wanted || topic.kind == TopicKind::Skill)
        .map(|topic| (topic.name.as_str(), lately(&topic.name)))
        .collect()
}

/// The name of such a network by range and strength (Higgins & Kram 2001): many departments or few,
/// ties that are mostly alive and thick or not.
fn kind(ties: &[Tie<'_>]) -> Option<&'static str> {
    if ties.is_empty() || ties.iter().all(|tie| tie.weight == 0.0) {
        return None;
    }
    let departments: BTreeSet<&str> =
        ties.iter().filter_map(|tie| tie.member.department.as_deref()).collect();
    let wide = departments.len() * 3 >= ties.len() * 2 && departments.len() > 1;
    let strong = ties.iter().filter(|tie| !tie.fading() && tie.weight >= THICK).count() * 2 > ties.len();
    Some(match (wide, strong) {
        (true, true) => "entrepreneurial",
        (true, false) => "opportunistic",
        (false, true) => "traditional",
        (false, false) => "receptive",
    })
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let ties = ties(material);
    let map = sketch.width() - NEEDS;
    let height = sketch.height().saturating_sub(2);
    let (cx, cy) = (map / 2, height / 2);
    let (rx, ry) = ((map as f64 / 2.0 - 12.0).max(6.0), (height as f64 / 2.0 - 1.0).max(2.0));
    let longest = ties.iter().filter_map(|tie| tie.days).fold(LONGEST, |most, days| most.max(days as f64));
    let mut names = Vec::new();
    for (at, tie) in ties.iter().enumerate() {
        let angle = std::f64::consts::TAU * ((at as f64 + 0.5) / ties.len() as f64);
        let far = tie.days.map_or(1.0, |days| (days as f64 / longest).clamp(0.0, 1.0));
        let reach = 0.45 + 0.55 * far;
        let x = (cx as f64 + rx * reach * angle.cos()).round() as usize;
        let y = (cy as f64 + ry * reach * angle.sin()).round() as usize;
        let role = if tie.fading() { Role::Warn } else { material.role() };
        sketch.line((cx, cy), (x, y), tie.mark(), role);
        names.push((x, y, format!("{} {}", cut(material.short(tie.member.person), 12), tie.since()), role));
    }
    // Names lie above the spokes, whatever the order; where two would meet, one gives way.
    let mut taken: Vec<(usize, usize, usize)> = Vec::new();
    for (x, y, name, role) in names {
        let text = format!(" {name} ");
        let wide = cells(&text);
        let x = x.saturating_sub(wide / 2).min(map.saturating_sub(wide));
        let free = |y: usize| taken.iter().all(|(row, from, to)| *row != y || x >= *to || x + wide <= *from);
        let near = [y, y + 1, y.saturating_sub(1), y + 2, y.saturating_sub(2)];
        let y = near.into_iter().find(|y| *y < height && free(*y)).unwrap_or(y);
        taken.push((y, x, x + wide));
        sketch.text(x, y, &text, if role == Role::Warn { role } else { Role::Text });
    }
    let ego = centre(material).map_or("nobody", |ego| material.short(ego));
    sketch.around(cx, cy, &format!(" *{}* ", cut(ego, 12)), Role::Heading);
    list_needs(material, sketch, map + 1);
    sketch.text(
        0,
        sketch.height().saturating_sub(1),
        "far: longer silent   # strong  = thick  - thin  . fading, over 90 d",
        Role::Muted,
    );
}

fn list_needs(material: &Material<'_>, sketch: &mut Sketch, x: usize) {
    sketch.text(x, 0, "needs", Role::Heading);
    let needs = needs(material);
    if needs.is_empty() {
        sketch.text(x, 1, "none written down yet", Role::Muted);
    }
    let room = sketch.height().saturating_sub(3);
    for ((name, covered), y) in needs.iter().take(room).zip(1..) {
        let (mark, role) = if *covered { ("[x]", Role::Good) } else { ("[ ]", Role::Warn) };
        sketch.text(x, y, mark, role);
        sketch.text(x + 4, y, &fit(name, NEEDS - 16), Role::Text);
        if !covered {
            sketch.text(x + NEEDS - 11, y, "! nobody", Role::Warn);
        }
    }
}

/// `you *--- 9 d ===== Ravi`, one line a tie, in as few lines as a head has; needs at the end.
fn strip(material: &Material<'_>, width: usize, rows: usize) -> Vec<Line<'static>> {
    let ties = ties(material);
    if ties.is_empty() {
        return vec![Line::from(" Nobody around the centre yet: e on the relationship adds people.")];
    }
    let needs = needs(material);
    let right = if needs.is_empty() || width < 76 { 0 } else { 30.min(width / 3) };
    let rows = rows.max(1);
    let shown = ties.iter().take(rows);
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (at, tie) in shown.enumerate() {
        let first = if at == 0 { " you " } else { "     " };
        let long = 3 + (tie.days.unwrap_or(FADING + 1).clamp(0, 120) / 15) as usize;
        let spoke = format!("*{}", tie.mark().to_string().repeat(long));
        let more = if at + 1 == rows && ties.len() > rows {
            format!(", +{} more", ties.len() - rows)
        } else {
            String::new()
        };
        let fading = if tie.fading() { " fading" } else { "" };
        let text = format!("{} {}{fading}{more}", material.name(tie.member.person), tie.since());
        let role = if tie.fading() { Role::Warn } else { material.role() };
        let room = width.saturating_sub(19 + right);
        let mut spans = vec![
            Span::raw(first),
            Span::styled(fit(&spoke, 13), material.theme.style(role)),
            Span::raw(fit(&text, room)),
        ];
        if let Some((name, covered)) = needs.get(at).filter(|_| right > 0) {
            let (mark, tail) = if *covered { ("[x] ", "") } else { ("[ ] ", " ! nobody") };
            let role = if *covered { Role::Good } else { Role::Warn };
            let name = cut(name, right.saturating_sub(14));
            spans.push(Span::styled(format!("{mark}{name}{tail}"), material.theme.style(role)));
        }
        lines.push(Line::from(spans));
    }
    lines
}

fn reading(material: &Material<'_>) -> String {
    let ties = ties(material);
    let fading = ties.iter().filter(|tie| tie.fading()).count();
    let needs = needs(material);
    let open = needs.iter().filter(|(_, covered)| !covered).count();
    let kind = kind(&ties).map_or(String::new(), |kind| format!(" A map of this shape is called {kind}."));
    let needs = match (needs.len(), open) {
        (0, _) => "no need is written down as a topic".to_owned(),
        (_, 0) => "every need has somebody".to_owned(),
        (all, open) => format!("nobody is behind {open} of {}", several(all, "need", "needs")),
    };
    let ties = several(ties.len(), "tie", "ties");
    match fading {
        0 => format!("None of {ties} is fading, and {needs}.{kind}"),
        some => format!("{some} of {ties} fading, and {needs}.{kind}"),
    }
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    let Some(ego) = centre(material) else { return Vec::new() };
    let ties = ties(material);
    let mut figures = Vec::new();
    for tie in &ties {
        let rows = material.ledger().exchanges.iter().filter(|row| {
            let ends = [Some(row.from), row.to];
            ends.contains(&Some(tie.member.person)) && ends.contains(&Some(ego))
        });
        let last = tie.member.last_exchange.map_or("never".to_owned(), spoken);
        let value = format!("weight {}, last {last}", measure::figure(tie.weight));
        let rows: Vec<Evidence> = rows.map(|row| Evidence::Exchange(row.id)).collect();
        figures.push(Figure::new(material.name(tie.member.person), value, rows));
    }
    for (need, covered) in needs(material) {
        let rows = material.ledger().exchanges.iter().filter(|row| row.topic.as_deref() == Some(need));
        let value = if covered { "covered within 60 days" } else { "nobody within 60 days" };
        figures.push(Figure::new(format!("need: {need}"), value, rows.map(|row| Evidence::Exchange(row.id))));
    }
    figures
}
