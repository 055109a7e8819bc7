//! `mentorlog session close`: what a closing needs, asked for or taken as it is proposed.

use super::context::Context;
use super::describe::{self, kept, piece};
use super::flags::{VisibilityFlags, minutes, optional};
use super::{member, pick};
use crate::error::Problem;
use crate::forms::Slider;
use crate::model::when::{Direction, parse_when};
use crate::model::{Id, Relationship, Session, SessionState};
use crate::sitting::{Clock, Closing, Fate, Outcome, next_by_rhythm};
use crate::store::Store;
use clap::Args;
use std::io::BufRead;

/// What is said about a session that is over.
#[derive(Debug, Args)]
pub struct Close {
    /// The end of a session's id, or a relationship
    session: String,
    /// How long it was
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    minutes: Option<i64>,
    /// What became of a promise: stands, carry, kept or drop
    #[arg(long, value_name = "ID=OUTCOME")]
    promise: Vec<String>,
    /// What becomes of an item that was not reached: carry, park, drop or done
    #[arg(long, value_name = "ID=FATE")]
    item: Vec<String>,
    /// How an exchange landed, 0 to 3
    #[arg(long, value_name = "ID=N")]
    landed: Vec<String>,
    /// How it was for me, 1 to 5: honest-safe, moved-me-on, heard or fair-share
    #[arg(long, value_name = "SLIDER=N")]
    pulse: Vec<String>,
    /// What I learnt, in one line
    #[arg(long, value_name = "TEXT")]
    learnt: Option<String>,
    #[command(flatten)]
    visibility: VisibilityFlags,
    /// The next session; "" for none
    #[arg(long, value_name = "WHEN")]
    next: Option<String>,
}

impl Close {
    /// Closes it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let forms = member::forms(context)?;
        let store = context.open()?;
        let session = over(&self.session, &store)?;
        if session.state == SessionState::Planned && session.starts_at.day() > context.clock.today() {
            let id = session.id.short();
            return Err(Problem::usage(format!("{} is still to come", describe::moment(session.starts_at)))
                .hint(format!("mentorlog session start {id}, or session edit {id} --state cancelled")));
        }
        let material = store.material_of(session)?;
        let form = member::form(&forms, &material.relationship.form)?;
        let mut clock = match material.session.state {
            SessionState::Live => store.running(&material.session)?,
            _ => None,
        };
        let now = context.clock.now();
        if let Some(clock) = &mut clock {
            clock.observe(now);
        }
        let sliders: Vec<String> = forms.prompts().pulse.iter().map(|slider| slider.id.clone()).collect();
        let next = next_by_rhythm(material.session.starts_at, material.relationship.cadence_days, now.day())
            .map(|(day, time)| context.clock.at(day, time));
        let mut closing = Closing::propose(&material, form, clock.as_ref(), next, &sliders, now.day());
        let asks =
            !context.global.no_input && context.environment.input_is_terminal && !self.says_something();
        self.put(&mut closing, context)?;
        if asks {
            ask(&mut closing, &forms.prompts().pulse, &store, context)?;
        }
        let closed = closing.apply(&material, form, clock.as_ref(), now);
        let title = store.title(material.relationship.id)?;
        store.write(&format!("close the session with {title}"), |tx| tx.close_session(&material, &closed))?;
        for place in ["live", "close"] {
            store.forget_draft(&format!("{place}/{}", material.session.id))?;
        }
        let session: Session = store.need(material.session.id)?;
        kept(context, &session, &sentence(&closing, &closed, &title, clock.as_ref()))
    }

    fn says_something(&self) -> bool {
        let lists = [&self.promise, &self.item, &self.landed, &self.pulse];
        self.minutes.is_some()
            || self.learnt.is_some()
            || self.next.is_some()
            || lists.iter().any(|list| !list.is_empty())
    }

    /// Puts what the flags say into what is proposed.
    fn put(self, closing: &mut Closing, context: &Context<'_>) -> Result<(), Problem> {
        closing.minutes = minutes(self.minutes)?.unwrap_or(closing.minutes);
        for text in &self.promise {
            let (id, word) = pair("promise", "3f2a=carry", text)?;
            let outcome = one_of("promise", word, &Outcome::ALL, |one| one.word())?;
            let found = closing.promises.iter_mut().find(|one| ends(one.row.id, id));
            found.ok_or_else(|| missing("open promise", id))?.outcome = outcome;
        }
        for text in &self.item {
            let (id, word) = pair("item", "3f2a=park", text)?;
            let fate = one_of("item", word, &Fate::ALL, |one| one.word())?;
            let found = closing.items.iter_mut().find(|(item, _)| ends(item.id, id));
            found.ok_or_else(|| missing("open agenda item", id))?.1 = fate;
        }
        for text in &self.landed {
            let (id, number) = pair("landed", "3f2a=2", text)?;
            let landed = within("landed", number, 0, 3)?;
            let found = closing.landed.iter_mut().find(|row| ends(row.id, id));
            found.ok_or_else(|| missing("exchange of this session", id))?.landed = u8::try_from(landed).ok();
        }
        for text in &self.pulse {
            let (slider, number) = pair("pulse", "heard=4", text)?;
            let value = within("pulse", number, 1, 5)?;
            let known: Vec<String> = closing.pulse.iter().map(|(name, _)| name.clone()).collect();
            let found = closing.pulse.iter_mut().find(|(name, _)| name == slider);
            found
                .ok_or_else(|| {
                    Problem::usage(format!("--pulse {slider} is no slider")).hint(known.join(", "))
                })?
                .1 = Some(value);
        }
        closing.learnt = self.learnt.unwrap_or_default();
        closing.learnt_visibility = self.visibility.given().unwrap_or_default();
        if let Some(next) = self.next {
            let next = context.when_given(optional(Some(next)).as_deref(), Direction::Future)?;
            closing.next = next.map(|when| when.moment(&context.clock));
        }
        Ok(())
    }
}

/// The session that is over: the one that is named, else the one of the relationship that is going
/// on or planned next.
fn over(name: &str, store: &Store) -> Result<Session, Problem> {
    let session: Session = match store.by_id::<Session>(name) {
        Ok(id) => store.need(id)?,
        Err(_) => {
            let id: Id<Relationship> = pick::relationship(store, name)?;
            store.upcoming(id)?.ok_or_else(|| {
                Problem::usage("no session is going on or planned here")
                    .hint(format!("mentorlog session log {}", pick::quoted(name)))
            })?
        }
    };
    if session.state == SessionState::Held {
        return Err(Problem::usage(format!("session {} was held already", session.id.short()))
            .hint(format!("mentorlog session edit {}", session.id.short())));
    }
    Ok(session)
}

fn sentence(
    closing: &Closing,
    closed: &crate::sitting::Closed,
    title: &str,
    clock: Option<&Clock>,
) -> String {
    let count = |fate: Fate| closing.items.iter().filter(|(_, one)| *one == fate).count();
    let carried = match count(Fate::Carry) {
        0 => String::new(),
        1 => ", 1 item carried".to_owned(),
        several => format!(", {several} items carried"),
    };
    let next = closed.next.as_ref().map_or(", no next session".to_owned(), |next| {
        format!(", next {}", describe::moment(next.starts_at))
    });
    let timed = if clock.is_some() { "" } else { " (not timed)" };
    format!("closed {} {title}: {} min{timed}{carried}{next}", closed.session.id.short(), closing.minutes)
}

/// Asks for each thing with what is proposed; Enter takes it.
fn ask(
    closing: &mut Closing,
    sliders: &[Slider],
    store: &Store,
    context: &mut Context<'_>,
) -> Result<(), Problem> {
    let due: Vec<String> = closing
        .promises
        .iter()
        .map(|one| {
            let day = closing.due(&one.row, one.outcome).map(|day| format!(", {day}")).unwrap_or_default();
            let who = store.short_names(&[one.row.owner]).ok().and_then(|mut names| names.pop());
            format!("{}: {}{day}", who.unwrap_or_default(), piece(&one.row.text))
        })
        .collect();
    for (promised, said) in closing.promises.iter_mut().zip(due) {
        let label = format!("{said}   stands, carry, kept or drop");
        promised.outcome = choose(context, &label, &Outcome::ALL, promised.outcome, |one| one.word())?;
    }
    for (item, fate) in &mut closing.items {
        let label = format!("not reached: {}   carry, park, drop or done", piece(&item.text));
        *fate = choose(context, &label, &Fate::ALL, *fate, |one| one.word())?;
    }
    for row in &mut closing.landed {
        let label = format!("landed, 0 to 3: {}", piece(&row.text));
        row.landed = number(context, &label, 0, 3)?.and_then(|value| u8::try_from(value).ok());
    }
    for (slider, value) in &mut closing.pulse {
        if let Some(words) = sliders.iter().find(|one| one.id == *slider) {
            *value = number(context, &format!("{} 1 to 5", words.question), 1, 5)?;
        }
    }
    closing.learnt = answer(context, "what I learnt, in one line", "")?;
    loop {
        let proposed = closing.next.map_or("none".to_owned(), describe::moment);
        let said = answer(context, "next session", &proposed)?;
        if said.is_empty() {
            return Ok(());
        }
        match parse_when(&said, &context.clock, Direction::Future) {
            Ok(when) => {
                closing.next = Some(when.moment(&context.clock));
                return Ok(());
            }
            Err(error) => context.out.say(&format!("{error}: {}", error.hint())),
        }
    }
}

fn answer(context: &mut Context<'_>, label: &str, proposed: &str) -> Result<String, Problem> {
    let proposed = if proposed.is_empty() { String::new() } else { format!(" [{proposed}]") };
    context.out.say(&format!("{label}{proposed}:"));
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

fn choose<T: Copy + PartialEq>(
    context: &mut Context<'_>,
    label: &str,
    all: &[T],
    proposed: T,
    word: impl Fn(T) -> &'static str,
) -> Result<T, Problem> {
    loop {
        let said = answer(context, label, word(proposed))?;
        if said.is_empty() {
            return Ok(proposed);
        }
        // The first letters are enough.
        match all.iter().find(|one| word(**one).starts_with(&said.to_lowercase())) {
            Some(one) => return Ok(*one),
            None => context.out.say("one of the words, or Enter"),
        }
    }
}

fn number(context: &mut Context<'_>, label: &str, least: i64, most: i64) -> Result<Option<i64>, Problem> {
    loop {
        let said = answer(context, label, "not said")?;
        match said.parse() {
            _ if said.is_empty() => return Ok(None),
            Ok(value) if (least..=most).contains(&value) => return Ok(Some(value)),
            _ => context.out.say(&format!("a number from {least} to {most}, or Enter")),
        }
    }
}

fn pair<'a>(flag: &str, example: &str, text: &'a str) -> Result<(&'a str, &'a str), Problem> {
    text.split_once('=').ok_or_else(|| {
        Problem::usage(format!("--{flag} {text} has no =")).hint(format!("--{flag} {example}"))
    })
}

fn one_of<T: Copy>(
    flag: &str,
    text: &str,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Result<T, Problem> {
    let words: Vec<&str> = all.iter().map(|one| word(*one)).collect();
    all.iter().copied().find(|one| word(*one) == text).ok_or_else(|| {
        Problem::usage(format!("--{flag}: \"{text}\" is none of: {}", words.join(", ")))
            .hint(format!("--{flag} 3f2a={}", words.first().copied().unwrap_or_default()))
    })
}

fn within(flag: &str, text: &str, least: i64, most: i64) -> Result<i64, Problem> {
    let value = text.parse().map_err(|_| {
        Problem::usage(format!("--{flag}: \"{text}\" is no number")).hint(format!("{least} to {most}"))
    })?;
    super::flags::within(flag, value, least, most)
}

fn missing(noun: &str, id: &str) -> Problem {
    Problem::not_found(format!("no {noun} {id} here"))
        .hint("mentorlog session prepare ID --json shows the ids")
}

fn ends<T>(id: Id<T>, text: &str) -> bool {
    let wanted = text.replace('-', "").to_lowercase();
    wanted.len() >= 4 && id.uuid().simple().to_string().ends_with(&wanted)
}
