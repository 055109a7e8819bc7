//! Roles: what the people of a form are called, how many there are and where they stand.

use serde::Deserialize;

/// Where a role stands: which hat its hours count for and which lane of a picture it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Seat {
    /// Gives direction.
    Guide,
    /// Is helped to grow.
    Learner,
    /// Gives and takes alike.
    Peer,
    /// Keeps the frame: time, rules, notes.
    Host,
}

impl Seat {
    /// The word on the hats bar.
    pub fn word(self) -> &'static str {
        match self {
            Seat::Guide => "guide",
            Seat::Learner => "learner",
            Seat::Peer => "peer",
            Seat::Host => "host",
        }
    }
}

/// Which end of a career a role stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Career {
    /// Nearer its beginning.
    Earlier,
    /// Nearer its end.
    Later,
}

/// One role of a form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The word used in the journal and on the command line.
    pub id: String,
    /// What one person in it is called on screen.
    pub label: String,
    /// What several are called.
    pub label_plural: String,
    /// Exactly so many people, instead of `min` and `max`.
    #[serde(default)]
    pub count: Option<usize>,
    /// At least so many people.
    #[serde(default)]
    pub min: Option<usize>,
    /// At most so many people.
    #[serde(default)]
    pub max: Option<usize>,
    /// Where it stands.
    pub seat: Seat,
    /// A duty that a member takes over for one session: it does not count in the form's size.
    #[serde(default)]
    pub rotating: bool,
    /// Which end of a career it stands for, in a form that lives on the distance.
    #[serde(default)]
    pub career: Option<Career>,
}

impl Role {
    /// The fewest people in this role.
    pub fn fewest(&self) -> usize {
        self.count.or(self.min).unwrap_or(0)
    }

    /// The most people in this role.
    pub fn most(&self) -> usize {
        self.count.or(self.max).unwrap_or(usize::MAX)
    }

    /// The label for so many people.
    pub fn label_for(&self, people: usize) -> &str {
        if people == 1 { &self.label } else { &self.label_plural }
    }
}
