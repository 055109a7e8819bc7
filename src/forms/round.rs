//! What blind rounds ask: data, one list of questions a kind.

use super::prompt::Slider;
use crate::model::{Goal, Id, Person, RoundKind};
use serde::Deserialize;

/// For what a question is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Each {
    /// It is asked once.
    #[default]
    Once,
    /// For every slider of the pulse.
    Slider,
    /// For every goal that is shared.
    Goal,
    /// For everybody else.
    Other,
    /// For every skill of everybody, oneself included.
    Skill,
}

/// A question of a round.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundQuestion {
    /// Its word in the journal.
    pub id: String,
    /// For what it is repeated.
    #[serde(default)]
    pub each: Each,
    /// The question; `{it}` is what it is repeated for.
    pub ask: String,
    /// The least and the greatest answer, where it is a number.
    #[serde(default)]
    pub scale: Option<(u8, u8)>,
    /// What to say about a gap.
    #[serde(default)]
    pub more: String,
}

/// A kind of round in words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundWords {
    /// Which kind.
    pub kind: RoundKind,
    /// Its name for readers.
    pub name: String,
    /// What it asks, in order.
    pub questions: Vec<RoundQuestion>,
}

/// All kinds of rounds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundBook {
    /// The kinds, in the order they are offered.
    pub rounds: Vec<RoundWords>,
}

/// A skill of somebody that a round asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatedSkill {
    /// Whose it is.
    pub person: Id<Person>,
    /// Its name.
    pub name: String,
    /// What somebody does who has it, where that is known.
    pub about: Option<String>,
}

/// What a round's questions can be repeated for.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The goals that are shared.
    pub goals: Vec<(Id<Goal>, String)>,
    /// Everybody in the relationship, by the name they are called.
    pub people: Vec<(Id<Person>, String)>,
    /// The skills that are rated.
    pub skills: Vec<RatedSkill>,
}

impl Surroundings {
    fn name(&self, person: Id<Person>) -> &str {
        self.people.iter().find(|(id, _)| *id == person).map_or("", |(_, name)| name)
    }
}

/// A question as one person is asked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its word, the same for everybody who answers about the same thing.
    pub question: String,
    /// The question in words.
    pub ask: String,
    /// The least and the greatest answer, where it is a number.
    pub scale: Option<(u8, u8)>,
    /// What to say about a gap.
    pub more: String,
}

impl RoundBook {
    /// The words of a kind.
    pub fn words(&self, kind: RoundKind) -> Option<&RoundWords> {
        self.rounds.iter().find(|words| words.kind == kind)
    }

    /// What a person is asked in a round of this kind.
    pub fn asked(
        &self,
        kind: RoundKind,
        pulse: &[Slider],
        around: &Surroundings,
        person: Id<Person>,
    ) -> Vec<Asked> {
        let questions = self.words(kind).map_or(&[][..], |words| &words.questions);
        let mut asked = Vec::new();
        for question in questions {
            for (word, it) in self.repeated(question.each, pulse, around, person) {
                let id =
                    if word.is_empty() { question.id.clone() } else { format!("{}:{word}", question.id) };
                asked.push(Asked {
                    question: id,
                    ask: question.ask.replace("{it}", &it),
                    scale: question.scale,
                    more: question.more.clone(),
                });
            }
        }
        asked
    }

    fn repeated(
        &self,
        each: Each,
        pulse: &[Slider],
        around: &Surroundings,
        person: Id<Person>,
    ) -> Vec<(String, String)> {
        match each {
            Each::Once => vec![(String::new(), String::new())],
            Each::Slider => pulse.iter().map(|slider| (slider.id.clone(), slider.question.clone())).collect(),
            Each::Goal => around.goals.iter().map(|(id, title)| (id.to_string(), title.clone())).collect(),
            Each::Other => {
                let others = around.people.iter().filter(|(id, _)| *id != person);
                others.map(|(id, name)| (id.to_string(), name.clone())).collect()
            }
            Each::Skill => {
                let said = |skill: &RatedSkill| {
                    let about = skill.about.as_ref().map_or(String::new(), |about| format!(": {about}"));
                    (
                        format!("{}:{}", skill.name, skill.person),
                        format!("{}, {}{about}", around.name(skill.person), skill.name),
                    )
                };
                around.skills.iter().map(said).collect()
            }
        }
    }
}
