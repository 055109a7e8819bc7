//! Lists of every noun: any length, narrowed by text and by state.

use super::line::Pen;
use crate::model::{Commitment, Exchange, Goal, Id, Person, Reflection, Relationship, Session};
use crate::model::{Feedback, when::spoken};
use crate::store::{Filter, Record, StoreError};
use crate::tui::act::act;
use crate::tui::command::{Command, Context};
use crate::tui::field::Field;
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::listing::Listing;
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::text::{cut, fit};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// How a noun is listed.
pub trait Listed: Record + 'static {
    /// The list's heading.
    const HEADING: &'static str;
    /// What an empty list teaches.
    const EMPTY: &'static str;
    /// The filters `f` goes through: a name and the states.
    const FILTERS: &'static [(&'static str, &'static [&'static str])];

    /// One line of it.
    ///
    /// # Errors
    /// What the store says.
    fn line(&self, pen: &Pen<'_>, width: usize) -> Result<Line<'static>, StoreError>;
}

macro_rules! listed {
    ($noun:ident, $heading:literal, $empty:literal, $filters:expr, |$row:ident, $pen:ident, $width:ident| $line:expr) => {
        impl Listed for $noun {
            const HEADING: &'static str = $heading;
            const EMPTY: &'static str = $empty;
            const FILTERS: &'static [(&'static str, &'static [&'static str])] = $filters;

            fn line(&self, $pen: &Pen<'_>, $width: usize) -> Result<Line<'static>, StoreError> {
                let $row = self;
                $line
            }
        }
    };
}

listed!(
    Session,
    "SESSIONS",
    "No sessions yet. A session is one meeting, planned or held. n s writes one.",
    &[
        ("all", &[]),
        ("planned", &["planned"]),
        ("held", &["held"]),
        ("missed or cancelled", &["missed", "cancelled"])
    ],
    |row, pen, width| pen.session(row, width)
);
listed!(
    Feedback,
    "FEEDBACK",
    "No feedback yet. Asking first makes giving easier: i, then: ask Ana: where am I unclear?",
    &[
        ("all", &[]),
        ("open loops", &["draft", "asked", "given", "answered"]),
        ("asked", &["asked"]),
        ("not said yet", &["draft"]),
        ("closed", &["acted"])
    ],
    |row, pen, width| pen.feedback(row, width)
);
listed!(
    Goal,
    "GOALS",
    "No goals yet. A goal is one sentence you will both recognise when it is done. n g to write one, e.g. \"Ana leads one incident review\".",
    &[
        ("active", &["active"]),
        ("all", &[]),
        ("reached", &["reached"]),
        ("dropped or paused", &["dropped", "paused"])
    ],
    |row, pen, width| pen.goal(row, width)
);
listed!(
    Commitment,
    "PROMISES",
    "No promises yet. i, then: todo Ana: send the outline by fri",
    &[("open", &["open"]), ("all", &[]), ("kept", &["kept", "late"]), ("dropped", &["dropped"])],
    |row, pen, width| pen.commitment(row, width)
);
listed!(
    Exchange,
    "EXCHANGES",
    "Nothing exchanged yet. i, then: gave Ana: pause before answering #feedback",
    &[("all", &[])],
    |row, pen, width| pen.exchange(row, width)
);
listed!(Reflection, "NOTES", "No notes yet. i, and write a line.", &[("all", &[])], |row, pen, width| Ok(
    Line::from(cut(
        &format!(
            "{} {}  {}",
            fit(&spoken(row.at.day(), pen.store.clock().today()), 11),
            row.text,
            row.visibility
        ),
        width
    ))
));
listed!(Person, "PEOPLE", "Nobody yet. n p adds somebody.", &[("all", &[])], |row, _pen, width| Ok(
    Line::from(cut(
        &format!(
            "{} {} {}",
            fit(&row.name, 24),
            fit(row.title.as_deref().unwrap_or(""), 28),
            row.department.as_deref().unwrap_or("")
        ),
        width
    ))
));
listed!(
    Relationship,
    "RELATIONSHIPS",
    "No relationships yet. n r makes one with somebody.",
    &[("all", &[]), ("active", &["active"]), ("paused or closed", &["paused", "closed"])],
    |row, pen, width| {
        let (sign, form, _) = pen.form(&row.form);
        Ok(Line::from(cut(
            &format!("{sign:<2} {} {} {}", fit(&pen.store.title(row.id)?, 34), fit(&form, 28), row.status),
            width,
        )))
    }
);

/// A noun's list on screen.
pub struct Browse<T: Listed> {
    listing: Listing<T>,
    panes: Panes,
    filter: usize,
    find: Option<Field>,
    covering: bool,
    read: Option<Basis>,
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
            read: None,
        }
    }

    /// Selects a row.
    pub fn select(&mut self, id: Id<T>) {
        self.listing.select(id);
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
            Command::NextPane | Command::PreviousPane | Command::Left | Command::Right => {
                cx.note("There is one pane here. Enter opens the row.");
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
            Input::Click { .. } | Input::Wheel(_) => {}
        }
        Flow::Done
    }

    /// Reads the window of an area.
    ///
    /// # Errors
    /// What the store says.
    pub fn read(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let searching = u16::from(self.find.is_some());
        let list = Rect { height: area.height.saturating_sub(searching), ..area };
        let basis = view.basis(list)?;
        if self.read == Some(basis) && self.listing.in_sight() {
            self.reselect();
            return Ok(());
        }
        self.listing.prepare(view.store, usize::from(list.height.saturating_sub(1)))?;
        let pen = Pen::new(view.store, view.assets)?;
        let width = usize::from(area.width).saturating_sub(4);
        let mut rows = Vec::new();
        for row in self.listing.rows() {
            rows.push(Row::new(row.line(&pen, width)?, row.id()));
        }
        let mut aside = T::FILTERS[self.filter].0.to_owned();
        if T::FILTERS.len() > 1 {
            aside = format!("f: {aside}");
        }
        if let Some(text) = &self.listing.filter.text {
            aside = format!("/{text}  {aside}");
        }
        let empty = match &self.listing.filter.text {
            Some(text) => format!("Nothing here holds \"{text}\". Esc shows all rows again."),
            None if self.filter > 0 => "Nothing in this state. f shows others.".to_owned(),
            None => T::EMPTY.to_owned(),
        };
        self.panes.set(vec![Pane::new(T::HEADING).aside(aside).rows(rows).empty(empty)]);
        self.reselect();
        self.read = Some(basis);
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

    fn target(&self) -> Option<Target> {
        self.listing.selected().map(Target::from)
    }

    fn covers(&self) -> bool {
        self.covering
    }

    fn hints(&self) -> Vec<Command> {
        vec![
            Command::Open,
            Command::New,
            Command::Edit,
            Command::Done,
            Command::Bin,
            Command::Find,
            Command::Filter,
            Command::Jot,
        ]
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
        let mut list = area;
        if let Some(field) = &self.find {
            list.height = list.height.saturating_sub(1);
            let line = Rect { y: list.bottom(), height: 1.min(area.height), ..area };
            frame.render_widget(Span::styled(" /", view.style(Role::Accent)), line);
            field.render(
                frame,
                Rect { x: line.x + 3, width: line.width.saturating_sub(4), ..line },
                true,
                view,
            );
        }
        self.panes.render(frame, &[list], view);
    }
}

/// Rows that are no noun's list: history, the bin, drafts, the handbook.
struct Board {
    crumb: &'static str,
    rows: fn(&View<'_>, usize) -> Result<Vec<Row>, StoreError>,
    empty: &'static str,
    panes: Panes,
    read: Option<Basis>,
}

impl Layer for Board {
    fn crumb(&self) -> String {
        self.crumb.to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Open, Command::Back]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(command) if act(command, self.panes.target(), cx) == Flow::Done => Flow::Done,
            Input::Click { double: true, .. } => act(Command::Open, self.panes.target(), cx),
            input => self.panes.update(&input),
        }
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if self.read != Some(basis) {
            let rows = (self.rows)(view, usize::from(area.width).saturating_sub(4))?;
            self.panes.set(vec![Pane::new(self.crumb.to_uppercase()).rows(rows).empty(self.empty)]);
            self.read = Some(basis);
        }
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        self.panes.render(frame, &[area], view);
    }
}

fn history(view: &View<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
    let changes = view.store.history(500)?;
    Ok(changes
        .into_iter()
        .map(|change| {
            let kind = if change.kind == "do" { "" } else { change.kind.as_str() };
            let back = if change.undone { "(taken back)" } else { "" };
            let at = change.at.local().format("%Y-%m-%d %H:%M");
            Row::text(cut(&format!("{at}  {kind:<5} {} {back}", change.label), width))
        })
        .collect())
}

fn binned(view: &View<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
    let entries = view.store.binned()?;
    Ok(entries
        .into_iter()
        .map(|entry| {
            let at = entry.at.local().format("%Y-%m-%d %H:%M");
            Row::new(
                cut(&format!("{at}  {:<12} {}", entry.noun, entry.label), width),
                Target::Binned(entry.id),
            )
        })
        .collect())
}

fn drafts(view: &View<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
    let drafts = view.store.drafts()?;
    Ok(drafts
        .into_iter()
        .map(|draft| {
            let at = draft.saved_at.local().format("%Y-%m-%d %H:%M");
            let text = format!("{at}  {}  {} words", draft.label, draft.words());
            Row::new(cut(&text, width), Target::Draft(draft.place))
        })
        .collect())
}

fn forms(view: &View<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
    let row = |form: &crate::forms::Form| {
        let text = format!("{:<2} {} {}", form.sign, fit(&form.name, 30), form.seed_line);
        Row::new(cut(&text, width), Target::Form(form.id.clone()))
    };
    Ok(view.assets.forms.iter().map(row).collect())
}

/// Opens a list by its command; whether there is one.
pub fn open(command: Command, cx: &mut Cx<'_>) -> bool {
    let board = |crumb, rows, empty| Board { crumb, rows, empty, panes: Panes::default(), read: None };
    match command {
        Command::People => cx.push(Browse::<Person>::new(true)),
        Command::Relationships => cx.push(Browse::<Relationship>::new(true)),
        Command::Promises => cx.push(Browse::<Commitment>::new(true)),
        Command::Exchanges => cx.push(Browse::<Exchange>::new(true)),
        Command::Reflections => cx.push(Browse::<Reflection>::new(true)),
        Command::Handbook => cx.push(board("handbook", forms, "")),
        Command::History => cx.push(board("history", history, "Nothing has been changed yet.")),
        Command::BinList => {
            cx.push(board("bin: Enter brings back", binned, "The bin is empty. x puts a row here."))
        }
        Command::Drafts => cx.push(board(
            "drafts: Enter continues, x forgets",
            drafts,
            "No drafts: everything typed was kept.",
        )),
        _ => return false,
    }
    true
}
