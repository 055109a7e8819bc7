//! `mentorlog health`: what the rows say about a relationship. Never a total, never a ranking.

use super::context::Context;
use super::describe::{self, Names, piece};
use super::out::{Mode, Style};
use super::table::{Cell, Table};
use super::{member, mirror, pick, portfolio};
use crate::error::Problem;
use crate::forms::{Form, Forms};
use crate::insight::{self, Evidence, Finding, Grade, Ledger};
use crate::model::Phase;
use crate::model::when::said_back;
use crate::model::{Id, Relationship};
use crate::store::{Filter, Store, Window};
use clap::Args;
use serde_json::{Value as Json, json};

/// Rows shown under a warning; the others are counted.
const ROWS: usize = 4;

/// The checks of a relationship, each with its formula, figures and evidence rows.
#[derive(Debug, Args)]
pub struct Health {
    /// A relationship: its title, somebody in it, or the end of its id; all of them when left out
    relationship: Option<String>,
    /// Every check, the calm ones and those that cannot be said too
    #[arg(long, requires = "relationship")]
    all: bool,
    /// The declared form beside the one that is lived; with --json one object instead of the checks
    #[arg(long, requires = "relationship", conflicts_with = "all")]
    mirror: bool,
}

impl Health {
    /// Prints it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let forms = member::forms(context)?;
        let store = context.open()?;
        let Some(name) = &self.relationship else {
            return everything(context, &store, &forms);
        };
        let ledger = store.ledger_of(pick::relationship(&store, name)?)?;
        if self.mirror {
            return mirror::print(context, &store, &ledger, &forms);
        }
        let form = member::form(&forms, &ledger.form)?;
        let findings = insight::health(&ledger, form);
        match context.out.mode() {
            Mode::Json => {
                let rows = findings.iter().map(as_json).collect();
                context.out.json(&Json::Array(rows));
                return Ok(());
            }
            Mode::Plain => {
                context.out.table(&plain(&findings));
                return Ok(());
            }
            Mode::Text => {}
        }
        let page = Page { names: Names::of(&store)?, store: &store, forms: &forms };
        page.head(context, &ledger, form)?;
        match self.all {
            true => page.all(context, &findings),
            false => page.warnings(context, &findings, name)?,
        }
        Ok(())
    }
}

/// Without a relationship: the portfolio for people, every check of every active one for programs.
fn everything(context: &mut Context<'_>, store: &Store, forms: &Forms) -> Result<(), Problem> {
    let active = Filter { states: vec!["active"], ..Filter::default() };
    let ids = store.window::<Relationship>(&active, &Window::First, usize::MAX >> 1)?;
    let mut ledgers = store.ledgers_of(&ids)?;
    // One form that is not there does not take the others with it.
    for ledger in ledgers.iter().filter(|ledger| forms.get(&ledger.form).is_none()) {
        let title = store.title(ledger.relationship)?;
        context.out.warn(&format!("{title} is left out: there is no form \"{}\"", ledger.form));
    }
    ledgers.retain(|ledger| forms.get(&ledger.form).is_some());
    if context.out.mode() == Mode::Text {
        return portfolio::print(context, store, &ledgers, forms);
    }
    let mut findings = Vec::new();
    for ledger in &ledgers {
        findings.extend(insight::health(ledger, member::form(forms, &ledger.form)?));
    }
    if context.is_json() {
        context.out.json(&Json::Array(findings.iter().map(as_json).collect()));
    } else {
        context.out.table(&plain(&findings));
    }
    Ok(())
}

fn as_json(finding: &Finding) -> Json {
    json!({
        "check": finding.check,
        "measure": finding.measure,
        "name": finding.name,
        "relationship": finding.relationship,
        "value": finding.value,
        "level": finding.grade.word(),
        "formula": finding.formula,
        "rows": ids(&finding.rows),
        "one_sided": finding.one_sided,
        "offer": finding.offer,
    })
}

/// Rows as programs name them.
pub fn ids(rows: &[Evidence]) -> Vec<String> {
    rows.iter().map(|row| row.uuid().to_string()).collect()
}

fn plain(findings: &[Finding]) -> Table {
    let mut table = Table::new(&[]);
    for finding in findings {
        let value = finding.value.map(insight::measure::figure).unwrap_or_default();
        table.row([
            describe::id(finding.relationship),
            Cell::from(finding.grade.word()),
            Cell::from(&finding.check),
            Cell::from(&finding.measure),
            Cell::from(value),
            Cell::from(&finding.formula),
        ]);
    }
    table
}

struct Page<'a> {
    names: Names,
    store: &'a Store,
    forms: &'a Forms,
}

impl Page<'_> {
    fn head(&self, context: &mut Context<'_>, ledger: &Ledger, form: &Form) -> Result<(), Problem> {
        context.out.heading(&self.store.title(ledger.relationship)?);
        let window = match ledger.since {
            Some(day) => format!("{} since {}", counted(ledger.sessions.len()), said_back(day)),
            None => format!("{} in all", counted(ledger.sessions.len())),
        };
        context.out.sentence("", &format!("{}, {}; {window}", form.name.to_lowercase(), phase(ledger)));
        Ok(())
    }

    fn warnings(&self, context: &mut Context<'_>, findings: &[Finding], name: &str) -> Result<(), Problem> {
        for finding in insight::warnings(findings) {
            self.warning(context, finding)?;
        }
        context.out.line("");
        context.out.line(&tally(findings));
        if findings.iter().all(|one| one.grade == Grade::NotApplicable)
            && let Some(one) = findings.first()
        {
            context.out.sentence("why n/a: ", &one.formula);
        }
        context.out.say(&format!("hint: every check: mentorlog health {} --all", pick::quoted(name)));
        Ok(())
    }

    fn warning(&self, context: &mut Context<'_>, finding: &Finding) -> Result<(), Problem> {
        context.out.line("");
        context.out.heading(&format!("{}  {} {}", title(finding), finding.check, finding.name));
        context.out.sentence("  ", &self.sentence(finding));
        context.out.sentence("  formula  ", &format!("{}{}", finding.formula, one_sided(finding)));
        for (at, row) in finding.rows.iter().take(ROWS).enumerate() {
            let label = if at == 0 { "rows" } else { "" };
            context.out.sentence(&format!("  {label:7}  "), &line(self.store, &self.names, *row)?);
        }
        if finding.rows.len() > ROWS {
            context.out.line(&format!("           and {} more", finding.rows.len() - ROWS));
        }
        if let Some(check) = self.forms.checks().get(&finding.check) {
            context.out.sentence("  ask      ", &check.prompt);
        }
        Ok(())
    }

    fn all(&self, context: &mut Context<'_>, findings: &[Finding]) {
        for finding in findings {
            context.out.line("");
            let value = finding.value.map(|value| self.shown(finding, value)).unwrap_or_default();
            let head = format!("{:5}  {} {}  {value}", title(finding), finding.check, finding.name);
            context.out.heading(head.trim_end());
            context.out.sentence("       ", &self.sentence(finding));
            context.out.sentence("       ", &format!("{}{}", finding.formula, one_sided(finding)));
            context.out.sentence("       ", &rows(finding));
        }
        context.out.line("");
        context.out.line(&tally(findings));
        context.out.line("Recorded, not true. What cannot be said is n/a, never nought.");
    }

    /// The figure in words with its thresholds, as the form's file has them.
    fn sentence(&self, finding: &Finding) -> String {
        let form = self.store.get(finding.relationship).ok().flatten();
        let form = form.and_then(|row: Relationship| self.forms.get(&row.form));
        let check = form.and_then(|form| {
            form.checks.iter().find(|one| one.id == finding.check && one.measure == finding.measure)
        });
        check.map(crate::forms::Check::sentence).unwrap_or_default()
    }

    fn shown(&self, finding: &Finding, value: f64) -> String {
        let measure = self.forms.checks().measure(&finding.check, &finding.measure);
        measure.map_or_else(String::new, |measure| measure.unit.show(value))
    }
}

/// The word before a finding; the sign carries it where there is no colour.
pub fn title(finding: &Finding) -> String {
    match finding.grade {
        Grade::Red => "RED".to_owned(),
        Grade::Amber if finding.offer => "OFFER".to_owned(),
        Grade::Amber => "AMBER".to_owned(),
        grade => grade.word().to_owned(),
    }
}

/// A finding's colour.
pub fn style(finding: &Finding) -> Style {
    if finding.grade == Grade::Red { Style::Late } else { Style::None }
}

fn one_sided(finding: &Finding) -> &'static str {
    if finding.one_sided { "  (one-sided: not confirmed by the other side)" } else { "" }
}

fn rows(finding: &Finding) -> String {
    let short: Vec<String> = finding.rows.iter().take(ROWS).map(|row| short(*row)).collect();
    match finding.rows.len() {
        0 => "no rows".to_owned(),
        all if all > ROWS => format!("rows {} and {} more", short.join(" "), all - ROWS),
        _ => format!("rows {}", short.join(" ")),
    }
}

fn short(row: Evidence) -> String {
    Id::<Relationship>::from_uuid(row.uuid()).short()
}

fn tally(findings: &[Finding]) -> String {
    let count = |grade: Grade| findings.iter().filter(|one| one.grade == grade).count();
    format!(
        "{} red, {} amber, {} calm, {} n/a",
        count(Grade::Red),
        count(Grade::Amber),
        count(Grade::Calm),
        count(Grade::NotApplicable)
    )
}

fn counted(sessions: usize) -> String {
    if sessions == 1 { "1 session".to_owned() } else { format!("{sessions} sessions") }
}

fn phase(ledger: &Ledger) -> String {
    let suggested = insight::suggest(ledger);
    let confirmed: Option<Phase> = ledger.phase.as_deref().and_then(|word| word.parse().ok());
    match confirmed {
        Some(phase) if phase == suggested.phase => format!("{phase} ({})", phase.kram()),
        Some(phase) => format!(
            "{phase} ({}); the rows speak for {}: {}",
            phase.kram(),
            suggested.phase,
            suggested.because
        ),
        None => format!("perhaps {} ({}): {}", suggested.phase, suggested.phase.kram(), suggested.because),
    }
}

/// A row in one line: noun, id, and what it says.
pub fn line(store: &Store, names: &Names, row: Evidence) -> Result<String, Problem> {
    let (noun, text) = match row {
        Evidence::Session(id) => {
            let row = store.need(id)?;
            ("session", format!("{}, {}", describe::moment(row.starts_at), row.state))
        }
        Evidence::Exchange(id) => {
            let row = store.need(id)?;
            let who = format!("{} > {}", names.name(row.from), names.or(row.to, "all"));
            ("exchange", format!("{} {who}: {} {}", row.at.day(), row.kind, piece(&row.text)))
        }
        Evidence::Feedback(id) => {
            let row = store.need(id)?;
            let who = format!("{} > {}", names.name(row.from), names.name(row.to));
            ("feedback", format!("{} {who}: {} {}", row.at.day(), row.state, piece(row.gist())))
        }
        Evidence::Goal(id) => ("goal", piece(&store.need(id)?.title)),
        Evidence::Commitment(id) => {
            let row = store.need(id)?;
            ("commitment", format!("{}: {} {}", names.name(row.owner), row.state, piece(&row.text)))
        }
        Evidence::Round(id) => {
            let row = store.need(id)?;
            ("round", format!("{} of {}, {}", row.kind, row.at.day(), row.state))
        }
        Evidence::Reflection(id) => {
            let row = store.need(id)?;
            ("reflection", format!("{} {}", row.at.day(), piece(&row.text)))
        }
        Evidence::Skill(id) => {
            let row = store.need(id)?;
            ("skill", format!("{}, {}", names.name(row.person), piece(&row.name)))
        }
        Evidence::Relationship(id) => ("relationship", store.title(id)?),
    };
    Ok(format!("{} {noun} {text}", short(row)))
}
