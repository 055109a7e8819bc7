//! What flows between a guide and a learner: guidance down, feedback up, promises both ways.

use super::line::Pen;
use super::people;
use crate::model::when::ago;
use crate::model::{
    Commitment, Exchange, Feedback, FeedbackState, Id, Moment, Person, Reflection, Relationship,
};
use crate::store::{Filter, StoreError, Window};
use crate::tui::panel::Way;
use crate::tui::theme::Role;
use crate::tui::widget::panes::{Pane, Row};
use crate::tui::widget::text::{cells, cut, fit};
use ratatui::text::{Line, Span};

/// Cells of a name inside a sentence.
const FIRST_NAME: usize = 20;

/// Rows of the ledger that are read.
const MOST: usize = 60;
/// Notes that are read.
const NOTES: usize = 20;

/// The flows of one relationship.
pub struct Flows<'a> {
    pen: &'a Pen<'a>,
    row: &'a Relationship,
    guides: Vec<Id<Person>>,
    ledger: Vec<Exchange>,
    loops: Vec<Feedback>,
}

impl<'a> Flows<'a> {
    /// Reads the newest of a relationship.
    ///
    /// # Errors
    /// What the store says.
    pub fn read(pen: &'a Pen<'a>, row: &'a Relationship) -> Result<Self, StoreError> {
        let members = row.members.iter().map(|member| member.person);
        let guides = members.filter(|id| people::guides(row, *id, pen.assets)).collect();
        let ledger = people::ledger(pen.store, row.id, MOST)?;
        let loops = people::loops(pen.store, row.id, MOST)?;
        Ok(Self { pen, row, guides, ledger, loops })
    }

    fn way(&self, from: Id<Person>) -> Way {
        if self.guides.contains(&from) { Way::Down } else { Way::Up }
    }

    fn owner_guides(&self) -> bool {
        self.pen.owner.is_some_and(|owner| self.guides.contains(&owner))
    }

    /// The others, by the first word of a name where there is only one of them.
    fn others(&self) -> Result<String, StoreError> {
        let others: Vec<_> =
            self.row.members.iter().filter(|member| Some(member.person) != self.pen.owner).collect();
        match others[..] {
            [one] => {
                let name = self.pen.store.name(one.person)?;
                Ok(cut(name.split(' ').next().unwrap_or(""), FIRST_NAME))
            }
            _ => Ok("them".to_owned()),
        }
    }

    /// The owner's seat in words.
    pub fn seat(&self) -> &'static str {
        match (self.owner_guides(), self.row.members.len() > 2) {
            (true, _) => "you guide",
            (false, true) => "they guide you",
            (false, false) => "guides you",
        }
    }

    /// What went down, the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn guidance(&self, width: usize) -> Result<Pane, StoreError> {
        let others = self.others()?;
        let (direction, empty) = if self.owner_guides() {
            (format!("to {others}"), format!("Nothing passed down yet. i, then: gave {others}: what it was"))
        } else {
            (format!("from {others}"), format!("Nothing passed down yet. i, then: got {others}: what it was"))
        };
        let rows = self.rows(Way::Down, width)?;
        let count = rows.iter().filter(|row| row.target.is_some()).count();
        let aside = if count == 0 { String::new() } else { "newest first".to_owned() };
        Ok(Pane::new(format!("GUIDANCE  {direction}")).aside(aside).rows(rows).empty(empty))
    }

    /// What went up, against the grain, with the state of each loop and how to ask for more.
    ///
    /// # Errors
    /// What the store says.
    pub fn upward(&self, width: usize) -> Result<Pane, StoreError> {
        let others = self.others()?;
        let (direction, empty, aside) = if self.owner_guides() {
            let empty = format!(
                "Nothing flows up yet, so you guide in the dark. a asks {others} for upward feedback."
            );
            (format!("from {others}"), empty, "a asks")
        } else {
            let empty = format!("Nothing flows up yet. n f tells {others} what helps and what does not.");
            (format!("to {others}"), empty, "n f says")
        };
        let rows = self.rows(Way::Up, width)?;
        Ok(Pane::new(format!("UPWARD  {direction}")).aside(aside).rows(rows).empty(empty))
    }

    /// What flowed one way: of a pair as it is, of several a lane each, the latest lane first.
    fn rows(&self, way: Way, width: usize) -> Result<Vec<Row>, StoreError> {
        if self.row.members.len() <= 2 {
            return Ok(self.flowed(way, width, &|_, _| true).1);
        }
        let mut lanes = Vec::new();
        let members = self.row.members.iter().map(|member| Some(member.person));
        for other in members.chain([None]) {
            let theirs = |from: Id<Person>, to: Option<Id<Person>>| match way {
                Way::Down => Some(from) == other,
                Way::Up => to == other,
            };
            let (latest, rows) = self.flowed(way, width, &theirs);
            if let Some(latest) = latest {
                lanes.push((latest, self.lane(other, way, width)?, rows));
            }
        }
        lanes.sort_by_key(|(latest, ..)| std::cmp::Reverse(*latest));
        Ok(lanes.into_iter().flat_map(|(_, heading, rows)| std::iter::once(heading).chain(rows)).collect())
    }

    /// The rows of one way between the people that `theirs` takes, the newest first, and when that was.
    fn flowed(
        &self,
        way: Way,
        width: usize,
        theirs: &dyn Fn(Id<Person>, Option<Id<Person>>) -> bool,
    ) -> (Option<Moment>, Vec<Row>) {
        let mut dated: Vec<(Moment, Vec<Row>)> = Vec::new();
        for row in self.loops.iter().filter(|row| self.way(row.from) == way && theirs(row.from, Some(row.to)))
        {
            dated.push((row.at, said(self.pen, row, width)));
        }
        for row in self.ledger.iter().filter(|row| self.way(row.from) == way && theirs(row.from, row.to)) {
            dated.push((row.at, vec![Row::new(self.pen.gift(row, width), row.id)]));
        }
        dated.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let latest = dated.first().map(|(at, _)| *at);
        (latest, dated.into_iter().flat_map(|(_, rows)| rows).collect())
    }

    /// The heading of one person's lane: who, and the topics, the most frequent first.
    fn lane(&self, other: Option<Id<Person>>, way: Way, width: usize) -> Result<Row, StoreError> {
        let mut topics: Vec<(&str, usize)> = Vec::new();
        for row in self.ledger.iter().filter(|row| self.way(row.from) == way) {
            let theirs = if way == Way::Down { Some(row.from) == other } else { row.to == other };
            let Some(topic) = row.topic.as_deref().filter(|_| theirs) else { continue };
            match topics.iter_mut().find(|(name, _)| *name == topic) {
                Some((_, count)) => *count += 1,
                None => topics.push((topic, 1)),
            }
        }
        topics.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let topics: Vec<String> = topics.iter().map(|(name, count)| format!("{name} {count}")).collect();
        let name = other.map_or_else(|| Ok("all".to_owned()), |other| self.pen.store.name(other))?;
        let name = cut(&name, width / 2);
        let topics = cut(&format!("  {}", topics.join(", ")), width.saturating_sub(cells(&name)));
        let theme = self.pen.assets.theme;
        Ok(Row::text(Line::from(vec![
            Span::styled(name, theme.style(Role::Heading)),
            Span::styled(topics, theme.style(Role::Muted)),
        ])))
    }

    /// Open promises by who keeps them.
    ///
    /// # Errors
    /// What the store says.
    pub fn promises(&self, width: usize) -> Result<Pane, StoreError> {
        let filter = Filter { relationship: Some(self.row.id), states: vec!["open"], ..Filter::default() };
        let promises: Vec<Commitment> = self.pen.store.list(&filter, &Window::First, 20)?;
        let mut rows = Vec::new();
        for promise in &promises {
            // Who does it is what matters here, not for whom.
            let doer = Commitment { to: Some(promise.owner), ..promise.clone() };
            rows.push(Row::new(self.pen.commitment(&doer, width)?, promise.id));
        }
        let others = self.others()?;
        let empty = if others == "them" {
            "Nothing open. i, then: todo, a name, a colon, and what by when".to_owned()
        } else {
            format!(
                "Nothing open. i, then: todo {others}: ... by fri (theirs), todo to {others}: ... (yours)"
            )
        };
        let aside = if rows.is_empty() { String::new() } else { "d ticks".to_owned() };
        Ok(Pane::new("PROMISES  both ways").aside(aside).rows(rows).empty(empty))
    }

    /// Notes of one's own about it.
    ///
    /// # Errors
    /// What the store says.
    pub fn notes(&self, width: usize) -> Result<Pane, StoreError> {
        let own = Filter { relationship: Some(self.row.id), ..Filter::default() };
        let mut notes: Vec<Reflection> = self.pen.store.list(&own, &Window::First, NOTES)?;
        // A note about the other one of two belongs here as well, unless it says where else.
        if let [one, two] = self.row.members.as_slice() {
            let me = self.pen.store.owner()?;
            let other = if Some(one.person) == me { two.person } else { one.person };
            let about: Vec<Reflection> = self.pen.store.about(other, NOTES)?;
            notes.extend(about.into_iter().filter(|note| note.relationship.is_none()));
            notes.sort_by_key(|note| std::cmp::Reverse((note.at, note.id)));
        }
        let line = |note: &Reflection| {
            let day = fit(&note.at.local().format("%e %b").to_string(), 7);
            Row::new(cut(&format!("{day}{}", note.text), width), note.id)
        };
        Ok(Pane::new("NOTES  yours alone")
            .rows(notes.iter().map(line).collect())
            .empty("None yet. n n writes what stays with you."))
    }
}

/// A feedback on two lines: what was said, and where its loop stands.
pub fn said(pen: &Pen<'_>, row: &Feedback, width: usize) -> Vec<Row> {
    let day = fit(&row.at.local().format("%e %b").to_string(), 7);
    let (_, stage) = pen.stage(row);
    let age = ago(row.at.day(), pen.store.clock().today());
    let (text, role) = match (row.state, row.response.as_deref()) {
        (FeedbackState::Acted, Some(response)) => (format!("closed: {response}"), Role::Good),
        (FeedbackState::Acted, None) => ("loop closed".to_owned(), Role::Good),
        (FeedbackState::Answered, Some(response)) => (format!("answered: {response}  d closes"), Role::Text),
        (FeedbackState::Answered, None) => ("answered, d closes the loop".to_owned(), Role::Text),
        (FeedbackState::Draft, _) => ("not said yet, d: it was said".to_owned(), Role::Warn),
        _ => (format!("{stage}, {age}"), Role::Warn),
    };
    let state = Line::from(vec![
        Span::raw(" ".repeat(7)),
        Span::styled(cut(&text, width.saturating_sub(7)), pen.assets.theme.style(role)),
    ]);
    vec![Row::new(cut(&format!("{day}\"{}\"", row.gist()), width), row.id), Row::text(state)]
}
