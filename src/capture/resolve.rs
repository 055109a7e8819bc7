//! Names to people.

use super::nearest::nearest;
use super::{Capture, CaptureError, Deed, Gift, Meaning, Promise, Sbi, Verb};
use crate::model::{Id, Person};

/// Most candidates that an error lists.
const MOST_CANDIDATES: usize = 6;

/// The people names are looked up in, and those that a batch of lines adds to them.
#[derive(Debug, Clone)]
pub struct Roster {
    people: Vec<(Id<Person>, String)>,
    /// Their names as they are compared: made once, for any number of lines.
    folded: Vec<String>,
    owner: Id<Person>,
    takes_new: bool,
    added: Vec<(Id<Person>, String)>,
}

impl Roster {
    /// The journal's people and its owner, who may be among them. Unknown names are refused.
    pub fn new(people: Vec<(Id<Person>, String)>, owner: Id<Person>) -> Self {
        let folded = people.iter().map(|(_, name)| fold(name)).collect();
        Self { people, folded, owner, takes_new: false, added: Vec::new() }
    }

    /// The same, taking names that nobody has as new people.
    #[must_use]
    pub fn with_new_people(self) -> Self {
        Self { takes_new: true, ..self }
    }

    /// The people to add before anything that names them is kept, in the order they came up.
    pub fn added(&self) -> &[(Id<Person>, String)] {
        &self.added
    }

    /// Forgets the people that earlier lines would have added: the next line is read by itself.
    pub fn forget_added(&mut self) {
        self.added.clear();
    }

    /// The owner's id.
    pub fn owner(&self) -> Id<Person> {
        self.owner
    }

    /// How a person is called in an echo: `me`, the name, and `(new)` behind a new one.
    pub fn label(&self, id: Id<Person>) -> String {
        if id == self.owner {
            return "me".to_owned();
        }
        let added =
            self.added.iter().find(|(known, _)| *known == id).map(|(_, name)| format!("{name} (new)"));
        let known = || self.people.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
        added.or_else(known).unwrap_or_else(|| id.short())
    }

    /// The person a name means: me, the exact name, else the only name with a word that begins so.
    ///
    /// People added by the same batch are found by their exact name only: who lists "Catilius
    /// Severus" and "Severus" as new in one breath means two people.
    ///
    /// # Errors
    /// [`CaptureError::UnknownName`], [`CaptureError::AmbiguousName`] or [`CaptureError::NotAName`].
    pub fn find(&mut self, name: &str, verb: Verb) -> Result<Id<Person>, CaptureError> {
        let wanted = fold(name);
        if matches!(wanted.as_str(), "me" | "i" | "myself") {
            return Ok(self.owner);
        }
        if let Some(id) = self.only(name, |known| known == wanted)? {
            return Ok(id);
        }
        if let Some((id, _)) = self.added.iter().find(|(_, added)| fold(added) == wanted) {
            return Ok(*id);
        }
        if let Some(id) = self.only(name, |known| begins(known, &wanted))? {
            return Ok(id);
        }
        if !self.takes_new {
            let names = self
                .folded
                .iter()
                .zip(&self.people)
                .map(|(folded, (_, name))| (folded.as_str(), name.as_str()));
            let nearest = nearest(&wanted, names);
            return Err(CaptureError::UnknownName { name: name.to_owned(), nearest, verb });
        }
        if !can_be_new(name) {
            return Err(CaptureError::NotAName { name: name.to_owned() });
        }
        let id = Id::fresh();
        self.added.push((id, name.to_owned()));
        Ok(id)
    }

    /// The one person whose folded name passes; an error if several do.
    fn only(&self, name: &str, passes: impl Fn(&str) -> bool) -> Result<Option<Id<Person>>, CaptureError> {
        let found: Vec<_> = self
            .folded
            .iter()
            .zip(&self.people)
            .filter(|(folded, _)| passes(folded))
            .map(|(_, person)| person)
            .collect();
        if let [] | [_] = found[..] {
            return Ok(found.first().map(|(id, _)| *id));
        }
        let twins = |name: &str| found.iter().filter(|(_, other)| fold(other) == fold(name)).count() > 1;
        let candidates = found.iter().take(MOST_CANDIDATES).map(|(id, name)| match twins(name) {
            true => format!("{name} ({})", id.short()),
            false => name.clone(),
        });
        Err(CaptureError::AmbiguousName { name: name.to_owned(), candidates: candidates.collect() })
    }

    fn all(&mut self, names: &[String], verb: Verb) -> Result<Vec<Id<Person>>, CaptureError> {
        let mut people = Vec::with_capacity(names.len());
        for name in names {
            let id = self.find(name, verb)?;
            if !people.contains(&id) {
                people.push(id);
            }
        }
        Ok(people)
    }
}

/// Turns a capture's names into people. `present`: the members of the session it is made in, if any;
/// when nobody is named, the one of them who is not the owner is meant.
///
/// # Errors
/// A [`CaptureError`] about a name; the roster is then as it was before.
pub fn resolve(
    capture: &Capture,
    roster: &mut Roster,
    present: &[Id<Person>],
) -> Result<Meaning, CaptureError> {
    let before = roster.added.len();
    let deed = deed(capture, roster, present).inspect_err(|_| roster.added.truncate(before))?;
    Ok(Meaning {
        deed,
        text: capture.text.clone(),
        topics: capture.topics.clone(),
        on: capture.on,
        visibility: capture.visibility.unwrap_or_default(),
    })
}

fn deed(capture: &Capture, roster: &mut Roster, present: &[Id<Person>]) -> Result<Deed, CaptureError> {
    let me = roster.owner;
    Ok(match capture.verb {
        Verb::Note => Deed::Note { about: roster.all(&capture.names, Verb::Note)? },
        Verb::Todo => Deed::Todo { promises: promises(capture, roster, present)?, due: capture.by },
        Verb::Gave => {
            Deed::Exchange { gifts: gifts(&others(capture, roster, present)?, |to| [Gift { from: me, to }]) }
        }
        Verb::Got => Deed::Exchange {
            gifts: gifts(&others(capture, roster, present)?, |from| [Gift { from, to: me }]),
        },
        Verb::Swap => {
            let both = |other| [Gift { from: me, to: other }, Gift { from: other, to: me }];
            Deed::Exchange { gifts: gifts(&others(capture, roster, present)?, both) }
        }
        Verb::Feedback => {
            Deed::Feedback { to: others(capture, roster, present)?, parts: Sbi::split(&capture.text)? }
        }
        Verb::Ask => Deed::Ask { of: others(capture, roster, present)? },
        Verb::Later => Deed::Later { with: others(capture, roster, present)? },
    })
}

fn gifts<const ROWS: usize>(others: &[Id<Person>], rows: impl Fn(Id<Person>) -> [Gift; ROWS]) -> Vec<Gift> {
    others.iter().flat_map(|other| rows(*other)).collect()
}

/// The people something is with: those named, else the one other who is present.
fn others(
    capture: &Capture,
    roster: &mut Roster,
    present: &[Id<Person>],
) -> Result<Vec<Id<Person>>, CaptureError> {
    let verb = capture.verb;
    if capture.names.is_empty() {
        let there: Vec<_> = present.iter().copied().filter(|id| *id != roster.owner).collect();
        return match there[..] {
            [_] => Ok(there),
            _ => Err(CaptureError::WhoIsMeant {
                verb,
                candidates: there.iter().map(|id| roster.label(*id)).collect(),
            }),
        };
    }
    let people = roster.all(&capture.names, verb)?;
    if people.contains(&roster.owner) { Err(CaptureError::Yourself { verb }) } else { Ok(people) }
}

/// Each who does it promises each to whom it is promised. Without a `to`: others promise me, and
/// mine is promised to nobody; only a bare `todo` in a session is promised to the one other there.
fn promises(
    capture: &Capture,
    roster: &mut Roster,
    present: &[Id<Person>],
) -> Result<Vec<Promise>, CaptureError> {
    let me = roster.owner;
    let named = roster.all(&capture.names, Verb::Todo)?;
    let to = roster.all(&capture.to, Verb::Todo)?;
    let bare = named.is_empty() && to.is_empty();
    let mut there = present.iter().copied().filter(|id| *id != me);
    let only_other = there.next().filter(|_| bare && there.next().is_none());
    let owners = if named.is_empty() { vec![me] } else { named };
    let mut promises = Vec::new();
    for owner in owners {
        if to.is_empty() {
            let to = if owner == me { only_other } else { Some(me) };
            promises.push(Promise { owner, to });
        }
        for to in to.iter().copied() {
            if to == owner {
                return Err(CaptureError::Yourself { verb: Verb::Todo });
            }
            promises.push(Promise { owner, to: Some(to) });
        }
    }
    Ok(promises)
}

/// A name for comparison: case, spaces and the two apostrophes do not count.
fn fold(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the name, or the name from one of its words on, begins so.
fn begins(name: &str, wanted: &str) -> bool {
    name.starts_with(wanted)
        || name.match_indices(' ').any(|(place, _)| name[place + 1..].starts_with(wanted))
}

/// A new person's name has a letter or a digit, does not begin like an option, a topic or a sign,
/// and is none of the words of the grammar: `todo todo: x` is a slip, not a person.
pub(super) fn can_be_new(name: &str) -> bool {
    let name = fold(name);
    let word = Verb::of_word(&name).is_some() || matches!(name.as_str(), "to" | "by" | "on" | "and" | "all");
    let odd = name.starts_with(|c: char| "#-(|\"".contains(c) || Verb::of_sign(c).is_some());
    !word && !odd && name.chars().any(char::is_alphanumeric)
}
