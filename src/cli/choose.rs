//! `mentorlog choose`: which form of mentoring fits, and why.

use super::context::Context;
use super::out::{Mode, Style};
use super::table::{Cell, Table};
use super::{member, pick};
use crate::error::{Kind, Problem};
use crate::forms::{Forms, Misread, Question};
use crate::insight::{self, Candidate, Verdict};
use crate::model::when::said_back;
use crate::model::{Answers, Choice, Relationship};
use crate::sitting::fit::last_choice;
use clap::Args;
use serde_json::{Value as Json, json};
use std::io::BufRead;

/// So many forms are shown whole; the others in one line each.
const SHOWN: usize = 2;

/// Which form of mentoring fits, and why.
#[derive(Debug, Args)]
pub struct Choose {
    /// The options' numbers in the order of the questions, `-` for a skipped one: 1,3,-,2
    #[arg(long, value_name = "N,N,..", allow_hyphen_values = true)]
    answers: Option<String>,
    /// Keep the answers with this relationship: its title, somebody in it, or the end of its id
    #[arg(long = "for", value_name = "RELATIONSHIP")]
    relationship: Option<String>,
}

impl Choose {
    /// Asks and answers.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let forms = member::forms(context)?;
        let answers = match &self.answers {
            Some(text) => forms.chooser().read(text).map_err(misread)?,
            None => ask(context, &forms.chooser().questions)?,
        };
        if answers.is_blank() {
            return Err(Problem::usage("every question was skipped, so nothing speaks for any form")
                .hint("mentorlog choose --answers 1,3,2"));
        }
        let verdict = insight::choose(&forms, &answers.0);
        match context.out.mode() {
            Mode::Json => context.out.json(&Json::Array(verdict.candidates.iter().map(as_json).collect())),
            Mode::Plain => context.out.table(&plain(&verdict)),
            Mode::Text => page(context, &forms, &verdict),
        }
        match &self.relationship {
            Some(name) => keep(context, &forms, name, answers),
            None => Ok(()),
        }
    }
}

/// Keeps the answers with a relationship, and says what has changed since it was asked last.
fn keep(context: &mut Context<'_>, forms: &Forms, name: &str, answers: Answers) -> Result<(), Problem> {
    let store = context.open()?;
    let row: Relationship = store.need(pick::relationship(&store, name)?)?;
    let title = store.title(row.id)?;
    if context.out.mode() == Mode::Text {
        since(context, forms, &row, &answers);
    }
    let choice = Choice::made(store.now(), answers, &row.form);
    context.write(&store, &format!("looked again at the form of {title}"), |tx, _| {
        Ok(tx.edit(row.id, |row: &mut Relationship| row.choices.push(choice)).map(drop)?)
    })?;
    let form = forms.get(&row.form).map_or(row.form.as_str(), |form| form.name.as_str());
    let sentence = format!("kept the answers with {title}, whose form is {form}");
    if context.out.mode() == Mode::Text {
        context.out.changed(&sentence)
    } else {
        context.out.say(&sentence)
    }
    Ok(())
}

fn since(context: &mut Context<'_>, forms: &Forms, row: &Relationship, answers: &Answers) {
    let Some(before) = last_choice(row) else { return };
    let day = said_back(before.at.day());
    let changes = insight::changes(&before.answers, answers);
    if changes.is_empty() {
        context.out.line(&format!("Every answer is the one of {day}."));
    } else {
        context.out.line(&format!("Since {day}:"));
    }
    for change in changes {
        let Some(question) = forms.chooser().question(change.question) else { continue };
        let said = |answer: Option<usize>| {
            let option = answer.and_then(|number| question.option(number));
            option.map_or_else(|| "skipped".to_owned(), |text| format!("\"{text}\""))
        };
        let text = format!("{} Now {}, before {}", question.text, said(change.now), said(change.before));
        context.out.sentence("  * ", &text);
    }
    context.out.line("");
}

fn misread(misread: Misread) -> Problem {
    Problem::usage(misread.message).hint(format!("{}: mentorlog choose --answers 1,3,-,2", misread.hint))
}

/// One question after the other at the terminal. Enter skips; what is no answer is asked again.
fn ask(context: &mut Context<'_>, questions: &[Question]) -> Result<Answers, Problem> {
    let can_ask = context.environment.input_is_terminal && !context.global.no_input;
    if !can_ask {
        for (at, question) in questions.iter().enumerate() {
            put(context, at, question);
        }
        return Err(Problem::usage("there is nobody to ask here")
            .hint("mentorlog choose --answers 1,3,2 (the options' numbers in this order, - skips one)"));
    }
    context.out.say("Ten questions; a number answers, Enter skips.");
    let mut answers = Vec::with_capacity(questions.len());
    for (at, question) in questions.iter().enumerate() {
        put(context, at, question);
        answers.push(loop {
            let Some(line) = typed()? else {
                return Err(Problem::new(Kind::Interrupted, "the questions were left, nothing was kept"));
            };
            match question.read(at + 1, line.trim()) {
                Ok(answer) => break answer,
                Err(misread) => context.out.say(&misread.hint),
            }
        });
    }
    Ok(Answers(answers))
}

fn put(context: &mut Context<'_>, at: usize, question: &Question) {
    context.out.say("");
    context.out.say(&format!("{}. {}", at + 1, question.text));
    for (number, option) in question.options.iter().enumerate() {
        context.out.say(&format!("   {} {}", number + 1, option.text));
    }
}

/// A typed line; nothing at the end of the input.
fn typed() -> Result<Option<String>, Problem> {
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line)?;
    Ok((read > 0).then_some(line))
}

fn as_json(choice: &Candidate) -> Json {
    let reasons: Vec<&str> = choice.reasons.iter().map(|reason| reason.text.as_str()).collect();
    json!({"form": choice.form, "score": choice.score, "reasons": reasons, "gated": choice.gated})
}

fn plain(verdict: &Verdict) -> Table {
    let mut table = Table::new(&[]);
    for choice in &verdict.candidates {
        let score = insight::measure::figure(choice.score);
        table.row([
            Cell::from(&choice.form),
            Cell::from(score),
            Cell::from(choice.gated.as_deref().unwrap_or("")),
        ]);
    }
    table
}

fn page(context: &mut Context<'_>, forms: &Forms, verdict: &Verdict) {
    let open = || verdict.candidates.iter().filter(|choice| choice.gated.is_none());
    let twins = verdict.separated_by.is_some();
    for choice in open().take(if twins { SHOWN } else { 1 }) {
        whole(context, forms, choice);
    }
    if let Some(separation) = &verdict.separated_by {
        context.out.sentence("", &format!("These two are near twins. What separates them: {separation}."));
        context.out.line("");
    }
    if let Some(otherwise) = &verdict.otherwise {
        context.out.sentence("", &format!("But {otherwise}."));
        context.out.line("");
    }
    let mut table = Table::new(&["FORM", "FITS", ""]);
    for choice in &verdict.candidates {
        let closed = choice.gated.as_deref();
        let score = format!("{:.0}%", choice.score * 100.0);
        table.row([
            Cell::from(&choice.form),
            Cell::from(if closed.is_some() { "-" } else { &score }),
            Cell::styled(closed.map(|why| format!("closed: {why}")).unwrap_or_default(), Style::None),
        ]);
    }
    context.out.table(&table);
    if let Some(first) = open().next() {
        context.out.say(&format!(
            "hint: mentorlog forms {form}; mentorlog rel add --form {form} --with NAME",
            form = first.form
        ));
    }
}

fn whole(context: &mut Context<'_>, forms: &Forms, choice: &Candidate) {
    let Some(form) = forms.get(&choice.form) else { return };
    context.out.heading(&format!("{} ({})  {:.0}%", form.name, form.id, choice.score * 100.0));
    context.out.sentence("  ", &form.seed_line);
    for reason in &choice.reasons {
        context.out.sentence("  + ", &reason.text);
    }
    context.out.sentence("  ! ", &form.risks.main);
    context.out.line("");
}
