//! `mentorlog choose`: which form of mentoring fits, and why.

use super::context::Context;
use super::member;
use super::out::{Mode, Style};
use super::table::{Cell, Table};
use crate::error::{Kind, Problem};
use crate::forms::{Forms, Question};
use crate::insight::{self, Choice, Verdict};
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
}

impl Choose {
    /// Asks and answers.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let forms = member::forms(context)?;
        let questions = &forms.chooser().questions;
        let answers = match &self.answers {
            Some(text) => read(text, questions)?,
            None => ask(context, questions)?,
        };
        if answers.iter().all(Option::is_none) {
            return Err(Problem::usage("every question was skipped, so nothing speaks for any form")
                .hint("mentorlog choose --answers 1,3,2"));
        }
        let verdict = insight::choose(&forms, &answers);
        match context.out.mode() {
            Mode::Json => context.out.json(&Json::Array(verdict.choices.iter().map(as_json).collect())),
            Mode::Plain => context.out.table(&plain(&verdict)),
            Mode::Text => page(context, &forms, &verdict),
        }
        Ok(())
    }
}

/// Answers as they stand on the command line; questions at the end may be left out.
fn read(text: &str, questions: &[Question]) -> Result<Vec<Option<usize>>, Problem> {
    let given: Vec<&str> = text.split(',').map(str::trim).collect();
    if given.len() > questions.len() {
        return Err(Problem::usage(format!("{} answers for {} questions", given.len(), questions.len()))
            .hint("mentorlog choose --answers 1,3,2 (`-` skips a question)"));
    }
    given.iter().enumerate().map(|(at, word)| answer(word, at, questions)).collect()
}

fn answer(word: &str, at: usize, questions: &[Question]) -> Result<Option<usize>, Problem> {
    if word.is_empty() || word == "-" {
        return Ok(None);
    }
    let options = questions.get(at).map_or(0, |question| question.options.len());
    match word.parse::<usize>() {
        Ok(number) if (1..=options).contains(&number) => Ok(Some(number)),
        _ => Err(Problem::usage(format!(
            "\"{word}\" is no answer to question {}{}",
            at + 1,
            questions.get(at).map(|one| format!(" ({})", one.text)).unwrap_or_default()
        ))
        .hint(format!("a number from 1 to {options}, or - to skip it"))),
    }
}

/// One question after the other at the terminal. Enter skips; what is no answer is asked again.
fn ask(context: &mut Context<'_>, questions: &[Question]) -> Result<Vec<Option<usize>>, Problem> {
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
            match answer(line.trim(), at, questions) {
                Ok(answer) => break answer,
                Err(problem) => context.out.say(&problem.hint.unwrap_or(problem.message)),
            }
        });
    }
    Ok(answers)
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

fn as_json(choice: &Choice) -> Json {
    let reasons: Vec<&str> = choice.reasons.iter().map(|reason| reason.text.as_str()).collect();
    json!({"form": choice.form, "score": choice.score, "reasons": reasons, "gated": choice.gated})
}

fn plain(verdict: &Verdict) -> Table {
    let mut table = Table::new(&[]);
    for choice in &verdict.choices {
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
    let open = || verdict.choices.iter().filter(|choice| choice.gated.is_none());
    let twins = verdict.separated_by.is_some();
    for choice in open().take(if twins { SHOWN } else { 1 }) {
        whole(context, forms, choice);
    }
    if let Some(separation) = &verdict.separated_by {
        context.out.line(&format!("These two are near twins. What separates them: {separation}."));
        context.out.line("");
    }
    if let Some(otherwise) = &verdict.otherwise {
        context.out.line(&format!("But {otherwise}."));
        context.out.line("");
    }
    let mut table = Table::new(&["FORM", "FITS", ""]);
    for choice in &verdict.choices {
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

fn whole(context: &mut Context<'_>, forms: &Forms, choice: &Choice) {
    let Some(form) = forms.get(&choice.form) else { return };
    context.out.heading(&format!("{} ({})  {:.0}%", form.name, form.id, choice.score * 100.0));
    context.out.line(&format!("  {}", form.seed_line));
    for reason in &choice.reasons {
        context.out.line(&format!("  + {}", reason.text));
    }
    context.out.line(&format!("  ! {}", form.risks.main));
    context.out.line("");
}
