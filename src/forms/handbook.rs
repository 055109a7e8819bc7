//! A form in words: what the command line prints and the screen shows, from one list of lines.

use super::feedback::Blind;
use super::flow::{Endpoint, Flow, Level};
use super::form::{Aspect, Form};
use super::prompt::Stage;
use super::template::PartPlan;
use super::template::Per;

/// One line of a form's handbook page; who shows it decides how it looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandbookLine {
    /// A section begins.
    Heading(String),
    /// A sentence or two.
    Text(String),
    /// A named thing and what is said of it.
    Item {
        /// Short, in a column of its own.
        label: String,
        /// Any length.
        text: String,
    },
}

/// One line for a list: `sign name — seed_line — size — view`.
pub fn listing(form: &Form) -> String {
    let (size, view) = (form.size.words(), form.view.word());
    format!("{} {} — {} — {size} — {view}", form.sign, form.name, form.seed_line)
}

/// The whole page.
pub fn handbook(form: &Form) -> Vec<HandbookLine> {
    let mut page = Page(Vec::new());
    page.heading(&format!("{} ({})", form.name, form.id));
    page.text(&form.seed_line);
    page.text(&form.summary);
    people(&mut page, form);
    directions(&mut page, form);
    session(&mut page, form);
    prompts(&mut page, form);
    feedback(&mut page, form);
    page.heading("Goals");
    page.text(&form.goals.sentence);
    page.heading("Health checks");
    for check in &form.checks {
        page.item(&format!("{} {}", check.id, check.name), &check.sentence());
    }
    page.heading("Also in the agreement");
    for section in &form.agreement {
        page.item(&section.title, &section.ask);
    }
    page.heading("Seven aspects");
    for aspect in Aspect::ALL {
        page.item(aspect.name(), form.aspects.get(aspect));
    }
    page.heading("What may go wrong");
    page.text(&form.risks.main);
    for risk in &form.risks.named {
        page.item(&risk.name, &risk.text);
    }
    page.0
}

struct Page(Vec<HandbookLine>);

impl Page {
    fn heading(&mut self, text: &str) {
        self.0.push(HandbookLine::Heading(text.to_owned()));
    }

    fn text(&mut self, text: &str) {
        self.0.push(HandbookLine::Text(text.to_owned()));
    }

    fn item(&mut self, label: &str, text: &str) {
        let (label, text) = (label.to_owned(), text.to_owned());
        self.0.push(HandbookLine::Item { label, text });
    }
}

fn people(page: &mut Page, form: &Form) {
    page.heading("Who");
    page.item("Size", &format!("{} people", form.size.words()));
    for role in &form.roles {
        let number = match (role.fewest(), role.most()) {
            (fewest, most) if fewest == most => fewest.to_string(),
            (0, most) => format!("up to {most}"),
            (fewest, most) => format!("{fewest} to {most}"),
        };
        let turns = if role.rotating { ", in turn" } else { "" };
        page.item(role.label_for(role.most()), &format!("{number}, {}{turns}", role.seat.word()));
    }
    for constraint in &form.constraints {
        page.text(&constraint.text);
    }
}

fn directions(page: &mut Page, form: &Form) {
    page.heading("Who gives what");
    for level in Level::ALL {
        for flow in form.flows.iter().filter(|flow| flow.level == level) {
            page.item(&arrow(form, flow), &format!("{}: {}", level.meaning(), kinds(flow)));
        }
    }
}

fn arrow(form: &Form, flow: &Flow) -> String {
    let end = |point: &Endpoint| match point {
        Endpoint::Role(role) => form.role_label(role).to_owned(),
        Endpoint::Any => "Anybody".to_owned(),
        Endpoint::Lead => "Whoever leads the topic".to_owned(),
        Endpoint::Owner => "You".to_owned(),
    };
    format!("{} -> {}", end(&flow.from), end(&flow.to))
}

fn kinds(flow: &Flow) -> String {
    let mut text = if flow.kinds.is_empty() {
        "every kind".to_owned()
    } else {
        let words: Vec<&str> = flow.kinds.iter().map(|kind| kind.word()).collect();
        words.join(", ")
    };
    if let Some(rule) = &flow.when {
        text.push_str(&format!(" ({})", rule.words()));
    }
    text
}

fn session(page: &mut Page, form: &Form) {
    let template = &form.template;
    page.heading(&format!("A session of {} minutes", template.minutes));
    for part in &template.parts {
        session_part(page, form, part);
    }
    if template.rotate_start {
        page.text("Another person starts each time.");
    }
    for variant in &template.variants {
        page.heading(&format!("{} ({} minutes)", variant.name, variant.minutes));
        for part in &variant.parts {
            session_part(page, form, part);
        }
    }
}

fn session_part(page: &mut Page, form: &Form, part: &PartPlan) {
    let often = match part.per {
        None => String::new(),
        Some(Per::Member) => ", for each person".to_owned(),
        Some(Per::Seat(1)) => ", for one person: the longest wait first".to_owned(),
        Some(Per::Seat(seats)) => format!(", for {seats} people: the longest wait first"),
        Some(Per::Topic(1)) => ", for the topic".to_owned(),
        Some(Per::Topic(topics)) => format!(", for {topics} topics"),
    };
    let lead = match &part.lead {
        Some(role) => format!(", {} leads", form.role_label(role).to_lowercase()),
        None => String::new(),
    };
    page.item(&format!("{} min{often}", part.minutes), &format!("{}{lead}", part.name));
    if let Some(protocol) = form.protocol(&part.name) {
        for step in &protocol.steps {
            page.item(&format!("  {} min", step.minutes), &format!("{}: {}", step.name, step.text));
        }
    }
}

fn prompts(page: &mut Page, form: &Form) {
    page.heading("Questions worth asking");
    for stage in Stage::ALL {
        for prompt in form.prompts_of(stage) {
            page.item(stage.name(), &prompt.text);
        }
    }
}

fn feedback(page: &mut Page, form: &Form) {
    page.heading("Feedback");
    page.text(&form.feedback.practice);
    for direction in form.directions() {
        let end = |role| if role == "any" { "Anybody" } else { form.role_label(role) };
        let label = format!("{} -> {}", end(direction.from.as_str()), end(direction.to.as_str()));
        page.item(&label, &format!("{}: {}", direction.style.name(), direction.text));
    }
    let blind = match (form.feedback.blind, form.feedback.blind_sessions) {
        (Blind::Never, _) => return,
        (Blind::FirstSessions, sessions) => {
            format!("in the first {} sessions", sessions.unwrap_or_default())
        }
        (Blind::EverySession, _) => "in every session".to_owned(),
        (Blind::Monthly, _) => "once a month".to_owned(),
    };
    page.item("Blind round", &format!("{blind}: written unseen, revealed together"));
}
