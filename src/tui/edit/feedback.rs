//! The form of a feedback, in either direction: each style has its own fields.

use super::candour::{FELT, MEANT, interaction, map, slider};
use super::{
    again, belongs, needed, number, owner, person, person_field, place, present, somebody, text,
    visibility_field, word,
};
use crate::lint::praise::{feedforward, free, praise};
use crate::lint::{Finding, Part, feedback as sbi};
use crate::model::halves::{IDEAS, MORE_LESS, join, split};
use crate::model::{
    Feedback, FeedbackState, FeedbackStyle, Goal, Id, Person, Session, SessionState, Visibility,
};
use crate::store::{Filter, Record, Store, StoreError, Tx, Window};
use crate::tui::Assets;
use crate::tui::field::Field;
use crate::tui::form::{Form, Kept, Start, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::target::Target;

/// How many sessions and goals are offered to link to.
const OFFERED: usize = 8;

/// What a feedback's form begins from.
#[derive(Clone)]
enum Begun {
    /// A new one, with what is known already.
    New(Box<Feedback>),
    /// One that is changed.
    Row(Id<Feedback>),
    /// One that I was asked for, with the style in which it is given.
    Asked(Id<Feedback>, Option<FeedbackStyle>),
}

impl Begun {
    fn id(&self) -> Option<Id<Feedback>> {
        match self {
            Self::New(_) => None,
            Self::Row(id) | Self::Asked(id, _) => Some(*id),
        }
    }

    /// The row to fill in: as it stands now, and as far along as the form takes it.
    fn row(&self, store: &Store) -> Result<Feedback, StoreError> {
        match self {
            Self::New(row) => Ok(Feedback::clone(row)),
            Self::Row(id) => present(*id, store),
            Self::Asked(id, style) => {
                let row = present(*id, store)?;
                let state = row.state.max(FeedbackState::Given);
                Ok(Feedback { style: style.unwrap_or(row.style), state, ..row })
            }
        }
    }
}

/// Opens it for a feedback, or for a new one to somebody.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Feedback>>, target: Option<Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    match id {
        Some(id) => show(Begun::Row(id), Start::Top, cx),
        None => {
            let name = somebody(target.as_ref(), cx)?;
            let (mut row, hint) = super::practice::begun(&name, cx)?;
            match target {
                Some(Target::Session(id)) => row.session = Some(id),
                Some(Target::Goal(id)) => row.goal = Some(id),
                _ => {}
            }
            if let Some(hint) = hint {
                cx.note(hint);
            }
            show(Begun::New(Box::new(row)), Start::Gap, cx)
        }
    }
}

/// Opens it to write what I was asked for: kept, it is given.
///
/// # Errors
/// What the store says.
pub fn give(id: Id<Feedback>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let style = super::practice::direction(&cx.store.need(id)?, cx)?;
    show(Begun::Asked(id, style), Start::Gap, cx)
}

fn show(begun: Begun, start: Start, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let id = begun.id();
    let title = if id.is_some() { "feedback" } else { "new feedback" };
    let fields = fields(&begun.row(cx.store)?, cx.store)?;
    let compared = begun.clone();
    let reads = again(id, move |_, store, _| self::fields(&compared.row(store)?, store));
    let save = move |values: &Values, tx: &Tx<'_>, assets: &Assets| keep(&begun, values, tx, assets);
    Form::new(title, place("feedback", id), fields, Box::new(save))
        .changing(reads)
        .starting(start)
        .showing(Box::new(belongs_to_style))
        .advised(Box::new(advice))
        .beside(map(&[MEANT, FELT], interaction))
        .show(cx);
    Ok(())
}

fn fields(row: &Feedback, store: &Store) -> Result<Vec<Field>, StoreError> {
    let name = |id: Id<Person>| match store.owner()? {
        Some(owner) if owner != id && store.get(id)?.is_some() => store.name(id),
        Some(owner) if owner != id => Ok(String::new()),
        _ => Ok("me".to_owned()),
    };
    let states = [
        ("draft", "draft: not said yet, private always"),
        ("asked", "asked: waiting"),
        ("given", "given: it was said"),
        ("answered", "answered"),
        ("acted", "acted: the loop is closed"),
    ];
    let states = states.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned())).collect();
    let styles =
        FeedbackStyle::ALL.iter().map(|style| (style.word().to_owned(), called(*style).to_owned())).collect();
    let words = row.text.as_deref().unwrap_or("");
    let part =
        |style: FeedbackStyle, text: &str| if row.style == style { text.to_owned() } else { String::new() };
    let [more, less] = split(&part(FeedbackStyle::MoreLess, words), MORE_LESS);
    let [one, two] = split(&part(FeedbackStyle::Feedforward, words), IDEAS);
    let split_style = matches!(row.style, FeedbackStyle::MoreLess | FeedbackStyle::Feedforward);
    let ahead = row.style == FeedbackStyle::Feedforward;
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    let behaviour = of(&row.behaviour);
    let mut fields = vec![
        person_field("from", "From", &name(row.from)?),
        person_field("to", "To", &name(row.to)?),
        Field::options("state", "State", states, row.state.word()),
        Field::options("style", "Style", styles, row.style.word()),
        Field::line(
            "question",
            "Asked",
            "the question to send: Do I leave room to disagree?",
            &of(&row.question),
        ),
        Field::line("situation", "Situation", "e.g. Tue hiring panel, last ten minutes", &of(&row.situation)),
        Field::text(
            "behaviour",
            "Behaviour",
            "what a camera would show",
            if ahead { "" } else { &behaviour },
        ),
        Field::text("impact", "Impact", "what it did to me, others, the work", &of(&row.impact)),
        Field::line("intent", "Intent", "e.g. What was going on for you?", &of(&row.intent)),
        Field::line(
            "change",
            "To change",
            "one behaviour the asker wants to change",
            if ahead { &behaviour } else { "" },
        ),
        Field::line("one", "Idea 1", "for next time: count to three before answering", &one),
        Field::line("two", "Idea 2", "another one, nothing about the past", &two),
        Field::line("more", "More of", "one thing: questions like the one about the runbook", &more),
        Field::line("less", "Less of", "one thing: answering before I finish", &less),
        Field::text("text", "In words", "plain words", if split_style { "" } else { words }),
        slider("care", "Care", row.care),
        slider("challenge", "Challenge", row.challenge),
        Field::text("response", "Answer", "what the receiver said", &of(&row.response)),
        slider("felt_care", "Felt care", row.felt_care),
        slider("felt_challenge", "Felt direct", row.felt_challenge),
    ];
    fields.extend(about(row, store)?);
    fields.push(visibility_field(row.visibility));
    Ok(fields)
}

/// What a style is called in the form.
fn called(style: FeedbackStyle) -> &'static str {
    match style {
        FeedbackStyle::Sbi => "situation, behaviour, impact",
        FeedbackStyle::Feedforward => "feedforward: two ideas for next time",
        FeedbackStyle::Praise => "praise, as exact as criticism",
        FeedbackStyle::MoreLess => "more of, less of",
        FeedbackStyle::Free => "free words",
    }
}

/// Whether an empty field belongs to the style and the state that are chosen.
fn belongs_to_style(name: &str, values: &Values) -> bool {
    let style = values.get("style").map_or("", String::as_str);
    let state = values.get("state").map_or("", String::as_str);
    let (asked, answered) = (state == "asked", state == "answered" || state == "acted");
    match name {
        "question" => asked,
        "situation" | "behaviour" | "impact" => !asked && matches!(style, "sbi" | "praise"),
        "intent" => !asked && style == "sbi",
        "change" | "one" | "two" => !asked && style == "feedforward",
        "more" | "less" => !asked && style == "more-less",
        "text" => !asked && style == "free",
        "care" | "challenge" => !asked && matches!(style, "sbi" | "praise" | "free"),
        "response" => answered,
        "felt_care" | "felt_challenge" => answered,
        _ => true,
    }
}

/// What would make the words clearer, by the style's own rules.
fn advice(values: &Values, assets: &Assets) -> Vec<(&'static str, Finding)> {
    let words = assets.forms.lint();
    let of = |name: &str| values.get(name).map_or("", String::as_str);
    let mut advice = Vec::new();
    let mut look = |name: &'static str, findings: Vec<Finding>| {
        advice.extend(findings.into_iter().map(|finding| (name, finding)));
    };
    let parts = [
        (Part::Situation, "situation"),
        (Part::Behaviour, "behaviour"),
        (Part::Impact, "impact"),
        (Part::Intent, "intent"),
    ];
    let texts = parts.map(|(part, name)| (part, of(name)));
    if matches!(of("style"), "sbi" | "praise") {
        for (part, finding) in sbi(words, &texts) {
            look(part.word(), vec![finding]);
        }
    }
    for name in ["one", "two"] {
        look(name, feedforward(words, of(name)));
    }
    for name in ["more", "less"] {
        look(name, free(words, of(name)));
    }
    let judge = if of("style") == "praise" { praise } else { free };
    look("text", judge(words, of("text")));
    advice
}

/// What a feedback can be about: recent sessions and goals with that person, where there are any, and a
/// topic; whatever it had is among them.
fn about(row: &Feedback, store: &Store) -> Result<Vec<Field>, StoreError> {
    let owner = store.owner()?;
    let other = if Some(row.from) == owner { row.to } else { row.from };
    let known = store.get(other)?.is_some() && Some(other) != owner;
    let filter = Filter { with: known.then_some(other), ..Filter::default() };
    let held = [SessionState::Held, SessionState::Live].map(SessionState::word).to_vec();
    let held = Filter { states: held, ..filter.clone() };
    let sessions = offered(row.session, &held, store)?.into_iter().map(|session: Session| {
        let day = session.starts_at.local().format("%a %d %b");
        Ok((session.id.to_string(), format!("{day}, {}", store.title(session.relationship)?)))
    });
    let sessions = sessions.collect::<Result<Vec<_>, StoreError>>()?;
    let goals = offered(row.goal, &filter, store)?.into_iter();
    let goals = goals.map(|goal: Goal| (goal.id.to_string(), goal.title)).collect();
    let choice = |name, label, chosen: Option<String>, mut options: Vec<(String, String)>| {
        options.insert(0, (String::new(), "none in particular".to_owned()));
        let field = Field::options(name, label, options, &chosen.unwrap_or_default());
        field.is_open().then_some(field)
    };
    let session = choice("session", "Session", row.session.map(|id| id.to_string()), sessions);
    let goal = choice("goal", "Goal", row.goal.map(|id| id.to_string()), goals);
    let topic = Field::line("topic", "Topic", "e.g. delegation", row.topic.as_deref().unwrap_or(""));
    Ok(session.into_iter().chain(goal).chain([topic]).collect())
}

/// The newest rows of a filter, and the one that was chosen before.
fn offered<T: Record>(chosen: Option<Id<T>>, filter: &Filter, store: &Store) -> Result<Vec<T>, StoreError> {
    let mut rows: Vec<T> = store.list(filter, &Window::First, OFFERED)?;
    if let Some(id) = chosen.filter(|id| rows.iter().all(|row| row.id() != *id)) {
        rows.extend(store.get(id)?);
    }
    Ok(rows)
}

/// The row that a choice names; nothing where it names none.
fn linked<T>(values: &Values, name: &str) -> Option<Id<T>> {
    values.get(name)?.parse().ok().map(Id::from_uuid)
}

fn keep(begun: &Begun, values: &Values, tx: &Tx<'_>, assets: &Assets) -> Result<Kept, Wrong> {
    let store = tx.store();
    let verb = if begun.id().is_some() { "Changed" } else { "Added" };
    let me = owner(tx, assets)?;
    let from = needed(person(values, "from", store)?, "from", "who gives it?")?;
    let to = needed(person(values, "to", store)?, "to", "who receives it?")?;
    if from == to {
        let message = "feedback goes from one person to another".to_owned();
        return Err(Wrong { field: Some("to"), message });
    }
    let kept = tx.put(&filled(begun.row(store)?, values, store, (from, to), me)?)?;
    let step = format!("{} feedback", verb.to_lowercase());
    Ok(Kept::of(step, format!("{verb} feedback")).made(begun.id().is_none().then_some(kept)))
}

fn filled(
    mut feedback: Feedback,
    values: &Values,
    store: &Store,
    (from, to): (Id<Person>, Id<Person>),
    me: Id<Person>,
) -> Result<Feedback, Wrong> {
    let of = |name: &str| values.get(name).map_or("", String::as_str);
    feedback.from = from;
    feedback.to = to;
    feedback.style = word(values, "style")?;
    feedback.situation = text(values, "situation");
    feedback.behaviour = text(values, "behaviour").or_else(|| text(values, "change"));
    feedback.impact = text(values, "impact");
    feedback.intent = text(values, "intent");
    let halves = match feedback.style {
        FeedbackStyle::MoreLess => join([of("more"), of("less")], MORE_LESS),
        FeedbackStyle::Feedforward => join([of("one"), of("two")], IDEAS),
        _ => None,
    };
    feedback.text = halves.or_else(|| text(values, "text"));
    feedback.question = text(values, "question");
    feedback.response = text(values, "response");
    feedback.care = number(values, "care")?;
    feedback.challenge = number(values, "challenge")?;
    feedback.felt_care = number(values, "felt_care")?;
    feedback.felt_challenge = number(values, "felt_challenge")?;
    feedback.session = linked(values, "session");
    feedback.goal = linked(values, "goal");
    feedback.topic = text(values, "topic");
    feedback.relationship = belongs(store, feedback.relationship, if from == me { to } else { from })?;
    let state: FeedbackState = word(values, "state")?;
    if feedback.gist().is_empty() {
        let (field, message) = match state {
            FeedbackState::Asked => ("question", "which question was asked?"),
            _ => ("behaviour", "say what was seen, or a few words"),
        };
        return Err(Wrong { field: Some(field), message: message.to_owned() });
    }
    feedback.reach(state, store.now());
    // What was not said yet is nobody's but the writer's.
    feedback.visibility =
        if state == FeedbackState::Draft { Visibility::Private } else { word(values, "visibility")? };
    Ok(feedback)
}
