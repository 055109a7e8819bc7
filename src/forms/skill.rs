//! Skills to begin with: data, to choose from beside one's own.

use serde::Deserialize;

/// A skill that is offered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferedSkill {
    /// Its name, as a rated skill has it.
    pub name: String,
    /// What somebody does who has it.
    pub about: String,
}

/// The skills that are offered, by what they are for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkillBook {
    /// What a leader learns: offered wherever a skill is named.
    pub leadership: Vec<OfferedSkill>,
    /// What a mentor does: what a blind round asks while no skill was chosen.
    pub mentoring: Vec<OfferedSkill>,
}

impl SkillBook {
    /// Every skill that is offered.
    pub fn iter(&self) -> impl Iterator<Item = &OfferedSkill> {
        self.leadership.iter().chain(&self.mentoring)
    }

    /// What somebody does who has the skill of this name, where it is one that is offered.
    pub fn about(&self, name: &str) -> Option<&str> {
        self.iter().find(|skill| skill.name.eq_ignore_ascii_case(name)).map(|skill| skill.about.as_str())
    }
}
