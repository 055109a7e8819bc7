//! What the answers lead to: the first forms whole, near twins with what separates them, the others in
//! a line each, and what has changed since the last time.

use crate::forms::{Form, Forms};
use crate::insight::{self, Candidate, Change, Verdict};
use crate::model::when::said_back;
use crate::model::{Answers, Choice};
use crate::tui::layer::View;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::panes::{Pane, Row};
use crate::tui::widget::text::{cells, cut, fit, wrap};
use ratatui::text::{Line, Span};

/// So many forms are shown with their reasons.
const WHOLE: usize = 2;
/// So many, where they are as near to the first as twins.
const MOST_WHOLE: usize = 3;
/// Cells of a share with its sign.
const SHARE: usize = 5;

/// What was asked, about whom.
pub(super) struct Asked<'a> {
    pub forms: &'a Forms,
    pub answers: Answers,
    /// The form that the relationship has.
    pub declared: Option<&'a str>,
    /// Whether it has a history, which another form would close.
    pub goes_on: bool,
    /// What was answered the last time.
    pub before: Option<&'a Choice>,
}

impl Asked<'_> {
    /// The forms as rows of this many cells.
    pub fn pane(&self, title: Option<&str>, width: usize, view: &View<'_>) -> Pane {
        let heading = match title {
            Some(title) => format!("DOES THE FORM STILL FIT? {title}"),
            None => "WHICH FORM FITS?".to_owned(),
        };
        let given = self.answers.0.iter().flatten().count();
        let pane = Pane::new(heading).aside(format!("{given} of {} answered", self.answers.0.len()));
        if self.answers.is_blank() {
            return pane.empty(
                "Every question was skipped, so nothing speaks for any form. Left goes back to them.",
            );
        }
        let verdict = insight::choose(self.forms, &self.answers.0);
        let mut writer = Writer { asked: self, view, width, rows: Vec::new() };
        writer.since(&verdict);
        writer.first(&verdict);
        writer.others(&verdict);
        pane.rows(writer.rows)
    }

    fn name(&self, form: &str) -> String {
        self.forms.get(form).map_or_else(|| form.to_owned(), |form| form.name.clone())
    }
}

struct Writer<'a, 'b> {
    asked: &'a Asked<'a>,
    view: &'a View<'b>,
    width: usize,
    rows: Vec<Row>,
}

impl Writer<'_, '_> {
    fn blank(&mut self) {
        if !self.rows.is_empty() {
            self.rows.push(Row::text(""));
        }
    }

    /// A text behind a sign, its further lines below it.
    fn text(&mut self, sign: &str, text: &str, role: Role) {
        let sign_cells = cells(sign);
        for (number, line) in wrap(text, self.width.saturating_sub(sign_cells)).into_iter().enumerate() {
            let lead = if number == 0 { sign.to_owned() } else { " ".repeat(sign_cells) };
            self.rows.push(Row::text(Line::from(vec![
                Span::raw(lead),
                Span::styled(line, self.view.style(role)),
            ])));
        }
    }

    /// What has changed since the last time, and whether the form that was taken is still first.
    fn since(&mut self, verdict: &Verdict) {
        let Some(declared) = self.asked.declared else { return };
        let name = self.asked.name(declared);
        let place = verdict.candidates.iter().position(|one| one.form == declared);
        let said = match (place, verdict.candidates.first()) {
            (Some(0), _) => format!("{name} is the form you have, and it is first."),
            (Some(at), Some(first)) => {
                let share = share(&verdict.candidates[at]);
                format!(
                    "{name} is the form you have ({share}); now {} is first.",
                    self.asked.name(&first.form)
                )
            }
            _ => format!("{name} is the form you have; it is none of these."),
        };
        self.text("", &said, Role::Text);
        if self.asked.goes_on {
            let ahead =
                format!("Enter on another one shows how this goes on in it; kept, it is closed as {name}.");
            self.text("", &ahead, Role::Muted);
        }
        let Some(before) = self.asked.before else { return };
        let changes = insight::changes(&before.answers, &self.asked.answers);
        let day = said_back(before.at.day());
        if changes.is_empty() {
            return self.text("", &format!("Every answer is the one of {day}."), Role::Muted);
        }
        self.text("", &format!("Since {day}, when you took {}:", self.asked.name(&before.form)), Role::Muted);
        for change in changes {
            let text = self.change(change);
            self.text("  * ", &text, Role::Text);
        }
    }

    fn change(&self, change: Change) -> String {
        let question = self.asked.forms.chooser().question(change.question);
        let said = |answer: Option<usize>| {
            let option = answer.and_then(|number| question?.option(number));
            option.map_or_else(|| "skipped".to_owned(), |text| format!("\"{text}\""))
        };
        let asked = question.map_or("", |question| question.text.as_str());
        format!("{asked} Now {}, before {}", said(change.now), said(change.before))
    }

    /// The first forms with their reasons and their risk.
    fn first(&mut self, verdict: &Verdict) {
        for candidate in verdict.candidates.iter().take(whole(verdict)).filter(|one| one.gated.is_none()) {
            self.blank();
            let Some(form) = self.asked.forms.get(&candidate.form) else { continue };
            self.rows.push(self.line(candidate, form));
            self.text("  ", &form.seed_line, Role::Muted);
            for reason in &candidate.reasons {
                self.text("  + ", &reason.text, Role::Text);
            }
            self.text("  ! ", &form.risks.main, Role::Warn);
        }
        self.blank();
        if let Some(what) = &verdict.separated_by {
            self.text("", &format!("They are near twins. What separates them: {what}."), Role::Text);
        }
        if let Some(what) = &verdict.otherwise {
            let mut what = what.clone();
            if let Some(first) = what.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            self.text("", &format!("{what}."), Role::Text);
        }
    }

    fn others(&mut self, verdict: &Verdict) {
        let (open, closed): (Vec<&Candidate>, Vec<&Candidate>) =
            verdict.candidates.iter().partition(|one| one.gated.is_none());
        self.blank();
        let heading = Span::styled("THE OTHERS", self.view.style(Role::Heading));
        self.rows.push(Row::text(heading));
        for candidate in open.into_iter().skip(whole(verdict)).chain(closed) {
            let Some(form) = self.asked.forms.get(&candidate.form) else { continue };
            self.rows.push(self.line(candidate, form));
            if let Some(why) = candidate.gated.as_ref().filter(|why| !self.fits(why)) {
                self.text("   ", &format!("closed: {why}"), Role::Muted);
            }
        }
    }

    /// Cells of a name before the reason that closes its form.
    fn column(&self) -> usize {
        30.min(self.width / 2)
    }

    /// Whether a reason stands whole behind the name; else it has lines of its own.
    fn fits(&self, why: &str) -> bool {
        self.column() + cells("  closed: ") + cells(why) <= self.width
    }

    /// A form in a line: its sign, its name, how far it fits or why it is closed.
    fn line(&self, candidate: &Candidate, form: &Form) -> Row {
        let name = format!("{:<2} {}", form.sign, form.name);
        let line = match &candidate.gated {
            Some(why) => {
                let text = match self.fits(why) {
                    true => format!("{}  closed: {why}", fit(&name, self.column())),
                    false => cut(&name, self.width),
                };
                Line::from(Span::styled(text, self.view.style(Role::Muted)))
            }
            None => Line::from(vec![
                Span::styled(
                    fit(&name, self.width.saturating_sub(SHARE).min(45)),
                    self.view.style(Role::Heading),
                ),
                Span::raw(format!("{:>SHARE$}", share(candidate))),
            ]),
        };
        Row::new(line, Target::Form(form.id.clone()))
    }
}

/// How many forms are shown whole: the first two, and a third that is as near to the first as a twin.
fn whole(verdict: &Verdict) -> usize {
    let first = verdict.candidates.first().map_or(0.0, |first| first.score);
    let near = |one: &&Candidate| one.gated.is_none() && first - one.score < insight::TWINS;
    verdict.candidates.iter().take_while(near).count().clamp(WHOLE, MOST_WHOLE)
}

fn share(candidate: &Candidate) -> String {
    format!("{:.0}%", candidate.score * 100.0)
}
