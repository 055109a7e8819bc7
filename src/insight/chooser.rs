//! The chooser: which form fits the answers, and why. It chooses forms, never people.

use crate::forms::{Chooser, Form, Forms};
use crate::model::Answers;

/// Two forms this close are shown together.
pub const TWINS: f64 = 0.08;
/// So many reasons are given for a form.
const REASONS: usize = 3;

/// Why an answer speaks for a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The question, counted from 1.
    pub question: usize,
    /// What it added.
    pub points: u8,
    /// From the answer over the aspect to what the form does.
    pub text: String,
}

/// One form, judged by the answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The form's id.
    pub form: String,
    /// Points earned over the most the form can earn with these questions, 0 to 1.
    pub score: f64,
    /// The largest contributions, largest first.
    pub reasons: Vec<Reason>,
    /// Why the form is closed to these answers, as a clause after its name.
    pub gated: Option<String>,
}

/// Where the first two part.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Every form, best first; closed ones last.
    pub candidates: Vec<Candidate>,
    /// The first two are near twins: which answer separates them.
    pub separated_by: Option<String>,
    /// Which changed answer would lead to the second.
    pub otherwise: Option<String>,
}

/// Judges every form by the answers: the options' numbers, counted from 1, `None` for a skipped
/// question. A skipped question counts for nobody and against nobody.
pub fn choose(forms: &Forms, answers: &[Option<usize>]) -> Verdict {
    let given = given(answers);
    let mut candidates: Vec<Candidate> =
        forms.iter().map(|form| judge(form, forms.chooser(), &given)).collect();
    // Of equal scores the forms' own order stands: the sort is stable.
    candidates.sort_by(|one, other| {
        one.gated.is_some().cmp(&other.gated.is_some()).then(other.score.total_cmp(&one.score))
    });
    let pair = match candidates.as_slice() {
        [first, second, ..] if second.gated.is_none() => {
            forms.get(&first.form).zip(forms.get(&second.form)).map(|pair| (pair, first.score - second.score))
        }
        _ => None,
    };
    let separated_by =
        pair.filter(|(_, apart)| *apart < TWINS).and_then(|(pair, _)| separation(forms.chooser(), pair));
    let otherwise = pair.and_then(|(pair, _)| otherwise(forms.chooser(), pair, &given));
    Verdict { candidates, separated_by, otherwise }
}

/// A question that is answered differently than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The question, counted from 1.
    pub question: usize,
    /// The answer before; none when it was skipped.
    pub before: Option<usize>,
    /// The answer now; none when it is skipped.
    pub now: Option<usize>,
}

/// What has changed from one time to the next, in the order of the questions.
pub fn changes(before: &Answers, now: &Answers) -> Vec<Change> {
    (1..=before.0.len().max(now.0.len()))
        .map(|question| Change { question, before: before.of(question), now: now.of(question) })
        .filter(|change| change.before != change.now)
        .collect()
}

/// The answered questions with their answers, both counted from 1.
fn given(answers: &[Option<usize>]) -> Vec<(usize, usize)> {
    answers.iter().enumerate().filter_map(|(at, answer)| Some((at + 1, (*answer)?))).collect()
}

fn judge(form: &Form, chooser: &Chooser, given: &[(usize, usize)]) -> Candidate {
    let weights = &form.chooser;
    let earned: u32 =
        given.iter().map(|(question, option)| u32::from(weights.points(*question, *option))).sum();
    let most: u32 = given.iter().map(|(question, _)| u32::from(weights.most(*question))).sum();
    let gate = given.iter().find(|(question, _)| *question == chooser.gate).map(|(_, option)| *option);
    let closed = gate.filter(|option| !weights.is_open_to(*option));
    let mut reasons: Vec<Reason> =
        given.iter().filter_map(|(question, option)| reason(form, chooser, *question, *option)).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.points));
    reasons.truncate(REASONS);
    Candidate {
        form: form.id.clone(),
        score: if most == 0 { 0.0 } else { f64::from(earned) / f64::from(most) },
        reasons,
        gated: closed.map(|option| {
            chooser.closed_because(option).unwrap_or("it is not for so many people").to_owned()
        }),
    }
}

fn reason(form: &Form, chooser: &Chooser, question: usize, option: usize) -> Option<Reason> {
    let points = form.chooser.points(question, option);
    let asked = chooser.question(question).filter(|_| points > 0)?;
    let answer = asked.options.get(option.checked_sub(1)?)?;
    let text = format!(
        "you said \"{}\" ({}): {}",
        answer.text,
        asked.aspect.name().to_lowercase(),
        form.aspects.get(asked.aspect)
    );
    Some(Reason { question, points, text })
}

/// By how much an option speaks for the first of two forms.
fn lean(pair: (&Form, &Form), question: usize, option: usize) -> i16 {
    i16::from(pair.0.chooser.points(question, option)) - i16::from(pair.1.chooser.points(question, option))
}

/// The question whose options pull two forms furthest apart, and the options that do. Of equals the
/// later one: the first ask who takes part, the last what is wanted.
fn separation(chooser: &Chooser, pair: (&Form, &Form)) -> Option<String> {
    let spread = |number: usize, options: usize| {
        let leans = || (1..=options).map(|option| (lean(pair, number, option), option));
        // Of equal options the first.
        let most = leans().max_by_key(|(lean, option)| (*lean, std::cmp::Reverse(*option)))?;
        let least = leans().min_by_key(|(lean, option)| (*lean, *option))?;
        (most.0 > 0 && least.0 < 0).then_some((most, least))
    };
    let questions = chooser.questions.iter().enumerate().filter(|(at, _)| at + 1 != chooser.gate);
    let (question, (most, least)) = questions
        .filter_map(|(at, question)| Some((question, spread(at + 1, question.options.len())?)))
        .max_by_key(|(_, (most, least))| most.0 - least.0)?;
    let option = |number: usize| question.options.get(number.saturating_sub(1)).map(|one| one.text.as_str());
    Some(format!(
        "{} \"{}\" speaks for {}, \"{}\" for {}",
        question.text,
        option(most.1)?,
        pair.0.name,
        option(least.1)?,
        pair.1.name
    ))
}

/// The given answer that keeps the second behind most.
fn otherwise(chooser: &Chooser, pair: (&Form, &Form), given: &[(usize, usize)]) -> Option<String> {
    let (question, _, lead) = given
        .iter()
        .map(|(question, option)| (*question, *option, lean(pair, *question, *option)))
        .max_by_key(|(question, _, lean)| (*lean, std::cmp::Reverse(*question)))?;
    let asked = chooser.question(question).filter(|_| lead > 0)?;
    Some(format!("if your answer to \"{}\" changes, look at {}", asked.text, pair.1.name))
}
