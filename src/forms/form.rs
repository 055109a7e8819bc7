//! One form of mentoring, as its file states it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::check::Check;
use super::chooser::ChooserWeights;
use super::feedback::{Feedback, FeedbackDirection, Goals};
use super::flow::{Flow, Kind, Level};
use super::prompt::{Prompt, Stage};
use super::role::{Role, Seat};
use super::rule::{Constraint, Standing};
use super::template::{Protocol, Template};

/// Which of the two base readings a form uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// One learner wide, one guide narrow; the flow down is normal.
    Mentor,
    /// Equal columns, mirrored; a tilt is the first warning.
    Mutual,
}

impl View {
    /// The word in a form's file.
    pub fn word(self) -> &'static str {
        match self {
            View::Mentor => "mentor",
            View::Mutual => "mutual",
        }
    }
}

/// The picture a form is seen in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the pictures are described where they are drawn")]
pub enum Panel {
    Ladder,
    Beam,
    InvertedLadder,
    PromiseLanes,
    InfluenceMap,
    DepartmentMatrix,
    Braid,
    Quadrant,
    TopicLanes,
    Star,
    Compass,
    RoundTable,
}

/// A feature of the lived exchange, 0 to 1, that the form mirror compares (domain 4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    /// How little of the giving is returned (a).
    Asymmetry,
    /// Share of what crosses ranks that goes down (d).
    Downward,
    /// How evenly the lead changes over topics (t).
    TopicLeads,
    /// Share of sessions with three or more present (q).
    Groups,
    /// Share of the weight that touches one person (e).
    OnePerson,
    /// Share across departments (x).
    CrossDepartment,
    /// Share across cohorts (c).
    CrossCohort,
    /// Share of critique (k).
    Critique,
    /// Share of goals that are shared (s).
    SharedGoals,
    /// Share between people of the same rank (l).
    SameAuthority,
}

impl Feature {
    /// What it says, as a clause.
    pub fn words(self) -> &'static str {
        match self {
            Feature::Asymmetry => "what is given and not returned",
            Feature::Downward => "what crosses ranks and goes down",
            Feature::TopicLeads => "how evenly the lead changes over topics",
            Feature::Groups => "sessions with three or more present",
            Feature::OnePerson => "what touches one and the same person",
            Feature::CrossDepartment => "what crosses departments",
            Feature::CrossCohort => "what crosses cohorts",
            Feature::Critique => "critique among all rows",
            Feature::SharedGoals => "goals that are shared",
            Feature::SameAuthority => "what stays between equal ranks",
        }
    }
}

/// The seven aspects in which forms differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// What it is.
    Definition,
    /// How leaders grow.
    LeadershipDevelopment,
    /// How the people stand to each other.
    RelationshipDynamics,
    /// How they talk.
    Communication,
    /// What is learnt.
    LearningFocus,
    /// What is gained.
    Benefits,
    /// Whom it suits.
    BestSuitedFor,
}

impl Aspect {
    /// All seven, in the order of the seed.
    pub const ALL: [Aspect; 7] = [
        Aspect::Definition,
        Aspect::LeadershipDevelopment,
        Aspect::RelationshipDynamics,
        Aspect::Communication,
        Aspect::LearningFocus,
        Aspect::Benefits,
        Aspect::BestSuitedFor,
    ];

    /// The name for readers.
    pub fn name(self) -> &'static str {
        match self {
            Aspect::Definition => "Definition",
            Aspect::LeadershipDevelopment => "Leadership development",
            Aspect::RelationshipDynamics => "Relationship dynamics",
            Aspect::Communication => "Communication",
            Aspect::LearningFocus => "Learning focus",
            Aspect::Benefits => "Benefits",
            Aspect::BestSuitedFor => "Best suited for",
        }
    }
}

/// One sentence for each aspect.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the sentence for the Aspect of that name")]
pub struct Aspects {
    pub definition: String,
    pub leadership_development: String,
    pub relationship_dynamics: String,
    pub communication: String,
    pub learning_focus: String,
    pub benefits: String,
    pub best_suited_for: String,
}

impl Aspects {
    /// The sentence for an aspect.
    pub fn get(&self, aspect: Aspect) -> &str {
        match aspect {
            Aspect::Definition => &self.definition,
            Aspect::LeadershipDevelopment => &self.leadership_development,
            Aspect::RelationshipDynamics => &self.relationship_dynamics,
            Aspect::Communication => &self.communication,
            Aspect::LearningFocus => &self.learning_focus,
            Aspect::Benefits => &self.benefits,
            Aspect::BestSuitedFor => &self.best_suited_for,
        }
    }
}

/// How many people, all rotating duties left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// The fewest.
    pub min: usize,
    /// The most.
    pub max: usize,
}

impl Size {
    /// Whether so many people fit.
    pub fn admits(self, people: usize) -> bool {
        (self.min..=self.max).contains(&people)
    }

    /// In words: `2`, or `3-8`.
    pub fn words(self) -> String {
        if self.min == self.max { self.min.to_string() } else { format!("{}-{}", self.min, self.max) }
    }
}

/// A section of an agreement and the question it answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementSection {
    /// Its heading.
    pub title: String,
    /// The question to answer in it.
    pub ask: String,
}

/// A risk with a name, and the check that watches it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedRisk {
    /// Its name.
    pub name: String,
    /// The check's id; one of the form's own checks.
    pub check: String,
    /// What happens, one sentence.
    pub text: String,
}

/// What may go wrong.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risks {
    /// The chief risk, one sentence.
    pub main: String,
    /// Two with a name.
    pub named: [NamedRisk; 2],
}

/// One form of mentoring.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The word used in the journal and on the command line.
    pub id: String,
    /// Three letters, for narrow places.
    pub code: String,
    /// Its name.
    pub name: String,
    /// One or two ASCII characters shown as its glyph; no two forms share one.
    pub sign: String,
    /// What it is, in a line.
    pub seed_line: String,
    /// What it is, in two sentences.
    pub summary: String,
    /// Which base reading it uses.
    pub view: View,
    /// Its picture.
    pub panel: Panel,
    /// What I am if I do not say.
    pub owner_role: String,
    /// What the others are if I do not say.
    pub partner_role: String,
    /// What about people matters to it; all of it optional.
    pub attributes_used: Vec<String>,
    /// Its roles.
    pub roles: Vec<Role>,
    /// What it asks of the people.
    pub constraints: Vec<Constraint>,
    /// Who is expected to give whom what; the first that fits counts.
    pub flows: Vec<Flow>,
    /// Its questions.
    pub prompts: Vec<Prompt>,
    /// Its checks, the gravest first.
    pub checks: Vec<Check>,
    /// Sections its agreement has beside the shared ones.
    pub agreement: Vec<AgreementSection>,
    /// How many people.
    pub size: Size,
    /// A session's parts.
    pub template: Template,
    /// How some of these parts run inside.
    #[serde(default)]
    pub protocols: Vec<Protocol>,
    /// Its feedback.
    pub feedback: Feedback,
    /// Its goals.
    pub goals: Goals,
    /// What its exchange typically looks like; a feature not named does not count.
    pub signature: BTreeMap<Feature, f64>,
    /// What the chooser's answers are worth to it.
    pub chooser: ChooserWeights,
    /// The seven aspects.
    pub aspects: Aspects,
    /// What may go wrong.
    pub risks: Risks,
}

impl Form {
    /// The role of this id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// What somebody in this role is called; the id itself for a role the form does not have, so
    /// that a journal written with another version still reads.
    pub fn role_label<'a>(&'a self, id: &'a str) -> &'a str {
        self.role(id).map_or(id, |role| role.label.as_str())
    }

    /// What several in this role are called.
    pub fn role_plural<'a>(&'a self, id: &'a str) -> &'a str {
        self.role(id).map_or(id, |role| role.label_plural.as_str())
    }

    /// Where a role stands; somebody in an unknown role is a peer.
    pub fn seat(&self, id: &str) -> Seat {
        self.role(id).map_or(Seat::Peer, |role| role.seat)
    }

    /// The roles people hold for the whole relationship, without the rotating duties.
    pub fn standing_roles(&self) -> impl Iterator<Item = &Role> {
        self.roles.iter().filter(|role| !role.rotating)
    }

    /// How much an exchange is expected when nothing but the roles is known.
    pub fn level(&self, from_role: &str, to_role: &str, kind: Kind) -> Level {
        let (from, to) = (Standing::of_role(from_role), Standing::of_role(to_role));
        self.level_between(&from, &to, kind)
    }

    /// How much an exchange between these two is expected. What no flow speaks of is welcome.
    pub fn level_between(&self, from: &Standing<'_>, to: &Standing<'_>, kind: Kind) -> Level {
        self.flows.iter().find(|flow| flow.covers(from, to, kind)).map_or(Level::Welcome, |flow| flow.level)
    }

    /// The feedback directions, the one to offer first in front.
    pub fn directions(&self) -> &[FeedbackDirection] {
        &self.feedback.directions
    }

    /// The prompts of one stage.
    pub fn prompts_of(&self, stage: Stage) -> impl Iterator<Item = &Prompt> {
        self.prompts.iter().filter(move |prompt| prompt.stage == stage)
    }

    /// The sentences of the constraints these people are known to break.
    pub fn warnings(&self, people: &[Standing<'_>]) -> Vec<&str> {
        self.constraints
            .iter()
            .filter(|constraint| constraint.rule.holds_for(people) == Some(false))
            .map(|constraint| constraint.text.as_str())
            .collect()
    }

    /// How the part of this name runs inside, if the form says so.
    pub fn protocol(&self, part: &str) -> Option<&Protocol> {
        self.protocols.iter().find(|protocol| protocol.part == part)
    }
}
