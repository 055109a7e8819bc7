//! Feedback: loops from asked to acted, both ways, and the selected one below them.

use super::browse::Browse;
use super::line::Pen;
use super::split::{above, across, left, rule};
use crate::model::{Candour, Feedback, Id, Step};
use crate::store::{Filter, Store, StoreError, Window};
use crate::tui::act;
use crate::tui::command::{Command, Context};
use crate::tui::edit::practice;
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::candour::{self, Interaction};
use crate::tui::widget::text::{cells, cut, fit, head, wrap};
use chrono::Days;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// How far back the counts and the map look: the map begins anew each quarter.
const DAYS: u64 = 90;
/// How many interactions the map shows beside the selected one.
const PLACED: usize = 40;
/// Cells of a label.
const LABEL: usize = 11;

/// The tab.
pub struct Loops {
    list: Browse<Feedback>,
    counts: String,
    suggestion: Option<String>,
    detail: Vec<Line<'static>>,
    this: Interaction,
    others: Vec<Candour>,
    /// What the head and the detail were read from.
    read: Option<(Basis, Option<Id<Feedback>>)>,
}

impl Default for Loops {
    fn default() -> Self {
        Self {
            list: Browse::new(true),
            counts: String::new(),
            suggestion: None,
            detail: Vec::new(),
            this: Interaction::default(),
            others: Vec::new(),
            read: None,
        }
    }
}

impl Screen for Loops {
    fn show(&mut self, target: &Target) {
        self.list.bring(target);
    }
}

/// Where things are: the head, the list, and what is below it where there is room.
struct Parts {
    head: Rect,
    list: Rect,
    below: Rect,
}

fn parts(area: Rect, head: u16, tier: Tier) -> Parts {
    let (head, rest) = above(area, head);
    let below = match tier {
        Tier::Wide => candour::ROWS + 1,
        Tier::Normal => 9,
        Tier::Narrow if rest.height > 9 => 5,
        Tier::Narrow | Tier::Tiny | Tier::Sliver => 0,
    };
    let (list, below) = above(rest, rest.height.saturating_sub(below));
    Parts { head, list, below }
}

impl Loops {
    /// The lines above the list: the counts, and the suggestion in at most two.
    fn head(&self, width: u16) -> Vec<(String, Role)> {
        let width = usize::from(width.saturating_sub(2));
        let mut lines = vec![(cut(&self.counts, width), Role::Muted)];
        let mut suggestion: Vec<String> = self.suggestion.iter().flat_map(|text| wrap(text, width)).collect();
        if suggestion.len() > 2 {
            suggestion.truncate(2);
            suggestion[1] = format!("{}..", head(&suggestion[1], width.saturating_sub(2)).trim_end());
        }
        lines.extend(suggestion.into_iter().map(|line| (line, Role::Text)));
        lines
    }

    /// What is counted, of the last days.
    fn count(&mut self, store: &Store, width: u16) -> Result<(), StoreError> {
        let since = store.clock().today().checked_sub_days(Days::new(DAYS));
        let rows: Vec<Feedback> = store.list(&Filter { since, ..Filter::default() }, &Window::First, 500)?;
        let me = store.owner()?;
        let of = |step: Step| rows.iter().filter(|row| row.step(me) == step).count();
        let gave = rows.iter().filter(|row| Some(row.from) == me && row.step(me) != Step::Give).count();
        let got = rows.iter().filter(|row| Some(row.from) != me && row.step(me) != Step::Hear).count();
        let (waiting, unsaid) = (of(Step::Hear), of(Step::Say));
        let (open, owed) = (of(Step::Answer), of(Step::Give));
        self.counts = if width < 76 {
            format!("asked {waiting}  given {gave} ({unsaid} unsaid)  got {got} ({open} open)  owed {owed}")
        } else {
            format!(
                "asked {waiting} waiting   given {gave} ({unsaid} not said yet)   got {got} ({open} open)   owed {owed}"
            )
        };
        let placed = |row: &Feedback| Candour::of(row.felt_care, row.felt_challenge);
        self.others = rows.iter().filter_map(placed).take(PLACED).collect();
        Ok(())
    }

    fn selected(&self, view: &View<'_>) -> Result<Option<Feedback>, StoreError> {
        self.list.selected().map_or(Ok(None), |id: Id<Feedback>| view.store.get(id))
    }

    /// The selected loop in full, for a pane of this width.
    fn describe(&mut self, width: usize, view: &View<'_>) -> Result<(), StoreError> {
        self.detail.clear();
        self.this = Interaction::default();
        let Some(row) = self.selected(view)? else { return Ok(()) };
        let pen = Pen::new(view.store, view.assets)?;
        let step = row.step(pen.owner);
        self.this = Interaction {
            meant: Candour::of(row.care, row.challenge),
            felt: Candour::of(row.felt_care, row.felt_challenge),
        };
        let heading = format!("{} TO {}", pen.name(row.from)?, pen.name(row.to)?).to_uppercase();
        let aside = format!("{}, {}, {}", row.style, row.state, row.visibility);
        let heading = cut(&heading, width.saturating_sub(cells(&aside) + 1));
        let gap = width.saturating_sub(cells(&heading) + cells(&aside)).max(1);
        self.detail.push(Line::from(vec![
            Span::styled(heading, view.style(Role::Heading)),
            Span::raw(" ".repeat(gap)),
            Span::styled(aside, view.style(Role::Muted)),
        ]));
        let mut field = |label: &str, text: Option<&str>| {
            let lines = text.map(|text| wrap(text, width.saturating_sub(LABEL))).unwrap_or_default();
            for (number, line) in lines.into_iter().enumerate() {
                let label = if number == 0 { label } else { "" };
                let label = Span::styled(fit(label, LABEL), view.style(Role::Muted));
                self.detail.push(Line::from(vec![label, Span::raw(line)]));
            }
        };
        for (label, text) in [
            ("asked", &row.question),
            ("situation", &row.situation),
            ("behaviour", &row.behaviour),
            ("impact", &row.impact),
            ("question", &row.intent),
            ("words", &row.text),
            ("answer", &row.response),
        ] {
            field(label, text.as_deref());
        }
        if let Some(id) = row.session {
            let session = view.store.need(id)?.starts_at.local();
            field("about", Some(&session.format("the session of %a %d %b").to_string()));
        }
        if let Some(id) = row.goal {
            field("about", Some(&format!("the goal {}", view.store.need(id)?.title)));
        }
        field("topic", row.topic.as_deref());
        let next = match step {
            Step::Closed => "the loop is closed".to_owned(),
            Step::Act => "Enter: close it   p: a promise of it".to_owned(),
            Step::Hear => "Enter: record it   y: copy the question".to_owned(),
            step => format!("Enter: {}", step.words()),
        };
        field("next", Some(next.as_str()));
        Ok(())
    }

    fn render_below(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        if area.height < 3 {
            return;
        }
        let (line, body) = above(area, 1);
        across(frame, line, view);
        let mut text = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
        if view.tier == Tier::Wide {
            let (detail, map) = left(body, body.width.saturating_sub(candour::CELLS + 2));
            rule(frame, detail, view);
            candour::map(
                frame,
                Rect { x: map.x + 1, width: map.width - 1, ..map },
                self.this,
                &self.others,
                view,
            );
            text.width = detail.width.saturating_sub(2);
        } else if self.this != Interaction::default() {
            let (upper, lower) = above(text, text.height.saturating_sub(2));
            let sliders = candour::sliders(self.this).into_iter().zip(candour::legend(self.this));
            for ((slider, legend), y) in sliders.zip(lower.y..lower.bottom()) {
                let spot = Rect { y, height: 1, ..lower };
                frame.render_widget(slider, spot);
                let legend = cut(&legend, usize::from(lower.width.saturating_sub(24)));
                let beside = Rect { x: spot.x + 24, width: spot.width.saturating_sub(24), ..spot };
                frame.render_widget(Span::styled(legend, view.style(Role::Muted)), beside);
            }
            text = upper;
        }
        let rows = usize::from(text.height);
        let hidden = self.detail.len() > rows;
        for (number, (line, y)) in self.detail.iter().zip(text.y..text.bottom()).enumerate() {
            let spot = Rect { y, height: 1, ..text };
            // The last line that fits says that there is more, and the next step stays in sight.
            match (hidden, self.detail.last()) {
                (true, Some(last)) if number + 1 == rows => frame.render_widget(last, spot),
                (true, _) if number + 2 == rows => frame.render_widget(Span::raw(".."), spot),
                _ => frame.render_widget(line, spot),
            }
        }
    }
}

impl Layer for Loops {
    fn crumb(&self) -> String {
        self.list.crumb()
    }

    fn contexts(&self) -> Vec<Context> {
        self.list.contexts()
    }

    fn typing(&self) -> bool {
        self.list.typing()
    }

    fn made(&mut self, row: &Target) {
        self.list.made(row);
    }

    fn target(&self) -> Option<Target> {
        self.list.target()
    }

    fn hints(&self) -> Vec<Command> {
        if self.list.typing() {
            return self.list.hints();
        }
        let all = [
            Command::Open,
            Command::New,
            Command::Ask,
            Command::Copy,
            Command::Promise,
            Command::Edit,
            Command::Filter,
            Command::Find,
        ];
        act::offered(self.list.target().as_ref(), &all)
    }

    fn verb(&self, command: Command) -> &'static str {
        if command == Command::Open && !self.list.typing() { "next step" } else { self.list.verb(command) }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let opens = matches!(input, Input::Command(Command::Open)) && !self.list.typing();
        let (true, Some(id)) = (opens, self.list.selected()) else { return self.list.update(input, cx) };
        let next = cx.store.need(id).and_then(|row| Ok(row.step(cx.store.owner()?)));
        match next {
            // Nothing is left to do: its page is all there is to open.
            Ok(Step::Closed) => self.list.update(input, cx),
            Ok(_) => {
                if let Err(error) = act::feedback(id, cx) {
                    cx.fail(format!("Nothing was changed: {error}"));
                }
                Flow::Done
            }
            Err(error) => {
                cx.fail(error.to_string());
                Flow::Done
            }
        }
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if self.read.is_none_or(|(read, _)| read != basis) {
            self.count(view.store, area.width)?;
            self.suggestion = practice::suggestion(view.store, view.assets)?;
        }
        let parts = parts(area, self.head(area.width).len() as u16, view.tier);
        self.list.read(parts.list, view)?;
        if self.read != Some((basis, self.list.selected())) {
            let width = match view.tier {
                Tier::Wide => area.width.saturating_sub(candour::CELLS + 4),
                _ => area.width.saturating_sub(2),
            };
            self.describe(usize::from(width), view)?;
            self.read = Some((basis, self.list.selected()));
        }
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let parts = parts(area, self.head(area.width).len() as u16, view.tier);
        let lines = self.head(area.width);
        for ((text, role), y) in lines.iter().zip(parts.head.y..parts.head.bottom()) {
            let spot =
                Rect { x: area.x + 1.min(area.width), y, width: area.width.saturating_sub(1), height: 1 };
            frame.render_widget(Span::styled(text.as_str(), view.style(*role)), spot);
        }
        self.list.render(frame, parts.list, view);
        self.render_below(frame, parts.below, view);
    }
}
