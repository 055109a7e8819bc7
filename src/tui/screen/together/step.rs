//! The six steps, and what each one lays on the table.

use super::CONFIRM;
use crate::model::when::{due, spoken};
use crate::model::{
    Commitment, CommitmentState, Exchange, Feedback, FeedbackState, Id, Person, Relationship, Round,
    RoundKind, RoundState, Session, SessionState,
};
use crate::store::{Filter, Record, StoreError, Window};
use crate::together;
use crate::tui::layer::View;
use crate::tui::target::Target;

/// Rows of one sort, at most.
const MOST: usize = 12;

/// A step of the way through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// What was done since the last time.
    LookBack,
    /// What was promised.
    Promises,
    /// How it was, blind.
    HowWasIt,
    /// What is to be reached, and how much it matters.
    Goals,
    /// What is said to one another.
    Feedback,
    /// What happens next.
    Ahead,
}

/// One thing on the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Who says or does it; empty where nobody in particular does.
    pub who: String,
    /// What.
    pub text: String,
    /// When, or how it stands.
    pub aside: String,
    /// What the row stands for.
    pub target: Option<Target>,
}

impl Item {
    /// Whether it is something to look at, not something to press.
    pub fn shown(&self) -> bool {
        !matches!(self.target, None | Some(Target::Own(_) | Target::Person(_)))
    }

    fn press(text: impl Into<String>, target: impl Into<Target>) -> Self {
        Self {
            who: "Enter:".to_owned(),
            text: text.into(),
            aside: String::new(),
            target: Some(target.into()),
        }
    }
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::LookBack, Self::Promises, Self::HowWasIt, Self::Goals, Self::Feedback, Self::Ahead];

    /// Its number, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).map_or(1, |at| at + 1)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::LookBack => "look back",
            Self::Promises => "promises",
            Self::HowWasIt => "how was it",
            Self::Goals => "goals",
            Self::Feedback => "feedback",
            Self::Ahead => "next step",
        }
    }

    /// The one after it; the last stays.
    pub fn next(self) -> Self {
        Self::ALL.get(self.number()).copied().unwrap_or(self)
    }

    /// The one before it; the first stays.
    pub fn previous(self) -> Self {
        self.number().checked_sub(2).and_then(|at| Self::ALL.get(at).copied()).unwrap_or(self)
    }

    /// What to do here, in a few words.
    pub fn aside(self) -> &'static str {
        match self {
            Self::LookBack => "c confirms the ledger",
            Self::Promises => "d ticks",
            Self::HowWasIt | Self::Feedback => "blind, then revealed",
            Self::Goals => "shared goals",
            Self::Ahead => "keep, change, confirm",
        }
    }

    /// What an empty step teaches.
    pub fn empty(self) -> &'static str {
        match self {
            Self::LookBack => "Nothing shared yet. What is marked as shared is seen here. Right goes on.",
            Self::Promises => "No open promise is shared. The last step makes some. Right goes on.",
            _ => "Nothing here yet. Right goes on.",
        }
    }

    /// The rounds that are held here.
    fn rounds(self) -> &'static [RoundKind] {
        match self {
            Self::HowWasIt => &[RoundKind::Helped, RoundKind::Pulse],
            Self::Goals => &[RoundKind::Weights],
            Self::Feedback => &[RoundKind::Feedback, RoundKind::Skills],
            Self::LookBack | Self::Promises | Self::Ahead => &[],
        }
    }

    /// What it lays on the table.
    ///
    /// # Errors
    /// What the store says.
    pub fn items(self, id: Id<Relationship>, view: &View<'_>) -> Result<Vec<Item>, StoreError> {
        let table = Table { id, people: together::people(view.store, id)?, view };
        let mut items = match self {
            Self::LookBack => table.look_back()?,
            Self::Promises => table.promises()?,
            Self::HowWasIt => Vec::new(),
            Self::Goals => table.goals()?,
            Self::Feedback => table.feedback()?,
            Self::Ahead => table.next_step()?,
        };
        let mut rounds = table.begin(self.rounds());
        if self == Self::Goals && items.is_empty() {
            // Nothing to weigh.
            rounds.clear();
        }
        rounds.append(&mut items);
        rounds.extend(table.past(self.rounds())?);
        Ok(rounds)
    }
}

/// What is read for a step.
struct Table<'a, 'b> {
    id: Id<Relationship>,
    people: Vec<(Id<Person>, String)>,
    view: &'a View<'b>,
}

impl Table<'_, '_> {
    fn list<T: Record>(&self, states: &[&'static str], limit: usize) -> Result<Vec<T>, StoreError> {
        let filter = Filter { relationship: Some(self.id), states: states.to_vec(), ..Filter::default() };
        self.view.store.list(&filter, &Window::First, limit)
    }

    fn between(&self, from: Id<Person>, to: Option<Id<Person>>) -> Result<String, StoreError> {
        let to = to.map_or(Ok("all".to_owned()), |to| self.called(to))?;
        Ok(format!("{} to {to}:", self.called(from)?))
    }

    fn called(&self, person: Id<Person>) -> Result<String, StoreError> {
        let found = self.people.iter().find(|(known, _)| *known == person);
        found.map_or_else(|| self.view.store.name(person), |(_, name)| Ok(name.clone()))
    }

    fn day(&self, day: chrono::NaiveDate) -> String {
        spoken(day, self.view.store.clock().today())
    }

    fn look_back(&self) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        for row in self.list::<Session>(&[SessionState::Held.word()], 3)? {
            items.push(Item {
                who: "Session:".to_owned(),
                text: row.notes.unwrap_or_else(|| "no shared notes".to_owned()),
                aside: self.day(row.starts_at.day()),
                target: Some(row.id.into()),
            });
        }
        for row in self.list::<Exchange>(&[], MOST)? {
            let sided = if row.confirmed_by.is_none() { "one-sided  " } else { "" };
            items.push(Item {
                who: self.between(row.from, row.to)?,
                aside: format!("{sided}{}", self.day(row.at.day())),
                text: row.text,
                target: Some(row.id.into()),
            });
        }
        Ok(items)
    }

    fn promises(&self) -> Result<Vec<Item>, StoreError> {
        let today = self.view.store.clock().today();
        let rows: Vec<Commitment> = self.list(&[CommitmentState::Open.word()], MOST * 4)?;
        rows.into_iter()
            .map(|row| {
                Ok(Item {
                    who: self.between(row.owner, row.to)?,
                    text: row.text,
                    aside: row.due_on.map_or(String::new(), |day| due(day, today)),
                    target: Some(row.id.into()),
                })
            })
            .collect()
    }

    fn begin(&self, kinds: &[RoundKind]) -> Vec<Item> {
        let book = self.view.assets.forms.rounds();
        let words = kinds.iter().filter_map(|kind| book.words(*kind));
        words
            .map(|words| {
                let place = RoundKind::ALL.iter().position(|kind| *kind == words.kind).unwrap_or(0);
                Item::press(format!("{}: a blind round", words.name), Target::Own(place as u32))
            })
            .collect()
    }

    fn past(&self, kinds: &[RoundKind]) -> Result<Vec<Item>, StoreError> {
        let mut rows: Vec<Round> = self.list(&[RoundState::Revealed.word()], MOST * 2)?;
        rows.retain(|row| kinds.contains(&row.kind));
        let book = self.view.assets.forms.rounds();
        Ok(rows
            .into_iter()
            .map(|row| Item {
                who: "Revealed:".to_owned(),
                text: book.words(row.kind).map_or(row.kind.word().to_owned(), |words| words.name.clone()),
                aside: self.day(row.at.day()),
                target: Some(row.id.into()),
            })
            .collect())
    }

    fn goals(&self) -> Result<Vec<Item>, StoreError> {
        let store = self.view.store;
        together::goals(store, self.id)?
            .into_iter()
            .map(|goal| {
                let owners: Vec<_> =
                    goal.owners.iter().map(|id| self.called(*id)).collect::<Result<_, _>>()?;
                let weights = goal
                    .weights
                    .iter()
                    .map(|weight| Ok(format!("{} {}", self.called(weight.person)?, weight.weight)));
                let weights = weights.collect::<Result<Vec<_>, StoreError>>()?;
                Ok(Item {
                    who: if owners.is_empty() { String::new() } else { format!("{}:", owners.join(", ")) },
                    text: goal.title,
                    aside: if weights.is_empty() {
                        String::new()
                    } else {
                        format!("matters {}", weights.join(", "))
                    },
                    target: Some(goal.id.into()),
                })
            })
            .collect()
    }

    fn feedback(&self) -> Result<Vec<Item>, StoreError> {
        let mut rows: Vec<Feedback> = self.list(&[], MOST)?;
        rows.retain(|row| row.state != FeedbackState::Draft);
        rows.into_iter()
            .map(|row| {
                Ok(Item {
                    who: self.between(row.from, Some(row.to))?,
                    text: row.gist().to_owned(),
                    aside: row.state.word().to_owned(),
                    target: Some(row.id.into()),
                })
            })
            .collect()
    }

    fn next_step(&self) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        for (person, name) in &self.people {
            items.push(Item::press(format!("{name} picks one KEEP and one CHANGE"), *person));
        }
        let open = together::one_sided(self.view.store, self.id)?.len();
        if open > 0 {
            let rows = if open == 1 { "row" } else { "rows" };
            items.push(Item::press(format!("confirm {open} one-sided ledger {rows}"), Target::Own(CONFIRM)));
        }
        for row in self.list::<Session>(&[SessionState::Planned.word()], 1)? {
            items.push(Item {
                who: "Next session:".to_owned(),
                text: row.starts_at.local().format("%a %Y-%m-%d %H:%M").to_string(),
                aside: row.place.unwrap_or_default(),
                target: Some(row.id.into()),
            });
        }
        items.extend(self.promises()?);
        Ok(items)
    }
}
