//! Health: the warnings of one relationship, each with its formula, one question and its rows.

use super::line::Pen;
use super::{page, split};
use crate::insight::{self, Evidence, Finding, Grade};
use crate::model::{Id, Relationship};
use crate::store::{Store, StoreError};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::text::{fit, right, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Rows of evidence that are drawn; the others are counted.
const MOST: usize = 200;
/// Fewer cells than this hold no clause.
const FEWEST_CELLS: usize = 20;
/// The pane of findings, and the pane of what is behind the selected one.
const FINDINGS: usize = 0;
const BEHIND: usize = 1;

/// Which findings are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    /// The few that are worth a talk.
    Warnings,
    /// All of them, the calm ones too.
    Every,
}

/// What the checks found when the journal stood so.
struct Found {
    basis: Basis,
    findings: Vec<Finding>,
}

/// The layer.
pub struct Health {
    relationship: Id<Relationship>,
    title: String,
    listed: Listed,
    found: Option<Found>,
    panes: Panes,
    areas: Vec<Rect>,
}

/// Opens it for the relationship that the selected row belongs to.
///
/// # Errors
/// What the store says.
pub fn open(cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let Some(relationship) = belonging(cx.target.as_ref(), cx.store)? else {
        cx.note("Select a relationship, or a row of one, first: then :health says what its rows say.");
        return Ok(());
    };
    cx.push(Health {
        relationship,
        title: cx.store.title(relationship)?,
        listed: Listed::Warnings,
        found: None,
        panes: Panes::default(),
        areas: Vec::new(),
    });
    Ok(())
}

/// The relationship that a row belongs to.
pub fn belonging(target: Option<&Target>, store: &Store) -> Result<Option<Id<Relationship>>, StoreError> {
    Ok(match target {
        Some(Target::Relationship(id)) => Some(*id),
        Some(Target::Session(id)) => Some(store.need(*id)?.relationship),
        Some(Target::Exchange(id)) => store.need(*id)?.relationship,
        Some(Target::Feedback(id)) => store.need(*id)?.relationship,
        Some(Target::Goal(id)) => store.need(*id)?.relationship,
        Some(Target::Commitment(id)) => store.need(*id)?.relationship,
        Some(Target::Reflection(id)) => store.need(*id)?.relationship,
        Some(Target::Skill(id)) => store.need(*id)?.relationship,
        Some(Target::Person(id)) => store.active_with(*id)?.first().copied(),
        _ => None,
    })
}

impl Health {
    /// Judges the rows again when the journal or the day has changed.
    fn refresh(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if self.found.as_ref().is_some_and(|found| found.basis == basis) {
            return Ok(());
        }
        let ledger = view.store.ledger_of(self.relationship)?;
        let form = view.assets.forms.get(&ledger.form);
        let findings = form.map(|form| insight::health(&ledger, form)).unwrap_or_default();
        self.found = Some(Found { basis, findings });
        Ok(())
    }

    fn findings(&self) -> &[Finding] {
        self.found.as_ref().map_or(&[], |found| &found.findings)
    }

    /// The listed findings with their places in the form's order.
    fn listed(&self) -> Vec<(u32, &Finding)> {
        let findings = self.findings();
        let place = |finding: &&Finding| findings.iter().position(|one| std::ptr::eq(one, *finding));
        let listed: Vec<&Finding> = match self.listed {
            Listed::Warnings => insight::warnings(findings),
            Listed::Every => findings.iter().collect(),
        };
        listed.into_iter().filter_map(|one| Some((u32::try_from(place(&one)?).ok()?, one))).collect()
    }

    /// The selected finding; the first one while nothing listed is selected.
    fn selected(&self) -> Option<&Finding> {
        let listed = self.listed();
        let chosen = self.panes.selected(FINDINGS);
        let there = listed.iter().find(|(at, _)| Some(&Target::Own(*at)) == chosen);
        there.or_else(|| listed.first()).map(|(_, finding)| *finding)
    }

    fn tally(&self) -> String {
        let count = |grade| self.findings().iter().filter(|one| one.grade == grade).count();
        let [red, amber, calm, unknown] =
            [Grade::Red, Grade::Amber, Grade::Calm, Grade::NotApplicable].map(count);
        format!("{red} red, {amber} amber, {calm} calm, {unknown} n/a")
    }

    fn list(&self, view: &View<'_>, width: usize) -> Pane {
        let rows = self.listed().into_iter().map(|(at, one)| {
            let role = role(one);
            let measure = view.assets.forms.checks().measure(&one.check, &one.measure);
            let value = one.value.zip(measure).map(|(value, measure)| measure.unit.show(value));
            let value = right(&value.unwrap_or_default(), 12);
            let words = measure.map_or("", |measure| measure.words.as_str());
            let name = format!("{:<4}{}", one.check, fit(&one.name, 21));
            let room = width.saturating_sub(8 + 25 + 2 + 12);
            // Where only a word or two would fit, they say nothing: the pane below has the sentence.
            let middle = fit(if room < FEWEST_CELLS { "" } else { words }, room);
            Row::new(
                Line::from(vec![
                    Span::styled(format!("{:<8}", word(one)), view.style(role)),
                    Span::raw(name),
                    Span::styled(middle, view.style(Role::Muted)),
                    Span::raw(format!("  {value}")),
                ]),
                Target::Own(at),
            )
        });
        let heading = match self.listed {
            Listed::Warnings => "WARNINGS, worst first",
            Listed::Every => "EVERY CHECK of this form",
        };
        let quiet = match self.findings().iter().find(|one| one.grade == Grade::NotApplicable) {
            Some(one) if self.findings().iter().all(|other| other.value.is_none()) => {
                format!("Nothing can be said yet: {}.", one.formula)
            }
            _ => "Nothing to warn of. f shows every check.".to_owned(),
        };
        Pane::new(heading).aside(self.tally()).rows(rows.collect()).empty(quiet)
    }

    fn behind(&self, view: &View<'_>, width: usize) -> Result<Pane, StoreError> {
        let Some(finding) = self.selected() else { return Ok(Pane::new("")) };
        let mut rows = Vec::new();
        let mut say = |label: &str, text: &str| {
            for (at, line) in wrap(text, width.saturating_sub(10).max(8)).into_iter().enumerate() {
                let label = if at == 0 { label } else { "" };
                rows.push(Row::text(Line::from(vec![
                    Span::styled(format!("{label:<10}"), view.style(Role::Muted)),
                    Span::raw(line),
                ])));
            }
        };
        say("says", &self.sentence(finding, view));
        say(if finding.value.is_some() { "formula" } else { "why n/a" }, &finding.formula);
        if finding.one_sided {
            say("", "one-sided: fewer than half of the exchanges were confirmed by the other side");
        }
        if let Some(check) =
            view.assets.forms.checks().get(&finding.check).filter(|_| finding.value.is_some())
        {
            say("ask", &check.prompt);
        }
        rows.push(Row::text(""));
        let pen = Pen::new(view.store, view.assets)?;
        for row in finding.rows.iter().take(MOST) {
            rows.push(evidence(&pen, *row, width)?);
        }
        if finding.rows.len() > MOST {
            rows.push(Row::text(format!("and {} more", finding.rows.len() - MOST)));
        }
        let heading = format!("{} {}", finding.check, finding.name.to_uppercase());
        Ok(Pane::new(heading).aside(format!("{} rows behind it", finding.rows.len())).rows(rows))
    }

    fn sentence(&self, finding: &Finding, view: &View<'_>) -> String {
        let row = view.store.get(self.relationship).ok().flatten();
        let form = row.and_then(|row: Relationship| view.assets.forms.get(&row.form));
        let check = form.and_then(|form| {
            form.checks.iter().find(|one| one.id == finding.check && one.measure == finding.measure)
        });
        check.map(crate::forms::Check::sentence).unwrap_or_default()
    }
}

fn word(finding: &Finding) -> &'static str {
    match finding.grade {
        Grade::Amber if finding.offer => "offer",
        Grade::Red => "RED",
        grade => grade.word(),
    }
}

fn role(finding: &Finding) -> Role {
    match finding.grade {
        Grade::Red => Role::Late,
        Grade::Amber if finding.offer => Role::Good,
        Grade::Amber => Role::Warn,
        Grade::Calm => Role::Text,
        Grade::NotApplicable => Role::Muted,
    }
}

/// A row behind a figure; Enter opens it.
pub(super) fn evidence(pen: &Pen<'_>, row: Evidence, width: usize) -> Result<Row, StoreError> {
    let store = pen.store;
    Ok(match row {
        Evidence::Session(id) => Row::new(pen.session(&store.need(id)?, width)?, id),
        Evidence::Exchange(id) => Row::new(pen.exchange(&store.need(id)?, width)?, id),
        Evidence::Feedback(id) => Row::new(pen.feedback(&store.need(id)?, width)?, id),
        Evidence::Goal(id) => Row::new(pen.goal(&store.need(id)?, width)?, id),
        Evidence::Commitment(id) => Row::new(pen.commitment(&store.need(id)?, width)?, id),
        Evidence::Reflection(id) => {
            Row::new(fit(&crate::model::text::one_line(&store.need(id)?.text), width), id)
        }
        Evidence::Relationship(id) => Row::new(fit(&store.title(id)?, width), id),
        Evidence::Skill(id) => Row::new(pen.skill(&store.need(id)?, width)?, id),
        Evidence::Round(id) => {
            let row = store.need(id)?;
            Row::text(fit(&format!("{} of {}, {}", row.kind, row.at.day(), row.state), width))
        }
    })
}

impl Layer for Health {
    fn crumb(&self) -> String {
        format!("health of {}", self.title)
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Open, Command::Filter, Command::NextPane]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let opens = matches!(input, Input::Command(Command::Open) | Input::Click { double: true, .. });
        if matches!(input, Input::Command(Command::Filter)) {
            self.listed = match self.listed {
                Listed::Warnings => Listed::Every,
                Listed::Every => Listed::Warnings,
            };
            self.panes.set_focus(FINDINGS);
            return Flow::Done;
        }
        match self.panes.target() {
            Some(Target::Own(_)) if opens => self.panes.set_focus(BEHIND),
            Some(target) if opens => page::open(target, cx),
            _ => return self.panes.update(&input),
        }
        Flow::Done
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.refresh(area, view)?;
        let width = usize::from(area.width).saturating_sub(4);
        let list = self.list(view, width);
        let height = u16::try_from(list.rows.len() + 2).unwrap_or(u16::MAX).max(4).min(area.height / 2 + 1);
        let (above, below) = split::above(area, height);
        self.areas = vec![above, below];
        let behind = self.behind(view, width)?;
        self.panes.set(vec![list, behind]);
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, _area: Rect, view: &View<'_>) {
        self.panes.render(frame, &self.areas, view);
    }
}
