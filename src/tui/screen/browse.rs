//! A list of any length, narrowed by text and by state.

use super::line::Pen;
use super::listed::Listed;
use super::{page, split};
use crate::model::Id;
use crate::store::{Filter, Record, Store, StoreError, Window};
use crate::tui::act::{self, act, around, has_next, offered};
use crate::tui::command::{Command, Context};
use crate::tui::field::Field;
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::listing::Listing;
use crate::tui::widget::panes::{Pane, Panes, Row};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Rows in sight above the one where a list begins.
const ABOVE: usize = 3;

/// A noun's list on screen.
pub struct Browse<T: Listed> {
    listing: Listing<T>,
    panes: Panes,
    filter: usize,
    find: Option<Field>,
    covering: bool,
    /// A row to be brought in sight.
    wanted: Option<Id<T>>,
    /// Whether the selected row has a next step.
    next: bool,
    /// What was read, and with what selected.
    read: Option<(Basis, Option<Id<T>>)>,
    /// The list, and below it what is selected.
    areas: Vec<Rect>,
}

impl<T: Listed> Browse<T>
where
    Target: From<Id<T>>,
{
    /// The list as a tab, or as a layer of its own.
    pub fn new(covering: bool) -> Self {
        let filter = Filter { states: T::FILTERS[0].1.to_vec(), ..Filter::default() };
        Self {
            listing: Listing::new(filter),
            panes: Panes::default(),
            filter: 0,
            find: None,
            covering,
            wanted: None,
            next: false,
            read: None,
            areas: Vec::new(),
        }
    }

    /// Selects a row and brings it in sight, where it is one of these.
    pub fn bring(&mut self, row: &Target) {
        self.wanted = T::named(row).or(self.wanted);
    }

    /// Selects a row that was asked for; a filter that leaves it out gives way to one that has it.
    fn reveal(&mut self, id: Id<T>, store: &Store) -> Result<(), StoreError> {
        let Some(cursor) = store.cursor(id)? else { return Ok(()) };
        let at = Window::From(cursor);
        let mut filter = self.listing.filter.clone();
        for number in std::iter::once(self.filter).chain(0..T::FILTERS.len()) {
            filter.states = T::FILTERS[number].1.to_vec();
            if store.window(&filter, &at, 1)?.first() == Some(&id) {
                (self.filter, self.listing.filter) = (number, filter);
                break;
            }
            // What was searched for is left out only where the row is not among it.
            filter.text = None;
        }
        self.listing.select(id);
        Ok(())
    }

    /// The selected row.
    pub fn selected(&self) -> Option<Id<T>> {
        self.listing.selected()
    }

    fn next_filter(&mut self) {
        self.filter = (self.filter + 1) % T::FILTERS.len();
        self.listing.filter.states = T::FILTERS[self.filter].1.to_vec();
        self.listing.restart();
    }

    fn search(&mut self) {
        self.listing.filter.text =
            self.find.as_ref().map(Field::value).filter(|text| !text.trim().is_empty());
        self.listing.restart();
    }

    fn steer(&mut self, command: Command, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        let before = self.listing.selected();
        let flow = self.steered(command, cx)?;
        let moves = matches!(
            command,
            Command::Up
                | Command::Down
                | Command::PageUp
                | Command::PageDown
                | Command::First
                | Command::Last
        );
        // A key that moves nothing says why.
        Ok(if moves && before == self.listing.selected() { Flow::Ignored } else { flow })
    }

    fn steered(&mut self, command: Command, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        match command {
            Command::Up => self.listing.step(cx.store, -1)?,
            Command::Down => self.listing.step(cx.store, 1)?,
            Command::PageUp => self.listing.page(cx.store, -1)?,
            Command::PageDown => self.listing.page(cx.store, 1)?,
            Command::First => self.listing.edge(cx.store, false)?,
            Command::Last => self.listing.edge(cx.store, true)?,
            Command::Find => {
                self.find = Some(Field::line(
                    "find",
                    "find",
                    "type to narrow",
                    self.listing.filter.text.as_deref().unwrap_or(""),
                ))
            }
            Command::Filter if T::FILTERS.len() > 1 => {
                self.next_filter();
                cx.note(format!("Shown: {}", T::FILTERS[self.filter].0));
            }
            Command::Back if self.listing.filter.text.is_some() => {
                self.listing.filter.text = None;
                self.listing.restart();
                cx.note("All rows again.");
            }
            _ => return Ok(act(command, self.listing.selected().map(Target::from), cx)),
        }
        Ok(Flow::Done)
    }

    fn typed(&mut self, input: Input) -> Flow {
        let Some(field) = &mut self.find else { return Flow::Ignored };
        match input {
            Input::Command(Command::Back) => {
                self.find = None;
                self.search();
            }
            Input::Command(
                Command::NextField | Command::Keep | Command::Down | Command::PreviousField | Command::Up,
            ) => self.find = None,
            Input::Command(_) => return Flow::Ignored,
            Input::Key(key) => {
                field.key(key);
                self.search();
            }
            Input::Paste(text) | Input::Edited(text) => {
                field.paste(&text);
                self.search();
            }
            Input::Click { .. } | Input::Wheel(_) | Input::Filled(_) => {}
        }
        Flow::Done
    }

    /// Reads the window of an area.
    ///
    /// # Errors
    /// What the store says.
    pub fn read(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        if let Some(id) = self.wanted.take() {
            self.reveal(id, view.store)?;
        }
        let searching = u16::from(self.find.is_some());
        let peek = if view.tier == Tier::Wide { T::PEEK } else { 0 };
        let list = area.height.saturating_sub(searching + peek);
        let basis = view.basis(Rect { height: list, ..area })?;
        if self.read == Some((basis, self.listing.selected())) && self.listing.in_sight() {
            self.reselect();
            return Ok(());
        }
        if self.listing.selected().is_none()
            && let Some(id) = T::begins(&self.listing.filter, view.store)?
        {
            self.listing.begin(view.store, id, ABOVE)?;
        }
        self.listing.prepare(view.store, usize::from(list.saturating_sub(1)))?;
        let pen = Pen::new(view.store, view.assets)?;
        let width = usize::from(area.width).saturating_sub(4);
        let mut rows = Vec::new();
        for row in self.listing.rows() {
            rows.push(Row::new(row.line(&pen, width)?, row.id()));
        }
        let mut aside = String::new();
        if T::FILTERS.len() > 1 {
            aside = format!("f: {}", T::FILTERS[self.filter].0);
        }
        if let Some(text) = &self.listing.filter.text {
            aside = format!("/{text}  {aside}");
        }
        let empty = match &self.listing.filter.text {
            Some(text) => format!("Nothing here holds \"{text}\". Esc shows all rows again."),
            None if self.filter > 0 => "Nothing in this state. f shows others.".to_owned(),
            None => T::EMPTY.to_owned(),
        };
        let beyond = self.listing.beyond();
        let mut panes = vec![Pane::new(T::HEADING).aside(aside).rows(rows).beyond(beyond).empty(empty)];
        self.areas = vec![Rect { height: list, ..area }];
        if let Some(id) = self.listing.selected().filter(|_| peek > 0) {
            let (_, mut rows) = page::write(&id.into(), usize::from(area.width), view)?;
            rows.iter_mut().for_each(|row| row.target = None);
            panes.push(Pane::new("SELECTED").aside("Enter opens").rows(rows));
            self.areas.push(Rect { y: area.y + list + 1, height: peek - 1, ..area });
        }
        self.panes.set(panes);
        self.next = match self.target() {
            Some(target) => has_next(&target, view.store)?,
            None => false,
        };
        self.reselect();
        self.read = Some((basis, self.listing.selected()));
        Ok(())
    }

    fn reselect(&mut self) {
        if let Some(id) = self.listing.selected() {
            self.panes.select(&id.into());
        }
    }
}

impl<T: Listed> Layer for Browse<T>
where
    Target: From<Id<T>>,
{
    fn crumb(&self) -> String {
        T::HEADING.to_lowercase()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![if self.find.is_some() { Context::Line } else { Context::List }]
    }

    fn typing(&self) -> bool {
        self.find.is_some()
    }

    fn made(&mut self, row: &Target) {
        self.bring(row);
    }

    fn target(&self) -> Option<Target> {
        self.listing.selected().map(Target::from)
    }

    fn covers(&self) -> bool {
        self.covering
    }

    fn hints(&self) -> Vec<Command> {
        if self.find.is_some() {
            return vec![Command::NextField];
        }
        let target = self.target();
        let mut all = vec![Command::Open];
        let after =
            [Command::Edit, Command::Done, Command::Bin, Command::Find, Command::Filter, Command::Capture];
        all.extend(around(target.as_ref(), &after));
        all.retain(|command| match command {
            Command::Filter => T::FILTERS.len() > 1,
            // A session that was held, or a closed loop, has none of these to come.
            Command::Done => self.next,
            Command::Start | Command::Prepare | Command::Close => {
                self.next || !matches!(target, Some(Target::Session(_)))
            }
            _ => true,
        });
        offered(target.as_ref(), &all)
    }

    fn verb(&self, command: Command) -> &'static str {
        match command {
            Command::NextField => "to the rows",
            other => act::verb(other, self.target().as_ref()),
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        if self.find.is_some() {
            return self.typed(input);
        }
        let result = match input {
            Input::Command(command) => self.steer(command, cx),
            Input::Wheel(rows) => self.listing.step(cx.store, rows).map(|()| Flow::Done),
            Input::Click { double, .. } => {
                let flow = self.panes.update(&input);
                if let Some(at) = self.panes.target() {
                    let found = self.listing.rows().iter().map(Record::id).find(|id| Target::from(*id) == at);
                    if let Some(id) = found {
                        self.listing.select(id);
                    }
                    if double {
                        act(Command::Open, Some(at), cx);
                    }
                }
                Ok(flow)
            }
            _ => Ok(Flow::Ignored),
        };
        result.unwrap_or_else(|error| {
            cx.fail(error.to_string());
            Flow::Done
        })
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.read(area, view)
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        if let Some(below) = self.areas.get(1) {
            split::across(frame, Rect { y: below.y - 1, ..*below }, view);
        }
        if let Some(field) = &self.find {
            let line = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
            frame.render_widget(Span::styled(" /", view.style(Role::Accent)), line);
            field.render(
                frame,
                Rect { x: line.x + 3, width: line.width.saturating_sub(4), ..line },
                true,
                view,
            );
        }
        self.panes.render(frame, &self.areas, view);
    }
}
